/* SPDX-License-Identifier: Apache-2.0 */
/* Schedules that are never open, or never closed. */
#include <string.h>

#include "flow/check.h"
#include "model/schedule.h"

/* In so many years every date has fallen on every day of the week. */
#define YEARS_DAYS  10227
#define CHANGES_MAX 60000

static int32_t find_schedule(void *user, const char *name, size_t size)
{
  return acd__names_find(&((acd__finder *)user)->names, 0, ACD_NOUN_SCHEDULE, 0, name, size);
}

/* What a schedule may do in years that are not looked at. */
typedef struct outlook {
  acd__timetable *timetable; /* without rules of one year, by UTC */
  int may_open;
  int may_close;
} outlook;

static int is_of_one_year(const acd__rule *rule)
{
  return rule->dates.form == ACD__DATES_EXACT;
}

static uint32_t keep_of_every_year(acd__rule *rules, uint32_t count, outlook *of)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!is_of_one_year(&rules[i])) {
      rules[kept++] = rules[i];
      continue;
    }
    of->may_open |= rules[i].open;
    of->may_close |= rules[i].kind == ACD_RULE_HOURS || !rules[i].open;
  }
  return kept;
}

/* NULL as its timetable: no memory, and the finder's status says so. */
static outlook look_at(acd__finder *finder, int32_t schedule)
{
  outlook of = {NULL, 0, 0};
  acd__schedule_source source = {&finder->document, find_schedule, NULL, finder};
  if (finder->status) return of;
  finder->status = acd__schedule_build(finder->memory, &source, schedule, &of.timetable);
  if (finder->status) return of;
  of.may_close = of.timetable->emergencies_count > 0;
  of.timetable->rules_count = keep_of_every_year(of.timetable->rules, of.timetable->rules_count, &of);
  of.timetable->hours_count = keep_of_every_year(of.timetable->hours, of.timetable->hours_count, &of);
  of.timetable->utc_offset_us = 0;
  return of;
}

/* 1 if it is never so, for all that is known. */
static int is_never(acd__finder *finder, const outlook *of, int open)
{
  if (!of->timetable || (open ? of->may_open : of->may_close)) return 0;
  acd__inquiry inquiry = {of->timetable, NULL, NULL, NULL};
  int64_t changes = finder->work / (1 + (int64_t)of->timetable->rules_count + of->timetable->hours_count);
  int64_t left = changes < CHANGES_MAX ? changes : CHANGES_MAX, before = left;
  int64_t found = acd__timetable_find(&inquiry, 0, open, YEARS_DAYS * ACD__DAY_US, &left);
  finder->work -= (before - left) * (1 + (int64_t)of->timetable->rules_count + of->timetable->hours_count);
  return found == ACD_TIME_NEVER && left > 0;
}

/* Sites count each by itself: as always open, never open, or neither. */
static void find_of(acd__finder *finder, int32_t schedule, const char *node)
{
  outlook own = look_at(finder, schedule);
  uint32_t sites = own.timetable ? own.timetable->sites_count : 0;
  int never = 1;
  if (own.timetable) own.timetable->sites_count = 0;
  never = is_never(finder, &own, 1);
  int always = is_never(finder, &own, 0);
  for (uint32_t i = 0; i < sites && (never || !always); i++) {
    const char *name = own.timetable->sites[i].schedule;
    int32_t site = find_schedule(finder, name, strlen(name));
    outlook there = {NULL, 0, 0};
    if (site >= 0) there = look_at(finder, site);
    if (there.timetable) there.timetable->sites_count = 0;
    if (there.timetable && !is_never(finder, &there, 1)) never = 0;
    if (there.timetable && !own.timetable->rules_count && !own.may_close && is_never(finder, &there, 0)) always = 1;
    acd__timetable_free(finder->memory, there.timetable);
  }
  if (own.timetable && never)
    acd__find(finder, ACD_FINDING_HOURS_NEVER, ACD_SEVERITY_WARNING, schedule, node,
              own.timetable->hours_count ? "it is never open, and a flow asks it"
                                         : "no hours: it is never open, and a flow asks it",
              "give it hours");
  else if (own.timetable && always)
    acd__find(finder, ACD_FINDING_HOURS_ALWAYS, ACD_SEVERITY_WARNING, schedule, node,
              "it is always open, and a flow asks whether it is closed", "correct the hours, or do not ask");
  acd__timetable_free(finder->memory, own.timetable);
}

void acd__find_hours(acd__finder *finder)
{
  uint8_t *told = finder->status ? NULL : acd__memory_array(finder->memory, finder->document.objects_count, 1);
  if (!told) {
    if (!finder->status) finder->status = ACD_ERR_NOMEM;
    return;
  }
  for (size_t i = 0; i < finder->graph.nodes_count; i++) {
    const acd__graph_node *node = &finder->graph.nodes[i];
    if (node->kind != ACD_NODE_KIND_HOURS) continue;
    int32_t schedule = acd__graph_refer(&finder->graph, node->object, ACD_NODE_SCHEDULE);
    if (schedule < 0 || told[schedule]) continue;
    told[schedule] = 1;
    find_of(finder, schedule, acd__find_node_name(finder, (int32_t)i));
  }
  acd__memory_give(finder->memory, told, finder->document.objects_count);
}
