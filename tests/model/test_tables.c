/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of nouns, properties and exits agree with themselves and with the headers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <acd/acd.h>

#include "outline.h"
#include "model/properties.h"

static size_t words_count(const char *words)
{
  size_t count = 0, size;
  while (acd__word_at(words, (int64_t)count + 1, &size)) count++;
  return count;
}

static void test_nouns_stand_in_order(void **state)
{
  (void)state;
  acd_noun noun = {.size = sizeof noun};
  size_t count = 0;
  for (; acd_noun_next(count, &noun) == 1; count++) {
    assert_int_equal(noun.noun, count + 1);
    assert_true(noun.noun == ACD_NOUN_CENTRE ? noun.parent == 0 : noun.parent >= 1 && noun.parent < noun.noun);
    assert_true(noun.reference == 0 || acd__noun_at(noun.reference)->parent == ACD_NOUN_CENTRE);
    assert_true(noun.name[0] && noun.plural[0] && noun.text[0]);
    assert_ptr_equal(acd__noun_at(noun.noun)->name, noun.name);
  }
  assert_int_equal(count, ACD_NOUN_CAMPAIGN_QUEUE);
  assert_null(acd__noun_at(0));
  assert_null(acd__noun_at(ACD_NOUN_CAMPAIGN_QUEUE + 1));
}

/* No two keys of one object in a document may be alike: properties and plurals of the nouns below. */
static void test_keys_are_unique_in_an_object(void **state)
{
  (void)state;
  for (uint32_t noun = 1; acd__noun_at(noun); noun++) {
    const char *keys[64];
    size_t keys_count = 0, count;
    const acd_property *properties = acd__properties_of(noun, &count);
    for (size_t i = 0; i < count; i++) keys[keys_count++] = properties[i].name;
    for (uint32_t below = 1; acd__noun_at(below); below++) {
      if (acd__noun_at(below)->parent == noun) keys[keys_count++] = acd__noun_at(below)->plural;
    }
    for (size_t i = 0; i < keys_count; i++) {
      for (size_t k = 0; k < i; k++) assert_string_not_equal(keys[i], keys[k]);
    }
  }
}

static void check_default(const acd_property *property)
{
  if (acd__property_is_text(property)) {
    int64_t size = (int64_t)strlen(property->default_text);
    assert_true(size == 0 || (size >= property->min && size <= property->max));
    assert_int_equal(property->default_value, 0);
  } else {
    assert_string_equal(property->default_text, "");
    int has_none = property->required || property->kinds_required;
    assert_true(has_none || (property->default_value >= property->min && property->default_value <= property->max));
  }
}

static void test_properties_agree_with_themselves(void **state)
{
  (void)state;
  acd_property property = {.size = sizeof property};
  uint32_t before = 0;
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++) {
    assert_true(property.property_id > before);
    before = property.property_id;
    assert_int_equal(property.property_id >> 8, property.noun);
    assert_true((property.property_id & 0xff) < 64); /* the check keeps them in a word */
    assert_ptr_equal(acd__property_at(property.property_id)->name, property.name);
    assert_true(property.min <= property.max);
    assert_true(property.name[0] && property.text[0]);
    assert_int_equal(property.type == ACD_TYPE_REFERENCE, property.reference != 0);
    assert_int_equal(property.type == ACD_TYPE_ENUM, property.choices[0] != 0);
    if (property.type == ACD_TYPE_ENUM) assert_int_equal(property.max, words_count(property.choices));
    if (property.type == ACD_TYPE_ENUM) assert_int_equal(property.min, 1);
    assert_int_equal(property.noun == ACD_NOUN_NODE && property.property_id != ACD_NODE_KIND, property.kinds != 0);
    assert_int_equal(property.kinds_required & ~property.kinds, 0);
    assert_true(property.kinds < UINT64_C(1) << (NODE_KIND_LAST + 1));
    check_default(&property);
  }
  assert_int_equal(before, ACD_CAMPAIGN_QUEUE_SERVICE_LEVEL_MIN);
  assert_null(acd__property_at(0));
  assert_null(acd__property_at(0x5ff));
  assert_null(acd__property_at(0x7ff));
  assert_null(acd__property_at(0x500));
  assert_null(acd__property_at((ACD_NOUN_CAMPAIGN_QUEUE + 1) << 8 | 1));
  assert_null(acd__property_at(UINT32_MAX));
}

