/* SPDX-License-Identifier: Apache-2.0 */
#include "moments.h"

static const char definition[] =
    "centre request_timeout=5s play_timeout=30s voicemail_timeout=60s transfer_timeout=40s\n"
    "skill tax\nagent ann\nagent bob\nagent cid presence=logged_out\nagent dora presence=not_ready\n"
    "queue desk strategy=linear ring_timeout=10s wrapup=5s retry_delay=3s wait_max=100s exit_key=9 music=waltz\n"
    "  member ann\n"
    "queue sales wait_max=70s\n  member bob\nqueue full length_max=0\n"
    "flow main start=hello\n"
    "  node hello kind=play prompt=hello\n    exit next to=ask\n    exit error to=bye\n"
    "  node ask kind=collect prompt=ask digits_max=2\n    exit next to=wait\n"
    "  node wait kind=queue queue=desk\n    exit next to=bye\n    exit key to=bye\n    exit timeout to=bye\n"
    "  node bye kind=play prompt=bye\n"
    "queue hush strategy=linear whisper_max=300s wait_max=100s ring_timeout=10s wrapup=5s retry_delay=3s music=waltz "
    "whisper_flow=whisper "
    "hold_flow=held\n"
    "  member ann\nflow whisper start=take\n  node take kind=menu prompt=take attempts=2\n    case no keys=12 "
    "to=refuse\n  node refuse kind=leave\n"
    "flow held start=stay\n  node stay kind=menu prompt=stay attempts=2\n    case no keys=12 to=leave\n  node leave "
    "kind=leave\n"
    "flow mail start=record\n  node record kind=voicemail mailbox=box\n"
    "flow out start=leave\n  node leave kind=transfer number=+1\n    exit busy to=sorry\n"
    "  node sorry kind=play prompt=sorry\n"
    "flow direct start=to\n  node to kind=agent agent=ann wait_max=50s\n    exit rejected to=no\n"
    "    exit busy to=engaged\n    exit no_answer to=away\n    exit unreachable to=gone\n"
    "  node no kind=play prompt=no\n  node engaged kind=play prompt=engaged\n"
    "  node away kind=play prompt=away\n  node gone kind=play prompt=gone\n"
    "number 100 queue=desk\nnumber 200 flow=main\nnumber 300 flow=mail\nnumber 400 flow=out\nnumber 500 "
    "flow=direct\nnumber 600 queue=hush\n";

static const struct {
  const char *name;
  const char *pending;
  const char *number;
} moments[MOMENTS] = {
    [PLAY] = {"play", "play hello", "200"},
    [COLLECT] = {"collect", "collect ask", "200"},
    [VOICEMAIL] = {"voicemail", "voicemail box", "300"},
    [OUT] = {"out", "transfer +1", "400"},
    [WAITING] = {"waiting", NULL, "100"},
    [RINGING] = {"ringing", "ring ann", "100"},
    [CONNECTING] = {"connecting", "bridge ann", "100"},
    [TALKING] = {"talking", NULL, "100"},
    [HELD] = {"held", "hold ann", "100"},
    [LEAVING] = {"leaving", "transfer +1", "100"},
    [DIRECT] = {"direct", NULL, "500"},
    [DIRECT_RINGING] = {"direct ringing", "ring ann", "500"},
    [PASSED] = {"passed", "ring bob", "100"},
    [FLOW_RINGING] = {"flow ringing", "ring ann", "200"},
    [FLOW_TALKING] = {"flow talking", NULL, "200"},
    [WHISPERING] = {"whispering", "collect ann take", "600"},
    [HOLDING] = {"holding", "collect stay", "600"},
    [ENDED] = {"ended", NULL, "100"},
};

const char *moment_name(moment at)
{
  return moments[at].name;
}

const char *moment_pending(moment at)
{
  return moments[at].pending;
}

