/* SPDX-License-Identifier: Apache-2.0 */
/* What the host is asked to play, collect and record: prompts of each try, digits, deadlines. */
#include "walk.h"

#include <stdio.h>

static acd_id begin(test_host *host, const char *centre, const char *node, const char *keys)
{
  static outline text;
  walk_outline(&text, centre, node, keys);
  host_begin(host, NULL);
  host_define(host, text.text);
  return host_arrive(host, "1");
}

static void the_prompt_of_the_next_try(void **state)
{
  static const struct {
    const char *node;
    const char *words;
    const char *told;
  } rows[] = {
      {"menu prompt=p prompt_no_input=i prompt_no_match=m", "= =9 =1", "collect p, collect i, collect m, play 1"},
      {"menu prompt=p prompt_no_input=i prompt_no_match=m", "=9 = @", "collect p, collect m, collect i, play no_input"},
      {"menu prompt=p prompt_no_input=i", "= =9 =", "collect p, collect i, collect p, play no_input"},
      {"menu prompt=p prompt_no_match=m", "= =9 =9", "collect p, collect p, collect m, play no_match"},
      {"menu prompt=p attempts=2", "=1", "collect p, play 1"},
      {"menu prompt=p attempts=2", "= =", "collect p, collect p, play no_input"},
      {"collect prompt=p prompt_no_input=i prompt_no_match=m digits_min=2 digits_max=3", "=1 = =12",
       "collect p, collect m, collect i, play next"},
      {"collect digits_max=1", "= =1", "collect, collect, play next"},
      {"voicemail mailbox=box prompt=speak", "done", "voicemail box, play next"},
      {"transfer number=+4930", "busy", "transfer +4930, play busy"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host, "", rows[i].node, "1");
    walk_on(&host, call, rows[i].words);
    host_told(&host, rows[i].told);
    host_end(&host);
  }
}

/* A menu that is entered again begins its tries again. */
static void tries_begin_anew(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "flow f start=m\n  node m kind=menu prompt=p attempts=2\n    exit no_input to=s\n    exit 1 to=m\n"
                     "  node s kind=play prompt=sorry\n    exit next to=m\nnumber 1 flow=f\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "= = done = =1 = =");
  host_told(&host, "collect p, collect p, play sorry, collect p, collect p, collect p, collect p, play sorry");
  host_end(&host);
}

static void what_a_collect_asks_for(void **state)
{
  static const struct {
    const char *node;
    int64_t min;
    int64_t max;
    int64_t input_us;
    const char *terminators;
  } rows[] = {
      {"menu prompt=p", 1, 1, 5 * SECOND, ""},
      {"menu prompt=p input_timeout=9000000", 1, 1, 9 * SECOND, ""},
      {"collect prompt=p digits_min=2 digits_max=8", 2, 8, 5 * SECOND, "#"},
      {"collect prompt=p digits_min=3 digits_max=3 terminators:_", 3, 3, 5 * SECOND, ""},
      {"collect prompt=p terminators=*# input_timeout=100000", 1, 1, SECOND / 10, "*#"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, "centre play_timeout=30s\n", rows[i].node, "1");
    const acd_action *action = host_action_of(&host, "collect p");
    assert_int_equal(action->digits_min, rows[i].min);
    assert_int_equal(action->digits_max, rows[i].max);
    assert_int_equal(action->input_timeout_us, rows[i].input_us);
    assert_string_equal(action->terminators, rows[i].terminators);
    assert_int_equal(action->agent, 0);
    assert_int_equal(action->queue, 0);
    /* The prompt, and then a pause before each key at the longest: never before the host could have heard them all. */
    assert_true(action->deadline_us >= 30 * SECOND + rows[i].input_us * rows[i].max);
    host_end(&host);
  }
}

