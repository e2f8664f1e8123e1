/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "sim.h"

#define SPEED_USUAL INT64_C(1000000)
#define SPEED_MAX   INT64_C(1000000000)

/* Where the speed of this pair is, or would be put in. */
static size_t place(const acd_sim *sim, acd_id agent, acd_id queue)
{
  size_t low = 0, high = sim->speeds_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const acd__sim_speed *speed = &sim->speeds[middle];
    if (speed->agent < agent || (speed->agent == agent && speed->queue < queue))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static const acd__sim_speed *find(const acd_sim *sim, acd_id agent, acd_id queue)
{
  size_t at = place(sim, agent, queue);
  if (at == sim->speeds_count || sim->speeds[at].agent != agent || sim->speeds[at].queue != queue) return NULL;
  return &sim->speeds[at];
}

int acd_sim_set_speed(acd_sim *sim, acd_id agent, acd_id queue, int64_t speed_ppm)
{
  acd_agent_info agent_info = {.size = sizeof(agent_info)};
  acd_queue_info queue_info = {.size = sizeof(queue_info)};
  acd__sim_speed *speed;
  size_t at;
  int status = ACD_OK;
  if (!sim || speed_ppm < 1 || speed_ppm > SPEED_MAX) return ACD_ERR_ARGUMENT;
  if (agent) status = acd_agent_get(sim->engine, agent, &agent_info);
  if (status == ACD_OK && queue) status = acd_queue_get(sim->engine, queue, &queue_info);
  if (status != ACD_OK) return status;
  at = place(sim, agent, queue);
  if (!find(sim, agent, queue)) {
    if (acd__sim_reserve(sim, (void **)&sim->speeds, &sim->speeds_capacity, sim->speeds_count + 1,
                         sizeof(*sim->speeds)))
      return ACD_ERR_NOMEM;
    speed = &sim->speeds[at];
    memmove(speed + 1, speed, (sim->speeds_count - at) * sizeof(*speed));
    sim->speeds_count++;
    speed->agent = agent;
    speed->queue = queue;
  }
  sim->speeds[at].speed_ppm = speed_ppm;
  return ACD_OK;
}

int64_t acd__sim_talk_us(const acd_sim *sim, acd_id agent, acd_id queue, int64_t talk_us)
{
  const acd__sim_speed *speed = NULL;
  int64_t whole, rest, rest_us;
  if (!sim->speeds_count) return talk_us;
  if (queue) speed = find(sim, agent, queue);
  if (!speed) speed = find(sim, agent, 0);
  if (!speed && queue) speed = find(sim, 0, queue);
  if (!speed) speed = find(sim, 0, 0);
  if (!speed) return talk_us;
  /* in two parts, which do not overflow: talk_us <= 2^52, the rest is below 10^9 */
  whole = talk_us / speed->speed_ppm;
  rest = talk_us % speed->speed_ppm * SPEED_USUAL;
  rest_us = rest / speed->speed_ppm;
  if (rest % speed->speed_ppm * 2 >= speed->speed_ppm) rest_us++;
  if (whole > (ACD_TIME_MAX - rest_us) / SPEED_USUAL) return ACD_TIME_MAX;
  return whole * SPEED_USUAL + rest_us;
}
