/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Holidays from iCalendar files (libacd-ics): events of calendars (RFC 5545, `.ics`) between two dates become holidays
 * or exceptions of a schedule (schedule.h), with notes that say what became of each.
 *
 *     acd_ics_new(NULL, &ics);
 *     acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, NULL, "班");        // China: working days on weekends
 *     acd_ics_open_hours_add(ics, 9 * hour, 17 * hour);       // and when they are open
 *     acd_ics_read_file(ics, "holidays.ics");
 *     acd_ics_expand(ics, 20260101, 20261231);
 *     schedule = acd_definition_amend(change, ACD_NOUN_SCHEDULE, "office");
 *     acd_ics_define(ics, change, schedule, ACD_NOUN_HOLIDAY);
 *     acd_ics_free(ics);
 *
 * **What becomes of an event.** An all-day event closes its days. An event with times closes from its begin to its end,
 * by the clock it is written in; one over several days becomes a rule for the first day, one for the days between and
 * one for the last. What lies outside of the two dates is cut off. An event that recurs becomes a rule for each
 * occurrence; days of one event that follow each other are one rule. Rules that are equal but for the place they come
 * from are one. The name of a rule is the event's SUMMARY with the date, "Christmas Day 2026-12-25" ("event" where it
 * has none), so that the same calendar read again amends the rules it made before; a second rule of that name has "
 * (2)" behind it. Control characters and bytes that are not UTF-8 become _. Rules that open stand before those that
 * close, because the first that covers a moment decides; else they are in the order of their begin, then of the
 * calendar.
 *
 * **The same calendar again.** Where a schedule is amended, rules of names that it has are replaced in their places,
 * new ones come behind all others, and what the calendar no longer has stays. So a calendar that changes is best kept
 * in a schedule of its own, with nothing else in it, that others are `based_on`: added to a change whole
 * (acd_definition_add()), it has the rules of that import in their order, and no others.
 *
 * **Which events.** All, but for those whose STATUS is CANCELLED, until one says otherwise with acd_ics_match_add(): a
 * match holds for an event if a property of that name contains the text (byte for byte, escapes resolved, in any of
 * several). Whatever matches ACD_ICS_MATCH_SKIP is left out; if there are matches ACD_ICS_MATCH_ONLY, so is what
 * matches neither one of them nor one of ACD_ICS_MATCH_OPEN; what matches ACD_ICS_MATCH_OPEN opens. Calendars that mark
 * public holidays as free time (TRANSP:TRANSPARENT) are many, so TRANSP counts only if matched.
 *
 * **Recurrences**: RRULE, RDATE (of a period, its begin), EXDATE, and events with a RECURRENCE-ID, which take the place
 * of an occurrence of the event with their UID (or cancel it). FREQ is DAILY, WEEKLY, MONTHLY or YEARLY, with all parts
 * that RFC 5545 allows with it; where that leaves a choice: with BYWEEKNO a year is one of weeks, also for INTERVAL and
 * BYSETPOS; YEARLY with BYMONTHDAY and none of BYMONTH, BYWEEKNO and BYDAY is in the month of DTSTART; a day that does
 * not exist is skipped; the day of DTSTART counts even if the rule does not name it, but is not one of COUNT. EXDATE
 * that is a date takes out all occurrences of the day.
 *
 * **What is left out**, each event with a note that says where and why: what recurs more often than daily (FREQ=HOURLY,
 * MINUTELY, SECONDLY; BYHOUR, BYMINUTE, BYSECOND); calendars other than the Gregorian (RSCALE), EXRULE, several RRULEs,
 * RANGE; rules whose days cannot be told with little work (those with COUNT that began centuries ago); events longer
 * than 366 days; times that are no time (an event that ends as it begins); and what is malformed.
 *
 * **Time zones.** A rule goes by the clock of its schedule. Times of an event are taken as they are read, whatever its
 * TZID, so an event for noon in Tokyo closes at noon; where a TZID is not the `zone` of the schedule, whoever imports
 * should know that: a remark says so, once for each TZID (acd_ics_define()). An event whose DTEND, RDATE or EXDATE has
 * another TZID than its DTSTART is left out; that of a RECURRENCE-ID is not looked at. Times in UTC
 * (`20261224T120000Z`, also those of UNTIL, EXDATE and the like) are read by the zone that acd_ics_zone_set() gives,
 * each occurrence at the hour it is there (a remark tells of one that is no time there, because it ends in the hour
 * that is read twice); without a zone, events in which they matter are left out. VTIMEZONEs are not read. All-day
 * events have no zone, and an UNTIL or EXDATE in UTC is the day it names for them.
 *
 * **Malformed calendars** are refused whole, with line and column: what is no calendar, lines that are no property,
 * components that do not close, a NUL; more than 16 components within each other, 1 MiB in a line that is of interest.
 *
 * A handle belongs to one thread at a time; handles share nothing. Its own memory comes from the allocator it was
 * given; libical, which reads rules, durations and texts here, takes its own with malloc(), of which it keeps 4 bytes a
 * thread. Nothing of libical is used that has state shared by threads: not its time zones (whose first use in 3.0.16 is
 * a race), nor its recurrence iterator (which can go on for seconds, or for ever).
 */
