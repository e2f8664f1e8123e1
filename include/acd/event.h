/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Events: a numbered stream of facts for KPIs, wallboards and records. They never influence the engine, and everything
 * that libacd's own KPIs know is computed from them.
 *
 * The sink is called inside a command, while the engine changes: it must not call the engine ("Hooks" in engine.h).
 * Ignore kinds you do not know.
 */
#ifndef ACD_EVENT_H
#define ACD_EVENT_H

#include <acd/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Event kinds; the comment says what `value_us`, `value` and `detail` hold. All concern `call`, `queue`, `agent` where
 * these are not 0; `channel` is that of the call (agent.h). */
enum {
  ACD_EVENT_CALL_ARRIVED = 1, /**< a call entered the engine */
  ACD_EVENT_CALL_ENDED = 2,   /**< value_us: since arrival; detail: ACD_END_…; flow, node (value) where it stood, flow
                                          0: in none */
  ACD_EVENT_QUEUE_ENTERED =
      3, /**< detail: ACD_ENTER_…; value: calls waiting with it; reason: of one that is not let in, and
                                          leaves at once, the ACD_EXIT_… that says why; else 0 */
  ACD_EVENT_QUEUE_LEFT = 4,  /**< value_us: wait in this queue; detail: ACD_LEAVE_…; agent if answered; value: of a
                                          rejected call the ACD_EXIT_… that says why */
  ACD_EVENT_OFFERED = 5,     /**< an agent is rung for a call; value: the device, 0: none is defined */
  ACD_EVENT_OFFER_ENDED = 6, /**< value_us: rung; detail: ACD_OFFER_… */
  ACD_EVENT_ACCEPTED = 7,    /**< the agent's device answered */
  ACD_EVENT_ANSWERED = 8,    /**< bridged: caller and agent talk. value_us: wait since queue entry, value: since arrival
                                    (µs). queue 0: a direct call. detail: 1: a callback; value_us: since it was reached */
  ACD_EVENT_HELD = 9,        /**< value: the call that interrupts (agent.h), 0: the agent wants it */
  ACD_EVENT_RESUMED = 10,    /**< value_us: this hold */
  ACD_EVENT_CONVERSATION_ENDED = 11, /**< agent's segment over: value_us: talk without hold; value: hold (µs); detail:
                                          ACD_CONVERSATION_…; reason: 1: wrap-up follows, and WRAPUP_ENDED when it is over */
  ACD_EVENT_WRAPUP_ENDED =
      12, /**< value_us: wrap-up; call: that it followed, which may have ended long since; queue, channel: where that counted */
  ACD_EVENT_AGENT_STATE = 13, /**< detail: new ACD_AGENT_STATE_…; value: the state left; value_us: time spent in it;
                                    reason: not-ready reason; call: what the new state is about, as
                                    acd_agent_info.call, of wrap-up the call it follows; 0: nothing is in hand */
  ACD_EVENT_SEGMENT = 14,     /**< a segment of a call ended: value_us: length; detail: ACD_SEGMENT_… */
  ACD_EVENT_FLOW_EXIT = 15,   /**< a node was left: flow, node (value), exit (detail): flow.h */
  ACD_EVENT_ACTION_TIMEOUT = 16, /**< the host never answered: detail: ACD_ACTION_… */
  ACD_EVENT_DEFINED = 17,        /**< a definition, or a change of it, took effect */
  ACD_EVENT_PRESENCE = 18, /**< an agent's presence or its reason changed, or was set by somebody else: detail: new
                                    ACD_PRESENCE_…; reason: not-ready reason; value: by whom (acd_agent_set_presence()),
                                    0: the agent, or the engine itself. A state that follows at once comes after it */
  ACD_EVENT_CONSULTATION_BEGUN = 19, /**< call: the consultation; agent: who asks; value: the call it is for */
  ACD_EVENT_CONSULTATION_ENDED = 20, /**< likewise; value_us: since begun; detail: ACD_END_… */
  ACD_EVENT_JOINED = 21, /**< an agent came into the conversation of a call; value: from this consultation */
  ACD_EVENT_PARKED = 22, /**< by the agent who talked to the caller */
  ACD_EVENT_PICKED_UP =
      23, /**< an agent takes a waiting or parked call; value_us: so long it was; detail: ACD_CALL_STATE_… */
  ACD_EVENT_SUPERVISION =
      24, /**< an agent supervises the call; detail: ACD_ROLE_… from now on, 0: no longer; value_us: since it began */
  ACD_EVENT_CALL_CHANGED = 25, /**< by command, before it has its effect: value: the call's own priority; detail:
                                          ACD_CHANGE_…; queue: where it waits */
  ACD_EVENT_QUEUE_GATE = 26,   /**< detail: ACD_GATE_…, now another one */
  ACD_EVENT_RINGS_ON =
      27, /**< an offer goes on with the agent's next device: value; detail: ACD_OFFER_… how it ended at the
                                    one before; value_us: since the offer began */
  ACD_EVENT_MISSING = 28, /**< the host did not list the agent, or (value) only this device of the agent's, as one that
                                    is there (agent.h): what is lost by it comes after */
  ACD_EVENT_TOGGLED = 29, /**< value: the toggle; detail: 1: it is on now, 0: off (flow.h) */
  ACD_EVENT_RECORD = 30,  /**< a command says how a call is recorded, other than before: agent, if one is on it; detail:
                               ACD_RECORDING_… */
  ACD_EVENT_CALLBACK_TAKEN = 31,   /**< the call is a callback from now on (callback.h); value: its plan; detail: its
                                          campaign, 0: none */
  ACD_EVENT_CALLBACK_ATTEMPT = 32, /**< an attempt to reach the customer is over; value_us: so long dialled; value: the
                                          number of this attempt, from 1; detail: ACD_OUTCOME_…, 0: it was given up; agent: who had accepted, or is held */
  ACD_EVENT_CALLBACK_ENDED = 33,   /**< value_us: since it was taken; value: attempts; detail: ACD_CALLBACK_… */
  ACD_EVENT_SLOT =
      34, /**< something happened to a booking: detail: ACD_SLOT_… (slot.h); value: its slot plan; value_us: the
                            wall time at which its slot begins now, `local_date` and `local_clock_us` the same by the
                            plan's clock; queue: that it is for, or waits in; reason: of ACD_SLOT_BOOKED 1: it was held
                            before; of ACD_SLOT_BROKEN 1: dialled too late, 0: never */
  ACD_EVENT_CALL_AGAIN =
      35, /**< the caller gives up waiting in a queue with `call_again` (campaign.h); it leaves after this. detail:
                                          ACD_CALL_AGAIN_…; value: the task that was made, 0: none */
  ACD_EVENT_RATED =
      36, /**< the customer rates a conversation (mark.h); value: the rating; detail: 1: satisfied, 0: not.
                             agent, queue: whose it was. call may have ended, or be 0; of one that has ended there is no
                             reference, channel and caller; likewise the next */
  ACD_EVENT_RESOLVED = 37,  /**< detail: 1: the matter is resolved, 0: it is not */
  ACD_EVENT_RESPONDED = 38, /**< the agent's first reply in the call has gone out; value_us: since its arrival */
  ACD_EVENT_ESTIMATED = 39, /**< a call that had to wait was answered: what an estimator had said when it came (queue.h,
                                 "Estimated wait"). value_us: that; value: the wait (µs); detail: ACD_ESTIMATE_…. Told of
                                 each estimator, ACD_ESTIMATE_WORK first */
  ACD_EVENT_STEP =
      40 /**< of a queue's steps (route.h): detail: ACD_STEP_…; value: which, from 0; value_us: since the queue
                           was entered; agent: who joined the call */
};

