/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/check.h"

#include <string.h>

#include "model/path.h"
#include "model/record.h"

/* Some tenths of a second at most. */
#define WORK_OF_RULES INT64_C(50000000)

struct acd_check {
  acd__memory memory;
  acd_finding *findings; /* texts owned, one allocation a finding */
  size_t *sizes;         /* bytes of each */
  size_t findings_count;
  size_t findings_capacity;
  size_t sizes_capacity;
  acd_way *ways; /* names owned likewise */
  size_t ways_count;
  size_t ways_capacity;
};

static const char *append(char **at, const char *string)
{
  size_t size = strlen(string) + 1;
  char *start = *at;
  memcpy(start, string, size);
  *at += size;
  return start;
}

const char *acd__find_name(const acd__finder *finder, int32_t object)
{
  return object > 0 ? finder->document.objects[object].name : "";
}

const char *acd__find_node_name(const acd__finder *finder, int32_t node)
{
  return acd__find_name(finder, finder->graph.nodes[node].object);
}

/* The object of that noun which `object` is or stands in; -1: there is none. */
static int32_t above(const acd__finder *finder, int32_t object, uint32_t noun)
{
  while (object > 0 && finder->document.objects[object].noun != noun) object = finder->document.objects[object].parent;
  return object > 0 ? object : -1;
}

static int reserve_finding(acd_check *check)
{
  void *moved = check->findings;
  size_t count = check->findings_count + 1;
  int status = acd__memory_reserve(&check->memory, &moved, &check->findings_capacity, count, sizeof *check->findings);
  check->findings = moved;
  if (status) return status;
  moved = check->sizes;
  status = acd__memory_reserve(&check->memory, &moved, &check->sizes_capacity, count, sizeof *check->sizes);
  check->sizes = moved;
  return status;
}

static void keep(acd__finder *finder, const acd_finding *finding)
{
  acd_check *check = finder->check;
  size_t size = strlen(finding->flow) + strlen(finding->node) + strlen(finding->other) + strlen(finding->path) +
                strlen(finding->text) + strlen(finding->advice) + 6;
  char *at = reserve_finding(check) == ACD_OK ? acd__memory_take(&check->memory, size) : NULL;
  if (!at) {
    finder->status = ACD_ERR_NOMEM;
    return;
  }
  acd_finding *kept = &check->findings[check->findings_count];
  check->sizes[check->findings_count++] = size;
  *kept = *finding;
  kept->flow = append(&at, finding->flow);
  kept->node = append(&at, finding->node);
  kept->other = append(&at, finding->other);
  kept->path = append(&at, finding->path);
  kept->text = append(&at, finding->text);
  kept->advice = append(&at, finding->advice);
}

void acd__find(acd__finder *finder, uint32_t kind, uint32_t severity, int32_t object, const char *other,
               const char *text, const char *advice)
{
  char path[ACD__PATH_SIZE] = "";
  if (finder->status || finder->check->findings_count > ACD_FINDINGS_MAX) return;
  if (finder->check->findings_count == ACD_FINDINGS_MAX) {
    kind = ACD_FINDING_MORE;
    severity = ACD_SEVERITY_WARNING;
    object = -1;
    other = NULL;
    text = "further findings are not listed";
    advice = "";
  }
  if (object >= 0) acd__path_write(path, &finder->document, object);
  acd_finding finding = {sizeof finding,
                         kind,
                         severity,
                         object,
                         acd__find_name(finder, above(finder, object, ACD_NOUN_FLOW)),
                         acd__find_name(finder, above(finder, object, ACD_NOUN_NODE)),
                         other ? other : "",
                         path,
                         text,
                         advice};
  keep(finder, &finding);
}

