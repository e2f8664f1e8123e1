/* SPDX-License-Identifier: Apache-2.0 */
/** @file Inside of libacd-ics: text → lines (lines.c) → events (read.c, event.c, values.c) → days (expand.c, occurrences.c)
 * → rules (rules.c) → a definition (define.c). */
#ifndef ACD__ICS_INTERNAL_H
#define ACD__ICS_INTERNAL_H

#include <acd/ics.h>

#define ACD__ICS_SIZE_MAX     ((size_t)64 << 20) /* bytes of a text */
#define ACD__ICS_LINE_MAX     ((size_t)1 << 20)  /* bytes of a line that is of interest, unfolded */
#define ACD__ICS_EVENTS_MAX   100000
#define ACD__ICS_MATCHES_MAX  64
#define ACD__ICS_HOURS_MAX    8
#define ACD__ICS_DEPTH_MAX    16
#define ACD__ICS_NAME_MAX     255  /* bytes of a name in a definition */
#define ACD__ICS_TEXT_MAX     1000 /* bytes of a SUMMARY, UID or TZID that are kept */
#define ACD__ICS_DURATION_MAX 366  /* days of an event */
/* Days that are looked at, and what costs as much: for one rule (about a millisecond), and for all of an expansion. */
#define ACD__ICS_RULE_WORK_MAX ((int64_t)160000)
#define ACD__ICS_WORK_MAX      ((int64_t)40000000)

#define ACD__ICS_SECOND_US     INT64_C(1000000)
#define ACD__ICS_DAY_US        (86400 * ACD__ICS_SECOND_US)
#define ACD__ICS_DAY_MAX       INT64_C(2932896) /* 9999-12-31 */

typedef struct acd__ics_buffer {
  void *items;
  size_t count;
  size_t capacity;
} acd__ics_buffer;

/* A date, or a date and the time that a clock shows on it. */
typedef struct acd__ics_moment {
  int64_t day;      /* days since 1970-01-01 */
  int64_t clock_us; /* -1: a date only */
  int utc;
} acd__ics_moment;

typedef struct acd__ics_set { /* of numbers 1 to 383 */
  uint64_t words[6];
} acd__ics_set;

enum { ACD__ICS_DAILY = 1, ACD__ICS_WEEKLY, ACD__ICS_MONTHLY, ACD__ICS_YEARLY };

/* A recurrence rule. Sets "back" hold what is counted from the end, -1 being 1. */
typedef struct acd__ics_rrule {
  int freq;
  int week_start; /* Monday 0 */
  int64_t interval;
  int64_t count; /* 0: none */
  acd__ics_moment until;
  int has_until, has_months, has_month_days, has_year_days, has_weeks, has_weekdays, has_positions;
  uint32_t weekdays;            /* bit 0 Monday: every one of the period */
  uint64_t nth[7], nth_back[7]; /* by weekday: bit n, the n-th of the month or year */
  acd__ics_set months;
  acd__ics_set month_days, month_days_back;
  acd__ics_set year_days, year_days_back;
  acd__ics_set weeks, weeks_back;
  acd__ics_set positions, positions_back;
} acd__ics_rrule;

typedef struct acd__ics_source {
  char *name;
} acd__ics_source;

typedef struct acd__ics_event {
  size_t source;
  int64_t line, column; /* of its BEGIN */
  size_t sequence;      /* among all events, as they were read */
  char *summary;
  char *uid;
  char *tzid;
  int open;
  int wanted; /* 0: it only takes the place of an occurrence */
  acd__ics_moment start;
  int64_t duration_us;             /* by the clock that `start` is read on */
  const acd_tzif *zone;            /* of an event in UTC */
  acd__ics_rrule *rule;            /* NULL: none */
  size_t moments, rdates, exdates; /* first in the handle's moments: RDATEs, then EXDATEs, each in order */
  int is_override;                 /* 1: it takes the place of the occurrence at `replaces` */
  acd__ics_moment replaces;
  int taken; /* 1: the last expansion made rules of it */
} acd__ics_event;

typedef struct acd__ics_item {
  acd_ics_note note;
  size_t size; /* bytes of its texts, one allocation that begins with `source` */
} acd__ics_item;

typedef struct acd__ics_match {
  int what;
  char *property; /* in upper case */
  char *text;
} acd__ics_match;

