/* SPDX-License-Identifier: Apache-2.0 */
/* Slots and their bookings: acd/slot.h. What slots there are is tested in test_slot_grid.c. */
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

/* The only plan there is. */
static acd_slot_plan_info about_plan(const test_host *host)
{
  acd_slot_plan_info info = {.size = sizeof info};
  acd_id plan = acd_slot_plan_next(host->engine, 0);
  assert_int_equal(acd_slot_plan_next(host->engine, plan), 0);
  assert_int_equal(acd_slot_plan_get(host->engine, plan, &info), ACD_OK);
  assert_string_equal(info.name, acd_slot_plan_name(host->engine, plan));
  return info;
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
  assert_int_equal(info.state, ACD_SLOT_STATE_FULL);
  assert_int_equal(info.booked, 1);
  assert_int_equal(info.starts_wall_us, at_hour(MON_2026_03_23, 8.5));
  assert_int_equal(info.ends_wall_us, at_hour(MON_2026_03_23, 9));
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
  assert_int_equal(slot_of(&host, 20260323, 9.5).state, ACD_SLOT_STATE_TOO_SOON);
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

typedef struct refusal {
  const char *callback;
  const char *plan;
  int64_t date;
  double hour;
  int status;
  uint32_t fault; /* word of the body */
} refusal;

#define WORD(member) ((uint32_t)(offsetof(acd_command_slot_book, member) / 8))
#define DATE         WORD(date)
#define CLOCK        WORD(clock_us)

/* It is Monday the 23rd of March, eight o'clock. Of the slot at nine today one place is taken, by 554. */
static const refusal refusals[] = {
    {"", "capacity=2", 20260323, 9, ACD_OK, 0},
    {"", "", 20260323, 9, ACD_ERR_LIMIT, CLOCK},
    {"", "capacity=0", 20260323, 10, ACD_ERR_LIMIT, CLOCK},
    {"", "overbooking=150", 20260323, 9, ACD_ERR_LIMIT, CLOCK},
    {"", "overbooking=200", 20260323, 9, ACD_OK, 0},
    {"", "", 20260323, 8, ACD_ERR_STATE, DATE},
    {"", "", 20260323, 8.5, ACD_OK, 0},
    {"", "lead=1800s", 20260323, 8.5, ACD_OK, 0},
    {"", "lead=1801s", 20260323, 8.5, ACD_ERR_STATE, DATE},
    {"", "lead=1801s", 20260323, 9.5, ACD_OK, 0},
    {"", "horizon=7200s", 20260323, 10, ACD_OK, 0},
    {"", "horizon=7199s", 20260323, 10, ACD_ERR_STATE, DATE},
    {"", "", 20260320, 9, ACD_ERR_STATE, DATE},
    {"", "", 20260323, 9.25, ACD_ERR_ARGUMENT, CLOCK},
    {"", "", 20260323, 24, ACD_ERR_ARGUMENT, CLOCK},
    {"", "", 20260323, -1, ACD_ERR_ARGUMENT, CLOCK},
    {"", "", 20260332, 9, ACD_ERR_ARGUMENT, DATE},
    {"", "", 0, 9, ACD_ERR_ARGUMENT, DATE},
    {"", "", 20260323, 12.5, ACD_ERR_NOT_FOUND, CLOCK},
    {"", "length=3600s", 20260323, 12, ACD_ERR_NOT_FOUND, CLOCK},
    {"", "length=18000s", 20260323, 10, ACD_ERR_NOT_FOUND, CLOCK}, /* over lunch */
    {"", "", 20260328, 9, ACD_ERR_NOT_FOUND, CLOCK},
    {"", "schedule=night", 20260329, 1, ACD_OK, 0},
    {"", "schedule=night", 20260329, 2, ACD_ERR_NOT_FOUND, CLOCK}, /* skipped */
    {"", "schedule=night", 20260329, 3, ACD_OK, 0},
    {"per_day=1", "", 20260323, 10, ACD_ERR_LIMIT, WORD(number)},
    {"\n  callback_pattern x pattern=554", "", 20260323, 10, ACD_ERR_ARGUMENT, WORD(number)},
};

static void refused(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(refusals); i++) {
    const refusal *at = &refusals[i];
    test_host host;
    begin(&host, at->callback, at->plan, "schedule night zone=Europe/Berlin\n  hours all days=127 from=0s to=21600s\n");
    if (strncmp(at->plan, "schedule", 8) != 0 && strncmp(at->plan, "length", 6) != 0 && strncmp(at->plan, "cap", 3))
      (void)try_book(&host, "554", 20260323, 9, 0, NULL);
    acd_command command;
    acd_result result = {.size = sizeof result};
    acd_command_init(&command, ACD_COMMAND_SLOT_BOOK, host.now, 0);
    command.body.slot_book = (acd_command_slot_book){
        .number = {0, 3}, .plan = plan_of(&host), .date = at->date, .clock_us = clock_of(at->hour)};
    int64_t before = acd_engine_digest_state(host.engine);
    int status = acd_engine_submit(host.engine, &command, "555", 3, &result);
    if (status != at->status || (status && (result.fault != ACD_FAULT_BODY || result.fault_index != at->fault)))
      fail_msg("row %d: %s, fault %d %d", (int)i, acd_status_text(status), (int)result.fault, (int)result.fault_index);
    if (status) assert_true(acd_engine_digest_state(host.engine) == before);
    host_end(&host);
  }
}

