/* SPDX-License-Identifier: Apache-2.0 */
/* A life: engine and model side by side, time, definitions. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../model/outline.h"
#include "reference.h"

enum { OP_ARRIVE, OP_AGENT, OP_CALL, OP_PRESENCE, OP_DEFINE };

/* How busy the centre is, and how restless, differs from life to life. */
void ref_ops_make(uint64_t seed, ref_op *ops, int count)
{
  dice from = {seed ^ UINT64_C(0x5eed)};
  int64_t arrivals = dice_chance(&from, 50) ? 40 + dice_below(&from, 100) : 100 + dice_below(&from, 300),
          defines = dice_below(&from, 3) * 6;
  int64_t pace = dice_chance(&from, 50) ? 4000000 : 1500000;
  for (int i = 0; i < count; i++) {
    int64_t what = dice_below(&from, 1000);
    ops[i].delay_us = dice_chance(&from, 25) ? 0 : 1 + dice_below(&from, pace);
    ops[i].dice = dice_next(&from);
    ops[i].what = what < defines ? OP_DEFINE : what < 60 ? OP_PRESENCE : what < 100 ? OP_CALL : OP_AGENT;
    if (what >= 100 && what < 100 + arrivals) ops[i].what = OP_ARRIVE;
  }
}

static void must(ref_life *life, int status, const char *what)
{
  if (status) ref_fail(life, "%s: %s", what, acd_status_text(status));
}

/* The device's rings and bridges are the host's to answer. */
static void pull(ref_life *life)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(life->engine, &action) == 1) {
    ref_law_action(life->law, &action);
    if (action.kind != ACD_ACTION_RING && action.kind != ACD_ACTION_BRIDGE) continue;
    for (int a = 0; a < REF_ALL_AGENTS; a++)
      for (int c = 0; life->agents[a].id == action.agent && c < life->calls_count; c++)
        if (life->calls[c].id == action.call) life->agents[a].requests[c] = action.id;
  }
}

static void tick(ref_life *life, acd_time to)
{
  ref_time_passes(life, to);
  life->now = to;
  do {
    int status;
    while ((status = acd_engine_tick(life->engine, to)) == ACD_AGAIN) pull(life);
    must(life, status, "tick");
    pull(life);
  } while (acd_engine_deadline(life->engine) <= to);
}

/* Closed queues are gone with their last call, and with the last wrap-up after one. */
static void drop_queues(ref_life *life)
{
  for (int q = 0; q < REF_ALL_QUEUES; q++) {
    ref_queue *queue = &life->queues[q];
    int in_use = !queue->closed;
    for (int c = 0; c < life->calls_count; c++) in_use |= life->calls[c].lives && life->calls[c].queue == queue;
    for (int a = 0; a < REF_ALL_AGENTS; a++)
      for (int i = 0; life->agents[a].lives && i < REF_LINES; i++) in_use |= life->agents[a].lines[i].queue == queue;
    if (!in_use) queue->lives = 0;
  }
}

static void settle(ref_life *life)
{
  pull(life);
  if (acd_engine_deadline(life->engine) <= life->now) tick(life, life->now);
  if (life->defines) ref_adopt_all(life);
  life->defines = 0;
  ref_timers(life, life->now); /* the rest of what the command has begun */
  drop_queues(life);
  if (!life->failed) ref_law_check(life);
}

static void pass(ref_life *life, acd_time until)
{
  acd_time due;
  while (!life->failed && (due = ref_due(life, until)) != 0) {
    tick(life, due);
    ref_timers(life, due);
    settle(life);
    if (!life->failed) ref_compare(life);
  }
  if (!life->failed) tick(life, until);
}

/* A change says what goes; a whole definition leaves it out. */
static void write_removals(const ref_life *life, const ref_rules *next, char *text, size_t size)
{
  size_t used = 0;
  for (int a = 0; a < REF_AGENTS; a++)
    if (life->rules.agents[a].is && !next->agents[a].is)
      used += (size_t)snprintf(text + used, size - used, "-agent a%d\n", a);
  for (int q = 0; q < REF_QUEUES; q++)
    if (life->rules.queues[q].is && !next->queues[q].is)
      used += (size_t)snprintf(text + used, size - used, "-queue q%d\n-number %d\n", q, q);
  ref_rules_write(next, text + used, size - used);
}