typedef struct acd__ics_made {
  acd_ics_rule rule;
  char *name;
  size_t base; /* bytes of the name, but for what tells it from others */
  acd__ics_event *event;
} acd__ics_made;

struct acd_ics {
  acd_allocator allocator;
  const acd_tzif *zone;                 /* by which times in UTC are read; NULL: none */
  int64_t hours[ACD__ICS_HOURS_MAX][2]; /* of days that open, from and to */
  size_t hours_count;
  acd__ics_buffer sources;   /* acd__ics_source */
  acd__ics_buffer matches;   /* acd__ics_match */
  acd__ics_buffer events;    /* acd__ics_event */
  acd__ics_buffer moments;   /* acd__ics_moment */
  acd__ics_buffer overrides; /* const acd__ics_event *, by UID and what they replace */
  acd__ics_buffer rules;     /* acd__ics_made */
  acd__ics_buffer notes;     /* acd__ics_item */
  size_t notes_read;         /* of reading; behind these stand the others */
  int64_t refused;
  int64_t skipped_read, left_out_read; /* found while reading */
  acd_ics_counts counts;               /* of the last expansion */
  int64_t work;                        /* days that it may still look at */
  int nomem;                           /* 1: something could not be kept */
};

/* ics.c */
void *acd__ics_resize(acd_ics *ics, void *ptr, size_t old_size, size_t new_size);
/* Room for `more` items of `size` bytes; 0: no memory, which is remembered. */
int acd__ics_reserve(acd_ics *ics, acd__ics_buffer *buffer, size_t more, size_t size);
void acd__ics_release(acd_ics *ics, acd__ics_buffer *buffer, size_t size);
/* Appends bytes, with a NUL behind them that does not count. */
int acd__ics_append(acd_ics *ics, acd__ics_buffer *text, const char *bytes, size_t size);
char *acd__ics_copy(acd_ics *ics, const char *text);
void acd__ics_drop(acd_ics *ics, char *text);
/* Makes a name of a text: control characters become blanks, bytes that are not UTF-8 _. */
void acd__ics_clean(char *text);
void acd__ics_drop_events(acd_ics *ics, size_t first);

/* date.c */
int64_t acd__ics_day(int64_t year, int month, int day);
void acd__ics_date(int64_t day, int64_t *year, int *month, int *day_of_month);
int acd__ics_month_days(int64_t year, int month);
int acd__ics_weekday(int64_t day); /* Monday 0 */
/* From year × 10000 + month × 100 + day, years 1 to 9999; INT64_MIN: no such day. And back. */
int64_t acd__ics_day_of_number(int64_t number);
int64_t acd__ics_number_of_day(int64_t day);
/* First day of the first week of a year: the week that has at least four days in it. */
int64_t acd__ics_first_week(int64_t year, int week_start);
/* Orders moments by day, then clock. */
int acd__ics_moment_order(const acd__ics_moment *one, const acd__ics_moment *other);
static inline int64_t acd__ics_floor(int64_t value, int64_t by) /* divided, rounded down; `by` > 0 */
{
  return value / by - (value % by < 0);
}

/* lines.c: content lines, unfolded, and their places. */
typedef struct acd__ics_lines {
  acd_ics *ics;
  const char *text, *end;
  const char *at;    /* the next line */
  int64_t line;      /* its number */
  const char *start; /* the line that was read */
  int64_t start_line;
  acd__ics_buffer unfolded;
  int cut;          /* 1: it is longer than what was unfolded */
  char name[64];    /* of the property, in upper case */
  char *parameters; /* "" or ";VALUE=DATE" … */
  char *value;
  const char *wrong; /* it is malformed: what was expected */
  size_t wrong_at;   /* where in the unfolded line */
} acd__ics_lines;

void acd__ics_lines_begin(acd__ics_lines *lines, acd_ics *ics, const char *text, size_t size);
/* Reads the next line: 1; 0 at the end; -1: `wrong`, or no memory. */
int acd__ics_lines_next(acd__ics_lines *lines);
/* The place of a byte of the unfolded line. */
void acd__ics_lines_place(const acd__ics_lines *lines, size_t offset, int64_t *line, int64_t *column);
/* Value of a parameter, "" where it is not given. At most `size` - 1 bytes. */
void acd__ics_lines_parameter(const acd__ics_lines *lines, const char *name, char *value, size_t size);
/* Compares without regard to the case of ASCII letters. */
int acd__ics_same(const char *one, const char *other);

