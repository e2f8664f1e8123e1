/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Consultation and attended transfer: acd/party.h. A consultation is a call without a flow, at whose other end an agent is. */

static acd__call *begin(acd_engine *engine, acd__call *call, int64_t host_ref)
{
  acd__call *consult = acd__pool_take(&engine->calls);
  consult->node.sequence = ++engine->sequence;
  consult->host_ref = host_ref;
  consult->timer.kind = ACD__TIMER_CALL_WAIT;
  consult->arrived_us = engine->now_us;
  consult->priority = call->priority;
  consult->entry_priority = call->entry_priority;
  acd__call_channel(engine, consult, call->channel);
  consult->needs = acd__needs_hold(call->needs);
  consult->flow_node = -1;
  consult->seen = engine->sweep_epoch;
  consult->is_consult = 1;
  acd__sides_give(engine, consult);
  consult->consult = call;
  call->consult = consult;
  acd__recording_mark(engine, call);
  acd__event(engine, ACD_EVENT_CONSULTATION_BEGUN, consult, NULL, call->line->agent, 0, call->slot.id, 0, 0);
  return consult;
}

/* The caller may come to the flow that the queue of who is consulted has for after the conversation. */
static int reserve(acd_engine *engine, acd__apply *apply, acd__call *call, const acd__queue *queue)
{
  if (engine->calls.live >= engine->options[ACD_OPTION_CALLS_MAX])
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_CALLS_MAX);
  int status = acd__pool_reserve(&engine->calls, 1);
  if (!status) status = acd__sides_reserve(engine, &engine->world, 1, 0);
  if (!status && queue) status = acd__provision_take(engine, call, &queue->provision, 0);
  return status ? acd__refuse(apply, status, ACD_FAULT_LIMIT, 0) : ACD_OK;
}

int acd__do_call_consult(acd_engine *engine, acd__apply *apply)
{
  const acd_command_consult *body = &apply->command->body.consult;
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (!acd__call_talks(call) || call->consult || call->line->interrupted)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  if (body->target_kind != ACD_TARGET_AGENT && body->target_kind != ACD_TARGET_QUEUE)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  acd__agent *agent = NULL;
  acd__queue *queue = NULL;
  int status = body->target_kind == ACD_TARGET_AGENT ? acd__target_agent(engine, apply, call, body->target, &agent)
                                                     : acd__target_queue(engine, apply, call, body->target, 0, &queue);
  if (!status) status = reserve(engine, apply, call, queue);
  if (status) return status;
  /* Others in a conference stay with the caller. */
  if (call->state == ACD_CALL_STATE_TALKING && !call->parties) acd__conversation_hold(engine, call, NULL);
  acd__call *consult = begin(engine, call, apply->command->host_ref);
  apply->result->id = consult->slot.id;
  int32_t exit = queue ? acd__queue_enter(engine, consult, queue, NULL, ACD_ENTER_CONSULTED)
                       : acd__direct_enter(engine, consult, agent, engine->world.centre.transfer_lane, 1);
  if (exit) acd__call_exit(engine, consult, exit);
  return ACD_OK;
}

void acd__consult_drop(acd_engine *engine, acd__call *call)
{
  acd__call_gone(engine, call->consult, 0, 1);
}

/* The consultation is over, and the consulted agent on the way to the call. */
static acd__line *take_consulted(acd_engine *engine, acd__call *consult)
{
  acd__line *line = consult->line;
  acd__call_segment(engine, consult, 0);
  consult->line = NULL;
  acd__call_end(engine, consult, ACD_END_JOINED, 0);
  return line;
}

void acd__consult_complete(acd_engine *engine, acd__call *call, int64_t how, int tell)
{
  acd__call *consult = call->consult;
  acd_id from = consult->slot.id;
  int64_t from_ref = consult->host_ref;
  if (!call->origin) call->origin = consult->origin;
  acd__line *line = take_consulted(engine, consult);
  acd__conversation_unhold(engine, call);
  acd__line *first = acd__conversation_leave_first(engine, call, how, tell);
  acd__flow_leave(engine, call); /* what the flow had planned for after the conversation is off */
  acd__party_join(engine, call, line, from, from_ref);
  acd__line_after(engine, first);
}

/* The call of a command, if its agent talks to one who is consulted. NULL: refused. */
static acd__call *consulting(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return NULL;
  if (!call->is_consult && call->consult && call->consult->state == ACD_CALL_STATE_TALKING) return call;
  apply->result->code = acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  return NULL;
}

int acd__do_call_complete(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = consulting(engine, apply);
  if (!call) return apply->result->code;
  acd__consult_complete(engine, call, ACD_CONVERSATION_TRANSFERRED, 1);
  return ACD_OK;
}

int acd__do_call_conference(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = consulting(engine, apply);
  if (!call) return apply->result->code;
  if (call->parties_count + call->supervisors_count >= ACD__PARTIES_MAX)
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, 0);
  acd_id from = call->consult->slot.id;
  int64_t from_ref = call->consult->host_ref;
  acd__line *line = take_consulted(engine, call->consult);
  acd__conversation_unhold(engine, call);
  acd__party_join(engine, call, line, from, from_ref);
  return ACD_OK;
}
