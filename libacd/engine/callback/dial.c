/* SPDX-License-Identifier: Apache-2.0 */
/* Attempts to reach a customer (acd/callback.h). The action `dial` is the media action of the call; nobody is looked for meanwhile. */
#include "engine/engine.h"

/* The line of the agent who is held for the call, NULL: nobody is. */
static acd__line *held(const acd__call *call)
{
  acd__line *line = call->offers;
  while (line && !line->held) line = line->list_next;
  return line;
}

/* An agent who has accepted is free again. */
static void put_off(acd_engine *engine, acd__call *call, acd_time until_us)
{
  acd__line *line = call->line;
  acd__line_let_go(engine, call);
  acd__callback_pause(engine, call, until_us);
  if (line) acd__line_end(engine, line);
}

void acd__dial(acd_engine *engine, acd__call *call, const acd__line *line)
{
  acd__callback *callback = call->callback;
  acd_time again_us;
  if (!acd__callback_open(engine, callback, &again_us)) {
    put_off(engine, call, again_us);
    return;
  }
  callback->stage = ACD_CALLBACK_STAGE_DIALLING;
  callback->attempts++;
  callback->dialled_us = engine->now_us;
  acd__booking_dialled(engine, callback);
  acd__timers_disarm(&engine->timers, &callback->due.timer);
  acd__call_narrow(engine, call);
  acd__action *action = acd__action_media(engine, ACD_ACTION_DIAL, call, callback->number);
  if (line) {
    action->agent_id = line->agent->slot.id;
    action->agent_ref = line->agent->host_ref;
    action->device_id = line->device ? line->device->slot.id : 0;
  }
  acd__action_send(engine, action, callback->plan->config.ring_lane);
}

/* The customer is on the line, and waits as any caller. */
static void reached(acd_engine *engine, acd__call *call, int bridged)
{
  acd__callback *callback = call->callback;
  acd__line *line = call->line;
  callback->stage = ACD_CALLBACK_STAGE_REACHED;
  callback->reached_us = engine->now_us;
  acd__timers_disarm(&engine->timers, &callback->expires.timer);
  acd__order_remove(&engine->callbacks_to, &callback->node);
  acd__recording_mark(engine, call);
  acd__telling_listen(engine, acd__wait_first(call));
  if (line && bridged) {
    acd__bridged(engine, line);
    return;
  }
  if (line) {
    acd__bridge_ask(engine, line);
    return;
  }
  if (acd__queue_put_out_overdue(engine, call)) return; /* as the queue may have nobody left */
  acd__call_music(engine, call, acd__wait_first(call)->queue->config->music);
  acd__waiting_begin(engine, call);
  line = held(call);
  if (line) acd__offer_ring(engine, line);
  acd__call_requeue(engine, call);
}

static void missed(acd_engine *engine, acd__call *call, int64_t outcome)
{
  acd__callback *callback = call->callback;
  const acd__callback_config *config = &callback->plan->config;
  callback->machine = outcome == ACD_OUTCOME_MACHINE;
  int ends = callback->machine && config->machine != ACD_MACHINE_RETRY;
  if (ends || callback->attempts >= config->attempts_max) {
    acd__callback_end(engine, call, ACD_CALLBACK_EXHAUSTED);
    return;
  }
  if (callback->expired) {
    acd__callback_end(engine, call, ACD_CALLBACK_EXPIRED);
    return;
  }
  acd__line *line = call->line;
  callback->stage = ACD_CALLBACK_STAGE_WAITING;
  acd__line_let_go(engine, call);
  acd__callback_pause(engine, call, engine->now_us + config->retry_us);
  if (line) acd__line_end(engine, line);
}

/* The leg that the host was dialling is not wanted any more. */
static void stop_dialling(acd_engine *engine, acd__call *call)
{
  acd__action *action = acd__action_media(engine, ACD_ACTION_HANGUP, call, NULL);
  action->reason = ACD_END_CALLBACK;
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

void acd__dial_ended(acd_engine *engine, acd__call *call, int64_t outcome)
{
  acd__callback *callback = call->callback;
  const acd__line *line = call->line ? call->line : held(call);
  acd__event(engine, ACD_EVENT_CALLBACK_ATTEMPT, call, call->queue, line ? line->agent : NULL,
             engine->now_us - callback->dialled_us, callback->attempts, outcome, 0);
  if (outcome == ACD_OUTCOME_ACCEPTED || outcome == ACD_OUTCOME_BRIDGED) {
    reached(engine, call, outcome == ACD_OUTCOME_BRIDGED);
    return;
  }
  if (outcome == ACD_OUTCOME_TIMEOUT) stop_dialling(engine, call);
  missed(engine, call, outcome);
}
