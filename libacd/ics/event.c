/* SPDX-License-Identifier: Apache-2.0 */
/* An event: what its properties say, kept until its end, when all is known that is needed to judge it. */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void acd__ics_draft_begin(acd__ics_draft *draft, size_t source, int64_t line, int64_t column)
{
  acd__ics_buffer rdates = draft->rdates, exdates = draft->exdates; /* room that is used again */
  memset(draft, 0, sizeof *draft);
  draft->rdates = rdates;
  draft->exdates = exdates;
  draft->rdates.count = draft->exdates.count = 0;
  draft->event.source = source;
  draft->event.line = line;
  draft->event.column = column;
}

static void drop_texts(acd_ics *ics, acd__ics_event *event)
{
  acd__ics_drop(ics, event->summary);
  acd__ics_drop(ics, event->uid);
  acd__ics_drop(ics, event->tzid);
  if (event->rule) acd__ics_resize(ics, event->rule, sizeof *event->rule, 0);
  event->summary = event->uid = event->tzid = NULL;
  event->rule = NULL;
}

void acd__ics_draft_drop(acd_ics *ics, acd__ics_draft *draft)
{
  drop_texts(ics, &draft->event);
  acd__ics_release(ics, &draft->rdates, sizeof(acd__ics_moment));
  acd__ics_release(ics, &draft->exdates, sizeof(acd__ics_moment));
}

/* The first thing that is wrong is told. */
static void wrong_at(const acd__ics_lines *lines, acd__ics_draft *draft, size_t offset, const char *text)
{
  if (draft->wrong[0]) return;
  snprintf(draft->wrong, sizeof draft->wrong, "%s: %s", lines->name, text);
  acd__ics_lines_place(lines, offset, &draft->wrong_line, &draft->wrong_column);
}

/* Of the value of the property, whose offset in it is given. */
static void wrong_value(const acd__ics_lines *lines, acd__ics_draft *draft, const char *value,
                        const acd__ics_wrong *wrong)
{
  wrong_at(lines, draft, (size_t)(value - (const char *)lines->unfolded.items) + wrong->at, wrong->text);
}

static void keep_text(const acd__ics_lines *lines, char **text)
{
  char read[ACD__ICS_TEXT_MAX + 1];
  if (*text) return; /* the first of several */
  if (acd__ics_read_escaped(lines->value, read, sizeof read))
    *text = acd__ics_copy(lines->ics, read);
  else
    lines->ics->nomem = 1;
}

/* One time. 0: there is something wrong, which is kept. */
static int read_moment(const acd__ics_lines *lines, acd__ics_draft *draft, acd__ics_moment *moment)
{
  acd__ics_wrong wrong;
  size_t size = strlen(lines->value);
  while (size && lines->value[size - 1] == ' ') size--;
  if (acd__ics_read_moment(lines->value, size, moment, &wrong)) return 1;
  wrong_value(lines, draft, lines->value, &wrong);
  return 0;
}

static void read_start(const acd__ics_lines *lines, acd__ics_draft *draft)
{
  char tzid[ACD__ICS_TEXT_MAX + 1];
  if (draft->has_start) {
    wrong_at(lines, draft, 0, "given twice");
    return;
  }
  draft->has_start = read_moment(lines, draft, &draft->event.start);
  acd__ics_lines_parameter(lines, "TZID", tzid, sizeof tzid);
  if (tzid[0] && !draft->event.tzid) draft->event.tzid = acd__ics_copy(lines->ics, tzid);
}

#define OTHER_TZID "another TZID than that of DTSTART"

/* Times that are by a clock: is it one and the same for all? */
static void read_clock(const acd__ics_lines *lines, acd__ics_draft *draft)
{
  char tzid[ACD__ICS_TEXT_MAX + 1];
  acd__ics_lines_parameter(lines, "TZID", tzid, sizeof tzid);
  if (!tzid[0] || !strchr(lines->value, 'T')) return;
  if (draft->tzid[0]) {
    if (strcmp(draft->tzid, tzid) != 0) wrong_at(lines, draft, 0, OTHER_TZID);
    return;
  }
  memcpy(draft->tzid, tzid, sizeof tzid);
  snprintf(draft->tzid_property, sizeof draft->tzid_property, "%s", lines->name);
  acd__ics_lines_place(lines, 0, &draft->tzid_line, &draft->tzid_column);
}

