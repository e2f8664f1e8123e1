/* SPDX-License-Identifier: Apache-2.0 */
/* Schedules that are never open, or never closed. */
#include <string.h>

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
  for (size_t i = 0; all.by_object && i < count; i++) acd__timetable_free(finder->memory, all.by_object[i].timetable);
  acd__memory_give(finder->memory, all.by_object, count * sizeof *all.by_object);
  acd__memory_give(finder->memory, told, count);
}
