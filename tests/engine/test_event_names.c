/* SPDX-License-Identifier: Apache-2.0 */
/* Events say what they are about by name, so that nobody who keeps them has to ask (acd/event.h). */
#include "../calendar/tzif.h"
#include "centre.h"

#include <stdio.h>

#define CENTRE                                                                                                         \
  "toggle flood\ncallback again\nagent ann presence=not_ready\nqueue desk\n  member ann\nnumber 100 flow=main\n"       \
  "flow main start=hello\n  node hello kind=play prompt=welcome\n    exit next to=wait\n  node wait kind=queue "       \
  "queue=desk\n    exit next to=later\n  node later kind=callback plan=again queue=desk\n"

/* "kind queue agent flow caller text", a line each; - for "". */
typedef struct story {
  char text[8000];
  size_t size;
  int64_t wall_us;
} story;

static const char *or_dash(const char *name)
{
  assert_non_null(name);
  return name[0] ? name : "-";
}

static void hear(void *user, const acd_event *event)
{
  story *to = user;
  to->size += (size_t)snprintf(to->text + to->size, sizeof to->text - to->size, "%s %s %s %s %s %s\n",
                               acd_event_kind_str(event->kind), or_dash(event->queue_name), or_dash(event->agent_name),
                               or_dash(event->flow_name), or_dash(event->caller), or_dash(event->text));
  assert_true(to->size < sizeof to->text);
  to->wall_us = event->wall_us;
}

/* Its line is there. */
static void told(const story *of, const char *line)
{
  if (!strstr(of->text, line)) fail_msg("no event \"%s\" in:\n%s", line, of->text);
}

static void each_names_what_it_is_about(void **state)
{
  (void)state;
  test_host host = {0};
  static story heard;
  acd_arrival arrival;
  acd_id call, toggle;
  heard.size = 0;
  host.hear = hear;
  host.hear_user = &heard;
  assert_int_equal(host_try_begin(&host, NULL), ACD_OK);
  host_define(&host, CENTRE);
  assert_int_equal(acd_engine_wall_set(host.engine, host.now, 1000 * SECOND), ACD_OK);
  acd_arrival_init(&arrival);
  arrival.number = "100";
  arrival.caller = "555";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_answer(&host, "play welcome", ACD_OUTCOME_DONE);
  assert_int_equal(acd_agent_ready(host.engine, host.now, host_agent(&host, "ann")), ACD_OK);
  host_connect(&host, "ann");
  assert_int_equal(heard.wall_us, host.now + 1000 * SECOND);
  host_pass(&host, 30 * SECOND);
  assert_int_equal(acd_toggle_find(host.engine, "flood", &toggle), ACD_OK);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 1), ACD_OK);
  assert_int_equal(heard.wall_us, host.now + 1000 * SECOND);
  told(&heard, "call_arrived - - - 555 100\n");
  told(&heard, "flow_exit - - main 555 hello\n");
  told(&heard, "queue_entered desk - - 555 -\n");
  told(&heard, "offered desk ann - 555 -\n");
  told(&heard, "answered desk ann - 555 -\n");
  told(&heard, "agent_state - ann - - -\n");
  told(&heard, "toggled - - - - flood\n");
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), call), ACD_OK);
  told(&heard, "callback_taken - - - 555 again\n");
  assert_int_equal(acd_callback_cancel(host.engine, host.now, call), ACD_OK);
  told(&heard, "callback_ended - - - 555 again\n");
  told(&heard, "call_ended - - main 555 later\n");
  host_end(&host);
}

/* ---- Of bookings and tasks of campaigns */

/* "event detail plan campaign slot_plan date clock in minutes reason", a line each. */
static void hear_plans(void *user, const acd_event *event)
{
  story *to = user;
  int is_slot = event->kind == ACD_EVENT_SLOT;
  if (!is_slot && (event->kind < ACD_EVENT_CALLBACK_TAKEN || event->kind > ACD_EVENT_CALLBACK_ENDED) &&
      event->kind != ACD_EVENT_CALL_AGAIN) {
    assert_true(!event->campaign_name[0] && !event->slot_plan_name[0]);
    return;
  }
  to->size +=
      (size_t)snprintf(to->text + to->size, sizeof to->text - to->size, "%s %s %s %s %s %d %d %d\n",
                       acd_event_kind_str(event->kind), acd_event_detail_str(event->kind, event->detail),
                       or_dash(event->text), or_dash(event->campaign_name), or_dash(event->slot_plan_name),
                       (int)event->local_date, (int)(event->local_clock_us / (60 * SECOND)), (int)event->reason);
  assert_true(to->size < sizeof to->text);
}

