/* SPDX-License-Identifier: Apache-2.0 */
/** @file Schedules: weekly opening hours. */
#ifndef ACD__MODEL_SCHEDULE_H
#define ACD__MODEL_SCHEDULE_H

#include "base/pool.h"
#include "base/string.h"
#include "calendar/zone.h"

typedef struct acd__hours {
  int64_t days; /* bit 0: Monday */
  int64_t from_us;
  int64_t to_us; /* not after `from_us`: past midnight, into the next day */
} acd__hours;

typedef struct acd__hours_list {
  acd__zone *const *zone; /* the engine's; NULL: */
  int64_t utc_offset_us;
  size_t count;
  acd__hours items[];
} acd__hours_list;

typedef struct acd__schedule {
  acd__slot slot;
  acd__string *name;
  acd__hours_list *hours;
} acd__schedule;

/* NULL is fine. */
void acd__hours_free(acd__memory *memory, acd__hours_list *hours);
/* 1 if a wall time (microseconds since 1970-01-01T00:00Z) lies in one of the ranges; they include their start, not their end. */
int acd__hours_open(const acd__hours_list *hours, int64_t wall_us);

#endif
