/* SPDX-License-Identifier: Apache-2.0 */
/* Submitting what was read, and finding the engine's errors again in the text. */
#include "internal.h"

#include <string.h>

#include <acd/engine.h>

/* Where a property of an object stands; the object itself if it is not given; NONE if it was not expected to be. */
static uint32_t property_place(acd_json *json, const acd__json_object *object, uint32_t property)
{
  char key[ACD__JSON_KEY_SIZE];
  const acd_property *entry = acd__json_property(json, property);
  if (!entry) return object->place;
  uint32_t place = acd__json_place_find(json, object->place, acd__json_key(entry, key));
  return place == ACD__JSON_NONE ? object->place : place;
}

/* An error of an object that stands in the text; nothing if reading found something wrong at that very place. */
static void add_placed(acd_json *json, const acd_error *error, const acd__json_object *object)
{
  uint32_t property = (uint32_t)error->property_id;
  uint32_t place = property ? property_place(json, object, property) : object->name_place;
  const acd__json_place *at = acd__json_place_at(json, place);
  int by_key = !property && place == object->place && at->key != ACD__JSON_NONE;
  uint32_t offset = by_key ? at->key : at->at;
  if (acd__json_has_error_at(json, offset)) return;
  /* At the whole object something is missing: what stands there instead is not of interest. */
  const char *found = ((const char *)json->text.items)[offset] == '{' ? "" : NULL;
  acd__json_report report = {error->code, place, offset,          error->object,  property,
                             error->text, found, error->expected, error->nearest, 1};
  acd__json_add_error(json, &report);
}

/* An error of what was there before: only the engine's path can tell where. */
static void add_elsewhere(acd_json *json, const acd_error *error)
{
  char text[2000];
  snprintf(text, sizeof text, "%s%s%s", error->path, *error->path ? ": " : "", error->text);
  acd__json_report report = {error->code, ACD__JSON_NONE,  ACD__JSON_NONE, -1, (uint32_t)error->property_id, text,
                             "",          error->expected, error->nearest, 1};
  acd__json_add_error(json, &report);
}

/* 1: a name leads nowhere, and objects of the noun that it is of, where they would stand, could not be read. */
static int lost_name(const acd_json *json, const acd_error *error)
{
  const acd__json_object *objects = json->objects.items;
  const acd_property *property = acd__json_property(json, (uint32_t)error->property_id);
  const acd_noun *own = acd__json_noun(json, objects[error->object].noun);
  uint32_t noun = property ? property->reference : own ? own->reference : 0;
  if (error->code != ACD_ERR_NOT_FOUND || !noun) return 0;
  for (int32_t at = error->object; at > 0; at = objects[at].parent) {
    if (acd__json_is_unread(json, at, noun)) return 1;
  }
  return acd__json_is_unread(json, 0, noun);
}

/* 1: follows from an error that was found while reading. */
static int follows(const acd_json *json, const acd_error *error)
{
  const acd__json_object *objects = json->objects.items;
  if (error->object < 0 || (size_t)error->object >= json->objects.count) return 0;
  if (objects[error->object].broken || lost_name(json, error)) return 1;
  /* What an object lacks as a whole, it may lack because a value of it could not be read. */
  if (!error->property_id && error->code != ACD_ERR_ARGUMENT) return 0;
  return acd__json_has_error(json, error->object, (uint32_t)error->property_id);
}

static void add_engine_errors(acd_json *json, const acd_engine *engine)
{
  const acd__json_object *objects = json->objects.items;
  for (size_t i = 0; i < acd_engine_errors_count(engine); i++) {
    acd_error error;
    memset(&error, 0, sizeof error);
    error.size = sizeof error;
    if (acd_engine_error_at(engine, i, &error) != ACD_OK) return;
    if (follows(json, &error)) continue;
    int placed = error.object >= 0 && (size_t)error.object < json->objects.count;
    if (placed)
      add_placed(json, &error, &objects[error.object]);
    else
      add_elsewhere(json, &error);
  }
}

int acd_json_submit(acd_json *json, acd_engine *engine, acd_time time_us, int mode)
{
  if (!json || !engine) return ACD_ERR_ARGUMENT;
  if (!json->definition) return json->text.items ? ACD_ERR_DEFINITION : ACD_ERR_STATE;
  json->nomem = 0;
  acd__json_clear_errors(json, 1);
  int status = json->wrong ? acd_definition_check(json->definition, engine, mode)
                           : acd_definition_submit(json->definition, engine, time_us, mode);
  if (status != ACD_ERR_DEFINITION && (status != ACD_OK || !json->wrong)) return status;
  if (status == ACD_ERR_DEFINITION) add_engine_errors(json, engine);
  acd__json_finish_errors(json);
  return json->nomem ? ACD_ERR_NOMEM : ACD_ERR_DEFINITION;
}
