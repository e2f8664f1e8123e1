/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/plan.h"

#include <string.h>

static int plan_centre(acd__plan *plan)
{
  const acd__document *document = &plan->document;
  const acd__object *object = &document->objects[0];
  acd__centre *centre = &plan->world.centre;
  acd__timers *timers = &plan->engine->timers;
  centre->short_abandon_us = acd__document_int(document, object, ACD_CENTRE_SHORT_ABANDON_US);
  centre->call_choice = acd__document_int(document, object, ACD_CENTRE_CALL_CHOICE);
  centre->steps_max = acd__document_int(document, object, ACD_CENTRE_STEPS_MAX);
  centre->idle_from = acd__document_int(document, object, ACD_CENTRE_IDLE_FROM);
  centre->idle_not_ready = acd__document_int(document, object, ACD_CENTRE_IDLE_NOT_READY);
  centre->idle_offer = acd__document_int(document, object, ACD_CENTRE_IDLE_OFFER);
  centre->idle_miss = acd__document_int(document, object, ACD_CENTRE_IDLE_MISS);
  centre->idle_direct = acd__document_int(document, object, ACD_CENTRE_IDLE_DIRECT);
  centre->idle_elsewhere = acd__document_int(document, object, ACD_CENTRE_IDLE_ELSEWHERE);
  centre->occupancy_part_us = acd__document_int(document, object, ACD_CENTRE_OCCUPANCY_WINDOW_US) / ACD__PARTS;
  centre->rating_min = acd__document_int(document, object, ACD_CENTRE_RATING_MIN);
  centre->rating_max = acd__document_int(document, object, ACD_CENTRE_RATING_MAX);
  centre->rating_satisfied = acd__document_int(document, object, ACD_CENTRE_RATING_SATISFIED);
  centre->request_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_CENTRE_REQUEST_TIMEOUT_US));
  centre->play_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_CENTRE_PLAY_TIMEOUT_US));
  centre->voicemail_lane =
      acd__timers_lane(timers, acd__document_int(document, object, ACD_CENTRE_VOICEMAIL_TIMEOUT_US));
  centre->transfer_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_CENTRE_TRANSFER_TIMEOUT_US));
  centre->park_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_CENTRE_PARK_TIMEOUT_US));
  centre->waiting_lane = acd__timers_lane(timers, ACD__WAITING_AFTER_US);
  centre->ring_direct_lane = acd__timers_lane(timers, ACD__RING_DIRECT_US);
  if (!plan->engine->now_lane) plan->engine->now_lane = acd__timers_lane(timers, 0);
  return centre->request_lane && centre->play_lane && centre->voicemail_lane && centre->transfer_lane &&
                 centre->park_lane && centre->waiting_lane && centre->ring_direct_lane && plan->engine->now_lane
             ? ACD_OK
             : ACD_ERR_NOMEM;
}

int acd__plan_keep_or_take(acd__plan *plan, acd__pool *pool, const acd__dictionary *running, acd__dictionary *names,
                           const acd__object *object, void **item_out, acd__string **name_out, uint32_t *is_new_out)
{
  void *item = acd__dictionary_find(running, object->name, object->name_size);
  *is_new_out = !item;
  if (!item) {
    int status = acd__pool_reserve(pool, 1);
    if (status) return status;
    *name_out = acd__string_new(&plan->engine->memory, object->name, object->name_size);
    if (!*name_out) return ACD_ERR_NOMEM;
    item = acd__pool_take(pool);
  }
  *item_out = item;
  return acd__dictionary_add(names, object->name, object->name_size, item);
}

static int plan_skills(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_SKILL));) {
    if (ACD__PLAN_GROW(plan, skills)) return ACD_ERR_NOMEM;
    acd__plan_skill *skill = &plan->skills[plan->skills_count];
    memset(skill, 0, sizeof *skill);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->skills, &engine->world.skills, &plan->world.skills, at,
                                        (void **)&skill->skill, &name, &skill->is_new);
    if (skill->skill) plan->skills_count++;
    if (skill->skill && skill->is_new) skill->skill->name = name;
    if (status) return status;
  }
  return ACD_OK;
}

