/* SPDX-License-Identifier: Apache-2.0 */
/* From ringing to bridged, both sides (agent.h): misses, rests, places kept, and waits that end meanwhile. */
#include "moments.h"

static acd_agent_info ann_of(const test_host *host)
{
  acd_agent_info info = {.size = sizeof info};
  assert_int_equal(acd_agent_get(host->engine, host_agent(host, "ann"), &info), ACD_OK);
  return info;
}

static void what_counts_as_a_miss(void **state)
{
  (void)state;
  static const struct {
    moment at;
    const char *what;
    int64_t misses;
    int rests;
  } rows[] = {
      {RINGING, "result rejected", 1, 1},  {RINGING, "result busy", 1, 1},     {RINGING, "result no_answer", 1, 1},
      {RINGING, "result failed", 1, 1},    {RINGING, "silence", 1, 1},         {RINGING, "agent hangs up", 1, 1},
      {RINGING, "hang up", 0, 0},          {RINGING, "keys 9", 0, 0},          {RINGING, "unknown", 0, 0},
      {RINGING, "not ready", 0, 0},        {RINGING, "result accepted", 0, 0}, {CONNECTING, "agent hangs up", 1, 1},
      {CONNECTING, "result failed", 0, 1}, {CONNECTING, "silence", 0, 1},      {CONNECTING, "hang up", 0, 0},
      {CONNECTING, "result done", 0, 0},   {CONNECTING, "unknown", 0, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = moment_begin(&host, rows[i].at);
    acd_time idle_since = ann_of(&host).idle_since_us;
    moment_happen(&host, rows[i].at, call, rows[i].what);
    acd_agent_info ann = ann_of(&host);
    acd_time rest_until = rows[i].rests ? host.now + 3 * SECOND : 0;
    if (ann.misses_count != rows[i].misses || ann.rest_until_us != rest_until)
      fail_msg("%s, %s: %d misses, rests until %d", moment_name(rows[i].at), rows[i].what, (int)ann.misses_count,
               (int)ann.rest_until_us);
    assert_int_equal(ann.idle_since_us, idle_since); /* none of this restarts the idle clock */
    acd_kpi_agent kpi = host_kpi_agent(&host, "ann");
    assert_int_equal(kpi.no_answers + kpi.refusals, rows[i].misses && rows[i].at == RINGING);
    host_end(&host);
  }
}

/* So many in a row and the agent is set not ready; a bridged call, logging in, and coming back start anew. */
static void too_many_misses(void **state)
{
  (void)state;
  static const struct {
    const char
        *story; /* r: rejects, a: accepts (and the bridge fails), w: waits for the deadline, l: out and in, n: pauses */
    int not_ready;
  } rows[] = {{"rr", 0},   {"rrr", 1},    {"www", 1},  {"rwr", 1},   {"rra", 0},  {"rrar", 1},
              {"rrh", 1},  {"hhh", 1},    {"aaaa", 0}, {"rrb", 0},   {"rrbr", 0}, {"rrbrrr", 1},
              {"rrlr", 0}, {"rrlrrr", 1}, {"rrnr", 0}, {"rrnrrr", 1}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(
        &host,
        "agent ann\nqueue desk ring_timeout=10s retry_delay=3s misses_max=3\n  member ann\nnumber 100 queue=desk\n");
    host_arrive(&host, "100");
    acd_id ann = host_agent(&host, "ann");
    for (const char *at = rows[i].story; *at; at++) {
      assert_int_equal(ann_of(&host).state, ACD_AGENT_STATE_RESERVED);
      if (*at == 'r') host_answer(&host, "ring ann", ACD_OUTCOME_REJECTED);
      if (*at == 'w') host_pass(&host, 10 * SECOND);
      if (strchr("ahb", *at)) host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
      if (*at == 'a') host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
      if (*at == 'b') host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
      if (*at == 'h' || *at == 'b') assert_int_equal(acd_agent_hangup(host.engine, host.now, ann, 0), ACD_OK);
      if (*at == 'b') host_arrive(&host, "100");
      if (*at == 'l') {
        assert_int_equal(acd_agent_logout(host.engine, host.now, ann), ACD_OK);
        assert_int_equal(acd_agent_login(host.engine, host.now, ann, 0), ACD_OK);
        assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK);
      }
      if (*at == 'n') {
        assert_int_equal(acd_agent_not_ready(host.engine, host.now, ann, 5), ACD_OK);
        assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK);
      }
      host_pass(&host, 3 * SECOND);
    }
    acd_agent_info info = ann_of(&host);
    assert_int_equal(info.state, rows[i].not_ready ? ACD_AGENT_STATE_NOT_READY : ACD_AGENT_STATE_RESERVED);
    assert_int_equal(info.reason, rows[i].not_ready ? ACD_REASON_MISSED : 0);
    host_end(&host);
  }
}

