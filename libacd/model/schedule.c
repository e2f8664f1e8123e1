/* SPDX-License-Identifier: Apache-2.0 */
#include "model/schedule.h"

#include <string.h>

int acd__schedule_chain(const acd__schedule_source *source, int32_t object, int32_t chain[ACD__BASED_ON_MAX + 1])
{
  int count = 0;
  while (object >= 0 && count <= ACD__BASED_ON_MAX) {
    chain[count++] = object;
    const char *base = acd__document_text(source->document, &source->document->objects[object], ACD_SCHEDULE_BASED_ON);
    object = base[0] ? source->find(source->user, base, strlen(base)) : -1;
  }
  return count;
}

static int32_t edge(int64_t date, int form)
{
  return (int32_t)(form == ACD__DATES_EXACT ? acd__date_day(date) : date);
}

acd__dates acd__schedule_dates(const acd__document *document, const acd__object *object, uint32_t first, uint32_t last,
                               int season)
{
  int64_t from = acd__document_int(document, object, first), to = acd__document_int(document, object, last);
  if (!acd__date_valid(from)) from = 0; /* the document may be one that is still to be checked */
  if (!acd__date_valid(to)) to = 0;
  if (!from && !to) return (acd__dates){ACD__DATES_ALWAYS, 0, 0};
  int form = (from ? from : to) > 9999 ? ACD__DATES_EXACT : ACD__DATES_YEARLY;
  acd__dates dates = {form, INT32_MIN, INT32_MAX};
  if (from) dates.first = edge(from, form);
  if (to)
    dates.last = edge(to, form);
  else if (!season)
    dates.last = dates.first;
  return dates;
}

acd__rule acd__schedule_rule(const acd__document *document, const acd__object *object)
{
  acd__rule rule;
  memset(&rule, 0, sizeof rule);
  switch (object->noun) {
  case ACD_NOUN_HOURS:
    rule.kind = ACD_RULE_HOURS;
    rule.open = 1;
    rule.days = (uint8_t)acd__document_int(document, object, ACD_HOURS_DAYS);
    rule.from_us = acd__document_int(document, object, ACD_HOURS_FROM_US);
    rule.to_us = acd__document_int(document, object, ACD_HOURS_TO_US);
    rule.dates = acd__schedule_dates(document, object, ACD_HOURS_FROM_DATE, ACD_HOURS_TO_DATE, 1);
    return rule;
  case ACD_NOUN_HOLIDAY:
    rule.kind = ACD_RULE_HOLIDAY;
    rule.open = (uint8_t)acd__document_int(document, object, ACD_HOLIDAY_OPEN);
    rule.from_us = acd__document_int(document, object, ACD_HOLIDAY_FROM_US);
    rule.to_us = acd__document_int(document, object, ACD_HOLIDAY_TO_US);
    rule.dates = acd__schedule_dates(document, object, ACD_HOLIDAY_DATE, ACD_HOLIDAY_TO_DATE, 0);
    break;
  default:
    rule.kind = ACD_RULE_EXCEPTION;
    rule.open = (uint8_t)acd__document_int(document, object, ACD_EXCEPTION_OPEN);
    rule.from_us = acd__document_int(document, object, ACD_EXCEPTION_FROM_US);
    rule.to_us = acd__document_int(document, object, ACD_EXCEPTION_TO_US);
    rule.dates = acd__schedule_dates(document, object, ACD_EXCEPTION_DATE, ACD_EXCEPTION_TO_DATE, 0);
    break;
  }
  rule.days = 127;
  return rule;
}

/* A timetable in the making: first measured (`table` NULL), then filled. */
typedef struct making {
  const acd__schedule_source *source;
  const int32_t *chain;
  int chain_count;
  acd__timetable_size size;
  acd__timetable *table;
} making;

static const acd__object *link_of(const making *of, int k)
{
  return &of->source->document->objects[of->chain[k]];
}

static const char *take_name(making *of, const char *name, size_t size)
{
  of->size.names += size + 1;
  return of->table ? acd__timetable_name(of->table, name, size) : NULL;
}

static const char *take_text(making *of, const acd__object *object, uint32_t property)
{
  const char *text = acd__document_text(of->source->document, object, property);
  return take_name(of, text, strlen(text));
}

static acd_id owner_of(const making *of, int k)
{
  return of->table && of->source->id_of ? of->source->id_of(of->source->user, of->chain[k]) : 0;
}

/* Objects of a noun below one of the chain. */
static size_t count_of(const making *of, int k, uint32_t noun)
{
  const acd__object *all = of->source->document->objects;
  size_t count = 0;
  for (int32_t i = link_of(of, k)->first_child; i >= 0; i = all[i].next) count += all[i].noun == noun;
  return count;
}

