/* SPDX-License-Identifier: Apache-2.0 */
/* Supervisors: who may, their state and its time, how it ends, and barging in (acd/party.h). */
#include "centre.h"

static const char definition[] = "agent ann\nagent bob\nagent eve wrapup=6s ring_timeout=12s\n"
                                 "queue desk wrapup=5s\n  member ann\nqueue sales\n  member bob\n  member eve\n"
                                 "flow main start=wait\n  node wait kind=queue queue=desk\n    exit next to=survey\n"
                                 "  node survey kind=play prompt=survey\n"
                                 "number 100 queue=desk\nnumber 200 flow=main\nnumber 300 queue=sales\n";

static int supervise(test_host *host, const char *agent, acd_id call, int role)
{
  return acd_agent_supervise(host->engine, host->now, host_agent(host, agent), call, role);
}

static acd_id begin(test_host *host, const char *number)
{
  host_begin(host, NULL);
  host_define(host, definition);
  acd_id call = host_arrive(host, number);
  host_connect(host, "ann");
  host_pass(host, 3 * SECOND);
  host_forget(host);
  return call;
}

/* How a supervision of 7 s ends, and what the host is told of it. */
static void how_it_ends(void **state)
{
  (void)state;
  static const struct {
    const char *what, *told;
    int64_t state, call; /* of eve afterwards; of the call, 0: ended */
  } rows[] = {
      {"leaves", "release eve", ACD_AGENT_STATE_READY, ACD_CALL_STATE_TALKING},
      {"hangs up", "", ACD_AGENT_STATE_READY, ACD_CALL_STATE_TALKING},
      {"not joined", "release eve", ACD_AGENT_STATE_READY, ACD_CALL_STATE_TALKING},
      {"silence", "release eve", ACD_AGENT_STATE_READY, ACD_CALL_STATE_TALKING},
      {"caller", "release eve, release ann", ACD_AGENT_STATE_READY, 0},
      {"ann", "release eve, hangup completed", ACD_AGENT_STATE_READY, 0},
      {"transfer", "release eve, release ann, ring bob", ACD_AGENT_STATE_READY, ACD_CALL_STATE_WAITING},
      {"park", "release eve, release ann", ACD_AGENT_STATE_READY, ACD_CALL_STATE_PARKED},
      {"lost", "release eve, release ann", ACD_AGENT_STATE_READY, 0},
      {"hold", "hold ann", ACD_AGENT_STATE_SUPERVISING, ACD_CALL_STATE_HELD},
      {"logs out", "", ACD_AGENT_STATE_SUPERVISING, ACD_CALL_STATE_TALKING},
      {"coaches", "join eve", ACD_AGENT_STATE_SUPERVISING, ACD_CALL_STATE_TALKING},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    const char *what = rows[i].what;
    acd_id call = begin(&host, "100"), eve = host_agent(&host, "eve");
    acd_time idle_since = centre_agent(&host, "eve").idle_since_us;
    assert_int_equal(supervise(&host, "eve", call, ACD_ROLE_MONITOR), ACD_OK);
    const acd_action *join = host_action_of(&host, "join eve");
    assert_int_equal(join->call, call);
    assert_int_equal(join->reason, ACD_ROLE_MONITOR);
    assert_int_equal(join->deadline_us, host.now + 12 * SECOND);
    assert_int_equal(host_agent_state(&host, "eve"), ACD_AGENT_STATE_SUPERVISING);
    assert_int_equal(centre_agent(&host, "eve").role, ACD_ROLE_MONITOR);
    assert_int_equal(centre_agent(&host, "eve").call, call);
    int unanswered = strcmp(what, "not joined") == 0 || strcmp(what, "silence") == 0;
    if (!unanswered) host_answer(&host, "join eve", ACD_OUTCOME_DONE);
    host_pass(&host, 7 * SECOND);
    host_forget(&host);
    if (strcmp(what, "leaves") == 0) assert_int_equal(supervise(&host, "eve", call, 0), ACD_OK);
    if (strcmp(what, "hangs up") == 0) assert_int_equal(acd_agent_hangup(host.engine, host.now, eve, 0), ACD_OK);
    if (strcmp(what, "not joined") == 0) host_answer(&host, "join eve", ACD_OUTCOME_FAILED);
    if (strcmp(what, "silence") == 0) host_pass(&host, 5 * SECOND);
    if (strcmp(what, "caller") == 0) host_hangup(&host, call);
    if (strcmp(what, "ann") == 0)
      assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
    if (strcmp(what, "transfer") == 0)
      assert_int_equal(
          acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "sales"), NULL), ACD_OK);
    if (strcmp(what, "park") == 0) assert_int_equal(acd_call_park(host.engine, host.now, call), ACD_OK);
    if (strcmp(what, "lost") == 0) {
      assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
      host_pass(&host, 0);
    }
    if (strcmp(what, "hold") == 0) assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
    if (strcmp(what, "logs out") == 0) assert_int_equal(acd_agent_logout(host.engine, host.now, eve), ACD_OK);
    if (strcmp(what, "coaches") == 0) assert_int_equal(supervise(&host, "eve", call, ACD_ROLE_COACH), ACD_OK);
    host_told(&host, rows[i].told);
    assert_int_equal(host_agent_state(&host, "eve"), rows[i].state);
    assert_int_equal(host_call_state(&host, call), rows[i].call);
    acd_kpi_agent kpi = host_kpi_agent(&host, "eve");
    assert_int_equal(kpi.supervising_us, (strcmp(what, "silence") == 0 ? 12 : 7) * SECOND);
    assert_int_equal(kpi.offers + kpi.handled, 0);
    assert_int_equal(centre_agent(&host, "eve").idle_since_us, idle_since);
    host_check(&host);
    if (strcmp(what, "logs out") == 0) { /* counts afterwards */
      assert_int_equal(supervise(&host, "eve", call, 0), ACD_OK);
      assert_int_equal(host_agent_state(&host, "eve"), ACD_AGENT_STATE_LOGGED_OUT);
    }
    host_end(&host);
  }
}

