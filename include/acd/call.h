/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Calls: arrival, hang-up, hold, blind transfer, attributes.
 */
#ifndef ACD_CALL_H
#define ACD_CALL_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ACD_CALL_STATE_FLOW = 1,       /**< inside a flow, the host is asked for something */
  ACD_CALL_STATE_WAITING = 2,    /**< in a queue, or for one agent; perhaps ringing */
  ACD_CALL_STATE_CONNECTING = 3, /**< an agent accepted, not yet bridged; still waiting, for the KPIs */
  ACD_CALL_STATE_TALKING = 4,
  ACD_CALL_STATE_HELD = 5,
  ACD_CALL_STATE_LEAVING = 6, /**< the host is asked to transfer it outside at an agent's wish */
  ACD_CALL_STATE_PARKED = 7   /**< by an agent, until one picks it up (party.h) */
};

typedef struct acd_arrival {
  uint32_t size;
  uint32_t requirements_count;
  const char *number; /**< dialled (DNIS); decides the entry unless `queue` or `flow` is set */
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
/** Holds, resumes a conversation: action hold or resume. ACD_ERR_STATE unless talking, held. Resuming ends a consultation
 * that the call has, and no hold is possible meanwhile (party.h). */
ACD_API int acd_call_hold(acd_engine *engine, acd_time time_us, acd_id call);
ACD_API int acd_call_resume(acd_engine *engine, acd_time time_us, acd_id call);
/** Blind transfer by the agent on the call, who is released into wrap-up. The caller waits in the target queue with the call's own
 * priority and a new place, waits for the target agent (who must be available, and another) up to the centre's transfer time-out, starts the target flow, or is
 * transferred out. If the target agent misses or refuses the call or becomes unavailable, the caller goes back to the queue it
 * was answered from, with a new place, or ends as failed if there is none; when the host cannot transfer it out it ends as failed. A target queue that
 * is full or closed is ACD_ERR_LIMIT or ACD_ERR_STATE, and the conversation goes on. ACD_ERR_STATE unless talking or held, and while
 * the call has a consultation. */
ACD_API int acd_call_transfer(acd_engine *engine, acd_time time_us, acd_id call, int target_kind, acd_id target,
                              const char *number);
/** Keys pressed outside a collect action: the exit key of the queue the call waits in; any other key is ignored. */
ACD_API int acd_call_keys(acd_engine *engine, acd_time time_us, acd_id call, const char *digits);
/** Sets an attribute; "" or NULL removes it. ACD_ERR_LIMIT: too many, or too long together. */
ACD_API int acd_call_set(acd_engine *engine, acd_time time_us, acd_id call, const char *key, const char *value);

typedef struct acd_call_info {
  uint32_t size;
  uint32_t state; /**< ACD_CALL_STATE_… */
  int64_t host_ref;
  const char *number;
  const char *caller;
  int64_t priority; /**< as it counts in the queue (route.h, without acceleration), or the call's own outside of one */
  acd_time arrived_us;
  acd_time state_since_us;
  acd_time queued_us; /**< entered the present queue; 0: in none */
  acd_id flow;        /**< 0: none */
  int64_t node;       /**< index of the node in the flow, -1: none */
  acd_id queue;
  acd_id agent;          /**< accepted or talking, in a conference the first; 0: none */
  int64_t offers_count;  /**< agents ringing for it now */
  int64_t step;          /**< of its queue's steps, from 0; -1: in no queue, or in one without */
  acd_id consultation;   /**< that the call has; 0: none. party.h */
  acd_id parent;         /**< of a consultation: the call it is for; else 0 */
  int64_t parties_count; /**< agents in the conversation besides `agent` */
} acd_call_info;

ACD_API int acd_call_get(const acd_engine *engine, acd_id call, acd_call_info *info_out);
/** Value of an attribute, NULL if it is not set or the call is gone. */
ACD_API const char *acd_call_attribute(const acd_engine *engine, acd_id call, const char *key);
/** Place in its queue, 1 first, counted over the whole queue in the order (priority, age); 0: in no queue, or gone.
 * Costs a walk through the queue. */
ACD_API int64_t acd_call_position(const acd_engine *engine, acd_id call);
/** Live calls in no particular order: the first with `after` 0; 0 at the end. `after` may be gone meanwhile. */
ACD_API acd_id acd_call_next(const acd_engine *engine, acd_id after);

#ifdef __cplusplus
}
#endif
#endif
