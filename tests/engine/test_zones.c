/* SPDX-License-Identifier: Apache-2.0 */
/* The engine's zones: acd/zone.h. What the bytes mean is tested in tests/calendar. */
#include "../calendar/tzif.h"
#include "../model/outline.h"
#include "centre.h"
#include "engine/zone.h"

#include <stdio.h>

static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";

/* An office open from 9 to 17, whose callers come to `open` or `closed`. */
#define OFFICE(schedule)                                                                                               \
  "schedule office " schedule "\n  hours day days=127 from=32400s to=61200s\n"                                         \
  "flow f start=n\n  node n kind=hours schedule=office\n    exit open to=open\n    exit closed to=closed\n"            \
  "  node open kind=play prompt=open\n  node closed kind=play prompt=closed\nnumber 1 flow=f\n"

static int set(test_host *host, const char *name, const char *footer)
{
  uint8_t bytes[TZIF_FOOTER_SIZE];
  return acd_zone_set(host->engine, host->now, name, bytes, tzif_write_footer(bytes, footer));
}

static int drop(test_host *host, const char *name)
{
  return acd_zone_remove(host->engine, host->now, name);
}

static acd_zone_info info_of(test_host *host, const char *name)
{
  acd_zone_info info = {.size = sizeof info};
  acd_id zone = 0;
  assert_int_equal(acd_zone_find(host->engine, name, &zone), ACD_OK);
  assert_int_equal(acd_zone_get(host->engine, zone, &info), ACD_OK);
  assert_string_equal(info.name, name);
  return info;
}

/* What a caller hears at an hour of UTC on a day since 1970. */
static void hears(test_host *host, int64_t day, double hour, const char *prompt)
{
  char words[40];
  int64_t wall_us = (day * 86400 + (int64_t)(hour * 3600)) * SECOND;
  assert_int_equal(acd_engine_wall_set(host->engine, host->now, wall_us - host->now), ACD_OK);
  acd_id call = host_arrive(host, "1");
  snprintf(words, sizeof words, "play %s", prompt);
  host_told(host, words);
  host_hangup(host, call);
  host_forget(host);
}

enum { JAN_15_2026 = 20468, JUL_15_2026 = 20649 };

static void hours_go_by_the_zone(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  assert_int_equal(set(&host, "Europe/Berlin", berlin), ACD_OK);
  host_define(&host, OFFICE("zone=Europe/Berlin"));
  hears(&host, JAN_15_2026, 7.99, "closed");
  hears(&host, JAN_15_2026, 8, "open");
  hears(&host, JUL_15_2026, 6.99, "closed");
  hears(&host, JUL_15_2026, 7, "open");
  hears(&host, JUL_15_2026, 15, "closed");
  /* A new version of the zone counts at once; the definition stays. */
  assert_int_equal(set(&host, "Europe/Berlin", "CEST-2"), ACD_OK);
  hears(&host, JAN_15_2026, 7, "open");
  hears(&host, JAN_15_2026, 15, "closed");
  /* Another schedule of that name lets the zone go. */
  host_define(&host, OFFICE("utc_offset=3600s"));
  hears(&host, JUL_15_2026, 8, "open");
  assert_int_equal(info_of(&host, "Europe/Berlin").schedules_count, 0);
  assert_int_equal(drop(&host, "Europe/Berlin"), ACD_OK);
  hears(&host, JUL_15_2026, 8, "open");
  host_end(&host);
}

