/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/engine.h"

acd__action *acd__action_new(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__agent *agent)
{
  acd__action *action = acd__pool_take_raw(&engine->actions);
  acd__handle *handle = acd__pool_take_raw(&engine->handles);
  handle->action = action;
  action->id = handle->slot.id;
  action->call_id = call ? call->slot.id : 0;
  action->call_ref = call ? call->host_ref : 0;
  action->queue_id = call && call->queue ? call->queue->slot.id : 0;
  action->agent_id = agent ? agent->slot.id : 0;
  action->agent_ref = agent ? agent->host_ref : 0;
  action->timer.lane = 0;
  action->timer.kind = ACD__TIMER_ACTION;
  memset((char *)action + offsetof(acd__action, kind), 0, sizeof *action - offsetof(acd__action, kind));
  action->kind = (uint8_t)kind;
  if (call && call->channel) action->channel_id = engine->channels_at[call->channel]->slot.id;
  if (call && call->is_consult) {
    action->related_id = call->consult->slot.id;
    action->related_ref = call->consult->host_ref;
  }
  return action;
}

/* The words that every action has, in one: a sum of products with odd numbers, so that each word counts wholly and in its place,
 * and none waits for another. */
static uint64_t digest_words(const acd__action *action)
{
  uint64_t sum = ((uint64_t)action->kind << 32 | action->reason) * UINT64_C(0x9e3779b97f4a7c15);
  sum += (uint64_t)action->id * UINT64_C(0xbf58476d1ce4e5b9);
  sum += (uint64_t)action->time_us * UINT64_C(0x94d049bb133111eb);
  sum += (uint64_t)action->deadline_us * UINT64_C(0xd6e8feb86659fd93);
  sum += (uint64_t)action->call_id * UINT64_C(0xff51afd7ed558ccd);
  sum += (uint64_t)action->agent_id * UINT64_C(0xc4ceb9fe1a85ec53);
  sum += (uint64_t)action->queue_id * UINT64_C(0xa0761d6478bd642f);
  sum += (uint64_t)action->call_ref * UINT64_C(0xe7037ed1a0b428db);
  sum += (uint64_t)action->agent_ref * UINT64_C(0x8ebc6af09c88c6e3);
  return sum ^ sum >> 32;
}

/* Its timer is armed. */
static inline void put_out(acd_engine *engine, acd__action *action, acd_time deadline_us)
{
  action->sequence = ++engine->action_sequence;
  action->time_us = engine->now_us;
  action->deadline_us = deadline_us;
  action->queued = 1;
  engine->actions_owned += action->call || action->line;
  if (engine->action_tail)
    engine->action_tail->next = action;
  else
    engine->action_head = action;
  engine->action_tail = action;
  engine->actions_queued++;
  engine->stats.actions++;
  uint64_t digest = acd__digest(engine->digest, digest_words(action));
  if (action->related_id) {
    digest = acd__digest(digest, (uint64_t)action->related_id);
    digest = acd__digest(digest, (uint64_t)action->related_ref);
  }
  if (action->text) digest = acd__digest(digest, action->text->digest);
  if (action->second) digest = acd__digest(digest, action->second->digest);
  const acd__string *parameters = acd__action_parameters(action);
  if (parameters) digest = acd__digest(digest, parameters->digest);
  if (action->kind == ACD_ACTION_COLLECT) {
    digest = acd__digest(digest, (uint64_t)action->digits_min << 32 | (uint64_t)action->speech << 16 |
                                     (uint64_t)action->digits_max);
    digest = acd__digest(digest, (uint64_t)action->digit_timeout_us << 32 | (uint64_t)action->input_timeout_us);
  }
  if (action->says) digest = acd__digest(digest, (uint64_t)action->says);
  int64_t value = acd__action_value(action);
  if (value) digest = acd__digest(digest, (uint64_t)value);
  if (action->device_id) digest = acd__digest(digest, (uint64_t)action->device_id);
  if (action->channel_id) digest = acd__digest(digest, (uint64_t)action->channel_id);
  engine->digest = digest;
}

void acd__action_send(acd_engine *engine, acd__action *action, acd__lane *deadline)
{
  acd__timers_arm(&engine->timers, &action->timer, deadline, engine->now_us);
  put_out(engine, action, action->timer.due_us);
}

void acd__action_send_until(acd_engine *engine, acd__action *action, acd__lane *lane, acd_time deadline_us)
{
  acd__timers_arm(&engine->timers, &action->timer, lane, engine->now_us);
  put_out(engine, action, deadline_us);
}

static void action_free(acd_engine *engine, acd__action *action)
{
  acd__string_drop(&engine->memory, action->text);
  acd__string_drop(&engine->memory, action->second);
  acd__string_drop(&engine->memory, acd__action_parameters(action));
  acd__pool_give(&engine->actions, action);
}

