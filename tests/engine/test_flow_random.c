/* SPDX-License-Identifier: Apache-2.0 */
/* Calls on random ways through random flows, which are published anew while they are inside, with a host that answers anything, or
 * nothing. The engine's laws hold after every command; each call goes where the exit it takes leads in the version it is in,
 * comes back from subflows to where it came from, never makes more steps at once than allowed, and ends when the caller
 * hangs up, if not before; no version of a flow outlives the calls inside.
 *
 * Usage: test_flow_random [--seed N] [--runs N] [--steps N] */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../model/outline.h"
#include "engine/engine.h"
#include "random.h"

enum { FLOWS = 4, NODES = 9, VERSIONS = 400, CALLS = 40, STEPS_MAX = 60, KINDS = NODE_KIND_LAST + 1, NOWHERE = -1 };

typedef struct way {
  int64_t exit;
  int to;
} way;

typedef struct node {
  int64_t kind;
  int flow; /* flow, subflow: the one it leads to */
  int ways_count;
  way ways[24];
} node;

typedef struct version {
  acd_id id;
  int flow;
  int catch_;
  node nodes[NODES];
} version;

typedef struct place {
  const version *of; /* NULL: unknown, or nowhere */
  int node;
} place;

typedef struct caller {
  acd_id id;
  place at;    /* the node whose exit it must take next */
  int is_over; /* it must end without another exit */
  int depth;
  place frames[ACD_FLOW_DEPTH_MAX];
  int steps; /* within one command at one instant */
  int64_t command;
  acd_time time_us;
} caller;

typedef struct host {
  dice dice;
  acd_engine *engine;
  acd_time now;
  int64_t commands;
  const char *failed;
  version *versions;
  int versions_count;
  int newest;  /* the first of the versions published last; their ids are learnt as they are met */
  int dialled; /* flow of the latest arrival */
  caller callers[CALLS];
  acd_id actions[CALLS];
  uint32_t kinds[CALLS];
  int64_t keys_max[CALLS];
  int pulled;
} host;

static int64_t taken[KINDS], ended, published, together;

static void fail(host *of, const char *what)
{
  if (!of->failed) of->failed = what;
}

static void log_line(void *user, int level, const char *text)
{
  (void)user;
  if (level >= ACD_LOG_ERROR) fprintf(stderr, "law broken: %s\n", text);
}

/* What a node of each kind says; `%d` is a flow, a queue or a number of its own. NULL: of no kind that this test knows. */
static const char *const bodies[KINDS] = {
    [ACD_NODE_KIND_PLAY] = "prompt=p%d",
    [ACD_NODE_KIND_MENU] = "prompt=p%d attempts=2 terminators=#",
    [ACD_NODE_KIND_COLLECT] = "prompt=p%d digits_max=3 attempts=2 digit_timeout=1000000 attribute=digits",
    [ACD_NODE_KIND_HOURS] = "schedule=s%d",
    [ACD_NODE_KIND_METRIC] = "queue=q%d metric=position operator=greater threshold=1",
    [ACD_NODE_KIND_COMPARE] = "attribute=digits operator=less value=%d",
    [ACD_NODE_KIND_SET] = "attribute=a%d expression='digits & a1 & a2 & position()'",
    [ACD_NODE_KIND_SKILLS] = "",
    [ACD_NODE_KIND_PRIORITY] = "expression='length(a%d) - 3'",
    [ACD_NODE_KIND_QUEUE] = "queue=q%d wait_max=4000000",
    [ACD_NODE_KIND_AGENT] = "agent=a%d wait_max=3000000",
    [ACD_NODE_KIND_VOICEMAIL] = "mailbox=m%d",
    [ACD_NODE_KIND_TRANSFER] = "number=n%d",
    [ACD_NODE_KIND_FLOW] = "flow=f%d",
    [ACD_NODE_KIND_HANGUP] = "",
    [ACD_NODE_KIND_BRANCH] = "expression='waiting(\"q1\") + %d & digits'",
    [ACD_NODE_KIND_TEST] = "expression='waiting(\"q%d\") > 0 or digits = 1 or toggle(\"t1\")'",
    [ACD_NODE_KIND_SPLIT] = "",
    [ACD_NODE_KIND_LOOP] = "attribute=loop%d count=2",
    [ACD_NODE_KIND_SUBFLOW] = "flow=f%d attribute=a1",
    [ACD_NODE_KIND_RETURN] = "value=v%d",
    [ACD_NODE_KIND_WAIT] = "time!1000000",
    [ACD_NODE_KIND_HOST] = "operation=o%d time!2000000 attribute=a2",
    [ACD_NODE_KIND_TOGGLE] = "toggle=t%d",
};

