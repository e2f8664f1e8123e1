/* SPDX-License-Identifier: Apache-2.0 */
/* The dispatcher: hooks that call back in, fail or are missing; what they were given stays valid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dispatcher_host.h"

/* ---- hooks that call back in ---- */

static int answer_at_once(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  int64_t outcome = action->kind == ACD_ACTION_RING ? host->outcome : ACD_OUTCOME_DONE;
  assert_int_equal(acd_action_result(engine, host->now, action->id, outcome, NULL), ACD_OK);
  return host_take(host, action);
}

/* Accepted inside the ring hook: the bridge comes in the same run, and what ends the call in the next. */
static void results_inside_hooks(void **state)
{
  (void)state;
  static const struct {
    int64_t outcome;
    int bridges;
  } rows[] = {{ACD_OUTCOME_ACCEPTED, 1}, {ACD_OUTCOME_BRIDGED, 0}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    test_host host;
    host_begin(&host, &(acd_hooks){.other = answer_at_once});
    host.outcome = rows[i].outcome;
    host.now = SECOND;
    acd_id call = host_arrive(&host, "100");
    assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 1 + rows[i].bridges);
    assert_int_equal(host.count[ACD_ACTION_RING], 1);
    assert_int_equal(host.count[ACD_ACTION_BRIDGE], rows[i].bridges);
    assert_int_equal(host_desk(&host).answered, 1);
    assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 0);
    host.now = 60 * SECOND;
    assert_int_equal(acd_call_hangup(host.engine, host.now, call), ACD_OK);
    assert_true(acd_dispatcher_run(host.dispatcher, host.now) >= 1);
    assert_int_equal(host.count[ACD_ACTION_RELEASE], 1);
    assert_int_equal(host_calls(&host).ends[ACD_END_COMPLETED], 1);
    host_end(&host);
  }
}

static int hang_up_and_fail(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  host->status = acd_call_hangup(engine, host->now, action->call);
  assert_int_equal(acd_action_result(engine, host->now, action->id, ACD_OUTCOME_FAILED, NULL), ACD_ERR_STALE);
  host_take(host, action);
  return ACD_ERR_HOOK;
}

/* The call ends inside the hook; that the hook then fails is news of an action already ended. */
static void hang_up_inside_a_hook(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, &(acd_hooks){.ring = hang_up_and_fail, .other = host_take_only});
  host.now = SECOND;
  host_arrive(&host, "100");
  assert_true(acd_dispatcher_run(host.dispatcher, host.now) >= 1);
  assert_int_equal(host.status, ACD_OK);
  assert_int_equal(host.count[ACD_ACTION_RING], 1);
  acd_kpi_queue kpi = host_desk(&host);
  assert_int_equal(kpi.abandoned + kpi.abandoned_short, 1);
  assert_int_equal(kpi.refusals, 0);
  assert_int_equal(host_calls(&host).live, 0);
  host_end(&host);
}

static int ring_and_call_more(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  if (host->calls_left-- > 0) host_arrive(host, "100");
  assert_int_equal(acd_action_result(engine, host->now, action->id, ACD_OUTCOME_BRIDGED, NULL), ACD_OK);
  return host_take(host, action);
}

/* Calls that arrive inside a hook are served by the same run. */
static void arrivals_inside_hooks(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, &(acd_hooks){.ring = ring_and_call_more, .other = host_take_only});
  host.now = SECOND;
  host.calls_left = 3;
  host_arrive(&host, "100");
  acd_dispatcher_run(host.dispatcher, host.now);
  assert_int_equal(host.count[ACD_ACTION_RING], 2); /* ann and bob talk now */
  assert_int_equal(host_desk(&host).answered, 2);
  assert_int_equal(host_desk(&host).waiting, 1);
  assert_int_equal(host.calls_left, 1);
  host_end(&host);
}

static int ring_later(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  if (host->calls_left-- <= 0) return host_take(host, action);
  host->now += 7 * SECOND;
  assert_int_equal(acd_action_result(engine, host->now, action->id, ACD_OUTCOME_REJECTED, NULL), ACD_OK);
  return host_take(host, action);
}

