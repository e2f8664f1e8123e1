/* SPDX-License-Identifier: Apache-2.0 */
/* What callers walk on hold: acd/queue.h, "Flows of a queue". */
#include "walk.h"

#define CENTRE                                                                                                         \
  "agent ann\nagent bob presence=not_ready\nqueue desk music=waltz hold_flow=h wrapup=0s\n  member ann\n"              \
  "  member bob\nnumber 1 flow=main\nnumber 2 queue=desk\nflow main start=q\n  node q kind=queue queue=desk\n"         \
  "    exit key to=k\n    exit next to=n\n  node k kind=voicemail mailbox=box\n  node n kind=play prompt=after\n"
#define ONE "flow h start=a\n  node a kind=play prompt=one\n"
#define TWO                                                                                                            \
  "flow h start=a\n  node a kind=play prompt=one\n    exit next to=b\n  node b kind=wait time=10s\n    exit next "     \
  "to=a\n"
#define MENU                                                                                                           \
  "flow h start=m\n  node m kind=menu prompt=stay\n    exit 1 to=l\n    exit 2 to=h\n    exit 3 to=p\n"                \
  "    exit no_input to=m\n  node l kind=leave\n  node h kind=hangup\n  node p kind=play prompt=fine\n"

typedef struct row {
  const char *flow;   /* nodes of h */
  const char *number; /* which the call came to */
  const char *words;  /* for walk_on(), from the conversation on */
  const char *told;
  int64_t state; /* of the call then, ACD_CALL_STATE_…; 0: it has ended as completed */
} row;

static const row rows[] = {
    /* The music of the hold, then the flow; the music goes on when it is over. */
    {ONE, "1", "hold", "hold ann", ACD_CALL_STATE_HELD},
    {ONE, "1", "hold @1", "hold ann, play one", ACD_CALL_STATE_HELD},
    {ONE, "1", "hold @1 done @9", "hold ann, play one, music waltz", ACD_CALL_STATE_HELD},
    {ONE, "1", "hold @1 failed", "hold ann, play one, music waltz", ACD_CALL_STATE_HELD},
    {TWO, "1", "hold @1 done @9 @1", "hold ann, play one, music waltz, play one", ACD_CALL_STATE_HELD},
    /* One that has said nothing leaves the music of the hold alone. */
    {"flow h start=a\n  node a kind=wait time=5s\n    exit next to=b\n  node b kind=set attribute=x value=1\n", "1",
     "hold @1 @9", "hold ann", ACD_CALL_STATE_HELD},
    /* Resume ends it at once, and the next hold begins it anew. */
    {ONE, "1", "hold resume @1", "hold ann, resume ann", ACD_CALL_STATE_TALKING},
    {TWO, "1", "hold @1 resume @30", "hold ann, play one, resume ann", ACD_CALL_STATE_TALKING},
    {TWO, "1", "hold @1 done resume hold @1", "hold ann, play one, music waltz, resume ann, hold ann, play one",
     ACD_CALL_STATE_HELD},
    /* Whoever hangs up, on whatever node it is. */
    {TWO, "1", "hold @1 leave:ann", "hold ann, play one, play after", ACD_CALL_STATE_FLOW},
    {TWO, "1", "hold @1 done leave:ann", "hold ann, play one, music waltz, play after", ACD_CALL_STATE_FLOW},
    {TWO, "1", "hold @1 caller", "hold ann, play one, release ann", 0},
    /* The caller's own choice: to stay, to leave for the voicemail of the queue node, to hang up. */
    {MENU, "1", "hold @1 =3 done", "hold ann, collect stay, play fine, music waltz", ACD_CALL_STATE_HELD},
    {MENU, "1", "hold @1 =1", "hold ann, collect stay, release ann, voicemail box", ACD_CALL_STATE_FLOW},
    {MENU, "2", "hold @1 =1", "hold ann, collect stay, release ann, hangup completed", 0},
    {MENU, "1", "hold @1 =2", "hold ann, collect stay, release ann, hangup completed", 0},
    {MENU, "1", "hold @1 = =1", "hold ann, collect stay, collect stay, release ann, voicemail box",
     ACD_CALL_STATE_FLOW},
    /* Subflows; and what leads elsewhere ends it. */
    {"flow h start=s\n  node s kind=subflow flow=sub\n    exit next to=p\n  node p kind=play prompt=back\n"
     "flow sub start=p\n  node p kind=play prompt=in\n    exit next to=r\n  node r kind=return\n",
     "1", "hold @1 done done", "hold ann, play in, play back, music waltz", ACD_CALL_STATE_HELD},
    {"flow h start=s\n  node s kind=subflow flow=sub\nflow sub start=l\n  node l kind=leave\n", "1", "hold @1",
     "hold ann, release ann, voicemail box", ACD_CALL_STATE_FLOW},
    {"flow h start=f\n  node f kind=flow flow=away\nflow away start=v\n  node v kind=voicemail mailbox=box\n", "1",
     "hold @1", "hold ann", ACD_CALL_STATE_HELD},
    {"flow h start=a\n  node a kind=set attribute=x value=1\n    exit next to=a\n", "1", "hold @1", "hold ann",
     ACD_CALL_STATE_HELD},
};

