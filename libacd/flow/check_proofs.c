/* SPDX-License-Identifier: Apache-2.0 */
/* What a test proves: which attributes are set where its expression is true, and which where it is not. */
#include <string.h>

#include "flow/check.h"
#include "model/formula.h"

/* A value on the stack: what is known if it is true, and if it is not. */
typedef struct known {
  uint64_t if_true;
  uint64_t if_false;
  uint64_t attribute; /* it is this one's text; 0: something else */
  int constant;       /* 1: an integer, or a text that is not empty; 2: the empty text */
} known;

typedef struct prover {
  const acd__formula *formula;
  acd__bit_fn bit;
  void *user;
  size_t count;
  known stack[ACD__FORMULA_TERMS_MAX + 2];
} prover;

static void put(prover *of, size_t taken, known value)
{
  of->count -= taken;
  of->stack[of->count++] = value;
}

/* = and != with the empty text ask whether an attribute is set; with something else, only one that is set is equal. */
static known compare_equal(const known *a, const known *b, int equal)
{
  known value = {0};
  uint64_t attribute = a->attribute | b->attribute;
  int constant = a->attribute ? b->constant : a->constant;
  if ((a->attribute && b->attribute) || !constant) return value;
  if (equal == (constant == 1))
    value.if_true = attribute;
  else
    value.if_false = attribute;
  return value;
}

static void two_operands(prover *of, const acd__formula_op *op)
{
  known value = {0}, *a = &of->stack[of->count - 2], *b = &of->stack[of->count - 1];
  switch (op->op) {
  case ACD__FORMULA_AND:
    value.if_true = a->if_true | b->if_true;
    value.if_false = a->if_false & b->if_false;
    break;
  case ACD__FORMULA_OR:
    value.if_true = a->if_true & b->if_true;
    value.if_false = a->if_false | b->if_false;
    break;
  case ACD__FORMULA_EQUAL: value = compare_equal(a, b, 1); break;
  case ACD__FORMULA_NOT_EQUAL: value = compare_equal(a, b, 0); break;
  case ACD__FORMULA_LESS:
  case ACD__FORMULA_LESS_EQUAL:
  case ACD__FORMULA_GREATER:
  case ACD__FORMULA_GREATER_EQUAL: value.if_true = a->attribute | b->attribute; break; /* they are integers */
  case ACD__FORMULA_STARTS:
  case ACD__FORMULA_ENDS:
  case ACD__FORMULA_CONTAINS:
    if (b->constant == 1) value.if_true = a->attribute;
    break;
  default: break;
  }
  put(of, 2, value);
}

static void step(prover *of, const acd__formula_op *op)
{
  const char *name = of->formula->text + op->at;
  known value = {0}, *top = &of->stack[of->count - (of->count > 0)];
  switch (op->op) {
  case ACD__FORMULA_PUSH_INTEGER: value.constant = 1; break;
  case ACD__FORMULA_PUSH_TEXT: value.constant = op->size ? 1 : 2; break;
  case ACD__FORMULA_PUSH_TRUTH: /* what cannot be proves all */
    value.if_true = op->value ? 0 : UINT64_MAX;
    value.if_false = op->value ? UINT64_MAX : 0;
    break;
  case ACD__FORMULA_PUSH_ATTRIBUTE: value.attribute = of->bit(of->user, name, op->size); break;
  case ACD__FORMULA_PUSH_IS_SET: value.if_true = of->bit(of->user, name, op->size); break;
  case ACD__FORMULA_PUSH_TOGGLE:
  case ACD__FORMULA_PUSH_METRIC: break;
  case ACD__FORMULA_NOT:
    value.if_true = top->if_false;
    value.if_false = top->if_true;
    put(of, 1, value);
    return;
  case ACD__FORMULA_NEGATE:
  case ACD__FORMULA_LENGTH:
  case ACD__FORMULA_TO_INTEGER:
  case ACD__FORMULA_TO_TEXT:
  case ACD__FORMULA_LOWER:
  case ACD__FORMULA_UPPER: put(of, 1, value); return;
  case ACD__FORMULA_PART:
  case ACD__FORMULA_IF: put(of, 3, value); return;
  default: two_operands(of, op); return;
  }
  put(of, 0, value);
}

static int find_any(void *user, uint32_t noun, const char *name, size_t size, acd_id *id_out)
{
  (void)user, (void)noun, (void)name, (void)size;
  *id_out = 1;
  return 1;
}

void acd__find_proofs(acd__finder *finder, int32_t node, acd__bit_fn bit, void *user, uint64_t *match_out,
                      uint64_t *no_match_out)
{
  acd__formula *formula = NULL;
  acd__formula checked;
  acd__formula_error error;
  const acd__object *object = &finder->document.objects[finder->graph.nodes[node].object];
  const char *text = acd__document_text(&finder->document, object, ACD_NODE_EXPRESSION);
  *match_out = *no_match_out = 0;
  if (finder->status) return;
  int status = acd__formula_parse(finder->memory, text, find_any, NULL, &formula, &checked, &error);
  if (status == ACD_ERR_NOMEM) finder->status = status;
  if (status != ACD_OK) return;
  prover of = {formula, bit, user, 0, {{0}}};
  for (uint32_t i = 0; i < formula->count; i++) step(&of, &formula->ops[i]);
  *match_out = of.stack[0].if_true;
  *no_match_out = of.stack[0].if_false;
  acd__formula_free(finder->memory, formula);
}
