/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/plan.h"

#include <string.h>

/* How long a member rests, by how the offer ended. */
static int take_rests(acd__plan *plan, const acd__object *object, acd__queue_config *config)
{
  static const uint32_t properties[ACD__RESTS] = {[ACD_OFFER_REJECTED] = ACD_QUEUE_REJECT_DELAY_US,
                                                  [ACD_OFFER_BUSY] = ACD_QUEUE_BUSY_DELAY_US,
                                                  [ACD_OFFER_NO_ANSWER] = ACD_QUEUE_NO_ANSWER_DELAY_US,
                                                  [ACD_OFFER_FAILED] = ACD_QUEUE_FAILED_DELAY_US};
  for (int outcome = 0; outcome < ACD__RESTS; outcome++) {
    if (!properties[outcome]) continue;
    int64_t delay_us = acd__document_int(&plan->document, object, properties[outcome]);
    if (delay_us < 0) delay_us = acd__document_int(&plan->document, object, ACD_QUEUE_RETRY_DELAY_US);
    if (delay_us == 0) continue;
    config->rest_lanes[outcome] = acd__timers_lane(&plan->engine->timers, delay_us);
    if (!config->rest_lanes[outcome]) return ACD_ERR_NOMEM;
  }
  return ACD_OK;
}

static int take_lanes(acd__plan *plan, const acd__object *object, acd__queue_config *config)
{
  const acd__document *document = &plan->document;
  acd__timers *timers = &plan->engine->timers;
  int64_t wait_max_us = acd__document_int(document, object, ACD_QUEUE_WAIT_MAX_US);
  config->ring_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_QUEUE_RING_TIMEOUT_US));
  config->wrapup_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_QUEUE_WRAPUP_US));
  int64_t preferred_us = acd__document_int(document, object, ACD_QUEUE_PREFERRED_WAIT_US);
  int64_t more_us = acd__document_int(document, object, ACD_QUEUE_RING_MORE_US);
  if (wait_max_us > 0) config->wait_lane = acd__timers_lane(timers, wait_max_us);
  config->leave_lane = acd__timers_lane(timers, acd__document_int(document, object, ACD_QUEUE_LEAVE_AFTER_US));
  if (more_us > 0) config->more_lane = acd__timers_lane(timers, more_us);
  if (preferred_us > 0) config->preferred_lane = acd__timers_lane(timers, preferred_us);
  return config->ring_lane && config->wrapup_lane && config->leave_lane && (wait_max_us == 0 || config->wait_lane) &&
                 (more_us == 0 || config->more_lane) && (preferred_us == 0 || config->preferred_lane)
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
  config->estimate = acd__document_int(document, object, ACD_QUEUE_ESTIMATE);
  config->joins_if = config->join_staffed_min || config->join_available_min || config->join_ready_min ||
                     config->join_wait_max_us || config->join_estimate_max_us || config->join_service_level_min;
}

static int take_announcements(acd__plan *plan, const acd__object *object, acd__queue_config *config)
{
  const acd__document *document = &plan->document;
  const acd__object *all = document->objects;
  acd__memory *memory = &plan->engine->memory;
  uint32_t count = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_ANNOUNCEMENT;
  if (count == 0) return ACD_OK;
  plan->world.announces = 1;
  config->announcements = acd__memory_array(memory, count, sizeof *config->announcements);
  if (!config->announcements) return ACD_ERR_NOMEM;
  config->announcements_count = count;
  acd__announcement *to = config->announcements;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_ANNOUNCEMENT) continue;
    const char *prompt = acd__document_text(document, &all[i], ACD_ANNOUNCEMENT_PROMPT);
    if (prompt[0] && !(to->prompt = acd__string_new(memory, prompt, strlen(prompt)))) return ACD_ERR_NOMEM;
    to->says = acd__document_int(document, &all[i], ACD_ANNOUNCEMENT_SAYS);
    to->after_us = acd__document_int(document, &all[i], ACD_ANNOUNCEMENT_AFTER_US);
    to->every_us = acd__document_int(document, &all[i], ACD_ANNOUNCEMENT_EVERY_US);
    to->while_ringing = acd__document_int(document, &all[i], ACD_ANNOUNCEMENT_WHILE_RINGING);
    config->says_places |= to->says == ACD_SAYS_POSITION || to->says == ACD_SAYS_ESTIMATED_WAIT;
    to++;
  }
  return ACD_OK;
}

/* The flows that it gives its calls. */
static int take_flows(acd__plan *plan, const acd__object *object, acd__queue_config *config)
{
  acd__memory *memory = &plan->engine->memory;
  const struct {
    uint32_t property;
    acd__string **name;
  } own[] = {{ACD_QUEUE_WAIT_FLOW, &config->wait_flow},
             {ACD_QUEUE_AFTER_FLOW, &config->after_flow},
             {ACD_QUEUE_HOLD_FLOW, &config->hold_flow},
             {ACD_QUEUE_WHISPER_FLOW, &config->whisper_flow}};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
    const char *flow = acd__document_text(&plan->document, object, own[i].property);
    if (!flow[0]) continue;
    if (!(*own[i].name = acd__string_new(memory, flow, strlen(flow)))) return ACD_ERR_NOMEM;
  }
  if (!config->whisper_flow) return ACD_OK;
  int64_t most_us = acd__document_int(&plan->document, object, ACD_QUEUE_WHISPER_MAX_US);
  config->whisper_lane = acd__timers_lane(&plan->engine->timers, most_us);
  return config->whisper_lane ? ACD_OK : ACD_ERR_NOMEM;
}

