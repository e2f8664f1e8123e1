/* SPDX-License-Identifier: Apache-2.0 */
/* Timers against a plain table: who is first, whatever is armed and disarmed in whatever lane; lanes that come and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../model/failing.h"
#include "base/rng.h"
#include "base/timers.h"

enum { TIMERS = 60, FIXED = 40, DELAYS = 9, ROUNDS = 20000 };

static const int64_t delays[DELAYS] = {
    0, 1, 2, 3, 5, 5 * 1000, 60 * ACD_SECOND, 3600 * ACD_SECOND, 7 * 86400 * ACD_SECOND};

static acd__timer *expected_first(acd__timer_at *timers)
{
  acd__timer *first = NULL;
  for (int i = 0; i < TIMERS; i++) {
    acd__timer *at = &timers[i].timer;
    if (!at->lane) continue;
    if (!first || at->due_us < first->due_us || (at->due_us == first->due_us && at->sequence < first->sequence))
      first = at;
  }
  return first;
}

static void the_first_is_the_earliest_then_the_oldest(void **state)
{
  (void)state;
  acd_testing_memory failing = {0};
  acd_allocator allocator = failing_allocator(&failing);
  acd__memory memory;
  acd__memory_init(&memory, &allocator);
  acd__timers set;
  acd__timers_init(&set, &memory);
  acd__timer_at timers[TIMERS] = {{{0}, {0}}}; /* those from FIXED on are armed for any time */
  acd__lane *lanes[DELAYS];
  acd__rng rng = {5};
  /* Asked for in any order, and again: one lane a delay. */
  for (int i = 0; i < DELAYS; i++)
    assert_non_null(lanes[(i * 4) % DELAYS] = acd__timers_lane(&set, delays[(i * 4) % DELAYS]));
  for (int i = 0; i < DELAYS; i++) assert_ptr_equal(acd__timers_lane(&set, delays[i]), lanes[i]);
  acd_time now = 0;
  size_t armed = 0, fired = 0;
  for (int round = 0; round < ROUNDS; round++) {
    size_t one = acd__rng_below(&rng, TIMERS);
    acd__timer *timer = &timers[one].timer;
    if (acd__rng_below(&rng, 3) == 0) {
      armed -= timer->lane != 0;
      acd__timers_disarm(&set, timer); /* nothing, where it is not armed */
      assert_null(timer->lane);
    } else if (!timer->lane && one >= FIXED) {
      acd_time due = now + (acd_time)acd__rng_below(&rng, acd__rng_below(&rng, 2) ? 20 : 90 * ACD_SECOND);
      acd__timers_arm_at(&set, &timers[one], due);
      assert_int_equal(timer->due_us, due);
      armed++;
    } else if (!timer->lane) {
      size_t which = acd__rng_below(&rng, DELAYS);
      acd__timers_arm(&set, timer, lanes[which], now);
      assert_int_equal(timer->due_us, now + delays[which]);
      armed++;
    }
    assert_int_equal(set.armed, armed);
    acd__timer *first = acd__timers_first(&set);
    assert_ptr_equal(first, expected_first(timers));
    if (first && acd__rng_below(&rng, 4) == 0) { /* time goes on, to the first or a little */
      if (first->due_us <= now + 4 || acd__rng_below(&rng, 50) == 0) {
        if (first->due_us > now) now = first->due_us;
        acd__timers_disarm(&set, first);
        armed--;
        fired++;
      } else {
        now += (acd_time)acd__rng_below(&rng, 3);
      }
    }
  }
  assert_true(fired > 500);
  acd__timers_release_all(&set);
  assert_int_equal(failing.bytes, 0);
}

/* A sweep forgets lanes that nobody marked and that hold nothing; those in use stay where they are. */
static void sweeping_lanes(void **state)
{
  (void)state;
  acd_testing_memory failing = {0};
  acd_allocator allocator = failing_allocator(&failing);
  acd__memory memory;
  acd__memory_init(&memory, &allocator);
  acd__timers set;
  acd__timers_init(&set, &memory);
  acd__timer timer = {0};
  acd__lane *marked = acd__timers_lane(&set, 10), *used = acd__timers_lane(&set, 5), *idle = acd__timers_lane(&set, 7);
  assert_non_null(idle);
  acd__timers_arm(&set, &timer, used, 100);
  marked->marked = 1;
  acd__timers_sweep(&set);
  assert_int_equal(set.lanes_count, 2);
  assert_ptr_equal(acd__timers_lane(&set, 5), used);
  assert_ptr_equal(acd__timers_lane(&set, 10), marked);
  assert_ptr_equal(acd__timers_first(&set), &timer);
  acd__timers_disarm(&set, &timer);
  acd__timers_sweep(&set); /* marks are taken off by the sweep before */
  assert_int_equal(set.lanes_count, 0);
  assert_null(acd__timers_first(&set));
  acd__timers_release_all(&set);
  assert_int_equal(failing.bytes, 0);
}

static void no_memory_for_a_lane(void **state)
{
  (void)state;
  for (long at = 1; at < 100; at++) {
    acd_testing_memory failing = {.fail_at = at};
    acd_allocator allocator = failing_allocator(&failing);
    acd__memory memory;
    acd__memory_init(&memory, &allocator);
    acd__timers set;
    acd__timers_init(&set, &memory);
    int refused = 0;
    for (int64_t delay = 40; delay > 0; delay--) {
      acd__lane *lane = acd__timers_lane(&set, delay);
      if (!lane) {
        refused++;
        lane = acd__timers_lane(&set, delay);
      }
      assert_int_equal(lane->delay_us, delay);
    }
    assert_int_equal(set.lanes_count, 40);
    for (size_t i = 1; i < set.lanes_count; i++) assert_true(set.lanes[i - 1]->delay_us < set.lanes[i]->delay_us);
    assert_int_equal(refused, at < failing.requests);
    acd__timers_release_all(&set);
    assert_int_equal(failing.bytes, 0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_is_the_earliest_then_the_oldest),
      cmocka_unit_test(sweeping_lanes),
      cmocka_unit_test(no_memory_for_a_lane),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
