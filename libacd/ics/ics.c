/* SPDX-License-Identifier: Apache-2.0 */
/* The handle: memory, what is wanted, what is read. */
#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libical/icalerror.h>

void *acd__ics_resize(acd_ics *ics, void *ptr, size_t old_size, size_t new_size)
{
  void *moved = NULL;
  if (ics->allocator.memory)
    moved = ics->allocator.memory(ics->allocator.user, ptr, old_size, new_size);
  else if (new_size)
    moved = realloc(ptr, new_size);
  else
    free(ptr);
  if (new_size && !moved) ics->nomem = 1;
  return moved;
}

int acd__ics_reserve(acd_ics *ics, acd__ics_buffer *buffer, size_t more, size_t size)
{
  size_t free_count = buffer->capacity - buffer->count;
  if (more <= free_count) return 1;
  size_t wanted = buffer->count + more + buffer->capacity / 2 + 8;
  if (wanted < more || wanted > SIZE_MAX / size) {
    ics->nomem = 1;
    return 0;
  }
  void *moved = acd__ics_resize(ics, buffer->items, buffer->capacity * size, wanted * size);
  if (!moved) return 0;
  buffer->items = moved;
  buffer->capacity = wanted;
  return 1;
}

void acd__ics_release(acd_ics *ics, acd__ics_buffer *buffer, size_t size)
{
  if (buffer->items) acd__ics_resize(ics, buffer->items, buffer->capacity * size, 0);
  memset(buffer, 0, sizeof *buffer);
}

int acd__ics_append(acd_ics *ics, acd__ics_buffer *text, const char *bytes, size_t size)
{
  if (!acd__ics_reserve(ics, text, size + 1, 1)) return 0;
  char *end = (char *)text->items + text->count;
  if (size) memcpy(end, bytes, size);
  end[size] = '\0';
  text->count += size;
  return 1;
}

char *acd__ics_copy(acd_ics *ics, const char *text)
{
  size_t size = strlen(text) + 1;
  char *copy = acd__ics_resize(ics, NULL, 0, size);
  if (copy) memcpy(copy, text, size);
  return copy;
}

void acd__ics_drop(acd_ics *ics, char *text)
{
  if (text) acd__ics_resize(ics, text, strlen(text) + 1, 0);
}

/* Bytes of the character at the beginning, 0: it is none in UTF-8. */
static size_t character(const unsigned char *at)
{
  static const struct {
    unsigned char mask, lead;
    uint32_t min;
  } forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
  for (size_t more = 0; more < 4; more++) {
    if ((at[0] & forms[more].mask) != forms[more].lead) continue;
    uint32_t code = at[0] & (unsigned char)~forms[more].mask;
    for (size_t i = 1; i <= more; i++) {
      if ((at[i] & 0xc0) != 0x80) return 0;
      code = code << 6 | (at[i] & 0x3f);
    }
    return code < forms[more].min || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0 : more + 1;
  }
  return 0;
}

void acd__ics_clean(char *text)
{
  size_t kept = 0;
  for (size_t at = 0; text[at];) {
    size_t size = character((const unsigned char *)text + at);
    int control = (unsigned char)text[at] < ' ' || text[at] == 0x7f;
    if (size == 2 && (unsigned char)text[at] == 0xc2 && (unsigned char)text[at + 1] < 0xa0) control = 1;
    if (size == 0) text[at] = '_';
    if (control) {
      if (kept) text[kept++] = ' ';
    } else if (kept || text[at] != ' ') {
      memmove(text + kept, text + at, size ? size : 1);
      kept += size ? size : 1;
    }
    at += size ? size : 1;
  }
  while (kept && text[kept - 1] == ' ') kept--;
  text[kept] = '\0';
}

int acd_ics_new(const acd_allocator *allocator, acd_ics **ics_out)
{
  acd_ics made;
  if (!ics_out) return ACD_ERR_ARGUMENT;
  if (icalerror_get_errors_are_fatal()) return ACD_ERR_STATE;
  memset(&made, 0, sizeof made);
  if (allocator) made.allocator = *allocator;
  acd_ics *ics = acd__ics_resize(&made, NULL, 0, sizeof made);
  if (!ics) return ACD_ERR_NOMEM;
  *ics = made;
  *ics_out = ics;
  return ACD_OK;
}

