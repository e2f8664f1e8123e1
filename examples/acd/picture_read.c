/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "picture.h"
#include "tool.h"

#define DETAIL_MAX  28 /* characters of a text in a node */
#define NUMBERS_MAX 3  /* that are named, of those that lead to a flow */

static char *copy(const char *text)
{
  return strcpy(grow(NULL, strlen(text) + 1), text);
}

/* Appends to a text of its own, with `between` if it has one already. */
static void append(char **to, const char *between, const char *text)
{
  size_t size = *to ? strlen(*to) : 0;
  *to = grow(*to, size + strlen(between) + strlen(text) + 1);
  sprintf(*to + size, "%s%s", size ? between : "", text);
}

/* The text cut to so many characters; `text_out` holds 4 bytes for each of them and one more. */
static const char *cut(const char *text, size_t characters, char *text_out)
{
  size_t count = 0, size = 0, all = 0;
  for (size_t i = 0; text[i]; i++) all += (text[i] & 0xC0) != 0x80;
  while (text[size] && count + (all > characters) < characters) {
    size++;
    while ((text[size] & 0xC0) == 0x80) size++;
    count++;
  }
  memcpy(text_out, text, size);
  strcpy(text_out + size, all > characters ? "…" : "");
  return text_out;
}

static int find_property(const char *name, acd_property *property_out)
{
  for (size_t i = 0; acd_property_next(i, property_out) == 1; i++) {
    if (property_out->noun == ACD_NOUN_NODE && strcmp(property_out->name, name) == 0) return 1;
    property_out->size = sizeof(*property_out);
  }
  return 0;
}

/* The word at this place, from 1, of a list with blanks between. */
static void choice(const char *choices, int64_t place, char text_out[32])
{
  for (; place > 1 && *choices; place--) {
    choices += strcspn(choices, " ");
    choices += *choices == ' ';
  }
  snprintf(text_out, 32, "%.*s", (int)strcspn(choices, " "), choices);
}

static const char *sign_of(const char *operator_)
{
  static const char *const signs[][2] = {{"equal", "="},       {"not_equal", "≠"},  {"less", "<"},
                                         {"less_equal", "≤"},  {"greater", ">"},    {"greater_equal", "≥"},
                                         {"prefix", "begins"}, {"is_set", "is set"}};
  for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
    if (strcmp(operator_, signs[i][0]) == 0) return signs[i][1];
  return operator_;
}

static void seconds(int64_t us, char text_out[32])
{
  snprintf(text_out, 32, "%" PRId64 ".%01d", us / ACD_SECOND, (int)(us % ACD_SECOND / 100000));
  if (strcmp(text_out + strlen(text_out) - 2, ".0") == 0) text_out[strlen(text_out) - 2] = '\0';
  strcat(text_out, " s");
}

/* The value of a property of a node that was given, cut: 1, or 0. */
static int property_text(const acd_definition *definition, int32_t object, const char *name,
                         char text_out[4 * DETAIL_MAX + 4])
{
  acd_property property = {.size = sizeof(property)};
  acd_property_value value = {.size = sizeof(value)};
  char word[32];
  if (!find_property(name, &property)) return 0;
  if (acd_definition_get(definition, object, property.property_id, &value) != ACD_OK || !value.given) return 0;
  if (value.is_text) {
    cut(value.text, DETAIL_MAX, text_out);
  } else if (property.type == ACD_TYPE_ENUM) {
    choice(property.choices, value.value, word);
    strcpy(text_out, sign_of(word));
  } else if (property.type == ACD_TYPE_DURATION) {
    seconds(value.value, word);
    strcpy(text_out, word);
  } else {
    snprintf(text_out, 4 * DETAIL_MAX + 4, "%" PRId64, value.value);
  }
  return 1;
}

/* What a node is about: of its properties those that say it, in the order of a sentence. An attribute that takes a result
 * comes last. */
static void add_detail(const acd_definition *definition, int32_t object, picture_node *node)
{
  static const char *const names[] = {"operation", "prompt",    "attribute", "expression", "queue",
                                      "metric",    "operator",  "value",     "threshold",  "schedule",
                                      "agent",     "flow",      "number",    "mailbox",    "priority",
                                      "toggle",    "recording", "count",     "time"};
  static const char *const takers[] = {"collect", "host", "subflow"};
  char text[4 * DETAIL_MAX + 4];
  int takes = 0;
  for (size_t i = 0; i < sizeof(takers) / sizeof(takers[0]); i++) takes |= strcmp(node->kind, takers[i]) == 0;
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
    if (takes && strcmp(names[i], "attribute") == 0) continue;
    if (strcmp(node->kind, "host") == 0 && i > 0) break; /* the operation says enough */
    if (property_text(definition, object, names[i], text)) append(&node->detail, " ", text);
  }
  if (takes && property_text(definition, object, "attribute", text)) append(&node->detail, " → ", text);
}

static picture_edge *add_edge(picture_node *node, const char *exit)
{
  picture_edge *one;
  node->edges = grow(node->edges, (node->edges_count + 1) * sizeof(*node->edges));
  one = &node->edges[node->edges_count++];
  memset(one, 0, sizeof(*one));
  one->exit = copy(exit);
  one->label = copy(exit);
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
    char text[4 * DETAIL_MAX + 4];
    if (keys[0] && strcmp(keys, info->name) != 0) append(&edge->label, ": ", cut(keys, DETAIL_MAX, text));
    if (speech[0]) append(&edge->label, ", ", cut(speech, DETAIL_MAX, text));
  } else if (strcmp(node->kind, "split") == 0) {
    char share[32];
    snprintf(share, sizeof(share), "%" PRId64 " %%", acd_definition_int(definition, object, ACD_CASE_PERCENTAGE));
    append(&edge->label, " ", share);
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

static void add_nodes(picture *of, const acd_definition *definition, size_t flow)
{
  acd_object_info info = {.size = sizeof(info)};
  acd_property kinds = {.size = sizeof(kinds)};
  if (!find_property("kind", &kinds)) return;
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
    choice(kinds.choices, acd_definition_int(definition, child, ACD_NODE_KIND), node->kind);
    add_detail(definition, child, node);
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
        append(&of->flows[i].numbers, "\n", info.name);
  }
  for (size_t i = 0; i < of->flows_count; i++) {
    char more[40];
    if (counts[i] <= NUMBERS_MAX) continue;
    snprintf(more, sizeof(more), "and %zu more", counts[i] - NUMBERS_MAX);
    append(&of->flows[i].numbers, "\n", more);
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
