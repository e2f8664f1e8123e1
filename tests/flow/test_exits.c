/* SPDX-License-Identifier: Apache-2.0 */
/* Exits that lead nowhere, catch nodes, steps without end, and hosts that never answer: acd/flow.h. */
#include "walk.h"

#include <stdio.h>

static const char centre[] =
    "agent ann\nagent away presence=not_ready\nqueue desk exit_key=* wait_max=50s\n  member ann\n"
    "agent zoe\nqueue hers ring_timeout=3600s\n  member zoe\nnumber 2 queue=hers\nqueue full length_max=0\nschedule "
    "always\n  hours h days=127 from=0 to=86400000000\nschedule never\n";

static const struct {
  const char *node;
  const char *words; /* for walk_on(): the way to an open exit */
  int64_t end;
} open_exits[] = {
    {"play prompt=p", "done", ACD_END_FLOW},
    {"play prompt=p", "failed", ACD_END_FAILED},
    {"menu prompt=p attempts=1", "=", ACD_END_FLOW},
    {"menu prompt=p attempts=1", "=1", ACD_END_FLOW},
    {"menu prompt=p", "failed", ACD_END_FAILED},
    {"collect", "=1", ACD_END_FLOW},
    {"collect attempts=1", "=", ACD_END_FLOW},
    {"collect attempts=1 digits_min=2 digits_max=2", "=1", ACD_END_FLOW},
    {"collect", "failed", ACD_END_FAILED},
    {"hours schedule=always", "", ACD_END_FLOW},
    {"hours schedule=never", "", ACD_END_FLOW},
    {"metric queue=desk metric=ready threshold=1", "", ACD_END_FLOW},
    {"metric queue=desk metric=ready threshold=2", "", ACD_END_FLOW},
    {"compare attribute=a value=1", "", ACD_END_FLOW},
    {"set attribute=a value=1", "", ACD_END_FLOW},
    {"skills", "", ACD_END_FLOW},
    {"priority priority=1", "", ACD_END_FLOW},
    {"queue queue=desk", "bridged leave:ann", ACD_END_COMPLETED},
    {"queue queue=desk", "away:ann @50", ACD_END_TIMEOUT},
    {"queue queue=desk", "key:*", ACD_END_FLOW},
    {"queue queue=full", "", ACD_END_REJECTED},
    {"queue queue=desk", "clear:desk @", ACD_END_REJECTED},
    {"agent agent=ann", "bridged leave:ann", ACD_END_COMPLETED},
    {"agent agent=zoe wait_max=5s", "@5", ACD_END_TIMEOUT},
    {"agent agent=ann", "busy", ACD_END_FLOW},
    {"agent agent=ann", "no_answer", ACD_END_FLOW},
    {"agent agent=ann", "rejected", ACD_END_FLOW},
    {"agent agent=away", "", ACD_END_FLOW},
    {"agent", "", ACD_END_FLOW},
    {"voicemail mailbox=box", "done", ACD_END_VOICEMAIL},
    {"voicemail mailbox=box", "failed", ACD_END_FAILED},
    {"transfer number=1", "busy", ACD_END_FLOW},
    {"transfer number=1", "no_answer", ACD_END_FLOW},
    {"transfer number=1", "failed", ACD_END_FAILED},
};

static void start(test_host *host, const char *node, const char *flow)
{
  static outline text;
  text.size = 0;
  outline_write(&text, "%sflow f start=n %s\n  node n kind=%s\n%snumber 1 flow=f\n", centre, flow[0] ? "catch=c" : "",
                node, flow);
  host_begin(host, NULL);
  host_define(host, text.text);
}

static void an_open_exit_ends_the_call(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(open_exits); i++) {
    test_host host;
    start(&host, open_exits[i].node, "");
    acd_id call = walk_arrive(&host, open_exits[i].node);
    walk_on(&host, call, open_exits[i].words);
    if (host_end_of(&host, call) != open_exits[i].end)
      fail_msg("%s: \"%s\" ends as %s", open_exits[i].node, open_exits[i].words, acd_end_str(host_end_of(&host, call)));
    char words[40];
    snprintf(words, sizeof words, "hangup %s", acd_end_str(open_exits[i].end));
    assert_int_equal(host_action_of(&host, words)->call, call);
    assert_int_equal(host_kpi_calls(&host).ends[open_exits[i].end], 1);
    host_end(&host);
  }
}

