/* SPDX-License-Identifier: Apache-2.0 */
/* Twilio Studio: what an export is, and references in its texts, which are Liquid templates. What its states become:
 * twilio_studio_states.c. */
#include "twilio_studio.h"

#include <stdio.h>
#include <string.h>

#define TEMPLATE_MAX 2000 /* bytes between brackets; what is longer is a text */

/* Where "}}" or "%}" stands, NULL: nowhere near. */
static const char *end_of(const char *text, char first)
{
  for (size_t i = 0; i < TEMPLATE_MAX && text[i]; i++)
    if (text[i] == first && text[i + 1] == '}') return text + i;
  return NULL;
}

/* "{{ flow.variables.name }}"; with filters it is more than a name. "{% … %}" likewise. */
void acd__studio_variable(const char *key, char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1])
{
  if (acd__import_is_own(key, strlen(key)))
    snprintf(attribute, ACD__IMPORT_ATTRIBUTE_MAX + 1, "flow.variables.%s", key);
  else
    acd__import_attribute(key, strlen(key), attribute);
}

static size_t reference(const char *text, char name[ACD__IMPORT_ATTRIBUTE_MAX + 1])
{
  static const char *const known[][2] = {
      {"trigger.call.From", "caller"},         {"trigger.call.To", "number"},
      {"contact.channel.address", "caller"},   {"flow.channel.address", "number"},
      {"trigger.message.From", "caller"},      {"trigger.message.To", "number"},
      {"trigger.conversation.From", "caller"},
  };
  if (text[0] != '{' || (text[1] != '{' && text[1] != '%')) return 0;
  const char *end = end_of(text + 2, text[1] == '{' ? '}' : '%');
  if (!end) return 0;
  const char *at = text + 2, *stop = end;
  name[0] = '\0';
  while (at < stop && *at == ' ') at++;
  while (stop > at && stop[-1] == ' ') stop--;
  size_t size = (size_t)(stop - at), plain = 0;
  while (plain < size && at[plain] != '|' && at[plain] != ' ' && at[plain] != '"') plain++;
  if (text[1] == '%' || plain < size || !size) return (size_t)(end + 2 - text);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strlen(known[i][0]) != size || memcmp(known[i][0], at, size) != 0) continue;
    strcpy(name, known[i][1]);
    return (size_t)(end + 2 - text);
  }
  if (size > 15 && memcmp(at, "flow.variables.", 15) == 0 && !acd__import_is_own(at + 15, size - 15)) {
    at += 15;
    size -= 15;
  }
  acd__import_attribute(at, size, name);
  return (size_t)(end + 2 - text);
}

static int check_next(acd_import *import, const acd__import_source *source, const char *path, const json_t *next,
                      const json_t *names)
{
  if (!next || json_is_null(next)) return 1;
  if (!json_is_string(next)) return acd__import_refuse(import, source, path, "no state", "a state's name", next);
  if (json_object_get(names, json_string_value(next))) return 1;
  return acd__import_refuse(import, source, path, "there is no such state", "the name of a state of this flow", next);
}

static int check_transitions(acd_import *import, const acd__import_source *source, size_t state, const json_t *list,
                             const json_t *names)
{
  const json_t *transition;
  char path[100];
  size_t index;
  snprintf(path, sizeof path, "/states/%zu/transitions", state);
  if (!json_is_array(list)) return acd__import_refuse(import, source, path, "no transitions", "a list", list);
  json_array_foreach(list, index, transition)
  {
    const json_t *given = json_object_get(transition, "conditions");
    snprintf(path, sizeof path, "/states/%zu/transitions/%zu", state, index);
    if (!*acd__import_string(transition, "event"))
      return acd__import_refuse(import, source, path, "it does not say when", "an object with a string \"event\"",
                                json_is_object(transition) ? json_object_get(transition, "event") : transition);
    if (given && !json_is_array(given) && !json_is_null(given))
      return acd__import_refuse(import, source, path, "wrong \"conditions\"", "a list", given);
    snprintf(path, sizeof path, "/states/%zu/transitions/%zu/next", state, index);
    if (!check_next(import, source, path, json_object_get(transition, "next"), names)) return 0;
  }
  return 1;
}

static int check_state(acd_import *import, const acd__import_source *source, size_t index, const json_t *state,
                       json_t *names)
{
  const json_t *properties = json_object_get(state, "properties");
  const char *name = acd__import_string(state, "name");
  char path[64];
  snprintf(path, sizeof path, "/states/%zu", index);
  if (!*name || !*acd__import_string(state, "type"))
    return acd__import_refuse(import, source, path, "not a state", "an object with strings \"name\" and \"type\"",
                              json_is_object(state) ? json_object_get(state, *name ? "type" : "name") : state);
  if (json_object_get(names, name))
    return acd__import_refuse(import, source, path, "a name given twice", "one of its own",
                              json_object_get(state, "name"));
  if (properties && !json_is_object(properties))
    return acd__import_refuse(import, source, path, "wrong \"properties\"", "an object", properties);
  acd__import_put(import, names, name, json_true());
  return 1;
}

static int check(acd_import *import, const acd__import_source *source)
{
  const json_t *root = source->root, *states_ = json_object_get(root, "states"), *state;
  size_t index;
  if (!json_is_object(root)) return acd__import_refuse(import, source, "", "not a flow", "an object", root);
  if (!json_is_array(states_))
    return acd__import_refuse(import, source, "/states", "not a flow", "a list of states", states_);
  json_t *names = acd__import_keep(import, json_object());
  int good = names != NULL;
  json_array_foreach(states_, index, state) good = good && check_state(import, source, index, state, names);
  json_array_foreach(states_, index, state) good =
      good && check_transitions(import, source, index, json_object_get(state, "transitions"), names);
  if (good && json_array_size(states_)) {
    const json_t *first = json_object_get(root, "initial_state");
    good = json_is_string(first)
               ? check_next(import, source, "/initial_state", first, names)
               : acd__import_refuse(import, source, "/initial_state", "no first state", "a state's name", first);
  }
  json_decref(names);
  return good;
}

/* An export has no name, and its description is often that of the template. */
static const char *flow_name(const json_t *root)
{
  (void)root;
  return NULL;
}

static const char *label(const json_t *root, const json_t *action)
{
  (void)root;
  return acd__import_string(action, "name");
}

const acd__import_format acd__import_twilio_studio = {
    "twilio-studio",
    "Twilio Studio flow definitions",
    "states",
    "name",
    "type",
    "initial_state",
    check,
    flow_name,
    label,
    acd__studio_map,
    NULL,
    reference,
};