/* Names of choices against the numbers of the headers. */
static void test_choices_have_the_numbers_of_the_headers(void **state)
{
  (void)state;
  static const struct {
    uint32_t property;
    const char *word;
    int64_t number;
  } rows[] = {
      {ACD_QUEUE_DECLINED, "again", ACD_DECLINED_AGAIN},
      {ACD_QUEUE_DECLINED, "never", ACD_DECLINED_NEVER},
      {ACD_CENTRE_IDLE_FROM, "wrapup_end", ACD_IDLE_FROM_WRAPUP_END},
      {ACD_CENTRE_IDLE_FROM, "conversation_end", ACD_IDLE_FROM_CONVERSATION_END},
      {ACD_CENTRE_IDLE_NOT_READY, "keep", ACD_IDLE_KEEP},
      {ACD_CENTRE_IDLE_NOT_READY, "restart", ACD_IDLE_RESTART},
      {ACD_CENTRE_IDLE_OFFER, "keep", ACD_IDLE_KEEP},
      {ACD_CENTRE_IDLE_OFFER, "restart", ACD_IDLE_RESTART},
      {ACD_CENTRE_IDLE_MISS, "keep", ACD_IDLE_KEEP},
      {ACD_CENTRE_IDLE_MISS, "restart", ACD_IDLE_RESTART},
      {ACD_CENTRE_IDLE_DIRECT, "keep", ACD_IDLE_KEEP},
      {ACD_CENTRE_IDLE_DIRECT, "restart", ACD_IDLE_RESTART},
      {ACD_CENTRE_IDLE_ELSEWHERE, "keep", ACD_IDLE_KEEP},
      {ACD_CENTRE_IDLE_ELSEWHERE, "restart", ACD_IDLE_RESTART},
      {ACD_AGENT_PRESENCE, "logged_out", ACD_PRESENCE_LOGGED_OUT},
      {ACD_AGENT_PRESENCE, "not_ready", ACD_PRESENCE_NOT_READY},
      {ACD_AGENT_PRESENCE, "available", ACD_PRESENCE_AVAILABLE},
      {ACD_QUEUE_STRATEGY, "longest_idle", ACD_STRATEGY_LONGEST_IDLE},
      {ACD_QUEUE_STRATEGY, "round_robin", ACD_STRATEGY_ROUND_ROBIN},
      {ACD_QUEUE_STRATEGY, "fewest_calls", ACD_STRATEGY_FEWEST_CALLS},
      {ACD_QUEUE_STRATEGY, "least_talk", ACD_STRATEGY_LEAST_TALK},
      {ACD_QUEUE_STRATEGY, "linear", ACD_STRATEGY_LINEAR},
      {ACD_QUEUE_STRATEGY, "random", ACD_STRATEGY_RANDOM},
      {ACD_QUEUE_STRATEGY, "ring_all", ACD_STRATEGY_RING_ALL},
      {ACD_QUEUE_STRATEGY, "most_skilled", ACD_STRATEGY_MOST_SKILLED},
      {ACD_QUEUE_STRATEGY, "least_skilled", ACD_STRATEGY_LEAST_SKILLED},
      {ACD_QUEUE_STRATEGY, "weighted_random", ACD_STRATEGY_WEIGHTED_RANDOM},
      {ACD_QUEUE_STRATEGY, "fewest_queue_calls", ACD_STRATEGY_FEWEST_QUEUE_CALLS},
      {ACD_QUEUE_STRATEGY, "share", ACD_STRATEGY_SHARE},
      {ACD_QUEUE_STRATEGY, "least_occupied", ACD_STRATEGY_LEAST_OCCUPIED},
      {ACD_QUEUE_STRATEGY, "least_loaded", ACD_STRATEGY_LEAST_LOADED},
      {ACD_QUEUE_STRATEGY, "host_score", ACD_STRATEGY_HOST_SCORE},
      {ACD_QUEUE_STRATEGY, "group_share", ACD_STRATEGY_GROUP_SHARE},
      {ACD_CENTRE_CALL_CHOICE, "priority", ACD_CALL_CHOICE_PRIORITY},
      {ACD_CENTRE_CALL_CHOICE, "longest_wait", ACD_CALL_CHOICE_LONGEST_WAIT},
      {ACD_CENTRE_CALL_CHOICE, "longest_queue", ACD_CALL_CHOICE_LONGEST_QUEUE},
      {ACD_CENTRE_CALL_CHOICE, "objective", ACD_CALL_CHOICE_OBJECTIVE},
      {ACD_QUEUE_ESTIMATE, "work", ACD_ESTIMATE_WORK},
      {ACD_QUEUE_ESTIMATE, "handle", ACD_ESTIMATE_HANDLE},
      {ACD_QUEUE_ESTIMATE, "rate", ACD_ESTIMATE_RATE},
      {ACD_QUEUE_ESTIMATE, "recent", ACD_ESTIMATE_RECENT},
      {ACD_QUEUE_TIERS, "first", ACD_TIERS_FIRST},
      {ACD_QUEUE_TIERS, "equal", ACD_TIERS_EQUAL},
      {ACD_QUEUE_ROUND_ROBIN_MOVES, "offers", ACD_MOVES_OFFERS},
      {ACD_QUEUE_ROUND_ROBIN_MOVES, "answers", ACD_MOVES_ANSWERS},
      {ACD_QUEUE_ROUND_ROBIN_MOVES, "choices", ACD_MOVES_CHOICES},
      {ACD_QUEUE_WAIT_FROM, "entry", ACD_WAIT_FROM_ENTRY},
      {ACD_QUEUE_WAIT_FROM, "arrival", ACD_WAIT_FROM_ARRIVAL},
      {ACD_QUEUE_STEPS_CLOCK, "step", ACD_STEPS_CLOCK_STEP},
      {ACD_QUEUE_STEPS_CLOCK, "wait", ACD_STEPS_CLOCK_WAIT},
      {ACD_STEP_SKIP_IF, "never", ACD_SKIP_NEVER},
      {ACD_STEP_SKIP_IF, "unstaffed", ACD_SKIP_UNSTAFFED},
      {ACD_STEP_SKIP_IF, "unavailable", ACD_SKIP_UNAVAILABLE},
      {ACD_STEP_SKIP_IF, "not_ready", ACD_SKIP_NOT_READY},
      {ACD_ANNOUNCEMENT_SAYS, "nothing", ACD_SAYS_NOTHING},
      {ACD_ANNOUNCEMENT_SAYS, "position", ACD_SAYS_POSITION},
      {ACD_ANNOUNCEMENT_SAYS, "estimated_wait", ACD_SAYS_ESTIMATED_WAIT},
      {ACD_ANNOUNCEMENT_SAYS, "waited", ACD_SAYS_WAITED},
      {ACD_NODE_SAYS, "nothing", ACD_SAYS_NOTHING},
      {ACD_NODE_SAYS, "position", ACD_SAYS_POSITION},
      {ACD_NODE_SAYS, "estimated_wait", ACD_SAYS_ESTIMATED_WAIT},
      {ACD_NODE_SAYS, "waited", ACD_SAYS_WAITED},
      {ACD_ANNOUNCEMENT_WHILE_RINGING, "wait", ACD_WHILE_RINGING_WAIT},
      {ACD_ANNOUNCEMENT_WHILE_RINGING, "play", ACD_WHILE_RINGING_PLAY},
      {ACD_QUEUE_LEAVE_WHEN, "never", ACD_LEAVE_WHEN_NEVER},
      {ACD_QUEUE_LEAVE_WHEN, "unstaffed", ACD_LEAVE_WHEN_UNSTAFFED},
      {ACD_QUEUE_LEAVE_WHEN, "unavailable", ACD_LEAVE_WHEN_UNAVAILABLE},
      {ACD_NODE_KIND, "play", ACD_NODE_KIND_PLAY},
      {ACD_NODE_KIND, "menu", ACD_NODE_KIND_MENU},
      {ACD_NODE_KIND, "collect", ACD_NODE_KIND_COLLECT},
      {ACD_NODE_KIND, "hours", ACD_NODE_KIND_HOURS},
      {ACD_NODE_KIND, "metric", ACD_NODE_KIND_METRIC},
      {ACD_NODE_KIND, "compare", ACD_NODE_KIND_COMPARE},
      {ACD_NODE_KIND, "set", ACD_NODE_KIND_SET},
      {ACD_NODE_KIND, "skills", ACD_NODE_KIND_SKILLS},
      {ACD_NODE_KIND, "priority", ACD_NODE_KIND_PRIORITY},
      {ACD_NODE_KIND, "queue", ACD_NODE_KIND_QUEUE},
      {ACD_NODE_KIND, "agent", ACD_NODE_KIND_AGENT},
      {ACD_NODE_KIND, "voicemail", ACD_NODE_KIND_VOICEMAIL},
      {ACD_NODE_KIND, "transfer", ACD_NODE_KIND_TRANSFER},
      {ACD_NODE_KIND, "flow", ACD_NODE_KIND_FLOW},
      {ACD_NODE_KIND, "hangup", ACD_NODE_KIND_HANGUP},
      {ACD_NODE_KIND, "branch", ACD_NODE_KIND_BRANCH},
      {ACD_NODE_KIND, "test", ACD_NODE_KIND_TEST},
      {ACD_NODE_KIND, "split", ACD_NODE_KIND_SPLIT},
      {ACD_NODE_KIND, "loop", ACD_NODE_KIND_LOOP},
      {ACD_NODE_KIND, "subflow", ACD_NODE_KIND_SUBFLOW},
      {ACD_NODE_KIND, "return", ACD_NODE_KIND_RETURN},
      {ACD_NODE_KIND, "wait", ACD_NODE_KIND_WAIT},
      {ACD_NODE_KIND, "host", ACD_NODE_KIND_HOST},
      {ACD_NODE_KIND, "toggle", ACD_NODE_KIND_TOGGLE},
      {ACD_NODE_KIND, "recording", ACD_NODE_KIND_RECORDING},
      {ACD_NODE_KIND, "leave", ACD_NODE_KIND_LEAVE},
      {ACD_NODE_KIND, "callback", ACD_NODE_KIND_CALLBACK},
      {ACD_NODE_KIND, "slots", ACD_NODE_KIND_SLOTS},
      {ACD_NODE_KIND, "hold_slot", ACD_NODE_KIND_HOLD_SLOT},
      {ACD_NODE_KIND, "mark", ACD_NODE_KIND_MARK},
      {ACD_NODE_MARK, "rating", ACD_MARK_RATING},
      {ACD_NODE_MARK, "resolved", ACD_MARK_RESOLVED},
      {ACD_CALLBACK_DIAL_FIRST, "agent", ACD_DIAL_FIRST_AGENT},
      {ACD_CALLBACK_DIAL_FIRST, "customer", ACD_DIAL_FIRST_CUSTOMER},
      {ACD_CALLBACK_MACHINE, "retry", ACD_MACHINE_RETRY},
      {ACD_CALLBACK_MACHINE, "message", ACD_MACHINE_MESSAGE},
      {ACD_CALLBACK_MACHINE, "drop", ACD_MACHINE_DROP},
      {ACD_CALLBACK_DUPLICATE, "refuse", ACD_DUPLICATE_REFUSE},
      {ACD_CALLBACK_DUPLICATE, "replace", ACD_DUPLICATE_REPLACE},
      {ACD_CALLBACK_DUPLICATE, "allow", ACD_DUPLICATE_ALLOW},
      {ACD_CAMPAIGN_ORDER, "newest", ACD_ORDER_NEWEST},
      {ACD_CAMPAIGN_ORDER, "oldest", ACD_ORDER_OLDEST},
      {ACD_CAMPAIGN_ORDER, "priority", ACD_ORDER_PRIORITY},
      {ACD_NODE_RECORDING, "on", ACD_RECORDING_ON},
      {ACD_NODE_RECORDING, "off", ACD_RECORDING_OFF},
      {ACD_NODE_RECORDING, "paused", ACD_RECORDING_PAUSED},
      {ACD_NODE_OPERATOR, "equal", ACD_OPERATOR_EQUAL},
      {ACD_NODE_OPERATOR, "not_equal", ACD_OPERATOR_NOT_EQUAL},
      {ACD_NODE_OPERATOR, "less", ACD_OPERATOR_LESS},
      {ACD_NODE_OPERATOR, "less_equal", ACD_OPERATOR_LESS_EQUAL},
      {ACD_NODE_OPERATOR, "greater", ACD_OPERATOR_GREATER},
      {ACD_NODE_OPERATOR, "greater_equal", ACD_OPERATOR_GREATER_EQUAL},
      {ACD_NODE_OPERATOR, "prefix", ACD_OPERATOR_PREFIX},
      {ACD_NODE_OPERATOR, "is_set", ACD_OPERATOR_IS_SET},
      {ACD_CASE_OPERATOR, "equal", ACD_OPERATOR_EQUAL},
      {ACD_CASE_OPERATOR, "not_equal", ACD_OPERATOR_NOT_EQUAL},
      {ACD_CASE_OPERATOR, "less", ACD_OPERATOR_LESS},
      {ACD_CASE_OPERATOR, "less_equal", ACD_OPERATOR_LESS_EQUAL},
      {ACD_CASE_OPERATOR, "greater", ACD_OPERATOR_GREATER},
      {ACD_CASE_OPERATOR, "greater_equal", ACD_OPERATOR_GREATER_EQUAL},
      {ACD_CASE_OPERATOR, "prefix", ACD_OPERATOR_PREFIX},
      {ACD_CASE_OPERATOR, "is_set", ACD_OPERATOR_IS_SET},
      {ACD_NODE_METRIC, "waiting", ACD_METRIC_WAITING},
      {ACD_NODE_METRIC, "staffed", ACD_METRIC_STAFFED},
      {ACD_NODE_METRIC, "available", ACD_METRIC_AVAILABLE},
      {ACD_NODE_METRIC, "ready", ACD_METRIC_READY},
      {ACD_NODE_METRIC, "longest_wait", ACD_METRIC_LONGEST_WAIT},
      {ACD_NODE_METRIC, "estimated_wait", ACD_METRIC_ESTIMATED_WAIT},
      {ACD_NODE_METRIC, "service_level", ACD_METRIC_SERVICE_LEVEL},
      {ACD_NODE_METRIC, "position", ACD_METRIC_POSITION},
  };
  size_t choices = 0;
  acd_property property = {.size = sizeof property};
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++) choices += words_count(property.choices);
  assert_int_equal(choices, sizeof rows / sizeof rows[0]);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const char *words = acd__property_at(rows[i].property)->choices;
    assert_int_equal(acd__word_find(words, rows[i].word, strlen(rows[i].word)), rows[i].number);
  }
}