/* With DTSTART, wherever that stood. (Where that is in UTC, align_all() says what is wrong.) */
static void judge_clock(acd__ics_draft *draft)
{
  const acd__ics_event *event = &draft->event;
  if (draft->wrong[0] || !draft->tzid[0] || !draft->has_start || event->start.clock_us < 0 || event->start.utc) return;
  if (event->tzid && strcmp(event->tzid, draft->tzid) == 0) return;
  snprintf(draft->wrong, sizeof draft->wrong, "%s: " OTHER_TZID, draft->tzid_property);
  draft->wrong_line = draft->tzid_line;
  draft->wrong_column = draft->tzid_column;
}

static void read_end(const acd__ics_lines *lines, acd__ics_draft *draft)
{
  if (draft->has_end || draft->has_duration) {
    wrong_at(lines, draft, 0, "given beside another end or duration");
    return;
  }
  draft->has_end = read_moment(lines, draft, &draft->end);
  read_clock(lines, draft);
}

static void read_duration(const acd__ics_lines *lines, acd__ics_draft *draft)
{
  acd__ics_wrong wrong;
  if (draft->has_end || draft->has_duration)
    wrong_at(lines, draft, 0, "given beside another end or duration");
  else if (!acd__ics_read_duration(lines->value, &draft->event.duration_us, &wrong))
    wrong_value(lines, draft, lines->value, &wrong);
  draft->has_duration = 1;
}

static void read_rule(const acd__ics_lines *lines, acd__ics_draft *draft)
{
  acd__ics_wrong wrong;
  if (draft->event.rule) {
    wrong_at(lines, draft, 0, "events with several rules are left out");
    return;
  }
  draft->event.rule = acd__ics_resize(lines->ics, NULL, 0, sizeof *draft->event.rule);
  if (draft->event.rule && !acd__ics_read_rule(lines->value, draft->event.rule, &wrong))
    wrong_value(lines, draft, lines->value, &wrong);
}

/* A list of times; of a period, its begin. */
static void read_moments(const acd__ics_lines *lines, acd__ics_draft *draft, acd__ics_buffer *list)
{
  const char *at = lines->value;
  read_clock(lines, draft);
  for (;;) {
    size_t size = strcspn(at, ","), begin = strcspn(at, ",/");
    acd__ics_moment moment;
    acd__ics_wrong wrong;
    if (!acd__ics_read_moment(at, begin, &moment, &wrong)) {
      wrong_value(lines, draft, at, &wrong);
      return;
    }
    if (!acd__ics_reserve(lines->ics, list, 1, sizeof moment)) return;
    ((acd__ics_moment *)list->items)[list->count++] = moment;
    if (!at[size]) return;
    at += size + 1;
  }
}

static void read_replaces(const acd__ics_lines *lines, acd__ics_draft *draft)
{
  char range[32];
  acd__ics_lines_parameter(lines, "RANGE", range, sizeof range);
  draft->event.is_override = 1;
  if (range[0])
    wrong_at(lines, draft, 0, "changes of an occurrence and all behind it are left out (RANGE)");
  else
    (void)read_moment(lines, draft, &draft->event.replaces); /* which says what is wrong */
}

static void try_matches(const acd__ics_lines *lines, acd__ics_draft *draft)
{
  const acd__ics_match *matches = lines->ics->matches.items;
  for (size_t i = 0; i < lines->ics->matches.count; i++) {
    if (strcmp(matches[i].property, lines->name) != 0) continue;
    int contains = acd__ics_contains(lines->value, matches[i].text);
    if (contains < 0) lines->ics->nomem = 1;
    if (contains <= 0) continue;
    if (matches[i].what == ACD_ICS_MATCH_OPEN) draft->open = 1;
    if (matches[i].what == ACD_ICS_MATCH_ONLY) draft->only = 1;
    if (matches[i].what == ACD_ICS_MATCH_SKIP) draft->skip = 1;
  }
}

