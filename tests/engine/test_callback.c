/* SPDX-License-Identifier: Apache-2.0 */
/* Callbacks: acd/callback.h. */
#include "../flow/walk.h"

#include <stdio.h>

#define MEMBERS                                                                                                        \
  "agent ann presence=not_ready wrapup=0s\nagent bob presence=not_ready wrapup=0s\nqueue desk music=waltz exit_key=* " \
  "wait_max=100s wait_flow=w\n  member ann\n  member bob\nnumber 1 flow=main\nnumber 2 flow=early\n"
#define FLOWS                                                                                                          \
  "flow main start=q\n  node q kind=queue queue=desk\n    exit next to=n\n  node n kind=play prompt=after\n"           \
  "flow w start=c\n  node c kind=callback plan=p prompt=soon\n    exit refused to=r\n  node r kind=play prompt=no\n"   \
  "flow early start=c\n  node c kind=callback plan=p queue=desk prompt=soon\n    exit next to=n\n    exit refused "    \
  "to=r\n  node n kind=play prompt=after\n  node r kind=play prompt=no\n"

typedef struct row {
  const char *plan;  /* properties */
  const char *words; /* for walk_on(), from when the caller was told and is released */
  const char *told;  /* by then, from there on */
  int64_t outcome;   /* ACD_CALLBACK_…, 0: it is not over */
  uint32_t state;    /* of the call */
  int64_t attempts;
} row;

#define ENDED 0
#define OUT   ACD_CALL_STATE_CALLBACK
#define WAITS ACD_CALL_STATE_WAITING
#define TALKS ACD_CALL_STATE_TALKING

