/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Calls: arrival, hang-up, hold, blind transfer, attributes, live change.
 *
 * **Changing a call** (ACD_COMMAND_CALL_CHANGE; acd_call_prioritize(), acd_call_require(), acd_call_move()):
 *
 * | the call | priority | requirements | queue |
 * |---|---|---|---|
 * | in a flow, talking, held | counts from the next queue on, that of a transfer too | likewise | refused |
 * | waits in a queue, nobody rings | has its new place at once | an agent who suffices now rings at once | moves at once |
 * | waits in a queue, rings | the ring goes on; the place counts if it fails | agents who no longer suffice are stopped, the others ring on | all agents are stopped, then it moves |
 * | connecting | counts if the bridge fails | likewise | refused |
 * | waits for one agent alone, or rings that one | its place in the agent's list | count from the next queue on | refused |
 * | leaving | refused | refused | refused |
 *
 * Refused is ACD_ERR_STATE, and then nothing of the command is done. A stopped agent's offer ends as cancelled, which
 * is no miss. A flow's `priority` and `skills` nodes set the same two things: the latest of all counts.
 *
 * A call moves to any queue that would let it in as it is now: one that is full or wants more members than it has is
 * ACD_ERR_LIMIT, one no longer defined ACD_ERR_STATE; the overflow queue of the target is not asked. The wait of the
 * KPIs and the maximum wait (the new queue's own) begin anew, whatever the place. A call from a flow stays at its queue
 * node, whose exits it takes later. Moved to the queue it waits in already, a call only changes its place: behind all
 * others of its priority with ACD_PLACE_NEW, not at all with ACD_PLACE_KEPT; its clocks and its ring go on, and it is
 * no move for the KPIs. Where a queue orders by the wait since arrival (`wait_from`), that decides, whatever the place.
 */
#ifndef ACD_CALL_H
#define ACD_CALL_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ACD_CALL_STATE_FLOW = 1,       /**< inside a flow: the host is asked for something, or a wait node lasts; not in a
                                     queue's flow for waiting (queue.h), where it is WAITING */
  ACD_CALL_STATE_WAITING = 2,    /**< in a queue, or for one agent; perhaps ringing */
  ACD_CALL_STATE_CONNECTING = 3, /**< an agent accepted, not yet bridged; still waiting, for the KPIs */
  ACD_CALL_STATE_TALKING = 4,
  ACD_CALL_STATE_HELD = 5,
  ACD_CALL_STATE_LEAVING = 6, /**< the host is asked to transfer it outside at an agent's wish */
  ACD_CALL_STATE_PARKED = 7,  /**< by an agent, until one picks it up (party.h) */
  ACD_CALL_STATE_CALLBACK = 8 /**< a callback that is not due, or waits for another attempt, in no queue (callback.h) */
};

typedef struct acd_arrival {
  uint32_t size;
  uint32_t requirements_count;
  /** dialled (DNIS); decides the entry unless `queue` or `flow` is set: definition.h, "Numbers and callers" */
  const char *number;
  const char *caller; /**< calling (ANI); NULL or "": withheld */
  acd_id queue;       /**< straight into this queue; 0: not */
  acd_id flow;        /**< straight into this flow; 0: not */
  int64_t priority;   /**< −1,000 … 1,000 */
  int64_t host_ref;
  const acd_requirement *requirements; /**< what the call needs besides its queue's own; may be NULL */
  const char *attributes;              /**< "key=value" lines separated by newlines; NULL: none */
  int64_t waited_us;       /**< 0 … 30 days: credit for a wait before, as of a caller who was cut off (route.h) */
  const acd_id *preferred; /**< agents to whom the call goes before others, up to 8 (route.h); may be NULL */
  int64_t preferred_count;
} acd_arrival;

/** Sets every field to zero and the size. */
ACD_API void acd_arrival_init(acd_arrival *arrival);