static void take_rules(making *of, int k, uint32_t noun)
{
  const acd__object *all = of->source->document->objects;
  for (int32_t i = link_of(of, k)->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != noun) continue;
    int is_hours = noun == ACD_NOUN_HOURS;
    const char *name = take_name(of, all[i].name, all[i].name_size);
    *(is_hours ? &of->size.hours : &of->size.rules) += 1;
    if (!of->table) continue;
    acd__timetable *to = of->table;
    acd__rule *rule = is_hours ? &to->hours[to->hours_count++] : &to->rules[to->rules_count++];
    *rule = acd__schedule_rule(of->source->document, &all[i]);
    rule->name = name;
    rule->owner = owner_of(of, k);
    if (is_hours && rule->dates.form != ACD__DATES_ALWAYS) to->seasons = 1;
  }
}

static void take_sites(making *of, int k)
{
  const acd__object *all = of->source->document->objects;
  for (int32_t i = link_of(of, k)->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_SITE) continue;
    const char *name = take_name(of, all[i].name, all[i].name_size);
    const char *schedule = take_text(of, &all[i], ACD_SITE_SCHEDULE);
    of->size.sites++;
    if (of->table) of->table->sites[of->table->sites_count++] = (acd__site){name, schedule, NULL, owner_of(of, k)};
  }
}

static void take_emergency(making *of, int k)
{
  if (!acd__document_text(of->source->document, link_of(of, k), ACD_SCHEDULE_EMERGENCY)[0]) return;
  const char *name = take_text(of, link_of(of, k), ACD_SCHEDULE_EMERGENCY);
  of->size.emergencies++;
  if (of->table) of->table->emergencies[of->table->emergencies_count++] = (acd__emergency){name, 0, owner_of(of, k)};
}

/* Of the first that says whose clock it goes by. */
static void take_clock(making *of)
{
  const acd__document *document = of->source->document;
  for (int k = 0; k < of->chain_count; k++) {
    if (acd__document_has(link_of(of, k), ACD_SCHEDULE_ZONE)) {
      const char *name = take_text(of, link_of(of, k), ACD_SCHEDULE_ZONE);
      if (of->table) of->table->zone_name = name;
      return;
    }
    if (!acd__document_has(link_of(of, k), ACD_SCHEDULE_UTC_OFFSET_US)) continue;
    if (of->table) of->table->utc_offset_us = acd__document_int(document, link_of(of, k), ACD_SCHEDULE_UTC_OFFSET_US);
    return;
  }
}

static void take_all(making *of)
{
  memset(&of->size, 0, sizeof of->size);
  take_clock(of);
  for (int k = 0; k < of->chain_count; k++) take_emergency(of, k);
  for (int k = 0; k < of->chain_count; k++) take_rules(of, k, ACD_NOUN_EXCEPTION);
  for (int k = 0; k < of->chain_count; k++) take_rules(of, k, ACD_NOUN_HOLIDAY);
  int hours = 0, sites = 0;
  while (hours < of->chain_count && !count_of(of, hours, ACD_NOUN_HOURS)) hours++;
  while (sites < of->chain_count && !count_of(of, sites, ACD_NOUN_SITE)) sites++;
  if (hours < of->chain_count) take_rules(of, hours, ACD_NOUN_HOURS);
  if (sites < of->chain_count) take_sites(of, sites);
}

int acd__schedule_build(acd__memory *memory, const acd__schedule_source *source, int32_t object,
                        acd__timetable **timetable_out)
{
  int32_t chain[ACD__BASED_ON_MAX + 1];
  making of = {source, chain, 0, {0, 0, 0, 0, 0}, NULL};
  of.chain_count = acd__schedule_chain(source, object, chain);
  take_all(&of);
  of.table = acd__timetable_new(memory, &of.size);
  if (!of.table) return ACD_ERR_NOMEM;
  take_all(&of);
  of.table->based_on = of.chain_count > 1 ? owner_of(&of, 1) : 0;
  of.table->own_hours = (uint32_t)count_of(&of, 0, ACD_NOUN_HOURS);
  of.table->own_holidays = (uint32_t)count_of(&of, 0, ACD_NOUN_HOLIDAY);
  of.table->own_exceptions = (uint32_t)count_of(&of, 0, ACD_NOUN_EXCEPTION);
  of.table->own_sites = (uint32_t)count_of(&of, 0, ACD_NOUN_SITE);
  *timetable_out = of.table;
  return ACD_OK;
}
