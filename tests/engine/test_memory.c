/* SPDX-License-Identifier: Apache-2.0 */
/* The allocator fails at every single request of a rich life, and from every request on until a command is refused. The command
 * concerned has no effect but its time and is given again; the end is the same as without failures, and nothing leaks. */
#include <stdio.h>

#include "host.h"

#define LONG_TEXT                                                                                                      \
  "a text that is longer than what was set before, so that the block of the call's texts has to grow to take it; "     \
  "and longer, and longer, and longer, and longer, and longer, and longer, and longer, and longer"

static const char first[] =
    "centre short_abandon=2s\nskill tax\nskill law\n"
    "toggle flood\nschedule feasts\n  holiday 'the one and only' date=704\n"
    "schedule office based_on=feasts emergency=flood\n  hours week days=127 from=0 to=0\n"
    "  exception party date=19700704 open=1\n  site there schedule=feasts\n"
    "agent ann extension=11\n  agent_skill tax level=2\nagent bob\n  agent_skill law\nagent cid presence=logged_out\n"
    "queue desk strategy=round_robin wrapup=5s retry_delay=3s exit_key=9 music=waltz overflow=late\n"
    "  member ann position=2\n  member bob position=1\n  queue_skill tax\n"
    "queue late strategy=random\n  member bob\n"
    "callback back\nslot_plan visit callback=back queue=late schedule=office\n  slot_capacity few schedule=feasts "
    "capacity=2\n  slot_skill tax level=2\n"
    "flow main start=when catch=bye\n"
    "  node when kind=hours schedule=office rule_attribute=why opens_attribute=opens\n    exit open to=menu\n    exit "
    "closed to=bye\n"
    "  node menu kind=menu prompt=menu prompt_no_match=again\n    exit 1 to=mark\n    exit 2 to=bye\n"
    "  node mark kind=set attribute=tier value=gold\n    exit next to=number\n"
    "  node number kind=collect prompt=number digits_max=8 attribute=account\n    exit next to=need\n"
    "  node need kind=skills\n    node_skill tax level=2\n    exit next to=up\n"
    "  node up kind=priority priority=3\n    exit next to=wait\n"
    "  node wait kind=queue queue=desk\n    exit next to=bye\n"
    "  node bye kind=voicemail mailbox=box prompt=bye\n"
    "number 100 queue=desk\nnumber 200 flow=main priority=2\nnumber abroad pattern=00. queue=desk\n"
    "number odd pattern=9[13] queue=desk\ncaller berlin pattern=+4930. priority=1 class=a_class_that_needs_room\n";

/* Agents, queues and flows stay, change, go and come. */
static const char second[] =
    "centre short_abandon=3s request_timeout=7s\nskill tax\nskill tea\n"
    "schedule office\n  site here schedule=other\nschedule other\n  hours 'a name that is longer than others' days=1 "
    "from=0 to=0\n"
    "agent ann extension=12\n  agent_skill tax level=3\nagent dora\n  agent_skill tea\n  agent_skill tax\n"
    "queue desk strategy=ring_all wrapup=9s retry_delay=4s music=tango\n  member ann\n  member dora\n"
    "queue fresh strategy=least_talk\n  member dora\n"
    "flow main start=bye\n  node bye kind=play prompt=goodbye\n"
    "flow other start=to\n  node to kind=agent wait_max=30s\n"
    "number 100 queue=desk\nnumber 200 flow=main\nnumber 300 flow=other\n"
    "caller berlin pattern=+4930. priority=1\ncaller munich pattern=+4989.\n";

static const char change[] =
    "agent eve\n  agent_skill tax level=9\nqueue desk strategy=linear\n  member eve\n  member ann\n-queue fresh\n"
    "flow other start=x\n  node x kind=hangup\n-number 300\n";

typedef enum verb {
  DEFINE,
  CHANGE,
  ARRIVE,
  ARRIVE_RICH,
  RESULT,
  HANGUP,
  HOLD,
  RESUME,
  TRANSFER,
  CONSULT,
  SET,
  KEYS,
  LOGIN,
  LOGOUT,
  READY,
  NOT_READY,
  AGENT_HANGUP,
  RECONCILE,
  MISS,
  REQUIRE,
  BOOK,
  CONFIRM,
  MOVE,
  WALL
} verb;

/* What the host does, in order. `call` is the index of an arrival. */
typedef struct deed {
  acd_time after; /* seconds since the one before */
  verb verb;
  int call;
  const char *what;
  int64_t value;
  const char *text;
} deed;

