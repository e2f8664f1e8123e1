/* SPDX-License-Identifier: Apache-2.0 */
/* What the table of properties cannot say: values that must fit each other, keys, exits. */
#include "model/check.h"

#include <string.h>

#include "model/kinds.h"

#include "model/channel.h"
#include "model/device.h"
#include "model/nearest.h"

static void argument(acd__check *check, int32_t index, uint32_t property, const char *text, const char *expected)
{
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property, text, expected, NULL);
}

static void check_keys(acd__check *check, int32_t index, uint32_t property)
{
  const acd__object *object = &check->document->objects[index];
  for (const char *at = acd__document_text(check->document, object, property); *at; at++) {
    if (acd__key_valid(*at)) continue;
    argument(check, index, property, "contains what is no key", "keys: 0-9 * # A-D");
    return;
  }
}

static void check_agent(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  const char *extension = acd__document_text(check->document, object, ACD_AGENT_EXTENSION);
  int64_t ring = acd__document_int(check->document, object, ACD_AGENT_RING_TIMEOUT_US);
  if (ring >= 0 && ring < acd__property_at(ACD_QUEUE_RING_TIMEOUT_US)->min) {
    argument(check, index, ACD_AGENT_RING_TIMEOUT_US, "ring_timeout is too short", "unset, or 1 s to 3600 s");
  }
  int32_t owner = acd__names_find_value(&check->extensions, extension, strlen(extension));
  if (!*extension || owner == index || owner < 0) return;
  char text_buffer[400];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text_add(&text, "the extension is also that of agent ");
  acd__text_add_quoted(&text, check->document->objects[owner].name, check->document->objects[owner].name_size);
  argument(check, index, ACD_AGENT_EXTENSION, text_buffer, "an extension of its own");
}

static void check_devices(acd__check *check, int32_t agent)
{
  const acd__object *all = check->document->objects;
  int count = 0;
  for (int32_t i = all[agent].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_DEVICE) continue;
    if (++count == ACD__DEVICES_MAX + 1) argument(check, i, 0, "is a device too many", "at most 8 devices");
    int64_t ring = acd__document_int(check->document, &all[i], ACD_DEVICE_RING_TIMEOUT_US);
    if (ring >= 0 && ring < acd__property_at(ACD_QUEUE_RING_TIMEOUT_US)->min)
      argument(check, i, ACD_DEVICE_RING_TIMEOUT_US, "ring_timeout is too short", "unset, or 1 s to 3600 s");
  }
}

/* Callers keep their place, or their agent: such a flow leads nowhere else by itself. */
static void check_keeping_flow(acd__check *check, int32_t queue, uint32_t property)
{
  const acd__object *all = check->document->objects;
  const char *name = acd__document_text(check->document, &all[queue], property);
  if (check->alone || !name || !name[0]) return;
  int32_t flow = acd__names_find(&check->names, 0, ACD_NOUN_FLOW, 0, name, strlen(name));
  for (int32_t i = flow < 0 ? -1 : all[flow].first_child; i >= 0; i = all[i].next) {
    int64_t kind = acd__check_node_kind(check, i);
    if (!kind || acd__node_may_wait(kind)) continue;
    size_t size;
    char buffer[400];
    acd__text text = acd__text_begin(buffer, sizeof buffer);
    const char *word = acd__node_kind_name(kind, &size);
    acd__text_add(&text, "the flow has a node of kind ");
    acd__text_add_size(&text, word, size);
    acd__text_add(&text, ": ");
    acd__text_add_quoted(&text, all[i].name, all[i].name_size);
    argument(check, queue, property, buffer,
             "a flow without nodes of kind queue, agent, voicemail, transfer, skills, priority");
    return;
  }
}

