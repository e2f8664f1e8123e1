/* SPDX-License-Identifier: Apache-2.0 */
/* What is remembered of the calls that each group of a queue has answered: acd/route.h, "Groups". */
#include <string.h>

#include "engine/engine.h"

void acd__group_answered(acd__queue *queue, const acd__membership *member)
{
  acd__queue_config *config = queue->config;
  if (member->group == ACD__GROUP_NONE || member->group >= config->groups_count) return;
  while (config->groups_calls >= config->group_memory * ACD__GROUP_CALL) {
    config->groups_calls = 0;
    for (uint32_t i = 0; i < config->groups_count; i++) config->groups_calls += config->groups[i].calls /= 2;
  }
  config->groups[member->group].calls += ACD__GROUP_CALL;
  config->groups_calls += ACD__GROUP_CALL;
}

void acd__groups_keep(const acd__queue_config *from, acd__queue_config *to)
{
  if (from->groups_count != to->groups_count) return;
  for (uint32_t i = 0; i < to->groups_count; i++)
    if (from->groups[i].percentage != to->groups[i].percentage ||
        strcmp(from->groups[i].name->text, to->groups[i].name->text) != 0)
      return;
  for (uint32_t i = 0; i < to->groups_count; i++) to->groups[i].calls = from->groups[i].calls;
  to->groups_calls = from->groups_calls;
}

void acd__groups_free(acd__memory *memory, acd__queue_config *config)
{
  for (uint32_t i = 0; i < config->groups_count; i++) acd__string_drop(memory, config->groups[i].name);
  acd__memory_give(memory, config->groups, config->groups_count * sizeof *config->groups);
}
