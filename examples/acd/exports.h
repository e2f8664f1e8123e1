/* SPDX-License-Identifier: Apache-2.0 */
/** @file Call records, events and the queue_log of a run, in files. */
#ifndef TOOL_EXPORTS_H
#define TOOL_EXPORTS_H

#include <acd/acd.h>

#include "output.h"

typedef struct exports {
  const char *records_path, *events_path, *queue_log_path; /* NULL: not asked for */

  output *records, *events, *queue_log;
  acd_records *keeper; /* NULL: neither records nor the queue_log are asked for */
  int records_are_json;
  char *text; /* of a line */
  size_t text_size;
  int failed; /* 1: a file could not be written, and a complaint was made */
} exports;

/* Opens what is asked for. An exit code; a complaint was made unless it is EXIT_OK. */
int exports_open(exports *to, const output_others *others);
/* An acd_event_fn; `user` is the exports. */
void exports_event(void *user, const acd_event *event);
/* At the end of the run: records of calls that have not ended, too. An exit code. */
int exports_finish(exports *to);
/* An exit code. */
int exports_close(exports *to, int good);

#endif
