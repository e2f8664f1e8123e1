/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a queue lets in, and the estimated wait: acd/queue.h, "Joining" and "Estimated wait". */
#include "centre.h"

#include <stdio.h>

#include "random.h"

/* Members by letter: r ready, t talking, n not ready, o logged out. */
static void begin(test_host *host, const char *members, const char *settings)
{
  static outline text;
  text.size = 0;
  for (const char *at = members; *at; at++)
    outline_write(&text, "agent a%d presence=%s\n", (int)(at - members),
                  *at == 'n'   ? "not_ready"
                  : *at == 'o' ? "logged_out"
                               : "available");
  outline_write(&text, "queue talk strategy=linear\n");
  for (const char *at = members; *at; at++)
    if (*at == 't') outline_write(&text, "  member a%d\n", (int)(at - members));
  outline_write(&text, "queue desk strategy=linear%s\n", settings);
  for (const char *at = members; *at; at++) outline_write(&text, "  member a%d\n", (int)(at - members));
  outline_write(&text, "queue spill\nnumber 1 queue=desk\nnumber 2 queue=talk\n");
  host_begin(host, NULL);
  host_define(host, text.text);
  for (const char *at = members; *at; at++) {
    char name[8];
    if (*at != 't') continue;
    snprintf(name, sizeof name, "a%d", (int)(at - members));
    host_arrive(host, "2");
    centre_offer(host, name, ACD_OUTCOME_BRIDGED);
  }
}

static void members_there(void **state)
{
  static const struct {
    const char *members, *settings;
    int64_t exit; /* by which a call is turned away */
  } rows[] = {
      {"", "", 0},
      {"", " join_staffed_min=1", ACD_EXIT_NO_AGENTS},
      {"", " join_staffed_min=0", 0},
      {"o", " join_staffed_min=1", ACD_EXIT_NO_AGENTS},
      {"n", " join_staffed_min=1", 0},
      {"no", " join_staffed_min=2", ACD_EXIT_NO_AGENTS},
      {"nt", " join_staffed_min=2", 0},
      {"n", " join_available_min=1", ACD_EXIT_NO_AGENTS},
      {"t", " join_available_min=1", 0},
      {"rtn", " join_available_min=2", 0},
      {"rtn", " join_available_min=3", ACD_EXIT_NO_AGENTS},
      {"t", " join_ready_min=1", ACD_EXIT_NO_AGENTS},
      {"r", " join_ready_min=1", 0},
      {"rt", " join_ready_min=2", ACD_EXIT_NO_AGENTS}, /* though one is ready for it */
      {"rr", " join_ready_min=2", 0},
      {"rt", " join_ready_min=1 join_available_min=2 join_staffed_min=2", 0},
      {"n", " join_staffed_min=1 length_max=0", ACD_EXIT_AT_CAPACITY},
      {"o", " join_staffed_min=1 length_max=0", ACD_EXIT_NO_AGENTS},
      {"r", " length_max=0", 0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    for (int overflows = 0; overflows < 2; overflows++) {
      char settings[200];
      test_host host;
      snprintf(settings, sizeof settings, "%s%s", rows[i].settings, overflows ? " overflow=spill" : "");
      begin(&host, rows[i].members, settings);
      acd_id call = host_arrive(&host, "1");
      const acd_event *left = NULL;
      for (size_t k = 0; k < host.events_count; k++)
        if (host.events[k].kind == ACD_EVENT_QUEUE_LEFT && host.events[k].call == call) left = &host.events[k];
      if ((left != NULL) != (rows[i].exit != 0)) fail_msg("\"%s\",%s", rows[i].members, settings);
      if (!rows[i].exit) {
        assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "desk"));
      } else if (overflows) {
        assert_int_equal(left->detail, ACD_LEAVE_OVERFLOWED);
        assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "spill"));
      } else {
        assert_int_equal(left->detail, ACD_LEAVE_REJECTED);
        assert_int_equal(left->value, rows[i].exit);
        assert_int_equal(host_end_of(&host, call),
                         rows[i].exit == ACD_EXIT_NO_AGENTS ? ACD_END_NO_AGENTS : ACD_END_REJECTED);
        assert_int_equal(host_kpi(&host, "desk").rejected, 1);
      }
      host_end(&host);
    }
  }
}

