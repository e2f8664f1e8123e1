/* SPDX-License-Identifier: Apache-2.0 */
/** @file The flows of a definition as a graph to be drawn, perhaps with the counts of a run. */
#ifndef TOOL_PICTURE_H
#define TOOL_PICTURE_H

#include <stdio.h>

#include <jansson.h>

#include <acd/acd.h>

typedef struct picture_edge {
  char *label;   /* the exit, or the case with its keys */
  char *exit;    /* as in a report */
  size_t to;     /* index of a node; PICTURE_NOWHERE: open */
  int is_catch;  /* it leads there because the flow's catch node takes it */
  int is_back;   /* it leads to a node on the way from the start */
  int64_t count; /* taken in the run; -1: there is no run */
} picture_edge;

#define PICTURE_NOWHERE   SIZE_MAX
#define PICTURE_LINKS_MAX 4

/* A flow that a queue leads to: where it overflows, what waiting callers walk, … */
typedef struct picture_link {
  char label[32];
  const char *flow;
} picture_link;

typedef struct picture_node {
  size_t flow;
  const char *name; /* borrowed from the definition, as all constant texts here */
  char kind[32];
  const char *goes_to; /* another flow, "": none */
  char *detail;        /* prompt, queue, condition, …, cut */
  picture_link links[PICTURE_LINKS_MAX];
  size_t links_count;
  int is_reached;
  picture_edge *edges;
  size_t edges_count;
  int64_t hung_up; /* callers who hung up there; -1: there is no run */
} picture_node;

typedef struct picture_flow {
  const char *name;
  int32_t object;
  int is_drawn;
  size_t first, count;  /* of its nodes */
  size_t start, catch_; /* PICTURE_NOWHERE: none */
  char *numbers;        /* that lead to it, "" if none does */
} picture_flow;

typedef struct picture {
  picture_flow *flows;
  size_t flows_count;
  picture_node *nodes;
  size_t nodes_count;
  int has_run;
  int64_t count_max; /* of an edge */
} picture;

/* Reads the flows named (all, where `names_count` is 0): an exit code, after a complaint. picture_free() in any case. */
int picture_read(picture *of, const char *path, const acd_definition *definition, const char *const *names,
                 size_t names_count);
void picture_free(picture *of);
/* Takes the counts of a report of `acd run --json`: an exit code, after a complaint. */
int picture_count(picture *of, const char *path);
/* Likewise of a report that is here, of the same definition. */
void picture_count_report(picture *of, const json_t *report);
/* As Graphviz DOT. 0, or -1 where writing failed. */
int picture_write(const picture *of, const char *title, FILE *file);

#endif
