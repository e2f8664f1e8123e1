/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/flow/node.h"

#include <string.h>

#include "base/text.h"

int32_t acd__node_set(acd_engine *engine, acd__call *call, const acd__string *key, const char *value, size_t size)
{
  acd__texts_pair pair = acd__texts_find(&call->texts, key->text, key->size);
  acd__work_add(engine, 0, call->texts.used + size);
  if (acd__call_attribute_limit(engine, call, &pair, size)) return ACD_EXIT_LIMIT;
  if (acd__texts_put(&call->texts, &pair, value, size) == ACD_OK) return ACD_EXIT_NEXT;
  engine->stats.attributes_lost++;
  acd__log(engine, ACD_LOG_ERROR, "a flow finds no room laid in for the attribute", key->text);
  return ACD_EXIT_LIMIT;
}

static const char *attribute(acd_engine *engine, const acd__call *call, const char *name, size_t size)
{
  acd__work_add(engine, 0, call->texts.used);
  const char *value = acd__texts_get(&call->texts, name, size);
  if (value) return value;
  if (size == 6 && memcmp(name, "caller", size) == 0)
    value = acd__texts_caller(&call->texts);
  else if (size == 6 && memcmp(name, "number", size) == 0)
    value = acd__texts_number(&call->texts);
  return value && value[0] ? value : NULL;
}

const char *acd__node_attribute(acd_engine *engine, const acd__call *call, const acd__string *key)
{
  return attribute(engine, call, key->text, key->size);
}

/* The whole seconds of a wait, which may be without end. */
static int64_t seconds_of(int64_t wait_us)
{
  const int64_t most = 1000000000;
  return wait_us / ACD_SECOND < most ? wait_us / ACD_SECOND : most;
}

static int64_t position(acd_engine *engine, const acd__call *call, acd_id id)
{
  const acd__queue *queue = id ? acd__queue_find(engine, id) : NULL;
  if (!call->queue || (id && !queue)) return 0;
  const acd__call *wait = id ? acd__wait_in(call, queue) : acd__wait_first(call);
  if (!wait) return 0;
  acd__work_place(engine, wait);
  return acd__telling_position(wait);
}

int64_t acd__node_metric(acd_engine *engine, const acd__call *call, acd_id id, int64_t metric)
{
  if (metric == ACD_METRIC_POSITION) return position(engine, call, id);
  const acd__queue *queue = acd__queue_find(engine, id);
  if (!queue) return 0;
  switch (metric) {
  case ACD_METRIC_WAITING: return queue->waiting_count;
  case ACD_METRIC_STAFFED: return queue->route->staffed;
  case ACD_METRIC_AVAILABLE: return queue->route->available;
  case ACD_METRIC_READY: return acd__match_ready(queue->route);
  case ACD_METRIC_LONGEST_WAIT: return queue->head ? (engine->now_us - queue->head->queued_us) / ACD_SECOND : 0;
  case ACD_METRIC_ESTIMATED_WAIT: return seconds_of(acd__estimate_next(queue, queue->config->estimate));
  case ACD_METRIC_SERVICE_LEVEL: return acd__service_level_ppm(queue) / 10000;
  default: return 0;
  }
}

/* What the expressions of a call's flow may ask. */
typedef struct asks {
  acd_engine *engine;
  const acd__call *call;
} asks;

static const char *ask_attribute(const void *user, const char *name, size_t size)
{
  return attribute(((const asks *)user)->engine, ((const asks *)user)->call, name, size);
}

static int64_t ask_metric(const void *user, acd_id queue, int64_t metric)
{
  return acd__node_metric(((const asks *)user)->engine, ((const asks *)user)->call, queue, metric);
}

static int64_t ask_toggle(const void *user, acd_id id)
{
  int status;
  const acd__toggle *toggle = acd__pool_find(&((const asks *)user)->engine->toggles, id, &status);
  return toggle && toggle->on;
}

static void evaluate(acd_engine *engine, const acd__call *call, const acd__formula *formula, acd__formula_value *value)
{
  asks user = {engine, call};
  acd__formula_world world = {ask_attribute, ask_metric, ask_toggle, &user};
  engine->work += acd__formula_evaluate(formula, &world, value);
}

int32_t acd__node_test(acd_engine *engine, const acd__call *call, const acd__flow_node *node)
{
  acd__formula_value value;
  evaluate(engine, call, node->expression, &value);
  return value.value ? ACD_EXIT_MATCH : ACD_EXIT_NO_MATCH;
}

size_t acd__node_value(acd_engine *engine, const acd__call *call, const acd__formula *expression,
                       const acd__string *value, acd__formula_value *room, const char **text_out)
{
  *text_out = acd__string_text(value);
  if (!expression) return value ? value->size : 0;
  evaluate(engine, call, expression, room);
  *text_out = room->text;
  return room->size;
}

int32_t acd__node_assign(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__formula_value room;
  const char *text;
  size_t size = acd__node_value(engine, call, node->expression, node->value, &room, &text);
  return acd__node_set(engine, call, node->attribute, text, size);
}

int64_t acd__node_priority(acd_engine *engine, const acd__call *call, const acd__flow_node *node)
{
  const int64_t most = 1000;
  acd__formula_value value;
  if (!node->expression) return node->priority;
  evaluate(engine, call, node->expression, &value);
  int64_t priority = acd__formula_integer(&value);
  return priority < -most ? -most : priority > most ? most : priority;
}

int acd__node_number(acd_engine *engine, const acd__call *call, const acd__formula *expression, int64_t *number_out)
{
  acd__formula_value value;
  evaluate(engine, call, expression, &value);
  *number_out = value.value;
  return value.type != ACD__FORMULA_TEXT || acd__text_int(value.text, value.size, number_out);
}

int32_t acd__node_case(acd_engine *engine, const acd__flow_node *node, const char *value)
{
  size_t size = value ? strlen(value) : 0;
  for (uint32_t i = 0; i < node->cases_count; acd__work_add(engine, 1, size), i++)
    if (acd__flow_compare(node->cases[i].operator_, value, node->cases[i].value)) return ACD_EXIT_CASE + (int32_t)i;
  return 0;
}

int32_t acd__node_branch(acd_engine *engine, const acd__call *call, const acd__flow_node *node)
{
  acd__formula_value result;
  const char *value = NULL;
  if (node->expression) {
    evaluate(engine, call, node->expression, &result);
    if (result.size) value = result.text;
  } else {
    value = acd__node_attribute(engine, call, node->attribute);
  }
  int32_t exit = acd__node_case(engine, node, value);
  return exit ? exit : ACD_EXIT_NO_MATCH;
}

/* The percentages add up to 100. */
int32_t acd__node_split(acd_engine *engine, const acd__flow_node *node)
{
  int64_t left = (int64_t)acd__rng_below(&engine->rng, 100);
  uint32_t i = 0;
  while (left >= node->cases[i].percentage) left -= node->cases[i++].percentage;
  acd__work_add(engine, i, 0);
  return ACD_EXIT_CASE + (int32_t)i;
}

int32_t acd__node_loop(acd_engine *engine, acd__call *call, const acd__flow_node *node)
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
