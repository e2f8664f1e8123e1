/* SPDX-License-Identifier: Apache-2.0 */
/* Overflow into a flow: acd/queue.h, "Overflow". Overflow into a queue: test_queue_limits.c. */
#include "centre.h"

#include <stdio.h>

#define FLOWS                                                                                                          \
  "queue next\nflow mail start=m\n  node m kind=voicemail mailbox=box prompt=speak\n"                                  \
  "flow out start=o\n  node o kind=transfer number=+4930\n"                                                            \
  "flow both start=s\n  node s kind=set attribute=why value=overflowed\n    exit next to=p\n"                          \
  "  node p kind=play prompt=sorry\n"                                                                                  \
  "flow main start=q\n  node q kind=queue queue=desk\n    exit timeout to=late\n    exit at_capacity to=full\n"        \
  "    exit closed to=shut\n    exit no_agents to=nobody\n  node late kind=play prompt=late\n"                         \
  "  node full kind=play prompt=full\n  node shut kind=play prompt=shut\n  node nobody kind=play prompt=nobody\n"      \
  "number 1 queue=desk\nnumber 2 flow=main\n"

static void begin(test_host *host, const char *settings)
{
  static outline text;
  text.size = 0;
  outline_write(&text, "agent ann presence=not_ready\nqueue desk %s\n  member ann\n" FLOWS, settings);
  host_begin(host, NULL);
  host_define(host, text.text);
}

/* Every way not to be kept leads there, whether the call came by a flow or not. */
static void every_way_leads_there(void **state)
{
  static const struct {
    const char *settings;
    int before;  /* calls that come before */
    int drained; /* then the queue is */
    int cleared; /* afterwards */
    int after;   /* seconds */
    int waited;  /* was in the queue */
  } rows[] = {
      {"length_max=0", 0, 0, 0, 0, 0},
      {"length_max=1", 1, 0, 0, 0, 0},
      {"wait_max=7s", 0, 0, 0, 7, 1},
      {"join_available_min=1", 0, 0, 0, 0, 0},
      {"join_estimate_max=1s", 0, 0, 0, 0, 0},
      {"leave_when=unavailable leave_after=4s", 0, 0, 0, 4, 1},
      {"", 0, 1, 0, 0, 0},
      {"", 0, 0, 1, 0, 1},
  };
  static const struct {
    const char *flow, *told;
    int64_t end;
  } flows[] = {{"mail", "voicemail box", ACD_END_VOICEMAIL},
               {"out", "transfer +4930", ACD_END_TRANSFERRED},
               {"both", "play sorry", ACD_END_FLOW}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    for (size_t f = 0; f < COUNT(flows); f++) {
      for (int by_flow = 0; by_flow < 2; by_flow++) {
        char settings[200];
        test_host host;
        snprintf(settings, sizeof settings, "%s overflow_flow=%s", rows[i].settings, flows[f].flow);
        begin(&host, settings);
        for (int k = 0; k < rows[i].before; k++) host_arrive(&host, "1");
        acd_id desk = host_queue(&host, "desk");
        if (rows[i].drained) assert_int_equal(acd_queue_drain(host.engine, host.now, desk), ACD_OK);
        acd_id call = host_arrive(&host, by_flow ? "2" : "1");
        if (rows[i].cleared) assert_int_equal(acd_queue_clear(host.engine, host.now, desk), ACD_OK);
        if (rows[i].waited) host_told(&host, "");
        host_pass(&host, rows[i].after * SECOND);
        host_told(&host, flows[f].told);
        acd_call_info info = centre_call(&host, call);
        assert_int_equal(info.state, ACD_CALL_STATE_FLOW);
        assert_int_equal(info.flow, host_flow(&host, flows[f].flow));
        assert_int_equal(centre_left(&host, call), ACD_LEAVE_DIVERTED);
        assert_int_equal(host_kpi(&host, "desk").diverted, 1);
        assert_int_equal(host_kpi(&host, NULL).diverted, 1);
        const char *why = acd_call_attribute(host.engine, call, "why");
        assert_int_equal(why != NULL, f == 2);
        assert_int_equal(host_events(&host, ACD_EVENT_FLOW_EXIT, -1), f == 2); /* of the flow left: none */
        host_done(&host);
        assert_int_equal(host_end_of(&host, call), flows[f].end);
        host_end(&host);
      }
    }
  }
}

