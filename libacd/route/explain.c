/* SPDX-License-Identifier: Apache-2.0 */
#include "route/explain.h"

#include "route/match.h"

#define SHARE_UNIT 1000000

/* ---- Who may serve whom */

acd_requirement acd__explain_need(const acd__rules *rules, uint32_t step, const acd_requirement *need)
{
  acd_requirement now = *need;
  const acd__step *at = step < rules->steps_count ? &rules->steps[step] : NULL;
  for (size_t i = 0; at && i < at->relaxed_count; i++)
    if (at->relaxed[i].skill == need->skill && at->relaxed[i].value < need->level_min)
      now.level_min = at->relaxed[i].value;
  return now;
}

static int lack_of(const acd__rules *rules, uint32_t step, const acd__needs *needs, const acd_requirement *skills,
                   size_t skills_count, acd_requirement *lack_out)
{
  for (uint32_t i = 0; needs && i < needs->count; i++) {
    acd_requirement need = acd__explain_need(rules, step, &needs->items[i]);
    if (acd__skills_level(skills, skills_count, need.skill) >= need.level_min) continue;
    *lack_out = need;
    return 1;
  }
  return 0;
}

int acd__explain_lack(const acd__rules *rules, uint32_t step, const acd__needs *needs, const acd_requirement *skills,
                      size_t skills_count, acd_requirement *lack_out)
{
  return lack_of(rules, step, rules->needs, skills, skills_count, lack_out) ||
         lack_of(rules, step, needs, skills, skills_count, lack_out);
}

int64_t acd__explain_eligible(const acd__call *call, uint32_t step, const acd__agent *agent,
                              const acd__membership *member)
{
  const acd__rules *rules = call->queue->config->rules;
  const acd__agent_config *config = agent->config;
  acd_requirement lack;
  int64_t obstacles = 0;
  if (acd__explain_lack(rules, step, call->needs, config->skills, config->skills_count, &lack))
    obstacles |= ACD__OBSTACLE(SKILL);
  if (acd__match_declined(agent, call)) obstacles |= ACD__OBSTACLE(DECLINED);
  if (member->strange) obstacles |= ACD__OBSTACLE(CHANNEL);
  if (step >= rules->steps_count) return obstacles;
  const acd__step *now = &rules->steps[step];
  if (member->tier < now->tier_min || member->tier > now->tier_max) obstacles |= ACD__OBSTACLE(TIER);
  if (!acd__expression_met(now->expression, config->skills, config->skills_count))
    obstacles |= ACD__OBSTACLE(EXPRESSION);
  return obstacles;
}

/* ---- Agents for a call */

static int64_t strategy_key(int64_t strategy)
{
  switch (strategy) {
  case ACD_STRATEGY_LONGEST_IDLE: return ACD__KEY(IDLE_SINCE);
  case ACD_STRATEGY_ROUND_ROBIN: return ACD__KEY(LAP) | ACD__KEY(POSITION);
  case ACD_STRATEGY_FEWEST_CALLS: return ACD__KEY(CALLS);
  case ACD_STRATEGY_LEAST_TALK: return ACD__KEY(TALK);
  case ACD_STRATEGY_MOST_SKILLED: return ACD__KEY(MOST_SKILLED) | ACD__KEY(IDLE_SINCE);
  case ACD_STRATEGY_LEAST_LOADED: return ACD__KEY(LOAD) | ACD__KEY(IDLE_SINCE);
  case ACD_STRATEGY_GROUP_SHARE: return ACD__KEY(GROUP) | ACD__KEY(IDLE_SINCE);
  case ACD_STRATEGY_HOST_SCORE: return ACD__KEY(HOST_SCORE) | ACD__KEY(IDLE_SINCE);
  case ACD_STRATEGY_LEAST_OCCUPIED: return ACD__KEY(OCCUPANCY) | ACD__KEY(IDLE_SINCE);
  case ACD_STRATEGY_LEAST_SKILLED: return ACD__KEY(LEAST_SKILLED) | ACD__KEY(IDLE_SINCE);
  case ACD_STRATEGY_FEWEST_QUEUE_CALLS: return ACD__KEY(QUEUE_CALLS);
  case ACD_STRATEGY_SHARE: return ACD__KEY(SHARE);
  case ACD_STRATEGY_RANDOM:
  case ACD_STRATEGY_WEIGHTED_RANDOM: return ACD__KEY(LOT);
  default: return ACD__KEY(POSITION);
  }
}

/* How many groups of the queue come before this one. */
static int64_t group_at(const acd__queue_config *config, uint32_t group)
{
  int64_t place = 0;
  for (uint32_t i = 0; i < config->groups_count; i++) {
    const acd__group *one = &config->groups[i], *own = &config->groups[group];
    int64_t n = config->groups_calls + ACD__GROUP_CALL;
    int64_t more = (one->percentage * n - 100 * one->calls) - (own->percentage * n - 100 * own->calls);
    place += more > 0 || (more == 0 && i < group);
  }
  return place;
}

