/* SPDX-License-Identifier: Apache-2.0 */
/** @file The footer of a TZif file, a TZ string of POSIX: what holds in the years past the table. */
#ifndef ACD__CALENDAR_ZONE_RULES_H
#define ACD__CALENDAR_ZONE_RULES_H

#include <stddef.h>
#include <stdint.h>

/* A moment of every year. */
typedef struct acd__zone_rule {
  char form;       /* 'M': month, week, weekday; 'J': a day of a year without leap day; 'n': a day from 0 */
  int8_t month;    /* 1 to 12 */
  int8_t week;     /* 1 to 5; 5: the last */
  int8_t weekday;  /* 0: Sunday */
  int32_t day;     /* of J and n */
  int32_t seconds; /* from midnight of that day, by the clock until then; hours −167 to 167 */
} acd__zone_rule;

/* Offsets are local time minus UTC in seconds. */
typedef struct acd__zone_rules {
  int32_t standard;
  int32_t daylight;
  int32_t changes; /* 0: always `standard` */
  int32_t touches; /* in some year daylight time goes on without a break from one year's to the next's */
  acd__zone_rule begin;
  acd__zone_rule end;
} acd__zone_rules;

/* NULL, or what was expected instead of what stands at `*at_out`. */
const char *acd__zone_rules_parse(acd__zone_rules *rules, const char *text, size_t size, size_t *at_out);
/* The offset at an instant (seconds since 1970) and the first one after it at which it changes; INT64_MAX: never. */
int32_t acd__zone_rules_offset(const acd__zone_rules *rules, int64_t second, int64_t *until_out);

#endif
