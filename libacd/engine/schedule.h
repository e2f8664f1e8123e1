/* SPDX-License-Identifier: Apache-2.0 */
/** @file Schedules as the engine asks them (acd/schedule.h). Nothing here allocates. */
#ifndef ACD__ENGINE_SCHEDULE_H
#define ACD__ENGINE_SCHEDULE_H

#include "engine/engine.h"

/* The farthest wall time that is asked for: beyond what engine time and the offset of the wall clock can make. */
#define ACD__WALL_MAX (INT64_C(1) << 54)

static inline int64_t acd__wall_now(const acd_engine *engine)
{
  return engine->now_us + engine->wall_offset_us;
}

/* A schedule as it is asked, by its own clock (`zone` NULL) or by another one. */
acd__inquiry acd__schedule_inquiry(const acd_engine *engine, const acd__schedule *schedule, acd__zone *const *zone);
/* What decides at a wall time; 1 if it is open. */
int acd__schedule_open(const acd_engine *engine, const acd__schedule *schedule, acd__zone *const *zone, int64_t wall_us,
                       acd__decision *decision_out);
/* Everything that is told of a wall time, looking at no more instants to come than that (ACD__CHANGES_MAX are all); returns how many
 * it looked at. */
size_t acd__schedule_verdict(const acd_engine *engine, const acd__schedule *schedule, acd__zone *const *zone,
                             int64_t wall_us, int64_t instants_max, acd_schedule_verdict *verdict_out);
/* check_schedules.c: NULL, or the law of schedules and zones that is broken. */
const char *acd__schedules_check(const acd_engine *engine);

#endif
