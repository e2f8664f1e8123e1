/* SPDX-License-Identifier: Apache-2.0 */
/* Sorting by creation: all that was there is there, in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/sort.h"

enum { MOST = 200 };

static void expect_sorted(const acd__sort_item *items, size_t count, int64_t sum)
{
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(items[i].sequence, (uint64_t)items[i].value * 3);
    if (i) assert_true(items[i - 1].sequence <= items[i].sequence);
    sum -= items[i].value * items[i].value;
  }
  assert_int_equal(sum, 0);
}

static void any_order(void **state)
{
  (void)state;
  uint64_t word = 7;
  for (size_t count = 0; count <= MOST; count++)
    for (uint64_t kinds = 1; kinds <= 1000; kinds *= 10) {
      acd__sort_item items[MOST + 1] = {{0, 0}};
      int64_t sum = 0;
      for (size_t i = 0; i < count; i++) {
        word = word * UINT64_C(6364136223846793005) + 1442695040888963407;
        items[i].value = (int64_t)((word >> 33) % kinds);
        items[i].sequence = (uint64_t)items[i].value * 3;
        sum += items[i].value * items[i].value;
      }
      items[count] = (acd__sort_item){-1, 0};
      acd__sort(items, count);
      expect_sorted(items, count, sum);
      assert_int_equal(items[count].value, -1);
    }
}

static void forwards_and_backwards(void **state)
{
  (void)state;
  acd__sort_item items[MOST];
  for (int backwards = 0; backwards < 2; backwards++) {
    int64_t sum = 0;
    for (size_t i = 0; i < MOST; i++) {
      items[i].value = (int64_t)(backwards ? MOST - i : i);
      items[i].sequence = (uint64_t)items[i].value * 3;
      sum += items[i].value * items[i].value;
    }
    acd__sort(items, MOST);
    expect_sorted(items, MOST, sum);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_order),
      cmocka_unit_test(forwards_and_backwards),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
