/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes whose ways on are cases, and loops: menus of several keys, branches, splits by percentage. */
#include "walk.h"

#include <stdio.h>

/* Name of the exit that node "n" took last; "" none. */
static const char *taken(test_host *host)
{
  const char *name = "";
  for (size_t i = 0; i < host->events_count; i++) {
    const acd_event *event = &host->events[i];
    if (event->kind == ACD_EVENT_FLOW_EXIT && event->value == 0)
      name = acd_flow_exit_name(host->engine, event->flow, event->value, event->detail);
  }
  assert_non_null(name);
  return name;
}

/* A flow whose node "n" leads by each of its cases to a play node "one"; number 1 for it. */
static acd_id begin(test_host *host, const char *node, const char *attributes)
{
  static outline text;
  acd_arrival arrival;
  acd_id call = 0;
  text.size = 0;
  outline_write(&text, "flow f start=n\n  node n kind=%s", node);
  outline_write(&text, "  node one kind=play prompt=one\nnumber 1 flow=f\n");
  host_begin(host, NULL);
  host_define(host, text.text);
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.attributes = attributes;
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call), ACD_OK);
  return call;
}

static void menus_of_several_keys(void **state)
{
  static const char *const several = "menu prompt=p attempts=1\n    case sales keys='1 5X' to=one\n    case vip "
                                     "keys=*N[13] to=one\n    case help keys='   0  D   ' to=one\n"
                                     "    exit # to=one\n    exit 2 to=one\n    exit no_match to=one\n";
  static const char *const order =
      "menu prompt=p attempts=1\n    case any keys=X! to=one\n    case one keys=11 to=one\n"
      "    exit 1 to=one\n    exit no_match to=one\n";
  static const struct {
    const char *const *menu;
    const char *keys;
    const char *exit;
  } rows[] = {
      {&several, "1", "sales"},
      {&several, "50", "sales"},
      {&several, "59", "sales"},
      {&several, "5", "no_match"},
      {&several, "*21", "vip"},
      {&several, "*93", "vip"},
      {&several, "*11", "no_match"},
      {&several, "*2", "no_match"},
      {&several, "0", "help"},
      {&several, "D", "help"},
      {&several, "#", "#"},
      {&several, "2", "2"},
      {&several, "00", "no_match"},
      {&several, "22", "no_match"},
      {&order, "11", "any"}, /* the first counts */
      {&order, "1", "1"},
      {&order, "123456", "any"},
      {&order, "*", "no_match"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char words[40];
    acd_id call = begin(&host, *rows[i].menu, NULL);
    assert_int_equal(host_action_of(&host, "collect p")->digits_max, rows[i].menu == &several ? 3 : 64);
    snprintf(words, sizeof words, "=%s", rows[i].keys);
    walk_on(&host, call, words);
    if (strcmp(taken(&host), rows[i].exit) != 0)
      fail_msg("%s leads to %s, not %s", rows[i].keys, taken(&host), rows[i].exit);
    host_told(&host, "collect p, play one");
    host_end(&host);
  }
}

static void how_long_a_menu_waits(void **state)
{
  static const struct {
    const char *node;
    int64_t max;
    int64_t pause_us; /* between keys */
    int64_t most_us;  /* in all, with a prompt of a second */
    const char *terminators;
  } rows[] = {
      {"menu prompt=p\n    exit 1 to=one\n", 1, 5 * SECOND, 11 * SECOND, ""},
      {"menu prompt=p\n    case a keys=12 to=one\n", 2, 5 * SECOND, 16 * SECOND, ""},
      {"menu prompt=p digit_timeout=2s\n    case a keys='1 123' to=one\n", 3, 2 * SECOND, 12 * SECOND, ""},
      {"menu prompt=p digit_timeout=100000 terminators=#\n    case a keys=X! to=one\n", 64, SECOND / 10,
       12400 * SECOND / 1000, "#"},
      {"collect prompt=p digits_max=4 input_timeout=9s digit_timeout=3s\n    exit next to=one\n", 4, 3 * SECOND,
       22 * SECOND, "#"},
      {"collect prompt=p digits_max=4 input_timeout=9s\n    exit next to=one\n", 4, 9 * SECOND, 46 * SECOND, "#"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[400];
    snprintf(
        text, sizeof text,
        "centre play_timeout=1s\nflow f start=n\n  node n kind=%s  node one kind=play prompt=one\nnumber 1 flow=f\n",
        rows[i].node);
    host_begin(&host, NULL);
    host_define(&host, text);
    host_arrive(&host, "1");
    const acd_action *action = host_action_of(&host, "collect p");
    assert_int_equal(action->digits_max, rows[i].max);
    assert_int_equal(action->digit_timeout_us, rows[i].pause_us);
    assert_int_equal(action->deadline_us - action->time_us, rows[i].most_us);
    assert_string_equal(action->terminators, rows[i].terminators);
    host_end(&host);
  }
}

static void what_is_said(void **state)
{
  static const char *const menu =
      "menu prompt=p attempts=2\n    case bill keys=1 speech='billing|my bill| an Invoice ' to=one\n    case any "
      "keys=2! to=one\n    case person speech='agent|Änderung' to=one\n    case again speech=billing to=one\n"
      "    exit no_match to=one\n    exit no_input to=one\n";
  static const struct {
    const char *words;
    const char *exit;
  } rows[] = {
      {"~billing", "bill"},
      {"~My_BILL", "bill"},
      {"~_an_invoice__", "bill"},
      {"~agent", "person"},
      {"~Änderung", "person"},
      {"=1", "bill"},
      {"=22", "any"},
      {"~1 ~bill", "no_match"},
      {"~agents ~agen", "no_match"},
      {"~my__bill ~|", "no_match"},
      {"~ ~", "no_input"},
      {"=9 ~", "no_input"},
      {"~ =9", "no_match"},
      {"~änderung ~agent", "person"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host, menu, NULL);
    assert_int_equal(host_action_of(&host, "collect p")->speech, 1);
    walk_on(&host, call, rows[i].words);
    if (strcmp(taken(&host), rows[i].exit) != 0)
      fail_msg("%s leads to %s, not %s", rows[i].words, taken(&host), rows[i].exit);
    host_end(&host);
  }
}

static void what_cannot_be_said(void **state)
{
  static char text[1002];
  (void)state;
  test_host host;
  begin(&host, "menu prompt=p\n    case a speech=x to=one\n", NULL);
  memset(text, 'x', sizeof text - 1);
  assert_int_equal(host_result(&host, "collect p", ACD_OUTCOME_SPEECH, text), ACD_ERR_ARGUMENT);
  text[1000] = '\0';
  assert_int_equal(host_result(&host, "collect p", ACD_OUTCOME_SPEECH, text), ACD_OK);
  host_end(&host);
  begin(&host, "menu prompt=p\n    case a keys=1 to=one\n", NULL);
  assert_int_equal(host_action_of(&host, "collect p")->speech, 0);
  assert_int_equal(host_result(&host, "collect p", ACD_OUTCOME_SPEECH, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(host_result(&host, "collect p", ACD_OUTCOME_DIGITS, "1"), ACD_OK);
  host_told(&host, "collect p, play one");
  host_end(&host);
}

static void tries_escalate(void **state)
{
  static const char *const menu =
      "menu prompt=p prompt_no_input=i prompt_no_match=m attempts=5\n    try a prompt_no_input=i1 prompt_no_match=m1\n"
      "    try b prompt_no_match=m2\n    try c prompt_no_input=i3 prompt_no_match=m3\n    case x keys=1 to=one\n"
      "    exit no_input to=one\n    exit no_match to=one\n";
  static const char *const collect =
      "collect prompt=p attempts=3 digits_min=2 digits_max=2\n    try a prompt_no_input=i1\n    exit no_input to=one\n"
      "    exit no_match to=one\n    exit next to=one\n";
  static const struct {
    const char *const *node;
    const char *words;
    const char *told;
  } rows[] = {
      {&menu, "= = = = =", "collect p, collect i1, collect i, collect i3, collect i3, play one"},
      {&menu, "=9 =9 =9 =9 =9", "collect p, collect m1, collect m2, collect m3, collect m3, play one"},
      {&menu, "=9 = @ =1", "collect p, collect m1, collect i, collect i3, play one"},
      {&collect, "= =1 =12", "collect p, collect i1, collect p, play one"},
      {&collect, "=1 = =", "collect p, collect p, collect i1, play one"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host, *rows[i].node, NULL);
    walk_on(&host, call, rows[i].words);
    host_told(&host, rows[i].told);
    host_end(&host);
  }
}

static void branches(void **state)
{
  static const char *const tier =
      "branch attribute=tier\n    case gold value=gold to=one\n    case metal operator=prefix value=g to=one\n"
      "    case many operator=greater value=10 to=one\n    case few operator=less_equal value=10 to=one\n"
      "    case other operator=is_set to=one\n    exit no_match to=one\n";
  static const char *const none = "branch attribute=tier\n    case empty to=one\n    exit no_match to=one\n";
  static const struct {
    const char *const *node;
    const char *attributes;
    const char *exit;
  } rows[] = {
      {&tier, "tier=gold", "gold"}, {&tier, "tier=goat", "metal"}, {&tier, "tier=11", "many"},
      {&tier, "tier=-3", "few"},    {&tier, "tier=tin", "other"},  {&tier, NULL, "no_match"},
      {&none, NULL, "empty"},       {&none, "tier=x", "no_match"}, {&none, "other=x", "empty"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, *rows[i].node, rows[i].attributes);
    if (strcmp(taken(&host), rows[i].exit) != 0) fail_msg("%s: %s", rows[i].attributes, taken(&host));
    host_end(&host);
  }
}

/* What expressions are about here: the call's attributes, and the queues as they are now. */
static void expressions(void **state)
{
  static const struct {
    const char *node;
    const char *attributes;
    const char *exit;
    const char *x; /* the attribute x afterwards; NULL: not set */
  } rows[] = {
      {"test expression='waiting(\"busy\") = 2 and staffed(\"busy\") = 0'\n", NULL, "match", NULL},
      {"test expression='waiting(\"idle\") > 0 or is_set(x)'\n", NULL, "no_match", NULL},
      {"test expression='caller = \"\" and number = 1 and x = 5'\n", "x=5", "match", "5"},
      {"set attribute=x expression='x + 1'\n    exit next to=one\n", "x=41", "next", "42"},
      {"set attribute=x expression='if(x > 9, x, \"few\")'\n    exit next to=one\n", "x=7", "next", "few"},
      {"set attribute=x expression='\"\"'\n    exit next to=one\n", "x=7", "next", NULL},
      {"set attribute=x expression='y & y & \" \" & ready(\"idle\")'\n    exit next to=one\n", "y=ab", "next",
       "abab 1"},
      {"branch expression='length(x) * 2'\n    case four value=4 to=one\n    case many operator=greater value=4 "
       "to=one\n",
       "x=abc", "many", "abc"},
      {"branch expression='x = 3'\n    case yes value=true to=one\n    case no value=false to=one\n", NULL, "no", NULL},
      {"branch expression=x\n    case some operator=is_set to=one\n    exit no_match to=one\n", NULL, "no_match", NULL},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[600];
    acd_arrival arrival;
    acd_id call = 0;
    snprintf(text, sizeof text,
             "agent ann\nqueue busy\nqueue idle\n  member ann\nflow f start=n catch=one\n  node n kind=%s  node one "
             "kind=play "
             "prompt=one\nnumber 1 flow=f\nnumber 2 queue=busy\n",
             rows[i].node);
    host_begin(&host, NULL);
    host_define(&host, text);
    host_arrive(&host, "2");
    host_arrive(&host, "2");
    acd_arrival_init(&arrival);
    arrival.number = "1";
    arrival.attributes = rows[i].attributes;
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
    if (strcmp(taken(&host), rows[i].exit) != 0) fail_msg("%s: %s", rows[i].node, taken(&host));
    const char *x = acd_call_attribute(host.engine, call, "x");
    if (!x != !rows[i].x || (x && strcmp(x, rows[i].x) != 0)) fail_msg("%s: x is %s", rows[i].node, x);
    host_end(&host);
  }
}

static void priorities(void **state)
{
  static const struct {
    const char *expression;
    const char *attributes;
    int64_t priority;
  } rows[] = {{"vip * 10", "vip=7", 70}, {"vip", "vip=-3", -3},         {"vip", "vip=much", 0},
              {"vip", NULL, 0},          {"vip * 10", "vip=700", 1000}, {"-vip * 10", "vip=700", -1000}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char node[200];
    snprintf(node, sizeof node, "priority expression='%s'\n    exit next to=one\n", rows[i].expression);
    acd_id call = begin(&host, node, rows[i].attributes);
    assert_int_equal(centre_call(&host, call).priority, rows[i].priority);
    host_end(&host);
  }
}

/* Shares are met to within what chance allows, a case of 0 % never, one of 100 % always; the same seed draws the same. */
static void splits(void **state)
{
  static const struct {
    const char *node;
    int percentages[3];
  } rows[] = {
      {"split\n    case a percentage=70 to=one\n    case b percentage=0 to=one\n    case c percentage=30 to=one\n",
       {70, 0, 30}},
      {"split\n    case a to=one\n    case b percentage=100 to=one\n", {0, 100, 0}},
      {"split\n    case a percentage=1 to=one\n    case b percentage=99 to=one\n", {1, 99, 0}},
  };
  enum { CALLS = 4000 };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    int counts[3] = {0};
    begin(&host, rows[i].node, NULL);
    for (int k = 0; k < CALLS; k++) host_hangup(&host, host_arrive(&host, "1"));
    for (size_t k = 0; k < host.events_count; k++)
      if (host.events[k].kind == ACD_EVENT_FLOW_EXIT) counts[host.events[k].detail - ACD_EXIT_CASE]++;
    assert_int_equal(counts[0] + counts[1] + counts[2], CALLS + 1);
    for (int k = 0; k < 3; k++) {
      int share = rows[i].percentages[k], wanted = (CALLS + 1) * share / 100;
      int spread = share % 100 == 0 ? 1 : 150; /* five deviations of the widest are 145 */
      if (counts[k] < wanted - spread || counts[k] > wanted + spread)
        fail_msg("case %d is drawn %d times, not about %d", k, counts[k], wanted);
    }
    host_end(&host);
  }
}

static void loops(void **state)
{
  static const struct {
    const char *node;
    const char *attributes;
    int rounds; /* that next is taken */
  } rows[] = {
      {"loop attribute=tries count=1", NULL, 1},
      {"loop attribute=tries count=3", NULL, 3},
      {"loop attribute=tries count=3", "tries=1", 2},
      {"loop attribute=tries count=3", "tries=3", 0},
      {"loop attribute=tries count=3", "tries=many", 3},
      {"loop attribute=tries count=3", "tries=-7", 3},
      {"loop attribute=tries count=3", "tries=9999999", 0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char node[200], value[20];
    snprintf(
        node, sizeof node,
        "%s\n    exit next to=again\n    exit limit to=one\n  node again kind=play prompt=again\n    exit next to=n\n",
        rows[i].node);
    acd_id call = begin(&host, node, rows[i].attributes);
    for (int k = 0; k < rows[i].rounds; k++) {
      snprintf(value, sizeof value, "%d",
               rows[i].attributes && strcmp(rows[i].attributes, "tries=1") == 0 ? k + 2 : k + 1);
      assert_string_equal(acd_call_attribute(host.engine, call, "tries"), value);
      host_told(&host, "play again");
      walk_on(&host, call, "done");
    }
    host_told(&host, "play one");
    assert_null(acd_call_attribute(host.engine, call, "tries")); /* so that the loop can be walked again */
    host_end(&host);
  }
}

/* Where there is no room for the count, the loop ends rather than going round for ever. */
static void a_loop_that_cannot_count(void **state)
{
  static const int64_t options[] = {ACD_OPTION_ATTRIBUTES_MAX, 1, 0};
  (void)state;
  test_host host;
  acd_arrival arrival;
  acd_id call = 0;
  host_begin(&host, options);
  host_define(&host,
              "flow f start=n\n  node n kind=loop attribute=tries count=9\n    exit next to=n\n    exit limit to=one\n"
              "  node one kind=play prompt=one\nnumber 1 flow=f\n");
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.attributes = "a=x";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_told(&host, "play one");
  host_end(&host);
}

static void names_of_exits(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "menu prompt=p\n    case a keys=1 to=one\n    case b keys=2 to=one\n    exit 3 to=one\n", NULL);
  acd_id flow = host_flow(&host, "f");
  assert_string_equal(acd_flow_exit_name(host.engine, flow, 0, ACD_EXIT_CASE), "a");
  assert_string_equal(acd_flow_exit_name(host.engine, flow, 0, ACD_EXIT_CASE + 1), "b");
  assert_string_equal(acd_flow_exit_name(host.engine, flow, 0, ACD_EXIT_KEY + '3'), "3");
  assert_string_equal(acd_flow_exit_name(host.engine, flow, 0, ACD_EXIT_NO_INPUT), "no_input");
  assert_string_equal(acd_flow_exit_name(host.engine, flow, 0, 9999 - ACD_EXIT_CASE * 9), "?");
  assert_null(acd_flow_exit_name(host.engine, flow, 0, ACD_EXIT_CASE + 2));
  assert_null(acd_flow_exit_name(host.engine, flow, 1, ACD_EXIT_CASE));
  assert_null(acd_flow_exit_name(host.engine, flow, 2, ACD_EXIT_NEXT));
  assert_null(acd_flow_exit_name(host.engine, flow, -1, ACD_EXIT_NEXT));
  assert_null(acd_flow_exit_name(host.engine, 0, 0, ACD_EXIT_NEXT));
  assert_null(acd_flow_exit_name(NULL, flow, 0, ACD_EXIT_NEXT));
  assert_string_equal(acd_exit_str(ACD_EXIT_CASE), "case");
  assert_string_equal(acd_exit_str(ACD_EXIT_CASE + 999), "case");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(menus_of_several_keys),
      cmocka_unit_test(how_long_a_menu_waits),
      cmocka_unit_test(what_is_said),
      cmocka_unit_test(what_cannot_be_said),
      cmocka_unit_test(tries_escalate),
      cmocka_unit_test(branches),
      cmocka_unit_test(expressions),
      cmocka_unit_test(priorities),
      cmocka_unit_test(splits),
      cmocka_unit_test(loops),
      cmocka_unit_test(a_loop_that_cannot_count),
      cmocka_unit_test(names_of_exits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
