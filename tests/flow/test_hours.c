/* SPDX-License-Identifier: Apache-2.0 */
/* Flows that ask schedules: which exit, what the attributes tell, and when what changes counts (acd/schedule.h, acd/flow.h). What
 * schedules answer is compared with a model in engine/test_schedules.c. */
#include <stdio.h>

#include "walk.h"

#define HOUR (3600 * SECOND)
#define THU  0 /* 1970-01-01 was a Thursday */
#define DAY  (24 * HOUR)
#define ASKS                                                                                                           \
  "number 1 flow=f\nflow f start=n\n  node n kind=hours schedule=s rule_attribute=why opens_attribute=next\n"          \
  "    exit open to=o\n    exit closed to=c\n    exit holiday to=h\n    exit emergency to=e\n"                         \
  "  node o kind=play prompt=open\n  node c kind=play prompt=closed\n  node h kind=play prompt=holiday\n"              \
  "  node e kind=play prompt=emergency\n"
#define OFFICE                                                                                                         \
  "toggle flood\nschedule country\n  holiday 'May Day' date=501\n"                                                     \
  "schedule s based_on=country emergency=flood\n  hours weekdays days=31 from=32400000000 to=61200000000\n"            \
  "  holiday Friday date=19700102\n  exception stocktaking date=105 from=36000000000\n"

static const struct {
  int64_t wall_us;
  const char *told, *why, *next; /* NULL: not set */
} rows[] = {
    {THU + 9 * HOUR, "play open", "weekdays", "1970-01-05T09:00"},
    {THU + 17 * HOUR, "play closed", NULL, "1970-01-05T09:00"},
    {THU + DAY, "play holiday", "Friday", "1970-01-05T09:00"},
    {THU + 4 * DAY + 9 * HOUR, "play open", "weekdays", "1970-01-06T09:00"},
    {THU + 4 * DAY + 10 * HOUR, "play closed", "stocktaking",
     "1970-01-06T09:00"}, /* the exit exception leads nowhere */
    {THU + 120 * DAY + 12 * HOUR, "play holiday", "May Day", "1970-05-04T09:00"},
};

static void exits_and_attributes(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, OFFICE ASKS);
    assert_int_equal(acd_engine_wall_set(host.engine, host.now, rows[i].wall_us - host.now), ACD_OK);
    acd_id call = host_arrive(&host, "1");
    host_told(&host, rows[i].told);
    const char *why = acd_call_attribute(host.engine, call, "why"),
               *next = acd_call_attribute(host.engine, call, "next");
    assert_string_equal(why ? why : "", rows[i].why ? rows[i].why : "");
    assert_string_equal(next ? next : "", rows[i].next);
    host_end(&host);
  }
}

/* Munich from six to nine in the evening by Denver's hours; the exit where it leads on, else it is open as ever. */
static void another_site_is_open(void **state)
{
  (void)state;
  static const char *const told[2][4] = {{"play closed", "play open", "play open", "play closed"},
                                         {"play closed", "play open", "play denver", "play closed"}};
  static const int64_t hours[] = {8, 10, 18, 21};
  for (size_t wired = 0; wired < 2; wired++) {
    test_host host;
    char text[1000];
    host_begin(&host, NULL);
    snprintf(text, sizeof text,
             "schedule denver\n  hours d days=127 from=64800000000 to=75600000000\n"
             "schedule base\n  site denver schedule=denver\nschedule s based_on=base\n"
             "  hours m days=127 from=32400000000 to=64800000000\nnumber 1 flow=f\nflow f start=n\n"
             "  node n kind=hours schedule=s rule_attribute=why\n    exit open to=o\n    exit closed to=c\n%s"
             "  node o kind=play prompt=open\n  node c kind=play prompt=closed\n  node d kind=play prompt=denver\n",
             wired ? "    exit site to=d\n" : "");
    host_define(&host, text);
    for (size_t i = 0; i < COUNT(hours); i++) {
      assert_int_equal(acd_engine_wall_set(host.engine, host.now, hours[i] * HOUR - host.now), ACD_OK);
      acd_id call = host_arrive(&host, "1");
      host_told(&host, told[wired][i]);
      const char *why = acd_call_attribute(host.engine, call, "why");
      assert_string_equal(why ? why : "", i == 1 ? "m" : i == 2 ? "denver" : "");
    }
    host_end(&host);
  }
}

