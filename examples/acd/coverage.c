/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

static coverage_exit *find_exit(const coverage_node *node, const char *name, size_t size)
{
  for (size_t i = 0; i < node->exits_count; i++)
    if (strlen(node->exits[i].name) == size && memcmp(node->exits[i].name, name, size) == 0) return &node->exits[i];
  return NULL;
}

static coverage_exit *add_exit(coverage_node *node, const char *name, size_t size)
{
  coverage_exit *one = find_exit(node, name, size);
  if (one || size >= sizeof(one->name)) return one;
  node->exits = grow(node->exits, (node->exits_count + 1) * sizeof(*node->exits));
  one = &node->exits[node->exits_count++];
  memset(one, 0, sizeof(*one));
  memcpy(one->name, name, size);
  one->is_written = strcmp(one->name, "next") == 0;
  return one;
}

/* Those that are written, in their order, then those that the kind has besides. */
static void add_exits(coverage_node *node, const acd_definition *definition, int32_t object)
{
  acd_object_info info = {.size = sizeof(info)};
  const char *names = acd_node_exits(node->kind);
  int has_cases = 0;
  if (acd_definition_object(definition, object, &info) != ACD_OK) return;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    coverage_exit *one;
    if (acd_definition_object(definition, child, &info) != ACD_OK) return;
    if (info.noun != ACD_NOUN_EXIT && info.noun != ACD_NOUN_CASE) continue;
    has_cases |= info.noun == ACD_NOUN_CASE;
    one = add_exit(node, info.name, strlen(info.name));
    if (one) one->is_written = 1;
  }
  for (size_t size; names && *names; names += size + (names[size] == ' ')) {
    coverage_exit *one;
    size = strcspn(names, " ");
    one = add_exit(node, names, size);
    /* where a host's answer is compared with cases it does not go on by next */
    if (one && has_cases && node->kind == ACD_NODE_KIND_HOST && strcmp(one->name, "next") == 0) one->is_written = 0;
  }
}

static void add_nodes(coverage *of, const acd_definition *definition, const acd_object_info *flow)
{
  acd_object_info info = {.size = sizeof(info)};
  for (int32_t child = flow->first_child; child >= 0; child = info.next) {
    coverage_node *node;
    if (acd_definition_object(definition, child, &info) != ACD_OK) return;
    if (info.noun != ACD_NOUN_NODE) continue;
    if ((of->nodes_count & (of->nodes_count + 1)) == 0)
      of->nodes = grow(of->nodes, 2 * (of->nodes_count + 1) * sizeof(*of->nodes));
    node = &of->nodes[of->nodes_count++];
    memset(node, 0, sizeof(*node));
    node->flow = flow->name;
    node->name = info.name;
    node->kind = acd_definition_int(definition, child, ACD_NODE_KIND);
    add_exits(node, definition, child);
  }
}

void coverage_begin(coverage *of, const acd_definition *definition)
{
  acd_object_info info = {.size = sizeof(info)};
  memset(of, 0, sizeof(*of));
  if (acd_definition_object(definition, 0, &info) != ACD_OK) return;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    if (acd_definition_object(definition, child, &info) != ACD_OK) return;
    if (info.noun == ACD_NOUN_FLOW) add_nodes(of, definition, &info);
  }
}

void coverage_free(coverage *of)
{
  for (size_t i = 0; i < of->nodes_count; i++) free(of->nodes[i].exits);
  free(of->nodes);
}

void coverage_add(coverage *of, const char *flow, const char *node, const char *exit)
{
  for (size_t i = 0; i < of->nodes_count; i++) {
    coverage_exit *one;
    if (strcmp(of->nodes[i].name, node) != 0 || strcmp(of->nodes[i].flow, flow) != 0) continue;
    one = add_exit(&of->nodes[i], exit, strlen(exit));
    if (one) one->taken++;
    return;
  }
}

static void count_node(const coverage_node *node, int64_t *all, int64_t *taken)
{
  for (size_t i = 0; i < node->exits_count; i++) {
    if (!node->exits[i].is_written) continue;
    ++*all;
    *taken += node->exits[i].taken > 0;
  }
}

void coverage_count(const coverage *of, int64_t *all_out, int64_t *taken_out)
{
  *all_out = *taken_out = 0;
  for (size_t i = 0; i < of->nodes_count; i++) count_node(&of->nodes[i], all_out, taken_out);
}

static void print_exits(const coverage_node *node, const char *title, int is_written, int is_taken, FILE *file)
{
  const char *between = title;
  for (size_t i = 0; i < node->exits_count; i++) {
    if (node->exits[i].is_written != is_written || (node->exits[i].taken > 0) != is_taken) continue;
    fprintf(file, "%s%s", between, node->exits[i].name);
    between = " ";
  }
}

int coverage_print(const coverage *of, FILE *file)
{
  int width = 0;
  for (size_t i = 0; i < of->nodes_count; i++) {
    int size = (int)(strlen(of->nodes[i].flow) + strlen(of->nodes[i].name));
    if (size > width && size <= 50) width = size;
  }
  for (size_t i = 0; i < of->nodes_count; i++) {
    const coverage_node *node = &of->nodes[i];
    int64_t all = 0, taken = 0;
    count_node(node, &all, &taken);
    if (!node->exits_count) continue; /* ends the call, or goes on in another flow */
    fprintf(file, "  %s/%-*s %" PRId64 "/%" PRId64, node->flow, width - (int)strlen(node->flow), node->name, taken,
            all);
    print_exits(node, "  not taken: ", 1, 0, file);
    print_exits(node, "  also: ", 0, 1, file);
    fputc('\n', file);
  }
  return ferror(file) ? -1 : 0;
}