/* A caller who is put back stands where he stood, whatever went wrong, and his wait goes on. */
static void a_place_is_kept(void **state)
{
  (void)state;
  static const char *const mishaps[] = {"result failed", "silence", "agent hangs up"};
  for (size_t i = 0; i < COUNT(mishaps); i++) {
    test_host host;
    acd_call_info before = {.size = sizeof before}, after = {.size = sizeof after};
    acd_id first = moment_begin(&host, CONNECTING), second = host_arrive(&host, "100");
    assert_int_equal(acd_call_get(host.engine, first, &before), ACD_OK);
    assert_int_equal(acd_call_position(host.engine, first), 1);
    moment_happen(&host, CONNECTING, first, mishaps[i]);
    assert_int_equal(acd_call_get(host.engine, first, &after), ACD_OK);
    assert_int_equal(after.queued_at_us, before.queued_at_us);
    assert_int_equal(acd_call_position(host.engine, first), 1);
    assert_int_equal(acd_call_position(host.engine, second), 2);
    host_forget(&host);
    host_pass(&host, 3 * SECOND);
    host_told(&host, "ring ann");
    assert_int_equal(host_action_of(&host, "ring ann")->call, first);
    host_connect(&host, "ann");
    acd_kpi_queue kpi = host_kpi(&host, "desk");
    assert_int_equal(kpi.answered, 1);
    assert_int_equal(kpi.wait_us, host.now - before.queued_at_us); /* to bridged, not to accepted */
    assert_int_equal(kpi.offered, 2);
    host_end(&host);
  }
}

/* The caller hangs up between accepted and bridged: the agent is there for the next one at once. */
static void free_at_once(void **state)
{
  (void)state;
  test_host host;
  acd_id first = moment_begin(&host, CONNECTING), second = host_arrive(&host, "100");
  host_forget(&host);
  host_hangup(&host, first);
  host_told(&host, "release ann, ring ann");
  assert_int_equal(host_action_of(&host, "ring ann")->call, second);
  assert_int_equal(host_result(&host, "bridge ann", ACD_OUTCOME_DONE, NULL), ACD_ERR_STALE);
  host_connect(&host, "ann");
  acd_kpi_queue kpi = host_kpi(&host, "desk");
  assert_int_equal(kpi.abandoned + kpi.abandoned_short, 1);
  assert_int_equal(kpi.answered, 1);
  host_end(&host);
}

/* The longest wait passes while the call connects: it stays, and leaves only if it is not bridged. */
static void the_wait_ends_meanwhile(void **state)
{
  (void)state;
  static const struct {
    int64_t accepted; /* seconds; −1: rings until then */
    const char *what;
    uint32_t call;
    int64_t end;
    const char *told;
  } rows[] = {
      {-1, NULL, 0, ACD_END_TIMEOUT, "hangup timeout, ring_stop ann"},
      {9, "result done", ACD_CALL_STATE_TALKING, 0, ""},
      {9, "result failed", 0, ACD_END_TIMEOUT, "release ann, hangup timeout"},
      {9, "agent hangs up", 0, ACD_END_TIMEOUT, "hangup timeout"},
      {9, "hang up", 0, ACD_END_ABANDONED, "release ann"},
      {9, "silence", 0, ACD_END_TIMEOUT, "release ann, hangup timeout"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, "agent ann\nqueue desk ring_timeout=30s wait_max=10s\n  member ann\nnumber 100 queue=desk\n");
    acd_id call = host_arrive(&host, "100");
    host_pass(&host, 9 * SECOND);
    if (rows[i].accepted >= 0) host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
    host_forget(&host);
    host_pass(&host, 2 * SECOND);
    if (rows[i].what) {
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_CONNECTING);
      assert_int_equal(moment_happen(&host, CONNECTING, call, rows[i].what), ACD_OK);
    }
    host_told(&host, rows[i].told);
    assert_int_equal(host_call_state(&host, call), rows[i].call);
    assert_int_equal(host_end_of(&host, call), rows[i].end);
    assert_int_equal(host_kpi(&host, "desk").timed_out, rows[i].end == ACD_END_TIMEOUT);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_counts_as_a_miss),   cmocka_unit_test(too_many_misses),
      cmocka_unit_test(a_place_is_kept),         cmocka_unit_test(free_at_once),
      cmocka_unit_test(the_wait_ends_meanwhile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
