/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The flows of a definition as one graph, light enough to be made for a check: nodes, and for each exit where it leads. It is
 * made from a document that need not be right: what refers to nothing leads nowhere.
 */
#ifndef ACD__FLOW_GRAPH_H
#define ACD__FLOW_GRAPH_H

#include <acd/flow.h>

#include "base/memory.h"
#include "model/document.h"
#include "model/names.h"

/* What a kind of node is, for the check. */
enum {
  ACD__KIND_INPUT = 1 << 0,     /* asks the caller for keys */
  ACD__KIND_PERSON = 1 << 1,    /* leads to people */
  ACD__KIND_GIVES = 1 << 2,     /* gives the call away: an end of the flow's work */
  ACD__KIND_ENDS = 1 << 3,      /* may end the call by itself */
  ACD__KIND_GOES = 1 << 4,      /* goes on in another flow */
  ACD__KIND_CALLS = 1 << 5,     /* and comes back */
  ACD__KIND_RETURNS = 1 << 6,   /* comes back */
  ACD__KIND_COUNTS = 1 << 7,    /* takes `next` a limited number of times */
  ACD__KIND_CHANGES = 1 << 8,   /* may lead elsewhere when it is met again in the same instant */
  ACD__KIND_READS = 1 << 9,     /* its attribute */
  ACD__KIND_SETS = 1 << 10,     /* its attribute, by its exit next or a case */
  ACD__KIND_SETS_ALL = 1 << 11, /* perhaps any attribute */
  ACD__KIND_COMPARES = 1 << 12  /* a value with its cases */
};

/* What an exit of a node is. */
enum {
  ACD__EDGE_WAITS = 1 << 0,    /* taken after waiting for somebody */
  ACD__EDGE_CHOSEN = 1 << 1,   /* by the caller's will */
  ACD__EDGE_INPUT = 1 << 2,    /* with what the caller gave */
  ACD__EDGE_FAILURE = 1 << 3,  /* what was asked for was not done */
  ACD__EDGE_KEPT = 1 << 4,     /* the call was with people or waited for them */
  ACD__EDGE_COUNTED = 1 << 5,  /* a limited number of times */
  ACD__EDGE_AFTER = 1 << 6,    /* on coming back */
  ACD__EDGE_RARE = 1 << 7,     /* only where the host or a limit fails */
  ACD__EDGE_NEVER = 1 << 8,    /* the node's properties rule it out */
  ACD__EDGE_CAUGHT = 1 << 9,   /* by the flow's catch node */
  ACD__EDGE_INTO = 1 << 10,    /* into another flow, not by an exit */
  ACD__EDGE_CALL = 1 << 11,    /* likewise, to come back */
  ACD__EDGE_DANGLES = 1 << 12, /* is said to lead to a node that is not there */
  ACD__EDGE_ASIDE = 1 << 13    /* rare, and led on by nothing but the catch node */
};

typedef struct acd__graph_edge {
  int32_t from;
  int32_t to;     /* node; -1: open */
  int32_t exit;   /* ACD_EXIT_…, 0: into another flow */
  int32_t object; /* that says it; -1: none */
  uint32_t flags;
} acd__graph_edge;

typedef struct acd__graph_node {
  int32_t object;
  int32_t flow;
  uint32_t kind;
  uint32_t flags; /* ACD__KIND_… */
  uint32_t edges; /* first */
  uint32_t edges_count;
} acd__graph_node;

/* What leads to a flow, perhaps by way of other flows. */
enum {
  ACD__LED_BESIDE = 1, /* queues, beside what the call does otherwise, or after it: where it ends the call goes on */
  ACD__LED_ELSE = 2,   /* numbers, overflows, the host */
  ACD__LED_FLOW = 4    /* another flow */
};

typedef struct acd__graph_flow {
  int32_t object;
  int32_t start; /* node; -1: none */
  int32_t catch_;
  int32_t nodes; /* first */
  int32_t nodes_count;
  uint32_t entered; /* 1: a number or a queue leads there, 2: nothing does, so that the host may */
  uint32_t led;     /* ACD__LED_…: by what */
} acd__graph_flow;

typedef struct acd__graph {
  acd__memory *memory;
  const acd__document *document;
  const acd__names *names;
  acd__graph_flow *flows;
  acd__graph_node *nodes;
  acd__graph_edge *edges; /* in the order of their nodes, and of the definition within each */
  uint32_t *before;       /* edges by where they lead: those of node n from before_at[n] to before_at[n + 1] */
  uint32_t *before_at;
  int32_t *index; /* by object: its node or flow, -1 */
  size_t flows_count;
  size_t flows_capacity;
  size_t nodes_count;
  size_t nodes_capacity;
  size_t edges_count;
  size_t edges_capacity;
  size_t before_capacity;
} acd__graph;

/* ACD_OK or ACD_ERR_NOMEM; release in any case. `names` has all names of the document. */
int acd__graph_build(acd__graph *graph, acd__memory *memory, const acd__document *document, const acd__names *names);
void acd__graph_release(acd__graph *graph);

/* What the kind of a node is, ACD__KIND_…; 0 for unknown ones. */
uint32_t acd__graph_kind(int64_t kind);
/* Object that a reference property names; -1: unset, or there is none. */
int32_t acd__graph_refer(const acd__graph *graph, int32_t object, uint32_t property);
/* Name of the exit of an edge, not terminated. */
const char *acd__graph_exit_name(const acd__graph *graph, const acd__graph_edge *edge, size_t *size_out);

/* Nodes from which a return can be reached by edges with none of the flags `without`. ACD_OK or ACD_ERR_NOMEM, as below. */
int acd__graph_comes_back(const acd__graph *graph, uint32_t without, uint8_t *marks);
/* 1 if an edge leads somewhere, has none of the flags, and what it comes after comes back. */
int acd__graph_takes(const acd__graph *graph, const acd__graph_edge *edge, uint32_t without, const uint8_t *comes_back);
/* Marks the nodes that can be reached from those marked before, by edges that are taken. */
int acd__graph_reach(const acd__graph *graph, uint32_t without, const uint8_t *comes_back, uint8_t *marks);
/* Likewise from one node, which is marked too. */
int acd__graph_reach_from(const acd__graph *graph, int32_t from, const uint8_t *comes_back, uint8_t *marks);
/* Marks the nodes from which those that are marked before can be reached. */
int acd__graph_reach_back(const acd__graph *graph, uint32_t without, const uint8_t *comes_back, uint8_t *marks);
/* Numbers the circles: nodes that lead to each other by edges that are taken have the same number, from 1; nodes in none
 * have 0. */
int acd__graph_circles(const acd__graph *graph, uint32_t without, const uint8_t *comes_back, int32_t *circles);

#endif
