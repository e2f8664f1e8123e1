/* SPDX-License-Identifier: Apache-2.0 */
/* The notes: what was refused, left out, or differs, and where. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *keep(char **at, const char *text)
{
  char *start = *at;
  size_t size = strlen(text) + 1;
  memcpy(start, text, size);
  *at = start + size;
  return start;
}

void acd__ics_note(acd_ics *ics, uint32_t kind, const char *source, int64_t line, int64_t column, const char *summary,
                   const char *text)
{
  size_t size = strlen(source) + strlen(summary) + strlen(text) + 3;
  if (!acd__ics_reserve(ics, &ics->notes, 1, sizeof(acd__ics_item))) return;
  char *at = acd__ics_resize(ics, NULL, 0, size);
  if (!at) return;
  acd__ics_item *item = &((acd__ics_item *)ics->notes.items)[ics->notes.count++];
  item->size = size;
  item->note.size = sizeof item->note;
  item->note.kind = kind;
  item->note.line = line;
  item->note.column = column;
  item->note.source = keep(&at, source);
  item->note.summary = keep(&at, summary);
  item->note.text = keep(&at, text);
}

void acd__ics_note_event(acd_ics *ics, uint32_t kind, const acd__ics_event *event, const char *format, ...)
{
  char text[400];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  acd__ics_note(ics, kind, acd__ics_source_name(ics, event->source), event->line, event->column,
                event->summary ? event->summary : "", text);
}

static void drop(acd_ics *ics, acd__ics_item *item)
{
  acd__ics_resize(ics, (void *)(uintptr_t)item->note.source, item->size, 0);
}

void acd__ics_clear_notes(acd_ics *ics, size_t first)
{
  acd__ics_item *items = ics->notes.items;
  while (ics->notes.count > first) drop(ics, &items[--ics->notes.count]);
}

void acd__ics_keep_last_note(acd_ics *ics, size_t first)
{
  acd__ics_item *items = ics->notes.items;
  if (ics->notes.count <= first + 1) return;
  acd__ics_item last = items[--ics->notes.count];
  acd__ics_clear_notes(ics, first);
  items[ics->notes.count++] = last;
}

const char *acd__ics_source_name(const acd_ics *ics, size_t source)
{
  return ((const acd__ics_source *)ics->sources.items)[source].name;
}

size_t acd_ics_notes_count(const acd_ics *ics)
{
  return ics ? ics->notes.count : 0;
}

int acd_ics_note_at(const acd_ics *ics, size_t index, acd_ics_note *note_out)
{
  if (!ics || !note_out || note_out->size < sizeof(acd_ics_note)) return ACD_ERR_ARGUMENT;
  if (index >= ics->notes.count) return ACD_ERR_NOT_FOUND;
  uint32_t size = note_out->size;
  memset(note_out, 0, size);
  *note_out = ((const acd__ics_item *)ics->notes.items)[index].note;
  note_out->size = size;
  return ACD_OK;
}

int acd_ics_note_print(const acd_ics *ics, size_t index, char *buffer, size_t capacity, size_t *size_out)
{
  static const char *const words[] = {"", "", "left out: ", "remark: "};
  char place[48] = "";
  if (!ics || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  if (index >= ics->notes.count) return ACD_ERR_NOT_FOUND;
  const acd_ics_note *note = &((const acd__ics_item *)ics->notes.items)[index].note;
  int named = note->summary[0] != '\0';
  if (note->line) snprintf(place, sizeof place, "%lld:%lld:", (long long)note->line, (long long)note->column);
  int length = snprintf(buffer, capacity, "%s:%s %s%s%s%s%s", note->source, place, words[note->kind], named ? "\"" : "",
                        note->summary, named ? "\": " : "", note->text);
  for (size_t i = 0; i + 1 < capacity && buffer[i]; i++)
    if ((unsigned char)buffer[i] < ' ' || buffer[i] == 0x7f) buffer[i] = '?';
  size_t size = length < 0 ? 0 : (size_t)length;
  if (size_out) *size_out = size;
  return size < capacity ? ACD_OK : ACD_ERR_LIMIT;
}
