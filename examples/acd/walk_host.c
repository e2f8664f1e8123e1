/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of the engine's actions and events. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"
#include "walk.h"

walk_open *walk_open_add(walk *of, const acd_action *action)
{
  walk_open *open;
  if (of->open_count == of->open_capacity) {
    of->open_capacity = of->open_capacity ? 2 * of->open_capacity : 8;
    of->open = grow(of->open, of->open_capacity * sizeof(*of->open));
  }
  open = &of->open[of->open_count++];
  memset(open, 0, sizeof(*open));
  open->id = action->id;
  open->agent = action->agent;
  open->kind = action->kind;
  open->call = (size_t)action->call_ref - 1;
  open->text = walk_copy(action->text);
  open->due_us = ACD_TIME_NEVER;
  return open;
}

walk_open *walk_open_find(walk *of, size_t call, uint32_t kind)
{
  for (size_t i = 0; i < of->open_count; i++) {
    walk_open *open = &of->open[i];
    if (open->call == call && (kind ? open->kind == kind : open->kind != ACD_ACTION_RING)) return open;
  }
  return NULL;
}

void walk_open_drop(walk *of, walk_open *action)
{
  size_t index = (size_t)(action - of->open);
  free(action->text);
  memmove(action, action + 1, (--of->open_count - index) * sizeof(*action));
}

/* Drops a call's actions of a kind (0: all), of one agent where `agent` is not 0. */
static void drop(walk *of, size_t call, uint32_t kind, acd_id agent)
{
  for (size_t i = of->open_count; i-- > 0;) {
    walk_open *open = &of->open[i];
    if (open->call == call && (!kind || open->kind == kind) && (!agent || open->agent == agent))
      walk_open_drop(of, open);
  }
}

static int is_media(uint32_t kind)
{
  return kind == ACD_ACTION_PLAY || kind == ACD_ACTION_COLLECT || kind == ACD_ACTION_MUSIC ||
         kind == ACD_ACTION_VOICEMAIL || kind == ACD_ACTION_HOST;
}

/* A call has one media action at a time. */
static void replace_media(walk *of, size_t call)
{
  for (size_t i = of->open_count; i-- > 0;)
    if (of->open[i].call == call && is_media(of->open[i].kind)) walk_open_drop(of, &of->open[i]);
}

static const walk_rule *rule_of(const walk *of, const acd_action *action)
{
  for (size_t i = of->rules_count; i-- > 0;) {
    const walk_rule *rule = &of->rules[i];
    if (rule->kind == action->kind && (!rule->text[0] || strcmp(rule->text, action->text) == 0))
      return rule->outcome ? rule : NULL;
  }
  return NULL;
}

static const char *agent_name(const walk *of, acd_id agent)
{
  acd_agent_info info = {.size = sizeof(info)};
  return acd_agent_get(of->engine, agent, &info) == ACD_OK ? info.name : "";
}

static const char *node_name(const walk *of, acd_id call)
{
  acd_call_info info = {.size = sizeof(info)};
  const char *name = NULL;
  if (acd_call_get(of->engine, call, &info) == ACD_OK && info.flow)
    name = acd_flow_node_name(of->engine, info.flow, info.node);
  return name ? name : "";
}

static void ask(walk *of, const acd_action *action)
{
  walk_open *open = walk_open_add(of, action);
  snprintf(open->terminators, sizeof(open->terminators), "%s", action->terminators);
  open->digits_max = action->digits_max;
  open->pause_us = action->digit_timeout_us;
  open->due_us = of->now_us + action->input_timeout_us;
}

static const char *recording_name(int64_t mode)
{
  static const char *const names[] = {"?", "on", "off", "paused"};
  return names[mode >= ACD_RECORDING_ON && mode <= ACD_RECORDING_PAUSED ? mode : 0];
}

/* A callback that was not dialled yet: who hangs up is the caller who took it. */
static int is_let_go(const walk *of, acd_id call)
{
  acd_callback_info info = {.size = sizeof(info)};
  return acd_callback_get(of->engine, call, &info) == ACD_OK && info.attempts == 0;
}

