/* SPDX-License-Identifier: Apache-2.0 */
/* Distributions against the durations themselves, sorted. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <acd/acd.h>

#include "../engine/random.h"

static int by_value(const void *a, const void *b)
{
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static int64_t some_duration(dice *from)
{
  int bits = (int)dice_below(from, 53);
  return dice_below(from, INT64_C(1) << bits);
}

static acd_distribution *empty(void)
{
  acd_distribution *made = NULL;
  assert_int_equal(acd_distribution_new(NULL, &made), ACD_OK);
  return made;
}

static void same(const acd_distribution *a, const acd_distribution *b)
{
  acd_bucket x = {.size = sizeof x}, y = {.size = sizeof y};
  int64_t at_us = 0, before_us = -1;
  int status;
  while ((status = acd_distribution_bucket_next(a, at_us, &x)) == ACD_OK) {
    assert_int_equal(acd_distribution_bucket_next(b, at_us, &y), ACD_OK);
    assert_true(x.from_us == y.from_us && x.to_us == y.to_us && x.count == y.count);
    assert_true(x.from_us > before_us && x.to_us >= x.from_us);
    before_us = x.to_us;
    at_us = x.to_us + 1;
  }
  assert_int_equal(status, ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_distribution_bucket_next(b, at_us, &y), ACD_ERR_NOT_FOUND);
}

static void percentiles_are_near(void **unused)
{
  enum { MOST = 3000 };
  static int64_t all[MOST];
  dice from = {1};
  (void)unused;
  for (int round = 0; round < 40; round++) {
    acd_distribution *of = empty();
    int64_t count = 1 + dice_below(&from, MOST);
    for (int64_t i = 0; i < count; i++) {
      all[i] = some_duration(&from);
      assert_int_equal(acd_distribution_add(of, all[i]), ACD_OK);
    }
    qsort(all, (size_t)count, sizeof *all, by_value);
    assert_int_equal(acd_distribution_count(of), count);
    int64_t before_us = 0;
    for (int64_t part = 0; part <= 1000000; part += 12500) {
      int64_t rank = (count * part + 999999) / 1000000;
      int64_t right_us = all[rank ? rank - 1 : 0];
      int64_t found_us = acd_distribution_percentile_us(of, part);
      assert_true(found_us >= before_us);
      assert_true(llabs(found_us - right_us) * 125 <= right_us); /* 0.8 %; none below 128 µs */
      before_us = found_us;
    }
    acd_distribution_free(of);
  }
}

static void merging_in_any_order(void **unused)
{
  dice from = {2};
  (void)unused;
  for (int round = 0; round < 50; round++) {
    acd_distribution *parts[4], *whole = empty(), *ahead = empty(), *back = empty();
    for (int i = 0; i < 4; i++) {
      parts[i] = empty();
      for (int64_t k = dice_below(&from, 200); k > 0; k--) {
        int64_t us = some_duration(&from);
        acd_distribution_add(parts[i], us);
        acd_distribution_add(whole, us);
      }
    }
    for (int i = 0; i < 4; i++) {
      assert_int_equal(acd_distribution_merge(ahead, parts[i]), ACD_OK);
      assert_int_equal(acd_distribution_merge(back, parts[3 - i]), ACD_OK);
    }
    same(whole, ahead);
    same(back, whole);
    for (int i = 0; i < 4; i++) acd_distribution_free(parts[i]);
    acd_distribution_free(whole);
    acd_distribution_free(ahead);
    acd_distribution_free(back);
  }
}

static void ends_of_the_range(void **unused)
{
  (void)unused;
  acd_distribution *of = empty();
  assert_int_equal(acd_distribution_percentile_us(of, 500000), 0);
  assert_int_equal(acd_distribution_add(of, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_distribution_add(of, ACD_TIME_MAX + 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_distribution_add(of, 0), ACD_OK);
  assert_int_equal(acd_distribution_add(of, ACD_TIME_MAX), ACD_OK);
  acd_bucket bucket = {.size = sizeof bucket};
  assert_int_equal(acd_distribution_bucket_next(of, 1, &bucket), ACD_OK);
  assert_true(bucket.from_us <= ACD_TIME_MAX && bucket.to_us >= ACD_TIME_MAX);
  assert_int_equal(acd_distribution_bucket_next(of, bucket.to_us + 1, &bucket), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_distribution_bucket_next(of, INT64_MAX, &bucket), ACD_ERR_NOT_FOUND);
  /* memory that is refused changes nothing */
  stingy none = {{1}, 0, 0, 0};
  acd_allocator allocator = {stingy_memory, &none};
  acd_distribution *poor = NULL;
  assert_int_equal(acd_distribution_new(&allocator, &poor), ACD_OK);
  none.chance = 1000;
  assert_int_equal(acd_distribution_merge(poor, of), ACD_ERR_NOMEM);
  assert_int_equal(acd_distribution_add(poor, 5), ACD_ERR_NOMEM);
  assert_int_equal(acd_distribution_count(poor), 0);
  acd_distribution_free(poor);
  acd_distribution_free(of);
  assert_int_equal(none.held, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(percentiles_are_near),
      cmocka_unit_test(merging_in_any_order),
      cmocka_unit_test(ends_of_the_range),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
