/* SPDX-License-Identifier: Apache-2.0 */
/* `acd import ics`: events of calendars as holidays of a schedule, a change of a definition, and a report of the rest. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <acd/ics.h>

#include "commands.h"
#include "options.h"
#include "tool.h"
#include "zone.h"

#define TEXTS_MAX 64

typedef struct texts {
  const char *items[TEXTS_MAX];
  size_t count;
} texts;

typedef struct settings {
  const char *schedule, *report, *zone, *zoneinfo;
  int64_t from, to; /* as acd_ics_expand() takes them; 0: not given */
  texts open, only, skip, hours;
  int exceptions, replace, help;
} settings;

static int take_date(void *setting, const char *value)
{
  int64_t us;
  int year, month, day;
  if (!parse_date(value, &us)) return 0;
  date_of_day(us / TOOL_DAY_US - (us % TOOL_DAY_US < 0), &year, &month, &day);
  *(int64_t *)setting = (int64_t)year * 10000 + month * 100 + day;
  return year >= 1 && year <= 9999;
}

static int take_text(void *setting, const char *value)
{
  texts *list = setting;
  if (!*value || list->count == TEXTS_MAX) return 0;
  list->items[list->count++] = value;
  return 1;
}

static const option ics_options[] = {
    {"schedule", "its name", offsetof(settings, schedule), option_text},
    {"from", "a date (2026-01-01)", offsetof(settings, from), take_date},
    {"to", "a date (2026-12-31)", offsetof(settings, to), take_date},
    {"open-when", "a text, or PROPERTY=TEXT (at most 64)", offsetof(settings, open), take_text},
    {"open-hours", "two times of day (09:00-17:00)", offsetof(settings, hours), take_text},
    {"only-when", "a text, or PROPERTY=TEXT (at most 64)", offsetof(settings, only), take_text},
    {"skip-when", "a text, or PROPERTY=TEXT (at most 64)", offsetof(settings, skip), take_text},
    {"exceptions", NULL, offsetof(settings, exceptions), option_flag},
    {"replace", NULL, offsetof(settings, replace), option_flag},
    {"report", "a file", offsetof(settings, report), option_text},
    {"zone", TOOL_ZONE_NAME_EXPECTED, offsetof(settings, zone), option_text},
    {"zoneinfo", "a folder", offsetof(settings, zoneinfo), option_text},
    {"help", NULL, offsetof(settings, help), option_flag},
};

/* "WORK", or "CATEGORIES=WORK": capitals before the first "=" are the name of a property. */
static int add_matches(acd_ics *ics, int what, const texts *list)
{
  for (size_t i = 0; i < list->count; i++) {
    const char *text = list->items[i];
    size_t name = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    char property[64] = "";
    if (name && name < sizeof property && text[name] == '=') memcpy(property, text, name);
    int status = acd_ics_match_add(ics, what, *property ? property : NULL, *property ? text + name + 1 : text);
    if (status == ACD_OK) continue;
    complain("import ics: \"%s\": %s", text, acd_status_text(status));
    return EXIT_USAGE;
  }
  return EXIT_OK;
}

static int add_hours(acd_ics *ics, const texts *list)
{
  for (size_t i = 0; i < list->count; i++) {
    char begin[32];
    int64_t from_us, to_us;
    size_t size = strcspn(list->items[i], "-");
    snprintf(begin, sizeof begin, "%.*s", (int)(size < sizeof begin ? size : 0), list->items[i]);
    if (!list->items[i][size] || !parse_clock(begin, &from_us) || !parse_clock(list->items[i] + size + 1, &to_us) ||
        acd_ics_open_hours_add(ics, from_us, to_us) != ACD_OK) {
      complain("import ics: --open-hours: expected two times of day (09:00-17:00), at most 8 such pairs: found \"%s\"",
               list->items[i]);
      return EXIT_USAGE;
    }
  }
  return EXIT_OK;
}

static void print_notes(FILE *file, const acd_ics *ics, size_t from)
{
  for (size_t i = from; i < acd_ics_notes_count(ics); i++) {
    size_t size = 0;
    (void)acd_ics_note_print(ics, i, NULL, 0, &size);
    char *line = grow(NULL, size + 1);
    (void)acd_ics_note_print(ics, i, line, size + 1, NULL);
    fprintf(file, "%s\n", line);
    free(line);
  }
}

/* Every malformed calendar is told. */
static int read_files(acd_ics *ics, const operands *files)
{
  int worst = EXIT_OK;
  for (size_t i = 0; i < files->count; i++) {
    int status = acd_ics_read_file(ics, files->items[i]);
    int code = status == ACD_OK          ? EXIT_OK
               : status == ACD_ERR_IO    ? EXIT_FILE
               : status == ACD_ERR_NOMEM ? EXIT_INTERNAL
                                         : EXIT_REFUSED;
    if (code != EXIT_OK && status != ACD_ERR_IO && status != ACD_ERR_DEFINITION)
      complain_at(files->items[i], 0, 0, "%s", acd_status_text(status));
    if (code > worst) worst = code;
  }
  if (worst != EXIT_OK) print_notes(stderr, ics, 0);
  return worst;
}

