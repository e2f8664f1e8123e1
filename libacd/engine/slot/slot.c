/* SPDX-License-Identifier: Apache-2.0 */
/* Slots as they can be booked, and their plans (acd/slot.h). */
#include "engine/engine.h"

#include "calendar/grid.h"
#include "engine/schedule.h"

acd__slot_plan *acd__slot_plan_in_force(const acd_engine *engine, acd_id id, int *status_out)
{
  acd__slot_plan *plan = acd__pool_find(&engine->slot_plans, id, status_out);
  if (!plan || acd__dictionary_leads(&engine->world.slot_plans, plan->name, plan)) return plan;
  *status_out = ACD_ERR_STALE;
  return NULL;
}

/* Without emergencies: they say nothing of the days to come. */
static acd__inquiry asked_of(const acd__schedule *schedule)
{
  return (acd__inquiry){schedule->timetable, NULL, NULL, NULL};
}

static const acd__schedule *schedule_of(const acd_engine *engine, acd_id id)
{
  int status;
  return acd__pool_find(&engine->schedules, id, &status);
}

static int64_t capacity_of(const acd_engine *engine, const acd__slot_config *config, int64_t starts_us)
{
  int64_t capacity = config->capacity;
  for (uint32_t i = 0; i < config->capacities_count; i++) {
    const acd__schedule *schedule = schedule_of(engine, config->capacities[i].schedule);
    acd__inquiry asked = schedule ? asked_of(schedule) : (acd__inquiry){NULL, NULL, NULL, NULL};
    if (!schedule || !acd__timetable_decide(&asked, starts_us).open) continue;
    capacity = config->capacities[i].capacity;
    break;
  }
  return capacity * config->overbooking / 100;
}

size_t acd__slot_work(const acd_engine *engine, const acd__slot_plan *plan)
{
  const acd__slot_config *config = &plan->config;
  const acd__schedule *schedule = schedule_of(engine, config->schedule);
  size_t work = schedule ? acd__timetable_work(schedule->timetable) : 1;
  for (uint32_t i = 0; i < config->capacities_count; i++) {
    schedule = schedule_of(engine, config->capacities[i].schedule);
    if (schedule) work += acd__timetable_work(schedule->timetable);
  }
  return work;
}

static acd__slot_time *find_time(const acd_engine *engine, const acd__slot_plan *plan, acd__civil local)
{
  acd__order_node from = {.key_a = plan->slot.id, .key_b = local.day * ACD__DAY_US + local.clock_us};
  acd__order_node *found = acd__order_after(&engine->slots.at, &from); /* of its keys there is one */
  if (!found || found->key_a != from.key_a || found->key_b != from.key_b) return NULL;
  return (acd__slot_time *)(void *)((char *)found - offsetof(acd__slot_time, at));
}

/* The last instant at which a slot begins too soon: one that has begun is. */
static int64_t too_soon_us(const acd_engine *engine, const acd__slot_config *config)
{
  return acd__wall_now(engine) + (config->lead_us > 0 ? config->lead_us - 1 : 0);
}

static void judge(const acd_engine *engine, const acd__slot_config *config, acd__slot_view *view)
{
  int64_t now_us = acd__wall_now(engine), taken = view->time ? view->time->booked + view->time->held : 0;
  view->capacity = capacity_of(engine, config, view->starts_us);
  if (view->starts_us <= too_soon_us(engine, config))
    view->state = ACD_SLOT_STATE_TOO_SOON;
  else if (view->starts_us > now_us + config->horizon_us)
    view->state = ACD_SLOT_STATE_TOO_FAR;
  else
    view->state = taken < view->capacity ? ACD_SLOT_STATE_FREE : ACD_SLOT_STATE_FULL;
}

void acd__slot_look(const acd_engine *engine, const acd__slot_plan *plan, acd__civil local, acd__slot_view *view_out)
{
  int is_defined = acd__dictionary_leads(&engine->world.slot_plans, plan->name, plan);
  const acd__schedule *schedule = is_defined ? schedule_of(engine, plan->config.schedule) : NULL;
  *view_out = (acd__slot_view){.state = ACD_SLOT_STATE_NONE, .time = find_time(engine, plan, local)};
  view_out->starts_us = view_out->time ? acd__slot_time_starts_us(view_out->time) : ACD_TIME_NEVER;
  if (!schedule) return;
  acd__grid grid = {asked_of(schedule), plan->config.length_us};
  view_out->grid = acd__grid_at(&grid, local, &view_out->starts_us);
  if (view_out->grid == ACD__GRID_SLOT) judge(engine, &plan->config, view_out);
}

