/* SPDX-License-Identifier: Apache-2.0 */
/* Whole definitions, changes and refusals: acd/definition.h, "Submitting". */
#include "centre.h"

#include <stdio.h>

#include "random.h"

#define BASE                                                                                                           \
  "centre short_abandon=4s\nskill s\nskill t\nagent ann\n  agent_skill s level=2\nagent bob\nagent cat\n"              \
  "queue desk strategy=linear\n  member ann\n  member bob\n  queue_skill s\nqueue other overflow=desk\n  member cat\n" \
  "schedule day\n  hours h days=31 from=0 to=3600000000\n"                                                             \
  "flow f start=a\n  node a kind=play prompt=hello\n    exit next to=b\n  node b kind=queue queue=other\n"             \
  "number 1 queue=desk\nnumber 2 flow=f\n"

/* A short life that shows what is in force. */
static void live(test_host *host)
{
  static const char *const numbers[] = {"1", "2", "3"};
  for (int i = 0; i < 12; i++) {
    acd_arrival arrival;
    acd_id call;
    acd_arrival_init(&arrival);
    arrival.number = numbers[i % 3];
    if (acd_call_arrive(host->engine, host->now, &arrival, &call) == ACD_OK && i % 5 == 0) host_hangup(host, call);
    host_done(host);
    host_pass(host, 3 * SECOND);
    for (size_t a = 0; a < host->actions_count; a++)
      if (host->actions[a].action.kind == ACD_ACTION_RING)
        (void)acd_action_result(host->engine, host->now, host->actions[a].action.id,
                                i % 2 ? ACD_OUTCOME_REJECTED : ACD_OUTCOME_BRIDGED, NULL);
    host_check(host);
  }
}

/* What the engine says that runs is this, and can be defined anew. */
static void compare_running(test_host *host, const char *whole)
{
  acd_definition *running, *expected;
  acd_difference *difference;
  test_host other;
  host_begin(&other, NULL);
  host_define(&other, whole);
  assert_int_equal(acd_definition_running(host->engine, NULL, &running), ACD_OK);
  assert_int_equal(acd_definition_running(other.engine, NULL, &expected), ACD_OK);
  assert_int_equal(acd_definition_count(running), acd_definition_count(expected));
  assert_int_equal(acd_difference_new(expected, running, NULL, &difference), ACD_OK);
  assert_int_equal(acd_difference_edits_count(difference), 0);
  assert_int_equal(acd_definition_submit(running, host->engine, host->now, ACD_DEFINE_WHOLE), ACD_OK);
  acd_difference_free(difference);
  acd_definition_free(running);
  acd_definition_free(expected);
  host_end(&other);
}

