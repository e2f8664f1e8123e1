/* SPDX-License-Identifier: Apache-2.0 */
/* Every moment of a call × everything that can happen then. What the table does not name is refused, or taken without an
 * effect. After each cell the laws hold, what has ended is stale, and a host that says nothing more sees every call end. */
#include "moments.h"

#define AT(name)   (1u << (name))
#define FLOWS      (AT(PLAY) | AT(COLLECT) | AT(VOICEMAIL) | AT(OUT))
#define IN_QUEUE   (AT(RINGING) | AT(FLOW_RINGING)) /* and ann rings */
#define CONNECTS   (AT(CONNECTING) | AT(WHISPERING))
#define TALKS      (AT(TALKING) | AT(HELD) | AT(FLOW_TALKING) | AT(HOLDING))
#define AFTER      (AT(LEAVING) | AT(PASSED)) /* ann is in wrap-up */
#define ALIVE      (AT(ENDED) - 1)
#define END(name)  (100 + ACD_END_##name)
#define CALL(name) ACD_CALL_STATE_##name
#define ANN(name)  ACD_AGENT_STATE_##name

typedef struct cell {
  unsigned moments;
  const char *what;
  int code;
  const char *told;
  int64_t call; /* its state, or END(…); 0: the same as before */
  int64_t ann;  /* her state; 0: the same */
} cell;

