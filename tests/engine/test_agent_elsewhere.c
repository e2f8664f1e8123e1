/* SPDX-License-Identifier: Apache-2.0 */
/* A device that is busy with something that is none of the engine's calls: acd/agent.h, "Elsewhere". */
#include "centre.h"

#include <stdio.h>

#define CENTRE                                                                                                         \
  "agent ann\nqueue desk wrapup=30s retry_delay=9s\n  member ann\n"                                                    \
  "flow direct start=to\n  node to kind=agent agent=ann\n    exit busy to=engaged\n"                                   \
  "  node engaged kind=play prompt=engaged\n"                                                                          \
  "flow patient start=to\n  node to kind=agent agent=ann wait_max=90s\n"                                               \
  "number 100 queue=desk\nnumber 500 flow=direct\nnumber 600 flow=patient\n"

static void elsewhere(test_host *host, int64_t busy)
{
  assert_int_equal(acd_agent_elsewhere(host->engine, host->now, host_agent(host, "ann"), 0, busy), ACD_OK);
  assert_int_equal(centre_agent(host, "ann").elsewhere, busy);
  host_check(host);
}

static void begin(test_host *host, const char *centre)
{
  char text[800];
  snprintf(text, sizeof text, "centre %s\n" CENTRE, centre);
  host_begin(host, NULL);
  host_define(host, text);
  host_pass(host, 10 * SECOND);
}

/* What is in hand goes on; what follows it, and whether a call that waits is offered then and when the device is free. */
static void at_each_moment(void **state)
{
  enum { LOGGED_OUT, NOT_READY, READY, RESTING, RINGING, CONNECTING, TALKING, WRAPUP, MOMENTS };
  static const struct {
    int64_t at_once, after, free;
  } rows[MOMENTS] = {
      [LOGGED_OUT] = {ACD_AGENT_STATE_LOGGED_OUT, ACD_AGENT_STATE_LOGGED_OUT, ACD_AGENT_STATE_LOGGED_OUT},
      [NOT_READY] = {ACD_AGENT_STATE_NOT_READY, ACD_AGENT_STATE_NOT_READY, ACD_AGENT_STATE_NOT_READY},
      [READY] = {ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_RESERVED},
      [RESTING] = {ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_RESERVED},
      [RINGING] = {ACD_AGENT_STATE_RESERVED, ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_RESERVED},
      [CONNECTING] = {ACD_AGENT_STATE_BUSY, ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_RESERVED},
      [TALKING] = {ACD_AGENT_STATE_BUSY, ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_RESERVED},
      [WRAPUP] = {ACD_AGENT_STATE_WRAPUP, ACD_AGENT_STATE_ELSEWHERE, ACD_AGENT_STATE_RESERVED},
  };
  (void)state;
  for (int at = 0; at < MOMENTS; at++) {
    test_host host;
    acd_id call = 0;
    begin(&host, "");
    if (at == LOGGED_OUT) assert_int_equal(acd_agent_logout(host.engine, host.now, host_agent(&host, "ann")), ACD_OK);
    if (at == NOT_READY) centre_not_ready(&host, "ann");
    if (at >= RESTING) call = host_arrive(&host, "100");
    if (at == RESTING) centre_offer(&host, "ann", ACD_OUTCOME_BUSY);
    if (at == CONNECTING) centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
    if (at >= TALKING) centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
    if (at == WRAPUP) host_hangup(&host, call);
    elsewhere(&host, 1);
    assert_int_equal(host_agent_state(&host, "ann"), rows[at].at_once);
    if (call && at != WRAPUP) host_hangup(&host, call);
    host_pass(&host, 40 * SECOND);
    assert_int_equal(host_agent_state(&host, "ann"), rows[at].after);
    host_arrive(&host, "100");
    assert_int_equal(host_agent_state(&host, "ann"), rows[at].after);
    elsewhere(&host, 0);
    assert_int_equal(host_agent_state(&host, "ann"), rows[at].free);
    host_end(&host);
  }
}

/* Presence, metrics and direct calls while she is elsewhere; times add up. */
static void while_elsewhere(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "");
  acd_id ann = host_agent(&host, "ann");
  elsewhere(&host, 1);
  int64_t digest = acd_engine_digest_state(host.engine);
  elsewhere(&host, 1); /* twice is fine */
  assert_true(acd_engine_digest_state(host.engine) == digest);
  assert_int_equal(centre_queue(&host, "desk").available_count, 1);
  assert_int_equal(centre_queue(&host, "desk").ready_count, 0);
  assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_ERR_STATE);
  host_arrive(&host, "500");
  host_told(&host, "play engaged");
  host_arrive(&host, "600");
  host_told(&host, ""); /* waits for her */
  host_pass(&host, 5 * SECOND);
  assert_int_equal(acd_agent_not_ready(host.engine, host.now, ann, 1), ACD_OK);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_NOT_READY);
  host_pass(&host, 2 * SECOND);
  centre_ready(&host, "ann");
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
  host_arrive(&host, "600");
  host_pass(&host, 4 * SECOND);
  host_forget(&host);
  elsewhere(&host, 0);
  host_told(&host, "ring ann");
  acd_kpi_agent kpi = host_kpi_agent(&host, "ann");
  assert_int_equal(kpi.elsewhere_us, 9 * SECOND);
  assert_int_equal(kpi.not_ready_us, 2 * SECOND);
  assert_int_equal(kpi.ready_us, 10 * SECOND);
  assert_int_equal(kpi.login_us, 21 * SECOND);
  host_end(&host);
}

/* The device is what it is, whoever logs in. */
static void it_outlasts_a_log_out(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "");
  acd_id ann = host_agent(&host, "ann");
  elsewhere(&host, 1);
  assert_int_equal(acd_agent_logout(host.engine, host.now, ann), ACD_OK);
  assert_int_equal(acd_agent_login(host.engine, host.now, ann, 0), ACD_OK);
  assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
  host_define(&host, CENTRE);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
  host_end(&host);
}

/* A rest runs on meanwhile, and ready ends it. */
static void rest_runs_on(void **state)
{
  (void)state;
  for (int how = 0; how < 3; how++) {
    test_host host;
    begin(&host, "");
    acd_id call = host_arrive(&host, "100");
    centre_offer(&host, "ann", ACD_OUTCOME_BUSY);
    elsewhere(&host, 1);
    host_pass(&host, 4 * SECOND);
    if (how == 0) centre_ready(&host, "ann");
    if (how == 1) host_pass(&host, 6 * SECOND);
    assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
    elsewhere(&host, 0);
    centre_rings(&host, call, how == 2 ? "" : "ann");
    host_pass(&host, 5 * SECOND);
    centre_rings(&host, call, "ann");
    host_end(&host);
  }
}

static void the_idle_clock(void **state)
{
  static const struct {
    const char *centre;
    acd_time since_us;
  } rows[] = {{"", 0}, {"idle_elsewhere=keep", 0}, {"idle_elsewhere=restart", 15 * SECOND}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].centre);
    elsewhere(&host, 1);
    host_pass(&host, 5 * SECOND);
    elsewhere(&host, 0);
    host_pass(&host, 5 * SECOND);
    assert_int_equal(centre_agent(&host, "ann").idle_since_us, rows[i].since_us);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(at_each_moment), cmocka_unit_test(while_elsewhere), cmocka_unit_test(it_outlasts_a_log_out),
      cmocka_unit_test(rest_runs_on),   cmocka_unit_test(the_idle_clock),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
