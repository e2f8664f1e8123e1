/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of events: days and times, names, what is wanted, what is left out and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calendars.h"

#define EVENT(text) "BEGIN:VEVENT\n" text "END:VEVENT\n"

/* One event, in December 2026. */
typedef struct row {
  const char *properties;
  const char *rules; /* as rules_of() */
  const char *note;  /* the whole line, NULL: there is none */
} row;

static const row rows[] = {
    {"SUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225\n", "20261225 Christmas 2026-12-25\n", NULL},
    {"SUMMARY:Christmas\nDTSTART:20261225\nDTEND:20261227\n", "20261225-20261226 Christmas 2026-12-25\n", NULL},
    {"SUMMARY:Christmas\nDTSTART:20261225\nDTEND:20261225\n", "20261225 Christmas 2026-12-25\n", NULL},
    {"DTSTART:20261225\nDURATION:P1W\n", "20261225-20261231 event 2026-12-25\n", NULL},
    {"DTSTART:20261130\nDTEND:20261203\nSUMMARY:cut\n", "20261201-20261202 cut 2026-12-01\n", NULL},
    {"DTSTART:20261130\nDTEND:20261201\nSUMMARY:before\n", "", NULL},
    {"DTSTART:20261225\r\nSUMMARY:A fold\r\n ed name\\, with\\nescapes\r\n",
     "20261225 A folded name, with escapes 2026-12-25\n", NULL},
    {"DTSTART:20261225\nSUMMARY:\xc0 \xe4nd\x01\n", "20261225 _ _nd 2026-12-25\n", NULL},
    {"DTSTART:20261225\nSUMMARY: \xf0\x9f\x8e\x84 \n", "20261225 \xf0\x9f\x8e\x84 2026-12-25\n", NULL},
    /* times */
    {"DTSTART:20261224T140000\nDTEND:20261224T183000\n", "20261224 14:00-18:30 event 2026-12-24\n", NULL},
    {"DTSTART;TZID=Asia/Tokyo:20261224T140000\nDURATION:PT10H\n", "20261224 14:00-24:00 event 2026-12-24\n", NULL},
    {"DTSTART:20261224T220000\nDTEND:20261225T060000\n", "20261224 22:00-06:00 event 2026-12-24\n", NULL},
    {"DTSTART:20261224T000000\nDTEND:20261226T000000\n", "20261224-20261225 event 2026-12-24\n", NULL},
    {"DTSTART:20261224T000000\nDTEND:20261225T060000\n",
     "20261224 event 2026-12-24\n20261225 00:00-06:00 event 2026-12-25\n", NULL},
    {"DTSTART:20261224T140000\nDTEND:20261225T180000\n",
     "20261224 14:00-24:00 event 2026-12-24\n20261225 00:00-18:00 event 2026-12-25\n", NULL},
    {"DTSTART:20261224T140000\nDTEND:20261227T120000\n",
     "20261224 14:00-24:00 event 2026-12-24\n20261225-20261226 event 2026-12-25\n20261227 00:00-12:00 event "
     "2026-12-27\n",
     NULL},
    {"DTSTART:20261231T220000\nDTEND:20270101T060000\n", "20261231 22:00-24:00 event 2026-12-31\n", NULL},
    {"DTSTART:20261130T220000\nDTEND:20261201T060000\n", "20261201 00:00-06:00 event 2026-12-01\n", NULL},
    {"DTSTART:20261231T220000\nDTEND:20270103T060000\n", "20261231 22:00-24:00 event 2026-12-31\n", NULL},
    {"DTSTART:20261130T220000\nDTEND:20261202T060000\n",
     "20261201 event 2026-12-01\n20261202 00:00-06:00 event 2026-12-02\n", NULL},
    /* against the standard, and often seen */
    {"SUMMARY:odd\nDTSTART:20261224\nDTEND:20261224T235900Z\n", "20261224 odd 2026-12-24\n",
     "calendar:2:1: remark: \"odd\": DTEND is a time, though DTSTART is a date: its day counts"},
    /* one clock for all, wherever it is told */
    {"DTEND;TZID=A:20261224T150000\nDTSTART;TZID=A:20261224T140000\n", "20261224 14:00-15:00 event 2026-12-24\n", NULL},
    {"DTSTART;TZID=A:20261224T140000\nDTEND;TZID=B:20261224T150000\n", "",
     "calendar:4:1: left out: DTEND: another TZID than that of DTSTART"},
    {"DTEND;TZID=B:20261224T150000\nDTSTART;TZID=A:20261224T140000\n", "",
     "calendar:3:1: left out: DTEND: another TZID than that of DTSTART"},
    {"EXDATE;TZID=B:20261225T140000\nDURATION:PT1H\nDTSTART:20261224T140000\nRRULE:FREQ=DAILY;COUNT=2\n", "",
     "calendar:3:1: left out: EXDATE: another TZID than that of DTSTART"},
    {"DTSTART;TZID=A:20261224T140000\nDURATION:PT1H\nEXDATE;TZID=A:20261226T140000\nRDATE;TZID=B:20261225T140000\n", "",
     "calendar:6:1: left out: RDATE: another TZID than that of DTSTART"},
    {"DTSTART;TZID=A:20261224T140000\nDURATION:PT1H\nEXDATE;TZID=B;VALUE=DATE:20261224\n", "", NULL},
    /* left out */
    {"SUMMARY:none\n", "", "calendar:2:1: left out: \"none\": expected a DTSTART"},
    {"DTSTART:20260229\n", "",
     "calendar:3:9: left out: DTSTART: there is no such day; expected a date 20261224 or a time 20261224T140000, of "
     "the years 1 to 9999"},
    {"DTSTART:2026-12-24\n", "",
     "calendar:3:9: left out: DTSTART: expected a date 20261224 or a time 20261224T140000, of the years 1 to 9999"},
    {"DTSTART:00000101\n", "",
     "calendar:3:9: left out: DTSTART: there is no such day; expected a date 20261224 or a time 20261224T140000, of "
     "the years 1 to 9999"},
    {"DTSTART:20261224T250000\n", "", "calendar:3:18: left out: DTSTART: expected a time of day, 000000 to 235959"},
    {"DTSTART:20261224T120000Z\nDTEND:20261224T130000Z\n", "",
     "calendar:2:1: left out: times in UTC, and no zone that says what day and hour they are"},
    {"DTSTART:20261224T120000\n", "", "calendar:2:1: left out: it ends as it begins"},
    {"DTSTART:20261224T120000\nDTEND:20261225\n", "",
     "calendar:2:1: left out: expected a DTEND that is a time, as DTSTART is"},
    {"DTSTART:20261224\nDTEND:20261223\n", "", "calendar:2:1: left out: expected a DTEND not before DTSTART"},
    {"DTSTART:20260101\nDTEND:20270103\n", "", "calendar:2:1: left out: it is longer than 366 days"},
    {"DTSTART:20261224\nDURATION:PT5H\n", "",
     "calendar:2:1: left out: expected a DURATION of whole days, because DTSTART is a date"},
    {"DTSTART:20261224\nDURATION:P5\n", "",
     "calendar:4:11: left out: DURATION: expected a duration, as P1D, P2W or PT1H30M"},
    {"DTSTART:20261224\nDURATION:-P1D\n", "",
     "calendar:4:10: left out: DURATION: a negative duration; expected a duration, as P1D, P2W or PT1H30M"},
    {"DTSTART:20261224\nDURATION:P1D\nDTEND:20261226\n", "",
     "calendar:5:1: left out: DTEND: given beside another end or duration"},
    {"DTSTART:20261224\nDTSTART:20261224\n", "", "calendar:4:1: left out: DTSTART: given twice"},
    {"DTSTART:20261224\nRRULE:FREQ=HOURLY\n", "",
     "calendar:4:7: left out: RRULE: rules that recur more often than daily are left out; expected FREQ=DAILY, WEEKLY, "
     "MONTHLY or YEARLY"},
    {"DTSTART:20261224\nRRULE:FREQ=DAILY;BYHO\n UR=9\n", "",
     "calendar:4:18: left out: RRULE: rules that recur within a day are left out (BYHOUR)"},
    {"DTSTART:20261224\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n", "",
     "calendar:5:1: left out: RRULE: events with several rules are left out"},
    {"DTSTART:20261224\nEXRULE:FREQ=DAILY\n", "", "calendar:4:1: left out: EXRULE: rules of exceptions are left out"},
    {"DTSTART:20261224\nEXDATE:20261224,20261325\n", "",
     "calendar:4:17: left out: EXDATE: there is no such day; expected a date 20261224 or a time 20261224T140000, of "
     "the years 1 to 9999"},
    {"DTSTART:20261224\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261224\n", "",
     "calendar:4:1: left out: RECURRENCE-ID: changes of an occurrence and all behind it are left out (RANGE)"},
    {"DTSTART:20261224T120000\nDURATION:PT1H\nEXDATE:20261224T110000Z\nSUMMARY:mixed\n", "",
     "calendar:2:1: left out: \"mixed\": a time in UTC among local ones or the other way round, and no zone that says "
     "what it is there"},
    {"DTSTART:20261224\nSTATUS:CANCELLED\n", "", NULL},
    {"DTSTART:20261224\nSTATUS:CANCELLED\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261224\n", "",
     "calendar:5:1: left out: RECURRENCE-ID: changes of an occurrence and all behind it are left out (RANGE)"},
    {"DTSTART:20261224\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT\n", "20261224 event 2026-12-24\n", NULL},
};

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char event[1000], expected[400] = "";
    acd_ics *ics = new_ics();
    snprintf(event, sizeof event, EVENT("%s"), rows[i].properties);
    read_events(ics, event);
    const char *rules = rules_of(ics, 20261201, 20261231);
    if (strcmp(rules, rows[i].rules) != 0) fail_msg("row %zu: made %s", i, rules);
    if (rows[i].note) snprintf(expected, sizeof expected, "%s\n", rows[i].note);
    if (strcmp(notes_of(ics), expected) != 0) fail_msg("row %zu: noted %s", i, notes_of(ics));
    acd_ics_counts counts = counts_of(ics);
    assert_int_equal(counts.events, 1);
    assert_int_equal(counts.taken + counts.outside + counts.skipped + counts.left_out, 1);
    assert_int_equal(counts.taken, rows[i].rules[0] != '\0');
    acd_ics_free(ics);
  }
}

