/* SPDX-License-Identifier: Apache-2.0 */
/* What a call may come to need from each flow and queue on, wherever that leads. Flows and queues are the nodes of a graph; those
 * that lead to each other (Tarjan's strong components) need the same, and come behind all to which they lead. Earlier versions
 * of flows lead to nodes of the graph, and nothing leads to them. */
#include "engine/define/plan.h"

#include <string.h>

/* So many attributes at the most are told apart for each component; what more there are may be counted twice. */
#define TEXTS_MAX 256

/* One of the attributes that flows can set, with its longest value. */
typedef struct attribute {
  uint32_t number; /* of its name, from 1 */
  uint32_t bytes;  /* with the name and two NULs */
} attribute;

/* Those of a component and of all to which it leads: a list, and bytes of those that it has no room for. Components with the same
 * texts have the same list. */
typedef struct attributes {
  uint32_t list; /* number of the list; 0: none */
  uint32_t first, count;
  uint32_t bytes; /* of the list */
  uint32_t more;
} attributes;

typedef struct graph {
  acd__plan *plan;
  uint32_t nodes_count, edges_count, texts_count, components;
  uint32_t *words; /* all of these arrays */
  size_t words_count, words_taken;
  uint32_t *first; /* edge of each node; one more at the end */
  uint32_t *edges;
  uint32_t *component, *number, *low, *next, *parent, *stack; /* of each node */
  uint32_t *members, *members_first;                          /* nodes by component */
  uint32_t *list_seen;         /* by number of the list, of which there are no more than components */
  uint32_t *text_first, *text; /* numbers of the attributes of each flow's texts, from 1 */
  uint32_t *text_seen, *text_at;
  acd__provision *of;   /* by component */
  attributes *texts_of; /* likewise */
  attribute *list;      /* of all lists */
  size_t list_count, list_capacity;
  uint32_t lists_count;
  uint32_t most; /* bytes for which the limits leave room */
} graph;

static acd__flow *flow_at(const graph *of, uint32_t node)
{
  return node < of->plan->flows_count ? of->plan->flows[node].flow : NULL;
}

static const acd__plan_queue *queue_at(const graph *of, uint32_t node)
{
  return &of->plan->queues[node - of->plan->flows_count];
}

/* What it will be configured as. */
static const acd__queue_config *config_of(const acd__plan_queue *entry)
{
  return entry->config ? entry->config : entry->queue->config;
}

static void add_flow(graph *of, const acd__string *name)
{
  const acd__flow *flow = acd__dictionary_named(&of->plan->world.flows, name);
  if (flow) of->edges[of->edges_count++] = flow->planned_at;
}

/* The queue of a slot plan, as it will be; NULL: both are gone. */
static acd__queue *queue_of_slots(const acd_engine *engine, acd_id id)
{
  int status;
  const acd__slot_plan *plan = acd__pool_find(&engine->slot_plans, id, &status);
  return plan ? acd__queue_find(engine, plan->queue_planned) : NULL;
}

/* 1 if one of the slot plans of a flow has another queue than before. */
static int slots_turn(const acd_engine *engine, const acd__flow *flow)
{
  for (size_t i = 0; i < flow->slot_plans_count; i++) {
    int status;
    const acd__slot_plan *plan = acd__pool_find(&engine->slot_plans, flow->slot_plans[i], &status);
    if (plan && plan->queue_planned != plan->config.queue) return 1;
  }
  return 0;
}

static void add_edges(graph *of, uint32_t node)
{
  const acd__flow *flow = flow_at(of, node);
  of->first[node] = of->edges_count;
  if (flow) {
    for (size_t i = 0; i < flow->flows_count; i++) add_flow(of, flow->flows[i]);
    for (size_t i = 0; i < flow->queues_count; i++) {
      const acd__queue *queue = acd__queue_find(of->plan->engine, flow->queues[i]);
      if (queue) of->edges[of->edges_count++] = queue->planned_at;
    }
    for (size_t i = 0; i < flow->slot_plans_count; i++) {
      const acd__queue *queue = queue_of_slots(of->plan->engine, flow->slot_plans[i]);
      if (queue) of->edges[of->edges_count++] = queue->planned_at;
    }
    return;
  }
  const acd__string *names[ACD__QUEUE_FLOWS];
  const acd__queue_config *config = config_of(queue_at(of, node));
  acd__queue_flows(config, names);
  if (!queue_at(of, node)->object) names[ACD__QUEUE_OVERFLOWS] = NULL; /* closed, it overflows no more */
  for (int i = 0; i < ACD__QUEUE_FLOWS; i++) add_flow(of, names[i]);
  if (queue_at(of, node)->object && config->overflow) of->edges[of->edges_count++] = config->overflow->planned_at;
}

