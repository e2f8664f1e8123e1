/* SPDX-License-Identifier: Apache-2.0 */
/** @file How often calls left each node by each exit, and how they ended there. */
#ifndef TOOL_FLOW_COUNTS_H
#define TOOL_FLOW_COUNTS_H

#include <jansson.h>

#include <acd/acd.h>

typedef struct flow_count {
  int64_t what; /* > 0: ACD_EXIT_…; < 0: −ACD_END_… */
  int64_t count;
} flow_count;

typedef struct flow_counts_node {
  flow_count *counts;
  size_t counts_count;
} flow_counts_node;

typedef struct flow_counts_flow {
  acd_id flow;
  flow_counts_node *nodes;
  size_t nodes_count;
} flow_counts_flow;

typedef struct flow_counts {
  flow_counts_flow *flows;
  size_t flows_count;
} flow_counts;

/* An event sink; `user` is a flow_counts of zeros. */
void flow_counts_event(void *user, const acd_event *event);
void flow_counts_free(flow_counts *of);
/* By flow of the definition, node, "exits" or "ended", and name; nodes that no call left are not in it. */
json_t *flow_counts_object(const flow_counts *of, const acd_engine *engine, const acd_definition *definition);

#endif
