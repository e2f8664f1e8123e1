/* SPDX-License-Identifier: Apache-2.0 */
/* The time that the page draws: some hours by minutes to half hours, or days. */
#include <stdlib.h>
#include <string.h>

#include "moment.h"
#include "page_parts.h"
#include "tool.h"

#define MINUTE_US (60 * ACD_SECOND)
#define HOUR_US   (60 * MINUTE_US)

/* What is longer is drawn by days, and from so many days on by weeks, and longer. */
#define HOURS_MAX 40
#define DAYS_MAX  62
#define TICKS_MAX 13

typedef struct reach {
  int64_t from_wall_us, to_wall_us;
} reach;

static acd_history_period period_at(const acd_history *history, uint32_t kind, int64_t wall_us)
{
  acd_history_period period = {.size = sizeof(period)};
  if (acd_history_period_at(history, kind, wall_us, &period) != ACD_OK || period.to_wall_us <= wall_us)
    period =
        (acd_history_period){.size = sizeof(period), .kind = kind, .from_wall_us = wall_us, .to_wall_us = INT64_MAX};
  return period;
}

enum { ARRIVALS, CALLS };

static int has_calls(const acd_history *history, const acd_history_period *period, int what)
{
  acd_kpi_calls kpi = {.size = sizeof(kpi)};
  if (acd_history_calls_get(history, period, &kpi) != ACD_OK) return 0;
  return kpi.arrived || (what == CALLS && (kpi.ended || kpi.live));
}

static int has_agents(const acd_history *history, const acd_history_period *period)
{
  acd_kpi_agent kpi = {.size = sizeof(kpi)};
  return acd_history_agent_get(history, period, NULL, &kpi) == ACD_OK && kpi.login_us;
}

/* From the first period of a kind with arrivals, or any calls, in it to the last, within a span: 1, or 0: there is none. */
static int find_calls(const acd_history *history, uint32_t kind, int what, reach *of)
{
  acd_history_period period = {.size = sizeof(period)};
  int64_t end_us = of->to_wall_us;
  int is_found = 0;
  for (int64_t at = of->from_wall_us; acd_history_period_next(history, kind, at, &period) == ACD_OK;
       at = period.to_wall_us) {
    if (period.from_wall_us >= end_us) break;
    if (!has_calls(history, &period, what)) continue;
    if (!is_found) of->from_wall_us = period.from_wall_us;
    of->to_wall_us = period.to_wall_us;
    is_found = 1;
  }
  return is_found;
}

/* As long as somebody is logged in, before and after, on the days of the first and last arrival. */
static void add_shifts(const acd_history *history, uint32_t kind, const reach *days, reach *of)
{
  acd_history_period period;
  while (of->from_wall_us > days->from_wall_us) {
    period = period_at(history, kind, of->from_wall_us - 1);
    if (!has_agents(history, &period)) break;
    of->from_wall_us = period.from_wall_us;
  }
  while (of->to_wall_us < days->to_wall_us) {
    period = period_at(history, kind, of->to_wall_us);
    if (!has_agents(history, &period)) break;
    of->to_wall_us = period.to_wall_us;
  }
}

static int64_t clock_of(const page_source *of, int64_t wall_us, int64_t *date_out)
{
  int64_t clock_us = 0;
  *date_out = 19700101;
  (void)acd_tzif_local(of->material->zone, wall_us, date_out, &clock_us);
  return clock_us;
}

static void add_point(page_span *span, int64_t from_us, int64_t to_us)
{
  span->points = grow(span->points, (span->count + 1) * sizeof(*span->points));
  memset(&span->points[span->count], 0, sizeof(*span->points));
  span->points[span->count].from_wall_us = from_us;
  span->points[span->count++].to_wall_us = to_us;
}

static void by_clock(const page_source *of, page_span *span, const reach *drawn, int64_t step_us)
{
  int64_t date, clock_us = clock_of(of, drawn->from_wall_us, &date), last_date;
  int is_several;
  (void)clock_of(of, drawn->to_wall_us - 1, &last_date);
  is_several = last_date != date;
  for (int64_t at = drawn->from_wall_us - clock_us % step_us; at < drawn->to_wall_us; at += step_us) {
    char *label;
    add_point(span, at, at + step_us);
    label = span->points[span->count - 1].label;
    clock_us = clock_of(of, at, &date);
    moment_text(date, clock_us, label); /* "Thu 2026-12-24 10:00" */
    memmove(label + (is_several ? 4 : 0), label + 15, 6);
  }
}

static void day_label(const page_source *of, const page_point *point, char text[40])
{
  int64_t date, last;
  (void)clock_of(of, point->from_wall_us, &date);
  (void)clock_of(of, point->to_wall_us - 1, &last);
  moment_text(date, -1, text);
  if (last == date) return;
  char end[40];
  moment_text(last, -1, end);
  memmove(text, text + 4, strlen(text + 4) + 1);
  strcat(text, " to ");
  strcat(text, end + 9); /* month and day */
}

