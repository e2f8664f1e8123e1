/* SPDX-License-Identifier: Apache-2.0 */
/** @file Calls. */
#ifndef ACD__MODEL_CALL_H
#define ACD__MODEL_CALL_H

#include <acd/call.h>
#include <acd/flow.h>

#include "model/agent.h"
#include "model/callback.h"
#include "model/texts.h"

struct acd__telling;
struct acd__pace;
struct acd__class;
struct acd__flow;

/* Why a call comes back to a frame. */
enum {
  ACD__FRAME_SUBFLOW = 0,
  ACD__FRAME_WAITING = 1, /* the flow that is walked while it waits in a queue is over */
  ACD__FRAME_AFTER = 2,   /* that after the conversation is */
  ACD__FRAME_HOLD = 3,    /* that while it is on hold is */
  ACD__FRAME_WHISPER = 4  /* that for the agent who has accepted it is */
};

/* Where a call comes back to: a node of a version, which is held. NULL: of none, the call entered a queue directly. */
typedef struct acd__frame {
  struct acd__flow *flow;
  int32_t node;
  uint32_t kind; /* ACD__FRAME_… */
} acd__frame;

/* A call that is inside a subflow, or in a flow of its queue's, has these; there is one for every live call where there are such
 * flows. */
typedef struct acd__frames {
  acd__slot slot;
  struct acd__call *call;
  acd__timer timer; /* in the flow beside: it begins, or goes on */
  acd__timer bound; /* in a whisper: it has to be over */
  uint32_t count;   /* 1 at least */
  uint8_t
      beside; /* ACD__FRAME_WAITING, …_HOLD or …_WHISPER, of the one among them that the call is in while it waits or talks; 0: none is */
  uint8_t begun;  /* 1: and that flow has begun */
  uint8_t spoken; /* 1: and the host was asked for something */
  uint8_t reserved;
  acd__frame items[ACD_FLOW_DEPTH_MAX + 2]; /* the innermost last */
} acd__frames;

#define ACD__PREFERRED_MAX 8

/* Agents to whom a call goes before others; of `count`. */
typedef struct acd__preferred {
  uint32_t count;
  acd_id agents[];
} acd__preferred;

/* The agent has refused the call, which waits, and is not offered it again. */
typedef struct acd__decline {
  acd__slot slot;
  struct acd__call *call;
  acd__agent *agent;
  struct acd__decline *call_prev; /* others who refused the call */
  struct acd__decline *call_next;
  struct acd__decline *agent_prev; /* other calls that the agent refused */
  struct acd__decline *agent_next;
} acd__decline;

typedef struct acd__call {
  acd__slot slot;
  int64_t host_ref;
  acd__order_node node; /* in its class, or in the list of the one agent it waits for; its sequence is the call's */
  acd__timer timer;     /* maximum wait */
  uint8_t state;        /* ACD_CALL_STATE_… */
  uint8_t segment;      /* ACD_SEGMENT_…, 0: none */
  uint8_t expired;      /* waiting: the maximum wait passed while an agent was connecting */
  uint8_t overflows;    /* in a row, see queue.h */
  uint8_t fallback;     /* a direct call: 0, or ACD__FALLBACK_…: where it goes when the agent does not
                           take it. A proxy: 1 if a command put it there */
  uint8_t is_consult;
  uint8_t step;      /* of the queue's */
  uint8_t step_from; /* the step at whose nominal beginning this one began */
  acd_time arrived_us;
  acd_time state_since_us;
  acd_time segment_since_us;
  int16_t priority;       /* its own, as the host or the flow set it */
  int16_t entry_priority; /* of the number dialled and of the caller */
  uint32_t seen;          /* reconciliation that listed it, or that was the latest when it arrived */
  acd__needs *needs;
  acd__texts texts; /* number, caller, attributes */

  /* waiting */
  acd__queue *queue;
  struct acd__class *class_;
  acd__agent *direct;  /* waits for this agent alone */
  acd__agent *awaited; /* waits in its queue for this preferred agent alone, for a time */
  acd__preferred *preferred;
  struct acd__call *also; /* in several queues: the next of its waits, in a circle; NULL: it waits in one */
  struct acd__call *queue_prev;
  struct acd__call *queue_next;
  acd_time queued_us;
  uint32_t estimates_ms[ACD_ESTIMATE_RECENT]; /* by ACD_ESTIMATE_… − 1 */
  int64_t kept_us;                            /* age it brought from the queue it was moved from, with its place */
  acd__decline *declines;                     /* by agents who are not asked again */
  acd__line *offers;                          /* agents ringing for it */
  uint32_t offers_count;
  uint32_t round;         /* of offers: agents who missed the call in this round are passed over */
  struct acd__pace *pace; /* NULL: no queue needed one when it arrived, nor since */
  int64_t waited_us;      /* credit for a wait before */
  acd_id origin;          /* queue it was answered from */

  /* connected */
  acd__line *line; /* connecting, talking, held */
  acd_time held_since_us;
  int64_t hold_us;           /* of the holds that are over */
  struct acd__call *consult; /* the consultation it has; of a consultation: the call it is for */
  acd_id parked_by;          /* the agent who parked it last */
  acd_id last_agent;         /* of its last conversation that is over; 0: there was none */
  acd_id last_queue;         /* where that counts; 0: in none */
  uint8_t parties_count;
  uint8_t supervisors_count;
  uint8_t noted;          /* is looked at anew after a definition: engine/define/rematch.c */
  uint8_t is_task;        /* 1: of a campaign */
  uint8_t marks;          /* of its last conversation, ACD_MARK_…: engine/mark.c */
  uint8_t responded;      /* 1: the agent's first reply has gone out */
  uint8_t estimated;      /* 1: it had to wait, and how long was estimated */
  acd__line *supervisors; /* by their coming */
  acd__line *parties;     /* other agents in the conversation, by their joining */

  /* flow */
  struct acd__flow *flow; /* NULL: entered a queue directly */
  acd__frames *frames;    /* NULL: inside no subflow nor a flow of its queue's */
  int32_t flow_node;
  uint8_t attempts;
  uint8_t is_proxy;             /* stands in one more queue for a call: engine/queue/also.c */
  uint8_t rank;                 /* of this wait among the call's, 0: the first */
  uint8_t channel;              /* its number; of a proxy, that of its queue */
  struct acd__telling *telling; /* NULL: no queue had announcements or kept places when it arrived, nor since */
  struct acd__action *media;    /* what the host was last asked to do with the caller */
  uint8_t recording;            /* ACD_RECORDING_…, as the flow or a command set it; 0: neither has */
  uint8_t recording_told;       /* as the host was asked for it last */
  uint8_t recording_due;        /* 1: stands in the engine's list of those that may have changed */
  uint8_t record_paused;        /* 1: by the agent, who talks to the caller */
  uint8_t proxies_provided;     /* what is laid in for it: engine/provision.h */
  uint8_t frames_provided;
  uint8_t recorder_provided;
  struct acd__call *recording_next;
  struct acd__call *recording_prev;
  struct acd__action *recorder; /* the host was asked so, and has not answered */
  acd__callback *callback;      /* that it is, was or can become; NULL: it can become none. A proxy has its call's */
} acd__call;

