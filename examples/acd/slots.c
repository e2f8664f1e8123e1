/* SPDX-License-Identifier: Apache-2.0 */
/* `acd slots`: the next times that customers can book. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <acd/slot.h>

#include "commands.h"
#include "definition.h"
#include "moment.h"
#include "options.h"
#include "tool.h"

typedef struct settings {
  int help, json, all;
  const char *change, *zoneinfo;
  int64_t count;
  moment at;
} settings;

typedef struct question {
  acd_engine *engine;
  const settings *given;
  const acd_definition *definition;
  json_t *list; /* NULL: in words */
} question;

static int take_count(void *setting, const char *value)
{
  return parse_int(value, 1, 100000, setting);
}

/* The moment that is asked for, by the schedule's clock. */
static int64_t instant_of(const question *asked, acd_id schedule)
{
  const moment *at = &asked->given->at;
  int64_t wall_us = at->wall_us;
  if (at->date)
    (void)acd_schedule_instant(asked->engine, schedule, at->date, at->clock_us < 0 ? 0 : at->clock_us, &wall_us);
  return wall_us;
}

static void print_head(const char *plan, const acd_schedule_info *schedule, const acd_schedule_verdict *now)
{
  char text[40];
  printf("%s: from %s", plan, moment_text(now->local_date, now->local_clock_us, text));
  moment_print_clock(schedule->zone, schedule->utc_offset_us);
  printf("\n");
}

static void tell_slot(const question *asked, const char *plan, const char *zone, const acd_slot_info *slot)
{
  char text[40];
  if (asked->list) {
    json_array_append_new(asked->list, json_pack("{ss ss ss ss sI sI}", "plan", plan, "zone", zone, "start",
                                                 moment_iso(slot->date, slot->clock_us, text), "state",
                                                 acd_slot_state_str(slot->state), "capacity",
                                                 (json_int_t)slot->capacity, "free", (json_int_t)slot->free));
    return;
  }
  printf("  %s  ", moment_text(slot->date, slot->clock_us, text));
  if (slot->state == ACD_SLOT_STATE_FREE)
    printf("%" PRId64 " free\n", slot->free);
  else
    printf("%s\n", slot->state == ACD_SLOT_STATE_FULL ? "takes nobody" : "too soon");
}

/* ACD_ERR_LIMIT is how far the search has come: it goes on. */
static int next_slot(const question *asked, acd_id plan, int64_t after_us, acd_slot_info *slot)
{
  int status;
  for (;; after_us = slot->starts_wall_us) {
    *slot = (acd_slot_info){.size = sizeof(*slot)};
    status =
        acd_slot_next(asked->engine, plan, after_us, asked->given->all ? ACD_SLOT_NEXT_ALL : ACD_SLOT_NEXT_FREE, slot);
    if (status != ACD_ERR_LIMIT) return status == 1;
  }
}

static void tell_plan(const question *asked, const char *name, const char *schedule_name)
{
  acd_schedule_info schedule = {.size = sizeof(schedule)};
  acd_schedule_verdict now = {.size = sizeof(now)};
  acd_slot_info slot;
  acd_id plan, id;
  int64_t told = 0;
  if (acd_slot_plan_find(asked->engine, name, &plan) != ACD_OK ||
      acd_schedule_find(asked->engine, schedule_name, &id) != ACD_OK ||
      acd_schedule_get(asked->engine, id, &schedule) != ACD_OK)
    return;
  int64_t wall_us = instant_of(asked, id);
  (void)acd_engine_wall_set(asked->engine, 0, wall_us);
  (void)acd_schedule_now(asked->engine, id, &now);
  if (!asked->list) print_head(name, &schedule, &now);
  for (int64_t after_us = wall_us - 1; told < asked->given->count && next_slot(asked, plan, after_us, &slot); told++) {
    tell_slot(asked, name, schedule.zone, &slot);
    after_us = slot.starts_wall_us;
  }
  if (!told && !asked->list) printf("  none within its horizon\n");
}

/* One plan, or all of them in the order of the definition: an exit code. */
static int answer(const question *asked, const char *path, const char *wanted)
{
  const char *names[1000], *near;
  size_t count = 0;
  int found = 0;
  acd_object_info info = {.size = sizeof(info)};
  if (acd_definition_object(asked->definition, 0, &info) != ACD_OK) return EXIT_INTERNAL;
  for (int32_t at = info.first_child; at >= 0; at = info.next) {
    if (acd_definition_object(asked->definition, at, &info) != ACD_OK) return EXIT_INTERNAL;
    if (info.noun != ACD_NOUN_SLOT_PLAN) continue;
    if (count < sizeof(names) / sizeof(names[0])) names[count++] = info.name;
    if (wanted && strcmp(wanted, info.name) != 0) continue;
    found = 1;
    tell_plan(asked, info.name, acd_definition_text(asked->definition, at, ACD_SLOT_PLAN_SCHEDULE));
  }
  if (found) return EXIT_OK;
  near = wanted ? nearest(wanted, names, count) : NULL;
  if (wanted)
    complain_at(path, 0, 0, "there is no slot plan \"%s\"%s%s%s", wanted, near ? "; did you mean " : "",
                near ? near : "", near ? "?" : "");
  else
    complain_at(path, 0, 0, "there are no slot plans");
  return EXIT_REFUSED;
}

static int run(question *asked, const char *path, const char *wanted)
{
  acd_json *json = NULL;
  acd_definition *merged = NULL;
  int code = definition_load_kept(path, asked->given->zoneinfo, asked->engine, &json);
  if (code == EXIT_OK && asked->given->change)
    code = definition_change(asked->given->change, asked->given->zoneinfo, asked->engine);
  if (code == EXIT_OK && acd_definition_running(asked->engine, NULL, &merged) != ACD_OK) code = EXIT_INTERNAL;
  asked->definition = merged;
  if (code == EXIT_OK) code = answer(asked, path, wanted);
  acd_definition_free(merged);
  acd_json_free(json);
  return code;
}

int command_slots(int argc, char **argv)
{
  static const option options[] = {
      {"help", NULL, offsetof(settings, help), option_flag},
      {"json", NULL, offsetof(settings, json), option_flag},
      {"all", NULL, offsetof(settings, all), option_flag},
      {"at", MOMENT_EXPECTED, offsetof(settings, at), moment_option},
      {"count", "a number from 1 to 100000", offsetof(settings, count), take_count},
      {"change", "a file name", offsetof(settings, change), option_text},
      {"zoneinfo", "a folder", offsetof(settings, zoneinfo), option_text},
  };
  operands names;
  settings given = {.count = 10, .at = moment_now()};
  question asked = {.given = &given};
  int code = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &given, &names);
  if (code != EXIT_OK) return code;
  if (given.help) {
    help_print("slots");
    return EXIT_OK;
  }
  if (names.count != 1 && names.count != 2) {
    complain("slots: expected a definition, and perhaps the name of a slot plan (acd help slots)");
    return EXIT_USAGE;
  }
  if (acd_engine_new(NULL, &asked.engine) != ACD_OK) {
    complain("out of memory");
    return EXIT_INTERNAL;
  }
  if (given.json) asked.list = json_array();
  code = run(&asked, names.items[0], names.count == 2 ? names.items[1] : NULL);
  if (asked.list && code == EXIT_OK) {
    json_dumpf(asked.list, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    printf("\n");
  }
  json_decref(asked.list);
  acd_engine_free(asked.engine);
  return code;
}
