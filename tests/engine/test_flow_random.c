/* SPDX-License-Identifier: Apache-2.0 */
/* Calls on random ways through random flows, which are published anew while they are inside, with a host that answers anything, or
 * nothing, and in some runs without memory now and then. The engine's laws hold after every command; each call goes where the exit it
 * takes leads in the version it is in, also in the flows that its queue gives it, comes back from subflows and from those to
 * where it came from, never makes more steps at once than allowed, and ends when the caller hangs up, if not before; no version
 * of a flow outlives the calls inside.
 *
 * Usage: test_flow_random [--seed N] [--runs N] [--steps N] */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../model/outline.h"
#include "engine/engine.h"
#include "flow_versions.h"
#include "model/kinds.h"

enum { VERSIONS = 600, CALLS = 40 };

typedef struct place {
  const version *of; /* NULL: unknown, or nowhere */
  int node;
} place;

/* A way through the flow that it came to, or through one that a queue gives it there. */
typedef struct track {
  place at;    /* the node whose exit it must take next */
  int is_over; /* it must end without another exit, or go on as before the queue gave it a flow */
  int waits;   /* 1: in a flow for waiting */
  int depth;
  place frames[ACD_FLOW_DEPTH_MAX];
} track;

typedef struct caller {
  acd_id id;
  track tracks[4];
  int top;                     /* the track that it is on */
  const version *known[FLOWS]; /* in force when it last did something before it came to what a queue gives it */
  int steps;                   /* within one command at one instant */
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
  int answers; /* of 100 times that the host could */
  stingy memory;
  caller callers[CALLS];
  acd_id actions[CALLS];
  uint32_t kinds[CALLS];
  int64_t keys_max[CALLS];
  int pulled;
} host;

static int64_t taken[KINDS], ended, published, together, queue_gave[3], refused;

static void fail(host *of, const char *what)
{
  if (!of->failed) of->failed = what;
}

static void log_line(void *user, int level, const char *text)
{
  (void)user;
  if (level >= ACD_LOG_ERROR) fprintf(stderr, "law broken: %s\n", text);
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
  static char text[FLOWS_TEXT];
  int first = of->versions_count, before = of->newest;
  of->newest = first;
  for (int f = 0; f < FLOWS; f++) of->versions[of->versions_count++] = (version){.flow = f};
  flow_versions_write(&of->dice, &of->versions[first], text);
  acd_definition *definition = outline_build(NULL, text);
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
    int lacks = status == ACD_ERR_NOMEM && of->memory.chance;
    if (!lacks && status != ACD_ERR_BACKLOG && status != ACD_AGAIN) fail(of, "a valid definition was refused");
    return;
  }
  for (int f = 0; f < FLOWS; f++) (void)in_force(of, f);
  published++;
}

static int depth_of(const caller *call)
{
  int depth = 0;
  for (int i = 0; i <= call->top; i++) depth += call->tracks[i].depth;
  return depth;
}

/* The node that a call which comes to a place will take an exit of: through what leads on without one. */
static void arrive(host *of, caller *call, place at)
{
  track *on = &call->tracks[call->top];
  for (int moves = 0; moves <= STEPS_MAX; moves++) {
    const node *stands = &at.of->nodes[at.node];
    if (stands->kind == ACD_NODE_KIND_SUBFLOW && depth_of(call) < ACD_FLOW_DEPTH_MAX) {
      on->frames[on->depth++] = at;
      at = (place){in_force(of, stands->flow), 0};
    } else if (stands->kind == ACD_NODE_KIND_FLOW) {
      at = (place){in_force(of, stands->flow), 0};
    } else {
      if (stands->kind == ACD_NODE_KIND_RETURN) {
        if (on->depth > 0)
          at = on->frames[--on->depth];
        else
          on->is_over = 1;
      }
      if (stands->kind == ACD_NODE_KIND_HANGUP || stands->kind == ACD_NODE_KIND_LEAVE) on->is_over = 1;
      if (on->waits && !acd__node_may_wait(at.of->nodes[at.node].kind)) on->is_over = 1;
      on->at = at;
      return;
    }
  }
  on->is_over = 1; /* round and round: more steps than allowed */
}

