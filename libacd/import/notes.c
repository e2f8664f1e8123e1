/* SPDX-License-Identifier: Apache-2.0 */
/* The notes: what was refused, and what became of each action. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *keep(char **at, const char *text)
{
  size_t size = strlen(text) + 1;
  char *start = *at;
  memcpy(start, text, size);
  *at += size;
  return start;
}

/* Appends a copy of a note to a list. */
static void add(acd_import *import, acd__import_buffer *list, const acd_import_note *note)
{
  const char *const texts[] = {note->source, note->path, note->type, note->flow, note->node, note->text};
  size_t size = 0;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) size += strlen(texts[i]) + 1;
  if (!acd__import_reserve(import, list, 1, sizeof(acd__import_item))) return;
  char *at = acd__import_resize(import, NULL, 0, size);
  if (!at) return;
  acd__import_item *item = &((acd__import_item *)list->items)[list->count++];
  memset(item, 0, sizeof *item);
  item->size = size;
  item->note = *note;
  item->note.size = sizeof item->note;
  item->note.source = keep(&at, note->source);
  item->note.path = keep(&at, note->path);
  item->note.type = keep(&at, note->type);
  item->note.flow = keep(&at, note->flow);
  item->note.node = keep(&at, note->node);
  item->note.text = keep(&at, note->text);
}

void acd__import_clear_notes(acd_import *import)
{
  acd__import_item *items = import->notes.items;
  for (size_t i = 0; i < import->notes.count; i++)
    acd__import_resize(import, (void *)(uintptr_t)items[i].note.source, items[i].size, 0);
  acd__import_release(import, &import->notes, sizeof(acd__import_item));
}

static acd_import_note empty(uint32_t kind, const char *source)
{
  acd_import_note note = {sizeof note, kind, 0, 0, source, "", "", "", "", ""};
  return note;
}

/* What was found instead, shortened. */
static void describe(const json_t *found, char *text, size_t size)
{
  const char *word = json_is_object(found)    ? "an object"
                     : json_is_array(found)   ? "a list"
                     : json_is_number(found)  ? "a number"
                     : json_is_boolean(found) ? (json_is_true(found) ? "true" : "false")
                     : json_is_null(found)    ? "null"
                                              : "nothing";
  if (json_is_string(found)) {
    const char *string = json_string_value(found);
    size_t shown = acd__import_fit(string, 60);
    snprintf(text, size, "\"%.*s%s\"", (int)shown, string, string[shown] ? "…" : "");
  } else {
    snprintf(text, size, "%s", word);
  }
}

int acd__import_refuse(acd_import *import, const acd__import_source *source, const char *path, const char *text,
                       const char *expected, const json_t *found)
{
  char what[100], line[400];
  acd_import_note note = empty(ACD_IMPORT_REFUSED, source->name);
  describe(found, what, sizeof what);
  snprintf(line, sizeof line, "%s: found %s, expected %s", text, what, expected);
  note.path = path;
  note.text = line;
  add(import, &import->notes, &note);
  return 0;
}

int acd__import_refuse_syntax(acd_import *import, const char *source, const json_error_t *error)
{
  char line[JSON_ERROR_TEXT_LENGTH + 40];
  acd_import_note note = empty(ACD_IMPORT_REFUSED, source);
  snprintf(line, sizeof line, "not JSON: %s", error->text);
  note.line = error->line > 0 ? error->line : 0;
  note.column = error->column > 0 ? error->column : 0;
  note.text = line;
  add(import, &import->notes, &note);
  return 0;
}

int acd__import_refuse_file(acd_import *import, const char *source, const char *text)
{
  acd_import_note note = empty(ACD_IMPORT_REFUSED, source);
  note.text = text;
  add(import, &import->notes, &note);
  return 0;
}

static acd_import_note of_step(const acd__import_step *step, uint32_t kind, char path[64])
{
  acd_import_note note = empty(kind, step->source->name);
  snprintf(path, 64, "/%.30s/%zu", step->import->format->actions, step->index);
  note.path = path;
  note.type = step->type;
  note.flow = step->source->flow_name;
  note.node = step->node;
  return note;
}

