/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/engine.h"
#include "model/record.h"

/* The contract of this file is written in acd/command.h. */

enum {
  ALWAYS = 1,   /* taken also when the host does not drain its actions */
  NEW_CALL = 2, /* may add a call, and room for its actions is made before it is looked at */
  TIMELESS = 4  /* no time passes before it */
};

typedef struct command_kind {
  acd__handler handler;
  uint32_t words; /* of the body in use: the others must be 0 */
  uint32_t is;
} command_kind;

#define WORDS(body) (sizeof(body) / sizeof(int64_t))

static const command_kind kinds[] = {
    [ACD_COMMAND_TICK] = {acd__do_tick, 0, 0},
    [ACD_COMMAND_WALL] = {acd__do_wall, WORDS(acd_command_wall), 0},
    [ACD_COMMAND_DEFINE] = {acd__do_define, WORDS(acd_command_define), 0},
    [ACD_COMMAND_CHANGE] = {acd__do_define, WORDS(acd_command_define), 0},
    [ACD_COMMAND_CALL_ARRIVE] = {acd__do_call_arrive, WORDS(acd_command_arrive), NEW_CALL},
    [ACD_COMMAND_CALL_HANGUP] = {acd__do_call_hangup, 0, ALWAYS},
    [ACD_COMMAND_CALL_HOLD] = {acd__do_call_hold, 0, 0},
    [ACD_COMMAND_CALL_RESUME] = {acd__do_call_resume, 0, 0},
    [ACD_COMMAND_CALL_TRANSFER] = {acd__do_call_transfer, WORDS(acd_command_transfer), 0},
    [ACD_COMMAND_CALL_KEYS] = {acd__do_call_keys, WORDS(acd_command_keys), 0},
    [ACD_COMMAND_CALL_SET] = {acd__do_call_set, WORDS(acd_command_attribute), 0},
    [ACD_COMMAND_AGENT_LOGIN] = {acd__do_agent_login, WORDS(acd_command_presence), 0},
    [ACD_COMMAND_AGENT_LOGOUT] = {acd__do_agent_logout, 0, 0},
    [ACD_COMMAND_AGENT_READY] = {acd__do_agent_ready, 0, 0},
    [ACD_COMMAND_AGENT_NOT_READY] = {acd__do_agent_not_ready, WORDS(acd_command_presence), 0},
    [ACD_COMMAND_AGENT_HANGUP] = {acd__do_agent_hangup, WORDS(acd_command_in_hand), ALWAYS},
    [ACD_COMMAND_RESULT] = {acd__do_result, WORDS(acd_command_result), ALWAYS},
    [ACD_COMMAND_RECONCILE] = {acd__do_reconcile, WORDS(acd_command_reconcile), 0},
    [ACD_COMMAND_AGENT_SET_PRESENCE] = {acd__do_agent_set_presence, WORDS(acd_command_set_presence), 0},
    [ACD_COMMAND_AGENT_EXTEND_WRAPUP] = {acd__do_agent_extend_wrapup, WORDS(acd_command_extend), 0},
    [ACD_COMMAND_AGENT_ELSEWHERE] = {acd__do_agent_elsewhere, WORDS(acd_command_elsewhere), 0},
    [ACD_COMMAND_CALL_CONSULT] = {acd__do_call_consult, WORDS(acd_command_consult), NEW_CALL},
    [ACD_COMMAND_CALL_COMPLETE] = {acd__do_call_complete, 0, 0},
    [ACD_COMMAND_CALL_CONFERENCE] = {acd__do_call_conference, 0, 0},
    [ACD_COMMAND_CALL_PARK] = {acd__do_call_park, 0, 0},
    [ACD_COMMAND_CALL_PICK_UP] = {acd__do_call_pick_up, WORDS(acd_command_pick_up), 0},
    [ACD_COMMAND_AGENT_SUPERVISE] = {acd__do_agent_supervise, WORDS(acd_command_supervise), 0},
    [ACD_COMMAND_CALL_CHANGE] = {acd__do_call_change, WORDS(acd_command_call_change), 0},
    [ACD_COMMAND_TOGGLE] = {acd__do_toggle, WORDS(acd_command_toggle), 0},
    [ACD_COMMAND_CALL_RECORD] = {acd__do_call_record, WORDS(acd_command_record), 0},
    [ACD_COMMAND_CALLBACK] = {acd__do_callback, WORDS(acd_command_callback), NEW_CALL},
    [ACD_COMMAND_CALLBACK_CANCEL] = {acd__do_callback_cancel, 0, 0},
    [ACD_COMMAND_SLOT_BOOK] = {acd__do_slot_book, WORDS(acd_command_slot_book), NEW_CALL},
    [ACD_COMMAND_SLOT_CONFIRM] = {acd__do_slot_confirm, 0, 0},
    [ACD_COMMAND_SLOT_MOVE] = {acd__do_slot_move, WORDS(acd_command_slot_move), 0},
    [ACD_COMMAND_CALL_MARK] = {acd__do_call_mark, WORDS(acd_command_mark), 0},
    [ACD_COMMAND_CALL_ALSO] = {acd__do_call_also, WORDS(acd_command_also), 0},
    [ACD_COMMAND_QUEUE_GATE] = {acd__do_queue_gate, WORDS(acd_command_queue_gate), 0},
    [ACD_COMMAND_AGENT_END_WRAPUP] = {acd__do_agent_end_wrapup, WORDS(acd_command_in_hand), 0},
    [ACD_COMMAND_RECONCILE_AGENTS] = {acd__do_reconcile_agents, WORDS(acd_command_reconcile_agents), 0},
    [ACD_COMMAND_ZONE] = {acd__do_zone, WORDS(acd_command_zone), 0},
    [ACD_COMMAND_SCORES] = {acd__do_scores, WORDS(acd_command_scores), TIMELESS},
};

