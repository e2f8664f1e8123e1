/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "sim.h"

/* A zero delay and no fault for every kind; streams named "fault.<kind>". */
static void manners_init(acd_sim *sim)
{
  for (uint32_t kind = 0; kind < ACD__SIM_KINDS; kind++) {
    char name[] = "fault.00";
    name[6] = (char)('0' + kind / 10);
    name[7] = (char)('0' + kind % 10);
    acd_sim_stream_init(&sim->manners[kind].stream, sim->seed, name);
  }
}

int acd_sim_new(acd_options *options, const acd_allocator *allocator, acd_sim **sim_out)
{
  acd_options *own = NULL;
  acd_sim *sim;
  int status = ACD_OK;
  if (!sim_out) return ACD_ERR_ARGUMENT;
  if (allocator && allocator->memory)
    sim = allocator->memory(allocator->user, NULL, 0, sizeof(*sim));
  else
    sim = acd__sim_resize(&(acd_sim){0}, NULL, 0, sizeof(*sim));
  if (!sim) return ACD_ERR_NOMEM;
  memset(sim, 0, sizeof(*sim));
  if (allocator) {
    sim->memory = allocator->memory;
    sim->memory_user = allocator->user;
  }
  sim->seed = 1;
  sim->talk_us = 180 * ACD_SECOND;
  sim->flow_steps_max = 1000;
  sim->agents_stale = 1;
  sim->calls_unused = sim->events.unused = sim->arriving = ACD__SIM_NONE;
  sim->ended_first = sim->look_first = ACD__SIM_NONE;
  sim->stats.size = sizeof(sim->stats);
  sim->stats.failed_ref = -1;
  manners_init(sim);
  if (!options) status = acd_options_new(allocator, &own);
  if (status == ACD_OK) status = acd_options_set_events(options ? options : own, acd__sim_sink, sim);
  if (status == ACD_OK) status = acd_engine_new(options ? options : own, &sim->engine);
  acd_options_free(own);
  if (options) acd_options_set_events(options, NULL, NULL); /* they may outlive the simulation */
  if (status != ACD_OK) {
    acd__sim_give(sim, sim, sizeof(*sim));
    return status;
  }
  *sim_out = sim;
  return ACD_OK;
}

void acd_sim_free(acd_sim *sim)
{
  acd__sim_event event;
  acd_sim shell;
  if (!sim) return;
  acd_engine_free(sim->engine);
  while (acd__sim_earliest(sim)) {
    acd__sim_take(sim, &event);
    if (event.parcel) acd__sim_give(sim, event.parcel, event.parcel->size);
  }
  for (size_t i = 0; i < sim->calls_count; i++)
    acd__sim_give(sim, sim->calls[i].keys, (size_t)sim->calls[i].keys_size + 1);
  for (size_t i = 0; i < sim->agents_count; i++)
    acd__sim_give(sim, sim->agents[i].rings, sim->agents[i].rings_capacity * sizeof(*sim->agents[i].rings));
  acd__sim_sources_free(sim);
  acd__sim_give(sim, sim->speeds, sim->speeds_capacity * sizeof(*sim->speeds));
  acd__sim_give(sim, sim->calls, sim->calls_capacity * sizeof(*sim->calls));
  acd__sim_give(sim, sim->agents, sim->agents_capacity * sizeof(*sim->agents));
  acd__sim_give(sim, sim->events.pool, sim->events.pool_capacity * sizeof(*sim->events.pool));
  acd__sim_give(sim, sim->events.heap, sim->events.heap_capacity * sizeof(*sim->events.heap));
  acd__sim_give(sim, sim->fifo.items, sim->fifo.capacity * sizeof(*sim->fifo.items));
  acd__sim_give(sim, sim->agent_map.entries, sim->agent_map.capacity * sizeof(*sim->agent_map.entries));
  acd__sim_give(sim, sim->adopted.entries, sim->adopted.capacity * sizeof(*sim->adopted.entries));
  shell = *sim; /* the functions to free with outlive what they free */
  acd__sim_give(&shell, sim, sizeof(*sim));
}

