/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Handlers of the agents' commands. The table of states is in acd/agent.h. */

static void log_in(acd_engine *engine, acd__agent *agent, int64_t by)
{
  agent->misses_count = 0;
  acd__agent_seen(engine, agent);
  agent->idle_since_us = engine->now_us;
  acd__agent_presence(engine, agent, ACD_PRESENCE_NOT_READY, ACD_REASON_LOGIN, by);
  if (agent->state == ACD_AGENT_STATE_LOGGED_OUT) acd__agent_settle(engine, agent);
}

void acd__agent_turn_away(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason, int64_t by)
{
  int stopping = 0;
  if (agent->idle) acd__idle_remove(agent);
  acd__agent_presence(engine, agent, presence, reason, by);
  for (acd__line *line = &agent->line; line; line = line->next) {
    stopping |= line->stopping; /* follows its presence when the device was told */
    if (line->stopping) continue;
    if (line->state == ACD_AGENT_STATE_RESERVED) acd__offer_withdraw(engine, line);
    if (line->state == ACD_AGENT_STATE_WRAPUP) acd__wrapup_close(engine, line);
  }
  if (!stopping) acd__agent_settle(engine, agent);
}

static int wraps_up(const acd__agent *agent)
{
  const acd__line *line = &agent->line;
  while (line && line->state != ACD_AGENT_STATE_WRAPUP) line = line->next;
  return line != NULL;
}

/* 1 if saying ready changes anything. */
static int can_be_ready(const acd__agent *agent)
{
  return agent->presence != ACD_PRESENCE_AVAILABLE || wraps_up(agent) || agent->rest_until_us;
}

static void be_ready(acd_engine *engine, acd__agent *agent, int64_t by)
{
  if (agent->presence != ACD_PRESENCE_AVAILABLE) agent->misses_count = 0;
  acd__agent_presence(engine, agent, ACD_PRESENCE_AVAILABLE, 0, by);
  if (agent->state == ACD_AGENT_STATE_NOT_READY && engine->world.centre.idle_not_ready == ACD_IDLE_RESTART)
    agent->idle_since_us = engine->now_us;
  for (acd__line *line = &agent->line; line; line = line->next)
    if (line->state == ACD_AGENT_STATE_WRAPUP) acd__wrapup_close(engine, line);
  acd__agent_rest_end(engine, agent);
  acd__agent_free(engine, agent); /* what is in hand goes on */
}

int acd__do_agent_login(acd_engine *engine, acd__apply *apply)
{
  const acd_command_presence *body = &apply->command->body.presence;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (agent->gone || agent->presence != ACD_PRESENCE_LOGGED_OUT)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  if (body->reason) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  agent->host_ref = body->host_ref;
  log_in(engine, agent, 0);
  return ACD_OK;
}

int acd__do_agent_logout(acd_engine *engine, acd__apply *apply)
{
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT && !agent->finishing)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  acd__agent_turn_away(engine, agent, ACD_PRESENCE_LOGGED_OUT, 0, 0);
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
  acd__agent_turn_away(engine, agent, ACD_PRESENCE_NOT_READY, reason, 0);
  return ACD_OK;
}

int acd__do_agent_ready(acd_engine *engine, acd__apply *apply)
{
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT || !can_be_ready(agent))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  be_ready(engine, agent, 0);
  return ACD_OK;
}

int acd__agent_stops(const acd__agent *agent)
{
  const acd__line *line = &agent->line;
  while (line && !line->stopping) line = line->next;
  return line != NULL;
}

/* The presence is taken at once, and what is in hand goes on to its end. */
static void finish_first(acd_engine *engine, acd__agent *agent, const acd_command_set_presence *to)
{
  acd__agent_presence(engine, agent, (uint32_t)to->presence, to->reason, to->by);
  agent->finishing = to->presence == ACD_PRESENCE_LOGGED_OUT;
  if (to->presence == ACD_PRESENCE_AVAILABLE) {
    if (agent->line.next) acd__agent_free(engine, agent); /* there may be room beside it */
    return;
  }
  if (agent->idle) acd__idle_remove(agent); /* for what there is room for beside it */
  acd__limit_lift(engine, agent);
  acd__agent_rest_end(engine, agent);
  if (!acd__agent_stops(agent)) acd__agent_own_leave(engine, agent);
}

/* Presence and reason are what they are to be, and there is nothing to take away. */
static int is_so(const acd__agent *agent, const acd_command_set_presence *to)
{
  int ends_rest = to->when == ACD_WHEN_NOW && to->presence == ACD_PRESENCE_AVAILABLE && agent->rest_until_us;
  return agent->presence == to->presence && agent->reason == to->reason && !agent->lines_count && !ends_rest;
}

