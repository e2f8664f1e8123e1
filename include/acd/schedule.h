/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Schedules: is it open, why, and when does that change?
 *
 *     schedule ─┬─ hours      days, from, to; from_date, to_date (a season)
 *               ├─ holiday    date, to_date; from, to; open
 *               ├─ exception  likewise
 *               └─ site       schedule (of another place, which answers when this one is closed)
 *
 * **Clock.** A schedule goes by the local clock of its `zone` (a name such as `Europe/Berlin`), or of a fixed
 * `utc_offset`; one with neither by that of the schedule it is `based_on`, and at last by UTC. Whether it is open
 * depends on nothing but what calendar and clock say there: where clocks are put back, an hour that is read twice has
 * the same answer twice; what lies in an hour that is skipped does not happen. Weekday and "the day before" are the
 * calendar's, also beside a day that a zone has skipped.
 *
 * **Ranges.** `from` is included, `to` is not. A range whose `to` is not later than its `from` goes on until `to` on
 * the next day; it belongs to the day on which it begins, and that day alone says whether it counts (weekday, season,
 * date).
 *
 * **Hours** are open on their `days`. With `from_date` or `to_date` they are for a season. On a day that lies in a
 * season of any of the schedule's hours, only hours of seasons that hold that day count; on other days, only those
 * without a season.
 *
 * **Dates** (of seasons, holidays, exceptions; both included) are either of one year, `2026-12-24`, or of every year,
 * `12-24`; both dates of one rule have the same form. Those of every year may go around the new year (`12-20` to
 * `01-06`); 02-29 is there in leap years only. A season of one year may lack `from_date` (it always was) or `to_date`
 * (it has no end); one of every year needs both. A holiday or exception without `to_date` is for one day.
 *
 * **Holidays and exceptions** close, or with `open` they open: `from` to `to` on each of their days, all day without
 * them. A rule decides the moments that it covers and no others: a half-day is a holiday with `from`, and before that
 * the hours are as ever. Other hours on one day are two rules: one that opens, and behind it one that closes the day.
 *
 * **Precedence.** The first of these that says something decides:
 *  1. *emergency*: a toggle, while it is on: closed;
 *  2. *exceptions*: the first that covers the moment, in the order of the definition;
 *  3. *holidays*, likewise;
 *  4. *hours*: the first that covers the moment: open;
 *  5. *sites*: the first, in the order of the definition, that is open: open. A site is asked by its own clock, with
 *     its emergency,
 *     exceptions, holidays and hours; its own sites are not asked, so two places may be each other's;
 *  6. nothing: closed.
 *
 * **Based on** another schedule (`based_on`): its emergency counts, too; its exceptions stand behind the schedule's own
 * exceptions, its holidays behind the own holidays. Its hours count if the schedule has none of its own, its sites if
 * it has none of its own. All is read by the clock of the schedule that is asked, so one list of holidays serves places
 * in several zones. That one may be based on a third: at most 8 one after the other, without a circle.
 *
 * **Limits.** At most 1,000 hours, holidays and exceptions, and 16 sites, stand below a schedule. With its sites, and
 * what it and they are based on, a schedule leads to at most 10,000 hours, holidays and exceptions; a list that several
 * of them are based on counts as often. So it takes 0.1 ms or so, at the most, to see whether it is open. When it opens
 * and closes is looked for up to ACD_SCHEDULE_DAYS days ahead (and 5,000 beginnings and ends of what may decide), as
 * things stand: an emergency counts as one that nobody will switch off.
 *
 * Schedules count at once, also for calls inside flows; so does a change of the wall clock (acd_engine_wall_set()).
 * Flows ask them by nodes of kind hours (flow.h).
 */
#ifndef ACD_SCHEDULE_H
#define ACD_SCHEDULE_H

#include <acd/definition.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How far ahead openings and closings are looked for. */
enum { ACD_SCHEDULE_DAYS = 400 };

/** What decided (see "Precedence"). */
enum {
  ACD_RULE_NONE = 1, /**< nothing: closed */
  ACD_RULE_EMERGENCY = 2,
  ACD_RULE_EXCEPTION = 3,
  ACD_RULE_HOLIDAY = 4,
  ACD_RULE_HOURS = 5,
  ACD_RULE_SITE = 6
};

