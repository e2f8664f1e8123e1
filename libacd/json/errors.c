/* SPDX-License-Identifier: Apache-2.0 */
/* The list of errors: each found at an offset of the text; lines and columns are counted once for all, when it is complete. */
#include "internal.h"

#include <string.h>

#define ERRORS_MAX 1000
#define FOUND_MAX  40 /* bytes of a value that are shown */

static acd__json_item *items_of(const acd_json *json)
{
  return json->errors.items;
}

/* What stands at an offset, in words. */
static void describe(const acd_json *json, uint32_t place, uint32_t offset, char *buffer, size_t size)
{
  const char *text = json->text.items;
  if (offset == ACD__JSON_NONE || offset >= json->text.count) return;
  int is_key = place != ACD__JSON_NONE && acd__json_place_at(json, place)->key == offset;
  char first = text[offset];
  size_t token = acd__json_token_size(json, offset);
  size_t shown = token <= FOUND_MAX ? token : FOUND_MAX;
  while (shown < token && shown > 0 && ((unsigned char)text[offset + shown] & 0xc0) == 0x80) shown--;
  if (first == '{' || first == '[') {
    snprintf(buffer, size, "%s", first == '{' ? "an object" : "a list");
  } else {
    const char *kind = is_key                                           ? "key "
                       : first == '"'                                   ? "string "
                       : first == '-' || (first >= '0' && first <= '9') ? "number "
                                                                        : "";
    snprintf(buffer, size, "%s%.*s%s", kind, (int)shown, text + offset, shown < token ? "…" : "");
  }
}

static const char *keep(char **at, const char *text, size_t size)
{
  char *start = *at;
  memcpy(start, text, size);
  start[size] = '\0';
  *at += size + 1;
  return start;
}

static void add_item(acd_json *json, const acd__json_report *report, const acd__json_buffer *path, const char *found)
{
  const char *text = report->text ? report->text : "";
  const char *expected = report->expected ? report->expected : "";
  const char *nearest = report->nearest ? report->nearest : "";
  size_t size = path->count + strlen(text) + strlen(found) + strlen(expected) + strlen(nearest) + 5;
  if (!acd__json_reserve(json, &json->errors, 1, sizeof(acd__json_item))) return;
  char *at = acd__json_resize(json, NULL, 0, size);
  if (!at) return;
  acd__json_item *item = &items_of(json)[json->errors.count++];
  memset(item, 0, sizeof *item);
  item->size = size;
  item->offset = report->offset;
  item->order = json->errors_found++;
  item->object = report->object;
  item->property = report->property;
  item->from_engine = report->from_engine;
  item->error.size = sizeof item->error;
  item->error.code = report->code;
  item->error.path = keep(&at, path->count ? path->items : "", path->count);
  item->error.text = keep(&at, text, strlen(text));
  item->error.found = keep(&at, found, strlen(found));
  item->error.expected = keep(&at, expected, strlen(expected));
  item->error.nearest = keep(&at, nearest, strlen(nearest));
}

void acd__json_add_error(acd_json *json, const acd__json_report *report)
{
  acd__json_buffer path = {NULL, 0, 0};
  char found[FOUND_MAX + 20] = "";
  if (json->errors.count > ERRORS_MAX) return;
  if (json->errors.count == ERRORS_MAX) {
    acd__json_report more = {
        ACD_ERR_LIMIT, ACD__JSON_NONE, ACD__JSON_NONE, -1, 0, "further errors are not listed", "", "", "", 0};
    add_item(json, &more, &path, "");
    return;
  }
  if (report->place != ACD__JSON_NONE) acd__json_place_path(json, report->place, &path);
  if (!report->found) describe(json, report->place, report->offset, found, sizeof found);
  add_item(json, report, &path, report->found ? report->found : found);
  acd__json_release(json, &path, 1);
}

void acd__json_value_error(acd_json *json, uint32_t place, int32_t object, uint32_t property, const char *text,
                           const char *expected, const char *nearest)
{
  uint32_t offset = acd__json_place_at(json, place)->at;
  acd__json_report report = {ACD_ERR_ARGUMENT, place, offset, object, property, text, NULL, expected, nearest, 0};
  acd__json_add_error(json, &report);
}

