/* SPDX-License-Identifier: Apache-2.0 */
/* Twilio Studio: what becomes of each type of state. */
#include "twilio_studio.h"

#include <stdio.h>
#include <string.h>

#define TIMEOUT_S 3600 /* longest wait for a key */
#define DAY_S     86400

static void put(acd__import_step *step, json_t *node, const char *key, json_t *value)
{
  acd__import_put(step->import, node, key, value);
}

static const char *text_of(const acd__import_step *step, const char *key)
{
  return acd__import_string(step->parameters, key);
}

const char *acd__studio_event(const acd__import_step *step, const char *name)
{
  const json_t *transition;
  size_t index;
  json_array_foreach(json_object_get(step->action, "transitions"), index, transition)
  {
    if (strcmp(acd__import_string(transition, "event"), name) == 0)
      return acd__import_target(step, json_string_value(json_object_get(transition, "next")));
  }
  return NULL;
}

static void exit_by(acd__import_step *step, json_t *node, const char *exit, const char *name)
{
  acd__import_exit(step, node, exit, acd__studio_event(step, name));
}

/* An attribute of the state's own, as "widgets.ask.Digits". */
static void own_attribute(const acd__import_step *step, const char *what, char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1])
{
  char name[ACD__IMPORT_NAME_MAX + 64];
  snprintf(name, sizeof name, "widgets.%.240s.%s", acd__import_string(step->action, "name"), what);
  acd__import_attribute(name, strlen(name), attribute);
}

/* Keys of what only the designer's picture and other editors need. */
static int is_drawing(const char *key)
{
  return strcmp(key, "offset") == 0;
}

static void host_with(acd__import_step *step, const char *done, const char *timeout, const char *error)
{
  json_t *node = acd__import_host(step, step->kind), *value;
  const char *key;
  json_object_foreach(step->parameters, key, value)
  {
    size_t index;
    json_t *pair;
    if (is_drawing(key)) continue;
    if (strcmp(key, "parameters") != 0 && strcmp(key, "variables") != 0) {
      acd__import_parameters(step, node, key, value);
      continue;
    }
    json_array_foreach(value, index, pair)
        acd__import_parameters(step, node, acd__import_string(pair, "key"), json_object_get(pair, "value"));
  }
  int64_t seconds = acd__import_number(step->parameters, "timeout");
  if (seconds > 0) put(step, node, "time_s", json_integer(seconds > DAY_S ? DAY_S : seconds));
  acd__import_exit(step, node, "next", done);
  acd__import_exit(step, node, "timeout", timeout);
  acd__import_exit(step, node, "error", error);
}

/* An action of the host whose events are none that the table knows: each is an answer. */
static void host_events(acd__import_step *step)
{
  const json_t *transition;
  size_t index;
  host_with(step, NULL, NULL, NULL);
  json_t *node = json_object_get(json_object_get(step->source->flow, "nodes"), step->node);
  json_array_foreach(json_object_get(step->action, "transitions"), index, transition)
      acd__import_case(step, node, "equal", acd__import_string(transition, "event"),
                       acd__import_target(step, json_string_value(json_object_get(transition, "next"))));
}

static void unknown(acd__import_step *step)
{
  step->outcome = ACD_IMPORT_UNMAPPED;
  host_events(step);
}

/* How the flow began: calls come by incomingCall, for others the host says so. */
static void trigger(acd__import_step *step)
{
  static const char *const others[] = {"incomingMessage", "incomingConversationMessage", "incomingRequest",
                                       "incomingParent"};
  const char *call = acd__studio_event(step, "incomingCall");
  json_t *node = acd__import_node(step, "branch");
  put(step, node, "attribute", json_string("trigger"));
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (acd__studio_event(step, others[i]))
      acd__import_case(step, node, "equal", others[i], acd__studio_event(step, others[i]));
  acd__import_exit(step, node, "no_match", call);
  if (!json_object_get(node, "cases")) acd__import_case(step, node, "equal", "incomingCall", call);
}

/* What is said, or the recording that is played. */
static const char *said(const acd__import_step *step)
{
  return *text_of(step, "say") ? text_of(step, "say") : text_of(step, "play");
}

static void put_loop_attribute(acd__import_step *step, json_t *node)
{
  char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
  own_attribute(step, "loop", attribute);
  put(step, node, "attribute", json_string(attribute));
}

static void say(acd__import_step *step)
{
  int64_t times = acd__import_number(step->parameters, "loop");
  const char *done = acd__studio_event(step, "audioComplete");
  char counter[ACD__IMPORT_NAME_MAX + 1];
  if (!*said(step) && *text_of(step, "digits")) { /* keys are sent, nothing is said */
    host_with(step, done, done, done);
    return;
  }
  json_t *node = acd__import_node(step, "play");
  acd__import_put_prompt(step, node, "prompt", said(step));
  acd__import_next_name(step, counter);
  acd__import_exit(step, node, "next", times == 0 ? step->node : times > 1 ? counter : done);
  acd__import_exit(step, node, "error", done);
  if (times <= 1) return;
  node = acd__import_node(step, "loop");
  put_loop_attribute(step, node);
  put(step, node, "count", json_integer(times > 1000 ? 1000 : times - 1));
  acd__import_exit(step, node, "next", step->node);
  acd__import_exit(step, node, "limit", done);
}

