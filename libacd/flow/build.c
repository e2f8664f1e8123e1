/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/build.h"

#include <string.h>

#include "base/text.h"

/* The name of an exit is looked up in the texts that acd_exit_str() gives. */
int32_t acd__flow_exit_of(int64_t kind, const char *name, size_t size)
{
  if (kind == ACD_NODE_KIND_MENU && size == 1 && strchr("0123456789*#ABCD", name[0])) return ACD_EXIT_KEY + name[0];
  for (int32_t exit = ACD_EXIT_NEXT; exit <= ACD_EXIT_NONE; exit++) {
    const char *known = acd_exit_str(exit);
    if (strlen(known) == size && memcmp(known, name, size) == 0) return exit;
  }
  return 0;
}

int32_t acd__flow_exit_to(const acd__flow_node *node, int32_t exit)
{
  if (exit >= ACD_EXIT_CASE) return node->cases[exit - ACD_EXIT_CASE].to;
  for (uint32_t i = 0; i < node->exits_count; i++)
    if (node->exits[i].exit == exit) return node->exits[i].to;
  return -1;
}

int acd__flow_take_text(const acd__document *document, const acd__object *object, uint32_t property,
                        acd__memory *memory, acd__string **string_out)
{
  const char *text = acd__document_text(document, object, property);
  if (!text || !text[0]) return ACD_OK;
  *string_out = acd__string_new(memory, text, strlen(text));
  return *string_out ? ACD_OK : ACD_ERR_NOMEM;
}

static acd_id find_id(const acd__dictionary *names, const acd__document *document, const acd__object *object,
                      uint32_t property)
{
  const char *text = acd__document_text(document, object, property);
  const acd__slot *slot = text && text[0] ? acd__dictionary_find(names, text, strlen(text)) : NULL;
  return slot ? slot->id : 0;
}

static int take_needs(const acd__document *document, const acd__object *object, const acd__flow_links *links,
                      acd__needs **needs_out)
{
  size_t count = 0, at = 0;
  const acd__object *all = document->objects;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_NODE_SKILL;
  if (count == 0) return ACD_OK;
  acd_requirement *items = acd__memory_array(links->memory, count, sizeof *items);
  if (!items) return ACD_ERR_NOMEM;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_NODE_SKILL) continue;
    const acd__slot *skill = acd__dictionary_find(links->skills, all[i].name, all[i].name_size);
    items[at].skill = skill->id;
    items[at++].level_min = acd__document_int(document, &all[i], ACD_NODE_SKILL_LEVEL);
  }
  int status = acd__needs_intern(links->needs, items, count, needs_out);
  acd__memory_give(links->memory, items, count * sizeof *items);
  return status;
}

static void take_also(const acd__document *document, const acd__object *object, const acd__flow_links *links,
                      acd__flow_node *node)
{
  const acd__object *all = document->objects;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_NODE_QUEUE) continue;
    const acd__slot *queue = acd__dictionary_find(links->queues, all[i].name, all[i].name_size);
    node->also[node->also_count++] = queue->id;
  }
}

/* "name=value" for each parameter, newlines between them. */
static int write_lines(acd__flow_node *node, acd__memory *memory)
{
  size_t size = 0;
  for (uint32_t i = 0; i < node->parameters_count; i++)
    size += node->parameters[i].name->size + (node->parameters[i].value ? node->parameters[i].value->size : 0) + 2;
  if (size == 0) return ACD_OK;
  char *lines = acd__memory_take(memory, size), *at = lines;
  if (!lines) return ACD_ERR_NOMEM;
  for (uint32_t i = 0; i < node->parameters_count; i++) {
    const acd__string *parts[] = {node->parameters[i].name, node->parameters[i].value};
    for (int k = 0; k < 2; k++) {
      if (parts[k]) memcpy(at, parts[k]->text, parts[k]->size);
      at += parts[k] ? parts[k]->size : 0;
      *at++ = k ? '\n' : '=';
    }
  }
  node->lines = acd__string_new(memory, lines, size - 1);
  acd__memory_give(memory, lines, size);
  return node->lines ? ACD_OK : ACD_ERR_NOMEM;
}

static int find_object(void *user, uint32_t noun, const char *name, size_t size, acd_id *id_out)
{
  const acd__flow_links *links = user;
  const acd__slot *slot = acd__dictionary_find(noun == ACD_NOUN_TOGGLE ? links->toggles : links->queues, name, size);
  *id_out = slot ? slot->id : 0;
  return slot != NULL;
}

