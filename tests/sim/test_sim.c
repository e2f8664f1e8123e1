/* SPDX-License-Identifier: Apache-2.0 */
/* The simulation by itself: order at one instant, patience, keys, wrap-up, presence, sources, runs in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/testing.h>

#include "centre.h"

static void add(acd_sim *sim, const acd_sim_caller *caller)
{
  assert_int_equal(acd_sim_add_caller(sim, caller), ACD_OK);
}

static void run(acd_sim *sim)
{
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
}

/* Sources with the callers of a list. */
typedef struct list {
  const acd_sim_caller *callers;
  size_t count, next;
} list;

static int next_of_list(void *user, acd_sim_caller *caller)
{
  list *from = user;
  if (from->next == from->count) return 0;
  *caller = from->callers[from->next++];
  return 1;
}

/* Talks that end when another caller arrives: the agent is free for it, and of two agents the first one defined serves the
 * call that waits. */
static void test_ends_before_arrivals(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller caller;
  acd_id queue;
  (void)state;
  add_team(definition, "team", 2);
  submit(sim, definition);
  queue = find_queue(sim, "team");
  caller = caller_to(queue, 0, 20 * S, 1);
  add(sim, &caller);
  caller = caller_to(queue, 10 * S, 10 * S, 2);
  add(sim, &caller);
  caller = caller_to(queue, 15 * S, 5 * S, 3);
  add(sim, &caller);
  caller = caller_to(queue, 20 * S, 7 * S, 4);
  add(sim, &caller);
  run(sim);
  assert_int_equal(kept.count, 4);
  assert_int_equal(agent_number(sim, outcome_of(&kept, 1)->agent), 1);
  assert_int_equal(agent_number(sim, outcome_of(&kept, 2)->agent), 2);
  assert_int_equal(agent_number(sim, outcome_of(&kept, 3)->agent), 1);
  assert_int_equal(outcome_of(&kept, 3)->answered_at_us, 20 * S);
  assert_int_equal(agent_number(sim, outcome_of(&kept, 4)->agent), 2);
  assert_int_equal(outcome_of(&kept, 4)->wait_us, 0);
  assert_int_equal(outcome_of(&kept, 4)->ended_at_us, 27 * S);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* At the instant at which patience ends, an agent who becomes free is in time; a microsecond later is too late. */
static void test_patience(void **state)
{
  static const struct {
    int64_t talk_us;
    int64_t end;
  } cases[] = {{30 * S - 1, ACD_END_COMPLETED}, {30 * S, ACD_END_COMPLETED}, {30 * S + 1, ACD_END_ABANDONED}};
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    outcomes kept;
    acd_sim *sim = new_sim(&kept);
    acd_definition *definition = new_definition();
    acd_sim_caller caller;
    add_team(definition, "team", 1);
    submit(sim, definition);
    caller = caller_to(find_queue(sim, "team"), 0, cases[i].talk_us, 1);
    caller.patience_us = 0; /* is answered at once, so it does not matter */
    add(sim, &caller);
    caller = caller_to(find_queue(sim, "team"), 10 * S, 5 * S, 2);
    caller.patience_us = 20 * S;
    add(sim, &caller);
    run(sim);
    assert_int_equal(outcome_of(&kept, 1)->end, ACD_END_COMPLETED);
    assert_int_equal(outcome_of(&kept, 2)->end, cases[i].end);
    assert_int_equal(outcome_of(&kept, 2)->queued_at_us, 10 * S);
    if (cases[i].end == ACD_END_ABANDONED) {
      assert_int_equal(outcome_of(&kept, 2)->ended_at_us, 30 * S);
      assert_int_equal(outcome_of(&kept, 2)->wait_us, 20 * S);
      assert_int_equal(outcome_of(&kept, 2)->answered_at_us, ACD_TIME_NEVER);
      assert_int_equal(outcome_of(&kept, 2)->agent, 0);
    }
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

/* Patience runs on through an overflow. */
static void test_patience_over_overflow(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller caller;
  int32_t first;
  (void)state;
  first = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "first");
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "second");
  acd_definition_set(definition, first, ACD_QUEUE_WAIT_MAX_US, 20 * S);
  acd_definition_set_text(definition, first, ACD_QUEUE_OVERFLOW, "second");
  submit(sim, definition);
  caller = caller_to(find_queue(sim, "first"), 5 * S, 5 * S, 1);
  caller.patience_us = 50 * S;
  add(sim, &caller);
  run(sim);
  assert_int_equal(outcome_of(&kept, 1)->end, ACD_END_ABANDONED);
  assert_int_equal(outcome_of(&kept, 1)->ended_at_us, 55 * S);
  assert_int_equal(outcome_of(&kept, 1)->wait_us, 50 * S);
  assert_int_equal(outcome_of(&kept, 1)->queue, find_queue(sim, "second"));
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* A flow with one agent node, and callers who wait for that agent. */
static void test_patience_for_one_agent(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller caller;
  int32_t flow, node;
  (void)state;
  acd_definition_add(definition, ACD_NOUN_AGENT, 0, "agent-1");
  flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, "main");
  acd_definition_set_text(definition, flow, ACD_FLOW_START, "one");
  node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "one");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_AGENT);
  acd_definition_set_text(definition, node, ACD_NODE_AGENT, "agent-1");
  acd_definition_set(definition, node, ACD_NODE_WAIT_MAX_US, 600 * S);
  submit(sim, definition);
  for (int i = 1; i <= 3; i++) {
    caller = caller_to(0, i * S, 60 * S, i);
    assert_int_equal(acd_flow_find(acd_sim_engine(sim), "main", &caller.flow), ACD_OK);
    caller.patience_us = i == 2 ? 30 * S : 100 * S;
    add(sim, &caller);
  }
  run(sim);
  assert_int_equal(outcome_of(&kept, 1)->end, ACD_END_COMPLETED);
  assert_int_equal(outcome_of(&kept, 2)->end, ACD_END_ABANDONED);
  assert_int_equal(outcome_of(&kept, 2)->ended_at_us, 32 * S);
  assert_int_equal(outcome_of(&kept, 2)->queued_at_us, ACD_TIME_NEVER);
  assert_int_equal(outcome_of(&kept, 2)->wait_us, 30 * S);
  assert_int_equal(outcome_of(&kept, 3)->end, ACD_END_COMPLETED);
  assert_int_equal(outcome_of(&kept, 3)->answered_at_us, 61 * S);
  assert_int_equal(outcome_of(&kept, 3)->wait_us, 58 * S);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* The agent presses ready, or the queue's wrap-up time ends first. */