static void each_way(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(&text, "%s%s", CENTRE, rows[i].flow);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = host_arrive(&host, rows[i].number);
    host_connect(&host, "ann");
    host_forget(&host);
    walk_on(&host, call, rows[i].words);
    const char *news = host_news(&host);
    if (strcmp(news, rows[i].told) != 0) fail_msg("row %d: told \"%s\", not \"%s\"", (int)i, news, rows[i].told);
    assert_int_equal(host_call_state(&host, call), rows[i].state);
    if (!rows[i].state) assert_int_equal(host_end_of(&host, call), ACD_END_COMPLETED);
    host_end(&host);
  }
}

/* Where the call is meanwhile, whose clocks go on as on any hold; a late result means nothing. */
static void it_is_beside_the_conversation(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE TWO);
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  walk_on(&host, call, "@10 hold @5");
  acd_call_info info = centre_call(&host, call);
  assert_int_equal(info.flow, host_flow(&host, "h"));
  assert_string_equal(acd_flow_node_name(host.engine, info.flow, info.node), "a");
  assert_int_equal(info.agent, host_agent(&host, "ann"));
  acd_id prompt = host_action_of(&host, "play one")->id;
  walk_on(&host, call, "resume @3 leave:ann");
  assert_int_equal(acd_action_result(host.engine, host.now, prompt, ACD_OUTCOME_DONE, NULL), ACD_ERR_STALE);
  assert_int_equal(centre_call(&host, call).flow, host_flow(&host, "main"));
  acd_kpi_queue kpi = host_kpi(&host, "desk");
  assert_int_equal(kpi.hold_us, 5 * SECOND);
  assert_int_equal(kpi.talk_us, 13 * SECOND);
  assert_int_equal(kpi.left_by_key, 0);
  host_end(&host);
}

/* On hold for a consultation; whatever becomes of that. */
static void while_the_agent_consults(void **state)
{
  static const struct {
    const char *what, *told;
    int64_t state;
  } ways[] = {
      {"resume", "hangup abandoned ann, resume ann, ring_stop bob", ACD_CALL_STATE_TALKING},
      {"=1", "hangup abandoned ann, release ann, voicemail box, ring_stop bob", ACD_CALL_STATE_FLOW},
      {"caller", "hangup abandoned ann, release ann, ring_stop bob", 0},
      {"leave:ann", "hangup abandoned ann, play after, ring_stop bob", ACD_CALL_STATE_FLOW},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(ways); i++) {
    test_host host;
    acd_id consult;
    host_begin(&host, NULL);
    host_define(&host, CENTRE MENU);
    acd_id call = host_arrive(&host, "1");
    host_connect(&host, "ann");
    acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
    host_forget(&host);
    assert_int_equal(
        acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 9, &consult), ACD_OK);
    walk_on(&host, call, "@1");
    host_told(&host, "hold ann, ring bob, collect stay");
    walk_on(&host, call, ways[i].what);
    host_told(&host, ways[i].told);
    assert_int_equal(host_call_state(&host, call), ways[i].state);
    host_end(&host);
  }
}

/* A consultation that becomes a transfer, or a conference, takes the caller off hold; hold in it is for all, and who leaves it,
 * leaves all. */
