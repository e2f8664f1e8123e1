/* SPDX-License-Identifier: Apache-2.0 */
/* Subflows: acd/flow.h, "Subflows". */
#include "walk.h"

#include <stdio.h>

#include "engine/engine.h"

typedef struct row {
  const char *flows;
  const char *words;  /* for walk_on() */
  const char *told;   /* by then */
  const char *digits; /* of the call's attribute `got`; NULL: not set */
} row;

#define MAIN                                                                                                           \
  "number 1 flow=main\nflow main start=in catch=caught\n  node caught kind=play prompt=caught\n"                       \
  "  node back kind=play prompt=back\n  node in kind=subflow flow=sub "
#define NEXT "\n    exit next to=back\n    exit limit to=limit\n  node limit kind=play prompt=limit\n"

static const row rows[] = {
    /* There and back, with what it returns. */
    {MAIN "attribute=got" NEXT "flow sub start=r\n  node r kind=return value=7\n", "", "play back", "7"},
    {MAIN NEXT "flow sub start=r\n  node r kind=return value=7\n", "", "play back", NULL},
    {MAIN "attribute=got\n    parameter got value=1" NEXT "flow sub start=r\n  node r kind=return\n", "", "play back",
     NULL},
    /* What an expression gives, before the way back. */
    {MAIN "attribute=got\n    parameter n value=20\n    case a value=41 to=back" NEXT
          "flow sub start=r\n  node r kind=return expression='n * 2 + 1'\n",
     "", "play back", "41"},
    {MAIN "attribute=got\n    case a operator=is_set to=limit" NEXT
          "flow sub start=r\n  node r kind=return expression='lower(none)'\n",
     "", "play back", NULL},
    /* Waits inside, and reads what the parameters set, in their order. */
    {MAIN "\n    parameter got value=1\n    parameter got2 value=2" NEXT
          "flow sub start=c\n  node c kind=compare attribute=got value=1\n    exit match to=p\n"
          "  node p kind=play prompt=one\n    exit next to=r\n  node r kind=return\n",
     "done", "play one, play back", "1"},
    /* What expressions give, which ask for what stands before them; the empty text removes. */
    {MAIN "\n    parameter n value=20\n    parameter got expression='n * 2 & number'" NEXT
          "flow sub start=r\n  node r kind=return\n",
     "", "play back", "401"},
    {MAIN "\n    parameter got2 value=1\n    parameter got expression='if(got2 = 1, \"\", 7)'" NEXT
          "flow sub start=r\n  node r kind=return\n",
     "", "play back", NULL},
    /* A value that the caller collected inside is the call's. */
    {MAIN NEXT "flow sub start=c\n  node c kind=collect digits_max=3 attribute=got\n    exit next to=r\n"
               "  node r kind=return\n",
     "=123", "collect, play back", "123"},
    /* What is open inside is not caught outside, but by its own catch. */
    {MAIN NEXT "flow sub start=p\n  node p kind=play prompt=in\n", "failed", "play in, hangup failed", NULL},
    {MAIN NEXT "flow sub start=p catch=r\n  node p kind=play prompt=in\n  node r kind=return value=x\n", "failed",
     "play in, play back", NULL},
    {MAIN NEXT "flow sub start=h\n  node h kind=hangup\n", "", "hangup flow", NULL},
    /* Elsewhere, and back from there. */
    {MAIN "attribute=got" NEXT "flow sub start=f\n  node f kind=flow flow=other\n"
          "flow other start=p\n  node p kind=play prompt=other\n    exit next to=r\n  node r kind=return value=9\n",
     "done", "play other, play back", "9"},
    /* Two deep. */
    {MAIN "attribute=got" NEXT "flow sub start=s\n  node s kind=subflow flow=inner attribute=got\n    exit next to=r\n"
          "  node r kind=return value=outer\n"
          "flow inner start=r\n  node r kind=return value=inner\n",
     "", "play back", "outer"},
    /* To itself, until it is too deep: the innermost takes `limit`, and each comes back. */
    {MAIN "attribute=got" NEXT "flow sub start=s\n  node s kind=subflow flow=sub\n    exit limit to=p\n"
          "    exit next to=r\n  node p kind=play prompt=deep\n    exit next to=r\n  node r kind=return value=up\n",
     "done", "play deep, play back", "up"},
    /* The value decides among cases, as it is or not there. */
    {MAIN "\n    case a value=6 to=limit\n    case b value=7 to=back" NEXT
          "flow sub start=r\n  node r kind=return value=7\n",
     "", "play back", NULL},
    {MAIN "\n    case a operator=less value=9 to=limit" NEXT "flow sub start=r\n  node r kind=return value=7\n", "",
     "play limit", NULL},
    {MAIN "\n    case a operator=is_set to=limit" NEXT "flow sub start=r\n  node r kind=return\n", "", "play back",
     NULL},
    /* Nothing to come back to. */
    {"number 1 flow=main\nflow main start=r catch=c\n  node r kind=return value=1\n  node c kind=play prompt=caught\n",
     "", "hangup flow", NULL},
};

