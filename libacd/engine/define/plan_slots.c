/* SPDX-License-Identifier: Apache-2.0 */
/* Plans of slots (acd/slot.h). */
#include "engine/define/plan.h"

#include <string.h>

static acd_id id_of(const acd__dictionary *names, const acd__document *document, const acd__object *object,
                    uint32_t property)
{
  const char *name = acd__document_text(document, object, property);
  return ((const acd__slot *)acd__dictionary_find(names, name, strlen(name)))->id;
}

static void take_config(const acd__plan *plan, const acd__object *object, acd__slot_config *config)
{
  const acd__document *document = &plan->document;
  config->callback = id_of(&plan->world.callbacks, document, object, ACD_SLOT_PLAN_CALLBACK);
  config->queue = id_of(&plan->world.queues, document, object, ACD_SLOT_PLAN_QUEUE);
  config->schedule = id_of(&plan->world.schedules, document, object, ACD_SLOT_PLAN_SCHEDULE);
  config->length_us = acd__document_int(document, object, ACD_SLOT_PLAN_LENGTH_US);
  config->capacity = acd__document_int(document, object, ACD_SLOT_PLAN_CAPACITY);
  config->overbooking = acd__document_int(document, object, ACD_SLOT_PLAN_OVERBOOKING);
  config->lead_us = acd__document_int(document, object, ACD_SLOT_PLAN_LEAD_US);
  config->horizon_us = acd__document_int(document, object, ACD_SLOT_PLAN_HORIZON_US);
  config->hold_us = acd__document_int(document, object, ACD_SLOT_PLAN_HOLD_US);
  config->promise_us = acd__document_int(document, object, ACD_SLOT_PLAN_PROMISE_US);
  config->priority = acd__document_int(document, object, ACD_SLOT_PLAN_PRIORITY);
}

/* What stands below a plan: counted first (`config` has no lists yet), then taken. */
static void take_children(const acd__plan *plan, const acd__object *object, acd__slot_config *config)
{
  const acd__document *document = &plan->document;
  const acd__object *all = document->objects;
  uint32_t capacities = 0, skills = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun == ACD_NOUN_SLOT_CAPACITY) {
      if (config->capacities)
        config->capacities[capacities] =
            (acd__slot_capacity){id_of(&plan->world.schedules, document, &all[i], ACD_SLOT_CAPACITY_SCHEDULE),
                                 acd__document_int(document, &all[i], ACD_SLOT_CAPACITY_CAPACITY)};
      capacities++;
    } else {
      const acd__skill *skill = acd__dictionary_find(&plan->world.skills, all[i].name, all[i].name_size);
      if (config->skills)
        config->skills[skills] =
            (acd_requirement){skill->slot.id, acd__document_int(document, &all[i], ACD_SLOT_SKILL_LEVEL)};
      skills++;
    }
  }
  config->capacities_count = capacities;
  config->skills_count = skills;
}

/* What a caller needs who books in a flow. The list of skills stays in the order of the definition. */
static int take_needs(const acd__plan *plan, acd__slot_config *config)
{
  acd__memory *memory = &plan->engine->memory;
  if (!config->skills) return ACD_OK;
  acd_requirement *items = acd__memory_array(memory, config->skills_count, sizeof *items);
  if (!items) return ACD_ERR_NOMEM;
  memcpy(items, config->skills, config->skills_count * sizeof *items);
  int status = acd__needs_intern(&plan->engine->needs, items, config->skills_count, &config->needs);
  acd__memory_give(memory, items, config->skills_count * sizeof *items);
  return status;
}

static int take_lists(const acd__plan *plan, const acd__object *object, acd__slot_config *config)
{
  acd__memory *memory = &plan->engine->memory;
  take_children(plan, object, config);
  uint32_t capacities = config->capacities_count, skills = config->skills_count;
  config->capacities_count = config->skills_count = 0;
  if (capacities && !(config->capacities = acd__memory_array(memory, capacities, sizeof *config->capacities)))
    return ACD_ERR_NOMEM;
  config->capacities_count = capacities;
  if (skills && !(config->skills = acd__memory_array(memory, skills, sizeof *config->skills))) return ACD_ERR_NOMEM;
  take_children(plan, object, config);
  return take_needs(plan, config);
}

int acd__plan_slots(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__slot_plan *at = NULL; (at = acd__pool_after(&engine->slot_plans, at));)
    at->queue_planned = at->config.queue;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_SLOT_PLAN));) {
    if (ACD__PLAN_GROW(plan, slots)) return ACD_ERR_NOMEM;
    acd__plan_slot *entry = &plan->slots[plan->slots_count];
    memset(entry, 0, sizeof *entry);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->slot_plans, &engine->world.slot_plans, &plan->world.slot_plans,
                                        at, (void **)&entry->plan, &name, &entry->is_new);
    if (entry->plan) plan->slots_count++;
    if (entry->plan && entry->is_new) entry->plan->name = name;
    if (status) return status;
    take_config(plan, at, &entry->config);
    entry->plan->queue_planned = entry->config.queue;
    status = take_lists(plan, at, &entry->config);
    if (status) return status;
  }
  return acd__slots_reserve(engine, 0);
}

int acd__plan_slots_turn(const acd__plan *plan)
{
  for (const acd__slot_plan *at = NULL; (at = acd__pool_after(&plan->engine->slot_plans, at));)
    if (at->holders > 1 && at->queue_planned != at->config.queue) return 1;
  return 0;
}

void acd__plan_slots_undo(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = plan->slots_count; i-- > 0;) {
    acd__plan_slot *entry = &plan->slots[i];
    acd__slot_config_release(engine, &entry->config);
    if (!entry->is_new) continue;
    acd__string_drop(&engine->memory, entry->plan->name);
    acd__pool_untake(&engine->slot_plans, entry->plan);
  }
}

void acd__commit_slots(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->slots_count; i++) {
    acd__slot_plan *to = plan->slots[i].plan;
    acd__slot_config_release(engine, &to->config);
    to->config = plan->slots[i].config;
    if (plan->slots[i].is_new) to->holders = 1;
  }
  for (acd__slot_plan *at = NULL; (at = acd__pool_after(&engine->slot_plans, at));) {
    if (acd__dictionary_leads(&engine->world.slot_plans, at->name, at) &&
        !acd__dictionary_leads(&plan->world.slot_plans, at->name, at))
      acd__slot_plan_drop(engine, at);
  }
}
