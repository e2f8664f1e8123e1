/* SPDX-License-Identifier: Apache-2.0 */
#include "route/route.h"

#define SHARE_UNIT 1000000

/* `key_a` is the tier in the order of a wide queue, else 0; both stand as they were built. */
static void set_key(acd__order_node *node, uint32_t type, const acd__agent *agent, uint32_t membership)
{
  const acd__membership *member = &agent->config->memberships[membership];
  switch (type) {
  case ACD__IDLE_LONGEST: node->key_b = agent->idle_since_us; break;
  case ACD__IDLE_CALLS: node->key_b = agent->calls_count; break;
  case ACD__IDLE_TALK: node->key_b = agent->talk_us; break;
  case ACD__IDLE_QUEUE_CALLS: node->key_b = member->calls_count; break;
  case ACD__IDLE_SHARE: node->key_b = (member->calls_count + 1) * SHARE_UNIT / member->weight; break;
  case ACD__IDLE_OCCUPANCY:
    node->key_b = agent->occupancy_ppm / 1000 * (ACD_TIME_MAX * 2) + agent->idle_since_us;
    break;
  case ACD__IDLE_LOAD: node->key_b = acd__agent_load_share(agent) * (ACD_TIME_MAX * 2) + agent->idle_since_us; break;
  default: break; /* positions stand as they were built */
  }
}

void acd__idle_add(acd__agent *agent, uint32_t channels)
{
  acd__profile *profile = agent->profile;
  int first = 0;
  agent->idle = channels;
  for (uint32_t i = 0; i < profile->orders_count; i++) {
    acd__idle_order *in = &profile->orders[i];
    if (!(channels >> in->channel & 1)) continue;
    set_key(&agent->nodes[i].node, in->type, agent, in->membership);
    first |= in->order.count == 0;
    acd__order_insert(&in->order, &agent->nodes[i].node);
  }
  if (!first && !profile->counts) return;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    acd__queue_route *route = link->route;
    if (!(channels >> route->channel & 1)) continue;
    acd__row_set(route->idle, link->row);
    route->ready += route->rules->reserve > 0;
    if (!route->wide) continue;
    set_key(&agent->nodes[link->node].node, route->idle_type, agent, i);
    acd__order_insert(&route->order, &agent->nodes[link->node].node);
  }
}

void acd__idle_remove(acd__agent *agent)
{
  acd__profile *profile = agent->profile;
  uint32_t channels = agent->idle;
  int last = 0;
  agent->idle = 0;
  for (uint32_t i = 0; i < profile->orders_count; i++) {
    acd__idle_order *in = &profile->orders[i];
    if (!(channels >> in->channel & 1)) continue;
    acd__order_remove(&in->order, &agent->nodes[i].node);
    last |= in->order.count == 0;
  }
  if (!last && !profile->counts) return;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    acd__queue_route *route = link->route;
    if (!(channels >> route->channel & 1)) continue;
    if (profile->orders[link->order].order.count == 0) acd__row_clear(route->idle, link->row);
    route->ready -= route->rules->reserve > 0;
    if (route->wide) acd__order_remove(&route->order, &agent->nodes[link->node].node);
  }
}

/* 1 if the node stands in an order of this type just if it should, by the keys that the agent has now. */
static int stands(const acd__agent_node *at, int should, uint32_t type, uint32_t membership, int64_t tier,
                  int64_t position)
{
  acd__order_node keys = at->node;
  if ((at->node.place != ACD__ORDER_OUT) != should) return 0;
  if (!should) return 1;
  set_key(&keys, type, at->agent, membership);
  if (type == ACD__IDLE_POSITION) keys.key_b = position;
  return at->node.key_a == tier && at->node.key_b == keys.key_b && at->node.sequence == at->agent->sequence;
}

int acd__idle_check(const acd__agent *agent)
{
  const acd__profile *profile = agent->profile;
  const acd__membership *members = agent->config->memberships;
  for (uint32_t i = 0; i < profile->orders_count; i++) {
    const acd__idle_order *in = &profile->orders[i];
    int64_t position = in->queue ? members[in->membership].position : 0;
    if (agent->nodes[i].agent != agent ||
        !stands(&agent->nodes[i], agent->idle >> in->channel & 1, in->type, in->membership, 0, position))
      return 0;
  }
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__queue_route *route = profile->queues[i].route;
    if (!route->wide) continue;
    const acd__agent_node *node = &agent->nodes[profile->queues[i].node];
    if (node->row != profile->queues[i].row || !stands(node, acd__idle_for(agent, route), route->idle_type, i,
                                                       route->tiered ? members[i].tier : 0, members[i].position))
      return 0;
  }
  return 1;
}
