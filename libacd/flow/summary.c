/* SPDX-License-Identifier: Apache-2.0 */
/* What a version of a flow leads to and what its nodes can add to a call, gathered once, so that it need not be looked for in
 * its nodes each time that another flow is published. */
#include "flow/build.h"

/* Queues whose places a formula asks for; 0 stands for the one where the call waits. Into `places`, or only counted (NULL). */
static size_t places_of(const acd__formula *formula, acd_id *places)
{
  size_t count = 0;
  for (uint32_t i = 0; formula && i < formula->count; i++) {
    const acd__formula_op *op = &formula->ops[i];
    if (op->op != ACD__FORMULA_PUSH_METRIC || op->size != ACD_METRIC_POSITION) continue;
    if (places) places[count] = op->value;
    count++;
  }
  return count;
}

/* Likewise a node. */
static size_t node_places(const acd__flow_node *node, acd_id *places)
{
  size_t count = places_of(node->expression, places);
  for (uint32_t i = 0; i < node->parameters_count; i++)
    count += places_of(node->parameters[i].expression, places ? places + count : NULL);
  if (node->says == ACD_SAYS_POSITION || node->says == ACD_SAYS_ESTIMATED_WAIT) {
    if (places) places[count] = 0;
    count++;
  }
  if (node->metric != ACD_METRIC_POSITION || !node->queue) return count;
  if (places) places[count] = node->queue;
  return count + 1;
}

/* Room for as many as there can be. */
static int make_lists(acd__flow *flow, acd__memory *memory)
{
  size_t texts = (size_t)flow->parameters_count, flows = 0, queues = 0, slot_plans = 0, places = 0;
  for (int32_t i = 0; i < flow->nodes_count; i++) {
    const acd__flow_node *node = &flow->nodes[i];
    texts += (node->attribute != NULL) + (node->rule_attribute != NULL) + (node->opens_attribute != NULL);
    if (node->slot_names) texts += (size_t)node->count + 1;
    flows += node->flow != NULL;
    queues += node->kind == ACD_NODE_KIND_QUEUE ? 1 + node->also_count : node->kind == ACD_NODE_KIND_CALLBACK;
    slot_plans += node->kind == ACD_NODE_KIND_CALLBACK && node->slot_plan;
    places += node_places(node, NULL);
  }
  flow->texts_capacity = texts;
  flow->flows_capacity = flows;
  flow->queues_capacity = queues;
  flow->slot_plans_capacity = slot_plans;
  flow->places_capacity = places;
  if (texts) flow->texts = acd__memory_array(memory, texts, sizeof *flow->texts);
  if (flows) flow->flows = acd__memory_array(memory, flows, sizeof *flow->flows);
  if (queues) flow->queues = acd__memory_array(memory, queues, sizeof *flow->queues);
  if (slot_plans) flow->slot_plans = acd__memory_array(memory, slot_plans, sizeof *flow->slot_plans);
  if (places) flow->places = acd__memory_array(memory, places, sizeof *flow->places);
  return (texts && !flow->texts) || (flows && !flow->flows) || (queues && !flow->queues) ||
                 (slot_plans && !flow->slot_plans) || (places && !flow->places)
             ? ACD_ERR_NOMEM
             : ACD_OK;
}

/* The call may have this attribute of that size. Only the longest counts; places stand in place of pointers. */
static int need_text(acd__flow *flow, acd__dictionary *known, const acd__string *key, size_t size)
{
  if (size == 0) return ACD_OK;
  size_t at = (size_t)(uintptr_t)acd__dictionary_find(known, key->text, key->size);
  if (at) {
    acd__flow_text *text = &flow->texts[at - 1];
    if (size <= text->size) return ACD_OK;
    flow->own.text_bytes += (uint32_t)size - text->size;
    text->size = (uint32_t)size;
    return ACD_OK;
  }
  flow->texts[flow->texts_count++] = (acd__flow_text){key, NULL, (uint32_t)size};
  flow->own.text_bytes += (uint32_t)(key->size + size + 2);
  return acd__dictionary_add(known, key->text, key->size, (void *)(uintptr_t)flow->texts_count);
}

