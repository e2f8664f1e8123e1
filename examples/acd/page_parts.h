/* SPDX-License-Identifier: Apache-2.0 */
/** @file Pieces of a page: texts, numbers, tables, charts. Each prints where it stands. */
#ifndef TOOL_PAGE_PARTS_H
#define TOOL_PAGE_PARTS_H

#include <stdint.h>
#include <stdio.h>

#include "page.h"

/* The text, with what HTML would read as its own escaped. */
void page_text(FILE *file, const char *text);

/* How a number is written: 12,345; 4:05; 81.3 %; 81 %; 81 (per cent); 12.5 (of thousandths); a dash, where there is none. */
enum { PAGE_COUNT, PAGE_SPAN, PAGE_PERCENT, PAGE_WHOLE_PERCENT, PAGE_OF_100, PAGE_TENTHS, PAGE_NONE };
const char *page_number(int form, int64_t value, char text[40]);
/* In a <data> with the exact value. */
void page_data(FILE *file, int form, int64_t value);
/* A figure of the report, by its keys from the root on, NULL behind the last one. */
const json_t *page_figure(const page_source *of, const char *const *keys);
/* It as <data> that says where it stands; a dash for null. */
void page_reported(FILE *file, const page_source *of, int form, const char *const *keys);

/* <section> with a heading; `lead` (may be NULL) says what is seen. */
void page_section(FILE *file, const char *id, const char *title, const char *lead);
void page_section_end(FILE *file);

/* A table that scrolls by itself where it is wide. The first column is the head of its row. `sorts`: the reader may sort it. */
void page_table(FILE *file, const char *caption, const char *const *columns, size_t count, int sorts);
void page_row(FILE *file, const char *head);
void page_cell(FILE *file, int form, int64_t value);
void page_row_end(FILE *file);
/* What follows is the table's foot. */
void page_table_foot(FILE *file);
void page_table_end(FILE *file);

enum { PAGE_BARS, PAGE_LINE, PAGE_AREA };
/* Values by point, a series a name. Bars are stacked on the series of bars before; an area stands on the ground. */
typedef struct page_series {
  const char *name;
  const char *color; /* a class of the style sheet */
  int shape;         /* PAGE_BARS, … */
  int form;          /* of its numbers */
  int64_t *values;
  unsigned char *known; /* NULL: all of them */
} page_series;

typedef struct page_tick {
  double at; /* in points, from the left edge of the first */
  const char *text;
  int is_minor; /* is left out where there is little room */
} page_tick;

typedef struct page_chart {
  const char *title, *lead;  /* `lead` may be NULL */
  const char *of;            /* whose it is, where there are several of the title; may be NULL */
  const char *axis;          /* what the points are: head of the table's first column */
  const char *const *labels; /* of the points */
  size_t points;
  const page_tick *ticks;
  size_t ticks_count;
  const page_series *series;
  size_t series_count;
  int form;    /* of the axis */
  int64_t top; /* of the axis at least; where it is exact, no more */
  int is_exact;
  const page_tick *marks; /* upright lines with a text */
  size_t marks_count;
} page_chart;

/* A figure: the chart, its legend, and its numbers. */
void page_draw(FILE *file, const page_chart *chart);
void page_legend_item(FILE *file, const char *shape, const char *color, const char *name);

/* page_day.c: what happened when. */
typedef struct page_point {
  int64_t from_wall_us, to_wall_us;
  char label[40];
} page_point;
typedef struct page_span {
  page_point *points;
  size_t count;
  int64_t first_wall_us, last_wall_us; /* days of the first and last arrival: from the midnight, to before the next */
  uint32_t kind;                       /* of the history's periods that a point is a sum of */
  int is_days;                         /* 1: points are days, or several of them */
  page_tick *ticks;
  char (*tick_texts)[40];
  size_t ticks_count;
} page_span;
/* The time that is drawn, and in which steps; no points where nothing happened. */
void page_span_make(const page_source *of, page_span *span);
void page_span_free(page_span *span);
acd_history_period page_period(const page_span *span, size_t point);
void page_day(FILE *file, const page_source *of, const page_span *span);
/* The same of one queue, folded up. */
void page_queue_day(FILE *file, const page_source *of, const page_span *span, const char *queue);
/* What the service level of a queue, or of all (NULL), is of, each by its own threshold. 0: it is not kept. */
int page_level(const page_source *of, const acd_history_period *period, const char *queue,
               acd_service_level_counts *level_out);
/* page_week.c: NULL, and nothing, unless there are days enough. free() it. */
typedef struct page_hours page_hours;
page_hours *page_week_read(const page_source *of, const page_span *span);
void page_week(FILE *file, const page_hours *read);

/* page_spread.c: distributions. */
void page_spreads(FILE *file, const page_source *of);
/* page_timelines.c */
void page_timelines(FILE *file, const page_source *of, const page_span *span);
/* page_tables.c */
void page_queues(FILE *file, const page_source *of, const page_span *span);
void page_agents(FILE *file, const page_source *of);
/* page_flow.c */
void page_flows(FILE *file, const page_source *of);

#endif
