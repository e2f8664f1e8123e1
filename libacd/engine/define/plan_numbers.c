/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and callers: where calls enter, and how those of some callers are treated. */
#include "engine/define/plan.h"

#include <string.h>

static int take_entry(acd__plan *plan, const acd__object *object, acd__entry **entry_out)
{
  const acd__document *document = &plan->document;
  acd__world *world = &plan->world;
  acd__memory *memory = &plan->engine->memory;
  if (acd__memory_reserve(memory, (void **)&world->entries, &world->entries_capacity, world->entries_count + 1,
                          sizeof *world->entries))
    return ACD_ERR_NOMEM;
  const char *flow = acd__document_text(document, object, ACD_NUMBER_FLOW);
  const char *queue = acd__document_text(document, object, ACD_NUMBER_QUEUE);
  size_t size = strlen(flow);
  acd__entry *entry = acd__memory_take(memory, sizeof *entry + size);
  if (!entry) return ACD_ERR_NOMEM;
  memcpy(entry->flow, flow, size);
  entry->flow_size = (uint32_t)size;
  entry->priority = acd__document_int(document, object, ACD_NUMBER_PRIORITY);
  const acd__queue *to = queue[0] ? acd__dictionary_find(&world->queues, queue, strlen(queue)) : NULL;
  entry->queue = to ? to->slot.id : 0;
  world->entries[world->entries_count++] = entry;
  *entry_out = entry;
  return ACD_OK;
}

int acd__plan_numbers(acd__plan *plan)
{
  acd__world *world = &plan->world;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_NUMBER));) {
    acd__entry *entry;
    const char *pattern = acd__document_text(&plan->document, at, ACD_NUMBER_PATTERN);
    int status = take_entry(plan, at, &entry);
    if (!status && pattern[0])
      status = acd__patterns_add(&world->numbers_like, pattern, strlen(pattern), entry);
    else if (!status)
      status = acd__dictionary_add(&world->numbers, at->name, at->name_size, entry);
    if (status) return status;
  }
  return acd__patterns_build(&world->numbers_like);
}

int acd__plan_callers(acd__plan *plan)
{
  const acd__document *document = &plan->document;
  acd__world *world = &plan->world;
  acd__memory *memory = &plan->engine->memory;
  for (const acd__object *at = NULL; (at = acd__plan_next(document, at, ACD_NOUN_CALLER));) {
    if (acd__memory_reserve(memory, (void **)&world->callers, &world->callers_capacity, world->callers_count + 1,
                            sizeof *world->callers))
      return ACD_ERR_NOMEM;
    const char *class_ = acd__document_text(document, at, ACD_CALLER_CLASS);
    const char *pattern = acd__document_text(document, at, ACD_CALLER_PATTERN);
    size_t size = strlen(class_);
    acd__caller *caller = acd__memory_take(memory, sizeof *caller + size);
    if (!caller) return ACD_ERR_NOMEM;
    memcpy(caller->class_, class_, size);
    caller->class_size = (uint32_t)size;
    caller->priority = acd__document_int(document, at, ACD_CALLER_PRIORITY);
    world->callers[world->callers_count++] = caller;
    int status = acd__patterns_add(&world->callers_like, pattern, strlen(pattern), caller);
    if (status) return status;
  }
  return acd__patterns_build(&world->callers_like);
}
