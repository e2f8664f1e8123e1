/* SPDX-License-Identifier: Apache-2.0 */
/* Histories told by hand: days of 23 and 25 hours, windows, marks, restarts, late beginnings, options, memory, bytes. What random lives
 * add up to: engine/test_random --witness. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <acd/acd.h>

#include "../calendar/tzif.h"
#include "../engine/random.h"
#include "base/bytes.h"
#include "base/hash.h"

#define MINUTE       (60 * ACD_SECOND)
#define HOUR         (60 * MINUTE)
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A storyteller: events of one queue and one agent, at a time and a wall time. */
typedef struct story {
  acd_history *history;
  acd_time now;
  int64_t wall_offset;
  int64_t sequence;
  acd_id call;
} story;

static void tell(story *of, acd_event event)
{
  event.size = sizeof event;
  event.sequence = ++of->sequence;
  event.time_us = of->now;
  event.wall_us = of->now + of->wall_offset;
  event.queue_name = event.queue ? "sales" : "";
  event.agent_name = event.agent ? "ann" : "";
  event.flow_name = "";
  if (!event.caller) event.caller = "";
  if (!event.text) event.text = "";
  if (!event.campaign_name) event.campaign_name = "";
  if (!event.slot_plan_name) event.slot_plan_name = "";
  acd_history_event(of->history, &event);
}

static void arrive(story *of, const char *caller)
{
  tell(of, (acd_event){.kind = ACD_EVENT_CALL_ARRIVED, .call = ++of->call, .text = "100", .caller = caller});
  tell(of, (acd_event){.kind = ACD_EVENT_QUEUE_ENTERED, .call = of->call, .queue = 1, .detail = ACD_ENTER_OFFERED});
}

static void leave(story *of, acd_id call, int64_t how, int64_t wait_us)
{
  tell(of, (acd_event){.kind = ACD_EVENT_QUEUE_LEFT, .call = call, .queue = 1, .detail = how, .value_us = wait_us});
}

static void answer(story *of, acd_id call, int64_t wait_us, const char *caller)
{
  leave(of, call, ACD_LEAVE_ANSWERED, wait_us);
  tell(of, (acd_event){.kind = ACD_EVENT_ANSWERED,
                       .call = call,
                       .queue = 1,
                       .agent = 2,
                       .value_us = wait_us,
                       .value = wait_us,
                       .caller = caller});
}

static void talk(story *of, acd_id call, int64_t talk_us, int64_t hold_us)
{
  tell(of, (acd_event){.kind = ACD_EVENT_CONVERSATION_ENDED,
                       .call = call,
                       .queue = 1,
                       .agent = 2,
                       .value_us = talk_us,
                       .value = hold_us});
  tell(of, (acd_event){.kind = ACD_EVENT_CALL_ENDED, .call = call, .detail = ACD_END_COMPLETED});
}

static void state(story *of, int64_t from, int64_t to)
{
  tell(of, (acd_event){.kind = ACD_EVENT_AGENT_STATE, .agent = 2, .value = from, .detail = to});
}

static story begin(const acd_history_options *options, int64_t wall_us)
{
  story of = {.wall_offset = wall_us};
  assert_int_equal(acd_history_new(NULL, options, &of.history), ACD_OK);
  return of;
}

static acd_history_options in_berlin(uint8_t bytes[TZIF_FOOTER_SIZE])
{
  acd_history_options options;
  acd_history_options_init(&options);
  options.zone_bytes = (int64_t)tzif_write_footer(bytes, "CET-1CEST,M3.5.0,M10.5.0/3");
  options.zone = bytes;
  return options;
}

static acd_kpi_queue sales(const story *of, uint32_t kind, int64_t from_us, int64_t to_us)
{
  acd_history_period period = {sizeof period, kind, from_us, to_us};
  acd_kpi_queue kpi = {.size = sizeof kpi};
  assert_int_equal(acd_history_queue_get(of->history, &period, "sales", &kpi), ACD_OK);
  return kpi;
}

static acd_kpi_agent ann(const story *of, uint32_t kind, int64_t from_us, int64_t to_us)
{
  acd_history_period period = {sizeof period, kind, from_us, to_us};
  acd_kpi_agent kpi = {.size = sizeof kpi};
  assert_int_equal(acd_history_agent_get(of->history, &period, "ann", &kpi), ACD_OK);
  return kpi;
}

/* An agent is ready from before midnight until after the next: each day has its quarter hours, each of them 15 minutes of it. */
static void days_of_23_and_25_hours(void **unused)
{
  static const struct {
    int64_t midnight; /* of the day, seconds since 1970 */
    int hours;
  } rows[] = {{1774738800, 23}, /* 2026-03-29 */
              {1774566000, 24}, /* 2026-03-27 */
              {1792879200, 25}, /* 2026-10-25 */
              {1790028000, 24}};
  uint8_t zone[TZIF_FOOTER_SIZE];
  (void)unused;
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_history_options options = in_berlin(zone);
    int64_t from_us = rows[i].midnight * ACD_SECOND, to_us = from_us + rows[i].hours * HOUR;
    story of = begin(&options, from_us - 7 * MINUTE);
    state(&of, 0, ACD_AGENT_STATE_READY);
    assert_int_equal(acd_history_advance(of.history, 27 * HOUR), ACD_OK);
    acd_history_period day = {.size = sizeof day}, slot = {.size = sizeof slot};
    assert_int_equal(acd_history_period_at(of.history, ACD_PERIOD_DAYS, from_us + 5 * HOUR, &day), ACD_OK);
    assert_int_equal(day.from_wall_us, from_us);
    assert_int_equal(day.to_wall_us, to_us);
    assert_int_equal(ann(&of, ACD_PERIOD_DAYS, from_us, to_us).ready_us, to_us - from_us);
    int64_t sum_us = 0;
    int slots = 0;
    for (int64_t at_us = from_us; at_us < to_us; at_us = slot.to_wall_us, slots++) {
      assert_int_equal(acd_history_period_next(of.history, ACD_PERIOD_INTERVALS, at_us, &slot), ACD_OK);
      assert_int_equal(slot.from_wall_us, at_us);
      assert_int_equal(slot.to_wall_us - slot.from_wall_us, 15 * MINUTE);
      sum_us += ann(&of, ACD_PERIOD_INTERVALS, slot.from_wall_us, slot.to_wall_us).ready_us;
    }
    assert_int_equal(slots, rows[i].hours * 4);
    assert_int_equal(sum_us, to_us - from_us);
    assert_int_equal(ann(&of, ACD_PERIOD_INTERVALS, from_us, to_us).ready_us, to_us - from_us);
    assert_int_equal(ann(&of, ACD_PERIOD_DAYS, from_us - 24 * HOUR, from_us).ready_us, 7 * MINUTE);
    acd_history_free(of.history);
  }
}

