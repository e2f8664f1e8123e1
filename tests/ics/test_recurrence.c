/* SPDX-License-Identifier: Apache-2.0 */
/* Recurrences: rules obey the laws of their parts, and events are where their rules, dates and changes say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calendars.h"

#include "base/rng.h"
#include "ics/internal.h"

#define EVENT(text) "BEGIN:VEVENT\n" text "END:VEVENT\n"

typedef struct row {
  const char *events;
  const char *rules; /* of the years 2026 and 2027 */
} row;

static const row rows[] = {
    {EVENT("DTSTART:20201225\nSUMMARY:C\nRRULE:FREQ=YEARLY\n"), "20261225 C 2026-12-25\n20271225 C 2027-12-25\n"},
    {EVENT("DTSTART:20161111\nSUMMARY:T\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=11\n"),
     "20261126 T 2026-11-26\n"},
    /* Days that follow each other are one rule, and the span cuts it. */
    {EVENT("DTSTART:20261230\nDTEND:20270103\nSUMMARY:S\nRRULE:FREQ=YEARLY\n"),
     "20261230-20270102 S 2026-12-30\n20271230-20271231 S 2027-12-30\n"},
    {EVENT("DTSTART:20200101\nSUMMARY:D\nRRULE:FREQ=DAILY;UNTIL=20260103\n"), "20260101-20260103 D 2026-01-01\n"},
    {EVENT("DTSTART:20200101\nSUMMARY:D\nRRULE:FREQ=DAILY;UNTIL=20260103T120000Z\n"),
     "20260101-20260103 D 2026-01-01\n"},
    {EVENT("DTSTART:20251230\nSUMMARY:D\nRRULE:FREQ=DAILY;COUNT=3;INTERVAL=2\n"),
     "20260101 D 2026-01-01\n20260103 D 2026-01-03\n"},
    {EVENT("DTSTART:20260105T220000\nDURATION:PT4H\nSUMMARY:N\nRRULE:FREQ=WEEKLY;UNTIL=20260112T220000\n"),
     "20260105 22:00-02:00 N 2026-01-05\n20260112 22:00-02:00 N 2026-01-12\n"},
    {EVENT("DTSTART:20260105T220000\nDURATION:PT4H\nSUMMARY:N\nRRULE:FREQ=WEEKLY;UNTIL=20260112T215959\n"),
     "20260105 22:00-02:00 N 2026-01-05\n"},
    {EVENT("DTSTART:20260105\nSUMMARY:X\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20260112,20260113\nEXDATE;VALUE=DATE-TIME:"
           "20260119T000000Z\n"),
     "20260105 X 2026-01-05\n20260126 X 2026-01-26\n"},
    {EVENT("DTSTART:20260105T090000\nDURATION:PT1H\nSUMMARY:X\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20260112,"
           "20260119T100000,20260126T090000\n"),
     "20260105 09:00-10:00 X 2026-01-05\n20260119 09:00-10:00 X 2026-01-19\n"},
    {EVENT("DTSTART:20260105\nSUMMARY:R\nRDATE:20260301,20260201\nRDATE;VALUE=PERIOD:20260401T000000Z/"
           "P1D\nRDATE:20190101\n"),
     "20260105 R 2026-01-05\n20260201 R 2026-02-01\n20260301 R 2026-03-01\n20260401 R 2026-04-01\n"},
    {EVENT("DTSTART:20260105\nSUMMARY:R\nRDATE:20260301,20260201\nEXDATE:20260105,20260301\n"),
     "20260201 R 2026-02-01\n"},
    /* DTSTART counts even if the rule names another day. */
    {EVENT("DTSTART:20260101\nSUMMARY:N\nRRULE:FREQ=MONTHLY;BYMONTHDAY=2;COUNT=2\n"),
     "20260101-20260102 N 2026-01-01\n20260202 N 2026-02-02\n"},
    /* An occurrence that is moved, one that is cancelled, one of another event's. */
    {EVENT("DTSTART:20260402\nUID:g\nSUMMARY:G\nRRULE:FREQ=YEARLY\n")
         EVENT("DTSTART:20260403\nUID:g\nSUMMARY:moved\nRECURRENCE-ID:20260402\n")
             EVENT("DTSTART:20270402\nUID:h\nSUMMARY:other\nRECURRENCE-ID:20270402\n"),
     "20260403 moved 2026-04-03\n20270402 G 2027-04-02\n20270402 other 2027-04-02\n"},
    {EVENT("DTSTART:20270402\nUID:g\nSTATUS:CANCELLED\nRECURRENCE-ID;VALUE=DATE:20270402\n")
         EVENT("DTSTART:20260402\nUID:g\nSUMMARY:G\nRRULE:FREQ=YEARLY\n"),
     "20260402 G 2026-04-02\n"},
    {EVENT("RECURRENCE-ID:20260402T080000\nUID:g\nSTATUS:CANCELLED\n")
         EVENT("DTSTART:20260402T080000\nDURATION:PT1H\nUID:g\nSUMMARY:G\nRRULE:FREQ=DAILY;COUNT=2\n"),
     "20260403 08:00-09:00 G 2026-04-03\n"},
    {EVENT("DTSTART:20260402T080000\nRECURRENCE-ID:20260402T080000\nUID:g\nSTATUS:CANCELLED\n")
         EVENT("DTSTART:20260402T080000\nDURATION:PT1H\nUID:g\nSUMMARY:G\nRRULE:FREQ=DAILY;COUNT=2\n"),
     "20260403 08:00-09:00 G 2026-04-03\n"},
    {EVENT("DTSTART:20260402T080000\nDURATION:PT1H\nUID:g\nSUMMARY:G\nRRULE:FREQ=DAILY;COUNT=2\n")
         EVENT("DTSTART:20260402T100000\nDURATION:PT1H\nUID:g\nSUMMARY:G\nRECURRENCE-ID:20260402T080000\n")
             EVENT("DTSTART:20260403T100000\nDURATION:PT1H\nUID:g\nSUMMARY:H\nRECURRENCE-ID:20260403T090000\n"),
     "20260402 10:00-11:00 G 2026-04-02\n20260403 08:00-09:00 G 2026-04-03\n20260403 10:00-11:00 H 2026-04-03\n"},
    {EVENT("DTSTART:20200229\nSUMMARY:L\nRRULE:FREQ=YEARLY\n"), ""},
    {EVENT("DTSTART:20200131\nSUMMARY:M\nRRULE:FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-1;SKIP=OMIT;RSCALE=gregorian;\n"),
     "20260131 M 2026-01-31\n20270131 M 2027-01-31\n"},
    {EVENT("DTSTART:20261228\nSUMMARY:W\nRRULE:freq=yearly;byweekno=53;byday=mo,we\n"),
     "20261228 W 2026-12-28\n20261230 W 2026-12-30\n"},
};

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    acd_ics *ics = new_ics();
    read_events(ics, rows[i].events);
    const char *rules = rules_of(ics, 20260101, 20271231);
    if (strcmp(rules, rows[i].rules) != 0) fail_msg("row %zu: %s\n%s", i, rules, notes_of(ics));
    acd_ics_free(ics);
  }
}

