/* SPDX-License-Identifier: Apache-2.0 */
/* Attributes that are read where no way, or not every way, sets them: 64 at a time, along all ways at once. */
#include <string.h>

#include "base/dictionary.h"
#include "base/text.h"
#include "flow/check.h"
#include "model/path.h"

/* An attribute that a node reads or sets. */
typedef struct use {
  int32_t node;
  int32_t attribute; /* from 0 */
} use;

typedef struct attributes {
  acd__finder *finder;
  acd__dictionary names; /* index + 1 in place of a pointer */
  use *reads;            /* in the order of their nodes, as all below */
  use *sets;
  use *given; /* to a subflow, by parameters */
  size_t reads_count, reads_capacity;
  size_t sets_count, sets_capacity;
  size_t given_count, given_capacity;
  char **texts; /* by attribute: its name */
  size_t texts_capacity;
  int32_t count;    /* of attributes */
  int host_asked;   /* 1: the host may set some */
  uint64_t *before; /* by node: set on every way there */
  uint64_t *sets_of;
  uint64_t *given_of;
  uint64_t *match_of; /* of a comparison, a set or a loop node: its own; of a test: what its match proves */
  uint64_t *other_of; /* of a test: what its no_match proves */
  uint64_t at_hand;   /* by the host, with every call */
  int32_t first;      /* of the attributes being looked at */
  uint64_t *back;     /* by flow: set at its returns */
  int32_t *line;
  uint8_t *on_line;
} attributes;

/* Number of an attribute; -1: no memory. */
static int32_t number_of(attributes *all, const char *name, size_t size)
{
  acd__memory *memory = all->finder->memory;
  uintptr_t known = (uintptr_t)acd__dictionary_find(&all->names, name, size);
  if (known) return (int32_t)known - 1;
  void *moved = all->texts;
  int status = acd__memory_reserve(memory, &moved, &all->texts_capacity, (size_t)all->count + 1, sizeof *all->texts);
  all->texts = moved;
  char *copy = status ? NULL : acd__memory_take(memory, size + 1);
  if (copy && acd__dictionary_add(&all->names, name, size, (void *)((uintptr_t)all->count + 1))) {
    acd__memory_give(memory, copy, size + 1);
    copy = NULL;
  }
  if (!copy) {
    all->finder->status = ACD_ERR_NOMEM;
    return -1;
  }
  memcpy(copy, name, size);
  copy[size] = '\0';
  all->texts[all->count] = copy;
  return all->count++;
}

static void add_use(attributes *all, use **uses, size_t *count, size_t *capacity, int32_t node, const char *name,
                    size_t size)
{
  int32_t attribute = all->finder->status || !size ? -1 : number_of(all, name, size);
  void *moved = *uses;
  if (attribute < 0) return;
  all->finder->status = acd__memory_reserve(all->finder->memory, &moved, capacity, *count + 1, sizeof **uses);
  *uses = moved;
  if (!all->finder->status) (*uses)[(*count)++] = (use){node, attribute};
}

static int is_word(const char *name, size_t size, const char *word)
{
  return strlen(word) == size && memcmp(name, word, size) == 0;
}

static void add_read(attributes *all, int32_t node, const char *name, size_t size)
{
  if (!is_word(name, size, "caller") && !is_word(name, size, "number") && !is_word(name, size, "caller_class"))
    add_use(all, &all->reads, &all->reads_count, &all->reads_capacity, node, name, size);
}

static void add_set(attributes *all, int32_t node, const char *name)
{
  add_use(all, &all->sets, &all->sets_count, &all->sets_capacity, node, name, strlen(name));
}

typedef struct reading {
  attributes *all;
  int32_t node;
  const char *own; /* of a node that makes a new value of it: read before it is set, by design */
} reading;

/* A parameter of the node sets it, before those that may ask for it. */
static int is_parameter(const reading *at, const char *name, size_t size)
{
  const acd__finder *finder = at->all->finder;
  const acd__object *all = finder->document.objects;
  for (int32_t i = all[finder->graph.nodes[at->node].object].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_PARAMETER && is_word(name, size, all[i].name)) return 1;
  return 0;
}

static void note_read(void *user, uint32_t noun, const char *name, size_t size)
{
  const reading *at = user;
  if (!noun && !is_word(name, size, at->own) && !is_parameter(at, name, size)) add_read(at->all, at->node, name, size);
}

