/* SPDX-License-Identifier: Apache-2.0 */
/** @file One row a call, as CSV. */
#ifndef TOOL_OUTCOMES_H
#define TOOL_OUTCOMES_H

#include <acd/acd.h>
#include <acd/sim.h>

#include "output.h"

/* Writes the names of the columns. An exit code; a complaint was made unless it is EXIT_OK. */
int outcomes_begin(const output *outcomes);
/* 0, or -1 after a complaint. */
int outcomes_add(const output *outcomes, const acd_engine *engine, const acd_sim_outcome *outcome);

#endif
