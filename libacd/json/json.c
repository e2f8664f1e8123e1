/* SPDX-License-Identifier: Apache-2.0 */
/* The handle, and loading. */
#include "internal.h"

#include <errno.h>
#include <string.h>

int acd_json_new(const acd_allocator *allocator, acd_json **json_out)
{
  acd_json made;
  if (!json_out) return ACD_ERR_ARGUMENT;
  memset(&made, 0, sizeof made);
  if (allocator) made.allocator = *allocator;
  acd_json *json = acd__json_resize(&made, NULL, 0, sizeof made);
  if (!json) return ACD_ERR_NOMEM;
  *json = made;
  if (acd__json_load_tables(json) != ACD_OK) {
    acd_json_free(json);
    return ACD_ERR_NOMEM;
  }
  *json_out = json;
  return ACD_OK;
}

/* Back to a handle that has read nothing. */
static void forget(acd_json *json)
{
  acd_definition_free(json->definition);
  json->definition = NULL;
  json->wrong = 0;
  json->errors_found = 0;
  json->nomem = 0;
  acd__json_clear_errors(json, 0);
  acd__json_release(json, &json->text, 1);
  acd__json_release(json, &json->places, sizeof(acd__json_place));
  acd__json_release(json, &json->objects, sizeof(acd__json_object));
  acd__json_release(json, &json->unread, sizeof(acd__json_unread));
}

void acd_json_free(acd_json *json)
{
  if (!json) return;
  forget(json);
  acd__json_release(json, &json->nouns, sizeof(acd_noun));
  acd__json_release(json, &json->properties, sizeof(acd_property));
  acd_json copy = *json;
  acd__json_resize(&copy, json, sizeof *json, 0);
}

static int read_text(acd_json *json)
{
  json_t *root = NULL;
  if (acd__json_scan(json)) {
    root = json_loadb(json->text.items, json->text.count, ACD__JSON_FLAGS, NULL);
    if (!root || acd_definition_new(&json->allocator, &json->definition) != ACD_OK) json->nomem = 1;
  }
  if (root && !json->nomem) {
    acd__json_read(json, root);
    json->wrong = json->errors.count > 0;
    if (!json->wrong && !acd_definition_bytes(json->definition, NULL)) json->nomem = 1;
  }
  json_decref(root);
  if (json->nomem) {
    forget(json);
    return ACD_ERR_NOMEM;
  }
  acd__json_finish_errors(json);
  return json->errors.count ? ACD_ERR_DEFINITION : ACD_OK;
}

int acd_json_load_text(acd_json *json, const char *text, size_t size)
{
  if (!json || (!text && size)) return ACD_ERR_ARGUMENT;
  if (size >= ACD__JSON_NONE) return ACD_ERR_LIMIT;
  /* Copied first: a caller may pass what the handle lent. */
  acd__json_buffer copy = {NULL, 0, 0};
  json->nomem = 0;
  if (!acd__json_reserve(json, &copy, size + 1, 1)) return ACD_ERR_NOMEM;
  if (size) memcpy(copy.items, text, size);
  copy.count = size;
  forget(json);
  json->text = copy;
  return read_text(json);
}

static int read_file(acd_json *json, FILE *file, acd__json_buffer *text)
{
  for (;;) {
    if (!acd__json_reserve(json, text, 65536, 1)) return ACD_ERR_NOMEM;
    size_t got = fread((char *)text->items + text->count, 1, text->capacity - text->count, file);
    text->count += got;
    if (text->count >= ACD__JSON_NONE) return ACD_ERR_LIMIT;
    if (got == 0) return ferror(file) ? ACD_ERR_IO : ACD_OK;
  }
}

static int refuse_file(acd_json *json, int number)
{
  char text[200];
  snprintf(text, sizeof text, "cannot be read: %s", number ? strerror(number) : "unknown reason");
  acd__json_report report = {ACD_ERR_IO, ACD__JSON_NONE, ACD__JSON_NONE, -1, 0, text, "", NULL, NULL, 0};
  forget(json);
  acd__json_add_error(json, &report);
  return json->nomem ? ACD_ERR_NOMEM : ACD_ERR_IO;
}

int acd_json_load_file(acd_json *json, const char *path)
{
  if (!json || !path) return ACD_ERR_ARGUMENT;
  acd__json_buffer text = {NULL, 0, 0};
  errno = 0;
  FILE *file = fopen(path, "rb");
  if (!file) return refuse_file(json, errno);
  json->nomem = 0;
  int status = read_file(json, file, &text);
  int number = errno;
  fclose(file);
  if (status != ACD_OK) {
    acd__json_release(json, &text, 1);
    return status == ACD_ERR_IO ? refuse_file(json, number) : status;
  }
  forget(json);
  json->text = text;
  return read_text(json);
}

const acd_definition *acd_json_definition(const acd_json *json)
{
  return json && !json->wrong ? json->definition : NULL;
}