static void listed_and_removed(void **state)
{
  (void)state;
  test_host host;
  acd_id first = 0, zone = 0;
  uint8_t bytes[TZIF_FOOTER_SIZE];
  size_t size = 0, expected = tzif_write_footer(bytes, "UTC0");
  host_begin(&host, NULL);
  assert_int_equal(acd_zone_next(host.engine, 0), 0);
  assert_int_equal(drop(&host, "UTC"), ACD_ERR_NOT_FOUND);
  assert_int_equal(set(&host, "UTC", "UTC0"), ACD_OK);
  host_pass(&host, 5 * SECOND);
  assert_int_equal(set(&host, "Europe/Berlin", berlin), ACD_OK);
  host_define(&host, OFFICE("zone=UTC") "schedule b zone=UTC\nschedule c zone=Europe/Berlin\nschedule d\n");
  assert_int_equal(info_of(&host, "UTC").schedules_count, 2);
  assert_int_equal(info_of(&host, "UTC").changed_at_us, 0);
  assert_int_equal(info_of(&host, "UTC").bytes_count, expected);
  assert_int_equal(info_of(&host, "Europe/Berlin").changed_at_us, 5 * SECOND);

  first = acd_zone_next(host.engine, 0);
  zone = acd_zone_next(host.engine, first);
  assert_true(first && zone && zone != first && acd_zone_next(host.engine, zone) == 0);
  assert_int_equal(acd_zone_find(host.engine, "UTC", &zone), ACD_OK);
  assert_memory_equal(acd_zone_bytes(host.engine, zone, &size), bytes, expected);
  assert_int_equal(size, expected);

  /* In use; after a new version still; the same bytes are no change. */
  int64_t before = acd_engine_digest_state(host.engine);
  assert_int_equal(drop(&host, "UTC"), ACD_ERR_STATE);
  assert_int_equal(acd_zone_set(host.engine, host.now, "UTC", bytes, 0), ACD_ERR_ENCODING);
  assert_int_equal(set(&host, "UTC", "UTC0"), ACD_OK);
  assert_true(acd_engine_digest_state(host.engine) == before);
  assert_int_equal(set(&host, "UTC", "ABC0"), ACD_OK);
  assert_true(acd_engine_digest_state(host.engine) != before);
  assert_int_equal(info_of(&host, "UTC").changed_at_us, 5 * SECOND);
  assert_int_equal(info_of(&host, "UTC").schedules_count, 2);
  host_change(&host, "-schedule b\n-flow f\n-number 1\n-schedule office\n");
  assert_int_equal(drop(&host, "UTC"), ACD_OK);
  acd_zone_info info = {.size = sizeof info};
  assert_int_equal(acd_zone_get(host.engine, zone, &info), ACD_ERR_STALE);
  assert_null(acd_zone_bytes(host.engine, zone, &size));
  assert_int_equal(size, 0);
  /* They stay when the definition goes. */
  host_define(&host, "queue q\n");
  assert_int_equal(info_of(&host, "Europe/Berlin").schedules_count, 0);
  host_end(&host);
}

static void names_and_numbers(void **state)
{
  (void)state;
  static const char *const wrong[] = {"", "Europe/Zürich", "a b", "a\tb", "a\\b", "a:b", "x\x7f"};
  test_host host;
  char name[300];
  host_begin(&host, NULL);
  for (size_t i = 0; i < COUNT(wrong); i++) assert_int_equal(set(&host, wrong[i], "UTC0"), ACD_ERR_ARGUMENT);
  memset(name, 'x', sizeof name);
  name[256] = '\0';
  assert_int_equal(set(&host, name, "UTC0"), ACD_ERR_ARGUMENT);
  name[255] = '\0';
  assert_int_equal(set(&host, name, "UTC0"), ACD_OK);
  assert_int_equal(set(&host, "Etc/GMT+3", "<-03>3"), ACD_OK);
  for (int i = 2; i < ACD_ZONES_MAX; i++) {
    snprintf(name, sizeof name, "z-%d.of_many", i);
    assert_int_equal(set(&host, name, "UTC0"), ACD_OK);
  }
  assert_int_equal(set(&host, "one-too-many", "UTC0"), ACD_ERR_LIMIT);
  assert_int_equal(set(&host, "z-7.of_many", "CET-1"), ACD_OK); /* another version is not another zone */
  assert_int_equal(drop(&host, "z-7.of_many"), ACD_OK);
  assert_int_equal(set(&host, "one-too-many", "UTC0"), ACD_OK);
  host_end(&host);
}

