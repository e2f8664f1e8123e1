/* SPDX-License-Identifier: Apache-2.0 */
/* Several parties at random: a host that answers most of what it is asked, so that conversations come about, and does to them
 * all that acd/party.h knows, while agents come and go and are redefined. After every command the laws hold, and a refused
 * command has exactly the effect of a tick. `test_party_random [--seed N] [--runs N] [--steps N]`; a failure names its seed. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

enum { AGENTS = 14, QUEUES = 3, ACTIONS = 32, KINDS = 64 };

typedef struct host {
  dice dice;
  acd_engine *engine;
  acd_time now;
  acd_id actions[ACTIONS];
  uint32_t kinds[ACTIONS];
  int pulled;
  int channels; /* 1: agents have several calls in hand */
  stingy memory;
  const char *failed;
} host;

/* What all runs together reached: commands taken, by kind. */
static int64_t taken[KINDS], joined, parties_most, interrupted;

static void log_line(void *user, int level, const char *text)
{
  (void)user;
  if (level >= ACD_LOG_ERROR) fprintf(stderr, "law broken: %s\n", text);
}

static void fail(host *of, const char *what)
{
  if (!of->failed) of->failed = what;
}

static void pull(host *of)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(of->engine, &action) == 1) {
    int at = of->pulled++ % ACTIONS;
    of->actions[at] = action.id;
    of->kinds[at] = action.kind;
    interrupted += action.kind == ACD_ACTION_HOLD && action.related;
  }
}

static void submit(host *of, acd_command *command, const void *payload, size_t size)
{
  command->time_us = of->now;
  while (acd_engine_tick(of->engine, of->now) == ACD_AGAIN) pull(of);
  int64_t before = acd_engine_digest_state(of->engine);
  acd_result result = {.size = sizeof result};
  int status = acd_engine_submit(of->engine, command, payload, size, &result);
  if (status < 0 && acd_engine_digest_state(of->engine) != before) fail(of, "a refused command changed something");
  if (status == ACD_OK) taken[command->kind]++;
  pull(of);
  if (acd_engine_check(of->engine, 1) != ACD_OK) fail(of, "a law");
}

/* ---- the centre ---- */

static const char *name_of(char letter, int64_t number)
{
  static char names[4][8];
  static int turn;
  char *name = names[turn++ % 4];
  snprintf(name, sizeof names[0], "%c%d", letter, (int)number);
  return name;
}

static void add_queue(host *of, acd_definition *to, int number, unsigned agents, int64_t channels)
{
  dice *from = &of->dice;
  int32_t queue = acd_definition_add(to, ACD_NOUN_QUEUE, 0, name_of('q', number));
  acd_definition_set(to, queue, ACD_QUEUE_STRATEGY,
                     dice_chance(from, 40) ? ACD_STRATEGY_RING_ALL : 1 + dice_below(from, 6));
  random_channel(from, to, queue, channels);
  acd_definition_set(to, queue, ACD_QUEUE_RING_TIMEOUT_US, 8 * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_RETRY_DELAY_US, dice_below(from, 2) * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_WAIT_MAX_US, 40 * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_WRAPUP_US, dice_below(from, 2) * 2 * ACD_SECOND);
  if (number && dice_chance(from, 20)) acd_definition_set(to, queue, ACD_QUEUE_LENGTH_MAX, dice_below(from, 3));
  if (dice_chance(from, 30)) acd_definition_set_text(to, queue, ACD_QUEUE_MUSIC, "waltz");
  if (dice_chance(from, 30)) acd_definition_set_text(to, queue, ACD_QUEUE_OVERFLOW, number ? "q0" : "q1");
  acd_definition_set_text(to, queue, ACD_QUEUE_EXIT_KEY, "9");
  acd_definition_set(to, queue, ACD_QUEUE_PREFERRED_WAIT_US, dice_below(from, 2) * 20 * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_RING_COUNT, dice_below(from, 4));
  for (int i = 0; i < AGENTS; i++)
    if (agents >> i & 1 && dice_chance(from, 70)) acd_definition_add(to, ACD_NOUN_MEMBER, queue, name_of('a', i));
}

