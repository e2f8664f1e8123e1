/* SPDX-License-Identifier: Apache-2.0 */
/* Draining, clearing and opening a queue, and queues that nobody serves any more: acd/queue.h, "Gate" and "Nobody there". */
#include "centre.h"

#define CENTRE                                                                                                         \
  "agent ann\nagent bob presence=not_ready\nqueue desk\n  member ann\n  member bob\nqueue spill\n"                     \
  "flow f start=q\n  node q kind=queue queue=desk\n    exit closed to=shut\n    exit no_agents to=nobody\n"            \
  "  node shut kind=play prompt=shut\n  node nobody kind=play prompt=nobody\n"                                         \
  "flow open start=q\n  node q kind=queue queue=desk\n"                                                                \
  "number 1 queue=desk\nnumber 2 flow=f\nnumber 9 flow=open\n"

static int set_gate(test_host *host, const char *queue, int64_t gate)
{
  acd_id id = host_queue(host, queue);
  if (gate == ACD_GATE_OPEN) return acd_queue_open(host->engine, host->now, id);
  return gate == ACD_GATE_DRAIN ? acd_queue_drain(host->engine, host->now, id)
                                : acd_queue_clear(host->engine, host->now, id);
}

/* What becomes of calls that come, by gate and overflow. */
static void a_shut_queue_turns_away(void **state)
{
  static const struct {
    int64_t gate;
    const char *overflow;
    int64_t direct_end;  /* of a call without a flow */
    const char *in_flow; /* told for one with a flow */
  } rows[] = {
      {ACD_GATE_OPEN, "", 0, ""},
      {ACD_GATE_DRAIN, "", ACD_END_REJECTED, "hangup rejected, play shut"},
      {ACD_GATE_CLEAR, "", ACD_END_REJECTED, "hangup rejected, play shut"},
      {ACD_GATE_DRAIN, " overflow=spill", 0, ""},
      {ACD_GATE_CLEAR, " overflow=spill", 0, ""},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    text.size = 0;
    outline_write(&text, CENTRE);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    centre_not_ready(&host, "ann");
    text.size = 0;
    outline_write(&text, "queue desk%s\n  member ann\n  member bob\n", rows[i].overflow);
    host_change(&host, text.text);
    assert_int_equal(set_gate(&host, "desk", rows[i].gate), ACD_OK);
    host_change(&host, text.text); /* a definition does not open it */
    assert_int_equal(centre_queue(&host, "desk").gate, rows[i].gate);
    acd_id plain = host_arrive(&host, "1");
    host_arrive(&host, "2");
    host_told(&host, rows[i].in_flow);
    assert_int_equal(host_end_of(&host, plain), rows[i].direct_end);
    if (!rows[i].direct_end)
      assert_int_equal(centre_call(&host, plain).queue,
                       host_queue(&host, rows[i].gate == ACD_GATE_OPEN ? "desk" : "spill"));
    assert_int_equal(host_kpi(&host, "desk").rejected, rows[i].direct_end ? 2 : 0);
    assert_int_equal(host_end_of(&host, host_arrive(&host, "9")), rows[i].direct_end); /* its exit leads nowhere */
    assert_int_equal(set_gate(&host, "desk", ACD_GATE_OPEN), ACD_OK);
    acd_id after = host_arrive(&host, "1");
    assert_int_equal(centre_call(&host, after).queue, host_queue(&host, "desk"));
    host_end(&host);
  }
}

/* Transfers, moves and overflows are turned away as arrivals are. */
static void nothing_comes_in(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE "queue first wait_max=5s overflow=desk\nnumber 3 queue=first\n");
  acd_id desk = host_queue(&host, "desk"), talks = host_arrive(&host, "1");
  host_connect(&host, "ann");
  acd_id waits = host_arrive(&host, "3");
  assert_int_equal(set_gate(&host, "desk", ACD_GATE_DRAIN), ACD_OK);
  assert_int_equal(acd_call_transfer(host.engine, host.now, talks, ACD_TARGET_QUEUE, desk, NULL), ACD_ERR_LIMIT);
  assert_int_equal(acd_call_move(host.engine, host.now, waits, desk, ACD_PLACE_KEPT), ACD_ERR_LIMIT);
  host_pass(&host, 5 * SECOND);
  assert_int_equal(host_end_of(&host, waits), ACD_END_TIMEOUT);
  host_end(&host);
}

