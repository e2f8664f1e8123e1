/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the formats of calls files share. */
#ifndef TOOL_CALLS_FORMAT_H
#define TOOL_CALLS_FORMAT_H

#include "calls.h"
#include "csv.h"

#define CALLS_SKILLS_MAX 64

typedef struct calls_format {
  /* Header and preparations; an exit code. */
  int (*open)(calls_file *from);
  /* The next row: 1 and the caller, its arrival in microseconds since 1970 UTC; 0 at the end; -1 after a complaint about
   * the row, -2 after one that ends all. */
  int (*next)(calls_file *from, acd_sim_caller *caller_out);
  void (*close)(calls_file *from);
  /* How much is read, in a thousand; NULL: by the bytes. */
  int (*progress)(const calls_file *from);
} calls_format;

extern const calls_format calls_format_csv, calls_format_technion, calls_format_pairs;

struct calls_file {
  calls_options options;
  acd_engine *engine;
  const calls_format *format;
  csv_file csv;
  void *state; /* the format's */
  int failure;
  int ahead; /* 1: `first` is still to be given out */
  acd_sim_caller first;
  int64_t midnight_us;
  acd_time last_us; /* of the row before, since 1970 UTC */
  int64_t last_line;
  calls_figures figures;
  acd_sim_stream patience;
  size_t number_column; /* of the number in the row read last; 0: unknown */
  acd_sim_caller given; /* the caller given last */
  int64_t waited_us;    /* how long the row's caller is known to have waited, patience unknown */
  const char *entry_number;
  acd_id entry_queue, entry_flow;
  acd_requirement requirements[CALLS_SKILLS_MAX];
};

/* Counts a bad row, about which there was a complaint. 1: go on with the next one, 0: there were too many. */
int calls_row_is_bad(calls_file *from);
/* Whether the row arrives in order; complains if not. */
int calls_in_order(calls_file *from, const acd_sim_caller *caller, size_t column);
/* A queue by name; complains with the nearest name. 1, or 0. */
int calls_find_queue(const calls_file *from, const char *name, size_t line, size_t column, acd_id *queue_out);

#endif
