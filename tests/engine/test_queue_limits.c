/* SPDX-License-Identifier: Apache-2.0 */
/* Full queues, longest waits, overflow, the exit key: acd/queue.h, "Limits". */
#include "centre.h"

static const char *const counters[] = {"offered",    "transferred", "overflowed in", "answered", "abandoned",
                                       "overflowed", "timed out",   "by key",        "rejected", "waiting"};

/* What a queue counted, in the order above. */
static void counted(const test_host *host, const char *queue, const int64_t expected[10])
{
  acd_kpi_queue k = host_kpi(host, queue);
  const int64_t found[] = {k.offered,    k.transferred_in, k.overflowed_in, k.answered, k.abandoned + k.abandoned_short,
                           k.overflowed, k.timed_out,      k.left_by_key,   k.rejected, k.waiting};
  for (size_t i = 0; i < COUNT(found); i++)
    if (found[i] != expected[i])
      fail_msg("%s: %s is %d, should be %d", queue, counters[i], (int)found[i], (int)expected[i]);
}
#define COUNTED(host, queue, ...) counted(host, queue, (const int64_t[10]){__VA_ARGS__})

static void one_more_than_the_length(void **state)
{
  (void)state;
  for (int64_t length = 0; length < 4; length++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(&text, "agent ann\nqueue desk length_max=%d\n  member ann\nnumber 100 queue=desk\n", (int)length);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id rings = host_arrive(&host, "100"); /* let in whatever the length */
    centre_rings(&host, rings, "ann");
    /* A call that rings waits too. */
    int64_t fits = length > 0 ? length - 1 : 0;
    for (int64_t i = 0; i < fits; i++) assert_int_not_equal(host_call_state(&host, host_arrive(&host, "100")), 0);
    acd_id over = host_arrive(&host, "100");
    assert_int_equal(host_end_of(&host, over), ACD_END_REJECTED);
    assert_int_equal(centre_left(&host, over), ACD_LEAVE_REJECTED);
    COUNTED(&host, "desk", fits + 2, 0, 0, 0, 0, 0, 0, 0, 1, fits + 1);
    host_told(&host, "ring ann, hangup rejected");
    centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED); /* one place more */
    acd_id next = host_arrive(&host, "100");
    assert_int_equal(host_end_of(&host, next), length == 0 ? ACD_END_REJECTED : ACD_END_NONE);
    host_end(&host);
  }
}

static void full_leads_to_the_exit_or_overflow(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "queue desk length_max=1\nqueue spill length_max=1 overflow=sea\nqueue sea\n"
                     "queue brook length_max=0 overflow=spill\n"
                     "flow f start=q\n  node q kind=queue queue=desk\n    exit at_capacity to=sorry\n"
                     "  node sorry kind=play prompt=sorry\nnumber 1 flow=f\nnumber 2 queue=brook\n");
  acd_id waits = host_arrive(&host, "1"), over = host_arrive(&host, "1");
  assert_int_equal(host_call_state(&host, waits), ACD_CALL_STATE_WAITING);
  host_told(&host, "play sorry");
  assert_int_equal(host_call_state(&host, over), ACD_CALL_STATE_FLOW);
  COUNTED(&host, "desk", 2, 0, 0, 0, 0, 0, 0, 0, 1, 1);
  acd_id first = host_arrive(&host, "2"), second = host_arrive(&host, "2");
  assert_int_equal(centre_call(&host, first).queue, host_queue(&host, "spill"));
  assert_int_equal(centre_call(&host, second).queue, host_queue(&host, "sea"));
  COUNTED(&host, "brook", 2, 0, 0, 0, 0, 2, 0, 0, 0, 0);
  COUNTED(&host, "spill", 0, 0, 2, 0, 0, 1, 0, 0, 0, 1);
  COUNTED(&host, "sea", 0, 0, 1, 0, 0, 0, 0, 0, 0, 1);
  host_end(&host);
}

