/* SPDX-License-Identifier: Apache-2.0 */
/* Service level and waiting, and calls against agents, over the time that is drawn. */
#include <stdlib.h>
#include <string.h>

#include "page_parts.h"
#include "tool.h"

enum { LEVEL, ASA, LONGEST, OFFERED, ANSWERED, ABANDONED, OTHERWISE, CALLED_BACK, LOGGED_IN, WORKING, COLUMNS };

typedef struct columns {
  int64_t *values[COLUMNS];
  unsigned char *known[COLUMNS];
} columns;

static void set(columns *of, int column, size_t point, int is_known, int64_t value)
{
  of->values[column][point] = is_known ? value : 0;
  of->known[column][point] = (unsigned char)is_known;
}

static int queue_level(const page_source *of, const acd_history_period *period, const material_queue *queue,
                       acd_service_level_counts *level_out)
{
  *level_out = (acd_service_level_counts){.size = sizeof(*level_out)};
  return acd_history_service_level_get(of->material->history, period, queue->name, queue->level, level_out) == ACD_OK;
}

int page_level(const page_source *of, const acd_history_period *period, const char *queue,
               acd_service_level_counts *level_out)
{
  static const material_queue all = {NULL, 0};
  const material *from = of->material;
  acd_service_level_counts one;
  for (size_t i = 0; queue && i < from->queues_count; i++)
    if (strcmp(from->queues[i].name, queue) == 0) return queue_level(of, period, &from->queues[i], level_out);
  if (!queue_level(of, period, &all, level_out)) return 0;
  if (!from->has_own_levels) return 1;
  level_out->answered_within = 0;
  for (size_t i = 0; i < from->queues_count; i++)
    if (queue_level(of, period, &from->queues[i], &one)) level_out->answered_within += one.answered_within;
  return 1;
}

static void read_level(const page_source *of, const acd_history_period *period, const char *queue, columns *to,
                       size_t point)
{
  acd_service_level_counts found;
  if (page_level(of, period, queue, &found))
    set(to, LEVEL, point, found.offered > found.abandoned_short,
        acd_service_level_ppm(&found, ACD_SERVICE_LEVEL_LIBACD));
}

/* What goes from queue to queue comes in and leaves in each; in the total (NULL) it is none of both. */
static void read_queue(const page_source *of, const acd_history_period *period, const char *queue, columns *to,
                       size_t point)
{
  acd_kpi_queue kpi = {.size = sizeof(kpi)};
  if (acd_history_queue_get(of->material->history, period, queue, &kpi) != ACD_OK) return;
  int64_t came = kpi.transferred_in + kpi.overflowed_in + kpi.consulted_in + kpi.moved_in + kpi.also_in;
  int64_t left = kpi.overflowed + kpi.moved + kpi.also_out;
  set(to, ASA, point, kpi.answered > 0, acd_kpi_asa_us(&kpi));
  set(to, LONGEST, point, kpi.wait_us_max > 0 || kpi.answered > 0, kpi.wait_us_max);
  set(to, OFFERED, point, 1, kpi.offered + (queue ? came : 0));
  set(to, ANSWERED, point, 1, kpi.answered);
  set(to, ABANDONED, point, 1, kpi.abandoned + kpi.abandoned_short);
  set(to, OTHERWISE, point, 1,
      kpi.timed_out + kpi.left_by_key + kpi.rejected + kpi.disconnected + kpi.cancelled + kpi.no_agents + kpi.cleared +
          kpi.diverted + kpi.callbacks_taken + (queue ? left : 0));
  set(to, CALLED_BACK, point, 1, kpi.callbacks_answered);
}

/* On average over the period, as far as the run has come, in thousandths. */
static void read_agents(const page_source *of, const acd_history_period *period, int64_t until_us, columns *to,
                        size_t point)
{
  acd_kpi_agent kpi = {.size = sizeof(kpi)};
  int64_t length_us = (period->to_wall_us < until_us ? period->to_wall_us : until_us) - period->from_wall_us;
  if (length_us <= 0 || acd_history_agent_get(of->material->history, period, NULL, &kpi) != ACD_OK) return;
  double working_us = (double)(kpi.reserved_us + kpi.busy_us + kpi.in_wrapup_us);
  set(to, LOGGED_IN, point, 1, (int64_t)(1000 * (double)kpi.login_us / (double)length_us + 0.5));
  set(to, WORKING, point, 1, (int64_t)(1000 * working_us / (double)length_us + 0.5));
}

/* Of one queue, or all (NULL). */
static void read(const page_source *of, const page_span *span, const char *queue, columns *to)
{
  acd_history_info info = {.size = sizeof(info)};
  if (acd_history_get(of->material->history, &info) != ACD_OK) info.wall_us = INT64_MAX;
  for (int i = 0; i < COLUMNS; i++) {
    to->values[i] = grow(NULL, span->count * sizeof(*to->values[i]));
    to->known[i] = grow(NULL, span->count);
    memset(to->values[i], 0, span->count * sizeof(*to->values[i]));
    memset(to->known[i], 0, span->count);
  }
  for (size_t i = 0; i < span->count; i++) {
    acd_history_period period = page_period(span, i);
    read_level(of, &period, queue, to, i);
    read_queue(of, &period, queue, to, i);
    if (!queue) read_agents(of, &period, info.wall_us, to, i);
  }
}

