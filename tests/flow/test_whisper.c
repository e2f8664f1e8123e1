/* SPDX-License-Identifier: Apache-2.0 */
/* What agents hear before they are connected: acd/queue.h, "Flows of a queue". */
#include "walk.h"

#define CENTRE                                                                                                         \
  "agent ann\nagent bob presence=not_ready\n"                                                                          \
  "queue desk strategy=linear music=waltz whisper_flow=w wrapup=0s retry_delay=5s wait_max=100s exit_key=9\n"          \
  "  member ann\n  member bob\nnumber 1 flow=main\nflow main start=q\n  node q kind=queue queue=desk\n"                \
  "    exit next to=n\n  node n kind=play prompt=after\n"
#define ONE "flow w start=a\n  node a kind=play prompt=claims\n"
#define MENU                                                                                                           \
  "flow w start=m\n  node m kind=menu prompt=take input_timeout=5s attempts=1\n    exit 1 to=r\n    exit 2 to=l\n"     \
  "    exit 3 to=h\n  node r kind=return\n  node l kind=leave\n  node h kind=hangup\n"

typedef struct row {
  const char *flow;  /* nodes of w */
  const char *words; /* for walk_on(), from the ring of ann on */
  const char *told;
  int64_t state; /* of the call then */
} row;

static const row rows[] = {
    {ONE, "accepted", "play ann claims", ACD_CALL_STATE_CONNECTING},
    {ONE, "accepted done", "play ann claims, bridge ann", ACD_CALL_STATE_CONNECTING},
    {ONE, "accepted failed", "play ann claims, bridge ann", ACD_CALL_STATE_CONNECTING},
    {ONE, "accepted done done", "play ann claims, bridge ann", ACD_CALL_STATE_TALKING},
    /* Connected in one step: nothing before it. */
    {ONE, "bridged", "", ACD_CALL_STATE_TALKING},
    /* The agent's choice; silence and wrong keys are none here. */
    {MENU, "accepted =1", "collect ann take, bridge ann", ACD_CALL_STATE_CONNECTING},
    {MENU, "accepted =", "collect ann take, bridge ann", ACD_CALL_STATE_CONNECTING},
    {MENU, "accepted =7", "collect ann take, bridge ann", ACD_CALL_STATE_CONNECTING},
    {MENU, "accepted =2", "collect ann take, release ann", ACD_CALL_STATE_WAITING},
    {MENU, "accepted =3", "collect ann take, release ann", ACD_CALL_STATE_WAITING},
    {MENU, "ready:bob accepted =2", "collect ann take, release ann, ring bob", ACD_CALL_STATE_WAITING},
    {MENU, "accepted =2 @5 accepted =1", "collect ann take, release ann, ring ann, collect ann take, bridge ann",
     ACD_CALL_STATE_CONNECTING},
    /* Whoever hangs up, or is gone. */
    {MENU, "accepted leave:ann", "collect ann take", ACD_CALL_STATE_WAITING},
    {MENU, "accepted caller", "collect ann take, release ann", 0},
    {ONE, "accepted done leave:ann", "play ann claims, bridge ann", ACD_CALL_STATE_WAITING},
    /* It is bounded as a whole, whatever it does; and a wait is part of it. */
    {MENU, "accepted @29", "collect ann take", ACD_CALL_STATE_CONNECTING},
    {MENU, "accepted @30", "collect ann take, bridge ann", ACD_CALL_STATE_CONNECTING},
    {"flow w start=a\n  node a kind=wait time=2s\n    exit next to=b\n  node b kind=play prompt=now\n", "accepted @2",
     "play ann now", ACD_CALL_STATE_CONNECTING},
    {"flow w start=a\n  node a kind=wait time=20s\n    exit next to=b\n  node b kind=play prompt=now\n    exit next "
     "to=a\n",
     "accepted @20 done @10", "play ann now, bridge ann", ACD_CALL_STATE_CONNECTING},
    /* The host is asked, with the agent; and attributes are the call's. */
    {"flow w start=a\n  node a kind=host operation=pop attribute=pop\n    exit timeout to=l\n  node l kind=leave\n",
     "accepted text:shown", "host ann pop, bridge ann", ACD_CALL_STATE_CONNECTING},
    {"flow w start=a\n  node a kind=host operation=pop attribute=pop\n    exit timeout to=l\n  node l kind=leave\n",
     "accepted @5", "host ann pop, release ann", ACD_CALL_STATE_WAITING},
    /* Nothing to hear; and what leads elsewhere ends it. */
    {"flow w start=a\n  node a kind=set attribute=x value=1\n", "accepted", "bridge ann", ACD_CALL_STATE_CONNECTING},
    {"flow w start=a\n  node a kind=set attribute=x value=1\n    exit next to=a\n", "accepted", "bridge ann",
     ACD_CALL_STATE_CONNECTING},
    {"flow w start=l\n  node l kind=leave\n", "accepted", "release ann", ACD_CALL_STATE_WAITING},
    {"flow w start=f\n  node f kind=flow flow=away\nflow away start=v\n  node v kind=voicemail mailbox=box\n",
     "accepted", "bridge ann", ACD_CALL_STATE_CONNECTING},
    {"flow w start=s\n  node s kind=subflow flow=sub\n    exit next to=p\n  node p kind=play prompt=back\n"
     "flow sub start=p\n  node p kind=play prompt=in\n    exit next to=r\n  node r kind=return\n",
     "accepted done done", "play ann in, play ann back, bridge ann", ACD_CALL_STATE_CONNECTING},
    {"flow w start=s\n  node s kind=subflow flow=sub\nflow sub start=p\n  node p kind=play prompt=in\n    exit next "
     "to=l\n  node l kind=leave\n",
     "accepted done", "play ann in, release ann", ACD_CALL_STATE_WAITING},
    /* The call may wait for as long as it was to: it leaves if the agent refuses after all. */
    {"flow w start=m\n  node m kind=menu prompt=take input_timeout=60s attempts=1\n    exit 2 to=l\n  node l "
     "kind=leave\n",
     "@80 accepted @25 =2", "collect ann take, release ann, hangup timeout", 0},
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
    host_change(&host, "agent ann ring_timeout=90s\n");
    acd_id call = host_arrive(&host, "1");
    host_told(&host, "music waltz, ring ann");
    walk_on(&host, call, rows[i].words);
    const char *news = host_news(&host);
    if (strcmp(news, rows[i].told) != 0) fail_msg("row %d: told \"%s\", not \"%s\"", (int)i, news, rows[i].told);
    if (host_call_state(&host, call) != rows[i].state) fail_msg("row %d: %u", (int)i, host_call_state(&host, call));
    host_end(&host);
  }
}

