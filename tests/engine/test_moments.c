/* SPDX-License-Identifier: Apache-2.0 */
#include "host.h"

static void story(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk wrapup=5s music=waltz\n  member ann\nnumber 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  host_told(&host, "music waltz, ring ann");
  host_connect(&host, "ann");
  host_pass(&host, SECOND);
  host_hangup(&host, call);
  host_told(&host, "bridge ann, release ann");
  assert_int_equal(host_end_of(&host, call), ACD_END_COMPLETED);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_WRAPUP);
  host_pass_deadline(&host);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(story)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
