/* SPDX-License-Identifier: Apache-2.0 */
#include "model/rules.h"

#define HOUR_US INT64_C(3600000000)

acd__rules *acd__rules_new(acd__memory *memory, acd__dictionary *needs_table)
{
  acd__rules *rules = acd__memory_array(memory, 1, sizeof *rules);
  if (!rules) return NULL;
  rules->memory = memory;
  rules->needs_table = needs_table;
  rules->holders = 1;
  return rules;
}

void acd__rules_drop(acd__rules *rules)
{
  if (!rules || --rules->holders > 0) return;
  acd__memory *memory = rules->memory;
  for (uint32_t i = 0; i < rules->steps_count; i++) {
    acd__expression_free(memory, rules->steps[i].expression);
    acd__memory_give(memory, rules->steps[i].relaxed, rules->steps[i].relaxed_capacity * sizeof(acd__skill_value));
  }
  acd__memory_give(memory, rules->steps, rules->steps_count * sizeof *rules->steps);
  acd__memory_give(memory, rules->weights, rules->weights_count * sizeof *rules->weights);
  acd__needs_drop(rules->needs_table, rules->needs);
  acd__memory_give(memory, rules, sizeof *rules);
}

/* Needs that a step relaxes: all lists are in order of skill. */
static int needs_met(const acd__needs *needs, const acd__step *step, const acd_requirement *skills, size_t count)
{
  if (!step || step->relaxed_count == 0) return acd__needs_met(needs, skills, count);
  size_t relaxed = 0, held = 0;
  for (uint32_t i = 0; needs && i < needs->count; i++) {
    acd_id skill = needs->items[i].skill;
    int64_t level = needs->items[i].level_min;
    while (relaxed < step->relaxed_count && step->relaxed[relaxed].skill < skill) relaxed++;
    if (relaxed < step->relaxed_count && step->relaxed[relaxed].skill == skill && step->relaxed[relaxed].value < level)
      level = step->relaxed[relaxed].value;
    while (held < count && skills[held].skill < skill) held++;
    if ((held < count && skills[held].skill == skill ? skills[held].level_min : 0) < level) return 0;
  }
  return 1;
}

int acd__rules_met(const acd__rules *rules, uint32_t step, const acd__needs *needs, int64_t tier,
                   const acd_requirement *skills, size_t skills_count)
{
  const acd__step *now = step < rules->steps_count ? &rules->steps[step] : NULL;
  if (now && (tier < now->tier_min || tier > now->tier_max)) return 0;
  return needs_met(rules->needs, now, skills, skills_count) && needs_met(needs, now, skills, skills_count) &&
         (!now || acd__expression_met(now->expression, skills, skills_count));
}

static int has_weight(const acd__rules *rules, acd_id skill)
{
  for (size_t i = 0; i < rules->weights_count; i++)
    if (rules->weights[i].skill == skill) return 1;
  return 0;
}

int64_t acd__rules_score(const acd__rules *rules, const acd__needs *needs, const acd_requirement *skills,
                         size_t skills_count)
{
  int64_t score = 0;
  for (size_t i = 0; i < rules->weights_count; i++)
    score += rules->weights[i].value * acd__skills_level(skills, skills_count, rules->weights[i].skill);
  for (uint32_t i = 0; needs && i < needs->count; i++)
    if (!has_weight(rules, needs->items[i].skill))
      score += acd__skills_level(skills, skills_count, needs->items[i].skill);
  return score;
}

/* Points of priority, of which there are a few thousand at most, as a time: rounded down, also where negative. */
static int64_t points_us(int64_t priority, int64_t acceleration)
{
  int64_t points = priority * HOUR_US;
  return points / acceleration - (points % acceleration < 0);
}

int64_t acd__rules_key(const acd__rules *rules, int64_t priority, acd_time clock_us)
{
  return rules->acceleration ? clock_us - points_us(priority, rules->acceleration) : -priority;
}

int64_t acd__rules_priority_now(const acd__rules *rules, int64_t key, acd_time now_us)
{
  if (!rules->acceleration) return -key * HOUR_US;
  int64_t waited_us = now_us - key;
  int64_t most = INT64_MAX / rules->acceleration; /* a wait of years at the steepest */
  if (waited_us > most) waited_us = most;
  if (waited_us < -most) waited_us = -most;
  return waited_us * rules->acceleration;
}
