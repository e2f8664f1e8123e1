/* SPDX-License-Identifier: Apache-2.0 */
/* Single rows: published numbers, sums, and checks that see what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <acd/action.h>

#include "kpi/kpi.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- sums ---- */

/* Field i of a record (after size and reserved) is (i + 1) × round in three rounds: 6 (i + 1) in the sum. */
static void adding_reaches_every_field(void **state)
{
  (void)state;
  enum { QUEUE_FIELDS = sizeof(acd_kpi_queue) / 8 - 1, AGENT_FIELDS = sizeof(acd_kpi_agent) / 8 - 1 };
  acd_kpi_queue queue, queues;
  acd_kpi_agent agent, agents;
  int64_t fields[QUEUE_FIELDS + 1] = {0};
  memset(&queues, 0, sizeof queues);
  memset(&agents, 0, sizeof agents);
  for (int round = 1; round <= 3; round++) {
    for (int i = 1; i <= QUEUE_FIELDS; i++) fields[i] = i * round;
    memcpy(&queue, fields, sizeof queue);
    memcpy(&agent, fields, sizeof agent);
    acd__kpi_queue_add(&queues, &queue);
    acd__kpi_agent_add(&agents, &agent);
  }
  memcpy(fields, &queues, sizeof queues);
  for (int i = 1; i <= QUEUE_FIELDS; i++)
    assert_int_equal(fields[i], i == offsetof(acd_kpi_queue, wait_us_max) / 8 ? i * 3 : i * 6);
  memcpy(fields, &agents, sizeof agents);
  for (int i = 1; i <= AGENT_FIELDS; i++) assert_int_equal(fields[i], i * 6);
}

static void durations_stop_at_the_end_of_the_range(void **state)
{
  (void)state;
  acd_kpi_queue sum, more;
  memset(&sum, 0, sizeof sum);
  memset(&more, 0, sizeof more);
  sum.queued_us = INT64_MAX - 5;
  more.queued_us = 5;
  acd__kpi_queue_add(&sum, &more);
  assert_true(sum.queued_us == INT64_MAX);
  acd__kpi_queue_add(&sum, &more);
  assert_true(sum.queued_us == INT64_MAX);
}

/* ---- the checks see what is wrong ---- */

