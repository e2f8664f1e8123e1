/* SPDX-License-Identifier: Apache-2.0 */
/* How occupied agents are: acd/agent.h, "Occupancy". Time is added up whenever it passes. */
#include <string.h>

#include "reference.h"

static int64_t part_us(const ref_life *life)
{
  return life->rules.occupancy_window_us / 12;
}

static ref_part *part_at(ref_agent *agent, int64_t number)
{
  ref_part *part = &agent->parts[number % REF_PARTS];
  if (part->number != number) *part = (ref_part){.number = number};
  return part;
}

static void add(const ref_life *life, ref_agent *agent, acd_time to)
{
  int state = ref_state(agent), works = state == ACD_AGENT_STATE_BUSY || state == ACD_AGENT_STATE_WRAPUP;
  int available = works || state == ACD_AGENT_STATE_READY || state == ACD_AGENT_STATE_RESERVED;
  for (acd_time at = life->now; at < to;) {
    int64_t number = at / part_us(life);
    acd_time end = (number + 1) * part_us(life);
    if (end > to) end = to;
    ref_part *part = part_at(agent, number);
    if (works) part->working += end - at;
    if (available) part->available += end - at;
    at = end;
  }
}

void ref_time_passes(ref_life *life, acd_time to)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++)
    if (life->agents[a].lives) add(life, &life->agents[a], to);
}

/* The twelve complete parts before the present one. */
int64_t ref_occupancy(const ref_life *life, const ref_agent *agent, int64_t whole)
{
  int64_t now = life->now / part_us(life), working = 0, available = 0;
  for (int i = 0; i < REF_PARTS; i++) {
    const ref_part *part = &agent->parts[i];
    if (part->number >= now || part->number < now - 12) continue;
    working += part->working;
    available += part->available;
  }
  return available ? working * whole / available : 0;
}

void ref_occupancy_begin(ref_life *life)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++) memset(life->agents[a].parts, 0, sizeof life->agents[a].parts);
}