static void put_clock(json_t *object, const char *key, int64_t us)
{
  char text[16];
  int seconds = (int)(us / 1000000), rest = seconds % 60;
  snprintf(text, sizeof text, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
  if (rest) snprintf(text + 5, sizeof text - 5, ":%02d", rest);
  json_object_set_new(object, key, json_string(text));
}

static void put_date(json_t *object, const char *key, int64_t date)
{
  char text[24];
  snprintf(text, sizeof text, "%04d-%02d-%02d", (int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100));
  json_object_set_new(object, key, json_string(text));
}

/* In a list, for their order counts. */
static json_t *rules_json(const acd_ics *ics)
{
  acd_ics_rule rule = {.size = sizeof rule};
  json_t *list = json_array();
  for (size_t i = 0; acd_ics_rule_at(ics, i, &rule) == ACD_OK; i++) {
    json_t *object = json_object();
    json_object_set_new(object, "name", json_string(rule.name));
    put_date(object, "date", rule.date);
    if (rule.to_date != rule.date) put_date(object, "to_date", rule.to_date);
    if (rule.from_us != 0) put_clock(object, "from", rule.from_us);
    if (rule.to_us != TOOL_DAY_US) put_clock(object, "to", rule.to_us);
    if (rule.open) json_object_set_new(object, "open", json_true());
    json_array_append_new(list, object);
  }
  return list;
}

/* A schedule that is replaced has the zone by which the calendars were read. */
static int print_change(const acd_ics *ics, const settings *given)
{
  json_t *change =
      json_pack("{s:{s:{s:o, s:s*}}}", "schedules", given->schedule, given->exceptions ? "exceptions" : "holidays",
                rules_json(ics), "zone", given->replace ? given->zone : NULL);
  if (change && !given->replace) change = json_pack("{s:o}", "amend", change);
  char *text = change ? json_dumps(change, JSON_INDENT(2)) : NULL;
  if (text) printf("%s\n", text); /* main() finds out whether it was written */
  free(text);
  json_decref(change);
  if (!text) complain("import ics: the name of a schedule is UTF-8");
  return text ? EXIT_OK : EXIT_USAGE;
}

static void print_report(FILE *file, const acd_ics *ics)
{
  acd_ics_counts counts = {.size = sizeof counts};
  acd_ics_counts_get(ics, &counts);
  print_notes(file, ics, 0);
  fprintf(file, "%lld event%s: %lld taken, %lld on other days, %lld not wanted, %lld left out; %lld rule%s\n",
          (long long)counts.events, counts.events == 1 ? "" : "s", (long long)counts.taken, (long long)counts.outside,
          (long long)counts.skipped, (long long)counts.left_out, (long long)counts.rules, counts.rules == 1 ? "" : "s");
}

static int finish(acd_ics *ics, const settings *given)
{
  int status = acd_ics_expand(ics, given->from, given->to);
  if (status == ACD_ERR_LIMIT) {
    print_notes(stderr, ics, 0);
    return EXIT_REFUSED;
  }
  if (status != ACD_OK) {
    complain("import ics: %s", acd_status_text(status));
    return EXIT_INTERNAL;
  }
  FILE *file = given->report ? fopen(given->report, "w") : stderr;
  if (file) print_report(file, ics);
  if (!file || (given->report && (ferror(file) | fclose(file)))) {
    complain("%s cannot be written: %s", given->report, strerror(errno));
    return EXIT_FILE;
  }
  if (given->replace && acd_ics_rules_count(ics) == 0) {
    complain(
        "import ics: --replace: found no rule between the dates, expected some: all that the schedule has would go");
    return EXIT_REFUSED;
  }
  return print_change(ics, given);
}

/* By whose clock times in UTC are read: a name, for an offset has none of its own. */
static int take_zone(tool_zone *zone, const settings *given)
{
  return tool_zone_option(zone, "import ics: --zone", given->zone, given->zoneinfo, 1);
}

int command_import_ics(int argc, char **argv)
{
  settings given;
  operands files;
  acd_ics *ics = NULL;
  tool_zone zone;
  memset(&given, 0, sizeof given);
  int code = options_parse(argc, argv, ics_options, sizeof ics_options / sizeof *ics_options, &given, &files);
  if (code != EXIT_OK) return code;
  if (given.help) {
    help_print("ics");
    return EXIT_OK;
  }
  if (files.count == 0 || !given.schedule || !given.from || !given.to || given.from > given.to) {
    complain("import ics: expected --schedule NAME, --from DATE, --to DATE not before it, and the names of calendars "
             "(acd help ics)");
    return EXIT_USAGE;
  }
  code = take_zone(&zone, &given);
  if (code != EXIT_OK) return code;
  int status = acd_ics_new(NULL, &ics);
  if (status != ACD_OK) {
    complain("import ics: %s", acd_status_text(status));
    tool_zone_free(&zone);
    return EXIT_INTERNAL;
  }
  acd_ics_zone_set(ics, zone.rules);
  code = add_matches(ics, ACD_ICS_MATCH_OPEN, &given.open);
  if (code == EXIT_OK) code = add_matches(ics, ACD_ICS_MATCH_ONLY, &given.only);
  if (code == EXIT_OK) code = add_matches(ics, ACD_ICS_MATCH_SKIP, &given.skip);
  if (code == EXIT_OK) code = add_hours(ics, &given.hours);
  if (code == EXIT_OK) code = read_files(ics, &files);
  if (code == EXIT_OK) code = finish(ics, &given);
  acd_ics_free(ics);
  tool_zone_free(&zone);
  return code;
}