#ifndef ACD_ICS_H
#define ACD_ICS_H

#include <acd/definition.h>
#include <acd/tzif.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_ics acd_ics;

/** `allocator` NULL: libc's. ACD_ERR_STATE: the process has told libical to abort at errors
 * (icalerror_set_errors_are_fatal()). */
ACD_API int acd_ics_new(const acd_allocator *allocator, acd_ics **ics_out);
ACD_API void acd_ics_free(acd_ics *ics);

enum {
  ACD_ICS_MATCH_OPEN = 1, /**< events that open: working days on days that are closed otherwise */
  ACD_ICS_MATCH_ONLY = 2, /**< no others than these (and those that open) */
  ACD_ICS_MATCH_SKIP = 3  /**< not these */
};

/** A match for the calendars that are read from now on: what becomes of events of which a property contains the text.
 * `property` is its name in any case ("CATEGORIES", "X-APPLE-SPECIAL-DAY"), NULL: SUMMARY. ACD_ERR_ARGUMENT: no such
 * `what`, an empty or impossible name, an empty text. ACD_ERR_LIMIT: more than 64 matches. */
ACD_API int acd_ics_match_add(acd_ics *ics, int what, const char *property, const char *text);

/** When days are open that an all-day event opens: `from_us` to `to_us`, microseconds since midnight as of a
 * schedule's hours (`to_us` not later than `from_us`: on the next day); of several, each becomes a rule. Without
 * any, such days are open all day. For expansions from now on. ACD_ERR_ARGUMENT: below 0, `from_us` 24 hours or
 * more, `to_us` more than 24 hours. ACD_ERR_LIMIT: more than 8. */
ACD_API int acd_ics_open_hours_add(acd_ics *ics, int64_t from_us, int64_t to_us);

/** The zone of the schedule, by which times in UTC are read in the calendars that are read from now on (NULL: none).
 * Borrowed until the handle is freed: what was read with it is expanded by it. */
ACD_API int acd_ics_zone_set(acd_ics *ics, const acd_tzif *zone);

/** Reads a calendar, or several in one text. `source` is its name in notes; `text` needs no NUL and is not kept.
 * ACD_ERR_DEFINITION: it is malformed, a note says where; nothing of it is kept. ACD_ERR_LIMIT: 64 MiB or more, or
 * more than 100,000 events in all. */
ACD_API int acd_ics_read_text(acd_ics *ics, const char *source, const char *text, size_t size);
/** Likewise from a file, whose path is the source; ACD_ERR_IO if it cannot be read. */
ACD_API int acd_ics_read_file(acd_ics *ics, const char *path);

/** How many rules acd_ics_expand() makes at most, as many as stand below a schedule. */
enum { ACD_ICS_RULES_MAX = 1000 };

