/* SPDX-License-Identifier: Apache-2.0 */
/* A flow takes effect for new calls at once; calls inside keep the version they started on. acd/definition.h, acd/flow.h. */
#include "centre.h"

static const char first_version[] =
    "flow f start=a\n  node a kind=play prompt=one\n    exit next to=b\n"
    "  node b kind=play prompt=two\n    exit next to=c\n  node c kind=hangup\nnumber 1 flow=f\n";
static const char second_version[] = "flow f start=x\n  node x kind=play prompt=new\n    exit next to=y\n"
                                     "  node y kind=voicemail mailbox=box\nnumber 1 flow=f\n";

static void calls_inside_keep_their_version(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, first_version);
  acd_id old = host_arrive(&host, "1"), version = host_flow(&host, "f");
  host_told(&host, "play one");
  host_define(&host, second_version);
  acd_id next = host_flow(&host, "f");
  assert_int_not_equal(version, next);
  assert_int_equal(centre_call(&host, old).flow, version);
  assert_string_equal(acd_flow_node_name(host.engine, version, 0), "a");
  assert_string_equal(acd_flow_node_name(host.engine, next, 0), "x");
  acd_id young = host_arrive(&host, "1");
  host_told(&host, "play new");
  host_answer(&host, "play one", ACD_OUTCOME_DONE);
  host_answer(&host, "play new", ACD_OUTCOME_DONE);
  host_told(&host, "play two, voicemail box");
  host_answer(&host, "play two", ACD_OUTCOME_DONE);
  assert_int_equal(host_end_of(&host, old), ACD_END_FLOW);
  assert_null(acd_flow_node_name(host.engine, version, 0)); /* gone with its last call */
  host_answer(&host, "voicemail box", ACD_OUTCOME_DONE);
  assert_int_equal(host_end_of(&host, young), ACD_END_VOICEMAIL);
  host_end(&host);
}

/* The same text is the same version, whatever else the definition changes. */
static void an_unchanged_flow_is_the_same_version(void **state)
{
  static const char *const rest[] = {"", "agent ann\n", "centre steps_max=50\n", "queue q\n"};
  (void)state;
  for (size_t i = 0; i < COUNT(rest); i++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(&text, "%s%s", first_version, rest[i]);
    host_begin(&host, NULL);
    host_define(&host, first_version);
    acd_id version = host_flow(&host, "f");
    host_define(&host, text.text);
    assert_int_equal(host_flow(&host, "f"), version);
    host_define(&host, second_version);
    assert_int_not_equal(host_flow(&host, "f"), version);
    host_end(&host);
  }
}

static void a_removed_flow_serves_its_calls(void **state)
{
  (void)state;
  test_host host;
  acd_id flow;
  host_begin(&host, NULL);
  host_define(&host, first_version);
  acd_id call = host_arrive(&host, "1"), version = host_flow(&host, "f");
  for (int again = 0; again < 3; again++) host_define(&host, again ? "agent ann\n" : "");
  assert_int_equal(acd_flow_find(host.engine, "f", &flow), ACD_ERR_NOT_FOUND);
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.flow = version;
  assert_int_not_equal(acd_call_arrive(host.engine, host.now, &arrival, &flow), ACD_OK); /* new calls do not start it */
  host_answer(&host, "play one", ACD_OUTCOME_DONE);
  host_answer(&host, "play two", ACD_OUTCOME_DONE);
  assert_int_equal(host_end_of(&host, call), ACD_END_FLOW);
  host_told(&host, "play one, play two, hangup flow");
  host_end(&host);
}

/* Going on to another flow by its name, a call takes the version in force at that moment; where there is none, the exit
 * `error`. */
static void a_call_goes_on_to_the_version_in_force(void **state)
{
  static const char *const others[] = {"flow g start=a\n  node a kind=play prompt=old\n",
                                       "flow g start=a\n  node a kind=play prompt=new\n", ""};
  static const char *const told[] = {"play old", "play new", "hangup failed"};
  (void)state;
  for (size_t after = 0; after < COUNT(others); after++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(&text,
                  "%sflow f start=a\n  node a kind=play prompt=hello\n    exit next to=b\n  node b kind=flow flow=g\n"
                  "number 1 flow=f\n",
                  others[0]);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    host_arrive(&host, "1");
    text.size = 0;
    outline_write(&text, "%sflow f start=a\n  node a kind=hangup\nnumber 1 flow=f\n", others[after]);
    host_define(&host, text.text);
    host_forget(&host);
    host_answer(&host, "play hello", ACD_OUTCOME_DONE);
    host_told(&host, told[after]);
    host_end(&host);
  }
}