static void test_wrapup(void **state)
{
  static const struct {
    int64_t wrapup_us, answered_us;
  } cases[] = {{-1, 25 * S}, {0, 10 * S}, {4 * S, 14 * S}, {15 * S, 25 * S}, {90 * S, 25 * S}};
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    outcomes kept;
    acd_sim *sim = new_sim(&kept);
    acd_definition *definition = new_definition();
    acd_sim_caller caller;
    acd_definition_set(definition, add_team(definition, "team", 1), ACD_QUEUE_WRAPUP_US, 15 * S);
    submit(sim, definition);
    caller = caller_to(find_queue(sim, "team"), 0, 10 * S, 1);
    caller.wrapup_us = cases[i].wrapup_us;
    add(sim, &caller);
    caller = caller_to(find_queue(sim, "team"), 5 * S, 10 * S, 2);
    add(sim, &caller);
    run(sim);
    assert_int_equal(outcome_of(&kept, 2)->answered_at_us, cases[i].answered_us);
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

/* A collect node with its attribute shown by the agents a compare node sends the call to. */
static acd_sim *new_collecting(outcomes *kept, const char *expected, int64_t digits_max)
{
  acd_sim *sim = new_sim(kept);
  acd_definition *definition = new_definition();
  int32_t flow, node, to;
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "right");
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "wrong");
  flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, "main");
  acd_definition_set_text(definition, flow, ACD_FLOW_START, "digits");
  node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "digits");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_COLLECT);
  acd_definition_set(definition, node, ACD_NODE_DIGITS_MIN, 2);
  acd_definition_set(definition, node, ACD_NODE_DIGITS_MAX, digits_max);
  acd_definition_set(definition, node, ACD_NODE_INPUT_TIMEOUT_US, 4 * S);
  acd_definition_set(definition, node, ACD_NODE_ATTEMPTS, 2);
  to = acd_definition_add(definition, ACD_NOUN_EXIT, node, "next");
  acd_definition_set_text(definition, to, ACD_EXIT_TO, "compare");
  to = acd_definition_add(definition, ACD_NOUN_EXIT, node, "no_input");
  acd_definition_set_text(definition, to, ACD_EXIT_TO, "wrong");
  to = acd_definition_add(definition, ACD_NOUN_EXIT, node, "no_match");
  acd_definition_set_text(definition, to, ACD_EXIT_TO, "wrong");
  node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "compare");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_COMPARE);
  acd_definition_set_text(definition, node, ACD_NODE_ATTRIBUTE, "digits");
  acd_definition_set_text(definition, node, ACD_NODE_VALUE, expected);
  to = acd_definition_add(definition, ACD_NOUN_EXIT, node, "match");
  acd_definition_set_text(definition, to, ACD_EXIT_TO, "right");
  to = acd_definition_add(definition, ACD_NOUN_EXIT, node, "no_match");
  acd_definition_set_text(definition, to, ACD_EXIT_TO, "wrong");
  node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "right");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_QUEUE);
  acd_definition_set_text(definition, node, ACD_NODE_QUEUE, "right");
  node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "wrong");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_QUEUE);
  acd_definition_set_text(definition, node, ACD_NODE_QUEUE, "wrong");
  submit(sim, definition);
  return sim;
}

