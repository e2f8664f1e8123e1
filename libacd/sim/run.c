/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "sim.h"

/* Steps in a row at one instant, nobody coming or going, before the run is given up: sliced work and callers in circles
 * end long before. */
#define STEPS_IN_VAIN_MAX 10000000

void acd_sim_caller_init(acd_sim_caller *caller)
{
  memset(caller, 0, sizeof(*caller));
  caller->size = sizeof(*caller);
  caller->patience_us = caller->talk_us = caller->wrapup_us = -1;
  caller->prompt_us = caller->hangup_us = caller->key_us = -1;
}

int acd_sim_add_caller(acd_sim *sim, const acd_sim_caller *caller)
{
  acd__sim_event event = {.kind = ACD__SIM_ARRIVAL, .slot = ACD__SIM_NONE};
  int status;
  if (!sim || !caller) return ACD_ERR_ARGUMENT;
  status = acd__sim_caller_check(caller);
  if (status == ACD_OK) status = acd__sim_parcel_new(sim, caller, &event.parcel);
  if (status) return status;
  event.time_us = caller->arrives_at_us;
  if (acd__sim_schedule(sim, &event) != ACD__SIM_NONE) return ACD_OK;
  acd__sim_give(sim, event.parcel, event.parcel->size);
  return ACD_ERR_NOMEM;
}

int acd_sim_add_presence(acd_sim *sim, acd_time time_us, acd_id agent, int presence, int64_t reason)
{
  acd__sim_event event = {.kind = ACD__SIM_PRESENCE, .slot = ACD__SIM_NONE, .subject = agent, .value = reason};
  acd_agent_info info = {.size = sizeof(info)};
  int status;
  if (!sim || time_us < 0 || time_us > ACD_TIME_MAX) return ACD_ERR_ARGUMENT;
  if (presence < ACD_PRESENCE_LOGGED_OUT || presence > ACD_PRESENCE_AVAILABLE) return ACD_ERR_ARGUMENT;
  status = acd_agent_get(sim->engine, agent, &info);
  if (status) return status;
  event.time_us = time_us;
  event.action = (uint32_t)presence;
  acd__sim_schedule(sim, &event);
  return sim->status;
}

/* Calls that may have begun to wait for one agent. */
static void look_at_calls(acd_sim *sim)
{
  while (sim->look_first != ACD__SIM_NONE) {
    uint32_t slot = sim->look_first;
    acd__sim_call *call = &sim->calls[slot];
    acd_call_info info = {.size = sizeof(info)};
    sim->look_first = call->look_next;
    call->looked = 0;
    if (call->ended || call->waits || acd_call_get(sim->engine, call->outcome.call, &info)) continue;
    if (info.state == ACD_CALL_STATE_WAITING || info.state == ACD_CALL_STATE_CONNECTING) acd__sim_wait_begin(sim, slot);
  }
}

static int deliver_outcomes(acd_sim *sim)
{
  while (sim->ended_first != ACD__SIM_NONE) {
    uint32_t slot = sim->ended_first;
    acd_sim_outcome outcome = sim->calls[slot].outcome;
    int answer, adopted = sim->calls[slot].adopted;
    sim->ended_first = sim->calls[slot].next;
    acd__sim_call_free(sim, slot);
    if (adopted) continue;
    sim->stats.ended++;
    answer = sim->outcome ? sim->outcome(sim->outcome_user, &outcome) : 0;
    if (answer < 0) return answer;
  }
  return ACD_OK;
}

int acd__sim_submitted(acd_sim *sim, int code)
{
  int status = ACD_OK;
  sim->stats.commands++;
  if (sim->agents_stale) status = acd__sim_agents_list(sim);
  if (status == ACD_OK) status = acd__sim_pull(sim);
  look_at_calls(sim);
  if (status == ACD_OK) status = deliver_outcomes(sim);
  if (status == ACD_OK && sim->check) {
    sim->stats.checks++;
    status = acd_engine_check(sim->engine, sim->check == 2);
  }
  if (status == ACD_OK) status = sim->status;
  if (status != ACD_OK && sim->status == ACD_OK) sim->status = status;
  return status ? status : code;
}

