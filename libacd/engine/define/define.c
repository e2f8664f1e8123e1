/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/define/plan.h"

void acd__world_release(acd_engine *engine, acd__world *world)
{
  acd__memory *memory = &engine->memory;
  for (size_t i = 0; i < world->entries_count; i++)
    acd__memory_give(memory, world->entries[i], sizeof(acd__entry) + world->entries[i]->flow_size);
  acd__memory_give(memory, world->entries, world->entries_capacity * sizeof *world->entries);
  acd__dictionary *tables[] = {&world->skills,    &world->channels, &world->agents,  &world->queues,
                               &world->schedules, &world->flows,    &world->numbers, &world->extensions};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) acd__dictionary_release_all(tables[i]);
  acd__route_free(world->route);
  acd__memory_give(memory, world->bytes, world->bytes_size);
  memset(world, 0, sizeof *world);
}

/* The document that will be in force: what runs with the change applied, or the new one alone. */
static int read_document(acd__plan *plan, const acd__document *old, const acd__document *given, int is_change)
{
  acd_engine *engine = plan->engine;
  int32_t *origins = NULL;
  size_t origins_count = 0;
  int status = acd__document_merge(&engine->memory, is_change ? old : NULL, given, &engine->errors, &plan->world.bytes,
                                   &plan->world.bytes_size, &origins, &origins_count);
  if (status) return status;
  status = acd__document_parse(&engine->memory, plan->world.bytes, plan->world.bytes_size, &plan->document);
  if (!status) {
    plan->document.hash_key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
    acd__document_set_origins(&plan->document, origins, origins_count);
    status = acd__document_check(&plan->document, &engine->errors);
  }
  acd__memory_give(&engine->memory, origins, origins_count * sizeof *origins);
  return status;
}

static int apply_document(acd__plan *plan, const acd__document *old, const acd__document *given, int is_change)
{
  acd_engine *engine = plan->engine;
  plan->old_document = old;
  uint64_t key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
  acd__dictionary *tables[] = {&plan->world.skills,  &plan->world.channels,  &plan->world.agents,
                               &plan->world.queues,  &plan->world.schedules, &plan->world.flows,
                               &plan->world.numbers, &plan->world.extensions};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) acd__dictionary_init(tables[i], &engine->memory, key);
  int status = read_document(plan, old, given, is_change);
  if (!status) status = acd__plan_build(plan);
  if (!status)
    acd__plan_commit(plan);
  else
    acd__plan_undo(plan);
  acd__document_free(&engine->memory, &plan->document);
  return status;
}

/* Reads what the host gives and what runs (*old_out stays empty if nothing does). Both are the caller's to free. */
static int parse_both(acd_engine *engine, const void *bytes, size_t size, acd__document *given_out,
                      acd__document *old_out)
{
  int status = acd__document_parse(&engine->memory, bytes, size, given_out);
  if (!status && engine->world.bytes)
    status = acd__document_parse(&engine->memory, engine->world.bytes, engine->world.bytes_size, old_out);
  given_out->hash_key = old_out->hash_key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
  return status;
}

int acd__do_define(acd_engine *engine, acd__apply *apply)
{
  acd_slice slice = apply->command->body.define.document;
  acd__errors_clear(&engine->errors);
  if (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset)
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, 0);
  acd__memory *memory = &engine->memory;
  acd__document given = {0}, old = {0};
  uint8_t *old_bytes = engine->world.bytes; /* the plan compares with it to its end */
  size_t old_size = engine->world.bytes_size;
  int status = parse_both(engine, apply->payload + slice.offset, slice.size, &given, &old);
  if (!status) {
    acd__plan plan = {.engine = engine, .sequence = engine->sequence};
    status = apply_document(&plan, old_bytes ? &old : NULL, &given, apply->command->kind == ACD_COMMAND_CHANGE);
    if (!status) acd__memory_give(memory, old_bytes, old_size);
  }
  acd__document_free(memory, &old);
  acd__document_free(memory, &given);
  if (status == ACD_ERR_NOMEM) acd__errors_clear(&engine->errors);
  return status ? acd__refuse(apply, status, status == ACD_ERR_NOMEM ? ACD_FAULT_LIMIT : ACD_FAULT_DOCUMENT, 0)
                : ACD_OK;
}

int acd_definition_check(const acd_definition *definition, acd_engine *engine, int mode)
{
  if (!definition || !engine || (mode != ACD_DEFINE_WHOLE && mode != ACD_DEFINE_CHANGE)) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  if (!bytes) return acd_definition_status(definition);
  acd__errors_clear(&engine->errors);
  acd__memory *memory = &engine->memory;
  acd__document given = {0}, old = {0};
  acd__plan plan = {.engine = engine};
  int status = parse_both(engine, bytes, size, &given, &old);
  if (!status) status = read_document(&plan, engine->world.bytes ? &old : NULL, &given, mode == ACD_DEFINE_CHANGE);
  acd__document_free(memory, &plan.document);
  acd__memory_give(memory, plan.world.bytes, plan.world.bytes_size);
  acd__document_free(memory, &old);
  acd__document_free(memory, &given);
  if (status == ACD_ERR_NOMEM) acd__errors_clear(&engine->errors);
  return status;
}
