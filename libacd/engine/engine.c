/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

#include <string.h>

#include "model/record.h"

static void pools_init(acd_engine *engine)
{
  acd__memory *memory = &engine->memory;
  acd__pool_init(&engine->calls, memory, ACD__ID_CALL, sizeof(acd__call));
  acd__pool_init(&engine->agents, memory, ACD__ID_AGENT, sizeof(acd__agent));
  acd__pool_init(&engine->queues, memory, ACD__ID_QUEUE, sizeof(acd__queue));
  acd__pool_init(&engine->skills, memory, ACD__ID_SKILL, sizeof(acd__skill));
  acd__pool_init(&engine->flows, memory, ACD__ID_FLOW, sizeof(acd__flow));
  acd__pool_init(&engine->schedules, memory, ACD__ID_SCHEDULE, sizeof(acd__schedule));
  acd__pool_init(&engine->handles, memory, ACD__ID_ACTION, sizeof(acd__handle));
  acd__pool_init(&engine->actions, memory, 0, sizeof(acd__action));
  acd__pool_init(&engine->channels, memory, ACD__ID_CHANNEL, sizeof(acd__channel));
  acd__pool_init(&engine->devices, memory, ACD__ID_DEVICE, sizeof(acd__device));
  acd__pool_init(&engine->lines, memory, 0, sizeof(acd__line));
  acd__pool_init(&engine->declines, memory, 0, sizeof(acd__decline));
  acd__pool_init(&engine->tellings, memory, 0, sizeof(acd__telling));
  acd__pool_init(&engine->proxies, memory, 0, sizeof(acd__call));
  acd__pool_init(&engine->paces, memory, 0, sizeof(acd__pace));
  acd__pool_init(&engine->toggles, memory, ACD__ID_TOGGLE, sizeof(acd__toggle));
  acd__pool_init(&engine->zones, memory, ACD__ID_ZONE, sizeof(acd__known_zone));
  acd__pool_init(&engine->frames, memory, 0, sizeof(acd__frames));
  acd__pool_init(&engine->callbacks, memory, 0, sizeof(acd__callback));
  acd__pool_init(&engine->callback_plans, memory, ACD__ID_CALLBACK_PLAN, sizeof(acd__callback_plan));
  acd__pool_init(&engine->slot_plans, memory, ACD__ID_SLOT_PLAN, sizeof(acd__slot_plan));
  acd__pool_init(&engine->slots.times, memory, 0, sizeof(acd__slot_time));
  acd__pool_init(&engine->campaigns, memory, ACD__ID_CAMPAIGN, sizeof(acd__campaign));
  engine->callbacks_to.indexed = 1;
  engine->slots.at.indexed = 1;
}

int acd_engine_new(const acd_options *options, acd_engine **engine_out)
{
  if (!engine_out) return ACD_ERR_ARGUMENT;
  acd_options *defaults = NULL;
  if (!options) {
    int status = acd_options_new(NULL, &defaults);
    if (status) return status;
    options = defaults;
  }
  acd__memory memory;
  acd__memory_init(&memory, &options->allocator);
  acd_engine *engine = acd__memory_array(&memory, 1, sizeof *engine);
  if (engine) {
    engine->memory = memory;
    memcpy(engine->options, options->values, sizeof engine->options);
    engine->log = options->log;
    engine->log_user = options->log_user;
    engine->sink = options->sink;
    engine->sink_user = options->sink_user;
    engine->told = (acd_event){
        .size = sizeof engine->told, .flow_name = "", .text = "", .campaign_name = "", .slot_plan_name = ""};
    engine->explain = options->explain;
    engine->explain_user = options->explain_user;
    engine->score = options->score;
    engine->score_user = options->score_user;
    engine->trace_told = options->told;
    engine->trace_asked = options->asked_for;
    engine->trace_user = options->trace_user;
    engine->rng.state = acd__mix((uint64_t)options->values[ACD_OPTION_SEED]);
    pools_init(engine);
    acd__timers_init(&engine->timers, &engine->memory);
    engine->stops_timer.kind = ACD__TIMER_STOPS;
    engine->sweep_timer.kind = ACD__TIMER_SWEEP;
    engine->recordings_timer.kind = ACD__TIMER_RECORDINGS;
    engine->missing.timer.kind = ACD__TIMER_MISSING;
    engine->rematch_timer.kind = ACD__TIMER_REMATCH;
    engine->occupancy_timer.timer.kind = ACD__TIMER_OCCUPANCY;
    engine->slots.timer.timer.kind = ACD__TIMER_SLOTS;
    uint64_t key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
    acd__dictionary_init(&engine->needs, &engine->memory, key);
    acd__dictionary_init(&engine->zones_by_name, &engine->memory, key);
    acd__errors_init(&engine->errors, &engine->memory, (size_t)engine->options[ACD_OPTION_ERRORS_MAX]);
    acd__dictionary *tables[ACD__WORLD_TABLES];
    acd__world_tables(&engine->world, tables);
    for (size_t i = 0; i < ACD__WORLD_TABLES; i++) acd__dictionary_init(tables[i], &engine->memory, key);
    *engine_out = engine;
  }
  acd_options_free(defaults);
  return engine ? ACD_OK : ACD_ERR_NOMEM;
}

