/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/schedule.h"

#define HORIZON_US (ACD_SCHEDULE_DAYS * ACD__DAY_US)

static int is_on(const void *user, acd_id id)
{
  int status;
  const acd_engine *engine = user;
  const acd__toggle *toggle = acd__pool_find(&engine->toggles, id, &status);
  return toggle && toggle->on;
}

acd__inquiry acd__schedule_inquiry(const acd_engine *engine, const acd__schedule *schedule, acd__zone *const *zone)
{
  return (acd__inquiry){schedule->timetable, zone, is_on, engine};
}

int acd__schedule_open(const acd_engine *engine, const acd__schedule *schedule, acd__zone *const *zone, int64_t wall_us,
                       acd__decision *decision_out)
{
  acd__inquiry asked = acd__schedule_inquiry(engine, schedule, zone);
  *decision_out = acd__timetable_decide(&asked, wall_us);
  return decision_out->open;
}

static void put_local(const acd__inquiry *asked, int64_t wall_us, int64_t *date_out, int64_t *clock_us_out)
{
  *date_out = *clock_us_out = 0;
  if (wall_us == ACD_TIME_NEVER) return;
  acd__civil local = acd__timetable_local(asked, wall_us);
  *date_out = acd__civil_number(local.day);
  *clock_us_out = local.clock_us;
}

static const char *name_of(const acd_engine *engine, acd_id id)
{
  int status;
  const acd__schedule *schedule = acd__pool_find(&engine->schedules, id, &status);
  return schedule ? schedule->name->text : "";
}

size_t acd__schedule_verdict(const acd_engine *engine, const acd__schedule *schedule, acd__zone *const *zone,
                             int64_t wall_us, int64_t instants_max, acd_schedule_verdict *verdict_out)
{
  acd__inquiry asked = acd__schedule_inquiry(engine, schedule, zone);
  acd__decision now = acd__timetable_decide(&asked, wall_us);
  acd__changes changes = acd__timetable_changes(&asked, &now, wall_us + HORIZON_US, instants_max);
  *verdict_out = (acd_schedule_verdict){.size = sizeof *verdict_out,
                                        .open = (uint32_t)now.open,
                                        .rule = now.rule,
                                        .name = now.name,
                                        .schedule = now.owner ? now.owner : schedule->slot.id,
                                        .schedule_name = name_of(engine, now.owner ? now.owner : schedule->slot.id),
                                        .site_schedule = now.site,
                                        .changes_wall_us = changes.changes_wall_us,
                                        .opens_wall_us = changes.opens_wall_us,
                                        .closes_wall_us = changes.closes_wall_us};
  put_local(&asked, wall_us, &verdict_out->local_date, &verdict_out->local_clock_us);
  put_local(&asked, changes.opens_wall_us, &verdict_out->opens_date, &verdict_out->opens_clock_us);
  put_local(&asked, changes.closes_wall_us, &verdict_out->closes_date, &verdict_out->closes_clock_us);
  return 1 + changes.count;
}
