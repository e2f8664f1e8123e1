/* SPDX-License-Identifier: Apache-2.0 */
#include "model/occupancy.h"

#include <string.h>

#define SLOTS (ACD__PARTS + 1)

void acd__occupancy_begin(acd__occupancy *of, int64_t part_us, acd_time now_us)
{
  memset(of, 0, sizeof *of);
  of->since_us = now_us;
  of->part_end_us = (now_us / part_us + 1) * part_us;
}

void acd__occupancy_roll(acd__occupancy *of, int64_t part_us, int there, int worked, acd_time now_us)
{
  if (now_us - of->part_end_us >= SLOTS * part_us) { /* all complete parts were spent like this */
    for (size_t i = 0; i < SLOTS; i++) {
      of->parts[i].there_us = there * part_us;
      of->parts[i].worked_us = worked * part_us;
    }
    of->since_us = now_us / part_us * part_us;
    of->part_end_us = of->since_us + part_us;
    of->parts[of->slot].there_us = of->parts[of->slot].worked_us = 0;
  }
  while (now_us >= of->part_end_us) {
    int64_t length_us = of->part_end_us - of->since_us;
    of->parts[of->slot].there_us += there * length_us;
    of->parts[of->slot].worked_us += worked * length_us;
    of->slot = (of->slot + 1) % SLOTS;
    of->parts[of->slot].there_us = of->parts[of->slot].worked_us = 0;
    of->since_us = of->part_end_us;
    of->part_end_us += part_us;
  }
  acd__occupancy_count(of, part_us, there, worked, now_us);
}

int64_t acd__occupancy_ppm(const acd__occupancy *of)
{
  int64_t there_us = 0, worked_us = 0;
  for (size_t i = 0; i < SLOTS; i++) {
    if (i == of->slot) continue;
    there_us += of->parts[i].there_us;
    worked_us += of->parts[i].worked_us;
  }
  return there_us ? worked_us * 1000000 / there_us : 0;
}

int acd__occupancy_any(const acd__occupancy *of)
{
  int64_t any = 0;
  for (size_t i = 0; i < SLOTS; i++) any |= of->parts[i].worked_us;
  return any != 0;
}

int acd__occupancy_check(const acd__occupancy *of, int64_t part_us)
{
  for (size_t i = 0; i < SLOTS; i++)
    if (of->parts[i].worked_us < 0 || of->parts[i].worked_us > of->parts[i].there_us || of->parts[i].there_us > part_us)
      return 0;
  return of->slot < SLOTS && of->since_us < of->part_end_us && of->part_end_us % part_us == 0;
}
