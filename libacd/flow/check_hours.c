/* SPDX-License-Identifier: Apache-2.0 */
/* Schedules that are never open, or never closed. */
#include <string.h>

#include "flow/check.h"

#define DAY  (INT64_C(24) * 3600 * ACD_SECOND)
#define WEEK (7 * DAY)

/* The earliest moment from `at` on that no hours cover, as far as one look at each tells; WEEK at most. */
static int64_t open_until(const acd__document *document, int32_t schedule, int64_t at)
{
  const acd__object *all = document->objects;
  int64_t until = at;
  for (int32_t i = all[schedule].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_HOURS) continue;
    int64_t days = acd__document_int(document, &all[i], ACD_HOURS_DAYS);
    int64_t from = acd__document_int(document, &all[i], ACD_HOURS_FROM_US);
    int64_t to = acd__document_int(document, &all[i], ACD_HOURS_TO_US);
    if (to <= from) to += DAY;
    for (int64_t day = -1; day < 7; day++) { /* from the Sunday before, whose hours may last into Monday */
      if (!(days >> (day + 7) % 7 & 1) || day * DAY + from > at) continue;
      if (day * DAY + to > until) until = day * DAY + to;
    }
  }
  return until < WEEK ? until : WEEK;
}

/* Hours join up: the end of what is open is looked at again until it stays. */
static int is_always(const acd__document *document, int32_t schedule)
{
  int64_t until = 0, before = -1;
  for (int rounds = 0; before != until && until < WEEK && rounds < 1000; rounds++) {
    before = until;
    until = open_until(document, schedule, until);
  }
  return until == WEEK;
}

static int has_hours(const acd__document *document, int32_t schedule)
{
  const acd__object *all = document->objects;
  for (int32_t i = all[schedule].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_HOURS && acd__document_int(document, &all[i], ACD_HOURS_DAYS)) return 1;
  return 0;
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
    const char *name = acd__find_node_name(finder, (int32_t)i);
    if (!has_hours(&finder->document, schedule))
      acd__find(finder, ACD_FINDING_HOURS_NEVER, ACD_SEVERITY_WARNING, schedule, name,
                "no hours: it is never open, and a flow asks it", "give it hours");
    else if (is_always(&finder->document, schedule))
      acd__find(finder, ACD_FINDING_HOURS_ALWAYS, ACD_SEVERITY_WARNING, schedule, name,
                "it is open all the week, and a flow asks whether it is closed", "correct the hours, or do not ask");
  }
  acd__memory_give(finder->memory, told, finder->document.objects_count);
}
