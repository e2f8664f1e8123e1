/* SPDX-License-Identifier: Apache-2.0 */
#include "shifts.h"

#include <stdlib.h>

#include "tool.h"

static int by_agent(const void *a, const void *b)
{
  const shift *left = a, *right = b;
  if (left->agent != right->agent) return left->agent < right->agent ? -1 : 1;
  if (!left->days != !right->days) return left->days ? 1 : -1;
  if (left->login_us != right->login_us) return left->login_us < right->login_us ? -1 : 1;
  return left->line < right->line ? -1 : left->line > right->line;
}

void shifts_sort(shift *shifts, size_t count)
{
  if (count) qsort(shifts, count, sizeof(*shifts), by_agent);
}

const shift *shifts_of(const shift *shifts, size_t count, acd_id agent, size_t *count_out)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (shifts[middle].agent < agent)
      low = middle + 1;
    else
      high = middle;
  }
  for (high = low; high < count && shifts[high].agent == agent;) high++;
  *count_out = high - low;
  return shifts + low;
}

/* Days since 1970-01-01, rounded down. */
static int64_t day_of(int64_t us)
{
  return (us >= 0 ? us : us - TOOL_DAY_US + 1) / TOOL_DAY_US;
}

/* 1970-01-01 was a Thursday. */
static int is_on(const shift *weekly, int64_t day)
{
  return (int)(weekly->days >> (((day + 3) % 7 + 7) % 7) & 1);
}

/* Whether the weekly shift that begins on this local day shares a moment with [from_us, to_us), local times. */
static int weekly_meets(const shift *weekly, int64_t day, int64_t from_us, int64_t to_us)
{
  int64_t midnight_us = day * TOOL_DAY_US;
  return is_on(weekly, day) && midnight_us + weekly->login_us < to_us && from_us < midnight_us + weekly->logout_us;
}

int shifts_overlap(const shift *a, const shift *b, const tool_zone *zone)
{
  if (!a->days && !b->days) return a != b && a->login_us < b->logout_us && b->login_us < a->logout_us;
  if (!a->days) { /* weekly ones are the same after seven days */
    int64_t from_us = tool_zone_local(zone, a->login_us), to_us = tool_zone_local(zone, a->logout_us);
    int64_t first = day_of(from_us) - 1, last = day_of(to_us);
    for (int64_t day = first; day <= last && day <= first + 8; day++)
      if (weekly_meets(b, day, from_us, to_us)) return 1;
    return 0;
  }
  if (!b->days) return shifts_overlap(b, a, zone);
  for (int64_t day = 0; day < 7; day++) {
    int64_t from_us = day * TOOL_DAY_US + a->login_us, to_us = day * TOOL_DAY_US + a->logout_us;
    if (!is_on(a, day)) continue;
    for (int64_t other = day - 1; other <= day + 1; other++)
      if ((a != b || other != day) && weekly_meets(b, other, from_us, to_us)) return 1;
  }
  return 0;
}

int shifts_begin_at(const shift *shifts, size_t count, int64_t time_us, const tool_zone *zone)
{
  int64_t local_us = tool_zone_local(zone, time_us), day = day_of(local_us);
  for (size_t i = 0; i < count; i++) {
    if (!shifts[i].days && shifts[i].login_us == time_us) return 1;
    if (shifts[i].days && is_on(&shifts[i], day) && day * TOOL_DAY_US + shifts[i].login_us == local_us) return 1;
  }
  return 0;
}
