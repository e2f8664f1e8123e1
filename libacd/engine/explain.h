/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the files that answer questions about decisions share (acd/explain.h). All of it only reads. */
#ifndef ACD__ENGINE_EXPLAIN_H
#define ACD__ENGINE_EXPLAIN_H

#include "engine/engine.h"
#include "route/explain.h"

/* Obstacles that mean the agent is not ready for calls of the channel; 0: ready, or just choosing a call. */
int64_t acd__explain_ready(const acd_engine *engine, const acd__agent *agent, uint32_t channel);
/* When she is at the latest, by herself; ACD_TIME_NEVER. */
acd_time acd__explain_ready_us(const acd_engine *engine, const acd__agent *agent, uint32_t channel);
/* Members of the queue who are ready by then. */
int64_t acd__explain_ready_count(const acd_engine *engine, const acd__queue *queue, acd_time by_us);
/* Obstacles that keep a call in a queue from a member who could take it. `ready_count`: members ready now. */
int64_t acd__explain_kept(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                          int64_t ready_count);
/* The first moment from `from_us` on at which the call stands in a step in which the member is eligible, and that step;
 * ACD_TIME_NEVER and -1. */
acd_time acd__explain_suits_us(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                               const acd__membership *member, acd_time from_us, int64_t *step_out);

#endif