static const char *kind_name(int64_t kind, char name[20])
{
  acd_property property = {.size = sizeof property};
  const char *at = "";
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++)
    if (property.property_id == ACD_NODE_KIND) at = property.choices;
  while (--kind > 0) at += strcspn(at, " ") + 1;
  snprintf(name, 20, "%.*s", (int)strcspn(at, " "), at);
  return name;
}

typedef struct text {
  char at[40000];
  size_t size;
} text;

__attribute__((format(printf, 2, 3))) static void put(text *to, const char *format, ...)
{
  va_list list;
  va_start(list, format);
  to->size += (size_t)vsnprintf(to->at + to->size, sizeof to->at - to->size, format, list);
  va_end(list);
}

static void add_way(node *to, int64_t exit, int target)
{
  to->ways[to->ways_count++] = (way){exit, target};
}

static int64_t exit_number(const char *name)
{
  int64_t exit = ACD_EXIT_NEXT;
  while (strcmp(acd_exit_str(exit), name) != 0) exit++;
  return exit;
}

static void add_exits(host *of, text *to, node *at)
{
  char words[200];
  snprintf(words, sizeof words, "%s", acd_node_exits(at->kind));
  for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
    if (dice_chance(&of->dice, 25)) continue;
    int target = (int)dice_below(&of->dice, NODES);
    put(to, "    exit %s to=n%d\n", word, target);
    add_way(at, exit_number(word), target);
  }
  if (at->kind == ACD_NODE_KIND_MENU && dice_chance(&of->dice, 70)) {
    int target = (int)dice_below(&of->dice, NODES);
    put(to, "    exit 1 to=n%d\n    try t prompt_no_input=t\n", target);
    add_way(at, ACD_EXIT_KEY + '1', target);
  }
}

static void add_cases(host *of, text *to, node *at)
{
  static const char *const says[KINDS][2] = {
      [ACD_NODE_KIND_MENU] = {"keys='2 3X'", "keys=0! speech='yes|no'"},
      [ACD_NODE_KIND_BRANCH] = {"operator=greater value=10", "value=1"},
      [ACD_NODE_KIND_SPLIT] = {"percentage=40", "percentage=60"},
      [ACD_NODE_KIND_SUBFLOW] = {"value=v1", "operator=prefix value=v"},
      [ACD_NODE_KIND_HOST] = {"value=1", "operator=is_set"},
  };
  if (!says[at->kind][0]) return;
  for (int i = 0; i < 2; i++) {
    int target = (int)dice_below(&of->dice, NODES);
    put(to, "    case c%d %s to=n%d\n", i, says[at->kind][i], target);
    add_way(at, ACD_EXIT_CASE + i, target);
  }
}

static void add_node(host *of, text *to, version *flow, int number)
{
  node *at = &flow->nodes[number];
  *at = (node){.kind = ACD_NODE_KIND_HANGUP};
  do at->kind = 1 + dice_below(&of->dice, NODE_KIND_LAST);
  while (!bodies[at->kind] || (at->kind == ACD_NODE_KIND_HANGUP && dice_chance(&of->dice, 70)));
  int what = (int)dice_below(&of->dice, 3);
  char body[200], kind[20];
  at->flow = what;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  snprintf(body, sizeof body, bodies[at->kind], what);
#pragma GCC diagnostic pop
  put(to, "  node n%d kind=%s %s\n", number, kind_name(at->kind, kind), body);
  add_exits(of, to, at);
  add_cases(of, to, at);
}

static const version *version_of(const host *of, acd_id id)
{
  for (int i = of->versions_count; i-- > 0;)
    if (of->versions[i].id == id) return &of->versions[i];
  return NULL;
}