static void test_keys(void **state)
{
  static const struct {
    const char *keys;
    int64_t digits_max;
    const char *expected;
    int64_t queued_us;
    int right;
  } cases[] = {
      {"1234", 4, "1234", 0, 1},      /* the most keys: at once */
      {"123", 4, "123", 4 * S, 1},    /* fewer: after the silence */
      {"123#", 4, "123", 0, 1},       /* a terminator is swallowed */
      {"12,34", 4, "12", 4 * S, 1},   /* a pause ends the input */
      {",1234", 4, "1234", 4 * S, 1}, /* a pause at the beginning: no input, then the second try */
      {"1,56", 2, "56", 4 * S, 1},    /* too few keys, then the second try */
      {"", 4, "", 8 * S, 0},          /* silence twice */
      {"1,2,3", 4, "", 8 * S, 0},     /* too few keys twice */
      {"12345", 4, "1234", 0, 1},     /* what is left over is not used */
  };
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    outcomes kept;
    acd_sim *sim = new_collecting(&kept, cases[i].expected, cases[i].digits_max);
    acd_sim_caller caller = caller_to(0, 0, 5 * S, 1);
    assert_int_equal(acd_flow_find(acd_sim_engine(sim), "main", &caller.flow), ACD_OK);
    caller.keys = cases[i].keys;
    caller.patience_us = 60 * S;
    add(sim, &caller);
    run(sim);
    assert_int_equal(outcome_of(&kept, 1)->queued_at_us, cases[i].queued_us);
    assert_int_equal(outcome_of(&kept, 1)->queue, find_queue(sim, cases[i].right ? "right" : "wrong"));
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

/* Log-in, pause, log-out: each call is answered when somebody is there. */
static void test_presence(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller caller;
  acd_kpi_agent kpi = {.size = sizeof(kpi)};
  acd_id agent;
  (void)state;
  add_team(definition, "team", 1);
  submit(sim, definition);
  agent = find_agent(sim, "agent-1");
  assert_int_equal(acd_agent_logout(acd_sim_engine(sim), 0, agent), ACD_OK);
  assert_int_equal(acd_sim_add_presence(sim, 100 * S, agent, ACD_PRESENCE_AVAILABLE, 0), ACD_OK);
  assert_int_equal(acd_sim_add_presence(sim, 200 * S, agent, ACD_PRESENCE_NOT_READY, 7), ACD_OK);
  assert_int_equal(acd_sim_add_presence(sim, 300 * S, agent, ACD_PRESENCE_AVAILABLE, 0), ACD_OK);
  assert_int_equal(acd_sim_add_presence(sim, 400 * S, agent, ACD_PRESENCE_LOGGED_OUT, 0), ACD_OK);
  for (int i = 0; i < 5; i++) {
    caller = caller_to(find_queue(sim, "team"), (i * 100 + 50) * S, i == 3 ? 100 * S : 10 * S, i);
    caller.patience_us = 200 * S;
    add(sim, &caller);
  }
  run(sim);
  assert_int_equal(outcome_of(&kept, 0)->answered_at_us, 100 * S);
  assert_int_equal(outcome_of(&kept, 1)->answered_at_us, 150 * S);
  assert_int_equal(outcome_of(&kept, 2)->answered_at_us, 300 * S);
  assert_int_equal(outcome_of(&kept, 3)->ended_at_us, 450 * S); /* a conversation goes on past the log-out */
  assert_int_equal(outcome_of(&kept, 4)->end, ACD_END_ABANDONED);
  assert_int_equal(acd_kpi_agent_get(acd_sim_engine(sim), agent, &kpi), ACD_OK);
  assert_int_equal(kpi.not_ready_us, 100 * S);
  assert_int_equal(acd_sim_add_presence(sim, 500 * S, agent, 4, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_add_presence(sim, 500 * S, find_queue(sim, "team"), 3, 0), ACD_ERR_NOT_FOUND);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* Two sources are merged in time, the first one first; refused callers are told and counted. */
static void test_sources(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller callers[4];
  list first, second;
  acd_sim_stats stats = {.size = sizeof(stats)};
  (void)state;
  add_team(definition, "team", 1);
  submit(sim, definition);
  for (int i = 0; i < 4; i++) callers[i] = caller_to(find_queue(sim, "team"), (i / 2 + 1) * S, 10 * S, i);
  callers[3].queue = 0;
  callers[3].number = "nobody's";
  first = (list){callers, 3, 0};
  second = (list){callers + 1, 3, 0};
  assert_int_equal(acd_sim_add_source(sim, next_of_list, &second), ACD_OK);
  assert_int_equal(acd_sim_add_source(sim, next_of_list, &first), ACD_OK);
  run(sim);
  assert_int_equal(acd_sim_stats_get(sim, &stats), ACD_OK);
  assert_int_equal(stats.callers, 6);
  assert_int_equal(stats.refused, 1);
  assert_int_equal(stats.ended, 5);
  assert_true(stats.checks >= stats.commands);
  assert_int_equal(outcome_of(&kept, 3)->status, ACD_ERR_NOT_FOUND);
  assert_int_equal(outcome_of(&kept, 0)->answered_at_us, 11 * S); /* 1 of the source added first was there before it */
  acd_sim_free(sim);
  outcomes_free(&kept);
}

static int source_out_of_order(void *user, acd_sim_caller *caller)
{
  int *asked = user;
  caller->queue = 1;
  caller->arrives_at_us = (10 - *asked) * S;
  return ++*asked < 3;
}

static int source_that_fails(void *user, acd_sim_caller *caller)
{
  (void)user;
  (void)caller;
  return ACD_ERR_IO;
}

static int outcome_that_stops(void *user, const acd_sim_outcome *outcome)
{
  (void)user;
  return outcome->ref == 2 ? ACD_ERR_HOOK : 0;
}

static void test_failures_end_the_run(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition;
  acd_sim_caller caller;
  int asked = 0;
  (void)state;
  assert_int_equal(acd_sim_add_source(sim, source_out_of_order, &asked), ACD_OK);
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_ERR_ARGUMENT);
  acd_sim_free(sim);
  outcomes_free(&kept);

  sim = new_sim(&kept);
  assert_int_equal(acd_sim_add_source(sim, source_that_fails, NULL), ACD_OK);
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_ERR_IO);
  acd_sim_free(sim);
  outcomes_free(&kept);

  sim = new_sim(&kept);
  definition = new_definition();
  add_team(definition, "team", 1);
  submit(sim, definition);
  acd_sim_set_outcome(sim, outcome_that_stops, NULL);
  for (int i = 0; i < 4; i++) {
    caller = caller_to(find_queue(sim, "team"), i * S, S, i);
    add(sim, &caller);
  }
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_ERR_HOOK);
  assert_int_equal(acd_engine_now(acd_sim_engine(sim)), 3 * S);
  acd_sim_free(sim);
}

