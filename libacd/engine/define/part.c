/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/part.h"

#include <string.h>

/* What is kept besides the document may take this much, and half as much as the document. */
#define NOTES_MAX 65536

/* The value of a property, or what it was where the change does not touch it. */
static int64_t int_of(const acd__part *part, const acd__part_agent *entry, uint32_t property, int64_t before)
{
  const acd__object *object = entry->object;
  if (!object || (object->amend && !acd__document_has(object, property))) return before;
  return acd__document_int(part->given, object, property);
}

static int lane_of(acd__part *part, const acd__part_agent *entry, uint32_t property, const acd__lane *before,
                   acd__lane **lane_out)
{
  int64_t delay_us = int_of(part, entry, property, before ? before->delay_us : -1);
  if (delay_us < 0) return ACD_OK; /* the queue's */
  *lane_out = acd__timers_lane(&part->engine->timers, delay_us);
  return *lane_out ? ACD_OK : ACD_ERR_NOMEM;
}

static uint32_t count_below(const acd__part *part, const acd__object *object)
{
  uint32_t count = 0;
  for (int32_t i = object ? object->first_child : -1; i >= 0; i = part->given->objects[i].next) count++;
  return count;
}

/* 1: there is no such skill, or she does not have the one that she is to lose. */
static int edit_skill(acd__part *part, acd__agent_config *config, const acd__object *object)
{
  const acd__skill *skill = acd__dictionary_find(&part->engine->world.skills, object->name, object->name_size);
  uint32_t at = 0;
  if (!skill) return 1;
  while (at < config->skills_count && config->skills[at].skill != skill->slot.id) at++;
  int holds = at < config->skills_count;
  if (object->remove) {
    if (holds) config->skills[at] = config->skills[--config->skills_count];
    return !holds;
  }
  config->skills[at] = (acd_requirement){skill->slot.id, acd__document_int(part->given, object, ACD_AGENT_SKILL_LEVEL)};
  config->skills_count += !holds;
  return 0;
}

static void take_skills(acd__part *part, const acd__part_agent *entry)
{
  const acd__agent_config *before = entry->agent->config;
  acd__agent_config *config = entry->config;
  const acd__object *object = entry->object;
  if (before && (!object || object->amend)) {
    config->skills_count = before->skills_count;
    if (before->skills_count) memcpy(config->skills, before->skills, before->skills_count * sizeof *config->skills);
  }
  for (int32_t i = object ? object->first_child : -1; i >= 0; i = part->given->objects[i].next)
    if (part->given->objects[i].noun == ACD_NOUN_AGENT_SKILL && edit_skill(part, config, &part->given->objects[i]))
      part->fits = 0;
  config->skills_count = (uint32_t)acd__needs_normalize(config->skills, config->skills_count);
}

/* Bits of the channels of which a device takes calls; devices are left alone. */
static uint32_t devices_channels(const acd__agent *agent)
{
  uint32_t taken = agent->devices ? 0 : UINT32_MAX;
  for (const acd__device *at = agent->devices; at; at = at->next) taken |= acd__device_channels(at);
  return taken;
}

/* What she can have in hand. */
static void take_capacity(acd__part *part, const acd__part_agent *entry, const acd__agent_config *before)
{
  acd_engine *engine = part->engine;
  acd__agent_config *config = entry->config;
  const acd__object *object = entry->object;
  config->capacity = int_of(part, entry, ACD_AGENT_CAPACITY, before->capacity);
  if (object && !object->amend)
    memset(config->channel_max, ACD__LINES_MAX, sizeof config->channel_max);
  else
    memcpy(config->channel_max, before->channel_max, sizeof config->channel_max);
  for (int32_t i = object ? object->first_child : -1; i >= 0; i = part->given->objects[i].next) {
    const acd__object *below = &part->given->objects[i];
    if (below->noun != ACD_NOUN_AGENT_CHANNEL) continue;
    const acd__channel *channel = acd__dictionary_find(&engine->world.channels, below->name, below->name_size);
    if (!channel || below->remove) { /* whether it was there is not known */
      part->fits = 0;
      return;
    }
    config->channel_max[channel->number] = (uint8_t)acd__document_int(part->given, below, ACD_AGENT_CHANNEL_MAX);
  }
  uint32_t defined = 0;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++)
    if (engine->channels_at[i]) { /* gone ones with their last calls, too */
      if (engine->channels_at[i]->gone && !entry->is_new) config->channel_max[i] = before->channel_max[i];
      defined |= ACD__CHANNEL_BIT(i);
    }
  acd__plan_room(config, &engine->world.centre.channels, defined);
  config->takes = config->channels & devices_channels(entry->agent);
}

