/* SPDX-License-Identifier: Apache-2.0 */
/* Charts of a page: SVG whose places across are percentages, so that it is as wide as there is room and its texts keep their size. */
#include <inttypes.h>
#include <stdlib.h>

#include "page_parts.h"
#include "picture_text.h"
#include "tool.h"

enum { HEIGHT = 200, TICKS = 5 };

/* The least of 1, 2, 5 × 10ⁿ that is not below `least`; for spans of 1, 2, 5, 10, 15, 30 seconds, minutes and hours. */
static int64_t nice_step(int form, int64_t least)
{
  static const int64_t spans_s[] = {1,   2,    5,    10,   15,    30,    60,    120,   300,   600,
                                    900, 1800, 3600, 7200, 10800, 14400, 28800, 86400, 172800};
  if (form == PAGE_SPAN) {
    for (size_t i = 0; i < sizeof(spans_s) / sizeof(spans_s[0]); i++)
      if (spans_s[i] * ACD_SECOND >= least) return spans_s[i] * ACD_SECOND;
    return (least / TOOL_DAY_US + 1) * TOOL_DAY_US;
  }
  int64_t unit = form == PAGE_TENTHS ? 1000 : form == PAGE_PERCENT ? 10000 : 1;
  for (;; unit *= 10) {
    if (unit >= least) return unit;
    if (2 * unit >= least) return 2 * unit;
    if (5 * unit >= least) return 5 * unit;
  }
}

typedef struct plot {
  FILE *file;
  const page_chart *chart;
  int64_t top; /* of the axis */
} plot;

static int is_known(const page_series *series, size_t i)
{
  return !series->known || series->known[i];
}

/* Across, in percent. */
static double x_of(const plot *of, double point)
{
  return 100 * point / (double)of->chart->points;
}

static double y_of(const plot *of, int64_t value)
{
  return HEIGHT - (double)HEIGHT * (double)value / (double)of->top;
}

static int64_t highest(const page_chart *chart)
{
  int64_t most = chart->top;
  for (size_t i = 0; !chart->is_exact && i < chart->points; i++) {
    int64_t stack = 0;
    for (size_t k = 0; k < chart->series_count; k++) {
      int64_t value = is_known(&chart->series[k], i) ? chart->series[k].values[i] : 0;
      if (chart->series[k].shape == PAGE_BARS) value = stack += value;
      if (value > most) most = value;
    }
  }
  return most > 0 ? most : 1;
}

static void draw_axes(const plot *of, int64_t step)
{
  char text[40];
  const page_chart *chart = of->chart;
  int form = chart->form == PAGE_TENTHS ? PAGE_COUNT : chart->form == PAGE_PERCENT ? PAGE_WHOLE_PERCENT : chart->form;
  for (int64_t value = 0; value <= of->top; value += step)
    fprintf(of->file,
            "<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\"/><text class=\"y\" x=\"-8\" "
            "y=\"%.1f\">%s</text>\n",
            value ? "grid" : "ground", y_of(of, value), y_of(of, value), y_of(of, value) + 4,
            page_number(form, chart->form == PAGE_TENTHS ? value / 1000 : value, text));
  for (size_t i = 0; i < chart->ticks_count; i++) {
    const page_tick *tick = &chart->ticks[i];
    fprintf(of->file,
            "<g class=\"tick%s\"><line x1=\"%.3f%%\" x2=\"%.3f%%\" y1=\"%d\" y2=\"%d\"/><text x=\"%.3f%%\" y=\"%d\">",
            tick->is_minor ? " minor" : "", x_of(of, tick->at), x_of(of, tick->at), HEIGHT, HEIGHT + 5,
            x_of(of, tick->at), HEIGHT + 19);
    page_text(of->file, tick->text);
    fputs("</text></g>\n", of->file);
  }
}

static void draw_bars(const plot *of)
{
  const page_chart *chart = of->chart;
  for (size_t i = 0; i < chart->points; i++) {
    int64_t stack = 0;
    for (size_t k = 0; k < chart->series_count; k++) {
      const page_series *series = &chart->series[k];
      if (series->shape != PAGE_BARS || !is_known(series, i) || series->values[i] <= 0) continue;
      double foot = y_of(of, stack), head = y_of(of, stack += series->values[i]);
      fprintf(of->file, "<rect class=\"%s\" x=\"%.3f%%\" y=\"%.1f\" width=\"%.3f%%\" height=\"%.1f\"/>\n",
              series->color, x_of(of, (double)i + 0.1), head, x_of(of, 0.8), foot - head);
    }
  }
}

/* A line goes through the middles of the points, and is broken where there is no value; an area has steps. */
static void draw_path(const plot *of, const page_series *series)
{
  size_t points = of->chart->points;
  int is_area = series->shape == PAGE_AREA;
  fprintf(of->file,
          "<svg width=\"100%%\" height=\"%d\" viewBox=\"0 0 %zu %d\" preserveAspectRatio=\"none\"><path class=\"%s "
          "%s\" d=\"",
          HEIGHT, points * 10, HEIGHT, is_area ? "area" : "line", series->color);
  for (size_t i = 0; i < points; i++) {
    double y = y_of(of, series->values[i]);
    int is_first = i == 0 || !is_known(series, i - 1);
    if (!is_known(series, i)) continue;
    if (is_area)
      fprintf(of->file, "M%zu %dV%.1fh10V%d", i * 10, HEIGHT, y, HEIGHT);
    else
      fprintf(of->file, "%c%zu %.1f", is_first ? 'M' : 'L', i * 10 + 5, y);
  }
  fputs("\"/></svg>\n", of->file);
  for (size_t i = 0; !is_area && i < points; i++)
    if (is_known(series, i))
      fprintf(of->file, "<circle class=\"dot %s\" cx=\"%.3f%%\" cy=\"%.1f\" r=\"2.2\"/>\n", series->color,
              x_of(of, (double)i + 0.5), y_of(of, series->values[i]));
}

