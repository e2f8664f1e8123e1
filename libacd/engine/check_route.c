/* SPDX-License-Identifier: Apache-2.0 */
/* The laws of matching: what is kept about who is there, who is idle and who waits, against what agents, calls and rules say. */
#include "base/hash.h"
#include "engine/engine.h"

typedef const char *law;

/* Sums of many counters at once, each weighed by whose it is: equal if all of them are. It spares a look through everybody for each
 * of them. No order comes of the addresses. */
static uint64_t weigh(const void *whose, int64_t count)
{
  return acd__mix((uint64_t)(uintptr_t)whose) * (uint64_t)count;
}

/* Members who are logged in, and available. */
static law check_staffing(const acd_engine *engine)
{
  const acd__route *route = engine->world.route;
  uint64_t staffed = 0, available = 0;
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) {
    int is_staffed = at->presence > ACD_PRESENCE_LOGGED_OUT, is_available = at->presence == ACD_PRESENCE_AVAILABLE;
    if (!at->profile) continue; /* nothing was ever defined */
    staffed += weigh(at->profile, is_staffed);
    available += weigh(at->profile, is_available);
    for (uint32_t i = 0; i < at->profile->queues_count; i++) {
      const acd__membership *member = &at->config->memberships[i];
      uint32_t takes = at->config->takes >> at->profile->queues[i].route->channel & 1;
      if (takes == member->strange) return "who takes no calls of a queue is known";
      if (member->strange) continue;
      staffed += weigh(at->profile->queues[i].route, is_staffed);
      available += weigh(at->profile->queues[i].route, is_available);
    }
  }
  for (const acd__profile *at = route ? route->profiles : NULL; at; at = at->next) {
    staffed -= weigh(at, at->staffed);
    available -= weigh(at, at->available);
  }
  for (size_t i = 0; route && i < route->queues_count; i++) {
    staffed -= weigh(route->queues[i], route->queues[i]->staffed);
    available -= weigh(route->queues[i], route->queues[i]->available);
  }
  return staffed || available ? "members who are there are counted" : NULL;
}

static int same_keys(const acd__order_node *a, const acd__order_node *b)
{
  return a->key_a == b->key_a && a->key_b == b->key_b && a->sequence == b->sequence;
}

/* A call of a queue: its class, and the keys that it has there or with the agent it waits for. */
static law check_class(const acd__call *call)
{
  const acd__class *class_ = call->class_;
  acd__order_node keys;
  if (!class_->mixed && (class_->needs != call->needs || class_->step != call->step))
    return "a call is of the class of its needs and its step";
  acd__call_keys(call, &keys);
  if (call->telling && call->telling->place.place != ACD__ORDER_OUT && !same_keys(&call->telling->place, &keys))
    return "places that are announced are those of the queue's order";
  if (call->awaited) keys.key_a = acd__own_key(call, acd__call_priority(call));
  return same_keys(&call->node, &keys) ? NULL : "a call has the keys that the rules give it";
}

/* Adds up what the calls, or those that stand in queues for them, have. */
static law check_all(const acd__pool *calls, uint64_t *holders, int64_t *own)
{
  for (const acd__call *call = NULL; (call = acd__pool_after(calls, call));) {
    *own += (call->direct || call->awaited) && call->node.place != ACD__ORDER_OUT;
    if (!call->queue != !call->class_) return "a call of a queue is of a class";
    if (!call->queue) continue;
    law broken = check_class(call);
    if (broken) return broken;
    *holders += weigh(call->class_, 1);
  }
  return NULL;
}

static law check_calls(const acd_engine *engine)
{
  const acd__route *route = engine->world.route;
  uint64_t holders = 0;
  int64_t own = 0;
  law broken = check_all(&engine->calls, &holders, &own);
  if (!broken) broken = check_all(&engine->proxies, &holders, &own);
  if (broken) return broken;
  for (size_t i = 0; route && i < route->queues_count; i++)
    for (size_t k = 0; k < route->queues[i]->classes_count; k++)
      holders -= weigh(route->queues[i]->classes[k], (int64_t)route->queues[i]->classes[k]->holders);
  if (holders) return "the calls of each class are counted";
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) {
    own -= (int64_t)at->own.count;
    for (acd__order_node *node = acd__order_first(&at->own); node; node = acd__order_next(&at->own, node)) {
      const acd__call *call = acd__call_of_node(node);
      if (!call->slot.live || (call->direct != at && call->awaited != at))
        return "an agent's own calls wait for that agent";
      if (call->direct && node->key_a != acd__own_key(call, call->priority + call->entry_priority))
        return "an agent's own calls stand by channel and priority";
    }
  }
  return own ? "who waits for one agent alone stands in that agent's list" : NULL;
}

/* The memory of round robin stands where the member does whom it remembers. */
static law check_cursors(const acd_engine *engine)
{
  int status;
  for (const acd__queue *at = engine->queues_head; at; at = at->defined_next) {
    const acd__agent *agent = at->cursor_set ? acd__pool_find(&engine->agents, at->cursor_agent, &status) : NULL;
    const acd__membership *member = agent ? acd__membership_of(agent->config, at) : NULL;
    if (member && (at->cursor_position != member->position || at->cursor_sequence != agent->sequence))
      return "round robin remembers where the member stands";
  }
  return NULL;
}

static law check_idle(const acd_engine *engine)
{
  const acd__route *route = engine->world.route;
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next)
    if (at->profile && !acd__idle_check(at)) return "an idle agent stands where the rules say, and nobody else does";
  for (const acd__profile *profile = route ? route->profiles : NULL; profile; profile = profile->next) {
    for (uint32_t k = 0; k < profile->orders_count; k++) {
      if (!acd__order_check(&profile->orders[k].order)) return "idle agents are in order";
    }
    for (uint32_t k = 0; k < profile->queues_count; k++) {
      const acd__profile_queue *link = &profile->queues[k];
      int bit = link->route->idle[link->row / 64] >> (link->row % 64) & 1;
      if (bit != (profile->orders[link->order].order.count > 0)) return "the rows of idle profiles are right";
    }
  }
  for (size_t i = 0; route && i < route->queues_count; i++) {
    const acd__queue_route *of_queue = route->queues[i];
    int64_t idle = 0;
    size_t live = 0;
    for (size_t k = 0; k < of_queue->profiles_count; k++) {
      const acd__profile *profile = of_queue->profiles[k].profile;
      if (!profile) continue;
      if (profile->agents_count == 0) return "every profile is somebody's";
      idle += (int64_t)acd__idle_count(&of_queue->profiles[k]);
      live++;
    }
    if (live != of_queue->profiles_live || of_queue->wide != (live > ACD__WIDE))
      return "a queue's profiles are counted";
    if (of_queue->rules->reserve && of_queue->ready != idle) return "a queue that keeps agents free counts them";
    if (!of_queue->wide) continue;
    if (!acd__order_check(&of_queue->order) || (int64_t)of_queue->order.count != idle)
      return "a wide queue's idle agents stand in its order";
  }
  return NULL;
}

const char *acd__check_route(const acd_engine *engine)
{
  law broken = check_idle(engine);
  if (!broken) broken = check_staffing(engine);
  if (!broken) broken = check_calls(engine);
  return broken ? broken : check_cursors(engine);
}
