/* SPDX-License-Identifier: Apache-2.0 */
/* Park and pick-up: who may, what becomes of the others, where a call goes that nobody takes (acd/party.h). */
#include "centre.h"

static const char definition[] =
    "centre park_timeout=30s transfer_timeout=20s request_timeout=5s\nskill welsh\n"
    "agent ann extension=1\nagent bob extension=2\nagent cid presence=not_ready\nagent dora presence=logged_out\n"
    "queue desk wrapup=5s music=waltz ring_timeout=10s retry_delay=3s\n  member ann\n  queue_skill welsh\n"
    "queue all strategy=ring_all wrapup=4s\n  member ann\n  member bob\nqueue none\n"
    "flow main start=wait\n  node wait kind=queue queue=all\n    exit next to=survey\n"
    "  node survey kind=play prompt=survey\n"
    "flow bob start=to\n  node to kind=agent agent=bob wait_max=50s\n    exit unreachable to=sorry\n"
    "  node sorry kind=play prompt=sorry\n"
    "number 100 queue=desk\nnumber 200 flow=main\nnumber 300 flow=bob\nnumber 400 queue=none\n";

static int picks_up(test_host *host, const char *agent, acd_id call)
{
  return acd_call_pick_up(host->engine, host->now, call, host_agent(host, agent), 0);
}

/* A waiting call at the moment of each row, and who takes it. */
static void picking_up(void **state)
{
  (void)state;
  static const struct {
    const char *number, *agent;
    int code;
    const char *told;
    const char *failed; /* told when the bridge fails */
  } rows[] = {
      {"100", "bob", ACD_OK, "bridge bob", "release bob"}, /* waits for Welsh: not a member, without the skill */
      {"100", "cid", ACD_OK, "bridge cid", "release cid"},
      {"100", "dora", ACD_ERR_STATE, "", NULL},
      {"200", "cid", ACD_OK, "bridge cid, ring_stop bob, ring_stop ann", "release cid, ring ann, ring bob"},
      {"200", "ann", ACD_ERR_STATE, "", NULL}, /* is rung: her device may answer */
      {"300", "ann", ACD_OK, "bridge ann, ring_stop bob", "release ann, play sorry"},
      {"400", "ann", ACD_OK, "bridge ann", "release ann"},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    for (int fails = 0; fails < 2; fails++) {
      test_host host;
      host_begin(&host, NULL);
      host_define(&host, definition);
      acd_id call = host_arrive(&host, rows[i].number);
      acd_time queued = centre_call(&host, call).queued_at_us;
      host_pass(&host, 2 * SECOND);
      host_forget(&host);
      int64_t before = host_agent_state(&host, rows[i].agent);
      if (picks_up(&host, rows[i].agent, call) != rows[i].code) fail_msg("row %d", (int)i);
      host_told(&host, rows[i].told);
      host_check(&host);
      if (!rows[i].failed) {
        assert_int_equal(host_agent_state(&host, rows[i].agent), before);
        host_end(&host);
        break;
      }
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_CONNECTING);
      assert_int_equal(picks_up(&host, "cid", call), ACD_ERR_STATE);
      char words[20] = "bridge ";
      strcat(words, rows[i].agent);
      host_answer(&host, words, fails ? ACD_OUTCOME_FAILED : ACD_OUTCOME_DONE);
      if (fails) {
        host_told(&host, rows[i].failed);
        assert_int_equal(centre_call(&host, call).queued_at_us, queued); /* the same place */
      } else {
        assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
        acd_kpi_agent kpi = host_kpi_agent(&host, rows[i].agent);
        assert_int_equal(kpi.offers, 1);
        assert_int_equal(kpi.answered, 1);
        host_hangup(&host, call);
        host_pass(&host, 6 * SECOND); /* back where the agent was */
        assert_int_equal(host_agent_state(&host, rows[i].agent), before);
      }
      assert_int_equal(host_kpi_calls(&host).picked_up, 1);
      host_end(&host);
    }
}

/* An agent who rests may take a call, and does not rest any more afterwards. */
static void out_of_a_rest(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk strategy=linear retry_delay=60s\n  member ann\nnumber 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  host_answer(&host, "ring ann", ACD_OUTCOME_REJECTED);
  assert_true(centre_agent(&host, "ann").rest_until_us > host.now);
  assert_int_equal(picks_up(&host, "ann", call), ACD_OK);
  host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
  assert_int_equal(centre_agent(&host, "ann").rest_until_us, 0);
  acd_id next = host_arrive(&host, "100");
  assert_int_equal(picks_up(&host, "ann", next), ACD_ERR_STATE); /* busy */
  host_hangup(&host, call);
  centre_rings(&host, next, "ann");
  host_end(&host);
}

/* A call that waits for its preferred agent alone; if the bridge fails it is a call of the queue like others. */
static void that_waits_for_one(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nagent bob presence=not_ready\nqueue desk preferred_wait=60s retry_delay=9s\n"
                     "  member ann\n  member bob\nnumber 100 queue=desk\n");
  acd_id ann = host_agent(&host, "ann"), call = 0;
  host_arrive(&host, "100");
  host_connect(&host, "ann");
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  arrival.preferred = &ann;
  arrival.preferred_count = 1;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  centre_rings(&host, call, "");
  assert_int_equal(picks_up(&host, "bob", call), ACD_OK);
  host_check(&host);
  host_answer(&host, "bridge bob", ACD_OUTCOME_FAILED);
  host_check(&host);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
  centre_ready(&host, "bob");
  centre_rings(&host, call, "bob");
  host_end(&host);
}