/* Clocks that change by half an hour, or at midnight: whatever an hour is, it is found again, and days follow each other. */
static void odd_zones(void **unused)
{
  static const char *const footers[] = {"LHST-10:30LHDT-11,M10.1.0,M4.1.0", "BRT3BRST,M10.3.0/0,M2.3.0/0",
                                        "XXX0YYY-0:20,M3.5.0/2:10,M10.5.0/0:05", "CET-1CEST,M3.5.0,M10.5.0/3"};
  static const int64_t minutes[] = {5, 10, 15, 20, 30, 60};
  (void)unused;
  dice from = {7};
  for (size_t i = 0; i < COUNT(footers); i++)
    for (size_t k = 0; k < COUNT(minutes); k++) {
      uint8_t bytes[TZIF_FOOTER_SIZE];
      acd_history_options options;
      acd_history_options_init(&options);
      options.zone = bytes;
      options.zone_bytes = (int64_t)tzif_write_footer(bytes, footers[i]);
      options.interval_us = minutes[k] * MINUTE;
      story of = begin(&options, 0);
      for (int day = 0; day < 400; day++) {
        acd_history_period found = {.size = sizeof found}, slot = {.size = sizeof slot}, next = {.size = sizeof next};
        int64_t at_us = INT64_C(1767225600) * ACD_SECOND + day * 24 * HOUR + dice_below(&from, 24 * HOUR);
        acd_history_period_at(of.history, ACD_PERIOD_DAYS, at_us, &found);
        assert_true(found.from_wall_us <= at_us && at_us < found.to_wall_us);
        acd_history_period_at(of.history, ACD_PERIOD_DAYS, found.to_wall_us, &next);
        assert_int_equal(next.from_wall_us, found.to_wall_us);
        for (int64_t slot_us = found.from_wall_us; slot_us < found.to_wall_us; slot_us = slot.to_wall_us) {
          acd_history_period_at(of.history, ACD_PERIOD_INTERVALS, slot_us, &slot);
          assert_int_equal(slot.from_wall_us, slot_us);
          assert_true(slot.to_wall_us <= found.to_wall_us &&
                      slot.to_wall_us - slot.from_wall_us <= options.interval_us);
          acd_history_period_at(of.history, ACD_PERIOD_INTERVALS, slot.to_wall_us - 1, &next);
          assert_int_equal(next.from_wall_us, slot.from_wall_us);
          assert_int_equal(next.to_wall_us, slot.to_wall_us);
        }
      }
      acd_history_free(of.history);
    }
}

static void windows_slide(void **unused)
{
  (void)unused;
  story of = begin(NULL, 1000 * HOUR);
  for (int minute = 0; minute < 100; minute++) { /* one call in each minute, at its 30th second */
    of.now = minute * MINUTE + 30 * ACD_SECOND;
    arrive(&of, "");
  }
  for (int64_t minutes = 1; minutes <= 60; minutes++) {
    acd_history_period last = {.size = sizeof last};
    assert_int_equal(acd_history_period_last(of.history, minutes, &last), ACD_OK);
    assert_int_equal(sales(&of, last.kind, last.from_wall_us, last.to_wall_us).offered, minutes + 1);
    assert_int_equal(sales(&of, last.kind, last.from_wall_us, last.to_wall_us).waiting, 100);
  }
  acd_history_advance(of.history, of.now + 10 * MINUTE);
  acd_history_period last = {.size = sizeof last};
  acd_history_period_last(of.history, 15, &last);
  assert_int_equal(sales(&of, last.kind, last.from_wall_us, last.to_wall_us).offered, 6);
  acd_history_wait_get(of.history, &last, "sales", &(acd_history_wait){.size = sizeof(acd_history_wait)});
  assert_int_equal(acd_history_period_last(of.history, 61, &last), ACD_ERR_ARGUMENT);
  acd_history_free(of.history);
}

static int64_t waits_count(const acd_history *history, uint32_t kind, int64_t to_us)
{
  acd_distribution *waits = NULL;
  acd_history_period period = {sizeof period, kind, 0, to_us};
  assert_int_equal(acd_distribution_new(NULL, &waits), ACD_OK);
  assert_int_equal(acd_history_distribution_add(history, &period, NULL, ACD_DISTRIBUTION_WAIT, waits), ACD_OK);
  int64_t count = acd_distribution_count(waits);
  acd_distribution_free(waits);
  return count;
}

/* Of a history and of what becomes of it as bytes and added to another: waits since the mark and in all, of the first quarter hour
 * those up to three. */