static const row ways[] = {
    /* The agent first. */
    {"", "@50", "", 0, WAITS, 0},
    {"", "ready:ann accepted accepted done", "ring ann, dial 555 ann, bridge ann", ACD_CALLBACK_COMPLETED, TALKS, 1},
    {"", "ready:ann accepted bridged", "ring ann, dial 555 ann", ACD_CALLBACK_COMPLETED, TALKS, 1},
    {"", "ready:ann bridged accepted done leave:ann", "ring ann, dial 555 ann, bridge ann, play after",
     ACD_CALLBACK_COMPLETED, ACD_CALL_STATE_FLOW, 1},
    /* An agent who does not accept is no attempt. */
    {"", "ready:ann rejected ready:bob accepted", "ring ann, ring bob, dial 555 bob", 0, ACD_CALL_STATE_CONNECTING, 1},
    /* Not reached: free at once, and again after the delay, in the same place. */
    {"retry=60s", "ready:ann accepted busy", "ring ann, dial 555 ann, release ann", 0, OUT, 1},
    {"retry=60s", "ready:ann accepted no_answer @59 @1 accepted accepted done",
     "ring ann, dial 555 ann, release ann, ring ann, dial 555 ann, bridge ann", ACD_CALLBACK_COMPLETED, TALKS, 2},
    {"retry=60s ring_timeout=20s", "ready:ann accepted @20", "ring ann, dial 555 ann, hangup callback, release ann", 0,
     OUT, 1},
    {"attempts_max=1", "ready:ann accepted failed", "ring ann, dial 555 ann, release ann", ACD_CALLBACK_EXHAUSTED,
     ENDED, 1},
    {"attempts_max=2 retry=60s message=sorry", "ready:ann accepted busy @60 accepted busy",
     "ring ann, dial 555 ann, release ann, ring ann, dial 555 ann, release ann, message 555", ACD_CALLBACK_EXHAUSTED,
     ENDED, 2},
    /* Machines. */
    {"machine=retry message=sorry", "ready:ann accepted machine", "ring ann, dial 555 ann, release ann", 0, OUT, 1},
    {"machine=message message=sorry", "ready:ann accepted machine", "ring ann, dial 555 ann, release ann, message 555",
     ACD_CALLBACK_EXHAUSTED, ENDED, 1},
    {"machine=drop message=sorry", "ready:ann accepted machine", "ring ann, dial 555 ann, release ann",
     ACD_CALLBACK_EXHAUSTED, ENDED, 1},
    /* The agent goes while the customer is dialled, or when the bridge fails: the next one. */
    {"", "ready:ann accepted leave:ann accepted", "ring ann, dial 555 ann, music waltz", 0, WAITS, 1},
    {"", "ready:ann accepted leave:ann accepted ready:bob accepted done",
     "ring ann, dial 555 ann, music waltz, ring bob, bridge bob", ACD_CALLBACK_COMPLETED, TALKS, 1},
    {"", "ready:ann accepted accepted failed", "ring ann, dial 555 ann, bridge ann, release ann, music waltz", 0, WAITS,
     1},
    /* The customer goes: while the agent is connected, while nobody is there yet. The leg that was released does not count. */
    {"", "ready:ann accepted accepted caller", "ring ann, dial 555 ann, bridge ann, release ann",
     ACD_CALLBACK_CANCELLED, ENDED, 1},
    {"", "ready:ann accepted leave:ann accepted caller", "ring ann, dial 555 ann, music waltz", ACD_CALLBACK_CANCELLED,
     ENDED, 1},
    {"", "ready:ann accepted leave:ann accepted key:*", "ring ann, dial 555 ann, music waltz, hangup flow",
     ACD_CALLBACK_CANCELLED, ENDED, 1},
    {"", "caller key:* @1", "", 0, WAITS, 0},
    {"", "ready:ann caller accepted caller accepted", "ring ann, dial 555 ann, bridge ann", 0,
     ACD_CALL_STATE_CONNECTING, 1},
    /* Cancelled, at every stage. */
    {"", "cancel", "", ACD_CALLBACK_CANCELLED, ENDED, 0},
    {"", "ready:ann cancel", "ring ann, ring_stop ann", ACD_CALLBACK_CANCELLED, ENDED, 0},
    {"", "ready:ann accepted cancel", "ring ann, dial 555 ann, release ann, hangup callback", ACD_CALLBACK_CANCELLED,
     ENDED, 1},
    {"", "ready:ann accepted busy cancel", "ring ann, dial 555 ann, release ann", ACD_CALLBACK_CANCELLED, ENDED, 1},
    {"", "clear:desk @", "", ACD_CALLBACK_CANCELLED, ENDED, 0},
    {"", "ready:ann accepted busy clear:desk @600", "ring ann, dial 555 ann, release ann", ACD_CALLBACK_CANCELLED,
     ENDED, 1},
    /* Expired: while it waits, rings or is to be tried again; not while it is dialled, but then at once. */
    {"expires=300s", "@299", "", 0, WAITS, 0},
    {"expires=300s message=sorry", "@300", "message 555", ACD_CALLBACK_EXPIRED, ENDED, 0},
    {"expires=300s", "@299 ready:ann @1", "ring ann, ring_stop ann", ACD_CALLBACK_EXPIRED, ENDED, 0},
    {"expires=300s", "@280 ready:ann accepted @20 no_answer", "ring ann, dial 555 ann, release ann",
     ACD_CALLBACK_EXPIRED, ENDED, 1},
    {"expires=300s", "@280 ready:ann accepted @20 accepted @4", "ring ann, dial 555 ann, bridge ann", 0,
     ACD_CALL_STATE_CONNECTING, 1},
    {"expires=300s retry=600s", "@10 ready:ann accepted busy @290", "ring ann, dial 555 ann, release ann",
     ACD_CALLBACK_EXPIRED, ENDED, 1},
    /* The customer first: the agent is held. */
    {"dial_first=customer", "ready:ann", "dial 555 ann", 0, WAITS, 1},
    {"dial_first=customer", "ready:ann accepted accepted done", "dial 555 ann, music waltz, ring ann, bridge ann",
     ACD_CALLBACK_COMPLETED, TALKS, 1},
    {"dial_first=customer", "ready:ann bridged accepted done", "dial 555 ann, music waltz, ring ann, bridge ann",
     ACD_CALLBACK_COMPLETED, TALKS, 1},
    {"dial_first=customer", "ready:ann busy", "dial 555 ann", 0, OUT, 1},
    {"dial_first=customer", "ready:ann away:ann", "dial 555 ann", 0, WAITS, 1},
    {"dial_first=customer", "ready:ann out:ann accepted ready:bob accepted done",
     "dial 555 ann, music waltz, ring bob, bridge bob", ACD_CALLBACK_COMPLETED, TALKS, 1},
    {"dial_first=customer", "ready:ann leave:ann accepted", "dial 555 ann, music waltz, ring ann", 0, WAITS, 1},
    {"dial_first=customer", "ready:ann cancel", "dial 555 ann, hangup callback", ACD_CALLBACK_CANCELLED, ENDED, 1},
    {"dial_first=customer", "ready:ann accepted rejected", "dial 555 ann, music waltz, ring ann", 0, WAITS, 1},
    {"dial_first=customer", "ready:ann accepted caller", "dial 555 ann, music waltz, ring ann, ring_stop ann",
     ACD_CALLBACK_CANCELLED, ENDED, 1},
};

