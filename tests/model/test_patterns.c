/* SPDX-License-Identifier: Apache-2.0 */
/* The index of many patterns: it finds what looking at each of them would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "model/patterns.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { PATTERNS = 300, SIZE = 12 };

/* Values are these, by number. */
static char names[PATTERNS];

static acd__memory begin(acd_testing_memory *state)
{
  memset(state, 0, sizeof *state);
  acd_allocator allocator = failing_allocator(state);
  acd__memory memory = {0};
  acd__memory_init(&memory, &allocator);
  return memory;
}

static void the_most_specific(void **state)
{
  static const struct {
    const char *patterns; /* with blanks between */
    const char *text;
    int found; /* -1: none */
  } rows[] = {
      {"", "1", -1},
      {"100 10X 1.", "100", 0},
      {"1. 10X 100", "100", 2},
      {"1. 10X 100", "105", 1},
      {"1. 10X 100", "1055", 0},
      {"1. 10X 100", "1", -1},
      {"1. 1!", "1", 1},
      {"1! 1.", "12", 1},
      {". !", "", 1},
      {". !", "5", 0},
      {"X1 [1-9]2 N3", "13", -1},
      {"X [0-4] Z", "3", 1},
      {"XX [0-4]X N5", "25", 1}, /* from the left: a set of 5 before one of 8 */
      {"[12]X [23]5", "25", 1},  /* equal so far, then the 5 */
      {"[23]5 [12]X", "25", 0},  /* in either order */
      {"[12]5 [23]5", "25", 0},  /* equal throughout: the first */
      {"[23]5 [12]5", "25", 0},
      {"12. 12.", "123", 0},
      {"5 [5]", "5", 0},
      {"[5] 5", "5", 0}, /* a set of one is that character */
      {"0[4]9.", "0491", 0},
      {"a[.]b. a.", "a.bc", 0},
      {"a[.]b. a.", "axbc", 1},
      {"+49301. +4930. +49.", "+49302", 1},
      {"+49301. +4930. +49.", "+4930", 2},
      {"XXXX. 1!", "1234", 1},
      {"XXXX 12[3-9]4 1[0-2]34 1234", "1234", 3},
      {"XXXX 12[3-9]4 1[0-2]34 1X34", "1234", 1},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_testing_memory failing;
    acd__memory memory = begin(&failing);
    acd__patterns patterns;
    acd__patterns_init(&patterns, &memory, 7);
    char copy[100];
    size_t count = 0;
    snprintf(copy, sizeof copy, "%s", rows[i].patterns);
    for (char *at = strtok(copy, " "); at; at = strtok(NULL, " "))
      assert_int_equal(acd__patterns_add(&patterns, at, strlen(at), &names[count++]), ACD_OK);
    assert_int_equal(acd__patterns_build(&patterns), ACD_OK);
    const char *found = acd__patterns_find(&patterns, rows[i].text, strlen(rows[i].text));
    int number = found ? (int)(found - names) : -1;
    if (number != rows[i].found) fail_msg("\"%s\" among \"%s\": %d", rows[i].text, rows[i].patterns, number);
    assert_true(acd__patterns_check(&patterns));
    acd__patterns_release(&patterns);
    assert_int_equal(failing.blocks, 0);
  }
}

static uint64_t word = 5;

static uint32_t below(uint32_t bound)
{
  word = word * UINT64_C(6364136223846793005) + 1442695040888963407;
  return (uint32_t)(word >> 33) % bound;
}

/* Few characters, so that much matches. */
static void make_pattern(char *to)
{
  static const char *const places[] = {"0", "1", "2", "X", "Z", "N", "[01]", "[12]", "[0-2]", "[2]", "*"};
  size_t count = 1 + below(6);
  to[0] = '\0';
  for (size_t i = 0; i < count; i++) strcat(to, places[below(COUNT(places))]);
  if (below(3) == 0) strcat(to, below(2) ? "." : "!");
}

static int naive(char patterns[PATTERNS][40], size_t count, const char *text)
{
  int best = -1;
  for (size_t i = 0; i < count; i++) {
    if (!acd__pattern_match(patterns[i], strlen(patterns[i]), text, strlen(text))) continue;
    if (best < 0 || acd__pattern_compare(patterns[i], strlen(patterns[i]), patterns[best], strlen(patterns[best])) < 0)
      best = (int)i;
  }
  return best;
}

