/* SPDX-License-Identifier: Apache-2.0 */
/* Each kind of node, and each way to each of its exits: the table in acd/flow.h. */
#include "walk.h"

#include <stdio.h>

static const char centre[] =
    "skill s\nagent ann extension=71\nagent away presence=not_ready extension=72\nagent out presence=logged_out "
    "extension=73\n"
    "queue desk exit_key=* wait_max=50s\n  member ann\nqueue none wait_max=9s\nagent zoe\nqueue hers "
    "ring_timeout=3600s\n  member zoe\nnumber 2 queue=hers\nqueue full length_max=0\n"
    "agent zed presence=not_ready\nqueue bare leave_when=unstaffed leave_after=3s\n  member zed\n"
    "schedule always\n  hours h days=127 from=0 to=86400000000\nschedule never\n"
    "schedule feast\n  holiday h date=101\nschedule odd\n  exception e date=101\nschedule flood emergency=up\n"
    "schedule twin\n  site s schedule=always\n"
    "flow g start=a\n  node a kind=play prompt=other\n"
    "callback p\nslot_plan daily callback=p queue=desk schedule=always\n"
    "slot_plan never callback=p queue=desk schedule=never\n"
    "toggle up on=1\ntoggle down\n"
    "flow gives start=r\n  node r kind=return value=42\n"
    "flow deep start=d\n  node d kind=subflow flow=deep\n    exit limit to=r\n    exit next to=r\n  node r "
    "kind=return\n";

typedef struct row {
  const char *node;  /* kind and properties */
  const char *words; /* for walk_on() */
  const char *exit;  /* of the node; NULL: none taken */
} row;

