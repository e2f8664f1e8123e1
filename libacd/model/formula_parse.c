/* SPDX-License-Identifier: Apache-2.0 */
/* The grammar and the types of expressions. A stack of what the values will be goes along, as deep as that of the evaluation. */
#include "model/formula.h"

#include <string.h>

#define OPS_MAX (4 * ACD__FORMULA_TERMS_MAX)

/* What is known of a value before there is one. */
typedef struct promise {
  uint32_t type;
  uint32_t size_max; /* as a text */
  int made;          /* 1: a text that may be put together in the buffer */
  const char *at;
} promise;

typedef struct parser {
  const char *text;
  const char *at;
  acd__formula_find_fn find;
  void *user;
  acd__formula_error *error;
  int failed;
  int depth;
  int terms;
  int made;
  uint32_t count;
  acd__formula_op ops[OPS_MAX];
  size_t promises_count;
  promise promises[ACD__FORMULA_TERMS_MAX + 2];
} parser;

/* What a function takes: t a text or an integer, i an integer or a text that spells one, c a truth value, a anything. */
typedef struct function {
  const char *name;
  int32_t op;
  uint32_t type; /* 0: of its second argument */
  const char *takes;
} function;

static const function functions[] = {
    {"length", ACD__FORMULA_LENGTH, ACD__FORMULA_INTEGER, "t"},
    {"integer", ACD__FORMULA_TO_INTEGER, ACD__FORMULA_INTEGER, "a"},
    {"text", ACD__FORMULA_TO_TEXT, ACD__FORMULA_TEXT, "a"},
    {"starts", ACD__FORMULA_STARTS, ACD__FORMULA_TRUTH, "tt"},
    {"ends", ACD__FORMULA_ENDS, ACD__FORMULA_TRUTH, "tt"},
    {"contains", ACD__FORMULA_CONTAINS, ACD__FORMULA_TRUTH, "tt"},
    {"part", ACD__FORMULA_PART, ACD__FORMULA_TEXT, "tii"},
    {"lower", ACD__FORMULA_LOWER, ACD__FORMULA_TEXT, "t"},
    {"upper", ACD__FORMULA_UPPER, ACD__FORMULA_TEXT, "t"},
    {"min", ACD__FORMULA_MIN, ACD__FORMULA_INTEGER, "ii"},
    {"max", ACD__FORMULA_MAX, ACD__FORMULA_INTEGER, "ii"},
    {"if", ACD__FORMULA_IF, 0, "caa"},
};

/* In the order of ACD_METRIC_…. */
static const char *const metrics[] = {"waiting",      "staffed",        "available",    "ready",
                                      "longest_wait", "estimated_wait", "service_level"};

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

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define A_VALUE      "a value: an integer, a text, an attribute, a function or `(`"

static void fail_at(parser *of, const char *at, const char *text, const char *expected)
{
  if (of->failed) return;
  of->failed = 1;
  *of->error = (acd__formula_error){(size_t)(at - of->text), text, expected, 0, NULL, 0};
}

static void skip_space(parser *of)
{
  while (*of->at == ' ' || *of->at == '\t' || *of->at == '\n' || *of->at == '\r') of->at++;
}

static int is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static int is_bare(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '.' ||
         (unsigned char)c >= 0x80;
}

static size_t bare_size(const char *at)
{
  size_t size = 0;
  while (is_bare(at[size])) size++;
  return size;
}

static int is_word(const char *at, size_t size, const char *word)
{
  return strlen(word) == size && memcmp(at, word, size) == 0;
}

/* Takes a mark, or a word, if it comes next. */
static int take(parser *of, const char *mark)
{
  skip_space(of);
  size_t size = strlen(mark);
  if (is_bare(mark[0]) ? !is_word(of->at, bare_size(of->at), mark) : strncmp(of->at, mark, size) != 0) return 0;
  of->at += size;
  return 1;
}

static void enter(parser *of)
{
  if (++of->depth > ACD__FORMULA_DEPTH_MAX)
    fail_at(of, of->at, "brackets, functions and signs are nested too deep", "at most 16 levels");
}

static void emit(parser *of, acd__formula_op op)
{
  if (of->failed) return;
  if (of->count == OPS_MAX)
    fail_at(of, of->at, "the expression is too long", "at most 64 values and 256 operations");
  else
    of->ops[of->count++] = op;
}

static promise *top(parser *of, size_t below)
{
  return &of->promises[of->promises_count - 1 - below];
}

