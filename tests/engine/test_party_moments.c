/* SPDX-License-Identifier: Apache-2.0 */
/* Every moment of a call with several parties × everything that can happen then: the tables of acd/party.h. What the table
 * does not name is refused. After each cell the laws hold, and a host that says nothing more sees every call end. */
#include "host.h"

/* Ann, of "desk", has the caller; bob, of "sales", is the other. */
typedef enum moment {
  TALKING,
  HELD,
  WAITING, /* ann consults through "sales", bob is not ready */
  RINGING,
  DIRECT, /* ann consults bob himself, who rings */
  CONNECTING,
  CONSULTING,
  JOINING, /* bob has the caller, but the host has not said that it connected them */
  MOMENTS
} moment;

static const char *const names[MOMENTS] = {"talking", "held",       "waiting",    "ringing",
                                           "direct",  "connecting", "consulting", "joining"};

#define AT(name)   (1u << (name))
#define ASKED      (AT(WAITING) | AT(RINGING) | AT(DIRECT) | AT(CONNECTING)) /* nobody has answered yet */
#define ALONE      (AT(TALKING) | AT(HELD))
#define END(name)  (100 + ACD_END_##name)
#define CALL(name) ACD_CALL_STATE_##name
#define IS(name)   ACD_AGENT_STATE_##name

typedef struct cell {
  unsigned moments;
  const char *what;
  int code;
  const char *told;
  int64_t call;    /* its state, or END(…); 0: as before */
  int64_t consult; /* likewise */
  int64_t ann;     /* her state; 0: as before */
  int64_t bob;
} cell;