/* Whom it is for, what is said, and that the caller hears what was heard before. */
static void it_is_for_the_agent(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "agent ann presence=not_ready\n  device desk\n  device mobile\n"
              "queue desk music=waltz whisper_flow=w wrapup=0s\n  member ann\n"
              "  announcement soon prompt=soon says=waited after=40s every=10s\nnumber 1 queue=desk\n"
              "flow w start=a\n  node a kind=play prompt=waited says=waited\n    exit next to=m\n"
              "  node m kind=menu prompt=take\n    exit 1 to=h\n"
              "  node h kind=host operation=pop\n    exit next to=p\n  node p kind=play prompt=place says=position\n");
  acd_id call = host_arrive(&host, "1"), ann = host_agent(&host, "ann");
  walk_on(&host, call, "@40");
  host_told(&host, "music waltz, play soon");
  const acd_action *soon = host_action_of(&host, "play soon");
  assert_int_equal(soon->to, ACD_TO_CALLER);
  assert_int_equal(soon->says, ACD_SAYS_WAITED);
  assert_int_equal(soon->value, 40 * SECOND);
  acd_id announcement = soon->id;
  walk_on(&host, call, "ready:ann @3 accepted @10");
  host_told(&host, "ring ann.desk, play ann.desk waited");
  const acd_action *waited = host_action_of(&host, "play ann.desk waited");
  assert_int_equal(waited->to, ACD_TO_AGENT);
  assert_int_equal(waited->agent, ann);
  assert_true(waited->device != 0);
  assert_int_equal(waited->call, call);
  assert_int_equal(waited->queue, host_queue(&host, "desk"));
  assert_int_equal(waited->says, ACD_SAYS_WAITED);
  assert_int_equal(waited->value, 43 * SECOND);
  /* The announcement is over, and the music goes on; another one is not begun. */
  assert_int_equal(acd_action_result(host.engine, host.now, announcement, ACD_OUTCOME_DONE, NULL), ACD_OK);
  host_told(&host, "music waltz");
  assert_int_equal(host_action_of(&host, "music waltz")->to, ACD_TO_CALLER);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_BUSY);
  assert_int_equal(centre_call(&host, call).flow, host_flow(&host, "w"));
  walk_on(&host, call, "done");
  assert_int_equal(host_action_of(&host, "collect ann.desk take")->to, ACD_TO_AGENT);
  walk_on(&host, call, "=1");
  assert_int_equal(host_action_of(&host, "host ann.desk pop")->to, ACD_TO_AGENT);
  assert_true(host_action_of(&host, "host ann.desk pop")->device != 0);
  walk_on(&host, call, "text:");
  assert_int_equal(host_action_of(&host, "play ann.desk place")->says, ACD_SAYS_POSITION);
  assert_int_equal(host_action_of(&host, "play ann.desk place")->value, 1);
  walk_on(&host, call, "done");
  host_told(&host, "collect ann.desk take, host ann.desk pop, play ann.desk place, bridge ann.desk");
  assert_int_equal(host_action_of(&host, "bridge ann.desk")->to, 0);
  host_answer(&host, "bridge ann.desk", ACD_OUTCOME_DONE);
  assert_int_equal(centre_call(&host, call).flow, 0);
  acd_kpi_queue kpi = host_kpi(&host, "desk");
  assert_int_equal(kpi.answered, 1);
  assert_int_equal(kpi.wait_us, 53 * SECOND);
  host_end(&host);
}

