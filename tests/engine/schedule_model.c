/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700

#include "engine/schedule_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MINUTE (60 * ACD_SECOND)

/* ---- Answers */

static int is_leap(int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

static model_date day_before(model_date date)
{
  if (--date.day > 0) return date;
  if (--date.month == 0) {
    date.month = 12;
    date.year--;
  }
  date.day = month_days(date.year, date.month);
  return date;
}

static int compare_in_year(model_date a, model_date b)
{
  return a.month != b.month ? a.month - b.month : a.day - b.day;
}

static int compare(model_date a, model_date b)
{
  return a.year != b.year ? a.year - b.year : compare_in_year(a, b);
}

static int is_season(const model_rule *rule)
{
  return rule->first.month || rule->last.month;
}

static int holds(const model_rule *rule, model_date date)
{
  model_date first = rule->first, last = rule->last;
  if (!is_season(rule)) return 1;
  if (first.month ? first.year : last.year) {
    if (first.month && compare(date, first) < 0) return 0;
    return !last.month || compare(date, last) <= 0;
  }
  if (compare_in_year(first, last) <= 0) return compare_in_year(date, first) >= 0 && compare_in_year(date, last) <= 0;
  return compare_in_year(date, first) >= 0 || compare_in_year(date, last) <= 0;
}

/* Hours of a schedule that count on a day. */
static int counts(const model_schedule *of, const model_rule *rule, model_date date, int weekday)
{
  int in_season = 0;
  for (int i = 0; i < of->hours_count; i++)
    if (is_season(&of->hours[i]) && holds(&of->hours[i], date)) in_season = 1;
  if (in_season && !is_season(rule)) return 0;
  return rule->days >> weekday & 1 && holds(rule, date);
}

/* `of`: whose hours it is, NULL: a holiday or an exception. */
static int covers(const model_schedule *of, const model_rule *rule, const model_clock *at)
{
  model_date before = day_before(at->date);
  int today = of ? counts(of, rule, at->date, at->weekday) : holds(rule, at->date);
  int yesterday = of ? counts(of, rule, before, (at->weekday + 6) % 7) : holds(rule, before);
  if (rule->from < rule->to) return today && at->minute >= rule->from && at->minute < rule->to;
  return (today && at->minute >= rule->from) || (yesterday && at->minute < rule->to);
}

static model_answer answer(int rule, int open, int owner, const char *name)
{
  return (model_answer){(int16_t)rule, (int8_t)open, (int8_t)owner, name};
}

static model_answer ask_alone(const model_centre *centre, int schedule, const model_clock *at)
{
  static const char *const toggles[] = {"t0", "t1"};
  const model_schedule *all = centre->schedules;
  for (int k = schedule; k >= 0; k = all[k].base)
    if (all[k].toggle >= 0 && centre->on[all[k].toggle])
      return answer(ACD_RULE_EMERGENCY, 0, k, toggles[all[k].toggle]);
  for (int k = schedule; k >= 0; k = all[k].base)
    for (int i = 0; i < all[k].exceptions_count; i++)
      if (covers(NULL, &all[k].exceptions[i], at))
        return answer(ACD_RULE_EXCEPTION, all[k].exceptions[i].open, k, all[k].exceptions[i].name);
  for (int k = schedule; k >= 0; k = all[k].base)
    for (int i = 0; i < all[k].holidays_count; i++)
      if (covers(NULL, &all[k].holidays[i], at))
        return answer(ACD_RULE_HOLIDAY, all[k].holidays[i].open, k, all[k].holidays[i].name);
  int k = schedule;
  while (k >= 0 && !all[k].hours_count) k = all[k].base;
  for (int i = 0; k >= 0 && i < all[k].hours_count; i++)
    if (covers(&all[k], &all[k].hours[i], at)) return answer(ACD_RULE_HOURS, 1, k, all[k].hours[i].name);
  return answer(ACD_RULE_NONE, 0, -1, "");
}

model_answer model_ask(const model_centre *centre, int schedule, model_clock *const *clocks, int64_t at)
{
  static const char *const names[] = {"to0", "to1", "to2", "to3", "to4"};
  const model_schedule *all = centre->schedules;
  model_answer own = ask_alone(centre, schedule, &clocks[schedule][at]);
  if (own.rule != ACD_RULE_NONE) return own;
  int k = schedule;
  while (k >= 0 && !all[k].sites_count) k = all[k].base;
  for (int i = 0; k >= 0 && i < all[k].sites_count; i++) {
    int site = all[k].sites[i];
    if (ask_alone(centre, site, &clocks[site][at]).open) return answer(ACD_RULE_SITE, 1, k, names[site]);
  }
  return own;
}

/* ---- Clocks */

const model_schedule *model_clock_of(const model_centre *centre, int schedule)
{
  while (!centre->schedules[schedule].has_clock && centre->schedules[schedule].base >= 0)
    schedule = centre->schedules[schedule].base;
  return &centre->schedules[schedule];
}

static model_clock clock_at(int64_t minute)
{
  time_t seconds = (time_t)(minute * 60);
  struct tm local;
  if (!localtime_r(&seconds, &local)) abort();
  return (model_clock){{local.tm_year + 1900, local.tm_mon + 1, local.tm_mday},
                       (local.tm_wday + 6) % 7,
                       local.tm_hour * 60 + local.tm_min};
}

static int same_clock(const model_clock *a, const model_clock *b)
{
  return compare(a->date, b->date) == 0 && a->minute == b->minute;
}

void model_clocks(const char *zone, int offset, int64_t first, int64_t count, model_clock *clocks_out)
{
  enum { AHEAD = 30 };
  if (setenv("TZ", zone ? zone : "UTC0", 1)) abort();
  tzset();
  if (!zone) first += offset;
  /* Where half an hour later the clock is half an hour on, it runs evenly in between. */
  for (int64_t i = 0; i < count;) {
    model_clock now = clock_at(first + i), then = clock_at(first + i + AHEAD), on = now;
    int even = now.minute + AHEAD < 24 * 60;
    on.minute += AHEAD;
    even = even && same_clock(&on, &then);
    clocks_out[i++] = now;
    for (int k = 1; even && k < AHEAD && i < count; k++, i++) {
      clocks_out[i] = now;
      clocks_out[i].minute += k;
    }
  }
}

/* ---- Random schedules */

static model_date some_day(dice *from, int year)
{
  int month = 1 + (int)dice_below(from, 12);
  return (model_date){year, month, 1 + (int)dice_below(from, month_days(year ? year : 2000, month))};
}

static int some_minute(dice *from)
{
  static const int often[] = {0, 60, 120, 150, 540, 720, 1080, 1380};
  return dice_chance(from, 50) ? often[dice_below(from, 8)] : (int)dice_below(from, 1440);
}

static void some_times(dice *from, model_rule *rule)
{
  rule->from = some_minute(from);
  rule->to = dice_chance(from, 15) ? 1440 : some_minute(from);
  if (dice_chance(from, 5)) rule->to = rule->from;
}

/* Days near to the window that is looked at, more often than others. */
static void some_dates(dice *from, model_rule *rule, int year, int season)
{
  int yearly = dice_chance(from, 50);
  int of = yearly ? 0 : year + (int)dice_below(from, 2);
  rule->first = some_day(from, of);
  rule->last = dice_chance(from, 50) ? some_day(from, of) : rule->first;
  if (dice_chance(from, 30)) rule->first = (model_date){of, 2, 28 + (yearly || is_leap(of) ? 1 : 0)};
  if (!yearly && compare(rule->last, rule->first) < 0) {
    model_date swap = rule->first;
    rule->first = rule->last;
    rule->last = swap;
  }
  if (season && !yearly && dice_chance(from, 20))
    *(dice_chance(from, 50) ? &rule->first : &rule->last) = (model_date){0, 0, 0};
}

static int some_rules(dice *from, model_rule *rules, const char *kind, int year)
{
  int count = (int)dice_below(from, MODEL_RULES);
  for (int i = 0; i < count; i++) {
    some_dates(from, &rules[i], year, 0);
    rules[i].to = 1440;
    if (dice_chance(from, 60)) some_times(from, &rules[i]);
    rules[i].open = dice_chance(from, 40);
    snprintf(rules[i].name, sizeof rules[i].name, "%s%d", kind, i);
  }
  return count;
}

static int some_hours(dice *from, model_rule *rules, int year)
{
  int count = dice_chance(from, 20) ? 0 : 1 + (int)dice_below(from, MODEL_RULES - 1);
  for (int i = 0; i < count; i++) {
    rules[i].days = 1 + (int)dice_below(from, 127);
    some_times(from, &rules[i]);
    if (dice_chance(from, 30)) some_dates(from, &rules[i], year, 1);
    snprintf(rules[i].name, sizeof rules[i].name, "h%d", i);
  }
  return count;
}

model_centre model_random(dice *from, const char *const *zones, int zones_count, int year)
{
  model_centre centre;
  memset(&centre, 0, sizeof centre);
  for (int k = 0; k < MODEL_SCHEDULES; k++) {
    model_schedule *to = &centre.schedules[k];
    to->has_clock = k == 0 || dice_chance(from, 70);
    if (to->has_clock && zones_count && dice_chance(from, 80))
      to->zone = zones[dice_below(from, zones_count)];
    else if (to->has_clock)
      to->offset = (int)dice_below(from, 28 * 60) - 14 * 60;
    to->base = k > 0 && dice_chance(from, 50) ? (int)dice_below(from, k) : -1;
    to->toggle = dice_chance(from, 30) ? (int)dice_below(from, MODEL_TOGGLES) : -1;
    to->exceptions_count = some_rules(from, to->exceptions, "e", year);
    to->holidays_count = some_rules(from, to->holidays, "d", year);
    to->hours_count = some_hours(from, to->hours, year);
    int sites = dice_chance(from, 40) ? 1 + (int)dice_below(from, MODEL_SITES) : 0;
    for (int i = 0, site = (int)dice_below(from, 2); i < sites && site < MODEL_SCHEDULES;
         site += 1 + (int)dice_below(from, 2))
      if (site != k) to->sites[to->sites_count++] = site, i++;
  }
  for (int i = 0; i < MODEL_TOGGLES; i++) centre.on[i] = dice_chance(from, 15);
  return centre;
}

static int64_t date_value(model_date date)
{
  return (int64_t)date.year * 10000 + date.month * 100 + date.day;
}

static void add_rules(acd_definition *to, int32_t schedule, uint32_t noun, const model_rule *rules, int count)
{
  int is_holiday = noun == ACD_NOUN_HOLIDAY;
  for (int i = 0; i < count; i++) {
    const model_rule *rule = &rules[i];
    int32_t object = acd_definition_add(to, noun, schedule, rule->name);
    acd_definition_set(to, object, is_holiday ? ACD_HOLIDAY_DATE : ACD_EXCEPTION_DATE, date_value(rule->first));
    if (compare(rule->first, rule->last) != 0)
      acd_definition_set(to, object, is_holiday ? ACD_HOLIDAY_TO_DATE : ACD_EXCEPTION_TO_DATE, date_value(rule->last));
    if (rule->from)
      acd_definition_set(to, object, is_holiday ? ACD_HOLIDAY_FROM_US : ACD_EXCEPTION_FROM_US, rule->from * MINUTE);
    if (rule->to != 1440)
      acd_definition_set(to, object, is_holiday ? ACD_HOLIDAY_TO_US : ACD_EXCEPTION_TO_US, rule->to * MINUTE);
    if (rule->open) acd_definition_set(to, object, is_holiday ? ACD_HOLIDAY_OPEN : ACD_EXCEPTION_OPEN, 1);
  }
}

static void add_hours(acd_definition *to, int32_t schedule, const model_rule *rules, int count)
{
  for (int i = 0; i < count; i++) {
    int32_t object = acd_definition_add(to, ACD_NOUN_HOURS, schedule, rules[i].name);
    acd_definition_set(to, object, ACD_HOURS_DAYS, rules[i].days);
    acd_definition_set(to, object, ACD_HOURS_FROM_US, rules[i].from * MINUTE);
    acd_definition_set(to, object, ACD_HOURS_TO_US, rules[i].to * MINUTE);
    if (rules[i].first.month) acd_definition_set(to, object, ACD_HOURS_FROM_DATE, date_value(rules[i].first));
    if (rules[i].last.month) acd_definition_set(to, object, ACD_HOURS_TO_DATE, date_value(rules[i].last));
  }
}

static const char *numbered(char *buffer, const char *before, int number)
{
  snprintf(buffer, 16, "%s%d", before, number);
  return buffer;
}

acd_definition *model_definition(const model_centre *centre)
{
  acd_definition *to = NULL;
  char name[16];
  if (acd_definition_new(NULL, &to) != ACD_OK) abort();
  for (int i = 0; i < MODEL_TOGGLES; i++)
    acd_definition_set(to, acd_definition_add(to, ACD_NOUN_TOGGLE, 0, numbered(name, "t", i)), ACD_TOGGLE_ON,
                       centre->on[i]);
  for (int k = 0; k < MODEL_SCHEDULES; k++) {
    const model_schedule *from = &centre->schedules[k];
    int32_t object = acd_definition_add(to, ACD_NOUN_SCHEDULE, 0, numbered(name, "s", k));
    if (from->has_clock && from->zone) acd_definition_set_text(to, object, ACD_SCHEDULE_ZONE, from->zone);
    if (from->has_clock && !from->zone)
      acd_definition_set(to, object, ACD_SCHEDULE_UTC_OFFSET_US, from->offset * MINUTE);
    if (from->base >= 0) acd_definition_set_text(to, object, ACD_SCHEDULE_BASED_ON, numbered(name, "s", from->base));
    if (from->toggle >= 0)
      acd_definition_set_text(to, object, ACD_SCHEDULE_EMERGENCY, numbered(name, "t", from->toggle));
    add_rules(to, object, ACD_NOUN_EXCEPTION, from->exceptions, from->exceptions_count);
    add_rules(to, object, ACD_NOUN_HOLIDAY, from->holidays, from->holidays_count);
    add_hours(to, object, from->hours, from->hours_count);
    for (int i = 0; i < from->sites_count; i++) {
      int32_t site = acd_definition_add(to, ACD_NOUN_SITE, object, numbered(name, "to", from->sites[i]));
      acd_definition_set_text(to, site, ACD_SITE_SCHEDULE, numbered(name, "s", from->sites[i]));
    }
  }
  return to;
}
