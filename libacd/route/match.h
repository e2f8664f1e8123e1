/* SPDX-License-Identifier: Apache-2.0 */
/** @file What both sides of matching share. */
#ifndef ACD__ROUTE_MATCH_H
#define ACD__ROUTE_MATCH_H

#include "route/route.h"

/* Candidates at the most, of acd__match_candidates(). */
#define ACD__FEW 64

/* The weight of a call's queue now. */
static inline int64_t acd__match_weight(const acd__call *call)
{
  const acd__rules *rules = call->queue->route->rules;
  return call->queue->waiting_count > rules->surge_length ? rules->surge_weight : rules->weight;
}

/* 1 if the agent has missed the call in its present round of offers. */
static inline int acd__match_missed(const acd__agent *agent, const acd__call *call)
{
  call = acd__call_main(call);
  return agent->missed_call == call->slot.id && agent->missed_round == call->round;
}

/* 1 if the agent has a part in the call already: rings for it (also where that is about to be stopped: a new ring would be told
 * before), or is in the conversation that it is a consultation for. */
static inline int acd__match_engaged(const acd__agent *agent, const acd__call *call)
{
  if (!agent->lines_count) return 0;
  call = acd__call_main(call);
  for (const acd__line *line = &agent->line; line; line = line->next) {
    if (line->state && line->call && (line->call == call || (call->is_consult && line->call == call->consult)))
      return 1;
    if (line->stopping && line->call_id == call->slot.id) return 1;
  }
  return 0;
}

/* 1 if the agent has refused the call for good. Walks the agent's list and the call's abreast: the shorter one decides the cost. */
static inline int acd__match_declined(const acd__agent *agent, const acd__call *call)
{
  const acd__decline *of_agent = agent->declines;
  if (!of_agent) return 0;
  const acd__queue *queue = call->queue;
  call = acd__call_main(call);
  const acd__decline *of_call = call->declines;
  if (!of_call || queue->config->declined != ACD_DECLINED_NEVER) return 0;
  for (; of_agent && of_call; of_agent = of_agent->agent_next, of_call = of_call->call_next)
    if (of_agent->call == call || of_call->agent == agent) return 1;
  return 0;
}

#endif
