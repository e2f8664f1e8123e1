/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * KPIs: exact integers since the engine began, per queue, per agent, and in total. They are computed from the events
 * alone, so that anybody can check them.
 *
 * At every moment, for each queue and for the total (law of conservation):
 *
 *     offered + transferred_in + overflowed_in + consulted_in + moved_in + also_in + callbacks_in = answered + abandoned
 *         + abandoned_short + overflowed + timed_out + left_by_key + rejected + disconnected + cancelled + moved
 *         + no_agents + cleared + diverted + also_out + callbacks_taken + callbacks_answered + callbacks_out + waiting
 *
 * The total counts a call once that overflows, is moved or waits in several queues: `overflowed_in`, `overflowed`,
 * `moved_in`, `moved`, `also_in` and `also_out` are 0 there, and `waiting` is the calls, while its waits and its
 * service level are those of the queue it was answered from or left; the wait since arrival covers all. A transfer of a
 * bridged call is no departure from the queue: that call was answered.
 */
#ifndef ACD_KPI_H
#define ACD_KPI_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Queue figures; in total: the sum over all queues that ever were. */
typedef struct acd_kpi_queue {
  uint32_t size;
  uint32_t reserved;
  int64_t offered; /**< entered from outside or from a flow, those rejected included */
  int64_t transferred_in;
  int64_t overflowed_in;
  int64_t answered;        /**< bridged */
  int64_t answered_within; /**< with a wait ≤ the queue's service-level threshold */
  int64_t abandoned;       /**< without the short ones */
  int64_t abandoned_short;
  int64_t abandoned_within; /**< ≤ the service-level threshold, short ones included */
  int64_t overflowed;
  int64_t timed_out;
  int64_t left_by_key;
  int64_t rejected;
  int64_t disconnected;
  int64_t waiting;         /**< now */
  int64_t wait_us;         /**< of answered calls, from queue entry to bridged */
  int64_t wait_us_max;     /**< longest wait of any call that left, answered or not */
  int64_t wait_arrival_us; /**< of answered calls, from arrival to bridged */
  int64_t abandon_us;      /**< of abandoned calls, short ones included */
  int64_t queued_us;       /**< wait of all calls that left, answered or not */
  int64_t handled;         /**< conversations ended, those of consultations included */
  int64_t talk_us;         /**< of those, without hold */
  int64_t hold_us;
  int64_t wrapup_us;       /**< of wrap-ups ended; the one that lasts is not in it */
  int64_t transfers;       /**< conversations ended by a transfer */
  int64_t offers;          /**< agents rung */
  int64_t no_answers;      /**< ring no answer */
  int64_t refusals;        /**< missed otherwise: refused, busy, failed (agent.h) */
  int64_t consulted_in;    /**< consultations that entered (party.h), those rejected included */
  int64_t cancelled;       /**< consultations given up before they were answered */
  int64_t moved_in;        /**< from another queue, by command */
  int64_t moved;           /**< to another queue, by command */
  int64_t no_agents;       /**< left because nobody was there */
  int64_t cleared;         /**< left because the queue was cleared */
  int64_t diverted;        /**< into the overflow flow, those not let in included */
  int64_t also_in;         /**< came to wait here besides another queue (queue.h, "Several queues at once") */
  int64_t also_out;        /**< left for another of its queues: waits on there, or has left from there */
  int64_t callbacks_taken; /**< callers who waited and took a callback (callback.h) */
  int64_t callbacks_in;    /**< callbacks that entered, each time */
  int64_t
      callbacks_answered; /**< callbacks bridged; none of the figures of answered calls knows them, but `handled` and what
                       follows it */
  int64_t callbacks_out; /**< callbacks that left otherwise: to be tried again, or ended */
  int64_t ratings;       /**< of conversations, by customers (mark.h) */
  int64_t rating_sum;    /**< of those; below 0 where the scale is */
  int64_t satisfied;     /**< of those, from the centre's `rating_satisfied` up */
  int64_t resolved;      /**< conversations marked so */
  int64_t unresolved;
  int64_t responses;   /**< calls in which a first reply went out */
  int64_t response_us; /**< of those, from arrival to it */
  int64_t estimated;   /**< answered calls that had to wait, and whose waits were estimated (queue.h) */
  /** By how much the estimates were too long in all, by ACD_ESTIMATE_… (definition.h); */
  int64_t estimate_over_us[8];
  /** and by how much too short, as a positive number. */
  int64_t estimate_under_us[8];
  int64_t steps_joined;  /**< calls bridged, in queues with steps (route.h), callbacks too */
  int64_t steps_relaxed; /**< of those, by an agent rung in a later step than the first */
  int64_t steps_expired; /**< steps that were over before the call was bridged */
} acd_kpi_queue;