static const deed life[] = {
    {0, DEFINE, 0, first, 0, NULL},
    {1, WALL, 0, NULL, 86400 * SECOND, NULL},
    {0, BOOK, 0, "+4930", 10, NULL},
    {0, BOOK, 0, "+4931", 11, NULL},
    {1, CONFIRM, 0, NULL, 0, NULL},
    {0, MOVE, 0, NULL, 12, NULL},
    {0, ARRIVE_RICH, 0, "200", 0, NULL},
    {1, RESULT, 0, "collect menu", ACD_OUTCOME_DIGITS, "7"},
    {1, RESULT, 0, "collect again", ACD_OUTCOME_DIGITS, "1"},
    {1, SET, 0, "remark", 0, LONG_TEXT},
    {1, RESULT, 0, "collect number", ACD_OUTCOME_DIGITS, "12345678"},
    {2, RESULT, 0, "ring ann", ACD_OUTCOME_REJECTED, NULL},
    {0, ARRIVE, 0, "100", 0, NULL},
    {4, RESULT, 0, "ring ann", ACD_OUTCOME_ACCEPTED, NULL},
    {1, RESULT, 0, "bridge ann", ACD_OUTCOME_DONE, NULL},
    {3, HOLD, 0, NULL, 0, NULL},
    {2, RESUME, 0, NULL, 0, NULL},
    {0, CONSULT, 0, "desk", ACD_TARGET_QUEUE, NULL},
    {0, RESUME, 0, NULL, 0, NULL},
    {0, ARRIVE, 0, "200", 0, NULL},
    {1, RESULT, 0, "collect menu", ACD_OUTCOME_DIGITS, "2"},
    {9, RESULT, 0, "voicemail box", ACD_OUTCOME_DONE, NULL},
    {0, ARRIVE_RICH, 0, "100", 0, NULL},
    {1, REQUIRE, 3, "tax", 1, NULL},
    {0, KEYS, 3, "9", 0, NULL},
    {1, LOGIN, 0, "cid", 77, NULL},
    {0, READY, 0, "cid", 0, NULL},
    {1, TRANSFER, 0, "bob", ACD_TARGET_AGENT, NULL},
    {1, RESULT, 0, "ring bob", ACD_OUTCOME_BRIDGED, NULL},
    {1, TRANSFER, 0, "late", ACD_TARGET_QUEUE, NULL},
    {1, DEFINE, 0, second, 0, NULL},
    {1, ARRIVE_RICH, 0, "200", 0, NULL},
    {1, SET, 4, "remark", 0, LONG_TEXT LONG_TEXT},
    {1, RESULT, 0, "play goodbye", ACD_OUTCOME_FAILED, NULL},
    {1, ARRIVE, 0, "100", 0, NULL},
    {9, RESULT, 0, "ring dora", ACD_OUTCOME_ACCEPTED, NULL},
    {1, RESULT, 0, "bridge dora", ACD_OUTCOME_DONE, NULL},
    {1, CHANGE, 0, change, 0, NULL},
    {5, TRANSFER, 1, NULL, ACD_TARGET_NUMBER, "+49 30 1234"},
    {1, RESULT, 0, "transfer +49 30 1234", ACD_OUTCOME_DONE, NULL},
    {1, NOT_READY, 0, "dora", 5, NULL},
    {1, SET, 5, "remark", 0, NULL},
    {1, RECONCILE, 5, NULL, 0, NULL},
    {0, READY, 0, "dora", 0, NULL},
    {1, ARRIVE, 0, "100", 40, NULL}, /* more than the pools hold so far */
    {1, RESULT, 0, "ring eve", ACD_OUTCOME_BRIDGED, NULL},
    {1, MISS, 0, "eve", 0, NULL},
    {1, LOGIN, 0, "eve", 78, NULL},
    {0, READY, 0, "eve", 0, NULL},
    {1, RESULT, 0, "ring eve", ACD_OUTCOME_BRIDGED, NULL},
    {5, AGENT_HANGUP, 0, "eve", 0, NULL},
    {1, HANGUP, 8, NULL, 0, NULL},
    {1, LOGOUT, 0, "ann", 0, NULL},
    {0, DEFINE, 0, "agent eve\n", 0, NULL},
};

static acd_id calls[64];
static acd_id booked; /* the latest one */
static int calls_count;