static void free_contents(acd_engine *engine)
{
  acd__memory *memory = &engine->memory;
  for (acd__call *call = NULL; (call = acd__pool_after(&engine->calls, call));) {
    acd__texts_release(&call->texts, memory);
    acd__needs_drop(&engine->needs, call->needs);
    acd__call_preferred_free(engine, call);
    if (call->callback) acd__string_drop(memory, call->callback->number);
  }
  for (acd__callback_plan *at = NULL; (at = acd__pool_after(&engine->callback_plans, at));) {
    acd__string_drop(memory, at->name);
    acd__callback_config_release(memory, &at->config);
    acd__callback_day_release(memory, &at->day);
  }
  for (acd__slot_plan *at = NULL; (at = acd__pool_after(&engine->slot_plans, at));) {
    acd__string_drop(memory, at->name);
    acd__slot_config_release(engine, &at->config);
  }
  for (acd__campaign *at = NULL; (at = acd__pool_after(&engine->campaigns, at));) {
    acd__string_drop(memory, at->name);
    acd__campaign_config_release(memory, &at->config);
  }
  for (acd__call *at = NULL; (at = acd__pool_after(&engine->proxies, at));) acd__needs_drop(&engine->needs, at->needs);
  for (acd__action *at = NULL; (at = acd__pool_after(&engine->actions, at));) {
    acd__string_drop(memory, at->text);
    acd__string_drop(memory, at->second);
    acd__string_drop(memory, acd__action_parameters(at));
  }
  for (acd__agent *at = NULL; (at = acd__pool_after(&engine->agents, at));) {
    acd__string_drop(memory, at->name);
    acd__profile_nodes_give(memory, at);
    if (at->config) acd__memory_give(memory, at->config, at->config->bytes);
  }
  for (acd__queue *at = NULL; (at = acd__pool_after(&engine->queues, at));) {
    acd__string_drop(memory, at->name);
    acd__queue_config_free(engine, at->config);
    acd__memory_give(memory, at->kpi.minutes, sizeof *at->kpi.minutes);
  }
  for (acd__skill *at = NULL; (at = acd__pool_after(&engine->skills, at));) {
    acd__string_drop(memory, at->name);
    acd__needs_drop(&engine->needs, at->needs);
  }
  for (acd__toggle *at = NULL; (at = acd__pool_after(&engine->toggles, at));) acd__string_drop(memory, at->name);
  for (acd__device *at = NULL; (at = acd__pool_after(&engine->devices, at));) acd__string_drop(memory, at->name);
  for (acd__channel *at = NULL; (at = acd__pool_after(&engine->channels, at));) acd__string_drop(memory, at->name);
  for (acd__schedule *at = NULL; (at = acd__pool_after(&engine->schedules, at));) {
    acd__string_drop(memory, at->name);
    acd__timetable_free(&engine->memory, at->timetable);
  }
  for (acd__known_zone *at = NULL; (at = acd__pool_after(&engine->zones, at));) {
    acd__string_drop(memory, at->name);
    acd__string_drop(memory, at->bytes);
    acd__zone_drop(memory, at->zone);
  }
  for (acd__flow *at = NULL; (at = acd__pool_after(&engine->flows, at));) acd__flow_release(at, memory, &engine->needs);
}

void acd_engine_free(acd_engine *engine)
{
  if (!engine) return;
  free_contents(engine);
  acd__scores_drop_all(engine);
  acd__world_release(engine, &engine->world);
  acd__errors_clear(&engine->errors);
  acd__rematch_list *lists[] = {&engine->rematch.calls, &engine->rematch.agents};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    acd__memory_give(&engine->memory, lists[i]->items, lists[i]->capacity * sizeof *lists[i]->items);
  acd__pool *pools[] = {&engine->calls,      &engine->agents,      &engine->queues,    &engine->skills,
                        &engine->flows,      &engine->schedules,   &engine->handles,   &engine->actions,
                        &engine->declines,   &engine->tellings,    &engine->lines,     &engine->channels,
                        &engine->paces,      &engine->proxies,     &engine->devices,   &engine->frames,
                        &engine->toggles,    &engine->zones,       &engine->callbacks, &engine->callback_plans,
                        &engine->slot_plans, &engine->slots.times, &engine->campaigns};
  for (size_t i = 0; i < sizeof pools / sizeof *pools; i++) acd__pool_release_all(pools[i]);
  acd__timers_release_all(&engine->timers);
  acd__dictionary_release_all(&engine->needs);
  acd__dictionary_release_all(&engine->zones_by_name);
  acd__memory memory = engine->memory;
  acd__memory_give(&memory, engine, sizeof *engine);
}

acd_time acd_engine_now(const acd_engine *engine)
{
  return engine ? engine->now_us : 0;
}

acd_time acd_engine_deadline(const acd_engine *engine)
{
  const acd__timer *timer = engine ? acd__timers_first(&engine->timers) : NULL;
  return timer ? timer->due_us : ACD_TIME_NEVER;
}

int64_t acd_engine_digest_actions(const acd_engine *engine)
{
  return engine ? (int64_t)engine->digest : 0;
}

int acd_engine_stats_get(const acd_engine *engine, acd_engine_stats *stats_out)
{
  if (!engine || !stats_out) return ACD_ERR_ARGUMENT;
  acd_engine_stats stats = engine->stats;
  stats.actions_waiting = engine->actions_queued;
  stats.actions_pending = engine->handles.live;
  stats.calls = engine->calls.live;
  stats.memory_bytes = (int64_t)engine->memory.held;
  return acd__record_put(stats_out, &stats, sizeof stats, sizeof stats);
}

size_t acd_engine_errors_count(const acd_engine *engine)
{
  return engine ? engine->errors.count : 0;
}

int acd_engine_error_at(const acd_engine *engine, size_t index, acd_error *error_out)
{
  if (!engine || !error_out) return ACD_ERR_ARGUMENT;
  if (index >= engine->errors.count) return ACD_ERR_NOT_FOUND;
  return acd__record_put(error_out, &engine->errors.items[index], sizeof(acd_error), sizeof(acd_error));
}

acd__memory *acd__engine_memory(acd_engine *engine)
{
  return &engine->memory;
}