static void moved_or_nothing_changes(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "", "");
  acd_id first = book(&host, "555", 20260323, 9), second = book(&host, "556", 20260323, 10);
  assert_int_equal(acd_slot_move(host.engine, 0, first, 20260323, clock_of(10)), ACD_ERR_LIMIT);
  assert_int_equal(acd_slot_move(host.engine, 0, first, 20260323, clock_of(12)), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_slot_move(host.engine, 0, first, 20260323, clock_of(9)), ACD_OK);
  assert_int_equal(slot_of(&host, 20260323, 9).booked, 1);
  assert_int_equal(changes(&host, ACD_SLOT_MOVED), 0);
  assert_int_equal(acd_slot_move(host.engine, 0, first, 20260324, clock_of(16.5)), ACD_OK);
  assert_int_equal(acd_slot_move(host.engine, 0, second, 20260323, clock_of(9)), ACD_OK);
  assert_int_equal(slot_of(&host, 20260323, 10).free, 1);
  acd_slot_booking booking = {.size = sizeof booking};
  assert_int_equal(acd_slot_booking_get(host.engine, first, &booking), ACD_OK);
  assert_int_equal(booking.date, 20260324);
  assert_int_equal(booking.starts_wall_us, at_hour(MON_2026_03_23 + 1, 15.5));
  assert_int_equal(acd_slot_booking_next(host.engine, plan_of(&host), 20260323, clock_of(9), 0), second);
  host_check(&host);
  host_pass(&host, HOUR);
  assert_int_equal(acd_slot_move(host.engine, host.now, second, 20260324, clock_of(9)), ACD_ERR_STATE);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, first), ACD_OK);
  assert_int_equal(changes(&host, ACD_SLOT_RELEASED), 1);
  assert_int_equal(acd_slot_move(host.engine, host.now, first, 20260324, clock_of(9)), ACD_ERR_STALE);
  host_end(&host);
}

/* In a slot whose call is older is dialled first, wherever it was moved from, and before those who wait with less priority. */
static void in_the_order_of_their_calls(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "dial_first=customer", "capacity=3", "number 1 queue=desk\n");
  acd_id moved = book(&host, "555", 20260323, 9);
  (void)book(&host, "556", 20260323, 9.5);
  assert_int_equal(acd_slot_move(host.engine, 0, moved, 20260323, clock_of(9.5)), ACD_OK);
  (void)book(&host, "557", 20260323, 9.5);
  (void)host_arrive(&host, "1");
  host_forget(&host);
  host_pass(&host, 90 * 60 * SECOND);
  host_check(&host);
  centre_ready(&host, "ann");
  host_told(&host, "dial 555 ann");
  host_answer(&host, "dial 555 ann", ACD_OUTCOME_BUSY);
  host_told(&host, "dial 556 ann");
  host_answer(&host, "dial 556 ann", ACD_OUTCOME_BUSY);
  host_told(&host, "dial 557 ann");
  host_end(&host);
}

