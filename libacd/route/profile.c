/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles, one by one: what makes agents alike, and the rows of their queues. */
#include "route/route.h"

#include <string.h>

#define WORDS_A_SKILL (sizeof(acd_requirement) / sizeof(int64_t))
#define WORDS_A_QUEUE 4

/* The idle order of a hole. */
static const acd__order nobody;

uint32_t acd__idle_type(int64_t strategy)
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

/* 1: each queue has keys of its own of this type; positions only where members have some. */
static int is_own(const acd__queue_route *of_queue)
{
  uint32_t type = of_queue->idle_type;
  return type == ACD__IDLE_POSITION ? (int)of_queue->ordered : type == ACD__IDLE_QUEUE_CALLS || type == ACD__IDLE_SHARE;
}

size_t acd__profile_key_words(const acd__agent_config *config)
{
  return 1 + config->skills_count * WORDS_A_SKILL + config->memberships_count * (size_t)WORDS_A_QUEUE;
}

/* How many skills; the skills with their levels; the sequences of the queues with tier, rank, group and whether the agent takes
 * their calls. */
void acd__profile_key(const acd__agent_config *config, int64_t *key)
{
  int64_t *at = key;
  *at++ = config->skills_count;
  if (config->skills_count) memcpy(at, config->skills, config->skills_count * sizeof *config->skills);
  at += config->skills_count * WORDS_A_SKILL;
  for (uint32_t i = 0; i < config->memberships_count; i++) {
    const acd__membership *member = &config->memberships[i];
    *at++ = (int64_t)member->queue_sequence;
    *at++ = member->tier;
    *at++ = member->rank;
    *at++ = (int64_t)member->group | (int64_t)member->strange << 32;
  }
}

acd__profile *acd__profile_find(const acd__route *route, const int64_t *key, size_t words)
{
  return acd__dictionary_find(&route->by_key, (const char *)key, words * sizeof *key);
}

int acd__profile_less(const acd__profile *a, const acd__profile *b)
{
  if (a->key_words != b->key_words) return a->key_words < b->key_words;
  size_t at = 0;
  while (at + 1 < a->key_words && a->key[at] == b->key[at]) at++;
  return a->key[at] < b->key[at];
}

static uint32_t find_order(acd__profile *profile, const acd__queue_route *of_queue, const acd__queue *queue,
                           uint32_t membership)
{
  uint32_t type = of_queue->idle_type;
  if (!is_own(of_queue)) queue = NULL;
  for (uint32_t i = 0; i < profile->orders_count; i++)
    if (profile->orders[i].type == type && profile->orders[i].channel == of_queue->channel &&
        profile->orders[i].queue == queue)
      return i;
  acd__idle_order *order = &profile->orders[profile->orders_count];
  order->type = type;
  order->channel = of_queue->channel;
  order->queue = queue;
  order->membership = membership;
  order->order.indexed = type == ACD__IDLE_POSITION;
  return profile->orders_count++;
}

/* Memory for all that the profile consists of. */
static int take_parts(acd__route *route, acd__profile *profile)
{
  acd__memory *memory = route->memory;
  profile->key = acd__memory_array(memory, profile->key_words, sizeof *profile->key);
  if (!profile->key) return ACD_ERR_NOMEM;
  if (profile->queues_count == 0) return ACD_OK;
  profile->queues = acd__memory_array(memory, profile->queues_count, sizeof *profile->queues);
  profile->orders = acd__memory_array(memory, profile->queues_count, sizeof *profile->orders);
  return profile->queues && profile->orders ? ACD_OK : ACD_ERR_NOMEM;
}

static void give_parts(acd__route *route, acd__profile *profile)
{
  acd__memory *memory = route->memory;
  acd__memory_give(memory, profile->key, profile->key_words * sizeof *profile->key);
  acd__memory_give(memory, profile->queues, profile->queues_count * sizeof *profile->queues);
  acd__memory_give(memory, profile->orders, profile->queues_count * sizeof *profile->orders);
  acd__memory_give(memory, profile, sizeof *profile);
}

