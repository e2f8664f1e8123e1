/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Agents who come into a conversation and leave it: acd/party.h. The first is the call's agent, the others stand in a list. */

static void link_last(acd_engine *engine, acd__call *call, acd__line *line)
{
  acd__line_append(&call->parties, line);
  if (++call->parties_count == 1) acd__agent_shift(engine, call->line->agent);
}

static void take_out(acd_engine *engine, acd__call *call, acd__line *line)
{
  acd__line_remove(&call->parties, line);
  call->parties_count--;
  acd__event(engine, ACD_EVENT_SEGMENT, call, NULL, line->agent, engine->now_us - line->party_since_us, 0,
             ACD_SEGMENT_PARTY, 0);
  if (call->parties_count == 0 && call->line) acd__agent_shift(engine, call->line->agent);
}

/* What the caller has been on hold by now. */
static int64_t held_us(const acd_engine *engine, const acd__call *call)
{
  return call->hold_us + (call->state == ACD_CALL_STATE_HELD ? engine->now_us - call->held_since_us : 0);
}

void acd__party_enter(acd_engine *engine, acd__call *call, acd__line *line)
{
  line->hold_before_us = held_us(engine, call);
  line->party_since_us = engine->now_us;
  acd__event(engine, ACD_EVENT_JOINED, call, line->queue, line->agent, 0, 0, 0, 0);
  link_last(engine, call, line);
}

void acd__party_join(acd_engine *engine, acd__call *call, acd__line *line, acd_id from, int64_t from_ref)
{
  line->call = call;
  line->call_id = call->slot.id;
  acd__line_channel(engine, line, call->channel);
  line->hold_before_us = call->hold_us;
  acd__event(engine, ACD_EVENT_JOINED, call, line->queue, line->agent, 0, from, 0, 0);
  if (call->line) {
    line->party_since_us = engine->now_us;
    link_last(engine, call, line);
  } else {
    call->line = line;
    acd__call_segment(engine, call, ACD_SEGMENT_AGENT);
  }
  acd__action *action = acd__action_request(engine, ACD_ACTION_JOIN, line);
  action->related_id = from;
  action->related_ref = from_ref;
  acd__action_send(engine, action, engine->world.centre.request_lane);
  acd__agent_shift(engine, line->agent);
}

void acd__party_leave(acd_engine *engine, acd__line *line, int64_t how, int tell)
{
  acd__call *call = line->call;
  take_out(engine, call, line);
  acd__conversation_leave(engine, call, line, how, tell);
  /* The first is away, consulting: nobody is with the caller any more. */
  if (call->consult && !call->parties && call->state == ACD_CALL_STATE_TALKING)
    acd__conversation_hold(engine, call, NULL);
  acd__line_after(engine, line);
}

void acd__parties_end(acd_engine *engine, acd__call *call, int64_t how, int tell)
{
  while (call->parties) {
    acd__line *line = call->parties;
    take_out(engine, call, line);
    acd__conversation_leave(engine, call, line, how, tell);
    acd__line_after(engine, line);
  }
}

void acd__party_first(acd_engine *engine, acd__call *call)
{
  acd__line *line = call->parties;
  take_out(engine, call, line);
  call->line = line;
  acd__call_segment(engine, call, ACD_SEGMENT_AGENT);
  acd__agent_shift(engine, line->agent);
}

/* The caller has the others who are in the conversation, or goes back to where it was answered from. */
static void first_lost(acd_engine *engine, acd__line *line, int tell)
{
  acd__call *call = line->call;
  if (call->parties) {
    if (call->consult) acd__consult_drop(engine, call);
    acd__conversation_leave_first(engine, call, ACD_CONVERSATION_LOST, tell);
    acd__party_first(engine, call);
  } else {
    acd__conversation_end(engine, call, ACD_CONVERSATION_LOST, tell);
    acd__flow_leave(engine, call);
    acd__call_return(engine, call);
  }
  acd__line_after(engine, line);
}

void acd__join_failed(acd_engine *engine, acd__line *line)
{
  acd__call *call = line->call;
  if (line->role) {
    acd__supervise_end(engine, line, 1);
    return;
  }
  if (call->line != line) {
    acd__party_leave(engine, line, ACD_CONVERSATION_LOST, 1);
    return;
  }
  first_lost(engine, line, 1);
}

void acd__leg_lost(acd_engine *engine, acd__line *line)
{
  acd__call *call = line->call;
  if (call->line != line) {
    acd__party_leave(engine, line, ACD_CONVERSATION_LOST, 0);
  } else if (call->is_consult) {
    acd__conversation_end(engine, call, ACD_CONVERSATION_LOST, 0);
    acd__call_end(engine, call, ACD_END_LOST_BY_HOST, 1);
    acd__line_after(engine, line);
  } else if (call->consult && call->consult->state == ACD_CALL_STATE_TALKING) {
    acd__consult_complete(engine, call, ACD_CONVERSATION_LOST, 0);
  } else {
    first_lost(engine, line, 0);
  }
}
