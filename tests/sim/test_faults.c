/* SPDX-License-Identifier: Apache-2.0 */
/* Hosts that never answer, answer late, twice, or cannot do what they are asked: no call is lost, every call ends, every
 * law holds after every command, and the engine's own deadlines account for the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "centre.h"

#define CALLERS 120

static int32_t add_node(acd_definition *definition, int32_t flow, const char *name, int64_t kind)
{
  int32_t node = acd_definition_add(definition, ACD_NOUN_NODE, flow, name);
  acd_definition_set(definition, node, ACD_NODE_KIND, kind);
  return node;
}

static void add_exit(acd_definition *definition, int32_t node, const char *name, const char *to)
{
  acd_definition_set_text(definition, acd_definition_add(definition, ACD_NOUN_EXIT, node, name), ACD_EXIT_TO, to);
}

/* A flow that asks the host for everything it can be asked for: a prompt, a key, music, a ring, a bridge, a message, a
 * transfer, hang-ups. */
static void define(acd_sim *sim, int64_t strategy)
{
  acd_definition *definition = new_definition();
  int32_t team = add_team(definition, "team", 3), flow, node;
  acd_definition_set(definition, team, ACD_QUEUE_STRATEGY, strategy);
  acd_definition_set(definition, team, ACD_QUEUE_WAIT_MAX_US, 40 * S);
  acd_definition_set(definition, team, ACD_QUEUE_WRAPUP_US, 5 * S);
  acd_definition_set_text(definition, team, ACD_QUEUE_MUSIC, "waiting");
  flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, "main");
  acd_definition_set_text(definition, flow, ACD_FLOW_START, "hello");
  node = add_node(definition, flow, "hello", ACD_NODE_KIND_PLAY);
  acd_definition_set_text(definition, node, ACD_NODE_PROMPT, "hello");
  add_exit(definition, node, "next", "choice");
  add_exit(definition, node, "error", "choice");
  node = add_node(definition, flow, "choice", ACD_NODE_KIND_MENU);
  acd_definition_set_text(definition, node, ACD_NODE_PROMPT, "choice");
  add_exit(definition, node, "1", "agents");
  add_exit(definition, node, "2", "away");
  add_exit(definition, node, "no_input", "agents");
  add_exit(definition, node, "no_match", "agents");
  add_exit(definition, node, "error", "agents");
  int32_t whisper = acd_definition_add(definition, ACD_NOUN_FLOW, 0, "whisper");
  acd_definition_set_text(definition, team, ACD_QUEUE_WHISPER_FLOW, "whisper");
  acd_definition_set_text(definition, whisper, ACD_FLOW_START, "heard");
  node = add_node(definition, whisper, "heard", ACD_NODE_KIND_PLAY);
  acd_definition_set_text(definition, node, ACD_NODE_PROMPT, "heard");
  add_exit(definition, node, "next", "take");
  node = add_node(definition, whisper, "take", ACD_NODE_KIND_MENU);
  acd_definition_set_text(definition, node, ACD_NODE_PROMPT, "take");
  acd_definition_set(definition, node, ACD_NODE_ATTEMPTS, 1);
  acd_definition_set(definition, node, ACD_NODE_INPUT_TIMEOUT_US, 1 * S);
  node = add_node(definition, flow, "agents", ACD_NODE_KIND_QUEUE);
  acd_definition_set_text(definition, node, ACD_NODE_QUEUE, "team");
  add_exit(definition, node, "timeout", "message");
  node = add_node(definition, flow, "message", ACD_NODE_KIND_VOICEMAIL);
  acd_definition_set_text(definition, node, ACD_NODE_MAILBOX, "team");
  node = add_node(definition, flow, "away", ACD_NODE_KIND_TRANSFER);
  acd_definition_set_text(definition, node, ACD_NODE_NUMBER, "+15550199");
  add_exit(definition, node, "busy", "message");
  add_exit(definition, node, "no_answer", "message");
  add_exit(definition, node, "error", "message");
  submit(sim, definition);
}

