/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Schedules as a naive model, written from acd/schedule.h: what holds is looked up anew for each minute, and local time is
 * libc's. It shares no code with the library. Ranges and zones go by whole minutes.
 */
#ifndef TESTS_ENGINE_SCHEDULE_MODEL_H
#define TESTS_ENGINE_SCHEDULE_MODEL_H

#include <acd/schedule.h>

#include "engine/random.h"

enum { MODEL_SCHEDULES = 5, MODEL_RULES = 6, MODEL_SITES = 3, MODEL_TOGGLES = 2 };

/* A date, or a day that the calendar shows; year 0: of every year; month 0: none. */
typedef struct model_date {
  int year, month, day;
} model_date;

typedef struct model_rule {
  model_date first, last;
  int from, to; /* minutes */
  int days;     /* of hours: bit 0 Monday */
  int open;
  char name[12];
} model_rule;

typedef struct model_schedule {
  const char *zone; /* NULL: by the offset */
  int offset;       /* minutes */
  int has_clock;    /* 0: that of its base */
  int base;         /* -1: none */
  int toggle;       /* -1: none */
  model_rule exceptions[MODEL_RULES], holidays[MODEL_RULES], hours[MODEL_RULES];
  int sites[MODEL_SITES]; /* schedules */
  int exceptions_count, holidays_count, hours_count, sites_count;
} model_schedule;

typedef struct model_centre {
  model_schedule schedules[MODEL_SCHEDULES];
  int on[MODEL_TOGGLES];
} model_centre;

/* What the local clock of a zone shows. */
typedef struct model_clock {
  model_date date;
  int weekday, minute;
} model_clock;

typedef struct model_answer {
  int16_t rule; /* ACD_RULE_… */
  int8_t open;
  int8_t owner; /* schedule; -1: none */
  const char *name;
} model_answer;

model_centre model_random(dice *from, const char *const *zones, int zones_count, int year);
/* Schedules "s0" …, toggles "t0" …; rules by their names, sites as "to3". */
acd_definition *model_definition(const model_centre *centre);
/* Clocks of a zone (NULL: `offset` minutes) at `count` minutes from a minute since 1970 on. */
void model_clocks(const char *zone, int offset, int64_t first, int64_t count, model_clock *clocks_out);
/* Whose clock a schedule goes by. */
const model_schedule *model_clock_of(const model_centre *centre, int schedule);
/* Answers at minutes, of which clocks[k] are those of schedule k. */
model_answer model_ask(const model_centre *centre, int schedule, model_clock *const *clocks, int64_t at);

#endif