static void define(ref_life *life, const ref_rules *next, int mode)
{
  static char text[60000];
  if (mode == ACD_DEFINE_CHANGE)
    write_removals(life, next, text, sizeof text);
  else
    ref_rules_write(next, text, sizeof text);
  ref_tell(life, "a definition (%s)", mode == ACD_DEFINE_CHANGE ? "change" : "whole");
  acd_definition *definition = outline_build(NULL, text);
  int status = acd_definition_submit(definition, life->engine, life->now, mode);
  acd_definition_free(definition);
  acd_error error = {.size = sizeof error};
  for (size_t i = 0; acd_engine_error_at(life->engine, i, &error) == ACD_OK; i++)
    ref_fail(life, "%s: %s (expected: %s)", error.path, error.text, error.expected);
  must(life, status, "definition");
  life->defines = 1;
  if (!life->failed) ref_define(life, next);
}

static void define_anew(ref_life *life)
{
  ref_rules next = life->rules;
  ref_rules_change(&life->dice, &next);
  define(life, &next, dice_chance(&life->dice, 50) ? ACD_DEFINE_CHANGE : ACD_DEFINE_WHOLE);
}

static void apply(ref_life *life, const ref_op *op)
{
  life->dice.state = op->dice;
  pass(life, life->now + op->delay_us);
  if (life->failed) return;
  switch (op->what) {
  case OP_ARRIVE: ref_host_arrive(life); break;
  case OP_AGENT: ref_host_agent(life, 0); break;
  case OP_PRESENCE: ref_host_agent(life, 1); break;
  case OP_CALL: ref_host_call(life); break;
  default: define_anew(life); break;
  }
  settle(life);
  if (!life->failed) ref_compare(life);
}

static void on_event(void *user, const acd_event *event)
{
  ref_life *life = user;
  ref_law_event(life->law, event);
  if (event->kind != ACD_EVENT_OFFERED) return;
  if (life->news_count == REF_NEWS)
    ref_fail(life, "more offers than the model can keep");
  else
    life->news[life->news_count++] = (ref_offer){event->call, event->agent};
}

static void on_log(void *user, int level, const char *text)
{
  if (level >= ACD_LOG_ERROR) ref_fail(user, "the engine says: %s", text);
}

static int begin(ref_life *life, uint64_t seed)
{
  acd_options *options = NULL;
  ref_tally tally = life->tally;
  memset(life, 0, sizeof *life);
  life->tally = tally;
  life->now = 1; /* 0 is no time */
  life->law = ref_law_new();
  if (!life->law || acd_options_new(NULL, &options)) return 1;
  acd_options_set(options, ACD_OPTION_SEED, (int64_t)(seed & 0xffff));
  acd_options_set(options, ACD_OPTION_HASH_KEY, (int64_t)seed);
  acd_options_set_events(options, on_event, life);
  acd_options_set_log(options, on_log, life);
  acd_options_set_score(options, ref_host_scores, NULL);
  if (seed % 5 == 0) acd_options_set(options, ACD_OPTION_CLASSES_MAX, 1 + (int64_t)(seed % 3));
  int status = acd_engine_new(options, &life->engine);
  acd_options_free(options);
  return status;
}

int ref_life_run(ref_life *life, uint64_t seed, const ref_op *ops, int count, int thorough)
{
  static ref_rules rules;
  dice from = {seed};
  if (begin(life, seed)) return 1;
  life->thorough = thorough;
  ref_rules_make(&from, &rules);
  define(life, &rules, ACD_DEFINE_WHOLE);
  for (int i = 0; i < count && !life->failed; i++) {
    if (!thorough) life->thorough = i % 16 == 0;
    apply(life, &ops[i]);
  }
  acd_engine_free(life->engine);
  ref_law_free(life->law);
  return life->failed;
}
