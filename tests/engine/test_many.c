/* SPDX-License-Identifier: Apache-2.0 */
/* A hundred thousand timers due at the same moment: portions, order, and what may be done meanwhile. */
#include "host.h"

enum { CALLS = 100000, WORK_MAX = 1024 };

typedef struct row {
  const char *name;
  const char *definition;
  acd_time due;
  int64_t timers; /* a call, at that moment */
  int64_t end;
} row;

static const row rows[] = {
    {"the same longest wait", "queue desk wait_max=60s\nnumber 100 queue=desk\n", 60 * SECOND, 1, ACD_END_TIMEOUT},
    {"a prompt that nobody plays",
     "centre play_timeout=60s\nflow hello start=play\n  node play kind=play prompt=hello\nnumber 100 flow=hello\n",
     60 * SECOND, 1, ACD_END_FLOW},
    {"music that nobody plays, and the longest wait",
     "centre request_timeout=60s\nqueue desk wait_max=60s music=waltz\nnumber 100 queue=desk\n", 60 * SECOND, 1,
     ACD_END_TIMEOUT},
};

static void arrive_all(test_host *host, acd_id *calls)
{
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  for (int i = 0; i < CALLS; i++) {
    assert_int_equal(acd_call_arrive(host->engine, 0, &arrival, &calls[i]), ACD_OK);
    if (i % 1000 == 999) host_pull(host);
  }
}

/* Not applied while a portion remains: an arrival, a log-in, the end of a call that is next but for the timers. */
static void commands_wait_as_well(test_host *host, acd_time now, acd_id last)
{
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  acd_id call = 0;
  int64_t commands = host_stats(host).commands;
  assert_int_equal(acd_call_arrive(host->engine, now, &arrival, &call), ACD_AGAIN);
  host_pull(host);
  assert_int_equal(acd_call_hangup(host->engine, now, last), ACD_AGAIN);
  host_pull(host);
  assert_int_equal(call, 0);
  assert_int_equal(host_stats(host).commands, commands);
}

static void all_at_once(void **state)
{
  const row *how = *state;
  static acd_id calls[CALLS];
  test_host host;
  host_begin(&host, NULL);
  host.no_words = 1;
  host_define(&host, how->definition);
  arrive_all(&host, calls);
  size_t events = host.events_count;
  int64_t fired = host_stats(&host).timers, portions = 0;
  acd_time now = how->due + SECOND;
  commands_wait_as_well(&host, now, calls[CALLS - 1]);
  for (int status = ACD_AGAIN; status == ACD_AGAIN; portions++) {
    int64_t before = host_stats(&host).timers;
    assert_int_equal(acd_engine_deadline(host.engine), how->due);
    status = acd_engine_tick(host.engine, now);
    int64_t done = host_stats(&host).timers - before;
    assert_int_equal(acd_engine_now(host.engine), status == ACD_AGAIN ? how->due : now);
    if (status == ACD_AGAIN) assert_int_equal(done, WORK_MAX);
    assert_in_range(done, 1, WORK_MAX);
    host_pull(&host);
  }
  assert_int_equal(host_stats(&host).timers - fired, CALLS * how->timers);
  assert_int_equal(portions, CALLS * how->timers / WORK_MAX - 2 + 1); /* two portions were done with the commands */
  size_t ended = 0;
  for (size_t i = events; i < host.events_count; i++) {
    const acd_event *event = &host.events[i];
    assert_int_equal(event->time_us, how->due);
    if (event->kind != ACD_EVENT_CALL_ENDED) continue;
    assert_int_equal(event->call, calls[ended++]);
    assert_int_equal(event->detail, how->end);
  }
  assert_int_equal(ended, CALLS);
  assert_int_equal(host_stats(&host).calls, 0);
  host_end(&host);
}

int main(void)
{
  struct CMUnitTest tests[COUNT(rows)] = {{0}};
  for (size_t i = 0; i < COUNT(rows); i++)
    tests[i] = (struct CMUnitTest){rows[i].name, all_at_once, NULL, NULL, (void *)(uintptr_t)&rows[i]};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
