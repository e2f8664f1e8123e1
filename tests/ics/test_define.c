/* SPDX-License-Identifier: Apache-2.0 */
/* Calendars in schedules of an engine: what is open when; times in UTC; two threads at once. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/acd.h>

#include "calendars.h"

#include "calendar/tzif.h"

#define EVENT(text) "BEGIN:VEVENT\n" text "END:VEVENT\n"
#define HOUR        INT64_C(3600000000)

static const char china[] =
    EVENT("DTSTART:20260101\nDTEND:20260104\nSUMMARY:元旦 休\n") EVENT("DTSTART:20260104\nSUMMARY:元旦 班\n")
        EVENT("DTSTART;TZID=Asia/Shanghai:20260216T140000\nDURATION:PT4H\nSUMMARY:half\n")
            EVENT("DTSTART;TZID=Asia/Tokyo:20260310T140000\nDURATION:PT1H\nSUMMARY:Tokyo\n")
                EVENT("DTSTART;TZID=Asia/Tokyo:20260311T140000\nDURATION:PT1H\nSUMMARY:Tokyo\n");

/* Monday to Friday, 9 to 17, eight hours ahead of UTC. */
static acd_engine *new_engine(void)
{
  acd_engine *engine = NULL;
  acd_definition *definition = NULL;
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  int32_t office = acd_definition_add(definition, ACD_NOUN_SCHEDULE, 0, "office");
  acd_definition_set(definition, office, ACD_SCHEDULE_UTC_OFFSET_US, 8 * HOUR);
  int32_t hours = acd_definition_add(definition, ACD_NOUN_HOURS, office, "week");
  acd_definition_set(definition, hours, ACD_HOURS_DAYS, 0x1f);
  acd_definition_set(definition, hours, ACD_HOURS_FROM_US, 9 * HOUR);
  acd_definition_set(definition, hours, ACD_HOURS_TO_US, 17 * HOUR);
  assert_int_equal(acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(definition);
  return engine;
}

/* "open 2026-01-04 元旦 班", of a local date and hour. Static. */
static const char *said(acd_engine *engine, int64_t date, int hour)
{
  static char text[400];
  acd_id office = 0;
  int64_t wall = 0;
  acd_schedule_verdict verdict = {.size = sizeof verdict};
  assert_int_equal(acd_schedule_find(engine, "office", &office), ACD_OK);
  assert_int_equal(acd_schedule_instant(engine, office, date, hour * HOUR, &wall), ACD_OK);
  assert_int_equal(acd_schedule_at(engine, office, wall, &verdict), ACD_OK);
  snprintf(text, sizeof text, "%s %s %s", verdict.open ? "open" : "closed", acd_rule_str(verdict.rule), verdict.name);
  return text;
}

static void submit(acd_engine *engine, acd_ics *ics, uint32_t noun)
{
  acd_definition *change = NULL;
  assert_int_equal(acd_definition_new(NULL, &change), ACD_OK);
  int32_t office = acd_definition_amend(change, ACD_NOUN_SCHEDULE, "office");
  assert_int_equal(acd_ics_define(ics, change, 0, noun), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_define(ics, change, office, ACD_NOUN_HOURS), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_define(ics, change, office, noun), ACD_OK);
  assert_int_equal(acd_definition_count(change), 2 + acd_ics_rules_count(ics));
  assert_int_equal(acd_definition_submit(change, engine, 0, ACD_DEFINE_CHANGE), ACD_OK);
  acd_definition_free(change);
}

/* A working Sunday is open in the hours of an office, the days of the feast are not; a calendar that is read again amends. */
static void test_schedule(void **state)
{
  (void)state;
  acd_engine *engine = new_engine();
  acd_ics *ics = new_ics();
  assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, NULL, "班"), ACD_OK);
  assert_int_equal(acd_ics_open_hours_add(ics, 24 * HOUR, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_ics_open_hours_add(ics, 9 * HOUR, 12 * HOUR), ACD_OK);
  assert_int_equal(acd_ics_open_hours_add(ics, 13 * HOUR, 17 * HOUR), ACD_OK);
  read_events(ics, china);
  assert_int_equal(acd_ics_expand(ics, 20260101, 20260228), ACD_OK);
  for (int again = 0; again < 2; again++) {
    submit(engine, ics, ACD_NOUN_HOLIDAY);
    assert_string_equal(said(engine, 20260102, 10), "closed holiday 元旦 休 2026-01-01");
    assert_string_equal(said(engine, 20260104, 10), "open holiday 元旦 班 2026-01-04");
    assert_string_equal(said(engine, 20260104, 12), "closed none ");
    assert_string_equal(said(engine, 20260104, 13), "open holiday 元旦 班 2026-01-04 (2)");
    assert_string_equal(said(engine, 20260104, 17), "closed none ");
    assert_string_equal(said(engine, 20260105, 10), "open hours week");
    assert_string_equal(said(engine, 20260216, 13), "open hours week");
    assert_string_equal(said(engine, 20260216, 14), "closed holiday half 2026-02-16");
  }
  assert_int_equal(acd_ics_notes_count(ics), 0);
  submit(engine, ics, ACD_NOUN_EXCEPTION);
  assert_string_equal(said(engine, 20260102, 10), "closed exception 元旦 休 2026-01-01");
  acd_ics_free(ics);
  acd_engine_free(engine);
}

