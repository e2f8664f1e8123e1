/* SPDX-License-Identifier: Apache-2.0 */
/* The tool's own format, described in `acd help calls`. */
#include <stdlib.h>
#include <string.h>

#include "calls_format.h"

enum {
  COLUMN_ARRIVAL,
  COLUMN_ARRIVAL_S,
  COLUMN_NUMBER,
  COLUMN_QUEUE,
  COLUMN_FLOW,
  COLUMN_CALLER,
  COLUMN_PRIORITY,
  COLUMN_SKILLS,
  COLUMN_PATIENCE,
  COLUMN_TALK,
  COLUMN_WRAPUP,
  COLUMN_PROMPT,
  COLUMN_HANGUP,
  COLUMN_KEY_AFTER,
  COLUMN_KEYS,
  COLUMN_ENDED_BY,
  COLUMNS_COUNT,
  COLUMN_ATTRIBUTE = COLUMNS_COUNT /* attr.<key> */
};

static const char *const names[COLUMNS_COUNT] = {
    "arrival",    "arrival_s", "number",   "queue",    "flow",     "caller",      "priority", "skills",
    "patience_s", "talk_s",    "wrapup_s", "prompt_s", "hangup_s", "key_after_s", "keys",     "ended_by"};

typedef struct csv_state {
  int *columns;
  char **keys; /* of attributes, by field; NULL for others */
  size_t count;
  char *attributes;
  size_t attributes_size, attributes_capacity;
} csv_state;

static int is_column_known(calls_file *from, const char *name, int *column_out)
{
  const csv_file *csv = &from->csv;
  size_t field = (size_t)(column_out - ((csv_state *)from->state)->columns);
  const char *near;
  if (strncmp(name, "attr.", 5) == 0 && name[5] && !strchr(name, '=')) {
    *column_out = COLUMN_ATTRIBUTE;
    return 1;
  }
  for (int i = 0; i < COLUMNS_COUNT; i++) {
    if (strcmp(name, names[i]) != 0) continue;
    *column_out = i;
    return 1;
  }
  near = nearest(name, names, COLUMNS_COUNT);
  complain_at(csv->path, csv->fields[field].line, csv->fields[field].column,
              "found column \"%s\", expected a known one%s%s%s (acd help calls)", name, near ? "; did you mean \"" : "",
              near ? near : "", near ? "\"?" : "");
  return 0;
}

/* Columns of the header; each once, and one that tells the arrival. */
static int read_header(calls_file *from)
{
  csv_state *state = from->state;
  csv_file *csv = &from->csv;
  int arrivals = 0, good = 1;
  state->count = csv->count;
  state->columns = grow(NULL, csv->count * sizeof(*state->columns));
  state->keys = grow(NULL, csv->count * sizeof(*state->keys));
  memset(state->keys, 0, csv->count * sizeof(*state->keys));
  for (size_t i = 0; i < csv->count; i++) {
    const char *name = csv_text(csv, i);
    state->columns[i] = -1;
    if (!is_column_known(from, name, &state->columns[i])) good = 0;
    for (size_t j = 0; j < i; j++) {
      if (strcmp(name, csv_text(csv, j)) != 0) continue;
      complain_at(csv->path, csv->fields[i].line, csv->fields[i].column, "found column \"%s\" a second time", name);
      good = 0;
    }
    if (state->columns[i] == COLUMN_ATTRIBUTE) {
      state->keys[i] = grow(NULL, strlen(name));
      strcpy(state->keys[i], name + 5);
    }
    arrivals += state->columns[i] == COLUMN_ARRIVAL || state->columns[i] == COLUMN_ARRIVAL_S;
  }
  if (good && arrivals != 1) {
    complain_at(csv->path, csv->line - 1, 0, "expected one column \"arrival\" or \"arrival_s\", found %d", arrivals);
    good = 0;
  }
  return good ? EXIT_OK : EXIT_REFUSED;
}

static int open_csv(calls_file *from)
{
  int code = csv_open(&from->csv, from->options.path, ',');
  int got;
  if (code != EXIT_OK) return code;
  from->state = grow(NULL, sizeof(csv_state));
  memset(from->state, 0, sizeof(csv_state));
  got = csv_next(&from->csv);
  if (got == 0) {
    complain_at(from->options.path, 1, 1, "the file is empty, expected a header such as \"arrival,number,talk_s\"");
    return EXIT_REFUSED;
  }
  if (got < 0) return got == -1 ? EXIT_REFUSED : EXIT_FILE;
  return read_header(from);
}

