/* SPDX-License-Identifier: Apache-2.0 */
/* The Gregorian calendar, and weeks within it. An adapter sees the public headers alone: the core has its own. */
#include "internal.h"

#define CYCLE_DAYS 146097 /* of 400 years, after which the calendar repeats */

/* Years begin with March here, so that a leap day is the last of its year. */
int64_t acd__ics_day(int64_t year, int month, int day)
{
  int64_t shifted = month > 2 ? year : year - 1;
  int64_t cycle = acd__ics_floor(shifted, 400), of_cycle = shifted - cycle * 400;
  int64_t of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return cycle * CYCLE_DAYS + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - 719468;
}

void acd__ics_date(int64_t day, int64_t *year, int *month, int *day_of_month)
{
  int64_t since = day + 719468;
  int64_t cycle = acd__ics_floor(since, CYCLE_DAYS), of_cycle = since - cycle * CYCLE_DAYS;
  int64_t years = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / (CYCLE_DAYS - 1)) / 365;
  int64_t of_year = of_cycle - (years * 365 + years / 4 - years / 100), months = (5 * of_year + 2) / 153;
  *day_of_month = (int)(of_year - (153 * months + 2) / 5 + 1);
  *month = (int)(months < 10 ? months + 3 : months - 9);
  *year = years + cycle * 400 + (*month <= 2);
}

int acd__ics_month_days(int64_t year, int month)
{
  static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

int acd__ics_weekday(int64_t day)
{
  return (int)(day + 3 - acd__ics_floor(day + 3, 7) * 7);
}

int64_t acd__ics_day_of_number(int64_t number)
{
  int64_t year = number / 10000, month = number / 100 % 100, day = number % 100;
  if (number < 10000 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > acd__ics_month_days(year, (int)month))
    return INT64_MIN;
  return acd__ics_day(year, (int)month, (int)day);
}

int64_t acd__ics_number_of_day(int64_t day)
{
  int64_t year;
  int month, of_month;
  acd__ics_date(day, &year, &month, &of_month);
  return year * 10000 + month * 100 + of_month;
}

int64_t acd__ics_first_week(int64_t year, int week_start)
{
  int64_t fourth = acd__ics_day(year, 1, 4);
  return fourth - (acd__ics_weekday(fourth) - week_start + 7) % 7;
}

int acd__ics_moment_order(const acd__ics_moment *one, const acd__ics_moment *other)
{
  if (one->day != other->day) return one->day < other->day ? -1 : 1;
  return (one->clock_us > other->clock_us) - (one->clock_us < other->clock_us);
}
