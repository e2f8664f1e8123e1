/* SPDX-License-Identifier: Apache-2.0 */
#include "route/route.h"

static void set_key(acd__order_node *node, uint32_t type, const acd__agent *agent)
{
  switch (type) {
  case ACD__IDLE_LONGEST: node->key_a = agent->idle_since_us; break;
  case ACD__IDLE_CALLS: node->key_a = agent->calls_count; break;
  case ACD__IDLE_TALK: node->key_a = agent->talk_us; break;
  default: break; /* positions stand as they were built */
  }
}

void acd__idle_add(acd__agent *agent)
{
  acd__profile *profile = agent->profile;
  agent->idle = 1;
  for (uint32_t i = 0; i < profile->orders_count; i++) {
    set_key(&agent->nodes[i].node, profile->orders[i].type, agent);
    acd__order_insert(&profile->orders[i].order, &agent->nodes[i].node);
  }
  int first = profile->idle++ == 0;
  if (!first && profile->nodes_count == profile->orders_count) return;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    acd__queue_route *route = link->route;
    if (first) route->idle[link->row / 64] |= UINT64_C(1) << (link->row % 64);
    if (!route->wide) continue;
    set_key(&agent->nodes[link->node].node, route->idle_type, agent);
    acd__order_insert(&route->order, &agent->nodes[link->node].node);
  }
}

void acd__idle_remove(acd__agent *agent)
{
  acd__profile *profile = agent->profile;
  agent->idle = 0;
  for (uint32_t i = 0; i < profile->orders_count; i++)
    acd__order_remove(&profile->orders[i].order, &agent->nodes[i].node);
  int last = --profile->idle == 0;
  if (!last && profile->nodes_count == profile->orders_count) return;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    acd__queue_route *route = link->route;
    if (last) route->idle[link->row / 64] &= ~(UINT64_C(1) << (link->row % 64));
    if (route->wide) acd__order_remove(&route->order, &agent->nodes[link->node].node);
  }
}
