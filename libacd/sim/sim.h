/* SPDX-License-Identifier: Apache-2.0 */
/** @file State of a simulation: callers, agents, things to come. */
#ifndef ACD__SIM_SIM_H
#define ACD__SIM_SIM_H

#include <acd/acd.h>
#include <acd/sim.h>

#define ACD__SIM_NONE  UINT32_MAX
#define ACD__SIM_KINDS 24 /* kinds of actions with settings of their own; the last is for all kinds yet unknown */

/* Kinds of things to come. */
enum {
  ACD__SIM_TALK_END = 0,
  ACD__SIM_WRAPUP_END = 1,
  ACD__SIM_RESULT = 2,
  ACD__SIM_PRESENCE = 3,
  ACD__SIM_KEY = 4,
  ACD__SIM_PATIENCE = 5, /* the caller hangs up: patience is over */
  ACD__SIM_LIMIT = 6,    /* the caller hangs up: hangup_us is over */
  ACD__SIM_ARRIVAL = 7,  /* of a caller added by itself */
  ACD__SIM_GIVE_UP = 8   /* the caller hangs up: went in circles; answered like a result that takes no time */
};

/* One thing to come. At one instant: by class, rank, sequence. */
typedef struct acd__sim_event {
  acd_time time_us;
  int64_t sequence; /* of scheduling */
  int64_t subject;  /* action, agent or, giving up and in wrap-up, call */
  int64_t value;    /* outcome, not-ready reason, or when the wrap-up began */
  uint32_t kind;
  uint32_t rank;     /* agents by order of definition, else 0 */
  uint32_t slot;     /* of the caller or agent it concerns, ACD__SIM_NONE: of none that is ours */
  uint32_t position; /* in the heap, or the next unused event */
  uint32_t action;   /* results: kind of the action; else the presence to be */
  uint32_t forced;   /* results: given even when the action is known to be over */
  uint32_t keys_at;  /* digits: their place in the caller's keys */
  uint32_t keys_size;
  struct acd__sim_parcel *parcel; /* of an arrival, owned */
} acd__sim_event;

typedef struct acd__sim_events {
  acd__sim_event *pool;
  size_t pool_capacity;
  uint32_t pool_count; /* ever used */
  uint32_t unused;     /* first of those not in use now */
  uint32_t *heap;      /* indices of the pool */
  size_t heap_capacity;
  uint32_t count;
  int64_t sequence;
} acd__sim_events;

/* A caller with all it points to in one block. */
typedef struct acd__sim_parcel {
  size_t size; /* of the block */
  acd_sim_caller caller;
} acd__sim_parcel;

/* A caller inside. Times as in acd_sim_outcome. */
typedef struct acd__sim_call {
  acd_sim_outcome outcome;
  char *keys;
  uint32_t keys_size, keys_at;
  int64_t patience_us, talk_us, wrapup_us, prompt_us, key_us, ended_by;
  int64_t flow_steps;                  /* nodes left since the last talk */
  int64_t talk_left_us;                /* on hold: what is left of the talk then; else -1 */
  uint32_t talk_rank;                  /* of the agent talked to */
  acd_id media;                        /* the action that runs for this caller */
  acd_id whisper;                      /* that which runs for the agent who has accepted */
  uint32_t talk, patience, limit, key; /* events */
  uint32_t next;                       /* unused or ended: the next one */
  uint32_t look_next;
  uint8_t live, waits, ended, looked;
  uint8_t adopted; /* none of the callers, but called back: by id in `adopted` */
} acd__sim_call;

typedef struct acd__sim_ring {
  acd_id call, action;
} acd__sim_ring;

typedef struct acd__sim_agent {
  acd_id id;
  uint32_t rank;
  acd__sim_ring *rings; /* the actions that ring: one for each call at most, in no order */
  size_t rings_count, rings_capacity;
} acd__sim_agent;

/* Agents' ids to indices (their host references are not ours): open addressing, a power of two. */
typedef struct acd__sim_map {
  struct {
    acd_id id; /* 0: empty */
    uint32_t index;
  } * entries;
  size_t capacity, count;
} acd__sim_map;

/* Results that take no time: answered in the order pulled, before anything else happens. */
typedef struct acd__sim_fifo {
  acd__sim_event *items;
  size_t capacity, first, count;
} acd__sim_fifo;

typedef struct acd__sim_poisson {
  acd_sim_poisson settings; /* its pointers lead into the parcel */
  acd_sim_stream arrival, talk, wrapup, patience;
  acd_time next_us;
  int64_t calls;
  acd__sim_parcel *parcel;
} acd__sim_poisson;

typedef struct acd__sim_source {
  acd_sim_source_fn next;
  void *user;
  acd__sim_poisson *poisson; /* owned, where `next` is ours */
  acd_sim_caller caller;     /* the one it gave last */
  acd_time last_us;
  int state; /* 0: to be asked, 1: has a caller, 2: has no more */
} acd__sim_source;

typedef struct acd__sim_manner {
  int64_t delay_us;
  int64_t share_ppm;
  int fault;
  acd_sim_stream stream;
} acd__sim_manner;

