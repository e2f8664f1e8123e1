/* SPDX-License-Identifier: Apache-2.0 */
#include <acd/schedule.h>

#include "engine/schedule.h"
#include "engine/zone.h"
#include "model/record.h"

const char *acd_rule_str(int64_t rule)
{
  static const char *const names[] = {"?", "none", "emergency", "exception", "holiday", "hours", "site"};
  return names[rule >= 0 && rule < (int64_t)(sizeof names / sizeof *names) ? rule : 0];
}

int acd_schedule_find(const acd_engine *engine, const char *name, acd_id *schedule_out)
{
  if (!engine || !name || !schedule_out) return ACD_ERR_ARGUMENT;
  const acd__schedule *found = acd__dictionary_find(&engine->world.schedules, name, strlen(name));
  if (!found) return ACD_ERR_NOT_FOUND;
  *schedule_out = found->slot.id;
  return ACD_OK;
}

int acd_schedule_get(const acd_engine *engine, acd_id schedule, acd_schedule_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__schedule *found = engine ? acd__pool_find(&engine->schedules, schedule, &status) : NULL;
  if (!found) return status;
  const acd__timetable *table = found->timetable;
  acd__decision now;
  (void)acd__schedule_open(engine, found, NULL, acd__wall_now(engine), &now);
  acd_schedule_info info = {.hours_count = table->hours_count,
                            .name = found->name->text,
                            .zone = table->zone_name,
                            .utc_offset_us = table->utc_offset_us,
                            .based_on = table->base ? table->base->owner : 0,
                            .holidays_count = table->rules_count - table->exceptions_count,
                            .exceptions_count = table->exceptions_count,
                            .sites_count = table->sites_count,
                            .emergency = now.rule == ACD_RULE_EMERGENCY};
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

acd_id acd_schedule_next(const acd_engine *engine, acd_id after)
{
  if (!engine || after < 0) return 0;
  const acd__schedule *next = acd__pool_next(&engine->schedules, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

static int tell(const acd_engine *engine, acd_id schedule, acd__zone *const *zone, int64_t wall_us,
                acd_schedule_verdict *verdict_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__schedule *found = engine ? acd__pool_find(&engine->schedules, schedule, &status) : NULL;
  if (!found) return status;
  if (!verdict_out || wall_us < -ACD__WALL_MAX || wall_us > ACD__WALL_MAX) return ACD_ERR_ARGUMENT;
  acd_schedule_verdict verdict;
  (void)acd__schedule_verdict(engine, found, zone, wall_us, ACD__CHANGES_MAX, &verdict);
  return acd__record_put(verdict_out, &verdict, sizeof verdict, sizeof verdict);
}

int acd_schedule_at(const acd_engine *engine, acd_id schedule, int64_t wall_us, acd_schedule_verdict *verdict_out)
{
  return tell(engine, schedule, NULL, wall_us, verdict_out);
}

int acd_schedule_at_zone(const acd_engine *engine, acd_id schedule, const char *zone, int64_t wall_us,
                         acd_schedule_verdict *verdict_out)
{
  if (!engine || !zone) return ACD_ERR_ARGUMENT;
  const acd__known_zone *known = acd__known_zone_find(engine, zone, strlen(zone));
  return known ? tell(engine, schedule, &known->zone, wall_us, verdict_out) : ACD_ERR_NOT_FOUND;
}

int acd_schedule_now(const acd_engine *engine, acd_id schedule, acd_schedule_verdict *verdict_out)
{
  return engine ? acd_schedule_at(engine, schedule, acd__wall_now(engine), verdict_out) : ACD_ERR_ARGUMENT;
}

int acd_schedule_instant(const acd_engine *engine, acd_id schedule, int64_t date, int64_t clock_us,
                         int64_t *wall_us_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__schedule *found = engine ? acd__pool_find(&engine->schedules, schedule, &status) : NULL;
  if (!found) return status;
  acd__civil local = {0, clock_us};
  if (!wall_us_out || !acd__civil_of_number(date, &local.day) || clock_us < 0 || clock_us >= ACD__DAY_US)
    return ACD_ERR_ARGUMENT;
  acd__inquiry asked = acd__schedule_inquiry(engine, found, NULL);
  *wall_us_out = acd__timetable_instant(&asked, local);
  return ACD_OK;
}
