/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of a queue (acd/route.h) from its part of the document. */
#include "engine/define/plan.h"

#include <string.h>

static size_t count_children(const acd__plan *plan, const acd__object *object, uint32_t noun)
{
  const acd__object *all = plan->document.objects;
  size_t count = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == noun;
  return count;
}

static const acd__skill *skill_of(const acd__plan *plan, const acd__object *named)
{
  return acd__dictionary_find(&plan->world.skills, named->name, named->name_size);
}

/* Puts a pair into a list in order of skill, in place of one that is there. There is room. */
static size_t put_value(acd__skill_value *list, size_t count, acd_id skill, int64_t value)
{
  size_t at = count;
  while (at > 0 && list[at - 1].skill >= skill) at--;
  if (at < count && list[at].skill == skill) {
    list[at].value = value;
    return count;
  }
  memmove(list + at + 1, list + at, (count - at) * sizeof *list);
  list[at] = (acd__skill_value){skill, value};
  return count + 1;
}

/* What the queue needs, and the weights of the scores. */
static int take_skills(acd__plan *plan, const acd__object *object, acd__rules *rules)
{
  const acd__object *all = plan->document.objects;
  acd__memory *memory = &plan->engine->memory;
  size_t count = count_children(plan, object, ACD_NOUN_QUEUE_SKILL), needed = 0, at = 0;
  if (count == 0) return ACD_OK;
  acd_requirement *items = acd__memory_array(memory, count, sizeof *items);
  rules->weights = acd__memory_array(memory, count, sizeof *rules->weights);
  if (!rules->weights || !items) {
    acd__memory_give(memory, items, count * sizeof *items);
    acd__memory_give(memory, rules->weights, count * sizeof *rules->weights);
    rules->weights = NULL;
    return ACD_ERR_NOMEM;
  }
  rules->weights_count = count;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_QUEUE_SKILL) continue;
    acd_id skill = skill_of(plan, &all[i])->slot.id;
    int64_t level = acd__document_int(&plan->document, &all[i], ACD_QUEUE_SKILL_LEVEL);
    at = put_value(rules->weights, at, skill, acd__document_int(&plan->document, &all[i], ACD_QUEUE_SKILL_WEIGHT));
    if (level > 0) items[needed++] = (acd_requirement){skill, level};
  }
  int status = needed ? acd__needs_intern(&plan->engine->needs, items, needed, &rules->needs) : ACD_OK;
  acd__memory_give(memory, items, count * sizeof *items);
  return status;
}

/* What this step and those before it relax. */
static int take_relaxed(acd__plan *plan, const acd__object *object, acd__step *step, const acd__step *before)
{
  const acd__object *all = plan->document.objects;
  size_t capacity = (before ? before->relaxed_count : 0) + count_children(plan, object, ACD_NOUN_STEP_SKILL);
  if (capacity == 0) return ACD_OK;
  step->relaxed = acd__memory_array(&plan->engine->memory, capacity, sizeof *step->relaxed);
  if (!step->relaxed) return ACD_ERR_NOMEM;
  step->relaxed_capacity = capacity;
  if (before && before->relaxed_count) {
    memcpy(step->relaxed, before->relaxed, before->relaxed_count * sizeof *step->relaxed);
    step->relaxed_count = before->relaxed_count;
  }
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_STEP_SKILL) continue;
    int64_t level = acd__document_int(&plan->document, &all[i], ACD_STEP_SKILL_LEVEL);
    step->relaxed_count = put_value(step->relaxed, step->relaxed_count, skill_of(plan, &all[i])->slot.id, level);
  }
  return ACD_OK;
}

static int find_skill(void *user, const char *name, size_t size, acd_id *skill_out)
{
  const acd__plan *plan = user;
  const acd__skill *skill = acd__dictionary_find(&plan->world.skills, name, size);
  if (skill) *skill_out = skill->slot.id;
  return skill != NULL;
}

