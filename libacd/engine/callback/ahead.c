/* SPDX-License-Identifier: Apache-2.0 */
/* What is looked at while a callback waits (acd/callback.h): whether the customer may be dialled, and the estimated wait, for dialling
 * ahead of the turn, less often the longer it is. */
#include "engine/engine.h"

#define LOOKS_MIN_US ACD_SECOND
#define LOOKS_MAX_US (60 * ACD_SECOND)

/* Queues keep places where a plan dials ahead, so that the look costs no walk through the queue. */
static int64_t estimate_of(const acd_engine *engine, const acd__call *wait)
{
  return acd__estimate_rest(engine, wait, acd__telling_position(wait));
}

void acd__callback_pause(acd_engine *engine, acd__call *call, acd_time until_us)
{
  acd__callback *callback = call->callback;
  callback->queue = call->queue->slot.id;
  callback->place_us = call->queued_us - call->kept_us;
  acd__queue_leave(engine, call, ACD_LEAVE_CALLBACK_OUT, NULL);
  acd__callback_put_off(engine, call, ACD_CALLBACK_STAGE_RETRY, until_us);
}

void acd__callback_look(acd_engine *engine, acd__callback *callback)
{
  acd__call *call = callback->call;
  if (callback->stage != ACD_CALLBACK_STAGE_WAITING) return;
  const acd__callback_config *config = &callback->plan->config;
  acd_time again_us;
  if (!acd__callback_open(engine, callback, &again_us)) {
    acd__callback_pause(engine, call, again_us);
    return;
  }
  if (acd__callback_holds(callback) && config->ahead_us) {
    int64_t missing_us = estimate_of(engine, acd__wait_first(call)) - config->ahead_us;
    if (missing_us <= 0 && call->offers_count == 0) {
      acd__dial(engine, call, NULL);
      return;
    }
    int64_t wait_us = missing_us / 2 < LOOKS_MIN_US ? LOOKS_MIN_US : missing_us / 2;
    if (wait_us > LOOKS_MAX_US) wait_us = LOOKS_MAX_US;
    if (!again_us || again_us > engine->now_us + wait_us) again_us = engine->now_us + wait_us;
  }
  acd__timers_disarm(&engine->timers, &callback->due.timer);
  if (again_us) acd__timers_arm_at(&engine->timers, &callback->due, again_us);
}