static void by_days(const page_source *of, page_span *span, const reach *drawn)
{
  const acd_history *history = of->material->history;
  int64_t days = (drawn->to_wall_us - drawn->from_wall_us + TOOL_DAY_US / 2) / TOOL_DAY_US, each = 1;
  if (days > DAYS_MAX) each = days > 7 * DAYS_MAX ? 28 : 7;
  span->is_days = 1;
  for (int64_t at = drawn->from_wall_us; at < drawn->to_wall_us;) {
    int64_t from_us = at;
    for (int64_t i = 0; i < each && at < drawn->to_wall_us; i++)
      at = period_at(history, ACD_PERIOD_DAYS, at).to_wall_us;
    add_point(span, from_us, at);
    day_label(of, &span->points[span->count - 1], span->points[span->count - 1].label);
  }
}

static void add_tick(page_span *span, double at, const char *text)
{
  span->ticks = grow(span->ticks, (span->ticks_count + 1) * sizeof(*span->ticks));
  span->tick_texts = grow(span->tick_texts, (span->ticks_count + 1) * sizeof(*span->tick_texts));
  snprintf(span->tick_texts[span->ticks_count], sizeof(*span->tick_texts), "%s", text);
  span->ticks[span->ticks_count] = (page_tick){at, NULL, span->ticks_count % 2 == 1};
  span->ticks_count++;
}

/* At full hours, or at every so many days. */
static void add_ticks(const page_source *of, page_span *span)
{
  static const int64_t units_us[] = {MINUTE_US, 5 * MINUTE_US, 10 * MINUTE_US, 15 * MINUTE_US, 30 * MINUTE_US,
                                     HOUR_US,   2 * HOUR_US,   3 * HOUR_US,    4 * HOUR_US,    6 * HOUR_US};
  int64_t length_us = span->points[span->count - 1].to_wall_us - span->points[0].from_wall_us, unit_us = 6 * HOUR_US;
  size_t every = (span->count + TICKS_MAX - 1) / TICKS_MAX;
  for (size_t i = sizeof(units_us) / sizeof(units_us[0]); i-- > 0;)
    if (length_us / units_us[i] < TICKS_MAX) unit_us = units_us[i];
  for (size_t i = 0; i < span->count; i++) {
    int64_t date, clock_us = clock_of(of, span->points[i].from_wall_us, &date);
    char text[40];
    moment_text(date, clock_us, text);
    if (span->is_days && i % every == 0) {
      text[14] = '\0';
      add_tick(span, (double)i + 0.5, text + 9);
    } else if (!span->is_days && clock_us % unit_us == 0) {
      add_tick(span, (double)i, text + 15);
    }
  }
  for (size_t i = 0; i < span->ticks_count; i++) span->ticks[i].text = span->tick_texts[i];
}

/* Minutes are kept of the last hour alone. */
static int has_minutes(const acd_history *history, const reach *drawn)
{
  acd_history_period period = {.size = sizeof(period)};
  return acd_history_period_next(history, ACD_PERIOD_MINUTES, INT64_MIN, &period) == ACD_OK &&
         period.from_wall_us <= drawn->from_wall_us;
}

void page_span_make(const page_source *of, page_span *span)
{
  const acd_history *history = of->material->history;
  reach days = {INT64_MIN, INT64_MAX}, hours = days;
  memset(span, 0, sizeof(*span));
  if (!find_calls(history, ACD_PERIOD_DAYS, ARRIVALS, &days)) return;
  span->first_wall_us = days.from_wall_us;
  span->last_wall_us = days.to_wall_us - 1;
  span->kind = ACD_PERIOD_INTERVALS;
  if (!find_calls(history, ACD_PERIOD_INTERVALS, CALLS, &hours)) hours = days;
  add_shifts(history, ACD_PERIOD_INTERVALS, &days, &hours);
  if (hours.to_wall_us - hours.from_wall_us <= HOUR_US && has_minutes(history, &hours)) {
    reach minutes = hours;
    if (find_calls(history, ACD_PERIOD_MINUTES, CALLS, &minutes)) {
      span->kind = ACD_PERIOD_MINUTES;
      add_shifts(history, ACD_PERIOD_MINUTES, &hours, &minutes);
      hours = minutes;
    }
  }
  /* of long runs the first intervals are no longer kept */
  int is_long = days.to_wall_us - days.from_wall_us > 3 * TOOL_DAY_US;
  if (is_long || hours.to_wall_us - hours.from_wall_us > HOURS_MAX * HOUR_US) {
    span->kind = ACD_PERIOD_DAYS;
    by_days(of, span, &days);
  } else {
    int64_t length_us = hours.to_wall_us - hours.from_wall_us;
    int64_t step_us = span->kind == ACD_PERIOD_MINUTES ? MINUTE_US
                      : length_us <= 16 * HOUR_US      ? 15 * MINUTE_US
                                                       : 30 * MINUTE_US;
    by_clock(of, span, &hours, step_us);
  }
  add_ticks(of, span);
}

void page_span_free(page_span *span)
{
  free(span->points);
  free(span->ticks);
  free(span->tick_texts);
}

acd_history_period page_period(const page_span *span, size_t point)
{
  acd_history_period period = {.size = sizeof(period), .kind = span->kind};
  period.from_wall_us = span->points[point].from_wall_us;
  period.to_wall_us = span->points[point].to_wall_us;
  return period;
}