/* Takes promises off and puts another in their place. */
static void promise_result(parser *of, size_t taken, const char *at, uint32_t type, size_t size_max, int made)
{
  for (size_t i = 0; i < taken; i++) of->made -= top(of, i)->made;
  of->promises_count -= taken;
  if (size_max > ACD__FORMULA_TEXT_MAX) size_max = ACD__FORMULA_TEXT_MAX;
  of->promises[of->promises_count++] = (promise){type, (uint32_t)size_max, made, at};
  of->made += made;
  if (of->made > ACD__FORMULA_MADE_MAX)
    fail_at(of, at, "too many texts are put together at once", "a shorter expression");
}

/* A value of the kind that a parameter takes is on top, so far below. */
static void need(parser *of, size_t below, char takes)
{
  if (of->failed) return;
  const promise *at = top(of, below);
  int is_truth = at->type == ACD__FORMULA_TRUTH;
  if (takes == 'c' && !is_truth) fail_at(of, at->at, "is no truth value", "a comparison, as `tier = \"gold\"`");
  if ((takes == 't' || takes == 'i') && is_truth) fail_at(of, at->at, "is a truth value", "an integer or a text");
}

static uint32_t size_as_text(uint32_t type)
{
  return type == ACD__FORMULA_TRUTH ? 5 : 20;
}

static void push(parser *of, const char *at, int32_t op, uint32_t type, const char *text, size_t size, int64_t value)
{
  if (++of->terms > ACD__FORMULA_TERMS_MAX) fail_at(of, at, "the expression is too long", "at most 64 values");
  if (of->failed) return;
  emit(of, (acd__formula_op){op, text ? (uint32_t)(text - of->text) : 0, (uint32_t)size, 0, value});
  size_t most = op == ACD__FORMULA_PUSH_TEXT        ? size
                : op == ACD__FORMULA_PUSH_ATTRIBUTE ? ACD__FORMULA_TEXT_MAX
                                                    : size_as_text(type);
  promise_result(of, 0, at, type, most, 0);
}

/* A text in quotes of either kind. */
static int take_quoted(parser *of, const char **text_out, size_t *size_out)
{
  skip_space(of);
  const char *begin = of->at;
  if (*begin != '"' && *begin != '\'') {
    fail_at(of, begin, *begin ? "is unexpected" : "ends too early", "a name in quotes");
    return 0;
  }
  const char *end = strchr(begin + 1, *begin);
  if (!end) {
    fail_at(of, begin, "the text has no closing quote", *begin == '"' ? "\"" : "'");
    return 0;
  }
  *text_out = begin + 1;
  *size_out = (size_t)(end - begin - 1);
  of->at = end + 1;
  return 1;
}

static void close(parser *of)
{
  if (!of->failed && !take(of, ")")) fail_at(of, of->at, "a bracket is not closed", "`)` or an operator");
}

static void parse_level(parser *of, int level);

static void parse_integer(parser *of)
{
  const char *begin = of->at;
  int64_t value = 0;
  size_t size = bare_size(begin);
  for (size_t i = 0; i < size; i++) {
    if (!is_digit(begin[i]) || size > 18) {
      fail_at(of, begin, "is no integer", "an integer of at most 18 digits");
      return;
    }
    value = value * 10 + (begin[i] - '0');
  }
  of->at += size;
  push(of, begin, ACD__FORMULA_PUSH_INTEGER, ACD__FORMULA_INTEGER, NULL, 0, value);
}

/* attribute("any name"), behind the bracket. */
static void parse_attribute(parser *of, const char *begin, int32_t op, uint32_t type)
{
  const char *name;
  size_t size;
  if (!take_quoted(of, &name, &size)) return;
  if (size < 1 || size > 64) fail_at(of, begin, "is no name of an attribute", "1 to 64 bytes");
  push(of, begin, op, type, name, size, 0);
  close(of);
}

/* is_set(word) or is_set(attribute("any name")). */
static void parse_is_set(parser *of, const char *begin)
{
  skip_space(of);
  const char *name = of->at;
  size_t size = bare_size(name);
  of->at += size;
  if (is_word(name, size, "attribute") && take(of, "(")) {
    parse_attribute(of, begin, ACD__FORMULA_PUSH_IS_SET, ACD__FORMULA_TRUTH);
  } else if (size == 0 || size > 64 || is_digit(*name)) {
    fail_at(of, name, *name ? "is unexpected" : "ends too early", "an attribute");
  } else {
    push(of, begin, ACD__FORMULA_PUSH_IS_SET, ACD__FORMULA_TRUTH, name, size, 0);
  }
  close(of);
}

