/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* The live change of a call. What it does in each state is written in acd/call.h. */

#define WORD(member) ((uint32_t)(offsetof(acd_command_call_change, member) / sizeof(int64_t)))

/* Fields that are not set are 0, those that are have a value that makes sense. */
static int check_fields(acd__apply *apply)
{
  const acd_command_call_change *body = &apply->command->body.call_change;
  const int64_t all = ACD_CHANGE_PRIORITY | ACD_CHANGE_REQUIREMENTS | ACD_CHANGE_QUEUE;
  if (body->fields < 1 || body->fields > all) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(fields));
  int priority = (body->fields & ACD_CHANGE_PRIORITY) != 0, queue = (body->fields & ACD_CHANGE_QUEUE) != 0;
  if (priority ? body->priority < -1000 || body->priority > 1000 : body->priority != 0)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(priority));
  if (!(body->fields & ACD_CHANGE_REQUIREMENTS) && body->requirements.size)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(requirements));
  if (!queue && body->queue) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(queue));
  if (body->place < 0 || body->place > (queue ? ACD_PLACE_KEPT : 0))
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(place));
  return ACD_OK;
}

static int check_state(acd__apply *apply, const acd__call *call)
{
  int moves = (apply->command->body.call_change.fields & ACD_CHANGE_QUEUE) != 0;
  int waits = call->state == ACD_CALL_STATE_WAITING && call->queue;
  if (call->state == ACD_CALL_STATE_LEAVING || (moves && !waits))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  return ACD_OK;
}

/* The queue to move to; NULL: none is asked for. */
static int find_queue(acd_engine *engine, acd__apply *apply, const acd__call *call, acd__queue **queue_out)
{
  const acd_command_call_change *body = &apply->command->body.call_change;
  int status;
  *queue_out = NULL;
  if (!(body->fields & ACD_CHANGE_QUEUE)) return ACD_OK;
  acd__queue *queue = acd__pool_find(&engine->queues, body->queue, &status);
  if (!queue) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(queue));
  if (queue->closed && !acd__wait_in(call, queue))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(queue));
  *queue_out = queue;
  return ACD_OK;
}

/* Would the queue let the call in as it will be? Where it stands already, it keeps its room. */
static int lets_in(acd_engine *engine, acd__call *call, acd__queue *queue, acd__needs *needs)
{
  if (acd__wait_in(call, queue)) return 1;
  acd__needs *before = call->needs;
  call->needs = needs;
  int open = !acd__queue_refusal(engine, call, queue);
  call->needs = before;
  return open;
}

/* Needs, priority or age have changed: the call takes its place anew, agents who no longer suffice are stopped, and it looks
 * for others if it is free to. */
static void take_effect(acd_engine *engine, acd__call *call)
{
  if (call->also) acd__also_follow(engine, call);
  acd__call_reclass(engine, call);
  for (acd__line *line = call->offers, *next; line; line = next) {
    next = line->list_next;
    if (!acd__match_serves(call, line->agent)) acd__offer_stop(engine, call, line);
  }
  if (call->state == ACD_CALL_STATE_WAITING && !call->awaited) acd__call_requeue(engine, call);
}

static void move(acd_engine *engine, acd__call *call, acd__queue *queue, int64_t place)
{
  if (call->also) acd__also_settle(engine, call, queue);
  if (queue == call->queue) {
    if (place == ACD_PLACE_NEW) call->kept_us = call->queued_us - engine->now_us;
    take_effect(engine, call);
    return;
  }
  acd__order_node place_now; /* not `call->node`: while it waits for a preferred agent, that has other keys */
  acd__call_keys(call, &place_now);
  call->kept_us = place == ACD_PLACE_KEPT ? engine->now_us - (place_now.key_b + call->waited_us) : 0;
  acd__queue_leave(engine, call, ACD_LEAVE_MOVED, NULL);
  int32_t exit = acd__queue_enter(engine, call, queue, NULL, ACD_ENTER_MOVED);
  if (exit) acd__call_exit(engine, call, exit);
}

/* A call that waits for one agent alone stands in that agent's list by priority, unless it rings. */
static void place_direct(acd__call *call)
{
  int placed = call->node.place != ACD__ORDER_OUT;
  if (placed) acd__order_remove(&call->direct->own, &call->node);
  call->node.key_a = acd__own_key(call, call->priority + call->entry_priority);
  if (placed) acd__order_insert(&call->direct->own, &call->node);
}

int acd__do_call_change(acd_engine *engine, acd__apply *apply)
{
  const acd_command_call_change *body = &apply->command->body.call_change;
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  acd__queue *queue = NULL;
  acd__needs *needs = NULL;
  acd__words words;
  int status = check_fields(apply);
  if (!status) status = check_state(apply, call);
  if (!status) status = find_queue(engine, apply, call, &queue);
  if (!status)
    status = acd__apply_words(apply, body->requirements, WORD(requirements), sizeof(acd_requirement), &words);
  if (!status) status = acd__apply_needs(engine, apply, &words, &needs);
  if (status) return apply->result->fault ? status : acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  if (!(body->fields & ACD_CHANGE_REQUIREMENTS)) needs = acd__needs_hold(call->needs);
  if (queue && !lets_in(engine, call, queue, needs))
    status = acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_BODY, WORD(queue));
  else if (queue && acd__provision_take(engine, call, &queue->provision, 0))
    status = acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  if (status) {
    acd__needs_drop(&engine->needs, needs);
    return status;
  }
  if (body->fields & ACD_CHANGE_PRIORITY) call->priority = (int16_t)body->priority;
  if (call->is_task) acd__campaign_reorder(call->callback);
  acd__needs *before = call->needs;
  call->needs = needs;
  acd__event(engine, ACD_EVENT_CALL_CHANGED, call, call->queue, NULL, 0, call->priority, body->fields, 0);
  if (queue)
    move(engine, call, queue, body->place);
  else if (call->queue)
    take_effect(engine, call);
  else if (call->direct)
    place_direct(call);
  acd__needs_drop(&engine->needs, before);
  return ACD_OK;
}