static void each_way(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, rows[i].flows);
    acd_id call = host_arrive(&host, "1");
    walk_on(&host, call, rows[i].words);
    const char *news = host_news(&host), *got = acd_call_attribute(host.engine, call, "got");
    if (strcmp(news, rows[i].told) != 0) fail_msg("row %d: told \"%s\", not \"%s\"", (int)i, news, rows[i].told);
    if (!got != !rows[i].digits || (got && strcmp(got, rows[i].digits) != 0))
      fail_msg("row %d: got is %s", (int)i, got ? got : "not set");
    host_end(&host);
  }
}

/* Each of the subflows that a call is inside was entered in the version then in force, and is come back to in that. */
static void versions_are_kept(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "number 1 flow=main\nflow main start=in\n  node in kind=subflow flow=sub attribute=got\n"
              "    exit next to=old\n  node old kind=play prompt=old\n"
              "flow sub start=p\n  node p kind=play prompt=in\n    exit next to=r\n  node r kind=return value=1\n");
  acd_id first = host_arrive(&host, "1");
  acd_id main_version = host_flow(&host, "main"), sub_version = host_flow(&host, "sub");
  host_told(&host, "play in");
  assert_int_equal(centre_call(&host, first).flow, sub_version);
  host_define(&host, "number 1 flow=main\nflow main start=in\n  node in kind=subflow flow=sub attribute=got\n"
                     "    exit next to=new\n  node new kind=play prompt=new\n"
                     "flow sub start=r\n  node r kind=return value=2\n");
  host_check(&host);
  assert_non_null(acd_flow_node_name(host.engine, main_version, 0)); /* held by the call that comes back */
  acd_id second = host_arrive(&host, "1");
  host_told(&host, "play new");
  assert_string_equal(acd_call_attribute(host.engine, second, "got"), "2");
  host_answer(&host, "play in", ACD_OUTCOME_DONE);
  host_told(&host, "play old");
  assert_string_equal(acd_call_attribute(host.engine, first, "got"), "1");
  assert_int_equal(centre_call(&host, first).flow, main_version);
  assert_null(acd_flow_node_name(host.engine, sub_version, 0)); /* gone with its last call */
  host_answer(&host, "play old", ACD_OUTCOME_DONE);
  assert_null(acd_flow_node_name(host.engine, main_version, 0));
  host_end(&host);
}

/* A flow that is gone since cannot be entered. */
static void a_removed_flow_is_an_error(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "number 1 flow=main\nflow main start=p\n  node p kind=play prompt=first\n    exit next to=in\n"
                     "  node in kind=subflow flow=sub\n    exit error to=sorry\n  node sorry kind=play prompt=sorry\n"
                     "flow sub start=r\n  node r kind=return\n");
  host_arrive(&host, "1");
  host_told(&host, "play first");
  host_define(&host, "");
  host_answer(&host, "play first", ACD_OUTCOME_DONE);
  host_told(&host, "play sorry");
  host_end(&host);
}