/* The group that a member is to be in; 1: there is none of that name, or one must be named. */
static int find_group(const acd__part *part, const acd__part_edit *edit, uint32_t *group_out)
{
  const acd__queue_config *config = edit->queue->config;
  const char *name = acd__document_text(part->given, edit->object, ACD_MEMBER_GROUP);
  if (!name[0]) return config->rules->strategy == ACD_STRATEGY_GROUP_SHARE;
  for (uint32_t i = 0; i < config->groups_count; i++) {
    if (strcmp(config->groups[i].name->text, name) != 0) continue;
    *group_out = i;
    return 0;
  }
  return 1;
}

static void take_memberships(acd__part *part, const acd__part_agent *entry)
{
  const acd__agent_config *before = entry->agent->config;
  acd__agent_config *config = entry->config;
  for (uint32_t i = 0; before && i < before->memberships_count; i++) {
    int is_edited = 0;
    for (size_t at = entry->edits; at && !is_edited; at = part->edits[at - 1].next)
      is_edited = part->edits[at - 1].queue == before->memberships[i].queue;
    if (!is_edited)
      acd__plan_add_membership(config, &before->memberships[i], before->memberships[i].queue->config->rules->channel);
  }
  for (size_t at = entry->edits; at; at = part->edits[at - 1].next) {
    const acd__part_edit *edit = &part->edits[at - 1];
    if (edit->object->remove) continue;
    uint32_t group = ACD__GROUP_NONE;
    if (find_group(part, edit, &group)) part->fits = 0;
    acd__membership member = acd__plan_membership(part->given, edit->object, edit->queue, entry->agent, group);
    acd__plan_add_membership(config, &member, edit->queue->config->rules->channel);
  }
}

/* Who goes finishes her call under the lanes she had. */
static int take_leaver(acd__part *part, acd__part_agent *entry)
{
  const acd__agent_config *before = entry->agent->config;
  entry->config = acd__plan_agent_config(&part->engine->memory, 0, 0, 0, "", 0);
  if (!entry->config) return ACD_ERR_NOMEM;
  entry->config->ring_lane = before->ring_lane;
  entry->config->wrapup_lane = before->wrapup_lane;
  entry->config->wrapup_extension_max_us = before->wrapup_extension_max_us;
  entry->config->capacity = before->capacity;
  entry->config->lines_max = before->lines_max;
  return ACD_OK;
}

/* An extension that somebody has already, if only until now, is left to the long way. */
static int take_extension(acd__part *part, acd__part_agent *entry)
{
  acd__dictionary *extensions = &part->engine->world.extensions;
  const acd__agent_config *before = entry->agent->config, *config = entry->config;
  if (before && before->extension_size == config->extension_size &&
      (config->extension_size == 0 || memcmp(before->extension, config->extension, config->extension_size) == 0))
    return ACD_OK;
  if (config->extension_size == 0) return ACD_OK;
  if (acd__dictionary_find(extensions, config->extension, config->extension_size)) return acd__part_unfit(part);
  int status = acd__dictionary_add(extensions, config->extension, config->extension_size, entry->agent);
  entry->has_extension = !status;
  return status;
}

