/* SPDX-License-Identifier: Apache-2.0 */
/* Reconciliation: calls that the host does not know end as lost, once, in slices; later arrivals and known calls stay. */
#include "host.h"

static const char definition[] =
    "agent ann\nagent bob\nqueue desk music=waltz\n  member ann\n  member bob\nnumber 100 queue=desk\n";

enum { CALLS = 500 };

/* Of many calls every third is known. */
static void in_slices(void **state)
{
  (void)state;
  static acd_id calls[CALLS], known[CALLS + 3];
  size_t known_count = 0;
  test_host host;
  host_begin(&host, (int64_t[]){ACD_OPTION_WORK_MAX, 1, 0});
  host.no_words = 1;
  host_define(&host, definition);
  for (size_t i = 0; i < CALLS; i++) {
    calls[i] = host_arrive(&host, "100");
    if (i % 3 == 0) known[known_count++] = calls[i];
  }
  host_hangup(&host, calls[2]); /* stale when the host lists it */
  known[known_count++] = calls[2];
  known[known_count++] = calls[0]; /* twice */
  known[known_count++] = calls[CALLS - 1] + 100000;
  host.now = 7 * SECOND;
  host_pass(&host, 0);
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, known, known_count), ACD_OK);
  int rounds = 0;
  for (; acd_engine_deadline(host.engine) == host.now; rounds++) {
    assert_int_equal(acd_engine_check(host.engine, 1), ACD_OK);
    int64_t before = host_kpi_calls(&host).ends[ACD_END_LOST_BY_HOST];
    assert_int_equal(acd_engine_now(host.engine), host.now);
    acd_engine_tick(host.engine, host.now);
    host_pull(&host);
    assert_in_range(host_kpi_calls(&host).ends[ACD_END_LOST_BY_HOST] - before, 0, 64); /* a slice is small */
  }
  assert_true(rounds > 10);
  acd_id late = host_arrive(&host, "100");
  host_pass(&host, SECOND);
  assert_int_equal(host_end_of(&host, late), 0);
  for (size_t i = 0; i < CALLS; i++) {
    int64_t expected = i % 3 == 0 ? 0 : i == 2 ? ACD_END_ABANDONED : ACD_END_LOST_BY_HOST;
    assert_int_equal(host_end_of(&host, calls[i]), expected);
  }
  assert_int_equal(host_kpi_calls(&host).ends[ACD_END_LOST_BY_HOST], CALLS - (CALLS + 2) / 3 - 1);
  assert_int_equal(host_kpi(&host, "desk").disconnected, host_kpi_calls(&host).ends[ACD_END_LOST_BY_HOST]);
  host_end(&host);
}

/* Each reconciliation is its own: known once is not known for ever. A new one takes the place of one under way. */
static void one_after_the_other(void **state)
{
  (void)state;
  acd_id calls[40];
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, definition);
  for (size_t i = 0; i < COUNT(calls); i++) calls[i] = host_arrive(&host, "100");
  assert_int_equal(acd_engine_reconcile(host.engine, 0, calls, COUNT(calls)), ACD_OK);
  host_pass(&host, SECOND);
  assert_int_equal(host_stats(&host).calls, COUNT(calls));
  acd_id later = host_arrive(&host, "100");
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, calls, 30), ACD_OK);
  host_pass(&host, SECOND);
  assert_int_equal(host_end_of(&host, later), ACD_END_LOST_BY_HOST);
  assert_int_equal(host_stats(&host).calls, 30);
  /* The one at once after it knows less: its list counts, for the calls that the first one has not come to yet, too. */
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, calls, 30), ACD_OK);
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, calls + 1, 2), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(host_stats(&host).calls, 2);
  assert_int_equal(host_end_of(&host, calls[1]) + host_end_of(&host, calls[2]), 0);
  /* Nobody is known, and nobody there: nothing to do. */
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(host_stats(&host).calls, 0);
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
  host_pass(&host, 10 * SECOND);
  assert_int_equal(acd_engine_deadline(host.engine), ACD_TIME_NEVER);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(in_slices), cmocka_unit_test(one_after_the_other)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
