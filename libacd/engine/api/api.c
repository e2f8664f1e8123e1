/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <acd/mark.h>

#include "engine/engine.h"
#include "model/record.h"

/* Convenience functions that build one command and submit it. */

static int submit(acd_engine *engine, const acd_command *command, const void *payload, size_t payload_size)
{
  acd_result result = {0};
  return acd__submit(engine, command, payload, payload_size, &result);
}

int acd_engine_tick(acd_engine *engine, acd_time time_us)
{
  return acd__submit_simple(engine, ACD_COMMAND_TICK, time_us, 0);
}

int acd_engine_wall_set(acd_engine *engine, acd_time time_us, int64_t offset_us)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_WALL, time_us, 0);
  command.body.wall.offset_us = offset_us;
  return submit(engine, &command, NULL, 0);
}

int acd_call_hangup(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_CALL_HANGUP, time_us, call);
}

int acd_call_hold(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_CALL_HOLD, time_us, call);
}

int acd_call_resume(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_CALL_RESUME, time_us, call);
}

/* A slice of a payload that is one text. */
static int whole_text(const char *text, acd_slice *slice)
{
  size_t size = text ? strlen(text) : 0;
  if (size > UINT32_MAX) return ACD_ERR_ARGUMENT;
  slice->offset = 0;
  slice->size = (uint32_t)size;
  return ACD_OK;
}

int acd_call_transfer(acd_engine *engine, acd_time time_us, acd_id call, int target_kind, acd_id target,
                      const char *number)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_TRANSFER, time_us, call);
  command.body.transfer.target_kind = target_kind;
  command.body.transfer.target = target;
  if (whole_text(number, &command.body.transfer.number)) return ACD_ERR_ARGUMENT;
  return submit(engine, &command, number, command.body.transfer.number.size);
}

int acd_call_consult(acd_engine *engine, acd_time time_us, acd_id call, int target_kind, acd_id target,
                     int64_t host_ref, acd_id *consultation_out)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_CONSULT, time_us, call);
  command.host_ref = host_ref;
  command.body.consult.target_kind = target_kind;
  command.body.consult.target = target;
  acd_result result = {0};
  int status = acd__submit(engine, &command, NULL, 0, &result);
  if (!status && consultation_out) *consultation_out = result.id;
  return status;
}

int acd_call_complete(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_CALL_COMPLETE, time_us, call);
}

int acd_call_conference(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_CALL_CONFERENCE, time_us, call);
}

int acd_call_park(acd_engine *engine, acd_time time_us, acd_id call)
{
  return acd__submit_simple(engine, ACD_COMMAND_CALL_PARK, time_us, call);
}

int acd_call_pick_up(acd_engine *engine, acd_time time_us, acd_id call, acd_id agent, acd_id device)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_PICK_UP, time_us, call);
  command.body.pick_up.agent = agent;
  command.body.pick_up.device = device;
  return submit(engine, &command, NULL, 0);
}

int acd_agent_supervise(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call, int role)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_AGENT_SUPERVISE, time_us, agent);
  command.body.supervise.call = call;
  command.body.supervise.role = role;
  return submit(engine, &command, NULL, 0);
}

int acd_call_record(acd_engine *engine, acd_time time_us, acd_id call, int mode)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_RECORD, time_us, call);
  command.body.record.mode = mode;
  return submit(engine, &command, NULL, 0);
}

void acd_mark_init(acd_mark *mark)
{
  if (mark) *mark = (acd_mark){.size = sizeof *mark};
}

int acd_call_mark(acd_engine *engine, acd_time time_us, acd_id call, const acd_mark *mark)
{
  acd_command command;
  int status = mark ? acd__record_check(mark, sizeof *mark) : ACD_ERR_ARGUMENT;
  if (status) return status;
  acd_command_init(&command, ACD_COMMAND_CALL_MARK, time_us, call);
  command.body.mark = (acd_command_mark){mark->fields, mark->rating, mark->resolved, mark->agent, mark->queue};
  return submit(engine, &command, NULL, 0);
}

int acd_call_rate(acd_engine *engine, acd_time time_us, acd_id call, int64_t rating)
{
  const acd_mark mark = {.size = sizeof mark, .fields = ACD_MARK_RATING, .rating = rating};
  return acd_call_mark(engine, time_us, call, &mark);
}

int acd_call_resolve(acd_engine *engine, acd_time time_us, acd_id call, int resolved)
{
  const acd_mark mark = {.size = sizeof mark, .fields = ACD_MARK_RESOLVED, .resolved = resolved};
  return acd_call_mark(engine, time_us, call, &mark);
}

int acd_call_respond(acd_engine *engine, acd_time time_us, acd_id call)
{
  const acd_mark mark = {.size = sizeof mark, .fields = ACD_MARK_RESPONSE};
  return acd_call_mark(engine, time_us, call, &mark);
}

