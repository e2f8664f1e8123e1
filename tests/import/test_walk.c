/* SPDX-License-Identifier: Apache-2.0 */
/* Imported flows in an engine: each is walked by calls with a host that answers at random, until every exit that leads on
 * from a node that can be reached was taken. A few never are: some flows set an attribute and branch on it at once, and that
 * there is no room for an attribute just where one is set comes about too seldom. They are listed.
 *
 * usage: test_walk [--calls N]   N calls at most for each flow in each world: the more, the fewer exits are left */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/acd.h>
#include <acd/json.h>

#include "exports.h"

#define ROOM      20   /* for attributes, in a world where that is tight */
#define STEPS_MAX 1000 /* of a call, which then hangs up */

/* What exports do not say, in one way after the other: a queue that takes nobody, that is shut, that leaves its callers
 * because nobody is there, that is served. */
typedef struct world {
  const char *queue; /* properties of every queue; JSON in which ' stands for " */
  int is_open;       /* schedules: always, or never */
  int is_drained;    /* queues take no one */
  int64_t attributes_max;
} world;

static const world worlds[] = {
    {"{'members':['person']}", 1, 0, 64},
    {"{'length_max':0}", 0, 0, 64},
    {"{}", 1, 1, 64},
    {"{'members':['absent'],'leave_when':'unstaffed'}", 0, 0, 64},
    {"{'members':['person']}", 1, 0, ROOM},
};

static int calls_max = 1000;

typedef struct walk {
  acd_engine *engine;
  const json_t *definition;
  json_t *wanted;     /* exits by "flow / node / exit" that were not taken yet */
  const char *name;   /* of the flow that calls enter */
  json_t *pairs;      /* attributes and values that its nodes compare, one behind the other */
  acd_event left[64]; /* nodes left by the last command */
  size_t left_count;
  int is_tight; /* 1: there is little room for attributes */
  uint64_t random;
  acd_time now;
} walk;

static size_t below(walk *of, size_t limit)
{
  of->random ^= of->random << 13;
  of->random ^= of->random >> 7;
  of->random ^= of->random << 17;
  return limit ? (size_t)(of->random % limit) : 0;
}

static void told(void *user, const acd_event *event)
{
  walk *of = user;
  if (event->kind != ACD_EVENT_FLOW_EXIT) return;
  assert_true(of->left_count < sizeof of->left / sizeof *of->left);
  of->left[of->left_count++] = *event;
}

static const char *flow_called(const walk *of, acd_id flow)
{
  const char *name;
  json_t *value;
  json_object_foreach(json_object_get(of->definition, "flows"), name, value)
  {
    acd_id found = 0;
    if (acd_flow_find(of->engine, name, &found) == ACD_OK && found == flow) return name;
  }
  return "";
}

/* What the events of the last command say was taken. */
static void take_exits(walk *of)
{
  for (size_t i = 0; i < of->left_count; i++) {
    const acd_event *event = &of->left[i];
    char key[900];
    const char *node = acd_flow_node_name(of->engine, event->flow, event->value);
    const char *exit = acd_flow_exit_name(of->engine, event->flow, event->value, event->detail);
    assert_non_null(node);
    assert_non_null(exit);
    snprintf(key, sizeof key, "%s / %s / %s", flow_called(of, event->flow), node, exit);
    json_object_del(of->wanted, key);
  }
  of->left_count = 0;
}

static void done(walk *of, int status)
{
  if (status != ACD_OK && status != ACD_AGAIN && status != ACD_ERR_STALE && status != ACD_ERR_LIMIT)
    fail_msg("%s: %s", of->name, acd_status_text(status));
  take_exits(of);
}

/* Texts between quotes of an expression. */
static void add_literals(json_t *texts, const char *at)
{
  const char *end;
  while ((at = strpbrk(at, "\"'")) != NULL && (end = strchr(at + 1, *at)) != NULL) {
    assert_int_equal(json_array_append_new(texts, json_stringn(at + 1, (size_t)(end - at - 1))), 0);
    at = end + 1;
  }
}

static void add_pair(json_t *pairs, const char *attribute, const char *value)
{
  assert_int_equal(json_array_append_new(pairs, json_string(attribute)), 0);
  assert_int_equal(json_array_append_new(pairs, json_string(value)), 0);
}