static void unknown_names(void **state)
{
  (void)state;
  test_host host;
  acd_error error = {.size = sizeof error};
  host_begin(&host, NULL);
  host_define(&host, OFFICE("utc_offset=0"));
  assert_int_equal(set(&host, "Europe/Berlin", berlin), ACD_OK);
  int64_t before = acd_engine_digest_state(host.engine);
  assert_int_equal(
      host_submit(&host, ACD_DEFINE_WHOLE, "schedule a zone=Europe/Berln\nschedule b zone=Asia/Tokyo utc_offset=0\n"),
      ACD_ERR_DEFINITION);
  assert_int_equal(acd_engine_errors_count(host.engine), 1);
  assert_int_equal(acd_engine_error_at(host.engine, 0, &error), ACD_OK);
  assert_string_equal(error.path, "schedule \"b\"");
  assert_int_equal(error.property_id, ACD_SCHEDULE_ZONE);
  assert_string_equal(error.expected, "only one of zone and utc_offset");
  assert_int_equal(
      host_submit(&host, ACD_DEFINE_CHANGE, "schedule a zone=Europe/Berln\nschedule b zone=Asia/Tokyo\nqueue q\n"),
      ACD_ERR_DEFINITION);
  assert_int_equal(acd_engine_errors_count(host.engine), 2);
  assert_int_equal(acd_engine_error_at(host.engine, 0, &error), ACD_OK);
  assert_int_equal(error.code, ACD_ERR_NOT_FOUND);
  assert_string_equal(error.path, "schedule \"a\"");
  assert_string_equal(error.text, "there is no zone \"Europe/Berln\"");
  assert_string_equal(error.nearest, "Europe/Berlin");
  assert_non_null(strstr(error.expected, "acd_zone_set()"));
  assert_int_equal(acd_engine_error_at(host.engine, 1, &error), ACD_OK);
  assert_string_equal(error.nearest, "");
  assert_true(acd_engine_digest_state(host.engine) == before);
  host_end(&host);
}

static void which_zones_a_definition_names(void **state)
{
  (void)state;
  static const char *const expected[] = {"A/B", "C", "D", "A/B"};
  acd_definition *definition = outline_build(
      NULL,
      "queue q\nschedule a zone=A/B\nschedule b\nschedule c zone=C\ncallback p\n  callback_pattern x pattern=1 zone=D\n"
      "  callback_pattern y pattern=2\n+schedule d zone=A/B\n-schedule e\n");
  const char *name = NULL;
  size_t count = 0;
  for (int32_t at = 0; (at = acd_definition_zone_next(definition, at, &name)) > 0; count++) {
    assert_true(count < COUNT(expected));
    assert_string_equal(name, expected[count]);
  }
  assert_int_equal(count, COUNT(expected));
  acd_definition_free(definition);
}

/* As the record of a command, whose payload can be wrong in ways of its own. */
static void refused_records(void **state)
{
  (void)state;
  static const struct {
    acd_slice name, bytes;
    int code;
    uint32_t fault, index;
  } rows[] = {
      {{0, 3}, {3, 0}, ACD_ERR_NOT_FOUND, ACD_FAULT_BODY, 0},
      {{0, 0}, {3, 99}, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0},
      {{999, 3}, {3, 99}, ACD_ERR_ENCODING, ACD_FAULT_BODY, 0},
      {{0, 3}, {3, 999}, ACD_ERR_ENCODING, ACD_FAULT_BODY, 1},
      {{0, 8}, {3, 99}, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, 7},      /* a NUL inside */
      {{0, 3}, {3, 99}, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, 3 + 54}, /* where it should have ended */
      {{0, 3}, {3, 50}, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, 3 + 50},
      {{0, 3}, {4, 99}, ACD_ERR_ENCODING, ACD_FAULT_PAYLOAD, 4},
  };
  uint8_t payload[3 + TZIF_FOOTER_SIZE + 1] = "UTC";
  test_host host;
  size_t size = 3 + tzif_write_footer(payload + 3, "UTC0");
  payload[7] = 0; /* of version 1, which has no footer */
  host_begin(&host, NULL);
  int64_t before = acd_engine_digest_state(host.engine);
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_command command;
    acd_result result = {.size = sizeof result};
    acd_command_init(&command, ACD_COMMAND_ZONE, 0, 0);
    command.body.zone.name = rows[i].name;
    command.body.zone.bytes = rows[i].bytes;
    int code = acd_engine_submit(host.engine, &command, payload, size, &result);
    if (code != rows[i].code || result.fault != rows[i].fault || result.fault_index != rows[i].index)
      fail_msg("row %d: %s, %d at %d", (int)i, acd_status_text(code), (int)result.fault, (int)result.fault_index);
    assert_true(acd_engine_digest_state(host.engine) == before);
  }
  host_end(&host);
}

