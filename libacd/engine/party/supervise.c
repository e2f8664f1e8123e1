/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Supervisors: agents who listen to a conversation, or speak in it, without handling the call (acd/party.h). */

static void link_supervisor(acd__call *call, acd__agent *agent)
{
  acd__agent *last = call->supervisors;
  while (last && last->offer_next) last = last->offer_next;
  agent->offer_prev = last;
  agent->offer_next = NULL;
  if (last)
    last->offer_next = agent;
  else
    call->supervisors = agent;
  call->supervisors_count++;
}

static void unlink_supervisor(acd__call *call, acd__agent *agent)
{
  if (agent->offer_prev)
    agent->offer_prev->offer_next = agent->offer_next;
  else
    call->supervisors = agent->offer_next;
  if (agent->offer_next) agent->offer_next->offer_prev = agent->offer_prev;
  agent->offer_prev = agent->offer_next = NULL;
  call->supervisors_count--;
}

static void tell(acd_engine *engine, acd__agent *agent, int64_t length_us, uint32_t role)
{
  agent->role = role;
  acd__event(engine, ACD_EVENT_SUPERVISION, agent->call, NULL, agent, length_us, 0, role, 0);
}

static void over(acd_engine *engine, acd__agent *agent)
{
  acd__call *call = agent->call;
  acd__action_end(engine, agent->request);
  unlink_supervisor(call, agent);
  tell(engine, agent, engine->now_us - agent->party_since_us, 0);
}

static void ask_to_join(acd_engine *engine, acd__agent *agent, uint32_t role)
{
  acd__lane *lane = agent->config->ring_lane ? agent->config->ring_lane : engine->world.centre.ring_direct_lane;
  acd__action_end(engine, agent->request);
  acd__action *action = acd__action_new(engine, ACD_ACTION_JOIN, agent->call, agent);
  action->reason = role;
  action->agent = agent;
  agent->request = action;
  acd__action_send(engine, action, lane);
}

void acd__supervise_end(acd_engine *engine, acd__agent *agent, int release)
{
  acd__call *call = agent->call;
  over(engine, agent);
  if (release) acd__action_notice(engine, ACD_ACTION_RELEASE, call, agent);
  agent->call = NULL;
  acd__agent_free(engine, agent);
}

void acd__supervise_end_all(acd_engine *engine, acd__call *call)
{
  while (call->supervisors) acd__supervise_end(engine, call->supervisors, 1);
}

void acd__supervise_joined(acd_engine *engine, acd__agent *agent)
{
  acd__call *call = agent->call;
  if (agent->role != ACD_ROLE_BARGE) return;
  over(engine, agent);
  agent->calls_count++;
  agent->misses_count = 0;
  agent->talk_since_us = engine->now_us;
  acd__event(engine, ACD_EVENT_OFFERED, call, NULL, agent, 0, 0, 0, 0);
  acd__event(engine, ACD_EVENT_OFFER_ENDED, call, NULL, agent, 0, 0, ACD_OFFER_ACCEPTED, 0);
  acd__agent_state(engine, agent, ACD_AGENT_STATE_BUSY);
  acd__event(engine, ACD_EVENT_ANSWERED, call, NULL, agent, 0, 0, 0, 0);
  acd__party_enter(engine, call, agent);
}

static int begin(acd_engine *engine, acd__apply *apply, acd__agent *agent, uint32_t role)
{
  int status;
  acd__call *call = acd__pool_find(&engine->calls, apply->command->body.supervise.call, &status);
  if (!call) return acd__refuse(apply, status, ACD_FAULT_BODY, 0);
  if (!acd__agent_may_join(agent)) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if ((call->state != ACD_CALL_STATE_TALKING && call->state != ACD_CALL_STATE_HELD) || call->is_consult)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, 0);
  if (call->parties_count + call->supervisors_count >= ACD__PARTIES_MAX)
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, 0);
  if (agent->idle) acd__idle_remove(agent);
  acd__limit_lift(engine, agent);
  acd__timers_disarm(&engine->timers, &agent->timer);
  agent->rest_until_us = 0;
  agent->call = call;
  agent->party_since_us = engine->now_us;
  link_supervisor(call, agent);
  acd__agent_state(engine, agent, ACD_AGENT_STATE_SUPERVISING);
  tell(engine, agent, 0, role);
  ask_to_join(engine, agent, role);
  return ACD_OK;
}

int acd__do_agent_supervise(acd_engine *engine, acd__apply *apply)
{
  const acd_command_supervise *body = &apply->command->body.supervise;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (body->role < 0 || body->role > ACD_ROLE_BARGE) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1);
  uint32_t role = (uint32_t)body->role;
  int supervises = agent->state == ACD_AGENT_STATE_SUPERVISING;
  if (!supervises && role) return begin(engine, apply, agent, role);
  if (!supervises || agent->call->slot.id != body->call || role == agent->role)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if (role == 0) {
    acd__supervise_end(engine, agent, 1);
  } else {
    tell(engine, agent, engine->now_us - agent->party_since_us, role);
    ask_to_join(engine, agent, role);
  }
  return ACD_OK;
}
