/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/plan.h"

#include <string.h>

void acd__plan_agent_begin(acd__agent *agent, acd__string *name, uint64_t sequence)
{
  agent->name = name;
  agent->sequence = sequence;
  agent->reach = UINT32_MAX;
  agent->own.indexed = 1;
  agent->rest.kind = ACD__TIMER_REST;
  agent->own_timer.kind = ACD__TIMER_OWN;
  agent->limit.timer.kind = ACD__TIMER_LIMIT;
  agent->look.kind = ACD__TIMER_LOOK;
  acd__line_init(&agent->line, agent);
}

acd__agent_config *acd__plan_agent_config(acd__memory *memory, uint32_t skills, uint32_t memberships,
                                          uint32_t offers_max, const char *extension, size_t extension_size)
{
  size_t bytes = sizeof(acd__agent_config) + skills * sizeof(acd_requirement) + memberships * sizeof(acd__membership) +
                 offers_max * sizeof(acd_time) + extension_size;
  acd__agent_config *config = acd__memory_array(memory, 1, bytes);
  if (!config) return NULL;
  config->bytes = bytes;
  config->skills = (acd_requirement *)(void *)(config + 1);
  config->memberships = (acd__membership *)(void *)(config->skills + skills);
  config->offers.times = (acd_time *)(void *)(config->memberships + memberships);
  config->offers.max = offers_max;
  config->extension = (char *)(config->offers.times + offers_max);
  config->extension_size = (uint32_t)extension_size;
  if (extension_size) memcpy(config->extension, extension, extension_size);
  return config;
}

/* A membership that an agent keeps in a queue that is closed but not gone. */
static int keeps(const acd_engine *engine, const acd__membership *membership)
{
  acd__queue *queue = acd__queue_find(engine, membership->queue_id);
  return queue && !queue->named;
}

static void count_memberships(acd__plan *plan)
{
  const acd__object *all = plan->document.objects;
  for (size_t q = 0; q < plan->queues_count; q++) {
    if (!plan->queues[q].object) continue;
    for (int32_t i = plan->queues[q].object->first_child; i >= 0; i = all[i].next) {
      if (all[i].noun != ACD_NOUN_MEMBER) continue;
      const acd__agent *agent = acd__dictionary_find(&plan->world.agents, all[i].name, all[i].name_size);
      plan->agents[agent->plan].memberships++;
    }
  }
  for (size_t i = 0; i < plan->agents_count; i++) {
    const acd__agent_config *old = plan->agents[i].agent->config;
    if (!plan->agents[i].object || !old) continue;
    for (uint32_t m = 0; m < old->memberships_count; m++)
      plan->agents[i].memberships += (uint32_t)keeps(plan->engine, &old->memberships[m]);
  }
}

static uint32_t count_skills(const acd__plan *plan, const acd__object *object)
{
  const acd__object *all = plan->document.objects;
  uint32_t count = 0;
  if (!object) return 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_AGENT_SKILL;
  return count;
}

static int override_lane(acd__plan *plan, const acd__object *object, uint32_t property, acd__lane **lane_out)
{
  int64_t delay = acd__document_int(&plan->document, object, property);
  if (delay < 0) return ACD_OK; /* the queue's */
  *lane_out = acd__timers_lane(&plan->engine->timers, delay);
  return *lane_out ? ACD_OK : ACD_ERR_NOMEM;
}