/* What an old version refers to may be gone: queues are closed, agents unreachable, opening hours over. */
static void an_old_version_meets_what_is_gone(void **state)
{
  static const struct {
    const char *node;
    const char *told;
  } rows[] = {
      {"  node n kind=queue queue=q\n    exit closed to=end\n", "play end"},
      {"  node n kind=agent agent=ann\n    exit unreachable to=end\n", "play end"},
      {"  node n kind=hours schedule=s\n    exit closed to=end\n", "play end"},
      {"  node n kind=metric queue=q metric=waiting threshold=0\n    exit match to=end\n", "play end"},
      {"  node n kind=skills\n    node_skill k\n    exit next to=end\n", "play end"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(
        &text,
        "skill k\nagent ann\nqueue q\nschedule s\n  hours h days=127 from=0 to=86400000000\n"
        "flow f start=p\n  node p kind=play prompt=hello\n    exit next to=n\n%s  node end kind=play prompt=end\n"
        "number 1 flow=f\n",
        rows[i].node);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    host_arrive(&host, "1");
    host_define(&host, "");
    host_forget(&host);
    host_answer(&host, "play hello", ACD_OUTCOME_DONE);
    host_told(&host, rows[i].told);
    host_end(&host);
  }
}

/* Waiting in a queue, ringing, talking: the call is still in its flow, and its exits are those of its version. */
static void a_waiting_call_keeps_its_version(void **state)
{
  static const char old[] =
      "agent ann\nqueue q exit_key=*\n  member ann\nflow f start=n\n  node n kind=queue queue=q wait_max=50s\n"
      "    exit next to=a\n    exit timeout to=b\n    exit key to=c\n  node a kind=play prompt=after\n"
      "  node b kind=play prompt=late\n  node c kind=play prompt=left\nnumber 1 flow=f\n";
  static const char new[] =
      "agent ann\nqueue q exit_key=*\n  member ann\nflow f start=n\n  node n kind=queue queue=q wait_max=5s\n"
      "number 1 flow=f\n";
  static const char *const ends[] = {"play after", "play late", "play left"};
  (void)state;
  for (size_t i = 0; i < COUNT(ends); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, old);
    acd_id call = host_arrive(&host, "1");
    host_define(&host, new);
    if (i == 0) {
      centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
      host_define(&host, new);
      assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
    } else if (i == 1) {
      host_pass(&host, 50 * SECOND - 1);
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
      host_pass(&host, 1);
    } else {
      assert_int_equal(acd_call_keys(host.engine, host.now, call, "*"), ACD_OK);
    }
    assert_int_equal(host_action_of(&host, ends[i])->call, call);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_FLOW);
    host_end(&host);
  }
}

/* Many versions in use at once: each call ends in its own. */
static void many_versions_at_once(void **state)
{
  enum { VERSIONS = 40 };
  (void)state;
  test_host host;
  acd_id calls[VERSIONS];
  host_begin(&host, NULL);
  for (int i = 0; i < VERSIONS; i++) {
    static outline text;
    text.size = 0;
    outline_write(
        &text,
        "flow f start=a\n  node a kind=play prompt=v%d\n    exit next to=b\n  node b kind=voicemail mailbox=m%d\n"
        "number 1 flow=f\n",
        i, i);
    host_define(&host, text.text);
    calls[i] = host_arrive(&host, "1");
  }
  host_pull(&host);
  for (int i = VERSIONS; i-- > 0;) {
    acd_id play = host.actions[i].action.id;
    assert_int_equal(acd_action_result(host.engine, host.now, play, ACD_OUTCOME_DONE, NULL), ACD_OK);
    host_pull(&host);
    const host_action *mail = &host.actions[host.actions_count - 1];
    assert_int_equal(mail->action.call, calls[i]);
    assert_int_equal(mail->words[strlen("voicemail m")] - '0', i < 10 ? i : i / 10);
    host_hangup(&host, calls[i]);
  }
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(calls_inside_keep_their_version),
      cmocka_unit_test(an_unchanged_flow_is_the_same_version),
      cmocka_unit_test(a_removed_flow_serves_its_calls),
      cmocka_unit_test(a_call_goes_on_to_the_version_in_force),
      cmocka_unit_test(an_old_version_meets_what_is_gone),
      cmocka_unit_test(a_waiting_call_keeps_its_version),
      cmocka_unit_test(many_versions_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
