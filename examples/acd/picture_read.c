/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "picture_text.h"
#include "tool.h"

#define NUMBERS_MAX 3 /* that are named, of those that lead to a flow */

static picture_edge *add_edge(picture_node *node, const char *exit)
{
  picture_edge *one;
  node->edges = grow(node->edges, (node->edges_count + 1) * sizeof(*node->edges));
  one = &node->edges[node->edges_count++];
  memset(one, 0, sizeof(*one));
  one->exit = picture_copy(exit);
  one->label = picture_copy(exit);
  one->to = PICTURE_NOWHERE;
  one->count = -1;
  return one;
}

static size_t find_node(const picture *of, const picture_flow *flow, const char *name)
{
  for (size_t i = 0; i < flow->count; i++)
    if (strcmp(of->nodes[flow->first + i].name, name) == 0) return flow->first + i;
  return PICTURE_NOWHERE;
}

static int has_edge(const picture_node *node, const char *exit, size_t size)
{
  for (size_t i = 0; i < node->edges_count; i++)
    if (strlen(node->edges[i].exit) == size && memcmp(node->edges[i].exit, exit, size) == 0) return 1;
  return 0;
}

/* A way on: an exit, or a case. */
static void add_way(picture *of, const acd_definition *definition, int32_t object, const acd_object_info *info,
                    size_t index)
{
  picture_node *node = &of->nodes[index];
  picture_edge *edge = add_edge(node, info->name);
  uint32_t to = info->noun == ACD_NOUN_EXIT ? ACD_EXIT_TO : ACD_CASE_TO;
  edge->to = find_node(of, &of->flows[node->flow], acd_definition_text(definition, object, to));
  if (info->noun != ACD_NOUN_CASE) return;
  if (strcmp(node->kind, "menu") == 0) {
    const char *keys = acd_definition_text(definition, object, ACD_CASE_KEYS);
    const char *speech = acd_definition_text(definition, object, ACD_CASE_SPEECH);
    char text[4 * PICTURE_TEXT_MAX + 4];
    if (keys[0] && strcmp(keys, info->name) != 0)
      picture_append(&edge->label, ": ", picture_cut(keys, PICTURE_TEXT_MAX, text));
    if (speech[0]) picture_append(&edge->label, ", ", picture_cut(speech, PICTURE_TEXT_MAX, text));
  } else if (strcmp(node->kind, "split") == 0) {
    char share[32];
    snprintf(share, sizeof(share), "%" PRId64 " %%", acd_definition_int(definition, object, ACD_CASE_PERCENTAGE));
    picture_append(&edge->label, " ", share);
  }
}

/* The ways that are written, then what the flow's catch node takes, or nobody. */
static void add_edges(picture *of, const acd_definition *definition, int32_t object, size_t index)
{
  acd_object_info info = {.size = sizeof(info)};
  picture_node *node = &of->nodes[index];
  const picture_flow *flow = &of->flows[node->flow];
  const char *names = acd_node_exits(acd_definition_int(definition, object, ACD_NODE_KIND));
  if (acd_definition_object(definition, object, &info) != ACD_OK) return;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    if (acd_definition_object(definition, child, &info) != ACD_OK) return;
    if (info.noun == ACD_NOUN_EXIT || info.noun == ACD_NOUN_CASE) add_way(of, definition, child, &info, index);
  }
  for (size_t size; names && *names; names += size + (names[size] == ' ')) {
    char name[64];
    picture_edge *edge;
    size = strcspn(names, " ");
    if (has_edge(node, names, size)) continue;
    snprintf(name, sizeof(name), "%.*s", (int)size, names);
    edge = add_edge(node, name);
    if (strcmp(name, "next") == 0 || index == flow->catch_) continue;
    edge->to = flow->catch_;
    edge->is_catch = flow->catch_ != PICTURE_NOWHERE;
  }
}

