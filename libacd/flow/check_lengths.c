/* SPDX-License-Identifier: Apache-2.0 */
/* Key presses and prompts from where calls come to where flows give them away. */
#include <string.h>

#include "flow/check.h"
#include "model/pattern.h"

#define KEYS_LONG 3

/* Key presses above, prompts below: so they add up and compare. */
#define COST(keys, prompts) ((int64_t)(keys) << 32 | (prompts))
#define FAR                 INT64_MAX
#define NO_WAY              (-1)

typedef struct lengths {
  acd__finder *finder;
  const acd__graph *graph;
  int64_t *shortest;      /* by node: from where calls come; FAR: not at all */
  int64_t *shortest_back; /* by node: to a return */
  int64_t *longest;       /* NO_WAY: not at all */
  int64_t *longest_back;
  int32_t *heap;
  int32_t *place;  /* by node: its place in the heap, from 1; 0: not in it */
  int32_t *order;  /* nodes as a walk leaves them, the last one first left */
  int32_t *path;   /* of the walk */
  uint32_t *next;  /* by node: edge to look at */
  uint8_t *walked; /* by node: 1 on the path, 2 left */
  size_t heap_size;
  size_t order_size;
} lengths;

/* Places of the shortest pattern. */
static int64_t keys_of(const char *keys)
{
  int64_t least = 0;
  for (size_t size; keys += strspn(keys, " "), (size = strcspn(keys, " ")) > 0; keys += size) {
    int64_t count = 0;
    for (size_t at = 0; at < size;) {
      acd__place place = acd__pattern_place(keys + at, size - at);
      count += place.kind != ACD__PLACE_ANY;
      at += place.size ? place.size : size;
    }
    if (!least || count < least) least = count;
  }
  return least;
}

static int64_t cost_of(const lengths *all, const acd__graph_edge *edge)
{
  const acd__document *document = &all->finder->document;
  const acd__object *object = &document->objects[all->graph->nodes[edge->from].object];
  int64_t keys = edge->flags & ACD__EDGE_CHOSEN ? 1 : 0;
  if (keys && edge->exit >= ACD_EXIT_CASE && edge->object >= 0)
    keys = keys_of(acd__document_text(document, &document->objects[edge->object], ACD_CASE_KEYS));
  if (edge->flags & ACD__EDGE_INPUT) keys = acd__document_int(document, object, ACD_NODE_DIGITS_MIN);
  if (keys < 0 || keys > 64) keys = 1;
  return COST(keys, acd__document_has(object, ACD_NODE_PROMPT));
}

/* What a subflow adds on its way to a return; that of 0 on the way into it. */
static int32_t callee(const lengths *all, const acd__graph_edge *edge)
{
  const acd__graph_node *node = &all->graph->nodes[edge->from];
  return edge->flags & ACD__EDGE_AFTER ? all->graph->edges[node->edges + node->edges_count - 1].to : -1;
}

static int takes(const lengths *all, const acd__graph_edge *edge)
{
  return acd__graph_takes(all->graph, edge, ACD__EDGE_RARE | ACD__EDGE_NEVER, all->finder->comes_back);
}

/* ---- A heap of nodes by their distance, then by their number */

static int is_before(const int64_t *distance, int32_t a, int32_t b)
{
  return distance[a] != distance[b] ? distance[a] < distance[b] : a < b;
}

static void put(lengths *all, size_t at, int32_t node)
{
  all->heap[at] = node;
  all->place[node] = (int32_t)at + 1;
}

static void rise(lengths *all, const int64_t *distance, int32_t node)
{
  size_t at = all->place[node] ? (size_t)all->place[node] - 1 : all->heap_size++;
  for (; at > 0 && is_before(distance, node, all->heap[(at - 1) / 2]); at = (at - 1) / 2)
    put(all, at, all->heap[(at - 1) / 2]);
  put(all, at, node);
}

static int32_t take_first(lengths *all, const int64_t *distance)
{
  int32_t first = all->heap[0], node = all->heap[--all->heap_size];
  size_t at = 0;
  all->place[first] = 0;
  for (size_t below; all->heap_size && (below = 2 * at + 1) < all->heap_size; at = below) {
    if (below + 1 < all->heap_size && is_before(distance, all->heap[below + 1], all->heap[below])) below++;
    if (!is_before(distance, all->heap[below], node)) break;
    put(all, at, all->heap[below]);
  }
  if (all->heap_size) put(all, at, node);
  return first;
}

