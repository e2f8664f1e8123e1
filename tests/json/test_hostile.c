/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that nobody meant, too many errors, no memory; and a large document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <jansson.h>

#include <acd/engine.h>
#include <acd/json.h>

#include "documents.h"
#include "failing.h"

static void test_the_limit_of_the_list(void **state)
{
  (void)state;
  char *text = malloc(100000), *at = text;
  acd_json *json;
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  at += sprintf(at, "{");
  for (int i = 0; i < 1001; i++) at += sprintf(at, "%s\"key%d\": 1", i ? ",\n" : "", i);
  at += sprintf(at, "}");
  assert_int_equal(acd_json_load_text(json, text, (size_t)(at - text)), ACD_ERR_DEFINITION);
  assert_int_equal(acd_json_errors_count(json), 1001);
  acd_json_error error = {.size = sizeof error};
  assert_int_equal(acd_json_error_at(json, 999, &error), ACD_OK);
  assert_int_equal(error.line, 1000);
  assert_int_equal(acd_json_error_at(json, 1000, &error), ACD_OK);
  assert_int_equal(error.code, ACD_ERR_LIMIT);
  assert_int_equal(error.line, 0);
  acd_json_free(json);
  free(text);
}

/* Cuts and changed bytes of a text that uses everything: loaded and submitted, whatever comes out. */
static void try_text(acd_json *json, acd_engine *engine, const char *text, size_t size)
{
  char *copy = malloc(size ? size : 1);
  char line[100];
  memcpy(copy, text, size);
  int status = acd_json_load_text(json, copy, size);
  free(copy);
  assert_true(status == ACD_OK || status == ACD_ERR_DEFINITION);
  status = acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE);
  assert_true(status == ACD_OK || status == ACD_ERR_DEFINITION);
  assert_int_equal(status == ACD_OK, acd_json_errors_count(json) == 0);
  for (size_t i = 0; i < acd_json_errors_count(json); i++)
    assert_true(acd_json_error_print(json, i, line, sizeof line, NULL) != ACD_ERR_NOT_FOUND && line[0]);
}

static void test_hostile_texts(void **state)
{
  (void)state;
  acd_json *json;
  acd_engine *engine;
  size_t size = strlen(document_whole);
  char *text = malloc(size);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  memcpy(text, document_whole, size);
  for (size_t i = 0; i < size; i += 3) try_text(json, engine, text, i);
  static const char bytes[] = "\"{}[],:x0\\\0\x80";
  for (size_t i = 0; i < size; i++) {
    char old = text[i];
    text[i] = bytes[i * 7 % (sizeof bytes - 1)];
    try_text(json, engine, text, size);
    text[i] = old;
  }
  try_text(json, engine, text, size);
  memset(text, '[', size);
  try_text(json, engine, text, size);
  acd_engine_free(engine);
  acd_json_free(json);
  free(text);
}

/* Each allocation of ours refused: out of memory, or done; nothing leaks, and the handle works afterwards. */
static void test_every_allocation_refused(void **state)
{
  (void)state;
  static const char text[] =
      "{\"agents\": {\"a\": {\"x\": 1, \"presence\": \"redy\"}, \"a\": {}}, \"queues\": {\"q\": {\"overflow\": \"r\", "
      "\"members\": [{\"agent\": \"b\"}]}}, \"skills\": [\"s\"], \"numbers\": {\"1\": \"f\"}}";
  acd_engine *engine;
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  long fail_at = 1;
  for (;; fail_at++) {
    acd_testing_memory failing = {.fail_at = fail_at};
    acd_allocator allocator = failing_allocator(&failing);
    acd_json *json = NULL;
    int status = acd_json_new(&allocator, &json);
    if (status == ACD_OK) status = acd_json_load_text(json, text, strlen(text));
    if (status == ACD_ERR_DEFINITION) status = acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE);
    int done = failing.requests < fail_at;
    assert_int_equal(status, done ? ACD_ERR_DEFINITION : ACD_ERR_NOMEM);
    failing.fail_at = 0;
    if (json) {
      assert_int_equal(acd_json_load_text(json, text, strlen(text)), ACD_ERR_DEFINITION);
      assert_int_equal(acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE), ACD_ERR_DEFINITION);
      assert_int_equal(acd_json_errors_count(json), 6);
    }
    acd_json_free(json);
    assert_int_equal(failing.blocks, 0);
    if (done) break;
  }
  assert_true(fail_at > 20);
  acd_engine_free(engine);
}

static long jansson_calls, jansson_fail_at;

static void *jansson_malloc(size_t size)
{
  return ++jansson_calls == jansson_fail_at ? NULL : malloc(size);
}

static void test_every_allocation_of_the_parser_refused(void **state)
{
  (void)state;
  static const char text[] =
      "{\"agents\": {\"a\": {\"x\": 1, \"presence\": \"ready\"}, \"a\": {}},\n\"queues\": {\"q\": {\"members\": "
      "[{\"agent\": \"b\"}]}}}";
  acd_json *json;
  acd_engine *engine;
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  json_set_alloc_funcs(jansson_malloc, free);
  for (jansson_fail_at = 1;; jansson_fail_at++) {
    jansson_calls = 0;
    int status = acd_json_load_text(json, text, strlen(text));
    if (status == ACD_ERR_DEFINITION) status = acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE);
    if (jansson_calls < jansson_fail_at) {
      assert_int_equal(status, ACD_ERR_DEFINITION);
      break;
    }
    assert_int_equal(status, ACD_ERR_NOMEM);
  }
  assert_true(jansson_fail_at > 30);
  json_set_alloc_funcs(malloc, free);
  acd_json_free(json);
  acd_engine_free(engine);
}

/* 100,000 agents, 1,000 queues of 100 members: the time is printed only. */
static void test_a_large_document(void **state)
{
  (void)state;
  char *text = malloc(40000000), *at = text;
  acd_json *json;
  acd_engine *engine;
  at += sprintf(at, "{\"skills\": [\"a\", \"b\"], \"agents\": {");
  for (int i = 0; i < 100000; i++) {
    at += sprintf(at, "%s\n\"agent-%06d\": {\"extension\": \"%d\", \"skills\": {\"a\": %d}, \"wrapup_s\": 2.5}",
                  i ? "," : "", i, i, i % 10 + 1);
  }
  at += sprintf(at, "}, \"queues\": {");
  for (int i = 0; i < 1000; i++) {
    at += sprintf(at, "%s\n\"queue-%d\": {\"members\": [", i ? "," : "", i);
    for (int k = 0; k < 100; k++) at += sprintf(at, "%s\"agent-%06d\"", k ? "," : "", i * 100 + k);
    at += sprintf(at, "]}");
  }
  at += sprintf(at, "}}");
  clock_t start = clock();
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  assert_int_equal(acd_json_load_text(json, text, (size_t)(at - text)), ACD_OK);
  print_message("%.1f MB loaded: %.3f s\n", (double)(at - text) / 1e6, (double)(clock() - start) / CLOCKS_PER_SEC);
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  start = clock();
  assert_int_equal(acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
  print_message("submitted: %.3f s\n", (double)(clock() - start) / CLOCKS_PER_SEC);
  acd_engine_free(engine);
  acd_json_free(json);
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_limit_of_the_list),    cmocka_unit_test(test_hostile_texts),
      cmocka_unit_test(test_every_allocation_refused), cmocka_unit_test(test_every_allocation_of_the_parser_refused),
      cmocka_unit_test(test_a_large_document),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
