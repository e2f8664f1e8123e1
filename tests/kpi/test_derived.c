/* SPDX-License-Identifier: Apache-2.0 */
/* The ratios of acd/kpi.h against published numbers and against plain 128-bit arithmetic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <acd/kpi.h>

__extension__ typedef __int128 wide;

static uint64_t random_state = 20240601;

static uint64_t random_bits(void)
{
  random_state += UINT64_C(0x9e3779b97f4a7c15);
  uint64_t x = random_state;
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* 0 … 2^bits − 1, all sizes about equally likely. */
static int64_t random_number(unsigned bits)
{
  return (int64_t)(random_bits() >> (64 - bits) >> random_bits() % bits);
}

/* Twice the ratio plus one, halved: half up without looking at a remainder. */
static int64_t plain_ratio(wide part, wide whole, int64_t scale)
{
  return whole > 0 && part > 0 ? (int64_t)((2 * part * scale + whole) / (2 * whole)) : 0;
}

static acd_kpi_queue queue_of(int64_t offered, int64_t within, int64_t abandoned, int64_t abandoned_short)
{
  acd_kpi_queue kpi;
  memset(&kpi, 0, sizeof kpi);
  kpi.size = sizeof kpi;
  kpi.offered = offered;
  kpi.answered = offered - abandoned - abandoned_short;
  kpi.answered_within = within;
  kpi.abandoned = abandoned;
  kpi.abandoned_short = abandoned_short;
  return kpi;
}

static void service_level_is_that_of_the_books(void **state)
{
  (void)state;
  static const struct {
    int64_t offered, within, abandoned, abandoned_short, ppm;
  } rows[] = {
      {100, 70, 10, 0, 700000},    /* "negative", as no abandon is short */
      {1060, 860, 50, 10, 819048}, /* minus short abandons: 81.90 % */
      {1060, 860, 60, 0, 811321},  /* "negative": 81.13 % */
      {3, 2, 0, 0, 666667},        /* waits 20, 5, 3 s with a threshold of 10 s */
      {0, 0, 0, 0, 0},             /* nobody called */
      {5, 0, 0, 5, 0},             /* nobody but short abandons: no denominator */
      {2000000, 1, 0, 0, 1},       /* half a millionth is rounded up */
      {2000001, 1, 0, 0, 0},       /* a little less is not */
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    acd_kpi_queue kpi = queue_of(rows[i].offered, rows[i].within, rows[i].abandoned, rows[i].abandoned_short);
    assert_int_equal(acd_kpi_service_level_ppm(&kpi), rows[i].ppm);
  }
}

/* Whoever left counts, whenever they came; whoever waits does not, nor consultations, callbacks, and who waits elsewhere, too. */
static void every_way_out_counts_and_waiting_does_not(void **state)
{
  (void)state;
  acd_kpi_queue kpi = queue_of(8, 6, 2, 1);
  int64_t *const ways[] = {&kpi.overflowed, &kpi.timed_out, &kpi.left_by_key, &kpi.rejected, &kpi.disconnected,
                           &kpi.moved,      &kpi.no_agents, &kpi.cleared,     &kpi.diverted, &kpi.callbacks_taken};
  kpi.offered = 3; /* the others came before the period */
  kpi.waiting = 50;
  kpi.cancelled = kpi.also_out = kpi.callbacks_answered = kpi.callbacks_out = 7;
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    *ways[i] = 2;
    int64_t left = 8 + 2 * ((int64_t)i + 1);
    assert_int_equal(acd_kpi_left(&kpi), left);
    assert_int_equal(acd_kpi_service_level_ppm(&kpi), plain_ratio(6, left - 1, 1000000));
    assert_int_equal(acd_kpi_abandonment_ppm(&kpi), plain_ratio(3, left, 1000000));
    assert_int_equal(acd_kpi_abandonment_long_ppm(&kpi), plain_ratio(2, left - 1, 1000000));
  }
}

static void means_round_half_up(void **state)
{
  (void)state;
  acd_kpi_queue kpi = queue_of(2, 0, 0, 0);
  kpi.wait_us = 7;
  assert_int_equal(acd_kpi_asa_us(&kpi), 4);
  kpi.handled = 4;
  kpi.talk_us = 1;
  kpi.hold_us = 2;
  kpi.wrapup_us = 6;
  assert_int_equal(acd_kpi_aht_us(&kpi), 2);
  kpi.wrapup_us = 7;
  assert_int_equal(acd_kpi_aht_us(&kpi), 3);
}

