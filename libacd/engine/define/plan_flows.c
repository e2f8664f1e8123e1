/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/plan.h"

#include <string.h>

static int same_values(const acd__object *a, const acd__object *b)
{
  if (a->noun != b->noun || a->values_count != b->values_count || a->name_size != b->name_size ||
      memcmp(a->name, b->name, a->name_size) != 0)
    return 0;
  for (uint32_t i = 0; i < a->values_count; i++) {
    const acd__value *x = &a->values[i], *y = &b->values[i];
    if (x->property != y->property || !x->text != !y->text) return 0;
    if (x->text ? x->text_size != y->text_size || memcmp(x->text, y->text, x->text_size) != 0 : x->value != y->value)
      return 0;
  }
  return 1;
}

/* Equal to the letter, children included. Flows are three levels deep. */
static int same_tree(const acd__document *da, const acd__object *a, const acd__document *db, const acd__object *b,
                     int depth)
{
  if (!same_values(a, b)) return 0;
  int32_t i = a->first_child, k = b->first_child;
  for (; depth > 0 && i >= 0 && k >= 0; i = da->objects[i].next, k = db->objects[k].next)
    if (!same_tree(da, &da->objects[i], db, &db->objects[k], depth - 1)) return 0;
  return i < 0 && k < 0;
}

/* Objects of the old document's flows by name. */
static int index_old(const acd__plan *plan, acd__dictionary *index)
{
  if (!plan->old_document) return ACD_OK;
  for (const acd__object *at = NULL; (at = acd__plan_next(plan->old_document, at, ACD_NOUN_FLOW));) {
    int status = acd__dictionary_add(index, at->name, at->name_size, (void *)(uintptr_t)at);
    if (status) return status;
  }
  return ACD_OK;
}

/* What a version of a flow depends on besides itself: how long a prompt may take. */
static int same_centre(const acd__plan *plan)
{
  return plan->old_document &&
         acd__document_int(plan->old_document, &plan->old_document->objects[0], ACD_CENTRE_PLAY_TIMEOUT_US) ==
             acd__document_int(&plan->document, &plan->document.objects[0], ACD_CENTRE_PLAY_TIMEOUT_US);
}

static int plan_flow(acd__plan *plan, const acd__object *object, const acd__object *old, const acd__flow_links *links)
{
  acd_engine *engine = plan->engine;
  if (ACD__PLAN_GROW(plan, flows)) return ACD_ERR_NOMEM;
  acd__plan_flow *entry = &plan->flows[plan->flows_count];
  entry->is_new = !(old && same_centre(plan) && same_tree(&plan->document, object, plan->old_document, old, 4));
  if (entry->is_new) {
    int status = acd__pool_reserve(&engine->flows, 1);
    if (status) return status;
    entry->flow = acd__pool_take(&engine->flows);
    plan->flows_count++;
    status = acd__flow_build(entry->flow, &plan->document, object, links);
    if (status) return status;
  } else {
    entry->flow = acd__dictionary_find(&engine->world.flows, object->name, object->name_size);
    plan->flows_count++;
  }
  return acd__dictionary_add(&plan->world.flows, object->name, object->name_size, entry->flow);
}

int acd__plan_flows(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  acd__world *world = &plan->world;
  acd__flow_links links = {.memory = &engine->memory,
                           .queues = &world->queues,
                           .agents = &world->agents,
                           .skills = &world->skills,
                           .schedules = &world->schedules,
                           .toggles = &world->toggles,
                           .callbacks = &world->callbacks,
                           .slot_plans = &world->slot_plans,
                           .needs = &engine->needs,
                           .timers = &engine->timers,
                           .play_timeout_us = world->centre.play_lane->delay_us};
  acd__dictionary old;
  acd__dictionary_init(&old, &engine->memory, world->flows.key);
  int status = index_old(plan, &old);
  for (const acd__object *at = NULL; !status && (at = acd__plan_next(&plan->document, at, ACD_NOUN_FLOW));)
    status = plan_flow(plan, at, acd__dictionary_find(&old, at->name, at->name_size), &links);
  acd__dictionary_release_all(&old);
  return status;
}
