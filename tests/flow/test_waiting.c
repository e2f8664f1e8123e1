/* SPDX-License-Identifier: Apache-2.0 */
/* Flows of a queue: acd/queue.h. */
#include "walk.h"

#define CENTRE                                                                                                         \
  "agent ann presence=not_ready\nqueue desk music=waltz exit_key=* wrapup=0s wait_flow=w\n  member ann\n"              \
  "number 1 flow=main\nflow main start=q\n  node q kind=queue queue=desk\n    exit key to=k\n    exit timeout to=t\n"  \
  "    exit next to=n\n  node k kind=play prompt=key\n  node t kind=play prompt=late\n  node n kind=play "             \
  "prompt=after\n"

typedef struct row {
  const char *flow;  /* nodes of w */
  const char *words; /* for walk_on() */
  const char *told;  /* by then, from the entry on */
} row;

static const row rows[] = {
    /* Nothing within a tenth of a second; then prompts one after the other, and the music goes on. */
    {"flow w start=a\n  node a kind=play prompt=one\n    exit next to=b\n  node b kind=play prompt=two\n", "",
     "music waltz"},
    {"flow w start=a\n  node a kind=play prompt=one\n    exit next to=b\n  node b kind=play prompt=two\n",
     "@1 done done", "music waltz, play one, play two, music waltz"},
    /* A wait, with music; round and round. */
    {"flow w start=a\n  node a kind=play prompt=one\n    exit next to=b\n  node b kind=wait time=10s\n    exit next "
     "to=a\n",
     "@1 done @9 @1 done", "music waltz, play one, music waltz, play one, music waltz"},
    /* A menu: stay, or leave the queue. */
    {"flow w start=m\n  node m kind=menu prompt=stay\n    exit 1 to=l\n    exit 2 to=p\n  node l kind=leave\n"
     "  node p kind=play prompt=fine\n",
     "@1 =1", "music waltz, collect stay, play key"},
    {"flow w start=m\n  node m kind=menu prompt=stay\n    exit 1 to=l\n    exit 2 to=p\n  node l kind=leave\n"
     "  node p kind=play prompt=fine\n",
     "@1 =2 done", "music waltz, collect stay, play fine, music waltz"},
    /* Failures go to the flow's own catch, else it is over, and the call waits on. */
    {"flow w start=a catch=c\n  node a kind=play prompt=one\n  node c kind=play prompt=caught\n", "@1 failed done",
     "music waltz, play one, play caught, music waltz"},
    {"flow w start=a\n  node a kind=host operation=look\n", "@1 @5 @5", "music waltz, host look, music waltz"},
    {"flow w start=a\n  node a kind=host operation=look\n    exit timeout to=l\n  node l kind=leave\n", "@1 @5",
     "music waltz, host look, play key"},
    /* It ends the call. */
    {"flow w start=h\n  node h kind=hangup\n", "@1", "music waltz, hangup flow"},
    /* It never waits: over. */
    {"flow w start=a\n  node a kind=set attribute=x value=1\n    exit next to=a\n", "@1", "music waltz"},
    /* Subflows, and elsewhere; what leads away ends it there. */
    {"flow w start=s\n  node s kind=subflow flow=sub\n    exit next to=p\n  node p kind=play prompt=back\n"
     "flow sub start=p\n  node p kind=play prompt=in\n    exit next to=r\n  node r kind=return\n",
     "@1 done done", "music waltz, play in, play back, music waltz"},
    {"flow w start=s\n  node s kind=subflow flow=sub\nflow sub start=l\n  node l kind=leave\n", "@1",
     "music waltz, play key"},
    {"flow w start=f\n  node f kind=flow flow=away\nflow away start=v\n  node v kind=voicemail mailbox=box\n", "@1",
     "music waltz"},
    {"flow w start=r\n  node r kind=return value=1\n", "@1", "music waltz"},
    /* The exit key of the queue, outside of a collect. */
    {"flow w start=a\n  node a kind=play prompt=one\n", "@1 key:*", "music waltz, play one, play key"},
    {"flow w start=a\n  node a kind=wait time=10s\n    exit next to=a\n", "@1 key:* @30", "music waltz, play key"},
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
    acd_id call = host_arrive(&host, "1");
    walk_on(&host, call, rows[i].words);
    const char *news = host_news(&host);
    if (strcmp(news, rows[i].told) != 0) fail_msg("row %d: told \"%s\", not \"%s\"", (int)i, news, rows[i].told);
    acd_kpi_queue kpi = host_kpi(&host, "desk");
    int left = strstr(rows[i].told, "key") || strstr(rows[i].told, "hangup");
    assert_int_equal(kpi.left_by_key, left);
    if (!left) assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_WAITING);
    host_end(&host);
  }
}

