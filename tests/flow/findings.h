/* SPDX-License-Identifier: Apache-2.0 */
/* What the check finds in small definitions, as lines. */
#ifndef TESTS_FLOW_FINDINGS_H
#define TESTS_FLOW_FINDINGS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/check.h>

/* What most rows begin with: a number, and people who answer in `help`. */
#define CENTRE                                                                                                         \
  "agent ann\n"                                                                                                        \
  "queue help\n"                                                                                                       \
  "  member ann\n"                                                                                                     \
  "number 100 flow=main\n"

typedef struct row {
  const char *outline;  /* model/outline.h */
  const char *findings; /* severity, kind, place, what else: one a line */
} row;

void check_findings(const char *outline, const char *expected);
void check_rows(const row *rows, size_t count);
#define CHECK_ROWS(rows) check_rows(rows, sizeof rows / sizeof *rows)

/* The nodes that have a finding of this kind, but one, one name behind the other. */
void findings_of(const char *outline, uint32_t kind, const char *but, char *nodes, size_t size);

#endif
