/* SPDX-License-Identifier: Apache-2.0 */
/** @file The state of an engine, and what bounds it. */
#ifndef ACD__ENGINE_STATE_H
#define ACD__ENGINE_STATE_H

#include <acd/acd.h>

#include "base/dictionary.h"
#include "base/order.h"
#include "base/pool.h"
#include "base/rng.h"
#include "base/sort.h"
#include "engine/action.h"
#include "engine/world.h"
#include "kpi/kpi.h"
#include "model/call.h"
#include "model/document.h"
#include "model/queue.h"

#define ACD__OPTIONS_COUNT 10

/* Offers, stops or calls dealt with in one slice. */
#ifndef ACD__SLICE
#define ACD__SLICE 16
#endif
/* Actions that one timer or slice can emit at the most; so many must be free before it fires. */
#define ACD__ACTIONS_PER_TIMER 96
#define ACD__OVERFLOWS_MAX     8
/* Bytes of what a host answers a flow. */
#define ACD__HOST_TEXT_MAX 1000
/* A flow for waiting begins so long after the call has entered the queue: no loop through queues goes on without time passing. */
#define ACD__WAITING_AFTER_US (ACD_SECOND / 10)
/* Longest extension of a wrap-up by one command. */
#define ACD__EXTENSION_MAX_US (24 * 3600 * ACD_SECOND)
/* Where a call that waits for one agent goes when that agent does not take it: to its flow's exit, or … */
enum { ACD__FALLBACK_QUEUE = 1, ACD__FALLBACK_PARK = 2 };
/* Agents in a conversation besides the first: acd/party.h. */
#define ACD__PARTIES_MAX 7
/* Ring time-out of a direct call to an agent without one of its own. */
#define ACD__RING_DIRECT_US (20 * ACD_SECOND)

struct acd_options {
  acd__memory memory;
  acd_allocator allocator;
  int64_t values[ACD__OPTIONS_COUNT]; /* by ACD_OPTION_… */
  acd_log_fn log;
  void *log_user;
  acd_event_fn sink;
  void *sink_user;
  acd_explain_fn explain;
  void *explain_user;
  acd_score_fn score;
  void *score_user;
  acd_told_fn told;
  acd_asked_fn asked_for;
  void *trace_user;
};

enum {
  ACD__TIMER_CALL_WAIT = 1,
  ACD__TIMER_CALL_SLICE = 2,
  ACD__TIMER_REST = 3,
  ACD__TIMER_ACTION = 4,
  ACD__TIMER_STOPS = 5,
  ACD__TIMER_SWEEP = 6,
  ACD__TIMER_REMATCH = 7,
  ACD__TIMER_OWN = 8,
  ACD__TIMER_CALL_MORE = 9,
  ACD__TIMER_CALL_STEP = 10,
  ACD__TIMER_LIMIT = 11,
  ACD__TIMER_CALL_PREFERRED = 12,
  ACD__TIMER_OCCUPANCY = 13,
  ACD__TIMER_DESERTED = 14,
  ACD__TIMER_CLEARING = 15,
  ACD__TIMER_TELLING = 16,
  ACD__TIMER_WRAPUP = 17,
  ACD__TIMER_WRAPUP_UNTIL = 18,
  ACD__TIMER_LOOK = 19,
  ACD__TIMER_MISSING = 20,
  ACD__TIMER_WAITING = 21,
  ACD__TIMER_RECORDINGS = 22,
  ACD__TIMER_WHISPER = 23,
  ACD__TIMER_CALLBACK_DUE = 24,
  ACD__TIMER_CALLBACK_EXPIRES = 25,
  ACD__TIMER_SLOTS = 26,
  ACD__TIMER_CAMPAIGN = 27
};

/* What is laid in for all live calls together: provision.h. */
typedef struct acd__provided {
  size_t proxies;
  size_t frames;
  size_t recorders; /* actions that say how a call is recorded */
} acd__provided;

/* The decision that the hook is being told of. */
typedef struct acd__deciding {
  uint32_t side; /* ACD_SIDE_… */
  const acd__call *call;
  const acd__agent *agent;
} acd__deciding;

/* Those who are looked at anew after a definition, by creation; after them all agents from the engine's rematch_next on. */
typedef struct acd__rematch_list {
  acd__sort_item *items; /* ids; of each call and agent one */
  size_t capacity;
  size_t count;
  size_t next;
} acd__rematch_list;

typedef struct acd__rematch {
  acd__rematch_list calls; /* that lost an agent, or no longer wait for one alone */
  acd__rematch_list agents;
} acd__rematch;

/* Whom the host did not list (agent/missing.c). */
typedef struct acd__missing {
  acd__timer timer;
  uint32_t epoch; /* lists so far */
  uint32_t slot;  /* looked at next, of the agents */
  uint32_t sweep; /* of two */
} acd__missing;