static const cell cells[] = {
    {FLOWS & ~AT(VOICEMAIL), "hang up", ACD_OK, "", END(IN_FLOW), 0},
    {AT(VOICEMAIL), "hang up", ACD_OK, "", END(VOICEMAIL), 0},
    {AT(WAITING) | AT(DIRECT), "hang up", ACD_OK, "", END(ABANDONED), 0},
    {IN_QUEUE | AT(DIRECT_RINGING), "hang up", ACD_OK, "ring_stop ann", END(ABANDONED), ANN(READY)},
    {CONNECTS, "hang up", ACD_OK, "release ann", END(ABANDONED), ANN(READY)},
    {TALKS, "hang up", ACD_OK, "release ann", END(COMPLETED), ANN(WRAPUP)},
    {AT(LEAVING), "hang up", ACD_OK, "", END(COMPLETED), 0},
    {AT(PASSED), "hang up", ACD_OK, "ring_stop bob", END(ABANDONED), 0},

    {IN_QUEUE | CONNECTS, "agent hangs up", ACD_OK, "", CALL(WAITING), ANN(READY)},
    {AT(TALKING) | AT(HELD) | AT(HOLDING), "agent hangs up", ACD_OK, "hangup completed", END(COMPLETED), ANN(WRAPUP)},
    {AT(FLOW_TALKING), "agent hangs up", ACD_OK, "play bye", CALL(FLOW), ANN(WRAPUP)},
    {AT(DIRECT), "agent hangs up", ACD_OK, "hangup completed", 0, ANN(WRAPUP)}, /* on the other caller */
    {AT(DIRECT_RINGING), "agent hangs up", ACD_OK, "play no", CALL(FLOW), ANN(READY)},

    {FLOWS | AT(WAITING) | AT(ENDED) | AFTER, "log out", ACD_OK, "", 0, ANN(LOGGED_OUT)},
    {IN_QUEUE, "log out", ACD_OK, "ring_stop ann", CALL(WAITING), ANN(LOGGED_OUT)},
    {CONNECTS | TALKS, "log out", ACD_OK, "", 0, 0},
    {AT(DIRECT), "log out", ACD_OK, "play gone", CALL(FLOW), 0},
    {AT(DIRECT_RINGING), "log out", ACD_OK, "ring_stop ann, play gone", CALL(FLOW), ANN(LOGGED_OUT)},

    {FLOWS | AT(ENDED) | AFTER, "not ready", ACD_OK, "", 0, ANN(NOT_READY)},
    {IN_QUEUE, "not ready", ACD_OK, "ring_stop ann", CALL(WAITING), ANN(NOT_READY)},
    {AT(WAITING) | CONNECTS | TALKS, "not ready", ACD_OK, "", 0, 0},
    {AT(DIRECT), "not ready", ACD_OK, "play gone", CALL(FLOW), 0},
    {AT(DIRECT_RINGING), "not ready", ACD_OK, "ring_stop ann, play gone", CALL(FLOW), ANN(NOT_READY)},

    {AT(WAITING), "ready", ACD_OK, "ring ann", 0, ANN(RESERVED)},
    {AFTER, "ready", ACD_OK, "", 0, ANN(READY)},

    {AT(TALKING) | AT(FLOW_TALKING), "hold", ACD_OK, "hold ann", CALL(HELD), 0},
    {AT(HELD) | AT(HOLDING), "resume", ACD_OK, "resume ann", CALL(TALKING), 0},

    {ALIVE & ~(AT(OUT) | AT(LEAVING)), "record", ACD_OK, "recording on", 0, 0},
    {AT(OUT) | AT(LEAVING), "record", ACD_OK, "recording paused", 0, 0},
    {TALKS, "pause", ACD_OK, "recording paused", 0, 0},

    {TALKS, "to agent bob", ACD_OK, "release ann, music waltz, ring bob", CALL(WAITING), ANN(WRAPUP)},
    {TALKS, "to queue sales", ACD_OK, "release ann, ring bob", CALL(WAITING), ANN(WRAPUP)},
    {TALKS, "to queue full", ACD_ERR_LIMIT, "", 0, 0},
    {TALKS, "to flow mail", ACD_OK, "release ann, voicemail box", CALL(FLOW), ANN(WRAPUP)},
    {TALKS, "to number +1", ACD_OK, "release ann, transfer +1", CALL(LEAVING), ANN(WRAPUP)},

    {AT(WAITING), "keys 9", ACD_OK, "hangup flow", END(FLOW), 0},
    {AT(RINGING), "keys 9", ACD_OK, "hangup flow, ring_stop ann", END(FLOW), ANN(READY)},
    {AT(FLOW_RINGING), "keys 9", ACD_OK, "play bye, ring_stop ann", CALL(FLOW), ANN(READY)},

    {ALIVE & ~AT(LEAVING), "prioritize", ACD_OK, "", 0, 0},
    {ALIVE & ~AT(LEAVING) & ~IN_QUEUE, "require", ACD_OK, "", 0, 0},
    {IN_QUEUE, "require", ACD_OK, "ring_stop ann", 0, ANN(READY)},
    {AT(WAITING), "move sales", ACD_OK, "ring bob", 0, 0},
    {IN_QUEUE, "move sales", ACD_OK, "ring bob, ring_stop ann", 0, ANN(READY)},
    {AT(WAITING) | IN_QUEUE, "move full", ACD_ERR_LIMIT, "", 0, 0},
    {AT(WAITING) | IN_QUEUE, "move desk", ACD_OK, "", 0, 0},

    {AT(WAITING), "clear", ACD_OK, "hangup rejected", END(REJECTED), 0},
    {AT(RINGING), "clear", ACD_OK, "hangup rejected, ring_stop ann", END(REJECTED), ANN(READY)},
    {AT(FLOW_RINGING), "clear", ACD_OK, "hangup rejected, ring_stop ann", END(REJECTED), ANN(READY)},

    {FLOWS | AT(WAITING) | AT(LEAVING), "unknown", ACD_OK, "", END(LOST_BY_HOST), 0},
    {IN_QUEUE | AT(DIRECT_RINGING), "unknown", ACD_OK, "ring_stop ann", END(LOST_BY_HOST), ANN(READY)},
    {CONNECTS, "unknown", ACD_OK, "release ann", END(LOST_BY_HOST), ANN(READY)},
    {TALKS | AT(DIRECT), "unknown", ACD_OK, "release ann", END(LOST_BY_HOST), ANN(WRAPUP)},
    {AT(PASSED), "unknown", ACD_OK, "ring_stop bob", END(LOST_BY_HOST), 0},
    {AT(DIRECT), "known", ACD_OK, "release ann", 0, ANN(WRAPUP)}, /* the other caller is not */

    {FLOWS | AT(WAITING) | AT(ENDED) | AFTER, "missing", ACD_OK, "", 0, ANN(LOGGED_OUT)},
    {IN_QUEUE | CONNECTS, "missing", ACD_OK, "", CALL(WAITING), ANN(LOGGED_OUT)},
    {TALKS, "missing", ACD_OK, "music waltz", CALL(WAITING), ANN(LOGGED_OUT)},
    {AT(DIRECT), "missing", ACD_OK, "music waltz, play gone", CALL(FLOW), ANN(LOGGED_OUT)},
    {AT(DIRECT_RINGING), "missing", ACD_OK, "play gone", CALL(FLOW), ANN(LOGGED_OUT)},

    {AT(PLAY), "result done", ACD_OK, "collect ask", 0, 0},
    {AT(PLAY), "result failed", ACD_OK, "play bye", 0, 0},
    {AT(PLAY), "silence", ACD_OK, "collect ask", 0, 0},
    {AT(COLLECT), "result digits", ACD_OK, "music waltz, ring ann", CALL(WAITING), ANN(RESERVED)},
    {AT(COLLECT), "result no digits", ACD_OK, "collect ask", 0, 0},
    {AT(COLLECT), "result failed", ACD_OK, "hangup failed", END(FAILED), 0},
    {AT(COLLECT), "silence", ACD_OK, "collect ask", 0, 0},
    {AT(VOICEMAIL), "result done", ACD_OK, "hangup voicemail", END(VOICEMAIL), 0},
    {AT(VOICEMAIL), "result failed", ACD_OK, "hangup failed", END(FAILED), 0},
    {AT(VOICEMAIL), "silence", ACD_OK, "hangup voicemail", END(VOICEMAIL), 0},
    {AT(OUT) | AT(LEAVING), "result done", ACD_OK, "", END(TRANSFERRED), 0},
    {AT(OUT), "result busy", ACD_OK, "play sorry", 0, 0},
    {AT(OUT), "result no_answer", ACD_OK, "hangup flow", END(FLOW), 0},
    {AT(OUT), "result failed", ACD_OK, "hangup failed", END(FAILED), 0},
    {AT(OUT), "silence", ACD_OK, "hangup failed", END(FAILED), 0},
    {AT(LEAVING), "result busy", ACD_OK, "hangup failed", END(FAILED), 0},
    {AT(LEAVING), "result no_answer", ACD_OK, "hangup failed", END(FAILED), 0},
    {AT(LEAVING), "result failed", ACD_OK, "hangup failed", END(FAILED), 0},
    {AT(LEAVING), "silence", ACD_OK, "hangup failed", END(FAILED), ANN(READY)},

    {IN_QUEUE | AT(DIRECT_RINGING), "result accepted", ACD_OK, "bridge ann", CALL(CONNECTING), ANN(BUSY)},
    {IN_QUEUE | AT(DIRECT_RINGING), "result bridged", ACD_OK, "", CALL(TALKING), ANN(BUSY)},
    {IN_QUEUE, "result rejected", ACD_OK, "", 0, ANN(READY)},
    {IN_QUEUE, "result busy", ACD_OK, "", 0, ANN(READY)},
    {IN_QUEUE, "result no_answer", ACD_OK, "", 0, ANN(READY)},
    {IN_QUEUE, "result failed", ACD_OK, "", 0, ANN(READY)},
    {IN_QUEUE, "silence", ACD_OK, "ring_stop ann", 0, ANN(READY)},
    {AT(DIRECT_RINGING), "result rejected", ACD_OK, "play no", CALL(FLOW), ANN(READY)},
    {AT(DIRECT_RINGING), "result busy", ACD_OK, "play engaged", CALL(FLOW), ANN(READY)},
    {AT(DIRECT_RINGING), "result no_answer", ACD_OK, "play away", CALL(FLOW), ANN(READY)},
    {AT(DIRECT_RINGING), "result failed", ACD_OK, "play gone", CALL(FLOW), ANN(READY)},
    {AT(DIRECT_RINGING), "silence", ACD_OK, "ring_stop ann, play away", CALL(FLOW), ANN(READY)},
    {AT(PASSED), "result accepted", ACD_OK, "bridge bob", CALL(CONNECTING), 0},
    {AT(PASSED), "result bridged", ACD_OK, "", CALL(TALKING), 0},
    /* Whom the target agent does not take goes back to the queue it came from, whose music plays already. */
    {AT(PASSED), "result rejected", ACD_OK, "", 0, 0},
    {AT(PASSED), "result busy", ACD_OK, "", 0, 0},
    {AT(PASSED), "result no_answer", ACD_OK, "", 0, 0},
    {AT(PASSED), "result failed", ACD_OK, "", 0, 0},
    {AT(PASSED), "silence", ACD_OK, "ring_stop bob, music waltz, ring ann", 0, ANN(RESERVED)},
    {AT(CONNECTING), "result done", ACD_OK, "", CALL(TALKING), 0},
    {AT(CONNECTING), "result failed", ACD_OK, "release ann", CALL(WAITING), ANN(READY)},
    {AT(CONNECTING), "silence", ACD_OK, "release ann", CALL(WAITING), ANN(READY)},
    {AT(WHISPERING), "result digits", ACD_OK, "release ann", CALL(WAITING), ANN(READY)},
    {AT(WHISPERING), "result no digits", ACD_OK, "collect ann take", 0, 0},
    {AT(WHISPERING), "result failed", ACD_OK, "bridge ann", 0, 0},
    {AT(WHISPERING), "silence", ACD_OK, "collect ann take", 0, 0},
    {AT(HOLDING), "result digits", ACD_OK, "release ann, hangup completed", END(COMPLETED), ANN(WRAPUP)},
    {AT(HOLDING), "result no digits", ACD_OK, "collect stay", 0, 0},
    {AT(HOLDING), "result failed", ACD_OK, "music waltz", 0, 0},
    {AT(HOLDING), "silence", ACD_OK, "collect stay", 0, 0},
    {AT(HELD), "result done", ACD_OK, "", 0, 0},
    {AT(HELD), "result failed", ACD_OK, "", 0, 0},
};

