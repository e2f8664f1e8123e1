/* SPDX-License-Identifier: Apache-2.0 */
/** @file Queueing systems with Poisson arrivals and exponential services, and what theory says about them. */
#ifndef TEST_THEORY_SYSTEM_H
#define TEST_THEORY_SYSTEM_H

#include <stdint.h>

#define TYPES_MAX      8
#define POOLS_MAX      8
#define QUANTITIES_MAX 40

/* Calls that are alike. */
typedef struct theory_call_type {
  double rate;       /* arrivals a second */
  double patience_s; /* mean, exponential; 0: for ever */
  int64_t priority;
  int64_t acceleration; /* points an hour; needs a queue for each type, as does what follows */
  int64_t reserve;      /* agents kept free from it */
  int64_t weight;       /* of its queue; and with more than surge_length waiting, where surge_weight is not 0 */
  int64_t surge_length;
  int64_t surge_weight;
  int calls_back; /* CALLS_BACK_… */
} theory_call_type;

/* Agents that are alike. */
typedef struct theory_pool {
  int agents;
  double speed[TYPES_MAX]; /* service rate times system.talk_s; 0: does not serve the type */
  int64_t tier[TYPES_MAX]; /* of the members in the queue of the type */
  int64_t rank[TYPES_MAX];
} theory_pool;

/* Who has to wait takes a callback, and keeps the place; all ask to be called back. */
enum { CALLS_BACK_WAITING = 1, CALLS_BACK_ALL = 2 };

/* How the types come to the engine. */
enum {
  FORM_QUEUES = 0, /* a queue for each type, whose members are those who serve it */
  FORM_CALLS = 1   /* one queue; each call brings its priority and the skill of its type */
};

/* What is added up: for a type of calls, */
enum {
  CALLS = 0,
  WAITED,      /* of those, had to wait */
  WAIT,        /* seconds, all together */
  SERVED,      /* talked to an agent */
  WAIT_SERVED, /* seconds */
  ABANDONED,
  WAIT_ABANDONED,
  TIMED_OUT,
  BLOCKED,                           /* the queue was full */
  ACCEPTED,                          /* was not */
  QUEUE,                             /* integral of the number of calls waiting, over time */
  SERVED_LE,                         /* within each of limits_s */
  ABANDONED_LE = SERVED_LE + 5,      /* likewise */
  NOT_ABANDONED_LE = SERVED_LE + 10, /* calls without those */
  TYPE_FIELDS = SERVED_LE + 15
};
/* for a pool, */
enum { BUSY = 0, ANSWERED, POOL_FIELDS };
/* and for the whole. */
enum { TIME = 0, ALL_BUSY, NONE_WAITING, SYSTEM_FIELDS };

#define ALL_TYPES    TYPES_MAX
#define SUMS         ((TYPES_MAX + 1) * TYPE_FIELDS + POOLS_MAX * POOL_FIELDS + SYSTEM_FIELDS)

#define LIMITS_COUNT 5
extern const int limits_s[LIMITS_COUNT]; /* 10, 20, 30, 60, 120 */

static inline int of_type(int type, int field)
{
  return type * TYPE_FIELDS + field;
}

static inline int of_pool(int pool, int field)
{
  return (TYPES_MAX + 1) * TYPE_FIELDS + pool * POOL_FIELDS + field;
}

static inline int of_system(int field)
{
  return (TYPES_MAX + 1) * TYPE_FIELDS + POOLS_MAX * POOL_FIELDS + field;
}

/* A number that theory gives: a ratio of sums. */
typedef struct theory_quantity {
  char name[32];
  double theory;
  double scale; /* of the ratio */
  int above, below;
  int is_time_share; /* a share of agents' time: near 1 it rests on what is rare, that they are idle */
  int events; /* sum that tells how many happenings its estimate rests on; -1: those above, or those below without them */
} theory_quantity;

typedef struct theory_system {
  char name[120];
  int forms; /* that it can take: 1, or 2 */
  int form, types_count, pools_count;
  theory_call_type types[TYPES_MAX];
  theory_pool pools[POOLS_MAX];
  double talk_s; /* mean that callers bring; speeds divide it */
  int64_t strategy;
  int64_t round_robin_moves; /* 0: the default */
  int64_t length_max;        /* of each queue; -1: none */
  double timeout_s;          /* 0: none */
  double load;               /* of what is loaded most, for the time it takes to forget; 0: offered work by agents */
  theory_quantity quantities[QUANTITIES_MAX];
  int quantities_count;
} theory_system;

/* `talk_s` mean talk; no types, pools and quantities yet. */
void system_init(theory_system *system, double talk_s, const char *format, ...);
/* Returns the type, for more to be set. */
theory_call_type *system_add_type(theory_system *system, double rate, double patience_s, int64_t priority);
/* Agents who serve every type at the same speed 1; change the pool returned for others. */
theory_pool *system_add_pool(theory_system *system, int agents);
/* A share of calls, or of another count: `above` of `below`. */
void add_share(theory_system *system, const char *name, double theory, int above, int below);
/* A share of the time of so many agents, or of the system's: 1. */
void add_time_share(theory_system *system, const char *name, double theory, int above, int agents, int events);
/* A mean: `above` by `below`, which rests on so many `events`. To be scaled by the caller. */
theory_quantity *add_mean(theory_system *system, const char *name, double theory, int above, int below, int events);

double system_rate(const theory_system *system);
int system_agents(const theory_system *system);
/* Arrivals until the system has about forgotten where it was: the integrated autocorrelation of what calls meet, roughly. */
double system_memory_calls(const theory_system *system);

#endif
