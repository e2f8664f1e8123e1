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

/* Of several things in hand the most engaging one says what the agent is; 0: there is none. */
static uint32_t state_in_hand(const acd__agent *agent)
{
  static const uint8_t ranks[] = {[ACD_AGENT_STATE_WRAPUP] = 1,
                                  [ACD_AGENT_STATE_RESERVED] = 2,
                                  [ACD_AGENT_STATE_SUPERVISING] = 3,
                                  [ACD_AGENT_STATE_BUSY] = 4};
  uint32_t state = agent->line.state;
  for (const acd__line *line = agent->line.next; line; line = line->next)
    if (line->state && (!state || ranks[line->state] > ranks[state])) state = line->state;
  return state;
}

void acd__agent_review(acd_engine *engine, acd__agent *agent)
{
  uint32_t state = state_in_hand(agent);
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
  acd__profile_count(profile, staffed, available);
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__queue_route *route = profile->queues[i].route;
    if (route->queue) acd__queue_staffing(engine, route->queue);
  }
}

void acd__agent_presence(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason, int64_t by)
{
  int is_new = agent->presence != presence || agent->reason != reason;
  int64_t staffed = (presence > ACD_PRESENCE_LOGGED_OUT) - (agent->presence > ACD_PRESENCE_LOGGED_OUT);
  int64_t available = (presence == ACD_PRESENCE_AVAILABLE) - (agent->presence == ACD_PRESENCE_AVAILABLE);
  if (staffed || available) acd__agent_count(engine, agent, staffed, available);
  agent->presence = presence;
  agent->reason = reason;
  agent->finishing = 0;
  if (is_new || by) acd__event(engine, ACD_EVENT_PRESENCE, NULL, NULL, agent, 0, by, presence, reason);
}

void acd__agent_idle_restart(acd_engine *engine, acd__agent *agent, const acd__queue *queue)
{
  if (!queue && engine->world.centre.idle_direct != ACD_IDLE_RESTART) return;
  uint32_t channels = agent->idle;
  if (channels) acd__idle_remove(agent);
  agent->idle_since_us = engine->now_us;
  if (channels) acd__idle_add(agent, channels);
}

void acd__agent_rest(acd_engine *engine, acd__agent *agent, acd__lane *lane)
{
  if (!lane) return;
  if (agent->idle) acd__idle_remove(agent);
  acd__timers_disarm(&engine->timers, &agent->rest);
  acd__timers_arm(&engine->timers, &agent->rest, lane, engine->now_us);
  agent->rest_until_us = agent->rest.due_us;
}

/* 1 if nothing but what is in hand and, perhaps, the limit of offers keeps the agent from being offered a call. */
static int is_open(const acd__agent *agent)
{
  return agent->presence == ACD_PRESENCE_AVAILABLE && !agent->rest_until_us && !agent->elsewhere;
}

static void idle_in(acd_engine *engine, acd__agent *agent, uint32_t channels)
{
  agent->load = agent->lines_count ? acd__agent_load(engine, agent) : 0;
  if (agent->lines_count && engine->world.centre.occupancy_used) acd__occupancy_now(engine, agent);
  acd__idle_add(agent, channels);
}

/* In this instant, but not before what is going on is finished. */
static void look_later(acd_engine *engine, acd__agent *agent)
{
  if (!agent->look.lane) acd__timers_arm(&engine->timers, &agent->look, engine->now_lane, engine->now_us);
}

/* Something has changed: the agent stands in no idle order until it is settled, and what gave way goes on if it can. 1: more of
 * that is to come, in this instant, and nothing new before. */
static int begin_anew(acd_engine *engine, acd__agent *agent)
{
  if (agent->idle) acd__idle_remove(agent);
  int more = agent->line.next && agent->lines_count && acd__agent_resume(engine, agent);
  if (more) look_later(engine, agent);
  return more;
}

void acd__agent_settle(acd_engine *engine, acd__agent *agent)
{
  int goes_on = begin_anew(engine, agent);
  acd__limit_lift(engine, agent);
  acd__agent_review(engine, agent);
  if (agent->presence == ACD_PRESENCE_AVAILABLE) {
    uint32_t room = is_open(agent) && !goes_on ? acd__agent_room(engine, agent) : 0;
    if (room && !acd__limit_holds(engine, agent)) acd__agent_idle(engine, agent, room);
    return;
  }
  acd__agent_rest_end(engine, agent);
  if (!agent->lines_count) agent->finishing = 0;
  acd__agent_own_leave(engine, agent);
  if (agent->gone && !agent->lines_count && agent->own.count == 0) acd__agent_remove(engine, agent);
}

void acd__agent_remain(acd_engine *engine, acd__agent *agent, uint32_t channels)
{
  uint32_t room = is_open(agent) ? acd__agent_room(engine, agent) : 0;
  if (!room || acd__limit_holds(engine, agent)) return;
  if (room & channels) idle_in(engine, agent, room & channels);
  if (room & ~channels) look_later(engine, agent);
}

void acd__agent_shift(acd_engine *engine, acd__agent *agent)
{
  if (!agent->line.next || !agent->lines_count) return;
  uint32_t before = agent->idle;
  if (before) acd__idle_remove(agent);
  acd__agent_remain(engine, agent, before);
}

void acd__idle_again(acd_engine *engine, acd__agent *agent)
{
  uint32_t room = acd__agent_room(engine, agent) & agent->idle;
  agent->idle = 0;
  if (room) idle_in(engine, agent, room);
}

