/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Timers in lanes. A lane holds the timers of one delay; they are armed as time goes on, so they fall due in the order they
 * were armed: a list serves them, whatever their number. A small heap orders the heads of the lanes by (due time, creation
 * sequence). Lanes are made when a definition is loaded; arming and disarming never allocate.
 *
 * What is due at a time that is nobody's constant delay from now (an end that was moved, a border of the clock) is an
 * acd__timer_at: these stand in an ordered set, whose first one is the head of a lane of their own.
 */
#ifndef ACD__BASE_TIMERS_H
#define ACD__BASE_TIMERS_H

#include "base/memory.h"
#include "base/order.h"

typedef struct acd__lane acd__lane;

typedef struct acd__timer {
  acd_time due_us;
  uint64_t sequence;
  struct acd__timer *prev;
  struct acd__timer *next;
  uint32_t lane; /* its number; 0: not armed */
  uint32_t kind; /* the owner's, kept when disarmed */
} acd__timer;

struct acd__lane {
  uint32_t number;
  uint32_t marked;
  int64_t delay_us;
  acd__timer *head;
  acd__timer *tail;
  size_t heap_at; /* index + 1, 0: empty lane */
};

typedef struct acd__timer_at {
  acd__timer timer;
  acd__order_node node;
} acd__timer_at;

typedef struct acd__timers {
  acd__memory *memory;
  acd__lane **lanes; /* by delay, ascending */
  size_t lanes_count;
  size_t lanes_capacity;
  acd__lane **numbered; /* lanes by number; NULL: the number is free. 0 is none, 1 is that of at_lane */
  size_t numbered_capacity;
  uint32_t numbers_count;
  acd__lane **heap;
  size_t heap_count;
  size_t heap_capacity;
  acd__order at; /* timers for any time; their lane has no delay and no links */
  acd__lane at_lane;
  uint64_t sequence;
  size_t armed;
} acd__timers;

void acd__timers_init(acd__timers *timers, acd__memory *memory);
void acd__timers_release_all(acd__timers *timers);
/* The lane of a delay >= 0, made if there is none. NULL: no memory. */
acd__lane *acd__timers_lane(acd__timers *timers, int64_t delay_us);
/* Forgets lanes that are empty and not marked; takes all marks off. */
void acd__timers_sweep(acd__timers *timers);
/* Arms a timer that is not armed, `lane->delay_us` from now. `now_us` never decreases from one arming to the next. */
void acd__timers_arm(acd__timers *timers, acd__timer *timer, acd__lane *lane, acd_time now_us);
/* Arms a timer that is not armed for any time; a lane must have been made before, ever. Costs a descent of the set. */
void acd__timers_arm_at(acd__timers *timers, acd__timer_at *timer, acd_time due_us);
/* Each falls due when the other would have, if ever. Neither is one for any time. */
void acd__timers_trade(acd__timers *timers, acd__timer *a, acd__timer *b);
void acd__timers_take_off(acd__timers *timers, acd__timer *timer);
/* Nothing happens if it is not armed. */
static inline void acd__timers_disarm(acd__timers *timers, acd__timer *timer)
{
  if (timer->lane) acd__timers_take_off(timers, timer);
}
/* The timer that fires next, NULL: none. */
static inline acd__timer *acd__timers_first(const acd__timers *timers)
{
  return timers->heap_count ? timers->heap[0]->head : NULL;
}

#endif
