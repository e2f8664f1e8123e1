/* SPDX-License-Identifier: Apache-2.0 */
#include "staffing.h"

#include <stdlib.h>
#include <string.h>

#include "csv.h"
#include "shifts.h"
#include "tool.h"

struct staffing {
  shift *shifts; /* sorted */
  size_t count;
  const tool_zone *zone; /* of times of day */
  int64_t midnight_us;
  int64_t next_day; /* first day not handed over, counted from engine time 0 */
};

enum { AGENT, LOGIN, LOGOUT, DAYS, COLUMNS };
static const char *const names[COLUMNS] = {"agent", "login", "logout", "days"};

static int read_header(const csv_file *csv, size_t columns[COLUMNS])
{
  for (size_t i = 0; i < COLUMNS; i++) columns[i] = SIZE_MAX;
  for (size_t field = 0; field < csv->count; field++) {
    size_t i = 0;
    while (i < COLUMNS && strcmp(csv_text(csv, field), names[i]) != 0) i++;
    if (i == COLUMNS || columns[i] != SIZE_MAX) {
      complain_at(csv->path, csv->fields[field].line, csv->fields[field].column,
                  "found column \"%s\", expected agent, login, logout and perhaps days, each once",
                  csv_text(csv, field));
      return EXIT_REFUSED;
    }
    columns[i] = field;
  }
  if (columns[AGENT] != SIZE_MAX && columns[LOGIN] != SIZE_MAX && columns[LOGOUT] != SIZE_MAX) return EXIT_OK;
  complain_at(csv->path, 1, 1, "expected the columns agent, login and logout");
  return EXIT_REFUSED;
}

static int fail(const csv_file *csv, size_t field, const char *expected)
{
  complain_at(csv->path, csv->fields[field].line, csv->fields[field].column, "found \"%s\", expected %s",
              csv_text(csv, field), expected);
  return EXIT_REFUSED;
}

static int read_shift(const csv_file *csv, const size_t columns[COLUMNS], const acd_engine *engine,
                      const tool_zone *zone, shift *shift_out)
{
  const char *login = csv_text(csv, columns[LOGIN]), *logout = csv_text(csv, columns[LOGOUT]);
  const char *days = columns[DAYS] == SIZE_MAX ? "" : csv_text(csv, columns[DAYS]);
  if (acd_agent_find(engine, csv_text(csv, columns[AGENT]), &shift_out->agent))
    return fail(csv, columns[AGENT], "an agent of the definition");
  shift_out->days = 0;
  shift_out->line = csv->fields[columns[LOGIN]].line;
  shift_out->column = csv->fields[columns[LOGIN]].column;
  if (tool_zone_moment(zone, login, &shift_out->login_us)) {
    if (*days) return fail(csv, columns[DAYS], "no days where the log-in has a date");
    if (tool_zone_moment(zone, logout, &shift_out->logout_us) && shift_out->logout_us > shift_out->login_us)
      return EXIT_OK;
    return fail(csv, columns[LOGOUT], "a date and time after the log-in");
  }
  if (!parse_clock(login, &shift_out->login_us) || shift_out->login_us >= TOOL_DAY_US)
    return fail(csv, columns[LOGIN], "a time of day such as 08:30, or a date and time");
  if (!parse_clock(logout, &shift_out->logout_us) || shift_out->logout_us > shift_out->login_us + TOOL_DAY_US)
    return fail(csv, columns[LOGOUT],
                "a time of day such as 17:00, or 30:00 for 6:00 on the next day; at most a day after the log-in");
  if (shift_out->logout_us <= shift_out->login_us) shift_out->logout_us += TOOL_DAY_US; /* past midnight */
  if (!parse_days(*days ? days : "daily", &shift_out->days))
    return fail(csv, columns[DAYS], "days such as mon-fri or sat,sun");
  return EXIT_OK;
}

/* No moment may belong to two shifts of an agent: who logs out of one would be gone from the other. */
static int check_overlaps(const csv_file *csv, const acd_engine *engine, const staffing *shifts)
{
  for (size_t i = 0; i < shifts->count; i++) {
    for (size_t j = i; j < shifts->count && shifts->shifts[j].agent == shifts->shifts[i].agent; j++) {
      const shift *first = &shifts->shifts[i], *second = &shifts->shifts[j];
      acd_agent_info info = {.size = sizeof(info)};
      if (!shifts_overlap(first, second, shifts->zone)) continue;
      if (first->line > second->line) {
        const shift *swapped = first;
        first = second;
        second = swapped;
      }
      if (acd_agent_get(engine, second->agent, &info)) info.name = "";
      complain_at(csv->path, second->line, second->column,
                  "found a shift of \"%s\" that overlaps the one of line %zu, expected shifts that do not", info.name,
                  first->line);
      return EXIT_REFUSED;
    }
  }
  return EXIT_OK;
}

/* Keeps the shifts of the first `agents_max` agents. */
static void keep_working(staffing *shifts, const acd_engine *engine, int64_t agents_max)
{
  acd_id last = 0;
  size_t kept = 0;
  for (int64_t i = 0; i < agents_max; i++) {
    acd_id next = acd_agent_next(engine, last);
    if (!next) return; /* all of them */
    last = next;
  }
  for (acd_id id = acd_agent_next(engine, last); id; id = acd_agent_next(engine, id)) {
    size_t count;
    shift *at = shifts->shifts + (shifts_of(shifts->shifts, shifts->count, id, &count) - shifts->shifts);
    for (size_t i = 0; i < count; i++) at[i].line = 0; /* stays at home */
  }
  for (size_t i = 0; i < shifts->count; i++)
    if (shifts->shifts[i].line) shifts->shifts[kept++] = shifts->shifts[i];
  shifts->count = kept;
}

