/* SPDX-License-Identifier: Apache-2.0 */
/* Bookings: callbacks that wait for a slot (acd/slot.h). */
#include "engine/engine.h"

#include "engine/schedule.h"

int acd__slots_reserve(acd_engine *engine, size_t callbacks_more)
{
  const acd__pool *times = &engine->slots.times;
  size_t needed = engine->callbacks.live + callbacks_more;
  if (engine->slot_plans.live == 0 || needed <= times->live) return ACD_OK;
  return acd__pool_reserve(&engine->slots.times, needed - times->live);
}

static void tell(acd_engine *engine, acd__callback *callback, int64_t change, int64_t reason)
{
  const acd__booking *booking = &callback->booking;
  int status;
  acd__queue *queue = acd__pool_find(&engine->queues, acd__booking_queue(booking, 0), &status);
  if (callback->call->queue) queue = callback->call->queue;
  acd__event(engine, ACD_EVENT_SLOT, callback->call, queue, NULL, booking->starts_us, booking->plan->slot.id, change,
             reason);
}

acd_id acd__booking_queue(const acd__booking *booking, int planned)
{
  return planned ? booking->plan->queue_planned : booking->plan->config.queue;
}

static acd__slot_time *make_time(acd_engine *engine, acd__slot_plan *plan, acd__civil local, int64_t starts_us)
{
  acd__slot_time *time = acd__pool_take(&engine->slots.times);
  time->plan = plan;
  time->local = local;
  time->at.key_a = plan->slot.id;
  time->at.key_b = local.day * ACD__DAY_US + local.clock_us;
  time->at.sequence = time->due.sequence = ++engine->sequence;
  time->due.key_a = starts_us;
  acd__order_insert(&engine->slots.at, &time->at);
  acd__order_insert(&engine->slots.due, &time->due);
  return time;
}

/* The last one of its slot. */
static void enter(acd_engine *engine, acd__callback *callback, acd__civil local, const acd__slot_view *view)
{
  acd__booking *booking = &callback->booking;
  acd__slot_time *time = view->time ? view->time : make_time(engine, booking->plan, local, view->starts_us);
  booking->time = time;
  booking->local = local;
  booking->starts_us = view->starts_us;
  booking->before = time->last;
  booking->after = NULL;
  if (time->last)
    time->last->booking.after = callback;
  else
    time->first = callback;
  time->last = callback;
  time->booked += !booking->held;
  time->held += booking->held;
  time->limit = view->capacity;
  acd__slots_arm(engine);
}

static void leave(acd_engine *engine, acd__callback *callback)
{
  acd__booking *booking = &callback->booking;
  acd__slot_time *time = booking->time;
  if (!time) return;
  if (engine->slots.told == callback) engine->slots.told = booking->before;
  if (booking->before)
    booking->before->booking.after = booking->after;
  else
    time->first = booking->after;
  if (booking->after)
    booking->after->booking.before = booking->before;
  else
    time->last = booking->before;
  time->booked -= !booking->held;
  time->held -= booking->held;
  booking->time = NULL;
  booking->before = booking->after = NULL;
  if (time->first) return;
  acd__order_remove(&engine->slots.at, &time->at);
  acd__order_remove(&engine->slots.due, &time->due);
  acd__pool_give(&engine->slots.times, time);
  acd__slots_arm(engine);
}

/* The callback waits for its slot. */
static void stand(acd_engine *engine, acd__callback *callback, const acd__slot_plan *plan)
{
  callback->stage = ACD_CALLBACK_STAGE_LATER;
  callback->queue = plan->config.queue;
  acd__call_segment(engine, callback->call, ACD_SEGMENT_CALLBACK);
  acd__call_state(engine, callback->call, ACD_CALL_STATE_CALLBACK);
}

static void take(acd_engine *engine, acd__callback *callback, acd__slot_plan *plan, acd__civil local,
                 const acd__slot_view *view, int hold)
{
  callback->booking = (acd__booking){.plan = plan, .held = (uint32_t)hold};
  plan->holders++;
  enter(engine, callback, local, view);
  if (hold) acd__timers_arm_at(&engine->timers, &callback->expires, engine->now_us + plan->config.hold_us);
  tell(engine, callback, hold ? ACD_SLOT_HELD : ACD_SLOT_BOOKED, 0);
}

