/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The rules by which a queue's calls and agents are brought together (acd/route.h). Made by a definition, never changed, shared
 * by the queue's configuration and its part of the route, which may outlive it.
 */
#ifndef ACD__MODEL_RULES_H
#define ACD__MODEL_RULES_H

#include <acd/route.h>

#include "base/timers.h"
#include "model/expression.h"
#include "model/needs.h"

#define ACD__STEPS_MAX 16

/* A skill and a number: the level that suffices, or the weight in the score. In order of skill. */
typedef struct acd__skill_value {
  acd_id skill;
  int64_t value;
} acd__skill_value;

typedef struct acd__step {
  int64_t tier_min;
  int64_t tier_max;
  int64_t priority;
  int64_t skip_if;
  acd__expression *expression; /* NULL: none */
  acd__skill_value *relaxed;   /* by this step and those before */
  size_t relaxed_count;
  size_t relaxed_capacity;
  acd__lane *lanes[ACD__STEPS_MAX]; /* by the step at whose nominal beginning it begins: until its end; NULL: no end */
} acd__step;

typedef struct acd__rules {
  acd__memory *memory;
  acd__dictionary *needs_table;
  uint32_t holders;
  uint32_t channel;     /* its number */
  uint32_t steps_count; /* 0: nothing is asked for, ever */
  int64_t strategy;
  int64_t tiers;
  int64_t reserve;
  int64_t weight;
  int64_t surge_weight; /* with more calls waiting than `surge_length` */
  int64_t surge_length; /* INT64_MAX: never */
  int64_t acceleration;
  int64_t objective_us;
  int64_t wait_from;
  int64_t candidates_max; /* of a question to the host */
  acd__needs *needs;      /* of every call of the queue */
  acd__skill_value *weights;
  size_t weights_count;
  acd__step *steps;
} acd__rules;

/* Held once, with nothing set but defaults of 0. NULL: no memory. */
acd__rules *acd__rules_new(acd__memory *memory, acd__dictionary *needs_table);
static inline acd__rules *acd__rules_hold(acd__rules *rules)
{
  rules->holders++;
  return rules;
}
/* NULL is fine. */
void acd__rules_drop(acd__rules *rules);

/* 1 if somebody of these skills and this tier may serve a call with these needs in this step. */
int acd__rules_met(const acd__rules *rules, uint32_t step, const acd__needs *needs, int64_t tier,
                   const acd_requirement *skills, size_t skills_count);
/* Score of these skills for a call with these needs. */
int64_t acd__rules_score(const acd__rules *rules, const acd__needs *needs, const acd_requirement *skills,
                         size_t skills_count);
/* 1: the strategy goes by the score. */
static inline int acd__rules_by_score(const acd__rules *rules)
{
  return rules->strategy == ACD_STRATEGY_MOST_SKILLED || rules->strategy == ACD_STRATEGY_LEAST_SKILLED;
}

/* 1: the strategy goes by the groups of members. */
static inline int acd__rules_by_group(const acd__rules *rules)
{
  return rules->strategy == ACD_STRATEGY_GROUP_SHARE;
}
/* 1: what comes before the idle order is not the same for all agents of the queue. */
static inline int acd__rules_by_profile(const acd__rules *rules)
{
  return acd__rules_by_score(rules) || acd__rules_by_group(rules);
}

/* The key of a call with this priority (queue and step included) whose wait clock began then: less comes first, ties by the clock. */
int64_t acd__rules_key(const acd__rules *rules, int64_t priority, acd_time clock_us);
/* Its effective priority now, comparable between queues. */
int64_t acd__rules_priority_now(const acd__rules *rules, int64_t key, acd_time now_us);

#endif
