/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Timetables: schedules (acd/schedule.h) as a list of rules each, linked with those that they are based on, and what they answer.
 * Never changed once they are linked.
 */
#ifndef ACD__CALENDAR_TIMETABLE_H
#define ACD__CALENDAR_TIMETABLE_H

#include <acd/schedule.h>

#include "calendar/zone.h"

#define ACD__SITES_MAX    16
#define ACD__RULES_MAX    1000
#define ACD__BASED_ON_MAX 8
/* Rules and hours of a schedule, its sites, and of what these are based on. */
#define ACD__LEADS_TO_MAX 10000
/* Changes that are looked at to find out when it opens and closes. */
#define ACD__CHANGES_MAX 5000

/* From when to when a rule holds. */
enum { ACD__DATES_ALWAYS = 0, ACD__DATES_YEARLY = 1, ACD__DATES_EXACT = 2 };
typedef struct acd__dates {
  int32_t form;
  int32_t first; /* yearly: month × 100 + day; exact: days since 1970 */
  int32_t last;  /* yearly: before `first` if it wraps around the new year */
} acd__dates;

typedef struct acd__rule {
  int64_t from_us;
  int64_t to_us; /* not after `from_us`: past midnight, into the next day */
  acd__dates dates;
  uint8_t days; /* bit 0: Monday */
  uint8_t open;
  uint16_t kind;    /* ACD_RULE_… */
  const char *name; /* in the timetable's own memory, as all names */
} acd__rule;

typedef struct acd__timetable acd__timetable;

typedef struct acd__site {
  const char *name;
  const char *schedule;
  const acd__timetable *timetable; /* linked; NULL: never open */
} acd__site;

/* Names of what there is none of are "". */
struct acd__timetable {
  size_t bytes;
  acd_id owner;
  const char *base_name;
  const acd__timetable *base; /* linked, in chains of ACD__BASED_ON_MAX at most */
  const char *zone_name;      /* its own, and once linked that of the base whose clock it goes by: as the next two */
  acd__zone *const *zone;     /* NULL: the fixed offset. Not owned: what it points to may come to be another one */
  int64_t utc_offset_us;
  int has_clock; /* 1: of its own */
  int seasons;   /* 1: some hours have a season */
  const char *toggle_name;
  acd_id toggle;    /* linked */
  acd__rule *rules; /* exceptions, and then holidays */
  acd__rule *hours;
  acd__site *sites;
  char *names; /* the next free byte of the room for them */
  uint32_t exceptions_count;
  uint32_t rules_count;
  uint32_t hours_count;
  uint32_t sites_count;
};

typedef struct acd__timetable_size {
  size_t rules, hours, sites, names;
} acd__timetable_size;

/* Empty, with room for so much: names with a NUL each, and those of schedules, toggle and zone, too. NULL: no memory. */
acd__timetable *acd__timetable_new(acd__memory *memory, const acd__timetable_size *size);
/* NULL is fine. */
void acd__timetable_free(acd__memory *memory, acd__timetable *timetable);
/* A copy of a name in the timetable's room. */
const char *acd__timetable_name(acd__timetable *timetable, const char *name, size_t size);
/* Takes the clock of the nearest base that has one, where it has none of its own. All are linked, but for that. */
void acd__timetable_link_clock(acd__timetable *timetable);
/* Whose hours and whose sites count: its own, or those of the nearest base that has some. NULL: nobody's. */
const acd__timetable *acd__timetable_hours(const acd__timetable *timetable);
const acd__timetable *acd__timetable_sites(const acd__timetable *timetable);

/* Whether a toggle is on. */
typedef int (*acd__toggle_fn)(const void *user, acd_id toggle);

typedef struct acd__decision {
  int open;
  int rule;         /* ACD_RULE_… */
  const char *name; /* "" for none */
  acd_id owner;     /* 0 for none */
  acd_id site;      /* the schedule of the site that is open, 0: it is none */
  int64_t until_us; /* nothing else decides before; INT64_MAX: never does */
} acd__decision;

/* Who asks: a timetable by its own clock (`zone` NULL) or by another; emergencies of NULL: none are on. */
typedef struct acd__inquiry {
  const acd__timetable *timetable;
  acd__zone *const *zone;
  acd__toggle_fn is_on;
  const void *user;
} acd__inquiry;

/* What decides at an instant (µs since 1970-01-01T00:00Z). */
acd__decision acd__timetable_decide(const acd__inquiry *asked, int64_t wall_us);
/* How many rules, hours and emergencies it looks at, at the most. */
size_t acd__timetable_work(const acd__timetable *timetable);
acd__civil acd__timetable_local(const acd__inquiry *asked, int64_t wall_us);
/* The instant that stands for a local time (acd__zone_instant()). */
int64_t acd__timetable_instant(const acd__inquiry *asked, acd__civil local);

typedef struct acd__changes {
  int64_t changes_wall_us; /* ACD_TIME_NEVER: not by the horizon */
  int64_t opens_wall_us;
  int64_t closes_wall_us;
  uint32_t count; /* of the instants that were looked at */
} acd__changes;

/* What comes after an instant at which `first` decides, by `horizon_us`. */
acd__changes acd__timetable_changes(const acd__inquiry *asked, const acd__decision *first, int64_t horizon_us,
                                    int64_t instants_max);
/* The first instant from `wall_us` on, by `horizon_us`, at which it is open (or closed); ACD_TIME_NEVER. `*changes` is how many
 * changes may still be looked at: 0 afterwards if that ended the search. */
int64_t acd__timetable_find(const acd__inquiry *asked, int64_t wall_us, int open, int64_t horizon_us, int64_t *changes);

/* 1 if a day is one of the dates. */
int acd__dates_hold(const acd__dates *dates, int64_t day);

#endif