/* Where the table is silent: taken without an effect, or refused. */
static int default_code(moment at, const char *what)
{
  static const char *const taken[] = {"keys 9",  "keys 5",  "keys ", "set",  "known",
                                      "unknown", "silence", "drain", "clear"};
  if (at == ENDED && moment_event_is_on_call(what)) return ACD_ERR_STALE;
  for (size_t i = 0; i < COUNT(taken); i++)
    if (strcmp(what, taken[i]) == 0) return ACD_OK;
  if (strncmp(what, "result ", 7) == 0) return moment_pending(at) ? ACD_ERR_ARGUMENT : ACD_OK;
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
  int64_t end = host_end_of(host, call);
  return end ? 100 + end : (int64_t)host_call_state(host, call);
}

static void check_cell(test_host *host, moment at, acd_id call, const char *what)
{
  const cell *named = find_cell(at, what);
  cell expected = {AT(at), what, default_code(at, what), "", 0, 0};
  if (named) expected = *named;
  int64_t call_before = fate_of(host, call), ann_before = host_agent_state(host, "ann");
  int64_t digest = acd_engine_digest_state(host->engine);
  int code = moment_happen(host, at, call, what);
  int64_t call_after = fate_of(host, call), ann_after = host_agent_state(host, "ann");
  const char *news = host_news(host);
  if (code != expected.code || call_after != (expected.call ? expected.call : call_before) ||
      ann_after != (expected.ann ? expected.ann : ann_before) || strcmp(news, expected.told) != 0)
    fail_msg("%s, %s: %s, call %d (was %d), ann %s; told: %s", moment_name(at), what, acd_status_text(code),
             (int)call_after, (int)call_before, acd_agent_state_str(ann_after), news);
  if (code < 0 && acd_engine_digest_state(host->engine) != digest)
    fail_msg("%s, %s: refused, and yet something changed", moment_name(at), what);
}

