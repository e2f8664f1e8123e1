/* SPDX-License-Identifier: Apache-2.0 */
/* Occurrences become rules: cut at midnights and at the two dates, joined, in order, each once, named. */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before those that are the same are told apart from the others. */
#define MADE_MAX (16 * ACD_ICS_RULES_MAX)

void acd__ics_clear_rules(acd_ics *ics)
{
  acd__ics_made *made = ics->rules.items;
  for (size_t i = 0; i < ics->rules.count; i++) acd__ics_drop(ics, made[i].name);
  ics->rules.count = 0;
  memset(&ics->counts, 0, sizeof ics->counts);
}

static const char *summary_of(const acd__ics_event *event)
{
  return event->summary && event->summary[0] ? event->summary : "event";
}

/* Days first to last (numbers of days, until they are in order), from and to a clock. 0: no more. */
static int make(acd_ics *ics, acd__ics_event *event, acd__ics_span days, acd__ics_span span, int64_t from_us,
                int64_t to_us, size_t of_event)
{
  if (days.first < span.first) days.first = span.first;
  if (days.last > span.last) days.last = span.last;
  if (days.first > days.last) return 1;
  int all_day = from_us == 0 && to_us == ACD__ICS_DAY_US;
  if (all_day && ics->rules.count > of_event) { /* the occurrences of an event are in order */
    acd_ics_rule *before = &((acd__ics_made *)ics->rules.items)[ics->rules.count - 1].rule;
    if (before->from_us == 0 && before->to_us == ACD__ICS_DAY_US && before->date <= days.first &&
        days.first <= before->to_date + 1) {
      if (days.last > before->to_date) before->to_date = days.last;
      return 1;
    }
  }
  if (ics->rules.count == MADE_MAX || !acd__ics_reserve(ics, &ics->rules, 1, sizeof(acd__ics_made))) return 0;
  acd__ics_made *made = &((acd__ics_made *)ics->rules.items)[ics->rules.count++];
  memset(made, 0, sizeof *made);
  made->event = event;
  made->rule.size = sizeof made->rule;
  made->rule.open = (uint32_t)event->open;
  made->rule.date = days.first;
  made->rule.to_date = days.last;
  made->rule.from_us = from_us;
  made->rule.to_us = to_us;
  made->rule.summary = summary_of(event);
  made->rule.source = acd__ics_source_name(ics, event->source);
  made->rule.line = event->line;
  return 1;
}

/* An hour that is read twice: it may end, as it is read, before it begins. */
static void remark_no_time(acd_ics *ics, const acd__ics_event *event, int64_t day, acd__ics_span span)
{
  int64_t date = acd__ics_number_of_day(day);
  if (day < span.first || day > span.last) return;
  acd__ics_note_event(ics, ACD_ICS_NOTE_REMARK, event,
                      "on %04d-%02d-%02d it is no rule: clocks are put back meanwhile, so that it ends, as they read, "
                      "not behind its begin",
                      (int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100));
}

/* An occurrence: the end of the first day, whole days, the beginning of the last; or less than that. */
static int cut(acd_ics *ics, acd__ics_event *event, acd__ics_moment at, acd__ics_span span, size_t of_event)
{
  int64_t end_us = (at.clock_us > 0 ? at.clock_us : 0) + event->duration_us;
  acd__ics_moment end = {at.day + end_us / ACD__ICS_DAY_US, end_us % ACD__ICS_DAY_US, at.utc};
  if (at.utc && !(acd__ics_to_local(event->zone, &at) && acd__ics_to_local(event->zone, &end))) return 1;
  int64_t clock = at.clock_us > 0 ? at.clock_us : 0, last = end.day, last_us = end.clock_us;
  acd__ics_span first_day = {at.day, at.day}, whole = {at.day + (clock > 0), last - 1}, last_day = {last, last};
  if (last < at.day || (last == at.day && last_us <= clock)) {
    remark_no_time(ics, event, at.day, span);
    return 1;
  }
  int is_inside = at.day >= span.first && last <= span.last; /* what goes on over midnight is cut as well */
  if (clock > 0 && (last == at.day || (is_inside && last == at.day + 1 && last_us <= clock)))
    return make(ics, event, first_day, span, clock, last_us ? last_us : ACD__ICS_DAY_US, of_event);
  return (clock == 0 || make(ics, event, first_day, span, clock, ACD__ICS_DAY_US, of_event)) &&
         make(ics, event, whole, span, 0, ACD__ICS_DAY_US, of_event) &&
         (last_us == 0 || make(ics, event, last_day, span, 0, last_us, of_event));
}

