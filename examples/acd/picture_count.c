/* SPDX-License-Identifier: Apache-2.0 */
/* The counts of a run, from a report of `acd run --json`. */
#include <string.h>

#include "picture.h"
#include "tool.h"

/* How calls end that their callers ended. */
static const char *const hang_ups[] = {"in_flow", "abandoned"};

static int64_t integer(const json_t *object, const char *key)
{
  return json_integer_value(json_object_get(object, key));
}

static void count_node(picture *of, picture_node *node, const json_t *flow)
{
  const json_t *counts = json_object_get(flow, node->name);
  const json_t *exits = json_object_get(counts, "exits"), *ended = json_object_get(counts, "ended");
  node->hung_up = 0;
  for (size_t i = 0; i < sizeof(hang_ups) / sizeof(hang_ups[0]); i++) node->hung_up += integer(ended, hang_ups[i]);
  for (size_t i = 0; i < node->edges_count; i++) {
    picture_edge *edge = &node->edges[i];
    edge->count = integer(exits, edge->exit);
    if (edge->count > of->count_max) of->count_max = edge->count;
  }
}

int picture_count(picture *of, const char *path)
{
  json_error_t error;
  json_t *root = json_load_file(path, 0, &error);
  const json_t *flows = json_object_get(root, "flows");
  if (!root) {
    int is_file = json_error_code(&error) == json_error_cannot_open_file;
    complain_at(path, is_file || error.line < 0 ? 0 : (size_t)error.line, is_file ? 0 : (size_t)error.column, "%s",
                error.text);
    return is_file ? EXIT_FILE : EXIT_REFUSED;
  }
  if (!json_is_object(flows)) {
    complain_at(path, 0, 0, "found no \"flows\", expected a report of acd run --json");
    json_decref(root);
    return EXIT_REFUSED;
  }
  of->has_run = 1;
  for (size_t i = 0; i < of->nodes_count; i++)
    count_node(of, &of->nodes[i], json_object_get(flows, of->flows[of->nodes[i].flow].name));
  json_decref(root);
  return EXIT_OK;
}
