/* SPDX-License-Identifier: Apache-2.0 */
/* Amazon Connect: what an export is, and references in its texts. What its actions become: amazon_connect_actions.c. */
#include "amazon_connect_actions.h"

#include <stdio.h>
#include <string.h>

#define VERSION "2019-10-30"

static const json_t *transitions(const acd__import_step *step)
{
  return json_object_get(step->action, "Transitions");
}

const char *acd__connect_next(const acd__import_step *step)
{
  return acd__import_target(step, json_string_value(json_object_get(transitions(step), "NextAction")));
}

const char *acd__connect_error(const acd__import_step *step, const char *type)
{
  size_t index;
  const json_t *error;
  json_array_foreach(json_object_get(transitions(step), "Errors"), index, error)
  {
    if (strcmp(acd__import_string(error, "ErrorType"), type) == 0)
      return acd__import_target(step, acd__import_string(error, "NextAction"));
  }
  return NULL;
}

const char *acd__connect_errors(const acd__import_step *step, const char *one, const char *other)
{
  const char *first = acd__connect_error(step, one);
  return first ? first : acd__connect_error(step, other);
}

/* The only operand of a condition, NULL: there are none or several. */
static const char *operand_of(const json_t *condition)
{
  const json_t *operands = json_object_get(json_object_get(condition, "Condition"), "Operands");
  return json_array_size(operands) == 1 ? json_string_value(json_array_get(operands, 0)) : NULL;
}

const char *acd__connect_condition(const acd__import_step *step, const char *operand)
{
  size_t index;
  const json_t *condition;
  json_array_foreach(json_object_get(transitions(step), "Conditions"), index, condition)
  {
    const char *own = operand_of(condition);
    if (own && strcmp(own, operand) == 0) return acd__import_target(step, acd__import_string(condition, "NextAction"));
  }
  return NULL;
}

const char *acd__connect_otherwise(const acd__import_step *step)
{
  const char *otherwise = acd__connect_error(step, "NoMatchingCondition");
  return otherwise ? otherwise : acd__connect_next(step);
}

acd__import_buffer acd__connect_conditions(acd__import_step *step)
{
  static const char *const operators[][2] = {
      {"Equals", "equal"},          {"TextStartsWith", "prefix"},          {"TextEndsWith", "ends"},
      {"TextContains", "contains"}, {"NumberGreaterThan", "greater"},      {"NumberGreaterOrEqualTo", "greater_equal"},
      {"NumberLessThan", "less"},   {"NumberLessOrEqualTo", "less_equal"},
  };
  acd__import_buffer found = {NULL, 0, 0};
  size_t index;
  const json_t *condition;
  json_array_foreach(json_object_get(transitions(step), "Conditions"), index, condition)
  {
    const char *operand = operand_of(condition), *operator_ = NULL;
    const char *own = acd__import_string(json_object_get(condition, "Condition"), "Operator");
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
      if (strcmp(operators[i][0], own) == 0) operator_ = operators[i][1];
    if (!operator_ || !operand) {
      acd__import_remark(step, "condition %zu (%.*s) is left out: it is not one operator with one operand", index,
                         (int)acd__import_fit(own, 60), own);
      continue;
    }
    if (!acd__import_reserve(step->import, &found, 1, sizeof(acd__import_condition))) break;
    acd__import_condition made = {operator_, operand,
                                  acd__import_target(step, acd__import_string(condition, "NextAction"))};
    ((acd__import_condition *)found.items)[found.count++] = made;
  }
  return found;
}

static const json_t *metadata_of(const json_t *root, const json_t *action)
{
  const json_t *all = json_object_get(json_object_get(root, "Metadata"), "ActionMetadata");
  return json_object_get(all, acd__import_string(action, "Identifier"));
}

const char *acd__connect_display_name(const acd__import_step *step, const char *parameter)
{
  /* The designer has written it in one of these ways, by its age. */
  static const char *const old[][3] = {
      {"QueueId", "queue", NULL},
      {"ContactFlowId", "ContactFlow", NULL},
      {"FlowModuleId", NULL, "contactFlowModuleName"},
      {"HoursOfOperationId", "Hours", NULL},
      {"PromptId", NULL, "promptName"},
  };
  const json_t *metadata = metadata_of(step->source->root, step->action);
  const json_t *parameters = json_object_get(metadata, "parameters");
  const char *name = acd__import_string(json_object_get(parameters, parameter), "displayName");
  for (size_t i = 0; i < sizeof old / sizeof *old && !*name; i++) {
    if (strcmp(old[i][0], parameter) != 0) continue;
    name = old[i][1] ? acd__import_string(json_object_get(metadata, old[i][1]), "text")
                     : acd__import_string(metadata, old[i][2]);
  }
  return name;
}