static void waits_are(const acd_history *history, int64_t since_mark, int64_t all)
{
  static uint8_t bytes[1 << 16];
  acd_history *loaded = NULL, *sum = NULL;
  size_t size = 0;
  assert_int_equal(acd_history_save(history, bytes, sizeof bytes, &size), ACD_OK);
  assert_int_equal(acd_history_load(NULL, bytes, size, 0, &loaded), ACD_OK);
  assert_int_equal(acd_history_new(NULL, NULL, &sum), ACD_OK);
  assert_int_equal(acd_history_merge(sum, history), ACD_OK);
  const acd_history *each[] = {history, loaded, sum};
  for (size_t i = 0; i < COUNT(each); i++) {
    assert_int_equal(waits_count(each[i], ACD_PERIOD_MARK, 0), since_mark);
    assert_int_equal(waits_count(each[i], ACD_PERIOD_ALL, 0), all);
    assert_int_equal(waits_count(each[i], ACD_PERIOD_INTERVALS, 15 * MINUTE), all < 3 ? all : 3);
    assert_int_equal(waits_count(each[i], ACD_PERIOD_DAYS, 24 * HOUR), all);
  }
  acd_history_free(loaded);
  acd_history_free(sum);
}

static void a_mark(void **unused)
{
  (void)unused;
  story of = begin(NULL, 0);
  for (int i = 0; i < 3; i++) { /* in the midst of an interval, twice */
    arrive(&of, "");
    of.now += 10 * ACD_SECOND;
    answer(&of, i + 1, 10 * ACD_SECOND, "");
    waits_are(of.history, 1, i + 1);
    assert_int_equal(acd_history_mark(of.history), ACD_OK);
    assert_int_equal(sales(&of, ACD_PERIOD_MARK, 0, 0).answered, 0);
    waits_are(of.history, 0, i + 1);
  }
  of.now += 3 * HOUR;
  arrive(&of, "");
  of.now += 5 * ACD_SECOND;
  answer(&of, 4, 5 * ACD_SECOND, "");
  assert_int_equal(sales(&of, ACD_PERIOD_MARK, 0, 0).answered, 1);
  assert_int_equal(sales(&of, ACD_PERIOD_MARK, 0, 0).wait_us, 5 * ACD_SECOND);
  assert_int_equal(sales(&of, ACD_PERIOD_ALL, 0, 0).answered, 4);
  assert_int_equal(sales(&of, ACD_PERIOD_INTERVALS, 0, 15 * MINUTE).answered, 3);
  waits_are(of.history, 1, 4);
  of.now += HOUR;
  assert_int_equal(acd_history_advance(of.history, of.now), ACD_OK);
  waits_are(of.history, 1, 4);
  acd_history_free(of.history);
}

static void a_restart_and_a_late_beginning(void **unused)
{
  (void)unused;
  story of = begin(NULL, 0);
  for (int i = 0; i < 3; i++) arrive(&of, "");
  state(&of, 0, ACD_AGENT_STATE_READY);
  of.now = 2 * MINUTE;
  leave(&of, 1, ACD_LEAVE_ABANDONED, of.now);
  assert_int_equal(sales(&of, ACD_PERIOD_ALL, 0, 0).waiting, 2);
  acd_history_restart(of.history);
  assert_int_equal(sales(&of, ACD_PERIOD_ALL, 0, 0).waiting, 0);
  assert_int_equal(sales(&of, ACD_PERIOD_ALL, 0, 0).disconnected, 2);
  /* another engine, whose time begins anew, an hour later; the history begins late */
  of.now = 7 * ACD_SECOND;
  of.wall_offset = HOUR;
  of.sequence = 40;
  leave(&of, 8, ACD_LEAVE_ABANDONED, 5 * ACD_SECOND);
  tell(&of, (acd_event){.kind = ACD_EVENT_CALL_ENDED, .call = 8, .detail = ACD_END_ABANDONED});
  of.sequence += 5;
  arrive(&of, "");
  acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  acd_kpi_calls calls = {.size = sizeof calls};
  acd_history_calls_get(of.history, &all, &calls);
  assert_int_equal(calls.arrived, 5);
  assert_int_equal(calls.live, 1);
  assert_int_equal(calls.ends[ACD_END_LOST_BY_HOST], 3);
  assert_int_equal(sales(&of, ACD_PERIOD_ALL, 0, 0).offered, 5);
  assert_int_equal(sales(&of, ACD_PERIOD_INTERVALS, HOUR, HOUR + 15 * MINUTE).offered, 2);
  assert_int_equal(ann(&of, ACD_PERIOD_ALL, 0, 0).ready_us, 2 * MINUTE);
  acd_history_info info = {.size = sizeof info};
  assert_int_equal(acd_history_get(of.history, &info), ACD_OK);
  assert_int_equal(info.missed, 5);
  assert_int_equal(info.lost, 0);
  acd_history_free(of.history);
}

/* ---- Callbacks by plan, bookings by plan of slots, tasks by campaign */

static void slot(story *of, acd_id call, int64_t change, int64_t reason)
{
  tell(of, (acd_event){.kind = ACD_EVENT_SLOT,
                       .call = call,
                       .detail = change,
                       .reason = reason,
                       .text = "again",
                       .slot_plan_name = "visits"});
}

/* An attempt, the last one; then the callback is over. `what` 'b': a booking, 't': a task. */
static void attempt(story *of, acd_id call, int what, int64_t number, int64_t result, int64_t outcome)
{
  acd_event event = {.kind = ACD_EVENT_CALLBACK_ATTEMPT,
                     .call = call,
                     .value = number,
                     .detail = result,
                     .text = "again",
                     .campaign_name = what == 't' ? "welcome" : "",
                     .slot_plan_name = what == 'b' ? "visits" : ""};
  if (number) tell(of, event);
  event.kind = ACD_EVENT_CALLBACK_ENDED;
  event.detail = outcome;
  event.value_us = 9 * ACD_SECOND;
  tell(of, event);
}

static void take(story *of, acd_id call, const char *whose)
{
  tell(of, (acd_event){.kind = ACD_EVENT_CALLBACK_TAKEN, .call = call, .text = "again", .campaign_name = whose});
}

