/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/timetable.h"

#include <string.h>

acd__timetable *acd__timetable_new(acd__memory *memory, const acd__timetable_size *size)
{
  acd__timetable *made;
  size_t bytes = sizeof *made + (size->rules + size->hours) * sizeof *made->rules + size->sites * sizeof *made->sites +
                 size->names;
  made = acd__memory_array(memory, 1, bytes);
  if (!made) return NULL;
  made->bytes = bytes;
  made->rules = (acd__rule *)(made + 1);
  made->hours = made->rules + size->rules;
  made->sites = (acd__site *)(made->hours + size->hours);
  made->names = (char *)(made->sites + size->sites);
  made->base_name = made->zone_name = made->toggle_name = "";
  return made;
}

void acd__timetable_free(acd__memory *memory, acd__timetable *timetable)
{
  if (timetable) acd__memory_give(memory, timetable, timetable->bytes);
}

const char *acd__timetable_name(acd__timetable *timetable, const char *name, size_t size)
{
  char *copy = timetable->names;
  memcpy(copy, name, size);
  copy[size] = '\0';
  timetable->names += size + 1;
  return copy;
}

void acd__timetable_link_clock(acd__timetable *timetable)
{
  const acd__timetable *at = timetable;
  while (at->base && !at->has_clock) at = at->base;
  timetable->zone_name = at->zone_name;
  timetable->zone = at->zone;
  timetable->utc_offset_us = at->utc_offset_us;
}

const acd__timetable *acd__timetable_hours(const acd__timetable *timetable)
{
  while (timetable && !timetable->hours_count) timetable = timetable->base;
  return timetable;
}

const acd__timetable *acd__timetable_sites(const acd__timetable *timetable)
{
  while (timetable && !timetable->sites_count) timetable = timetable->base;
  return timetable;
}

/* A day as rules look at it. */
typedef struct local_day {
  int64_t number;
  int32_t in_year; /* month × 100 + day */
  int weekday;
  int season; /* 1: it lies in a season */
} local_day;

static local_day day_of(int64_t number)
{
  return (local_day){number, (int32_t)(acd__civil_number(number) % 10000), acd__civil_weekday(number), 0};
}

static int hold(const acd__dates *dates, const local_day *day)
{
  if (dates->form == ACD__DATES_EXACT) return day->number >= dates->first && day->number <= dates->last;
  if (dates->form == ACD__DATES_ALWAYS) return 1;
  if (dates->first <= dates->last) return day->in_year >= dates->first && day->in_year <= dates->last;
  return day->in_year >= dates->first || day->in_year <= dates->last;
}

int acd__dates_hold(const acd__dates *dates, int64_t number)
{
  local_day at = day_of(number);
  return hold(dates, &at);
}

/* A moment of the local clock, with the day before, whose ranges may last until now. */
typedef struct moment {
  local_day today;
  local_day before;
  int64_t clock_us;
  int64_t until_us; /* of the day's clock: until then nothing changes that was looked at; at most midnight */
} moment;

/* 1 if a range of this rule begins on the day. */
static int begins(const acd__rule *rule, const local_day *on)
{
  if (!(rule->days >> on->weekday & 1) || !hold(&rule->dates, on)) return 0;
  return rule->kind != ACD_RULE_HOURS || on->season == (rule->dates.form != ACD__DATES_ALWAYS);
}

static void bound(moment *at, int64_t clock_us)
{
  if (clock_us < at->until_us) at->until_us = clock_us;
}

/* 1 if the rule covers the moment: then until when; else when it begins to, later on the day. */
static int covers(const acd__rule *rule, moment *at)
{
  int over_midnight = rule->to_us <= rule->from_us;
  if (over_midnight && at->clock_us < rule->to_us && begins(rule, &at->before)) {
    bound(at, rule->to_us);
    return 1;
  }
  if (!over_midnight && at->clock_us >= rule->to_us) return 0;
  if (!begins(rule, &at->today)) return 0;
  if (at->clock_us < rule->from_us) {
    bound(at, rule->from_us);
    return 0;
  }
  if (!over_midnight) bound(at, rule->to_us);
  return 1;
}

/* The first of them that covers the moment; NULL: none. */
static const acd__rule *first_of(const acd__rule *rules, uint32_t count, moment *at)
{
  for (uint32_t i = 0; i < count; i++)
    if (covers(&rules[i], at)) return &rules[i];
  return NULL;
}

static void look_at_seasons(const acd__timetable *table, moment *at)
{
  for (uint32_t i = 0; i < table->hours_count; i++) {
    const acd__dates *dates = &table->hours[i].dates;
    if (dates->form == ACD__DATES_ALWAYS) continue;
    at->today.season |= hold(dates, &at->today);
    at->before.season |= hold(dates, &at->before);
  }
}

/* The local clock at an instant, and until when it runs evenly. */
static int64_t local_us(const acd__inquiry *asked, int64_t wall_us, int64_t *until_us)
{
  acd__zone *const *zone = asked->zone ? asked->zone : asked->timetable->zone;
  if (zone) return wall_us + acd__zone_offset(*zone, wall_us, until_us);
  *until_us = INT64_MAX;
  return wall_us + asked->timetable->utc_offset_us;
}

acd__civil acd__timetable_local(const acd__inquiry *asked, int64_t wall_us)
{
  int64_t until_us, local = local_us(asked, wall_us, &until_us);
  int64_t number = acd__civil_floor(local, ACD__DAY_US);
  return (acd__civil){number, local - number * ACD__DAY_US};
}

