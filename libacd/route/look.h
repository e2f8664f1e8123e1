/* SPDX-License-Identifier: Apache-2.0 */
/** @file One look for an agent for a call: what the ways of looking share. */
#ifndef ACD__ROUTE_LOOK_H
#define ACD__ROUTE_LOOK_H

#include "route/match.h"

/* Who is looked for: an agent for a call, with or without those who have missed it. */
typedef struct acd__look {
  const acd__queue_route *route;
  const acd__call *call;
  int again;
} acd__look;

/* NULL: none. */
static inline acd__agent *acd__agent_of_node(acd__order_node *node)
{
  return node ? ((acd__agent_node *)(void *)node)->agent : NULL; /* the node is its first member */
}

/* 1 if the look passes over the agent. */
static inline int acd__look_passes(const acd__look *of, const acd__agent *agent)
{
  return acd__match_engaged(agent, of->call) || acd__match_declined(agent, of->call) ||
         (!of->again && acd__match_missed(agent, of->call));
}

/* The first of an order from `node` on whom the look does not pass over. */
static inline acd__order_node *acd__look_untried(const acd__look *of, const acd__order *order, acd__order_node *node)
{
  while (node && acd__look_passes(of, acd__agent_of_node(node))) node = acd__order_next(order, node);
  return node;
}

static inline int64_t acd__look_tier(const acd__queue_route *route, const acd__profile_ref *ref)
{
  return route->tiered ? ref->tier : 0;
}

/* Steps through the profiles of a queue that have somebody idle and may serve a class of calls, by rows: in no order that may decide
 * anything. */
typedef struct acd__walk {
  const acd__look *of;
  size_t word;
  uint64_t bits;
} acd__walk;

static inline acd__walk acd__walk_begin(const acd__look *of)
{
  acd__walk at = {of, 0, of->route->idle[0] & of->call->class_->profiles[0]};
  return at;
}

static inline const acd__profile_ref *acd__walk_next(acd__walk *at)
{
  const acd__queue_route *route = at->of->route;
  const acd__call *call = at->of->call;
  const acd__class *class_ = call->class_;
  for (;;) {
    while (!at->bits) {
      if (++at->word >= route->profile_words) return NULL;
      at->bits = route->idle[at->word] & class_->profiles[at->word];
    }
    const acd__profile_ref *ref = &route->profiles[at->word * 64 + (size_t)__builtin_ctzll(at->bits)];
    at->bits &= at->bits - 1;
    if (!class_->mixed || acd__match_suits(route, ref, call->needs, call->step)) return ref;
  }
}

/* So many profiles at the most have somebody idle and fit the class: comparing their heads costs less than walking past all the
 * others. Looks at no more words than the comparison will. */
static inline int acd__look_few_fit(const acd__look *of)
{
  const acd__queue_route *route = of->route;
  const uint64_t *profiles = of->call->class_->profiles;
  int fit = 0;
  for (size_t i = 0; i < route->profile_words && fit <= ACD__HEADS_FEW; i++)
    fit += __builtin_popcountll(route->idle[i] & profiles[i]);
  return fit <= ACD__HEADS_FEW;
}

/* 1 if the agents of one of the queue's profiles may serve the call. */
static inline int acd__look_row_serves(const acd__call *call, size_t row)
{
  const acd__class *class_ = call->class_;
  const acd__queue_route *route = class_->route;
  if (!(class_->profiles[row / 64] >> (row % 64) & 1)) return 0;
  return !class_->mixed || acd__match_suits(route, &route->profiles[row], call->needs, call->step);
}

/* 1 if an agent who stands in the order of a wide queue may be offered the call. */
static inline int acd__look_may_take(const acd__look *of, acd__order_node *node)
{
  const acd__agent_node *at = (const acd__agent_node *)(const void *)node;
  return acd__look_row_serves(of->call, at->row) && !acd__look_passes(of, at->agent);
}

/* The best of those looked at, and how it compares. */
typedef struct acd__candidate {
  acd__order_node *node; /* NULL: none */
  int64_t tier;
  int64_t score;
} acd__candidate;

/* heads.c: the best agent by comparing the first of each profile that has somebody idle and fits. */
acd__candidate acd__heads_best(const acd__look *of);
/* The same where neither tiers nor scores count. */
acd__order_node *acd__heads_first(const acd__look *of);
/* Round robin: the best of those after the cursor; past the end of the circle, from its beginning again. */
acd__order_node *acd__heads_after(const acd__look *of, const acd__order_node *cursor);

/* wide.c: the best agent, by walking a wide queue where that pays. */
acd__candidate acd__look_best(const acd__look *of);
acd__order_node *acd__look_after_cursor(const acd__look *of);

/* lots.c: draws an agent; NULL: there is none. */
acd__agent *acd__lots_draw(const acd__look *of, acd__rng *rng);

#endif
