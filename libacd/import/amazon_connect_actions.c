/* SPDX-License-Identifier: Apache-2.0 */
/* Amazon Connect: what becomes of each type of action. */
#include "amazon_connect_actions.h"

#include <stdio.h>
#include <string.h>

#define LOOP_MAX      1000
#define PRIORITY_EVEN 5 /* of a contact that was given none; 1 comes first */

static void put(acd__import_step *step, json_t *node, const char *key, json_t *value)
{
  acd__import_put(step->import, node, key, value);
}

static void compare(acd__import_step *step)
{
  acd__import_buffer conditions = acd__connect_conditions(step);
  acd__import_decide(step, acd__import_string(step->parameters, "ComparisonValue"), conditions.items, conditions.count,
                     acd__connect_otherwise(step));
  acd__import_release(step->import, &conditions, sizeof(acd__import_condition));
}

static void put_attribute(acd__import_step *step, json_t *node, const char *before)
{
  char name[ACD__IMPORT_NAME_MAX + 16], attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
  snprintf(name, sizeof name, "%s.%s", before, step->node);
  acd__import_attribute(name, strlen(name), attribute);
  put(step, node, "attribute", json_string(attribute));
}

static void loop(acd__import_step *step)
{
  const char *again = acd__connect_condition(step, "ContinueLooping"),
             *done = acd__connect_condition(step, "DoneLooping");
  int64_t count = acd__import_number(step->parameters, "LoopCount");
  if (!done) done = acd__connect_next(step);
  if (count < 1) { /* none, or as many as an attribute says: the host counts */
    json_t *node = acd__import_host(step, step->kind);
    acd__import_parameters(step, node, "LoopCount", json_object_get(step->parameters, "LoopCount"));
    acd__import_case(step, node, "equal", "ContinueLooping", again);
    acd__import_exit(step, node, "no_match", done);
    return;
  }
  json_t *node = acd__import_node(step, "loop");
  put_attribute(step, node, "loop");
  if (count > LOOP_MAX) acd__import_remark(step, "the count is cut to %d", LOOP_MAX);
  put(step, node, "count", json_integer(count > LOOP_MAX ? LOOP_MAX : count));
  acd__import_exit(step, node, "next", again);
  acd__import_exit(step, node, "limit", done);
}

/* Attributes one after the other, each in a node of its own. */
static void set_all(acd__import_step *step, const json_t *values, const char *before)
{
  json_t *set = acd__import_keep(step->import, json_object()), *value;
  size_t left = json_object_size(values);
  const char *key;
  if (!left) acd__import_pass(step, acd__connect_next(step));
  json_object_foreach((json_t *)(uintptr_t)values, key, value)
  {
    acd__import_buffer name = {NULL, 0, 0};
    char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1], next[ACD__IMPORT_NAME_MAX + 1];
    char read[ACD__IMPORT_ATTRIBUTE_MAX + 1];
    acd__import_step ahead = *step;
    const char *text = json_is_object(value) ? acd__import_string(value, "Value") : json_string_value(value);
    if (!text)
      acd__import_remark(step, "the value of \"%.*s\" is not a text: it is removed", (int)acd__import_fit(key, 60),
                         key);
    acd__import_append_text(step->import, &name,
                            *before || !acd__import_is_own(key, strlen(key)) ? before : "Attributes.");
    acd__import_append_text(step->import, &name, key);
    acd__import_attribute(acd__import_text_of(&name), name.count, attribute);
    acd__import_release(step->import, &name, 1);
    if (text && acd__import_is_reference(step, text, read) && json_object_get(set, read))
      acd__import_remark(step, "\"%s\" is read after it is set, not before", read);
    acd__import_put(step->import, set, attribute, json_true());
    ahead.made++;
    acd__import_next_name(&ahead, next);
    acd__import_set(step, attribute, text ? text : "", --left ? next : acd__connect_next(step),
                    acd__connect_error(step, "NoMatchingError"));
  }
  json_decref(set);
}

static void set_attributes(acd__import_step *step)
{
  const char *contact = acd__import_string(step->parameters, "TargetContact");
  if (*contact && strcmp(contact, "Current") != 0)
    acd__connect_host(step);
  else
    set_all(step, json_object_get(step->parameters, "Attributes"), "");
}