#define ONE                                                                                                            \
  "flow w start=a\n  node a kind=play prompt=one\n    exit next to=b\n  node b kind=wait time=5s\n    exit next "      \
  "to=a\n"

/* The call keeps its place and clocks; an agent who accepts ends the flow, and its prompt's result is late. */
static void an_answer_ends_it(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE ONE);
  acd_time entered = host.now;
  acd_id call = host_arrive(&host, "1"), second = host_arrive(&host, "1");
  walk_on(&host, call, "@1");
  acd_id flow = host_flow(&host, "w");
  assert_int_equal(centre_call(&host, call).flow, flow);
  assert_int_equal(centre_call(&host, call).queued_at_us, entered);
  assert_int_equal(acd_call_position(host.engine, call), 1);
  assert_int_equal(acd_call_position(host.engine, second), 2);
  walk_on(&host, call, "ready:ann");
  host_told(&host, "music waltz, music waltz, play one, play one, ring ann");
  acd_id prompt = 0;
  for (size_t i = 0; i < host.actions_count; i++)
    if (host.actions[i].action.kind == ACD_ACTION_PLAY && host.actions[i].action.call == call)
      prompt = host.actions[i].action.id;
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_told(&host, "bridge ann");
  assert_int_equal(acd_action_result(host.engine, host.now, prompt, ACD_OUTCOME_DONE, NULL), ACD_ERR_STALE);
  assert_int_equal(centre_call(&host, call).flow, host_flow(&host, "main"));
  /* The bridge fails: it begins anew. */
  host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
  assert_int_equal(centre_call(&host, call).flow, flow);
  host_check(&host);
  host_end(&host);
}

/* The maximum wait and the caller who hangs up end it, whatever it does. */
static void leaving_ends_it(void **state)
{
  static const char *const ways[] = {"@1", "@1 done"};
  (void)state;
  for (size_t i = 0; i < COUNT(ways); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, CENTRE ONE);
    acd_id call = host_arrive(&host, "1"), gone = host_arrive(&host, "1");
    walk_on(&host, call, ways[i]);
    host_hangup(&host, gone);
    assert_int_equal(host_end_of(&host, gone), ACD_END_ABANDONED);
    acd_queue_clear(host.engine, host.now, host_queue(&host, "desk"));
    host_pass(&host, 0);
    host_check(&host);
    assert_int_equal(host_end_of(&host, call), ACD_END_REJECTED); /* `closed`, which is open here */
    host_end(&host);
  }
}

/* Announcements wait while the flow has something to say, and are played while it waits. */
static void announcements_take_turns(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue desk music=waltz wait_flow=w\n  member ann\n"
                     "  announcement soon prompt=soon after=2s\n  announcement more prompt=more after=9s\n"
                     "number 1 queue=desk\n" ONE);
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "@3");
  host_told(&host, "music waltz, play one");
  walk_on(&host, call, "done");
  host_told(&host, "play soon"); /* from 3 s on */
  walk_on(&host, call, "done");
  host_told(&host, "music waltz");
  walk_on(&host, call, "@5");
  host_told(&host, "play one"); /* from 8 s on */
  walk_on(&host, call, "@2");
  host_told(&host, "");
  walk_on(&host, call, "done");
  host_told(&host, "play more");
  walk_on(&host, call, "@5"); /* the flow goes on, and cuts it short */
  host_told(&host, "play one");
  host_end(&host);
}

