/* SPDX-License-Identifier: Apache-2.0 */
/* What a definition does to queues, numbers, schedules, skills and flows in use: acd/definition.h, "Submitting". */
#include "centre.h"

#include <stdio.h>

#define TWO "agent ann\nagent bob presence=not_ready\n"

static void define(test_host *host, const char *first, const char *second)
{
  char text[2000];
  snprintf(text, sizeof text, "%s%s", first, second);
  host_define(host, text);
}

static void a_queue_that_stays_keeps_its_calls(void **state)
{
  (void)state;
  test_host host;
  acd_id calls[4];
  host_begin(&host, NULL);
  define(&host, TWO, "queue desk\n  member bob\nnumber 1 queue=desk\nnumber 2 queue=desk priority=3\n");
  for (int i = 0; i < 4; i++) {
    calls[i] = host_arrive(&host, i == 2 ? "2" : "1");
    host_pass(&host, SECOND);
  }
  acd_id queue = host_queue(&host, "desk");
  acd_queue_info before = centre_queue(&host, "desk");
  define(&host, TWO,
         "queue other\nqueue desk priority=500 length_max=1 wait_max=10s\n  member bob\n"
         "number 1 queue=desk\nnumber 9 queue=other\n");
  assert_int_equal(host_queue(&host, "desk"), queue);
  acd_queue_info after = centre_queue(&host, "desk");
  assert_int_equal(after.waiting_count, 4);
  assert_int_equal(after.oldest_at_us, before.oldest_at_us);
  static const int place[] = {2, 3, 1, 4};
  for (int i = 0; i < 4; i++) assert_int_equal(acd_call_position(host.engine, calls[i]), place[i]);
  host_pass(&host, 60 * SECOND); /* the new maximum is for calls that enter from now on */
  for (int i = 0; i < 4; i++) assert_int_equal(host_call_state(&host, calls[i]), ACD_CALL_STATE_WAITING);
  assert_int_equal(host_end_of(&host, host_arrive(&host, "1")), ACD_END_REJECTED); /* and so is the length */
  for (int i = 1; i < 4; i++) host_hangup(&host, calls[i]);
  host_hangup(&host, calls[0]);
  acd_id late = host_arrive(&host, "1");
  host_pass(&host, 10 * SECOND);
  assert_int_equal(host_end_of(&host, late), ACD_END_TIMEOUT);
  host_end(&host);
}

static void old_waits_keep_their_end(void **state)
{
  (void)state;
  static const char *const anew[] = {"queue desk\nnumber 1 queue=desk\n",
                                     "queue desk wait_max=3s\nnumber 1 queue=desk\n",
                                     "queue desk wait_max=90s\nnumber 1 queue=desk\n"};
  for (size_t i = 0; i < COUNT(anew); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, "queue desk wait_max=20s\nnumber 1 queue=desk\n");
    acd_id call = host_arrive(&host, "1");
    host_pass(&host, 5 * SECOND);
    host_define(&host, anew[i]);
    host_pass(&host, 15 * SECOND - 1);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
    host_pass(&host, 1);
    assert_int_equal(host_end_of(&host, call), ACD_END_TIMEOUT);
    host_end(&host);
  }
}

/* A new ring time-out is for the next offer, a new wrap-up for the next conversation that ends. */
static void new_times_are_for_what_begins(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  define(&host, TWO, "queue desk ring_timeout=20s wrapup=6s\n  member ann\nnumber 1 queue=desk\n");
  acd_id call = host_arrive(&host, "1");
  const char anew[] = "queue desk ring_timeout=3s wrapup=15s retry_delay=1s\n  member ann\nnumber 1 queue=desk\n";
  define(&host, TWO, anew);
  host_pass(&host, 10 * SECOND);
  centre_rings(&host, call, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, call);
  define(&host, TWO, "queue desk ring_timeout=3s wrapup=1s retry_delay=1s\n  member ann\nnumber 1 queue=desk\n");
  host_pass(&host, 15 * SECOND - 1);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_WRAPUP);
  host_pass(&host, 1);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  call = host_arrive(&host, "1");
  host_pass(&host, 3 * SECOND);
  centre_rings(&host, call, "");
  host_pass(&host, SECOND);
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, call);
  host_pass(&host, SECOND);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  host_end(&host);
}

static int64_t queue_status(const test_host *host, acd_id queue)
{
  acd_queue_info info = {.size = sizeof info};
  int status = acd_queue_get(host->engine, queue, &info);
  return status ? status : (int64_t)info.closed;
}