/* What becomes of the promise, by what happens from half past nine on. */
static void promises(void **state)
{
  (void)state;
  static const struct {
    const char *callback, *plan;
    double minutes; /* until ann is ready; below 0: never */
    int64_t change;
  } rows[] = {
      {"", "", 0, ACD_SLOT_KEPT},
      {"", "", 30, ACD_SLOT_KEPT},
      {"", "", 31, ACD_SLOT_BROKEN},
      {"", "promise=60s", 1, ACD_SLOT_KEPT},
      {"", "promise=60s", 2, ACD_SLOT_BROKEN},
      {"", "promise=0s", 1, ACD_SLOT_BROKEN},
      {"expires=600s", "", -10, ACD_SLOT_BROKEN},
      {"hours=shut", "", 0, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].callback, rows[i].plan, "schedule shut\n");
    (void)book(&host, "555", 20260323, 9.5);
    host_pass(&host, 90 * 60 * SECOND);
    double minutes = rows[i].minutes;
    host_pass(&host, (acd_time)((minutes < 0 ? -minutes : minutes) * 60 * SECOND));
    if (minutes >= 0) {
      centre_ready(&host, "ann");
      host_forget(&host);
      if (rows[i].change) host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
    }
    if (rows[i].change && changes(&host, rows[i].change) != 1) fail_msg("row %d", (int)i);
    acd_kpi_calls calls = host_kpi_calls(&host);
    assert_int_equal(calls.slots_by_change[ACD_SLOT_KEPT], rows[i].change == ACD_SLOT_KEPT);
    assert_int_equal(calls.slots_by_change[ACD_SLOT_BROKEN], rows[i].change == ACD_SLOT_BROKEN);
    assert_int_equal(calls.slots_live, rows[i].change == 0);
    host_end(&host);
  }
}

/* A jump of the wall clock moves the moment, not the local time. */
static void goes_with_the_wall_clock(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "capacity=20", "");
  acd_id calls[20];
  for (int i = 0; i < 20; i++) {
    char number[8];
    snprintf(number, sizeof number, "6%02d", i);
    calls[i] = book(&host, number, 20260323, 9);
  }
  set_wall(&host, at_hour(MON_2026_03_23, 6));
  host_pass(&host, 2 * HOUR - 1);
  assert_int_equal(host_call_state(&host, calls[0]), ACD_CALL_STATE_CALLBACK);
  set_wall(&host, at_hour(MON_2026_03_23, 7.5));
  acd_callback_info info = {.size = sizeof info};
  assert_int_equal(acd_callback_get(host.engine, calls[0], &info), ACD_OK);
  assert_int_equal(info.due_at_us, host.now + HOUR / 2);
  set_wall(&host, at_hour(MON_2026_03_23, 20));
  assert_int_equal(host_call_state(&host, calls[0]), ACD_CALL_STATE_CALLBACK);
  host_pass(&host, 0); /* due at once, one after the other */
  for (int i = 0; i < 20; i++) assert_int_equal(host_call_state(&host, calls[i]), ACD_CALL_STATE_WAITING);
  /* Times that engine time will never come to do no harm. */
  acd_id never = book(&host, "555", 20260325, 9);
  assert_int_equal(acd_engine_wall_set(host.engine, host.now, -ACD_TIME_MAX), ACD_OK);
  host_pass(&host, 1000 * DAY);
  assert_int_equal(host_call_state(&host, never), ACD_CALL_STATE_CALLBACK);
  host_check(&host);
  host_end(&host);
}

