/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of the strategies, one by one: acd/definition.h. */
#include "centre.h"

#include <stdio.h>

#define THREE "agent ann\nagent bob\nagent cat\n"
#define DESK  "  member cat\n  member ann\n  member bob\nnumber 100 queue=desk\n"

static void begin(test_host *host, const char *queue)
{
  char text[1000];
  snprintf(text, sizeof text, THREE "queue desk %s\n" DESK, queue);
  host_begin(host, NULL);
  host_define(host, text);
}

/* Rings the agent, who talks so long; ends in ready. */
static void serve(test_host *host, const char *agent, int64_t talk_us)
{
  acd_id call = host_arrive(host, "100");
  centre_rings(host, call, agent);
  centre_offer(host, agent, ACD_OUTCOME_BRIDGED);
  host_pass(host, talk_us);
  host_hangup(host, call);
  host_check(host);
}

static void equals_go_in_order_of_definition(void **state)
{
  static const char *const strategies[] = {"longest_idle", "round_robin", "fewest_calls", "least_talk", "linear"};
  (void)state;
  for (size_t i = 0; i < COUNT(strategies); i++) {
    test_host host;
    char queue[100];
    snprintf(queue, sizeof queue, "strategy=%s", strategies[i]);
    begin(&host, queue);
    static const char *const agents[] = {"ann", "bob", "cat"};
    for (size_t a = 0; a < COUNT(agents); a++) {
      acd_id call = host_arrive(&host, "100");
      centre_rings(&host, call, agents[a]);
    }
    acd_id waits = host_arrive(&host, "100");
    centre_rings(&host, waits, "");
    host_end(&host);
  }
}

/* Who serves eight calls one after the other, each a minute of talk, an idle second between them. */
static void one_after_the_other(void **state)
{
  static const struct {
    const char *queue;
    const char *order;
  } rows[] = {
      {"strategy=longest_idle", "ann bob cat ann bob cat ann bob"},
      {"strategy=round_robin", "ann bob cat ann bob cat ann bob"},
      {"strategy=fewest_calls", "ann bob cat ann bob cat ann bob"},
      {"strategy=least_talk", "ann bob cat ann bob cat ann bob"},
      {"strategy=linear", "ann ann ann ann ann ann ann ann"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].queue);
    for (int n = 0; n < 8; n++) {
      char name[4] = "";
      memcpy(name, rows[i].order + 4 * n, 3);
      serve(&host, name, 60 * SECOND);
      host_pass(&host, SECOND);
    }
    host_end(&host);
  }
}

static void positions_come_before_definition(void **state)
{
  static const struct {
    const char *strategy;
    const char *order; /* who is rung one after the other */
  } rows[] = {{"linear", "bob cat ann"}, {"round_robin", "bob cat ann"}, {"longest_idle", "ann bob cat"}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[500];
    snprintf(text, sizeof text,
             THREE "queue desk strategy=%s\n  member ann position=9\n  member bob position=2\n  member cat position=2\n"
                   "number 100 queue=desk\n",
             rows[i].strategy);
    host_begin(&host, NULL);
    host_define(&host, text);
    for (int n = 0; n < 3; n++) {
      char name[4] = "";
      memcpy(name, rows[i].order + 4 * n, 3);
      centre_rings(&host, host_arrive(&host, "100"), name);
    }
    host_end(&host);
  }
}

/* The memory moves with every offer, also one that is refused, cancelled, or made to an agent who became free. */
static void round_robin_remembers_offers(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "strategy=round_robin retry_delay=1s");
  acd_id call = host_arrive(&host, "100");
  centre_rings(&host, call, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  centre_rings(&host, call, "bob");
  host_hangup(&host, call);
  host_pass(&host, 2 * SECOND);
  call = host_arrive(&host, "100");
  centre_rings(&host, call, "cat");
  centre_offer(&host, "cat", ACD_OUTCOME_BRIDGED);
  acd_id second = host_arrive(&host, "100");
  centre_rings(&host, second, "ann");
  acd_id third = host_arrive(&host, "100");
  centre_rings(&host, third, "bob");
  acd_id fourth = host_arrive(&host, "100");
  host_hangup(&host, second);
  centre_rings(&host, fourth, "ann"); /* became free */
  host_hangup(&host, third);
  host_hangup(&host, fourth);
  host_hangup(&host, call);
  centre_rings(&host, host_arrive(&host, "100"), "bob");
  host_end(&host);
}