static uint32_t *take(graph *of, size_t count)
{
  uint32_t *at = of->words + of->words_taken;
  of->words_taken += count;
  return at;
}

static int make_arrays(graph *of)
{
  acd__plan *plan = of->plan;
  size_t nodes = plan->flows_count + plan->queues_count, edges = plan->queues_count * (ACD__QUEUE_FLOWS + 1), texts = 0;
  for (size_t i = 0; i < plan->flows_count; i++) {
    const acd__flow *flow = plan->flows[i].flow;
    edges += flow->flows_count + flow->queues_count + flow->slot_plans_count;
    texts += flow->texts_count;
  }
  if (nodes > UINT32_MAX / 16 || edges > UINT32_MAX / 4 || texts > UINT32_MAX / 4) return ACD_ERR_NOMEM;
  of->nodes_count = (uint32_t)nodes;
  of->words_count = 11 * (nodes + 1) + edges + 3 * (texts + 1);
  of->words = acd__memory_array(&plan->engine->memory, of->words_count, sizeof *of->words);
  of->of = acd__memory_array(&plan->engine->memory, nodes + 1, sizeof *of->of);
  of->texts_of = acd__memory_array(&plan->engine->memory, nodes + 1, sizeof *of->texts_of);
  if (!of->words || !of->of || !of->texts_of) return ACD_ERR_NOMEM;
  uint32_t **by_node[] = {&of->first, &of->component, &of->number,        &of->low,       &of->next,      &of->parent,
                          &of->stack, &of->members,   &of->members_first, &of->list_seen, &of->text_first};
  for (size_t i = 0; i < sizeof by_node / sizeof *by_node; i++) *by_node[i] = take(of, nodes + 1);
  of->edges = take(of, edges);
  of->text = take(of, texts + 1);
  of->text_seen = take(of, texts + 1);
  of->text_at = take(of, texts + 1);
  of->most = (uint32_t)acd__provision_texts(plan->engine, 0, UINT32_MAX);
  return ACD_OK;
}

/* Attributes of one name have one number. */
static int number_texts(graph *of)
{
  acd__plan *plan = of->plan;
  acd__dictionary known;
  uint32_t at = 0;
  int status = ACD_OK;
  acd__dictionary_init(&known, &plan->engine->memory, plan->world.flows.key);
  for (uint32_t node = 0; !status && node < of->nodes_count; node++) {
    const acd__flow *flow = flow_at(of, node);
    of->text_first[node] = at;
    for (size_t i = 0; !status && flow && i < flow->texts_count; i++) {
      const acd__string *name = flow->texts[i].name;
      uintptr_t number = (uintptr_t)acd__dictionary_find(&known, name->text, name->size);
      if (!number) {
        number = ++of->texts_count;
        status = acd__dictionary_add(&known, name->text, name->size, (void *)number);
      }
      of->text[at++] = (uint32_t)number;
    }
  }
  acd__dictionary_release_all(&known);
  return status;
}

static int make_graph(graph *of)
{
  acd__plan *plan = of->plan;
  for (uint32_t i = 0; i < plan->flows_count; i++) plan->flows[i].flow->planned_at = i;
  for (uint32_t i = 0; i < plan->queues_count; i++) plan->queues[i].queue->planned_at = (uint32_t)plan->flows_count + i;
  int status = make_arrays(of);
  if (status) return status;
  for (uint32_t node = 0; node < of->nodes_count; node++) add_edges(of, node);
  of->first[of->nodes_count] = of->edges_count;
  return number_texts(of);
}

