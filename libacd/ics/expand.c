/* SPDX-License-Identifier: Apache-2.0 */
/* The days of a recurrence rule. Every period of the rule (a day, week, month or year) is made a list of its days that match,
 * of which BYSETPOS chooses; so a rule that never matches costs what one does that always matches. libical's own iterator
 * goes on until the year 2582 instead, which takes a second, and in release 3.0.16 mistakes many rules with BYWEEKNO,
 * BYSETPOS or INTERVAL. */
#include "internal.h"

#include <string.h>

#define PERIOD_DAYS 400
#define LOCATE_WORK 8 /* what it costs to place a day, when to look at the next one is 1 */

typedef struct place { /* of a day in the calendar */
  int64_t day;
  int64_t year;
  int month, of_month, of_month_back;
  int of_year, of_year_back;
  int weekday;
} place;

typedef struct expansion {
  const acd__ics_rrule *rule;
  place start;
  int64_t base;   /* number of the period that holds the start */
  int by_week;    /* years are of weeks */
  int days_count; /* of the period, those that match */
  int64_t days[PERIOD_DAYS];
} expansion;

static void locate(int64_t day, place *out)
{
  int64_t first;
  acd__ics_date(day, &out->year, &out->month, &out->of_month);
  first = acd__ics_day(out->year, 1, 1);
  out->day = day;
  out->of_month_back = acd__ics_month_days(out->year, out->month) - out->of_month + 1;
  out->of_year = (int)(day - first) + 1;
  out->of_year_back = (int)(acd__ics_day(out->year + 1, 1, 1) - day);
  out->weekday = acd__ics_weekday(day);
}

/* The same of the day after. */
static void step(place *at)
{
  if (at->of_year_back == 1) {
    locate(at->day + 1, at);
    return;
  }
  at->day++;
  at->of_year++;
  at->of_year_back--;
  at->weekday = at->weekday == 6 ? 0 : at->weekday + 1;
  if (at->of_month_back > 1) {
    at->of_month++;
    at->of_month_back--;
  } else {
    at->month++;
    at->of_month = 1;
    at->of_month_back = acd__ics_month_days(at->year, at->month);
  }
}

/* The year of weeks that a day belongs to. */
static int64_t week_year(const acd__ics_rrule *rule, const place *at)
{
  if (at->day >= acd__ics_first_week(at->year + 1, rule->week_start)) return at->year + 1;
  return at->day < acd__ics_first_week(at->year, rule->week_start) ? at->year - 1 : at->year;
}

/* First day of a period, and the day behind its last. */
static void period(const expansion *of, int64_t number, int64_t *first, int64_t *end)
{
  const acd__ics_rrule *rule = of->rule;
  switch (rule->freq) {
  case ACD__ICS_DAILY:
    *first = number;
    *end = number + 1;
    break;
  case ACD__ICS_WEEKLY: /* weeks are numbered by the week of 1969-12-29, a Monday */
    *first = number * 7 - 3 + rule->week_start;
    *end = *first + 7;
    break;
  case ACD__ICS_MONTHLY: {
    int64_t year = acd__ics_floor(number, 12);
    int month = (int)(number - year * 12) + 1;
    *first = acd__ics_day(year, month, 1);
    *end = *first + acd__ics_month_days(year, month);
    break;
  }
  default:
    *first = of->by_week ? acd__ics_first_week(number, rule->week_start) : acd__ics_day(number, 1, 1);
    *end = of->by_week ? acd__ics_first_week(number + 1, rule->week_start) : acd__ics_day(number + 1, 1, 1);
  }
}

/* Number of the period that a day is in. */
static int64_t period_of(const expansion *of, int64_t day)
{
  place at;
  if (of->rule->freq == ACD__ICS_DAILY) return day;
  if (of->rule->freq == ACD__ICS_WEEKLY) return acd__ics_floor(day + 3 - of->rule->week_start, 7);
  locate(day, &at);
  if (of->rule->freq == ACD__ICS_MONTHLY) return at.year * 12 + at.month - 1;
  return of->by_week ? week_year(of->rule, &at) : at.year;
}

/* Of a weekday with a number: the n-th of its month, or of its year where the rule is yearly and names no months. */
static int is_nth(const expansion *of, const place *at)
{
  int in_year = of->rule->freq == ACD__ICS_YEARLY && !of->rule->has_months;
  int n = (in_year ? at->of_year : at->of_month) - 1, back = (in_year ? at->of_year_back : at->of_month_back) - 1;
  return (of->rule->nth[at->weekday] >> (n / 7 + 1) & 1) != 0 ||
         (of->rule->nth_back[at->weekday] >> (back / 7 + 1) & 1) != 0;
}