static acd__timetable *timetable(const test_host *host, const char *name)
{
  const acd__schedule *found = acd__dictionary_find(&host->engine->world.schedules, name, strlen(name));
  return found->timetable;
}

static void the_check_looks_at_zones_and_clocks(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  assert_int_equal(set(&host, "A", berlin), ACD_OK);
  assert_int_equal(set(&host, "B", "CEST-2"), ACD_OK);
  host_define(&host, "schedule own zone=A\nschedule based based_on=own\nschedule fixed utc_offset=3600s\n");
  acd__known_zone *a = acd__known_zone_find(host.engine, "A", 1), *b = acd__known_zone_find(host.engine, "B", 1);
  acd__timetable *own = timetable(&host, "own"), *based = timetable(&host, "based"), *fixed = timetable(&host, "fixed");
  acd__zone *const *other = &b->zone, *const *none = NULL;
  const char *name = "B", *no_name = "";
  const int64_t offset_us = 7200 * SECOND, later_us = host.now + 1;
  const acd__string *no_bytes = a->name;
  const acd__zone *no_zone = NULL;
  const struct {
    void *at;
    const void *bytes;
    size_t size;
    const char *what;
  } rows[] = {
      {&own->zone, &other, sizeof other, "another zone"},
      {&own->zone, &none, sizeof none, "no zone"},
      {&based->zone, &other, sizeof other, "another zone than the base's"},
      {&based->zone_name, &name, sizeof name, "another name than the base's"},
      {&own->zone_name, &no_name, sizeof no_name, "no name"},
      {&fixed->zone, &other, sizeof other, "a zone beside an offset"},
      {&based->utc_offset_us, &offset_us, sizeof offset_us, "another offset than the base's"},
      {&a->name, &b->name, sizeof b->name, "another name"},
      {&a->bytes, &no_bytes, sizeof no_bytes, "bytes that are no zone"},
      {&b->zone, &no_zone, sizeof no_zone, "nothing made of the bytes"},
      {&a->changed_at_us, &later_us, sizeof later_us, "a change to come"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) centre_breaks(&host, rows[i].at, rows[i].bytes, rows[i].size, rows[i].what);
  host_end(&host);
}

/* Whichever request for memory is refused, nothing has changed, and it can be done again. */
static void without_memory(void **state)
{
  (void)state;
  for (int replaces = 0; replaces < 2; replaces++) {
    int refused = 0;
    for (long nth = 1;; nth++) {
      test_host host;
      host_begin(&host, NULL);
      if (replaces) assert_int_equal(set(&host, "UTC", "CET-1"), ACD_OK);
      int64_t before = acd_engine_digest_state(host.engine);
      host.memory.fail_at = host.memory.requests + nth;
      int status = set(&host, "UTC", "UTC0");
      host.memory.fail_at = 0;
      if (status == ACD_ERR_NOMEM) {
        refused++;
        assert_true(acd_engine_digest_state(host.engine) == before);
        assert_int_equal(set(&host, "UTC", "UTC0"), ACD_OK);
      }
      host_end(&host);
      if (status == ACD_OK) break;
      assert_int_equal(status, ACD_ERR_NOMEM);
    }
    assert_true(refused >= 2);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hours_go_by_the_zone),
      cmocka_unit_test(listed_and_removed),
      cmocka_unit_test(names_and_numbers),
      cmocka_unit_test(unknown_names),
      cmocka_unit_test(which_zones_a_definition_names),
      cmocka_unit_test(refused_records),
      cmocka_unit_test(the_check_looks_at_zones_and_clocks),
      cmocka_unit_test(without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
