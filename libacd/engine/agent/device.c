/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Devices of agents, rung one after the other: acd/agent.h, "Devices". An agent without any is rung as such. */

void acd__device_free(acd_engine *engine, acd__device *device)
{
  acd__string_drop(&engine->memory, device->name);
  acd__pool_give(&engine->devices, device);
}

void acd__devices_review(acd__agent *agent)
{
  if (!agent->devices) {
    agent->reach = UINT32_MAX;
    return;
  }
  agent->reach = 0;
  agent->elsewhere = 1;
  for (const acd__device *at = agent->devices; at; at = at->next) {
    if (at->busy) continue;
    agent->reach |= acd__device_channels(at);
    agent->elsewhere = 0;
  }
}

/* The first, from one on, that is free and takes calls of the channel. */
static acd__device *first_free(acd__device *at, uint32_t channel)
{
  while (at && (at->busy || !(acd__device_channels(at) >> channel & 1))) at = at->next;
  return at;
}

acd__device *acd__device_for(const acd__agent *agent, uint32_t channel)
{
  return first_free(agent->devices, channel);
}

void acd__line_device(acd_engine *engine, acd__line *line, acd__device *device)
{
  acd__device *before = line->device;
  if (device) device->lines_count++;
  line->device = device;
  if (before && --before->lines_count == 0 && before->gone) acd__device_free(engine, before);
}

acd__lane *acd__device_lane(const acd_engine *engine, acd__line *line, acd__lane *offer_lane)
{
  acd__lane *own = line->device->ring_lane;
  line->offer_until_us = engine->now_us + offer_lane->delay_us;
  return own && own->delay_us < offer_lane->delay_us ? own : offer_lane;
}

/* The offer began a while ago, and what is left of its time is nobody's constant delay: the line's own timer ends it. The
 * action's timer, which is due later, only stands for it. */
static void ring(acd_engine *engine, acd__line *line)
{
  acd__lane *own = line->device->ring_lane;
  acd__action *action = acd__action_request(engine, ACD_ACTION_RING, line);
  if (own && own->delay_us < line->offer_until_us - engine->now_us) {
    acd__action_send(engine, action, own);
    return;
  }
  if (!line->wrapup_until.timer.lane) acd__timers_arm_at(&engine->timers, &line->wrapup_until, line->offer_until_us);
  acd__action_send_until(engine, action, acd__ring_lane(engine, line->agent, line->queue), line->offer_until_us);
}

int acd__device_next(acd_engine *engine, acd__line *line, int64_t detail)
{
  acd__device *next = line->device->gone ? NULL : first_free(line->device->next, line->channel);
  if (!next || line->offer_until_us <= engine->now_us) return 0;
  acd__line_device(engine, line, next);
  acd__event(engine, ACD_EVENT_RINGS_ON, line->call, line->queue, line->agent, engine->now_us - line->offered_us,
             next->slot.id, detail, 0);
  ring(engine, line);
  return 1;
}

int acd__agent_reach(acd_engine *engine, acd__agent *agent, uint32_t elsewhere_before)
{
  uint32_t reach = agent->reach;
  acd__devices_review(agent);
  if (agent->elsewhere == elsewhere_before && agent->reach == reach) return 0;
  if (agent->state == ACD_AGENT_STATE_ELSEWHERE && engine->world.centre.idle_elsewhere == ACD_IDLE_RESTART)
    agent->idle_since_us = engine->now_us;
  if (agent->presence != ACD_PRESENCE_AVAILABLE || acd__agent_stops(agent)) return 0;
  acd__agent_free(engine, agent);
  return 1;
}

void acd__agent_elsewhere(acd_engine *engine, acd__agent *agent, const acd__device *device, uint32_t busy)
{
  uint32_t elsewhere = agent->elsewhere;
  if (!agent->devices) agent->elsewhere = busy;
  for (acd__device *at = agent->devices; at; at = at->next) {
    if (device && at != device) continue;
    at->busy = busy;
    if (!busy) acd__device_seen(engine, at);
  }
  acd__agent_reach(engine, agent, elsewhere);
}

int acd__do_agent_elsewhere(acd_engine *engine, acd__apply *apply)
{
  const acd_command_elsewhere *body = &apply->command->body.elsewhere;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (body->busy != 0 && body->busy != 1) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  acd__device *device = NULL;
  int status;
  if (body->device) {
    device = acd__pool_find(&engine->devices, body->device, &status);
    if (!device) return acd__refuse(apply, status, ACD_FAULT_BODY, 1);
    if (device->agent != agent || device->gone) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, 1);
  }
  acd__agent_elsewhere(engine, agent, device, (uint32_t)body->busy);
  return ACD_OK;
}

int acd__devices_check(const acd__agent *agent)
{
  acd__agent after = *agent;
  uint32_t count = 0, in_use = 0, named = 0;
  for (const acd__device *at = agent->devices; at; at = at->next, count++) {
    if (at->agent != agent || at->gone || !at->slot.live) return 0;
    in_use += at->lines_count;
  }
  for (const acd__line *line = &agent->line; line; line = line->next) {
    if (line->device && line->device->agent != agent) return 0;
    named += line->device && !line->device->gone;
  }
  acd__devices_review(&after);
  return count <= ACD__DEVICES_MAX && in_use == named && after.reach == agent->reach &&
         after.elsewhere == agent->elsewhere;
}
