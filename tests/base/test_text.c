/* SPDX-License-Identifier: Apache-2.0 */
/* Integers from digits and back, bounded texts, bytes in an order, uniform draws. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/rng.h"
#include "base/text.h"

static void integers_from_digits(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int is_int;
    int64_t value;
  } rows[] = {
      {"0", 1, 0},
      {"-0", 1, 0},
      {"7", 1, 7},
      {"-7", 1, -7},
      {"007", 1, 7},
      {"123456789012345678", 1, INT64_C(123456789012345678)},
      {"999999999999999999", 1, INT64_C(999999999999999999)},
      {"-999999999999999999", 1, -INT64_C(999999999999999999)},
      {"000000000000000001", 1, 1},
      {"1000000000000000000", 0, 0}, /* 19 digits */
      {"0000000000000000001", 0, 0},
      {"-1000000000000000000", 0, 0},
      {"", 0, 0},
      {"-", 0, 0},
      {"--1", 0, 0},
      {"+1", 0, 0},
      {" 1", 0, 0},
      {"1 ", 0, 0},
      {"1.0", 0, 0},
      {"0x1", 0, 0},
      {"1e3", 0, 0},
      {"/", 0, 0},        /* before 0 */
      {":", 0, 0},        /* after 9 */
      {"\xd9\xa1", 0, 0}, /* a digit elsewhere */
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int64_t value = 77;
    assert_int_equal(acd__text_int(rows[i].text, strlen(rows[i].text), &value), rows[i].is_int);
    assert_int_equal(value, rows[i].is_int ? rows[i].value : 77);
  }
  int64_t value = 0;
  assert_int_equal(acd__text_int("123", 2, &value), 1); /* the size counts, not a NUL */
  assert_int_equal(value, 12);
  assert_int_equal(acd__text_int("1\0002", 3, &value), 0);
}

static void integers_as_printf_has_them(void **state)
{
  (void)state;
  static const int64_t edges[] = {0, 1, -1, 9, 10, -10, INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1};
  acd__rng rng = {3};
  for (size_t i = 0; i < 500; i++) {
    int64_t value =
        i < sizeof edges / sizeof *edges ? edges[i] : (int64_t)(acd__rng_next(&rng) >> acd__rng_below(&rng, 64));
    char expected[32], got[32];
    snprintf(expected, sizeof expected, "%" PRId64, value);
    acd__text text = acd__text_begin(got, sizeof got);
    acd__text_add_int(&text, value);
    assert_string_equal(got, expected);
  }
}

/* Whatever the room, as much as fits and a NUL. */
static void texts_that_do_not_fit(void **state)
{
  (void)state;
  static const char whole[] = "ring -42 of 18446";
  for (size_t room = 1; room <= sizeof whole + 3; room++) {
    char *buffer = malloc(room); /* of its own, for the sanitizer to see */
    assert_non_null(buffer);
    acd__text text = acd__text_begin(buffer, room);
    assert_string_equal(buffer, "");
    acd__text_add(&text, "ring ");
    acd__text_add_int(&text, -42);
    acd__text_add_size(&text, " of everything", 4);
    acd__text_add_int(&text, 18446);
    acd__text_add(&text, "");
    size_t fits = room - 1 < strlen(whole) ? room - 1 : strlen(whole);
    assert_int_equal(strlen(buffer), fits);
    assert_memory_equal(buffer, whole, fits);
    free(buffer);
  }
}

static void words_in_bytes(void **state)
{
  (void)state;
  static const unsigned char bytes[] = {0xff, 0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x81};
  unsigned char copy[9] = {0xff};
  assert_int_equal(acd__bytes_get(bytes + 1), (int64_t)UINT64_C(0x8102030405060708));
  acd__bytes_put(copy + 1, (int64_t)UINT64_C(0x8102030405060708));
  assert_memory_equal(copy, bytes, sizeof bytes);
  static const int64_t values[] = {0, 1, -1, INT64_MAX, INT64_MIN};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    acd__bytes_put(copy + 1, values[i]);
    assert_int_equal(acd__bytes_get(copy + 1), values[i]);
  }
}

/* Chi-square of draws over a few values; 50 is beyond the 1 in 10^6 quantile at 12 degrees of freedom. */
static void draws_are_uniform(void **state)
{
  (void)state;
  for (uint64_t below = 1; below <= 13; below++) {
    acd__rng rng = {below};
    double expected = 13000.0 / (double)below, sum = 0;
    int count[13] = {0};
    for (int i = 0; i < 13000; i++) {
      uint64_t draw = acd__rng_below(&rng, below);
      assert_true(draw < below);
      count[draw]++;
    }
    for (uint64_t i = 0; i < below; i++) sum += (count[i] - expected) * (count[i] - expected) / expected;
    assert_true(sum < 50);
  }
  acd__rng rng = {1};
  static const uint64_t large[] = {UINT64_MAX, (UINT64_C(1) << 63) + 1, UINT64_C(1) << 63};
  for (size_t i = 0; i < 300; i++) assert_true(acd__rng_below(&rng, large[i % 3]) < large[i % 3]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(integers_from_digits),  cmocka_unit_test(integers_as_printf_has_them),
      cmocka_unit_test(texts_that_do_not_fit), cmocka_unit_test(words_in_bytes),
      cmocka_unit_test(draws_are_uniform),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