static int64_t outcome_of(test_host *host, acd_id call)
{
  if (host_events(host, ACD_EVENT_CALLBACK_ENDED, -1) == 0) return 0;
  return centre_event(host, ACD_EVENT_CALLBACK_ENDED, call)->detail;
}

static void begin(test_host *host, const char *plan, const char *more)
{
  static outline text;
  text.size = 0;
  outline_write(&text, "%scallback p %s\n%s%s", MEMBERS, plan, FLOWS, more);
  host_begin(host, NULL);
  host_define(host, text.text);
}

static void conserves(const test_host *host)
{
  acd_kpi_calls calls = host_kpi_calls(host);
  acd_kpi_queue desk = host_kpi(host, "desk");
  assert_int_equal(host_events(host, ACD_EVENT_CALLBACK_TAKEN, -1),
                   host_events(host, ACD_EVENT_CALLBACK_ENDED, -1) + (size_t)calls.callbacks_live);
  assert_int_equal(desk.callbacks_in - desk.callbacks_out - desk.callbacks_answered, desk.waiting + desk.left_by_key);
}

/* A caller who waits, or has not begun to, takes a callback: what follows is the same. */
static void each_way(void **state)
{
  (void)state;
  for (size_t i = 0; i < 2 * COUNT(ways); i++) {
    const row *at = &ways[i / 2];
    int waits = i % 2 == 0;
    test_host host;
    begin(&host, at->plan, "");
    acd_id call = walk_call(&host, waits ? "1" : "2", "555");
    walk_on(&host, call, waits ? "@1 done" : "done");
    host_told(&host, waits ? "music waltz, play soon, hangup callback" : "play soon, hangup callback");
    walk_on(&host, call, at->words);
    const char *news = host_news(&host);
    if (strcmp(news, at->told) != 0)
      fail_msg("row %d of %d, \"%s\": told \"%s\", not \"%s\"", (int)i, (int)COUNT(ways), at->words, news, at->told);
    if (outcome_of(&host, call) != at->outcome || host_call_state(&host, call) != at->state)
      fail_msg("row %d, \"%s\": outcome %s, state %d", (int)i, at->words,
               acd_callback_outcome_str(outcome_of(&host, call)), (int)host_call_state(&host, call));
    assert_int_equal(centre_actions(&host, ACD_ACTION_DIAL, NULL), at->attempts);
    if (at->state == ENDED)
      assert_int_equal(host_end_of(&host, call), strstr(at->words, "key") ? ACD_END_FLOW : ACD_END_CALLBACK);
    if (at->outcome == ACD_CALLBACK_COMPLETED) assert_int_equal(host_kpi(&host, "desk").callbacks_answered, 1);
    assert_int_equal(host_kpi(&host, "desk").callbacks_taken, waits);
    assert_int_equal(host_kpi(&host, "desk").answered, 0);
    conserves(&host);
    host_end(&host);
  }
}

/* ---- The place is kept */

enum { CALLERS = 40, TALK_US = 7 * 1000 * 1000 };

/* Callers come, some of them take a callback; agents and customers answer at once, and talk for as long as each other. The moments
 * at which agents answer, in order. */
static size_t serve(int callbacks, const char *plan, acd_time answered[CALLERS])
{
  test_host host;
  static outline text;
  text.size = 0;
  outline_write(
      &text,
      "agent ann wrapup=0s\nagent bob wrapup=0s\nqueue desk wait_flow=w\n  member ann\n  member bob\n"
      "number 1 queue=desk\nflow w start=t\n  node t kind=test expression='starts(caller, 9)'\n    exit match "
      "to=c\n  node c kind=callback plan=p\ncallback p %s\n",
      plan);
  host_begin(&host, NULL);
  host_define(&host, text.text);
  acd_id talking[2] = {0};
  acd_time until[2] = {0};
  size_t count = 0, came = 0;
  while (count < CALLERS || talking[0] || talking[1]) {
    if (came < CALLERS && host.now >= (acd_time)came * 2 * SECOND) {
      char number[8];
      snprintf(number, sizeof number, "%d%d", callbacks && came % 3 ? 9 : 8, (int)came);
      walk_call(&host, "1", number);
      came++;
    }
    for (int i = 0; i < 2; i++) {
      if (!talking[i] || host.now < until[i]) continue;
      host_hangup(&host, talking[i]);
      talking[i] = 0;
    }
    for (size_t at = host.told; host_pull(&host), at < host.actions_count; at++) {
      acd_action action = host.actions[at].action;
      int is_for_two = action.kind == ACD_ACTION_RING || action.kind == ACD_ACTION_DIAL;
      (void)acd_action_result(host.engine, host.now, action.id, is_for_two ? ACD_OUTCOME_ACCEPTED : ACD_OUTCOME_DONE,
                              NULL);
      if (action.kind != ACD_ACTION_BRIDGE) continue;
      int line = talking[0] != 0;
      talking[line] = action.call;
      until[line] = host.now + TALK_US;
      assert_true(count < CALLERS);
      answered[count++] = host.now;
    }
    host.told = host.actions_count;
    host_pass(&host, SECOND / 2);
  }
  host_check(&host);
  if (callbacks) assert_true(host_kpi(&host, "desk").callbacks_answered > CALLERS / 4);
  host_end(&host);
  return count;
}

