/* SPDX-License-Identifier: Apache-2.0 */
#include "route/route.h"

#include <acd/definition.h>

static acd__agent *agent_of(acd__order_node *node)
{
  return ((acd__agent_node *)(void *)node)->agent; /* the node is its first member */
}

static int missed(const acd__agent *agent, const acd__call *call)
{
  return agent->missed_call == call->slot.id && agent->missed_round == call->round;
}

static int skills_suffice(const acd__profile *profile, const acd__queue_route *route, const acd__needs *needs)
{
  return acd__needs_met(route->needs, profile->skills, profile->skills_count) &&
         acd__needs_met(needs, profile->skills, profile->skills_count);
}

/* Steps through the profiles of a queue that have somebody idle and may serve a class of calls. */
typedef struct walk {
  const acd__queue_route *route;
  const acd__call *call;
  size_t word;
  uint64_t bits;
} walk;

static walk walk_begin(const acd__call *call)
{
  const acd__queue_route *route = call->queue->route;
  walk at = {route, call, 0, route->idle[0] & call->class_->profiles[0]};
  return at;
}

static const acd__profile_ref *walk_next(walk *at)
{
  for (;;) {
    while (!at->bits) {
      if (++at->word >= at->route->profile_words) return NULL;
      at->bits = at->route->idle[at->word] & at->call->class_->profiles[at->word];
    }
    const acd__profile_ref *ref = &at->route->profiles[at->word * 64 + (size_t)__builtin_ctzll(at->bits)];
    at->bits &= at->bits - 1;
    if (!at->call->class_->mixed || skills_suffice(ref->profile, at->route, at->call->needs)) return ref;
  }
}

/* First of an order that has not missed the call; any if `again`. */
static acd__order_node *first_untried(const acd__order *order, const acd__call *call, int again)
{
  acd__order_node *node = acd__order_first(order);
  while (!again && node && missed(agent_of(node), call)) node = acd__order_next(order, node);
  return node;
}

/* 1 if an agent in the order of a wide queue may be offered the call. */
static int may_take(acd__order_node *node, const acd__call *call, int again)
{
  const acd__agent_node *at = (const acd__agent_node *)(const void *)node;
  const acd__class *class_ = call->class_;
  if (!(class_->profiles[at->row / 64] >> (at->row % 64) & 1)) return 0;
  if (class_->mixed && !skills_suffice(at->agent->profile, call->queue->route, call->needs)) return 0;
  return again || !missed(at->agent, call);
}

/* A wide queue is walked agent by agent in the order of the strategy. Where few may take the call the walk would be long, and
 * comparing the heads of those few profiles is cheaper: with n idle and c profiles that fit, a walk takes about n / c steps,
 * so one of the two takes no more than the root of n. */
#ifndef ACD__WALK_FIRST
#define ACD__WALK_FIRST 64
#endif

static int walk_pays(const acd__call *call)
{
  const acd__queue_route *route = call->queue->route;
  size_t fit = 0;
  for (size_t i = 0; i < route->profile_words; i++)
    fit += (size_t)__builtin_popcountll(route->idle[i] & call->class_->profiles[i]);
  return fit > 0 && route->order.count / fit < fit;
}

/* The first of a wide queue's idle agents from `node` on who may take the call. *gave_up_out: the rest is for the heads. */
static acd__order_node *walk_wide(const acd__call *call, acd__order_node *node, int again, int *gave_up_out)
{
  const acd__order *order = &call->queue->route->order;
  int steps = 0;
  for (; node && !may_take(node, call, again); node = acd__order_next(order, node))
    if (++steps == ACD__WALK_FIRST && !walk_pays(call)) {
      *gave_up_out = 1;
      return NULL;
    }
  return node;
}

static acd__agent *least_of_heads(const acd__call *call, int again)
{
  acd__order_node *best = NULL;
  walk at = walk_begin(call);
  for (const acd__profile_ref *ref; (ref = walk_next(&at));) {
    acd__order_node *node = first_untried(&ref->profile->orders[ref->order].order, call, again);
    if (node && (!best || acd__order_less(node, best))) best = node;
  }
  return best ? agent_of(best) : NULL;
}

static acd__agent *least_of(const acd__call *call, int again)
{
  const acd__queue_route *route = call->queue->route;
  int gave_up = !route->wide;
  if (route->wide) {
    acd__order_node *node = walk_wide(call, acd__order_first(&route->order), again, &gave_up);
    if (!gave_up) return node ? agent_of(node) : NULL;
  }
  return least_of_heads(call, again);
}

static acd__order_node *after_cursor_of_heads(const acd__call *call, const acd__order_node *cursor, int again)
{
  acd__order_node *best = NULL;
  walk at = walk_begin(call);
  for (const acd__profile_ref *ref; (ref = walk_next(&at));) {
    const acd__order *order = &ref->profile->orders[ref->order].order;
    acd__order_node *node = acd__order_after(order, cursor);
    while (!again && node && missed(agent_of(node), call)) node = acd__order_next(order, node);
    if (node && (!best || acd__order_less(node, best))) best = node;
  }
  return best;
}