typedef struct result {
  outcomes kept;
  int64_t digest;
  acd_kpi_calls calls;
  acd_engine_stats engine;
  acd_sim_stats sim;
} result;

typedef struct setting {
  uint32_t kind;
  int fault;
  int64_t share_ppm;
  int two_steps;
  int64_t strategy;
} setting;

static void add_callers(acd_sim *sim)
{
  acd_id flow = 0;
  static const char *const keys[] = {"1", "2", "", "7,1", ",1"};
  assert_int_equal(acd_flow_find(acd_sim_engine(sim), "main", &flow), ACD_OK);
  for (int i = 0; i < CALLERS; i++) {
    acd_sim_caller caller = caller_to(0, i * 11 * S, (30 + i % 7 * 6) * S, i);
    caller.flow = flow;
    caller.keys = keys[i % 5];
    caller.patience_us = i % 3 ? (30 + i % 11 * 10) * S : -1;
    caller.wrapup_us = i % 2 ? 2 * S : -1;
    caller.hangup_us = i % 10 == 9 ? 5 * S : -1;
    assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
  }
}

/* Every caller must have ended, once, whatever the host did. */
static void run_host(const setting *with, result *result_out)
{
  acd_sim *sim = new_sim(&result_out->kept);
  int seen[CALLERS] = {0};
  result_out->calls.size = sizeof(result_out->calls);
  result_out->engine.size = sizeof(result_out->engine);
  result_out->sim.size = sizeof(result_out->sim);
  acd_sim_set(sim, ACD_SIM_OPTION_TWO_STEPS, with->two_steps);
  acd_sim_set_delay(sim, ACD_ACTION_RING, 2 * S);
  acd_sim_set_delay(sim, ACD_ACTION_PLAY, 3 * S);
  acd_sim_set_delay(sim, ACD_ACTION_VOICEMAIL, 20 * S);
  if (with->fault) assert_int_equal(acd_sim_set_fault(sim, with->kind, with->fault, with->share_ppm), ACD_OK);
  define(sim, with->strategy);
  add_callers(sim);
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  assert_int_equal(acd_kpi_calls_get(acd_sim_engine(sim), &result_out->calls), ACD_OK);
  assert_int_equal(acd_engine_stats_get(acd_sim_engine(sim), &result_out->engine), ACD_OK);
  assert_int_equal(acd_sim_stats_get(sim, &result_out->sim), ACD_OK);
  result_out->digest = acd_engine_digest_actions(acd_sim_engine(sim));
  assert_int_equal(result_out->calls.arrived, CALLERS);
  assert_int_equal(result_out->calls.ended, CALLERS);
  assert_int_equal(result_out->calls.live, 0);
  assert_int_equal(result_out->engine.actions_pending, 0);
  assert_int_equal(result_out->kept.count, CALLERS);
  for (size_t i = 0; i < result_out->kept.count; i++) {
    const acd_sim_outcome *outcome = &result_out->kept.items[i];
    assert_int_equal(outcome->status, ACD_OK);
    assert_in_range(outcome->ref, 0, CALLERS - 1);
    assert_int_equal(seen[outcome->ref]++, 0);
    assert_in_range(outcome->end, ACD_END_COMPLETED, ACD_END_NO_AGENTS);
  }
  acd_sim_free(sim);
}

