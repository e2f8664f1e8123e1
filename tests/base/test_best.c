/* SPDX-License-Identifier: Apache-2.0 */
/* The first few of many records: what sorting all of them gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/best.h"

typedef struct record {
  int64_t key;
  int64_t number; /* makes the order total */
} record;

static int before(const void *a, const void *b)
{
  const record *left = a, *right = b;
  return left->key != right->key ? left->key < right->key : left->number < right->number;
}

static void the_first_of_many(void **state)
{
  (void)state;
  for (size_t capacity = 0; capacity <= 40; capacity++)
    for (size_t stride = sizeof(record); stride <= sizeof(record) + 16; stride += 16) {
      record all[33];
      _Alignas(int64_t) char items[40 * (sizeof(record) + 16)];
      uint64_t word = capacity * 2 + stride;
      memset(items, 0x55, sizeof items);
      acd__best to = acd__best_begin(items, stride, capacity, sizeof(record), before);
      for (size_t i = 0; i < 33; i++) {
        word = word * UINT64_C(6364136223846793005) + 1442695040888963407;
        all[i] = (record){(int64_t)(word >> 60), (int64_t)i};
        acd__best_add(&to, &all[i], i % 3 == 0);
      }
      acd__best_finish(&to);
      assert_int_equal(to.count, 33);
      assert_int_equal(to.chosen, 11);
      assert_int_equal(to.held, capacity < 33 ? capacity : 33);
      for (size_t i = 0; i < to.held; i++) {
        const record *found = acd__best_at(&to, i);
        size_t earlier = 0;
        for (size_t k = 0; k < 33; k++) earlier += before(&all[k], found);
        assert_int_equal(earlier, i);
        for (size_t k = sizeof(record); k < stride; k++) assert_int_equal(items[i * stride + k], 0);
      }
      for (size_t k = to.held * stride; k < sizeof items; k++) assert_int_equal(items[k], 0x55);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_first_of_many)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
