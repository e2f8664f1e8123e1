/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Agents who come into a conversation and leave it: acd/party.h. The first is the call's agent, the others stand in a list. */

static void link_last(acd__call *call, acd__agent *agent)
{
  acd__agent *last = call->parties;
  while (last && last->offer_next) last = last->offer_next;
  agent->offer_prev = last;
  agent->offer_next = NULL;
  if (last)
    last->offer_next = agent;
  else
    call->parties = agent;
  call->parties_count++;
}

static void take_out(acd_engine *engine, acd__call *call, acd__agent *agent)
{
  if (agent->offer_prev)
    agent->offer_prev->offer_next = agent->offer_next;
  else
    call->parties = agent->offer_next;
  if (agent->offer_next) agent->offer_next->offer_prev = agent->offer_prev;
  agent->offer_prev = agent->offer_next = NULL;
  call->parties_count--;
  acd__event(engine, ACD_EVENT_SEGMENT, call, NULL, agent, engine->now_us - agent->party_since_us, 0, ACD_SEGMENT_PARTY,
             0);
}

/* What the caller has been on hold by now. */
static int64_t held_us(const acd_engine *engine, const acd__call *call)
{
  return call->hold_us + (call->state == ACD_CALL_STATE_HELD ? engine->now_us - call->held_since_us : 0);
}

void acd__party_enter(acd_engine *engine, acd__call *call, acd__agent *agent)
{
  agent->hold_before_us = held_us(engine, call);
  agent->party_since_us = engine->now_us;
  acd__event(engine, ACD_EVENT_JOINED, call, agent->queue, agent, 0, 0, 0, 0);
  link_last(call, agent);
}

void acd__party_join(acd_engine *engine, acd__call *call, acd__agent *agent, acd_id from, int64_t from_ref)
{
  agent->call = call;
  agent->hold_before_us = call->hold_us;
  acd__event(engine, ACD_EVENT_JOINED, call, agent->queue, agent, 0, from, 0, 0);
  if (call->agent) {
    agent->party_since_us = engine->now_us;
    link_last(call, agent);
  } else {
    call->agent = agent;
    acd__call_segment(engine, call, ACD_SEGMENT_AGENT);
  }
  acd__action *action = acd__action_new(engine, ACD_ACTION_JOIN, call, agent);
  action->related_id = from;
  action->related_ref = from_ref;
  action->agent = agent;
  agent->request = action;
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

void acd__party_leave(acd_engine *engine, acd__agent *agent, int64_t how, int tell)
{
  acd__call *call = agent->call;
  take_out(engine, call, agent);
  acd__conversation_leave(engine, call, agent, how, tell);
  /* The first is away, consulting: nobody is with the caller any more. */
  if (call->consult && !call->parties && call->state == ACD_CALL_STATE_TALKING) acd__conversation_hold(engine, call);
  acd__agent_after(engine, agent);
}

void acd__parties_end(acd_engine *engine, acd__call *call, int64_t how, int tell)
{
  while (call->parties) {
    acd__agent *agent = call->parties;
    take_out(engine, call, agent);
    acd__conversation_leave(engine, call, agent, how, tell);
    acd__agent_after(engine, agent);
  }
}

void acd__party_first(acd_engine *engine, acd__call *call)
{
  acd__agent *agent = call->parties;
  take_out(engine, call, agent);
  call->agent = agent;
  acd__call_segment(engine, call, ACD_SEGMENT_AGENT);
}

void acd__join_failed(acd_engine *engine, acd__agent *agent)
{
  acd__call *call = agent->call;
  if (agent->role) {
    acd__supervise_end(engine, agent, 1);
    return;
  }
  if (call->agent != agent) {
    acd__party_leave(engine, agent, ACD_CONVERSATION_LOST, 1);
    return;
  }
  if (call->parties) {
    if (call->consult) acd__consult_drop(engine, call);
    acd__conversation_leave_first(engine, call, ACD_CONVERSATION_LOST, 1);
    acd__party_first(engine, call);
    acd__agent_after(engine, agent);
    return;
  }
  acd__conversation_end(engine, call, ACD_CONVERSATION_LOST, 1);
  acd__flow_leave(engine, call);
  acd__call_return(engine, call);
  acd__agent_after(engine, agent);
}
