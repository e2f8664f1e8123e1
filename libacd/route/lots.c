/* SPDX-License-Identifier: Apache-2.0 */
/* Lots drawn for the agent. */
#include "route/look.h"

#include <acd/definition.h>

/* Those among whom lots are drawn: the idle agents of those profiles of one tier that suit, those passed over included. The profiles
 * are gone through by their keys: the numbers of rows decide nothing. */
typedef struct lots {
  const acd__look *of;
  acd__rng *rng;
  int64_t tier;
  int weighted;
  int are_few; /* 0: of all that the queue keeps in this order those are picked that suit */
  size_t few_count;
  const acd__profile_ref *few[ACD__HEADS_FEW + 1]; /* room for one more spares a compiler doubts where the limit is 1 */
} lots;

static int64_t weight_of(const lots *draw, const acd__agent *agent)
{
  return draw->weighted ? acd__membership_of(agent->config, draw->of->call->queue)->weight : 1;
}

/* 1 if a lot that was drawn counts: uniform draws that hit a lighter one are thrown away in proportion. */
static int counts(const lots *draw, const acd__agent *agent)
{
  if (acd__look_passes(draw->of, agent)) return 0;
  if (!draw->weighted) return 1;
  return (int64_t)acd__rng_below(draw->rng, (uint64_t)draw->of->route->weight_max) < weight_of(draw, agent);
}

/* Where few profiles have somebody idle and fit, they are found by rows and put in order, whatever the queue has besides. 0: nobody may be
 * offered the call. */
static int gather(lots *draw)
{
  const acd__queue_route *route = draw->of->route;
  const acd__profile_ref **few = draw->few;
  size_t count = 0;
  int any = 0;
  acd__walk at = acd__walk_begin(draw->of);
  for (const acd__profile_ref *ref; (ref = acd__walk_next(&at));) {
    int64_t tier = acd__look_tier(route, ref);
    if (any && tier > draw->tier) continue;
    size_t to = count++;
    for (; to > 0 && acd__profile_less(ref->profile, few[to - 1]->profile); to--) few[to] = few[to - 1];
    few[to] = ref;
    if (any && tier == draw->tier) continue;
    if (!acd__look_untried(draw->of, ref->idle, acd__order_first(ref->idle))) continue;
    draw->tier = tier;
    any = 1;
  }
  for (size_t i = 0; any && i < count; i++)
    if (acd__look_tier(route, few[i]) == draw->tier) few[draw->few_count++] = few[i];
  return any;
}

/* Else the queue has no more than ACD__WIDE profiles, or draws from all of them were without luck. */
static const acd__profile_ref *next_of_all(const lots *draw, size_t *at)
{
  const acd__queue_route *route = draw->of->route;
  const acd__call *call = draw->of->call;
  while (*at < route->profiles_live) {
    uint32_t row = route->lots[(*at)++];
    const acd__profile_ref *ref = &route->profiles[row];
    if (!(route->idle[row / 64] & call->class_->profiles[row / 64] & UINT64_C(1) << (row % 64))) continue;
    if (acd__look_tier(route, ref) != draw->tier) continue;
    if (!call->class_->mixed || acd__match_suits(route, ref, call->needs, call->step)) return ref;
  }
  return NULL;
}

/* NULL: no more. */
static inline const acd__profile_ref *lots_next(const lots *draw, size_t *at)
{
  if (!draw->are_few) return next_of_all(draw, at);
  return *at < draw->few_count ? draw->few[(*at)++] : NULL;
}

static uint64_t lots_count(const lots *draw)
{
  uint64_t count = 0;
  size_t at = 0;
  for (const acd__profile_ref *ref; (ref = lots_next(draw, &at));) count += ref->idle->count;
  return count;
}

/* The k-th of fewer than there are. */
static acd__agent *lots_at(const lots *draw, uint64_t k)
{
  size_t at = 0;
  const acd__profile_ref *ref = lots_next(draw, &at);
  for (; k >= ref->idle->count; ref = lots_next(draw, &at)) k -= ref->idle->count;
  return acd__agent_of_node(acd__order_at(ref->idle, (size_t)k));
}

/* Weighs every lot: for when drawing was without luck. NULL: a lot of this weight was looked for in vain. */
static acd__agent *weigh(const lots *draw, uint64_t lot, uint64_t *sum_out)
{
  uint64_t sum = 0;
  size_t at = 0;
  for (const acd__profile_ref *ref; (ref = lots_next(draw, &at));) {
    const acd__order *order = ref->idle;
    for (size_t i = 0; i < order->count; i++) {
      acd__agent *agent = acd__agent_of_node(acd__order_at(order, i));
      if (acd__look_passes(draw->of, agent)) continue;
      sum += (uint64_t)weight_of(draw, agent);
      if (lot < sum) return agent;
    }
  }
  *sum_out = sum;
  return NULL;
}

/* 1: so few profiles suit that most draws from all who are idle in a wide queue would be thrown away. The same for calls of the mixed
 * class, so that they draw as often as they would in a class of their own. */
static int few_suit(const lots *draw)
{
  if (draw->of->route->profiles_live > 64 * ACD__HEADS_FEW) return 0; /* not by rows: holes must not decide */
  if (draw->are_few || !draw->of->call->class_->mixed) return draw->are_few;
  int suit = 0;
  for (acd__walk at = acd__walk_begin(draw->of); suit <= ACD__HEADS_FEW && acd__walk_next(&at);) suit++;
  return suit <= ACD__HEADS_FEW;
}

/* 0: nobody may be offered the call. */
static int lots_begin(lots *draw)
{
  draw->are_few = acd__look_few_fit(draw->of);
  if (draw->are_few) return gather(draw);
  acd__candidate first = acd__look_best(draw->of);
  draw->tier = first.tier;
  return first.node != NULL;
}

/* One of all who are idle in a wide queue, if it is a lot and counts; else NULL. */
static acd__agent *draw_of_all(const lots *draw)
{
  const acd__queue_route *route = draw->of->route;
  acd__order_node *node = acd__order_at(&route->order, (size_t)acd__rng_below(draw->rng, route->order.count));
  const acd__agent_node *at = (const acd__agent_node *)(const void *)node;
  if (!acd__look_may_take(draw->of, node) || acd__look_tier(route, &route->profiles[at->row]) != draw->tier)
    return NULL;
  return counts(draw, at->agent) ? at->agent : NULL;
}

/* Over all agents of the first tier who may be offered the call: draws that hit another are thrown away. In a wide queue they
 * are drawn from all that are idle, for as long as that is likely to hit. */
acd__agent *acd__lots_draw(const acd__look *of, acd__rng *rng)
{
  const acd__queue_route *route = of->route;
  lots draw;
  draw.of = of;
  draw.rng = rng;
  draw.weighted = route->rules->strategy == ACD_STRATEGY_WEIGHTED_RANDOM;
  draw.tier = 0;
  draw.few_count = 0;
  if (!lots_begin(&draw)) return NULL;
  int from_all = route->wide && !few_suit(&draw);
  for (int draws = 0; from_all && draws < ACD__WALK_FIRST; draws++) {
    acd__agent *agent = draw_of_all(&draw);
    if (agent) return agent;
  }
  uint64_t count = lots_count(&draw), none, sum = 0;
  for (int draws = 0; draws < ACD__WALK_FIRST; draws++) {
    acd__agent *agent = lots_at(&draw, acd__rng_below(rng, count));
    if (counts(&draw, agent)) return agent;
  }
  weigh(&draw, UINT64_MAX, &sum);
  return weigh(&draw, acd__rng_below(rng, sum), &none);
}
