/* SPDX-License-Identifier: Apache-2.0 */
/* The trace: everything that passes between host and engine is told once, whichever way it takes, and may be asked about. */
#include <stdio.h>

#include "host.h"

typedef struct listener {
  char text[2000];
  size_t size;
  int asks; /* 1: tries what a hook must not */
} listener;

static void write_line(listener *to, const char *what, const char *which, const char *how)
{
  to->size += (size_t)snprintf(to->text + to->size, sizeof to->text - to->size, "%s %s%s\n", what, which, how);
  assert_true(to->size < sizeof to->text);
}

/* Commands and pulling are refused, questions are answered. */
static const char *intrude(const listener *by, const acd_engine *engine, acd_id agent)
{
  static acd_agent_info info;
  info = (acd_agent_info){.size = sizeof info, .name = ""};
  if (agent) assert_int_equal(acd_agent_get(engine, agent, &info), ACD_OK);
  if (!by->asks) return info.name;
  acd_engine *same;
  memcpy(&same, &engine, sizeof same); /* a hook that does not keep to the contract */
  acd_action action = {.size = sizeof action};
  assert_int_equal(acd_engine_tick(same, acd_engine_now(engine)), ACD_ERR_REENTRY);
  assert_int_equal(acd_action_next(same, &action), ACD_ERR_REENTRY);
  return info.name;
}

static void told(void *user, const acd_engine *engine, const acd_told *command)
{
  assert_int_equal(command->size, sizeof *command);
  assert_int_equal(command->time_us, acd_engine_now(engine));
  char how[60] = "";
  if (command->code) snprintf(how, sizeof how, ": %s", acd_status_text((int)command->code));
  if (command->outcome) snprintf(how, sizeof how, ": %s", acd_outcome_str(command->outcome));
  if (command->id) {
    acd_call_info call = {.size = sizeof call};
    assert_int_equal(acd_call_get(engine, command->id, &call), ACD_OK);
    snprintf(how, sizeof how, " from %s", call.caller);
  }
  int of_agent = command->kind == ACD_COMMAND_AGENT_LOGIN || command->kind == ACD_COMMAND_AGENT_READY;
  write_line(user, acd_command_kind_str(command->kind), intrude(user, engine, of_agent ? command->subject : 0), how);
}

static void asked(void *user, const acd_engine *engine, const acd_action *action)
{
  write_line(user, "->", acd_action_kind_str(action->kind), action->agent ? " " : "");
  ((listener *)user)->size--;
  write_line(user, "", intrude(user, engine, action->agent), "");
}

static acd_engine *centre(listener *to)
{
  acd_options *options;
  acd_engine *engine;
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  assert_int_equal(acd_options_set_trace(options, told, asked, to), ACD_OK);
  assert_int_equal(acd_engine_new(options, &engine), ACD_OK);
  acd_options_free(options);
  acd_definition *definition;
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  int32_t desk = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "desk");
  acd_definition_add(definition, ACD_NOUN_AGENT, 0, "ann");
  acd_definition_add(definition, ACD_NOUN_MEMBER, desk, "ann");
  assert_int_equal(acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(definition);
  return engine;
}

static int accept_ring(void *user, acd_engine *engine, const acd_action *action)
{
  (void)user;
  return acd_action_result(engine, action->time_us, action->id, ACD_OUTCOME_BRIDGED, NULL);
}

/* A call by convenience functions and a dispatcher. */
static void live(acd_engine *engine)
{
  acd_dispatcher *dispatcher;
  acd_id call, ann;
  acd_arrival arrival = {.size = sizeof arrival, .caller = "555"};
  assert_int_equal(
      acd_dispatcher_new(engine, &(acd_hooks){.size = sizeof(acd_hooks), .ring = accept_ring}, &dispatcher), ACD_OK);
  assert_int_equal(acd_queue_find(engine, "desk", &arrival.queue), ACD_OK);
  assert_int_equal(acd_agent_find(engine, "ann", &ann), ACD_OK);
  assert_int_equal(acd_agent_ready(engine, 0, ann), ACD_ERR_STATE);
  assert_int_equal(acd_call_arrive(engine, SECOND, &arrival, &call), ACD_OK);
  assert_true(acd_dispatcher_run(dispatcher, SECOND) > 0);
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_HANGUP, 2 * SECOND, call);
  assert_int_equal(acd_engine_submit(engine, &command, NULL, 0, NULL), ACD_OK);
  command.reserved = 1; /* a broken record is not looked at */
  assert_int_equal(acd_engine_submit(engine, &command, NULL, 0, NULL), ACD_ERR_VERSION);
  acd_dispatcher_free(dispatcher);
}

static void all_is_told_once(void **state)
{
  (void)state;
  for (int asks = 0; asks < 2; asks++) {
    listener to = {.asks = asks};
    acd_engine *engine = centre(&to);
    live(engine);
    assert_string_equal(to.text, "define \n"
                                 "agent_ready ann: not possible in the present state\n"
                                 "call_arrive  from 555\n"
                                 "tick \n"
                                 "-> ring  ann\n"
                                 "result : bridged\n"
                                 "tick \n"
                                 "call_hangup \n");
    acd_engine_free(engine);
  }
}

/* A trace changes nothing of what the engine does. */
static void nothing_changes(void **state)
{
  (void)state;
  listener to = {.asks = 0};
  acd_engine *with = centre(&to), *without;
  acd_options *options;
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  assert_int_equal(acd_options_set_trace(NULL, told, asked, NULL), ACD_ERR_ARGUMENT);
  acd_options_free(options);
  test_host plain;
  host_begin(&plain, NULL);
  host_define(&plain, "agent ann\nqueue desk\n  member ann\n");
  without = plain.engine;
  live(with);
  live(without);
  assert_int_equal(acd_engine_digest_actions(with), acd_engine_digest_actions(without));
  host_end(&plain);
  acd_engine_free(with);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_is_told_once), cmocka_unit_test(nothing_changes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