/* One call waits since 0; another comes `after` seconds later. */
static void waits_there(void **state)
{
  static const struct {
    const char *members, *settings;
    int after;
    int joins;
  } rows[] = {
      {"t", " join_wait_max=30s", 30, 1},
      {"t", " join_wait_max=30s", 31, 0},
      {"t", " join_wait_max=0", 3000, 1},
      {"n", " join_wait_max=30s", 31, 0},
      /* position 2, one member: 2 × 180 s */
      {"t", " join_estimate_max=360s", 0, 1},
      {"t", " join_estimate_max=359s", 0, 0},
      {"tt", " join_estimate_max=180s", 0, 1},
      {"tt", " join_estimate_max=179s", 0, 0},
      {"t", " join_estimate_max=60s expected_handle=30s", 0, 1},
      {"t", " join_estimate_max=60s expected_handle=31s", 0, 0},
      {"n", " join_estimate_max=86400s", 0, 0},  /* nobody is available */
      {"t", " join_estimate_max=360s", 2000, 1}, /* it does not grow */
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char settings[100];
    snprintf(settings, sizeof settings, "%s", strstr(rows[i].settings, "estimate") ? "" : rows[i].settings);
    begin(&host, rows[i].members, settings);
    host_arrive(&host, "1");
    snprintf(settings, sizeof settings, "queue desk strategy=linear%s\n", rows[i].settings);
    static outline text;
    text.size = 0;
    outline_write(&text, "%s", settings);
    for (size_t k = 0; k < strlen(rows[i].members); k++) outline_write(&text, "  member a%d\n", (int)k);
    host_change(&host, text.text);
    host_pass(&host, rows[i].after * SECOND);
    acd_id call = host_arrive(&host, "1");
    if (host_end_of(&host, call) != (rows[i].joins ? ACD_END_NONE : ACD_END_REJECTED))
      fail_msg("\"%s\",%s", rows[i].members, rows[i].settings);
    host_end(&host);
  }
}

/* Whoever finds somebody ready joins whatever the waits, and who does not, does not. */
static void who_is_awaited_joins(void **state)
{
  static const char *const settings[] = {" join_wait_max=1s", " join_estimate_max=1s", " join_service_level_min=100"};
  (void)state;
  for (size_t i = 0; i < COUNT(settings); i++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(&text, "queue desk service_level=1s%s\n  member ann\n", settings[i]);
    host_begin(&host, NULL);
    host_define(&host, "skill tax\nagent ann\nqueue desk service_level=1s\n  member ann\nnumber 1 queue=desk\n");
    acd_id gone = host_arrive_skill(&host, "1", "tax", 1); /* which nobody has */
    host_arrive_skill(&host, "1", "tax", 1);
    host_pass(&host, 50 * SECOND);
    host_hangup(&host, gone);
    host_change(&host, text.text);
    assert_int_equal(host_end_of(&host, host_arrive_skill(&host, "1", "tax", 1)), ACD_END_REJECTED);
    centre_rings(&host, host_arrive(&host, "1"), "ann");
    assert_int_equal(host_end_of(&host, host_arrive(&host, "1")), ACD_END_REJECTED);
    host_end(&host);
  }
}

/* Share of hits among the last 64 hits and misses; threshold 10 s. h: answered in time, l: answered late, a: abandoned late, s:
 * abandoned in time, which counts as neither. */
static void service_level_of_late(void **state)
{
  static const struct {
    const char *calls;
    int hits; /* of 64 */
  } rows[] = {{"", 64}, {"h", 64}, {"l", 63}, {"a", 63}, {"s", 64}, {"lhas", 62}, {"llll", 60}};
  (void)state;
  for (size_t i = 0; i <= COUNT(rows); i++) {
    char all[80];
    const char *calls = i < COUNT(rows) ? rows[i].calls : all;
    memset(all, 'h', sizeof all);
    memcpy(all, "llaa", 4); /* 64 and more hits later they are forgotten */
    all[70] = '\0';
    test_host host;
    begin(&host, "n", " service_level=10s");
    for (const char *at = calls; *at; at++) {
      acd_id call = host_arrive(&host, "1");
      host_pass(&host, (*at == 'h' || *at == 's' ? 10 : 11) * SECOND);
      if (*at == 'h' || *at == 'l') {
        centre_ready(&host, "a0");
        centre_offer(&host, "a0", ACD_OUTCOME_BRIDGED);
        centre_not_ready(&host, "a0");
      }
      host_hangup(&host, call);
    }
    int hits = i < COUNT(rows) ? rows[i].hits : 64;
    assert_int_equal(centre_queue(&host, "desk").service_level_ppm, hits * 1000000 / 64);
    host_end(&host);
  }
}

static int64_t estimate(const test_host *host, acd_id call)
{
  return acd_call_estimated_wait_us(host->engine, call);
}

static void answer(test_host *host, const char *agent, acd_id ends)
{
  if (ends) host_hangup(host, ends);
  centre_offer(host, agent, ACD_OUTCOME_BRIDGED);
}