static int read_shifts(csv_file *csv, const acd_engine *engine, int64_t agents_max, staffing *shifts)
{
  size_t columns[COLUMNS];
  int got = csv_next(csv), code;
  if (got == 0) complain_at(csv->path, 1, 1, "the file is empty, expected the columns agent, login and logout");
  if (got <= 0) return got == -2 ? EXIT_FILE : EXIT_REFUSED;
  code = read_header(csv, columns);
  if (code != EXIT_OK) return code;
  size_t fields = csv->count;
  while ((got = csv_next(csv)) > 0) {
    shift *next;
    if (csv->count != fields) {
      return csv_complain_count(csv, fields);
    }
    if ((shifts->count & (shifts->count + 1)) == 0)
      shifts->shifts = grow(shifts->shifts, (shifts->count + 1) * 2 * sizeof(*shifts->shifts));
    next = &shifts->shifts[shifts->count];
    code = read_shift(csv, columns, engine, shifts->zone, next);
    if (code != EXIT_OK) return code;
    shifts->count++;
  }
  if (got < 0) return got == -1 ? EXIT_REFUSED : EXIT_FILE;
  shifts_sort(shifts->shifts, shifts->count);
  code = check_overlaps(csv, engine, shifts);
  if (code == EXIT_OK) keep_working(shifts, engine, agents_max);
  return code;
}

int staffing_open(const char *path, const acd_engine *engine, const tool_zone *zone, int64_t agents_max,
                  staffing **staffing_out)
{
  staffing *shifts = grow(NULL, sizeof(*shifts));
  csv_file csv;
  int code;
  memset(shifts, 0, sizeof(*shifts));
  shifts->zone = zone;
  code = csv_open(&csv, path, ',');
  if (code == EXIT_OK) code = read_shifts(&csv, engine, agents_max, shifts);
  csv_close(&csv);
  if (code != EXIT_OK) {
    staffing_close(shifts);
    return code;
  }
  *staffing_out = shifts;
  return EXIT_OK;
}

void staffing_close(staffing *shifts)
{
  if (!shifts) return;
  free(shifts->shifts);
  free(shifts);
}

int staffing_names(const staffing *shifts, acd_id agent)
{
  size_t count;
  shifts_of(shifts->shifts, shifts->count, agent, &count);
  return count > 0;
}

/* A shift as log-in and log-out, engine times; not before time 0. */
static int add_shift(const staffing *shifts, acd_sim *sim, const shift *at, acd_time login_us, acd_time logout_us)
{
  size_t count;
  const shift *of_agent = shifts_of(shifts->shifts, shifts->count, at->agent, &count);
  int status;
  if (logout_us <= 0) return ACD_OK;
  status = acd_sim_add_presence(sim, login_us < 0 ? 0 : login_us, at->agent, ACD_PRESENCE_AVAILABLE, 0);
  /* who begins the next shift at this moment stays */
  if (status != ACD_OK || shifts_begin_at(of_agent, count, logout_us + shifts->midnight_us, shifts->zone))
    return status;
  return acd_sim_add_presence(sim, logout_us, at->agent, ACD_PRESENCE_LOGGED_OUT, 0);
}

int staffing_begin(staffing *shifts, acd_sim *sim, int64_t midnight_us)
{
  shifts->midnight_us = midnight_us;
  shifts->next_day = -1; /* a shift of the evening before may last into the first day */
  for (size_t i = 0; i < shifts->count; i++) {
    const shift *at = &shifts->shifts[i];
    int status;
    if (at->days) continue;
    status = add_shift(shifts, sim, at, at->login_us - midnight_us, at->logout_us - midnight_us);
    if (status != ACD_OK) return status;
  }
  return ACD_OK;
}

/* The engine time of a time of day, counted from the first day's midnight. */
static acd_time time_at(const staffing *shifts, int64_t day, int64_t clock_us)
{
  int64_t first_us = tool_zone_local(shifts->zone, shifts->midnight_us);
  return tool_zone_instant(shifts->zone, first_us + day * TOOL_DAY_US + clock_us) - shifts->midnight_us;
}

static int add_day(const staffing *shifts, acd_sim *sim, int64_t day)
{
  int64_t date = tool_zone_local(shifts->zone, shifts->midnight_us) / TOOL_DAY_US + day;
  int64_t weekday = ((date + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
  for (size_t i = 0; i < shifts->count; i++) {
    const shift *at = &shifts->shifts[i];
    int status;
    if (!(at->days >> weekday & 1)) continue;
    status = add_shift(shifts, sim, at, time_at(shifts, day, at->login_us), time_at(shifts, day, at->logout_us));
    if (status != ACD_OK) return status;
  }
  return ACD_OK;
}

int staffing_until(staffing *shifts, acd_sim *sim, acd_time time_us)
{
  while (time_at(shifts, shifts->next_day, 0) <= time_us) {
    int status = add_day(shifts, sim, shifts->next_day++);
    if (status != ACD_OK) return status;
  }
  return ACD_OK;
}