int acd__refuse(acd__apply *apply, int code, uint32_t fault, uint32_t index)
{
  apply->result->fault = fault;
  apply->result->fault_index = index;
  return code;
}

int acd__apply_text_check(acd__apply *apply, acd_slice slice, uint32_t word, const char **text_out)
{
  *text_out = "";
  if (slice.size == 0) return ACD_OK;
  if (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset)
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, word);
  const char *text = (const char *)apply->payload + slice.offset;
  const char *nul = memchr(text, '\0', slice.size);
  if (nul) return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, slice.offset + (uint32_t)(nul - text));
  *text_out = text;
  return ACD_OK;
}

int acd__apply_words(acd__apply *apply, acd_slice slice, uint32_t word, size_t item_size, acd__words *words_out)
{
  *words_out = (acd__words){NULL, 0};
  if (slice.size == 0) return ACD_OK;
  if (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset || slice.size % item_size)
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, word);
  words_out->at = apply->payload + slice.offset;
  words_out->count = slice.size / sizeof(int64_t);
  return ACD_OK;
}

acd__call *acd__apply_call(acd_engine *engine, acd__apply *apply)
{
  int status;
  acd__call *call = acd__pool_find(&engine->calls, apply->command->subject, &status);
  if (!call) apply->result->code = acd__refuse(apply, status, ACD_FAULT_SUBJECT, 0);
  return call;
}

acd__agent *acd__apply_agent(acd_engine *engine, acd__apply *apply)
{
  int status;
  acd__agent *agent = acd__pool_find(&engine->agents, apply->command->subject, &status);
  if (!agent) apply->result->code = acd__refuse(apply, status, ACD_FAULT_SUBJECT, 0);
  return agent;
}

int acd__grow_actions(acd_engine *engine, size_t count)
{
  int status = acd__pool_reserve(&engine->handles, count);
  return status ? status : acd__pool_reserve(&engine->actions, count);
}

