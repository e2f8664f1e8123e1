/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/define/plan.h"

/* Swaps a planned world in. Nothing here can fail; the rules for what stays and what goes are in acd/definition.h. */

static void commit_skills(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__skill *at = NULL; (at = acd__pool_after(&engine->skills, at));) {
    if (acd__dictionary_leads(&plan->world.skills, at->name, at)) continue;
    acd__string_drop(&engine->memory, at->name);
    acd__needs_drop(&engine->needs, at->needs);
    acd__pool_give(&engine->skills, at);
  }
}

/* New versions are held once while in force; versions no longer in force only by the calls inside. */
static void commit_flows(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->flows_count; i++)
    if (plan->flows[i].is_new) plan->flows[i].flow->holders = 1;
  for (acd__flow *at = NULL; (at = acd__pool_after(&engine->flows, at));)
    if (acd__dictionary_leads(&engine->world.flows, at->name, at) &&
        !acd__dictionary_leads(&plan->world.flows, at->name, at))
      acd__flow_drop(engine, at);
}

/* Who is named by flows can not be removed without them. */
static void mark_in_flows(acd__plan *plan)
{
  const acd__document *document = &plan->document;
  for (size_t i = 0; i < plan->agents_count; i++) plan->agents[i].agent->in_flow = 0;
  for (size_t i = 0; i < document->objects_count; i++) {
    if (document->objects[i].noun != ACD_NOUN_NODE) continue;
    const char *name = acd__document_text(document, &document->objects[i], ACD_NODE_AGENT);
    acd__agent *agent = name[0] ? acd__dictionary_find(&plan->world.agents, name, strlen(name)) : NULL;
    if (agent) agent->in_flow = 1;
  }
}

static int same_announcements(const acd__queue_config *a, const acd__queue_config *b)
{
  if (a->announcements_count != b->announcements_count) return 0;
  for (uint32_t i = 0; i < a->announcements_count; i++) {
    const acd__announcement *x = &a->announcements[i], *y = &b->announcements[i];
    if (x->says != y->says || x->after_us != y->after_us || x->every_us != y->every_us ||
        x->while_ringing != y->while_ringing || strcmp(acd__string_text(x->prompt), acd__string_text(y->prompt)) != 0)
      return 0;
  }
  return 1;
}

static void commit_queues(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->queues_count; i++) {
    acd__plan_queue *entry = &plan->queues[i];
    acd__queue *queue = entry->queue;
    acd__commit_minutes(engine, entry);
    if (!entry->object) {
      if (!queue->closed)
        acd__log(engine, ACD_LOG_INFO, "closed until its last call has left: queue", queue->name->text);
      queue->closed = 1;
      queue->had_steps = queue->config->rules->steps_count > 0;
      queue->config->overflow = NULL;
      queue->retell = 0;
      acd__string_drop(&engine->memory, queue->config->overflow_flow);
      queue->config->overflow_flow = NULL;
      queue->config->call_again = NULL;
      continue;
    }
    queue->had_steps = queue->config && queue->config->rules->steps_count > 0;
    queue->retell = queue->config && !same_announcements(queue->config, entry->config);
    if (queue->config) {
      plan->channels_change |= queue->config->rules->channel != entry->config->rules->channel;
      acd__groups_keep(queue->config, entry->config);
    }
    acd__queue_config_free(engine, queue->config);
    queue->config = entry->config;
    queue->kpi.service_level_us = entry->config->service_level_us;
    if (!entry->is_new) continue;
    queue->kpi.sums.size = sizeof queue->kpi.sums;
    queue->defined_prev = engine->queues_tail;
    if (engine->queues_tail)
      engine->queues_tail->defined_next = queue;
    else
      engine->queues_head = queue;
    engine->queues_tail = queue;
  }
}

uint32_t acd__commit_config(acd_engine *engine, acd__agent *agent, acd__agent_config *config)
{
  uint32_t other = 0;
  if (agent->config) {
    const acd__agent_config *before = agent->config;
    other = before->offers.max != config->offers.max || before->offers.window_us != config->offers.window_us ||
            before->capacity != config->capacity || before->channels != config->channels ||
            memcmp(before->channel_max, config->channel_max, sizeof config->channel_max) != 0;
    acd__limit_move(&before->offers, &config->offers);
    acd__memory_give(&engine->memory, agent->config, agent->config->bytes);
  }
  agent->config = config;
  return other;
}

void acd__commit_link(acd_engine *engine, acd__agent *agent)
{
  agent->defined_prev = engine->agents_tail;
  if (engine->agents_tail)
    engine->agents_tail->defined_next = agent;
  else
    engine->agents_head = agent;
  engine->agents_tail = agent;
}

