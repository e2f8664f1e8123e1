/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"
#include "engine/mark.h"

void acd__bridge_ask(acd_engine *engine, acd__line *line)
{
  acd__action *action = acd__action_request(engine, ACD_ACTION_BRIDGE, line);
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

void acd__bridged(acd_engine *engine, acd__line *line)
{
  acd__agent *agent = line->agent;
  acd__call *call = line->call;
  acd__queue *queue = call->queue;
  acd_time wait_us = acd__wait_us(engine, call);
  int called_back = call->callback && call->callback->stage;
  uint32_t idle = agent->idle;
  if (idle) acd__idle_remove(agent); /* calls answered are a key */
  line->accepted = 0;
  acd__action_end(engine, call->media);
  if (queue) {
    acd__membership *member = acd__membership_of(agent->config, queue);
    if (member) member->calls_count++;
    if (member) acd__group_answered(queue, member);
    acd__queue_mark(queue, agent, ACD_MOVES_ANSWERS);
    queue->holders++; /* before it is left, for it may be closed */
    call->origin = queue->slot.id;
    acd__queue_leave(engine, call, called_back ? ACD_LEAVE_CALLED_BACK : ACD_LEAVE_ANSWERED, agent);
  } else {
    acd__direct_leave(engine, call);
  }
  call->fallback = 0;
  call->queued_us = 0;
  agent->calls_count++;
  agent->misses_count = 0;
  line->talk_since_us = engine->now_us;
  line->hold_before_us = 0;
  call->hold_us = 0;
  acd__call_segment(engine, call, call->is_consult ? ACD_SEGMENT_CONSULTATION : ACD_SEGMENT_AGENT);
  acd__call_state(engine, call, ACD_CALL_STATE_TALKING);
  acd__event(engine, ACD_EVENT_ANSWERED, call, queue, agent, wait_us, engine->now_us - call->arrived_us, called_back,
             0);
  if (agent->line.next) acd__agent_remain(engine, agent, idle); /* it can give way from now on */
}

void acd__bridge_failed(acd_engine *engine, acd__line *line, int64_t detail)
{
  acd__call *call = line->call;
  if (line->agent->idle) acd__idle_remove(line->agent); /* the call looks further first */
  acd__whisper_end(engine, call);
  acd__action_end(engine, line->request);
  if (detail == ACD_OFFER_FAILED) acd__action_notice(engine, ACD_ACTION_RELEASE, call, line);
  call->line = NULL;
  acd__call_state(engine, call, ACD_CALL_STATE_WAITING);
  line->call = NULL;
  line->queue = NULL;
  line->accepted = 0;
  acd__agent_missed(engine, call, line->agent, detail, detail == ACD_OFFER_REJECTED);
  if (call->direct)
    acd__direct_fail(engine, call, detail == ACD_OFFER_REJECTED ? ACD_EXIT_REJECTED : ACD_EXIT_UNREACHABLE);
  else
    acd__queue_put_back(engine, call);
  acd__line_end(engine, line);
}

static void ask_of_agent(acd_engine *engine, uint32_t kind, acd__call *call, acd__string *music, const acd__call *by)
{
  acd__action *action = acd__action_media(engine, kind, call, music);
  action->agent_id = call->line->agent->slot.id;
  action->agent_ref = call->line->agent->host_ref;
  action->device_id = call->line->device ? call->line->device->slot.id : 0;
  if (by) {
    action->related_id = by->slot.id;
    action->related_ref = by->host_ref;
  }
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

void acd__conversation_hold(acd_engine *engine, acd__call *call, const acd__call *by)
{
  acd__queue *queue = call->line->queue;
  acd__call_state(engine, call, ACD_CALL_STATE_HELD);
  acd__recording_mark(engine, call);
  call->held_since_us = engine->now_us;
  acd__event(engine, ACD_EVENT_HELD, call, queue, call->line->agent, 0, by ? by->slot.id : 0, 0, 0);
  ask_of_agent(engine, ACD_ACTION_HOLD, call, queue ? queue->config->music : NULL, by);
  acd__hold_begin(engine, call);
  if (!by) acd__agent_shift(engine, call->line->agent);
}

void acd__conversation_unhold(acd_engine *engine, acd__call *call)
{
  if (call->state != ACD_CALL_STATE_HELD) return;
  int64_t held_us = engine->now_us - call->held_since_us;
  acd__call_state(engine, call, ACD_CALL_STATE_TALKING);
  call->hold_us += held_us;
  acd__recording_mark(engine, call);
  acd__hold_end(engine, call);
  acd__action_end(engine, call->media);
  acd__event(engine, ACD_EVENT_RESUMED, call, call->line->queue, call->line->agent, held_us, 0, 0, 0);
}

void acd__conversation_resume(acd_engine *engine, acd__call *call)
{
  acd__conversation_unhold(engine, call);
  ask_of_agent(engine, ACD_ACTION_RESUME, call, NULL, NULL);
}

void acd__conversation_leave(acd_engine *engine, acd__call *call, acd__line *line, int64_t how, int tell)
{
  int64_t length_us = engine->now_us - line->talk_since_us;
  int64_t hold_us = call->hold_us - line->hold_before_us;
  if (call->state == ACD_CALL_STATE_HELD) hold_us += engine->now_us - call->held_since_us;
  acd__action_end(engine, line->request);
  if (tell) acd__action_notice(engine, ACD_ACTION_RELEASE, call, line);
  acd__event(engine, ACD_EVENT_CONVERSATION_ENDED, call, line->queue, line->agent, length_us - hold_us, hold_us, how,
             acd__wrapup_lane(line) != NULL);
  if (line->agent->idle) acd__idle_remove(line->agent); /* talk time is a key; line_after brings the agent back */
  line->agent->talk_us += length_us;
  line->call = NULL;
}

acd__line *acd__conversation_leave_first(acd_engine *engine, acd__call *call, int64_t how, int tell)
{
  acd__line *line = call->line;
  acd__conversation_leave(engine, call, line, how, tell);
  acd__mark_leave(call, line);
  acd__call_segment(engine, call, 0);
  call->line = NULL;
  return line;
}

acd__line *acd__conversation_end(acd_engine *engine, acd__call *call, int64_t how, int tell)
{
  if (call->consult && !call->is_consult) acd__consult_drop(engine, call);
  acd__parties_end(engine, call, how, 1);
  acd__supervise_end_all(engine, call);
  acd__recording_resume(engine, call);
  acd__hold_end(engine, call);
  acd__action_end(engine, call->media);
  return acd__conversation_leave_first(engine, call, how, tell);
}

void acd__conversation_agent_gone(acd_engine *engine, acd__line *line)
{
  acd__call *call = line->call;
  if (call->line != line) {
    acd__party_leave(engine, line, ACD_CONVERSATION_LEFT, 0);
    return;
  }
  if (call->consult && !call->is_consult) {
    if (call->consult->state == ACD_CALL_STATE_TALKING) {
      acd__consult_complete(engine, call, ACD_CONVERSATION_TRANSFERRED, 0);
      return;
    }
    acd__consult_drop(engine, call);
  }
  if (call->parties) {
    acd__conversation_leave_first(engine, call, ACD_CONVERSATION_LEFT, 0);
    acd__party_first(engine, call);
    acd__line_after(engine, line);
    return;
  }
  acd__conversation_end(engine, call, ACD_CONVERSATION_AGENT, 0);
  /* A caller whose flow has a way on after the conversation takes it before the agent is free, as any other caller. */
  if (!acd__after_begin(engine, call)) acd__call_exit(engine, call, ACD_EXIT_NEXT);
  acd__line_after(engine, line);
}
