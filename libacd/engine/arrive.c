/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/bytes.h"
#include "engine/engine.h"

typedef struct arrival {
  const char *number;
  const char *caller;
  const char *attributes;
  size_t attributes_count;
  acd__needs *needs;
  acd__queue *queue;
  acd__flow *flow;
  int64_t entry_priority;
} arrival;

#define WAITED_US_MAX (30 * 24 * 3600 * ACD_SECOND)
/* So many requirements of a call take no memory while they are looked at. */
#define NEEDS_FEW 16

/* Word of the body that holds a member. */
#define WORD(member) ((uint32_t)(offsetof(acd_command_arrive, member) / sizeof(int64_t)))

static int find_entry(acd_engine *engine, acd__apply *apply, arrival *call)
{
  const acd_command_arrive *body = &apply->command->body.arrive;
  int status;
  if (body->queue) {
    call->queue = acd__pool_find(&engine->queues, body->queue, &status);
    if (!call->queue) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(queue));
    return call->queue->closed ? acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(queue)) : ACD_OK;
  }
  if (body->flow) {
    call->flow = acd__flow_in_force(engine, body->flow, &status);
    return call->flow ? ACD_OK : acd__refuse(apply, status, ACD_FAULT_BODY, WORD(flow));
  }
  const acd__entry *entry = acd__dictionary_find(&engine->world.numbers, call->number, body->number.size);
  if (!entry) return acd__refuse(apply, ACD_ERR_NOT_FOUND, ACD_FAULT_BODY, WORD(number));
  call->entry_priority = entry->priority;
  if (entry->flow_size)
    call->flow = acd__dictionary_find(&engine->world.flows, entry->flow, entry->flow_size);
  else
    call->queue = acd__queue_find(engine, entry->queue);
  return ACD_OK;
}

/* key NUL value NUL …: whole pairs, keys not empty and each once. */
static int check_attributes(acd_engine *engine, acd__apply *apply, arrival *call)
{
  acd_slice slice = apply->command->body.arrive.attributes;
  if (slice.size == 0) return ACD_OK;
  if (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset)
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, WORD(attributes));
  const char *begin = (const char *)apply->payload + slice.offset, *end = begin + slice.size;
  if (end[-1] != '\0') return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, slice.offset + slice.size - 1);
  for (const char *at = begin; at < end; call->attributes_count++) {
    const char *key = at;
    at += strlen(at) + 1;
    uint32_t offset = slice.offset + (uint32_t)(key - begin);
    if (key[0] == '\0' || at >= end || at[0] == '\0')
      return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, offset);
    at += strlen(at) + 1;
    for (const char *other = begin; other < key; other += strlen(other) + 1, other += strlen(other) + 1)
      if (strcmp(other, key) == 0) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, offset);
    if (call->attributes_count >= (size_t)engine->options[ACD_OPTION_ATTRIBUTES_MAX])
      return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_ATTRIBUTES_MAX);
  }
  call->attributes = begin;
  return ACD_OK;
}

/* Calls with the same requirements follow each other: each skill keeps at hand those of the latest call that named it first. */
static int intern_needs(acd_engine *engine, acd__skill *first, acd_requirement *items, size_t count,
                        acd__needs **needs_out)
{
  acd__needs *latest = first->needs;
  if (latest && latest->count == count && memcmp(latest->items, items, count * sizeof *items) == 0) {
    *needs_out = acd__needs_hold(latest);
    return ACD_OK;
  }
  int status = acd__needs_intern(&engine->needs, items, count, needs_out);
  if (status) return status;
  acd__needs_drop(&engine->needs, latest);
  first->needs = acd__needs_hold(*needs_out);
  return ACD_OK;
}

int acd__apply_needs(acd_engine *engine, acd__apply *apply, acd_slice slice, uint32_t word, acd__needs **needs_out)
{
  *needs_out = NULL;
  if (slice.size == 0) return ACD_OK;
  if (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset ||
      slice.size % sizeof(acd_requirement))
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, word);
  size_t count = slice.size / sizeof(acd_requirement);
  acd_requirement few[NEEDS_FEW];
  acd_requirement *items = count <= NEEDS_FEW ? few : acd__memory_array(&engine->memory, count, sizeof *items);
  if (!items) return acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  int status = ACD_OK;
  acd__skill *first = NULL;
  for (size_t i = 0; i < count && !status; i++) {
    uint32_t offset = slice.offset + (uint32_t)(i * sizeof *items);
    items[i].skill = acd__bytes_get(apply->payload + offset);
    items[i].level_min = acd__bytes_get(apply->payload + offset + 8);
    acd__skill *skill = acd__pool_find(&engine->skills, items[i].skill, &status);
    if (!first) first = skill;
    if (!skill)
      acd__refuse(apply, status, ACD_FAULT_PAYLOAD, offset);
    else if (items[i].level_min < 1)
      status = acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, offset + 8);
    else
      status = ACD_OK;
  }
  if (!status) status = intern_needs(engine, first, items, count, needs_out);
  if (items != few) acd__memory_give(&engine->memory, items, count * sizeof *items);
  return status;
}