void acd__ics_drop_events(acd_ics *ics, size_t first)
{
  acd__ics_event *events = ics->events.items;
  for (size_t i = first; i < ics->events.count; i++) {
    acd__ics_drop(ics, events[i].summary);
    acd__ics_drop(ics, events[i].uid);
    acd__ics_drop(ics, events[i].tzid);
    if (events[i].rule) acd__ics_resize(ics, events[i].rule, sizeof *events[i].rule, 0);
  }
  if (first < ics->events.count) ics->events.count = first;
}

void acd_ics_free(acd_ics *ics)
{
  if (!ics) return;
  acd__ics_source *sources = ics->sources.items;
  acd__ics_match *matches = ics->matches.items;
  acd__ics_clear_rules(ics);
  acd__ics_clear_notes(ics, 0);
  acd__ics_drop_events(ics, 0);
  for (size_t i = 0; i < ics->sources.count; i++) acd__ics_drop(ics, sources[i].name);
  for (size_t i = 0; i < ics->matches.count; i++) {
    acd__ics_drop(ics, matches[i].property);
    acd__ics_drop(ics, matches[i].text);
  }
  acd__ics_release(ics, &ics->sources, sizeof *sources);
  acd__ics_release(ics, &ics->matches, sizeof *matches);
  acd__ics_release(ics, &ics->events, sizeof(acd__ics_event));
  acd__ics_release(ics, &ics->moments, sizeof(acd__ics_moment));
  acd__ics_release(ics, &ics->overrides, sizeof(acd__ics_event *));
  acd__ics_release(ics, &ics->rules, sizeof(acd__ics_made));
  acd__ics_release(ics, &ics->notes, sizeof(acd__ics_item));
  acd_ics copy = *ics;
  acd__ics_resize(&copy, ics, sizeof *ics, 0);
}

int acd_ics_open_hours_add(acd_ics *ics, int64_t from_us, int64_t to_us)
{
  if (!ics || from_us < 0 || from_us >= ACD__ICS_DAY_US || to_us < 0 || to_us > ACD__ICS_DAY_US)
    return ACD_ERR_ARGUMENT;
  if (ics->hours_count == ACD__ICS_HOURS_MAX) return ACD_ERR_LIMIT;
  ics->hours[ics->hours_count][0] = from_us;
  ics->hours[ics->hours_count++][1] = to_us;
  return ACD_OK;
}

int acd_ics_zone_set(acd_ics *ics, const acd_tzif *zone)
{
  if (!ics) return ACD_ERR_ARGUMENT;
  ics->zone = zone;
  return ACD_OK;
}

int acd_ics_match_add(acd_ics *ics, int what, const char *property, const char *text)
{
  acd__ics_match made;
  if (!ics || !text || !*text || what < ACD_ICS_MATCH_OPEN || what > ACD_ICS_MATCH_SKIP) return ACD_ERR_ARGUMENT;
  if (!property) property = "SUMMARY";
  if (!*property || strlen(property) > 60) return ACD_ERR_ARGUMENT;
  for (const char *c = property; *c; c++)
    if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-'))
      return ACD_ERR_ARGUMENT;
  if (ics->matches.count == ACD__ICS_MATCHES_MAX) return ACD_ERR_LIMIT;
  ics->nomem = 0;
  if (!acd__ics_reserve(ics, &ics->matches, 1, sizeof made)) return ACD_ERR_NOMEM;
  made.what = what;
  made.property = acd__ics_copy(ics, property);
  made.text = acd__ics_copy(ics, text);
  if (ics->nomem) {
    acd__ics_drop(ics, made.property);
    acd__ics_drop(ics, made.text);
    return ACD_ERR_NOMEM;
  }
  for (char *c = made.property; *c; c++)
    if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
  ((acd__ics_match *)ics->matches.items)[ics->matches.count++] = made;
  return ACD_OK;
}

