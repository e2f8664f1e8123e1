/* SPDX-License-Identifier: Apache-2.0 */
/* A host that does not pull (command.h, "Backlog"), and hooks that call back in. */
#include "../calendar/tzif.h"
#include "host.h"

enum { ACTIONS_MAX = 16 };

/* ann talks to `talking`, bob rings for `ringing`, and just as many prompts wait to be pulled as are allowed. */
typedef struct centre {
  test_host host;
  acd_id talking, ringing, hearing, play, back;
} centre;

static const char definition[] = "centre play_timeout=100s\nagent ann\nagent bob\nagent cid presence=logged_out\n"
                                 "queue desk ring_timeout=20s strategy=linear\n  member ann\n  member bob\n"
                                 "number 100 queue=desk\n"
                                 "flow hello start=play\n  node play kind=play prompt=hello\n    exit next to=play\n"
                                 "number 200 flow=hello\ntoggle t\n"
                                 "callback p\n";

static void begin(centre *of)
{
  test_host *host = &of->host;
  host_begin(host, (int64_t[]){ACD_OPTION_ACTIONS_MAX, ACTIONS_MAX, 0});
  host_define(host, definition);
  of->talking = host_arrive(host, "100");
  host_connect(host, "ann");
  of->ringing = host_arrive(host, "100");
  acd_callback_wish wish;
  acd_callback_wish_init(&wish);
  wish.number = "7";
  wish.queue = host_queue(host, "desk");
  assert_int_equal(acd_callback_plan_find(host->engine, "p", &wish.plan), ACD_OK);
  assert_int_equal(acd_callback_request(host->engine, host->now, &wish, &of->back), ACD_OK);
  of->hearing = host_arrive(host, "200");
  of->play = host_action_of(host, "play hello")->id;
  for (int i = 0; i < ACTIONS_MAX; i++) host_arrive(host, "200");
  assert_int_equal(host_stats(host).actions_waiting, ACTIONS_MAX);
}

static acd_id subject_of(const centre *of, uint32_t kind)
{
  switch (kind) {
  case ACD_COMMAND_CALL_HANGUP:
  case ACD_COMMAND_CALL_HOLD:
  case ACD_COMMAND_CALL_RESUME:
  case ACD_COMMAND_CALL_TRANSFER:
  case ACD_COMMAND_CALL_CONSULT:
  case ACD_COMMAND_CALL_COMPLETE:
  case ACD_COMMAND_CALL_CONFERENCE:
  case ACD_COMMAND_CALL_PARK:
  case ACD_COMMAND_CALL_PICK_UP:
  case ACD_COMMAND_CALL_KEYS:
  case ACD_COMMAND_CALL_CHANGE:
  case ACD_COMMAND_CALL_RECORD:
  case ACD_COMMAND_CALL_MARK:
  case ACD_COMMAND_CALL_SET: return of->talking;
  case ACD_COMMAND_CALL_ALSO: return of->ringing;
  case ACD_COMMAND_QUEUE_GATE: return host_queue(&of->host, "desk");
  case ACD_COMMAND_AGENT_LOGIN: return host_agent(&of->host, "cid");
  case ACD_COMMAND_AGENT_LOGOUT:
  case ACD_COMMAND_AGENT_READY:
  case ACD_COMMAND_AGENT_NOT_READY:
  case ACD_COMMAND_AGENT_SET_PRESENCE:
  case ACD_COMMAND_AGENT_EXTEND_WRAPUP:
  case ACD_COMMAND_AGENT_END_WRAPUP:
  case ACD_COMMAND_AGENT_ELSEWHERE:
  case ACD_COMMAND_AGENT_SUPERVISE:
  case ACD_COMMAND_AGENT_HANGUP: return host_agent(&of->host, "ann");
  case ACD_COMMAND_RESULT: return of->play;
  case ACD_COMMAND_CALLBACK_CANCEL: return of->back;
  case ACD_COMMAND_TOGGLE: return acd_toggle_next(of->host.engine, 0);
  default: return 0;
  }
}

