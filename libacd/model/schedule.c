/* SPDX-License-Identifier: Apache-2.0 */
#include "model/schedule.h"

#define DAY_US (INT64_C(24) * 3600 * ACD_SECOND)

void acd__hours_free(acd__memory *memory, acd__hours_list *hours)
{
  if (hours) acd__memory_give(memory, hours, sizeof *hours + hours->count * sizeof *hours->items);
}

int acd__hours_open(const acd__hours_list *hours, int64_t wall_us)
{
  int64_t local = wall_us + hours->utc_offset_us;
  int64_t day = local / DAY_US - (local % DAY_US < 0);
  int64_t clock = local - day * DAY_US;
  int64_t weekday = ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday: Monday is 0 */
  int64_t before = (weekday + 6) % 7;
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
