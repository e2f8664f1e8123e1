/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/graph.h"

#include <string.h>

#include "flow/flow.h"
#include "model/properties.h"
#include "model/schedule.h"

#define EXIT(exit) (UINT32_C(1) << ACD_EXIT_##exit)
#define ALL        UINT32_MAX

/* What the check knows of a kind of node: one line each. */
static const struct {
  uint32_t flags;
  uint32_t instant;  /* exits taken without waiting for anybody */
  uint32_t failures; /* exits by which what was asked for was not done */
  uint32_t kept;     /* exits after which the call was with people, or waited for them */
  uint32_t rare;     /* exits for failures of the host and for limits */
} kinds[] = {
    [ACD_NODE_KIND_PLAY] = {0, 0, EXIT(ERROR), 0, EXIT(ERROR)},
    [ACD_NODE_KIND_MENU] = {ACD__KIND_INPUT, 0, EXIT(NO_INPUT) | EXIT(NO_MATCH) | EXIT(ERROR), 0, EXIT(ERROR)},
    [ACD_NODE_KIND_COLLECT] = {ACD__KIND_INPUT | ACD__KIND_SETS, 0, EXIT(NO_INPUT) | EXIT(NO_MATCH) | EXIT(ERROR), 0,
                               EXIT(ERROR)},
    [ACD_NODE_KIND_HOURS] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_METRIC] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_COMPARE] = {ACD__KIND_READS, ALL, 0, 0, 0},
    [ACD_NODE_KIND_SET] = {ACD__KIND_SETS | ACD__KIND_CHANGES, ALL, 0, 0, EXIT(LIMIT)},
    [ACD_NODE_KIND_SKILLS] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_PRIORITY] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_QUEUE] = {ACD__KIND_PERSON | ACD__KIND_GIVES, EXIT(AT_CAPACITY) | EXIT(CLOSED) | EXIT(NO_AGENTS), 0,
                             EXIT(NEXT) | EXIT(TIMEOUT) | EXIT(KEY_PRESSED), EXIT(CLOSED)},
    [ACD_NODE_KIND_AGENT] = {ACD__KIND_PERSON | ACD__KIND_GIVES | ACD__KIND_READS,
                             EXIT(BUSY) | EXIT(UNREACHABLE) | EXIT(NOT_FOUND),
                             EXIT(BUSY) | EXIT(NO_ANSWER) | EXIT(REJECTED) | EXIT(UNREACHABLE) | EXIT(NOT_FOUND) |
                                 EXIT(TIMEOUT),
                             EXIT(NEXT), 0},
    [ACD_NODE_KIND_VOICEMAIL] = {ACD__KIND_GIVES, 0, EXIT(ERROR), EXIT(NEXT), EXIT(ERROR)},
    [ACD_NODE_KIND_TRANSFER] = {ACD__KIND_PERSON | ACD__KIND_GIVES | ACD__KIND_ENDS, 0,
                                EXIT(BUSY) | EXIT(NO_ANSWER) | EXIT(ERROR), 0, 0},
    [ACD_NODE_KIND_FLOW] = {ACD__KIND_GOES, ALL, 0, 0, 0},
    [ACD_NODE_KIND_HANGUP] = {ACD__KIND_GIVES | ACD__KIND_ENDS, ALL, 0, 0, 0},
    [ACD_NODE_KIND_BRANCH] = {ACD__KIND_READS | ACD__KIND_COMPARES, ALL, 0, 0, 0},
    [ACD_NODE_KIND_TEST] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_SPLIT] = {ACD__KIND_CHANGES, ALL, 0, 0, 0},
    [ACD_NODE_KIND_SUBFLOW] = {ACD__KIND_CALLS | ACD__KIND_SETS | ACD__KIND_COMPARES, ALL, 0, 0,
                               EXIT(LIMIT) | EXIT(ERROR)},
    [ACD_NODE_KIND_WAIT] = {0, 0, 0, 0, 0},
    [ACD_NODE_KIND_HOST] = {ACD__KIND_SETS | ACD__KIND_SETS_ALL | ACD__KIND_COMPARES, 0, EXIT(TIMEOUT) | EXIT(ERROR), 0,
                            EXIT(ERROR)},
    [ACD_NODE_KIND_TOGGLE] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_RETURN] = {ACD__KIND_RETURNS, ALL, 0, 0, 0},
    [ACD_NODE_KIND_RECORDING] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_LEAVE] = {ACD__KIND_ENDS, ALL, 0, 0, 0},
    [ACD_NODE_KIND_CALLBACK] = {ACD__KIND_PERSON | ACD__KIND_GIVES | ACD__KIND_READS, EXIT(REFUSED) | EXIT(ERROR), 0,
                                EXIT(NEXT), EXIT(REFUSED) | EXIT(ERROR)},
    [ACD_NODE_KIND_SLOTS] = {ACD__KIND_CHANGES, ALL, 0, 0, 0},
    [ACD_NODE_KIND_HOLD_SLOT] = {ACD__KIND_CHANGES, ALL, 0, 0, 0},
    [ACD_NODE_KIND_MARK] = {0, ALL, 0, 0, 0},
    [ACD_NODE_KIND_LOOP] = {ACD__KIND_COUNTS | ACD__KIND_SETS, ALL, 0, 0, 0},
};