static void check_queue(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  const char *overflow = acd__document_text(check->document, object, ACD_QUEUE_OVERFLOW);
  check_keys(check, index, ACD_QUEUE_EXIT_KEY);
  if (strlen(overflow) == object->name_size && memcmp(overflow, object->name, object->name_size) == 0) {
    argument(check, index, ACD_QUEUE_OVERFLOW, "the queue overflows to itself", "another queue");
  }
  if (acd__document_has(object, ACD_QUEUE_OVERFLOW) && acd__document_has(object, ACD_QUEUE_OVERFLOW_FLOW)) {
    argument(check, index, ACD_QUEUE_OVERFLOW_FLOW, "overflow and overflow_flow are both given",
             "only one of overflow and overflow_flow");
  }
  acd__check_steps(check, index);
}

static void check_announcements(acd__check *check, int32_t queue)
{
  const acd__object *all = check->document->objects;
  int count = 0;
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_ANNOUNCEMENT && ++count == ACD__ANNOUNCEMENTS_MAX + 1)
      argument(check, i, 0, "is one announcement too many", "32 announcements in a queue");
}

static void check_announcement(acd__check *check, int32_t index)
{
  const acd__document *document = check->document;
  const acd__object *object = &document->objects[index];
  int64_t every = acd__document_int(document, object, ACD_ANNOUNCEMENT_EVERY_US);
  if (every > 0 && every < ACD_SECOND)
    argument(check, index, ACD_ANNOUNCEMENT_EVERY_US, "every is too short", "0 s, or 1 s to 86400 s");
  if (!acd__document_text(document, object, ACD_ANNOUNCEMENT_PROMPT)[0] &&
      acd__document_int(document, object, ACD_ANNOUNCEMENT_SAYS) == ACD_SAYS_NOTHING)
    argument(check, index, 0, "has no prompt and says nothing", "a prompt, or something to say");
}

static void check_number(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  int flow = acd__document_has(object, ACD_NUMBER_FLOW);
  int queue = acd__document_has(object, ACD_NUMBER_QUEUE);
  if (flow && queue)
    argument(check, index, ACD_NUMBER_QUEUE, "flow and queue are both given", "only one of flow and queue");
  if (!flow && !queue) argument(check, index, 0, "leads nowhere", "a flow or a queue");
}

static void check_pattern(acd__check *check, int32_t index, uint32_t property, acd__sets **sets)
{
  uint16_t symbols[ACD__PATTERN_SIZE_MAX];
  const char *pattern = acd__document_text(check->document, &check->document->objects[index], property);
  size_t size = strlen(pattern), count;
  if (!acd__check_pattern(check, index, property, 0, pattern, size) || size == 0 || size > ACD__PATTERN_SIZE_MAX)
    return;
  if (!*sets && !(*sets = acd__memory_array(check->errors->memory, 1, sizeof **sets))) check->errors->nomem = 1;
  if (*sets && !acd__sets_symbols(*sets, pattern, size, symbols, &count))
    argument(check, index, property, "has a set of characters too many",
             "at most 256 different ones in these patterns together; [2-57] and [572-4] are one");
}

void acd__check_free_sets(acd__check *check)
{
  acd__memory_give(check->errors->memory, check->sets_numbers, sizeof *check->sets_numbers);
  acd__memory_give(check->errors->memory, check->sets_callers, sizeof *check->sets_callers);
}

static int is_order(int64_t comparison)
{
  return comparison >= ACD_OPERATOR_LESS && comparison <= ACD_OPERATOR_GREATER_EQUAL;
}

/* Names of attributes with commas between. */
static void check_names(acd__check *check, int32_t index, uint32_t property)
{
  const char *at = acd__document_text(check->document, &check->document->objects[index], property);
  if (!*at) return;
  for (;; at++) {
    while (*at == ' ') at++;
    size_t size = strcspn(at, ",");
    const char *end = at + size;
    while (size > 0 && at[size - 1] == ' ') size--;
    if (size == 0 || size > (size_t)acd__property_at(ACD_NODE_ATTRIBUTE)->max) {
      argument(check, index, property, size ? "a name is too long for an attribute" : "a name is missing",
               "names of 1 to 64 bytes with commas between");
      return;
    }
    at = end;
    if (!*at) return;
  }
}

#define SLOTS_TOLD_MAX 9
#define PREFIX_MAX     58 /* with "_count" a name as long as names may be */

