/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a callback (acd/callback.h). While it waits in its queue it is a call like any other; this file leads it in and out. */
#include "engine/engine.h"

#define OWNER(type, member, at) ((type *)(void *)((char *)(at)-offsetof(type, member)))

int acd__callback_make(acd_engine *engine, acd__call *call)
{
  static const char blank[ACD__CALLBACK_NUMBER_MAX];
  if (call->callback) return ACD_OK;
  int status = acd__pool_reserve(&engine->callbacks, 1);
  if (status) return status;
  acd__string *number = acd__string_new(&engine->memory, blank, sizeof blank);
  if (!number) return ACD_ERR_NOMEM;
  if (acd__slots_reserve(engine, 1)) {
    acd__string_drop(&engine->memory, number);
    return ACD_ERR_NOMEM;
  }
  acd__callback *callback = acd__pool_take(&engine->callbacks);
  callback->call = call;
  callback->number = number;
  callback->expires.timer.kind = ACD__TIMER_CALLBACK_EXPIRES;
  callback->due.timer.kind = ACD__TIMER_CALLBACK_DUE;
  for (acd__call *wait = call; wait; wait = acd__wait_after(wait)) wait->callback = callback;
  return ACD_OK;
}

void acd__callback_free(acd_engine *engine, acd__call *call)
{
  if (!call->callback) return;
  acd__string_drop(&engine->memory, call->callback->number);
  acd__pool_give(&engine->callbacks, call->callback);
  call->callback = NULL;
}

int acd__callback_is_to(const acd__callback *callback, const char *number, size_t size)
{
  return strlen(callback->number->text) == size && memcmp(callback->number->text, number, size) == 0;
}

/* The next one to the number behind a place among those with its key. */
static acd__callback *next_to(const acd_engine *engine, const acd__order_node *from, const char *number, size_t size)
{
  for (acd__order_node *at; (at = acd__order_after(&engine->callbacks_to, from)) && at->key_a == from->key_a;
       from = at) {
    acd__callback *found = OWNER(acd__callback, node, at);
    if (acd__callback_is_to(found, number, size)) return found;
  }
  return NULL;
}

acd__callback *acd__callback_first(const acd_engine *engine, const char *number, size_t size)
{
  if (engine->callbacks_to.count == 0) return NULL;
  const acd__order_node from = {.key_a = acd__callback_key(number, size), .key_b = INT64_MIN};
  return next_to(engine, &from, number, size);
}

acd__callback *acd__callback_after(const acd_engine *engine, const acd__callback *callback)
{
  const char *number = callback->number->text;
  return next_to(engine, &callback->node, number, strlen(number));
}

acd__callback *acd__callback_to(const acd_engine *engine, const char *number, size_t size,
                                const acd__callback_plan *plan)
{
  acd__callback *at = acd__callback_first(engine, number, size);
  while (at && plan && at->plan != plan) at = acd__callback_after(engine, at);
  return at;
}

acd__callback_plan *acd__callback_plan_in_force(const acd_engine *engine, acd_id id, int *status_out)
{
  acd__callback_plan *plan = acd__pool_find(&engine->callback_plans, id, status_out);
  if (!plan || acd__dictionary_leads(&engine->world.callbacks, plan->name, plan)) return plan;
  *status_out = ACD_ERR_STALE;
  return NULL;
}

static void fill_number(acd__string *to, const char *number, size_t size)
{
  memset(to->text, 0, ACD__CALLBACK_NUMBER_MAX);
  memcpy(to->text, number, size);
  to->digest = acd__digest_bytes(0, number, size);
}

void acd__callback_begin(acd_engine *engine, acd__call *call, acd__callback_plan *plan, const char *number, size_t size)
{
  acd__callback *callback = call->callback;
  fill_number(callback->number, number, size);
  callback->plan = plan;
  plan->holders++;
  acd__callback_note(engine, plan, number, size);
  callback->was = 1;
  callback->stage = ACD_CALLBACK_STAGE_WAITING;
  callback->taken_us = engine->now_us;
  callback->node.key_a = acd__callback_key(number, size);
  callback->node.key_b = engine->now_us;
  callback->node.sequence = call->node.sequence;
  acd__order_insert(&engine->callbacks_to, &callback->node);
  acd__event(engine, ACD_EVENT_CALLBACK_TAKEN, call, call->queue, NULL, 0, plan->slot.id,
             callback->campaign ? callback->campaign->slot.id : 0, 0);
}

void acd__callback_time(acd_engine *engine, acd__callback *callback)
{
  const acd__campaign *campaign = callback->campaign;
  int64_t expires_us = campaign ? campaign->config.expires_us : callback->plan->config.expires_us;
  if (expires_us) acd__timers_arm_at(&engine->timers, &callback->expires, engine->now_us + expires_us);
}