/* With a catch node, every open exit but `next` leads there. */
static void an_open_exit_is_caught(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(open_exits); i++) {
    test_host host;
    start(&host, open_exits[i].node, "  node c kind=play prompt=caught\n");
    acd_id call = walk_arrive(&host, open_exits[i].node);
    walk_on(&host, call, open_exits[i].words);
    const acd_event *event = centre_event(&host, ACD_EVENT_FLOW_EXIT, call);
    if (event->detail == ACD_EXIT_NEXT) {
      assert_int_equal(host_end_of(&host, call), open_exits[i].end);
    } else {
      assert_int_equal(host_action_of(&host, "play caught")->call, call);
      walk_on(&host, call, "failed"); /* the catch node's own open exits end the call */
      assert_int_equal(host_end_of(&host, call), ACD_END_FAILED);
    }
    host_end(&host);
  }
}

/* The catch node itself, of each kind: its open exits end the call at once. */
static void a_catch_node_catches_nothing_of_its_own(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(open_exits); i++) {
    static outline text;
    test_host host;
    text.size = 0;
    outline_write(&text, "%sflow f start=n catch=n\n  node n kind=%s\nnumber 1 flow=f\n", centre, open_exits[i].node);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = walk_arrive(&host, open_exits[i].node);
    walk_on(&host, call, open_exits[i].words);
    assert_int_equal(host_end_of(&host, call), open_exits[i].end);
    host_end(&host);
  }
}

/* An exit that is drawn is taken before the catch node. */
static void a_drawn_exit_is_not_caught(void **state)
{
  (void)state;
  test_host host;
  start(&host, "play prompt=p\n    exit error to=d\n  node d kind=play prompt=drawn",
        "  node c kind=play prompt=caught\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "failed done");
  host_told(&host, "play p, play drawn, hangup flow");
  host_end(&host);
}

static void steps_have_an_end(void **state)
{
  static const struct {
    int sets; /* nodes before the hang-up */
    int64_t end;
  } rows[] = {{0, ACD_END_FLOW}, {9, ACD_END_FLOW}, {10, ACD_END_FAILED}, {30, ACD_END_FAILED}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    text.size = 0;
    outline_write(&text, "centre steps_max=10\nflow f start=n0\n");
    for (int n = 0; n < rows[i].sets; n++)
      outline_write(&text, "  node n%d kind=set attribute=a value=1\n    exit next to=n%d\n", n, n + 1);
    outline_write(&text, "  node n%d kind=hangup\nnumber 1 flow=f\n", rows[i].sets);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    assert_int_equal(host_end_of(&host, host_arrive(&host, "1")), rows[i].end);
    host_end(&host);
  }
}

/* Circles of nodes that wait for nobody, within a flow and over several; waiting for somebody starts the count anew. */
static void circles(void **state)
{
  static const struct {
    const char *flows;
    const char *words;
    int64_t end;
  } rows[] = {
      {"flow f start=a\n  node a kind=skills\n    exit next to=a\n", "", ACD_END_FAILED},
      {"flow f start=a\n  node a kind=flow flow=f\n", "", ACD_END_FAILED},
      {"flow f start=a\n  node a kind=flow flow=g\nflow g start=a\n  node a kind=flow flow=f\n", "", ACD_END_FAILED},
      {"flow f start=a\n  node a kind=queue queue=full\n    exit at_capacity to=a\n", "", ACD_END_FAILED},
      {"flow f start=a\n  node a kind=agent agent=away\n    exit unreachable to=a\n", "", ACD_END_FAILED},
      {"flow f start=a catch=b\n  node a kind=agent\n  node b kind=set attribute=x value=1\n    exit next to=a\n", "",
       ACD_END_FAILED},
      {"flow f start=a\n  node a kind=play prompt=p\n    exit next to=b\n  node b kind=skills\n    exit next to=a\n",
       "done done done done done done done done done done done done done", ACD_END_NONE},
      {"flow f start=a\n  node a kind=queue queue=desk wait_max=1s\n    exit timeout to=a\n", "@30", ACD_END_NONE},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    text.size = 0;
    outline_write(&text, "centre steps_max=12\n%s%snumber 1 flow=f\n", centre, rows[i].flows);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = host_arrive(&host, "1");
    walk_on(&host, call, rows[i].words);
    assert_int_equal(host_end_of(&host, call), rows[i].end);
    host_end(&host);
  }
}

static const char classic[] =
    "centre play_timeout=20s voicemail_timeout=60s\nagent ann\nagent bob extension=71\n"
    "queue desk ring_timeout=10s wait_max=100s music=waltz\n  member ann\n  member bob\n"
    "schedule office\n  hours h days=31 from=28800000000 to=64800000000\n"
    "flow linear start=a\n  node a kind=queue queue=desk\n    exit timeout to=m\n  node m kind=voicemail mailbox=box\n"
    "flow hours start=h\n  node h kind=hours schedule=office\n    exit open to=q\n    exit closed to=c\n"
    "  node q kind=queue queue=desk\n  node c kind=play prompt=closed\n    exit next to=t\n  node t kind=transfer "
    "number=+49\n"
    "flow direct start=c\n  node c kind=collect digits_max=2\n    exit next to=a\n    exit no_input to=q\n    exit "
    "no_match to=q\n"
    "  node a kind=agent wait_max=30s\n    exit no_answer to=m\n  node q kind=queue queue=desk\n  node m "
    "kind=voicemail mailbox=box\n"
    "flow attendant start=m\n  node m kind=menu prompt=main\n    exit 1 to=q\n    exit 2 to=s\n    exit no_input "
    "to=q\n    exit no_match to=q\n"
    "  node s kind=menu prompt=sub\n    exit 1 to=m\n    exit no_input to=m\n  node q kind=queue queue=desk\n"
    "number 1 flow=linear\nnumber 2 flow=hours\nnumber 3 flow=direct\nnumber 4 flow=attendant\nnumber 5 queue=desk\n";

/* Lets time pass from deadline to deadline, pulling and answering nothing, until no call is left. */
static void wait_silently(test_host *host, int deadlines)
{
  while (host_stats(host).calls > 0) {
    if (deadlines-- == 0) fail_msg("a call does not end");
    assert_true(acd_engine_deadline(host->engine) < ACD_TIME_NEVER);
    host_pass_deadline(host);
    host_pull(host);
    assert_int_equal(acd_engine_check(host->engine, 1), ACD_OK);
  }
}

/* A host that never answers walks every flow to its end, by deadlines. */
static void silence_ends_every_call(void **state)
{
  static const struct {
    const char *number;
    int64_t end;
    int64_t after_us;
  } rows[] = {
      {"1", ACD_END_VOICEMAIL, 160 * SECOND},
      {"2", ACD_END_FAILED, 80 * SECOND}, /* it is 1970, before office hours: prompt, then the transfer's 60 s */
      {"3", ACD_END_TIMEOUT, 0},          /* how long keys are waited for is not said exactly */
      {"4", ACD_END_TIMEOUT, 0},
      {"5", ACD_END_TIMEOUT, 100 * SECOND},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, classic);
    acd_id call = host_arrive(&host, rows[i].number);
    wait_silently(&host, 1000);
    assert_int_equal(host_end_of(&host, call), rows[i].end);
    if (rows[i].after_us) assert_int_equal(host.now, rows[i].after_us);
    assert_true(host.now <= 300 * SECOND);
    host_pass(&host, 1000 * SECOND); /* also what was told last */
    assert_int_equal(host_stats(&host).actions_pending, 0);
    assert_int_equal(acd_engine_deadline(host.engine), ACD_TIME_NEVER);
    host_end(&host);
  }
}