/** Makes the rules of all that was read for the days from `from` to `to`, both included, and forgets those it made
 * before. Dates are year × 10000 + month × 100 + day. ACD_ERR_ARGUMENT: no such dates (years 1 to 9999), or the
 * wrong way round. ACD_ERR_LIMIT: more than ACD_ICS_RULES_MAX rules; a note names the event that was one too many,
 * and there are none. ACD_ERR_STATE: nothing was read. */
ACD_API int acd_ics_expand(acd_ics *ics, int64_t from, int64_t to);

/** What will be a holiday or exception. Texts are borrowed until the next read or expansion. */
typedef struct acd_ics_rule {
  uint32_t size;
  uint32_t open;       /**< 1: it opens */
  int64_t date;        /**< its first day, as in acd_ics_expand() */
  int64_t to_date;     /**< its last */
  int64_t from_us;     /**< on each of these, microseconds since midnight; 0 and 24 hours: all day */
  int64_t to_us;       /**< not later than `from_us`: on the next day */
  const char *name;    /**< "Christmas Day 2026-12-25" */
  const char *summary; /**< "Christmas Day" */
  const char *source;  /**< the calendar */
  int64_t line;        /**< of the event in it, from 1 */
} acd_ics_rule;

ACD_API size_t acd_ics_rules_count(const acd_ics *ics);
/** ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_ics_rule_at(const acd_ics *ics, size_t index, acd_ics_rule *rule_out);

/** Adds the rules to an object of a definition (`schedule`: its index, a schedule that is added or amended there) as
 * objects of a noun: ACD_NOUN_HOLIDAY or ACD_NOUN_EXCEPTION. Where the schedule has a `zone` in this definition,
 * remarks about TZIDs other than that are added to the notes. ACD_ERR_ARGUMENT: it is no schedule, or the noun
 * another. Other statuses are those of acd_definition_add(). */
ACD_API int acd_ics_define(acd_ics *ics, acd_definition *definition, int32_t schedule, uint32_t noun);

/** What a note says. */
enum {
  ACD_ICS_NOTE_REFUSED = 1,  /**< a calendar is malformed: where, and what was expected */
  ACD_ICS_NOTE_LEFT_OUT = 2, /**< an event became no rule: where, and why */
  ACD_ICS_NOTE_REMARK = 3    /**< of an event that is taken: what of it differs */
};

/** A note. Texts are borrowed until the next read, expansion or acd_ics_define(), "" where there is nothing to say. */
typedef struct acd_ics_note {
  uint32_t size;
  uint32_t kind;       /**< ACD_ICS_NOTE_… */
  int64_t line;        /**< from 1; 0: not at a place (a file that cannot be read) */
  int64_t column;      /**< from 1, in characters (not bytes) */
  const char *source;  /**< the calendar */
  const char *summary; /**< of the event */
  const char *text;    /**< what is so */
} acd_ics_note;

typedef struct acd_ics_counts {
  uint32_t size;
  uint32_t reserved;
  int64_t sources;  /**< calendars that were read */
  int64_t refused;  /**< calendars that were refused */
  int64_t events;   /**< = taken + outside + skipped + left_out, once they are expanded */
  int64_t taken;    /**< became rules */
  int64_t outside;  /**< have no day between the dates, or none that another event does not give as well */
  int64_t skipped;  /**< not wanted, or cancelled */
  int64_t left_out; /**< a note says why */
  int64_t rules;
} acd_ics_counts;

ACD_API int acd_ics_counts_get(const acd_ics *ics, acd_ics_counts *counts_out);
/** Notes of all that was read, then those of the last expansion, then those of acd_ics_define(). */
ACD_API size_t acd_ics_notes_count(const acd_ics *ics);
/** ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_ics_note_at(const acd_ics *ics, size_t index, acd_ics_note *note_out);
/** A note as one line for people, control characters shown as "?" (buffers: base.h). ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_ics_note_print(const acd_ics *ics, size_t index, char *buffer, size_t capacity, size_t *size_out);

#ifdef __cplusplus
}
#endif
#endif