static void who_may_and_what(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, "100"), consult = 0;
  assert_int_equal(supervise(&host, "eve", call, 4), ACD_ERR_ARGUMENT);
  assert_int_equal(supervise(&host, "eve", call, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(supervise(&host, "eve", call, 0), ACD_ERR_STATE);
  assert_int_equal(supervise(&host, "eve", host_queue(&host, "desk"), 1), ACD_ERR_NOT_FOUND);
  assert_int_equal(supervise(&host, "ann", call, ACD_ROLE_MONITOR), ACD_ERR_STATE); /* talks */
  acd_id waits = host_arrive(&host, "100");
  assert_int_equal(supervise(&host, "eve", waits, ACD_ROLE_MONITOR), ACD_ERR_STATE);
  assert_int_equal(
      acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 0, &consult), ACD_OK);
  host_connect(&host, "bob");
  assert_int_equal(supervise(&host, "eve", consult, ACD_ROLE_MONITOR), ACD_ERR_STATE);
  assert_int_equal(supervise(&host, "eve", call, ACD_ROLE_MONITOR), ACD_OK);
  assert_int_equal(supervise(&host, "eve", call, ACD_ROLE_MONITOR), ACD_ERR_STATE);
  assert_int_equal(supervise(&host, "eve", waits, ACD_ROLE_COACH), ACD_ERR_STATE);
  /* She outlasts the attended transfer, is offered nothing meanwhile, and takes what waits afterwards. */
  assert_int_equal(acd_call_complete(host.engine, host.now, call), ACD_OK);
  assert_int_equal(host_agent_state(&host, "eve"), ACD_AGENT_STATE_SUPERVISING);
  acd_id sales = host_arrive(&host, "300");
  centre_rings(&host, sales, "");
  acd_explanation why = {.size = sizeof why};
  assert_int_equal(acd_explain_pair(host.engine, sales, host_agent(&host, "eve"), &why), ACD_OK);
  assert_int_equal(why.verdict, ACD_VERDICT_NOT_READY);
  assert_true(why.obstacles >> ACD_OBSTACLE_SUPERVISING & 1);
  host_forget(&host);
  assert_int_equal(supervise(&host, "eve", call, 0), ACD_OK);
  host_told(&host, "release eve, ring eve");
  host_end(&host);
}

/* One who barges in is an agent of the conversation from when the host has connected her, and may be left with the caller. */
static void barging_in(void **state)
{
  (void)state;
  for (int from_monitor = 0; from_monitor < 2; from_monitor++) {
    test_host host;
    acd_id call = begin(&host, "200"), eve = host_agent(&host, "eve");
    if (from_monitor) {
      assert_int_equal(supervise(&host, "eve", call, ACD_ROLE_MONITOR), ACD_OK);
      host_answer(&host, "join eve", ACD_OUTCOME_DONE);
    }
    assert_int_equal(supervise(&host, "eve", call, ACD_ROLE_BARGE), ACD_OK);
    assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
    host_pass(&host, 2 * SECOND);
    assert_int_equal(host_agent_state(&host, "eve"), ACD_AGENT_STATE_SUPERVISING);
    host_answer(&host, "join eve", ACD_OUTCOME_DONE);
    assert_int_equal(host_agent_state(&host, "eve"), ACD_AGENT_STATE_BUSY);
    assert_int_equal(centre_agent(&host, "eve").role, 0);
    assert_int_equal(centre_call(&host, call).parties_count, 1);
    host_check(&host);
    host_pass(&host, SECOND);
    assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
    host_pass(&host, 5 * SECOND);
    assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
    assert_int_equal(centre_call(&host, call).agent, eve);
    host_pass(&host, 4 * SECOND);
    host_forget(&host);
    assert_int_equal(acd_agent_hangup(host.engine, host.now, eve, 0), ACD_OK);
    host_told(&host, "play survey"); /* the flow goes on after the last */
    assert_int_equal(host_agent_state(&host, "eve"), ACD_AGENT_STATE_WRAPUP);
    acd_kpi_agent kpi = host_kpi_agent(&host, "eve");
    assert_int_equal(kpi.talk_us, 9 * SECOND);
    assert_int_equal(kpi.hold_us, SECOND);
    assert_int_equal(kpi.supervising_us, 2 * SECOND);
    assert_int_equal(kpi.answered, 1);
    assert_int_equal(kpi.handled, 1);
    assert_int_equal(host_kpi_calls(&host).direct_answered, 1);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(how_it_ends),
      cmocka_unit_test(who_may_and_what),
      cmocka_unit_test(barging_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
