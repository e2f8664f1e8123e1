/* SPDX-License-Identifier: Apache-2.0 */
#include "route/route.h"

#include <string.h>

#include <acd/definition.h>

/* Index of a queue in the list ordered by sequence. */
static size_t queue_index(const acd__route_queue *queues, size_t count, const acd__queue *queue)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (queues[middle].queue->sequence < queue->sequence)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Where the profiles are made: the longest key and list of queues of an agent. */
typedef struct scratch {
  int64_t *key;
  size_t key_words;
  acd__queue_route **queues;
  size_t queues_count;
} scratch;

static int take_scratch(acd__route *route, const acd__route_agent *agents, size_t count, scratch *work)
{
  work->key_words = work->queues_count = 1;
  for (size_t i = 0; i < count; i++) {
    size_t words = acd__profile_key_words(agents[i].config), queues = agents[i].config->memberships_count;
    if (words > work->key_words) work->key_words = words;
    if (queues > work->queues_count) work->queues_count = queues;
  }
  work->key = acd__memory_array(route->memory, work->key_words, sizeof *work->key);
  work->queues = acd__memory_array(route->memory, work->queues_count, sizeof *work->queues);
  return work->key && work->queues ? ACD_OK : ACD_ERR_NOMEM;
}

static void give_scratch(acd__route *route, scratch *work)
{
  acd__memory_give(route->memory, work->key, work->key_words * sizeof *work->key);
  acd__memory_give(route->memory, work->queues, work->queues_count * sizeof *work->queues);
}

/* A profile for agents configured like this, with its rows. */
static int begin_profile(acd__route *route, const acd__agent_config *config, acd__route_queue *queues, size_t count,
                         const scratch *work, acd__profile **profile_out)
{
  for (uint32_t m = 0; m < config->memberships_count; m++) {
    work->queues[m] = queues[queue_index(queues, count, config->memberships[m].queue)].route;
    if (acd__rows_reserve(work->queues[m], 1)) return ACD_ERR_NOMEM;
  }
  *profile_out = acd__profile_new(route, config, work->queues);
  if (!*profile_out) return ACD_ERR_NOMEM;
  acd__profile_enter(*profile_out, config);
  return ACD_OK;
}

/* Gives each agent the profile of its kind. */
static int group(acd__route *route, acd__route_agent *agents, size_t count, acd__route_queue *queues,
                 size_t queues_count)
{
  scratch work = {0};
  int status = take_scratch(route, agents, count, &work);
  for (size_t i = 0; i < count && !status; i++) {
    const acd__agent_config *config = agents[i].config;
    acd__profile_key(config, work.key);
    agents[i].profile = acd__profile_find(route, work.key, acd__profile_key_words(config));
    if (!agents[i].profile) status = begin_profile(route, config, queues, queues_count, &work, &agents[i].profile);
    if (!status) agents[i].profile->agents_count++;
  }
  give_scratch(route, &work);
  return status;
}

/* 1: the strategy takes the first in its order, and nothing else counts. */
static int takes_first(const acd__rules *rules)
{
  return !acd__rules_by_profile(rules) && rules->strategy != ACD_STRATEGY_ROUND_ROBIN &&
         rules->strategy != ACD_STRATEGY_RANDOM && rules->strategy != ACD_STRATEGY_WEIGHTED_RANDOM;
}

/* Now that all profiles are known: which queues are wide, and how many nodes an agent of each profile needs. */
static void widen(acd__route *route)
{
  for (size_t i = 0; i < route->queues_count; i++) {
    acd__queue_route *of_queue = route->queues[i];
    of_queue->wide = of_queue->profiles_live > ACD__WIDE;
    of_queue->order.indexed = of_queue->idle_type == ACD__IDLE_POSITION;
    of_queue->firsts = (uint32_t)takes_first(of_queue->rules);
  }
  for (acd__profile *profile = route->profiles; profile; profile = profile->next) acd__profile_number_nodes(profile);
}

/* The nodes by which each agent stands in its profile's idle orders and in those of wide queues. */
static int give_nodes(acd__route *route, acd__route_agent *agents, size_t count)
{
  widen(route);
  for (size_t i = 0; i < count; i++) route->nodes_count += agents[i].profile->nodes_count;
  if (route->nodes_count == 0) return ACD_OK;
  route->nodes = acd__memory_array(route->memory, route->nodes_count, sizeof *route->nodes);
  if (!route->nodes) return ACD_ERR_NOMEM;
  acd__agent_node *nodes = route->nodes;
  for (size_t i = 0; i < count; i++) {
    agents[i].nodes = nodes;
    acd__profile_nodes(agents[i].profile, agents[i].config, agents[i].agent, nodes);
    nodes += agents[i].profile->nodes_count;
  }
  return ACD_OK;
}

