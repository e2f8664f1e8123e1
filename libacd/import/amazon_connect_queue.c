/* SPDX-License-Identifier: Apache-2.0 */
/* Amazon Connect: the queue that is set for later. Which one it is at a place of a flow is followed along its ways: one
 * queue, or what only the call's attribute knows. */
#include "amazon_connect_actions.h"

#include <stdio.h>
#include <string.h>

/* What is known of the queue where an action begins: a text for its identifier in the source's `known`. */
#define UNSET      ""  /* none on any way here */
#define UNKNOWN    "?" /* several, or one that an attribute names */
#define AGENT      "@" /* an agent's own */
#define KNOWN      "=" /* and behind it the queue's name */

#define QUEUES_MAX 100 /* that a branch compares with */

/* The name of the queue an action sets, NULL: an attribute says which, or it sets an agent. */
static const char *queue_of(acd__import_step *step)
{
  const char *id = acd__import_string(json_object_get(step->action, "Parameters"), "QueueId");
  if (acd__import_has_reference(step, id)) return NULL;
  if (!*id) return json_object_get(json_object_get(step->action, "Parameters"), "AgentId") ? NULL : "";
  return acd__import_object(step->import, "queues", id, acd__connect_display_name(step, "QueueId"));
}

/* NULL: no way leads to the action. */
static const char *known_at(const acd__import_source *source, const json_t *action)
{
  return json_string_value(json_object_get(source->known, acd__import_string(action, "Identifier")));
}

/* What comes to be known at an action by one more way; 1: that is news. */
static int join(acd_import *import, acd__import_source *source, const json_t *action, const char *queue)
{
  const char *before = known_at(source, action);
  if (before && (strcmp(before, queue) == 0 || strcmp(before, UNKNOWN) == 0)) return 0;
  acd__import_put(import, source->known, acd__import_string(action, "Identifier"),
                  json_string(before ? UNKNOWN : queue));
  return !import->nomem;
}

typedef struct follow {
  acd_import *import;
  acd__import_source *source;
  json_t *actions;
  acd__import_buffer news; /* size_t: indexes of actions */
} follow;

static void reach(follow *state, const json_t *id, const char *queue)
{
  const json_t *index = json_is_string(id) ? json_object_get(state->source->ids, json_string_value(id)) : NULL;
  size_t at = (size_t)json_integer_value(index);
  if (!index || !join(state->import, state->source, json_array_get(state->actions, at), queue)) return;
  if (!acd__import_reserve(state->import, &state->news, 1, sizeof at)) return;
  ((size_t *)state->news.items)[state->news.count++] = at;
}

static void leave(follow *state, size_t at)
{
  acd__import_step step;
  char after[ACD__IMPORT_NAME_MAX + 2];
  const json_t *item, *way;
  size_t index;
  memset(&step, 0, sizeof step);
  step.import = state->import;
  step.source = state->source;
  step.action = json_array_get(state->actions, at);
  way = json_object_get(step.action, "Transitions");
  /* A copy: what is known here changes if a way leads back. */
  const char *known = known_at(state->source, step.action);
  snprintf(after, sizeof after, "%s", known ? known : UNSET);
  json_array_foreach(json_object_get(way, "Errors"), index, item)
      reach(state, json_object_get(item, "NextAction"), after);
  if (strcmp(acd__import_string(step.action, "Type"), "UpdateContactTargetQueue") == 0) {
    const char *queue = queue_of(&step);
    const char *agent = acd__import_string(json_object_get(step.action, "Parameters"), "AgentId");
    if (*agent)
      snprintf(after, sizeof after, "%s", AGENT);
    else if (queue && *queue)
      snprintf(after, sizeof after, "%s%s", KNOWN, queue);
    else
      snprintf(after, sizeof after, "%s", queue ? UNSET : UNKNOWN);
  }
  json_array_foreach(json_object_get(way, "Conditions"), index, item)
      reach(state, json_object_get(item, "NextAction"), after);
  reach(state, json_object_get(way, "NextAction"), after);
}

void acd__connect_prepare_queues(acd_import *import)
{
  acd__import_source *sources = import->sources.items;
  for (size_t i = 0; i < import->sources.count; i++) {
    follow state = {import, &sources[i], json_object_get(sources[i].root, "Actions"), {NULL, 0, 0}};
    json_t *action;
    size_t index;
    sources[i].known = acd__import_keep(import, json_object());
    reach(&state, json_object_get(sources[i].root, "StartAction"), UNSET);
    while (state.news.count) leave(&state, ((size_t *)state.news.items)[--state.news.count]);
    acd__import_release(import, &state.news, sizeof(size_t));
    /* The queues that no way leads to, too: branches compare with all. */
    json_array_foreach(state.actions, index, action)
    {
      acd__import_step step;
      memset(&step, 0, sizeof step);
      step.import = import;
      step.source = &sources[i];
      step.action = action;
      if (strcmp(acd__import_string(action, "Type"), "UpdateContactTargetQueue") == 0) queue_of(&step);
    }
  }
}

void acd__connect_set_queue(acd__import_step *step)
{
  const char *agent = acd__import_string(step->parameters, "AgentId"), *queue = queue_of(step);
  const char *next = acd__connect_next(step), *error = acd__connect_error(step, "NoMatchingError");
  if (*agent) {
    acd__import_set(step, TARGET_QUEUE, agent, next, error);
    return;
  }
  if (queue && !*queue) acd__import_remark(step, "no queue is chosen: none is set");
  acd__import_set(step, TARGET_QUEUE, queue ? queue : acd__import_string(step->parameters, "QueueId"), next, error);
}