/* Tells of the action: what a caller or an agent notices of it. */
static void tell(walk *of, const acd_action *action, size_t call)
{
  int whispers = action->to == ACD_TO_AGENT;
  switch (action->kind) {
  case ACD_ACTION_PLAY:
    walk_happen(of, whispers ? HAPPENING_WHISPER : HAPPENING_PLAY, call, action->text, "", action->says, action->value);
    break;
  case ACD_ACTION_COLLECT:
    walk_happen(of, whispers ? HAPPENING_WHISPER_ASK : HAPPENING_ASK, call, action->text, node_name(of, action->call),
                0, action->speech);
    break;
  case ACD_ACTION_MUSIC: walk_happen(of, HAPPENING_MUSIC, call, action->text, "", 0, 0); break;
  case ACD_ACTION_RING: walk_happen(of, HAPPENING_RING, call, agent_name(of, action->agent), "", 0, 0); break;
  case ACD_ACTION_VOICEMAIL: walk_happen(of, HAPPENING_VOICEMAIL, call, action->text, action->prompt, 0, 0); break;
  case ACD_ACTION_TRANSFER: walk_happen(of, HAPPENING_TRANSFER, call, action->text, "", 0, 0); break;
  case ACD_ACTION_HOST: walk_happen(of, HAPPENING_HOST, call, action->text, action->parameters, 0, 0); break;
  case ACD_ACTION_DIAL: walk_happen(of, HAPPENING_DIAL, call, action->text, "", 0, 0); break;
  case ACD_ACTION_MESSAGE: walk_happen(of, HAPPENING_MESSAGE, call, action->prompt, action->text, 0, 0); break;
  case ACD_ACTION_HANGUP:
    if (action->reason == ACD_END_CALLBACK && is_let_go(of, action->call))
      walk_happen(of, HAPPENING_RELEASED, call, "", "", 0, 0);
    break;
  case ACD_ACTION_RECORDING: walk_happen(of, HAPPENING_RECORDING, call, recording_name(action->value), "", 0, 0); break;
  default: break;
  }
}

/* What is answered where no rule says how: 0 waits for a person. */
static int64_t usual_outcome(uint32_t kind)
{
  switch (kind) {
  case ACD_ACTION_RING:
  case ACD_ACTION_COLLECT:
  case ACD_ACTION_VOICEMAIL:
  case ACD_ACTION_HOST:
  case ACD_ACTION_DIAL:
  case ACD_ACTION_TRANSFER: return 0;
  default: return ACD_OUTCOME_DONE;
  }
}

int walk_host(walk *of, const acd_action *action)
{
  const walk_rule *rule = rule_of(of, action);
  int64_t outcome = rule ? rule->outcome : usual_outcome(action->kind);
  size_t call = (size_t)action->call_ref - 1;
  if (action->call_ref < 1 || call >= of->calls_count) return walk_give(of, action->id, ACD_OUTCOME_FAILED, NULL);
  if ((is_media(action->kind) && action->to != ACD_TO_AGENT) || action->kind == ACD_ACTION_BRIDGE)
    replace_media(of, call);
  if (action->kind == ACD_ACTION_RELEASE || action->to == ACD_TO_AGENT) drop(of, call, 0, action->agent);
  if (action->kind == ACD_ACTION_HANGUP) drop(of, call, ACD_ACTION_DIAL, 0);
  if (action->kind == ACD_ACTION_RING || action->kind == ACD_ACTION_RING_STOP)
    drop(of, call, ACD_ACTION_RING, action->agent);
  tell(of, action, call);
  if (outcome && outcome != ACD_OUTCOME_TIMEOUT)
    return walk_give(of, action->id, outcome, rule && rule->answer[0] ? rule->answer : NULL);
  if (action->kind == ACD_ACTION_COLLECT && !outcome)
    ask(of, action);
  else
    walk_open_add(of, action);
  return 1;
}

int walk_input_end(walk *of, walk_open *input)
{
  char keys[sizeof(input->keys)];
  acd_id id = input->id;
  memcpy(keys, input->keys, sizeof(keys));
  walk_open_drop(of, input);
  return walk_give(of, id, ACD_OUTCOME_DIGITS, keys);
}

void walk_happen(walk *of, int kind, size_t call, const char *text, const char *more, int64_t says, int64_t value)
{
  happening *one;
  if (of->happenings_count == of->happenings_capacity) {
    of->happenings_capacity = of->happenings_capacity ? 2 * of->happenings_capacity : 32;
    of->happenings = grow(of->happenings, of->happenings_capacity * sizeof(*of->happenings));
  }
  one = &of->happenings[of->happenings_count++];
  one->kind = kind;
  one->call = call;
  one->time_us = of->now_us;
  one->text = walk_copy(text);
  one->more = walk_copy(more);
  one->says = says;
  one->value = value;
}

