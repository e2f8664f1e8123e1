/* SPDX-License-Identifier: Apache-2.0 */
#include "exports.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

acd_import *new_import(const char *format)
{
  acd_import *import = NULL;
  assert_int_equal(acd_import_new(NULL, format, &import), ACD_OK);
  return import;
}

static void print_notes(const acd_import *import)
{
  char line[1000];
  for (size_t i = 0; acd_import_note_print(import, i, line, sizeof line, NULL) == ACD_OK; i++) printf("%s\n", line);
}

void add_export(acd_import *import, const char *source, const char *text)
{
  int status = acd_import_add_text(import, source, text, strlen(text));
  if (status != ACD_OK) print_notes(import);
  assert_int_equal(status, ACD_OK);
}

static void check_node(const json_t *flow, const char *flow_name, const char *name, json_t *node)
{
  const json_t *nodes = json_object_get(flow, "nodes");
  const char *key;
  json_t *value;
  json_object_foreach(json_object_get(node, "exits"), key, value)
  {
    if (json_object_get(nodes, json_string_value(value))) continue;
    fail_msg("%s: %s: exit %s leads to %s", flow_name, name, key, json_string_value(value));
  }
  json_object_foreach(json_object_get(node, "cases"), key, value)
  {
    if (json_object_get(nodes, json_string_value(json_object_get(value, "to")))) continue;
    fail_msg("%s: %s: case %s leads nowhere", flow_name, name, key);
  }
}

json_t *finish_import(acd_import *import)
{
  size_t size = 0;
  const char *name, *flow_name;
  json_t *flow, *node;
  assert_int_equal(acd_import_finish(import), ACD_OK);
  const char *text = acd_import_definition(import, &size);
  assert_non_null(text);
  assert_int_equal(strlen(text), size);
  json_t *definition = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
  assert_non_null(definition);
  json_object_foreach(json_object_get(definition, "flows"), flow_name, flow)
  {
    const char *start = json_string_value(json_object_get(flow, "start"));
    assert_non_null(start);
    if (!json_object_get(json_object_get(flow, "nodes"), start)) fail_msg("%s: no start %s", flow_name, start);
    json_object_foreach(json_object_get(flow, "nodes"), name, node) check_node(flow, flow_name, name, node);
  }
  return definition;
}

json_t *node_of(const json_t *definition, const char *flow, const char *node)
{
  const json_t *flows = json_object_get(definition, "flows");
  return json_object_get(json_object_get(json_object_get(flows, flow), "nodes"), node);
}

int has_note(const acd_import *import, uint32_t kind, const char *text)
{
  acd_import_note note = {.size = sizeof note};
  for (size_t i = 0; acd_import_note_at(import, i, &note) == ACD_OK; i++)
    if (note.kind == kind && strstr(note.text, text)) return 1;
  return 0;
}

int add_shared(acd_import *import, const char *folder)
{
  for (int count = 0;; count++) {
    char path[200];
    snprintf(path, sizeof path, "data/flows/%s/%03d.json", folder, count + 1);
    const char *full = shared_path(path);
    if (!full) return count;
    assert_int_equal(acd_import_add_file(import, full), ACD_OK);
  }
}
