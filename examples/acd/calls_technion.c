/* SPDX-License-Identifier: Apache-2.0 */
/* The Technion's "Anonymous Bank" log (Guedj and Mandelbaum), a published research format: `acd help technion` says how its
 * rows become calls. The log is not in order of time, so it is read whole and sorted. */
#include <stdlib.h>
#include <string.h>

#include "calls_format.h"

enum {
  PRIORITY = 3,
  TYPE,
  DATE,
  VRU_ENTRY,
  VRU_EXIT,
  VRU_TIME,
  QUEUE_TIME = 11,
  OUTCOME,
  SERVICE_TIME = 15,
  FIELDS = 17
};
#define CUSTOMER 2

static const char *const header[FIELDS] = {"vru+line",  "call_id",   "customer_id", "priority", "type",   "date",
                                           "vru_entry", "vru_exit",  "vru_time",    "q_start",  "q_exit", "q_time",
                                           "outcome",   "ser_start", "ser_exit",    "ser_time", "server"};
static const char *const types[] = {"PS", "PE", "IN", "NE", "NW", "TT", "AA"};
#define TYPES_COUNT (sizeof(types) / sizeof(types[0]))

typedef struct row {
  int64_t arrival_us, prompt_us, hangup_us, patience_us, waited_us, talk_us;
  int64_t line, priority;
  size_t type;
  char customer[16];
} row;

typedef struct state {
  row *rows;
  size_t count, capacity, next;
} state;

static int expected(const calls_file *from, size_t field, const char *what)
{
  const csv_field *at = &from->csv.fields[field];
  complain_at(from->csv.path, at->line, at->column, "found %s \"%s\", expected %s", header[field],
              csv_text(&from->csv, field), what);
  return 0;
}

static int read_int(const calls_file *from, size_t field, int64_t min, int64_t max, int64_t *value_out)
{
  if (parse_int(csv_text(&from->csv, field), min, max, value_out)) return 1;
  return expected(from, field, "a whole number in range");
}

static int read_clock(const calls_file *from, size_t field, int64_t *us_out)
{
  return parse_clock(csv_text(&from->csv, field), us_out) ? 1 : expected(from, field, "a time of day such as 8:15:30");
}

/* yymmdd; the log is of 1999, so two-digit years from 70 on are of the last century. */
static int read_date(const calls_file *from, int64_t *us_out)
{
  const char *text = csv_text(&from->csv, DATE);
  char iso[11] = "19yy-mm-dd";
  if (strlen(text) == 6) {
    if (text[0] < '7') memcpy(iso, "20", 2);
    memcpy(iso + 2, text, 2);
    memcpy(iso + 5, text + 2, 2);
    memcpy(iso + 8, text + 4, 2);
    if (parse_date(iso, us_out)) return 1;
  }
  return expected(from, DATE, "a date as yymmdd");
}

static int read_type(const calls_file *from, size_t *type_out)
{
  for (size_t i = 0; i < TYPES_COUNT; i++) {
    if (strcmp(csv_text(&from->csv, TYPE), types[i]) != 0) continue;
    *type_out = i;
    return 1;
  }
  return expected(from, TYPE, "PS, PE, IN, NE, NW, TT or AA");
}

/* 1: a call, 0: no call by the log's own word, -1: after a complaint. */
static int read_row(const calls_file *from, row *row_out)
{
  const char *outcome = csv_text(&from->csv, OUTCOME), *customer = csv_text(&from->csv, CUSTOMER);
  int64_t date_us, clock_us, vru, queued, service, priority;
  int hung_up = strcmp(outcome, "HANG") == 0;
  memset(row_out, 0, sizeof(*row_out));
  if (strcmp(outcome, "PHANTOM") == 0) return 0;
  if (!hung_up && strcmp(outcome, "AGENT") != 0) return expected(from, OUTCOME, "AGENT, HANG or PHANTOM") - 1;
  if (!read_int(from, VRU_TIME, -86400, 86400, &vru) || !read_int(from, QUEUE_TIME, 0, 86400, &queued) ||
      !read_int(from, SERVICE_TIME, 0, 86400, &service) || !read_int(from, PRIORITY, 0, 2, &priority) ||
      !read_date(from, &date_us) || !read_type(from, &row_out->type))
    return -1;
  if (!read_clock(from, vru < 0 ? VRU_EXIT : VRU_ENTRY, &clock_us)) return -1;
  if (vru < 0) vru = 0;
  row_out->arrival_us = tool_zone_instant(from->options.zone, date_us + clock_us);
  row_out->line = (int64_t)from->csv.fields[0].line;
  row_out->priority = priority == 2;
  row_out->prompt_us = vru * ACD_SECOND;
  row_out->patience_us = hung_up && queued > 0 ? queued * ACD_SECOND : -1;
  row_out->waited_us = queued * ACD_SECOND;
  row_out->talk_us = hung_up && service == 0 ? -1 : service * ACD_SECOND;
  row_out->hangup_us = -1;
  if (hung_up && queued == 0) { /* left the VRU by hanging up: its prompt had longer to go */
    row_out->hangup_us = vru * ACD_SECOND;
    row_out->prompt_us += ACD_SECOND;
  }
  if (strcmp(customer, "0") != 0) strncpy(row_out->customer, customer, sizeof(row_out->customer) - 1);
  return 1;
}

