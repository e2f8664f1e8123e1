/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about callbacks and their plans (acd/callback.h). */
#include <acd/callback.h>

#include "engine/zone.h"
#include "model/record.h"

void acd_callback_wish_init(acd_callback_wish *wish)
{
  if (!wish) return;
  memset(wish, 0, sizeof *wish);
  wish->size = sizeof *wish;
}

int acd_callback_cancel(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_CALLBACK_CANCEL, time_us, call);
}

/* Where it waits, or will. */
static acd_id queue_of(const acd__call *call)
{
  const acd__campaign *campaign = call->callback->campaign;
  if (call->queue) return acd__wait_first(call)->queue->slot.id;
  return campaign && !campaign->closed ? campaign->config.queue->slot.id : call->callback->queue;
}

int acd_callback_get(const acd_engine *engine, acd_id call, acd_callback_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__call *found = engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
  if (!found) return status;
  const acd__callback *at = found->callback;
  if (!at || !at->stage) return ACD_ERR_STATE;
  int put_off = at->stage == ACD_CALLBACK_STAGE_LATER || at->stage == ACD_CALLBACK_STAGE_RETRY;
  acd__zone *const *zone = at->plan->config.hours ? acd__callback_zone(engine, at, NULL) : NULL;
  acd_callback_info info = {
      .stage = at->stage,
      .number = at->number->text,
      .plan = at->plan->slot.id,
      .queue = queue_of(found),
      .taken_at_us = at->taken_us,
      .due_at_us = at->booking.time                ? acd__booking_due_us(engine, &at->booking)
                   : put_off && at->due.timer.lane ? at->due.timer.due_us
                                                   : ACD_TIME_NEVER,
      .expires_at_us = at->expires.timer.lane ? at->expires.timer.due_us : ACD_TIME_NEVER,
      .attempts = at->attempts,
      .zone = zone ? acd__known_zone_at(zone)->name->text : "",
      .campaign = at->campaign ? at->campaign->slot.id : 0,
      .abandoned = at->abandoned,
  };
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

static acd_id next_to(const acd_engine *engine, const char *number, const acd__call *after)
{
  size_t size = strlen(number);
  if (after && !acd__callback_is_to(after->callback, number, size)) return 0;
  const acd__callback *at =
      after ? acd__callback_after(engine, after->callback) : acd__callback_first(engine, number, size);
  return at ? at->call->slot.id : 0;
}

acd_id acd_callback_next(const acd_engine *engine, const char *number, acd_id after)
{
  int status;
  if (!engine) return 0;
  const acd__call *at = after ? acd__pool_find(&engine->calls, after, &status) : NULL;
  if (after && (!at || !at->callback || !at->callback->stage)) return 0;
  if (number) return at && !acd__call_absent(at) ? 0 : next_to(engine, number, at);
  while ((at = acd__pool_next(&engine->calls, at ? acd__pool_slot(at->slot.id) + 1 : 0)) != NULL)
    if (at->callback && at->callback->stage) return at->slot.id;
  return 0;
}

int acd_callback_plan_find(const acd_engine *engine, const char *name, acd_id *plan_out)
{
  if (!engine || !name || !plan_out) return ACD_ERR_ARGUMENT;
  const acd__callback_plan *found = acd__dictionary_find(&engine->world.callbacks, name, strlen(name));
  if (!found) return ACD_ERR_NOT_FOUND;
  *plan_out = found->slot.id;
  return ACD_OK;
}

acd_id acd_callback_plan_next(const acd_engine *engine, acd_id after)
{
  if (!engine || after < 0) return 0;
  const acd__callback_plan *next = acd__pool_next(&engine->callback_plans, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

const char *acd_callback_plan_name(const acd_engine *engine, acd_id plan)
{
  int status;
  const acd__callback_plan *found = engine ? acd__pool_find(&engine->callback_plans, plan, &status) : NULL;
  return found ? found->name->text : NULL;
}
