/* SPDX-License-Identifier: Apache-2.0 */
/* `acd erlang`: how many agents do so many calls need? */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <acd/erlang.h>

#include "commands.h"
#include "csv.h"
#include "grid.h"
#include "options.h"
#include "tool.h"

#define INTERVALS_MAX 10000
#define INTERVAL_MIN  30
#define HANDLE_S      180
#define NOT_GIVEN     (-1.0)

typedef struct settings {
  int help, json;
  double calls, handle_s, agents, patience_s, timeout_s, places;
  double service_level, within_s, asa_s, abandoned, blocked, occupancy, shrinkage, interval_min;
  const char *forecast;
} settings;

/* A decimal number, not negative. */
static int take_number(void *setting, const char *value)
{
  char *end;
  if (strspn(value, "0123456789.") != strlen(value)) return 0;
  *(double *)setting = strtod(value, &end);
  return end != value && *end == '\0' && *(double *)setting <= 1e9;
}

static int take_count(void *setting, const char *value)
{
  int64_t count;
  if (!parse_int(value, 0, 1000000000, &count)) return 0;
  *(double *)setting = (double)count;
  return 1;
}

/* Percent as a share. */
static int take_percent(void *setting, const char *value)
{
  if (!take_number(setting, value) || *(double *)setting > 100) return 0;
  *(double *)setting /= 100;
  return 1;
}

static int is_given(double value)
{
  return value > NOT_GIVEN;
}

static acd_erlang_system system_of(const settings *given)
{
  acd_erlang_system system;
  acd_erlang_system_init(&system);
  system.calls_per_hour = is_given(given->calls) ? given->calls : 0;
  system.handle_s = is_given(given->handle_s) ? given->handle_s : HANDLE_S;
  if (is_given(given->patience_s)) system.patience_s = given->patience_s;
  if (is_given(given->timeout_s)) system.timeout_s = given->timeout_s;
  if (is_given(given->places)) system.places = (int64_t)given->places;
  if (is_given(given->agents)) system.agents = (int64_t)given->agents;
  return system;
}

static acd_erlang_target target_of(const settings *given)
{
  acd_erlang_target target;
  acd_erlang_target_init(&target);
  target.within_s = given->within_s;
  if (is_given(given->service_level)) target.service_level = given->service_level;
  if (is_given(given->asa_s)) target.wait_answered_s = given->asa_s;
  if (is_given(given->abandoned)) target.abandoned = given->abandoned;
  if (is_given(given->blocked)) target.blocked = given->blocked;
  if (is_given(given->occupancy)) target.occupancy = given->occupancy;
  if (target.service_level + target.wait_answered_s + target.abandoned + target.blocked + target.occupancy <= 0)
    target.service_level = 0.8;
  return target;
}

/* What became of a system; `name` is of the row. */
typedef struct row {
  const char *name;
  double calls;
  int64_t agents;
} row;

typedef struct output {
  json_t *list; /* NULL: a table */
  grid table;
  const settings *given;
} output;

static void add_number(output *to, const char *format, double value)
{
  char text[40];
  snprintf(text, sizeof text, format, value);
  grid_add(&to->table, text);
}

static void begin(output *to, const settings *given, const char *first)
{
  static const int widths[GRID_COLUMNS_MAX] = {8, 8, 8, 8, 8, 8, 8, 8, 8};
  char within[40];
  snprintf(within, sizeof within, "in %gs", given->within_s);
  const char *titles[9] = {first, "calls/h", "agents"},
             *figures[] = {within, "ASA s", "abandon", "blocked", "occupied"};
  size_t count = 3;
  if (given->shrinkage > 0) titles[count++] = "staff";
  for (int i = 0; i < 5; i++) titles[count++] = figures[i];
  to->given = given;
  to->list = given->json ? json_array() : NULL;
  if (!to->list) grid_begin(&to->table, count, widths, titles);
}

/* A system that cannot be is told without figures: nobody waits for ever. */
static void tell(output *to, acd_erlang_system *system, const row *of)
{
  acd_erlang_figures figures = {.size = sizeof figures};
  double answered = 0, shrinkage = to->given->shrinkage;
  int64_t staff = shrinkage > 0 ? acd_erlang_scheduled(of->agents, shrinkage) : 0;
  system->agents = of->agents;
  system->calls_per_hour = of->calls;
  int status = of->agents ? acd_erlang_figures_get(system, &figures) : ACD_ERR_STATE;
  if (!status) status = acd_erlang_within(system, to->given->within_s, &answered, NULL);
  if (to->list) {
    json_t *object = json_pack("{ss* sf sI}", to->given->forecast ? "interval" : "row", of->name, "calls_per_hour",
                               of->calls, "agents", (json_int_t)of->agents);
    if (staff) json_object_set_new(object, "scheduled", json_integer((json_int_t)staff));
    if (!status)
      json_object_update_new(object,
                             json_pack("{sf sf sf sf sf sf sf sf sf}", "service_level", answered, "asa_s",
                                       figures.wait_answered_s, "wait_s", figures.wait_s, "waited", figures.waited,
                                       "abandoned", figures.abandoned, "blocked", figures.blocked, "waiting",
                                       figures.waiting, "erlangs", figures.erlangs, "occupancy", figures.occupancy));
    json_array_append_new(to->list, object);
    return;
  }
  grid_add(&to->table, of->name ? of->name : "");
  add_number(to, "%.1f", of->calls);
  add_number(to, "%.0f", (double)of->agents);
  if (shrinkage > 0) add_number(to, "%.0f", (double)staff);
  if (status) {
    for (int i = 0; i < 5; i++) grid_add(&to->table, "-");
    return;
  }
  add_number(to, "%.1f%%", 100 * answered);
  add_number(to, "%.1f", figures.wait_answered_s);
  add_number(to, "%.1f%%", 100 * figures.abandoned);
  add_number(to, "%.1f%%", 100 * figures.blocked);
  add_number(to, "%.1f%%", 100 * figures.occupancy);
}