static void as_looking_at_each(void **state)
{
  static char patterns[PATTERNS][40];
  size_t found_some = 0, found_none = 0;
  (void)state;
  for (int run = 0; run < 200; run++) {
    acd_testing_memory failing;
    acd__memory memory = begin(&failing);
    acd__patterns index;
    acd__patterns_init(&index, &memory, (uint64_t)run);
    size_t count = 1 + below(PATTERNS);
    for (size_t i = 0; i < count; i++) {
      make_pattern(patterns[i]);
      assert_int_equal(acd__patterns_add(&index, patterns[i], strlen(patterns[i]), &names[i]), ACD_OK);
    }
    assert_int_equal(acd__patterns_build(&index), ACD_OK);
    assert_true(acd__patterns_check(&index));
    for (int i = 0; i < 300; i++) {
      char text[SIZE];
      size_t size = below(8);
      for (size_t k = 0; k < size; k++) text[k] = "0123*"[below(5)];
      text[size] = '\0';
      const char *found = acd__patterns_find(&index, text, size);
      int wanted = naive(patterns, count, text), number = found ? (int)(found - names) : -1;
      if (wanted != number)
        fail_msg("\"%s\": \"%s\" and not \"%s\"", text, wanted < 0 ? "none" : patterns[wanted],
                 number < 0 ? "none" : patterns[number]);
      found_some += found != NULL;
      found_none += found == NULL;
    }
    acd__patterns_release(&index);
    assert_int_equal(failing.blocks, 0);
  }
  assert_true(found_some > 1000 && found_none > 1000);
}

/* A set is one set, however it is written: the tree is the same. Of different ones there are so many at the most. */
static void sets_are_what_they_take(void **state)
{
  (void)state;
  static const char *const rows[][3] = {
      {"[1-3]", "[123]", "[3211-2]"}, {"N", "[2-9]", "[98765432]"}, {"[5]", "5", "[5-5]"}, {"X", "[0-9]", "[5-90-4]"}};
  acd_testing_memory failing = {0};
  acd_allocator allocator = failing_allocator(&failing);
  acd__memory memory;
  acd__memory_init(&memory, &allocator);
  for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
    size_t nodes[2];
    for (int same = 0; same < 2; same++) {
      acd__patterns index;
      acd__patterns_init(&index, &memory, 1);
      for (int i = 0; i < 60; i++) {
        char pattern[40];
        const char *set = rows[row][same ? 0 : i % 3];
        snprintf(pattern, sizeof pattern, "0%s%sX%02d.", set, rows[row][same ? 0 : i / 2 % 2], i);
        assert_int_equal(acd__patterns_add(&index, pattern, strlen(pattern), names + i), ACD_OK);
      }
      assert_int_equal(acd__patterns_build(&index), ACD_OK);
      nodes[same] = index.nodes_count;
      acd__patterns_release(&index);
    }
    assert_int_equal(nodes[0], nodes[1]);
  }
  acd__patterns index;
  acd__patterns_init(&index, &memory, 1);
  for (int i = 0; i <= ACD__SETS_MAX; i++) {
    char pattern[40] = "[01";
    for (int bit = 0; bit < 9; bit++)
      if (i >> bit & 1) snprintf(pattern + strlen(pattern), 2, "%c", 'a' + bit);
    snprintf(pattern + strlen(pattern), sizeof pattern - strlen(pattern), "]");
    assert_int_equal(acd__patterns_add(&index, pattern, strlen(pattern), names),
                     i < ACD__SETS_MAX ? ACD_OK : ACD_ERR_LIMIT);
  }
  assert_int_equal(acd__patterns_add(&index, "[10]", 4, names), ACD_OK); /* known */
  acd__patterns_release(&index);
  assert_int_equal(failing.bytes, 0);
}

/* However many patterns there are, few of them are looked at: those that begin as the text. */
static void the_tree_stays_small(void **state)
{
  acd_testing_memory failing;
  acd__memory memory = begin(&failing);
  acd__patterns index;
  (void)state;
  acd__patterns_init(&index, &memory, 1);
  for (int i = 0; i < 10000; i++) {
    char pattern[40];
    snprintf(pattern, sizeof pattern, "+49%06dXX.", i);
    assert_int_equal(acd__patterns_add(&index, pattern, strlen(pattern), names), ACD_OK);
  }
  assert_int_equal(acd__patterns_build(&index), ACD_OK);
  assert_true(index.nodes_count < 12000); /* a node for each way that parts, not for each character */
  assert_ptr_equal(acd__patterns_find(&index, "+49001234125", 12), names);
  assert_null(acd__patterns_find(&index, "+49010000125", 12));
  acd__patterns_release(&index);
  assert_int_equal(failing.blocks, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_most_specific),
      cmocka_unit_test(as_looking_at_each),
      cmocka_unit_test(sets_are_what_they_take),
      cmocka_unit_test(the_tree_stays_small),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
