/* SPDX-License-Identifier: Apache-2.0 */
/* When an event takes place: its begin or its rule, RDATE, without EXDATE and what other events take the place of. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

int acd__ics_to_local(const acd_tzif *zone, acd__ics_moment *moment)
{
  int64_t date, clock_us;
  if (acd_tzif_local(zone, moment->day * ACD__ICS_DAY_US + moment->clock_us, &date, &clock_us) != ACD_OK) return 0;
  moment->day = acd__ics_day_of_number(date);
  moment->clock_us = clock_us;
  moment->utc = 0;
  return 1;
}

typedef const acd__ics_event *override_ref;

static int override_order(const void *one, const void *other)
{
  const acd__ics_event *a = *(const override_ref *)one, *b = *(const override_ref *)other;
  int by_uid = strcmp(a->uid, b->uid);
  return by_uid ? by_uid : acd__ics_moment_order(&a->replaces, &b->replaces);
}

int acd__ics_index_overrides(acd_ics *ics)
{
  const acd__ics_event *events = ics->events.items;
  ics->overrides.count = 0;
  for (size_t i = 0; i < ics->events.count; i++) {
    if (!events[i].is_override || !events[i].uid) continue;
    if (!acd__ics_reserve(ics, &ics->overrides, 1, sizeof(override_ref))) return 0;
    ((override_ref *)ics->overrides.items)[ics->overrides.count++] = &events[i];
  }
  if (ics->overrides.count) qsort(ics->overrides.items, ics->overrides.count, sizeof(override_ref), override_order);
  return 1;
}

/* The first override of an event's UID for a moment or behind it, NULL: none. */
static const acd__ics_event *override_from(const acd_ics *ics, const char *uid, const acd__ics_moment *moment)
{
  const override_ref *list = ics->overrides.items;
  size_t low = 0, high = ics->overrides.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(list[middle]->uid, uid);
    if (order == 0) order = acd__ics_moment_order(&list[middle]->replaces, moment);
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < ics->overrides.count && strcmp(list[low]->uid, uid) == 0 ? list[low] : NULL;
}

/* Likewise among the event's own EXDATEs. */
static const acd__ics_moment *exdate_from(const acd_ics *ics, const acd__ics_event *event,
                                          const acd__ics_moment *moment)
{
  const acd__ics_moment *list = ics->moments.items;
  size_t low = event->moments + event->rdates, end = low + event->exdates, high = end;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (acd__ics_moment_order(&list[middle], moment) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end ? &list[low] : NULL;
}

/* Is this what takes out the occurrence at `at`? Of days where either has no clock. */
static int takes_out(const acd__ics_moment *found, const acd__ics_moment *at)
{
  return found->day == at->day && (found->clock_us < 0 || at->clock_us < 0 || found->clock_us == at->clock_us);
}

static int is_taken_out(const acd_ics *ics, const acd__ics_event *event, const acd__ics_moment *at)
{
  acd__ics_moment whole = {at->day, -1, 0};
  const acd__ics_moment *asked[] = {&whole, at};
  for (int i = 0; i < 2; i++) {
    const acd__ics_moment *exdate = event->exdates ? exdate_from(ics, event, asked[i]) : NULL;
    if (exdate && takes_out(exdate, at)) return 1;
    const acd__ics_event *other = event->uid && !event->is_override ? override_from(ics, event->uid, asked[i]) : NULL;
    if (other && takes_out(&other->replaces, at)) return 1;
  }
  return 0;
}

typedef struct collector {
  acd_ics *ics;
  const acd__ics_event *event;
  acd__ics_buffer *starts;
  int has_start; /* 1: the rule names the day of DTSTART */
} collector;

static int add(collector *to, const acd__ics_moment *at)
{
  if (is_taken_out(to->ics, to->event, at)) return 1;
  if (!acd__ics_reserve(to->ics, to->starts, 1, sizeof *at)) return 0;
  ((acd__ics_moment *)to->starts->items)[to->starts->count++] = *at;
  return 1;
}

static int add_day(void *user, int64_t day)
{
  collector *to = user;
  acd__ics_moment at = {day, to->event->start.clock_us, to->event->start.utc};
  to->has_start |= day == to->event->start.day;
  return add(to, &at);
}

static int add_rule(collector *to, acd__ics_span span)
{
  acd_ics *ics = to->ics;
  if (acd__ics_is_ambiguous(to->event->rule, to->event->start.day)) {
    acd__ics_note_event(
        ics, ACD_ICS_NOTE_LEFT_OUT, to->event,
        "RRULE: DTSTART is in the first or last week of a year, and none of its days: from which year on "
        "INTERVAL counts is not defined");
    return 0;
  }
  int64_t work = ics->work < ACD__ICS_RULE_WORK_MAX ? ics->work : ACD__ICS_RULE_WORK_MAX, begun = work;
  int good = acd__ics_expand_rule(to->event->rule, &to->event->start, span, &work, add_day, to);
  ics->work -= begun - (work > 0 ? work : 0);
  if (!good)
    acd__ics_note_event(
        ics, ACD_ICS_NOTE_LEFT_OUT, to->event,
        "RRULE: it would take too long to tell its days (it began long before, or the dates are far apart)");
  return good;
}

int acd__ics_occurrences(acd_ics *ics, const acd__ics_event *event, acd__ics_span span, acd__ics_buffer *starts)
{
  collector to = {ics, event, starts, 0};
  int starts_inside = event->start.day >= span.first && event->start.day <= span.last;
  if (event->rule && !event->is_override && !add_rule(&to, span)) return 0;
  if (starts_inside && !to.has_start) {
    add(&to, &event->start);
    if (event->rule && !event->is_override)
      acd__ics_note_event(ics, ACD_ICS_NOTE_REMARK, event,
                          "RRULE does not name the day of DTSTART, which counts all the same");
  }
  for (size_t i = 0; i < event->rdates; i++) {
    acd__ics_moment at = ((const acd__ics_moment *)ics->moments.items)[event->moments + i];
    if (at.day < span.first || at.day > span.last) continue;
    if (at.clock_us < 0 || event->start.clock_us < 0) at.clock_us = event->start.clock_us;
    at.utc = event->start.utc;
    add(&to, &at);
  }
  return 1;
}
