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

int page_level(const page_source *of, const acd_history_period *period, acd_level *level_out)
{
  const material *from = of->material;
  *level_out = (acd_level){.size = sizeof(*level_out)};
  if (acd_history_level_get(from->history, period, NULL, 0, ACD_LEVEL_FROM_ENTRY, level_out) != ACD_OK) return 0;
  if (!from->has_own_levels) return 1;
  level_out->answered_within = 0;
  for (size_t i = 0; i < from->queues_count; i++) {
    const material_queue *queue = &from->queues[i];
    acd_level one = {.size = sizeof(one)};
    if (acd_history_level_get(from->history, period, queue->name, queue->level, ACD_LEVEL_FROM_ENTRY, &one) == ACD_OK)
      level_out->answered_within += one.answered_within;
  }
  return 1;
}

static void read_level(const page_source *of, const acd_history_period *period, columns *to, size_t point)
{
  acd_level all;
  if (page_level(of, period, &all))
    set(to, LEVEL, point, all.offered > all.abandoned_short, acd_level_ppm(&all, ACD_LEVEL_LIBACD));
}

static void read_queues(const page_source *of, const acd_history_period *period, columns *to, size_t point)
{
  acd_kpi_queue kpi = {.size = sizeof(kpi)};
  if (acd_history_queue_get(of->material->history, period, NULL, &kpi) != ACD_OK) return;
  set(to, ASA, point, kpi.answered > 0, acd_kpi_asa_us(&kpi));
  set(to, LONGEST, point, kpi.wait_us_max > 0 || kpi.answered > 0, kpi.wait_us_max);
  set(to, OFFERED, point, 1, kpi.offered);
  set(to, ANSWERED, point, 1, kpi.answered);
  set(to, ABANDONED, point, 1, kpi.abandoned + kpi.abandoned_short);
  set(to, OTHERWISE, point, 1,
      kpi.timed_out + kpi.left_by_key + kpi.rejected + kpi.disconnected + kpi.cancelled + kpi.no_agents + kpi.cleared +
          kpi.diverted + kpi.callbacks_taken);
  set(to, CALLED_BACK, point, 1, kpi.callbacks_answered);
}

/* On average over the period, as far as the run has come, in thousandths. */
static void read_agents(const page_source *of, const acd_history_period *period, int64_t until_us, columns *to,
                        size_t point)
{
  acd_kpi_agent kpi = {.size = sizeof(kpi)};
  int64_t length_us = (period->to_us < until_us ? period->to_us : until_us) - period->from_us;
  if (length_us <= 0 || acd_history_agent_get(of->material->history, period, NULL, &kpi) != ACD_OK) return;
  double working_us = (double)(kpi.reserved_us + kpi.busy_us + kpi.in_wrapup_us);
  set(to, LOGGED_IN, point, 1, (int64_t)(1000 * (double)kpi.login_us / (double)length_us + 0.5));
  set(to, WORKING, point, 1, (int64_t)(1000 * working_us / (double)length_us + 0.5));
}

static void read(const page_source *of, const page_span *span, columns *to)
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
    read_level(of, &period, to, i);
    read_queues(of, &period, to, i);
    read_agents(of, &period, info.wall_us, to, i);
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

static void draw_waiting(FILE *file, const page_source *of, columns *from, page_chart chart)
{
  page_series level = series_of(from, LEVEL, "Service level", "blue", PAGE_LINE, PAGE_PERCENT);
  page_series average = series_of(from, ASA, "Average wait", "blue", PAGE_BARS, PAGE_SPAN);
  page_series longest = series_of(from, LONGEST, "Longest wait", "red", PAGE_BARS, PAGE_SPAN);
  page_section(file, "waiting", "Service level and waiting", NULL);
  chart.title = "Service level";
  chart.lead = of->material->has_own_levels
                   ? "Answered within each queue's threshold, of all who left a queue, short abandons apart."
                   : "Answered within the shortest threshold, of all who left a queue, short abandons apart.";
  chart.series = &level;
  chart.series_count = 1;
  chart.form = PAGE_PERCENT;
  chart.top = 1000000;
  chart.is_exact = 1;
  page_draw(file, &chart);
  fputs("<div class=\"pair\">\n", file);
  chart.title = "Average wait until answered";
  chart.lead = NULL;
  chart.series = &average;
  chart.form = PAGE_SPAN;
  chart.top = 0;
  chart.is_exact = 0;
  page_draw(file, &chart);
  chart.title = "Longest wait, however it ended";
  chart.series = &longest;
  page_draw(file, &chart);
  fputs("</div>\n", file);
  page_section_end(file);
}

static void draw_calls(FILE *file, const page_span *span, columns *from, page_chart chart)
{
  page_series calls[5] = {series_of(from, ANSWERED, "Answered", "blue", PAGE_BARS, PAGE_COUNT)};
  page_series agents[] = {series_of(from, LOGGED_IN, "Logged in", "pale", PAGE_AREA, PAGE_TENTHS),
                          series_of(from, WORKING, "Ringing, on calls, in wrap-up", "blue", PAGE_AREA, PAGE_TENTHS)};
  size_t count = 1;
  if (is_any(from, CALLED_BACK, span->count))
    calls[count++] = series_of(from, CALLED_BACK, "Called back", "violet", PAGE_BARS, PAGE_COUNT);
  if (is_any(from, OTHERWISE, span->count))
    calls[count++] = series_of(from, OTHERWISE, "Left otherwise", "grey", PAGE_BARS, PAGE_COUNT);
  calls[count++] = series_of(from, ABANDONED, "Abandoned", "red", PAGE_BARS, PAGE_COUNT);
  calls[count++] = series_of(from, OFFERED, "Offered", "ink", PAGE_LINE, PAGE_COUNT);
  page_section(file, "calls", "Calls and agents", NULL);
  chart.title = "Calls offered, and how they left the queue";
  chart.lead = "Bars stand where a call was answered or left, the line where it came.";
  chart.series = calls;
  chart.series_count = count;
  chart.form = PAGE_COUNT;
  chart.top = 4;
  page_draw(file, &chart);
  chart.title = "Agents on average";
  chart.lead = NULL;
  chart.series = agents;
  chart.series_count = 2;
  chart.form = PAGE_TENTHS;
  chart.top = 4 * 1000;
  page_draw(file, &chart);
  page_section_end(file);
}

void page_day(FILE *file, const page_source *of, const page_span *span)
{
  columns from;
  const char **labels = grow(NULL, span->count * sizeof(*labels));
  page_chart chart = {.axis = span->is_days ? "Day" : "From",
                      .labels = labels,
                      .points = span->count,
                      .ticks = span->ticks,
                      .ticks_count = span->ticks_count};
  for (size_t i = 0; i < span->count; i++) labels[i] = span->points[i].label;
  read(of, span, &from);
  draw_waiting(file, of, &from, chart);
  draw_calls(file, span, &from, chart);
  for (int i = 0; i < COLUMNS; i++) {
    free(from.values[i]);
    free(from.known[i]);
  }
  free(labels);
}
