/* SPDX-License-Identifier: Apache-2.0 */
/* Which call comes first: acd/queue.h, "Order". */
#include "centre.h"

#include "random.h"

#define ONE "agent ann\nqueue desk\n  member ann\nnumber 100 queue=desk\n"

static void ready_and_serve(test_host *host, acd_id expected)
{
  centre_ready(host, "ann");
  centre_rings(host, expected, "ann");
  centre_offer(host, "ann", ACD_OUTCOME_BRIDGED);
  centre_not_ready(host, "ann");
  host_hangup(host, expected);
  host_check(host);
}

/* Nobody is asked for a place; otherwise as in the field: order by priority, then by age. */
static void positions_and_order_of_service(void **state)
{
  static const struct {
    int64_t priority;
    int64_t position; /* when it comes */
  } rows[] = {{0, 1}, {0, 2}, {1, 1}, {1, 2}, {2, 1}, {0, 6}, {0, 7}, {0, 8}, {8, 1}, {1, 5}, {-3, 11}, {2, 3}};
  static const size_t served[] = {8, 4, 11, 2, 3, 9, 0, 1, 5, 6, 7, 10};
  (void)state;
  test_host host;
  acd_id calls[COUNT(rows)];
  host_begin(&host, NULL);
  host_define(&host, ONE);
  centre_not_ready(&host, "ann");
  for (size_t i = 0; i < COUNT(rows); i++) {
    calls[i] = host_arrive_priority(&host, "100", rows[i].priority);
    assert_int_equal(acd_call_position(host.engine, calls[i]), rows[i].position);
    if (i % 3) host_pass(&host, SECOND); /* some come at the same microsecond */
  }
  for (size_t i = 0; i < COUNT(served); i++) {
    for (size_t k = i; k < COUNT(served); k++)
      assert_int_equal(acd_call_position(host.engine, calls[served[k]]), k - i + 1);
    ready_and_serve(&host, calls[served[i]]);
    assert_int_equal(acd_call_position(host.engine, calls[served[i]]), 0);
  }
  host_end(&host);
}

/* The priorities of number, call and queue add up; a freed agent takes the first over all queues. */
static void priorities_add_up_over_queues(void **state)
{
  static const struct {
    const char *number;
    int64_t priority;
    int64_t counts;
  } rows[] = {{"100", 0, 0}, {"101", 0, 7},  {"200", 0, 5},  {"201", 0, 3},  {"100", 6, 6},
              {"200", 1, 6}, {"101", 3, 10}, {"200", -5, 0}, {"100", -4, -4}};
  static const size_t served[] = {6, 1, 4, 5, 2, 3, 0, 7, 8};
  (void)state;
  test_host host;
  acd_id calls[COUNT(rows)];
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk\n  member ann\nqueue gold priority=5\n  member ann\n"
                     "number 100 queue=desk\nnumber 101 queue=desk priority=7\n"
                     "number 200 queue=gold\nnumber 201 queue=gold priority!-2\n");
  centre_not_ready(&host, "ann");
  for (size_t i = 0; i < COUNT(rows); i++) {
    calls[i] = host_arrive_priority(&host, rows[i].number, rows[i].priority);
    assert_int_equal(centre_call(&host, calls[i]).priority, rows[i].counts);
    host_pass(&host, SECOND);
  }
  for (size_t i = 0; i < COUNT(served); i++) ready_and_serve(&host, calls[served[i]]);
  host_end(&host);
}

static void a_call_put_back_keeps_its_place(void **state)
{
  (void)state;
  for (int how = 0; how < 5; how++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, "agent ann\nagent bob\nqueue desk ring_timeout=8s retry_delay=3s\n  member ann\n  member bob\n"
                       "number 100 queue=desk\n");
    centre_not_ready(&host, "bob");
    acd_id first = host_arrive(&host, "100");
    host_pass(&host, SECOND);
    acd_id second = host_arrive(&host, "100");
    acd_time entered = centre_call(&host, first).queued_at_us;
    switch (how) {
    case 0: centre_offer(&host, "ann", ACD_OUTCOME_REJECTED); break;
    case 1: host_pass(&host, 8 * SECOND); break;
    case 2: centre_not_ready(&host, "ann"); break;
    case 3:
      centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
      host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
      break;
    default:
      centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
      assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
      break;
    }
    host_check(&host);
    assert_int_equal(centre_call(&host, first).queued_at_us, entered);
    assert_int_equal(acd_call_position(host.engine, first), 1);
    assert_int_equal(acd_call_position(host.engine, second), 2);
    centre_rings(&host, first, "");
    centre_ready(&host, "bob");
    centre_rings(&host, first, "bob");
    assert_int_equal(host_kpi(&host, "desk").offered, 2);
    host_end(&host);
  }
}

