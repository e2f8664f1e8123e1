/* SPDX-License-Identifier: Apache-2.0 */
/* A waiting call's way through the steps of its queue, and its place there (acd/route.h). */
#include "engine/engine.h"

/* The class of a call in a step. Within a timer no memory may be taken. */
static acd__class *class_in(acd_engine *engine, const acd__call *call, acd__queue *queue, uint32_t step)
{
  return acd__class_get(queue->route, call->needs, step, !engine->in_timer);
}

uint32_t acd__step_from(acd_engine *engine, const acd__call *call, acd__queue *queue, uint32_t step)
{
  const acd__rules *rules = queue->config->rules;
  for (; step + 1 < rules->steps_count; step++) {
    int64_t skip_if = rules->steps[step].skip_if;
    if (skip_if == ACD_SKIP_NEVER || acd__match_any(class_in(engine, call, queue, step), call->needs, step, skip_if))
      break;
  }
  return step;
}

int64_t acd__call_priority(const acd__call *call)
{
  const acd__rules *rules = call->queue->config->rules;
  int64_t priority = call->priority + call->entry_priority + call->queue->config->priority;
  return priority + (call->step < rules->steps_count ? rules->steps[call->step].priority : 0);
}

void acd__call_keys(const acd__call *call, acd__order_node *to)
{
  const acd__rules *rules = call->queue->config->rules;
  acd_time from_us = rules->wait_from == ACD_WAIT_FROM_ARRIVAL ? call->arrived_us : call->queued_us - call->kept_us;
  to->key_b = from_us - call->waited_us;
  to->key_a = acd__rules_key(rules, acd__call_priority(call), to->key_b);
  to->sequence = call->node.sequence;
}

void acd__call_set_keys(acd__call *call)
{
  acd__call_keys(call, &call->node);
  if (call->telling) acd__telling_place(call);
}

/* From the nominal beginning of a step to its end; NULL: there are none. */
static void time_step(acd_engine *engine, acd__pace *pace, const acd__step *step)
{
  acd__lane *lane = step ? step->lanes[pace->call->step_from] : NULL;
  acd__timers_disarm(&engine->timers, &pace->step);
  if (lane) acd__timers_arm(&engine->timers, &pace->step, lane, engine->now_us);
}

void acd__call_begin_step(acd_engine *engine, acd__call *call, uint32_t from)
{
  acd__queue *queue = call->queue;
  const acd__rules *rules = queue->config->rules;
  acd__class *before = call->class_;
  call->step_from = (uint8_t)from;
  call->step = (uint8_t)acd__step_from(engine, call, queue, from);
  call->class_ = acd__class_hold(class_in(engine, call, queue, call->step));
  if (before) acd__class_drop(before);
  if (call->pace) time_step(engine, call->pace, call->step < rules->steps_count ? &rules->steps[call->step] : NULL);
  acd__call_set_keys(call);
}

/* Out of the order that the call stands in, if any: 1 if it did. */
static int lift(acd__call *call)
{
  if (call->node.place == ACD__ORDER_OUT) return 0;
  if (call->awaited)
    acd__order_remove(&call->awaited->own, &call->node);
  else
    acd__waiting_remove(call);
  return 1;
}

/* Back to where it was lifted from, or among the others where the agent it waits for can no longer serve it. */
static void put_back(acd_engine *engine, acd__call *call)
{
  if (call->awaited && acd__match_serves(call, call->awaited)) {
    acd__preferred_place(call);
    return;
  }
  acd__preferred_end(engine, call);
  acd__waiting_add(call);
  acd__offer_call(engine, call);
}

/* Out of the order it stands in, if any, with the class and the keys that it has now: 1 if it stood there. */
static int rekey(acd_engine *engine, acd__call *call)
{
  int waits = lift(call);
  acd__class *before = call->class_;
  call->class_ = acd__class_hold(class_in(engine, call, call->queue, call->step));
  acd__class_drop(before);
  acd__call_set_keys(call);
  return waits;
}

void acd__call_replace(acd_engine *engine, acd__call *call)
{
  if (rekey(engine, call)) acd__waiting_add(call);
}

void acd__call_reclass(acd_engine *engine, acd__call *call)
{
  if (rekey(engine, call)) put_back(engine, call);
}

void acd__call_step_ends(acd_engine *engine, acd__call *call)
{
  int waits = lift(call);
  acd__event(engine, ACD_EVENT_STEP, call, call->queue, NULL, engine->now_us - call->queued_us, call->step,
             ACD_STEP_EXPIRED, 0);
  acd__call_begin_step(engine, call, call->step + 1u);
  if (waits) put_back(engine, call);
}

/* A call that waits when its queue gets other rules. Its class was that of the route before, which goes whole. */
void acd__call_adopt_rules(acd_engine *engine, acd__call *call, int had_steps)
{
  const acd__queue_config *config = call->queue->config;
  const acd__rules *rules = config->rules;
  int waits = call->state == ACD_CALL_STATE_WAITING && call->offers_count < acd__call_width(call);
  if (call->awaited) lift(call);
  acd__call_channel(engine, call, rules->channel);
  call->class_ = NULL;
  call->node.place = ACD__ORDER_OUT;
  if (call->pace && !waits) acd__timers_disarm(&engine->timers, &call->pace->slice);
  if (call->pace && !call->awaited && (!config->more_lane || config->ring_count == ACD__RING_ALL))
    acd__timers_disarm(&engine->timers, &call->pace->more);
  if (rules->steps_count && !had_steps) {
    acd__call_begin_step(engine, call, 0);
  } else {
    if (call->pace && (rules->steps_count == 0 || call->step + 1u >= rules->steps_count))
      acd__timers_disarm(&engine->timers, &call->pace->step);
    if (call->step >= rules->steps_count) call->step = rules->steps_count ? (uint8_t)(rules->steps_count - 1) : 0;
    if (call->step_from > call->step) call->step_from = call->step;
    call->class_ = acd__class_hold(class_in(engine, call, call->queue, call->step));
    acd__call_set_keys(call);
  }
  if (call->awaited) {
    if (config->preferred_lane && acd__match_serves(call, call->awaited)) {
      acd__preferred_place(call);
      return;
    }
    acd__preferred_end(engine, call);
    acd__rematch_call(engine, call);
  }
  if (waits) acd__waiting_add(call);
}

void acd__preferred_review(acd_engine *engine, acd__agent *agent)
{
  acd__order_node *next;
  for (acd__order_node *node = acd__order_first(&agent->own); node; node = next) {
    acd__call *call = acd__call_of_node(node);
    next = acd__order_next(&agent->own, node);
    if (!call->awaited || acd__match_serves(call, agent)) continue;
    acd__preferred_end(engine, call);
    acd__waiting_add(call);
    acd__rematch_call(engine, call);
  }
}
