/* SPDX-License-Identifier: Apache-2.0 */
/* Callers who choose a slot in a flow: acd/slot.h, "In flows", and acd/flow.h. */
#include <stdio.h>

#include <acd/slot.h>

#include "walk.h"

#define HOUR (3600 * SECOND)

/* Open from nine to eleven every day, by UTC; time begins at midnight on 1970-01-01. Numbers 1: slots are offered three at a time, 9 offers
 * the next three; the one that is chosen is held until the caller says 1. 2: what the host has set is booked at once. 3: who waits. */
#define CENTRE                                                                                                         \
  "skill dutch\nagent ann presence=not_ready wrapup=0s\nagent bob presence=not_ready\n  agent_skill dutch level=2\n"   \
  "queue desk\n  member ann\n  member bob\nqueue line wait_flow=waits\n  member ann\n"                                 \
  "schedule office\n  hours h days=127 from=32400s to=39600s\ncallback k\n"                                            \
  "number 1 flow=main\nnumber 2 flow=at-once\nnumber 3 flow=lines\n"                                                   \
  "flow main start=tell\n"                                                                                             \
  "  node tell kind=slots slot_plan=p attribute=slot count=3 from_attribute=from\n    exit next to=which\n"            \
  "    exit none to=full\n"                                                                                            \
  "  node which kind=menu prompt=which attempts=1\n    exit 1 to=one\n    exit 2 to=two\n    exit 3 to=three\n"        \
  "    exit 9 to=more\n"                                                                                               \
  "  node more kind=set attribute=from expression=slot_3\n    exit next to=tell\n"                                     \
  "  node one kind=set attribute=chosen expression=slot_1\n    exit next to=hold\n"                                    \
  "  node two kind=set attribute=chosen expression=slot_2\n    exit next to=hold\n"                                    \
  "  node three kind=set attribute=chosen expression=slot_3\n    exit next to=hold\n"                                  \
  "  node hold kind=hold_slot slot_plan=p slot_attribute=chosen\n    exit next to=sure\n    exit refused to=full\n"    \
  "  node sure kind=menu prompt=sure attempts=1 input_timeout=600s\n    exit 1 to=book\n    exit 2 to=tell\n"          \
  "  node book kind=callback slot_plan=p slot_attribute=chosen\n    exit next to=after\n    exit refused to=full\n"    \
  "  node after kind=play prompt=after\n  node full kind=play prompt=full\n"                                           \
  "flow at-once start=book\n"                                                                                          \
  "  node book kind=callback slot_plan=p slot_attribute=chosen attribute=back prompt=booked\n    exit refused to=no\n" \
  "    exit error to=gone\n  node no kind=play prompt=no\n  node gone kind=play prompt=gone\n"                         \
  "flow lines start=q\n  node q kind=queue queue=line\n    exit next to=after\n  node after kind=play prompt=after\n"  \
  "flow waits start=w\n  node w kind=wait time=5s\n    exit next to=tell\n"                                            \
  "  node tell kind=slots slot_plan=p attribute=slot count=1\n    exit next to=book\n"                                 \
  "  node book kind=callback slot_plan=p slot_attribute=slot_1 prompt=later\n"

static void begin(test_host *host, const char *plan, const char *more)
{
  static outline text;
  text.size = 0;
  outline_write(&text, CENTRE "slot_plan p callback=k queue=desk schedule=office length=1800s horizon=172800s %s\n%s",
                plan, more);
  host_begin(host, NULL);
  host_define(host, text.text);
}

static acd_slot_info slot_of(const test_host *host, int64_t date, int64_t clock_us)
{
  acd_slot_info info = {.size = sizeof info};
  acd_id plan = 0;
  assert_int_equal(acd_slot_plan_find(host->engine, "p", &plan), ACD_OK);
  assert_int_equal(acd_slot_get(host->engine, plan, date, clock_us, &info), ACD_OK);
  return info;
}

static void attribute_is(const test_host *host, acd_id call, const char *name, const char *value)
{
  const char *found = acd_call_attribute(host->engine, call, name);
  if (strcmp(found ? found : "", value) != 0) fail_msg("%s is %s, not %s", name, found ? found : "not set", value);
}

static void slots_are(const test_host *host, acd_id call, const char *first, const char *second, const char *third)
{
  attribute_is(host, call, "slot_1", first);
  attribute_is(host, call, "slot_2", second);
  attribute_is(host, call, "slot_3", third);
  const char count[2] = {(char)('0' + (*first != 0) + (*second != 0) + (*third != 0)), '\0'};
  attribute_is(host, call, "slot_count", count);
}

static size_t changes(const test_host *host, int64_t change)
{
  return host_events(host, ACD_EVENT_SLOT, change);
}

