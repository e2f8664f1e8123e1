/* SPDX-License-Identifier: Apache-2.0 */
/* Schedules that are never open, or never closed; slot plans without slots, or with some whose customers may not be dialled. */
#include <string.h>

#include "calendar/grid.h"
#include "flow/check.h"
#include "model/schedule.h"

/* In so many years every date has fallen on every day of the week. */
#define YEARS_DAYS  10227
#define CHANGES_MAX 60000

/* What is known of a schedule besides what is of every year: without rules of one year, by UTC. */
typedef struct look {
  acd__timetable *timetable; /* NULL: the object is no schedule */
  int may_open;              /* in some year, by its rules */
  int may_close;
  int hours_may; /* 1: some hours are of one year */
} look;

typedef struct looks {
  acd__finder *finder;
  look *by_object;
} looks;

static uint32_t keep_of_every_year(acd__rule *rules, uint32_t count, look *of)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (rules[i].dates.form != ACD__DATES_EXACT) {
      rules[kept++] = rules[i];
      continue;
    }
    of->hours_may |= rules[i].kind == ACD_RULE_HOURS;
    of->may_open |= rules[i].kind != ACD_RULE_HOURS && rules[i].open;
    of->may_close |= rules[i].kind != ACD_RULE_HOURS && !rules[i].open;
  }
  return kept;
}

static look *named(const looks *all, const char *name)
{
  int32_t object = name[0] ? acd__names_find(&all->finder->names, 0, ACD_NOUN_SCHEDULE, 0, name, strlen(name)) : -1;
  return object >= 0 && all->by_object[object].timetable ? &all->by_object[object] : NULL;
}

static void build(looks *all, int32_t schedule)
{
  acd__finder *finder = all->finder;
  look *of = &all->by_object[schedule];
  finder->status =
      acd__schedule_build(finder->memory, &finder->document, &finder->document.objects[schedule], &of->timetable);
  if (finder->status) return;
  acd__timetable *table = of->timetable;
  of->may_close = table->toggle_name[0] != '\0';
  /* Without their places: only how many are left counts. */
  uint32_t exceptions = keep_of_every_year(table->rules, table->exceptions_count, of);
  uint32_t holidays =
      keep_of_every_year(table->rules + table->exceptions_count, table->rules_count - table->exceptions_count, of);
  memmove(table->rules + exceptions, table->rules + table->exceptions_count, holidays * sizeof *table->rules);
  table->exceptions_count = exceptions;
  table->rules_count = exceptions + holidays;
  table->hours_count = keep_of_every_year(table->hours, table->hours_count, of);
  table->utc_offset_us = 0;
}

/* The definition need not be right: a circle is cut, and what is too long. */
static void link_base(looks *all, look *of)
{
  const look *base = named(all, of->timetable->base_name);
  if (!base) return;
  const acd__timetable *at = base->timetable;
  int links = 1;
  while (at && at != of->timetable && links <= ACD__BASED_ON_MAX) {
    at = at->base;
    links++;
  }
  if (!at) of->timetable->base = base->timetable;
}

/* What the schedule and its bases may do in single years, and how many rules there are. */
static look sum_of(const looks *all, const look *of, int64_t *rules_out)
{
  look sum = {NULL, 0, 0, 0};
  int hours_known = 0;
  *rules_out = 0;
  for (int links = 0; of && links <= ACD__BASED_ON_MAX; links++) {
    const acd__timetable *table = of->timetable;
    sum.may_open |= of->may_open;
    sum.may_close |= of->may_close;
    if (!hours_known) sum.hours_may = of->hours_may;
    hours_known |= of->hours_may || table->hours_count > 0;
    *rules_out += table->rules_count;
    of = table->base ? named(all, table->base_name) : NULL;
  }
  return sum;
}

/* 1 if it is never so, for all that is known. Sites are not looked at. */
static int is_never(const looks *all, const look *of, int open)
{
  int64_t rules;
  look sum = sum_of(all, of, &rules);
  if (sum.hours_may || (open ? sum.may_open : sum.may_close)) return 0;
  const acd__timetable *hours = acd__timetable_hours(of->timetable);
  int64_t each = 1 + rules + (hours ? hours->hours_count : 0);
  int64_t left = all->finder->work / each < CHANGES_MAX ? all->finder->work / each : CHANGES_MAX, before = left;
  acd__inquiry inquiry = {of->timetable, NULL, NULL, NULL};
  int64_t found = acd__timetable_find(&inquiry, 0, open, YEARS_DAYS * ACD__DAY_US, &left);
  all->finder->work -= (before - left) * each;
  return found == ACD_TIME_NEVER && left > 0;
}