/** "none", "emergency", …; "?" for unknown ones. Static. */
ACD_API const char *acd_rule_str(int64_t rule);

/** A schedule by name; ACD_ERR_NOT_FOUND. */
ACD_API int acd_schedule_find(const acd_engine *engine, const char *name, acd_id *schedule_out);

typedef struct acd_schedule_info {
  uint32_t size;
  uint32_t hours_count;  /**< its own, as all counts here */
  const char *name;      /**< borrowed until the next command, as all texts here */
  const char *zone;      /**< whose clock it goes by, perhaps named by what it is based on; "": a fixed offset */
  int64_t utc_offset_us; /**< without a zone: local time minus UTC */
  acd_id based_on;       /**< 0: none */
  uint32_t holidays_count;
  uint32_t exceptions_count;
  uint32_t sites_count;
  uint32_t emergency; /**< 1: it, or what it is based on, is closed by an emergency now */
} acd_schedule_info;

ACD_API int acd_schedule_get(const acd_engine *engine, acd_id schedule, acd_schedule_info *info_out);
/** Schedules in no particular order: the first with `after` 0; 0 at the end. */
ACD_API acd_id acd_schedule_next(const acd_engine *engine, acd_id after);

/** What a schedule says of a moment. Instants are wall times, microseconds since 1970-01-01T00:00Z, asked for from
 * −2^54 to 2^54 (1399 to 2540); ACD_TIME_NEVER: not within ACD_SCHEDULE_DAYS days. Dates are year × 10000 + month ×
 * 100 + day by the local calendar, 0 where the instant is never, clocks microseconds since the local midnight. */
typedef struct acd_schedule_verdict {
  uint32_t size;
  uint32_t open;             /**< 1 or 0 */
  int64_t rule;              /**< ACD_RULE_…: what decided */
  const char *name;          /**< its name: of the toggle, exception, holiday, hours or site; "" for none. Borrowed */
  acd_id schedule;           /**< where it stands: this schedule, or one that it is based on */
  acd_id site_schedule;      /**< that is open, where a site decided; else 0 */
  const char *schedule_name; /**< borrowed until the next command, as `name` */
  int64_t local_date;        /**< of the moment asked for */
  int64_t local_clock_us;
  /** The next instant from which something else decides, whether or not that opens or closes. */
  int64_t changes_wall_us;
  int64_t opens_wall_us; /**< the next instant at which it opens: while it is open, after it has closed */
  int64_t opens_date;
  int64_t opens_clock_us;
  int64_t closes_wall_us; /**< the next instant at which it closes: while it is closed, after it has opened */
  int64_t closes_date;
  int64_t closes_clock_us;
} acd_schedule_verdict;

/** At a wall time. ACD_ERR_STALE: the schedule is no longer defined. ACD_ERR_ARGUMENT: outside that range. */
ACD_API int acd_schedule_at(const acd_engine *engine, acd_id schedule, int64_t wall_us,
                            acd_schedule_verdict *verdict_out);
/** Now: at the engine's wall time. */
ACD_API int acd_schedule_now(const acd_engine *engine, acd_id schedule, acd_schedule_verdict *verdict_out);
/** At a wall time, by the clock of another zone of the engine (zone.h), as that of a customer who is to be called:
 * what the schedule has for nine o'clock counts when it is nine there. Its sites keep their own clocks.
 * ACD_ERR_NOT_FOUND: the engine has no zone of this name. */
ACD_API int acd_schedule_at_zone(const acd_engine *engine, acd_id schedule, const char *zone, int64_t wall_us,
                                 acd_schedule_verdict *verdict_out);
/** The instant at which the schedule's local clock reads this: the first of two; in an hour that is skipped, as much
 * later as the hour is long. `date` as in acd_schedule_verdict, of the years 1 to 9999; `clock_us` below 24 hours.
 * ACD_ERR_ARGUMENT: no such date or clock. */
ACD_API int acd_schedule_instant(const acd_engine *engine, acd_id schedule, int64_t date, int64_t clock_us,
                                 int64_t *wall_us_out);

#ifdef __cplusplus
}
#endif
#endif