static int moment_order(const void *one, const void *other)
{
  return acd__ics_moment_order(one, other);
}

static int make_all(acd_ics *ics, acd__ics_event *event, acd__ics_span span, acd__ics_buffer *starts)
{
  size_t of_event = ics->rules.count;
  /* A day more on both sides: that is how far UTC is from local time. */
  acd__ics_span begins = {span.first - event->duration_us / ACD__ICS_DAY_US - 2, span.last + 1};
  starts->count = 0;
  if (!acd__ics_occurrences(ics, event, begins, starts)) {
    ics->counts.left_out++;
    return 1;
  }
  if (starts->count) qsort(starts->items, starts->count, sizeof(acd__ics_moment), moment_order);
  for (size_t i = 0; i < starts->count; i++)
    if (!cut(ics, event, ((const acd__ics_moment *)starts->items)[i], span, of_event)) return 0;
  return 1;
}

static int compare(int64_t one, int64_t other)
{
  return (one > other) - (one < other);
}

/* Rules that are the same are neighbours. */
static int rule_order(const void *one, const void *other)
{
  const acd__ics_made *a = one, *b = other;
  int order = compare(b->rule.open, a->rule.open);
  if (!order) order = compare(a->rule.date, b->rule.date);
  if (!order) order = compare(a->rule.from_us, b->rule.from_us);
  if (!order) order = compare(a->rule.to_date, b->rule.to_date);
  if (!order) order = compare(a->rule.to_us, b->rule.to_us);
  if (!order) order = strcmp(a->rule.summary, b->rule.summary);
  return order ? order : compare((int64_t)a->event->sequence, (int64_t)b->event->sequence);
}

static int is_same(const acd_ics_rule *one, const acd_ics_rule *other)
{
  return one->open == other->open && one->date == other->date && one->to_date == other->to_date &&
         one->from_us == other->from_us && one->to_us == other->to_us && strcmp(one->summary, other->summary) == 0;
}

static void put_in_order(acd_ics *ics)
{
  acd__ics_made *made = ics->rules.items;
  size_t kept = 0;
  if (ics->rules.count == 0) return;
  qsort(made, ics->rules.count, sizeof *made, rule_order);
  for (size_t i = 0; i < ics->rules.count; i++)
    if (!kept || !is_same(&made[kept - 1].rule, &made[i].rule)) made[kept++] = made[i];
  ics->rules.count = kept;
}

/* Days that open have the hours that were given, each a rule. */
static void open_hours(acd_ics *ics)
{
  size_t count = ics->rules.count;
  for (size_t i = 0; i < count && ics->hours_count; i++) {
    acd__ics_made *rule = &((acd__ics_made *)ics->rules.items)[i], day = *rule;
    if (!day.rule.open || day.rule.from_us != 0 || day.rule.to_us != ACD__ICS_DAY_US) continue;
    if (!acd__ics_reserve(ics, &ics->rules, ics->hours_count, sizeof day)) return;
    rule = &((acd__ics_made *)ics->rules.items)[i];
    for (size_t k = 0; k < ics->hours_count; k++) {
      if (k) rule = &((acd__ics_made *)ics->rules.items)[ics->rules.count++];
      *rule = day;
      rule->rule.from_us = ics->hours[k][0];
      rule->rule.to_us = ics->hours[k][1];
    }
  }
  if (ics->rules.count != count) put_in_order(ics);
}

/* The summary, as much of it as leaves room, its date, and a number where others are named so. */
static void name(acd_ics *ics, size_t index)
{
  acd__ics_made *made = ics->rules.items, *rule = &made[index];
  char text[ACD__ICS_NAME_MAX + 1], date[32];
  int64_t number = rule->rule.date, same = 1;
  size_t room = ACD__ICS_NAME_MAX - sizeof " 9999-12-31 (1000)" + 1, size = strlen(rule->rule.summary);
  if (size > room) {
    size = room;
    while (size && ((unsigned char)rule->rule.summary[size] & 0xc0) == 0x80) size--;
  }
  snprintf(date, sizeof date, "%04d-%02d-%02d", (int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100));
  int base = snprintf(text, sizeof text, "%.*s %s", (int)size, rule->rule.summary, date);
  for (size_t i = 0; i < index; i++)
    same +=
        made[i].rule.date == number && made[i].base == (size_t)base && memcmp(made[i].name, text, (size_t)base) == 0;
  if (same > 1) snprintf(text + base, sizeof text - (size_t)base, " (%d)", (int)same);
  rule->base = (size_t)base;
  rule->name = acd__ics_copy(ics, text);
  rule->rule.name = rule->name;
}

