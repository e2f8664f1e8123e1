/* SPDX-License-Identifier: Apache-2.0 */
/* Slots and their bookings: acd/slot.h. What slots there are is tested in tests/calendar/test_grid.c. */
#include "../calendar/tzif.h"
#include "centre.h"

#include <stdio.h>

#define HOUR (3600 * SECOND)
#define DAY  (24 * HOUR)

/* Open from 8 to 12 and from 13 to 17, Monday to Friday. */
#define OFFICE                                                                                                         \
  "agent ann presence=not_ready wrapup=0s\nqueue desk music=waltz\n  member ann\nqueue late\n  member ann\n"           \
  "schedule office zone=Europe/Berlin\n  hours am days=31 from=28800s to=43200s\n"                                     \
  "  hours pm days=31 from=46800s to=61200s\n"

static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";

static int set_zone(test_host *host, const char *footer)
{
  uint8_t bytes[TZIF_FOOTER_SIZE];
  return acd_zone_set(host->engine, host->now, "Europe/Berlin", bytes, tzif_write_footer(bytes, footer));
}

/* An instant of UTC: day since 1970 and hour. */
static int64_t at_hour(int64_t day, double hour)
{
  return day * DAY + (int64_t)(hour * (double)HOUR);
}

enum { MON_2026_03_23 = 20535 }; /* the clocks are put forward on the Sunday after */

static void set_wall(test_host *host, int64_t wall_us)
{
  assert_int_equal(acd_engine_wall_set(host->engine, host->now, wall_us - host->now), ACD_OK);
}

/* The plan's properties are `plan`, those of its callbacks `callback`; it is eight in the morning in Berlin. */
static void begin(test_host *host, const char *callback, const char *plan, const char *more)
{
  static outline text;
  text.size = 0;
  outline_write(&text, OFFICE "callback k %s\nslot_plan p callback=k queue=desk schedule=office %s\n%s", callback, plan,
                more);
  host_begin(host, NULL);
  assert_int_equal(set_zone(host, berlin), ACD_OK);
  host_define(host, text.text);
  set_wall(host, at_hour(MON_2026_03_23, 7));
}

static acd_id plan_of(const test_host *host)
{
  acd_id plan = 0;
  assert_int_equal(acd_slot_plan_find(host->engine, "p", &plan), ACD_OK);
  return plan;
}

static int64_t clock_of(double hour)
{
  return (int64_t)(hour * (double)HOUR);
}

static int try_book(test_host *host, const char *number, int64_t date, double hour, int hold, acd_id *call_out)
{
  acd_slot_wish wish;
  acd_slot_wish_init(&wish);
  wish.number = number;
  wish.plan = plan_of(host);
  wish.date = date;
  wish.clock_us = clock_of(hour);
  wish.hold = hold;
  return acd_slot_book(host->engine, host->now, &wish, call_out);
}

static acd_id book(test_host *host, const char *number, int64_t date, double hour)
{
  acd_id call = 0;
  assert_int_equal(try_book(host, number, date, hour, 0, &call), ACD_OK);
  return call;
}

static acd_id hold(test_host *host, const char *number, int64_t date, double hour)
{
  acd_id call = 0;
  assert_int_equal(try_book(host, number, date, hour, 1, &call), ACD_OK);
  return call;
}

static acd_slot_info slot_of(const test_host *host, int64_t date, double hour)
{
  acd_slot_info info = {.size = sizeof info};
  assert_int_equal(acd_slot_get(host->engine, plan_of(host), date, clock_of(hour), &info), ACD_OK);
  return info;
}

static size_t changes(const test_host *host, int64_t change)
{
  return host_events(host, ACD_EVENT_SLOT, change);
}

static void booked_and_dialled(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "", "");
  acd_id call = book(&host, "555", 20260323, 9.5);
  acd_slot_info info = slot_of(&host, 20260323, 9.5);
  assert_int_equal(info.state, ACD_SLOT_FULL);
  assert_int_equal(info.booked, 1);
  assert_int_equal(info.starts_at_us, at_hour(MON_2026_03_23, 8.5));
  assert_int_equal(info.ends_at_us, at_hour(MON_2026_03_23, 9));
  assert_int_equal(try_book(&host, "556", 20260323, 9.5, 0, NULL), ACD_ERR_LIMIT);
  host_check(&host);
  centre_ready(&host, "ann");
  host_pass(&host, 90 * 60 * SECOND - 1);
  host_told(&host, "");
  host_pass(&host, 1);
  host_told(&host, "ring ann");
  assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_WAITING);
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_told(&host, "dial 555 ann");
  assert_int_equal(changes(&host, ACD_SLOT_KEPT), 1);
  assert_int_equal(slot_of(&host, 20260323, 9.5).state, ACD_SLOT_TOO_SOON);
  host_check(&host);
  host_end(&host);
}

/* A hold lapses in time, at its slot's start, or is confirmed; a message is for those who were booked. */
static void held(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "message=sorry", "hold=60s capacity=2", "");
  acd_id first = hold(&host, "555", 20260323, 9), second = hold(&host, "556", 20260323, 9);
  assert_int_equal(slot_of(&host, 20260323, 9).held, 2);
  assert_int_equal(try_book(&host, "557", 20260323, 9, 0, NULL), ACD_ERR_LIMIT);
  host_pass(&host, 59 * SECOND);
  assert_int_equal(acd_slot_confirm(host.engine, host.now, second), ACD_OK);
  assert_int_equal(acd_slot_confirm(host.engine, host.now, second), ACD_ERR_STATE);
  host_pass(&host, SECOND);
  assert_int_equal(host_call_state(&host, first), 0);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 1);
  acd_slot_info info = slot_of(&host, 20260323, 9);
  assert_int_equal(info.booked, 1);
  assert_int_equal(info.held, 0);
  assert_int_equal(info.free, 1);
  set_wall(&host, at_hour(MON_2026_03_23, 8) - 10 * SECOND);
  first = hold(&host, "555", 20260323, 9);
  host_check(&host);
  host_pass(&host, 10 * SECOND);
  assert_int_equal(host_call_state(&host, first), 0);
  assert_int_equal(centre_call(&host, second).state, ACD_CALL_STATE_WAITING);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 2);
  host_told(&host, "");
  assert_int_equal(host_kpi_calls(&host).slots_live, 1);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(booked_and_dialled),
      cmocka_unit_test(held),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