/* Agents a0 … and queues q0 …, now and then without one of them, and a flow that goes on after the conversation. */
static void define(host *of)
{
  acd_definition *to = NULL;
  unsigned agents = 0;
  if (acd_definition_new(NULL, &to)) abort();
  int64_t channels = of->channels ? random_channels(&of->dice, to) : 0;
  for (int i = 0; i < AGENTS; i++) {
    if (dice_chance(&of->dice, 10)) continue;
    agents |= 1u << i;
    int32_t agent = acd_definition_add(to, ACD_NOUN_AGENT, 0, name_of('a', i));
    if (dice_chance(&of->dice, 30)) acd_definition_set(to, agent, ACD_AGENT_WRAPUP_US, 3 * ACD_SECOND);
    random_capacity(&of->dice, to, agent, channels);
  }
  for (int i = 0; i < QUEUES; i++)
    if (i < 2 || dice_chance(&of->dice, 80)) add_queue(of, to, i, agents, channels);
  int32_t flow = acd_definition_add(to, ACD_NOUN_FLOW, 0, "f0");
  acd_definition_set_text(to, flow, ACD_FLOW_START, "wait");
  int32_t node = acd_definition_add(to, ACD_NOUN_NODE, flow, "wait");
  acd_definition_set(to, node, ACD_NODE_KIND, ACD_NODE_KIND_QUEUE);
  acd_definition_set_text(to, node, ACD_NODE_QUEUE, "q0");
  acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_EXIT, node, "next"), ACD_EXIT_TO, "ask");
  node = acd_definition_add(to, ACD_NOUN_NODE, flow, "ask");
  acd_definition_set(to, node, ACD_NODE_KIND, ACD_NODE_KIND_PLAY);
  acd_definition_set_text(to, node, ACD_NODE_PROMPT, "survey");
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_DEFINE, 0, 0);
  size_t size;
  const void *bytes = acd_definition_bytes(to, &size);
  command.body.define.document.size = (uint32_t)size;
  submit(of, &command, bytes, size);
  if (acd_engine_errors_count(of->engine)) fail(of, "a valid definition was refused");
  acd_definition_free(to);
}

/* ---- what happens ---- */

static acd_id some_agent(host *of)
{
  acd_id agent = 0;
  acd_agent_find(of->engine, name_of('a', dice_below(&of->dice, AGENTS)), &agent);
  return agent;
}

/* A live call, in this state if there is one (0: any). */
static acd_id some_call(host *of, uint32_t state)
{
  acd_id calls[64];
  size_t all = 0, fit = 0;
  for (acd_id at = 0; (at = acd_call_next(of->engine, at)) != 0 && all < 64; all++) {
    acd_call_info info = {.size = sizeof info};
    acd_call_get(of->engine, at, &info);
    if (info.parties_count + 1 > parties_most) parties_most = info.parties_count + 1;
    calls[all] = at;
    if (info.state != state) continue;
    calls[all] = calls[fit];
    calls[fit++] = at;
  }
  if (!all) return 0;
  return calls[dice_below(&of->dice, fit ? (int64_t)fit : (int64_t)all)];
}

static void arrive(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_ARRIVE, 0, 0);
  acd_queue_find(of->engine, name_of('q', dice_below(&of->dice, QUEUES)), &command.body.arrive.queue);
  if (dice_chance(&of->dice, 30)) {
    command.body.arrive.queue = 0;
    acd_flow_find(of->engine, "f0", &command.body.arrive.flow);
  }
  command.body.arrive.priority = dice_below(&of->dice, 3);
  acd_id agent = some_agent(of);
  if (agent && dice_chance(&of->dice, 20)) command.body.arrive.preferred.size = sizeof agent;
  submit(of, &command, &agent, sizeof agent);
}