static int take_config(acd__part *part, acd__part_agent *entry)
{
  static const acd__agent_config none = {.wrapup_extension_max_us = -1};
  const acd__agent_config *before = entry->agent->config ? entry->agent->config : &none;
  const acd__object *object = entry->object;
  const char *extension = before->extension;
  size_t extension_size = before->extension_size;
  if (object && (!object->amend || acd__document_has(object, ACD_AGENT_EXTENSION))) {
    extension = acd__document_text(part->given, object, ACD_AGENT_EXTENSION);
    extension_size = strlen(extension);
  }
  uint32_t offers_max = (uint32_t)int_of(part, entry, ACD_AGENT_OFFERS_MAX, before->offers.max);
  acd__agent_config *config =
      acd__plan_agent_config(&part->engine->memory, before->skills_count + count_below(part, object),
                             before->memberships_count + entry->edits_count, offers_max, extension, extension_size);
  if (!config) return ACD_ERR_NOMEM;
  entry->config = config;
  config->offers.window_us = int_of(part, entry, ACD_AGENT_OFFERS_WINDOW_US, before->offers.window_us);
  config->wrapup_extension_max_us =
      int_of(part, entry, ACD_AGENT_WRAPUP_EXTENSION_MAX_US, before->wrapup_extension_max_us);
  int status = lane_of(part, entry, ACD_AGENT_RING_TIMEOUT_US, before->ring_lane, &config->ring_lane);
  if (!status) status = lane_of(part, entry, ACD_AGENT_WRAPUP_US, before->wrapup_lane, &config->wrapup_lane);
  if (status) return status;
  take_skills(part, entry);
  take_capacity(part, entry, before);
  take_memberships(part, entry);
  return take_extension(part, entry);
}

static int take_configs(acd__part *part)
{
  int status = ACD_OK;
  for (size_t i = 0; i < part->agents_count && part->fits && !status; i++)
    status = part->agents[i].goes ? take_leaver(part, &part->agents[i]) : take_config(part, &part->agents[i]);
  return status;
}

static int order_agents(acd__part *part)
{
  part->by_creation = acd__memory_array(&part->engine->memory, part->agents_count + 1, sizeof *part->by_creation);
  if (!part->by_creation) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < part->agents_count; i++)
    part->by_creation[i] = (acd__sort_item){(int64_t)i, part->agents[i].agent->sequence};
  acd__sort(part->by_creation, part->agents_count);
  return ACD_OK;
}

#define MARK 2 /* in `named` of a queue: it stands in the list */

static int note_queues(acd__part *part, const acd__agent_config *config)
{
  for (uint32_t i = 0; config && i < config->memberships_count; i++) {
    acd__queue *queue = config->memberships[i].queue;
    if (queue->named & MARK) continue;
    if (ACD__PLAN_GROW(part, queues)) return ACD_ERR_NOMEM;
    queue->named |= MARK;
    part->queues[part->queues_count++] = (acd__sort_item){queue->slot.id, queue->sequence};
  }
  return ACD_OK;
}

static int list_queues(acd__part *part)
{
  int status = ACD_OK;
  for (size_t i = 0; i < part->agents_count && !status; i++) {
    status = note_queues(part, part->agents[i].agent->config);
    if (!status) status = note_queues(part, part->agents[i].config);
  }
  for (size_t i = 0; i < part->queues_count; i++)
    acd__queue_find(part->engine, part->queues[i].value)->named &= ~(uint32_t)MARK;
  acd__sort(part->queues, part->queues_count);
  return status;
}

static int prepare_route(acd__part *part)
{
  acd_engine *engine = part->engine;
  part->route_agents = acd__memory_array(&engine->memory, part->agents_count + 1, sizeof *part->route_agents);
  if (!part->route_agents) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < part->agents_count; i++) {
    part->route_agents[i].agent = part->agents[i].agent;
    part->route_agents[i].config = part->agents[i].config;
  }
  int possible;
  int status = acd__route_move_prepare(engine->world.route, part->route_agents, part->agents_count, &possible);
  if (!status && !possible) return acd__part_unfit(part);
  part->is_prepared = !status;
  return status;
}