/* The node and all that stand above it on the stack are a component. */
static void close_component(graph *of, uint32_t node, uint32_t *stacked, uint32_t *placed)
{
  uint32_t member;
  of->members_first[of->components++] = *placed;
  do {
    member = of->stack[--*stacked];
    of->component[member] = of->components; /* 1 and more, until all are done */
    of->members[(*placed)++] = member;
  } while (member != node);
}

static void find_components(graph *of)
{
  uint32_t count = 0, stacked = 0, placed = 0;
  for (uint32_t root = 0; root < of->nodes_count; root++) {
    if (of->number[root]) continue;
    uint32_t at = root + 1; /* plus 1, as the parents; 0: done */
    of->parent[root] = 0;
    while (at) {
      uint32_t node = at - 1;
      if (!of->number[node]) {
        of->number[node] = of->low[node] = ++count;
        of->stack[stacked++] = node;
        of->next[node] = of->first[node];
      }
      if (of->next[node] < of->first[node + 1]) {
        uint32_t to = of->edges[of->next[node]++];
        if (!of->number[to]) {
          of->parent[to] = at;
          at = to + 1;
        } else if (!of->component[to] && of->number[to] < of->low[node]) {
          of->low[node] = of->number[to];
        }
        continue;
      }
      if (of->low[node] == of->number[node]) close_component(of, node, &stacked, &placed);
      at = of->parent[node];
      if (at && of->low[node] < of->low[at - 1]) of->low[at - 1] = of->low[node];
    }
  }
  of->members_first[of->components] = placed;
  for (uint32_t i = 0; i < of->nodes_count; i++) of->component[i]--;
}

/* By itself. */
static acd__provision own_of(const graph *of, uint32_t node)
{
  acd__provision own = {0};
  const acd__flow *flow = flow_at(of, node);
  if (flow) {
    own = flow->own;
    own.changed = of->plan->flows[node].is_new != 0 || slots_turn(of->plan->engine, flow);
    return own;
  }
  const acd__plan_queue *entry = queue_at(of, node);
  const acd__queue_config *config = config_of(entry), *before = entry->queue->config;
  const acd__string *names[ACD__QUEUE_FLOWS], *names_before[ACD__QUEUE_FLOWS];
  own.nests = config->wait_flow || config->after_flow || config->hold_flow || config->whisper_flow;
  if (!before || before == config) return own;
  acd__queue_flows(config, names);
  acd__queue_flows(before, names_before);
  own.changed = config->overflow != before->overflow;
  for (int i = 0; i < ACD__QUEUE_FLOWS; i++)
    own.changed |= strcmp(acd__string_text(names[i]), acd__string_text(names_before[i])) != 0;
  return own;
}

static void join_successors(graph *of, uint32_t component)
{
  acd__provision *all = &of->of[component];
  for (uint32_t i = of->members_first[component]; i < of->members_first[component + 1]; i++) {
    uint32_t node = of->members[i];
    acd__provision own = own_of(of, node);
    acd__provision_join(all, &own);
    for (uint32_t k = of->first[node]; k < of->first[node + 1]; k++)
      acd__provision_join(all, &of->of[of->component[of->edges[k]]]);
  }
}

/* So many bytes more, up to what the limits leave room for. */
static uint32_t bytes_sum(const graph *of, uint32_t bytes, uint32_t more)
{
  return more < of->most - bytes ? bytes + more : of->most;
}

/* An attribute comes to the list that is being made, which has room for all of TEXTS_MAX. */
static void add_text(graph *of, attributes *to, uint32_t component, attribute added)
{
  if (of->text_seen[added.number] != component + 1) {
    if (to->count == TEXTS_MAX) {
      to->more = bytes_sum(of, to->more, added.bytes);
      return;
    }
    of->text_seen[added.number] = component + 1;
    of->text_at[added.number] = to->count;
    of->list[to->first + to->count++] = added;
    to->bytes = bytes_sum(of, to->bytes, added.bytes);
    return;
  }
  attribute *at = &of->list[to->first + of->text_at[added.number]];
  if (added.bytes <= at->bytes) return;
  to->bytes = bytes_sum(of, to->bytes, added.bytes - at->bytes);
  at->bytes = added.bytes;
}

