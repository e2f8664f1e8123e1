/* SPDX-License-Identifier: Apache-2.0 */
/* A script of twenty calls under each strategy that decides without chance, against a model that knows nothing of the
 * engine: it walks through the seconds and looks at every agent and every call. And a single server against the recursion of
 * its waits. One unit of time is a second. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "centre.h"

#define CALLS  20
#define AGENTS 4
#define TYPES  2
#define END    400

typedef struct script_call {
  int arrival, talk, type;
} script_call;

/* Bursts, gaps, arrivals at one instant, talks that end when others arrive or end. */
static const script_call script[CALLS] = {
    {0, 30, 0},  {0, 10, 1},  {5, 25, 0},   {7, 3, 1},    {10, 40, 0},  {10, 12, 1},  {12, 9, 0},
    {13, 22, 1}, {13, 6, 0},  {30, 15, 0},  {31, 15, 1},  {70, 20, 0},  {95, 10, 1},  {120, 5, 0},
    {121, 5, 1}, {122, 5, 0}, {123, 17, 1}, {140, 11, 0}, {140, 11, 1}, {151, 30, 0},
};
/* Types an agent serves, as bits. */
static const unsigned serves[AGENTS] = {1, 3, 2, 3};

static const int64_t strategies[] = {ACD_STRATEGY_LINEAR, ACD_STRATEGY_ROUND_ROBIN, ACD_STRATEGY_LONGEST_IDLE,
                                     ACD_STRATEGY_FEWEST_CALLS, ACD_STRATEGY_LEAST_TALK};
#define STRATEGIES (sizeof(strategies) / sizeof(strategies[0]))

typedef struct model_agent {
  int call; /* -1: none */
  int until, idle_since, calls, talk;
} model_agent;

typedef struct model {
  int64_t strategy;
  model_agent agents[AGENTS];
  int turn; /* round robin: who comes after the one served last */
  int waits[CALLS];
  int agent_of[CALLS], answered[CALLS];
} model;

static int better(const model *at, int a, int b)
{
  const model_agent *left = &at->agents[a], *right = &at->agents[b];
  switch (at->strategy) {
  case ACD_STRATEGY_ROUND_ROBIN: return (a - at->turn + AGENTS) % AGENTS < (b - at->turn + AGENTS) % AGENTS;
  case ACD_STRATEGY_LONGEST_IDLE: return left->idle_since < right->idle_since;
  case ACD_STRATEGY_FEWEST_CALLS: return left->calls < right->calls;
  case ACD_STRATEGY_LEAST_TALK: return left->talk < right->talk;
  default: return 0; /* the first one defined */
  }
}

static void model_serve(model *at, int agent, int call, int now)
{
  at->agents[agent].call = call;
  at->agents[agent].until = now + script[call].talk;
  at->agents[agent].calls++;
  at->turn = (agent + 1) % AGENTS;
  at->waits[call] = 0;
  at->agent_of[call] = agent;
  at->answered[call] = now;
}

static void model_end(model *at, int agent, int now)
{
  model_agent *free = &at->agents[agent];
  free->talk += script[free->call].talk;
  free->call = -1;
  free->idle_since = now;
  for (int call = 0; call < CALLS; call++) {
    if (!at->waits[call] || !(serves[agent] >> script[call].type & 1)) continue;
    model_serve(at, agent, call, now);
    return;
  }
}

static void model_arrive(model *at, int call, int now)
{
  int best = -1;
  for (int agent = 0; agent < AGENTS; agent++) {
    if (at->agents[agent].call >= 0 || !(serves[agent] >> script[call].type & 1)) continue;
    if (best < 0 || better(at, agent, best)) best = agent;
  }
  at->waits[call] = 1;
  if (best >= 0) model_serve(at, best, call, now);
}

static void model_run(model *at, int64_t strategy)
{
  memset(at, 0, sizeof(*at));
  at->strategy = strategy;
  for (int agent = 0; agent < AGENTS; agent++) at->agents[agent].call = -1;
  for (int now = 0; now < END; now++) {
    for (int agent = 0; agent < AGENTS; agent++)
      if (at->agents[agent].call >= 0 && at->agents[agent].until == now) model_end(at, agent, now);
    for (int call = 0; call < CALLS; call++)
      if (script[call].arrival == now) model_arrive(at, call, now);
  }
}