/* The longest that an expression, or without one a value, can be. */
static size_t longest_of(const acd__formula *expression, const acd__string *value)
{
  return expression ? expression->size_max : value ? value->size : 0;
}

/* What a host or its caller answers counts when the answer comes. */
static int add_node(acd__flow *flow, acd__dictionary *known, const acd__flow_node *node)
{
  int status = ACD_OK;
  for (uint32_t i = 0; !status && i < node->parameters_count; i++)
    if (node->kind == ACD_NODE_KIND_SUBFLOW)
      status = need_text(flow, known, node->parameters[i].name,
                         longest_of(node->parameters[i].expression, node->parameters[i].value));
  if (status) return status;
  if (flow->places) flow->places_count += node_places(node, flow->places + flow->places_count);
  switch (node->kind) {
  case ACD_NODE_KIND_SET: return need_text(flow, known, node->attribute, longest_of(node->expression, node->value));
  case ACD_NODE_KIND_HOURS:
    if (node->rule_attribute) status = need_text(flow, known, node->rule_attribute, ACD__NAME_SIZE_MAX);
    if (!status && node->opens_attribute) status = need_text(flow, known, node->opens_attribute, ACD__MOMENT_SIZE);
    return status;
  case ACD_NODE_KIND_LOOP: return need_text(flow, known, node->attribute, 4); /* 1000 */
  case ACD_NODE_KIND_RETURN:
    if (longest_of(node->expression, node->value) > flow->own.returned)
      flow->own.returned = (uint32_t)longest_of(node->expression, node->value);
    break;
  case ACD_NODE_KIND_SUBFLOW:
    flow->own.nests = 1;
    if (node->attribute) flow->texts[flow->texts_count++] = (acd__flow_text){node->attribute, node->flow, 0};
    break;
  case ACD_NODE_KIND_QUEUE:
    if (node->also_count > flow->own.also) flow->own.also = (uint8_t)node->also_count;
    flow->queues[flow->queues_count++] = node->queue;
    for (uint32_t i = 0; i < node->also_count; i++) flow->queues[flow->queues_count++] = node->also[i];
    break;
  case ACD_NODE_KIND_CALLBACK:
    flow->own.calls_back = 1;
    if (node->queue) flow->queues[flow->queues_count++] = node->queue;
    if (node->slot_plan) flow->slot_plans[flow->slot_plans_count++] = node->slot_plan;
    break;
  case ACD_NODE_KIND_SLOTS:
    for (int64_t i = 0; !status && i < node->count; i++)
      status = need_text(flow, known, node->slot_names[i], ACD__MOMENT_SIZE);
    return status ? status : need_text(flow, known, node->slot_names[node->count], 1);
  case ACD_NODE_KIND_HOLD_SLOT: flow->own.calls_back = 1; break;
  case ACD_NODE_KIND_RECORDING: flow->own.records = 1; break;
  default: break;
  }
  if (node->flow) flow->flows[flow->flows_count++] = node->flow;
  return ACD_OK;
}

int acd__flow_summarise(acd__flow *flow, acd__memory *memory, uint64_t key)
{
  acd__dictionary known;
  int status = make_lists(flow, memory);
  acd__dictionary_init(&known, memory, key);
  for (int32_t i = 0; !status && i < flow->nodes_count; i++) status = add_node(flow, &known, &flow->nodes[i]);
  acd__dictionary_release_all(&known);
  return status;
}

void acd__flow_release_summary(acd__flow *flow, acd__memory *memory)
{
  acd__memory_give(memory, flow->texts, flow->texts_capacity * sizeof *flow->texts);
  acd__memory_give(memory, flow->flows, flow->flows_capacity * sizeof *flow->flows);
  acd__memory_give(memory, flow->queues, flow->queues_capacity * sizeof *flow->queues);
  acd__memory_give(memory, flow->slot_plans, flow->slot_plans_capacity * sizeof *flow->slot_plans);
  acd__memory_give(memory, flow->places, flow->places_capacity * sizeof *flow->places);
}