/* Whether a command was merely too late for its subject: the other side was faster, which a host must expect. */
static int unless_gone(const acd_sim *sim, int code)
{
  if (sim->status) return sim->status;
  return code == ACD_ERR_STALE || code == ACD_ERR_STATE ? ACD_OK : code;
}

static int hang_up(acd_sim *sim, uint32_t slot)
{
  acd_id call = sim->calls[slot].outcome.call;
  int code;
  do {
    code = acd__sim_submitted(sim, acd_call_hangup(sim->engine, sim->now_us, call));
  } while (code == ACD_AGAIN);
  return unless_gone(sim, code);
}

/* The talk is over: whoever is to hang up does. */
static int end_talk(acd_sim *sim, uint32_t slot)
{
  acd_id call = sim->calls[slot].outcome.call, agent = sim->calls[slot].outcome.agent;
  acd_call_info info = {.size = sizeof(info)};
  int code;
  if (sim->calls[slot].ended_by == ACD_SIM_ENDED_BY_CALLER) return hang_up(sim, slot);
  do {
    code = acd__sim_submitted(sim, acd_agent_hangup(sim->engine, sim->now_us, agent, call));
  } while (code == ACD_AGAIN);
  if (unless_gone(sim, code)) return unless_gone(sim, code);
  if (acd_call_get(sim->engine, call, &info) != ACD_OK || info.state != ACD_CALL_STATE_TALKING) return ACD_OK;
  return hang_up(sim, slot); /* others are in the conversation */
}

static int give_up(acd_sim *sim, const acd__sim_event *event)
{
  if (acd__sim_call_slot(sim, event->subject, (int64_t)event->slot + 1) == ACD__SIM_NONE) return ACD_OK;
  if (sim->calls[event->slot].flow_steps < sim->flow_steps_max) return ACD_OK; /* talks by now */
  sim->stats.gave_up++;
  return hang_up(sim, event->slot);
}

/* Whether the wrap-up after this call, begun at this time, still lasts. */
static int wraps_up(const acd_sim *sim, acd_id agent, acd_id call, acd_time since_us)
{
  acd_line_info line = {.size = sizeof(line)};
  for (size_t i = 0; acd_agent_line(sim->engine, agent, i, &line) == ACD_OK; i++) {
    if (line.call == call && line.state == ACD_AGENT_STATE_WRAPUP && line.state_since_us == since_us) return 1;
    line.size = sizeof(line);
  }
  return 0;
}

static int end_wrapup(acd_sim *sim, const acd__sim_event *event)
{
  acd_id agent = sim->agents[event->slot].id;
  int code;
  if (!wraps_up(sim, agent, event->subject, event->value)) return ACD_OK;
  do {
    code = acd__sim_submitted(sim, acd_agent_end_wrapup(sim->engine, sim->now_us, agent, event->subject));
  } while (code == ACD_AGAIN);
  return unless_gone(sim, code);
}

static int press_key(acd_sim *sim, uint32_t slot)
{
  acd__sim_call *call = &sim->calls[slot];
  acd_id id = call->outcome.call;
  acd_call_info info = {.size = sizeof(info)};
  char digit[2] = "";
  int code;
  if (call->keys_at >= call->keys_size || acd_call_get(sim->engine, id, &info)) return ACD_OK;
  if (info.state != ACD_CALL_STATE_WAITING || !info.queue) return ACD_OK;
  digit[0] = call->keys[call->keys_at++];
  if (digit[0] == ',') return ACD_OK;
  do {
    code = acd__sim_submitted(sim, acd_call_keys(sim->engine, sim->now_us, id, digit));
  } while (code == ACD_AGAIN);
  return unless_gone(sim, code);
}