/* Hooks with a clock of their own that runs on: no stamp of the dispatcher's is early, what is due by then is done. */
static void time_passes_inside_hooks(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, &(acd_hooks){.ring = ring_later, .other = host_take_only});
  host.now = SECOND;
  host.calls_left = 9;
  acd_id call = host_arrive(&host, "100");
  /* The retry delay is shorter than an answer takes: nine refusals in turn, then a ring that goes on. */
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 10);
  assert_int_equal(host_desk(&host).refusals, 9);
  assert_true(acd_engine_now(host.engine) == host.now);
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 0);
  acd_engine_stats stats = {.size = sizeof stats};
  assert_int_equal(acd_engine_stats_get(host.engine, &stats), ACD_OK);
  assert_int_equal(stats.stamps_early, 0);
  assert_int_equal(acd_call_hangup(host.engine, host.now, call), ACD_OK);
  host_end(&host);
}

static int answer_first(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  if (host->calls_left-- > 0)
    assert_int_equal(acd_action_result(engine, host->now, action->id, ACD_OUTCOME_BRIDGED, NULL), ACD_OK);
  return host_take(host, action);
}

/* All are rung for the first call; those who lose are set free in slices due at once, and rung for the second. */
static void what_a_hook_makes_due_is_done(void **state)
{
  (void)state;
  enum { AGENTS = 40 };
  test_host host;
  host_begin(&host, &(acd_hooks){.ring = answer_first, .other = host_take_only});
  acd_definition *change;
  assert_int_equal(acd_definition_new(NULL, &change), ACD_OK);
  int32_t queue = acd_definition_add(change, ACD_NOUN_QUEUE, 0, "desk");
  acd_definition_set(change, queue, ACD_QUEUE_STRATEGY, ACD_STRATEGY_RING_ALL);
  for (int i = 0; i < AGENTS; i++) {
    char name[] = {'a', (char)('0' + i / 10), (char)('0' + i % 10), '\0'};
    acd_definition_add(change, ACD_NOUN_AGENT, 0, name);
    acd_definition_add(change, ACD_NOUN_MEMBER, queue, name);
  }
  assert_int_equal(acd_definition_submit(change, host.engine, 0, ACD_DEFINE_CHANGE), ACD_OK);
  acd_definition_free(change);
  host.now = SECOND;
  host.calls_left = 1;
  host_arrive(&host, "100");
  host_arrive(&host, "100");
  acd_dispatcher_run(host.dispatcher, host.now);
  assert_int_equal(host.count[ACD_ACTION_RING], AGENTS + AGENTS - 1);
  assert_int_equal(host.count[ACD_ACTION_RING_STOP], AGENTS - 1);
  assert_true(acd_engine_deadline(host.engine) > host.now);
  host_end(&host);
}

/* ---- texts ---- */

static char long_prompt[1001], long_mailbox[256];

/* Everything the texts stand on is taken away, and memory used anew, before the hook reads them. */
static int pull_the_rug(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  host_define(engine, host->now, "another prompt", "another box");
  assert_int_equal(acd_call_hangup(engine, host->now, action->call), ACD_OK);
  for (int i = 0; i < 50; i++) {
    acd_id call = host_arrive(host, "100");
    assert_int_equal(acd_call_hangup(engine, host->now, call), ACD_OK);
  }
  acd_action other = {.size = sizeof other};
  assert_int_equal(acd_action_next(engine, &other), 1);
  return host_take(host, action);
}

static int play_at_once(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  host_take(host, action);
  assert_string_equal(host->text, long_prompt);
  assert_int_equal(acd_action_result(engine, host->now, action->id, ACD_OUTCOME_DONE, NULL), ACD_OK);
  return 0;
}

