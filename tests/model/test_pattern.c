/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns of keys and numbers: what matches, what is more specific, what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/pattern.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void what_matches(void **state)
{
  static const struct {
    const char *pattern;
    const char *texts; /* with blanks between; "_" is the empty text */
    const char *others;
  } rows[] = {
      {"1", "1", "_ 2 11 X"},
      {"12", "12", "1 123 21"},
      {"X", "0 1 9", "_ * A X 10"},
      {"Z", "1 9", "0 Z"},
      {"N", "2 9", "0 1 N"},
      {"[2-57]", "2 3 5 7", "1 6 8 - [ 22"},
      {"[X]", "X", "1"},
      {"[-5]", "- 5", "4"},
      {"[5-]", "- 5", "6"},
      {"[1-3-]", "1 2 3 -", "4"},
      {"*2X", "*20 *29", "*2 *2* 20"},
      {"1.", "10 111 1*#", "1 2 _"},
      {"1!", "1 10 1999", "2 _"},
      {".", "1 +49", "_"},
      {"!", "_ 1 anything", ""},
      {"004N[13]X!", "004210 004930123", "00421 004220 004110"},
      {"+49.", "+4930", "+49 4930"},
      {"", "_", "1"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    for (int wanted = 0; wanted < 2; wanted++) {
      char copy[200];
      snprintf(copy, sizeof copy, "%s", wanted ? rows[i].texts : rows[i].others);
      for (char *text = strtok(copy, " "); text; text = strtok(NULL, " ")) {
        size_t size = strcmp(text, "_") == 0 ? 0 : strlen(text);
        if (acd__pattern_match(rows[i].pattern, strlen(rows[i].pattern), text, size) != wanted)
          fail_msg("\"%s\" and \"%s\"", rows[i].pattern, text);
      }
    }
  }
}

static void the_more_specific(void **state)
{
  /* From the most specific on; those with "=" before are as specific as the one before. */
  static const char *const rows[] = {"1",     "12",     "1[23]", "1N", "1Z", "1X", "1.", "1!", "[12]", "=[34]",
                                     "[123]", "=[4-6]", "N",     "N1", "NX", "Z",  "X",  ".",  "!"};
  (void)state;
  int rank[COUNT(rows)], at = -1;
  for (size_t i = 0; i < COUNT(rows); i++) rank[i] = rows[i][0] == '=' ? at : ++at;
  for (size_t i = 0; i < COUNT(rows); i++) {
    for (size_t k = 0; k < COUNT(rows); k++) {
      const char *a = rows[i] + (rows[i][0] == '='), *b = rows[k] + (rows[k][0] == '=');
      int found = acd__pattern_compare(a, strlen(a), b, strlen(b));
      int wanted = rank[i] < rank[k] ? -1 : rank[i] > rank[k];
      if (found != wanted) fail_msg("\"%s\" and \"%s\": %d", a, b, found);
    }
  }
  assert_int_equal(acd__pattern_compare("[5]1", 4, "51", 2), 0);
}

static void what_is_wrong(void **state)
{
  static const struct {
    const char *pattern;
    size_t at;
    const char *text;
  } rows[] = {
      {"12X!", 4, NULL},
      {"1[23", 1, "a bracket is not closed"},
      {"1[]2", 1, "the brackets are empty"},
      {"1[2-57-6]", 5, "the range runs backwards"},
      {"12]", 2, "a bracket is closed that is not open"},
      {"1.2", 1, "`.` and `!` stand at the end only"},
      {"!.", 0, "`.` and `!` stand at the end only"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd__place wrong = {0};
    assert_int_equal(acd__pattern_check(rows[i].pattern, strlen(rows[i].pattern), &wrong), rows[i].at);
    if (rows[i].text) assert_string_equal(wrong.wrong, rows[i].text);
    assert_int_equal(rows[i].text != NULL, rows[i].at < strlen(rows[i].pattern));
  }
}

static void how_long(void **state)
{
  (void)state;
  assert_int_equal(acd__pattern_longest("", 0), 0);
  assert_int_equal(acd__pattern_longest("1X[2-5]", 7), 3);
  assert_true(acd__pattern_longest("1.", 2) == SIZE_MAX);
  assert_true(acd__pattern_longest("!", 1) == SIZE_MAX);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_matches),
      cmocka_unit_test(the_more_specific),
      cmocka_unit_test(what_is_wrong),
      cmocka_unit_test(how_long),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