static void nearer(lengths *all, int64_t *distance, int32_t node, int64_t value)
{
  if (value >= distance[node]) return;
  distance[node] = value;
  rise(all, distance, node);
}

/* From nodes to the nearest return. Behind a subflow node both its own way on and that through the subflow count. */
static void find_shortest_back(lengths *all)
{
  const acd__graph *graph = all->graph;
  int64_t *back = all->shortest_back;
  for (size_t i = 0; i < graph->nodes_count; i++) back[i] = FAR;
  for (size_t i = 0; i < graph->nodes_count; i++)
    if (graph->nodes[i].flags & ACD__KIND_RETURNS) nearer(all, back, (int32_t)i, 0);
  while (all->heap_size) {
    int32_t to = take_first(all, back);
    for (uint32_t i = graph->before_at[to]; i < graph->before_at[to + 1]; i++) {
      const acd__graph_edge *into = &graph->edges[graph->before[i]];
      const acd__graph_node *node = &graph->nodes[into->from];
      int by_call = (into->flags & (ACD__EDGE_AFTER | ACD__EDGE_CALL)) != 0;
      if (!takes(all, into)) continue;
      if (!by_call) nearer(all, back, into->from, back[to] + cost_of(all, into));
      for (uint32_t k = 0; by_call && k < node->edges_count; k++) {
        const acd__graph_edge *edge = &graph->edges[node->edges + k];
        int32_t through = takes(all, edge) ? callee(all, edge) : -1;
        if (through < 0 || back[through] == FAR || back[edge->to] == FAR) continue;
        nearer(all, back, into->from, back[through] + back[edge->to] + cost_of(all, edge));
      }
    }
  }
}

static void find_shortest(lengths *all)
{
  const acd__graph *graph = all->graph;
  for (size_t i = 0; i < graph->nodes_count; i++) all->shortest[i] = FAR;
  for (size_t i = 0; i < graph->flows_count; i++)
    if (graph->flows[i].entered && graph->flows[i].start >= 0) nearer(all, all->shortest, graph->flows[i].start, 0);
  while (all->heap_size) {
    int32_t from = take_first(all, all->shortest);
    const acd__graph_node *node = &graph->nodes[from];
    for (uint32_t i = 0; i < node->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[node->edges + i];
      int32_t through = takes(all, edge) ? callee(all, edge) : -1;
      if (!takes(all, edge) || (through >= 0 && all->shortest_back[through] == FAR)) continue;
      nearer(all, all->shortest, edge->to,
             all->shortest[from] + cost_of(all, edge) + (through >= 0 ? all->shortest_back[through] : 0));
    }
  }
}

/* ---- The longest: of the edges that do not lead back to where the walk came from */

static int64_t most(int64_t a, int64_t b)
{
  return a > b ? a : b;
}

/* The walk leaves a node: all that it leads to was left before, but what leads back. */
static void leave(lengths *all, int32_t from)
{
  const acd__graph_node *node = &all->graph->nodes[from];
  int64_t back = node->flags & ACD__KIND_RETURNS ? 0 : NO_WAY;
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &all->graph->edges[node->edges + i];
    if (!takes(all, edge) || all->walked[edge->to] == 1 || edge->flags & ACD__EDGE_CALL) continue;
    int32_t through = callee(all, edge);
    int64_t inside = through < 0 || all->walked[through] == 1 ? 0 : most(all->longest_back[through], 0);
    if (all->longest_back[edge->to] != NO_WAY)
      back = most(back, all->longest_back[edge->to] + inside + cost_of(all, edge));
  }
  all->longest_back[from] = back;
  all->walked[from] = 2;
  all->order[all->order_size++] = from;
}

/* Subflows are walked before what comes after them: the last edge of a node is looked at first. */
static const acd__graph_edge *next_edge(lengths *all, int32_t from)
{
  const acd__graph_node *node = &all->graph->nodes[from];
  uint32_t at = all->next[from]++;
  return &all->graph->edges[node->edges + (at ? at - 1 : node->edges_count - 1)];
}

static void walk(lengths *all, int32_t start)
{
  size_t depth = 0;
  all->path[depth++] = start;
  all->walked[start] = 1;
  while (depth) {
    int32_t from = all->path[depth - 1];
    if (all->next[from] == all->graph->nodes[from].edges_count) {
      leave(all, from);
      depth--;
      continue;
    }
    const acd__graph_edge *edge = next_edge(all, from);
    if (!takes(all, edge) || all->walked[edge->to]) continue;
    all->walked[edge->to] = 1;
    all->path[depth++] = edge->to;
  }
}

