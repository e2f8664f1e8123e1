/* SPDX-License-Identifier: Apache-2.0 */
/* Requests of the host (acd/callback.h), those for slots (acd/slot.h) among them. */
#include "engine/arrive.h"

#define WORD(member) ((uint32_t)(offsetof(acd_command_callback, member) / sizeof(int64_t)))

/* The members that a request shares with an arrival stand at the same words: it is read as one. */
_Static_assert(offsetof(acd_command_callback, number) == offsetof(acd_command_arrive, caller), "");
_Static_assert(offsetof(acd_command_callback, attributes) == offsetof(acd_command_arrive, attributes), "");
_Static_assert(offsetof(acd_command_callback, requirements) == offsetof(acd_command_arrive, requirements), "");
_Static_assert(offsetof(acd_command_callback, queue) == offsetof(acd_command_arrive, queue), "");
_Static_assert(offsetof(acd_command_callback, priority) == offsetof(acd_command_arrive, priority), "");
/* Likewise those that a booking of a slot shares with a request. */
_Static_assert(offsetof(acd_command_slot_book, dialled) == offsetof(acd_command_callback, dialled), "");
_Static_assert(offsetof(acd_command_slot_book, number) == offsetof(acd_command_callback, number), "");
_Static_assert(offsetof(acd_command_slot_book, attributes) == offsetof(acd_command_callback, attributes), "");
_Static_assert(offsetof(acd_command_slot_book, requirements) == offsetof(acd_command_callback, requirements), "");
_Static_assert(offsetof(acd_command_slot_book, plan) == offsetof(acd_command_callback, queue), "");
_Static_assert(offsetof(acd_command_slot_book, priority) == offsetof(acd_command_callback, priority), "");

int acd__request_read(acd__apply *apply, acd_arrival *given, acd__arrival *arrival)
{
  return acd__arrival_read(apply, apply->command->body.callback.dialled, WORD(dialled), given, arrival);
}

int acd__request_number(const acd_engine *engine, acd__apply *apply, const acd__arrival *arrival,
                        const acd__callback_plan *plan)
{
  const char *number = arrival->given->caller;
  size_t size = arrival->caller_size;
  if (size == 0 || size > ACD__CALLBACK_NUMBER_MAX)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(number));
  int status = acd__callback_may(engine, plan, number, size);
  if (status) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(number));
  if (plan->config.duplicate == ACD_DUPLICATE_REFUSE && acd__callback_to(engine, number, size, plan))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(number));
  return ACD_OK;
}

/* Of a task, its campaign's; NULL: it is none. */
static int find_campaign(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival,
                         acd__campaign **campaign_out)
{
  const acd_command_callback *body = &apply->command->body.callback;
  int status;
  *campaign_out = NULL;
  if (!body->campaign) return ACD_OK;
  acd__campaign *campaign = acd__campaign_in_force(engine, body->campaign, &status);
  if (!campaign) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(campaign));
  if (body->plan) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(plan));
  if (arrival->given->queue) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(queue));
  if (campaign->holders > (uint64_t)campaign->config.tasks_max)
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_BODY, WORD(campaign));
  *campaign_out = campaign;
  return ACD_OK;
}

static int find_plan(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, acd__callback_plan **plan_out)
{
  const acd_command_callback *body = &apply->command->body.callback;
  int status;
  acd__callback_plan *plan = acd__callback_plan_in_force(engine, body->plan, &status);
  if (!plan) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(plan));
  const acd__queue *queue = acd__pool_find(&engine->queues, arrival->given->queue, &status);
  if (!queue) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(queue));
  if (queue->closed || queue->gate != ACD_GATE_OPEN)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(queue));
  *plan_out = plan;
  return ACD_OK;
}

static int check(const acd_engine *engine, acd__apply *apply, const acd__arrival *arrival,
                 const acd__callback_plan *plan)
{
  const acd_command_callback *body = &apply->command->body.callback;
  if (body->not_before_us < 0 || body->not_before_us > ACD_TIME_MAX)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(not_before_us));
  return acd__request_number(engine, apply, arrival, plan);
}

/* Nothing can go wrong any more. */
static void begin(acd_engine *engine, acd__apply *apply, acd__call *call, acd__callback_plan *plan,
                  acd__campaign *campaign)
{
  const char *number = acd__texts_caller(&call->texts);
  size_t size = call->texts.caller_size;
  acd_time not_before_us = apply->command->body.callback.not_before_us;
  const acd__callback *other = acd__callback_to(engine, number, size, plan);
  if (other && plan->config.duplicate == ACD_DUPLICATE_REPLACE) acd__callback_give_up(engine, other->call);
  if (campaign) {
    acd__campaign_join(engine, call, campaign, number, size, not_before_us);
    return;
  }
  acd__callback_begin(engine, call, plan, number, size);
  if (not_before_us > engine->now_us) {
    acd__callback_put_off(engine, call, ACD_CALLBACK_STAGE_LATER, not_before_us);
    return;
  }
  acd__callback_time(engine, call->callback);
  acd__callback_enter(engine, call);
}

static int request(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival)
{
  acd__callback_plan *plan = NULL;
  acd__campaign *campaign;
  acd__call *call = NULL;
  acd_arrival given = *arrival->given;
  acd__arrival of = *arrival;
  of.given = &given;
  int status = find_campaign(engine, apply, arrival, &campaign);
  if (!status && campaign) {
    plan = campaign->config.plan;
    given.queue = campaign->config.queue->slot.id;
  } else if (!status) {
    status = find_plan(engine, apply, arrival, &plan);
  }
  if (!status) status = check(engine, apply, &of, plan);
  if (!status) status = acd__arrive_only(engine, apply, &of, &call);
  if (status) return status;
  call->callback->queue = given.queue;
  begin(engine, apply, call, plan, campaign);
  return ACD_OK;
}

int acd__do_callback(acd_engine *engine, acd__apply *apply)
{
  acd_arrival given = {0};
  acd__arrival arrival = {0};
  if (apply->own) return request(engine, apply, (const acd__arrival *)(const void *)apply->payload);
  int status = acd__request_read(apply, &given, &arrival);
  return status ? status : request(engine, apply, &arrival);
}

int acd__do_callback_cancel(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (!acd__call_absent(call)) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  acd__callback_give_up(engine, call);
  return ACD_OK;
}
