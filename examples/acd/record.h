/* SPDX-License-Identifier: Apache-2.0 */
/** @file What was done and noticed in `acd try`, written as a flow test. */
#ifndef TOOL_RECORD_H
#define TOOL_RECORD_H

#include <stdio.h>

#include "script.h"
#include "walk.h"

/* Begins the file: an exit code, after a complaint. `record_out` NULL there. */
int record_begin(const char *path, const char *definition, const tool_zone *zone, FILE **record_out);
/* A step that was done, with the line that said so, and what the current call noticed from the happening `told` on.
 * `passed_us`: how much time passed. */
void record_step(FILE *record, const walk *of, const step *done, const char *line, size_t told, int64_t passed_us);
/* Ends it: an exit code, after a complaint. */
int record_end(FILE *record, const char *path);

#endif
