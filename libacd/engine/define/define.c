/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/define/plan.h"
#include "engine/zone.h"

void acd__world_release(acd_engine *engine, acd__world *world)
{
  acd__memory *memory = &engine->memory;
  for (size_t i = 0; i < world->entries_count; i++)
    acd__memory_give(memory, world->entries[i], sizeof(acd__entry) + world->entries[i]->flow_size);
  acd__memory_give(memory, world->entries, world->entries_capacity * sizeof *world->entries);
  for (size_t i = 0; i < world->callers_count; i++)
    acd__memory_give(memory, world->callers[i], sizeof(acd__caller) + world->callers[i]->class_size);
  acd__memory_give(memory, world->callers, world->callers_capacity * sizeof *world->callers);
  acd__patterns_release(&world->numbers_like);
  acd__patterns_release(&world->callers_like);
  acd__dictionary *tables[ACD__WORLD_TABLES];
  acd__world_tables(world, tables);
  for (size_t i = 0; i < ACD__WORLD_TABLES; i++) acd__dictionary_release_all(tables[i]);
  acd__route_free(world->route);
  acd__memory_give(memory, world->bytes, world->bytes_size);
  acd__memory_give(memory, world->changes, world->changes_capacity);
  memset(world, 0, sizeof *world);
}

/* What runs: a document and the changes laid over it since. */
typedef struct running {
  acd__document base;
  acd__document *changes;
  size_t changes_count;
} running;

/* `capacity`: how many changes there were when it was parsed. */
static void free_running(acd__memory *memory, running *old, size_t capacity)
{
  acd__document_free(memory, &old->base);
  for (size_t i = 0; i < old->changes_count; i++) acd__document_free(memory, &old->changes[i]);
  acd__memory_give(memory, old->changes, capacity * sizeof *old->changes);
}

/* *old_out stays empty if nothing runs; it is the caller's to free. */
static int parse_running(const acd_engine *engine, acd__memory *memory, running *old_out)
{
  const acd__world *world = &engine->world;
  if (!world->bytes) return ACD_OK;
  int status = acd__document_parse(memory, world->bytes, world->bytes_size, &old_out->base);
  old_out->base.hash_key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
  if (status || world->changes_count == 0) return status;
  old_out->changes = acd__memory_array(memory, world->changes_count, sizeof *old_out->changes);
  if (!old_out->changes) return ACD_ERR_NOMEM;
  for (size_t at = 0; at < world->changes_size && !status;) {
    acd__document *change = &old_out->changes[old_out->changes_count];
    size_t size = acd__document_size(world->changes + at);
    status = acd__document_parse(memory, world->changes + at, size, change);
    change->hash_key = old_out->base.hash_key;
    old_out->changes_count += !status;
    at += size;
  }
  return status;
}

/* The document that will be in force: what runs with the change applied, or the new one alone (`old` NULL). */
static int read_document(acd__plan *plan, const running *old, const acd__document *given)
{
  acd_engine *engine = plan->engine;
  int32_t *origins = NULL;
  size_t origins_count = 0;
  const acd__document *base = old && engine->world.bytes ? &old->base : NULL;
  int status =
      acd__document_merge(&engine->memory, base, base ? old->changes : NULL, base ? old->changes_count : 0, given,
                          &engine->errors, &plan->world.bytes, &plan->world.bytes_size, &origins, &origins_count);
  if (status) return status;
  status = acd__document_parse(&engine->memory, plan->world.bytes, plan->world.bytes_size, &plan->document);
  if (!status) {
    plan->document.hash_key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
    acd__document_set_origins(&plan->document, origins, origins_count);
    status = acd__document_check(&plan->document, &engine->errors);
    if (!status) status = acd__plan_channels_fit(engine, &plan->document);
    if (!status) status = acd__known_zones_check(engine, &plan->document);
  }
  acd__memory_give(&engine->memory, origins, origins_count * sizeof *origins);
  return status;
}

/* The long way: everything anew. */
static int apply_document(acd__plan *plan, const running *old, const acd__document *given, int is_change)
{
  acd_engine *engine = plan->engine;
  plan->old_document = engine->world.bytes ? &old->base : NULL;
  uint64_t key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
  acd__dictionary *tables[ACD__WORLD_TABLES];
  acd__world_tables(&plan->world, tables);
  for (size_t i = 0; i < ACD__WORLD_TABLES; i++) acd__dictionary_init(tables[i], &engine->memory, key);
  acd__patterns_init(&plan->world.numbers_like, &engine->memory, key);
  acd__patterns_init(&plan->world.callers_like, &engine->memory, key);
  int status = read_document(plan, is_change ? old : NULL, given);
  if (!status) status = acd__plan_build(plan);
  if (!status)
    acd__plan_commit(plan);
  else
    acd__plan_undo(plan);
  acd__document_free(&engine->memory, &plan->document);
  return status;
}

