/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the parts of the command-line tool share: exit codes, complaints, small parsers. */
#ifndef TOOL_H
#define TOOL_H

#include <stddef.h>
#include <stdint.h>

enum {
  EXIT_OK = 0,
  EXIT_REFUSED = 1, /* the definition or an input file has errors */
  EXIT_USAGE = 2,
  EXIT_FILE = 3,    /* a file cannot be read or written */
  EXIT_INTERNAL = 4 /* out of memory, or a law of the engine broken */
};

#define TOOL_DAY_US (INT64_C(86400) * 1000000)

#if defined(__GNUC__)
#define TOOL_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define TOOL_PRINTF(text, first)
#endif

/* "acd: …" on standard error. */
void complain(const char *format, ...) TOOL_PRINTF(1, 2);
/* "path:line:column: …" on standard error; line or column 0: left out. */
void complain_at(const char *path, size_t line, size_t column, const char *format, ...) TOOL_PRINTF(4, 5);
/* malloc and realloc that end the process with EXIT_INTERNAL. */
void *grow(void *ptr, size_t size);

/* Decimal integer in [min, max]: 1, or 0. */
int parse_int(const char *text, int64_t min, int64_t max, int64_t *value_out);
/* Seconds as a decimal number of at most 6 fractional digits, not negative, exact: 1, or 0. */
int parse_seconds(const char *text, int64_t *us_out);
/* "2024-01-31" as microseconds since 1970, without a zone. */
int parse_date(const char *text, int64_t *us_out);
/* "08:15", "08:15:30.25": time of day; hours may go beyond 24. */
int parse_clock(const char *text, int64_t *us_out);
/* "+02:00", "-5", "Z". */
int parse_zone(const char *text, int64_t *us_out);
/* Date "T" or " " clock, with a zone or, without one, in the zone given: microseconds since 1970 UTC. */
int parse_moment(const char *text, int64_t zone_us, int64_t *us_out);
/* "mon", "mon-fri", "sun,tue-thu", "daily": bit set, Monday 1 … Sunday 64. */
int parse_days(const char *text, int64_t *days_out);

/* Whole days since 1970-01-01 as year, month, day. */
void date_of_day(int64_t day, int *year_out, int *month_out, int *day_out);

/* The name closest to `text` among `count` names, or NULL if none is close. */
const char *nearest(const char *text, const char *const *names, size_t count);

#endif