static int change_presence(acd_sim *sim, const acd__sim_event *event)
{
  acd_agent_info info = {.size = sizeof(info)};
  acd_id agent = event->subject;
  int code;
  if (acd_agent_get(sim->engine, agent, &info)) return ACD_OK; /* no longer defined */
  if (event->action != ACD_PRESENCE_LOGGED_OUT && info.presence == ACD_PRESENCE_LOGGED_OUT) {
    do {
      code = acd__sim_submitted(sim, acd_agent_login(sim->engine, sim->now_us, agent, info.host_ref));
    } while (code == ACD_AGAIN);
    if (unless_gone(sim, code)) return code;
  }
  do {
    if (event->action == ACD_PRESENCE_LOGGED_OUT)
      code = acd_agent_logout(sim->engine, sim->now_us, agent);
    else if (event->action == ACD_PRESENCE_NOT_READY)
      code = acd_agent_not_ready(sim->engine, sim->now_us, agent, event->value);
    else
      code = acd_agent_ready(sim->engine, sim->now_us, agent);
    code = acd__sim_submitted(sim, code);
  } while (code == ACD_AGAIN);
  return unless_gone(sim, code);
}

static int refused(acd_sim *sim, const acd_sim_caller *caller, int code)
{
  acd_sim_outcome outcome = {.size = sizeof(outcome), .status = code, .ref = caller->ref};
  int answer;
  outcome.arrived_at_us = caller->arrives_at_us;
  outcome.queued_at_us = outcome.answered_at_us = outcome.ended_at_us = ACD_TIME_NEVER;
  sim->stats.refused++;
  answer = sim->outcome ? sim->outcome(sim->outcome_user, &outcome) : 0;
  return answer < 0 ? answer : ACD_OK;
}

static int arrive(acd_sim *sim, const acd_sim_caller *caller)
{
  acd__sim_event limit = {.kind = ACD__SIM_LIMIT};
  uint32_t slot = acd__sim_call_new(sim, caller);
  acd_arrival arrival;
  int code;
  if (slot == ACD__SIM_NONE) return ACD_ERR_NOMEM;
  acd_arrival_init(&arrival);
  arrival.number = caller->number;
  arrival.caller = caller->caller;
  arrival.queue = caller->queue;
  arrival.flow = caller->flow;
  arrival.priority = caller->priority;
  arrival.host_ref = (int64_t)slot + 1;
  arrival.requirements = caller->requirements;
  arrival.requirements_count = caller->requirements_count;
  arrival.attributes = caller->attributes;
  if (caller->hangup_us >= 0) {
    limit.time_us = sim->now_us + caller->hangup_us;
    limit.slot = slot;
    sim->calls[slot].limit = acd__sim_schedule(sim, &limit);
  }
  sim->stats.callers++;
  do {
    acd_id call;
    sim->arriving = slot;
    code = acd_call_arrive(sim->engine, sim->now_us, &arrival, &call);
    sim->arriving = ACD__SIM_NONE;
    code = acd__sim_submitted(sim, code);
  } while (code == ACD_AGAIN);
  if (sim->status) return sim->status;
  if (code >= 0) return ACD_OK;
  acd__sim_call_free(sim, slot);
  return refused(sim, caller, code);
}

/* Whose doing an event is; -1: no caller's. */
static int64_t ref_of(const acd_sim *sim, const acd__sim_event *event)
{
  int of_agent = event->kind == ACD__SIM_WRAPUP_END || event->kind == ACD__SIM_PRESENCE ||
                 (event->kind == ACD__SIM_RESULT && event->action == ACD_ACTION_RING);
  if (event->kind == ACD__SIM_ARRIVAL) return event->parcel->caller.ref;
  return of_agent || event->slot == ACD__SIM_NONE ? -1 : sim->calls[event->slot].outcome.ref;
}

