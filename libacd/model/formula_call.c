/* SPDX-License-Identifier: Apache-2.0 */
/* Functions of expressions: attributes, queues, toggles, and those of values. */
#include "model/formula_parser.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

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
static const char *const metrics[] = {"waiting",      "staffed",        "available",     "ready",
                                      "longest_wait", "estimated_wait", "service_level", "position"};

/* attribute("any name"), behind the bracket. */
static void parse_attribute(acd__formula_parser *of, const char *begin, int32_t op, uint32_t type)
{
  const char *name;
  size_t size;
  if (!acd__parser_quoted(of, &name, &size)) return;
  if (size < 1 || size > 64) acd__parser_fail(of, begin, "is no name of an attribute", "1 to 64 bytes");
  acd__parser_push(of, begin, op, type, name, size, 0);
  acd__parser_close(of);
}

/* is_set(word) or is_set(attribute("any name")). */
static void parse_is_set(acd__formula_parser *of, const char *begin)
{
  acd__parser_skip(of);
  const char *name = of->at;
  size_t size = acd__parser_bare_size(name);
  of->at += size;
  if (acd__parser_is_word(name, size, "attribute") && acd__parser_take(of, "(")) {
    parse_attribute(of, begin, ACD__FORMULA_PUSH_IS_SET, ACD__FORMULA_TRUTH);
  } else if (size == 0 || size > 64 || acd__parser_is_digit(*name)) {
    acd__parser_fail(of, name, *name ? "is unexpected" : "ends too early", "an attribute");
  } else {
    acd__parser_push(of, begin, ACD__FORMULA_PUSH_IS_SET, ACD__FORMULA_TRUTH, name, size, 0);
  }
  acd__parser_close(of);
}

/* The name of a queue or a toggle in quotes, behind the bracket; `size` is what goes with it. */
static void parse_named(acd__formula_parser *of, const char *begin, int32_t op, uint32_t noun, size_t size)
{
  const char *name;
  size_t name_size;
  acd_id id = 0;
  int is_toggle = noun == ACD_NOUN_TOGGLE;
  if (!acd__parser_quoted(of, &name, &name_size)) return;
  if (!of->find(of->user, noun, name, name_size, &id)) {
    acd__parser_fail(of, name - 1, is_toggle ? "there is no such toggle" : "there is no such queue",
                     is_toggle ? "an existing toggle" : "an existing queue");
    of->error->noun = noun;
    of->error->name = name;
    of->error->name_size = name_size;
    return;
  }
  acd__parser_push(of, begin, op, is_toggle ? ACD__FORMULA_TRUTH : ACD__FORMULA_INTEGER, NULL, size, id);
  acd__parser_close(of);
}

/* Of a queue; the position in the queue where the call waits has no name. */
static void parse_metric(acd__formula_parser *of, const char *begin, size_t metric)
{
  if (metric == ACD_METRIC_POSITION && acd__parser_take(of, ")"))
    acd__parser_push(of, begin, ACD__FORMULA_PUSH_METRIC, ACD__FORMULA_INTEGER, NULL, metric, 0);
  else
    parse_named(of, begin, ACD__FORMULA_PUSH_METRIC, ACD_NOUN_QUEUE, metric);
}

/* What a function of these arguments, which are on the stack, gives. */
static void apply(acd__formula_parser *of, const function *what, const char *begin, size_t count)
{
  if (of->failed) return;
  uint32_t type = what->type;
  size_t size_max = acd__parser_top(of, count - 1)->size_max;
  int made = acd__parser_top(of, count - 1)->made;
  acd__formula_op op = {.op = what->op};
  switch (what->op) {
  case ACD__FORMULA_TO_TEXT:
  case ACD__FORMULA_PART: made |= acd__parser_top(of, count - 1)->type != ACD__FORMULA_TEXT; break;
  case ACD__FORMULA_LOWER:
  case ACD__FORMULA_UPPER: made = 1; break;
  case ACD__FORMULA_IF: {
    const acd__formula_promise *a = acd__parser_top(of, 1), *b = acd__parser_top(of, 0);
    if ((a->type == ACD__FORMULA_TRUTH) != (b->type == ACD__FORMULA_TRUTH)) {
      acd__parser_fail(of, b->at, "is of another type than what stands before", "two truth values, or none");
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
    size_max = acd__parser_text_size(type);
  }
  acd__parser_emit(of, op);
  acd__parser_result(of, count, begin, type, size_max, made);
}

static void parse_function(acd__formula_parser *of, const function *what, const char *begin)
{
  size_t count = strlen(what->takes);
  for (size_t i = 0; i < count && !of->failed; i++) {
    if (i > 0 && !acd__parser_take(of, ",")) {
      acd__parser_fail(of, of->at, "an argument is missing", "`,` and another argument");
      return;
    }
    acd__parser_level(of, 1);
    acd__parser_need(of, 0, what->takes[i]);
  }
  acd__parser_close(of);
  apply(of, what, begin, count);
}

void acd__parser_call(acd__formula_parser *of, const char *begin, size_t size)
{
  if (acd__parser_is_word(begin, size, "attribute")) {
    parse_attribute(of, begin, ACD__FORMULA_PUSH_ATTRIBUTE, ACD__FORMULA_TEXT);
    return;
  }
  if (acd__parser_is_word(begin, size, "is_set")) {
    parse_is_set(of, begin);
    return;
  }
  if (acd__parser_is_word(begin, size, "toggle")) {
    parse_named(of, begin, ACD__FORMULA_PUSH_TOGGLE, ACD_NOUN_TOGGLE, 0);
    return;
  }
  for (size_t i = 0; i < COUNT(metrics); i++) {
    if (!acd__parser_is_word(begin, size, metrics[i])) continue;
    parse_metric(of, begin, i + 1);
    return;
  }
  for (size_t i = 0; i < COUNT(functions); i++) {
    if (!acd__parser_is_word(begin, size, functions[i].name)) continue;
    parse_function(of, &functions[i], begin);
    return;
  }
  acd__parser_fail(
      of, begin, "there is no such function",
      "one of length, integer, text, is_set, attribute, starts, ends, contains, part, lower, upper, min, max, if, "
      "toggle, waiting, staffed, available, ready, longest_wait, estimated_wait, service_level, position");
}