/* Sites count each by itself: as always open, never open, or neither. */
static void find_of(const looks *all, int32_t schedule, const char *node)
{
  const look *own = &all->by_object[schedule];
  const acd__timetable *sites = acd__timetable_sites(own->timetable);
  int64_t rules;
  int closes = sum_of(all, own, &rules).may_close || rules > 0;
  int never = is_never(all, own, 1), always = is_never(all, own, 0);
  for (uint32_t i = 0; sites && i < sites->sites_count && i < ACD__SITES_MAX && (never || !always); i++) {
    const look *there = named(all, sites->sites[i].schedule);
    if (there && !is_never(all, there, 1)) never = 0;
    if (there && !closes && is_never(all, there, 0)) always = 1;
  }
  if (never)
    acd__find(all->finder, ACD_FINDING_HOURS_NEVER, ACD_SEVERITY_WARNING, schedule, node,
              acd__timetable_hours(own->timetable) ? "it is never open, and a flow asks it"
                                                   : "no hours: it is never open, and a flow asks it",
              "give it hours");
  else if (always)
    acd__find(all->finder, ACD_FINDING_HOURS_ALWAYS, ACD_SEVERITY_WARNING, schedule, node,
              "it is always open, and a flow asks whether it is closed", "correct the hours, or do not ask");
}

static int32_t referred(const looks *all, int32_t object, uint32_t property, uint32_t noun)
{
  const acd__document *document = &all->finder->document;
  const char *name = acd__document_text(document, &document->objects[object], property);
  return name[0] ? acd__names_find(&all->finder->names, 0, noun, 0, name, strlen(name)) : -1;
}

/* 1 if the schedule is what its rules of every year make of it. */
static int is_known(const looks *all, const look *of, int64_t *each_out)
{
  int64_t rules;
  look sum = sum_of(all, of, &rules);
  const acd__timetable *hours = acd__timetable_hours(of->timetable);
  *each_out = 1 + rules + (hours ? hours->hours_count : 0);
  return !sum.hours_may && !sum.may_open && !acd__timetable_sites(of->timetable);
}

/* Whether there is a slot at all: 0: never. And whether there is one at whose start `dials` is closed, in the years looked at. */
static int look_for_slots(const looks *all, const look *of, int64_t length_us, const look *dials, int *shut_out)
{
  int64_t each, more = 0;
  *shut_out = 0;
  if (!is_known(all, of, &each)) return 1;
  if (dials && !is_known(all, dials, &more)) dials = NULL;
  each += more;
  int64_t left = all->finder->work / each < CHANGES_MAX ? all->finder->work / each : CHANGES_MAX, before = left;
  acd__grid grid = {{of->timetable, NULL, NULL, NULL}, length_us};
  acd__grid_slot slot = {.starts_us = -1};
  int found = 0;
  while (!*shut_out && acd__grid_next(&grid, slot.starts_us, YEARS_DAYS * ACD__DAY_US, &left, &slot)) {
    found = 1;
    if (!dials) break;
    acd__inquiry asked = {dials->timetable, NULL, NULL, NULL};
    *shut_out = !acd__timetable_decide(&asked, slot.starts_us).open;
  }
  all->finder->work -= (before - left) * each;
  return found || left <= 0;
}

/* 1 if some slots take bookings. */
static int takes_some(const acd__document *document, const acd__object *plan)
{
  const acd__object *all = document->objects;
  if (acd__document_int(document, plan, ACD_SLOT_PLAN_CAPACITY) > 0) return 1;
  for (int32_t i = plan->first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_SLOT_CAPACITY && acd__document_int(document, &all[i], ACD_SLOT_CAPACITY_CAPACITY) > 0)
      return 1;
  return 0;
}

/* 1 if both go by one clock: so they can be compared without it. */
static int same_clock(const looks *all, int32_t a, int32_t b)
{
  const acd__document *document = &all->finder->document;
  const acd__object *one = &document->objects[a], *other = &document->objects[b];
  return strcmp(acd__document_text(document, one, ACD_SCHEDULE_ZONE),
                acd__document_text(document, other, ACD_SCHEDULE_ZONE)) == 0 &&
         acd__document_int(document, one, ACD_SCHEDULE_UTC_OFFSET_US) ==
             acd__document_int(document, other, ACD_SCHEDULE_UTC_OFFSET_US) &&
         strcmp(acd__document_text(document, one, ACD_SCHEDULE_BASED_ON),
                acd__document_text(document, other, ACD_SCHEDULE_BASED_ON)) == 0;
}