static void fire(acd_engine *engine, acd__timer *timer)
{
  acd__timers_disarm(&engine->timers, timer);
  engine->stats.timers++;
#define OWNER(type, member) ((type *)(void *)((char *)timer - offsetof(type, member)))
  switch (timer->kind) {
  case ACD__TIMER_CALL_WAIT: acd__queue_timeout(engine, OWNER(acd__call, timer)); break;
  case ACD__TIMER_CALL_SLICE: acd__offer_slice(engine, OWNER(acd__pace, slice)->call); break;
  case ACD__TIMER_CALL_MORE: acd__offer_more(engine, OWNER(acd__pace, more)->call); break;
  case ACD__TIMER_CALL_PREFERRED: acd__preferred_timeout(engine, OWNER(acd__pace, more)->call); break;
  case ACD__TIMER_CALL_STEP: acd__call_step_ends(engine, OWNER(acd__pace, step)->call); break;
  case ACD__TIMER_REST: acd__agent_rested(engine, OWNER(acd__agent, rest)); break;
  case ACD__TIMER_LOOK: acd__agent_free(engine, OWNER(acd__agent, look)); break;
  case ACD__TIMER_LIMIT: acd__agent_free(engine, OWNER(acd__agent, limit.timer)); break;
  case ACD__TIMER_WRAPUP: acd__wrapup_end(engine, OWNER(acd__line, wrapup)); break;
  case ACD__TIMER_WRAPUP_UNTIL: acd__line_until(engine, OWNER(acd__line, wrapup_until.timer)); break;
  case ACD__TIMER_ACTION: acd__action_expire(engine, OWNER(acd__action, timer)); break;
  case ACD__TIMER_STOPS: acd__stops_slice(engine); break;
  case ACD__TIMER_SWEEP: acd__sweep_slice(engine); break;
  case ACD__TIMER_MISSING: acd__missing_slice(engine); break;
  case ACD__TIMER_REMATCH: acd__rematch_slice(engine); break;
  case ACD__TIMER_OCCUPANCY: acd__occupancy_slice(engine); break;
  case ACD__TIMER_OWN: acd__agent_own_slice(engine, OWNER(acd__agent, own_timer)); break;
  case ACD__TIMER_TELLING: acd__telling_due(engine, OWNER(acd__telling, timer.timer)); break;
  case ACD__TIMER_WAITING: acd__beside_due(engine, OWNER(acd__frames, timer)); break;
  case ACD__TIMER_RECORDINGS: break; /* below, as always */
  case ACD__TIMER_WHISPER: acd__whisper_due(engine, OWNER(acd__frames, bound)); break;
  case ACD__TIMER_CALLBACK_DUE: acd__callback_due(engine, OWNER(acd__callback, due.timer)); break;
  case ACD__TIMER_CALLBACK_EXPIRES: acd__callback_expire(engine, OWNER(acd__callback, expires.timer)); break;
  case ACD__TIMER_SLOTS: acd__slots_due(engine); break;
  case ACD__TIMER_CAMPAIGN: acd__campaign_look(engine, OWNER(acd__campaign, timer.timer)); break;
  case ACD__TIMER_DESERTED: acd__queue_deserted(engine, OWNER(acd__queue, deserted_timer)); break;
  case ACD__TIMER_CLEARING: acd__queue_clear_slice(engine, OWNER(acd__queue, clear_timer)); break;
  default: break;
  }
  if (engine->stops) acd__stops_slice(engine);
  if (engine->recordings_due) acd__recordings_settle(engine);
#undef OWNER
}

static int backlog(const acd_engine *engine)
{
  return engine->actions_queued >= engine->options[ACD_OPTION_ACTIONS_MAX];
}

static int room_for_timer(const acd_engine *engine)
{
  return engine->actions.free >= ACD__ACTIONS_PER_TIMER && engine->handles.free >= ACD__ACTIONS_PER_TIMER;
}

/* Fires what is due up to a time. ACD_AGAIN: a portion was done, or the host must drain. A command that is
 * `always` taken goes on without, in room that it makes before each timer. Apart, since most commands find nothing due. */
__attribute__((noinline)) static int fire_due(acd_engine *engine, acd_time until, int always)
{
  int64_t portion = engine->options[ACD_OPTION_WORK_MAX];
  for (acd__timer *timer; (timer = acd__timers_first(&engine->timers)) && timer->due_us <= until;) {
    if (portion-- == 0) return ACD_AGAIN;
    if (!always && (backlog(engine) || !room_for_timer(engine))) return ACD_AGAIN;
    if (!room_for_timer(engine) && acd__reserve_actions(engine, 0, 0)) return ACD_ERR_NOMEM;
    if (timer->due_us > engine->now_us) engine->now_us = timer->due_us;
    engine->in_timer = 1;
    fire(engine, timer);
    engine->in_timer = 0;
  }
  return ACD_OK;
}

/* Checks of the record itself, before time passes. */
static int check_record(acd__apply *apply)
{
  const acd_command *command = apply->command;
  int status = acd__record_check(command, sizeof *command);
  if (status) return acd__refuse(apply, status, ACD_FAULT_RECORD, 0);
  if (command->kind >= sizeof kinds / sizeof *kinds || !kinds[command->kind].handler)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_RECORD, 1);
  if (command->reserved) return acd__refuse(apply, ACD_ERR_VERSION, ACD_FAULT_RECORD, 5);
  for (size_t i = kinds[command->kind].words; i < WORDS(acd_command_body); i++)
    if (command->body.words[i]) return acd__refuse(apply, ACD_ERR_VERSION, ACD_FAULT_BODY, (uint32_t)i);
  return ACD_OK;
}

