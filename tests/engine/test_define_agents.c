/* SPDX-License-Identifier: Apache-2.0 */
/* What a definition does to agents in each of their states: acd/definition.h, "Submitting". */
#include "centre.h"

#include <stdio.h>

enum {
  LOGGED_OUT,
  NOT_READY,
  READY,
  RESTING,
  RESERVED,
  CONNECTING,
  TALKING,
  HELD,
  WRAPUP,
  TALKING_LOGGED_OUT,
  TALKING_NOT_READY,
  MOMENTS
};

#define REST                                                                                                           \
  "agent bob presence=not_ready\nqueue desk wrapup=9s retry_delay=5s ring_timeout=20s\n  member bob\n%s"               \
  "number 100 queue=desk\n"

static void define(test_host *host, const char *ann, const char *member)
{
  char text[1000];
  snprintf(text, sizeof text, "%s" REST, ann, member);
  host_define(host, text);
}

/* Ann in a state, after a talk of 30 s, at a time when nothing is round. Returns the call in hand, or 0. */
static acd_id bring_to(test_host *host, int moment)
{
  host_begin(host, NULL);
  define(host, "agent ann\n", "  member ann\n");
  acd_id ann = host_agent(host, "ann");
  acd_id call = host_arrive(host, "100");
  host_connect(host, "ann");
  host_pass(host, 30 * SECOND);
  host_hangup(host, call);
  host_pass(host, 9 * SECOND);
  host_pass(host, 1234567);
  if (moment == LOGGED_OUT) assert_int_equal(acd_agent_logout(host->engine, host->now, ann), ACD_OK);
  if (moment == NOT_READY) centre_not_ready(host, "ann");
  host_forget(host);
  if (moment <= READY) return 0;
  call = host_arrive(host, "100");
  host_pass(host, 3 * SECOND);
  if (moment == RESTING) {
    centre_offer(host, "ann", ACD_OUTCOME_REJECTED);
    host_hangup(host, call);
    call = 0;
  }
  if (moment >= CONNECTING) centre_offer(host, "ann", ACD_OUTCOME_ACCEPTED);
  if (moment >= TALKING) host_answer(host, "bridge ann", ACD_OUTCOME_DONE);
  if (moment == HELD) assert_int_equal(acd_call_hold(host->engine, host->now, call), ACD_OK);
  if (moment == TALKING_LOGGED_OUT) assert_int_equal(acd_agent_logout(host->engine, host->now, ann), ACD_OK);
  if (moment == TALKING_NOT_READY) centre_not_ready(host, "ann");
  if (moment == WRAPUP) {
    host_hangup(host, call);
    call = 0;
  }
  host_pass(host, SECOND);
  host_forget(host);
  return call;
}

static void assert_same_agent(const acd_agent_info *before, const acd_agent_info *after)
{
  assert_int_equal(before->presence, after->presence);
  assert_int_equal(before->state, after->state);
  assert_int_equal(before->reason, after->reason);
  assert_int_equal(before->state_since_us, after->state_since_us);
  assert_int_equal(before->idle_since_us, after->idle_since_us);
  assert_int_equal(before->rest_until_us, after->rest_until_us);
  assert_int_equal(before->call, after->call);
  assert_int_equal(before->calls_count, after->calls_count);
  assert_int_equal(before->talk_us, after->talk_us);
  assert_int_equal(before->misses_count, after->misses_count);
}

/* Presence, calls, counters, idle clock and all that is due stay, whatever else is defined anew. */
static void who_stays_keeps_all(void **state)
{
  static const struct {
    const char *ann;
    const char *member;
  } rows[] = {{"agent ann\n", "  member ann\n"},
              {"agent ann presence=logged_out\n", "  member ann\n"},
              {"agent ann presence=not_ready extension=77 ring_timeout=3s wrapup=70s\n", "  member ann position=4\n"},
              {"skill french\nagent new\nagent ann\n  agent_skill french\n", "  member new\n  member ann\n"},
              {"agent ann\n", ""}};
  (void)state;
  for (int moment = 0; moment < MOMENTS; moment++) {
    for (size_t i = 0; i < COUNT(rows); i++) {
      test_host host;
      acd_id call = bring_to(&host, moment), ann = host_agent(&host, "ann");
      acd_agent_info before = centre_agent(&host, "ann");
      acd_kpi_agent kpi = host_kpi_agent(&host, "ann");
      acd_time deadline = acd_engine_deadline(host.engine);
      uint32_t call_state = call ? host_call_state(&host, call) : 0;
      define(&host, rows[i].ann, rows[i].member);
      host_check(&host);
      assert_int_equal(host_agent(&host, "ann"), ann);
      acd_agent_info after = centre_agent(&host, "ann");
      assert_same_agent(&before, &after);
      acd_kpi_agent kpi_after = host_kpi_agent(&host, "ann");
      assert_memory_equal(&kpi, &kpi_after, sizeof kpi);
      assert_int_equal(acd_engine_deadline(host.engine), deadline);
      if (call) assert_int_equal(host_call_state(&host, call), call_state);
      host_told(&host, "");
      host_end(&host);
    }
  }
}

