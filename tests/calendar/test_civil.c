/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar against one that counts days, over 20,000 years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar/civil.h"

static void every_day(void **state)
{
  (void)state;
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int64_t day = acd__civil_day(-9999, 1, 1);
  int weekday = acd__civil_weekday(day);
  for (int64_t year = -9999; year <= 9999; year++) {
    int64_t new_year = day;
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    for (int month = 1; month <= 12; month++) {
      int length = lengths[month - 1] + (month == 2 && leap);
      if (acd__civil_month_days(year, month) != length) fail_msg("a month of %d", (int)year);
      for (int of_month = 1; of_month <= length; of_month++, day++, weekday = (weekday + 1) % 7) {
        int64_t is_year, first;
        int is_month, is_day;
        acd__civil_date(day, &is_year, &is_month, &is_day);
        if (is_year != year || is_month != month || is_day != of_month || acd__civil_year(day, &first) != year ||
            first != new_year || acd__civil_day(year, month, of_month) != day || acd__civil_weekday(day) != weekday)
          fail_msg("%d-%d-%d", (int)year, month, of_month);
      }
    }
  }
}

static void known_days(void **state)
{
  (void)state;
  assert_int_equal(acd__civil_day(1970, 1, 1), 0);
  assert_int_equal(acd__civil_weekday(0), 3);
  assert_int_equal(acd__civil_day(2000, 3, 1), 11017);
  assert_int_equal(acd__civil_weekday(acd__civil_day(2026, 11, 23)), 0);
  assert_int_equal(acd__civil_day(1582, 10, 15), -141427); /* the first day of the calendar, a Friday */
  assert_int_equal(acd__civil_weekday(-141427), 4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_day),
      cmocka_unit_test(known_days),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