static inline int pass_and_handle(acd_engine *engine, acd__apply *apply)
{
  const acd_command *command = apply->command;
  const command_kind *kind = &kinds[command->kind];
  acd_time until = command->time_us;
  if (kind->is & TIMELESS) {
    int code = kind->handler(engine, apply);
    engine->stats.commands += code >= 0;
    return code;
  }
  if (until < engine->now_us) {
    engine->stats.stamps_early++;
    until = engine->now_us;
  }
  int always = (kind->is & ALWAYS) != 0;
  const acd__timer *first = acd__timers_first(&engine->timers);
  int status = first && first->due_us <= until ? fire_due(engine, until, always) : ACD_OK;
  if (status == ACD_AGAIN) return ACD_AGAIN;
  if (status) return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  engine->now_us = until;
  if (backlog(engine) && !always && command->kind != ACD_COMMAND_TICK && command->kind != ACD_COMMAND_WALL)
    return acd__refuse(apply, ACD_ERR_BACKLOG, ACD_FAULT_LIMIT, ACD_OPTION_ACTIONS_MAX);
  if (command->kind != ACD_COMMAND_TICK) {
    status = acd__reserve_actions(engine, kind->is & NEW_CALL ? 1 : 0, 0);
    if (status) return acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  }
  status = kind->handler(engine, apply);
  if (engine->stops) acd__stops_slice(engine);
  if (engine->recordings_due) acd__recordings_settle(engine);
  if (status >= 0) engine->stats.commands++;
  return status;
}

/* Apart, since most engines have no trace. */
__attribute__((noinline)) static void trace(acd_engine *engine, const acd__apply *apply, int code)
{
  const acd_command *command = apply->command;
  acd_told told = {
      .size = sizeof told,
      .kind = command->kind,
      .time_us = engine->now_us,
      .subject = command->subject,
      .id = code == ACD_OK ? apply->result->id : 0,
      .code = code,
      .outcome = command->kind == ACD_COMMAND_RESULT ? command->body.result.outcome : 0,
  };
  engine->in_command = 1;
  engine->trace_told(engine->trace_user, engine, &told);
  engine->in_command = 0;
}

int acd__apply_command(acd_engine *engine, acd__apply *apply)
{
  acd_time time_us = apply->command->time_us;
  int code;
  if (time_us < 0 || time_us > ACD_TIME_MAX) {
    code = acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_TIME, 0);
  } else {
    engine->in_command = 1;
    code = pass_and_handle(engine, apply);
    engine->in_command = 0;
  }
  if (code < 0) engine->stats.refused++;
  if (engine->trace_told) trace(engine, apply, code);
  return code;
}

int acd_engine_submit(acd_engine *engine, const acd_command *command, const void *payload, size_t payload_size,
                      acd_result *result_out)
{
  if (!engine || !command || (!payload && payload_size)) return ACD_ERR_ARGUMENT;
  if (result_out && result_out->size < sizeof *result_out) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  acd_result result = {.size = sizeof result};
  acd__apply apply = {command, payload, payload_size, &result, 0};
  int code = check_record(&apply);
  if (code)
    engine->stats.refused++;
  else
    code = acd__apply_command(engine, &apply);
  result.code = code;
  result.time_us = engine->now_us;
  if (result_out) (void)acd__record_put(result_out, &result, sizeof result, sizeof result);
  return code;
}

int64_t acd_engine_submit_batch(acd_engine *engine, const acd_command *commands, size_t count, size_t stride,
                                const void *payload, size_t payload_size, acd_result *results_out, size_t result_stride)
{
  if (!engine || (count && !commands) || stride < sizeof *commands || stride % sizeof(int64_t)) return ACD_ERR_ARGUMENT;
  if (results_out && (result_stride < sizeof *results_out || result_stride % sizeof(int64_t))) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  for (size_t i = 0; i < count; i++) {
    const acd_command *command = (const void *)((const char *)commands + i * stride);
    if (command->size > stride) return i ? (int64_t)i : ACD_ERR_ARGUMENT;
    acd_result result = {.size = sizeof result};
    int code = acd_engine_submit(engine, command, payload, payload_size, &result);
    if (code == ACD_AGAIN) return (int64_t)i;
    if (!results_out) continue;
    char *at = (char *)results_out + i * result_stride;
    memset(at, 0, result_stride);
    memcpy(at, &result, sizeof result);
  }
  return (int64_t)count;
}

void acd_command_init(acd_command *command, uint32_t kind, acd_time time_us, acd_id subject)
{
  if (!command) return;
  memset(command, 0, sizeof *command);
  command->size = sizeof *command;
  command->kind = kind;
  command->time_us = time_us;
  command->subject = subject;
}

int acd__submit_simple(acd_engine *engine, uint32_t kind, acd_time time_us, acd_id subject)
{
  acd_command command;
  acd__command_begin(&command, kind, time_us, subject);
  acd_result result = {0};
  return acd__submit(engine, &command, NULL, 0, &result);
}