static void first_come_first_served(void **state)
{
  (void)state;
  acd_time waiting[CALLERS], called[CALLERS];
  assert_int_equal(serve(0, "", waiting), CALLERS);
  static const char *const plans[] = {"", "dial_first=customer"};
  for (size_t i = 0; i < COUNT(plans); i++) {
    assert_int_equal(serve(1, plans[i], called), CALLERS);
    assert_memory_equal(waiting, called, sizeof waiting);
  }
}

/* Of four who wait, the second is not reached twice: whoever came after is served first meanwhile, and then it comes first. */
static void the_place_is_kept_between_attempts(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "retry=60s", "");
  acd_id calls[4];
  for (int i = 0; i < 4; i++) {
    char number[2] = {(char)('1' + i), '\0'};
    calls[i] = walk_call(&host, "1", number);
    walk_on(&host, calls[i], "@1 done");
  }
  host_forget(&host);
  for (int attempt = 0; attempt < 2; attempt++) {
    if (attempt == 0) walk_on(&host, calls[0], "ready:ann accepted accepted done");
    assert_int_equal(acd_call_hangup(host.engine, host.now, calls[attempt ? 2 : 0]), ACD_OK);
    walk_on(&host, calls[1], "accepted");
    assert_int_equal(centre_call(&host, calls[1]).callback, ACD_CALLBACK_STAGE_DIALLING);
    walk_on(&host, calls[1], "busy accepted accepted done");
    assert_int_equal(host_call_state(&host, calls[2 + attempt]), TALKS);
    host_pass(&host, 70 * SECOND);
    assert_int_equal(centre_call(&host, calls[1]).callback, ACD_CALLBACK_STAGE_WAITING);
    if (attempt == 0) assert_int_equal(acd_call_position(host.engine, calls[1]), 1);
  }
  host_end(&host);
}

/* ---- Requests of the host */

static int request(test_host *host, const char *number, acd_time not_before_us, acd_id *call)
{
  acd_callback_wish wish;
  acd_callback_wish_init(&wish);
  wish.number = number;
  wish.dialled = "0800";
  wish.queue = host_queue(host, "desk");
  wish.attributes = "tier=gold";
  wish.host_ref = 7;
  wish.not_before_us = not_before_us;
  assert_int_equal(acd_callback_plan_find(host->engine, "p", &wish.plan), ACD_OK);
  return acd_callback_request(host->engine, host->now, &wish, call);
}

static acd_callback_info info_of(const test_host *host, acd_id call)
{
  acd_callback_info info = {.size = sizeof info};
  assert_int_equal(acd_callback_get(host->engine, call, &info), ACD_OK);
  return info;
}

static void requested(void **state)
{
  (void)state;
  test_host host;
  acd_id now, later;
  begin(&host, "expires=100s", "");
  assert_int_equal(request(&host, "555", 0, &now), ACD_OK);
  assert_int_equal(request(&host, "556", 50 * SECOND, &later), ACD_OK);
  acd_callback_info info = info_of(&host, later);
  assert_int_equal(info.stage, ACD_CALLBACK_STAGE_LATER);
  assert_string_equal(info.number, "556");
  assert_string_equal(acd_callback_plan_name(host.engine, info.plan), "p");
  assert_int_equal(info.queue, host_queue(&host, "desk"));
  assert_int_equal(info.due_at_us, 50 * SECOND);
  assert_true(info.expires_at_us == ACD_TIME_NEVER);
  info = info_of(&host, now);
  assert_int_equal(info.stage, ACD_CALLBACK_STAGE_WAITING);
  assert_int_equal(info.expires_at_us, 100 * SECOND);
  assert_string_equal(acd_call_attribute(host.engine, now, "tier"), "gold");
  assert_string_equal(centre_call(&host, now).number, "0800");
  assert_int_equal(centre_call(&host, later).state, OUT);
  host_pass(&host, 50 * SECOND);
  info = info_of(&host, later);
  assert_int_equal(info.stage, ACD_CALLBACK_STAGE_WAITING);
  assert_int_equal(info.expires_at_us, 150 * SECOND);
  assert_int_equal(centre_call(&host, later).queued_at_us, 50 * SECOND);
  walk_on(&host, now, "ready:ann accepted accepted done");
  host_told(&host, "ring ann, dial 555 ann, bridge ann");
  assert_int_equal(acd_callback_get(host.engine, now, &info), ACD_ERR_STATE);
  walk_on(&host, now, "leave:ann accepted");
  host_told(&host, "hangup completed, ring ann, dial 556 ann");
  host_end(&host);
}

