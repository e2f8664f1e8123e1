/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "sim.h"

int acd__sim_caller_check(const acd_sim_caller *caller)
{
  const int64_t times[] = {caller->arrives_at_us, caller->patience_us, caller->talk_us, caller->wrapup_us,
                           caller->prompt_us,     caller->hangup_us,   caller->key_us};
  if (caller->size < sizeof(*caller) || caller->arrives_at_us < 0) return ACD_ERR_ARGUMENT;
  if (caller->requirements_count > 0 && !caller->requirements) return ACD_ERR_ARGUMENT;
  if (caller->ended_by < ACD_SIM_ENDED_BY_CALLER || caller->ended_by > ACD_SIM_ENDED_BY_AGENT) return ACD_ERR_ARGUMENT;
  for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
    if (times[i] < -1 || times[i] > ACD_TIME_MAX) return ACD_ERR_ARGUMENT;
  for (const char *key = caller->keys; key && *key; key++)
    if (!strchr("0123456789*#ABCD,", *key)) return ACD_ERR_ARGUMENT;
  return ACD_OK;
}

uint32_t acd__sim_call_new(acd_sim *sim, const acd_sim_caller *caller)
{
  size_t keys_size = caller->keys ? strlen(caller->keys) : 0;
  char *keys = NULL;
  uint32_t slot = sim->calls_unused;
  acd__sim_call *call;
  if (keys_size > 0) {
    keys = acd__sim_resize(sim, NULL, 0, keys_size + 1);
    if (!keys) return ACD__SIM_NONE;
    memcpy(keys, caller->keys, keys_size + 1);
  }
  if (slot != ACD__SIM_NONE) {
    sim->calls_unused = sim->calls[slot].next;
  } else {
    slot = (uint32_t)sim->calls_count;
    if (acd__sim_reserve(sim, (void **)&sim->calls, &sim->calls_capacity, sim->calls_count + 1, sizeof(*sim->calls))) {
      acd__sim_give(sim, keys, keys_size + 1);
      return ACD__SIM_NONE;
    }
    sim->calls_count++;
  }
  call = &sim->calls[slot];
  memset(call, 0, sizeof(*call));
  call->outcome.size = sizeof(call->outcome);
  call->outcome.ref = caller->ref;
  call->outcome.arrived_at_us = caller->arrives_at_us;
  call->outcome.queued_at_us = call->outcome.answered_at_us = call->outcome.ended_at_us = ACD_TIME_NEVER;
  call->keys = keys;
  call->keys_size = (uint32_t)keys_size;
  call->patience_us = caller->patience_us;
  call->talk_us = caller->talk_us < 0 ? sim->talk_us : caller->talk_us;
  call->wrapup_us = caller->wrapup_us;
  call->prompt_us = caller->prompt_us;
  call->key_us = caller->key_us;
  call->ended_by = caller->ended_by;
  call->talk_left_us = -1;
  call->talk = call->patience = call->limit = call->key = call->next = call->look_next = ACD__SIM_NONE;
  call->live = 1;
  return slot;
}

void acd__sim_call_free(acd_sim *sim, uint32_t slot)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_cancel(sim, &call->talk);
  acd__sim_cancel(sim, &call->patience);
  acd__sim_cancel(sim, &call->limit);
  acd__sim_cancel(sim, &call->key);
  if (call->adopted) acd__sim_map_remove(&sim->adopted, call->outcome.call);
  acd__sim_give(sim, call->keys, (size_t)call->keys_size + 1);
  memset(call, 0, sizeof(*call));
  call->next = sim->calls_unused;
  sim->calls_unused = slot;
}

uint32_t acd__sim_call_slot(const acd_sim *sim, acd_id call, int64_t call_ref)
{
  if (call_ref >= 1 && call_ref <= (int64_t)sim->calls_count && sim->calls[call_ref - 1].live &&
      sim->calls[call_ref - 1].outcome.call == call)
    return (uint32_t)(call_ref - 1);
  return sim->adopted.count ? acd__sim_map_get(&sim->adopted, call) : ACD__SIM_NONE;
}