void acd__callback_put_off(acd_engine *engine, acd__call *call, uint32_t stage, acd_time until_us)
{
  call->callback->stage = (uint8_t)stage;
  acd__call_segment(engine, call, ACD_SEGMENT_CALLBACK);
  acd__call_state(engine, call, ACD_CALL_STATE_CALLBACK);
  acd__timers_disarm(&engine->timers, &call->callback->due.timer); /* for another look */
  acd__timers_arm_at(&engine->timers, &call->callback->due, until_us);
  if (call->is_task) acd__campaign_place(engine, call->callback, ACD__TASK_PUT_OFF);
}

void acd__callback_enter(acd_engine *engine, acd__call *call)
{
  acd__callback *callback = call->callback;
  acd__queue *queue = acd__queue_find(engine, callback->queue);
  int is_new = callback->stage == ACD_CALLBACK_STAGE_LATER;
  if (!queue || queue->closed || queue->gate == ACD_GATE_CLEAR || (is_new && queue->gate != ACD_GATE_OPEN)) {
    acd__callback_end(engine, call, ACD_CALLBACK_CANCELLED);
    return;
  }
  acd_time again_us;
  if (!acd__callback_open(engine, callback, &again_us)) {
    if (callback->stage != ACD_CALLBACK_STAGE_RETRY) callback->place_us = engine->now_us;
    acd__callback_put_off(engine, call, ACD_CALLBACK_STAGE_RETRY, again_us);
    return;
  }
  call->kept_us = callback->stage == ACD_CALLBACK_STAGE_RETRY ? engine->now_us - callback->place_us : 0;
  callback->stage = ACD_CALLBACK_STAGE_WAITING;
  acd__call_segment(engine, call, ACD_SEGMENT_QUEUE);
  acd__queue_stand(engine, call, queue, NULL, ACD_ENTER_CALLBACK);
  if (call->telling) acd__telling_begin(engine, call);
  if (!call->preferred || !acd__preferred_wait(engine, call)) acd__wait_requeue(engine, call);
  acd__estimate_entered(engine, queue, call);
  acd__callback_look(engine, callback);
}

/* It is not dialled any more, and nothing is to come. */
static void settle(acd_engine *engine, acd__callback *callback)
{
  acd__timers_disarm(&engine->timers, &callback->expires.timer);
  acd__timers_disarm(&engine->timers, &callback->due.timer);
  if (callback->node.place != ACD__ORDER_OUT) acd__order_remove(&engine->callbacks_to, &callback->node);
}

void acd__callback_over(acd_engine *engine, acd__call *call, int64_t outcome)
{
  acd__callback *callback = call->callback;
  settle(engine, callback);
  callback->stage = 0;
  acd__event(engine, ACD_EVENT_CALLBACK_ENDED, call, NULL, NULL, engine->now_us - callback->taken_us,
             callback->attempts, outcome, 0);
  if (callback->campaign) acd__campaign_leave(engine, call, outcome);
  acd__booking_over(engine, callback, callback->given_up || outcome == ACD_CALLBACK_CONVERTED);
  acd__callback_plan_drop(engine, callback->plan);
  callback->plan = NULL;
}

