/* SPDX-License-Identifier: Apache-2.0 */
/** @file A table of published results: comma-separated values with a line of column names. */
#ifndef TEST_THEORY_TABLE_H
#define TEST_THEORY_TABLE_H

#include <stddef.h>
#include <stdio.h>

typedef struct theory_table {
  const char *name; /* in messages */
  char *text;       /* the whole file, cut into cells */
  char **cells;
  size_t columns, rows; /* the line of names not counted */
} theory_table;

/* Reads it to the end; ends the program with a message where it is not a table. */
void table_read(theory_table *table, FILE *file, const char *name);
void table_free(theory_table *table);
/* The cell of a row (from 0) in the column of this name. A column that is not there ends the program. */
const char *table_text(const theory_table *table, size_t row, const char *column);
double table_number(const theory_table *table, size_t row, const char *column);
/* The numbers of a cell such as "1|0.5|2": how many; more than `max` end the program. */
int table_numbers(const theory_table *table, size_t row, const char *column, double *numbers_out, int max);
/* 1: both rows have equal cells in all columns named (a list that ends with NULL): they are of one system. */
int table_rows_equal(const theory_table *table, size_t a, size_t b, const char *const *columns);

/* A number that `text` begins with; *end_out is behind it. No number ends the program. */
double number_at(const char *text, const char **end_out);
/* Prints to stderr and ends the program. */
void give_up(const char *format, ...);

#endif