static void a_wrong_counter_breaks_a_law(void **state)
{
  (void)state;
  static const size_t fields[] = {
      offsetof(acd_kpi_queue, offered),         offsetof(acd_kpi_queue, transferred_in),
      offsetof(acd_kpi_queue, overflowed_in),   offsetof(acd_kpi_queue, answered),
      offsetof(acd_kpi_queue, abandoned),       offsetof(acd_kpi_queue, abandoned_short),
      offsetof(acd_kpi_queue, overflowed),      offsetof(acd_kpi_queue, timed_out),
      offsetof(acd_kpi_queue, left_by_key),     offsetof(acd_kpi_queue, rejected),
      offsetof(acd_kpi_queue, disconnected),    offsetof(acd_kpi_queue, waiting),
      offsetof(acd_kpi_queue, answered_within), offsetof(acd_kpi_queue, abandoned_within),
      offsetof(acd_kpi_queue, handled),         offsetof(acd_kpi_queue, transfers),
      offsetof(acd_kpi_queue, consulted_in),    offsetof(acd_kpi_queue, cancelled),
      offsetof(acd_kpi_queue, no_answers),      offsetof(acd_kpi_queue, refusals),
      offsetof(acd_kpi_queue, moved_in),        offsetof(acd_kpi_queue, moved),
      offsetof(acd_kpi_queue, no_agents),       offsetof(acd_kpi_queue, cleared),
      offsetof(acd_kpi_queue, diverted),        offsetof(acd_kpi_queue, also_in),
      offsetof(acd_kpi_queue, also_out),        offsetof(acd_kpi_queue, callbacks_taken),
      offsetof(acd_kpi_queue, callbacks_in),    offsetof(acd_kpi_queue, callbacks_answered),
      offsetof(acd_kpi_queue, callbacks_out),   offsetof(acd_kpi_queue, satisfied),
      offsetof(acd_kpi_queue, estimated),       offsetof(acd_kpi_queue, steps_joined),
      offsetof(acd_kpi_queue, steps_relaxed),
  };
  acd__kpi_queue_row row;
  memset(&row, 0, sizeof row);
  assert_true(acd__kpi_queue_check(&row, 0));
  assert_false(acd__kpi_queue_check(&row, 1));
  for (size_t i = 0; i < COUNT(fields); i++) {
    int64_t *field = (int64_t *)(void *)((char *)&row.sums + fields[i]);
    *field += 1;
    assert_false(acd__kpi_queue_check(&row, 0));
    *field -= 1;
  }
  row.sums.wait_us = 1;
  assert_false(acd__kpi_queue_check(&row, 0));

  acd__kpi_agent_row agent;
  memset(&agent, 0, sizeof agent);
  assert_true(acd__kpi_agent_check(&agent));
  agent.sums.busy_us = 1;
  assert_false(acd__kpi_agent_check(&agent));
  agent.sums.login_us = 1;
  assert_true(acd__kpi_agent_check(&agent));
  agent.sums.answered = 1;
  assert_false(acd__kpi_agent_check(&agent));

  acd_kpi_calls calls;
  memset(&calls, 0, sizeof calls);
  calls.arrived = calls.live = 1;
  assert_true(acd__kpi_calls_check(&calls, 1));
  assert_false(acd__kpi_calls_check(&calls, 0));
  calls.live = 0;
  calls.ended = 1;
  assert_false(acd__kpi_calls_check(&calls, 0));
  calls.ends[ACD_END_FLOW] = 1;
  assert_true(acd__kpi_calls_check(&calls, 0));
  calls.consultations = calls.consultations_live = 1;
  assert_true(acd__kpi_calls_check(&calls, 1));
  assert_false(acd__kpi_calls_check(&calls, 0));
  calls.consultations_live = 0;
  calls.joined = 2;
  assert_false(acd__kpi_calls_check(&calls, 0));
  calls.joined = 1;
  assert_true(acd__kpi_calls_check(&calls, 0));
  calls.action_timeouts = 1;
  assert_false(acd__kpi_calls_check(&calls, 0));

  acd_kpi_queue queues;
  acd_kpi_agent agents;
  memset(&queues, 0, sizeof queues);
  memset(&agents, 0, sizeof agents);
  queues.answered = 2;
  agents.answered = 3;
  assert_false(acd__kpi_totals_check(&calls, &queues, &agents));
  calls.direct_answered = 1;
  assert_true(acd__kpi_totals_check(&calls, &queues, &agents));
}

/* ---- published numbers ---- */

static void waits(acd__kpi_queue_row *row, int64_t how, const int *seconds, size_t count, int64_t extra_us)
{
  acd__kpi kpi;
  memset(&kpi, 0, sizeof kpi);
  for (size_t i = 0; i < count; i++) {
    acd_event event;
    memset(&event, 0, sizeof event);
    event.size = sizeof event;
    event.queue = 1;
    event.kind = ACD_EVENT_QUEUE_ENTERED;
    event.detail = ACD_ENTER_OFFERED;
    acd__kpi_event(&kpi, &event, row, NULL);
    event.kind = ACD_EVENT_QUEUE_LEFT;
    event.detail = how;
    event.value_us = seconds[i] * ACD_SECOND + extra_us;
    acd__kpi_event(&kpi, &event, row, NULL);
  }
}

/* Answers after 20, 5, 3, 10, 15 s, abandons after 2, 14, 30 s, in buckets [0,5) [5,10) … [30,∞): a threshold that counts
 * waits up to and with itself is the bucket's end less a microsecond. */
