/* SPDX-License-Identifier: Apache-2.0 */
/* The laws of schedules, and of the zones that they go by. */
#include <string.h>

#include "engine/schedule.h"
#include "engine/zone.h"

typedef const char *law;

/* Each stands under its name, with bytes that mean something. */
static law check_zones(const acd_engine *engine)
{
  const char *error;
  size_t at_byte, count = 0;
  for (acd__known_zone *at = NULL; (at = acd__pool_after(&engine->zones, at)); count++) {
    if (acd__known_zone_find(engine, at->name->text, at->name->size) != at) return "a zone stands under its name";
    if (!at->zone || acd__zone_check(at->bytes->text, at->bytes->size, &error, &at_byte))
      return "a zone has the bytes that were handed in";
    if (at->changed_at_us > engine->now_us) return "a zone has changed before now";
  }
  return count == engine->zones.live && count == acd__dictionary_count(&engine->zones_by_name) ? NULL
                                                                                               : "zones are counted";
}

/* A schedule goes by its own clock, or by that of the nearest that it is based on with one, else by UTC; a zone is that of its
 * name, also once it was replaced. */
static law check_clock(const acd_engine *engine, const acd__timetable *table)
{
  const acd__timetable *from = table;
  while (from->base && !from->has_clock) from = from->base;
  const char *name = table->zone_name;
  if (strcmp(name, from->zone_name) != 0 || table->utc_offset_us != from->utc_offset_us)
    return "a schedule goes by the clock of the nearest that has one";
  const acd__known_zone *zone = name[0] ? acd__known_zone_find(engine, name, strlen(name)) : NULL;
  if (name[0] && !zone) return "a zone that a schedule goes by is there";
  return table->zone == (zone ? &zone->zone : NULL) ? NULL : "a schedule goes by the zone of its name";
}

/* Numbers of callbacks are read by zones, too. */
static law check_prefixes(const acd_engine *engine, const acd__callback_config *config)
{
  for (size_t i = 0; i < config->prefixes_count; i++) {
    acd__zone *const *place = config->prefixes[i].zone;
    const acd__known_zone *zone = place ? acd__known_zone_at(place) : NULL;
    if (zone && (!zone->slot.live || acd__known_zone_find(engine, zone->name->text, zone->name->size) != zone))
      return "a zone that a pattern names is there";
  }
  return NULL;
}

/* 1: it is the timetable of the schedule of this name. */
static int is_in_force(const acd_engine *engine, const char *name, const acd__timetable *timetable)
{
  const acd__schedule *schedule = acd__dictionary_find(&engine->world.schedules, name, strlen(name));
  return schedule && schedule->timetable == timetable && timetable->owner == schedule->slot.id;
}

/* What a schedule asks for is there, and of the same definition. */
const char *acd__schedules_check(const acd_engine *engine)
{
  int status;
  law broken = check_zones(engine);
  if (broken) return broken;
  for (const acd__schedule *at = NULL; (at = acd__pool_after(&engine->schedules, at));) {
    const acd__timetable *table = at->timetable;
    if (!table || !is_in_force(engine, at->name->text, table)) return "a schedule stands under its name";
    broken = check_clock(engine, table);
    if (broken) return broken;
    if (table->base_name[0] && !is_in_force(engine, table->base_name, table->base))
      return "a schedule is based on the timetable in force";
    if (table->toggle_name[0] && !acd__pool_find(&engine->toggles, table->toggle, &status))
      return "the toggle of an emergency is there";
    for (uint32_t i = 0; i < table->sites_count; i++)
      if (!is_in_force(engine, table->sites[i].schedule, table->sites[i].timetable))
        return "a site is asked by the timetable in force";
  }
  for (const acd__callback_plan *at = NULL; !broken && (at = acd__pool_after(&engine->callback_plans, at));)
    broken = check_prefixes(engine, &at->config);
  return broken;
}