/* The document was checked: all names are there. */
static int take_expression(const acd__document *document, const acd__object *object, uint32_t property,
                           const acd__flow_links *links, acd__formula **formula_out)
{
  const char *text = acd__document_text(document, object, property);
  acd__formula_error error;
  if (!*text) return ACD_OK;
  return acd__formula_parse(links->memory, text, find_object, (void *)(uintptr_t)links, formula_out, NULL, &error);
}

/* Those of one node, which stand from the flow's next free one on. */
static int take_parameters(const acd__document *document, const acd__object *object, const acd__flow_links *links,
                           acd__flow_parameter *parameters, acd__flow_node *node)
{
  const acd__object *all = document->objects;
  acd__memory *memory = links->memory;
  node->parameters = parameters;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_PARAMETER) continue;
    acd__flow_parameter *parameter = &parameters[node->parameters_count++];
    parameter->name = acd__string_new(memory, all[i].name, all[i].name_size);
    int status = acd__flow_take_text(document, &all[i], ACD_PARAMETER_VALUE, memory, &parameter->value);
    if (!status) status = take_expression(document, &all[i], ACD_PARAMETER_EXPRESSION, links, &parameter->expression);
    if (status || !parameter->name) return ACD_ERR_NOMEM;
  }
  return node->kind == ACD_NODE_KIND_HOST ? write_lines(node, memory) : ACD_OK;
}

static int take_lane(acd__flow_node *node, const acd__document *document, const acd__object *object,
                     const acd__flow_links *links)
{
  int64_t delay = acd__document_int(document, object, ACD_NODE_WAIT_MAX_US);
  switch (node->kind) {
  case ACD_NODE_KIND_QUEUE:
  case ACD_NODE_KIND_AGENT:
    if (delay == 0) return ACD_OK;
    break;
  case ACD_NODE_KIND_MENU:
  case ACD_NODE_KIND_COLLECT: /* the prompt, then a pause before the first key and after each */
    delay = links->play_timeout_us + node->input_timeout_us + node->digit_timeout_us * node->digits_max;
    break;
  case ACD_NODE_KIND_WAIT:
  case ACD_NODE_KIND_HOST: delay = acd__document_int(document, object, ACD_NODE_TIME_US); break;
  default: return ACD_OK;
  }
  node->lane = acd__timers_lane(links->timers, delay);
  return node->lane ? ACD_OK : ACD_ERR_NOMEM;
}

/* Those of nine slots, and of their number. */
static int name_slots(acd__flow_node *node, acd__memory *memory)
{
  size_t count = (size_t)node->count + 1;
  node->slot_names = acd__memory_array(memory, count, sizeof(acd__string *));
  for (size_t i = 0; node->slot_names && i < count; i++) {
    char buffer[100];
    acd__text text = acd__text_begin(buffer, sizeof buffer);
    acd__text_add_size(&text, node->attribute->text, node->attribute->size);
    acd__text_add(&text, "_");
    if (i + 1 < count)
      acd__text_add_int(&text, (int64_t)i + 1);
    else
      acd__text_add(&text, "count");
    node->slot_names[i] = acd__string_new(memory, buffer, strlen(buffer));
    if (!node->slot_names[i]) return ACD_ERR_NOMEM;
  }
  return node->slot_names ? ACD_OK : ACD_ERR_NOMEM;
}

