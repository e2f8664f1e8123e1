/* SPDX-License-Identifier: Apache-2.0 */
/* The scenario, for the files that make it up: scenario.c makes the centre, work.c lets it work. */
#ifndef BENCH_SCENARIO_INSIDE_H
#define BENCH_SCENARIO_INSIDE_H

#include "scenario.h"

#define TALK_US   (60 * ACD_SECOND)
#define WRAPUP_US (10 * ACD_SECOND)
/* Longer than a measurement goes on. */
#define STEP_US (24 * 3600 * ACD_SECOND)

struct scenario {
  setting wanted;
  acd_engine *engine;
  acd_history *history; /* NULL: none */
  acd_time now;
  acd_id queue;
  acd_id elsewhere;
  acd_requirement *needs; /* one for each skill that calls need */
  size_t needs_count;
  size_t need_next;
  acd_id *agents;  /* in the order in which they get ready */
  acd_id *talking; /* WAITING_SAME: the call of each agent, by host reference */
  size_t next;     /* WAITING_SAME: whose call ends next */
  size_t lives;
  size_t rings;
  int64_t talk_us;
  int64_t wrapup_us;
  size_t changes;
};

/* Prints a message and returns -1. */
int bench_failed(const char *what, int status);
/* The host: pulls all actions and answers each as if a device had done it. */
int bench_answer(scenario *centre);
int bench_arrive(scenario *centre, acd_id queue, acd_id *call_out);
int bench_tick(scenario *centre);
/* Adds agent `i` with its skills; `level` is added to the levels. Returns its index. */
int32_t bench_add_agent(const setting *wanted, acd_definition *definition, size_t i, int64_t level);
int32_t bench_add_member(const setting *wanted, acd_definition *definition, int32_t queue, size_t i);
int bench_submit(scenario *centre, const acd_definition *definition, int mode);

#endif
