/* SPDX-License-Identifier: Apache-2.0 */
/* The grammar and the types of expressions. A stack of what the values will be goes along, as deep as that of the evaluation. */
#include "model/formula_parser.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define A_VALUE      "a value: an integer, a text, an attribute, a function or `(`"

static const struct {
  const char *mark;
  int level;
  int32_t op;
} operators[] = {{"or", 1, ACD__FORMULA_OR},
                 {"and", 2, ACD__FORMULA_AND},
                 {"!=", 4, ACD__FORMULA_NOT_EQUAL},
                 {"<=", 4, ACD__FORMULA_LESS_EQUAL},
                 {">=", 4, ACD__FORMULA_GREATER_EQUAL},
                 {"=", 4, ACD__FORMULA_EQUAL},
                 {"<", 4, ACD__FORMULA_LESS},
                 {">", 4, ACD__FORMULA_GREATER},
                 {"&", 5, ACD__FORMULA_JOIN},
                 {"+", 6, ACD__FORMULA_ADD},
                 {"-", 6, ACD__FORMULA_SUBTRACT},
                 {"*", 7, ACD__FORMULA_MULTIPLY},
                 {"/", 7, ACD__FORMULA_DIVIDE},
                 {"%", 7, ACD__FORMULA_REST}};
enum { LEVEL_NOT = 3, LEVEL_COMPARISON = 4, LEVEL_NEGATE = 8 };

static void parse_integer(acd__formula_parser *of)
{
  const char *begin = of->at;
  int64_t value = 0;
  size_t size = acd__parser_bare_size(begin);
  for (size_t i = 0; i < size; i++) {
    if (!acd__parser_is_digit(begin[i]) || size > 18) {
      acd__parser_fail(of, begin, "is no integer", "an integer of at most 18 digits");
      return;
    }
    value = value * 10 + (begin[i] - '0');
  }
  of->at += size;
  acd__parser_push(of, begin, ACD__FORMULA_PUSH_INTEGER, ACD__FORMULA_INTEGER, NULL, 0, value);
}

static void parse_word(acd__formula_parser *of)
{
  const char *begin = of->at;
  size_t size = acd__parser_bare_size(begin);
  if (acd__parser_is_word(begin, size, "and") || acd__parser_is_word(begin, size, "or") ||
      acd__parser_is_word(begin, size, "not")) {
    acd__parser_fail(of, begin, "is unexpected", A_VALUE);
    return;
  }
  of->at += size;
  int is_true = acd__parser_is_word(begin, size, "true");
  if (is_true || acd__parser_is_word(begin, size, "false")) {
    acd__parser_push(of, begin, ACD__FORMULA_PUSH_TRUTH, ACD__FORMULA_TRUTH, NULL, 0, is_true);
  } else if (acd__parser_take(of, "(")) {
    acd__parser_enter(of);
    if (!of->failed) acd__parser_call(of, begin, size);
    of->depth--;
  } else {
    if (size > 64) acd__parser_fail(of, begin, "is no name of an attribute", "1 to 64 bytes");
    acd__parser_push(of, begin, ACD__FORMULA_PUSH_ATTRIBUTE, ACD__FORMULA_TEXT, begin, size, 0);
  }
}

static void parse_value(acd__formula_parser *of)
{
  const char *text, *begin;
  size_t size;
  acd__parser_skip(of);
  begin = of->at;
  if (acd__parser_take(of, "(")) {
    acd__parser_enter(of);
    if (!of->failed) acd__parser_level(of, 1);
    acd__parser_close(of);
    of->depth--;
  } else if (*begin == '"' || *begin == '\'') {
    if (acd__parser_quoted(of, &text, &size))
      acd__parser_push(of, begin, ACD__FORMULA_PUSH_TEXT, ACD__FORMULA_TEXT, text, size, 0);
  } else if (acd__parser_is_digit(*begin)) {
    parse_integer(of);
  } else if (acd__parser_is_bare(*begin)) {
    parse_word(of);
  } else {
    acd__parser_fail(of, begin, *begin ? "is unexpected" : "ends too early", A_VALUE);
  }
}

/* A prefix: `not` before a comparison, `-` before a value. */
static void parse_prefix(acd__formula_parser *of, int level, const char *mark, int32_t op, char takes)
{
  acd__parser_skip(of);
  const char *begin = of->at;
  if (!acd__parser_take(of, mark)) {
    if (level == LEVEL_NEGATE)
      parse_value(of);
    else
      acd__parser_level(of, level + 1);
    return;
  }
  acd__parser_enter(of);
  if (!of->failed) acd__parser_level(of, level);
  of->depth--;
  acd__parser_need(of, 0, takes);
  if (of->failed) return;
  acd__formula_op *last = &of->ops[of->count - 1];
  if (op == ACD__FORMULA_NEGATE && last->op == ACD__FORMULA_PUSH_INTEGER)
    last->value = -last->value;
  else
    acd__parser_emit(of, (acd__formula_op){.op = op});
  uint32_t type = op == ACD__FORMULA_NOT ? ACD__FORMULA_TRUTH : ACD__FORMULA_INTEGER;
  acd__parser_result(of, 1, begin, type, acd__parser_text_size(type), 0);
}

