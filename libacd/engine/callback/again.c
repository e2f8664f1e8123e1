/* SPDX-License-Identifier: Apache-2.0 */
/* Callers who give up waiting, and are called again when there is time (acd/campaign.h). The hang-up is taken whatever comes of it. */
#include "engine/arrive.h"

static int64_t refusal(const acd_engine *engine, const acd__call *call, const acd__campaign *campaign)
{
  const char *number = acd__texts_caller(&call->texts);
  size_t size = strlen(number);
  if (size == 0 || size > ACD__CALLBACK_NUMBER_MAX) return ACD_CALL_AGAIN_NUMBER;
  if (acd__callback_to(engine, number, size, NULL)) return ACD_CALL_AGAIN_OPEN;
  int status = acd__callback_may(engine, campaign->config.plan, number, size);
  if (status) return status == ACD_ERR_LIMIT ? ACD_CALL_AGAIN_LIMIT : ACD_CALL_AGAIN_NUMBER;
  return campaign->holders > (uint64_t)campaign->config.tasks_max && acd__campaign_last(engine, campaign, call)
             ? ACD_CALL_AGAIN_LIMIT
             : 0;
}

/* A call that has what the other one has; NULL: there is no room for it. */
static acd__call *copy_of(acd_engine *engine, const acd__call *call, const acd__campaign *campaign)
{
  const acd__texts *texts = &call->texts;
  size_t numbers_size = (size_t)texts->number_size + texts->caller_size + 2;
  const acd_arrival given = {.number = acd__texts_number(texts),
                             .caller = acd__texts_caller(texts),
                             .queue = campaign->config.queue->slot.id,
                             .priority = call->priority};
  const acd__arrival arrival = {.given = &given,
                                .number_size = texts->number_size,
                                .caller_size = texts->caller_size,
                                .attributes = texts->block ? texts->block + numbers_size : NULL,
                                .attributes_size = texts->block ? texts->used - numbers_size : 0};
  acd_command command = {.kind = ACD_COMMAND_CALLBACK};
  acd_result result = {0};
  acd__apply apply = {.command = &command, .result = &result, .own = 1};
  acd__call *copy;
  if (acd__reserve_actions(engine, 1, 0) || acd__arrive_only(engine, &apply, &arrival, &copy)) return NULL;
  copy->needs = acd__needs_hold(call->needs);
  copy->entry_priority = call->entry_priority;
  return copy;
}

/* The task, or NULL and why there is none. */
static acd__call *make_task(acd_engine *engine, const acd__call *call, acd__campaign *campaign, int64_t *outcome_out)
{
  *outcome_out = refusal(engine, call, campaign);
  if (*outcome_out) return NULL;
  acd__call *task = copy_of(engine, call, campaign);
  *outcome_out = task ? ACD_CALL_AGAIN_TAKEN : ACD_CALL_AGAIN_ROOM;
  if (!task) return NULL;
  if (campaign->holders > (uint64_t)campaign->config.tasks_max) acd__campaign_make_room(engine, campaign);
  task->callback->abandoned = call->slot.id;
  acd__campaign_join(engine, task, campaign, acd__texts_caller(&task->texts), task->texts.caller_size,
                     engine->now_us + campaign->config.delay_us);
  return task;
}

void acd__call_again(acd_engine *engine, acd__call *call)
{
  int waits = call->state == ACD_CALL_STATE_WAITING || call->state == ACD_CALL_STATE_CONNECTING;
  if (!waits || !call->queue || call->is_consult || (call->callback && call->callback->stage)) return;
  acd__campaign *campaign = call->queue->config->call_again;
  if (!campaign || engine->now_us - call->queued_us <= engine->world.centre.short_abandon_us) return;
  int64_t outcome;
  const acd__call *task = make_task(engine, call, campaign, &outcome);
  acd__event(engine, ACD_EVENT_CALL_AGAIN, call, call->queue, NULL, 0, task ? task->slot.id : 0, outcome, 0);
}