static void buckets_of_waits(void **state)
{
  (void)state;
  static const int answers[] = {20, 5, 3, 10, 15};
  static const int abandons[] = {2, 14, 30};
  static const struct {
    int64_t end_us, answered, abandoned;
  } buckets[] = {
      {5 * ACD_SECOND, 1, 1},  {10 * ACD_SECOND, 1, 0}, {15 * ACD_SECOND, 1, 1},
      {20 * ACD_SECOND, 1, 0}, {30 * ACD_SECOND, 1, 0}, {ACD_TIME_MAX, 0, 1},
  };
  int64_t answered = 0;
  int64_t abandoned = 0;
  for (size_t i = 0; i < COUNT(buckets); i++) {
    acd__kpi_queue_row row;
    memset(&row, 0, sizeof row);
    row.service_level_us = buckets[i].end_us - 1;
    waits(&row, ACD_LEAVE_ANSWERED, answers, COUNT(answers), 0);
    waits(&row, ACD_LEAVE_ABANDONED, abandons, COUNT(abandons), 0);
    assert_int_equal(row.sums.answered_within - answered, buckets[i].answered);
    assert_int_equal(row.sums.abandoned_within - abandoned, buckets[i].abandoned);
    answered = row.sums.answered_within;
    abandoned = row.sums.abandoned_within;
    assert_int_equal(row.sums.wait_us_max, 30 * ACD_SECOND);
    assert_int_equal(row.sums.wait_us, 53 * ACD_SECOND);
    assert_int_equal(row.sums.abandon_us, 46 * ACD_SECOND);
    assert_int_equal(acd_kpi_asa_us(&row.sums), 10600000);
  }
  acd__kpi_queue_row row;
  memset(&row, 0, sizeof row);
  row.service_level_us = 10 * ACD_SECOND;
  waits(&row, ACD_LEAVE_ANSWERED, answers, 3, 0);
  assert_int_equal(acd_kpi_service_level_ppm(&row.sums), 666667);
}

/* The threshold itself is within, a microsecond more is not. */
static void threshold_is_inclusive(void **state)
{
  (void)state;
  static const int at[] = {20};
  static const int64_t ways[] = {ACD_LEAVE_ANSWERED, ACD_LEAVE_ABANDONED, ACD_LEAVE_ABANDONED_SHORT};
  for (size_t i = 0; i < COUNT(ways); i++) {
    acd__kpi_queue_row row;
    memset(&row, 0, sizeof row);
    row.service_level_us = 20 * ACD_SECOND;
    waits(&row, ways[i], at, 1, 0);
    waits(&row, ways[i], at, 1, 1);
    assert_int_equal(row.sums.answered_within + row.sums.abandoned_within, 1);
  }
}

static int64_t tenths_of_percent(int64_t part, int64_t whole)
{
  return (part * 10000 + whole * 5) / (whole * 10);
}

/* 860 answered in time, 140 late, 20 abandoned in time of which 10 short, 40 late: each named formula from the sums. */
static void sums_hold_what_every_formula_needs(void **state)
{
  (void)state;
  static const struct {
    int64_t how;
    int seconds, count;
  } groups[] = {
      {ACD_LEAVE_ANSWERED, 20, 860},      {ACD_LEAVE_ANSWERED, 21, 140}, {ACD_LEAVE_ABANDONED, 20, 10},
      {ACD_LEAVE_ABANDONED_SHORT, 3, 10}, {ACD_LEAVE_ABANDONED, 60, 40},
  };
  acd__kpi_queue_row row;
  memset(&row, 0, sizeof row);
  row.service_level_us = 20 * ACD_SECOND;
  for (size_t i = 0; i < COUNT(groups); i++)
    for (int j = 0; j < groups[i].count; j++) waits(&row, groups[i].how, &groups[i].seconds, 1, 0);
  const acd_kpi_queue *sums = &row.sums;
  assert_true(acd__kpi_queue_check(&row, 0));
  assert_int_equal(tenths_of_percent(sums->answered_within, sums->offered), 811);
  assert_int_equal(tenths_of_percent(sums->answered_within, sums->offered - sums->abandoned_within), 827);
  assert_int_equal(tenths_of_percent(sums->answered_within + sums->abandoned_within, sums->offered), 830);
  assert_int_equal(tenths_of_percent(sums->answered_within, sums->answered), 860);
  assert_int_equal(acd_kpi_service_level_ppm(sums), 819048);
  assert_int_equal(acd_kpi_abandonment_ppm(sums), 56604);
}

