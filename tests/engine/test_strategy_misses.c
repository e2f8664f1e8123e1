/* SPDX-License-Identifier: Apache-2.0 */
/* Offers that are missed or refused, and the rest after them: acd/agent.h, acd/definition.h. */
#include "centre.h"

#include <stdio.h>

static void begin(test_host *host, const char *queue)
{
  char text[1000];
  snprintf(text, sizeof text,
           "agent ann\nagent bob\nagent cat\nqueue desk %s\n  member cat\n  member ann\n  member bob\nnumber 100 "
           "queue=desk\n",
           queue);
  host_begin(host, NULL);
  host_define(host, text);
}

/* Nobody who missed the call is asked again before everybody else was; then all are asked anew. */
static void missers_are_passed_over(void **state)
{
  static const char *const strategies[] = {"longest_idle", "round_robin", "fewest_calls",
                                           "least_talk",   "linear",      "random"};
  static const int64_t misses[] = {ACD_OUTCOME_REJECTED, ACD_OUTCOME_BUSY, ACD_OUTCOME_NO_ANSWER, ACD_OUTCOME_FAILED};
  (void)state;
  for (size_t i = 0; i < COUNT(strategies) * COUNT(misses); i++) {
    test_host host;
    char queue[100];
    snprintf(queue, sizeof queue, "strategy=%s retry_delay=0s", strategies[i / COUNT(misses)]);
    begin(&host, queue);
    acd_id call = host_arrive(&host, "100");
    for (int round = 0; round < 3; round++) {
      int rung[3] = {0};
      for (int n = 0; n < 3; n++) {
        static const char *const names[] = {"ann", "bob", "cat"};
        for (int a = 0; a < 3; a++) {
          if (centre_agent(&host, names[a]).state != ACD_AGENT_STATE_RESERVED) continue;
          rung[a]++;
          centre_offer(&host, names[a], misses[i % COUNT(misses)]);
          break;
        }
        host_check(&host);
      }
      for (int a = 0; a < 3; a++) assert_int_equal(rung[a], 1);
    }
    assert_int_equal(centre_call(&host, call).offers_count, 1);
    host_end(&host);
  }
}

static void a_rest_lasts_the_retry_delay(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk retry_delay=5s\n  member ann\nqueue other\n  member ann\n"
                     "number 100 queue=desk\nnumber 200 queue=other\n");
  acd_id call = host_arrive(&host, "100");
  host_pass(&host, SECOND);
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  acd_id other = host_arrive(&host, "200");
  centre_rings(&host, other, ""); /* nothing is offered, from other queues neither */
  acd_agent_info info = centre_agent(&host, "ann");
  assert_int_equal(info.state, ACD_AGENT_STATE_READY);
  assert_int_equal(info.rest_until_us, 6 * SECOND);
  assert_int_equal(centre_queue(&host, "desk").ready_count, 0);
  assert_int_equal(acd_engine_deadline(host.engine), 6 * SECOND);
  host_pass(&host, 5 * SECOND - 1);
  centre_rings(&host, call, "");
  host_pass(&host, 1);
  centre_rings(&host, call, "ann"); /* it came first */
  centre_offer(&host, "ann", ACD_OUTCOME_NO_ANSWER);
  centre_ready(&host, "ann"); /* ends the rest */
  centre_rings(&host, call, "ann");
  assert_int_equal(centre_agent(&host, "ann").rest_until_us, 0);
  host_end(&host);
}

/* In a row: a bridged call ends the row, an accepted one does not; a leg lost after that counts, a failed bridge does not. */
static void what_counts_as_a_miss(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(
      &host,
      "agent ann\nqueue desk retry_delay=0s misses_max=9 ring_timeout=10s\n  member ann\nnumber 100 queue=desk\n");
  acd_id ann = host_agent(&host, "ann"), call = host_arrive(&host, "100");
  int64_t count = 0;
  for (int64_t outcome = ACD_OUTCOME_REJECTED; outcome <= ACD_OUTCOME_FAILED; outcome++) {
    centre_offer(&host, "ann", outcome);
    assert_int_equal(centre_agent(&host, "ann").misses_count, ++count);
  }
  host_pass(&host, 10 * SECOND); /* nobody answers */
  assert_int_equal(centre_agent(&host, "ann").misses_count, ++count);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, ann, 0), ACD_OK); /* her leg is gone while it rings */
  assert_int_equal(centre_agent(&host, "ann").misses_count, ++count);
  host_pull(&host);
  centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
  assert_int_equal(centre_agent(&host, "ann").misses_count, count);
  host_pull(&host);
  centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, ann, 0), ACD_OK);
  assert_int_equal(centre_agent(&host, "ann").misses_count, ++count);
  host_pull(&host);
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  assert_int_equal(centre_agent(&host, "ann").misses_count, 0);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  host_end(&host);
}

