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

enum {
  EVENTS_NONE = 0,
  EVENTS_IGNORED = 1, /* a sink that does nothing: what it costs that events are made */
  EVENTS_HISTORY = 2  /* a history of all kinds of rows */
};

typedef struct setting {
  size_t agents;
  size_t skills; /* each call needs one of these, in turn; 0: none */
  size_t
      profiles; /* different sets of skills among the agents, of up to four each; 0: one for all, or without skills none */
  size_t calls_waiting;
  int waiting;  /* WAITING_… */
  int shuffled; /* agents and calls in random memory order */
  int strategy; /* ACD_STRATEGY_…; 0: the default */
  size_t tiers; /* of the agents, in turn; the lower one comes first. 0: none */
  size_t steps; /* of the queue, so that each waiting call has a timer; they ask for nothing. 0: none */
  size_t
      reserve; /* WAITING_ELSEWHERE: the agents do serve those calls, too, but for so many kept free of them. 0: not */
  int events;  /* EVENTS_…: who is told of them */
  int often; /* as if a thousand times as many calls came: one a minute would show what a minute costs, not what a call does */
  int two_steps; /* devices answer by `accepted`, and the engine asks for the bridge; else by `bridged` */
} setting;

typedef struct scenario scenario;
typedef int64_t (*clock_fn)(void);

/* A centre in that state. Prints what went wrong and returns NULL if it cannot be made. */
scenario *scenario_new(const setting *wanted);
void scenario_free(scenario *centre);

/* `count` whole lives of calls: arrive, ring, answered, hang-up, wrap-up over, ready; every action pulled and
 * answered, KPIs kept. 0, or -1 with a message. */
int scenario_lives(scenario *centre, size_t count);
/* The same, for counting instructions inside of it: what is timed is in functions named timed_…. */
int timed_lives(scenario *centre, size_t count);
int timed_arrivals(scenario *centre, acd_id *calls, size_t count);
int timed_readies(scenario *centre, size_t count);
int timed_change(scenario *centre, const acd_definition *change);
int timed_steps(scenario *centre);

/* Decisions alone: `*count` (at most half of the agents) calls arrive, or agents get ready, and to each an agent or a call is
 * given; only that is timed, by `now_ns`, and the rest of these calls' lives follows untimed. Without a clock: to warm up. */
int scenario_decisions(scenario *centre, clock_fn now_ns, size_t *count, int64_t *ns_out);

/* One change of the definition: `agents` agents get other wrap-up times, and other levels if there are skills. Builds it, times its
 * submission, lets what follows from it happen. */
int scenario_change(scenario *centre, size_t agents, clock_fn now_ns, int64_t *ns_out);

/* A queue with `calls` calls whose first step of two ends for one after the other, while nobody is there: nanoseconds in all. */
int scenario_relaxation(size_t calls, clock_fn now_ns, int64_t *ns_out);

/* All laws of the engine hold and every life was counted. */
int scenario_check(const scenario *centre);
/* Rings so far, those that others were faster for included. */
size_t scenario_rings(const scenario *centre);
/* Bytes that the engine holds. */
int64_t scenario_memory(const scenario *centre);

#endif
