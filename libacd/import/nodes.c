/* SPDX-License-Identifier: Apache-2.0 */
/* Objects of the definition: names, nodes, exits, cases. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

#define CASES_MAX 1000 /* of a node */
#define LABEL_MAX 200  /* bytes of a name; what makes it one of its own comes behind */

void acd__import_name(const json_t *taken, const char *wanted, char name[ACD__IMPORT_NAME_MAX + 1])
{
  char base[LABEL_MAX + 1];
  size_t size = acd__import_fit(wanted, LABEL_MAX);
  memcpy(base, wanted, size);
  base[size] = '\0';
  for (char *at = base; *at; at++)
    if ((unsigned char)*at < ' ' || *at == 0x7f) *at = ' ';
  if (!size) strcpy(base, "unnamed");
  strcpy(name, base);
  for (size_t number = 2; json_object_get(taken, name); number++) {
    /* Of many that are called the same, not every one asks for all the others. */
    size_t shown = number < 10 ? number : number + json_object_size(taken);
    snprintf(name, ACD__IMPORT_NAME_MAX + 1, "%s (%zu)", base, shown);
  }
}

const char *acd__import_last_part(const char *id)
{
  const char *slash = strrchr(id, '/'), *colon = strrchr(id, ':');
  const char *last = slash > colon ? slash : colon;
  return last && last[1] ? last + 1 : id;
}

const char *acd__import_object(acd_import *import, const char *plural, const char *id, const char *wanted)
{
  char name[ACD__IMPORT_NAME_MAX + 1], comment[400];
  acd__import_buffer key = {NULL, 0, 0};
  acd__import_append_text(import, &key, plural);
  acd__import_append_text(import, &key, " ");
  acd__import_append_text(import, &key, id);
  const char *known = json_string_value(json_object_get(import->objects, acd__import_text_of(&key)));
  json_t *all = json_object_get(import->definition, plural);
  if (!known && !import->nomem) {
    if (!all) {
      all = json_object();
      acd__import_put(import, import->definition, plural, all);
    }
    acd__import_name(all, *wanted ? wanted : acd__import_last_part(id), name);
    snprintf(comment, sizeof comment, "imported: %.*s", (int)acd__import_fit(id, 350), id);
    json_t *object = acd__import_keep(import, json_object());
    acd__import_put(import, object, "comment", json_string(comment));
    acd__import_put(import, all, name, object);
    acd__import_put(import, import->objects, acd__import_text_of(&key), json_string(name));
    known = json_string_value(json_object_get(import->objects, acd__import_text_of(&key)));
  }
  acd__import_release(import, &key, 1);
  return known ? known : "";
}

void acd__import_next_name(const acd__import_step *step, char name[ACD__IMPORT_NAME_MAX + 1])
{
  size_t size = acd__import_fit(step->node, ACD__IMPORT_NAME_MAX);
  memcpy(name, step->node, size);
  name[size] = '\0';
  if (step->made == 0) return;
  snprintf(name + size, ACD__IMPORT_NAME_MAX + 1 - size, ".%d", step->made + 1);
  /* Another action may be labelled so. */
  while (json_object_get(step->source->taken, name) && strlen(name) < ACD__IMPORT_NAME_MAX) strcat(name, "'");
}

/* The end of the flow, for conditions that lead nowhere, which cases cannot. */
static void put_end(acd__import_step *step, char name[ACD__IMPORT_NAME_MAX + 1])
{
  json_t *nodes = json_object_get(step->source->flow, "nodes");
  snprintf(name, ACD__IMPORT_NAME_MAX + 1, "%.240s.end", step->node);
  while (json_object_get(step->source->taken, name) && strlen(name) < ACD__IMPORT_NAME_MAX) strcat(name, "'");
  if (json_object_get(nodes, name)) return;
  json_t *node = acd__import_keep(step->import, json_object());
  acd__import_put(step->import, node, "kind", json_string("return"));
  acd__import_put(step->import, nodes, name, node);
}

json_t *acd__import_node(acd__import_step *step, const char *kind)
{
  acd_import *import = step->import;
  char name[ACD__IMPORT_NAME_MAX + 1];
  json_t *nodes = json_object_get(step->source->flow, "nodes"), *node = acd__import_keep(import, json_object());
  acd__import_next_name(step, name);
  const char *id = acd__import_string(step->action, import->format->id);
  acd__import_put(import, node, "kind", json_string(kind));
  if (step->made == 0 && strcmp(id, name) != 0) acd__import_put(import, node, "comment", json_string(id));
  acd__import_put(import, nodes, name, node);
  step->made++;
  return node;
}

