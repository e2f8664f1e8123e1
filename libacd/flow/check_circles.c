/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes that lead back to each other: without waiting, without a limit, across flows. */
#include <string.h>

#include "flow/check.h"
#include "model/path.h"

typedef struct circles {
  acd__finder *finder;
  uint32_t without;          /* edges that are no part of a circle */
  const uint8_t *comes_back; /* by such edges */
  int32_t *numbers;          /* by node */
  int32_t *from;             /* by node: the edge by which a search came */
  int32_t *line;             /* nodes to search */
  uint8_t *told;             /* by circle */
} circles;

static int on_circle(const circles *all, const acd__graph_edge *edge)
{
  return edge->to >= 0 && all->numbers[edge->from] && all->numbers[edge->from] == all->numbers[edge->to] &&
         acd__graph_takes(&all->finder->graph, edge, all->without, all->comes_back);
}

/* The nodes from where the edge leads back to where it comes from, on the shortest way. Searches within the circle. */
static void write_circle(const circles *all, const acd__graph_edge *edge, acd__text *list)
{
  const acd__graph *graph = &all->finder->graph;
  size_t first = 0, end = 1;
  int count = 0;
  all->line[0] = edge->to;
  all->from[edge->to] = (int32_t)(edge - graph->edges) + 1;
  while (first < end && all->line[first] != edge->from) {
    const acd__graph_node *node = &graph->nodes[all->line[first++]];
    for (uint32_t i = 0; i < node->edges_count; i++) {
      const acd__graph_edge *next = &graph->edges[node->edges + i];
      if (!on_circle(all, next) || all->from[next->to]) continue;
      all->from[next->to] = (int32_t)(node->edges + i) + 1;
      all->line[end++] = next->to;
    }
  }
  /* Backwards from the end; then as read. */
  int32_t names[12], at = edge->from;
  int length = 0, cut = 0;
  for (;; at = graph->edges[all->from[at] - 1].from) {
    if (length == 12) {
      memmove(names, names + 1, 11 * sizeof *names);
      length--;
      cut = 1;
    }
    names[length++] = at;
    if (at == edge->to) break;
  }
  const char *name = acd__find_node_name(all->finder, edge->from);
  acd__find_add_word(list, name, strlen(name), &count);
  while (length-- > 0) {
    if (names[length] == edge->from) continue;
    name = acd__find_node_name(all->finder, names[length]);
    acd__find_add_word(list, name, strlen(name), &count);
  }
  if (cut) acd__text_add(list, " …");
}

static void report_circle(circles *all, const acd__graph_edge *edge, uint32_t kind, uint32_t severity, const char *what,
                          const char *advice)
{
  char list_buffer[ACD__FINDING_TEXT / 2], buffer[ACD__FINDING_TEXT];
  acd__text list = acd__text_begin(list_buffer, sizeof list_buffer), text = acd__text_begin(buffer, sizeof buffer);
  write_circle(all, edge, &list);
  acd__text_add(&text, what);
  acd__text_add(&text, list_buffer);
  acd__find(all->finder, kind, severity, all->finder->graph.nodes[edge->from].object, list_buffer, buffer, advice);
  all->told[all->numbers[edge->from] - 1] = 1;
}

/* Memory, and the circles themselves. */
static int begin(circles *all, acd__finder *finder, uint32_t without)
{
  uint8_t *comes_back = acd__find_take(finder, 1);
  memset(all, 0, sizeof *all);
  all->finder = finder;
  all->without = without;
  all->comes_back = comes_back;
  all->numbers = acd__find_take(finder, sizeof *all->numbers);
  all->from = acd__find_take(finder, sizeof *all->from);
  all->line = acd__find_take(finder, sizeof *all->line);
  all->told = acd__find_take(finder, 1);
  if (!finder->status) finder->status = acd__graph_comes_back(&finder->graph, without, comes_back);
  if (!finder->status) finder->status = acd__graph_circles(&finder->graph, without, comes_back, all->numbers);
  return finder->status;
}

static void end(circles *all)
{
  acd__find_give(all->finder, (void *)(uintptr_t)all->comes_back, 1);
  acd__find_give(all->finder, all->numbers, sizeof *all->numbers);
  acd__find_give(all->finder, all->from, sizeof *all->from);
  acd__find_give(all->finder, all->line, sizeof *all->line);
  acd__find_give(all->finder, all->told, 1);
}

