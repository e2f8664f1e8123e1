/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

static void take_state(acd_engine *engine, acd__agent *agent, uint32_t state)
{
  if (agent->state == state && state != ACD_AGENT_STATE_NOT_READY) return;
  int64_t lasted_us = agent->state ? engine->now_us - agent->state_since_us : 0;
  uint32_t before = agent->state;
  acd__occupancy_leave(engine, agent);
  agent->state = state;
  agent->state_since_us = engine->now_us;
  acd__event(engine, ACD_EVENT_AGENT_STATE, NULL, NULL, agent, lasted_us, before, state,
             state == ACD_AGENT_STATE_NOT_READY ? agent->reason : 0);
  if (state == ACD_AGENT_STATE_READY) acd__occupancy_ready(engine, agent);
}

void acd__agent_review(acd_engine *engine, acd__agent *agent)
{
  uint32_t state = agent->line.state;
  if (!state) switch (agent->presence) {
    case ACD_PRESENCE_AVAILABLE: state = agent->elsewhere ? ACD_AGENT_STATE_ELSEWHERE : ACD_AGENT_STATE_READY; break;
    case ACD_PRESENCE_NOT_READY: state = ACD_AGENT_STATE_NOT_READY; break;
    default: state = ACD_AGENT_STATE_LOGGED_OUT; break;
    }
  take_state(engine, agent, state);
}

void acd__agent_count(acd_engine *engine, const acd__agent *agent, int64_t staffed, int64_t available)
{
  acd__profile *profile = agent->profile;
  profile->staffed += staffed;
  profile->available += available;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    acd__queue_route *route = profile->queues[i].route;
    route->staffed += staffed;
    route->available += available;
    if (route->queue) acd__queue_staffing(engine, route->queue);
  }
}

void acd__agent_presence(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason, int64_t by)
{
  int is_new = agent->presence != presence || agent->reason != reason;
  int64_t staffed = (presence > ACD_PRESENCE_LOGGED_OUT) - (agent->presence > ACD_PRESENCE_LOGGED_OUT);
  int64_t available = (presence == ACD_PRESENCE_AVAILABLE) - (agent->presence == ACD_PRESENCE_AVAILABLE);
  acd__agent_count(engine, agent, staffed, available);
  agent->presence = presence;
  agent->reason = reason;
  agent->finishing = 0;
  if (is_new || by) acd__event(engine, ACD_EVENT_PRESENCE, NULL, NULL, agent, 0, by, presence, reason);
}

void acd__agent_idle_restart(acd_engine *engine, acd__agent *agent, const acd__queue *queue)
{
  if (queue || engine->world.centre.idle_direct == ACD_IDLE_RESTART) agent->idle_since_us = engine->now_us;
}

void acd__agent_rest(acd_engine *engine, acd__agent *agent, acd__lane *lane)
{
  if (!lane) return;
  acd__timers_disarm(&engine->timers, &agent->rest);
  acd__timers_arm(&engine->timers, &agent->rest, lane, engine->now_us);
  agent->rest_until_us = agent->rest.due_us;
}

/* 1 if nothing keeps the agent from being offered a call but, perhaps, the limit of offers. */
static int is_open(const acd__agent *agent)
{
  return agent->presence == ACD_PRESENCE_AVAILABLE && !agent->lines_count && !agent->rest_until_us && !agent->elsewhere;
}

void acd__agent_settle(acd_engine *engine, acd__agent *agent)
{
  acd__limit_lift(engine, agent);
  acd__agent_review(engine, agent);
  if (agent->presence == ACD_PRESENCE_AVAILABLE) {
    if (is_open(agent) && !acd__limit_holds(engine, agent)) acd__agent_idle(engine, agent);
    return;
  }
  acd__agent_rest_end(engine, agent);
  if (!agent->lines_count) agent->finishing = 0;
  acd__agent_own_leave(engine, agent);
  if (agent->gone && !agent->lines_count && agent->own.count == 0) acd__agent_remove(engine, agent);
}

void acd__agent_engage(acd_engine *engine, acd__agent *agent)
{
  if (agent->idle) acd__idle_remove(agent);
  acd__limit_lift(engine, agent);
  acd__agent_rest_end(engine, agent);
}

#define OFFERS_MAX 2 /* at once; sixteen agents may get idle in one slice */

