/* SPDX-License-Identifier: Apache-2.0 */
/* So many offers within a window, and no more: acd/agent.h, "Limit of offers". */
#include "centre.h"

#include <stdio.h>

static void begin(test_host *host, const char *agent)
{
  char text[600];
  snprintf(text, sizeof text,
           "agent ann %s\nqueue desk ring_timeout=5s retry_delay=0s\n  member ann\nqueue other\n  member ann\n"
           "flow direct start=to\n  node to kind=agent agent=ann wait_max=1000s\n"
           "number 100 queue=desk\nnumber 200 queue=other\nnumber 500 flow=direct\n",
           agent);
  host_begin(host, NULL);
  host_define(host, text);
}

/* A call every second; those that reach her are over within the second. In which seconds she was offered one. */
static void when_offers_are_made(void **state)
{
  static const struct {
    const char *agent;
    const char *offered; /* from second 0 on */
  } rows[] = {
      {"", "++++++++++++"},
      {"offers_max=0 offers_window=4s", "++++++++++++"},
      {"offers_max=1 offers_window=4s", "+...+...+..."},
      {"offers_max=2 offers_window=4s", "++..++..++.."},
      {"offers_max=3 offers_window=4s", "+++.+++.+++."},
      {"offers_max=4 offers_window=4s", "++++++++++++"},
      {"offers_max=5 offers_window=7s", "+++++..+++++"},
      {"offers_max=1000 offers_window=86400s", "++++++++++++"},
  };
  static const int64_t outcomes[] = {ACD_OUTCOME_BRIDGED, ACD_OUTCOME_ACCEPTED, 0};
  static const char *const numbers[] = {"100", "200", "500"};
  (void)state;
  for (size_t i = 0; i < COUNT(rows) * COUNT(outcomes) * COUNT(numbers); i++) {
    const char *number = numbers[i % COUNT(numbers)];
    int64_t outcome = outcomes[i / COUNT(numbers) % COUNT(outcomes)];
    test_host host;
    char offered[20] = "";
    begin(&host, rows[i / COUNT(numbers) / COUNT(outcomes)].agent);
    for (int at = 0; at < 12; at++) {
      acd_id call = host_arrive(&host, number);
      host_pull(&host);
      int rings = host_agent_state(&host, "ann") == ACD_AGENT_STATE_RESERVED;
      strcat(offered, rings ? "+" : ".");
      assert_int_equal(centre_agent(&host, "ann").limit_until_us > 0, !rings);
      if (rings && outcome) centre_offer(&host, "ann", outcome); /* what becomes of it does not matter */
      host_hangup(&host, call);
      host_check(&host);
      host_pass(&host, SECOND);
    }
    assert_string_equal(offered, rows[i / COUNT(numbers) / COUNT(outcomes)].offered);
    host_end(&host);
  }
}

/* Call and agent wait, and meet at the very moment, the call for her alone first. */
static void the_limit_ends_by_a_timer(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "offers_max=2 offers_window=60s");
  host_hangup(&host, host_arrive(&host, "100"));
  host_pass(&host, 7 * SECOND);
  host_hangup(&host, host_arrive(&host, "100"));
  acd_id first = host_arrive(&host, "100"), direct = host_arrive(&host, "500");
  host_done(&host);
  assert_int_equal(centre_agent(&host, "ann").limit_until_us, 60 * SECOND);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  assert_int_equal(centre_queue(&host, "desk").ready_count, 0);
  assert_int_equal(acd_agent_ready(host.engine, host.now, host_agent(&host, "ann")), ACD_ERR_STATE);
  assert_int_equal(acd_engine_deadline(host.engine), 60 * SECOND);
  host_pass(&host, 53 * SECOND - 1);
  centre_rings(&host, first, "");
  host_pass(&host, 1);
  centre_rings(&host, direct, "ann");
  assert_int_equal(centre_agent(&host, "ann").limit_until_us, 0);
  host_hangup(&host, direct);
  centre_rings(&host, first, "");
  host_pass(&host, 7 * SECOND);
  centre_rings(&host, first, "ann");
  host_end(&host);
}