static int build_node(acd__flow_node *node, const acd__document *document, const acd__object *object,
                      const acd__flow_links *links)
{
  acd__memory *memory = links->memory;
  node->kind = (uint32_t)acd__document_int(document, object, ACD_NODE_KIND);
  node->attempts = acd__document_int(document, object, ACD_NODE_ATTEMPTS);
  node->input_timeout_us = acd__document_int(document, object, ACD_NODE_INPUT_TIMEOUT_US);
  node->digit_timeout_us = acd__document_int(document, object, ACD_NODE_DIGIT_TIMEOUT_US);
  if (node->digit_timeout_us < 0) node->digit_timeout_us = node->input_timeout_us;
  node->count = acd__document_int(document, object, ACD_NODE_COUNT);
  node->digits_min = acd__document_int(document, object, ACD_NODE_DIGITS_MIN);
  node->digits_max = acd__document_int(document, object, ACD_NODE_DIGITS_MAX);
  if (node->kind == ACD_NODE_KIND_MENU) node->digits_min = node->digits_max = 1;
  node->operator_ = acd__document_int(document, object, ACD_NODE_OPERATOR);
  node->metric = acd__document_int(document, object, ACD_NODE_METRIC);
  node->threshold = acd__document_int(document, object, ACD_NODE_THRESHOLD);
  node->priority = acd__document_int(document, object, ACD_NODE_PRIORITY);
  node->recording = acd__document_int(document, object, ACD_NODE_RECORDING);
  node->mark = acd__document_int(document, object, ACD_NODE_MARK);
  node->says = acd__document_int(document, object, ACD_NODE_SAYS);
  node->schedule = find_id(links->schedules, document, object, ACD_NODE_SCHEDULE);
  node->queue = find_id(links->queues, document, object, ACD_NODE_QUEUE);
  node->toggle = find_id(links->toggles, document, object, ACD_NODE_TOGGLE);
  node->plan = find_id(links->callbacks, document, object, ACD_NODE_PLAN);
  node->slot_plan = find_id(links->slot_plans, document, object, ACD_NODE_SLOT_PLAN);
  node->agent = find_id(links->agents, document, object, ACD_NODE_AGENT);
  take_also(document, object, links, node);
  const struct {
    uint32_t property;
    acd__string **string;
  } texts[] = {{ACD_NODE_PROMPT, &node->prompt},
               {ACD_NODE_PROMPT_NO_INPUT, &node->prompt_no_input},
               {ACD_NODE_PROMPT_NO_MATCH, &node->prompt_no_match},
               {ACD_NODE_TERMINATORS, &node->terminators},
               {ACD_NODE_ATTRIBUTE, &node->attribute},
               {ACD_NODE_VALUE, &node->value},
               {ACD_NODE_FLOW, &node->flow},
               {ACD_NODE_NUMBER, &node->number},
               {ACD_NODE_MAILBOX, &node->mailbox},
               {ACD_NODE_OPERATION, &node->operation},
               {ACD_NODE_RULE_ATTRIBUTE, &node->rule_attribute},
               {ACD_NODE_OPENS_ATTRIBUTE, &node->opens_attribute},
               {ACD_NODE_SLOT_ATTRIBUTE, &node->slot_attribute},
               {ACD_NODE_FROM_ATTRIBUTE, &node->from_attribute}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    int status = acd__flow_take_text(document, object, texts[i].property, memory, texts[i].string);
    if (status) return status;
  }
  if (node->kind == ACD_NODE_KIND_MENU && !acd__document_has(object, ACD_NODE_TERMINATORS)) { /* most take one key */
    acd__string_drop(memory, node->terminators);
    node->terminators = NULL;
  }
  if ((node->kind == ACD_NODE_KIND_SUBFLOW || node->kind == ACD_NODE_KIND_HOST ||
       node->kind == ACD_NODE_KIND_CALLBACK) &&
      !acd__document_has(object, ACD_NODE_ATTRIBUTE)) {
    acd__string_drop(memory,
                     node->attribute); /* what is returned is wanted nowhere; or it is the caller who is called back */
    node->attribute = NULL;
  }
  node->name = acd__string_new(memory, object->name, object->name_size);
  if (!node->name) return ACD_ERR_NOMEM;
  int status = take_expression(document, object, ACD_NODE_EXPRESSION, links, &node->expression);
  if (!status && node->kind == ACD_NODE_KIND_SLOTS) status = name_slots(node, memory);
  return status ? status : take_needs(document, object, links, &node->needs);
}

/* Nodes by name, as index + 1 in place of a pointer. */
static int index_nodes(acd__dictionary *index, const acd__document *document, const acd__object *object)
{
  const acd__object *all = document->objects;
  uintptr_t at = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_NODE) continue;
    at++;
    if (acd__dictionary_add(index, all[i].name, all[i].name_size, (void *)at)) return ACD_ERR_NOMEM;
  }
  return ACD_OK;
}

int32_t acd__flow_node_named(const acd__dictionary *index, const char *name)
{
  return name && name[0] ? (int32_t)(uintptr_t)acd__dictionary_find(index, name, strlen(name)) - 1 : -1;
}

static int build_nodes(acd__flow *flow, const acd__document *document, const acd__object *object,
                       const acd__flow_links *links, const acd__dictionary *index)
{
  const acd__object *all = document->objects;
  acd__flow_node *node = flow->nodes;
  acd__flow_exit *exit = flow->exits;
  acd__flow_case *cases = flow->cases;
  acd__flow_try *tries = flow->tries;
  acd__flow_parameter *parameter = flow->parameters;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_NODE) continue;
    int status = build_node(node, document, &all[i], links);
    node->cases = cases;
    node->tries = tries;
    if (!status) status = acd__flow_build_cases(node, document, &all[i], links, index);
    if (!status) status = acd__flow_build_tries(node, document, &all[i], links);
    if (!status) status = take_parameters(document, &all[i], links, parameter, node);
    if (!status) status = take_lane(node, document, &all[i], links);
    if (status) return status;
    if (node->cases_count) cases += node->cases_count; /* a flow without any has no room for them at all */
    if (node->parameters_count) parameter += node->parameters_count;
    if (node->tries_count) tries += node->tries_count;
    node->exits = exit;
    for (int32_t k = all[i].first_child; k >= 0; k = all[k].next) {
      if (all[k].noun != ACD_NOUN_EXIT) continue;
      exit->exit = acd__flow_exit_of(node->kind, all[k].name, all[k].name_size);
      exit->to = acd__flow_node_named(index, acd__document_text(document, &all[k], ACD_EXIT_TO));
      exit++;
      node->exits_count++;
    }
    node++;
  }
  return ACD_OK;
}