static void test_callers_are_checked(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_sim_caller good = caller_to(1, 0, 0, 0), bad;
  (void)state;
  bad = good;
  bad.arrives_at_us = -1;
  assert_int_equal(acd_sim_add_caller(sim, &bad), ACD_ERR_ARGUMENT);
  bad = good;
  bad.patience_us = -2;
  assert_int_equal(acd_sim_add_caller(sim, &bad), ACD_ERR_ARGUMENT);
  bad = good;
  bad.talk_us = ACD_TIME_MAX + 1;
  assert_int_equal(acd_sim_add_caller(sim, &bad), ACD_ERR_ARGUMENT);
  bad = good;
  bad.ended_by = 2;
  assert_int_equal(acd_sim_add_caller(sim, &bad), ACD_ERR_ARGUMENT);
  bad = good;
  bad.keys = "12x";
  assert_int_equal(acd_sim_add_caller(sim, &bad), ACD_ERR_ARGUMENT);
  bad = good;
  bad.size = 8;
  assert_int_equal(acd_sim_add_caller(sim, &bad), ACD_ERR_ARGUMENT);
  bad = good;
  bad.requirements_count = 1;
  assert_int_equal(acd_sim_add_caller(sim, &bad), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_add_caller(sim, &good), ACD_OK);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* Each live call has the ref of its caller; calls of others have none. */
static void test_whose_call(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller caller;
  acd_arrival arrival;
  acd_id queue, call = 0, own;
  int64_t ref;
  (void)state;
  add_team(definition, "team", 1);
  submit(sim, definition);
  queue = find_queue(sim, "team");
  for (int64_t i = 1; i <= 2; i++) {
    caller = caller_to(queue, i * S, 60 * S, 10 * i);
    add(sim, &caller);
  }
  assert_int_equal(acd_sim_run(sim, 5 * S), ACD_AGAIN);
  int64_t sum = 0;
  for (int i = 0; (call = acd_call_next(acd_sim_engine(sim), call)) != 0; i++) {
    assert_int_equal(acd_sim_ref_get(sim, call, &ref), ACD_OK);
    sum += ref;
  }
  assert_int_equal(sum, 30);
  acd_arrival_init(&arrival);
  arrival.queue = queue;
  arrival.host_ref = 1;
  assert_int_equal(acd_call_arrive(acd_sim_engine(sim), 5 * S, &arrival, &own), ACD_OK);
  assert_int_equal(acd_sim_ref_get(sim, own, &ref), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_call_hangup(acd_sim_engine(sim), 5 * S, own), ACD_OK);
  assert_int_equal(acd_sim_ref_get(sim, own, &ref), ACD_ERR_STALE);
  assert_int_equal(acd_sim_ref_get(sim, queue, &ref), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_sim_ref_get(NULL, own, &ref), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_ref_get(sim, own, NULL), ACD_ERR_ARGUMENT);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* One team and Poisson arrivals; the digest of the actions tells whether two runs were the same. */
static int64_t poisson_digest(acd_time step_us, int64_t seed, int more_streams, int64_t *answered_out)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_poisson poisson;
  int64_t digest;
  int status;
  acd_kpi_queue kpi = {.size = sizeof(kpi)};
  acd_definition_set(definition, add_team(definition, "team", 4), ACD_QUEUE_WRAPUP_US, 3 * S);
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "nobody");
  acd_sim_set(sim, ACD_SIM_OPTION_SEED, seed);
  submit(sim, definition);
  acd_sim_poisson_init(&poisson);
  poisson.name = "calls";
  poisson.queue = find_queue(sim, "team");
  poisson.interval_us_mean = 10 * S;
  poisson.talk_us_mean = 36 * S;
  poisson.wrapup_us_mean = 2 * S;
  poisson.patience_us_mean = 40 * S;
  poisson.calls_max = 400;
  assert_int_equal(acd_sim_add_poisson(sim, &poisson), ACD_OK);
  if (more_streams) {
    poisson.name = "others";
    poisson.calls_max = 0;
    assert_int_equal(acd_sim_add_poisson(sim, &poisson), ACD_OK);
  }
  if (step_us == ACD_TIME_NEVER) {
    run(sim);
  } else {
    acd_time until_us = 0;
    while ((status = acd_sim_run(sim, until_us)) == ACD_AGAIN) {
      assert_int_equal(acd_engine_now(acd_sim_engine(sim)), until_us);
      until_us += step_us;
    }
    assert_int_equal(status, ACD_OK);
  }
  assert_int_equal(kept.count, 400);
  assert_int_equal(acd_kpi_queue_get(acd_sim_engine(sim), find_queue(sim, "team"), &kpi), ACD_OK);
  if (answered_out) *answered_out = kpi.answered;
  digest = acd_engine_digest_actions(acd_sim_engine(sim));
  acd_sim_free(sim);
  outcomes_free(&kept);
  return digest;
}