static void check_slots(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  if (acd__document_int(check->document, object, ACD_NODE_COUNT) > SLOTS_TOLD_MAX)
    argument(check, index, ACD_NODE_COUNT, "so many slots are not told", "1 to 9");
  if (strlen(acd__document_text(check->document, object, ACD_NODE_ATTRIBUTE)) > PREFIX_MAX)
    argument(check, index, ACD_NODE_ATTRIBUTE, "attribute is too long for names that begin with it", "1 to 58 bytes");
}

/* By a plan, or for a slot. */
static void check_callback(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  int for_slot = acd__document_has(object, ACD_NODE_SLOT_PLAN);
  if (for_slot == acd__document_has(object, ACD_NODE_PLAN))
    argument(check, index, ACD_NODE_PLAN,
             for_slot ? "plan and slot_plan are both given" : "plan and slot_plan are missing",
             for_slot ? "only one of plan and slot_plan" : "one of plan and slot_plan");
  if (for_slot && acd__document_has(object, ACD_NODE_QUEUE))
    argument(check, index, ACD_NODE_QUEUE, "queue and slot_plan are both given", "only slot_plan, which has a queue");
  if (for_slot != acd__document_has(object, ACD_NODE_SLOT_ATTRIBUTE))
    argument(check, index, ACD_NODE_SLOT_ATTRIBUTE,
             for_slot ? "slot_attribute is missing" : "slot_attribute is given without slot_plan",
             "slot_plan and slot_attribute together");
}

static void check_node(acd__check *check, int32_t index)
{
  const acd__document *document = check->document;
  const acd__object *object = &document->objects[index];
  int64_t comparison = acd__document_int(document, object, ACD_NODE_OPERATOR);
  const char *value = acd__document_text(document, object, ACD_NODE_VALUE);
  int64_t number, pause = acd__document_int(document, object, ACD_NODE_DIGIT_TIMEOUT_US);
  if (pause >= 0 && pause < acd__property_at(ACD_NODE_INPUT_TIMEOUT_US)->min)
    argument(check, index, ACD_NODE_DIGIT_TIMEOUT_US, "digit_timeout is too short", "unset, or 0.1 s to 3600 s");
  acd__check_cases(check, index);
  acd__check_formula(check, index);
  check_names(check, index, ACD_NODE_BRINGS);
  switch (acd__check_node_kind(check, index)) {
  case ACD_NODE_KIND_MENU: check_keys(check, index, ACD_NODE_TERMINATORS); break;
  case ACD_NODE_KIND_COLLECT:
    check_keys(check, index, ACD_NODE_TERMINATORS);
    if (acd__document_int(document, object, ACD_NODE_DIGITS_MIN) >
        acd__document_int(document, object, ACD_NODE_DIGITS_MAX)) {
      argument(check, index, acd__document_has(object, ACD_NODE_DIGITS_MIN) ? ACD_NODE_DIGITS_MIN : ACD_NODE_DIGITS_MAX,
               "digits_min is more than digits_max", "digits_min up to digits_max");
    }
    break;
  case ACD_NODE_KIND_METRIC:
    if (comparison == ACD_OPERATOR_PREFIX || comparison == ACD_OPERATOR_IS_SET) {
      argument(check, index, ACD_NODE_OPERATOR, "a metric is a number and cannot be compared so",
               "one of equal, not_equal, less, less_equal, greater, greater_equal");
    }
    break;
  case ACD_NODE_KIND_COMPARE:
    if (is_order(comparison) && !acd__text_int(value, strlen(value), &number)) {
      argument(check, index, ACD_NODE_VALUE, "an order is asked for, and the value is no integer",
               "an integer of at most 18 digits");
    }
    break;
  case ACD_NODE_KIND_AGENT:
    if (acd__document_has(object, ACD_NODE_AGENT) && acd__document_has(object, ACD_NODE_ATTRIBUTE)) {
      argument(check, index, ACD_NODE_ATTRIBUTE, "agent and attribute are both given",
               "only one of agent and attribute");
    }
    break;
  case ACD_NODE_KIND_SLOTS: check_slots(check, index); break;
  case ACD_NODE_KIND_CALLBACK: check_callback(check, index); break;
  default: break;
  }
}