static const cell cells[] = {
    {AT(TALKING), "consult bob", ACD_OK, "hold ann, ring bob", CALL(HELD), CALL(WAITING), 0, IS(RESERVED)},
    {AT(TALKING), "consult sales", ACD_OK, "hold ann, music waltz, ring bob", CALL(HELD), CALL(WAITING), 0,
     IS(RESERVED)},
    {AT(HELD), "consult bob", ACD_OK, "ring bob", 0, CALL(WAITING), 0, IS(RESERVED)},
    {AT(HELD), "consult sales", ACD_OK, "music waltz, ring bob", 0, CALL(WAITING), 0, IS(RESERVED)},
    {ALONE, "consult full", ACD_ERR_LIMIT, "", 0, 0, 0, 0},
    {ALONE, "consult mail", ACD_ERR_ARGUMENT, "", 0, 0, 0, 0},
    {AT(JOINING), "consult ann", ACD_OK, "hold bob", CALL(HELD), CALL(WAITING), 0, 0},
    {AT(JOINING), "consult full", ACD_ERR_LIMIT, "", 0, 0, 0, 0},
    {AT(JOINING), "consult mail", ACD_ERR_ARGUMENT, "", 0, 0, 0, 0},
    {AT(JOINING), "consult sales", ACD_OK, "hold bob, music waltz", CALL(HELD), CALL(WAITING), 0, 0},

    {AT(CONSULTING), "complete", ACD_OK, "release ann, join bob", CALL(TALKING), END(JOINED), IS(WRAPUP), 0},

    {AT(HELD), "resume", ACD_OK, "resume ann", CALL(TALKING), 0, 0, 0},
    {AT(WAITING), "resume", ACD_OK, "hangup abandoned ann, resume ann", CALL(TALKING), END(ABANDONED), 0, 0},
    {AT(RINGING) | AT(DIRECT), "resume", ACD_OK, "hangup abandoned ann, resume ann, ring_stop bob", CALL(TALKING),
     END(ABANDONED), 0, IS(READY)},
    {AT(CONNECTING), "resume", ACD_OK, "release bob, hangup abandoned ann, resume ann", CALL(TALKING), END(ABANDONED),
     0, IS(READY)},
    {AT(CONSULTING), "resume", ACD_OK, "release bob, hangup completed ann, resume ann", CALL(TALKING), END(COMPLETED),
     0, IS(WRAPUP)},
    {AT(TALKING) | AT(JOINING), "hold", ACD_OK, NULL, CALL(HELD), 0, 0, 0},

    {AT(WAITING), "hang up", ACD_OK, "hangup abandoned ann, release ann", END(COMPLETED), END(ABANDONED), IS(WRAPUP),
     0},
    {AT(RINGING) | AT(DIRECT), "hang up", ACD_OK, "hangup abandoned ann, release ann, ring_stop bob", END(COMPLETED),
     END(ABANDONED), IS(WRAPUP), IS(READY)},
    {AT(CONNECTING), "hang up", ACD_OK, "release bob, hangup abandoned ann, release ann", END(COMPLETED),
     END(ABANDONED), IS(WRAPUP), IS(READY)},
    {AT(CONSULTING), "hang up", ACD_OK, "release bob, hangup completed ann, release ann", END(COMPLETED),
     END(COMPLETED), IS(WRAPUP), IS(WRAPUP)},
    {ALONE, "hang up", ACD_OK, "release ann", END(COMPLETED), 0, IS(WRAPUP), 0},
    {AT(JOINING), "hang up", ACD_OK, "release bob", END(COMPLETED), 0, 0, IS(WRAPUP)},

    {AT(WAITING), "hang up consultation", ACD_OK, "", 0, END(ABANDONED), 0, 0},
    {AT(RINGING) | AT(DIRECT), "hang up consultation", ACD_OK, "ring_stop bob", 0, END(ABANDONED), 0, IS(READY)},
    {AT(CONNECTING), "hang up consultation", ACD_OK, "release bob", 0, END(ABANDONED), 0, IS(READY)},
    {AT(CONSULTING), "hang up consultation", ACD_OK, "release bob", 0, END(COMPLETED), 0, IS(WRAPUP)},

    {ALONE, "ann hangs up", ACD_OK, "hangup completed", END(COMPLETED), 0, IS(WRAPUP), 0},
    {AT(WAITING), "ann hangs up", ACD_OK, "hangup abandoned ann, hangup completed", END(COMPLETED), END(ABANDONED),
     IS(WRAPUP), 0},
    {AT(RINGING) | AT(DIRECT), "ann hangs up", ACD_OK, "hangup abandoned ann, hangup completed, ring_stop bob",
     END(COMPLETED), END(ABANDONED), IS(WRAPUP), IS(READY)},
    {AT(CONNECTING), "ann hangs up", ACD_OK, "release bob, hangup abandoned ann, hangup completed", END(COMPLETED),
     END(ABANDONED), IS(WRAPUP), IS(READY)},
    {AT(CONSULTING), "ann hangs up", ACD_OK, "join bob", CALL(TALKING), END(JOINED), IS(WRAPUP), 0},

    {AT(RINGING), "bob hangs up", ACD_OK, "", 0, 0, 0, IS(READY)},
    {AT(DIRECT), "bob hangs up", ACD_OK, "hangup failed ann", 0, END(FAILED), 0, IS(READY)},
    {AT(CONNECTING), "bob hangs up", ACD_OK, "", 0, CALL(WAITING), 0, IS(READY)},
    {AT(CONSULTING), "bob hangs up", ACD_OK, "hangup completed ann", 0, END(COMPLETED), 0, IS(WRAPUP)},
    {AT(JOINING), "bob hangs up", ACD_OK, "hangup completed", END(COMPLETED), 0, 0, IS(WRAPUP)},

    {ALONE, "ann logs out", ACD_OK, "", 0, 0, 0, 0},
    {ASKED | AT(CONSULTING), "ann logs out", ACD_OK, "", 0, 0, 0, 0},
    {AT(JOINING), "ann logs out", ACD_OK, "", 0, 0, IS(LOGGED_OUT), 0},
    {ALONE | AT(WAITING), "bob logs out", ACD_OK, "", 0, 0, 0, IS(LOGGED_OUT)},
    {AT(RINGING), "bob logs out", ACD_OK, "ring_stop bob", 0, 0, 0, IS(LOGGED_OUT)},
    {AT(DIRECT), "bob logs out", ACD_OK, "ring_stop bob, hangup failed ann", 0, END(FAILED), 0, IS(LOGGED_OUT)},
    {AT(CONNECTING) | AT(CONSULTING) | AT(JOINING), "bob logs out", ACD_OK, "", 0, 0, 0, 0},

    {ALONE, "ann is removed", ACD_OK, "", 0, 0, 0, 0},
    {ASKED | AT(CONSULTING), "ann is removed", ACD_OK, "", 0, 0, 0, 0},
    {AT(JOINING), "ann is removed", ACD_OK, "", 0, 0, -1, 0},
    {ALONE | AT(WAITING), "bob is removed", ACD_OK, "", 0, 0, 0, -1},
    {AT(RINGING), "bob is removed", ACD_OK, "ring_stop ?", 0, 0, 0, -1},
    {AT(DIRECT), "bob is removed", ACD_OK, "ring_stop ?, hangup failed ann", 0, END(FAILED), 0, -1},
    {AT(CONNECTING) | AT(CONSULTING) | AT(JOINING), "bob is removed", ACD_OK, "", 0, 0, 0, 0},
    {~0u, "sales is removed", ACD_OK, "", 0, 0, 0, 0},

    {ALONE, "transfer", ACD_OK, "release ann, music waltz, ring bob", CALL(WAITING), 0, IS(WRAPUP), IS(RESERVED)},
    {AT(JOINING), "transfer", ACD_OK, "release bob, music waltz", CALL(WAITING), 0, 0, IS(WRAPUP)},

    {AT(WAITING), "key", ACD_OK, "hangup flow ann", 0, END(FLOW), 0, 0},
    {AT(RINGING), "key", ACD_OK, "hangup flow ann, ring_stop bob", 0, END(FLOW), 0, IS(READY)},
    {AT(DIRECT) | AT(CONNECTING) | AT(CONSULTING), "key", ACD_OK, "", 0, 0, 0, 0},

    {ALONE | AT(JOINING), "unknown", ACD_OK, NULL, END(LOST_BY_HOST), 0, -2, -2},
    {AT(WAITING), "unknown", ACD_OK, NULL, END(LOST_BY_HOST), -2, IS(WRAPUP), 0},
    {AT(RINGING) | AT(DIRECT) | AT(CONNECTING), "unknown", ACD_OK, NULL, END(LOST_BY_HOST), -2, IS(WRAPUP), IS(READY)},
    {AT(CONSULTING), "unknown", ACD_OK, NULL, END(LOST_BY_HOST), -2, IS(WRAPUP), IS(WRAPUP)},
    {ALONE | AT(JOINING), "consultation unknown", ACD_OK, "", 0, 0, 0, 0},
    {AT(WAITING), "consultation unknown", ACD_OK, "", 0, END(LOST_BY_HOST), 0, 0},
    {AT(RINGING) | AT(DIRECT), "consultation unknown", ACD_OK, "ring_stop bob", 0, END(LOST_BY_HOST), 0, IS(READY)},
    {AT(CONNECTING), "consultation unknown", ACD_OK, "release bob", 0, END(LOST_BY_HOST), 0, IS(READY)},
    {AT(CONSULTING), "consultation unknown", ACD_OK, "release bob", 0, END(LOST_BY_HOST), 0, IS(WRAPUP)},

    {AT(RINGING) | AT(DIRECT), "bob accepted", ACD_OK, "bridge bob", 0, CALL(CONNECTING), 0, IS(BUSY)},
    {AT(RINGING) | AT(DIRECT), "bob bridged", ACD_OK, "", 0, CALL(TALKING), 0, IS(BUSY)},
    {AT(RINGING), "bob no_answer", ACD_OK, "", 0, 0, 0, IS(READY)},
    {AT(DIRECT), "bob no_answer", ACD_OK, "hangup failed ann", 0, END(FAILED), 0, IS(READY)},
    {AT(RINGING), "bob failed", ACD_OK, "", 0, 0, 0, IS(READY)},
    {AT(DIRECT), "bob failed", ACD_OK, "hangup failed ann", 0, END(FAILED), 0, IS(READY)},
    {AT(CONNECTING), "bob done", ACD_OK, "", 0, CALL(TALKING), 0, 0},
    {AT(CONNECTING), "bob failed", ACD_OK, "release bob", 0, CALL(WAITING), 0, IS(READY)},
    {AT(JOINING), "bob done", ACD_OK, "", 0, 0, 0, 0},
    {AT(JOINING), "bob failed", ACD_OK, "release bob, music blues", CALL(WAITING), 0, 0, IS(WRAPUP)},

    {AT(WAITING), "silence", ACD_OK, "hangup timeout ann", 0, END(TIMEOUT), 0, 0},
    {AT(RINGING), "silence", ACD_OK, "ring_stop bob", 0, 0, 0, IS(READY)},
    {AT(DIRECT), "silence", ACD_OK, "ring_stop bob, hangup failed ann", 0, END(FAILED), 0, IS(READY)},
    {AT(CONNECTING), "silence", ACD_OK, "release bob", 0, CALL(WAITING), 0, IS(READY)},
    {ALONE | AT(CONSULTING), "silence", ACD_OK, "", 0, 0, 0, 0},
    {AT(JOINING), "silence", ACD_OK, NULL, CALL(WAITING), 0, IS(RESERVED), IS(WRAPUP)},
};

