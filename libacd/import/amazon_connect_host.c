/* SPDX-License-Identifier: Apache-2.0 */
/* Amazon Connect: what the host does. */
#include "amazon_connect_actions.h"

#include <string.h>

#define DAY_S 86400

static void put(acd__import_step *step, json_t *node, const char *key, json_t *value)
{
  acd__import_put(step->import, node, key, value);
}

int64_t acd__connect_seconds(acd__import_step *step, const char *key)
{
  int64_t seconds = acd__import_number(step->parameters, key);
  if (seconds > DAY_S) acd__import_remark(step, "%s is cut to a day", key);
  return seconds < 0 ? 0 : seconds > DAY_S ? DAY_S : seconds;
}

static void host_exits(acd__import_step *step, json_t *node)
{
  static const char *const own_exits[] = {"NoMatchingError", "NoMatchingCondition", "TimeLimitExceeded"};
  const json_t *error, *errors = json_object_get(json_object_get(step->action, "Transitions"), "Errors");
  acd__import_buffer conditions = acd__connect_conditions(step);
  const acd__import_condition *items = conditions.items;
  size_t index;
  for (size_t i = 0; i < conditions.count; i++) {
    if (strcmp(items[i].operator_, "ends") == 0 || strcmp(items[i].operator_, "contains") == 0)
      acd__import_remark(step, "a condition on the answer (%s) is left out", items[i].operator_);
    else
      acd__import_case(step, node, items[i].operator_, items[i].value, items[i].to);
  }
  json_array_foreach(errors, index, error)
  {
    const char *type = acd__import_string(error, "ErrorType");
    int is_exit = 0;
    for (size_t i = 0; i < sizeof own_exits / sizeof *own_exits; i++) is_exit |= strcmp(own_exits[i], type) == 0;
    if (!is_exit) acd__import_case(step, node, "equal", type, acd__connect_error(step, type));
  }
  int has_cases = json_object_get(node, "cases") != NULL;
  acd__import_exit(step, node, has_cases ? "no_match" : "next", acd__connect_otherwise(step));
  acd__import_exit(step, node, "timeout", acd__connect_errors(step, "TimeLimitExceeded", "NoMatchingError"));
  acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
  acd__import_release(step->import, &conditions, sizeof(acd__import_condition));
}

static void put_time(acd__import_step *step, json_t *node)
{
  static const char *const keys[] = {"InvocationTimeLimitSeconds", "ThirdPartyConnectionTimeLimitSeconds",
                                     "TimeLimitSeconds"};
  int64_t seconds = 0;
  for (size_t i = 0; i < sizeof keys / sizeof *keys && !seconds; i++) seconds = acd__connect_seconds(step, keys[i]);
  if (seconds) put(step, node, "time_s", json_integer(seconds));
}

void acd__connect_host(acd__import_step *step)
{
  json_t *node = acd__import_host(step, step->kind);
  const char *prompt = acd__connect_prompt(step, step->parameters), *key;
  json_t *value;
  put_time(step, node);
  if (*prompt) acd__import_put_prompt(step, node, "prompt", prompt);
  json_object_foreach(step->parameters, key, value)
  {
    int is_prompt = strcmp(key, "Text") == 0 || strcmp(key, "SSML") == 0 || strcmp(key, "PromptId") == 0;
    if (!is_prompt) acd__import_parameters(step, node, key, value);
  }
  host_exits(step, node);
}
