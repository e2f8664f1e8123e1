/* SPDX-License-Identifier: Apache-2.0 */
/* The definition does what was agreed: the kit plays the host. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <acd/testing_cmocka.h>

static int setup(void **state)
{
  acd_testing *test;
  if (acd_testing_new(&test)) return -1;
  *state = test;
  define_file(test, CENTRE);
  return 0;
}

static int teardown(void **state)
{
  return acd_testing_end(*state);
}

static void ann_is_rung_first_then_bob(void **state)
{
  acd_testing *test = *state;
  agent_is_silent(test, "ann");
  agent_answers(test, "bob", 5);
  call_arrives(test, "caller", "100");
  time_passes(test, 30);
  expect_story(test, "0 s ring ann for caller\n"
                     "20 s ring_stop ann for caller\n"
                     "20 s ring bob for caller\n"
                     "25 s bridge bob for caller\n");
  expect_agent(test, "bob", ACD_AGENT_STATE_BUSY);
}

static void a_vip_overtakes(void **state)
{
  acd_testing *test = *state;
  agent_is(test, "bob", ACD_PRESENCE_LOGGED_OUT);
  agent_answers(test, "ann", 3);
  call_arrives(test, "first", "100");
  expect_ring(test, "first", "ann");
  time_passes(test, 3);
  expect_bridge(test, "first", "ann");

  call_arrives(test, "second", "100");
  call_arrives(test, "vip", "800");
  expect_waiting(test, "support", 2);
  expect_no_more(test);

  time_passes(test, 60);
  caller_hangs_up(test, "first");
  expect_release(test, "first", "ann");
  expect_agent(test, "ann", ACD_AGENT_STATE_WRAPUP);
  time_passes(test, 10);
  expect_ring(test, "vip", "ann");
  expect_at(test, 73);
  expect_event(test, ACD_EVENT_OFFERED, "vip", "support");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(ann_is_rung_first_then_bob, setup, teardown),
      cmocka_unit_test_setup_teardown(a_vip_overtakes, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
