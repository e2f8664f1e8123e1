/* SPDX-License-Identifier: Apache-2.0 */
/** @file A progress bar on standard error, if that is a terminal. */
#ifndef TOOL_PROGRESS_H
#define TOOL_PROGRESS_H

#include <stdint.h>

typedef struct progress {
  int shown; /* standard error is a terminal */
  int64_t steps;
  int64_t next_ms; /* when to draw again */
  int drawn;
} progress;

void progress_begin(progress *bar, int quiet);
/* `thousandths` -1: unknown. Cheap: looks at the clock every few hundred calls only. */
void progress_step(progress *bar, int thousandths, int64_t count);
void progress_end(progress *bar);

#endif
