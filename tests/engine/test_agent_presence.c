/* SPDX-License-Identifier: Apache-2.0 */
/* Presences set by others and after what is in hand (acd_agent_set_presence()), at every moment of an agent's day. */
#include "centre.h"

#include <stdio.h>

#define CENTRE "agent ann\nqueue desk ring_timeout=20s wrapup=30s retry_delay=9s\n  member ann\nnumber 100 queue=desk\n"

typedef enum moment { LOGGED_OUT, NOT_READY, READY, RESTING, RINGING, CONNECTING, TALKING, WRAPUP, MOMENTS } moment;

static const char *const names[MOMENTS] = {"logged out", "not ready",  "ready",   "resting",
                                           "ringing",    "connecting", "talking", "wrap-up"};

static int set(test_host *host, int64_t presence, int64_t when, int64_t by)
{
  int64_t reason = presence == ACD_PRESENCE_NOT_READY ? 5 : 0;
  return acd_agent_set_presence(host->engine, host->now, host_agent(host, "ann"), presence, reason, when, by);
}

/* The call in ann's hand then, or 0. */
static acd_id begin(test_host *host, moment at)
{
  acd_id call = 0;
  host_begin(host, NULL);
  host_define(host, CENTRE);
  host_pass(host, SECOND);
  if (at == LOGGED_OUT) assert_int_equal(acd_agent_logout(host->engine, host->now, host_agent(host, "ann")), ACD_OK);
  if (at == NOT_READY) centre_not_ready(host, "ann");
  if (at >= RESTING) call = host_arrive(host, "100");
  if (at == RESTING) {
    centre_offer(host, "ann", ACD_OUTCOME_BUSY);
    host_hangup(host, call);
  }
  if (at == CONNECTING) centre_offer(host, "ann", ACD_OUTCOME_ACCEPTED);
  if (at == TALKING || at == WRAPUP) centre_offer(host, "ann", ACD_OUTCOME_BRIDGED);
  if (at == WRAPUP) host_hangup(host, call);
  host_forget(host);
  return call;
}

static int64_t state_of(char letter)
{
  static const char letters[] = " LNRVBW";
  return strchr(letters, letter) - letters;
}

/* All that is in hand goes on to its end; how long wrap-up lasted, in seconds. */
static int64_t finish(test_host *host, acd_id call)
{
  host_pull(host);
  if (host_agent_state(host, "ann") == ACD_AGENT_STATE_RESERVED) centre_offer(host, "ann", ACD_OUTCOME_ACCEPTED);
  if (call && host_call_state(host, call) == ACD_CALL_STATE_CONNECTING)
    host_answer(host, "bridge ann", ACD_OUTCOME_DONE);
  host_pass(host, 5 * SECOND);
  if (call && host_call_state(host, call)) host_hangup(host, call);
  host_pass(host, 60 * SECOND);
  if (!host_events(host, ACD_EVENT_WRAPUP_ENDED, -1)) return -1;
  return centre_event(host, ACD_EVENT_WRAPUP_ENDED, 0)->value_us / SECOND;
}

static void each_presence_at_each_moment(void **state)
{
  /* States at once: logged out, not ready and available with NOW, then with FINISHED; and how long wrap-up lasts in the end. */
  static const struct {
    const char *states;
    int64_t wrapup[6];
  } rows[MOMENTS] = {
      [LOGGED_OUT] = {"LNRLNR", {-1, -1, -1, -1, -1, -1}}, [NOT_READY] = {"LNRLNR", {-1, -1, -1, -1, -1, -1}},
      [READY] = {"LNRLNR", {-1, -1, -1, -1, -1, -1}},      [RESTING] = {"LNRLNR", {-1, -1, -1, -1, -1, -1}},
      [RINGING] = {"LNVVVV", {-1, -1, 30, 30, 30, 30}},    [CONNECTING] = {"BBBBBB", {-1, 30, 30, 30, 30, 30}},
      [TALKING] = {"BBBBBB", {-1, 30, 30, 30, 30, 30}},    [WRAPUP] = {"LNRWWW", {0, 0, 0, 30, 30, 30}},
  };
  (void)state;
  for (int i = 0; i < MOMENTS * 6; i++) {
    moment at = (moment)(i / 6);
    int64_t presence = 1 + i % 3, when = i % 6 / 3;
    test_host host;
    acd_id call = begin(&host, at);
    assert_int_equal(set(&host, presence, when, 0), ACD_OK);
    if (host_agent_state(&host, "ann") != state_of(rows[at].states[i % 6]) || host_presence(&host, "ann") != presence)
      fail_msg("%s, presence %d, when %d: %s", names[at], (int)presence, (int)when,
               acd_agent_state_str(host_agent_state(&host, "ann")));
    assert_int_equal(centre_agent(&host, "ann").rest_until_us > 0,
                     at == RESTING && presence == ACD_PRESENCE_AVAILABLE && when == ACD_WHEN_FINISHED);
    host_check(&host);
    int64_t wrapup = finish(&host, call);
    if (wrapup != rows[at].wrapup[i % 6])
      fail_msg("%s, presence %d, when %d: wrap-up %d", names[at], (int)presence, (int)when, (int)wrapup);
    centre_rings(&host, host_arrive(&host, "100"), presence == ACD_PRESENCE_AVAILABLE ? "ann" : "");
    assert_int_equal(host_presence(&host, "ann"), presence);
    host_end(&host);
  }
}

