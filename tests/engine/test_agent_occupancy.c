/* SPDX-License-Identifier: Apache-2.0 */
/* Occupancy against a plain recount of what the events say, and the strategy least_occupied against the plainest choice:
 * acd/agent.h, "Occupancy". */
#include "centre.h"

#include <stdio.h>

#include "random.h"

enum { AGENTS = 4, STEPS = 3000 };

static const char *const names[AGENTS] = {"ann", "bob", "cat", "dan"};

/* Time within [from, to) in which the agent was in one of the states (bits), by the events. */
static int64_t time_in(const test_host *host, acd_id agent, unsigned states, acd_time from, acd_time to)
{
  int64_t sum = 0, state = 0;
  acd_time since = 0;
  for (size_t i = 0; i <= host->events_count; i++) {
    const acd_event *event = i < host->events_count ? &host->events[i] : NULL;
    if (event && (event->kind != ACD_EVENT_AGENT_STATE || event->agent != agent)) continue;
    acd_time until = event ? event->time_us : host->now;
    acd_time begin = since > from ? since : from, end = until < to ? until : to;
    if (states >> state & 1 && end > begin) sum += end - begin;
    if (event) {
      state = event->detail;
      since = event->time_us;
    }
  }
  return sum;
}

static int64_t recount(const test_host *host, const char *name, int64_t window_us, acd_time begun)
{
  static const unsigned worked = 1u << ACD_AGENT_STATE_BUSY | 1u << ACD_AGENT_STATE_WRAPUP;
  static const unsigned there = worked | 1u << ACD_AGENT_STATE_READY | 1u << ACD_AGENT_STATE_RESERVED;
  int64_t part_us = window_us / 12;
  acd_time to = host->now / part_us * part_us, from = to - 12 * part_us;
  if (from < begun) from = begun;
  acd_id agent = host_agent(host, name);
  int64_t all = time_in(host, agent, there, from, to);
  return all ? time_in(host, agent, worked, from, to) * 1000000 / all : 0;
}

static void check_all(const test_host *host, int64_t window_us, acd_time begun)
{
  for (int a = 0; a < AGENTS; a++)
    assert_int_equal(centre_agent(host, names[a]).occupancy_ppm, recount(host, names[a], window_us, begun));
}

/* Whom least_occupied offers the next call to, "" if nobody is ready. */
static const char *least_occupied(const test_host *host)
{
  const char *best = "";
  int64_t best_key = 0, best_idle = 0;
  for (int a = 0; a < AGENTS; a++) {
    acd_agent_info info = centre_agent(host, names[a]);
    int64_t key = info.occupancy_ppm / 1000;
    if (info.state != ACD_AGENT_STATE_READY || info.rest_until_us) continue;
    if (*best && (key > best_key || (key == best_key && info.idle_since_us >= best_idle))) continue;
    best = names[a];
    best_key = key;
    best_idle = info.idle_since_us;
  }
  return best;
}

static void happen(test_host *host, dice *from, acd_id agent)
{
  switch (dice_below(from, 12)) {
  case 0: acd_agent_not_ready(host->engine, host->now, agent, 1); break;
  case 1: acd_agent_elsewhere(host->engine, host->now, agent, 0, 1); break;
  case 2:
    acd_agent_logout(host->engine, host->now, agent);
    acd_agent_login(host->engine, host->now, agent, 0);
    break;
  default:
    acd_agent_elsewhere(host->engine, host->now, agent, 0, 0);
    acd_agent_ready(host->engine, host->now, agent);
    break;
  }
}

static void begin(test_host *host, const char *centre)
{
  char text[600];
  snprintf(text, sizeof text,
           "centre %s\nagent ann\nagent bob\nagent cat\nagent dan\n"
           "queue desk strategy=least_occupied wrapup=1s ring_timeout=2s retry_delay=1s\n"
           "  member ann\n  member bob\n  member cat\n  member dan\nnumber 100 queue=desk\n",
           centre);
  host_begin(host, NULL);
  host_define(host, text);
}

/* A random day in quick motion: the window is of 24 s. */
static void a_random_day(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    test_host host;
    dice from = {seed};
    acd_id calls[3] = {0};
    size_t chosen = 0;
    begin(&host, "occupancy_window=24s");
    for (int step = 0; step < STEPS; step++) {
      int quiet = dice_below(&from, 100) == 0;
      host_pass(&host, quiet ? dice_below(&from, 60 * SECOND) : dice_below(&from, SECOND / 2));
      size_t one = (size_t)dice_below(&from, COUNT(calls));
      acd_id agent = host_agent(&host, names[dice_below(&from, AGENTS)]);
      if (calls[one] && !host_call_state(&host, calls[one])) calls[one] = 0;
      if (dice_chance(&from, 40)) {
        happen(&host, &from, agent);
      } else if (calls[one]) {
        host_hangup(&host, calls[one]);
      } else {
        const char *next = centre_queue(&host, "desk").waiting_count ? "" : least_occupied(&host);
        calls[one] = host_arrive(&host, "100");
        if (*next) centre_rings(&host, calls[one], next);
        chosen += *next != '\0';
        if (*next && dice_chance(&from, 80)) centre_offer(&host, next, ACD_OUTCOME_BRIDGED);
      }
      host_done(&host);
      if (step % 16 == 0) check_all(&host, 24 * SECOND, 0);
      if (step % 64 == 0) host_check(&host);
    }
    assert_in_range(chosen, 300, STEPS);
    host_drop(&host);
  }
}

