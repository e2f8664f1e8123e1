/* SPDX-License-Identifier: Apache-2.0 */
/* Schedules: first they all get their ids, then their timetables, which name each other. */
#include "engine/define/plan.h"

#include <string.h>

#include "engine/zone.h"

int acd__plan_schedules(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_SCHEDULE));) {
    if (ACD__PLAN_GROW(plan, schedules)) return ACD_ERR_NOMEM;
    acd__plan_schedule *entry = &plan->schedules[plan->schedules_count];
    memset(entry, 0, sizeof *entry);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->schedules, &engine->world.schedules, &plan->world.schedules, at,
                                        (void **)&entry->schedule, &name, &entry->is_new);
    if (entry->schedule) entry->schedule->plan = plan->schedules_count++;
    if (entry->schedule && entry->is_new) entry->schedule->name = name;
    if (status) return status;
    entry->object = at;
  }
  return ACD_OK;
}

/* The timetable of a name, which is there: the document was checked. */
static const acd__timetable *timetable_named(const acd__plan *plan, const char *name)
{
  const acd__schedule *schedule = acd__dictionary_find(&plan->world.schedules, name, strlen(name));
  return plan->schedules[schedule->plan].timetable;
}

/* What a timetable names by name. */
static void link_timetable(const acd__plan *plan, acd__timetable *timetable)
{
  const char *zone = timetable->zone_name, *toggle = timetable->toggle_name;
  if (timetable->base_name[0]) timetable->base = timetable_named(plan, timetable->base_name);
  if (zone[0]) timetable->zone = &acd__known_zone_find(plan->engine, zone, strlen(zone))->zone;
  if (toggle[0])
    timetable->toggle =
        ((const acd__toggle *)acd__dictionary_find(&plan->world.toggles, toggle, strlen(toggle)))->slot.id;
  for (uint32_t i = 0; i < timetable->sites_count; i++)
    timetable->sites[i].timetable = timetable_named(plan, timetable->sites[i].schedule);
}

int acd__plan_timetables(acd__plan *plan)
{
  for (size_t i = 0; i < plan->schedules_count; i++) {
    acd__plan_schedule *entry = &plan->schedules[i];
    int status = acd__schedule_build(&plan->engine->memory, &plan->document, entry->object, &entry->timetable);
    if (status) return status;
    entry->timetable->owner = entry->schedule->slot.id;
  }
  for (size_t i = 0; i < plan->schedules_count; i++) link_timetable(plan, plan->schedules[i].timetable);
  for (size_t i = 0; i < plan->schedules_count; i++) acd__timetable_link_clock(plan->schedules[i].timetable);
  return ACD_OK;
}

void acd__plan_schedules_undo(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = plan->schedules_count; i-- > 0;) {
    acd__plan_schedule *entry = &plan->schedules[i];
    acd__timetable_free(&engine->memory, entry->timetable);
    if (!entry->is_new) continue;
    acd__string_drop(&engine->memory, entry->schedule->name);
    acd__pool_untake(&engine->schedules, entry->schedule);
  }
}

void acd__commit_schedules(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->schedules_count; i++) {
    acd__plan_schedule *entry = &plan->schedules[i];
    acd__timetable_free(&engine->memory, entry->schedule->timetable);
    entry->schedule->timetable = entry->timetable;
  }
  for (acd__schedule *at = NULL; (at = acd__pool_after(&engine->schedules, at));) {
    if (acd__dictionary_leads(&plan->world.schedules, at->name, at)) continue;
    acd__timetable_free(&engine->memory, at->timetable);
    acd__string_drop(&engine->memory, at->name);
    acd__pool_give(&engine->schedules, at);
  }
}