/** Agent figures; in total: the sum over all agents that ever were. Durations include the state that lasts now. */
typedef struct acd_kpi_agent {
  uint32_t size;
  uint32_t reserved;
  int64_t answered;
  int64_t handled;
  int64_t talk_us;
  int64_t hold_us;
  int64_t wrapup_us;
  int64_t transfers;
  int64_t offers;
  int64_t no_answers;
  int64_t refusals;
  int64_t login_us; /**< = not_ready + ready + reserved + busy + in_wrapup + elsewhere + supervising */
  int64_t not_ready_us;
  int64_t ready_us; /**< in the state ready: resting and at the limit of offers included (agent.h) */
  int64_t reserved_us;
  int64_t busy_us;
  int64_t in_wrapup_us; /**< in the state wrap-up: the one that lasts is in it, other than in `wrapup_us` */
  int64_t elsewhere_us; /**< device busy with something else */
  int64_t supervising_us;
  int64_t ratings; /**< as in acd_kpi_queue, and so on */
  int64_t rating_sum;
  int64_t satisfied;
  int64_t resolved;
  int64_t unresolved;
  int64_t responses;
  int64_t response_us;
  int64_t wait_us; /**< of the answered, as ACD_EVENT_ANSWERED has it: since they came to wait for an answer */
} acd_kpi_agent;

/** Calls as a whole. arrived = ended + live; ended = sum of `ends`. Consultations are counted apart. */
typedef struct acd_kpi_calls {
  uint32_t size;
  uint32_t reserved;
  int64_t arrived;
  int64_t live;
  int64_t ended;
  int64_t duration_us;                 /**< of ended calls, from arrival to end */
  int64_t direct_answered;             /**< bridged to an agent without a queue, consultations included */
  int64_t action_timeouts;             /**< the host never answered */
  int64_t ends[16];                    /**< by ACD_END_… */
  int64_t action_timeouts_by_kind[32]; /**< by ACD_ACTION_… */
  int64_t consultations;               /**< begun */
  int64_t consultations_live;
  int64_t joined;    /**< of those that ended: the consulted agent went over to the call */
  int64_t parked;    /**< calls parked by an agent */
  int64_t picked_up; /**< waiting or parked calls taken by an agent out of turn */
  int64_t callbacks; /**< taken and requested (callback.h) = callbacks_live + sum of `callbacks_by_outcome` */
  int64_t callbacks_live;
  int64_t callbacks_by_outcome[8];          /**< by ACD_CALLBACK_… */
  int64_t callback_attempts;                /**< that are over = sum of `callback_attempts_by_outcome` */
  int64_t callback_attempts_by_outcome[16]; /**< by ACD_OUTCOME_…, 0: given up */
  int64_t callback_us;                      /**< of completed ones, from when they were taken to bridged */
  /** ACD_EVENT_SLOT by ACD_SLOT_… (slot.h). Booked = kept + broken + released + `slots_live` */
  int64_t slots_by_change[16];
  int64_t slots_live;               /**< booked, and neither dialled nor given up yet */
  int64_t call_again_by_outcome[8]; /**< callers who gave up where callers are called again, by ACD_CALL_AGAIN_… */
} acd_kpi_calls;

/** `queue` 0: total. */
ACD_API int acd_kpi_queue_get(const acd_engine *engine, acd_id queue, acd_kpi_queue *kpi_out);
/** `agent` 0: total. */
ACD_API int acd_kpi_agent_get(const acd_engine *engine, acd_id agent, acd_kpi_agent *kpi_out);
ACD_API int acd_kpi_calls_get(const acd_engine *engine, acd_kpi_calls *kpi_out);

