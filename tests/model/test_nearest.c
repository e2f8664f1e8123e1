/* SPDX-License-Identifier: Apache-2.0 */
/* The nearest name against a plain recursive distance; limits of what is near, and of the work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "model/nearest.h"

static char small(char letter)
{
  return letter >= 'A' && letter <= 'Z' ? (char)(letter + 32) : letter;
}

/* Written as the definition says, for short words only. */
static size_t plain_distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
  if (a_size == 0 || b_size == 0) return a_size + b_size;
  size_t best = plain_distance(a, a_size - 1, b, b_size - 1) + (small(a[a_size - 1]) != small(b[b_size - 1]));
  size_t shorter = plain_distance(a, a_size - 1, b, b_size) + 1;
  size_t longer = plain_distance(a, a_size, b, b_size - 1) + 1;
  if (shorter < best) best = shorter;
  if (longer < best) best = longer;
  if (a_size > 1 && b_size > 1 && small(a[a_size - 1]) == small(b[b_size - 2]) &&
      small(a[a_size - 2]) == small(b[b_size - 1])) {
    size_t swapped = plain_distance(a, a_size - 2, b, b_size - 2) + 1;
    if (swapped < best) best = swapped;
  }
  return best;
}

static void random_word(acd__rng *rng, char word[8])
{
  size_t size = 1 + (size_t)acd__rng_below(rng, 6);
  for (size_t i = 0; i < size; i++) word[i] = "abcA"[acd__rng_below(rng, 4)];
  word[size] = '\0';
}

static void test_agrees_with_the_plain_distance(void **state)
{
  (void)state;
  acd__rng rng = {11};
  for (int round = 0; round < 3000; round++) {
    char wanted[8], names[5][8];
    int64_t work = 1000000;
    random_word(&rng, wanted);
    size_t size = strlen(wanted);
    size_t best = size / 3 > 1 ? size / 3 + 1 : 2;
    const char *expected = NULL;
    acd__nearest nearest = acd__nearest_begin(wanted, size, &work);
    for (int i = 0; i < 5; i++) {
      random_word(&rng, names[i]);
      size_t name_size = strlen(names[i]);
      size_t distance = plain_distance(wanted, size, names[i], name_size);
      acd__nearest_try(&nearest, names[i], name_size);
      if (distance < best && distance < (size > name_size ? size : name_size)) {
        best = distance;
        expected = names[i];
      }
    }
    assert_ptr_equal(nearest.name, expected);
    if (expected) assert_int_equal(nearest.name_size, strlen(expected));
  }
}

static void test_what_is_near(void **state)
{
  (void)state;
  static const struct {
    const char *wanted;
    const char *name;
    int near;
  } rows[] = {
      {"support", "suport", 1},
      {"support", "supprot", 1},
      {"support", "SUPPORT", 1},
      {"support", "sales", 0},
      {"support", "supports", 1},
      {"support", "support12", 1},
      {"support", "support123", 0},
      {"a", "b", 0},
      {"ab", "ba", 1},
      {"ann", "anne", 1},
      {"ann", "bob", 0},
      {"", "x", 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    int64_t work = 10000;
    acd__nearest nearest = acd__nearest_begin(rows[i].wanted, strlen(rows[i].wanted), &work);
    acd__nearest_try(&nearest, rows[i].name, strlen(rows[i].name));
    assert_int_equal(nearest.name != NULL, rows[i].near);
  }
}

static void test_long_names_and_the_end_of_work(void **state)
{
  (void)state;
  char name[301];
  int64_t work = INT64_MAX;
  memset(name, 'x', sizeof name);
  acd__nearest nearest = acd__nearest_begin(name, 255, &work);
  acd__nearest_try(&nearest, name + 1, 256);
  assert_null(nearest.name);
  acd__nearest_try(&nearest, name + 1, 254);
  assert_int_equal(nearest.distance, 1);
  nearest = acd__nearest_begin(name, 300, &work);
  acd__nearest_try(&nearest, name, 255);
  assert_null(nearest.name);
  work = 150; /* enough for three names of six letters and a little more */
  int compared = 0;
  for (int i = 0; i < 1000; i++) {
    nearest = acd__nearest_begin("abcdef", 6, &work);
    acd__nearest_try(&nearest, "abcdef", 6);
    compared += nearest.name != NULL;
  }
  assert_in_range(compared, 3, 5);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_agrees_with_the_plain_distance),
      cmocka_unit_test(test_what_is_near),
      cmocka_unit_test(test_long_names_and_the_end_of_work),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