static void answer(host *of)
{
  int back = 1 + (int)dice_below(&of->dice, dice_chance(&of->dice, 90) ? 4 : ACTIONS);
  if (of->pulled < back) return;
  int at = (of->pulled + ACTIONS - back) % ACTIONS;
  int64_t likely = of->kinds[at] == ACD_ACTION_RING ? ACD_OUTCOME_ACCEPTED : ACD_OUTCOME_DONE;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RESULT, 0, of->actions[at]);
  command.body.result.outcome = dice_chance(&of->dice, 92) ? likely : 1 + dice_below(&of->dice, 9);
  submit(of, &command, NULL, 0);
}

static void target(host *of, acd_command *command)
{
  command->body.consult.target_kind = dice_chance(&of->dice, 60) ? ACD_TARGET_AGENT : ACD_TARGET_QUEUE;
  command->body.consult.target = some_agent(of);
  if (command->body.consult.target_kind == ACD_TARGET_QUEUE)
    acd_queue_find(of->engine, name_of('q', dice_below(&of->dice, QUEUES)), &command->body.consult.target);
}

static void on_call(host *of, uint32_t kind, uint32_t state)
{
  acd_command command;
  acd_command_init(&command, kind, 0, some_call(of, state));
  if (kind == ACD_COMMAND_CALL_CONSULT || kind == ACD_COMMAND_CALL_TRANSFER) target(of, &command);
  if (kind == ACD_COMMAND_CALL_PICK_UP) command.body.pick_up.agent = some_agent(of);
  if (kind == ACD_COMMAND_CALL_KEYS) command.body.keys.digits.size = 1;
  submit(of, &command, "9", 1);
}

/* Half of the time one who supervises already, in the same call or another. */
static void supervise(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_AGENT_SUPERVISE, 0, some_agent(of));
  command.body.supervise.call = some_call(of, ACD_CALL_STATE_TALKING);
  acd_agent_info info = {.size = sizeof info};
  for (int i = 0; i < 5 && dice_chance(&of->dice, 70); i++) {
    acd_id other = some_agent(of);
    if (acd_agent_get(of->engine, other, &info) || !info.role) continue;
    command.subject = other;
    command.body.supervise.call = info.call;
  }
  command.body.supervise.role = dice_below(&of->dice, 4);
  submit(of, &command, NULL, 0);
}

static void on_agent(host *of, uint32_t kind)
{
  acd_command command;
  acd_command_init(&command, kind, 0, some_agent(of));
  acd_agent_info info = {.size = sizeof info};
  acd_line_info line = {.size = sizeof line};
  int by_call = kind == ACD_COMMAND_AGENT_HANGUP || kind == ACD_COMMAND_AGENT_END_WRAPUP;
  for (int tries = 0; by_call && tries < 8 && (acd_agent_get(of->engine, command.subject, &info) || !info.lines_count);
       tries++)
    command.subject = some_agent(of);
  if (by_call && acd_agent_get(of->engine, command.subject, &info) == ACD_OK && info.lines_count) {
    acd_agent_line(of->engine, command.subject, (size_t)dice_below(&of->dice, info.lines_count), &line);
    command.body.in_hand.call = line.call;
  }
  submit(of, &command, NULL, 0);
}

static void reconcile(host *of)
{
  acd_id known[64];
  size_t count = 0;
  for (acd_id at = 0; (at = acd_call_next(of->engine, at)) && count < 64;)
    if (dice_chance(&of->dice, 90)) known[count++] = at;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RECONCILE, 0, 0);
  command.body.reconcile.calls.size = (uint32_t)(count * sizeof *known);
  submit(of, &command, known, count * sizeof *known);
}