static const char definition[] =
    "centre request_timeout=8s transfer_timeout=40s\nagent ann\nagent bob\n"
    "queue desk wrapup=5s wait_max=100s music=blues\n  member ann\n"
    "queue sales ring_timeout=10s wrapup=9s retry_delay=3s wait_max=70s music=waltz exit_key=9\n"
    "  member bob\n"
    "queue full length_max=0\n"
    "flow mail start=record\n  node record kind=voicemail mailbox=box\n"
    "number 100 queue=desk\n";

typedef struct story {
  test_host host;
  acd_id call, consult, ann, bob;
} story;

static int consult(story *of, const char *whom)
{
  acd_id id = 0;
  int kind = 0;
  if (strcmp(whom, "mail") == 0) {
    kind = ACD_TARGET_FLOW;
    id = host_flow(&of->host, whom);
  } else {
    int agent = strcmp(whom, "bob") == 0 || strcmp(whom, "ann") == 0;
    kind = agent ? ACD_TARGET_AGENT : ACD_TARGET_QUEUE;
    id = agent ? host_agent(&of->host, whom) : host_queue(&of->host, whom);
  }
  acd_id consult = 0;
  int status = acd_call_consult(of->host.engine, of->host.now, of->call, kind, id, 77, &consult);
  if (!status) of->consult = consult;
  return status;
}