static acd_history_callbacks callbacks_of(const story *of, char what)
{
  const acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  acd_history_callbacks found = {.size = sizeof found};
  int status = what == 'b'   ? acd_history_slot_plan_get(of->history, &all, "visits", &found)
               : what == 't' ? acd_history_campaign_get(of->history, &all, "welcome", &found)
                             : acd_history_plan_get(of->history, &all, "again", &found);
  assert_int_equal(status, ACD_OK);
  int64_t ends = 0;
  for (size_t i = 0; i < COUNT(found.by_outcome); i++) ends += found.by_outcome[i];
  assert_int_equal(found.taken, found.live + ends);
  const int64_t *slots = found.slots_by_change;
  assert_int_equal(slots[ACD_SLOT_BOOKED],
                   slots[ACD_SLOT_KEPT] + slots[ACD_SLOT_BROKEN] + slots[ACD_SLOT_RELEASED] + found.slots_live);
  return found;
}

static void promises_no_shows_and_tasks(void **unused)
{
  (void)unused;
  story of = begin(NULL, 0);
  /* Held and confirmed, and kept, but nobody was there; late, and answered; one that stands; one only held. */
  for (acd_id call = 1; call <= 4; call++) {
    take(&of, call, "");
    slot(&of, call, call == 1 || call == 4 ? ACD_SLOT_HELD : ACD_SLOT_BOOKED, 0);
  }
  slot(&of, 1, ACD_SLOT_BOOKED, 1);
  attempt(&of, 4, 'c', 0, 0, ACD_CALLBACK_EXPIRED); /* it was not booked */
  slot(&of, 4, ACD_SLOT_LAPSED, 0);
  slot(&of, 1, ACD_SLOT_KEPT, 0);
  attempt(&of, 1, 'b', 1, ACD_OUTCOME_NO_ANSWER, ACD_CALLBACK_EXHAUSTED);
  slot(&of, 2, ACD_SLOT_BROKEN, 1);
  attempt(&of, 2, 'b', 1, ACD_OUTCOME_BRIDGED, ACD_CALLBACK_COMPLETED);
  acd_history_callbacks visits = callbacks_of(&of, 'b'), again = callbacks_of(&of, 'p');
  assert_int_equal(visits.taken, 3);
  assert_int_equal(visits.live, 1);
  assert_int_equal(visits.slots_live, 1);
  assert_int_equal(visits.slots_confirmed, 1);
  assert_int_equal(visits.slots_late, 1);
  assert_int_equal(visits.unreached, 1);
  assert_int_equal(visits.dialled, 2);
  assert_int_equal(visits.reached, 1);
  assert_int_equal(visits.completed_us, 9 * ACD_SECOND);
  assert_int_equal(acd_history_promise_ppm(&visits), 500000);
  assert_int_equal(again.taken, 4);
  assert_int_equal(again.unreached, 1); /* the one that lapsed was never dialled */
  assert_int_equal(acd_history_promise_ppm(&again), 500000);
  /* Tasks: one calls in by itself, one is tried twice. */
  take(&of, 11, "welcome");
  take(&of, 12, "welcome");
  tell(&of, (acd_event){.kind = ACD_EVENT_CALL_AGAIN,
                        .call = 13,
                        .queue = 1,
                        .detail = ACD_CALL_AGAIN_OPEN,
                        .campaign_name = "welcome"});
  attempt(&of, 11, 't', 0, 0, ACD_CALLBACK_CONVERTED);
  tell(&of, (acd_event){.kind = ACD_EVENT_CALLBACK_ATTEMPT,
                        .call = 12,
                        .value = 1,
                        .detail = ACD_OUTCOME_BUSY,
                        .text = "again",
                        .campaign_name = "welcome"});
  attempt(&of, 12, 't', 2, ACD_OUTCOME_ACCEPTED, ACD_CALLBACK_COMPLETED);
  acd_history_callbacks tasks = callbacks_of(&of, 't');
  assert_int_equal(tasks.taken, 2);
  assert_int_equal(tasks.by_outcome[ACD_CALLBACK_CONVERTED], 1);
  assert_int_equal(tasks.attempts, 2);
  assert_int_equal(tasks.dialled, 1);
  assert_int_equal(tasks.reached, 1);
  assert_int_equal(tasks.call_again_by_outcome[ACD_CALL_AGAIN_OPEN], 1);
  assert_int_equal(callbacks_of(&of, 'p').taken, 6);
  /* The engine is gone, and with it what was booked; then a history that begins late. */
  assert_int_equal(acd_history_restart(of.history), ACD_OK);
  visits = callbacks_of(&of, 'b');
  assert_int_equal(visits.live + visits.slots_live, 0);
  assert_int_equal(visits.by_outcome[ACD_CALLBACK_CANCELLED], 1);
  assert_int_equal(visits.slots_by_change[ACD_SLOT_RELEASED], 1);
  slot(&of, 21, ACD_SLOT_KEPT, 0);
  attempt(&of, 21, 'b', 1, ACD_OUTCOME_BRIDGED, ACD_CALLBACK_COMPLETED);
  visits = callbacks_of(&of, 'b');
  assert_int_equal(visits.taken, 4);
  assert_int_equal(visits.slots_by_change[ACD_SLOT_BOOKED], 4);
  assert_int_equal(acd_history_promise_ppm(&visits), 666667);
  acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  acd_kpi_calls calls = {.size = sizeof calls};
  assert_int_equal(acd_history_calls_get(of.history, &all, &calls), ACD_OK);
  assert_int_equal(calls.slots_by_change[ACD_SLOT_BOOKED], 4);
  assert_int_equal(calls.slots_live, 0);
  acd_history_free(of.history);
}

