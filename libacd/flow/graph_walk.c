/* SPDX-License-Identifier: Apache-2.0 */
/* What can be reached in a graph, and its circles: each visits every edge once, without recursion. */
#include "flow/graph.h"

#include <string.h>

/* Where a subflow node leads into; -1: nowhere. */
static int32_t callee(const acd__graph *graph, int32_t node)
{
  const acd__graph_node *at = &graph->nodes[node];
  const acd__graph_edge *last = at->edges_count ? &graph->edges[at->edges + at->edges_count - 1] : NULL;
  return last && last->flags & ACD__EDGE_CALL ? last->to : -1;
}

int acd__graph_takes(const acd__graph *graph, const acd__graph_edge *edge, uint32_t without, const uint8_t *comes_back)
{
  if (edge->to < 0 || edge->flags & without) return 0;
  if (!(edge->flags & ACD__EDGE_AFTER)) return 1;
  int32_t into = callee(graph, edge->from);
  return into >= 0 && comes_back[into];
}

static int32_t *take_stack(const acd__graph *graph)
{
  return acd__memory_take(graph->memory, graph->nodes_capacity * sizeof(int32_t));
}

static void give_stack(const acd__graph *graph, int32_t *stack)
{
  acd__memory_give(graph->memory, stack, graph->nodes_capacity * sizeof(int32_t));
}

/* 1 if a subflow node, into whose subflow or behind which a way to a return was found, has both. */
static int comes_through(const acd__graph *graph, int32_t node, uint32_t without, const uint8_t *marks)
{
  const acd__graph_node *at = &graph->nodes[node];
  for (uint32_t i = 0; i < at->edges_count; i++) {
    const acd__graph_edge *edge = &graph->edges[at->edges + i];
    if (edge->flags & ACD__EDGE_AFTER && acd__graph_takes(graph, edge, without, marks) && marks[edge->to]) return 1;
  }
  return 0;
}

int acd__graph_comes_back(const acd__graph *graph, uint32_t without, uint8_t *marks)
{
  int32_t *stack = take_stack(graph);
  size_t depth = 0;
  if (!stack) return ACD_ERR_NOMEM;
  memset(marks, 0, graph->nodes_count);
  for (size_t i = 0; i < graph->nodes_count; i++) {
    if (!(graph->nodes[i].flags & ACD__KIND_RETURNS)) continue;
    marks[i] = 1;
    stack[depth++] = (int32_t)i;
  }
  while (depth) {
    int32_t to = stack[--depth];
    for (uint32_t i = graph->before_at[to]; i < graph->before_at[to + 1]; i++) {
      const acd__graph_edge *edge = &graph->edges[graph->before[i]];
      if (marks[edge->from] || edge->flags & without) continue;
      if (edge->flags & (ACD__EDGE_AFTER | ACD__EDGE_CALL) && !comes_through(graph, edge->from, without, marks))
        continue;
      marks[edge->from] = 1;
      stack[depth++] = edge->from;
    }
  }
  give_stack(graph, stack);
  return ACD_OK;
}

/* From the nodes on the stack, which are marked. */
static void reach(const acd__graph *graph, uint32_t without, const uint8_t *comes_back, uint8_t *marks, int32_t *stack,
                  size_t depth)
{
  while (depth) {
    const acd__graph_node *node = &graph->nodes[stack[--depth]];
    for (uint32_t i = 0; i < node->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[node->edges + i];
      if (!acd__graph_takes(graph, edge, without, comes_back) || marks[edge->to]) continue;
      marks[edge->to] = 1;
      stack[depth++] = edge->to;
    }
  }
}

int acd__graph_reach(const acd__graph *graph, uint32_t without, const uint8_t *comes_back, uint8_t *marks)
{
  int32_t *stack = take_stack(graph);
  size_t depth = 0;
  if (!stack) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < graph->nodes_count; i++)
    if (marks[i]) stack[depth++] = (int32_t)i;
  reach(graph, without, comes_back, marks, stack, depth);
  give_stack(graph, stack);
  return ACD_OK;
}

int acd__graph_reach_from(const acd__graph *graph, int32_t from, const uint8_t *comes_back, uint8_t *marks)
{
  int32_t *stack = take_stack(graph);
  if (!stack) return ACD_ERR_NOMEM;
  stack[0] = from;
  marks[from] = 1;
  reach(graph, 0, comes_back, marks, stack, 1);
  give_stack(graph, stack);
  return ACD_OK;
}

