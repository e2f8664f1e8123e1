/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* A call that waits for one agent alone stands in that agent's own list, not in a queue. */

int32_t acd__direct_enter(acd_engine *engine, acd__call *call, acd__agent *agent, acd__lane *wait_lane, int may_wait)
{
  if (agent->gone || agent->presence != ACD_PRESENCE_AVAILABLE) return ACD_EXIT_UNREACHABLE;
  if (!(agent->idle >> call->channel & 1) && !may_wait) return ACD_EXIT_BUSY;
  call->direct = agent;
  call->queued_us = engine->now_us;
  call->expired = 0;
  call->node.key_a = acd__own_key(call, call->priority + call->entry_priority);
  call->node.key_b = engine->now_us;
  acd__call_segment(engine, call, ACD_SEGMENT_DIRECT);
  acd__call_state(engine, call, ACD_CALL_STATE_WAITING);
  acd__order_insert(&agent->own, &call->node);
  if (wait_lane) acd__timers_arm(&engine->timers, &call->timer, wait_lane, engine->now_us);
  if (agent->idle >> call->channel & 1) {
    acd__idle_remove(agent);
    acd__agent_match(engine, agent);
  }
  return 0;
}

void acd__direct_leave(acd_engine *engine, acd__call *call)
{
  acd__timers_disarm(&engine->timers, &call->timer);
  if (call->node.place != ACD__ORDER_OUT) acd__order_remove(&call->direct->own, &call->node);
  acd__call_segment(engine, call, 0);
  call->direct = NULL;
  if (call->offers) acd__offers_stop(engine, call);
}

void acd__direct_fail(acd_engine *engine, acd__call *call, int32_t exit)
{
  acd__direct_leave(engine, call);
  if (!call->fallback) {
    acd__call_exit(engine, call, exit);
    return;
  }
  if (call->fallback == ACD__FALLBACK_PARK) {
    acd__park(engine, call);
    return;
  }
  call->fallback = 0;
  acd__call_return(engine, call);
}

void acd__call_return(acd_engine *engine, acd__call *call)
{
  acd__queue *origin = acd__queue_find(engine, call->origin);
  int32_t exit = origin ? acd__queue_enter(engine, call, origin, NULL, ACD_ENTER_TRANSFERRED) : ACD_EXIT_ERROR;
  if (exit == ACD__EXIT_SWITCHED)
    acd__flow_walk(engine, call);
  else if (exit)
    acd__call_end(engine, call, ACD_END_FAILED, 1);
}