static void with_others(void **state)
{
  (void)state;
  for (int conference = 0; conference < 2; conference++) {
    test_host host;
    acd_id consult;
    host_begin(&host, NULL);
    host_define(&host, CENTRE MENU);
    acd_id call = host_arrive(&host, "1");
    host_connect(&host, "ann");
    acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
    acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 9, &consult);
    host_connect(&host, "bob");
    walk_on(&host, call, "@1");
    host_forget(&host);
    int status =
        conference ? acd_call_conference(host.engine, host.now, call) : acd_call_complete(host.engine, host.now, call);
    assert_int_equal(status, ACD_OK);
    host_check(&host);
    host_told(&host, conference ? "join bob" : "release ann, join bob");
    host_answer(&host, "join bob", ACD_OUTCOME_DONE);
    walk_on(&host, call, "@9 hold @1");
    host_told(&host, conference ? "hold ann, collect stay" : "hold bob, collect stay");
    if (conference) { /* the first leaves: on hold still */
      walk_on(&host, call, "leave:ann");
      host_told(&host, "");
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_HELD);
    }
    walk_on(&host, call, "=1");
    host_told(&host, conference ? "release bob, voicemail box" : "release bob, hangup completed");
    assert_int_equal(host_agent_state(&host, "bob"), ACD_AGENT_STATE_READY);
    host_end(&host);
  }
}

/* A hold because another call interrupts is a hold as any. */
static void while_another_call_interrupts(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "channel voice\nchannel chat\n  interrupt voice\nagent ann capacity=100\n"
                     "queue calm channel=voice hold_flow=h wrapup=0s\n  member ann\n"
                     "queue hot channel=chat wrapup=0s\n  member ann\nnumber 1 queue=calm\nnumber 2 queue=hot\n" ONE);
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  acd_id other = host_arrive(&host, "2");
  host_connect(&host, "ann");
  host_pass(&host, SECOND);
  assert_int_equal(centre_call(&host, call).interrupted, 1);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_HELD);
  host_action_of(&host, "play one");
  host_hangup(&host, other);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  assert_int_equal(centre_call(&host, call).flow, 0);
  host_end(&host);
}

/* What it says of the recording counts, and a pause of the agent's stays above it. */
static void it_may_say_how_to_record(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE "flow h start=r\n  node r kind=recording recording=on\n    exit next to=p\n"
                            "  node p kind=play prompt=recorded\n");
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  host_forget(&host);
  walk_on(&host, call, "hold @1");
  host_told(&host, "hold ann, recording on, play recorded");
  assert_int_equal(acd_call_record(host.engine, host.now, call, ACD_RECORDING_PAUSED), ACD_OK);
  walk_on(&host, call, "resume hold @1");
  host_told(&host, "recording paused, resume ann, hold ann, play recorded");
  assert_int_equal(centre_call(&host, call).record_paused, 1);
  host_end(&host);
}

/* Who is on hold goes on in the version of that hold, which goes with the last caller in it; the next hold takes the new one. */
static void versions_are_kept(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE TWO);
  acd_id call = host_arrive(&host, "1"), version = host_flow(&host, "h");
  host_connect(&host, "ann");
  walk_on(&host, call, "hold @1");
  host_change(&host, "flow h start=a\n  node a kind=play prompt=new\n");
  host_forget(&host);
  walk_on(&host, call, "done @10");
  host_told(&host, "music waltz, play one");
  walk_on(&host, call, "resume");
  assert_null(acd_flow_node_name(host.engine, version, 0));
  walk_on(&host, call, "hold @1");
  host_told(&host, "resume ann, hold ann, play new");
  host_change(&host, "queue desk music=waltz wrapup=0s\n  member ann\n");
  walk_on(&host, call, "resume hold @1");
  host_told(&host, "resume ann, hold ann");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_way),
      cmocka_unit_test(it_is_beside_the_conversation),
      cmocka_unit_test(with_others),
      cmocka_unit_test(while_the_agent_consults),
      cmocka_unit_test(versions_are_kept),
      cmocka_unit_test(while_another_call_interrupts),
      cmocka_unit_test(it_may_say_how_to_record),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