static void wrong_requests(void **state)
{
  (void)state;
  test_host host;
  acd_id call = 0;
  begin(&host, "", "");
  char number[66];
  memset(number, '5', sizeof number);
  number[64] = '\0';
  assert_int_equal(request(&host, "", 0, &call), ACD_ERR_ARGUMENT);
  assert_int_equal(request(&host, NULL, 0, &call), ACD_ERR_ARGUMENT);
  assert_int_equal(request(&host, number, 0, &call), ACD_ERR_ARGUMENT);
  assert_int_equal(request(&host, "5", -1, &call), ACD_ERR_ARGUMENT);
  number[63] = '\0';
  assert_int_equal(request(&host, number, 0, &call), ACD_OK);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, call), ACD_OK);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, call), ACD_ERR_STALE);
  acd_callback_wish wish;
  acd_callback_wish_init(&wish);
  wish.number = "5";
  wish.queue = host_queue(&host, "desk");
  assert_int_equal(acd_callback_request(host.engine, host.now, &wish, &call), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_callback_plan_find(host.engine, "p", &wish.plan), ACD_OK);
  wish.queue = 0;
  assert_int_equal(acd_callback_request(host.engine, host.now, &wish, &call), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_queue_drain(host.engine, host.now, host_queue(&host, "desk")), ACD_OK);
  assert_int_equal(request(&host, "5", 0, &call), ACD_ERR_STATE);
  assert_int_equal(acd_queue_open(host.engine, host.now, host_queue(&host, "desk")), ACD_OK);
  host_change(&host, "-flow w\n-flow early\n-callback p\n+queue desk wait_flow!\n-number 2\n");
  wish.queue = host_queue(&host, "desk");
  assert_int_equal(acd_callback_request(host.engine, host.now, &wish, &call), ACD_ERR_STALE);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, walk_call(&host, "1", "5")), ACD_ERR_STATE);
  host_end(&host);
}

/* Another request to the same number: by the host, from a flow. */
static void duplicates(void **state)
{
  (void)state;
  static const struct {
    const char *plan;
    int status;
    const char *told; /* of a caller who wants one, too */
    size_t left;
  } rows[] = {{"duplicate=refuse", ACD_ERR_STATE, "music waltz, play no", 1},
              {"duplicate=replace", ACD_OK, "music waltz, play soon, hangup callback", 1},
              {"duplicate=allow", ACD_OK, "music waltz, play soon, hangup callback", 3}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id first, second = 0;
    begin(&host, rows[i].plan, "callback other\n");
    host_change(&host, "+callback p rejoin=0\n");
    assert_int_equal(request(&host, "555", 0, &first), ACD_OK);
    assert_int_equal(request(&host, "556", 0, NULL), ACD_OK);
    assert_int_equal(request(&host, "555", 9 * SECOND, &second), rows[i].status);
    assert_int_equal(host_end_of(&host, first), i == 1 ? ACD_END_CALLBACK : 0);
    acd_id third = walk_call(&host, "1", "555");
    walk_on(&host, third, "@1");
    if (i) walk_on(&host, third, "done");
    host_told(&host, rows[i].told);
    size_t left = 0;
    for (acd_id at = 0; (at = acd_callback_next(host.engine, "555", at)) != 0; left++)
      assert_string_equal(info_of(&host, at).number, "555");
    assert_int_equal(left, rows[i].left);
    for (acd_id at = 0; (at = acd_callback_next(host.engine, NULL, at)) != 0;) left++;
    assert_int_equal(left, 2 * rows[i].left + 1);
    if (i) conserves(&host);
    host_end(&host);
  }
}