/* As the engine has it now, which may be amid the command that publishes it. */
static const version *in_force(host *of, int flow)
{
  char name[4];
  int size = snprintf(name, sizeof name, "f%d", flow);
  const acd__flow *at = acd__dictionary_find(&of->engine->world.flows, name, (size_t)size);
  const version *known = at ? version_of(of, at->slot.id) : NULL;
  if (known || !at) return known;
  of->versions[of->newest + flow].id = at->slot.id;
  return &of->versions[of->newest + flow];
}

/* Puts new versions of the flows in force, in the middle of what goes on. */
static void publish(host *of)
{
  static text outline;
  int first = of->versions_count, before = of->newest;
  of->newest = first;
  outline.size = 0;
  put(&outline,
      "centre steps_max!%d\ntoggle t0 on!1\ntoggle t1\ntoggle t2\nschedule s0\n  hours h days!127 from!0 "
      "to!43200000000\nschedule s1\nschedule s2\n  hours h "
      "days!127 "
      "from!0 to!86400000000\nagent a0 ring_timeout=2000000\nagent a1\nagent a2 presence=logged_out\nqueue q0 "
      "exit_key=*\n  member a0\n  member a1\nqueue q1 length_max!2\nqueue q2 overflow=q1 wait_max=2000000\n  member "
      "a2\n",
      STEPS_MAX);
  for (int f = 0; f < FLOWS; f++) {
    version *flow = &of->versions[of->versions_count++];
    flow->id = 0;
    flow->flow = f;
    flow->catch_ = dice_chance(&of->dice, 60) ? (int)dice_below(&of->dice, NODES) : NOWHERE;
    put(&outline, "number %d flow=f%d\nflow f%d start=n0", f, f, f);
    if (flow->catch_ >= 0) put(&outline, " catch=n%d", flow->catch_);
    put(&outline, "\n");
    for (int n = 0; n < NODES; n++) add_node(of, &outline, flow, n);
  }
  acd_definition *definition = outline_build(NULL, outline.at);
  int status = acd_definition_submit(definition, of->engine, of->now, ACD_DEFINE_WHOLE);
  acd_definition_free(definition);
  for (size_t i = 0; status == ACD_ERR_DEFINITION && i < acd_engine_errors_count(of->engine); i++) {
    acd_error error = {.size = sizeof error};
    acd_engine_error_at(of->engine, i, &error);
    fprintf(stderr, "%s: %s (%s)\n", error.path, error.text, error.expected);
  }
  if (status) {
    of->versions_count = first;
    of->newest = before;
    if (status != ACD_ERR_BACKLOG && status != ACD_AGAIN) fail(of, "a valid definition was refused");
    return;
  }
  for (int f = 0; f < FLOWS; f++) (void)in_force(of, f);
  published++;
}

/* The node that a call which comes to a place will take an exit of: through what leads on without one. */
static void arrive(host *of, caller *call, place at)
{
  for (int moves = 0; moves <= STEPS_MAX; moves++) {
    const node *stands = &at.of->nodes[at.node];
    if (stands->kind == ACD_NODE_KIND_SUBFLOW && call->depth < ACD_FLOW_DEPTH_MAX) {
      call->frames[call->depth++] = at;
      at = (place){in_force(of, stands->flow), 0};
    } else if (stands->kind == ACD_NODE_KIND_FLOW) {
      at = (place){in_force(of, stands->flow), 0};
    } else {
      if (stands->kind == ACD_NODE_KIND_RETURN) {
        if (call->depth > 0)
          at = call->frames[--call->depth];
        else
          call->is_over = 1;
      }
      if (stands->kind == ACD_NODE_KIND_HANGUP) call->is_over = 1;
      call->at = at;
      return;
    }
  }
  call->is_over = 1; /* round and round: more steps than allowed */
}

