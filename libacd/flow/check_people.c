/* SPDX-License-Identifier: Apache-2.0 */
/* Who could ever answer: queues that nobody serves, flows that lead to nobody. */
#include <string.h>

#include "base/dictionary.h"
#include "base/hash.h"
#include "flow/check.h"
#include "model/path.h"

#define WANTS_MAX 640      /* different requirements of skills nodes that are looked at */
#define WORK_MAX  20000000 /* skills compared in all; what is left then is taken to be served */

typedef struct people {
  acd__finder *finder;
  uint8_t *served; /* by object of a queue: 0 not known, 1 by somebody, 2 by nobody, whatever else the call needs */
  int64_t work;
} people;

/* 1 if the agent has the skills that stand below an object, at the levels asked for. */
static int has_skills(people *all, int32_t agent, int32_t holder, uint32_t noun, uint32_t level)
{
  const acd__document *document = &all->finder->document;
  for (int32_t i = holder < 0 ? -1 : document->objects[holder].first_child; i >= 0; i = document->objects[i].next) {
    const acd__object *needed = &document->objects[i];
    if (needed->noun != noun) continue;
    all->work--;
    int32_t had = acd__names_find(&all->finder->names, agent, ACD_NOUN_AGENT_SKILL, 0, needed->name, needed->name_size);
    if (had < 0) return 0;
    if (acd__document_int(document, &document->objects[had], ACD_AGENT_SKILL_LEVEL) <
        acd__document_int(document, needed, level))
      return 0;
  }
  return 1;
}

/* 1 if the agent ever has room for a call of the channel, and a device for it. */
static int takes_channel(const acd__finder *finder, int32_t agent, int32_t channel)
{
  const acd__document *document = &finder->document;
  const acd__object *all = document->objects;
  int devices = 0, fitting = 0;
  for (int32_t i = all[agent].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_DEVICE) continue;
    devices++;
    fitting += !acd__document_has(&all[i], ACD_DEVICE_CHANNEL) ||
               acd__graph_refer(&finder->graph, i, ACD_DEVICE_CHANNEL) == channel;
  }
  if (devices && !fitting) return 0;
  if (channel < 0) return 1;
  int32_t limit =
      acd__names_find(&finder->names, agent, ACD_NOUN_AGENT_CHANNEL, 0, all[channel].name, all[channel].name_size);
  if (limit >= 0 && acd__document_int(document, &all[limit], ACD_AGENT_CHANNEL_MAX) == 0) return 0;
  return acd__document_int(document, &all[channel], ACD_CHANNEL_WEIGHT) <=
         acd__document_int(document, &all[agent], ACD_AGENT_CAPACITY);
}

/* 1 if some member could be eligible for a call that needs what `skills` (a node, -1: none) asks for. */
static int could_serve(people *all, int32_t queue, int32_t skills)
{
  const acd__finder *finder = all->finder;
  const acd__object *objects = finder->document.objects;
  int32_t channel = acd__graph_refer(&finder->graph, queue, ACD_QUEUE_CHANNEL);
  int has_steps = 0;
  for (int32_t i = objects[queue].first_child; i >= 0; i = objects[i].next)
    has_steps |= objects[i].noun == ACD_NOUN_STEP;
  for (int32_t i = objects[queue].first_child; i >= 0; i = objects[i].next) {
    if (objects[i].noun != ACD_NOUN_MEMBER) continue;
    int32_t agent = acd__names_find(&finder->names, 0, ACD_NOUN_AGENT, 0, objects[i].name, objects[i].name_size);
    if (agent < 0 || !takes_channel(finder, agent, channel)) continue;
    if (has_steps || all->work < 0) return 1;
    if (has_skills(all, agent, queue, ACD_NOUN_QUEUE_SKILL, ACD_QUEUE_SKILL_LEVEL) &&
        has_skills(all, agent, skills, ACD_NOUN_NODE_SKILL, ACD_NODE_SKILL_LEVEL))
      return 1;
  }
  return 0;
}

