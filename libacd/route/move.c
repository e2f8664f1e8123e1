/* SPDX-License-Identifier: Apache-2.0 */
/* Agents move to other profiles within the route there is. What would change a queue as a whole (it gets wide, or its members
 * get positions, say) is not possible so: then the route is built anew. */
#include "route/route.h"

#include <string.h>

/* First and last of all that is tried out: the queue as it is before. */
static void touch(acd__queue_route *of_queue)
{
  if (of_queue->touched) return;
  of_queue->touched = 1;
  of_queue->live_next = of_queue->profiles_live;
  of_queue->weight_next = of_queue->weight_max;
  of_queue->heaviest_next = of_queue->heaviest;
}

static void untouch(const acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    acd__profile *before = agents[i].agent->profile, *after = agents[i].profile;
    if (before) before->leaving = 0;
    for (uint32_t k = 0; before && k < before->queues_count; k++) before->queues[k].route->touched = 0;
    for (uint32_t k = 0; after && k < after->queues_count; k++) after->queues[k].route->touched = 0;
  }
}

/* The profile of agents configured like this, and whether it is new. */
static int give_profile(acd__route *route, acd__route_agent *agent)
{
  const acd__agent_config *config = agent->config;
  size_t words = acd__profile_key_words(config), queues = config->memberships_count;
  int64_t *key = acd__memory_array(route->memory, words, sizeof *key);
  if (!key) return ACD_ERR_NOMEM;
  acd__profile_key(config, key);
  agent->profile = acd__profile_find(route, key, words);
  acd__memory_give(route->memory, key, words * sizeof *key);
  if (!agent->profile) {
    acd__queue_route **routes = acd__memory_array(route->memory, queues + 1, sizeof *routes);
    if (!routes) return ACD_ERR_NOMEM;
    for (size_t i = 0; i < queues; i++) routes[i] = config->memberships[i].queue->route;
    agent->profile = acd__profile_new(route, config, routes);
    acd__memory_give(route->memory, routes, (queues + 1) * sizeof *routes);
    if (!agent->profile) return ACD_ERR_NOMEM;
    acd__profile_number_nodes(agent->profile);
  }
  agent->profile->agents_count++;
  return ACD_OK;
}

/* Counts who leaves, and so which rows become holes; then who comes, and so which rows are new. */
static void count_rows(const acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    acd__profile *before = agents[i].agent->profile;
    for (uint32_t k = 0; before && k < before->queues_count; k++) touch(before->queues[k].route);
    for (uint32_t k = 0; k < agents[i].profile->queues_count; k++) touch(agents[i].profile->queues[k].route);
    if (!before || ++before->leaving < before->agents_count) continue;
    for (uint32_t k = 0; k < before->queues_count; k++) before->queues[k].route->live_next--;
  }
  for (size_t i = 0; i < count; i++) {
    acd__profile *after = agents[i].profile;
    if (after->counted || after->queues_count == 0 || after->queues[0].row != UINT32_MAX) continue;
    after->counted = 1;
    for (uint32_t k = 0; k < after->queues_count; k++) after->queues[k].route->live_next++;
  }
}

static void count_weights(const acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const acd__agent *agent = agents[i].agent;
    for (uint32_t k = 0; agent->profile && k < agent->config->memberships_count; k++) {
      acd__queue_route *of_queue = agent->profile->queues[k].route;
      of_queue->heaviest_next -= agent->config->memberships[k].weight == of_queue->weight_max;
    }
  }
  for (size_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < agents[i].config->memberships_count; k++) {
      int64_t weight = agents[i].config->memberships[k].weight;
      acd__queue_route *of_queue = agents[i].profile->queues[k].route;
      if (weight > of_queue->weight_next) {
        of_queue->weight_next = weight;
        of_queue->heaviest_next = 0;
      }
      of_queue->heaviest_next += weight == of_queue->weight_next;
    }
}

/* 1 if the queue stays what it is with this member, and with all that come and go. */
static int stays(const acd__queue_route *of_queue, const acd__membership *member)
{
  if (of_queue->wide != (of_queue->live_next > ACD__WIDE)) return 0;
  if (of_queue->rules->strategy == ACD_STRATEGY_WEIGHTED_RANDOM && of_queue->heaviest_next == 0) return 0;
  if (!member) return 1;
  if (member->position && !of_queue->ordered) return 0;
  return !of_queue->wide || of_queue->tiered || of_queue->tier == member->tier ||
         of_queue->rules->tiers != ACD_TIERS_FIRST;
}