/* ---- The latest minutes ---- */

enum { DEPARTURES = 3000 };

/* What left in a window is what the row counted between its ends, as the service level does; beside a list of all that left. */
static void windows_of_minutes(void **state)
{
  (void)state;
  static const int64_t details[] = {
      ACD_LEAVE_ANSWERED,   ACD_LEAVE_ANSWERED,    ACD_LEAVE_ABANDONED,   ACD_LEAVE_ABANDONED_SHORT,
      ACD_LEAVE_TIMEOUT,    ACD_LEAVE_CANCELLED,   ACD_LEAVE_ALSO,        ACD_LEAVE_CALLBACK,
      ACD_LEAVE_OVERFLOWED, ACD_LEAVE_CALLED_BACK, ACD_LEAVE_CALLBACK_OUT};
  static acd_event left[DEPARTURES];
  static acd__kpi_minutes minutes;
  acd__kpi_queue_row row = {.service_level_us = 20 * ACD_SECOND, .minutes = &minutes};
  acd__kpi kpi;
  acd_time now = 0;
  uint64_t dice = 7;
  memset(&kpi, 0, sizeof kpi);
  for (size_t i = 0; i < DEPARTURES; i++) {
    dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    now += (acd_time)((dice >> 33) % 100 ? (dice >> 40) % 30 : 4000) * ACD_SECOND; /* now and then nobody for an hour */
    left[i] = (acd_event){.kind = ACD_EVENT_QUEUE_LEFT,
                          .time_us = now,
                          .detail = details[(dice >> 50) % (sizeof details / sizeof *details)],
                          .value_us = (acd_time)((dice >> 36) % 41) * ACD_SECOND};
    acd__kpi_event(&kpi, &left[i], &row, NULL);
    for (int64_t window = 1; window <= ACD__MINUTES_MAX; window += 1 + (int64_t)(dice >> 60)) {
      acd_time from = (now / ACD__MINUTE_US - window) * ACD__MINUTE_US;
      int64_t count = 0, within = 0;
      for (size_t k = i + 1; k-- > 0 && left[k].time_us >= from;) {
        int64_t how = left[k].detail;
        if (how == ACD_LEAVE_ABANDONED_SHORT || how == ACD_LEAVE_CANCELLED || how == ACD_LEAVE_ALSO ||
            how == ACD_LEAVE_CALLED_BACK || how == ACD_LEAVE_CALLBACK_OUT)
          continue;
        count++;
        within += how == ACD_LEAVE_ANSWERED && left[k].value_us <= 20 * ACD_SECOND;
      }
      acd__kpi_minute sum = acd__kpi_minutes_sum(&minutes, now, window);
      assert_int_equal(sum.left, count);
      assert_int_equal(sum.within, within);
    }
  }
}

static void unknown_kinds_are_ignored(void **state)
{
  (void)state;
  acd__kpi kpi, zero;
  memset(&kpi, 0, sizeof kpi);
  memset(&zero, 0, sizeof zero);
  for (uint32_t kind = ACD_EVENT_SUPERVISION; kind < ACD_EVENT_SUPERVISION + 100; kind++) {
    if (kind >= ACD_EVENT_CALLBACK_TAKEN && kind <= ACD_EVENT_CALL_AGAIN) continue;
    acd_event event = {
        .size = sizeof event, .kind = kind, .queue = 1, .agent = 2, .value_us = 3, .value = 4, .detail = 5};
    acd__kpi_event(&kpi, &event, NULL, NULL);
  }
  assert_memory_equal(&kpi, &zero, sizeof kpi);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(windows_of_minutes),
      cmocka_unit_test(adding_reaches_every_field),
      cmocka_unit_test(durations_stop_at_the_end_of_the_range),
      cmocka_unit_test(a_wrong_counter_breaks_a_law),
      cmocka_unit_test(buckets_of_waits),
      cmocka_unit_test(threshold_is_inclusive),
      cmocka_unit_test(sums_hold_what_every_formula_needs),
      cmocka_unit_test(unknown_kinds_are_ignored),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