int acd_call_keys(acd_engine *engine, acd_time time_us, acd_id call, const char *digits)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_KEYS, time_us, call);
  if (whole_text(digits, &command.body.keys.digits)) return ACD_ERR_ARGUMENT;
  return submit(engine, &command, digits, command.body.keys.digits.size);
}

int acd_call_prioritize(acd_engine *engine, acd_time time_us, acd_id call, int64_t priority)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_CHANGE, time_us, call);
  command.body.call_change.fields = ACD_CHANGE_PRIORITY;
  command.body.call_change.priority = priority;
  return submit(engine, &command, NULL, 0);
}

int acd_call_move(acd_engine *engine, acd_time time_us, acd_id call, acd_id queue, int place)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_CHANGE, time_us, call);
  command.body.call_change.fields = ACD_CHANGE_QUEUE;
  command.body.call_change.queue = queue;
  command.body.call_change.place = place;
  return submit(engine, &command, NULL, 0);
}

static int also(acd_engine *engine, acd_time time_us, acd_id call, acd_id queue, int waits)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_ALSO, time_us, call);
  command.body.also.queue = queue;
  command.body.also.waits = waits;
  return submit(engine, &command, NULL, 0);
}

int acd_call_also(acd_engine *engine, acd_time time_us, acd_id call, acd_id queue)
{
  return also(engine, time_us, call, queue, 1);
}

int acd_call_also_end(acd_engine *engine, acd_time time_us, acd_id call, acd_id queue)
{
  return also(engine, time_us, call, queue, 0);
}

int acd_agent_login(acd_engine *engine, acd_time time_us, acd_id agent, int64_t host_ref)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_AGENT_LOGIN, time_us, agent);
  command.body.presence.host_ref = host_ref;
  return submit(engine, &command, NULL, 0);
}

int acd_agent_logout(acd_engine *engine, acd_time time_us, acd_id agent)
{
  return acd__submit_simple(engine, ACD_COMMAND_AGENT_LOGOUT, time_us, agent);
}

int acd_agent_ready(acd_engine *engine, acd_time time_us, acd_id agent)
{
  return acd__submit_simple(engine, ACD_COMMAND_AGENT_READY, time_us, agent);
}

int acd_agent_not_ready(acd_engine *engine, acd_time time_us, acd_id agent, int64_t reason)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_AGENT_NOT_READY, time_us, agent);
  command.body.presence.reason = reason;
  return submit(engine, &command, NULL, 0);
}

int acd_agent_extend_wrapup(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call, int64_t extend_us)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_AGENT_EXTEND_WRAPUP, time_us, agent);
  command.body.extend.extend_us = extend_us;
  command.body.extend.call = call;
  return submit(engine, &command, NULL, 0);
}

int acd_agent_elsewhere(acd_engine *engine, acd_time time_us, acd_id agent, acd_id device, int64_t busy)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_AGENT_ELSEWHERE, time_us, agent);
  command.body.elsewhere.busy = busy;
  command.body.elsewhere.device = device;
  return submit(engine, &command, NULL, 0);
}

int acd_agent_set_presence(acd_engine *engine, acd_time time_us, acd_id agent, int64_t presence, int64_t reason,
                           int64_t when, int64_t by)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_AGENT_SET_PRESENCE, time_us, agent);
  command.body.set_presence.presence = presence;
  command.body.set_presence.reason = reason;
  command.body.set_presence.when = when;
  command.body.set_presence.by = by;
  return submit(engine, &command, NULL, 0);
}

static int submit_in_hand(acd_engine *engine, uint32_t kind, acd_time time_us, acd_id agent, acd_id call)
{
  acd_command command;
  acd_command_init(&command, kind, time_us, agent);
  command.body.in_hand.call = call;
  return submit(engine, &command, NULL, 0);
}

int acd_agent_hangup(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call)
{
  return submit_in_hand(engine, ACD_COMMAND_AGENT_HANGUP, time_us, agent, call);
}

int acd_agent_end_wrapup(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call)
{
  return submit_in_hand(engine, ACD_COMMAND_AGENT_END_WRAPUP, time_us, agent, call);
}

static int set_gate(acd_engine *engine, acd_time time_us, acd_id queue, int64_t gate)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_QUEUE_GATE, time_us, queue);
  command.body.queue_gate.gate = gate;
  return submit(engine, &command, NULL, 0);
}

int acd_queue_open(acd_engine *engine, acd_time time_us, acd_id queue)
{
  return set_gate(engine, time_us, queue, ACD_GATE_OPEN);
}

int acd_queue_drain(acd_engine *engine, acd_time time_us, acd_id queue)
{
  return set_gate(engine, time_us, queue, ACD_GATE_DRAIN);
}

int acd_queue_clear(acd_engine *engine, acd_time time_us, acd_id queue)
{
  return set_gate(engine, time_us, queue, ACD_GATE_CLEAR);
}
