/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/bytes.h"
#include "engine/arrive.h"
#include "model/record.h"

/* Convenience functions whose command needs a payload of several parts. A payload of usual size stands on the stack. */

#define SMALL 1024

typedef struct payload {
  acd__memory *memory;
  char *bytes;
  size_t used;
  size_t capacity;
  char small[SMALL];
} payload;

static int payload_begin(payload *to, acd_engine *engine, size_t size)
{
  to->memory = &engine->memory;
  to->used = 0;
  to->capacity = size;
  to->bytes = size <= SMALL ? to->small : acd__memory_take(to->memory, size);
  return to->bytes ? ACD_OK : ACD_ERR_NOMEM;
}

static void payload_end(payload *to)
{
  if (to->bytes != to->small) acd__memory_give(to->memory, to->bytes, to->capacity);
}

static acd_slice payload_add(payload *to, const void *bytes, size_t size)
{
  acd_slice slice = {(uint32_t)to->used, (uint32_t)size};
  if (size) memcpy(to->bytes + to->used, bytes, size);
  to->used += size;
  return slice;
}

static inline size_t text_size(const char *text)
{
  return text ? strlen(text) : 0;
}

void acd_arrival_init(acd_arrival *arrival)
{
  if (!arrival) return;
  memset(arrival, 0, sizeof *arrival);
  arrival->size = sizeof *arrival;
}

/* "key=value" lines as key NUL value NUL. An empty line is passed over; a line without '=' or with nothing on one side of
 * it is refused. */
static int add_attributes(payload *to, const char *lines)
{
  while (*lines) {
    size_t size = strcspn(lines, "\n");
    if (size) {
      const char *equals = memchr(lines, '=', size);
      if (!equals || equals == lines || equals + 1 == lines + size) return ACD_ERR_ARGUMENT;
      payload_add(to, lines, (size_t)(equals - lines));
      payload_add(to, "", 1);
      payload_add(to, equals + 1, size - (size_t)(equals + 1 - lines));
      payload_add(to, "", 1);
    }
    lines += size + (lines[size] == '\n');
  }
  return ACD_OK;
}

static int submit_arrival(acd_engine *engine, acd_time time_us, const acd__arrival *arrival, acd_id *call_out)
{
  acd_command command;
  acd__command_begin(&command, ACD_COMMAND_CALL_ARRIVE, time_us, 0);
  acd_result result = {0};
  int status = acd__submit(engine, &command, arrival, sizeof *arrival, &result);
  if (!status && call_out) *call_out = result.id;
  return status;
}

/* Apart, so that arrivals without attributes do not pay for the payload on the stack. */
__attribute__((noinline)) static int arrive_with_attributes(acd_engine *engine, acd_time time_us, acd__arrival *arrival,
                                                            acd_id *call_out)
{
  payload pairs;
  if (engine->in_command) return ACD_ERR_REENTRY;
  const char *lines = arrival->given->attributes;
  if (payload_begin(&pairs, engine, strlen(lines) + 1)) return ACD_ERR_NOMEM;
  int status = add_attributes(&pairs, lines);
  arrival->attributes = pairs.bytes;
  arrival->attributes_size = pairs.used;
  if (!status) status = submit_arrival(engine, time_us, arrival, call_out);
  payload_end(&pairs);
  return status;
}

int acd_call_arrive(acd_engine *engine, acd_time time_us, const acd_arrival *arrival, acd_id *call_out)
{
  if (!engine || !arrival) return ACD_ERR_ARGUMENT;
  int status = acd__record_check(arrival, sizeof *arrival);
  if (status) return status;
  if (arrival->requirements_count && !arrival->requirements) return ACD_ERR_ARGUMENT;
  if (arrival->preferred_count && !arrival->preferred) return ACD_ERR_ARGUMENT;
  if (arrival->preferred_count < 0 || arrival->preferred_count > ACD__PREFERRED_MAX) return ACD_ERR_ARGUMENT;
  acd__arrival own = {
      .given = arrival,
      .number_size = text_size(arrival->number),
      .caller_size = text_size(arrival->caller),
      .requirements = {arrival->requirements, (size_t)arrival->requirements_count * 2},
      .preferred = {arrival->preferred, (size_t)arrival->preferred_count},
  };
  if (arrival->attributes) return arrive_with_attributes(engine, time_us, &own, call_out);
  return submit_arrival(engine, time_us, &own, call_out);
}

static acd__arrival asked_of(const acd_arrival *given, const acd_requirement *requirements, uint32_t count)
{
  return (acd__arrival){
      .given = given,
      .number_size = text_size(given->number),
      .caller_size = text_size(given->caller),
      .requirements = {requirements, (size_t)count * 2},
  };
}

/* Submits what is asked for by a record: the texts of `own`, and attributes as lines. */
static int submit_request(acd_engine *engine, const acd_command *command, acd__arrival *own, const char *lines,
                          acd_id *call_out)
{
  payload pairs;
  if (engine->in_command) return ACD_ERR_REENTRY;
  if (!lines) lines = "";
  if (payload_begin(&pairs, engine, strlen(lines) + 1)) return ACD_ERR_NOMEM;
  int status = add_attributes(&pairs, lines);
  own->attributes = pairs.bytes;
  own->attributes_size = pairs.used;
  acd_result result = {0};
  if (!status) status = acd__submit(engine, command, own, sizeof *own, &result);
  payload_end(&pairs);
  if (!status && call_out) *call_out = result.id;
  return status;
}

