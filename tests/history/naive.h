/* SPDX-License-Identifier: Apache-2.0 */
/** @file Figures of one period, counted event by event. */
#ifndef TESTS_HISTORY_NAIVE_H
#define TESTS_HISTORY_NAIVE_H

#include <acd/acd.h>

enum { NAIVE_NAMES = 64, NAIVE_AGENTS = 16, NAIVE_QUEUES = 8 };

/* How a history counts. */
typedef struct naive_rules {
  acd_history_options options;
  acd_service_level levels[ACD_SERVICE_LEVELS_MAX];
  int64_t levels_count; /* at least 1 */
} naive_rules;

/* Things by name, in the order in which they came. */
typedef struct naive_names {
  const char *name[NAIVE_NAMES];
  const char *second[NAIVE_NAMES];
  int count;
} naive_names;

/* The place of a name, which is added; −1: too many. */
int naive_place(naive_names *names, const char *name, const char *second);

typedef struct naive {
  naive_names queue_names, agent_names, number_names, node_names, plan_names, campaign_names, slot_plan_names;
  acd_kpi_calls calls;
  acd_kpi_queue queues[NAIVE_QUEUES];
  acd_history_wait waits[NAIVE_QUEUES];
  acd_service_level_counts levels[NAIVE_QUEUES][ACD_SERVICE_LEVELS_MAX];
  acd_kpi_agent agents[NAIVE_AGENTS];
  acd_kpi_agent members[NAIVE_AGENTS][NAIVE_QUEUES + 1]; /* the last: directly */
  acd_history_number numbers[NAIVE_NAMES];
  acd_history_node nodes[NAIVE_NAMES];
  acd_history_callbacks plans[NAIVE_NAMES];
  acd_history_callbacks campaigns[NAIVE_NAMES];
  acd_history_callbacks slot_plans[NAIVE_NAMES];
  int overflowed; /* of names: nothing can be said */
} naive;

/* Counts the events of [from_us, to_us) of wall time, the last of which ended at `end_us` (engine time). */
void naive_count(naive *to, const acd_event *events, size_t count, acd_time end_us, int64_t from_us, int64_t to_us,
                 const naive_rules *rules);
/* Adds another one: names are looked up. */
void naive_add(naive *to, const naive *more);
/* 1 if two records of words behind a size differ, which is printed. */
int naive_differ(const char *what, const void *right, const void *record, size_t size);
/* Compares with a history of these rules. NULL, or what differs. */
const char *naive_compare(const naive *with, const naive_rules *rules, const acd_history *history,
                          const acd_history_period *period);

#endif