/* Leaving at once and coming back takes time, though no node waits. */
static void a_circle_takes_time(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue desk wait_flow=w\n  member ann\nnumber 1 flow=main\n"
                     "flow main start=q\n  node q kind=queue queue=desk\n    exit key to=q\n"
                     "flow w start=l\n  node l kind=leave\n");
  acd_id call = host_arrive(&host, "1");
  host_pass(&host, SECOND);
  assert_int_equal(host_kpi(&host, "desk").left_by_key, 10);
  assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_WAITING);
  host_end(&host);
}

/* Of several queues it is the flow of the first; the next one's begins when that is the first. */
static void the_first_queue_has_the_say(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue a music=waltz wait_flow=w\n  member ann\n"
                     "queue b music=tango wait_flow=v\n  member ann\nnumber 1 flow=main\n"
                     "flow main start=q\n  node q kind=queue queue=a wait_max=5s\n    node_queue b\n"
                     "flow w start=p\n  node p kind=play prompt=first\n"
                     "flow v start=p\n  node p kind=play prompt=second\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "@1");
  host_told(&host, "music waltz, play first");
  walk_on(&host, call, "@4"); /* its wait in the first is over */
  host_told(&host, "music tango");
  walk_on(&host, call, "@1");
  host_told(&host, "play second");
  assert_int_equal(centre_call(&host, call).flow, host_flow(&host, "v"));
  assert_int_equal(acd_call_also(host.engine, host.now, call, host_queue(&host, "a")), ACD_OK);
  assert_int_equal(acd_call_also_end(host.engine, host.now, call, host_queue(&host, "b")), ACD_OK);
  host_check(&host);
  walk_on(&host, call, "@1");
  host_told(&host, "music waltz, play first");
  host_end(&host);
}

/* Who waits goes on in the version of the entry, which goes with the last call; who comes later walks the new one, or none. */
static void versions_are_kept(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE ONE);
  acd_id old = host_arrive(&host, "1"), version = host_flow(&host, "w");
  walk_on(&host, old, "@1");
  host_change(&host, "flow w start=a\n  node a kind=play prompt=new\n    exit next to=b\n  node b kind=leave\n");
  acd_id young = host_arrive(&host, "1");
  walk_on(&host, young, "@1 done");
  host_told(&host, "music waltz, play one, music waltz, play new, play key");
  assert_int_equal(centre_call(&host, old).flow, version);
  assert_non_null(acd_flow_node_name(host.engine, version, 0));
  host_define(&host, "agent ann\nqueue desk\n  member ann\nnumber 1 queue=desk\n");
  assert_int_equal(centre_call(&host, old).flow, version);
  host_forget(&host);
  host_arrive(&host, "1");
  host_pass(&host, SECOND);
  host_told(&host, "");
  host_hangup(&host, old);
  assert_null(acd_flow_node_name(host.engine, version, 0));
  host_end(&host);
}

/* A call that came before its queue had a flow is moved there: nothing is missing when the timer begins it. */
static void calls_of_before_can_walk(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue old wait_max=3s overflow=new\n  member ann\nqueue new\n"
                     "  member ann\nnumber 1 queue=old\n");
  for (int i = 0; i < 50; i++) host_arrive(&host, "1");
  host_change(&host, "queue new wait_flow=w\n  member ann\n"
                     "flow w start=s\n  node s kind=set attribute=colour value=ultramarine\n    exit next to=u\n"
                     "  node u kind=subflow flow=x\n    parameter deep value=yes\n    exit next to=p\n"
                     "  node p kind=play prompt=walks\nflow x start=r\n  node r kind=return\n");
  host_pull(&host);
  host.memory.fail_at = host.memory.requests + 1; /* timers take no memory */
  host.memory.fail_after = 1;
  int status;
  while ((status = acd_engine_tick(host.engine, host.now + 4 * SECOND)) == ACD_AGAIN) host_pull(&host);
  host.memory.fail_at = 0;
  assert_int_equal(status, ACD_OK);
  host.now += 4 * SECOND;
  host_pull(&host);
  host_check(&host);
  int walks = 0;
  for (size_t i = 0; i < host.actions_count; i++) walks += strcmp(host.actions[i].action.text, "walks") == 0;
  assert_int_equal(walks, 50);
  host_end(&host);
}