static void gather(acd__import_step *step)
{
  char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
  int64_t most = acd__import_number(step->parameters, "number_of_digits");
  int64_t seconds = acd__import_number(step->parameters, "timeout");
  int64_t times = acd__import_number(step->parameters, "loop");
  const char *end = text_of(step, "finish_on_key");
  json_t *node = acd__import_node(step, "collect");
  if (*said(step)) acd__import_put_prompt(step, node, "prompt", said(step));
  own_attribute(step, "Digits", attribute);
  put(step, node, "attribute", json_string(attribute));
  put(step, node, "attempts", json_integer(times < 1 ? 1 : times > 10 ? 10 : times));
  put(step, node, "digits_max", json_integer(most < 1 || most > 64 ? 64 : most));
  put(step, node, "input_timeout_s", json_integer(seconds < 1 ? 5 : seconds > TIMEOUT_S ? TIMEOUT_S : seconds));
  if (json_object_get(step->parameters, "finish_on_key") && strlen(end) <= 1 &&
      strspn(end, "0123456789*#") == strlen(end))
    put(step, node, "terminators", json_string(end));
  if (acd__studio_event(step, "speech")) acd__import_remark(step, "what the caller says is not taken, only keys");
  exit_by(step, node, "next", "keypress");
  exit_by(step, node, "no_input", "timeout");
  exit_by(step, node, "error", "timeout");
}

static void set_variables(acd__import_step *step)
{
  const json_t *variables = json_object_get(step->parameters, "variables"), *variable;
  size_t index, count = json_array_size(variables);
  if (!count) acd__import_pass(step, acd__studio_event(step, "next"));
  json_array_foreach(variables, index, variable)
  {
    char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1], next[ACD__IMPORT_NAME_MAX + 1];
    const char *key = acd__import_string(variable, "key");
    acd__import_step ahead = *step;
    ahead.made++;
    acd__import_next_name(&ahead, next);
    acd__studio_variable(key, attribute);
    acd__import_set(step, attribute, acd__import_string(variable, "value"),
                    index + 1 < count ? next : acd__studio_event(step, "next"), NULL);
  }
}

static void put_queue(acd__import_step *step, const char *name)
{
  json_t *node = acd__import_node(step, "queue");
  put(step, node, "queue", json_string(acd__import_object(step->import, "queues", name, name)));
  exit_by(step, node, "next", "callComplete");
  exit_by(step, node, "at_capacity", "failedToEnqueue");
  exit_by(step, node, "closed", "failedToEnqueue");
  exit_by(step, node, "no_agents", "failedToEnqueue");
  if (acd__studio_event(step, "callFailure"))
    acd__import_remark(step, "callFailure is left out: a call that fails has ended");
}

/* To a workflow, which is a queue here; what agents are to see goes along as an attribute. */
static void enqueue(acd__import_step *step)
{
  static const char *const keys[] = {"workflow", "workflow_sid", "queue_name"};
  static const char *const given[] = {"attributes", "task_attributes"};
  const char *name = "", *attributes = "";
  char next[ACD__IMPORT_NAME_MAX + 1];
  for (size_t i = 0; i < sizeof keys / sizeof *keys && !*name; i++) name = text_of(step, keys[i]);
  for (size_t i = 0; i < sizeof given / sizeof *given && !*attributes; i++) attributes = text_of(step, given[i]);
  if (!*name || acd__import_has_reference(step, name)) {
    acd__import_remark(step, "which queue it is, an attribute says: the host is asked");
    host_with(step, acd__studio_event(step, "callComplete"), acd__studio_event(step, "failedToEnqueue"),
              acd__studio_event(step, "failedToEnqueue"));
    return;
  }
  if (*attributes) {
    acd__import_step ahead = *step;
    ahead.made++;
    acd__import_next_name(&ahead, next);
    acd__import_set(step, "task_attributes", attributes, next, next);
  }
  if (*text_of(step, "waitUrl") || *text_of(step, "wait_url"))
    acd__import_remark(step, "what callers hear as they wait is the queue's music, not waitUrl");
  put_queue(step, name);
}

/* To a number that is known; afterwards nothing goes on here. */
static void connect_call(acd__import_step *step)
{
  const char *noun = text_of(step, "noun"), *to = text_of(step, "to");
  int goes_on = acd__studio_event(step, "callCompleted") || acd__studio_event(step, "hangup");
  if (strcmp(noun, "number") != 0 || !*to || strlen(to) > 255 || goes_on || acd__import_has_reference(step, to)) {
    host_with(step, acd__studio_event(step, "callCompleted"), acd__studio_event(step, "callCompleted"),
              acd__studio_event(step, "hangup"));
    return;
  }
  put(step, acd__import_node(step, "transfer"), "number", json_string(to));
}