static void callers_who_come_back(void **unused)
{
  (void)unused;
  acd_history_options options;
  acd_history_options_init(&options);
  options.repeat_us = 24 * HOUR;
  story of = begin(&options, 0);
  static const struct {
    int64_t at_hour;
    const char *caller;
  } rows[] = {{0, "+1"}, {1, "+2"}, {2, "+1"}, {3, ""}, {20, "+2"}, {50, "+2"}, {51, "+1"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    of.now = rows[i].at_hour * HOUR;
    arrive(&of, rows[i].caller);
    answer(&of, of.call, 0, rows[i].caller);
    talk(&of, of.call, MINUTE, 0);
  }
  acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  acd_history_wait wait = {.size = sizeof wait};
  assert_int_equal(acd_history_wait_get(of.history, &all, "sales", &wait), ACD_OK);
  assert_int_equal(wait.contacts, 6);
  assert_int_equal(wait.repeats, 2);
  assert_int_equal(acd_history_resolution_ppm(&wait), 666667);
  acd_history_free(of.history);
}

/* Golden numbers: of the field's own documents, see the formulas' names. */
static void levels_by_formula(void **unused)
{
  static const struct {
    acd_service_level_counts counts;
    const char *name;
    int64_t ppm;
  } rows[] = {
#define FIRST {.offered = 100, .answered = 90, .answered_within = 70, .abandoned = 10, .abandoned_within = 10}
#define SECOND                                                                                                         \
  {                                                                                                                    \
    .offered = 1060, .answered = 1000, .answered_within = 860, .abandoned = 60, .abandoned_within = 20,                \
    .abandoned_short = 10                                                                                              \
  }
      {FIRST, "cisco_ignored", 777778},
      {FIRST, "cisco_negative", 700000},
      {FIRST, "cisco_positive", 800000},
      {SECOND, "cisco_negative", 811321},
      {SECOND, "cisco_ignored", 826923},
      {SECOND, "cisco_positive", 830189},
      {SECOND, "cms_answered", 860000},
      {SECOND, "genesys", 819048},
      {SECOND, "libacd", 819048},
      {SECOND, "amazon_connect", 830189},
      {{.offered = 10, .answered_within = 4, .abandoned_within = 1, .taken_within = 2}, "amazon_connect", 700000},
      {{0}, "genesys", 0},
      {{.offered = 5, .abandoned_within = 5}, "cisco_ignored", 0},
  };
  (void)unused;
  for (size_t i = 0; i < COUNT(rows); i++) {
    int64_t formula = acd_service_level_find(rows[i].name);
    assert_string_equal(acd_service_level_str(formula), rows[i].name);
    if (acd_service_level_ppm(&rows[i].counts, formula) != rows[i].ppm)
      fail_msg("row %zu, %s: %lld", i, rows[i].name, (long long)acd_service_level_ppm(&rows[i].counts, formula));
  }
  assert_int_equal(acd_service_level_find("nobody's"), 0);
  assert_string_equal(acd_service_level_str(8), "?");
}

static int add_level(acd_history *history, int64_t formula, const char *name, int64_t threshold_us)
{
  acd_service_level level;
  acd_service_level_init(&level, formula);
  if (name) level.name = name;
  level.threshold_us = threshold_us;
  return acd_history_service_level_add(history, &level);
}

/* The second golden set from 1,060 callers, one by one, by every formula at once: all that a presets' reader has to do. */
static void every_preset_from_calls(void **unused)
{
  static const int64_t right[] = {811321, 826923, 830189, 860000, 819048, 830189, 819048};
  static const struct {
    int64_t count, how, wait_s;
  } callers[] = {{860, ACD_LEAVE_ANSWERED, 20},
                 {140, ACD_LEAVE_ANSWERED, 21},
                 {10, ACD_LEAVE_ABANDONED_SHORT, 5},
                 {10, ACD_LEAVE_ABANDONED, 20},
                 {40, ACD_LEAVE_ABANDONED, 60}};
  acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  (void)unused;
  story of = begin(NULL, 0);
  for (int64_t formula = 1; formula <= ACD_SERVICE_LEVEL_LIBACD; formula++)
    assert_int_equal(add_level(of.history, formula, NULL, 20 * ACD_SECOND), ACD_OK);
  for (size_t i = 0; i < COUNT(callers); i++)
    for (int64_t k = 0; k < callers[i].count; k++) {
      arrive(&of, "");
      of.now += callers[i].wait_s * ACD_SECOND;
      leave(&of, of.call, callers[i].how, callers[i].wait_s * ACD_SECOND);
    }
  for (int64_t i = 0; i < (int64_t)COUNT(right); i++) {
    acd_service_level_counts counts = {.size = sizeof counts};
    assert_int_equal(acd_history_service_level_get(of.history, &all, "sales", i, &counts), ACD_OK);
    assert_int_equal(counts.ppm, right[i]);
    assert_int_equal(counts.formula, i + 1);
    assert_int_equal((counts.met * 1000000 + counts.counted / 2) / counts.counted, right[i]);
    assert_int_equal(acd_history_service_level_find(of.history, acd_service_level_str(i + 1)), i);
  }
  assert_int_equal(add_level(of.history, 1, "late", ACD_SECOND), ACD_ERR_STATE);
  acd_history_free(of.history);
}

/* Each has a comparison, a clock and a short time of its own. */
static void levels_of_their_own(void **unused)
{
  static const int64_t waits[] = {5, 10, 15, 20, 25};
  static const int64_t how[] = {ACD_LEAVE_ANSWERED, ACD_LEAVE_ABANDONED, ACD_LEAVE_CALLBACK};
  static const struct {
    const char *name;
    int64_t threshold, compare, since, short_s, within, is_short;
  } rows[] = {
      {"10", 10, ACD_COMPARE_AT_MOST, ACD_WAIT_FROM_ENTRY, -1, 2, 0},
      {"10 below", 10, ACD_COMPARE_BELOW, ACD_WAIT_FROM_ENTRY, 0, 1, 0},
      {"20", 20, ACD_COMPARE_AT_MOST, ACD_WAIT_FROM_ENTRY, 10, 4, 2},
      {"arrival", 20, ACD_COMPARE_AT_MOST, ACD_WAIT_FROM_ARRIVAL, 12, 3, 1}, /* 3 s in a flow before */
      {"arrival below", 13, ACD_COMPARE_BELOW, ACD_WAIT_FROM_ARRIVAL, 60, 1, 5},
  };
  acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  (void)unused;
  story of = begin(NULL, 0);
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_service_level level;
    acd_service_level_init(&level, ACD_SERVICE_LEVEL_AMAZON_CONNECT);
    level.name = rows[i].name;
    level.threshold_us = rows[i].threshold * ACD_SECOND;
    level.compare = rows[i].compare;
    level.wait_from = rows[i].since;
    level.short_us = rows[i].short_s < 0 ? -1 : rows[i].short_s * ACD_SECOND;
    assert_int_equal(acd_history_service_level_add(of.history, &level), ACD_OK);
  }
  for (size_t ends = 0; ends < COUNT(how); ends++)
    for (size_t i = 0; i < COUNT(waits); i++) {
      of.now += MINUTE;
      tell(&of, (acd_event){.kind = ACD_EVENT_CALL_ARRIVED, .call = ++of.call});
      of.now += 3 * ACD_SECOND;
      tell(&of, (acd_event){.kind = ACD_EVENT_QUEUE_ENTERED, .call = of.call, .queue = 1, .detail = ACD_ENTER_OFFERED});
      of.now += waits[i] * ACD_SECOND;
      leave(&of, of.call, how[ends], waits[i] * ACD_SECOND);
    }
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_service_level_counts counts = {.size = sizeof counts};
    int64_t index = acd_history_service_level_find(of.history, rows[i].name);
    assert_int_equal(acd_history_service_level_get(of.history, &all, NULL, index, &counts), ACD_OK);
    if (counts.answered_within != rows[i].within || counts.abandoned_within != rows[i].within ||
        counts.taken_within != rows[i].within || counts.abandoned_short != rows[i].is_short || counts.offered != 15)
      fail_msg("%s: %lld within", rows[i].name, (long long)counts.answered_within);
    assert_int_equal(counts.ppm, 200000 * rows[i].within);
  }
  assert_int_equal(sales(&of, ACD_PERIOD_ALL, 0, 0).answered_within, rows[0].within);
  acd_history_free(of.history);
}

