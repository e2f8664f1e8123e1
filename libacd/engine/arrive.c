/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/arrive.h"

#define WAITED_US_MAX (30 * 24 * 3600 * ACD_SECOND)
/* So many requirements of a call take no memory while they are looked at. */
#define NEEDS_FEW 16

/* Word of the body that holds a member. */
#define WORD(member)   ((uint32_t)(offsetof(acd_command_arrive, member) / sizeof(int64_t)))

#define CLASS_KEY      "caller_class"
#define CLASS_KEY_SIZE (sizeof CLASS_KEY - 1)

/* Where a call enters, and what who calls makes of it. */
typedef struct entrance {
  acd__queue *queue;
  acd__flow *flow;
  int64_t priority;
  const acd__caller *caller; /* whose class the call gets; NULL: none */
} entrance;

static int find_entry(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, entrance *to)
{
  const acd_arrival *given = arrival->given;
  int status;
  if (given->queue) {
    to->queue = acd__pool_find(&engine->queues, given->queue, &status);
    if (!to->queue) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(queue));
    return to->queue->closed ? acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_BODY, WORD(queue)) : ACD_OK;
  }
  if (given->flow) {
    to->flow = acd__flow_in_force(engine, given->flow, &status);
    return to->flow ? ACD_OK : acd__refuse(apply, status, ACD_FAULT_BODY, WORD(flow));
  }
  const acd__entry *entry = acd__dictionary_find(&engine->world.numbers, given->number, arrival->number_size);
  if (!entry) entry = acd__patterns_find(&engine->world.numbers_like, given->number, arrival->number_size);
  if (!entry) return acd__refuse(apply, ACD_ERR_NOT_FOUND, ACD_FAULT_BODY, WORD(number));
  to->priority = entry->priority;
  if (entry->flow_size)
    to->flow = acd__dictionary_find(&engine->world.flows, entry->flow, entry->flow_size);
  else
    to->queue = acd__queue_find(engine, entry->queue);
  return ACD_OK;
}

/* key NUL value NUL …: whole pairs, keys not empty and each once. */
static int check_attributes(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, uint32_t *count_out)
{
  const char *begin = arrival->attributes, *end = begin + arrival->attributes_size;
  uint32_t at_payload = apply->own ? 0 : apply->command->body.arrive.attributes.offset;
  if (end[-1] != '\0')
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, at_payload + (uint32_t)(end - 1 - begin));
  for (const char *at = begin; at < end; ++*count_out) {
    const char *key = at;
    at += strlen(at) + 1;
    uint32_t offset = at_payload + (uint32_t)(key - begin);
    if (key[0] == '\0' || at >= end || at[0] == '\0')
      return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, offset);
    at += strlen(at) + 1;
    for (const char *other = begin; other < key; other += strlen(other) + 1, other += strlen(other) + 1)
      if (strcmp(other, key) == 0) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, offset);
    if (*count_out >= (uint64_t)engine->options[ACD_OPTION_ATTRIBUTES_MAX])
      return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_ATTRIBUTES_MAX);
  }
  return ACD_OK;
}

/* Finds or makes the needs of a list that was looked at, and keeps them at hand. Apart, for it is seldom come to. */
__attribute__((noinline)) static int intern_needs(acd_engine *engine, acd__apply *apply, const acd__words *words,
                                                  acd__skill *first, acd__needs **needs_out)
{
  size_t count = words->count / 2;
  acd_requirement few[NEEDS_FEW];
  acd_requirement *items = count <= NEEDS_FEW ? few : acd__memory_array(&engine->memory, count, sizeof *items);
  if (!items) return acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  for (size_t i = 0; i < count; i++)
    items[i] = (acd_requirement){acd__word_at(apply, words, 2 * i), acd__word_at(apply, words, 2 * i + 1)};
  int status = acd__needs_intern(&engine->needs, items, count, needs_out);
  if (items != few) acd__memory_give(&engine->memory, items, count * sizeof *items);
  if (status) return status;
  acd__needs_drop(&engine->needs, first->needs);
  first->needs = acd__needs_hold(*needs_out);
  return ACD_OK;
}

