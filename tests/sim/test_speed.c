/* SPDX-License-Identifier: Apache-2.0 */
/* Agents of different speed: which of the speeds set holds, how the talk is rounded, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "centre.h"

/* One agent in two queues, who stands for all four ways to name a speed; 0: not set. */
static const struct {
  int64_t agent_queue, agent, queue, all;
  int64_t talk_us, lasts_us, lasts_elsewhere_us; /* in the queue named, in the other one */
} cases[] = {
    {0, 0, 0, 0, 60 * S, 60 * S, 60 * S},
    {2000000, 4000000, 8000000, 16000000, 60 * S, 30 * S, 15 * S},
    {0, 4000000, 8000000, 16000000, 60 * S, 15 * S, 15 * S},
    {0, 0, 8000000, 16000000, 80 * S, 10 * S, 5 * S},
    {0, 0, 0, 16000000, 80 * S, 5 * S, 5 * S},
    {1000000, 4000000, 0, 0, 80 * S, 80 * S, 20 * S},
    {0, 0, 500000, 0, 60 * S, 120 * S, 60 * S},
    {0, 1500000, 0, 0, 10, 7, 7}, /* 6.67 */
    {0, 1500000, 0, 0, 11, 7, 7}, /* 7.33 */
    {0, 2000000, 0, 0, 1, 1, 1},  /* a half */
    {0, 2000001, 0, 0, 1, 0, 0},
    {0, 1000000000, 0, 0, 1499, 1, 1},
    {0, 1000000000, 0, 0, 1500, 2, 2},
    {0, 1, 0, 0, 3, 3 * S, 3 * S},
    {0, 750000, 0, 0, 0, 0, 0},
    {0, 750000, 0, 0, INT64_C(3000000000000003), INT64_C(4000000000000004), INT64_C(4000000000000004)},
};

static void set_speed(acd_sim *sim, acd_id agent, acd_id queue, int64_t speed_ppm)
{
  if (!speed_ppm) return;
  assert_int_equal(acd_sim_set_speed(sim, agent, queue, 123), ACD_OK);
  assert_int_equal(acd_sim_set_speed(sim, agent, queue, speed_ppm), ACD_OK);
}

static int64_t talk(size_t i, const char *queue)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller caller;
  acd_id agent, named;
  int64_t lasted_us;
  add_team(definition, "named", 1);
  acd_definition_add(definition, ACD_NOUN_MEMBER, acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "other"),
                     "agent-1");
  submit(sim, definition);
  agent = find_agent(sim, "agent-1");
  named = find_queue(sim, "named");
  set_speed(sim, 0, 0, cases[i].all);
  set_speed(sim, agent, named, cases[i].agent_queue);
  set_speed(sim, 0, named, cases[i].queue);
  set_speed(sim, agent, 0, cases[i].agent);
  caller = caller_to(find_queue(sim, queue), 0, cases[i].talk_us, 1);
  assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  lasted_us = outcome_of(&kept, 1)->talk_us;
  acd_sim_free(sim);
  outcomes_free(&kept);
  return lasted_us;
}

static void test_which_speed_holds(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    if (talk(i, "named") != cases[i].lasts_us) fail_msg("case %zu, in the queue named", i);
    if (talk(i, "other") != cases[i].lasts_elsewhere_us) fail_msg("case %zu, in the other queue", i);
  }
}

/* A talk past the end of time never ends. */
static void test_slowest(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_sim_caller caller;
  (void)state;
  add_team(definition, "team", 1);
  submit(sim, definition);
  assert_int_equal(acd_sim_set_speed(sim, 0, 0, 1), ACD_OK);
  caller = caller_to(find_queue(sim, "team"), 1, ACD_TIME_MAX, 1);
  assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  assert_int_equal(kept.count, 0);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

static void test_refused(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_id agent, queue;
  (void)state;
  add_team(definition, "team", 1);
  submit(sim, definition);
  agent = find_agent(sim, "agent-1");
  queue = find_queue(sim, "team");
  assert_int_equal(acd_sim_set_speed(NULL, 0, 0, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_speed(sim, agent, queue, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_speed(sim, agent, queue, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_speed(sim, agent, queue, 1000000001), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_sim_set_speed(sim, queue, 0, 1), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_sim_set_speed(sim, 0, agent, 1), ACD_ERR_NOT_FOUND);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_which_speed_holds), cmocka_unit_test(test_slowest),
                                     cmocka_unit_test(test_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