/* Nothing goes wrong with a good host. */
static void test_good_host(void **state)
{
  (void)state;
  for (int two_steps = 0; two_steps <= 1; two_steps++) {
    setting with = {0, ACD_SIM_FAULT_NONE, 0, two_steps, ACD_STRATEGY_LONGEST_IDLE};
    result good;
    run_host(&with, &good);
    assert_int_equal(good.calls.action_timeouts, 0);
    assert_int_equal(good.engine.results_late, 0);
    assert_int_equal(good.sim.late, 0);
    assert_int_equal(good.calls.ends[ACD_END_FAILED], 0);
    assert_true(good.calls.ends[ACD_END_COMPLETED] > 0);
    assert_true(good.calls.ends[ACD_END_ABANDONED] > 0);
    assert_true(good.calls.ends[ACD_END_VOICEMAIL] > 0);
    assert_true(good.calls.ends[ACD_END_TRANSFERRED] > 0);
    assert_true(good.calls.ends[ACD_END_IN_FLOW] > 0);
    outcomes_free(&good.kept);
  }
}

/* Which kinds of actions the good host was asked for; a fault of any other kind would show nothing. */
static int is_asked(uint32_t kind, int two_steps)
{
  if (kind == ACD_ACTION_HOLD || kind == ACD_ACTION_RESUME) return 0;
  return kind != ACD_ACTION_BRIDGE || two_steps;
}

static void test_silent_host(void **state)
{
  (void)state;
  for (uint32_t kind = 0; kind <= ACD_ACTION_HANGUP; kind++) {
    for (int two_steps = 0; two_steps <= 1; two_steps++) {
      setting with = {kind, ACD_SIM_FAULT_SILENT, 1000000, two_steps, ACD_STRATEGY_ROUND_ROBIN};
      result silent;
      run_host(&with, &silent);
      if (kind == 0) {
        assert_true(silent.calls.action_timeouts > 0);
      } else if (is_asked(kind, two_steps) && kind != ACD_ACTION_RING_STOP && kind != ACD_ACTION_MUSIC) {
        assert_true(silent.calls.action_timeouts_by_kind[kind] > 0);
        assert_int_equal(silent.calls.action_timeouts_by_kind[kind], silent.calls.action_timeouts);
      }
      if (kind == ACD_ACTION_RING || kind == 0) assert_int_equal(silent.calls.ends[ACD_END_COMPLETED], 0);
      assert_int_equal(silent.engine.actions_timeout, silent.calls.action_timeouts);
      outcomes_free(&silent.kept);
    }
  }
}

/* Late is to the engine what silent is, but for the results that it finds stale. */
static void test_late_host(void **state)
{
  (void)state;
  for (uint32_t kind = 0; kind <= ACD_ACTION_HANGUP; kind++) {
    setting with = {kind, ACD_SIM_FAULT_SILENT, 1000000, 1, ACD_STRATEGY_LONGEST_IDLE};
    result silent, late;
    run_host(&with, &silent);
    with.fault = ACD_SIM_FAULT_LATE;
    run_host(&with, &late);
    assert_int_equal(late.digest, silent.digest);
    assert_int_equal(late.calls.action_timeouts, silent.calls.action_timeouts);
    assert_int_equal(late.sim.late, late.engine.results_late);
    if (late.calls.action_timeouts) assert_true(late.engine.results_late >= late.calls.action_timeouts);
    outcomes_free(&silent.kept);
    outcomes_free(&late.kept);
  }
}

/* A second result changes nothing at all. */
static void test_twice(void **state)
{
  (void)state;
  for (int two_steps = 0; two_steps <= 1; two_steps++) {
    setting with = {0, ACD_SIM_FAULT_NONE, 0, two_steps, ACD_STRATEGY_LONGEST_IDLE};
    result once, twice;
    run_host(&with, &once);
    with.fault = ACD_SIM_FAULT_TWICE;
    with.share_ppm = 1000000;
    run_host(&with, &twice);
    assert_int_equal(twice.digest, once.digest);
    assert_memory_equal(&twice.calls, &once.calls, sizeof(once.calls));
    assert_true(twice.engine.results_late > CALLERS);
    outcomes_free(&once.kept);
    outcomes_free(&twice.kept);
  }
}

