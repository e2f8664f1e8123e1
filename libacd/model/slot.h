/* SPDX-License-Identifier: Apache-2.0 */
/** @file Slots (acd/slot.h): plans, the times for which something is booked, and what a callback has of its booking. */
#ifndef ACD__MODEL_SLOT_H
#define ACD__MODEL_SLOT_H

#include <acd/slot.h>

#include "base/order.h"
#include "base/pool.h"
#include "base/string.h"
#include "calendar/civil.h"
#include "model/needs.h"

#define ACD__SLOT_CAPACITIES_MAX 64

typedef struct acd__slot_capacity {
  acd_id schedule;
  int64_t capacity;
} acd__slot_capacity;

typedef struct acd__slot_config {
  acd_id callback;
  acd_id queue;
  acd_id schedule;
  int64_t length_us;
  int64_t capacity;
  int64_t overbooking;
  int64_t lead_us;
  int64_t horizon_us;
  int64_t hold_us;
  int64_t promise_us;
  int64_t priority;
  acd__slot_capacity *capacities;
  acd_requirement *skills;
  acd__needs *needs; /* the same */
  uint32_t capacities_count;
  uint32_t skills_count;
} acd__slot_config;

typedef struct acd__slot_plan {
  acd__slot slot;
  acd__string *name;
  acd__slot_config config;
  acd_id queue_planned; /* by the definition being applied */
  uint64_t holders;     /* bookings, and 1 while it is defined */
} acd__slot_plan;

struct acd__callback;

/* A time for which something is booked: it goes with the last of them. */
typedef struct acd__slot_time {
  acd__slot slot;
  acd__slot_plan *plan;
  acd__order_node at;  /* among all, by plan and local start */
  acd__order_node due; /* among all, by the instant at which it starts */
  acd__civil local;
  struct acd__callback *first; /* bookings, those held among them, in the order in which they came */
  struct acd__callback *last;
  int64_t booked;
  int64_t held;
  int64_t limit; /* bookings that it took when it was booked last */
} acd__slot_time;

typedef struct acd__booking {
  acd__slot_plan *plan;         /* held; NULL: it is none, or is over */
  acd__slot_time *time;         /* NULL: it is due */
  struct acd__callback *before; /* in the same slot */
  struct acd__callback *after;
  acd__civil local;
  int64_t starts_us; /* as was told last */
  uint32_t held;     /* 1: not confirmed */
  uint32_t judged;   /* 1: kept or broken */
} acd__booking;

static inline int64_t acd__slot_time_starts_us(const acd__slot_time *time)
{
  return time->due.key_a;
}

#endif
