/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Slots: times at which customers can be called back, each with room for so many, for a customer to choose one.
 *
 *     slot_plan ─┬─ callback, queue    how and where a booking is dialled (callback.h)
 *                ├─ schedule, length   which slots there are
 *                ├─ capacity, overbooking; capacities: schedule, capacity
 *                ├─ lead, horizon, hold, promise, priority
 *                └─ skills             what a booking needs of its agent
 *
 * **The grid.** A slot begins at a local time that is a multiple of `length` after midnight by the clock of the plan's
 * schedule (schedule.h), and lasts one `length` of real time. By the clock it ends on the same day: what a length that
 * does not divide the day leaves over before midnight is no slot. There is a slot where the schedule is open from its
 * start to its end without a break; an emergency does not count, for it says nothing of the days to come. A slot is
 * known by its plan and its local start: a date (year × 10000 + month × 100 + day) and a clock (microseconds since
 * midnight).
 *
 * **When clocks change.** A local time that is skipped begins no slot. One that comes twice begins one slot, the first
 * time. So each local start stands for one instant at most, and each slot is one length long, also one in which the
 * clocks are changed: when they are put forward it ends so much later by the clock, and may then last on while the next
 * one has begun; when they are put back, the time that comes again begins no slots, but for what the schedule says of
 * its end.
 *
 * **Capacity.** A slot takes `capacity` × `overbooking` / 100 bookings, rounded down. Of the plan's `capacities`, the
 * first whose schedule is open (emergencies apart) at the slot's start decides instead of `capacity`, by its own clock.
 * Bookings and slots held count alike, until they are given up, moved or due. What a definition changes counts for
 * bookings from then on: where a slot holds more than it would take now, all of these stay, and none is taken until
 * there is room again.
 *
 * **What can be booked.** A slot that begins before `lead` from now, or has begun, is too soon; one that begins later
 * than `horizon` from now too far. Both go by the engine's wall clock (acd_engine_wall_set()).
 *
 * **A booking is a callback** in the stage "later" (callback.h), a call with an id, by the plan's `callback`: its
 * number must be allowed there, its duplicates and its callbacks a day count. What the plan's `skills` ask for is added
 * to its requirements. When its slot begins it is due: it enters the plan's `queue` as a callback does, with the plan's
 * `priority` added to its own, so that it comes before those who wait there with less; its attempts, `hours`, `expires`
 * and outcome are those of a callback. Those of one slot enter at the same moment, so the one whose call is the oldest
 * is served first (route.h). acd_callback_cancel() gives a booking up.
 *
 * **Holding.** A booking can be asked for with `hold`: the slot is taken, and not dialled before acd_slot_confirm(). If
 * that does not come within the plan's `hold`, or by the slot's start, the callback ends as expired, without a message.
 * Where the callback's `duplicate` says replace, another hold of the same number is replaced at once, a booking only
 * when the hold is confirmed.
 *
 * **In flows** (flow.h) callers choose a slot by three kinds of nodes: `slots` tells of the next free ones, a menu asks
 * which, `hold_slot` holds it while the caller is asked once more, or for a number, and `callback` with `slot_plan`
 * books it. What is only told is not held: whoever listens to nine times would keep them from all others. A local start
 * is a text such as `2026-12-28T09:00`, to the minute.
 *
 * A call holds one slot. It is given up (ACD_SLOT_LAPSED) when the plan's `hold` is over, when the slot begins, when
 * another one is held or booked, when the call takes another callback, and when it ends; held again, it is held as long
 * again. Nothing else becomes of the call then. acd_slot_confirm() and acd_slot_move() are not for it.
 *
 * The node `callback` asks first, as for any callback (callback.h), whether the plan's `callback` lets the number be
 * called. It takes the exit `refused`, too, where there is no such slot, or it is full, too soon or too far; a slot
 * that the call holds, it books in any case. During its `prompt` the slot is held. From a queue's flow for waiting the
 * call leaves its queues by it, and goes on behind their queue node after the conversation. The call keeps its
 * attributes and its priority; where the plan has `skills`, it needs these from then on, instead of those that it
 * needed before, as by a node `skills`.
 *
 * **Moving.** acd_slot_move() takes another slot of the same plan and gives up the one it had, or changes nothing. A
 * held one stays held, no longer than before.
 *
 * **Clocks and zones.** A booking is for a local time. A jump of the wall clock moves the moment at which it is
 * dialled; so does a zone that is handed in anew (zone.h) or a definition that gives the schedule another clock: then
 * each booking whose instant has become another one is named (ACD_EVENT_SLOT, ACD_SLOT_SHIFTED), in slices, before any
 * other command. Where its local time is skipped by then it is dialled so much later as was skipped (zone.h, "Local
 * times"). What is past by then is due at once. After the wall clock was set back, slots that were due are slots again,
 * without the bookings that were dialled.
 *
 * **Definitions.** Bookings stay whatever a definition changes, and are dialled when their local time comes, also at
 * times that are no slots any more. They enter the queue that the plan names when they are due. Where the plan is gone
 * they enter the queue that it named last, or end as cancelled if that is gone; where its schedule is gone, at the
 * instant that was theirs last.
 *
 * **The promise.** A booking is kept if the customer is dialled for the first time within `promise` after the slot's
 * start, by the wall clock; the slot's length where none is given. It is broken if that comes later or never, unless
 * the customer gave it up (acd_callback_cancel(), `duplicate`, `rejoin`). Each has its event, and its count (kpi.h):
 * bookings = kept + broken + given up + those that stand.
 */
#ifndef ACD_SLOT_H
#define ACD_SLOT_H

#include <acd/callback.h>
#include <acd/schedule.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A plan by name; ACD_ERR_NOT_FOUND. It keeps its id from one definition to the next. */
ACD_API int acd_slot_plan_find(const acd_engine *engine, const char *name, acd_id *plan_out);
/** NULL: there is none. Borrowed until the next definition. */
ACD_API const char *acd_slot_plan_name(const acd_engine *engine, acd_id plan);
/** All plans, those that are no longer defined and have bookings among them: the first with `after` 0; 0 at the end. In
 * no particular order. */
ACD_API acd_id acd_slot_plan_next(const acd_engine *engine, acd_id after);

/** What a plan says of its slots; acd_schedule_get() tells whose clock they go by. */
typedef struct acd_slot_plan_info {
  uint32_t size;
  uint32_t closed;  /**< 1: no longer defined, goes with its last booking */
  const char *name; /**< borrowed until the next definition */
  acd_id callback;  /**< plan by which bookings are dialled (callback.h) */
  acd_id queue;
  acd_id schedule;
  int64_t length_us;
  int64_t capacity;    /**< of a slot, without overbooking, where none of its `capacities` decides */
  int64_t overbooking; /**< percent */
  int64_t lead_us;
  int64_t horizon_us;
  int64_t hold_us;
  int64_t promise_us;
  int64_t priority;
} acd_slot_plan_info;

ACD_API int acd_slot_plan_get(const acd_engine *engine, acd_id plan, acd_slot_plan_info *info_out);

/** Whether a slot can be booked. */
enum {
  ACD_SLOT_STATE_FREE = 1,
  ACD_SLOT_STATE_FULL = 2,
  ACD_SLOT_STATE_TOO_SOON = 3, /**< or past */
  ACD_SLOT_STATE_TOO_FAR = 4,
  ACD_SLOT_STATE_NONE = 5 /**< no slot begins then, or not any more, or its plan is no longer defined */
};

/** "free", "full", …; "?" for unknown ones. Static. */
ACD_API const char *acd_slot_state_str(int64_t state);

/** A slot. */
typedef struct acd_slot_info {
  uint32_t size;
  uint32_t state; /**< ACD_SLOT_STATE_… */
  acd_id plan;
  int64_t date;
  int64_t clock_us;
  /** For one that is none, the instant that stands for its local time; ACD_TIME_NEVER where its plan is gone and nothing
   * booked. */
  int64_t starts_wall_us;
  int64_t ends_wall_us;
  int64_t capacity; /**< bookings that it takes; 0 if it is none */
  int64_t booked;
  int64_t held; /**< and not confirmed */
  int64_t free; /**< that can still be taken: 0 unless the state is free */
} acd_slot_info;

/** A slot by its local start, and whether it can be booked now. Also where there is none: `state`
 * ACD_SLOT_STATE_NONE, and the bookings that are for that time all the same. ACD_ERR_STALE: the plan is no longer
 * defined, and nothing is booked by it any more. ACD_ERR_ARGUMENT: no date of the years 1 to 9999, or no clock. */
ACD_API int acd_slot_get(const acd_engine *engine, acd_id plan, int64_t date, int64_t clock_us,
                         acd_slot_info *info_out);

/** Which slots acd_slot_next() finds. */
enum {
  ACD_SLOT_NEXT_FREE = 0, /**< those that can be booked now */
  ACD_SLOT_NEXT_ALL = 1   /**< full ones, too, those too soon, and past ones */
};

/** The first slot that begins after an instant of the wall clock, up to the plan's horizon from now: 1 and the slot;
 * 0: there is none. At most ACD_SLOT_LOOKS_MAX changes of the schedule and slots that are left out are looked at (a
 * year of half hours is some 17,000): beyond that ACD_ERR_LIMIT, and `starts_wall_us` is the instant to go on after.
 * ACD_ERR_STALE: the plan is no longer defined. */
ACD_API int acd_slot_next(const acd_engine *engine, acd_id plan, int64_t after_wall_us, int64_t which,
                          acd_slot_info *slot_out);
enum { ACD_SLOT_LOOKS_MAX = 20000 };

/** What a host asks for. */
typedef struct acd_slot_wish {
  uint32_t size;
  uint32_t requirements_count;
  const char *number;  /**< to be dialled: 1 … 63 bytes; acd_call_info.caller */
  const char *dialled; /**< acd_call_info.number, that the customer had called, say; NULL: none */
  acd_id plan;         /**< acd_slot_plan_find() */
  int64_t date;
  int64_t clock_us;
  int64_t hold;                        /**< 1: the slot is only held; 0: it is booked */
  int64_t priority;                    /**< −1,000 … 1,000; those of the plan and the queue are added */
  int64_t host_ref;                    /**< of the call */
  const acd_requirement *requirements; /**< may be NULL; the plan's are added */
  const char *attributes;              /**< "key=value" lines separated by newlines; NULL: none */
} acd_slot_wish;

/** Sets every field to zero and the size. */
ACD_API void acd_slot_wish_init(acd_slot_wish *wish);
/** Books a slot (ACD_COMMAND_SLOT_BOOK); `call_out` is its call. Of the slot: ACD_ERR_NOT_FOUND: there is none then,
 * for the schedule is closed or the local time is skipped; ACD_ERR_LIMIT: it is full; ACD_ERR_STATE: too soon or too
 * far; ACD_ERR_ARGUMENT: no date, or a clock that is off the grid. The command's fault is the word `date` where it
 * is too soon or too far, or no date, else `clock_us`. Besides: what acd_callback_request() refuses, with its faults
 * (`plan` for the queue). */
ACD_API int acd_slot_book(acd_engine *engine, acd_time time_us, const acd_slot_wish *wish, acd_id *call_out);
/** Confirms a slot that is held (ACD_COMMAND_SLOT_CONFIRM). ACD_ERR_STATE: the call holds none. */
ACD_API int acd_slot_confirm(acd_engine *engine, acd_time time_us, acd_id call);
/** Moves a booking, or a slot held, to another slot of its plan (ACD_COMMAND_SLOT_MOVE); to its own it stays, with
 * the place that it has. ACD_ERR_STATE at the subject: the call has no booking that is not due; ACD_ERR_STALE: its
 * plan is no longer defined. Of the slot: as acd_slot_book(). */
ACD_API int acd_slot_move(acd_engine *engine, acd_time time_us, acd_id call, int64_t date, int64_t clock_us);

/** The booking of a call. */
typedef struct acd_slot_booking {
  uint32_t size;
  uint32_t held; /**< 1: not confirmed yet */
  acd_id plan;
  int64_t date;
  int64_t clock_us;
  int64_t starts_wall_us;
  uint32_t due; /**< 1: its slot has begun */
  uint32_t reserved;
} acd_slot_booking;

/** ACD_ERR_STATE: the call was not booked, or is no callback any more. */
ACD_API int acd_slot_booking_get(const acd_engine *engine, acd_id call, acd_slot_booking *booking_out);
/** The calls that are booked for a slot, or hold it, in the order in which they came there: the first with `after` 0;
 * 0 at the end, and where `after` is not among them any more. */
ACD_API acd_id acd_slot_booking_next(const acd_engine *engine, acd_id plan, int64_t date, int64_t clock_us,
                                     acd_id after);

/** What happened to a booking: ACD_EVENT_SLOT. */
enum {
  ACD_SLOT_HELD = 1,     /**< a slot is held */
  ACD_SLOT_BOOKED = 2,   /**< at once, or confirmed */
  ACD_SLOT_MOVED = 3,    /**< to another slot; also one that is held */
  ACD_SLOT_SHIFTED = 4,  /**< its local time has become another instant; also one that is held */
  ACD_SLOT_RELEASED = 5, /**< given up by the customer before the first dial */
  ACD_SLOT_LAPSED = 6,   /**< held, and not confirmed: in time, or given up */
  ACD_SLOT_KEPT = 7,     /**< dialled for the first time, within the promise */
  ACD_SLOT_BROKEN = 8    /**< dialled later, or never */
};

/** "held", "booked", …; "?" for unknown ones. Static. */
ACD_API const char *acd_slot_change_str(int64_t change);

#ifdef __cplusplus
}
#endif
#endif