static void check_comparison(acd__formula_parser *of, int32_t op)
{
  const acd__formula_promise *a = acd__parser_top(of, 1), *b = acd__parser_top(of, 0);
  int both = a->type == ACD__FORMULA_TRUTH && b->type == ACD__FORMULA_TRUTH;
  if (both && (op == ACD__FORMULA_EQUAL || op == ACD__FORMULA_NOT_EQUAL)) return;
  acd__parser_need(of, 1, 'i');
  acd__parser_need(of, 0, 'i');
}

void acd__parser_level(acd__formula_parser *of, int level)
{
  if (level == LEVEL_NOT) {
    parse_prefix(of, level, "not", ACD__FORMULA_NOT, 'c');
    return;
  }
  if (level == LEVEL_NEGATE) {
    parse_prefix(of, level, "-", ACD__FORMULA_NEGATE, 'i');
    return;
  }
  acd__parser_skip(of);
  const char *begin = of->at;
  acd__parser_level(of, level + 1);
  for (size_t i = 0; i < COUNT(operators) && !of->failed; i++) {
    if (operators[i].level != level || !acd__parser_take(of, operators[i].mark)) continue;
    int32_t op = operators[i].op;
    if (op == ACD__FORMULA_EQUAL && *of->at == '=') {
      acd__parser_fail(of, of->at - 1, "is unexpected", "one `=`: equality is =");
      return;
    }
    acd__parser_level(of, level + 1);
    if (of->failed) return;
    if (level == LEVEL_COMPARISON) check_comparison(of, op);
    char takes = level < LEVEL_NOT ? 'c' : level > 5 ? 'i' : 'a';
    acd__parser_need(of, 1, takes);
    acd__parser_need(of, 0, takes);
    if (of->failed) return;
    acd__parser_emit(of, (acd__formula_op){.op = op});
    uint32_t type = level <= LEVEL_COMPARISON ? ACD__FORMULA_TRUTH
                    : level == 5              ? ACD__FORMULA_TEXT
                                              : ACD__FORMULA_INTEGER;
    size_t size_max = level == 5 ? (size_t)acd__parser_top(of, 0)->size_max + acd__parser_top(of, 1)->size_max
                                 : acd__parser_text_size(type);
    acd__parser_result(of, 2, begin, type, size_max, level == 5);
    i = level == LEVEL_COMPARISON ? COUNT(operators) : (size_t)-1; /* the next operator, of any of this level */
  }
}

int acd__formula_parse(acd__memory *memory, const char *text, acd__formula_find_fn find, void *user,
                       acd__formula **formula_out, acd__formula *checked_out, acd__formula_error *error_out)
{
  acd__formula_parser of;
  memset(&of, 0, sizeof of);
  of.text = of.at = text;
  of.find = find;
  of.user = user;
  of.error = error_out;
  acd__parser_level(&of, 1);
  acd__parser_skip(&of);
  if (!of.failed && *of.at) acd__parser_fail(&of, of.at, "is unexpected", "an operator, or the end");
  if (of.failed) return ACD_ERR_ARGUMENT;
  if (!memory) {
    checked_out->type = of.promises[0].type;
    checked_out->size_max = of.promises[0].size_max;
    return ACD_OK;
  }
  size_t text_size = strlen(text) + 1, ops_size = of.count * sizeof *of.ops;
  acd__formula *formula = acd__memory_take(memory, sizeof *formula + ops_size + text_size);
  if (!formula) return ACD_ERR_NOMEM;
  formula->count = of.count;
  formula->type = of.promises[0].type;
  formula->size_max = of.promises[0].size_max;
  formula->text_size = (uint32_t)text_size;
  memcpy(formula->ops, of.ops, ops_size);
  memcpy((char *)formula->ops + ops_size, text, text_size);
  formula->text = (const char *)formula->ops + ops_size;
  *formula_out = formula;
  return ACD_OK;
}

void acd__formula_free(acd__memory *memory, acd__formula *formula)
{
  if (formula)
    acd__memory_give(memory, formula, sizeof *formula + formula->count * sizeof formula->ops[0] + formula->text_size);
}
