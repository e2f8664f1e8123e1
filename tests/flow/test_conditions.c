/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes that decide or set without asking anybody: compare, metric, hours, set, skills, priority. */
#include "walk.h"

#include <stdio.h>

#include "../engine/random.h"
#include "engine/engine.h"

static const char *taken(test_host *host)
{
  static char name[20];
  for (size_t i = host->events_count; i-- > 0;) {
    if (host->events[i].kind != ACD_EVENT_FLOW_EXIT) continue;
    snprintf(name, sizeof name, "%s", acd_exit_str(host->events[i].detail));
    return name;
  }
  return "";
}

static acd_id arrive_with(test_host *host, const char *number, const char *caller, const char *attributes)
{
  acd_arrival arrival;
  acd_id call = 0;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.caller = caller;
  arrival.attributes = attributes;
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call), ACD_OK);
  host_check(host);
  return call;
}

static void compare_operators(void **state)
{
  static const struct {
    const char *node;       /* properties */
    const char *attributes; /* of the call */
    int match;
  } rows[] = {
      {"attribute=a value=x", "a=x", 1},
      {"attribute=a value=x", "a=X", 0},
      {"attribute=a value=x", "a=xy", 0},
      {"attribute=a value=x", "b=x", 0},
      {"attribute=a operator=not_equal value=x", "a=x", 0},
      {"attribute=a operator=not_equal value=x", "a=y", 1},
      {"attribute=a operator=not_equal value=x", NULL, 1},
      {"attribute=a operator=less value=10", "a=9", 1},
      {"attribute=a operator=less value=10", "a=10", 0},
      {"attribute=a operator=less value=10", "a=-3", 1},
      {"attribute=a operator=less value=10", "a=9x", 0},
      {"attribute=a operator=less value=10", "a=+9", 0},
      {"attribute=a operator=less value=10", NULL, 0},
      {"attribute=a operator=less_equal value=10", "a=010", 1},
      {"attribute=a operator=less_equal value=10", "a=11", 0},
      {"attribute=a operator=greater value=-5", "a=-4", 1},
      {"attribute=a operator=greater value=-5", "a=-5", 0},
      {"attribute=a operator=greater value=-5", "a=x", 0},
      {"attribute=a operator=greater_equal value=999999999999999999", "a=999999999999999999", 1},
      {"attribute=a operator=greater_equal value=1", "a=1000000000000000000", 0}, /* 19 digits are no integer here */
      {"attribute=a operator=greater_equal value=1", NULL, 0},
      {"attribute=a operator=prefix value=+49", "a=+4930", 1},
      {"attribute=a operator=prefix value=+49", "a=+49", 1},
      {"attribute=a operator=prefix value=+49", "a=+4", 0},
      {"attribute=a operator=prefix value=+49", NULL, 0},
      {"attribute=a operator=is_set", "a=0", 1},
      {"attribute=a operator=is_set", "b=0", 0},
      {"attribute=caller operator=prefix value=+49", NULL, 1}, /* what the core knows */
      {"attribute=number value=1", NULL, 1},
      {"attribute=digits operator=is_set", NULL, 0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    char node[200];
    test_host host;
    snprintf(node, sizeof node, "compare %s", rows[i].node);
    walk_outline(&text, "", node, "");
    host_begin(&host, NULL);
    host_define(&host, text.text);
    arrive_with(&host, "1", "+4930123", rows[i].attributes);
    if (strcmp(taken(&host), rows[i].match ? "match" : "no_match") != 0)
      fail_msg("%s, call with %s: %s", rows[i].node, rows[i].attributes, taken(&host));
    host_end(&host);
  }
}

/* A metric is what acd_queue_get() says, compared by every operator. */
static void metrics_are_those_of_the_queue(void **state)
{
  static const char *const operators[] = {"equal", "not_equal", "less", "less_equal", "greater", "greater_equal"};
  static const char *const metrics[] = {"waiting",      "staffed",        "available",    "ready",
                                        "longest_wait", "estimated_wait", "service_level"};
  (void)state;
  dice chance = {5};
  for (size_t m = 0; m < COUNT(metrics); m++) {
    for (size_t o = 0; o < COUNT(operators); o++) {
      for (int step = 0; step < 5; step++) {
        int threshold = m < 6 ? step : 96 + step;
        static outline text;
        char node[200];
        test_host host;
        snprintf(node, sizeof node, "metric queue=desk metric=%s operator=%s threshold=%d", metrics[m], operators[o],
                 threshold);
        walk_outline(&text,
                     "agent a\nagent b\nagent c presence=not_ready\nagent d presence=logged_out\nagent e\n"
                     "queue desk expected_handle=1s service_level=0\n  member a\n  member b\n  member c\n  member "
                     "d\nnumber 2 queue=desk\n",
                     node, "");
        host_begin(&host, NULL);
        host_define(&host, text.text);
        for (int i = (int)dice_below(&chance, 6); i-- > 0;) {
          host_arrive(&host, "2");
          host_pass(&host, dice_below(&chance, 2 * SECOND));
        }
        acd_queue_info info = centre_queue(&host, "desk");
        int64_t waits = info.oldest_at_us == ACD_TIME_NEVER ? 0 : (host.now - info.oldest_at_us) / SECOND;
        const int64_t values[] = {info.waiting_count,
                                  info.staffed_count,
                                  info.available_count,
                                  info.ready_count,
                                  waits,
                                  info.estimated_wait_us / SECOND,
                                  info.service_level_ppm / 10000};
        int64_t v = values[m];
        const int holds[] = {v == threshold, v != threshold, v<threshold, v <= threshold, v> threshold, v >= threshold};
        assert_int_equal(info.staffed_count, 3);
        assert_int_equal(info.available_count, 2);
        host_arrive(&host, "1");
        if (strcmp(taken(&host), holds[o] ? "match" : "no_match") != 0) fail_msg("%s with %d", node, (int)v);
        host_end(&host);
      }
    }
  }
}

/* Against the calendar, minute by minute: the wall clock alone decides, whatever the engine's time is. */
static void hours_follow_the_wall_clock(void **state)
{
  static const int64_t hour = 3600 * SECOND, day = 24 * 3600 * SECOND;
  static outline text;
  (void)state;
  test_host host;
  dice chance = {77};
  walk_outline(&text,
               "schedule s utc_offset=7200000000\n  hours week days=31 from=28800000000 to=64800000000\n"
               "  hours night days=32 from=79200000000 to=7200000000\n",
               "hours schedule=s", "");
  host_begin(&host, NULL);
  host_define(&host, text.text);
  for (int i = 0; i < 2000; i++) {
    int64_t wall =
        (dice_below(&chance, 60 * 24 * 15) - 60 * 24 * 7) * 60 * SECOND + 55 * 365 * day * dice_below(&chance, 2);
    host_pass(&host, dice_below(&chance, SECOND));
    assert_int_equal(acd_engine_wall_set(host.engine, host.now, wall - host.now), ACD_OK);
    int64_t local = wall + 2 * hour + 7 * 1000 * day; /* after 1970, and in whole weeks */
    int64_t weekday = (local / day + 3) % 7, clock = local % day;
    int open = (weekday < 5 && clock >= 8 * hour && clock < 18 * hour) || (weekday == 5 && clock >= 22 * hour) ||
               (weekday == 6 && clock < 2 * hour);
    acd_id call = host_arrive(&host, "1");
    if (strcmp(taken(&host), open ? "open" : "closed") != 0) fail_msg("wall clock %lld", (long long)wall);
    host_hangup(&host, call);
  }
  host_end(&host);
}

static void set_and_its_limits(void **state)
{
  static const struct {
    int64_t options[5];
    const char *attributes;
    const char *node;
    const char *exit;
    const char *value; /* of tier afterwards; NULL: none */
  } rows[] = {
      {{0}, NULL, "set attribute=tier value=gold", "next", "gold"},
      {{0}, "tier=old", "set attribute=tier value=gold", "next", "gold"},
      {{0}, "tier=old", "set attribute=tier", "next", NULL},
      {{0}, NULL, "set attribute=tier", "next", NULL},
      {{ACD_OPTION_ATTRIBUTES_MAX, 1, 0}, "a=b", "set attribute=tier value=gold", "limit", NULL},
      {{ACD_OPTION_ATTRIBUTES_MAX, 1, 0}, "tier=b", "set attribute=tier value=gold", "next", "gold"},
      {{ACD_OPTION_ATTRIBUTES_MAX, 1, 0}, "a=b", "set attribute=tier", "next", NULL},
      {{ACD_OPTION_ATTRIBUTES_MAX, 0, 0}, NULL, "set attribute=tier value=gold", "limit", NULL},
      {{ACD_OPTION_TEXT_MAX, 20, 0}, NULL, "set attribute=tier value=123456789012345678901234567890", "limit", NULL},
      {{ACD_OPTION_TEXT_MAX, 20, 0}, "tier=x", "set attribute=tier value=123456789012345678901234567890", "limit", "x"},
      {{ACD_OPTION_TEXT_MAX, 100, 0},
       NULL,
       "set attribute=tier value=123456789012345678901234567890",
       "next",
       "123456789012345678901234567890"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    walk_outline(&text, "", rows[i].node, "");
    host_begin(&host, rows[i].options);
    host_define(&host, text.text);
    acd_id call = arrive_with(&host, "1", NULL, rows[i].attributes);
    if (strcmp(taken(&host), rows[i].exit) != 0) fail_msg("row %d: %s", (int)i, taken(&host));
    const char *value = acd_call_attribute(host.engine, call, "tier");
    assert_int_equal(value != NULL, rows[i].value != NULL);
    if (value) assert_string_equal(value, rows[i].value);
    host_end(&host);
  }
}

static void collected_digits_are_an_attribute(void **state)
{
  static const struct {
    const char *node;
    const char *key;
  } rows[] = {{"collect digits_max=4", "digits"}, {"collect digits_max=4 attribute=account", "account"}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    walk_outline(&text, "", rows[i].node, "");
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = host_arrive(&host, "1");
    walk_on(&host, call, "=4711");
    assert_string_equal(acd_call_attribute(host.engine, call, rows[i].key), "4711");
    host_end(&host);
  }
}

/* The call needs these skills from now on, instead of those it needed before. */
static void skills_replace_skills(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "skill s\nskill t\nagent ann\n  agent_skill s\nagent bob\n  agent_skill t level=5\nagent cat\n"
              "queue desk strategy=linear wait_max=5s\n  member ann\n  member bob\n  member cat\n"
              "flow f start=a\n  node a kind=queue queue=desk\n    exit timeout to=b\n  node b kind=skills\n"
              "    node_skill t level=4\n    exit next to=c\n  node c kind=queue queue=desk\n    exit timeout to=d\n"
              "  node d kind=skills\n    exit next to=e\n  node e kind=queue queue=desk\nnumber 1 flow=f\n");
  acd_id call = host_arrive_skill(&host, "1", "s", 1);
  static const char *const agents[] = {"ann", "bob", "ann"};
  for (size_t i = 0; i < COUNT(agents); i++) {
    centre_rings(&host, call, agents[i]);
    host_pass(&host, 5 * SECOND);
  }
  host_end(&host);
}

/* The call's own priority; the number's and the queue's are added. */
static void priority_replaces_the_calls_own(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "queue desk priority=100\nflow f start=a\n  node a kind=play prompt=p\n    exit next to=b\n"
                     "  node b kind=priority priority=7\n    exit next to=c\n  node c kind=queue queue=desk\n"
                     "number 1 flow=f priority=20\n");
  acd_id call = host_arrive_priority(&host, "1", 3);
  assert_int_equal(centre_call(&host, call).priority, 23);
  walk_on(&host, call, "done");
  assert_int_equal(centre_call(&host, call).priority, 127);
  host_end(&host);
}