/* The flows of the queue of a node, whatever properties name them. */
static void add_links(const acd_definition *definition, int32_t object, picture_node *node)
{
  acd_property property = {.size = sizeof(property)};
  int32_t queue =
      acd_definition_find(definition, ACD_NOUN_QUEUE, 0, acd_definition_text(definition, object, ACD_NODE_QUEUE));
  if (queue < 0 || strcmp(node->kind, "queue") != 0) return;
  for (size_t i = 0; acd_property_next(i, &property) == 1 && node->links_count < PICTURE_LINKS_MAX; i++) {
    const char *flow;
    if (property.noun != ACD_NOUN_QUEUE || property.reference != ACD_NOUN_FLOW) continue;
    flow = acd_definition_text(definition, queue, property.property_id);
    if (!flow[0]) continue;
    snprintf(node->links[node->links_count].label, sizeof(node->links[0].label), "%s", property.name);
    node->links[node->links_count++].flow = flow;
  }
}

static void add_nodes(picture *of, const acd_definition *definition, size_t flow)
{
  acd_object_info info = {.size = sizeof(info)};
  acd_property kinds = {.size = sizeof(kinds)};
  if (!picture_property("kind", &kinds)) return;
  of->flows[flow].first = of->nodes_count;
  if (acd_definition_object(definition, of->flows[flow].object, &info) != ACD_OK) return;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    picture_node *node;
    if (acd_definition_object(definition, child, &info) != ACD_OK) return;
    if (info.noun != ACD_NOUN_NODE) continue;
    if ((of->nodes_count & (of->nodes_count + 1)) == 0)
      of->nodes = grow(of->nodes, 2 * (of->nodes_count + 1) * sizeof(*of->nodes));
    node = &of->nodes[of->nodes_count++];
    memset(node, 0, sizeof(*node));
    node->flow = flow;
    node->name = info.name;
    node->hung_up = -1;
    node->goes_to = acd_definition_text(definition, child, ACD_NODE_FLOW);
    picture_choice(kinds.choices, acd_definition_int(definition, child, ACD_NODE_KIND), node->kind);
    picture_detail(definition, child, node);
    add_links(definition, child, node);
    of->flows[flow].count++;
  }
}

static void add_flow(picture *of, const acd_definition *definition, size_t index)
{
  picture_flow *flow = &of->flows[index];
  acd_object_info info = {.size = sizeof(info)};
  size_t at;
  add_nodes(of, definition, index);
  flow->start = find_node(of, flow, acd_definition_text(definition, flow->object, ACD_FLOW_START));
  flow->catch_ = find_node(of, flow, acd_definition_text(definition, flow->object, ACD_FLOW_CATCH));
  if (acd_definition_object(definition, flow->object, &info) != ACD_OK) return;
  at = flow->first;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    if (acd_definition_object(definition, child, &info) != ACD_OK) return;
    if (info.noun == ACD_NOUN_NODE) add_edges(of, definition, child, at++);
  }
}

typedef struct visit {
  size_t node, edge; /* the next one to follow */
} visit;

/* Which nodes a call that begins at the start can come to, and which ways lead back to where it has been. */
static void reach(picture *of, const picture_flow *flow)
{
  visit *path = grow(NULL, (flow->count + 1) * sizeof(*path));
  char *is_on_path = grow(NULL, of->nodes_count);
  size_t depth = 0;
  memset(is_on_path, 0, of->nodes_count);
  if (flow->start != PICTURE_NOWHERE) {
    path[depth++] = (visit){flow->start, 0};
    of->nodes[flow->start].is_reached = is_on_path[flow->start] = 1;
  }
  while (depth) {
    visit *last = &path[depth - 1];
    const picture_node *node = &of->nodes[last->node];
    size_t to;
    if (last->edge == node->edges_count) {
      is_on_path[last->node] = 0;
      depth--;
      continue;
    }
    to = node->edges[last->edge].to;
    node->edges[last->edge++].is_back = to != PICTURE_NOWHERE && is_on_path[to];
    if (to == PICTURE_NOWHERE || of->nodes[to].is_reached) continue;
    of->nodes[to].is_reached = is_on_path[to] = 1;
    path[depth++] = (visit){to, 0};
  }
  free(path);
  free(is_on_path);
}