#define KINDS_COUNT (int64_t)(sizeof kinds / sizeof kinds[0])

uint32_t acd__graph_kind(int64_t kind)
{
  return kind >= 1 && kind < KINDS_COUNT ? kinds[kind].flags : 0;
}

int32_t acd__graph_refer(const acd__graph *graph, int32_t object, uint32_t property)
{
  const acd__object *at = &graph->document->objects[object];
  const char *name = acd__document_text(graph->document, at, property);
  const acd_property *entry = acd__property_at(property);
  if (!name[0] || !entry) return -1;
  /* A node is named within its flow, a group within its queue, most below the centre. */
  const acd_noun *noun = acd__noun_at(entry->reference);
  int32_t parent = noun && noun->parent != ACD_NOUN_CENTRE ? object : 0;
  while (parent > 0 && graph->document->objects[parent].noun != noun->parent)
    parent = graph->document->objects[parent].parent;
  return acd__names_find(graph->names, parent, entry->reference, 0, name, strlen(name));
}

static int32_t node_named(const acd__graph *graph, int32_t object, uint32_t property)
{
  int32_t found = acd__graph_refer(graph, object, property);
  return found < 0 ? -1 : graph->index[found];
}

const char *acd__graph_exit_name(const acd__graph *graph, const acd__graph_edge *edge, size_t *size_out)
{
  const char *name = edge->exit ? acd_exit_str(edge->exit) : "";
  if (edge->object >= 0 && edge->exit) name = graph->document->objects[edge->object].name;
  *size_out = strlen(name);
  return name;
}

static int is_defined(const acd__object *object, uint32_t noun)
{
  return object->noun == noun && !object->remove && !object->amend;
}

static int add_edge(acd__graph *graph, acd__graph_edge edge)
{
  void *moved = graph->edges;
  int status =
      acd__memory_reserve(graph->memory, &moved, &graph->edges_capacity, graph->edges_count + 1, sizeof *graph->edges);
  graph->edges = moved;
  if (status) return status;
  graph->edges[graph->edges_count++] = edge;
  graph->nodes[edge.from].edges_count++;
  return ACD_OK;
}

/* 1 if the properties of a queue rule the exit out. */
static int queue_rules_out(const acd__graph *graph, int32_t queue, int32_t exit)
{
  static const uint32_t limits[] = {ACD_QUEUE_LENGTH_MAX, ACD_QUEUE_JOIN_WAIT_MAX_US, ACD_QUEUE_JOIN_ESTIMATE_MAX_US,
                                    ACD_QUEUE_JOIN_SERVICE_LEVEL_MIN};
  static const uint32_t minima[] = {ACD_QUEUE_JOIN_STAFFED_MIN, ACD_QUEUE_JOIN_AVAILABLE_MIN, ACD_QUEUE_JOIN_READY_MIN};
  const acd__document *document = graph->document;
  const acd__object *object = &document->objects[queue];
  switch (exit) {
  case ACD_EXIT_TIMEOUT: return acd__document_int(document, object, ACD_QUEUE_WAIT_MAX_US) == 0;
  case ACD_EXIT_KEY_PRESSED: return !acd__document_text(document, object, ACD_QUEUE_EXIT_KEY)[0];
  case ACD_EXIT_NO_AGENTS:
    for (size_t i = 0; i < sizeof minima / sizeof *minima; i++)
      if (acd__document_int(document, object, minima[i])) return 0;
    return acd__document_int(document, object, ACD_QUEUE_LEAVE_WHEN) == ACD_LEAVE_WHEN_NEVER;
  case ACD_EXIT_AT_CAPACITY:
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
      if (acd__document_int(document, object, limits[i]) != acd__property_at(limits[i])->default_value) return 0;
    return 1;
  default: return 0;
  }
}

