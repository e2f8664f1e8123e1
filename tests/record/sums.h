/* SPDX-License-Identifier: Apache-2.0 */
/** @file The laws of call records, and their sums against the engine's own KPIs. */
#ifndef TESTS_RECORD_SUMS_H
#define TESTS_RECORD_SUMS_H

#include <acd/acd.h>

enum { SUMS_ROWS = 400 };

/* Of one queue or agent; id 0: of all. */
typedef struct sums_queue {
  acd_id id;
  acd_kpi_queue kpi;
} sums_queue;

typedef struct sums_agent {
  acd_id id;
  acd_kpi_agent kpi;
} sums_agent;

/* Callbacks of a plan, a campaign or a plan of slots: `kind` is what a history keeps of them. */
typedef struct sums_plan {
  int64_t kind;
  char name[64];
  acd_history_callbacks callbacks;
} sums_plan;

typedef struct sums {
  acd_kpi_calls calls;
  int64_t offers, no_answers, refusals; /* of all agents */
  int64_t direct;                       /* conversations without a queue */
  int64_t explained;                    /* conversations with the event of their offer */
  int64_t lost;                         /* entries of lists */
  int64_t segments[16];                 /* by kind */
  int64_t dispositions[16];
  sums_queue queues[SUMS_ROWS];
  sums_agent agents[SUMS_ROWS];
  sums_plan plans[SUMS_ROWS];
  size_t queues_count, agents_count, plans_count;
  /* Lines of the queue_log, by what they end or begin. */
  int64_t entries, refused, connected, exits, over, missed;
  const char *broken; /* the first law that did not hold; NULL: none */
} sums;

/* An acd_record_fn; `user` is the sums. */
void sums_record(void *user, const acd_record *record);
/* An acd_lines_fn; likewise. */
void sums_lines(void *user, const char *lines, size_t size);
/* What is not as the engine says, which has no live calls any more; NULL: nothing. Not for records that lost entries. */
const char *sums_compare(const sums *of, const acd_engine *engine);
/* Likewise as a history says that was told of all events. */
const char *sums_compare_plans(const sums *of, const acd_history *history);

#endif
