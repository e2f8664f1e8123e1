/* SPDX-License-Identifier: Apache-2.0 */
/* Time as written in acd/command.h: stamps, timers before a command, refusal as a tick, the wall clock. */
#include <stdio.h>

#include "host.h"

#define DAY (INT64_C(86400) * SECOND)

/* ---- stamps ---- */

static int64_t now_of(const test_host *host)
{
  return acd_engine_now(host->engine);
}

static void early_stamps_count_as_now(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host.now = 10 * SECOND;
  host_define(&host, "agent ann\nqueue desk\n  member ann\nnumber 100 queue=desk\n");
  static const acd_time stamps[] = {4 * SECOND, 0, 10 * SECOND - 1};
  for (size_t i = 0; i < COUNT(stamps); i++) {
    host.now = stamps[i];
    acd_id call = host_arrive(&host, "100");
    acd_call_info info = {.size = sizeof info};
    assert_int_equal(acd_call_get(host.engine, call, &info), ACD_OK);
    assert_int_equal(info.arrived_at_us, 10 * SECOND);
    assert_int_equal(now_of(&host), 10 * SECOND);
    assert_int_equal(host_stats(&host).stamps_early, i + 1);
  }
  int64_t early = COUNT(stamps);
  for (uint32_t kind = ACD_COMMAND_TICK; kind <= COMMAND_LAST; kind++) {
    acd_command command;
    acd_result result = {.size = sizeof result};
    acd_command_init(&command, kind, 3 * SECOND, host_agent(&host, "ann"));
    acd_engine_submit(host.engine, &command, NULL, 0, &result);
    assert_int_equal(result.time_us, 10 * SECOND);
    assert_int_equal(host_stats(&host).stamps_early, early += kind != ACD_COMMAND_SCORES); /* which has no time */
  }
  host.now = 10 * SECOND; /* the same time again is not early */
  host_pass(&host, 0);
  assert_int_equal(host_stats(&host).stamps_early, early);
  host_end(&host);
}

static void impossible_times_are_refused_before_time_passes(void **state)
{
  (void)state;
  static const acd_time times[] = {-1, INT64_MIN, ACD_TIME_MAX + 1, INT64_MAX};
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "queue desk wait_max=5s\nnumber 100 queue=desk\n");
  host_arrive(&host, "100");
  int64_t before = acd_engine_digest_state(host.engine);
  for (size_t i = 0; i < COUNT(times); i++) {
    acd_command command;
    acd_result result = {.size = sizeof result};
    acd_command_init(&command, ACD_COMMAND_TICK, times[i], 0);
    assert_int_equal(acd_engine_submit(host.engine, &command, NULL, 0, &result), ACD_ERR_ARGUMENT);
    assert_int_equal(result.fault, ACD_FAULT_TIME);
    assert_int_equal(now_of(&host), 0);
    assert_true(acd_engine_digest_state(host.engine) == before);
  }
  assert_int_equal(host_stats(&host).stamps_early, 0);
  host.now = ACD_TIME_MAX; /* the last moment there is */
  host_pass(&host, 0);
  assert_int_equal(now_of(&host), ACD_TIME_MAX);
  host_arrive(&host, "100");
  assert_int_equal(host_kpi(&host, "desk").timed_out, 1);
  host_end(&host);
}

/* ---- due timers ---- */

/* Whatever the strides, the same happens at the same times. The centre has a timer of every kind: ring, rest, wrap-up, wait,
 * prompt, input, bridge. */
static void run_alone(test_host *host, acd_time stride)
{
  host_begin(host, NULL);
  host_define(host, "centre play_timeout=11s request_timeout=3s\n"
                    "agent ann\nagent bob presence=not_ready\n"
                    "queue desk ring_timeout=7s retry_delay=2s wait_max=41s misses_max=3\n  member ann\n"
                    "queue late wait_max=19s overflow=desk\n"
                    "flow main start=hello\n"
                    "  node hello kind=play prompt=hello\n    exit next to=menu\n"
                    "  node menu kind=menu prompt=menu attempts=2 input_timeout=4s\n    exit no_input to=wait\n"
                    "  node wait kind=queue queue=late\n    exit timeout to=menu\n"
                    "number 100 queue=desk\nnumber 200 flow=main\nnumber 300 queue=late\n");
  host_arrive(host, "100");
  host_arrive(host, "200");
  host->now = SECOND;
  host_arrive(host, "300");
  host_connect(host, "ann"); /* and nobody hangs up; then the host falls silent */
  while (host->now < 600 * SECOND) host_pass(host, stride);
}

static void timers_fire_at_their_own_time(void **state)
{
  (void)state;
  static const acd_time strides[] = {600 * SECOND, 599 * SECOND, 13 * SECOND, SECOND / 3};
  test_host first;
  run_alone(&first, SECOND);
  assert_true(first.events_count > 60);
  for (size_t i = 0; i < COUNT(strides); i++) {
    test_host other;
    run_alone(&other, strides[i]);
    assert_true(acd_engine_digest_actions(other.engine) == acd_engine_digest_actions(first.engine));
    assert_int_equal(other.events_count, first.events_count);
    for (size_t e = 0; e < first.events_count; e++)
      assert_memory_equal(&other.events[e], &first.events[e], sizeof first.events[e]);
    for (size_t a = 0; a < first.actions_count; a++) {
      assert_int_equal(other.actions[a].action.time_us, first.actions[a].action.time_us);
      if (a) assert_true(first.actions[a].action.time_us >= first.actions[a - 1].action.time_us);
    }
    host_end(&other);
  }
  host_end(&first);
}

