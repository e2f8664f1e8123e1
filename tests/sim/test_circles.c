/* SPDX-License-Identifier: Apache-2.0 */
/* Flows that lead in circles, and whose doing a failure is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "centre.h"

static void add(acd_sim *sim, const acd_sim_caller *caller)
{
  assert_int_equal(acd_sim_add_caller(sim, caller), ACD_OK);
}

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

/* Numbers "prompts": a prompt for ever; "waits": a prompt, then a second in the queue of nobody, for ever; "served": three
 * nodes and an agent. */
static void define_circles(acd_definition *definition)
{
  static const char *const names[] = {"prompts", "waits", "served"};
  add_team(definition, "team", 1);
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "nobody");
  for (int i = 0; i < 3; i++) {
    int32_t flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, names[i]), node;
    int32_t number = acd_definition_add(definition, ACD_NOUN_NUMBER, 0, names[i]);
    acd_definition_set_text(definition, number, ACD_NUMBER_FLOW, names[i]);
    acd_definition_set_text(definition, flow, ACD_FLOW_START, "hear");
    node = add_node(definition, flow, "hear", ACD_NODE_KIND_PLAY);
    acd_definition_set_text(definition, node, ACD_NODE_PROMPT, "hello");
    add_exit(definition, node, "next", i == 0 ? "hear" : i == 1 ? "wait" : "rank");
    if (i == 0) continue;
    node = add_node(definition, flow, "wait", ACD_NODE_KIND_QUEUE);
    acd_definition_set_text(definition, node, ACD_NODE_QUEUE, i == 1 ? "nobody" : "team");
    if (i == 1) {
      acd_definition_set(definition, node, ACD_NODE_WAIT_MAX_US, 3 * S);
      add_exit(definition, node, "timeout", "hear");
    } else {
      node = add_node(definition, flow, "rank", ACD_NODE_KIND_PRIORITY);
      acd_definition_set(definition, node, ACD_NODE_PRIORITY, 1);
      add_exit(definition, node, "next", "wait");
    }
  }
}

/* Flows that lead in circles, with prompts that take time or none, through a queue that nobody serves, and at every length:
 * the caller gives up, and whoever talks meanwhile may go on. */
static void test_circles(void **state)
{
  static const struct {
    const char *number;
    int64_t prompt_us, steps, ended_us, end;
  } cases[] = {
      {"prompts", 0, 1, 0, ACD_END_IN_FLOW},       {"prompts", 0, 50, 0, ACD_END_IN_FLOW},
      {"prompts", S, 50, 50 * S, ACD_END_IN_FLOW}, {"waits", S, 49, 97 * S, ACD_END_ABANDONED},
      {"waits", S, 50, 100 * S, ACD_END_IN_FLOW},  {"served", 0, 3, 60 * S, ACD_END_COMPLETED},
  };
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    outcomes kept;
    acd_sim *sim = new_sim(&kept);
    acd_definition *definition = new_definition();
    acd_sim_caller caller;
    acd_sim_stats stats = {.size = sizeof(stats)};
    int64_t gives_up = cases[i].end != ACD_END_COMPLETED;
    define_circles(definition);
    submit(sim, definition);
    assert_int_equal(acd_sim_set(sim, ACD_SIM_OPTION_FLOW_STEPS, cases[i].steps), ACD_OK);
    caller = caller_to(0, 0, 60 * S, 1);
    caller.number = cases[i].number;
    caller.prompt_us = cases[i].prompt_us;
    add(sim, &caller);
    assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
    assert_int_equal(outcome_of(&kept, 1)->end, cases[i].end);
    assert_int_equal(outcome_of(&kept, 1)->ended_at_us, cases[i].ended_us);
    assert_int_equal(acd_sim_stats_get(sim, &stats), ACD_OK);
    assert_int_equal(stats.gave_up, gives_up);
    assert_int_equal(stats.failed_ref, -1);
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

/* A failure names the caller with whom it came. */
static int refuse_second(void *user, const acd_sim_outcome *outcome)
{
  (void)user;
  return outcome->ref == 2 ? ACD_ERR_HOOK : 0;
}

static void test_failed_ref(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_sim_caller caller;
  acd_sim_stats stats = {.size = sizeof(stats)};
  (void)state;
  assert_int_equal(acd_sim_set_outcome(sim, refuse_second, NULL), ACD_OK);
  for (int64_t ref = 1; ref <= 3; ref++) {
    caller = caller_to(0, ref * S, 0, ref);
    caller.number = "nobody has it";
    add(sim, &caller);
  }
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_ERR_HOOK);
  assert_int_equal(acd_sim_stats_get(sim, &stats), ACD_OK);
  assert_int_equal(stats.failed_ref, 2);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_circles), cmocka_unit_test(test_failed_ref)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