static int has_cases(const acd__graph *graph, const acd__object *object)
{
  for (int32_t i = object->first_child; i >= 0; i = graph->document->objects[i].next)
    if (graph->document->objects[i].noun == ACD_NOUN_CASE) return 1;
  return 0;
}

/* An exit of an hours node that `closed` or `open` stands in for where it leads nowhere. */
static int is_special(uint32_t kind, int32_t exit)
{
  return kind == ACD_NODE_KIND_HOURS && (exit == ACD_EXIT_HOLIDAY || exit == ACD_EXIT_EXCEPTION ||
                                         exit == ACD_EXIT_EMERGENCY || exit == ACD_EXIT_SITE);
}

/* What has to stand below a schedule for such an exit, and the property by which it opens instead; 0: any will do. */
static void special_noun(int32_t exit, uint32_t *noun_out, uint32_t *open_out)
{
  *noun_out = exit == ACD_EXIT_HOLIDAY     ? ACD_NOUN_HOLIDAY
              : exit == ACD_EXIT_EXCEPTION ? ACD_NOUN_EXCEPTION
              : exit == ACD_EXIT_SITE      ? ACD_NOUN_SITE
                                           : 0;
  *open_out = exit == ACD_EXIT_HOLIDAY ? ACD_HOLIDAY_OPEN : exit == ACD_EXIT_EXCEPTION ? ACD_EXCEPTION_OPEN : 0;
}

/* 1 if nothing in the schedule, or in what it is based on, can decide so. */
static int schedule_rules_out(const acd__graph *graph, int32_t schedule, int32_t exit)
{
  const acd__document *document = graph->document;
  const acd__object *all = document->objects;
  uint32_t noun, open;
  special_noun(exit, &noun, &open);
  for (int links = 0; schedule >= 0 && links <= ACD__BASED_ON_MAX; links++) {
    if (exit == ACD_EXIT_EMERGENCY && acd__document_has(&all[schedule], ACD_SCHEDULE_EMERGENCY)) return 0;
    for (int32_t i = all[schedule].first_child; noun && i >= 0; i = all[i].next)
      if (all[i].noun == noun && !(open && acd__document_int(document, &all[i], open))) return 0;
    schedule = acd__graph_refer(graph, schedule, ACD_SCHEDULE_BASED_ON);
  }
  return 1;
}

/* 1 if the properties of the node and of its queues rule the exit out. */
static int is_never(const acd__graph *graph, const acd__graph_node *node, int32_t exit)
{
  const acd__object *all = graph->document->objects, *object = &all[node->object];
  int64_t wait_max = acd__document_int(graph->document, object, ACD_NODE_WAIT_MAX_US);
  if (node->kind == ACD_NODE_KIND_AGENT) {
    int named = acd__document_has(object, ACD_NODE_AGENT);
    return (exit == ACD_EXIT_TIMEOUT && wait_max == 0) || (exit == ACD_EXIT_NOT_FOUND && named);
  }
  if (node->kind == ACD_NODE_KIND_HOST)
    return has_cases(graph, object) ? exit == ACD_EXIT_NEXT : exit == ACD_EXIT_NO_MATCH;
  if (is_special(node->kind, exit))
    return schedule_rules_out(graph, acd__graph_refer(graph, node->object, ACD_NODE_SCHEDULE), exit);
  if (node->kind != ACD_NODE_KIND_QUEUE || (exit == ACD_EXIT_TIMEOUT && wait_max)) return 0;
  int32_t queue = acd__graph_refer(graph, node->object, ACD_NODE_QUEUE);
  if (queue < 0) return 1; /* that there is none is said elsewhere */
  int ruled_out = queue_rules_out(graph, queue, exit);
  for (int32_t i = object->first_child; ruled_out && exit != ACD_EXIT_KEY_PRESSED && i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_NODE_QUEUE) continue;
    queue = acd__names_find(graph->names, 0, ACD_NOUN_QUEUE, 0, all[i].name, all[i].name_size);
    if (queue >= 0) ruled_out = queue_rules_out(graph, queue, exit);
  }
  return ruled_out;
}