/* Who is idle all the time is overtaken when a part ends, and once all work is forgotten no timer is left. */
static void keys_change_when_parts_end(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "occupancy_window=120s");
  for (int a = 2; a < AGENTS; a++) centre_not_ready(&host, names[a]);
  acd_id call = host_arrive(&host, "100");
  centre_rings(&host, call, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_pass(&host, 4 * SECOND);
  host_hangup(&host, call);
  host_done(&host);
  host_pass(&host, 4 * SECOND); /* 8 s: five of work, nothing of it complete */
  host_done(&host);
  assert_int_equal(centre_agent(&host, "ann").occupancy_ppm, 0);
  acd_id other = host_arrive(&host, "100");
  centre_rings(&host, other, "bob"); /* her clock started first */
  host_hangup(&host, other);
  host_done(&host);
  assert_int_equal(acd_engine_deadline(host.engine), 10 * SECOND);
  centre_not_ready(&host, "bob");
  host_pass(&host, SECOND);
  centre_ready(&host, "bob"); /* now it is ann's */
  assert_int_equal(strcmp(least_occupied(&host), "ann"), 0);
  host_pass(&host, SECOND); /* 10 s: 5 of 10 worked; bob 0 of 9 */
  assert_int_equal(centre_agent(&host, "ann").occupancy_ppm, 500000);
  assert_int_equal(centre_agent(&host, "bob").occupancy_ppm, 0);
  centre_rings(&host, host_arrive(&host, "100"), "bob");
  centre_offer(&host, "bob", ACD_OUTCOME_REJECTED);
  host_hangup(&host, acd_call_next(host.engine, 0));
  host_done(&host);
  int borders = 0;
  for (; acd_engine_deadline(host.engine) != ACD_TIME_NEVER && borders < 100; borders++) host_pass_deadline(&host);
  assert_in_range(borders, 12, 14);
  assert_int_equal(centre_agent(&host, "ann").occupancy_ppm, 0);
  host_end(&host);
}

/* Another window begins anew, the same one goes on; without the strategy it is known, too, and costs no timer. */
static void windows_and_definitions(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "");
  acd_id call = host_arrive(&host, "100");
  host_connect(&host, "ann");
  host_pass(&host, 900 * SECOND);
  host_hangup(&host, call);
  host_done(&host);
  check_all(&host, 3600 * SECOND, 0);
  assert_int_equal(centre_agent(&host, "ann").occupancy_ppm, 1000000);
  host_pass(&host, 900 * SECOND);
  check_all(&host, 3600 * SECOND, 0);
  assert_int_equal(centre_agent(&host, "ann").occupancy_ppm, 500555);
  host_change(&host, "queue desk strategy=linear\n  member ann\n");
  check_all(&host, 3600 * SECOND, 0);
  assert_true(acd_engine_deadline(host.engine) == ACD_TIME_NEVER);
  host_change(&host, "queue desk strategy=least_occupied\n  member ann\n  member bob\n");
  assert_int_equal(acd_engine_deadline(host.engine), 2100 * SECOND);
  centre_rings(&host, host_arrive(&host, "100"), "bob");
  host_hangup(&host, acd_call_next(host.engine, 0));
  host_done(&host);
  acd_time begun = host.now;
  host_change(&host, "centre occupancy_window=1200s\n");
  for (int a = 0; a < AGENTS; a++) assert_int_equal(centre_agent(&host, names[a]).occupancy_ppm, 0);
  host_pass(&host, 777 * SECOND);
  check_all(&host, 1200 * SECOND, begun);
  host_end(&host);
}

/* The occupancy of routing and that of the KPIs: ringing is work for the latter alone. */
static void ringing_counts_in_the_kpi_alone(void **state)
{
  (void)state;
  for (int answers = 0; answers < 2; answers++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, "agent ann\nqueue desk wrapup=0s ring_timeout=20s retry_delay=10s misses_max=0\n  member ann\n"
                       "number 100 queue=desk\n");
    host_pass(&host, 600 * SECOND);
    acd_id call = host_arrive(&host, "100");
    if (answers) host_connect(&host, "ann");
    host_pass(&host, 300 * SECOND); /* or ten times: 20 s of ringing, 10 s of rest */
    host_hangup(&host, call);
    host_done(&host);
    host_pass(&host, 300 * SECOND);
    acd_kpi_agent kpi = host_kpi_agent(&host, "ann");
    assert_int_equal(kpi.busy_us, answers ? 300 * SECOND : 0);
    assert_int_equal(kpi.reserved_us, answers ? 0 : 200 * SECOND);
    assert_int_equal(kpi.reserved_us + kpi.busy_us + kpi.ready_us, 1200 * SECOND);
    assert_int_equal(acd_kpi_occupancy_ppm(&kpi), answers ? 250000 : 166667);
    assert_int_equal(centre_agent(&host, "ann").occupancy_ppm, answers ? 250000 : 0);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_random_day),
      cmocka_unit_test(keys_change_when_parts_end),
      cmocka_unit_test(windows_and_definitions),
      cmocka_unit_test(ringing_counts_in_the_kpi_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
