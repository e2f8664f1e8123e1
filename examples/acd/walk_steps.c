/* SPDX-License-Identifier: Apache-2.0 */
/* What whoever walks a call can do. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "definition.h"
#include "tool.h"
#include "walk.h"

#define NAMES_MAX 1000 /* that a misspelt one is compared with */

/* The current call if it is live, else NULL with a complaint. */
static walk_call *live(walk *of)
{
  if (!of->calls_count) {
    walk_fail(of, "there is no call yet");
    return NULL;
  }
  if (of->calls[of->current].end) {
    walk_fail(of, "the call has ended (%s)", acd_end_str(of->calls[of->current].end));
    return NULL;
  }
  return &of->calls[of->current];
}

/* Time 0 of an engine that had no call yet is set to the moment of the first; later calls come when it is reached. */
static int reach(walk *of, int64_t moment_us)
{
  if (!of->calls_count) {
    of->wall_us = moment_us - of->now_us;
    return walk_command(of, acd_engine_wall_set(of->engine, of->now_us, of->wall_us), "time of the call");
  }
  if (moment_us < of->wall_us + of->now_us)
    return walk_fail(of, "the call would arrive before what has happened already");
  return walk_pass_until(of, moment_us);
}

static int find_entry(walk *of, const char *entry, acd_arrival *arrival)
{
  if (strncmp(entry, "queue:", 6) == 0) return walk_find_queue(of, entry + 6, &arrival->queue);
  if (strncmp(entry, "flow:", 5) != 0) {
    arrival->number = entry;
    return 1;
  }
  if (acd_flow_find(of->engine, entry + 5, &arrival->flow) == ACD_OK) return 1;
  return walk_fail(of, "found no flow \"%s\" in the definition", entry + 5);
}

static int not_arrived(walk *of, const char *entry, int status)
{
  char *near;
  if (status != ACD_ERR_NOT_FOUND) return walk_command(of, status, "call");
  near = definition_nearest_number(of->definition, entry);
  walk_fail(of, "found no number \"%s\" in the definition%s%s%s", entry, near ? "; did you mean \"" : "",
            near ? near : "", near ? "\"?" : "");
  free(near);
  return 0;
}

int walk_call_in(walk *of, const char *entry, const char *caller, int64_t moment_us, const char *label,
                 const char *attributes)
{
  acd_arrival arrival;
  walk_call *call;
  int status;
  acd_arrival_init(&arrival);
  arrival.caller = caller;
  arrival.attributes = attributes;
  if (!find_entry(of, entry, &arrival)) return 0;
  for (size_t i = 0; i < of->calls_count; i++)
    if (label[0] && strcmp(of->calls[i].label, label) == 0)
      return walk_fail(of, "found a second call \"%s\", expected another name", label);
  if (moment_us >= 0 && !reach(of, moment_us)) return 0;
  of->calls = grow(of->calls, (of->calls_count + 1) * sizeof(*of->calls));
  call = &of->calls[of->calls_count++];
  memset(call, 0, sizeof(*call));
  call->label = walk_copy(label);
  call->seen = of->happenings_count;
  arrival.host_ref = (int64_t)of->calls_count;
  of->answered = 0;
  do {
    status = acd_call_arrive(of->engine, of->now_us, &arrival, &call->id);
  } while (status == ACD_AGAIN && walk_tick(of));
  if (status < 0) {
    free(call->label);
    of->calls_count--;
    return not_arrived(of, entry, status);
  }
  of->current = of->calls_count - 1;
  return walk_tick(of);
}

int walk_on(walk *of, const char *label)
{
  const char *names[NAMES_MAX], *near;
  size_t count = 0;
  for (size_t i = 0; i < of->calls_count; i++) {
    if (strcmp(of->calls[i].label, label) == 0) {
      of->current = i;
      return 1;
    }
    if (of->calls[i].label[0] && count < NAMES_MAX) names[count++] = of->calls[i].label;
  }
  near = nearest(label, names, count);
  return walk_fail(of, "found no call \"%s\"%s%s%s", label, near ? "; did you mean \"" : "", near ? near : "",
                   near ? "\"?" : "");
}

/* Is somebody there who could do something, or is the customer still to be called back? */
static int on_line(walk *of)
{
  acd_callback_info info = {.size = sizeof(info)};
  if (acd_callback_get(of->engine, of->calls[of->current].id, &info) != ACD_OK ||
      info.stage == ACD_CALLBACK_STAGE_REACHED)
    return 1;
  return walk_fail(of, info.stage == ACD_CALLBACK_STAGE_DIALLING
                           ? "the customer is dialled, and not on the line: pick-up, busy, no-answer, machine or fail"
                           : "the customer is not on the line, but is to be called back");
}