static void check_channel(acd__check *check, int32_t index)
{
  const acd__object *all = check->document->objects;
  int before = 0;
  for (int32_t i = all[0].first_child; i >= 0 && i != index && before <= ACD__CHANNELS_MAX; i = all[i].next)
    before += all[i].noun == ACD_NOUN_CHANNEL;
  if (before == ACD__CHANNELS_MAX) argument(check, index, 0, "is a channel too many", "at most 16 channels");
}

static void check_interrupt(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  const acd__object *channel = &check->document->objects[object->parent];
  if (object->name_size == channel->name_size && memcmp(object->name, channel->name, object->name_size) == 0)
    argument(check, index, 0, "the channel interrupts itself", "another channel");
}

static void check_scale(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  int64_t min = acd__document_int(check->document, object, ACD_CENTRE_RATING_MIN);
  int64_t max = acd__document_int(check->document, object, ACD_CENTRE_RATING_MAX);
  int64_t satisfied = acd__document_int(check->document, object, ACD_CENTRE_RATING_SATISFIED);
  if (min >= max)
    argument(check, index, ACD_CENTRE_RATING_MAX, "rating_max is not above rating_min", "rating_min below rating_max");
  else if (satisfied < min || satisfied > max)
    argument(check, index, ACD_CENTRE_RATING_SATISFIED, "rating_satisfied is off the scale",
             "rating_min up to rating_max");
}

void acd__check_together(acd__check *check, int32_t index)
{
  switch (check->document->objects[index].noun) {
  case ACD_NOUN_CENTRE:
    check_names(check, index, ACD_CENTRE_ATTRIBUTES);
    check_scale(check, index);
    break;
  case ACD_NOUN_AGENT:
    check_agent(check, index);
    check_devices(check, index);
    break;
  case ACD_NOUN_QUEUE:
    check_queue(check, index);
    check_announcements(check, index);
    check_keeping_flow(check, index, ACD_QUEUE_WAIT_FLOW);
    check_keeping_flow(check, index, ACD_QUEUE_HOLD_FLOW);
    check_keeping_flow(check, index, ACD_QUEUE_WHISPER_FLOW);
    acd__check_groups(check, index);
    break;
  case ACD_NOUN_SLOT_PLAN: acd__check_slot_plan(check, index); break;
  case ACD_NOUN_CHANNEL: check_channel(check, index); break;
  case ACD_NOUN_INTERRUPT: check_interrupt(check, index); break;
  case ACD_NOUN_NUMBER:
    check_number(check, index);
    check_pattern(check, index, ACD_NUMBER_PATTERN, &check->sets_numbers);
    break;
  case ACD_NOUN_CALLER: check_pattern(check, index, ACD_CALLER_PATTERN, &check->sets_callers); break;
  case ACD_NOUN_CALLBACK_PATTERN:
    check_pattern(check, index, ACD_CALLBACK_PATTERN_PATTERN, &check->sets_callers);
    break;
  case ACD_NOUN_ANNOUNCEMENT: check_announcement(check, index); break;
  case ACD_NOUN_NODE: check_node(check, index); break;
  case ACD_NOUN_STEP: acd__check_step(check, index); break;
  case ACD_NOUN_CASE: acd__check_case(check, index); break;
  case ACD_NOUN_TRY: acd__check_try(check, index); break;
  default: acd__check_schedule(check, index); break;
  }
}

