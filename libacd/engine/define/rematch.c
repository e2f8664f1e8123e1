/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Agents and calls looked at in one slice. */
#define VISITS 512

/* The call to be offered, beginning with one: its agent by strategy, that agent's first call, and so on until both agree.
 * Each step finds a call that comes earlier, so it ends. */
static acd__call *agree(acd_engine *engine, acd__call *call)
{
  const acd__route *route = engine->world.route;
  while (call) {
    acd__rng rng = engine->rng; /* the offer draws for itself */
    int again;
    acd__agent *other = acd__match_agent(call, &rng, &again);
    acd__call *earlier = other ? acd__match_call(route, other, other->idle, engine->now_us) : NULL;
    if (!earlier || earlier == call || !acd__match_before(route, earlier, call, engine->now_us)) break;
    call = earlier;
  }
  return call;
}

/* Nothing is left of the definition before: its slices were due before this one. */
static int reserve(acd_engine *engine, acd__rematch_list *list, size_t count)
{
  list->count = list->next = 0;
  return acd__memory_reserve(&engine->memory, (void **)&list->items, &list->capacity, count, sizeof *list->items);
}

int acd__rematch_reserve(acd_engine *engine, size_t calls, size_t agents)
{
  int status = reserve(engine, &engine->rematch.calls, calls);
  return status ? status : reserve(engine, &engine->rematch.agents, agents);
}

static void note(acd_engine *engine, acd__rematch_list *list, acd_id id, uint64_t sequence)
{
  if (list->count == list->capacity)
    engine->rematch_next = engine->agents_head; /* there is room for all: this is no more than caution */
  else
    list->items[list->count++] = (acd__sort_item){id, sequence};
}

void acd__rematch_call(acd_engine *engine, acd__call *call)
{
  call = acd__call_main(call);
  if (call->noted) return;
  call->noted = 1;
  note(engine, &engine->rematch.calls, call->slot.id, call->node.sequence);
}

void acd__rematch_agent(acd_engine *engine, const acd__agent *agent)
{
  note(engine, &engine->rematch.agents, agent->slot.id, agent->sequence);
}

/* What a slice may still do. Without offers left it goes on to the next one that needs an offer, so that where it stops does not
 * depend on how many are looked at in vain. */
typedef struct budget {
  int visits;
  int offers;
} budget;

/* 1 if somebody was rung; or the call is a callback and has left, for its customer may not be dialled any more. */
static int offer(acd_engine *engine, acd__call *call, budget *left)
{
  int64_t before = engine->action_sequence;
  acd__offer_call(engine, call);
  const acd__call *self = acd__call_main(call);
  uint32_t count = self->offers_count;
  int has_left = self->state == ACD_CALL_STATE_CALLBACK;
  left->offers -= count > ACD__SLICE ? ACD__SLICE : (int)count + has_left;
  return has_left || engine->action_sequence != before;
}

/* 1 if it stands among others that wait, and finds an agent. */
static int finds(const acd_engine *engine, const acd__call *wait)
{
  acd__rng rng = engine->rng;
  int again;
  return wait->queue && !wait->awaited && wait->node.place != ACD__ORDER_OUT && acd__match_agent(wait, &rng, &again);
}

/* The first of the queues that a call waits in where it finds an agent, NULL: none. */
static acd__call *finding(const acd_engine *engine, acd__call *call)
{
  acd__call *wait = call;
  while (wait && !finds(engine, wait)) wait = acd__wait_after(wait);
  return wait;
}

static void match_calls(acd_engine *engine, budget *left)
{
  acd__rematch_list *list = &engine->rematch.calls;
  while (list->next < list->count && left->visits > 0) {
    int status;
    acd__call *call = acd__pool_find(&engine->calls, list->items[list->next].value, &status);
    acd__call *wait = call ? finding(engine, call) : NULL;
    if (wait && left->offers <= 0) return;
    if (wait && offer(engine, agree(engine, wait), left)) continue;
    if (call) call->noted = 0;
    list->next++;
    left->visits--;
  }
}

/* 1: finished with this one. */
static int match_agent(acd_engine *engine, acd__agent *agent, budget *left)
{
  left->visits--;
  while (agent->idle) {
    acd__call *call = acd__match_call(engine->world.route, agent, agent->idle, engine->now_us);
    if (!call) return 1;
    if (left->offers <= 0) return 0;
    if (!offer(engine, agree(engine, call), left)) return 1;
  }
  return 1;
}

static void match_agents(acd_engine *engine, budget *left)
{
  acd__rematch_list *list = &engine->rematch.agents;
  while (list->next < list->count && left->visits > 0) {
    int status;
    acd__agent *agent = acd__pool_find(&engine->agents, list->items[list->next].value, &status);
    if (agent && !match_agent(engine, agent, left)) return;
    list->next++;
  }
  if (list->next < list->count) return;
  while (engine->rematch_next && left->visits > 0) {
    acd__agent *agent = engine->rematch_next;
    if (!match_agent(engine, agent, left)) return;
    if (engine->rematch_next == agent) engine->rematch_next = agent->defined_next;
  }
}

/* All that a definition concerns was noted in one go. */
static void put_in_order(acd__rematch_list *list)
{
  if (list->next == 0) acd__sort(list->items, list->count);
}

static int is_done(const acd_engine *engine)
{
  const acd__rematch *rematch = &engine->rematch;
  return rematch->calls.next == rematch->calls.count && rematch->agents.next == rematch->agents.count &&
         !engine->rematch_next;
}

void acd__rematch_begin(acd_engine *engine)
{
  engine->rematch_next = engine->agents_head;
  if (!engine->rematch_timer.lane)
    acd__timers_arm(&engine->timers, &engine->rematch_timer, engine->now_lane, engine->now_us);
}

void acd__rematch_slice(acd_engine *engine)
{
  budget left = {VISITS, ACD__SLICE};
  put_in_order(&engine->rematch.calls);
  put_in_order(&engine->rematch.agents);
  match_calls(engine, &left);
  if (engine->rematch.calls.next == engine->rematch.calls.count) match_agents(engine, &left);
  if (!is_done(engine) && !engine->rematch_timer.lane)
    acd__timers_arm(&engine->timers, &engine->rematch_timer, engine->now_lane, engine->now_us);
}