/* A change adds, replaces whole, or removes; what it does not name stays: as the definition that says all of it. */
static void a_change_is_the_definition_it_leads_to(void **state)
{
  static const struct {
    const char *change;
    const char *whole;
  } rows[] = {
      {"", BASE},
      {"agent dan\n", BASE "agent dan\n"},
      {"queue desk strategy=linear\n  member bob\n",
       "centre short_abandon=4s\nskill s\nskill t\nagent ann\n  agent_skill s level=2\nagent bob\nagent cat\n"
       "queue desk strategy=linear\n  member bob\nqueue other overflow=desk\n  member cat\n"
       "schedule day\n  hours h days=31 from=0 to=3600000000\n"
       "flow f start=a\n  node a kind=play prompt=hello\n    exit next to=b\n  node b kind=queue queue=other\n"
       "number 1 queue=desk\nnumber 2 flow=f\n"},
      {"agent ann\n",
       "centre short_abandon=4s\nskill s\nskill t\nagent ann\nagent bob\nagent cat\n"
       "queue desk strategy=linear\n  member ann\n  member bob\n  queue_skill s\nqueue other overflow=desk\n  member "
       "cat\n"
       "schedule day\n  hours h days=31 from=0 to=3600000000\n"
       "flow f start=a\n  node a kind=play prompt=hello\n    exit next to=b\n  node b kind=queue queue=other\n"
       "number 1 queue=desk\nnumber 2 flow=f\n"},
      {"centre request_timeout=9s\n-number 2\nnumber 3 flow=f priority=2\n-skill t\n",
       "centre short_abandon=4s request_timeout=9s\nskill s\nagent ann\n  agent_skill s level=2\nagent bob\nagent cat\n"
       "queue desk strategy=linear\n  member ann\n  member bob\n  queue_skill s\nqueue other overflow=desk\n  member "
       "cat\n"
       "schedule day\n  hours h days=31 from=0 to=3600000000\n"
       "flow f start=a\n  node a kind=play prompt=hello\n    exit next to=b\n  node b kind=queue queue=other\n"
       "number 1 queue=desk\nnumber 3 flow=f priority=2\n"},
      {"flow f start=x\n  node x kind=queue queue=other\n-schedule day\nqueue other\n  member bob\n-agent cat\n",
       "centre short_abandon=4s\nskill s\nskill t\nagent ann\n  agent_skill s level=2\nagent bob\n"
       "queue desk strategy=linear\n  member ann\n  member bob\n  queue_skill s\nqueue other\n  member bob\n"
       "flow f start=x\n  node x kind=queue queue=other\nnumber 1 queue=desk\nnumber 2 flow=f\n"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    int64_t actions[2], states[2];
    for (int whole = 0; whole < 2; whole++) {
      test_host host;
      host_begin(&host, NULL);
      host_define(&host, BASE);
      live(&host);
      if (whole)
        host_define(&host, rows[i].whole);
      else
        host_change(&host, rows[i].change);
      compare_running(&host, rows[i].whole);
      live(&host);
      actions[whole] = acd_engine_digest_actions(host.engine);
      states[whole] = acd_engine_digest_state(host.engine);
      host_end(&host);
    }
    if (actions[0] != actions[1] || states[0] != states[1]) fail_msg("row %d", (int)i);
  }
}

static void refused_definitions_change_nothing(void **state)
{
  static const struct {
    int mode;
    const char *outline;
    int32_t code; /* of the first error */
    const char *path;
  } rows[] = {
      {ACD_DEFINE_WHOLE, "queue desk\n  member nobody\n", ACD_ERR_NOT_FOUND, "queue \"desk\" / member \"nobody\""},
      {ACD_DEFINE_WHOLE, "-agent ann\n", ACD_ERR_NOT_FOUND, NULL}, /* a removal in a whole definition */
      {ACD_DEFINE_WHOLE, "agent ann\nagent ann\n", ACD_ERR_ARGUMENT, NULL},
      {ACD_DEFINE_CHANGE, "-agent nobody\n", ACD_ERR_NOT_FOUND, NULL},
      {ACD_DEFINE_CHANGE, "-agent ann\nqueue desk\n  member ann\n", ACD_ERR_NOT_FOUND,
       "queue \"desk\" / member \"ann\""},
      {ACD_DEFINE_CHANGE, "-agent ann\n+queue desk\n  member ann tier=2\n", ACD_ERR_NOT_FOUND,
       "queue \"desk\" / member \"ann\""},
      {ACD_DEFINE_WHOLE, "agent ann\nqueue desk\n+queue desk\n", ACD_ERR_NOT_FOUND, "queue \"desk\""},
      {ACD_DEFINE_CHANGE, "queue desk\n+queue desk\n", ACD_ERR_ARGUMENT, "queue \"desk\""},
      {ACD_DEFINE_CHANGE, "+member ann\n", ACD_ERR_ARGUMENT, "member \"ann\""},
      {ACD_DEFINE_CHANGE, "queue desk strategy=group_share\n", ACD_ERR_ARGUMENT, "queue \"desk\""},
      {ACD_DEFINE_WHOLE, "+queue desk\n", ACD_ERR_NOT_FOUND, "queue \"desk\""},
      {ACD_DEFINE_CHANGE, "+queue desks\n", ACD_ERR_NOT_FOUND, "queue \"desks\""},
      {ACD_DEFINE_CHANGE, "+queue desk\n  -member nobody\n", ACD_ERR_NOT_FOUND, "queue \"desk\" / member \"nobody\""},
      {ACD_DEFINE_CHANGE, "+queue desk ring_timeout!1\n", ACD_ERR_ARGUMENT, "queue \"desk\""},
      {ACD_DEFINE_CHANGE, "queue desk\n  -member ann\n", ACD_ERR_ARGUMENT, "queue \"desk\" / member \"ann\""},
      {ACD_DEFINE_CHANGE, "+queue desk\n  member ann\n  -member ann tier=1\n", ACD_ERR_ARGUMENT, NULL},
      {ACD_DEFINE_CHANGE, "-queue desk\n", ACD_ERR_NOT_FOUND, NULL},
      {ACD_DEFINE_CHANGE, "-agent cat\nagent cat\n", ACD_ERR_ARGUMENT, NULL},
      {ACD_DEFINE_CHANGE, "flow f start=z\n  node a kind=play prompt=x\n", ACD_ERR_NOT_FOUND, "flow \"f\""},
      {ACD_DEFINE_CHANGE, "number 1\n", ACD_ERR_ARGUMENT, "number \"1\""},
      {ACD_DEFINE_CHANGE, "queue desk ring_timeout!1\n", ACD_ERR_ARGUMENT, "queue \"desk\""},
  };
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, BASE);
  live(&host);
  for (size_t i = 0; i < COUNT(rows); i++) {
    host_pull(&host);
    int64_t digest = acd_engine_digest_state(host.engine), refused = host_stats(&host).refused;
    int64_t memory = host.memory.bytes;
    assert_int_equal(host_submit(&host, rows[i].mode, rows[i].outline), ACD_ERR_DEFINITION);
    assert_int_equal(acd_engine_digest_state(host.engine), digest);
    assert_int_equal(host_stats(&host).refused, refused + 1);
    acd_error error = {.size = sizeof error};
    assert_int_equal(acd_engine_error_at(host.engine, 0, &error), ACD_OK);
    assert_int_equal(error.code, rows[i].code);
    if (rows[i].path) assert_string_equal(error.path, rows[i].path);
    host_pass(&host, 0); /* errors stay until the next definition */
    assert_true(acd_engine_errors_count(host.engine) > 0);
    assert_int_equal(acd_engine_error_at(host.engine, acd_engine_errors_count(host.engine), &error), ACD_ERR_NOT_FOUND);
    host_change(&host, "");
    assert_int_equal(acd_engine_errors_count(host.engine), 0);
    assert_true(host.memory.bytes <= memory + 4096);
    host_check(&host);
  }
  live(&host);
  host_end(&host);
}

