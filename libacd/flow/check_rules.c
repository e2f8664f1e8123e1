/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of schedules that never count. */
#include <string.h>

#include "flow/check.h"
#include "model/properties.h"
#include "model/schedule.h"

#define ADVICE "put it before the other, or leave it out"
#define FIRST  101 /* days of the year as month × 100 + day */
#define LAST   1231
#define YEAR   366

typedef struct rule {
  acd__rule is;
  int32_t object;
} rule;

/* Days of a year, from the first to the last, around the new year if that is before; all of them: FIRST to LAST. */
static int covers_in_year(int32_t first, int32_t last, int32_t other_first, int32_t other_last)
{
  int wraps = first > last, other_wraps = other_first > other_last;
  if (first == FIRST && last == LAST) return 1;
  if (wraps && !other_wraps) return other_first >= first || other_last <= last;
  return wraps == other_wraps && other_first >= first && other_last <= last;
}

/* Each day of the other is one of these. */
static int covers_days(const acd__dates *dates, const acd__dates *other)
{
  if (dates->form == ACD__DATES_EXACT)
    return other->form == ACD__DATES_EXACT && other->first >= dates->first && other->last <= dates->last;
  if (other->form != ACD__DATES_EXACT) return covers_in_year(dates->first, dates->last, other->first, other->last);
  if ((int64_t)other->last - other->first >= YEAR - 1) return dates->first == FIRST && dates->last == LAST;
  return covers_in_year(dates->first, dates->last, (int32_t)(acd__civil_number(other->first) % 10000),
                        (int32_t)(acd__civil_number(other->last) % 10000));
}

static int64_t end_of(const acd__rule *is)
{
  return is->to_us + (is->to_us <= is->from_us ? ACD__DAY_US : 0);
}

static int covers(const acd__rule *is, const acd__rule *other)
{
  return is->from_us <= other->from_us && end_of(is) >= end_of(other) && covers_days(&is->dates, &other->dates);
}

static void tell_shadowed(acd__finder *finder, const rule *by, const rule *at)
{
  char text_buffer[ACD__FINDING_TEXT];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text_add(&text, "it never counts: ");
  acd__text_add(&text, acd__noun_at(finder->document.objects[by->object].noun)->name);
  acd__text_add(&text, " \"");
  acd__text_add(&text, acd__find_name(finder, by->object));
  acd__text_add(&text, "\" decides all that it covers");
  acd__find(finder, ACD_FINDING_RULE_NEVER, by->is.open == at->is.open ? ACD_SEVERITY_ADVICE : ACD_SEVERITY_WARNING,
            at->object, acd__find_name(finder, by->object), text_buffer, ADVICE);
}

/* Rules of a schedule in the order in which they decide. */
static size_t take_rules(const acd__finder *finder, int32_t schedule, uint32_t noun, rule *rules, size_t count)
{
  const acd__object *all = finder->document.objects;
  for (int32_t i = all[schedule].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == noun && count < ACD__RULES_MAX)
      rules[count++] = (rule){acd__schedule_rule(&finder->document, &all[i]), i};
  return count;
}

static void find_shadowed(acd__finder *finder, const rule *rules, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    size_t k = 0;
    finder->work -= (int64_t)i;
    if (finder->work <= 0) return;
    while (k < i && !covers(&rules[k].is, &rules[i].is)) k++;
    if (k < i) tell_shadowed(finder, &rules[k], &rules[i]);
  }
}

/* 1 if the season of these hours has one of their days. */
static int has_day(const acd__rule *hours)
{
  const acd__dates *dates = &hours->dates;
  if (dates->form != ACD__DATES_EXACT || (int64_t)dates->last - dates->first >= 6) return 1;
  for (int64_t day = dates->first; day <= dates->last; day++)
    if (hours->days >> acd__civil_weekday(day) & 1) return 1;
  return 0;
}

/* 1 if each day of the year is in a season of every year. */
static int all_in_seasons(const rule *rules, size_t count)
{
  int64_t first = acd__civil_day(2000, 1, 1);
  for (int64_t day = first; day < first + YEAR; day++) {
    size_t i = 0;
    while (i < count && !(rules[i].is.dates.form == ACD__DATES_YEARLY && acd__dates_hold(&rules[i].is.dates, day))) i++;
    if (i == count) return 0;
  }
  return count > 0;
}

static void find_seasons(acd__finder *finder, const rule *rules, size_t count)
{
  finder->work -= (int64_t)count * YEAR;
  int outside = finder->work > 0 && all_in_seasons(rules, count);
  for (size_t i = 0; i < count; i++) {
    if (!has_day(&rules[i].is))
      acd__find(finder, ACD_FINDING_RULE_NEVER, ACD_SEVERITY_WARNING, rules[i].object, NULL,
                "it never counts: its season has none of its days", "correct its days or its dates");
    else if (outside && rules[i].is.dates.form == ACD__DATES_ALWAYS)
      acd__find(finder, ACD_FINDING_RULE_NEVER, ACD_SEVERITY_WARNING, rules[i].object, NULL,
                "it never counts: each day of the year is in a season, and it has none",
                "give it a season, or leave it out");
  }
}

void acd__find_rules(acd__finder *finder)
{
  const acd__object *all = finder->document.objects;
  rule *rules = finder->status ? NULL : acd__memory_array(finder->memory, ACD__RULES_MAX, sizeof *rules);
  if (!rules) {
    if (!finder->status) finder->status = ACD_ERR_NOMEM;
    return;
  }
  for (int32_t i = all[0].first_child; i >= 0 && finder->work > 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_SCHEDULE || all[i].remove || all[i].amend) continue;
    size_t count = take_rules(finder, i, ACD_NOUN_EXCEPTION, rules, 0);
    find_shadowed(finder, rules, take_rules(finder, i, ACD_NOUN_HOLIDAY, rules, count));
    find_seasons(finder, rules, take_rules(finder, i, ACD_NOUN_HOURS, rules, 0));
  }
  acd__memory_give(finder->memory, rules, ACD__RULES_MAX * sizeof *rules);
}
