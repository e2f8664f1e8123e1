/* SPDX-License-Identifier: Apache-2.0 */
/* What is no JSON, and where it stops being JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include <acd/json.h>

#include "documents.h"

/* The texts contain NULs. */
#define TEXT(text) text, sizeof text - 1

static void test_mistakes(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t size;
    const char *line;
  } rows[] = {
      {TEXT(" \n"), "2:1: not JSON: found the end of the text, expected an object"},
      {TEXT("\xef\xbb\xbf{}"), "1:1: not JSON: found a byte order mark, expected an object"},
      {TEXT("\xff\xfe{\0}\0"), "1:1: not JSON: found byte 0xff, expected an object"},
      {TEXT("// x\n{}"), "1:1: not JSON: found //, expected an object"},
      {TEXT("{}\n {\"a\": 1}"), "2:2: not JSON: found \"{\", expected the end of the text"},
      {TEXT("{} x"), "1:4: not JSON: found x, expected the end of the text"},
      {TEXT("{}\0"), "1:3: not JSON: found byte 0x00, expected the end of the text"},
      {TEXT("]"), "1:1: not JSON: found \"]\", expected an object"},
      {TEXT("{]"), "1:2: not JSON: found \"]\", expected a key in quotes, or \"}\""},
      {TEXT("{,}"), "1:2: not JSON: found \",\", expected a key in quotes, or \"}\""},
      {TEXT("{\"a\": 1,}"), "1:9: not JSON: found \"}\", expected a key in quotes"},
      {TEXT("{\"a\": [1,]}"), "1:10: /a/1: not JSON: found \"]\", expected a value"},
      {TEXT("{\"a\": [}"), "1:8: /a/0: not JSON: found \"}\", expected a value or \"]\""},
      {TEXT("{\"a\": [1}"), "1:9: /a: not JSON: found \"}\", expected \",\" or \"]\""},
      {TEXT("{\"a\": [1 2]}"), "1:10: /a: not JSON: found 2, expected \",\" or \"]\""},
      {TEXT("{\"a\": 1 \"b\": 2}"), "1:9: not JSON: found \"b\", expected \",\" or \"}\""},
      {TEXT("{\"a\": 1"), "1:8: not JSON: found the end of the text, expected \",\" or \"}\""},
      {TEXT("{\"a\" 1}"), "1:6: not JSON: found 1, expected \":\""},
      {TEXT("{\"a\":}"), "1:6: /a: not JSON: found \"}\", expected a value"},
      {TEXT("{\"a\": "), "1:7: /a: not JSON: found the end of the text, expected a value"},
      {TEXT("{a: 1}"), "1:2: not JSON: found a, expected a key in quotes, or \"}\""},
      {TEXT("{\"b\": {'a': 1}}"), "1:8: /b: not JSON: found 'a', expected a key in quotes, or \"}\""},
      {TEXT("{\"a\": {\"b\": nul}}"), "1:13: /a/b: not JSON: found nul, expected a value"},
      {TEXT("{\"a\": NaN}"), "1:7: /a: not JSON: found NaN, expected a value"},
      {TEXT("{\"a\": \0 1}"), "1:7: /a: not JSON: found byte 0x00, expected a value"},
      /* numbers */
      {TEXT("{\"a\": 01}"), "1:7: /a: not JSON: found 01, expected a number such as 5, -2.5 or 1e3"},
      {TEXT("{\"a\": -}"), "1:7: /a: not JSON: found -, expected a number such as 5, -2.5 or 1e3"},
      {TEXT("{\"a\": 1.}"), "1:7: /a: not JSON: found 1., expected a number such as 5, -2.5 or 1e3"},
      {TEXT("{\"a\": 1e+}"), "1:7: /a: not JSON: found 1e+, expected a number such as 5, -2.5 or 1e3"},
      {TEXT("{\"a\": .5}"), "1:7: /a: not JSON: found .5, expected a value"},
      {TEXT("{\"centre\": {\"x\": 1e999}}"), "1:18: /centre/x: the number is too large for any use: found number "
                                             "1e999, expected a number of at most 300 digits"},
      {TEXT("{\"centre\": {\"x\": -1e99999999999999999999}}"),
       "1:18: /centre/x: the number is too large for any use: found number -1e99999999999999999999, expected a number "
       "of at "
       "most 300 digits"},
      /* strings: at their beginning */
      {TEXT("{\"a\": \"b}"), "1:7: /a: a string does not end: found the end of the text, expected \""},
      {TEXT("{\"a\": \"b\nc\"}"),
       "1:7: /a: a control character in a string: found byte 0x0a, expected an escape such as \\n"},
      {TEXT("{\"a\": \"x\0y\"}"),
       "1:7: /a: a control character in a string: found byte 0x00, expected an escape such as \\n"},
      {TEXT("{\"a\": \"b\\u0000\"}"), "1:7: /a: a NUL in a string: found \\u0000, expected a text without it"},
      {TEXT("{\"a\\u0000b\": 1}"), "1:2: a NUL in a string: found \\u0000, expected a text without it"},
      {TEXT("{\"a\": \"\\x\"}"),
       "1:7: /a: no such escape in a string: found \\x, expected one of \\\" \\\\ \\/ \\b \\f \\n "
       "\\r \\t, or \\u and 4 hexadecimal digits"},
      {TEXT("{\"a\": \"\\u12\"}"),
       "1:7: /a: no such escape in a string: found \\u, expected one of \\\" \\\\ \\/ \\b \\f "
       "\\n \\r \\t, or \\u and 4 hexadecimal digits"},
      {TEXT("{\"a\": \"\\ud800\"}"), "1:7: /a: half a surrogate pair in a string: found \\ud800, expected both halves"},
      {TEXT("{\"a\": \"\\udc00\\ud800\"}"),
       "1:7: /a: half a surrogate pair in a string: found \\udc00, expected both halves"},
      {TEXT("{\"a\": \"\\ud800\\ud800\"}"),
       "1:7: /a: half a surrogate pair in a string: found \\ud800, expected both halves"},
      {TEXT("{\"a\": \"\\ud800\\ue000\"}"),
       "1:7: /a: half a surrogate pair in a string: found \\ud800, expected both halves"},
      {TEXT("{\"a\": \"\\udc00\\udc00\"}"),
       "1:7: /a: half a surrogate pair in a string: found \\udc00, expected both halves"},
      {TEXT("{\"a\": \"\xf4\x90\x80\x80\"}"),
       "1:7: /a: a string is not UTF-8: found byte 0xf4, expected text in UTF-8"},
      {TEXT("{\"\xc3\xa9\": \"\xc0\x80\"}"),
       "1:7: /\xc3\xa9: a string is not UTF-8: found byte 0xc0, expected text in UTF-8"},
      {TEXT("{\"a\": \"\xed\xa0\x80\"}"), "1:7: /a: a string is not UTF-8: found byte 0xed, expected text in UTF-8"},
      {TEXT("{\"a\": \"\xe2\x82"), "1:7: /a: a string is not UTF-8: found byte 0xe2, expected text in UTF-8"},
  };
  acd_json *json;
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char line[300];
    assert_int_equal(acd_json_load_text(json, rows[i].text, rows[i].size), ACD_ERR_DEFINITION);
    assert_int_equal(acd_json_errors_count(json), 1);
    acd_json_error error = {.size = sizeof error};
    assert_int_equal(acd_json_error_at(json, 0, &error), ACD_OK);
    assert_int_equal(error.code, ACD_ERR_ENCODING);
    acd_json_error_print(json, 0, line, sizeof line, NULL);
    assert_string_equal(line, rows[i].line);
    assert_null(acd_json_definition(json));
  }
  acd_json_free(json);
}