static uint32_t exit_flags(const acd__graph *graph, const acd__graph_node *node, int32_t exit)
{
  uint32_t flags = 0, bit = exit < 32 ? UINT32_C(1) << exit : 0;
  if (node->kind >= KINDS_COUNT) return 0;
  if (!(kinds[node->kind].instant & (bit ? bit : 1))) flags |= ACD__EDGE_WAITS;
  if (kinds[node->kind].failures & bit) flags |= ACD__EDGE_FAILURE;
  if (kinds[node->kind].kept & bit) flags |= ACD__EDGE_KEPT;
  if (kinds[node->kind].rare & bit) flags |= ACD__EDGE_RARE;
  if (exit == ACD_EXIT_NEXT && node->flags & ACD__KIND_INPUT) flags |= ACD__EDGE_INPUT;
  if (exit == ACD_EXIT_NEXT && node->flags & ACD__KIND_COUNTS) flags |= ACD__EDGE_COUNTED;
  if (!bit && node->flags & ACD__KIND_INPUT) flags |= ACD__EDGE_CHOSEN;
  if (node->flags & ACD__KIND_CALLS && exit != ACD_EXIT_LIMIT && exit != ACD_EXIT_ERROR) flags |= ACD__EDGE_AFTER;
  if (is_never(graph, node, exit)) flags |= ACD__EDGE_NEVER;
  return flags;
}

/* The exit as an object below the node says it, or by the catch node, or open. */
static int add_exit(acd__graph *graph, int32_t from, int32_t exit, int32_t object, uint32_t property)
{
  const acd__graph_node *node = &graph->nodes[from];
  int32_t catch_ = graph->flows[node->flow].catch_;
  acd__graph_edge edge = {from, -1, exit, object, exit_flags(graph, node, exit)};
  if (object >= 0) {
    const acd__object *says = &graph->document->objects[object];
    edge.to = node_named(graph, object, property);
    if (node->kind == ACD_NODE_KIND_SPLIT && !acd__document_int(graph->document, says, ACD_CASE_PERCENTAGE))
      edge.flags |= ACD__EDGE_NEVER;
    if (edge.to < 0) edge.flags |= ACD__EDGE_DANGLES;
  } else if (exit != ACD_EXIT_NEXT && catch_ >= 0 && catch_ != from) {
    edge.to = catch_;
    edge.flags |= ACD__EDGE_CAUGHT | (edge.flags & ACD__EDGE_RARE ? ACD__EDGE_ASIDE : 0u);
  }
  return add_edge(graph, edge);
}

/* Into the flow that takes what the queue does not, along queues that overflow into each other. */
static int add_overflow(acd__graph *graph, int32_t from, int32_t queue)
{
  for (int hops = 0; queue >= 0 && hops <= 8; hops++) {
    int32_t flow = acd__graph_refer(graph, queue, ACD_QUEUE_OVERFLOW_FLOW);
    if (flow >= 0) {
      acd__graph_edge edge = {from, graph->flows[graph->index[flow]].start, 0, -1, ACD__EDGE_INTO | ACD__EDGE_KEPT};
      return edge.to < 0 ? ACD_OK : add_edge(graph, edge);
    }
    queue = acd__graph_refer(graph, queue, ACD_QUEUE_OVERFLOW);
  }
  return ACD_OK;
}

/* Properties of queues that name flows for their calls beside what these do otherwise, and after it. */
static const uint32_t beside[] = {ACD_QUEUE_WAIT_FLOW, ACD_QUEUE_AFTER_FLOW, ACD_QUEUE_HOLD_FLOW,
                                  ACD_QUEUE_WHISPER_FLOW};

static int is_beside(uint32_t property)
{
  for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
    if (beside[i] == property) return 1;
  return 0;
}

/* Into the flows that are walked while callers wait in a queue, as an agent accepts, on hold, and after the conversation. */
static int add_event_flows(acd__graph *graph, int32_t from, int32_t queue)
{
  int status = ACD_OK;
  for (size_t i = 0; !status && i < sizeof beside / sizeof *beside; i++) {
    int32_t flow = queue < 0 ? -1 : acd__graph_refer(graph, queue, beside[i]);
    acd__graph_edge edge = {from, flow < 0 ? -1 : graph->flows[graph->index[flow]].start, 0, -1,
                            ACD__EDGE_INTO | ACD__EDGE_KEPT};
    if (edge.to >= 0) status = add_edge(graph, edge);
  }
  return status;
}