static void digits_that_cannot_be(void **state)
{
  static const struct {
    const char *node;
    const char *digits;
    int status;
  } rows[] = {
      {"menu prompt=p", "12", ACD_ERR_ARGUMENT},
      {"menu prompt=p", "x", ACD_ERR_ARGUMENT},
      {"menu prompt=p", " ", ACD_ERR_ARGUMENT},
      {"collect prompt=p digits_max=4", "12345", ACD_ERR_ARGUMENT},
      {"collect prompt=p digits_max=4", "12E", ACD_ERR_ARGUMENT},
      {"collect prompt=p digits_max=4", "1D*#", ACD_OK},
      {"collect prompt=p digits_max=4", "", ACD_OK},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, "", rows[i].node, "1");
    host_pull(&host);
    int64_t digest = acd_engine_digest_state(host.engine);
    assert_int_equal(host_result(&host, "collect p", ACD_OUTCOME_DONE, NULL), ACD_ERR_ARGUMENT);
    assert_int_equal(host_result(&host, "collect p", ACD_OUTCOME_DIGITS, rows[i].digits), rows[i].status);
    assert_int_equal(acd_engine_digest_state(host.engine) == digest, rows[i].status != ACD_OK);
    host_end(&host);
  }
}

/* How long the host has. */
static void deadlines_are_the_centres(void **state)
{
  static const char centre[] =
      "centre play_timeout=11s voicemail_timeout=12s transfer_timeout=13s request_timeout=14s\n"
      "queue desk music=waltz\n";
  static const struct {
    const char *node;
    const char *words;
    int64_t after_us;
  } rows[] = {{"play prompt=p", "play p", 11 * SECOND},
              {"voicemail mailbox=p", "voicemail p", 12 * SECOND},
              {"transfer number=p", "transfer p", 13 * SECOND},
              {"queue queue=desk", "music waltz", 14 * SECOND},
              {"hangup", "hangup flow", 14 * SECOND}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    walk_outline(&text, centre, rows[i].node, "");
    host_begin(&host, NULL);
    host_define(&host, text.text);
    host_pass(&host, 5 * SECOND);
    acd_id call = host_arrive(&host, "1");
    const acd_action *action = host_action_of(&host, rows[i].words);
    assert_int_equal(action->call, call);
    assert_int_equal(action->time_us, host.now);
    assert_int_equal(action->deadline_us, host.now + rows[i].after_us);
    acd_id id = action->id;
    host_pass(&host, rows[i].after_us - 1);
    assert_int_equal(host_stats(&host).actions_timeout, 0);
    host_pass(&host, 1);
    assert_int_equal(host_stats(&host).actions_timeout, 1);
    assert_int_equal(acd_action_result(host.engine, host.now, id, ACD_OUTCOME_DONE, NULL), ACD_ERR_STALE);
    assert_int_equal(host_stats(&host).results_late, 1);
    host_end(&host);
  }
}

/* One media action at a time: the next replaces the one before, whose result is late. */
static void the_next_prompt_replaces_the_music(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(
      &host,
      "agent ann\nqueue desk music=waltz exit_key=*\n  member ann\nflow f start=q\n  node q kind=queue queue=desk\n"
      "    exit key to=p\n  node p kind=play prompt=bye\nnumber 1 flow=f\nnumber 2 queue=desk\n");
  acd_id call = host_arrive(&host, "1");
  assert_int_equal(host_action_of(&host, "music waltz")->call, call);
  walk_on(&host, call, "key:*");
  assert_int_equal(host_result(&host, "music waltz", ACD_OUTCOME_DONE, NULL), ACD_ERR_STALE);
  walk_on(&host, call, "done");
  acd_id second = host_arrive(&host, "2");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  assert_int_equal(host_result(&host, "music waltz", ACD_OUTCOME_DONE, NULL),
                   ACD_ERR_STALE); /* a bridge ends it, too */
  assert_int_equal(host_call_state(&host, second), ACD_CALL_STATE_TALKING);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_prompt_of_the_next_try), cmocka_unit_test(tries_begin_anew),
      cmocka_unit_test(what_a_collect_asks_for),    cmocka_unit_test(digits_that_cannot_be),
      cmocka_unit_test(deadlines_are_the_centres),  cmocka_unit_test(the_next_prompt_replaces_the_music),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
