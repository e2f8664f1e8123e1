/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/engine.h"

/* Handlers of the short commands on calls and on the engine. */

int acd__do_tick(acd_engine *engine, acd__apply *apply)
{
  (void)engine;
  (void)apply;
  return ACD_OK;
}

int acd__do_wall(acd_engine *engine, acd__apply *apply)
{
  int64_t offset_us = apply->command->body.wall.offset_us;
  if (offset_us > ACD_TIME_MAX || offset_us < -ACD_TIME_MAX)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  engine->wall_offset_us = offset_us;
  acd__slots_arm(engine);
  return ACD_OK;
}

int acd__do_call_hangup(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (acd__call_absent(call)) return ACD_OK; /* the leg that was released */
  if (acd__callback_told(call) && acd__callback_take(engine, call, 1)) return ACD_OK;
  acd__call_again(engine, call);
  acd__call_gone(engine, call, 0, 0);
  return ACD_OK;
}

int acd__do_call_hold(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (call->state != ACD_CALL_STATE_TALKING || call->consult)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  acd__conversation_hold(engine, call, NULL);
  return ACD_OK;
}

/* From a consultation, too, which ends. */
int acd__do_call_resume(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  int has_consult = call->consult && !call->is_consult;
  if ((call->state != ACD_CALL_STATE_HELD && !has_consult) || (call->line && call->line->interrupted))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  if (has_consult) acd__consult_drop(engine, call);
  if (call->state == ACD_CALL_STATE_HELD) acd__conversation_resume(engine, call);
  acd__agent_shift(engine, call->line->agent);
  return ACD_OK;
}

int acd__do_call_keys(acd_engine *engine, acd__apply *apply)
{
  acd_slice slice = apply->command->body.keys.digits;
  acd__call *call = acd__apply_call(engine, apply);
  const char *digits;
  if (!call) return apply->result->code;
  int status = acd__apply_text(apply, slice, 0, &digits);
  if (status) return status;
  for (uint32_t i = 0; i < slice.size; i++)
    if (!strchr("0123456789*#ABCD", digits[i]))
      return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, slice.offset + i);
  if (call->state != ACD_CALL_STATE_WAITING || !call->queue || acd__call_absent(call)) return ACD_OK;
  char key = acd__wait_first(call)->queue->config->exit_key;
  if (!key || !slice.size || !memchr(digits, key, slice.size)) return ACD_OK;
  acd__queue_leave(engine, call, ACD_LEAVE_KEY, NULL);
  acd__call_exit(engine, call, ACD_EXIT_KEY_PRESSED);
  return ACD_OK;
}

int acd__do_toggle(acd_engine *engine, acd__apply *apply)
{
  int status;
  acd__toggle *toggle = acd__pool_find(&engine->toggles, apply->command->subject, &status);
  int64_t on = apply->command->body.toggle.on;
  if (!toggle) return acd__refuse(apply, status, ACD_FAULT_SUBJECT, 0);
  if (on != 0 && on != 1) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  if (toggle->on == on) return ACD_OK;
  toggle->on = on;
  acd__event(engine, ACD_EVENT_TOGGLED, NULL, NULL, NULL, 0, toggle->slot.id, on, 0);
  return ACD_OK;
}

int acd__do_call_set(acd_engine *engine, acd__apply *apply)
{
  const acd_command_attribute *body = &apply->command->body.attribute;
  acd__call *call = acd__apply_call(engine, apply);
  const char *key, *value;
  if (!call) return apply->result->code;
  int status = acd__apply_text(apply, body->key, 0, &key);
  if (!status) status = acd__apply_text(apply, body->value, 1, &value);
  if (status) return status;
  if (body->key.size == 0) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  acd__texts_pair pair = acd__texts_find(&call->texts, key, body->key.size);
  int limit = acd__call_attribute_limit(engine, call, &pair, body->value.size);
  if (limit) return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, (uint32_t)limit);
  int64_t growth = acd__texts_growth(&call->texts, &pair, body->value.size);
  status = acd__provision_take(engine, call, NULL, growth);
  if (status) return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  return acd__texts_set(&call->texts, key, body->key.size, value, body->value.size);
}
