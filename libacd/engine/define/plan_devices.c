/* SPDX-License-Identifier: Apache-2.0 */
/* Devices of agents: those that stay are the same by name. */
#include "engine/define/plan.h"

#include <string.h>

static acd__device *named(const acd__agent *agent, const acd__object *object)
{
  acd__device *at = agent->devices;
  while (at && !(at->name->size == object->name_size && memcmp(at->name->text, object->name, object->name_size) == 0))
    at = at->next;
  return at;
}

static int plan_device(acd__plan *plan, acd__agent *agent, const acd__object *object)
{
  acd_engine *engine = plan->engine;
  if (ACD__PLAN_GROW(plan, devices)) return ACD_ERR_NOMEM;
  acd__plan_device entry = {.agent = agent, .device = named(agent, object)};
  int64_t ring_us = acd__document_int(&plan->document, object, ACD_DEVICE_RING_TIMEOUT_US);
  entry.channel = acd__plan_channel_of(plan, object, ACD_DEVICE_CHANNEL);
  if (ring_us >= 0) {
    entry.ring_lane = acd__timers_lane(&engine->timers, ring_us);
    if (!entry.ring_lane) return ACD_ERR_NOMEM;
  }
  if (!entry.device) {
    int status = acd__pool_reserve(&engine->devices, 1);
    if (status) return status;
    acd__string *name = acd__string_new(&engine->memory, object->name, object->name_size);
    if (!name) return ACD_ERR_NOMEM;
    entry.device = acd__pool_take(&engine->devices);
    entry.device->name = name;
    entry.device->agent = agent;
    acd__device_seen(engine, entry.device);
    entry.is_new = 1;
  }
  plan->devices[plan->devices_count++] = entry;
  return ACD_OK;
}

int acd__plan_devices(acd__plan *plan)
{
  const acd__object *all = plan->document.objects;
  for (size_t i = 0; i < plan->agents_count; i++) {
    if (!plan->agents[i].object) continue;
    for (int32_t k = plan->agents[i].object->first_child; k >= 0; k = all[k].next) {
      int status = all[k].noun == ACD_NOUN_DEVICE ? plan_device(plan, plan->agents[i].agent, &all[k]) : ACD_OK;
      if (status) return status;
    }
  }
  return ACD_OK;
}

void acd__plan_devices_undo(acd__plan *plan)
{
  for (size_t i = plan->devices_count; i-- > 0;) {
    if (!plan->devices[i].is_new) continue;
    acd__string_drop(&plan->engine->memory, plan->devices[i].device->name);
    acd__pool_untake(&plan->engine->devices, plan->devices[i].device);
  }
}

/* Takes the planned devices of an agent from `at` on; returns where those of the next one begin. */
static size_t commit_agent(acd__plan *plan, acd__agent *agent, size_t at)
{
  acd__device *before = agent->devices, **end = &agent->devices;
  acd__device *all[ACD__DEVICES_MAX];
  size_t count = 0;
  for (acd__device *device = before; device; device = device->next) {
    device->gone = 1;
    all[count++] = device;
  }
  for (; at < plan->devices_count && plan->devices[at].agent == agent; at++) {
    const acd__plan_device *entry = &plan->devices[at];
    entry->device->gone = 0;
    entry->device->ring_lane = entry->ring_lane;
    entry->device->channel = entry->channel;
    *end = entry->device;
    end = &entry->device->next;
  }
  *end = NULL;
  for (size_t i = 0; i < count; i++)
    if (all[i]->gone && all[i]->lines_count == 0) acd__device_free(plan->engine, all[i]);
  if (before && !agent->devices) agent->elsewhere = 0;
  acd__devices_review(agent);
  return at;
}

void acd__commit_devices(acd__plan *plan)
{
  size_t at = 0;
  for (size_t i = 0; i < plan->agents_count; i++) {
    acd__plan_agent *entry = &plan->agents[i];
    uint32_t reach = entry->agent->reach, elsewhere = entry->agent->elsewhere;
    if (!entry->object) continue;
    at = commit_agent(plan, entry->agent, at);
    entry->reviews |= reach != entry->agent->reach || elsewhere != entry->agent->elsewhere;
  }
}