static int take_step(acd__plan *plan, const acd__object *object, acd__step *step, const acd__step *before)
{
  const acd__document *document = &plan->document;
  step->tier_min = acd__document_int(document, object, ACD_STEP_TIER_MIN);
  step->tier_max = acd__document_int(document, object, ACD_STEP_TIER_MAX);
  step->priority = acd__document_int(document, object, ACD_STEP_PRIORITY);
  step->skip_if = acd__document_int(document, object, ACD_STEP_SKIP_IF);
  int status = take_relaxed(plan, object, step, before);
  const char *text = acd__document_text(document, object, ACD_STEP_EXPRESSION);
  if (status || !*text) return status;
  acd__expression_error error; /* none: it was checked */
  return acd__expression_parse(&plan->engine->memory, text, find_skill, plan, &step->expression, &error);
}

/* Lanes for the time from the nominal beginning of each step up to this one to the end of this one. */
static int take_step_lanes(acd__plan *plan, const acd__object *queue, acd__rules *rules, const int64_t *lasts)
{
  int from_entry = acd__document_int(&plan->document, queue, ACD_QUEUE_STEPS_CLOCK) == ACD_STEPS_CLOCK_WAIT;
  for (uint32_t i = 0; i + 1 < rules->steps_count; i++)
    for (uint32_t from = 0; from <= i; from++) {
      int64_t begun = from_entry && from > 0 ? lasts[from - 1] : 0;
      rules->steps[i].lanes[from] = acd__timers_lane(&plan->engine->timers, lasts[i] - begun);
      if (!rules->steps[i].lanes[from]) return ACD_ERR_NOMEM;
    }
  return ACD_OK;
}

static int take_steps(acd__plan *plan, const acd__object *object, acd__rules *rules)
{
  const acd__object *all = plan->document.objects;
  size_t count = count_children(plan, object, ACD_NOUN_STEP);
  int64_t lasts[ACD__STEPS_MAX];
  if (count == 0) return ACD_OK;
  rules->steps = acd__memory_array(&plan->engine->memory, count, sizeof *rules->steps);
  if (!rules->steps) return ACD_ERR_NOMEM;
  rules->steps_count = (uint32_t)count;
  uint32_t at = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_STEP) continue;
    int status = take_step(plan, &all[i], &rules->steps[at], at ? &rules->steps[at - 1] : NULL);
    if (status) return status;
    lasts[at++] = acd__document_int(&plan->document, &all[i], ACD_STEP_LASTS_US);
  }
  return take_step_lanes(plan, object, rules, lasts);
}

int acd__plan_rules(acd__plan *plan, const acd__object *object, acd__rules **rules_out)
{
  const acd__document *document = &plan->document;
  acd__rules *rules = acd__rules_new(&plan->engine->memory, &plan->engine->needs);
  if (!rules) return ACD_ERR_NOMEM;
  *rules_out = rules;
  rules->strategy = acd__document_int(document, object, ACD_QUEUE_STRATEGY);
  rules->channel = acd__plan_channel_of(plan, object, ACD_QUEUE_CHANNEL);
  rules->tiers = acd__document_int(document, object, ACD_QUEUE_TIERS);
  rules->reserve = acd__document_int(document, object, ACD_QUEUE_RESERVE);
  rules->weight = acd__document_int(document, object, ACD_QUEUE_WEIGHT);
  int64_t surge_length = acd__document_int(document, object, ACD_QUEUE_SURGE_LENGTH);
  rules->surge_length = surge_length < 0 ? INT64_MAX : surge_length;
  rules->surge_weight = acd__document_int(document, object, ACD_QUEUE_SURGE_WEIGHT);
  rules->acceleration = acd__document_int(document, object, ACD_QUEUE_ACCELERATION);
  rules->wait_from = acd__document_int(document, object, ACD_QUEUE_WAIT_FROM);
  rules->candidates_max = acd__document_int(document, object, ACD_QUEUE_SCORE_CANDIDATES);
  rules->objective_us = acd__document_int(document, object, ACD_QUEUE_OBJECTIVE_US);
  if (rules->objective_us < 0) rules->objective_us = acd__document_int(document, object, ACD_QUEUE_SERVICE_LEVEL_US);
  int status = take_skills(plan, object, rules);
  return status ? status : take_steps(plan, object, rules);
}
