/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "moment.h"
#include "page_parts.h"
#include "page_style.h"
#include "tool.h"

/* "Monday, 2 March 2026" of a wall time. */
static void date_text(const page_source *of, int64_t wall_us, char text[64])
{
  static const char *const days[] = {"Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"};
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  int64_t offset_us = 0, until_us, day, local_us;
  int year, month, day_of_month;
  (void)acd_tzif_offset(of->material->zone, wall_us, &offset_us, &until_us);
  local_us = wall_us + offset_us;
  day = (local_us - (local_us % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US) / TOOL_DAY_US;
  date_of_day(day, &year, &month, &day_of_month);
  snprintf(text, 64, "%s, %d %s %d", days[(day % 7 + 7) % 7], day_of_month, months[month - 1], year);
}

static const char *last_part(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash && slash[1] ? slash + 1 : path;
}

static void print_title(FILE *file, const page_source *of, const page_span *span)
{
  char first[64], last[64];
  if (!span->count) {
    fputs("No calls", file);
    return;
  }
  date_text(of, span->first_wall_us, first);
  date_text(of, span->last_wall_us, last);
  fputs(first, file);
  if (strcmp(first, last) != 0) fprintf(file, " to %s", last);
}

/* A run goes on as long as shifts last, and longer than what is drawn. */
static void print_end(FILE *file, const page_source *of, const page_span *span)
{
  char text[40];
  int64_t date, clock_us, end_us = of->report->midnight_us + of->report->until_us;
  if (!span->count || end_us <= span->points[span->count - 1].to_wall_us) return;
  if (acd_tzif_local(of->material->zone, end_us, &date, &clock_us) != ACD_OK) return;
  fprintf(file, "; the figures are of the whole run, which ends %s", moment_text(date, clock_us, text));
}

static void print_head(FILE *file, const page_source *of, const page_span *span)
{
  fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src "
        "'unsafe-inline'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
        file);
  page_text(file, last_part(of->report->definition));
  fputs(": ", file);
  print_title(file, of, span);
  fputs("</title>\n<style>\n", file);
  fwrite(page_css, 1, page_css_size, file);
  fputs("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the figures</a>\n<header>\n<p "
        "class=\"kicker\">Report of a run</p>\n<h1>",
        file);
  print_title(file, of, span);
  fputs("</h1>\n<p class=\"lead\">", file);
  page_text(file, last_part(of->report->definition));
  fputs(" with the calls of ", file);
  page_text(file, last_part(of->report->calls_path));
  const tool_zone *zone = of->report->zone;
  int minutes = (int)(zone->offset_us / ACD_SECOND / 60), size = minutes < 0 ? -minutes : minutes;
  fputs("; times are ", file);
  page_text(file, zone->rules ? zone->name : "UTC");
  if (!zone->rules && minutes) fprintf(file, "%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
  print_end(file, of, span);
  fputs("</p>\n</header>\n", file);
}

#define KEYS(...)                                                                                                      \
  (const char *const[])                                                                                                \
  {                                                                                                                    \
    __VA_ARGS__, NULL                                                                                                  \
  }

static void print_links(FILE *file, const page_source *of, const page_span *span, const page_hours *week)
{
  int has_flows = json_object_size(page_figure(of, KEYS("flows"))) > 0;
  static const struct {
    const char *id, *name;
    int is_drawn; /* 1: only where there is something to draw, 2: and flows, 3: and a week */
  } links[] = {{"glance", "At a glance", 0},
               {"waiting", "Service level and waiting", 1},
               {"calls", "Calls and agents", 1},
               {"week", "The week by hours", 3},
               {"timelines", "What agents did", 1},
               {"spreads", "How long it took", 1},
               {"flows", "Ways of the calls", 2},
               {"queues", "Queues", 0},
               {"agents", "Agents", 0},
               {"ends", "How calls ended", 0}};
  fputs("<nav aria-label=\"Parts\"><ul>", file);
  for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
    if (!(links[i].is_drawn && !span->count) && !(links[i].is_drawn == 2 && !has_flows) &&
        !(links[i].is_drawn == 3 && !week))
      fprintf(file, "<li><a href=\"#%s\">%s</a></li>", links[i].id, links[i].name);
  fputs("</ul></nav>\n", file);
}

/* A tile: a figure in large, and below it what it is to be read with. */
static void begin_tile(FILE *file, const page_source *of, const char *name, int form, const char *const *keys)
{
  fprintf(file, "<div class=\"tile\"><dt>%s</dt><dd><strong>", name);
  page_reported(file, of, form, keys);
  fputs("</strong><span>", file);
}

static void end_tile(FILE *file)
{
  fputs("</span></dd></div>\n", file);
}

static void print_tile(FILE *file, const page_source *of, const char *name, int form, const char *const *keys,
                       const char *before, int second_form, const char *const *second, const char *after)
{
  begin_tile(file, of, name, form, keys);
  fputs(before, file);
  page_reported(file, of, second_form, second);
  fputs(after, file);
  end_tile(file);
}

static void print_tiles(FILE *file, const page_source *of)
{
  size_t there = 0;
  for (size_t i = 0; i < of->report->agents_count; i++) there += of->report->agents[i].kpi.login_us > 0;
  page_section(file, "glance", "At a glance", NULL);
  fputs("<dl class=\"tiles\">\n", file);
  print_tile(file, of, "Calls", PAGE_COUNT, KEYS("calls", "arrived"), "", PAGE_COUNT, KEYS("queues_total", "offered"),
             " offered to queues");
  print_tile(file, of, "Service level", PAGE_PERCENT, KEYS("queues_total", "service_level_ppm"), "", PAGE_COUNT,
             KEYS("queues_total", "answered_within"), " answered within the threshold");
  print_tile(file, of, "Answered", PAGE_COUNT, KEYS("queues_total", "answered"), "after ", PAGE_SPAN,
             KEYS("queues_total", "asa_us"), " on average");
  print_tile(file, of, "Longest wait", PAGE_SPAN, KEYS("queues_total", "longest_us"), "", PAGE_COUNT,
             KEYS("queues_total", "waiting"), " still waiting");
  begin_tile(file, of, "Abandonment", PAGE_PERCENT, KEYS("queues_total", "abandonment_ppm"));
  page_reported(file, of, PAGE_COUNT, KEYS("queues_total", "abandoned"));
  fputs(" abandoned, ", file);
  page_reported(file, of, PAGE_COUNT, KEYS("queues_total", "abandoned_short"));
  fputs(" short", file);
  end_tile(file);
  print_tile(file, of, "Handle time", PAGE_SPAN, KEYS("queues_total", "aht_us"), "on average of ", PAGE_COUNT,
             KEYS("queues_total", "handled"), "");
  begin_tile(file, of, "Occupancy", PAGE_PERCENT, KEYS("agents_total", "occupancy_ppm"));
  fprintf(file, "%zu of %zu agents logged in", there, of->report->agents_count);
  end_tile(file);
  fputs("</dl>\n", file);
  page_section_end(file);
}

static void print_ends(FILE *file, const page_source *of)
{
  static const char *const columns[] = {"End", "Calls", "Share"};
  const char *name;
  json_t *count;
  int64_t ended = of->report->calls.ended;
  page_section(file, "ends", "How calls ended", NULL);
  page_table(file, "How calls ended", columns, 3, 0);
  json_object_foreach((json_t *)page_figure(of, KEYS("calls", "ends")), name, count)
  {
    int64_t value = json_integer_value(count);
    if (!value) continue;
    page_row(file, name);
    fputs("<td>", file);
    page_reported(file, of, PAGE_COUNT, KEYS("calls", "ends", name));
    fprintf(file, "</td><td class=\"share\" style=\"--part:%.1f%%\">", 100 * (double)value / (double)ended);
    page_data(file, PAGE_PERCENT, (int64_t)(1e6 * (double)value / (double)ended + 0.5));
    fputs("</td>", file);
    page_row_end(file);
  }
  page_table_foot(file);
  page_row(file, "All");
  fputs("<td>", file);
  page_reported(file, of, PAGE_COUNT, KEYS("calls", "ended"));
  fputs("</td><td></td>", file);
  page_row_end(file);
  page_table_end(file);
  page_section_end(file);
}

static void print_foot(FILE *file, const page_source *of)
{
  acd_history_info info = {.size = sizeof(info)};
  uint32_t version = acd_version();
  fputs("<footer><p>", file);
  page_reported(file, of, PAGE_COUNT, KEYS("run", "rows"));
  fputs(" calls read, ", file);
  page_reported(file, of, PAGE_COUNT, KEYS("run", "rows_bad"));
  fputs(" left out, ", file);
  page_reported(file, of, PAGE_COUNT, KEYS("run", "rows_skipped"));
  fputs(" skipped; seed ", file);
  page_reported(file, of, PAGE_COUNT, KEYS("run", "seed"));
  fprintf(file, ". Made by acd run, libacd %u.%u.%u. Times are hours:minutes:seconds.</p>\n", (unsigned)(version >> 16),
          (unsigned)(version >> 8 & 255), (unsigned)(version & 255));
  if (acd_history_get(of->material->history, &info) == ACD_OK && info.lost)
    fputs("<p>The run was too large to keep all of it by time: the charts are not complete, the tables of queues and "
          "agents "
          "are.</p>\n",
          file);
  fputs("</footer>\n<script>\n", file);
  fwrite(page_js, 1, page_js_size, file);
  fputs("</script>\n</body>\n</html>\n", file);
}

int page_write(const page_source *of, FILE *file)
{
  page_span span;
  page_span_make(of, &span);
  print_head(file, of, &span);
  fputs("<main id=\"main\">\n", file);
  page_hours *week = span.count ? page_week_read(of, &span) : NULL;
  print_links(file, of, &span, week);
  print_tiles(file, of);
  if (span.count) {
    page_day(file, of, &span);
    page_week(file, week);
    page_timelines(file, of, &span);
    page_spreads(file, of);
    page_flows(file, of);
  }
  page_queues(file, of, &span);
  page_agents(file, of);
  print_ends(file, of);
  fputs("</main>\n", file);
  print_foot(file, of);
  free(week);
  page_span_free(&span);
  return ferror(file) ? -1 : 0;
}
