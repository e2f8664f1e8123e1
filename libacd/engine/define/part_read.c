/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/part.h"

#include "model/path.h"

#include <string.h>

#define NAME_SIZE_MAX 255

static int good_top(const acd__object *object)
{
  if (object->noun == ACD_NOUN_AGENT) return !object->remove || (!object->values_count && object->first_child < 0);
  return object->noun == ACD_NOUN_QUEUE && object->amend && !object->values_count;
}

/* A skill or a channel of an agent, or a member of a queue. */
static int good_below(const acd__object *object, const acd__object *above)
{
  if (above->parent != 0 || object->amend) return 0;
  if (object->remove && (!above->amend || object->values_count || object->first_child >= 0)) return 0;
  if (above->noun != ACD_NOUN_AGENT) return object->noun == ACD_NOUN_MEMBER;
  return object->noun == ACD_NOUN_AGENT_SKILL || object->noun == ACD_NOUN_AGENT_CHANNEL;
}

/* 1 if the object is of the kind that can be dealt with, and the only one of its name. */
static int is_good(const acd__part *part, const acd__names *names, int32_t index)
{
  const acd__object *all = part->given->objects, *object = &all[index];
  if (object->name_size == 0 || object->name_size > NAME_SIZE_MAX ||
      acd__text_has_control(object->name, object->name_size))
    return 0;
  if (object->parent == 0 ? !good_top(object) : !good_below(object, &all[object->parent])) return 0;
  for (uint32_t i = 0; i < object->values_count; i++)
    if (acd__value_unset(&object->values[i])) return 0;
  for (uint32_t remove = 0; remove < 2; remove++) {
    int32_t same = acd__names_find(names, object->parent, object->noun, remove, object->name, object->name_size);
    if (same != (remove == object->remove ? index : -1)) return 0;
  }
  return 1;
}

static int read_shape(acd__part *part)
{
  acd__memory *memory = &part->engine->memory;
  const acd__document *given = part->given;
  acd__names names;
  if (given->objects[0].values_count) return acd__part_unfit(part);
  for (size_t i = 1; i < given->objects_count; i++) /* before an index is made: most changes of other kinds end here */
    if (given->objects[i].parent == 0 && !good_top(&given->objects[i])) return acd__part_unfit(part);
  int status = acd__names_build(&names, memory, given, ACD__NAMES_ALL);
  if (status) return status;
  for (size_t i = 1; i < given->objects_count && part->fits; i++) part->fits = is_good(part, &names, (int32_t)i);
  acd__names_free(&names);
  return ACD_OK;
}

static int read_values(acd__part *part)
{
  acd__errors errors;
  acd__errors_init(&errors, &part->engine->memory, 1);
  int status = acd__document_check_alone(part->given, &errors);
  acd__errors_clear(&errors);
  return status == ACD_ERR_DEFINITION ? acd__part_unfit(part) : status;
}

/* The entry of an agent, made if there is none. */
static int get_entry(acd__part *part, acd__agent *agent, acd__part_agent **entry_out)
{
  size_t at = agent->plan;
  if (at >= part->agents_count || part->agents[at].agent != agent) {
    if (ACD__PLAN_GROW(part, agents)) return ACD_ERR_NOMEM;
    at = agent->plan = part->agents_count++;
    part->agents[at] = (acd__part_agent){.agent = agent};
  }
  *entry_out = &part->agents[at];
  return ACD_OK;
}

static int take_agent(acd__part *part, const acd__object *object, acd__agent **agent_out)
{
  acd_engine *engine = part->engine;
  int status = acd__pool_reserve(&engine->agents, 1);
  if (status) return status;
  if (ACD__PLAN_GROW(part, agents)) return ACD_ERR_NOMEM;
  acd__string *name = acd__string_new(&engine->memory, object->name, object->name_size);
  if (!name) return ACD_ERR_NOMEM;
  acd__agent *agent = acd__pool_take(&engine->agents);
  if (acd__dictionary_add(&engine->world.agents, object->name, object->name_size, agent)) {
    acd__pool_untake(&engine->agents, agent);
    acd__string_drop(&engine->memory, name);
    return ACD_ERR_NOMEM;
  }
  acd__plan_agent_begin(agent, name, ++part->sequence);
  agent->plan = SIZE_MAX;
  *agent_out = agent;
  return ACD_OK;
}

static int read_agent(acd__part *part, const acd__object *object)
{
  acd__agent *agent = acd__dictionary_find(&part->engine->world.agents, object->name, object->name_size);
  acd__part_agent *entry;
  int is_new = !agent, status = ACD_OK;
  if (is_new && (object->remove || object->amend)) return acd__part_unfit(part);
  if (object->remove && agent->in_flow) return acd__part_unfit(part); /* a mistake */
  if (!is_new && agent->devices && !object->remove && !object->amend)
    return acd__part_unfit(part); /* defined anew, without them */
  if (is_new) status = take_agent(part, object, &agent);
  if (!status) status = get_entry(part, agent, &entry);
  if (status) return status;
  entry->object = object;
  entry->is_new = (uint32_t)is_new;
  entry->goes = object->remove;
  return ACD_OK;
}

static int read_member(acd__part *part, const acd__object *object, acd__queue *queue)
{
  acd__agent *agent = acd__dictionary_find(&part->engine->world.agents, object->name, object->name_size);
  acd__part_agent *entry;
  if (!agent) return acd__part_unfit(part);
  int is_member = agent->config && acd__membership_of(agent->config, queue);
  if (object->remove && !is_member) return acd__part_unfit(part);
  if (get_entry(part, agent, &entry) || ACD__PLAN_GROW(part, edits)) return ACD_ERR_NOMEM;
  if (entry->goes && !object->remove) return acd__part_unfit(part);
  part->edits[part->edits_count++] = (acd__part_edit){object, queue, entry->edits};
  entry->edits = part->edits_count;
  entry->edits_count++;
  return ACD_OK;
}

static int read_members(acd__part *part, const acd__object *object)
{
  acd__queue *queue = acd__dictionary_find(&part->engine->world.queues, object->name, object->name_size);
  if (!queue) return acd__part_unfit(part);
  for (int32_t i = object->first_child; i >= 0 && part->fits; i = part->given->objects[i].next) {
    int status = read_member(part, &part->given->objects[i], queue);
    if (status) return status;
  }
  return ACD_OK;
}

int acd__part_read(acd__part *part)
{
  static const uint32_t nouns[] = {ACD_NOUN_AGENT, ACD_NOUN_QUEUE}; /* members may be agents who are new */
  int status = read_shape(part);
  if (!status && part->fits) status = read_values(part);
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
    for (const acd__object *at = NULL; !status && part->fits && (at = acd__plan_next(part->given, at, nouns[i]));)
      status = nouns[i] == ACD_NOUN_AGENT ? read_agent(part, at) : read_members(part, at);
  return status;
}