static int is_served(people *all, int32_t queue)
{
  if (!all->served[queue]) all->served[queue] = could_serve(all, queue, -1) ? 1 : 2;
  return all->served[queue] == 1;
}

/* 1 if a call can be served in another queue that the node waits in as well. */
static int served_besides(people *all, int32_t object, int32_t skills)
{
  const acd__object *objects = all->finder->document.objects;
  for (int32_t i = objects[object].first_child; i >= 0; i = objects[i].next) {
    if (objects[i].noun != ACD_NOUN_NODE_QUEUE) continue;
    int32_t also = acd__names_find(&all->finder->names, 0, ACD_NOUN_QUEUE, 0, objects[i].name, objects[i].name_size);
    if (also >= 0 && (skills < 0 ? is_served(all, also) : could_serve(all, also, skills))) return 1;
  }
  return 0;
}

/* 1 if calls do not wait there for ever. */
static int lets_go(const acd__finder *finder, int32_t object, int32_t queue)
{
  const acd__object *objects = finder->document.objects;
  if (objects[object].noun == ACD_NOUN_NODE &&
      acd__document_int(&finder->document, &objects[object], ACD_NODE_WAIT_MAX_US))
    return 1;
  return acd__document_int(&finder->document, &objects[queue], ACD_QUEUE_WAIT_MAX_US) > 0 ||
         acd__document_int(&finder->document, &objects[queue], ACD_QUEUE_LEAVE_WHEN) != ACD_LEAVE_WHEN_NEVER;
}

static void report_unserved(people *all, int32_t object, int32_t queue, int32_t skills)
{
  const acd__finder *finder = all->finder;
  const acd__object *at = &finder->document.objects[queue];
  char buffer[ACD__FINDING_TEXT];
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  int has_members = 0, else_where = served_besides(all, object, skills) || lets_go(finder, object, queue);
  for (int32_t i = at->first_child; i >= 0; i = finder->document.objects[i].next)
    has_members |= finder->document.objects[i].noun == ACD_NOUN_MEMBER;
  acd__text_add(&text, has_members ? "no member of the queue " : "nobody is a member of the queue ");
  acd__text_add_quoted(&text, at->name, at->name_size);
  if (has_members) acd__text_add(&text, " has the skills, the channel and the room that its calls need");
  if (skills >= 0) {
    acd__text_add(&text, " behind the node ");
    acd__text_add_quoted(&text, acd__find_name(finder, skills), strlen(acd__find_name(finder, skills)));
  }
  acd__find(all->finder, ACD_FINDING_QUEUE_UNSERVED, else_where ? ACD_SEVERITY_WARNING : ACD_SEVERITY_ERROR, object,
            at->name, buffer, has_members ? "ask for less, in steps, or give a member what is needed" : "add members");
}

/* Queues of nodes and numbers, whatever the call needs besides. */
static void find_unserved(people *all)
{
  acd__finder *finder = all->finder;
  const acd__object *objects = finder->document.objects;
  for (size_t i = 0; i < finder->graph.nodes_count; i++) {
    const acd__graph_node *node = &finder->graph.nodes[i];
    if (node->kind != ACD_NODE_KIND_QUEUE || !finder->live[i]) continue;
    int32_t queue = acd__graph_refer(&finder->graph, node->object, ACD_NODE_QUEUE);
    if (queue >= 0 && !is_served(all, queue)) report_unserved(all, node->object, queue, -1);
  }
  for (int32_t i = objects[0].first_child; i >= 0; i = objects[i].next) {
    if (objects[i].noun != ACD_NOUN_NUMBER || objects[i].remove || objects[i].amend) continue;
    int32_t queue = acd__graph_refer(&finder->graph, i, ACD_NUMBER_QUEUE);
    if (queue >= 0 && !is_served(all, queue)) report_unserved(all, i, queue, -1);
  }
}