static int apply_whole(acd_engine *engine, const acd__document *given, int is_change)
{
  running old = {0};
  uint8_t *old_bytes = engine->world.bytes; /* the plan compares with it to its end */
  size_t old_size = engine->world.bytes_size;
  size_t changes_count = engine->world.changes_count;
  int status = parse_running(engine, &engine->memory, &old);
  if (!status) {
    acd__plan plan = {.engine = engine, .sequence = engine->sequence};
    status = apply_document(&plan, &old, given, is_change);
    if (!status) acd__memory_give(&engine->memory, old_bytes, old_size);
  }
  free_running(&engine->memory, &old, changes_count);
  return status;
}

static int parse_given(acd_engine *engine, const void *bytes, size_t size, acd__document *given_out)
{
  int status = acd__document_parse(&engine->memory, bytes, size, given_out);
  given_out->hash_key = (uint64_t)engine->options[ACD_OPTION_HASH_KEY];
  return status;
}

int acd__do_define(acd_engine *engine, acd__apply *apply)
{
  acd_slice slice = apply->command->body.define.document;
  acd__errors_clear(&engine->errors);
  if (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset)
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, 0);
  acd__document given = {0};
  int is_change = apply->command->kind == ACD_COMMAND_CHANGE, done = 0;
  int status = parse_given(engine, apply->payload + slice.offset, slice.size, &given);
  if (!status && is_change) status = acd__part_apply(engine, &given, &done);
  if (!status && !done) status = apply_whole(engine, &given, is_change);
  acd__document_free(&engine->memory, &given);
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
  acd__document given = {0};
  running old = {0};
  acd__plan plan = {.engine = engine};
  int status = parse_given(engine, bytes, size, &given);
  if (!status && mode == ACD_DEFINE_CHANGE) status = parse_running(engine, &engine->memory, &old);
  if (!status) status = read_document(&plan, mode == ACD_DEFINE_CHANGE ? &old : NULL, &given);
  acd__document_free(&engine->memory, &plan.document);
  acd__memory_give(&engine->memory, plan.world.bytes, plan.world.bytes_size);
  free_running(&engine->memory, &old, engine->world.changes_count);
  acd__document_free(&engine->memory, &given);
  if (status == ACD_ERR_NOMEM) acd__errors_clear(&engine->errors);
  return status;
}

/* The changes since are laid over the document. All were accepted: there is nothing to list. */
static int merge_running(const running *old, acd__memory *memory, const acd_allocator *allocator,
                         acd_definition **definition_out)
{
  acd__errors errors;
  acd__document whole;
  uint8_t *bytes = NULL;
  int32_t *origins = NULL;
  size_t size = 0, origins_count = 0, last = old->changes_count - 1;
  acd__errors_init(&errors, memory, 1);
  int status = acd__document_merge(memory, &old->base, old->changes, last, &old->changes[last], &errors, &bytes, &size,
                                   &origins, &origins_count);
  if (!status) status = acd__document_parse(memory, bytes, size, &whole);
  if (!status) {
    status = acd__definition_of(&whole, allocator, definition_out);
    acd__document_free(memory, &whole);
  }
  acd__memory_give(memory, bytes, size);
  acd__memory_give(memory, origins, origins_count * sizeof *origins);
  acd__errors_clear(&errors);
  return status;
}

int acd_definition_running(const acd_engine *engine, const acd_allocator *allocator, acd_definition **definition_out)
{
  acd__memory memory;
  running old = {0};
  if (!engine || !definition_out) return ACD_ERR_ARGUMENT;
  if (!engine->world.bytes) return acd_definition_new(allocator, definition_out);
  acd__memory_init(&memory, allocator);
  int status = parse_running(engine, &memory, &old);
  if (!status && old.changes_count)
    status = merge_running(&old, &memory, allocator, definition_out);
  else if (!status)
    status = acd__definition_of(&old.base, allocator, definition_out);
  free_running(&memory, &old, engine->world.changes_count);
  return status;
}