/* Another zone under the same name: the local time stays, and each booking that moves is named. */
static void goes_with_the_zone(void **state)
{
  (void)state;
  test_host host;
  enum { MANY = 50 };
  begin(&host, "", "capacity=100 schedule=night",
        "schedule night zone=Europe/Berlin\n  hours all days=127 from=0s to=86400s\n");
  acd_id calls[MANY], winter = book(&host, "555", 20260325, 9), night;
  for (int i = 0; i < MANY; i++) {
    char number[8];
    snprintf(number, sizeof number, "6%02d", i);
    calls[i] = book(&host, number, 20260331, 9);
  }
  night = book(&host, "556", 20260330, 2.5);
  assert_int_equal(slot_of(&host, 20260331, 9).starts_wall_us, at_hour(MON_2026_03_23 + 8, 7));
  /* No summer time this year. */
  assert_int_equal(set_zone(&host, "CET-1"), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(changes(&host, ACD_SLOT_SHIFTED), MANY + 1);
  assert_int_equal(slot_of(&host, 20260331, 9).starts_wall_us, at_hour(MON_2026_03_23 + 8, 8));
  assert_int_equal(acd_slot_booking_next(host.engine, plan_of(&host), 20260331, clock_of(9), 0), calls[0]);
  for (int i = 0; i + 1 < MANY; i++)
    assert_int_equal(acd_slot_booking_next(host.engine, plan_of(&host), 20260331, clock_of(9), calls[i]), calls[i + 1]);
  host_check(&host);
  /* The clocks are put forward a day later: a night's booking is in the hour that is skipped now. */
  assert_int_equal(set_zone(&host, "CET-1CEST,J89,M10.5.0/3"), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(changes(&host, ACD_SLOT_SHIFTED), MANY + 1 + MANY);
  assert_int_equal(slot_of(&host, 20260330, 2.5).state, ACD_SLOT_STATE_NONE);
  assert_int_equal(slot_of(&host, 20260330, 2.5).booked, 1);
  host_check(&host);
  host_pass(&host, at_hour(MON_2026_03_23 + 2, 8) - at_hour(MON_2026_03_23, 7));
  assert_int_equal(host_call_state(&host, winter), ACD_CALL_STATE_WAITING);
  host_pass(&host, at_hour(MON_2026_03_23 + 7, 1.5) - at_hour(MON_2026_03_23 + 2, 8) - 1);
  assert_int_equal(host_call_state(&host, night), ACD_CALL_STATE_CALLBACK);
  host_pass(&host, 1);
  assert_int_equal(host_call_state(&host, night), ACD_CALL_STATE_WAITING);
  host_pass(&host, at_hour(MON_2026_03_23 + 8, 7) - at_hour(MON_2026_03_23 + 7, 1.5));
  for (int i = 0; i < MANY; i++) assert_int_equal(host_call_state(&host, calls[i]), ACD_CALL_STATE_WAITING);
  host_end(&host);
}

#define PLAN "callback k\nslot_plan p callback=k queue=desk schedule=office "

/* What is booked stays, whatever a definition changes. */
static void stays_when_defined_anew(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "capacity=2", "");
  acd_id first = book(&host, "555", 20260324, 9), second = book(&host, "556", 20260324, 9);
  acd_id other = book(&host, "557", 20260325, 9);
  acd_id plan = plan_of(&host);
  host_define(&host, OFFICE PLAN "capacity=1\n");
  assert_int_equal(plan_of(&host), plan);
  acd_slot_info info = slot_of(&host, 20260324, 9);
  assert_int_equal(info.state, ACD_SLOT_STATE_FULL);
  assert_int_equal(info.booked, 2);
  assert_int_equal(info.capacity, 1);
  assert_int_equal(info.free, 0);
  assert_int_equal(acd_callback_cancel(host.engine, 0, first), ACD_OK);
  assert_int_equal(try_book(&host, "558", 20260324, 9, 0, NULL), ACD_ERR_LIMIT);
  host_check(&host);
  /* Another grid, and another queue; then another clock. */
  host_define(&host, OFFICE "callback k\nslot_plan p callback=k queue=late schedule=office length=7200s\n");
  assert_int_equal(slot_of(&host, 20260324, 9).state, ACD_SLOT_STATE_NONE);
  assert_int_equal(slot_of(&host, 20260324, 9).booked, 1);
  assert_int_equal(about_plan(&host).length_us, 2 * HOUR);
  assert_int_equal(about_plan(&host).queue, host_queue(&host, "late"));
  assert_int_equal(about_plan(&host).closed, 0);
  assert_int_equal(acd_slot_move(host.engine, 0, second, 20260324, clock_of(9.5)), ACD_ERR_ARGUMENT);
  host_change(&host, "schedule office utc_offset=0s\n  hours am days=31 from=28800s to=43200s\n");
  host_pass(&host, 0);
  assert_int_equal(changes(&host, ACD_SLOT_SHIFTED), 2);
  host_pass(&host, at_hour(1, 2) - 1);
  assert_int_equal(host_call_state(&host, second), ACD_CALL_STATE_CALLBACK);
  host_pass(&host, 1);
  assert_int_equal(centre_call(&host, second).queue, host_queue(&host, "late"));
  /* Without its plan, and its schedule, it is dialled when it would have been. */
  host_define(&host, "agent ann presence=not_ready\nqueue late\n  member ann\n");
  assert_int_equal(acd_slot_plan_find(host.engine, "p", &plan), ACD_ERR_NOT_FOUND);
  assert_int_equal(about_plan(&host).closed, 1);
  assert_int_equal(acd_slot_move(host.engine, host.now, other, 20260326, clock_of(10)), ACD_ERR_STALE);
  host_check(&host);
  host_pass(&host, DAY);
  assert_int_equal(host_call_state(&host, other), ACD_CALL_STATE_WAITING);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, other), ACD_OK);
  assert_int_equal(acd_slot_plan_next(host.engine, 0), 0);
  /* Without its queue it cannot. */
  host_end(&host);
  begin(&host, "", "", "");
  other = book(&host, "557", 20260325, 9);
  host_define(&host, "queue late\n");
  host_pass(&host, 3 * DAY);
  assert_int_equal(host_call_state(&host, other), 0);
  assert_int_equal(changes(&host, ACD_SLOT_BROKEN), 1);
  host_end(&host);
}

