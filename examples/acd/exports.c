/* SPDX-License-Identifier: Apache-2.0 */
#include "exports.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tool.h"

static void write_text(exports *to, const output *where, const char *text, size_t size)
{
  if (to->failed || fwrite(text, 1, size, where->file) == size) return;
  output_fail(where);
  to->failed = 1;
}

/* After a print: 1 if the text did not fit, for which there is room now. */
static int make_room(exports *to, int status, const size_t *size)
{
  if (status != ACD_ERR_LIMIT) return 0;
  to->text_size = 2 * *size + 1000;
  to->text = grow(to->text, to->text_size);
  return 1;
}

static void on_record(void *user, const acd_record *record)
{
  exports *to = user;
  int (*print)(const acd_record *, char *, size_t, size_t *) =
      to->records_are_json ? acd_record_print_json : acd_record_print_csv;
  size_t size;
  while (make_room(to, print(record, to->text, to->text_size, &size), &size)) continue;
  write_text(to, to->records, to->text, size);
}

static void on_lines(void *user, const char *lines, size_t size)
{
  exports *to = user;
  write_text(to, to->queue_log, lines, size);
}

/* The reference that the simulation gives a call is another one's when it has ended, and so tells nobody anything. */
void exports_event(void *user, const acd_event *event)
{
  exports *to = user;
  acd_event own = *event;
  own.call_ref = 0;
  if (to->events) {
    size_t size;
    while (make_room(to, acd_event_print_json(&own, to->text, to->text_size, &size), &size)) continue;
    write_text(to, to->events, to->text, size);
  }
  if (to->keeper) acd_records_event(to->keeper, &own);
}

static int is_json(const char *path)
{
  const char *dot = strrchr(path, '.');
  return dot && (strcasecmp(dot, ".jsonl") == 0 || strcasecmp(dot, ".json") == 0);
}

/* The report promises every call, with all that there was. */
static int keep_records(exports *to)
{
  int status = acd_records_new(NULL, &to->keeper);
  if (status == ACD_OK) status = acd_records_set(to->keeper, ACD_RECORDS_LIST_MAX, 100000);
  if (status == ACD_OK && to->records) status = acd_records_set_hook(to->keeper, on_record, to);
  if (status == ACD_OK && to->queue_log) status = acd_records_set_queue_log(to->keeper, on_lines, to);
  if (status == ACD_OK) return EXIT_OK;
  complain("%s", acd_status_text(status));
  return EXIT_INTERNAL;
}

static void begin_records(exports *to)
{
  to->records_are_json = is_json(to->records_path);
  if (to->records_are_json) return;
  size_t size;
  while (make_room(to, acd_record_print_csv_head(to->text, to->text_size, &size), &size)) continue;
  write_text(to, to->records, to->text, size);
}

int exports_open(exports *to, const output_others *others)
{
  const output *outputs[8];
  output_others all = {others->inputs, others->inputs_count, outputs, 0};
  const struct {
    const char *option, *path;
    output **made;
  } rows[] = {{"--records", to->records_path, &to->records},
              {"--events", to->events_path, &to->events},
              {"--queue-log", to->queue_log_path, &to->queue_log}};
  for (size_t i = 0; i < others->outputs_count; i++) outputs[all.outputs_count++] = others->outputs[i];
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    int code = rows[i].path ? output_open(rows[i].option, rows[i].path, &all, rows[i].made) : EXIT_OK;
    if (code != EXIT_OK) return code;
    outputs[all.outputs_count++] = *rows[i].made;
  }
  if (to->records) begin_records(to);
  return to->records || to->queue_log ? keep_records(to) : EXIT_OK;
}

int exports_finish(exports *to)
{
  acd_records_stats stats = {.size = sizeof(stats)};
  acd_records_flush(to->keeper);
  if (to->failed) return EXIT_FILE;
  if (output_flush(to->records) || output_flush(to->events) || output_flush(to->queue_log)) return EXIT_FILE;
  if (!to->keeper || acd_records_stats_get(to->keeper, &stats) != ACD_OK || !stats.lost) return EXIT_OK;
  complain("%s", acd_status_text(ACD_ERR_NOMEM));
  return EXIT_INTERNAL;
}

int exports_close(exports *to, int good)
{
  output *const outputs[] = {to->records, to->events, to->queue_log};
  int code = EXIT_OK;
  for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++) {
    int closed = output_close(outputs[i], good);
    if (code == EXIT_OK) code = closed;
  }
  acd_records_free(to->keeper);
  free(to->text);
  return code;
}
