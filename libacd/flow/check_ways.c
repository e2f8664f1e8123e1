/* SPDX-License-Identifier: Apache-2.0 */
/* Names that lead nowhere, nodes that nothing leads to, exits that end a call by mistake. */
#include <string.h>

#include "flow/check.h"
#include "model/path.h"
#include "model/properties.h"

static void report_dangling(acd__finder *finder, int32_t object, const acd_property *property)
{
  char buffer[ACD__FINDING_TEXT];
  const char *name = acd__document_text(&finder->document, &finder->document.objects[object], property->property_id);
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, property->name);
  acd__text_add(&text, " names the ");
  acd__text_add(&text, acd__noun_at(property->reference)->name);
  acd__text_add(&text, " ");
  acd__text_add_quoted(&text, name, strlen(name));
  acd__text_add(&text, property->reference == ACD_NOUN_NODE ? ", which this flow does not have"
                                                            : ", which the definition does not have");
  acd__find(finder, ACD_FINDING_DANGLING, ACD_SEVERITY_ERROR, object, name, buffer, "define it, or name another one");
}

void acd__find_dangling(acd__finder *finder)
{
  for (size_t i = 0; i < finder->document.objects_count; i++) {
    const acd__object *object = &finder->document.objects[i];
    if (object->remove || object->amend) continue;
    for (uint32_t k = 0; k < object->values_count; k++) {
      const acd_property *property = acd__property_at(object->values[k].property);
      if (!property || property->type != ACD_TYPE_REFERENCE || property->noun != object->noun) continue;
      if (!object->values[k].text || !object->values[k].text[0]) continue;
      if (acd__graph_refer(&finder->graph, (int32_t)i, property->property_id) < 0)
        report_dangling(finder, (int32_t)i, property);
    }
  }
}

static void find_unreachable(acd__finder *finder)
{
  for (size_t i = 0; i < finder->graph.nodes_count; i++)
    if (!finder->reached[i])
      acd__find(finder, ACD_FINDING_UNREACHABLE, ACD_SEVERITY_WARNING, finder->graph.nodes[i].object, NULL,
                "no way leads here from the start of the flow", "lead an exit here, or remove the node");
}

/* Calls that its queue turns away go elsewhere before they take an exit. */
static int overflows(const acd__finder *finder, const acd__graph_node *node, int32_t exit)
{
  if (node->kind != ACD_NODE_KIND_QUEUE || exit == ACD_EXIT_KEY_PRESSED) return 0;
  int32_t queue = acd__graph_refer(&finder->graph, node->object, ACD_NODE_QUEUE);
  if (queue < 0) return 0;
  const acd__object *object = &finder->document.objects[queue];
  return acd__document_has(object, ACD_QUEUE_OVERFLOW) || acd__document_has(object, ACD_QUEUE_OVERFLOW_FLOW);
}

static int is_open(const acd__finder *finder, const acd__graph_edge *edge)
{
  if (edge->to >= 0 || edge->exit == ACD_EXIT_NEXT || edge->flags & (ACD__EDGE_DANGLES | ACD__EDGE_NEVER)) return 0;
  return !overflows(finder, &finder->graph.nodes[edge->from], edge->exit);
}

/* 1: in a flow that queues alone lead to, which ends where an exit is open, and the call goes on; or it goes on as long as what
 * it is beside. */
static int is_beside(const acd__finder *finder, int32_t flow)
{
  return (finder->graph.flows[flow].led & (ACD__LED_BESIDE | ACD__LED_ELSE)) == ACD__LED_BESIDE;
}