static const char china[] = EVENT("DTSTART:20260101\nDTEND:20260104\nSUMMARY:元旦 休\n")
    EVENT("DTSTART:20260104\nSUMMARY:元旦 班\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\n")
        EVENT("DTSTART:20260105\nSUMMARY:小寒\nCATEGORIES:TERM,LUNAR\n")
            EVENT("DTSTART:20260214\nSUMMARY:春节 班\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\nCATEGORIES:WORK\n");

static void expect_matches(const int *what, const char *const *pairs, size_t count, const char *rules, int skipped)
{
  acd_ics *ics = new_ics();
  for (size_t i = 0; i < count; i++)
    assert_int_equal(acd_ics_match_add(ics, what[i], pairs[2 * i], pairs[2 * i + 1]), ACD_OK);
  read_events(ics, china);
  assert_string_equal(rules_of(ics, 20260101, 20261231), rules);
  assert_int_equal(counts_of(ics).skipped, skipped);
  acd_ics_free(ics);
}

/* Working days open, and stand before what closes; what is not wanted is not taken. */
static void test_matches(void **state)
{
  (void)state;
  const int open_only[] = {ACD_ICS_MATCH_OPEN, ACD_ICS_MATCH_ONLY},
            open_skip[] = {ACD_ICS_MATCH_OPEN, ACD_ICS_MATCH_SKIP};
  const char *const sign[] = {NULL, "班", NULL, "休"};
  const char *const property[] = {"x-apple-special-day", "WORKDAY", "CATEGORIES", "LUNAR"};
  const char *const both[] = {"X-APPLE-SPECIAL-DAY", "ALTERNATE", "categories", "WORK"};
  expect_matches(open_only, sign, 2,
                 "20260104 open 元旦 班 2026-01-04\n20260214 open 春节 班 2026-02-14\n"
                 "20260101-20260103 元旦 休 2026-01-01\n",
                 1);
  expect_matches(open_skip, property, 2,
                 "20260104 open 元旦 班 2026-01-04\n20260214 open 春节 班 2026-02-14\n"
                 "20260101-20260103 元旦 休 2026-01-01\n",
                 1);
  expect_matches(open_skip, both, 2,
                 "20260104 open 元旦 班 2026-01-04\n20260101-20260103 元旦 休 2026-01-01\n20260105 小寒 2026-01-05\n",
                 1);
  expect_matches(NULL, NULL, 0,
                 "20260101-20260103 元旦 休 2026-01-01\n20260104 元旦 班 2026-01-04\n20260105 小寒 2026-01-05\n"
                 "20260214 春节 班 2026-02-14\n",
                 0);
}