/* Through a queue that overflows into a queue that overflows into a flow. */
static void at_the_end_of_a_chain(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "wait_max=5s overflow=next");
  host_change(&host, "queue next length_max=0 overflow_flow=mail\n");
  acd_id call = host_arrive(&host, "2"), plain = host_arrive(&host, "1");
  host_pass(&host, 5 * SECOND);
  host_told(&host, "voicemail box, voicemail box");
  assert_int_equal(host_kpi(&host, "desk").overflowed, 2);
  assert_int_equal(host_kpi(&host, "next").diverted, 2);
  assert_int_equal(centre_call(&host, call).flow, centre_call(&host, plain).flow);
  host_end(&host);
}

/* Where no queue of a chain takes the call, it goes on as the first one says: the one it came to, or waited in. */
static void the_exit_is_that_of_the_first(void **state)
{
  static const struct {
    const char *desk, *next;
    int drained, after;
    const char *told;
  } rows[] = {
      {"length_max=0", "length_max=0", 0, 0, "play full"},
      {"length_max=0", "length_max=-1", 1, 0, "play full"},
      {"length_max=0", "join_staffed_min=1", 0, 0, "play full"},
      {"join_available_min=1", "length_max=0", 0, 0, "play nobody"},
      {"wait_max=4s", "length_max=0", 0, 4, "play late"},
      {"wait_max=4s", "length_max=-1", 1, 4, "play late"},
      {"leave_when=unavailable leave_after=4s", "length_max=0", 0, 4, "play nobody"},
      {"length_max=0", "wait_max=4s", 0, 4, "play late"}, /* it waited there */
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char settings[200], change[200];
    snprintf(settings, sizeof settings, "%s overflow=next", rows[i].desk);
    begin(&host, settings);
    snprintf(change, sizeof change, "queue next %s\n", rows[i].next);
    host_change(&host, change);
    if (rows[i].drained) assert_int_equal(acd_queue_drain(host.engine, host.now, host_queue(&host, "next")), ACD_OK);
    host_arrive(&host, "2");
    host_pass(&host, rows[i].after * SECOND);
    host_told(&host, rows[i].told);
    assert_int_equal(host_kpi(&host, "desk").overflowed, 1);
    host_end(&host);
  }
}

/* A flow that leads back into the same full queue ends the call, in the same command or timer. */
static void round_and_round(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "centre steps_max=20\nqueue desk length_max=0 overflow_flow=again\nqueue slow wait_max=3s overflow=desk\n"
              "flow again start=q\n  node q kind=queue queue=desk\nnumber 1 queue=desk\nnumber 2 queue=slow\n");
  assert_int_equal(host_end_of(&host, host_arrive(&host, "1")), ACD_END_FAILED);
  acd_id call = host_arrive(&host, "2");
  host_pass(&host, 3 * SECOND);
  assert_int_equal(host_end_of(&host, call), ACD_END_FAILED);
  assert_int_equal(host_kpi(&host, "desk").diverted, 42);
  host_end(&host);
}

/* By a transfer, also one that falls back; the agent goes to wrap-up. */
static void by_a_transfer(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "overflow_flow=mail");
  host_change(&host, "agent bob\nqueue full length_max=0 overflow_flow=both\n");
  centre_ready(&host, "ann");
  acd_id call = host_arrive(&host, "2");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_forget(&host);
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "full"), NULL),
                   ACD_OK);
  host_told(&host, "release ann, play sorry");
  call = host_arrive(&host, "1");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), NULL),
                   ACD_OK);
  assert_int_equal(acd_queue_drain(host.engine, host.now, host_queue(&host, "desk")), ACD_OK);
  host_forget(&host);
  centre_offer(&host, "bob", ACD_OUTCOME_REJECTED);
  host_told(&host, "voicemail box");
  assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_FLOW);
  host_end(&host);
}

/* The flow in force then; a queue no longer defined overflows nowhere. */
static void the_version_in_force(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "wait_max=5s overflow_flow=mail");
  acd_id call = host_arrive(&host, "1");
  host_change(&host, "flow mail start=n\n  node n kind=play prompt=new\n");
  host_pass(&host, 5 * SECOND);
  host_told(&host, "play new");
  assert_int_equal(centre_call(&host, call).flow, host_flow(&host, "mail"));
  acd_id last = host_arrive(&host, "1");
  host_define(&host, "agent ann\n");
  host_pass(&host, 5 * SECOND);
  assert_int_equal(host_end_of(&host, last), ACD_END_TIMEOUT);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_way_leads_there),
      cmocka_unit_test(at_the_end_of_a_chain),
      cmocka_unit_test(the_exit_is_that_of_the_first),
      cmocka_unit_test(round_and_round),
      cmocka_unit_test(by_a_transfer),
      cmocka_unit_test(the_version_in_force),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