/* A transferred call has a new place, with its own priority. */
static void a_transferred_call_has_a_new_place(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, ONE "queue next priority=1\nnumber 200 queue=next\nnumber 109 queue=desk priority=3\n");
  acd_id call = host_arrive_priority(&host, "109", 1);
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  acd_id older = host_arrive_priority(&host, "200", 4), low = host_arrive_priority(&host, "200", 3);
  host_pass(&host, SECOND);
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "next"), NULL),
                   ACD_OK);
  assert_int_equal(centre_call(&host, call).priority, 5);
  assert_int_equal(acd_call_position(host.engine, older), 1);
  assert_int_equal(acd_call_position(host.engine, call), 2);
  assert_int_equal(acd_call_position(host.engine, low), 3);
  assert_int_equal(centre_call(&host, call).queued_at_us, host.now);
  assert_int_equal(host_kpi(&host, "next").transferred_in, 1);
  host_end(&host);
}

/* Calls that wait for this agent alone come before all queues, whatever their priority. */
static void direct_calls_come_first(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              ONE "flow straight start=ann\n  node ann kind=agent agent=ann wait_max=900s\nnumber 1 flow=straight\n");
  acd_id talks = host_arrive(&host, "100");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  acd_id queued = host_arrive_priority(&host, "100", 900);
  host_pass(&host, SECOND);
  acd_id low = host_arrive_priority(&host, "1", -2), high = host_arrive_priority(&host, "1", -1);
  assert_int_equal(centre_call(&host, low).state, ACD_CALL_STATE_WAITING);
  host_hangup(&host, talks);
  static const int order[] = {1, 0, 2};
  const acd_id calls[] = {low, high, queued};
  for (size_t i = 0; i < COUNT(order); i++) {
    centre_rings(&host, calls[order[i]], "ann");
    centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
    host_hangup(&host, calls[order[i]]);
  }
  host_end(&host);
}

/* Freed or made eligible: the match is made inside the command that makes it possible. */
static void matched_at_once(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=logged_out\nqueue desk wrapup=9s\nnumber 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  acd_id ann = host_agent(&host, "ann");
  assert_int_equal(acd_agent_login(host.engine, host.now, ann, 0), ACD_OK);
  centre_ready(&host, "ann");
  centre_rings(&host, call, "");
  host_change(&host, "queue desk wrapup=9s\n  member ann\n");
  centre_rings(&host, call, "ann"); /* by a definition */
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  acd_id next = host_arrive(&host, "100");
  host_hangup(&host, call);
  centre_rings(&host, next, "");
  host_pass(&host, 9 * SECOND);
  centre_rings(&host, next, "ann"); /* by the end of wrap-up */
  assert_int_equal(centre_event(&host, ACD_EVENT_OFFERED, next)->time_us, 9 * SECOND);
  acd_id third = host_arrive(&host, "100");
  host_hangup(&host, next);
  centre_rings(&host, third, "ann"); /* by a caller who gives up */
  host_end(&host);
}

/* Law over random lives: positions of a queue are 1 … n in the order (priority, entry, creation). */
static void positions_are_the_order(void **state)
{
  (void)state;
  test_host host;
  dice chance = {42};
  acd_id calls[300];
  int count = 0;
  host_begin(&host, NULL);
  host_define(&host, ONE);
  for (int i = 0; i < 300; i++) {
    calls[count++] = host_arrive_priority(&host, "100", dice_below(&chance, 5));
    if (dice_chance(&chance, 40)) host_pass(&host, 1);
    if (dice_chance(&chance, 30)) {
      int at = (int)dice_below(&chance, count);
      host_hangup(&host, calls[at]);
      memmove(calls + at, calls + at + 1, (size_t)(--count - at) * sizeof *calls);
    }
    if (i % 10) continue;
    for (int k = 0; k < count; k++) {
      acd_call_info one = centre_call(&host, calls[k]);
      int64_t position = 1;
      for (int other = 0; other < count; other++) {
        acd_call_info two = centre_call(&host, calls[other]);
        position += two.priority > one.priority ||
                    (two.priority == one.priority &&
                     (two.queued_at_us < one.queued_at_us || (two.queued_at_us == one.queued_at_us && other < k)));
      }
      assert_int_equal(acd_call_position(host.engine, calls[k]), position);
    }
    host_check(&host);
  }
  assert_int_equal(centre_queue(&host, "desk").waiting_count, count);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(positions_and_order_of_service),  cmocka_unit_test(priorities_add_up_over_queues),
      cmocka_unit_test(a_call_put_back_keeps_its_place), cmocka_unit_test(a_transferred_call_has_a_new_place),
      cmocka_unit_test(direct_calls_come_first),         cmocka_unit_test(matched_at_once),
      cmocka_unit_test(positions_are_the_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