static void queue_route_free(acd__queue_route *of_queue)
{
  acd__memory *memory = of_queue->memory;
  size_t rows = of_queue->profiles_capacity;
  acd__class_release_all(of_queue);
  acd__rules_drop(of_queue->rules);
  acd__memory_give(memory, of_queue->idle, (rows + 63) / 64 * sizeof *of_queue->idle);
  acd__memory_give(memory, of_queue->lots, rows * sizeof *of_queue->lots);
  acd__memory_give(memory, of_queue->profiles, rows * sizeof *of_queue->profiles);
  acd__memory_give(memory, of_queue, sizeof *of_queue);
}

void acd__route_free(acd__route *route)
{
  if (!route) return;
  acd__memory *memory = route->memory;
  while (route->profiles) acd__profile_free(route, route->profiles, 0);
  acd__dictionary_release_all(&route->by_key);
  for (size_t i = 0; i < route->queues_count; i++)
    if (route->queues[i]) queue_route_free(route->queues[i]);
  acd__memory_give(memory, route->queues, route->queues_count * sizeof *route->queues);
  acd__memory_give(memory, route->nodes, route->nodes_count * sizeof *route->nodes);
  acd__memory_give(memory, route, sizeof *route);
}

static int make_queues(acd__route *route, acd__dictionary *needs_table, size_t classes_max, acd__route_queue *queues,
                       size_t count)
{
  if (count == 0) return ACD_OK;
  route->queues = acd__memory_array(route->memory, count, sizeof *route->queues);
  if (!route->queues) return ACD_ERR_NOMEM;
  route->queues_count = count;
  for (size_t i = 0; i < count; i++) {
    acd__queue_route *of_queue = acd__memory_array(route->memory, 1, sizeof *of_queue);
    if (!of_queue) return ACD_ERR_NOMEM;
    route->queues[i] = queues[i].route = of_queue;
    of_queue->memory = route->memory;
    of_queue->needs_table = needs_table;
    of_queue->rules = acd__rules_hold(queues[i].rules);
    of_queue->idle_type = acd__idle_type(queues[i].rules->strategy);
    of_queue->profile_words = 1;
    of_queue->channel = of_queue->rules->channel;
    of_queue->classes_max = classes_max + 2; /* the plain and the mixed one besides */
    acd__dictionary_init(&of_queue->by_needs, route->memory, needs_table->key);
    if (acd__rows_reserve(of_queue, 1)) return ACD_ERR_NOMEM;
  }
  return ACD_OK;
}

/* What all agents together make of the queues. */
static void count_members(const acd__route_agent *agents, size_t agents_count, acd__route_queue *queues, size_t count)
{
  for (size_t i = 0; i < agents_count; i++)
    for (uint32_t m = 0; m < agents[i].config->memberships_count; m++) {
      const acd__membership *member = &agents[i].config->memberships[m];
      acd__queue_route *of_queue = queues[queue_index(queues, count, member->queue)].route;
      if (member->position) of_queue->ordered = 1;
      acd__weight_add(of_queue, member->weight);
    }
}

static int make_classes(acd__route *route, const acd__pool *agents_pool)
{
  for (size_t i = 0; i < route->queues_count; i++) {
    route->queues[i]->agents = agents_pool;
    int status = acd__class_init(route->queues[i]);
    if (status) return status;
  }
  return ACD_OK;
}

int acd__route_build(acd__memory *memory, acd__dictionary *needs_table, size_t classes_max, int64_t call_choice,
                     const acd__pool *agents_pool, acd__route_agent *agents, size_t agents_count,
                     acd__route_queue *queues, size_t queues_count, acd__route **route_out)
{
  acd__route *route = acd__memory_array(memory, 1, sizeof *route);
  if (!route) return ACD_ERR_NOMEM;
  route->memory = memory;
  route->call_choice = call_choice;
  acd__dictionary_init(&route->by_key, memory, needs_table->key);
  int status = make_queues(route, needs_table, classes_max, queues, queues_count);
  if (!status) count_members(agents, agents_count, queues, queues_count);
  if (!status) status = group(route, agents, agents_count, queues, queues_count);
  if (!status) status = give_nodes(route, agents, agents_count);
  if (!status) status = make_classes(route, agents_pool);
  if (status) {
    acd__route_free(route);
    return status;
  }
  *route_out = route;
  return ACD_OK;
}