/* With subflows defined only now, calls that are inside flows already have what they need when a timer leads them there. */
static void calls_of_before_can_enter(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "number 1 flow=main\nflow main start=p\n  node p kind=play prompt=first\n    exit next to=f\n"
                     "  node f kind=flow flow=later\nflow later start=h\n  node h kind=hangup\n");
  for (int i = 0; i < 100; i++) host_arrive(&host, "1");
  host_change(
      &host,
      "flow later start=s\n  node s kind=subflow flow=sub attribute=got\n    parameter colour value=red\n"
      "    parameter more expression=\'\"a rather long text, so long that it needs room of its own\" & colour\'\n"
      "    exit next to=p\n  node p kind=play prompt=last\nflow sub start=r\n  node r kind=return value=long\n");
  host_pull(&host);
  host.memory.fail_at = host.memory.requests + 1; /* timers take no memory */
  host.memory.fail_after = 1;
  acd_time deadline = acd_engine_deadline(host.engine);
  int status;
  while ((status = acd_engine_tick(host.engine, deadline)) == ACD_AGAIN) host_pull(&host);
  assert_int_equal(status, ACD_OK);
  host.memory.fail_at = 0;
  host_check(&host);
  host_pull(&host);
  int last = 0;
  for (size_t i = 0; i < host.actions_count; i++) last += strcmp(host.actions[i].action.text, "last") == 0;
  assert_int_equal(last, 100);
  host_end(&host);
}

/* Too many attributes: for a parameter, before; for the value, on coming back. */
static void attributes_have_limits(void **state)
{
  static const int64_t options[] = {ACD_OPTION_ATTRIBUTES_MAX, 1, 0};
  (void)state;
  test_host host;
  host_begin(&host, options);
  host_define(&host, MAIN "attribute=got\n    parameter a value=1\n    parameter b value=1" NEXT
                          "flow sub start=r\n  node r kind=return value=1\nnumber 2 flow=two\n"
                          "flow two start=in\n  node in kind=subflow flow=sub attribute=got\n    parameter a value=1"
                          "\n    exit limit to=p\n  node p kind=play prompt=after\n");
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "play limit");
  assert_string_equal(acd_call_attribute(host.engine, call, "a"), "1"); /* those before stay set */
  call = host_arrive(&host, "2");
  host_told(&host, "play after");
  assert_null(acd_call_attribute(host.engine, call, "got"));
  host_end(&host);
}

/* Who leaves the flow altogether comes back nowhere. */
static void a_transfer_forgets_the_way_back(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk\n  member ann\nnumber 1 flow=main\n"
                     "flow main start=in\n  node in kind=subflow flow=sub\n    exit next to=p\n"
                     "  node p kind=play prompt=back\n"
                     "flow sub start=q\n  node q kind=queue queue=desk\n    exit next to=r\n  node r kind=return\n"
                     "flow gone start=r\n  node r kind=return\n");
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_FLOW, host_flow(&host, "gone"), NULL),
                   ACD_OK);
  host_check(&host);
  assert_int_equal(host_end_of(&host, call), ACD_END_FLOW);
  acd_agent_ready(host.engine, host.now, host_agent(&host, "ann"));
  call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  host_forget(&host);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
  host_told(&host, "play back"); /* and who does not, does */
  host_end(&host);
}

/* What the check of the laws finds wrong with where calls come back to, and with who holds which version. */
static void the_check_looks_at_each_version(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "number 1 flow=f\nflow f start=a\n  node a kind=subflow flow=g\n"
                     "flow g start=a\n  node a kind=play prompt=p\n");
  acd_id id = host_arrive(&host, "1");
  int status;
  acd_engine *engine = host.engine;
  acd__call *call = acd__pool_find(&engine->calls, id, &status);
  acd__frame *frame = &call->frames->items[0];
  assert_int_equal(acd_engine_check(engine, 1), ACD_OK);
  frame->kind = ACD__FRAME_AFTER + 1;
  assert_int_equal(acd_engine_check(engine, 1), ACD_ERR_INVARIANT);
  frame->kind = ACD__FRAME_SUBFLOW;
  call->flow->holders++;
  frame->flow->holders--; /* as many in all */
  assert_int_equal(acd_engine_check(engine, 1), ACD_ERR_INVARIANT);
  call->flow->holders--;
  frame->flow->holders++;
  assert_int_equal(host.errors_logged, 2);
  host.errors_logged = 0;
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_way),
      cmocka_unit_test(versions_are_kept),
      cmocka_unit_test(a_removed_flow_is_an_error),
      cmocka_unit_test(calls_of_before_can_enter),
      cmocka_unit_test(attributes_have_limits),
      cmocka_unit_test(a_transfer_forgets_the_way_back),
      cmocka_unit_test(the_check_looks_at_each_version),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