static int transfer(test_host *host, acd_id call, const char *target)
{
  acd_engine *engine = host->engine;
  const char *name = strchr(target, ' ') + 1;
  switch (target[0]) {
  case 'a': return acd_call_transfer(engine, host->now, call, ACD_TARGET_AGENT, host_agent(host, name), NULL);
  case 'q': return acd_call_transfer(engine, host->now, call, ACD_TARGET_QUEUE, host_queue(host, name), NULL);
  case 'f': return acd_call_transfer(engine, host->now, call, ACD_TARGET_FLOW, host_flow(host, name), NULL);
  default: return acd_call_transfer(engine, host->now, call, ACD_TARGET_NUMBER, 0, name);
  }
}

acd_id moment_begin(test_host *host, moment at)
{
  host_begin(host, NULL);
  host_define(host, definition);
  if (at == WAITING) assert_int_equal(acd_agent_not_ready(host->engine, host->now, host_agent(host, "ann"), 7), ACD_OK);
  if (at == DIRECT) {
    host_arrive(host, "100");
    host_connect(host, "ann");
  }
  acd_id call = host_arrive(host, moments[at].number);
  host_pass(host, SECOND);
  if (at == COLLECT || at == FLOW_RINGING || at == FLOW_TALKING) host_answer(host, "play hello", ACD_OUTCOME_DONE);
  if (at == FLOW_RINGING || at == FLOW_TALKING)
    assert_int_equal(host_result(host, "collect ask", ACD_OUTCOME_DIGITS, "1"), ACD_OK);
  if (at == CONNECTING || at == WHISPERING) host_answer(host, "ring ann", ACD_OUTCOME_ACCEPTED);
  if (at == HOLDING) host_answer(host, "ring ann", ACD_OUTCOME_BRIDGED);
  if (at == TALKING || at == HELD || at == LEAVING || at == PASSED || at == FLOW_TALKING) host_connect(host, "ann");
  host_pass(host, SECOND);
  if (at == HELD || at == HOLDING) assert_int_equal(acd_call_hold(host->engine, host->now, call), ACD_OK);
  if (at == LEAVING) assert_int_equal(transfer(host, call, "number +1"), ACD_OK);
  if (at == PASSED) assert_int_equal(transfer(host, call, "agent bob"), ACD_OK);
  if (at == ENDED) host_hangup(host, call);
  host_pass(host, SECOND);
  host_forget(host);
  return call;
}

/* ---- what happens ---- */

static int give_result(test_host *host, moment at, const char *outcome)
{
  if (!moments[at].pending) return ACD_OK;
  const char *digits = strcmp(outcome, "digits") == 0 ? "12" : NULL;
  if (strcmp(outcome, "no digits") == 0) outcome = "digits";
  for (int64_t i = ACD_OUTCOME_DONE; i <= ACD_OUTCOME_TIMEOUT; i++)
    if (strcmp(acd_outcome_str(i), outcome) == 0) return host_result(host, moments[at].pending, i, digits);
  fail_msg("no outcome %s", outcome);
  return 0;
}

/* Nobody answers what is asked for. */
static int silence(test_host *host, moment at)
{
  if (moments[at].pending) host_pass(host, host_action_of(host, moments[at].pending)->deadline_us - host->now);
  return ACD_OK;
}

/* To the end of its slices. */
static int reconcile(test_host *host, const acd_id *calls, size_t count)
{
  int status = acd_engine_reconcile(host->engine, host->now, calls, count);
  host_pass(host, 0);
  return status;
}

/* All are there but this agent. */
static int miss(test_host *host, acd_id agent)
{
  acd_id known[8];
  size_t count = 0;
  for (acd_id at = 0; (at = acd_agent_next(host->engine, at)) != 0;)
    if (at != agent) known[count++] = at;
  int status = acd_engine_reconcile_agents(host->engine, host->now, known, count);
  host_pass(host, 0);
  return status;
}