/* A refusal is a missed offer as any leg that is lost before the bridge: the agent rests, and the misses are counted. */
static void a_refusal_is_a_miss(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE MENU);
  host_change(&host, "queue desk strategy=linear whisper_flow=w misses_max=2 retry_delay=5s\n  member ann\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "accepted =2 @4");
  host_told(&host, "ring ann, collect ann take, release ann");
  walk_on(&host, call, "@1 accepted =2 @60");
  host_told(&host, "ring ann, collect ann take, release ann");
  assert_int_equal(host_presence(&host, "ann"), ACD_PRESENCE_NOT_READY);
  host_check(&host);
  host_end(&host);
}

/* Who is called alone, who is consulted, and who picks a call up. */
static void which_calls_have_one(void **state)
{
  (void)state;
  test_host host;
  acd_id consult;
  host_begin(&host, NULL);
  host_define(&host, CENTRE ONE "number 2 flow=direct\nflow direct start=a\n  node a kind=agent agent=ann\n");
  acd_id call = host_arrive(&host, "2");
  walk_on(&host, call, "accepted");
  host_told(&host, "ring ann, bridge ann");
  host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
  acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
  assert_int_equal(
      acd_call_consult(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "desk"), 9, &consult), ACD_OK);
  host_answer(&host, (host_pull(&host), "ring bob"), ACD_OUTCOME_ACCEPTED);
  host_told(&host, "hold ann, music waltz, ring bob, bridge bob");
  host_hangup(&host, call);
  acd_agent_not_ready(host.engine, host.now, host_agent(&host, "ann"), 1);
  acd_agent_not_ready(host.engine, host.now, host_agent(&host, "bob"), 1);
  host_pass(&host, 20 * SECOND);
  call = host_arrive(&host, "1");
  host_forget(&host);
  assert_int_equal(acd_call_pick_up(host.engine, host.now, call, host_agent(&host, "bob"), 0), ACD_OK);
  host_told(&host, "play bob claims");
  walk_on(&host, call, "done done");
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  host_end(&host);
}

