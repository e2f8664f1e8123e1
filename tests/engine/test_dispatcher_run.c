/* SPDX-License-Identifier: Apache-2.0 */
/* The dispatcher: runs to the end, the same as pulling, arguments, memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dispatcher_host.h"

/* ---- much at once, and the same as pulling ---- */

enum { CALLS = 200 };

/* With one timer a submit and few actions waiting, a run goes on until nothing is due. */
static void a_run_leaves_nothing_due(void **state)
{
  (void)state;
  acd_options *options;
  test_host host;
  memset(&host, 0, sizeof host);
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  assert_int_equal(acd_options_set(options, ACD_OPTION_WORK_MAX, 1), ACD_OK);
  assert_int_equal(acd_options_set(options, ACD_OPTION_ACTIONS_MAX, 16), ACD_OK);
  assert_int_equal(acd_engine_new(options, &host.engine), ACD_OK);
  acd_options_free(options);
  host_define(host.engine, 0, "welcome", "sales");
  acd_hooks hooks = {.size = sizeof hooks, .user = &host, .other = host_take_only};
  assert_int_equal(acd_dispatcher_new(host.engine, &hooks, &host.dispatcher), ACD_OK);
  for (int i = 0; i < CALLS; i++) {
    host_arrive(&host, "200");
    assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 1);
  }
  host.now = 1000 * SECOND; /* every prompt and every recording has timed out by now */
  assert_true(acd_dispatcher_run(host.dispatcher, host.now) >= 2 * CALLS);
  assert_true(acd_engine_deadline(host.engine) > host.now);
  assert_int_equal(host_calls(&host).live, 0);
  assert_int_equal(host_calls(&host).action_timeouts_by_kind[ACD_ACTION_PLAY], CALLS);
  assert_int_equal(host.count[ACD_ACTION_HANGUP], CALLS);
  host_end(&host);
}

/* A host that answers by a rule of the action's sequence; some actions it leaves to time out. */
static int64_t rule_of(const acd_action *action)
{
  static const int64_t ring[] = {ACD_OUTCOME_ACCEPTED, ACD_OUTCOME_BRIDGED, ACD_OUTCOME_REJECTED, ACD_OUTCOME_BUSY, 0};
  static const int64_t rest[] = {ACD_OUTCOME_DONE, ACD_OUTCOME_DONE, ACD_OUTCOME_FAILED};
  return action->kind == ACD_ACTION_RING ? ring[action->sequence % 5] : rest[action->sequence % 3];
}

static int answer_by_rule(void *user, acd_engine *engine, const acd_action *action)
{
  test_host *host = user;
  int64_t outcome = rule_of(action);
  if (outcome == ACD_OUTCOME_FAILED) return -1;
  if (outcome) {
    int status = acd_action_result(engine, host->now, action->id, outcome, NULL);
    assert_true(status == ACD_OK || status == ACD_ERR_STALE);
  }
  return 0;
}

static void pull_by_rule(test_host *host)
{
  acd_action action = {.size = sizeof action};
  int due;
  do {
    due = acd_engine_tick(host->engine, host->now);
    while (acd_action_next(host->engine, &action) == 1) {
      int64_t outcome = rule_of(&action);
      if (outcome) acd_action_result(host->engine, host->now, action.id, outcome, NULL);
    }
  } while (due == ACD_AGAIN || acd_engine_deadline(host->engine) <= host->now);
}

static int64_t day(int dispatched)
{
  test_host host;
  host_begin(&host, &(acd_hooks){.other = answer_by_rule});
  for (int i = 0; i < 1000; i++) {
    host.now += i * 37 % 11 * 3 * SECOND;
    if (i % 2) host_arrive(&host, i % 8 == 1 ? "200" : "100");
    acd_id call = 0;
    for (int skip = i % 7; skip >= 0; skip--) call = acd_call_next(host.engine, call);
    if (call) assert_int_equal(acd_call_hangup(host.engine, host.now, call), ACD_OK);
    if (dispatched)
      assert_true(acd_dispatcher_run(host.dispatcher, host.now) >= 0);
    else
      pull_by_rule(&host);
  }
  int64_t digest = acd_engine_digest_actions(host.engine) ^ acd_engine_digest_state(host.engine);
  assert_true(host_desk(&host).answered > 10 && host_calls(&host).action_timeouts > 10);
  host_end(&host);
  return digest;
}

