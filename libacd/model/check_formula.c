/* SPDX-License-Identifier: Apache-2.0 */
/* The expressions of nodes: what is wrong in them and where, whether they give what the node needs, and what they stand for. */
#include "model/check.h"

#include <string.h>

#include <acd/mark.h>

static int find_object(void *user, uint32_t noun, const char *name, size_t size, acd_id *id_out)
{
  const acd__check *check = user;
  *id_out = check->alone ? 0 : acd__names_find(&check->names, 0, noun, 0, name, size);
  return *id_out >= 0;
}

void acd__check_report_error(acd__check *check, int32_t index, uint32_t property, const acd__formula_error *error)
{
  char buffer[400], nearest[256] = "";
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "at character ");
  acd__text_add_int(&text, (int64_t)error->at + 1);
  acd__text_add(&text, ": ");
  acd__text_add(&text, error->text);
  if (error->name) {
    acd__text_add(&text, " as ");
    acd__text_add_quoted(&text, error->name, error->name_size);
    acd__nearest_object(check->document, 0, error->noun, error->name, error->name_size, &check->work, nearest);
  }
  acd__check_report(check, index, error->name ? ACD_ERR_NOT_FOUND : ACD_ERR_ARGUMENT, property, buffer, error->expected,
                    nearest);
}

/* The expression that is a property of an object: what it gives, ACD__FORMULA_…; 0: there is none, or a mistake in it. */
static uint32_t check_expression(acd__check *check, int32_t index, uint32_t property)
{
  const char *text = acd__document_text(check->document, &check->document->objects[index], property);
  acd__formula_error error = {0};
  acd__formula checked = {0};
  if (!*text || strlen(text) > ACD__FORMULA_SIZE_MAX) return 0; /* the table says so */
  if (acd__formula_parse(NULL, text, find_object, check, NULL, &checked, &error) == ACD_OK) return checked.type;
  acd__check_report_error(check, index, property, &error);
  return 0;
}

/* An expression and another property: one must be given, and where the object has a use for neither, may be missing. */
static void check_one_of(acd__check *check, int32_t index, uint32_t property, uint32_t other, int must)
{
  const acd__object *object = &check->document->objects[index];
  int has = acd__document_has(object, property), has_other = acd__document_has(object, other);
  char buffer[100], expected[100];
  acd__text text = acd__text_begin(buffer, sizeof buffer), wanted = acd__text_begin(expected, sizeof expected);
  const char *name = acd__property_at(other)->name;
  acd__text_add(&text, name);
  acd__text_add(&text, has ? " and expression are both given" : " and expression are missing");
  acd__text_add(&wanted, has ? "only one of " : "one of ");
  acd__text_add(&wanted, name);
  acd__text_add(&wanted, " and expression");
  if (has == has_other && (has || must))
    acd__check_report(check, index, ACD_ERR_ARGUMENT, property, buffer, expected, NULL);
}

static int rates(const acd__check *check, int32_t index, int64_t kind)
{
  const acd__object *object = &check->document->objects[index];
  return kind == ACD_NODE_KIND_MARK && acd__document_int(check->document, object, ACD_NODE_MARK) == ACD_MARK_RATING;
}

void acd__check_formula(acd__check *check, int32_t index)
{
  int64_t kind = acd__check_node_kind(check, index);
  if (!kind) return; /* that was reported */
  if (kind == ACD_NODE_KIND_BRANCH) check_one_of(check, index, ACD_NODE_EXPRESSION, ACD_NODE_ATTRIBUTE, 1);
  if (kind == ACD_NODE_KIND_PRIORITY) check_one_of(check, index, ACD_NODE_EXPRESSION, ACD_NODE_PRIORITY, 1);
  if (kind == ACD_NODE_KIND_SET || kind == ACD_NODE_KIND_RETURN)
    check_one_of(check, index, ACD_NODE_EXPRESSION, ACD_NODE_VALUE, 0);
  const char *wrong = NULL, *expected = "";
  uint32_t type = check_expression(check, index, ACD_NODE_EXPRESSION);
  if (!type) return;
  if (kind == ACD_NODE_KIND_TEST && type != ACD__FORMULA_TRUTH) {
    wrong = "the expression gives no truth value";
    expected = "a comparison, as `tier = \"gold\"`";
  } else if ((kind == ACD_NODE_KIND_PRIORITY || rates(check, index, kind)) && type == ACD__FORMULA_TRUTH) {
    wrong = "the expression gives a truth value";
    expected = "an integer, or a text that spells one";
  }
  if (wrong) acd__check_report(check, index, ACD_ERR_ARGUMENT, ACD_NODE_EXPRESSION, wrong, expected, NULL);
}

void acd__check_parameter_formula(acd__check *check, int32_t index)
{
  check_one_of(check, index, ACD_PARAMETER_EXPRESSION, ACD_PARAMETER_VALUE, 1);
  (void)check_expression(check, index, ACD_PARAMETER_EXPRESSION);
}