static void define_script(acd_sim *sim, int64_t strategy)
{
  static const char *const types[TYPES] = {"type-0", "type-1"};
  acd_definition *definition = new_definition();
  int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "team");
  acd_definition_set(definition, queue, ACD_QUEUE_STRATEGY, strategy);
  for (int type = 0; type < TYPES; type++) acd_definition_add(definition, ACD_NOUN_SKILL, 0, types[type]);
  for (int i = 0; i < AGENTS; i++) {
    char name[32];
    int32_t agent;
    snprintf(name, sizeof(name), "agent-%d", i + 1);
    agent = acd_definition_add(definition, ACD_NOUN_AGENT, 0, name);
    acd_definition_add(definition, ACD_NOUN_MEMBER, queue, name);
    for (int type = 0; type < TYPES; type++)
      if (serves[i] >> type & 1) acd_definition_add(definition, ACD_NOUN_AGENT_SKILL, agent, types[type]);
  }
  submit(sim, definition);
}

static void run_script(int64_t strategy, int two_steps)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  model expected;
  acd_sim_set(sim, ACD_SIM_OPTION_TWO_STEPS, two_steps);
  define_script(sim, strategy);
  for (int i = 0; i < CALLS; i++) {
    acd_requirement needs = {0, 1};
    acd_sim_caller caller = caller_to(find_queue(sim, "team"), script[i].arrival * S, script[i].talk * S, i);
    assert_int_equal(acd_skill_find(acd_sim_engine(sim), script[i].type ? "type-1" : "type-0", &needs.skill), ACD_OK);
    caller.requirements = &needs;
    caller.requirements_count = 1;
    assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
  }
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  model_run(&expected, strategy);
  assert_int_equal(kept.count, CALLS);
  for (int i = 0; i < CALLS; i++) {
    const acd_sim_outcome *got = outcome_of(&kept, i);
    int agent = agent_number(sim, got->agent);
    if (agent != expected.agent_of[i] + 1 || got->answered_at_us != expected.answered[i] * S ||
        got->wait_us != (expected.answered[i] - script[i].arrival) * S ||
        got->ended_at_us != (expected.answered[i] + script[i].talk) * S)
      fail_msg("strategy %d, call %d: agent %d at %g s, expected %d at %d s", (int)strategy, i, agent,
               (double)got->answered_at_us / S, expected.agent_of[i] + 1, expected.answered[i]);
  }
  acd_sim_free(sim);
  outcomes_free(&kept);
}

static void test_strategies(void **state)
{
  (void)state;
  for (size_t i = 0; i < STRATEGIES; i++)
    for (int two_steps = 0; two_steps < 2; two_steps++) run_script(strategies[i], two_steps);
}

/* The script tells the strategies apart, and lets calls wait. */
static void test_script_is_worth_it(void **state)
{
  model models[STRATEGIES];
  int waits = 0;
  (void)state;
  for (size_t i = 0; i < STRATEGIES; i++) {
    model_run(&models[i], strategies[i]);
    for (size_t j = 0; j < i; j++)
      assert_memory_not_equal(models[i].agent_of, models[j].agent_of, sizeof(models[i].agent_of));
  }
  for (int i = 0; i < CALLS; i++) waits += models[0].answered[i] > script[i].arrival;
  assert_in_range(waits, 3, CALLS - 3);
}

/* Lindley: a wait is the wait and service before it, less the time between the arrivals, and never negative. */
static void test_single_server(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_kpi_queue kpi = {.size = sizeof(kpi)};
  int wait = 0, wait_sum = 0;
  (void)state;
  add_team(definition, "server", 1);
  submit(sim, definition);
  for (int i = 0; i < CALLS; i++) {
    acd_sim_caller caller = caller_to(find_queue(sim, "server"), script[i].arrival * S, script[i].talk * S, i);
    assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
  }
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  for (int i = 0; i < CALLS; i++) {
    if (i > 0) wait += script[i - 1].talk - (script[i].arrival - script[i - 1].arrival);
    if (wait < 0) wait = 0;
    wait_sum += wait;
    assert_int_equal(outcome_of(&kept, i)->wait_us, wait * S);
  }
  assert_int_equal(acd_kpi_queue_get(acd_sim_engine(sim), find_queue(sim, "server"), &kpi), ACD_OK);
  assert_int_equal(kpi.wait_us, wait_sum * S);
  assert_true(wait_sum > 0);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_strategies), cmocka_unit_test(test_script_is_worth_it),
                                     cmocka_unit_test(test_single_server)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