/* Place among the agents whom the call prefers. */
static int64_t preferred_at(const acd__preferred *preferred, const acd__agent *agent)
{
  uint32_t at = 0;
  while (preferred && at < preferred->count && preferred->agents[at] != agent->slot.id) at++;
  return at;
}

/* 1: she stands in the circle at or before the memory of the queue. */
static int is_past(const acd__queue *queue, const acd__agent *agent, const acd__membership *member)
{
  if (!queue->cursor_set) return 0;
  if (member->position != queue->cursor_position) return member->position < queue->cursor_position;
  return agent->sequence <= queue->cursor_sequence;
}

static int64_t value_of(int64_t keys, const acd__agent *agent, const acd__membership *member, int64_t lot)
{
  if (keys & ACD__KEY(IDLE_SINCE)) return agent->idle_since_us;
  if (keys & ACD__KEY(CALLS)) return agent->calls_count;
  if (keys & ACD__KEY(TALK)) return agent->talk_us;
  if (keys & ACD__KEY(QUEUE_CALLS)) return member->calls_count;
  if (keys & ACD__KEY(SHARE)) return (member->calls_count + 1) * SHARE_UNIT / member->weight;
  return keys & ACD__KEY(LOT) ? lot : member->position;
}

void acd__explain_candidate(const acd__call *call, const acd__agent *agent, const acd__membership *member, int64_t lot,
                            acd_candidate *candidate)
{
  const acd__rules *rules = call->queue->config->rules;
  int64_t keys = ACD__KEY(MISSED) | ACD__KEY(CREATION) | strategy_key(rules->strategy);
  if (rules->tiers == ACD_TIERS_FIRST) keys |= ACD__KEY(TIER);
  if (call->preferred) keys |= ACD__KEY(PREFERRED);
  if (keys & ACD__KEY(LOT)) keys &= ~ACD__KEY(CREATION);
  candidate->agent = agent->slot.id;
  candidate->keys = keys;
  candidate->missed = acd__match_missed(agent, call);
  candidate->preferred = preferred_at(call->preferred, agent);
  candidate->tier = member->tier;
  if (acd__rules_by_score(rules))
    candidate->score = acd__rules_score(rules, call->needs, agent->config->skills, agent->config->skills_count);
  if (keys & ACD__KEY(OCCUPANCY)) candidate->score = agent->occupancy_ppm / 1000;
  if (keys & ACD__KEY(LOAD)) candidate->score = acd__agent_load_share(agent);
  if (keys & ACD__KEY(GROUP)) candidate->score = group_at(call->queue->config, member->group);
  if (keys & ACD__KEY(LAP)) candidate->lap = is_past(call->queue, agent, member);
  candidate->value = value_of(keys, agent, member, lot);
  candidate->creation = (int64_t)agent->sequence;
}

/* 1, and which comes first, if the keys differ. */
static int differ(int64_t a, int64_t b, int *before_out)
{
  *before_out = a < b;
  return a != b;
}

int64_t acd__explain_agents_differ(const acd_candidate *a, const acd_candidate *b, int *before_out)
{
  static const int64_t values = ACD__KEY(IDLE_SINCE) | ACD__KEY(CALLS) | ACD__KEY(TALK) | ACD__KEY(POSITION) |
                                ACD__KEY(QUEUE_CALLS) | ACD__KEY(SHARE) | ACD__KEY(LOT);
  int64_t keys = a->keys;
  if (differ(a->obstacles != 0, b->obstacles != 0, before_out)) return 0;
  if (!a->obstacles) {
    if (differ(a->missed, b->missed, before_out)) return ACD_KEY_MISSED;
    if (keys & ACD__KEY(PREFERRED) && differ(a->preferred, b->preferred, before_out)) return ACD_KEY_PREFERRED;
    if (keys & ACD__KEY(TIER) && differ(a->tier, b->tier, before_out)) return ACD_KEY_TIER;
    if (keys & ACD__KEY(MOST_SKILLED) && differ(b->score, a->score, before_out)) return ACD_KEY_MOST_SKILLED;
    if (keys & ACD__KEY(LEAST_SKILLED) && differ(a->score, b->score, before_out)) return ACD_KEY_LEAST_SKILLED;
    if (keys & ACD__KEY(GROUP) && differ(a->score, b->score, before_out)) return ACD_KEY_GROUP;
    if (keys & ACD__KEY(HOST_SCORE) && differ(b->score, a->score, before_out)) return ACD_KEY_HOST_SCORE;
    if (keys & ACD__KEY(OCCUPANCY) && differ(a->score, b->score, before_out)) return ACD_KEY_OCCUPANCY;
    if (keys & ACD__KEY(LOAD) && differ(a->score, b->score, before_out)) return ACD_KEY_LOAD;
    if (keys & ACD__KEY(LAP) && differ(a->lap, b->lap, before_out)) return ACD_KEY_LAP;
    if (differ(a->value, b->value, before_out)) return __builtin_ctzll((uint64_t)(keys & values));
  }
  differ(a->creation, b->creation, before_out);
  if (a->obstacles) return 0;
  return keys & ACD__KEY(LOT) ? ACD_KEY_LOT : ACD_KEY_CREATION;
}

/* ---- Calls for an agent */