static void chosen_booked_and_dialled(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "");
  acd_id call = walk_call(&host, "1", "555");
  slots_are(&host, call, "1970-01-01T09:00", "1970-01-01T09:30", "1970-01-01T10:00");
  walk_on(&host, call, "=2");
  assert_int_equal(changes(&host, ACD_SLOT_HELD), 1);
  assert_int_equal(slot_of(&host, 19700101, 19 * HOUR / 2).held, 1);
  assert_int_equal(acd_slot_confirm(host.engine, host.now, call), ACD_ERR_STATE);
  assert_int_equal(acd_slot_move(host.engine, host.now, call, 19700101, 9 * HOUR), ACD_ERR_STATE);
  host_check(&host);
  walk_on(&host, call, "=1");
  host_told(&host, "collect which, collect sure, hangup callback");
  assert_int_equal(slot_of(&host, 19700101, 19 * HOUR / 2).booked, 1);
  assert_int_equal(centre_call(&host, call).callback, ACD_CALLBACK_STAGE_LATER);
  assert_int_equal(changes(&host, ACD_SLOT_BOOKED), 1);
  host_hangup(&host, call); /* the leg that was released */
  host_check(&host);
  /* whoever calls meanwhile is not offered it */
  acd_id other = walk_call(&host, "1", "556");
  slots_are(&host, other, "1970-01-01T09:00", "1970-01-01T10:00", "1970-01-01T10:30");
  host_hangup(&host, other);
  host_forget(&host);
  centre_ready(&host, "ann");
  host_pass(&host, 19 * HOUR / 2 - host.now - 1);
  host_told(&host, "");
  host_pass(&host, 1);
  host_told(&host, "ring ann");
  walk_on(&host, call, "accepted accepted done leave:ann");
  host_told(&host, "dial 555 ann, bridge ann, play after");
  assert_int_equal(changes(&host, ACD_SLOT_KEPT), 1);
  host_end(&host);
}

/* Two days of four slots each; what an earlier page has told is removed where there is less. */
static void page_by_page(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "");
  acd_id call = walk_call(&host, "1", "555");
  walk_on(&host, call, "=9");
  slots_are(&host, call, "1970-01-01T10:30", "1970-01-02T09:00", "1970-01-02T09:30");
  walk_on(&host, call, "=9");
  slots_are(&host, call, "1970-01-02T10:00", "1970-01-02T10:30", "");
  attribute_is(&host, call, "from", "1970-01-02T09:30");
  /* the third is none: it is not there to be held */
  walk_on(&host, call, "=3");
  host_told(&host, "collect which, collect which, collect which, play full");
  /* "9" where there is no third offers from the beginning */
  acd_id other = walk_call(&host, "1", "556");
  walk_on(&host, other, "=9 =9 =9");
  slots_are(&host, other, "1970-01-01T09:00", "1970-01-01T09:30", "1970-01-01T10:00");
  assert_int_equal(acd_call_set(host.engine, host.now, other, "slot_3", "1970-01-02T10:30"), ACD_OK);
  walk_on(&host, other, "=9");
  attribute_is(&host, other, "slot_count", "0");
  attribute_is(&host, other, "slot_1", "");
  host_end(&host);
}

/* A hold ends with its time, with the choice of another slot, with the call, and when its slot begins. */
static void held_while_the_caller_decides(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "hold=60s", "");
  (void)walk_call(&host, "1", "556");
  acd_id asked = host_action_of(&host, "collect which")->id;
  acd_id call = walk_call(&host, "1", "555");
  walk_on(&host, call, "=1");
  assert_int_equal(acd_action_result(host.engine, host.now, asked, ACD_OUTCOME_DIGITS, "1"), ACD_OK);
  host_told(&host, "collect which, collect which, collect sure, play full");
  host_answer(&host, "play full", ACD_OUTCOME_DONE);
  /* in time */
  host_pass(&host, 60 * SECOND - 1);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 0);
  host_pass(&host, 1);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 1);
  assert_int_equal(slot_of(&host, 19700101, 9 * HOUR).state, ACD_SLOT_STATE_FREE);
  assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_FLOW);
  host_check(&host);
  /* what has lapsed is booked all the same while nobody else has taken it */
  assert_int_equal(host_result(&host, "collect sure", ACD_OUTCOME_DIGITS, "1"), ACD_OK);
  assert_int_equal(slot_of(&host, 19700101, 9 * HOUR).booked, 1);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, call), ACD_OK);
  /* another choice, and the same one again */
  call = walk_call(&host, "1", "555");
  walk_on(&host, call, "=1");
  host_pass(&host, 50 * SECOND);
  walk_on(&host, call, "=2 =1"); /* the first one that is free now */
  attribute_is(&host, call, "chosen", "1970-01-01T09:30");
  assert_int_equal(slot_of(&host, 19700101, 9 * HOUR).held, 0);
  assert_int_equal(slot_of(&host, 19700101, 19 * HOUR / 2).held, 1);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 2);
  host_pass(&host, 50 * SECOND);
  assert_int_equal(slot_of(&host, 19700101, 19 * HOUR / 2).held, 1);
  host_check(&host);
  /* the caller goes */
  host_hangup(&host, call);
  assert_int_equal(slot_of(&host, 19700101, 19 * HOUR / 2).held, 0);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 3);
  host_check(&host);
  /* it begins */
  host_pass(&host, 9 * HOUR - 30 * SECOND - host.now);
  call = walk_call(&host, "1", "555");
  walk_on(&host, call, "=1");
  assert_int_equal(slot_of(&host, 19700101, 9 * HOUR).held, 1);
  host_pass(&host, 30 * SECOND);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 4);
  assert_int_equal(centre_call(&host, call).state, ACD_CALL_STATE_FLOW);
  walk_on(&host, call, "=1");
  host_told(&host, "hangup flow, hangup callback, collect which, collect sure, collect which, collect sure, "
                   "collect which, collect sure, play full");
  host_end(&host);
}