/** What became of a step of a call. */
enum {
  ACD_STEP_JOINED = 1, /**< an agent who was rung in it talks to the caller; this follows QUEUE_LEFT */
  ACD_STEP_EXPIRED = 2 /**< its time is over before anybody does */
};

/** How a call came into a queue. */
enum {
  ACD_ENTER_OFFERED = 1,     /**< from outside or from a flow */
  ACD_ENTER_TRANSFERRED = 2, /**< by an agent's transfer */
  ACD_ENTER_OVERFLOWED = 3,  /**< from another queue */
  ACD_ENTER_CONSULTED = 4,   /**< a consultation */
  ACD_ENTER_MOVED = 5,       /**< from another queue, by command */
  ACD_ENTER_ALSO = 6,        /**< it waits in another queue, and here too (queue.h, "Several queues at once") */
  ACD_ENTER_CALLBACK = 7     /**< as a callback, taken here or not (callback.h) */
};

/** How a call left a queue. A call put back after a failed bridge has not left. */
enum {
  ACD_LEAVE_ANSWERED = 1,
  ACD_LEAVE_ABANDONED = 2,
  ACD_LEAVE_ABANDONED_SHORT = 3, /**< within the centre's short-abandon time */
  ACD_LEAVE_OVERFLOWED = 4,      /**< to the overflow queue */
  ACD_LEAVE_TIMEOUT = 5,         /**< waited as long as allowed; the flow goes on or the call ends */
  ACD_LEAVE_KEY = 6,             /**< the caller pressed the exit key */
  ACD_LEAVE_REJECTED = 7,        /**< never got in: full, shut or nobody there. wait 0 */
  ACD_LEAVE_DISCONNECTED = 8,    /**< lost by the host, or failed */
  ACD_LEAVE_CANCELLED = 9,       /**< a consultation that was given up, or whose call was, before it was answered */
  ACD_LEAVE_MOVED = 10,          /**< to another queue, by command */
  ACD_LEAVE_NO_AGENTS = 11,      /**< nobody was there any more; the flow goes on or the call ends */
  ACD_LEAVE_CLEARED = 12,        /**< the queue was cleared; the flow goes on or the call ends */
  ACD_LEAVE_DIVERTED = 13,       /**< into the overflow flow */
  ACD_LEAVE_ALSO = 14,           /**< it waited in other queues too, and waits on there, or has left from there */
  ACD_LEAVE_CALLBACK = 15,       /**< the caller takes a callback, which enters here in this moment */
  ACD_LEAVE_CALLED_BACK = 16, /**< a callback, answered by an agent. The wait of a callback is since it was reached */
  ACD_LEAVE_CALLBACK_OUT = 17 /**< a callback, to be tried again, or ended */
};