/* After eight overflows in a row a call takes the exit: queues that overflow into each other hold no call for ever. */
static void overflows_end(void **state)
{
  static const struct {
    const char *queues;
    int64_t end;
    int64_t after_us;
  } rows[] = {
      {"queue a length_max=0 overflow=b\nqueue b length_max=0 overflow=a\n", ACD_END_REJECTED, 0},
      {"queue a wait_max=10s overflow=b\nqueue b wait_max=10s overflow=a\n", ACD_END_TIMEOUT, 90 * SECOND},
      {"queue a wait_max=10s overflow=b\nqueue b wait_max=20s overflow=a\n", ACD_END_TIMEOUT, 130 * SECOND},
      {"queue a wait_max=10s overflow=b\nqueue b length_max=0 overflow=a\n", ACD_END_TIMEOUT, 50 * SECOND},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(&text, "%snumber 1 queue=a\n", rows[i].queues);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = host_arrive(&host, "1");
    if (rows[i].after_us) host_pass(&host, rows[i].after_us - 1);
    assert_int_equal(host_call_state(&host, call) != 0, rows[i].after_us != 0);
    if (rows[i].after_us) host_pass(&host, 1);
    assert_int_equal(host_end_of(&host, call), rows[i].end);
    int64_t out = 0, in = 0;
    for (acd_id queue = 0; (queue = acd_queue_next(host.engine, queue)) != 0;) {
      acd_kpi_queue kpi = {.size = sizeof kpi};
      assert_int_equal(acd_kpi_queue_get(host.engine, queue, &kpi), ACD_OK);
      out += kpi.overflowed;
      in += kpi.overflowed_in;
    }
    assert_int_equal(out, 8);
    assert_int_equal(in, 8);
    acd_kpi_queue total = host_kpi(&host, NULL); /* counts the call once */
    assert_int_equal(total.overflowed + total.overflowed_in, 0);
    assert_int_equal(total.offered, 1);
    assert_int_equal(total.rejected + total.timed_out, 1);
    host_end(&host);
  }
}

/* An overflow is in a row until the call comes to a queue in another way. */
static void overflows_count_anew_after_a_flow(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "queue a wait_max=10s overflow=b\nqueue b wait_max=10s overflow=a\nflow f start=first\n  node "
                     "first kind=queue queue=a\n"
                     "    exit timeout to=second\n  node second kind=queue queue=a\nnumber 1 flow=f\n");
  acd_id call = host_arrive(&host, "1");
  host_pass(&host, 180 * SECOND - 1);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
  host_pass(&host, 1);
  assert_int_equal(host_end_of(&host, call), ACD_END_TIMEOUT);
  COUNTED(&host, "a", 2, 0, 8, 0, 0, 8, 2, 0, 0, 0);
  COUNTED(&host, "b", 0, 0, 8, 0, 0, 8, 0, 0, 0, 0);
  host_end(&host);
}

/* Order and wait start anew in the overflow queue; the wait since arrival does not. */
static void an_overflow_has_a_new_place(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue a wait_max=10s overflow=b\nqueue b\n  member ann\n"
                     "number 1 queue=a\nnumber 2 queue=b\n");
  acd_id old = host_arrive(&host, "1");
  host_pass(&host, 4 * SECOND);
  acd_id young = host_arrive(&host, "2");
  host_pass(&host, 6 * SECOND);
  assert_int_equal(acd_call_position(host.engine, young), 1);
  assert_int_equal(acd_call_position(host.engine, old), 2);
  assert_int_equal(centre_call(&host, old).queued_at_us, 10 * SECOND);
  host_hangup(&host, young);
  host_pass(&host, 3 * SECOND);
  centre_ready(&host, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  acd_kpi_queue b = host_kpi(&host, "b");
  assert_int_equal(b.wait_us, 3 * SECOND);
  assert_int_equal(b.wait_arrival_us, 13 * SECOND);
  assert_int_equal(host_kpi(&host, "a").queued_us, 10 * SECOND);
  host_end(&host);
}

static void a_wait_ends_at_its_maximum(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "queue desk wait_max=30s\nflow f start=q\n  node q kind=queue queue=desk wait_max=7s\n"
                     "    exit timeout to=mail\n  node mail kind=voicemail mailbox=box\n"
                     "number 1 flow=f\nnumber 2 queue=desk\n");
  acd_id in_flow = host_arrive(&host, "1"), plain = host_arrive(&host, "2");
  host_pass(&host, 7 * SECOND - 1);
  assert_int_equal(host_call_state(&host, in_flow), ACD_CALL_STATE_WAITING);
  host_pass(&host, 1);
  host_told(&host, "voicemail box");
  assert_int_equal(centre_left(&host, in_flow), ACD_LEAVE_TIMEOUT);
  host_pass(&host, 23 * SECOND);
  assert_int_equal(host_end_of(&host, plain), ACD_END_TIMEOUT);
  host_told(&host, "hangup timeout");
  host_end(&host);
}

/* An agent ringing then is stopped, and may serve the next one at once. */
static void a_ringing_agent_is_stopped(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk wait_max=5s\n  member ann\nqueue other\n  member ann\n"
                     "number 1 queue=desk\nnumber 2 queue=other\n");
  acd_id call = host_arrive(&host, "1"), next = host_arrive(&host, "2");
  host_pass(&host, 5 * SECOND);
  host_told(&host, "ring ann, hangup timeout, ring_stop ann, ring ann");
  assert_int_equal(host_end_of(&host, call), ACD_END_TIMEOUT);
  centre_rings(&host, next, "ann");
  assert_int_equal(centre_agent(&host, "ann").misses_count, 0);
  host_end(&host);
}

