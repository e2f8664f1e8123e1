/* SPDX-License-Identifier: Apache-2.0 */
/* Opening hours against a week painted minute by minute. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "model/schedule.h"

#define MINUTE (60 * ACD_SECOND)
enum { DAY_MINUTES = 1440, WEEK_MINUTES = 7 * DAY_MINUTES, RANGES = 4 };

static acd__hours_list *new_list(size_t count)
{
  acd__hours_list *list = calloc(1, sizeof *list + count * sizeof *list->items);
  if (!list) abort();
  list->count = count;
  return list;
}

/* A range whose end is not after its start goes on over midnight, until then on the next day. */
static void paint(unsigned char *week, const acd__hours *range)
{
  int64_t from = range->from_us / MINUTE, to = range->to_us / MINUTE;
  for (int64_t day = 0; day < 7; day++) {
    if (!(range->days >> day & 1)) continue;
    int64_t length = to > from ? to - from : to + DAY_MINUTES - from;
    for (int64_t i = 0; i < length; i++) week[(day * DAY_MINUTES + from + i) % WEEK_MINUTES] = 1;
  }
}

/* 1969-12-29 was the Monday of the week in which time begins. */
static const int64_t monday = -3 * (int64_t)DAY_MINUTES * MINUTE;

static void compare_week(const acd__hours_list *list, int64_t week_of)
{
  static unsigned char week[WEEK_MINUTES];
  memset(week, 0, sizeof week);
  for (size_t i = 0; i < list->count; i++) paint(week, &list->items[i]);
  int64_t begin = monday + week_of * WEEK_MINUTES * MINUTE - list->utc_offset_us;
  for (int64_t i = 0; i < WEEK_MINUTES; i++) {
    assert_int_equal(acd__hours_open(list, begin + i * MINUTE), week[i]);
    assert_int_equal(acd__hours_open(list, begin + (i + 1) * MINUTE - 1), week[i]);
  }
}

static void as_a_painted_week(void **state)
{
  (void)state;
  static const int64_t weeks[] = {0, 1, -1, 2900, -5000, 52 * 140};
  static const int64_t offsets[] = {0, 60, -60, 330, 14 * 60, -14 * 60, 1, -719};
  acd__rng rng = {2};
  for (int round = 0; round < 60; round++) {
    acd__hours_list *list = new_list(acd__rng_below(&rng, RANGES + 1));
    list->utc_offset_us = offsets[acd__rng_below(&rng, 8)] * MINUTE;
    for (size_t i = 0; i < list->count; i++) {
      acd__hours *range = &list->items[i];
      range->days = (int64_t)acd__rng_below(&rng, 127) + 1;
      range->from_us = (int64_t)acd__rng_below(&rng, DAY_MINUTES) * MINUTE;
      range->to_us = (int64_t)acd__rng_below(&rng, DAY_MINUTES + 1) * MINUTE;
      if (acd__rng_below(&rng, 8) == 0) range->to_us = range->from_us;
    }
    compare_week(list, weeks[acd__rng_below(&rng, 6)]);
    free(list);
  }
}

/* Days that a calendar gives, not the model above. */
static void known_days(void **state)
{
  (void)state;
  static const struct {
    int64_t seconds; /* since 1970-01-01T00:00Z */
    int64_t day;     /* Monday 0 */
  } rows[] = {
      {0, 3},           /* Thursday 1970-01-01 */
      {-1, 2},          /* Wednesday before */
      {951782400, 1},   /* Tuesday 2000-02-29 */
      {1709164800, 3},  /* Thursday 2024-02-29 */
      {1767225600, 3},  /* Thursday 2026-01-01 */
      {4102444800, 4},  /* Friday 2100-01-01 */
      {-2208988800, 0}, /* Monday 1900-01-01 */
      {1735689599, 1},  /* Tuesday 2024-12-31, 23:59:59 */
  };
  acd__hours_list *list = new_list(1);
  list->items[0].to_us = DAY_MINUTES * MINUTE;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    for (int64_t day = 0; day < 7; day++) {
      list->items[0].days = 1 << day;
      assert_int_equal(acd__hours_open(list, rows[i].seconds * ACD_SECOND), day == rows[i].day);
    }
  }
  free(list);
}

/* Start included, end excluded, to the microsecond; round the clock; the furthest wall clocks there are. */
static void edges(void **state)
{
  (void)state;
  acd__hours_list *list = new_list(1);
  acd__hours *range = &list->items[0];
  *range = (acd__hours){1 << 3, 9 * 60 * MINUTE, 17 * 60 * MINUTE}; /* Thursday */
  assert_int_equal(acd__hours_open(list, 9 * 60 * MINUTE - 1), 0);
  assert_int_equal(acd__hours_open(list, 9 * 60 * MINUTE), 1);
  assert_int_equal(acd__hours_open(list, 17 * 60 * MINUTE - 1), 1);
  assert_int_equal(acd__hours_open(list, 17 * 60 * MINUTE), 0);
  *range = (acd__hours){127, 0, 0};
  static const int64_t walls[] = {0, 1, -1, 2 * ACD_TIME_MAX, -2 * ACD_TIME_MAX};
  for (size_t i = 0; i < sizeof walls / sizeof *walls; i++) assert_int_equal(acd__hours_open(list, walls[i]), 1);
  list->count = 0;
  for (size_t i = 0; i < sizeof walls / sizeof *walls; i++) assert_int_equal(acd__hours_open(list, walls[i]), 0);
  free(list);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_a_painted_week),
      cmocka_unit_test(known_days),
      cmocka_unit_test(edges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