static void take(host *of, caller *call, const version *in, int number, int64_t exit)
{
  const node *at = &in->nodes[number];
  int to = NOWHERE;
  for (int i = 0; i < at->ways_count; i++)
    if (at->ways[i].exit == exit) to = at->ways[i].to;
  if (to < 0 && exit >= ACD_EXIT_KEY) fail(of, "a key or a case that is not there was taken");
  if (exit < ACD_EXIT_KEY && !strstr(acd_node_exits(at->kind), acd_exit_str(exit)))
    fail(of, "an exit that the kind has not");
  if (to < 0 && exit != ACD_EXIT_NEXT && number != in->catch_) to = in->catch_;
  if (to < 0)
    call->is_over = 1;
  else
    arrive(of, call, (place){in, to});
}

static caller *caller_of(host *of, acd_id id)
{
  for (int i = 0; i < CALLS; i++)
    if (of->callers[i].id == id) return &of->callers[i];
  return NULL;
}

static void on_event(void *user, const acd_event *event)
{
  host *of = user;
  if (event->kind == ACD_EVENT_CALL_ENDED) {
    caller *gone = caller_of(of, event->call);
    if (gone) gone->id = 0;
    ended++;
  }
  if (event->kind == ACD_EVENT_CALL_ARRIVED) {
    caller *next = caller_of(of, 0);
    *next = (caller){.id = event->call};
    arrive(of, next, (place){in_force(of, of->dialled), 0});
  }
  if (event->kind != ACD_EVENT_FLOW_EXIT) return;
  caller *call = caller_of(of, event->call);
  const version *in = version_of(of, event->flow);
  if (!in || event->value < 0 || event->value >= NODES) fail(of, "an exit of a version that is not known");
  if (!call || of->failed) return;
  if (call->is_over) fail(of, "an exit after the last");
  if (call->at.of != in || call->at.node != event->value) fail(of, "a call is where no exit led");
  if (call->command != of->commands || call->time_us != event->time_us) call->steps = 0;
  call->command = of->commands;
  call->time_us = event->time_us;
  if (++call->steps > 2 * STEPS_MAX) fail(of, "too many steps at once");
  taken[in->nodes[event->value].kind]++;
  take(of, call, in, (int)event->value, event->detail);
}

static void pull(host *of)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(of->engine, &action) == 1) {
    int at = of->pulled++ % CALLS;
    of->actions[at] = action.id;
    of->kinds[at] = action.kind;
    of->keys_max[at] = action.digits_max;
  }
}

static void check(host *of)
{
  int64_t live = 0;
  pull(of);
  if (acd_engine_check(of->engine, 1) != ACD_OK) fail(of, "the engine's laws");
  for (int i = 0; i < CALLS; i++) live += of->callers[i].id != 0;
  if (live > together) together = live;
}

static void answer(host *of)
{
  static const char *const digits[] = {"", "1", "2", "35", "0", "01", "9", "123"};
  static const char *const words[] = {"", "yes", " NO ", "maybe"};
  int at = (int)dice_below(&of->dice, CALLS);
  int64_t outcome = of->kinds[at] == ACD_ACTION_COLLECT && dice_chance(&of->dice, 90)
                        ? (dice_chance(&of->dice, 80) ? ACD_OUTCOME_DIGITS : ACD_OUTCOME_SPEECH)
                        : 1 + dice_below(&of->dice, ACD_OUTCOME_SPEECH);
  const char *given = outcome == ACD_OUTCOME_DIGITS   ? digits[dice_below(&of->dice, 8)]
                      : outcome == ACD_OUTCOME_SPEECH ? words[dice_below(&of->dice, 4)]
                      : of->kinds[at] == ACD_ACTION_HOST && outcome == ACD_OUTCOME_DONE
                          ? digits[dice_below(&of->dice, 8)]
                          : NULL;
  if (given && outcome == ACD_OUTCOME_DIGITS && (int64_t)strlen(given) > of->keys_max[at]) given = "1";
  (void)acd_action_result(of->engine, of->now, of->actions[at], outcome, given);
}

