/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/plan.h"

#include <string.h>

static int take_needs(acd__plan *plan, const acd__object *object, acd__needs **needs_out)
{
  const acd__object *all = plan->document.objects;
  acd__memory *memory = &plan->engine->memory;
  size_t count = 0, at = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_QUEUE_SKILL;
  if (count == 0) return ACD_OK;
  acd_requirement *items = acd__memory_array(memory, count, sizeof *items);
  if (!items) return ACD_ERR_NOMEM;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_QUEUE_SKILL) continue;
    const acd__skill *skill = acd__dictionary_find(&plan->world.skills, all[i].name, all[i].name_size);
    items[at].skill = skill->slot.id;
    items[at++].level_min = acd__document_int(&plan->document, &all[i], ACD_QUEUE_SKILL_LEVEL);
  }
  int status = acd__needs_intern(&plan->engine->needs, items, count, needs_out);
  acd__memory_give(memory, items, count * sizeof *items);
  return status;
}

static int take_lanes(acd__plan *plan, const acd__object *object, acd__queue_config *config)
{
  const acd__document *document = &plan->document;
  acd__timers *timers = &plan->engine->timers;
  int64_t wait_max_us = acd__document_int(document, object, ACD_QUEUE_WAIT_MAX_US);
  config->ring_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_QUEUE_RING_TIMEOUT_US));
  config->wrapup_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_QUEUE_WRAPUP_US));
  config->retry_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_QUEUE_RETRY_DELAY_US));
  config->leave_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_QUEUE_LEAVE_AFTER_US));
  if (wait_max_us > 0) config->wait_lane = acd__timers_lane(timers, wait_max_us);
  return config->ring_lane && config->wrapup_lane && config->retry_lane && config->leave_lane &&
                 (wait_max_us == 0 || config->wait_lane)
             ? ACD_OK
             : ACD_ERR_NOMEM;
}

static void take_join(const acd__plan *plan, const acd__object *object, acd__queue_config *config)
{
  const acd__document *document = &plan->document;
  config->join_staffed_min = acd__document_int(document, object, ACD_QUEUE_JOIN_STAFFED_MIN);
  config->join_available_min = acd__document_int(document, object, ACD_QUEUE_JOIN_AVAILABLE_MIN);
  config->join_ready_min = acd__document_int(document, object, ACD_QUEUE_JOIN_READY_MIN);
  config->join_wait_max_us = acd__document_int(document, object, ACD_QUEUE_JOIN_WAIT_MAX_US);
  config->join_estimate_max_us = acd__document_int(document, object, ACD_QUEUE_JOIN_ESTIMATE_MAX_US);
  config->join_service_level_min = acd__document_int(document, object, ACD_QUEUE_JOIN_SERVICE_LEVEL_MIN);
  config->expected_handle_us = acd__document_int(document, object, ACD_QUEUE_EXPECTED_HANDLE_US);
  config->joins_if = config->join_staffed_min || config->join_available_min || config->join_ready_min ||
                     config->join_wait_max_us || config->join_estimate_max_us || config->join_service_level_min;
}

static int queue_config(acd__plan *plan, acd__plan_queue *entry)
{
  const acd__document *document = &plan->document;
  const acd__object *object = entry->object;
  acd__memory *memory = &plan->engine->memory;
  acd__queue_config *config = acd__memory_array(memory, 1, sizeof *config);
  if (!config) return ACD_ERR_NOMEM;
  entry->config = config;
  config->strategy = acd__document_int(document, object, ACD_QUEUE_STRATEGY);
  config->misses_max = acd__document_int(document, object, ACD_QUEUE_MISSES_MAX);
  config->service_level_us = acd__document_int(document, object, ACD_QUEUE_SERVICE_LEVEL_US);
  config->length_max = acd__document_int(document, object, ACD_QUEUE_LENGTH_MAX);
  config->priority = acd__document_int(document, object, ACD_QUEUE_PRIORITY);
  config->leave_when = acd__document_int(document, object, ACD_QUEUE_LEAVE_WHEN);
  take_join(plan, object, config);
  config->exit_key = acd__document_text(document, object, ACD_QUEUE_EXIT_KEY)[0];
  const char *overflow = acd__document_text(document, object, ACD_QUEUE_OVERFLOW);
  if (overflow[0]) config->overflow = acd__dictionary_find(&plan->world.queues, overflow, strlen(overflow));
  const char *flow = acd__document_text(document, object, ACD_QUEUE_OVERFLOW_FLOW);
  if (flow[0] && !(config->overflow_flow = acd__string_new(memory, flow, strlen(flow)))) return ACD_ERR_NOMEM;
  if (flow[0]) plan->world.all_need_texts = 1;
  const char *music = acd__document_text(document, object, ACD_QUEUE_MUSIC);
  if (music[0] && !(config->music = acd__string_new(memory, music, strlen(music)))) return ACD_ERR_NOMEM;
  int status = take_needs(plan, object, &config->needs);
  return status ? status : take_lanes(plan, object, config);
}

int acd__plan_queue_configs(acd__plan *plan)
{
  for (size_t i = 0; i < plan->queues_count; i++) {
    if (!plan->queues[i].object) continue;
    int status = queue_config(plan, &plan->queues[i]);
    if (status) return status;
  }
  return ACD_OK;
}