/* The name of a queue or a toggle in quotes, behind the bracket; `size` is what goes with it. */
static void parse_named(parser *of, const char *begin, int32_t op, uint32_t noun, size_t size)
{
  const char *name;
  size_t name_size;
  acd_id id = 0;
  int is_toggle = noun == ACD_NOUN_TOGGLE;
  if (!take_quoted(of, &name, &name_size)) return;
  if (!of->find(of->user, noun, name, name_size, &id)) {
    fail_at(of, name - 1, is_toggle ? "there is no such toggle" : "there is no such queue",
            is_toggle ? "an existing toggle" : "an existing queue");
    of->error->noun = noun;
    of->error->name = name;
    of->error->name_size = name_size;
    return;
  }
  push(of, begin, op, is_toggle ? ACD__FORMULA_TRUTH : ACD__FORMULA_INTEGER, NULL, size, id);
  close(of);
}

/* What a function of these arguments, which are on the stack, gives. */
static void apply(parser *of, const function *what, const char *begin, size_t count)
{
  if (of->failed) return;
  uint32_t type = what->type;
  size_t size_max = top(of, count - 1)->size_max;
  int made = top(of, count - 1)->made;
  acd__formula_op op = {.op = what->op};
  switch (what->op) {
  case ACD__FORMULA_TO_TEXT:
  case ACD__FORMULA_PART: made |= top(of, count - 1)->type != ACD__FORMULA_TEXT; break;
  case ACD__FORMULA_LOWER:
  case ACD__FORMULA_UPPER: made = 1; break;
  case ACD__FORMULA_IF: {
    const promise *a = top(of, 1), *b = top(of, 0);
    if ((a->type == ACD__FORMULA_TRUTH) != (b->type == ACD__FORMULA_TRUTH)) {
      fail_at(of, b->at, "is of another type than what stands before", "two truth values, or none");
      return;
    }
    type = a->type == b->type ? a->type : ACD__FORMULA_TEXT;
    op.value = a->type != b->type;
    size_max = a->size_max > b->size_max ? a->size_max : b->size_max;
    made = a->made || b->made || a->type != b->type;
    break;
  }
  default: break;
  }
  if (type != ACD__FORMULA_TEXT) {
    made = 0;
    size_max = size_as_text(type);
  }
  emit(of, op);
  promise_result(of, count, begin, type, size_max, made);
}

static void parse_function(parser *of, const function *what, const char *begin)
{
  size_t count = strlen(what->takes);
  for (size_t i = 0; i < count && !of->failed; i++) {
    if (i > 0 && !take(of, ",")) {
      fail_at(of, of->at, "an argument is missing", "`,` and another argument");
      return;
    }
    parse_level(of, 1);
    need(of, 0, what->takes[i]);
  }
  close(of);
  apply(of, what, begin, count);
}

static void parse_call(parser *of, const char *begin, size_t size)
{
  if (is_word(begin, size, "attribute")) {
    parse_attribute(of, begin, ACD__FORMULA_PUSH_ATTRIBUTE, ACD__FORMULA_TEXT);
    return;
  }
  if (is_word(begin, size, "is_set")) {
    parse_is_set(of, begin);
    return;
  }
  if (is_word(begin, size, "toggle")) {
    parse_named(of, begin, ACD__FORMULA_PUSH_TOGGLE, ACD_NOUN_TOGGLE, 0);
    return;
  }
  for (size_t i = 0; i < COUNT(metrics); i++) {
    if (!is_word(begin, size, metrics[i])) continue;
    parse_named(of, begin, ACD__FORMULA_PUSH_METRIC, ACD_NOUN_QUEUE, i + 1);
    return;
  }
  for (size_t i = 0; i < COUNT(functions); i++) {
    if (!is_word(begin, size, functions[i].name)) continue;
    parse_function(of, &functions[i], begin);
    return;
  }
  fail_at(of, begin, "there is no such function",
          "one of length, integer, text, is_set, attribute, starts, ends, contains, part, lower, upper, min, max, if, "
          "toggle, waiting, staffed, available, ready, longest_wait, estimated_wait, service_level");
}

static void parse_word(parser *of)
{
  const char *begin = of->at;
  size_t size = bare_size(begin);
  if (is_word(begin, size, "and") || is_word(begin, size, "or") || is_word(begin, size, "not")) {
    fail_at(of, begin, "is unexpected", A_VALUE);
    return;
  }
  of->at += size;
  int is_true = is_word(begin, size, "true");
  if (is_true || is_word(begin, size, "false")) {
    push(of, begin, ACD__FORMULA_PUSH_TRUTH, ACD__FORMULA_TRUTH, NULL, 0, is_true);
  } else if (take(of, "(")) {
    enter(of);
    if (!of->failed) parse_call(of, begin, size);
    of->depth--;
  } else {
    if (size > 64) fail_at(of, begin, "is no name of an attribute", "1 to 64 bytes");
    push(of, begin, ACD__FORMULA_PUSH_ATTRIBUTE, ACD__FORMULA_TEXT, begin, size, 0);
  }
}

