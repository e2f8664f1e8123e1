/* SPDX-License-Identifier: Apache-2.0 */
/* The call side: which agent a call is offered to. The agent side is in call.c. The rules are in acd/route.h. */
#include "route/match.h"

#include <acd/definition.h>

/* Who is looked for: an agent for a call, with or without those who have missed it. */
typedef struct look {
  const acd__queue_route *route;
  const acd__call *call;
  int again;
} look;

/* NULL: none. */
static acd__agent *agent_of(acd__order_node *node)
{
  return node ? ((acd__agent_node *)(void *)node)->agent : NULL; /* the node is its first member */
}

/* Steps through the profiles of a queue that have somebody idle and may serve a class of calls. */
typedef struct walk {
  const look *of;
  size_t word;
  uint64_t bits;
} walk;

static walk walk_begin(const look *of)
{
  walk at = {of, 0, of->route->idle[0] & of->call->class_->profiles[0]};
  return at;
}

static const acd__profile_ref *walk_next(walk *at)
{
  const acd__queue_route *route = at->of->route;
  const acd__call *call = at->of->call;
  for (;;) {
    while (!at->bits) {
      if (++at->word >= route->profile_words) return NULL;
      at->bits = route->idle[at->word] & call->class_->profiles[at->word];
    }
    const acd__profile_ref *ref = &route->profiles[at->word * 64 + (size_t)__builtin_ctzll(at->bits)];
    at->bits &= at->bits - 1;
    if (!call->class_->mixed || acd__match_suits(route, ref, call->needs, call->step)) return ref;
  }
}

static int64_t tier_of(const acd__queue_route *route, const acd__profile_ref *ref)
{
  return route->tiered ? ref->tier : 0;
}

/* Less is better. */
static int64_t score_of(const look *of, const acd__profile_ref *ref)
{
  const acd__class *class_ = of->call->class_;
  const acd__rules *rules = of->route->rules;
  if (acd__rules_by_group(rules)) return acd__group_key(of->call->queue->config, ref->group);
  if (!acd__rules_by_score(rules)) return 0;
  int64_t score = class_->scores
                      ? class_->scores[ref - of->route->profiles]
                      : acd__rules_score(rules, of->call->needs, ref->profile->skills, ref->profile->skills_count);
  return rules->strategy == ACD_STRATEGY_MOST_SKILLED ? -score : score;
}

/* 1 if the look passes over the agent. */
static inline int passes(const look *of, const acd__agent *agent)
{
  return acd__match_engaged(agent, of->call) || acd__match_declined(agent, of->call) ||
         (!of->again && acd__match_missed(agent, of->call));
}

/* The first of an order from `node` on whom the look does not pass over. */
static acd__order_node *untried(const look *of, const acd__order *order, acd__order_node *node)
{
  while (node && passes(of, agent_of(node))) node = acd__order_next(order, node);
  return node;
}

/* The best of a profile, and how it compares. */
typedef struct candidate {
  acd__order_node *node; /* NULL: none */
  int64_t tier;
  int64_t score;
  int wrapped; /* round robin: past the end of the circle, from its beginning again */
} candidate;

static int better(const candidate *a, const candidate *b)
{
  if (!b->node || a->tier != b->tier) return !b->node || a->tier < b->tier;
  if (a->score != b->score) return a->score < b->score;
  if (a->wrapped != b->wrapped) return a->wrapped < b->wrapped;
  return acd__order_less(a->node, b->node);
}

/* `cursor` NULL: each order from its beginning. */
static candidate best_of_heads(const look *of, const acd__order_node *cursor)
{
  candidate best = {0};
  walk at = walk_begin(of);
  for (const acd__profile_ref *ref; (ref = walk_next(&at));) {
    candidate next = {.tier = tier_of(of->route, ref), .score = score_of(of, ref)};
    if (best.node && (next.tier > best.tier || (next.tier == best.tier && next.score > best.score))) continue;
    const acd__order *order = ref->idle;
    if (cursor) next.node = untried(of, order, acd__order_after(order, cursor));
    if (!next.node) {
      next.wrapped = cursor != NULL;
      next.node = untried(of, order, acd__order_first(order));
    }
    if (next.node && better(&next, &best)) best = next;
  }
  return best;
}