static void begin(story *of, moment at)
{
  test_host *host = &of->host;
  memset(of, 0, sizeof *of);
  host_begin(host, NULL);
  host_define(host, definition);
  of->ann = host_agent(host, "ann");
  of->bob = host_agent(host, "bob");
  of->call = host_arrive(host, "100");
  host_connect(host, "ann");
  host_pass(host, SECOND);
  if (at == HELD) assert_int_equal(acd_call_hold(host->engine, host->now, of->call), ACD_OK);
  if (at == WAITING) assert_int_equal(acd_agent_not_ready(host->engine, host->now, of->bob, 7), ACD_OK);
  if (at >= WAITING) assert_int_equal(consult(of, at == DIRECT ? "bob" : "sales"), ACD_OK);
  host_pass(host, SECOND);
  if (at >= CONNECTING) host_answer(host, "ring bob", ACD_OUTCOME_ACCEPTED);
  if (at >= CONSULTING) host_answer(host, "bridge bob", ACD_OUTCOME_DONE);
  if (at >= JOINING) assert_int_equal(acd_call_complete(host->engine, host->now, of->call), ACD_OK);
  host_pass(host, SECOND);
  host_forget(host);
}

/* ---- what happens ---- */

static const char *const events[] = {"consult ann",
                                     "consult bob",
                                     "consult sales",
                                     "consult full",
                                     "consult mail",
                                     "complete",
                                     "resume",
                                     "hold",
                                     "hang up",
                                     "transfer",
                                     "hang up consultation",
                                     "ann hangs up",
                                     "bob hangs up",
                                     "ann logs out",
                                     "bob logs out",
                                     "ann is removed",
                                     "bob is removed",
                                     "sales is removed",
                                     "key",
                                     "unknown",
                                     "consultation unknown",
                                     "bob accepted",
                                     "bob bridged",
                                     "bob done",
                                     "bob failed",
                                     "bob no_answer",
                                     "silence",
                                     "resume consultation",
                                     "transfer consultation",
                                     "hold consultation",
                                     "complete consultation",
                                     "consult in consultation"};

static int reconcile(test_host *host, const acd_id *calls, size_t count)
{
  int status = acd_engine_reconcile(host->engine, host->now, calls, count);
  host_pass(host, 0);
  return status;
}

/* The result of what bob's device was asked to do last; ACD_OK where it was asked for nothing. */
static int bob_answers(story *of, moment at, const char *outcome)
{
  const char *asked = at == CONNECTING                ? "bridge bob"
                      : at == JOINING                 ? "join bob"
                      : at == RINGING || at == DIRECT ? "ring bob"
                                                      : NULL;
  if (!asked) return ACD_ERR_STATE;
  for (int64_t i = ACD_OUTCOME_DONE; i <= ACD_OUTCOME_TIMEOUT; i++)
    if (strcmp(acd_outcome_str(i), outcome) == 0) return host_result(&of->host, asked, i, NULL);
  return 0;
}

