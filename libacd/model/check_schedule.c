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

static void check_schedule(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  if (acd__document_has(object, ACD_SCHEDULE_ZONE) && acd__document_has(object, ACD_SCHEDULE_UTC_OFFSET_US))
    argument(check, index, ACD_SCHEDULE_ZONE, "zone and utc_offset are both given", "only one of zone and utc_offset");
  if (!check->alone) check_based_on(check, index);
  check_counts(check, index);
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
  if ((from && !acd__date_valid(from)) || (to && !acd__date_valid(to))) return;
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