int64_t acd__timetable_instant(const acd__inquiry *asked, acd__civil local)
{
  acd__zone *const *zone = asked->zone ? asked->zone : asked->timetable->zone;
  if (zone) return acd__zone_instant(*zone, local);
  return local.day * ACD__DAY_US + local.clock_us - asked->timetable->utc_offset_us;
}

/* An emergency that is on; NULL: none is. */
static const acd__timetable *emergency_of(const acd__inquiry *asked)
{
  const acd__timetable *at = asked->is_on ? asked->timetable : NULL;
  while (at && !(at->toggle && asked->is_on(asked->user, at->toggle))) at = at->base;
  return at;
}

/* The rule that covers the moment, and whose it is; NULL: none. Exceptions of all come before the holidays of any. */
static const acd__rule *rule_at(const acd__timetable *table, moment *at, const acd__timetable **owner_out)
{
  const acd__rule *rule = NULL;
  for (const acd__timetable *of = table; of && !rule; of = of->base) {
    *owner_out = of;
    rule = first_of(of->rules, of->exceptions_count, at);
  }
  for (const acd__timetable *of = table; of && !rule; of = of->base) {
    *owner_out = of;
    rule = first_of(of->rules + of->exceptions_count, of->rules_count - of->exceptions_count, at);
  }
  const acd__timetable *of = rule ? NULL : acd__timetable_hours(table);
  if (!of) return rule;
  *owner_out = of;
  if (of->seasons) look_at_seasons(of, at);
  return first_of(of->hours, of->hours_count, at);
}

/* All but sites. */
static acd__decision decide_alone(const acd__inquiry *asked, int64_t wall_us)
{
  const acd__timetable *owner = emergency_of(asked);
  if (owner) return (acd__decision){0, ACD_RULE_EMERGENCY, owner->toggle_name, owner->owner, 0, INT64_MAX};
  int64_t even_until_us, local = local_us(asked, wall_us, &even_until_us);
  int64_t number = acd__civil_floor(local, ACD__DAY_US);
  moment at = {day_of(number), day_of(number - 1), local - number * ACD__DAY_US, ACD__DAY_US};
  const acd__rule *rule = rule_at(asked->timetable, &at, &owner);
  int64_t until_us = wall_us + (at.until_us - at.clock_us);
  if (until_us > even_until_us) until_us = even_until_us;
  if (!rule) return (acd__decision){0, ACD_RULE_NONE, "", 0, 0, until_us};
  return (acd__decision){rule->open, rule->kind, rule->name, owner->owner, 0, until_us};
}

acd__decision acd__timetable_decide(const acd__inquiry *asked, int64_t wall_us)
{
  acd__decision own = decide_alone(asked, wall_us);
  const acd__timetable *table = own.rule == ACD_RULE_NONE ? acd__timetable_sites(asked->timetable) : NULL;
  for (uint32_t i = 0; table && own.rule == ACD_RULE_NONE && i < table->sites_count; i++) {
    const acd__site *site = &table->sites[i];
    if (!site->timetable) continue;
    acd__inquiry of_site = {site->timetable, NULL, asked->is_on, asked->user};
    acd__decision there = decide_alone(&of_site, wall_us);
    if (there.until_us < own.until_us) own.until_us = there.until_us;
    if (there.open)
      own = (acd__decision){1, ACD_RULE_SITE, site->name, table->owner, site->timetable->owner, own.until_us};
  }
  return own;
}

/* Of the table and all that it is based on. */
static size_t work_alone(const acd__timetable *timetable)
{
  size_t count = 0;
  for (const acd__timetable *at = timetable; at; at = at->base) count += at->rules_count + at->hours_count + 1;
  return count;
}

size_t acd__timetable_work(const acd__timetable *timetable)
{
  const acd__timetable *table = acd__timetable_sites(timetable);
  size_t count = work_alone(timetable);
  for (uint32_t i = 0; table && i < table->sites_count; i++) count += work_alone(table->sites[i].timetable);
  return count;
}

static int is_other(const acd__decision *a, const acd__decision *b)
{
  return a->open != b->open || a->rule != b->rule || a->owner != b->owner || a->name != b->name;
}

acd__changes acd__timetable_changes(const acd__inquiry *asked, const acd__decision *first, int64_t horizon_us,
                                    int64_t instants_max)
{
  acd__changes found = {ACD_TIME_NEVER, ACD_TIME_NEVER, ACD_TIME_NEVER, 0};
  acd__decision before = *first;
  for (int64_t left = instants_max; left > 0 && before.until_us <= horizon_us; left--) {
    int64_t at_us = before.until_us;
    acd__decision now = acd__timetable_decide(asked, at_us);
    found.count++;
    if (found.changes_wall_us == ACD_TIME_NEVER && is_other(&now, first)) found.changes_wall_us = at_us;
    if (now.open && !before.open && found.opens_wall_us == ACD_TIME_NEVER) found.opens_wall_us = at_us;
    if (!now.open && before.open && found.closes_wall_us == ACD_TIME_NEVER) found.closes_wall_us = at_us;
    if (found.opens_wall_us != ACD_TIME_NEVER && found.closes_wall_us != ACD_TIME_NEVER) break;
    before = now;
  }
  return found;
}

int64_t acd__timetable_find(const acd__inquiry *asked, int64_t wall_us, int open, int64_t horizon_us, int64_t *changes)
{
  for (; *changes > 0 && wall_us <= horizon_us; --*changes) {
    acd__decision now = acd__timetable_decide(asked, wall_us);
    if (now.open == open) return wall_us;
    wall_us = now.until_us;
  }
  return ACD_TIME_NEVER;
}