/* Calls with the same requirements follow each other: each skill keeps at hand those of the latest call that named it first, and
 * a list is compared with them as it is looked at. */
int acd__apply_needs(acd_engine *engine, acd__apply *apply, const acd__words *words, acd__needs **needs_out)
{
  size_t count = words->count / 2; /* skill, level */
  acd__skill *first = NULL;
  int same = 1;
  *needs_out = NULL;
  for (size_t i = 0; i < count; i++) {
    int status;
    acd_id id = acd__word_at(apply, words, 2 * i);
    int64_t level = acd__word_at(apply, words, 2 * i + 1);
    acd__skill *skill = acd__pool_find(&engine->skills, id, &status);
    if (!skill) return acd__refuse(apply, status, ACD_FAULT_PAYLOAD, acd__word_offset(apply, words, 2 * i));
    if (level < 1)
      return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, acd__word_offset(apply, words, 2 * i + 1));
    if (!first) first = skill;
    const acd__needs *latest = first->needs;
    same =
        same && latest && latest->count == count && latest->items[i].skill == id && latest->items[i].level_min == level;
  }
  if (!first) return ACD_OK;
  if (!same) return intern_needs(engine, apply, words, first, needs_out);
  *needs_out = acd__needs_hold(first->needs);
  return ACD_OK;
}

/* Bytes that the class of a caller takes among a call's attributes. */
static size_t class_bytes(const entrance *to)
{
  return to->caller ? CLASS_KEY_SIZE + to->caller->class_size + 2 : 0;
}

/* Never refuses a call: a class for which there is no room is left out. The attributes are right ones. */
static void find_caller(acd_engine *engine, const acd__arrival *arrival, uint32_t attributes_count, entrance *to)
{
  const acd__caller *caller =
      acd__patterns_find(&engine->world.callers_like, arrival->given->caller, arrival->caller_size);
  if (!caller) return;
  to->priority += caller->priority;
  if (!caller->class_size) return;
  const char *end = arrival->attributes + arrival->attributes_size;
  for (const char *at = arrival->attributes; at < end; at += strlen(at) + 1, at += strlen(at) + 1)
    if (strcmp(at, CLASS_KEY) == 0) return;
  to->caller = caller;
  size_t bytes = arrival->number_size + arrival->caller_size + arrival->attributes_size + class_bytes(to);
  if (attributes_count < (uint64_t)engine->options[ACD_OPTION_ATTRIBUTES_MAX] &&
      bytes <= (uint64_t)engine->options[ACD_OPTION_TEXT_MAX])
    return;
  to->caller = NULL;
  acd__log(engine, ACD_LOG_WARNING, "a call has no room for the attribute", CLASS_KEY);
}

/* Looks at all but the lists. */
static int check(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, entrance *to,
                 uint32_t *attributes_count_out)
{
  const acd_arrival *given = arrival->given;
  int status = ACD_OK;
  if (arrival->attributes_size) status = check_attributes(engine, apply, arrival, attributes_count_out);
  if (!status) status = find_entry(engine, apply, arrival, to);
  if (status) return status;
  if (given->priority < -1000 || given->priority > 1000)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(priority));
  if (given->waited_us < 0 || given->waited_us > WAITED_US_MAX)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(waited_us));
  if (arrival->number_size + arrival->caller_size + arrival->attributes_size >
      (uint64_t)engine->options[ACD_OPTION_TEXT_MAX])
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_TEXT_MAX);
  if (engine->calls.live >= engine->options[ACD_OPTION_CALLS_MAX])
    return acd__refuse(apply, ACD_ERR_LIMIT, ACD_FAULT_LIMIT, ACD_OPTION_CALLS_MAX);
  return ACD_OK;
}