static int too_many(acd_ics *ics, size_t index)
{
  const acd__ics_made *made = ics->rules.items;
  const acd__ics_event *event = made[index].event;
  acd__ics_clear_rules(ics);
  acd__ics_note_event(
      ics, ACD_ICS_NOTE_LEFT_OUT, event,
      "more than %d rules, of this event and those before: nothing is made. Choose fewer events, or dates "
      "that are nearer to each other",
      ACD_ICS_RULES_MAX);
  return ics->nomem ? ACD_ERR_NOMEM : ACD_ERR_LIMIT;
}

static int make_rules(acd_ics *ics, acd__ics_span span, acd__ics_buffer *starts)
{
  acd__ics_event *events = ics->events.items;
  int good = acd__ics_index_overrides(ics);
  for (size_t i = 0; i < ics->events.count && good && !ics->nomem; i++) {
    events[i].taken = 0;
    if (events[i].wanted) good = make_all(ics, &events[i], span, starts);
  }
  if (ics->nomem) return ACD_ERR_NOMEM;
  if (!good) return too_many(ics, ics->rules.count - 1);
  put_in_order(ics);
  open_hours(ics);
  if (ics->nomem) return ACD_ERR_NOMEM;
  if (ics->rules.count > ACD_ICS_RULES_MAX) return too_many(ics, ACD_ICS_RULES_MAX);
  return ACD_OK;
}

static void count(acd_ics *ics)
{
  acd__ics_made *made = ics->rules.items;
  const acd__ics_event *events = ics->events.items;
  for (size_t i = 0; i < ics->rules.count; i++) made[i].event->taken = 1;
  for (size_t i = 0; i < ics->events.count; i++) {
    ics->counts.taken += events[i].taken;
    ics->counts.outside += events[i].wanted && !events[i].taken;
  }
  ics->counts.outside -= ics->counts.left_out;
}

int acd_ics_expand(acd_ics *ics, int64_t from, int64_t to)
{
  acd__ics_buffer starts = {NULL, 0, 0};
  if (!ics) return ACD_ERR_ARGUMENT;
  acd__ics_span span = {acd__ics_day_of_number(from), acd__ics_day_of_number(to)};
  if (span.first == INT64_MIN || span.last == INT64_MIN || span.first > span.last) return ACD_ERR_ARGUMENT;
  if (ics->sources.count == 0) return ACD_ERR_STATE;
  ics->nomem = 0;
  ics->work = ACD__ICS_WORK_MAX;
  acd__ics_clear_rules(ics);
  acd__ics_clear_notes(ics, ics->notes_read);
  int status = make_rules(ics, span, &starts);
  acd__ics_release(ics, &starts, sizeof(acd__ics_moment));
  acd__ics_made *made = ics->rules.items;
  for (size_t i = 0; i < ics->rules.count && status == ACD_OK; i++) {
    made[i].rule.date = acd__ics_number_of_day(made[i].rule.date);
    made[i].rule.to_date = acd__ics_number_of_day(made[i].rule.to_date);
    name(ics, i);
  }
  if (status == ACD_OK && ics->nomem) status = ACD_ERR_NOMEM;
  if (status == ACD_OK)
    count(ics);
  else
    acd__ics_clear_rules(ics);
  return status;
}

size_t acd_ics_rules_count(const acd_ics *ics)
{
  return ics ? ics->rules.count : 0;
}

int acd_ics_rule_at(const acd_ics *ics, size_t index, acd_ics_rule *rule_out)
{
  if (!ics || !rule_out || rule_out->size < sizeof(acd_ics_rule)) return ACD_ERR_ARGUMENT;
  if (index >= ics->rules.count) return ACD_ERR_NOT_FOUND;
  uint32_t size = rule_out->size;
  memset(rule_out, 0, size);
  *rule_out = ((const acd__ics_made *)ics->rules.items)[index].rule;
  rule_out->size = size;
  return ACD_OK;
}
