/* SPDX-License-Identifier: Apache-2.0 */
/* Of several days: which hours of the week are busy, and in which callers wait. */
#include <string.h>

#include "moment.h"
#include "page_parts.h"
#include "tool.h"

#define HOUR_US (3600 * ACD_SECOND)

typedef struct hour {
  int64_t offered, within, counted; /* `within` of those who are `counted` were answered in time */
} hour;

typedef struct page_hours {
  hour hours[7][24]; /* from Monday on */
  int64_t days[7];
  int first, last; /* hours with calls */
} week;

static void add_hour(const page_source *of, int64_t from_us, hour *to)
{
  acd_history_period period = {sizeof(period), ACD_PERIOD_INTERVALS, from_us, from_us + HOUR_US};
  acd_kpi_queue kpi = {.size = sizeof(kpi)};
  acd_service_level_counts level;
  if (acd_history_queue_get(of->material->history, &period, NULL, &kpi) == ACD_OK) to->offered += kpi.offered;
  if (!page_level(of, &period, NULL, &level)) return;
  to->within += level.answered_within;
  to->counted += level.offered - level.abandoned_short;
}

/* The days of which there are intervals. 0: they are less than a week. */
static int read_week(const page_source *of, const page_span *span, week *to)
{
  const material *from = of->material;
  acd_history_period oldest = {.size = sizeof(oldest)}, day = {.size = sizeof(day)};
  int64_t end_us = span->points[span->count - 1].to_wall_us, days = 0, date, clock_us;
  memset(to, 0, sizeof(*to));
  to->first = 24;
  to->last = -1;
  if (acd_history_period_next(from->history, ACD_PERIOD_INTERVALS, INT64_MIN, &oldest) != ACD_OK) return 0;
  for (int64_t at = span->points[0].from_wall_us; at < end_us; at = day.to_wall_us) {
    if (acd_history_period_at(from->history, ACD_PERIOD_DAYS, at, &day) != ACD_OK || day.to_wall_us <= at) return 0;
    if (day.from_wall_us < oldest.from_wall_us && day.from_wall_us != span->points[0].from_wall_us) continue;
    if (acd_tzif_local(from->zone, day.from_wall_us, &date, &clock_us) != ACD_OK) return 0;
    int weekday = (int)((moment_day(date) + 3) % 7); /* 1970 began with a Thursday */
    to->days[weekday]++;
    days++;
    for (int i = 0; i < 24; i++) {
      int64_t from_us, second_us;
      hour *one = &to->hours[weekday][i];
      if (acd_tzif_instants(from->zone, date, i * HOUR_US, &from_us, &second_us) < 1) continue;
      add_hour(of, from_us, one);
      if (one->offered && i < to->first) to->first = i;
      if (one->offered && i > to->last) to->last = i;
    }
  }
  return days >= 7 && to->last >= 0;
}

/* `heat`: how strong the cell is coloured, in per cent. */
static void add_cell(FILE *file, int form, int64_t value, const char *color, double heat)
{
  fprintf(file, "<td class=\"heat %s\" style=\"--heat:%.0f%%\">", color, form == PAGE_NONE ? 0.0 : heat);
  page_data(file, form, value);
  fputs("</td>", file);
}

/* Whole calls, unless there are few. */
static void add_average(FILE *file, double average, double most)
{
  int is_whole = most >= 20;
  add_cell(file, is_whole ? PAGE_COUNT : PAGE_TENTHS, (int64_t)((is_whole ? 1 : 1000) * average + 0.5), "blue",
           most > 0 ? 100 * average / most : 0);
}

static void add_table(FILE *file, const week *of, const char *caption, int is_level)
{
  static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  char titles[24][4];
  const char *columns[25] = {"Day"};
  size_t count = 1;
  double most = 0;
  for (int i = of->first; i <= of->last; i++) {
    snprintf(titles[i], sizeof(titles[i]), "%02d", i % 24);
    columns[count++] = titles[i];
    for (int day = 0; day < 7; day++)
      if (of->days[day] && (double)of->hours[day][i].offered / (double)of->days[day] > most)
        most = (double)of->hours[day][i].offered / (double)of->days[day];
  }
  fprintf(file, "<figure><figcaption><h3>%s</h3></figcaption>\n", caption);
  page_table(file, caption, columns, count, 0);
  for (int day = 0; day < 7; day++) {
    if (!of->days[day]) continue;
    page_row(file, names[day]);
    for (int i = of->first; i <= of->last; i++) {
      const hour *one = &of->hours[day][i];
      double average = (double)one->offered / (double)of->days[day];
      double level = one->counted ? (double)one->within / (double)one->counted : 1;
      if (is_level)
        add_cell(file, one->counted ? PAGE_OF_100 : PAGE_NONE, (int64_t)(1e6 * level + 0.5), "red", 100 - 100 * level);
      else
        add_average(file, average, most);
    }
    page_row_end(file);
  }
  page_table_end(file);
  fputs("</figure>\n", file);
}

page_hours *page_week_read(const page_source *of, const page_span *span)
{
  week read;
  if (!span->is_days || !read_week(of, span, &read)) return NULL;
  week *kept = grow(NULL, sizeof(*kept));
  *kept = read;
  return kept;
}

void page_week(FILE *file, const page_hours *read)
{
  if (!read) return;
  page_section(file, "week", "The week by hours", NULL);
  add_table(file, read, "Calls offered by hour, on average", 0);
  add_table(file, read, "Service level by hour, in per cent", 1);
  page_section_end(file);
}