static void occupancy_is_handle_by_handle_and_ready(void **state)
{
  (void)state;
  acd_kpi_agent kpi;
  memset(&kpi, 0, sizeof kpi);
  assert_int_equal(acd_kpi_occupancy_ppm(&kpi), 0);
  kpi.not_ready_us = kpi.login_us = 1000;
  assert_int_equal(acd_kpi_occupancy_ppm(&kpi), 0);
  kpi.reserved_us = 1;
  kpi.busy_us = 5;
  kpi.in_wrapup_us = 2;
  kpi.ready_us = 4;
  assert_int_equal(acd_kpi_occupancy_ppm(&kpi), 666667);
  kpi.ready_us = 0;
  assert_int_equal(acd_kpi_occupancy_ppm(&kpi), 1000000);
}

/* Sums as long as records can hold, where a product with a million needs 83 bits. */
static void equals_wide_arithmetic(void **state)
{
  (void)state;
  for (int i = 0; i < 200000; i++) {
    acd_kpi_queue queue = queue_of(0, 0, random_number(58), random_number(58));
    queue.answered = random_number(40) + 1;
    queue.overflowed = random_number(60);
    queue.timed_out = random_number(60);
    queue.answered_within = random_number(40);
    wide left = (wide)queue.answered + queue.abandoned + queue.abandoned_short + queue.overflowed + queue.timed_out;
    wide counted = left - queue.abandoned_short;
    if (queue.answered_within < counted)
      assert_int_equal(acd_kpi_service_level_ppm(&queue), plain_ratio(queue.answered_within, counted, 1000000));
    assert_int_equal(acd_kpi_abandonment_ppm(&queue),
                     plain_ratio((wide)queue.abandoned + queue.abandoned_short, left, 1000000));
    queue.wait_us = random_number(62);
    assert_int_equal(acd_kpi_asa_us(&queue), plain_ratio(queue.wait_us, queue.answered, 1));
    assert_int_equal(acd_kpi_asa_arrival_us(&queue), plain_ratio(queue.wait_arrival_us, queue.answered, 1));
    queue.handled = random_number(40) + 1;
    queue.talk_us = random_number(61);
    queue.hold_us = random_number(60);
    queue.wrapup_us = random_number(60);
    wide handle = (wide)queue.talk_us + queue.hold_us + queue.wrapup_us;
    assert_int_equal(acd_kpi_aht_us(&queue), plain_ratio(handle, queue.handled, 1));

    acd_kpi_agent agent;
    memset(&agent, 0, sizeof agent);
    agent.reserved_us = random_number(60);
    agent.busy_us = random_number(61);
    agent.in_wrapup_us = random_number(60);
    agent.ready_us = random_number(61);
    wide busy = (wide)agent.reserved_us + agent.busy_us + agent.in_wrapup_us;
    int64_t ppm = acd_kpi_occupancy_ppm(&agent);
    assert_int_equal(ppm, plain_ratio(busy, busy + agent.ready_us, 1000000));
    assert_in_range(ppm, 0, 1000000);
  }
}

/* A host may hand in a record of its own making. */
static void odd_records_are_harmless(void **state)
{
  (void)state;
  static const int64_t values[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT64_MAX - 1};
  const size_t count = sizeof values / sizeof *values;
  for (size_t i = 0; i < count * count * count; i++) {
    int64_t a = values[i % count], b = values[i / count % count], c = values[i / count / count];
    acd_kpi_queue queue;
    memset(&queue, 0, sizeof queue);
    queue.offered = queue.talk_us = queue.abandoned = a;
    queue.transferred_in = queue.answered = queue.handled = queue.abandoned_short = b;
    queue.answered_within = queue.waiting = queue.wait_us = queue.hold_us = c;
    assert_true(acd_kpi_service_level_ppm(&queue) >= 0);
    assert_true(acd_kpi_abandonment_ppm(&queue) >= 0);
    assert_true(acd_kpi_asa_us(&queue) >= 0);
    assert_true(acd_kpi_aht_us(&queue) >= 0);
    acd_kpi_agent agent;
    memset(&agent, 0, sizeof agent);
    agent.ready_us = a;
    agent.busy_us = b;
    agent.reserved_us = c;
    assert_true(acd_kpi_occupancy_ppm(&agent) >= 0);
  }
  assert_int_equal(acd_kpi_left(NULL), 0);
  assert_int_equal(acd_kpi_service_level_ppm(NULL), 0);
  assert_int_equal(acd_kpi_abandonment_ppm(NULL), 0);
  assert_int_equal(acd_kpi_asa_us(NULL), 0);
  assert_int_equal(acd_kpi_aht_us(NULL), 0);
  assert_int_equal(acd_kpi_occupancy_ppm(NULL), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(service_level_is_that_of_the_books),
      cmocka_unit_test(every_way_out_counts_and_waiting_does_not),
      cmocka_unit_test(means_round_half_up),
      cmocka_unit_test(occupancy_is_handle_by_handle_and_ready),
      cmocka_unit_test(equals_wide_arithmetic),
      cmocka_unit_test(odd_records_are_harmless),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