static void add_pairs_of(json_t *pairs, const json_t *node)
{
  json_t *texts = json_array(), *text, *other, *one;
  const char *attribute = json_string_value(json_object_get(node, "attribute")), *key;
  const char *expression = json_string_value(json_object_get(node, "expression"));
  size_t i, k;
  if (expression && strcmp(json_string_value(json_object_get(node, "kind")), "set") != 0)
    add_literals(texts, expression);
  json_object_foreach(json_object_get(node, "cases"), key, one)
  {
    const char *value = json_string_value(json_object_get(one, "value"));
    if (attribute && value) add_pair(pairs, attribute, value);
    if (attribute && json_object_get(one, "operator")) add_pair(pairs, attribute, "1000");
  }
  if (attribute && json_object_get(node, "cases")) add_pair(pairs, attribute, "something else");
  json_array_foreach(texts, i, text)
  {
    if (strlen(json_string_value(text)) > 64 || !*json_string_value(text)) continue;
    add_pair(pairs, json_string_value(text), "something else");
    add_pair(pairs, json_string_value(text), "");
    json_array_foreach(texts, k, other) if (k != i) add_pair(pairs, json_string_value(text), json_string_value(other));
  }
  json_decref(texts);
}

/* What is set to an attribute that a node compares is worth the same values. */
static void follow_sets(json_t *pairs, const json_t *flow)
{
  const char *name;
  json_t *node;
  json_object_foreach(json_object_get(flow, "nodes"), name, node)
  {
    const char *to = json_string_value(json_object_get(node, "attribute"));
    const char *expression = json_string_value(json_object_get(node, "expression"));
    size_t count = json_array_size(pairs), size = expression ? strlen(expression) : 0;
    if (!to || size < 13 || strncmp(expression, "attribute(\"", 11) != 0 || strcmp(expression + size - 2, "\")") != 0)
      continue;
    char from[100];
    snprintf(from, sizeof from, "%.*s", (int)(size - 13), expression + 11);
    if (strcmp(from, to) == 0 || strchr(from, '"')) continue;
    add_pair(pairs, from, "anything");
    for (size_t i = 0; i < count; i += 2) {
      if (strcmp(json_string_value(json_array_get(pairs, i)), to) != 0) continue;
      add_pair(pairs, from, json_string_value(json_array_get(pairs, i + 1)));
    }
  }
}

static void set_something(walk *of, acd_id call)
{
  size_t count = json_array_size(of->pairs) / 2, fills = of->is_tight && below(of, 6) == 0;
  for (size_t i = 1; i <= ROOM && fills; i++) {
    char filler[20];
    snprintf(filler, sizeof filler, "filler%zu", i);
    done(of, acd_call_set(of->engine, of->now, call, filler, "1"));
  }
  for (size_t i = below(of, 4); i && count; i--) {
    size_t at = below(of, count);
    done(of, acd_call_set(of->engine, of->now, call, json_string_value(json_array_get(of->pairs, 2 * at)),
                          json_string_value(json_array_get(of->pairs, 2 * at + 1))));
  }
}

/* How many nodes lie between one and the next that has an exit which is wanted; as many as there are if none has. */
static size_t distance(const walk *of, const char *flow_name, const json_t *flow, const char *from)
{
  json_t *nodes = json_object_get(flow, "nodes"), *seen = json_object(), *queue = json_array(), *to;
  size_t found = json_object_size(nodes);
  json_array_append_new(queue, json_pack("[si]", from, 0));
  for (size_t at = 0; at < json_array_size(queue) && found == json_object_size(nodes); at++) {
    const char *name = json_string_value(json_array_get(json_array_get(queue, at), 0)), *key;
    int depth = (int)json_integer_value(json_array_get(json_array_get(queue, at), 1));
    char exit[900];
    if (!name || json_object_get(seen, name)) continue;
    json_object_set_new(seen, name, json_true());
    const json_t *node = json_object_get(nodes, name);
    json_object_foreach(json_object_get(node, "exits"), key, to)
    {
      snprintf(exit, sizeof exit, "%s / %s / %s", flow_name, name, key);
      if (json_object_get(of->wanted, exit)) found = (size_t)depth;
      json_array_append_new(queue, json_pack("[si]", json_string_value(to), depth + 1));
    }
    json_object_foreach(json_object_get(node, "cases"), key, to)
    {
      snprintf(exit, sizeof exit, "%s / %s / %s", flow_name, name, key);
      if (json_object_get(of->wanted, exit)) found = (size_t)depth;
      json_array_append_new(queue, json_pack("[si]", json_string_value(json_object_get(to, "to")), depth + 1));
    }
  }
  json_decref(queue);
  json_decref(seen);
  return found;
}

