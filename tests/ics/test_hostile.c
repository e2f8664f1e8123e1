/* SPDX-License-Identifier: Apache-2.0 */
/* Calendars that mean harm: rules that never match, that began at the beginning of time or recur for ever, long lines, many of
 * everything, any bytes, and no memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calendars.h"
#include "failing.h"

#include "ics/internal.h"

#define EVENT(text) "BEGIN:VEVENT\n" text "END:VEVENT\n"

/* Begin, rule. Each is refused, or its work is bounded: days looked at are what costs, some nanoseconds each. */
static const char *const rules[][2] = {
    {"20000101", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
    {"20000101", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"},
    {"20000101", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31"},
    {"20000101", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1"},
    {"00010101", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1"},
    {"00010101", "FREQ=DAILY;COUNT=999999999"},
    {"00010101", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=999999999"},
    {"00010101", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1;COUNT=999999999"},
    {"99991231", "FREQ=YEARLY"},
    {"99991231", "FREQ=DAILY;INTERVAL=9999"},
    {"99990101", "FREQ=YEARLY;BYWEEKNO=-1;WKST=SU"},
    {"00010101", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=99999999"},
    {"20000101", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5"},
    {"20000101", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=366"},
    {"20000101", "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11"},
    {"20000101", "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=2;BYMONTH=1"},
    {"20010101", "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=4;COUNT=1"},
    {"20000101", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"},
    {"20000101", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3"},
    {"20000101", "FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=1"},
    {"20000101", "FREQ=DAILY;UNTIL=00010101"},
    {"20000101", "FREQ=DAILY;UNTIL=99991231"},
};

static int count_day(void *user, int64_t day)
{
  (void)day;
  ++*(int64_t *)user;
  return 1;
}

static void test_work(void **state)
{
  (void)state;
  static const acd__ics_span spans[] = {{20454, 20818}, {-719162, -719162}, {0, 2932896}};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    for (size_t k = 0; k < sizeof spans / sizeof *spans; k++) {
      acd__ics_rrule rule;
      acd__ics_wrong wrong = {"", 0};
      acd__ics_moment start;
      int64_t work = ACD__ICS_RULE_WORK_MAX, count = 0;
      assert_true(acd__ics_read_moment(rules[i][0], 8, &start, &wrong));
      if (!acd__ics_read_rule(rules[i][1], &rule, &wrong)) fail_msg("%s: %s", rules[i][1], wrong.text);
      int good = acd__ics_expand_rule(&rule, &start, spans[k], &work, count_day, &count);
      if (work < -800) fail_msg("%s: %lld", rules[i][1], (long long)work); /* a period more, at most */
      if (good != (work >= 0)) fail_msg("%s: %d with %lld left", rules[i][1], good, (long long)work);
    }
}

/* Appends the same text many times; to be freed. */
static char *many(const char *before, const char *text, size_t times, const char *behind)
{
  size_t size = strlen(text), first = strlen(before);
  char *all = malloc(first + size * times + strlen(behind) + 1);
  assert_non_null(all);
  memcpy(all, before, first);
  for (size_t i = 0; i < times; i++) memcpy(all + first + i * size, text, size);
  strcpy(all + first + size * times, behind);
  return all;
}

/* Reads and expands; what was made is told by `rules` and one note by `note`. */
static void expect(const char *events, const char *made, const char *note)
{
  acd_ics *ics = new_ics();
  read_events(ics, events);
  assert_string_equal(rules_of(ics, 20260101, 20261231), made);
  if (!strstr(notes_of(ics), note)) fail_msg("%s", notes_of(ics));
  acd_ics_free(ics);
}

static void test_many(void **state)
{
  (void)state;
  char *text = many("BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:a\nRRULE:FREQ=DAILY;UNTIL=20260103\nEXDATE:20260102",
                    ",20260102", 9999, "\nEND:VEVENT\n");
  expect(text, "20260101 a 2026-01-01\n20260103 a 2026-01-03\n", "");
  free(text);
  text = many("BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:a\n", "EXDATE:20260101\n", 10000, "END:VEVENT\n");
  expect(text, "", "");
  free(text);
  text = many("BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:a\nRDATE:20260102", ",20260102", 10000, "\nEND:VEVENT\n");
  expect(text, "20260101-20260102 a 2026-01-01\n", "");
  free(text);
  text = many("", EVENT("UID:u\nDTSTART:20260101\nSUMMARY:a\nRECURRENCE-ID:20260101\n"), 10000,
              EVENT("UID:u\nDTSTART:20260101\nSUMMARY:b\nRRULE:FREQ=DAILY;COUNT=2\n"));
  expect(text, "20260101 a 2026-01-01\n20260102 b 2026-01-02\n", "");
  free(text);
  /* A line of megabytes that is of no interest, and one that is. */
  text = many("BEGIN:VEVENT\nDTSTART:20260101\nDESCRIPTION:", "megabyte", 500000, "\nEND:VEVENT\n");
  expect(text, "20260101 event 2026-01-01\n", "");
  free(text);
  text = many("BEGIN:VEVENT\nDTSTART:20260101\nX:", "\n folded", 500000, "\nSUMMARY:a\nEND:VEVENT\n");
  expect(text, "20260101 a 2026-01-01\n", "");
  free(text);
  text = many("BEGIN:VEVENT\nDTSTART:20260101\nEXDATE:20270101", ",20270101", 200000, "\nEND:VEVENT\n");
  expect(text, "", "calendar:4:1: left out: EXDATE: expected a line of at most 1 MiB");
  free(text);
  /* Time zones that nobody asks for. */
  text =
      many("BEGIN:VTIMEZONE\nTZID:x\n", "BEGIN:STANDARD\nDTSTART:00000101T000000\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n",
           10000, "END:VTIMEZONE\n" EVENT("DTSTART;TZID=x:20260101T010000\nDURATION:PT1H\n"));
  expect(text, "20260101 01:00-02:00 event 2026-01-01\n", "");
  free(text);
}

static void test_deep(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  char *text = many("", "BEGIN:VCALENDAR\n", 17, "");
  assert_int_equal(acd_ics_read_text(ics, "deep", text, strlen(text)), ACD_ERR_DEFINITION);
  assert_string_equal(notes_of(ics),
                      "deep:17:1: expected components that stand less deep within each other (at most 16)\n");
  free(text);
  text = many("", "BEGIN:VCALENDAR\n", 16, "");
  char *closed = many(text, "END:VCALENDAR\n", 16, "");
  assert_int_equal(acd_ics_read_text(ics, "less deep", closed, strlen(closed)), ACD_OK);
  free(text);
  free(closed);
  text = many("BEGIN:VCALENDAR\n", "X", 2000000, "");
  assert_int_equal(acd_ics_read_text(ics, "long", text, strlen(text)), ACD_ERR_DEFINITION);
  assert_non_null(strstr(notes_of(ics), "long:2:1048577: expected a property, NAME:value"));
  free(text);
  acd_ics_free(ics);
}

/* More rules than a schedule has room for: none at all, and the event is named. */
static void test_too_many(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  read_events(ics, EVENT("DTSTART:20250101\nSUMMARY:one\n")
                       EVENT("DTSTART:20200101\nSUMMARY:often\nRRULE:FREQ=DAILY;INTERVAL=2\n"));
  assert_int_equal(acd_ics_expand(ics, 20260101, 20321231), ACD_ERR_LIMIT);
  assert_int_equal(acd_ics_rules_count(ics), 0);
  assert_non_null(strstr(notes_of(ics), "calendar:6:1: left out: \"often\": more than 1000 rules"));
  assert_int_equal(acd_ics_expand(ics, 10101, 99991231), ACD_OK); /* left out: too much work */
  assert_int_equal(acd_ics_rules_count(ics), 1);
  assert_non_null(strstr(notes_of(ics), "it would take too long"));
  assert_int_equal(acd_ics_expand(ics, 20260101, 20261231), ACD_OK);
  assert_int_equal(acd_ics_rules_count(ics), 183);
  acd_ics_free(ics);
  char *text = many("BEGIN:VCALENDAR\n", EVENT("DTSTART:20260101\n"), 100001, "END:VCALENDAR\n");
  ics = new_ics();
  assert_int_equal(acd_ics_read_text(ics, "many", text, strlen(text)), ACD_ERR_LIMIT);
  assert_int_equal(counts_of(ics).events, 0);
  free(text);
  acd_ics_free(ics);
}

static const char whole[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:A/B\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "SUMMARY:Chr\xc3\xa4st\\, "
    "mas\r\nDTSTART;VALUE=DATE:20261224\r\nDURATION:P1DT0H\r\nRRULE:FREQ=YEARLY;BYMONTH=12;\r\n"
    " BYDAY=-1TH,2MO;COUNT=9;WKST=SU\r\nEXDATE:20261231,20271230\r\nRDATE:20260606\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
    "UID:1\r\nRECURRENCE-ID:20261214\r\nDTSTART;TZID=\"A/B\":20261214T220000\r\nDTEND:20261216T040000\r\n"
    "CATEGORIES:WORK\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static void try_text(const char *text, size_t size)
{
  acd_ics *ics = new_ics();
  char *copy = malloc(size ? size : 1), line[600];
  assert_non_null(copy);
  memcpy(copy, text, size);
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, "CATEGORIES", "WORK"), ACD_OK);
  int status = acd_ics_read_text(ics, "s", copy, size);
  free(copy);
  assert_true(status == ACD_OK || status == ACD_ERR_DEFINITION);
  assert_true(status == ACD_OK || acd_ics_notes_count(ics) == 1);
  if (status == ACD_OK) {
    int made = acd_ics_expand(ics, 20260101, 20271231);
    assert_true(made == ACD_OK || made == ACD_ERR_LIMIT);
    acd_ics_counts counts = counts_of(ics);
    if (made == ACD_OK)
      assert_int_equal(counts.events, counts.taken + counts.outside + counts.skipped + counts.left_out);
  }
  for (size_t i = 0; i < acd_ics_notes_count(ics); i++)
    assert_true(acd_ics_note_print(ics, i, line, sizeof line, NULL) != ACD_ERR_NOT_FOUND && line[0]);
  acd_ics_free(ics);
}

static void test_bytes(void **state)
{
  (void)state;
  static const char bytes[] = "\n\r :;,=\"\\\0\x80\xff"
                              "9-Z";
  size_t size = sizeof whole - 1;
  char text[sizeof whole];
  memcpy(text, whole, sizeof whole);
  try_text(text, size);
  for (size_t i = 0; i < size; i++) {
    char old = text[i];
    try_text(text, i);
    for (size_t b = 0; b < sizeof bytes - 1; b += 1 + i % 3) {
      text[i] = bytes[b];
      try_text(text, size);
    }
    text[i] = old;
  }
}

/* Each request for memory refused once, and all from it on. */
static void test_no_memory(void **state)
{
  (void)state;
  for (int after = 0; after < 2; after++) {
    long needed = 1;
    for (long at = 0; at <= needed; at++) {
      acd_testing_memory failing = {.fail_at = at, .fail_after = after};
      acd_allocator allocator = failing_allocator(&failing);
      acd_ics *ics = NULL;
      int status = acd_ics_new(&allocator, &ics);
      if (status == ACD_OK) status = acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, "CATEGORIES", "WORK");
      if (status == ACD_OK) status = acd_ics_read_text(ics, "s", whole, sizeof whole - 1);
      if (status == ACD_OK) status = acd_ics_expand(ics, 20260101, 20271231);
      assert_int_equal(status, at ? ACD_ERR_NOMEM : ACD_OK);
      acd_ics_free(ics);
      assert_int_equal(failing.bytes, 0);
      if (at == 0) needed = failing.requests;
    }
    assert_true(needed > 20);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_work),     cmocka_unit_test(test_many),  cmocka_unit_test(test_deep),
      cmocka_unit_test(test_too_many), cmocka_unit_test(test_bytes), cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
