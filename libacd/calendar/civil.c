/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/civil.h"

/* Years are counted from March, so that the leap day is the last of its year, and months from March are 153 days in
 * every five. Day 0 of the count is 0000-03-01. */
#define TO_MARCH_0      719468
#define DAYS_400        146097
#define DAYS_100        36524
#define DAYS_4          1461
#define MONTH_START(m)  ((153 * (m) + 2) / 5)
#define MONTH_OF_DAY(d) ((5 * (d) + 2) / 153)

int64_t acd__civil_day(int64_t year, int month, int day)
{
  int64_t from_march = month > 2 ? year : year - 1;
  int64_t era = acd__civil_floor(from_march, 400);
  int64_t in_era = from_march - era * 400;
  int64_t before = in_era * 365 + in_era / 4 - in_era / 100 + MONTH_START((month + 9) % 12);
  return era * DAYS_400 + before + day - 1 - TO_MARCH_0;
}

/* The year from March, and the day in it. */
static int64_t march_year(int64_t day, int *day_of_year)
{
  int64_t shifted = day + TO_MARCH_0;
  int64_t era = acd__civil_floor(shifted, DAYS_400);
  int in_era = (int)(shifted - era * DAYS_400);
  /* The last day of 4 and of 400 years is a leap day, which must not count as a year of its own. */
  int year = (in_era - in_era / (DAYS_4 - 1) + in_era / DAYS_100 - in_era / (DAYS_400 - 1)) / 365;
  *day_of_year = in_era - (365 * year + year / 4 - year / 100);
  return era * 400 + year;
}

void acd__civil_date(int64_t day, int64_t *year_out, int *month_out, int *day_of_month_out)
{
  int day_of_year;
  int64_t year = march_year(day, &day_of_year);
  int month = MONTH_OF_DAY(day_of_year);
  *day_of_month_out = day_of_year - MONTH_START(month) + 1;
  *month_out = month < 10 ? month + 3 : month - 9;
  *year_out = year + (month >= 10);
}

int64_t acd__civil_year(int64_t day, int64_t *first_out)
{
  int day_of_year;
  int64_t year = march_year(day, &day_of_year);
  if (day_of_year >= MONTH_START(10)) { /* January or February of the next */
    *first_out = day - day_of_year + MONTH_START(10);
    return year + 1;
  }
  *first_out = day - day_of_year - 59 - acd__civil_leap(year);
  return year;
}

int acd__civil_month_days(int64_t year, int month)
{
  static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && acd__civil_leap(year));
}

int64_t acd__civil_number(int64_t day)
{
  int64_t year;
  int month, of_month;
  acd__civil_date(day, &year, &month, &of_month);
  return year * 10000 + month * 100 + of_month;
}

int acd__civil_of_number(int64_t number, int64_t *day_out)
{
  int64_t year = number / 10000;
  int month = (int)(number / 100 % 100), day = (int)(number % 100);
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > acd__civil_month_days(year, month))
    return 0;
  *day_out = acd__civil_day(year, month, day);
  return 1;
}