static void close_csv(calls_file *from)
{
  csv_state *state = from->state;
  if (!state) return;
  for (size_t i = 0; i < state->count; i++) free(state->keys[i]);
  free(state->columns);
  free(state->keys);
  free(state->attributes);
  free(state);
}

static int expected(const calls_file *from, size_t field, const char *what)
{
  const csv_field *at = &from->csv.fields[field];
  complain_at(from->csv.path, at->line, at->column, "found \"%s\", expected %s", csv_text(&from->csv, field), what);
  return 0;
}

static int read_arrival(calls_file *from, size_t field, int64_t *us_out)
{
  const char *text = csv_text(&from->csv, field);
  int64_t us;
  if (tool_zone_moment(from->options.zone, text, us_out)) return 1;
  if (!parse_clock(text, &us))
    return expected(from, field, "a date and time such as 2024-01-31T08:15:30, or a time of day such as 08:15:30.25");
  *us_out = tool_zone_instant(from->options.zone, from->options.date_us + us);
  return 1;
}

/* "spanish:3 billing": needs with levels, 1 if none is given. */
static int read_skills(calls_file *from, size_t field, acd_sim_caller *caller)
{
  char *text = from->csv.text + from->csv.fields[field].at;
  uint32_t count = 0;
  for (char *word = text; *(word += strspn(word, " ;"));) {
    char *end = word + strcspn(word, " ;"), last = *end, *colon;
    int64_t level = 1;
    int status;
    *end = '\0';
    colon = strrchr(word, ':');
    if (colon && !parse_int(colon + 1, 1, 1000, &level)) return expected(from, field, "a level from 1 to 1000");
    if (colon) *colon = '\0';
    if (count == CALLS_SKILLS_MAX) return expected(from, field, "64 skills at most");
    status = acd_skill_find(from->engine, word, &from->requirements[count].skill);
    if (status != ACD_OK) {
      complain_at(from->csv.path, from->csv.fields[field].line, from->csv.fields[field].column,
                  "found skill \"%s\", expected one of the definition", word);
      return 0;
    }
    from->requirements[count++].level_min = level;
    word = end + (last != '\0');
  }
  caller->requirements = from->requirements;
  caller->requirements_count = count;
  return 1;
}

static int read_attribute(calls_file *from, size_t field)
{
  csv_state *state = from->state;
  const char *key = state->keys[field], *value = csv_text(&from->csv, field);
  size_t needs = state->attributes_size + strlen(key) + strlen(value) + 3;
  if (strchr(value, '\n')) return expected(from, field, "a value of one line");
  if (needs > state->attributes_capacity) {
    state->attributes_capacity = needs * 2;
    state->attributes = grow(state->attributes, state->attributes_capacity);
  }
  if (state->attributes_size) state->attributes[state->attributes_size++] = '\n';
  strcpy(state->attributes + state->attributes_size, key);
  strcat(state->attributes + state->attributes_size, "=");
  strcat(state->attributes + state->attributes_size, value);
  state->attributes_size += strlen(state->attributes + state->attributes_size);
  return 1;
}

static int read_duration(calls_file *from, size_t field, int64_t *us_out)
{
  if (parse_seconds(csv_text(&from->csv, field), us_out)) return 1;
  return expected(from, field, "seconds, such as 90 or 12.5");
}

static int read_keys(calls_file *from, size_t field, acd_sim_caller *caller)
{
  caller->keys = csv_text(&from->csv, field);
  if (strspn(caller->keys, "0123456789*#ABCD,") == strlen(caller->keys)) return 1;
  return expected(from, field, "keys 0-9 * # A-D, and ',' for a pause");
}

static int read_flow(calls_file *from, size_t field, acd_sim_caller *caller)
{
  if (acd_flow_find(from->engine, csv_text(&from->csv, field), &caller->flow) == ACD_OK) return 1;
  return expected(from, field, "a flow of the definition");
}