/* A command that would be taken if the host had pulled. */
static int submit(centre *of, uint32_t kind, acd_time time_us, acd_result *result)
{
  uint8_t zone[3 + TZIF_FOOTER_SIZE] = "UTC";
  acd_definition *empty;
  size_t size = 3;
  const void *payload = "100";
  acd_command command;
  acd_command_init(&command, kind, time_us, subject_of(of, kind));
  assert_int_equal(acd_definition_new(NULL, &empty), ACD_OK);
  switch (kind) {
  case ACD_COMMAND_ZONE:
    size = 3 + tzif_write_footer(zone + 3, "UTC0");
    payload = zone;
    command.body.zone.name.size = 3;
    command.body.zone.bytes = (acd_slice){3, (uint32_t)size - 3};
    break;
  case ACD_COMMAND_DEFINE:
  case ACD_COMMAND_CHANGE: payload = acd_definition_bytes(empty, &size); /* fall through */
  case ACD_COMMAND_CALL_ARRIVE:
  case ACD_COMMAND_CALL_KEYS:
  case ACD_COMMAND_CALL_SET:
    command.body.words[0] = 0;
    command.body.define.document.size = (uint32_t)size;
    break;
  case ACD_COMMAND_CALL_TRANSFER:
    command.body.transfer.target_kind = ACD_TARGET_QUEUE;
    command.body.transfer.target = host_queue(&of->host, "desk");
    break;
  case ACD_COMMAND_CALL_CONSULT:
    command.body.consult.target_kind = ACD_TARGET_QUEUE;
    command.body.consult.target = host_queue(&of->host, "desk");
    break;
  case ACD_COMMAND_AGENT_SET_PRESENCE: command.body.set_presence.presence = ACD_PRESENCE_NOT_READY; break;
  case ACD_COMMAND_CALL_CHANGE: command.body.call_change.fields = ACD_CHANGE_PRIORITY; break;
  case ACD_COMMAND_CALLBACK:
    command.body.callback.number = (acd_slice){0, (uint32_t)size};
    command.body.callback.queue = host_queue(&of->host, "desk");
    assert_int_equal(acd_callback_plan_find(of->host.engine, "p", &command.body.callback.plan), ACD_OK);
    break;
  case ACD_COMMAND_QUEUE_GATE: command.body.queue_gate.gate = ACD_GATE_DRAIN; break;
  case ACD_COMMAND_CALL_RECORD: command.body.record.mode = ACD_RECORDING_PAUSED; break;
  case ACD_COMMAND_CALL_MARK: command.body.mark.fields = ACD_MARK_RESOLVED; break;
  case ACD_COMMAND_AGENT_ELSEWHERE: command.body.elsewhere.busy = 1; break;
  case ACD_COMMAND_RESULT: command.body.result.outcome = ACD_OUTCOME_DONE; break;
  default: break;
  }
  *result = (acd_result){.size = sizeof *result};
  int status = acd_engine_submit(of->host.engine, &command, payload, size, result);
  acd_definition_free(empty);
  return status;
}

static int always_taken(uint32_t kind)
{
  return kind == ACD_COMMAND_RESULT || kind == ACD_COMMAND_CALL_HANGUP || kind == ACD_COMMAND_AGENT_HANGUP;
}