void acd__import_remark(acd__import_step *step, const char *format, ...)
{
  char path[64], text[400];
  va_list arguments;
  acd_import_note note = of_step(step, ACD_IMPORT_REMARK, path);
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  text[acd__import_fit(text, sizeof text - 2)] = '\0';
  note.text = text;
  add(step->import, &step->kept, &note);
}

/* "menu", "host operation show-view", "set and 2 more". */
static void outcome(const acd__import_step *step, char *text, size_t size)
{
  const json_t *nodes = json_object_get(step->source->flow, "nodes");
  const json_t *node = json_object_get(nodes, step->node);
  const char *kind = acd__import_string(node, "kind"), *operation = acd__import_string(node, "operation");
  char more[32] = "";
  if (step->made > 1) snprintf(more, sizeof more, " and %d more", step->made - 1);
  snprintf(text, size, "%s%s%s%s", *kind ? kind : "start of the flow", *operation ? " " : "", operation, more);
}

void acd__import_note_step(acd__import_step *step)
{
  acd_import *import = step->import;
  char path[64], text[ACD__IMPORT_NAME_MAX + 100];
  acd_import_note note = of_step(step, (uint32_t)step->outcome, path);
  outcome(step, text, sizeof text);
  note.text = text;
  add(import, &import->notes, &note);
  import->counts[step->outcome]++;
  if (acd__import_reserve(import, &import->notes, step->kept.count, sizeof(acd__import_item))) {
    acd__import_item *items = import->notes.items;
    if (step->kept.count) memcpy(&items[import->notes.count], step->kept.items, step->kept.count * sizeof *items);
    import->notes.count += step->kept.count;
  } else {
    const acd__import_item *kept = step->kept.items;
    for (size_t i = 0; i < step->kept.count; i++)
      acd__import_resize(import, (void *)(uintptr_t)kept[i].note.source, kept[i].size, 0);
  }
  acd__import_release(import, &step->kept, sizeof(acd__import_item));
}

void acd__import_note_object(acd_import *import, const char *plural, const char *name, const char *text)
{
  acd_import_note note = empty(ACD_IMPORT_OBJECT, "");
  note.type = plural;
  note.node = name;
  note.text = text;
  add(import, &import->notes, &note);
}

size_t acd_import_notes_count(const acd_import *import)
{
  return import ? import->notes.count : 0;
}

int acd_import_note_at(const acd_import *import, size_t index, acd_import_note *note_out)
{
  if (!import || !note_out || note_out->size < sizeof(acd_import_note)) return ACD_ERR_ARGUMENT;
  if (index >= import->notes.count) return ACD_ERR_NOT_FOUND;
  uint32_t size = note_out->size;
  memset(note_out, 0, size);
  *note_out = ((const acd__import_item *)import->notes.items)[index].note;
  note_out->size = size;
  return ACD_OK;
}

int acd_import_note_print(const acd_import *import, size_t index, char *buffer, size_t capacity, size_t *size_out)
{
  static const char *const words[] = {"", "", "mapped: ", "to the host: ", "NOT MAPPED: ", "  remark: ", ""};
  if (!import || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  if (index >= import->notes.count) return ACD_ERR_NOT_FOUND;
  const acd_import_note *note = &((const acd__import_item *)import->notes.items)[index].note;
  char place[48] = "";
  int length;
  if (note->line) snprintf(place, sizeof place, "%lld:%lld: ", (long long)note->line, (long long)note->column);
  if (note->kind == ACD_IMPORT_REFUSED)
    length = snprintf(buffer, capacity, "%s:%s%s%s%s%s", note->source, *place ? "" : " ", place, note->path,
                      *note->path ? ": " : "", note->text);
  else if (note->kind == ACD_IMPORT_OBJECT)
    length = snprintf(buffer, capacity, "%s \"%s\": %s", note->type, note->node, note->text);
  else
    length = snprintf(buffer, capacity, "%s: %s: %s%s \"%s\": %s", note->source, note->path, words[note->kind],
                      note->type, note->node, note->text);
  for (size_t i = 0; i + 1 < capacity && buffer[i]; i++)
    if ((unsigned char)buffer[i] < ' ' || buffer[i] == 0x7f) buffer[i] = '?';
  size_t size = length < 0 ? 0 : (size_t)length;
  if (size_out) *size_out = size;
  return size < capacity ? ACD_OK : ACD_ERR_LIMIT;
}