/* Rare, and JSON all the same. What the numbers mean is not a matter of syntax. */
static void test_no_mistakes(void **state)
{
  (void)state;
  static const char *const rows[] = {
      " \t\r\n{ \"comment\" :\t\"\" }\r\n",
      "{\"comment\": \"\\ud83d\\uDE00 \\\" \\\\ \\/ \\b\\f\\n\\r\\t \x7f \xf0\x9f\x98\x80\"}",
      "{\"comment\": \"\\udbff\\udfff\\ufffe\\ue000\\ud7ff\"}",
      "{\"agents\": {\"a\": {\"wrapup_s\": 0e99999}, \"b\": {\"wrapup_s\": -0.0E+999}}}",
      "{\"agents\": {\"a\": {\"wrapup_s\": 1000000e-6}, \"b\": {\"wrapup_s\": 1E0}}}",
  };
  acd_json *json;
  acd_json_error error = {.size = sizeof error};
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    assert_int_equal(acd_json_load_text(json, rows[i], strlen(rows[i])), ACD_OK);
  }
  static const char tiny[] = "{\"agents\": {\"a\": {\"wrapup_s\": 1e-400}}}";
  assert_int_equal(acd_json_load_text(json, TEXT(tiny)), ACD_ERR_DEFINITION);
  assert_int_equal(acd_json_error_at(json, 0, &error), ACD_OK);
  assert_int_equal(error.code, ACD_ERR_ARGUMENT);
  acd_json_free(json);
}