void acd__find_way(acd__finder *finder, const acd_way *way)
{
  acd_check *check = finder->check;
  void *moved = check->ways;
  if (finder->status) return;
  finder->status =
      acd__memory_reserve(&check->memory, &moved, &check->ways_capacity, check->ways_count + 1, sizeof *check->ways);
  check->ways = moved;
  if (finder->status) return;
  size_t size = strlen(way->flow) + strlen(way->node) + 2;
  char *at = acd__memory_take(&check->memory, size);
  if (!at) {
    finder->status = ACD_ERR_NOMEM;
    return;
  }
  acd_way *kept = &check->ways[check->ways_count++];
  *kept = *way;
  kept->size = sizeof *kept;
  kept->flow = append(&at, way->flow);
  kept->node = append(&at, way->node);
}

void *acd__find_take(acd__finder *finder, size_t size)
{
  void *array = finder->status ? NULL : acd__memory_array(finder->memory, finder->graph.nodes_capacity, size);
  if (!array && !finder->status) finder->status = ACD_ERR_NOMEM;
  return array;
}

void acd__find_give(acd__finder *finder, void *array, size_t size)
{
  acd__memory_give(finder->memory, array, finder->graph.nodes_capacity * size);
}

void acd__find_add_word(acd__text *text, const char *word, size_t size, int *count)
{
  if (++*count > 13) return;
  if (*count > 1) acd__text_add(text, " ");
  if (*count == 13)
    acd__text_add(text, "…");
  else
    acd__text_add_size(text, word, size);
}

/* In the order of the definition; of one object, as they were found. */
static int is_before(const acd_finding *a, const acd_finding *b)
{
  return (uint32_t)a->object < (uint32_t)b->object; /* that of none is last */
}

/* Merge sort: the order of those that are alike stays. ACD_OK or ACD_ERR_NOMEM. */
static int sort_findings(acd_check *check)
{
  size_t count = check->findings_count;
  if (count < 2) return ACD_OK;
  acd_finding *other = acd__memory_array(&check->memory, count, sizeof *other);
  size_t *other_sizes = acd__memory_array(&check->memory, count, sizeof *other_sizes);
  for (size_t width = 1; other && other_sizes && width < count; width *= 2) {
    for (size_t first = 0; first < count; first += 2 * width) {
      size_t middle = first + width < count ? first + width : count;
      size_t end = middle + width < count ? middle + width : count;
      for (size_t a = first, b = middle, to = first; to < end; to++) {
        int second = a == middle || (b < end && is_before(&check->findings[b], &check->findings[a]));
        size_t from = second ? b++ : a++;
        other[to] = check->findings[from];
        other_sizes[to] = check->sizes[from];
      }
    }
    memcpy(check->findings, other, count * sizeof *other);
    memcpy(check->sizes, other_sizes, count * sizeof *other_sizes);
  }
  int status = other && other_sizes ? ACD_OK : ACD_ERR_NOMEM;
  acd__memory_give(&check->memory, other, count * sizeof *other);
  acd__memory_give(&check->memory, other_sizes, count * sizeof *other_sizes);
  return status;
}

/* Flows that nothing leads to are begun by the host. Of those that only lead to each other the first is. */
static int mark_live(acd__finder *finder)
{
  acd__graph *graph = &finder->graph;
  for (int others = 0; others <= 2; others++) {
    for (size_t i = 0; i < graph->flows_count; i++) {
      acd__graph_flow *flow = &graph->flows[i];
      if (flow->start < 0 || finder->live[flow->start]) continue;
      /* First the flows that are named, then those whose start nothing leads to, then the rest. */
      int led = graph->before_at[flow->start] != graph->before_at[flow->start + 1];
      int inner = 0;
      for (uint32_t k = graph->before_at[flow->start]; led && !inner && k < graph->before_at[flow->start + 1]; k++) {
        const acd__graph_edge *edge = &graph->edges[graph->before[k]];
        inner = edge->flags & ACD__EDGE_INTO && graph->nodes[edge->from].flow != (int32_t)i;
      }
      if (others == 0 ? flow->entered != 1 : others == 1 && inner) continue;
      if (!flow->entered) flow->entered = 2;
      int status = acd__graph_reach_from(graph, flow->start, finder->comes_back, finder->live);
      if (status) return status;
    }
  }
  return ACD_OK;
}

