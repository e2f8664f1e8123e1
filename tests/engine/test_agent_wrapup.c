/* SPDX-License-Identifier: Apache-2.0 */
/* Wrap-up that is extended: by how much, whose limit counts, what ends it (acd_agent_extend_wrapup()). */
#include "centre.h"

#include <stdio.h>

/* Ann is in wrap-up of 30 s from 100 s on, after a call of the queue or a direct one. */
static void begin(test_host *host, const char *agent, const char *queue, const char *number)
{
  char text[600];
  snprintf(
      text, sizeof text,
      "agent ann wrapup=30s %s\nqueue desk %s\n  member ann\nflow direct start=to\n  node to kind=agent agent=ann\n"
      "number 100 queue=desk\nnumber 500 flow=direct\n",
      agent, queue);
  host_begin(host, NULL);
  host_define(host, text);
  acd_id call = host_arrive(host, number);
  host_connect(host, "ann");
  host_pass(host, 100 * SECOND);
  host_hangup(host, call);
}

static int extend(test_host *host, int64_t us)
{
  return acd_agent_extend_wrapup(host->engine, host->now, host_agent(host, "ann"), 0, us);
}

static void how_long_it_may_be(void **state)
{
  static const struct {
    const char *agent, *queue, *number;
    int64_t extend_s[3]; /* asked for, 10 s apart; -1: no more */
    int codes[3];
    int64_t until_s;
  } rows[] = {
      {"", "", "100", {10, -1}, {ACD_ERR_LIMIT}, 130},
      {"", "", "100", {0, -1}, {ACD_ERR_LIMIT}, 130},
      {"", "wrapup_extension_max=60s", "100", {10, -1}, {ACD_OK}, 140},
      {"", "wrapup_extension_max=60s", "100", {60, -1}, {ACD_OK}, 190},
      {"", "wrapup_extension_max=60s", "100", {61, 0, 0}, {ACD_ERR_LIMIT, ACD_OK, ACD_ERR_LIMIT}, 190},
      {"", "wrapup_extension_max=60s", "100", {20, 30, 0}, {ACD_OK, ACD_OK, ACD_OK}, 190},
      {"", "wrapup_extension_max=60s", "100", {20, 30, 11}, {ACD_OK, ACD_OK, ACD_ERR_LIMIT}, 180},
      {"", "wrapup_extension_max=86400s", "100", {86400, 1, 0}, {ACD_OK, ACD_ERR_LIMIT, ACD_ERR_LIMIT}, 86530},
      {"wrapup_extension_max=5s", "wrapup_extension_max=60s", "100", {6, 5, -1}, {ACD_ERR_LIMIT, ACD_OK}, 135},
      {"wrapup_extension_max=0s", "wrapup_extension_max=60s", "100", {1, -1}, {ACD_ERR_LIMIT}, 130},
      {"wrapup_extension_max=5s", "", "100", {5, -1}, {ACD_OK}, 135},
      {"", "wrapup_extension_max=60s", "500", {1, -1}, {ACD_ERR_LIMIT}, 130}, /* no queue */
      {"wrapup_extension_max=5s", "", "500", {0, -1}, {ACD_OK}, 135},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].agent, rows[i].queue, rows[i].number);
    int64_t until_us = 130 * SECOND;
    for (int k = 0; k < 3 && rows[i].extend_s[k] >= 0; k++) {
      int64_t left_us = centre_agent(&host, "ann").wrapup_extension_left_us;
      assert_int_equal(extend(&host, rows[i].extend_s[k] * SECOND), rows[i].codes[k]);
      int64_t more_us = centre_agent(&host, "ann").wrapup_until_us - until_us;
      if (rows[i].codes[k] == ACD_OK && rows[i].extend_s[k])
        assert_int_equal(more_us, rows[i].extend_s[k] * SECOND);
      else
        assert_int_equal(more_us, rows[i].codes[k] == ACD_OK ? left_us : 0);
      assert_int_equal(centre_agent(&host, "ann").wrapup_extension_left_us, left_us - more_us);
      until_us += more_us;
      host_check(&host);
      host_pass(&host, 10 * SECOND);
    }
    assert_int_equal(until_us, rows[i].until_s * SECOND);
    host_pass(&host, until_us - 1 - host.now);
    assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_WRAPUP);
    host_pass(&host, 1);
    assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
    assert_int_equal(host_kpi_agent(&host, "ann").wrapup_us, until_us - 100 * SECOND);
    assert_int_equal(centre_agent(&host, "ann").wrapup_until_us, 0);
    assert_int_equal(centre_agent(&host, "ann").wrapup_extension_left_us, 0);
    host_done(&host);
    assert_true(acd_engine_deadline(host.engine) == ACD_TIME_NEVER);
    host_end(&host);
  }
}

/* What ends a wrap-up ends one that was extended; and the next one has its own limit. */
static void what_ends_it(void **state)
{
  (void)state;
  for (int how = 0; how < 5; how++) {
    test_host host;
    begin(&host, "", "wrapup_extension_max=60s", "100");
    host_pass(&host, 10 * SECOND);
    assert_int_equal(extend(&host, 0), ACD_OK);
    host_pass(&host, 40 * SECOND);
    acd_id ann = host_agent(&host, "ann");
    switch (how) {
    case 0: assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK); break;
    case 1: assert_int_equal(acd_agent_not_ready(host.engine, host.now, ann, 1), ACD_OK); break;
    case 2: assert_int_equal(acd_agent_logout(host.engine, host.now, ann), ACD_OK); break;
    case 3: host_define(&host, "queue desk\n"); break;            /* ann is no longer defined */
    default: host_define(&host, "agent ann wrapup=30s\n"); break; /* the queue is not; it waits for her */
    }
    host_check(&host);
    acd_queue_info desk = {.size = sizeof desk};
    if (how == 4) {
      assert_int_equal(extend(&host, 0), ACD_ERR_LIMIT);
      assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_WRAPUP);
      host_pass(&host, 40 * SECOND);
    }
    if (how == 3)
      assert_int_equal(acd_queue_get(host.engine, host_queue(&host, "desk"), &desk), ACD_OK);
    else
      assert_int_not_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_WRAPUP);
    host_done(&host);
    host_pass(&host, 60 * SECOND);
    assert_true(acd_engine_deadline(host.engine) == ACD_TIME_NEVER);
    host_end(&host);
  }
  test_host host;
  begin(&host, "", "wrapup_extension_max=60s", "100");
  assert_int_equal(extend(&host, 0), ACD_OK);
  centre_ready(&host, "ann");
  acd_id call = host_arrive(&host, "100");
  host_connect(&host, "ann");
  host_hangup(&host, call);
  assert_int_equal(centre_agent(&host, "ann").wrapup_extension_left_us, 60 * SECOND);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(how_long_it_may_be),
      cmocka_unit_test(what_ends_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