static void commit_agents(acd__plan *plan)
{
  for (size_t i = 0; i < plan->agents_count; i++) {
    acd__plan_agent *entry = &plan->agents[i];
    entry->reviews = acd__commit_config(plan->engine, entry->agent, entry->config);
    if (entry->is_new) acd__commit_link(plan->engine, entry->agent);
  }
}

void acd__commit_cursors(const acd__agent *agent)
{
  for (uint32_t i = 0; i < agent->config->memberships_count; i++) {
    const acd__membership *member = &agent->config->memberships[i];
    if (member->queue->cursor_agent == agent->slot.id) member->queue->cursor_position = member->position;
  }
}

void acd__commit_presence(acd_engine *engine, acd__agent *agent, int64_t presence)
{
  agent->idle_since_us = engine->now_us;
  acd__agent_seen(engine, agent);
  acd__agent_presence(engine, agent, (uint32_t)presence, ACD_REASON_LOGIN, 0);
  acd__agent_settle(engine, agent);
}

/* New agents take the presence they are defined with. */
static void settle_new_agents(acd__plan *plan)
{
  for (size_t i = 0; i < plan->agents_count; i++) {
    const acd__plan_agent *entry = &plan->agents[i];
    if (entry->is_new)
      acd__commit_presence(plan->engine, entry->agent,
                           acd__document_int(&plan->document, entry->object, ACD_AGENT_PRESENCE));
  }
}

/* 1: stays, with another limit, capacity or devices, or channels of another weight. */
static int is_changed(const acd__plan *plan, const acd__agent *agent)
{
  const acd__plan_agent *entry = &plan->agents[agent->plan];
  return (entry->reviews || plan->channels_change) && entry->object && !entry->is_new;
}

/* Everybody moves from the old route to the new one: agents with their profiles, idle ones into its orders, waiting calls
 * into its classes. */
static void commit_route(acd__plan *plan, acd__route *old)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->queues_count; i++) {
    plan->route_queues[i].queue->route = plan->route_queues[i].route;
    plan->route_queues[i].route->queue = plan->route_queues[i].queue;
  }
  for (size_t i = 0; i < plan->agents_count; i++) {
    acd__agent *agent = plan->route_agents[i].agent;
    acd__profile_nodes_give(&engine->memory, agent);
    agent->profile = plan->route_agents[i].profile;
    agent->nodes = plan->route_agents[i].nodes;
    acd__profile_count(agent->profile, agent->presence > ACD_PRESENCE_LOGGED_OUT,
                       agent->presence == ACD_PRESENCE_AVAILABLE);
    if (!agent->idle) continue;
    if (plan->channels_change)
      acd__idle_again(engine, agent);
    else
      acd__idle_add(agent, agent->idle);
  }
  for (acd__agent *agent = engine->agents_head; agent; agent = agent->defined_next)
    if (is_changed(plan, agent)) acd__agent_refit(engine, agent);
  settle_new_agents(plan); /* before steps begin, which ask who is there */
  for (acd__queue *queue = engine->queues_head; queue; queue = queue->defined_next) {
    for (acd__call *call = queue->head; call; call = call->queue_next)
      acd__call_adopt_rules(engine, call, (int)queue->had_steps);
  }
  acd__route_free(old);
}

/* Before calls adopt the rules of their queues. */
static void commit_sides(acd_engine *engine)
{
  if (!engine->world.announces && !engine->world.paces) return;
  for (acd__call *call = NULL; (call = acd__pool_after(&engine->calls, call));) acd__sides_give(engine, call);
  for (acd__call *proxy = NULL; (proxy = acd__pool_after(&engine->proxies, proxy));) acd__sides_give(engine, proxy);
}

static void commit_tellings(acd_engine *engine)
{
  for (acd__queue *queue = engine->queues_head; queue; queue = queue->defined_next)
    for (acd__call *call = queue->head; call; call = call->queue_next) {
      acd__telling_keep_place(call);
      if (!queue->retell) continue;
      acd__telling_end(engine, call);
      acd__telling_begin(engine, call);
    }
}

