/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Handlers of the agents' commands. The table of states is in acd/agent.h. */

int acd__do_agent_login(acd_engine *engine, acd__apply *apply)
{
  const acd_command_presence *body = &apply->command->body.presence;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (agent->gone || agent->presence != ACD_PRESENCE_LOGGED_OUT)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if (body->reason) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  agent->host_ref = body->host_ref;
  agent->misses_count = 0;
  acd__agent_presence(engine, agent, ACD_PRESENCE_NOT_READY, ACD_REASON_LOGIN);
  if (!agent->call && !agent->stopping) acd__agent_settle(engine, agent);
  return ACD_OK;
}

void acd__agent_turn_away(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason)
{
  if (agent->idle) acd__idle_remove(agent);
  acd__agent_presence(engine, agent, presence, reason);
  if (agent->stopping) return; /* follows its presence when the device was told */
  switch (agent->state) {
  case ACD_AGENT_STATE_RESERVED: acd__offer_cancel(engine, agent); break;
  case ACD_AGENT_STATE_BUSY: acd__agent_own_leave(engine, agent); break;
  case ACD_AGENT_STATE_WRAPUP: acd__agent_wrapup_end(engine, agent); break;
  default: acd__agent_settle(engine, agent); break;
  }
}

int acd__do_agent_logout(acd_engine *engine, acd__apply *apply)
{
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  acd__agent_turn_away(engine, agent, ACD_PRESENCE_LOGGED_OUT, 0);
  return ACD_OK;
}

int acd__do_agent_not_ready(acd_engine *engine, acd__apply *apply)
{
  int64_t reason = apply->command->body.presence.reason;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (apply->command->body.presence.host_ref) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1);
  if (reason < 0 || reason > 65535) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  acd__agent_turn_away(engine, agent, ACD_PRESENCE_NOT_READY, reason);
  return ACD_OK;
}

int acd__do_agent_ready(acd_engine *engine, acd__apply *apply)
{
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  int ends_something = agent->state == ACD_AGENT_STATE_WRAPUP || agent->rest_until_us;
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT || (agent->presence == ACD_PRESENCE_AVAILABLE && !ends_something))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  int was_available = agent->presence == ACD_PRESENCE_AVAILABLE;
  acd__agent_presence(engine, agent, ACD_PRESENCE_AVAILABLE, 0);
  if (!was_available) agent->misses_count = 0;
  switch (agent->state) {
  case ACD_AGENT_STATE_WRAPUP: acd__agent_wrapup_end(engine, agent); break;
  case ACD_AGENT_STATE_READY:
    acd__timers_disarm(&engine->timers, &agent->timer);
    agent->rest_until_us = 0;
    acd__agent_match(engine, agent);
    break;
  case ACD_AGENT_STATE_NOT_READY:
    agent->idle_since_us = engine->now_us;
    acd__agent_free(engine, agent);
    break;
  default: break; /* busy: counts when the call is over */
  }
  return ACD_OK;
}

int acd__do_agent_hangup(acd_engine *engine, acd__apply *apply)
{
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (!agent->call) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if (agent->state == ACD_AGENT_STATE_RESERVED)
    acd__offer_failed(engine, agent, ACD_OFFER_REJECTED);
  else if (agent->accepted)
    acd__bridge_failed(engine, agent, ACD_OFFER_REJECTED);
  else
    acd__conversation_agent_gone(engine, agent);
  return ACD_OK;
}