static const row rows[] = {
    {"play prompt=hello", "done", "next"},
    {"play prompt=hello", "failed", "error"},
    {"play prompt=hello", "@", "next"},
    {"play prompt=hello", "@119", NULL},
    {"menu prompt=m", "=1", "1"},
    {"menu prompt=m", "=#", "#"},
    {"menu prompt=m", "=A", "A"},
    {"menu prompt=m", "failed", "error"},
    {"menu prompt=m", "= failed", "error"},
    {"menu prompt=m", "= = =", "no_input"},
    {"menu prompt=m", "=9 =9 =9", "no_match"},
    {"menu prompt=m", "=9 =9 =", "no_input"},
    {"menu prompt=m", "= = =9", "no_match"},
    {"menu prompt=m", "@ @ @", "no_input"},
    {"menu prompt=m", "@ =9 @", "no_input"},
    {"menu prompt=m", "= =9 =2", "2"},
    {"menu prompt=m", "= =", NULL},
    {"menu prompt=m attempts=1", "=", "no_input"},
    {"menu prompt=m attempts=1", "=9", "no_match"},
    {"menu prompt=m attempts=10", "= = = = = = = = =", NULL},
    {"collect digits_min=2 digits_max=4", "=12", "next"},
    {"collect digits_min=2 digits_max=4", "=1234", "next"},
    {"collect digits_min=2 digits_max=4", "=1 =1 =1", "no_match"},
    {"collect digits_min=2 digits_max=4", "=1 = =12", "next"},
    {"collect digits_min=2 digits_max=4", "= = =", "no_input"},
    {"collect digits_min=2 digits_max=4", "@ @ =1", "no_match"},
    {"collect digits_min=2 digits_max=4 attempts=1", "=1", "no_match"},
    {"collect digits_min=2 digits_max=4", "failed", "error"},
    {"hours schedule=always", "", "open"},
    {"hours schedule=never", "", "closed"},
    {"hours schedule=feast", "", "holiday"},
    {"hours schedule=odd", "", "exception"},
    {"hours schedule=flood", "", "emergency"},
    {"hours schedule=twin", "", "site"},
    {"metric queue=desk metric=ready threshold=1", "", "match"},
    {"metric queue=desk metric=ready threshold=2", "", "no_match"},
    {"compare attribute=number value=1", "", "match"},
    {"compare attribute=number value=2", "", "no_match"},
    {"set attribute=tier value=gold", "", "next"},
    {"set attribute=tier", "", "next"},
    {"branch attribute=number\n    case c value=2 to=n", "", "no_match"},
    {"test expression='number = 1'", "", "match"},
    {"test expression='number = 2'", "", "no_match"},
    {"loop attribute=tries count=1", "", "next"},
    {"skills", "", "next"},
    {"priority priority=3", "", "next"},
    {"queue queue=desk", "bridged leave:ann", "next"},
    {"queue queue=desk", "accepted done leave:ann", "next"},
    {"queue queue=desk", "accepted leave:ann", NULL},
    {"queue queue=desk", "key:*", "key"},
    {"queue queue=desk", "key:#", NULL},
    {"queue queue=desk", "away:ann @50", "timeout"},
    {"queue queue=desk wait_max=70s", "away:ann @60", NULL},
    {"queue queue=desk wait_max=70s", "away:ann @70", "timeout"},
    {"queue queue=none", "@9", "timeout"},
    {"queue queue=full", "", "at_capacity"},
    {"queue queue=bare", "out:zed @2", NULL},
    {"queue queue=bare", "out:zed @3", "no_agents"},
    {"agent agent=ann", "bridged leave:ann", "next"},
    {"agent agent=ann", "accepted done leave:ann", "next"},
    {"agent agent=ann", "busy", "busy"},
    {"agent agent=ann", "no_answer", "no_answer"},
    {"agent agent=ann", "@", "no_answer"},
    {"agent agent=ann", "rejected", "rejected"},
    {"agent agent=ann", "leave:ann", "rejected"},
    {"agent agent=ann", "accepted leave:ann", "rejected"},
    {"agent agent=ann", "failed", "unreachable"},
    {"agent agent=ann", "accepted failed", "unreachable"},
    {"agent agent=ann", "away:ann", "unreachable"},
    {"agent agent=ann", "out:ann", "unreachable"},
    {"agent agent=zoe wait_max=5s", "@5", "timeout"},
    {"agent agent=zoe wait_max=5s", "@4", NULL},
    {"agent agent=ann wait_max=5s", "@19", NULL}, /* rings: from now on the ring time-out counts */
    {"agent agent=ann wait_max=5s", "@20", "no_answer"},
    {"agent agent=zoe", "", "busy"},
    {"agent agent=away", "", "unreachable"},
    {"agent agent=away wait_max=60s", "", "unreachable"},
    {"agent agent=out", "", "unreachable"},
    {"agent attribute=number", "", "not_found"},
    {"agent attribute=nothing", "", "not_found"},
    {"agent", "", "not_found"},
    {"voicemail mailbox=box prompt=speak", "done", "next"},
    {"voicemail mailbox=box", "@", "next"},
    {"voicemail mailbox=box", "failed", "error"},
    {"transfer number=+49", "busy", "busy"},
    {"transfer number=+49", "no_answer", "no_answer"},
    {"transfer number=+49", "failed", "error"},
    {"transfer number=+49", "@", "error"},
    {"subflow flow=gives", "", "next"},
    {"subflow flow=gives attribute=got\n    parameter tier value=gold", "", "next"},
    {"subflow flow=deep", "", "next"}, /* at the end of its depth it comes back, too */
    {"subflow flow=g", "", NULL},
    {"wait time=3s", "@2", NULL},
    {"wait time=3s", "@3", "next"},
    {"host operation=look", "done", "next"},
    {"host operation=look attribute=tier prompt=moment", "text:gold", "next"},
    {"host operation=look\n    case a value=gold to=next", "text:silver", "no_match"},
    {"host operation=look", "failed", "error"},
    {"host operation=look", "@4", NULL},
    {"host operation=look", "@5", "timeout"},
    {"host operation=look time=9s\n    parameter of value=it", "@9", "timeout"},
    {"toggle toggle=up", "", "match"},
    {"recording recording=on", "", "next"},
    {"toggle toggle=down", "", "no_match"},
    {"callback plan=p queue=desk", "", "refused"}, /* the caller's number is withheld */
    {"callback plan=p queue=desk attribute=number", "accepted accepted done leave:ann", "next"},
    {"callback plan=p queue=desk attribute=number", "cancel", NULL},
    {"callback plan=p attribute=number", "", "error"},
    {"slots slot_plan=daily attribute=slot count=9", "", "next"},
    {"slots slot_plan=never attribute=slot count=1", "", "none"},
    {"hold_slot slot_plan=daily slot_attribute=noon", "", "next"},
    {"hold_slot slot_plan=daily slot_attribute=number", "", "refused"},
    {"mark mark=rating expression=number", "", "refused"}, /* nobody has talked to the caller */
    {"mark mark=rating expression=0", "", "no_match"},
    {"callback slot_plan=daily slot_attribute=noon attribute=number", "@43200 accepted accepted done leave:ann",
     "next"},
};