int acd_ics_read_text(acd_ics *ics, const char *source, const char *text, size_t size)
{
  acd__ics_source made;
  if (!ics || !source || (!text && size)) return ACD_ERR_ARGUMENT;
  if (size >= ACD__ICS_SIZE_MAX) return ACD_ERR_LIMIT;
  ics->nomem = 0;
  acd__ics_clear_rules(ics);
  acd__ics_clear_notes(ics, ics->notes_read);
  if (!acd__ics_reserve(ics, &ics->sources, 1, sizeof made)) return ACD_ERR_NOMEM;
  made.name = acd__ics_copy(ics, source);
  if (!made.name) return ACD_ERR_NOMEM;
  ((acd__ics_source *)ics->sources.items)[ics->sources.count++] = made;
  acd_ics before = *ics;
  if (acd__ics_read(ics, ics->sources.count - 1, text ? text : "", size) && ics->events.count <= ACD__ICS_EVENTS_MAX) {
    ics->notes_read = ics->notes.count;
    return ACD_OK;
  }
  int limit = ics->events.count > ACD__ICS_EVENTS_MAX, nomem = ics->nomem;
  /* Of a calendar that is refused nothing stays but the last note, which says why. */
  acd__ics_drop_events(ics, before.events.count);
  ics->moments.count = before.moments.count;
  ics->left_out_read = before.left_out_read;
  ics->skipped_read = before.skipped_read;
  if (!nomem && !limit) {
    acd__ics_keep_last_note(ics, before.notes.count);
    ics->refused++;
  } else {
    acd__ics_clear_notes(ics, before.notes.count);
  }
  ics->notes_read = ics->notes.count;
  ics->sources.count--;
  acd__ics_drop(ics, made.name);
  return nomem ? ACD_ERR_NOMEM : limit ? ACD_ERR_LIMIT : ACD_ERR_DEFINITION;
}

static int read_all(acd_ics *ics, FILE *file, acd__ics_buffer *text)
{
  for (;;) {
    if (!acd__ics_reserve(ics, text, 65536, 1)) return ACD_ERR_NOMEM;
    size_t got = fread((char *)text->items + text->count, 1, text->capacity - text->count, file);
    text->count += got;
    if (text->count >= ACD__ICS_SIZE_MAX) return ACD_ERR_LIMIT;
    if (got == 0) return ferror(file) ? ACD_ERR_IO : ACD_OK;
  }
}

int acd_ics_read_file(acd_ics *ics, const char *path)
{
  acd__ics_buffer text = {NULL, 0, 0};
  char why[200];
  if (!ics || !path) return ACD_ERR_ARGUMENT;
  ics->nomem = 0;
  errno = 0;
  FILE *file = fopen(path, "rb");
  int status = file ? read_all(ics, file, &text) : ACD_ERR_IO;
  if (status == ACD_ERR_IO) {
    snprintf(why, sizeof why, "cannot be read%s%s", errno ? ": " : "", errno ? strerror(errno) : "");
    acd__ics_clear_rules(ics);
    acd__ics_clear_notes(ics, ics->notes_read);
    acd__ics_note(ics, ACD_ICS_NOTE_REFUSED, path, 0, 0, "", why);
    ics->notes_read = ics->notes.count;
    if (ics->nomem) status = ACD_ERR_NOMEM;
  }
  if (file) fclose(file);
  if (status == ACD_OK) status = acd_ics_read_text(ics, path, text.items, text.count);
  acd__ics_release(ics, &text, 1);
  return status;
}

int acd_ics_counts_get(const acd_ics *ics, acd_ics_counts *counts_out)
{
  if (!ics || !counts_out || counts_out->size < sizeof(acd_ics_counts)) return ACD_ERR_ARGUMENT;
  uint32_t size = counts_out->size;
  memset(counts_out, 0, size);
  *counts_out = ics->counts;
  counts_out->size = size;
  counts_out->sources = (int64_t)ics->sources.count;
  counts_out->refused = ics->refused;
  counts_out->skipped = ics->skipped_read;
  counts_out->left_out += ics->left_out_read;
  counts_out->rules = (int64_t)ics->rules.count;
  counts_out->events = counts_out->skipped + ics->left_out_read;
  const acd__ics_event *events = ics->events.items;
  for (size_t i = 0; i < ics->events.count; i++) counts_out->events += events[i].wanted;
  return ACD_OK;
}