/* Texts that are a slot, and those that are none. */
static void what_is_booked(void **state)
{
  (void)state;
  static const struct {
    const char *chosen, *told;
  } rows[] = {
      {"1970-01-01T09:00", "play booked, hangup callback"},
      {"1970-01-02 10:30", "play booked, hangup callback"},
      {"1970-01-01T09:10", "play no"},
      {"1970-01-01T11:00", "play no"},
      {"1970-01-03T09:00", "play no"}, /* beyond the horizon */
      {"1969-12-31T09:00", "play no"},
      {"1970-01-01T9:00", "play no"},
      {"1970-02-30T09:00", "play no"},
      {"1970-01-01T24:00", "play no"},
      {"1970-01-01T09:60", "play no"},
      {"1970-01-01x09:00", "play no"},
      {"1970-01-01T09:00:00", "play no"},
      {"soon", "play no"},
      {"", "play no"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char attributes[100];
    acd_arrival arrival;
    acd_id call = 0;
    begin(&host, "", "");
    acd_arrival_init(&arrival);
    snprintf(attributes, sizeof attributes, "back=777%s%s", rows[i].chosen[0] ? "\nchosen=" : "", rows[i].chosen);
    arrival.number = "2";
    arrival.attributes = attributes;
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
    int booked = strstr(rows[i].told, "booked") != NULL;
    assert_int_equal(changes(&host, ACD_SLOT_HELD), booked); /* nobody takes it while the caller is told */
    walk_on(&host, call, booked ? "done" : "");
    host_told(&host, rows[i].told);
    acd_callback_info info = {.size = sizeof info};
    assert_int_equal(acd_callback_get(host.engine, call, &info), booked ? ACD_OK : ACD_ERR_STATE);
    if (booked) assert_string_equal(info.number, "777");
    assert_int_equal(changes(&host, ACD_SLOT_BOOKED), booked);
    host_end(&host);
  }
}

/* The slot is one that the schedule has no more when the caller has heard the prompt. */
static void gone_meanwhile(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "");
  acd_arrival arrival;
  acd_id call = 0;
  acd_arrival_init(&arrival);
  arrival.number = "2";
  arrival.caller = "555";
  arrival.attributes = "back=777\nchosen=1970-01-01T09:00";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_change(&host, "schedule office\n  hours h days=127 from=36000s to=39600s\n");
  walk_on(&host, call, "done");
  host_told(&host, "play booked, hangup callback"); /* what it holds it books */
  assert_int_equal(acd_callback_cancel(host.engine, host.now, call), ACD_OK);
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_told(&host, "play no");
  arrival.attributes = "back=777\nchosen=1970-01-01T10:00";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  assert_int_equal(acd_queue_drain(host.engine, host.now, host_queue(&host, "desk")), ACD_OK);
  walk_on(&host, call, "done");
  host_told(&host, "play booked, play gone");
  host_end(&host);
}

/* Who waits in a queue leaves it, is called back by the plan's queue, and goes on behind the queue node. */
static void instead_of_waiting(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "");
  acd_id call = walk_call(&host, "3", "555");
  host_pass(&host, 5 * SECOND + SECOND / 2);
  walk_on(&host, call, "done");
  host_told(&host, "play later, hangup callback");
  assert_int_equal(host_kpi(&host, "line").callbacks_taken, 1);
  assert_int_equal(host_kpi(&host, "line").callbacks_in, 0);
  assert_int_equal(centre_queue(&host, "line").waiting_count, 0);
  host_check(&host);
  centre_ready(&host, "ann");
  host_told(&host, "");
  host_pass(&host, 9 * HOUR - host.now);
  host_told(&host, "ring ann");
  assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "desk"));
  walk_on(&host, call, "accepted accepted done leave:ann");
  host_told(&host, "dial 555 ann, bridge ann, play after");
  host_end(&host);
}

