/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/flow/node.h"

#include <string.h>

#include "base/text.h"

int32_t acd__node_set(const acd_engine *engine, acd__call *call, const acd__string *key, const char *value, size_t size)
{
  if (acd__call_attribute_limit(engine, call, key->text, key->size, size)) return ACD_EXIT_LIMIT;
  return acd__texts_set(&call->texts, key->text, key->size, value, size) ? ACD_EXIT_LIMIT : ACD_EXIT_NEXT;
}

const char *acd__node_attribute(const acd__call *call, const acd__string *key)
{
  const char *value = acd__texts_get(&call->texts, key->text, key->size);
  if (value) return value;
  if (strcmp(key->text, "caller") == 0)
    value = acd__texts_caller(&call->texts);
  else if (strcmp(key->text, "number") == 0)
    value = acd__texts_number(&call->texts);
  return value && value[0] ? value : NULL;
}

int32_t acd__node_case(const acd__flow_node *node, const char *value)
{
  for (uint32_t i = 0; i < node->cases_count; i++)
    if (acd__flow_compare(node->cases[i].operator_, value, node->cases[i].value)) return ACD_EXIT_CASE + (int32_t)i;
  return 0;
}

int32_t acd__node_branch(const acd__call *call, const acd__flow_node *node)
{
  int32_t exit = acd__node_case(node, acd__node_attribute(call, node->attribute));
  return exit ? exit : ACD_EXIT_NO_MATCH;
}

/* The percentages add up to 100. */
int32_t acd__node_split(acd_engine *engine, const acd__flow_node *node)
{
  int64_t left = (int64_t)acd__rng_below(&engine->rng, 100);
  uint32_t i = 0;
  while (left >= node->cases[i].percentage) left -= node->cases[i++].percentage;
  return ACD_EXIT_CASE + (int32_t)i;
}

int32_t acd__node_loop(const acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  const acd__string *key = node->attribute;
  const char *value = acd__texts_get(&call->texts, key->text, key->size);
  int64_t count = 0;
  if (value && (!acd__text_int(value, strlen(value), &count) || count < 0)) count = 0;
  if (count < node->count) {
    char digits[24];
    acd__text text = acd__text_begin(digits, sizeof digits);
    acd__text_add_int(&text, count + 1);
    if (acd__node_set(engine, call, key, digits, strlen(digits)) == ACD_EXIT_NEXT) return ACD_EXIT_NEXT;
  }
  (void)acd__node_set(engine, call, key, "", 0);
  return ACD_EXIT_LIMIT;
}