/* Names are told apart, equal rules are one, long names are cut between characters. */
static void test_names(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  char event[2200], longest[1001];
  read_events(ics,
              EVENT("DTSTART:20261224\nSUMMARY:Eve\n") EVENT("DTSTART:20261224T140000\nDURATION:PT2H\nSUMMARY:Eve\n")
                  EVENT("DTSTART:20261224\nSUMMARY:Eve\n"));
  read_events(ics, EVENT("DTSTART:20261224\nSUMMARY:Eve\n") EVENT("DTSTART:20261224\nSUMMARY:Other\n"));
  assert_string_equal(rules_of(ics, 20261224, 20261224),
                      "20261224 Eve 2026-12-24\n20261224 Other 2026-12-24\n20261224 14:00-16:00 Eve 2026-12-24 (2)\n");
  assert_int_equal(counts_of(ics).taken, 3);
  assert_int_equal(counts_of(ics).outside, 2);
  acd_ics_free(ics);
  ics = new_ics();
  for (int i = 0; i < 1000; i += 2) memcpy(longest + i, "ü", 2);
  longest[1000] = '\0';
  snprintf(event, sizeof event, EVENT("DTSTART:20261224\nSUMMARY:x%s\n") EVENT("DTSTART:20261224\nSUMMARY:x%sy\n"),
           longest, longest);
  read_events(ics, event);
  rules_of(ics, 20261224, 20261224);
  acd_ics_rule rule = {.size = sizeof rule};
  assert_int_equal(acd_ics_rules_count(ics), 1); /* what tells them apart is cut off of what is kept, too */
  assert_int_equal(acd_ics_rule_at(ics, 0, &rule), ACD_OK);
  assert_true(strlen(rule.name) <= 255);
  assert_string_equal(rule.name + strlen(rule.name) - strlen("ü 2026-12-24"), "ü 2026-12-24");
  acd_ics_free(ics);
}

