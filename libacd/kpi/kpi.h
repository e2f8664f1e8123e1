/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * KPI counters: rows embedded in queues and agents, fed with events and nothing else (event.h, acd/kpi.h).
 *
 * What this module takes from the events:
 *  - A call that a full queue refuses has a QUEUE_ENTERED and at once a QUEUE_LEFT with ACD_LEAVE_REJECTED, so `waiting`
 *    follows from the events alone and the law of conservation holds after every single event.
 *  - `answered`, `answered_within` and `wait_us` come from QUEUE_LEFT, `wait_arrival_us` and the agent's `answered` from
 *    ANSWERED. A bridged call from a queue has both, with the same wait.
 *  - The first AGENT_STATE of an agent leaves state 0 after 0 µs; time logged out is not kept.
 *
 * Counts cannot overflow. Durations stop at INT64_MAX instead of wrapping: reached, at the earliest, by a hundred thousand
 * agents or waiting calls over years.
 */
#ifndef ACD__KPI_KPI_H
#define ACD__KPI_KPI_H

#include "kpi/count.h"

/* sum += more, for totals, and for queues and agents that go. `wait_us_max` by maximum; sizes are left alone. */
void acd__kpi_queue_add(acd_kpi_queue *sum, const acd_kpi_queue *more);
void acd__kpi_agent_add(acd_kpi_agent *sum, const acd_kpi_agent *more);

/* The agent's figures with the state that lasts now counted up to `now`. Sets the size too. */
void acd__kpi_agent_read(const acd__kpi_agent_row *row, acd_time now, acd_kpi_agent *out);

/* Sums over the minute of `now` and the `count` before it, up to ACD__MINUTES_MAX. */
acd__kpi_minute acd__kpi_minutes_sum(const acd__kpi_minutes *minutes, acd_time now, int64_t count);

/* The laws, 1 if they hold. `waiting` and `live` (calls and consultations) are what the engine counts itself. */
int acd__kpi_queue_check(const acd__kpi_queue_row *row, int64_t waiting);
int acd__kpi_agent_check(const acd__kpi_agent_row *row);
int acd__kpi_calls_check(const acd_kpi_calls *calls, int64_t live);
/* Between totals: every answered call was answered by an agent, from a queue or directly. */
int acd__kpi_totals_check(const acd_kpi_calls *calls, const acd_kpi_queue *queues, const acd_kpi_agent *agents);

#endif