static void test_shares_and_outcomes(void **state)
{
  static const setting settings[] = {
      {ACD_ACTION_RING, ACD_SIM_FAULT_REJECTED, 500000, 0, ACD_STRATEGY_LONGEST_IDLE},
      {ACD_ACTION_RING, ACD_SIM_FAULT_BUSY, 1000000, 0, ACD_STRATEGY_LINEAR},
      {ACD_ACTION_RING, ACD_SIM_FAULT_NO_ANSWER, 300000, 1, ACD_STRATEGY_RANDOM},
      {ACD_ACTION_RING, ACD_SIM_FAULT_SILENT, 300000, 1, ACD_STRATEGY_RING_ALL},
      {ACD_ACTION_RING, ACD_SIM_FAULT_FAILED, 1000000, 1, ACD_STRATEGY_RING_ALL},
      {ACD_ACTION_BRIDGE, ACD_SIM_FAULT_FAILED, 500000, 1, ACD_STRATEGY_FEWEST_CALLS},
      {ACD_ACTION_BRIDGE, ACD_SIM_FAULT_SILENT, 300000, 1, ACD_STRATEGY_RING_ALL},
      {ACD_ACTION_TRANSFER, ACD_SIM_FAULT_BUSY, 1000000, 0, ACD_STRATEGY_LEAST_TALK},
      {ACD_ACTION_TRANSFER, ACD_SIM_FAULT_FAILED, 1000000, 0, ACD_STRATEGY_LEAST_TALK},
      {ACD_ACTION_PLAY, ACD_SIM_FAULT_FAILED, 1000000, 0, ACD_STRATEGY_LEAST_TALK},
      {ACD_ACTION_COLLECT, ACD_SIM_FAULT_FAILED, 1000000, 0, ACD_STRATEGY_LEAST_TALK},
      {ACD_ACTION_VOICEMAIL, ACD_SIM_FAULT_FAILED, 1000000, 0, ACD_STRATEGY_LEAST_TALK},
      {0, ACD_SIM_FAULT_FAILED, 400000, 1, ACD_STRATEGY_RING_ALL},
      {0, ACD_SIM_FAULT_SILENT, 400000, 1, ACD_STRATEGY_RING_ALL},
      {0, ACD_SIM_FAULT_LATE, 400000, 1, ACD_STRATEGY_RANDOM},
      {0, ACD_SIM_FAULT_TWICE, 400000, 1, ACD_STRATEGY_RING_ALL},
  };
  (void)state;
  for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
    result got;
    run_host(&settings[i], &got);
    assert_true(got.sim.faults > 0);
    if (settings[i].kind == ACD_ACTION_TRANSFER) assert_int_equal(got.calls.ends[ACD_END_TRANSFERRED], 0);
    outcomes_free(&got.kept);
  }
}

static void test_settings_are_checked(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  (void)state;
  assert_int_equal(acd_sim_set_fault(sim, ACD_ACTION_PLAY, ACD_SIM_FAULT_REJECTED, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_fault(sim, ACD_ACTION_PLAY, ACD_SIM_FAULT_BUSY, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_fault(sim, ACD_ACTION_RING, ACD_SIM_FAULT_BUSY, 1000001), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_fault(sim, ACD_ACTION_RING, ACD_SIM_FAULT_BUSY, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_fault(sim, ACD_ACTION_RING, 8, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_fault(sim, 99, ACD_SIM_FAULT_SILENT, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_delay(sim, 99, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_delay(sim, 1, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set(sim, 0, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set(sim, ACD_SIM_OPTION_FLOW_STEPS + 1, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set(sim, ACD_SIM_OPTION_CHECK, 3), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set(sim, ACD_SIM_OPTION_SEED, -1), ACD_ERR_ARGUMENT);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_good_host),           cmocka_unit_test(test_silent_host),
      cmocka_unit_test(test_late_host),           cmocka_unit_test(test_twice),
      cmocka_unit_test(test_shares_and_outcomes), cmocka_unit_test(test_settings_are_checked)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