/* The customer calls in again: the place is there, the callback is not. */
static void the_place_is_given_back(void **state)
{
  (void)state;
  static const struct {
    const char *words; /* what becomes of the callback before */
    int64_t position;  /* of the new call */
    int64_t outcome;
  } rows[] = {{"@20", 1, ACD_CALLBACK_CONVERTED},
              {"ready:ann accepted busy @20 away:ann", 1, ACD_CALLBACK_CONVERTED},
              {"ready:ann accepted @20", 3, 0},
              {"cancel", 2, ACD_CALLBACK_CANCELLED}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, "", "number 3 queue=desk\n");
    acd_id first = walk_call(&host, "1", "555");
    walk_on(&host, first, "@1 done");
    acd_id other = walk_call(&host, "3", "556");
    walk_on(&host, first, rows[i].words);
    if (i == 1) /* who came later was served meanwhile */
      assert_int_equal(acd_call_position(host.engine, other), 1);
    acd_id again = walk_call(&host, "3", "555");
    assert_int_equal(acd_call_position(host.engine, again), rows[i].position);
    assert_int_equal(outcome_of(&host, first), rows[i].outcome);
    host_check(&host);
    host_end(&host);
  }
}

/* ---- Ahead of the turn */

static void hang_up_of(test_host *host, const char *agent)
{
  host_hangup(host, centre_agent(host, agent).call);
  host_forget(host);
}

static void dialled_ahead(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "dial_first=customer ahead=40s", "");
  host_change(&host, "+queue desk expected_handle=60s wait_flow=w\n");
  centre_ready(&host, "ann");
  centre_ready(&host, "bob");
  for (int i = 0; i < 2; i++) walk_on(&host, walk_call(&host, "1", NULL), "accepted done");
  for (int i = 0; i < 2; i++) walk_call(&host, "1", NULL);
  acd_id call = walk_call(&host, "1", "555");
  walk_on(&host, call, "@1 done");
  host_forget(&host);
  assert_int_equal(acd_call_estimated_wait_us(host.engine, call), 90 * SECOND);
  const char *agents[] = {"ann", "bob"};
  for (int i = 0; i < 2; i++) {
    host_pass(&host, 30 * SECOND - (i ? 0 : SECOND));
    assert_int_equal(centre_actions(&host, ACD_ACTION_DIAL, NULL), 0);
    hang_up_of(&host, agents[i]);
    host_connect(&host, agents[i]);
  }
  assert_int_equal(acd_call_position(host.engine, call), 1);
  host_pass(&host, 20 * SECOND);
  assert_int_equal(host_action_of(&host, "dial 555")->call, call);
  acd_outlook outlook = {.size = sizeof outlook};
  assert_int_equal(acd_explain_wait(host.engine, call, &outlook), ACD_OK);
  assert_int_equal(outlook.change, ACD_OUTLOOK_DIAL);
  acd_id later = walk_call(&host, "1", NULL);
  hang_up_of(&host, "ann"); /* who serves others while the customer is dialled */
  centre_rings(&host, later, "ann");
  acd_explanation why = {.size = sizeof why};
  assert_int_equal(acd_explain_pair(host.engine, call, host_agent(&host, "bob"), &why), ACD_OK);
  assert_int_equal(why.verdict, ACD_VERDICT_NOT_WAITING);
  host_connect(&host, "ann");
  acd_id last = walk_call(&host, "1", NULL);
  host_answer(&host, "dial 555", ACD_OUTCOME_ACCEPTED);
  assert_int_equal(centre_call(&host, call).callback, ACD_CALLBACK_STAGE_REACHED);
  hang_up_of(&host, "bob");
  centre_rings(&host, call, "bob");
  host_connect(&host, "bob");
  assert_int_equal(outcome_of(&host, call), ACD_CALLBACK_COMPLETED);
  assert_int_equal(host_call_state(&host, last), WAITS);
  host_check(&host);
  host_end(&host);
}

/* ---- What is allowed */

