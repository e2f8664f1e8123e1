/* SPDX-License-Identifier: Apache-2.0 */
/** @file Who comes to work without shifts, and when. */
#ifndef TOOL_AGENTS_H
#define TOOL_AGENTS_H

#include "staffing.h"

/* Sends all agents home at time 0. Those without shifts (`shifts` may be NULL) come at `first_us`, when the first call does,
 * so that their day does not begin with hours of nothing; -1: they do not come. Agents from number `agents_max` on (in order
 * of definition) stay at home. A status. */
int agents_begin(acd_sim *sim, const staffing *shifts, int64_t agents_max, acd_time first_us);

#endif