/* An answer of the scoring hook, laid by for a replay. */
typedef struct acd__scores {
  struct acd__scores *next;
  int64_t number; /* of the question */
  uint32_t count;
  int64_t values[];
} acd__scores;

/* What is booked: slots that begin at some time. */
typedef struct acd__slots {
  acd__pool times;         /* acd__slot_time */
  acd__order at;           /* by plan and local start */
  acd__order due;          /* by the instant at which they start */
  acd__timer_at timer;     /* of the first that is due, or for more that is to be shifted */
  acd__order_node shifted; /* as far in `at` as they stand at their instants by the clocks of now */
  acd__callback *told;     /* of the slot behind, as far as its bookings have been told; NULL: none of them */
  uint32_t shifts;         /* 1: not all do */
} acd__slots;

/* Candidates of a question, by idle clock, and what the host made of them. */
typedef struct acd__asked {
  uint32_t count;
  acd__agent *agents[ACD_SCORE_CANDIDATES_MAX];
  int64_t scores[ACD_SCORE_CANDIDATES_MAX];
} acd__asked;

struct acd_engine {
  acd__memory memory;
  int64_t options[ACD__OPTIONS_COUNT];
  acd_log_fn log;
  void *log_user;
  acd_event_fn sink;
  void *sink_user;
  acd_explain_fn explain;
  void *explain_user;
  acd__deciding deciding; /* zeros but inside that hook */
  acd_score_fn score;
  void *score_user;
  acd_told_fn trace_told; /* acd/trace.h */
  acd_asked_fn trace_asked;
  void *trace_user;
  acd__scores *scores; /* laid by, in order of their questions */
  acd__scores *scores_tail;
  const acd__asked *asked; /* while the explain hook is told of a decision by scores; else NULL */

  acd_time now_us;
  int64_t wall_offset_us;
  uint64_t sequence; /* creation: agents, queues, calls */
  int in_command;
  int in_timer; /* no memory may be taken */
  acd__rng rng;
  acd__timers timers;
  acd__lane *now_lane;

  acd__pool calls;
  acd__pool agents;
  acd__pool queues;
  acd__pool skills;
  acd__pool flows;
  acd__pool schedules;
  acd__pool handles; /* of actions */
  acd__pool actions;
  acd__pool declines;
  acd__pool lines; /* of agents who can have several calls in hand */
  acd__pool channels;
  acd__pool devices;
  acd__channel *channels_at[ACD__CHANNELS]; /* by number */
  acd__pool tellings;                       /* of calls, see model/call.h */
  acd__pool paces;
  acd__pool toggles;
  acd__pool zones;
  acd__dictionary zones_by_name;
  acd__pool frames;    /* of calls inside subflows */
  acd__pool callbacks; /* of calls that can become one */
  acd__pool callback_plans;
  acd__pool slot_plans;
  acd__slots slots;
  acd__pool campaigns;
  acd__order callbacks_to; /* those whose customers are not on the line, by number */
  acd__pool proxies;       /* of calls that wait in several queues */
  uint32_t proxies_asked;  /* of those: by command */
  acd__dictionary needs;
  acd__world world;
  acd__errors errors;

  acd__action *action_head; /* to be pulled */
  acd__action *action_tail;
  acd__action *action_last; /* pulled last: its texts are lent until the next command */
  int64_t actions_queued;
  size_t actions_owned; /* under way as a call's media or recording action, or an agent's request or notice */
  acd__provided provided;
  uint64_t work;             /* pieces of it that nodes have taken, in all: walk.c */
  acd__call *recordings_due; /* in the order in which they were marked */
  acd__call *recordings_tail;
  acd__timer recordings_timer; /* more of them than a slice */
  int64_t action_sequence;
  acd_event told; /* the event that is told, or was last: its sequence is that of all events, told or not */
  uint64_t digest;

  acd__line *stops; /* rings to stop, in slices */
  acd__line *stops_tail;
  acd__timer stops_timer;
  acd__timer sweep_timer; /* reconciliation of calls */
  uint32_t sweep_epoch;
  uint32_t sweep_slot;
  acd__missing missing;
  acd__timer rematch_timer; /* after a definition */
  acd__rematch rematch;
  size_t lanes_swept; /* lanes that there were after the unused ones had been given up */
  acd__agent *rematch_next;
  uint32_t defining;             /* 1: nobody is offered a call before all is in its new place */
  acd__timer_at occupancy_timer; /* borders of its parts */
  acd__agent *occupancy_next;    /* of those who get new keys; NULL: all have theirs */
  uint32_t occupancy_more;       /* 1: and will get others at the next border */

  acd__agent *agents_head; /* by sequence */
  acd__agent *agents_tail;
  acd__queue *queues_head;
  acd__queue *queues_tail;

  acd__kpi kpi;
  acd_engine_stats stats;
};

#endif
