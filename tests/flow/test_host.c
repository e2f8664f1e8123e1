/* SPDX-License-Identifier: Apache-2.0 */
/* What flows ask of the host's own systems, toggles, waits, and the attributes that come of it: acd/flow.h. */
#include "walk.h"

#define LOOK                                                                                                           \
  "number 1 flow=f\nflow f start=n\n  node n kind=host operation=look prompt=moment attribute=tier time=4s\n"          \
  "    parameter account value=12\n    parameter empty value=\n    parameter what value=a=b\n"                         \
  "    exit next to=c\n    exit error to=e\n    exit timeout to=t\n"                                                   \
  "  node c kind=compare attribute=tier value=gold\n    exit match to=g\n    exit no_match to=o\n"                     \
  "  node g kind=play prompt=gold\n  node o kind=play prompt=other\n  node e kind=play prompt=error\n"                 \
  "  node t kind=play prompt=timeout\n"

static void the_host_is_told_what_to_do(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, LOOK);
  acd_id call = host_arrive(&host, "1");
  const acd_action *action = host_action_of(&host, "host look");
  assert_int_equal(action->call, call);
  assert_string_equal(action->prompt, "moment");
  assert_string_equal(action->parameters, "account=12\nempty=\nwhat=a=b");
  assert_int_equal(action->deadline_us, host.now + 4 * SECOND);
  assert_int_equal(acd_call_set(host.engine, host.now, call, "name", "Ann"), ACD_OK); /* before it answers */
  walk_on(&host, call, "text:gold");
  assert_string_equal(acd_call_attribute(host.engine, call, "tier"), "gold");
  assert_string_equal(acd_call_attribute(host.engine, call, "name"), "Ann");
  host_told(&host, "host look, play gold");
  host_end(&host);
}

static void each_answer(void **state)
{
  static const struct {
    const char *words, *told;
  } rows[] = {
      {"done", "host look, play other"},     {"text:silver", "host look, play other"},
      {"text:gold", "host look, play gold"}, {"failed", "host look, play error"},
      {"@4", "host look, play timeout"},     {"@3 text:gold", "host look, play gold"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, LOOK);
    acd_id call = host_arrive(&host, "1");
    walk_on(&host, call, rows[i].words);
    host_told(&host, rows[i].told);
    host_end(&host);
  }
}

static void an_answer_has_limits(void **state)
{
  (void)state;
  test_host host;
  static char text[1002];
  memset(text, 'x', 1001);
  host_begin(&host, NULL);
  host_define(&host, LOOK);
  acd_id call = host_arrive(&host, "1");
  const acd_id action = host_action_of(&host, "host look")->id;
  assert_int_equal(acd_action_result(host.engine, host.now, action, ACD_OUTCOME_DONE, text), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_action_result(host.engine, host.now, action, ACD_OUTCOME_DIGITS, "1"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_action_result(host.engine, host.now, action, ACD_OUTCOME_FAILED, "1"), ACD_ERR_ARGUMENT);
  text[1000] = '\0';
  assert_int_equal(acd_action_result(host.engine, host.now, action, ACD_OUTCOME_DONE, text), ACD_OK);
  assert_string_equal(acd_call_attribute(host.engine, call, "tier"), text);
  assert_int_equal(acd_action_result(host.engine, host.now, action, ACD_OUTCOME_DONE, text), ACD_ERR_STALE);
  host_end(&host);
  /* Too many attributes: the answer is an error. */
  static const int64_t options[] = {ACD_OPTION_ATTRIBUTES_MAX, 1, 0};
  host_begin(&host, options);
  host_define(&host, LOOK);
  call = host_arrive(&host, "1");
  assert_int_equal(acd_call_set(host.engine, host.now, call, "name", "Ann"), ACD_OK);
  walk_on(&host, call, "text:gold");
  host_told(&host, "host look, play error");
  host_end(&host);
}

/* An open time-out of the host is a failure; the caller who hangs up meanwhile is in the flow. */
static void open_exits_end_the_call(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "number 1 flow=f\nflow f start=n\n  node n kind=host operation=look\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "@5");
  assert_int_equal(host_end_of(&host, call), ACD_END_FAILED);
  call = host_arrive(&host, "1");
  walk_on(&host, call, "caller");
  assert_int_equal(host_end_of(&host, call), ACD_END_IN_FLOW);
  host_end(&host);
}

static void a_wait_asks_for_nothing(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "number 1 flow=f\nflow f start=w\n  node w kind=wait time=7s\n    exit next to=p\n"
                     "  node p kind=play prompt=after\n");
  acd_id call = host_arrive(&host, "1"), gone = host_arrive(&host, "1");
  host_told(&host, "");
  assert_int_equal(acd_engine_deadline(host.engine), host.now + 7 * SECOND);
  assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_FLOW);
  host_hangup(&host, gone);
  walk_on(&host, call, "@6");
  host_told(&host, "");
  walk_on(&host, call, "@1");
  host_told(&host, "play after");
  host_end(&host);
}