static void whom_and_how_often(void **state)
{
  (void)state;
  static const struct {
    const char *plan; /* properties, and what stands below */
    const char *numbers;
    const char *taken; /* of those: 1, a: not allowed, l: too many; @: a day passes before */
  } table[] = {
      {"\n  callback_pattern a pattern=+41.", "+4144 +49 44", "1aa"},
      {"\n  callback_pattern a pattern=+4190. allowed=0", "+4144 +419012 44", "1a1"},
      {"\n  callback_pattern a pattern=+41.\n  callback_pattern b pattern=+4190. allowed=0\n  callback_pattern c "
       "pattern=+41901",
       "+4144 +419012 +41901 +49", "1a1a"},
      {"per_day=2", "1 2 3 @4 5 6", "11l11l"},
      {"per_number_day=2", "1 1 1 2 2 2 @1 1 1", "11l11l11l"},
      {"per_number_day=1 numbers_max=2", "1 2 3 2 @3 2 1", "11ll11l"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    static outline text;
    char numbers[80];
    test_host host;
    text.size = 0;
    outline_write(&text, "duplicate=allow expires=0s %s", table[i].plan);
    begin(&host, text.text, "");
    snprintf(numbers, sizeof numbers, "%s", table[i].numbers);
    const char *expected = table[i].taken;
    for (char *number = strtok(numbers, " "); number; number = strtok(NULL, " "), expected++) {
      acd_id call = 0;
      if (*number == '@') host_pass(&host, 24 * 3600 * SECOND);
      number += *number == '@';
      int status = request(&host, number, 0, &call);
      char found = (char)(status == ACD_OK ? '1' : status == ACD_ERR_ARGUMENT ? 'a' : 'l');
      if (found != *expected) fail_msg("row %d: %s is %c, not %c", (int)i, number, found, *expected);
      if (found == '1') continue;
      acd_id caller = walk_call(&host, "2", number); /* nor in a flow */
      assert_string_equal(strrchr(host_news(&host), ' '), " no");
      host_hangup(&host, caller);
    }
    host_change(&host, "+callback p numbers_max=50 message=sorry\n"); /* what was counted still counts */
    if (i == 4) assert_int_equal(request(&host, "1", 0, NULL), ACD_ERR_LIMIT);
    host_end(&host);
  }
}

static acd_time clock_at(int hours, int minutes, int seconds)
{
  return (((acd_time)hours * 60 + minutes) * 60 + seconds) * SECOND;
}

static void pass_until(test_host *host, acd_time until)
{
  host_pass(host, until - host->now);
}

/* A day is one of the calendar, where the hours are read; a clock that is set back does not bring it again. */
static void counted_by_the_calendar(void **state)
{
  (void)state;
  static const struct {
    int64_t day, minute; /* the wall clock is set to */
    int64_t pass;        /* minutes, and then: */
    int status;
  } steps[] = {
      {0, 22 * 60, 0, ACD_OK},
      {-1, 0, 0, ACD_ERR_LIMIT},
      {-1, 0, 59, ACD_ERR_LIMIT},
      {-1, 0, 1, ACD_OK}, /* an hour before UTC's midnight */
      {-1, 0, 22 * 60, ACD_ERR_LIMIT},
      {0, 21 * 60, 0, ACD_ERR_LIMIT},
      {-1, 0, 120, ACD_ERR_LIMIT},
      {-1, 0, 24 * 60 - 1, ACD_ERR_LIMIT},
      {-1, 0, 1, ACD_OK},
      {300, 0, 0, ACD_OK}, /* far off, by mistake */
      {3, 0, 0, ACD_ERR_LIMIT},
      {-1, 0, 24 * 60 - 1, ACD_ERR_LIMIT},
      {-1, 0, 1, ACD_OK},
      {-1, 0, 22 * 60 + 59, ACD_ERR_LIMIT},
      {-1, 0, 1, ACD_OK},
  };
  test_host host;
  begin(&host, "duplicate=allow expires=0s per_day=1 hours=office", "schedule office utc_offset=3600s\n");
  for (size_t i = 0; i < COUNT(steps); i++) {
    int64_t wall_us = (steps[i].day * 24 * 60 + steps[i].minute) * 60 * SECOND;
    if (steps[i].day >= 0) assert_int_equal(acd_engine_wall_set(host.engine, host.now, wall_us - host.now), ACD_OK);
    host_pass(&host, steps[i].pass * 60 * SECOND);
    int status = request(&host, "5", 0, NULL);
    if (status != steps[i].status) fail_msg("step %d: %s", (int)i, acd_status_text(status));
  }
  host_check(&host);
  host_end(&host);
}

/* Whoever may not be dialled yet, or no longer, keeps the place. */
static void only_within_hours(void **state)
{
  (void)state;
  test_host host;
  acd_id first, second;
  begin(&host, "hours=office expires=0s",
        "schedule office\n  hours h days=127 from=28800000000 to=64800000000\nnumber 3 queue=desk\n");
  assert_int_equal(request(&host, "555", 0, &first), ACD_OK);
  host_pass(&host, SECOND);
  acd_id caller = walk_call(&host, "1", "556"); /* waits, and takes a callback at once */
  walk_on(&host, caller, "@1 done");
  host_forget(&host);
  assert_int_equal(centre_call(&host, caller).callback, ACD_CALLBACK_STAGE_RETRY);
  centre_ready(&host, "ann");
  pass_until(&host, clock_at(7, 59, 59));
  host_told(&host, "");
  pass_until(&host, clock_at(8, 0, 5));
  host_told(&host, "ring ann");
  centre_rings(&host, first, "ann"); /* who was first before the hours is so now */
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_told(&host, "dial 555 ann");
  assert_int_equal(acd_callback_cancel(host.engine, host.now, first), ACD_OK);
  host_told(&host, "release ann, hangup callback, ring ann");
  centre_not_ready(&host, "ann");
  /* The hours end: before its next look an agent accepts. */
  pass_until(&host, clock_at(17, 59, 30));
  centre_ready(&host, "ann");
  host_forget(&host);
  centre_rings(&host, caller, "ann");
  pass_until(&host, clock_at(18, 0, 0));
  host_forget(&host);
  size_t dialled = centre_actions(&host, ACD_ACTION_DIAL, NULL);
  if (centre_agent(&host, "ann").state == ACD_AGENT_STATE_RESERVED) {
    host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
    host_told(&host, "release ann");
  }
  pass_until(&host, clock_at(18, 1, 0));
  assert_int_equal(centre_call(&host, caller).callback, ACD_CALLBACK_STAGE_RETRY);
  assert_int_equal(centre_actions(&host, ACD_ACTION_DIAL, NULL), dialled);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  assert_int_equal(request(&host, "557", 0, &second), ACD_OK);
  /* The wall clock jumps: it is the next morning. */
  assert_int_equal(acd_engine_wall_set(host.engine, host.now, clock_at(15, 0, 0)), ACD_OK);
  host_forget(&host);
  host_pass(&host, 61 * SECOND);
  centre_rings(&host, caller, "ann");
  assert_int_equal(acd_call_position(host.engine, second), 2);
  host_check(&host);
  host_end(&host);
}

/* ---- Around it */

/* Nobody is missed by a list of calls who is not on the line; and recording begins anew. */
static void without_a_leg(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "",
        "number 3 flow=taped\nflow taped start=r\n  node r kind=recording recording=on\n    exit next to=c\n  node c "
        "kind=callback plan=p queue=desk\n");
  acd_id call = walk_call(&host, "3", "555");
  host_told(&host, "hangup callback");
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
  host_pass(&host, SECOND);
  walk_on(&host, call, "ready:ann accepted");
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
  host_pass(&host, SECOND);
  assert_int_equal(centre_call(&host, call).recording, 0);
  walk_on(&host, call, "accepted");
  host_told(&host, "ring ann, dial 555 ann, bridge ann, recording on");
  assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
  host_pass(&host, SECOND);
  assert_int_equal(host_end_of(&host, call), ACD_END_LOST_BY_HOST);
  assert_int_equal(outcome_of(&host, call), ACD_CALLBACK_CANCELLED);
  host_end(&host);
}

