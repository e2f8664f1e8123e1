/* SPDX-License-Identifier: Apache-2.0 */
#include "route/route.h"

void acd__idle_add(acd__agent *agent)
{
  acd__profile *profile = agent->profile;
  agent->idle = 1;
  for (uint32_t i = 0; i < profile->orders_count; i++) {
    acd__order_node *node = &agent->nodes[i].node;
    switch (profile->orders[i].type) {
    case ACD__IDLE_LONGEST: node->key_a = agent->idle_since_us; break;
    case ACD__IDLE_CALLS: node->key_a = agent->calls_count; break;
    case ACD__IDLE_TALK: node->key_a = agent->talk_us; break;
    default: break; /* positions stand as they were built */
    }
    acd__order_insert(&profile->orders[i].order, node);
  }
  if (profile->idle++ > 0) return;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    link->route->idle[link->row / 64] |= UINT64_C(1) << (link->row % 64);
  }
}

void acd__idle_remove(acd__agent *agent)
{
  acd__profile *profile = agent->profile;
  agent->idle = 0;
  for (uint32_t i = 0; i < profile->orders_count; i++)
    acd__order_remove(&profile->orders[i].order, &agent->nodes[i].node);
  if (--profile->idle > 0) return;
  for (uint32_t i = 0; i < profile->queues_count; i++) {
    const acd__profile_queue *link = &profile->queues[i];
    link->route->idle[link->row / 64] &= ~(UINT64_C(1) << (link->row % 64));
  }
}