static void new_agents_take_their_presence(void **state)
{
  static const struct {
    const char *word;
    int64_t presence;
    int64_t state;
  } rows[] = {{"logged_out", ACD_PRESENCE_LOGGED_OUT, ACD_AGENT_STATE_LOGGED_OUT},
              {"not_ready", ACD_PRESENCE_NOT_READY, ACD_AGENT_STATE_NOT_READY},
              {"available", ACD_PRESENCE_AVAILABLE, ACD_AGENT_STATE_RESERVED}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[300];
    host_begin(&host, NULL);
    host_define(&host, "queue desk\nnumber 100 queue=desk\n");
    acd_id waits = host_arrive(&host, "100");
    host_pass(&host, 5 * SECOND);
    snprintf(text, sizeof text, "agent ann presence=%s\nqueue desk\n  member ann\nnumber 100 queue=desk\n",
             rows[i].word);
    host_define(&host, text);
    acd_agent_info info = centre_agent(&host, "ann");
    assert_int_equal(info.presence, rows[i].presence);
    assert_int_equal(info.state, rows[i].state);
    assert_int_equal(info.state_since_us, host.now);
    assert_int_equal(info.idle_since_us, host.now);
    assert_int_equal(info.reason, ACD_REASON_LOGIN);
    centre_rings(&host, waits, i == 2 ? "ann" : "");
    assert_int_equal(host_kpi_agent(&host, "ann").login_us, 0);
    host_end(&host);
  }
}

static int is_gone(const test_host *host, acd_id agent)
{
  acd_agent_info info = {.size = sizeof info};
  int status = acd_agent_get(host->engine, agent, &info);
  assert_true(status == ACD_OK || status == ACD_ERR_STALE);
  return status != ACD_OK;
}

/* Who disappears is offered nothing more; a conversation goes on to its end, then the agent is gone. */
static void who_disappears_ends_the_conversation(void **state)
{
  (void)state;
  for (int moment = 0; moment < MOMENTS; moment++) {
    test_host host;
    acd_id call = bring_to(&host, moment), ann = host_agent(&host, "ann"), found;
    int stays = moment == CONNECTING || (moment >= TALKING && moment != WRAPUP);
    int64_t answered = host_kpi_agent(&host, NULL).answered;
    uint32_t call_state = call ? host_call_state(&host, call) : 0;
    define(&host, "", "");
    host_check(&host);
    assert_int_equal(acd_agent_find(host.engine, "ann", &found), ACD_ERR_NOT_FOUND);
    assert_int_equal(is_gone(&host, ann), !stays);
    assert_int_equal(host_kpi_agent(&host, NULL).answered, answered);
    host_told(&host, moment == RESERVED ? "ring_stop ?" : "");
    if (call) assert_int_equal(host_call_state(&host, call), call_state);
    if (stays) {
      if (moment == CONNECTING) host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
      assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_ERR_STATE);
      assert_int_equal(acd_agent_login(host.engine, host.now, ann, 1), ACD_ERR_STATE);
      host_pass(&host, 100 * SECOND);
      assert_false(is_gone(&host, ann));
      host_check(&host);
      host_hangup(&host, call);
      assert_true(is_gone(&host, ann));
      assert_int_equal(host_end_of(&host, call), ACD_END_COMPLETED);
      assert_int_equal(host_kpi_agent(&host, NULL).handled, 2);
    }
    assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_ERR_STALE);
    host_check(&host);
    host_end(&host);
  }
}

/* The call of an offer that is cancelled goes to the next agent. */
static void the_offer_goes_to_the_next(void **state)
{
  (void)state;
  for (int members = 0; members < 2; members++) { /* another one is ready, or gets ready later */
    test_host host;
    acd_id call = bring_to(&host, RESERVED);
    if (members) centre_ready(&host, "bob");
    define(&host, "", "");
    centre_rings(&host, call, members ? "bob" : "");
    if (!members) centre_ready(&host, "bob");
    centre_rings(&host, call, "bob");
    assert_int_equal(acd_call_position(host.engine, call), 1);
    assert_int_equal(host_events(&host, ACD_EVENT_OFFER_ENDED, ACD_OFFER_CANCELLED), 1);
    host_end(&host);
  }
}

/* A bridge that fails after the agent has disappeared: the call keeps its place, the agent is gone. */
static void a_bridge_that_fails_late(void **state)
{
  (void)state;
  for (int how = 0; how < 3; how++) {
    test_host host;
    acd_id call = bring_to(&host, CONNECTING), ann = host_agent(&host, "ann");
    define(&host, "", "");
    switch (how) {
    case 0: host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED); break;
    case 1: assert_int_equal(acd_agent_hangup(host.engine, host.now, ann, 0), ACD_OK); break;
    default: host_pass(&host, 60 * SECOND); break;
    }
    host_check(&host);
    assert_true(is_gone(&host, ann));
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
    centre_ready(&host, "bob");
    centre_rings(&host, call, "bob");
    host_end(&host);
  }
}