static void put_queue(acd__import_step *step, const char *name)
{
  const char *error = acd__connect_error(step, "NoMatchingError");
  json_t *node = acd__import_node(step, "queue");
  acd__import_put(step->import, node, "queue", json_string(name));
  acd__import_exit(step, node, "at_capacity", acd__connect_errors(step, "QueueAtCapacity", "NoMatchingError"));
  acd__import_exit(step, node, "closed", error);
  acd__import_exit(step, node, "no_agents", error);
}

/* The call knows: a branch over all queues, each of which may be given by its name or by what the other product knows
 * it by. */
static void put_choice(acd__import_step *step)
{
  json_t *queues = json_object_get(step->import->definition, "queues"), *value, *made, *taken;
  json_t *node = acd__import_node(step, "branch");
  char next[ACD__IMPORT_NAME_MAX + 1];
  const char *name, *id;
  acd__import_put(step->import, node, "attribute", json_string(TARGET_QUEUE));
  acd__import_exit(step, node, "no_match", acd__connect_error(step, "NoMatchingError"));
  made = acd__import_keep(step->import, json_object());
  json_object_foreach(queues, name, value)
  {
    acd__import_next_name(step, next);
    acd__import_put(step->import, made, name, json_string(next));
    acd__import_case(step, node, "equal", name, next);
    put_queue(step, name);
  }
  taken = step->import->objects;
  json_object_foreach(taken, id, value)
  {
    const json_t *to = json_object_get(made, json_string_value(value));
    if (strncmp(id, "queues ", 7) == 0 && to && strcmp(id + 7, json_string_value(value)) != 0)
      acd__import_case(step, node, "equal", id + 7, json_string_value(to));
  }
  json_decref(made);
}

void acd__connect_to_queue(acd__import_step *step)
{
  const char *known = known_at(step->source, step->action);
  size_t queues = json_object_size(json_object_get(step->import->definition, "queues"));
  if (known && known[0] == KNOWN[0]) {
    put_queue(step, known + 1);
  } else if ((known && *known == AGENT[0]) || queues == 0 || queues > QUEUES_MAX) {
    acd__import_remark(step, known && *known == AGENT[0] ? "an agent's own queue: the host knows whose"
                             : queues                    ? "the exports set too many queues to compare with"
                                                         : "no export sets a queue");
    json_t *node = acd__import_host(step, step->kind);
    acd__import_exit(step, node, "error", acd__connect_error(step, "NoMatchingError"));
    acd__import_exit(step, node, "timeout", acd__connect_error(step, "NoMatchingError"));
  } else {
    if (known && !*known) acd__import_remark(step, "this flow does not set the queue before");
    put_choice(step);
  }
}

static void put_metric(acd__import_step *step, const char *queue, const char *metric,
                       const acd__import_condition *condition, const char *no_match)
{
  json_t *node = acd__import_node(step, "metric");
  int64_t threshold = 0;
  for (const char *at = condition->value; *at; at++) threshold = threshold * 10 + (*at - '0');
  acd__import_put(step->import, node, "queue", json_string(queue));
  acd__import_put(step->import, node, "metric", json_string(metric));
  acd__import_put(step->import, node, "operator", json_string(condition->operator_));
  acd__import_put(step->import, node, "threshold", json_integer(threshold));
  acd__import_exit(step, node, "match", condition->to);
  acd__import_exit(step, node, "no_match", no_match);
}

/* 1: a node can compare a metric so. */
static int is_threshold(const acd__import_condition *condition)
{
  size_t digits = strspn(condition->value, "0123456789");
  if (digits == 0 || digits > 9 || condition->value[digits]) return 0;
  return strcmp(condition->operator_, "equal") == 0 || strncmp(condition->operator_, "less", 4) == 0 ||
         strncmp(condition->operator_, "greater", 7) == 0;
}

/* The queue that is measured: the action's own, or the one set before; NULL: not one that is known. */
static const char *measured(acd__import_step *step)
{
  const char *own = acd__import_string(step->parameters, "QueueId");
  const char *known = known_at(step->source, step->action);
  if (*own && !acd__import_has_reference(step, own))
    return acd__import_object(step->import, "queues", own, acd__connect_display_name(step, "QueueId"));
  return !*own && known && known[0] == KNOWN[0] ? known + 1 : NULL;
}

void acd__connect_check_metric(acd__import_step *step)
{
  static const char *const metrics[][2] = {
      {"NumberOfAgentsStaffed", "staffed"},
      {"NumberOfAgentsOnline", "staffed"},
      {"NumberOfAgentsAvailable", "ready"},
      {"NumberOfContactsInQueue", "waiting"},
      {"OldestContactInQueueAgeSeconds", "longest_wait"},
  };
  const char *type = acd__import_string(step->parameters, "MetricType"), *metric = NULL, *queue = measured(step);
  acd__import_buffer conditions = acd__connect_conditions(step);
  const acd__import_condition *items = conditions.items;
  int simple = conditions.count > 0 && queue;
  for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++)
    if (strcmp(metrics[i][0], type) == 0) metric = metrics[i][1];
  for (size_t i = 0; i < conditions.count; i++) simple = simple && is_threshold(&items[i]);
  if (!metric || !simple) acd__connect_host(step);
  for (size_t i = 0; i < conditions.count && metric && simple; i++) {
    char next[ACD__IMPORT_NAME_MAX + 1];
    acd__import_step ahead = *step;
    ahead.made++;
    acd__import_next_name(&ahead, next);
    put_metric(step, queue, metric, &items[i], i + 1 < conditions.count ? next : acd__connect_otherwise(step));
  }
  acd__import_release(step->import, &conditions, sizeof(acd__import_condition));
}