static int all_stay(const acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const acd__profile *before = agents[i].agent->profile, *after = agents[i].profile;
    for (uint32_t k = 0; before && k < before->queues_count; k++)
      if (!stays(before->queues[k].route, NULL)) return 0;
    for (uint32_t k = 0; k < after->queues_count; k++)
      if (!stays(after->queues[k].route, &agents[i].config->memberships[k])) return 0;
  }
  return 1;
}

/* Rows, and nodes for those who change their profile. */
static int take_memory(acd__route *route, acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    acd__profile *after = agents[i].profile;
    for (uint32_t k = 0; after->counted == 1 && k < after->queues_count; k++) {
      acd__queue_route *of_queue = after->queues[k].route; /* rows are taken before others are given up */
      of_queue->rows_more++;
      if (acd__rows_reserve(of_queue, of_queue->rows_more)) return ACD_ERR_NOMEM;
    }
    if (after->counted) after->counted = 2; /* it may be that of several */
    if (after == agents[i].agent->profile || after->nodes_count == 0) continue;
    agents[i].nodes = acd__memory_array(route->memory, after->nodes_count, sizeof *agents[i].nodes);
    if (!agents[i].nodes) return ACD_ERR_NOMEM;
  }
  return ACD_OK;
}

int acd__route_move_prepare(acd__route *route, acd__route_agent *agents, size_t count, int *possible_out)
{
  int status = ACD_OK;
  *possible_out = 1;
  for (size_t i = 0; i < count && !status; i++) status = give_profile(route, &agents[i]);
  if (!status) {
    count_rows(agents, count);
    count_weights(agents, count);
    *possible_out = all_stay(agents, count);
    if (*possible_out) status = take_memory(route, agents, count);
  }
  if (status || !*possible_out) acd__route_move_undo(route, agents, count);
  return status;
}

void acd__route_move_undo(acd__route *route, acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++)
    for (uint32_t k = 0; agents[i].profile && k < agents[i].profile->queues_count; k++)
      agents[i].profile->queues[k].route->rows_more = 0;
  untouch(agents, count);
  for (size_t i = count; i-- > 0;) {
    acd__profile *profile = agents[i].profile;
    if (!profile) continue;
    acd__memory_give(route->memory, agents[i].nodes, profile->nodes_count * sizeof *agents[i].nodes);
    agents[i].nodes = NULL;
    agents[i].profile = NULL;
    profile->counted = 0;
    if (--profile->agents_count == 0) acd__profile_free(route, profile, 1);
  }
}

static int64_t is_staffed(const acd__agent *agent)
{
  return agent->presence > ACD_PRESENCE_LOGGED_OUT;
}

static int64_t is_available(const acd__agent *agent)
{
  return agent->presence == ACD_PRESENCE_AVAILABLE;
}

void acd__route_move_off(acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    acd__agent *agent = agents[i].agent;
    agents[i].was_idle = agent->idle;
    if (agent->idle) acd__idle_remove(agent);
    if (agent->profile) acd__profile_count(agent->profile, -is_staffed(agent), -is_available(agent));
  }
}

/* Takes the rows of a profile that is new, and the queues' new counts. */
static void enter(const acd__route_agent *agent)
{
  acd__profile *before = agent->agent->profile, *after = agent->profile;
  for (uint32_t k = 0; before && k < before->queues_count; k++) {
    before->queues[k].route->weight_max = before->queues[k].route->weight_next;
    before->queues[k].route->heaviest = before->queues[k].route->heaviest_next;
  }
  for (uint32_t k = 0; k < after->queues_count; k++) {
    after->queues[k].route->weight_max = after->queues[k].route->weight_next;
    after->queues[k].route->heaviest = after->queues[k].route->heaviest_next;
    after->queues[k].route->rows_more = 0;
  }
  if (after->counted) acd__profile_enter(after, agent->config);
  after->counted = 0;
}

void acd__route_move_on(acd__route *route, acd__route_agent *agents, size_t count)
{
  for (size_t i = 0; i < count; i++) enter(&agents[i]);
  untouch(agents, count);
  for (size_t i = 0; i < count; i++) {
    acd__agent *agent = agents[i].agent;
    acd__profile *after = agents[i].profile;
    if (agent->profile == after) {
      after->agents_count--; /* it was counted twice */
    } else {
      if (agent->profile) acd__profile_leave(route, agent);
      agent->profile = after;
      agent->nodes = agents[i].nodes;
      agent->nodes_own = agent->nodes != NULL;
    }
    acd__profile_nodes(after, agents[i].config, agent, agent->nodes);
    acd__profile_count(after, is_staffed(agent), is_available(agent));
    if (agents[i].was_idle) acd__idle_add(agent, agents[i].was_idle);
  }
}