void acd__sim_adopt(acd_sim *sim, acd_id call, uint32_t like)
{
  acd_sim_caller caller;
  uint32_t slot = acd__sim_call_slot(sim, call, 0);
  int status = ACD_OK;
  acd_sim_caller_init(&caller);
  caller.ref = -1;
  if (slot == ACD__SIM_NONE) {
    slot = acd__sim_call_new(sim, &caller);
    if (slot != ACD__SIM_NONE) status = acd__sim_map_set(sim, &sim->adopted, call, slot);
    if (slot != ACD__SIM_NONE && status) acd__sim_call_free(sim, slot);
    if (slot == ACD__SIM_NONE || status) {
      sim->status = ACD_ERR_NOMEM;
      return;
    }
    sim->calls[slot].outcome.call = call;
    sim->calls[slot].adopted = 1;
  }
  if (like == ACD__SIM_NONE) return;
  sim->calls[slot].talk_us = sim->calls[like].talk_us;
  sim->calls[slot].wrapup_us = sim->calls[like].wrapup_us;
  sim->calls[slot].prompt_us = sim->calls[like].prompt_us;
  sim->calls[slot].ended_by = sim->calls[like].ended_by;
}

void acd__sim_wait_begin(acd_sim *sim, uint32_t slot)
{
  acd__sim_call *call = &sim->calls[slot];
  acd__sim_event event = {.kind = ACD__SIM_PATIENCE, .slot = slot};
  if (call->waits) return;
  call->waits = 1;
  if (call->patience_us < 0) return;
  event.time_us = sim->now_us + call->patience_us;
  call->patience = acd__sim_schedule(sim, &event);
}

int acd__sim_parcel_new(acd_sim *sim, const acd_sim_caller *caller, acd__sim_parcel **parcel_out)
{
  const char *const *texts[] = {&caller->number, &caller->caller, &caller->attributes, &caller->keys};
  size_t needs = caller->requirements_count * sizeof(acd_requirement);
  size_t size = needs;
  acd__sim_parcel *parcel;
  char *at;
  for (size_t i = 0; i < 4; i++) size += *texts[i] ? strlen(*texts[i]) + 1 : 0;
  parcel = acd__sim_resize(sim, NULL, 0, sizeof(*parcel) + size);
  if (!parcel) return ACD_ERR_NOMEM;
  parcel->caller = *caller;
  parcel->size = sizeof(*parcel) + size;
  at = (char *)(parcel + 1);
  if (needs) memcpy(at, caller->requirements, needs);
  parcel->caller.requirements = needs ? (const acd_requirement *)(const void *)at : NULL;
  at += needs;
  {
    const char **copies[] = {&parcel->caller.number, &parcel->caller.caller, &parcel->caller.attributes,
                             &parcel->caller.keys};
    for (size_t i = 0; i < 4; i++) {
      size_t length;
      if (!*texts[i]) continue;
      length = strlen(*texts[i]) + 1;
      memcpy(at, *texts[i], length);
      *copies[i] = at;
      at += length;
    }
  }
  *parcel_out = parcel;
  return ACD_OK;
}

/* Agents in order of definition; those known keep what is to come for them. */
int acd__sim_agents_list(acd_sim *sim)
{
  uint32_t rank = 0;
  acd_id id;
  for (id = acd_agent_next(sim->engine, 0); id; id = acd_agent_next(sim->engine, id)) {
    uint32_t index = acd__sim_map_get(&sim->agent_map, id);
    if (index == ACD__SIM_NONE) {
      int status = acd__sim_reserve(sim, (void **)&sim->agents, &sim->agents_capacity, sim->agents_count + 1,
                                    sizeof(*sim->agents));
      if (status == ACD_OK) status = acd__sim_map_set(sim, &sim->agent_map, id, (uint32_t)sim->agents_count);
      if (status != ACD_OK) return status;
      index = (uint32_t)sim->agents_count++;
      sim->agents[index].id = id;
    }
    sim->agents[index].rank = rank++;
  }
  sim->agents_stale = 0;
  return ACD_OK;
}
