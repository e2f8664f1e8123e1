/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/grid.h"

/* The first instant at which the local clock reads this; 0: it never does, and the instant that stands for it. */
static int begins(const acd__grid *grid, acd__civil local, int64_t *starts_us_out)
{
  const acd__inquiry *asked = &grid->asked;
  acd__zone *const *zone = asked->zone ? asked->zone : asked->timetable->zone;
  int64_t instants_us[2];
  *starts_us_out = acd__timetable_instant(asked, local);
  return !zone || acd__zone_instants(*zone, local, instants_us) > 0;
}

/* 1 if the clock is one at which slots begin: on the day's grid, and it ends on the day. */
static int fits(const acd__grid *grid, int64_t clock_us)
{
  return clock_us % grid->length_us == 0 && clock_us + grid->length_us <= ACD__DAY_US;
}

/* 1 if it is closed at some instant of a slot, the first of which is written; what cannot be told in so many changes is closed. */
static int closes(const acd__grid *grid, int64_t starts_us, int64_t *closed_us_out, int64_t *work)
{
  int64_t changes = ACD__CHANGES_MAX;
  *closed_us_out = acd__timetable_find(&grid->asked, starts_us, 0, starts_us + grid->length_us - 1, &changes);
  *work -= ACD__CHANGES_MAX - changes;
  if (*closed_us_out != ACD_TIME_NEVER) return 1;
  *closed_us_out = starts_us + 1;
  return changes <= 0;
}

int acd__grid_at(const acd__grid *grid, acd__civil local, int64_t *starts_us_out)
{
  int64_t closed_us, work = 0;
  int is_there = begins(grid, local, starts_us_out);
  if (!fits(grid, local.clock_us)) return ACD__GRID_OFF;
  if (!is_there) return ACD__GRID_SKIPPED;
  return closes(grid, *starts_us_out, &closed_us, &work) ? ACD__GRID_CLOSED : ACD__GRID_SLOT;
}

/* The first local time from this one on at which a slot may begin. */
static acd__civil round_up(const acd__grid *grid, acd__civil local)
{
  local.clock_us = (local.clock_us + grid->length_us - 1) / grid->length_us * grid->length_us;
  if (fits(grid, local.clock_us)) return local;
  return (acd__civil){local.day + 1, 0};
}

/* The first local time at which a slot may begin, not before an instant. Of times that come twice the first counts, so those that
 * the clock reads at the instant may have begun before it. */
static acd__grid_slot first_from(const acd__grid *grid, int64_t from_us, int64_t *work)
{
  acd__grid_slot found = {round_up(grid, acd__timetable_local(&grid->asked, from_us)), 0};
  while ((!begins(grid, found.local, &found.starts_us) || found.starts_us < from_us) && --*work > 0) {
    found.local.clock_us++;
    found.local = round_up(grid, found.local);
  }
  return found;
}

/* 1 if it opens at `*at_us`, which is moved on to there. */
static int opens(const acd__grid *grid, int64_t *at_us, int64_t horizon_us, int64_t *work)
{
  for (; *work > 0 && *at_us <= horizon_us; --*work) {
    acd__decision now = acd__timetable_decide(&grid->asked, *at_us);
    if (now.open) return 1;
    *at_us = now.until_us;
  }
  return 0;
}

int acd__grid_next(const acd__grid *grid, int64_t after_us, int64_t horizon_us, int64_t *work, acd__grid_slot *slot_out)
{
  int64_t from_us = after_us + 1;
  while (opens(grid, &from_us, horizon_us, work)) {
    int64_t closed_us;
    acd__grid_slot found = first_from(grid, from_us, work);
    if (*work <= 0 || found.starts_us > horizon_us) break;
    if (!closes(grid, found.starts_us, &closed_us, work)) {
      *slot_out = found;
      return 1;
    }
    from_us = closed_us; /* whatever begins before lasts until then */
  }
  slot_out->starts_us = from_us - 1;
  return 0;
}