/* A calendar that is malformed is refused at its place, and nothing of it is kept. */
static void test_refused(void **state)
{
  (void)state;
  static const struct {
    const char *text, *note;
  } texts[] = {
      {"", "source:1:1: expected BEGIN:VCALENDAR: the text ends"},
      {"\n\n", "source:3:1: expected BEGIN:VCALENDAR: the text ends"},
      {"hello\n", "source:1:6: expected a property, NAME:value"},
      {"{\"a\":1}", "source:1:1: expected a property, NAME:value"},
      {"X:1\n", "source:1:1: expected BEGIN:VCALENDAR: found \"X\""},
      {"BEGIN:VEVENT\n", "source:1:7: expected BEGIN:VCALENDAR: found \"VEVENT\""},
      {"END:VCALENDAR\n", "source:1:1: expected BEGIN:VCALENDAR: found \"END\""},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "source:3:1: expected END:VEVENT (of line 2): the text ends"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
       "source:3:5: expected END:VEVENT (of line 2): found \"VCALENDAR\""},
      {"BEGIN:VCALENDAR\nEND:VCALENDAR\nX-AFTER:1\n", "source:3:1: expected BEGIN:VCALENDAR: found \"X-AFTER\""},
      {"BEGIN:VCALENDAR\r\nDESCRIPTION:one\r\n  two\r\nSUMM\r\n ARY;\r\n X\r\n",
       "source:6:3: expected a parameter, ;NAME=value"},
      {"BEGIN:VCALENDAR\nX-ü:1\n", "source:2:3: expected a property, NAME:value"},
      {"BEGIN:VCALENDAR\nX;A=ü\"b\":1\n", "source:2:6: expected ':' and a value"},
      {"BEGIN:VCALENDAR\nX;A=\"b:1\n", "source:2:5: expected a second quote in this line"},
      {"BEGIN:VCALENDAR\nCALSCALE:HEBREW\n", "source:2:10: expected the calendar GREGORIAN: found \"HEBREW\""},
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    acd_ics *ics = new_ics();
    char expected[300];
    assert_int_equal(acd_ics_read_text(ics, "source", texts[i].text, strlen(texts[i].text)), ACD_ERR_DEFINITION);
    snprintf(expected, sizeof expected, "%s\n", texts[i].note);
    if (strcmp(notes_of(ics), expected) != 0) fail_msg("text %zu: %s", i, notes_of(ics));
    assert_int_equal(counts_of(ics).refused, 1);
    assert_int_equal(acd_ics_expand(ics, 20260101, 20261231), ACD_ERR_STATE);
    acd_ics_free(ics);
  }
  static const char nul[] = "BEGIN:VCALENDAR\nX:a\0b\nEND:VCALENDAR\n";
  static const char half[] = "BEGIN:VCALENDAR\n" EVENT("DTSTART:20261224\n") EVENT("DTSTART:bad\n");
  acd_ics *ics = new_ics();
  read_events(ics, EVENT("DTSTART:20261225\n"));
  assert_int_equal(acd_ics_read_text(ics, "nul", nul, sizeof nul - 1), ACD_ERR_DEFINITION);
  assert_int_equal(acd_ics_read_text(ics, "half", half, sizeof half - 1), ACD_ERR_DEFINITION);
  assert_int_equal(acd_ics_read_file(ics, "/no/such/file"), ACD_ERR_IO);
  assert_string_equal(notes_of(ics), "nul:2:4: expected a text without NUL\n"
                                     "half:8:1: expected END:VCALENDAR (of line 1): the text ends\n"
                                     "/no/such/file: cannot be read: No such file or directory\n");
  assert_string_equal(rules_of(ics, 20261201, 20261231), "20261225 event 2026-12-25\n");
  acd_ics_free(ics);
}

