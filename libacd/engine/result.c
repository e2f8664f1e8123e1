/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/engine.h"

/* Bytes of what a caller said. */
#define SPEECH_MAX     1000

#define TAKES(outcome) (1u << (outcome))

/* Outcomes that a host may give for each kind of action: the table in acd/action.h. */
static const uint32_t outcomes[] = {
    [ACD_ACTION_RING] = TAKES(ACD_OUTCOME_ACCEPTED) | TAKES(ACD_OUTCOME_BRIDGED) | TAKES(ACD_OUTCOME_REJECTED) |
                        TAKES(ACD_OUTCOME_BUSY) | TAKES(ACD_OUTCOME_NO_ANSWER) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_RING_STOP] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_BRIDGE] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_RELEASE] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_PLAY] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_COLLECT] = TAKES(ACD_OUTCOME_DIGITS) | TAKES(ACD_OUTCOME_SPEECH) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_MUSIC] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_HOLD] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_RESUME] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_VOICEMAIL] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_TRANSFER] =
        TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_BUSY) | TAKES(ACD_OUTCOME_NO_ANSWER) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_HANGUP] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_JOIN] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_HOST] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_RECORDING] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_DIAL] = TAKES(ACD_OUTCOME_ACCEPTED) | TAKES(ACD_OUTCOME_BRIDGED) | TAKES(ACD_OUTCOME_BUSY) |
                        TAKES(ACD_OUTCOME_NO_ANSWER) | TAKES(ACD_OUTCOME_MACHINE) | TAKES(ACD_OUTCOME_FAILED),
    [ACD_ACTION_MESSAGE] = TAKES(ACD_OUTCOME_DONE) | TAKES(ACD_OUTCOME_FAILED),
};

static void ring_ended(acd_engine *engine, acd__line *line, int64_t outcome)
{
  switch (outcome) {
  case ACD_OUTCOME_ACCEPTED: acd__offer_accepted(engine, line, 0); break;
  case ACD_OUTCOME_BRIDGED: acd__offer_accepted(engine, line, 1); break;
  case ACD_OUTCOME_REJECTED: acd__offer_failed(engine, line, ACD_OFFER_REJECTED); break;
  case ACD_OUTCOME_BUSY: acd__offer_failed(engine, line, ACD_OFFER_BUSY); break;
  case ACD_OUTCOME_FAILED: acd__offer_failed(engine, line, ACD_OFFER_FAILED); break;
  default: acd__offer_failed(engine, line, ACD_OFFER_NO_ANSWER); break;
  }
}

static void transfer_ended(acd_engine *engine, acd__call *call, int64_t outcome)
{
  if (outcome == ACD_OUTCOME_DONE) {
    acd__call_end(engine, call, ACD_END_TRANSFERRED, 0);
  } else if (call->state == ACD_CALL_STATE_LEAVING) {
    acd__call_end(engine, call, ACD_END_FAILED, 1);
  } else {
    acd__recording_mark(engine, call);
    acd__flow_continue(engine, call,
                       outcome == ACD_OUTCOME_BUSY        ? ACD_EXIT_BUSY
                       : outcome == ACD_OUTCOME_NO_ANSWER ? ACD_EXIT_NO_ANSWER
                                                          : ACD_EXIT_ERROR);
  }
}

/* What the end of an action leads to. The action itself is over. */
static void lead_on(acd_engine *engine, uint32_t kind, acd__call *call, acd__line *line, int64_t outcome,
                    const char *text, size_t text_size, int announces)
{
  int failed = outcome == ACD_OUTCOME_FAILED;
  switch (kind) {
  case ACD_ACTION_RING: ring_ended(engine, line, outcome); break;
  case ACD_ACTION_BRIDGE:
    if (outcome == ACD_OUTCOME_DONE)
      acd__bridged(engine, line);
    else
      acd__bridge_failed(engine, line, ACD_OFFER_FAILED);
    break;
  case ACD_ACTION_JOIN:
    if (outcome != ACD_OUTCOME_DONE)
      acd__join_failed(engine, line);
    else if (line->role)
      acd__supervise_joined(engine, line);
    else
      acd__agent_shift(engine, line->agent);
    break;
  case ACD_ACTION_PLAY:
    if (announces) {
      acd__telling_spoken(engine, call);
      break;
    }
    if (call->flow->nodes[call->flow_node].kind == ACD_NODE_KIND_CALLBACK) { /* heard or not: the caller wants it */
      if (!acd__callback_take(engine, call, 0)) acd__flow_continue(engine, call, ACD_EXIT_ERROR);
      break;
    }
    /* fallthrough */
  case ACD_ACTION_VOICEMAIL: acd__flow_continue(engine, call, failed ? ACD_EXIT_ERROR : ACD_EXIT_NEXT); break;
  case ACD_ACTION_COLLECT:
    if (failed)
      acd__flow_continue(engine, call, ACD_EXIT_ERROR);
    else
      acd__flow_answer(engine, call, outcome, text, text_size);
    break;
  case ACD_ACTION_HOST: acd__flow_host_answers(engine, call, outcome, text, text_size); break;
  case ACD_ACTION_TRANSFER: transfer_ended(engine, call, outcome); break;
  case ACD_ACTION_DIAL: acd__dial_ended(engine, call, outcome); break;
  default: break;
  }
}