/* One key of an input: 1, or 0 where the input is over with it. */
static int add_key(walk_open *input, char key)
{
  size_t size = strlen(input->keys);
  if (strchr(input->terminators, key)) return 0;
  if (size + 1 < sizeof(input->keys)) input->keys[size] = key;
  return (int64_t)(size + 1) < input->digits_max;
}

int walk_press(walk *of, const char *keys)
{
  if (!live(of) || !on_line(of)) return 0;
  of->answered = 0;
  for (; *keys; keys++) {
    walk_open *input = walk_open_find(of, of->current, ACD_ACTION_COLLECT);
    const char key[2] = {*keys, '\0'};
    if (of->calls[of->current].end) return walk_fail(of, "the call ended before key %s", key);
    if (!input) {
      int status = acd_call_keys(of->engine, of->now_us, of->calls[of->current].id, key);
      if (!walk_command(of, status, "key") || !walk_tick(of)) return 0;
    } else if (add_key(input, *keys)) {
      input->due_us = of->now_us + input->pause_us;
    } else if (!walk_input_end(of, input) || !walk_tick(of)) {
      return 0;
    }
  }
  return 1;
}

int walk_say(walk *of, const char *text)
{
  walk_open *input;
  acd_id action;
  int status;
  if (!live(of)) return 0;
  input = walk_open_find(of, of->current, ACD_ACTION_COLLECT);
  if (!input) return walk_fail(of, "no keys are asked for");
  of->answered = 0;
  action = input->id;
  status = acd_action_result(of->engine, of->now_us, action, ACD_OUTCOME_SPEECH, text);
  if (status == ACD_ERR_ARGUMENT) return walk_fail(of, "keys are asked for, not speech");
  if (!walk_command(of, status, "say")) return 0;
  for (size_t i = 0; i < of->open_count; i++)
    if (of->open[i].id == action) {
      walk_open_drop(of, &of->open[i]);
      break;
    }
  return walk_tick(of);
}

int walk_hang_up(walk *of)
{
  walk_call *call = live(of);
  if (!call || !on_line(of)) return 0;
  of->answered = 0;
  return walk_command(of, acd_call_hangup(of->engine, of->now_us, call->id), "hang up") && walk_tick(of);
}

/* The ring of an agent, or the only one there is. */
static walk_open *find_ring(walk *of, acd_id agent)
{
  walk_open *found = NULL;
  for (size_t i = 0; i < of->open_count; i++) {
    if (of->open[i].kind != ACD_ACTION_RING || (agent && of->open[i].agent != agent)) continue;
    if (found && !agent) {
      walk_fail(of, "several agents are rung, expected the name of one");
      return NULL;
    }
    if (!found || of->open[i].call == of->current) found = &of->open[i];
  }
  if (!found) walk_fail(of, agent ? "the agent is not rung" : "nobody is rung");
  return found;
}

int walk_answer(walk *of, const char *agent, int64_t outcome)
{
  acd_id id = 0, action;
  walk_open *ring;
  if (agent && !walk_find_agent(of, agent, &id)) return 0;
  ring = find_ring(of, id);
  if (!ring) return 0;
  of->answered = 0;
  action = ring->id;
  walk_open_drop(of, ring);
  return walk_give(of, action, outcome, NULL) && walk_tick(of);
}

int walk_finish(walk *of, const char *agent)
{
  acd_id id = 0;
  if (agent) {
    if (!walk_find_agent(of, agent, &id)) return 0;
  } else {
    acd_call_info info = {.size = sizeof(info)};
    walk_call *call = live(of);
    if (!call) return 0;
    if (acd_call_get(of->engine, call->id, &info) == ACD_OK) id = info.agent;
    if (!id) return walk_fail(of, "the call is with no agent");
  }
  of->answered = 0;
  return walk_command(of, acd_agent_hangup(of->engine, of->now_us, id, 0), "the agent hangs up") && walk_tick(of);
}

int walk_hold(walk *of, int held)
{
  acd_call_info info = {.size = sizeof(info)};
  walk_call *call = live(of);
  int status;
  if (!call || acd_call_get(of->engine, call->id, &info) != ACD_OK) return 0;
  if (info.state != (held ? ACD_CALL_STATE_TALKING : ACD_CALL_STATE_HELD))
    return walk_fail(of, held ? "the call talks to no agent" : "the call is not on hold");
  of->answered = 0;
  status = held ? acd_call_hold(of->engine, of->now_us, call->id) : acd_call_resume(of->engine, of->now_us, call->id);
  return walk_command(of, status, held ? "hold" : "resume") && walk_tick(of);
}