/* 1: the flow that the queue names by a property leads to one of those nodes. */
static int leads_there(const acd__graph *graph, int32_t queue, uint32_t property, const uint8_t *there)
{
  int32_t flow = queue < 0 ? -1 : acd__graph_refer(graph, queue, property);
  int32_t start = flow < 0 ? -1 : graph->flows[graph->index[flow]].start;
  return start >= 0 && there[start];
}

/* The exit `key` of a queue without an exit key is taken where its flow for waiting leaves the queue, or that on hold the agent. */
static void allow_keys(acd__finder *finder)
{
  acd__graph *graph = &finder->graph;
  uint8_t *leaves = acd__find_take(finder, 1);
  for (size_t i = 0; leaves && i < graph->nodes_count; i++) leaves[i] = graph->nodes[i].kind == ACD_NODE_KIND_LEAVE;
  if (!finder->status) finder->status = acd__graph_reach_back(graph, 0, finder->comes_back, leaves);
  for (size_t i = 0; !finder->status && i < graph->nodes_count; i++) {
    const acd__graph_node *node = &graph->nodes[i];
    if (node->kind != ACD_NODE_KIND_QUEUE) continue;
    int32_t queue = acd__graph_refer(graph, node->object, ACD_NODE_QUEUE);
    if (!leads_there(graph, queue, ACD_QUEUE_WAIT_FLOW, leaves) &&
        !leads_there(graph, queue, ACD_QUEUE_HOLD_FLOW, leaves))
      continue;
    for (uint32_t k = 0; k < node->edges_count; k++)
      if (graph->edges[node->edges + k].exit == ACD_EXIT_KEY_PRESSED)
        graph->edges[node->edges + k].flags &= ~(uint32_t)ACD__EDGE_NEVER;
  }
  acd__find_give(finder, leaves, 1);
}

static int prepare(acd__finder *finder)
{
  acd__graph *graph = &finder->graph;
  finder->comes_back = acd__find_take(finder, 1);
  finder->reached = acd__find_take(finder, 1);
  finder->live = acd__find_take(finder, 1);
  if (!finder->status) finder->status = acd__graph_comes_back(graph, 0, finder->comes_back);
  if (!finder->status) allow_keys(finder);
  if (finder->status) return finder->status;
  for (size_t i = 0; i < graph->flows_count; i++)
    if (graph->flows[i].start >= 0) finder->reached[graph->flows[i].start] = 1;
  finder->status = acd__graph_reach(graph, 0, finder->comes_back, finder->reached);
  if (!finder->status) finder->status = mark_live(finder);
  return finder->status;
}

static int look(acd__finder *finder)
{
  finder->status = acd__names_build(&finder->names, finder->memory, &finder->document, ACD__NAMES_ALL);
  if (finder->status) return finder->status;
  finder->status = acd__graph_build(&finder->graph, finder->memory, &finder->document, &finder->names);
  if (!finder->status && prepare(finder) == ACD_OK) {
    acd__find_counters(finder);
    acd__find_dangling(finder);
    acd__find_ways(finder);
    acd__find_circles(finder);
    acd__find_hours(finder);
    acd__find_rules(finder);
    acd__find_options(finder);
    acd__find_people(finder);
    acd__find_attributes(finder);
    acd__find_lengths(finder);
  }
  acd__find_give(finder, finder->comes_back, 1);
  acd__find_give(finder, finder->reached, 1);
  acd__find_give(finder, finder->live, 1);
  acd__graph_release(&finder->graph);
  acd__names_free(&finder->names);
  return finder->status;
}