void acd__import_exit(acd__import_step *step, json_t *node, const char *exit, const char *to)
{
  json_t *exits = json_object_get(node, "exits");
  if (!to) return;
  if (!exits) {
    exits = json_object();
    acd__import_put(step->import, node, "exits", exits);
  }
  acd__import_put(step->import, exits, exit, json_string(to));
}

const char *acd__import_target(const acd__import_step *step, const char *id)
{
  const json_t *index = id ? json_object_get(step->source->ids, id) : NULL;
  return index ? json_string_value(json_array_get(step->source->nodes, (size_t)json_integer_value(index))) : NULL;
}

int acd__import_is_integer(const char *text)
{
  size_t size = strspn(text + (*text == '-'), "0123456789");
  return size > 0 && size <= 18 && !text[size + (*text == '-')];
}

int acd__import_is_order(const char *operator_)
{
  return strncmp(operator_, "less", 4) == 0 || strncmp(operator_, "greater", 7) == 0;
}

/* A case may not be called as an exit of its node is. */
static const char *case_name(const char *value, char name[32])
{
  static const char *const exits[] = {"next", "error", "timeout", "no_match", "no_input", "limit"};
  for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) {
    if (strcmp(exits[i], value) != 0) continue;
    snprintf(name, 32, "= %s", value);
    return name;
  }
  return *value ? value : "empty";
}

void acd__import_case(acd__import_step *step, json_t *node, const char *operator_, const char *value, const char *to)
{
  acd_import *import = step->import;
  char name[ACD__IMPORT_NAME_MAX + 1], end[ACD__IMPORT_NAME_MAX + 1], exit[32];
  json_t *cases = json_object_get(node, "cases");
  if (acd__import_is_order(operator_) && !acd__import_is_integer(value)) {
    acd__import_remark(step, "a case is left out: \"%.*s\" is no integer", (int)acd__import_fit(value, 60), value);
    return;
  }
  if (json_object_size(cases) == CASES_MAX) {
    acd__import_remark(step, "a case is left out: there are %d before it", CASES_MAX);
    return;
  }
  if (!cases) {
    cases = json_object();
    acd__import_put(import, node, "cases", cases);
  }
  json_t *made = acd__import_keep(import, json_object());
  acd__import_name(cases, case_name(value, exit), name);
  if (strcmp(operator_, "equal") != 0) acd__import_put(import, made, "operator", json_string(operator_));
  size_t size = acd__import_fit(value, ACD__IMPORT_TEXT_MAX);
  if (value[size]) acd__import_remark(step, "the value of a condition is cut to %zu bytes", size);
  acd__import_put(import, made, "value", json_stringn(value, size));
  if (!to) put_end(step, end);
  acd__import_put(import, made, "to", json_string(to ? to : end));
  acd__import_put(import, cases, name, made);
}

const char *acd__import_flow_named(const acd_import *import, const char *name, const char *id)
{
  const acd__import_source *sources = import->sources.items;
  const char *const wanted[] = {name, id, acd__import_last_part(id)};
  for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
    for (size_t i = 0; i < import->sources.count && *wanted[k]; i++) {
      const char *own = import->format->flow_name(sources[i].root);
      if (strcmp(sources[i].flow_name, wanted[k]) == 0 || (own && strcmp(own, wanted[k]) == 0))
        return sources[i].flow_name;
    }
  }
  return NULL;
}

void acd__import_set(acd__import_step *step, const char *attribute, const char *text, const char *next,
                     const char *limit)
{
  json_t *node = acd__import_node(step, "set");
  acd__import_put(step->import, node, "attribute", json_string(attribute));
  acd__import_put_value(step, node, text);
  acd__import_exit(step, node, "next", next);
  acd__import_exit(step, node, "limit", limit);
}

void acd__import_pass(acd__import_step *step, const char *to)
{
  json_t *node = acd__import_node(step, "test");
  acd__import_put(step->import, node, "expression", json_string("true"));
  acd__import_exit(step, node, "match", to);
}
