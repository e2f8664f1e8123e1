/* SPDX-License-Identifier: Apache-2.0 */
/* How long calls waited and were handled: distributions with percentiles. */
#include <stdlib.h>
#include <string.h>

#include "page_parts.h"
#include "tool.h"

#define BINS_MIN 6
#define BINS_MAX 30

static const acd_history_period all = {.size = sizeof(all), .kind = ACD_PERIOD_ALL};

static const struct {
  int64_t ppm;
  const char *name;
} parts[] = {{500000, "50 %"}, {900000, "90 %"}, {950000, "95 %"}, {990000, "99 %"}};
static const int64_t kinds[] = {ACD_DISTRIBUTION_WAIT, ACD_DISTRIBUTION_ABANDON, ACD_DISTRIBUTION_HANDLE};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))
#define PARTS (sizeof(parts) / sizeof(parts[0]))

/* NULL: nothing is in it. */
static acd_distribution *distribution_of(const page_source *of, const char *queue, int64_t kind)
{
  acd_distribution *made = NULL;
  if (acd_distribution_new(NULL, &made) != ACD_OK) return NULL;
  if (acd_history_distribution_add(of->material->history, &all, queue, kind, made) == ACD_OK &&
      acd_distribution_count(made))
    return made;
  acd_distribution_free(made);
  return NULL;
}

/* Bins of a round width, so that nearly all are in them; the last one holds whatever is longer. */
static int64_t bin_width(const acd_distribution *from)
{
  static const int64_t widths_s[] = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 86400};
  int64_t most_us = acd_distribution_percentile_us(from, 990000);
  for (size_t i = 0; i < sizeof(widths_s) / sizeof(widths_s[0]); i++)
    if (most_us < (BINS_MAX - 1) * widths_s[i] * ACD_SECOND) return widths_s[i] * ACD_SECOND;
  return most_us / (BINS_MAX - 1) / TOOL_DAY_US * TOOL_DAY_US + TOOL_DAY_US;
}

static size_t fill_bins(const acd_distribution *from, int64_t width_us, int64_t counts[BINS_MAX])
{
  acd_bucket bucket = {.size = sizeof(bucket)};
  size_t used = BINS_MIN;
  memset(counts, 0, BINS_MAX * sizeof(counts[0]));
  for (int64_t at = 0; acd_distribution_bucket_next(from, at, &bucket) == ACD_OK; at = bucket.to_us + 1) {
    int64_t bin = (bucket.from_us + (bucket.to_us - bucket.from_us) / 2) / width_us;
    if (bin >= BINS_MAX) bin = BINS_MAX - 1;
    counts[bin] += bucket.count;
    if ((size_t)bin >= used) used = (size_t)bin + 1;
  }
  return used;
}

#define MARKS 3 /* of the parts */

/* A chart in the making: what it points to. */
typedef struct spread {
  int64_t width_us, counts[BINS_MAX], most;
  size_t bins;
  char labels[BINS_MAX][96];
  const char *labels_of[BINS_MAX];
  char ticks_text[BINS_MAX][40], marks_text[MARKS][64];
  page_tick ticks[BINS_MAX], marks[MARKS];
  size_t ticks_count;
} spread;

static void add_labels(spread *to)
{
  for (size_t i = 0; i < to->bins; i++) {
    char begin[40], end[40];
    page_number(PAGE_SPAN, (int64_t)i * to->width_us, begin);
    page_number(PAGE_SPAN, (int64_t)(i + 1) * to->width_us, end);
    if (i + 1 == BINS_MAX)
      snprintf(to->labels[i], sizeof(to->labels[i]), "%s and longer", begin);
    else
      snprintf(to->labels[i], sizeof(to->labels[i]), "%s to %s", begin, end);
    to->labels_of[i] = to->labels[i];
    if (to->counts[i] > to->most) to->most = to->counts[i];
  }
}

static void add_ticks(spread *to)
{
  size_t every = (to->bins + 9) / 10;
  for (size_t i = 0; i <= to->bins && i < BINS_MAX; i += every) {
    char *text = to->ticks_text[to->ticks_count];
    page_number(PAGE_SPAN, (int64_t)i * to->width_us, text);
    to->ticks[to->ticks_count] = (page_tick){(double)i, text, to->ticks_count % 2 == 1};
    to->ticks_count++;
  }
}

