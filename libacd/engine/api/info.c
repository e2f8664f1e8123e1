/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/engine.h"
#include "model/record.h"

/* Questions: nothing here changes the engine. */

static int find_by_name(const acd__dictionary *names, const char *name, acd_id *id_out)
{
  if (!name || !id_out) return ACD_ERR_ARGUMENT;
  const acd__slot *slot = acd__dictionary_find(names, name, strlen(name));
  if (!slot) return ACD_ERR_NOT_FOUND;
  *id_out = slot->id;
  return ACD_OK;
}

int acd_agent_find(const acd_engine *engine, const char *name, acd_id *agent_out)
{
  return engine ? find_by_name(&engine->world.agents, name, agent_out) : ACD_ERR_ARGUMENT;
}

int acd_queue_find(const acd_engine *engine, const char *name, acd_id *queue_out)
{
  return engine ? find_by_name(&engine->world.queues, name, queue_out) : ACD_ERR_ARGUMENT;
}

int acd_skill_find(const acd_engine *engine, const char *name, acd_id *skill_out)
{
  return engine ? find_by_name(&engine->world.skills, name, skill_out) : ACD_ERR_ARGUMENT;
}

int acd_channel_find(const acd_engine *engine, const char *name, acd_id *channel_out)
{
  return engine ? find_by_name(&engine->world.channels, name, channel_out) : ACD_ERR_ARGUMENT;
}

int acd_flow_find(const acd_engine *engine, const char *name, acd_id *flow_out)
{
  return engine ? find_by_name(&engine->world.flows, name, flow_out) : ACD_ERR_ARGUMENT;
}

const char *acd_skill_name(const acd_engine *engine, acd_id skill)
{
  int status;
  const acd__skill *found = engine ? acd__pool_find(&engine->skills, skill, &status) : NULL;
  return found ? found->name->text : NULL;
}

const char *acd_channel_name(const acd_engine *engine, acd_id channel)
{
  int status;
  const acd__channel *found = engine ? acd__pool_find(&engine->channels, channel, &status) : NULL;
  return found ? found->name->text : NULL;
}

const char *acd_device_name(const acd_engine *engine, acd_id device)
{
  int status;
  const acd__device *found = engine ? acd__pool_find(&engine->devices, device, &status) : NULL;
  return found ? found->name->text : NULL;
}

const char *acd_flow_node_name(const acd_engine *engine, acd_id flow, int64_t node)
{
  int status;
  const acd__flow *found = engine ? acd__pool_find(&engine->flows, flow, &status) : NULL;
  return found && node >= 0 && node < found->nodes_count ? found->nodes[node].name->text : NULL;
}

const char *acd_flow_exit_name(const acd_engine *engine, acd_id flow, int64_t node, int64_t exit)
{
  int status;
  const acd__flow *found = engine ? acd__pool_find(&engine->flows, flow, &status) : NULL;
  if (!found || node < 0 || node >= found->nodes_count) return NULL;
  if (exit < ACD_EXIT_CASE) return acd_exit_str(exit);
  const acd__flow_node *at = &found->nodes[node];
  return exit - ACD_EXIT_CASE < at->cases_count ? at->cases[exit - ACD_EXIT_CASE].name->text : NULL;
}

static acd_id channel_id(const acd_engine *engine, uint32_t number)
{
  const acd__channel *at = engine->channels_at[number]; /* none for a closed queue whose last call became another's */
  return at ? at->slot.id : 0;
}