acd_engine *acd_sim_engine(acd_sim *sim)
{
  return sim ? sim->engine : NULL;
}

int acd_sim_set(acd_sim *sim, int option, int64_t value)
{
  static const int64_t most[] = {0, INT64_C(1) << 53, ACD_TIME_MAX, 2, 1, INT64_C(1) << 53};
  if (!sim || option < ACD_SIM_OPTION_SEED || option > ACD_SIM_OPTION_FLOW_STEPS || value > most[option] ||
      value < (option == ACD_SIM_OPTION_FLOW_STEPS))
    return ACD_ERR_ARGUMENT;
  switch (option) {
  case ACD_SIM_OPTION_SEED:
    sim->seed = value;
    manners_init(sim);
    break;
  case ACD_SIM_OPTION_TALK_US: sim->talk_us = value; break;
  case ACD_SIM_OPTION_CHECK: sim->check = (int)value; break;
  case ACD_SIM_OPTION_TWO_STEPS: sim->two_steps = (int)value; break;
  default: sim->flow_steps_max = value; break;
  }
  return ACD_OK;
}

int acd_sim_set_delay(acd_sim *sim, uint32_t kind, int64_t delay_us)
{
  if (!sim || kind >= ACD__SIM_KINDS || delay_us < 0 || delay_us > ACD_TIME_MAX) return ACD_ERR_ARGUMENT;
  for (uint32_t i = 0; i < ACD__SIM_KINDS; i++)
    if (kind == 0 || kind == i) sim->manners[i].delay_us = delay_us;
  return ACD_OK;
}

int acd_sim_set_fault(acd_sim *sim, uint32_t kind, int fault, int64_t share_ppm)
{
  int telephone_only = fault == ACD_SIM_FAULT_BUSY || fault == ACD_SIM_FAULT_NO_ANSWER;
  if (!sim || kind >= ACD__SIM_KINDS || fault < ACD_SIM_FAULT_NONE || fault > ACD_SIM_FAULT_NO_ANSWER ||
      share_ppm < 0 || share_ppm > 1000000)
    return ACD_ERR_ARGUMENT;
  if (fault == ACD_SIM_FAULT_REJECTED && kind != ACD_ACTION_RING) return ACD_ERR_ARGUMENT;
  if (telephone_only && kind != ACD_ACTION_RING && kind != ACD_ACTION_TRANSFER && kind != ACD_ACTION_DIAL)
    return ACD_ERR_ARGUMENT;
  for (uint32_t i = 0; i < ACD__SIM_KINDS; i++) {
    if (kind != 0 && kind != i) continue;
    sim->manners[i].fault = fault;
    sim->manners[i].share_ppm = share_ppm;
  }
  return ACD_OK;
}

int acd_sim_set_outcome(acd_sim *sim, acd_sim_outcome_fn outcome, void *user)
{
  if (!sim) return ACD_ERR_ARGUMENT;
  sim->outcome = outcome;
  sim->outcome_user = user;
  return ACD_OK;
}

int acd_sim_set_events(acd_sim *sim, acd_event_fn sink, void *user)
{
  if (!sim) return ACD_ERR_ARGUMENT;
  sim->sink = sink;
  sim->sink_user = user;
  return ACD_OK;
}

int acd_sim_ref_get(const acd_sim *sim, acd_id call, int64_t *ref_out)
{
  acd_call_info info = {.size = sizeof(info)};
  uint32_t slot;
  int status;
  if (!sim || !ref_out) return ACD_ERR_ARGUMENT;
  status = acd_call_get(sim->engine, call, &info);
  if (status != ACD_OK) return status;
  slot = acd__sim_call_slot(sim, call, info.host_ref);
  if (slot == ACD__SIM_NONE) return ACD_ERR_NOT_FOUND;
  *ref_out = sim->calls[slot].outcome.ref;
  return ACD_OK;
}

int acd_sim_stats_get(const acd_sim *sim, acd_sim_stats *stats_out)
{
  if (!sim || !stats_out || stats_out->size < sizeof(*stats_out)) return ACD_ERR_ARGUMENT;
  *stats_out = sim->stats;
  return ACD_OK;
}