static void finish(output *to)
{
  if (!to->list) {
    grid_print(&to->table, stdout);
    return;
  }
  json_dumpf(to->list, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(12));
  printf("\n");
  json_decref(to->list);
}

static int complain_of(int status)
{
  if (status == ACD_ERR_NOT_FOUND)
    complain("not even %d agents reach that", ACD_ERLANG_AGENTS_MAX);
  else if (status == ACD_ERR_STATE)
    complain("calls would wait for ever: there are not more agents than erlangs, and nobody leaves (--patience)");
  else if (status == ACD_ERR_LIMIT)
    complain("too many calls would wait: there is no telling how many");
  else
    complain("expected values as in acd help erlang: --handle above 0, --agents 1 to %d, a --service-level "
             "below 100, and --timeout without --places and --patience",
             ACD_ERLANG_AGENTS_MAX);
  return status == ACD_ERR_ARGUMENT ? EXIT_USAGE : EXIT_REFUSED;
}

/* One load: the agents that it needs, between one fewer and two more; or what so many agents do. */
static int answer_one(const settings *given)
{
  output to;
  acd_erlang_system system = system_of(given);
  acd_erlang_target target = target_of(given);
  int64_t agents = system.agents;
  acd_erlang_figures figures = {.size = sizeof figures};
  int asked = is_given(given->agents);
  int status = asked ? acd_erlang_figures_get(&system, &figures) : acd_erlang_agents(&system, &target, &agents);
  if (status) return complain_of(status);
  begin(&to, given, "");
  for (int64_t n = asked || agents == 1 ? agents : agents - 1; n <= (asked ? agents : agents + 2); n++) {
    row of = {asked ? NULL : n < agents ? "fewer" : n == agents ? "needed" : "more", system.calls_per_hour, n};
    if (n <= ACD_ERLANG_AGENTS_MAX) tell(&to, &system, &of);
  }
  finish(&to);
  return EXIT_OK;
}

typedef struct forecast {
  char **names;
  double *calls, *handle_s; /* the rate an hour */
  int64_t *agents;
  size_t count;
} forecast;

static void forecast_free(forecast *day)
{
  for (size_t i = 0; i < day->count; i++) free(day->names[i]);
  free(day->names);
  free(day->calls);
  free(day->handle_s);
  free(day->agents);
}

static int expected(const csv_file *csv, size_t field, const char *what)
{
  complain_at(csv->path, csv->fields[field].line, csv->fields[field].column, "found \"%s\", expected %s",
              csv_text(csv, field), what);
  return EXIT_REFUSED;
}

/* "interval,calls[,handle_s]". */
static int read_header(const csv_file *csv)
{
  static const char *const names[] = {"interval", "calls", "handle_s"};
  if (csv->count < 2 || csv->count > 3) return csv_complain_count(csv, csv->count > 3 ? 3 : 2);
  for (size_t i = 0; i < csv->count; i++)
    if (strcmp(csv_text(csv, i), names[i]) != 0)
      return expected(csv, i, "the columns interval,calls or interval,calls,handle_s");
  return EXIT_OK;
}

static int read_rows(csv_file *csv, const settings *given, forecast *day)
{
  int found;
  size_t columns = csv->count;
  while ((found = csv_next(csv)) == 1) {
    double calls = 0, handle_s = is_given(given->handle_s) ? given->handle_s : HANDLE_S;
    if (csv->count != columns) return csv_complain_count(csv, columns);
    if (!take_number(&calls, csv_text(csv, 1))) return expected(csv, 1, "a number of calls");
    if (columns == 3 && (!take_number(&handle_s, csv_text(csv, 2)) || handle_s <= 0))
      return expected(csv, 2, "a handle time in seconds, above 0");
    if (day->count == INTERVALS_MAX) return expected(csv, 0, "no more than 10,000 intervals");
    day->names[day->count] = grow(NULL, strlen(csv_text(csv, 0)) + 1);
    strcpy(day->names[day->count], csv_text(csv, 0));
    day->calls[day->count] = calls * 60 / given->interval_min;
    day->handle_s[day->count++] = handle_s;
  }
  return found == 0 ? EXIT_OK : found == -1 ? EXIT_REFUSED : EXIT_FILE;
}