int acd__graph_reach_back(const acd__graph *graph, uint32_t without, const uint8_t *comes_back, uint8_t *marks)
{
  int32_t *stack = take_stack(graph);
  size_t depth = 0;
  if (!stack) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < graph->nodes_count; i++)
    if (marks[i]) stack[depth++] = (int32_t)i;
  while (depth) {
    int32_t to = stack[--depth];
    for (uint32_t i = graph->before_at[to]; i < graph->before_at[to + 1]; i++) {
      const acd__graph_edge *edge = &graph->edges[graph->before[i]];
      if (marks[edge->from] || !acd__graph_takes(graph, edge, without, comes_back)) continue;
      marks[edge->from] = 1;
      stack[depth++] = edge->from;
    }
  }
  give_stack(graph, stack);
  return ACD_OK;
}

/* Tarjan's components. */
typedef struct components {
  const acd__graph *graph;
  const uint8_t *comes_back;
  uint32_t without;
  int32_t visited; /* nodes so far */
  int32_t circles_count;
  int32_t *order;  /* when a node was met, from 1; 0: not yet */
  int32_t *lowest; /* the first node met that can be reached from it; 0: its component is done */
  int32_t *stack;  /* nodes whose component is not complete */
  int32_t *path;   /* from the first to the present node */
  uint32_t *next;  /* edge to look at */
  size_t stack_size;
  size_t path_size;
  int32_t *circles;
} components;

static void enter(components *all, int32_t node)
{
  all->order[node] = all->lowest[node] = ++all->visited;
  all->stack[all->stack_size++] = node;
  all->path[all->path_size++] = node;
}

static int leads_to_itself(const components *all, int32_t node)
{
  const acd__graph_node *at = &all->graph->nodes[node];
  for (uint32_t i = 0; i < at->edges_count; i++) {
    const acd__graph_edge *edge = &all->graph->edges[at->edges + i];
    if (edge->to == node && acd__graph_takes(all->graph, edge, all->without, all->comes_back)) return 1;
  }
  return 0;
}

static void leave(components *all, int32_t node)
{
  all->path_size--;
  if (all->path_size) {
    int32_t before = all->path[all->path_size - 1];
    if (all->lowest[node] < all->lowest[before]) all->lowest[before] = all->lowest[node];
  }
  if (all->lowest[node] != all->order[node]) return;
  int alone = all->stack[all->stack_size - 1] == node;
  int32_t number = alone && !leads_to_itself(all, node) ? 0 : ++all->circles_count, member;
  do {
    member = all->stack[--all->stack_size];
    all->circles[member] = number;
    all->lowest[member] = INT32_MAX;
  } while (member != node);
}

static void visit(components *all, int32_t first)
{
  enter(all, first);
  while (all->path_size) {
    int32_t node = all->path[all->path_size - 1];
    const acd__graph_node *at = &all->graph->nodes[node];
    if (all->next[node] == at->edges_count) {
      leave(all, node);
      continue;
    }
    const acd__graph_edge *edge = &all->graph->edges[at->edges + all->next[node]++];
    if (!acd__graph_takes(all->graph, edge, all->without, all->comes_back)) continue;
    if (!all->order[edge->to])
      enter(all, edge->to);
    else if (all->lowest[edge->to] != INT32_MAX && all->order[edge->to] < all->lowest[node])
      all->lowest[node] = all->order[edge->to];
  }
}

int acd__graph_circles(const acd__graph *graph, uint32_t without, const uint8_t *comes_back, int32_t *circles)
{
  components all = {graph, comes_back, without, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, 0, circles};
  all.order = acd__memory_array(graph->memory, graph->nodes_capacity, sizeof *all.order);
  all.lowest = take_stack(graph);
  all.stack = take_stack(graph);
  all.path = take_stack(graph);
  all.next = acd__memory_array(graph->memory, graph->nodes_capacity, sizeof *all.next);
  int status = all.order && all.lowest && all.stack && all.path && all.next ? ACD_OK : ACD_ERR_NOMEM;
  for (size_t i = 0; !status && i < graph->nodes_count; i++)
    if (!all.order[i]) visit(&all, (int32_t)i);
  give_stack(graph, all.order);
  give_stack(graph, all.lowest);
  give_stack(graph, all.stack);
  give_stack(graph, all.path);
  acd__memory_give(graph->memory, all.next, graph->nodes_capacity * sizeof *all.next);
  return status;
}