static void parse_value(parser *of)
{
  const char *text, *begin;
  size_t size;
  skip_space(of);
  begin = of->at;
  if (take(of, "(")) {
    enter(of);
    if (!of->failed) parse_level(of, 1);
    close(of);
    of->depth--;
  } else if (*begin == '"' || *begin == '\'') {
    if (take_quoted(of, &text, &size)) push(of, begin, ACD__FORMULA_PUSH_TEXT, ACD__FORMULA_TEXT, text, size, 0);
  } else if (is_digit(*begin)) {
    parse_integer(of);
  } else if (is_bare(*begin)) {
    parse_word(of);
  } else {
    fail_at(of, begin, *begin ? "is unexpected" : "ends too early", A_VALUE);
  }
}

/* A prefix: `not` before a comparison, `-` before a value. */
static void parse_prefix(parser *of, int level, const char *mark, int32_t op, char takes)
{
  skip_space(of);
  const char *begin = of->at;
  if (!take(of, mark)) {
    if (level == LEVEL_NEGATE)
      parse_value(of);
    else
      parse_level(of, level + 1);
    return;
  }
  enter(of);
  if (!of->failed) parse_level(of, level);
  of->depth--;
  need(of, 0, takes);
  if (of->failed) return;
  emit(of, (acd__formula_op){.op = op});
  uint32_t type = op == ACD__FORMULA_NOT ? ACD__FORMULA_TRUTH : ACD__FORMULA_INTEGER;
  promise_result(of, 1, begin, type, size_as_text(type), 0);
}

static void check_comparison(parser *of, int32_t op)
{
  const promise *a = top(of, 1), *b = top(of, 0);
  int both = a->type == ACD__FORMULA_TRUTH && b->type == ACD__FORMULA_TRUTH;
  if (both && (op == ACD__FORMULA_EQUAL || op == ACD__FORMULA_NOT_EQUAL)) return;
  need(of, 1, 'i');
  need(of, 0, 'i');
}

static void parse_level(parser *of, int level)
{
  if (level == LEVEL_NOT) {
    parse_prefix(of, level, "not", ACD__FORMULA_NOT, 'c');
    return;
  }
  if (level == LEVEL_NEGATE) {
    parse_prefix(of, level, "-", ACD__FORMULA_NEGATE, 'i');
    return;
  }
  skip_space(of);
  const char *begin = of->at;
  parse_level(of, level + 1);
  for (size_t i = 0; i < COUNT(operators) && !of->failed; i++) {
    if (operators[i].level != level || !take(of, operators[i].mark)) continue;
    int32_t op = operators[i].op;
    if (op == ACD__FORMULA_EQUAL && *of->at == '=') {
      fail_at(of, of->at - 1, "is unexpected", "one `=`: equality is =");
      return;
    }
    parse_level(of, level + 1);
    if (of->failed) return;
    if (level == LEVEL_COMPARISON) check_comparison(of, op);
    char takes = level < LEVEL_NOT ? 'c' : level > 5 ? 'i' : 'a';
    need(of, 1, takes);
    need(of, 0, takes);
    if (of->failed) return;
    emit(of, (acd__formula_op){.op = op});
    uint32_t type = level <= LEVEL_COMPARISON ? ACD__FORMULA_TRUTH
                    : level == 5              ? ACD__FORMULA_TEXT
                                              : ACD__FORMULA_INTEGER;
    size_t size_max = level == 5 ? (size_t)top(of, 0)->size_max + top(of, 1)->size_max : size_as_text(type);
    promise_result(of, 2, begin, type, size_max, level == 5);
    i = level == LEVEL_COMPARISON ? COUNT(operators) : (size_t)-1; /* the next operator, of any of this level */
  }
}

int acd__formula_parse(acd__memory *memory, const char *text, acd__formula_find_fn find, void *user,
                       acd__formula **formula_out, acd__formula *checked_out, acd__formula_error *error_out)
{
  parser of;
  memset(&of, 0, sizeof of);
  of.text = of.at = text;
  of.find = find;
  of.user = user;
  of.error = error_out;
  parse_level(&of, 1);
  skip_space(&of);
  if (!of.failed && *of.at) fail_at(&of, of.at, "is unexpected", "an operator, or the end");
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