/* Skills nodes that ask for the same are one want, looked at in the name of the first of them. */
typedef struct wants {
  int32_t *of;    /* by node: its want from 1; 0: it is no skills node, asks for nothing, or is one too many */
  int32_t *first; /* by want, from 0: the first node */
  uint64_t *marks;
  int32_t *stack;
  uint8_t *on_stack;
  int32_t count;
} wants;

static void note_wants(people *all, wants *of)
{
  const acd__finder *finder = all->finder;
  const acd__object *objects = finder->document.objects;
  acd__dictionary known;
  acd__dictionary_init(&known, finder->memory, finder->document.hash_key);
  for (size_t i = 0; i < finder->graph.nodes_count && !finder->status; i++) {
    if (finder->graph.nodes[i].kind != ACD_NODE_KIND_SKILLS || !finder->live[i]) continue;
    uint64_t digest = 0;
    for (int32_t k = objects[finder->graph.nodes[i].object].first_child; k >= 0; k = objects[k].next) {
      if (objects[k].noun != ACD_NOUN_NODE_SKILL) continue;
      digest = acd__digest_bytes(digest, objects[k].name, objects[k].name_size);
      digest =
          acd__digest(digest, (uint64_t)acd__document_int(&finder->document, &objects[k], ACD_NODE_SKILL_LEVEL) + 1);
    }
    if (!digest) continue;
    int32_t want = (int32_t)(uintptr_t)acd__dictionary_find(&known, (const char *)&digest, sizeof digest);
    if (!want) {
      if (of->count == WANTS_MAX) continue;
      of->first[of->count++] = (int32_t)i;
      want = of->count;
      if (acd__dictionary_add(&known, (const char *)&digest, sizeof digest, (void *)(uintptr_t)want))
        all->finder->status = ACD_ERR_NOMEM;
    }
    of->of[i] = want;
  }
  acd__dictionary_release_all(&known);
}

/* Marks at each node which of the wants first … first + 63 calls have there. */
static void spread(acd__finder *finder, wants *of, int32_t first)
{
  const acd__graph *graph = &finder->graph;
  size_t depth = 0;
  for (size_t i = 0; i < graph->nodes_count; i++) {
    int32_t want = of->of[i] - 1 - first;
    of->marks[i] = of->of[i] && want >= 0 && want < 64 ? UINT64_C(1) << want : 0;
    if (!of->marks[i]) continue;
    of->stack[depth++] = (int32_t)i;
    of->on_stack[i] = 1;
  }
  while (depth) {
    int32_t from = of->stack[--depth];
    of->on_stack[from] = 0;
    for (uint32_t i = 0; i < graph->nodes[from].edges_count; i++) {
      const acd__graph_edge *edge = &graph->edges[graph->nodes[from].edges + i];
      if (!acd__graph_takes(graph, edge, 0, finder->comes_back)) continue;
      if (graph->nodes[edge->to].kind == ACD_NODE_KIND_SKILLS || !(of->marks[from] & ~of->marks[edge->to])) continue;
      of->marks[edge->to] |= of->marks[from];
      if (of->on_stack[edge->to]) continue;
      of->on_stack[edge->to] = 1;
      of->stack[depth++] = edge->to;
    }
  }
}

static void find_unserved_behind(people *all, const wants *of, int32_t first)
{
  acd__finder *finder = all->finder;
  for (size_t i = 0; i < finder->graph.nodes_count; i++) {
    const acd__graph_node *node = &finder->graph.nodes[i];
    if (node->kind != ACD_NODE_KIND_QUEUE || !of->marks[i]) continue;
    int32_t queue = acd__graph_refer(&finder->graph, node->object, ACD_NODE_QUEUE);
    if (queue < 0 || !is_served(all, queue)) continue;
    for (int32_t k = first; k < of->count && k < first + 64; k++) {
      int32_t skills = finder->graph.nodes[of->first[k]].object;
      if (of->marks[i] >> (k - first) & 1 && !could_serve(all, queue, skills))
        report_unserved(all, node->object, queue, skills);
    }
  }
}