/* Rules that are refused, and where. */
static void test_refused(void **state)
{
  (void)state;
  static const struct {
    const char *rule;
    size_t at;
  } wrong[] = {
      {"", 0},
      {"COUNT=3", 0},
      {"FREQ=YEARLY;COUNT=0", 0},
      {"FREQ=YEARLY;COUNT=2147483648", 12},
      {"FREQ=YEARLY;COUNT=3x", 12},
      {"FREQ=YEARLY;COUNT=3-4", 12},
      {"FREQ=YEARLY;COUNT=", 12},
      {"FREQ=YEARLY;INTERVAL=65537", 12},
      {"FREQ=YEARLY;INTERVAL=0", 0},
      {"FREQ=YEARLY;INTERVAL=1000000000", 12},
      {"FREQ=YEARLY;BYDAY=257MO", 12},
      {"FREQ=YEARLY;BYDAY=54MO", 12},
      {"FREQ=YEARLY;BYDAY=XX", 0},
      {"FREQ=WEEKLY;BYDAY=1MO", 12},
      {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", 23},
      {"FREQ=YEARLY;BYMONTH=13", 12},
      {"FREQ=YEARLY;BYMONTH=5L", 12},
      {"FREQ=YEARLY;BYMONTH=1,", 12},
      {"FREQ=YEARLY;BYMONTH=,1", 12},
      {"FREQ=YEARLY;BYMONTH=-1", 0},
      {"FREQ=YEARLY;BYMONTHDAY=0", 0},
      {"FREQ=WEEKLY;BYMONTHDAY=1", 12},
      {"FREQ=MONTHLY;BYYEARDAY=1", 13},
      {"FREQ=MONTHLY;BYWEEKNO=1", 13},
      {"FREQ=YEARLY;BYSETPOS=1", 12},
      {"FREQ=YEARLY;FREQ=YEARLY", 12},
      {"FREQ=YEARLY;COUNT=1;UNTIL=20260101", 12},
      {"FREQ=YEARLY;UNTIL=2026", 18},
      {"FREQ=YEARLY;UNTIL=20260230", 18},
      {"FREQ=YEARLY;X-A=1", 12},
      {"FREQ=YEARLY;;COUNT=1", 12},
      {"FREQ=YEARLY;RSCALE=CHINESE", 12},
      {"FREQ=YEARLY;SKIP=FORWARD", 12},
      {"FREQ=SECONDLY", 0},
      {"FREQ=MINUTELY", 0},
      {"FREQ=HOURLY", 0},
      {"FREQ=FORTNIGHTLY", 0},
      {"FREQ=DAILY;BYMINUTE=1", 11},
      {"FREQ=DAILY;BYSECOND=1", 11},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    acd__ics_rrule rule;
    acd__ics_wrong found = {NULL, 99};
    if (acd__ics_read_rule(wrong[i].rule, &rule, &found)) fail_msg("read: %s", wrong[i].rule);
    if (found.at != wrong[i].at || !found.text || strlen(found.text) < 10)
      fail_msg("%s: at %zu: %s", wrong[i].rule, found.at, found.text);
  }
}

typedef struct days {
  int64_t day[20000];
  size_t count, max;
} days;

static int add_day(void *user, int64_t day)
{
  days *list = user;
  if (list->count == list->max) return 0;
  assert_true(list->count == 0 || list->day[list->count - 1] < day);
  list->day[list->count++] = day;
  return 1;
}

static days *expand(days *list, const acd__ics_rrule *rule, int64_t start, int64_t first, int64_t last)
{
  acd__ics_moment begin = {start, -1, 0};
  acd__ics_span span = {first, last};
  int64_t work = INT64_C(1) << 40;
  list->count = 0;
  list->max = sizeof list->day / sizeof *list->day;
  assert_int_equal(acd__ics_expand_rule(rule, &begin, span, &work, add_day, list), 1);
  return list;
}

static size_t append(char *text, size_t at, acd__rng *rng, const char *name, int max, int both)
{
  int count = 1 + (int)acd__rng_below(rng, 3);
  at += (size_t)sprintf(text + at, ";%s=", name);
  for (int i = 0; i < count; i++) {
    int sign = both && acd__rng_below(rng, 2) ? -1 : 1;
    at += (size_t)sprintf(text + at, "%s%d", i ? "," : "", sign * (1 + (int)acd__rng_below(rng, (uint32_t)max)));
  }
  return at;
}

static size_t append_days(char *text, size_t at, acd__rng *rng, int numbered)
{
  static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  int count = 1 + (int)acd__rng_below(rng, 3);
  at += (size_t)sprintf(text + at, ";BYDAY=");
  for (int i = 0; i < count; i++) {
    int number = numbered && acd__rng_below(rng, 2) ? 1 + (int)acd__rng_below(rng, 5) : 0;
    if (number && acd__rng_below(rng, 2)) number = -number;
    if (i) text[at++] = ',';
    if (number) at += (size_t)sprintf(text + at, "%d", number);
    at += (size_t)sprintf(text + at, "%s", names[acd__rng_below(rng, 7)]);
  }
  return at;
}

/* A rule, without COUNT, UNTIL and BYSETPOS. */
static void draw(acd__rng *rng, char *text)
{
  static const char *const freqs[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
  static const char *const starts[] = {"", ";WKST=SU", ";WKST=TH"};
  uint32_t freq = acd__rng_below(rng, 4);
  size_t at = (size_t)sprintf(text, "FREQ=%s;INTERVAL=%d%s", freqs[freq], 1 + (int)acd__rng_below(rng, 4),
                              starts[acd__rng_below(rng, 3)]);
  int weeks = freq == 3 && acd__rng_below(rng, 4) == 0;
  if (acd__rng_below(rng, 3) == 0) at = append(text, at, rng, "BYMONTH", 12, 0);
  if (weeks) at = append(text, at, rng, "BYWEEKNO", 53, 1);
  if (freq != 1 && acd__rng_below(rng, 3) == 0) at = append(text, at, rng, "BYMONTHDAY", 31, 1);
  if (freq == 3 && acd__rng_below(rng, 4) == 0) at = append(text, at, rng, "BYYEARDAY", 366, 1);
  if (acd__rng_below(rng, 2) == 0) at = append_days(text, at, rng, freq >= 2 && !weeks);
  text[at] = '\0';
}

static int is_prefix(const days *one, const days *all, size_t count)
{
  return one->count == count && memcmp(one->day, all->day, count * sizeof *all->day) == 0;
}

/* COUNT takes the first, UNTIL those up to a day, a window those within it; BYSETPOS chooses some. */
static void test_laws(void **state)
{
  (void)state;
  static days all, some;
  acd__rng rng;
  int busy = 0;
  rng.state = 5;
  for (int run = 0; run < 800; run++) {
    char text[300], more[400];
    acd__ics_rrule rule;
    acd__ics_wrong wrong = {"", 0};
    int64_t start = acd__ics_day(2000, 1, 1) + (int64_t)acd__rng_below(&rng, 3000), end = start + 6000;
    draw(&rng, text);
    if (!acd__ics_read_rule(text, &rule, &wrong)) fail_msg("%s: %s", text, wrong.text);
    expand(&all, &rule, start, start, end);
    busy += all.count > 3;
    int64_t first = start + (int64_t)acd__rng_below(&rng, 6000), last = first + (int64_t)acd__rng_below(&rng, 900);
    if (last > end) last = end;
    size_t before = 0, within = 0;
    for (size_t i = 0; i < all.count; i++) {
      before += all.day[i] < first;
      within += all.day[i] >= first && all.day[i] <= last;
    }
    expand(&some, &rule, start, first, last);
    if (some.count != within || memcmp(some.day, all.day + before, within * sizeof *all.day) != 0)
      fail_msg("%s from %lld within %lld, %lld", text, (long long)start, (long long)first, (long long)last);
    size_t count = 1 + (size_t)acd__rng_below(&rng, 9);
    snprintf(more, sizeof more, "%s;COUNT=%d", text, (int)count);
    assert_true(acd__ics_read_rule(more, &rule, &wrong));
    if (!is_prefix(expand(&some, &rule, start, start, end), &all, count < all.count ? count : all.count))
      fail_msg("%s from %lld", more, (long long)start);
    snprintf(more, sizeof more, "%s;UNTIL=%08d", text, (int)acd__ics_number_of_day(last));
    assert_true(acd__ics_read_rule(more, &rule, &wrong));
    if (!is_prefix(expand(&some, &rule, start, start, end), &all, before + within))
      fail_msg("%s from %lld", more, (long long)start);
    if (!strstr(text, ";BY")) continue;
    snprintf(more, sizeof more, "%s;BYSETPOS=-1,2", text);
    assert_true(acd__ics_read_rule(more, &rule, &wrong));
    expand(&some, &rule, start, start, end);
    for (size_t i = 0, k = 0; i < some.count; i++, k++) {
      while (k < all.count && all.day[k] < some.day[i]) k++;
      if (k == all.count || all.day[k] != some.day[i]) fail_msg("%s from %lld", more, (long long)start);
    }
  }
  assert_true(busy > 500);
}

/* Dates are what they are called, every one of 10,000 years. */
static void test_dates(void **state)
{
  (void)state;
  int64_t day = acd__ics_day(1, 1, 1);
  assert_int_equal(acd__ics_day(1970, 1, 1), 0);
  assert_int_equal(acd__ics_weekday(0), 3);
  for (int64_t year = 1; year <= 9999; year++)
    for (int month = 1; month <= 12; month++)
      for (int of_month = 1; of_month <= acd__ics_month_days(year, month); of_month++, day++) {
        int64_t number = year * 10000 + month * 100 + of_month;
        if (acd__ics_day_of_number(number) != day || acd__ics_number_of_day(day) != number)
          fail_msg("%lld", (long long)number);
      }
  assert_int_equal(day - 1, ACD__ICS_DAY_MAX);
  assert_int_equal(acd__ics_weekday(acd__ics_day(2026, 11, 23)), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_laws),
      cmocka_unit_test(test_dates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