static void test_every_exit_has_a_number(void **state)
{
  (void)state;
  int used[ACD_EXIT_NONE + 1] = {0};
  for (int64_t kind = 1; kind <= NODE_KIND_LAST; kind++) {
    const char *exits = acd_node_exits(kind);
    size_t size;
    const char *word;
    assert_non_null(exits);
    for (int64_t i = 1; (word = acd__word_at(exits, i, &size)) != NULL; i++) {
      int64_t exit = ACD_EXIT_NEXT;
      while (exit <= ACD_EXIT_NONE && (strlen(acd_exit_str(exit)) != size || memcmp(acd_exit_str(exit), word, size)))
        exit++;
      assert_true(exit <= ACD_EXIT_NONE);
      used[exit] = 1;
    }
  }
  for (int64_t exit = ACD_EXIT_NEXT; exit <= ACD_EXIT_NONE; exit++) assert_true(used[exit]);
  assert_null(acd_node_exits(0));
  assert_null(acd_node_exits(NODE_KIND_LAST + 1));
  assert_null(acd_node_exits(INT64_MIN));
}

static void test_records_of_other_sizes(void **state)
{
  (void)state;
  struct {
    acd_noun noun;
    uint32_t more;
  } newer;
  memset(&newer, 0x55, sizeof newer);
  newer.noun.size = sizeof newer;
  assert_int_equal(acd_noun_next(0, &newer.noun), 1);
  assert_int_equal(newer.noun.size, sizeof newer);
  assert_int_equal(newer.more, 0);
  acd_noun small = {.size = sizeof small - 1};
  assert_int_equal(acd_noun_next(0, &small), ACD_ERR_ARGUMENT);
  acd_property property = {.size = 0};
  assert_int_equal(acd_property_next(0, &property), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_property_next(0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_noun_next(0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_noun_next(SIZE_MAX, &newer.noun), 0);
  assert_int_equal(acd_property_next(SIZE_MAX, &property), 0);
}

static void test_values_in_words(void **state)
{
  (void)state;
  static const struct {
    uint32_t property;
    int64_t value;
    const char *text;
  } rows[] = {
      {ACD_QUEUE_RING_TIMEOUT_US, 20000000, "20 s"},
      {ACD_QUEUE_RING_TIMEOUT_US, 1, "0.000001 s"},
      {ACD_QUEUE_RING_TIMEOUT_US, 1230000, "1.23 s"},
      {ACD_QUEUE_RING_TIMEOUT_US, -500000, "-0.5 s"},
      {ACD_QUEUE_RING_TIMEOUT_US, INT64_MIN, "-9223372036854.775808 s"},
      {ACD_QUEUE_STRATEGY, 7, "ring_all"},
      {ACD_QUEUE_STRATEGY, 99, "99"},
      {ACD_QUEUE_STRATEGY, -1, "-1"},
      {ACD_HOURS_FROM_US, 0, "00:00"},
      {ACD_HOURS_FROM_US, INT64_C(32700000000), "09:05"},
      {ACD_HOURS_FROM_US, INT64_C(86400000000), "24:00"},
      {ACD_HOURS_FROM_US, INT64_C(86399000000), "23:59:59"},
      {ACD_HOURS_FROM_US, -7, "-7"},
      {ACD_QUEUE_LENGTH_MAX, -1, "-1"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char buffer[100];
    acd__text text = acd__text_begin(buffer, sizeof buffer);
    acd__text_add_value(&text, acd__property_at(rows[i].property), rows[i].value);
    assert_string_equal(buffer, rows[i].text);
  }
}

static void test_expectations_in_words(void **state)
{
  (void)state;
  static const struct {
    uint32_t property;
    const char *text;
  } rows[] = {
      {ACD_AGENT_SKILL_LEVEL, "an integer from 1 to 1000"},
      {ACD_QUEUE_RING_TIMEOUT_US, "1 s to 3600 s"},
      {ACD_AGENT_WRAPUP_US, "unset, or 0 s to 86400 s"},
      {ACD_AGENT_PRESENCE, "one of logged_out, not_ready, available"},
      {ACD_AGENT_EXTENSION, "a text of 0 to 32 bytes"},
      {ACD_NUMBER_FLOW, "an existing flow"},
      {ACD_FLOW_START, "an existing node of the same flow"},
      {ACD_HOURS_DAYS, "days of the week: a bit set from 1 (Monday) to 127 (all)"},
      {ACD_HOURS_TO_US, "a time of day from 00:00 to 24:00"},
      {ACD_HOLIDAY_DATE, "a date: year * 10000 + month * 100 + day, year 0 for every year"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char buffer[100];
    acd__text text = acd__text_begin(buffer, sizeof buffer);
    acd__text_add_expected(&text, acd__property_at(rows[i].property));
    assert_string_equal(buffer, rows[i].text);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_nouns_stand_in_order),
      cmocka_unit_test(test_keys_are_unique_in_an_object),
      cmocka_unit_test(test_properties_agree_with_themselves),
      cmocka_unit_test(test_choices_have_the_numbers_of_the_headers),
      cmocka_unit_test(test_every_exit_has_a_number),
      cmocka_unit_test(test_records_of_other_sizes),
      cmocka_unit_test(test_values_in_words),
      cmocka_unit_test(test_expectations_in_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
