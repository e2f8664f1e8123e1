/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of queues and agents. */
#include <stdlib.h>
#include <string.h>

#include "page_parts.h"
#include "tool.h"

typedef struct column {
  const char *key, *title;
  int form;
  int is_rare; /* is left out where it is 0 in all rows */
} column;

static const column queue_columns[] = {
    {"offered", "Offered", PAGE_COUNT, 0},
    {"transferred_in", "Transferred in", PAGE_COUNT, 1},
    {"overflowed_in", "Overflowed in", PAGE_COUNT, 1},
    {"moved_in", "Moved in", PAGE_COUNT, 1},
    {"also_in", "Also waited here", PAGE_COUNT, 1},
    {"answered", "Answered", PAGE_COUNT, 0},
    {"service_level_ppm", "Service level", PAGE_PERCENT, 0},
    {"asa_us", "ASA", PAGE_SPAN, 0},
    {"asa_arrival_us", "ASA since arrival", PAGE_SPAN, 0},
    {"longest_us", "Longest wait", PAGE_SPAN, 0},
    {"abandoned", "Abandoned", PAGE_COUNT, 0},
    {"abandoned_short", "Short", PAGE_COUNT, 0},
    {"abandonment_ppm", "Abandonment", PAGE_PERCENT, 0},
    {"overflowed", "Overflowed", PAGE_COUNT, 1},
    {"timed_out", "Timed out", PAGE_COUNT, 1},
    {"left_by_key", "Left by key", PAGE_COUNT, 1},
    {"rejected", "Rejected", PAGE_COUNT, 1},
    {"disconnected", "Lost", PAGE_COUNT, 1},
    {"moved", "Moved", PAGE_COUNT, 1},
    {"no_agents", "Nobody there", PAGE_COUNT, 1},
    {"cleared", "Cleared", PAGE_COUNT, 1},
    {"diverted", "Diverted", PAGE_COUNT, 1},
    {"also_out", "Left elsewhere", PAGE_COUNT, 1},
    {"callbacks_taken", "Took a callback", PAGE_COUNT, 1},
    {"callbacks_in", "Callbacks in", PAGE_COUNT, 1},
    {"callbacks_answered", "Called back", PAGE_COUNT, 1},
    {"callbacks_out", "Callbacks out", PAGE_COUNT, 1},
    {"waiting", "Still waiting", PAGE_COUNT, 1},
    {"handled", "Handled", PAGE_COUNT, 0},
    {"aht_us", "AHT", PAGE_SPAN, 0},
    {"transfers", "Transfers", PAGE_COUNT, 1},
    {"no_answers", "Not answered", PAGE_COUNT, 1},
    {"refusals", "Refused", PAGE_COUNT, 1},
};

static const column agent_columns[] = {
    {"answered", "Answered", PAGE_COUNT, 0},
    {"handled", "Handled", PAGE_COUNT, 0},
    {"occupancy_ppm", "Occupancy", PAGE_PERCENT, 0},
    {"login_us", "Logged in", PAGE_SPAN, 0},
    {"ready_us", "Ready", PAGE_SPAN, 0},
    {"reserved_us", "Ringing", PAGE_SPAN, 1},
    {"busy_us", "On calls", PAGE_SPAN, 0},
    {"in_wrapup_us", "In wrap-up", PAGE_SPAN, 1},
    {"not_ready_us", "Not ready", PAGE_SPAN, 1},
    {"elsewhere_us", "Elsewhere", PAGE_SPAN, 1},
    {"supervising_us", "Supervising", PAGE_SPAN, 1},
    {"talk_us", "Talk", PAGE_SPAN, 0},
    {"hold_us", "Hold", PAGE_SPAN, 1},
    {"wrapup_us", "Wrap-up", PAGE_SPAN, 1},
    {"transfers", "Transfers", PAGE_COUNT, 1},
    {"offers", "Offers", PAGE_COUNT, 0},
    {"no_answers", "Not answered", PAGE_COUNT, 1},
    {"refusals", "Refused", PAGE_COUNT, 1},
};

#define COLUMNS_MAX 40

static int is_seen(const page_source *of, const char *part, const column *one)
{
  const char *name;
  json_t *row;
  if (!one->is_rare) return 1;
  json_object_foreach((json_t *)page_figure(of, (const char *const[]){part, NULL}), name, row)
  {
    if (json_integer_value(json_object_get(row, one->key))) return 1;
  }
  return 0;
}

static void add_cells(FILE *file, const page_source *of, const column *const *columns, size_t count, const char *part,
                      const char *name)
{
  for (size_t i = 0; i < count; i++) {
    const char *const keys[] = {part, name ? name : columns[i]->key, name ? columns[i]->key : NULL, NULL};
    fputs("<td>", file);
    page_reported(file, of, columns[i]->form, keys);
    fputs("</td>", file);
  }
  page_row_end(file);
}

/* A row for each member of `part` of the report, in its order, and one for `total`. */
static void add_table(FILE *file, const page_source *of, const char *caption, const char *head, const char *part,
                      const char *total, const column *columns, size_t count)
{
  const column *seen[COLUMNS_MAX];
  const char *titles[COLUMNS_MAX + 1] = {head}, *name;
  size_t seen_count = 0;
  json_t *row;
  for (size_t i = 0; i < count; i++)
    if (is_seen(of, part, &columns[i])) {
      seen[seen_count++] = &columns[i];
      titles[seen_count] = columns[i].title;
    }
  page_table(file, caption, titles, seen_count + 1, 1);
  json_object_foreach((json_t *)page_figure(of, (const char *const[]){part, NULL}), name, row)
  {
    page_row(file, name);
    add_cells(file, of, seen, seen_count, part, name);
  }
  page_table_foot(file);
  page_row(file, "All");
  add_cells(file, of, seen, seen_count, total, NULL);
  page_table_end(file);
}

