/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* How calls are recorded: acd/flow.h, "Recording". Whoever changes what it depends on marks the call, and the host is told when the
 * command or the timer has done all else, or before a request that it must come before: once, however often it changed. */

static int is_transferred(const acd__call *call)
{
  return call->media && call->media->kind == ACD_ACTION_TRANSFER;
}

int64_t acd__recording_now(const acd__call *call)
{
  if (acd__call_absent(call)) return 0; /* nobody is on the line */
  int consults = call->state == ACD_CALL_STATE_HELD && call->consult;
  int pauses = consults || call->record_paused || is_transferred(call);
  return call->recording == ACD_RECORDING_ON && pauses ? ACD_RECORDING_PAUSED : call->recording;
}

void acd__recording_mark(acd_engine *engine, acd__call *call)
{
  if (!call->recording || call->recording_due) return;
  call->recording_due = 1;
  call->recording_next = NULL;
  call->recording_prev = engine->recordings_tail;
  if (engine->recordings_due)
    engine->recordings_tail->recording_next = call;
  else
    engine->recordings_due = call;
  engine->recordings_tail = call;
}

void acd__recording_tell(acd_engine *engine, acd__call *call)
{
  int64_t now = acd__recording_now(call);
  if (now == call->recording_told) return;
  call->recording_told = (uint8_t)now;
  acd__action_end(engine, call->recorder);
  acd__action *action = acd__action_new(engine, ACD_ACTION_RECORDING, call, NULL);
  action->call = call;
  action->value = now;
  call->recorder = action;
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

/* Takes the call out of the list. */
static void unmark(acd_engine *engine, acd__call *call)
{
  if (call->recording_next)
    call->recording_next->recording_prev = call->recording_prev;
  else
    engine->recordings_tail = call->recording_prev;
  if (call->recording_prev)
    call->recording_prev->recording_next = call->recording_next;
  else
    engine->recordings_due = call->recording_next;
  call->recording_due = 0;
}

void acd__recording_resume(acd_engine *engine, acd__call *call)
{
  if (!call->record_paused) return;
  call->record_paused = 0;
  acd__recording_mark(engine, call);
}

int acd__do_call_record(acd_engine *engine, acd__apply *apply)
{
  int64_t mode = apply->command->body.record.mode;
  acd__call *call = acd__apply_call(engine, apply);
  if (!call) return apply->result->code;
  if (mode < ACD_RECORDING_ON || mode > ACD_RECORDING_RESUMED)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  int of_agent = mode == ACD_RECORDING_PAUSED || mode == ACD_RECORDING_RESUMED;
  if (call->is_consult || (of_agent && !acd__call_talks(call)))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  const acd__provision need = {.records = 1};
  if (acd__provision_lay_in(engine, call, &need)) return acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  int64_t next = of_agent ? call->recording : mode, pauses = mode == ACD_RECORDING_PAUSED;
  if (pauses && !next) next = ACD_RECORDING_ON;
  if (call->recording == next && call->record_paused == pauses) return ACD_OK;
  call->recording = (uint8_t)next;
  call->record_paused = (uint8_t)pauses;
  acd__recording_mark(engine, call);
  acd__event(engine, ACD_EVENT_RECORD, call, NULL, acd__call_agent(call), 0, 0, mode, 0);
  return ACD_OK;
}

void acd__recordings_settle(acd_engine *engine)
{
  for (int count = 0; engine->recordings_due && count < ACD__SLICE; count++) {
    acd__call *call = engine->recordings_due;
    unmark(engine, call);
    acd__recording_tell(engine, call);
  }
  if (engine->recordings_due && !engine->recordings_timer.lane)
    acd__timers_arm(&engine->timers, &engine->recordings_timer, engine->now_lane, engine->now_us);
}

void acd__recording_drop(acd_engine *engine, acd__call *call)
{
  acd__action_end(engine, call->recorder);
  if (call->recording_due) unmark(engine, call);
}