/* A miss is followed by a rest, then by the limit; presences do not lift it, nor does its time stand still. */
static void beside_rest_and_presence(void **state)
{
  (void)state;
  for (int how = 0; how < 4; how++) {
    test_host host;
    begin(&host, "offers_max=1 offers_window=60s");
    host_change(&host, "queue desk ring_timeout=5s retry_delay=10s\n  member ann\n");
    acd_id ann = host_agent(&host, "ann"), call = host_arrive(&host, "100");
    host_pass(&host, 5 * SECOND);
    assert_int_equal(centre_agent(&host, "ann").rest_until_us, 15 * SECOND);
    assert_int_equal(centre_agent(&host, "ann").limit_until_us, 0);
    if (how == 1) centre_ready(&host, "ann"); /* ends the rest */
    host_pass(&host, 10 * SECOND);
    assert_int_equal(centre_agent(&host, "ann").limit_until_us, 60 * SECOND);
    if (how == 2) {
      centre_not_ready(&host, "ann");
      assert_int_equal(centre_agent(&host, "ann").limit_until_us, 0);
      centre_ready(&host, "ann");
    }
    if (how == 3) {
      assert_int_equal(acd_agent_elsewhere(host.engine, host.now, ann, 0, 1), ACD_OK);
      assert_int_equal(acd_agent_elsewhere(host.engine, host.now, ann, 0, 0), ACD_OK);
    }
    assert_int_equal(centre_agent(&host, "ann").limit_until_us, 60 * SECOND);
    host_check(&host);
    host_pass(&host, 45 * SECOND - 1);
    centre_rings(&host, call, "");
    host_pass(&host, 1);
    centre_rings(&host, call, "ann");
    host_end(&host);
  }
}

/* Other numbers take effect at once, on what was counted. */
static void a_definition_changes_the_limit(void **state)
{
  static const struct {
    const char *before;
    const char *after;
    const char *number;
    acd_time until_us; /* after offers at 0, 10 and 20 s and a definition at 30 s; 0: offered at once */
  } rows[] = {
      {"offers_max=3 offers_window=60s", "offers_max=3 offers_window=60s", "100", 60 * SECOND},
      {"offers_max=3 offers_window=60s", "offers_max=4 offers_window=60s", "100", 0},
      {"offers_max=3 offers_window=60s", "offers_max=4 offers_window=60s", "500", 0},
      {"offers_max=3 offers_window=60s", "offers_max=2 offers_window=60s", "100", 70 * SECOND},
      {"offers_max=3 offers_window=60s", "offers_max=1 offers_window=60s", "100", 80 * SECOND},
      {"offers_max=3 offers_window=60s", "", "100", 0},
      {"offers_max=3 offers_window=60s", "offers_max=3 offers_window=30s", "100", 0},
      {"offers_max=3 offers_window=60s", "offers_max=3 offers_window=31s", "100", 31 * SECOND},
      {"offers_max=9 offers_window=5s", "offers_max=3 offers_window=60s", "100", 60 * SECOND},
      {"offers_max=9 offers_window=5s", "offers_max=2 offers_window=25s", "100", 35 * SECOND},
      {"", "offers_max=3 offers_window=60s", "100", 0}, /* nothing was counted */
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[100];
    begin(&host, rows[i].before);
    for (int k = 0; k < 3; k++) {
      host_hangup(&host, host_arrive(&host, "200"));
      host_pass(&host, 10 * SECOND);
    }
    acd_id waits = rows[i].until_us ? 0 : host_arrive(&host, rows[i].number);
    snprintf(text, sizeof text, "agent ann %s\n", rows[i].after);
    host_change(&host, text);
    host_check(&host);
    if (waits) centre_rings(&host, waits, "ann");
    assert_int_equal(centre_agent(&host, "ann").limit_until_us, rows[i].until_us);
    acd_id call = host_arrive(&host, "100");
    centre_rings(&host, call, "");
    if (!waits) {
      host_pass(&host, rows[i].until_us - host.now);
      centre_rings(&host, call, "ann");
    }
    host_end(&host);
  }
}

/* At the limit with room for another call; a change takes both the limit and the room away. */
static void a_change_that_takes_limit_and_room(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "channel chat weight=50\nagent ann offers_max=1 offers_window=600s\n"
                     "queue desk channel=chat\n  member ann\nnumber 100 queue=desk\n");
  host_arrive(&host, "100");
  host_connect(&host, "ann");
  acd_id call = host_arrive(&host, "100");
  host_forget(&host);
  host_change(&host, "agent ann capacity=50\n");
  host_check(&host);
  host_change(&host, "agent ann\n");
  host_told(&host, "ring ann");
  host_hangup(&host, call);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(when_offers_are_made),
      cmocka_unit_test(the_limit_ends_by_a_timer),
      cmocka_unit_test(beside_rest_and_presence),
      cmocka_unit_test(a_definition_changes_the_limit),
      cmocka_unit_test(a_change_that_takes_limit_and_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