/* A schedule of its own, which the office is based on, has the rules of the last import and no others, in their order. */
static void test_replaced(void **state)
{
  (void)state;
  static const char *const calendars[] = {EVENT("DTSTART:20260101\nDTEND:20260105\nSUMMARY:休\n"),
                                          EVENT("DTSTART:20260101\nDTEND:20260106\nSUMMARY:休\n")
                                              EVENT("DTSTART:20260104\nSUMMARY:班\n"),
                                          EVENT("DTSTART:20260105\nSUMMARY:休\n")};
  static const char *const days[][3] = {
      {"closed holiday 休 2026-01-01", "closed holiday 休 2026-01-01", "open hours week"},
      {"closed holiday 休 2026-01-01", "open holiday 班 2026-01-04", "closed holiday 休 2026-01-01"},
      {"open hours week", "closed none ", "closed holiday 休 2026-01-05"}};
  acd_engine *engine = new_engine();
  for (size_t i = 0; i < sizeof calendars / sizeof *calendars; i++) {
    acd_definition *change = NULL;
    acd_ics *ics = new_ics();
    assert_int_equal(acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, NULL, "班"), ACD_OK);
    read_events(ics, calendars[i]);
    assert_int_equal(acd_ics_expand(ics, 20260101, 20261231), ACD_OK);
    assert_int_equal(acd_definition_new(NULL, &change), ACD_OK);
    int32_t office = acd_definition_amend(change, ACD_NOUN_SCHEDULE, "office");
    acd_definition_set_text(change, office, ACD_SCHEDULE_BASED_ON, "china");
    int32_t own = acd_definition_add(change, ACD_NOUN_SCHEDULE, 0, "china");
    assert_int_equal(acd_ics_define(ics, change, own, ACD_NOUN_HOLIDAY), ACD_OK);
    assert_int_equal(acd_definition_submit(change, engine, 0, ACD_DEFINE_CHANGE), ACD_OK);
    acd_definition_free(change);
    acd_ics_free(ics);
    assert_string_equal(said(engine, 20260102, 10), days[i][0]);
    assert_string_equal(said(engine, 20260104, 10), days[i][1]);
    assert_string_equal(said(engine, 20260105, 10), days[i][2]);
  }
  acd_engine_free(engine);
}

/* Times of a TZID other than the schedule's zone are taken, and each TZID is told once. */
static void test_remarks(void **state)
{
  (void)state;
  acd_ics *ics = new_ics();
  acd_definition *definition = NULL;
  read_events(ics, china);
  assert_int_equal(acd_ics_expand(ics, 20260101, 20261231), ACD_OK);
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  int32_t office = acd_definition_add(definition, ACD_NOUN_SCHEDULE, 0, "office");
  acd_definition_set_text(definition, office, ACD_SCHEDULE_ZONE, "Asia/Shanghai");
  assert_int_equal(acd_ics_define(ics, definition, office, ACD_NOUN_HOLIDAY), ACD_OK);
  assert_string_equal(
      notes_of(ics),
      "calendar:16:1: remark: \"Tokyo\": TZID \"Asia/Tokyo\": its times are taken for those of the schedule's "
      "zone, Asia/Shanghai\n");
  acd_definition_free(definition);
  acd_ics_free(ics);
}