int acd_callback_request(acd_engine *engine, acd_time time_us, const acd_callback_wish *wish, acd_id *call_out)
{
  if (!engine || !wish) return ACD_ERR_ARGUMENT;
  int status = acd__record_check(wish, sizeof *wish);
  if (status) return status;
  if (wish->requirements_count && !wish->requirements) return ACD_ERR_ARGUMENT;
  acd_arrival given = {.number = wish->dialled,
                       .caller = wish->number,
                       .queue = wish->queue,
                       .priority = wish->priority,
                       .host_ref = wish->host_ref};
  acd__arrival own = asked_of(&given, wish->requirements, wish->requirements_count);
  acd_command command;
  acd__command_begin(&command, ACD_COMMAND_CALLBACK, time_us, 0);
  command.body.callback.plan = wish->plan;
  command.body.callback.not_before_us = wish->not_before_us;
  command.body.callback.campaign = wish->campaign;
  return submit_request(engine, &command, &own, wish->attributes, call_out);
}

int acd_slot_book(acd_engine *engine, acd_time time_us, const acd_slot_wish *wish, acd_id *call_out)
{
  if (!engine || !wish) return ACD_ERR_ARGUMENT;
  int status = acd__record_check(wish, sizeof *wish);
  if (status) return status;
  if (wish->requirements_count && !wish->requirements) return ACD_ERR_ARGUMENT;
  acd_arrival given = {
      .number = wish->dialled, .caller = wish->number, .priority = wish->priority, .host_ref = wish->host_ref};
  acd__arrival own = asked_of(&given, wish->requirements, wish->requirements_count);
  acd_command command;
  acd__command_begin(&command, ACD_COMMAND_SLOT_BOOK, time_us, 0);
  command.body.slot_book.plan = wish->plan;
  command.body.slot_book.date = wish->date;
  command.body.slot_book.clock_us = wish->clock_us;
  command.body.slot_book.hold = wish->hold;
  return submit_request(engine, &command, &own, wish->attributes, call_out);
}

int acd_engine_reconcile(acd_engine *engine, acd_time time_us, const acd_id *calls, size_t count)
{
  if (!engine || (count && !calls) || count > UINT32_MAX / sizeof *calls) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  payload parts;
  if (payload_begin(&parts, engine, count * sizeof *calls)) return ACD_ERR_NOMEM;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RECONCILE, time_us, 0);
  command.body.reconcile.calls.size = (uint32_t)(count * sizeof *calls);
  for (size_t i = 0; i < count; i++, parts.used += sizeof *calls) acd__bytes_put(parts.bytes + parts.used, calls[i]);
  acd_result result = {0};
  int status = acd__submit(engine, &command, parts.bytes, parts.used, &result);
  payload_end(&parts);
  return status;
}

int acd_engine_reconcile_agents(acd_engine *engine, acd_time time_us, const acd_id *known, size_t count)
{
  if (!engine || (count && !known) || count > UINT32_MAX / sizeof *known) return ACD_ERR_ARGUMENT;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RECONCILE_AGENTS, time_us, 0);
  command.body.reconcile_agents.known.size = (uint32_t)(count * sizeof *known);
  acd_result result = {0};
  return acd__submit(engine, &command, known, count * sizeof *known, &result);
}

int acd_call_set(acd_engine *engine, acd_time time_us, acd_id call, const char *key, const char *value)
{
  if (!engine || !key) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  size_t total = text_size(key) + text_size(value);
  if (total > UINT32_MAX) return ACD_ERR_LIMIT;
  payload parts;
  if (payload_begin(&parts, engine, total)) return ACD_ERR_NOMEM;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_SET, time_us, call);
  command.body.attribute.key = payload_add(&parts, key, text_size(key));
  command.body.attribute.value = payload_add(&parts, value, text_size(value));
  int status = acd_engine_submit(engine, &command, parts.bytes, parts.used, NULL);
  payload_end(&parts);
  return status;
}

static void add_requirements(payload *to, const acd_requirement *requirements, size_t count)
{
  for (size_t i = 0; i < count; i++, to->used += sizeof *requirements) {
    acd__bytes_put(to->bytes + to->used, requirements[i].skill);
    acd__bytes_put(to->bytes + to->used + 8, requirements[i].level_min);
  }
}

int acd_call_require(acd_engine *engine, acd_time time_us, acd_id call, const acd_requirement *requirements,
                     size_t count)
{
  if (!engine || (count && !requirements)) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  if (count > UINT32_MAX / sizeof *requirements) return ACD_ERR_LIMIT;
  payload parts;
  size_t total = count * sizeof *requirements;
  if (payload_begin(&parts, engine, total)) return ACD_ERR_NOMEM;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_CHANGE, time_us, call);
  command.body.call_change.fields = ACD_CHANGE_REQUIREMENTS;
  command.body.call_change.requirements.size = (uint32_t)total;
  add_requirements(&parts, requirements, count);
  acd_result result = {0};
  int status = acd__submit(engine, &command, parts.bytes, parts.used, &result);
  payload_end(&parts);
  return status;
}