static void act(host *of)
{
  caller *some = &of->callers[dice_below(&of->dice, CALLS)];
  of->dialled = (int)dice_below(&of->dice, FLOWS);
  char number[2] = {(char)('0' + of->dialled), '\0'};
  acd_id agent = acd_agent_next(of->engine, 0);
  acd_id toggle = 0;
  acd_arrival arrival;
  of->commands++;
  switch (dice_below(&of->dice, 12)) {
  case 0:
  case 1:
    acd_arrival_init(&arrival);
    arrival.number = number;
    if (caller_of(of, 0)) (void)acd_call_arrive(of->engine, of->now, &arrival, NULL);
    break;
  case 2:
    if (some->id && dice_chance(&of->dice, 20)) (void)acd_call_hangup(of->engine, of->now, some->id);
    break;
  case 3:
    if (some->id) (void)acd_call_keys(of->engine, of->now, some->id, "*");
    break;
  case 4:
    if (dice_chance(&of->dice, 20) && acd_toggle_find(of->engine, "t1", &toggle) == ACD_OK)
      (void)acd_toggle_set(of->engine, of->now, toggle, dice_chance(&of->dice, 50));
    (void)acd_agent_hangup(of->engine, of->now, agent, 0);
    break;
  case 5: (void)acd_engine_wall_set(of->engine, of->now, dice_below(&of->dice, 86400) * ACD_SECOND); break;
  case 6:
    of->now += dice_below(&of->dice, dice_chance(&of->dice, 20) ? 200 * ACD_SECOND : 3 * ACD_SECOND);
    (void)acd_engine_tick(of->engine, of->now);
    break;
  case 7:
    if (dice_chance(&of->dice, 6) && of->versions_count + FLOWS <= VERSIONS) publish(of);
    break;
  default: answer(of); break;
  }
  check(of);
}

/* The callers who are left hang up. */
static void end(host *of)
{
  for (int i = 0; i < CALLS && !of->failed; i++) {
    of->commands++;
    int status = of->callers[i].id ? acd_call_hangup(of->engine, of->now, of->callers[i].id) : ACD_OK;
    for (int rounds = 0; status == ACD_AGAIN && rounds < 10000; rounds++) {
      pull(of);
      status = of->callers[i].id ? acd_call_hangup(of->engine, of->now, of->callers[i].id) : ACD_OK;
    }
    check(of);
  }
  acd_engine_stats stats = {.size = sizeof stats};
  acd_engine_stats_get(of->engine, &stats);
  if (stats.calls != 0) fail(of, "a call that does not end");
  if (of->engine->flows.live != FLOWS) fail(of, "a version outlives its calls");
}

static int run(uint64_t seed, int steps)
{
  static host of;
  static version versions[VERSIONS];
  acd_options *options = NULL;
  int step = 0;
  of = (host){.dice = {seed}, .versions = versions};
  acd_options_new(NULL, &options);
  acd_options_set(options, ACD_OPTION_SEED, (int64_t)(seed & 0xffff));
  acd_options_set_events(options, on_event, &of);
  acd_options_set_log(options, log_line, &of);
  if (acd_engine_new(options, &of.engine)) fail(&of, "no engine");
  acd_options_free(options);
  if (!of.failed) publish(&of);
  for (; step < steps && !of.failed; step++) act(&of);
  if (!of.failed) end(&of);
  acd_engine_free(of.engine);
  if (of.failed) fprintf(stderr, "seed %" PRIu64 ", step %d: %s\n", seed, step, of.failed);
  return of.failed != NULL;
}

int main(int argc, char **argv)
{
  campaign all = {.seed = 1, .runs = 200, .steps = 600};
  int never = 0;
  if (!campaign_read(&all, argc, argv)) return 2;
  int failures = campaign_run(&all, run);
  printf("calls ended %" PRId64 ", at once %" PRId64 ", published %" PRId64 "; exits taken by kind:", ended, together,
         published);
  for (int64_t kind = 1; kind < KINDS; kind++) {
    char name[20];
    printf(" %s %" PRId64, kind_name(kind, name), taken[kind]);
    int leads = kind != ACD_NODE_KIND_FLOW && kind != ACD_NODE_KIND_HANGUP && kind != ACD_NODE_KIND_RETURN;
    never += bodies[kind] && leads && !taken[kind];
  }
  printf("\n");
  if (all.runs >= 100 && (never || together < 5)) {
    printf("%d kinds of nodes were never left\n", never);
    return 1;
  }
  return failures != 0;
}