/* A comparison with nothing asks whether the attribute is set. */
static int asks_whether_set(const acd__document *document, const acd__object *object, uint32_t operator_,
                            uint32_t value)
{
  return acd__document_int(document, object, operator_) == ACD_OPERATOR_IS_SET ||
         !acd__document_text(document, object, value)[0];
}

/* Likewise of all cases of a node. */
static int cases_ask_whether_set(const acd__document *document, const acd__object *object)
{
  for (int32_t i = object->first_child; i >= 0; i = document->objects[i].next)
    if (document->objects[i].noun == ACD_NOUN_CASE &&
        !asks_whether_set(document, &document->objects[i], ACD_CASE_OPERATOR, ACD_CASE_VALUE))
      return 0;
  return 1;
}

/* The next name of a list with commas between, from `*at` on; 0: none is left. */
static int next_name(const char **at, const char **name_out, size_t *size_out)
{
  while (**at == ' ' || **at == ',') (*at)++;
  const char *begin = *at;
  while (**at && **at != ',') (*at)++;
  const char *end = *at;
  while (end > begin && end[-1] == ' ') end--;
  *name_out = begin;
  *size_out = (size_t)(end - begin);
  return end > begin;
}

static void note_parameters(attributes *all, int32_t at)
{
  const acd__document *document = &all->finder->document;
  int32_t i = document->objects[all->finder->graph.nodes[at].object].first_child;
  for (; i >= 0; i = document->objects[i].next) {
    const acd__object *object = &document->objects[i];
    if (object->noun == ACD_NOUN_PARAMETER && (acd__document_text(document, object, ACD_PARAMETER_VALUE)[0] ||
                                               acd__document_has(object, ACD_PARAMETER_EXPRESSION)))
      add_use(all, &all->given, &all->given_count, &all->given_capacity, at, object->name, object->name_size);
  }
}

/* Nearly always all of those that are asked for. */
static void note_slots(attributes *all, int32_t at, const char *prefix, int64_t count)
{
  char buffer[100];
  for (int64_t i = 0; i <= count && i <= 9; i++) {
    acd__text text = acd__text_begin(buffer, sizeof buffer);
    acd__text_add(&text, prefix);
    acd__text_add(&text, "_");
    if (i < count)
      acd__text_add_int(&text, i + 1);
    else
      acd__text_add(&text, "count");
    add_set(all, at, buffer);
  }
}

static void note_node(attributes *all, int32_t at)
{
  const acd__document *document = &all->finder->document;
  const acd__graph_node *node = &all->finder->graph.nodes[at];
  const acd__object *object = &document->objects[node->object];
  const char *name = acd__document_text(document, object, ACD_NODE_ATTRIBUTE);
  int given = acd__document_has(object, ACD_NODE_ATTRIBUTE) || node->kind == ACD_NODE_KIND_COLLECT;
  reading expression = {all, at, node->kind == ACD_NODE_KIND_SET ? name : ""};
  size_t size;
  for (const char *list = acd__document_text(document, object, ACD_NODE_BRINGS), *one; next_name(&list, &one, &size);)
    add_use(all, &all->sets, &all->sets_count, &all->sets_capacity, at, one, size);
  add_set(all, at, acd__document_text(document, object, ACD_NODE_RULE_ATTRIBUTE));
  add_set(all, at, acd__document_text(document, object, ACD_NODE_OPENS_ATTRIBUTE));
  if (node->flags & ACD__KIND_CALLS) note_parameters(all, at);
  acd__find_named(all->finder, at, note_read, &expression);
  if (node->kind == ACD_NODE_KIND_HOURS) { /* nearly always: what decided has a name, and it opens again */
    add_set(all, at, acd__document_text(document, object, ACD_NODE_RULE_ATTRIBUTE));
    add_set(all, at, acd__document_text(document, object, ACD_NODE_OPENS_ATTRIBUTE));
  }
  const char *slot = acd__document_text(document, object, ACD_NODE_SLOT_ATTRIBUTE);
  add_read(all, at, slot, strlen(slot));
  if (node->kind == ACD_NODE_KIND_SLOTS) note_slots(all, at, name, acd__document_int(document, object, ACD_NODE_COUNT));
  if (!name[0] || !given) return;
  if (node->flags & ACD__KIND_SETS &&
      !(node->kind == ACD_NODE_KIND_SET && !acd__document_text(document, object, ACD_NODE_VALUE)[0] &&
        !acd__document_has(object, ACD_NODE_EXPRESSION)))
    add_set(all, at, name);
  if (!(node->flags & ACD__KIND_READS)) return;
  if (node->kind == ACD_NODE_KIND_COMPARE && asks_whether_set(document, object, ACD_NODE_OPERATOR, ACD_NODE_VALUE))
    return;
  if (node->kind == ACD_NODE_KIND_BRANCH && cases_ask_whether_set(document, object)) return;
  add_read(all, at, name, strlen(name));
}