static void set_presence(acd_engine *engine, acd__agent *agent, const acd_command_set_presence *to)
{
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT && to->presence != ACD_PRESENCE_LOGGED_OUT) {
    log_in(engine, agent, to->by);
    if (is_so(agent, to)) return;
  }
  if (is_so(agent, to))
    acd__agent_presence(engine, agent, agent->presence, agent->reason, to->by);
  else if (agent->lines_count && to->when == ACD_WHEN_FINISHED)
    finish_first(engine, agent, to);
  else if (to->presence == ACD_PRESENCE_AVAILABLE)
    be_ready(engine, agent, to->by);
  else
    acd__agent_turn_away(engine, agent, (uint32_t)to->presence, to->reason, to->by);
}

int acd__do_agent_set_presence(acd_engine *engine, acd__apply *apply)
{
  const acd_command_set_presence *to = &apply->command->body.set_presence;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (to->presence < ACD_PRESENCE_LOGGED_OUT || to->presence > ACD_PRESENCE_AVAILABLE)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  if (to->reason < 0 || to->reason > (to->presence == ACD_PRESENCE_NOT_READY ? 65535 : 0))
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1);
  if (to->when != ACD_WHEN_NOW && to->when != ACD_WHEN_FINISHED)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 2);
  if (agent->gone) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  set_presence(engine, agent, to);
  return ACD_OK;
}

/* The one of these states that a command means, by its call or as the only one (acd/agent.h). NULL: refused. */
static acd__line *in_hand(acd__apply *apply, acd__agent *agent, acd_id call, uint32_t states)
{
  acd__line *found = NULL;
  int several = 0;
  for (acd__line *line = &agent->line; line; line = line->next) {
    if (!(states >> line->state & 1) || line->stopping || (call && line->call_id != call)) continue;
    several |= found != NULL;
    if (!found || line->state_since_us < found->state_since_us) found = line;
  }
  if (found && (call || !several)) return found;
  apply->result->code = acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, agent->state);
  return NULL;
}

int acd__do_agent_extend_wrapup(acd_engine *engine, acd__apply *apply)
{
  const acd_command_extend *body = &apply->command->body.extend;
  int64_t extend_us = body->extend_us;
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  if (extend_us < 0 || extend_us > ACD__EXTENSION_MAX_US)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  acd__line *line = in_hand(apply, agent, body->call, 1u << ACD_AGENT_STATE_WRAPUP);
  if (!line) return apply->result->code;
  int64_t left_us = acd__wrapup_extension_left(line);
  if (left_us == 0 || extend_us > left_us) return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_BODY, 0);
  if (extend_us == 0) extend_us = left_us;
  acd_time until_us = acd__wrapup_until(line) + extend_us;
  line->wrapup_extended_us += extend_us;
  acd__timers_disarm(&engine->timers, &line->wrapup);
  acd__timers_disarm(&engine->timers, &line->wrapup_until.timer);
  acd__timers_arm_at(&engine->timers, &line->wrapup_until, until_us);
  return ACD_OK;
}

int acd__do_agent_end_wrapup(acd_engine *engine, acd__apply *apply)
{
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  acd__line *line = in_hand(apply, agent, apply->command->body.in_hand.call, 1u << ACD_AGENT_STATE_WRAPUP);
  if (!line) return apply->result->code;
  acd__wrapup_end(engine, line);
  return ACD_OK;
}

int acd__do_agent_hangup(acd_engine *engine, acd__apply *apply)
{
  acd__agent *agent = acd__apply_agent(engine, apply);
  if (!agent) return apply->result->code;
  static const uint32_t states =
      1u << ACD_AGENT_STATE_RESERVED | 1u << ACD_AGENT_STATE_BUSY | 1u << ACD_AGENT_STATE_SUPERVISING;
  acd__line *line = in_hand(apply, agent, apply->command->body.in_hand.call, states);
  if (!line) return apply->result->code;
  int status = acd__decline_reserve(engine, line);
  if (status) return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  if (line->state == ACD_AGENT_STATE_RESERVED)
    acd__offer_failed(engine, line, ACD_OFFER_REJECTED);
  else if (line->state == ACD_AGENT_STATE_SUPERVISING)
    acd__supervise_end(engine, line, 0);
  else if (line->accepted)
    acd__bridge_failed(engine, line, ACD_OFFER_REJECTED);
  else
    acd__conversation_agent_gone(engine, line);
  return ACD_OK;
}
