/* SPDX-License-Identifier: Apache-2.0 */
/* The clinic of the examples, for a year: every slot of both its plans is booked, and none twice; bookings are moved and given up; and each
 * customer is dialled when the clock of the clinic says so, through both changes of the clock. What slots there are is told minute by
 * minute by a model that knows the clinic's hours by heart.
 *
 * usage: test_clinic CLINIC_JSON */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/acd.h>
#include <acd/json.h>
#include <acd/zone.h>

#include "../calendar/tzif.h"

enum { DAY = 24 * 60, YEAR_DAYS = 365, NEW_YEAR = 20454 /* 2026-01-01, a Thursday, in days since 1970 */ };
#define MINUTE_US (60 * ACD_SECOND)

static const char *path; /* of the definition */

/* ---- The model: local minutes count from the beginning of the year. */

static const int months[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/* Day of the year, from 0. */
static int day_of(int month, int day)
{
  int count = day - 1;
  for (int i = 1; i < month; i++) count += months[i - 1];
  return count;
}

static int64_t date_of(int day)
{
  int month = 1;
  while (day >= months[month - 1]) day -= months[month++ - 1];
  return 20260000 + month * 100 + day + 1;
}

/* 0: Monday. */
static int weekday_of(int day)
{
  return (day + 3) % 7;
}

static int is_any(int day, const int (*dates)[2], size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (day == day_of(dates[i][0], dates[i][1])) return 1;
  return 0;
}

/* The changes of the clock: at one in the morning by UTC in Berlin, and at two by the clock of New York. */
static int berlin_offset(int64_t utc_minute)
{
  return utc_minute >= day_of(3, 29) * DAY + 60 && utc_minute < day_of(10, 25) * DAY + 60 ? 120 : 60;
}

static int new_york_offset(int64_t utc_minute)
{
  return utc_minute >= day_of(3, 8) * DAY + 7 * 60 && utc_minute < day_of(11, 1) * DAY + 6 * 60 ? -240 : -300;
}

static int berlin_open(int day, int minute)
{
  static const int closed[][2] = {{1, 1},  {3, 8},  {4, 3},  {4, 6},   {5, 1},
                                  {5, 14}, {5, 25}, {10, 3}, {12, 25}, {12, 26}};
  int weekday = weekday_of(day), is_half = day == day_of(12, 24) || day == day_of(12, 31);
  if (is_any(day, closed, sizeof closed / sizeof *closed) || (is_half && minute >= 12 * 60)) return 0;
  if (minute >= 8 * 60 && minute < 12 * 60) return weekday < 5;
  return minute >= 13 * 60 && minute < 17 * 60 && weekday < 4;
}

static int new_york_open(int day, int minute)
{
  static const int closed[][2] = {{1, 1}, {5, 25}, {7, 4}, {9, 7}, {11, 26}, {11, 27}, {12, 25}};
  if (is_any(day, closed, sizeof closed / sizeof *closed) || weekday_of(day) > 4) return 0;
  if (day >= day_of(6, 13) && day <= day_of(6, 28)) return 0; /* it moves */
  return (minute >= 9 * 60 && minute < 12 * 60 + 20) || (minute >= 13 * 60 + 20 && minute < 18 * 60);
}

typedef struct site {
  const char *plan, *zone, *footer;
  int (*offset)(int64_t utc_minute);
  int (*open)(int day, int minute);
  int length, morning, afternoon; /* bookings before one o'clock, and after */
} site;

static const site sites[] = {
    {"berlin", "Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", berlin_offset, berlin_open, 30, 2, 2},
    {"new-york", "America/New_York", "EST5EDT,M3.2.0,M11.1.0", new_york_offset, new_york_open, 20, 3,
     1}, /* half as many more */
};

typedef struct slot {
  const site *of;
  int64_t utc_minute;
  int day, minute; /* local */
  int capacity;
  int booked;
  int at_once; /* customers who were dialled as it began */
} slot;

enum { SLOTS_MAX = 12000, BOOKINGS_MAX = 24000 };

static slot slots[SLOTS_MAX];
static size_t slots_count;

static int is_open_at(const site *at, int64_t utc_minute)
{
  int64_t local = utc_minute + at->offset(utc_minute);
  return local >= 0 && local < YEAR_DAYS * DAY && at->open((int)(local / DAY), (int)(local % DAY));
}

static void find_slots(const site *at)
{
  static uint8_t begun[YEAR_DAYS * DAY];
  memset(begun, 0, sizeof begun);
  for (int64_t utc = -DAY; utc < (YEAR_DAYS + 1) * DAY; utc++) {
    int64_t local = utc + at->offset(utc);
    if (local < 0 || local >= YEAR_DAYS * DAY || local % DAY % at->length || begun[local]) continue;
    begun[local] = 1; /* a time that comes twice begins one slot */
    int minutes = 0;
    while (minutes < at->length && is_open_at(at, utc + minutes)) minutes++;
    if (minutes < at->length) continue;
    assert_true(slots_count < SLOTS_MAX);
    int minute = (int)(local % DAY);
    slots[slots_count++] =
        (slot){at, utc, (int)(local / DAY), minute, minute < 13 * 60 ? at->morning : at->afternoon, 0, 0};
  }
}

/* ---- The engine */

typedef struct booking {
  acd_id call;
  size_t slot; /* SLOTS_MAX: given up */
  int dialled;
} booking;

typedef struct clinic {
  acd_engine *engine;
  acd_id plans[2];
  acd_time now_us;
  size_t bookings_count;
  booking *bookings;
} clinic;

static int64_t wall_of(int64_t utc_minute)
{
  return ((int64_t)NEW_YEAR * DAY + utc_minute) * MINUTE_US;
}

/* It is noon by UTC on the last day of the year before. */
static int64_t wall_now(const clinic *of)
{
  return wall_of(-DAY / 2) + of->now_us;
}

static void submit(const clinic *of, acd_json *json, int mode)
{
  int status;
  while ((status = acd_json_submit(json, of->engine, of->now_us, mode)) == ACD_AGAIN) continue;
  for (size_t i = 0; i < acd_json_errors_count(json); i++) {
    char line[400];
    acd_json_error_print(json, i, line, sizeof line, NULL);
    print_error("%s\n", line);
  }
  assert_int_equal(status, ACD_OK);
  acd_json_free(json);
}

/* The clinic, but that a whole year can be booked, up to the last moment. */
static void begin(clinic *of)
{
  static const char change[] = "{\"amend\": {\"slot_plans\": {\"berlin\": {\"lead_s\": 0, \"horizon_s\": 34560000},"
                               " \"new-york\": {\"lead_s\": 0, \"horizon_s\": 34560000}}}}";
  acd_json *json = NULL;
  memset(of, 0, sizeof *of);
  assert_int_equal(acd_engine_new(NULL, &of->engine), ACD_OK);
  assert_int_equal(acd_engine_wall_set(of->engine, 0, wall_now(of)), ACD_OK);
  for (size_t i = 0; i < 2; i++) {
    uint8_t bytes[TZIF_FOOTER_SIZE];
    size_t size = tzif_write_footer(bytes, sites[i].footer);
    assert_int_equal(acd_zone_set(of->engine, 0, sites[i].zone, bytes, size), ACD_OK);
  }
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  assert_int_equal(acd_json_load_file(json, path), ACD_OK);
  submit(of, json, ACD_DEFINE_WHOLE);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  assert_int_equal(acd_json_load_text(json, change, sizeof change - 1), ACD_OK);
  submit(of, json, ACD_DEFINE_CHANGE);
  for (size_t i = 0; i < 2; i++) assert_int_equal(acd_slot_plan_find(of->engine, sites[i].plan, &of->plans[i]), ACD_OK);
  of->bookings = calloc(BOOKINGS_MAX, sizeof *of->bookings);
  assert_non_null(of->bookings);
}

static void end(clinic *of)
{
  acd_engine_free(of->engine);
  free(of->bookings);
}

static acd_id plan_of(const clinic *of, const slot *at)
{
  return of->plans[at->of - sites];
}

static acd_slot_info info_of(const clinic *of, const slot *at)
{
  acd_slot_info info = {.size = sizeof info};
  assert_int_equal(acd_slot_get(of->engine, plan_of(of, at), date_of(at->day), at->minute * MINUTE_US, &info), ACD_OK);
  return info;
}

/* The engine tells of the same slots as the model, in the same order. */
static void compare_slots(const clinic *of)
{
  size_t at = 0;
  for (size_t i = 0; i < 2; i++) {
    acd_slot_info info = {.size = sizeof info};
    int64_t after_us = wall_of(-DAY / 2);
    int status = 0;
    while ((status = acd_slot_next(of->engine, of->plans[i], after_us, ACD_SLOT_NEXT_FREE, &info)) == 1 ||
           status == ACD_ERR_LIMIT) {
      after_us = info.starts_wall_us;
      if (status == ACD_ERR_LIMIT || info.date < 20260101) continue;
      if (info.date > 20261231) break;
      const slot *expected = &slots[at++];
      assert_ptr_equal(expected->of, &sites[i]);
      assert_int_equal(info.date, date_of(expected->day));
      assert_int_equal(info.clock_us, expected->minute * MINUTE_US);
      assert_int_equal(info.starts_wall_us, wall_of(expected->utc_minute));
      assert_int_equal(info.ends_wall_us, info.starts_wall_us + expected->of->length * MINUTE_US);
      assert_int_equal(info.capacity, expected->capacity);
      assert_int_equal(info.free, expected->capacity);
    }
  }
  assert_int_equal(at, slots_count);
}

static int book(clinic *of, size_t index)
{
  char number[20];
  slot *at = &slots[index];
  acd_slot_wish wish;
  booking *made = &of->bookings[of->bookings_count];
  assert_true(of->bookings_count < BOOKINGS_MAX);
  snprintf(number, sizeof number, "+1%06zu", of->bookings_count);
  acd_slot_wish_init(&wish);
  wish.number = number;
  wish.plan = plan_of(of, at);
  wish.date = date_of(at->day);
  wish.clock_us = at->minute * MINUTE_US;
  wish.host_ref = (int64_t)of->bookings_count;
  int status = acd_slot_book(of->engine, of->now_us, &wish, &made->call);
  if (status != ACD_OK) return status;
  made->slot = index;
  at->booked++;
  of->bookings_count++;
  return ACD_OK;
}

/* All are full, and take nobody more. */
static void book_all(clinic *of)
{
  for (size_t i = 0; i < slots_count; i++) {
    for (int k = 0; k < slots[i].capacity; k++) assert_int_equal(book(of, i), ACD_OK);
    assert_int_equal(book(of, i), ACD_ERR_LIMIT);
  }
  for (size_t i = 0; i < 2; i++) {
    acd_slot_info info = {.size = sizeof info};
    int status = acd_slot_next(of->engine, of->plans[i], wall_of(-sites[i].offset(0)), ACD_SLOT_NEXT_FREE, &info);
    assert_true(status == 0 || status == ACD_ERR_LIMIT || info.date > 20261231);
  }
}

static void compare_bookings(const clinic *of)
{
  for (size_t i = 0; i < slots_count; i++) {
    acd_slot_info info = info_of(of, &slots[i]);
    assert_int_equal(info.booked, slots[i].booked);
    assert_int_equal(info.free, slots[i].capacity - slots[i].booked);
    assert_int_equal(info.state, info.free ? ACD_SLOT_STATE_FREE : ACD_SLOT_STATE_FULL);
  }
  for (size_t i = 0; i < of->bookings_count; i++) {
    acd_slot_booking told = {.size = sizeof told};
    const booking *at = &of->bookings[i];
    int status = acd_slot_booking_get(of->engine, at->call, &told);
    if (at->slot == SLOTS_MAX) {
      assert_int_equal(status, ACD_ERR_STALE);
      continue;
    }
    assert_int_equal(status, ACD_OK);
    assert_int_equal(told.date, date_of(slots[at->slot].day));
    assert_int_equal(told.clock_us, slots[at->slot].minute * MINUTE_US);
  }
}

static int move(clinic *of, size_t index, size_t to)
{
  booking *at = &of->bookings[index];
  int status = acd_slot_move(of->engine, of->now_us, at->call, date_of(slots[to].day), slots[to].minute * MINUTE_US);
  if (status != ACD_OK) return status;
  slots[at->slot].booked--;
  slots[to].booked++;
  at->slot = to;
  return ACD_OK;
}

/* Each eleventh is given up. Each thirteenth is to have the slot of the first one given up that comes behind it, each seventeenth one
 * that is full. */
static void give_up_and_move(clinic *of)
{
  for (size_t i = 0; i < of->bookings_count; i += 11) {
    assert_int_equal(acd_callback_cancel(of->engine, of->now_us, of->bookings[i].call), ACD_OK);
    slots[of->bookings[i].slot].booked--;
    of->bookings[i].slot = SLOTS_MAX;
  }
  for (size_t i = 0, moved = 0; i < of->bookings_count; i++) {
    booking *at = &of->bookings[i];
    if (at->slot == SLOTS_MAX || (i % 13 && i % 17)) continue;
    size_t to = at->slot + 1;
    while (to < slots_count && (slots[to].booked < slots[to].capacity) != !(i % 13)) to++;
    if (to == slots_count || slots[to].of != slots[at->slot].of) continue;
    assert_int_equal(move(of, i, to), i % 13 ? ACD_ERR_LIMIT : ACD_OK);
    moved++;
    if (moved % 100 == 0) assert_int_equal(acd_engine_check(of->engine, 0), ACD_OK);
  }
}

/* ---- The year goes by */

static void dialled(clinic *of, const acd_action *action)
{
  assert_in_range((uint64_t)action->call_ref, 0, of->bookings_count - 1);
  booking *at = &of->bookings[action->call_ref];
  char number[20];
  snprintf(number, sizeof number, "+1%06d", (int)action->call_ref);
  assert_string_equal(action->text, number);
  assert_true(at->slot < SLOTS_MAX);
  assert_int_equal(at->dialled++, 0);
  slot *due = &slots[at->slot];
  int64_t late_us = wall_now(of) - wall_of(due->utc_minute);
  int64_t utc = (wall_now(of) - late_us) / MINUTE_US - (int64_t)NEW_YEAR * DAY;
  assert_int_equal(utc + due->of->offset(utc), (int64_t)due->day * DAY + due->minute);
  if (late_us < 0 || late_us > 2 * MINUTE_US) /* a third one, when an agent is there again */
    fail_msg("%s of %d %02d:%02d is dialled %lld s late", due->of->plan, (int)date_of(due->day), due->minute / 60,
             due->minute % 60, (long long)(late_us / ACD_SECOND));
  due->at_once += late_us == 0;
}

/* Agents and customers answer at once, and have little to say. */
static void answer(clinic *of, const acd_action *action)
{
  int64_t outcome = ACD_OUTCOME_DONE;
  if (action->kind == ACD_ACTION_DIAL) dialled(of, action);
  if (action->kind == ACD_ACTION_DIAL || action->kind == ACD_ACTION_RING) outcome = ACD_OUTCOME_ACCEPTED;
  acd_id call = action->call;
  int bridges = action->kind == ACD_ACTION_BRIDGE;
  int status = acd_action_result(of->engine, of->now_us, action->id, outcome, NULL);
  assert_true(status == ACD_OK || status == ACD_ERR_STALE || status == ACD_AGAIN);
  if (bridges) assert_int_equal(acd_call_hangup(of->engine, of->now_us, call), ACD_OK);
}

static void live(clinic *of)
{
  acd_time until_us = wall_of((YEAR_DAYS + 1) * DAY) - wall_of(-DAY / 2);
  while (of->now_us < until_us) {
    acd_action action = {.size = sizeof action};
    int got;
    while ((got = acd_action_next(of->engine, &action)) == 1) {
      answer(of, &action);
      action.size = sizeof action;
    }
    assert_int_equal(got, 0);
    acd_time next_us = acd_engine_deadline(of->engine);
    if (next_us > of->now_us) of->now_us = next_us < until_us ? next_us : until_us;
    int status = acd_engine_tick(of->engine, of->now_us);
    assert_true(status == ACD_OK || status == ACD_AGAIN);
  }
}

static void a_year(void **state)
{
  (void)state;
  clinic of;
  int64_t stand = 0, at_once = 0, expected = 0;
  begin(&of);
  for (size_t i = 0; i < 2; i++) find_slots(&sites[i]);
  compare_slots(&of);
  book_all(&of);
  compare_bookings(&of);
  assert_int_equal(acd_engine_check(of.engine, 1), ACD_OK);
  give_up_and_move(&of);
  compare_bookings(&of);
  assert_int_equal(acd_engine_check(of.engine, 1), ACD_OK);
  live(&of);
  for (size_t i = 0; i < of.bookings_count; i++) {
    assert_int_equal(of.bookings[i].dialled, of.bookings[i].slot < SLOTS_MAX);
    stand += of.bookings[i].slot < SLOTS_MAX;
  }
  for (size_t i = 0; i < slots_count; i++) { /* there are two agents at each site */
    at_once += slots[i].at_once;
    expected += slots[i].booked < 2 ? slots[i].booked : 2;
  }
  assert_int_equal(at_once, expected);
  acd_kpi_calls kpi = {.size = sizeof kpi};
  assert_int_equal(acd_kpi_calls_get(of.engine, &kpi), ACD_OK);
  assert_int_equal(kpi.slots_by_change[ACD_SLOT_BOOKED], of.bookings_count);
  assert_int_equal(kpi.slots_by_change[ACD_SLOT_KEPT], stand);
  assert_int_equal(kpi.slots_by_change[ACD_SLOT_BROKEN], 0);
  assert_int_equal(kpi.slots_by_change[ACD_SLOT_RELEASED], (int64_t)of.bookings_count - stand);
  assert_int_equal(acd_engine_check(of.engine, 1), ACD_OK);
  print_message("%zu slots, %zu bookings, %lld dialled\n", slots_count, of.bookings_count, (long long)stand);
  end(&of);
}

int main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_year)};
  if (argc != 2) {
    fprintf(stderr, "usage: %s CLINIC_JSON\n", argv[0]);
    return 2;
  }
  path = argv[1];
  return cmocka_run_group_tests(tests, NULL, NULL);
}