static void add_flow_texts(graph *of, attributes *to, uint32_t component, uint32_t node)
{
  const acd__flow *flow = flow_at(of, node);
  for (size_t i = 0; flow && i < flow->texts_count; i++) {
    const acd__flow_text *own = &flow->texts[i];
    uint32_t size = own->size;
    if (own->flow) {
      const acd__flow *from = acd__dictionary_find(&of->plan->world.flows, own->flow->text, own->flow->size);
      size = from ? of->of[of->component[from->planned_at]].returned : 0;
    }
    if (size)
      add_text(of, to, component,
               (attribute){of->text[of->text_first[node] + i], (uint32_t)own->name->size + 2 + size});
  }
}

/* The lists of the components to which one leads, each once. Returns the longest. */
static const attributes *add_lists(graph *of, attributes *to, uint32_t component)
{
  const attributes *longest = NULL;
  for (uint32_t i = of->members_first[component]; i < of->members_first[component + 1]; i++) {
    uint32_t node = of->members[i];
    for (uint32_t k = of->first[node]; k < of->first[node + 1]; k++) {
      const attributes *from = &of->texts_of[of->component[of->edges[k]]];
      if (!from->list || of->list_seen[from->list] == component + 1) continue;
      of->list_seen[from->list] = component + 1;
      for (uint32_t t = 0; t < from->count; t++) add_text(of, to, component, of->list[from->first + t]);
      to->more = bytes_sum(of, to->more, from->more);
      if (!longest || from->count > longest->count) longest = from;
    }
  }
  return longest;
}

/* By those of the components to which it leads, at most TEXTS_MAX steps an edge; most take over a list as it is. */
static int find_texts(graph *of, uint32_t component)
{
  if (of->list_count > UINT32_MAX - TEXTS_MAX) return ACD_ERR_NOMEM;
  int status = acd__memory_reserve(&of->plan->engine->memory, (void **)&of->list, &of->list_capacity,
                                   of->list_count + TEXTS_MAX, sizeof *of->list);
  if (status) return status;
  attributes all = {.first = (uint32_t)of->list_count};
  const attributes *longest = add_lists(of, &all, component);
  for (uint32_t i = of->members_first[component]; i < of->members_first[component + 1]; i++)
    add_flow_texts(of, &all, component, of->members[i]);
  if (longest && longest->bytes == all.bytes && longest->count == all.count && longest->more == all.more) {
    all = *longest;
  } else if (all.count) {
    all.list = ++of->lists_count;
    of->list_count += all.count;
  }
  of->texts_of[component] = all;
  of->of[component].text_bytes = bytes_sum(of, all.bytes, all.more);
  return ACD_OK;
}

static int find_provisions(graph *of)
{
  for (uint32_t i = 0; i < of->components; i++) {
    join_successors(of, i);
    int status = find_texts(of, i);
    if (status) return status;
  }
  for (uint32_t node = 0; node < of->nodes_count; node++) {
    acd__flow *flow = flow_at(of, node);
    const acd__provision *found = &of->of[of->component[node]];
    if (flow)
      flow->planned = *found;
    else
      queue_at(of, node)->queue->planned = *found;
  }
  return ACD_OK;
}

/* What the limits leave no room for is never needed. */
static void add_within_limits(const acd_engine *engine, acd__provision *all, const acd__provision *more)
{
  acd__provision_add(all, more);
  all->text_bytes = (uint32_t)acd__provision_texts(engine, 0, all->text_bytes);
}

/* An earlier version needs what it does by itself, and what all to which it leads do. */
static void plan_earlier(acd__plan *plan, acd__flow *at)
{
  const acd_engine *engine = plan->engine;
  acd__provision all = at->own;
  for (size_t i = 0; i < at->flows_count; i++) {
    const acd__flow *to = acd__dictionary_find(&plan->world.flows, at->flows[i]->text, at->flows[i]->size);
    if (to) add_within_limits(engine, &all, &to->planned);
  }
  for (size_t i = 0; i < at->queues_count; i++) {
    const acd__queue *queue = acd__queue_find(engine, at->queues[i]);
    if (queue) add_within_limits(engine, &all, &queue->planned);
  }
  for (size_t i = 0; i < at->slot_plans_count; i++) {
    const acd__queue *queue = queue_of_slots(engine, at->slot_plans[i]);
    if (queue) add_within_limits(engine, &all, &queue->planned);
  }
  all.changed |= slots_turn(engine, at);
  for (size_t i = 0; i < at->texts_count; i++) {
    const acd__string *from = at->texts[i].flow;
    const acd__flow *to = from ? acd__dictionary_find(&plan->world.flows, from->text, from->size) : NULL;
    if (!to || !to->planned.returned) continue;
    const acd__provision text = {.text_bytes = (uint32_t)at->texts[i].name->size + 2 + to->planned.returned};
    add_within_limits(engine, &all, &text);
  }
  at->planned = all;
}