static void levels_that_are_refused(void **unused)
{
  static const char longest[] = "a name of sixty-three bytes, which is as long as names may be.!";
  static const struct {
    size_t offset;
    int64_t value;
  } rows[] = {
      {offsetof(acd_service_level, threshold_us), 0}, {offsetof(acd_service_level, threshold_us), ACD_TIME_MAX + 1},
      {offsetof(acd_service_level, compare), 2},      {offsetof(acd_service_level, compare), -1},
      {offsetof(acd_service_level, wait_from), 3},    {offsetof(acd_service_level, short_us), -2},
  };
  acd_service_level level;
  acd_history *history = NULL;
  (void)unused;
  assert_int_equal(acd_history_new(NULL, NULL, &history), ACD_OK);
  level.size = sizeof level;
  assert_int_equal(acd_history_service_level_at(history, 0, &level), ACD_OK);
  assert_string_equal(level.name, "libacd");
  assert_int_equal(level.threshold_us, 20 * ACD_SECOND);
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_service_level_init(&level, ACD_SERVICE_LEVEL_GENESYS);
    memcpy((char *)&level + rows[i].offset, &rows[i].value, sizeof rows[i].value);
    if (acd_history_service_level_add(history, &level) != ACD_ERR_ARGUMENT) fail_msg("row %zu", i);
  }
  assert_int_equal(add_level(history, 8, "eighth", ACD_SECOND), ACD_ERR_ARGUMENT);
  assert_int_equal(add_level(history, 0, NULL, ACD_SECOND), ACD_ERR_ARGUMENT);
  assert_int_equal(add_level(history, 1, "", ACD_SECOND), ACD_ERR_ARGUMENT);
  assert_int_equal(strlen(longest), ACD_SERVICE_LEVEL_NAME_MAX);
  assert_int_equal(add_level(history, 1, "a name of sixty-four bytes, which is one more than names may be.", 1),
                   ACD_ERR_LIMIT);
  assert_int_equal(acd_history_service_level_find(history, "libacd"), 0); /* none of these has taken its place */
  assert_int_equal(add_level(history, 1, longest, ACD_SECOND), ACD_OK);
  assert_int_equal(acd_history_service_level_find(history, "libacd"), -1);
  assert_int_equal(add_level(history, 2, longest, ACD_SECOND), ACD_ERR_ARGUMENT);
  for (char name[] = "1"; name[0] < '8'; name[0]++) assert_int_equal(add_level(history, 2, name, ACD_SECOND), ACD_OK);
  assert_int_equal(add_level(history, 2, "ninth", ACD_SECOND), ACD_ERR_LIMIT);
  assert_int_equal(acd_history_service_level_at(history, 8, &level), ACD_ERR_NOT_FOUND);
  acd_history_free(history);
}

static void options_that_are_refused(void **unused)
{
  static const struct {
    size_t offset;
    int64_t value;
  } rows[] = {
      {offsetof(acd_history_options, interval_us), 7 * MINUTE},
      {offsetof(acd_history_options, interval_us), 0},
      {offsetof(acd_history_options, intervals_max), 0},
      {offsetof(acd_history_options, intervals_max), 100001},
      {offsetof(acd_history_options, days_max), 0},
      {offsetof(acd_history_options, days_max), 10001},
      {offsetof(acd_history_options, bytes_max), 131071},
      {offsetof(acd_history_options, zone_bytes), 10},
      {offsetof(acd_history_options, repeat_us), -1},
  };
  acd_history *history = NULL;
  acd_history_options options;
  (void)unused;
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_history_options_init(&options);
    memcpy((char *)&options + rows[i].offset, &rows[i].value, sizeof rows[i].value);
    if (acd_history_new(NULL, &options, &history) != ACD_ERR_ARGUMENT) fail_msg("row %zu", i);
  }
  acd_history_options_init(&options);
  options.keeps = 2048;
  assert_int_equal(acd_history_new(NULL, &options, &history), ACD_ERR_ARGUMENT);
  acd_history_options_init(&options);
  options.zone = "TZif, but not really";
  options.zone_bytes = 20;
  assert_int_equal(acd_history_new(NULL, &options, &history), ACD_ERR_ENCODING);
  assert_null(history);
}