/* The mean, step by step, after the text in acd/queue.h. */
static void the_mean_step_by_step(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "r", " expected_handle=100s");
  assert_int_equal(centre_queue(&host, "desk").estimated_wait_us, 0);
  acd_id a = host_arrive(&host, "1");
  assert_int_equal(estimate(&host, a), 0); /* rings */
  answer(&host, "a0", 0);                  /* not busy: nothing is measured */
  assert_int_equal(centre_queue(&host, "desk").estimated_wait_us, 100 * SECOND);
  host_pass(&host, 10 * SECOND);
  acd_id b = host_arrive(&host, "1"), c = host_arrive(&host, "1"), d = host_arrive(&host, "1");
  assert_int_equal(estimate(&host, b), 100 * SECOND);
  assert_int_equal(estimate(&host, c), 200 * SECOND);
  assert_int_equal(centre_queue(&host, "desk").estimated_wait_us, 400 * SECOND);
  host_pass(&host, 50 * SECOND);
  assert_int_equal(estimate(&host, c), 200 * SECOND); /* does not grow, nor fall by time */
  answer(&host, "a0", a);                             /* 50 s: (100 + 50) / 2 */
  assert_int_equal(estimate(&host, c), 75 * SECOND);
  assert_int_equal(estimate(&host, d), 150 * SECOND);
  host_pass(&host, 60 * SECOND);
  answer(&host, "a0", b); /* 60 s: 75 + (60 − 75) / 3 */
  assert_int_equal(estimate(&host, d), 70 * SECOND);
  host_change(&host, "agent a9\nqueue desk\n  member a0\n  member a9\nqueue more\n  member a9\nnumber 3 queue=more\n");
  assert_int_equal(estimate(&host, d), 0); /* a9 rings */
  host_pass(&host, 30 * SECOND);
  answer(&host, "a9", 0); /* 30 s of two members: 70 + (60 − 70) / 4 */
  acd_id e = host_arrive(&host, "1");
  assert_int_equal(estimate(&host, e), 67500000 / 2);
  centre_not_ready(&host, "a9");
  assert_int_equal(estimate(&host, e), 67500000);
  centre_not_ready(&host, "a0");
  assert_true(estimate(&host, e) == ACD_TIME_NEVER);
  assert_true(centre_queue(&host, "desk").estimated_wait_us == ACD_TIME_NEVER);
  host_hangup(&host, e); /* not busy any more */
  host_pass(&host, 1000 * SECOND);
  centre_ready(&host, "a9");
  acd_id f = host_arrive(&host, "1");
  assert_int_equal(estimate(&host, f), 67500000);
  assert_int_equal(acd_call_estimated_wait_us(host.engine, a), 0); /* gone */
  host_end(&host);
}

/* Where members are always busy it comes near what the work is: handle time × position / members. */
static void it_finds_the_handle_time(void **state)
{
  enum { MEMBERS = 3, CALLS = 60 };
  (void)state;
  for (int stagger = 0; stagger <= 20; stagger += 20) {
    test_host host;
    acd_id talking[MEMBERS] = {0}, calls[CALLS];
    begin(&host, "nnn", " expected_handle=1000s");
    for (int i = 0; i < CALLS; i++) calls[i] = host_arrive(&host, "1");
    int next = 0;
    for (int round = 0; round < 16; round++) {
      for (int m = 0; m < MEMBERS; m++) {
        char name[] = {'a', (char)('0' + m), '\0'};
        if (talking[m]) host_hangup(&host, talking[m]);
        if (!round) centre_ready(&host, name);
        centre_offer(&host, name, ACD_OUTCOME_BRIDGED);
        talking[m] = calls[next++];
        host_pass(&host, stagger * SECOND);
      }
      if (!stagger) host_pass(&host, 60 * SECOND);
    }
    assert_in_range(estimate(&host, calls[next]), 15 * SECOND, 30 * SECOND);
    assert_in_range(estimate(&host, calls[next + 5]), 6 * 15 * SECOND, 6 * 30 * SECOND);
    host_end(&host);
  }
}

/* Law over random lives: as time passes and nothing else happens, no estimate changes; positions order them. */
static void time_alone_changes_nothing(void **state)
{
  (void)state;
  test_host host;
  dice chance = {7};
  begin(&host, "rrr", " wait_max=0");
  for (int i = 0; i < 400; i++) {
    if (dice_chance(&chance, 50)) host_arrive(&host, "1");
    host_pull(&host);
    for (int m = 0; m < 3; m++) {
      char name[] = {'a', (char)('0' + m), '\0'};
      acd_agent_info info = centre_agent(&host, name);
      if (info.state == ACD_AGENT_STATE_RESERVED) centre_offer(&host, name, ACD_OUTCOME_BRIDGED);
      if (info.state == ACD_AGENT_STATE_BUSY && dice_chance(&chance, 20)) host_hangup(&host, info.call);
    }
    int64_t before[64];
    acd_id calls[64];
    size_t count = 0;
    for (acd_id at = 0; (at = acd_call_next(host.engine, at)) && count < 64; count++) {
      calls[count] = at;
      before[count] = estimate(&host, at);
    }
    acd_time due = acd_engine_deadline(host.engine);
    acd_time step = (1 + dice_below(&chance, 40)) * SECOND;
    if (due > host.now && due - host.now <= step) step = due - host.now - 1;
    host_pass(&host, step);
    for (size_t k = 0; k < count; k++) {
      assert_true(estimate(&host, calls[k]) == before[k]);
      for (size_t other = 0; other < count; other++)
        if (before[k] && before[other] &&
            acd_call_position(host.engine, calls[k]) < acd_call_position(host.engine, calls[other]))
          assert_true(before[k] < before[other]);
    }
  }
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(members_there),
      cmocka_unit_test(waits_there),
      cmocka_unit_test(who_is_awaited_joins),
      cmocka_unit_test(service_level_of_late),
      cmocka_unit_test(the_mean_step_by_step),
      cmocka_unit_test(it_finds_the_handle_time),
      cmocka_unit_test(time_alone_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