/* What the agent is already is told only where somebody else set it, and moves nothing. */
static void the_same_again_changes_nothing(void **state)
{
  static const struct {
    moment at;
    int64_t presence, when;
  } rows[] = {
      {LOGGED_OUT, ACD_PRESENCE_LOGGED_OUT, ACD_WHEN_NOW},  {LOGGED_OUT, ACD_PRESENCE_LOGGED_OUT, ACD_WHEN_FINISHED},
      {READY, ACD_PRESENCE_AVAILABLE, ACD_WHEN_NOW},        {READY, ACD_PRESENCE_AVAILABLE, ACD_WHEN_FINISHED},
      {RESTING, ACD_PRESENCE_AVAILABLE, ACD_WHEN_FINISHED}, {RINGING, ACD_PRESENCE_AVAILABLE, ACD_WHEN_NOW},
      {TALKING, ACD_PRESENCE_AVAILABLE, ACD_WHEN_FINISHED}, {WRAPUP, ACD_PRESENCE_AVAILABLE, ACD_WHEN_FINISHED},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].at);
    int64_t before = acd_engine_digest_state(host.engine);
    size_t told = host_events(&host, ACD_EVENT_PRESENCE, -1);
    assert_int_equal(set(&host, rows[i].presence, rows[i].when, 0), ACD_OK);
    assert_true(acd_engine_digest_state(host.engine) == before);
    assert_int_equal(set(&host, rows[i].presence, rows[i].when, 77), ACD_OK);
    assert_int_equal(host_events(&host, ACD_EVENT_PRESENCE, -1), told + 1);
    assert_int_equal(centre_event(&host, ACD_EVENT_PRESENCE, 0)->value, 77);
    host_told(&host, "");
    host_end(&host);
  }
}

/* Presences as events: who, what and why, each change once. */
static void presences_are_told(void **state)
{
  (void)state;
  test_host host;
  begin(&host, READY);
  acd_id ann = host_agent(&host, "ann");
  const acd_event *event = centre_event(&host, ACD_EVENT_PRESENCE, 0);
  assert_int_equal(event->detail, ACD_PRESENCE_AVAILABLE); /* as defined */
  size_t told = host_events(&host, ACD_EVENT_PRESENCE, -1);
  assert_int_equal(set(&host, ACD_PRESENCE_NOT_READY, ACD_WHEN_NOW, -9), ACD_OK);
  event = centre_event(&host, ACD_EVENT_PRESENCE, 0);
  assert_int_equal(event->agent, ann);
  assert_int_equal(event->detail, ACD_PRESENCE_NOT_READY);
  assert_int_equal(event->reason, 5);
  assert_int_equal(event->flow, 0);
  assert_int_equal(event->value, -9);
  assert_int_equal(acd_agent_not_ready(host.engine, host.now, ann, 6), ACD_OK); /* another reason */
  event = centre_event(&host, ACD_EVENT_PRESENCE, 0);
  assert_int_equal(event->reason, 6);
  assert_int_equal(event->value, 0);
  assert_int_equal(acd_agent_logout(host.engine, host.now, ann), ACD_OK);
  assert_int_equal(centre_event(&host, ACD_EVENT_PRESENCE, 0)->detail, ACD_PRESENCE_LOGGED_OUT);
  assert_int_equal(host_events(&host, ACD_EVENT_PRESENCE, -1), told + 3);
  assert_int_equal(set(&host, ACD_PRESENCE_AVAILABLE, ACD_WHEN_NOW, 4), ACD_OK); /* logs in, then is ready */
  assert_int_equal(host_events(&host, ACD_EVENT_PRESENCE, -1), told + 5);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  host_end(&host);
}

