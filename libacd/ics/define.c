/* SPDX-License-Identifier: Apache-2.0 */
/* Rules become objects of a definition. */
#include "internal.h"

#include <string.h>

/* Zones of calendars may have more before their name: "/mozilla.org/20070129_1/Asia/Tokyo". */
static int is_zone(const char *tzid, const char *zone)
{
  size_t length = strlen(tzid), size = strlen(zone);
  if (length < size || strcmp(tzid + length - size, zone) != 0) return 0;
  return length == size || tzid[length - size - 1] == '/';
}

/* Does the clock of an event matter, and is it not that of the zone? */
static int is_elsewhere(const acd__ics_event *event, const char *zone)
{
  return event->tzid && event->start.clock_us >= 0 && !is_zone(event->tzid, zone);
}

/* The first event of each TZID that is none of the schedule's. */
static void remark_zones(acd_ics *ics, const char *zone)
{
  const acd__ics_made *made = ics->rules.items;
  for (size_t i = 0; i < ics->rules.count; i++) {
    const acd__ics_event *event = made[i].event;
    int told = !is_elsewhere(event, zone);
    for (size_t k = 0; k < i && !told; k++)
      told = is_elsewhere(made[k].event, zone) && strcmp(made[k].event->tzid, event->tzid) == 0;
    if (!told)
      acd__ics_note_event(ics, ACD_ICS_NOTE_REMARK, event,
                          "TZID \"%.60s\": its times are taken for those of the schedule's zone, %.60s", event->tzid,
                          zone);
  }
}

static int define(acd_definition *definition, int32_t schedule, uint32_t noun, const acd_ics_rule *rule)
{
  int holiday = noun == ACD_NOUN_HOLIDAY;
  int32_t object = acd_definition_add(definition, noun, schedule, rule->name);
  acd_definition_set(definition, object, holiday ? ACD_HOLIDAY_DATE : ACD_EXCEPTION_DATE, rule->date);
  if (rule->to_date != rule->date)
    acd_definition_set(definition, object, holiday ? ACD_HOLIDAY_TO_DATE : ACD_EXCEPTION_TO_DATE, rule->to_date);
  if (rule->from_us != 0)
    acd_definition_set(definition, object, holiday ? ACD_HOLIDAY_FROM_US : ACD_EXCEPTION_FROM_US, rule->from_us);
  if (rule->to_us != ACD__ICS_DAY_US)
    acd_definition_set(definition, object, holiday ? ACD_HOLIDAY_TO_US : ACD_EXCEPTION_TO_US, rule->to_us);
  if (rule->open) acd_definition_set(definition, object, holiday ? ACD_HOLIDAY_OPEN : ACD_EXCEPTION_OPEN, 1);
  return acd_definition_status(definition);
}

int acd_ics_define(acd_ics *ics, acd_definition *definition, int32_t schedule, uint32_t noun)
{
  acd_object_info info = {.size = sizeof info};
  if (!ics || !definition || (noun != ACD_NOUN_HOLIDAY && noun != ACD_NOUN_EXCEPTION)) return ACD_ERR_ARGUMENT;
  if (acd_definition_object(definition, schedule, &info) != ACD_OK || info.noun != ACD_NOUN_SCHEDULE)
    return ACD_ERR_ARGUMENT;
  const acd__ics_made *made = ics->rules.items;
  int status = acd_definition_status(definition);
  for (size_t i = 0; i < ics->rules.count && status == ACD_OK; i++)
    status = define(definition, schedule, noun, &made[i].rule);
  if (status != ACD_OK) return status;
  ics->nomem = 0;
  const char *zone = acd_definition_text(definition, schedule, ACD_SCHEDULE_ZONE);
  if (zone[0]) remark_zones(ics, zone);
  return ics->nomem ? ACD_ERR_NOMEM : ACD_OK;
}
