/* SPDX-License-Identifier: Apache-2.0 */
/** @file Files of calls: one interface, three formats. A reader is a source of the simulation (acd_sim_source_fn). */
#ifndef TOOL_CALLS_H
#define TOOL_CALLS_H

#include <acd/acd.h>
#include <acd/sim.h>

#include "tool.h"
#include "zone.h"

enum { CALLS_AUTO = 0, CALLS_CSV = 1, CALLS_TECHNION = 2, CALLS_PAIRS = 3 };

typedef struct calls_options {
  const char *path; /* "-": standard input */
  const char *definition;
  int format;
  const char *entry;     /* "number", "queue:name" or "flow:name" for rows that name none; NULL: the only queue */
  const tool_zone *zone; /* of date-times that give none */
  int64_t date_us;       /* midnight of time 0 where the file has no dates */
  int64_t patience_us;   /* mean where the file does not tell it, exponential; -1: for ever */
  int64_t seed;
  int skip_bad;
} calls_options;

typedef struct calls_figures {
  int64_t rows;    /* that became calls_file */
  int64_t bad;     /* with errors, left out */
  int64_t skipped; /* that are no calls, by the format's own word (Technion: PHANTOM) */
  acd_time last_us;
} calls_figures;

/* So many rows with errors are reported, unless they are to be left out. */
#define CALLS_BAD_MAX 20

typedef struct calls_file calls_file;

/* Opens the file and reads as far as its first call, so that the time of day of engine time 0 is known. `engine` has its
 * definition by now. An exit code. */
int calls_open(const calls_options *options, acd_engine *engine, calls_file **calls_out);
void calls_close(calls_file *from);
/* Microseconds from 1970 to engine time 0. */
int64_t calls_midnight(const calls_file *from);
void calls_figures_get(const calls_file *from, calls_figures *figures_out);
/* How much of the file is read, in a thousand; -1: unknown. */
int calls_progress(const calls_file *from);
/* Arrival of the first call, engine time; -1: there is none. */
acd_time calls_first(const calls_file *from);
/* acd_sim_source_fn with the reader as `user`. Bad rows are passed over, so that the complaints about all of them come in one
 * go; fails after CALLS_BAD_MAX. */
int calls_next(void *user, acd_sim_caller *caller_out);
/* EXIT_OK, or the exit code that bad rows or the file have led to so far. */
int calls_failure(const calls_file *from);
/* The engine refused the call given last, whose number is `ref`: complains and counts. Whether to go on. */
int calls_refused(calls_file *from, int64_t ref, int status);

#endif
