/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Callers whom an agent parks, and calls that an agent takes out of turn: acd/party.h. */

void acd__park(acd_engine *engine, acd__call *call)
{
  const acd__queue *origin = acd__queue_find(engine, call->origin);
  acd__call_segment(engine, call, ACD_SEGMENT_PARKED);
  acd__call_state(engine, call, ACD_CALL_STATE_PARKED);
  acd__timers_arm(&engine->timers, &call->timer, engine->world.centre.park_lane, engine->now_us);
  if (origin) acd__call_music(engine, call, origin->config->music);
}

int acd__do_call_park(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (!acd__call_talks(call) || call->consult || call->parties)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  acd__line *line = acd__conversation_end(engine, call, ACD_CONVERSATION_PARKED, 1);
  acd__flow_leave(engine, call); /* what the flow had planned for after the conversation is off */
  call->parked_by = line->agent->slot.id;
  acd__event(engine, ACD_EVENT_PARKED, call, line->queue, line->agent, 0, 0, 0, 0);
  acd__park(engine, call);
  acd__line_after(engine, line);
  return ACD_OK;
}

void acd__park_recall(acd_engine *engine, acd__call *call)
{
  int status;
  acd__agent *agent = acd__pool_find(&engine->agents, call->parked_by, &status);
  call->fallback = ACD__FALLBACK_QUEUE;
  int32_t exit =
      agent ? acd__direct_enter(engine, call, agent, engine->world.centre.transfer_lane, 1) : ACD_EXIT_UNREACHABLE;
  if (exit) acd__direct_fail(engine, call, exit);
}

/* A parked call waits for this agent from here on, and is parked again if it does not come to a conversation. */
static void unpark(acd_engine *engine, acd__call *call, acd__agent *agent)
{
  acd__timers_disarm(&engine->timers, &call->timer);
  call->fallback = ACD__FALLBACK_PARK;
  call->direct = agent;
  call->queued_us = engine->now_us;
  call->expired = 0;
  acd__call_segment(engine, call, ACD_SEGMENT_DIRECT);
  acd__call_state(engine, call, ACD_CALL_STATE_WAITING);
}

int acd__agent_may_join(const acd__agent *agent)
{
  return !agent->gone && !agent->elsewhere &&
         (agent->state == ACD_AGENT_STATE_READY || agent->state == ACD_AGENT_STATE_NOT_READY);
}

/* 1: the agent may take the call besides what is in hand, of which it is no part. */
static int may_pick_up(const acd_engine *engine, const acd__agent *agent, const acd__call *call, uint32_t channel)
{
  if (agent->gone || agent->elsewhere || agent->presence <= ACD_PRESENCE_LOGGED_OUT) return 0;
  if (acd__match_engaged(agent, call)) return 0;
  return (int)(acd__agent_room(engine, agent) >> channel & 1);
}

/* Where the agent takes the call; NULL: there is nothing to name, or (`status_out` is not ACD_OK) it cannot be there. */
static acd__device *device_of(const acd_engine *engine, const acd__agent *agent, uint32_t channel, acd_id device,
                              int *status_out)
{
  *status_out = ACD_OK;
  if (!device) return acd__device_for(agent, channel);
  acd__device *found = acd__pool_find(&engine->devices, device, status_out);
  if (!found) return NULL;
  int may = found->agent == agent && !found->gone && !found->busy && (acd__device_channels(found) >> channel & 1);
  *status_out = may ? ACD_OK : ACD_ERR_STATE;
  return may ? found : NULL;
}

int acd__do_call_pick_up(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  int status;
  acd__agent *agent = acd__pool_find(&engine->agents, apply->command->body.pick_up.agent, &status);
  if (!agent) return acd__refuse(apply, status, ACD_FAULT_BODY, 0);
  int lists = acd__campaign_lists(call);
  if (lists ? !acd__campaign_may_pick(engine, call)
            : call->state != ACD_CALL_STATE_WAITING && call->state != ACD_CALL_STATE_PARKED)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  uint32_t channel = lists ? call->callback->campaign->config.queue->config->rules->channel : call->channel;
  if (!may_pick_up(engine, agent, call, channel)) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, 0);
  acd__device *device = device_of(engine, agent, channel, apply->command->body.pick_up.device, &status);
  if (status) return acd__refuse(apply, status, ACD_FAULT_BODY, 1);
  acd__event(engine, ACD_EVENT_PICKED_UP, call, call->queue, agent, engine->now_us - call->state_since_us, 0,
             call->state, 0);
  acd__agent_engage(engine, agent);
  if (lists) acd__campaign_pick(engine, call);
  if (call->state == ACD_CALL_STATE_PARKED) unpark(engine, call, agent);
  acd__offer_taken(engine, call, agent, device);
  return ACD_OK;
}