static void what_is_taken_in_a_backlog(void **state)
{
  (void)state;
  for (uint32_t kind = ACD_COMMAND_TICK; kind <= COMMAND_LAST; kind++) {
    if (kind == ACD_COMMAND_SCORES) continue; /* takes no time: test_score.c */
    centre of, twin;
    acd_result result;
    int taken = always_taken(kind) || kind == ACD_COMMAND_TICK || kind == ACD_COMMAND_WALL;
    begin(&of);
    begin(&twin);
    int status = submit(&of, kind, 2 * SECOND, &result);
    if (status != (taken ? ACD_OK : ACD_ERR_BACKLOG)) fail_msg("kind %u: %s", kind, acd_status_text(status));
    assert_int_equal(result.fault, taken ? ACD_FAULT_NONE : ACD_FAULT_LIMIT);
    assert_int_equal(result.time_us, 2 * SECOND); /* nothing is due: time passes */
    if (!taken) {
      assert_int_equal(acd_engine_tick(twin.host.engine, 2 * SECOND), ACD_OK);
      assert_true(acd_engine_digest_state(of.host.engine) == acd_engine_digest_state(twin.host.engine));
      host_pull(&of.host); /* and drained, it is taken */
      int possible = kind != ACD_COMMAND_CALL_RESUME && kind != ACD_COMMAND_AGENT_READY &&
                     kind != ACD_COMMAND_CALL_COMPLETE && kind != ACD_COMMAND_CALL_CONFERENCE &&
                     kind != ACD_COMMAND_CALL_PICK_UP && kind != ACD_COMMAND_AGENT_SUPERVISE &&
                     kind != ACD_COMMAND_AGENT_EXTEND_WRAPUP && kind != ACD_COMMAND_AGENT_END_WRAPUP &&
                     kind != ACD_COMMAND_CALL_ALSO && kind != ACD_COMMAND_ZONE && kind != ACD_COMMAND_SLOT_BOOK &&
                     kind != ACD_COMMAND_SLOT_CONFIRM && kind != ACD_COMMAND_SLOT_MOVE;
      if (possible) assert_int_equal(submit(&of, kind, 2 * SECOND, &result), ACD_OK);
    }
    host_end(&of.host);
    host_end(&twin.host);
  }
}

/* With timers due, they stand still, but for results and hang-ups, before which they fire all the same. */
static void timers_stand_still_in_a_backlog(void **state)
{
  (void)state;
  for (uint32_t kind = ACD_COMMAND_TICK; kind <= COMMAND_LAST; kind++) {
    if (kind == ACD_COMMAND_SCORES) continue; /* takes no time: test_score.c */
    centre of;
    acd_result result;
    begin(&of);
    assert_int_equal(acd_engine_tick(of.host.engine, 2 * SECOND), ACD_OK);
    int64_t timers = host_stats(&of.host).timers;
    for (int i = 0; i < 3; i++) assert_int_equal(acd_engine_tick(of.host.engine, 50 * SECOND), ACD_AGAIN);
    assert_int_equal(host_stats(&of.host).timers, timers);
    int status = submit(&of, kind, 50 * SECOND, &result), taken = always_taken(kind);
    assert_int_equal(status, taken ? ACD_OK : ACD_AGAIN);
    assert_int_equal(result.time_us, taken ? 50 * SECOND : 2 * SECOND);
    assert_int_equal(acd_engine_now(of.host.engine), result.time_us);
    assert_int_equal(host_stats(&of.host).timers > timers, taken);
    int over = kind == ACD_COMMAND_CALL_HANGUP || kind == ACD_COMMAND_AGENT_HANGUP;
    assert_int_equal(host_call_state(&of.host, of.talking), over ? 0 : ACD_CALL_STATE_TALKING);
    host_pull(&of.host);
    host_pass(&of.host, 50 * SECOND - of.host.now);
    assert_int_equal(acd_engine_now(of.host.engine), 50 * SECOND);
    assert_true(host_stats(&of.host).timers > timers);
    assert_true(host_call_state(&of.host, of.ringing) != 0);
    host_end(&of.host);
  }
}