static void report_exit(acd__check *check, int32_t index, int64_t kind, const char *exits)
{
  const acd__object *object = &check->document->objects[index];
  char text_buffer[400], expected_buffer[200], nearest_name[32] = "";
  size_t size;
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text expected = acd__text_begin(expected_buffer, sizeof expected_buffer);
  acd__nearest nearest = acd__nearest_begin(object->name, object->name_size, &check->work);
  const char *word = acd__node_kind_name(kind, &size);
  acd__text_add(&text, "a node of kind ");
  acd__text_add_size(&text, word, size);
  acd__text_add(&text, *exits ? " has no such exit" : " has no exits");
  if (kind == ACD_NODE_KIND_MENU) acd__text_add(&expected, "one key (0-9 * # A-D), or ");
  if (*exits) acd__text_add(&expected, "one of ");
  acd__text_add_words(&expected, exits);
  for (int64_t i = 1; (word = acd__word_at(exits, i, &size)) != NULL; i++) acd__nearest_try(&nearest, word, size);
  if (nearest.name && nearest.name_size < sizeof nearest_name) {
    memcpy(nearest_name, nearest.name, nearest.name_size);
    nearest_name[nearest.name_size] = '\0';
  }
  acd__check_report(check, index, ACD_ERR_NOT_FOUND, 0, text_buffer, expected_buffer, nearest_name);
}

/* A queue besides the node's own, and not too many of them. */
static void check_node_queue(acd__check *check, int32_t index)
{
  const acd__object *all = check->document->objects, *object = &all[index];
  const char *own = acd__document_text(check->document, &all[object->parent], ACD_NODE_QUEUE);
  int before = 0;
  for (int32_t i = all[object->parent].first_child; i != index; i = all[i].next)
    before += all[i].noun == ACD_NOUN_NODE_QUEUE;
  if (own && strcmp(own, object->name) == 0) argument(check, index, 0, "the node's own queue", "another queue");
  if (before == ACD__ALSO_MAX) argument(check, index, 0, "too many queues at once", "at most 4 besides the node's own");
}

/* It is named as an attribute, whose names are shorter than others; the host gets a line of each. */
static void check_parameter(acd__check *check, int32_t index, int64_t kind)
{
  const acd__object *object = &check->document->objects[index];
  const char *value = acd__document_text(check->document, object, ACD_PARAMETER_VALUE);
  if (kind != ACD_NODE_KIND_SUBFLOW && kind != ACD_NODE_KIND_HOST)
    argument(check, index, 0, "only a node of kind subflow or host has parameters", "");
  if (object->name_size > acd__property_at(ACD_NODE_ATTRIBUTE)->max)
    argument(check, index, 0, "the name is too long for an attribute", "a name of 1 to 64 bytes");
  acd__check_parameter_formula(check, index);
  if (kind != ACD_NODE_KIND_HOST) return;
  if (acd__document_has(object, ACD_PARAMETER_EXPRESSION))
    argument(check, index, ACD_PARAMETER_EXPRESSION, "only a parameter of a subflow has an expression",
             "a value; the host can ask for attributes of the call");
  if (memchr(object->name, '=', object->name_size))
    argument(check, index, 0, "the name has an equals sign", "a name without one, for the host");
  if (value && strchr(value, '\n'))
    argument(check, index, ACD_PARAMETER_VALUE, "value has more than one line", "one line, for the host");
}

void acd__check_below_node(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  int is_queue = object->noun == ACD_NOUN_NODE_QUEUE;
  if (object->noun != ACD_NOUN_EXIT && object->noun != ACD_NOUN_NODE_SKILL && object->noun != ACD_NOUN_PARAMETER &&
      !is_queue)
    return;
  int64_t kind = acd__check_node_kind(check, object->parent);
  if (!kind) return; /* the node's kind was reported */
  if (object->noun == ACD_NOUN_NODE_SKILL) {
    if (kind != ACD_NODE_KIND_SKILLS) argument(check, index, 0, "only a node of kind skills has skills", "");
    return;
  }
  if (object->noun == ACD_NOUN_PARAMETER) {
    check_parameter(check, index, kind);
    return;
  }
  if (is_queue) {
    if (kind != ACD_NODE_KIND_QUEUE)
      argument(check, index, 0, "only a node of kind queue waits in several", "");
    else
      check_node_queue(check, index);
    return;
  }
  const char *exits = acd_node_exits(kind);
  int is_key = kind == ACD_NODE_KIND_MENU && object->name_size == 1 && acd__key_valid(object->name[0]);
  if (!is_key && !acd__word_find(exits, object->name, object->name_size)) report_exit(check, index, kind, exits);
}