static acd__agent *after_cursor(const acd__call *call, int again)
{
  const acd__queue *queue = call->queue;
  if (!queue->cursor_set) return least_of(call, again);
  acd__order_node cursor = {.key_a = queue->cursor_position, .sequence = queue->cursor_sequence};
  int gave_up = !queue->route->wide;
  acd__order_node *node = NULL;
  if (queue->route->wide) node = walk_wide(call, acd__order_after(&queue->route->order, &cursor), again, &gave_up);
  if (gave_up) node = after_cursor_of_heads(call, &cursor, again);
  return node ? agent_of(node) : least_of(call, again); /* past the end: from the beginning */
}

/* The k-th of the idle agents of the profiles that fit. */
static acd__agent *kth_of_heads(const acd__call *call, uint64_t k)
{
  walk at = walk_begin(call);
  for (const acd__profile_ref *ref; (ref = walk_next(&at));) {
    const acd__order *order = &ref->profile->orders[ref->order].order;
    if (k < order->count) return agent_of(acd__order_at(order, (size_t)k));
    k -= order->count;
  }
  return NULL;
}

/* Uniform over all agents that may be offered the call: draws that hit another are thrown away. In a wide queue they are drawn
 * from all that are idle, for as long as that is likely to hit. */
static acd__agent *random_of(const acd__call *call, acd__rng *rng, int again)
{
  const acd__queue_route *route = call->queue->route;
  if (!least_of(call, again)) return NULL;
  for (int draws = 0; route->wide && draws < ACD__WALK_FIRST; draws++) {
    acd__order_node *node = acd__order_at(&route->order, (size_t)acd__rng_below(rng, route->order.count));
    if (may_take(node, call, again)) return agent_of(node);
  }
  uint64_t count = 0;
  walk at = walk_begin(call);
  for (const acd__profile_ref *ref; (ref = walk_next(&at));) count += ref->profile->orders[ref->order].order.count;
  for (int draws = 0; draws < ACD__WALK_FIRST; draws++) {
    acd__agent *agent = kth_of_heads(call, acd__rng_below(rng, count));
    if (again || !missed(agent, call)) return agent;
  }
  return least_of(call, again); /* nearly all have missed it: no more luck is needed */
}

static acd__agent *choose(const acd__call *call, acd__rng *rng, int again)
{
  switch (call->queue->route->strategy) {
  case ACD_STRATEGY_ROUND_ROBIN: return after_cursor(call, again);
  case ACD_STRATEGY_RANDOM: return random_of(call, rng, again);
  default: return least_of(call, again);
  }
}

acd__agent *acd__match_agent(const acd__call *call, acd__rng *rng, int *again_out)
{
  *again_out = 0;
  acd__agent *agent = choose(call, rng, 0);
  if (agent || call->offers_count > 0) return agent;
  agent = choose(call, rng, 1);
  *again_out = agent != NULL;
  return agent;
}

/* First call of a class for an agent. A call that rings elsewhere (ring all) passes over an agent who has missed it. */
static acd__order_node *first_for(const acd__class *class_, const acd__agent *agent)
{
  acd__order_node *node = acd__order_first(&class_->waiting);
  for (; node; node = acd__order_next(&class_->waiting, node)) {
    const acd__call *call = acd__call_of_node(node);
    if (call->offers_count > 0 && missed(agent, call)) continue;
    if (!class_->mixed || acd__needs_met(call->needs, agent->profile->skills, agent->profile->skills_count)) break;
  }
  return node;
}

acd__call *acd__match_call(const acd__agent *agent)
{
  const acd__profile *profile = agent->profile;
  acd__order_node *best = NULL;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__queue_route *route = profile->queues[i].route;
    const uint64_t *allowed = route->allowed + profile->queues[i].row * route->class_words;
    for (size_t word = 0; word < route->class_words; word++) {
      for (uint64_t bits = allowed[word] & route->waiting[word]; bits; bits &= bits - 1) {
        const acd__class *class_ = route->classes[word * 64 + (size_t)__builtin_ctzll(bits)];
        if (class_->mixed && !acd__needs_met(route->needs, profile->skills, profile->skills_count)) continue;
        acd__order_node *node = first_for(class_, agent);
        if (node && (!best || acd__order_less(node, best))) best = node;
      }
    }
  }
  return acd__call_of_node(best);
}

int64_t acd__match_ready(const acd__queue_route *route)
{
  if (route->wide) return (int64_t)route->order.count;
  int64_t sum = 0;
  for (size_t i = 0; i < route->profiles_count; i++) sum += route->profiles[i].profile->idle;
  return sum;
}