/* The same where neither tiers nor scores count and nobody goes round in a circle: most decisions. */
static acd__order_node *first_of_heads(const look *of)
{
  const acd__queue_route *route = of->route;
  const acd__call *call = of->call;
  const acd__class *class_ = call->class_;
  acd__order_node *best = NULL;
  for (size_t word = 0; word < route->profile_words; word++)
    for (uint64_t bits = route->idle[word] & class_->profiles[word]; bits; bits &= bits - 1) {
      const acd__profile_ref *ref = &route->profiles[word * 64 + (size_t)__builtin_ctzll(bits)];
      const acd__order *order = ref->idle;
      acd__order_node *node = acd__order_first(order);
      if (best && !acd__order_less(node, best)) continue; /* what comes after it is no better */
      if (class_->mixed && !acd__match_suits(route, ref, call->needs, call->step)) continue;
      node = untried(of, order, node);
      if (node && (!best || acd__order_less(node, best))) best = node;
    }
  return best;
}

static inline int row_fits(const acd__class *class_, size_t row)
{
  return (int)(class_->profiles[row / 64] >> (row % 64) & 1);
}

/* 1 if an agent in the order of a wide queue has a profile that fits the class. */
static inline int fits(const acd__class *class_, const acd__order_node *node)
{
  return row_fits(class_, ((const acd__agent_node *)(const void *)node)->row);
}

/* 1 if the agents of one of the queue's profiles may serve the call. */
static int row_serves(const acd__call *call, size_t row)
{
  const acd__class *class_ = call->class_;
  const acd__queue_route *route = class_->route;
  if (!row_fits(class_, row)) return 0;
  return !class_->mixed || acd__match_suits(route, &route->profiles[row], call->needs, call->step);
}

/* 1 if such an agent may be offered the call. */
static int may_take(const look *of, acd__order_node *node)
{
  const acd__agent_node *at = (const acd__agent_node *)(const void *)node;
  return row_serves(of->call, at->row) && !passes(of, at->agent);
}

/* A wide queue is walked agent by agent in the order of the strategy. Where few may take the call the walk would be long, and
 * comparing the heads of those few profiles is cheaper: with n idle and c profiles that fit, a walk takes about n / c steps,
 * so one of the two takes no more than the root of n. */
#ifndef ACD__WALK_FIRST
#define ACD__WALK_FIRST 64
#endif

/* So many steps are taken before it is counted how many profiles fit: most walks are over by then. */
#define WALK_SHORT ((ACD__WALK_FIRST + 7) / 8)

static int walk_pays(const look *of)
{
  size_t fit = 0;
  for (size_t i = 0; i < of->route->profile_words; i++)
    fit += (size_t)__builtin_popcountll(of->route->idle[i] & of->call->class_->profiles[i]);
  return fit > 0 && of->route->order.count / fit < fit;
}

/* A wide queue's call that few profiles with somebody idle may serve: comparing their heads costs less than walking past all the
 * others. Looks at no more words than the comparison will. */
static int few_fit(const look *of)
{
  const acd__queue_route *route = of->route;
  int fit = 0;
  if (route->profiles_live > 64 * ACD__HEADS_FEW) return 0; /* not by rows: holes must not decide */
  for (size_t i = 0; i < route->profile_words && fit <= ACD__HEADS_FEW; i++)
    fit += __builtin_popcountll(route->idle[i] & of->call->class_->profiles[i]);
  return fit <= ACD__HEADS_FEW;
}

/* The same of profiles that suit, so that calls of the mixed class draw as often as they would in a class of their own. */
static int few_suit(const look *of)
{
  int suit = 0;
  if (of->route->profile_words > ACD__HEADS_FEW) return 0;
  for (walk at = walk_begin(of); suit <= ACD__HEADS_FEW && walk_next(&at);) suit++;
  return suit <= ACD__HEADS_FEW;
}

/* 1 if after so many steps the rest of a walk is better left to the heads. */
static int gives_up(const look *of, int steps)
{
  return (steps == WALK_SHORT && few_fit(of)) || (steps == ACD__WALK_FIRST && !walk_pays(of));
}