/* Those that wait in a queue that drains are served to the last, misses and failed bridges included. */
static void draining_serves_to_the_last(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE);
  acd_id calls[4];
  for (int i = 0; i < 4; i++) calls[i] = host_arrive(&host, "1");
  assert_int_equal(set_gate(&host, "desk", ACD_GATE_DRAIN), ACD_OK);
  assert_int_equal(set_gate(&host, "desk", ACD_GATE_DRAIN), ACD_OK);
  assert_int_equal(host_events(&host, ACD_EVENT_QUEUE_GATE, ACD_GATE_DRAIN), 1);
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  host_pass(&host, 5 * SECOND);
  centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
  host_pass(&host, 5 * SECOND);
  for (int i = 0; i < 4; i++) {
    centre_rings(&host, calls[i], "ann");
    centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
    host_hangup(&host, calls[i]);
  }
  assert_int_equal(host_kpi(&host, "desk").answered, 4);
  assert_int_equal(host_end_of(&host, host_arrive(&host, "1")), ACD_END_REJECTED);
  host_end(&host);
}

/* Clearing: every call leaves, in order, whatever rings; to the overflow or by the exit; whoever connects stays. */
static void clearing_empties(void **state)
{
  enum { CALLS = 70 };
  (void)state;
  for (int overflows = 0; overflows < 2; overflows++) {
    test_host host;
    acd_id calls[CALLS];
    host_begin(&host, NULL);
    host_define(&host, CENTRE);
    if (overflows) host_change(&host, "queue desk overflow=spill\n  member ann\n  member bob\n");
    for (int i = 0; i < CALLS; i++) calls[i] = host_arrive(&host, i % 2 ? "1" : "2");
    centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED); /* connects */
    centre_ready(&host, "bob");
    centre_rings(&host, calls[1], "bob");
    assert_int_equal(set_gate(&host, "desk", ACD_GATE_CLEAR), ACD_OK);
    assert_true(acd_engine_deadline(host.engine) <= host.now);
    host_pass(&host, 0);
    assert_int_equal(host_agent_state(&host, "bob"), ACD_AGENT_STATE_READY);
    assert_int_equal(centre_queue(&host, "desk").waiting_count, 1);
    assert_int_equal(host_call_state(&host, calls[0]), ACD_CALL_STATE_CONNECTING);
    for (int i = 1; i < CALLS; i++) {
      assert_int_equal(centre_left(&host, calls[i]), overflows ? ACD_LEAVE_OVERFLOWED : ACD_LEAVE_CLEARED);
      if (overflows)
        assert_int_equal(acd_call_position(host.engine, calls[i]), i);
      else
        assert_int_equal(i % 2 ? host_end_of(&host, calls[i]) : host_call_state(&host, calls[i]),
                         i % 2 ? ACD_END_REJECTED : ACD_CALL_STATE_FLOW);
    }
    assert_int_equal(host_kpi(&host, "desk").cleared, overflows ? 0 : CALLS - 1);
    host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED); /* leaves now, though bob is ready */
    assert_int_equal(centre_left(&host, calls[0]), overflows ? ACD_LEAVE_OVERFLOWED : ACD_LEAVE_CLEARED);
    host_check(&host);
    assert_int_equal(centre_queue(&host, "desk").waiting_count, 0);
    host_end(&host);
  }
}

/* What was not cleared when the queue is opened again waits on. */
static void opened_again_in_the_middle(void **state)
{
  enum { CALLS = 20 };
  static const int64_t options[] = {ACD_OPTION_WORK_MAX, 1, 0};
  (void)state;
  test_host host;
  host_begin(&host, options);
  host_define(&host, CENTRE);
  centre_not_ready(&host, "ann");
  for (int i = 0; i < CALLS; i++) host_arrive(&host, "1");
  assert_int_equal(set_gate(&host, "desk", ACD_GATE_CLEAR), ACD_OK);
  assert_int_equal(acd_engine_tick(host.engine, host.now), ACD_AGAIN);
  assert_int_equal(acd_engine_tick(host.engine, host.now), ACD_AGAIN);
  int64_t left = centre_queue(&host, "desk").waiting_count;
  assert_true(left > 0 && left < CALLS);
  int status;
  while ((status = set_gate(&host, "desk", ACD_GATE_OPEN)) == ACD_AGAIN) host_pull(&host);
  assert_int_equal(status, ACD_OK);
  left = centre_queue(&host, "desk").waiting_count;
  host_pass(&host, SECOND);
  assert_int_equal(centre_queue(&host, "desk").waiting_count, left);
  assert_int_equal(host_kpi(&host, "desk").cleared, CALLS - left);
  host_end(&host);
}

