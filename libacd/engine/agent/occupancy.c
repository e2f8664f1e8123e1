/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Occupancy (acd/agent.h) is counted lazily, when an agent's state changes. The strategy least_occupied orders idle agents by it,
 * and so at each border of a part, in slices, all who are ready get their new keys; until nobody's can change any more. */

#define SLICE_AGENTS (4 * ACD__SLICE)

static void count(acd__occupancy *of, uint32_t state, int64_t part_us, acd_time now_us)
{
  int worked = state == ACD_AGENT_STATE_BUSY || state == ACD_AGENT_STATE_WRAPUP;
  int there = worked || state == ACD_AGENT_STATE_READY || state == ACD_AGENT_STATE_RESERVED;
  acd__occupancy_count(of, part_us, there, worked, now_us);
}

int64_t acd__agent_occupancy_ppm(const acd_engine *engine, const acd__agent *agent)
{
  acd__occupancy now = agent->occupancy; /* a question changes nothing */
  count(&now, agent->state, engine->world.centre.occupancy_part_us, engine->now_us);
  return acd__occupancy_ppm(&now);
}

/* Border after border, as long as there is work to be forgotten. */
static void watch(acd_engine *engine)
{
  engine->occupancy_more = 1;
  if (engine->occupancy_timer.timer.lane) return;
  int64_t part_us = engine->world.centre.occupancy_part_us;
  acd__timers_arm_at(&engine->timers, &engine->occupancy_timer, (engine->now_us / part_us + 1) * part_us);
}

/* The key of one who is ready, as of now; perhaps beside work that will count when the part ends. */
static void refresh(acd_engine *engine, acd__agent *agent)
{
  int64_t ppm = acd__occupancy_ppm(&agent->occupancy);
  if (agent->lines_count || acd__occupancy_any(&agent->occupancy)) watch(engine);
  if (ppm == agent->occupancy_ppm) return;
  uint32_t idle = agent->idle;
  if (idle) acd__idle_remove(agent);
  agent->occupancy_ppm = ppm;
  if (idle) acd__idle_add(agent, idle);
}

void acd__occupancy_leave(acd_engine *engine, acd__agent *agent)
{
  count(&agent->occupancy, agent->state, engine->world.centre.occupancy_part_us, engine->now_us);
}

void acd__occupancy_ready(acd_engine *engine, acd__agent *agent)
{
  if (engine->world.centre.occupancy_used) refresh(engine, agent);
}

void acd__occupancy_now(acd_engine *engine, acd__agent *agent)
{
  acd__occupancy_leave(engine, agent);
  refresh(engine, agent);
}

void acd__occupancy_begin_new(acd_engine *engine)
{
  for (acd__agent *agent = engine->agents_tail; agent && !agent->occupancy.part_end_us; agent = agent->defined_prev)
    acd__occupancy_begin(&agent->occupancy, engine->world.centre.occupancy_part_us, engine->now_us);
}

void acd__occupancy_define(acd_engine *engine, const acd__centre *before)
{
  acd__centre *centre = &engine->world.centre;
  centre->occupancy_used = 0;
  for (const acd__queue *queue = engine->queues_head; queue; queue = queue->defined_next)
    if (queue->config->rules->strategy == ACD_STRATEGY_LEAST_OCCUPIED) centre->occupancy_used = 1;
  acd__occupancy_begin_new(engine);
  if (centre->occupancy_part_us == before->occupancy_part_us && centre->occupancy_used == before->occupancy_used)
    return;
  acd__timers_disarm(&engine->timers, &engine->occupancy_timer.timer);
  engine->occupancy_next = NULL;
  for (acd__agent *agent = engine->agents_head; agent; agent = agent->defined_next) {
    if (centre->occupancy_part_us != before->occupancy_part_us)
      acd__occupancy_begin(&agent->occupancy, centre->occupancy_part_us, engine->now_us);
    acd__occupancy_leave(engine, agent);
    if (!centre->occupancy_used) continue;
    agent->occupancy_ppm = acd__occupancy_ppm(&agent->occupancy); /* nobody stands in the new orders yet */
    if (agent->state == ACD_AGENT_STATE_READY && acd__occupancy_any(&agent->occupancy)) watch(engine);
  }
}

void acd__occupancy_slice(acd_engine *engine)
{
  if (!engine->occupancy_next) {
    engine->occupancy_next = engine->agents_head;
    engine->occupancy_more = 0;
  }
  for (int visited = 0; engine->occupancy_next && visited < SLICE_AGENTS; visited++) {
    acd__agent *agent = engine->occupancy_next;
    engine->occupancy_next = agent->defined_next;
    if (agent->state == ACD_AGENT_STATE_READY || agent->idle) acd__occupancy_now(engine, agent);
  }
  if (engine->occupancy_next) {
    acd__timers_disarm(&engine->timers, &engine->occupancy_timer.timer);
    acd__timers_arm_at(&engine->timers, &engine->occupancy_timer, engine->now_us);
  } else if (engine->occupancy_more) {
    watch(engine);
  }
}