static void test_equal_input_equal_actions(void **state)
{
  int64_t answered = 0;
  int64_t digest = poisson_digest(ACD_TIME_NEVER, 1, 0, &answered);
  (void)state;
  assert_in_range(answered, 200, 399);
  assert_int_equal(poisson_digest(ACD_TIME_NEVER, 1, 0, NULL), digest);
  assert_int_equal(poisson_digest(7 * S, 1, 0, NULL), digest);
  assert_int_equal(poisson_digest(333333, 1, 0, NULL), digest);
  assert_int_equal(poisson_digest(ACD_TIME_NEVER, 1, 1, NULL), digest);
  assert_int_not_equal(poisson_digest(ACD_TIME_NEVER, 2, 0, NULL), digest);
}

static void test_poisson_is_checked(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_sim_poisson poisson;
  (void)state;
  acd_sim_poisson_init(&poisson);
  poisson.name = "calls";
  poisson.queue = 1;
  poisson.interval_us_mean = S;
  assert_int_equal(acd_sim_add_poisson(sim, &poisson), ACD_ERR_ARGUMENT); /* never ends */
  poisson.calls_max = 1;
  assert_int_equal(acd_sim_add_poisson(sim, &poisson), ACD_OK);
  poisson.interval_us_mean = 0;
  assert_int_equal(acd_sim_add_poisson(sim, &poisson), ACD_ERR_ARGUMENT);
  poisson.interval_us_mean = S;
  poisson.name = NULL;
  assert_int_equal(acd_sim_add_poisson(sim, &poisson), ACD_ERR_ARGUMENT);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

static void count_event(void *user, const acd_event *event)
{
  (void)event;
  ++*(int *)user;
}

/* Options outlive the simulation that was made from them: another engine has their sink, or none. */
static void test_options_are_used_again(void **state)
{
  (void)state;
  int events = 0;
  acd_options *options = NULL;
  acd_sim *sim = NULL;
  acd_engine *engine = NULL;
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  assert_int_equal(acd_options_set_events(options, count_event, &events), ACD_OK);
  assert_int_equal(acd_sim_new(options, NULL, &sim), ACD_OK);
  acd_sim_free(sim);
  for (int hears = 0; hears <= 1; hears++) {
    if (hears) assert_int_equal(acd_options_set_events(options, count_event, &events), ACD_OK);
    acd_definition *definition = new_definition();
    add_team(definition, "team", 1);
    assert_int_equal(acd_engine_new(options, &engine), ACD_OK);
    assert_int_equal(acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
    assert_int_equal(events > 0, hears);
    acd_definition_free(definition);
    acd_engine_free(engine);
  }
  acd_options_free(options);
}

/* A whole small simulation on a failing allocator, the engine's and the simulation's. 1: it came to its end. */
static int try_simulation(acd_testing_memory *memory)
{
  acd_allocator allocator;
  acd_testing_memory_allocator(memory, &allocator);
  acd_options *options = NULL;
  acd_definition *definition = new_definition();
  acd_sim *sim = NULL;
  acd_sim_poisson poisson;
  acd_sim_caller caller;
  int status = acd_options_new(&allocator, &options);
  if (status == ACD_OK) status = acd_sim_new(options, &allocator, &sim);
  acd_options_free(options);
  add_team(definition, "team", 2);
  if (status == ACD_OK) status = acd_definition_submit(definition, acd_sim_engine(sim), 0, ACD_DEFINE_WHOLE);
  acd_definition_free(definition);
  acd_sim_poisson_init(&poisson);
  poisson.name = "calls";
  poisson.interval_us_mean = S;
  poisson.talk_us_mean = 3 * S;
  poisson.patience_us_mean = 10 * S;
  poisson.calls_max = 60;
  if (status == ACD_OK) {
    acd_sim_set(sim, ACD_SIM_OPTION_CHECK, 2);
    poisson.queue = find_queue(sim, "team");
    caller = caller_to(poisson.queue, 5 * S, S, 1);
    caller.keys = "123";
    status = acd_sim_add_poisson(sim, &poisson);
  }
  if (status == ACD_OK) status = acd_sim_add_caller(sim, &caller);
  if (status == ACD_OK) status = acd_sim_run(sim, ACD_TIME_NEVER);
  acd_sim_free(sim);
  assert_int_equal(memory->bytes, 0);
  assert_int_equal(memory->mistaken, 0);
  if (status == ACD_OK) return 1;
  assert_int_equal(status, ACD_ERR_NOMEM);
  return 0;
}

/* Calls that the engine refuses for want of memory are told as outcomes and are no failure of the run: a sweep ends when no
 * allocation fails any more. */
static void test_allocations_fail(void **state)
{
  int failed = 0;
  (void)state;
  for (int64_t n = 1; n < 100000; n++) {
    acd_testing_memory memory = {.size = sizeof memory, .fail_at = n, .fail_after = 1};
    if (!try_simulation(&memory)) {
      failed++;
    } else if (memory.failed == 0) {
      assert_true(failed > 20);
      return;
    }
  }
  fail_msg("the simulation needs more than 100,000 allocations");
}

/* Customers who are none of the callers: one who gave up talks as long as he would have, one asked for by command as long as the
 * option says; the agent is free again after both. */
static void test_customers_called_back(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_kpi_agent agents = {.size = sizeof(agents)};
  acd_sim_stats stats = {.size = sizeof(stats)};
  acd_callback_wish wish;
  acd_sim_caller caller;
  acd_id queue, call;
  int32_t team, campaign;
  (void)state;
  team = add_team(definition, "team", 1);
  acd_definition_add(definition, ACD_NOUN_CALLBACK, 0, "back");
  campaign = acd_definition_add(definition, ACD_NOUN_CAMPAIGN, 0, "again");
  acd_definition_set_text(definition, campaign, ACD_CAMPAIGN_CALLBACK, "back");
  acd_definition_set_text(definition, campaign, ACD_CAMPAIGN_QUEUE, "team");
  acd_definition_set(definition, campaign, ACD_CAMPAIGN_DELAY_US, 0);
  acd_definition_set_text(definition, team, ACD_QUEUE_CALL_AGAIN, "again");
  submit(sim, definition);
  queue = find_queue(sim, "team");
  assert_int_equal(acd_sim_set(sim, ACD_SIM_OPTION_TALK_US, 33 * S), ACD_OK);
  for (int i = 0; i < 2; i++) { /* the second gives up after a minute */
    caller = caller_to(queue, i * S, (i ? 47 : 100) * S, i + 1);
    caller.caller = i ? "555" : "554";
    if (i) caller.patience_us = 60 * S;
    add(sim, &caller);
  }
  acd_callback_wish_init(&wish);
  wish.number = "556";
  wish.queue = queue;
  wish.not_before_us = 3000 * S;
  assert_int_equal(acd_callback_plan_find(acd_sim_engine(sim), "back", &wish.plan), ACD_OK);
  assert_int_equal(acd_callback_request(acd_sim_engine(sim), 0, &wish, &call), ACD_OK);
  run(sim);
  assert_int_equal(kept.count, 2);
  assert_int_equal(outcome_of(&kept, 2)->end, ACD_END_ABANDONED);
  assert_int_equal(acd_kpi_agent_get(acd_sim_engine(sim), 0, &agents), ACD_OK);
  assert_int_equal(agents.handled, 3);
  assert_int_equal(agents.talk_us, (100 + 47 + 33) * S);
  assert_int_equal(acd_sim_stats_get(sim, &stats), ACD_OK);
  assert_int_equal(stats.callers, 2);
  assert_int_equal(stats.ended, 2);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* Very many of them: none is mixed up with another, and their memory comes back. */
static void test_many_called_back(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_kpi_calls calls = {.size = sizeof(calls)};
  acd_callback_wish wish;
  (void)state;
  add_team(definition, "team", 3);
  acd_definition_add(definition, ACD_NOUN_CALLBACK, 0, "back");
  submit(sim, definition);
  assert_int_equal(acd_sim_set(sim, ACD_SIM_OPTION_TALK_US, 5 * S), ACD_OK);
  acd_callback_wish_init(&wish);
  wish.queue = find_queue(sim, "team");
  assert_int_equal(acd_callback_plan_find(acd_sim_engine(sim), "back", &wish.plan), ACD_OK);
  for (int i = 0; i < 500; i++) {
    acd_id call;
    char number[16];
    snprintf(number, sizeof(number), "%d", i);
    wish.number = number;
    wish.not_before_us = i % 50 * S;
    assert_int_equal(acd_callback_request(acd_sim_engine(sim), 0, &wish, &call), ACD_OK);
  }
  run(sim);
  assert_int_equal(acd_kpi_calls_get(acd_sim_engine(sim), &calls), ACD_OK);
  assert_int_equal(calls.callbacks_by_outcome[ACD_CALLBACK_COMPLETED], 500);
  assert_int_equal(calls.ends[ACD_END_COMPLETED], 500);
  assert_int_equal(kept.count, 0);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_ends_before_arrivals),
                                     cmocka_unit_test(test_patience),
                                     cmocka_unit_test(test_patience_over_overflow),
                                     cmocka_unit_test(test_patience_for_one_agent),
                                     cmocka_unit_test(test_wrapup),
                                     cmocka_unit_test(test_keys),
                                     cmocka_unit_test(test_presence),
                                     cmocka_unit_test(test_sources),
                                     cmocka_unit_test(test_failures_end_the_run),
                                     cmocka_unit_test(test_callers_are_checked),
                                     cmocka_unit_test(test_whose_call),
                                     cmocka_unit_test(test_equal_input_equal_actions),
                                     cmocka_unit_test(test_poisson_is_checked),
                                     cmocka_unit_test(test_customers_called_back),
                                     cmocka_unit_test(test_many_called_back),
                                     cmocka_unit_test(test_options_are_used_again),
                                     cmocka_unit_test(test_allocations_fail)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
