/* SPDX-License-Identifier: Apache-2.0 */
/* How calls are recorded: acd/flow.h, "Recording". */
#include <stdio.h>

#include "walk.h"

static int64_t recording(test_host *host, acd_id call)
{
  return centre_call(host, call).recording;
}

/* A flow of these nodes, which begins at "a"; number 1 for it, and a queue with ann and bob. */
static acd_id begin(test_host *host, const char *nodes)
{
  static outline text;
  text.size = 0;
  outline_write(&text,
                "agent ann\nagent bob presence=not_ready\nqueue desk\n  member ann\n  member bob\n"
                "flow f start=a\n%snumber 1 flow=f\n",
                nodes);
  host_begin(host, NULL);
  host_define(host, text.text);
  acd_id call = host_arrive(host, "1");
  host_check(host);
  return call;
}

static const char *const recorded =
    "  node a kind=recording recording=on\n    exit next to=b\n"
    "  node b kind=queue queue=desk\n    exit next to=c\n  node c kind=play prompt=bye\n";

static void what_the_host_is_asked(void **state)
{
  static const struct {
    const char *nodes;
    const char *told;
    int64_t recording;
  } rows[] = {
      {"  node a kind=play prompt=p\n", "play p", 0},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=play prompt=p\n",
       "recording on, play p", ACD_RECORDING_ON},
      {"  node a kind=recording recording=off\n    exit next to=b\n  node b kind=play prompt=p\n",
       "recording off, play p", ACD_RECORDING_OFF},
      {"  node a kind=recording recording=paused\n    exit next to=b\n  node b kind=wait time=5s\n", "recording paused",
       ACD_RECORDING_PAUSED},
      /* to and fro: the last counts */
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=recording recording=off\n"
       "    exit next to=c\n  node c kind=play prompt=p\n",
       "recording off, play p", ACD_RECORDING_OFF},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=queue queue=desk\n",
       "ring ann, recording on", ACD_RECORDING_ON},
      /* nothing is asked for a call that ends, nor twice; and a loop of it ends as any other */
      {"  node a kind=recording recording=on\n", "hangup flow", -1},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=recording recording=off\n"
       "    exit next to=a\n",
       "hangup failed", -1},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=transfer number=7\n",
       "recording paused, transfer 7", ACD_RECORDING_PAUSED},
      {"  node a kind=recording recording=off\n    exit next to=b\n  node b kind=transfer number=7\n",
       "recording off, transfer 7", ACD_RECORDING_OFF},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host, rows[i].nodes);
    host_told(&host, rows[i].told);
    if (rows[i].recording >= 0) assert_int_equal(recording(&host, call), rows[i].recording);
    host_end(&host);
  }
}

static void it_goes_on_after_a_transfer_that_failed(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, "  node a kind=recording recording=on\n    exit next to=b\n"
                             "  node b kind=transfer number=7\n    exit busy to=c\n  node c kind=play prompt=p\n");
  host_told(&host, "recording paused, transfer 7");
  host_answer(&host, "transfer 7", ACD_OUTCOME_BUSY);
  host_told(&host, "recording on, play p");
  assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
  host_end(&host);
}

static void paused_while_an_agent_consults(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, recorded), consult = 0;
  host_told(&host, "ring ann, recording on");
  host_connect(&host, "ann");
  host_news(&host);
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
  host_told(&host, "hold ann"); /* the caller is still recorded */
  assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
  host_told(&host, "resume ann");
  acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
  assert_int_equal(
      acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 9, &consult), ACD_OK);
  host_told(&host, "hold ann, ring bob, recording paused");
  assert_int_equal(recording(&host, call), ACD_RECORDING_PAUSED);
  assert_int_equal(recording(&host, consult), 0);
  host_check(&host);
  /* the caller hangs up: nothing more is asked; else it goes on */
  assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
  host_check(&host);
  assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
  host_action_of(&host, "recording on");
  host_end(&host);
}