static void an_emergency_counts_at_once(void **state)
{
  (void)state;
  test_host host;
  acd_id flood, schedule;
  host_begin(&host, NULL);
  host_define(&host, OFFICE ASKS);
  assert_int_equal(acd_toggle_find(host.engine, "flood", &flood), ACD_OK);
  assert_int_equal(acd_schedule_find(host.engine, "s", &schedule), ACD_OK);
  assert_int_equal(acd_engine_wall_set(host.engine, host.now, 9 * HOUR - host.now), ACD_OK);
  assert_int_equal(acd_toggle_set(host.engine, host.now, flood, 1), ACD_OK);
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "play emergency");
  assert_string_equal(acd_call_attribute(host.engine, call, "why"), "flood");
  assert_null(acd_call_attribute(host.engine, call, "next"));
  acd_schedule_info info = {.size = sizeof info};
  assert_int_equal(acd_schedule_get(host.engine, schedule, &info), ACD_OK);
  assert_int_equal(info.emergency, 1);
  assert_int_equal(acd_toggle_set(host.engine, host.now, flood, 0), ACD_OK);
  (void)host_arrive(&host, "1");
  host_told(&host, "play open");
  host_end(&host);
}

/* Also for the calls that are in a version of the flow from before, for which there is room for the longest name. */
static void a_change_counts_at_once(void **state)
{
  (void)state;
  test_host host;
  static outline text;
  char name[256];
  memset(name, 'x', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  host_begin(&host, NULL);
  host_define(
      &host,
      "schedule s\n  hours h days=127 from=0 to=0\nnumber 1 flow=f\nflow f start=p\n  node p kind=play prompt=a\n"
      "    exit next to=n\n  node n kind=hours schedule=s rule_attribute=why opens_attribute=next\n"
      "    exit open to=p\n    exit holiday to=q\n  node q kind=play prompt=b\n    exit next to=n\n");
  acd_id call = host_arrive(&host, "1");
  walk_on(&host, call, "done");
  host_told(&host, "play a, play a");
  assert_string_equal(acd_call_attribute(host.engine, call, "why"), "h");
  text.size = 0;
  outline_write(&text, "schedule s\n  hours h days=127 from=0 to=0\n  holiday %s date=101\n", name);
  host_change(&host, text.text);
  walk_on(&host, call, "done");
  host_told(&host, "play b");
  assert_string_equal(acd_call_attribute(host.engine, call, "why"), name);
  assert_string_equal(acd_call_attribute(host.engine, call, "next"), "1970-01-02T00:00");
  host_check(&host);
  host_end(&host);
}

static void attributes_that_have_no_room(void **state)
{
  (void)state;
  static const int64_t options[] = {ACD_OPTION_ATTRIBUTES_MAX, 1, 0};
  test_host host;
  host_begin(&host, options);
  host_define(&host, OFFICE ASKS);
  assert_int_equal(acd_engine_wall_set(host.engine, host.now, 9 * HOUR - host.now), ACD_OK);
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "play open");
  assert_string_equal(acd_call_attribute(host.engine, call, "why"), "weekdays");
  assert_null(acd_call_attribute(host.engine, call, "next"));
  host_end(&host);
}

