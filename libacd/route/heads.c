/* SPDX-License-Identifier: Apache-2.0 */
/* Who stands first of the profiles that have somebody idle and fit. */
#include "route/look.h"

#include <acd/definition.h>

/* Less is better. */
static int64_t score_of(const acd__look *of, const acd__profile_ref *ref)
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

acd__candidate acd__heads_best(const acd__look *of)
{
  acd__candidate best = {0};
  acd__walk at = acd__walk_begin(of);
  for (const acd__profile_ref *ref; (ref = acd__walk_next(&at));) {
    int64_t tier = acd__look_tier(of->route, ref);
    if (best.node && tier > best.tier) continue;
    int64_t score = score_of(of, ref);
    int ties = best.node && tier == best.tier;
    if (ties && score > best.score) continue;
    ties = ties && score == best.score;
    acd__order_node *node = acd__order_first(ref->idle);
    if (ties && !acd__order_less(node, best.node)) continue; /* what comes after it is no better */
    node = acd__look_untried(of, ref->idle, node);
    if (node && (!ties || acd__order_less(node, best.node))) best = (acd__candidate){node, tier, score};
  }
  return best;
}

acd__order_node *acd__heads_first(const acd__look *of)
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
      node = acd__look_untried(of, order, node);
      if (node && (!best || acd__order_less(node, best))) best = node;
    }
  return best;
}

acd__order_node *acd__heads_after(const acd__look *of, const acd__order_node *cursor)
{
  acd__order_node *best = NULL;
  int64_t best_tier = 0;
  int best_wrapped = 0;
  acd__walk at = acd__walk_begin(of);
  for (const acd__profile_ref *ref; (ref = acd__walk_next(&at));) {
    int64_t tier = acd__look_tier(of->route, ref);
    if (best && tier > best_tier) continue;
    acd__order_node *node = acd__look_untried(of, ref->idle, acd__order_after(ref->idle, cursor));
    int wrapped = !node;
    if (wrapped) node = acd__look_untried(of, ref->idle, acd__order_first(ref->idle));
    if (!node) continue;
    if (best && tier == best_tier && (wrapped != best_wrapped ? wrapped > best_wrapped : !acd__order_less(node, best)))
      continue;
    best = node;
    best_tier = tier;
    best_wrapped = wrapped;
  }
  return best;
}
