/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/engine.h"

static void list_append(acd__queue *queue, acd__call *call)
{
  call->queue_prev = queue->tail;
  call->queue_next = NULL;
  if (queue->tail)
    queue->tail->queue_next = call;
  else
    queue->head = call;
  queue->tail = call;
  queue->waiting_count++;
  queue->tasks_count += call->is_task;
}

static void list_remove(acd__queue *queue, acd__call *call)
{
  if (call->queue_prev)
    call->queue_prev->queue_next = call->queue_next;
  else
    queue->head = call->queue_next;
  if (queue->clear_next == call) queue->clear_next = call->queue_next;
  if (call->queue_next)
    call->queue_next->queue_prev = call->queue_prev;
  else
    queue->tail = call->queue_prev;
  queue->waiting_count--;
  queue->tasks_count -= call->is_task;
}

/* Where the call stands in the queue, and among whom. Classes of the queues that it may overflow to by timer are made now,
 * since then no memory may be taken. */
__attribute__((always_inline)) static inline void take_place(acd_engine *engine, acd__call *call, acd__queue *queue)
{
  call->queue = queue;
  acd__call_channel(engine, call, queue->config->rules->channel);
  acd__call_begin_step(engine, call, 0);
  const acd__queue *next = engine->in_timer ? NULL : queue;
  for (int i = 0; next && i <= ACD__OVERFLOWS_MAX; i++, next = next->config->overflow) {
    if (call->needs && i > 0) (void)acd__class_get(next->route, call->needs, 0, 1);
    for (uint32_t step = 1; step < next->config->rules->steps_count; step++)
      (void)acd__class_get(next->route, call->needs, step, 1);
  }
}

/* Looked up as if it stood in the queue. */
int acd__queue_awaits(acd_engine *engine, acd__call *call, acd__queue *queue)
{
  acd__queue *queue_before = call->queue;
  acd__class *class_before = call->class_;
  uint8_t step_before = call->step;
  acd__rng rng = engine->rng; /* a question draws no numbers */
  int again;
  call->queue = queue;
  call->step = (uint8_t)acd__step_from(engine, call, queue, 0);
  call->class_ = acd__class_get(queue->route, call->needs, call->step, !engine->in_timer);
  acd__agent *agent = acd__match_agent(call, &rng, &again);
  call->queue = queue_before;
  call->class_ = class_before;
  call->step = step_before;
  return agent != NULL;
}

int32_t acd__queue_refusal(acd_engine *engine, acd__call *call, acd__queue *queue)
{
  if (queue->closed || queue->gate != ACD_GATE_OPEN) return ACD_EXIT_CLOSED;
  if (queue->deserted) return ACD_EXIT_NO_AGENTS;
  const acd__queue_config *config = queue->config;
  int32_t exit = config->joins_if ? acd__join_members(queue) : 0;
  if (exit) return exit;
  int full = config->length_max >= 0 && queue->waiting_count >= config->length_max;
  if (!full && !(config->joins_if && acd__join_too_long(engine, queue))) return 0;
  return acd__queue_awaits(engine, call, queue) ? 0 : ACD_EXIT_AT_CAPACITY;
}

/* Where calls go that a queue does not keep. */
typedef struct way {
  acd__queue *queue;
  acd__flow *flow; /* neither: they take the exit */
} way;

static way overflow_of(const acd_engine *engine, const acd__call *call, const acd__queue *queue)
{
  way to = {0};
  if (queue->closed) return to;
  const acd__string *flow = call->is_consult ? NULL : queue->config->overflow_flow; /* flows are for callers */
  if (flow) to.flow = acd__dictionary_find(&engine->world.flows, flow->text, flow->size);
  if (call->overflows < ACD__OVERFLOWS_MAX) to.queue = queue->config->overflow;
  return to;
}

