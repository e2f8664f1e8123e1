/* SPDX-License-Identifier: Apache-2.0 */
/* Random schedules in zones with odd offsets and changes, against a naive model of every minute: what decides, and when that
 * changes, opens and closes. `test_schedules [--seed N] [--runs N] [--days N]`; a failure names its seed. Skips without the
 * system's time zones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <acd/acd.h>

#include "engine/schedule_model.h"
#include "model/outline.h"

#define MINUTE (60 * ACD_SECOND)
#define DAY    1440
#define NEVER  INT64_MAX

static uint64_t first_seed = 1;
static int runs = 11, days = 20;

/* A zone, and a day near which its clock does something odd; zones beside it. */
static const struct {
  const char *zones[3];
  int year, month, day;
} places[] = {
    {{"Australia/Lord_Howe", "Asia/Kolkata", "Europe/Berlin"}, 2025, 9, 28}, /* half an hour forward */
    {{"Australia/Lord_Howe", "America/New_York", "Etc/UTC"}, 2026, 3, 28},   /* and back */
    {{"Asia/Kathmandu", "Asia/Kolkata", "Asia/Tokyo"}, 1985, 12, 25}, /* by a quarter of an hour, on New Year's Day */
    {{"America/St_Johns", "America/New_York", "Europe/London"}, 2010, 10, 30}, /* a minute past midnight */
    {{"America/St_Johns", "Asia/Kolkata", "Europe/London"}, 2026, 2, 28},
    {{"Pacific/Apia", "Pacific/Auckland", "Asia/Kolkata"}, 2011, 12, 20},   /* without a 30th of December */
    {{"Africa/Casablanca", "Europe/Paris", "Asia/Kathmandu"}, 2026, 2, 5},  /* daylight time but for Ramadan */
    {{"America/Sao_Paulo", "Europe/Lisbon", "Asia/Kolkata"}, 2018, 10, 28}, /* no midnight on a Sunday */
    {{"Europe/Berlin", "America/Denver", "Asia/Shanghai"}, 2026, 10, 15},
    {{"Pacific/Kwajalein", "Europe/Berlin", "Asia/Kolkata"}, 1993, 8, 12}, /* without a 21st of August */
    {{"Europe/Dublin", "Antarctica/Troll", "Asia/Tehran"}, 2096, 2, 20},   /* by rules alone */
};

enum { PLACES = sizeof places / sizeof places[0], BYTES_MAX = 65536 };

static int hand_in(acd_engine *engine, const char *zone)
{
  char path[300];
  static unsigned char bytes[BYTES_MAX];
  snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  assert_int_equal(acd_zone_set(engine, 0, zone, bytes, size), ACD_OK);
  return 1;
}

/* Days since 1970, counted one by one. */
static int64_t day_number(int year, int month, int day)
{
  static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  int64_t number = 0;
  for (int y = 1970; y < year; y++) number += 365 + ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
  number += before[month - 1] + day - 1;
  return number + (month > 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0));
}

typedef struct story {
  acd_engine *engine;
  model_centre centre;
  model_clock *clocks[MODEL_SCHEDULES];
  int64_t first; /* minute since 1970 */
  int64_t count;
  model_answer *answers;
  int64_t *changes, *opens, *closes; /* by minute: the next one, NEVER */
} story;

static int64_t date_of(const model_clock *at)
{
  return (int64_t)at->date.year * 10000 + at->date.month * 100 + at->date.day;
}

static int is_other(const model_answer *a, const model_answer *b)
{
  return a->open != b->open || a->rule != b->rule || a->owner != b->owner || strcmp(a->name, b->name) != 0;
}

/* From the last minute to the first: what comes next after each. */
static void look_ahead(story *of, int schedule)
{
  for (int64_t i = 0; i < of->count; i++) of->answers[i] = model_ask(&of->centre, schedule, of->clocks, i);
  of->changes[of->count - 1] = of->opens[of->count - 1] = of->closes[of->count - 1] = NEVER;
  for (int64_t i = of->count - 2; i >= 0; i--) {
    const model_answer *now = &of->answers[i], *next = &of->answers[i + 1];
    of->changes[i] = is_other(now, next) ? i + 1 : of->changes[i + 1];
    of->opens[i] = next->open && !now->open ? i + 1 : of->opens[i + 1];
    of->closes[i] = now->open && !next->open ? i + 1 : of->closes[i + 1];
  }
}

static int64_t instant_of(const story *of, int64_t at, int64_t next)
{
  return next == NEVER || next - at > (int64_t)ACD_SCHEDULE_DAYS * DAY ? ACD_TIME_NEVER : (of->first + next) * MINUTE;
}

