/* SPDX-License-Identifier: Apache-2.0 */
/* Hours in which customers may be dialled, by their own clocks: acd/callback.h, "Hours", "The customer's clock". */
#include "../calendar/tzif.h"
#include "centre.h"

#include <stdio.h>

#define HOUR (3600 * SECOND)

/* From 9 to 17. Numbers beginning with +49 and +1 live somewhere; those with +4 as the schedule does. */
#define CENTRE                                                                                                         \
  "agent ann presence=not_ready wrapup=0s\nagent bob presence=not_ready wrapup=0s\nqueue desk\n  member ann\n"         \
  "  member bob\ntoggle fire\n"                                                                                        \
  "schedule office utc_offset=0 emergency=fire\n  hours day days=127 from=32400s to=61200s\n"                          \
  "callback p hours=office zone_attribute=lives expires=0s\n  callback_pattern de pattern=+49. zone=Europe/Berlin\n"   \
  "  callback_pattern us pattern=+1. zone=America/New_York\n  callback_pattern all pattern=.\n"

enum { JAN_15_2026 = 20468, MAR_29_2026 = 20541, JUL_15_2026 = 20649, OCT_25_2026 = 20751 };

static int set_zone(test_host *host, const char *name, const char *footer)
{
  uint8_t bytes[TZIF_FOOTER_SIZE];
  if (!footer) return acd_zone_remove(host->engine, host->now, name);
  return acd_zone_set(host->engine, host->now, name, bytes, tzif_write_footer(bytes, footer));
}

static void set_wall(test_host *host, int64_t day, double hour)
{
  int64_t wall_us = day * 24 * HOUR + (int64_t)(hour * 3600) * SECOND;
  assert_int_equal(acd_engine_wall_set(host->engine, host->now, wall_us - host->now), ACD_OK);
}

static void begin(test_host *host)
{
  host_begin(host, NULL);
  assert_int_equal(set_zone(host, "Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"), ACD_OK);
  assert_int_equal(set_zone(host, "America/New_York", "EST5EDT,M3.2.0,M11.1.0"), ACD_OK);
  host_define(host, CENTRE);
}

static acd_id request(test_host *host, const char *number, const char *lives)
{
  acd_id call = 0;
  char attributes[80];
  acd_callback_wish wish;
  acd_callback_wish_init(&wish);
  snprintf(attributes, sizeof attributes, "lives=%s", lives ? lives : "");
  wish.number = number;
  wish.queue = host_queue(host, "desk");
  wish.attributes = lives ? attributes : NULL;
  assert_int_equal(acd_callback_plan_find(host->engine, "p", &wish.plan), ACD_OK);
  assert_int_equal(acd_callback_request(host->engine, host->now, &wish, &call), ACD_OK);
  return call;
}

static acd_callback_info info_of(const test_host *host, acd_id call)
{
  acd_callback_info info = {.size = sizeof info};
  assert_int_equal(acd_callback_get(host->engine, call, &info), ACD_OK);
  return info;
}

