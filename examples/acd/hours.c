/* SPDX-License-Identifier: Apache-2.0 */
/* `acd hours`: is it open, why, and when does that change? */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <acd/flow.h>
#include <acd/schedule.h>
#include <acd/zoneinfo.h>

#include "commands.h"
#include "definition.h"
#include "moment.h"
#include "options.h"
#include "tool.h"
#include "zone.h"

#define TOGGLES_MAX 64

typedef struct toggles {
  const char *names[TOGGLES_MAX];
  size_t count;
} toggles;

typedef struct settings {
  int help, json;
  const char *change, *zone, *zoneinfo;
  moment at;
  toggles on;
} settings;

/* What is asked for. */
typedef struct question {
  const acd_engine *engine;
  moment at;
  const tool_zone *zone; /* by whose clock; NULL: each schedule's own */
  json_t *list;          /* NULL: in words */
} question;

static void decide(const question *asked, acd_id schedule, int64_t wall_us, acd_schedule_verdict *verdict)
{
  verdict->size = sizeof(*verdict);
  if (asked->zone)
    (void)acd_schedule_at_zone(asked->engine, schedule, asked->zone->name, wall_us, verdict);
  else
    (void)acd_schedule_at(asked->engine, schedule, wall_us, verdict);
}

/* When the clock reads this. */
static int64_t instant(const question *asked, acd_id schedule, int64_t date, int64_t clock_us)
{
  int64_t wall_us = 0;
  if (asked->zone) return tool_zone_instant(asked->zone, moment_day(date) * TOOL_DAY_US + clock_us);
  (void)acd_schedule_instant(asked->engine, schedule, date, clock_us, &wall_us);
  return wall_us;
}

/* `holiday "Christmas Eve" of "country"`; what stands in the schedule itself is not said to. */
static void print_reason(const acd_schedule_verdict *verdict, const char *schedule)
{
  if (verdict->rule == ACD_RULE_NONE) return;
  printf("%s \"%s\"", acd_rule_str(verdict->rule), verdict->name);
  if (strcmp(verdict->schedule_name, schedule) != 0) printf(" of \"%s\"", verdict->schedule_name);
}

static void print_next(const acd_schedule_verdict *verdict)
{
  char text[40];
  int opens_first = verdict->opens_wall_us <= verdict->closes_wall_us;
  for (int i = 0; i < 2; i++) {
    int opens = i == 0 ? opens_first : !opens_first;
    int64_t date = opens ? verdict->opens_date : verdict->closes_date;
    if (date)
      printf("  %-7s%s\n", opens ? "opens" : "closes",
             moment_text(date, opens ? verdict->opens_clock_us : verdict->closes_clock_us, text));
    else
      printf("  %s\n", opens ? "does not open within 400 days" : "does not close within 400 days");
  }
}

static json_t *verdict_object(const question *asked, const acd_schedule_info *info, const acd_schedule_verdict *verdict)
{
  char at[40], opens[40], closes[40];
  return json_pack("{ss ss ss sb ss ss ss ss? ss?}", "schedule", info->name, "zone",
                   asked->zone ? asked->zone->name : info->zone, "at",
                   moment_iso(verdict->local_date, verdict->local_clock_us, at), "open", (int)verdict->open, "rule",
                   acd_rule_str(verdict->rule), "name", verdict->name, "of", verdict->schedule_name, "opens",
                   moment_iso(verdict->opens_date, verdict->opens_clock_us, opens), "closes",
                   moment_iso(verdict->closes_date, verdict->closes_clock_us, closes));
}

static void print_head(const question *asked, const acd_schedule_info *info, int64_t date, int64_t clock_us)
{
  const char *zone = asked->zone ? asked->zone->name : info->zone;
  char text[40];
  printf("%s: %s", info->name, moment_text(date, clock_us, text));
  moment_print_clock(zone, info->utc_offset_us);
}

static void tell_moment(const question *asked, acd_id schedule, const acd_schedule_info *info)
{
  acd_schedule_verdict verdict = {.open = 0};
  decide(asked, schedule,
         asked->at.date ? instant(asked, schedule, asked->at.date, asked->at.clock_us) : asked->at.wall_us, &verdict);
  if (asked->list) {
    json_array_append_new(asked->list, verdict_object(asked, info, &verdict));
    return;
  }
  print_head(asked, info, verdict.local_date, verdict.local_clock_us);
  printf(": %s%s", verdict.open ? "open" : "closed", verdict.rule == ACD_RULE_NONE ? "" : ", ");
  print_reason(&verdict, info->name);
  printf("\n");
  print_next(&verdict);
}

/* From midnight to midnight, one line for each change. */
static void tell_day(const question *asked, acd_id schedule, const acd_schedule_info *info)
{
  acd_schedule_verdict verdict = {.open = 0};
  int64_t at_us = instant(asked, schedule, asked->at.date, 0);
  int64_t end_us = instant(asked, schedule, moment_next_date(asked->at.date), 0);
  if (!asked->list) {
    print_head(asked, info, asked->at.date, -1);
    printf("\n");
  }
  while (at_us < end_us) {
    decide(asked, schedule, at_us, &verdict);
    int64_t minute = verdict.local_clock_us / ACD_SECOND / 60;
    if (asked->list) {
      json_array_append_new(asked->list, verdict_object(asked, info, &verdict));
    } else {
      printf("  %02d:%02d  %s%s", (int)(minute / 60), (int)(minute % 60), verdict.open ? "open" : "closed",
             verdict.rule == ACD_RULE_NONE ? ""
             : verdict.open                ? "    "
                                           : "  ");
      print_reason(&verdict, info->name);
      printf("\n");
    }
    at_us = verdict.changes_wall_us;
  }
  if (!asked->list) print_next(&verdict);
}