static void the_caller_hangs_up_in_a_consultation(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, recorded), consult = 0;
  host_connect(&host, "ann");
  acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
  assert_int_equal(
      acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 9, &consult), ACD_OK);
  host_pull(&host);
  size_t before = centre_actions(&host, ACD_ACTION_RECORDING, NULL);
  host_hangup(&host, call);
  host_pull(&host);
  assert_int_equal(centre_actions(&host, ACD_ACTION_RECORDING, NULL), before);
  host_check(&host);
  host_end(&host);
}

/* After the conversation the flow goes on, and the mode stays; an agent's transfer out of the centre pauses it. */
static void it_stays_with_the_call(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, recorded);
  host_connect(&host, "ann");
  host_news(&host);
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_NUMBER, 0, "+49"), ACD_OK);
  host_told(&host, "release ann, recording paused, transfer +49");
  host_end(&host);
  call = begin(&host, recorded);
  host_connect(&host, "ann");
  host_news(&host);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
  host_told(&host, "play bye");
  assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
  host_end(&host);
}

/* One command leads on many calls, and with each comes a change: the host is asked in slices, for each call once. */
static void many_change_at_once(void **state)
{
  enum { AGENTS = 40 };
  (void)state;
  static outline text;
  test_host host;
  text.size = 0;
  outline_write(&text, "number 1 flow=f\nflow f start=a\n  node a kind=agent wait_max=60s\n    exit unreachable to=b\n"
                       "  node b kind=recording recording=on\n    exit next to=c\n  node c kind=wait time=30s\n");
  size_t flow_only = text.size;
  for (int i = 0; i < AGENTS; i++) outline_write(&text, "agent a%d extension=%d presence=available\n", i, i);
  host_begin(&host, NULL);
  host_define(&host, text.text);
  acd_id calls[2 * AGENTS];
  for (int i = 0; i < 2 * AGENTS; i++) { /* the first is rung for, the second waits */
    char digits[16];
    acd_arrival arrival;
    acd_arrival_init(&arrival);
    snprintf(digits, sizeof digits, "digits=%d", i / 2);
    arrival.number = "1";
    arrival.attributes = digits;
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &calls[i]), ACD_OK);
  }
  host_forget(&host);
  text.text[flow_only] = '\0';
  host_define(&host, text.text);
  host_check(&host);
  assert_int_equal(acd_engine_deadline(host.engine), host.now);
  size_t at_once = centre_actions(&host, ACD_ACTION_RECORDING, NULL);
  assert_true(at_once > 0 && at_once < AGENTS);
  host_hangup(&host, calls[2 * AGENTS - 1]);
  host_check(&host);
  host_pass(&host, 0);
  assert_int_equal(centre_actions(&host, ACD_ACTION_RECORDING, NULL), 2 * AGENTS);
  for (int i = 0; i < 2 * AGENTS - 1; i++) assert_int_equal(recording(&host, calls[i]), ACD_RECORDING_ON);
  host_end(&host);
}

/* What becomes of the action changes nothing. */
static void the_answer_changes_nothing(void **state)
{
  static const int64_t outcomes[] = {ACD_OUTCOME_DONE, ACD_OUTCOME_FAILED, ACD_OUTCOME_TIMEOUT};
  (void)state;
  for (size_t i = 0; i < COUNT(outcomes); i++) {
    test_host host;
    acd_id call =
        begin(&host, "  node a kind=recording recording=on\n    exit next to=b\n  node b kind=play prompt=p\n");
    host_pull(&host);
    if (outcomes[i] == ACD_OUTCOME_TIMEOUT)
      host_pass(&host, 6 * SECOND);
    else
      host_answer(&host, "recording on", outcomes[i]);
    assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_FLOW);
    host_told(&host, "recording on, play p");
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_the_host_is_asked),
      cmocka_unit_test(it_goes_on_after_a_transfer_that_failed),
      cmocka_unit_test(paused_while_an_agent_consults),
      cmocka_unit_test(the_caller_hangs_up_in_a_consultation),
      cmocka_unit_test(it_stays_with_the_call),
      cmocka_unit_test(the_answer_changes_nothing),
      cmocka_unit_test(many_change_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