static int arrive(test_host *host, const deed *what)
{
  acd_requirement needs[2] = {{0, 2}, {0, 1}};
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = what->what;
  if (what->verb == ARRIVE_RICH) {
    needs[0].skill = host_skill(host, "tax");
    needs[1].skill = needs[0].skill;
    arrival.caller = "+4930123";
    arrival.attributes = "account=7\nlanguage=de\nnote=" LONG_TEXT LONG_TEXT LONG_TEXT LONG_TEXT LONG_TEXT "\n";
    arrival.requirements = needs;
    arrival.requirements_count = 2;
  }
  int status = acd_call_arrive(host->engine, host->now, &arrival, &calls[calls_count]);
  calls_count += status == ACD_OK;
  return status;
}

static int transfer(test_host *host, const deed *what)
{
  acd_id target = 0;
  if (what->value == ACD_TARGET_AGENT) target = host_agent(host, what->what);
  if (what->value == ACD_TARGET_QUEUE) target = host_queue(host, what->what);
  return acd_call_transfer(host->engine, host->now, calls[what->call], (int)what->value, target, what->text);
}

static int require(test_host *host, const deed *what)
{
  acd_requirement need = {host_skill(host, what->what), what->value};
  return acd_call_require(host->engine, host->now, calls[what->call], &need, 1);
}

/* A slot is held at that hour. */
static int book(test_host *host, const deed *what)
{
  acd_slot_wish wish;
  acd_requirement need = {host_skill(host, "law"), 1};
  acd_slot_wish_init(&wish);
  assert_int_equal(acd_slot_plan_find(host->engine, "visit", &wish.plan), ACD_OK);
  wish.number = what->what;
  wish.date = 19700102;
  wish.clock_us = what->value * 3600 * SECOND;
  wish.hold = 1;
  wish.requirements = &need;
  wish.requirements_count = 1;
  wish.attributes = "account=7\nlanguage=de\n";
  return acd_slot_book(host->engine, host->now, &wish, &booked);
}

/* All are there but this agent. */
static int miss(test_host *host, const deed *what)
{
  acd_id known[8], missing = host_agent(host, what->what);
  size_t count = 0;
  for (acd_id at = 0; (at = acd_agent_next(host->engine, at)) != 0;)
    if (at != missing) known[count++] = at;
  return acd_engine_reconcile_agents(host->engine, host->now, known, count);
}

static int act(test_host *host, const deed *what)
{
  acd_engine *engine = host->engine;
  acd_id call = calls[what->call];
  acd_time now = host->now;
  switch (what->verb) {
  case DEFINE: return host_submit(host, ACD_DEFINE_WHOLE, what->what);
  case CHANGE: return host_submit(host, ACD_DEFINE_CHANGE, what->what);
  case ARRIVE:
  case ARRIVE_RICH: return arrive(host, what);
  case RESULT: return host_result(host, what->what, what->value, what->text);
  case HANGUP: return acd_call_hangup(engine, now, call);
  case HOLD: return acd_call_hold(engine, now, call);
  case RESUME: return acd_call_resume(engine, now, call);
  case TRANSFER: return transfer(host, what);
  case CONSULT: return acd_call_consult(engine, now, call, ACD_TARGET_QUEUE, host_queue(host, what->what), 0, NULL);
  case SET: return acd_call_set(engine, now, call, what->what, what->text);
  case KEYS: return acd_call_keys(engine, now, call, what->what);
  case LOGIN: return acd_agent_login(engine, now, host_agent(host, what->what), what->value);
  case LOGOUT: return acd_agent_logout(engine, now, host_agent(host, what->what));
  case READY: return acd_agent_ready(engine, now, host_agent(host, what->what));
  case NOT_READY: return acd_agent_not_ready(engine, now, host_agent(host, what->what), what->value);
  case AGENT_HANGUP: return acd_agent_hangup(engine, now, host_agent(host, what->what), 0);
  case REQUIRE: return require(host, what);
  case RECONCILE: return acd_engine_reconcile(engine, now, &call, 1);
  case MISS: return miss(host, what);
  case BOOK: return book(host, what);
  case CONFIRM: return acd_slot_confirm(engine, now, booked);
  case MOVE: return acd_slot_move(engine, now, booked, 19700102, what->value * 3600 * SECOND);
  default: return acd_engine_wall_set(engine, now, what->value);
  }
}

typedef struct ending {
  int64_t actions, state;
  long requests; /* for memory, in all */
  int64_t answered;
  int refusals;
} ending;

