/* SPDX-License-Identifier: Apache-2.0 */
#include "timelines.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

#define MINUTE_US (60 * ACD_SECOND)

static timelines_agent *place_of(timelines_agent *agents, size_t room, acd_id id)
{
  size_t at = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (room - 1);
  while (agents[at].id && agents[at].id != id) at = (at + 1) & (room - 1);
  return &agents[at];
}

static void make_room(timelines *of)
{
  size_t room = of->agents_room ? 2 * of->agents_room : 64;
  timelines_agent *agents = grow(NULL, room * sizeof(*agents));
  memset(agents, 0, room * sizeof(*agents));
  for (size_t i = 0; i < of->agents_room; i++)
    if (of->agents[i].id) *place_of(agents, room, of->agents[i].id) = of->agents[i];
  free(of->agents);
  of->agents = agents;
  of->agents_room = room;
}

static timelines_agent *agent_of(timelines *of, const acd_event *event)
{
  timelines_agent *agent;
  if (2 * of->agents_count >= of->agents_room) make_room(of);
  agent = place_of(of->agents, of->agents_room, event->agent);
  if (agent->id) return agent;
  of->agents_count++;
  agent->id = event->agent;
  agent->state = ACD_AGENT_STATE_LOGGED_OUT;
  agent->since_us = of->begin_us;
  return agent;
}

static void close_minute(timelines_agent *agent)
{
  int longest = ACD_AGENT_STATE_LOGGED_OUT;
  for (int state = ACD_AGENT_STATE_LOGGED_OUT; state < TIMELINES_STATES; state++)
    if (agent->passed_us[state] > agent->passed_us[longest]) longest = state;
  if (agent->minutes_count == agent->minutes_room) {
    agent->minutes_room = agent->minutes_room ? 2 * agent->minutes_room : 256;
    agent->minutes = grow(agent->minutes, agent->minutes_room);
  }
  agent->minutes[agent->minutes_count++] = (unsigned char)longest;
  memset(agent->passed_us, 0, sizeof(agent->passed_us));
}

/* The state that lasts has lasted until then. */
static void pass(const timelines *of, timelines_agent *agent, acd_time until_us)
{
  while (agent->since_us < until_us && agent->minutes_count < TIMELINES_MINUTES_MAX) {
    acd_time end_us = of->begin_us + (acd_time)(agent->minutes_count + 1) * MINUTE_US;
    acd_time to_us = end_us < until_us ? end_us : until_us;
    agent->passed_us[agent->state] += to_us - agent->since_us;
    agent->since_us = to_us;
    if (to_us == end_us) close_minute(agent);
  }
}

void timelines_event(void *user, const acd_event *event)
{
  timelines *of = user;
  timelines_agent *agent;
  if (event->kind != ACD_EVENT_AGENT_STATE || event->detail <= 0 || event->detail >= TIMELINES_STATES) return;
  if (!of->is_begun) {
    if (event->detail == ACD_AGENT_STATE_LOGGED_OUT) return;
    of->is_begun = 1;
    of->begin_us = event->time_us - event->time_us % MINUTE_US;
  }
  agent = agent_of(of, event);
  pass(of, agent, event->time_us);
  agent->state = event->detail;
}

void timelines_end(timelines *of, acd_time time_us)
{
  for (size_t i = 0; i < of->agents_room; i++) {
    timelines_agent *agent = &of->agents[i];
    if (!agent->id) continue;
    pass(of, agent, time_us);
    if (agent->since_us > of->begin_us + (acd_time)agent->minutes_count * MINUTE_US &&
        agent->minutes_count < TIMELINES_MINUTES_MAX)
      close_minute(agent);
  }
}

const timelines_agent *timelines_find(const timelines *of, acd_id agent)
{
  const timelines_agent *found = of->agents_room ? place_of(of->agents, of->agents_room, agent) : NULL;
  return found && found->id ? found : NULL;
}

void timelines_free(timelines *of)
{
  for (size_t i = 0; i < of->agents_room; i++) free(of->agents[i].minutes);
  free(of->agents);
}