static void tell(const question *asked, acd_id schedule)
{
  acd_schedule_info info = {.size = sizeof(info)};
  if (acd_schedule_get(asked->engine, schedule, &info) != ACD_OK) return;
  if (asked->at.date && asked->at.clock_us < 0)
    tell_day(asked, schedule, &info);
  else
    tell_moment(asked, schedule, &info);
}

/* One schedule or all of them: an exit code. */
static int answer(const question *asked, const char *path, const char *name)
{
  acd_id schedule = 0;
  if (name) {
    if (acd_schedule_find(asked->engine, name, &schedule) == ACD_OK) {
      tell(asked, schedule);
      return EXIT_OK;
    }
    const char *names[1000];
    size_t count = 0;
    while (count < sizeof(names) / sizeof(names[0]) && (schedule = acd_schedule_next(asked->engine, schedule))) {
      acd_schedule_info info = {.size = sizeof(info)};
      if (acd_schedule_get(asked->engine, schedule, &info) == ACD_OK) names[count++] = info.name;
    }
    const char *near = nearest(name, names, count);
    complain_at(path, 0, 0, "there is no schedule \"%s\"%s%s%s", name, near ? "; did you mean " : "", near ? near : "",
                near ? "?" : "");
    return EXIT_REFUSED;
  }
  while ((schedule = acd_schedule_next(asked->engine, schedule))) tell(asked, schedule);
  return EXIT_OK;
}

static int take_toggle(void *setting, const char *value)
{
  toggles *to = setting;
  if (!*value || to->count == TOGGLES_MAX) return 0;
  to->names[to->count++] = value;
  return 1;
}

/* As if the toggles were on: an exit code. */
static int switch_on(const settings *given, acd_engine *engine, const char *path)
{
  for (size_t i = 0; i < given->on.count; i++) {
    const char *names[1000], *near;
    size_t count = 0;
    acd_id toggle = 0;
    if (acd_toggle_find(engine, given->on.names[i], &toggle) == ACD_OK) {
      (void)acd_toggle_set(engine, 0, toggle, 1);
      continue;
    }
    while (count < sizeof(names) / sizeof(names[0]) && (toggle = acd_toggle_next(engine, toggle))) {
      acd_toggle_info info = {.size = sizeof(info)};
      if (acd_toggle_get(engine, toggle, &info) == ACD_OK) names[count++] = info.name;
    }
    near = nearest(given->on.names[i], names, count);
    complain_at(path, 0, 0, "there is no toggle \"%s\"%s%s%s", given->on.names[i], near ? "; did you mean " : "",
                near ? near : "", near ? "?" : "");
    return EXIT_REFUSED;
  }
  return EXIT_OK;
}

/* The definition as it is asked, with all that is given besides: an exit code. */
static int load(const settings *given, const char *path, acd_engine *engine, acd_json **json_out)
{
  int code = definition_load_kept(path, given->zoneinfo, engine, json_out);
  if (code == EXIT_OK && given->change) code = definition_change(given->change, given->zoneinfo, engine);
  if (code == EXIT_OK) code = switch_on(given, engine, path);
  if (code == EXIT_OK && given->zone)
    (void)acd_zoneinfo_set(given->zoneinfo ? given->zoneinfo : acd_zoneinfo_directory(), engine, 0, given->zone);
  return code;
}

int command_hours(int argc, char **argv)
{
  static const option options[] = {
      {"help", NULL, offsetof(settings, help), option_flag},
      {"json", NULL, offsetof(settings, json), option_flag},
      {"at", MOMENT_EXPECTED, offsetof(settings, at), moment_option},
      {"zoneinfo", "a folder", offsetof(settings, zoneinfo), option_text},
      {"change", "a file name", offsetof(settings, change), option_text},
      {"toggle", "the name of a toggle", offsetof(settings, on), take_toggle},
      {"zone", TOOL_ZONE_NAME_EXPECTED, offsetof(settings, zone), option_text},
  };
  operands names;
  settings given = {.at = moment_now()};
  tool_zone zone;
  question asked = {.engine = NULL};
  acd_engine *engine = NULL;
  acd_json *json = NULL;
  int code = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &given, &names);
  if (code != EXIT_OK) return code;
  if (given.help) {
    help_print("hours");
    return EXIT_OK;
  }
  if (names.count != 1 && names.count != 2) {
    complain("hours: expected a definition, and perhaps the name of a schedule (acd help hours)");
    return EXIT_USAGE;
  }
  code = tool_zone_option(&zone, "--zone", given.zone, given.zoneinfo, 1);
  if (code != EXIT_OK) return code;
  if (acd_engine_new(NULL, &engine) != ACD_OK) {
    complain("out of memory");
    tool_zone_free(&zone);
    return EXIT_INTERNAL;
  }
  if (given.zone) asked.zone = &zone;
  code = load(&given, names.items[0], engine, &json);
  asked.engine = engine;
  asked.at = given.at;
  if (given.json) asked.list = json_array();
  if (code == EXIT_OK) code = answer(&asked, names.items[0], names.count == 2 ? names.items[1] : NULL);
  if (asked.list && code == EXIT_OK) {
    json_dumpf(asked.list, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    printf("\n");
  }
  json_decref(asked.list);
  acd_json_free(json);
  acd_engine_free(engine);
  tool_zone_free(&zone);
  return code;
}
