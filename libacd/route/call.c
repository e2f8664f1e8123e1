/* SPDX-License-Identifier: Apache-2.0 */
/* The agent side: which call a freed agent gets. The rules are in acd/route.h. */
#include "route/match.h"

#include <acd/definition.h>

/* The first of a class from `node` on for an agent. One that rings elsewhere passes over an agent who has missed it. */
static acd__order_node *first_for(const acd__class *class_, acd__order_node *node, const acd__agent *agent,
                                  const acd__profile_queue *link)
{
  const acd__queue_route *route = link->route;
  for (; node; node = acd__order_next(&class_->waiting, node)) {
    const acd__call *call = acd__call_of_node(node);
    if (call->offers_count > 0 && acd__match_missed(agent, call)) continue;
    if (acd__match_declined(agent, call) || acd__match_engaged(agent, call)) continue;
    if (!class_->mixed || acd__match_suits(route, &route->profiles[link->row], call->needs, call->step)) break;
  }
  return node;
}

/* 1 if the calls of a queue are kept from its members, the agent included. */
static int reserved(const acd__queue_route *route, const acd__agent *agent)
{
  int64_t reserve = route->rules->reserve;
  return reserve && route->ready + !acd__idle_for(agent, route) <= reserve;
}

/* The first call of a queue for an agent. */
static acd__order_node *first_of(const acd__agent *agent, const acd__profile_queue *link)
{
  const acd__queue_route *route = link->route;
  const uint64_t *allowed = route->allowed + link->row * route->class_words;
  acd__order_node *best = NULL;
  for (size_t word = 0; word < route->class_words; word++)
    for (uint64_t bits = allowed[word] & route->waiting[word]; bits; bits &= bits - 1) {
      const acd__class *class_ = route->classes[word * 64 + (size_t)__builtin_ctzll(bits)];
      acd__order_node *node = acd__order_first(&class_->waiting);
      if (best && !acd__order_less(node, best)) continue; /* what comes after it is no better */
      node = first_for(class_, node, agent, link);
      if (node && (!best || acd__order_less(node, best))) best = node;
    }
  return best && !reserved(route, agent) ? best : NULL;
}

/* How far a wait has come on the way to the queue's objective, in thousandths. */
static int64_t objective_share(const acd__call *call, acd_time now_us)
{
  int64_t objective_us = call->queue->route->rules->objective_us;
  int64_t waited_us = now_us - call->node.key_b;
  return waited_us * 1000 / (objective_us ? objective_us : 1);
}

int64_t acd__match_claim(const acd__route *route, const acd__call *call, acd_time now_us)
{
  switch (route->call_choice) {
  case ACD_CALL_CHOICE_PRIORITY: return acd__rules_priority_now(call->queue->route->rules, call->node.key_a, now_us);
  case ACD_CALL_CHOICE_LONGEST_QUEUE: return call->queue->waiting_count;
  case ACD_CALL_CHOICE_OBJECTIVE: return objective_share(call, now_us);
  default: return 0;
  }
}

int acd__match_before(const acd__route *route, const acd__call *call, const acd__call *other, acd_time now_us)
{
  if (call->queue == other->queue) return acd__order_less(&call->node, &other->node);
  int64_t weight = acd__match_weight(call), weight_other = acd__match_weight(other);
  if (weight != weight_other) return weight > weight_other;
  int64_t claim_call = acd__match_claim(route, call, now_us), claim_other = acd__match_claim(route, other, now_us);
  if (claim_call != claim_other) return claim_call > claim_other;
  if (call->node.key_b != other->node.key_b) return call->node.key_b < other->node.key_b;
  return call->node.sequence < other->node.sequence;
}

acd__call *acd__match_call(const acd__route *route, const acd__agent *agent, uint32_t channels, acd_time now_us)
{
  const acd__profile *profile = agent->profile;
  acd__call *best = NULL;
  int64_t rank = 0;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    if (best && link->rank > rank) continue;
    if (!(channels >> link->route->channel & 1)) continue;
    acd__call *call = acd__call_of_node(first_of(agent, link));
    if (!call) continue;
    if (!best || link->rank < rank || acd__match_before(route, call, best, now_us)) best = call;
    rank = link->rank;
  }
  return best;
}

acd__call *acd__match_first(const acd__queue_route *route)
{
  acd__order_node *best = NULL;
  if (route->ready <= route->rules->reserve) return NULL;
  for (size_t word = 0; word < route->class_words; word++)
    for (uint64_t bits = route->waiting[word]; bits; bits &= bits - 1) {
      const acd__class *class_ = route->classes[word * 64 + (size_t)__builtin_ctzll(bits)];
      acd__order_node *node = acd__order_first(&class_->waiting);
      for (; node; node = acd__order_next(&class_->waiting, node)) {
        if (best && !acd__order_less(node, best)) break;
        acd__rng rng = {0}; /* a question: any draw tells that there is somebody */
        int again;
        const acd__call *call = acd__call_of_node(node);
        int finds = acd__match_agent(call, &rng, &again) != NULL;
        if (finds) best = node;
        if (finds || (!class_->mixed && call->offers_count == 0 && !call->is_consult))
          break; /* the others of the class are no better off */
      }
    }
  return acd__call_of_node(best);
}