static int queue_config(acd__plan *plan, acd__plan_queue *entry)
{
  const acd__document *document = &plan->document;
  const acd__object *object = entry->object;
  acd__memory *memory = &plan->engine->memory;
  acd__queue_config *config = acd__memory_array(memory, 1, sizeof *config);
  if (!config) return ACD_ERR_NOMEM;
  entry->config = config;
  config->ring_count = acd__document_int(document, object, ACD_QUEUE_RING_COUNT);
  config->round_robin_moves = acd__document_int(document, object, ACD_QUEUE_ROUND_ROBIN_MOVES);
  config->misses_max = acd__document_int(document, object, ACD_QUEUE_MISSES_MAX);
  config->declined = acd__document_int(document, object, ACD_QUEUE_DECLINED);
  config->wrapup_extension_max_us = acd__document_int(document, object, ACD_QUEUE_WRAPUP_EXTENSION_MAX_US);
  config->service_level_us = acd__document_int(document, object, ACD_QUEUE_SERVICE_LEVEL_US);
  config->length_max = acd__document_int(document, object, ACD_QUEUE_LENGTH_MAX);
  config->priority = acd__document_int(document, object, ACD_QUEUE_PRIORITY);
  config->leave_when = acd__document_int(document, object, ACD_QUEUE_LEAVE_WHEN);
  take_join(plan, object, config);
  config->exit_key = acd__document_text(document, object, ACD_QUEUE_EXIT_KEY)[0];
  const char *overflow = acd__document_text(document, object, ACD_QUEUE_OVERFLOW);
  if (overflow[0]) config->overflow = acd__dictionary_find(&plan->world.queues, overflow, strlen(overflow));
  const char *again = acd__document_text(document, object, ACD_QUEUE_CALL_AGAIN);
  if (again[0]) config->call_again = acd__dictionary_find(&plan->world.campaigns, again, strlen(again));
  const char *flow = acd__document_text(document, object, ACD_QUEUE_OVERFLOW_FLOW);
  if (flow[0] && !(config->overflow_flow = acd__string_new(memory, flow, strlen(flow)))) return ACD_ERR_NOMEM;
  int status = take_flows(plan, object, config);
  if (status) return status;
  const acd__queue *queue = entry->queue;
  config->walks =
      config->wait_flow || config->whisper_flow || (queue->config && queue->config->walks && queue->waiting_count > 0);
  const char *music = acd__document_text(document, object, ACD_QUEUE_MUSIC);
  if (music[0] && !(config->music = acd__string_new(memory, music, strlen(music)))) return ACD_ERR_NOMEM;
  status = acd__plan_rules(plan, object, &config->rules);
  if (status) return status;
  if (config->rules->strategy == ACD_STRATEGY_RING_ALL || config->ring_count == 0) config->ring_count = ACD__RING_ALL;
  status = take_announcements(plan, object, config);
  if (!status) status = acd__plan_groups(plan, object, config);
  if (!status) status = take_rests(plan, object, config);
  if (!status) status = take_lanes(plan, object, config);
  if (config->rules->steps_count || config->ring_count != 1 || config->preferred_lane || config->more_lane)
    plan->world.paces = 1;
  return status;
}

/* Where flows, also those that calls are still inside, ask for places, they are kept: of a queue without a name, of all whose
 * callers walk a flow, if only one that the queue no longer has. A queue that is no longer defined stays as it is: where it
 * keeps no places its calls are counted, and that is work. */
void acd__plan_places(acd__plan *plan)
{
  const acd_engine *engine = plan->engine;
  int own = 0;
  for (size_t i = 0; i < plan->queues_count; i++) plan->queues[i].queue->asked = 0;
  for (acd__flow *flow = NULL; (flow = acd__pool_after(&engine->flows, flow));)
    for (size_t i = 0; i < flow->places_count; i++) {
      acd__queue *queue = flow->places[i] ? acd__queue_find(engine, flow->places[i]) : NULL;
      if (queue) queue->asked = 1;
      own |= !flow->places[i];
    }
  for (size_t i = 0; i < plan->queues_count; i++) {
    acd__queue_config *config = plan->queues[i].config;
    if (!config) continue;
    if (!plan->queues[i].queue->asked && !(own && config->walks) && !plan->world.dials_ahead) continue;
    config->says_places = 1;
    plan->world.announces = 1;
  }
}

/* Calls that live when the first queue with announcements, steps, … is defined get what later ones arrive with. */
int acd__plan_sides(acd__plan *plan)
{
  return acd__sides_make(plan->engine, &plan->world, &plan->provided, 0, 0);
}

int acd__plan_queue_configs(acd__plan *plan)
{
  for (size_t i = 0; i < plan->queues_count; i++) {
    if (!plan->queues[i].object) continue; /* its calls go on by what it had */
    int status = queue_config(plan, &plan->queues[i]);
    if (status) return status;
  }
  return ACD_OK;
}