/* "wait_us" as "wait": names of figures end with their unit, unless they are counts. */
static int form_of(const char *key, char title[64])
{
  static const struct {
    const char *end;
    int form;
  } units[] = {{"_us", PAGE_SPAN}, {"_us_max", PAGE_SPAN}, {"_ppm", PAGE_PERCENT}};
  int form = PAGE_COUNT;
  snprintf(title, 64, "%s", key);
  for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
    size_t size = strlen(title), end = strlen(units[i].end);
    if (size <= end || strcmp(title + size - end, units[i].end) != 0) continue;
    form = units[i].form;
    strcpy(title + size - end, strcmp(units[i].end, "_us_max") == 0 ? "_max" : "");
    break;
  }
  for (char *at = title; *at; at++)
    if (*at == '_') *at = ' ';
  return form;
}

/* Whatever the report says of queues, a row a figure. */
static void add_figures(FILE *file, const page_source *of)
{
  const json_t *total = page_figure(of, (const char *const[]){"queues_total", NULL});
  size_t count = of->report->queues_count;
  const char **titles = grow(NULL, (count + 2) * sizeof(*titles)), *key;
  json_t *figure;
  titles[0] = "Figure";
  for (size_t i = 0; i < count; i++) titles[i + 1] = of->report->queues[i].name;
  titles[count + 1] = "All";
  fputs("<details class=\"more\"><summary>All figures of queues</summary>\n", file);
  page_table(file, "All figures of queues", titles, count + 2, 0);
  json_object_foreach((json_t *)total, key, figure)
  {
    char title[64];
    int form = form_of(key, title);
    if (!json_is_integer(figure) && !json_is_null(figure)) continue;
    page_row(file, title);
    for (size_t i = 0; i < count; i++) {
      fputs("<td>", file);
      page_reported(file, of, form, (const char *const[]){"queues", titles[i + 1], key, NULL});
      fputs("</td>", file);
    }
    fputs("<td>", file);
    page_reported(file, of, form, (const char *const[]){"queues_total", key, NULL});
    fputs("</td>", file);
    page_row_end(file);
  }
  page_table_end(file);
  fputs("</details>\n", file);
  free(titles);
}

/* Service levels by definitions that were asked for: met, of how many. */
static void level_cells(FILE *file, const page_source *of, const json_t *asked, const char *part, const char *queue)
{
  const char *name;
  json_t *one;
  json_object_foreach((json_t *)asked, name, one)
  {
    static const char *const figures[] = {"ppm", "met", "counted"};
    static const char *const before[] = {"<td>", " <span class=\"of\">", " of "};
    for (size_t i = 0; i < 3; i++) {
      const char *const keys[] = {part,
                                  queue ? queue : "service_levels",
                                  queue ? "service_levels" : name,
                                  queue ? name : figures[i],
                                  queue ? figures[i] : NULL,
                                  NULL};
      fputs(before[i], file);
      page_reported(file, of, i ? PAGE_COUNT : PAGE_PERCENT, keys);
    }
    fputs("</span></td>", file);
  }
  page_row_end(file);
}

static void add_levels(FILE *file, const page_source *of)
{
  const json_t *asked = page_figure(of, (const char *const[]){"queues_total", "service_levels", NULL});
  const char **titles = grow(NULL, (json_object_size(asked) + 1) * sizeof(*titles)), *name;
  size_t count = 1;
  json_t *one;
  titles[0] = "Queue";
  json_object_foreach((json_t *)asked, name, one)
  {
    titles[count++] = name;
  }
  if (count > 1) {
    page_table(file, "Service levels by definition", titles, count, 1);
    for (size_t i = 0; i < of->report->queues_count; i++) {
      page_row(file, of->report->queues[i].name);
      level_cells(file, of, asked, "queues", of->report->queues[i].name);
    }
    page_table_foot(file);
    page_row(file, "All");
    level_cells(file, of, asked, "queues_total", NULL);
    page_table_end(file);
  }
  free(titles);
}

/* So many queues are drawn by themselves, those with calls. */
#define QUEUES_DRAWN_MAX 40

void page_queues(FILE *file, const page_source *of, const page_span *span)
{
  size_t drawn = 0;
  page_section(
      file, "queues", "Queues",
      "Service level by each queue's threshold. ASA: average speed of answer; AHT: average handle time. The last "
      "row counts a call once that went from queue to queue.");
  add_table(file, of, "Queues", "Queue", "queues", "queues_total", queue_columns,
            sizeof(queue_columns) / sizeof(queue_columns[0]));
  add_levels(file, of);
  add_figures(file, of);
  for (size_t i = 0; span->count && i < of->report->queues_count && drawn < QUEUES_DRAWN_MAX; i++) {
    const report_queue *queue = &of->report->queues[i];
    if (!queue->kpi.offered && !queue->kpi.transferred_in && !queue->kpi.overflowed_in && !queue->kpi.also_in) continue;
    page_queue_day(file, of, span, queue->name);
    drawn++;
  }
  page_section_end(file);
}

void page_agents(FILE *file, const page_source *of)
{
  page_section(
      file, "agents", "Agents",
      "Occupancy: ringing, on calls and in wrap-up, of that and ready time. Talk, hold and wrap-up are of calls, "
      "the others of the agent's time.");
  add_table(file, of, "Agents", "Agent", "agents", "agents_total", agent_columns,
            sizeof(agent_columns) / sizeof(agent_columns[0]));
  page_section_end(file);
}
