/* SPDX-License-Identifier: Apache-2.0 */
/* How calls are recorded: acd/flow.h, "Recording". */
#include <stdio.h>

#include "walk.h"

static int64_t recording(test_host *host, acd_id call)
{
  return centre_call(host, call).recording;
}

/* A flow of these nodes, which begins at "a"; number 1 for it, and a queue with ann and bob. */
static acd_id begin(test_host *host, const char *nodes)
{
  static outline text;
  text.size = 0;
  outline_write(&text,
                "agent ann\nagent bob presence=not_ready\nqueue desk\n  member ann\n  member bob\n"
                "flow f start=a\n%snumber 1 flow=f\n",
                nodes);
  host_begin(host, NULL);
  host_define(host, text.text);
  acd_id call = host_arrive(host, "1");
  host_check(host);
  return call;
}

static const char *const recorded =
    "  node a kind=recording recording=on\n    exit next to=b\n"
    "  node b kind=queue queue=desk\n    exit next to=c\n  node c kind=play prompt=bye\n";

static void what_the_host_is_asked(void **state)
{
  static const struct {
    const char *nodes;
    const char *told;
    int64_t recording;
  } rows[] = {
      {"  node a kind=play prompt=p\n", "play p", 0},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=play prompt=p\n",
       "recording on, play p", ACD_RECORDING_ON},
      {"  node a kind=recording recording=off\n    exit next to=b\n  node b kind=play prompt=p\n",
       "recording off, play p", ACD_RECORDING_OFF},
      {"  node a kind=recording recording=paused\n    exit next to=b\n  node b kind=wait time=5s\n", "recording paused",
       ACD_RECORDING_PAUSED},
      /* to and fro: the last counts */
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=recording recording=off\n"
       "    exit next to=c\n  node c kind=play prompt=p\n",
       "recording off, play p", ACD_RECORDING_OFF},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=queue queue=desk\n",
       "ring ann, recording on", ACD_RECORDING_ON},
      /* nothing is asked for a call that ends, nor twice; and a loop of it ends as any other */
      {"  node a kind=recording recording=on\n", "hangup flow", -1},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=recording recording=off\n"
       "    exit next to=a\n",
       "hangup failed", -1},
      {"  node a kind=recording recording=on\n    exit next to=b\n  node b kind=transfer number=7\n",
       "recording paused, transfer 7", ACD_RECORDING_PAUSED},
      {"  node a kind=recording recording=off\n    exit next to=b\n  node b kind=transfer number=7\n",
       "recording off, transfer 7", ACD_RECORDING_OFF},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host, rows[i].nodes);
    host_told(&host, rows[i].told);
    if (rows[i].recording >= 0) assert_int_equal(recording(&host, call), rows[i].recording);
    host_end(&host);
  }
}

static void it_goes_on_after_a_transfer_that_failed(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, "  node a kind=recording recording=on\n    exit next to=b\n"
                             "  node b kind=transfer number=7\n    exit busy to=c\n  node c kind=play prompt=p\n");
  host_told(&host, "recording paused, transfer 7");
  host_answer(&host, "transfer 7", ACD_OUTCOME_BUSY);
  host_told(&host, "recording on, play p");
  assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
  host_end(&host);
}

static void paused_while_an_agent_consults(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, recorded), consult = 0;
  host_told(&host, "ring ann, recording on");
  host_connect(&host, "ann");
  host_news(&host);
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
  host_told(&host, "hold ann"); /* the caller is still recorded */
  assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
  host_told(&host, "resume ann");
  acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
  assert_int_equal(
      acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 9, &consult), ACD_OK);
  host_told(&host, "hold ann, ring bob, recording paused");
  assert_int_equal(recording(&host, call), ACD_RECORDING_PAUSED);
  assert_int_equal(recording(&host, consult), 0);
  host_check(&host);
  /* the caller hangs up: nothing more is asked; else it goes on */
  assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
  host_check(&host);
  assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
  host_action_of(&host, "recording on");
  host_end(&host);
}

static void the_caller_hangs_up_in_a_consultation(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, recorded), consult = 0;
  host_connect(&host, "ann");
  acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
  assert_int_equal(
      acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 9, &consult), ACD_OK);
  host_pull(&host);
  size_t before = centre_actions(&host, ACD_ACTION_RECORDING, NULL);
  host_hangup(&host, call);
  host_pull(&host);
  assert_int_equal(centre_actions(&host, ACD_ACTION_RECORDING, NULL), before);
  host_check(&host);
  host_end(&host);
}

/* After the conversation the flow goes on, and the mode stays; an agent's transfer out of the centre pauses it. */
static void it_stays_with_the_call(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, recorded);
  host_connect(&host, "ann");
  host_news(&host);
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_NUMBER, 0, "+49"), ACD_OK);
  host_told(&host, "release ann, recording paused, transfer +49");
  host_end(&host);
  call = begin(&host, recorded);
  host_connect(&host, "ann");
  host_news(&host);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
  host_told(&host, "play bye");
  assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
  host_end(&host);
}