static void dispatching_is_pulling(void **state)
{
  (void)state;
  assert_true(day(1) == day(0));
}

/* ---- arguments and memory ---- */

static void wrong_hooks_are_refused(void **state)
{
  (void)state;
  acd_engine *engine;
  acd_dispatcher *dispatcher = NULL;
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  acd_hooks hooks = {.size = sizeof hooks - 1};
  assert_int_equal(acd_dispatcher_new(engine, &hooks, &dispatcher), ACD_ERR_ARGUMENT);
  hooks.size = sizeof hooks;
  assert_int_equal(acd_dispatcher_new(NULL, &hooks, &dispatcher), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_dispatcher_new(engine, NULL, &dispatcher), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_dispatcher_new(engine, &hooks, NULL), ACD_ERR_ARGUMENT);
  hooks.reserved = 1;
  assert_int_equal(acd_dispatcher_new(engine, &hooks, &dispatcher), ACD_ERR_VERSION);

  struct {
    acd_hooks hooks;
    void *tail;
  } newer = {.hooks = {.size = sizeof newer}, .tail = engine};
  assert_int_equal(acd_dispatcher_new(engine, &newer.hooks, &dispatcher), ACD_ERR_VERSION);
  assert_null(dispatcher);
  newer.tail = NULL;
  assert_int_equal(acd_dispatcher_new(engine, &newer.hooks, &dispatcher), ACD_OK);
  assert_int_equal(acd_dispatcher_run(dispatcher, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_dispatcher_run(dispatcher, 0), 0);
  assert_int_equal(acd_dispatcher_run(NULL, 0), ACD_ERR_ARGUMENT);
  acd_dispatcher_free(dispatcher);
  acd_dispatcher_free(NULL);
  acd_engine_free(engine);
}

static int memory_refused;

static void *memory(void *user, void *ptr, size_t old_size, size_t new_size)
{
  (void)user;
  (void)old_size;
  if (new_size == 0) {
    free(ptr);
    return NULL;
  }
  return memory_refused ? NULL : realloc(ptr, new_size);
}

/* Refused memory loses nothing: neither the dispatcher to be nor the action to be dispatched. */
static void refused_memory(void **state)
{
  (void)state;
  acd_options *options;
  test_host host;
  memset(&host, 0, sizeof host);
  assert_int_equal(acd_options_new(&(acd_allocator){memory, NULL}, &options), ACD_OK);
  assert_int_equal(acd_engine_new(options, &host.engine), ACD_OK);
  acd_options_free(options);
  host_define(host.engine, 0, "welcome", "sales");
  acd_hooks hooks = {.size = sizeof hooks, .user = &host, .other = host_take_only};
  memory_refused = 1;
  assert_int_equal(acd_dispatcher_new(host.engine, &hooks, &host.dispatcher), ACD_ERR_NOMEM);
  assert_null(host.dispatcher);
  memory_refused = 0;
  assert_int_equal(acd_dispatcher_new(host.engine, &hooks, &host.dispatcher), ACD_OK);
  host_arrive(&host, "200");
  host_arrive(&host, "100");
  memory_refused = 1;
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), ACD_ERR_NOMEM);
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), ACD_ERR_NOMEM);
  assert_int_equal(host.count[ACD_ACTION_PLAY], 0);
  memory_refused = 0;
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 2);
  assert_int_equal(host.count[ACD_ACTION_PLAY], 1);
  assert_string_equal(host.first_text, "welcome");
  host_arrive(&host, "200");
  memory_refused = 1; /* room for that much is there by now */
  assert_int_equal(acd_dispatcher_run(host.dispatcher, host.now), 1);
  assert_string_equal(host.text, "welcome");
  memory_refused = 0;
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_run_leaves_nothing_due),
      cmocka_unit_test(dispatching_is_pulling),
      cmocka_unit_test(wrong_hooks_are_refused),
      cmocka_unit_test(refused_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