static void capacities_by_the_time_of_day(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "",
        "capacity=3\n  slot_capacity early schedule=early capacity=5\n  slot_capacity none schedule=office capacity=0",
        "toggle shut on=1\nschedule early zone=Europe/Berlin emergency=shut\n  hours h days=127 from=0s to=36000s\n"
        "schedule other zone=Europe/Berlin\n  hours h days=127 from=0s to=36000s\n");
  assert_int_equal(slot_of(&host, 20260323, 9.5).capacity, 5);
  assert_int_equal(slot_of(&host, 20260323, 10).capacity, 0);
  acd_slot_info info = {.size = sizeof info};
  int64_t after = at_hour(MON_2026_03_23, 8.5);
  assert_int_equal(acd_slot_next(host.engine, plan_of(&host), after, ACD_SLOT_NEXT_FREE, &info), 1);
  assert_int_equal(info.date, 20260324);
  assert_int_equal(info.clock_us, clock_of(8));
  host_end(&host);
}

/* With `replace`: a hold goes for a hold, a booking when the hold is confirmed; its place counts as free. */
static void replaces(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "duplicate=replace", "", "");
  acd_id first = book(&host, "555", 20260323, 9), again = book(&host, "555", 20260323, 9);
  assert_int_equal(host_call_state(&host, first), 0);
  assert_int_equal(changes(&host, ACD_SLOT_RELEASED), 1);
  acd_id held = hold(&host, "555", 20260323, 10), later = hold(&host, "555", 20260323, 11);
  assert_int_equal(host_call_state(&host, held), 0);
  assert_int_equal(host_call_state(&host, again), ACD_CALL_STATE_CALLBACK);
  assert_int_equal(try_book(&host, "556", 20260323, 9, 0, NULL), ACD_ERR_LIMIT);
  host_check(&host);
  assert_int_equal(acd_slot_confirm(host.engine, 0, later), ACD_OK);
  assert_int_equal(host_call_state(&host, again), 0);
  assert_int_equal(slot_of(&host, 20260323, 9).free, 1);
  assert_int_equal(host_kpi_calls(&host).slots_live, 1);
  host_end(&host);
}