/* 1 if something that calls are inside of, or come to without a command, leads elsewhere than before. */
static int plan_all_versions(acd__plan *plan)
{
  int changes = 0;
  for (acd__flow *at = NULL; (at = acd__pool_after(&plan->engine->flows, at));) {
    at->planned_in_force = acd__dictionary_leads(&plan->world.flows, at->name, at);
    if (!at->planned_in_force) plan_earlier(plan, at);
    changes |= at->holders > 0 && at->planned.changed;
  }
  for (size_t i = 0; i < plan->queues_count; i++)
    changes |= !plan->queues[i].is_new && plan->queues[i].queue->planned.changed;
  for (size_t i = 0; i < plan->campaigns_count; i++)
    changes |=
        !plan->campaigns[i].is_new && plan->campaigns[i].config.queue != plan->campaigns[i].campaign->config.queue;
  return changes;
}

static uint8_t more_of(uint8_t a, uint8_t b)
{
  return a > b ? a : b;
}

/* Calls inside have filled some of their room, and may go on to what is new: they get all that is needed anew. Where nothing has
 * changed, what they were given before is enough. */
static int plan_calls(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) {
    acd__provision need;
    acd__provision_of(engine, at, 1, &need);
    int64_t bytes = need.changed ? acd__provision_texts(engine, at->texts.used, need.text_bytes) : 0;
    int status = bytes ? acd__texts_reserve(&at->texts, &engine->memory, bytes) : ACD_OK;
    if (!status && need.calls_back) status = acd__callback_make(engine, at);
    if (status) return status;
    plan->provided.proxies += need.also > at->proxies_provided ? need.also - at->proxies_provided : 0;
    plan->provided.frames += need.nests > at->frames_provided;
    plan->provided.recorders += need.records > at->recorder_provided;
  }
  plan->provides = memcmp(&plan->provided, &engine->provided, sizeof plan->provided) != 0;
  return ACD_OK;
}

int acd__plan_provision(acd__plan *plan)
{
  acd__memory *memory = &plan->engine->memory;
  graph of = {.plan = plan};
  plan->provided = plan->engine->provided;
  int changes = 0, status = make_graph(&of);
  if (!status) {
    find_components(&of);
    status = find_provisions(&of);
  }
  if (!status) changes = plan_all_versions(plan) | acd__plan_slots_turn(plan);
  acd__memory_give(memory, of.words, of.words_count * sizeof *of.words);
  acd__memory_give(memory, of.of, ((size_t)of.nodes_count + 1) * sizeof *of.of);
  acd__memory_give(memory, of.texts_of, ((size_t)of.nodes_count + 1) * sizeof *of.texts_of);
  acd__memory_give(memory, of.list, of.list_capacity * sizeof *of.list);
  return !status && changes ? plan_calls(plan) : status;
}

void acd__commit_provision(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__call *at = NULL; plan->provides && (at = acd__pool_after(&engine->calls, at));) {
    acd__provision need;
    acd__provision_of(engine, at, 1, &need);
    at->proxies_provided = more_of(need.also, at->proxies_provided);
    at->frames_provided = more_of(need.nests, at->frames_provided);
    at->recorder_provided = more_of(need.records, at->recorder_provided);
  }
  engine->provided = plan->provided;
  for (acd__flow *at = NULL; (at = acd__pool_after(&engine->flows, at));) {
    at->provision = at->planned;
    at->in_force = at->planned_in_force;
  }
  for (size_t i = 0; i < plan->queues_count; i++) plan->queues[i].queue->provision = plan->queues[i].queue->planned;
}