static int agent_config(acd__plan *plan, acd__plan_agent *entry)
{
  const acd__object *all = plan->document.objects;
  uint32_t skills_count = count_skills(plan, entry->object);
  uint32_t offers_max =
      entry->object ? (uint32_t)acd__document_int(&plan->document, entry->object, ACD_AGENT_OFFERS_MAX) : 0;
  const char *extension = entry->object ? acd__document_text(&plan->document, entry->object, ACD_AGENT_EXTENSION) : "";
  acd__agent_config *config = acd__plan_agent_config(&plan->engine->memory, skills_count, entry->memberships,
                                                     offers_max, extension, strlen(extension));
  if (!config) return ACD_ERR_NOMEM;
  entry->config = config;
  if (!entry->object) { /* finishes its call under the lanes it had */
    config->ring_lane = entry->agent->config->ring_lane;
    config->wrapup_lane = entry->agent->config->wrapup_lane;
    config->wrapup_extension_max_us = entry->agent->config->wrapup_extension_max_us;
    config->capacity = entry->agent->config->capacity;
    config->lines_max = entry->agent->config->lines_max;
    return ACD_OK;
  }
  acd__plan_capacity(plan, entry->object, entry->agent->config, config);
  config->offers.window_us = acd__document_int(&plan->document, entry->object, ACD_AGENT_OFFERS_WINDOW_US);
  config->wrapup_extension_max_us =
      acd__document_int(&plan->document, entry->object, ACD_AGENT_WRAPUP_EXTENSION_MAX_US);
  for (int32_t i = entry->object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_AGENT_SKILL) continue;
    const acd__skill *skill = acd__dictionary_find(&plan->world.skills, all[i].name, all[i].name_size);
    config->skills[config->skills_count].skill = skill->slot.id;
    config->skills[config->skills_count++].level_min =
        acd__document_int(&plan->document, &all[i], ACD_AGENT_SKILL_LEVEL);
  }
  config->skills_count = (uint32_t)acd__needs_normalize(config->skills, config->skills_count);
  int status = override_lane(plan, entry->object, ACD_AGENT_RING_TIMEOUT_US, &config->ring_lane);
  return status ? status : override_lane(plan, entry->object, ACD_AGENT_WRAPUP_US, &config->wrapup_lane);
}

void acd__plan_add_membership(acd__agent_config *config, const acd__membership *member, uint32_t channel)
{
  uint32_t at = config->memberships_count++;
  for (; at > 0 && config->memberships[at - 1].queue_sequence > member->queue_sequence; at--)
    config->memberships[at] = config->memberships[at - 1];
  config->memberships[at] = *member;
  config->memberships[at].strange = !(config->takes >> channel & 1);
}

acd__membership acd__plan_membership(const acd__document *document, const acd__object *object, acd__queue *queue,
                                     const acd__agent *agent, uint32_t group)
{
  const acd__membership *before = agent->config ? acd__membership_of(agent->config, queue) : NULL;
  return (acd__membership){
      .queue = queue,
      .queue_id = queue->slot.id,
      .queue_sequence = queue->sequence,
      .position = acd__document_int(document, object, ACD_MEMBER_POSITION),
      .tier = acd__document_int(document, object, ACD_MEMBER_TIER),
      .rank = acd__document_int(document, object, ACD_MEMBER_RANK),
      .weight = acd__document_int(document, object, ACD_MEMBER_WEIGHT),
      .group = group,
      .calls_count = before ? before->calls_count : 0,
  };
}

static void fill_memberships(acd__plan *plan)
{
  const acd__object *all = plan->document.objects;
  for (size_t q = 0; q < plan->queues_count; q++) {
    if (!plan->queues[q].object) continue;
    for (int32_t i = plan->queues[q].object->first_child; i >= 0; i = all[i].next) {
      if (all[i].noun != ACD_NOUN_MEMBER) continue;
      const acd__agent *agent = acd__dictionary_find(&plan->world.agents, all[i].name, all[i].name_size);
      acd__membership member = acd__plan_membership(&plan->document, &all[i], plan->queues[q].queue, agent,
                                                    acd__plan_group_of(plan, &all[i]));
      acd__plan_add_membership(plan->agents[agent->plan].config, &member, plan->queues[q].config->rules->channel);
    }
  }
  for (size_t i = 0; i < plan->agents_count; i++) {
    const acd__agent_config *old = plan->agents[i].agent->config;
    if (!plan->agents[i].object || !old) continue;
    for (uint32_t m = 0; m < old->memberships_count; m++)
      if (keeps(plan->engine, &old->memberships[m]))
        acd__plan_add_membership(plan->agents[i].config, &old->memberships[m],
                                 old->memberships[m].queue->config->rules->channel);
  }
}

int acd__plan_agent_configs(acd__plan *plan)
{
  count_memberships(plan);
  for (size_t i = 0; i < plan->agents_count; i++) {
    int status = agent_config(plan, &plan->agents[i]);
    if (status) return status;
  }
  fill_memberships(plan);
  return ACD_OK;
}