static void needs_the_skills_of_the_plan(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "\n  slot_skill french level=5\n  slot_skill billing",
        "skill french\nskill billing\nagent bob presence=not_ready\n  agent_skill french level=7\n  agent_skill "
        "billing level=2\n");
  host_change(&host, "+queue desk\n  member bob\n");
  acd_id skill = host_skill(&host, "billing");
  acd_requirement needs[] = {{skill, 2}};
  acd_slot_wish wish;
  acd_slot_wish_init(&wish);
  wish.number = "555";
  wish.plan = plan_of(&host);
  wish.date = 20260323;
  wish.clock_us = clock_of(9);
  wish.requirements = needs;
  wish.requirements_count = 1;
  acd_id call = 0;
  assert_int_equal(acd_slot_book(host.engine, 0, &wish, &call), ACD_OK);
  host_pass(&host, HOUR);
  centre_ready(&host, "ann");
  host_told(&host, "");
  centre_ready(&host, "bob");
  host_told(&host, "ring bob");
  host_answer(&host, "ring bob", ACD_OUTCOME_REJECTED);
  needs[0].level_min = 3; /* more than bob has */
  wish.number = "556";
  wish.clock_us = clock_of(9.5);
  assert_int_equal(acd_slot_book(host.engine, host.now, &wish, &call), ACD_OK);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, host.actions[0].action.call), ACD_OK);
  host_pass(&host, HOUR);
  host_told(&host, "");
  needs[0].skill = 1;
  wish.number = "557";
  wish.clock_us = clock_of(11);
  assert_int_equal(acd_slot_book(host.engine, host.now, &wish, &call), ACD_ERR_NOT_FOUND);
  host_end(&host);
}

/* Many bookings: what moves all of them is done in portions, each in its turn. */
static void very_many(void **state)
{
  (void)state;
  enum { MANY = 100000, SLOTS = 16 };
  static const int64_t options[] = {ACD_OPTION_CALLS_MAX, MANY, ACD_OPTION_WORK_MAX, 100, 0};
  test_host host;
  static outline text;
  text.size = 0;
  outline_write(&text, "%s",
                OFFICE "callback k duplicate=allow expires=60s\n"
                       "slot_plan p callback=k queue=desk schedule=office capacity=10000\n");
  host_begin(&host, options);
  host.keeps_events = 0;
  assert_int_equal(set_zone(&host, berlin), ACD_OK);
  host_define(&host, text.text);
  set_wall(&host, at_hour(MON_2026_03_23, 7));
  for (int i = 0; i < MANY; i++) {
    double hour = 8 + 0.5 * (i % SLOTS) + (i % SLOTS >= 8);
    assert_int_equal(try_book(&host, "555", 20260331, hour, 0, NULL), ACD_OK);
  }
  assert_int_equal(slot_of(&host, 20260331, 9).booked, MANY / SLOTS);
  host_check(&host);
  assert_int_equal(set_zone(&host, "CET-1"), ACD_OK);
  assert_int_equal(host_kpi_calls(&host).slots_by_change[ACD_SLOT_SHIFTED], 0);
  assert_int_equal(acd_engine_tick(host.engine, host.now), ACD_AGAIN);
  assert_in_range(host_kpi_calls(&host).slots_by_change[ACD_SLOT_SHIFTED], 100, 100 * 64);
  host_pass(&host, 0);
  assert_int_equal(host_kpi_calls(&host).slots_by_change[ACD_SLOT_SHIFTED], MANY);
  host_check(&host);
  /* All slots begin at once; nobody is there, so all expire. */
  set_wall(&host, at_hour(MON_2026_03_23 + 9, 0));
  assert_int_equal(acd_engine_tick(host.engine, host.now), ACD_AGAIN);
  assert_int_equal(host_kpi(&host, "desk").waiting, 100);
  host_pass(&host, 60 * SECOND);
  acd_kpi_calls calls = host_kpi_calls(&host);
  assert_int_equal(calls.slots_by_change[ACD_SLOT_BROKEN], MANY);
  assert_int_equal(calls.slots_live, 0);
  assert_int_equal(calls.live, 0);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(booked_and_dialled),
      cmocka_unit_test(held),
      cmocka_unit_test(refused),
      cmocka_unit_test(moved_or_nothing_changes),
      cmocka_unit_test(in_the_order_of_their_calls),
      cmocka_unit_test(promises),
      cmocka_unit_test(goes_with_the_wall_clock),
      cmocka_unit_test(goes_with_the_zone),
      cmocka_unit_test(stays_when_defined_anew),
      cmocka_unit_test(capacities_by_the_time_of_day),
      cmocka_unit_test(replaces),
      cmocka_unit_test(needs_the_skills_of_the_plan),
      cmocka_unit_test(very_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