static void fall_quiet(story *of, moment at)
{
  static const int64_t until[MOMENTS] = {
      [WAITING] = 70, [RINGING] = 10, [DIRECT] = 20, [CONNECTING] = 8, [JOINING] = 8}; /* from its beginning */
  host_pass(&of->host, until[at] ? (until[at] - 1) * SECOND : 500 * SECOND);
}

static int on_consultation(story *of, const char *what)
{
  acd_engine *engine = of->host.engine;
  acd_time now = of->host.now;
  acd_id id = of->consult ? of->consult : of->ann;
  if (strcmp(what, "resume consultation") == 0) return acd_call_resume(engine, now, id);
  if (strcmp(what, "hold consultation") == 0) return acd_call_hold(engine, now, id);
  if (strcmp(what, "complete consultation") == 0) return acd_call_complete(engine, now, id);
  if (strcmp(what, "hang up consultation") == 0) return acd_call_hangup(engine, now, id);
  if (strcmp(what, "consult in consultation") == 0)
    return acd_call_consult(engine, now, id, ACD_TARGET_QUEUE, host_queue(&of->host, "desk"), 0, NULL);
  return acd_call_transfer(engine, now, id, ACD_TARGET_QUEUE, host_queue(&of->host, "desk"), NULL);
}

static int happen(story *of, moment at, const char *what)
{
  test_host *host = &of->host;
  acd_engine *engine = host->engine;
  if (strstr(what, "consultation") && strcmp(what, "consultation unknown") != 0) return on_consultation(of, what);
  if (strncmp(what, "consult ", 8) == 0) return consult(of, what + 8);
  if (strcmp(what, "complete") == 0) return acd_call_complete(engine, host->now, of->call);
  if (strcmp(what, "resume") == 0) return acd_call_resume(engine, host->now, of->call);
  if (strcmp(what, "hold") == 0) return acd_call_hold(engine, host->now, of->call);
  if (strcmp(what, "hang up") == 0) return acd_call_hangup(engine, host->now, of->call);
  if (strcmp(what, "transfer") == 0)
    return acd_call_transfer(engine, host->now, of->call, ACD_TARGET_QUEUE, host_queue(host, "sales"), NULL);
  if (strcmp(what, "ann hangs up") == 0) return acd_agent_hangup(engine, host->now, of->ann, 0);
  if (strcmp(what, "bob hangs up") == 0) return acd_agent_hangup(engine, host->now, of->bob, 0);
  if (strcmp(what, "ann logs out") == 0) return acd_agent_logout(engine, host->now, of->ann);
  if (strcmp(what, "bob logs out") == 0) return acd_agent_logout(engine, host->now, of->bob);
  if (strstr(what, "is removed")) {
    acd_definition *change;
    acd_definition_new(NULL, &change);
    char name[8] = "";
    memcpy(name, what, strcspn(what, " "));
    acd_definition_remove(change, strcmp(name, "sales") == 0 ? ACD_NOUN_QUEUE : ACD_NOUN_AGENT, name);
    /* A member goes with its agent. */
    if (strcmp(name, "ann") == 0) acd_definition_add(change, ACD_NOUN_QUEUE, 0, "desk");
    if (strcmp(name, "bob") == 0) acd_definition_add(change, ACD_NOUN_QUEUE, 0, "sales");
    int status = acd_definition_submit(change, engine, host->now, ACD_DEFINE_CHANGE);
    acd_definition_free(change);
    return status;
  }
  if (strcmp(what, "key") == 0) return acd_call_keys(engine, host->now, of->consult ? of->consult : of->ann, "9");
  if (strcmp(what, "unknown") == 0) return reconcile(host, NULL, 0);
  if (strcmp(what, "consultation unknown") == 0) return reconcile(host, &of->call, 1);
  if (strcmp(what, "silence") == 0) {
    fall_quiet(of, at);
    return ACD_OK;
  }
  return bob_answers(of, at, what + 4);
}

/* ---- the cells ---- */