static void whose_clock_counts(void **state)
{
  (void)state;
  static const struct {
    int64_t day;
    double hour; /* UTC */
    const char *number, *lives, *zone;
    int open, unknown;
  } rows[] = {
      {JAN_15_2026, 8.99, "+44", NULL, "", 0, 0},
      {JAN_15_2026, 9, "+44", NULL, "", 1, 0},
      {JAN_15_2026, 7.99, "+4930", NULL, "Europe/Berlin", 0, 0},
      {JAN_15_2026, 8, "+4930", NULL, "Europe/Berlin", 1, 0},
      {JAN_15_2026, 15.99, "+4930", NULL, "Europe/Berlin", 1, 0},
      {JAN_15_2026, 16, "+4930", NULL, "Europe/Berlin", 0, 0},
      {JUL_15_2026, 6.99, "+4930", NULL, "Europe/Berlin", 0, 0},
      {JUL_15_2026, 7, "+4930", NULL, "Europe/Berlin", 1, 0},
      {JAN_15_2026, 13.99, "+4930", "America/New_York", "America/New_York", 0, 0}, /* who travels */
      {JAN_15_2026, 14, "+4930", "America/New_York", "America/New_York", 1, 0},
      {JAN_15_2026, 14, "+1212", NULL, "America/New_York", 1, 0},
      {JAN_15_2026, 14, "+1213", "Europe/Berlin", "Europe/Berlin", 1, 0},
      {JAN_15_2026, 20, "+1213", "Europe/Berlin", "Europe/Berlin", 0, 0},
      {JAN_15_2026, 8, "+4930", "Mars/Base", "Europe/Berlin", 1, 1},
      {JAN_15_2026, 8, "+44", "Mars/Base", "", 0, 1},
      {JAN_15_2026, 9, "+44", "europe/berlin", "", 1, 1},
      /* The days on which clocks change. */
      {MAR_29_2026, 6.99, "+4930", NULL, "Europe/Berlin", 0, 0},
      {MAR_29_2026, 7, "+4930", NULL, "Europe/Berlin", 1, 0},
      {OCT_25_2026, 7.99, "+4930", NULL, "Europe/Berlin", 0, 0},
      {OCT_25_2026, 8, "+4930", NULL, "Europe/Berlin", 1, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host);
    set_wall(&host, rows[i].day, rows[i].hour);
    acd_id call = request(&host, rows[i].number, rows[i].lives);
    centre_ready(&host, "ann");
    host_forget(&host);
    int rings = centre_agent(&host, "ann").state == ACD_AGENT_STATE_RESERVED;
    if (rings) host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
    host_pull(&host);
    acd_callback_info info = info_of(&host, call);
    if (rings != rows[i].open || (int)centre_actions(&host, ACD_ACTION_DIAL, NULL) != rows[i].open ||
        info.stage != (rings ? ACD_CALLBACK_STAGE_DIALLING : ACD_CALLBACK_STAGE_RETRY))
      fail_msg("row %d: %s", (int)i, rings ? "open" : "closed");
    assert_string_equal(info.zone, rows[i].zone);
    assert_int_equal(host_stats(&host).callback_zones_unknown, rows[i].unknown);
    host_end(&host);
  }
}

/* At the very moment, in the order in which they wait; and no longer. */
static void from_opening_to_closing(void **state)
{
  (void)state;
  static const char *const numbers[] = {"+491", "+492", "+493", "+494"};
  test_host host;
  acd_id calls[4];
  begin(&host);
  set_wall(&host, JAN_15_2026, 5);
  acd_time opens = host.now + 3 * HOUR, closes = opens + 8 * HOUR;
  centre_ready(&host, "ann");
  for (int i = 0; i < 4; i++) {
    host_pass(&host, 25 * SECOND); /* each at another place in the minute */
    calls[i] = request(&host, numbers[i], NULL);
  }
  host_pass(&host, opens - host.now - 1);
  host_told(&host, "");
  host_pass(&host, 1);
  for (int i = 0; i < 3; i++) {
    char words[20];
    snprintf(words, sizeof words, "dial %s ann", numbers[i]);
    assert_true(host_action_of(&host, "ring ann")->time_us == host.now);
    host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
    assert_int_equal(host_action_of(&host, words)->call, calls[i]);
    assert_int_equal(acd_callback_cancel(host.engine, host.now, calls[i]), ACD_OK);
    host_pull(&host);
  }
  centre_not_ready(&host, "ann");
  host_pass(&host, closes - host.now - 1);
  assert_int_equal(info_of(&host, calls[3]).stage, ACD_CALLBACK_STAGE_WAITING);
  host_pass(&host, 1);
  assert_int_equal(info_of(&host, calls[3]).stage, ACD_CALLBACK_STAGE_RETRY);
  host_end(&host);
}