static void set_flow_attributes(acd__import_step *step)
{
  set_all(step, json_object_get(step->parameters, "FlowAttributes"), "FlowAttributes.");
}

/* What the contact is called and who it is of: texts, which are kept; all else of it is the host's. */
static void contact_data(acd__import_step *step)
{
  static const char *const kept[] = {"Name", "Description", "CustomerId", "LanguageCode"};
  const char *key;
  json_t *value;
  size_t known = 0;
  json_object_foreach(step->parameters, key, value)
  {
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) known += json_is_string(value) && strcmp(key, kept[i]) == 0;
  }
  if (known && known == json_object_size(step->parameters))
    set_all(step, step->parameters, "");
  else
    acd__connect_host(step);
}

/* The host speaks, and looks at the attributes when it does. */
static void voice(acd__import_step *step)
{
  const char *key;
  json_t *value;
  json_object_foreach(step->parameters, key, value)
  {
    if (json_is_string(value)) continue;
    acd__connect_host(step);
    return;
  }
  set_all(step, step->parameters, "");
  acd__import_remark(step, "who speaks the prompts is to look at the attributes");
}

/* What is written down of a flow's steps changes nothing for the call. */
static void logging(acd__import_step *step)
{
  acd__import_pass(step, acd__connect_next(step));
  acd__import_remark(step, "nothing is switched: events tell of each exit that a call takes");
}

/* Both ways in which it was written; nobody is recorded, or somebody, and then this library records the call. */
static void recording(acd__import_step *step)
{
  const json_t *voice_of =
      json_object_get(json_object_get(step->parameters, "VoiceBehavior"), "VoiceRecordingBehavior");
  const json_t *behavior = json_object_get(step->parameters, "RecordingBehavior");
  const json_t *who = json_object_get(behavior ? behavior : voice_of, "RecordedParticipants");
  if (!json_is_array(who)) {
    acd__connect_host(step);
    return;
  }
  json_t *node = acd__import_node(step, "recording");
  put(step, node, "recording", json_string(json_array_size(who) ? "on" : "off"));
  acd__import_exit(step, node, "next", acd__connect_next(step));
  if (json_array_size(who))
    acd__import_remark(step, "the call is recorded from here on, not from an agent's answer on");
  if (json_array_size(who) == 1) acd__import_remark(step, "it is recorded whole, not one side of it");
  if (json_object_size(step->parameters) > 1 ||
      json_object_size(json_object_get(step->parameters, "VoiceBehavior")) > 1)
    acd__import_remark(step, "what else is to be recorded or analysed is left out");
}

static void hours(acd__import_step *step)
{
  const char *id = acd__import_string(step->parameters, "HoursOfOperationId");
  const char *open = acd__connect_condition(step, "True"), *closed = acd__connect_condition(step, "False");
  if (acd__import_has_reference(step, id)) {
    acd__connect_host(step);
    return;
  }
  json_t *node = acd__import_node(step, "hours");
  const char *shown = acd__connect_display_name(step, "HoursOfOperationId");
  put(step, node, "schedule",
      json_string(acd__import_object(step->import, "schedules", id, *id ? shown : "hours of the queue")));
  acd__import_exit(step, node, "open", open ? open : acd__connect_next(step));
  acd__import_exit(step, node, "closed", closed ? closed : acd__connect_next(step));
}

static void wait_for(acd__import_step *step)
{
  int64_t seconds = acd__connect_seconds(step, "TimeLimitSeconds");
  const char *next = acd__connect_condition(step, "WaitCompleted");
  if (!seconds) {
    acd__connect_host(step);
    return;
  }
  json_t *node = acd__import_node(step, "wait");
  put(step, node, "time_s", json_integer(seconds));
  if (json_array_size(json_object_get(step->parameters, "Events")))
    acd__import_remark(step, "it waits for the time alone, not for an event");
  acd__import_exit(step, node, "next", next ? next : acd__connect_next(step));
}

