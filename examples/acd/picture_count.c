/* SPDX-License-Identifier: Apache-2.0 */
/* The counts of a run, from a report of `acd run --json`. */
#include <errno.h>
#include <stdio.h>
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

/* An exit code, after a complaint. */
static int read_report(const char *path, json_t **root_out)
{
  json_error_t error;
  FILE *file = fopen(path, "r");
  if (!file) {
    complain_at(path, 0, 0, "cannot be read: %s", strerror(errno));
    return EXIT_FILE;
  }
  *root_out = json_loadf(file, 0, &error);
  int failed = ferror(file);
  fclose(file);
  if (*root_out) return EXIT_OK;
  if (failed)
    complain_at(path, 0, 0, "cannot be read");
  else
    complain_at(path, error.line < 0 ? 0 : (size_t)error.line, (size_t)error.column, "%s", error.text);
  return failed ? EXIT_FILE : EXIT_REFUSED;
}

static int refuse(const char *path, const char *what, const char *name, const char *flow)
{
  complain_at(path, 0, 0, "found no %s \"%s\"%s%s%s, expected the report of a run of the same definition", what, name,
              flow ? " of flow \"" : "", flow ? flow : "", flow ? "\"" : "");
  return EXIT_REFUSED;
}

/* A report is one by its "run", and of this definition if it has every flow and node that is drawn. */
static int check_report(const picture *of, const char *path, const json_t *root)
{
  const json_t *run = json_object_get(root, "run"), *flows = json_object_get(root, "flows");
  if (!json_is_string(json_object_get(run, "definition")) || !json_is_object(flows)) {
    complain_at(path, 0, 0,
                "found no \"run\" with its \"definition\" and \"flows\", expected a report of acd run --json");
    return EXIT_REFUSED;
  }
  for (size_t i = 0; i < of->nodes_count; i++) {
    const picture_node *node = &of->nodes[i];
    const picture_flow *flow = &of->flows[node->flow];
    const json_t *nodes = json_object_get(flows, flow->name);
    if (!flow->is_drawn) continue;
    if (!nodes) return refuse(path, "flow", flow->name, NULL);
    if (!json_object_get(nodes, node->name)) return refuse(path, "node", node->name, flow->name);
  }
  return EXIT_OK;
}

void picture_count_report(picture *of, const json_t *report)
{
  const json_t *flows = json_object_get(report, "flows");
  of->has_run = 1;
  for (size_t i = 0; i < of->nodes_count; i++)
    count_node(of, &of->nodes[i], json_object_get(flows, of->flows[of->nodes[i].flow].name));
}

int picture_count(picture *of, const char *path)
{
  json_t *root = NULL;
  int code = read_report(path, &root);
  if (code == EXIT_OK) code = check_report(of, path, root);
  if (code == EXIT_OK) picture_count_report(of, root);
  json_decref(root);
  return code;
}