/* One command leads on many calls, and with each comes a change: the host is asked in slices, for each call once. */
static void many_change_at_once(void **state)
{
  enum { AGENTS = 40 };
  (void)state;
  static outline text;
  test_host host;
  text.size = 0;
  outline_write(&text, "number 1 flow=f\nflow f start=a\n  node a kind=agent wait_max=60s\n    exit unreachable to=b\n"
                       "  node b kind=recording recording=on\n    exit next to=c\n  node c kind=wait time=30s\n");
  size_t flow_only = text.size;
  for (int i = 0; i < AGENTS; i++) outline_write(&text, "agent a%d extension=%d presence=available\n", i, i);
  host_begin(&host, NULL);
  host_define(&host, text.text);
  acd_id calls[2 * AGENTS];
  for (int i = 0; i < 2 * AGENTS; i++) { /* the first is rung for, the second waits */
    char digits[16];
    acd_arrival arrival;
    acd_arrival_init(&arrival);
    snprintf(digits, sizeof digits, "digits=%d", i / 2);
    arrival.number = "1";
    arrival.attributes = digits;
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &calls[i]), ACD_OK);
  }
  host_forget(&host);
  text.text[flow_only] = '\0';
  host_define(&host, text.text);
  host_check(&host);
  assert_int_equal(acd_engine_deadline(host.engine), host.now);
  size_t at_once = centre_actions(&host, ACD_ACTION_RECORDING, NULL);
  assert_true(at_once > 0 && at_once < AGENTS);
  host_hangup(&host, calls[2 * AGENTS - 1]);
  host_check(&host);
  host_pass(&host, 0);
  assert_int_equal(centre_actions(&host, ACD_ACTION_RECORDING, NULL), 2 * AGENTS);
  for (int i = 0; i < 2 * AGENTS - 1; i++) assert_int_equal(recording(&host, calls[i]), ACD_RECORDING_ON);
  host_end(&host);
}

/* What becomes of the action changes nothing. */
static void the_answer_changes_nothing(void **state)
{
  static const int64_t outcomes[] = {ACD_OUTCOME_DONE, ACD_OUTCOME_FAILED, ACD_OUTCOME_TIMEOUT};
  (void)state;
  for (size_t i = 0; i < COUNT(outcomes); i++) {
    test_host host;
    acd_id call =
        begin(&host, "  node a kind=recording recording=on\n    exit next to=b\n  node b kind=play prompt=p\n");
    host_pull(&host);
    if (outcomes[i] == ACD_OUTCOME_TIMEOUT)
      host_pass(&host, 6 * SECOND);
    else
      host_answer(&host, "recording on", outcomes[i]);
    assert_int_equal(recording(&host, call), ACD_RECORDING_ON);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_FLOW);
    host_told(&host, "recording on, play p");
    host_end(&host);
  }
}

/* A call that talks to ann in a flow of these nodes; bob is ready. `words`: a mode of acd_call_record(), or what happens. */
static void happen(test_host *host, acd_id call, const char *word)
{
  static const char *const modes[] = {"on", "off", "pause", "resume"};
  acd_engine *engine = host->engine;
  acd_id consult;
  int status = ACD_ERR_ARGUMENT;
  for (int mode = ACD_RECORDING_ON; mode <= ACD_RECORDING_RESUMED; mode++)
    if (strcmp(word, modes[mode - 1]) == 0) status = acd_call_record(engine, host->now, call, mode);
  if (strcmp(word, "hold") == 0) status = acd_call_hold(engine, host->now, call);
  if (strcmp(word, "unhold") == 0) status = acd_call_resume(engine, host->now, call);
  if (strcmp(word, "complete") == 0) status = acd_call_complete(engine, host->now, call);
  if (strcmp(word, "bye") == 0) status = acd_agent_hangup(engine, host->now, host_agent(host, "ann"), 0);
  if (strcmp(word, "away") == 0)
    status = acd_call_transfer(engine, host->now, call, ACD_TARGET_QUEUE, host_queue(host, "desk"), NULL);
  if (strcmp(word, "consult") == 0) {
    status = acd_call_consult(engine, host->now, call, ACD_TARGET_AGENT, host_agent(host, "bob"), 9, &consult);
    host_connect(host, "bob");
  }
  if (status) fail_msg("%s: %d", word, status);
  host_check(host);
}

