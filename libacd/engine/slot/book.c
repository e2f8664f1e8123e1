/* SPDX-License-Identifier: Apache-2.0 */
/* Commands on bookings (acd/slot.h). */
#include "calendar/grid.h"
#include "engine/arrive.h"

#define WORD(record, member) ((uint32_t)(offsetof(record, member) / sizeof(int64_t)))

/* Where a local time stands in the body of a command. */
typedef struct places {
  uint32_t date;
  uint32_t clock;
} places;

/* ACD_OK, or why there is no slot then that can be booked, were it not full. */
static int find_slot(const acd_engine *engine, acd__apply *apply, const acd__slot_plan *plan, int64_t date,
                     int64_t clock_us, places at, acd__civil *local_out, acd__slot_view *view_out)
{
  *local_out = (acd__civil){0, clock_us};
  if (!acd__civil_of_number(date, &local_out->day))
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, at.date);
  if (clock_us < 0 || clock_us >= ACD__DAY_US) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, at.clock);
  acd__slot_look(engine, plan, *local_out, view_out);
  switch (view_out->state) {
  case ACD_SLOT_STATE_NONE:
    return acd__refuse(apply, view_out->grid == ACD__GRID_OFF ? ACD_ERR_ARGUMENT : ACD_ERR_NOT_FOUND, ACD_FAULT_BODY,
                       at.clock);
  case ACD_SLOT_STATE_TOO_SOON:
  case ACD_SLOT_STATE_TOO_FAR: return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, at.date);
  default: return ACD_OK;
  }
}

acd__slot_others acd__slot_others_of(const acd_engine *engine, const acd__callback_plan *plan, const char *number,
                                     size_t size, const acd__callback *except)
{
  acd__slot_others found = {NULL, NULL};
  if (plan->config.duplicate != ACD_DUPLICATE_REPLACE) return found;
  for (acd__callback *at = acd__callback_first(engine, number, size); at; at = acd__callback_after(engine, at)) {
    if (at == except || at->plan != plan) continue;
    acd__callback **place = at->booking.held ? &found.held : &found.booked;
    if (!*place) *place = at;
    if (found.booked && found.held) break;
  }
  return found;
}

void acd__slot_replace(acd_engine *engine, acd__slot_others found, int hold)
{
  if (found.held) acd__callback_give_up(engine, found.held->call);
  if (found.booked && !hold) acd__callback_give_up(engine, found.booked->call);
}

static int is_in(const acd__callback *callback, const acd__slot_time *time)
{
  return callback && time && callback->booking.time == time;
}

int acd__slot_has_room(const acd__slot_view *view, acd__slot_others found, int hold)
{
  const acd__slot_time *time = view->time;
  int64_t taken = time ? time->booked + time->held : 0;
  return taken - is_in(found.held, time) - (!hold && is_in(found.booked, time)) < view->capacity;
}

/* What the plan's skills ask for besides; held once more. */
static int join_needs(acd_engine *engine, acd__apply *apply, const acd__slot_config *config, acd__words *words,
                      acd__needs **needs_out)
{
  acd__needs *given = NULL;
  int status = acd__apply_needs(engine, apply, words, &given);
  if (status) return apply->result->fault ? status : acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  size_t given_count = given ? given->count : 0, count = given_count + config->skills_count;
  acd_requirement *items = acd__memory_array(&engine->memory, count, sizeof *items);
  status = items ? ACD_OK : ACD_ERR_NOMEM;
  if (items) {
    if (given) memcpy(items, given->items, given_count * sizeof *items);
    memcpy(items + given_count, config->skills, config->skills_count * sizeof *items);
    status = acd__needs_intern(&engine->needs, items, count, needs_out);
  }
  acd__memory_give(&engine->memory, items, count * sizeof *items);
  acd__needs_drop(&engine->needs, given);
  *words = (acd__words){NULL, 0};
  return status ? acd__refuse(apply, status, ACD_FAULT_LIMIT, 0) : ACD_OK;
}

/* What is asked for: all of it can be done but for want of memory. */
typedef struct wish {
  acd__slot_plan *plan;
  acd__callback_plan *callback_plan;
  acd__civil local;
  int hold;
  acd__slot_others others;
} wish;

