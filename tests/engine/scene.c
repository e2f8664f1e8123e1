/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <stdio.h>
#include <stdlib.h>

enum { CALLS = 60, WORDS = 5 };

typedef struct stage {
  test_host host;
  acd_id calls[CALLS]; /* from 1 on */
  int calls_count;
  size_t told; /* actions looked at */
  char heard[1000];
} stage;

typedef struct words {
  char text[WORDS][40];
} words;

static acd_id call_of(const stage *on, const char *word)
{
  int number = atoi(word);
  assert_in_range(number, 0, on->calls_count);
  return number ? on->calls[number] : 0;
}

static int number_of(const stage *on, acd_id call)
{
  for (int i = 1; i <= on->calls_count; i++)
    if (on->calls[i] == call) return i;
  return 0;
}

static void say(stage *on, const char *text)
{
  size_t used = strlen(on->heard);
  snprintf(on->heard + used, sizeof on->heard - used, "%s%s", used ? ", " : "", text);
}

/* What the step has led to, with the instant that it happened in. */
static void listen(stage *on)
{
  test_host *host = &on->host;
  host_pass(host, 0);
  host_pull(host);
  for (; on->told < host->actions_count; on->told++) {
    const acd_action *action = &host->actions[on->told].action;
    acd_agent_info agent = {.size = sizeof agent};
    char text[100];
    if (!action->agent || action->kind == ACD_ACTION_RELEASE || action->kind == ACD_ACTION_HANGUP) continue;
    if (acd_agent_get(host->engine, action->agent, &agent)) agent.name = "?";
    snprintf(text, sizeof text, "%s %s %d", acd_action_kind_str(action->kind), agent.name, number_of(on, action->call));
    say(on, text);
  }
}

static int arrive(stage *on, char *word)
{
  acd_arrival arrival;
  acd_id preferred = 0;
  acd_arrival_init(&arrival);
  arrival.number = strtok(word, "/");
  const char *agent = strtok(NULL, "/");
  if (agent) preferred = host_agent(&on->host, agent);
  arrival.preferred = &preferred;
  arrival.preferred_count = agent != NULL;
  return acd_call_arrive(on->host.engine, on->host.now, &arrival, &on->calls[++on->calls_count]);
}

static int answer(stage *on, const words *said)
{
  test_host *host = &on->host;
  int64_t outcome = 1;
  acd_id call = call_of(on, said->text[0]), agent = *said->text[2] ? host_agent(host, said->text[2]) : 0;
  while (strcmp(acd_outcome_str(outcome), said->text[1]) != 0) outcome++;
  host_pull(host);
  for (size_t i = host->actions_count; i-- > 0;) {
    const acd_action *action = &host->actions[i].action;
    if (action->call != call || (agent && action->agent != agent)) continue;
    if (action->kind == ACD_ACTION_RING || action->kind == ACD_ACTION_BRIDGE || action->kind == ACD_ACTION_JOIN)
      return acd_action_result(host->engine, host->now, action->id, outcome, NULL);
  }
  fail_msg("nothing is asked for call %s", said->text[0]);
  return 0;
}

static int on_call(stage *on, const words *said)
{
  acd_engine *engine = on->host.engine;
  acd_time now = on->host.now;
  const char *verb = said->text[0], *to = said->text[2];
  acd_id call = call_of(on, said->text[1]), target = 0, consultation;
  int kind = ACD_TARGET_AGENT;
  if (*to && acd_agent_find(engine, to, &target)) {
    kind = ACD_TARGET_QUEUE;
    target = host_queue(&on->host, to);
  }
  if (strcmp(verb, "x") == 0) return acd_call_hangup(engine, now, call);
  if (strcmp(verb, "hold") == 0) return acd_call_hold(engine, now, call);
  if (strcmp(verb, "resume") == 0) return acd_call_resume(engine, now, call);
  if (strcmp(verb, "park") == 0) return acd_call_park(engine, now, call);
  if (strcmp(verb, "complete") == 0) return acd_call_complete(engine, now, call);
  if (strcmp(verb, "conference") == 0) return acd_call_conference(engine, now, call);
  if (strcmp(verb, "pick") == 0) return acd_call_pick_up(engine, now, call, target, 0);
  if (strcmp(verb, "transfer") == 0) return acd_call_transfer(engine, now, call, kind, target, NULL);
  assert_string_equal(verb, "consult");
  int status = acd_call_consult(engine, now, call, kind, target, 0, &consultation);
  if (status == ACD_OK) on->calls[++on->calls_count] = consultation;
  return status;
}