enum {
  ACD_OFFER_ACCEPTED = 1,
  ACD_OFFER_REJECTED = 2,
  ACD_OFFER_BUSY = 3,
  ACD_OFFER_NO_ANSWER = 4, /**< ring no answer: by the deadline or by the host's word */
  ACD_OFFER_FAILED = 5,
  ACD_OFFER_CANCELLED =
      6 /**< ended by something else than this agent's device: another agent was faster, the caller left (the call may
           have ended: id 0), waited too long or was moved, changed or picked up, the queue was cleared, the
           agent's presence or the definition changed */
};

enum {
  ACD_CONVERSATION_CALLER = 1,      /**< the caller hung up */
  ACD_CONVERSATION_AGENT = 2,       /**< the agent hung up */
  ACD_CONVERSATION_TRANSFERRED = 3, /**< the agent transferred the call */
  ACD_CONVERSATION_LOST = 4,
  ACD_CONVERSATION_LEFT = 5,  /**< the agent hung up; the conversation goes on with others (party.h) */
  ACD_CONVERSATION_PARKED = 6 /**< the agent parked the call */
};

enum {
  /* Those of a call, but PARTY, adjoin: from its arrival to its end without a gap. */
  ACD_SEGMENT_FLOW = 1,
  ACD_SEGMENT_QUEUE = 2,
  ACD_SEGMENT_DIRECT = 3,       /**< waiting for one agent */
  ACD_SEGMENT_AGENT = 4,        /**< from bridged to the end of the conversation */
  ACD_SEGMENT_CONSULTATION = 5, /**< of a consultation: likewise */
  ACD_SEGMENT_PARTY = 6,        /**< of one more agent in a conference, until they leave or are the first */
  ACD_SEGMENT_PARKED = 7,
  ACD_SEGMENT_CALLBACK = 8, /**< in the state CALLBACK */
  ACD_SEGMENT_LEAVING = 9   /**< in the state LEAVING */
};

typedef struct acd_event {
  uint32_t size;    /**< size of this record as the library knows it */
  uint32_t kind;    /**< ACD_EVENT_… */
  int64_t sequence; /**< 1, 2, 3, … */
  acd_time time_us;
  acd_id call;
  acd_id queue;
  acd_id agent;
  acd_id flow;
  int64_t value_us;
  int64_t value;
  int64_t reason;
  int64_t detail;
  int64_t call_ref;  /**< host reference of the call, 0 where there is none, or it has ended before */
  int64_t agent_ref; /**< host reference of the agent, 0 where there is none */
  acd_id channel;    /**< of the call, 0: none */
  int64_t wall_us;   /**< wall time: microseconds since 1970-01-01T00:00Z (acd_engine_wall_set()) */
  /* Names, so that whoever keeps events needs nothing else to know what they are about. Borrowed until the sink returns; "" where
   * there is nothing to name. */
  const char *queue_name;
  const char *agent_name;
  const char *flow_name;
  const char *caller; /**< of the call, as acd_call_info.caller */
  /** CALL_ARRIVED: the number dialled. CALL_ENDED, FLOW_EXIT: the node's name. CALLBACK_…, SLOT: the name of the callback's plan, "" of a slot that a caller holds in a flow. TOGGLED: the toggle's. */
  const char *text;
  /** CALLBACK_…: the campaign's whose task it is. CALL_AGAIN: that by which callers are called again. */
  const char *campaign_name;
  /** SLOT: the plan's. CALLBACK_ATTEMPT, CALLBACK_ENDED: that by which the callback was booked. */
  const char *slot_plan_name;
  int64_t local_date;     /**< SLOT: year × 10000 + month × 100 + day; else 0 */
  int64_t local_clock_us; /**< SLOT: microseconds since midnight; else 0 */
} acd_event;

typedef void (*acd_event_fn)(void *user, const acd_event *event);

/** Name of an event kind ("queue_entered"), "?" for unknown ones. */
ACD_API const char *acd_event_kind_str(uint32_t kind);
/** What `detail` of such an event is called: "timeout" for ACD_LEAVE_TIMEOUT of QUEUE_LEFT, "abandoned" for
 * ACD_END_ABANDONED of CALL_ENDED, and so on; exits as acd_exit_str(). "?" for unknown ones, and where the detail is
 * no enumeration. */
ACD_API const char *acd_event_detail_str(uint32_t kind, int64_t detail);

#ifdef __cplusplus
}
#endif
#endif