void walk_event_keep(void *user, const acd_event *event)
{
  walk *of = user;
  if (event->call_ref < 1) return;
  if (of->events_count == of->events_capacity) {
    of->events_capacity = of->events_capacity ? 2 * of->events_capacity : 32;
    of->events = grow(of->events, of->events_capacity * sizeof(*of->events));
  }
  of->events[of->events_count++] = *event;
}

static void tell_exit(walk *of, const acd_event *event, size_t call)
{
  const char *node = acd_flow_node_name(of->engine, event->flow, event->value);
  const char *exit = acd_flow_exit_name(of->engine, event->flow, event->value, event->detail);
  if (!node || !exit) return; /* of a version that is gone already */
  walk_happen(of, HAPPENING_EXIT, call, node, exit, 0, 0);
  if (of->on_exit) of->on_exit(of->user, of, event->flow, node, exit);
}

/* The queue that the call had only just come to. */
static void tell_turned_away(walk *of, const acd_event *event, size_t call)
{
  acd_queue_info queue = {.size = sizeof(queue)};
  if (acd_queue_get(of->engine, event->queue, &queue) != ACD_OK) queue.name = "";
  for (size_t i = of->happenings_count; i-- > 0;) {
    happening *it = &of->happenings[i];
    if (it->call != call || it->kind != HAPPENING_QUEUE) continue;
    if (strcmp(it->text, queue.name) == 0) it->kind = HAPPENING_TURNED_AWAY;
    return;
  }
}

static void tell_event(walk *of, const acd_event *event, size_t call)
{
  acd_queue_info queue = {.size = sizeof(queue)};
  switch (event->kind) {
  case ACD_EVENT_QUEUE_ENTERED:
    if (event->detail == ACD_ENTER_CALLBACK) break; /* nobody is there to notice */
    if (acd_queue_get(of->engine, event->queue, &queue) != ACD_OK) queue.name = "";
    walk_happen(of, HAPPENING_QUEUE, call, queue.name, "", 0, 0);
    break;
  case ACD_EVENT_QUEUE_LEFT:
    if (event->detail == ACD_LEAVE_REJECTED) tell_turned_away(of, event, call);
    break;
  case ACD_EVENT_OFFER_ENDED:
    drop(of, call, ACD_ACTION_RING, event->agent);
    walk_happen(of, HAPPENING_RING_ENDED, call, agent_name(of, event->agent), "", 0, event->detail);
    break;
  case ACD_EVENT_ANSWERED:
    walk_happen(of, HAPPENING_TALK, call, agent_name(of, event->agent), "", 0, event->value_us);
    break;
  case ACD_EVENT_CONVERSATION_ENDED:
    walk_happen(of, HAPPENING_APART, call, agent_name(of, event->agent), "", 0, event->value_us);
    break;
  case ACD_EVENT_FLOW_EXIT: tell_exit(of, event, call); break;
  case ACD_EVENT_SLOT: walk_happen(of, HAPPENING_SLOT, call, acd_slot_change_str(event->detail), "", 0, 0); break;
  case ACD_EVENT_CALLBACK_ENDED:
    drop(of, call, ACD_ACTION_DIAL, 0);
    walk_happen(of, HAPPENING_CALLBACK, call, acd_callback_outcome_str(event->detail), "", 0, event->value_us);
    break;
  case ACD_EVENT_ACTION_TIMEOUT:
    drop(of, call, (uint32_t)event->detail, event->agent);
    walk_happen(of, HAPPENING_LATE, call, acd_action_kind_str((uint32_t)event->detail), "", 0, 0);
    break;
  case ACD_EVENT_CALL_ENDED:
    drop(of, call, 0, 0);
    of->calls[call].end = event->detail;
    walk_happen(of, HAPPENING_END, call, acd_end_str(event->detail), "", 0, event->value_us);
    break;
  default: break;
  }
}

void walk_events_tell(walk *of)
{
  for (size_t i = 0; i < of->events_count; i++)
    if ((size_t)of->events[i].call_ref <= of->calls_count)
      tell_event(of, &of->events[i], (size_t)of->events[i].call_ref - 1);
  of->events_count = 0;
}