/* 14:00 UTC is 15:00 in winter and 16:00 in summer; what is told in UTC of events in local time is told by the zone, too. */
static void test_utc(void **state)
{
  (void)state;
  uint8_t bytes[TZIF_FOOTER_SIZE];
  acd_tzif *zone = NULL;
  size_t size = tzif_write_footer(bytes, "CET-1CEST,M3.5.0,M10.5.0/3");
  assert_int_equal(acd_tzif_new(NULL, bytes, size, &zone), ACD_OK);
  acd_ics *ics = new_ics();
  assert_int_equal(acd_ics_zone_set(ics, zone), ACD_OK);
  read_events(ics, EVENT("DTSTART:20260327T140000Z\nDTEND:20260327T230000Z\nSUMMARY:u\nRRULE:FREQ=DAILY;COUNT="
                         "4\nEXDATE:20260328T140000Z\n"));
  assert_string_equal(
      rules_of(ics, 20260101, 20261231),
      "20260327 15:00-24:00 u 2026-03-27\n20260329 16:00-01:00 u 2026-03-29\n20260330 16:00-01:00 u 2026-03-30\n");
  acd_ics_free(ics);
  ics = new_ics();
  assert_int_equal(acd_ics_zone_set(ics, zone), ACD_OK);
  read_events(
      ics, EVENT("DTSTART:20260701T090000\nDTEND:20260701T100000Z\nSUMMARY:l\nRRULE:FREQ=DAILY;UNTIL=20260704T070000Z\n"
                 "EXDATE:20260702T070000Z\n"));
  assert_string_equal(
      rules_of(ics, 20260101, 20261231),
      "20260701 09:00-12:00 l 2026-07-01\n20260703 09:00-12:00 l 2026-07-03\n20260704 09:00-12:00 l 2026-07-04\n");
  acd_ics_free(ics);
  /* New Year's Eve in UTC is New Year's Day here. */
  ics = new_ics();
  assert_int_equal(acd_ics_zone_set(ics, zone), ACD_OK);
  read_events(ics, EVENT("DTSTART:20261231T233000Z\nDURATION:PT1H\nSUMMARY:n\n"));
  assert_string_equal(rules_of(ics, 20270101, 20270101), "20270101 00:30-01:30 n 2027-01-01\n");
  assert_string_equal(rules_of(ics, 20261231, 20261231), "");
  acd_ics_free(ics);
  /* From half past two, for the first time, to a quarter past two, for the second, is no time of a clock. */
  ics = new_ics();
  acd_ics_note note = {.size = sizeof note};
  assert_int_equal(acd_ics_zone_set(ics, zone), ACD_OK);
  read_events(ics, EVENT("DTSTART:20261024T003000Z\nDURATION:PT45M\nSUMMARY:o\nRRULE:FREQ=DAILY;COUNT=3\n"));
  assert_string_equal(rules_of(ics, 20260101, 20261231),
                      "20261024 02:30-03:15 o 2026-10-24\n20261026 01:30-02:15 o 2026-10-26\n");
  assert_int_equal(acd_ics_notes_count(ics), 1);
  assert_int_equal(acd_ics_note_at(ics, 0, &note), ACD_OK);
  assert_int_equal(note.kind, ACD_ICS_NOTE_REMARK);
  assert_non_null(strstr(note.text, "on 2026-10-25 it is no rule"));
  acd_ics_free(ics);
  acd_tzif_free(zone);
}

static void *read_often(void *unused)
{
  (void)unused;
  for (int i = 0; i < 40; i++) {
    acd_ics *ics = NULL;
    static const char text[] = "BEGIN:VCALENDAR\n" EVENT(
        "DTSTART:20261224T120000Z\nDURATION:PT1H\nSUMMARY:a\\, b\nRRULE:FREQ=YEARLY;UNTIL=20301224T120000Z\n")
        EVENT("DTSTART;VALUE=DATE:20261224\nDURATION:P1D\nSUMMARY:c\nRRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=-1FR\n") EVENT(
            "DTSTART;TZID=Europe/Berlin:20261224T120000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=13\n") "END:"
                                                                                                         "VCALENDAR\n";
    if (acd_ics_new(NULL, &ics) != ACD_OK) return NULL;
    int good = acd_ics_read_text(ics, "thread", text, sizeof text - 1) == ACD_OK &&
               acd_ics_expand(ics, 20260101, 20361231) == ACD_OK && acd_ics_rules_count(ics) == 11;
    acd_ics_free(ics);
    if (!good) return NULL;
  }
  return "good";
}

/* The first use of the process is that of several threads at once: for sanitizers and valgrind's tools. So this runs first. */
static void test_threads(void **state)
{
  (void)state;
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_often, NULL), 0);
  for (int i = 0; i < 4; i++) {
    void *result = NULL;
    assert_int_equal(pthread_join(threads[i], &result), 0);
    assert_non_null(result);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_threads), cmocka_unit_test(test_schedule), cmocka_unit_test(test_replaced),
      cmocka_unit_test(test_remarks), cmocka_unit_test(test_utc),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