static void reconcile_agents(host *of)
{
  acd_id known[64];
  size_t count = 0;
  for (acd_id at = 0; (at = acd_agent_next(of->engine, at)) && count < 64;)
    if (dice_chance(&of->dice, 80)) known[count++] = at;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RECONCILE_AGENTS, 0, 0);
  command.body.reconcile_agents.known.size = (uint32_t)(count * sizeof *known);
  submit(of, &command, known, count * sizeof *known);
}

typedef struct chance {
  int of_1000;
  uint32_t kind;
  uint32_t state; /* of the call that it is likely to concern */
} chance;

static const chance chances[] = {
    {399, ACD_COMMAND_RESULT, 0},
    {50, ACD_COMMAND_CALL_ARRIVE, 0},
    {90, ACD_COMMAND_CALL_CONSULT, ACD_CALL_STATE_TALKING},
    {30, ACD_COMMAND_CALL_COMPLETE, ACD_CALL_STATE_HELD},
    {80, ACD_COMMAND_CALL_CONFERENCE, ACD_CALL_STATE_HELD},
    {40, ACD_COMMAND_CALL_CONFERENCE, ACD_CALL_STATE_TALKING},
    {10, ACD_COMMAND_CALL_RESUME, ACD_CALL_STATE_HELD},
    {20, ACD_COMMAND_CALL_HOLD, ACD_CALL_STATE_TALKING},
    {10, ACD_COMMAND_CALL_TRANSFER, ACD_CALL_STATE_TALKING},
    {15, ACD_COMMAND_AGENT_SUPERVISE, ACD_CALL_STATE_TALKING},
    {15, ACD_COMMAND_CALL_PARK, ACD_CALL_STATE_TALKING},
    {15, ACD_COMMAND_CALL_PICK_UP, ACD_CALL_STATE_PARKED},
    {10, ACD_COMMAND_CALL_PICK_UP, ACD_CALL_STATE_WAITING},
    {10, ACD_COMMAND_CALL_KEYS, ACD_CALL_STATE_WAITING},
    {10, ACD_COMMAND_CALL_HANGUP, 0},
    {20, ACD_COMMAND_AGENT_HANGUP, 0},
    {20, ACD_COMMAND_AGENT_END_WRAPUP, 0},
    {90, ACD_COMMAND_AGENT_READY, 0},
    {10, ACD_COMMAND_AGENT_NOT_READY, 0},
    {5, ACD_COMMAND_AGENT_LOGOUT, 0},
    {20, ACD_COMMAND_AGENT_LOGIN, 0},
    {4, ACD_COMMAND_RECONCILE, 0},
    {6, ACD_COMMAND_RECONCILE_AGENTS, 0},
    {6, ACD_COMMAND_DEFINE, 0},
    {15, ACD_COMMAND_TICK, 0},
};

static void step(host *of)
{
  int64_t what = dice_below(&of->dice, 1000);
  size_t at = 0;
  while (at + 1 < sizeof chances / sizeof *chances && what >= chances[at].of_1000) what -= chances[at++].of_1000;
  if (dice_chance(&of->dice, 40)) of->now += dice_below(&of->dice, ACD_SECOND);
  switch (chances[at].kind) {
  case ACD_COMMAND_RESULT: answer(of); break;
  case ACD_COMMAND_CALL_ARRIVE: arrive(of); break;
  case ACD_COMMAND_RECONCILE: reconcile(of); break;
  case ACD_COMMAND_RECONCILE_AGENTS: reconcile_agents(of); break;
  case ACD_COMMAND_DEFINE: define(of); break;
  case ACD_COMMAND_AGENT_SUPERVISE: supervise(of); break;
  case ACD_COMMAND_AGENT_READY:
  case ACD_COMMAND_AGENT_NOT_READY:
  case ACD_COMMAND_AGENT_LOGOUT:
  case ACD_COMMAND_AGENT_LOGIN:
  case ACD_COMMAND_AGENT_END_WRAPUP:
  case ACD_COMMAND_AGENT_HANGUP: on_agent(of, chances[at].kind); break;
  case ACD_COMMAND_TICK: {
    acd_time deadline = acd_engine_deadline(of->engine);
    if (deadline != ACD_TIME_NEVER && deadline > of->now) of->now = deadline;
    while (acd_engine_tick(of->engine, of->now) == ACD_AGAIN) pull(of);
    pull(of);
    break;
  }
  default: on_call(of, chances[at].kind, chances[at].state); break;
  }
}

