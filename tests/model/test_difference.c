/* SPDX-License-Identifier: Apache-2.0 */
/* What is different between two definitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <acd/difference.h>

#include "failing.h"
#include "outline.h"

#define MAIN                                                                                                           \
  "queue help wait_max=60000000\n"                                                                                     \
  "flow main start=menu\n"                                                                                             \
  "  node menu kind=menu prompt=hello\n"                                                                               \
  "    exit 1 to=help\n"                                                                                               \
  "    case few keys=2 to=help\n"                                                                                      \
  "    case many keys=3X to=help\n"                                                                                    \
  "  node help kind=queue queue=help\n"

static void write_edits(const acd_difference *difference, char *buffer, size_t size)
{
  acd_edit edit = {.size = sizeof edit};
  size_t used = 0;
  buffer[0] = '\0';
  for (size_t i = 0; acd_difference_edit_at(difference, i, &edit) == ACD_OK; i++) {
    used += (size_t)snprintf(buffer + used, size - used, "%s %s", acd_edit_kind_str(edit.kind), edit.path);
    if (edit.property_id)
      used += (size_t)snprintf(buffer + used, size - used, ": %s %s, %s", edit.property_name, edit.before, edit.after);
    used += (size_t)snprintf(buffer + used, size - used, "\n");
    assert_true(used < size);
    assert_int_equal(edit.object_before < 0, edit.kind == ACD_EDIT_ADDED);
    assert_int_equal(edit.object_after < 0, edit.kind == ACD_EDIT_REMOVED);
    assert_int_equal(edit.property_id != 0, edit.kind == ACD_EDIT_CHANGED || edit.kind == ACD_EDIT_REWIRED);
  }
}

static void test_what_is_found(void **state)
{
  (void)state;
  static const struct {
    const char *before, *after, *edits;
  } rows[] = {
      {MAIN, MAIN, ""},
      {"", "", ""},
      {/* an order that does not count, and a default that is written */
       "queue help\nagent ann\n", "agent ann presence=available\nqueue help ring_timeout=20000000\n", ""},
      {MAIN, MAIN "  node extra kind=hangup\nagent ann\n  device desk\n",
       "added flow \"main\" / node \"extra\"\nadded agent \"ann\"\n"},
      {MAIN "agent ann\n  device desk\n", MAIN, "removed agent \"ann\"\n"},
      {"", MAIN, "added queue \"help\"\nadded flow \"main\"\n"},
      {MAIN,
       "queue help wait_max=90000000 strategy=linear\n"
       "flow main start=help\n"
       "  node menu kind=menu prompt=hi\n"
       "    exit 1 to=menu\n"
       "    case many keys=3X to=help\n"
       "    case few keys='2 4' to=help\n"
       "  node help kind=play prompt=wait\n"
       "    exit next to=menu\n",
       "changed queue \"help\": strategy longest_idle, linear\n"
       "changed queue \"help\": wait_max 60 s, 90 s\n"
       "rewired flow \"main\": start \"menu\", \"help\"\n"
       "changed flow \"main\" / node \"menu\": prompt \"hello\", \"hi\"\n"
       "moved flow \"main\" / node \"menu\" / case \"few\"\n"
       "rewired flow \"main\" / node \"menu\" / exit \"1\": to \"help\", \"menu\"\n"
       "changed flow \"main\" / node \"menu\" / case \"few\": keys \"2\", \"2 4\"\n"
       "changed flow \"main\" / node \"help\": kind queue, play\n"
       "changed flow \"main\" / node \"help\": prompt \"\", \"wait\"\n"
       "changed flow \"main\" / node \"help\": queue \"help\", \"\"\n"
       "added flow \"main\" / node \"help\" / exit \"next\"\n"},
      {/* of the same name elsewhere */
       "flow a start=x\n  node x kind=hangup\n", "flow a start=x\nflow b start=x\n  node x kind=hangup\n",
       "removed flow \"a\" / node \"x\"\nadded flow \"b\"\n"},
      {/* each noun has an order of its own */
       "queue q\n  step a lasts=1000000\n  announcement m prompt=p\n  step b lasts=1000000\n  announcement n "
       "prompt=p\n",
       "queue q\n  announcement m prompt=p\n  step b lasts=1000000\n  announcement n prompt=p\n  step a "
       "lasts=1000000\n",
       "moved queue \"q\" / step \"a\"\n"},
      {"agent ann\n", "agent ann ring_timeout=5000000\n", "changed agent \"ann\": ring_timeout unset, 5 s\n"},
      {"centre steps_max=50\n", "centre steps_max=60\n", "changed centre: steps_max 50, 60\n"},
      {/* a removal is no object of that name */
       "agent ann\n", "-agent ann\n", "removed agent \"ann\"\nadded agent \"ann\"\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char found[2000];
    acd_difference *difference = NULL;
    acd_definition *before = outline_build(NULL, rows[i].before), *after = outline_build(NULL, rows[i].after);
    assert_int_equal(acd_difference_new(before, after, NULL, &difference), ACD_OK);
    acd_definition_free(before);
    acd_definition_free(after);
    write_edits(difference, found, sizeof found);
    assert_string_equal(found, rows[i].edits);
    acd_difference_free(difference);
  }
}

static void test_arguments(void **state)
{
  (void)state;
  acd_difference *difference = NULL;
  acd_definition *definition = outline_build(NULL, MAIN), *broken = outline_build(NULL, "");
  acd_edit edit = {.size = sizeof edit};
  assert_int_equal(acd_definition_set(broken, 5, ACD_QUEUE_WEIGHT, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_difference_new(NULL, definition, NULL, &difference), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_difference_new(definition, NULL, NULL, &difference), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_difference_new(definition, definition, NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_difference_new(broken, definition, NULL, &difference), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_difference_new(definition, broken, NULL, &difference), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_difference_new(definition, definition, NULL, &difference), ACD_OK);
  assert_int_equal(acd_difference_edits_count(difference), 0);
  assert_int_equal(acd_difference_edits_count(NULL), 0);
  assert_int_equal(acd_difference_edit_at(difference, 0, &edit), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_difference_edit_at(NULL, 0, &edit), ACD_ERR_ARGUMENT);
  acd_difference_free(difference);
  acd_difference_free(NULL);
  acd_definition_free(definition);
  acd_definition_free(broken);
  assert_string_equal(acd_edit_kind_str(ACD_EDIT_MOVED), "moved");
  assert_string_equal(acd_edit_kind_str(0), "?");
  assert_string_equal(acd_edit_kind_str(6), "?");
}

static void test_every_allocation_refused(void **state)
{
  (void)state;
  acd_definition *before = outline_build(NULL, MAIN), *after = outline_build(NULL, "agent ann\nqueue help\n");
  long fail_at = 1;
  for (;; fail_at++) {
    acd_testing_memory failing = {.fail_at = fail_at};
    acd_allocator allocator = failing_allocator(&failing);
    acd_difference *difference = NULL;
    int status = acd_difference_new(before, after, &allocator, &difference);
    int done = failing.requests < fail_at;
    assert_int_equal(status, done ? ACD_OK : ACD_ERR_NOMEM);
    acd_difference_free(difference);
    assert_int_equal(failing.blocks, 0);
    assert_int_equal(failing.bytes, 0);
    if (done) break;
  }
  assert_true(fail_at > 10);
  acd_definition_free(before);
  acd_definition_free(after);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_found),
      cmocka_unit_test(test_arguments),
      cmocka_unit_test(test_every_allocation_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
