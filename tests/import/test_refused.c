/* SPDX-License-Identifier: Apache-2.0 */
/* Malformed exports are refused with a place; texts that nobody meant, and no memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exports.h"
#include "failing.h"

typedef struct row {
  const char *format, *text; /* ' stands for " */
  int line;
  const char *path, *says;
} row;

#define CONNECT "amazon-connect"
#define STUDIO  "twilio-studio"
#define FLOW    "{'Version':'2019-10-30','StartAction':'a','Actions':["
#define ACTION  "{'Identifier':'a','Type':'Wait',"

static const row rows[] = {
    {CONNECT, "", 1, "", "not JSON"},
    {CONNECT, "{'Version':\n 5,}", 2, "", "not JSON: string or '}' expected near '}'"},
    {CONNECT, "{'a':1,\n'a':2}", 2, "", "duplicate object key"},
    {CONNECT, "[1]", 0, "", "found a list, expected an object"},
    {CONNECT, "{'modules':[]}", 0, "/modules", "before the Flow language"},
    {CONNECT, "{'Version':'2019-10-30'}", 0, "/Actions", "found nothing, expected a list of actions"},
    {CONNECT, "{'Version':'2031','Actions':[]}", 0, "/Version", "found \"2031\", expected \"2019-10-30\""},
    {CONNECT, FLOW "5]}", 0, "/Actions/0", "without an identifier: found a number"},
    {CONNECT, FLOW "{'Type':'Wait'}]}", 0, "/Actions/0", "found nothing"},
    {CONNECT, FLOW "{'Identifier':'a'}]}", 0, "/Actions/0", "without a type"},
    {CONNECT, FLOW ACTION "'Parameters':{}}," ACTION "'Parameters':{}}]}", 0, "/Actions/1", "given twice: found \"a\""},
    {CONNECT, FLOW ACTION "'Parameters':[]}]}", 0, "/Actions/0", "wrong \"Parameters\": found a list"},
    {CONNECT, FLOW ACTION "'Transitions':'b'}]}", 0, "/Actions/0", "wrong \"Transitions\": found \"b\""},
    {CONNECT, FLOW ACTION "'Transitions':{'NextAction':'b'}}]}", 0, "/Actions/0/Transitions/NextAction",
     "no such action: found \"b\""},
    {CONNECT, FLOW ACTION "'Transitions':{'NextAction':7}}]}", 0, "/Actions/0/Transitions/NextAction",
     "found a number"},
    {CONNECT, FLOW ACTION "'Transitions':{'Errors':{}}}]}", 0, "/Actions/0/Transitions/Errors", "found an object"},
    {CONNECT, FLOW ACTION "'Transitions':{'Errors':[true]}}]}", 0, "/Actions/0/Transitions/Errors/0", "found true"},
    {CONNECT, FLOW ACTION "'Transitions':{'Errors':[{'NextAction':'a'}]}}]}", 0, "/Actions/0/Transitions/Errors/0",
     "expected a string \"ErrorType\""},
    {CONNECT, FLOW ACTION "'Transitions':{'Conditions':[{'NextAction':'x','Condition':{}}]}}]}", 0,
     "/Actions/0/Transitions/Conditions/0/NextAction", "found \"x\""},
    {CONNECT, FLOW ACTION "'Transitions':{'Conditions':[{'NextAction':'a'}]}}]}", 0,
     "/Actions/0/Transitions/Conditions/0", "an object \"Condition\""},
    {CONNECT, "{'Version':'2019-10-30','StartAction':'b','Actions':[" ACTION "'Parameters':{}}]}", 0, "/StartAction",
     "found \"b\""},
    {STUDIO, "{'states':\n[}", 2, "", "not JSON"},
    {STUDIO, "null", 1, "", "not JSON"},
    {STUDIO, "[]", 0, "", "found a list"},
    {STUDIO, "{}", 0, "/states", "expected a list of states"},
    {STUDIO, "{'states':[{'name':'a'}]}", 0, "/states/0", "strings \"name\" and \"type\""},
    {STUDIO, "{'states':[{'name':'a','type':'t'}]}", 0, "/states/0/transitions", "found nothing, expected a list"},
    {STUDIO, "{'states':[{'name':'a','type':'t','properties':1,'transitions':[]}]}", 0, "/states/0",
     "wrong \"properties\""},
    {STUDIO, "{'states':[{'name':'a','type':'t','transitions':[{}]}]}", 0, "/states/0/transitions/0",
     "a string \"event\""},
    {STUDIO, "{'states':[{'name':'a','type':'t','transitions':[{'event':'e','next':'b'}]}]}", 0,
     "/states/0/transitions/0/next", "no such state: found \"b\""},
    {STUDIO, "{'states':[{'name':'a','type':'t','transitions':[{'event':'e','conditions':{}}]}]}", 0,
     "/states/0/transitions/0", "wrong \"conditions\""},
    {STUDIO, "{'states':[{'name':'a','type':'t','transitions':[]},{'name':'a','type':'t','transitions':[]}]}", 0,
     "/states/1", "given twice"},
    {STUDIO, "{'states':[{'name':'a','type':'t','transitions':[]}]}", 0, "/initial_state", "no first state"},
    {STUDIO, "{'initial_state':'b','states':[{'name':'a','type':'t','transitions':[]}]}", 0, "/initial_state",
     "found \"b\""},
};

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char text[400], line[600];
    acd_import_note note = {.size = sizeof note};
    acd_import_counts counts = {.size = sizeof counts};
    acd_import *import = new_import(rows[i].format);
    snprintf(text, sizeof text, "%s", rows[i].text);
    for (char *at = text; *at; at++)
      if (*at == '\'') *at = '"';
    int status = acd_import_add_text(import, "file", text, strlen(text));
    if (status != ACD_ERR_DEFINITION) fail_msg("row %zu: status %d", i, status);
    assert_int_equal(acd_import_notes_count(import), 1);
    assert_int_equal(acd_import_note_at(import, 0, &note), ACD_OK);
    assert_int_equal(note.kind, ACD_IMPORT_REFUSED);
    if (note.line != rows[i].line || strcmp(note.path, rows[i].path) != 0 || !strstr(note.text, rows[i].says))
      fail_msg("row %zu: %lld, %s: %s", i, (long long)note.line, note.path, note.text);
    assert_int_equal(acd_import_note_print(import, 0, line, sizeof line, NULL), ACD_OK);
    assert_non_null(strstr(line, note.text));
    assert_int_equal(acd_import_counts_get(import, &counts), ACD_OK);
    assert_int_equal(counts.refused, 1);
    assert_int_equal(acd_import_finish(import), ACD_ERR_STATE);
    assert_null(acd_import_definition(import, NULL));
    acd_import_free(import);
  }
}