/* The end of a call names the node where the call stood: that of the open exit, and that of a queue it talked from, too. */
static void the_end_names_the_node(void **state)
{
  static const struct {
    const char *number, *words, *node;
  } rows[] = {
      {"1", "caller", "n"},         {"1", "done caller", "m"},
      {"1", "done =1 caller", "q"}, {"1", "done =1 bridged caller", "q"},
      {"1", "done =2", "m"},        {"2", "caller", NULL}, /* a number without a flow */
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id flow;
    size_t ends = 0;
    host_begin(&host, NULL);
    host_define(
        &host,
        "agent ann\nqueue desk\n  member ann\nnumber 2 queue=desk\nflow f start=n\n  node q kind=queue "
        "queue=desk\n  node m kind=menu prompt=p attempts=1\n    exit 1 to=q\n  node n kind=play prompt=p\n    exit "
        "next to=m\nnumber 1 flow=f\n");
    walk_on(&host, host_arrive(&host, rows[i].number), rows[i].words);
    assert_int_equal(acd_flow_find(host.engine, "f", &flow), ACD_OK);
    for (size_t j = 0; j < host.events_count; j++) {
      const acd_event *event = &host.events[j];
      if (event->kind != ACD_EVENT_CALL_ENDED) continue;
      ends++;
      assert_int_equal(event->flow, rows[i].node ? flow : 0);
      if (rows[i].node)
        assert_string_equal(acd_flow_node_name(host.engine, flow, event->value), rows[i].node);
      else
        assert_int_equal(event->value, 0);
    }
    assert_int_equal(ends, 1);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_open_exit_ends_the_call),
      cmocka_unit_test(an_open_exit_is_caught),
      cmocka_unit_test(a_catch_node_catches_nothing_of_its_own),
      cmocka_unit_test(a_drawn_exit_is_not_caught),
      cmocka_unit_test(steps_have_an_end),
      cmocka_unit_test(circles),
      cmocka_unit_test(the_end_names_the_node),
      cmocka_unit_test(silence_ends_every_call),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