static void test_arguments(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  acd_ics_rule rule = {.size = sizeof rule};
  acd_ics_note note = {.size = sizeof note};
  acd_ics_counts counts = {.size = 4};
  assert_int_equal(acd_ics_new(NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_expand(ics, 20260101, 20261231), ACD_ERR_STATE);
  read_events(ics, "");
  assert_int_equal(acd_ics_expand(ics, 20261231, 20260101), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_expand(ics, 20260001, 20260101), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_expand(ics, 20260101, 20260230), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_expand(ics, -20260101, 20260230), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_expand(ics, 101, 99991231), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_expand(ics, 10101, 99991231), ACD_OK);
  assert_int_equal(acd_ics_match_add(ics, 0, NULL, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_match_add(ics, 4, NULL, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, "", "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, "A:B", "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, NULL, ""), ACD_ERR_ARGUMENT);
  for (int i = 0; i < 64; i++) assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_SKIP, NULL, "x"), ACD_OK);
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_SKIP, NULL, "x"), ACD_ERR_LIMIT);
  assert_int_equal(acd_ics_rule_at(ics, 0, &rule), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_ics_note_at(ics, 0, &note), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_ics_note_print(ics, 0, NULL, 0, NULL), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_ics_counts_get(ics, &counts), ACD_ERR_ARGUMENT);
  acd_ics_free(ics);
  acd_ics_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows),    cmocka_unit_test(test_matches),   cmocka_unit_test(test_names),
      cmocka_unit_test(test_refused), cmocka_unit_test(test_arguments),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