/* It begins anew on this track. */
static void begin(host *of, caller *call, int top, const version *in, int waits)
{
  call->top = top;
  call->tracks[top] = (track){.waits = waits};
  if (in) arrive(of, call, (place){in, 0});
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
    call->tracks[call->top].is_over = 1;
  else
    arrive(of, call, (place){in, to});
}

static caller *caller_of(host *of, acd_id id)
{
  for (int i = 0; i < CALLS; i++)
    if (of->callers[i].id == id) return &of->callers[i];
  return NULL;
}

/* The flows that queues gave the call, as its frames say: only how many and of what kind, and whether it walks in the last one yet, are
 * taken from there, not where it is. What has begun stands at its start, in the version that was in force when the queue gave it. */
static void follow(host *of, caller *call, int has_begun)
{
  int status, count = 0, kinds[ACD_FLOW_DEPTH_MAX + 2];
  const acd__call *at = acd__pool_find(&of->engine->calls, call->id, &status);
  const acd__frames *frames = at ? at->frames : NULL;
  for (uint32_t i = 0; frames && i < frames->count; i++)
    if (frames->items[i].kind != ACD__FRAME_SUBFLOW) kinds[count++] = (int)frames->items[i].kind;
  if (count < call->top) call->top = count;
  while (call->top < count) {
    int waits = kinds[call->top] == ACD__FRAME_WAITING;
    if (waits && !has_begun && !frames->begun) return;
    begin(of, call, call->top + 1, call->known[waits ? FLOW_WAIT : FLOW_AFTER], waits);
    queue_gave[1 + waits]++;
  }
  for (int f = 0; f < FLOWS; f++) call->known[f] = in_force(of, f);
}

static void left_node(host *of, caller *call, const acd_event *event)
{
  const version *in = version_of(of, event->flow);
  if (!in || event->value < 0 || event->value >= NODES) fail(of, "an exit of a version that is not known");
  if (!call || of->failed) return;
  const track *on = &call->tracks[call->top];
  if (on->is_over) fail(of, "an exit after the last");
  if (on->at.of != in || on->at.node != event->value) fail(of, "a call is where no exit led");
  if (call->command != of->commands || call->time_us != event->time_us) call->steps = 0;
  call->command = of->commands;
  call->time_us = event->time_us;
  if (++call->steps > 3 * STEPS_MAX) fail(of, "too many steps at once");
  taken[in->nodes[event->value].kind]++;
  take(of, call, in, (int)event->value, event->detail);
}

static void on_event(void *user, const acd_event *event)
{
  host *of = user;
  if (event->kind == ACD_EVENT_CALL_ARRIVED) {
    caller *next = caller_of(of, 0);
    *next = (caller){.id = event->call};
    begin(of, next, 0, in_force(of, of->dialled), 0);
  }
  caller *call = event->call ? caller_of(of, event->call) : NULL;
  if (event->kind == ACD_EVENT_CALL_ENDED) {
    if (call) call->id = 0;
    ended++;
  } else if (call) {
    follow(of, call, event->kind == ACD_EVENT_FLOW_EXIT);
    if (event->kind == ACD_EVENT_QUEUE_LEFT && event->detail == ACD_LEAVE_DIVERTED) {
      begin(of, call, 0, in_force(of, FLOW_OVERFLOW), 0);
      queue_gave[0]++;
    }
  }
  if (event->kind == ACD_EVENT_FLOW_EXIT) left_node(of, call, event);
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
  for (int i = 0; i < CALLS; i++) {
    live += of->callers[i].id != 0;
    if (of->callers[i].id) follow(of, &of->callers[i], 0);
  }
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
  if (of->kinds[at] == ACD_ACTION_RING && dice_chance(&of->dice, 70)) outcome = ACD_OUTCOME_BRIDGED;
  const char *given = outcome == ACD_OUTCOME_DIGITS   ? digits[dice_below(&of->dice, 8)]
                      : outcome == ACD_OUTCOME_SPEECH ? words[dice_below(&of->dice, 4)]
                      : of->kinds[at] == ACD_ACTION_HOST && outcome == ACD_OUTCOME_DONE
                          ? digits[dice_below(&of->dice, 8)]
                          : NULL;
  if (given && outcome == ACD_OUTCOME_DIGITS && (int64_t)strlen(given) > of->keys_max[at]) given = "1";
  (void)acd_action_result(of->engine, of->now, of->actions[at], outcome, given);
}

