/* SPDX-License-Identifier: Apache-2.0 */
/* When slots begin: they stand in one order by wall time, and one timer is for the first of them, so that a jump of the clock moves one
 * timer. */
#include "engine/engine.h"

#include "engine/schedule.h"

static acd__slot_time *first_due(const acd_engine *engine)
{
  acd__order_node *first = acd__order_first(&engine->slots.due);
  return first ? (acd__slot_time *)(void *)((char *)first - offsetof(acd__slot_time, due)) : NULL;
}

static acd_time due_of(const acd_engine *engine, const acd__slot_time *time)
{
  int64_t due_us = acd__slot_time_starts_us(time) - engine->wall_offset_us;
  if (due_us > ACD_TIME_MAX) return ACD_TIME_NEVER;
  return due_us > engine->now_us ? due_us : engine->now_us;
}

acd_time acd__booking_due_us(const acd_engine *engine, const acd__booking *booking)
{
  return due_of(engine, booking->time);
}

acd_time acd__slots_next_due(const acd_engine *engine)
{
  const acd__slot_time *first = first_due(engine);
  if (engine->slots.shifts) return engine->now_us;
  return first ? due_of(engine, first) : ACD_TIME_NEVER;
}

void acd__slots_arm(acd_engine *engine)
{
  acd__timer *timer = &engine->slots.timer.timer;
  acd_time due_us = acd__slots_next_due(engine);
  if (timer->lane && timer->due_us == due_us) return;
  acd__timers_disarm(&engine->timers, timer);
  if (due_us != ACD_TIME_NEVER) acd__timers_arm_at(&engine->timers, &engine->slots.timer, due_us);
}

void acd__slots_shift(acd_engine *engine)
{
  acd__slots *slots = &engine->slots;
  if (slots->times.live == 0) return;
  slots->shifts = 1;
  slots->shifted = (acd__order_node){.key_a = INT64_MIN};
  slots->told = NULL;
  acd__slots_arm(engine);
}

/* The instant at which it starts now; without a schedule, as it was. */
static int64_t starts_now(const acd_engine *engine, const acd__slot_time *time)
{
  int status;
  const acd__schedule *schedule = acd__pool_find(&engine->schedules, time->plan->config.schedule, &status);
  if (!schedule) return acd__slot_time_starts_us(time);
  acd__inquiry asked = acd__schedule_inquiry(engine, schedule, NULL);
  return acd__timetable_instant(&asked, time->local);
}

void acd__slots_review(acd_engine *engine)
{
  const acd__slot_time *at = NULL;
  while ((at = acd__pool_after(&engine->slots.times, at)) && starts_now(engine, at) == acd__slot_time_starts_us(at)) {}
  if (at) acd__slots_shift(engine);
}

/* Puts the slot where it belongs, and tells of its next booking that it has moved. 0: it has no more. Who comes into the slot meanwhile
 * stands last, and is come to. */
static int shift_one(acd_engine *engine, acd__slot_time *time)
{
  int64_t starts_us = starts_now(engine, time);
  const acd__callback *told = engine->slots.told;
  if (starts_us != acd__slot_time_starts_us(time)) {
    acd__order_remove(&engine->slots.due, &time->due);
    time->due.key_a = starts_us;
    acd__order_insert(&engine->slots.due, &time->due);
  }
  acd__callback *next = told && told->booking.time == time ? told->booking.after : time->first;
  engine->slots.told = next;
  if (!next) return 0;
  if (next->booking.starts_us == starts_us) return 1;
  next->booking.starts_us = starts_us;
  acd__event(engine, ACD_EVENT_SLOT, next->call, acd__queue_find(engine, acd__booking_queue(&next->booking, 0)), NULL,
             starts_us, time->plan->slot.id, ACD_SLOT_SHIFTED, 0);
  return 1;
}

static void shift_slice(acd_engine *engine)
{
  acd__slots *slots = &engine->slots;
  for (int left = ACD__SLICE; left > 0; left--) {
    acd__order_node *next = acd__order_after(&slots->at, &slots->shifted);
    if (!next) {
      slots->shifts = 0;
      return;
    }
    if (!shift_one(engine, (acd__slot_time *)(void *)((char *)next - offsetof(acd__slot_time, at))))
      slots->shifted = (acd__order_node){.key_a = next->key_a, .key_b = next->key_b, .sequence = next->sequence};
  }
}

void acd__slots_due(acd_engine *engine)
{
  acd__slot_time *first = first_due(engine);
  if (engine->slots.shifts)
    shift_slice(engine);
  else if (first && acd__slot_time_starts_us(first) <= acd__wall_now(engine))
    acd__booking_due(engine, first->first);
  acd__slots_arm(engine);
}