/* values.c: what libical reads. All return 0 with `*wrong` and `*wrong_at`, an offset in the value, where it is malformed. */
typedef struct acd__ics_wrong {
  const char *text; /* what was expected; static */
  size_t at;
} acd__ics_wrong;
/* A text without its escapes, its beginning where it is longer than `size` - 1 bytes. */
int acd__ics_read_escaped(const char *value, char *text, size_t size);
/* 1: a text, its escapes resolved, contains another. -1: no memory. */
int acd__ics_contains(const char *value, const char *text);
int acd__ics_read_moment(const char *value, size_t size, acd__ics_moment *moment, acd__ics_wrong *wrong);
int acd__ics_read_duration(const char *value, int64_t *duration_us, acd__ics_wrong *wrong);
int acd__ics_read_rule(const char *value, acd__ics_rrule *rule, acd__ics_wrong *wrong);

/* expand.c: the days of a rule that begins on a day, between two days, in order. 0: it would take more than `*work`. */
typedef struct acd__ics_span {
  int64_t first, last;
} acd__ics_span;
typedef int (*acd__ics_day_fn)(void *user, int64_t day); /* 0: enough */
int acd__ics_expand_rule(const acd__ics_rrule *rule, const acd__ics_moment *start, acd__ics_span span, int64_t *work,
                         acd__ics_day_fn visit, void *user);
/* 1: every so many years of weeks, but from which on? DTSTART is in two of them, and no occurrence. */
int acd__ics_is_ambiguous(const acd__ics_rrule *rule, int64_t start);
static inline int acd__ics_set_has(const acd__ics_set *set, int64_t number)
{
  return number > 0 && number < 384 && (set->words[number >> 6] >> (number & 63) & 1) != 0;
}

/* event.c: the properties of one event while it is read. */
typedef struct acd__ics_draft {
  acd__ics_event event;
  acd__ics_moment end;
  acd__ics_buffer rdates, exdates; /* acd__ics_moment */
  int has_start, has_end, has_duration, cancelled, open, only, skip;
  int start_is_date;                /* VALUE=DATE */
  int64_t wrong_line, wrong_column; /* the first thing wrong with it; 0: nothing */
  char wrong[200];
  const char *remark; /* what differs; NULL: nothing */
  /* The first clock that a property other than DTSTART names, which may stand behind, and where. */
  char tzid[ACD__ICS_TEXT_MAX + 1];
  char tzid_property[64];
  int64_t tzid_line, tzid_column;
} acd__ics_draft;
void acd__ics_draft_begin(acd__ics_draft *draft, size_t source, int64_t line, int64_t column);
void acd__ics_draft_property(acd__ics_lines *lines, acd__ics_draft *draft);
void acd__ics_draft_end(acd_ics *ics, acd__ics_draft *draft);
void acd__ics_draft_drop(acd_ics *ics, acd__ics_draft *draft);

/* read.c: events of a text. 1, or 0: it was refused. */
int acd__ics_read(acd_ics *ics, size_t source, const char *text, size_t size);

/* occurrences.c */
/* What a zone's clock shows at a time in UTC. 0: nothing in the years 1 to 9999. */
int acd__ics_to_local(const acd_tzif *zone, acd__ics_moment *moment);
/* Sorts what takes the place of occurrences; before any are asked for. */
int acd__ics_index_overrides(acd_ics *ics);
/* The occurrences of an event that begin on a day of the span, in no order. 0: noted, the event is left out. */
int acd__ics_occurrences(acd_ics *ics, const acd__ics_event *event, acd__ics_span span, acd__ics_buffer *starts);

/* notes.c */
void acd__ics_note(acd_ics *ics, uint32_t kind, const char *source, int64_t line, int64_t column, const char *summary,
                   const char *text);
void acd__ics_note_event(acd_ics *ics, uint32_t kind, const acd__ics_event *event, const char *format, ...);
void acd__ics_clear_notes(acd_ics *ics, size_t first);
/* Of the notes from `first` on, the last alone. */
void acd__ics_keep_last_note(acd_ics *ics, size_t first);
const char *acd__ics_source_name(const acd_ics *ics, size_t source);

/* rules.c */
void acd__ics_clear_rules(acd_ics *ics);

#endif