/* Its plan goes and its queue is closed: it goes on by what it has. */
static void redefined(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "message=sorry attempts_max=2 retry=10s", "");
  acd_id call = walk_call(&host, "1", "555");
  walk_on(&host, call, "@1 done");
  host_change(&host, "+callback p attempts_max=1\n");
  host_define(&host, "agent ann presence=not_ready wrapup=0s\nqueue desk\n  member ann\n");
  acd_callback_info info = info_of(&host, call);
  assert_string_equal(acd_callback_plan_name(host.engine, info.plan), "p");
  acd_id plan = 0;
  assert_int_equal(acd_callback_plan_find(host.engine, "p", &plan), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_callback_plan_next(host.engine, 0), info.plan);
  assert_int_equal(acd_callback_plan_next(host.engine, info.plan), 0);
  host_forget(&host);
  walk_on(&host, call, "ready:ann accepted busy");
  host_told(&host, "ring ann, dial 555 ann, release ann, message 555");
  assert_string_equal(host_action_of(&host, "message 555")->prompt, "sorry");
  assert_null(acd_callback_plan_name(host.engine, info.plan));
  assert_int_equal(acd_callback_plan_next(host.engine, 0), 0);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_way),
      cmocka_unit_test(first_come_first_served),
      cmocka_unit_test(the_place_is_kept_between_attempts),
      cmocka_unit_test(requested),
      cmocka_unit_test(wrong_requests),
      cmocka_unit_test(duplicates),
      cmocka_unit_test(the_place_is_given_back),
      cmocka_unit_test(dialled_ahead),
      cmocka_unit_test(whom_and_how_often),
      cmocka_unit_test(counted_by_the_calendar),
      cmocka_unit_test(only_within_hours),
      cmocka_unit_test(without_a_leg),
      cmocka_unit_test(redefined),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