static int plan_queues(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__queue *queue = engine->queues_head; queue; queue = queue->defined_next) queue->named = 0;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_QUEUE));) {
    if (ACD__PLAN_GROW(plan, queues)) return ACD_ERR_NOMEM;
    acd__plan_queue *entry = &plan->queues[plan->queues_count];
    memset(entry, 0, sizeof *entry);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->queues, &engine->world.queues, &plan->world.queues, at,
                                        (void **)&entry->queue, &name, &entry->is_new);
    if (entry->queue) plan->queues_count++;
    if (entry->queue && entry->is_new) {
      entry->queue->name = name;
      entry->queue->sequence = ++plan->sequence;
      entry->queue->recent = UINT64_MAX;
      entry->queue->places.indexed = 1;
      entry->queue->deserted_timer.kind = ACD__TIMER_DESERTED;
      entry->queue->clear_timer.kind = ACD__TIMER_CLEARING;
    }
    if (status) return status;
    entry->object = at;
    entry->queue->named = 1;
  }
  /* Those that are no longer named but serve their last calls. */
  for (acd__queue *queue = engine->queues_head; queue; queue = queue->defined_next) {
    if (queue->named) continue;
    if (ACD__PLAN_GROW(plan, queues)) return ACD_ERR_NOMEM;
    plan->queues[plan->queues_count++] = (acd__plan_queue){.queue = queue};
  }
  return ACD_OK;
}

static int plan_agents(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__agent *agent = engine->agents_head; agent; agent = agent->defined_next) agent->plan = SIZE_MAX;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_AGENT));) {
    if (ACD__PLAN_GROW(plan, agents)) return ACD_ERR_NOMEM;
    acd__plan_agent *entry = &plan->agents[plan->agents_count];
    memset(entry, 0, sizeof *entry);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->agents, &engine->world.agents, &plan->world.agents, at,
                                        (void **)&entry->agent, &name, &entry->is_new);
    if (entry->agent) entry->agent->plan = plan->agents_count++;
    if (entry->agent && entry->is_new) {
      acd__plan_agent_begin(entry->agent, name, ++plan->sequence);
    }
    if (status) return status;
    entry->object = at;
    const char *extension = acd__document_text(&plan->document, at, ACD_AGENT_EXTENSION);
    if (extension[0]) status = acd__dictionary_add(&plan->world.extensions, extension, strlen(extension), entry->agent);
    if (status) return status;
  }
  for (acd__agent *agent = engine->agents_head; agent; agent = agent->defined_next) {
    if (agent->plan != SIZE_MAX) continue;
    if (ACD__PLAN_GROW(plan, agents)) return ACD_ERR_NOMEM;
    agent->plan = plan->agents_count;
    plan->agents[plan->agents_count++] = (acd__plan_agent){.agent = agent};
  }
  return ACD_OK;
}

static int queue_order(const acd__route_queue *a, const acd__route_queue *b)
{
  return a->queue->sequence < b->queue->sequence;
}

/* Queues come nearly in order (new ones last): insertion is cheap, and bounded by moving each into place by halving. */
static void sort_queues(acd__route_queue *queues, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    acd__route_queue item = queues[i];
    size_t low = 0, high = i;
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (queue_order(&item, &queues[middle]))
        high = middle;
      else
        low = middle + 1;
    }
    memmove(queues + low + 1, queues + low, (i - low) * sizeof *queues);
    queues[low] = item;
  }
}

static int plan_route(acd__plan *plan)
{
  acd__memory *memory = &plan->engine->memory;
  plan->route_agents = acd__memory_array(memory, plan->agents_count + 1, sizeof *plan->route_agents);
  plan->route_queues = acd__memory_array(memory, plan->queues_count + 1, sizeof *plan->route_queues);
  if (!plan->route_agents || !plan->route_queues) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < plan->agents_count; i++) {
    plan->route_agents[i].agent = plan->agents[i].agent;
    plan->route_agents[i].config = plan->agents[i].config;
  }
  for (size_t i = 0; i < plan->queues_count; i++) {
    const acd__queue_config *config = plan->queues[i].config ? plan->queues[i].config : plan->queues[i].queue->config;
    plan->route_queues[i].queue = plan->queues[i].queue;
    plan->route_queues[i].rules = config->rules;
  }
  sort_queues(plan->route_queues, plan->queues_count);
  return acd__route_build(memory, &plan->engine->needs, (size_t)plan->engine->options[ACD_OPTION_CLASSES_MAX],
                          plan->world.centre.call_choice, &plan->engine->agents, plan->route_agents, plan->agents_count,
                          plan->route_queues, plan->queues_count, &plan->world.route);
}