static void expect_local(const story *of, int schedule, int64_t wall_us, int64_t date, int64_t clock_us)
{
  if (wall_us == ACD_TIME_NEVER) {
    assert_int_equal(date, 0);
    return;
  }
  const model_clock *at = &of->clocks[schedule][wall_us / MINUTE - of->first];
  assert_int_equal(date, date_of(at));
  assert_int_equal(clock_us, at->minute * MINUTE + wall_us % MINUTE);
}

/* At a minute, or so many microseconds later. */
static void expect_answer(const story *of, int schedule, acd_id id, int64_t at, int64_t later_us)
{
  const model_answer *expected = &of->answers[at];
  acd_schedule_verdict verdict = {.size = sizeof verdict};
  char owner[16];
  int64_t wall_us = (of->first + at) * MINUTE + later_us;
  assert_int_equal(acd_schedule_at(of->engine, id, wall_us, &verdict), ACD_OK);
  snprintf(owner, sizeof owner, "s%d", expected->owner < 0 ? schedule : expected->owner);
  if ((int)verdict.open != expected->open || verdict.rule != expected->rule ||
      strcmp(verdict.name, expected->name) != 0 || strcmp(verdict.schedule_name, owner) != 0)
    fail_msg("s%d at %lld: %s \"%s\" of %s, expected %s \"%s\" of %s", schedule, (long long)wall_us / ACD_SECOND,
             acd_rule_str(verdict.rule), verdict.name, verdict.schedule_name, acd_rule_str(expected->rule),
             expected->name, owner);
  expect_local(of, schedule, wall_us, verdict.local_date, verdict.local_clock_us);
  if (expected->rule == ACD_RULE_EMERGENCY) { /* nobody knows when that ends */
    assert_int_equal(verdict.changes_wall_us, ACD_TIME_NEVER);
    assert_int_equal(verdict.opens_wall_us, ACD_TIME_NEVER);
    return;
  }
  assert_int_equal(verdict.changes_wall_us, instant_of(of, at, of->changes[at]));
  assert_int_equal(verdict.opens_wall_us, instant_of(of, at, of->opens[at]));
  assert_int_equal(verdict.closes_wall_us, instant_of(of, at, of->closes[at]));
  expect_local(of, schedule, verdict.opens_wall_us, verdict.opens_date, verdict.opens_clock_us);
  expect_local(of, schedule, verdict.closes_wall_us, verdict.closes_date, verdict.closes_clock_us);
}

/* Minutes around whatever happens, and every seventh beside. */
static void compare_schedule(story *of, int schedule, dice *from)
{
  acd_id id;
  char name[16];
  snprintf(name, sizeof name, "s%d", schedule);
  assert_int_equal(acd_schedule_find(of->engine, name, &id), ACD_OK);
  look_ahead(of, schedule);
  for (int64_t at = 0; at < (int64_t)days * DAY; at++) {
    int near = of->changes[at] == at + 1 || (at > 0 && of->changes[at - 1] == at);
    if (near || at % 7 == 0) expect_answer(of, schedule, id, at, near ? 0 : dice_below(from, MINUTE));
  }
}

/* The instant of a local time: the first that has it, or in a gap as much later. */
static void compare_instants(const story *of, int schedule)
{
  acd_id id;
  char name[16];
  const model_clock *clocks = of->clocks[schedule];
  snprintf(name, sizeof name, "s%d", schedule);
  assert_int_equal(acd_schedule_find(of->engine, name, &id), ACD_OK);
  for (int64_t i = DAY; i < (int64_t)days * DAY; i++) {
    int again = 0;
    for (int64_t k = i - 180 > 0 ? i - 180 : 0; k < i && !again; k++)
      again = date_of(&clocks[k]) == date_of(&clocks[i]) && clocks[k].minute == clocks[i].minute;
    int64_t wall_us = -1;
    assert_int_equal(acd_schedule_instant(of->engine, id, date_of(&clocks[i]), clocks[i].minute * MINUTE, &wall_us),
                     ACD_OK);
    if (!again) assert_int_equal(wall_us, (of->first + i) * MINUTE);
  }
}