static int add_into(acd__graph *graph, int32_t from)
{
  const acd__graph_node *node = &graph->nodes[from];
  const acd__object *all = graph->document->objects;
  int32_t object = node->object;
  int status = ACD_OK;
  if (node->flags & (ACD__KIND_GOES | ACD__KIND_CALLS)) {
    int32_t flow = acd__graph_refer(graph, object, ACD_NODE_FLOW);
    acd__graph_edge edge = {from, flow < 0 ? -1 : graph->flows[graph->index[flow]].start, 0, -1, ACD__EDGE_INTO};
    if (flow >= 0) graph->flows[graph->index[flow]].led |= ACD__LED_FLOW;
    if (node->flags & ACD__KIND_CALLS) edge.flags |= ACD__EDGE_CALL;
    if (edge.to >= 0) status = add_edge(graph, edge);
  }
  if (node->kind != ACD_NODE_KIND_QUEUE) return status;
  status = add_overflow(graph, from, acd__graph_refer(graph, object, ACD_NODE_QUEUE));
  if (!status) status = add_event_flows(graph, from, acd__graph_refer(graph, object, ACD_NODE_QUEUE));
  for (int32_t i = all[object].first_child; !status && i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_NODE_QUEUE)
      status =
          add_overflow(graph, from, acd__names_find(graph->names, 0, ACD_NOUN_QUEUE, 0, all[i].name, all[i].name_size));
  return status;
}

/* Keys first and then cases, each in the order of the definition, then the exits of the kind in the order of the table. */
static int add_exits(acd__graph *graph, int32_t from)
{
  const acd__graph_node *node = &graph->nodes[from];
  const acd__object *all = graph->document->objects;
  int status = ACD_OK;
  for (int32_t i = all[node->object].first_child; !status && i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_EXIT) continue;
    int32_t exit = acd__flow_exit_of(node->kind, all[i].name, all[i].name_size);
    if (exit >= ACD_EXIT_KEY) status = add_exit(graph, from, exit, i, ACD_EXIT_TO);
  }
  int32_t index = 0;
  for (int32_t i = all[node->object].first_child; !status && i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_CASE) status = add_exit(graph, from, ACD_EXIT_CASE + index++, i, ACD_CASE_TO);
  const char *words = acd_node_exits(node->kind), *word;
  size_t size;
  for (int64_t k = 1; !status && words && (word = acd__word_at(words, k, &size)); k++) {
    int32_t object = acd__names_find(graph->names, node->object, ACD_NOUN_EXIT, 0, word, size);
    int32_t exit = acd__flow_exit_of(node->kind, word, size);
    if (object >= 0 || !is_special(node->kind, exit)) status = add_exit(graph, from, exit, object, ACD_EXIT_TO);
  }
  return status ? status : add_into(graph, from);
}

/* Room for nodes and flows, and their places. */
static int add_nodes(acd__graph *graph)
{
  const acd__object *all = graph->document->objects;
  size_t count = graph->document->objects_count, nodes = 0, flows = 0;
  graph->index = acd__memory_array(graph->memory, count, sizeof *graph->index);
  for (size_t i = 0; i < count; i++) {
    flows += is_defined(&all[i], ACD_NOUN_FLOW);
    nodes += is_defined(&all[i], ACD_NOUN_NODE);
  }
  graph->flows = acd__memory_array(graph->memory, flows + 1, sizeof *graph->flows);
  graph->nodes = acd__memory_array(graph->memory, nodes + 1, sizeof *graph->nodes);
  graph->flows_capacity = flows + 1;
  graph->nodes_capacity = nodes + 1;
  if (!graph->index || !graph->flows || !graph->nodes) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < count; i++) graph->index[i] = -1;
  size_t at = 0;
  for (int32_t i = all[0].first_child; i >= 0; i = all[i].next) {
    if (!is_defined(&all[i], ACD_NOUN_FLOW)) continue;
    acd__graph_flow *flow = &graph->flows[at];
    *flow = (acd__graph_flow){i, -1, -1, (int32_t)graph->nodes_count, 0, 0, 0};
    graph->index[i] = (int32_t)at;
    for (int32_t k = all[i].first_child; k >= 0; k = all[k].next) {
      if (!is_defined(&all[k], ACD_NOUN_NODE)) continue;
      int64_t kind = acd__document_int(graph->document, &all[k], ACD_NODE_KIND);
      acd__graph_node *node = &graph->nodes[graph->nodes_count];
      *node = (acd__graph_node){k, (int32_t)at, acd_node_exits(kind) ? (uint32_t)kind : 0, acd__graph_kind(kind), 0, 0};
      graph->index[k] = (int32_t)graph->nodes_count++;
      flow->nodes_count++;
    }
    flow->start = node_named(graph, i, ACD_FLOW_START);
    flow->catch_ = node_named(graph, i, ACD_FLOW_CATCH);
    at++;
  }
  graph->flows_count = at;
  return ACD_OK;
}