/* The first of a wide queue's idle agents from `node` on who may take the call. *gave_up_out: the rest is for the heads. */
static acd__order_node *walk_wide(const look *of, acd__order_node *node, int *gave_up_out)
{
  const acd__order *order = &of->route->order;
  const acd__class *class_ = of->call->class_;
  unsigned steps = 0;
  for (; node; node = acd__order_next(order, node)) {
    if (fits(class_, node) && may_take(of, node)) return node; /* most do not even fit */
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

static candidate best_of(const look *of)
{
  int gave_up = !walks(of->route);
  candidate best = {0};
  if (!gave_up) best.node = walk_wide(of, acd__order_first(&of->route->order), &gave_up);
  if (gave_up && (of->route->tiered || acd__rules_by_profile(of->route->rules))) return best_of_heads(of, NULL);
  if (gave_up) {
    best.node = first_of_heads(of);
    return best;
  }
  if (best.node) best.tier = best.node->key_a;
  return best;
}

static acd__order_node *after_cursor(const look *of)
{
  const acd__queue *queue = of->call->queue;
  if (!queue->cursor_set) return best_of(of).node;
  acd__order_node cursor = {.key_b = queue->cursor_position, .sequence = queue->cursor_sequence};
  if (!walks(of->route)) return best_of_heads(of, &cursor).node;
  int gave_up = 0;
  acd__order_node *node = walk_wide(of, acd__order_after(&of->route->order, &cursor), &gave_up);
  if (gave_up) return best_of_heads(of, &cursor).node;
  return node ? node : best_of(of).node; /* past the end: from the beginning */
}

/* Those among whom lots are drawn: the eligible of one tier, those passed over included. */
typedef struct lots {
  const look *of;
  acd__rng *rng;
  int64_t tier;
  int weighted;
} lots;

static int64_t weight_of(const lots *draw, const acd__agent *agent)
{
  return draw->weighted ? acd__membership_of(agent->config, draw->of->call->queue)->weight : 1;
}

/* 1 if a lot that was drawn counts: uniform draws that hit a lighter one are thrown away in proportion. */
static int counts(const lots *draw, const acd__agent *agent)
{
  if (passes(draw->of, agent)) return 0;
  if (!draw->weighted) return 1;
  return (int64_t)acd__rng_below(draw->rng, (uint64_t)draw->of->route->weight_max) < weight_of(draw, agent);
}

/* The next profile whose idle agents lots are drawn for, by key: the numbers of rows decide nothing. NULL: no more. */
static const acd__profile_ref *lots_next(const lots *draw, size_t *at)
{
  const acd__queue_route *route = draw->of->route;
  const acd__call *call = draw->of->call;
  while (*at < route->profiles_live) {
    uint32_t row = route->lots[(*at)++];
    const acd__profile_ref *ref = &route->profiles[row];
    if (!(route->idle[row / 64] & call->class_->profiles[row / 64] & UINT64_C(1) << (row % 64))) continue;
    if (tier_of(route, ref) != draw->tier) continue;
    if (!call->class_->mixed || acd__match_suits(route, ref, call->needs, call->step)) return ref;
  }
  return NULL;
}

/* The k-th of the idle agents of the profiles that fit; NULL, and how many there are, if k is SIZE_MAX. */
static acd__agent *kth_of_heads(const lots *draw, uint64_t k, uint64_t *count_out)
{
  size_t at = 0;
  *count_out = 0;
  for (const acd__profile_ref *ref; (ref = lots_next(draw, &at));) {
    const acd__order *order = ref->idle;
    *count_out += order->count;
    if (k < order->count) return agent_of(acd__order_at(order, (size_t)k));
    if (k != SIZE_MAX) k -= order->count;
  }
  return NULL;
}

/* Weighs every lot: for when drawing was without luck. NULL: a lot of this weight was looked for in vain. */
static acd__agent *weigh(const lots *draw, uint64_t lot, uint64_t *sum_out)
{
  uint64_t sum = 0;
  size_t at = 0;
  for (const acd__profile_ref *ref; (ref = lots_next(draw, &at));) {
    const acd__order *order = ref->idle;
    for (size_t i = 0; i < order->count; i++) {
      acd__agent *agent = agent_of(acd__order_at(order, i));
      if (passes(draw->of, agent)) continue;
      sum += (uint64_t)weight_of(draw, agent);
      if (lot < sum) return agent;
    }
  }
  *sum_out = sum;
  return NULL;
}

/* Over all agents of the first tier who may be offered the call: draws that hit another are thrown away. In a wide queue they
 * are drawn from all that are idle, for as long as that is likely to hit. */
static acd__agent *draw_one(const look *of, acd__rng *rng)
{
  const acd__queue_route *route = of->route;
  candidate first = best_of(of);
  if (!first.node) return NULL;
  lots draw = {of, rng, first.tier, route->rules->strategy == ACD_STRATEGY_WEIGHTED_RANDOM};
  int many_suit = route->wide && !few_suit(of); /* else most such draws would be thrown away */
  for (int draws = 0; many_suit && draws < ACD__WALK_FIRST; draws++) {
    acd__order_node *node = acd__order_at(&route->order, (size_t)acd__rng_below(rng, route->order.count));
    const acd__agent_node *at = (const acd__agent_node *)(const void *)node;
    if (may_take(of, node) && tier_of(route, &route->profiles[at->row]) == draw.tier && counts(&draw, at->agent))
      return at->agent;
  }
  uint64_t count, none, sum = 0;
  kth_of_heads(&draw, SIZE_MAX, &count);
  for (int draws = 0; draws < ACD__WALK_FIRST; draws++) {
    acd__agent *agent = kth_of_heads(&draw, acd__rng_below(rng, count), &none);
    if (counts(&draw, agent)) return agent;
  }
  weigh(&draw, UINT64_MAX, &sum);
  return weigh(&draw, acd__rng_below(rng, sum), &none);
}

int acd__match_serves(const acd__call *call, const acd__agent *agent)
{
  const acd__membership *member = acd__membership_of(agent->config, call->queue);
  if (!member || acd__match_declined(agent, call)) return 0;
  return row_serves(call, agent->profile->queues[member - agent->config->memberships].row);
}

/* The first of the call's preferred agents who is ready and may serve it. */
static acd__agent *preferred_of(const look *of)
{
  const acd__preferred *list = of->call->preferred;
  for (uint32_t i = 0; i < list->count; i++) {
    int status;
    acd__agent *agent = acd__pool_find(of->route->agents, list->agents[i], &status);
    if (agent && acd__idle_for(agent, of->route) && acd__match_serves(of->call, agent) && !passes(of, agent))
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

static acd__agent *choose(const look *of, acd__rng *rng)
{
  acd__agent *preferred = of->call->preferred ? preferred_of(of) : NULL;
  if (preferred) return preferred;
  acd__order_node *node;
  switch (of->route->rules->strategy) {
  case ACD_STRATEGY_RANDOM:
  case ACD_STRATEGY_WEIGHTED_RANDOM: return draw_one(of, rng);
  case ACD_STRATEGY_ROUND_ROBIN: node = after_cursor(of); break;
  default: node = best_of(of).node; break;
  }
  return agent_of(node);
}

/* First without those who have missed the call, then with them. Apart, so that the many decisions that are simple do not pay for
 * what it needs. */
__attribute__((noinline)) static acd__agent *look_twice(const acd__call *call, acd__rng *rng, int *again_out)
{
  for (int again = 0;; again = 1) {
    look of = {call->queue->route, call, again};
    acd__agent *agent = choose(&of, rng);
    *again_out = again && agent;
    if (agent || again || call->offers_count > 0) return agent;
  }
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

static void few_of_heads(const look *of, few *to)
{
  walk at = walk_begin(of);
  for (const acd__profile_ref *ref; (ref = walk_next(&at));) {
    int64_t tier = tier_of(of->route, ref);
    if (to->count && tier > to->tier) continue;
    const acd__order *order = ref->idle;
    acd__order_node *node = untried(of, order, acd__order_first(order));
    if (!node) continue;
    if (tier < to->tier) to->count = 0;
    to->tier = tier;
    while (node && few_add(to, node)) node = untried(of, order, acd__order_next(order, node));
  }
}

uint32_t acd__match_candidates(const acd__call *call, int again, uint32_t max, acd__agent **agents_out)
{
  look of = {call->queue->route, call, again};
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
  for (uint32_t i = 0; i < found.count; i++) agents_out[i] = agent_of(found.nodes[i]);
  return found.count;
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
    acd__agent *agent = agent_of(head);
    if (!passes(&(look){route, call, 0}, agent)) return agent;
  }
  return look_twice(call, rng, again_out);
}

int64_t acd__match_ready(const acd__queue_route *route)
{
  if (route->wide) return (int64_t)route->order.count;
  int64_t sum = 0;
  for (size_t i = 0; i < route->profiles_count; i++) sum += (int64_t)acd__idle_count(&route->profiles[i]);
  return sum;
}

int acd__match_any(const acd__class *class_, const acd__needs *needs, uint32_t step, int64_t skip_if)
{
  const acd__queue_route *route = class_->route;
  for (size_t word = 0; word < route->profile_words; word++)
    for (uint64_t bits = class_->profiles[word]; bits; bits &= bits - 1) {
      const acd__profile_ref *ref = &route->profiles[word * 64 + (size_t)__builtin_ctzll(bits)];
      const acd__profile *profile = ref->profile;
      int64_t there = skip_if == ACD_SKIP_UNSTAFFED     ? profile->staffed
                      : skip_if == ACD_SKIP_UNAVAILABLE ? profile->available
                                                        : (int64_t)acd__idle_count(ref);
      if (there && (!class_->mixed || acd__match_suits(route, ref, needs, step))) return 1;
    }
  return 0;
}
