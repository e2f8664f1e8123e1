/* SPDX-License-Identifier: Apache-2.0 */
/* The call side: which agent a call is offered to. The agent side is in call.c. The rules are in acd/route.h. */
#include "route/look.h"

#include <acd/definition.h>

int acd__match_serves(const acd__call *call, const acd__agent *agent)
{
  const acd__membership *member = acd__membership_of(agent->config, call->queue);
  if (!member || acd__match_declined(agent, call)) return 0;
  return acd__look_row_serves(call, agent->profile->queues[member - agent->config->memberships].row);
}

/* The first of the call's preferred agents who is ready and may serve it. */
static acd__agent *preferred_of(const acd__look *of)
{
  const acd__preferred *list = of->call->preferred;
  for (uint32_t i = 0; i < list->count; i++) {
    int status;
    acd__agent *agent = acd__pool_find(of->route->agents, list->agents[i], &status);
    if (agent && acd__idle_for(agent, of->route) && acd__match_serves(of->call, agent) && !acd__look_passes(of, agent))
      return agent;
  }
  return NULL;
}

/* Whoever stands first of the profiles that fit, passed over or not; NULL: nobody idle fits. `tiered` is a constant. */
__attribute__((always_inline)) static inline acd__order_node *first_head(const acd__queue_route *route,
                                                                         const acd__class *class_, int tiered)
{
  acd__order_node *best = NULL;
  int64_t tier = 0;
  for (size_t word = 0; word < route->profile_words; word++)
    for (uint64_t bits = route->idle[word] & class_->profiles[word]; bits; bits &= bits - 1) {
      const acd__profile_ref *ref = &route->profiles[word * 64 + (size_t)__builtin_ctzll(bits)];
      acd__order_node *node = acd__order_first(ref->idle);
      if (best && (tiered && ref->tier != tier ? ref->tier > tier : !acd__order_less(node, best))) continue;
      best = node;
      if (tiered) tier = ref->tier;
    }
  return best;
}

static acd__agent *choose(const acd__look *of, acd__rng *rng)
{
  acd__agent *preferred = of->call->preferred ? preferred_of(of) : NULL;
  if (preferred) return preferred;
  acd__order_node *node;
  switch (of->route->rules->strategy) {
  case ACD_STRATEGY_RANDOM:
  case ACD_STRATEGY_WEIGHTED_RANDOM: return acd__lots_draw(of, rng);
  case ACD_STRATEGY_ROUND_ROBIN: node = acd__look_after_cursor(of); break;
  default: node = acd__look_best(of).node; break;
  }
  return acd__agent_of_node(node);
}

/* First without those who have missed the call, then with them. Apart, so that the many decisions that are simple do not pay for
 * what it needs. */
__attribute__((noinline)) static acd__agent *look_twice(const acd__call *call, acd__rng *rng, int *again_out)
{
  for (int again = 0;; again = 1) {
    acd__look of = {call->queue->route, call, again};
    acd__agent *agent = choose(&of, rng);
    *again_out = again && agent;
    if (agent || again || call->offers_count > 0) return agent;
  }
}

acd__agent *acd__match_agent(const acd__call *call, acd__rng *rng, int *again_out)
{
  const acd__queue_route *route = call->queue->route;
  const acd__class *class_ = call->class_;
  *again_out = 0;
  if (route->rules->reserve && route->ready <= route->rules->reserve) return NULL;
  if (class_->simple && !call->preferred) {
    acd__order_node *head = route->tiered ? first_head(route, class_, 1) : first_head(route, class_, 0);
    if (!head) return NULL;
    /* All others come after it: it is the agent, unless the call has been there. */
    acd__agent *agent = acd__agent_of_node(head);
    if (!acd__look_passes(&(acd__look){route, call, 0}, agent)) return agent;
  }
  return look_twice(call, rng, again_out);
}

int64_t acd__match_ready(const acd__queue_route *route)
{
  if (route->wide) return (int64_t)route->order.count;
  int64_t sum = 0;
  for (size_t word = 0; word < route->profile_words; word++)
    for (uint64_t bits = route->idle[word]; bits; bits &= bits - 1)
      sum += (int64_t)acd__idle_count(&route->profiles[word * 64 + (size_t)__builtin_ctzll(bits)]);
  return sum;
}

int acd__match_any(const acd__class *class_, const acd__needs *needs, uint32_t step, int64_t skip_if)
{
  const acd__queue_route *route = class_->route;
  int is_idle = skip_if != ACD_SKIP_UNSTAFFED && skip_if != ACD_SKIP_UNAVAILABLE;
  if (!(skip_if == ACD_SKIP_UNSTAFFED ? route->staffed : route->available)) return 0;
  for (size_t word = 0; word < route->profile_words; word++)
    for (uint64_t bits = class_->profiles[word] & (is_idle ? route->idle[word] : UINT64_MAX); bits; bits &= bits - 1) {
      const acd__profile_ref *ref = &route->profiles[word * 64 + (size_t)__builtin_ctzll(bits)];
      const acd__profile *profile = ref->profile;
      int64_t there = skip_if == ACD_SKIP_UNSTAFFED     ? profile->staffed
                      : skip_if == ACD_SKIP_UNAVAILABLE ? profile->available
                                                        : (int64_t)acd__idle_count(ref);
      if (there && !acd__profile_in(profile, route)->strange &&
          (!class_->mixed || acd__match_suits(route, ref, needs, step)))
        return 1;
    }
  return 0;
}