int acd__slot_next(const acd_engine *engine, const acd__slot_plan *plan, int64_t after_us, int all, int64_t *work,
                   acd__civil *local_out, acd__slot_view *view_out)
{
  acd__grid grid = {asked_of(schedule_of(engine, plan->config.schedule)), plan->config.length_us};
  int64_t horizon_us = acd__wall_now(engine) + plan->config.horizon_us;
  int64_t soon_us = too_soon_us(engine, &plan->config);
  if (!all && after_us < soon_us) after_us = soon_us;
  acd__grid_slot found = {.starts_us = after_us};
  *view_out = (acd__slot_view){.state = ACD_SLOT_STATE_NONE, .starts_us = after_us};
  while (acd__grid_next(&grid, found.starts_us, horizon_us, work, &found)) {
    *view_out = (acd__slot_view){.grid = ACD__GRID_SLOT, .starts_us = found.starts_us};
    view_out->time = find_time(engine, plan, found.local);
    judge(engine, &plan->config, view_out);
    *local_out = found.local;
    if (all || view_out->state == ACD_SLOT_STATE_FREE) return 1;
    --*work;
  }
  view_out->starts_us = found.starts_us;
  return 0;
}

void acd__slot_config_release(acd_engine *engine, acd__slot_config *config)
{
  acd__memory *memory = &engine->memory;
  acd__needs_drop(&engine->needs, config->needs);
  acd__memory_give(memory, config->capacities, config->capacities_count * sizeof *config->capacities);
  acd__memory_give(memory, config->skills, config->skills_count * sizeof *config->skills);
}

void acd__slot_plan_drop(acd_engine *engine, acd__slot_plan *plan)
{
  if (--plan->holders > 0) return;
  acd__string_drop(&engine->memory, plan->name);
  acd__slot_config_release(engine, &plan->config);
  acd__pool_give(&engine->slot_plans, plan);
}

/* ---- Laws */

static const char *check_time(const acd_engine *engine, const acd__slot_time *at)
{
  int64_t booked = 0, held = 0;
  const acd__callback *before = NULL;
  if (!at->plan->slot.live || !at->first) return "a time is kept while something is booked for it";
  for (const acd__callback *of = at->first; of; before = of, of = of->booking.after) {
    const acd__booking *booking = &of->booking;
    if (booking->time != at || booking->plan != at->plan || booking->before != before)
      return "a booking and its slot know each other";
    int aside = acd__booking_aside(of) && booking->held && !of->stage;
    if ((of->stage != ACD_CALLBACK_STAGE_LATER && !aside) || booking->local.day != at->local.day ||
        booking->local.clock_us != at->local.clock_us)
      return "a booking waits for its slot";
    if (booking->held && !of->expires.timer.lane) return "nobody holds a slot for ever";
    if (!engine->slots.shifts && booking->starts_us != acd__slot_time_starts_us(at))
      return "a booking was told when its slot begins";
    booked += !booking->held;
    held += booking->held;
  }
  if (at->last != before || at->booked != booked || at->held != held) return "the bookings of a slot are counted";
  return booked + held <= at->limit ? NULL : "a slot is never booked beyond its capacity";
}

const char *acd__slots_check(const acd_engine *engine)
{
  const acd__slots *slots = &engine->slots;
  if (slots->told && (!slots->shifts || !slots->told->booking.time)) return "who was told last has a booking";
  if (!acd__order_check(&slots->at) || !acd__order_check(&slots->due) || slots->at.count != slots->due.count ||
      slots->at.count != engine->slots.times.live)
    return "slots with bookings are in order";
  for (const acd__slot_time *at = NULL; (at = acd__pool_after(&slots->times, at));) {
    const char *broken = check_time(engine, at);
    if (broken) return broken;
  }
  if (engine->slot_plans.live && (size_t)slots->times.live + slots->times.free < engine->callbacks.live)
    return "each callback has room to be a booking";
  acd_time due_us = acd__slots_next_due(engine);
  acd_time armed_us = slots->timer.timer.lane ? slots->timer.timer.due_us : ACD_TIME_NEVER;
  if (armed_us != due_us && !(armed_us < due_us && armed_us <= engine->now_us)) return "the next slot has its timer";
  return NULL;
}