/* A flow that is given, or else an action of the host, which may know it. */
static void go(acd__import_step *step, const char *parameter, const char *kind)
{
  const char *id = acd__import_string(step->parameters, parameter), *shown = acd__connect_display_name(step, parameter);
  const char *flow = acd__import_has_reference(step, id) ? NULL : acd__import_flow_named(step->import, shown, id);
  if (!flow) {
    const char *missing = *shown ? shown : id;
    acd__import_remark(step, "the flow \"%.*s\" is not among the exports", (int)acd__import_fit(missing, 200), missing);
    acd__connect_host(step);
    return;
  }
  json_t *node = acd__import_node(step, kind);
  put(step, node, "flow", json_string(flow));
  if (strcmp(kind, "flow") == 0) return; /* nothing comes back */
  acd__import_exit(step, node, "next", acd__connect_next(step));
  acd__import_exit(step, node, "limit", acd__connect_error(step, "NoMatchingError"));
  acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
}

static void to_flow(acd__import_step *step)
{
  go(step, "ContactFlowId", "flow");
}

static void module(acd__import_step *step)
{
  go(step, "FlowModuleId", "subflow");
}

/* To a number that is known; a caller who comes back, or a number that is not, is the host's. */
static void third_party(acd__import_step *step)
{
  const char *number = acd__import_string(step->parameters, "ThirdPartyPhoneNumber");
  const char *back = acd__import_string(step->parameters, "ContinueFlowExecution");
  int stays = strcmp(back, "True") == 0 || strcmp(back, "true") == 0;
  size_t size = strlen(number);
  if (stays || !size || size > 255 || acd__import_has_reference(step, number) ||
      json_object_get(step->parameters, "ThirdPartyDTMFDigits")) {
    acd__connect_host(step);
    return;
  }
  json_t *node = acd__import_node(step, "transfer");
  put(step, node, "number", json_string(number));
  acd__import_exit(step, node, "busy", acd__connect_errors(step, "CallFailed", "NoMatchingError"));
  acd__import_exit(step, node, "no_answer",
                   acd__connect_errors(step, "ConnectionTimeLimitExceeded", "NoMatchingError"));
  acd__import_exit(step, node, "error", acd__connect_errors(step, "CallFailed", "NoMatchingError"));
}

static void priority(acd__import_step *step)
{
  int64_t given = acd__import_number(step->parameters, "QueuePriority");
  if (given < 1 || given > 1000) {
    acd__connect_host(step);
    return;
  }
  json_t *node = acd__import_node(step, "priority");
  put(step, node, "priority", json_integer(PRIORITY_EVEN - given));
  acd__import_exit(step, node, "next", acd__connect_next(step));
}

/* The number below which a share ends, -1: it is none. */
static int64_t share_end(const json_t *condition)
{
  const json_t *operands = json_object_get(json_object_get(condition, "Condition"), "Operands");
  const char *text = json_string_value(json_array_get(operands, 0));
  int64_t below = 0;
  if (!text || !*text || strlen(text) > 3 || text[strspn(text, "0123456789")]) return -1;
  for (; *text; text++) below = below * 10 + (*text - '0');
  return below;
}

static void put_share(acd__import_step *step, json_t *node, int64_t percentage, const char *to)
{
  char name[16];
  json_t *cases = json_object_get(node, "cases"), *made = acd__import_keep(step->import, json_object());
  snprintf(name, sizeof name, "%zu", json_object_size(cases) + 1);
  put(step, made, "percentage", json_integer(percentage));
  put(step, made, "to", json_string(to));
  put(step, cases, name, made);
}

/* A chain of "less than" of a number from 1 to 100: the shares are the differences. */
static void distribute(acd__import_step *step)
{
  const json_t *conditions = json_object_get(json_object_get(step->action, "Transitions"), "Conditions"), *condition;
  const char *rest = acd__connect_otherwise(step);
  int64_t before = 1;
  size_t index;
  int good = rest != NULL;
  json_array_foreach(conditions, index, condition)
  {
    int64_t below = share_end(condition);
    good = good && below > before && below <= 101;
    before = below;
  }
  if (!good) {
    acd__import_remark(step, "the shares are not a chain of numbers up to 100");
    acd__connect_host(step);
    return;
  }
  json_t *node = acd__import_node(step, "split");
  put(step, node, "cases", json_object());
  before = 1;
  json_array_foreach(conditions, index, condition)
  {
    put_share(step, node, share_end(condition) - before,
              acd__import_target(step, acd__import_string(condition, "NextAction")));
    before = share_end(condition);
  }
  if (before < 101) put_share(step, node, 101 - before, rest);
}

