/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "report.h"
#include "tool.h"

/* A name that is no UTF-8 is none in a definition: what fails is memory. */
static void set(json_t *object, const char *key, json_t *value)
{
  if (json_object_set_new(object, key, value) == 0) return;
  complain("out of memory");
  exit(EXIT_INTERNAL);
}

/* The name of a file, with "?" for what is no UTF-8. */
static json_t *path_string(const char *path)
{
  json_t *string = json_string(path);
  if (string) return string;
  char *copy = strcpy(grow(NULL, strlen(path) + 1), path);
  for (char *at = copy; *at; at++)
    if ((unsigned char)*at > 0x7f) *at = '?';
  string = json_string(copy);
  free(copy);
  return string;
}

static void set_int(json_t *object, const char *key, int64_t value)
{
  set(object, key, json_integer(value));
}

static void set_figures(json_t *object, const void *record, const report_figure *figures, size_t count)
{
  for (size_t i = 0; i < count; i++) set_int(object, figures[i].name, report_figure_of(record, &figures[i]));
}

static void set_ratio(json_t *object, const char *key, int is_known, int64_t value)
{
  set(object, key, is_known ? json_integer(value) : json_null());
}

/* What each service level that was asked for counted, by its name. */
static void set_levels(json_t *object, const report *filled, const char *queue)
{
  const levels *of = filled->levels;
  json_t *all = json_object();
  for (size_t i = 0; i < of->count; i++) {
    acd_service_level_counts counts = levels_of(filled->history, queue, i);
    json_t *one = json_object();
    set_ratio(one, "ppm", counts.counted > 0, counts.ppm);
    set_int(one, "met", counts.met);
    set_int(one, "counted", counts.counted);
    set_int(one, "answered_within", counts.answered_within);
    set_int(one, "abandoned_within", counts.abandoned_within);
    set_int(one, "abandoned_short", counts.abandoned_short);
    set_int(one, "taken_within", counts.taken_within);
    set(all, of->names[i], one);
  }
  set(object, "service_levels", all);
}

static json_t *queue_object(const report *filled, const report_queue *row)
{
  const acd_kpi_queue *kpi = &row->kpi;
  json_t *object = json_object();
  set_figures(object, kpi, report_queue_figures, report_queue_figures_count);
  set_int(object, "longest_us", row->longest_us);
  for (int i = 0; i < RATIOS_COUNT; i++) {
    int64_t value;
    int is_known = report_ratio_of(kpi, i, &value);
    set_ratio(object, report_ratio_names[i], is_known, value);
  }
  if (filled->levels->count) set_levels(object, filled, row->name);
  return object;
}

static json_t *agent_object(const acd_kpi_agent *kpi)
{
  int64_t occupancy;
  int is_known = report_occupancy_of(kpi, &occupancy);
  json_t *object = json_object();
  set_figures(object, kpi, report_agent_figures, report_agent_figures_count);
  set_ratio(object, "occupancy_ppm", is_known, occupancy);
  return object;
}

/* By name; NULL: there are none. */
static json_t *callbacks_object(const report *filled, int of)
{
  json_t *object = NULL;
  const char *name;
  acd_history_callbacks row;
  for (int64_t at = 0; (at = report_callbacks_next(filled, of, at, &name, &row)) != 0;) {
    json_t *one = json_object();
    int64_t promise;
    int is_known = report_promise_of(&row, &promise);
    if (!object) object = json_object();
    set_figures(one, &row, report_callback_figures, report_callback_figures_count);
    set_ratio(one, "promise_ppm", is_known, promise);
    set(object, name, one);
  }
  return object;
}

static json_t *calls_object(const acd_kpi_calls *calls)
{
  json_t *object = json_object(), *ends = json_object();
  set_int(object, "arrived", calls->arrived);
  set_int(object, "live", calls->live);
  set_int(object, "ended", calls->ended);
  set_int(object, "duration_us", calls->duration_us);
  set_int(object, "direct_answered", calls->direct_answered);
  for (int64_t i = ACD_END_COMPLETED; i <= ACD_END_CALLBACK; i++) set_int(ends, acd_end_str(i), calls->ends[i]);
  set(object, "ends", ends);
  return object;
}

static json_t *host_object(const report *filled)
{
  json_t *object = json_object(), *kinds = json_object();
  set_int(object, "actions", filled->engine.actions);
  set_int(object, "action_timeouts", filled->calls.action_timeouts);
  for (uint32_t kind = ACD_ACTION_RING; kind <= ACD_ACTION_MESSAGE; kind++)
    set_int(kinds, acd_action_kind_str(kind), filled->calls.action_timeouts_by_kind[kind]);
  set(object, "action_timeouts_by_kind", kinds);
  set_int(object, "results_late", filled->engine.results_late);
  set_int(object, "faults", filled->sim.faults);
  return object;
}

static json_t *run_object(const report *filled)
{
  json_t *object = json_object();
  char text[64];
  set(object, "definition", path_string(filled->definition));
  set(object, "calls_file", path_string(filled->calls_path));
  set_int(object, "seed", filled->seed);
  /* without calls there is no day */
  report_moment(filled, 0, text);
  set(object, "from", filled->sim.callers ? json_string(text) : json_null());
  report_moment(filled, filled->until_us, text);
  set(object, "until", filled->sim.callers ? json_string(text) : json_null());
  set_int(object, "until_us", filled->until_us);
  set_int(object, "rows", filled->rows.rows);
  set_int(object, "rows_bad", filled->rows.bad);
  set_int(object, "rows_skipped", filled->rows.skipped);
  set_int(object, "commands", filled->engine.commands);
  set_int(object, "checks", filled->sim.checks);
  set_int(object, "gave_up", filled->sim.gave_up);
  if (filled->with_digest) {
    snprintf(text, sizeof(text), "%016" PRIx64, (uint64_t)filled->digest);
    set(object, "digest", json_string(text));
  }
  return object;
}

json_t *report_object(const report *filled)
{
  json_t *root = json_object(), *queues = json_object(), *agents = json_object();
  set(root, "run", run_object(filled));
  set(root, "calls", calls_object(&filled->calls));
  for (size_t i = 0; i < filled->queues_count; i++)
    set(queues, filled->queues[i].name, queue_object(filled, &filled->queues[i]));
  set(root, "queues", queues);
  set(root, "queues_total", queue_object(filled, &filled->queues[filled->queues_count]));
  for (size_t i = 0; i < filled->agents_count; i++)
    set(agents, filled->agents[i].name, agent_object(&filled->agents[i].kpi));
  set(root, "agents", agents);
  set(root, "agents_total", agent_object(&filled->agents[filled->agents_count].kpi));
  for (int i = 0; i < REPORT_CALLBACKS_COUNT; i++) {
    json_t *callbacks = callbacks_object(filled, i);
    if (callbacks) set(root, report_callbacks[i].section, callbacks);
  }
  set(root, "flows", flow_counts_object(&filled->flows, filled->of, filled->definition_read));
  set(root, "host", host_object(filled));
  return root;
}

int report_json(const report *filled, FILE *file)
{
  json_t *root = report_object(filled);
  int status = json_dumpf(root, file, JSON_INDENT(2));
  json_decref(root);
  if (fputc('\n', file) == EOF) status = -1;
  return status;
}