/* Of a plan that replaces: also while the caller is told, and holds the new one. */
static void the_one_before_is_given_up(void **state)
{
  (void)state;
  static const char *const ways[] = {"1970-01-01T09:00", "1970-01-01T10:00"}; /* its own, which is full, and another */
  for (size_t i = 0; i < COUNT(ways); i++) {
    test_host host;
    char attributes[100];
    acd_id calls[2];
    acd_arrival arrival;
    begin(&host, "", "");
    host_change(&host, "callback k duplicate=replace\n");
    acd_arrival_init(&arrival);
    arrival.number = "2";
    arrival.attributes = attributes;
    for (size_t k = 0; k < 2; k++) {
      snprintf(attributes, sizeof attributes, "back=777\nchosen=%s", ways[k ? i : 0]);
      assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &calls[k]), ACD_OK);
      walk_on(&host, calls[k], "done");
      host_check(&host);
    }
    assert_int_equal(host_end_of(&host, calls[0]), ACD_END_CALLBACK);
    assert_int_equal(centre_call(&host, calls[1]).callback, ACD_CALLBACK_STAGE_LATER);
    assert_int_equal(changes(&host, ACD_SLOT_BOOKED), 2);
    assert_int_equal(changes(&host, ACD_SLOT_RELEASED), 1);
    assert_int_equal(slot_of(&host, 19700101, 9 * HOUR).booked, i == 0);
    assert_int_equal(slot_of(&host, 19700101, 10 * HOUR).booked, i == 1);
    host_end(&host);
  }
}

/* A plan's skills are what the call needs; another kind of callback gives a slot that is held up. */
static void skills_and_other_callbacks(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "\n  slot_skill dutch level=2",
        "number 4 flow=both\nflow both start=tell\n  node tell kind=slots slot_plan=p attribute=s count=1\n"
        "    exit next to=hold\n  node hold kind=hold_slot slot_plan=p slot_attribute=s_1\n    exit next to=back\n"
        "  node back kind=callback plan=k queue=desk\n");
  acd_id call = walk_call(&host, "1", "555");
  walk_on(&host, call, "=1 =1");
  centre_ready(&host, "ann");
  centre_ready(&host, "bob");
  host_forget(&host);
  host_pass(&host, 9 * HOUR - host.now);
  host_told(&host, "ring bob");
  walk_on(&host, call, "accepted accepted done leave:bob");
  host_forget(&host);
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 0);
  (void)walk_call(&host, "4", "556");
  assert_int_equal(changes(&host, ACD_SLOT_LAPSED), 1);
  host_told(&host, "hangup callback, ring ann");
  host_end(&host);
}

/* A call that held a slot, and then takes a callback of another kind, is told as any whom nobody called. */
static void a_hold_leaves_nothing_behind(void **state)
{
  (void)state;
  for (int holds = 0; holds < 2; holds++) {
    test_host host;
    begin(&host, "",
          holds ? "number 4 flow=both\nflow both start=tell\n  node tell kind=slots slot_plan=p attribute=s count=1\n"
                  "    exit next to=hold\n  node hold kind=hold_slot slot_plan=p slot_attribute=s_1\n    exit next "
                  "to=back\n  node back kind=callback plan=k queue=desk\n"
                : "number 4 flow=both\nflow both start=back\n  node back kind=callback plan=k queue=desk\n");
    host_change(&host, "callback k message=sorry expires=300s\n");
    (void)walk_call(&host, "4", "556");
    host_forget(&host);
    host_pass(&host, 301 * SECOND);
    host_told(&host, "message 556");
    host_end(&host);
  }
}

/* The numbers of a plan that nobody has used take as much memory after any number of changes of something else. */
static void counts_of_numbers_stay_as_large(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "");
  host_change(&host, "callback k per_number_day=1 numbers_max=1000\nqueue desk service_level=11s\n");
  int64_t before = host_stats(&host).memory_bytes;
  for (int i = 0; i < 10; i++)
    host_change(&host, i & 1 ? "queue desk service_level=11s\n" : "queue desk service_level=10s\n");
  assert_int_equal(host_stats(&host).memory_bytes, before);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(chosen_booked_and_dialled),
      cmocka_unit_test(a_hold_leaves_nothing_behind),
      cmocka_unit_test(counts_of_numbers_stay_as_large),
      cmocka_unit_test(page_by_page),
      cmocka_unit_test(held_while_the_caller_decides),
      cmocka_unit_test(what_is_booked),
      cmocka_unit_test(gone_meanwhile),
      cmocka_unit_test(instead_of_waiting),
      cmocka_unit_test(the_one_before_is_given_up),
      cmocka_unit_test(skills_and_other_callbacks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