/* Agents that are gone meanwhile stay in the list and match nobody. */
static int take_preferred(acd_engine *engine, acd__apply *apply, const acd__words *words, acd__call *call)
{
  if (words->count == 0) return ACD_OK;
  uint32_t count = (uint32_t)words->count;
  if (words->count > ACD__PREFERRED_MAX) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(preferred));
  acd__preferred *list = acd__memory_take(&engine->memory, sizeof *list + count * sizeof list->agents[0]);
  if (!list) return acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  list->count = count;
  call->preferred = list;
  for (uint32_t i = 0; i < count; i++) {
    int status = ACD_OK;
    list->agents[i] = acd__word_at(apply, words, i);
    if (!acd__pool_find(&engine->agents, list->agents[i], &status) && status != ACD_ERR_STALE)
      return acd__refuse(apply, status, ACD_FAULT_PAYLOAD, acd__word_offset(apply, words, i));
  }
  return ACD_OK;
}

/* All memory that the call can ever need, and the call itself, with its texts. Room for its actions is made for every arrival,
 * before it is looked at. */
static int reserve(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, const entrance *to,
                   uint32_t attributes_count, acd__call **call_out)
{
  const acd__provision *need = to->flow ? &to->flow->provision : &to->queue->provision;
  size_t texts_spare = class_bytes(to);
  if (need->text_bytes) {
    size_t used = arrival->number_size + arrival->caller_size + 2 + arrival->attributes_size + texts_spare;
    texts_spare += (size_t)acd__provision_texts(engine, (int64_t)used, need->text_bytes);
  }
  acd__needs *needs = NULL;
  int status = acd__pool_reserve(&engine->calls, 1);
  if (!status) status = acd__sides_reserve(engine, &engine->world, 1, 0);
  if (!status && arrival->requirements.count) status = acd__apply_needs(engine, apply, &arrival->requirements, &needs);
  if (status) return apply->result->fault ? status : acd__refuse(apply, status, ACD_FAULT_LIMIT, 0);
  acd__call *call = acd__pool_take(&engine->calls);
  *call_out = call;
  call->needs = needs;
  status = take_preferred(engine, apply, &arrival->preferred, call);
  if (!status && acd__texts_init(&call->texts, &engine->memory, arrival->given->number, arrival->number_size,
                                 arrival->given->caller, arrival->caller_size, arrival->attributes,
                                 arrival->attributes_size, attributes_count, texts_spare))
    status = acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  if (!status && arrival->call_out && acd__callback_make(engine, call))
    status = acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  if (!status && (need->also || need->nests || need->records || need->calls_back) &&
      acd__provision_lay_in(engine, call, need))
    status = acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  if (!status) return ACD_OK;
  acd__texts_release(&call->texts, &engine->memory);
  acd__callback_free(engine, call);
  acd__call_preferred_free(engine, call);
  acd__pool_untake(&engine->calls, call);
  acd__needs_drop(&engine->needs, needs);
  return status;
}

/* The call is there, and has entered nothing yet. Once, in arrive(): who comes otherwise goes that way, too. */
__attribute__((always_inline)) static inline int
come(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, acd__call **call_out, entrance *entrance_out)
{
  const acd_arrival *given = arrival->given;
  entrance to = {NULL, NULL, 0, NULL};
  uint32_t attributes_count = 0;
  acd__call *call = NULL;
  int status = check(engine, apply, arrival, &to, &attributes_count);
  if (!status && engine->world.callers_count) find_caller(engine, arrival, attributes_count, &to);
  if (!status) status = reserve(engine, apply, arrival, &to, attributes_count, &call);
  if (status) return status;
  if (to.caller)
    (void)acd__texts_set(&call->texts, CLASS_KEY, CLASS_KEY_SIZE, to.caller->class_, to.caller->class_size);
  call->node.sequence = ++engine->sequence;
  acd__sides_give(engine, call);
  call->host_ref = given->host_ref;
  call->timer.kind = ACD__TIMER_CALL_WAIT;
  call->arrived_us = engine->now_us;
  call->priority = (int16_t)given->priority;
  call->waited_us = given->waited_us;
  call->entry_priority = (int16_t)to.priority;
  call->flow_node = -1;
  call->seen = engine->sweep_epoch;
  apply->result->id = call->slot.id;
  acd__event(engine, ACD_EVENT_CALL_ARRIVED, call, NULL, NULL, 0, 0, 0, 0);
  *call_out = call;
  *entrance_out = to;
  return ACD_OK;
}