#define PLANS                                                                                                          \
  "agent ann presence=not_ready wrapup=0s\nqueue desk call_again=back\nqueue out\n  member ann\nnumber 1 queue=desk\n" \
  "schedule office zone=Europe/Berlin\n  hours day days=127 from=28800s to=61200s\ncallback k attempts_max=1\n"        \
  "campaign back callback=k queue=out delay=0s\nslot_plan visits callback=k queue=out schedule=office capacity=3\n"

static void begin_plans(test_host *host, story *heard)
{
  uint8_t zone[TZIF_FOOTER_SIZE];
  heard->size = 0;
  *host = (test_host){.hear = hear_plans, .hear_user = heard};
  assert_int_equal(host_try_begin(host, NULL), ACD_OK);
  assert_int_equal(
      acd_zone_set(host->engine, 0, "Europe/Berlin", zone, tzif_write_footer(zone, "CET-1CEST,M3.5.0,M10.5.0/3")),
      ACD_OK);
  host_define(host, PLANS);
  /* 2026-03-23T06:00Z: seven o'clock there */
  assert_int_equal(acd_engine_wall_set(host->engine, 0, (INT64_C(20535) * 24 + 6) * 3600 * SECOND), ACD_OK);
}

static acd_id visit(test_host *host, const char *number, int64_t minute, int64_t hold)
{
  acd_id call = 0;
  acd_slot_wish wish;
  acd_slot_wish_init(&wish);
  wish.number = number;
  wish.date = 20260323;
  wish.clock_us = minute * 60 * SECOND;
  wish.hold = hold;
  assert_int_equal(acd_slot_plan_find(host->engine, "visits", &wish.plan), ACD_OK);
  assert_int_equal(acd_slot_book(host->engine, host->now, &wish, &call), ACD_OK);
  return call;
}

static void bookings_by_the_clock_of_their_plan(void **state)
{
  (void)state;
  test_host host;
  static story heard;
  begin_plans(&host, &heard);
  acd_id first = visit(&host, "555", 480, 1), second = visit(&host, "556", 480, 0);
  assert_int_equal(acd_slot_confirm(host.engine, 0, first), ACD_OK);
  assert_int_equal(acd_slot_move(host.engine, 0, first, 20260324, 540 * 60 * SECOND), ACD_OK);
  assert_int_equal(acd_callback_cancel(host.engine, 0, first), ACD_OK);
  host_pass(&host, 2 * 3600 * SECOND);
  centre_ready(&host, "ann");
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "dial 556 ann", ACD_OUTCOME_BUSY);
  assert_int_equal(host_call_state(&host, second), 0);
  assert_string_equal(heard.text, "callback_taken ? k - - 0 0 0\n"
                                  "slot held k - visits 20260323 480 0\n"
                                  "callback_taken ? k - - 0 0 0\n"
                                  "slot booked k - visits 20260323 480 0\n"
                                  "slot booked k - visits 20260323 480 1\n"
                                  "slot moved k - visits 20260324 540 0\n"
                                  "callback_ended cancelled k - visits 0 0 0\n"
                                  "slot released k - visits 20260324 540 0\n"
                                  "slot broken k - visits 20260323 480 1\n"
                                  "callback_attempt busy k - visits 0 0 0\n"
                                  "callback_ended exhausted k - visits 0 0 0\n");
  host_end(&host);
}

static void tasks_name_their_campaign(void **state)
{
  (void)state;
  test_host host;
  static story heard;
  begin_plans(&host, &heard);
  acd_arrival arrival;
  acd_id call;
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.caller = "555";
  assert_int_equal(acd_call_arrive(host.engine, 0, &arrival, &call), ACD_OK);
  host_pass(&host, 10 * SECOND);
  host_hangup(&host, call);
  centre_ready(&host, "ann");
  host_pass(&host, 10 * SECOND);
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "dial 555 ann", ACD_OUTCOME_BRIDGED);
  assert_string_equal(heard.text, "callback_taken ? k back - 0 0 0\n"
                                  "call_again taken - back - 0 0 0\n"
                                  "callback_attempt bridged k back - 0 0 0\n"
                                  "callback_ended completed k back - 0 0 0\n");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_names_what_it_is_about),
      cmocka_unit_test(bookings_by_the_clock_of_their_plan),
      cmocka_unit_test(tasks_name_their_campaign),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