static void round_robin_goes_on_after_a_definition(void **state)
{
  static const struct {
    const char *members;
    const char *next;
  } rows[] = {
      {"  member ann\n  member bob\n  member cat\n", "cat"},
      {"  member ann\n  member cat\n", "cat"},
      {"  member bob\n  member ann\n", "ann"},
      {"  member ann position=1\n  member bob position=3\n  member cat position=2\n", "ann"},
      {"  member ann position=3\n  member bob position=1\n  member cat position=2\n", "cat"},
      {"  member ann position=2\n  member bob position=1\n  member cat position=3\n", "ann"},
      {"  member ann position=5\n  member bob position=4\n  member cat\n", "ann"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[500];
    begin(&host, "strategy=round_robin");
    serve(&host, "ann", SECOND);
    serve(&host, "bob", SECOND); /* offered last */
    snprintf(text, sizeof text, THREE "queue desk strategy=round_robin\n%snumber 100 queue=desk\n", rows[i].members);
    host_define(&host, text);
    centre_rings(&host, host_arrive(&host, "100"), rows[i].next);
    host_end(&host);
  }
}

/* Offers made under another strategy do not move it. */
static void round_robin_remembers_its_own_offers(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "strategy=round_robin");
  serve(&host, "ann", SECOND);
  host_define(&host, THREE "queue desk strategy=linear\n" DESK);
  serve(&host, "ann", SECOND);
  centre_not_ready(&host, "ann");
  serve(&host, "bob", SECOND);
  centre_ready(&host, "ann");
  host_define(&host, THREE "queue desk strategy=round_robin\n" DESK);
  centre_rings(&host, host_arrive(&host, "100"), "bob");
  host_end(&host);
}

static void what_restarts_the_idle_clock(void **state)
{
  static const struct {
    const char *what;
    int restarts;
  } rows[] = {{"rejected", 0},
              {"no answer", 0},
              {"cancelled", 0},
              {"wrap-up", 1},
              {"not ready", 1},
              {"bridge failed", 0},
              {"abandoned while connecting", 0},
              {"rest ended by ready", 0}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, "wrapup=7s ring_timeout=10s retry_delay=3s");
    acd_id ann = host_agent(&host, "ann");
    host_pass(&host, 5 * SECOND);
    acd_id call = host_arrive(&host, "100");
    centre_rings(&host, call, "ann");
    acd_time restart = 0;
    switch (i) {
    case 0:
    case 7: centre_offer(&host, "ann", ACD_OUTCOME_REJECTED); break;
    case 1: host_pass(&host, 10 * SECOND); break;
    case 2: host_hangup(&host, call); break;
    case 3:
      centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
      host_pass(&host, 20 * SECOND);
      host_hangup(&host, call);
      restart = host.now + 7 * SECOND;
      break;
    case 4:
      centre_not_ready(&host, "ann");
      host_pass(&host, SECOND);
      centre_ready(&host, "ann");
      restart = host.now;
      break;
    case 5:
      centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
      host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
      break;
    case 6:
      centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
      host_hangup(&host, call);
      break;
    }
    if (i == 7) assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK);
    if (host_call_state(&host, call)) host_hangup(&host, call);
    host_pass(&host, 9 * SECOND);
    assert_int_equal(rows[i].restarts, restart > 0);
    assert_int_equal(centre_agent(&host, "ann").idle_since_us, restart);
    assert_int_equal(centre_agent(&host, "ann").state, ACD_AGENT_STATE_READY);
    host_end(&host);
  }
}

/* Answered over all queues and directly; an offer that is not answered counts nothing. */
static void fewest_calls_counts_answers(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, THREE "queue desk strategy=fewest_calls retry_delay=0s\n  member ann\n  member bob\n"
                           "queue other\n  member ann\nnumber 100 queue=desk\nnumber 200 queue=other\n");
  acd_id call = host_arrive(&host, "200");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, call);
  assert_int_equal(centre_agent(&host, "ann").calls_count, 1);
  call = host_arrive(&host, "100");
  centre_rings(&host, call, "bob");
  centre_offer(&host, "bob", ACD_OUTCOME_NO_ANSWER);
  centre_rings(&host, call, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
  assert_int_equal(centre_agent(&host, "ann").calls_count, 1);
  host_hangup(&host, call);
  assert_int_equal(centre_agent(&host, "bob").calls_count, 0);
  centre_rings(&host, host_arrive(&host, "100"), "bob");
  host_end(&host);
}

static void least_talk_counts_hold_and_finished_talks(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "strategy=least_talk");
  serve(&host, "ann", 30 * SECOND);
  serve(&host, "bob", 50 * SECOND);
  acd_id call = host_arrive(&host, "100");
  centre_rings(&host, call, "cat");
  centre_offer(&host, "cat", ACD_OUTCOME_BRIDGED);
  host_pass(&host, 10 * SECOND);
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
  host_pass(&host, 90 * SECOND);
  assert_int_equal(centre_agent(&host, "cat").talk_us, 0);
  host_hangup(&host, call); /* in hold */
  assert_int_equal(centre_agent(&host, "cat").talk_us, 100 * SECOND);
  static const char *const next[] = {"ann", "bob", "cat"};
  for (size_t i = 0; i < COUNT(next); i++) centre_rings(&host, host_arrive(&host, "100"), next[i]);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equals_go_in_order_of_definition),
      cmocka_unit_test(one_after_the_other),
      cmocka_unit_test(positions_come_before_definition),
      cmocka_unit_test(round_robin_remembers_offers),
      cmocka_unit_test(round_robin_goes_on_after_a_definition),
      cmocka_unit_test(round_robin_remembers_its_own_offers),
      cmocka_unit_test(what_restarts_the_idle_clock),
      cmocka_unit_test(fewest_calls_counts_answers),
      cmocka_unit_test(least_talk_counts_hold_and_finished_talks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
