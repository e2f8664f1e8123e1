/* SPDX-License-Identifier: Apache-2.0 */
/* Ring all: everybody at once, first accept wins, each loser is told exactly once; large groups go on in slices. */
#include "centre.h"

#include <stdio.h>

enum { GROUP_MAX = 60 };

static const int groups[] = {1, 2, 15, 16, 17, 32, 33, GROUP_MAX};

static const char *name_of(int a)
{
  static char names[4][8];
  static int turn;
  char *name = names[turn++ % 4];
  snprintf(name, sizeof names[0], "a%d", a % 1000);
  return name;
}

static void begin(test_host *host, int agents, const char *queue)
{
  static outline text;
  text.size = 0;
  for (int a = 0; a < agents; a++) outline_write(&text, "agent a%d\n", a);
  outline_write(&text, "queue desk strategy=ring_all %s\n", queue);
  for (int a = 0; a < agents; a++) outline_write(&text, "  member a%d\n", a);
  outline_write(&text, "number 100 queue=desk\n");
  host_begin(host, NULL);
  host_define(host, text.text);
}

/* "now" is the deadline as long as a slice is left. No time passes. */
static void finish_slices(test_host *host)
{
  host_pull(host);
  for (int slices = 0; acd_engine_deadline(host->engine) <= host->now; slices++) {
    host_check(host);
    assert_true(slices < 100);
    host_pass(host, 0);
    host_pull(host);
  }
  host_check(host);
}

static void count_each(test_host *host, uint32_t kind, int agents, size_t expected, int except, size_t of_except)
{
  for (int a = 0; a < agents; a++)
    assert_int_equal(centre_actions(host, kind, name_of(a)), a == except ? of_except : expected);
}

static void all_ring_and_losers_are_stopped_once(void **state)
{
  (void)state;
  for (size_t g = 0; g < COUNT(groups); g++) {
    int agents = groups[g], winner = agents / 2;
    test_host host;
    begin(&host, agents, "");
    acd_id call = host_arrive(&host, "100");
    finish_slices(&host);
    assert_int_equal(centre_call(&host, call).offers_count, agents);
    count_each(&host, ACD_ACTION_RING, agents, 1, -1, 0);
    centre_offer(&host, name_of(winner), ACD_OUTCOME_ACCEPTED);
    finish_slices(&host);
    count_each(&host, ACD_ACTION_RING_STOP, agents, 1, winner, 0);
    count_each(&host, ACD_ACTION_RING, agents, 1, -1, 0);
    assert_int_equal(centre_actions(&host, ACD_ACTION_BRIDGE, NULL), 1);
    for (int a = 0; a < agents; a++) {
      char words[20];
      int64_t ready = a == winner ? ACD_AGENT_STATE_BUSY : ACD_AGENT_STATE_READY;
      assert_int_equal(host_agent_state(&host, name_of(a)), ready);
      snprintf(words, sizeof words, "ring a%d", a);
      assert_int_equal(host_result(&host, words, ACD_OUTCOME_ACCEPTED, NULL), ACD_ERR_STALE); /* too late */
    }
    assert_int_equal(host_kpi(&host, "desk").offers, agents);
    assert_int_equal(host_events(&host, ACD_EVENT_OFFER_ENDED, ACD_OFFER_CANCELLED), agents - 1);
    assert_int_equal(host_events(&host, ACD_EVENT_OFFER_ENDED, ACD_OFFER_ACCEPTED), 1);
    host_end(&host);
  }
}

static void the_winner_may_come_before_the_last_is_rung(void **state)
{
  (void)state;
  test_host host;
  begin(&host, GROUP_MAX, "");
  acd_id call = host_arrive(&host, "100");
  host_pull(&host);
  int64_t first = centre_call(&host, call).offers_count;
  assert_true(first > 0 && first < GROUP_MAX);
  assert_int_equal(acd_engine_deadline(host.engine), host.now);
  centre_offer(&host, "a3", ACD_OUTCOME_BRIDGED);
  finish_slices(&host);
  assert_int_equal(centre_actions(&host, ACD_ACTION_RING_STOP, NULL), centre_actions(&host, ACD_ACTION_RING, NULL) - 1);
  assert_int_equal(host_events(&host, ACD_EVENT_OFFER_ENDED, -1), host_events(&host, ACD_EVENT_OFFERED, -1));
  assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_TALKING);
  host_end(&host);
}

static void everybody_is_stopped_when_the_caller_leaves(void **state)
{
  (void)state;
  for (size_t g = 0; g < COUNT(groups); g++) {
    for (int how = 0; how < 2; how++) { /* hangs up, or waits too long */
      test_host host;
      begin(&host, groups[g], "wait_max=9s");
      acd_id call = host_arrive(&host, "100");
      finish_slices(&host);
      if (how == 0)
        host_hangup(&host, call);
      else
        host_pass(&host, 9 * SECOND);
      finish_slices(&host);
      count_each(&host, ACD_ACTION_RING_STOP, groups[g], 1, -1, 0);
      assert_int_equal(host_end_of(&host, call), how ? ACD_END_TIMEOUT : ACD_END_ABANDONED);
      assert_int_equal(centre_queue(&host, "desk").ready_count, groups[g]);
      for (int a = 0; a < groups[g]; a++) assert_int_equal(centre_agent(&host, name_of(a)).idle_since_us, 0);
      host_end(&host);
    }
  }
}