static int read_forecast(const settings *given, forecast *day)
{
  csv_file csv;
  int code = csv_open(&csv, given->forecast, ',');
  if (code != EXIT_OK) return code;
  day->calls = grow(NULL, INTERVALS_MAX * sizeof *day->calls);
  day->handle_s = grow(NULL, INTERVALS_MAX * sizeof *day->handle_s);
  day->names = grow(NULL, INTERVALS_MAX * sizeof *day->names);
  int found = csv_next(&csv);
  if (found == 0) complain_at(given->forecast, 1, 1, "found an empty file, expected the columns interval,calls");
  code = found == 1 ? read_header(&csv) : found == -2 ? EXIT_FILE : EXIT_REFUSED;
  if (code == EXIT_OK) code = read_rows(&csv, given, day);
  csv_close(&csv);
  return code;
}

static int answer_day(const settings *given)
{
  output to;
  size_t failed = 0;
  forecast day = {NULL, NULL, NULL, NULL, 0};
  acd_erlang_system system = system_of(given);
  acd_erlang_target target = target_of(given);
  int code = read_forecast(given, &day);
  if (code == EXIT_OK) {
    day.agents = grow(NULL, (day.count + 1) * sizeof *day.agents);
    int status = acd_erlang_day(&system, &target, given->shrinkage, day.calls, day.handle_s, day.count, day.agents,
                                NULL, &failed);
    if (status) code = complain_of(status);
  }
  if (code == EXIT_OK) {
    begin(&to, given, "interval");
    for (size_t i = 0; i < day.count; i++) {
      acd_erlang_system of_row = system;
      row of = {day.names[i], day.calls[i], day.agents[i]};
      of_row.handle_s = day.handle_s[i];
      tell(&to, &of_row, &of);
    }
    finish(&to);
  }
  forecast_free(&day);
  return code;
}

/* What does not go together, or asks for what cannot fail; NULL: all is well. */
static const char *question_is_wrong(const settings *given)
{
  if (is_given(given->interval_min) && given->interval_min <= 0) return "--interval above 0";
  if (is_given(given->interval_min) && !given->forecast) return "--interval with --forecast, as --calls is an hour's";
  if (given->shrinkage >= 1) return "--shrinkage below 100";
  if (is_given(given->service_level) && (given->service_level <= 0 || given->service_level >= 1))
    return "--service-level above 0 and below 100";
  if (is_given(given->handle_s) && given->handle_s <= 0) return "--handle above 0";
  if (is_given(given->timeout_s) && (is_given(given->patience_s) || is_given(given->places)))
    return "--timeout without --patience and --places";
  if (is_given(given->abandoned) && !is_given(given->patience_s) && !is_given(given->timeout_s))
    return "--abandoned with --patience or --timeout, as nobody abandons without";
  if (is_given(given->blocked) && !is_given(given->places)) return "--blocked with --places, as nobody is lost without";
  return NULL;
}

int command_erlang(int argc, char **argv)
{
  static const option options[] = {
      {"help", NULL, offsetof(settings, help), option_flag},
      {"json", NULL, offsetof(settings, json), option_flag},
      {"calls", "calls an hour", offsetof(settings, calls), take_number},
      {"handle", "seconds", offsetof(settings, handle_s), take_number},
      {"agents", "a number of agents", offsetof(settings, agents), take_count},
      {"patience", "seconds", offsetof(settings, patience_s), take_number},
      {"timeout", "seconds", offsetof(settings, timeout_s), take_number},
      {"places", "a number of calls", offsetof(settings, places), take_count},
      {"service-level", "percent, below 100", offsetof(settings, service_level), take_percent},
      {"within", "seconds", offsetof(settings, within_s), take_number},
      {"asa", "seconds", offsetof(settings, asa_s), take_number},
      {"abandoned", "percent", offsetof(settings, abandoned), take_percent},
      {"blocked", "percent", offsetof(settings, blocked), take_percent},
      {"occupancy", "percent", offsetof(settings, occupancy), take_percent},
      {"shrinkage", "percent", offsetof(settings, shrinkage), take_percent},
      {"forecast", "a file", offsetof(settings, forecast), option_text},
      {"interval", "minutes", offsetof(settings, interval_min), take_number},
  };
  operands none;
  settings given = {0,  0,         NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN,
                    20, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, 0,         NOT_GIVEN, NULL};
  int code = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &given, &none);
  if (code != EXIT_OK) return code;
  if (given.help) {
    help_print("erlang");
    return EXIT_OK;
  }
  if (none.count > 0 || is_given(given.calls) == (given.forecast != NULL)) {
    complain("erlang: expected either --calls or --forecast (acd help erlang)");
    return EXIT_USAGE;
  }
  if (given.forecast && is_given(given.agents)) {
    complain("erlang: expected a target for the agents of each interval, not --agents");
    return EXIT_USAGE;
  }
  const char *wrong = question_is_wrong(&given);
  if (wrong) {
    complain("erlang: expected %s", wrong);
    return EXIT_USAGE;
  }
  if (!is_given(given.interval_min)) given.interval_min = INTERVAL_MIN;
  return given.forecast ? answer_day(&given) : answer_one(&given);
}