/* One pulled action makes room for one more piece of work, not for none. */
static void a_little_draining_is_a_little_progress(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, (int64_t[]){ACD_OPTION_ACTIONS_MAX, ACTIONS_MAX, 0});
  host_define(&host, "queue desk wait_max=10s\nnumber 100 queue=desk\n");
  enum { CALLS = 200 };
  for (int i = 0; i < CALLS; i++) host_arrive(&host, "100");
  int64_t pulled = 0;
  acd_action action = {.size = sizeof action};
  for (int rounds = 0; rounds < 2 * CALLS; rounds++) {
    int status = acd_engine_tick(host.engine, 12 * SECOND);
    assert_int_equal(status, pulled < CALLS - ACTIONS_MAX ? ACD_AGAIN : ACD_OK);
    assert_in_range(host_stats(&host).actions_waiting, 0, ACTIONS_MAX);
    pulled += acd_action_next(host.engine, &action);
  }
  assert_int_equal(pulled, CALLS);
  assert_int_equal(host_kpi(&host, "desk").timed_out, CALLS);
  host_end(&host);
}

/* However long the host goes without pulling: its results are taken, and nothing of what they lead to is lost. */
static void results_without_end(void **state)
{
  (void)state;
  enum { CALLS = 300 };
  test_host host;
  host_begin(&host, (int64_t[]){ACD_OPTION_ACTIONS_MAX, ACTIONS_MAX, 0});
  host_define(&host, definition);
  for (int i = 0; i < CALLS; i++) {
    host_arrive(&host, "200");
    host_pull(&host);
  }
  for (int i = 0; i < CALLS; i++) {
    int64_t outcome = i % 2 ? ACD_OUTCOME_FAILED : ACD_OUTCOME_DONE; /* hung up, or the prompt again */
    acd_time now = 2 * SECOND + i * SECOND / 2;
    int status = acd_action_result(host.engine, now, host.actions[i].action.id, outcome, NULL);
    assert_int_equal(status, now < 100 * SECOND ? ACD_OK : ACD_ERR_STALE); /* the prompts time out, too */
    assert_int_equal(acd_engine_now(host.engine), now);
    host.now = now;
  }
  assert_true(host_stats(&host).actions_waiting > CALLS);
  assert_int_equal(acd_engine_tick(host.engine, 500 * SECOND), ACD_AGAIN);
  host_check(&host);
  assert_int_equal(host_pull(&host), host_stats(&host).actions - CALLS);
  host_pass(&host, 500 * SECOND);
  host_end(&host);
}

/* ---- hooks that call back in ---- */

typedef struct intruder {
  acd_engine *engine;
  acd_dispatcher *dispatcher;
  acd_definition *definition;
  acd_id call, agent;
  size_t logs, events;
} intruder;

static void try_everything(intruder *by)
{
  acd_engine *engine = by->engine;
  if (!engine) return;
  acd_command command;
  acd_result result = {.size = sizeof result};
  acd_arrival arrival;
  acd_action action = {.size = sizeof action};
  acd_id id = 0;
  acd_time later = acd_engine_now(engine) + 1000 * SECOND;
  acd_command_init(&command, ACD_COMMAND_TICK, later, 0);
  acd_arrival_init(&arrival);
  arrival.number = "100";
  const int64_t codes[] = {
      acd_engine_submit(engine, &command, NULL, 0, &result),
      acd_engine_submit_batch(engine, &command, 1, sizeof command, NULL, 0, NULL, 0),
      acd_engine_tick(engine, later),
      acd_engine_wall_set(engine, later, 1),
      acd_engine_reconcile(engine, later, NULL, 0),
      acd_engine_reconcile_agents(engine, later, NULL, 0),
      acd_definition_submit(by->definition, engine, later, ACD_DEFINE_WHOLE),
      acd_definition_submit(by->definition, engine, later, ACD_DEFINE_CHANGE),
      acd_definition_check(by->definition, engine, ACD_DEFINE_WHOLE),
      acd_call_arrive(engine, later, &arrival, &id),
      acd_call_hangup(engine, later, by->call),
      acd_call_hold(engine, later, by->call),
      acd_call_resume(engine, later, by->call),
      acd_call_transfer(engine, later, by->call, ACD_TARGET_NUMBER, 0, "1"),
      acd_call_keys(engine, later, by->call, "1"),
      acd_call_set(engine, later, by->call, "key", "value"),
      acd_call_record(engine, later, by->call, ACD_RECORDING_PAUSED),
      acd_call_rate(engine, later, by->call, 5),
      acd_call_resolve(engine, later, by->call, 1),
      acd_call_respond(engine, later, by->call),
      acd_agent_login(engine, later, by->agent, 0),
      acd_agent_logout(engine, later, by->agent),
      acd_agent_ready(engine, later, by->agent),
      acd_agent_not_ready(engine, later, by->agent, 1),
      acd_agent_hangup(engine, later, by->agent, 0),
      acd_action_next(engine, &action),
      acd_action_result(engine, later, 1, ACD_OUTCOME_DONE, NULL),
      acd_dispatcher_run(by->dispatcher, later),
  };
  for (size_t i = 0; i < COUNT(codes); i++) assert_int_equal(codes[i], ACD_ERR_REENTRY);
  assert_int_equal(id, 0);
}