/* An answer that the node knows at which the call is, or another. */
static const char *answer(walk *of, acd_id call)
{
  acd_call_info info = {.size = sizeof info};
  const char *key, *chosen = below(of, 2) ? "1000" : "";
  json_t *one;
  assert_int_equal(acd_call_get(of->engine, call, &info), ACD_OK);
  const json_t *flow = json_object_get(json_object_get(of->definition, "flows"), flow_called(of, info.flow));
  const char *name = acd_flow_node_name(of->engine, info.flow, info.node);
  const json_t *cases = json_object_get(json_object_get(json_object_get(flow, "nodes"), name), "cases");
  size_t index = below(of, json_object_size(cases) + 1), best = SIZE_MAX;
  int guided = below(of, 2) == 0;
  json_object_foreach((json_t *)(uintptr_t)cases, key, one)
  {
    char exit[900];
    const char *to = json_string_value(json_object_get(one, "to")),
               *value = json_string_value(json_object_get(one, "value"));
    snprintf(exit, sizeof exit, "%s / %s / %s", flow_called(of, info.flow), name, key);
    if (!guided) {
      if (index-- == 0) chosen = value;
      continue;
    }
    size_t far = json_object_get(of->wanted, exit) ? 0 : 1 + distance(of, flow_called(of, info.flow), flow, to);
    if (far < best) chosen = value;
    if (far < best) best = far;
  }
  return chosen;
}

static void press(walk *of, const acd_action *action)
{
  static const char keys[] = "0123456789*#";
  char pressed[8] = "";
  size_t most = action->digits_max < 6 ? (size_t)action->digits_max : 6, count = below(of, most + 1);
  for (size_t i = 0; i < count; i++) pressed[i] = keys[below(of, sizeof keys - 1)];
  pressed[count] = '\0';
  done(of, acd_action_result(of->engine, of->now, action->id, ACD_OUTCOME_DIGITS, pressed));
}

static void respond(walk *of, const acd_action *action)
{
  static const int64_t ends[] = {ACD_OUTCOME_DONE, ACD_OUTCOME_BUSY, ACD_OUTCOME_NO_ANSWER, ACD_OUTCOME_FAILED};
  int64_t outcome = below(of, 8) ? ACD_OUTCOME_DONE : ACD_OUTCOME_FAILED;
  const char *text = NULL;
  if (action->kind == ACD_ACTION_HOST || action->kind == ACD_ACTION_PLAY || action->kind == ACD_ACTION_COLLECT)
    set_something(of, action->call);
  if (action->kind == ACD_ACTION_COLLECT && outcome == ACD_OUTCOME_DONE) {
    press(of, action);
    return;
  }
  if (action->kind == ACD_ACTION_HOST && below(of, 8) == 0) return; /* no answer */
  if (action->kind == ACD_ACTION_HOST && outcome == ACD_OUTCOME_DONE) text = answer(of, action->call);
  if (action->kind == ACD_ACTION_TRANSFER) outcome = ends[below(of, 4)];
  if (action->kind == ACD_ACTION_RING) outcome = ACD_OUTCOME_ACCEPTED;
  done(of, acd_action_result(of->engine, of->now, action->id, outcome, text));
}

/* Somebody ends it who talks, or waits and is not served; or time passes. */
static void pass(walk *of, acd_id call)
{
  acd_call_info info = {.size = sizeof info};
  if (acd_call_get(of->engine, call, &info) != ACD_OK) return;
  if (info.agent && info.state == ACD_CALL_STATE_TALKING) {
    done(of, acd_agent_hangup(of->engine, of->now, info.agent, 0));
  } else if (acd_engine_deadline(of->engine) == ACD_TIME_NEVER || info.state == ACD_CALL_STATE_WAITING) {
    done(of, acd_call_hangup(of->engine, of->now, call));
  } else {
    of->now = acd_engine_deadline(of->engine);
    done(of, acd_engine_tick(of->engine, of->now));
  }
}

