/* SPDX-License-Identifier: Apache-2.0 */
/* A wide queue is walked agent by agent in the order of the strategy. Where few may take the call the walk would be long, and
 * comparing the heads of those few profiles is cheaper: with n idle and c profiles that fit, a walk takes about n / c steps,
 * so one of the two takes no more than the root of n. */
#include "route/look.h"

#include <acd/definition.h>

/* So many steps are taken before it is counted how many profiles fit: most walks are over by then. */
#define WALK_SHORT ((ACD__WALK_FIRST + 7) / 8)

/* 1 if an agent in the order of a wide queue has a profile that fits the class. */
static inline int fits(const acd__class *class_, const acd__order_node *node)
{
  size_t row = ((const acd__agent_node *)(const void *)node)->row;
  return (int)(class_->profiles[row / 64] >> (row % 64) & 1);
}

static int walk_pays(const acd__look *of)
{
  size_t fit = 0;
  for (size_t i = 0; i < of->route->profile_words; i++)
    fit += (size_t)__builtin_popcountll(of->route->idle[i] & of->call->class_->profiles[i]);
  return fit > 0 && of->route->order.count / fit < fit;
}

/* A wide queue's call that few profiles with somebody idle may serve. */
static int few_fit(const acd__look *of)
{
  if (of->route->profiles_live > 64 * ACD__HEADS_FEW) return 0; /* not by rows: holes must not decide */
  return acd__look_few_fit(of);
}

/* 1 if after so many steps the rest of a walk is better left to the heads. */
static int gives_up(const acd__look *of, int steps)
{
  return (steps == WALK_SHORT && few_fit(of)) || (steps == ACD__WALK_FIRST && !walk_pays(of));
}

/* The first of a wide queue's idle agents from `node` on who may take the call. *gave_up_out: the rest is for the heads. */
static acd__order_node *walk_wide(const acd__look *of, acd__order_node *node, int *gave_up_out)
{
  const acd__order *order = &of->route->order;
  const acd__class *class_ = of->call->class_;
  unsigned steps = 0;
  for (; node; node = acd__order_next(order, node)) {
    if (fits(class_, node) && acd__look_may_take(of, node)) return node; /* most do not even fit */
    if (++steps % WALK_SHORT == 0 && gives_up(of, (int)steps)) {
      *gave_up_out = 1;
      return NULL;
    }
  }
  return NULL;
}

/* 1: the order of a wide queue is that of the strategy. Scores depend on the call, groups on what was answered, and a circle goes
 * round in each tier. */
static int walks(const acd__queue_route *route)
{
  return route->wide && !acd__rules_by_profile(route->rules) &&
         !(route->tiered && route->rules->strategy == ACD_STRATEGY_ROUND_ROBIN);
}

acd__candidate acd__look_best(const acd__look *of)
{
  int gave_up = !walks(of->route);
  acd__candidate best = {0};
  if (!gave_up) best.node = walk_wide(of, acd__order_first(&of->route->order), &gave_up);
  if (gave_up && (of->route->tiered || acd__rules_by_profile(of->route->rules))) return acd__heads_best(of);
  if (gave_up) {
    best.node = acd__heads_first(of);
    return best;
  }
  if (best.node) best.tier = best.node->key_a;
  return best;
}

acd__order_node *acd__look_after_cursor(const acd__look *of)
{
  const acd__queue *queue = of->call->queue;
  if (!queue->cursor_set) return acd__look_best(of).node;
  acd__order_node cursor = {.key_b = queue->cursor_position, .sequence = queue->cursor_sequence};
  if (!walks(of->route)) return acd__heads_after(of, &cursor);
  int gave_up = 0;
  acd__order_node *node = walk_wide(of, acd__order_after(&of->route->order, &cursor), &gave_up);
  if (gave_up) return acd__heads_after(of, &cursor);
  return node ? node : acd__look_best(of).node; /* past the end: from the beginning */
}

/* The first few in order, of one tier. */
typedef struct few {
  acd__order_node *nodes[ACD__FEW];
  uint32_t count, max;
  int64_t tier;
} few;

/* 0: neither it nor what comes after it in its order belongs to them. */
static int few_add(few *to, acd__order_node *node)
{
  uint32_t at = to->count;
  if (at == to->max && !acd__order_less(node, to->nodes[at - 1])) return 0;
  if (at == to->max) at--;
  to->count = at + 1;
  for (; at > 0 && acd__order_less(node, to->nodes[at - 1]); at--) to->nodes[at] = to->nodes[at - 1];
  to->nodes[at] = node;
  return 1;
}

static void few_of_heads(const acd__look *of, few *to)
{
  acd__walk at = acd__walk_begin(of);
  for (const acd__profile_ref *ref; (ref = acd__walk_next(&at));) {
    int64_t tier = acd__look_tier(of->route, ref);
    if (to->count && tier > to->tier) continue;
    const acd__order *order = ref->idle;
    acd__order_node *node = acd__look_untried(of, order, acd__order_first(order));
    if (!node) continue;
    if (tier < to->tier) to->count = 0;
    to->tier = tier;
    while (node && few_add(to, node)) node = acd__look_untried(of, order, acd__order_next(order, node));
  }
}

uint32_t acd__match_candidates(const acd__call *call, int again, uint32_t max, acd__agent **agents_out)
{
  acd__look of = {call->queue->route, call, again};
  few found = {.count = 0, .max = max < ACD__FEW ? max : ACD__FEW};
  int gave_up = !walks(of.route) || few_fit(&of);
  const acd__order *order = &of.route->order;
  acd__order_node *node = gave_up ? NULL : walk_wide(&of, acd__order_first(order), &gave_up);
  if (node) found.tier = node->key_a;
  while (node && node->key_a == found.tier && found.count < found.max) {
    found.nodes[found.count++] = node;
    node = walk_wide(&of, acd__order_next(order, node), &gave_up);
  }
  if (gave_up) {
    found.count = 0;
    few_of_heads(&of, &found);
  }
  for (uint32_t i = 0; i < found.count; i++) agents_out[i] = acd__agent_of_node(found.nodes[i]);
  return found.count;
}