static int64_t claim_key(int64_t call_choice)
{
  switch (call_choice) {
  case ACD_CALL_CHOICE_PRIORITY: return ACD__KEY(PRIORITY);
  case ACD_CALL_CHOICE_LONGEST_QUEUE: return ACD__KEY(QUEUE_LENGTH);
  case ACD_CALL_CHOICE_OBJECTIVE: return ACD__KEY(OBJECTIVE);
  default: return 0;
  }
}

/* Where a call stands among those of its queue, or would, waited it not for a preferred agent alone. */
static acd__order_node place_in_queue(const acd__call *call)
{
  acd__order_node place = call->node;
  if (!call->awaited) return place;
  const acd__rules *rules = call->queue->config->rules;
  int64_t priority = call->priority + call->entry_priority + call->queue->config->priority;
  if (call->step < rules->steps_count) priority += rules->steps[call->step].priority;
  place.key_a = acd__rules_key(rules, priority, place.key_b);
  return place;
}

static int stands_before(const acd__call *call, const acd__call *other)
{
  acd__order_node a = place_in_queue(call), b = place_in_queue(other);
  return acd__order_less(&a, &b);
}

void acd__explain_contender(const acd__route *route, const acd__call *call, const acd__membership *member,
                            acd_time now_us, acd_contender *contender)
{
  contender->call = acd__call_main(call)->slot.id;
  contender->queue = call->queue ? call->queue->slot.id : 0;
  contender->direct = member != NULL;
  contender->keys = ACD__KEY(DIRECT) | ACD__KEY(RANK) | ACD__KEY(WEIGHT) | ACD__KEY(WAIT) | ACD__KEY(CREATION) |
                    claim_key(route->call_choice);
  contender->wait_began_at_us = call->node.key_b;
  contender->creation = (int64_t)call->node.sequence;
  if (!member) return;
  contender->rank = member->rank;
  contender->weight = acd__match_weight(call);
  contender->claim = call->awaited && route->call_choice == ACD_CALL_CHOICE_PRIORITY
                         ? acd__rules_priority_now(call->queue->config->rules, place_in_queue(call).key_a, now_us)
                         : acd__match_claim(route, call, now_us);
}

int64_t acd__explain_calls_differ(const acd_contender *a, const acd_contender *b, int *before_out)
{
  static const int64_t claims = ACD__KEY(PRIORITY) | ACD__KEY(QUEUE_LENGTH) | ACD__KEY(OBJECTIVE);
  int64_t claim = a->keys & claims;
  if (differ(a->obstacles != 0, b->obstacles != 0, before_out)) return 0;
  if (!a->obstacles) {
    if (differ(a->direct, b->direct, before_out)) return ACD_KEY_DIRECT;
    if (differ(a->rank, b->rank, before_out)) return ACD_KEY_RANK;
    if (differ(b->weight, a->weight, before_out)) return ACD_KEY_WEIGHT;
    if (claim && differ(b->claim, a->claim, before_out)) return __builtin_ctzll((uint64_t)claim);
    if (differ(a->wait_began_at_us, b->wait_began_at_us, before_out)) return ACD_KEY_WAIT;
  }
  differ(a->creation, b->creation, before_out);
  return a->obstacles ? 0 : ACD_KEY_CREATION;
}

/* 1 if the call looks for agents. */
static int looks(const acd__call *call)
{
  return call->state == ACD_CALL_STATE_WAITING && !call->awaited && call->offers_count < acd__call_width(call);
}

/* 1 if this one may be offered it. */
static int may_be_offered(const acd__call *call, const acd__agent *agent, const acd__membership *member)
{
  if (!looks(call)) return 0;
  if (acd__match_engaged(agent, call) || (call->offers_count > 0 && acd__match_missed(agent, call))) return 0;
  return !acd__explain_eligible(call, call->step, agent, member);
}

const acd__call *acd__explain_first(const acd__queue *queue, const acd__agent *agent, const acd__membership *member)
{
  const acd__call *first = NULL;
  for (const acd__call *at = queue->head; at; at = at->queue_next)
    if (may_be_offered(at, agent, member) && (!first || acd__order_less(&at->node, &first->node))) first = at;
  return first;
}

const acd__call *acd__explain_head(const acd__queue *queue, const acd__agent *agent)
{
  const acd__call *first = NULL;
  for (const acd__call *at = queue->head; at; at = at->queue_next) {
    if (at->awaited == agent) continue;
    if (!first || (looks(at) && !looks(first)) || (looks(at) == looks(first) && stands_before(at, first))) first = at;
  }
  return first;
}

int64_t acd__explain_place_differs(const acd__call *a, const acd__call *b)
{
  int64_t first = a->node.key_a - (acd__call_is_own(a) ? a->channel * ACD__OWN_CHANNEL : 0);
  int64_t second = b->node.key_a - (acd__call_is_own(b) ? b->channel * ACD__OWN_CHANNEL : 0);
  if (first != second) return ACD_KEY_PRIORITY;
  return a->node.key_b != b->node.key_b ? ACD_KEY_WAIT : ACD_KEY_CREATION;
}