int acd_check_new(const acd_definition *definition, const acd_allocator *allocator, acd_check **check_out)
{
  acd__memory memory;
  size_t size;
  if (!definition || !check_out) return ACD_ERR_ARGUMENT;
  const void *bytes = acd_definition_bytes(definition, &size);
  if (!bytes) return acd_definition_status(definition);
  acd__memory_init(&memory, allocator);
  acd_check *check = acd__memory_array(&memory, 1, sizeof *check);
  if (!check) return ACD_ERR_NOMEM;
  check->memory = memory;
  acd__finder finder;
  memset(&finder, 0, sizeof finder);
  finder.memory = &check->memory;
  finder.check = check;
  finder.work = WORK_OF_RULES;
  int status = acd__document_parse(finder.memory, bytes, size, &finder.document);
  if (!status) {
    status = look(&finder);
    acd__document_free(finder.memory, &finder.document);
  }
  if (!status) status = sort_findings(check);
  if (status) {
    acd_check_free(check);
    return status;
  }
  *check_out = check;
  return ACD_OK;
}

void acd_check_free(acd_check *check)
{
  if (!check) return;
  acd__memory memory = check->memory;
  /* The first text of each is where its allocation begins. */
  for (size_t i = 0; i < check->findings_count; i++)
    acd__memory_give(&memory, (void *)(uintptr_t)check->findings[i].flow, check->sizes[i]);
  for (size_t i = 0; i < check->ways_count; i++)
    acd__memory_give(&memory, (void *)(uintptr_t)check->ways[i].flow,
                     strlen(check->ways[i].flow) + strlen(check->ways[i].node) + 2);
  acd__memory_give(&memory, check->findings, check->findings_capacity * sizeof *check->findings);
  acd__memory_give(&memory, check->sizes, check->sizes_capacity * sizeof *check->sizes);
  acd__memory_give(&memory, check->ways, check->ways_capacity * sizeof *check->ways);
  acd__memory_give(&memory, check, sizeof *check);
}

size_t acd_check_findings_count(const acd_check *check, uint32_t severity)
{
  size_t count = 0;
  if (!check) return 0;
  for (size_t i = 0; i < check->findings_count; i++) count += severity == 0 || check->findings[i].severity == severity;
  return count;
}

int acd_check_finding_at(const acd_check *check, size_t index, acd_finding *finding_out)
{
  if (!check) return ACD_ERR_ARGUMENT;
  if (index >= check->findings_count) return ACD_ERR_NOT_FOUND;
  return acd__record_put(finding_out, &check->findings[index], sizeof *finding_out, sizeof *finding_out);
}

size_t acd_check_ways_count(const acd_check *check)
{
  return check ? check->ways_count : 0;
}

int acd_check_way_at(const acd_check *check, size_t index, acd_way *way_out)
{
  if (!check) return ACD_ERR_ARGUMENT;
  if (index >= check->ways_count) return ACD_ERR_NOT_FOUND;
  return acd__record_put(way_out, &check->ways[index], sizeof *way_out, sizeof *way_out);
}

const char *acd_finding_kind_str(uint32_t kind)
{
  static const char *const names[] = {
      "?",
      "more",
      "dangling",
      "cycle_no_wait",
      "queue_unserved",
      "unreachable",
      "dead_end",
      "missing_no_input",
      "endless",
      "retry_unlimited",
      "attribute_never_set",
      "attribute_not_set",
      "no_person",
      "hours_never",
      "hours_always",
      "exit_never",
      "no_catch",
      "flow_cycle",
      "flow_unused",
      "way_long",
      "option_shadowed",
      "option_overlap",
      "option_prefix",
      "percentage_zero",
      "toggle_unused",
      "rule_never",
      "slot_never",
      "slot_shut",
  };
  return names[kind < sizeof names / sizeof *names ? kind : 0];
}

const char *acd_severity_str(uint32_t severity)
{
  static const char *const names[] = {"?", "error", "warning", "advice"};
  return names[severity < sizeof names / sizeof *names ? severity : 0];
}
