/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of a footer: against libc's, which reads them from TZ and follows them from 1970 on; and at the new year, where
 * libc looks at one year only. */
#define _DEFAULT_SOURCE /* tm_gmtoff, setenv */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/rng.h"
#include "calendar/civil.h"
#include "calendar/zone_rules.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static acd__zone_rules parse(const char *footer)
{
  acd__zone_rules rules;
  size_t at;
  const char *error = acd__zone_rules_parse(&rules, footer, strlen(footer), &at);
  if (error) fail_msg("%s: %s at %d", footer, error, (int)at);
  return rules;
}

static int32_t libc_offset(int64_t second)
{
  struct tm local;
  time_t at = (time_t)second;
  assert_non_null(localtime_r(&at, &local));
  return (int32_t)local.tm_gmtoff;
}

static uint32_t below(acd__rng *from, uint32_t limit)
{
  return (uint32_t)acd__rng_below(from, limit);
}

/* A day of the year between February and November, so that no rule reaches the new year, and the time of the change. */
static int write_rule(acd__rng *from, char *to, size_t size, int half)
{
  int used;
  switch (below(from, 3)) {
  case 0:
    used = snprintf(to, size, ",M%d.%d.%d", half * 5 + 2 + (int)below(from, 4), 1 + (int)below(from, 5),
                    (int)below(from, 7));
    break;
  case 1: used = snprintf(to, size, ",J%d", half * 155 + 25 + (int)below(from, 130)); break;
  default: used = snprintf(to, size, ",%d", half * 155 + 25 + (int)below(from, 130)); break;
  }
  if (below(from, 2)) used += snprintf(to + used, size - (size_t)used, "/%d", (int)below(from, 50) - 24);
  if (below(from, 4) == 0 && strchr(to, '/'))
    used += snprintf(to + used, size - (size_t)used, ":%02d", (int)below(from, 60));
  return used;
}

static void write_footer(acd__rng *from, char *to, size_t size)
{
  int south = (int)below(from, 2);
  int used = snprintf(to, size, "AAA%d:%02dBBB", (int)below(from, 25) - 12, (int)below(from, 60));
  if (below(from, 2)) used += snprintf(to + used, size - (size_t)used, "%d", (int)below(from, 25) - 12);
  used += write_rule(from, to + used, size - (size_t)used, south);
  write_rule(from, to + used, size - (size_t)used, !south);
}

static void as_libc(void **state)
{
  (void)state;
  acd__rng from = {2026};
  char footer[100];
  for (int run = 0; run < 400; run++) {
    write_footer(&from, footer, sizeof footer);
    acd__zone_rules rules = parse(footer);
    setenv("TZ", footer, 1);
    tzset();
    for (int i = 0; i < 100; i++) {
      int64_t until, after;
      int64_t second = (int64_t)acd__rng_below(&from, UINT64_C(8000000000));
      int32_t offset = acd__zone_rules_offset(&rules, second, &until);
      if (offset != libc_offset(second)) fail_msg("%s: at %lld", footer, (long long)second);
      if (until == INT64_MAX) continue;
      if (libc_offset(until - 1) != offset || libc_offset(until) == offset ||
          acd__zone_rules_offset(&rules, until - 1, &after) != offset || after != until ||
          acd__zone_rules_offset(&rules, until, &after) == offset || after <= until)
        fail_msg("%s: change at %lld", footer, (long long)until);
    }
  }
  unsetenv("TZ");
  tzset();
}

static int64_t second_of(int64_t date, int hour)
{
  int64_t day;
  assert_true(acd__civil_of_number(date, &day));
  return day * ACD__DAY_SECONDS + hour * 3600;
}