/* One that is connecting just then stays, and leaves if the bridge fails. */
static void a_connecting_call_stays(void **state)
{
  (void)state;
  for (int how = 0; how < 3; how++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, "centre request_timeout=60s\nagent ann\nagent bob presence=not_ready\nqueue desk wait_max=5s\n"
                       "  member ann\n  member bob\nnumber 1 queue=desk\n");
    acd_id call = host_arrive(&host, "1");
    centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
    centre_ready(&host, "bob");
    host_pass(&host, 20 * SECOND);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_CONNECTING);
    if (how == 0) {
      host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
      COUNTED(&host, "desk", 1, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    } else {
      if (how == 1)
        host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
      else
        assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
      assert_int_equal(host_end_of(&host, call), ACD_END_TIMEOUT);
      COUNTED(&host, "desk", 1, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    }
    host_end(&host);
  }
}

static void the_exit_key(void **state)
{
  static const struct {
    const char *keys;
    int leaves;
  } rows[] = {{"5", 0}, {"", 0}, {"*", 1}, {"12*4", 1}, {"#", 0}, {"ABCD", 0}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host,
                "agent ann\nqueue desk exit_key=*\n  member ann\nflow f start=q\n  node q kind=queue queue=desk\n"
                "    exit key to=mail\n  node mail kind=voicemail mailbox=box\nnumber 1 flow=f\nnumber 2 queue=desk\n");
    acd_id call = host_arrive(&host, "1"), plain = host_arrive(&host, "2");
    centre_rings(&host, call, "ann");
    assert_int_equal(acd_call_keys(host.engine, host.now, call, rows[i].keys), ACD_OK);
    assert_int_equal(centre_left(&host, call), rows[i].leaves ? ACD_LEAVE_KEY : 0);
    assert_int_equal(host_call_state(&host, call), rows[i].leaves ? ACD_CALL_STATE_FLOW : ACD_CALL_STATE_WAITING);
    centre_rings(&host, rows[i].leaves ? plain : call, "ann");
    assert_int_equal(acd_call_keys(host.engine, host.now, plain, rows[i].keys), ACD_OK);
    assert_int_equal(host_end_of(&host, plain), rows[i].leaves ? ACD_END_FLOW : ACD_END_NONE);
    COUNTED(&host, "desk", 2, 0, 0, 0, 0, 0, 0, rows[i].leaves ? 2 : 0, 0, rows[i].leaves ? 0 : 2);
    host_end(&host);
  }
}

/* A short abandon is one within the centre's time. */
static void short_abandons(void **state)
{
  static const struct {
    int64_t after_us;
    int64_t how;
  } rows[] = {{0, ACD_LEAVE_ABANDONED_SHORT},
              {4 * SECOND, ACD_LEAVE_ABANDONED_SHORT},
              {4 * SECOND + 1, ACD_LEAVE_ABANDONED},
              {60 * SECOND, ACD_LEAVE_ABANDONED}};
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "centre short_abandon=4s\nqueue desk\nnumber 1 queue=desk\n");
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_id call = host_arrive(&host, "1");
    host_pass(&host, rows[i].after_us);
    host_hangup(&host, call);
    assert_int_equal(centre_left(&host, call), rows[i].how);
    assert_int_equal(host_end_of(&host, call), ACD_END_ABANDONED);
  }
  assert_int_equal(host_kpi(&host, "desk").abandoned_short, 2);
  host_end(&host);
}

/* The queue's music replaces that of the queue before; a queue without leaves it. */
static void music_is_the_queues(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "queue a music=waltz wait_max=10s overflow=b\nqueue b music=tango wait_max=10s overflow=c\nqueue c\n"
              "number 1 queue=a\nnumber 2 queue=c\n");
  host_arrive(&host, "1");
  host_told(&host, "music waltz");
  host_pass(&host, 10 * SECOND);
  host_told(&host, "music tango");
  host_pass(&host, 10 * SECOND);
  host_told(&host, "");
  host_arrive(&host, "2");
  host_told(&host, "");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_more_than_the_length),
      cmocka_unit_test(full_leads_to_the_exit_or_overflow),
      cmocka_unit_test(overflows_end),
      cmocka_unit_test(overflows_count_anew_after_a_flow),
      cmocka_unit_test(an_overflow_has_a_new_place),
      cmocka_unit_test(a_wait_ends_at_its_maximum),
      cmocka_unit_test(a_ringing_agent_is_stopped),
      cmocka_unit_test(a_connecting_call_stays),
      cmocka_unit_test(the_exit_key),
      cmocka_unit_test(short_abandons),
      cmocka_unit_test(music_is_the_queues),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