static void an_agent_pauses_it(void **state)
{
  static const char *const plain =
      "  node a kind=queue queue=desk\n    exit next to=c\n  node c kind=play prompt=bye\n";
  static const char *const unrecorded =
      "  node a kind=recording recording=off\n    exit next to=b\n"
      "  node b kind=queue queue=desk\n    exit next to=c\n  node c kind=play prompt=bye\n";
  const struct {
    const char *nodes, *words, *told;
  } rows[] = {
      {recorded, "pause resume", "recording paused, recording on"},
      {recorded, "pause pause resume resume", "recording paused, recording on"},
      {recorded, "pause hold unhold resume", "recording paused, hold ann, resume ann, recording on"},
      {recorded, "pause bye", "recording paused, recording on, play bye"},
      {recorded, "pause away", "recording paused, release ann, ring bob, recording on"},
      {recorded, "pause off resume", "recording paused, recording off"},
      {recorded, "pause on", "recording paused, recording on"},
      /* What the caller did not agree to is not done afterwards. */
      {unrecorded, "pause resume bye", "play bye"},
      {unrecorded, "on pause resume", "recording on, recording paused, recording on"},
      /* Nobody had said anything. */
      {plain, "resume", ""},
      {plain, "pause bye", "recording paused, recording on, play bye"},
      {plain, "on off bye", "recording on, recording off, play bye"},
      /* Two reasons at once; and the agent who takes over finds it paused. */
      {recorded, "pause consult unhold resume",
       "recording paused, hold ann, ring bob, bridge bob, release bob, hangup completed ann, resume ann, recording on"},
      {recorded, "consult pause unhold",
       "hold ann, ring bob, recording paused, bridge bob, release bob, hangup completed ann, resume ann"},
      {recorded, "pause consult complete", "recording paused, hold ann, ring bob, bridge bob, release ann, join bob"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host, rows[i].nodes);
    host_connect(&host, "ann");
    acd_agent_ready(host.engine, host.now, host_agent(&host, "bob"));
    host_forget(&host);
    char words[100];
    strcpy(words, rows[i].words);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) happen(&host, call, word);
    const char *news = host_news(&host);
    if (strcmp(news, rows[i].told) != 0) fail_msg("row %d: told \"%s\", not \"%s\"", (int)i, news, rows[i].told);
    acd_call_info info = centre_call(&host, call);
    assert_int_equal(info.record_paused, strcmp(rows[i].words, "consult pause unhold") == 0 ||
                                             strcmp(rows[i].words, "pause consult complete") == 0);
    host_end(&host);
  }
}

static void who_may_pause_it(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, recorded), consult;
  acd_engine *engine = host.engine;
  assert_int_equal(acd_call_record(engine, host.now, call, ACD_RECORDING_PAUSED), ACD_ERR_STATE);
  assert_int_equal(acd_call_record(engine, host.now, call, ACD_RECORDING_RESUMED), ACD_ERR_STATE);
  assert_int_equal(acd_call_record(engine, host.now, call, ACD_RECORDING_OFF), ACD_OK);
  host_told(&host, "ring ann, recording on, recording off");
  host_connect(&host, "ann");
  assert_int_equal(acd_call_record(engine, host.now, call, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_call_record(engine, host.now, call, 5), ACD_ERR_ARGUMENT);
  acd_agent_ready(engine, host.now, host_agent(&host, "bob"));
  acd_call_consult(engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 9, &consult);
  host_connect(&host, "bob");
  assert_int_equal(acd_call_record(engine, host.now, consult, ACD_RECORDING_ON), ACD_ERR_STATE);
  assert_int_equal(acd_call_record(engine, host.now, consult, ACD_RECORDING_PAUSED), ACD_ERR_STATE);
  assert_int_equal(host_events(&host, ACD_EVENT_RECORD, -1), 1);
  host_hangup(&host, call);
  assert_int_equal(acd_call_record(engine, host.now, call, ACD_RECORDING_ON), ACD_ERR_STALE);
  host_end(&host);
}

/* The first to say anything makes room for it, or is refused. */
static void a_record_without_memory_is_refused(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nqueue desk\n  member ann\nnumber 1 queue=desk\n");
  acd_id calls[300];
  for (int i = 0; i < 300; i++) calls[i] = host_arrive(&host, "1");
  host_forget(&host);
  int refused = 0;
  for (int i = 0; i < 300; i++) {
    int64_t before = acd_engine_digest_state(host.engine);
    host.memory.fail_at = host.memory.requests + 1;
    int status = acd_call_record(host.engine, host.now, calls[i], ACD_RECORDING_ON);
    host.memory.fail_at = 0;
    if (status) {
      assert_int_equal(status, ACD_ERR_NOMEM);
      assert_int_equal(acd_engine_digest_state(host.engine), before);
      assert_int_equal(acd_call_record(host.engine, host.now, calls[i], ACD_RECORDING_ON), ACD_OK);
      refused++;
    }
    host_told(&host, "recording on");
  }
  assert_true(refused > 0);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_the_host_is_asked),
      cmocka_unit_test(it_goes_on_after_a_transfer_that_failed),
      cmocka_unit_test(paused_while_an_agent_consults),
      cmocka_unit_test(the_caller_hangs_up_in_a_consultation),
      cmocka_unit_test(it_stays_with_the_call),
      cmocka_unit_test(the_answer_changes_nothing),
      cmocka_unit_test(many_change_at_once),
      cmocka_unit_test(an_agent_pauses_it),
      cmocka_unit_test(who_may_pause_it),
      cmocka_unit_test(a_record_without_memory_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
