/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/digest.h"

static void add_queue(acd__digest_walk *to, const acd__queue *at)
{
  const int64_t values[] = {
      at->slot.id,
      (int64_t)at->sequence,
      at->waiting_count,
      at->holders,
      at->cursor_position,
      (int64_t)at->cursor_sequence,
      at->cursor_set,
      at->closed,
      at->gate,
      at->deserted,
      acd__digest_id_of(at->clear_next),
      (int64_t)at->recent,
      at->busy,
      at->estimates.work.value_us,
      at->estimates.work.count,
      at->estimates.handle.value_us,
      at->estimates.handle.count,
      at->estimates.interval.value_us,
      at->estimates.interval.count,
      at->estimates.answered_us,
      at->estimates.left_us,
      at->estimates.waits_count,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
  for (size_t i = 0; i < ACD__RECENT_WAITS; i++) acd__digest_add(to, at->estimates.waits_ms[i]);
  for (uint32_t i = 0; i < at->config->groups_count; i++) acd__digest_add(to, at->config->groups[i].calls);
  acd__digest_timer(to, &at->deserted_timer);
  acd__digest_timer(to, &at->clear_timer);
  acd__digest_string(to, at->name);
  for (const acd__call *call = at->head; call; call = call->queue_next) acd__digest_add(to, call->slot.id);
  acd__digest_kpi(to, &at->kpi.sums, sizeof at->kpi.sums);
}

/* Those long past are as if they had never been. */
static void add_minutes(acd__digest_walk *to, const acd__kpi_minutes *minutes, acd_time now_us)
{
  for (int64_t count = 0; minutes && count <= ACD__MINUTES_MAX; count++) {
    const acd__kpi_minute sum = acd__kpi_minutes_sum(minutes, now_us, count);
    acd__digest_add(to, sum.left);
    acd__digest_add(to, sum.within);
  }
}

static void add_call(acd__digest_walk *to, const acd__call *at)
{
  const int64_t values[] = {
      at->slot.id,
      (int64_t)at->node.sequence,
      at->host_ref,
      at->state,
      at->segment,
      at->arrived_us,
      at->state_since_us,
      at->segment_since_us,
      at->channel,
      at->priority,
      at->entry_priority,
      acd__digest_id_of(at->queue),
      acd__digest_id_of(at->direct),
      acd__digest_id_of(at->awaited),
      at->queued_us,
      at->expired,
      at->round,
      at->kept_us,
      at->offers_count,
      at->pace ? at->pace->more_count : 0,
      at->step,
      at->step_from,
      at->waited_us,
      at->overflows,
      at->fallback,
      at->origin,
      acd__digest_id_of(acd__call_agent(at)),
      at->held_since_us,
      at->hold_us,
      acd__digest_id_of(at->consult),
      at->is_consult,
      at->parked_by,
      at->last_agent,
      at->last_queue,
      at->marks,
      at->responded,
      at->estimated,
      at->parties_count,
      acd__digest_id_of(at->flow),
      at->flow_node,
      at->attempts,
      at->is_proxy,
      at->rank,
      at->also ? acd__digest_id_of(acd__call_main(at)) : 0,
      at->seen,
      acd__digest_action_id(at->media),
      at->node.key_a,
      at->node.key_b,
      at->node.place != ACD__ORDER_OUT,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
  for (int i = 0; at->estimated && i < ACD_ESTIMATE_RECENT; i++) acd__digest_add(to, at->estimates_ms[i]);
  acd__digest_timer(to, &at->timer);
  acd__digest_pace(to, at->pace);
  if (!at->is_proxy) acd__digest_callback(to, at->callback);
  if (at->telling && at->queue && at->queue->config->announcements_count) {
    acd__digest_add(to, at->telling->due);
    acd__digest_add(to, at->telling->seen_us);
    acd__digest_timer(to, &at->telling->timer.timer);
  }
  for (uint32_t i = 0; at->frames && i < at->frames->count; i++) {
    acd__digest_add(to, acd__digest_id_of(at->frames->items[i].flow));
    acd__digest_add(to, at->frames->items[i].node);
    acd__digest_add(to, at->frames->items[i].kind);
  }
  if (at->frames) {
    acd__digest_add(to, at->frames->begun);
    acd__digest_add(to, at->frames->spoken);
    acd__digest_timer(to, &at->frames->timer);
    acd__digest_timer(to, &at->frames->bound);
  }
  if (at->recording) {
    acd__digest_add(to, at->recording);
    acd__digest_add(to, at->recording_told);
    acd__digest_add(to, at->record_paused);
    acd__digest_add(to, acd__digest_action_id(at->recorder));
  }
  acd__digest_needs(to, at->needs);
  acd__digest_add(to, at->preferred ? at->preferred->count : 0);
  for (uint32_t i = 0; at->preferred && i < at->preferred->count; i++) acd__digest_add(to, at->preferred->agents[i]);
  acd__digest_add(to, at->texts.attributes_count);
  if (at->texts.used > 2) /* else all is empty, with room for more or without */
    to->digest = acd__digest_bytes(to->digest, at->texts.block, at->texts.used);
  for (const acd__line *line = at->offers; line; line = line->list_next) acd__digest_add(to, line->agent->slot.id);
  for (const acd__line *line = at->parties; line; line = line->list_next) acd__digest_add(to, line->agent->slot.id);
  for (const acd__decline *note = at->declines; note; note = note->call_next) acd__digest_add(to, note->agent->slot.id);
  acd__digest_add(to, at->supervisors_count);
  for (const acd__line *line = at->supervisors; line; line = line->list_next) acd__digest_add(to, line->agent->slot.id);
}

static void add_action(acd__digest_walk *to, const acd__action *at)
{
  const int64_t values[] = {
      at->id,
      at->kind,
      at->reason,
      at->sequence,
      at->time_us,
      at->deadline_us,
      at->call_id,
      at->agent_id,
      at->queue_id,
      at->call_ref,
      at->agent_ref,
      at->digits_min,
      at->digits_max,
      at->input_timeout_us,
      acd__digest_id_of(at->call),
      acd__digest_id_of(at->line ? at->line->agent : NULL),
      at->related_id,
      at->related_ref,
      at->says,
      at->device_id ? at->device_id : acd__action_value(at),
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
  acd__digest_add(to, at->channel_id);
  if (at->digit_timeout_us) acd__digest_add(to, at->digit_timeout_us);
  if (at->speech) acd__digest_add(to, at->speech);
  if (at->to == ACD_TO_AGENT) acd__digest_add(to, acd__action_value(at));
  if (at->announces) acd__digest_add(to, at->announces);
  acd__digest_string(to, at->text);
  acd__digest_string(to, at->second);
  if (acd__action_parameters(at)) acd__digest_string(to, acd__action_parameters(at));
}

static void add_channel(acd__digest_walk *to, const acd__channel *at, int64_t weight, uint32_t interrupts)
{
  acd__digest_add(to, at->slot.id);
  acd__digest_add(to, at->number);
  acd__digest_add(to, at->gone);
  acd__digest_add(to, (int64_t)at->holders);
  acd__digest_string(to, at->name);
  acd__digest_add(to, weight);
  acd__digest_add(to, interrupts);
}

/* Slots used before, in the order in which they will be used again: the ids to come. Those never used stand behind them. */
static void add_ids_to_come(acd__digest_walk *to, const acd__pool *pool)
{
  for (uint32_t at = pool->free_head; at;) {
    const acd__slot *slot = acd__pool_item(pool, at - 1);
    if (acd__pool_generation(slot->id) == 1) break;
    acd__digest_add(to, slot->id);
    at = slot->next_free;
  }
}

int64_t acd_engine_digest_state(const acd_engine *engine)
{
  if (!engine) return 0;
  acd__digest_walk to = {0};
  const int64_t values[] = {
      engine->now_us,
      engine->wall_offset_us,
      (int64_t)engine->sequence,
      (int64_t)engine->rng.state,
      engine->action_sequence,
      engine->told.sequence,
      (int64_t)engine->digest,
      (int64_t)engine->timers.sequence,
      engine->sweep_epoch,
      engine->sweep_slot,
      acd__digest_id_of(engine->rematch_next),
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(&to, values[i]);
  const acd__rematch_list *lists[] = {&engine->rematch.calls, &engine->rematch.agents};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    for (size_t k = lists[i]->next; k < lists[i]->count; k++) acd__digest_add(&to, lists[i]->items[k].value);
  acd__digest_timer(&to, &engine->stops_timer);
  acd__digest_timer(&to, &engine->sweep_timer);
  acd__digest_timer(&to, &engine->recordings_timer);
  for (const acd__call *at = engine->recordings_due; at; at = at->recording_next) acd__digest_add(&to, at->slot.id);
  acd__digest_timer(&to, &engine->missing.timer);
  acd__digest_add(&to, engine->missing.epoch);
  acd__digest_add(&to, engine->missing.slot);
  acd__digest_add(&to, engine->missing.sweep);
  acd__digest_timer(&to, &engine->rematch_timer);
  acd__digest_timer(&to, &engine->occupancy_timer.timer);
  acd__digest_add(&to, acd__digest_id_of(engine->occupancy_next));
  acd__digest_add(&to, engine->occupancy_more);
  const acd__channels *channels = &engine->world.centre.channels;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++)
    if (engine->channels_at[i]) add_channel(&to, engine->channels_at[i], channels->weights[i], channels->interrupts[i]);
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) acd__digest_agent(&to, at);
  for (const acd__queue *at = engine->queues_head; at; at = at->defined_next) {
    add_queue(&to, at);
    add_minutes(&to, at->kpi.minutes, engine->now_us);
  }
  for (acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) add_call(&to, at);
  for (acd__call *at = NULL; (at = acd__pool_after(&engine->proxies, at));) add_call(&to, at);
  for (acd__handle *at = NULL; (at = acd__pool_after(&engine->handles, at));) add_action(&to, at->action);
  for (acd__callback_plan *at = NULL; (at = acd__pool_after(&engine->callback_plans, at));) acd__digest_plan(&to, at);
  for (acd__slot_plan *at = NULL; (at = acd__pool_after(&engine->slot_plans, at));) {
    acd__digest_add(&to, at->slot.id);
    acd__digest_add(&to, (int64_t)at->holders);
    acd__digest_add(&to, at->config.queue);
    acd__digest_add(&to, at->config.schedule);
  }
  acd__digest_slots(&to, &engine->slots);
  for (acd__campaign *at = NULL; (at = acd__pool_after(&engine->campaigns, at));) acd__digest_campaign(&to, at);
  for (acd__toggle *at = NULL; (at = acd__pool_after(&engine->toggles, at));) {
    acd__digest_add(&to, at->slot.id);
    acd__digest_add(&to, at->on);
    acd__digest_string(&to, at->name);
  }
  for (acd__known_zone *at = NULL; (at = acd__pool_after(&engine->zones, at));) {
    acd__digest_add(&to, at->slot.id);
    acd__digest_add(&to, at->changed_at_us);
    acd__digest_string(&to, at->name);
    acd__digest_string(&to, at->bytes);
  }
  for (const acd__line *at = engine->stops; at; at = at->list_next) acd__digest_add(&to, at->agent->slot.id);
  for (const acd__scores *at = engine->scores; at; at = at->next) {
    acd__digest_add(&to, at->number);
    for (uint32_t i = 0; i < at->count; i++) acd__digest_add(&to, at->values[i]);
  }
  const acd__pool *pools[] = {&engine->calls,      &engine->agents,    &engine->queues,  &engine->skills,
                              &engine->flows,      &engine->schedules, &engine->handles, &engine->channels,
                              &engine->devices,    &engine->toggles,   &engine->zones,   &engine->callback_plans,
                              &engine->slot_plans, &engine->campaigns};
  for (size_t i = 0; i < sizeof pools / sizeof *pools; i++) add_ids_to_come(&to, pools[i]);
  acd__digest_kpi(&to, &engine->kpi.calls, sizeof engine->kpi.calls);
  acd__digest_kpi(&to, &engine->kpi.queues_gone, sizeof engine->kpi.queues_gone);
  acd__digest_kpi(&to, &engine->kpi.agents_gone, sizeof engine->kpi.agents_gone);
  acd__digest_add(&to, (int64_t)engine->world.document_digest);
  return (int64_t)to.digest;
}