/* What the rule does not say is as at the start. */
static int matches_unsaid(const expansion *of, const place *at)
{
  const acd__ics_rrule *rule = of->rule;
  if (rule->freq == ACD__ICS_DAILY || rule->has_weekdays) return 1;
  if (rule->freq == ACD__ICS_WEEKLY) return at->weekday == of->start.weekday;
  if (rule->has_year_days) return 1;
  if (rule->has_weeks) return rule->has_month_days || at->weekday == of->start.weekday;
  if (rule->freq == ACD__ICS_YEARLY && !rule->has_months && at->month != of->start.month) return 0;
  return rule->has_month_days || at->of_month == of->start.of_month;
}

static int matches(const expansion *of, const place *at, int week, int weeks)
{
  const acd__ics_rrule *rule = of->rule;
  if (rule->has_months && !acd__ics_set_has(&rule->months, at->month)) return 0;
  if (rule->has_weeks && !acd__ics_set_has(&rule->weeks, week) &&
      !acd__ics_set_has(&rule->weeks_back, weeks - week + 1))
    return 0;
  if (rule->has_year_days && !acd__ics_set_has(&rule->year_days, at->of_year) &&
      !acd__ics_set_has(&rule->year_days_back, at->of_year_back))
    return 0;
  if (rule->has_month_days && !acd__ics_set_has(&rule->month_days, at->of_month) &&
      !acd__ics_set_has(&rule->month_days_back, at->of_month_back))
    return 0;
  if (rule->has_weekdays && !(rule->weekdays >> at->weekday & 1) && !is_nth(of, at)) return 0;
  return matches_unsaid(of, at);
}

/* Of the days that match, those at the positions. */
static void choose(expansion *of)
{
  int count = 0;
  for (int i = 0; i < of->days_count; i++)
    if (acd__ics_set_has(&of->rule->positions, i + 1) ||
        acd__ics_set_has(&of->rule->positions_back, of->days_count - i))
      of->days[count++] = of->days[i];
  of->days_count = count;
}

/* Months that are not named are passed over: a rule for one of them costs a twelfth. */
static int64_t collect(expansion *of, int64_t first, int64_t end)
{
  int weeks = (int)(end - first) / 7;
  int64_t work = LOCATE_WORK;
  place at;
  locate(first, &at);
  of->days_count = 0;
  while (at.day < end) {
    work++;
    if (of->rule->has_months && !acd__ics_set_has(&of->rule->months, at.month)) {
      if (at.day + at.of_month_back >= end) break;
      locate(at.day + at.of_month_back, &at);
      work += LOCATE_WORK;
      continue;
    }
    if (matches(of, &at, (int)(at.day - first) / 7 + 1, weeks)) of->days[of->days_count++] = at.day;
    step(&at);
  }
  if (of->rule->has_positions) choose(of);
  return work;
}

/* Does the occurrence on a day begin after the rule ends? */
static int is_past(const acd__ics_rrule *rule, const acd__ics_moment *start, int64_t day)
{
  acd__ics_moment at = {day, start->clock_us, 0};
  if (!rule->has_until) return 0;
  if (rule->until.clock_us < 0 || start->clock_us < 0) return day > rule->until.day;
  return acd__ics_moment_order(&at, &rule->until) > 0;
}

static void begin(expansion *of, const acd__ics_rrule *rule, int64_t start)
{
  of->rule = rule;
  of->by_week = rule->freq == ACD__ICS_YEARLY && rule->has_weeks;
  locate(start, &of->start);
  of->base = period_of(of, start);
}

int acd__ics_is_ambiguous(const acd__ics_rrule *rule, int64_t start)
{
  expansion of;
  int64_t first, end;
  begin(&of, rule, start);
  if (!of.by_week || rule->interval == 1 || of.base == of.start.year) return 0;
  period(&of, of.base, &first, &end);
  collect(&of, first, end);
  for (int i = 0; i < of.days_count; i++)
    if (of.days[i] == start) return 0;
  return 1;
}

int acd__ics_expand_rule(const acd__ics_rrule *rule, const acd__ics_moment *start, acd__ics_span span, int64_t *work,
                         acd__ics_day_fn visit, void *user)
{
  expansion of;
  int64_t counted = 0, number, first, end;
  begin(&of, rule, start->day);
  number = of.base;
  if (rule->count == 0 && span.first > start->day) { /* nothing has to be counted: begin where it matters */
    int64_t skipped = acd__ics_floor(period_of(&of, span.first) - of.base, rule->interval);
    number = of.base + skipped * rule->interval;
  }
  for (;; number += rule->interval) {
    period(&of, number, &first, &end);
    if (first > span.last || first > ACD__ICS_DAY_MAX || (rule->has_until && first > rule->until.day)) return 1;
    *work -= collect(&of, first, end);
    if (*work < 0) return 0;
    for (int i = 0; i < of.days_count; i++) {
      int64_t day = of.days[i];
      if (day < start->day) continue;
      if (day > span.last || is_past(rule, start, day)) return 1;
      if (day >= span.first && !visit(user, day)) return 1;
      if (++counted == rule->count) return 1;
    }
  }
}
