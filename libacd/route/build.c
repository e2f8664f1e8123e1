/* SPDX-License-Identifier: Apache-2.0 */
#include "route/route.h"

#include <string.h>

#include <acd/definition.h>

static uint32_t idle_type(int64_t strategy)
{
  switch (strategy) {
  case ACD_STRATEGY_LONGEST_IDLE:
  case ACD_STRATEGY_MOST_SKILLED:
  case ACD_STRATEGY_LEAST_SKILLED:
  case ACD_STRATEGY_HOST_SCORE:
  case ACD_STRATEGY_GROUP_SHARE: return ACD__IDLE_LONGEST;
  case ACD_STRATEGY_FEWEST_CALLS: return ACD__IDLE_CALLS;
  case ACD_STRATEGY_LEAST_TALK: return ACD__IDLE_TALK;
  case ACD_STRATEGY_FEWEST_QUEUE_CALLS: return ACD__IDLE_QUEUE_CALLS;
  case ACD_STRATEGY_SHARE: return ACD__IDLE_SHARE;
  case ACD_STRATEGY_LEAST_OCCUPIED: return ACD__IDLE_OCCUPANCY;
  case ACD_STRATEGY_LEAST_LOADED: return ACD__IDLE_LOAD;
  default: return ACD__IDLE_POSITION;
  }
}

/* 1: each queue has keys of its own of this type; positions only where `ordered` says that members have some. */
static int is_own(uint32_t type, int ordered)
{
  return type == ACD__IDLE_POSITION ? ordered : type == ACD__IDLE_QUEUE_CALLS || type == ACD__IDLE_SHARE;
}

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

#define WORDS_A_QUEUE 4 /* of a profile's key */

/* What makes agents alike, as bytes: their skills, then the sequences of their queues with tier, rank and group. Written into
 * `buffer`. */
static size_t profile_key(const acd__agent_config *config, char *buffer)
{
  size_t size = config->skills_count * sizeof *config->skills;
  if (size) memcpy(buffer, config->skills, size);
  for (uint32_t i = 0; i < config->memberships_count; i++) {
    const acd__membership *member = &config->memberships[i];
    uint64_t words[WORDS_A_QUEUE] = {member->queue_sequence, (uint64_t)member->tier, (uint64_t)member->rank,
                                     member->group};
    memcpy(buffer + size, words, sizeof words);
    size += sizeof words;
  }
  memcpy(buffer + size, &config->skills_count, sizeof config->skills_count);
  return size + sizeof config->skills_count;
}

/* Bytes that the longest key takes. */
static size_t profile_key_max(const acd__route_agent *agents, size_t count)
{
  size_t most = 0;
  for (size_t i = 0; i < count; i++) {
    size_t size = agents[i].config->skills_count * sizeof(acd_requirement) +
                  agents[i].config->memberships_count * WORDS_A_QUEUE * sizeof(uint64_t) + sizeof(uint32_t);
    if (size > most) most = size;
  }
  return most;
}

/* Writes the next profile of the array, for agents configured like this. */
static int begin_profile(acd__route *route, const acd__agent_config *config)
{
  if (acd__memory_reserve(route->memory, (void **)&route->profiles, &route->profiles_capacity,
                          route->profiles_count + 1, sizeof *route->profiles))
    return ACD_ERR_NOMEM;
  acd__profile *profile = &route->profiles[route->profiles_count];
  memset(profile, 0, sizeof *profile);
  profile->queues_count = config->memberships_count;
  if (config->skills_count) {
    profile->skills = acd__memory_array(route->memory, config->skills_count, sizeof *profile->skills);
    if (!profile->skills) return ACD_ERR_NOMEM;
    memcpy(profile->skills, config->skills, config->skills_count * sizeof *profile->skills);
    profile->skills_count = config->skills_count;
  }
  route->profiles_count++;
  return ACD_OK;
}

/* Numbers the profile of each agent, as an index in place of a pointer, and makes those that are new. */
static int number_profiles(acd__route *route, acd__route_agent *agents, size_t count, char *key, uintptr_t *numbers)
{
  acd__dictionary known; /* index + 1 */
  acd__dictionary_init(&known, route->memory, 0);
  int status = ACD_OK;
  for (size_t i = 0; i < count && !status; i++) {
    size_t size = profile_key(agents[i].config, key);
    uintptr_t number = (uintptr_t)acd__dictionary_find(&known, key, size);
    if (!number) {
      number = route->profiles_count + 1;
      status = begin_profile(route, agents[i].config);
      if (!status) status = acd__dictionary_add(&known, key, size, (void *)number);
    }
    numbers[i] = number - 1;
  }
  acd__dictionary_release_all(&known);
  return status;
}

/* Gives each agent the profile of its kind; profiles know their skills and how many queues they have. Their array moves as it
 * grows, so they are pointed to only when all are known. */
