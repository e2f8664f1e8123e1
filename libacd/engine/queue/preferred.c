/* SPDX-License-Identifier: Apache-2.0 */
/* A call that waits in a queue for a preferred agent alone, for a time (acd/route.h). It stands in that agent's own list, as
 * calls that were sent to the agent do, and in no class. */
#include "engine/engine.h"

/* The one to wait for: the first of the call's preferred agents who is there and could serve it. NULL: none, or one who might be
 * had at once but for a reservation. */
static acd__agent *worth_waiting_for(const acd_engine *engine, const acd__call *call)
{
  acd__agent *first = NULL;
  for (uint32_t i = 0; i < call->preferred->count; i++) {
    int status;
    acd__agent *agent = acd__pool_find(&engine->agents, call->preferred->agents[i], &status);
    if (!agent || agent->gone || agent->presence != ACD_PRESENCE_AVAILABLE || !acd__match_serves(call, agent)) continue;
    if (agent->idle >> call->channel & 1) return NULL;
    if (!first) first = agent;
  }
  return first;
}

void acd__preferred_place(acd__call *call)
{
  acd__order_node in_queue;
  acd__call_keys(call, &in_queue);
  call->node.key_a = acd__own_key(call, acd__call_priority(call));
  call->node.key_b = in_queue.key_b;
  acd__order_insert(&call->awaited->own, &call->node);
}

int acd__preferred_wait(acd_engine *engine, acd__call *call)
{
  acd__lane *lane = call->queue->config->preferred_lane;
  if (!lane || !call->preferred) return 0;
  call->awaited = worth_waiting_for(engine, call);
  if (!call->awaited) return 0;
  acd__preferred_place(call);
  call->pace->more.kind = ACD__TIMER_CALL_PREFERRED;
  acd__timers_arm(&engine->timers, &call->pace->more, lane, engine->now_us);
  if (engine->explain) acd__explain_tell(engine, call, NULL, ACD_SIDE_CALL);
  return 1;
}

void acd__preferred_end(acd_engine *engine, acd__call *call)
{
  if (!call->awaited) return;
  if (call->node.place != ACD__ORDER_OUT) acd__order_remove(&call->awaited->own, &call->node);
  call->awaited = NULL;
  acd__timers_disarm(&engine->timers, &call->pace->more);
  call->pace->more.kind = ACD__TIMER_CALL_MORE;
  acd__call_set_keys(call);
}

void acd__preferred_timeout(acd_engine *engine, acd__call *call)
{
  acd__preferred_end(engine, call);
  acd__call_requeue(engine, call);
}