static void send_message(acd_engine *engine, const acd__call *call)
{
  acd__callback *callback = call->callback;
  acd__action *action = acd__action_new(engine, ACD_ACTION_MESSAGE, call, NULL);
  action->text = acd__string_hold(callback->number);
  action->second = acd__string_hold(callback->plan->config.message);
  action->value = callback->machine;
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

static int has_message(const acd__callback *callback, int64_t outcome)
{
  const acd__callback_config *config = &callback->plan->config;
  if (callback->booking.held || !config->message ||
      (outcome != ACD_CALLBACK_EXHAUSTED && outcome != ACD_CALLBACK_EXPIRED))
    return 0;
  return !callback->machine || config->machine != ACD_MACHINE_DROP;
}

void acd__callback_end(acd_engine *engine, acd__call *call, int64_t outcome)
{
  acd__line *line = call->line;
  int dials = call->media && call->media->kind == ACD_ACTION_DIAL;
  settle(engine, call->callback);
  if (dials)
    acd__event(engine, ACD_EVENT_CALLBACK_ATTEMPT, call, call->queue, line ? line->agent : NULL,
               engine->now_us - call->callback->dialled_us, call->callback->attempts, 0, 0);
  acd__line_let_go(engine, call);
  if (call->queue) acd__queue_leave(engine, call, ACD_LEAVE_CALLBACK_OUT, NULL);
  if (has_message(call->callback, outcome)) send_message(engine, call);
  acd__callback_over(engine, call, outcome);
  acd__call_end(engine, call, ACD_END_CALLBACK, dials);
  if (line) acd__line_end(engine, line);
}

void acd__callback_give_up(acd_engine *engine, acd__call *call)
{
  call->callback->given_up = 1;
  acd__callback_end(engine, call, ACD_CALLBACK_CANCELLED);
}

void acd__callback_expire(acd_engine *engine, acd__callback *callback)
{
  if (acd__booking_aside(callback)) {
    acd__booking_release(engine, callback);
    return;
  }
  if (acd__callback_dials(callback)) {
    callback->expired = 1;
    return;
  }
  acd__callback_end(engine, callback->call, ACD_CALLBACK_EXPIRED);
}

void acd__callback_due(acd_engine *engine, acd__callback *callback)
{
  if (callback->stage == ACD_CALLBACK_STAGE_WAITING) {
    acd__callback_look(engine, callback);
    return;
  }
  if (callback->stage == ACD_CALLBACK_STAGE_LATER) acd__callback_time(engine, callback);
  if (callback->campaign)
    acd__campaign_list(engine, callback->call);
  else
    acd__callback_enter(engine, callback->call);
}

/* What becomes of a callback whose customer calls in. */
enum { STAYS, GIVES_PLACE, IS_TASK, WAS_ABANDONED, WAYS };

static int way_of(const acd__callback *at)
{
  int lists = at->campaign && at->stage == ACD_CALLBACK_STAGE_LATER;
  int waits = at->stage == ACD_CALLBACK_STAGE_RETRY || (at->stage == ACD_CALLBACK_STAGE_WAITING && !at->call->line);
  if (!lists && !waits) return STAYS;
  if (at->abandoned) return WAS_ABANDONED;
  if (!at->plan->config.rejoin) return STAYS;
  return at->campaign ? IS_TASK : GIVES_PLACE;
}

int64_t acd__callback_rejoin(acd_engine *engine, const char *number, size_t size)
{
  acd__callback *first[WAYS] = {NULL};
  for (acd__callback *at = acd__callback_first(engine, number, size); at; at = acd__callback_after(engine, at)) {
    int way = way_of(at);
    if (!first[way]) first[way] = at;
  }
  if (first[IS_TASK]) acd__callback_end(engine, first[IS_TASK]->call, ACD_CALLBACK_CONVERTED);
  if (first[WAS_ABANDONED]) acd__callback_end(engine, first[WAS_ABANDONED]->call, ACD_CALLBACK_CONVERTED);
  if (!first[GIVES_PLACE]) return 0;
  acd__call *call = first[GIVES_PLACE]->call;
  acd_time from_us = first[GIVES_PLACE]->place_us;
  if (call->queue) from_us = call->queued_us - call->kept_us;
  int64_t waited_us = engine->now_us - from_us + call->waited_us;
  acd__callback_end(engine, call, ACD_CALLBACK_CONVERTED);
  return waited_us;
}

void acd__callback_plan_drop(acd_engine *engine, acd__callback_plan *plan)
{
  if (--plan->holders > 0) return;
  acd__string_drop(&engine->memory, plan->name);
  acd__callback_config_release(&engine->memory, &plan->config);
  acd__callback_day_release(&engine->memory, &plan->day);
  acd__pool_give(&engine->callback_plans, plan);
}

const char *acd__callback_check(const acd_engine *engine, const acd__call *call)
{
  const acd__callback *at = call->callback;
  if (!at) return call->state == ACD_CALL_STATE_CALLBACK ? "only a callback is not due" : NULL;
  if (at->call != call || !at->slot.live) return "a callback and its call know each other";
  int dials = call->media && call->media->kind == ACD_ACTION_DIAL;
  if (acd__callback_dials(at) != dials) return "who is dialled, is by an action";
  if (!at->booking.plan && (at->booking.held || at->booking.judged))
    return "a booking that is over leaves nothing behind";
  if (!at->stage)
    return at->plan || at->node.place != ACD__ORDER_OUT || at->due.timer.lane ||
                   (at->booking.plan != NULL) != acd__booking_aside(at) ||
                   (at->expires.timer.lane != 0) != acd__booking_aside(at)
               ? "of a callback that is over nothing is to come"
               : NULL;
  if (!at->plan || !at->plan->slot.live || !at->was) return "a callback has a plan";
  if (at->attempts > at->plan->config.attempts_max && at->attempts > 20) return "nobody is dialled too often";
  if ((at->node.place != ACD__ORDER_OUT) != acd__callback_absent(at)) return "who is to be called back can be found";
  if (acd__callback_absent(at) &&
      acd__callback_to(engine, at->number->text, strlen(at->number->text), at->plan) == NULL)
    return "who is to be called back is found by number";
  int out = at->stage == ACD_CALLBACK_STAGE_LATER || at->stage == ACD_CALLBACK_STAGE_RETRY;
  if (out != (call->state == ACD_CALL_STATE_CALLBACK)) return "a callback that is not due has a state of its own";
  int has_to_come = at->due.timer.lane || at->booking.time || acd__campaign_lists(call);
  if (out && (call->queue || call->line || call->offers || !has_to_come || (at->due.timer.lane && at->booking.time)))
    return "a callback that is not due waits for a timer";
  if (!out && call->state != ACD_CALL_STATE_WAITING && call->state != ACD_CALL_STATE_CONNECTING)
    return "a callback waits until it is answered";
  if (!out && !call->queue) return "a callback waits in a queue";
  if (acd__callback_absent(at) && !dials && !out && call->media && call->media->kind != ACD_ACTION_HANGUP)
    return "nothing is played to nobody";
  if (acd__callback_absent(at) && call->timer.lane) return "a callback is not put out for its wait";
  return NULL;
}
