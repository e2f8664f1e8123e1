/* SPDX-License-Identifier: Apache-2.0 */
/* Published calendars of holidays, and a published list of recurrence rules with their occurrences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calendars.h"

#include "ics/internal.h"

/* What is expected of a rule, as the list has it: "20260101T090000,…". */
typedef struct expected {
  const char *at;
  acd__ics_moment start;
  int good, count;
} expected;

static int meet(void *user, int64_t day)
{
  expected *list = user;
  acd__ics_moment moment;
  acd__ics_wrong wrong;
  size_t size = strcspn(list->at, ",\r\n");
  list->good = size > 0 && acd__ics_read_moment(list->at, size, &moment, &wrong) && moment.day == day &&
               moment.clock_us == list->start.clock_us;
  if (!list->good) return 0;
  list->at += size + (list->at[size] == ',');
  list->count++;
  return 1;
}

/* 1: they agree; 0: the rule is refused; -1: where it begins is not defined. */
static int try_rule(const char *rule_text, const char *start_text, const char *instances)
{
  acd__ics_rrule rule;
  acd__ics_wrong wrong = {"", 0};
  expected list = {instances, {0, 0, 0}, 1, 0};
  acd__ics_span all = {acd__ics_day(1900, 1, 1), acd__ics_day(2100, 12, 31)};
  int64_t work = ACD__ICS_RULE_WORK_MAX;
  if (!acd__ics_read_rule(rule_text, &rule, &wrong)) return 0;
  assert_true(acd__ics_read_moment(start_text, strlen(start_text), &list.start, &wrong));
  if (acd__ics_is_ambiguous(&rule, list.start.day)) return -1;
  assert_int_equal(acd__ics_expand_rule(&rule, &list.start, all, &work, meet, &list), 1);
  if (!list.good || strcspn(list.at, "\r\n") != 0)
    fail_msg("%s from %s: after %d, expected %.40s", rule_text, start_text, list.count, list.at);
  return 1;
}

static void test_expansions(void **state)
{
  (void)state;
  static char line[1 << 16], rule[1 << 16], start[1 << 16];
  int agreed = 0, refused = 0, unknown = 0;
  FILE *file = fopen(shared_path("data/ics/rrule-expansions.txt"), "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = '\0';
    if (strncmp(line, "RRULE:", 6) == 0) strcpy(rule, line + 6);
    if (strncmp(line, "DTSTART:", 8) == 0) strcpy(start, line + 8);
    if (strncmp(line, "INSTANCES:", 10) != 0) continue;
    int outcome = strstr(line, "***") ? -1 : try_rule(rule, start, line + 10);
    agreed += outcome == 1;
    refused += outcome == 0;
    unknown += outcome == -1;
    if (outcome == 0 && !strstr(rule, "BYHOUR") && !strstr(rule, "BYMINUTE") && !strstr(rule, "HOURLY") &&
        !strstr(rule, "MINUTELY") && !strstr(rule, "SECONDLY"))
      fail_msg("refused: %s from %s", rule, start);
  }
  fclose(file);
  print_message("%d rules agree, %d recur within a day, %d are not defined\n", agreed, refused, unknown);
  assert_int_equal(agreed, 111);
  assert_int_equal(refused, 32);
  assert_int_equal(unknown, 3);
}

/* What some of the calendars say of 2021 or 2026, with whom and what is left over. */
static void test_calendars(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    int events, taken; /* in 2021 */
    const char *has, *last;
  } calendars[] = {
      {"ChinaHolidays.ics", 1826, 0, "", ""},
      {"GermanHolidays.ics", 301, 32, "20210402 Karfreitag 2021-04-02\n", "20211231 Silvester 2021-12-31\n"},
      {"IsraelHolidays.ics", 79, 0, "", ""},
      {"JapanHolidays.ics", 51, 16, "20210111 成人の日 / Seijin no hi / Coming-of-age Day 2021-01-11\n",
       "20211223 天皇誕生日 / Tennō tanjōbi / Emperor Akihito's Birthday 2021-12-23\n"},
      {"UKHolidays-EnglandWales.ics", 36, 8, "20210531 Spring Bank Holiday 2021-05-31\n",
       "20211228 Boxing Day (substitute) 2021-12-28\n"},
      {"USHolidays.ics", 30, 30, "20211125 Thanksgiving Day 2021-11-25\n", "20211231 New Year's Eve 2021-12-31\n"},
  };
  for (size_t i = 0; i < sizeof calendars / sizeof *calendars; i++) {
    acd_ics *ics = new_ics();
    read_shared(ics, calendars[i].name);
    const char *rules = rules_of(ics, 20210101, 20211231), *last = calendars[i].last;
    acd_ics_counts counts = counts_of(ics);
    assert_int_equal(counts.events, calendars[i].events);
    assert_int_equal(counts.taken, calendars[i].taken);
    assert_int_equal(counts.left_out + counts.skipped, 0);
    assert_non_null(strstr(rules, calendars[i].has));
    assert_true(strlen(rules) >= strlen(last));
    assert_string_equal(rules + strlen(rules) - strlen(last), last);
    acd_ics_free(ics);
  }
}

/* Moved by events that take the place of a yearly one: the bank holidays that the government lists for 2022 to 2024. */
static void test_moved(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  read_shared(ics, "UKHolidays-EnglandWales.ics");
  assert_string_equal(rules_of(ics, 20240101, 20241231),
                      "20240101 New Year's Day 2024-01-01\n20240329 Good Friday 2024-03-29\n"
                      "20240401 Easter Monday 2024-04-01\n20240506 Early May Bank Holiday 2024-05-06\n"
                      "20240527 Spring Bank Holiday 2024-05-27\n20240826 Summer Bank Holiday 2024-08-26\n"
                      "20241225 Christmas Day 2024-12-25\n20241226 Boxing Day 2024-12-26\n");
  acd_ics_free(ics);
}

/* A calendar in which every day is an event: what is wanted of it. */
static void test_chosen(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_ONLY, NULL, "春节"), ACD_OK);
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_ONLY, NULL, "除夕"), ACD_OK);
  read_shared(ics, "ChinaHolidays.ics");
  assert_string_equal(rules_of(ics, 20150101, 20151231),
                      "20150218 三十 除夕 2015-02-18\n20150219 正月 春节 雨水 2015-02-19\n");
  assert_int_equal(counts_of(ics).skipped, 1826 - 10);
  acd_ics_free(ics);
}

static void test_broken(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  acd_ics_note note = {.size = sizeof note};
  assert_int_equal(acd_ics_read_file(ics, shared_path("data/ics/broken.ics")), ACD_ERR_DEFINITION);
  assert_int_equal(acd_ics_notes_count(ics), 1);
  assert_int_equal(acd_ics_note_at(ics, 0, &note), ACD_OK);
  assert_int_equal(note.kind, ACD_ICS_NOTE_REFUSED);
  assert_int_equal(note.line, 4);
  assert_int_equal(note.column, 5);
  assert_string_equal(note.text, "expected a text without NUL");
  acd_ics_free(ics);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_expansions), cmocka_unit_test(test_calendars),
                                     cmocka_unit_test(test_moved), cmocka_unit_test(test_chosen),
                                     cmocka_unit_test(test_broken)};
  if (!shared_path("data/ics/rrule-expansions.txt")) {
    printf("SKIP: there is no data/ics: calendars of holidays\n");
    return 77;
  }
  return cmocka_run_group_tests(tests, NULL, NULL);
}