void acd__json_key_error(acd_json *json, uint32_t place, int32_t object, const char *text, const char *expected,
                         const char *nearest)
{
  uint32_t offset = acd__json_place_at(json, place)->key;
  acd__json_report report = {ACD_ERR_ARGUMENT, place, offset, object, 0, text, NULL, expected, nearest, 0};
  acd__json_add_error(json, &report);
}

/* Places of the text first, then what has none; as found where equal. */
static int compare_items(const void *one, const void *other)
{
  const acd__json_item *a = one;
  const acd__json_item *b = other;
  if (a->offset != b->offset) return a->offset < b->offset ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

void acd__json_finish_errors(acd_json *json)
{
  const char *text = json->text.items;
  int64_t line = 1, column = 1;
  uint32_t at = 0;
  if (json->errors.count) qsort(items_of(json), json->errors.count, sizeof(acd__json_item), compare_items);
  for (size_t i = 0; i < json->errors.count; i++) {
    acd__json_item *item = &items_of(json)[i];
    if (item->offset == ACD__JSON_NONE) continue;
    for (; at < item->offset && at < json->text.count; at++) {
      if (text[at] == '\n') line++;
      column = text[at] == '\n' ? 1 : column + (((unsigned char)text[at] & 0xc0) != 0x80);
    }
    item->error.line = line;
    item->error.column = column;
  }
}

void acd__json_clear_errors(acd_json *json, int only_from_engine)
{
  size_t kept = 0;
  for (size_t i = 0; i < json->errors.count; i++) {
    acd__json_item *item = &items_of(json)[i];
    if (only_from_engine && !item->from_engine)
      items_of(json)[kept++] = *item;
    else
      acd__json_resize(json, (void *)(uintptr_t)item->error.path, item->size, 0);
  }
  json->errors.count = kept;
  if (!only_from_engine) acd__json_release(json, &json->errors, sizeof(acd__json_item));
}

int acd__json_has_error(const acd_json *json, int32_t object, uint32_t property)
{
  for (size_t i = 0; i < json->errors.count; i++) {
    const acd__json_item *item = &items_of(json)[i];
    if (item->from_engine || item->object != object || !item->property) continue;
    if (!property || item->property == property) return 1;
  }
  return 0;
}

int acd__json_has_error_at(const acd_json *json, uint32_t offset)
{
  for (size_t i = 0; i < json->errors.count; i++) {
    const acd__json_item *item = &items_of(json)[i];
    if (!item->from_engine && item->offset == offset) return 1;
  }
  return 0;
}

size_t acd_json_errors_count(const acd_json *json)
{
  return json ? json->errors.count : 0;
}

int acd_json_error_at(const acd_json *json, size_t index, acd_json_error *error_out)
{
  if (!json || !error_out || error_out->size < sizeof(acd_json_error)) return ACD_ERR_ARGUMENT;
  if (index >= json->errors.count) return ACD_ERR_NOT_FOUND;
  uint32_t size = error_out->size;
  memset(error_out, 0, size);
  *error_out = items_of(json)[index].error;
  error_out->size = size;
  return ACD_OK;
}

int acd_json_error_print(const acd_json *json, size_t index, char *buffer, size_t capacity, size_t *size_out)
{
  if (!json || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  if (index >= json->errors.count) return ACD_ERR_NOT_FOUND;
  const acd_json_error *error = &items_of(json)[index].error;
  char place[48] = "";
  if (error->line) snprintf(place, sizeof place, "%lld:%lld: ", (long long)error->line, (long long)error->column);
  const char *comma = *error->found && *error->expected ? ", " : "";
  int told = *error->found || *error->expected;
  int length = snprintf(buffer, capacity, "%s%s%s%s%s%s%s%s%s%s%s%s%s", place, error->path, *error->path ? ": " : "",
                        error->text, told ? ": " : "", *error->found ? "found " : "", error->found, comma,
                        *error->expected ? "expected " : "", error->expected,
                        *error->nearest ? "; did you mean \"" : "", error->nearest, *error->nearest ? "\"?" : "");
  /* Names and keys may contain what moves a terminal. */
  for (size_t i = 0; i + 1 < capacity && buffer[i]; i++) {
    if ((unsigned char)buffer[i] < ' ' || buffer[i] == 0x7f) buffer[i] = '?';
  }
  size_t size = length < 0 ? 0 : (size_t)length;
  if (size_out) *size_out = size;
  return size < capacity ? ACD_OK : ACD_ERR_LIMIT;
}