/* How fast an agent is in a queue; 0: any. */
typedef struct acd__sim_speed {
  acd_id agent, queue;
  int64_t speed_ppm;
} acd__sim_speed;

struct acd_sim {
  acd_engine *engine;
  acd_memory_fn memory;
  void *memory_user;
  int64_t seed, talk_us, flow_steps_max;
  int check, two_steps;
  acd__sim_manner manners[ACD__SIM_KINDS];
  acd_sim_outcome_fn outcome;
  void *outcome_user;
  acd_event_fn sink;
  void *sink_user;

  acd_time now_us;
  int status;       /* a failure met where it could not be returned */
  int agents_stale; /* a definition took effect since the agents were listed */
  acd__sim_events events;
  acd__sim_fifo fifo;
  acd__sim_call *calls;
  size_t calls_capacity, calls_count;
  uint32_t calls_unused;
  uint32_t arriving; /* slot of the caller whose arrival is being submitted */
  uint32_t ended_first, ended_last;
  uint32_t look_first; /* calls that may wait for an agent now */
  acd__sim_agent *agents;
  size_t agents_count, agents_capacity;
  acd__sim_map agent_map;
  acd__sim_map adopted; /* calls that have no host reference of ours, to their slots */
  acd__sim_source *sources;
  size_t sources_count, sources_capacity;
  acd__sim_speed *speeds; /* ordered by agent, then queue */
  size_t speeds_count, speeds_capacity;
  acd_sim_stats stats;
};

/* memory.c */
void *acd__sim_resize(acd_sim *sim, void *ptr, size_t old_size, size_t new_size);
void acd__sim_give(acd_sim *sim, void *ptr, size_t size);
/* Room for at least `count` elements; new ones zero. ACD_OK or ACD_ERR_NOMEM. */
int acd__sim_reserve(acd_sim *sim, void **array, size_t *capacity, size_t count, size_t size);
int acd__sim_map_set(acd_sim *sim, acd__sim_map *map, acd_id id, uint32_t index);
uint32_t acd__sim_map_get(const acd__sim_map *map, acd_id id);
void acd__sim_map_remove(acd__sim_map *map, acd_id id);

/* events.c: what is to come. ACD__SIM_NONE for a time past all times, and when memory is short, which stays in sim->status. */
uint32_t acd__sim_schedule(acd_sim *sim, const acd__sim_event *event);
/* Takes an event back: *index becomes ACD__SIM_NONE. */
void acd__sim_cancel(acd_sim *sim, uint32_t *index);
/* The earliest one; NULL: none. */
const acd__sim_event *acd__sim_earliest(const acd_sim *sim);
/* Takes the earliest one out, copied, and clears the index its owner keeps. */
void acd__sim_take(acd_sim *sim, acd__sim_event *event_out);
int acd__sim_fifo_add(acd_sim *sim, const acd__sim_event *event);
int acd__sim_fifo_take(acd_sim *sim, acd__sim_event *event_out);

/* calls.c: slots of callers and agents. */
uint32_t acd__sim_call_new(acd_sim *sim, const acd_sim_caller *caller);
void acd__sim_call_free(acd_sim *sim, uint32_t slot);
/* A customer who is none of the callers is called back from now on; `like` is the slot of the caller who gave up, or ACD__SIM_NONE. */
void acd__sim_adopt(acd_sim *sim, acd_id call, uint32_t like);
/* Slot of a live call of ours, by its host reference, or of one that was adopted. */
uint32_t acd__sim_call_slot(const acd_sim *sim, acd_id call, int64_t call_ref);
int acd__sim_agents_list(acd_sim *sim);
void acd__sim_wait_begin(acd_sim *sim, uint32_t slot);
/* Whether a caller makes sense as far as the simulation is concerned; the engine checks the rest. */
int acd__sim_caller_check(const acd_sim_caller *caller);
/* Copies a caller with all it points to. */
int acd__sim_parcel_new(acd_sim *sim, const acd_sim_caller *caller, acd__sim_parcel **parcel_out);
/* The block is the parcel's own: acd__sim_give() with its size. */

/* sink.c: the engine's events. */
void acd__sim_sink(void *user, const acd_event *event);

/* host.c: pulls every action and schedules its answer. */
int acd__sim_pull(acd_sim *sim);
/* Submits the result of an action. */
int acd__sim_answer(acd_sim *sim, const acd__sim_event *event);

/* source.c */
int acd__sim_sources_fill(acd_sim *sim);
acd__sim_source *acd__sim_sources_earliest(acd_sim *sim);
void acd__sim_sources_free(acd_sim *sim);

/* speed.c: how long a talk that the caller means to last `talk_us` lasts with this agent. */
int64_t acd__sim_talk_us(const acd_sim *sim, acd_id agent, acd_id queue, int64_t talk_us);

/* run.c: to be called with the code of each command: ACD_AGAIN asks for the command once more. Pulls what follows. */
int acd__sim_submitted(acd_sim *sim, int code);

#endif
