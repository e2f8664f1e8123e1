/* SPDX-License-Identifier: Apache-2.0 */
/* A call that waits in several queues at once (acd/queue.h). It stands in one of them itself; in each other stands a proxy, a
 * record like the call's own in the queue's eyes, with its place, class, step and timers. Whoever rings, rings for the call:
 * before an agent of a proxy's queue does, call and proxy change places. The call and its proxies are in a circle; each knows
 * the rank of its wait among them, and keeps its place in the circle when waits are changed. */
#include "engine/engine.h"

#define WORD(member) ((uint32_t)(offsetof(acd_command_also, member) / sizeof(int64_t)))

static acd__call *of_rank(acd__call *call, uint32_t rank)
{
  while (call->rank != rank) call = call->also;
  return call;
}

acd__call *acd__wait_in(const acd__call *call, const acd__queue *queue)
{
  for (acd__call *wait = (acd__call *)call; wait; wait = acd__wait_after(wait))
    if (wait->queue == queue) return wait;
  return NULL;
}

#define TRADE(type, member)                                                                                            \
  do {                                                                                                                 \
    type member##_of_a = a->member;                                                                                    \
    a->member = b->member;                                                                                             \
    b->member = member##_of_a;                                                                                         \
  } while (0)

/* The queue's list knows the wait where it stands now. `from` stood there before. */
static void relink(acd__call *wait, const acd__call *from)
{
  acd__queue *queue = wait->queue;
  if (wait->queue_prev)
    wait->queue_prev->queue_next = wait;
  else
    queue->head = wait;
  if (wait->queue_next)
    wait->queue_next->queue_prev = wait;
  else
    queue->tail = wait;
  if (queue->clear_next == from) queue->clear_next = wait;
}

/* A call and its proxy, or two proxies, take each other's wait, in different queues. Nobody is rung, and both are in their
 * places until the end. */
static void trade(acd_engine *engine, acd__call *a, acd__call *b)
{
  int a_stands = a->node.place != ACD__ORDER_OUT, b_stands = b->node.place != ACD__ORDER_OUT;
  if (a_stands) acd__waiting_remove(a);
  if (b_stands) acd__waiting_remove(b);
  TRADE(acd__queue *, queue);
  TRADE(struct acd__class *, class_);
  TRADE(acd__call *, queue_prev);
  TRADE(acd__call *, queue_next);
  TRADE(acd_time, queued_us);
  TRADE(int64_t, kept_us);
  TRADE(uint8_t, step);
  TRADE(uint8_t, step_from);
  TRADE(uint8_t, expired);
  TRADE(uint8_t, rank);
  TRADE(uint8_t, channel);
  TRADE(struct acd__pace *, pace);
  TRADE(struct acd__telling *, telling);
  acd__order_node node = a->node;
  a->node.key_a = b->node.key_a;
  a->node.key_b = b->node.key_b;
  b->node.key_a = node.key_a;
  b->node.key_b = node.key_b;
  if (a->pace) a->pace->call = a;
  if (b->pace) b->pace->call = b;
  if (a->telling) a->telling->call = a;
  if (b->telling) b->telling->call = b;
  acd__timers_trade(&engine->timers, &a->timer, &b->timer);
  relink(a, b);
  relink(b, a);
  if (a_stands) acd__waiting_add(b);
  if (b_stands) acd__waiting_add(a);
}

acd__call *acd__also_front(acd_engine *engine, acd__call *proxy)
{
  acd__call *call = acd__call_main(proxy);
  trade(engine, call, proxy);
  return call;
}

void acd__also_pause(acd_engine *engine, acd__call *call)
{
  for (acd__call *wait = call; (wait = acd__wait_after(wait));) {
    if (wait->node.place != ACD__ORDER_OUT) acd__waiting_remove(wait);
    if (wait->pace) acd__pace_rings(engine, wait->pace);
  }
}

void acd__also_requeue(acd_engine *engine, acd__call *call)
{
  if (call->offers_count > 0) { /* goes on ringing from its queue */
    acd__wait_requeue(engine, call);
    return;
  }
  if (call->rank) trade(engine, call, of_rank(call, 0));
  for (acd__call *wait = call; wait && call->offers_count == 0; wait = acd__wait_after(wait))
    acd__wait_requeue(engine, wait);
  acd__call *first = acd__wait_first(call);
  if (first->telling && first->telling->due) acd__telling_speak(engine, first);
}

/* A proxy leaves its queue, and is no more. */
static void dismiss(acd_engine *engine, acd__call *proxy)
{
  acd__call *before = proxy;
  for (acd__call *at = proxy->also; at != proxy; at = at->also) {
    if (at->rank > proxy->rank) at->rank--;
    before = at;
  }
  acd__queue_leave(engine, proxy, ACD_LEAVE_ALSO, NULL);
  before->also = proxy->also == before ? NULL : proxy->also;
  engine->proxies_asked -= proxy->fallback;
  if (proxy->telling) acd__pool_give(&engine->tellings, proxy->telling);
  if (proxy->pace) acd__pool_give(&engine->paces, proxy->pace);
  acd__needs_drop(&engine->needs, proxy->needs);
  acd__call_channel(engine, proxy, 0);
  acd__pool_give(&engine->proxies, proxy);
}