static int happen_to(acd_sim *sim, acd__sim_event *event)
{
  int status;
  switch (event->kind) {
  case ACD__SIM_TALK_END: return end_talk(sim, event->slot);
  case ACD__SIM_PATIENCE:
  case ACD__SIM_LIMIT: return hang_up(sim, event->slot);
  case ACD__SIM_WRAPUP_END: return end_wrapup(sim, event);
  case ACD__SIM_RESULT: return acd__sim_answer(sim, event);
  case ACD__SIM_PRESENCE: return change_presence(sim, event);
  case ACD__SIM_KEY: return press_key(sim, event->slot);
  case ACD__SIM_GIVE_UP: return give_up(sim, event);
  default:
    status = arrive(sim, &event->parcel->caller);
    acd__sim_give(sim, event->parcel, event->parcel->size);
    return status;
  }
}

static int happen(acd_sim *sim, acd__sim_event *event)
{
  int64_t ref = ref_of(sim, event);
  int status = happen_to(sim, event);
  if (status < 0) sim->stats.failed_ref = ref;
  return status;
}

static int tick(acd_sim *sim, acd_time time_us)
{
  return acd__sim_submitted(sim, acd_engine_tick(sim->engine, time_us));
}

/* Does the next thing, if it is due by `until_us`. 1: something was done, 0: nothing is left by then; or a failure. */
static int step(acd_sim *sim, acd_time until_us, acd_time *next_out)
{
  acd__sim_event event;
  const acd__sim_event *earliest;
  acd__sim_source *source;
  acd_time deadline, time_us = ACD_TIME_NEVER;
  int status = acd__sim_sources_fill(sim);
  if (status) return status;
  if (acd__sim_fifo_take(sim, &event)) {
    status = happen(sim, &event);
    return status ? status : 1;
  }
  earliest = acd__sim_earliest(sim);
  source = acd__sim_sources_earliest(sim);
  deadline = acd_engine_deadline(sim->engine);
  if (earliest) time_us = earliest->time_us;
  if (source && source->caller.arrives_at_us < time_us) time_us = source->caller.arrives_at_us;
  if (time_us > deadline) time_us = deadline;
  if (time_us < sim->now_us) time_us = sim->now_us;
  *next_out = time_us;
  if (time_us > until_us || time_us == ACD_TIME_NEVER) return 0;
  sim->now_us = time_us;
  if (deadline <= time_us) {
    status = tick(sim, time_us); /* timers first; ACD_AGAIN is seen by the deadline, still due */
    return status < 0 ? status : 1;
  }
  if (earliest && earliest->time_us <= time_us) { /* arrivals among them, too, come before the sources' */
    acd__sim_take(sim, &event);
    status = happen(sim, &event);
  } else {
    status = arrive(sim, &source->caller);
    if (status < 0) sim->stats.failed_ref = source->caller.ref;
    source->state = 0;
  }
  return status ? status : 1;
}

int acd_sim_run(acd_sim *sim, acd_time until_us)
{
  acd_time next_us = 0, last_us = -1;
  int64_t in_vain = 0, last_moves = 0;
  int status;
  if (!sim || until_us < 0 || (until_us > ACD_TIME_MAX && until_us != ACD_TIME_NEVER)) return ACD_ERR_ARGUMENT;
  if (sim->status) return sim->status;
  sim->now_us = acd_engine_now(sim->engine);
  status = acd__sim_submitted(sim, ACD_OK); /* what the owner's own commands left behind */
  sim->stats.commands--;
  if (status) return status;
  while ((status = step(sim, until_us, &next_us)) > 0) {
    int64_t moves = sim->stats.callers + sim->stats.ended;
    in_vain = sim->now_us == last_us && moves == last_moves ? in_vain + 1 : 0;
    last_us = sim->now_us;
    last_moves = moves;
    if (in_vain > STEPS_IN_VAIN_MAX) status = ACD_ERR_STATE;
    if (status < 0) break;
  }
  if (status < 0) {
    if (!sim->status) sim->status = status;
    return sim->status;
  }
  if (next_us == ACD_TIME_NEVER) return ACD_OK;
  while ((status = tick(sim, until_us)) == ACD_AGAIN) continue;
  return status ? status : ACD_AGAIN;
}
