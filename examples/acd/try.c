/* SPDX-License-Identifier: Apache-2.0 */
/* `acd try`: a call walked through a definition by a person, or by a pipe. */
#define _XOPEN_SOURCE 700

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "definition.h"
#include "options.h"
#include "record.h"
#include "script.h"
#include "steps.h"
#include "tool.h"
#include "walk.h"

typedef struct settings {
  int help, quiet;
  const char *number, *caller, *at, *record, *zone, *zoneinfo;
} settings;

static const option options[] = {
    {"help", NULL, offsetof(settings, help), option_flag},
    {"number", "a number dialled, queue:NAME or flow:NAME", offsetof(settings, number), option_text},
    {"caller", "the number of the caller", offsetof(settings, caller), option_text},
    {"at", "a moment such as 2026-11-23 09:30, mon 09:30 or 09:30", offsetof(settings, at), option_text},
    {"record", "the name of a new file", offsetof(settings, record), option_text},
    {"zoneinfo", "a folder", offsetof(settings, zoneinfo), option_text},
    {"zone", TOOL_ZONE_EXPECTED, offsetof(settings, zone), option_text},
};

static void print_clock(const walk *of, acd_time time_us)
{
  int64_t local_us = tool_zone_local(of->zone, of->wall_us + time_us);
  int64_t clock_us = (local_us % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US;
  static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  int64_t day = (local_us - clock_us) / TOOL_DAY_US;
  int64_t clock_s = clock_us / ACD_SECOND;
  printf("%s %02d:%02d:%02d  ", days[((day + 3) % 7 + 7) % 7], (int)(clock_s / 3600), (int)(clock_s / 60 % 60),
         (int)(clock_s % 60));
}

/* What a person may want to know besides. */
static void print_note(const walk *of, const happening *it)
{
  char wait[48];
  int64_t position;
  switch (it->kind) {
  case HAPPENING_QUEUE:
    position = acd_call_position(of->engine, of->calls[it->call].id);
    if (position) printf("   # position %" PRId64, position);
    break;
  case HAPPENING_ASK:
    printf("   # keys%s are asked for, at node \"%s\"", it->value ? " or speech" : "", it->more);
    break;
  case HAPPENING_RING: printf("   # answer %s, reject %s or miss %s", it->text, it->text, it->text); break;
  case HAPPENING_TALK: printf("   # after waiting for %s", duration_text(it->value, wait)); break;
  case HAPPENING_VOICEMAIL: printf("   # after \"%s\": done, fail or hang up", it->more); break;
  case HAPPENING_HOST: printf("   # host %s -> TEXT, or fail", it->text); break;
  case HAPPENING_DIAL: printf("   # pick-up, busy, no-answer, machine or fail"); break;
  case HAPPENING_CALLBACK: printf("   # %s after it was taken", duration_text(it->value, wait)); break;
  case HAPPENING_TRANSFER: printf("   # done, busy, no-answer or fail"); break;
  case HAPPENING_END: printf("   # %s after it arrived", duration_text(it->value, wait)); break;
  default: break;
  }
}

static void print_happenings(const walk *of, size_t from)
{
  for (size_t i = from; i < of->happenings_count; i++) {
    const happening *it = &of->happenings[i];
    char text[400];
    if (it->kind == HAPPENING_EXIT) continue;
    print_clock(of, it->time_us);
    if (of->calls[it->call].label[0]) printf("%s: ", of->calls[it->call].label);
    printf("%s", happening_text(it, text, sizeof(text)));
    print_note(of, it);
    putchar('\n');
  }
}

static const char try_help[] =
    "  2, 15#, …          the caller presses keys        silence          no key until the time for them is over\n"
    "  say TEXT           the caller speaks\n"
    "  (Enter)            time passes until something happens             +30s, +1h30min   so much time passes\n"
    "  hang up            the caller does                call NUMBER      another call (acd help flowtest)\n"
    "  answer [AGENT]     likewise: reject, miss, busy   finish [AGENT]   the agent hangs up\n"
    "  pick-up            who is called back does        machine          likewise: busy, no-answer, fail\n"
    "  hold               and resume: the agent puts the call on hold, and takes it back\n"
    "  ready AGENT        likewise: not-ready, logout    done             likewise: fail, busy, no-answer: how the\n"
    "                                                                     message, transfer or host operation went\n"
    "  set NAME = VALUE   an attribute of the call       let KIND HOW     how prompts and so on go from now on\n"
    "  open QUEUE         likewise: drain, clear         on NAME          the call of that name is meant from now on\n"
    "  host NAME -> TEXT  what it answers, from now on   toggle NAME on   or off\n"
    "  where              what the call waits for        quit\n";

static void print_where(walk *of)
{
  char text[400];
  print_clock(of, of->now_us);
  printf("%s\n", walk_state_text(of, text, sizeof(text)));
}

/* Where lines come from, for complaints. */
static const char *input_name(void)
{
  return isatty(STDIN_FILENO) ? "(keyboard)" : "(standard input)";
}

/* One line of a person: 0 ends it. */
static int do_line(walk *of, FILE *record, const char *line, size_t number, int *code)
{
  script_error error;
  step todo;
  size_t told = of->happenings_count;
  acd_time before_us = of->now_us;
  int goes_on = 1;
  if (!step_parse(line, of->zone, 0, &todo, &error)) {
    complain_at(input_name(), number, error.column, "%s (help lists what can be done)", error.text);
    *code = EXIT_REFUSED;
    return 1;
  }
  if (todo.verb == STEP_QUIT) {
    goes_on = 0;
  } else if (todo.verb == STEP_HELP) {
    fputs(try_help, stdout);
  } else if (todo.verb == STEP_WHERE) {
    print_where(of);
  } else {
    int good = step_do(of, &todo);
    print_happenings(of, told);
    if (good) record_step(record, of, &todo, line, told, of->now_us - before_us);
    if (!good) {
      complain_at(input_name(), number, 0, "%s", of->complaint);
      *code = EXIT_REFUSED;
    } else if (told == of->happenings_count) {
      print_where(of);
    }
  }
  step_free(&todo);
  return goes_on;
}

/* Lines until the end of input, or until nothing is left to do. */
static int walk_lines(walk *of, FILE *record, int is_terminal)
{
  char *line = NULL;
  size_t capacity = 0, number = 0;
  int code = EXIT_OK, goes_on = 1;
  while (goes_on) {
    int latest = EXIT_OK;
    if (is_terminal) {
      fputs("> ", stdout);
      fflush(stdout);
    }
    if (getline(&line, &capacity, stdin) < 0) break;
    if (!is_terminal) { /* a transcript shows what was typed */
      size_t size = strcspn(line, "\r\n");
      printf("> %.*s\n", (int)size, line);
      fflush(stdout);
    }
    goes_on = do_line(of, record, line, ++number, &latest);
    fflush(stdout);
    if (latest > code && !is_terminal) code = latest; /* a person has seen it, and gone on */
  }
  if (is_terminal && goes_on) putchar('\n');
  free(line);
  return code;
}

/* 1: what the number is called is not what is dialled. */
static int has_pattern(const acd_definition *definition, int32_t number)
{
  acd_property property = {.size = sizeof(property)};
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++)
    if (property.noun == ACD_NOUN_NUMBER && strcmp(property.name, "pattern") == 0)
      return acd_definition_text(definition, number, property.property_id)[0] != '\0';
  return 0;
}

