/* SPDX-License-Identifier: Apache-2.0 */
/* A text: components within each other, of which those named VEVENT, directly in a VCALENDAR, are events. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

typedef struct component {
  char name[32];
  int64_t line;
} component;

typedef struct reader {
  acd_ics *ics;
  size_t source;
  acd__ics_lines lines;
  component open[ACD__ICS_DEPTH_MAX];
  int depth;
  int in_event; /* 1: of the innermost component, an event */
  int calendars;
  acd__ics_draft draft;
} reader;

/* Returns 0. */
static int refuse(reader *read, size_t offset, const char *text)
{
  int64_t line, column;
  acd__ics_lines_place(&read->lines, offset, &line, &column);
  acd__ics_note(read->ics, ACD_ICS_NOTE_REFUSED, acd__ics_source_name(read->ics, read->source), line, column, "", text);
  return 0;
}

/* Where the value begins; behind it stands what was found. */
static size_t value_at(const reader *read)
{
  return (size_t)(read->lines.value - (const char *)read->lines.unfolded.items);
}

static int refuse_found(reader *read, size_t offset, const char *expected, const char *found)
{
  char text[200];
  snprintf(text, sizeof text, "%s: found \"%.40s\"", expected, found);
  return refuse(read, offset, text);
}

static void trim(char *value)
{
  size_t size = strlen(value);
  while (size && (value[size - 1] == ' ' || value[size - 1] == '\t')) value[--size] = '\0';
}

static int begin(reader *read)
{
  const char *name = read->lines.value;
  int calendar = acd__ics_same(name, "VCALENDAR");
  if (read->depth == 0 && !calendar) return refuse_found(read, value_at(read), "expected BEGIN:VCALENDAR", name);
  if (read->depth == ACD__ICS_DEPTH_MAX)
    return refuse(read, 0, "expected components that stand less deep within each other (at most 16)");
  component *made = &read->open[read->depth++];
  snprintf(made->name, sizeof made->name, "%.31s", name);
  made->line = read->lines.start_line;
  read->calendars += calendar;
  if (read->depth == 2 && acd__ics_same(name, "VEVENT") && acd__ics_same(read->open[0].name, "VCALENDAR")) {
    acd__ics_draft_begin(&read->draft, read->source, read->lines.start_line, 1);
    read->in_event = 1;
  }
  return 1;
}

static int end(reader *read)
{
  char expected[120];
  if (read->depth == 0) return refuse_found(read, 0, "expected BEGIN:VCALENDAR", "END");
  const component *innermost = &read->open[read->depth - 1];
  size_t length = strlen(read->lines.value);
  int same = length < sizeof innermost->name ? acd__ics_same(innermost->name, read->lines.value)
                                             : strncmp(innermost->name, read->lines.value, 31) == 0;
  if (!same) {
    snprintf(expected, sizeof expected, "expected END:%.40s (of line %lld)", innermost->name,
             (long long)innermost->line);
    return refuse_found(read, value_at(read), expected, read->lines.value);
  }
  if (read->depth == 2 && read->in_event) {
    read->in_event = 0;
    acd__ics_draft_end(read->ics, &read->draft);
  }
  read->depth--;
  return 1;
}

static int property(reader *read)
{
  if (acd__ics_same(read->lines.name, "BEGIN") || acd__ics_same(read->lines.name, "END")) {
    trim(read->lines.value);
    return read->lines.name[0] == 'B' ? begin(read) : end(read);
  }
  if (read->depth == 0) return refuse_found(read, 0, "expected BEGIN:VCALENDAR", read->lines.name);
  if (read->depth == 1 && acd__ics_same(read->lines.name, "CALSCALE") && !acd__ics_same(read->lines.value, "GREGORIAN"))
    return refuse_found(read, value_at(read), "expected the calendar GREGORIAN", read->lines.value);
  if (read->depth == 2 && read->in_event) acd__ics_draft_property(&read->lines, &read->draft);
  return 1;
}

static int read_lines(reader *read)
{
  const acd_ics *ics = read->ics;
  int found;
  while ((found = acd__ics_lines_next(&read->lines)) != 0) {
    if (found < 0) return read->lines.wrong ? refuse(read, read->lines.wrong_at, read->lines.wrong) : 0;
    if (!property(read) || ics->nomem) return 0;
    if (ics->events.count > ACD__ICS_EVENTS_MAX) return 0;
  }
  if (read->depth) {
    const component *innermost = &read->open[read->depth - 1];
    char text[120];
    snprintf(text, sizeof text, "expected END:%.40s (of line %lld): the text ends", innermost->name,
             (long long)innermost->line);
    return refuse(read, 0, text);
  }
  if (!read->calendars) return refuse(read, 0, "expected BEGIN:VCALENDAR: the text ends");
  return 1;
}

int acd__ics_read(acd_ics *ics, size_t source, const char *text, size_t size)
{
  reader read;
  memset(&read, 0, sizeof read);
  read.ics = ics;
  read.source = source;
  acd__ics_lines_begin(&read.lines, ics, text, size);
  int good = read_lines(&read);
  acd__ics_draft_drop(ics, &read.draft);
  acd__ics_release(ics, &read.lines.unfolded, 1);
  return good && !ics->nomem;
}
