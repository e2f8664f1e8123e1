/* SPDX-License-Identifier: Apache-2.0 */
/* Stories as integrators tell them, of everything that a host is asked for: how its lines read, and that the kit's host does its part
 * in each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <acd/testing_cmocka.h>

#include "calendar/tzif.h"

static int setup(void **state)
{
  acd_testing *test;
  if (acd_testing_new(&test)) return -1;
  *state = test;
  return 0;
}

static int teardown(void **state)
{
  return acd_testing_end(*state);
}

/* The service line of the examples: the caller hangs up and keeps the place; a machine answers, then nobody, then the customer. */
static void who_is_called_back(void **state)
{
  acd_testing *test = *state;
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "+49800200";
  arrival.caller = "+4930123";
  uint8_t zone[TZIF_FOOTER_SIZE];
  size_t size = tzif_write_footer(zone, "EST5EDT,M3.2.0,M11.1.0");
  assert_int_equal(acd_zone_set(acd_testing_engine(test), 0, "America/New_York", zone, size), ACD_OK);
  define_file(test, CALLBACK);
  it_is(test, "2026-11-23 10:00");
  agent_is(test, "dora", ACD_PRESENCE_NOT_READY);
  agent_is(test, "emil", ACD_PRESENCE_NOT_READY);
  keys_come(test, "press-1-and-we-call-you-back", "1", 4);
  call_arrives_as(test, "customer", &arrival);
  expect_play(test, "customer", "welcome");
  expect_music(test, "customer", "calm");
  ignore_actions(test, ACD_ACTION_MUSIC);
  time_passes(test, 60);
  expect_collect(test, "customer", "press-1-and-we-call-you-back");
  expect_play(test, "customer", "you-keep-your-place");
  expect_hangup(test, "customer", "callback");
  expect_no_more(test);

  once_agent_answers(test, "dora", 2);
  acd_testing_met(test, acd_testing_answer_once(test, ACD_ACTION_DIAL, NULL, ACD_OUTCOME_MACHINE, NULL, 12));
  acd_testing_met(test, acd_testing_answer(test, ACD_ACTION_DIAL, "+4930123", ACD_OUTCOME_ACCEPTED, NULL, 8));
  agent_is(test, "dora", ACD_PRESENCE_AVAILABLE);
  time_passes(test, 1000);
  expect_story(test, "60 s dial +4930123 for customer\n"
                     "972 s dial +4930123 for customer\n"
                     "980 s ring dora for customer\n"
                     "982 s bridge dora for customer");
  expect_event(test, ACD_EVENT_CALLBACK_ATTEMPT, "customer", "machine");
  expect_event(test, ACD_EVENT_CALLBACK_ATTEMPT, "customer", "hold-for-me");
  expect_event(test, ACD_EVENT_CALLBACK_ENDED, "customer", "completed");
}

static const char two_teams[] =
    "{"
    " \"agents\": {\"ann\": {\"devices\": {\"desk\": {\"ring_timeout_s\": 5}, \"mobile\": {}}}, \"eve\": {}},"
    " \"queues\": {\"sales\": {\"members\": [\"ann\"]}, \"experts\": {\"members\": [\"eve\"]}},"
    " \"numbers\": {\"100\": {\"queue\": \"sales\"}}}";

/* Devices, recording, a consultation that becomes a transfer, an outside number. */
static void who_asks_an_expert(void **state)
{
  acd_testing *test = *state;
  define_text(test, two_teams);
  agent_connects(test, "ann", 2); /* whichever device, but … */
  acd_testing_met(test, acd_testing_answer(test, ACD_ACTION_RING, "ann.desk", 0, NULL, 0));
  agent_answers(test, "eve", 3);
  call_arrives(test, "caller", "100");
  expect_ring(test, "caller", "ann");
  time_passes(test, 10);
  expect_story(test, "5 s ring_stop ann.desk for caller\n"
                     "5 s ring ann.mobile for caller");

  acd_engine *engine = acd_testing_engine(test);
  acd_id caller = acd_testing_call_id(test, "caller"), advice = 0;
  expect_ok(test, acd_call_record(engine, acd_testing_now(test), caller, ACD_RECORDING_ON));
  expect_action(test, ACD_ACTION_RECORDING, "caller", "on");
  expect_ok(test, acd_call_consult(engine, acd_testing_now(test), caller, ACD_TARGET_QUEUE,
                                   acd_testing_queue_id(test, "experts"), 0, &advice));
  expect_told(test, "call_record caller");
  expect_told(test, "call_consult caller");
  expect_action(test, ACD_ACTION_HOLD, "caller", NULL);
  expect_ring(test, "call 2", "eve");
  expect_action(test, ACD_ACTION_RECORDING, "caller", "paused"); /* while the caller does not hear it */
  acd_testing_met(test, acd_testing_name_call(test, advice, "advice"));
  time_passes(test, 5);
  expect_bridge(test, "advice", "eve");
  expect_ok(test, acd_call_complete(engine, acd_testing_now(test), caller));
  expect_story(test, "release ann.mobile for caller\njoin eve for caller\nrecording on for caller");
  expect_event(test, ACD_EVENT_CONSULTATION_ENDED, "advice", "joined");

  expect_ok(test, acd_call_transfer(engine, acd_testing_now(test), caller, ACD_TARGET_NUMBER, 0, "+4440555"));
  expect_release(test, "caller", "eve");
  expect_action(test, ACD_ACTION_RECORDING, "caller", "paused");
  expect_transfer(test, "caller", "+4440555");
  expect_event(test, ACD_EVENT_CALL_ENDED, "caller", "transferred");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(who_is_called_back, setup, teardown),
      cmocka_unit_test_setup_teardown(who_asks_an_expert, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
