/* SPDX-License-Identifier: Apache-2.0 */
/* In the order of acd__plan_commit(), with the same effect. */
#include "engine/define/part.h"

#include <string.h>

/* Names and extensions of those who go or have others. New ones stand in the tables already. */
static void commit_names(acd__part *part)
{
  acd__world *world = &part->engine->world;
  for (size_t i = 0; i < part->agents_count; i++) {
    const acd__part_agent *entry = &part->agents[i];
    const acd__agent_config *before = entry->agent->config, *after = entry->config;
    if (entry->goes) acd__dictionary_remove(&world->agents, entry->agent->name->text, entry->agent->name->size);
    if (!before || !before->extension_size) continue;
    if (before->extension_size != after->extension_size ||
        memcmp(before->extension, after->extension, after->extension_size) != 0)
      acd__dictionary_remove(&world->extensions, before->extension, before->extension_size);
  }
}

static void commit_notes(acd__part *part)
{
  acd__world *world = &part->engine->world;
  acd__part_notes(part, world->changes + world->changes_size);
  world->changes_size += part->notes_size;
  world->changes_count += part->notes_count;
}

static void commit_agents(acd__part *part)
{
  acd_engine *engine = part->engine;
  acd__route_move_off(part->route_agents, part->agents_count);
  for (size_t i = 0; i < part->agents_count; i++) {
    acd__part_agent *entry = &part->agents[i];
    entry->reviews = acd__commit_config(engine, entry->agent, entry->config);
    if (entry->is_new) acd__commit_link(engine, entry->agent);
    acd__commit_lines_more(engine, entry->agent, entry->config);
    acd__commit_cursors(entry->agent);
  }
  engine->sequence = part->sequence;
  acd__occupancy_begin_new(engine);
  acd__route_move_on(engine->world.route, part->route_agents, part->agents_count);
  engine->defining = 1; /* a call that loses its agent, or might get one, waits for its turn among all others */
  for (size_t i = 0; i < part->agents_count; i++) {
    const acd__part_agent *entry = &part->agents[i];
    if (entry->is_new)
      acd__commit_presence(engine, entry->agent, acd__document_int(part->given, entry->object, ACD_AGENT_PRESENCE));
  }
  for (size_t i = 0; i < part->agents_count; i++) acd__preferred_review(engine, part->agents[i].agent);
}

static void settle_agents(acd__part *part)
{
  acd_engine *engine = part->engine;
  for (size_t i = 0; i < part->agents_count; i++) {
    const acd__part_agent *entry = &part->agents[part->by_creation[i].value];
    if (entry->reviews && !entry->goes && !entry->is_new) acd__agent_reconsider(engine, entry->agent);
  }
  for (size_t i = 0; i < part->agents_count; i++) {
    const acd__part_agent *entry = &part->agents[part->by_creation[i].value];
    if (entry->goes) acd__commit_leaver(engine, entry->agent);
  }
  engine->defining = 0;
}

/* Where agents are kept free, one who comes may let others be offered calls: all are looked at. */
static void rematch(acd__part *part, int keeps_free)
{
  acd_engine *engine = part->engine;
  if (keeps_free) engine->rematch_next = engine->agents_head;
  for (size_t i = 0; i < part->agents_count && !keeps_free; i++) {
    const acd__part_agent *entry = &part->agents[part->by_creation[i].value];
    if (!entry->goes) acd__rematch_agent(engine, entry->agent);
  }
  acd__rematch_slice(engine);
}

void acd__part_commit(acd__part *part)
{
  acd_engine *engine = part->engine;
  int keeps_free = 0;
  commit_names(part);
  commit_notes(part);
  commit_agents(part);
  if (engine->timers.lanes_count > 2 * engine->lanes_swept + 64) acd__commit_lanes(engine);
  for (size_t i = 0; i < part->queues_count; i++)
    keeps_free |= acd__queue_find(engine, part->queues[i].value)->route->rules->reserve > 0;
  settle_agents(part);
  for (size_t i = 0; i < part->queues_count; i++) {
    acd__queue *queue = acd__queue_find(engine, part->queues[i].value);
    if (queue) acd__queue_staffing(engine, queue);
  }
  acd__event(engine, ACD_EVENT_DEFINED, NULL, NULL, NULL, 0, 0, 0, 0);
  rematch(part, keeps_free);
}