static page_series series_of(columns *from, int column, const char *name, const char *color, int shape, int form)
{
  return (page_series){name, color, shape, form, from->values[column], from->known[column]};
}

static int is_any(const columns *of, int column, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (of->values[column][i]) return 1;
  return 0;
}

static void draw_level(FILE *file, const page_source *of, columns *from, page_chart chart)
{
  page_series level = series_of(from, LEVEL, "Service level", "blue", PAGE_LINE, PAGE_PERCENT);
  chart.title = "Service level";
  if (!chart.of)
    chart.lead = of->material->has_own_levels
                     ? "Answered within each queue's threshold, of all who left a queue, short abandons apart."
                     : "Answered within the shortest threshold, of all who left a queue, short abandons apart.";
  chart.series = &level;
  chart.series_count = 1;
  chart.form = PAGE_PERCENT;
  chart.top = 1000000;
  chart.is_exact = 1;
  page_draw(file, &chart);
}

static void draw_wait(FILE *file, page_series wait, const char *title, page_chart chart)
{
  chart.title = title;
  chart.series = &wait;
  chart.series_count = 1;
  chart.form = PAGE_SPAN;
  page_draw(file, &chart);
}

static void draw_average(FILE *file, columns *from, page_chart chart)
{
  draw_wait(file, series_of(from, ASA, "Average wait", "blue", PAGE_BARS, PAGE_SPAN), "Average wait until answered",
            chart);
}

static void draw_calls(FILE *file, columns *from, page_chart chart)
{
  page_series calls[5] = {series_of(from, ANSWERED, "Answered", "blue", PAGE_BARS, PAGE_COUNT)};
  size_t count = 1;
  if (is_any(from, CALLED_BACK, chart.points))
    calls[count++] = series_of(from, CALLED_BACK, "Called back", "gold", PAGE_BARS, PAGE_COUNT);
  if (is_any(from, OTHERWISE, chart.points))
    calls[count++] = series_of(from, OTHERWISE, "Left otherwise", "grey", PAGE_BARS, PAGE_COUNT);
  calls[count++] = series_of(from, ABANDONED, "Abandoned", "red", PAGE_BARS, PAGE_COUNT);
  calls[count++] = series_of(from, OFFERED, chart.of ? "Came in" : "Offered", "ink", PAGE_LINE, PAGE_COUNT);
  chart.title = chart.of ? "Calls that came, and how they left" : "Calls offered, and how they left the queue";
  chart.lead = "Bars stand where a call was answered or left, the line where it came.";
  chart.series = calls;
  chart.series_count = count;
  chart.form = PAGE_COUNT;
  chart.top = 4;
  page_draw(file, &chart);
}

static void draw_agents(FILE *file, columns *from, int is_days, page_chart chart)
{
  page_series agents[] = {series_of(from, LOGGED_IN, "Logged in", "pale", PAGE_AREA, PAGE_TENTHS),
                          series_of(from, WORKING, "Ringing, on calls, in wrap-up", "blue", PAGE_AREA, PAGE_TENTHS)};
  chart.title = "Agents on average";
  if (is_days) chart.lead = "Over all hours of the day, the nights too.";
  chart.series = agents;
  chart.series_count = 2;
  chart.form = PAGE_TENTHS;
  chart.top = 4 * 1000;
  page_draw(file, &chart);
}

static page_chart begin_chart(const page_span *span, const char **labels)
{
  for (size_t i = 0; i < span->count; i++) labels[i] = span->points[i].label;
  return (page_chart){.axis = span->is_days ? "Day" : "From",
                      .labels = labels,
                      .points = span->count,
                      .ticks = span->ticks,
                      .ticks_count = span->ticks_count};
}

static void free_columns(columns *of)
{
  for (int i = 0; i < COLUMNS; i++) {
    free(of->values[i]);
    free(of->known[i]);
  }
}

void page_day(FILE *file, const page_source *of, const page_span *span)
{
  columns from;
  const char **labels = grow(NULL, span->count * sizeof(*labels));
  page_chart chart = begin_chart(span, labels);
  read(of, span, NULL, &from);
  page_section(file, "waiting", "Service level and waiting", NULL);
  draw_level(file, of, &from, chart);
  fputs("<div class=\"pair\">\n", file);
  draw_average(file, &from, chart);
  draw_wait(file, series_of(&from, LONGEST, "Longest wait", "red", PAGE_BARS, PAGE_SPAN),
            "Longest wait, however it ended", chart);
  fputs("</div>\n", file);
  page_section_end(file);
  page_section(file, "calls", "Calls and agents", NULL);
  draw_calls(file, &from, chart);
  draw_agents(file, &from, span->is_days, chart);
  page_section_end(file);
  free_columns(&from);
  free(labels);
}

void page_queue_day(FILE *file, const page_source *of, const page_span *span, const char *queue)
{
  columns from;
  const char **labels = grow(NULL, span->count * sizeof(*labels));
  page_chart chart = begin_chart(span, labels);
  chart.of = queue;
  read(of, span, queue, &from);
  fputs("<details class=\"more\"><summary>", file);
  page_text(file, queue);
  fputs(span->is_days ? " day by day" : " over the day", file);
  fputs("</summary>\n<div class=\"pair\">\n", file);
  draw_level(file, of, &from, chart);
  draw_average(file, &from, chart);
  fputs("</div>\n", file);
  draw_calls(file, &from, chart);
  fputs("</details>\n", file);
  free_columns(&from);
  free(labels);
}