/* A presence meanwhile replaces the one that was to come. */
static void plans_can_change(void **state)
{
  (void)state;
  for (int how = 0; how < 4; how++) {
    test_host host;
    begin(&host, WRAPUP);
    acd_id ann = host_agent(&host, "ann");
    assert_int_equal(set(&host, ACD_PRESENCE_LOGGED_OUT, ACD_WHEN_FINISHED, 0), ACD_OK);
    assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_ERR_STATE); /* she is logged out */
    int64_t expected = ACD_AGENT_STATE_LOGGED_OUT;
    switch (how) {
    case 0: assert_int_equal(acd_agent_logout(host.engine, host.now, ann), ACD_OK); break; /* at once */
    case 1:
      assert_int_equal(acd_agent_login(host.engine, host.now, ann, 3), ACD_OK);
      expected = ACD_AGENT_STATE_WRAPUP;
      break;
    case 2:
      assert_int_equal(set(&host, ACD_PRESENCE_AVAILABLE, ACD_WHEN_FINISHED, 0), ACD_OK);
      expected = ACD_AGENT_STATE_WRAPUP;
      break;
    default: host_define(&host, "queue desk\nnumber 100 queue=desk\n"); break; /* she is no longer defined */
    }
    if (how < 3) assert_int_equal(host_agent_state(&host, "ann"), expected);
    host_check(&host);
    host_pass(&host, 60 * SECOND);
    acd_agent_info info = {.size = sizeof info};
    if (how == 1) assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_NOT_READY);
    if (how == 2) assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
    if (how == 3) assert_int_equal(acd_agent_get(host.engine, ann, &info), ACD_ERR_STALE);
    host_end(&host);
  }
}

/* Calls for her alone do not wait for one who is going. */
static void direct_calls_leave_at_once(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE "flow direct start=to\n  node to kind=agent agent=ann wait_max=50s\n"
                            "    exit unreachable to=gone\n  node gone kind=play prompt=gone\n"
                            "number 500 flow=direct\n");
  host_arrive(&host, "100");
  host_connect(&host, "ann");
  host_arrive(&host, "500");
  host_forget(&host);
  assert_int_equal(set(&host, ACD_PRESENCE_NOT_READY, ACD_WHEN_FINISHED, 0), ACD_OK);
  host_told(&host, "play gone");
  host_end(&host);
}

static void refusals(void **state)
{
  static const struct {
    int64_t words[4];
    uint32_t at;
  } rows[] = {
      {{0, 0, 0, 0}, 0}, {{4, 0, 0, 0}, 0}, {{2, -1, 0, 0}, 1}, {{2, 65536, 0, 0}, 1},
      {{3, 1, 0, 0}, 1}, {{1, 1, 0, 0}, 1}, {{2, 0, 2, 0}, 2},  {{2, 0, -1, 0}, 2},
  };
  (void)state;
  test_host host;
  begin(&host, TALKING);
  int64_t before = acd_engine_digest_state(host.engine);
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_command command;
    acd_result result = {.size = sizeof result};
    acd_command_init(&command, ACD_COMMAND_AGENT_SET_PRESENCE, host.now, host_agent(&host, "ann"));
    memcpy(command.body.words, rows[i].words, sizeof rows[i].words);
    assert_int_equal(acd_engine_submit(host.engine, &command, NULL, 0, &result), ACD_ERR_ARGUMENT);
    assert_int_equal(result.fault, ACD_FAULT_BODY);
    assert_int_equal(result.fault_index, rows[i].at);
  }
  assert_true(acd_engine_digest_state(host.engine) == before);
  acd_id ann = host_agent(&host, "ann");
  host_define(&host, "queue desk\nnumber 100 queue=desk\n"); /* no longer defined, but still talking */
  assert_int_equal(acd_agent_set_presence(host.engine, host.now, ann, ACD_PRESENCE_AVAILABLE, 0, 0, 0), ACD_ERR_STATE);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_presence_at_each_moment), cmocka_unit_test(the_same_again_changes_nothing),
      cmocka_unit_test(presences_are_told),           cmocka_unit_test(plans_can_change),
      cmocka_unit_test(direct_calls_leave_at_once),   cmocka_unit_test(refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
