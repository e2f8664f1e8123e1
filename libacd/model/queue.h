/* SPDX-License-Identifier: Apache-2.0 */
/** @file Queues: what the definition says, and what lives. */
#ifndef ACD__MODEL_QUEUE_H
#define ACD__MODEL_QUEUE_H

#include <acd/definition.h>
#include <acd/event.h>

#include "base/order.h"
#include "base/pool.h"
#include "base/string.h"
#include "base/timers.h"
#include "model/figures.h"
#include "model/provision.h"
#include "model/rules.h"

typedef struct acd__queue acd__queue;
struct acd__call;
struct acd__queue_route;
struct acd__campaign;

#define ACD__RING_ALL INT64_MAX
#define ACD__RESTS    (ACD_OFFER_FAILED + 1)

typedef struct acd__announcement {
  acd__string *prompt; /* NULL: none */
  int64_t says;
  int64_t after_us;
  int64_t every_us;
  int64_t while_ringing;
} acd__announcement;

#define ACD__GROUPS_MAX 32
#define ACD__GROUP_NONE UINT32_MAX
#define ACD__GROUP_CALL 1000000 /* in which calls are counted */

/* Some of the members. */
typedef struct acd__group {
  acd__string *name;
  int64_t percentage;
  int64_t calls; /* answered, that are remembered; moved to the next configuration if nothing but that changes */
} acd__group;

/* A moving mean. */
typedef struct acd__mean {
  int64_t value_us;
  int64_t count; /* of values, up to 15 */
} acd__mean;

#define ACD__RECENT_WAITS 8

/* What estimators of waits have learned: engine/queue/estimate.c. */
typedef struct acd__estimates {
  acd__mean work;
  acd__mean handle;
  acd__mean interval;
  acd_time
      answered_us; /* while the queue is busy: the last answer, or when it became so; likewise the last departure */
  acd_time left_us;
  uint32_t waits_count; /* of callers, all */
  uint32_t reserved;
  uint32_t waits_ms[ACD__RECENT_WAITS]; /* the latest at (count − 1) % 8 */
} acd__estimates;

/* Replaced whole by a definition. */
typedef struct acd__queue_config {
  acd__rules *rules;
  int64_t ring_count;        /* at once, ACD__RING_ALL: all */
  int64_t round_robin_moves; /* ACD_MOVES_… */
  acd__lane *more_lane;      /* NULL: no more than that */
  acd__lane *preferred_lane; /* NULL: preferred agents are not waited for */
  acd__lane *ring_lane;
  acd__lane *wrapup_lane;
  acd__lane *rest_lanes[ACD__RESTS]; /* after offers that ended so, by ACD_OFFER_…; NULL: no rest */
  acd__lane *wait_lane;              /* NULL: no maximum */
  int64_t wrapup_extension_max_us;
  int64_t declined;   /* ACD_DECLINED_… */
  int64_t misses_max; /* 0: never set not ready */
  int64_t service_level_us;
  int64_t length_max; /* -1: no maximum */
  int64_t priority;
  acd__queue *overflow;
  acd__string *overflow_flow; /* a name; NULL: none */
  acd__string *wait_flow;     /* likewise, as the next */
  acd__string *after_flow;
  acd__string *hold_flow;
  acd__string *whisper_flow;
  acd__lane *whisper_lane; /* how long that may take */
  acd__announcement *announcements;
  uint32_t announcements_count;
  acd__group *groups;
  int64_t groups_calls; /* of all */
  int64_t group_memory; /* at most so many, about */
  uint32_t groups_count;
  uint32_t says_places; /* 1: an announcement says a position, or what depends on it, or a flow asks for one */
  uint32_t walks; /* 1: its calls walk a flow, or have come while it had one for them; perhaps longer than needed */
  acd__string *music;
  char exit_key; /* NUL: none */
  int64_t leave_when;
  acd__lane *leave_lane;
  uint32_t joins_if; /* 1: one of the conditions below is set */
  int64_t join_staffed_min;
  int64_t join_available_min;
  int64_t join_ready_min;
  int64_t join_wait_max_us; /* 0: none, as below */
  int64_t join_estimate_max_us;
  int64_t join_service_level_min;
  int64_t expected_handle_us;
  int64_t estimate;                 /* ACD_ESTIMATE_… */
  struct acd__campaign *call_again; /* NULL: who gives up is not called */
} acd__queue_config;

struct acd__queue {
  acd__slot slot;
  uint64_t sequence; /* order of definition */
  acd__string *name;
  acd__queue_config *config;
  struct acd__queue_route *route;
  struct acd__call *head; /* every call that waits, in order of entry */
  struct acd__call *tail;
  int64_t waiting_count;
  int64_t tasks_count;     /* of those, tasks of campaigns */
  int64_t holders;         /* conversations and wrap-ups that are counted here */
  int64_t cursor_position; /* round robin: the member last offered */
  uint64_t cursor_sequence;
  acd_id cursor_agent;
  uint32_t cursor_set;
  uint32_t closed;    /* no longer defined */
  uint32_t named;     /* by the definition being applied */
  uint32_t had_steps; /* before the definition being applied */
  uint32_t gate;      /* ACD_GATE_… */
  uint32_t deserted;  /* 1: nobody has been there for as long as is allowed */
  acd__timer deserted_timer;
  acd__timer clear_timer; /* calls leave, in slices */
  struct acd__call *clear_next;
  uint32_t retell;   /* by the definition being applied */
  uint32_t asked;    /* likewise: a flow asks for the place of a call in it */
  uint32_t watched;  /* likewise: a campaign asks how it is served */
  acd__order places; /* indexed: all calls that wait, where places are told */
  uint64_t recent;   /* the last hits (1) and misses of the service level, the latest in bit 0 */
  acd__estimates estimates;
  uint32_t busy;            /* 1: a call waits, and one had to */
  acd__provision provision; /* of a call that comes to it */
  acd__provision planned;   /* by the definition being applied, as the next */
  uint32_t planned_at;      /* its number then */
  acd__queue *defined_prev; /* all queues, by sequence */
  acd__queue *defined_next;
  acd__kpi_queue_row kpi;
};

/* How far a group is behind its percentage; no two are equal. Less is further. */
static inline int64_t acd__group_key(const acd__queue_config *config, uint32_t group)
{
  const acd__group *of = &config->groups[group];
  int64_t behind = of->percentage * (config->groups_calls + ACD__GROUP_CALL) - 100 * of->calls;
  return -behind * ACD__GROUPS_MAX + group;
}

#endif