static void end_of_flow(acd__import_step *step)
{
  acd__import_node(step, "return");
}

static void hang_up(acd__import_step *step)
{
  acd__import_node(step, "hangup");
}

static void unknown(acd__import_step *step)
{
  step->outcome = ACD_IMPORT_UNMAPPED;
  acd__connect_host(step);
}

static const struct {
  const char *type;
  void (*map)(acd__import_step *step);
} actions[] = {
    {"MessageParticipant", acd__connect_play},
    {"MessageParticipantIteratively", acd__connect_play_on},
    {"GetParticipantInput", acd__connect_get_input},
    {"Compare", compare},
    {"Loop", loop},
    {"UpdateContactAttributes", set_attributes},
    {"UpdateFlowAttributes", set_flow_attributes},
    {"UpdateContactTargetQueue", acd__connect_set_queue},
    {"TransferContactToQueue", acd__connect_to_queue},
    {"CheckMetricData", acd__connect_check_metric},
    {"CheckHoursOfOperation", hours},
    {"Wait", wait_for},
    {"TransferToFlow", to_flow},
    {"InvokeFlowModule", module},
    {"EndFlowModuleExecution", end_of_flow},
    {"EndFlowExecution", end_of_flow},
    {"DisconnectParticipant", hang_up},
    {"TransferParticipantToThirdParty", third_party},
    {"UpdateContactRoutingBehavior", priority},
    {"DistributeByPercentage", distribute},
    {"UpdateFlowLoggingBehavior", logging},
    {"UpdateContactTextToSpeechVoice", voice},
    {"UpdateContactRecordingBehavior", recording},
    {"UpdateContactRecordingAndAnalyticsBehavior", recording},
    {"UpdateContactData", contact_data},
    /* What the host does, by the names that the Flow language has for it. */
    {"InvokeLambdaFunction", acd__connect_host},
    {"ConnectParticipantWithLexBot", acd__connect_host},
    {"ShowView", acd__connect_host},
    {"UpdateContactMediaStreamingBehavior", acd__connect_host},
    {"UpdateContactMediaProcessing", acd__connect_host},
    {"UpdateContactEventHooks", acd__connect_host},
    {"UpdateContactCallbackNumber", acd__connect_host},
    {"UpdateRoutingCriteria", acd__connect_host},
    {"UpdatePreviousContactParticipantState", acd__connect_host},
    {"CreateCallbackContact", acd__connect_host},
    {"CreateTask", acd__connect_host},
    {"CreatePersistentContactAssociation", acd__connect_host},
    {"CreateWisdomSession", acd__connect_host},
    {"TagContact", acd__connect_host},
    {"UnTagContact", acd__connect_host},
    {"CompleteOutboundCall", acd__connect_host},
    {"StartOutboundChatContact", acd__connect_host},
    {"StartOutboundEmailContact", acd__connect_host},
    {"SendNotification", acd__connect_host},
    {"CheckOutboundCallStatus", acd__connect_host},
    {"CheckVoiceId", acd__connect_host},
    {"StartVoiceIdStream", acd__connect_host},
    {"GetMetricData", acd__connect_host},
    {"GetCustomerProfile", acd__connect_host},
    {"GetCustomerProfileObject", acd__connect_host},
    {"GetCalculatedAttributesForCustomerProfile", acd__connect_host},
    {"CreateCustomerProfile", acd__connect_host},
    {"UpdateCustomerProfile", acd__connect_host},
    {"AssociateContactToCustomerProfile", acd__connect_host},
    {"GetCase", acd__connect_host},
    {"CreateCase", acd__connect_host},
    {"UpdateCase", acd__connect_host},
    {"AuthenticateParticipant", acd__connect_host},
    {"LoadContactContent", acd__connect_host},
    {"InvokeThirdPartyAction", acd__connect_host},
    {"TransferContactToAgent", acd__connect_host},
    {"DequeueContactAndTransferToQueue", acd__connect_host},
    {"ResumeContact", acd__connect_host},
};

void acd__connect_map(acd__import_step *step)
{
  step->parameters =
      json_object_get(step->action, "Parameters") ? json_object_get(step->action, "Parameters") : step->parameters;
  for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
    if (strcmp(actions[i].type, step->type) != 0) continue;
    actions[i].map(step);
    return;
  }
  unknown(step);
}