static const char direct_flow[] =
    "flow f start=a\n  node a kind=agent agent=ann wait_max=600s\n    exit unreachable to=mail\n"
    "  node mail kind=voicemail mailbox=box\nnumber 1 flow=f\n";

/* Calls that wait for this agent alone leave by `unreachable`. */
static void calls_for_the_agent_alone_leave(void **state)
{
  static const int moments[] = {RESTING, RESERVED, TALKING, HELD, WRAPUP};
  (void)state;
  for (size_t i = 0; i < COUNT(moments); i++) {
    test_host host;
    acd_id calls[3];
    acd_id in_hand = bring_to(&host, moments[i]);
    host_change(&host, direct_flow);
    for (int n = 0; n < 3; n++) calls[n] = host_arrive(&host, "1");
    for (int n = 0; n < 3; n++) assert_int_equal(host_call_state(&host, calls[n]), ACD_CALL_STATE_WAITING);
    define(&host, "", "");
    host_check(&host);
    if (acd_engine_deadline(host.engine) <= host.now) host_pass(&host, 0); /* in slices */
    for (int n = 0; n < 3; n++) assert_int_equal(host_call_state(&host, calls[n]), ACD_CALL_STATE_FLOW);
    host_check(&host);
    host_pull(&host);
    size_t mails = 0;
    for (size_t a = 0; a < host.actions_count; a++) mails += host.actions[a].action.kind == ACD_ACTION_VOICEMAIL;
    assert_int_equal(mails, 3);
    if (in_hand) assert_int_not_equal(host_call_state(&host, in_hand), 0);
    host_end(&host);
  }
}

/* A new agent of the same name is another agent, while the old one finishes. */
static void the_name_comes_back(void **state)
{
  (void)state;
  test_host host;
  acd_id call = bring_to(&host, TALKING), old = host_agent(&host, "ann");
  define(&host, "", "");
  define(&host, "agent ann\n", "  member ann\n");
  acd_id new = host_agent(&host, "ann");
  assert_int_not_equal(old, new);
  assert_false(is_gone(&host, old));
  assert_int_equal(centre_agent(&host, "ann").calls_count, 0);
  acd_id second = host_arrive(&host, "100");
  centre_rings(&host, second, "ann");
  host_hangup(&host, call);
  assert_true(is_gone(&host, old));
  assert_false(is_gone(&host, new));
  host_check(&host);
  host_end(&host);
}

/* Extensions and skills count at once. */
static void extensions_and_skills_move(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  const char *outlines[] = {
      "skill french\nagent ann extension=71\nagent bob\nqueue desk\n  member ann\n  member bob\n  queue_skill french "
      "level=2\n"
      "flow f start=in\n  node in kind=collect digits_max=2 prompt=hello\n    exit next to=a\n  node a kind=agent\n"
      "number 1 flow=f\nnumber 2 queue=desk\n",
      "skill french\nagent ann\n  agent_skill french level=1\nagent bob extension=71\n  agent_skill french level=2\n"
      "queue desk\n  member ann\n  member bob\n  queue_skill french level=2\n"
      "flow f start=in\n  node in kind=collect digits_max=2 prompt=hello\n    exit next to=a\n  node a kind=agent\n"
      "number 1 flow=f\nnumber 2 queue=desk\n"};
  host_define(&host, outlines[0]);
  acd_id waits = host_arrive(&host, "2"), first = host_arrive(&host, "1");
  assert_int_equal(host_result(&host, "collect hello", ACD_OUTCOME_DIGITS, "71"), ACD_OK);
  centre_rings(&host, first, "ann");
  acd_id second = host_arrive(&host, "1");
  centre_rings(&host, waits, "");
  host_define(&host, outlines[1]);
  centre_rings(&host, first, "ann"); /* goes on */
  centre_rings(&host, waits, "bob");
  host_hangup(&host, waits);
  assert_int_equal(host_result(&host, "collect hello", ACD_OUTCOME_DIGITS, "71"), ACD_OK);
  centre_rings(&host, second, "bob");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_stays_keeps_all),
      cmocka_unit_test(new_agents_take_their_presence),
      cmocka_unit_test(who_disappears_ends_the_conversation),
      cmocka_unit_test(the_offer_goes_to_the_next),
      cmocka_unit_test(a_bridge_that_fails_late),
      cmocka_unit_test(calls_for_the_agent_alone_leave),
      cmocka_unit_test(the_name_comes_back),
      cmocka_unit_test(extensions_and_skills_move),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