static int64_t is_on(const test_host *host, const char *name)
{
  acd_id toggle = 0;
  acd_toggle_info info = {.size = sizeof info};
  assert_int_equal(acd_toggle_find(host->engine, name, &toggle), ACD_OK);
  assert_int_equal(acd_toggle_get(host->engine, toggle, &info), ACD_OK);
  assert_string_equal(info.name, name);
  return info.on;
}

#define ASKS                                                                                                           \
  "number 1 flow=f\nflow f start=n\n  node n kind=toggle toggle=storm\n    exit match to=s\n    exit no_match to=h\n"  \
  "  node s kind=play prompt=storm\n  node h kind=play prompt=hello\n"

static void a_toggle_counts_from_the_next_call_on(void **state)
{
  (void)state;
  test_host host;
  acd_id toggle = 0, other;
  host_begin(&host, NULL);
  host_define(&host, "toggle storm\n" ASKS);
  host_arrive(&host, "1");
  assert_int_equal(acd_toggle_find(host.engine, "storm", &toggle), ACD_OK);
  assert_int_equal(acd_toggle_find(host.engine, "flood", &other), ACD_ERR_NOT_FOUND);
  int64_t before = acd_engine_digest_state(host.engine);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 1), ACD_OK);
  assert_int_not_equal(acd_engine_digest_state(host.engine), before);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 1), ACD_OK); /* no event */
  host_arrive(&host, "1");
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 2), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 0), ACD_OK);
  host_arrive(&host, "1");
  host_told(&host, "play hello, play storm, play hello");
  assert_int_equal(host_events(&host, ACD_EVENT_TOGGLED, 1), 1);
  assert_int_equal(host_events(&host, ACD_EVENT_TOGGLED, 0), 1);
  assert_int_equal(acd_toggle_next(host.engine, 0), toggle);
  assert_int_equal(acd_toggle_next(host.engine, toggle), 0);
  host_end(&host);
}

/* One that stays keeps its state, one that went and came again does not; for flows of before, what is gone is off. */
static void toggles_are_compared_by_name(void **state)
{
  (void)state;
  test_host host;
  acd_id toggle = 0;
  host_begin(&host, NULL);
  host_define(&host, "toggle storm\ntoggle flood on=1\n" ASKS);
  assert_int_equal(acd_toggle_find(host.engine, "storm", &toggle), ACD_OK);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 1), ACD_OK);
  assert_int_equal(is_on(&host, "flood"), 1);
  host_define(&host, "toggle flood\ntoggle storm\n" ASKS);
  assert_int_equal(is_on(&host, "storm"), 1);
  assert_int_equal(is_on(&host, "flood"), 1);
  host_define(&host, "number 1 flow=f\nflow f start=p\n  node p kind=play prompt=one\n    exit next to=n\n"
                     "  node n kind=toggle toggle=storm\n    exit no_match to=h\n  node h kind=play prompt=gone\n"
                     "toggle storm\n");
  acd_id call = host_arrive(&host, "1");
  host_define(&host, "number 1 flow=f\nflow f start=p\n  node p kind=play prompt=new\n");
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 1), ACD_ERR_STALE);
  walk_on(&host, call, "done");
  host_told(&host, "play one, play gone");
  host_define(&host, "toggle storm\n" ASKS);
  assert_int_equal(is_on(&host, "storm"), 0);
  host_end(&host);
}

static void attributes_can_be_listed(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue desk\n  member ann\nnumber 1 queue=desk\n");
  acd_id call = host_arrive(&host, "1");
  assert_null(acd_call_attribute_next(host.engine, call, NULL));
  static const char *const names[] = {"a", "b", "c"};
  for (size_t i = 0; i < COUNT(names); i++)
    assert_int_equal(acd_call_set(host.engine, host.now, call, names[i], "x"), ACD_OK);
  assert_int_equal(acd_call_set(host.engine, host.now, call, "a", "y"), ACD_OK); /* the last one now */
  const char *at = acd_call_attribute_next(host.engine, call, NULL);
  assert_string_equal(at, "b");
  at = acd_call_attribute_next(host.engine, call, at);
  assert_string_equal(at, "c");
  at = acd_call_attribute_next(host.engine, call, at);
  assert_string_equal(at, "a");
  assert_null(acd_call_attribute_next(host.engine, call, at));
  assert_null(acd_call_attribute_next(host.engine, call, "d"));
  assert_null(acd_call_attribute_next(host.engine, 0, NULL));
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_host_is_told_what_to_do),  cmocka_unit_test(each_answer),
      cmocka_unit_test(an_answer_has_limits),         cmocka_unit_test(open_exits_end_the_call),
      cmocka_unit_test(a_wait_asks_for_nothing),      cmocka_unit_test(a_toggle_counts_from_the_next_call_on),
      cmocka_unit_test(toggles_are_compared_by_name), cmocka_unit_test(attributes_can_be_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
