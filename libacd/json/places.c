/* SPDX-License-Identifier: Apache-2.0 */
/* Where the values of a text stand, as the check of its syntax has found them. */
#include "internal.h"

#include <string.h>

static const char *text_of(const acd_json *json)
{
  return json->text.items;
}

static acd__json_place *places_of(const acd_json *json)
{
  return json->places.items;
}

size_t acd__json_token_size(const acd_json *json, uint32_t offset)
{
  const char *text = text_of(json);
  size_t size = json->text.count, at = offset;
  if (at < size && text[at] == '"') {
    for (at++; at < size && text[at] != '"'; at++) at += text[at] == '\\';
    at++;
  } else {
    while (at < size && !strchr(" \t\r\n,:]}[{\"", text[at])) at++;
  }
  if (at > size) at = size;
  return at - offset;
}

uint32_t acd__json_place_add(acd_json *json, uint32_t at, uint32_t key, uint32_t parent)
{
  if (!acd__json_reserve(json, &json->places, 1, sizeof(acd__json_place))) return ACD__JSON_NONE;
  uint32_t index = (uint32_t)json->places.count++;
  acd__json_place place = {at, key, parent, index + 1, 0, 0};
  if (parent != ACD__JSON_NONE) place.ordinal = places_of(json)[parent].count++;
  places_of(json)[index] = place;
  return index;
}

uint32_t acd__json_place_close(acd_json *json, uint32_t place)
{
  places_of(json)[place].next = (uint32_t)json->places.count;
  return places_of(json)[place].parent;
}

const acd__json_place *acd__json_place_at(const acd_json *json, uint32_t place)
{
  return &places_of(json)[place];
}

uint32_t acd__json_place_first(const acd_json *json, uint32_t place)
{
  return places_of(json)[place].count ? place + 1 : ACD__JSON_NONE;
}

uint32_t acd__json_place_next(const acd_json *json, uint32_t place)
{
  const acd__json_place *at = &places_of(json)[place];
  if (at->parent == ACD__JSON_NONE || at->next >= places_of(json)[at->parent].next) return ACD__JSON_NONE;
  return at->next;
}

json_t *acd__json_place_key(acd_json *json, uint32_t place)
{
  uint32_t key = places_of(json)[place].key;
  json_t *string = json_loadb(text_of(json) + key, acd__json_token_size(json, key), JSON_DECODE_ANY, NULL);
  if (!string) json->nomem = 1; /* the text is valid: there is no other reason */
  return string;
}

uint32_t acd__json_place_find(acd_json *json, uint32_t place, const char *key)
{
  uint32_t found = ACD__JSON_NONE;
  if (text_of(json)[places_of(json)[place].at] != '{') return found;
  for (uint32_t at = acd__json_place_first(json, place); at != ACD__JSON_NONE; at = acd__json_place_next(json, at)) {
    json_t *name = acd__json_place_key(json, at);
    if (name && strcmp(json_string_value(name), key) == 0) found = at;
    json_decref(name);
  }
  return found;
}

static void append(acd_json *json, acd__json_buffer *path, const char *text, size_t size)
{
  if (!acd__json_reserve(json, path, size, 1)) return;
  memcpy((char *)path->items + path->count, text, size);
  path->count += size;
}

static void append_key(acd_json *json, acd__json_buffer *path, uint32_t place)
{
  json_t *key = acd__json_place_key(json, place);
  for (const char *at = key ? json_string_value(key) : ""; *at; at++) {
    const char *escaped = *at == '~' ? "~0" : *at == '/' ? "~1" : NULL;
    append(json, path, escaped ? escaped : at, escaped ? 2 : 1);
  }
  json_decref(key);
}

void acd__json_place_path(acd_json *json, uint32_t place, acd__json_buffer *path)
{
  uint32_t levels[ACD__JSON_DEPTH_MAX + 1];
  int count = 0;
  for (uint32_t at = place; places_of(json)[at].parent != ACD__JSON_NONE && count <= ACD__JSON_DEPTH_MAX;
       at = places_of(json)[at].parent) {
    levels[count++] = at;
  }
  while (count--) {
    const acd__json_place *at = &places_of(json)[levels[count]];
    char number[16];
    append(json, path, "/", 1);
    if (at->key != ACD__JSON_NONE)
      append_key(json, path, levels[count]);
    else
      append(json, path, number, (size_t)snprintf(number, sizeof number, "%u", (unsigned)at->ordinal));
  }
}

int acd_json_place_get(const acd_json *json, int32_t object, acd_json_place *place_out)
{
  if (!json || !place_out || place_out->size < sizeof(acd_json_place)) return ACD_ERR_ARGUMENT;
  if (!json->definition || object < 0 || (size_t)object >= json->objects.count) return ACD_ERR_NOT_FOUND;
  const acd__json_object *found = (const acd__json_object *)json->objects.items + object;
  const acd__json_place *at = acd__json_place_at(json, found->name_place);
  int by_key = found->name_place == found->place && at->key != ACD__JSON_NONE;
  const char *line = text_of(json), *end = line + (by_key ? at->key : at->at);
  acd_json_place place = {place_out->size, object, 1, 1};
  for (const char *next; (next = memchr(line, '\n', (size_t)(end - line))); line = next + 1) place.line++;
  for (; line < end; line++) place.column += ((unsigned char)*line & 0xc0) != 0x80;
  memset((char *)place_out, 0, place_out->size);
  memcpy(place_out, &place, sizeof place);
  return ACD_OK;
}