/* Every action is answered twice. What has ended is stale and changes nothing, and so is every second answer. */
static void answer_everything_twice(test_host *host)
{
  host_pull(host);
  for (size_t i = 0, count = host->actions_count; i < count; i++) {
    uint32_t kind = host->actions[i].action.kind;
    int64_t outcome = kind == ACD_ACTION_COLLECT ? ACD_OUTCOME_DIGITS
                      : kind == ACD_ACTION_RING  ? ACD_OUTCOME_ACCEPTED
                                                 : ACD_OUTCOME_DONE;
    for (int twice = 0; twice < 2; twice++) {
      int64_t digest = acd_engine_digest_state(host->engine);
      int64_t late = host_stats(host).results_late;
      int status = acd_action_result(host->engine, host->now, host->actions[i].action.id, outcome, NULL);
      if (status == ACD_OK && !twice) continue;
      assert_int_equal(status, ACD_ERR_STALE);
      assert_true(acd_engine_digest_state(host->engine) == digest);
      assert_int_equal(host_stats(host).results_late, late + 1);
    }
  }
  host_check(host);
}

/* The host says nothing more: only conversations last. */
static void fall_silent(test_host *host)
{
  for (int i = 0; i < 1000 && acd_engine_deadline(host->engine) < ACD_TIME_NEVER; i++) host_pass_deadline(host);
  assert_true(acd_engine_deadline(host->engine) == ACD_TIME_NEVER);
  acd_id calls[8];
  size_t count = 0;
  for (acd_id call = 0; (call = acd_call_next(host->engine, call)) != 0;) {
    assert_true(count < COUNT(calls));
    calls[count++] = call;
  }
  for (size_t i = 0; i < count; i++) {
    assert_in_range(host_call_state(host, calls[i]), ACD_CALL_STATE_TALKING, ACD_CALL_STATE_HELD);
    host_hangup(host, calls[i]);
  }
  host_pass(host, 1000 * SECOND);
  assert_int_equal(host_stats(host).calls, 0);
  assert_int_equal(host_stats(host).actions_pending, 0);
}

static void everything_at(void **state)
{
  moment at = (moment)(uintptr_t)*state;
  for (size_t i = 0; moment_event(i); i++) {
    for (int answers = 0; answers < 2; answers++) {
      test_host host;
      acd_id call = moment_begin(&host, at);
      check_cell(&host, at, call, moment_event(i));
      host_check(&host);
      if (answers) answer_everything_twice(&host);
      fall_silent(&host);
      host_end(&host);
    }
  }
}

int main(void)
{
  struct CMUnitTest tests[MOMENTS] = {{0}};
  for (moment at = 0; at < MOMENTS; at++)
    tests[at] = (struct CMUnitTest){moment_name(at), everything_at, NULL, NULL, (void *)(uintptr_t)at};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
