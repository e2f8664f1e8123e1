/* SPDX-License-Identifier: Apache-2.0 */
/* A centre of agents and waiting calls to measure in, and a host that answers every action at once. */
#ifndef BENCH_SCENARIO_H
#define BENCH_SCENARIO_H

#include <acd/acd.h>

enum {
  WAITING_NONE = 0,
  WAITING_ELSEWHERE = 1, /* agents idle, calls waiting in a queue that they do not serve */
  WAITING_SAME = 2       /* agents all busy, calls waiting for them */
};

typedef struct setting {
  size_t agents;
  size_t calls_waiting;
  int waiting;      /* WAITING_… */
  int shuffled;     /* agents and calls in random memory order */
  int own_profiles; /* every agent with skills of its own */
  int two_steps;    /* devices answer by `accepted`, and the engine asks for the bridge; else by `bridged` */
} setting;

typedef struct scenario scenario;

/* A centre in that state. Prints what went wrong and returns NULL if it cannot be made. */
scenario *scenario_new(const setting *wanted);
void scenario_free(scenario *centre);

/* `count` whole lives of calls: arrive, ring, answered, hang-up, wrap-up over, ready; every action pulled and
 * answered, KPIs kept. 0, or -1 with a message. */
int scenario_lives(scenario *centre, size_t count);

/* A round of decisions alone: `*count` calls (at most; at most half of the agents) arrive and get an agent reserved (or agents get ready, and a waiting
 * call); only that is timed, by `now_ns`, and the rest of these calls' lives follows untimed. 0, or -1 with a message. */
int scenario_decisions(scenario *centre, int64_t (*now_ns)(void), size_t *count, int64_t *ns_out);

/* All laws of the engine hold and every life was counted. 0, or -1 with a message. */
int scenario_check(const scenario *centre);

#endif
