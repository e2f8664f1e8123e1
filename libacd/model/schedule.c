/* SPDX-License-Identifier: Apache-2.0 */
#include "model/schedule.h"

#include <string.h>

/* As rules keep a date that there is. */
static int32_t edge(int64_t date)
{
  int64_t day = date;
  (void)acd__civil_of_number(date, &day);
  return (int32_t)day;
}

acd__dates acd__schedule_dates(const acd__document *document, const acd__object *object, uint32_t first, uint32_t last,
                               int season)
{
  int64_t from = acd__document_int(document, object, first), to = acd__document_int(document, object, last);
  if (!acd__civil_is_date(from)) from = 0; /* the document may be one that is still to be checked */
  if (!acd__civil_is_date(to)) to = 0;
  if (!from && !to) return (acd__dates){ACD__DATES_ALWAYS, 0, 0};
  int form = (from ? from : to) > 9999 ? ACD__DATES_EXACT : ACD__DATES_YEARLY;
  acd__dates dates = {form, INT32_MIN, INT32_MAX};
  if (from) dates.first = edge(from);
  if (to)
    dates.last = edge(to);
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
  const acd__document *document;
  const acd__object *object;
  acd__timetable_size size;
  acd__timetable *table;
} making;

static const char *take_name(making *of, const char *name, size_t size)
{
  of->size.names += size + 1;
  return of->table ? acd__timetable_name(of->table, name, size) : "";
}

static const char *take_text(making *of, const acd__object *object, uint32_t property)
{
  const char *text = acd__document_text(of->document, object, property);
  return text[0] ? take_name(of, text, strlen(text)) : "";
}

static void take_rules(making *of, uint32_t noun, acd__rule *rules, uint32_t *count, size_t *size)
{
  const acd__object *all = of->document->objects;
  for (int32_t i = of->object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != noun) continue;
    const char *name = take_name(of, all[i].name, all[i].name_size);
    ++*size;
    if (!rules) continue;
    acd__rule *rule = &rules[(*count)++];
    *rule = acd__schedule_rule(of->document, &all[i]);
    rule->name = name;
    if (noun == ACD_NOUN_HOURS && rule->dates.form != ACD__DATES_ALWAYS) of->table->seasons = 1;
  }
}

static void take_sites(making *of)
{
  const acd__object *all = of->document->objects;
  for (int32_t i = of->object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_SITE) continue;
    acd__site site = {take_name(of, all[i].name, all[i].name_size), take_text(of, &all[i], ACD_SITE_SCHEDULE), NULL};
    of->size.sites++;
    if (of->table) of->table->sites[of->table->sites_count++] = site;
  }
}

static void take_all(making *of)
{
  acd__timetable none = {.zone_name = ""}, *to = of->table ? of->table : &none;
  memset(&of->size, 0, sizeof of->size);
  to->base_name = take_text(of, of->object, ACD_SCHEDULE_BASED_ON);
  to->zone_name = take_text(of, of->object, ACD_SCHEDULE_ZONE);
  to->toggle_name = take_text(of, of->object, ACD_SCHEDULE_EMERGENCY);
  to->utc_offset_us = acd__document_int(of->document, of->object, ACD_SCHEDULE_UTC_OFFSET_US);
  to->has_clock = to->zone_name[0] || acd__document_has(of->object, ACD_SCHEDULE_UTC_OFFSET_US);
  take_rules(of, ACD_NOUN_EXCEPTION, to->rules, &to->rules_count, &of->size.rules);
  to->exceptions_count = to->rules_count;
  take_rules(of, ACD_NOUN_HOLIDAY, to->rules, &to->rules_count, &of->size.rules);
  take_rules(of, ACD_NOUN_HOURS, to->hours, &to->hours_count, &of->size.hours);
  take_sites(of);
}

int acd__schedule_build(acd__memory *memory, const acd__document *document, const acd__object *object,
                        acd__timetable **timetable_out)
{
  making of = {document, object, {0, 0, 0, 0}, NULL};
  take_all(&of);
  of.table = acd__timetable_new(memory, &of.size);
  if (!of.table) return ACD_ERR_NOMEM;
  take_all(&of);
  *timetable_out = of.table;
  return ACD_OK;
}
