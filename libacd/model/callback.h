/* SPDX-License-Identifier: Apache-2.0 */
/** @file Callbacks: what a call has besides that is, was or can become one, and the plans that say how (acd/callback.h). */
#ifndef ACD__MODEL_CALLBACK_H
#define ACD__MODEL_CALLBACK_H

#include <acd/callback.h>
#include <acd/definition.h>

#include "base/order.h"
#include "base/pool.h"
#include "base/string.h"
#include "base/timers.h"
#include "calendar/zone.h"
#include "model/patterns.h"
#include "model/slot.h"

/* Bytes of a number that is dialled. */
#define ACD__CALLBACK_NUMBER_MAX 63

/* What a pattern says of the numbers that it matches. */
typedef struct acd__callback_prefix {
  acd__zone *const *zone; /* where their customers live; NULL: it does not say */
  int64_t allowed;
} acd__callback_prefix;

typedef struct acd__callback_config {
  int64_t dial_first;
  int64_t ahead_us;
  int64_t attempts_max;
  int64_t retry_us;
  int64_t expires_us;
  int64_t machine;
  int64_t duplicate;
  int64_t rejoin;
  int64_t per_day;
  int64_t per_number_day;
  acd_id hours; /* 0: at any time */
  acd__lane *ring_lane;
  acd__string *message;
  acd__string *zone_attribute;
  acd__patterns patterns; /* to `prefixes` */
  acd__callback_prefix *prefixes;
  size_t prefixes_count, prefixes_capacity;
  int64_t allows; /* patterns that do */
} acd__callback_config;

/* How often a number was called back today. */
typedef struct acd__callback_count {
  int64_t key;
  uint32_t day; /* the number of the day that it is of; others are free */
  uint32_t count;
} acd__callback_count;

/* Counts of a day of the calendar. */
typedef struct acd__callback_day {
  int64_t date;      /* days since 1970 */
  acd_time since_us; /* the first was counted */
  int64_t taken;
  uint32_t number;
  uint32_t numbers; /* in the table, today */
  uint32_t numbers_max;
  uint32_t size; /* of the table: twice as many, and a power of two; 0: numbers are not counted */
  acd__callback_count *table;
} acd__callback_day;

typedef struct acd__callback_plan {
  acd__slot slot;
  acd__string *name;
  acd__callback_config config;
  acd__callback_day day;
  uint64_t holders; /* callbacks that are not over, and 1 while it is defined */
} acd__callback_plan;

struct acd__campaign;
typedef struct acd__campaign acd__campaign;

typedef struct acd__callback {
  acd__slot slot;
  struct acd__call *call;
  acd__string *number;      /* room for the longest, filled when the callback is taken; held by actions too */
  acd__callback_plan *plan; /* held; NULL: not taken, or over */
  acd__order_node node;     /* by number, until the customer is reached */
  acd__timer_at expires;
  acd__timer_at due; /* later, retry: enters its queue; waiting: the estimate is looked at again */
  acd_time taken_us;
  acd_time place_us;   /* retry: from when its wait clock runs */
  acd_time reached_us; /* 0: not yet */
  acd_time dialled_us; /* the last time */
  acd_id queue;
  uint8_t stage; /* ACD_CALLBACK_STAGE_…, 0: not taken, or over */
  uint8_t was;   /* 1: it has been taken, once */
  uint8_t attempts;
  uint8_t expired;         /* while it was dialled */
  uint8_t no_zone;         /* 1: the attribute named none that the engine knows */
  uint8_t machine;         /* 1: the last attempt came to a machine */
  uint8_t given_up;        /* by the customer */
  uint8_t place;           /* of a task: ACD__TASK_… */
  uint8_t refused;         /* a task: 1: by the agent who was rung last */
  acd__campaign *campaign; /* whose task it is, held; NULL: none, or over */
  acd__order_node task;    /* among those of its place */
  acd_id abandoned;        /* the call whose caller gave up; 0: none */
  acd__booking booking;
} acd__callback;

/* 1 if no agent is looked for: the customer is dialled. */
static inline int acd__callback_dials(const acd__callback *callback)
{
  return callback->stage == ACD_CALLBACK_STAGE_DIALLING;
}

/* 1 if an agent who is found is held, and rung when the customer has answered. */
static inline int acd__callback_holds(const acd__callback *callback)
{
  return callback->stage == ACD_CALLBACK_STAGE_WAITING && callback->plan->config.dial_first == ACD_DIAL_FIRST_CUSTOMER;
}

/* 1 if it is one, and the customer is not on the line. */
static inline int acd__callback_absent(const acd__callback *callback)
{
  return callback && callback->stage && callback->stage != ACD_CALLBACK_STAGE_REACHED;
}

#endif