/* ---- Along the ways */

/* What the exit `match` of a comparison, or its opposite, says of its attribute. */
static int32_t exit_that_proves(const acd__document *document, const acd__object *object)
{
  int64_t operator_ = acd__document_int(document, object, ACD_NODE_OPERATOR);
  int empty = !acd__document_text(document, object, ACD_NODE_VALUE)[0];
  if (operator_ == ACD_OPERATOR_IS_SET) return ACD_EXIT_MATCH;
  if (operator_ == ACD_OPERATOR_NOT_EQUAL) return empty ? ACD_EXIT_MATCH : ACD_EXIT_NO_MATCH;
  return empty && operator_ == ACD_OPERATOR_EQUAL ? ACD_EXIT_NO_MATCH : ACD_EXIT_MATCH;
}

/* 1 if behind the exit of a comparison its attribute is set, and behind that of a test those that its match proves. */
static int proves(const attributes *all, const acd__graph_edge *edge)
{
  const acd__document *document = &all->finder->document;
  const acd__graph_node *node = &all->finder->graph.nodes[edge->from];
  if (node->kind == ACD_NODE_KIND_TEST) return edge->exit == ACD_EXIT_MATCH;
  if (node->kind == ACD_NODE_KIND_COMPARE)
    return edge->exit == exit_that_proves(document, &document->objects[node->object]);
  if (node->kind != ACD_NODE_KIND_BRANCH || edge->exit < ACD_EXIT_CASE) return 0;
  const acd__object *at = &document->objects[edge->object];
  int64_t operator_ = acd__document_int(document, at, ACD_CASE_OPERATOR);
  int empty = !acd__document_text(document, at, ACD_CASE_VALUE)[0];
  return operator_ == ACD_OPERATOR_IS_SET || (operator_ == ACD_OPERATOR_NOT_EQUAL) == empty;
}

static void push(attributes *all, size_t *depth, int32_t node)
{
  if (all->on_line[node]) return;
  all->on_line[node] = 1;
  all->line[(*depth)++] = node;
}

/* 1 if the host may set anything before it answers: nobody has said what. */
static int sets_all(const attributes *all, int32_t node)
{
  const acd__graph_node *at = &all->finder->graph.nodes[node];
  return at->flags & ACD__KIND_SETS_ALL &&
         !acd__document_has(&all->finder->document.objects[at->object], ACD_NODE_BRINGS);
}

/* What is set behind an exit. */
static uint64_t behind(const attributes *all, const acd__graph_edge *edge)
{
  const acd__graph *graph = &all->finder->graph;
  const acd__graph_node *node = &graph->nodes[edge->from];
  uint64_t set = all->before[edge->from];
  if (node->kind == ACD_NODE_KIND_HOST && !(edge->flags & ACD__EDGE_FAILURE))
    return sets_all(all, edge->from) ? UINT64_MAX : set | all->sets_of[edge->from];
  if (node->kind == ACD_NODE_KIND_HOURS) return set | all->sets_of[edge->from];
  int removes = (node->kind == ACD_NODE_KIND_SET && edge->exit == ACD_EXIT_NEXT) ||
                (node->kind == ACD_NODE_KIND_LOOP && edge->exit == ACD_EXIT_LIMIT);
  if (removes) set &= ~all->match_of[edge->from];
  if (edge->exit == ACD_EXIT_NEXT || edge->exit >= ACD_EXIT_KEY || node->kind == ACD_NODE_KIND_HOURS)
    set |= all->sets_of[edge->from];
  if (proves(all, edge)) set |= all->match_of[edge->from];
  if (node->kind == ACD_NODE_KIND_TEST && edge->exit == ACD_EXIT_NO_MATCH) set |= all->other_of[edge->from];
  if (edge->flags & (ACD__EDGE_AFTER | ACD__EDGE_CALL)) set |= all->given_of[edge->from];
  if (edge->flags & ACD__EDGE_AFTER)
    set |= all->back[graph->nodes[graph->edges[node->edges + node->edges_count - 1].to].flow];
  return set;
}

