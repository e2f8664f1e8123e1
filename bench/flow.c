/* SPDX-License-Identifier: Apache-2.0 */
/* Calls that step through nodes at which nobody waits. */
#include <stdio.h>
#include <string.h>

#include "measure.h"

enum { CALLS = 1000, STEPS = 10 };

/* Ten nodes of a kind, between one prompt and the next. */
typedef struct walk_case {
  const char *name;
  int64_t kind; /* 0: no nodes, to compare with */
  const char *expression;
} walk_case;

static const walk_case cases[] = {
    {"no-nodes", 0, NULL},
    {"compare", ACD_NODE_KIND_COMPARE, NULL},
    {"branch", ACD_NODE_KIND_BRANCH, NULL},
    {"metric", ACD_NODE_KIND_METRIC, NULL},
    {"split", ACD_NODE_KIND_SPLIT, NULL},
    {"loop", ACD_NODE_KIND_LOOP, NULL},
    {"set", ACD_NODE_KIND_SET, NULL},
    {"test", ACD_NODE_KIND_TEST, "waiting(\"desk\") > 5 and tier = \"gold\""},
    {"set-joined", ACD_NODE_KIND_SET, "tier & \" \" & part(caller, -4, 4)"},
};

static int32_t add_exit(acd_definition *to, int32_t node, const char *exit, const char *target)
{
  int32_t at = acd_definition_add(to, ACD_NOUN_EXIT, node, exit);
  acd_definition_set_text(to, at, ACD_EXIT_TO, target);
  return at;
}

static void add_case(acd_definition *to, int32_t node, const char *name, const char *value, const char *target)
{
  int32_t at = acd_definition_add(to, ACD_NOUN_CASE, node, name);
  acd_definition_set_text(to, at, ACD_CASE_TO, target);
  if (value)
    acd_definition_set_text(to, at, ACD_CASE_VALUE, value);
  else
    acd_definition_set(to, at, ACD_CASE_PERCENTAGE, 50);
}

static void add_step(acd_definition *to, int32_t flow, const walk_case *what, int number, const char *target)
{
  char name[16];
  snprintf(name, sizeof name, "n%d", number);
  int32_t node = acd_definition_add(to, ACD_NOUN_NODE, flow, name);
  acd_definition_set(to, node, ACD_NODE_KIND, what->kind);
  if (what->expression) acd_definition_set_text(to, node, ACD_NODE_EXPRESSION, what->expression);
  switch (what->kind) {
  case ACD_NODE_KIND_COMPARE:
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "tier");
    acd_definition_set_text(to, node, ACD_NODE_VALUE, "gold");
    break;
  case ACD_NODE_KIND_BRANCH:
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "tier");
    add_case(to, node, "silver", "silver", target);
    add_case(to, node, "gold", "gold", target);
    break;
  case ACD_NODE_KIND_METRIC:
    acd_definition_set_text(to, node, ACD_NODE_QUEUE, "desk");
    acd_definition_set(to, node, ACD_NODE_METRIC, ACD_METRIC_WAITING);
    acd_definition_set(to, node, ACD_NODE_THRESHOLD, 3);
    break;
  case ACD_NODE_KIND_SPLIT:
    add_case(to, node, "a", NULL, target);
    add_case(to, node, "b", NULL, target);
    break;
  case ACD_NODE_KIND_LOOP:
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "turns");
    acd_definition_set(to, node, ACD_NODE_COUNT, 1000);
    break;
  case ACD_NODE_KIND_SET:
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "seen");
    if (!what->expression) acd_definition_set_text(to, node, ACD_NODE_VALUE, "yes");
    break;
  default: break;
  }
  static const char *const exits[] = {"next", "match", "no_match", "limit"};
  for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) {
    const char *found = strstr(acd_node_exits(what->kind), exits[i]);
    if (i == 1 && found && found > acd_node_exits(what->kind)) found = NULL; /* it is that of no_match */
    if (found) add_exit(to, node, exits[i], target);
  }
}