static int on_agent(stage *on, const words *said)
{
  acd_engine *engine = on->host.engine;
  acd_time now = on->host.now;
  const char *verb = said->text[0];
  acd_id agent = host_agent(&on->host, said->text[1]);
  int64_t number = atoi(said->text[2]);
  if (strcmp(verb, "ready") == 0) return acd_agent_ready(engine, now, agent);
  if (strcmp(verb, "unready") == 0) return acd_agent_not_ready(engine, now, agent, 7);
  if (strcmp(verb, "login") == 0) return acd_agent_login(engine, now, agent, 0);
  if (strcmp(verb, "logout") == 0) return acd_agent_logout(engine, now, agent);
  if (strcmp(verb, "elsewhere") == 0) return acd_agent_elsewhere(engine, now, agent, 0, number);
  if (strcmp(verb, "finish") == 0)
    return acd_agent_set_presence(engine, now, agent, number, number == ACD_PRESENCE_NOT_READY ? 7 : 0,
                                  ACD_WHEN_FINISHED, 0);
  acd_id call = call_of(on, said->text[2]);
  if (strcmp(verb, "hang") == 0) return acd_agent_hangup(engine, now, agent, call);
  if (strcmp(verb, "end") == 0) return acd_agent_end_wrapup(engine, now, agent, call);
  if (strcmp(verb, "extend") == 0)
    return acd_agent_extend_wrapup(engine, now, agent, call, atoi(said->text[3]) * SECOND);
  assert_string_equal(verb, "supervise");
  return acd_agent_supervise(engine, now, agent, call, atoi(said->text[3]));
}

static void tell_agent(stage *on, const char *name)
{
  acd_agent_info info = centre_agent(&on->host, name);
  char text[100];
  snprintf(text, sizeof text, "%s %d %d", acd_agent_state_str(info.state), (int)info.load, (int)info.lines_count);
  say(on, text);
}

static void tell_line(stage *on, const words *said)
{
  acd_agent_info info = centre_agent(&on->host, said->text[1]);
  acd_id agent = host_agent(&on->host, said->text[1]), call = call_of(on, said->text[2]);
  for (size_t i = 0; i < (size_t)info.lines_count; i++) {
    acd_line_info line = {.size = sizeof line};
    char text[100];
    assert_int_equal(acd_agent_line(on->host.engine, agent, i, &line), ACD_OK);
    if (line.call != call) continue;
    snprintf(text, sizeof text, "%s %d%s", acd_agent_state_str(line.state), (int)line.weight,
             line.interrupted ? " interrupted" : "");
    say(on, text);
  }
}

static int do_step(stage *on, const scene *of, words *said)
{
  static const char *const for_agents[] = {"ready",     "unready", "login", "logout", "finish",
                                           "elsewhere", "hang",    "end",   "extend", "supervise"};
  acd_id agent;
  char *verb = said->text[0];
  if (*verb == '+') {
    host_pass(&on->host, (int64_t)(strtod(verb + 1, NULL) * 1e6 + 0.5));
    return ACD_OK;
  }
  if (strcmp(verb, "change") == 0) return host_submit(&on->host, ACD_DEFINE_CHANGE, of->change);
  if (strcmp(verb, "define") == 0) return host_submit(&on->host, ACD_DEFINE_WHOLE, of->change);
  if (*verb >= '0' && *verb <= '9') return *said->text[1] ? answer(on, said) : arrive(on, verb);
  if (strcmp(verb, "line") == 0) {
    tell_line(on, said);
    return ACD_OK;
  }
  for (size_t i = 0; i < COUNT(for_agents); i++)
    if (strcmp(verb, for_agents[i]) == 0) return on_agent(on, said);
  if (acd_agent_find(on->host.engine, verb, &agent)) return on_call(on, said);
  tell_agent(on, verb);
  return ACD_OK;
}

static void play(const scene *of)
{
  static stage on;
  memset(&on, 0, sizeof on);
  host_begin(&on.host, NULL);
  host_define(&on.host, of->centre);
  for (int i = 0; i < SCENE_STEPS && of->steps[i].does; i++) {
    words said = {{""}};
    char *at = on.heard;
    *at = '\0';
    sscanf(of->steps[i].does, "%39s %39s %39s %39s", said.text[0], said.text[1], said.text[2], said.text[3]);
    int status = do_step(&on, of, &said);
    if (status == ACD_ERR_STATE) say(&on, "!state");
    if (status == ACD_ERR_ARGUMENT) say(&on, "!argument");
    if (status == ACD_ERR_LIMIT) say(&on, "!limit");
    if (status && !*on.heard) fail_msg("%s, step %d (%s): %d", of->what, i + 1, of->steps[i].does, status);
    listen(&on);
    host_check(&on.host);
    if (strcmp(on.heard, of->steps[i].told) != 0)
      fail_msg("%s, step %d (%s)\n  heard:    %s\n  expected: %s", of->what, i + 1, of->steps[i].does, on.heard,
               of->steps[i].told);
  }
  host_end(&on.host);
}

void scene_play(const scene *scenes, size_t count)
{
  for (size_t i = 0; i < count; i++) play(&scenes[i]);
}
