/* SPDX-License-Identifier: Apache-2.0 */
/** @file Schedules: a name, and the timetable that the definition makes of it. */
#ifndef ACD__MODEL_SCHEDULE_H
#define ACD__MODEL_SCHEDULE_H

#include "base/pool.h"
#include "base/string.h"
#include "calendar/timetable.h"
#include "model/document.h"

typedef struct acd__schedule {
  acd__slot slot;
  acd__string *name;
  acd__timetable *timetable;
  size_t plan; /* its place in the plan of a definition */
} acd__schedule;

/* Dates of an object by its properties of the first and the last day. Without the last: of a season, no end; else one day. */
acd__dates acd__schedule_dates(const acd__document *document, const acd__object *object, uint32_t first, uint32_t last,
                               int season);
/* One of the rules of a schedule: hours, a holiday or an exception. Its name is left to the caller. */
acd__rule acd__schedule_rule(const acd__document *document, const acd__object *object);
/* The timetable of a schedule, not linked. ACD_OK or ACD_ERR_NOMEM. */
int acd__schedule_build(acd__memory *memory, const acd__document *document, const acd__object *object,
                        acd__timetable **timetable_out);

#endif
