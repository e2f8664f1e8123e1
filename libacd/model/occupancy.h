/* SPDX-License-Identifier: Apache-2.0 */
/** @file The share of time in which an agent worked, over a window that moves in parts (acd/agent.h, "Occupancy"). */
#ifndef ACD__MODEL_OCCUPANCY_H
#define ACD__MODEL_OCCUPANCY_H

#include <acd/base.h>

/* Complete parts that count. One more is being filled. */
#define ACD__PARTS 12

typedef struct acd__occupancy {
  acd_time since_us;    /* counted up to here */
  acd_time part_end_us; /* of the part that is being filled */
  size_t slot;          /* which that is */
  struct {
    int64_t worked_us;
    int64_t there_us; /* available for work */
  } parts[ACD__PARTS + 1];
} acd__occupancy;

/* Nothing was counted before `now`. */
void acd__occupancy_begin(acd__occupancy *of, int64_t part_us, acd_time now_us);
/* Counts the time up to `now`, spent (1) or not (0) available and working, where it goes beyond the part being filled. */
void acd__occupancy_roll(acd__occupancy *of, int64_t part_us, int there, int worked, acd_time now_us);
/* Of the complete parts: worked / there in parts per million, rounded down; 0 for nothing. */
int64_t acd__occupancy_ppm(const acd__occupancy *of);
/* 1 if any work is counted, so that the share changes as time goes on. */
int acd__occupancy_any(const acd__occupancy *of);
/* 1 if nobody worked longer than there was time. */
int acd__occupancy_check(const acd__occupancy *of, int64_t part_us);

static inline void acd__occupancy_count(acd__occupancy *of, int64_t part_us, int there, int worked, acd_time now_us)
{
  if (now_us >= of->part_end_us) {
    acd__occupancy_roll(of, part_us, there, worked, now_us);
    return;
  }
  int64_t length_us = now_us - of->since_us;
  of->since_us = now_us;
  if (there) of->parts[of->slot].there_us += length_us;
  if (worked) of->parts[of->slot].worked_us += length_us;
}

#endif