static void asked_by_the_host(void **state)
{
  (void)state;
  test_host host;
  acd_id schedule, country, other;
  int64_t wall_us;
  acd_schedule_verdict verdict = {.size = sizeof verdict};
  acd_schedule_info info = {.size = sizeof info};
  host_begin(&host, NULL);
  host_define(&host, OFFICE ASKS
              "schedule east utc_offset=19800000000\nschedule there based_on=east\n  site here schedule=s\n");
  assert_int_equal(acd_schedule_find(host.engine, "x", &other), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_schedule_find(host.engine, "country", &country), ACD_OK);
  assert_int_equal(acd_schedule_find(host.engine, "s", &schedule), ACD_OK);
  assert_int_equal(acd_schedule_get(host.engine, schedule, &info), ACD_OK);
  assert_string_equal(info.name, "s");
  assert_string_equal(info.zone, "");
  assert_int_equal(info.based_on, country);
  assert_int_equal(info.hours_count, 1);
  assert_int_equal(info.holidays_count, 1);
  assert_int_equal(info.exceptions_count, 1);
  assert_int_equal(info.sites_count, 0);
  /* a holiday of the base: its schedule is told */
  assert_int_equal(acd_schedule_instant(host.engine, schedule, 19700501, 12 * HOUR, &wall_us), ACD_OK);
  assert_int_equal(wall_us, 120 * DAY + 12 * HOUR);
  assert_int_equal(acd_schedule_at(host.engine, schedule, wall_us, &verdict), ACD_OK);
  assert_int_equal(verdict.rule, ACD_RULE_HOLIDAY);
  assert_int_equal(verdict.schedule, country);
  assert_string_equal(verdict.schedule_name, "country");
  assert_int_equal(verdict.closes_wall_us, 123 * DAY + 17 * HOUR); /* after it has opened on Monday */
  assert_int_equal(verdict.closes_date, 19700504);
  assert_int_equal(verdict.closes_clock_us, 17 * HOUR);
  /* by the clock of the base, and open by a site */
  assert_int_equal(acd_schedule_find(host.engine, "there", &other), ACD_OK);
  assert_int_equal(acd_schedule_get(host.engine, other, &info), ACD_OK);
  assert_int_equal(info.utc_offset_us, 19800 * SECOND);
  assert_int_equal(info.sites_count, 1);
  assert_int_equal(acd_schedule_instant(host.engine, other, 19700101, 14 * HOUR + HOUR / 2, &wall_us), ACD_OK);
  assert_int_equal(acd_schedule_at(host.engine, other, wall_us, &verdict), ACD_OK);
  assert_int_equal(verdict.rule, ACD_RULE_SITE);
  assert_string_equal(verdict.name, "here");
  assert_int_equal(acd_engine_wall_set(host.engine, host.now, 9 * HOUR - host.now), ACD_OK);
  assert_int_equal(acd_schedule_now(host.engine, other, &verdict), ACD_OK);
  assert_int_equal(verdict.local_clock_us, 14 * HOUR + HOUR / 2);
  assert_int_equal(acd_schedule_at(host.engine, other, INT64_MAX, &verdict), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_schedule_instant(host.engine, other, 20260229, 0, &wall_us), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_schedule_instant(host.engine, other, 229, 0, &wall_us), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_schedule_instant(host.engine, other, 20260228, DAY, &wall_us), ACD_ERR_ARGUMENT);
  size_t count = 0;
  for (acd_id at = acd_schedule_next(host.engine, 0); at; at = acd_schedule_next(host.engine, at)) count++;
  assert_int_equal(count, 4);
  host_change(&host, "-schedule there\n");
  assert_int_equal(acd_schedule_now(host.engine, other, &verdict), ACD_ERR_STALE);
  assert_int_equal(acd_schedule_now(host.engine, host_arrive(&host, "1"), &verdict), ACD_ERR_NOT_FOUND);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(exits_and_attributes),         cmocka_unit_test(another_site_is_open),
      cmocka_unit_test(an_emergency_counts_at_once),  cmocka_unit_test(a_change_counts_at_once),
      cmocka_unit_test(attributes_that_have_no_room), cmocka_unit_test(asked_by_the_host),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
