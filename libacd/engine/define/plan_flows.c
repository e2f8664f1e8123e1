/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/plan.h"

#include <string.h>

static int take_hours(acd__plan *plan, const acd__object *object, acd__hours_list **hours_out)
{
  const acd__document *document = &plan->document;
  const acd__object *all = document->objects;
  size_t count = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_HOURS;
  acd__hours_list *hours = acd__memory_array(&plan->engine->memory, 1, sizeof *hours + count * sizeof *hours->items);
  if (!hours) return ACD_ERR_NOMEM;
  hours->utc_offset_us = acd__document_int(document, object, ACD_SCHEDULE_UTC_OFFSET_US);
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_HOURS) continue;
    acd__hours *range = &hours->items[hours->count++];
    range->days = acd__document_int(document, &all[i], ACD_HOURS_DAYS);
    range->from_us = acd__document_int(document, &all[i], ACD_HOURS_FROM_US);
    range->to_us = acd__document_int(document, &all[i], ACD_HOURS_TO_US);
  }
  *hours_out = hours;
  return ACD_OK;
}

int acd__plan_schedules(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_SCHEDULE));) {
    if (ACD__PLAN_GROW(plan, schedules)) return ACD_ERR_NOMEM;
    acd__plan_schedule entry = {0};
    int status = take_hours(plan, at, &entry.hours);
    if (status) return status;
    entry.schedule = acd__dictionary_find(&engine->world.schedules, at->name, at->name_size);
    if (!entry.schedule) {
      acd__string *name = acd__string_new(&engine->memory, at->name, at->name_size);
      status = name ? acd__pool_reserve(&engine->schedules, 1) : ACD_ERR_NOMEM;
      if (status) {
        acd__string_drop(&engine->memory, name);
        acd__hours_free(&engine->memory, entry.hours);
        return status;
      }
      entry.is_new = 1;
      entry.schedule = acd__pool_take(&engine->schedules);
      entry.schedule->name = name;
    }
    plan->schedules[plan->schedules_count++] = entry;
    status = acd__dictionary_add(&plan->world.schedules, at->name, at->name_size, entry.schedule);
    if (status) return status;
  }
  return ACD_OK;
}

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

/* The call may have this attribute of that size. Only the longest counts; sizes stand in place of pointers. */
static int need_text(acd__plan *plan, acd__dictionary *longest, const acd__string *key, size_t size)
{
  size_t before = (size_t)(uintptr_t)acd__dictionary_find(longest, key->text, key->size);
  if (before >= size) return ACD_OK;
  if (before) (void)acd__dictionary_remove(longest, key->text, key->size);
  plan->world.text_bytes += size - before + (before ? 0 : key->size + 2);
  return acd__dictionary_add(longest, key->text, key->size, (void *)(uintptr_t)size);
}

/* The most that a return node can hand back. */
static size_t longest_returned(const acd__pool *flows)
{
  size_t most = 0;
  for (acd__flow *flow = NULL; (flow = acd__pool_after(flows, flow));)
    for (int32_t n = 0; n < flow->nodes_count; n++) {
      const acd__flow_node *node = &flow->nodes[n];
      size_t size = node->expression ? node->expression->size_max : node->value ? node->value->size : 0;
      if (node->kind == ACD_NODE_KIND_RETURN && size > most) most = size;
    }
  return most;
}

/* The longest value that a node by itself gives an attribute. */
static size_t longest_value(const acd__flow_node *node)
{
  if (node->kind == ACD_NODE_KIND_LOOP) return 4; /* 1000 */
  if (node->kind != ACD_NODE_KIND_SET) return 0;
  return node->expression ? node->expression->size_max : node->value ? node->value->size : 0;
}

static int need_texts(acd__plan *plan, acd__dictionary *longest, const acd__flow_node *node, size_t returned)
{
  int status = ACD_OK;
  size_t size = longest_value(node);
  if (size) status = need_text(plan, longest, node->attribute, size);
  if (node->kind == ACD_NODE_KIND_SUBFLOW && node->attribute)
    status = need_text(plan, longest, node->attribute, returned);
  for (uint32_t i = 0; !status && i < node->parameters_count; i++)
    if (node->parameters[i].value)
      status = need_text(plan, longest, node->parameters[i].name, node->parameters[i].value->size);
  return status;
}

/* What calls may need in flows, new versions and those that calls are still inside: the most queues at once, frames, and room
 * for texts. The longest value that any flow sets an attribute to counts, once for each attribute. */
static int count_needs(acd__plan *plan, acd__dictionary *longest)
{
  acd__pool *flows = &plan->engine->flows;
  size_t returned = longest_returned(flows);
  for (acd__flow *flow = NULL; (flow = acd__pool_after(flows, flow));) {
    for (int32_t n = 0; n < flow->nodes_count; n++) {
      const acd__flow_node *node = &flow->nodes[n];
      if (node->also_count > plan->world.also_max) plan->world.also_max = node->also_count;
      if (node->kind == ACD_NODE_KIND_SUBFLOW) plan->world.nests = 1;
      if (node->kind == ACD_NODE_KIND_RECORDING) plan->world.records = 1;
      int status = need_texts(plan, longest, node, returned);
      if (status) return status;
    }
  }
  size_t most = (size_t)plan->engine->options[ACD_OPTION_TEXT_MAX];
  if (plan->world.text_bytes > most) plan->world.text_bytes = most;
  return ACD_OK;
}

/* Calls inside flows have filled some of their room, and may go on to new versions: they get all that is needed anew. Where
 * there are none, the room they were given before is enough. */
static int reserve_texts(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  int grows =
      plan->world.text_bytes > engine->world.text_bytes || plan->world.all_need_texts > engine->world.all_need_texts;
  for (size_t i = 0; i < plan->flows_count; i++) grows |= (int)plan->flows[i].is_new;
  if (!grows) return ACD_OK;
  for (acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) {
    if (!at->flow && !plan->world.all_need_texts) continue;
    int status = acd__texts_reserve(&at->texts, &engine->memory, (int64_t)plan->world.text_bytes);
    if (status) return status;
  }
  return ACD_OK;
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
                           .needs = &engine->needs,
                           .timers = &engine->timers,
                           .play_timeout_us = world->centre.play_lane->delay_us};
  acd__dictionary old;
  acd__dictionary_init(&old, &engine->memory, world->flows.key);
  int status = index_old(plan, &old);
  for (const acd__object *at = NULL; !status && (at = acd__plan_next(&plan->document, at, ACD_NOUN_FLOW));)
    status = plan_flow(plan, at, acd__dictionary_find(&old, at->name, at->name_size), &links);
  acd__dictionary_release_all(&old);
  acd__dictionary longest;
  acd__dictionary_init(&longest, &engine->memory, world->flows.key);
  if (!status) status = count_needs(plan, &longest);
  acd__dictionary_release_all(&longest);
  return status ? status : reserve_texts(plan);
}
