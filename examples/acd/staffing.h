/* SPDX-License-Identifier: Apache-2.0 */
/** @file Who works when: shifts from a file, handed to the simulation day by day. */
#ifndef TOOL_STAFFING_H
#define TOOL_STAFFING_H

#include <acd/acd.h>
#include <acd/sim.h>

#include "zone.h"

typedef struct staffing staffing;

/* Reads shifts; agents from number `agents_max` on (in order of definition) have none. An exit code. */
int staffing_open(const char *path, const acd_engine *engine, const tool_zone *zone, int64_t agents_max,
                  staffing **staffing_out);
void staffing_close(staffing *shifts);
/* Whether this agent has shifts. */
int staffing_names(const staffing *shifts, acd_id agent);
/* `midnight_us` is that of engine time 0. Hands over the shifts that have dates. A status. */
int staffing_begin(staffing *shifts, acd_sim *sim, int64_t midnight_us);
/* Hands over every shift that begins on the day of `time_us` or before and was not handed over yet. */
int staffing_until(staffing *shifts, acd_sim *sim, acd_time time_us);

#endif