static void find_slots_of(const looks *all, int32_t plan)
{
  acd__finder *finder = all->finder;
  const acd__document *document = &finder->document;
  const acd__object *object = &document->objects[plan];
  int64_t length_us = acd__document_int(document, object, ACD_SLOT_PLAN_LENGTH_US);
  int32_t schedule = referred(all, plan, ACD_SLOT_PLAN_SCHEDULE, ACD_NOUN_SCHEDULE);
  int32_t callback = referred(all, plan, ACD_SLOT_PLAN_CALLBACK, ACD_NOUN_CALLBACK);
  int32_t hours = callback < 0 ? -1 : referred(all, callback, ACD_CALLBACK_HOURS, ACD_NOUN_SCHEDULE);
  int shut = 0;
  if (!takes_some(document, object))
    acd__find(finder, ACD_FINDING_SLOT_NEVER, ACD_SEVERITY_WARNING, plan, NULL, "no slot takes a booking",
              "give it, or some of its capacities, a capacity above 0");
  if (acd__document_int(document, object, ACD_SLOT_PLAN_LEAD_US) >
      acd__document_int(document, object, ACD_SLOT_PLAN_HORIZON_US))
    acd__find(finder, ACD_FINDING_SLOT_NEVER, ACD_SEVERITY_WARNING, plan, NULL,
              "its lead is longer than its horizon: each slot is too soon or too far", "a longer horizon");
  if (schedule < 0 || !all->by_object[schedule].timetable || length_us < 60 * ACD_SECOND) return;
  int compares = hours >= 0 && all->by_object[hours].timetable && same_clock(all, schedule, hours);
  if (!look_for_slots(all, &all->by_object[schedule], length_us, compares ? &all->by_object[hours] : NULL, &shut))
    acd__find(finder, ACD_FINDING_SLOT_NEVER, ACD_SEVERITY_WARNING, plan, NULL,
              "its schedule is never open for as long as a slot lasts, from where one may begin",
              "shorter slots, or other hours");
  else if (shut)
    acd__find(finder, ACD_FINDING_SLOT_SHUT, ACD_SEVERITY_ADVICE, plan, NULL,
              "when some slots begin nobody may be dialled, by the hours of its callback",
              "hours of the callback that hold those of the slots");
}

static void look_at_all(looks *all)
{
  acd__finder *finder = all->finder;
  const acd__object *objects = finder->document.objects;
  for (int32_t i = objects[0].first_child; i >= 0 && !finder->status; i = objects[i].next)
    if (objects[i].noun == ACD_NOUN_SCHEDULE && !objects[i].remove && !objects[i].amend) build(all, i);
  for (int32_t i = objects[0].first_child; i >= 0 && !finder->status; i = objects[i].next)
    if (all->by_object[i].timetable) link_base(all, &all->by_object[i]);
}

void acd__find_hours(acd__finder *finder)
{
  size_t count = finder->document.objects_count;
  looks all = {finder, NULL};
  uint8_t *told = finder->status ? NULL : acd__memory_array(finder->memory, count, 1);
  all.by_object = told ? acd__memory_array(finder->memory, count, sizeof *all.by_object) : NULL;
  if (!all.by_object && !finder->status) finder->status = ACD_ERR_NOMEM;
  if (all.by_object) look_at_all(&all);
  for (size_t i = 0; !finder->status && i < finder->graph.nodes_count; i++) {
    const acd__graph_node *node = &finder->graph.nodes[i];
    if (node->kind != ACD_NODE_KIND_HOURS) continue;
    int32_t schedule = acd__graph_refer(&finder->graph, node->object, ACD_NODE_SCHEDULE);
    if (schedule < 0 || told[schedule] || !all.by_object[schedule].timetable) continue;
    told[schedule] = 1;
    find_of(&all, schedule, acd__find_node_name(finder, (int32_t)i));
  }
  const acd__object *objects = finder->document.objects;
  for (int32_t i = objects[0].first_child; i >= 0 && !finder->status; i = objects[i].next)
    if (objects[i].noun == ACD_NOUN_SLOT_PLAN && !objects[i].remove && !objects[i].amend) find_slots_of(&all, i);
  for (size_t i = 0; all.by_object && i < count; i++) acd__timetable_free(finder->memory, all.by_object[i].timetable);
  acd__memory_give(finder->memory, all.by_object, count * sizeof *all.by_object);
  acd__memory_give(finder->memory, told, count);
}