void acd__agent_refit(acd_engine *engine, acd__agent *agent)
{
  if (agent->presence == ACD_PRESENCE_AVAILABLE && !agent->elsewhere &&
      agent->state == ACD_AGENT_STATE_ELSEWHERE) { /* a device that is free came */
    if (engine->world.centre.idle_elsewhere == ACD_IDLE_RESTART) agent->idle_since_us = engine->now_us;
    acd__agent_review(engine, agent);
  }
  if (!is_open(agent)) {
    if (agent->elsewhere && agent->idle) acd__idle_remove(agent);
    acd__limit_lift(engine, agent); /* which may be another one now */
    return;
  }
  uint32_t room = acd__agent_room(engine, agent);
  if (!room) acd__limit_lift(engine, agent);
  if (room && acd__limit_holds(engine, agent)) room = 0;
  if (room == agent->idle) return;
  if (agent->idle) acd__idle_remove(agent);
  if (room) idle_in(engine, agent, room); /* calls in queues are brought together with agents when all are in place */
}

void acd__agent_reconsider(acd_engine *engine, acd__agent *agent)
{
  for (const acd__line *line = agent->line.next ? &agent->line : NULL; line; line = line->next)
    if (line->interrupted) look_later(engine, agent);              /* there may be room for it now */
  if (agent->elsewhere && agent->state == ACD_AGENT_STATE_READY) { /* the device that was free went */
    acd__agent_settle(engine, agent);
    return;
  }
  acd__agent_refit(engine, agent);
  if (!agent->idle || agent->own.count == 0 || !acd__agent_own_first(agent, agent->idle)) return;
  acd__idle_remove(agent);
  acd__agent_match(engine, agent);
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
void acd__agent_idle(acd_engine *engine, acd__agent *agent, uint32_t channels)
{
  idle_in(engine, agent, channels);
  if (engine->defining) return; /* all are looked at when all is in its new place */
  const acd__profile *profile = agent->profile;
  int offers = 0;
  for (uint32_t i = 0; profile->counts && i < profile->queues_count; i++) {
    const acd__queue_route *route = profile->queues[i].route;
    for (acd__call *call; route->rules->reserve && (call = acd__match_first(route));) {
      if (offers++ == OFFERS_MAX) {
        acd__rematch_begin(engine);
        return;
      }
      acd__offer_call(engine, call);
    }
  }
}

/* 1 if of two calls of an agent's own list, whatever their channels, the first comes before the other. */
static int own_before(const acd__call *call, const acd__call *other)
{
  acd__order_node a = call->node, b = other->node;
  a.key_a -= call->channel * ACD__OWN_CHANNEL;
  b.key_a -= other->channel * ACD__OWN_CHANNEL;
  return acd__order_less(&a, &b);
}

acd__call *acd__agent_own_first(const acd__agent *agent, uint32_t room)
{
  acd__call *best = NULL;
  for (acd__order_node *node = acd__order_first(&agent->own); node;) {
    acd__call *call = acd__call_of_node(node);
    if ((room >> call->channel & 1) && (!best || own_before(call, best))) best = call;
    acd__order_node end = {.key_a = call->channel * ACD__OWN_CHANNEL + ACD__OWN_CHANNEL / 2};
    node = acd__order_after(&agent->own, &end); /* the first of the next channel */
  }
  return best;
}

void acd__agent_match(acd_engine *engine, acd__agent *agent)
{
  uint32_t room = acd__agent_room(engine, agent);
  if (!room) acd__limit_lift(engine, agent);
  if (!room || acd__limit_holds(engine, agent)) return;
  acd__call *call = agent->own.count ? acd__agent_own_first(agent, room) : NULL;
  int awaited = call && call->awaited;
  if (!call) call = acd__match_call(engine->world.route, agent, room, engine->now_us);
  if (engine->explain) acd__explain_tell(engine, call, agent, ACD_SIDE_AGENT);
  if (!call) {
    acd__agent_idle(engine, agent, room);
    return;
  }
  acd__offer(engine, call, agent, 0);
  if (agent->idle) look_later(engine, agent);
  if (awaited && call->node.place != ACD__ORDER_OUT)
    acd__offer_call(engine, call); /* may ring others too from now on */
}

void acd__agent_free(acd_engine *engine, acd__agent *agent)
{
  if (!is_open(agent)) {
    acd__agent_settle(engine, agent);
    return;
  }
  int goes_on = begin_anew(engine, agent);
  acd__agent_review(engine, agent);
  if (!goes_on) acd__agent_match(engine, agent);
}

void acd__agent_rested(acd_engine *engine, acd__agent *agent)
{
  agent->rest_until_us = 0;
  acd__agent_free(engine, agent);
}

static void own_fail_first(acd_engine *engine, acd__agent *agent)
{
  acd__call *call = acd__agent_own_first(agent, UINT32_MAX);
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
  acd__timers_disarm(&engine->timers, &agent->look);
  for (acd__line *line = &agent->line, *next; line; line = next) {
    next = line->next;
    if (line->notice) acd__action_disown(engine, line->notice); /* the device is told; its answer concerns nobody */
    if (line != &agent->line) acd__pool_give(&engine->lines, line);
  }
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
  acd__profile_leave(engine->world.route, agent);
  for (acd__device *at = agent->devices, *next; at; at = next) {
    next = at->next;
    acd__device_free(engine, at);
  }
  acd__string_drop(&engine->memory, agent->name);
  acd__memory_give(&engine->memory, agent->config, agent->config->bytes);
  acd__pool_give(&engine->agents, agent);
}
