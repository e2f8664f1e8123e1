/* SPDX-License-Identifier: Apache-2.0 */
/* How the simulated host answers what the engine asks for. */
#include <string.h>

#include "sim.h"

#define LATE_US ACD_SECOND

static acd__sim_manner *manner_of(acd_sim *sim, uint32_t kind)
{
  return &sim->manners[kind < ACD__SIM_KINDS ? kind : ACD__SIM_KINDS - 1];
}

static int stops_patience(uint32_t kind)
{
  return kind == ACD_ACTION_VOICEMAIL || kind == ACD_ACTION_TRANSFER;
}

static int is_media(uint32_t kind)
{
  return kind == ACD_ACTION_PLAY || kind == ACD_ACTION_COLLECT || kind == ACD_ACTION_MUSIC ||
         kind == ACD_ACTION_VOICEMAIL || kind == ACD_ACTION_HOST || kind == ACD_ACTION_HOLD ||
         kind == ACD_ACTION_RESUME;
}

/* The ring of this agent for this call. */
static acd__sim_ring *ring_of(acd__sim_agent *agent, acd_id call)
{
  for (size_t i = 0; i < agent->rings_count; i++)
    if (agent->rings[i].call == call) return &agent->rings[i];
  return NULL;
}

static int ring_begin(acd_sim *sim, acd__sim_agent *agent, const acd_action *action)
{
  acd__sim_ring *ring = ring_of(agent, action->call);
  if (!ring) {
    if (acd__sim_reserve(sim, (void **)&agent->rings, &agent->rings_capacity, agent->rings_count + 1,
                         sizeof(*agent->rings)))
      return ACD_ERR_NOMEM;
    ring = &agent->rings[agent->rings_count++];
    ring->call = action->call;
  }
  ring->action = action->id;
  return ACD_OK;
}

static void ring_end(acd__sim_agent *agent, acd__sim_ring *ring)
{
  if (ring) *ring = agent->rings[--agent->rings_count];
}

/* By action: the ring, as long as it goes on. */
static acd__sim_ring *ring_with(acd__sim_agent *agent, acd_id action)
{
  for (size_t i = 0; i < agent->rings_count; i++)
    if (agent->rings[i].action == action) return &agent->rings[i];
  return NULL;
}

/* Keys the caller presses for this action (sim.h, "Keys"); the silence they take is added to *delay_us. */
static void press_keys(acd__sim_call *call, const acd_action *action, acd__sim_event *answer, int64_t *delay_us)
{
  answer->keys_at = call->keys_at;
  for (;;) {
    char key = call->keys_at < call->keys_size ? call->keys[call->keys_at] : '\0';
    if ((int64_t)answer->keys_size >= action->digits_max) return;
    if (key == '\0') break;
    call->keys_at++;
    if (key == ',') break;
    if (action->terminators && strchr(action->terminators, key)) return;
    answer->keys_size++;
  }
  *delay_us += answer->keys_size ? action->digit_timeout_us : action->input_timeout_us;
}

static int64_t usual_outcome(const acd_sim *sim, uint32_t kind)
{
  if (kind == ACD_ACTION_DIAL) return ACD_OUTCOME_ACCEPTED;
  if (kind == ACD_ACTION_RING) return sim->two_steps ? ACD_OUTCOME_ACCEPTED : ACD_OUTCOME_BRIDGED;
  return kind == ACD_ACTION_COLLECT ? ACD_OUTCOME_DIGITS : ACD_OUTCOME_DONE;
}

static int schedule(acd_sim *sim, const acd__sim_event *answer)
{
  if (answer->time_us <= sim->now_us) return acd__sim_fifo_add(sim, answer);
  acd__sim_schedule(sim, answer);
  return sim->status;
}

static int schedule_with_fault(acd_sim *sim, const acd_action *action, int fault, acd__sim_event *answer)
{
  int status;
  switch (fault) {
  case ACD_SIM_FAULT_SILENT: return ACD_OK;
  case ACD_SIM_FAULT_LATE:
    if (action->deadline_us > ACD_TIME_MAX) return ACD_OK; /* nothing is later than never */
    answer->time_us = action->deadline_us + LATE_US;
    answer->forced = 1;
    return schedule(sim, answer);
  case ACD_SIM_FAULT_TWICE:
    status = schedule(sim, answer);
    answer->forced = 1;
    return status ? status : schedule(sim, answer);
  case ACD_SIM_FAULT_FAILED: answer->value = ACD_OUTCOME_FAILED; break;
  case ACD_SIM_FAULT_REJECTED: answer->value = ACD_OUTCOME_REJECTED; break;
  case ACD_SIM_FAULT_BUSY: answer->value = ACD_OUTCOME_BUSY; break;
  case ACD_SIM_FAULT_NO_ANSWER: answer->value = ACD_OUTCOME_NO_ANSWER; break;
  default: break;
  }
  return schedule(sim, answer);
}