static int group(acd__route *route, acd__route_agent *agents, size_t count)
{
  if (count == 0) return ACD_OK;
  size_t key_max = profile_key_max(agents, count);
  char *key = acd__memory_take(route->memory, key_max);
  uintptr_t *numbers = acd__memory_array(route->memory, count, sizeof *numbers);
  int status = key && numbers ? number_profiles(route, agents, count, key, numbers) : ACD_ERR_NOMEM;
  for (size_t i = 0; i < count && !status; i++) agents[i].profile = &route->profiles[numbers[i]];
  acd__memory_give(route->memory, numbers, count * sizeof *numbers);
  acd__memory_give(route->memory, key, key_max);
  return status;
}

static uint32_t find_order(acd__profile *profile, uint32_t type, uint32_t channel, const acd__queue *queue,
                           uint32_t membership)
{
  for (uint32_t i = 0; i < profile->orders_count; i++)
    if (profile->orders[i].type == type && profile->orders[i].channel == channel && profile->orders[i].queue == queue)
      return i;
  acd__idle_order *order = &profile->orders[profile->orders_count];
  order->type = type;
  order->channel = channel;
  order->queue = queue;
  order->membership = membership;
  order->order.indexed = type == ACD__IDLE_POSITION;
  return profile->orders_count++;
}

/* Connects profiles and queues. `ordered` says for each queue whether its members have positions of their own. */
static int link_profiles(acd__route *route, const acd__route_agent *agents, size_t agents_count,
                         acd__route_queue *queues, size_t queues_count, const unsigned char *ordered)
{
  acd__memory *memory = route->memory;
  for (size_t i = 0; i < agents_count; i++) {
    acd__profile *profile = agents[i].profile;
    if (profile->queues || profile->queues_count == 0) continue;
    profile->queues = acd__memory_array(memory, profile->queues_count, sizeof *profile->queues);
    profile->orders = acd__memory_array(memory, profile->queues_count, sizeof *profile->orders);
    if (!profile->queues || !profile->orders) return ACD_ERR_NOMEM;
    for (uint32_t m = 0; m < profile->queues_count; m++) {
      acd__queue *queue = agents[i].config->memberships[m].queue;
      size_t at = queue_index(queues, queues_count, queue);
      acd__queue_route *of_queue = queues[at].route;
      const acd__membership *member = &agents[i].config->memberships[m];
      uint32_t type = idle_type(of_queue->rules->strategy);
      acd__profile_queue *link = &profile->queues[m];
      link->route = of_queue;
      link->rank = member->rank;
      link->order = find_order(profile, type, of_queue->channel, is_own(type, ordered[at]) ? queue : NULL, m);
      link->row = (uint32_t)of_queue->profiles_count;
      size_t capacity = of_queue->profiles_count; /* grown one by one to powers of two */
      if ((capacity & (capacity - 1)) == 0) {
        size_t wanted = capacity ? 2 * capacity : 1;
        void *moved = acd__memory_resize(memory, of_queue->profiles, capacity * sizeof *of_queue->profiles,
                                         wanted * sizeof *of_queue->profiles);
        if (!moved) return ACD_ERR_NOMEM;
        of_queue->profiles = moved;
      }
      if (of_queue->profiles_count && of_queue->profiles[0].tier != member->tier)
        of_queue->tiered = of_queue->rules->tiers == ACD_TIERS_FIRST;
      of_queue->profiles[of_queue->profiles_count++] =
          (acd__profile_ref){profile, &profile->orders[link->order].order, member->group, member->tier};
    }
  }
  return ACD_OK;
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
    of_queue->wide = of_queue->profiles_count > ACD__WIDE;
    of_queue->idle_type = idle_type(of_queue->rules->strategy);
    of_queue->order.indexed = of_queue->idle_type == ACD__IDLE_POSITION;
    of_queue->firsts = (uint32_t)takes_first(of_queue->rules);
  }
  for (size_t i = 0; i < route->profiles_count; i++) {
    acd__profile *profile = &route->profiles[i];
    profile->nodes_count = profile->orders_count;
    for (uint32_t k = 0; k < profile->queues_count; k++) {
      const acd__queue_route *of_queue = profile->queues[k].route;
      if (of_queue->wide) profile->queues[k].node = profile->nodes_count++;
      profile->counts |= of_queue->wide || of_queue->rules->reserve > 0;
    }
  }
}

/* The nodes by which each agent stands in its profile's idle orders and in those of wide queues; positions are written
 * once, here. */
