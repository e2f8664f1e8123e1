/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of a call against a plain list of pairs: set, replaced, removed, within the space reserved and beyond. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "failing.h"
#include "model/texts.h"

enum { KEYS = 8, VALUE_MAX = 60, ROUNDS = 4000 };

typedef struct fixture {
  acd_testing_memory failing;
  acd__memory memory;
  acd__texts texts;
  char values[KEYS][VALUE_MAX + 1]; /* "": not set */
} fixture;

/* Keys that are prefixes of each other, and of values. */
static const char *const keys[KEYS] = {"a", "aa", "b", "ab", "caller", "x=y", "aaa", "\xc3\xa4"};

static void begin(fixture *of, const char *number, const char *caller, size_t spare)
{
  memset(of, 0, sizeof *of);
  acd_allocator allocator = failing_allocator(&of->failing);
  acd__memory_init(&of->memory, &allocator);
  assert_int_equal(
      acd__texts_init(&of->texts, &of->memory, number, strlen(number), caller, strlen(caller), NULL, 0, 0, spare),
      ACD_OK);
}

static void end(fixture *of)
{
  acd__texts_release(&of->texts, &of->memory);
  assert_int_equal(of->failing.bytes, 0);
}

static void compare(const fixture *of, const char *number, const char *caller)
{
  uint32_t count = 0;
  assert_string_equal(acd__texts_number(&of->texts), number);
  assert_string_equal(acd__texts_caller(&of->texts), caller);
  for (size_t i = 0; i < KEYS; i++) {
    const char *value = acd__texts_get(&of->texts, keys[i], strlen(keys[i]));
    count += of->values[i][0] != '\0';
    if (of->values[i][0])
      assert_string_equal(value, of->values[i]);
    else
      assert_null(value);
  }
  assert_int_equal(of->texts.attributes_count, count);
  assert_true(of->texts.used <= of->texts.capacity);
}

static void as_a_list_of_pairs(void **state)
{
  (void)state;
  static const struct {
    const char *number, *caller;
    size_t spare;
  } rows[] = {
      {"", "", 0}, {"100", "+4930123", 0}, {"100", "", 500}, {"a number that is too long for the small block", "b", 0}};
  acd__rng rng = {1};
  for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
    fixture of;
    begin(&of, rows[row].number, rows[row].caller, rows[row].spare);
    for (int round = 0; round < ROUNDS; round++) {
      size_t at = acd__rng_below(&rng, KEYS), size = acd__rng_below(&rng, 3) ? acd__rng_below(&rng, VALUE_MAX + 1) : 0;
      char value[VALUE_MAX + 1];
      memset(value, 'a' + round % 3, size);
      value[size] = '\0';
      acd__texts_pair pair = acd__texts_find(&of.texts, keys[at], strlen(keys[at]));
      int64_t growth = acd__texts_growth(&of.texts, &pair, size);
      uint32_t used = of.texts.used;
      if (acd__rng_below(&rng, 4) == 0) {
        assert_int_equal(acd__texts_reserve(&of.texts, &of.memory, growth), ACD_OK);
        compare(&of, rows[row].number, rows[row].caller);
      }
      int fits = growth <= (int64_t)of.texts.capacity - (int64_t)of.texts.used;
      long requests = of.failing.requests;
      int status = acd__texts_set(&of.texts, keys[at], strlen(keys[at]), value, size);
      assert_int_equal(of.failing.requests, requests); /* setting takes no memory */
      assert_int_equal(status, fits ? ACD_OK : ACD_ERR_LIMIT);
      if (status) assert_int_equal(of.texts.used, used);
      if (!status) memcpy(of.values[at], value, size + 1);
      if (!status && size) assert_int_equal((int64_t)of.texts.used - (int64_t)used, growth);
      compare(&of, rows[row].number, rows[row].caller);
    }
    end(&of);
  }
}

/* A call that came without any text gets attributes all the same. */
static void from_nothing(void **state)
{
  (void)state;
  fixture of = {.values = {""}};
  acd_allocator allocator = failing_allocator(&of.failing);
  acd__memory_init(&of.memory, &allocator);
  compare(&of, "", "");
  assert_int_equal(acd__texts_set(&of.texts, "a", 1, "v", 1), ACD_ERR_LIMIT);
  assert_int_equal(acd__texts_set(&of.texts, "a", 1, "", 0), ACD_OK);
  of.failing.fail_at = 1;
  acd__texts_pair pair = acd__texts_find(&of.texts, "a", 1);
  int64_t growth = acd__texts_growth(&of.texts, &pair, 1);
  assert_int_equal(acd__texts_reserve(&of.texts, &of.memory, growth), ACD_ERR_NOMEM);
  compare(&of, "", "");
  assert_int_equal(acd__texts_reserve(&of.texts, &of.memory, growth), ACD_OK);
  assert_int_equal(acd__texts_set(&of.texts, "a", 1, "v", 1), ACD_OK);
  memcpy(of.values[0], "v", 2);
  compare(&of, "", "");
  end(&of);
}

static void with_attributes_from_the_start(void **state)
{
  (void)state;
  static const char attributes[] = "a\0one\0ab\0three"; /* and its NUL */
  for (long fail_at = 0; fail_at <= 1; fail_at++) {
    fixture of = {.failing = {.fail_at = fail_at}};
    acd_allocator allocator = failing_allocator(&of.failing);
    acd__memory_init(&of.memory, &allocator);
    int status =
        acd__texts_init(&of.texts, &of.memory, "100", 3, "+4930123456789", 14, attributes, sizeof attributes, 2, 20);
    assert_int_equal(status, fail_at ? ACD_ERR_NOMEM : ACD_OK);
    if (status) continue;
    memcpy(of.values[0], "one", 4);
    memcpy(of.values[3], "three", 6);
    compare(&of, "100", "+4930123456789");
    end(&of);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_a_list_of_pairs),
      cmocka_unit_test(from_nothing),
      cmocka_unit_test(with_attributes_from_the_start),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