void acd__booking_begin(acd_engine *engine, acd__callback *callback, acd__slot_plan *plan, acd__civil local,
                        const acd__slot_view *view, int hold)
{
  stand(engine, callback, plan);
  take(engine, callback, plan, local, view, hold);
}

void acd__booking_hold(acd_engine *engine, acd__callback *callback, acd__slot_plan *plan, acd__civil local,
                       const acd__slot_view *view)
{
  if (!view->time || callback->booking.time != view->time) {
    acd__booking_release(engine, callback);
    take(engine, callback, plan, local, view, 1);
    return;
  }
  acd__timers_disarm(&engine->timers, &callback->expires.timer);
  acd__timers_arm_at(&engine->timers, &callback->expires, engine->now_us + plan->config.hold_us);
}

void acd__booking_take(acd_engine *engine, acd__callback *callback, acd__slot_plan *plan, acd__civil local,
                       const acd__slot_view *view)
{
  if (!callback->booking.time) {
    acd__booking_begin(engine, callback, plan, local, view, 0);
    return;
  }
  stand(engine, callback, plan);
  acd__booking_confirm(engine, callback);
}

void acd__booking_release(acd_engine *engine, acd__callback *callback)
{
  if (!acd__booking_aside(callback)) return;
  acd__timers_disarm(&engine->timers, &callback->expires.timer);
  acd__booking_over(engine, callback, 1);
}

void acd__booking_confirm(acd_engine *engine, acd__callback *callback)
{
  acd__booking *booking = &callback->booking;
  acd__timers_disarm(&engine->timers, &callback->expires.timer);
  booking->held = 0;
  booking->time->held--;
  booking->time->booked++;
  tell(engine, callback, ACD_SLOT_BOOKED, 1);
}

/* The slot that it leaves is given back first: so there is room for the other one. */
void acd__booking_move(acd_engine *engine, acd__callback *callback, acd__civil local, const acd__slot_view *view)
{
  leave(engine, callback);
  enter(engine, callback, local, view);
  tell(engine, callback, ACD_SLOT_MOVED, 0);
}

void acd__booking_dialled(acd_engine *engine, acd__callback *callback)
{
  acd__booking *booking = &callback->booking;
  if (!booking->plan || booking->judged) return;
  const acd__slot_config *config = &booking->plan->config;
  int64_t promise_us = config->promise_us < 0 ? config->length_us : config->promise_us;
  booking->judged = 1;
  int late = acd__wall_now(engine) - booking->starts_us > promise_us;
  tell(engine, callback, late ? ACD_SLOT_BROKEN : ACD_SLOT_KEPT, late);
}

void acd__booking_over(acd_engine *engine, acd__callback *callback, int own)
{
  acd__booking *booking = &callback->booking;
  if (!booking->plan) return;
  leave(engine, callback);
  if (booking->held)
    tell(engine, callback, ACD_SLOT_LAPSED, 0);
  else if (!booking->judged)
    tell(engine, callback, own ? ACD_SLOT_RELEASED : ACD_SLOT_BROKEN, 0);
  acd__slot_plan_drop(engine, booking->plan);
  *booking = (acd__booking){.plan = NULL};
}

void acd__booking_due(acd_engine *engine, acd__callback *callback)
{
  acd__booking *booking = &callback->booking;
  acd__call *call = callback->call;
  if (acd__booking_aside(callback)) {
    acd__booking_release(engine, callback);
    return;
  }
  if (booking->held) {
    acd__callback_end(engine, call, ACD_CALLBACK_EXPIRED);
    return;
  }
  callback->queue = acd__booking_queue(booking, 0);
  call->entry_priority = (int16_t)(call->entry_priority + booking->plan->config.priority);
  leave(engine, callback);
  acd__callback_due(engine, callback);
}
