/* SPDX-License-Identifier: Apache-2.0 */
#include "calendars.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

acd_ics *new_ics(void)
{
  acd_ics *ics = NULL;
  assert_int_equal(acd_ics_new(NULL, &ics), ACD_OK);
  return ics;
}

void read_events(acd_ics *ics, const char *events)
{
  static const char before[] = "BEGIN:VCALENDAR\n", behind[] = "END:VCALENDAR\n";
  size_t size = strlen(events) + sizeof before + sizeof behind;
  char *text = malloc(size);
  assert_non_null(text);
  snprintf(text, size, "%s%s%s", before, events, behind);
  int status = acd_ics_read_text(ics, "calendar", text, strlen(text));
  free(text);
  if (status != ACD_OK) fail_msg("%d: %s", status, notes_of(ics));
}

void read_shared(acd_ics *ics, const char *name)
{
  char path[200];
  snprintf(path, sizeof path, "data/ics/%s", name);
  int status = acd_ics_read_file(ics, shared_path(path));
  if (status != ACD_OK) fail_msg("%s: %d: %s", name, status, notes_of(ics));
}

static void clock_text(char *text, size_t size, int64_t us)
{
  int64_t seconds = us / 1000000;
  snprintf(text, size, "%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60));
}

const char *rules_of(acd_ics *ics, int64_t from, int64_t to)
{
  static char text[ACD_ICS_RULES_MAX * 320];
  size_t at = 0;
  int status = acd_ics_expand(ics, from, to);
  if (status != ACD_OK) fail_msg("%d: %s", status, notes_of(ics));
  text[0] = '\0';
  for (size_t i = 0; i < acd_ics_rules_count(ics); i++) {
    acd_ics_rule rule = {.size = sizeof rule};
    char begin[16], end[16], last[24] = "", clock[40] = "";
    assert_int_equal(acd_ics_rule_at(ics, i, &rule), ACD_OK);
    clock_text(begin, sizeof begin, rule.from_us);
    clock_text(end, sizeof end, rule.to_us);
    if (rule.to_date != rule.date) snprintf(last, sizeof last, "-%lld", (long long)rule.to_date);
    if (rule.from_us != 0 || rule.to_us != INT64_C(86400000000)) snprintf(clock, sizeof clock, " %s-%s", begin, end);
    at += (size_t)snprintf(text + at, sizeof text - at, "%lld%s%s%s %s\n", (long long)rule.date, last, clock,
                           rule.open ? " open" : "", rule.name);
  }
  return text;
}

const char *notes_of(const acd_ics *ics)
{
  static char text[100000];
  size_t at = 0;
  text[0] = '\0';
  for (size_t i = 0; i < acd_ics_notes_count(ics) && at + 1000 < sizeof text; i++) {
    size_t size = 0;
    (void)acd_ics_note_print(ics, i, text + at, 900, &size);
    at += size < 900 ? size : 899;
    text[at++] = '\n';
    text[at] = '\0';
  }
  return text;
}

acd_ics_counts counts_of(const acd_ics *ics)
{
  acd_ics_counts counts = {.size = sizeof counts};
  assert_int_equal(acd_ics_counts_get(ics, &counts), ACD_OK);
  return counts;
}
