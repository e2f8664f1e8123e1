/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/zone_build.h"

#define SECOND_US INT64_C(1000000)

acd__zone *acd__zone_hold(acd__zone *zone)
{
  if (zone) zone->holders++;
  return zone;
}

void acd__zone_drop(acd__memory *memory, acd__zone *zone)
{
  if (zone && --zone->holders == 0) acd__memory_give(memory, zone, zone->bytes);
}

/* In seconds. */
static int32_t offset_at(const acd__zone *zone, int64_t second, int64_t *until)
{
  if (!zone) {
    *until = INT64_MAX;
    return 0;
  }
  if (second >= zone->rules_from) return acd__zone_rules_offset(&zone->rules, second, until);
  /* How many changes there have been, by halves; no branch depends on the table. */
  const int64_t *from = zone->at;
  size_t left = zone->count;
  while (left > 1) {
    size_t half = left / 2;
    from = from[half - 1] <= second ? from + half : from;
    left -= half;
  }
  size_t before = (size_t)(from - zone->at);
  if (left && *from <= second) before++;
  int32_t offset = before ? zone->offsets[before - 1] : zone->first;
  if (before < zone->count)
    *until = zone->at[before];
  else if (acd__zone_rules_offset(&zone->rules, zone->rules_from, until) != offset)
    *until = zone->rules_from;
  return offset;
}

int64_t acd__zone_offset(const acd__zone *zone, int64_t wall_us, int64_t *until_us)
{
  int64_t until;
  int64_t offset = offset_at(zone, acd__civil_floor(wall_us, SECOND_US), &until);
  if (until_us) *until_us = until > INT64_MAX / SECOND_US ? INT64_MAX : until * SECOND_US;
  return offset * SECOND_US;
}

acd__civil acd__zone_local(const acd__zone *zone, int64_t wall_us)
{
  int64_t until;
  int64_t second = acd__civil_floor(wall_us, SECOND_US);
  int64_t part_us = wall_us % SECOND_US;
  if (part_us < 0) part_us += SECOND_US;
  second += offset_at(zone, second, &until); /* in seconds, where no sum is too large */
  int64_t day = acd__civil_floor(second, ACD__DAY_SECONDS);
  return (acd__civil){day, (second - day * ACD__DAY_SECONDS) * SECOND_US + part_us};
}

/* What the clock reads as if it were UTC, in seconds. An instant that reads so is no further from it than offsets
 * reach: all times of one offset between there are looked at in turn. */
static int find_instants(const acd__zone *zone, int64_t reads, int64_t found[2], int64_t *gap_out)
{
  int count = 0, gaps = 0;
  int64_t from = reads - ACD__ZONE_OFFSET_MAX, last = reads - ACD__ZONE_OFFSET_MIN, until;
  int32_t offset = offset_at(zone, from, &until);
  for (;;) {
    if (reads - offset >= from && reads - offset < until) {
      found[count++] = reads - offset;
      if (count == 2) return 2;
    }
    if (until > last) return count;
    from = until;
    int64_t as_before = reads - offset;
    offset = offset_at(zone, from, &until);
    if (!gaps && as_before >= from && reads - offset < from) {
      *gap_out = as_before; /* though a clock may be put back again so soon that it shows this after all */
      gaps = 1;
    }
  }
}

static int64_t as_utc(acd__civil local)
{
  return local.day * ACD__DAY_SECONDS + local.clock_us / SECOND_US;
}

int acd__zone_instants(const acd__zone *zone, acd__civil local, int64_t instants_us[2])
{
  int64_t found[2], gap;
  int count = find_instants(zone, as_utc(local), found, &gap);
  for (int i = 0; i < count; i++) instants_us[i] = found[i] * SECOND_US + local.clock_us % SECOND_US;
  return count;
}

int64_t acd__zone_instant(const acd__zone *zone, acd__civil local)
{
  int64_t found[2], gap = 0;
  int64_t second = find_instants(zone, as_utc(local), found, &gap) ? found[0] : gap;
  return second * SECOND_US + local.clock_us % SECOND_US;
}