/* The numbers that lead to each flow: the first few of them, and how many more there are. */
static void add_numbers(picture *of, const acd_definition *definition)
{
  acd_object_info info = {.size = sizeof(info)};
  size_t *counts = grow(NULL, of->flows_count * sizeof(*counts));
  memset(counts, 0, of->flows_count * sizeof(*counts));
  if (acd_definition_object(definition, 0, &info) != ACD_OK) info.first_child = -1;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    const char *to;
    if (acd_definition_object(definition, child, &info) != ACD_OK) break;
    if (info.noun != ACD_NOUN_NUMBER) continue;
    to = acd_definition_text(definition, child, ACD_NUMBER_FLOW);
    for (size_t i = 0; i < of->flows_count; i++)
      if (strcmp(of->flows[i].name, to) == 0 && counts[i]++ < NUMBERS_MAX)
        picture_append(&of->flows[i].numbers, "\n", info.name);
  }
  for (size_t i = 0; i < of->flows_count; i++) {
    char more[40];
    if (counts[i] <= NUMBERS_MAX) continue;
    snprintf(more, sizeof(more), "and %zu more", counts[i] - NUMBERS_MAX);
    picture_append(&of->flows[i].numbers, "\n", more);
  }
  free(counts);
}

static int choose(picture *of, const char *path, const char *name)
{
  const char **names = grow(NULL, of->flows_count * sizeof(*names)), *near;
  for (size_t i = 0; i < of->flows_count; i++) {
    names[i] = of->flows[i].name;
    if (strcmp(names[i], name) != 0) continue;
    of->flows[i].is_drawn = 1;
    free(names);
    return EXIT_OK;
  }
  near = nearest(name, names, of->flows_count);
  complain_at(path, 0, 0, "found no flow \"%s\"%s%s%s", name, near ? "; did you mean \"" : "", near ? near : "",
              near ? "\"?" : "");
  free(names);
  return EXIT_REFUSED;
}

int picture_read(picture *of, const char *path, const acd_definition *definition, const char *const *names,
                 size_t names_count)
{
  acd_object_info info = {.size = sizeof(info)};
  int code = EXIT_OK;
  memset(of, 0, sizeof(*of));
  if (acd_definition_object(definition, 0, &info) != ACD_OK) return EXIT_INTERNAL;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    picture_flow *flow;
    if (acd_definition_object(definition, child, &info) != ACD_OK) return EXIT_INTERNAL;
    if (info.noun != ACD_NOUN_FLOW) continue;
    of->flows = grow(of->flows, (of->flows_count + 1) * sizeof(*of->flows));
    flow = &of->flows[of->flows_count++];
    memset(flow, 0, sizeof(*flow));
    flow->name = info.name;
    flow->object = child;
    flow->is_drawn = names_count == 0;
  }
  if (!of->flows_count) {
    complain_at(path, 0, 0, "found no flow to draw");
    return EXIT_REFUSED;
  }
  for (size_t i = 0; i < names_count && code == EXIT_OK; i++) code = choose(of, path, names[i]);
  for (size_t i = 0; i < of->flows_count; i++) add_flow(of, definition, i);
  for (size_t i = 0; i < of->flows_count; i++) reach(of, &of->flows[i]);
  add_numbers(of, definition);
  return code;
}

void picture_free(picture *of)
{
  for (size_t i = 0; i < of->nodes_count; i++) {
    for (size_t j = 0; j < of->nodes[i].edges_count; j++) {
      free(of->nodes[i].edges[j].label);
      free(of->nodes[i].edges[j].exit);
    }
    free(of->nodes[i].edges);
    free(of->nodes[i].detail);
  }
  for (size_t i = 0; i < of->flows_count; i++) free(of->flows[i].numbers);
  free(of->nodes);
  free(of->flows);
}
