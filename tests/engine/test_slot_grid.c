/* SPDX-License-Identifier: Apache-2.0 */
/* Which slots there are (acd/slot.h, "The grid"), against a naive model: minute by minute, and no local time twice. */
#include "../calendar/tzif.h"
#include "centre.h"
#include "engine/random.h"
#include "engine/schedule.h"

#include <stdio.h>

enum { DAY_MINUTES = 1440, SPAN_DAYS = 9, SPAN = SPAN_DAYS * DAY_MINUTES, SLOTS_MAX = SPAN / 5 + 1 };

#define MINUTE (60 * SECOND)

typedef struct place {
  const char *what;
  const char *footer;
  int32_t offsets[2]; /* without a footer: minutes, from one to the other at noon UTC of the day */
  int64_t day;        /* of the change, since 1970 */
} place;

static const place places[] = {
    {"forward at night", "CET-1CEST,M3.5.0,M10.5.0/3", {0, 0}, 20541},
    {"back at night", "CET-1CEST,M3.5.0,M10.5.0/3", {0, 0}, 20751},
    {"forward by half an hour", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", {0, 0}, 20730},
    {"back by half an hour", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", {0, 0}, 20548},
    {"forward at noon", "AAA0BBB,M3.5.0/12,M10.5.0/13", {0, 0}, 20541},
    {"back at noon", "AAA0BBB,M3.5.0/12,M10.5.0/13", {0, 0}, 20751},
    {"forward at midnight", "AAA5BBB,M3.5.0/0,M10.5.0/0", {0, 0}, 20541},
    {"back at midnight", "AAA5BBB,M3.5.0/0,M10.5.0/0", {0, 0}, 20751},
    {"a day is skipped", NULL, {-600, 840}, 20600},
    {"a day comes twice", NULL, {840, -600}, 20600},
    {"forward by 20 minutes", NULL, {-100, -80}, 20600},
    {"back by 20 minutes", NULL, {-80, -100}, 20600},
};

static const int lengths[] = {5, 30, 45, 50, 60, 90, 240, 1440};

/* Hours of a week at random, in steps of 5 minutes; the whole week, now and then, or over midnight. */
static void write_hours(outline *to, dice *from)
{
  int count = 1 + (int)dice_below(from, 4);
  if (dice_chance(from, 15)) {
    outline_write(to, "  hours all days=127 from=0s to=86400s\n");
    return;
  }
  for (int i = 0; i < count; i++)
    outline_write(to, "  hours h%d days=%d from=%ds to=%ds\n", i, 1 + (int)dice_below(from, 127),
                  300 * (int)dice_below(from, 288), 300 * (int)(1 + dice_below(from, 287)));
  if (dice_chance(from, 30))
    outline_write(to, "  exception x date=202603%02d from=%ds to=%ds open=%d\n", 27 + (int)dice_below(from, 4),
                  300 * (int)dice_below(from, 288), 300 * (int)(1 + dice_below(from, 287)), (int)dice_below(from, 2));
}

static size_t write_zone(uint8_t *bytes, const place *at)
{
  if (at->footer) return tzif_write_footer(bytes, at->footer);
  int32_t offsets[2] = {at->offsets[0] * 60, at->offsets[1] * 60};
  int64_t times[1] = {at->day * 86400 + 43200};
  uint8_t types[1] = {1};
  tzif file = {.offsets = offsets, .types_count = 2, .times = times, .types = types, .times_count = 1, .footer = ""};
  return tzif_write(bytes, &file);
}

typedef struct slot {
  int64_t minute; /* since the span began */
  int64_t date;
  int64_t clock; /* minutes */
} slot;

typedef struct model {
  uint8_t open[SPAN + DAY_MINUTES];
  int64_t date[SPAN];
  int64_t clock[SPAN];
  uint8_t again[SPAN]; /* the local time was read before */
  uint8_t seen[SPAN + 4 * DAY_MINUTES];
  slot slots[SLOTS_MAX];
  size_t count;
} model;

static void find_all(model *of, const acd_engine *engine, const acd_tzif *zone, int64_t first_us, int length)
{
  int status;
  acd_id id = 0;
  acd__decision decision;
  assert_int_equal(acd_schedule_find(engine, "s", &id), ACD_OK);
  const acd__schedule *schedule = acd__pool_find(&engine->schedules, id, &status);
  of->count = 0;
  memset(of->seen, 0, sizeof of->seen);
  for (int64_t i = 0; i < SPAN + DAY_MINUTES; i++)
    of->open[i] = (uint8_t)acd__schedule_open(engine, schedule, NULL, first_us + i * MINUTE, &decision);
  for (int64_t i = 0; i < SPAN; i++) {
    int64_t clock_us;
    assert_int_equal(acd_tzif_local(zone, first_us + i * MINUTE, &of->date[i], &clock_us), ACD_OK);
    of->clock[i] = clock_us / MINUTE;
    int64_t offset_us, until_us;
    assert_int_equal(acd_tzif_offset(zone, first_us + i * MINUTE, &offset_us, &until_us), ACD_OK);
    uint8_t *seen = &of->seen[i + 2 * DAY_MINUTES + offset_us / MINUTE];
    of->again[i] = *seen;
    *seen = 1;
    int fits = of->clock[i] % length == 0 && of->clock[i] + length <= DAY_MINUTES;
    for (int k = 0; fits && k < length; k++) fits = of->open[i + k];
    if (fits && !of->again[i]) of->slots[of->count++] = (slot){i, of->date[i], of->clock[i]};
  }
}

static void compare(const model *of, const acd_engine *engine, int64_t first_us, const char *what, int length)
{
  acd_id plan = 0;
  acd_slot_info info = {.size = sizeof info};
  int64_t after_us = first_us - 1;
  assert_int_equal(acd_slot_plan_find(engine, "p", &plan), ACD_OK);
  for (size_t i = 0; i < of->count; i++) {
    int found = acd_slot_next(engine, plan, after_us, ACD_SLOT_NEXT_ALL, &info);
    int64_t minute = (info.starts_wall_us - first_us) / MINUTE;
    if (found != 1 || minute != of->slots[i].minute || info.date != of->slots[i].date ||
        info.clock_us != of->slots[i].clock * MINUTE || info.ends_wall_us != info.starts_wall_us + length * MINUTE)
      fail_msg("%s, %d minutes, slot %d: %d at minute %d, %d %d; not at minute %d, %d %d", what, length, (int)i, found,
               (int)minute, (int)info.date, (int)(info.clock_us / MINUTE), (int)of->slots[i].minute,
               (int)of->slots[i].date, (int)of->slots[i].clock);
    after_us = info.starts_wall_us;
  }
  int found = acd_slot_next(engine, plan, after_us, ACD_SLOT_NEXT_ALL, &info);
  if (found == 1 && info.starts_wall_us < first_us + SPAN * MINUTE)
    fail_msg("%s, %d minutes: a slot too many, %d %d", what, length, (int)info.date, (int)(info.clock_us / MINUTE));
  assert_true(found == 0 || found == 1);
  /* Each time asked for by itself. */
  for (size_t i = 0, next = 0; i < SPAN; i++) {
    int is_one = next < of->count && of->slots[next].minute == (int64_t)i;
    next += (size_t)is_one;
    if (of->clock[i] % 5 || of->again[i]) continue;
    assert_int_equal(acd_slot_get(engine, plan, of->date[i], of->clock[i] * MINUTE, &info), ACD_OK);
    if ((info.state != ACD_SLOT_STATE_NONE) != is_one || info.starts_wall_us != first_us + (int64_t)i * MINUTE)
      fail_msg("%s, %d minutes: %d %d is %s", what, length, (int)of->date[i], (int)of->clock[i],
               acd_slot_state_str(info.state));
  }
}

static void as_the_naive_model(void **state)
{
  (void)state;
  static outline text;
  static model naive;
  static uint8_t bytes[1000];
  dice from = {.state = 11};
  size_t slots = 0;
  for (size_t i = 0; i < 4 * COUNT(places); i++) {
    const place *at = &places[i % COUNT(places)];
    test_host host;
    acd_tzif *zone = NULL;
    int64_t first_us = (at->day - SPAN_DAYS / 2) * DAY_MINUTES * MINUTE;
    size_t size = write_zone(bytes, at);
    host_begin(&host, NULL);
    assert_int_equal(acd_tzif_new(NULL, bytes, size, &zone), ACD_OK);
    assert_int_equal(acd_zone_set(host.engine, 0, "There", bytes, size), ACD_OK);
    assert_int_equal(acd_engine_wall_set(host.engine, 0, first_us), ACD_OK);
    for (size_t k = 0; k < 3; k++) {
      int length = lengths[dice_below(&from, COUNT(lengths))];
      text.size = 0;
      outline_write(
          &text, "queue q\ncallback c\nslot_plan p callback=c queue=q schedule=s length=%ds\nschedule s zone=There\n",
          length * 60);
      write_hours(&text, &from);
      host_define(&host, text.text);
      find_all(&naive, host.engine, zone, first_us, length);
      compare(&naive, host.engine, first_us, at->what, length);
      slots += naive.count;
    }
    acd_tzif_free(zone);
    host_end(&host);
  }
  assert_true(slots > 5000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(as_the_naive_model)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
