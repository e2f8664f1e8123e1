/* SPDX-License-Identifier: Apache-2.0 */
/* The groups of a queue (acd/route.h) from its part of the document. */
#include <string.h>

#include "engine/define/plan.h"

int acd__plan_groups(acd__plan *plan, const acd__object *object, acd__queue_config *config)
{
  const acd__document *document = &plan->document;
  const acd__object *all = document->objects;
  acd__memory *memory = &plan->engine->memory;
  uint32_t count = 0;
  config->group_memory = acd__document_int(document, object, ACD_QUEUE_GROUP_MEMORY);
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_GROUP;
  if (count == 0) return ACD_OK;
  config->groups = acd__memory_array(memory, count, sizeof *config->groups);
  if (!config->groups) return ACD_ERR_NOMEM;
  config->groups_count = count;
  acd__group *to = config->groups;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_GROUP) continue;
    to->name = acd__string_new(memory, all[i].name, all[i].name_size);
    if (!to->name) return ACD_ERR_NOMEM;
    to->percentage = acd__document_int(document, &all[i], ACD_GROUP_PERCENTAGE);
    to++;
  }
  return ACD_OK;
}

uint32_t acd__plan_group_of(const acd__plan *plan, const acd__object *member)
{
  const acd__object *all = plan->document.objects;
  const char *name = acd__document_text(&plan->document, member, ACD_MEMBER_GROUP);
  size_t size = strlen(name);
  uint32_t at = 0;
  if (!size) return ACD__GROUP_NONE;
  for (int32_t i = all[member->parent].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_GROUP) continue;
    if (all[i].name_size == size && memcmp(all[i].name, name, size) == 0) return at;
    at++;
  }
  return ACD__GROUP_NONE;
}