/* Calls of queues that keep agents free may now be offered, to this agent or to others: one of each queue, for then no more
 * agents are ready than it keeps free. An agent of many such queues leaves the rest to a slice. */
void acd__agent_idle(acd_engine *engine, acd__agent *agent)
{
  acd__idle_add(agent);
  const acd__profile *profile = agent->profile;
  int offers = 0;
  for (uint32_t i = 0; profile->counts && i < profile->queues_count; i++) {
    const acd__queue_route *route = profile->queues[i].route;
    acd__call *call = route->rules->reserve ? acd__match_first(route) : NULL;
    if (!call) continue;
    if (offers++ == OFFERS_MAX) {
      acd__rematch_begin(engine);
      return;
    }
    acd__offer_call(engine, call);
  }
}

void acd__agent_match(acd_engine *engine, acd__agent *agent)
{
  if (acd__limit_holds(engine, agent)) return;
  acd__call *call = acd__call_of_node(acd__order_first(&agent->own));
  int awaited = call && call->awaited;
  if (!call) call = acd__match_call(engine->world.route, agent, engine->now_us);
  if (engine->explain) acd__explain_tell(engine, call, agent, ACD_SIDE_AGENT);
  if (!call) {
    acd__agent_idle(engine, agent);
    return;
  }
  acd__offer(engine, call, agent, 0);
  if (awaited && call->node.place != ACD__ORDER_OUT)
    acd__offer_call(engine, call); /* may ring others too from now on */
}

void acd__agent_free(acd_engine *engine, acd__agent *agent)
{
  if (!is_open(agent)) {
    acd__agent_settle(engine, agent);
    return;
  }
  acd__agent_review(engine, agent);
  acd__agent_match(engine, agent);
}

void acd__agent_rested(acd_engine *engine, acd__agent *agent)
{
  agent->rest_until_us = 0;
  acd__agent_free(engine, agent);
}

static void own_fail_first(acd_engine *engine, acd__agent *agent)
{
  acd__call *call = acd__call_of_node(acd__order_first(&agent->own));
  if (call->awaited)
    acd__preferred_timeout(engine, call);
  else
    acd__direct_fail(engine, call, ACD_EXIT_UNREACHABLE);
}

void acd__agent_own_leave(acd_engine *engine, acd__agent *agent)
{
  if (agent->own.count > 0 && !engine->in_timer) own_fail_first(engine, agent);
  if (agent->own.count > 0 && !agent->own_timer.lane)
    acd__timers_arm(&engine->timers, &agent->own_timer, engine->now_lane, engine->now_us);
}

void acd__agent_own_slice(acd_engine *engine, acd__agent *agent)
{
  if (agent->presence == ACD_PRESENCE_AVAILABLE) return; /* back meanwhile: those that are left may go on waiting */
  for (int i = 0; i < 2 && agent->own.count > 0; i++) own_fail_first(engine, agent);
  if (agent->own.count > 0)
    acd__timers_arm(&engine->timers, &agent->own_timer, engine->now_lane, engine->now_us);
  else if (agent->gone && !agent->lines_count)
    acd__agent_remove(engine, agent);
}

void acd__agent_remove(acd_engine *engine, acd__agent *agent)
{
  acd__decline_agent_left(engine, agent);
  acd__timers_disarm(&engine->timers, &agent->rest);
  acd__timers_disarm(&engine->timers, &agent->limit.timer);
  acd__timers_disarm(&engine->timers, &agent->own_timer);
  if (agent->line.notice) /* the device is told all the same; its answer concerns nobody */
    acd__action_disown(engine, agent->line.notice);
  if (agent->defined_prev)
    agent->defined_prev->defined_next = agent->defined_next;
  else
    engine->agents_head = agent->defined_next;
  if (agent->defined_next)
    agent->defined_next->defined_prev = agent->defined_prev;
  else
    engine->agents_tail = agent->defined_prev;
  if (engine->rematch_next == agent) engine->rematch_next = agent->defined_next;
  if (engine->occupancy_next == agent) engine->occupancy_next = agent->defined_next;
  acd_kpi_agent figures = {.size = sizeof figures};
  acd__kpi_agent_read(&agent->kpi, engine->now_us, &figures);
  acd__kpi_agent_add(&engine->kpi.agents_gone, &figures);
  acd__string_drop(&engine->memory, agent->name);
  acd__memory_give(&engine->memory, agent->config, agent->config->bytes);
  acd__pool_give(&engine->agents, agent);
}