/* The exits of a node that end the call, but for those that are a matter of the catch node. */
static void find_dead_ends(acd__finder *finder, const acd__graph_node *node)
{
  char exits_buffer[200], buffer[ACD__FINDING_TEXT];
  acd__text exits = acd__text_begin(exits_buffer, sizeof exits_buffer);
  int count = 0;
  if (is_beside(finder, node->flow)) return;
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
    if (!is_open(finder, edge) || edge->flags & ACD__EDGE_RARE) continue;
    size_t size;
    const char *name = acd__graph_exit_name(&finder->graph, edge, &size);
    if (edge->exit == ACD_EXIT_NO_INPUT)
      acd__find(finder, ACD_FINDING_MISSING_NO_INPUT, ACD_SEVERITY_WARNING, node->object, name,
                "a caller who presses nothing is hung up on",
                "lead no_input to a person, a message or the menu before");
    else
      acd__find_add_word(&exits, name, size, &count);
  }
  if (!count) return;
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, count == 1 ? "this exit leads nowhere, and ends the call without a word: "
                                  : "these exits lead nowhere, and end the call without a word: ");
  acd__text_add(&text, exits_buffer);
  acd__find(finder, ACD_FINDING_DEAD_END, ACD_SEVERITY_WARNING, node->object, exits_buffer, buffer,
            count == 1 ? "lead it to a message or a person, or give the flow a catch node"
                       : "lead them to a message or a person, or give the flow a catch node");
}

static void find_never(acd__finder *finder, const acd__graph_node *node)
{
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
    if (!(edge->flags & ACD__EDGE_NEVER) || edge->object < 0 || edge->exit >= ACD_EXIT_CASE) continue;
    const char *name = acd__find_name(finder, edge->object);
    const char *advice = "set what it is for, or leave the exit out";
    if (edge->exit == ACD_EXIT_TIMEOUT) advice = "set a wait_max, or leave the exit out";
    if (edge->exit == ACD_EXIT_KEY_PRESSED) advice = "set an exit_key of the queue, or leave the exit out";
    acd__find(finder, ACD_FINDING_EXIT_NEVER, ACD_SEVERITY_ADVICE, edge->object, name,
              "no call ever takes this exit, as the node and its queue are set", advice);
  }
}

static void find_no_catch(acd__finder *finder, const acd__graph_flow *flow)
{
  char buffer[ACD__FINDING_TEXT];
  int nodes = 0;
  const char *first = "";
  if (flow->catch_ >= 0 || is_beside(finder, (int32_t)(flow - finder->graph.flows))) return;
  for (int32_t k = 0; k < flow->nodes_count; k++) {
    const acd__graph_node *node = &finder->graph.nodes[flow->nodes + k];
    int open = 0;
    for (uint32_t i = 0; i < node->edges_count && !open; i++) {
      const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
      open = edge->flags & ACD__EDGE_RARE && is_open(finder, edge);
    }
    if (!open || !finder->reached[flow->nodes + k]) continue;
    if (!nodes++) first = acd__find_name(finder, node->object);
  }
  if (!nodes) return;
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "where the host fails, or a queue is shut, the call ends: exits for that lead nowhere at ");
  acd__text_add_int(&text, nodes);
  acd__text_add(&text, nodes == 1 ? " node, " : " nodes, the first of them ");
  acd__text_add_quoted(&text, first, strlen(first));
  acd__find(finder, ACD_FINDING_NO_CATCH, ACD_SEVERITY_ADVICE, flow->object, first, buffer,
            "give the flow a catch node, a person or a message");
}

/* 1 if a call can end at the node, or leave the flows for good. */
static int may_end(const acd__finder *finder, const acd__graph_node *node)
{
  int leads = 0;
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
    if (edge->to < 0 && !(edge->flags & (ACD__EDGE_NEVER | ACD__EDGE_RARE))) return 1;
    leads |= acd__graph_takes(&finder->graph, edge, ACD__EDGE_RARE, finder->comes_back);
  }
  return !leads || node->flags & (ACD__KIND_GIVES | ACD__KIND_ENDS | ACD__KIND_RETURNS);
}

