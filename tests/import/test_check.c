/* SPDX-License-Identifier: Apache-2.0 */
/* What the check finds in real exports: the defects that they are known to have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/check.h>
#include <acd/json.h>

#include "exports.h"

#define KINDS_MAX 64

/* Findings of each kind, and in how many flows. */
static void check_all(const char *format, const char *folder, size_t *flows_out)
{
  acd_import *import = new_import(format);
  acd_json *json = NULL;
  acd_check *check = NULL;
  acd_finding finding = {.size = sizeof finding};
  size_t findings[KINDS_MAX] = {0}, flows[KINDS_MAX] = {0}, size = 0;
  const char *last[KINDS_MAX] = {NULL};
  char line[1000];
  assert_true(add_shared(import, folder) > 0);
  json_decref(finish_import(import));
  const char *text = acd_import_definition(import, &size);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  int status = acd_json_load_text(json, text, size);
  for (size_t i = 0; acd_json_error_print(json, i, line, sizeof line, NULL) == ACD_OK; i++) printf("%s\n", line);
  assert_int_equal(status, ACD_OK);
  assert_int_equal(acd_check_new(acd_json_definition(json), NULL, &check), ACD_OK);
  for (size_t i = 0; acd_check_finding_at(check, i, &finding) == ACD_OK; i++) {
    assert_true(finding.kind < KINDS_MAX);
    findings[finding.kind]++;
    if (!last[finding.kind] || strcmp(last[finding.kind], finding.flow) != 0) flows[finding.kind]++;
    last[finding.kind] = finding.flow;
  }
  for (uint32_t kind = 1; kind < KINDS_MAX; kind++)
    if (findings[kind])
      printf("%s: %s: %zu, in %zu flows\n", format, acd_finding_kind_str(kind), findings[kind], flows[kind]);
  assert_int_equal(findings[ACD_FINDING_DANGLING], 0);
  memcpy(flows_out, flows, sizeof flows);
  acd_check_free(check);
  acd_json_free(json);
  acd_import_free(import);
}

static void test_amazon_connect(void **state)
{
  (void)state;
  size_t flows[KINDS_MAX];
  check_all("amazon-connect", "amazon_connect", flows);
  assert_true(flows[ACD_FINDING_RETRY_UNLIMITED] > 0);
  assert_true(flows[ACD_FINDING_UNREACHABLE] > 0);
  assert_true(flows[ACD_FINDING_QUEUE_UNSERVED] > 0);
  assert_true(flows[ACD_FINDING_HOURS_NEVER] > 0);
  assert_true(flows[ACD_FINDING_ATTRIBUTE_NEVER_SET] > 0);
}

static void test_twilio_studio(void **state)
{
  (void)state;
  size_t flows[KINDS_MAX];
  check_all("twilio-studio", "twilio_studio", flows);
  assert_true(flows[ACD_FINDING_DEAD_END] > 0);
  assert_true(flows[ACD_FINDING_ATTRIBUTE_NEVER_SET] > 0);
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
