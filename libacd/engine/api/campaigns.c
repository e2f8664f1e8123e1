/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about campaigns and their tasks (acd/campaign.h). */
#include <acd/campaign.h>

#include "engine/engine.h"
#include "model/record.h"

static const acd__campaign *find(const acd_engine *engine, acd_id campaign, int *status_out)
{
  *status_out = ACD_ERR_ARGUMENT;
  return engine ? acd__pool_find(&engine->campaigns, campaign, status_out) : NULL;
}

int acd_campaign_find(const acd_engine *engine, const char *name, acd_id *campaign_out)
{
  if (!engine || !name || !campaign_out) return ACD_ERR_ARGUMENT;
  const acd__campaign *found = acd__dictionary_find(&engine->world.campaigns, name, strlen(name));
  if (!found) return ACD_ERR_NOT_FOUND;
  *campaign_out = found->slot.id;
  return ACD_OK;
}

int acd_campaign_get(const acd_engine *engine, acd_id campaign, acd_campaign_info *info_out)
{
  int status;
  const acd__campaign *at = find(engine, campaign, &status);
  if (!at) return status;
  acd_campaign_info info = {
      .closed = at->closed,
      .name = at->name->text,
      .plan = at->closed ? 0 : at->config.plan->slot.id,
      .queue = at->closed ? 0 : at->config.queue->slot.id,
      .tasks_count = (int64_t)at->holders - !at->closed,
      .listed_count = (int64_t)at->tasks[ACD__TASK_LISTED].count,
      .put_off_count = (int64_t)at->tasks[ACD__TASK_PUT_OFF].count,
      .looks_at_us = at->timer.timer.lane ? at->timer.timer.due_us : ACD_TIME_NEVER,
      .taken = at->taken,
      .completed = at->ended[ACD_CALLBACK_COMPLETED],
      .exhausted = at->ended[ACD_CALLBACK_EXHAUSTED],
      .cancelled = at->ended[ACD_CALLBACK_CANCELLED],
      .expired = at->ended[ACD_CALLBACK_EXPIRED],
      .converted = at->ended[ACD_CALLBACK_CONVERTED],
  };
  info.held_by = acd__campaign_held(engine, at, &info.held_by_queue);
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

acd_id acd_campaign_next(const acd_engine *engine, acd_id after)
{
  if (!engine || after < 0) return 0;
  const acd__campaign *next = acd__pool_next(&engine->campaigns, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

int acd_campaign_watch_get(const acd_engine *engine, acd_id campaign, size_t index, acd_campaign_watch *watch_out)
{
  int status;
  const acd__campaign *at = find(engine, campaign, &status);
  if (!at) return status;
  if (index >= at->config.watches_count) return ACD_ERR_NOT_FOUND;
  const acd__campaign_watch *watch = &at->config.watches[index];
  acd_campaign_watch out = {
      .held_by = acd__campaign_watch_held(engine, at, watch),
      .queue = watch->queue->slot.id,
      .waiting_count = watch->queue->waiting_count - watch->queue->tasks_count,
      .wait_us = acd__campaign_longest_us(engine, watch->queue),
      .service_level_ppm = acd__campaign_service_level_ppm(engine, at, watch->queue),
  };
  return acd__record_put(watch_out, &out, sizeof out, sizeof out);
}

acd_id acd_campaign_task_next(const acd_engine *engine, acd_id campaign, acd_id after)
{
  int status;
  const acd__campaign *at = find(engine, campaign, &status);
  if (!at) return 0;
  const acd__order *list = &at->tasks[ACD__TASK_LISTED];
  const acd__order_node *next = acd__order_first(list);
  if (after) {
    const acd__call *call = acd__pool_find(&engine->calls, after, &status);
    if (!call || !acd__campaign_lists(call) || call->callback->campaign != at) return 0;
    next = acd__order_after(list, &call->callback->task);
  }
  return next ? acd__task_of(next)->call->slot.id : 0;
}