/* Queues with what skills nodes ask for on a way there. */
static void find_skills(people *all)
{
  acd__finder *finder = all->finder;
  wants of = {acd__find_take(finder, sizeof *of.of),       acd__find_take(finder, sizeof *of.first),
              acd__find_take(finder, sizeof *of.marks),    acd__find_take(finder, sizeof *of.stack),
              acd__find_take(finder, sizeof *of.on_stack), 0};
  if (!finder->status) note_wants(all, &of);
  for (int32_t first = 0; !finder->status && first < of.count; first += 64) {
    spread(finder, &of, first);
    find_unserved_behind(all, &of, first);
  }
  acd__find_give(finder, of.of, sizeof *of.of);
  acd__find_give(finder, of.first, sizeof *of.first);
  acd__find_give(finder, of.marks, sizeof *of.marks);
  acd__find_give(finder, of.stack, sizeof *of.stack);
  acd__find_give(finder, of.on_stack, sizeof *of.on_stack);
}

static void find_no_person(acd__finder *finder)
{
  acd__graph *graph = &finder->graph;
  const acd__object *objects = finder->document.objects;
  uint8_t *leads = acd__find_take(finder, 1), *told = acd__find_take(finder, 1);
  for (size_t i = 0; told && i < graph->nodes_count; i++) leads[i] = (graph->nodes[i].flags & ACD__KIND_PERSON) != 0;
  if (told) finder->status = acd__graph_reach_back(graph, 0, finder->comes_back, leads);
  for (int32_t i = objects[0].first_child; !finder->status && i >= 0; i = objects[i].next) {
    if (objects[i].noun != ACD_NOUN_NUMBER || objects[i].remove || objects[i].amend) continue;
    int32_t flow = acd__graph_refer(graph, i, ACD_NUMBER_FLOW);
    int32_t start = flow < 0 ? -1 : graph->flows[graph->index[flow]].start;
    if (start < 0 || leads[start] || told[start]) continue;
    told[start] = 1;
    acd__find(finder, ACD_FINDING_NO_PERSON, ACD_SEVERITY_WARNING, flow, objects[i].name,
              "callers of this flow reach nobody: no way leads to a queue, an agent or an outside number",
              "lead somebody's choice, silence or wrong keys to a queue");
  }
  /* Where a subflow comes back to is its caller's business. */
  for (size_t i = 0; told && i < graph->nodes_count; i++) leads[i] |= (graph->nodes[i].flags & ACD__KIND_RETURNS) != 0;
  if (!finder->status) finder->status = acd__graph_reach_back(graph, 0, finder->comes_back, leads);
  for (size_t i = 0; !finder->status && i < graph->nodes_count; i++) {
    int32_t start = graph->flows[graph->nodes[i].flow].start;
    if (!(graph->nodes[i].flags & ACD__KIND_INPUT) || leads[i] || !finder->reached[i]) continue;
    if (start < 0 || !leads[start]) continue; /* said of the flow */
    acd__find(finder, ACD_FINDING_NO_PERSON, ACD_SEVERITY_ADVICE, graph->nodes[i].object, NULL,
              "whoever comes here reaches nobody any more, whatever the keys", "lead one of its exits to a person");
  }
  acd__find_give(finder, leads, 1);
  acd__find_give(finder, told, 1);
}

void acd__find_people(acd__finder *finder)
{
  people all = {finder, NULL, WORK_MAX};
  size_t count = finder->document.objects_count;
  all.served = finder->status ? NULL : acd__memory_array(finder->memory, count, 1);
  if (!all.served) {
    if (!finder->status) finder->status = ACD_ERR_NOMEM;
    return;
  }
  find_unserved(&all);
  find_skills(&all);
  find_no_person(finder);
  acd__memory_give(finder->memory, all.served, count);
}