acd__profile *acd__profile_new(acd__route *route, const acd__agent_config *config, acd__queue_route *const *queues)
{
  acd__profile *profile = acd__memory_array(route->memory, 1, sizeof *profile);
  if (!profile) return NULL;
  profile->key_words = acd__profile_key_words(config);
  profile->queues_count = config->memberships_count;
  int status = take_parts(route, profile);
  if (!status) {
    acd__profile_key(config, profile->key);
    status = acd__dictionary_add(&route->by_key, (const char *)profile->key, profile->key_words * sizeof *profile->key,
                                 profile);
  }
  if (status) {
    give_parts(route, profile);
    return NULL;
  }
  profile->skills = (const acd_requirement *)(const void *)(profile->key + 1);
  profile->skills_count = config->skills_count;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    acd__profile_queue *link = &profile->queues[i];
    link->route = queues[i];
    link->row = UINT32_MAX;
    link->rank = config->memberships[i].rank;
    link->strange = config->memberships[i].strange;
    link->order = find_order(profile, link->route, config->memberships[i].queue, i);
  }
  profile->next = route->profiles;
  if (profile->next) profile->next->prev = profile;
  route->profiles = profile;
  return profile;
}

int acd__rows_reserve(acd__queue_route *of_queue, size_t more)
{
  acd__memory *memory = of_queue->memory;
  size_t old = of_queue->profiles_capacity, capacity = old ? old : 1;
  while (capacity < of_queue->profiles_live + more) capacity *= 2;
  if (capacity == old) return ACD_OK;
  size_t words = (capacity + 63) / 64, old_words = (old + 63) / 64;
  int drawn =
      of_queue->rules->strategy == ACD_STRATEGY_RANDOM || of_queue->rules->strategy == ACD_STRATEGY_WEIGHTED_RANDOM;
  acd__profile_ref *profiles = acd__memory_array(memory, capacity, sizeof *profiles);
  uint64_t *idle = acd__memory_array(memory, words, sizeof *idle);
  uint32_t *lots = drawn ? acd__memory_array(memory, capacity, sizeof *lots) : NULL;
  if (!profiles || !idle || (drawn && !lots) || acd__class_grow_rows(of_queue, capacity)) {
    acd__memory_give(memory, profiles, capacity * sizeof *profiles);
    acd__memory_give(memory, idle, words * sizeof *idle);
    acd__memory_give(memory, lots, capacity * sizeof *lots);
    return ACD_ERR_NOMEM;
  }
  if (old) memcpy(profiles, of_queue->profiles, of_queue->profiles_count * sizeof *profiles);
  if (old) memcpy(idle, of_queue->idle, old_words * sizeof *idle);
  if (old && lots) memcpy(lots, of_queue->lots, of_queue->profiles_live * sizeof *lots);
  acd__memory_give(memory, of_queue->profiles, old * sizeof *profiles);
  acd__memory_give(memory, of_queue->idle, old_words * sizeof *idle);
  acd__memory_give(memory, of_queue->lots, old * sizeof *lots);
  of_queue->profiles = profiles;
  of_queue->idle = idle;
  of_queue->lots = lots;
  of_queue->profiles_capacity = capacity;
  return ACD_OK;
}