/* A queue that disappears takes no calls; those inside are served by the members it had. */
static void a_queue_that_disappears_serves_its_calls(void **state)
{
  (void)state;
  test_host host;
  acd_id calls[3], found;
  host_begin(&host, NULL);
  define(&host, TWO, "skill s\nagent cat\nqueue desk\n  member ann\n  member bob\nnumber 1 queue=desk\n");
  acd_id talks = host_arrive(&host, "1");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  for (int i = 0; i < 3; i++) calls[i] = host_arrive(&host, "1");
  acd_id queue = host_queue(&host, "desk");
  int64_t offered = host_kpi(&host, NULL).offered;
  for (int again = 0; again < 3; again++) { /* also by every later definition */
    define(&host, TWO, "skill s\nagent cat\nqueue other\n  member cat\nnumber 2 queue=other\n");
    assert_int_equal(acd_queue_find(host.engine, "desk", &found), ACD_ERR_NOT_FOUND);
    assert_int_equal(queue_status(&host, queue), 1);
    host_check(&host);
  }
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "1";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &found), ACD_ERR_NOT_FOUND);
  arrival.queue = queue;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &found), ACD_ERR_STATE);
  assert_int_equal(acd_call_transfer(host.engine, host.now, talks, ACD_TARGET_QUEUE, queue, NULL), ACD_ERR_STATE);
  centre_ready(&host, "bob");
  centre_rings(&host, calls[0], "bob");
  centre_rings(&host, calls[1], ""); /* cat is no member of it */
  centre_offer(&host, "bob", ACD_OUTCOME_BRIDGED);
  define(&host, "agent ann\nagent cat\n", "queue other\n  member cat\nnumber 2 queue=other\n"); /* bob goes, too */
  host_hangup(&host, calls[0]);
  host_hangup(&host, talks);
  centre_rings(&host, calls[1], "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, calls[1]);
  centre_rings(&host, calls[2], "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  assert_int_equal(host_call_state(&host, calls[2]), ACD_CALL_STATE_TALKING);
  host_hangup(&host, calls[2]);
  assert_int_equal(queue_status(&host, queue), ACD_ERR_STALE); /* gone with its last call */
  assert_int_equal(host_kpi(&host, NULL).offered, offered);
  assert_int_equal(host_kpi(&host, NULL).answered, 4);
  assert_int_equal(acd_queue_next(host.engine, 0), host_queue(&host, "other"));
  host_check(&host);
  host_end(&host);
}

/* The queue's own needs and its wrap-up hold to the end; a new queue of the same name is another one. */
static void a_closed_queue_and_a_new_one(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  define(&host, "skill s\nagent ann\nagent bob\n  agent_skill s\n",
         "queue desk wrapup=8s\n  queue_skill s\n  member ann\n  member bob\nnumber 1 queue=desk\n");
  acd_id first = host_arrive(&host, "1"), second = host_arrive(&host, "1");
  centre_rings(&host, first, "bob");
  acd_id old = host_queue(&host, "desk");
  define(&host, "skill s\nagent ann\nagent bob\n  agent_skill s\n", "");
  define(&host, "skill s\nagent ann\nagent bob\n  agent_skill s\n", "queue desk\n  member ann\nnumber 1 queue=desk\n");
  acd_id new = host_queue(&host, "desk");
  assert_int_not_equal(old, new);
  assert_int_equal(queue_status(&host, old), 1);
  acd_id third = host_arrive(&host, "1");
  centre_rings(&host, second, "");
  centre_rings(&host, third, "ann");
  centre_offer(&host, "bob", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, first);
  host_pass(&host, 7 * SECOND);
  centre_rings(&host, second, "");
  assert_int_equal(host_agent_state(&host, "bob"), ACD_AGENT_STATE_WRAPUP);
  host_pass(&host, SECOND);
  centre_rings(&host, second, "bob");
  host_hangup(&host, second);
  assert_int_equal(queue_status(&host, old), ACD_ERR_STALE);
  assert_int_equal(host_kpi(&host, "desk").offered, 1);
  assert_int_equal(host_kpi(&host, NULL).offered, 3);
  host_end(&host);
}

static void an_empty_queue_goes_at_once(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  define(&host, TWO, "queue desk\n  member ann\nqueue other overflow=desk\nnumber 1 queue=desk\n");
  acd_id desk = host_queue(&host, "desk"), other = host_queue(&host, "other");
  acd_id call = host_arrive(&host, "1");
  host_hangup(&host, call);
  host_change(&host, "-queue desk\n-number 1\nqueue other\n");
  assert_int_equal(queue_status(&host, desk), ACD_ERR_STALE);
  assert_int_equal(queue_status(&host, other), 0);
  assert_int_equal(host_kpi(&host, NULL).abandoned_short, 1);
  host_end(&host);
}

static void numbers_move_at_once(void **state)
{
  (void)state;
  test_host host;
  acd_arrival arrival;
  acd_id call;
  host_begin(&host, NULL);
  host_define(&host, "queue a\nqueue b\nnumber 1 queue=a\nnumber 2 queue=a\n");
  host_change(&host, "number 1 queue=b priority=4\n-number 2\nnumber 3 queue=a\n");
  acd_call_info info = centre_call(&host, host_arrive(&host, "1"));
  assert_int_equal(info.queue, host_queue(&host, "b"));
  assert_int_equal(info.priority, 4);
  assert_int_equal(centre_call(&host, host_arrive(&host, "3")).queue, host_queue(&host, "a"));
  acd_arrival_init(&arrival);
  arrival.number = "2";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_ERR_NOT_FOUND);
  host_end(&host);
}