static void run(uint64_t seed)
{
  dice from = {seed * 7919};
  size_t place = seed % PLACES;
  acd_engine *engine;
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  for (int i = 0; i < 3; i++) assert_true(hand_in(engine, places[place].zones[i]));
  story of = {.engine = engine};
  of.centre = model_random(&from, places[place].zones, 3, places[place].year);
  of.first = day_number(places[place].year, places[place].month, places[place].day) * DAY;
  of.count = (int64_t)(days + ACD_SCHEDULE_DAYS + 1) * DAY;
  of.answers = calloc((size_t)of.count, sizeof *of.answers);
  of.changes = calloc((size_t)of.count * 3, sizeof *of.changes);
  assert_true(of.answers && of.changes);
  of.opens = of.changes + of.count;
  of.closes = of.opens + of.count;
  acd_definition *definition = model_definition(&of.centre);
  int status = acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE);
  acd_error error = {.size = sizeof error};
  if (status && acd_engine_error_at(engine, 0, &error) == ACD_OK) print_message("%s: %s\n", error.path, error.text);
  assert_int_equal(status, ACD_OK);
  acd_definition_free(definition);
  for (int k = 0; k < MODEL_SCHEDULES; k++) { /* most go by the same few clocks */
    const model_schedule *clock = model_clock_of(&of.centre, k);
    of.clocks[k] = calloc((size_t)of.count, sizeof *of.clocks[k]);
    assert_non_null(of.clocks[k]);
    int same = 0;
    while (same < k && (model_clock_of(&of.centre, same)->zone != clock->zone ||
                        model_clock_of(&of.centre, same)->offset != clock->offset))
      same++;
    if (same < k)
      memcpy(of.clocks[k], of.clocks[same], (size_t)of.count * sizeof *of.clocks[k]);
    else
      model_clocks(clock->zone, clock->offset, of.first, of.count, of.clocks[k]);
  }
  int one = (int)dice_below(&from, MODEL_SCHEDULES);
  compare_schedule(&of, one, &from);
  compare_schedule(&of, (one + 1) % MODEL_SCHEDULES, &from);
  compare_instants(&of, 0);
  for (int k = 0; k < MODEL_SCHEDULES; k++) free(of.clocks[k]);
  free(of.answers);
  free(of.changes);
  acd_engine_free(engine);
}

static void as_the_model(void **state)
{
  (void)state;
  for (int i = 0; i < runs; i++) {
    print_message("seed %llu\n", (unsigned long long)(first_seed + (uint64_t)i));
    run(first_seed + (uint64_t)i);
  }
}

/* ---- What a calendar tells, by hand */

#define DAILY(from, to) "  hours h days=127 from!" #from "000000 to!" #to "000000\n"

static const struct {
  const char *zone, *below; /* what stands below the schedule */
  int64_t date;
  int hour, minute;           /* asked at this local time */
  const char *opens, *closes; /* in UTC; "": never */
} scenes[] = {
    /* from 01:00 to 04:00 on the day on which the clock goes from 02:00 to 03:00, and from 03:00 to 02:00 */
    {"Europe/Berlin", DAILY(3600, 14400), 20260329, 0, 30, "2026-03-29 00:00", "2026-03-29 02:00"},
    {"Europe/Berlin", DAILY(3600, 14400), 20261025, 0, 30, "2026-10-24 23:00", "2026-10-25 03:00"},
    /* what begins in the hour that is skipped begins with the next; what lies in it, on the next day */
    {"Europe/Berlin", DAILY(9000, 14400), 20260329, 0, 30, "2026-03-29 01:00", "2026-03-29 02:00"},
    {"Europe/Berlin", DAILY(7200, 9000), 20260329, 0, 30, "2026-03-30 00:00", "2026-03-30 00:30"},
    /* read twice: open, closed, open again, and closed */
    {"Europe/Berlin", DAILY(7200, 9000), 20261025, 1, 30, "2026-10-25 00:00", "2026-10-25 00:30"},
    {"Europe/Berlin", DAILY(7200, 9000), 20261025, 2, 10, "2026-10-25 01:00", "2026-10-25 00:30"},
    /* half an hour forward at 02:00 */
    {"Australia/Lord_Howe", DAILY(9000, 10800), 20251005, 0, 0, "2025-10-04 15:30", "2025-10-04 16:00"},
    /* the 30th of December did not take place */
    {"Pacific/Apia", DAILY(0, 0) "  holiday d date=20111230\n", 20111229, 12, 0, "", ""},
    {"Pacific/Apia", "  hours h days=16 from!79200000000 to!7200000000\n", 20111229, 23, 0, "2011-12-30 10:00",
     "2011-12-30 12:00"}, /* a Friday's night, of which the Saturday is left */
    /* at the horizon, and behind it */
    {"Etc/UTC", "  exception e date=20270206 to!60000000 open=1\n", 20260102, 0, 0, "2027-02-06 00:00", ""},
    {"Etc/UTC", "  exception e date=20270206 to!60000000 open=1\n", 20260101, 23, 59, "", ""},
    /* leap days */
    {"Etc/UTC", "  exception e date=229 open=1\n", 20270601, 0, 0, "2028-02-29 00:00", "2028-03-01 00:00"},
    {"Etc/UTC", DAILY(0, 0) "  holiday d date=228 to_date=301\n", 20280101, 0, 0, "2028-03-02 00:00",
     "2028-02-28 00:00"},
    {"Etc/UTC", DAILY(0, 0) "  holiday d date=1230 to_date=101\n", 20271231, 23, 0, "2028-01-02 00:00",
     "2028-12-30 00:00"},
};

