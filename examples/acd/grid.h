/* SPDX-License-Identifier: Apache-2.0 */
/** @file Tables of text: columns as wide as their longest cell, never without a space between them. */
#ifndef TOOL_GRID_H
#define TOOL_GRID_H

#include <stdio.h>

#define GRID_COLUMNS_MAX 16

typedef struct grid {
  size_t columns;
  int widths[GRID_COLUMNS_MAX]; /* at least; the space before a column included */
  char **cells;                 /* row by row */
  size_t count;
} grid;

/* A table with these columns, the first one flush left, the others flush right; and its first row. `widths` are the least. */
void grid_begin(grid *table, size_t columns, const int *widths, const char *const *titles);
/* The next cell, copied. */
void grid_add(grid *table, const char *text);
/* Prints and frees. */
void grid_print(grid *table, FILE *file);

#endif