static int check(acd_engine *engine, acd__apply *apply, arrival *call)
{
  const acd_command_arrive *body = &apply->command->body.arrive;
  int status = acd__apply_text(apply, body->number, WORD(number), &call->number);
  if (!status) status = acd__apply_text(apply, body->caller, WORD(caller), &call->caller);
  if (!status) status = check_attributes(engine, apply, call);
  if (!status) status = find_entry(engine, apply, call);
  if (status) return status;
  if (body->priority < -1000 || body->priority > 1000)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(priority));
  if (body->waited_us < 0 || body->waited_us > WAITED_US_MAX)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(waited_us));
  uint64_t text = (uint64_t)body->number.size + body->caller.size + body->attributes.size;
  if (text > (uint64_t)engine->options[ACD_OPTION_TEXT_MAX])
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_TEXT_MAX);
  if (engine->calls.live >= engine->options[ACD_OPTION_CALLS_MAX])
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_CALLS_MAX);
  return ACD_OK;
}

static int take_texts(acd_engine *engine, const acd__apply *apply, const arrival *arrived, acd__texts *texts)
{
  const acd_command_arrive *body = &apply->command->body.arrive;
  size_t number_size = body->number.size, caller_size = body->caller.size, attributes_size = body->attributes.size;
  size_t spare = arrived->flow || engine->world.all_need_texts ? engine->world.text_bytes : 0;
  if (number_size + caller_size + attributes_size + spare == 0) return ACD_OK;
  if (!apply->own)
    return acd__texts_init(texts, &engine->memory, arrived->number, number_size, arrived->caller, caller_size,
                           arrived->attributes, attributes_size, arrived->attributes_count, spare);
  char *block = acd__texts_begin(texts, &engine->memory, number_size, caller_size, attributes_size,
                                 arrived->attributes_count, spare);
  if (block) memcpy(block, apply->payload, texts->used);
  return block ? ACD_OK : ACD_ERR_NOMEM;
}

/* Agents that are gone meanwhile stay in the list and match nobody. */
static int take_preferred(acd_engine *engine, acd__apply *apply, acd__call *call)
{
  acd_slice slice = apply->command->body.arrive.preferred;
  if (slice.size == 0) return ACD_OK;
  if (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset ||
      slice.size % sizeof(acd_id))
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, WORD(preferred));
  uint32_t count = slice.size / (uint32_t)sizeof(acd_id);
  if (count > ACD__PREFERRED_MAX) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(preferred));
  acd__preferred *list = acd__memory_take(&engine->memory, sizeof *list + count * sizeof list->agents[0]);
  if (!list) return acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  list->count = count;
  call->preferred = list;
  for (uint32_t i = 0; i < count; i++) {
    int status = ACD_OK;
    uint32_t offset = slice.offset + i * (uint32_t)sizeof(acd_id);
    list->agents[i] = acd__bytes_get(apply->payload + offset);
    if (!acd__pool_find(&engine->agents, list->agents[i], &status) && status != ACD_ERR_STALE)
      return acd__refuse(apply, status, ACD_FAULT_PAYLOAD, offset);
  }
  return ACD_OK;
}

/* All memory that the call can ever need, and the call itself, with its texts. */
static int reserve(acd_engine *engine, acd__apply *apply, arrival *arrived, acd__call **call_out)
{
  int status = acd__reserve_actions(engine, 1, 0);
  if (!status) status = acd__pool_reserve(&engine->calls, 1);
  if (!status && engine->world.announces) status = acd__pool_reserve(&engine->tellings, 1);
  if (!status)
    status =
        acd__apply_needs(engine, apply, apply->command->body.arrive.requirements, WORD(requirements), &arrived->needs);
  if (status) return apply->result->fault ? status : acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  acd__call *call = acd__pool_take(&engine->calls);
  *call_out = call;
  status = take_preferred(engine, apply, call);
  if (!status && take_texts(engine, apply, arrived, &call->texts))
    status = acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  if (!status) return ACD_OK;
  acd__call_preferred_free(engine, call);
  acd__pool_untake(&engine->calls, call);
  acd__needs_drop(&engine->needs, arrived->needs);
  return status;
}

int acd__do_call_arrive(acd_engine *engine, acd__apply *apply)
{
  arrival arrived = {0};
  acd__call *call = NULL;
  int status = check(engine, apply, &arrived);
  if (!status) status = reserve(engine, apply, &arrived, &call);
  if (status) return status;
  call->sequence = ++engine->sequence;
  if (engine->world.announces) acd__telling_give(engine, call);
  call->host_ref = apply->command->host_ref;
  acd__call_timers(call);
  call->arrived_us = engine->now_us;
  call->priority = apply->command->body.arrive.priority;
  call->waited_us = apply->command->body.arrive.waited_us;
  call->entry_priority = arrived.entry_priority;
  call->needs = arrived.needs;
  call->flow_node = -1;
  call->seen = engine->sweep_epoch;
  apply->result->id = call->slot.id;
  acd__event(engine, ACD_EVENT_CALL_ARRIVED, call, NULL, NULL, 0, 0, 0, 0);
  if (arrived.flow) {
    acd__flow_enter(engine, call, arrived.flow);
    return ACD_OK;
  }
  int32_t exit = acd__queue_enter(engine, call, arrived.queue, NULL, ACD_ENTER_OFFERED);
  if (exit) acd__call_exit(engine, call, exit);
  return ACD_OK;
}