void acd__ics_draft_property(acd__ics_lines *lines, acd__ics_draft *draft)
{
  static const char *const names[] = {"SUMMARY", "UID",    "DTSTART",       "DTEND",  "DURATION", "RRULE",
                                      "RDATE",   "EXDATE", "RECURRENCE-ID", "EXRULE", "STATUS"};
  int which = -1;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i], lines->name) == 0) which = (int)i;
  if (which >= 0 && lines->cut) wrong_at(lines, draft, 0, "expected a line of at most 1 MiB");
  try_matches(lines, draft);
  switch (which) {
  case 0: keep_text(lines, &draft->event.summary); break;
  case 1: keep_text(lines, &draft->event.uid); break;
  case 2: read_start(lines, draft); break;
  case 3: read_end(lines, draft); break;
  case 4: read_duration(lines, draft); break;
  case 5: read_rule(lines, draft); break;
  case 6: read_moments(lines, draft, &draft->rdates); break;
  case 7: read_moments(lines, draft, &draft->exdates); break;
  case 8: read_replaces(lines, draft); break;
  case 9: wrong_at(lines, draft, 0, "rules of exceptions are left out"); break;
  case 10: draft->cancelled |= acd__ics_same(lines->value, "CANCELLED"); break;
  default: break;
  }
}

static int64_t micros(const acd__ics_moment *moment)
{
  return moment->day * ACD__ICS_DAY_US + (moment->clock_us > 0 ? moment->clock_us : 0);
}

/* Brings a time to the clock of DTSTART. (An all-day event has no clock, nor has a date.) 0: no zone says how. */
static int align(const acd_ics *ics, const acd__ics_event *event, acd__ics_moment *moment)
{
  if (event->start.clock_us < 0 || moment->clock_us < 0 || moment->utc == event->start.utc) return 1;
  return moment->utc && ics->zone && acd__ics_to_local(ics->zone, moment);
}

static int align_list(const acd_ics *ics, const acd__ics_event *event, const acd__ics_buffer *list)
{
  acd__ics_moment *moments = list->items;
  for (size_t i = 0; i < list->count; i++)
    if (!align(ics, event, &moments[i])) return 0;
  return 1;
}

/* NULL: all times are by one clock. */
static const char *align_all(const acd_ics *ics, acd__ics_draft *draft)
{
  acd__ics_event *event = &draft->event;
  const char *unknown = "a time in UTC among local ones or the other way round, and no zone that says what it is there";
  if (event->start.utc && !ics->zone) return "times in UTC, and no zone that says what day and hour they are";
  event->zone = event->start.utc ? ics->zone : NULL;
  if (draft->has_end && !align(ics, event, &draft->end)) return unknown;
  if (event->rule && event->rule->has_until && !align(ics, event, &event->rule->until)) return unknown;
  if (event->is_override && !align(ics, event, &event->replaces)) return unknown;
  return align_list(ics, event, &draft->rdates) && align_list(ics, event, &draft->exdates) ? NULL : unknown;
}

/* What is wrong with the event as a whole, NULL: nothing. */
static const char *judge(const acd_ics *ics, acd__ics_draft *draft)
{
  acd__ics_event *event = &draft->event;
  if (!draft->has_start) return "expected a DTSTART";
  const char *unknown = align_all(ics, draft);
  if (unknown) return unknown;
  if (draft->has_end) {
    if (draft->end.clock_us >= 0 && event->start.clock_us < 0) { /* against the standard, and often seen */
      draft->remark = "DTEND is a time, though DTSTART is a date: its day counts";
      draft->end.clock_us = -1;
      draft->end.utc = 0;
    }
    if (draft->end.clock_us < 0 && event->start.clock_us >= 0) return "expected a DTEND that is a time, as DTSTART is";
    event->duration_us = micros(&draft->end) - micros(&event->start);
    if (event->duration_us < 0) return "expected a DTEND not before DTSTART";
  }
  /* Without an end, and in some calendars with one that is the begin, an all-day event is of one day. */
  if (event->start.clock_us < 0 && event->duration_us == 0) event->duration_us = ACD__ICS_DAY_US;
  if (event->start.clock_us < 0 && event->duration_us % ACD__ICS_DAY_US != 0)
    return "expected a DURATION of whole days, because DTSTART is a date";
  if (event->duration_us == 0) return "it ends as it begins";
  if (event->duration_us > ACD__ICS_DURATION_MAX * ACD__ICS_DAY_US) return "it is longer than 366 days";
  return NULL;
}

