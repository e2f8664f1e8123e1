/* SPDX-License-Identifier: Apache-2.0 */
/** @file Moments as people ask for them, and as they are told: dates (year × 10000 + month × 100 + day) and clocks. */
#ifndef TOOL_MOMENT_H
#define TOOL_MOMENT_H

#include <stdint.h>

#define MOMENT_EXPECTED "a day such as 2026-12-24, or a moment such as 2026-12-24 10:00"

typedef struct moment {
  int64_t date;     /* by a clock that is known later; 0: an instant */
  int64_t clock_us; /* −1: the whole day */
  int64_t wall_us;  /* of an instant: microseconds since 1970 UTC */
} moment;

/* This instant. */
moment moment_now(void);
/* "2026-12-24", "2026-12-24 10:00", or with a zone such as +01:00: 1, or 0. */
int moment_read(const char *text, moment *moment_out);
/* As option: of a moment. */
int moment_option(void *setting, const char *value);

/* Days since 1970 of a date; the date of the day after. */
int64_t moment_day(int64_t date);
int64_t moment_next_date(int64_t date);
/* "Thu 2026-12-24 10:00"; without a clock if it is negative. */
const char *moment_text(int64_t date, int64_t clock_us, char text[40]);
/* By whose clock: prints " in Europe/Berlin", or ", UTC+05:30" where there is no zone. */
void moment_print_clock(const char *zone, int64_t utc_offset_us);
/* "2026-12-24T10:00"; NULL for no date. */
const char *moment_iso(int64_t date, int64_t clock_us, char text[40]);

#endif