static void test_arguments(void **state)
{
  (void)state;
  acd_import *import;
  acd_import_format format = {.size = sizeof format};
  assert_int_equal(acd_import_new(NULL, "asterisk", &import), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_import_new(NULL, CONNECT, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_import_format_next(0, &format), 1);
  assert_string_equal(format.name, CONNECT);
  assert_int_equal(acd_import_format_next(1, &format), 1);
  assert_string_equal(format.name, STUDIO);
  assert_int_equal(acd_import_format_next(2, &format), 0);
  format.size = 4;
  assert_int_equal(acd_import_format_next(0, &format), ACD_ERR_ARGUMENT);
  import = new_import(STUDIO);
  assert_int_equal(acd_import_finish(import), ACD_ERR_STATE);
  assert_int_equal(acd_import_add_file(import, "/no/such/file"), ACD_ERR_IO);
  assert_true(has_note(import, ACD_IMPORT_REFUSED, "cannot be read"));
  add_export(import, "flow", "{\"states\":[]}");
  json_decref(finish_import(import));
  assert_int_equal(acd_import_finish(import), ACD_ERR_STATE);
  assert_int_equal(acd_import_add_text(import, "more", "{}", 2), ACD_ERR_STATE);
  assert_int_equal(acd_import_note_print(import, 99, NULL, 0, NULL), ACD_ERR_NOT_FOUND);
  acd_import_free(import);
  acd_import_free(NULL);
}

/* Small exports that use much of the formats. */
static const char *const whole[][2] = {
    {CONNECT,
     "{\"Version\":\"2019-10-30\",\"StartAction\":\"a\",\"Metadata\":{\"name\":\"m\",\"ActionMetadata\":{\"b\":{"
     "\"parameters\":{\"QueueId\":{\"displayName\":\"sales\"}}}}},\"Actions\":[{\"Identifier\":\"a\",\"Type\":"
     "\"Compare\",\"Parameters\":{\"ComparisonValue\":\"$.Attributes.x\"},\"Transitions\":{\"Conditions\":[{"
     "\"NextAction\":\"b\",\"Condition\":{\"Operator\":\"TextContains\",\"Operands\":[\"y\"]}}],\"Errors\":[{"
     "\"ErrorType\":\"NoMatchingCondition\",\"NextAction\":\"c\"}]}},{\"Identifier\":\"b\",\"Type\":"
     "\"UpdateContactTargetQueue\",\"Parameters\":{\"QueueId\":\"arn:q/1\"},\"Transitions\":{\"NextAction\":\"c\"}},{"
     "\"Identifier\":\"c\",\"Type\":\"TransferContactToQueue\",\"Transitions\":{\"NextAction\":\"d\"}},{"
     "\"Identifier\":\"d\",\"Type\":\"ShowView\",\"Parameters\":{\"ViewData\":{\"a\":[1,{\"b\":\"$.External.c\"}]}}}]"
     "}"},
    {STUDIO,
     "{\"initial_state\":\"t\",\"states\":[{\"name\":\"t\",\"type\":\"trigger\",\"transitions\":[{\"event\":"
     "\"incomingCall\",\"next\":\"s\"}]},{\"name\":\"s\",\"type\":\"split-based-on\",\"properties\":{\"input\":"
     "\"{{x}}\"},\"transitions\":[{\"event\":\"match\",\"next\":\"f\",\"conditions\":[{\"type\":\"matches_any_of\","
     "\"value\":\"a, b\"}]}]},{\"name\":\"f\",\"type\":\"send-to-flex\",\"properties\":{\"workflow\":\"w\","
     "\"attributes\":\"{{y}}\"},\"transitions\":[]}]}"},
};

#define WHOLE_COUNT (sizeof whole / sizeof *whole)

static void try_text(const char *format, const char *text, size_t size)
{
  acd_import *import = new_import(format);
  char *copy = malloc(size ? size : 1);
  assert_non_null(copy);
  memcpy(copy, text, size);
  int status = acd_import_add_text(import, "s", copy, size);
  free(copy);
  assert_true(status == ACD_OK || status == ACD_ERR_DEFINITION);
  if (status == ACD_OK) json_decref(finish_import(import));
  acd_import_free(import);
}

static void test_hostile_texts(void **state)
{
  (void)state;
  static const char bytes[] = "\"{}[],:x0\\\0\x80$.|%'";
  for (size_t k = 0; k < WHOLE_COUNT; k++) {
    size_t size = strlen(whole[k][1]);
    char *text = malloc(size + 1);
    assert_non_null(text);
    strcpy(text, whole[k][1]);
    try_text(whole[k][0], text, size);
    for (size_t i = 0; i < size; i++) {
      char old = text[i];
      try_text(whole[k][0], text, i);
      for (size_t b = 0; b < sizeof bytes - 1; b += 1 + i % 3) {
        text[i] = bytes[b];
        try_text(whole[k][0], text, size);
      }
      text[i] = old;
    }
    free(text);
  }
}

/* Each request for memory refused once, and all from it on. */
static void test_no_memory(void **state)
{
  (void)state;
  for (size_t k = 0; k < WHOLE_COUNT; k++) {
    for (int after = 0; after < 2; after++) {
      long needed = 1;
      for (long at = 0; at <= needed; at++) {
        acd_testing_memory failing = {.fail_at = at, .fail_after = after};
        acd_allocator allocator = failing_allocator(&failing);
        acd_import *import = NULL;
        int status = acd_import_new(&allocator, whole[k][0], &import);
        if (status == ACD_OK) status = acd_import_add_text(import, "s", whole[k][1], strlen(whole[k][1]));
        if (status == ACD_OK) status = acd_import_finish(import);
        assert_int_equal(status, at ? ACD_ERR_NOMEM : ACD_OK);
        acd_import_free(import);
        assert_int_equal(failing.bytes, 0);
        if (at == 0) needed = failing.requests;
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_arguments),
      cmocka_unit_test(test_hostile_texts),
      cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
