/* SPDX-License-Identifier: Apache-2.0 */
/** @file The KPI report: figures gathered once, printed in three ways. */
#ifndef TOOL_REPORT_H
#define TOOL_REPORT_H

#include <stdio.h>

#include <jansson.h>

#include <acd/acd.h>
#include <acd/history.h>
#include <acd/sim.h>

#include "calls.h"
#include "flow_counts.h"
#include "levels.h"

typedef struct report_queue {
  const char *name; /* NULL: the total */
  acd_kpi_queue kpi;
  int64_t longest_us; /* wait, of calls still waiting too */
} report_queue;

typedef struct report_agent {
  const char *name; /* NULL: the total */
  acd_id id;        /* 0 likewise */
  acd_kpi_agent kpi;
} report_agent;

typedef struct report {
  const char *definition; /* paths as given */
  const char *calls_path;
  int64_t midnight_us; /* of engine time 0, microseconds since 1970 UTC */
  const tool_zone *zone;
  int64_t seed;
  acd_time until_us;
  calls_figures rows;
  acd_kpi_calls calls;
  report_queue *queues; /* and the total last */
  size_t queues_count;  /* without it */
  report_agent *agents; /* likewise */
  size_t agents_count;
  acd_engine_stats engine;
  acd_sim_stats sim;
  int with_digest;
  int64_t digest;
  acd_history *
      history; /* by plan, campaign and plan of slots, and service levels that were asked for; fed with the run's events */
  flow_counts flows; /* what report_object() tells of flows needs the two behind it */
  const levels *levels;
  const acd_engine *of;
  const acd_definition *definition_read;
} report;

/* A figure that all three ways print: name with its unit, and where it stands in its record. */
typedef struct report_figure {
  const char *name;
  size_t offset;
} report_figure;
extern const report_figure report_queue_figures[], report_agent_figures[], report_callback_figures[];
extern const size_t report_queue_figures_count, report_agent_figures_count, report_callback_figures_count;
int64_t report_figure_of(const void *record, const report_figure *figure);

/* What callbacks are reported by: names of the sections and of a row. */
typedef struct report_callbacks_of {
  const char *section;
  const char *scope;
  int64_t kind; /* ACD_HISTORY_… */
  int (*get)(const acd_history *history, const acd_history_period *period, const char *name,
             acd_history_callbacks *callbacks_out);
} report_callbacks_of;
enum { REPORT_PLANS, REPORT_CAMPAIGNS, REPORT_SLOT_PLANS, REPORT_CALLBACKS_COUNT };
extern const report_callbacks_of report_callbacks[REPORT_CALLBACKS_COUNT];
/* The next row after `after` (0: the first); 0: there are no more. */
int64_t report_callbacks_next(const report *filled, int of, int64_t after, const char **name_out,
                              acd_history_callbacks *callbacks_out);
/* 1, or 0: nothing was promised. */
int report_promise_of(const acd_history_callbacks *callbacks, int64_t *ppm_out);

/* Ratios of queue figures, in the order in which they are printed. */
enum { RATIO_SERVICE_LEVEL, RATIO_ASA, RATIO_ASA_ARRIVAL, RATIO_AHT, RATIO_ABANDONMENT, RATIOS_COUNT };
extern const char *const report_ratio_names[RATIOS_COUNT];
/* 1, or 0: it divides by 0. */
int report_ratio_of(const acd_kpi_queue *kpi, int ratio, int64_t *value_out);
int report_occupancy_of(const acd_kpi_agent *kpi, int64_t *value_out);

/* Fills what stands in the engine; a status. Names are borrowed from the engine. */
int report_gather(report *filled, acd_sim *sim);
/* Before the run: what is to be fed with its events. A status. */
int report_begin(report *filled, const levels *asked);
void report_free(report *filled);

/* 0, or -1 where writing failed. */
int report_table(const report *filled, FILE *file);
int report_json(const report *filled, FILE *file);
/* What report_json() writes; json_decref() it. */
json_t *report_object(const report *filled);
int report_csv(const report *filled, FILE *file);

/* "2024-01-31T08:15:30" of an engine time, in the report's zone. */
void report_moment(const report *filled, acd_time time_us, char text_out[64]);

#endif