/* What gives way to the call gives way to its whisper. */
static void others_give_way_to_it(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "channel voice\nchannel chat\n  interrupt voice\nagent ann capacity=100\n"
              "queue calm channel=voice wrapup=0s\n  member ann\n"
              "queue hot channel=chat wrapup=0s whisper_flow=w retry_delay=9s\n  member ann\nnumber 1 queue=calm\n"
              "number 2 queue=hot\n" MENU);
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  acd_id other = host_arrive(&host, "2");
  host_forget(&host);
  walk_on(&host, other, "accepted");
  host_told(&host, "hold ann, collect ann take");
  walk_on(&host, other, "=2");
  host_told(&host, "release ann, resume ann");
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  walk_on(&host, other, "@9 accepted =1 done");
  assert_int_equal(host_call_state(&host, other), ACD_CALL_STATE_TALKING);
  host_end(&host);
}

/* The call waits in several queues: it is that of the queue it connects for, and the others wait until the bridge. */
static void in_several_queues(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nagent bob presence=not_ready\n"
                     "queue a music=waltz whisper_flow=v wait_max=30s wait_flow=v\n  member ann\n"
                     "queue b music=tango whisper_flow=w retry_delay=90s\n  member bob\n"
                     "number 1 flow=main\nflow main start=q\n  node q kind=queue queue=a\n    node_queue b\n" MENU
                     "flow v start=p\n  node p kind=play prompt=other\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "@20");
  host_told(&host, "music waltz, play other");
  walk_on(&host, call, "ready:bob accepted");
  host_told(&host, "ring bob, music waltz, collect bob take"); /* instead of the prompt */
  walk_on(&host, call, "@15");                                 /* the wait in the other queue is over by now */
  host_told(&host, "");
  walk_on(&host, call, "=2 @1");
  host_told(&host, "release bob, music tango");
  assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "b"));
  walk_on(&host, call, "caller");
  host_end(&host);
}

/* The version of the acceptance is finished; definitions take neither call nor agent away. */
static void versions_are_kept(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE MENU);
  acd_id call = host_arrive(&host, "1"), version = host_flow(&host, "w");
  walk_on(&host, call, "accepted");
  host_define(&host, "agent bob\nqueue other\n  member bob\nnumber 1 queue=other\n");
  host_check(&host);
  host_forget(&host);
  walk_on(&host, call, "=1 done");
  host_told(&host, "bridge ann");
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  assert_null(acd_flow_node_name(host.engine, version, 0));
  host_end(&host);
}

/* Speech in a whisper, and what an agent's menu may not answer. */
static void an_agent_speaks(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE "flow w start=m\n  node m kind=menu prompt=take\n    case no speech='no | later' to=l\n"
                            "  node l kind=leave\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "accepted");
  assert_int_equal(host_result(&host, "collect ann take", ACD_OUTCOME_DONE, NULL), ACD_ERR_ARGUMENT);
  walk_on(&host, call, "~later");
  host_told(&host, "music waltz, ring ann, collect ann take, release ann");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_way),          cmocka_unit_test(it_is_for_the_agent),
      cmocka_unit_test(in_several_queues), cmocka_unit_test(a_refusal_is_a_miss),
      cmocka_unit_test(versions_are_kept), cmocka_unit_test(which_calls_have_one),
      cmocka_unit_test(an_agent_speaks),   cmocka_unit_test(others_give_way_to_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