/* With all its errors at once. */
static void every_error_is_listed(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  assert_int_equal(
      host_submit(&host, ACD_DEFINE_WHOLE,
                  "agent ann ring_timeout!5\nqueue desk overflow=desk2\n  member bob\n  member ann\nnumber 1\n"),
      ACD_ERR_DEFINITION);
  assert_int_equal(acd_engine_errors_count(host.engine), 4);
  acd_error error = {.size = sizeof error};
  int nearest = 0;
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(acd_engine_error_at(host.engine, i, &error), ACD_OK);
    assert_true(error.text[0] && error.path[0] && error.object > 0);
    nearest += strcmp(error.nearest, "desk") == 0;
  }
  assert_int_equal(nearest, 1);
  assert_int_equal(acd_queue_next(host.engine, 0), 0);
  host_end(&host);
}

/* The same definition once more is an event and nothing else: as a change that changes nothing, and no change of any action. */
static void defined_again_nothing_happens(void **state)
{
  enum { NOT, AGAIN, EMPTY_CHANGE, HOWS };
  (void)state;
  for (uint64_t seed = 1; seed <= 30; seed++) {
    int64_t actions[HOWS], states[HOWS];
    for (int how = 0; how < HOWS; how++) {
      test_host host;
      dice from = {seed};
      host_begin(&host, NULL);
      for (int i = 0; i < 120; i++) {
        int again = i > 0 && dice_chance(&from, 15);
        dice same = {seed * 1000};
        acd_definition *definition = random_definition(&same);
        if (i == 0 || (again && how == AGAIN))
          assert_int_equal(acd_definition_submit(definition, host.engine, host.now, ACD_DEFINE_WHOLE), ACD_OK);
        else if (again && how == EMPTY_CHANGE)
          host_change(&host, "");
        acd_definition_free(definition);
        char number[2] = {(char)('0' + dice_below(&from, 6)), '\0'};
        if (dice_chance(&from, 40)) host_arrive_priority(&host, number, dice_below(&from, 3));
        host_pull(&host);
        for (size_t a = host.told; a < host.actions_count; a++) {
          uint32_t kind = host.actions[a].action.kind;
          int64_t outcome = kind == ACD_ACTION_COLLECT ? ACD_OUTCOME_DIGITS : 1 + dice_below(&from, 7);
          (void)acd_action_result(host.engine, host.now, host.actions[a].action.id, outcome, NULL);
        }
        host.told = host.actions_count;
        host_pass(&host, dice_below(&from, 9 * SECOND));
        assert_int_equal(acd_engine_check(host.engine, 1), ACD_OK);
      }
      actions[how] = acd_engine_digest_actions(host.engine);
      states[how] = acd_engine_digest_state(host.engine);
      host_end(&host);
    }
    assert_int_equal(actions[NOT], actions[AGAIN]);
    assert_int_equal(actions[NOT], actions[EMPTY_CHANGE]);
    assert_int_equal(states[AGAIN], states[EMPTY_CHANGE]);
  }
}

