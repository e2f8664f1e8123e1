/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Marks: what only the agent, the customer or the host's own systems can say of a conversation, and what counts in the
 * KPIs then: how the customer rates it (CSAT), whether the matter is resolved (FCR), and that the first reply has gone
 * out (FRT). Nothing is counted of what nobody says.
 *
 * | mark | says | counts in queue and agent as |
 * |---|---|---|
 * | rating | a number on the centre's scale, `rating_min` … `rating_max` | `ratings`, `rating_sum`, and `satisfied` from `rating_satisfied` up |
 * | resolved | 1: the matter is settled; 0: it is not | `resolved` or `unresolved` |
 * | response | the agent's first reply to the customer has gone out (chat, mail) | `responses` and `response_us`, since the call's arrival |
 *
 * **Of which conversation.** A mark belongs to one conversation of an agent with a caller, and counts for that agent
 * and for the queue that the conversation counts in (none, of a direct call).
 *  - With no `agent` named: the conversation that the call is in, in a conference that of the first agent, or else its
 *    last one: so a survey after it counts for whom the caller has just talked to. ACD_ERR_STATE: nobody has talked to
 *    the caller yet. ACD_ERR_STALE: the call has ended.
 *  - With an `agent`: that agent's own conversation with the call, while it lasts and in the wrap-up after it, whether
 *    the caller is still there or not, and after it if it is the call's last: so it is with the form that an agent fills
 *    in. `queue` is then 0, or that in which the conversation counts, else ACD_ERR_ARGUMENT.
 *  - Of an agent who has no more to do with the call, or of a queue without an agent: as named, `agent` and `queue`,
 *    each of which may be 0, but not both. So it is with a survey by SMS or mail, whose answer comes hours later. `call`
 *    may have ended, or be 0, and nothing is looked up of it. Queue and agent must still be defined.
 *
 * **Once.** A conversation is rated once and found resolved or not once: the second time is ACD_ERR_STATE, for intervals
 * that are closed are not changed any more. A conversation after a transfer is another one. The library keeps nothing of
 * conversations that are over: of those named by agent and queue alone the host sees to it. A response counts once in a
 * call, the first; later ones are ACD_OK and have no effect, so a host may report every reply.
 *
 * A consultation under way takes no marks: ACD_ERR_STATE. A callback does, as any call.
 *
 * **Scale.** Set for the centre (definition.h): 1 to 5, satisfied from 4 up, unless it says otherwise. A definition that
 * changes it changes nothing that has been counted. A rating off the scale is ACD_ERR_ARGUMENT.
 *
 * **In flows** a node `mark` says what a caller has keyed in (flow.h): behind a queue node's `next`, or in the
 * `after_flow` of a queue (queue.h). It counts for the conversation that came last.
 *
 * **Read** from acd_kpi_queue and acd_kpi_agent (kpi.h): acd_kpi_rating_hundredths() is the mean rating,
 * acd_kpi_satisfaction_ppm() CSAT as a share, acd_kpi_resolution_ppm() first contact resolution as marked, and
 * acd_kpi_first_response_us() the mean time of first response; for agents likewise. Where nobody marks,
 * acd_history_resolution_ppm() tells it by who calls again. Each mark is an event (ACD_EVENT_RATED, _RESOLVED,
 * _RESPONDED), so histories have them in the period in which they are said.
 */
#ifndef ACD_MARK_H
#define ACD_MARK_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a mark says; together: their sum. */
enum {
  ACD_MARK_RATING = 1,
  ACD_MARK_RESOLVED = 2,
  ACD_MARK_RESPONSE = 4 /**< by command only; not with an `agent` or `queue`, nor of a call that has ended */
};

typedef struct acd_mark {
  uint32_t size;
  uint32_t fields;  /**< ACD_MARK_…: which of those below count */
  int64_t rating;   /**< with ACD_MARK_RATING, else 0 */
  int64_t resolved; /**< with ACD_MARK_RESOLVED: 1 or 0, else 0 */
  acd_id agent;     /**< 0: none named */
  acd_id queue;     /**< likewise */
} acd_mark;

/** No fields, and nobody named. */
ACD_API void acd_mark_init(acd_mark *mark);
/** All that a mark says, or nothing of it (ACD_COMMAND_CALL_MARK). ACD_ERR_NOT_FOUND: no such call, agent or queue
 * ever was; ACD_ERR_STALE: it is gone, where that matters (above). */
ACD_API int acd_call_mark(acd_engine *engine, acd_time time_us, acd_id call, const acd_mark *mark);

/** The caller rates the present conversation, or the last one. */
ACD_API int acd_call_rate(acd_engine *engine, acd_time time_us, acd_id call, int64_t rating);
/** The matter is resolved (1), or not (0), likewise. */
ACD_API int acd_call_resolve(acd_engine *engine, acd_time time_us, acd_id call, int resolved);
/** A reply of the agent has gone out. ACD_ERR_STATE unless talking or held. */
ACD_API int acd_call_respond(acd_engine *engine, acd_time time_us, acd_id call);

#ifdef __cplusplus
}
#endif
#endif
