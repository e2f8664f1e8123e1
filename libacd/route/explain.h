/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What is compared when a call and an agent are matched, worked out one by one from the rules as they are written (acd/route.h), not
 * from the orders and rows that matching itself uses: so that the one can be checked by the other.
 */
#ifndef ACD__ROUTE_EXPLAIN_H
#define ACD__ROUTE_EXPLAIN_H

#include <acd/explain.h>

#include "route/route.h"

#define ACD__OBSTACLE(name) (INT64_C(1) << ACD_OBSTACLE_##name)
#define ACD__KEY(name)      (INT64_C(1) << ACD_KEY_##name)

/* The need with the level that suffices in a step. */
acd_requirement acd__explain_need(const acd__rules *rules, uint32_t step, const acd_requirement *need);
/* A skill that somebody who holds these lacks for a call with these needs in this step, of what the queue and the call need:
 * 1 and the level needed, or 0. */
int acd__explain_lack(const acd__rules *rules, uint32_t step, const acd__needs *needs, const acd_requirement *skills,
                      size_t skills_count, acd_requirement *lack_out);
/* Obstacles that make a member not eligible for the call in this step of its queue. */
int64_t acd__explain_eligible(const acd__call *call, uint32_t step, const acd__agent *agent,
                              const acd__membership *member);

/* Keys of a member for a call of the queue, all of them but obstacles, place and deciding key. `lot`: ACD_KEY_LOT. */
void acd__explain_candidate(const acd__call *call, const acd__agent *agent, const acd__membership *member, int64_t lot,
                            acd_candidate *candidate);
/* Keys of a call in a queue for a member, NULL: of a call that waits for one agent alone. */
void acd__explain_contender(const acd__route *route, const acd__call *call, const acd__membership *member,
                            acd_time now_us, acd_contender *contender);
/* The first call of a queue that the agent may be offered, NULL: none. */
const acd__call *acd__explain_first(const acd__queue *queue, const acd__agent *agent, const acd__membership *member);
/* The first call in the order in the queue, of those for which agents are looked for if there are any. */
const acd__call *acd__explain_head(const acd__queue *queue);

/* The key by which one comes before the other, 0: an obstacle does. *before_out: 1 if it is the first. */
int64_t acd__explain_agents_differ(const acd_candidate *a, const acd_candidate *b, int *before_out);
int64_t acd__explain_calls_differ(const acd_contender *a, const acd_contender *b, int *before_out);
/* The key by which a call comes before another of its queue. */
int64_t acd__explain_place_differs(const acd__call *a, const acd__call *b);

#endif