static acd_definition *make(const walk_case *what)
{
  acd_definition *definition = NULL;
  char target[16];
  if (acd_definition_new(NULL, &definition)) return NULL;
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "desk");
  int32_t flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, "flow");
  acd_definition_set_text(definition, flow, ACD_FLOW_START, "play");
  int32_t play = acd_definition_add(definition, ACD_NOUN_NODE, flow, "play");
  acd_definition_set(definition, play, ACD_NODE_KIND, ACD_NODE_KIND_PLAY);
  acd_definition_set_text(definition, play, ACD_NODE_PROMPT, "prompt");
  add_exit(definition, play, "next", what->kind ? "n1" : "play");
  for (int i = 1; what->kind && i <= STEPS; i++) {
    snprintf(target, sizeof target, "n%d", i + 1);
    add_step(definition, flow, what, i, i < STEPS ? target : "play");
  }
  int32_t number = acd_definition_add(definition, ACD_NOUN_NUMBER, 0, "1");
  acd_definition_set_text(definition, number, ACD_NUMBER_FLOW, "flow");
  return definition;
}

static size_t pull(acd_engine *engine, acd_id *actions)
{
  size_t count = 0;
  acd_action action = {.size = sizeof action};
  while (acd_action_next(engine, &action) == 1)
    if (count < CALLS) actions[count++] = action.id;
  return count;
}

/* Each call goes on to the next prompt. */
static int walk_all(acd_engine *engine, const acd_id *actions)
{
  int status = ACD_OK;
  for (size_t i = 0; i < CALLS && !status; i++)
    status = acd_action_result(engine, 0, actions[i], ACD_OUTCOME_DONE, NULL);
  return status;
}

__attribute__((noinline)) static int timed_walks(acd_engine *engine, const acd_id *actions)
{
  return walk_all(engine, actions);
}

/* Nanoseconds of a command that says a prompt was played, up to the next prompt: the fastest of the rounds. */
static int measure_walk(acd_engine *engine, size_t rounds, double *ns_out)
{
  static acd_id actions[CALLS];
  double best = 0;
  int status = ACD_OK;
  for (size_t round = 0; round <= rounds && !status; round++) {
    if (pull(engine, actions) != CALLS) return -1;
    int64_t begin = now_ns();
    status = round ? timed_walks(engine, actions) : walk_all(engine, actions); /* round 0 is to warm up */
    double ns = (double)(now_ns() - begin) / CALLS;
    if (round == 1 || ns < best) best = ns;
  }
  *ns_out = best;
  return status ? -1 : 0;
}

static int run(const walk_case *what, size_t rounds, double *ns_out)
{
  acd_engine *engine = NULL;
  acd_definition *definition = make(what);
  acd_arrival arrival;
  int status = definition ? acd_engine_new(NULL, &engine) : ACD_ERR_NOMEM;
  if (!status) status = acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE);
  acd_definition_free(definition);
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.caller = "+4930123456";
  arrival.attributes = "tier=gold";
  for (size_t i = 0; i < CALLS && !status; i++) status = acd_call_arrive(engine, 0, &arrival, NULL);
  if (!status) status = measure_walk(engine, rounds, ns_out);
  if (!status) status = acd_engine_check(engine, 1);
  acd_engine_free(engine);
  if (status) fprintf(stderr, "dispatch: a walk through %s failed\n", what->name);
  return status ? -1 : 0;
}

const char *walk_name(size_t index)
{
  return index < sizeof cases / sizeof *cases ? cases[index].name : NULL;
}

int64_t count_walks(size_t index)
{
  double ns;
  return run(&cases[index], 1, &ns) ? -1 : CALLS;
}

int print_walks(size_t rounds)
{
  double none = 0, ns;
  printf("\na call steps through %d nodes from one prompt to the next; %d calls\n"
         "                  from prompt to prompt  the nodes alone\n",
         STEPS, CALLS);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    if (run(&cases[i], rounds, &ns)) return -1;
    if (i == 0) none = ns;
    printf("%-18s %17.0f ns", cases[i].name, ns);
    if (i > 0) printf(" %13.0f ns", ns - none);
    printf("\n");
  }
  return 0;
}