/* Where a profile stands, or would stand, among those that lots are drawn from. */
static size_t lot_of(const acd__queue_route *of_queue, const acd__profile *profile)
{
  size_t low = 0, high = of_queue->profiles_live;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (acd__profile_less(of_queue->profiles[of_queue->lots[middle]].profile, profile))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* A hole, or a new row at the end. */
static uint32_t take_row(acd__queue_route *of_queue)
{
  uint32_t row = of_queue->hole;
  if (row) {
    of_queue->hole = of_queue->profiles[row - 1].group;
    return row - 1;
  }
  row = (uint32_t)of_queue->profiles_count++;
  of_queue->profile_words = row / 64 + 1;
  return row;
}

static void enter_queue(acd__profile *profile, acd__profile_queue *link, const acd__membership *member)
{
  acd__queue_route *of_queue = link->route;
  if (of_queue->profiles_count == 0) of_queue->tier = member->tier;
  if (of_queue->tier != member->tier && of_queue->rules->tiers == ACD_TIERS_FIRST) of_queue->tiered = 1;
  link->row = take_row(of_queue);
  of_queue->profiles[link->row] =
      (acd__profile_ref){profile, &profile->orders[link->order].order, (int32_t)member->tier, member->group};
  if (of_queue->lots) {
    size_t lot = lot_of(of_queue, profile);
    memmove(of_queue->lots + lot + 1, of_queue->lots + lot, (of_queue->profiles_live - lot) * sizeof *of_queue->lots);
    of_queue->lots[lot] = link->row;
  }
  of_queue->profiles_live++;
  acd__class_row_fill(of_queue, link->row);
}

static void leave_queue(const acd__profile *profile, const acd__profile_queue *link)
{
  acd__queue_route *of_queue = link->route;
  acd__class_row_clear(of_queue, link->row);
  of_queue->profiles_live--;
  if (of_queue->lots) {
    size_t lot = lot_of(of_queue, profile);
    memmove(of_queue->lots + lot, of_queue->lots + lot + 1, (of_queue->profiles_live - lot) * sizeof *of_queue->lots);
  }
  of_queue->profiles[link->row] = (acd__profile_ref){.idle = &nobody, .group = of_queue->hole};
  of_queue->hole = link->row + 1;
}

void acd__profile_enter(acd__profile *profile, const acd__agent_config *config)
{
  for (uint32_t i = 0; i < profile->queues_count; i++)
    enter_queue(profile, &profile->queues[i], &config->memberships[i]);
}

void acd__profile_number_nodes(acd__profile *profile)
{
  profile->nodes_count = profile->orders_count;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__queue_route *of_queue = profile->queues[i].route;
    if (of_queue->wide) profile->queues[i].node = profile->nodes_count++;
    profile->counts |= of_queue->wide || of_queue->rules->reserve > 0;
  }
}

void acd__profile_free(acd__route *route, acd__profile *profile, int leaves)
{
  for (uint32_t i = 0; leaves && i < profile->queues_count; i++)
    if (profile->queues[i].row != UINT32_MAX) leave_queue(profile, &profile->queues[i]);
  if (leaves)
    acd__dictionary_remove(&route->by_key, (const char *)profile->key, profile->key_words * sizeof *profile->key);
  if (profile->prev)
    profile->prev->next = profile->next;
  else
    route->profiles = profile->next;
  if (profile->next) profile->next->prev = profile->prev;
  give_parts(route, profile);
}

/* Positions are written here; all other keys whenever the agent gets idle. */
void acd__profile_nodes(const acd__profile *profile, const acd__agent_config *config, acd__agent *agent,
                        acd__agent_node *nodes)
{
  for (uint32_t i = 0; i < profile->nodes_count; i++) {
    nodes[i].agent = agent;
    nodes[i].node.sequence = agent->sequence;
    if (i < profile->orders_count && profile->orders[i].type == ACD__IDLE_POSITION && profile->orders[i].queue)
      nodes[i].node.key_b = config->memberships[profile->orders[i].membership].position;
  }
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    const acd__membership *member = &config->memberships[i];
    if (!link->route->wide) continue;
    nodes[link->node].row = link->row;
    if (link->route->tiered) nodes[link->node].node.key_a = member->tier;
    if (link->route->idle_type == ACD__IDLE_POSITION) nodes[link->node].node.key_b = member->position;
  }
}

const acd__profile_queue *acd__profile_in(const acd__profile *profile, const acd__queue_route *of_queue)
{
  const acd__profile_queue *at = profile->queues;
  while (at->route != of_queue) at++;
  return at;
}

void acd__profile_count(acd__profile *profile, int64_t staffed, int64_t available)
{
  profile->staffed += staffed;
  profile->available += available;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    if (profile->queues[i].strange) continue;
    profile->queues[i].route->staffed += staffed;
    profile->queues[i].route->available += available;
  }
}

void acd__profile_nodes_give(acd__memory *memory, acd__agent *agent)
{
  if (agent->nodes_own) acd__memory_give(memory, agent->nodes, agent->profile->nodes_count * sizeof *agent->nodes);
  agent->nodes_own = 0;
  agent->nodes = NULL;
}

void acd__profile_leave(acd__route *route, acd__agent *agent)
{
  acd__profile *profile = agent->profile;
  acd__profile_nodes_give(route->memory, agent);
  agent->profile = NULL;
  if (--profile->agents_count == 0) acd__profile_free(route, profile, 1);
}
