/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"

#include <stdlib.h>
#include <string.h>

#include "calls_format.h"
#include "definition.h"

int calls_find_queue(const calls_file *from, const char *name, size_t line, size_t column, acd_id *queue_out)
{
  const char **names = NULL;
  const char *near;
  size_t count = 0;
  if (acd_queue_find(from->engine, name, queue_out) == ACD_OK) return 1;
  for (acd_id id = acd_queue_next(from->engine, 0); id; id = acd_queue_next(from->engine, id)) {
    acd_queue_info info = {.size = sizeof(info)};
    if (acd_queue_get(from->engine, id, &info)) continue;
    if ((count & (count - 1)) == 0) names = grow(names, (count ? count * 2 : 1) * sizeof(*names));
    names[count++] = info.name;
  }
  near = nearest(name, names, count);
  complain_at(from->options.path, line, column, "found queue \"%s\", expected one of the definition%s%s%s", name,
              near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
  free(names);
  return 0;
}

static int find_entry(calls_file *from)
{
  const char *entry = from->options.entry;
  if (entry && strncmp(entry, "queue:", 6) == 0) {
    if (acd_queue_find(from->engine, entry + 6, &from->entry_queue) == ACD_OK) return EXIT_OK;
    complain("--entry %s: the definition has no such queue", entry);
    return EXIT_USAGE;
  }
  if (entry && strncmp(entry, "flow:", 5) == 0) {
    if (acd_flow_find(from->engine, entry + 5, &from->entry_flow) == ACD_OK) return EXIT_OK;
    complain("--entry %s: the definition has no such flow", entry);
    return EXIT_USAGE;
  }
  from->entry_number = entry;
  if (!entry) {
    acd_id only = acd_queue_next(from->engine, 0);
    if (only && !acd_queue_next(from->engine, only)) from->entry_queue = only;
  }
  return EXIT_OK;
}

/* By the first line: Technion's header, two numbers, or else the header of a CSV. */
static int detect(const calls_options *options)
{
  char line[256] = "";
  double arrival, service;
  char rest;
  FILE *file;
  if (options->format != CALLS_AUTO || strcmp(options->path, "-") == 0)
    return options->format ? options->format : CALLS_CSV;
  file = fopen(options->path, "rb");
  if (!file) return CALLS_CSV; /* opening it will complain */
  if (!fgets(line, sizeof(line), file)) line[0] = '\0';
  fclose(file);
  if (strncmp(line, "vru+line\t", 9) == 0) return CALLS_TECHNION;
  return sscanf(line, "%lf %lf %c", &arrival, &service, &rest) == 2 ? CALLS_PAIRS : CALLS_CSV;
}

int calls_row_is_bad(calls_file *from)
{
  from->figures.bad++;
  if (from->options.skip_bad) return 1;
  if (from->failure == EXIT_OK) from->failure = EXIT_REFUSED;
  if (from->figures.bad < CALLS_BAD_MAX) return 1;
  complain_at(from->options.path, 0, 0, "%d rows with errors, the rest is not looked at", CALLS_BAD_MAX);
  return 0;
}

int calls_in_order(calls_file *from, const acd_sim_caller *caller, size_t column)
{
  if (caller->arrives_at_us < from->last_us) {
    complain_at(from->options.path, (size_t)caller->ref, column,
                "found a call that arrives before the one of line %zu, expected them in order",
                (size_t)from->last_line);
    return 0;
  }
  from->last_us = caller->arrives_at_us;
  from->last_line = caller->ref;
  return 1;
}

/* Where the call goes: what the row says, else the entry. */
static int complete_entry(const calls_file *from, acd_sim_caller *caller)
{
  if (caller->number || caller->queue || caller->flow) return 1;
  caller->number = from->entry_number;
  caller->queue = from->entry_queue;
  caller->flow = from->entry_flow;
  if (caller->number || caller->queue || caller->flow) return 1;
  complain_at(from->options.path, (size_t)caller->ref, 1,
              "found neither number nor queue nor flow, expected one of them, or the option --entry");
  return 0;
}

/* The next good row. */
static int next_row(calls_file *from, acd_sim_caller *caller_out)
{
  for (;;) {
    int got;
    acd_sim_caller_init(caller_out);
    from->waited_us = 0;
    from->number_column = 0;
    got = from->format->next(from, caller_out);
    if (got > 0 && !complete_entry(from, caller_out)) got = -1;
    if (got >= 0) return got;
    if (got == -2) from->failure = EXIT_FILE;
    if (got == -2 || !calls_row_is_bad(from)) return ACD_ERR_IO;
  }
}

static void complete(calls_file *from, acd_sim_caller *caller)
{
  caller->arrives_at_us -= from->midnight_us;
  if (caller->patience_us < 0 && from->options.patience_us >= 0)
    caller->patience_us = from->waited_us + acd_sim_stream_exponential(&from->patience, from->options.patience_us);
  from->figures.rows++;
  from->figures.last_us = caller->arrives_at_us;
  from->given = *caller;
}

int calls_open(const calls_options *options, acd_engine *engine, calls_file **calls_out)
{
  static const calls_format *const formats[] = {NULL, &calls_format_csv, &calls_format_technion, &calls_format_pairs};
  calls_file *from = grow(NULL, sizeof(*from));
  int code, got;
  memset(from, 0, sizeof(*from));
  from->options = *options;
  from->engine = engine;
  from->format = formats[detect(options)];
  from->last_us = INT64_MIN;
  acd_sim_stream_init(&from->patience, options->seed, "patience");
  code = find_entry(from);
  if (code == EXIT_OK) code = from->format->open(from);
  if (code == EXIT_OK) {
    got = next_row(from, &from->first);
    if (got <= 0) code = from->failure;
    from->ahead = got > 0;
    if (got > 0) {
      int64_t local_us = tool_zone_local(options->zone, from->first.arrives_at_us);
      local_us -= (local_us % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US;
      from->midnight_us = tool_zone_instant(options->zone, local_us);
    }
  }
  if (code != EXIT_OK) {
    calls_close(from);
    return code;
  }
  *calls_out = from;
  return EXIT_OK;
}

void calls_close(calls_file *from)
{
  if (!from) return;
  if (from->format->close) from->format->close(from);
  csv_close(&from->csv);
  free(from);
}

int calls_next(void *user, acd_sim_caller *caller_out)
{
  calls_file *from = user;
  int got = 1;
  if (from->ahead) {
    *caller_out = from->first;
    from->ahead = 0;
  } else {
    got = next_row(from, caller_out);
  }
  if (got > 0) complete(from, caller_out);
  return got;
}

static void complain_number(const calls_file *from)
{
  char *near = definition_nearest_number(from->options.definition, from->given.number);
  complain_at(from->options.path, (size_t)from->given.ref, from->number_column,
              "found number \"%s\", expected one of the definition%s%s%s", from->given.number,
              near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
  free(near);
}

int calls_refused(calls_file *from, int64_t ref, int status)
{
  if (status == ACD_ERR_NOT_FOUND && ref == from->given.ref && from->given.number)
    complain_number(from);
  else
    complain_at(from->options.path, (size_t)ref, 0, "the call was refused: %s", acd_status_text(status));
  from->figures.rows--;
  return calls_row_is_bad(from);
}

acd_time calls_first(const calls_file *from)
{
  return from->ahead ? from->first.arrives_at_us - from->midnight_us : -1;
}

int64_t calls_midnight(const calls_file *from)
{
  return from->midnight_us;
}

void calls_figures_get(const calls_file *from, calls_figures *figures_out)
{
  *figures_out = from->figures;
}

int calls_progress(const calls_file *from)
{
  if (from->format->progress) return from->format->progress(from);
  return from->csv.size > 0 ? (int)(from->csv.bytes * 1000 / from->csv.size) : -1;
}

int calls_failure(const calls_file *from)
{
  return from->failure;
}