static int64_t instant_named(const char *text)
{
  int year, month, day, hour, minute;
  if (!*text) return ACD_TIME_NEVER;
  assert_int_equal(sscanf(text, "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute), 5);
  return (day_number(year, month, day) * DAY + hour * 60 + minute) * MINUTE;
}

static void by_hand(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
    acd_engine *engine;
    acd_id id;
    int64_t wall_us;
    char outline[500];
    acd_schedule_verdict verdict = {.size = sizeof verdict};
    assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
    assert_true(hand_in(engine, scenes[i].zone));
    snprintf(outline, sizeof outline, "schedule s zone=%s\n%s", scenes[i].zone, scenes[i].below);
    acd_definition *definition = outline_build(NULL, outline);
    assert_int_equal(acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
    acd_definition_free(definition);
    assert_int_equal(acd_schedule_find(engine, "s", &id), ACD_OK);
    assert_int_equal(
        acd_schedule_instant(engine, id, scenes[i].date, (scenes[i].hour * 60 + scenes[i].minute) * MINUTE, &wall_us),
        ACD_OK);
    assert_int_equal(acd_schedule_at(engine, id, wall_us, &verdict), ACD_OK);
    if (verdict.opens_wall_us != instant_named(scenes[i].opens) ||
        verdict.closes_wall_us != instant_named(scenes[i].closes))
      fail_msg("scene %d: opens %lld, closes %lld", (int)i, (long long)(verdict.opens_wall_us / ACD_SECOND),
               (long long)(verdict.closes_wall_us / ACD_SECOND));
    acd_engine_free(engine);
  }
}

/* By the clock of a customer, and a zone that is replaced under a schedule. */
static void by_other_clocks(void **state)
{
  (void)state;
  acd_engine *engine;
  acd_id id;
  acd_schedule_verdict verdict = {.size = sizeof verdict};
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  assert_true(hand_in(engine, "Europe/Berlin") && hand_in(engine, "Asia/Kolkata"));
  acd_definition *definition =
      outline_build(NULL, "schedule base zone=Europe/Berlin\nschedule s based_on=base\n" DAILY(32400, 64800));
  assert_int_equal(acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(definition);
  assert_int_equal(acd_schedule_find(engine, "s", &id), ACD_OK);
  int64_t wall_us = instant_named("2026-01-15 08:30");
  assert_int_equal(acd_schedule_at(engine, id, wall_us, &verdict), ACD_OK);
  assert_int_equal(verdict.local_clock_us, 570 * MINUTE);
  assert_int_equal(verdict.closes_wall_us, instant_named("2026-01-15 17:00"));
  assert_int_equal(acd_schedule_at_zone(engine, id, "Asia/Kolkata", wall_us, &verdict), ACD_OK);
  assert_int_equal(verdict.local_clock_us, 840 * MINUTE);
  assert_int_equal(verdict.closes_wall_us, instant_named("2026-01-15 12:30"));
  assert_int_equal(acd_schedule_at_zone(engine, id, "Mars/Base", wall_us, &verdict), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_zone_remove(engine, 0, "Europe/Berlin"), ACD_ERR_STATE); /* the base names it */
  acd_id zone;
  acd_zone_info info = {.size = sizeof info};
  assert_int_equal(acd_zone_find(engine, "Europe/Berlin", &zone), ACD_OK);
  assert_int_equal(acd_zone_get(engine, zone, &info), ACD_OK);
  assert_int_equal(info.schedules_count, 2); /* the base, and what goes by its clock */
  acd_engine_free(engine);
}

int main(int argc, char **argv)
{
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--seed") == 0) first_seed = strtoull(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--runs") == 0) runs = atoi(argv[i + 1]);
    if (strcmp(argv[i], "--days") == 0) days = atoi(argv[i + 1]);
  }
  FILE *file = fopen("/usr/share/zoneinfo/Pacific/Kwajalein", "rb");
  if (!file) {
    printf("no time zones in /usr/share/zoneinfo: skipped\n");
    return 77;
  }
  fclose(file);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_the_model),
      cmocka_unit_test(by_hand),
      cmocka_unit_test(by_other_clocks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