/* A definition that makes thousands of matches possible is worked off in slices, the oldest calls first; in the end nobody
 * waits who could be served, and none was passed over. */
/* Nothing runs: an empty definition. Where there is no memory for it, nothing is left behind. */
static void what_runs_can_be_asked(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  acd_definition *running = NULL;
  assert_int_equal(acd_definition_running(host.engine, NULL, &running), ACD_OK);
  assert_int_equal(acd_definition_count(running), 1);
  acd_definition_free(running);
  host_define(&host, BASE);
  host_change(&host, "+agent ann\n  agent_skill t\n");
  host_change(&host, "agent eve\n");
  int status = ACD_ERR_NOMEM;
  for (long at = 1; status == ACD_ERR_NOMEM; at++) {
    acd_testing_memory failing = {.fail_at = at};
    acd_allocator allocator = failing_allocator(&failing);
    status = acd_definition_running(host.engine, &allocator, &running);
    if (status == ACD_OK) {
      assert_true(acd_definition_find(running, ACD_NOUN_AGENT, 0, "eve") > 0);
      int32_t ann = acd_definition_find(running, ACD_NOUN_AGENT, 0, "ann");
      assert_true(acd_definition_find(running, ACD_NOUN_AGENT_SKILL, ann, "t") > 0);
      acd_definition_free(running);
    }
    assert_int_equal(failing.blocks, 0);
  }
  assert_int_equal(status, ACD_OK);
  assert_int_equal(acd_definition_running(NULL, NULL, &running), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_running(host.engine, NULL, NULL), ACD_ERR_ARGUMENT);
  host_end(&host);
}

static void many_matches_at_once(void **state)
{
  enum { AGENTS = 1500, CALLS = 1400 };
  (void)state;
  test_host host;
  static char text[200000];
  static acd_id calls[CALLS + 1];
  size_t size = 0;
  for (int a = 0; a < AGENTS; a++) size += (size_t)snprintf(text + size, sizeof text - size, "agent a%d\n", a);
  size_t agents_size = size;
  snprintf(text + size, sizeof text - size, "queue desk\nnumber 1 queue=desk\n");
  host_begin(&host, NULL);
  host.no_words = 1;
  host_define(&host, text);
  for (int i = 0; i < CALLS; i++) {
    calls[i] = host_arrive(&host, "1");
    host_pass(&host, 1);
  }
  size = agents_size + (size_t)snprintf(text + agents_size, sizeof text - agents_size, "queue desk\n");
  for (int a = 0; a < AGENTS; a++) size += (size_t)snprintf(text + size, sizeof text - size, "  member a%d\n", a);
  snprintf(text + size, sizeof text - size, "number 1 queue=desk\n");
  host_define(&host, text);
  assert_int_equal(acd_engine_deadline(host.engine), host.now);
  assert_true(centre_queue(&host, "desk").ready_count > AGENTS / 2);
  calls[CALLS] = host_arrive(&host, "1"); /* comes last all the same */
  host_pass(&host, 0);
  host_pull(&host);
  int rings = 0;
  for (size_t i = 0; i < host.actions_count; i++) {
    const acd_action *action = &host.actions[i].action;
    if (action->kind == ACD_ACTION_RING) assert_int_equal(action->call, calls[rings++]);
  }
  assert_int_equal(rings, CALLS + 1);
  assert_int_equal(centre_queue(&host, "desk").ready_count, AGENTS - CALLS - 1);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_change_is_the_definition_it_leads_to),
      cmocka_unit_test(refused_definitions_change_nothing),
      cmocka_unit_test(every_error_is_listed),
      cmocka_unit_test(defined_again_nothing_happens),
      cmocka_unit_test(what_runs_can_be_asked),
      cmocka_unit_test(many_matches_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
