/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/engine.h"

/* The state, walked in orders that do not depend on memory: definition, slots, creation. Times count as they are, and so do the
 * ids that will be given next; capacities, hash keys, classes, places that are kept to be found sooner, and what was pulled do not. */

typedef struct walk {
  uint64_t digest;
} walk;

static void add(walk *to, int64_t value)
{
  to->digest = acd__digest(to->digest, (uint64_t)value);
}

static void add_string(walk *to, const acd__string *string)
{
  add(to, string ? (int64_t)string->digest : 0);
}

/* NULL: there is none to arm. */
static void add_timer(walk *to, const acd__timer *timer)
{
  int armed = timer && timer->lane;
  add(to, armed ? timer->due_us : -1);
  add(to, armed ? (int64_t)timer->sequence : -1);
}

static int64_t id_of(const void *pooled)
{
  return pooled ? ((const acd__slot *)pooled)->id : 0;
}

static int64_t action_id(const acd__action *action)
{
  return action ? action->id : 0;
}

static void add_needs(walk *to, const acd__needs *needs)
{
  add(to, needs ? needs->count : 0);
  for (uint32_t i = 0; needs && i < needs->count; i++) {
    add(to, needs->items[i].skill);
    add(to, needs->items[i].level_min);
  }
}

/* KPI records are whole words behind their size. */
static void add_kpi(walk *to, const void *sums, size_t size)
{
  for (size_t at = sizeof(int64_t); at < size; at += sizeof(int64_t)) {
    int64_t value;
    memcpy(&value, (const char *)sums + at, sizeof value);
    add(to, value);
  }
}

