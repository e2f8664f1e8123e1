/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the page is drawn from besides the report: KPIs by interval and day, and the states of agents. */
#ifndef TOOL_MATERIAL_H
#define TOOL_MATERIAL_H

#include <acd/acd.h>
#include <acd/history.h>
#include <acd/tzif.h>

#include "timelines.h"
#include "zone.h"

typedef struct material_queue {
  const char *name; /* borrowed from the definition */
  int64_t level;    /* index of its service level among those of the history */
} material_queue;

typedef struct material {
  acd_history *history;
  acd_tzif *zone; /* the clock by which the page tells the time */
  timelines agents;
  material_queue *queues;
  size_t queues_count;
  int has_own_levels; /* 0: queues have so many thresholds that all go by the first of `levels_us` instead */
  int64_t levels_us[ACD_SERVICE_LEVELS_MAX];
  int64_t levels_count;
} material;

/* `of` is of zeros; by this clock. A status. */
int material_begin(material *of, const acd_definition *definition, const tool_zone *zone);
/* An event sink; `user` is the material. */
void material_event(void *user, const acd_event *event);
/* The run is over at this time. A status. */
int material_end(material *of, acd_time time_us);
void material_free(material *of);

#endif
