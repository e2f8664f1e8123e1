/* SPDX-License-Identifier: Apache-2.0 */
/* What the expressions of nodes name: attributes, and objects of the definition. */
#include <string.h>

#include "flow/check.h"
#include "model/formula.h"

typedef struct naming {
  acd__named_fn fn;
  void *user;
} naming;

/* That an object is not there is said elsewhere. */
static int find(void *user, uint32_t noun, const char *name, size_t size, acd_id *id_out)
{
  const naming *all = user;
  all->fn(all->user, noun, name, size);
  *id_out = 1;
  return 1;
}

static int is_empty_text(const acd__formula *formula, uint32_t at)
{
  return at < formula->count && formula->ops[at].op == ACD__FORMULA_PUSH_TEXT && formula->ops[at].size == 0;
}

static int is_equality(const acd__formula *formula, uint32_t at)
{
  return at < formula->count &&
         (formula->ops[at].op == ACD__FORMULA_EQUAL || formula->ops[at].op == ACD__FORMULA_NOT_EQUAL);
}

/* 1 if the expression asks whether the attribute is set, by is_set() or by comparing it here with the empty text. */
static int asks_whether_set(const acd__formula *formula, uint32_t at)
{
  const acd__formula_op *op = &formula->ops[at];
  if ((is_empty_text(formula, at + 1) && is_equality(formula, at + 2)) ||
      (at > 0 && is_empty_text(formula, at - 1) && is_equality(formula, at + 1)))
    return 1;
  for (uint32_t i = 0; i < formula->count; i++) {
    const acd__formula_op *other = &formula->ops[i];
    if (other->op == ACD__FORMULA_PUSH_IS_SET && other->size == op->size &&
        memcmp(formula->text + other->at, formula->text + op->at, op->size) == 0)
      return 1;
  }
  return 0;
}

static void find_in(acd__finder *finder, const acd__object *object, uint32_t property, acd__named_fn fn, void *user)
{
  naming all = {fn, user};
  acd__formula *formula = NULL;
  acd__formula checked;
  acd__formula_error error;
  if (finder->status || !acd__document_has(object, property)) return;
  const char *text = acd__document_text(&finder->document, object, property);
  int status = acd__formula_parse(finder->memory, text, find, &all, &formula, &checked, &error);
  if (status == ACD_ERR_NOMEM) finder->status = status;
  if (status != ACD_OK) return;
  for (uint32_t i = 0; i < formula->count; i++)
    if (formula->ops[i].op == ACD__FORMULA_PUSH_ATTRIBUTE)
      fn(user, asks_whether_set(formula, i) ? ACD__NAMED_ASKED : 0, formula->text + formula->ops[i].at,
         formula->ops[i].size);
  acd__formula_free(finder->memory, formula);
}

void acd__find_named(acd__finder *finder, int32_t node, acd__named_fn fn, void *user)
{
  const acd__object *all = finder->document.objects, *object = &all[finder->graph.nodes[node].object];
  find_in(finder, object, ACD_NODE_EXPRESSION, fn, user);
  for (int32_t i = object->first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_PARAMETER) find_in(finder, &all[i], ACD_PARAMETER_EXPRESSION, fn, user);
}

typedef struct counter {
  const char *attribute;
  int found;
} counter;

static void note_own(void *user, uint32_t noun, const char *name, size_t size)
{
  counter *own = user;
  own->found |=
      (!noun || noun == ACD__NAMED_ASKED) && strlen(own->attribute) == size && memcmp(own->attribute, name, size) == 0;
}

void acd__find_counters(acd__finder *finder)
{
  for (size_t i = 0; i < finder->graph.nodes_count; i++) {
    const acd__graph_node *node = &finder->graph.nodes[i];
    if (node->kind != ACD_NODE_KIND_SET) continue;
    counter own = {acd__document_text(&finder->document, &finder->document.objects[node->object], ACD_NODE_ATTRIBUTE),
                   0};
    acd__find_named(finder, (int32_t)i, note_own, &own);
    for (uint32_t k = 0; own.found && k < node->edges_count; k++)
      if (finder->graph.edges[node->edges + k].exit == ACD_EXIT_NEXT)
        finder->graph.edges[node->edges + k].flags |= ACD__EDGE_COUNTED;
  }
}