/* At a return, all that led to its flow may know less than before. */
static void note_return(attributes *all, int32_t at, size_t *depth)
{
  const acd__graph *graph = &all->finder->graph;
  int32_t flow = graph->nodes[at].flow, start = graph->flows[flow].start;
  uint64_t less = all->back[flow] & all->before[at];
  if (less == all->back[flow] || start < 0) return;
  all->back[flow] = less;
  for (uint32_t i = graph->before_at[start]; i < graph->before_at[start + 1]; i++)
    if (graph->edges[graph->before[i]].flags & ACD__EDGE_CALL) push(all, depth, graph->edges[graph->before[i]].from);
}

/* What is set on every way to each node: all to begin with, less with every way that is found. */
static void spread(attributes *all)
{
  const acd__graph *graph = &all->finder->graph;
  size_t depth = 0;
  for (size_t i = 0; i < graph->nodes_count; i++) all->before[i] = UINT64_MAX;
  for (size_t i = 0; i < graph->flows_count; i++) {
    all->back[i] = UINT64_MAX;
    if (!graph->flows[i].entered || graph->flows[i].start < 0) continue;
    all->before[graph->flows[i].start] = all->at_hand;
  }
  for (size_t i = graph->nodes_count; i-- > 0;)
    if (all->finder->live[i]) push(all, &depth, (int32_t)i);
  while (depth) {
    int32_t from = all->line[--depth];
    const acd__graph_node *node = &graph->nodes[from];
    all->on_line[from] = 0;
    if (node->flags & ACD__KIND_RETURNS) note_return(all, from, &depth);
    for (uint32_t i = 0; i < node->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[node->edges + i];
      if (!acd__graph_takes(graph, edge, 0, all->finder->comes_back)) continue;
      uint64_t less = all->before[edge->to] & behind(all, edge);
      if (less == all->before[edge->to]) continue;
      all->before[edge->to] = less;
      push(all, &depth, edge->to);
    }
  }
}

static void report(attributes *all, const use *read, int never)
{
  const acd__finder *finder = all->finder;
  const char *name = all->texts[read->attribute];
  char buffer[ACD__FINDING_TEXT];
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "reads the attribute ");
  acd__text_add_quoted(&text, name, strlen(name));
  acd__text_add(&text, never ? ", which no node sets" : ", which is not set on every way here");
  acd__find(all->finder, never ? ACD_FINDING_ATTRIBUTE_NEVER_SET : ACD_FINDING_ATTRIBUTE_NOT_SET,
            never && !all->host_asked ? ACD_SEVERITY_WARNING : ACD_SEVERITY_ADVICE,
            finder->graph.nodes[read->node].object, name, buffer,
            never ? "set it, or see that the host gives it with the call"
                  : "set it on the other ways as well, or ask first whether it is set");
}

/* Those of attributes first … first + 63, as bits by node. */
static void spread_uses(const use *uses, size_t count, int32_t first, uint64_t *bits, uint8_t *is_set)
{
  for (size_t i = 0; i < count; i++) {
    int32_t at = uses[i].attribute - first;
    if (at >= 0 && at < 64) bits[uses[i].node] |= UINT64_C(1) << at;
    if (!is_set[uses[i].attribute]) is_set[uses[i].attribute] = 1;
  }
}

static uint64_t bit_of(void *user, const char *name, size_t size)
{
  const attributes *all = user;
  int32_t at = (int32_t)(uintptr_t)acd__dictionary_find(&all->names, name, size) - 1 - all->first;
  return at >= 0 && at < 64 ? UINT64_C(1) << at : 0;
}

/* What the host gives with every call. */
static void note_given(attributes *all, uint8_t *is_set)
{
  const acd__document *document = &all->finder->document;
  const char *name, *list = acd__document_text(document, &document->objects[0], ACD_CENTRE_ATTRIBUTES);
  size_t size;
  all->at_hand = 0;
  while (next_name(&list, &name, &size)) {
    uintptr_t known = (uintptr_t)acd__dictionary_find(&all->names, name, size);
    if (known && !is_set[known - 1]) is_set[known - 1] = 1;
    all->at_hand |= bit_of(all, name, size);
  }
}