static int default_code(const story *of, moment at, const char *what)
{
  int of_consultation = strcmp(what, "key") == 0 || (strstr(what, "consultation") && what[0] != 'c') ||
                        strcmp(what, "complete consultation") == 0 || strcmp(what, "consult in consultation") == 0;
  if (of_consultation) return of->consult ? at == JOINING ? ACD_ERR_STALE : ACD_ERR_STATE : ACD_ERR_NOT_FOUND;
  if (strncmp(what, "bob ", 4) == 0 && at != WAITING && at != CONSULTING && at > HELD && strcmp(what, "bob hangs up"))
    return ACD_ERR_ARGUMENT;
  return ACD_ERR_STATE;
}

static const cell *find_cell(moment at, const char *what)
{
  for (size_t i = 0; i < COUNT(cells); i++)
    if (cells[i].moments & AT(at) && strcmp(cells[i].what, what) == 0) return &cells[i];
  return NULL;
}

static int64_t fate_of(const test_host *host, acd_id call)
{
  if (!call) return 0;
  int64_t end = host_end_of(host, call);
  return end ? 100 + end : (int64_t)host_call_state(host, call);
}

/* −1: no longer there. */
static int64_t state_of(const test_host *host, acd_id agent)
{
  acd_agent_info info = {.size = sizeof info};
  return acd_agent_get(host->engine, agent, &info) ? -1 : info.state;
}

static void compare(const char *of, int64_t before, int64_t after, int64_t expected, moment at, const char *what)
{
  if (expected == -2) return; /* one of several */
  if (after != (expected ? expected : before))
    fail_msg("%s, %s: %s is %d (was %d)", names[at], what, of, (int)after, (int)before);
}

static void check_cell(story *of, moment at, const char *what)
{
  test_host *host = &of->host;
  const cell *named = find_cell(at, what);
  cell expected = {AT(at), what, default_code(of, at, what), "", 0, 0, 0, 0};
  if (named) expected = *named;
  int64_t call = fate_of(host, of->call), consulted = fate_of(host, of->consult);
  int64_t ann = state_of(host, of->ann), bob = state_of(host, of->bob);
  int64_t digest = acd_engine_digest_state(host->engine);
  int code = happen(of, at, what);
  const char *news = host_news(host);
  if (code != expected.code || (expected.told && strcmp(news, expected.told) != 0))
    fail_msg("%s, %s: %s; told: %s", names[at], what, acd_status_text(code), news);
  if (code < 0 && acd_engine_digest_state(host->engine) != digest)
    fail_msg("%s, %s: refused, and yet something changed", names[at], what);
  compare("the call", call, fate_of(host, of->call), expected.call, at, what);
  compare("the consultation", consulted, fate_of(host, of->consult), expected.consult, at, what);
  compare("ann", ann, state_of(host, of->ann), expected.ann, at, what);
  compare("bob", bob, state_of(host, of->bob), expected.bob, at, what);
  host_check(host);
}

/* The host says nothing more: only conversations last, and end with their callers. */
static void fall_silent(test_host *host)
{
  for (int i = 0; i < 1000 && acd_engine_deadline(host->engine) < ACD_TIME_NEVER; i++) host_pass_deadline(host);
  assert_true(acd_engine_deadline(host->engine) == ACD_TIME_NEVER);
  for (acd_id call; (call = acd_call_next(host->engine, 0)) != 0;) {
    acd_call_info info = {.size = sizeof info};
    assert_int_equal(acd_call_get(host->engine, call, &info), ACD_OK);
    if (info.state == ACD_CALL_STATE_WAITING) assert_true(info.queue != 0); /* of a queue that nobody serves any more */
    host_hangup(host, call);
  }
  host_pass(host, 1000 * SECOND);
  assert_int_equal(host_stats(host).calls, 0);
  assert_int_equal(host_stats(host).actions_pending, 0);
}

static void everything_at(void **state)
{
  moment at = (moment)(uintptr_t)*state;
  for (size_t i = 0; i < COUNT(events); i++) {
    story of;
    begin(&of, at);
    check_cell(&of, at, events[i]);
    host_check(&of.host);
    fall_silent(&of.host);
    host_end(&of.host);
  }
}

int main(void)
{
  struct CMUnitTest tests[MOMENTS] = {{0}};
  for (moment at = 0; at < MOMENTS; at++)
    tests[at] = (struct CMUnitTest){names[at], everything_at, NULL, NULL, (void *)(uintptr_t)at};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
