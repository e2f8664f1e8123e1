/* SPDX-License-Identifier: Apache-2.0 */
/* Schedules: clocks, what they are based on, dates that fit each other. */
#include "model/check.h"

#include <string.h>

#include "model/schedule.h"

static void argument(acd__check *check, int32_t index, uint32_t property, const char *text, const char *expected)
{
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property, text, expected, NULL);
}

static int32_t base_of(const acd__check *check, int32_t schedule)
{
  const char *name = acd__document_text(check->document, &check->document->objects[schedule], ACD_SCHEDULE_BASED_ON);
  return name[0] ? acd__names_find(&check->names, 0, ACD_NOUN_SCHEDULE, 0, name, strlen(name)) : -1;
}

/* Of a circle, each schedule in it is told of; one that only leads there is not. */
static void check_based_on(acd__check *check, int32_t index)
{
  int32_t chain[ACD__BASED_ON_MAX + 2] = {index};
  for (int count = 1; count <= ACD__BASED_ON_MAX + 1; count++) {
    int32_t base = base_of(check, chain[count - 1]);
    if (base < 0) return;
    if (base == index) {
      argument(check, index, ACD_SCHEDULE_BASED_ON, "the schedule is based on itself",
               "another schedule, without a circle");
      return;
    }
    for (int k = 1; k < count; k++)
      if (chain[k] == base) return;
    chain[count] = base;
  }
  argument(check, index, ACD_SCHEDULE_BASED_ON, "too many schedules are based on each other",
           "at most 8 one after the other");
}

static void check_counts(acd__check *check, int32_t index)
{
  const acd__object *all = check->document->objects;
  int rules = 0, sites = 0;
  for (int32_t i = all[index].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun == ACD_NOUN_SITE) {
      if (++sites == ACD__SITES_MAX + 1) argument(check, i, 0, "is a site too many", "at most 16 sites");
    } else if (++rules == ACD__RULES_MAX + 1) {
      argument(check, i, 0, "is a rule too many", "at most 1000 hours, holidays and exceptions in a schedule");
    }
  }
}

/* Once for all schedules. */
static int look_below(acd__check *check)
{
  const acd__document *document = check->document;
  if (check->below) return 1;
  check->below = acd__memory_array(check->errors->memory, document->objects_count, sizeof *check->below);
  if (!check->below) {
    check->errors->nomem = 1;
    return 0;
  }
  for (size_t i = 0; i < document->objects_count; i++) {
    const acd__object *at = &document->objects[i];
    if (at->noun == ACD_NOUN_HOURS || at->noun == ACD_NOUN_HOLIDAY || at->noun == ACD_NOUN_EXCEPTION)
      check->below[at->parent].rules++;
    else if (at->noun == ACD_NOUN_SITE && !check->below[at->parent].first_site)
      check->below[at->parent].first_site = (int32_t)i;
  }
  return 1;
}

void acd__check_free_schedules(acd__check *check)
{
  acd__memory_give(check->errors->memory, check->below, check->document->objects_count * sizeof *check->below);
}

/* Of a schedule and what it is based on; chains that are too long were told of. `*site_out`: the first site of the nearest that
 * has some, 0: none has. */
static uint32_t rules_of(const acd__check *check, int32_t schedule, int32_t *site_out)
{
  uint32_t count = 0;
  *site_out = 0;
  for (int links = 0; schedule >= 0 && links <= ACD__BASED_ON_MAX; links++) {
    count += check->below[schedule].rules;
    if (!*site_out) *site_out = check->below[schedule].first_site;
    schedule = base_of(check, schedule);
  }
  return count;
}

/* Without sites, the other limits keep it below this one. Told of at the first site that is too much, if it is the schedule's own. */
static void check_leads_to(acd__check *check, int32_t index)
{
  const acd__object *all = check->document->objects;
  int32_t site, its_site;
  if (!look_below(check)) return;
  uint32_t count = rules_of(check, index, &site);
  if (!site) return;
  for (int sites = 0; site >= 0 && sites < ACD__SITES_MAX; site = all[site].next) {
    if (all[site].noun != ACD_NOUN_SITE) continue;
    const char *name = acd__document_text(check->document, &all[site], ACD_SITE_SCHEDULE);
    int32_t schedule = acd__names_find(&check->names, 0, ACD_NOUN_SCHEDULE, 0, name, strlen(name));
    sites++;
    if (schedule < 0) continue;
    count += rules_of(check, schedule, &its_site);
    if (count <= ACD__LEADS_TO_MAX) continue;
    int own = all[site].parent == index;
    argument(check, own ? site : index, own ? ACD_SITE_SCHEDULE : ACD_SCHEDULE_BASED_ON,
             "the schedule leads to too many rules",
             "at most 10000 hours, holidays and exceptions with its sites and all that these are based on");
    return;
  }
}

static void check_schedule(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  if (acd__document_has(object, ACD_SCHEDULE_ZONE) && acd__document_has(object, ACD_SCHEDULE_UTC_OFFSET_US))
    argument(check, index, ACD_SCHEDULE_ZONE, "zone and utc_offset are both given", "only one of zone and utc_offset");
  check_counts(check, index);
  if (check->alone) return;
  check_based_on(check, index);
  check_leads_to(check, index);
}

static void check_site(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index], *own = &check->document->objects[object->parent];
  const char *schedule = acd__document_text(check->document, object, ACD_SITE_SCHEDULE);
  if (!check->alone && strlen(schedule) == own->name_size && memcmp(schedule, own->name, own->name_size) == 0)
    argument(check, index, ACD_SITE_SCHEDULE, "the schedule is a site of itself", "the schedule of another place");
}

/* 1 if the two dates are of one form, if both are given. */
static int same_form(acd__check *check, int32_t index, int64_t from, int64_t to, uint32_t property)
{
  if (!from || !to || (from > 9999) == (to > 9999)) return 1;
  argument(check, index, property, "one date is of one year, the other of every year",
           "both with a year, or both without");
  return 0;
}

/* Dates that do not exist were reported. */
static void check_dates(acd__check *check, int32_t index, uint32_t first, uint32_t last)
{
  const acd__object *object = &check->document->objects[index];
  int64_t from = acd__document_int(check->document, object, first);
  int64_t to = acd__document_int(check->document, object, last);
  if ((from && !acd__civil_is_date(from)) || (to && !acd__civil_is_date(to))) return;
  if (!same_form(check, index, from, to, last)) return;
  if (from > 9999 && to > 9999 && to < from)
    argument(check, index, last, "the last day is before the first", "a later date, or the same");
  if (object->noun == ACD_NOUN_HOURS && (from > 0) != (to > 0) && (from > 0 ? from : to) <= 9999)
    argument(check, index, from ? first : last, "a season of every year has one date", "both from_date and to_date");
}

void acd__check_schedule(acd__check *check, int32_t index)
{
  switch (check->document->objects[index].noun) {
  case ACD_NOUN_SCHEDULE: check_schedule(check, index); break;
  case ACD_NOUN_HOURS: check_dates(check, index, ACD_HOURS_FROM_DATE, ACD_HOURS_TO_DATE); break;
  case ACD_NOUN_HOLIDAY: check_dates(check, index, ACD_HOLIDAY_DATE, ACD_HOLIDAY_TO_DATE); break;
  case ACD_NOUN_EXCEPTION: check_dates(check, index, ACD_EXCEPTION_DATE, ACD_EXCEPTION_TO_DATE); break;
  case ACD_NOUN_SITE: check_site(check, index); break;
  default: break;
  }
}
