/* SPDX-License-Identifier: Apache-2.0 */
#include "flow_counts.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

static flow_counts_flow *flow_of(flow_counts *of, acd_id flow)
{
  for (size_t i = 0; i < of->flows_count; i++)
    if (of->flows[i].flow == flow) return &of->flows[i];
  of->flows = grow(of->flows, (of->flows_count + 1) * sizeof(*of->flows));
  memset(&of->flows[of->flows_count], 0, sizeof(*of->flows));
  of->flows[of->flows_count].flow = flow;
  return &of->flows[of->flows_count++];
}

static flow_counts_node *node_of(flow_counts_flow *flow, size_t node)
{
  if (node >= flow->nodes_count) {
    size_t count = node + 1 > 2 * flow->nodes_count ? node + 1 : 2 * flow->nodes_count;
    flow->nodes = grow(flow->nodes, count * sizeof(*flow->nodes));
    memset(flow->nodes + flow->nodes_count, 0, (count - flow->nodes_count) * sizeof(*flow->nodes));
    flow->nodes_count = count;
  }
  return &flow->nodes[node];
}

void flow_counts_event(void *user, const acd_event *event)
{
  int64_t what = event->kind == ACD_EVENT_FLOW_EXIT ? event->detail : -event->detail;
  flow_counts_node *node;
  if (event->kind != ACD_EVENT_FLOW_EXIT && event->kind != ACD_EVENT_CALL_ENDED) return;
  if (!event->flow || event->value < 0) return;
  node = node_of(flow_of(user, event->flow), (size_t)event->value);
  for (size_t i = 0; i < node->counts_count; i++)
    if (node->counts[i].what == what) {
      node->counts[i].count++;
      return;
    }
  node->counts = grow(node->counts, (node->counts_count + 1) * sizeof(*node->counts));
  node->counts[node->counts_count].what = what;
  node->counts[node->counts_count++].count = 1;
}

void flow_counts_free(flow_counts *of)
{
  for (size_t i = 0; i < of->flows_count; i++) {
    for (size_t j = 0; j < of->flows[i].nodes_count; j++) free(of->flows[i].nodes[j].counts);
    free(of->flows[i].nodes);
  }
  free(of->flows);
}

static json_t *node_object(const flow_counts_flow *flow, size_t index, const acd_engine *engine)
{
  json_t *object = json_object(), *exits = json_object(), *ended = json_object();
  for (size_t i = 0; index < flow->nodes_count && i < flow->nodes[index].counts_count; i++) {
    const flow_counts_node *node = &flow->nodes[index];
    int64_t what = node->counts[i].what;
    const char *name = what > 0 ? acd_flow_exit_name(engine, flow->flow, (int64_t)index, what) : acd_end_str(-what);
    json_object_set_new(what > 0 ? exits : ended, name ? name : "?", json_integer(node->counts[i].count));
  }
  json_object_set_new(object, "exits", exits);
  json_object_set_new(object, "ended", ended);
  return object;
}

/* Every node of the flow: one that no call left or ended at is told to have no counts. */
static json_t *flow_object(const flow_counts *of, const acd_engine *engine, acd_id id)
{
  flow_counts_flow flow = {.flow = id};
  json_t *object = json_object();
  const char *name;
  for (size_t i = 0; i < of->flows_count; i++)
    if (of->flows[i].flow == id) flow = of->flows[i];
  for (size_t j = 0; (name = acd_flow_node_name(engine, id, (int64_t)j)) != NULL; j++)
    json_object_set_new(object, name, node_object(&flow, j, engine));
  return object;
}

json_t *flow_counts_object(const flow_counts *of, const acd_engine *engine, const acd_definition *definition)
{
  json_t *object = json_object();
  acd_object_info info = {.size = sizeof(info)};
  if (acd_definition_object(definition, 0, &info) != ACD_OK) return object;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    acd_id flow;
    if (acd_definition_object(definition, child, &info) != ACD_OK) break;
    if (info.noun == ACD_NOUN_FLOW && acd_flow_find(engine, info.name, &flow) == ACD_OK)
      json_object_set_new(object, info.name, flow_object(of, engine, flow));
  }
  return object;
}