/* Flows that numbers and queues name, by whatever property: the table says which refer to flows. */
static void mark_entries(acd__graph *graph)
{
  const acd__document *document = graph->document;
  for (int32_t i = document->objects[0].first_child; i >= 0; i = document->objects[i].next) {
    const acd__object *object = &document->objects[i];
    if (object->noun == ACD_NOUN_FLOW || object->remove || object->amend) continue;
    for (uint32_t k = 0; k < object->values_count; k++) {
      const acd_property *entry = acd__property_at(object->values[k].property);
      if (!entry || entry->type != ACD_TYPE_REFERENCE || entry->reference != ACD_NOUN_FLOW) continue;
      int32_t flow = acd__graph_refer(graph, i, entry->property_id);
      if (flow < 0) continue;
      graph->flows[graph->index[flow]].entered = 1;
      graph->flows[graph->index[flow]].led |= is_beside(entry->property_id) ? ACD__LED_BESIDE : ACD__LED_ELSE;
    }
  }
}

/* What leads to a flow leads by way of it to those that it goes on in. Where nothing does, the host may. */
static void lead_on(acd__graph *graph)
{
  int changes = 1;
  for (size_t i = 0; i < graph->flows_count; i++)
    if (!graph->flows[i].led) graph->flows[i].led = ACD__LED_ELSE;
  while (changes) {
    changes = 0;
    for (size_t i = 0; i < graph->edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[i];
      const acd__graph_node *from = &graph->nodes[edge->from];
      if (!(edge->flags & ACD__EDGE_INTO) || !(from->flags & (ACD__KIND_GOES | ACD__KIND_CALLS))) continue;
      acd__graph_flow *to = &graph->flows[graph->nodes[edge->to].flow];
      uint32_t led = to->led | graph->flows[from->flow].led;
      changes |= led != to->led;
      to->led = led;
    }
  }
}

static int index_before(acd__graph *graph)
{
  graph->before_at = acd__memory_array(graph->memory, graph->nodes_capacity + 1, sizeof *graph->before_at);
  graph->before = acd__memory_array(graph->memory, graph->edges_count + 1, sizeof *graph->before);
  graph->before_capacity = graph->edges_count + 1;
  if (!graph->before_at || !graph->before) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < graph->edges_count; i++)
    if (graph->edges[i].to >= 0) graph->before_at[graph->edges[i].to + 2]++;
  for (size_t i = 2; i < graph->nodes_count + 2; i++) graph->before_at[i] += graph->before_at[i - 1];
  for (size_t i = 0; i < graph->edges_count; i++)
    if (graph->edges[i].to >= 0) graph->before[graph->before_at[graph->edges[i].to + 1]++] = (uint32_t)i;
  return ACD_OK;
}

int acd__graph_build(acd__graph *graph, acd__memory *memory, const acd__document *document, const acd__names *names)
{
  memset(graph, 0, sizeof *graph);
  graph->memory = memory;
  graph->document = document;
  graph->names = names;
  int status = add_nodes(graph);
  if (status) return status;
  mark_entries(graph);
  for (size_t i = 0; !status && i < graph->nodes_count; i++) {
    graph->nodes[i].edges = (uint32_t)graph->edges_count;
    status = add_exits(graph, (int32_t)i);
  }
  if (status) return status;
  lead_on(graph);
  return index_before(graph);
}

void acd__graph_release(acd__graph *graph)
{
  acd__memory *memory = graph->memory;
  acd__memory_give(memory, graph->index, graph->document->objects_count * sizeof *graph->index);
  acd__memory_give(memory, graph->flows, graph->flows_capacity * sizeof *graph->flows);
  acd__memory_give(memory, graph->nodes, graph->nodes_capacity * sizeof *graph->nodes);
  acd__memory_give(memory, graph->edges, graph->edges_capacity * sizeof *graph->edges);
  acd__memory_give(memory, graph->before, graph->before_capacity * sizeof *graph->before);
  acd__memory_give(memory, graph->before_at, (graph->nodes_capacity + 1) * sizeof *graph->before_at);
}