static void find_some(attributes *all, int32_t first, uint8_t *is_set)
{
  const acd__graph *graph = &all->finder->graph;
  all->first = first;
  note_given(all, is_set);
  memset(all->sets_of, 0, graph->nodes_count * sizeof *all->sets_of);
  memset(all->match_of, 0, graph->nodes_count * sizeof *all->match_of);
  memset(all->given_of, 0, graph->nodes_count * sizeof *all->given_of);
  spread_uses(all->sets, all->sets_count, first, all->sets_of, is_set);
  spread_uses(all->given, all->given_count, first, all->given_of, is_set);
  /* What a comparison proves, and what a set node or a loop removes. */
  for (size_t i = 0; i < graph->nodes_count; i++) {
    const acd__object *object = &all->finder->document.objects[graph->nodes[i].object];
    uint32_t kind = graph->nodes[i].kind;
    if (kind == ACD_NODE_KIND_TEST)
      acd__find_proofs(all->finder, (int32_t)i, bit_of, all, &all->match_of[i], &all->other_of[i]);
    if (kind != ACD_NODE_KIND_COMPARE && kind != ACD_NODE_KIND_BRANCH && kind != ACD_NODE_KIND_SET &&
        kind != ACD_NODE_KIND_LOOP)
      continue;
    if (!acd__document_has(object, ACD_NODE_ATTRIBUTE)) continue; /* it has an expression */
    const char *name = acd__document_text(&all->finder->document, object, ACD_NODE_ATTRIBUTE);
    all->match_of[i] = bit_of(all, name, strlen(name));
  }
  spread(all);
  for (size_t i = 0; i < all->reads_count; i++) {
    const use *read = &all->reads[i];
    int32_t at = read->attribute - first;
    if (at < 0 || at >= 64 || !all->finder->live[read->node] || is_set[read->attribute] == 2) continue;
    if (!is_set[read->attribute]) {
      report(all, read, 1);
      is_set[read->attribute] = 2; /* told */
    } else if (!(all->before[read->node] >> at & 1)) {
      report(all, read, 0);
    }
  }
}

static void find_all(attributes *all)
{
  acd__finder *finder = all->finder;
  size_t flows = finder->graph.flows_capacity;
  uint8_t *is_set = finder->status ? NULL : acd__memory_array(finder->memory, (size_t)all->count + 1, 1);
  all->back = finder->status ? NULL : acd__memory_array(finder->memory, flows, sizeof *all->back);
  if (!finder->status && (!is_set || !all->back)) finder->status = ACD_ERR_NOMEM;
  all->before = acd__find_take(finder, sizeof *all->before);
  all->sets_of = acd__find_take(finder, sizeof *all->sets_of);
  all->given_of = acd__find_take(finder, sizeof *all->given_of);
  all->match_of = acd__find_take(finder, sizeof *all->match_of);
  all->other_of = acd__find_take(finder, sizeof *all->other_of);
  all->line = acd__find_take(finder, sizeof *all->line);
  all->on_line = acd__find_take(finder, sizeof *all->on_line);
  for (int32_t first = 0; !finder->status && first < all->count; first += 64) find_some(all, first, is_set);
  acd__memory_give(finder->memory, is_set, (size_t)all->count + 1);
  acd__memory_give(finder->memory, all->back, flows * sizeof *all->back);
  acd__find_give(finder, all->before, sizeof *all->before);
  acd__find_give(finder, all->sets_of, sizeof *all->sets_of);
  acd__find_give(finder, all->given_of, sizeof *all->given_of);
  acd__find_give(finder, all->match_of, sizeof *all->match_of);
  acd__find_give(finder, all->other_of, sizeof *all->other_of);
  acd__find_give(finder, all->line, sizeof *all->line);
  acd__find_give(finder, all->on_line, sizeof *all->on_line);
}

void acd__find_attributes(acd__finder *finder)
{
  attributes all;
  memset(&all, 0, sizeof all);
  all.finder = finder;
  acd__dictionary_init(&all.names, finder->memory, finder->document.hash_key);
  for (size_t i = 0; i < finder->graph.nodes_count; i++) {
    note_node(&all, (int32_t)i);
    all.host_asked |= finder->live[i] && sets_all(&all, (int32_t)i);
  }
  find_all(&all);
  acd__memory_give(finder->memory, all.reads, all.reads_capacity * sizeof *all.reads);
  acd__memory_give(finder->memory, all.sets, all.sets_capacity * sizeof *all.sets);
  acd__memory_give(finder->memory, all.given, all.given_capacity * sizeof *all.given);
  for (int32_t i = 0; i < all.count; i++) acd__memory_give(finder->memory, all.texts[i], strlen(all.texts[i]) + 1);
  acd__memory_give(finder->memory, all.texts, all.texts_capacity * sizeof *all.texts);
  acd__dictionary_release_all(&all.names);
}