void acd__also_drop(acd_engine *engine, acd__call *call)
{
  while (call->also) dismiss(engine, call->also);
}

/* The caller hears what belongs to this wait from here on. */
static void become_first(acd_engine *engine, acd__call *wait)
{
  acd__call *call = acd__call_main(wait);
  acd__waiting_end(engine, call);
  if (call->media && call->media->kind == ACD_ACTION_PLAY) acd__action_end(engine, call->media);
  acd__telling_listen(engine, wait);
  acd__call_music(engine, call, wait->queue->config->music);
  if (call->state == ACD_CALL_STATE_WAITING) acd__waiting_begin(engine, call);
}

void acd__also_settle(acd_engine *engine, acd__call *call, const acd__queue *queue)
{
  acd__call *wait = acd__wait_in(call, queue);
  if (wait && wait != call) {
    acd__offers_stop(engine, call);
    trade(engine, call, wait);
  }
  int becomes_first = wait && call->rank;
  acd__also_drop(engine, call);
  if (becomes_first) become_first(engine, call);
}

void acd__also_end(acd_engine *engine, acd__call *wait)
{
  acd__call *call = acd__call_main(wait);
  int was_first = wait->rank == 0;
  if (wait == call) {
    if (call->offers) acd__offers_stop(engine, call);
    wait = of_rank(call, was_first ? 1 : 0);
    trade(engine, call, wait);
  }
  dismiss(engine, wait);
  if (was_first) become_first(engine, acd__wait_first(call));
  if (call->state == ACD_CALL_STATE_WAITING && call->offers_count == 0) acd__call_requeue(engine, call);
}

void acd__also_follow(acd_engine *engine, acd__call *call)
{
  for (acd__call *wait = call; (wait = acd__wait_after(wait));) {
    acd__needs *before = wait->needs;
    wait->needs = acd__needs_hold(call->needs);
    wait->priority = call->priority;
    acd__call_replace(engine, wait);
    acd__needs_drop(&engine->needs, before);
  }
}

static void begin(acd_engine *engine, acd__call *call, acd__queue *queue, uint32_t asked)
{
  acd__call *proxy = acd__pool_take(&engine->proxies), *last = call;
  uint32_t rank = 1;
  for (acd__call *wait = call; (wait = acd__wait_after(wait)); last = wait) rank++;
  proxy->is_proxy = 1;
  proxy->fallback = (uint8_t)asked;
  engine->proxies_asked += asked;
  proxy->rank = (uint8_t)rank;
  proxy->also = call;
  last->also = proxy;
  proxy->host_ref = call->host_ref;
  proxy->node.sequence = call->node.sequence;
  proxy->timer.kind = ACD__TIMER_CALL_WAIT;
  proxy->arrived_us = call->arrived_us;
  proxy->priority = call->priority;
  proxy->entry_priority = call->entry_priority;
  proxy->waited_us = call->waited_us;
  proxy->needs = acd__needs_hold(call->needs);
  proxy->preferred = call->preferred;
  proxy->callback = call->callback;
  proxy->is_task = call->is_task;
  proxy->flow_node = -1;
  acd__sides_give(engine, proxy);
  acd__queue_stand(engine, proxy, queue, NULL, ACD_ENTER_ALSO);
  acd__telling_begin(engine, proxy);
  if (call->awaited) { /* several queues wait for nobody alone */
    acd__preferred_end(engine, call);
    acd__call_requeue(engine, call);
  } else {
    acd__wait_requeue(engine, proxy);
  }
  acd__estimate_entered(engine, queue, proxy);
}

/* 1 more queue would be too many. */
static int is_everywhere(const acd__call *call)
{
  int count = 0;
  for (const acd__call *wait = call; (wait = acd__wait_after(wait));) count++;
  return count >= ACD__ALSO_MAX;
}

static int check_begin(acd_engine *engine, acd__apply *apply, acd__call *call, acd__queue *queue)
{
  if (queue->closed || acd__wait_in(call, queue)) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(queue));
  if (is_everywhere(call) || acd__queue_refusal(engine, call, queue))
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_BODY, WORD(queue));
  int status = acd__provision_take(engine, call, &queue->provision, 0);
  if (!status) status = acd__sides_reserve(engine, &engine->world, 0, 1);
  return status ? acd__refuse(apply, status, ACD_FAULT_LIMIT, 0) : ACD_OK;
}

void acd__also_offer(acd_engine *engine, acd__call *call, acd__queue *queue)
{
  if (call->state != ACD_CALL_STATE_WAITING || acd__wait_in(call, queue)) return;
  if (!acd__queue_refusal(engine, call, queue)) begin(engine, call, queue, 0);
}

int acd__do_call_also(acd_engine *engine, acd__apply *apply)
{
  const acd_command_also *body = &apply->command->body.also;
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (body->waits < 0 || body->waits > 1) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(waits));
  int status;
  acd__queue *queue = acd__pool_find(&engine->queues, body->queue, &status);
  if (!queue) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(queue));
  if (call->state != ACD_CALL_STATE_WAITING || !call->queue)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  if (body->waits) {
    status = check_begin(engine, apply, call, queue);
    if (!status) begin(engine, call, queue, 1);
    return status;
  }
  acd__call *wait = acd__wait_in(call, queue);
  if (!wait || !call->also) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(queue));
  acd__also_end(engine, wait);
  return ACD_OK;
}
