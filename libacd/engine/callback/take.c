/* SPDX-License-Identifier: Apache-2.0 */
/* Node `callback`: a caller keeps the place and is released (acd/callback.h). */
#include "engine/flow/node.h"

typedef struct wish {
  acd__callback_plan *plan;
  const char *number;
  acd__queue *queue;     /* NULL: the one it waits in */
  acd__slot_plan *slots; /* NULL: for no slot */
  acd__civil local;
  acd__slot_others others;
} wish;

/* The plan, and the queue: 0, or the exit to take instead. */
static int32_t look_for_plan(acd_engine *engine, const acd__call *call, const acd__flow_node *node, wish *of)
{
  int status;
  if (node->slot_plan) {
    of->slots = acd__slot_plan_in_force(engine, node->slot_plan, &status);
    if (!of->slots || (!call->queue && acd__call_talks(call))) return ACD_EXIT_ERROR;
    of->plan = acd__pool_find(&engine->callback_plans, of->slots->config.callback, &status);
    of->queue = acd__queue_find(engine, of->slots->config.queue);
    return 0;
  }
  of->plan = acd__callback_plan_in_force(engine, node->plan, &status);
  if (!of->plan) return ACD_EXIT_ERROR;
  if (call->queue) return 0;
  if (acd__call_talks(call) || !node->queue) return ACD_EXIT_ERROR;
  of->queue = acd__queue_find(engine, node->queue);
  return of->queue && !of->queue->closed ? 0 : ACD_EXIT_REFUSED;
}

/* 1 if the slot that the caller has chosen can be booked. */
static int look_for_slot(acd_engine *engine, const acd__call *call, const acd__flow_node *node, wish *of)
{
  acd__slot_view view;
  if (!acd__slot_named(engine, call, node->slot_attribute, &of->local)) return 0;
  acd__slot_look(engine, of->slots, of->local, &view);
  acd__work_add(engine, acd__slot_work(engine, of->slots), 0);
  of->others = acd__slot_others_of(engine, of->plan, of->number, strlen(of->number), NULL);
  if (view.time && call->callback->booking.time == view.time) return 1; /* it holds it */
  return view.state == ACD_SLOT_STATE_FREE ||
         (view.state == ACD_SLOT_STATE_FULL && acd__slot_has_room(&view, of->others, 0));
}

/* 0, or the exit to take instead. */
static int32_t look(acd_engine *engine, const acd__call *call, const acd__flow_node *node, wish *of)
{
  *of = (wish){.plan = NULL};
  if (acd__call_beside(call) == ACD__FRAME_WHISPER) return ACD_EXIT_ERROR;
  int32_t exit = look_for_plan(engine, call, node, of);
  if (exit) return exit;
  const acd__queue *queue = of->queue ? of->queue : call->queue;
  if (queue->gate != ACD_GATE_OPEN || !call->callback || call->callback->was) return ACD_EXIT_REFUSED;
  of->number = node->attribute ? acd__node_attribute(engine, call, node->attribute) : acd__texts_caller(&call->texts);
  if (!of->number || !of->number[0] || strlen(of->number) > ACD__CALLBACK_NUMBER_MAX) return ACD_EXIT_REFUSED;
  if (acd__callback_may(engine, of->plan, of->number, strlen(of->number))) return ACD_EXIT_REFUSED;
  if (of->plan->config.duplicate == ACD_DUPLICATE_REFUSE &&
      acd__callback_to(engine, of->number, strlen(of->number), of->plan))
    return ACD_EXIT_REFUSED;
  return of->slots && !look_for_slot(engine, call, node, of) ? ACD_EXIT_REFUSED : 0;
}

int acd__callback_told(const acd__call *call)
{
  return call->flow && call->flow->nodes[call->flow_node].kind == ACD_NODE_KIND_CALLBACK && call->media &&
         call->media->kind == ACD_ACTION_PLAY && !call->media->announces;
}

