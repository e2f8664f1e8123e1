/* SPDX-License-Identifier: Apache-2.0 */
/** @file Dates of the proleptic Gregorian calendar, all in integers. Days count from 1970-01-01. */
#ifndef ACD__CALENDAR_CIVIL_H
#define ACD__CALENDAR_CIVIL_H

#include <stdint.h>

#define ACD__DAY_US      (INT64_C(24) * 3600 * 1000000)
#define ACD__DAY_SECONDS INT64_C(86400)

/* What the clock on a wall and the calendar beside it say. Right for the years −9999 to 9999, and beyond for every day
 * that an instant in microseconds can lie in. */
typedef struct acd__civil {
  int64_t day;
  int64_t clock_us; /* 0 to ACD__DAY_US − 1 */
} acd__civil;

/* Rounded down, as a division of times must be: before 1970 as after it. `by` > 0. */
static inline int64_t acd__civil_floor(int64_t value, int64_t by)
{
  return value / by - (value % by < 0);
}

/* `month` 1 to 12; `day` may lie outside the month, and counts on from its first day. */
int64_t acd__civil_day(int64_t year, int month, int day);
void acd__civil_date(int64_t day, int64_t *year_out, int *month_out, int *day_of_month_out);
/* The year of a day, and the first day of that year. */
int64_t acd__civil_year(int64_t day, int64_t *first_out);
int acd__civil_month_days(int64_t year, int month);

/* A day as year × 10000 + month × 100 + day. */
int64_t acd__civil_number(int64_t day);
/* The day of such a date of the years 1 to 9999: 1; 0: there is none. */
int acd__civil_of_number(int64_t number, int64_t *day_out);

/* 1: there is such a date of the years 1 to 9999, or without a year (1224) in some year. */
static inline int acd__civil_is_date(int64_t number)
{
  int64_t day;
  return acd__civil_of_number(number > 0 && number <= 9999 ? number + 20000000 : number, &day); /* a leap year */
}

static inline int acd__civil_leap(int64_t year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* 0: Monday. */
static inline int acd__civil_weekday(int64_t day)
{
  int weekday = (int)((day + 3) % 7); /* 1970-01-01 was a Thursday */
  return weekday < 0 ? weekday + 7 : weekday;
}

#endif