/** How many left, answered or not: all departures but `cancelled`, `also_out`, `callbacks_answered` and `callbacks_out`.
 * Whoever took a callback left unanswered, and what comes of it does not count. */
ACD_API int64_t acd_kpi_left(const acd_kpi_queue *kpi);
/** Derived figures, rounded half up, 0 where the denominator is 0. They are of those who left, so that they mean the
 * same since the beginning and of a period (history.h). Service level: answered_within / (left − abandoned_short), with
 * left as in acd_kpi_left(). */
ACD_API int64_t acd_kpi_service_level_ppm(const acd_kpi_queue *kpi);
/** Average speed of answer: wait_us / answered. */
ACD_API int64_t acd_kpi_asa_us(const acd_kpi_queue *kpi);
/** Average speed of answer since arrival, other queues and flows included: wait_arrival_us / answered. */
ACD_API int64_t acd_kpi_asa_arrival_us(const acd_kpi_queue *kpi);
/** Average handle time: (talk + hold + wrap-up) / handled. */
ACD_API int64_t acd_kpi_aht_us(const acd_kpi_queue *kpi);
/** (abandoned + abandoned_short) / left. */
ACD_API int64_t acd_kpi_abandonment_ppm(const acd_kpi_queue *kpi);
/** Handle time by handle and ready: (reserved + busy + wrap-up) / (reserved + busy + wrap-up + ready), by state
 * durations. Ringing is no time in which the agent is to be had, answered or not, and so counts as handling. The
 * occupancy that least_occupied goes by, acd_agent_info.occupancy_ppm, is another: of a window of time, and without
 * ringing above the line (agent.h, "Occupancy"). */
ACD_API int64_t acd_kpi_occupancy_ppm(const acd_kpi_agent *kpi);
/** The part of an agent's time at work that was given to calls: (reserved + busy + wrap-up) / login_us. */
ACD_API int64_t acd_kpi_utilisation_ppm(const acd_kpi_agent *kpi);
/** Abandoned without the short ones by all who left without those: abandoned / (left − abandoned_short). */
ACD_API int64_t acd_kpi_abandonment_long_ppm(const acd_kpi_queue *kpi);
/** Of marks (mark.h). Mean rating in hundredths: 420 for 4.2; a half is rounded away from 0. */
ACD_API int64_t acd_kpi_rating_hundredths(const acd_kpi_queue *kpi);
/** Customer satisfaction as a share: satisfied / ratings. */
ACD_API int64_t acd_kpi_satisfaction_ppm(const acd_kpi_queue *kpi);
/** First contact resolution as marked: resolved / (resolved + unresolved). */
ACD_API int64_t acd_kpi_resolution_ppm(const acd_kpi_queue *kpi);
/** Mean time of first response: response_us / responses. */
ACD_API int64_t acd_kpi_first_response_us(const acd_kpi_queue *kpi);
/** How far off an estimator was on average (queue.h, "Estimated wait"), by ACD_ESTIMATE_…: (over + under) / estimated;
 * and to which side: (over − under) / estimated, below 0 for estimates that were too short. 0 for what is none. */
ACD_API int64_t acd_kpi_estimate_error_us(const acd_kpi_queue *kpi, int64_t estimator);
ACD_API int64_t acd_kpi_estimate_bias_us(const acd_kpi_queue *kpi, int64_t estimator);
/** The same of agents, their average handle time, and how long on average those waited whom they answered. */
ACD_API int64_t acd_kpi_agent_rating_hundredths(const acd_kpi_agent *kpi);
ACD_API int64_t acd_kpi_agent_satisfaction_ppm(const acd_kpi_agent *kpi);
ACD_API int64_t acd_kpi_agent_resolution_ppm(const acd_kpi_agent *kpi);
ACD_API int64_t acd_kpi_agent_first_response_us(const acd_kpi_agent *kpi);
ACD_API int64_t acd_kpi_agent_aht_us(const acd_kpi_agent *kpi);
ACD_API int64_t acd_kpi_agent_asa_us(const acd_kpi_agent *kpi);

#ifdef __cplusplus
}
#endif
#endif