/* What the host knows of a call as it comes: an attribute, or none; where there is little room, some that nobody asks for. */
static void introduce(walk *of, char *lines, size_t size)
{
  size_t count = json_array_size(of->pairs) / 2, at = 2 * below(of, count), used = 0;
  const char *name = json_string_value(json_array_get(of->pairs, at));
  const char *value = json_string_value(json_array_get(of->pairs, at + 1));
  lines[0] = '\0';
  if (of->is_tight) {
    for (size_t i = below(of, ROOM + 1); i; i--)
      used += (size_t)snprintf(lines + used, size - used, "%sfiller%zu=1", used ? "\n" : "", i);
  } else if (name && *value && !strpbrk(name, "=\n") && !strchr(value, '\n') && below(of, 8)) {
    snprintf(lines, size, "%s=%s", name, value);
  }
}

static void walk_once(walk *of, acd_id flow)
{
  char lines[2000];
  acd_arrival arrival;
  acd_call_info info = {.size = sizeof info};
  acd_action action = {.size = sizeof action};
  acd_id call = 0;
  acd_arrival_init(&arrival);
  arrival.flow = flow;
  arrival.caller = "+15550199";
  introduce(of, lines, sizeof lines);
  arrival.attributes = *lines ? lines : NULL;
  of->now += ACD_SECOND;
  done(of, acd_call_arrive(of->engine, of->now, &arrival, &call));
  for (int steps = 0; acd_call_get(of->engine, call, &info) == ACD_OK; steps++) {
    if (acd_action_next(of->engine, &action) == 1)
      respond(of, &action);
    else if (steps < STEPS_MAX)
      pass(of, call);
    else
      done(of, acd_call_hangup(of->engine, of->now, call));
  }
  while (acd_action_next(of->engine, &action) == 1)
    done(of, acd_action_result(of->engine, of->now, action.id, ACD_OUTCOME_DONE, NULL));
  assert_int_equal(acd_engine_check(of->engine, 0), ACD_OK);
}

/* The names of nodes that can be reached from the start, as keys. */
static json_t *reachable(const json_t *flow)
{
  json_t *nodes = json_object_get(flow, "nodes"), *found = json_object(), *open = json_array();
  json_array_append(open, json_object_get(flow, "start"));
  while (json_array_size(open)) {
    size_t last = json_array_size(open) - 1;
    json_t *name = json_incref(json_array_get(open, last)), *to;
    const char *key;
    json_array_remove(open, last);
    if (!json_object_get(found, json_string_value(name))) {
      const json_t *node = json_object_get(nodes, json_string_value(name));
      json_object_set_new(found, json_string_value(name), json_true());
      json_object_foreach(json_object_get(node, "exits"), key, to) json_array_append(open, to);
      json_object_foreach(json_object_get(node, "cases"), key, to) json_array_append(open, json_object_get(to, "to"));
    }
    json_decref(name);
  }
  json_decref(open);
  return found;
}

static void want(json_t *wanted, const char *flow, const char *node, const json_t *ways)
{
  const char *key;
  json_t *value;
  char exit[900];
  json_object_foreach((json_t *)(uintptr_t)ways, key, value)
  {
    snprintf(exit, sizeof exit, "%s / %s / %s", flow, node, key);
    json_object_set_new(wanted, exit, json_true());
  }
}

static json_t *all_exits(const json_t *definition)
{
  json_t *wanted = json_object(), *flow, *node;
  const char *name, *node_name;
  json_object_foreach(json_object_get(definition, "flows"), name, flow)
  {
    json_t *reached = reachable(flow);
    json_object_foreach(json_object_get(flow, "nodes"), node_name, node)
    {
      if (!json_object_get(reached, node_name)) continue;
      want(wanted, name, node_name, json_object_get(node, "exits"));
      want(wanted, name, node_name, json_object_get(node, "cases"));
    }
    json_decref(reached);
  }
  return wanted;
}

static json_t *parse(const char *text)
{
  char copy[200];
  snprintf(copy, sizeof copy, "%s", text);
  for (char *at = copy; *at; at++)
    if (*at == '\'') *at = '"';
  json_t *value = json_loads(copy, 0, NULL);
  assert_non_null(value);
  return value;
}