int walk_presence(walk *of, const char *agent, int presence, int64_t reason)
{
  acd_id id;
  if (!walk_find_agent(of, agent, &id)) return 0;
  of->answered = 0;
  return walk_command(of, acd_agent_set_presence(of->engine, of->now_us, id, presence, reason, ACD_WHEN_NOW, 0),
                      "presence") &&
         walk_tick(of);
}

/* Answers an action that waits. */
static int answer_open(walk *of, const walk_open *open, int64_t outcome)
{
  uint32_t kind;
  acd_id id;
  int status;
  of->answered = 0;
  kind = open->kind;
  id = open->id;
  status = acd_action_result(of->engine, of->now_us, id, outcome, NULL);
  if (status < 0) {
    char what[64];
    snprintf(what, sizeof(what), "%s as the answer to %s", acd_outcome_str(outcome), acd_action_kind_str(kind));
    return walk_command(of, status, what);
  }
  for (size_t i = 0; i < of->open_count; i++)
    if (of->open[i].id == id) {
      walk_open_drop(of, &of->open[i]);
      break;
    }
  return walk_tick(of);
}

int walk_result(walk *of, int64_t outcome)
{
  const walk_open *open = live(of) ? walk_open_find(of, of->current, 0) : NULL;
  if (!open) return of->complaint[0] ? 0 : walk_fail(of, "the host is asked for nothing");
  return answer_open(of, open, outcome);
}

int walk_pick_up(walk *of, int64_t outcome)
{
  const walk_open *open = live(of) ? walk_open_find(of, of->current, ACD_ACTION_DIAL) : NULL;
  if (!open) return of->complaint[0] ? 0 : walk_fail(of, "the customer is not dialled");
  return answer_open(of, open, outcome);
}

int walk_rule_add(walk *of, uint32_t kind, const char *text, int64_t outcome, const char *answer)
{
  walk_rule *rule;
  if (text[0] && !walk_find_text(of, kind, text)) return 0;
  of->rules = grow(of->rules, (of->rules_count + 1) * sizeof(*of->rules));
  rule = &of->rules[of->rules_count++];
  rule->kind = kind;
  rule->text = walk_copy(text);
  rule->outcome = outcome;
  rule->answer = walk_copy(answer);
  return 1;
}

int walk_host_answer(walk *of, const char *operation, const char *text)
{
  if (!walk_find_text(of, ACD_ACTION_HOST, operation)) return 0;
  of->answered = 0;
  walk_rule_add(of, ACD_ACTION_HOST, operation, ACD_OUTCOME_DONE, text);
  for (size_t i = 0; i < of->open_count; i++) {
    acd_id action = of->open[i].id;
    if (of->open[i].kind != ACD_ACTION_HOST || strcmp(of->open[i].text, operation) != 0) continue;
    walk_open_drop(of, &of->open[i]);
    if (!walk_give(of, action, ACD_OUTCOME_DONE, text) || !walk_tick(of)) return 0;
    i = (size_t)-1; /* the list is another one */
  }
  return 1;
}

int walk_toggle(walk *of, const char *toggle, int on)
{
  const char *names[NAMES_MAX];
  size_t count = 0;
  acd_id id;
  if (acd_toggle_find(of->engine, toggle, &id) == ACD_OK)
    return walk_command(of, acd_toggle_set(of->engine, of->now_us, id, on), "toggle") && walk_tick(of);
  for (id = 0; (id = acd_toggle_next(of->engine, id)) != 0 && count < NAMES_MAX;) {
    acd_toggle_info info = {.size = sizeof(info)};
    if (acd_toggle_get(of->engine, id, &info) == ACD_OK) names[count++] = info.name;
  }
  return walk_unknown(of, "toggle", toggle, names, count);
}

int walk_attribute_set(walk *of, const char *name, const char *value)
{
  walk_call *call = live(of);
  if (!call) return 0;
  return walk_command(of, acd_call_set(of->engine, of->now_us, call->id, name, value), "attribute") && walk_tick(of);
}

int walk_gate(walk *of, const char *queue, int64_t gate)
{
  acd_id id;
  int status;
  if (!walk_find_queue(of, queue, &id)) return 0;
  of->answered = 0;
  status = gate == ACD_GATE_OPEN    ? acd_queue_open(of->engine, of->now_us, id)
           : gate == ACD_GATE_DRAIN ? acd_queue_drain(of->engine, of->now_us, id)
                                    : acd_queue_clear(of->engine, of->now_us, id);
  return walk_command(of, status, "gate of the queue") && walk_tick(of);
}
