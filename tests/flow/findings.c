/* SPDX-License-Identifier: Apache-2.0 */
#include "findings.h"

#include "model/outline.h"

static void write_findings(const acd_check *check, char *buffer, size_t size)
{
  acd_finding finding = {.size = sizeof finding};
  size_t used = 0;
  buffer[0] = '\0';
  for (size_t i = 0; acd_check_finding_at(check, i, &finding) == ACD_OK; i++) {
    used += (size_t)snprintf(buffer + used, size - used, "%s %s %s%s%s%s%s\n", acd_severity_str(finding.severity),
                             acd_finding_kind_str(finding.kind), finding.flow, finding.node[0] ? "/" : "", finding.node,
                             finding.other[0] ? ": " : "", finding.other);
    assert_true(used < size);
    assert_true(finding.text[0] != '\0');
    assert_true((finding.path[0] != '\0') == (finding.object >= 0));
  }
}

void findings_of(const char *outline, uint32_t kind, const char *but, char *nodes, size_t size)
{
  acd_check *check = NULL;
  acd_definition *definition = outline_build(NULL, outline);
  acd_finding finding = {.size = sizeof finding};
  size_t used = 0;
  assert_int_equal(acd_check_new(definition, NULL, &check), ACD_OK);
  acd_definition_free(definition);
  nodes[0] = '\0';
  for (size_t i = 0; acd_check_finding_at(check, i, &finding) == ACD_OK; i++)
    if (finding.kind == kind && strcmp(finding.node, but) != 0)
      used += (size_t)snprintf(nodes + used, size - used, "%s", finding.node);
  assert_true(used < size);
  acd_check_free(check);
}

void check_findings(const char *outline, const char *expected)
{
  char found[4000];
  acd_check *check = NULL;
  acd_definition *definition = outline_build(NULL, outline);
  assert_int_equal(acd_check_new(definition, NULL, &check), ACD_OK);
  acd_definition_free(definition); /* the check does not need it */
  write_findings(check, found, sizeof found);
  acd_check_free(check);
  if (strcmp(found, expected) != 0) fprintf(stderr, "%s", outline);
  assert_string_equal(found, expected);
}

void check_rows(const row *rows, size_t count)
{
  for (size_t i = 0; i < count; i++) check_findings(rows[i].outline, rows[i].findings);
}