static void add_marks(spread *to, const acd_distribution *from)
{
  for (size_t i = 0; i < MARKS; i++) {
    int64_t value_us = acd_distribution_percentile_us(from, parts[i].ppm);
    double at = (double)value_us / (double)to->width_us;
    char text[40];
    page_number(PAGE_SPAN, value_us, text);
    snprintf(to->marks_text[i], sizeof(to->marks_text[i]), "%s: %s", parts[i].name, text);
    to->marks[i] = (page_tick){at > (double)to->bins ? (double)to->bins : at, to->marks_text[i], 0};
  }
}

static void draw_one(FILE *file, const page_source *of, int64_t kind, const char *title, const char *name)
{
  acd_distribution *from = distribution_of(of, NULL, kind);
  spread drawn = {.most = 4};
  page_series series = {name, "blue", PAGE_BARS, PAGE_COUNT, drawn.counts, NULL};
  if (!from) return;
  drawn.width_us = bin_width(from);
  drawn.bins = fill_bins(from, drawn.width_us, drawn.counts);
  add_labels(&drawn);
  add_ticks(&drawn);
  add_marks(&drawn, from);
  page_draw(file, &(page_chart){.title = title,
                                .axis = "Time",
                                .labels = drawn.labels_of,
                                .points = drawn.bins,
                                .ticks = drawn.ticks,
                                .ticks_count = drawn.ticks_count,
                                .series = &series,
                                .series_count = 1,
                                .form = PAGE_COUNT,
                                .top = drawn.most + drawn.most / 4, /* room for the marks */
                                .marks = drawn.marks,
                                .marks_count = MARKS});
  acd_distribution_free(from);
}

static void add_row(FILE *file, const page_source *of, const char *head, const char *queue)
{
  page_row(file, head);
  for (size_t k = 0; k < KINDS; k++) {
    acd_distribution *from = distribution_of(of, queue, kinds[k]);
    for (size_t i = 0; i < PARTS; i++) {
      if (kinds[k] == ACD_DISTRIBUTION_ABANDON && parts[i].ppm > 900000) continue;
      page_cell(file, from ? PAGE_SPAN : PAGE_NONE, from ? acd_distribution_percentile_us(from, parts[i].ppm) : 0);
    }
    acd_distribution_free(from);
  }
  page_row_end(file);
}

static int is_any(const page_source *of)
{
  for (size_t k = 0; k < KINDS; k++) {
    acd_distribution *from = distribution_of(of, NULL, kinds[k]);
    acd_distribution_free(from);
    if (from) return 1;
  }
  return 0;
}

void page_spreads(FILE *file, const page_source *of)
{
  static const char *const columns[] = {"Queue",       "Wait 50 %",    "Wait 90 %",    "Wait 95 %",
                                        "Wait 99 %",   "Abandon 50 %", "Abandon 90 %", "Handle 50 %",
                                        "Handle 90 %", "Handle 95 %",  "Handle 99 %"};
  page_section(file, "spreads", "How long it took",
               "So many per cent of all were not longer; to within 1 % of the time.");
  if (!is_any(of)) {
    fputs("<p class=\"note\">Nobody was answered in a queue, or gave up there.</p>\n", file);
    page_section_end(file);
    return;
  }
  fputs("<div class=\"pair\">\n", file);
  draw_one(file, of, ACD_DISTRIBUTION_WAIT, "Wait of answered calls", "Answered calls");
  draw_one(file, of, ACD_DISTRIBUTION_HANDLE, "Handle time: talk, hold and wrap-up", "Conversations");
  fputs("</div>\n", file);
  page_table(file, "Percentiles by queue", columns, sizeof(columns) / sizeof(columns[0]), 1);
  for (size_t i = 0; i < of->report->queues_count; i++)
    add_row(file, of, of->report->queues[i].name, of->report->queues[i].name);
  page_table_foot(file);
  add_row(file, of, "All", NULL);
  page_table_end(file);
  page_section_end(file);
}