static const char *flow_name(const json_t *root)
{
  return json_string_value(json_object_get(json_object_get(root, "Metadata"), "name"));
}

/* 1: the text is a UUID, which says nothing to a person. */
static int is_uuid(const char *text)
{
  size_t size = strspn(text, "0123456789abcdefABCDEF-");
  return size == 36 && !text[size] && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

static const char *label(const json_t *root, const json_t *action)
{
  const char *id = acd__import_string(action, "Identifier");
  (void)root;
  return is_uuid(id) ? NULL : id;
}

static int is_word(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The end of "name" or "['any name']" at a place of a path, NULL: there is none. */
static const char *path_step(const char *at)
{
  if (at[0] == '[' && at[1] == '\'') {
    size_t size = 2;
    while (size < 1000 && at[size] && at[size] != '\'') size++;
    return size > 2 && at[size] == '\'' && at[size + 1] == ']' ? at + size + 2 : NULL;
  }
  if (!is_word(*at)) return NULL;
  while (is_word(*at) || (*at == '-' && is_word(at[1]))) at++;
  return at;
}

/* "$.Attributes.name", "$.External['any name']". */
static size_t reference(const char *text, char name[ACD__IMPORT_ATTRIBUTE_MAX + 1])
{
  static const char *const known[][2] = {{"CustomerEndpoint.Address", "caller"}, {"SystemEndpoint.Address", "number"}};
  char path[1200];
  size_t size = 0;
  if (text[0] != '$' || text[1] != '.') return 0;
  const char *at = text + 2, *end = path_step(at);
  if (!end) return 0;
  for (;;) {
    size_t quoted = *at == '[' ? 2 : 0, own = (size_t)(end - at) - 2 * quoted;
    if (own > sizeof path - size - 2) own = sizeof path - size - 2;
    if (size) path[size++] = '.';
    if (own > sizeof path - size - 1) own = sizeof path - size - 1;
    memcpy(path + size, at + quoted, own);
    size += own;
    at = *end == '.' ? end + 1 : end;
    const char *more = (*end == '.' || *end == '[') && size < sizeof path - 2 ? path_step(at) : NULL;
    if (!more) break;
    end = more;
  }
  path[size] = '\0';
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(path, known[i][0]) == 0) size = (size_t)snprintf(path, sizeof path, "%s", known[i][1]);
  size_t skipped = strncmp(path, "Attributes.", 11) == 0 && !acd__import_is_own(path + 11, size - 11) ? 11 : 0;
  acd__import_attribute(path + skipped, size - skipped, name);
  return (size_t)(end - text);
}

/* Refuses a member that is not a string, or not one that names an action. */
static int check_id(acd_import *import, const acd__import_source *source, const char *path, const json_t *object,
                    const char *key, const json_t *ids)
{
  char where[160];
  const json_t *value = json_object_get(object, key);
  snprintf(where, sizeof where, "%s/%s", path, key);
  if (!json_is_string(value)) return acd__import_refuse(import, source, where, "no action", "an Identifier", value);
  if (json_object_get(ids, json_string_value(value))) return 1;
  return acd__import_refuse(import, source, where, "there is no such action",
                            "the Identifier of an action of this flow", value);
}

static int check_list(acd_import *import, const acd__import_source *source, const char *path,
                      const json_t *transitions_, const char *key, const json_t *ids)
{
  const json_t *list = json_object_get(transitions_, key), *item;
  char where[160];
  size_t index;
  snprintf(where, sizeof where, "%s/%s", path, key);
  if (list && !json_is_array(list)) return acd__import_refuse(import, source, where, "not a list", "a list", list);
  json_array_foreach(list, index, item)
  {
    snprintf(where, sizeof where, "%s/%s/%zu", path, key, index);
    if (!json_is_object(item)) return acd__import_refuse(import, source, where, "not an object", "an object", item);
    if (!check_id(import, source, where, item, "NextAction", ids)) return 0;
    const json_t *what = json_object_get(item, strcmp(key, "Errors") == 0 ? "ErrorType" : "Condition");
    if (strcmp(key, "Errors") == 0 ? json_is_string(what) : json_is_object(what)) continue;
    return acd__import_refuse(import, source, where, "it does not say when",
                              strcmp(key, "Errors") == 0 ? "a string \"ErrorType\"" : "an object \"Condition\"", what);
  }
  return 1;
}

static int check_action(acd_import *import, const acd__import_source *source, size_t index, const json_t *action,
                        const json_t *ids)
{
  char path[64];
  const json_t *parameters = json_object_get(action, "Parameters"), *way = json_object_get(action, "Transitions");
  snprintf(path, sizeof path, "/Actions/%zu", index);
  if (!*acd__import_string(action, "Type"))
    return acd__import_refuse(import, source, path, "an action without a type", "a string \"Type\"",
                              json_object_get(action, "Type"));
  if (parameters && !json_is_object(parameters))
    return acd__import_refuse(import, source, path, "wrong \"Parameters\"", "an object", parameters);
  if (way && !json_is_object(way))
    return acd__import_refuse(import, source, path, "wrong \"Transitions\"", "an object", way);
  snprintf(path, sizeof path, "/Actions/%zu/Transitions", index);
  if (json_object_get(way, "NextAction") && !check_id(import, source, path, way, "NextAction", ids)) return 0;
  return check_list(import, source, path, way, "Conditions", ids) &&
         check_list(import, source, path, way, "Errors", ids);
}

/* The identifiers as keys; NULL: one is refused, or there is no memory. */
static json_t *collect_ids(acd_import *import, const acd__import_source *source, const json_t *actions)
{
  json_t *ids = acd__import_keep(import, json_object());
  const json_t *action;
  char path[64];
  size_t index;
  json_array_foreach(actions, index, action)
  {
    const json_t *id = json_object_get(action, "Identifier");
    int good = json_is_string(id) && json_string_length(id) > 0;
    snprintf(path, sizeof path, "/Actions/%zu", index);
    if (!good)
      acd__import_refuse(import, source, path, "an action without an identifier",
                         "an object with a string \"Identifier\"", json_is_object(action) ? id : action);
    else if (json_object_get(ids, json_string_value(id)) && !(good = 0))
      acd__import_refuse(import, source, path, "an identifier given twice", "one of its own", id);
    if (!good) {
      json_decref(ids);
      return NULL;
    }
    acd__import_put(import, ids, json_string_value(id), json_true());
  }
  return ids;
}

static int check(acd_import *import, const acd__import_source *source)
{
  const json_t *root = source->root, *actions = json_object_get(root, "Actions"), *action;
  const char *version = acd__import_string(root, "Version");
  size_t index;
  if (!json_is_object(root)) return acd__import_refuse(import, source, "", "not a flow", "an object", root);
  if (!actions && json_object_get(root, "modules"))
    return acd__import_refuse(import, source, "/modules", "an export of the designer before the Flow language",
                              "one of version " VERSION ", with \"Actions\"", json_object_get(root, "modules"));
  if (!json_is_array(actions))
    return acd__import_refuse(import, source, "/Actions", "not a flow", "a list of actions", actions);
  if (strcmp(version, VERSION) != 0)
    return acd__import_refuse(import, source, "/Version", "another version", "\"" VERSION "\"",
                              json_object_get(root, "Version"));
  json_t *ids = collect_ids(import, source, actions);
  int good = ids != NULL;
  json_array_foreach(actions, index, action) good = good && check_action(import, source, index, action, ids);
  if (good && json_array_size(actions)) good = check_id(import, source, "", root, "StartAction", ids);
  json_decref(ids);
  return good;
}

const acd__import_format acd__import_amazon_connect = {
    "amazon-connect",
    "Amazon Connect flows and flow modules, Flow language 2019-10-30",
    "Actions",
    "Identifier",
    "Type",
    "StartAction",
    check,
    flow_name,
    label,
    acd__connect_map,
    acd__connect_prepare_queues,
    reference,
};
