/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

typedef struct target {
  acd__agent *agent;
  acd__queue *queue;
  acd__flow *flow;
  acd__string *number; /* held */
} target;

/* 1 if the queue, or one that it overflows to, would let the call in, or a flow would; flows take callers only. */
static int chain_open(acd_engine *engine, acd__call *call, acd__queue *queue, int flows)
{
  for (int i = 0; queue && i <= ACD__OVERFLOWS_MAX; i++, queue = queue->config->overflow)
    if ((flows && queue->config->overflow_flow) || !acd__queue_refusal(engine, call, queue)) return 1;
  return 0;
}

int acd__target_agent(acd_engine *engine, acd__apply *apply, const acd__call *call, acd_id id, acd__agent **agent_out)
{
  int status;
  acd__agent *agent = acd__pool_find(&engine->agents, id, &status);
  if (!agent) return acd__refuse(apply, status, ACD_FAULT_BODY, 1);
  if (acd__line_of(agent, call) || agent->gone || agent->presence != ACD_PRESENCE_AVAILABLE)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, 1);
  *agent_out = agent;
  return ACD_OK;
}

int acd__target_queue(acd_engine *engine, acd__apply *apply, acd__call *call, acd_id id, int flows,
                      acd__queue **queue_out)
{
  int status;
  acd__queue *queue = acd__pool_find(&engine->queues, id, &status);
  if (!queue) return acd__refuse(apply, status, ACD_FAULT_BODY, 1);
  if (queue->closed) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, 1);
  if (!chain_open(engine, call, queue, flows)) return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_BODY, 1);
  *queue_out = queue;
  return ACD_OK;
}

static int find_target(acd_engine *engine, acd__apply *apply, acd__call *call, target *to)
{
  const acd_command_transfer *body = &apply->command->body.transfer;
  int status = ACD_OK;
  const char *number;
  int is_outside = body->target_kind == ACD_TARGET_NUMBER;
  if (is_outside ? body->target != 0 : body->number.size != 0)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, is_outside ? 1 : 2);
  switch (body->target_kind) {
  case ACD_TARGET_AGENT: return acd__target_agent(engine, apply, call, body->target, &to->agent);
  case ACD_TARGET_QUEUE:
    status = acd__target_queue(engine, apply, call, body->target, 1, &to->queue);
    if (status) return status;
    status = acd__provision_take(engine, call, &to->queue->provision, 0);
    return status ? acd__refuse(apply, status, ACD_FAULT_LIMIT, 0) : ACD_OK;
  case ACD_TARGET_FLOW:
    to->flow = acd__flow_in_force(engine, body->target, &status);
    if (!to->flow) break;
    status = acd__provision_take(engine, call, &to->flow->provision, 0);
    return status ? acd__refuse(apply, status, ACD_FAULT_LIMIT, 0) : ACD_OK;
  case ACD_TARGET_NUMBER:
    status = acd__apply_text(apply, body->number, 2, &number);
    if (status) return status;
    if (body->number.size == 0) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 2);
    if (body->number.size > engine->options[ACD_OPTION_TEXT_MAX])
      return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_TEXT_MAX);
    to->number = acd__string_new(&engine->memory, number, body->number.size);
    return to->number ? ACD_OK : acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  default: return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  }
  return acd__refuse(apply, status, ACD_FAULT_BODY, 1);
}

/* Asks the host to hand the caller over to an outside number. */
static void leave_to_number(acd_engine *engine, acd__call *call, acd__string *number)
{
  acd__call_segment(engine, call, ACD_SEGMENT_LEAVING);
  acd__call_state(engine, call, ACD_CALL_STATE_LEAVING);
  acd__action *action = acd__action_media(engine, ACD_ACTION_TRANSFER, call, number);
  acd__string_drop(&engine->memory, number);
  acd__recording_tell(engine, call); /* before the caller may be gone */
  acd__action_send(engine, action, engine->world.centre.transfer_lane);
}

int acd__do_call_transfer(acd_engine *engine, acd__apply *apply)
{
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (!acd__call_talks(call) || call->consult || call->parties)
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  target to = {0};
  int status = find_target(engine, apply, call, &to);
  if (status) return status;
  acd__line *line = acd__conversation_end(engine, call, ACD_CONVERSATION_TRANSFERRED, 1);
  if (!to.flow) acd__flow_leave(engine, call); /* what the flow had planned for after the conversation is off */
  int32_t exit = 0;
  if (to.flow) {
    acd__flow_enter(engine, call, to.flow);
  } else if (to.number) {
    leave_to_number(engine, call, to.number);
  } else if (to.queue) {
    exit = acd__queue_enter(engine, call, to.queue, NULL, ACD_ENTER_TRANSFERRED);
    if (exit) acd__call_exit(engine, call, exit);
  } else {
    call->fallback = ACD__FALLBACK_QUEUE;
    const acd__queue *origin = acd__queue_find(engine, call->origin);
    if (origin) acd__call_music(engine, call, origin->config->music);
    exit = acd__direct_enter(engine, call, to.agent, engine->world.centre.transfer_lane, 1);
    if (exit) acd__direct_fail(engine, call, exit);
  }
  acd__line_after(engine, line);
  return ACD_OK;
}
