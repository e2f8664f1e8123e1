/* SPDX-License-Identifier: Apache-2.0 */
/* The engine's events arrive here inside a command: only the simulation's own state may change. */
#include "sim.h"

static void on_arrived(acd_sim *sim, const acd_event *event)
{
  acd__sim_call *call;
  if (sim->arriving == ACD__SIM_NONE) return;
  call = &sim->calls[sim->arriving];
  call->outcome.call = event->call;
  call->outcome.arrived_at_us = event->time_us;
}

/* Waiting for one agent has no event of its own: the call's state is looked at after the command. */
static void look_later(acd_sim *sim, uint32_t slot)
{
  acd__sim_call *call = &sim->calls[slot];
  if (call->looked || call->waits || call->ended) return;
  call->looked = 1;
  call->look_next = sim->look_first;
  sim->look_first = slot;
}

/* Results that take no time would keep the clock, and with it every other end of the call, from coming: so giving up stands
 * in line with them. */
static void on_flow_exit(acd_sim *sim, uint32_t slot)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_event event = {.time_us = sim->now_us, .kind = ACD__SIM_GIVE_UP, .slot = slot};
  if (++call->flow_steps != sim->flow_steps_max || call->ended) return;
  event.subject = call->outcome.call;
  if (acd__sim_fifo_add(sim, &event)) sim->status = ACD_ERR_NOMEM;
}

static void on_queued(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_event key = {.kind = ACD__SIM_KEY, .slot = slot};
  call->outcome.queue = event->queue;
  if (call->outcome.queued_at_us == ACD_TIME_NEVER) {
    call->outcome.queued_at_us = event->time_us;
    if (call->key_us >= 0) {
      key.time_us = sim->now_us + call->key_us;
      call->key = acd__sim_schedule(sim, &key);
    }
  }
  acd__sim_wait_begin(sim, slot);
}

/* The phone is put down: nothing is lost by waiting. */
static void on_callback(acd_sim *sim, uint32_t slot)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_cancel(sim, &call->patience);
  acd__sim_cancel(sim, &call->limit);
  acd__sim_cancel(sim, &call->key);
  call->patience_us = call->key_us = -1;
}

static void talk_begin(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_event end = {.kind = ACD__SIM_TALK_END, .slot = slot};
  uint32_t agent = acd__sim_map_get(&sim->agent_map, event->agent);
  call->outcome.agent = event->agent;
  end.time_us = event->time_us + acd__sim_talk_us(sim, event->agent, event->queue, call->talk_us);
  end.rank = call->talk_rank = agent == ACD__SIM_NONE ? 0 : sim->agents[agent].rank;
  call->talk_left_us = -1;
  call->talk = acd__sim_schedule(sim, &end);
}

static void on_answered(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_cancel(sim, &call->patience);
  acd__sim_cancel(sim, &call->limit);
  acd__sim_cancel(sim, &call->key);
  acd__sim_cancel(sim, &call->talk);
  call->waits = 0;
  call->flow_steps = 0;
  call->media = call->whisper = 0;
  if (call->outcome.answered_at_us == ACD_TIME_NEVER) call->outcome.answered_at_us = event->time_us;
  talk_begin(sim, slot, event);
}

/* An agent to whom the caller is transferred after a consultation; one who comes into a conference changes nothing. */
static void on_joined(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  const acd__sim_call *call = &sim->calls[slot];
  if (call->talk == ACD__SIM_NONE && call->talk_left_us < 0) talk_begin(sim, slot, event);
}

/* On hold, be it for a call that interrupts, the talk stands still. */
static void on_held(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  acd__sim_call *call = &sim->calls[slot];
  if (call->talk == ACD__SIM_NONE) return; /* lasts for ever */
  call->talk_left_us = sim->events.pool[call->talk].time_us - event->time_us;
  acd__sim_cancel(sim, &call->talk);
}

static void on_resumed(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_event end = {.kind = ACD__SIM_TALK_END, .slot = slot, .rank = call->talk_rank};
  if (call->talk_left_us < 0) return;
  end.time_us = event->time_us + call->talk_left_us;
  call->talk_left_us = -1;
  call->talk = acd__sim_schedule(sim, &end);
}

static void on_conversation_ended(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_event end = {.kind = ACD__SIM_WRAPUP_END, .subject = event->call, .value = event->time_us};
  if (event->detail != ACD_CONVERSATION_LEFT) { /* else the caller talks on with the others */
    acd__sim_cancel(sim, &call->talk);
    call->talk_left_us = -1;
  }
  call->outcome.talk_us += event->value_us;
  end.slot = acd__sim_map_get(&sim->agent_map, event->agent);
  if (end.slot == ACD__SIM_NONE || call->wrapup_us < 0) return;
  end.time_us = event->time_us + call->wrapup_us;
  end.rank = sim->agents[end.slot].rank;
  acd__sim_schedule(sim, &end);
}

static void on_ended(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  acd__sim_call *call = &sim->calls[slot];
  if (call->ended) return;
  call->ended = 1;
  call->outcome.ended_at_us = event->time_us;
  call->outcome.end = event->detail;
  /* the slot is freed when the command is over: more events of the call may follow */
  call->next = ACD__SIM_NONE;
  if (sim->ended_first == ACD__SIM_NONE)
    sim->ended_first = slot;
  else
    sim->calls[sim->ended_last].next = slot;
  sim->ended_last = slot;
}

static void on_call(acd_sim *sim, uint32_t slot, const acd_event *event)
{
  switch (event->kind) {
  case ACD_EVENT_CALL_ENDED: on_ended(sim, slot, event); break;
  case ACD_EVENT_QUEUE_ENTERED: on_queued(sim, slot, event); break;
  case ACD_EVENT_CALLBACK_TAKEN: on_callback(sim, slot); break;
  case ACD_EVENT_ANSWERED: on_answered(sim, slot, event); break;
  case ACD_EVENT_JOINED: on_joined(sim, slot, event); break;
  case ACD_EVENT_HELD: on_held(sim, slot, event); break;
  case ACD_EVENT_RESUMED: on_resumed(sim, slot, event); break;
  case ACD_EVENT_CONVERSATION_ENDED:
    on_conversation_ended(sim, slot, event);
    look_later(sim, slot);
    break;
  case ACD_EVENT_CALL_ARRIVED: look_later(sim, slot); break;
  case ACD_EVENT_FLOW_EXIT:
    on_flow_exit(sim, slot);
    look_later(sim, slot);
    break;
  case ACD_EVENT_SEGMENT:
    if (event->detail == ACD_SEGMENT_QUEUE || event->detail == ACD_SEGMENT_DIRECT)
      sim->calls[slot].outcome.wait_us += event->value_us;
    break;
  default: break;
  }
}

void acd__sim_sink(void *user, const acd_event *event)
{
  acd_sim *sim = user;
  uint32_t slot;
  sim->now_us = event->time_us;
  if (event->kind == ACD_EVENT_CALL_ARRIVED) on_arrived(sim, event);
  if (event->kind == ACD_EVENT_DEFINED) sim->agents_stale = 1;
  slot = acd__sim_call_slot(sim, event->call, event->call_ref);
  if (event->kind == ACD_EVENT_CALLBACK_TAKEN && slot == ACD__SIM_NONE) acd__sim_adopt(sim, event->call, slot);
  if (event->kind == ACD_EVENT_CALL_AGAIN && event->value) acd__sim_adopt(sim, event->value, slot);
  if (slot != ACD__SIM_NONE) on_call(sim, slot, event);
  if (sim->sink) sim->sink(sim->sink_user, event);
}
