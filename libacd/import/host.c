/* SPDX-License-Identifier: Apache-2.0 */
/* Actions of the host, with what they are given. */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 16 /* of parameters within each other */

/* As few digits as 1.1 was written with, where a double has them all. */
#define ONE_LINE (JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15))

json_t *acd__import_host(acd__import_step *step, const char *operation)
{
  json_t *node = acd__import_node(step, "host");
  acd__import_put(step->import, node, "operation", json_stringn(operation, acd__import_fit(operation, 64)));
  if (step->outcome == ACD_IMPORT_MAPPED) step->outcome = ACD_IMPORT_HOST;
  return node;
}

/* A name that no other parameter of the node has: what differs may be what a name cannot have. */
static void name_parameter(acd__import_step *step, const json_t *all, const char *name,
                           char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1])
{
  char wanted[ACD__IMPORT_ATTRIBUTE_MAX + 1], behind[24];
  acd__import_buffer plain = {NULL, 0, 0};
  acd__import_append_text(step->import, &plain, name);
  for (char *at = plain.items; at && *at; at++) /* an equals sign is where the value begins */
    if ((unsigned char)*at < ' ' || strchr("=\"\\\x7f", *at)) *at = '_';
  acd__import_attribute(acd__import_text_of(&plain), plain.count, wanted);
  acd__import_release(step->import, &plain, 1);
  memcpy(attribute, wanted, sizeof wanted);
  if (!json_object_get(all, wanted)) return;
  for (size_t number = 2; json_object_get(all, attribute); number++) {
    /* Of many that are called the same, not every one asks for all the others. */
    size_t shown = number < 10 ? number : number + json_object_size(all);
    size_t size = (size_t)snprintf(behind, sizeof behind, "~%zu", shown);
    size_t kept = acd__import_fit(wanted, ACD__IMPORT_ATTRIBUTE_MAX - size);
    memcpy(attribute + kept, behind, size + 1);
  }
  acd__import_remark(step, "the parameter \"%.*s\" is called \"%s\": another is called \"%s\"",
                     (int)acd__import_fit(name, 60), name, attribute, wanted);
}

static void put_parameter(acd__import_step *step, json_t *node, const char *name, const char *text)
{
  acd_import *import = step->import;
  char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
  json_t *all = json_object_get(node, "parameters"), *made = acd__import_keep(import, json_object());
  if (!all) {
    all = json_object();
    acd__import_put(import, node, "parameters", all);
  }
  name_parameter(step, all, name, attribute);
  acd__import_buffer line = {NULL, 0, 0};
  acd__import_append_text(import, &line, text);
  for (char *at = line.items; at && *at; at++)
    if (*at == '\n' || *at == '\r') *at = ' '; /* the host is given a line for each parameter */
  acd__import_put_template(step, made, "value", acd__import_text_of(&line));
  acd__import_release(import, &line, 1);
  acd__import_put(import, all, attribute, made);
}

/* What a value is told as in one text, if that is not too long. */
static int put_whole(acd__import_step *step, json_t *node, const char *name, const json_t *value)
{
  char *text = json_dumps(value, ONE_LINE);
  int fits = text && strlen(text) <= ACD__IMPORT_TEXT_MAX;
  if (!text) step->import->nomem = 1;
  if (fits) put_parameter(step, node, name, text);
  free(text);
  return fits;
}

static void put_any(acd__import_step *step, json_t *node, const char *name, const json_t *value, int depth);

static void put_below(acd__import_step *step, json_t *node, const char *name, const char *key, const json_t *value,
                      int depth)
{
  acd__import_buffer path = {NULL, 0, 0};
  acd__import_append_text(step->import, &path, name);
  if (*name) acd__import_append_text(step->import, &path, ".");
  acd__import_append_text(step->import, &path, key);
  put_any(step, node, acd__import_text_of(&path), value, depth + 1);
  acd__import_release(step->import, &path, 1);
}

static void put_any(acd__import_step *step, json_t *node, const char *name, const json_t *value, int depth)
{
  char number[32];
  const char *key;
  json_t *member;
  size_t index;
  if (json_is_string(value)) {
    put_parameter(step, node, name, json_string_value(value));
  } else if (json_is_boolean(value) || json_is_null(value)) {
    put_parameter(step, node, name, json_is_true(value) ? "true" : json_is_false(value) ? "false" : "");
  } else if (json_is_integer(value)) {
    snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    put_parameter(step, node, name, number);
  } else if ((json_is_real(value) || depth >= 2) && put_whole(step, node, name, value)) {
    return;
  } else if (depth == DEPTH_MAX) {
    acd__import_remark(step, "parameters within %s are too deep, and left out", name);
  } else if (json_is_object(value)) {
    json_object_foreach((json_t *)(uintptr_t)value, key, member) put_below(step, node, name, key, member, depth);
  } else {
    json_array_foreach(value, index, member)
    {
      snprintf(number, sizeof number, "%zu", index);
      put_below(step, node, name, number, member, depth);
    }
  }
}

void acd__import_parameters(acd__import_step *step, json_t *node, const char *name, const json_t *value)
{
  put_any(step, node, name, value, *name ? 1 : 0);
}