/* How many steps a call that goes round and round makes before it ends. Where steps take more work, they are fewer. */
static void work_is_bounded(void **state)
{
  enum { STEPS_MAX = 1000, CASES = 300 };
  static const struct {
    const char *node;
    int cases; /* that do not hold */
    int64_t steps_min, steps_max;
  } rows[] = {
      {"kind=compare attribute=tier value=gold", 0, STEPS_MAX, STEPS_MAX},
      /* what is usual counts little more */
      {"kind=test expression='tier = \"gold\" and waiting(\"desk\") < 5'", 0, STEPS_MAX * 7 / 8, STEPS_MAX},
      {"kind=branch attribute=tier", CASES, STEPS_MAX / 8, STEPS_MAX / 4},
      {"kind=branch attribute=long", CASES, 8, STEPS_MAX / 64},
      {"kind=set attribute=made expression='long & long & long & long'", 0, STEPS_MAX / 8, STEPS_MAX / 2},
      {"kind=test expression='contains(upper(long), lower(long)) or contains(lower(long), upper(long)) or "
       "starts(long & \"a\", \"b\" & long)'",
       0, STEPS_MAX / 8, STEPS_MAX / 2},
      {"kind=hours schedule=often", 0, STEPS_MAX / 4, STEPS_MAX / 2},
      {"kind=hours schedule=often opens_attribute=next", 0, STEPS_MAX / 16, STEPS_MAX / 4},
  };
  (void)state;
  static outline schedule; /* with many hours, which change it often */
  schedule.size = 0;
  outline_write(&schedule, "schedule often\n");
  for (int i = 0; i < 100; i++) outline_write(&schedule, "  hours h%d days!127 from=%d00s to=%d50s\n", i, i, i);
  char attributes[1000] = "tier=gold\nlong=";
  memset(attributes + strlen(attributes), 'x', 900);
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    text.size = 0;
    outline_write(&text, "centre steps_max=%d\nqueue desk\n%snumber 1 flow=f\nflow f start=a catch=a\n  node a %s\n",
                  STEPS_MAX, schedule.text, rows[i].node);
    for (int k = 0; k < rows[i].cases; k++) outline_write(&text, "    case c%d value=v%d to=a\n", k, k);
    if (strstr(rows[i].node, "kind=set")) outline_write(&text, "    exit next to=a\n");
    if (strstr(rows[i].node, "kind=hours"))
      outline_write(&text, "    exit open to=a\n    exit closed to=a\n");
    else if (!rows[i].cases && !strstr(rows[i].node, "kind=set"))
      outline_write(&text, "    exit match to=a\n    exit no_match to=a\n");
    else if (rows[i].cases)
      outline_write(&text, "    exit no_match to=a\n");
    host_begin(&host, NULL);
    host_define(&host, text.text);
    uint64_t before = host.engine->work;
    acd_id call = arrive_with(&host, "1", "", attributes);
    assert_int_equal(host_end_of(&host, call), ACD_END_FAILED);
    int64_t steps = (int64_t)host_events(&host, ACD_EVENT_FLOW_EXIT, -1);
    if (steps < rows[i].steps_min || steps > rows[i].steps_max)
      fail_msg("%s: %lld steps", rows[i].node, (long long)steps);
    assert_true(host.engine->work - before < 64 * STEPS_MAX + 6000); /* and what the last step took */
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(compare_operators),
      cmocka_unit_test(metrics_are_those_of_the_queue),
      cmocka_unit_test(hours_follow_the_wall_clock),
      cmocka_unit_test(set_and_its_limits),
      cmocka_unit_test(collected_digits_are_an_attribute),
      cmocka_unit_test(skills_replace_skills),
      cmocka_unit_test(priority_replaces_the_calls_own),
      cmocka_unit_test(work_is_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
