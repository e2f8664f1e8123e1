/* SPDX-License-Identifier: Apache-2.0 */
/* One figure a row: scope, name, figure, value. */
#include <inttypes.h>
#include <string.h>

#include "report.h"

static void print_name(FILE *file, const char *name)
{
  if (!name[strcspn(name, ",\"\r\n")]) {
    fputs(name, file);
    return;
  }
  fputc('"', file);
  for (; *name; name++) {
    if (*name == '"') fputc('"', file);
    fputc(*name, file);
  }
  fputc('"', file);
}

static void print_row(FILE *file, const char *scope, const char *name, const char *figure, int64_t value)
{
  fprintf(file, "%s,", scope);
  print_name(file, name);
  fprintf(file, ",%s,%" PRId64 "\n", figure, value);
}

/* A ratio that divides by 0 has no value. */
static void print_ratio(FILE *file, const char *scope, const char *name, const char *figure, int is_known,
                        int64_t value)
{
  if (is_known) {
    print_row(file, scope, name, figure, value);
    return;
  }
  fprintf(file, "%s,", scope);
  print_name(file, name);
  fprintf(file, ",%s,\n", figure);
}

/* "met cisco_negative 20s" and so on. */
static void print_level(FILE *file, const char *scope, const char *name, const char *level, const char *figure,
                        int is_known, int64_t value)
{
  char text[ACD_SERVICE_LEVEL_NAME_MAX + 40];
  snprintf(text, sizeof(text), "%s %s", figure, level);
  fprintf(file, "%s,", scope);
  print_name(file, name);
  fputc(',', file);
  print_name(file, text);
  if (is_known)
    fprintf(file, ",%" PRId64 "\n", value);
  else
    fputs(",\n", file);
}

static void print_levels(const report *filled, FILE *file, const char *scope, const char *name, const char *queue)
{
  const levels *of = filled->levels;
  for (size_t i = 0; i < of->count; i++) {
    acd_service_level_counts counts = levels_of(filled->history, queue, i);
    print_level(file, scope, name, of->names[i], "service_level_ppm", counts.counted > 0, counts.ppm);
    print_level(file, scope, name, of->names[i], "met", 1, counts.met);
    print_level(file, scope, name, of->names[i], "counted", 1, counts.counted);
  }
}

static void print_queue(const report *filled, FILE *file, const char *scope, const char *name, const report_queue *row)
{
  const acd_kpi_queue *kpi = &row->kpi;
  for (size_t i = 0; i < report_queue_figures_count; i++)
    print_row(file, scope, name, report_queue_figures[i].name, report_figure_of(kpi, &report_queue_figures[i]));
  print_row(file, scope, name, "longest_us", row->longest_us);
  for (int i = 0; i < RATIOS_COUNT; i++) {
    int64_t value;
    int is_known = report_ratio_of(kpi, i, &value);
    print_ratio(file, scope, name, report_ratio_names[i], is_known, value);
  }
  print_levels(filled, file, scope, name, row->name);
}

static void print_agent(FILE *file, const char *scope, const char *name, const acd_kpi_agent *kpi)
{
  int64_t occupancy;
  int is_known = report_occupancy_of(kpi, &occupancy);
  for (size_t i = 0; i < report_agent_figures_count; i++)
    print_row(file, scope, name, report_agent_figures[i].name, report_figure_of(kpi, &report_agent_figures[i]));
  print_ratio(file, scope, name, "occupancy_ppm", is_known, occupancy);
}

static void print_callbacks(FILE *file, const report *filled, int of)
{
  const char *scope = report_callbacks[of].scope, *name;
  acd_history_callbacks row;
  for (int64_t at = 0; (at = report_callbacks_next(filled, of, at, &name, &row)) != 0;) {
    int64_t promise;
    int is_known = report_promise_of(&row, &promise);
    for (size_t i = 0; i < report_callback_figures_count; i++)
      print_row(file, scope, name, report_callback_figures[i].name,
                report_figure_of(&row, &report_callback_figures[i]));
    print_ratio(file, scope, name, "promise_ppm", is_known, promise);
  }
}

int report_csv(const report *filled, FILE *file)
{
  const acd_kpi_calls *calls = &filled->calls;
  fputs("scope,name,figure,value\n", file);
  for (size_t i = 0; i < filled->queues_count; i++)
    print_queue(filled, file, "queue", filled->queues[i].name, &filled->queues[i]);
  print_queue(filled, file, "queues", "", &filled->queues[filled->queues_count]);
  for (size_t i = 0; i < filled->agents_count; i++)
    print_agent(file, "agent", filled->agents[i].name, &filled->agents[i].kpi);
  print_agent(file, "agents", "", &filled->agents[filled->agents_count].kpi);
  for (int i = 0; i < REPORT_CALLBACKS_COUNT; i++) print_callbacks(file, filled, i);
  print_row(file, "calls", "", "arrived", calls->arrived);
  print_row(file, "calls", "", "live", calls->live);
  print_row(file, "calls", "", "ended", calls->ended);
  print_row(file, "calls", "", "duration_us", calls->duration_us);
  print_row(file, "calls", "", "direct_answered", calls->direct_answered);
  for (int64_t i = ACD_END_COMPLETED; i <= ACD_END_CALLBACK; i++)
    print_row(file, "end", acd_end_str(i), "calls", calls->ends[i]);
  for (uint32_t kind = ACD_ACTION_RING; kind <= ACD_ACTION_MESSAGE; kind++)
    print_row(file, "action", acd_action_kind_str(kind), "timeouts", calls->action_timeouts_by_kind[kind]);
  print_row(file, "run", "", "gave_up", filled->sim.gave_up);
  if (filled->with_digest) fprintf(file, "run,,digest,%016" PRIx64 "\n", (uint64_t)filled->digest);
  return ferror(file) ? -1 : 0;
}