/* `unwise` gets a mark for every node on such a circle. */
static void find_without_waiting(acd__finder *finder, uint8_t *unwise)
{
  circles all;
  uint8_t *changes = acd__find_take(finder, 1);
  if (begin(&all, finder, ACD__EDGE_WAITS | ACD__EDGE_COUNTED | ACD__EDGE_CALL) == ACD_OK) {
    const acd__graph *graph = &finder->graph;
    for (size_t i = 0; i < graph->nodes_count; i++) {
      if (all.numbers[i] && graph->nodes[i].flags & ACD__KIND_CHANGES) changes[all.numbers[i] - 1] = 1;
      unwise[i] = all.numbers[i] != 0;
    }
    for (size_t i = 0; i < graph->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[i];
      if (!on_circle(&all, edge) || all.told[all.numbers[edge->from] - 1] || !finder->reached[edge->from]) continue;
      int may_stop = changes[all.numbers[edge->from] - 1];
      report_circle(&all, edge, ACD_FINDING_CYCLE_NO_WAIT, may_stop ? ACD_SEVERITY_WARNING : ACD_SEVERITY_ERROR,
                    may_stop ? "a call may go round here without waiting for anybody, and ends as failed: "
                             : "a call goes round here without waiting for anybody, and ends as failed: ",
                    "wait, ask or play something on the way, or count with a loop node");
    }
  }
  end(&all);
  acd__find_give(finder, changes, 1);
}

/* Circles with a failure on them (silence, wrong keys, a busy number), or with input that is taken anew. */
static void find_retries(acd__finder *finder, uint32_t without, uint32_t what, uint32_t severity, uint8_t *unwise)
{
  circles all;
  if (begin(&all, finder,
            without | ACD__EDGE_ASIDE | ACD__EDGE_CHOSEN | ACD__EDGE_KEPT | ACD__EDGE_COUNTED | ACD__EDGE_CALL) ==
      ACD_OK) {
    const acd__graph *graph = &finder->graph;
    for (size_t i = 0; i < graph->nodes_count; i++)
      if (all.numbers[i] && unwise[i]) all.told[all.numbers[i] - 1] = 1;
    for (size_t i = 0; i < graph->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[i];
      if (!(edge->flags & what) || !on_circle(&all, edge) || !finder->reached[edge->from]) continue;
      if (all.told[all.numbers[edge->from] - 1]) continue;
      report_circle(&all, edge, ACD_FINDING_RETRY_UNLIMITED, severity,
                    severity == ACD_SEVERITY_WARNING
                        ? "what fails is tried again and again, as long as the caller bears it: "
                        : "the caller may be asked again and again: ",
                    "count the tries with a loop node, and lead its limit to a person or a message");
    }
    for (size_t i = 0; i < graph->nodes_count; i++)
      if (all.numbers[i] && all.told[all.numbers[i] - 1]) unwise[i] = 1;
  }
  end(&all);
}

/* Circles through several flows, and subflows that lead to themselves. */
static void find_between_flows(acd__finder *finder)
{
  circles all;
  int32_t *first = acd__find_take(finder, sizeof *first), *last = acd__find_take(finder, sizeof *last);
  uint8_t *calls = acd__find_take(finder, 1);
  const acd__graph *graph = &finder->graph;
  if (begin(&all, finder, 0) == ACD_OK) {
    for (size_t i = 0; i < graph->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[i];
      if (!on_circle(&all, edge) || !(edge->flags & ACD__EDGE_INTO)) continue;
      int32_t circle = all.numbers[edge->from] - 1, flow = graph->nodes[edge->from].flow + 1;
      calls[circle] |= (edge->flags & ACD__EDGE_CALL) != 0;
      if (!first[circle]) first[circle] = flow;
      last[circle] = flow;
    }
    for (size_t i = 0; i < graph->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[i];
      int32_t circle = on_circle(&all, edge) ? all.numbers[edge->from] - 1 : -1;
      if (circle < 0 || all.told[circle] || !(edge->flags & ACD__EDGE_INTO)) continue;
      if (first[circle] == last[circle] && !calls[circle]) continue;
      report_circle(&all, edge, ACD_FINDING_FLOW_CYCLE, calls[circle] ? ACD_SEVERITY_WARNING : ACD_SEVERITY_ADVICE,
                    calls[circle] ? "a subflow leads to itself, until it is too deep: " : "flows lead to each other: ",
                    calls[circle] ? "go on with a flow node, or return" : "see that callers can leave the circle");
    }
  }
  end(&all);
  acd__find_give(finder, first, sizeof *first);
  acd__find_give(finder, last, sizeof *last);
  acd__find_give(finder, calls, 1);
}

void acd__find_circles(acd__finder *finder)
{
  uint8_t *unwise = acd__find_take(finder, 1);
  if (unwise) {
    find_without_waiting(finder, unwise);
    find_retries(finder, ACD__EDGE_INPUT, ACD__EDGE_FAILURE, ACD_SEVERITY_WARNING, unwise);
    find_retries(finder, 0, ACD__EDGE_INPUT, ACD_SEVERITY_ADVICE, unwise);
    find_between_flows(finder);
  }
  acd__find_give(finder, unwise, 1);
}