static int on_action(acd_sim *sim, const acd_action *action)
{
  acd__sim_manner *manner = manner_of(sim, action->kind);
  acd__sim_event answer = {.kind = ACD__SIM_RESULT, .subject = action->id, .action = action->kind};
  uint32_t slot = acd__sim_call_slot(sim, action->call, action->call_ref);
  uint32_t agent = acd__sim_map_get(&sim->agent_map, action->agent);
  int64_t delay_us = manner->delay_us;
  answer.slot = slot;
  answer.value = usual_outcome(sim, action->kind);
  if (slot != ACD__SIM_NONE) {
    acd__sim_call *call = &sim->calls[slot];
    if (stops_patience(action->kind)) {
      acd__sim_cancel(sim, &call->patience);
      call->waits = 0;
    }
    if (action->to == ACD_TO_AGENT)
      call->whisper = action->id;
    else if (is_media(action->kind))
      call->media = action->id;
    if (action->kind == ACD_ACTION_BRIDGE || action->kind == ACD_ACTION_RELEASE) call->whisper = 0;
    if (action->kind == ACD_ACTION_PLAY && action->to == ACD_TO_CALLER && call->prompt_us >= 0)
      delay_us = call->prompt_us;
    if (action->kind == ACD_ACTION_COLLECT && action->to == ACD_TO_CALLER) press_keys(call, action, &answer, &delay_us);
  }
  if (action->kind == ACD_ACTION_COLLECT && (slot == ACD__SIM_NONE || action->to == ACD_TO_AGENT))
    delay_us += action->input_timeout_us; /* no agent of a simulation presses a key */
  if (agent != ACD__SIM_NONE && action->kind == ACD_ACTION_RING && ring_begin(sim, &sim->agents[agent], action))
    return ACD_ERR_NOMEM;
  if (agent != ACD__SIM_NONE && action->kind == ACD_ACTION_RING_STOP)
    ring_end(&sim->agents[agent], ring_of(&sim->agents[agent], action->call));
  if (action->kind == ACD_ACTION_RING) answer.slot = agent;
  answer.time_us = sim->now_us + delay_us;
  if (manner->fault && acd_sim_stream_below(&manner->stream, 1000000) < manner->share_ppm) {
    sim->stats.faults++;
    return schedule_with_fault(sim, action, manner->fault, &answer);
  }
  return schedule(sim, &answer);
}

int acd__sim_pull(acd_sim *sim)
{
  acd_action action = {.size = sizeof(action)};
  int got;
  while ((got = acd_action_next(sim->engine, &action)) > 0) {
    int status = on_action(sim, &action);
    if (status) return status;
    action.size = sizeof(action);
  }
  return got;
}

/* 1: the host knows that this action is over and keeps its answer to itself. A ring is over with its answer. */
static int is_over(acd_sim *sim, const acd__sim_event *answer)
{
  if (answer->action == ACD_ACTION_RING && answer->slot != ACD__SIM_NONE) {
    acd__sim_ring *ring = ring_with(&sim->agents[answer->slot], answer->subject);
    ring_end(&sim->agents[answer->slot], ring);
    return !ring && !answer->forced;
  }
  if (answer->forced) return 0;
  if (!is_media(answer->action) || answer->slot == ACD__SIM_NONE) return 0;
  return sim->calls[answer->slot].media != answer->subject && sim->calls[answer->slot].whisper != answer->subject;
}

int acd__sim_answer(acd_sim *sim, const acd__sim_event *answer)
{
  char digits[256] = "";
  int digits_known = answer->action == ACD_ACTION_COLLECT && answer->slot != ACD__SIM_NONE && answer->keys_size > 0;
  int status;
  if (is_over(sim, answer)) return ACD_OK;
  if (digits_known && sim->calls[answer->slot].media == answer->subject && answer->keys_size < sizeof(digits)) {
    memcpy(digits, sim->calls[answer->slot].keys + answer->keys_at, answer->keys_size);
    digits[answer->keys_size] = '\0';
  }
  do {
    status = acd_action_result(sim->engine, sim->now_us, answer->subject, answer->value,
                               answer->value == ACD_OUTCOME_DIGITS ? digits : NULL);
    status = acd__sim_submitted(sim, status);
  } while (status == ACD_AGAIN);
  if (status == ACD_ERR_STALE) {
    sim->stats.late++;
    return ACD_OK;
  }
  return status;
}
