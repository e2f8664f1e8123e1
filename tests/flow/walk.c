/* SPDX-License-Identifier: Apache-2.0 */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>

acd_id walk_call(test_host *host, const char *number, const char *caller)
{
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.caller = caller;
  acd_id call = 0;
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call), ACD_OK);
  return call;
}

acd_id walk_arrive(test_host *host, const char *node)
{
  if (strstr(node, "zoe")) centre_rings(host, host_arrive(host, "2"), "zoe");
  acd_arrival arrival;
  acd_id call = 0;
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.attributes = "noon=1970-01-01T12:00"; /* of a slot */
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call), ACD_OK);
  return call;
}

static const acd_action *latest(test_host *host)
{
  host_pull(host);
  for (size_t i = host->actions_count; i-- > 0;) {
    const acd_action *action = &host->actions[i].action;
    switch (action->kind) {
    case ACD_ACTION_RING:
    case ACD_ACTION_BRIDGE:
    case ACD_ACTION_PLAY:
    case ACD_ACTION_COLLECT:
    case ACD_ACTION_VOICEMAIL:
    case ACD_ACTION_HOST:
    case ACD_ACTION_DIAL:
    case ACD_ACTION_TRANSFER: return action;
    default: break;
    }
  }
  fail_msg("nothing was asked");
  return NULL;
}

static int command(test_host *host, acd_id call, const char *verb, const char *name)
{
  acd_engine *engine = host->engine;
  if (strcmp(verb, "caller") == 0) return acd_call_hangup(engine, host->now, call);
  if (strcmp(verb, "hold") == 0) return acd_call_hold(engine, host->now, call);
  if (strcmp(verb, "resume") == 0) return acd_call_resume(engine, host->now, call);
  if (strcmp(verb, "key") == 0) return acd_call_keys(engine, host->now, call, name);
  if (strcmp(verb, "ready") == 0) return acd_agent_ready(engine, host->now, host_agent(host, name));
  if (strcmp(verb, "away") == 0) return acd_agent_not_ready(engine, host->now, host_agent(host, name), 1);
  if (strcmp(verb, "out") == 0) return acd_agent_logout(engine, host->now, host_agent(host, name));
  if (strcmp(verb, "clear") == 0) return acd_queue_clear(engine, host->now, host_queue(host, name));
  if (strcmp(verb, "text") == 0) return acd_action_result(engine, host->now, latest(host)->id, ACD_OUTCOME_DONE, name);
  if (strcmp(verb, "leave") == 0) return acd_agent_hangup(engine, host->now, host_agent(host, name), 0);
  if (strcmp(verb, "cancel") == 0) return acd_callback_cancel(engine, host->now, call);
  for (int64_t outcome = 1; outcome <= ACD_OUTCOME_MACHINE; outcome++)
    if (strcmp(verb, acd_outcome_str(outcome)) == 0)
      return acd_action_result(engine, host->now, latest(host)->id, outcome, NULL);
  fail_msg("what is \"%s\"?", verb);
  return ACD_ERR_ARGUMENT;
}

static int say(test_host *host, char *words)
{
  for (char *at = words; *at; at++)
    if (*at == '_') *at = ' ';
  return acd_action_result(host->engine, host->now, latest(host)->id, ACD_OUTCOME_SPEECH, words);
}

void walk_on(test_host *host, acd_id call, const char *words)
{
  char copy[400];
  snprintf(copy, sizeof copy, "%s", words);
  for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
    int status = ACD_OK;
    char *colon = strchr(word, ':');
    if (colon) *colon = '\0';
    host_pull(host);
    if (word[0] == '=')
      status = acd_action_result(host->engine, host->now, latest(host)->id, ACD_OUTCOME_DIGITS, word + 1);
    else if (word[0] == '~')
      status = say(host, word + 1);
    else if (strcmp(word, "@") == 0)
      host_pass_deadline(host);
    else if (word[0] == '@')
      host_pass(host, strtol(word + 1, NULL, 10) * SECOND);
    else
      status = command(host, call, word, colon ? colon + 1 : "");
    if (status) fail_msg("\"%s\" of \"%s\": %s", word, words, acd_status_text(status));
    host_pull(host);
    host_check(host);
  }
}

static void add_exits(outline *to, int64_t kind, const char *keys, const char *format)
{
  const char *at = acd_node_exits(kind);
  assert_non_null(at);
  for (; kind == ACD_NODE_KIND_MENU && *keys; keys++) outline_write(to, format, *keys, "", *keys, "");
  while (*at) {
    int size = (int)strcspn(at, " ");
    char rest[32];
    snprintf(rest, sizeof rest, "%.*s", size - 1, at + 1);
    outline_write(to, format, at[0], rest, at[0], rest);
    at += size + (at[size] == ' ');
  }
}

void walk_kind_name(int64_t kind, char *name, size_t size)
{
  acd_property property = {.size = sizeof property};
  const char *at = "";
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++)
    if (property.property_id == ACD_NODE_KIND) at = property.choices;
  while (--kind > 0) at += strcspn(at, " ") + 1;
  snprintf(name, size, "%.*s", (int)strcspn(at, " "), at);
}

void walk_outline(outline *to, const char *centre, const char *node, const char *keys)
{
  int64_t kind = 0;
  char word[16] = "", name[16];
  sscanf(node, "%15s", word);
  for (int64_t i = 1; i <= NODE_KIND_LAST; i++) {
    walk_kind_name(i, name, sizeof name);
    if (strcmp(name, word) == 0) kind = i;
  }
  to->size = 0;
  outline_write(to, "%sflow f start=n\n  node n kind=%s\n", centre, node);
  add_exits(to, kind, keys, "    exit %c%s to=%c%s\n");
  add_exits(to, kind, keys, "  node %c%s kind=play prompt=%c%s\n");
  outline_write(to, "number 1 flow=f\n");
}
