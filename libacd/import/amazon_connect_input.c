/* SPDX-License-Identifier: Apache-2.0 */
/* Amazon Connect: what callers hear and press. */
#include "amazon_connect_actions.h"

#include <string.h>

#define STORED_INPUT "StoredCustomerInput"
#define DIGITS_MAX   64
#define KEY_WAIT_MAX 3600 /* seconds */

static void put(acd__import_step *step, json_t *node, const char *key, json_t *value)
{
  acd__import_put(step->import, node, key, value);
}

const char *acd__connect_prompt(const acd__import_step *step, const json_t *from)
{
  static const char *const keys[] = {"SSML", "Text", "PromptId"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const char *text = acd__import_string(from, keys[i]);
    if (!*text) continue;
    if (strcmp(keys[i], "PromptId") != 0 || acd__import_has_reference(step, text)) return text;
    const char *shown = from == step->parameters ? acd__connect_display_name(step, keys[i]) : "";
    return *shown ? shown : acd__import_last_part(text);
  }
  return acd__import_string(json_object_get(from, "Media"), "Uri");
}

void acd__connect_play(acd__import_step *step)
{
  json_t *node = acd__import_node(step, "play");
  acd__import_put_prompt(step, node, "prompt", acd__connect_prompt(step, step->parameters));
  acd__import_exit(step, node, "next", acd__connect_next(step));
  acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
}

/* Music that goes on until something happens: prompts in a circle, or the host's while it is interrupted now and then. */
void acd__connect_play_on(acd__import_step *step)
{
  const json_t *messages = json_object_get(step->parameters, "Messages"), *message;
  const char *interrupted = acd__connect_condition(step, "MessagesInterrupted");
  char next[ACD__IMPORT_NAME_MAX + 1];
  size_t index;
  if (interrupted || json_array_size(messages) == 0) {
    json_t *node = acd__import_host(step, step->kind);
    int64_t seconds = acd__connect_seconds(step, "InterruptFrequencySeconds");
    put(step, node, "time_s", json_integer(seconds ? seconds : 60));
    acd__import_parameters(step, node, "Messages", messages ? messages : json_object_get(step->action, "Parameters"));
    acd__import_exit(step, node, "next", interrupted ? interrupted : acd__connect_next(step));
    acd__import_exit(step, node, "timeout", interrupted);
    acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
    return;
  }
  json_array_foreach(messages, index, message)
  {
    json_t *node = acd__import_node(step, "play");
    acd__import_next_name(step, next);
    acd__import_put_prompt(step, node, "prompt", acd__connect_prompt(step, message));
    acd__import_exit(step, node, "next", index + 1 < json_array_size(messages) ? next : step->node);
    acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
  }
}

static int is_key(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'D') || c == '*' || c == '#';
}

static int are_keys(const char *text)
{
  size_t size = 0;
  while (is_key(text[size])) size++;
  return size > 0 && size <= DIGITS_MAX && !text[size];
}

static void put_menu_case(acd__import_step *step, json_t *node, const acd__import_condition *condition)
{
  if (!are_keys(condition->value) || strcmp(condition->operator_, "equal") != 0) {
    acd__import_remark(step, "the choice \"%.*s\" is left out: it is not keys",
                       (int)acd__import_fit(condition->value, 60), condition->value);
  } else if (!condition->value[1]) {
    const json_t *exits = json_object_get(node, "exits");
    if (!json_object_get(exits, condition->value)) acd__import_exit(step, node, condition->value, condition->to);
  } else {
    json_t *cases, *made;
    if (json_object_get(json_object_get(node, "cases"), condition->value)) return; /* the first one is taken */
    acd__import_case(step, node, "equal", condition->value, condition->to);
    cases = json_object_get(node, "cases");
    made = json_object_get(cases, condition->value);
    if (!made) return;
    put(step, made, "keys", json_string(condition->value));
    json_object_del(made, "value");
  }
}

static void menu(acd__import_step *step)
{
  json_t *node = acd__import_node(step, "menu");
  acd__import_buffer conditions = acd__connect_conditions(step);
  const acd__import_condition *items = conditions.items;
  acd__import_put_prompt(step, node, "prompt", acd__connect_prompt(step, step->parameters));
  put(step, node, "attempts", json_integer(1));
  int64_t seconds = acd__connect_seconds(step, "InputTimeLimitSeconds");
  if (seconds) put(step, node, "input_timeout_s", json_integer(seconds > KEY_WAIT_MAX ? KEY_WAIT_MAX : seconds));
  for (size_t i = 0; i < conditions.count; i++) put_menu_case(step, node, &items[i]);
  const char *no_match = acd__connect_errors(step, "NoMatchingCondition", "NoMatchingError");
  acd__import_exit(step, node, "no_input", acd__connect_errors(step, "InputTimeLimitExceeded", "NoMatchingError"));
  acd__import_exit(step, node, "no_match", no_match ? no_match : acd__connect_next(step));
  acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
  acd__import_release(step->import, &conditions, sizeof(acd__import_condition));
}

/* Whoever presses nothing has pressed "Timeout". */
static void collect(acd__import_step *step)
{
  const json_t *validation = json_object_get(step->parameters, "InputValidation");
  const json_t *keys = json_object_get(step->parameters, "DTMFConfiguration");
  const char *prompt = acd__connect_prompt(step, step->parameters),
             *end = acd__import_string(keys, "InputTerminationSequence");
  char silence[ACD__IMPORT_NAME_MAX + 1];
  json_t *node = acd__import_node(step, "collect");
  int64_t most = acd__import_number(json_object_get(validation, "CustomValidation"), "MaximumLength");
  int64_t seconds = acd__connect_seconds(step, "InputTimeLimitSeconds");
  int64_t between = acd__import_number(keys, "InterdigitTimeLimitSeconds");
  if (*prompt) acd__import_put_prompt(step, node, "prompt", prompt);
  put(step, node, "attribute", json_string(STORED_INPUT));
  put(step, node, "attempts", json_integer(1));
  put(step, node, "digits_max", json_integer(most < 1 ? 20 : most > DIGITS_MAX ? DIGITS_MAX : most));
  if (seconds) put(step, node, "input_timeout_s", json_integer(seconds > KEY_WAIT_MAX ? KEY_WAIT_MAX : seconds));
  put(step, node, "digit_timeout_s", json_integer(between < 1 ? 5 : between > KEY_WAIT_MAX ? KEY_WAIT_MAX : between));
  if (*end && are_keys(end) && !end[1])
    put(step, node, "terminators", json_string(end));
  else if (*end)
    acd__import_remark(step, "the input ends with #, not with \"%.*s\": only one key can end it",
                       (int)acd__import_fit(end, 20), end);
  if (json_object_get(validation, "PhoneNumberValidation"))
    acd__import_remark(step, "the number that is entered is not checked");
  if (json_object_get(step->parameters, "InputEncryption")) acd__import_remark(step, "the input is not encrypted");
  acd__import_next_name(step, silence);
  acd__import_exit(step, node, "next", acd__connect_next(step));
  acd__import_exit(step, node, "no_input", silence);
  acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
  acd__import_set(step, STORED_INPUT, "Timeout", acd__connect_next(step), acd__connect_error(step, "NoMatchingError"));
}

void acd__connect_get_input(acd__import_step *step)
{
  const char *store = acd__import_string(step->parameters, "StoreInput");
  if (strcmp(store, "True") == 0 || strcmp(store, "true") == 0)
    collect(step);
  else
    menu(step);
}