/** A call arrives. ACD_ERR_NOT_FOUND: no entry for the number, or an unknown queue, flow or skill. */
ACD_API int acd_call_arrive(acd_engine *engine, acd_time time_us, const acd_arrival *arrival, acd_id *call_out);
/** The caller is gone. Always possible for a live call; ACD_ERR_STALE for one that has ended. */
ACD_API int acd_call_hangup(acd_engine *engine, acd_time time_us, acd_id call);
/** Holds, resumes a conversation: action hold or resume. ACD_ERR_STATE unless talking, held, and to resume one that is
 * interrupted (agent.h, "Interruption"). Resuming ends a
 * consultation that the call has, and no hold is possible meanwhile (party.h). */
ACD_API int acd_call_hold(acd_engine *engine, acd_time time_us, acd_id call);
ACD_API int acd_call_resume(acd_engine *engine, acd_time time_us, acd_id call);
/** Blind transfer by the agent on the call, who is released into wrap-up. The caller waits in the target queue with the
 * call's own priority and a new place, waits for the target agent (who must be available, and another) up to the
 * centre's transfer time-out, starts the target flow, or is transferred out. If the target agent misses or refuses the
 * call or becomes unavailable, the caller goes back to the queue it was answered from, with a new place, or ends as
 * failed if there is none; when the host cannot transfer it out it ends as failed. A target queue that is full or
 * closed, with no overflow that takes the call, is ACD_ERR_LIMIT or ACD_ERR_STATE, and the conversation goes on.
 * ACD_ERR_STATE unless talking or held, and while the call has a consultation. */
ACD_API int acd_call_transfer(acd_engine *engine, acd_time time_us, acd_id call, int target_kind, acd_id target,
                              const char *number);
/** Keys pressed outside a collect action: the exit key of the queue the call waits in; any other key is ignored. */
ACD_API int acd_call_keys(acd_engine *engine, acd_time time_us, acd_id call, const char *digits);
/** Sets an attribute; "" or NULL removes it. ACD_ERR_LIMIT: too many, or too long together. */
ACD_API int acd_call_set(acd_engine *engine, acd_time time_us, acd_id call, const char *key, const char *value);
/** How a call is recorded from now on: flow.h, "Recording". ACD_RECORDING_ON and _OFF set its mode; _PAUSED and
 * _RESUMED are for the agent on the call, each without an effect where it is so already: ACD_ERR_STATE unless the
 * call is talking or held. None is for a consultation: ACD_ERR_STATE. */
ACD_API int acd_call_record(acd_engine *engine, acd_time time_us, acd_id call, int mode);

/** Sets a call's own priority, −1,000 … 1,000; when it counts: table above. */
ACD_API int acd_call_prioritize(acd_engine *engine, acd_time time_us, acd_id call, int64_t priority);
/** Sets what a call needs besides its queue's own requirements; `count` 0: nothing. `requirements` may then be NULL. */
ACD_API int acd_call_require(acd_engine *engine, acd_time time_us, acd_id call, const acd_requirement *requirements,
                             size_t count);
/** Moves a call that waits in a queue to another; `place` is ACD_PLACE_…. */
ACD_API int acd_call_move(acd_engine *engine, acd_time time_us, acd_id call, acd_id queue, int place);

/** A call that waits in a queue waits in another one, too: queue.h, "Several queues at once". ACD_ERR_STATE unless it
 * waits in a queue, not accepted, and not yet in this one; ACD_ERR_STATE or ACD_ERR_LIMIT where the queue does not take
 * it, as for acd_call_move(); ACD_ERR_LIMIT if it waits in five. */
ACD_API int acd_call_also(acd_engine *engine, acd_time time_us, acd_id call, acd_id queue);
/** It waits in this one of its queues no longer; agents who ring from there are stopped. ACD_ERR_STATE unless it waits
 * in this one and another, not accepted. */
ACD_API int acd_call_also_end(acd_engine *engine, acd_time time_us, acd_id call, acd_id queue);

