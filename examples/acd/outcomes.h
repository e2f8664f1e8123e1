/* SPDX-License-Identifier: Apache-2.0 */
/** @file One row a call, as CSV. The rows stand in FILE.tmp until all are written: a run that fails leaves FILE as it was. */
#ifndef TOOL_OUTCOMES_H
#define TOOL_OUTCOMES_H

#include <acd/acd.h>
#include <acd/sim.h>

typedef struct outcomes_file outcomes_file;

/* Opens the file. It must be none of the `inputs` ("-": standard input; NULL ones are passed over), nor where standard output
 * goes. An exit code; a complaint was made unless it is EXIT_OK. */
int outcomes_open(const char *path, const char *const *inputs, size_t inputs_count, outcomes_file **outcomes_out);
/* 0, or -1 after a complaint. */
int outcomes_add(outcomes_file *outcomes, const acd_engine *engine, const acd_sim_outcome *outcome);
/* Whether all rows so far could be written: 0, or -1 after a complaint. */
int outcomes_flush(outcomes_file *outcomes);
/* Puts the rows in their place if `good`, else drops them; frees. An exit code. */
int outcomes_close(outcomes_file *outcomes, int good);

#endif