static void intruding_log(void *user, int level, const char *text)
{
  intruder *by = user;
  (void)level;
  assert_true(strlen(text) > 0);
  by->logs++;
  try_everything(by);
}

static void intruding_sink(void *user, const acd_event *event)
{
  intruder *by = user;
  assert_int_equal(event->size, sizeof *event);
  by->events++;
  try_everything(by);
}

/* A story with all of it: a definition, calls, misses that are logged, a flow that walks in a circle. */
static int64_t run_story(intruder *by)
{
  acd_options *options;
  test_host host = {.keeps_events = 0};
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  if (by) {
    acd_options_set_log(options, intruding_log, by);
    acd_options_set_events(options, intruding_sink, by);
  }
  assert_int_equal(acd_engine_new(options, &host.engine), ACD_OK);
  acd_options_free(options);
  host_define(&host,
              "centre steps_max=10\nagent ann\nqueue desk misses_max=2 ring_timeout=5s wait_max=60s\n  member ann\n"
              "number 100 queue=desk\n"
              "flow round start=a\n  node a kind=priority priority=1\n    exit next to=a\nnumber 200 flow=round\n");
  acd_id call = host_arrive(&host, "100");
  if (by) {
    acd_hooks hooks = {.size = sizeof hooks};
    by->call = call;
    by->agent = host_agent(&host, "ann");
    assert_int_equal(acd_definition_new(NULL, &by->definition), ACD_OK);
    assert_int_equal(acd_dispatcher_new(host.engine, &hooks, &by->dispatcher), ACD_OK);
    by->engine = host.engine;
  }
  host_arrive(&host, "200");
  host_pass(&host, 30 * SECOND);
  assert_int_equal(acd_agent_ready(host.engine, host.now, host_agent(&host, "ann")), ACD_OK);
  host_connect(&host, "ann");
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
  host_submit(&host, ACD_DEFINE_WHOLE, "number 300 queue=desk\n"); /* refused: there is no such queue in it */
  host_define(&host, "agent ann\n");
  host_hangup(&host, call);
  int64_t digest = acd_engine_digest_state(host.engine);
  if (by) {
    by->engine = NULL;
    acd_dispatcher_free(by->dispatcher);
    acd_definition_free(by->definition);
  }
  host_drop(&host);
  return digest;
}

static void hooks_that_call_back_in(void **state)
{
  (void)state;
  intruder by = {0};
  int64_t digest = run_story(&by);
  assert_true(by.logs >= 2 && by.events > 20);
  assert_true(digest == run_story(NULL));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_taken_in_a_backlog),
      cmocka_unit_test(timers_stand_still_in_a_backlog),
      cmocka_unit_test(a_little_draining_is_a_little_progress),
      cmocka_unit_test(results_without_end),
      cmocka_unit_test(hooks_that_call_back_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