int acd__flow_build(acd__flow *flow, const acd__document *document, const acd__object *object,
                    const acd__flow_links *links)
{
  const acd__object *all = document->objects;
  acd__memory *memory = links->memory;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_NODE) continue;
    flow->nodes_count++;
    for (int32_t k = all[i].first_child; k >= 0; k = all[k].next) {
      flow->exits_count += all[k].noun == ACD_NOUN_EXIT;
      flow->cases_count += all[k].noun == ACD_NOUN_CASE;
      flow->tries_count += all[k].noun == ACD_NOUN_TRY;
      flow->parameters_count += all[k].noun == ACD_NOUN_PARAMETER;
    }
  }
  flow->name = acd__string_new(memory, object->name, object->name_size);
  flow->nodes = acd__memory_array(memory, (size_t)flow->nodes_count, sizeof *flow->nodes);
  if (flow->exits_count) flow->exits = acd__memory_array(memory, (size_t)flow->exits_count, sizeof *flow->exits);
  if (flow->cases_count) flow->cases = acd__memory_array(memory, (size_t)flow->cases_count, sizeof *flow->cases);
  if (flow->tries_count) flow->tries = acd__memory_array(memory, (size_t)flow->tries_count, sizeof *flow->tries);
  if (flow->parameters_count)
    flow->parameters = acd__memory_array(memory, (size_t)flow->parameters_count, sizeof *flow->parameters);
  if (!flow->name || !flow->nodes || (flow->exits_count && !flow->exits) || (flow->cases_count && !flow->cases) ||
      (flow->tries_count && !flow->tries) || (flow->parameters_count && !flow->parameters))
    return ACD_ERR_NOMEM;
  acd__dictionary index;
  acd__dictionary_init(&index, memory, links->queues->key);
  int status = index_nodes(&index, document, object);
  if (!status) {
    flow->start = acd__flow_node_named(&index, acd__document_text(document, object, ACD_FLOW_START));
    flow->catch_ = acd__flow_node_named(&index, acd__document_text(document, object, ACD_FLOW_CATCH));
    status = build_nodes(flow, document, object, links, &index);
  }
  acd__dictionary_release_all(&index);
  return status ? status : acd__flow_summarise(flow, memory, links->queues->key);
}

void acd__flow_release(acd__flow *flow, acd__memory *memory, acd__dictionary *needs)
{
  for (int32_t i = 0; flow->nodes && i < flow->nodes_count; i++) {
    acd__flow_node *node = &flow->nodes[i];
    acd__string *texts[] = {node->name,           node->prompt,          node->prompt_no_input, node->prompt_no_match,
                            node->terminators,    node->attribute,       node->value,           node->flow,
                            node->number,         node->mailbox,         node->operation,       node->lines,
                            node->rule_attribute, node->opens_attribute, node->slot_attribute,  node->from_attribute};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) acd__string_drop(memory, texts[k]);
    for (int64_t k = 0; node->slot_names && k <= node->count; k++) acd__string_drop(memory, node->slot_names[k]);
    if (node->slot_names) acd__memory_give(memory, node->slot_names, ((size_t)node->count + 1) * sizeof(acd__string *));
    acd__formula_free(memory, node->expression);
    acd__needs_drop(needs, node->needs);
  }
  acd__flow_release_cases(flow, memory);
  acd__flow_release_summary(flow, memory);
  for (int32_t i = 0; flow->parameters && i < flow->parameters_count; i++) {
    acd__string_drop(memory, flow->parameters[i].name);
    acd__string_drop(memory, flow->parameters[i].value);
    acd__formula_free(memory, flow->parameters[i].expression);
  }
  acd__memory_give(memory, flow->parameters, (size_t)flow->parameters_count * sizeof *flow->parameters);
  acd__memory_give(memory, flow->nodes, (size_t)flow->nodes_count * sizeof *flow->nodes);
  acd__memory_give(memory, flow->exits, (size_t)flow->exits_count * sizeof *flow->exits);
  acd__string_drop(memory, flow->name);
}

void acd__flow_mark_lanes(const acd__flow *flow)
{
  for (int32_t i = 0; i < flow->nodes_count; i++)
    if (flow->nodes[i].lane) flow->nodes[i].lane->marked = 1;
}