/* Agents whose stop is still to be told are not free yet; once they are, the next call has them. */
static void the_next_call_gets_the_losers(void **state)
{
  (void)state;
  test_host host;
  begin(&host, GROUP_MAX, "");
  acd_id first = host_arrive(&host, "100");
  finish_slices(&host);
  acd_id second = host_arrive(&host, "100");
  centre_rings(&host, second, "");
  centre_offer(&host, "a10", ACD_OUTCOME_BRIDGED);
  finish_slices(&host);
  assert_int_equal(centre_call(&host, first).state, ACD_CALL_STATE_TALKING);
  assert_int_equal(centre_call(&host, second).offers_count, GROUP_MAX - 1);
  count_each(&host, ACD_ACTION_RING, GROUP_MAX, 2, 10, 1);
  host_end(&host);
}

static void who_misses_waits_for_the_others(void **state)
{
  (void)state;
  test_host host;
  begin(&host, 3, "retry_delay=2s ring_timeout=20s");
  acd_id call = host_arrive(&host, "100");
  centre_rings(&host, call, "a0 a1 a2");
  centre_offer(&host, "a1", ACD_OUTCOME_REJECTED);
  centre_rings(&host, call, "a0 a2");
  host_pass(&host, 3 * SECOND); /* rested, and passed over as long as others ring */
  centre_rings(&host, call, "a0 a2");
  assert_int_equal(centre_queue(&host, "desk").ready_count, 1);
  acd_id other = host_arrive(&host, "100");
  centre_rings(&host, other, "a1"); /* but not for another call */
  host_hangup(&host, other);
  centre_offer(&host, "a0", ACD_OUTCOME_BUSY);
  centre_rings(&host, call, "a2");
  centre_offer(&host, "a2", ACD_OUTCOME_REJECTED); /* the last one: all are asked again who are ready */
  centre_rings(&host, call, "a1");
  host_pass(&host, 2 * SECOND);
  centre_rings(&host, call, "a0 a1 a2");
  host_end(&host);
}

static void who_becomes_ready_is_rung_too(void **state)
{
  (void)state;
  test_host host;
  begin(&host, 4, "");
  centre_not_ready(&host, "a2");
  acd_id call = host_arrive(&host, "100");
  centre_rings(&host, call, "a0 a1 a3");
  centre_ready(&host, "a2");
  centre_rings(&host, call, "a0 a1 a2 a3");
  centre_not_ready(&host, "a0");
  centre_rings(&host, call, "a1 a2 a3");
  assert_int_equal(centre_actions(&host, ACD_ACTION_RING_STOP, "a0"), 1);
  host_end(&host);
}

/* Two agents pick up at once: one is connected, the other is told to stop and may be busy with the next call at once. */
static void two_accepts(void **state)
{
  (void)state;
  test_host host;
  begin(&host, 2, "");
  acd_id call = host_arrive(&host, "100");
  host_pull(&host);
  acd_id late = host_action_of(&host, "ring a1")->id;
  centre_offer(&host, "a0", ACD_OUTCOME_BRIDGED);
  assert_int_equal(acd_action_result(host.engine, host.now, late, ACD_OUTCOME_BRIDGED, NULL), ACD_ERR_STALE);
  assert_int_equal(centre_call(&host, call).agent, host_agent(&host, "a0"));
  assert_int_equal(host_kpi(&host, "desk").answered, 1);
  centre_rings(&host, host_arrive(&host, "100"), "a1");
  host_end(&host);
}

/* Each rings for its own time. */
static void ring_timeouts_are_those_of_the_agents(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "agent ann ring_timeout=4s\nagent bob\nqueue desk strategy=ring_all ring_timeout=10s retry_delay=60s\n"
              "  member ann\n  member bob\nnumber 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  host_pass(&host, 4 * SECOND);
  centre_rings(&host, call, "bob");
  assert_int_equal(centre_actions(&host, ACD_ACTION_RING_STOP, "ann"), 1);
  host_pass(&host, 6 * SECOND);
  centre_rings(&host, call, "");
  assert_int_equal(host_kpi(&host, "desk").no_answers, 2);
  host_pass(&host, 54 * SECOND);
  centre_rings(&host, call, "ann");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_ring_and_losers_are_stopped_once),
      cmocka_unit_test(the_winner_may_come_before_the_last_is_rung),
      cmocka_unit_test(everybody_is_stopped_when_the_caller_leaves),
      cmocka_unit_test(the_next_call_gets_the_losers),
      cmocka_unit_test(who_misses_waits_for_the_others),
      cmocka_unit_test(who_becomes_ready_is_rung_too),
      cmocka_unit_test(two_accepts),
      cmocka_unit_test(ring_timeouts_are_those_of_the_agents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