static void find_longest(lengths *all)
{
  const acd__graph *graph = all->graph;
  for (size_t i = 0; i < graph->nodes_count; i++) all->longest[i] = NO_WAY;
  for (size_t i = 0; i < graph->flows_count; i++) {
    int32_t start = graph->flows[i].entered ? graph->flows[i].start : -1;
    if (start < 0) continue;
    all->longest[start] = 0;
    if (!all->walked[start]) walk(all, start);
  }
  for (size_t i = 0; i < all->order_size; i++) all->place[all->order[i]] = (int32_t)i;
  for (size_t i = all->order_size; i-- > 0;) {
    int32_t from = all->order[i];
    const acd__graph_node *node = &graph->nodes[from];
    for (uint32_t k = 0; k < node->edges_count; k++) {
      const acd__graph_edge *edge = &graph->edges[node->edges + k];
      if (!takes(all, edge) || all->place[edge->to] >= (int32_t)i) continue; /* left later: it leads back */
      int32_t through = callee(all, edge);
      int64_t inside = through < 0 || all->place[through] >= (int32_t)i ? 0 : most(all->longest_back[through], 0);
      all->longest[edge->to] = most(all->longest[edge->to], all->longest[from] + inside + cost_of(all, edge));
    }
  }
}

static void report(lengths *all, int32_t at)
{
  acd__finder *finder = all->finder;
  const acd__graph_node *node = &all->graph->nodes[at];
  acd_way way = {sizeof way,
                 node->object,
                 acd__find_name(finder, all->graph->flows[node->flow].object),
                 acd__find_name(finder, node->object),
                 node->kind,
                 all->shortest[at] >> 32,
                 all->shortest[at] & UINT32_MAX,
                 all->longest[at] >> 32,
                 all->longest[at] & UINT32_MAX};
  acd__find_way(finder, &way);
  if (!(node->flags & ACD__KIND_PERSON) || way.keys_min <= KEYS_LONG) return;
  char buffer[ACD__FINDING_TEXT];
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "callers press ");
  acd__text_add_int(&text, way.keys_min);
  acd__text_add(&text, " keys at least until they come here");
  acd__find(finder, ACD_FINDING_WAY_LONG, ACD_SEVERITY_ADVICE, node->object, NULL, buffer,
            "offer the person earlier, or on silence");
}

void acd__find_lengths(acd__finder *finder)
{
  lengths all;
  memset(&all, 0, sizeof all);
  all.finder = finder;
  all.graph = &finder->graph;
  all.shortest = acd__find_take(finder, sizeof *all.shortest);
  all.shortest_back = acd__find_take(finder, sizeof *all.shortest_back);
  all.longest = acd__find_take(finder, sizeof *all.longest);
  all.longest_back = acd__find_take(finder, sizeof *all.longest_back);
  all.heap = acd__find_take(finder, sizeof *all.heap);
  all.place = acd__find_take(finder, sizeof *all.place);
  all.order = acd__find_take(finder, sizeof *all.order);
  all.path = acd__find_take(finder, sizeof *all.path);
  all.next = acd__find_take(finder, sizeof *all.next);
  all.walked = acd__find_take(finder, sizeof *all.walked);
  if (!finder->status) {
    find_shortest_back(&all);
    find_shortest(&all);
    find_longest(&all);
    for (size_t i = 0; i < all.graph->nodes_count; i++)
      if (all.graph->nodes[i].flags & ACD__KIND_GIVES && all.shortest[i] != FAR) report(&all, (int32_t)i);
  }
  acd__find_give(finder, all.shortest, sizeof *all.shortest);
  acd__find_give(finder, all.shortest_back, sizeof *all.shortest_back);
  acd__find_give(finder, all.longest, sizeof *all.longest);
  acd__find_give(finder, all.longest_back, sizeof *all.longest_back);
  acd__find_give(finder, all.heap, sizeof *all.heap);
  acd__find_give(finder, all.place, sizeof *all.place);
  acd__find_give(finder, all.order, sizeof *all.order);
  acd__find_give(finder, all.path, sizeof *all.path);
  acd__find_give(finder, all.next, sizeof *all.next);
  acd__find_give(finder, all.walked, sizeof *all.walked);
}