/* Calls with waits of different length that are all over at the same moment leave in the order in which their timers were
 * created, and those due before leave before, however far one tick goes. */
static void equal_due_times_go_by_creation(void **state)
{
  (void)state;
  static const struct {
    int64_t at, wait; /* seconds */
  } rows[] = {{0, 60}, {10, 50}, {10, 45}, {20, 40}, {20, 39}, {30, 30}, {45, 15}, {45, 12}};
  static const size_t order[] = {2, 7, 4, 0, 1, 3, 5, 6}; /* due at 55, 57 and 59 s, the others at 60 s */
  test_host host;
  char centre[600] = "";
  host_begin(&host, NULL);
  for (size_t i = 0; i < COUNT(rows); i++)
    snprintf(centre + strlen(centre), sizeof centre - strlen(centre), "queue q%zu wait_max=%ds\n", i,
             (int)rows[i].wait);
  host_define(&host, centre);
  acd_id calls[COUNT(rows)];
  for (size_t i = 0; i < COUNT(rows); i++) {
    char name[] = {'q', (char)('0' + i), '\0'};
    acd_arrival arrival;
    acd_arrival_init(&arrival);
    arrival.queue = host_queue(&host, name);
    assert_int_equal(acd_call_arrive(host.engine, rows[i].at * SECOND, &arrival, &calls[i]), ACD_OK);
  }
  host.now = 45 * SECOND;
  host_pass(&host, 100 * SECOND);
  size_t ended = 0;
  for (size_t i = 0; i < host.events_count; i++) {
    if (host.events[i].kind != ACD_EVENT_CALL_ENDED) continue;
    size_t row = order[ended++];
    assert_int_equal(host.events[i].call, calls[row]);
    assert_int_equal(host.events[i].time_us, (rows[row].at + rows[row].wait) * SECOND);
  }
  assert_int_equal(ended, COUNT(rows));
  host_end(&host);
}

/* ---- the wall clock ---- */

/* Jumps of the wall clock, by a day and back, are seen by opening hours and by no timer. */
static void the_wall_clock_moves_no_timer(void **state)
{
  (void)state;
  static const struct {
    int64_t offset_us;
    const char *prompt; /* what a caller hears then, at 30 s of engine time */
  } rows[] = {
      {0, "play night"}, /* Thursday 1970-01-01, 00:00:30 */
      {9 * 3600 * SECOND, "play day"},
      {9 * 3600 * SECOND + DAY, "play day"}, /* Friday */
      {9 * 3600 * SECOND + 2 * DAY, "play night"},
      {9 * 3600 * SECOND - 2 * DAY, "play day"}, /* Tuesday, before 1970 */
      {9 * 3600 * SECOND - 4 * DAY, "play night"},
      {9 * 3600 * SECOND - 31 * SECOND, "play night"},
      {9 * 3600 * SECOND - 30 * SECOND, "play day"},
      {ACD_TIME_MAX, NULL},
      {-ACD_TIME_MAX, NULL},
  };
  test_host first, other;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host *host = i ? &other : &first;
    host_begin(host, NULL);
    host_define(host, "schedule office\n  hours week days=31 from=32400s to=64800s\n"
                      "agent ann\nqueue desk wait_max=100s ring_timeout=15s retry_delay=7s music=waltz\n  member ann\n"
                      "number 100 queue=desk\n"
                      "flow main start=when\n  node when kind=hours schedule=office\n"
                      "    exit open to=day\n    exit closed to=night\n"
                      "  node day kind=play prompt=day\n  node night kind=play prompt=night\nnumber 200 flow=main\n");
    host_arrive(host, "100");
    host_pass(host, 30 * SECOND);
    acd_time deadline = acd_engine_deadline(host->engine);
    assert_int_equal(acd_engine_wall_set(host->engine, host->now, rows[i].offset_us), ACD_OK);
    assert_int_equal(acd_engine_deadline(host->engine), deadline);
    assert_int_equal(now_of(host), 30 * SECOND);
    host_forget(host);
    acd_id call = host_arrive(host, "200");
    if (rows[i].prompt) host_told(host, rows[i].prompt);
    host_hangup(host, call);
    host_pass(host, 300 * SECOND);
    if (i == 0) continue;
    assert_int_equal(host->events_count, first.events_count);
    for (size_t e = 0; e < host->events_count; e++) {
      assert_int_equal(host->events[e].time_us, first.events[e].time_us);
      assert_int_equal(host->events[e].kind, first.events[e].kind);
    }
    host_end(host);
  }
  host_end(&first);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(early_stamps_count_as_now),
      cmocka_unit_test(impossible_times_are_refused_before_time_passes),
      cmocka_unit_test(timers_fire_at_their_own_time),
      cmocka_unit_test(equal_due_times_go_by_creation),
      cmocka_unit_test(the_wall_clock_moves_no_timer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