static const char *const events[] = {"hang up",
                                     "hold",
                                     "resume",
                                     "to agent bob",
                                     "to agent ann",
                                     "to agent cid",
                                     "to agent dora",
                                     "to queue sales",
                                     "to queue full",
                                     "to flow mail",
                                     "to number +1",
                                     "keys 9",
                                     "keys 5",
                                     "keys ",
                                     "set",
                                     "record",
                                     "pause",
                                     "prioritize",
                                     "require",
                                     "move sales",
                                     "move full",
                                     "move desk",
                                     "drain",
                                     "clear",
                                     "agent hangs up",
                                     "log out",
                                     "not ready",
                                     "ready",
                                     "log in",
                                     "known",
                                     "unknown",
                                     "missing",
                                     "silence",
                                     "result done",
                                     "result accepted",
                                     "result bridged",
                                     "result rejected",
                                     "result busy",
                                     "result no_answer",
                                     "result failed",
                                     "result digits",
                                     "result no digits",
                                     "result timeout"};

const char *moment_event(size_t index)
{
  return index < COUNT(events) ? events[index] : NULL;
}

int moment_event_is_on_call(const char *what)
{
  size_t index = 0;
  while (events[index] != what) index++;
  return index <= 21;
}

static int require_tax(test_host *host, acd_id call)
{
  acd_requirement tax = {host_skill(host, "tax"), 1}; /* which nobody has */
  return acd_call_require(host->engine, host->now, call, &tax, 1);
}

/* To the end of its slices. */
static int clear(test_host *host)
{
  int status = acd_queue_clear(host->engine, host->now, host_queue(host, "desk"));
  host_pass(host, 0);
  return status;
}

int moment_happen(test_host *host, moment at, acd_id call, const char *what)
{
  acd_engine *engine = host->engine;
  acd_id ann = host_agent(host, "ann");
  if (strcmp(what, "hang up") == 0) return acd_call_hangup(engine, host->now, call);
  if (strcmp(what, "hold") == 0) return acd_call_hold(engine, host->now, call);
  if (strcmp(what, "resume") == 0) return acd_call_resume(engine, host->now, call);
  if (strncmp(what, "to ", 3) == 0) return transfer(host, call, what + 3);
  if (strncmp(what, "keys ", 5) == 0) return acd_call_keys(engine, host->now, call, what + 5);
  if (strcmp(what, "set") == 0) return acd_call_set(engine, host->now, call, "tier", "gold");
  if (strcmp(what, "record") == 0) return acd_call_record(engine, host->now, call, ACD_RECORDING_ON);
  if (strcmp(what, "pause") == 0) return acd_call_record(engine, host->now, call, ACD_RECORDING_PAUSED);
  if (strcmp(what, "prioritize") == 0) return acd_call_prioritize(engine, host->now, call, 9);
  if (strcmp(what, "require") == 0) return require_tax(host, call);
  if (strncmp(what, "move ", 5) == 0)
    return acd_call_move(engine, host->now, call, host_queue(host, what + 5), ACD_PLACE_KEPT);
  if (strcmp(what, "drain") == 0) return acd_queue_drain(engine, host->now, host_queue(host, "desk"));
  if (strcmp(what, "clear") == 0) return clear(host);
  if (strcmp(what, "agent hangs up") == 0) return acd_agent_hangup(engine, host->now, ann, 0);
  if (strcmp(what, "log out") == 0) return acd_agent_logout(engine, host->now, ann);
  if (strcmp(what, "not ready") == 0) return acd_agent_not_ready(engine, host->now, ann, 9);
  if (strcmp(what, "ready") == 0) return acd_agent_ready(engine, host->now, ann);
  if (strcmp(what, "log in") == 0) return acd_agent_login(engine, host->now, ann, 1);
  if (strcmp(what, "known") == 0) return reconcile(host, &call, 1);
  if (strcmp(what, "unknown") == 0) return reconcile(host, NULL, 0);
  if (strcmp(what, "missing") == 0) return miss(host, ann);
  if (strcmp(what, "silence") == 0) return silence(host, at);
  return give_result(host, at, what + strlen("result "));
}
