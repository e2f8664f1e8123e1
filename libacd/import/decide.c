/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions on a text: a branch for those that a case can compare, a test for each that takes an expression. */
#include "internal.h"

#include <string.h>

static int is_case(acd__import_step *step, const acd__import_condition *condition)
{
  static const char *const operators[] = {"equal",   "not_equal",     "less",   "less_equal",
                                          "greater", "greater_equal", "prefix", "is_set"};
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
    if (strcmp(operators[i], condition->operator_) == 0)
      return !acd__import_has_reference(step, condition->value) &&
             (!acd__import_is_order(operators[i]) || acd__import_is_integer(condition->value));
  return 0;
}

static void put_branch(acd__import_step *step, const char *subject, const acd__import_condition *conditions,
                       size_t count, const char *otherwise)
{
  char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
  acd__import_buffer expression = {NULL, 0, 0};
  json_t *node = acd__import_node(step, "branch");
  if (acd__import_is_reference(step, subject, attribute)) {
    acd__import_put(step->import, node, "attribute", json_string(attribute));
  } else {
    if (!acd__import_expression(step, subject, &expression)) {
      expression.count = 0;
      acd__import_quote(step->import, &expression, subject, acd__import_fit(subject, 400));
      acd__import_remark(step, "what is compared is a template: it is compared as it is written");
    }
    acd__import_put(step->import, node, "expression", json_stringn(acd__import_text_of(&expression), expression.count));
  }
  acd__import_release(step->import, &expression, 1);
  for (size_t i = 0; i < count; i++)
    acd__import_case(step, node, conditions[i].operator_, conditions[i].value, conditions[i].to);
  acd__import_exit(step, node, "no_match", otherwise);
}

static void append_operand(acd__import_step *step, acd__import_buffer *text, const char *operand, int *good)
{
  *good &= acd__import_expression(step, operand, text);
}

static int append_test(acd__import_step *step, acd__import_buffer *text, const char *subject,
                       const acd__import_condition *condition)
{
  static const struct {
    const char *name, *before, *between, *after;
  } forms[] = {
      {"equal", "", " = ", ""},
      {"not_equal", "", " != ", ""},
      {"less", "integer(", ") < integer(", ")"},
      {"less_equal", "integer(", ") <= integer(", ")"},
      {"greater", "integer(", ") > integer(", ")"},
      {"greater_equal", "integer(", ") >= integer(", ")"},
      {"prefix", "starts(", ", ", ")"},
      {"ends", "ends(", ", ", ")"},
      {"contains", "contains(", ", ", ")"},
      {"not_prefix", "not starts(", ", ", ")"},
      {"not_contains", "not contains(", ", ", ")"},
      {"is_blank", "length(", NULL, ") = 0"},
      {"is_set", "length(", NULL, ") > 0"},
  };
  /* The number of a text that spells no integer is 0: not what was meant. */
  int good = !acd__import_is_order(condition->operator_) || acd__import_has_reference(step, condition->value);
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    if (strcmp(forms[i].name, condition->operator_) != 0) continue;
    acd__import_append_text(step->import, text, forms[i].before);
    append_operand(step, text, subject, &good);
    if (forms[i].between) {
      acd__import_append_text(step->import, text, forms[i].between);
      append_operand(step, text, condition->value, &good);
    }
    acd__import_append_text(step->import, text, forms[i].after);
    return good && text->count <= ACD__IMPORT_TEXT_MAX;
  }
  return 0;
}

static void put_test(acd__import_step *step, const char *subject, const acd__import_condition *condition,
                     const char *otherwise)
{
  acd__import_buffer text = {NULL, 0, 0};
  if (append_test(step, &text, subject, condition)) {
    json_t *node = acd__import_node(step, "test");
    acd__import_put(step->import, node, "expression", json_stringn(acd__import_text_of(&text), text.count));
    acd__import_exit(step, node, "match", condition->to);
    acd__import_exit(step, node, "no_match", otherwise);
  } else {
    /* The host compares, and answers "true" or anything else. */
    json_t *node = acd__import_host(step, "compare");
    json_t *given = acd__import_keep(step->import, json_object());
    acd__import_put(step->import, given, "subject", json_string(subject));
    acd__import_put(step->import, given, "operator", json_string(condition->operator_));
    acd__import_put(step->import, given, "value", json_string(condition->value));
    acd__import_parameters(step, node, "", given);
    acd__import_case(step, node, "equal", "true", condition->to);
    acd__import_exit(step, node, "no_match", otherwise);
    acd__import_exit(step, node, "timeout", otherwise);
    acd__import_exit(step, node, "error", otherwise);
    json_decref(given);
  }
  acd__import_release(step->import, &text, 1);
}

void acd__import_decide(acd__import_step *step, const char *subject, const acd__import_condition *conditions,
                        size_t count, const char *otherwise)
{
  size_t at = 0;
  if (count == 0) acd__import_pass(step, otherwise);
  while (at < count) {
    char next[ACD__IMPORT_NAME_MAX + 1];
    acd__import_step ahead = *step;
    size_t simple = 0;
    while (at + simple < count && is_case(step, &conditions[at + simple])) simple++;
    int is_test = !simple;
    int last = at + simple + (size_t)is_test >= count;
    ahead.made++; /* the node behind this one */
    acd__import_next_name(&ahead, next);
    if (is_test)
      put_test(step, subject, &conditions[at], last ? otherwise : next);
    else
      put_branch(step, subject, &conditions[at], simple, last ? otherwise : next);
    at += simple + (size_t)is_test;
  }
}