static int by_arrival(const void *a, const void *b)
{
  const row *left = a, *right = b;
  if (left->arrival_us != right->arrival_us) return left->arrival_us < right->arrival_us ? -1 : 1;
  return left->line < right->line ? -1 : 1;
}

/* What those who hung up would have talked is unknown: as long as the last of their type who was served. */
static void fill_talk(state *log)
{
  int64_t last_us[TYPES_COUNT];
  for (size_t i = 0; i < TYPES_COUNT; i++) last_us[i] = -1;
  for (size_t i = 0; i < log->count; i++) {
    row *at = &log->rows[i];
    if (at->talk_us < 0)
      at->talk_us = last_us[at->type];
    else
      last_us[at->type] = at->talk_us;
  }
}

static int check_header(const calls_file *from)
{
  for (size_t i = 0; i < FIELDS; i++) {
    if (i < from->csv.count && strcmp(csv_text(&from->csv, i), header[i]) == 0) continue;
    complain_at(from->csv.path, 1, i < from->csv.count ? from->csv.fields[i].column : 0,
                "found column \"%s\", expected \"%s\" as in the Technion log", csv_text(&from->csv, i), header[i]);
    return EXIT_REFUSED;
  }
  return EXIT_OK;
}

static int open_technion(calls_file *from)
{
  state *log = grow(NULL, sizeof(*log));
  int code = csv_open(&from->csv, from->options.path, '\t');
  int got;
  memset(log, 0, sizeof(*log));
  from->state = log;
  if (code != EXIT_OK) return code;
  got = csv_next(&from->csv);
  if (got < 0) return got == -1 ? EXIT_REFUSED : EXIT_FILE;
  code = check_header(from);
  if (code != EXIT_OK) return code;
  while ((got = csv_next(&from->csv)) != 0) {
    row next;
    if (got == -2) return EXIT_FILE;
    if (got > 0 && from->csv.count != FIELDS) {
      csv_complain_count(&from->csv, FIELDS);
      got = -1;
    }
    if (got > 0) got = read_row(from, &next);
    if (got < 0 && !calls_row_is_bad(from)) return EXIT_REFUSED;
    if (got == 0) from->figures.skipped++;
    if (got <= 0) continue;
    if (log->count == log->capacity) {
      log->capacity = log->capacity ? log->capacity * 2 : 1024;
      log->rows = grow(log->rows, log->capacity * sizeof(*log->rows));
    }
    log->rows[log->count++] = next;
  }
  if (from->failure != EXIT_OK) return from->failure;
  if (log->count) qsort(log->rows, log->count, sizeof(*log->rows), by_arrival);
  fill_talk(log);
  return EXIT_OK;
}

static int next_technion(calls_file *from, acd_sim_caller *caller)
{
  state *log = from->state;
  const row *at;
  if (log->next == log->count) return 0;
  at = &log->rows[log->next++];
  caller->ref = at->line;
  caller->arrives_at_us = at->arrival_us;
  caller->number = types[at->type];
  caller->caller = at->customer[0] ? at->customer : NULL;
  caller->priority = at->priority;
  caller->prompt_us = at->prompt_us;
  caller->hangup_us = at->hangup_us;
  caller->patience_us = at->patience_us;
  caller->talk_us = at->talk_us;
  from->waited_us = at->waited_us;
  return 1;
}

static void close_technion(calls_file *from)
{
  state *log = from->state;
  if (log) free(log->rows);
  free(log);
}

static int progress_technion(const calls_file *from)
{
  const state *log = from->state;
  return log->count ? (int)(log->next * 1000 / log->count) : -1;
}

const calls_format calls_format_technion = {open_technion, next_technion, close_technion, progress_technion};
