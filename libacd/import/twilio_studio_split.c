/* SPDX-License-Identifier: Apache-2.0 */
/* Twilio Studio: conditions on a text. */
#include "twilio_studio.h"

#include <string.h>

/* Blanks around a piece of a list do not count. */
static char *piece_of(char **list)
{
  char *start = *list, *end = strchr(start, ',');
  *list = end ? end + 1 : start + strlen(start);
  if (!end) end = start + strlen(start);
  while (start < end && *start == ' ') start++;
  while (end > start && end[-1] == ' ') end--;
  *end = '\0';
  return start;
}

typedef struct conditions {
  acd__import_buffer items; /* acd__import_condition */
  json_t *texts;            /* that they point into */
} conditions;

static void add_condition(acd__import_step *step, conditions *list, const char *operator_, const char *value,
                          const char *to)
{
  json_t *text = acd__import_keep(step->import, json_string(value));
  if (!text || json_array_append_new(list->texts, text)) return;
  if (!acd__import_reserve(step->import, &list->items, 1, sizeof(acd__import_condition))) return;
  acd__import_condition made = {operator_, json_string_value(text), to};
  ((acd__import_condition *)list->items.items)[list->items.count++] = made;
}

/* Each of a list by itself; 1: the operator takes a list. */
static int add_list(acd__import_step *step, conditions *list, const char *type, const char *value, const char *to)
{
  if (strcmp(type, "matches_any_of") != 0) return 0;
  size_t size = strlen(value) + 1;
  char *copy = acd__import_resize(step->import, NULL, 0, size), *at = copy;
  if (!copy) return 1;
  memcpy(copy, value, size);
  while (*at) add_condition(step, list, "equal", piece_of(&at), to);
  acd__import_resize(step->import, copy, size, 0);
  return 1;
}

static void add_conditions(acd__import_step *step, conditions *list, const json_t *transition)
{
  static const char *const operators[][2] = {
      {"equal_to", "equal"},     {"not_equal_to", "not_equal"},
      {"less_than", "less"},     {"greater_than", "greater"},
      {"starts_with", "prefix"}, {"does_not_start_with", "not_prefix"},
      {"contains", "contains"},  {"does_not_contain", "not_contains"},
      {"is_blank", "is_blank"},  {"is_not_blank", "is_set"},
  };
  const json_t *given = json_object_get(transition, "conditions"), *condition;
  const char *to = acd__import_target(step, json_string_value(json_object_get(transition, "next")));
  size_t index;
  if (json_array_size(given) > 1) acd__import_remark(step, "of several conditions of one way, any is enough");
  json_array_foreach(given, index, condition)
  {
    const char *type = acd__import_string(condition, "type"), *value = acd__import_string(condition, "value");
    const char *operator_ = NULL;
    if (add_list(step, list, type, value, to)) continue;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
      if (strcmp(operators[i][0], type) == 0) operator_ = operators[i][1];
    if (!operator_)
      acd__import_remark(step, "the host decides whether %.*s holds", (int)acd__import_fit(type, 60), type);
    add_condition(step, list, operator_ ? operator_ : type, value, to);
  }
}

void acd__studio_split(acd__import_step *step)
{
  conditions list = {{NULL, 0, 0}, acd__import_keep(step->import, json_array())};
  const json_t *transition;
  size_t index;
  json_array_foreach(json_object_get(step->action, "transitions"), index, transition)
  {
    if (strcmp(acd__import_string(transition, "event"), "match") == 0) add_conditions(step, &list, transition);
  }
  acd__import_decide(step, acd__import_string(step->parameters, "input"), list.items.items, list.items.count,
                     acd__studio_event(step, "noMatch"));
  acd__import_release(step->import, &list.items, sizeof(acd__import_condition));
  json_decref(list.texts);
}