#define AFTER(after, next)                                                                                             \
  "agent ann\nqueue desk after_flow=s" after "\n  member ann\nnumber 1 flow=main\nnumber 2 queue=desk\n"               \
  "flow main start=q\n  node q kind=queue queue=desk\n" next "  node n kind=play prompt=next\n"                        \
  "flow s start=a\n  node a kind=collect prompt=stars digits_max=1 attribute=stars\n    exit next to=b\n"              \
  "    exit error to=h\n  node b kind=play prompt=thanks\n  node h kind=hangup\n"

static void a_survey_comes_after(void **state)
{
  static const struct {
    const char *centre, *number, *words, *told;
    int64_t end;
  } rows_after[] = {
      {AFTER("", ""), "1", "=5 done", "collect stars, play thanks, hangup completed", ACD_END_COMPLETED},
      {AFTER("", "    exit next to=n\n"), "1", "=5 done", "collect stars, play thanks, play next", 0},
      {AFTER("", ""), "2", "=5 done", "collect stars, play thanks, hangup completed", ACD_END_COMPLETED},
      {AFTER("", ""), "2", "failed", "collect stars, hangup completed", ACD_END_COMPLETED},
      {AFTER("", ""), "1", "caller", "collect stars", ACD_END_COMPLETED},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows_after); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, rows_after[i].centre);
    acd_id call = host_arrive(&host, rows_after[i].number);
    host_connect(&host, "ann");
    host_forget(&host);
    walk_on(&host, call, "leave:ann");
    walk_on(&host, call, rows_after[i].words);
    const char *news = host_news(&host);
    if (strcmp(news, rows_after[i].told) != 0) fail_msg("row %d: told \"%s\"", (int)i, news);
    assert_int_equal(host_end_of(&host, call), rows_after[i].end);
    host_end(&host);
  }
}

/* A caller who hangs up first, and one who is transferred, meet no survey. */
static void only_when_the_agent_hangs_up(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, AFTER("", ""));
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  host_hangup(&host, call);
  assert_int_equal(host_end_of(&host, call), ACD_END_COMPLETED);
  call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  host_forget(&host);
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_FLOW, host_flow(&host, "s"), NULL),
                   ACD_OK);
  walk_on(&host, call, "=5 done");
  host_told(&host, "release ann, collect stars, play thanks, hangup flow"); /* the same flow, but as any other */
  host_end(&host);
}

/* In a survey that leads to a queue, and to another conversation: no second survey. */
static void a_survey_has_no_survey(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk after_flow=s wait_flow=w\n  member ann\nnumber 1 queue=desk\n"
                     "flow w start=p\n  node p kind=play prompt=wait\n"
                     "flow s start=q\n  node q kind=queue queue=desk\n    exit next to=p\n"
                     "  node p kind=play prompt=bye\n");
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  walk_on(&host, call, "leave:ann @1");
  host_check(&host);
  host_connect(&host, "ann");
  host_forget(&host);
  walk_on(&host, call, "leave:ann");
  host_told(&host, "play bye");
  walk_on(&host, call, "done");
  assert_int_equal(host_end_of(&host, call), ACD_END_COMPLETED);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_way),
      cmocka_unit_test(an_answer_ends_it),
      cmocka_unit_test(leaving_ends_it),
      cmocka_unit_test(announcements_take_turns),
      cmocka_unit_test(a_circle_takes_time),
      cmocka_unit_test(the_first_queue_has_the_say),
      cmocka_unit_test(versions_are_kept),
      cmocka_unit_test(calls_of_before_can_walk),
      cmocka_unit_test(a_survey_comes_after),
      cmocka_unit_test(only_when_the_agent_hangs_up),
      cmocka_unit_test(a_survey_has_no_survey),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