/* Lists within each other, below a key that nobody knows. */
static void nest(char *text, size_t depth)
{
  strcpy(text, "{\"a\": ");
  memset(text + 6, '[', depth);
  memset(text + 6 + depth, ']', depth);
  strcpy(text + 6 + 2 * depth, "}");
}

static void test_depth(void **state)
{
  (void)state;
  char text[200000], line[300];
  acd_json *json;
  acd_json_error error = {.size = sizeof error};
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  static const size_t depths[] = {1, 63, 64, 90000};
  for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
    nest(text, depths[i]);
    assert_int_equal(acd_json_load_text(json, text, strlen(text)), ACD_ERR_DEFINITION);
    assert_int_equal(acd_json_error_at(json, 0, &error), ACD_OK);
    assert_int_equal(error.code, depths[i] < 64 ? ACD_ERR_ARGUMENT : ACD_ERR_ENCODING);
    assert_int_equal(error.column, depths[i] < 64 ? 2 : 7 + 63);
  }
  assert_int_equal(strlen(error.path), 2 + 2 * 63);
  acd_json_error_print(json, 0, line, sizeof line, NULL);
  assert_non_null(strstr(line, "/0: nested too deeply: found a list, expected at most 64 levels"));
  acd_json_free(json);
}

/* jansson is a second opinion on every text that differs from a good one in one byte. Where it is stricter: NULs in strings
 * are ours to refuse, and so are numbers between 1e300 and its own limit, which do not occur. */
static void test_as_jansson(void **state)
{
  (void)state;
  static const char bytes[] = "\"{}[],:x01-+.eEu\\/ \n\x7f\x80\xc3\xff";
  size_t size = strlen(document_whole), refused = 0, accepted = 0;
  char *text = malloc(size);
  acd_json *json;
  assert_non_null(text);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  memcpy(text, document_whole, size);
  for (size_t i = 0; i < 3 * size; i++) {
    char *at = text + i % size, old = *at;
    *at = bytes[i * 5 % (sizeof bytes - 1)];
    json_t *root = json_loadb(text, size, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, NULL);
    acd_json_load_text(json, text, size);
    acd_json_error error = {.size = sizeof error};
    int syntax = acd_json_error_at(json, 0, &error) == ACD_OK && error.code == ACD_ERR_ENCODING;
    assert_int_equal(syntax, root == NULL);
    refused += root == NULL;
    accepted += root != NULL;
    json_decref(root);
    *at = old;
  }
  assert_true(refused > size / 2 && accepted > size / 2);
  acd_json_free(json);
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_mistakes),
      cmocka_unit_test(test_no_mistakes),
      cmocka_unit_test(test_depth),
      cmocka_unit_test(test_as_jansson),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