typedef struct acd_call_info {
  uint32_t size;
  uint32_t state; /**< ACD_CALL_STATE_… */
  int64_t host_ref;
  const char *number;
  const char *caller;
  int64_t priority; /**< as it counts in the queue (route.h, without acceleration), or the call's own outside of one */
  acd_time arrived_at_us;
  acd_time state_since_us;
  acd_time queued_at_us; /**< when it entered the present queue, of several the first; ACD_TIME_NEVER: in none */
  acd_id flow;           /**< 0: none */
  int64_t node;          /**< index of the node in the flow, -1: none */
  acd_id queue;
  acd_id agent;          /**< accepted or talking, in a conference the first; 0: none */
  int64_t offers_count;  /**< agents ringing for it now */
  int64_t step;          /**< of its queue's steps, from 0; -1: in no queue, or in one without */
  acd_id consultation;   /**< that the call has; 0: none. party.h */
  acd_id parent;         /**< of a consultation: the call it is for; else 0 */
  int64_t parties_count; /**< agents in the conversation besides `agent` */
  acd_id channel;        /**< agent.h; 0: none */
  int64_t interrupted;   /**< 1: on hold because another call interrupts it (agent.h) */
  int64_t recording;     /**< ACD_RECORDING_… as the host was asked for last, 0: never (flow.h, "Recording") */
  int64_t record_paused; /**< 1: the agent has paused it (acd_call_record()) */
  int64_t callback;      /**< ACD_CALLBACK_STAGE_…; 0: no callback, or not any more (callback.h) */
} acd_call_info;

ACD_API int acd_call_get(const acd_engine *engine, acd_id call, acd_call_info *info_out);
/** Value of an attribute, NULL if it is not set or the call is gone. */
ACD_API const char *acd_call_attribute(const acd_engine *engine, acd_id call, const char *key);
/** Names of a call's attributes, in the order in which their values were set last: the first with `after` NULL, then
 * the one behind `after`; NULL at the end, if `after` is not set, or the call is gone. With acd_call_attribute():
 * what an agent's screen is to show. Borrowed until the next command. */
ACD_API const char *acd_call_attribute_next(const acd_engine *engine, acd_id call, const char *after);
/** Place in its queue, 1 first, counted over the whole queue in its order ("Order in the queue" in route.h: effective
 * priority, then the wait clock); 0: in no queue, or gone. Costs a walk through the queue, unless an announcement of
 * the queue says the position, or a flow asks for it: there it is kept. */
ACD_API int64_t acd_call_position(const acd_engine *engine, acd_id call);
/** How long it is likely to wait yet (queue.h, "Estimated wait"): 0 if an agent rings or connects, or it waits in no
 * queue; ACD_TIME_NEVER if no member is available. Costs a walk through the queue. */
ACD_API int64_t acd_call_estimated_wait_us(const acd_engine *engine, acd_id call);
/** A call's wait in one of its queues. */
typedef struct acd_call_wait {
  uint32_t size;
  uint32_t rings; /**< 1: it rings or connects for this queue */
  acd_id queue;
  acd_time queued_at_us;
  acd_time leaves_at_us;     /**< its maximum wait ends; ACD_TIME_NEVER: it has none */
  int64_t priority;          /**< as it counts there (route.h, without acceleration) */
  int64_t step;              /**< of the queue's, -1: none */
  int64_t position;          /**< as acd_call_position() */
  int64_t estimated_wait_us; /**< as acd_call_estimated_wait_us() */
} acd_call_wait;

/** The queues that a call waits in: the first with `after` 0, then in their order; 0 at the end. */
ACD_API acd_id acd_call_queue_next(const acd_engine *engine, acd_id call, acd_id after);
/** ACD_ERR_STATE if the call does not wait in the queue. */
ACD_API int acd_call_wait_get(const acd_engine *engine, acd_id call, acd_id queue, acd_call_wait *wait_out);
/** Live calls in no particular order: the first with `after` 0; 0 at the end. `after` may be gone meanwhile. */
ACD_API acd_id acd_call_next(const acd_engine *engine, acd_id after);

#ifdef __cplusplus
}
#endif
#endif