static void draw_marks(const plot *of)
{
  for (size_t i = 0; i < of->chart->marks_count; i++) {
    const page_tick *mark = &of->chart->marks[i];
    double x = x_of(of, mark->at);
    fprintf(of->file,
            "<g class=\"mark\"><line x1=\"%.3f%%\" x2=\"%.3f%%\" y1=\"%d\" y2=\"%d\"/><text class=\"%s\" x=\"%.3f%%\" "
            "y=\"%d\" dx=\"%d\">",
            x, x, (int)(12 + 15 * i), HEIGHT, x > 75 ? "end" : "start", x, (int)(21 + 15 * i), x > 75 ? -5 : 5);
    page_text(of->file, mark->text);
    fputs("</text></g>\n", of->file);
  }
}

/* Over each point, for who rests the pointer there: all its numbers. */
static void draw_hints(const plot *of)
{
  char text[40];
  const page_chart *chart = of->chart;
  for (size_t i = 0; i < chart->points; i++) {
    fprintf(of->file, "<rect class=\"hint\" x=\"%.3f%%\" y=\"0\" width=\"%.3f%%\" height=\"%d\"><title>",
            x_of(of, (double)i), x_of(of, 1), HEIGHT);
    page_text(of->file, chart->labels[i]);
    for (size_t k = 0; k < chart->series_count; k++) {
      const page_series *series = &chart->series[k];
      fputs("\n", of->file);
      page_text(of->file, series->name);
      fprintf(of->file, ": %s", page_number(is_known(series, i) ? series->form : PAGE_NONE, series->values[i], text));
    }
    fputs("</title></rect>\n", of->file);
  }
}

void page_legend_item(FILE *file, const char *shape, const char *color, const char *name)
{
  fprintf(file, "<li><span class=\"key %s %s\"></span>", shape, color);
  page_text(file, name);
  fputs("</li>", file);
}

static void print_legend(FILE *file, const page_chart *chart)
{
  static const char *const shapes[] = {"bar", "line", "bar"};
  if (chart->series_count < 2) return;
  fputs("<ul class=\"legend\" aria-hidden=\"true\">", file);
  for (size_t k = 0; k < chart->series_count; k++)
    page_legend_item(file, shapes[chart->series[k].shape], chart->series[k].color, chart->series[k].name);
  fputs("</ul>\n", file);
}

static void print_numbers(FILE *file, const page_chart *chart)
{
  const char **columns = grow(NULL, (chart->series_count + 1) * sizeof(*columns));
  columns[0] = chart->axis;
  for (size_t k = 0; k < chart->series_count; k++) columns[k + 1] = chart->series[k].name;
  char *caption = picture_copy(chart->title);
  if (chart->of) picture_append(&caption, ", ", chart->of);
  fputs("<details><summary>Numbers</summary>\n", file);
  page_table(file, caption, columns, chart->series_count + 1, 0);
  for (size_t i = 0; i < chart->points; i++) {
    page_row(file, chart->labels[i]);
    for (size_t k = 0; k < chart->series_count; k++)
      page_cell(file, is_known(&chart->series[k], i) ? chart->series[k].form : PAGE_NONE, chart->series[k].values[i]);
    page_row_end(file);
  }
  page_table_end(file);
  fputs("</details>\n", file);
  free(caption);
  free(columns);
}

void page_draw(FILE *file, const page_chart *chart)
{
  plot of = {file, chart, highest(chart)};
  int64_t step = nice_step(chart->form, (of.top + TICKS - 1) / TICKS);
  of.top = (of.top + step - 1) / step * step;
  fputs("<figure><figcaption><h3>", file);
  page_text(file, chart->title);
  fputs("</h3>", file);
  if (chart->lead) {
    fputs("<p>", file);
    page_text(file, chart->lead);
    fputs("</p>", file);
  }
  fputs("</figcaption>\n", file);
  print_legend(file, chart);
  fprintf(file, "<svg class=\"plot\" height=\"%d\" role=\"img\" aria-label=\"", HEIGHT + 26);
  page_text(file, chart->title);
  fputs(chart->of ? " of " : "", file);
  page_text(file, chart->of ? chart->of : "");
  fputs(": a chart of the numbers below\">\n", file);
  draw_axes(&of, step);
  draw_bars(&of);
  for (int shape = PAGE_AREA; shape >= PAGE_LINE; shape--)
    for (size_t k = 0; k < chart->series_count; k++)
      if (chart->series[k].shape == shape) draw_path(&of, &chart->series[k]);
  draw_marks(&of);
  draw_hints(&of);
  fputs("</svg>\n", file);
  print_numbers(file, chart);
  fputs("</figure>\n", file);
}