/* 1: nothing is due that would happen before what is published. */
static int is_settled(host *of)
{
  int status = acd_engine_tick(of->engine, of->now);
  check(of);
  return status == ACD_OK;
}

static void act(host *of)
{
  caller *some = &of->callers[dice_below(&of->dice, CALLS)];
  of->dialled = (int)dice_below(&of->dice, FLOWS);
  char number[2] = {(char)('0' + of->dialled), '\0'};
  acd_id agent = acd_agent_next(of->engine, 0);
  if (dice_chance(&of->dice, 50)) agent = acd_agent_next(of->engine, agent);
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
    if (dice_chance(&of->dice, 30)) (void)acd_agent_ready(of->engine, of->now, agent);
    break;
  case 5: (void)acd_engine_wall_set(of->engine, of->now, dice_below(&of->dice, 86400) * ACD_SECOND); break;
  case 6:
    of->now += dice_below(&of->dice, dice_chance(&of->dice, 20) ? 200 * ACD_SECOND : 3 * ACD_SECOND);
    (void)acd_engine_tick(of->engine, of->now);
    break;
  case 7:
    if (dice_chance(&of->dice, 6) && of->versions_count + FLOWS <= VERSIONS && is_settled(of)) publish(of);
    break;
  default:
    if (dice_chance(&of->dice, of->answers)) answer(of);
    break;
  }
  check(of);
}

/* The callers who are left hang up. */
static void end(host *of)
{
  of->memory.chance = 0;
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
  of = (host){.dice = {seed}, .versions = versions, .memory.dice = {seed + 1}};
  of.answers = seed % 5 == 0 ? 0 : seed % 5 == 1 ? 30 : 100;
  acd_allocator allocator = {stingy_memory, &of.memory};
  acd_options_new(&allocator, &options);
  acd_options_set(options, ACD_OPTION_SEED, (int64_t)(seed & 0xffff));
  acd_options_set_events(options, on_event, &of);
  acd_options_set_log(options, log_line, &of);
  if (acd_engine_new(options, &of.engine)) fail(&of, "no engine");
  acd_options_free(options);
  if (!of.failed) publish(&of);
  if (seed % 2) of.memory.chance = 200;
  for (; step < steps && !of.failed; step++) act(&of);
  if (!of.failed) end(&of);
  acd_engine_free(of.engine);
  if (of.memory.held) fail(&of, "memory that was not given back");
  refused += of.memory.refused;
  if (of.failed) fprintf(stderr, "seed %" PRIu64 ", step %d: %s\n", seed, step, of.failed);
  return of.failed != NULL;
}

int main(int argc, char **argv)
{
  campaign all = {.seed = 1, .runs = 200, .steps = 600};
  int never = 0;
  if (!campaign_read(&all, argc, argv)) return 2;
  int failures = campaign_run(&all, run);
  printf("calls ended %" PRId64 ", at once %" PRId64 ", published %" PRId64 ", diverted %" PRId64
         ", in a flow after %" PRId64 ", waiting %" PRId64 ", without memory %" PRId64 "; exits taken by kind:",
         ended, together, published, queue_gave[0], queue_gave[1], queue_gave[2], refused);
  for (int64_t kind = 1; kind < KINDS; kind++) {
    char name[20];
    printf(" %s %" PRId64, flow_versions_kind(kind, name), taken[kind]);
    int leads = kind != ACD_NODE_KIND_FLOW && kind != ACD_NODE_KIND_HANGUP && kind != ACD_NODE_KIND_RETURN &&
                kind != ACD_NODE_KIND_LEAVE;
    never += flow_versions_knows(kind) && leads && !taken[kind];
  }
  printf("\n");
  if (all.runs >= 100 && (never || together < 5 || !queue_gave[0] || !queue_gave[1] || !queue_gave[2] || !refused)) {
    printf("%d kinds of nodes were never left, or something else never happened\n", never);
    return 1;
  }
  return failures != 0;
}