void acd__action_expire(acd_engine *engine, acd__action *action)
{
  uint32_t kind = action->kind;
  acd__call *call = action->call;
  acd__line *line = action->line;
  if (kind == ACD_ACTION_RING && line->stopping) { /* it ends with the slice that tells the device */
    acd__timers_arm(&engine->timers, &action->timer, engine->now_lane, engine->now_us);
    return;
  }
  if (kind == ACD_ACTION_RING &&
      engine->now_us < action->deadline_us) { /* kept by the line's timer, see agent/device.c */
    acd__timers_arm(&engine->timers, &action->timer, acd__ring_lane(engine, line->agent, line->queue), engine->now_us);
    return;
  }
  if (action->to == ACD_TO_AGENT) call = line->call;
  engine->stats.actions_timeout++;
  acd__event(engine, ACD_EVENT_ACTION_TIMEOUT, call, NULL, line ? line->agent : NULL, 0, 0, kind, 0);
  if (kind == ACD_ACTION_RING) {
    acd__action_end(engine, action);
    acd__action_notice(engine, ACD_ACTION_RING_STOP, line->call, line);
    acd__offer_failed(engine, line, ACD_OFFER_NO_ANSWER);
    return;
  }
  int announces = action->announces;
  acd__action_end(engine, action);
  lead_on(engine, kind, call, line, ACD_OUTCOME_TIMEOUT, "", 0, announces);
}

void acd__line_until(acd_engine *engine, acd__line *line)
{
  if (line->state == ACD_AGENT_STATE_RESERVED)
    acd__action_expire(engine, line->request);
  else
    acd__wrapup_end(engine, line);
}

static int check_text(acd__apply *apply, const acd__action *action, const char **text_out)
{
  const acd_command_result *body = &apply->command->body.result;
  int status = acd__apply_text(apply, body->text, 1, text_out);
  if (status) return status;
  if (action->kind == ACD_ACTION_HOST && body->outcome == ACD_OUTCOME_DONE)
    return body->text.size <= ACD__HOST_TEXT_MAX ? ACD_OK : acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1);
  if (body->outcome == ACD_OUTCOME_SPEECH) {
    if (!action->speech) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
    return body->text.size > SPEECH_MAX ? acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1) : ACD_OK;
  }
  if (body->outcome != ACD_OUTCOME_DIGITS)
    return body->text.size ? acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1) : ACD_OK;
  if (body->text.size > (uint64_t)action->digits_max) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 1);
  for (uint32_t i = 0; i < body->text.size; i++)
    if (!strchr("0123456789*#ABCD", (*text_out)[i]))
      return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, body->text.offset + i);
  return ACD_OK;
}

int acd__do_result(acd_engine *engine, acd__apply *apply)
{
  const acd_command_result *body = &apply->command->body.result;
  int status = ACD_OK;
  acd__handle *handle = acd__pool_find(&engine->handles, apply->command->subject, &status);
  if (!handle) {
    engine->stats.results_late += status == ACD_ERR_STALE;
    return acd__refuse(apply, status, ACD_FAULT_SUBJECT, 0);
  }
  acd__action *action = handle->action;
  if (action->queued) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, 0);
  if (body->outcome < 1 || body->outcome > 31 || !(outcomes[action->kind] & TAKES(body->outcome)))
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  const char *text;
  status = check_text(apply, action, &text);
  if (status) return status;
  uint32_t kind = action->kind;
  acd__line *line = action->line;
  acd__call *call = action->to == ACD_TO_AGENT ? line->call : action->call;
  if (kind == ACD_ACTION_RING && line->stopping) {
    engine->stats.results_late++;
    return acd__refuse(apply, ACD_ERR_STALE, ACD_FAULT_SUBJECT, 0);
  }
  if (kind == ACD_ACTION_RING && body->outcome == ACD_OUTCOME_REJECTED) {
    status = acd__decline_reserve(engine, line);
    if (status) return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  }
  if ((kind == ACD_ACTION_COLLECT || kind == ACD_ACTION_HOST) && body->text.size) {
    const acd__flow_node *node = &call->flow->nodes[call->flow_node];
    if ((node->kind == ACD_NODE_KIND_COLLECT || node->kind == ACD_NODE_KIND_HOST) && node->attribute) {
      acd__texts_pair pair = acd__texts_find(&call->texts, node->attribute->text, node->attribute->size);
      int64_t growth = acd__texts_growth(&call->texts, &pair, body->text.size);
      status = acd__provision_take(engine, call, NULL, growth);
      if (status) return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
    }
  }
  int announces = action->announces;
  acd__action_end(engine, action);
  lead_on(engine, kind, call, line, body->outcome, text, body->text.size, announces);
  return ACD_OK;
}

int acd_action_result(acd_engine *engine, acd_time time_us, acd_id action, int64_t outcome, const char *text)
{
  acd_command command;
  acd__command_begin(&command, ACD_COMMAND_RESULT, time_us, action);
  command.body.result.outcome = outcome;
  command.body.result.text.offset = 0;
  size_t size = text ? strlen(text) : 0;
  if (size > UINT32_MAX) return ACD_ERR_ARGUMENT;
  command.body.result.text.size = (uint32_t)size;
  acd_result result = {0};
  return acd__submit(engine, &command, text, size, &result);
}