/* The definition with what the world adds, in an engine. */
static void enter_world(walk *of, const world *is)
{
  acd_options *options = NULL;
  acd_json *json = NULL;
  char line[1000];
  json_t *copy = json_deep_copy(of->definition), *object, *more = parse(is->queue);
  const char *name;
  json_object_foreach(json_object_get(copy, "queues"), name, object) json_object_update(object, more);
  json_object_foreach(json_object_get(copy, "schedules"), name, object) if (is->is_open)
      json_object_set_new(object, "hours", parse("[{'days':'mon-sun','from':'00:00','to':'24:00'}]"));
  json_object_set_new(copy, "agents", parse("{'person':{},'absent':{'presence':'logged_out'}}"));
  char *text = json_dumps(copy, 0);
  assert_non_null(text);
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  assert_int_equal(acd_options_set(options, ACD_OPTION_ATTRIBUTES_MAX, is->attributes_max), ACD_OK);
  assert_int_equal(acd_options_set_events(options, told, of), ACD_OK);
  assert_int_equal(acd_engine_new(options, &of->engine), ACD_OK);
  acd_options_free(options);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  int status = acd_json_load_text(json, text, strlen(text));
  if (status == ACD_OK) status = acd_json_submit(json, of->engine, of->now, ACD_DEFINE_WHOLE);
  for (size_t i = 0; acd_json_error_print(json, i, line, sizeof line, NULL) == ACD_OK; i++) printf("%s\n", line);
  assert_int_equal(status, ACD_OK);
  acd_json_free(json);
  free(text);
  json_decref(more);
  json_decref(copy);
  for (acd_id id = acd_queue_next(of->engine, 0); id && is->is_drained; id = acd_queue_next(of->engine, id))
    assert_int_equal(acd_queue_drain(of->engine, of->now, id), ACD_OK);
}

/* Whether some exit of a flow is still wanted. */
static int is_wanted(const walk *of)
{
  size_t size = strlen(of->name);
  const char *key;
  json_t *value;
  json_object_foreach(of->wanted, key, value) if (strncmp(key, of->name, size) == 0 && key[size] == ' ') return 1;
  return 0;
}

static void walk_world(walk *of, const world *is)
{
  const char *name, *node_name;
  json_t *flow, *node;
  enter_world(of, is);
  of->is_tight = is->attributes_max == ROOM;
  json_object_foreach(json_object_get(of->definition, "flows"), name, flow)
  {
    acd_id id = 0;
    of->name = name;
    of->pairs = json_array();
    json_object_foreach(json_object_get(flow, "nodes"), node_name, node) add_pairs_of(of->pairs, node);
    follow_sets(of->pairs, flow);
    assert_int_equal(acd_flow_find(of->engine, name, &id), ACD_OK);
    for (int calls = 0; calls < calls_max && is_wanted(of); calls++) walk_once(of, id);
    json_decref(of->pairs);
  }
  assert_int_equal(acd_engine_check(of->engine, 1), ACD_OK);
  acd_engine_free(of->engine);
}

static void walk_all(const char *format, const char *folder)
{
  acd_import *import = new_import(format);
  assert_true(add_shared(import, folder) > 0);
  json_t *definition = finish_import(import), *value;
  walk of = {NULL, definition, all_exits(definition), "", NULL, {{0}}, 0, 0, 88172645463325252u, 0};
  const char *key;
  size_t all = json_object_size(of.wanted);
  for (size_t i = 0; i < sizeof worlds / sizeof *worlds; i++) walk_world(&of, &worlds[i]);
  printf("%s: %zu exits, %zu not taken\n", format, all, json_object_size(of.wanted));
  json_object_foreach(of.wanted, key, value) printf("  %s\n", key);
  /* Some never can be: of a branch on what the flow has set itself, say. */
  assert_true(json_object_size(of.wanted) * 100 <= all * 7);
  json_decref(of.wanted);
  json_decref(definition);
  acd_import_free(import);
}

static void test_amazon_connect(void **state)
{
  (void)state;
  walk_all("amazon-connect", "amazon_connect");
}

static void test_twilio_studio(void **state)
{
  (void)state;
  walk_all("twilio-studio", "twilio_studio");
}

int main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_amazon_connect), cmocka_unit_test(test_twilio_studio)};
  if (argc == 3 && strcmp(argv[1], "--calls") == 0) calls_max = atoi(argv[2]);
  if (!shared_path("data/flows/amazon_connect/001.json")) {
    printf("SKIP: there is no data/flows: exports of Amazon Connect and Twilio Studio\n");
    return 77;
  }
  return cmocka_run_group_tests(tests, NULL, NULL);
}