/* Changes beside the new year: the offset from a date and hour in UTC until another. */
static void at_the_new_year(void **state)
{
  (void)state;
  static const struct {
    const char *footer;
    int64_t from;
    int from_hour;
    int32_t offset;
    int64_t until; /* 0: never */
    int until_hour;
  } rows[] = {
      /* Daylight time all year, as the RFC writes it. */
      {"EST5EDT,0/0,J365/25", 20260101, 0, -4, 0, 0},
      {"EST5EDT,0/0,J365/25", 19691231, 23, -4, 0, 0},
      {"XXX3EDT4,0/0,J365/23", 20261231, 23, -4, 0, 0},
      {"AAA0BBB0,J50,J200", 20260301, 0, 0, 0, 0},
      /* Ends a day after the year in which it began. */
      {"AAA0BBB,J100,J365/48", 20261231, 12, 1, 20270101, 23},
      {"AAA0BBB,J100,J365/48", 20270101, 12, 1, 20270101, 23},
      {"AAA0BBB,J100,J365/48", 20270101, 23, 0, 20270410, 2},
      /* Begins before its year does. */
      {"AAA0BBB,J1/-48,J100", 20261229, 23, 0, 20261230, 0},
      {"AAA0BBB,J1/-48,J100", 20261230, 0, 1, 20270410, 1},
      /* Begins in the year after its own. */
      {"AAA0BBB,365/72,J100", 20270103, 23, 0, 20270104, 0},
      {"AAA0BBB,365/72,J100", 20270104, 0, 1, 20270410, 1},
      /* Ends in the next year's first week, after which the next begins at once: no end, but where there is a day between. */
      {"AAA0BBB,J2/1,J365/25", 20270101, 12, 0, 20270102, 1},
      {"AAA0BBB,J2/1,J365/25", 20270102, 1, 1, 20280101, 0},
      /* The day number 59 is March 1, in a leap year February 29; J60 is always March 1. */
      {"AAA0BBB,59/0,J200/1", 20260228, 23, 0, 20260301, 0},
      {"AAA0BBB,59/0,J200/1", 20280228, 23, 0, 20280229, 0},
      {"AAA0BBB,J59/0,J200/1", 20280227, 23, 0, 20280228, 0},
      {"AAA0BBB,J60/0,J200/1", 20280229, 23, 0, 20280301, 0},
      /* Only in some years a day lies between. Sunday the 1st: they touch, and it goes on into the next. */
      {"AAA0BBB,M1.1.0/0,J365/25", 20220102, 0, 1, 20240101, 0},
      {"AAA0BBB,M1.1.0/0,J365/25", 20221231, 12, 1, 20240101, 0},
      {"AAA0BBB,M1.1.0/0,J365/25", 20230101, 0, 1, 20240101, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    int64_t until;
    acd__zone_rules rules = parse(rows[i].footer);
    int32_t offset = acd__zone_rules_offset(&rules, second_of(rows[i].from, rows[i].from_hour), &until);
    int64_t expected = rows[i].until ? second_of(rows[i].until, rows[i].until_hour) : INT64_MAX;
    if (offset != rows[i].offset * 3600 || until != expected)
      fail_msg("row %d, %s: offset %d until %lld, not %lld", (int)i, rows[i].footer, (int)offset, (long long)until,
               (long long)expected);
  }
}

static void what_is_no_footer(void **state)
{
  (void)state;
  static const struct {
    const char *footer;
    size_t at;
  } rows[] = {
      {"", 0},                   /* the file's reader takes that for "none" */
      {"CE-1", 0},               /* a name too short */
      {"<CE>-1", 0},             /* likewise */
      {"<CET-1", 6},             /* no > */
      {"<C.T>-1", 2},            /* not in a name */
      {"CET", 3},                /* no offset */
      {"CET25", 3},              /* beyond a day */
      {"CET-1:60", 6},           /* no minutes */
      {"CET-1:00:60", 9},        /* no seconds */
      {"CET-1CEST", 9},          /* daylight time without rules */
      {"CET-1CEST,M3.5.0", 16},  /* without an end */
      {"CET-1CEST,M3.5.0,", 17}, /* likewise */
      {"CET-1CEST,M13.5.0,M10.5.0", 11},
      {"CET-1CEST,M3.6.0,M10.5.0", 13},
      {"CET-1CEST,M3.0.0,M10.5.0", 13},
      {"CET-1CEST,M3.5.7,M10.5.0", 15},
      {"CET-1CEST,M3-5.0,M10.5.0", 12},
      {"CET-1CEST,J0,J300", 11},
      {"CET-1CEST,J366,J300", 11},
      {"CET-1CEST,366,J300", 10},
      {"CET-1CEST,J100/168,J300", 15},
      {"CET-1CEST,J100/-168,J300", 16},
      {"CET-1CEST,J100,J300 ", 19},
      {"CET-1CEST-2", 11},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd__zone_rules rules;
    size_t at = 99;
    const char *error = acd__zone_rules_parse(&rules, rows[i].footer, strlen(rows[i].footer), &at);
    if (!error || at != rows[i].at) fail_msg("%s: %s at %d", rows[i].footer, error ? error : "taken", (int)at);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_libc),
      cmocka_unit_test(at_the_new_year),
      cmocka_unit_test(what_is_no_footer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