#define HOURS_FLOW                                                                                                     \
  "flow f start=p\n  node p kind=play prompt=hello\n    exit next to=h\n  node h kind=hours schedule=s\n"              \
  "    exit open to=o\n    exit closed to=c\n  node o kind=play prompt=open\n  node c kind=play "                      \
  "prompt=closed\nnumber 1 flow=f\n"

/* Also for calls inside a flow. */
static void schedules_change_at_once(void **state)
{
  static const struct {
    const char *hours;
    const char *told;
  } rows[] = {{"schedule s\n  hours all days=127 from=0 to=86400000000\n", "play open"},
              {"schedule s\n  hours late days=127 from=82800000000 to=86400000000\n", "play closed"},
              {"schedule s\n", "play closed"}};
  (void)state;
  for (size_t before = 0; before < COUNT(rows); before++) {
    for (size_t after = 0; after < COUNT(rows); after++) {
      test_host host;
      host_begin(&host, NULL);
      define(&host, rows[before].hours, HOURS_FLOW);
      host_arrive(&host, "1");
      host_told(&host, "play hello");
      define(&host, rows[after].hours, HOURS_FLOW);
      host_answer(&host, "play hello", ACD_OUTCOME_DONE);
      host_told(&host, rows[after].told);
      host_end(&host);
    }
  }
}

/* Calls that need it wait until their queue's maximum. */
static void a_skill_that_disappears(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  define(&host, "skill s\nagent ann presence=not_ready\n  agent_skill s\n",
         "queue desk wait_max=30s\n  member ann\nnumber 1 queue=desk\n");
  acd_id needs = host_arrive_skill(&host, "1", "s", 1), plain = host_arrive(&host, "1");
  acd_id skill = host_skill(&host, "s");
  define(&host, "agent ann\n", "queue desk wait_max=30s\n  member ann\nnumber 1 queue=desk\n");
  assert_null(acd_skill_name(host.engine, skill));
  centre_ready(&host, "ann");
  centre_rings(&host, needs, "");
  centre_rings(&host, plain, "ann");
  acd_requirement need = {skill, 1};
  acd_arrival arrival;
  acd_id call;
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.requirements = &need;
  arrival.requirements_count = 1;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_ERR_STALE);
  host_hangup(&host, plain);
  host_pass(&host, 30 * SECOND - 1);
  assert_int_equal(host_call_state(&host, needs), ACD_CALL_STATE_WAITING);
  host_pass(&host, 1);
  assert_int_equal(host_end_of(&host, needs), ACD_END_TIMEOUT);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_queue_that_stays_keeps_its_calls),
      cmocka_unit_test(old_waits_keep_their_end),
      cmocka_unit_test(new_times_are_for_what_begins),
      cmocka_unit_test(a_queue_that_disappears_serves_its_calls),
      cmocka_unit_test(a_closed_queue_and_a_new_one),
      cmocka_unit_test(an_empty_queue_goes_at_once),
      cmocka_unit_test(numbers_move_at_once),
      cmocka_unit_test(schedules_change_at_once),
      cmocka_unit_test(a_skill_that_disappears),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
