/* SPDX-License-Identifier: Apache-2.0 */
/** @file Records of separated values (RFC 4180), with the place of every field. */
#ifndef TOOL_CSV_H
#define TOOL_CSV_H

#include <stddef.h>
#include <stdio.h>

typedef struct csv_field {
  size_t at; /* in the text */
  size_t line, column;
} csv_field;

typedef struct csv_file {
  const char *path;
  FILE *file;
  char separator;
  char *text; /* of the present record: fields, each with a NUL */
  size_t text_size, text_capacity;
  csv_field *fields;
  size_t count, fields_capacity;
  size_t line, column; /* of the next character */
  long long size;      /* of the file in bytes; 0: unknown */
  long long bytes;     /* read so far */
} csv_file;

/* An exit code; a complaint was made unless it is EXIT_OK. */
int csv_open(csv_file *csv, const char *path, char separator);
void csv_close(csv_file *csv);
/* The next record that is not an empty line: 1; 0 at the end; -1 after a complaint about its form (the rest of its line is
 * skipped, so that reading may go on); -2 after a complaint about the file. */
int csv_next(csv_file *csv);
/* Complains that the present record has not `expected` fields: at the first one too many, or at the last one. EXIT_REFUSED. */
int csv_complain_count(const csv_file *csv, size_t expected);
const char *csv_text(const csv_file *csv, size_t index);

#endif
