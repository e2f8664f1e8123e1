/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/zone.h"

#include <string.h>

#include "engine/handlers.h"
#include "model/nearest.h"
#include "model/path.h"

#define NAME_SIZE_MAX 255

int64_t acd__known_zone_schedules(const acd_engine *engine, const acd__known_zone *zone)
{
  int64_t count = 0;
  for (const acd__schedule *at = NULL; (at = acd__pool_after(&engine->schedules, at));)
    count += at->timetable->zone == &zone->zone;
  return count;
}

int64_t acd__known_zone_patterns(const acd_engine *engine, const acd__known_zone *zone)
{
  int64_t count = 0;
  for (const acd__callback_plan *at = NULL; (at = acd__pool_after(&engine->callback_plans, at));)
    for (size_t i = 0; i < at->config.prefixes_count; i++) count += at->config.prefixes[i].zone == &zone->zone;
  return count;
}

static int is_name(const char *name, size_t size)
{
  if (size == 0 || size > NAME_SIZE_MAX) return 0;
  for (size_t i = 0; i < size; i++) {
    char c = name[i];
    int good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("._+-/", c);
    if (!good || !c) return 0;
  }
  return 1;
}

static int read_given(acd__apply *apply, acd__given_zone *given)
{
  const acd_command_zone *body = &apply->command->body.zone;
  if (apply->own) {
    *given = *(const acd__given_zone *)(const void *)apply->payload;
  } else {
    int status = acd__apply_text(apply, body->name, 0, &given->name);
    if (status) return status;
    acd_slice bytes = body->bytes;
    if (bytes.size && (bytes.offset > apply->payload_size || bytes.size > apply->payload_size - bytes.offset))
      return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, 1);
    given->name_size = body->name.size;
    given->bytes = bytes.size ? apply->payload + bytes.offset : NULL;
    given->size = bytes.size;
  }
  return is_name(given->name, given->name_size) ? ACD_OK : acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
}

static int remove_zone(acd_engine *engine, acd__apply *apply, acd__known_zone *zone)
{
  if (!zone) return acd__refuse(apply, ACD_ERR_NOT_FOUND, ACD_FAULT_BODY, 0);
  if (acd__known_zone_schedules(engine, zone) || acd__known_zone_patterns(engine, zone))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, 0);
  (void)acd__dictionary_remove(&engine->zones_by_name, zone->name->text, zone->name->size);
  acd__string_drop(&engine->memory, zone->name);
  acd__string_drop(&engine->memory, zone->bytes);
  acd__zone_drop(&engine->memory, zone->zone);
  acd__pool_give(&engine->zones, zone);
  return ACD_OK;
}

/* A zone of a new name, without anything else yet. */
static int add_zone(acd_engine *engine, const acd__given_zone *given, acd__known_zone **zone_out)
{
  int status = acd__pool_reserve(&engine->zones, 1);
  if (status) return status;
  acd__string *name = acd__string_new(&engine->memory, given->name, given->name_size);
  if (!name) return ACD_ERR_NOMEM;
  acd__known_zone *zone = acd__pool_take(&engine->zones);
  status = acd__dictionary_add(&engine->zones_by_name, given->name, given->name_size, zone);
  if (status) {
    acd__pool_untake(&engine->zones, zone);
    acd__string_drop(&engine->memory, name);
    return status;
  }
  zone->name = name;
  *zone_out = zone;
  return ACD_OK;
}

/* Nothing may fail once the zone is put in its place. */
static int set_zone(acd_engine *engine, acd__known_zone *zone, const acd__given_zone *given, acd__zone *built)
{
  acd__string *bytes = acd__string_new(&engine->memory, given->bytes, given->size);
  int status = bytes ? ACD_OK : ACD_ERR_NOMEM;
  if (!status && !zone) status = add_zone(engine, given, &zone);
  if (status) {
    acd__string_drop(&engine->memory, bytes);
    return status;
  }
  acd__string_drop(&engine->memory, zone->bytes);
  acd__zone_drop(&engine->memory, zone->zone);
  zone->bytes = bytes;
  zone->zone = built;
  zone->changed_at_us = engine->now_us;
  acd__slots_shift(engine);
  return ACD_OK;
}

static int refuse_bytes(acd__apply *apply, const acd__given_zone *given, int status)
{
  const char *error;
  size_t at = 0;
  if (status == ACD_ERR_NOMEM) return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  (void)acd__zone_check(given->bytes, given->size, &error, &at);
  uint32_t start = apply->own ? 0 : apply->command->body.zone.bytes.offset;
  return acd__refuse(apply, status, ACD_FAULT_PAYLOAD, start + (uint32_t)at);
}

int acd__do_zone(acd_engine *engine, acd__apply *apply)
{
  acd__given_zone given;
  acd__zone *built;
  int status = read_given(apply, &given);
  if (status) return status;
  acd__known_zone *zone = acd__known_zone_find(engine, given.name, given.name_size);
  if (given.size == 0) return remove_zone(engine, apply, zone);
  if (zone && zone->bytes->size == given.size && memcmp(zone->bytes->text, given.bytes, given.size) == 0) return ACD_OK;
  if (!zone && engine->zones.live == ACD_ZONES_MAX) return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, 0);
  status = acd__zone_build(&engine->memory, given.bytes, given.size, &built);
  if (status) return refuse_bytes(apply, &given, status);
  status = set_zone(engine, zone, &given, built);
  if (!status) return ACD_OK;
  acd__zone_drop(&engine->memory, built);
  return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
}

static void report_unknown(acd_engine *engine, const acd__document *document, const acd__object *object,
                           const char *name, int64_t *work)
{
  char path[ACD__PATH_SIZE], text_buffer[300], nearest_name[NAME_SIZE_MAX + 1] = "";
  acd__nearest nearest = acd__nearest_begin(name, strlen(name), work);
  for (acd__known_zone *at = NULL; *work > 0 && (at = acd__pool_after(&engine->zones, at));)
    acd__nearest_try(&nearest, at->name->text, at->name->size);
  if (nearest.name) memcpy(nearest_name, nearest.name, nearest.name_size);
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text_add(&text, "there is no zone ");
  acd__text_add_quoted(&text, name, strlen(name));
  acd__path_write(path, document, (int32_t)(object - document->objects));
  acd__errors_add(&engine->errors, ACD_ERR_NOT_FOUND, object->origin, acd__zone_property(object->noun), path,
                  text_buffer, "a zone that was handed in before, with acd_zone_set()", nearest_name);
}

int acd__known_zones_check(acd_engine *engine, const acd__document *document)
{
  int status = ACD_OK;
  int64_t work = ACD__NEAREST_WORK;
  for (size_t i = 0; i < document->objects_count; i++) {
    const acd__object *object = &document->objects[i];
    uint32_t property = acd__zone_property(object->noun);
    const char *name = property ? acd__document_text(document, object, property) : "";
    if (!name[0] || acd__known_zone_find(engine, name, strlen(name))) continue;
    report_unknown(engine, document, object, name, &work);
    status = ACD_ERR_DEFINITION;
  }
  return engine->errors.nomem ? ACD_ERR_NOMEM : status;
}