/* What a waiting caller has been told. Every live call has one, once there is a queue with announcements
 * or places. */
typedef struct acd__telling {
  acd__slot slot;
  acd__call *call;
  acd__timer_at timer;   /* the next that falls due */
  acd__order_node place; /* among all that wait in the queue, where places are told */
  acd_time seen_us;      /* what fell due up to here is played, or in `due` */
  uint32_t due;          /* announcements that wait to be played, as bits */
  uint32_t reserved;
} acd__telling;

/* Calls that wait for an agent alone stand in her list by channel, in each by priority (queues gain by waiting in ways of their own: that
 * does not compare) and wait clock: so the first of some channels is found without walking past those of others. This is the
 * first key; priorities are far smaller. */
#define ACD__OWN_CHANNEL (INT64_C(1) << 32)
static inline int64_t acd__own_key(const acd__call *call, int64_t priority)
{
  return call->channel * ACD__OWN_CHANNEL - priority;
}

/* 1 if it waits for one agent alone. */
static inline int acd__call_is_own(const acd__call *call)
{
  return call->direct || call->awaited;
}

/* The way of a waiting call through a queue that has steps, rings several agents or waits for preferred ones. Every live call
 * has one, once there is such a queue; others need no timer but that of the maximum wait. */
typedef struct acd__pace {
  acd__slot slot;
  acd__call *call;
  acd__timer slice;    /* ringing a large group goes on */
  acd__timer more;     /* more agents are rung, or a preferred one is waited for no longer */
  acd__timer step;     /* the present step ends */
  uint32_t more_count; /* times that more agents were allowed, since the first of the present offers */
  uint32_t reserved;
} acd__pace;

/* Who has it, NULL: nobody. */
static inline acd__agent *acd__call_agent(const acd__call *call)
{
  return call->line ? call->line->agent : NULL;
}

/* The call itself, which may stand in other queues by proxies. */
static inline acd__call *acd__call_main(const acd__call *call)
{
  while (call->is_proxy) call = call->also;
  return (acd__call *)call;
}

/* Walks the waits of a call, beginning with the call; NULL at the end. */
static inline acd__call *acd__wait_after(const acd__call *wait)
{
  return wait->also && wait->also->is_proxy ? wait->also : NULL;
}

/* The wait that is the first of a call's. */
static inline acd__call *acd__wait_first(const acd__call *call)
{
  while (call->rank) call = call->also;
  return (acd__call *)call;
}

/* How many agents the call may ring at once. */
static inline int64_t acd__call_width(const acd__call *call)
{
  if (call->is_proxy) { /* it rings for one queue at a time */
    const acd__call *self = acd__call_main(call);
    if (self->offers_count > 0 || self->state != ACD_CALL_STATE_WAITING) return 0;
  }
  if (call->callback && call->callback->stage) {
    if (acd__callback_dials(call->callback)) return 0;
    if (acd__callback_holds(call->callback)) return 1; /* the customer is dialled once */
  }
  int64_t count = call->queue ? call->queue->config->ring_count : 1;
  return count == ACD__RING_ALL ? count : count * (1 + (call->pace ? (int64_t)call->pace->more_count : 0));
}

#endif