static ending live(long fail_at, int fail_after)
{
  test_host host = {.memory = {.fail_at = fail_at, .fail_after = fail_after}};
  ending end = {0};
  calls_count = 0;
  int status = host_try_begin(&host, NULL);
  if (status) {
    assert_int_equal(status, ACD_ERR_NOMEM);
    assert_int_equal(host.memory.bytes, 0);
    host.memory.fail_at = 0;
    end.refusals++;
    assert_int_equal(host_try_begin(&host, NULL), ACD_OK);
  }
  for (size_t i = 0, times = 0; i < COUNT(life);) {
    long requests = host.memory.requests;
    host_pass(&host, life[i].after * SECOND);
    host_pull(&host);
    assert_int_equal(host.memory.requests, requests); /* time and pulling need no memory */
    int64_t before = acd_engine_digest_state(host.engine);
    status = act(&host, &life[i]);
    if (status == ACD_ERR_NOMEM) {
      end.refusals++;
      host.memory.fail_at = 0;
      if (acd_engine_digest_state(host.engine) != before) fail_msg("request %ld: deed %zu half done", fail_at, i);
      assert_int_equal(acd_engine_errors_count(host.engine), 0);
      host_check(&host);
      status = act(&host, &life[i]);
    }
    if (status) fail_msg("request %ld: deed %zu: %s", fail_at, i, acd_status_text(status));
    if (life[i].verb == ARRIVE && ++times < (size_t)life[i].value) continue;
    times = 0;
    i++;
  }
  host_pass(&host, 100 * SECOND);
  end.actions = acd_engine_digest_actions(host.engine);
  end.state = acd_engine_digest_state(host.engine);
  end.requests = host.memory.requests;
  end.answered = host_kpi_calls(&host).direct_answered + host_kpi(&host, NULL).answered;
  host_end(&host);
  return end;
}

static void fail_at_every_request(void **state)
{
  int fail_after = *(const int *)*state, refusals = 0;
  ending whole = live(0, 0);
  assert_true(whole.requests > 400);
  assert_int_equal(whole.answered, 5);
  for (long at = 1; at <= whole.requests; at++) {
    ending end = live(at, fail_after);
    if (end.actions != whole.actions || end.state != whole.state)
      fail_msg("request %ld of %ld: another %s", at, whole.requests, end.actions != whole.actions ? "story" : "state");
    assert_in_range(end.refusals, 0, 1);
    refusals += end.refusals;
  }
  /* What does without memory that spares work only is no refusal; it is the exception. */
  print_message("%d of %ld refused\n", refusals, whole.requests);
  assert_true(refusals * 10 >= whole.requests * 9);
}

/* What comes and goes for ever needs no more memory each time: definitions with ever other time-outs and names, calls with
 * ever other texts. */
static void nothing_is_left_behind(void **state)
{
  (void)state;
  enum { ROUNDS = 300, WARM = 10 };
  test_host host;
  int64_t held = 0;
  host_begin(&host, NULL);
  host.keeps_events = 0;
  for (int round = 0; round < ROUNDS; round++) {
    char definition[400]; /* no two time-outs alike, nor like a default */
    acd_arrival arrival;
    acd_id call;
    snprintf(definition, sizeof definition,
             "agent ann%03d\nqueue desk ring_timeout=%ds wrapup=%ds wait_max=%ds music=waltz%03d\n  member ann%03d\n"
             "flow f%03d start=a\n  node a kind=play prompt=p%03d\n    exit next to=b\n"
             "  node b kind=queue queue=desk wait_max=%ds\nnumber 100 flow=f%03d\n",
             round, 1000 + round, 1400 + round, 1800 + round, round, round, round, round, 2200 + round, round);
    host_define(&host, definition);
    acd_arrival_init(&arrival);
    arrival.number = "100";
    arrival.attributes = "a=1\nlong=" LONG_TEXT "\n";
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
    host_pass(&host, 4000 * SECOND); /* nobody plays the prompt, nobody answers, and the wait is over */
    assert_int_equal(host_stats(&host).calls, 0);
    host_pull(&host);
    if (round == WARM) held = host_stats(&host).memory_bytes;
    if (round > WARM) assert_int_equal(host_stats(&host).memory_bytes, held);
  }
  assert_int_equal(held, host.memory.bytes);
  host_end(&host);
}

int main(void)
{
  static const int once = 0, from_then_on = 1;
  const struct CMUnitTest tests[] = {
      {"once", fail_at_every_request, NULL, NULL, (void *)(uintptr_t)&once},
      {"from then on", fail_at_every_request, NULL, NULL, (void *)(uintptr_t)&from_then_on},
      cmocka_unit_test(nothing_is_left_behind),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