static void check_exit(test_host *host, acd_id call, const row *at)
{
  const acd_event *event = NULL;
  size_t exits = 0;
  for (size_t i = 0; i < host->events_count; i++) {
    if (host->events[i].kind != ACD_EVENT_FLOW_EXIT || host->events[i].value != 0) continue;
    if (host->events[i].flow != host_flow(host, "f")) continue;
    event = &host->events[i];
    exits++;
  }
  if (exits != (at->exit != NULL)) fail_msg("%s: \"%s\" takes %d exits", at->node, at->words, (int)exits);
  if (!event) return;
  if (strcmp(acd_exit_str(event->detail), at->exit) != 0)
    fail_msg("%s: \"%s\" leads to %s, not %s", at->node, at->words, acd_exit_str(event->detail), at->exit);
  assert_int_equal(event->call, call);
  assert_int_equal(event->flow, host_flow(host, "f"));
  assert_string_equal(acd_flow_node_name(host->engine, event->flow, event->value), "n");
  char words[40];
  snprintf(words, sizeof words, "play %s", at->exit);
  assert_int_equal(host_action_of(host, words)->call, call);
  assert_int_equal(centre_call(host, call).state, ACD_CALL_STATE_FLOW);
}

static void each_exit(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    walk_outline(&text, centre, rows[i].node, "12#A");
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = walk_arrive(&host, rows[i].node);
    walk_on(&host, call, rows[i].words);
    check_exit(&host, call, &rows[i]);
    host_end(&host);
  }
}

/* The table above leaves out no exit that a kind of node has, but for six that need more than a walk: test_subflow.c has two of them,
 * test_mark.c one. */
static void no_exit_is_left_out(void **state)
{
  (void)state;
  int missing = 0;
  for (int64_t kind = 1; kind <= NODE_KIND_LAST; kind++) {
    char name[20];
    walk_kind_name(kind, name, sizeof name);
    char exits[200];
    snprintf(exits, sizeof exits, "%s", acd_node_exits(kind));
    for (char *exit = strtok(exits, " "); exit; exit = strtok(NULL, " ")) {
      int found = 0;
      for (size_t i = 0; i < COUNT(rows); i++)
        found |= strncmp(rows[i].node, name, strlen(name)) == 0 && rows[i].exit && strcmp(rows[i].exit, exit) == 0;
      if (found) continue;
      missing++;
      assert_true(strcmp(exit, "limit") == 0 || strcmp(exit, "closed") == 0 || strcmp(exit, "error") == 0 ||
                  strcmp(name, "mark") == 0);
    }
  }
  assert_true(missing <= 6);
  assert_null(acd_node_exits(0));
  assert_null(acd_node_exits(NODE_KIND_LAST + 1));
}

static void a_flow_goes_on_in_another(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(
      &host,
      "flow f start=n\n  node n kind=flow flow=g\nflow g start=a\n  node a kind=play prompt=other\n    exit next to=b\n"
      "  node b kind=hangup\nnumber 1 flow=f\n");
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "play other");
  assert_int_equal(centre_call(&host, call).flow, host_flow(&host, "g"));
  walk_on(&host, call, "done");
  host_told(&host, "hangup flow");
  assert_int_equal(host_end_of(&host, call), ACD_END_FLOW);
  host_end(&host);
}

static void a_transfer_that_is_done_ends_the_call(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "flow f start=n\n  node n kind=transfer number=+4930\nnumber 1 flow=f\n");
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "transfer +4930");
  walk_on(&host, call, "done");
  host_told(&host, ""); /* it is the host's now: no hang-up */
  assert_int_equal(host_end_of(&host, call), ACD_END_TRANSFERRED);
  host_end(&host);
}

/* A caller who hangs up inside any node ends the call, whatever the node waits for; one who is to be called back has none to end. */
static void hang_up_in_each_node(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    walk_outline(&text, centre, rows[i].node, "");
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = walk_arrive(&host, rows[i].node);
    int64_t end = centre_call(&host, call).state == ACD_CALL_STATE_WAITING ? ACD_END_ABANDONED : ACD_END_IN_FLOW;
    if (strncmp(rows[i].node, "voicemail", 9) == 0) end = ACD_END_VOICEMAIL; /* that is how a message ends */
    if (centre_call(&host, call).callback) {
      walk_on(&host, call, "caller cancel");
      end = ACD_END_CALLBACK;
    } else {
      walk_on(&host, call, "caller");
    }
    assert_int_equal(host_end_of(&host, call), end);
    host_pass(&host, 1000 * SECOND);
    assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_exit),
      cmocka_unit_test(no_exit_is_left_out),
      cmocka_unit_test(a_flow_goes_on_in_another),
      cmocka_unit_test(a_transfer_that_is_done_ends_the_call),
      cmocka_unit_test(hang_up_in_each_node),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