/* ---- Memory */

static void some_hours(story *of, int calls, dice *by)
{
  state(of, 0, ACD_AGENT_STATE_READY);
  for (int i = 0; i < calls; i++) {
    of->now += dice_below(by, 10 * MINUTE);
    arrive(of, i % 3 ? "" : "+49301234");
    int64_t wait_us = dice_below(by, 2 * MINUTE);
    of->now += wait_us;
    if (dice_chance(by, 30)) {
      leave(of, of->call, ACD_LEAVE_ABANDONED, wait_us);
      tell(of, (acd_event){.kind = ACD_EVENT_CALL_ENDED, .call = of->call, .detail = ACD_END_ABANDONED});
      continue;
    }
    answer(of, of->call, wait_us, i % 3 ? "" : "+49301234");
    of->now += MINUTE;
    talk(of, of->call, 50 * ACD_SECOND, 10 * ACD_SECOND);
  }
}

/* Whatever is refused: nothing breaks, what is counted is not more than what was told, and the loss is said. */
static void memory_that_fails(void **unused)
{
  (void)unused;
  int64_t refusals = 0, losses = 0;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    dice by = {seed};
    stingy memory = {{seed}, (int)(seed % 6) * 100, 0, 0};
    acd_allocator allocator = {stingy_memory, &memory};
    story of = {0};
    if (acd_history_new(&allocator, NULL, &of.history)) {
      assert_int_equal(memory.held, 0);
      continue;
    }
    some_hours(&of, 100, &by);
    acd_history_info info = {.size = sizeof info};
    acd_history_get(of.history, &info);
    acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
    acd_kpi_calls calls = {.size = sizeof calls};
    assert_int_equal(acd_history_calls_get(of.history, &all, &calls), ACD_OK);
    assert_true(calls.ended == 100 && calls.arrived == 100 && calls.live == 0);
    acd_kpi_queue kpi = {.size = sizeof kpi};
    int status = acd_history_queue_get(of.history, &all, "sales", &kpi);
    if (!info.lost) assert_true(status == ACD_OK && kpi.offered == 100);
    if (status == ACD_OK) assert_true(kpi.offered <= 200 && kpi.waiting == 0);
    refusals += memory.refused;
    losses += info.lost;
    acd_history *other = NULL;
    size_t size = 0;
    if (acd_history_new(&allocator, NULL, &other) == ACD_OK) (void)acd_history_merge(other, of.history);
    (void)acd_history_save(of.history, NULL, 0, &size);
    acd_history_free(other);
    acd_history_free(of.history);
    assert_int_equal(memory.held, 0);
  }
  assert_true(refusals > 100 && losses > 100);
}

static void memory_is_bounded(void **unused)
{
  acd_history_options options;
  dice by = {3};
  (void)unused;
  acd_history_options_init(&options);
  options.bytes_max = 200000;
  story of = begin(&options, 0);
  acd_history_info info = {.size = sizeof info};
  for (int i = 0; i < 20; i++) {
    some_hours(&of, 500, &by);
    acd_history_get(of.history, &info);
    assert_true(info.bytes <= options.bytes_max);
  }
  assert_true(info.lost > 0);
  assert_int_equal(sales(&of, ACD_PERIOD_ALL, 0, 0).offered, 10000);
  acd_history_free(of.history);
  /* with room for a few intervals, days and no more, it stays as it is */
  options.bytes_max = 1 << 24;
  options.intervals_max = 96;
  options.days_max = 7;
  of = begin(&options, 0);
  int64_t bytes = 0;
  for (int i = 0; i < 20; i++) {
    some_hours(&of, 1000, &by);
    acd_history_get(of.history, &info);
    if (i == 9) bytes = info.bytes;
  }
  assert_true(info.bytes <= bytes + bytes / 2);
  assert_int_equal(info.lost, 0);
  acd_history_period oldest = {.size = sizeof oldest};
  acd_history_period_next(of.history, ACD_PERIOD_INTERVALS, INT64_MIN, &oldest);
  assert_true(oldest.from_wall_us >= of.now - 97 * 15 * MINUTE);
  acd_history_free(of.history);
}

/* ---- Bytes */

static void hostile_bytes(void **unused)
{
  dice by = {11};
  size_t size = 0;
  (void)unused;
  story of = begin(NULL, 0);
  some_hours(&of, 200, &by);
  assert_int_equal(acd_history_save(of.history, NULL, 0, &size), ACD_ERR_LIMIT);
  uint8_t *bytes = malloc(size), *changed = malloc(size);
  assert_int_equal(acd_history_save(of.history, bytes, size, &size), ACD_OK);
  acd_history_free(of.history);
  acd_history *loaded = NULL;
  for (int i = 0; i < 2000; i++) {
    memcpy(changed, bytes, size);
    size_t at = (size_t)dice_below(&by, (int64_t)size);
    changed[at] ^= (uint8_t)(1 + dice_below(&by, 255));
    int status = acd_history_load(NULL, changed, size, 0, &loaded);
    if (status != ACD_ERR_ENCODING && !(status == ACD_ERR_VERSION && at >= 8 && at < 16)) fail_msg("byte %zu", at);
    assert_int_equal(acd_history_load(NULL, bytes, (size_t)dice_below(&by, (int64_t)size), 0, &loaded),
                     ACD_ERR_ENCODING);
  }
  assert_null(loaded);
  for (int chance = 100; chance <= 1000; chance += 100) {
    stingy none = {{(uint64_t)chance}, chance, 0, 0};
    acd_allocator allocator = {stingy_memory, &none};
    int status = acd_history_load(&allocator, bytes, size, 0, &loaded);
    assert_true(status == ACD_ERR_NOMEM || (status == ACD_OK && chance < 1000));
    if (status == ACD_OK) acd_history_free(loaded);
    assert_int_equal(none.held, 0);
  }
  loaded = NULL;
  assert_int_equal(acd_history_load(NULL, bytes, size, 0, &loaded), ACD_OK);
  acd_history_free(loaded);
  free(bytes);
  free(changed);
}