/* A queue that is no longer defined can be cleared, and is gone then. */
static void a_closed_queue_is_cleared(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE "queue old\nnumber 3 queue=old\n");
  acd_id old = host_queue(&host, "old"), call = host_arrive(&host, "3");
  host_define(&host, CENTRE);
  assert_int_equal(acd_queue_drain(host.engine, host.now, old), ACD_ERR_STATE);
  assert_int_equal(acd_queue_clear(host.engine, host.now, old), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(host_end_of(&host, call), ACD_END_REJECTED);
  acd_queue_info info = {.size = sizeof info};
  assert_int_equal(acd_queue_get(host.engine, old, &info), ACD_ERR_STALE);
  host_end(&host);
}

/* ---- nobody there ---- */

/* What the members do at 10 s, and when the call that came at 5 s leaves for it: -1: it does not. */
static void calls_leave_when_nobody_is_there(void **state)
{
  static const struct {
    const char *when;
    int after;             /* seconds */
    const char *ann, *bob; /* i: logged in and available, n: not ready, o: logged out; before and from 10 s on */
    int leaves;
  } rows[] = {
      {"never", 0, "io", "io", -1},       {"unstaffed", 0, "io", "io", 10},   {"unstaffed", 7, "io", "io", 17},
      {"unstaffed", 0, "io", "nn", -1},   {"unstaffed", 0, "in", "in", -1},   {"unavailable", 0, "in", "in", 10},
      {"unavailable", 7, "in", "no", 17}, {"unavailable", 7, "ii", "io", -1}, {"unavailable", 0, "no", "no", 5},
      {"unavailable", 7, "nn", "nn", 7},  {"unstaffed", 20, "oo", "oo", 20},  {"unstaffed", 3, "oo", "oo", 5},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    static outline text;
    text.size = 0;
    const char *presence[] = {"?", "available", "not_ready", "logged_out"};
    outline_write(&text,
                  "agent ann presence=%s\nagent bob presence=%s\nqueue desk leave_when=%s leave_after=%ds\n"
                  "  member ann\n  member bob\nnumber 1 queue=desk\nagent zoe\nqueue other\n  member zoe\n",
                  presence[strchr("?ino", rows[i].ann[0]) - "?ino"], presence[strchr("?ino", rows[i].bob[0]) - "?ino"],
                  rows[i].when, rows[i].after);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    host_pass(&host, 5 * SECOND);
    acd_id call = host_arrive(&host, "1");
    const char *const names[] = {"ann", "bob"};
    const char *const moves[] = {rows[i].ann, rows[i].bob};
    if (rows[i].leaves != 5) host_pass(&host, 5 * SECOND);
    for (int k = 0; k < 2 && rows[i].leaves != 5; k++) {
      if (moves[k][1] == moves[k][0]) continue;
      if (moves[k][1] == 'o')
        assert_int_equal(acd_agent_logout(host.engine, host.now, host_agent(&host, names[k])), ACD_OK);
      else
        centre_not_ready(&host, names[k]);
    }
    host_check(&host);
    if (rows[i].leaves >= 0) {
      if (host.now < rows[i].leaves * SECOND) host_pass(&host, rows[i].leaves * SECOND - 1 - host.now);
      if (rows[i].leaves > 10) assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
      if (host.now < rows[i].leaves * SECOND)
        host_pass(&host, 1);
      else
        host_pass(&host, 0);
      assert_int_equal(host_end_of(&host, call), ACD_END_NO_AGENTS);
      assert_int_equal(centre_event(&host, ACD_EVENT_QUEUE_LEFT, call)->time_us, rows[i].leaves * SECOND);
      /* Who comes now is turned away, until a member is there again. */
      assert_int_equal(centre_queue(&host, "desk").deserted, 1);
      acd_id late = host_arrive(&host, "1");
      assert_int_equal(host_end_of(&host, late), ACD_END_NO_AGENTS);
      assert_int_equal(centre_left(&host, late), ACD_LEAVE_REJECTED);
      if (host_presence(&host, "ann") == ACD_PRESENCE_LOGGED_OUT)
        assert_int_equal(acd_agent_login(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
      if (strcmp(rows[i].when, "unavailable") == 0) centre_ready(&host, "ann");
      assert_int_equal(centre_queue(&host, "desk").deserted, 0);
      assert_int_equal(host_call_state(&host, host_arrive(&host, "1")), ACD_CALL_STATE_WAITING);
    } else {
      host_pass(&host, 3000 * SECOND);
      assert_int_equal(host_kpi(&host, "desk").no_agents, 0);
    }
    host_end(&host);
  }
}

/* A member who comes back in time stops the clock, and it starts anew. */
static void the_clock_starts_anew(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue desk leave_when=unavailable leave_after=10s\n  member ann\n"
                     "number 1 queue=desk\n");
  host_pass(&host, 9 * SECOND);
  centre_ready(&host, "ann");
  centre_not_ready(&host, "ann");
  acd_id call = host_arrive(&host, "1");
  host_pass(&host, 5 * SECOND);
  host_change(&host, "queue desk leave_when=unavailable leave_after=10s music=waltz\n  member ann\n"); /* the same */
  host_pass(&host, 5 * SECOND - 1);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
  host_pass(&host, 1);
  assert_int_equal(host_end_of(&host, call), ACD_END_NO_AGENTS);
  assert_int_equal(host_kpi(&host, "desk").no_agents, 1);
  host_change(&host, "queue desk leave_when=unstaffed\n  member ann\n"); /* ann is logged in */
  call = host_arrive(&host, "1");
  host_pass(&host, 100 * SECOND);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
  host_change(&host, "queue desk leave_when=unstaffed leave_after=4s\n"); /* no members any more */
  host_pass(&host, 4 * SECOND - 1);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
  host_pass(&host, 1);
  assert_int_equal(host_end_of(&host, call), ACD_END_NO_AGENTS);
  host_end(&host);
}

/* The call whose agent is set not ready by a miss has nobody left; a call that connects leaves if the bridge fails. */
static void the_last_agent_goes(void **state)
{
  (void)state;
  for (int how = 0; how < 3; how++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host,
                "agent ann\nqueue desk leave_when=unavailable misses_max=1\n  member ann\nnumber 1 queue=desk\n");
    acd_id call = host_arrive(&host, "1");
    if (how == 0) {
      centre_offer(&host, "ann", ACD_OUTCOME_NO_ANSWER);
      host_pass(&host, 0);
    } else {
      centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
      centre_not_ready(&host, "ann");
      host_pass(&host, SECOND);
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_CONNECTING);
      host_answer(&host, "bridge ann", how == 1 ? ACD_OUTCOME_FAILED : ACD_OUTCOME_DONE);
    }
    assert_int_equal(host_end_of(&host, call), how == 2 ? 0 : ACD_END_NO_AGENTS);
    host_end(&host);
  }
}

/* To the overflow queue, or by the exit of the flow. */
static void where_they_go(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE);
  centre_not_ready(&host, "ann");
  host_change(&host, "queue desk leave_when=unavailable\n  member ann\n  member bob\n");
  host_pass(&host, 0);
  host_arrive(&host, "2");
  host_told(&host, "play nobody");
  host_change(&host, "queue desk leave_when=unavailable overflow=spill\n  member ann\n  member bob\n");
  acd_id call = host_arrive(&host, "2");
  assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "spill"));
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_shut_queue_turns_away),
      cmocka_unit_test(nothing_comes_in),
      cmocka_unit_test(draining_serves_to_the_last),
      cmocka_unit_test(clearing_empties),
      cmocka_unit_test(opened_again_in_the_middle),
      cmocka_unit_test(a_closed_queue_is_cleared),
      cmocka_unit_test(calls_leave_when_nobody_is_there),
      cmocka_unit_test(the_clock_starts_anew),
      cmocka_unit_test(the_last_agent_goes),
      cmocka_unit_test(where_they_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