static int check(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, wish *of)
{
  const acd_command_slot_book *body = &apply->command->body.slot_book;
  const places at = {WORD(acd_command_slot_book, date), WORD(acd_command_slot_book, clock_us)};
  int status;
  acd__slot_view view;
  of->plan = acd__slot_plan_in_force(engine, body->plan, &status);
  if (!of->plan) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(acd_command_slot_book, plan));
  const acd__queue *queue = acd__queue_find(engine, of->plan->config.queue);
  if (queue->gate != ACD_GATE_OPEN)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(acd_command_slot_book, plan));
  if (body->hold < 0 || body->hold > 1)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(acd_command_slot_book, hold));
  of->hold = (int)body->hold;
  of->callback_plan = acd__pool_find(&engine->callback_plans, of->plan->config.callback, &status);
  status = acd__request_number(engine, apply, arrival, of->callback_plan);
  if (!status) status = find_slot(engine, apply, of->plan, body->date, body->clock_us, at, &of->local, &view);
  if (status) return status;
  of->others = acd__slot_others_of(engine, of->callback_plan, arrival->given->caller, arrival->caller_size, NULL);
  return acd__slot_has_room(&view, of->others, of->hold) ? ACD_OK
                                                         : acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_BODY, at.clock);
}

static int book(acd_engine *engine, acd__apply *apply, acd__arrival *arrival)
{
  wish of = {.plan = NULL};
  acd__needs *needs = NULL;
  acd__call *call = NULL;
  acd__slot_view view;
  int status = check(engine, apply, arrival, &of);
  if (status) return status;
  acd_arrival given = *arrival->given;
  given.queue = of.plan->config.queue;
  arrival->given = &given;
  if (of.plan->config.skills_count)
    status = join_needs(engine, apply, &of.plan->config, &arrival->requirements, &needs);
  if (!status) status = acd__arrive_only(engine, apply, arrival, &call);
  if (status) {
    acd__needs_drop(&engine->needs, needs);
    return status;
  }
  if (needs) call->needs = needs;
  acd__slot_replace(engine, of.others, of.hold);
  acd__slot_look(engine, of.plan, of.local, &view);
  acd__callback_begin(engine, call, of.callback_plan, acd__texts_caller(&call->texts), arrival->caller_size);
  acd__booking_begin(engine, call->callback, of.plan, of.local, &view, of.hold);
  return ACD_OK;
}

int acd__do_slot_book(acd_engine *engine, acd__apply *apply)
{
  acd_arrival given = {0};
  acd__arrival arrival = {0};
  if (apply->own) {
    arrival = *(const acd__arrival *)(const void *)apply->payload;
    return book(engine, apply, &arrival);
  }
  int status = acd__request_read(apply, &given, &arrival);
  return status ? status : book(engine, apply, &arrival);
}

/* The callback of the subject that waits for its slot; NULL: it is none. */
static acd__callback *booked(acd_engine *engine, acd__apply *apply)
{
  const acd__call *call = acd__apply_call(engine, apply);
  if (!call) return NULL;
  if (call->callback && call->callback->booking.time && call->callback->stage) return call->callback;
  apply->result->code = acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  return NULL;
}

int acd__do_slot_confirm(acd_engine *engine, acd__apply *apply)
{
  acd__callback *callback = booked(engine, apply);
  if (!callback) return apply->result->code;
  if (!callback->booking.held) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, callback->call->state);
  const char *number = callback->number->text;
  acd__slot_others found = acd__slot_others_of(engine, callback->plan, number, strlen(number), callback);
  found.held = NULL; /* of another hold nobody knows which one is wanted */
  acd__slot_replace(engine, found, 0);
  acd__booking_confirm(engine, callback);
  return ACD_OK;
}

int acd__do_slot_move(acd_engine *engine, acd__apply *apply)
{
  const acd_command_slot_move *body = &apply->command->body.slot_move;
  const places at = {WORD(acd_command_slot_move, date), WORD(acd_command_slot_move, clock_us)};
  acd__callback *callback = booked(engine, apply);
  if (!callback) return apply->result->code;
  int status;
  acd__civil local;
  acd__slot_view view;
  acd__booking *booking = &callback->booking;
  if (!acd__slot_plan_in_force(engine, booking->plan->slot.id, &status))
    return acd__refuse(apply, status, ACD_FAULT_SUBJECT, 0);
  status = find_slot(engine, apply, booking->plan, body->date, body->clock_us, at, &local, &view);
  if (status) return status;
  if (local.day == booking->local.day && local.clock_us == booking->local.clock_us) return ACD_OK;
  if (view.state != ACD_SLOT_STATE_FREE) return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_BODY, at.clock);
  acd__booking_move(engine, callback, local, &view);
  return ACD_OK;
}