static void add_line(walk *to, const acd__line *at)
{
  const int64_t values[] = {
      id_of(at->call),
      id_of(at->queue),
      action_id(at->request),
      action_id(at->notice),
      at->state,
      at->stopping,
      at->accepted,
      at->role,
      at->state_since_us,
      at->offered_us,
      at->talk_since_us,
      at->party_since_us,
      at->hold_before_us,
      at->wrapup_extended_us,
      at->channel,
      at->interrupted,
      at->held,
      at->call_id,
      at->marks,
      at->step,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
  if (at->device) {
    add(to, at->device->slot.id);
    add(to, at->device->seen);
    add(to, at->offer_until_us);
  }
  add_timer(to, &at->wrapup);
  add_timer(to, &at->wrapup_until.timer);
}

/* What the definition says of an agent stands here, so that it is the same however she came to be so. */
static void add_agent_config(walk *to, const acd__agent_config *at)
{
  add(to, at->ring_lane ? at->ring_lane->delay_us : -1);
  add(to, at->wrapup_lane ? at->wrapup_lane->delay_us : -1);
  add(to, at->wrapup_extension_max_us);
  add(to, at->offers.max);
  add(to, at->offers.window_us);
  to->digest = acd__digest_bytes(to->digest, at->extension, at->extension_size);
  add(to, at->capacity);
  to->digest = acd__digest_bytes(to->digest, at->channel_max, sizeof at->channel_max);
  add(to, at->channels);
  add(to, at->lines_max);
  add(to, at->skills_count);
  for (uint32_t i = 0; i < at->skills_count; i++) {
    add(to, at->skills[i].skill);
    add(to, at->skills[i].level_min);
  }
  for (uint32_t i = 0; i < at->memberships_count; i++) {
    const acd__membership *member = &at->memberships[i];
    add(to, member->queue_id);
    add(to, member->position);
    add(to, member->tier);
    add(to, member->rank);
    add(to, member->weight);
    add(to, member->group);
    add(to, member->calls_count);
  }
}

static void add_agent(walk *to, const acd__agent *at)
{
  const int64_t values[] = {
      at->slot.id,
      (int64_t)at->sequence,
      at->host_ref,
      at->presence,
      at->state,
      at->reason,
      at->state_since_us,
      at->idle_since_us,
      at->rest_until_us,
      at->calls_count,
      at->talk_us,
      at->misses_count,
      at->finishing,
      at->elsewhere,
      at->limit_until_us,
      at->occupancy_ppm,
      at->load,
      at->occupancy.since_us,
      at->config->offers.count,
      at->missed_call,
      at->missed_round,
      at->gone,
      at->seen,
      at->idle,
      (int64_t)at->own.count,
      at->lines_count,
      at->lines_room,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
  for (const acd__device *device = at->devices; device; device = device->next) {
    add(to, device->slot.id);
    add(to, device->busy);
    add(to, device->seen);
    add_string(to, device->name);
    add(to, device->channel);
    add(to, device->ring_lane ? device->ring_lane->delay_us : -1);
  }
  for (const acd__line *line = &at->line; line; line = line->next) add_line(to, line);
  add_timer(to, &at->look);
  add_timer(to, &at->rest);
  for (uint32_t i = 0; i < at->config->offers.count; i++) add(to, acd__limit_offer(&at->config->offers, i));
  for (size_t i = 0; i <= ACD__PARTS; i++) { /* the oldest first */
    size_t slot = (at->occupancy.slot + 1 + i) % (ACD__PARTS + 1);
    add(to, at->occupancy.parts[slot].worked_us);
    add(to, at->occupancy.parts[slot].there_us);
  }
  add_timer(to, &at->limit.timer);
  add_timer(to, &at->own_timer);
  add_string(to, at->name);
  add_kpi(to, &at->kpi.sums, sizeof at->kpi.sums);
  add_agent_config(to, at->config);
}

static void add_queue(walk *to, const acd__queue *at)
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
      id_of(at->clear_next),
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
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
  for (size_t i = 0; i < ACD__RECENT_WAITS; i++) add(to, at->estimates.waits_ms[i]);
  for (uint32_t i = 0; i < at->config->groups_count; i++) add(to, at->config->groups[i].calls);
  add_timer(to, &at->deserted_timer);
  add_timer(to, &at->clear_timer);
  add_string(to, at->name);
  for (const acd__call *call = at->head; call; call = call->queue_next) add(to, call->slot.id);
  add_kpi(to, &at->kpi.sums, sizeof at->kpi.sums);
}

static void add_pace(walk *to, const acd__pace *pace)
{
  add_timer(to, pace ? &pace->slice : NULL);
  add_timer(to, pace ? &pace->more : NULL);
  add_timer(to, pace ? &pace->step : NULL);
}

static void add_booking(walk *to, const acd__booking *at)
{
  const int64_t values[] = {
      id_of(at->plan), at->local.day, at->local.clock_us, at->starts_us, at->held, at->judged, at->time != NULL,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
}

/* Times for which something is booked, and for whom. */
static void add_slots(walk *to, const acd__slots *slots)
{
  add_timer(to, &slots->timer.timer);
  add(to, slots->shifts);
  if (slots->shifts) add(to, slots->shifted.key_a ^ slots->shifted.key_b);
  if (slots->told) add(to, slots->told->call->slot.id);
  for (const acd__order_node *node = acd__order_first(&slots->due); node; node = acd__order_next(&slots->due, node)) {
    const acd__slot_time *at =
        (const acd__slot_time *)(const void *)((const char *)node - offsetof(acd__slot_time, due));
    add(to, at->due.key_a);
    add(to, (int64_t)at->due.sequence);
    add(to, at->limit);
    for (const acd__callback *of = at->first; of; of = of->booking.after) add(to, of->call->slot.id);
  }
}

static void add_callback(walk *to, const acd__callback *at)
{
  if (!at || (!at->was && !at->booking.plan)) return;
  const int64_t values[] = {
      at->stage,    id_of(at->plan), at->attempts,   at->expired,    at->machine, at->taken_us,
      at->place_us, at->queue,       at->reached_us, at->dialled_us, at->no_zone,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
  add(to, id_of(at->campaign));
  add(to, at->abandoned);
  add(to, at->place);
  add(to, at->refused);
  add_string(to, at->number);
  add_timer(to, &at->due.timer);
  add_timer(to, &at->expires.timer);
  if (at->booking.plan) add_booking(to, &at->booking);
  add(to, at->given_up);
}

/* Counts in no order: their places in the table tell of those before. */
static void add_plan(walk *to, const acd__callback_plan *at)
{
  const acd__callback_day *day = &at->day;
  uint64_t counts = 0;
  for (uint32_t i = 0; i < day->size && day->taken; i++)
    if (day->table[i].day == day->number)
      counts += acd__digest(acd__digest(0, (uint64_t)day->table[i].key), day->table[i].count);
  add(to, at->slot.id);
  add(to, (int64_t)at->holders);
  add(to, day->date);
  add(to, day->since_us);
  add(to, day->taken);
  add(to, (int64_t)counts);
}

static void add_campaign(walk *to, const acd__campaign *at)
{
  const int64_t values[] = {at->slot.id, at->closed, (int64_t)at->holders, at->taken,
                            at->look,    at->passed, at->goes_on};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
  for (size_t i = 0; i < sizeof at->ended / sizeof *at->ended; i++) add(to, at->ended[i]);
  add_timer(to, &at->timer.timer);
  if (at->goes_on) {
    add(to, at->behind.key_a);
    add(to, at->behind.key_b);
    add(to, (int64_t)at->behind.sequence);
  }
  if (at->look == ACD__LOOK_OVER) return;
  add(to, at->look_at_us);
  add(to, at->seen.key_a);
  add(to, at->seen.key_b);
  add(to, (int64_t)at->seen.sequence);
}

/* Those long past are as if they had never been. */
static void add_minutes(walk *to, const acd__kpi_minutes *minutes, acd_time now_us)
{
  for (int64_t count = 0; minutes && count <= ACD__MINUTES_MAX; count++) {
    const acd__kpi_minute sum = acd__kpi_minutes_sum(minutes, now_us, count);
    add(to, sum.left);
    add(to, sum.within);
  }
}

static void add_call(walk *to, const acd__call *at)
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
      id_of(at->queue),
      id_of(at->direct),
      id_of(at->awaited),
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
      id_of(acd__call_agent(at)),
      at->held_since_us,
      at->hold_us,
      id_of(at->consult),
      at->is_consult,
      at->parked_by,
      at->last_agent,
      at->last_queue,
      at->marks,
      at->responded,
      at->estimated,
      at->parties_count,
      id_of(at->flow),
      at->flow_node,
      at->attempts,
      at->is_proxy,
      at->rank,
      at->also ? id_of(acd__call_main(at)) : 0,
      at->seen,
      action_id(at->media),
      at->node.key_a,
      at->node.key_b,
      at->node.place != ACD__ORDER_OUT,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
  for (int i = 0; at->estimated && i < ACD_ESTIMATE_RECENT; i++) add(to, at->estimates_ms[i]);
  add_timer(to, &at->timer);
  add_pace(to, at->pace);
  if (!at->is_proxy) add_callback(to, at->callback);
  if (at->telling && at->queue && at->queue->config->announcements_count) {
    add(to, at->telling->due);
    add(to, at->telling->seen_us);
    add_timer(to, &at->telling->timer.timer);
  }
  for (uint32_t i = 0; at->frames && i < at->frames->count; i++) {
    add(to, id_of(at->frames->items[i].flow));
    add(to, at->frames->items[i].node);
    add(to, at->frames->items[i].kind);
  }
  if (at->frames) {
    add(to, at->frames->begun);
    add(to, at->frames->spoken);
    add_timer(to, &at->frames->timer);
    add_timer(to, &at->frames->bound);
  }
  if (at->recording) {
    add(to, at->recording);
    add(to, at->recording_told);
    add(to, at->record_paused);
    add(to, action_id(at->recorder));
  }
  add_needs(to, at->needs);
  add(to, at->preferred ? at->preferred->count : 0);
  for (uint32_t i = 0; at->preferred && i < at->preferred->count; i++) add(to, at->preferred->agents[i]);
  add(to, at->texts.attributes_count);
  if (at->texts.used > 2) /* else all is empty, with room for more or without */
    to->digest = acd__digest_bytes(to->digest, at->texts.block, at->texts.used);
  for (const acd__line *line = at->offers; line; line = line->list_next) add(to, line->agent->slot.id);
  for (const acd__line *line = at->parties; line; line = line->list_next) add(to, line->agent->slot.id);
  for (const acd__decline *note = at->declines; note; note = note->call_next) add(to, note->agent->slot.id);
  add(to, at->supervisors_count);
  for (const acd__line *line = at->supervisors; line; line = line->list_next) add(to, line->agent->slot.id);
}

static void add_action(walk *to, const acd__action *at)
{
  const int64_t values[] = {
      at->id,          at->kind,
      at->reason,      at->sequence,
      at->time_us,     at->deadline_us,
      at->call_id,     at->agent_id,
      at->queue_id,    at->call_ref,
      at->agent_ref,   at->digits_min,
      at->digits_max,  at->input_timeout_us,
      id_of(at->call), id_of(at->line ? at->line->agent : NULL),
      at->related_id,  at->related_ref,
      at->says,        at->device_id ? at->device_id : acd__action_value(at),
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(to, values[i]);
  add(to, at->channel_id);
  if (at->digit_timeout_us) add(to, at->digit_timeout_us);
  if (at->speech) add(to, at->speech);
  if (at->to == ACD_TO_AGENT) add(to, acd__action_value(at));
  if (at->announces) add(to, at->announces);
  add_string(to, at->text);
  add_string(to, at->second);
  if (acd__action_parameters(at)) add_string(to, acd__action_parameters(at));
}

static void add_channel(walk *to, const acd__channel *at, int64_t weight, uint32_t interrupts)
{
  add(to, at->slot.id);
  add(to, at->number);
  add(to, at->gone);
  add(to, (int64_t)at->holders);
  add_string(to, at->name);
  add(to, weight);
  add(to, interrupts);
}

/* Slots used before, in the order in which they will be used again: the ids to come. Those never used stand behind them. */
static void add_ids_to_come(walk *to, const acd__pool *pool)
{
  for (uint32_t at = pool->free_head; at;) {
    const acd__slot *slot = acd__pool_item(pool, at - 1);
    if (acd__pool_generation(slot->id) == 1) break;
    add(to, slot->id);
    at = slot->next_free;
  }
}

int64_t acd_engine_digest_state(const acd_engine *engine)
{
  if (!engine) return 0;
  walk to = {0};
  const int64_t values[] = {
      engine->now_us,          engine->wall_offset_us, (int64_t)engine->sequence,   (int64_t)engine->rng.state,
      engine->action_sequence, engine->told.sequence,  (int64_t)engine->digest,     (int64_t)engine->timers.sequence,
      engine->sweep_epoch,     engine->sweep_slot,     id_of(engine->rematch_next),
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(&to, values[i]);
  const acd__rematch_list *lists[] = {&engine->rematch.calls, &engine->rematch.agents};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    for (size_t k = lists[i]->next; k < lists[i]->count; k++) add(&to, lists[i]->items[k].value);
  add_timer(&to, &engine->stops_timer);
  add_timer(&to, &engine->sweep_timer);
  add_timer(&to, &engine->recordings_timer);
  for (const acd__call *at = engine->recordings_due; at; at = at->recording_next) add(&to, at->slot.id);
  add_timer(&to, &engine->missing.timer);
  add(&to, engine->missing.epoch);
  add(&to, engine->missing.slot);
  add(&to, engine->missing.sweep);
  add_timer(&to, &engine->rematch_timer);
  add_timer(&to, &engine->occupancy_timer.timer);
  add(&to, id_of(engine->occupancy_next));
  add(&to, engine->occupancy_more);
  const acd__channels *channels = &engine->world.centre.channels;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++)
    if (engine->channels_at[i]) add_channel(&to, engine->channels_at[i], channels->weights[i], channels->interrupts[i]);
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) add_agent(&to, at);
  for (const acd__queue *at = engine->queues_head; at; at = at->defined_next) {
    add_queue(&to, at);
    add_minutes(&to, at->kpi.minutes, engine->now_us);
  }
  for (acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) add_call(&to, at);
  for (acd__call *at = NULL; (at = acd__pool_after(&engine->proxies, at));) add_call(&to, at);
  for (acd__handle *at = NULL; (at = acd__pool_after(&engine->handles, at));) add_action(&to, at->action);
  for (acd__callback_plan *at = NULL; (at = acd__pool_after(&engine->callback_plans, at));) add_plan(&to, at);
  for (acd__slot_plan *at = NULL; (at = acd__pool_after(&engine->slot_plans, at));) {
    add(&to, at->slot.id);
    add(&to, (int64_t)at->holders);
    add(&to, at->config.queue);
    add(&to, at->config.schedule);
  }
  add_slots(&to, &engine->slots);
  for (acd__campaign *at = NULL; (at = acd__pool_after(&engine->campaigns, at));) add_campaign(&to, at);
  for (acd__toggle *at = NULL; (at = acd__pool_after(&engine->toggles, at));) {
    add(&to, at->slot.id);
    add(&to, at->on);
    add_string(&to, at->name);
  }
  for (acd__known_zone *at = NULL; (at = acd__pool_after(&engine->zones, at));) {
    add(&to, at->slot.id);
    add(&to, at->changed_at_us);
    add_string(&to, at->name);
    add_string(&to, at->bytes);
  }
  for (const acd__line *at = engine->stops; at; at = at->list_next) add(&to, at->agent->slot.id);
  for (const acd__scores *at = engine->scores; at; at = at->next) {
    add(&to, at->number);
    for (uint32_t i = 0; i < at->count; i++) add(&to, at->values[i]);
  }
  const acd__pool *pools[] = {&engine->calls,      &engine->agents,    &engine->queues,  &engine->skills,
                              &engine->flows,      &engine->schedules, &engine->handles, &engine->channels,
                              &engine->devices,    &engine->toggles,   &engine->zones,   &engine->callback_plans,
                              &engine->slot_plans, &engine->campaigns};
  for (size_t i = 0; i < sizeof pools / sizeof *pools; i++) add_ids_to_come(&to, pools[i]);
  add_kpi(&to, &engine->kpi.calls, sizeof engine->kpi.calls);
  add_kpi(&to, &engine->kpi.queues_gone, sizeof engine->kpi.queues_gone);
  add_kpi(&to, &engine->kpi.agents_gone, sizeof engine->kpi.agents_gone);
  add(&to, (int64_t)engine->world.document_digest);
  return (int64_t)to.digest;
}