/* The number to dial if none is given: the first that is one. NULL: there is none. */
static const char *first_number(const acd_definition *definition)
{
  acd_object_info info = {.size = sizeof(info)};
  if (acd_definition_object(definition, 0, &info) != ACD_OK) return NULL;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    if (acd_definition_object(definition, child, &info) != ACD_OK) return NULL;
    if (info.noun == ACD_NOUN_NUMBER && !has_pattern(definition, child)) return info.name;
  }
  return NULL;
}

/* The first call, as if it had been typed: an exit code. */
static int begin(walk *of, FILE *record, const settings *given, const char *number)
{
  script_error error;
  step todo;
  char line[1000];
  int code = EXIT_OK;
  snprintf(line, sizeof(line), "call x%s%.60s", given->at ? " at " : "", given->at ? given->at : "");
  if (!step_parse(line, of->zone, 1, &todo, &error)) {
    complain("--at: found \"%s\", expected %s", given->at, options[3].value);
    return EXIT_USAGE;
  }
  free(todo.text);
  todo.text = walk_copy(number);
  if (given->caller) todo.more = walk_copy(given->caller);
  if (step_do(of, &todo)) {
    printf("the call arrives at \"%s\" (help lists what can be done)\n", number);
    print_happenings(of, 0);
    snprintf(line, sizeof(line), "call \"%s\"%s%s%s%s%s", number, given->caller ? " from \"" : "",
             given->caller ? given->caller : "", given->caller ? "\"" : "", given->at ? " at " : "",
             given->at ? given->at : "");
    record_step(record, of, &todo, line, 0, 0);
  } else {
    complain_at(of->definition, 0, 0, "%s", of->complaint);
    code = EXIT_REFUSED;
  }
  step_free(&todo);
  return code;
}

int command_try(int argc, char **argv)
{
  settings given = {.help = 0};
  operands files;
  acd_json *json = NULL;
  FILE *record = NULL;
  walk of;
  tool_zone zone;
  const char *number;
  int code = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &given, &files);
  if (code != EXIT_OK) return code;
  if (given.help) {
    help_print("try");
    return EXIT_OK;
  }
  if (files.count != 1) {
    complain("try: expected a definition, found %zu file names (acd help try)", files.count);
    return EXIT_USAGE;
  }
  code = tool_zone_option(&zone, "--zone", given.zone, given.zoneinfo, 0);
  if (code == EXIT_OK) code = definition_read(files.items[0], &json);
  if (code == EXIT_OK) {
    code = walk_begin(&of, files.items[0], json, &zone);
    number = given.number ? given.number : first_number(acd_json_definition(json));
    if (code == EXIT_OK && !number) {
      complain("try: the definition has no number, expected --number queue:NAME or flow:NAME");
      code = EXIT_USAGE;
    }
    if (code == EXIT_OK && given.record) code = record_begin(given.record, files.items[0], &zone, &record);
    if (code == EXIT_OK) code = begin(&of, record, &given, number);
    if (code == EXIT_OK) code = walk_lines(&of, record, isatty(STDIN_FILENO));
    if (record_end(record, given.record) != EXIT_OK && code == EXIT_OK) code = EXIT_FILE;
    walk_end(&of);
  }
  tool_zone_free(&zone);
  acd_json_free(json);
  return code;
}
