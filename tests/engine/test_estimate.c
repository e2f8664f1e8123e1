/* SPDX-License-Identifier: Apache-2.0 */
/* Estimators of waits, and how far off they were (acd/queue.h, "Estimated wait"), worked out by hand. */
#include <stdio.h>

#include "host.h"

#include <acd/queue.h>

#include <cmocka.h>

#define CENTRE                                                                                                         \
  "agent ann\nagent bob\nqueue desk expected_handle=100s estimate=%s\n  member ann\n  member bob\nnumber 1 "           \
  "queue=desk\n"

static void begin(test_host *host, const char *estimate)
{
  char text[300];
  snprintf(text, sizeof text, CENTRE, estimate);
  host_begin(host, NULL);
  host_define(host, text);
}

static void pass_to(test_host *host, int64_t seconds)
{
  host_pass(host, seconds * SECOND - host->now);
}

static void hang_up(test_host *host, const char *agent)
{
  assert_int_equal(acd_agent_hangup(host->engine, host->now, host_agent(host, agent), 0), ACD_OK);
}

static void estimates_are(const test_host *host, int64_t work_us, int64_t handle_us, int64_t rate_us, int64_t recent_us)
{
  const int64_t wanted[] = {work_us, handle_us, rate_us, recent_us};
  for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++) {
    int64_t wait_us;
    assert_int_equal(acd_queue_estimate(host->engine, host_queue(host, "desk"), by, &wait_us), ACD_OK);
    if (wait_us != wanted[by - 1])
      fail_msg("%s: %lld, not %lld", acd_estimate_str(by), (long long)wait_us, (long long)wanted[by - 1]);
  }
}

/* Two agents talk, and three callers wait, of whom the last gives up. */
static acd_id some_wait(test_host *host)
{
  host_arrive(host, "1");
  host_connect(host, "ann");
  estimates_are(host, 0, 0, 0, 0); /* bob is ready */
  host_arrive(host, "1");
  host_connect(host, "bob");
  pass_to(host, 10);
  estimates_are(host, 50 * SECOND, 50 * SECOND, 50 * SECOND, 50 * SECOND);
  host_arrive(host, "1");
  pass_to(host, 20);
  estimates_are(host, 100 * SECOND, 100 * SECOND, 100 * SECOND, 100 * SECOND);
  host_arrive(host, "1");
  pass_to(host, 40);
  hang_up(host, "ann"); /* the first waits no longer: for 30 s, handled in 40 s */
  host_connect(host, "ann");
  pass_to(host, 50);
  estimates_are(host, 80 * SECOND, 70 * SECOND, 80 * SECOND, 30 * SECOND);
  acd_id last = host_arrive(host, "1");
  pass_to(host, 60);
  hang_up(host, "bob"); /* the second: 40 s, handled in 60 s */
  host_connect(host, "bob");
  return last;
}

static void each_by_hand(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "work");
  acd_id last = some_wait(&host);
  pass_to(&host, 65);
  host_hangup(&host, last);
  estimates_are(&host, 33333333, 33333333, 26250001, 35 * SECOND);
  acd_kpi_queue kpi = host_kpi(&host, "desk");
  assert_int_equal(kpi.estimated, 2); /* not those who did not wait, nor who gave up */
  for (int i = 0; i < 4; i++) {
    assert_int_equal(kpi.estimate_over_us[i + 1], (20 + 60) * SECOND);
    assert_int_equal(kpi.estimate_under_us[i + 1], 0);
    assert_int_equal(acd_kpi_estimate_error_us(&kpi, i + 1), 40 * SECOND);
    assert_int_equal(acd_kpi_estimate_bias_us(&kpi, i + 1), 40 * SECOND);
  }
  pass_to(&host, 70); /* one who waits for longer than anybody thought */
  host_arrive(&host, "1");
  pass_to(&host, 170);
  hang_up(&host, "ann");
  host_connect(&host, "ann");
  static const int64_t said_ms[] = {33333, 33333, 26250, 35000};
  kpi = host_kpi(&host, "desk");
  assert_int_equal(kpi.estimated, 3);
  for (int i = 0; i < 4; i++) {
    int64_t under_us = (100000 - said_ms[i]) * 1000, over_us = 80 * SECOND;
    assert_int_equal(kpi.estimate_over_us[i + 1], over_us);
    assert_int_equal(kpi.estimate_under_us[i + 1], under_us);
    assert_int_equal(acd_kpi_estimate_error_us(&kpi, i + 1), (2 * (over_us + under_us) + 3) / 6);
    assert_int_equal(acd_kpi_estimate_bias_us(&kpi, i + 1), (2 * (over_us - under_us) + 3) / 6);
  }
  assert_int_equal(acd_kpi_estimate_error_us(&kpi, 0), 0);
  assert_int_equal(acd_kpi_estimate_error_us(&kpi, 5), 0);
  int64_t wait_us;
  assert_int_equal(acd_queue_estimate(host.engine, host_queue(&host, "desk"), 0, &wait_us), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_queue_estimate(host.engine, host_queue(&host, "desk"), 5, &wait_us), ACD_ERR_ARGUMENT);
  host_end(&host);
}

/* What a queue announces and is asked for is that of its own estimator. */
static void the_one_that_is_chosen(void **state)
{
  (void)state;
  for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++) {
    test_host host;
    int64_t next_us;
    begin(&host, acd_estimate_str(by));
    acd_id last = some_wait(&host), queue = host_queue(&host, "desk");
    acd_queue_info info = {.size = sizeof info};
    assert_int_equal(acd_queue_get(host.engine, queue, &info), ACD_OK);
    assert_int_equal(acd_queue_estimate(host.engine, queue, by, &next_us), ACD_OK);
    assert_int_equal(info.estimated_wait_us, next_us);
    /* The first in line: half of what the one behind it waits, but by the last waits, which go by as time does. */
    int64_t own_us = by == ACD_ESTIMATE_RECENT ? next_us - 10 * SECOND : next_us / 2;
    assert_int_equal(acd_call_estimated_wait_us(host.engine, last), own_us);
    pass_to(&host, 63);
    assert_int_equal(acd_call_estimated_wait_us(host.engine, last),
                     by == ACD_ESTIMATE_RECENT ? own_us - 3 * SECOND : own_us);
    pass_to(&host, 300);
    if (by == ACD_ESTIMATE_RECENT) assert_int_equal(acd_call_estimated_wait_us(host.engine, last), 0);
    host_end(&host);
  }
}

/* Where nobody is there, nothing is said, and nothing is compared. */
static void nobody_there(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "recent");
  assert_int_equal(acd_agent_not_ready(host.engine, 0, host_agent(&host, "ann"), 0), ACD_OK);
  assert_int_equal(acd_agent_not_ready(host.engine, 0, host_agent(&host, "bob"), 0), ACD_OK);
  host_arrive(&host, "1");
  estimates_are(&host, ACD_TIME_NEVER, ACD_TIME_NEVER, ACD_TIME_NEVER, ACD_TIME_NEVER);
  pass_to(&host, 30);
  assert_int_equal(acd_agent_ready(host.engine, host.now, host_agent(&host, "ann")), ACD_OK);
  host_connect(&host, "ann");
  assert_int_equal(host_kpi(&host, "desk").answered, 1);
  assert_int_equal(host_kpi(&host, "desk").estimated, 0);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_by_hand),
      cmocka_unit_test(the_one_that_is_chosen),
      cmocka_unit_test(nobody_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
