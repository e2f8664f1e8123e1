/* SPDX-License-Identifier: Apache-2.0 */
/* The engine's zones. */
#include <acd/zone.h>

#include <string.h>

#include "engine/zone.h"
#include "model/record.h"

static int submit(acd_engine *engine, acd_time time_us, const acd__given_zone *given)
{
  acd_command command;
  acd__command_begin(&command, ACD_COMMAND_ZONE, time_us, 0);
  acd_result result = {0};
  return acd__submit(engine, &command, given, sizeof *given, &result);
}

int acd_zone_set(acd_engine *engine, acd_time time_us, const char *name, const void *bytes, size_t size)
{
  if (!engine || !name || (!bytes && size)) return ACD_ERR_ARGUMENT;
  if (!size) return acd_tzif_check(bytes, size, NULL); /* the command would remove the zone */
  const acd__given_zone given = {name, strlen(name), bytes, size};
  return submit(engine, time_us, &given);
}

int acd_zone_remove(acd_engine *engine, acd_time time_us, const char *name)
{
  if (!engine || !name) return ACD_ERR_ARGUMENT;
  const acd__given_zone given = {name, strlen(name), NULL, 0};
  return submit(engine, time_us, &given);
}

int acd_zone_find(const acd_engine *engine, const char *name, acd_id *zone_out)
{
  if (!engine || !name || !zone_out) return ACD_ERR_ARGUMENT;
  const acd__known_zone *found = acd__known_zone_find(engine, name, strlen(name));
  if (!found) return ACD_ERR_NOT_FOUND;
  *zone_out = found->slot.id;
  return ACD_OK;
}

int acd_zone_get(const acd_engine *engine, acd_id zone, acd_zone_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__known_zone *found = engine ? acd__pool_find(&engine->zones, zone, &status) : NULL;
  if (!found) return status;
  acd_zone_info info = {.bytes_count = found->bytes->size,
                        .name = found->name->text,
                        .changed_at_us = found->changed_at_us,
                        .schedules_count = acd__known_zone_schedules(engine, found),
                        .patterns_count = acd__known_zone_patterns(engine, found)};
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

acd_id acd_zone_next(const acd_engine *engine, acd_id after)
{
  if (!engine || after < 0) return 0;
  const acd__known_zone *next = acd__pool_next(&engine->zones, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

const void *acd_zone_bytes(const acd_engine *engine, acd_id zone, size_t *size_out)
{
  int status;
  const acd__known_zone *found = engine && size_out ? acd__pool_find(&engine->zones, zone, &status) : NULL;
  if (size_out) *size_out = found ? found->bytes->size : 0;
  return found ? found->bytes->text : NULL;
}