static void too_many_misses_make_not_ready(void **state)
{
  (void)state;
  for (int last = 0; last < 2; last++) { /* the last one while it rings, or after she accepted */
    test_host host;
    begin(&host, "retry_delay=0s misses_max=3");
    centre_not_ready(&host, "bob");
    centre_not_ready(&host, "cat");
    acd_id call = host_arrive(&host, "100");
    for (int i = 0; i < 2; i++) {
      assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_RESERVED);
      centre_offer(&host, "ann", i ? ACD_OUTCOME_BUSY : ACD_OUTCOME_NO_ANSWER);
    }
    if (last) centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
    assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
    acd_agent_info info = centre_agent(&host, "ann");
    assert_int_equal(info.presence, ACD_PRESENCE_NOT_READY);
    assert_int_equal(info.state, ACD_AGENT_STATE_NOT_READY);
    assert_int_equal(info.reason, ACD_REASON_MISSED);
    assert_int_equal(info.rest_until_us, 0);
    centre_rings(&host, call, "");
    centre_ready(&host, "ann");
    centre_rings(&host, call, "ann");
    assert_int_equal(centre_agent(&host, "ann").misses_count, 0);
    host_end(&host);
  }
}

/* The limit is that of the queue whose offer is missed, the count goes over all queues. */
static void misses_count_over_queues(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk retry_delay=0s misses_max=3\n  member ann\n"
                     "queue other retry_delay=0s\n  member ann\nnumber 100 queue=desk\nnumber 200 queue=other\n");
  acd_id call = host_arrive(&host, "200");
  for (int i = 0; i < 7; i++) centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  assert_int_equal(host_presence(&host, "ann"), ACD_PRESENCE_AVAILABLE);
  host_hangup(&host, call);
  host_arrive(&host, "100");
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  assert_int_equal(host_presence(&host, "ann"), ACD_PRESENCE_NOT_READY);
  host_end(&host);
}

/* Each way in which an offer can come to nothing has its rest, or the common one, or none. */
static void each_outcome_has_its_rest(void **state)
{
  static const struct {
    const char *delay; /* of the queue, set besides retry_delay=5s */
    int64_t outcome;
    int accepts;    /* first; then the outcome is that of the bridge, or her leg is lost */
    int64_t rest_s; /* -1: she does not rest */
  } rows[] = {
      {"", ACD_OUTCOME_REJECTED, 0, 5},
      {"reject_delay=7s", ACD_OUTCOME_REJECTED, 0, 7},
      {"reject_delay=0s", ACD_OUTCOME_REJECTED, 0, -1},
      {"reject_delay=7s", ACD_OUTCOME_BUSY, 0, 5},
      {"reject_delay=7s", ACD_OUTCOME_REJECTED, 1, 7},
      {"reject_delay=7s", ACD_OUTCOME_FAILED, 1, 5},
      {"", ACD_OUTCOME_BUSY, 0, 5},
      {"busy_delay=60s", ACD_OUTCOME_BUSY, 0, 60},
      {"busy_delay=60s", ACD_OUTCOME_NO_ANSWER, 0, 5},
      {"", ACD_OUTCOME_NO_ANSWER, 0, 5},
      {"no_answer_delay=8s", ACD_OUTCOME_NO_ANSWER, 0, 8},
      {"no_answer_delay=8s", ACD_OUTCOME_TIMEOUT, 0, 8},
      {"no_answer_delay=8s", ACD_OUTCOME_FAILED, 0, 5},
      {"", ACD_OUTCOME_FAILED, 0, 5},
      {"failed_delay=9s", ACD_OUTCOME_FAILED, 0, 9},
      {"failed_delay=9s", ACD_OUTCOME_FAILED, 1, 9},
      {"failed_delay=9s", ACD_OUTCOME_REJECTED, 1, 5},
      {"failed_delay=0s", ACD_OUTCOME_FAILED, 1, -1},
      {"reject_delay=1s busy_delay=2s no_answer_delay=3s failed_delay=4s", ACD_OUTCOME_NO_ANSWER, 0, 3},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char queue[200];
    snprintf(queue, sizeof queue, "retry_delay=5s ring_timeout=20s %s", rows[i].delay);
    begin(&host, queue);
    centre_not_ready(&host, "bob");
    centre_not_ready(&host, "cat");
    acd_id call = host_arrive(&host, "100"), ann = host_agent(&host, "ann");
    host_pull(&host);
    if (rows[i].accepts) centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
    if (rows[i].outcome == ACD_OUTCOME_TIMEOUT)
      host_pass(&host, 20 * SECOND);
    else if (rows[i].outcome == ACD_OUTCOME_REJECTED)
      assert_int_equal(acd_agent_hangup(host.engine, host.now, ann, 0), ACD_OK);
    else
      host_answer(&host, rows[i].accepts ? "bridge ann" : "ring ann", rows[i].outcome);
    centre_rings(&host, call, rows[i].rest_s < 0 ? "ann" : "");
    assert_int_equal(centre_agent(&host, "ann").rest_until_us,
                     rows[i].rest_s < 0 ? 0 : host.now + rows[i].rest_s * SECOND);
    host_pass(&host, rows[i].rest_s < 0 ? 0 : rows[i].rest_s * SECOND);
    centre_rings(&host, call, "ann");
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(missers_are_passed_over),  cmocka_unit_test(a_rest_lasts_the_retry_delay),
      cmocka_unit_test(what_counts_as_a_miss),    cmocka_unit_test(too_many_misses_make_not_ready),
      cmocka_unit_test(misses_count_over_queues), cmocka_unit_test(each_outcome_has_its_rest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
