/* SPDX-License-Identifier: Apache-2.0 */
/** @file Shifts of agents: in order, and whether two of them overlap or meet. */
#ifndef TOOL_SHIFTS_H
#define TOOL_SHIFTS_H

#include <acd/acd.h>

#include "zone.h"

typedef struct shift {
  acd_id agent;
  int64_t login_us, logout_us; /* of the day, or since 1970 UTC; never more than a day apart where of the day */
  int64_t days;                /* 0: this one time */
  size_t line, column;         /* in the file */
} shift;

/* By agent, then those with dates, then by log-in; the order of the file breaks ties. */
void shifts_sort(shift *shifts, size_t count);
/* The shifts of an agent among sorted ones: the first, and how many. */
const shift *shifts_of(const shift *shifts, size_t count, acd_id agent, size_t *count_out);
/* Whether two shifts of one agent share a moment; `a` may be `b`. `zone` is that of times of day. */
int shifts_overlap(const shift *a, const shift *b, const tool_zone *zone);
/* Whether one of these shifts begins at `time_us` (since 1970 UTC). */
int shifts_begin_at(const shift *shifts, size_t count, int64_t time_us, const tool_zone *zone);

#endif