/* All else that the commit takes. */
static int reserve(acd__part *part)
{
  acd_engine *engine = part->engine;
  acd__world *world = &engine->world;
  size_t calls = 0, added = 0, lines = 0;
  for (size_t i = 0; i < part->agents_count; i++) {
    calls += part->agents[i].agent->own.count + part->agents[i].agent->lines_count;
    added += part->agents[i].is_new;
    lines += acd__plan_lines_more(part->agents[i].agent, part->agents[i].config);
  }
  part->notes_size = acd__part_notes(part, NULL);
  if (world->changes_size + part->notes_size > world->bytes_size / 2 + NOTES_MAX) return acd__part_unfit(part);
  int status = acd__memory_reserve(&engine->memory, (void **)&world->changes, &world->changes_capacity,
                                   world->changes_size + part->notes_size, 1);
  if (!status) status = acd__rematch_reserve(engine, calls, part->agents_count);
  if (!status) status = acd__pool_reserve(&engine->lines, lines);
  return status ? status : acd__reserve_actions(engine, 0, added + lines);
}

static void drop_lists(acd__part *part)
{
  acd__memory *memory = &part->engine->memory;
  acd__memory_give(memory, part->agents, part->agents_capacity * sizeof *part->agents);
  acd__memory_give(memory, part->edits, part->edits_capacity * sizeof *part->edits);
  acd__memory_give(memory, part->queues, part->queues_capacity * sizeof *part->queues);
  acd__memory_give(memory, part->by_creation, (part->agents_count + 1) * sizeof *part->by_creation);
  acd__memory_give(memory, part->route_agents, (part->agents_count + 1) * sizeof *part->route_agents);
}

/* Taken objects go back in the reverse order, so that the pool is as it was. */
static void undo(acd__part *part)
{
  acd_engine *engine = part->engine;
  if (part->is_prepared) acd__route_move_undo(engine->world.route, part->route_agents, part->agents_count);
  for (size_t i = part->agents_count; i-- > 0;) {
    acd__part_agent *entry = &part->agents[i];
    acd__agent *agent = entry->agent;
    if (entry->has_extension)
      acd__dictionary_remove(&engine->world.extensions, entry->config->extension, entry->config->extension_size);
    if (entry->config) acd__memory_give(&engine->memory, entry->config, entry->config->bytes);
    if (!entry->is_new) continue;
    acd__dictionary_remove(&engine->world.agents, agent->name->text, agent->name->size);
    acd__string_drop(&engine->memory, agent->name);
    acd__pool_untake(&engine->agents, agent);
  }
}

/* 1 if a channel that was gone has lost its last call since the definition was applied: agents are idle for it no more, and have
 * fewer lines, from the next one on. */
static int lost_channel(const acd_engine *engine)
{
  for (uint32_t i = 1; i < ACD__CHANNELS; i++)
    if (engine->world.centre.channels.weights[i] && !engine->channels_at[i]) return 1;
  return 0;
}

int acd__part_apply(acd_engine *engine, const acd__document *given, int *done_out)
{
  acd__part part = {.engine = engine, .given = given, .fits = 1, .sequence = engine->sequence};
  *done_out = 0;
  if (!engine->world.route || engine->world.lost_queue || lost_channel(engine)) return ACD_OK;
  int status = acd__part_read(&part);
  if (!status && part.fits) status = take_configs(&part);
  if (!status && part.fits) status = order_agents(&part);
  if (!status && part.fits) status = list_queues(&part);
  if (!status && part.fits) status = prepare_route(&part);
  if (!status && part.fits) status = reserve(&part);
  if (status == ACD_ERR_LIMIT) status = acd__part_unfit(&part);
  *done_out = !status && part.fits;
  if (*done_out)
    acd__part_commit(&part);
  else
    undo(&part);
  drop_lists(&part);
  return status;
}
