/* SPDX-License-Identifier: Apache-2.0 */
/** @file Which exits of which nodes were taken, of all that a definition has. */
#ifndef TOOL_COVERAGE_H
#define TOOL_COVERAGE_H

#include <stdio.h>

#include <acd/acd.h>

typedef struct coverage_exit {
  char name[260];
  int is_written; /* it counts: stands in the definition, or is a `next` left open */
  int64_t taken;
} coverage_exit;

typedef struct coverage_node {
  const char *flow, *name; /* borrowed from the definition */
  int64_t kind;
  coverage_exit *exits;
  size_t exits_count;
} coverage_node;

typedef struct coverage {
  coverage_node *nodes;
  size_t nodes_count;
} coverage;

/* All nodes of the definition, which must outlive it. */
void coverage_begin(coverage *of, const acd_definition *definition);
void coverage_free(coverage *of);
/* An exit was taken. */
void coverage_add(coverage *of, const char *flow, const char *node, const char *exit);
/* Exits that count, and those of them that were taken. */
void coverage_count(const coverage *of, int64_t *all_out, int64_t *taken_out);
/* A line for each node. 0, or -1 where writing failed. */
int coverage_print(const coverage *of, FILE *file);

#endif
