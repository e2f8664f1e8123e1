/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about slots and their bookings (acd/slot.h). */
#include <acd/slot.h>

#include "calendar/timetable.h"
#include "engine/engine.h"
#include "engine/schedule.h"
#include "model/record.h"

void acd_slot_wish_init(acd_slot_wish *wish)
{
  if (!wish) return;
  memset(wish, 0, sizeof *wish);
  wish->size = sizeof *wish;
}

int acd_slot_confirm(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_SLOT_CONFIRM, time_us, call);
}

int acd_slot_move(acd_engine *engine, acd_time time_us, acd_id call, int64_t date, int64_t clock_us)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_SLOT_MOVE, time_us, call);
  command.body.slot_move = (acd_command_slot_move){date, clock_us};
  return acd_engine_submit(engine, &command, NULL, 0, NULL);
}

int acd_slot_plan_find(const acd_engine *engine, const char *name, acd_id *plan_out)
{
  if (!engine || !name || !plan_out) return ACD_ERR_ARGUMENT;
  const acd__slot_plan *found = acd__dictionary_find(&engine->world.slot_plans, name, strlen(name));
  if (!found) return ACD_ERR_NOT_FOUND;
  *plan_out = found->slot.id;
  return ACD_OK;
}

const char *acd_slot_plan_name(const acd_engine *engine, acd_id plan)
{
  int status;
  const acd__slot_plan *found = engine ? acd__pool_find(&engine->slot_plans, plan, &status) : NULL;
  return found ? found->name->text : NULL;
}

acd_id acd_slot_plan_next(const acd_engine *engine, acd_id after)
{
  if (!engine || after < 0) return 0;
  const acd__slot_plan *next = acd__pool_next(&engine->slot_plans, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

int acd_slot_plan_get(const acd_engine *engine, acd_id plan, acd_slot_plan_info *info_out)
{
  int status;
  if (!engine) return ACD_ERR_ARGUMENT;
  const acd__slot_plan *at = acd__pool_find(&engine->slot_plans, plan, &status);
  if (!at) return status;
  const acd__slot_config *config = &at->config;
  acd_slot_plan_info info = {
      .closed = acd__slot_plan_in_force(engine, plan, &status) == NULL,
      .name = at->name->text,
      .callback = config->callback,
      .queue = config->queue,
      .schedule = config->schedule,
      .length_us = config->length_us,
      .capacity = config->capacity,
      .overbooking = config->overbooking,
      .lead_us = config->lead_us,
      .horizon_us = config->horizon_us,
      .hold_us = config->hold_us,
      .promise_us = config->promise_us,
      .priority = config->priority,
  };
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

static acd_slot_info info_of(const acd__slot_plan *plan, acd__civil local, const acd__slot_view *view)
{
  int64_t booked = view->time ? view->time->booked : 0, held = view->time ? view->time->held : 0;
  return (acd_slot_info){
      .state = view->state,
      .plan = plan->slot.id,
      .date = acd__civil_number(local.day),
      .clock_us = local.clock_us,
      .starts_wall_us = view->starts_us,
      .ends_wall_us = view->starts_us == ACD_TIME_NEVER ? view->starts_us : view->starts_us + plan->config.length_us,
      .capacity = view->capacity,
      .booked = booked,
      .held = held,
      .free = view->state == ACD_SLOT_STATE_FREE ? view->capacity - booked - held : 0,
  };
}

static int read_local(int64_t date, int64_t clock_us, acd__civil *local_out)
{
  local_out->clock_us = clock_us;
  return acd__civil_of_number(date, &local_out->day) && clock_us >= 0 && clock_us < ACD__DAY_US;
}

int acd_slot_get(const acd_engine *engine, acd_id plan, int64_t date, int64_t clock_us, acd_slot_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  acd__civil local;
  acd__slot_view view;
  const acd__slot_plan *found = engine ? acd__pool_find(&engine->slot_plans, plan, &status) : NULL;
  if (!found) return status;
  if (!info_out || !read_local(date, clock_us, &local)) return ACD_ERR_ARGUMENT;
  acd__slot_look(engine, found, local, &view);
  acd_slot_info info = info_of(found, local, &view);
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

int acd_slot_next(const acd_engine *engine, acd_id plan, int64_t after_wall_us, int64_t which, acd_slot_info *slot_out)
{
  int status = ACD_ERR_ARGUMENT;
  int64_t work = ACD_SLOT_LOOKS_MAX;
  acd__civil local = {0, 0};
  acd__slot_view view;
  const acd__slot_plan *found = engine ? acd__slot_plan_in_force(engine, plan, &status) : NULL;
  if (!found) return status;
  if (!slot_out || (which != ACD_SLOT_NEXT_FREE && which != ACD_SLOT_NEXT_ALL) || after_wall_us < -ACD__WALL_MAX ||
      after_wall_us > ACD__WALL_MAX)
    return ACD_ERR_ARGUMENT;
  acd_slot_info info = {.plan = plan, .state = ACD_SLOT_STATE_NONE};
  int is_there = acd__slot_next(engine, found, after_wall_us, which == ACD_SLOT_NEXT_ALL, &work, &local, &view);
  if (!is_there && work > 0) return 0;
  if (is_there)
    info = info_of(found, local, &view);
  else
    info.starts_wall_us = view.starts_us;
  status = acd__record_put(slot_out, &info, sizeof info, sizeof info);
  return status ? status : is_there ? 1 : ACD_ERR_LIMIT;
}

int acd_slot_booking_get(const acd_engine *engine, acd_id call, acd_slot_booking *booking_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__call *found = engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
  if (!found) return status;
  if (!found->callback || !found->callback->booking.plan) return ACD_ERR_STATE;
  const acd__booking *at = &found->callback->booking;
  acd_slot_booking booking = {
      .held = at->held,
      .plan = at->plan->slot.id,
      .date = acd__civil_number(at->local.day),
      .clock_us = at->local.clock_us,
      .starts_wall_us = at->time ? acd__slot_time_starts_us(at->time) : at->starts_us,
      .due = !at->time,
  };
  return acd__record_put(booking_out, &booking, sizeof booking, sizeof booking);
}

acd_id acd_slot_booking_next(const acd_engine *engine, acd_id plan, int64_t date, int64_t clock_us, acd_id after)
{
  int status;
  acd__civil local;
  acd__slot_view view;
  const acd__slot_plan *found = engine ? acd__pool_find(&engine->slot_plans, plan, &status) : NULL;
  if (!found || !read_local(date, clock_us, &local)) return 0;
  acd__slot_look(engine, found, local, &view);
  if (!view.time) return 0;
  if (!after) return view.time->first->call->slot.id;
  const acd__call *call = acd__pool_find(&engine->calls, after, &status);
  if (!call || !call->callback || call->callback->booking.time != view.time || !call->callback->booking.after) return 0;
  return call->callback->booking.after->call->slot.id;
}
