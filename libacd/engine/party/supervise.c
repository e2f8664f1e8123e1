/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Supervisors: agents who listen to a conversation, or speak in it, without handling the call (acd/party.h). */

static void tell(acd_engine *engine, acd__line *line, int64_t length_us, uint32_t role)
{
  line->role = (uint8_t)role;
  acd__event(engine, ACD_EVENT_SUPERVISION, line->call, NULL, line->agent, length_us, 0, role, 0);
}

static void over(acd_engine *engine, acd__line *line)
{
  acd__call *call = line->call;
  acd__action_end(engine, line->request);
  acd__line_remove(&call->supervisors, line);
  call->supervisors_count--;
  tell(engine, line, engine->now_us - line->party_since_us, 0);
}

static void ask_to_join(acd_engine *engine, acd__line *line, uint32_t role)
{
  acd__action_end(engine, line->request);
  acd__action *action = acd__action_request(engine, ACD_ACTION_JOIN, line);
  action->reason = (uint8_t)role;
  acd__action_send(engine, action, acd__ring_lane(engine, line->agent, NULL));
}

void acd__supervise_end(acd_engine *engine, acd__line *line, int release)
{
  acd__call *call = line->call;
  over(engine, line);
  if (release) acd__action_notice(engine, ACD_ACTION_RELEASE, call, line);
  line->call = NULL;
  acd__line_end(engine, line);
}

void acd__supervise_end_all(acd_engine *engine, acd__call *call)
{
  while (call->supervisors) acd__supervise_end(engine, call->supervisors, 1);
}

void acd__supervise_joined(acd_engine *engine, acd__line *line)
{
  acd__call *call = line->call;
  acd__agent *agent = line->agent;
  if (line->role != ACD_ROLE_BARGE) return;
  over(engine, line);
  agent->calls_count++;
  agent->misses_count = 0;
  line->talk_since_us = engine->now_us;
  acd__event(engine, ACD_EVENT_OFFERED, call, NULL, agent, 0, 0, 0, 0);
  acd__event(engine, ACD_EVENT_OFFER_ENDED, call, NULL, agent, 0, 0, ACD_OFFER_ACCEPTED, 0);
  acd__line_state(engine, line, ACD_AGENT_STATE_BUSY);
  acd__event(engine, ACD_EVENT_ANSWERED, call, NULL, agent, 0, 0, 0, 0);
  acd__party_enter(engine, call, line);
}

static int begin(acd_engine *engine, acd__apply *apply, acd__agent *agent, uint32_t role)
{
  int status;
  acd__call *call = acd__pool_find(&engine->calls, apply->command->body.supervise.call, &status);
  if (!call) return acd__refuse(apply, status, ACD_FAULT_BODY, 0);
  if (!acd__agent_may_join(agent)) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if (!acd__call_talks(call) || call->is_consult) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, 0);
  acd__device *device = acd__device_for(agent, call->channel);
  if (agent->devices && !device) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if (call->parties_count + call->supervisors_count >= ACD__PARTIES_MAX)
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, 0);
  acd__agent_engage(engine, agent);
  acd__line *line = acd__line_take(engine, agent, call, 0);
  acd__line_device(engine, line, device);
  line->party_since_us = engine->now_us;
  acd__line_append(&call->supervisors, line);
  call->supervisors_count++;
  acd__line_state(engine, line, ACD_AGENT_STATE_SUPERVISING);
  tell(engine, line, 0, role);
  ask_to_join(engine, line, role);
  return ACD_OK;
}

int acd__do_agent_supervise(acd_engine *engine, acd__apply *apply)
{
  const acd_command_supervise *body = &apply->command->body.supervise;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (body->role < 0 || body->role > ACD_ROLE_BARGE) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1);
  uint32_t role = (uint32_t)body->role;
  acd__line *line = &agent->line;
  int supervises = line->state == ACD_AGENT_STATE_SUPERVISING;
  if (!supervises && role) return begin(engine, apply, agent, role);
  if (!supervises || line->call->slot.id != body->call || role == line->role)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if (role == 0) {
    acd__supervise_end(engine, line, 1);
  } else {
    tell(engine, line, engine->now_us - line->party_since_us, role);
    ask_to_join(engine, line, role);
  }
  return ACD_OK;
}
