/* SPDX-License-Identifier: Apache-2.0 */
/** @file Slots and what is booked for them (acd/slot.h). Included by engine.h. */
#ifndef ACD__ENGINE_SLOT_SLOT_H
#define ACD__ENGINE_SLOT_SLOT_H

#include "engine/engine.h"

/* A slot as it can be booked now. */
typedef struct acd__slot_view {
  uint32_t state; /* ACD_SLOT_… */
  int grid;       /* ACD__GRID_…, of a plan that is defined */
  int64_t starts_us;
  int64_t capacity;     /* with overbooking */
  acd__slot_time *time; /* NULL: nothing is booked for it */
} acd__slot_view;

/* slot.c */
/* The plan of an id if it is defined; NULL and the status otherwise (ACD_ERR_STALE for one that is not any more). */
acd__slot_plan *acd__slot_plan_in_force(const acd_engine *engine, acd_id id, int *status_out);
/* Any local time, of a plan that need not be defined any more. */
/* Pieces of work that a look at one slot takes, at the most: walk.c. */
size_t acd__slot_work(const acd_engine *engine, const acd__slot_plan *plan);
void acd__slot_look(const acd_engine *engine, const acd__slot_plan *plan, acd__civil local, acd__slot_view *view_out);
/* The first slot that begins after an instant and can be booked (`all`: or not): 1; 0: there is none up to the plan's horizon, or
 * `*work` has come to 0, and `view_out->starts_us` is how far it is known. */
int acd__slot_next(const acd_engine *engine, const acd__slot_plan *plan, int64_t after_us, int all, int64_t *work,
                   acd__civil *local_out, acd__slot_view *view_out);
void acd__slot_config_release(acd_engine *engine, acd__slot_config *config);
/* A definition has dropped it, or its last booking is over. */
void acd__slot_plan_drop(acd_engine *engine, acd__slot_plan *plan);
/* NULL, or the law that is broken. */
const char *acd__slots_check(const acd_engine *engine);

/* booking.c: none of these can fail. */
/* Room for the time of each callback that may become a booking, and for so many more. ACD_OK or ACD_ERR_NOMEM. */
int acd__slots_reserve(acd_engine *engine, size_t callbacks_more);
/* A callback that has begun, and is in no queue, is a booking from now on, of a plan that is defined and a slot that is free. */
void acd__booking_begin(acd_engine *engine, acd__callback *callback, acd__slot_plan *plan, acd__civil local,
                        const acd__slot_view *view, int hold);
/* Likewise of a caller who has chosen it, and may hold it until now. */
void acd__booking_take(acd_engine *engine, acd__callback *callback, acd__slot_plan *plan, acd__civil local,
                       const acd__slot_view *view);
/* The slot that it holds is booked. Another booking of the same number was replaced before, if it is to be. */
void acd__booking_confirm(acd_engine *engine, acd__callback *callback);
/* It is for another slot, which is free, from now on. */
void acd__booking_move(acd_engine *engine, acd__callback *callback, acd__civil local, const acd__slot_view *view);
/* The customer is dialled for the first time: kept, or broken. */
void acd__booking_dialled(acd_engine *engine, acd__callback *callback);
/* Held by a call that is no callback yet: what its caller thinks of in a flow. */
static inline int acd__booking_aside(const acd__callback *callback)
{
  return callback->booking.plan && !callback->was;
}
/* Such a call holds the slot from now on, instead of the one that it held; its own, as long again. The slot is free, or its own. */
void acd__booking_hold(acd_engine *engine, acd__callback *callback, acd__slot_plan *plan, acd__civil local,
                       const acd__slot_view *view);
/* It holds none any more, if it did. */
void acd__booking_release(acd_engine *engine, acd__callback *callback);
/* Its callback is over. `own`: given up by the customer. */
void acd__booking_over(acd_engine *engine, acd__callback *callback, int own);
/* Its slot begins: it enters its queue, or ends if it is only held. */
void acd__booking_due(acd_engine *engine, acd__callback *callback);
/* Engine time at which its slot begins; ACD_TIME_NEVER: not as the wall clock is set. */
acd_time acd__booking_due_us(const acd_engine *engine, const acd__booking *booking);
/* The queue that it enters when it is due, now or when the definition being applied is in force. */
acd_id acd__booking_queue(const acd__booking *booking, int planned);

/* book.c: callbacks of the same number that go when this one is booked, or held. */
typedef struct acd__slot_others {
  acd__callback *booked;
  acd__callback *held;
} acd__slot_others;

acd__slot_others acd__slot_others_of(const acd_engine *engine, const acd__callback_plan *plan, const char *number,
                                     size_t size, const acd__callback *except);
void acd__slot_replace(acd_engine *engine, acd__slot_others others, int hold);
/* 1 if there is room in a slot once the others are gone. */
int acd__slot_has_room(const acd__slot_view *view, acd__slot_others others, int hold);

/* node.c: what nodes of flows do. The slot that an attribute names: 1; 0: none. */
int acd__slot_named(acd_engine *engine, const acd__call *call, const acd__string *attribute, acd__civil *local_out);

/* due.c */
/* Keeps the timer of the slot that begins next. After what may have made another one the next, or the same one at another time. */
void acd__slots_arm(acd_engine *engine);
/* Clocks are others: each booking is for the same local time, whenever that is now. */
void acd__slots_shift(acd_engine *engine);
/* Likewise, if one of them has another instant by now: one after the other is looked at. */
void acd__slots_review(acd_engine *engine);
void acd__slots_due(acd_engine *engine);
/* When the timer is to fire; ACD_TIME_NEVER. */
acd_time acd__slots_next_due(const acd_engine *engine);

#endif