/* Bytes that somebody made, with the digest they should have: refused, or a history that says something wrong, but is one. */
static void forged_bytes(void **unused)
{
  enum { HEAD = 24 };
  dice by = {12};
  size_t size = 0;
  int taken = 0;
  (void)unused;
  story of = begin(NULL, 0);
  assert_int_equal(add_level(of.history, ACD_SERVICE_LEVEL_GENESYS, NULL, 30 * ACD_SECOND), ACD_OK);
  some_hours(&of, 60, &by);
  acd_history_save(of.history, NULL, 0, &size);
  uint8_t *bytes = malloc(size), *changed = malloc(size);
  assert_int_equal(acd_history_save(of.history, bytes, size, &size), ACD_OK);
  for (int i = 0; i < 3000; i++) {
    memcpy(changed, bytes, size);
    for (int64_t k = dice_below(&by, 3); k >= 0; k--) {
      size_t at = HEAD + (size_t)dice_below(&by, (int64_t)size - HEAD);
      changed[at] = dice_chance(&by, 50) ? (uint8_t)dice_below(&by, 256) : dice_chance(&by, 50) ? 0xff : 0;
    }
    acd__bytes_put(changed + HEAD - 8, (int64_t)acd__digest_bytes(0, changed + HEAD, size - HEAD));
    acd_history *loaded = NULL;
    int status = acd_history_load(NULL, changed, size, 1 << 22, &loaded);
    if (status) {
      assert_true(status == ACD_ERR_ENCODING || status == ACD_ERR_NOMEM);
      continue;
    }
    taken++;
    story next = {.history = loaded, .wall_offset = of.now + HOUR};
    acd_history_period whole = {sizeof whole, ACD_PERIOD_INTERVALS, INT64_MIN, INT64_MAX};
    acd_service_level_counts counts = {.size = sizeof counts};
    acd_history_service_level_get(loaded, &whole, NULL, 0, &counts);
    for (int64_t formula = 1; formula <= ACD_SERVICE_LEVEL_LIBACD; formula++)
      (void)acd_service_level_ppm(&counts, formula);
    (void)acd_history_merge(loaded, of.history);
    acd_history_restart(loaded);
    some_hours(&next, 5, &by);
    (void)acd_history_save(loaded, NULL, 0, &size);
    acd_history_free(loaded);
    acd_history_save(of.history, NULL, 0, &size);
  }
  assert_true(taken > 100);
  acd_history_free(of.history);
  free(bytes);
  free(changed);
}

/* A loaded history goes on after a restart. */
static void loaded_and_fed_again(void **unused)
{
  dice by = {5};
  (void)unused;
  story of = begin(NULL, 0);
  some_hours(&of, 50, &by);
  arrive(&of, "");
  size_t size = 0;
  acd_history_save(of.history, NULL, 0, &size);
  void *bytes = malloc(size);
  assert_int_equal(acd_history_save(of.history, bytes, size, &size), ACD_OK);
  story next = {.wall_offset = of.now + HOUR};
  assert_int_equal(acd_history_load(NULL, bytes, size, 0, &next.history), ACD_OK);
  free(bytes);
  assert_int_equal(sales(&next, ACD_PERIOD_ALL, 0, 0).waiting, 1);
  acd_history_restart(next.history);
  assert_int_equal(sales(&next, ACD_PERIOD_ALL, 0, 0).waiting, 0);
  some_hours(&next, 50, &by);
  assert_int_equal(sales(&next, ACD_PERIOD_ALL, 0, 0).offered, 101);
  assert_int_equal(sales(&next, ACD_PERIOD_DAYS, INT64_MIN, INT64_MAX).offered, 101);
  assert_int_equal(sales(&next, ACD_PERIOD_DAYS, INT64_MIN, INT64_MAX).disconnected, 1);
  acd_history *other = NULL;
  assert_int_equal(acd_history_new(NULL, NULL, &other), ACD_OK);
  assert_int_equal(add_level(other, ACD_SERVICE_LEVEL_LIBACD, NULL, 21 * ACD_SECOND), ACD_OK);
  assert_int_equal(acd_history_merge(other, of.history), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_history_merge(of.history, of.history), ACD_ERR_ARGUMENT);
  acd_history_free(other);
  acd_history_free(next.history);
  acd_history_free(of.history);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_of_23_and_25_hours),
      cmocka_unit_test(odd_zones),
      cmocka_unit_test(windows_slide),
      cmocka_unit_test(a_mark),
      cmocka_unit_test(a_restart_and_a_late_beginning),
      cmocka_unit_test(promises_no_shows_and_tasks),
      cmocka_unit_test(callers_who_come_back),
      cmocka_unit_test(levels_by_formula),
      cmocka_unit_test(every_preset_from_calls),
      cmocka_unit_test(levels_of_their_own),
      cmocka_unit_test(levels_that_are_refused),
      cmocka_unit_test(options_that_are_refused),
      cmocka_unit_test(memory_that_fails),
      cmocka_unit_test(memory_is_bounded),
      cmocka_unit_test(hostile_bytes),
      cmocka_unit_test(forged_bytes),
      cmocka_unit_test(loaded_and_fed_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