void acd__action_disown(acd_engine *engine, acd__action *action)
{
  if (!action->call && !action->line) return;
  engine->actions_owned--;
  if (action->call && action->call->media == action) action->call->media = NULL;
  if (action->call && action->call->recorder == action) action->call->recorder = NULL;
  if (action->line && action->line->request == action) action->line->request = NULL;
  if (action->line && action->line->notice == action) action->line->notice = NULL;
  action->call = NULL;
  action->line = NULL;
}

void acd__action_end(acd_engine *engine, acd__action *action)
{
  if (!action) return;
  acd__timers_disarm(&engine->timers, &action->timer);
  acd__action_disown(engine, action);
  acd__pool_give(&engine->handles, acd__pool_item(&engine->handles, acd__pool_slot(action->id)));
  action->ended = 1;
  /* Pulled actions go, but for the one whose texts the host may be looking at. */
  if (!action->queued && action != engine->action_last) action_free(engine, action);
}

/* 1: `to` says by whom. */
static int is_heard(uint32_t kind)
{
  switch (kind) {
  case ACD_ACTION_PLAY:
  case ACD_ACTION_COLLECT:
  case ACD_ACTION_MUSIC:
  case ACD_ACTION_VOICEMAIL:
  case ACD_ACTION_HOST: return 1;
  default: return 0;
  }
}

acd__action *acd__action_media(acd_engine *engine, uint32_t kind, acd__call *call, acd__string *text)
{
  acd__action_end(engine, call->media);
  acd__action *action = acd__action_new(engine, kind, call, NULL);
  action->call = call;
  action->text = acd__string_hold(text);
  action->to = is_heard(kind) ? ACD_TO_CALLER : 0;
  call->media = action;
  return action;
}

acd__action *acd__action_request(acd_engine *engine, uint32_t kind, acd__line *line)
{
  acd__action *action = acd__action_new(engine, kind, line->call, line->agent);
  action->line = line;
  action->device_id = line->device ? line->device->slot.id : 0;
  line->request = action;
  return action;
}

void acd__action_notice(acd_engine *engine, uint32_t kind, const acd__call *call, acd__line *line)
{
  acd__action_end(engine, line->notice);
  acd__action *action = acd__action_new(engine, kind, call, line->agent);
  action->line = line;
  action->device_id = line->device ? line->device->slot.id : 0;
  line->notice = action;
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

/* The texts of the action pulled before are taken back, those of this one are lent. */
static void lend(acd_engine *engine, acd__action *action)
{
  acd__action *last = engine->action_last;
  engine->action_last = action;
  if (last && last->ended) action_free(engine, last);
}

int acd_action_next(acd_engine *engine, acd_action *action_out)
{
  if (!engine || !action_out || action_out->size < sizeof *action_out) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  acd__action *action = engine->action_head;
  if (!action) return 0;
  engine->action_head = action->next;
  if (!action->next) engine->action_tail = NULL;
  action->next = NULL;
  action->queued = 0;
  engine->actions_queued--;
  lend(engine, action);
  action_out->kind = action->kind;
  action_out->id = action->id;
  action_out->sequence = action->sequence;
  action_out->time_us = action->time_us;
  action_out->deadline_us = action->deadline_us;
  action_out->call = action->call_id;
  action_out->agent = action->agent_id;
  action_out->queue = action->queue_id;
  action_out->call_ref = action->call_ref;
  action_out->agent_ref = action->agent_ref;
  action_out->text = acd__string_text(action->text);
  action_out->prompt = acd__string_text(acd__action_prompt(action));
  action_out->terminators = acd__string_text(acd__action_terminators(action));
  action_out->digits_min = action->digits_min;
  action_out->digits_max = action->digits_max;
  action_out->input_timeout_us = action->input_timeout_us;
  action_out->reason = action->reason;
  action_out->related = action->related_id;
  action_out->related_ref = action->related_ref;
  action_out->says = action->says;
  action_out->value = acd__action_value(action);
  action_out->device = action->device_id;
  action_out->to = action->to;
  action_out->parameters = acd__string_text(acd__action_parameters(action));
  action_out->channel = action->channel_id;
  action_out->digit_timeout_us = action->digit_timeout_us;
  action_out->speech = action->speech;
  if (action_out->size > sizeof *action_out) /* a newer caller: what it knows besides is 0 */
    memset((char *)action_out + sizeof *action_out, 0, action_out->size - sizeof *action_out);
  if (engine->trace_asked) {
    engine->in_command = 1;
    engine->trace_asked(engine->trace_user, engine, action_out);
    engine->in_command = 0;
  }
  return 1;
}
