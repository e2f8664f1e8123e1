/* SPDX-License-Identifier: Apache-2.0 */
/* Real exports, published by their owners: all are read, and nearly all of their actions mapped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exports.h"

/* `own`: of those that are known, what became nodes of this library. */
static void expect(const char *format, const char *folder, int files, int actions, int known, int own)
{
  acd_import *import = new_import(format);
  acd_import_counts counts = {.size = sizeof counts};
  assert_int_equal(add_shared(import, folder), files);
  json_t *definition = finish_import(import);
  assert_int_equal(json_object_size(json_object_get(definition, "flows")), files);
  assert_int_equal(acd_import_counts_get(import, &counts), ACD_OK);
  assert_int_equal(counts.actions, actions);
  assert_int_equal(counts.mapped + counts.host, known);
  assert_int_equal(counts.mapped, own);
  assert_true((counts.mapped + counts.host) * 100 >= counts.actions * 97);
  json_decref(definition);
  acd_import_free(import);
}

static void test_amazon_connect(void **state)
{
  (void)state;
  expect("amazon-connect", "amazon_connect", 65, 666, 665, 459);
}

static void test_twilio_studio(void **state)
{
  (void)state;
  expect("twilio-studio", "twilio_studio", 10, 81, 81, 38);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_amazon_connect), cmocka_unit_test(test_twilio_studio)};
  if (!shared_path("data/flows/amazon_connect/001.json")) {
    printf("SKIP: there is no data/flows: exports of Amazon Connect and Twilio Studio\n");
    return 77;
  }
  return cmocka_run_group_tests(tests, NULL, NULL);
}
