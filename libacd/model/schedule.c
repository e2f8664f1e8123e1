/* SPDX-License-Identifier: Apache-2.0 */
#include "model/schedule.h"

void acd__hours_free(acd__memory *memory, acd__hours_list *hours)
{
  if (hours) acd__memory_give(memory, hours, sizeof *hours + hours->count * sizeof *hours->items);
}

int acd__hours_open(const acd__hours_list *hours, int64_t wall_us)
{
  int64_t offset_us = hours->zone ? acd__zone_offset(*hours->zone, wall_us, NULL) : hours->utc_offset_us;
  int64_t local = wall_us + offset_us;
  int64_t day = acd__civil_floor(local, ACD__DAY_US);
  int64_t clock = local - day * ACD__DAY_US;
  int weekday = acd__civil_weekday(day);
  int before = (weekday + 6) % 7;
  for (size_t i = 0; i < hours->count; i++) {
    const acd__hours *range = &hours->items[i];
    int today = range->days >> weekday & 1;
    int yesterday = range->days >> before & 1;
    if (range->from_us < range->to_us) {
      if (today && clock >= range->from_us && clock < range->to_us) return 1;
    } else if ((today && clock >= range->from_us) || (yesterday && clock < range->to_us)) {
      return 1;
    }
  }
  return 0;
}