/* Parked by ann after 3 s of talk; what happens then, and what is told. */
static acd_id parked(test_host *host, const char *number)
{
  host_begin(host, NULL);
  host_define(host, definition);
  host_change(host, "agent ann extension=1\n  agent_skill welsh\n");
  acd_id call = host_arrive(host, number);
  host_connect(host, "ann");
  host_pass(host, 3 * SECOND);
  host_forget(host);
  assert_int_equal(acd_call_park(host->engine, host->now, call), ACD_OK);
  return call;
}

static void parked_and_retrieved(void **state)
{
  (void)state;
  test_host host;
  acd_id call = parked(&host, "100");
  host_told(&host, "release ann, music waltz");
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_PARKED);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_WRAPUP);
  assert_int_equal(centre_event(&host, ACD_EVENT_CONVERSATION_ENDED, call)->detail, ACD_CONVERSATION_PARKED);
  assert_int_equal(acd_call_park(host.engine, host.now, call), ACD_ERR_STATE);
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_ERR_STATE);
  host_pass(&host, 20 * SECOND);
  assert_int_equal(picks_up(&host, "bob", call), ACD_OK);
  host_answer(&host, "bridge bob", ACD_OUTCOME_FAILED);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_PARKED); /* for another 30 s */
  host_pass(&host, 29 * SECOND);
  host_forget(&host);
  assert_int_equal(picks_up(&host, "bob", call), ACD_OK);
  host_told(&host, "bridge bob");
  host_pass(&host, SECOND);
  host_answer(&host, "bridge bob", ACD_OUTCOME_DONE);
  host_pass(&host, 7 * SECOND);
  host_hangup(&host, call);
  assert_int_equal(host_end_of(&host, call), ACD_END_COMPLETED);
  acd_kpi_calls calls = host_kpi_calls(&host);
  assert_int_equal(calls.parked, 1);
  assert_int_equal(calls.picked_up, 2);
  assert_int_equal(calls.direct_answered, 1);
  assert_int_equal(host_kpi_agent(&host, "ann").talk_us, 3 * SECOND);
  assert_int_equal(host_kpi_agent(&host, "bob").talk_us, 7 * SECOND);
  assert_int_equal(host_kpi(&host, "desk").handled, 1);
  assert_int_equal(host_kpi(&host, "desk").transferred_in, 0);
  host_end(&host);
}

/* Nobody picks it up: back to ann, who takes it, misses it, is away, or is no longer defined. */
static void recall(void **state)
{
  (void)state;
  static const struct {
    const char *number, *ann, *told;
    int64_t end;
  } rows[] = {
      {"100", "takes", "ring ann, bridge ann", 0},
      {"100", "misses", "ring ann, music waltz, ring ann", 0}, /* in the queue by now: a direct call gives no rest */
      {"100", "away", "music waltz", 0},
      {"100", "gone", "music waltz", 0},
      {"300", "away", "hangup failed", ACD_END_FAILED},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call;
    if (strcmp(rows[i].number, "300") == 0) { /* ann had it from bob's phone: it came from no queue */
      host_begin(&host, NULL);
      host_define(&host, definition);
      call = host_arrive(&host, "300");
      assert_int_equal(picks_up(&host, "ann", call), ACD_OK);
      host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
      assert_int_equal(acd_call_park(host.engine, host.now, call), ACD_OK);
    } else {
      call = parked(&host, rows[i].number);
    }
    if (strcmp(rows[i].ann, "away") == 0) centre_not_ready(&host, "ann");
    if (strcmp(rows[i].ann, "gone") == 0)
      host_change(&host, "-agent ann\nqueue desk wrapup=5s music=waltz ring_timeout=10s retry_delay=3s\n"
                         "queue all strategy=ring_all\n  member bob\n");
    host_pass(&host, 30 * SECOND - 1);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_PARKED);
    host_done(&host); /* the music plays */
    host_forget(&host);
    host_pass(&host, 1);
    if (strcmp(rows[i].ann, "takes") == 0) host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
    if (strcmp(rows[i].ann, "misses") == 0) host_answer(&host, "ring ann", ACD_OUTCOME_REJECTED);
    host_told(&host, rows[i].told);
    assert_int_equal(host_end_of(&host, call), rows[i].end);
    host_end(&host);
  }
}

/* A caller who hangs up while parked has abandoned, in no queue's figures; the flow's plan is off. */
static void given_up(void **state)
{
  (void)state;
  for (int lost = 0; lost < 2; lost++) {
    test_host host;
    acd_id call = parked(&host, "200");
    if (lost) {
      assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
      host_pass(&host, 0);
    } else {
      host_hangup(&host, call);
    }
    assert_int_equal(host_end_of(&host, call), lost ? ACD_END_LOST_BY_HOST : ACD_END_ABANDONED);
    acd_kpi_queue all = host_kpi(&host, NULL);
    assert_int_equal(all.abandoned + all.abandoned_short + all.disconnected, 0);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(picking_up),           cmocka_unit_test(out_of_a_rest), cmocka_unit_test(that_waits_for_one),
      cmocka_unit_test(parked_and_retrieved), cmocka_unit_test(recall),        cmocka_unit_test(given_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