void acd__commit_lanes(acd_engine *engine)
{
  const acd__centre *centre = &engine->world.centre;
  acd__lane *lanes[] = {engine->now_lane,      centre->request_lane,     centre->play_lane, centre->voicemail_lane,
                        centre->transfer_lane, centre->ring_direct_lane, centre->park_lane, centre->waiting_lane};
  for (size_t i = 0; i < sizeof lanes / sizeof *lanes; i++) lanes[i]->marked = 1;
  for (acd__queue *queue = engine->queues_head; queue; queue = queue->defined_next) {
    acd__queue_config *config = queue->config;
    config->ring_lane->marked = config->wrapup_lane->marked = config->leave_lane->marked = 1;
    for (int i = 0; i < ACD__RESTS; i++)
      if (config->rest_lanes[i]) config->rest_lanes[i]->marked = 1;
    if (config->wait_lane) config->wait_lane->marked = 1;
    if (config->more_lane) config->more_lane->marked = 1;
    if (config->preferred_lane) config->preferred_lane->marked = 1;
    if (config->whisper_lane) config->whisper_lane->marked = 1;
    for (uint32_t i = 0; i < config->rules->steps_count; i++)
      for (uint32_t from = 0; from <= i; from++)
        if (config->rules->steps[i].lanes[from]) config->rules->steps[i].lanes[from]->marked = 1;
  }
  for (acd__agent *agent = engine->agents_head; agent; agent = agent->defined_next) {
    if (agent->config->ring_lane) agent->config->ring_lane->marked = 1;
    if (agent->config->wrapup_lane) agent->config->wrapup_lane->marked = 1;
  }
  for (acd__device *at = NULL; (at = acd__pool_after(&engine->devices, at));)
    if (at->ring_lane) at->ring_lane->marked = 1;
  for (acd__callback_plan *at = NULL; (at = acd__pool_after(&engine->callback_plans, at));)
    at->config.ring_lane->marked = 1;
  for (acd__flow *at = NULL; (at = acd__pool_after(&engine->flows, at));) acd__flow_mark_lanes(at);
  acd__timers_sweep(&engine->timers);
  engine->lanes_swept = engine->timers.lanes_count;
}

void acd__commit_leaver(acd_engine *engine, acd__agent *agent)
{
  agent->gone = 1;
  if (agent->state == ACD_AGENT_STATE_LOGGED_OUT && agent->own.count == 0)
    acd__agent_remove(engine, agent);
  else
    acd__agent_turn_away(engine, agent, ACD_PRESENCE_LOGGED_OUT, 0, 0);
}

/* By their creation: those with another limit or capacity, then those that leave. */
static void settle_agents(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__agent *agent = engine->agents_head; agent; agent = agent->defined_next)
    if (is_changed(plan, agent) || (plan->channels_change && agent->gone)) acd__agent_reconsider(engine, agent);
  for (acd__agent *agent = engine->agents_head, *next; agent; agent = next) {
    next = agent->defined_next;
    if (!plan->agents[agent->plan].object && !agent->gone) acd__commit_leaver(engine, agent);
  }
}

/* Calls that wait for one agent alone are in no class and stay in that agent's list. */
void acd__plan_commit(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  acd__world old = engine->world;
  commit_skills(plan);
  acd__commit_schedules(plan);
  acd__commit_toggles(plan);
  acd__commit_provision(plan);
  acd__commit_callbacks(plan);
  acd__commit_slots(plan);
  acd__commit_campaigns(plan);
  commit_flows(plan);
  mark_in_flows(plan);
  plan->channels_change = memcmp(&old.centre.channels, &plan->world.centre.channels, sizeof old.centre.channels) != 0;
  commit_queues(plan);
  commit_agents(plan);
  acd__commit_devices(plan);
  acd__commit_lines(plan);
  acd__commit_channels(plan);
  engine->world = plan->world;
  engine->sequence = plan->sequence;
  for (const acd__agent *agent = engine->agents_head; agent; agent = agent->defined_next) acd__commit_cursors(agent);
  acd__occupancy_define(engine, &old.centre);
  commit_sides(engine);
  commit_route(plan, old.route);
  old.route = NULL;
  old.bytes = NULL; /* the caller's, who still compares with it */
  acd__world_release(engine, &old);
  acd__commit_lanes(engine);
  commit_tellings(engine);
  engine->defining = 1; /* a call that loses its agent waits for its turn among all others */
  settle_agents(plan);
  engine->defining = 0;
  for (acd__queue *queue = engine->queues_head; queue; queue = queue->defined_next) acd__queue_staffing(engine, queue);
  for (acd__queue *queue = engine->queues_head, *next; queue; queue = next) {
    next = queue->defined_next;
    acd__queue_release(engine, queue);
  }
  acd__plan_done(plan);
  acd__slots_review(engine); /* schedules may go by other clocks */
  acd__event(engine, ACD_EVENT_DEFINED, NULL, NULL, NULL, 0, 0, 0, 0);
  engine->rematch_next = engine->agents_head;
  acd__rematch_slice(engine);
}
