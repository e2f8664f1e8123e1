/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

void acd__bridged(acd_engine *engine, acd__agent *agent)
{
  acd__call *call = agent->call;
  acd__queue *queue = call->queue;
  acd_time wait_us = engine->now_us - call->queued_us;
  agent->accepted = 0;
  acd__action_end(engine, call->media);
  if (queue) {
    acd__membership *member = acd__membership_of(agent->config, queue);
    if (member) member->calls_count++;
    acd__queue_mark(queue, agent, ACD_MOVES_ANSWERS);
    queue->holders++; /* before it is left, for it may be closed */
    call->origin = queue->slot.id;
    acd__queue_leave(engine, call, ACD_LEAVE_ANSWERED, agent);
  } else {
    acd__direct_leave(engine, call);
  }
  call->fallback = 0;
  call->queued_us = 0;
  agent->calls_count++;
  agent->misses_count = 0;
  call->talk_since_us = engine->now_us;
  call->hold_us = 0;
  acd__call_segment(engine, call, ACD_SEGMENT_AGENT);
  acd__call_state(engine, call, ACD_CALL_STATE_TALKING);
  acd__event(engine, ACD_EVENT_ANSWERED, call, queue, agent, wait_us, engine->now_us - call->arrived_us, 0, 0);
}

void acd__bridge_failed(acd_engine *engine, acd__agent *agent, int64_t detail)
{
  acd__call *call = agent->call;
  acd__action_end(engine, agent->request);
  if (detail == ACD_OFFER_FAILED) acd__action_notice(engine, ACD_ACTION_RELEASE, call, agent);
  call->agent = NULL;
  acd__call_state(engine, call, ACD_CALL_STATE_WAITING);
  agent->call = NULL;
  agent->queue = NULL;
  agent->accepted = 0;
  acd__agent_missed(engine, call, agent, detail, detail == ACD_OFFER_REJECTED);
  if (call->direct)
    acd__direct_fail(engine, call, detail == ACD_OFFER_REJECTED ? ACD_EXIT_REJECTED : ACD_EXIT_UNREACHABLE);
  else
    acd__queue_put_back(engine, call);
  acd__agent_free(engine, agent);
}

acd__agent *acd__conversation_end(acd_engine *engine, acd__call *call, int64_t how, int tell)
{
  acd__agent *agent = call->agent;
  if (call->state == ACD_CALL_STATE_HELD) call->hold_us += engine->now_us - call->held_since_us;
  int64_t length_us = engine->now_us - call->talk_since_us;
  acd__action_end(engine, call->media);
  if (tell) acd__action_notice(engine, ACD_ACTION_RELEASE, call, agent);
  acd__event(engine, ACD_EVENT_CONVERSATION_ENDED, call, agent->queue, agent, length_us - call->hold_us, call->hold_us,
             how, 0);
  acd__call_segment(engine, call, 0);
  agent->talk_us += length_us;
  agent->call = NULL;
  call->agent = NULL;
  return agent;
}

void acd__conversation_agent_gone(acd_engine *engine, acd__agent *agent)
{
  acd__call *call = agent->call;
  acd__conversation_end(engine, call, ACD_CONVERSATION_AGENT, 0);
  /* A caller whose flow has a way on after the conversation takes it before the agent is free, as any other caller. */
  acd__call_exit(engine, call, ACD_EXIT_NEXT);
  acd__agent_after(engine, agent);
}
