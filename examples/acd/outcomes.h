/* SPDX-License-Identifier: Apache-2.0 */
/** @file One row a call, as CSV. */
#ifndef TOOL_OUTCOMES_H
#define TOOL_OUTCOMES_H

#include <stdio.h>

#include <acd/acd.h>
#include <acd/sim.h>

/* 0, or -1 where writing failed. */
int outcomes_begin(FILE *file);
int outcomes_add(FILE *file, const acd_engine *engine, const acd_sim_outcome *outcome);

#endif