static void voicemail(acd__import_step *step)
{
  json_t *node = acd__import_node(step, "voicemail");
  if (*said(step)) acd__import_put_prompt(step, node, "prompt", said(step));
  put(step, node, "mailbox", json_string(acd__import_string(step->action, "name")));
  exit_by(step, node, "next", "recordingComplete");
  exit_by(step, node, "error", "noAudio");
}

static void run_subflow(acd__import_step *step)
{
  const char *id = text_of(step, "flow_sid");
  const char *flow = acd__import_has_reference(step, id) ? NULL : acd__import_flow_named(step->import, "", id);
  const json_t *parameter;
  size_t index;
  if (!flow) {
    acd__import_remark(step, "the flow \"%.*s\" is not among the exports", (int)acd__import_fit(id, 200), id);
    host_with(step, acd__studio_event(step, "completed"), acd__studio_event(step, "failed"),
              acd__studio_event(step, "failed"));
    return;
  }
  const json_t *parameters = json_object_get(step->parameters, "parameters");
  json_array_foreach(parameters, index, parameter)
  {
    char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1], next[ACD__IMPORT_NAME_MAX + 1];
    const char *key = acd__import_string(parameter, "key");
    acd__import_step ahead = *step;
    ahead.made++;
    acd__import_next_name(&ahead, next);
    acd__studio_variable(key, attribute);
    acd__import_set(step, attribute, acd__import_string(parameter, "value"), next, acd__studio_event(step, "failed"));
  }
  json_t *node = acd__import_node(step, "subflow");
  put(step, node, "flow", json_string(flow));
  exit_by(step, node, "next", "completed");
  exit_by(step, node, "limit", "failed");
  exit_by(step, node, "error", "failed");
}

/* Switched on or off by what the caller of the flow cannot change; else the host's. */
static void record_call(acd__import_step *step)
{
  const json_t *wanted = json_object_get(step->parameters, "record_call");
  const char *text = json_is_string(wanted) ? json_string_value(wanted) : json_is_true(wanted) ? "true" : "false";
  if (!wanted || (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)) {
    host_with(step, acd__studio_event(step, "success"), acd__studio_event(step, "failed"),
              acd__studio_event(step, "failed"));
    return;
  }
  json_t *node = acd__import_node(step, "recording");
  put(step, node, "recording", json_string(*text == 't' ? "on" : "off"));
  exit_by(step, node, "next", "success");
  size_t known = 1 + (json_object_get(step->parameters, "offset") != NULL);
  if (json_object_size(step->parameters) > known) acd__import_remark(step, "how it is recorded is left to the host");
  if (acd__studio_event(step, "failed"))
    acd__import_remark(step, "that recording fails is not told: it goes on by success");
}

/* The host's: the events by which the three exits are known. NULL: none of the kind. */
static const struct {
  const char *type;
  void (*map)(acd__import_step *step);
  const char *done, *timeout, *error;
} states[] = {
    {"trigger", trigger, NULL, NULL, NULL},
    {"say-play", say, NULL, NULL, NULL},
    {"gather-input-on-call", gather, NULL, NULL, NULL},
    {"split-based-on", acd__studio_split, NULL, NULL, NULL},
    {"set-variables", set_variables, NULL, NULL, NULL},
    {"send-to-flex", enqueue, NULL, NULL, NULL},
    {"enqueue-call", enqueue, NULL, NULL, NULL},
    {"connect-call-to", connect_call, NULL, NULL, NULL},
    {"record-voicemail", voicemail, NULL, NULL, NULL},
    {"run-subflow", run_subflow, NULL, NULL, NULL},
    {"record-call", record_call, NULL, NULL, NULL},
    {"send-message", NULL, "sent", NULL, "failed"},
    {"send-and-wait-for-reply", NULL, "incomingMessage", "timeout", "deliveryFailure"},
    {"run-function", NULL, "success", "fail", "fail"},
    {"make-http-request", NULL, "success", "failed", "failed"},
    {"fork-stream", NULL, "next", "next", "next"},
    {"add-twiml-redirect", NULL, "return", "timeout", "fail"},
    {"capture-payments", host_events, NULL, NULL, NULL},
    {"make-outgoing-call-v1", host_events, NULL, NULL, NULL},
    {"make-outgoing-call-v2", host_events, NULL, NULL, NULL},
    {"connect-virtual-agent", host_events, NULL, NULL, NULL},
    {"send-to-auto-pilot", host_events, NULL, NULL, NULL},
    {"search-for-contact", host_events, NULL, NULL, NULL},
};

void acd__studio_map(acd__import_step *step)
{
  const json_t *properties = json_object_get(step->action, "properties");
  if (properties) step->parameters = (json_t *)(uintptr_t)properties;
  for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
    if (strcmp(states[i].type, step->type) != 0) continue;
    if (states[i].map)
      states[i].map(step);
    else
      host_with(step, acd__studio_event(step, states[i].done),
                states[i].timeout ? acd__studio_event(step, states[i].timeout) : NULL,
                states[i].error ? acd__studio_event(step, states[i].error) : NULL);
    return;
  }
  unknown(step);
}