/* One finding a circle: what only leads into it is no better, but not to blame. */
static void find_endless(acd__finder *finder)
{
  acd__graph *graph = &finder->graph;
  uint8_t *ends = acd__find_take(finder, 1);
  int32_t *circles = acd__find_take(finder, sizeof *circles);
  uint8_t *told = acd__find_take(finder, 1);
  for (size_t i = 0; ends && i < graph->nodes_count; i++) ends[i] = (uint8_t)may_end(finder, &graph->nodes[i]);
  if (told) finder->status = acd__graph_reach_back(graph, ACD__EDGE_RARE, finder->comes_back, ends);
  if (!finder->status) finder->status = acd__graph_circles(graph, ACD__EDGE_RARE, finder->comes_back, circles);
  for (size_t i = 0; !finder->status && i < graph->nodes_count; i++) {
    if (ends[i] || is_beside(finder, graph->nodes[i].flow) || !finder->reached[i] || !circles[i] ||
        told[circles[i] - 1])
      continue;
    told[circles[i] - 1] = 1;
    acd__find(finder, ACD_FINDING_ENDLESS, ACD_SEVERITY_WARNING, graph->nodes[i].object, NULL,
              "from here no way leads to a person, a message or an end: only hanging up helps",
              "lead an exit out of the circle");
  }
  acd__find_give(finder, ends, 1);
  acd__find_give(finder, circles, sizeof *circles);
  acd__find_give(finder, told, 1);
}

static void find_unused(acd__finder *finder)
{
  for (size_t i = 0; i < finder->graph.flows_count; i++)
    if (finder->graph.flows[i].entered == 2)
      acd__find(finder, ACD_FINDING_FLOW_UNUSED, ACD_SEVERITY_ADVICE, finder->graph.flows[i].object, NULL,
                "no number, queue or flow leads here", "lead a number here, or leave it to the host to start the flow");
}

typedef struct asking {
  acd__finder *finder;
  uint8_t *asked; /* by object */
} asking;

static void note_toggle(void *user, uint32_t noun, const char *name, size_t size)
{
  asking *all = user;
  int32_t toggle = noun == ACD_NOUN_TOGGLE ? acd__names_find(&all->finder->names, 0, noun, 0, name, size) : -1;
  if (toggle >= 0) all->asked[toggle] = 1;
}

/* Toggles that no node names, by itself or in an expression, and no schedule. */
static void find_unasked(acd__finder *finder)
{
  const acd__object *all = finder->document.objects;
  size_t count = finder->document.objects_count;
  uint8_t *asked = finder->status ? NULL : acd__memory_array(finder->memory, count, 1);
  if (!asked && !finder->status) finder->status = ACD_ERR_NOMEM;
  for (size_t i = 0; asked && i < finder->graph.nodes_count; i++) {
    int32_t toggle = acd__graph_refer(&finder->graph, finder->graph.nodes[i].object, ACD_NODE_TOGGLE);
    if (toggle >= 0) asked[toggle] = 1;
    asking all_of = {finder, asked};
    acd__find_named(finder, (int32_t)i, note_toggle, &all_of);
  }
  for (int32_t i = all[0].first_child; asked && i >= 0; i = all[i].next) {
    int32_t toggle =
        all[i].noun == ACD_NOUN_SCHEDULE ? acd__graph_refer(&finder->graph, i, ACD_SCHEDULE_EMERGENCY) : -1;
    if (toggle >= 0) asked[toggle] = 1;
  }
  for (int32_t i = all[0].first_child; asked && i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_TOGGLE && !all[i].remove && !all[i].amend && !asked[i])
      acd__find(finder, ACD_FINDING_TOGGLE_UNUSED, ACD_SEVERITY_ADVICE, i, NULL,
                "no flow or schedule asks for it: to switch it on changes nothing",
                "ask for it with a toggle node, or leave it out");
  acd__memory_give(finder->memory, asked, count);
}

void acd__find_ways(acd__finder *finder)
{
  find_unasked(finder);
  find_unused(finder);
  find_unreachable(finder);
  for (size_t i = 0; i < finder->graph.flows_count; i++) find_no_catch(finder, &finder->graph.flows[i]);
  for (size_t i = 0; i < finder->graph.nodes_count; i++) {
    if (!finder->reached[i]) continue;
    find_dead_ends(finder, &finder->graph.nodes[i]);
    find_never(finder, &finder->graph.nodes[i]);
  }
  find_endless(finder);
}
