/* SPDX-License-Identifier: Apache-2.0 */
/** @file A file that a run writes besides its report. It stands in FILE.tmp until all is written: a run that fails leaves FILE as
 * it was. */
#ifndef TOOL_OUTPUT_H
#define TOOL_OUTPUT_H

#include <stddef.h>
#include <stdio.h>

typedef struct output {
  const char *option; /* "--outcomes" */
  const char *path;   /* as given */
  char *place;        /* where it is to stand in the end; NULL: it is there (a device, a pipe) */
  char *written;      /* where it is written; NULL likewise */
  FILE *file;
} output;

/* What must stay as it is. */
typedef struct output_others {
  const char *const *inputs; /* "-": standard input; NULL ones are passed over */
  size_t inputs_count;
  const output *const *outputs; /* likewise */
  size_t outputs_count;
} output_others;

/* Opens it. It must be none of the others, nor where standard output goes. `output_out` is to be closed, whatever comes of it. An exit
 * code; a complaint was made unless it is EXIT_OK. */
int output_open(const char *option, const char *path, const output_others *others, output **output_out);
/* Complains that it cannot be written: EXIT_FILE. */
int output_fail(const output *of);
/* Whether all so far could be written: 0, or -1 after a complaint. NULL is fine. */
int output_flush(const output *of);
/* Puts it in its place if `good`, else drops it; frees. NULL is fine. An exit code. */
int output_close(output *of, int good);

#endif