int acd_agent_get(const acd_engine *engine, acd_id agent, acd_agent_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__agent *found = engine ? acd__pool_find(&engine->agents, agent, &status) : NULL;
  if (!found) return status;
  acd_agent_info info = {
      .name = found->name->text,
      .host_ref = found->host_ref,
      .presence = found->presence,
      .state = found->state,
      .reason = found->presence == ACD_PRESENCE_NOT_READY ? found->reason : 0,
      .state_since_us = found->state_since_us,
      .idle_since_us = found->idle_since_us,
      .rest_until_us = found->rest_until_us,
      .calls_count = found->calls_count,
      .talk_us = found->talk_us,
      .misses_count = found->misses_count,
      .limit_until_us = found->limit_until_us,
      .elsewhere = found->elsewhere,
      .occupancy_ppm = acd__agent_occupancy_ppm(engine, found),
      .role = found->line.role,
      .lines_count = found->lines_count,
      .load = acd__agent_load(engine, found),
      .capacity = found->config->capacity,
  };
  for (const acd__device *at = found->devices; at; at = at->next) info.devices_count++;
  const acd__line *wraps = NULL;
  const acd__line *engages = acd__line_engaged(found);
  for (const acd__line *line = &found->line; line; line = line->next) {
    if (line->state == ACD_AGENT_STATE_WRAPUP && (!wraps || acd__wrapup_until(line) < acd__wrapup_until(wraps)))
      wraps = line;
  }
  if (engages && engages->call) info.call = engages->call->slot.id;
  if (wraps) {
    info.wrapup_until_us = acd__wrapup_until(wraps);
    info.wrapup_extension_left_us = acd__wrapup_extension_left(wraps);
  }
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

int acd_agent_line(const acd_engine *engine, acd_id agent, size_t index, acd_line_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__agent *found = engine ? acd__pool_find(&engine->agents, agent, &status) : NULL;
  if (!found) return status;
  const acd__line *line = &found->line;
  while (line && !(line->state && index-- == 0)) line = line->next;
  if (!line) return ACD_ERR_NOT_FOUND;
  acd_line_info info = {
      .state = line->state,
      .call = line->call_id,
      .queue = line->queue ? line->queue->slot.id : 0,
      .channel = channel_id(engine, line->channel),
      .weight = acd__line_weight(engine, line),
      .interrupted = line->interrupted,
      .state_since_us = line->state_since_us,
      .device = line->device ? line->device->slot.id : 0,
  };
  if (line->state == ACD_AGENT_STATE_WRAPUP) {
    info.wrapup_until_us = acd__wrapup_until(line);
    info.wrapup_extension_left_us = acd__wrapup_extension_left(line);
  }
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

int acd_agent_device(const acd_engine *engine, acd_id agent, size_t index, acd_device_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__agent *found = engine ? acd__pool_find(&engine->agents, agent, &status) : NULL;
  if (!found) return status;
  const acd__device *device = found->devices;
  while (device && index-- > 0) device = device->next;
  if (!device) return ACD_ERR_NOT_FOUND;
  acd_device_info info = {
      .name = device->name->text,
      .device = device->slot.id,
      .channel = found->gone ? 0 : channel_id(engine, device->channel),
      .busy = device->busy,
      .lines_count = device->lines_count,
  };
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

acd_id acd_agent_next(const acd_engine *engine, acd_id after)
{
  int status;
  if (!engine) return 0;
  const acd__agent *next = engine->agents_head;
  if (after) {
    const acd__agent *found = acd__pool_find(&engine->agents, after, &status);
    next = found ? found->defined_next : NULL;
  }
  return next ? next->slot.id : 0;
}

int acd_queue_estimate(const acd_engine *engine, acd_id queue, int64_t estimator, int64_t *wait_us_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__queue *found = engine ? acd__pool_find(&engine->queues, queue, &status) : NULL;
  if (!found) return status;
  if (!wait_us_out || estimator < ACD_ESTIMATE_WORK || estimator > ACD_ESTIMATE_RECENT) return ACD_ERR_ARGUMENT;
  *wait_us_out = acd__estimate_next(found, estimator);
  return ACD_OK;
}

int acd_queue_get(const acd_engine *engine, acd_id queue, acd_queue_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__queue *found = engine ? acd__pool_find(&engine->queues, queue, &status) : NULL;
  if (!found) return status;
  acd_queue_info info = {
      .closed = found->closed,
      .name = found->name->text,
      .waiting_count = found->waiting_count,
      .staffed_count = found->route->staffed,
      .available_count = found->route->available,
      .ready_count = acd__match_ready(found->route),
      .oldest_at_us = found->head ? found->head->queued_us : ACD_TIME_NEVER,
      .gate = found->gate,
      .deserted = found->deserted,
      .estimated_wait_us = acd__estimate_next(found, found->config->estimate),
      .service_level_ppm = acd__service_level_ppm(found),
      .channel = channel_id(engine, found->route->channel),
      .groups_count = found->config->groups_count,
  };
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

acd_id acd_queue_next(const acd_engine *engine, acd_id after)
{
  if (!engine) return 0;
  const acd__queue *next = engine->queues_head;
  if (after) {
    const acd__queue *found = acd__queue_find(engine, after);
    next = found ? found->defined_next : NULL;
  }
  return next ? next->slot.id : 0;
}

static const acd__call *find_call(const acd_engine *engine, acd_id call)
{
  int status;
  return engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
}

static int64_t step_of(const acd__call *wait)
{
  return wait->queue && wait->queue->config->rules->steps_count ? (int64_t)wait->step : -1;
}

int acd_call_get(const acd_engine *engine, acd_id call, acd_call_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__call *found = engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
  if (!found) return status;
  const acd__call *first = acd__wait_first(found);
  acd_call_info info = {
      .state = found->state,
      .host_ref = found->host_ref,
      .number = acd__texts_number(&found->texts),
      .caller = acd__texts_caller(&found->texts),
      .priority = found->queue ? acd__call_priority(first) : found->priority + found->entry_priority,
      .arrived_at_us = found->arrived_us,
      .state_since_us = found->state_since_us,
      .queued_at_us = found->queue ? first->queued_us : ACD_TIME_NEVER,
      .flow = found->flow ? found->flow->slot.id : 0,
      .node = found->flow ? found->flow_node : -1,
      .queue = found->queue ? first->queue->slot.id : 0,
      .agent = found->line ? found->line->agent->slot.id : 0,
      .offers_count = found->offers_count,
      .step = step_of(first),
      .consultation = found->consult && !found->is_consult ? found->consult->slot.id : 0,
      .parent = found->is_consult ? found->consult->slot.id : 0,
      .parties_count = found->parties_count,
      .channel = channel_id(engine, found->channel),
      .interrupted = found->line && found->line->interrupted,
      .recording = found->recording_told,
      .record_paused = found->record_paused,
      .callback = found->callback ? found->callback->stage : 0,
  };
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

const char *acd_call_attribute(const acd_engine *engine, acd_id call, const char *key)
{
  const acd__call *found = find_call(engine, call);
  return found && key ? acd__texts_get(&found->texts, key, strlen(key)) : NULL;
}

const char *acd_call_attribute_next(const acd_engine *engine, acd_id call, const char *after)
{
  const acd__call *found = find_call(engine, call);
  return found ? acd__texts_next(&found->texts, after) : NULL;
}

int64_t acd_call_position(const acd_engine *engine, acd_id call)
{
  const acd__call *found = find_call(engine, call);
  return found && found->queue ? acd__telling_position(acd__wait_first(found)) : 0;
}

acd_id acd_call_queue_next(const acd_engine *engine, acd_id call, acd_id after)
{
  const acd__call *found = find_call(engine, call);
  if (!found || !found->queue) return 0;
  if (!after) return acd__wait_first(found)->queue->slot.id;
  const acd__queue *before = acd__queue_find(engine, after);
  const acd__call *wait = before ? acd__wait_in(found, before) : NULL;
  uint32_t rank = wait ? wait->rank + 1u : 0;
  for (wait = found; rank && wait; wait = acd__wait_after(wait))
    if (wait->rank == rank) return wait->queue->slot.id;
  return 0;
}

int acd_call_wait_get(const acd_engine *engine, acd_id call, acd_id queue, acd_call_wait *wait_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__call *found = engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
  if (!found) return status;
  const acd__queue *in = acd__pool_find(&engine->queues, queue, &status);
  if (!in) return status;
  const acd__call *wait = acd__wait_in(found, in);
  if (!wait) return ACD_ERR_STATE;
  acd_call_wait info = {
      .rings = wait == found && (found->offers_count || found->line),
      .queue = queue,
      .queued_at_us = wait->queued_us,
      .leaves_at_us = wait->timer.lane ? wait->timer.due_us : ACD_TIME_NEVER,
      .priority = acd__call_priority(wait),
      .step = step_of(wait),
      .position = acd__telling_position(wait),
      .estimated_wait_us = acd__call_estimate(engine, wait),
  };
  return acd__record_put(wait_out, &info, sizeof info, sizeof info);
}

acd_id acd_call_party_next(const acd_engine *engine, acd_id call, acd_id after)
{
  const acd__call *found = find_call(engine, call);
  if (!found || !found->line || found->line->accepted) return 0;
  if (!after) return found->line->agent->slot.id;
  const acd__line *next = found->parties;
  if (found->line->agent->slot.id != after) {
    while (next && next->agent->slot.id != after) next = next->list_next;
    next = next ? next->list_next : NULL;
  }
  return next ? next->agent->slot.id : 0;
}

int64_t acd_call_estimated_wait_us(const acd_engine *engine, acd_id call)
{
  const acd__call *found = find_call(engine, call);
  return found && found->queue ? acd__call_estimate(engine, acd__wait_first(found)) : 0;
}

acd_id acd_call_next(const acd_engine *engine, acd_id after)
{
  if (!engine) return 0;
  const acd__call *next = acd__pool_next(&engine->calls, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

int acd_kpi_queue_get(const acd_engine *engine, acd_id queue, acd_kpi_queue *kpi_out)
{
  if (!engine || !kpi_out) return ACD_ERR_ARGUMENT;
  int status = ACD_OK;
  acd_kpi_queue figures = {.size = sizeof figures};
  if (queue) {
    const acd__queue *found = acd__pool_find(&engine->queues, queue, &status);
    if (!found) return status;
    figures = found->kpi.sums;
  } else {
    acd__kpi_queue_add(&figures, &engine->kpi.queues_gone);
    for (const acd__queue *at = engine->queues_head; at; at = at->defined_next)
      acd__kpi_queue_add(&figures, &at->kpi.sums);
    /* From one queue to another: neither in nor out of the whole. */
    figures.overflowed_in = figures.overflowed = figures.moved_in = figures.moved = 0;
    figures.waiting -= figures.also_in - figures.also_out;
    figures.also_in = figures.also_out = 0;
  }
  return acd__record_put(kpi_out, &figures, sizeof figures, sizeof figures);
}

int acd_kpi_agent_get(const acd_engine *engine, acd_id agent, acd_kpi_agent *kpi_out)
{
  if (!engine || !kpi_out) return ACD_ERR_ARGUMENT;
  int status = ACD_OK;
  acd_kpi_agent figures = {.size = sizeof figures};
  if (agent) {
    const acd__agent *found = acd__pool_find(&engine->agents, agent, &status);
    if (!found) return status;
    acd__kpi_agent_read(&found->kpi, engine->now_us, &figures);
  } else {
    acd__kpi_agent_add(&figures, &engine->kpi.agents_gone);
    for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) {
      acd_kpi_agent one = {.size = sizeof one};
      acd__kpi_agent_read(&at->kpi, engine->now_us, &one);
      acd__kpi_agent_add(&figures, &one);
    }
  }
  return acd__record_put(kpi_out, &figures, sizeof figures, sizeof figures);
}

int acd_kpi_calls_get(const acd_engine *engine, acd_kpi_calls *kpi_out)
{
  if (!engine || !kpi_out) return ACD_ERR_ARGUMENT;
  return acd__record_put(kpi_out, &engine->kpi.calls, sizeof engine->kpi.calls, sizeof engine->kpi.calls);
}