static int64_t leave_detail(way to, int64_t otherwise)
{
  if (to.flow) return ACD_LEAVE_DIVERTED;
  return to.queue ? ACD_LEAVE_OVERFLOWED : otherwise;
}

/* A call that a queue does not take: counted there. Its exit, or 0 and *next_out, the queue to try instead. */
static int32_t turned_away(acd_engine *engine, acd__call *call, acd__queue *queue, int64_t how, int32_t exit,
                           acd__queue **next_out)
{
  way to = overflow_of(engine, call, queue);
  int64_t detail = leave_detail(to, ACD_LEAVE_REJECTED);
  call->queued_us = engine->now_us;
  acd__event(engine, ACD_EVENT_QUEUE_ENTERED, call, queue, NULL, 0, queue->waiting_count + 1, how, exit);
  acd__event(engine, ACD_EVENT_QUEUE_LEFT, call, queue, NULL, 0, detail == ACD_LEAVE_REJECTED ? exit : 0, detail, 0);
  if (to.flow) {
    acd__flow_switch(engine, call, to.flow);
    return ACD__EXIT_SWITCHED;
  }
  *next_out = to.queue;
  if (!to.queue) return exit;
  call->overflows++;
  return 0;
}

void acd__call_music(acd_engine *engine, acd__call *call, acd__string *music)
{
  if (!music || acd__call_absent(call)) return;
  const acd__action *now = call->media;
  if (now && now->kind == ACD_ACTION_MUSIC && now->text && now->text->size == music->size &&
      memcmp(now->text->text, music->text, music->size) == 0)
    return;
  acd__action *action = acd__action_media(engine, ACD_ACTION_MUSIC, call, music);
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

__attribute__((always_inline)) static inline void stand(acd_engine *engine, acd__call *call, acd__queue *queue,
                                                        acd__lane *wait_lane, int64_t how)
{
  call->queued_us = engine->now_us;
  take_place(engine, call, queue);
  call->expired = 0;
  acd__call_state(engine, call, ACD_CALL_STATE_WAITING);
  list_append(queue, call);
  acd__event(engine, ACD_EVENT_QUEUE_ENTERED, call, queue, NULL, 0, queue->waiting_count, how, 0);
  if (!wait_lane) wait_lane = queue->config->wait_lane;
  if (wait_lane && !acd__call_absent(call)) acd__timers_arm(&engine->timers, &call->timer, wait_lane, engine->now_us);
}

void acd__queue_stand(acd_engine *engine, acd__call *call, acd__queue *queue, acd__lane *wait_lane, int64_t how)
{
  stand(engine, call, queue, wait_lane, how);
}

int32_t acd__queue_enter(acd_engine *engine, acd__call *call, acd__queue *queue, acd__lane *wait_lane, int64_t how)
{
  if (how != ACD_ENTER_OVERFLOWED) call->overflows = 0;
  int32_t first = 0; /* the exit of the queue that it came to, whatever those say to which it overflows */
  for (int32_t exit; (exit = acd__queue_refusal(engine, call, queue)) != 0;) {
    if (!first) first = exit;
    exit = turned_away(engine, call, queue, how, exit, &queue);
    if (exit) return exit == ACD__EXIT_SWITCHED ? exit : first;
    how = ACD_ENTER_OVERFLOWED;
    wait_lane = NULL;
  }
  if (how != ACD_ENTER_MOVED) call->kept_us = 0;
  acd__call_segment(engine, call, ACD_SEGMENT_QUEUE);
  stand(engine, call, queue, wait_lane, how);
  acd__call_music(engine, call, queue->config->music);
  if (call->telling) acd__telling_begin(engine, call);
  if (queue->config->wait_flow) acd__waiting_begin(engine, call);
  if (!call->preferred || !acd__preferred_wait(engine, call)) acd__wait_requeue(engine, call);
  acd__estimate_entered(engine, queue, call);
  return 0;
}

/* A customer who was called back leaves the queue, with an agent or without. */
static void end_reached(acd_engine *engine, acd__call *call, int64_t detail)
{
  if (call->is_proxy || detail == ACD_LEAVE_MOVED || detail == ACD_LEAVE_ALSO) return;
  acd__callback_over(engine, call, detail == ACD_LEAVE_CALLED_BACK ? ACD_CALLBACK_COMPLETED : ACD_CALLBACK_CANCELLED);
}

int64_t acd__wait_us(const acd_engine *engine, const acd__call *call)
{
  const acd__callback *callback = call->callback;
  if (!callback || !callback->stage) return engine->now_us - call->queued_us;
  return callback->stage == ACD_CALLBACK_STAGE_REACHED ? engine->now_us - callback->reached_us : 0;
}

void acd__queue_leave(acd_engine *engine, acd__call *call, int64_t detail, acd__agent *answered)
{
  acd__queue *queue = call->queue;
  if (call->frames) acd__waiting_end(engine, call);
  if (call->also && !call->is_proxy) acd__also_drop(engine, call);
  acd__telling_end(engine, call);
  if (call->media && call->media->kind == ACD_ACTION_PLAY) acd__action_end(engine, call->media);
  acd__timers_disarm(&engine->timers, &call->timer);
  acd__preferred_end(engine, call);
  if (call->pace) acd__pace_stop(engine, call->pace);
  if (call->node.place != ACD__ORDER_OUT) acd__waiting_remove(call);
  list_remove(queue, call);
  int64_t wait_us = acd__wait_us(engine, call);
  acd__event(engine, ACD_EVENT_QUEUE_LEFT, call, queue, answered, wait_us, 0, detail, 0);
  acd__service_level_left(queue, wait_us, detail);
  acd__estimate_left(engine, queue, call, answered, wait_us, detail);
  if (answered && queue->config->rules->steps_count)
    acd__event(engine, ACD_EVENT_STEP, call, queue, answered, engine->now_us - call->queued_us,
               acd__call_main(call)->line->step, ACD_STEP_JOINED, 0);
  acd__decline_call_left(engine, call);
  acd__call_segment(engine, call, 0);
  call->queue = NULL;
  acd__class_drop(call->class_);
  call->class_ = NULL;
  call->step = 0;
  if (call->offers) acd__offers_stop(engine, call);
  acd__queue_release(engine, queue);
  if (call->callback && call->callback->stage == ACD_CALLBACK_STAGE_REACHED) end_reached(engine, call, detail);
}

void acd__queue_timeout(acd_engine *engine, acd__call *call)
{
  if (call->state == ACD_CALL_STATE_PARKED) {
    acd__park_recall(engine, call);
    return;
  }
  if (call->state == ACD_CALL_STATE_FLOW) {
    acd__flow_waited(engine, call);
    return;
  }
  if (acd__call_main(call)->state == ACD_CALL_STATE_CONNECTING) {
    call->expired = 1;
    return;
  }
  if (call->direct) {
    acd__direct_fail(engine, call, ACD_EXIT_TIMEOUT);
    return;
  }
  acd__queue_put_out(engine, call, ACD_EXIT_TIMEOUT);
}

static int64_t detail_of(int32_t exit)
{
  switch (exit) {
  case ACD_EXIT_NO_AGENTS: return ACD_LEAVE_NO_AGENTS;
  case ACD_EXIT_CLOSED: return ACD_LEAVE_CLEARED;
  default: return ACD_LEAVE_TIMEOUT;
  }
}

void acd__queue_put_out(acd_engine *engine, acd__call *call, int32_t exit)
{
  if (call->also) {
    acd__also_end(engine, call);
    return;
  }
  if (acd__call_absent(call)) {
    acd__callback_end(engine, call, ACD_CALLBACK_CANCELLED);
    return;
  }
  way to = overflow_of(engine, call, call->queue);
  acd__queue_leave(engine, call, leave_detail(to, detail_of(exit)), NULL);
  if (to.flow) {
    acd__flow_switch(engine, call, to.flow);
    exit = ACD__EXIT_SWITCHED;
  } else if (to.queue) {
    call->overflows++;
    int32_t inside = acd__queue_enter(engine, call, to.queue, NULL, ACD_ENTER_OVERFLOWED);
    if (!inside) return;
    if (inside == ACD__EXIT_SWITCHED) exit = inside;
  }
  acd__call_exit(engine, call, exit);
}

/* One of the waits of a call that should have left its queue while an agent connected; NULL: none. */
static acd__call *overdue(acd__call *call, int32_t *exit_out)
{
  for (acd__call *wait = call; wait; wait = acd__wait_after(wait)) {
    *exit_out = wait->expired                                      ? ACD_EXIT_TIMEOUT
                : wait->queue->gate == ACD_GATE_CLEAR              ? ACD_EXIT_CLOSED
                : wait->queue->deserted && !acd__call_absent(wait) ? ACD_EXIT_NO_AGENTS
                                                                   : 0;
    if (*exit_out) return wait;
  }
  return NULL;
}

int acd__queue_put_out_overdue(acd_engine *engine, acd__call *call)
{
  int32_t exit;
  for (acd__call *wait; (wait = overdue(call, &exit));) {
    int is_last = !call->also;
    acd__queue_put_out(engine, wait, exit);
    if (is_last) return 1;
  }
  return 0;
}

void acd__queue_put_back(acd_engine *engine, acd__call *call)
{
  if (acd__queue_put_out_overdue(engine, call)) return;
  int was_reached = call->callback && call->callback->stage == ACD_CALLBACK_STAGE_REACHED;
  if (was_reached && !call->media) acd__call_music(engine, call, acd__wait_first(call)->queue->config->music);
  acd__waiting_begin(engine, call);
  acd__call_requeue(engine, call);
}

void acd__queue_config_free(acd_engine *engine, acd__queue_config *config)
{
  if (!config) return;
  acd__string_drop(&engine->memory, config->music);
  acd__string_drop(&engine->memory, config->overflow_flow);
  acd__string_drop(&engine->memory, config->wait_flow);
  acd__string_drop(&engine->memory, config->after_flow);
  acd__string_drop(&engine->memory, config->hold_flow);
  acd__string_drop(&engine->memory, config->whisper_flow);
  for (uint32_t i = 0; i < config->announcements_count; i++)
    acd__string_drop(&engine->memory, config->announcements[i].prompt);
  acd__memory_give(&engine->memory, config->announcements, config->announcements_count * sizeof *config->announcements);
  acd__groups_free(&engine->memory, config);
  acd__rules_drop(config->rules);
  acd__memory_give(&engine->memory, config, sizeof *config);
}

void acd__queue_release(acd_engine *engine, acd__queue *queue)
{
  if (!queue->closed || queue->waiting_count > 0 || queue->holders > 0) return;
  /* Its row in the route stays until the next one is built: nobody waits there, so nobody is led to it. */
  engine->world.lost_queue = 1;
  if (queue->defined_prev)
    queue->defined_prev->defined_next = queue->defined_next;
  else
    engine->queues_head = queue->defined_next;
  if (queue->defined_next)
    queue->defined_next->defined_prev = queue->defined_prev;
  else
    engine->queues_tail = queue->defined_prev;
  acd__timers_disarm(&engine->timers, &queue->deserted_timer);
  acd__timers_disarm(&engine->timers, &queue->clear_timer);
  queue->route->queue = NULL;
  acd__kpi_queue_add(&engine->kpi.queues_gone, &queue->kpi.sums);
  acd__memory_give(&engine->memory, queue->kpi.minutes, sizeof *queue->kpi.minutes);
  acd__string_drop(&engine->memory, queue->name);
  acd__queue_config_free(engine, queue->config);
  acd__pool_give(&engine->queues, queue);
}