/* Of an occurrence that is cancelled only counts which one it is. */
static const char *judge_cancelled(const acd_ics *ics, acd__ics_draft *draft)
{
  acd__ics_event *event = &draft->event;
  if (!draft->has_start) event->start = event->replaces;
  if (event->start.utc && !ics->zone) return "times in UTC, and no zone that says what day and hour they are";
  event->zone = event->start.utc ? ics->zone : NULL;
  return align(ics, event, &event->replaces) ? NULL : "a RECURRENCE-ID by another clock than DTSTART's, and no zone";
}

static int order(const void *one, const void *other)
{
  return acd__ics_moment_order(one, other);
}

/* Appends a list to those of the handle. */
static void keep_moments(acd_ics *ics, acd__ics_buffer *list, size_t *count)
{
  *count = list->count;
  if (!list->count || !acd__ics_reserve(ics, &ics->moments, list->count, sizeof(acd__ics_moment))) return;
  qsort(list->items, list->count, sizeof(acd__ics_moment), order);
  memcpy((acd__ics_moment *)ics->moments.items + ics->moments.count, list->items,
         list->count * sizeof(acd__ics_moment));
  ics->moments.count += list->count;
}

void acd__ics_draft_end(acd_ics *ics, acd__ics_draft *draft)
{
  acd__ics_event *event = &draft->event;
  int only = 0;
  const acd__ics_match *matches = ics->matches.items;
  for (size_t i = 0; i < ics->matches.count; i++) only |= matches[i].what == ACD_ICS_MATCH_ONLY;
  event->wanted = !draft->cancelled && !draft->skip && (!only || draft->only || draft->open);
  event->open = draft->open;
  if (event->summary) acd__ics_clean(event->summary);
  judge_clock(draft);
  if (!draft->wrong[0]) {
    int cancels = draft->cancelled && event->is_override;
    const char *wrong = cancels ? judge_cancelled(ics, draft) : judge(ics, draft);
    if (wrong) snprintf(draft->wrong, sizeof draft->wrong, "%s", wrong);
    draft->wrong_line = event->line;
    draft->wrong_column = event->column;
  }
  if (draft->wrong[0] && (event->wanted || event->is_override)) { /* without it, what it takes out stays */
    acd__ics_note(ics, ACD_ICS_NOTE_LEFT_OUT, acd__ics_source_name(ics, event->source), draft->wrong_line,
                  draft->wrong_column, event->summary ? event->summary : "", draft->wrong);
    ics->left_out_read++;
  }
  if (!event->wanted && !(draft->wrong[0] && event->is_override)) ics->skipped_read++;
  if (draft->wrong[0] || (!event->wanted && !event->is_override)) {
    drop_texts(ics, event);
    return;
  }
  if (!acd__ics_reserve(ics, &ics->events, 1, sizeof *event)) return;
  event->moments = ics->moments.count;
  keep_moments(ics, &draft->rdates, &event->rdates);
  keep_moments(ics, &draft->exdates, &event->exdates);
  if (ics->nomem) return;
  if (draft->remark && event->wanted) acd__ics_note_event(ics, ACD_ICS_NOTE_REMARK, event, "%s", draft->remark);
  event->sequence = ics->events.count;
  ((acd__ics_event *)ics->events.items)[ics->events.count++] = *event;
  event->summary = event->uid = event->tzid = NULL; /* the event's own now */
  event->rule = NULL;
}