/* Whatever else changes the answer is seen within a minute. */
static void what_changes_meanwhile(void **state)
{
  (void)state;
  test_host host;
  acd_id toggle;
  begin(&host);
  assert_int_equal(acd_toggle_find(host.engine, "fire", &toggle), ACD_OK);
  set_wall(&host, JAN_15_2026, 8.5);
  acd_id german = request(&host, "+4930", NULL), english = request(&host, "+44", "Europe/London");
#define STAGES(of_german, of_english)                                                                                  \
  host_pass(&host, 60 * SECOND);                                                                                       \
  assert_int_equal(info_of(&host, german).stage, ACD_CALLBACK_STAGE_##of_german);                                      \
  assert_int_equal(info_of(&host, english).stage, ACD_CALLBACK_STAGE_##of_english)
  STAGES(WAITING, RETRY);
  assert_int_equal(host_stats(&host).callback_zones_unknown, 1);
  assert_int_equal(set_zone(&host, "Europe/London", "EET-2"), ACD_OK); /* now it is known, though it is not there */
  STAGES(WAITING, WAITING);
  assert_string_equal(info_of(&host, english).zone, "Europe/London");
  assert_int_equal(set_zone(&host, "Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"), ACD_OK);
  STAGES(WAITING, RETRY);
  assert_int_equal(acd_call_set(host.engine, host.now, english, "lives", "Europe/Berlin"), ACD_OK);
  STAGES(WAITING, WAITING);
  assert_int_equal(host_stats(&host).callback_zones_unknown, 1);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 1), ACD_OK);
  STAGES(RETRY, RETRY);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 0), ACD_OK);
  STAGES(WAITING, WAITING);
  set_wall(&host, JAN_15_2026, 18);
  STAGES(RETRY, RETRY);
  host_change(&host, "+callback p zone_attribute!\n  +callback_pattern de zone=America/New_York\n");
  STAGES(WAITING, RETRY);
  host_change(&host, "+callback p hours!\n");
  STAGES(WAITING, WAITING);
  assert_string_equal(info_of(&host, german).zone, "");
  host_end(&host);
}

/* A zone that a plan names must be there, and stays as long as the plan does: until its last callback is over. */
static void zones_of_patterns(void **state)
{
  (void)state;
  test_host host;
  acd_id zone = 0;
  acd_error error = {.size = sizeof error};
  acd_zone_info info = {.size = sizeof info};
  begin(&host);
  assert_int_equal(
      host_submit(&host, ACD_DEFINE_CHANGE, "+callback p\n  callback_pattern x pattern=+43. zone=Europe/Berln\n"),
      ACD_ERR_DEFINITION);
  assert_int_equal(acd_engine_error_at(host.engine, 0, &error), ACD_OK);
  assert_string_equal(error.path, "callback \"p\" / callback_pattern \"x\"");
  assert_int_equal(error.property_id, ACD_CALLBACK_PATTERN_ZONE);
  assert_string_equal(error.nearest, "Europe/Berlin");
  acd_id call = request(&host, "+4930", NULL);
  assert_int_equal(set_zone(&host, "Europe/Berlin", NULL), ACD_ERR_STATE);
  assert_int_equal(acd_zone_find(host.engine, "Europe/Berlin", &zone), ACD_OK);
  assert_int_equal(acd_zone_get(host.engine, zone, &info), ACD_OK);
  assert_int_equal(info.patterns_count, 1);
  host_change(&host, "-callback p\n");
  assert_int_equal(set_zone(&host, "America/New_York", NULL), ACD_ERR_STATE);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, call), ACD_OK);
  assert_int_equal(set_zone(&host, "Europe/Berlin", NULL), ACD_OK);
  host_end(&host);
}

/* A definition that brings members closes the hours of who would be first: those behind are served by all of them. */
static void closed_by_a_definition(void **state)
{
  (void)state;
  test_host host;
  begin(&host);
  host_change(&host,
              "+callback p dial_first=customer\n+queue desk\n  -member ann\n  -member bob\nnumber 1 queue=desk\n");
  centre_ready(&host, "bob");
  host_pass(&host, SECOND);
  centre_ready(&host, "ann");
  set_wall(&host, JAN_15_2026, 12);
  acd_id first = request(&host, "+44", NULL);
  for (int i = 0; i < 2; i++) host_arrive(&host, "1");
  host_forget(&host);
  assert_int_equal(info_of(&host, first).stage, ACD_CALLBACK_STAGE_WAITING);
  host_change(&host, "+queue desk\n  member ann\n  member bob\n+schedule office\n  -hours day\n");
  assert_int_equal(info_of(&host, first).stage, ACD_CALLBACK_STAGE_RETRY);
  assert_int_equal(centre_actions(&host, ACD_ACTION_DIAL, NULL), 0);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_RESERVED);
  assert_int_equal(host_agent_state(&host, "bob"), ACD_AGENT_STATE_RESERVED);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whose_clock_counts),     cmocka_unit_test(from_opening_to_closing),
      cmocka_unit_test(what_changes_meanwhile), cmocka_unit_test(zones_of_patterns),
      cmocka_unit_test(closed_by_a_definition),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