static int read_ended_by(calls_file *from, size_t field, acd_sim_caller *caller)
{
  const char *text = csv_text(&from->csv, field);
  caller->ended_by = strcmp(text, "agent") == 0 ? ACD_SIM_ENDED_BY_AGENT : ACD_SIM_ENDED_BY_CALLER;
  if (caller->ended_by == ACD_SIM_ENDED_BY_AGENT || strcmp(text, "caller") == 0) return 1;
  return expected(from, field, "who hangs up, caller or agent");
}

/* One field that is not empty. */
static int read_field(calls_file *from, size_t field, int column, acd_sim_caller *caller)
{
  const csv_field *at = &from->csv.fields[field];
  const char *text = csv_text(&from->csv, field);
  switch (column) {
  case COLUMN_ARRIVAL: return read_arrival(from, field, &caller->arrives_at_us);
  case COLUMN_ARRIVAL_S:
    if (!read_duration(from, field, &caller->arrives_at_us)) return 0;
    caller->arrives_at_us += tool_zone_instant(from->options.zone, from->options.date_us);
    return 1;
  case COLUMN_NUMBER:
    caller->number = text;
    from->number_column = at->column;
    return 1;
  case COLUMN_QUEUE: return calls_find_queue(from, text, at->line, at->column, &caller->queue);
  case COLUMN_FLOW: return read_flow(from, field, caller);
  case COLUMN_CALLER: caller->caller = text; return 1;
  case COLUMN_PRIORITY:
    if (parse_int(text, -1000, 1000, &caller->priority)) return 1;
    return expected(from, field, "a whole number from -1000 to 1000");
  case COLUMN_SKILLS: return read_skills(from, field, caller);
  case COLUMN_PATIENCE: return read_duration(from, field, &caller->patience_us);
  case COLUMN_TALK: return read_duration(from, field, &caller->talk_us);
  case COLUMN_WRAPUP: return read_duration(from, field, &caller->wrapup_us);
  case COLUMN_PROMPT: return read_duration(from, field, &caller->prompt_us);
  case COLUMN_HANGUP: return read_duration(from, field, &caller->hangup_us);
  case COLUMN_KEY_AFTER: return read_duration(from, field, &caller->key_us);
  case COLUMN_KEYS: return read_keys(from, field, caller);
  case COLUMN_ENDED_BY: return read_ended_by(from, field, caller);
  default: return read_attribute(from, field);
  }
}

/* A row names one of number, queue and flow: *entry is its field, SIZE_MAX as long as there is none. */
static int is_only_entry(const calls_file *from, size_t field, size_t *entry)
{
  const csv_state *state = from->state;
  const csv_file *csv = &from->csv;
  int column = state->columns[field];
  if (column != COLUMN_NUMBER && column != COLUMN_QUEUE && column != COLUMN_FLOW) return 1;
  if (*entry != SIZE_MAX) {
    complain_at(csv->path, csv->fields[field].line, csv->fields[field].column,
                "found %s \"%s\" besides %s \"%s\", expected one of number, queue and flow", names[column],
                csv_text(csv, field), names[state->columns[*entry]], csv_text(csv, *entry));
    return 0;
  }
  *entry = field;
  return 1;
}

static int next_csv(calls_file *from, acd_sim_caller *caller)
{
  csv_state *state = from->state;
  csv_file *csv = &from->csv;
  size_t arrival = 0, entry = SIZE_MAX;
  int got = csv_next(csv);
  if (got <= 0) return got;
  if (csv->count != state->count) {
    csv_complain_count(csv, state->count);
    return -1;
  }
  state->attributes_size = 0;
  caller->ref = (int64_t)csv->fields[0].line;
  for (size_t i = 0; i < csv->count; i++) {
    int is_arrival = state->columns[i] == COLUMN_ARRIVAL || state->columns[i] == COLUMN_ARRIVAL_S;
    if (!*csv_text(csv, i) && !is_arrival) continue;
    if (!is_only_entry(from, i, &entry)) return -1;
    if (!read_field(from, i, state->columns[i], caller)) return -1;
    if (is_arrival) arrival = i;
  }
  if (state->attributes_size) caller->attributes = state->attributes;
  return calls_in_order(from, caller, csv->fields[arrival].column) ? 1 : -1;
}

const calls_format calls_format_csv = {open_csv, next_csv, close_csv, NULL};
