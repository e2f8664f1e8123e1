/* SPDX-License-Identifier: Apache-2.0 */
/* Each document with exactly the errors it must give, and an engine that is as before. With --print, prints the documents
 * as JSON, for the test of the schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include <acd/engine.h>
#include <acd/json.h>

#include "documents.h"

static const char *code_name(int code)
{
  switch (code) {
  case ACD_ERR_ARGUMENT: return "argument";
  case ACD_ERR_NOT_FOUND: return "not_found";
  case ACD_ERR_ENCODING: return "encoding";
  case ACD_ERR_LIMIT: return "limit";
  default: return "?";
  }
}

static void list_errors(const acd_json *json, char *buffer, size_t size)
{
  size_t used = 0;
  buffer[0] = '\0';
  for (size_t i = 0; i < acd_json_errors_count(json) && used < size; i++) {
    acd_json_error error = {.size = sizeof error};
    assert_int_equal(acd_json_error_at(json, i, &error), ACD_OK);
    used += (size_t)snprintf(buffer + used, size - used, "%lld:%lld %s%s%s\n", (long long)error.line,
                             (long long)error.column, error.path, *error.path ? " " : "", code_name(error.code));
    assert_true(*error.text);
  }
}

static void test_each_document(void **state)
{
  (void)state;
  static const char running[] = "{\"agents\": {\"old\": {}}, \"queues\": {\"old\": {\"members\": [\"old\"]}}}";
  size_t broken = 0, wrong = 0;
  for (size_t i = 0; i < documents_count; i++) {
    const test_document *document = &documents[i];
    char found[4000], again[4000];
    acd_json *json;
    acd_engine *engine;
    assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
    assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
    assert_int_equal(acd_json_load_text(json, running, strlen(running)), ACD_OK);
    assert_int_equal(acd_json_submit(json, engine, 1, ACD_DEFINE_WHOLE), ACD_OK);
    int64_t digest = acd_engine_digest_state(engine);
    int loaded = acd_json_load_text(json, document->text, strlen(document->text));
    assert_int_equal(loaded == ACD_OK, acd_json_errors_count(json) == 0);
    assert_int_equal(loaded == ACD_OK, acd_json_definition(json) != NULL);
    int status = acd_json_submit(json, engine, 1, ACD_DEFINE_WHOLE);
    list_errors(json, found, sizeof found);
    if (strcmp(found, document->errors)) print_error("%s:\n%sexpected:\n%s", document->name, found, document->errors);
    wrong += strcmp(found, document->errors) != 0;
    assert_int_equal(status, *document->errors ? ACD_ERR_DEFINITION : ACD_OK);
    if (*document->errors) assert_true(acd_engine_digest_state(engine) == digest);
    broken += *document->errors != '\0';
    /* Once more: the list is of this submit, nothing is left of the one before. */
    assert_int_equal(acd_json_submit(json, engine, 1, ACD_DEFINE_WHOLE), status);
    list_errors(json, again, sizeof again);
    assert_string_equal(again, found);
    acd_json_free(json);
    acd_engine_free(engine);
  }
  assert_int_equal(wrong, 0);
  assert_true(broken >= 30);
}

static int print_documents(void)
{
  json_t *list = json_array();
  for (size_t i = 0; i < documents_count; i++) {
    /* What is not UTF-8 cannot stand in JSON; no schema ever sees it. */
    json_t *text = json_string(documents[i].text);
    if (!text) continue;
    json_t *item = json_pack("{s:s, s:o, s:s, s:b}", "name", documents[i].name, "text", text, "errors",
                             documents[i].errors, "schema", documents[i].schema);
    if (!item || json_array_append_new(list, item)) return 1;
  }
  int failed = json_dumpf(list, stdout, 0);
  json_decref(list);
  return failed != 0;
}

int main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_document)};
  if (argc > 1 && strcmp(argv[1], "--print") == 0) return print_documents();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