/* The host falls silent: all that was asked ends by a deadline, and what cannot end by itself is reconciled away. */
static void finish(host *of)
{
  of->memory.chance = 0;
  do pull(of);
  while (acd_engine_reconcile(of->engine, of->now, NULL, 0) == ACD_AGAIN);
  for (int rounds = 0; rounds < 100000 && !of->failed; rounds++) {
    pull(of);
    acd_time deadline = acd_engine_deadline(of->engine);
    if (deadline == ACD_TIME_NEVER) break;
    if (deadline > of->now) of->now = deadline;
    acd_engine_tick(of->engine, of->now);
    if (acd_engine_check(of->engine, 1) != ACD_OK) fail(of, "a law at the end");
  }
  acd_engine_stats stats = {.size = sizeof stats};
  acd_engine_stats_get(of->engine, &stats);
  if (acd_engine_deadline(of->engine) != ACD_TIME_NEVER) fail(of, "timers without end");
  if (stats.calls || stats.actions_pending) fail(of, "calls or actions without end");
  acd_kpi_calls calls = {.size = sizeof calls};
  acd_kpi_queue queues = {.size = sizeof queues};
  acd_kpi_agent agents = {.size = sizeof agents};
  acd_kpi_calls_get(of->engine, &calls);
  acd_kpi_queue_get(of->engine, 0, &queues);
  acd_kpi_agent_get(of->engine, 0, &agents);
  joined += calls.joined;
  /* Nobody talks any more: each answer had its conversation, and each its time. */
  if (agents.answered != agents.handled) fail(of, "an answer without the end of a conversation");
  if (queues.answered != queues.handled) fail(of, "a queue's answer without the end of a conversation");
}

static int run(uint64_t seed, int steps)
{
  host of = {.dice = {seed}};
  of.memory.dice.state = seed + 1;
  acd_allocator allocator = {stingy_memory, &of.memory};
  acd_options *options = NULL;
  if (acd_options_new(&allocator, &options)) return 1;
  acd_options_set_log(options, log_line, &of);
  if (acd_engine_new(options, &of.engine)) return 1;
  acd_options_free(options);
  of.channels = dice_chance(&of.dice, 60);
  define(&of);
  of.memory.chance = dice_chance(&of.dice, 70) ? 0 : (int)dice_below(&of.dice, 100);
  int at = 0;
  for (; at < steps && !of.failed; at++) step(&of);
  if (!of.failed) finish(&of);
  acd_engine_free(of.engine);
  if (of.memory.held) fail(&of, "memory that did not come back");
  if (of.failed) fprintf(stderr, "seed %" PRIu64 ", step %d: %s\n", seed, at, of.failed);
  return of.failed != NULL;
}

int main(int argc, char **argv)
{
  campaign all = {.seed = 1, .runs = 200, .steps = 600};
  if (!campaign_read(&all, argc, argv)) return 2;
  int failures = campaign_run(&all, run);
  int vacuous = 0;
  for (size_t i = 0; i < sizeof chances / sizeof *chances; i++) {
    printf("%s%u: %" PRId64, i ? ", " : "taken by kind: ", chances[i].kind, taken[chances[i].kind]);
    vacuous |= chances[i].kind != ACD_COMMAND_TICK && taken[chances[i].kind] < 10;
  }
  printf("; joined %" PRId64 ", parties at most %" PRId64 ", interrupted %" PRId64 "\n", joined, parties_most,
         interrupted);
  return failures != 0 || vacuous || parties_most < 4 || !interrupted;
}