static int give_nodes(acd__route *route, acd__route_agent *agents, size_t count)
{
  widen(route);
  for (size_t i = 0; i < count; i++) route->nodes_count += agents[i].profile->nodes_count;
  if (route->nodes_count == 0) return ACD_OK;
  route->nodes = acd__memory_array(route->memory, route->nodes_count, sizeof *route->nodes);
  if (!route->nodes) return ACD_ERR_NOMEM;
  acd__agent_node *nodes = route->nodes;
  for (size_t i = 0; i < count; i++) {
    const acd__profile *profile = agents[i].profile;
    const acd__agent_config *config = agents[i].config;
    agents[i].nodes = nodes;
    for (uint32_t k = 0; k < profile->nodes_count; k++) {
      nodes[k].agent = agents[i].agent;
      nodes[k].node.sequence = agents[i].agent->sequence;
      if (k < profile->orders_count && profile->orders[k].type == ACD__IDLE_POSITION && profile->orders[k].queue)
        nodes[k].node.key_b = config->memberships[profile->orders[k].membership].position;
    }
    for (uint32_t k = 0; k < profile->queues_count; k++) {
      const acd__profile_queue *link = &profile->queues[k];
      const acd__membership *member = &config->memberships[k];
      acd__queue_route *of_queue = link->route;
      if (member->weight > of_queue->weight_max) of_queue->weight_max = member->weight;
      if (!of_queue->wide) continue;
      nodes[link->node].row = link->row;
      if (of_queue->tiered) nodes[link->node].node.key_a = member->tier;
      if (of_queue->idle_type == ACD__IDLE_POSITION) nodes[link->node].node.key_b = member->position;
    }
    nodes += profile->nodes_count;
  }
  return ACD_OK;
}

static size_t profiles_capacity(size_t count)
{
  size_t capacity = count ? 1 : 0;
  while (capacity < count) capacity *= 2;
  return capacity;
}

static void queue_route_free(acd__queue_route *of_queue)
{
  acd__memory *memory = of_queue->memory;
  acd__class_release_all(of_queue);
  acd__rules_drop(of_queue->rules);
  acd__memory_give(memory, of_queue->idle, of_queue->profile_words * sizeof *of_queue->idle);
  acd__memory_give(memory, of_queue->profiles,
                   profiles_capacity(of_queue->profiles_count) * sizeof *of_queue->profiles);
  acd__memory_give(memory, of_queue, sizeof *of_queue);
}

void acd__route_free(acd__route *route)
{
  if (!route) return;
  acd__memory *memory = route->memory;
  for (size_t i = 0; i < route->queues_count; i++)
    if (route->queues[i]) queue_route_free(route->queues[i]);
  acd__memory_give(memory, route->queues, route->queues_count * sizeof *route->queues);
  for (size_t i = 0; i < route->profiles_count; i++) {
    acd__profile *profile = &route->profiles[i];
    acd__memory_give(memory, profile->skills, profile->skills_count * sizeof *profile->skills);
    acd__memory_give(memory, profile->queues, profile->queues_count * sizeof *profile->queues);
    acd__memory_give(memory, profile->orders, profile->queues_count * sizeof *profile->orders);
  }
  acd__memory_give(memory, route->profiles, route->profiles_capacity * sizeof *route->profiles);
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
    of_queue->channel = of_queue->rules->channel;
    of_queue->classes_max = classes_max + 2; /* the plain and the mixed one besides */
    acd__dictionary_init(&of_queue->by_needs, route->memory, needs_table->key);
  }
  return ACD_OK;
}

static int finish_queues(acd__route *route)
{
  for (size_t i = 0; i < route->queues_count; i++) {
    acd__queue_route *of_queue = route->queues[i];
    size_t words = of_queue->profiles_count / 64 + 1;
    of_queue->idle = acd__memory_array(route->memory, words, sizeof *of_queue->idle);
    if (!of_queue->idle) return ACD_ERR_NOMEM;
    of_queue->profile_words = words;
    int status = acd__class_init(of_queue);
    if (status) return status;
  }
  return ACD_OK;
}

int acd__route_build(acd__memory *memory, acd__dictionary *needs_table, size_t classes_max, int64_t call_choice,
                     const acd__pool *agents_pool, acd__route_agent *agents, size_t agents_count,
                     acd__route_queue *queues, size_t queues_count, acd__route **route_out)
{
  acd__route *route = acd__memory_array(memory, 1, sizeof *route);
  unsigned char *ordered = acd__memory_array(memory, queues_count + 1, 1);
  if (!route || !ordered) {
    acd__memory_give(memory, ordered, queues_count + 1);
    acd__memory_give(memory, route, sizeof *route);
    return ACD_ERR_NOMEM;
  }
  route->memory = memory;
  route->call_choice = call_choice;
  for (size_t i = 0; i < agents_count; i++)
    for (uint32_t m = 0; m < agents[i].config->memberships_count; m++)
      if (agents[i].config->memberships[m].position)
        ordered[queue_index(queues, queues_count, agents[i].config->memberships[m].queue)] = 1;
  int status = make_queues(route, needs_table, classes_max, queues, queues_count);
  if (!status) status = group(route, agents, agents_count);
  if (!status) status = link_profiles(route, agents, agents_count, queues, queues_count, ordered);
  if (!status) status = give_nodes(route, agents, agents_count);
  if (!status) status = finish_queues(route);
  acd__memory_give(memory, ordered, queues_count + 1);
  for (size_t i = 0; i < route->queues_count && !status; i++) route->queues[i]->agents = agents_pool;
  if (status) {
    acd__route_free(route);
    return status;
  }
  *route_out = route;
  return ACD_OK;
}