/* A customer who was to be called back has the place back. */
__attribute__((noinline)) static void rejoin(acd_engine *engine, acd__call *call)
{
  const char *caller = acd__texts_caller(&call->texts);
  call->waited_us += acd__callback_rejoin(engine, caller, strlen(caller));
}

static int arrive(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival)
{
  acd__call *call;
  entrance to;
  int status = come(engine, apply, arrival, &call, &to);
  if (status) return status;
  if (arrival->call_out) {
    *arrival->call_out = call;
    return ACD_OK;
  }
  if (engine->callbacks_to.count) rejoin(engine, call);
  if (to.flow) {
    acd__flow_enter(engine, call, to.flow);
    return ACD_OK;
  }
  int32_t exit = acd__queue_enter(engine, call, to.queue, NULL, ACD_ENTER_OFFERED);
  if (exit) acd__call_exit(engine, call, exit);
  return ACD_OK;
}

int acd__arrive_only(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, acd__call **call_out)
{
  acd__arrival only = *arrival;
  only.call_out = call_out;
  return arrive(engine, apply, &only);
}

int acd__arrival_read(acd__apply *apply, acd_slice number, uint32_t number_word, acd_arrival *given,
                      acd__arrival *arrival)
{
  const acd_command_arrive *body = &apply->command->body.arrive;
  int status = acd__apply_text(apply, number, number_word, &given->number);
  if (!status) status = acd__apply_text(apply, body->caller, WORD(caller), &given->caller);
  acd_slice attributes = body->attributes;
  if (!status && (attributes.offset > apply->payload_size || attributes.size > apply->payload_size - attributes.offset))
    status = attributes.size ? acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, WORD(attributes)) : ACD_OK;
  if (!status)
    status = acd__apply_words(apply, body->requirements, WORD(requirements), sizeof(acd_requirement),
                              &arrival->requirements);
  if (status) return status;
  given->queue = body->queue;
  given->priority = body->priority;
  given->host_ref = apply->command->host_ref;
  arrival->given = given;
  arrival->number_size = number.size;
  arrival->caller_size = body->caller.size;
  arrival->attributes_size = attributes.size;
  if (attributes.size) arrival->attributes = (const char *)apply->payload + attributes.offset;
  return ACD_OK;
}

static int read_record(acd__apply *apply, acd_arrival *given, acd__arrival *arrival)
{
  const acd_command_arrive *body = &apply->command->body.arrive;
  int status = acd__arrival_read(apply, body->number, WORD(number), given, arrival);
  if (!status) status = acd__apply_words(apply, body->preferred, WORD(preferred), sizeof(acd_id), &arrival->preferred);
  given->flow = body->flow;
  given->waited_us = body->waited_us;
  return status;
}

/* Apart, so that a host's own arrivals do not pay for the room that this takes. */
__attribute__((noinline)) static int arrive_by_record(acd_engine *engine, acd__apply *apply)
{
  acd_arrival given = {0};
  acd__arrival arrival = {0};
  int status = read_record(apply, &given, &arrival);
  return status ? status : arrive(engine, apply, &arrival);
}

int acd__do_call_arrive(acd_engine *engine, acd__apply *apply)
{
  return apply->own ? arrive(engine, apply, (const acd__arrival *)(const void *)apply->payload)
                    : arrive_by_record(engine, apply);
}
