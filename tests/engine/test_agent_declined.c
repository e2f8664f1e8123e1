/* SPDX-License-Identifier: Apache-2.0 */
/* Who refused a call is not offered it again, where the queue says so: acd/route.h, "Refusals". */
#include "centre.h"

#include <stdio.h>

static void begin(test_host *host, const char *queue)
{
  char text[600];
  snprintf(text, sizeof text,
           "agent ann\nagent bob\nagent cat presence=logged_out\n"
           "queue desk retry_delay=0s declined=never %s\n  member ann\n  member bob\n  member cat\n"
           "queue other retry_delay=0s\n  member ann\nnumber 100 queue=desk\nnumber 200 queue=other\n",
           queue);
  host_begin(host, NULL);
  host_define(host, text);
}

/* Only a refusal while it rings is for good; a miss comes round again. */
static void what_is_for_good(void **state)
{
  static const struct {
    const char *queue;
    int64_t outcome; /* ACD_OUTCOME_TIMEOUT: nobody answers */
    int hangs_up;    /* the agent; 2: after she accepted */
    const char *then;
  } rows[] = {
      {"", ACD_OUTCOME_REJECTED, 0, ""},
      {"", 0, 1, ""},
      {"", 0, 2, "ann"},
      {"", ACD_OUTCOME_BUSY, 0, "ann"},
      {"", ACD_OUTCOME_NO_ANSWER, 0, "ann"},
      {"", ACD_OUTCOME_FAILED, 0, "ann"},
      {"", ACD_OUTCOME_TIMEOUT, 0, "ann"},
      {"declined=again", ACD_OUTCOME_REJECTED, 0, "ann"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].queue);
    centre_not_ready(&host, "bob");
    acd_id call = host_arrive(&host, "100"), ann = host_agent(&host, "ann");
    centre_rings(&host, call, "ann");
    if (rows[i].hangs_up == 2) centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
    if (rows[i].hangs_up)
      assert_int_equal(acd_agent_hangup(host.engine, host.now, ann, 0), ACD_OK);
    else if (rows[i].outcome == ACD_OUTCOME_TIMEOUT)
      host_pass(&host, 20 * SECOND);
    else
      centre_offer(&host, "ann", rows[i].outcome);
    host_check(&host);
    centre_rings(&host, call, rows[i].then);
    centre_not_ready(&host, "ann");
    centre_ready(&host, "ann"); /* ready anew, she is not asked again either */
    centre_rings(&host, call, rows[i].then);
    host_end(&host);
  }
}

/* Under every strategy: each is asked once, then the call waits for somebody else, and the agents get other calls. */
static void everybody_once(void **state)
{
  static const char *const strategies[] = {
      "longest_idle", "round_robin",    "fewest_calls",        "least_talk",        "linear",
      "random",       "ring_all",       "most_skilled",        "least_skilled",     "weighted_random",
      "share",        "least_occupied", "linear ring_count=2", "fewest_queue_calls"};
  (void)state;
  for (size_t i = 0; i < COUNT(strategies); i++) {
    test_host host;
    char queue[60];
    snprintf(queue, sizeof queue, "strategy=%s", strategies[i]);
    begin(&host, queue);
    acd_id call = host_arrive(&host, "100");
    for (int n = 0; n < 2; n++) {
      int rings_ann = centre_agent(&host, "ann").call == call;
      centre_offer(&host, rings_ann ? "ann" : "bob", ACD_OUTCOME_REJECTED);
      host_check(&host);
    }
    centre_rings(&host, call, "");
    acd_id second = host_arrive(&host, "100");
    assert_true(centre_call(&host, second).offers_count > 0);
    centre_rings(&host, call, "");
    assert_int_equal(acd_agent_login(host.engine, host.now, host_agent(&host, "cat"), 0), ACD_OK);
    centre_ready(&host, "cat");
    centre_rings(&host, call, "cat"); /* it came before the second */
    host_end(&host);
  }
}

/* The refusal is forgotten when the call leaves the queue, or the agent the centre. */
static void until_it_leaves(void **state)
{
  (void)state;
  for (int how = 0; how < 3; how++) {
    test_host host;
    begin(&host, "");
    centre_not_ready(&host, "bob");
    acd_id call = host_arrive(&host, "100"), ann = host_agent(&host, "ann");
    centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
    if (how == 0) { /* answered by bob, who transfers it back */
      centre_ready(&host, "bob");
      centre_offer(&host, "bob", ACD_OUTCOME_BRIDGED);
      assert_int_equal(
          acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "desk"), NULL), ACD_OK);
    } else if (how == 1) { /* another ann */
      host_define(&host, "agent bob\nqueue desk declined=never\n  member bob\nnumber 100 queue=desk\n");
      acd_agent_info info = {.size = sizeof info};
      assert_int_equal(acd_agent_get(host.engine, ann, &info), ACD_ERR_STALE);
      host_check(&host);
      host_define(&host, "agent bob presence=not_ready\nagent ann\nqueue desk declined=never\n  member bob\n"
                         "  member ann\nnumber 100 queue=desk\n");
    } else { /* the setting is changed */
      host_change(&host, "queue desk declined=again\n  member ann\n");
    }
    centre_rings(&host, call, "ann");
    host_end(&host);
  }
}

/* The maximum wait still ends it, and the overflow queue may ask her. */
static void overflow_asks_again(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "wait_max=30s overflow=other");
  centre_not_ready(&host, "bob");
  acd_id call = host_arrive(&host, "100");
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  host_pass(&host, 30 * SECOND - 1);
  centre_rings(&host, call, "");
  host_pass(&host, 1);
  centre_rings(&host, call, "ann");
  host_end(&host);
}

/* Without memory for the note the refusal is not taken, and nothing has changed; it can be said again. */
static void no_memory_for_a_note(void **state)
{
  (void)state;
  for (int hangs_up = 0; hangs_up < 2; hangs_up++) {
    test_host host;
    begin(&host, "");
    acd_id call = host_arrive(&host, "100"), ann = host_agent(&host, "ann");
    centre_rings(&host, call, "ann");
    int64_t before = acd_engine_digest_state(host.engine);
    host.memory.fail_at = host.memory.requests + 1;
    int status = hangs_up ? acd_agent_hangup(host.engine, host.now, ann, 0)
                          : host_result(&host, "ring ann", ACD_OUTCOME_REJECTED, NULL);
    assert_int_equal(status, ACD_ERR_NOMEM);
    assert_true(acd_engine_digest_state(host.engine) == before);
    host.memory.fail_at = 0;
    centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
    centre_rings(&host, call, "bob");
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_for_good),    cmocka_unit_test(everybody_once),       cmocka_unit_test(until_it_leaves),
      cmocka_unit_test(overflow_asks_again), cmocka_unit_test(no_memory_for_a_note),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