/* The caller is asked to be gone, unless gone already; from here on nobody is on the line. */
static void release(acd_engine *engine, acd__call *call, int gone)
{
  acd__action_end(engine, call->media);
  acd__recording_drop(engine, call);
  call->recording_told = 0;
  for (acd__call *wait = call; wait; wait = acd__wait_after(wait)) {
    acd__timers_disarm(&engine->timers, &wait->timer);
    wait->expired = 0;
    acd__telling_quiet(engine, wait);
  }
  if (gone) return;
  acd__action *action = acd__action_media(engine, ACD_ACTION_HANGUP, call, NULL);
  action->reason = ACD_END_CALLBACK;
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

/* A caller who waits is a callback in the same place. */
static void stay(acd_engine *engine, acd__call *call)
{
  acd__queue *queue = call->queue;
  acd__event(engine, ACD_EVENT_QUEUE_LEFT, call, queue, NULL, engine->now_us - call->queued_us, 0, ACD_LEAVE_CALLBACK,
             0);
  acd__event(engine, ACD_EVENT_QUEUE_ENTERED, call, queue, NULL, 0, queue->waiting_count, ACD_ENTER_CALLBACK, 0);
  acd__call_narrow(engine, call);
  acd__callback_look(engine, call->callback);
}

/* Out of its queues, if it waits in some, until its slot begins. */
static void book(acd_engine *engine, acd__call *call, const wish *of, int gone)
{
  acd__slot_view view;
  acd__slot_replace(engine, of->others, 0);
  acd__slot_look(engine, of->slots, of->local, &view);
  if (call->callback->booking.time != view.time) acd__booking_release(engine, call->callback);
  acd__callback_begin(engine, call, of->plan, of->number, strlen(of->number));
  if (call->queue) acd__waiting_end(engine, call);
  release(engine, call, gone);
  if (call->queue) acd__queue_leave(engine, call, ACD_LEAVE_CALLBACK, NULL);
  if (of->slots->config.needs) {
    acd__needs_drop(&engine->needs, call->needs);
    call->needs = acd__needs_hold(of->slots->config.needs);
  }
  acd__booking_take(engine, call->callback, of->slots, of->local, &view);
}

int acd__callback_take(acd_engine *engine, acd__call *call, int gone)
{
  const acd__flow_node *node = &call->flow->nodes[call->flow_node];
  wish of;
  if (look(engine, call, node, &of)) return 0;
  if (of.slots) {
    book(engine, call, &of, gone);
    return 1;
  }
  acd__booking_release(engine, call->callback);
  size_t size = strlen(of.number);
  acd__callback *other;
  if (of.plan->config.duplicate == ACD_DUPLICATE_REPLACE &&
      (other = acd__callback_to(engine, of.number, size, of.plan)) != NULL)
    acd__callback_give_up(engine, other->call);
  acd__callback_begin(engine, call, of.plan, of.number, size);
  acd__callback_time(engine, call->callback);
  if (call->queue) {
    acd__waiting_end(engine, call);
    release(engine, call, gone);
    stay(engine, call);
    return 1;
  }
  release(engine, call, gone);
  call->callback->queue = of.queue->slot.id;
  acd__callback_enter(engine, call);
  return 1;
}

/* Nobody else takes the slot while the caller is told that it is booked. */
static void hold(acd_engine *engine, acd__call *call, const wish *of)
{
  acd__slot_view view;
  acd__slot_look(engine, of->slots, of->local, &view);
  int is_own = view.time && call->callback->booking.time == view.time;
  if (is_own || view.state == ACD_SLOT_STATE_FREE)
    acd__booking_hold(engine, call->callback, of->slots, of->local, &view);
}

int32_t acd__node_callback(acd_engine *engine, acd__call *call)
{
  const acd__flow_node *node = &call->flow->nodes[call->flow_node];
  wish of;
  int32_t exit = look(engine, call, node, &of);
  if (exit) return exit;
  if (!node->prompt) return acd__callback_take(engine, call, 0) ? ACD__NODE_ENDED : ACD_EXIT_ERROR;
  if (of.slots) hold(engine, call, &of);
  acd__node_ask(engine, call, acd__action_media(engine, ACD_ACTION_PLAY, call, node->prompt),
                engine->world.centre.play_lane);
  return ACD__NODE_WAITS;
}
