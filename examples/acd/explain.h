/* SPDX-License-Identifier: Apache-2.0 */
/** @file What `acd explain` gathers from the engine while it runs, to be printed afterwards. */
#ifndef TOOL_EXPLAIN_H
#define TOOL_EXPLAIN_H

#include <stdio.h>

#include "job.h"

/* One decision about the call asked for. The arrays are owned. */
typedef struct explain_decision {
  acd_decision made;
  int64_t line;  /* of the call */
  int64_t other; /* line of the call that came second, where an agent chose; 0: none */
  acd_candidate *candidates;
  acd_explanation *pairs; /* of the call and each of them */
  size_t candidates_count;
  acd_contender *contenders; /* where an agent chose */
  int64_t *lines;            /* of theirs */
  size_t contenders_count;
  acd_outlook outlook; /* where nobody was found; its size is 0 otherwise */
} explain_decision;

/* A call that waits at the moment asked for, and the agent. */
typedef struct explain_pair {
  acd_explanation pair;
  int64_t line;
  acd_time queued_us;
} explain_pair;

typedef struct explanation {
  const acd_engine *engine;
  int64_t midnight_us;
  const tool_zone *zone;
  int64_t line;     /* of the call asked for, 0: all */
  acd_id agent;     /* asked for, 0: none */
  acd_time at_us;   /* for the agent: when */
  int64_t left_out; /* decisions beyond EXPLAIN_DECISIONS_MAX */
  int has_outcome;  /* the call has ended, or was refused: `outcome` */
  int arrived;      /* it came to a decision or to an end */
  acd_sim_outcome outcome;
  explain_decision *decisions;
  size_t decisions_count, decisions_capacity;
  explain_pair *pairs;
  size_t pairs_count;
  acd_contender *contenders; /* of the agent */
  int64_t *lines;
  size_t contenders_count;
} explanation;

/* 0, or -1 where writing failed. */
int explain_text(const explanation *from, FILE *file);
int explain_json(const explanation *from, FILE *file);

/* Name of a queue, agent or skill, "" for 0. */
const char *explain_queue_name(const explanation *from, acd_id queue);
const char *explain_agent_name(const explanation *from, acd_id agent);

#endif
