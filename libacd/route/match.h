/* SPDX-License-Identifier: Apache-2.0 */
/** @file What both sides of matching share. */
#ifndef ACD__ROUTE_MATCH_H
#define ACD__ROUTE_MATCH_H

#include "route/route.h"

/* 1 if the agent has missed the call in its present round of offers. */
static inline int acd__match_missed(const acd__agent *agent, const acd__call *call)
{
  return agent->missed_call == call->slot.id && agent->missed_round == call->round;
}

#endif