static void texts_outlive_call_and_definition(void **state)
{
  (void)state;
  memset(long_prompt, 'p', sizeof long_prompt - 1);
  memset(long_mailbox, 'm', sizeof long_mailbox - 1);
  test_host host;
  host_begin(&host, &(acd_hooks){.play = pull_the_rug});
  host.now = SECOND;
  host_arrive(&host, "200");
  acd_dispatcher_run(host.dispatcher, host.now);
  assert_string_equal(host.text, "welcome");
  host_end(&host);

  host_begin(&host, &(acd_hooks){.play = play_at_once, .voicemail = pull_the_rug});
  host_define(host.engine, 0, long_prompt, long_mailbox); /* the longest a definition takes */
  host.now = SECOND;
  host_arrive(&host, "200");
  acd_dispatcher_run(host.dispatcher, host.now);
  assert_int_equal(host.count[ACD_ACTION_VOICEMAIL], 1);
  assert_string_equal(host.text, long_mailbox);
  assert_string_equal(host.prompt, long_prompt);
  host_end(&host);
}

/* ---- hooks that fail, are missing, or run the dispatcher ---- */

static int fail_always(void *user, acd_engine *engine, const acd_action *action)
{
  (void)engine;
  host_take(user, action);
  return -1;
}

/* Failed is refused: the next agent is rung; nobody is left in the end, and both come back after the retry delay. */
static void a_failing_hook_is_a_failed_action(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, &(acd_hooks){.ring = fail_always});
  host.now = SECOND;
  host_arrive(&host, "100");
  acd_dispatcher_run(host.dispatcher, host.now);
  assert_int_equal(host.count[ACD_ACTION_RING], 2);
  assert_int_equal(host_desk(&host).refusals, 2);
  assert_int_equal(host_desk(&host).waiting, 1);
  host.now += 5 * SECOND;
  acd_dispatcher_run(host.dispatcher, host.now);
  assert_int_equal(host.count[ACD_ACTION_RING], 4);
  assert_int_equal(host_calls(&host).action_timeouts, 0);
  host_end(&host);
}

/* A host that does nothing: actions run to their deadlines. */
static void missing_hooks_run_to_the_deadline(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, &(acd_hooks){.user = NULL});
  host.now = SECOND;
  host_arrive(&host, "100");
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 1);
  assert_int_equal(host_desk(&host).no_answers, 0);
  host.now += 20 * SECOND;
  assert_true(acd_dispatcher_run(host.dispatcher, host.now) >= 1);
  assert_int_equal(host_desk(&host).no_answers, 1);
  assert_int_equal(host_desk(&host).offers, 2);
  assert_int_equal(host_calls(&host).action_timeouts_by_kind[ACD_ACTION_RING], 1);
  host_end(&host);
}

static void the_hook_of_a_kind_comes_before_other(void **state)
{
  (void)state;
  static const size_t members[] = {offsetof(acd_hooks, ring), offsetof(acd_hooks, play)};
  static const char *const numbers[] = {"100", "200"};
  for (size_t i = 0; i < 2; i++) {
    test_host host;
    acd_hooks hooks = {.other = fail_always};
    acd_action_fn hook = host_take_only;
    memcpy((char *)&hooks + members[i], &hook, sizeof hook);
    host_begin(&host, &hooks);
    host.now = SECOND;
    host_arrive(&host, numbers[i]);
    assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 1);
    assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now + SECOND), 0); /* did not fail */
    host_end(&host);
  }
}

static int run_inside(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  (void)engine;
  host->status = (int)acd_dispatcher_run(host->dispatcher, host->now);
  return host_take(host, action);
}

static void running_inside_a_hook_is_refused(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, &(acd_hooks){.other = run_inside});
  host.now = SECOND;
  host_arrive(&host, "100");
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 1);
  assert_int_equal(host.status, ACD_ERR_REENTRY);
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 0);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(results_inside_hooks),
      cmocka_unit_test(hang_up_inside_a_hook),
      cmocka_unit_test(arrivals_inside_hooks),
      cmocka_unit_test(time_passes_inside_hooks),
      cmocka_unit_test(what_a_hook_makes_due_is_done),
      cmocka_unit_test(texts_outlive_call_and_definition),
      cmocka_unit_test(a_failing_hook_is_a_failed_action),
      cmocka_unit_test(missing_hooks_run_to_the_deadline),
      cmocka_unit_test(the_hook_of_a_kind_comes_before_other),
      cmocka_unit_test(running_inside_a_hook_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