int acd__plan_build(acd__plan *plan)
{
  int status = plan_centre(plan);
  if (!status) status = plan_skills(plan);
  if (!status) status = acd__plan_channels(plan);
  if (!status) status = plan_queues(plan);
  if (!status) status = plan_agents(plan);
  if (!status) status = acd__plan_devices(plan);
  if (!status) status = acd__plan_schedules(plan);
  if (!status) status = acd__plan_callbacks(plan);
  if (!status) status = acd__plan_slots(plan);
  if (!status) status = acd__plan_campaigns(plan);
  if (!status) status = acd__plan_queue_configs(plan);
  if (!status) status = acd__plan_agent_configs(plan);
  if (!status) status = acd__plan_numbers(plan);
  if (!status) status = acd__plan_toggles(plan);
  if (!status) status = acd__plan_timetables(plan);
  if (!status) status = acd__plan_callers(plan);
  if (!status) status = acd__plan_flows(plan);
  if (!status) acd__plan_places(plan);
  if (!status) status = acd__plan_provision(plan);
  if (!status) status = acd__plan_sides(plan);
  if (!status) status = plan_route(plan);
  if (!status) status = acd__plan_lines(plan);
  if (!status) status = acd__rematch_reserve(plan->engine, plan->engine->calls.live, 0);
  if (!status) plan->world.document_digest = acd__document_digest(&plan->document);
  return status;
}

static void free_lists(acd__plan *plan)
{
  acd__memory *memory = &plan->engine->memory;
  acd__memory_give(memory, plan->skills, plan->skills_capacity * sizeof *plan->skills);
  acd__memory_give(memory, plan->channels, plan->channels_capacity * sizeof *plan->channels);
  acd__memory_give(memory, plan->agents, plan->agents_capacity * sizeof *plan->agents);
  acd__memory_give(memory, plan->devices, plan->devices_capacity * sizeof *plan->devices);
  acd__memory_give(memory, plan->queues, plan->queues_capacity * sizeof *plan->queues);
  acd__memory_give(memory, plan->schedules, plan->schedules_capacity * sizeof *plan->schedules);
  acd__memory_give(memory, plan->toggles, plan->toggles_capacity * sizeof *plan->toggles);
  acd__memory_give(memory, plan->callbacks, plan->callbacks_capacity * sizeof *plan->callbacks);
  acd__memory_give(memory, plan->slots, plan->slots_capacity * sizeof *plan->slots);
  acd__memory_give(memory, plan->campaigns, plan->campaigns_capacity * sizeof *plan->campaigns);
  acd__memory_give(memory, plan->flows, plan->flows_capacity * sizeof *plan->flows);
  acd__memory_give(memory, plan->route_agents, (plan->agents_count + 1) * sizeof *plan->route_agents);
  acd__memory_give(memory, plan->route_queues, (plan->queues_count + 1) * sizeof *plan->route_queues);
}

/* Taken objects go back in the reverse order, so that the pools are as they were. */
static void undo_objects(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  acd__memory *memory = &engine->memory;
  for (size_t i = plan->flows_count; i-- > 0;) {
    if (!plan->flows[i].is_new) continue;
    acd__flow_release(plan->flows[i].flow, memory, &engine->needs);
    acd__pool_untake(&engine->flows, plan->flows[i].flow);
  }
  acd__plan_toggles_undo(plan);
  acd__plan_campaigns_undo(plan);
  acd__plan_slots_undo(plan);
  acd__plan_callbacks_undo(plan);
  acd__plan_schedules_undo(plan);
  acd__plan_devices_undo(plan);
  for (size_t i = plan->agents_count; i-- > 0;) {
    acd__plan_agent *entry = &plan->agents[i];
    if (entry->config) acd__memory_give(memory, entry->config, entry->config->bytes);
    if (!entry->is_new) continue;
    acd__string_drop(memory, entry->agent->name);
    acd__pool_untake(&engine->agents, entry->agent);
  }
  for (size_t i = plan->queues_count; i-- > 0;) {
    acd__plan_queue *entry = &plan->queues[i];
    acd__queue_config_free(engine, entry->config);
    acd__memory_give(memory, entry->minutes, sizeof *entry->minutes);
    if (!entry->is_new) continue;
    acd__string_drop(memory, entry->queue->name);
    acd__pool_untake(&engine->queues, entry->queue);
  }
  for (size_t i = plan->channels_count; i-- > 0;) {
    if (!plan->channels[i].is_new) continue;
    acd__string_drop(memory, plan->channels[i].channel->name);
    acd__pool_untake(&engine->channels, plan->channels[i].channel);
  }
  for (size_t i = plan->skills_count; i-- > 0;) {
    if (!plan->skills[i].is_new) continue;
    acd__string_drop(memory, plan->skills[i].skill->name);
    acd__pool_untake(&engine->skills, plan->skills[i].skill);
  }
}

void acd__plan_undo(acd__plan *plan)
{
  undo_objects(plan);
  acd__world_release(plan->engine, &plan->world);
  free_lists(plan);
}

void acd__plan_done(acd__plan *plan)
{
  free_lists(plan);
}
