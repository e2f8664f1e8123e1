/* SPDX-License-Identifier: Apache-2.0 */
/** @file The slots that a schedule leaves room for (acd/slot.h, "The grid"). Nothing is kept: each is found from its local start. */
#ifndef ACD__CALENDAR_GRID_H
#define ACD__CALENDAR_GRID_H

#include "calendar/timetable.h"

/* Whose emergencies count is up to `asked`. `length_us` is whole minutes, up to a day. */
typedef struct acd__grid {
  acd__inquiry asked;
  int64_t length_us;
} acd__grid;

enum { ACD__GRID_SLOT = 1, ACD__GRID_OFF = 2, ACD__GRID_SKIPPED = 3, ACD__GRID_CLOSED = 4 };

/* Whether a slot begins at a local time, ACD__GRID_…; and the instant that stands for it. */
int acd__grid_at(const acd__grid *grid, acd__civil local, int64_t *starts_us_out);

typedef struct acd__grid_slot {
  acd__civil local;
  int64_t starts_us;
} acd__grid_slot;

/* The first slot that begins after an instant, and not after `horizon_us`: 1; 0: there is none, or `*work`, how many changes and
 * local times may still be looked at, has come to 0: then it is known up to `slot_out->starts_us`. */
int acd__grid_next(const acd__grid *grid, int64_t after_us, int64_t horizon_us, int64_t *work,
                   acd__grid_slot *slot_out);

#endif
