/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "null.h"
#include "scenario_inside.h"

int bench_failed(const char *what, int status)
{
  fprintf(stderr, "bench: %s: %s\n", what, acd_status_text(status));
  return -1;
}

static size_t profiles_count(const setting *wanted)
{
  return wanted->profiles ? wanted->profiles : 1;
}

/* A profile has its number in one skill and that skill's level; three more skills are spread by its number. */
static void add_skills(const setting *wanted, acd_definition *definition, int32_t agent, size_t profile, int64_t level)
{
  char name[32];
  size_t first = profile % wanted->skills;
  size_t seen[4] = {first};
  size_t count = wanted->skills < 4 ? wanted->skills : 4;
  for (size_t k = 0, used = 0; used < count; k++) {
    size_t skill = k == 0 ? first : (first + profile / wanted->skills + k * k * 7 + k) % wanted->skills;
    int again = 0;
    for (size_t i = 0; i < used; i++) again |= seen[i] == skill;
    if (again && k < 64) continue;
    for (size_t i = 0; again; i++) { /* the spread ran in a circle: the first that is left */
      skill = i, again = 0;
      for (size_t n = 0; n < used; n++) again |= seen[n] == skill;
    }
    seen[used++] = skill;
    snprintf(name, sizeof name, "skill%zu", skill);
    int32_t object = acd_definition_add(definition, ACD_NOUN_AGENT_SKILL, agent, name);
    acd_definition_set(definition, object, ACD_AGENT_SKILL_LEVEL,
                       1 + level + (k == 0 ? (int64_t)(profile / wanted->skills) : 0));
  }
}

int32_t bench_add_agent(const setting *wanted, acd_definition *definition, size_t i, int64_t level)
{
  char name[32];
  snprintf(name, sizeof name, "agent%zu", i);
  int32_t agent = acd_definition_add(definition, ACD_NOUN_AGENT, 0, name);
  acd_definition_set(definition, agent, ACD_AGENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT);
  if (wanted->skills) add_skills(wanted, definition, agent, i % profiles_count(wanted), level);
  return agent;
}

int32_t bench_add_member(const setting *wanted, acd_definition *definition, int32_t queue, size_t i)
{
  char name[32];
  snprintf(name, sizeof name, "agent%zu", i);
  int32_t member = acd_definition_add(definition, ACD_NOUN_MEMBER, queue, name);
  if (wanted->tiers) acd_definition_set(definition, member, ACD_MEMBER_TIER, (int64_t)(i % wanted->tiers));
  return member;
}

int bench_submit(scenario *centre, const acd_definition *definition, int mode)
{
  int status = acd_definition_submit(definition, centre->engine, centre->now, mode);
  acd_error error = {.size = sizeof error, .text = "", .path = ""};
  if (status && !acd_engine_error_at(centre->engine, 0, &error))
    fprintf(stderr, "bench: %s: %s\n", error.path, error.text);
  return status ? bench_failed("definition", status) : 0;
}

static int define(scenario *centre)
{
  const setting *wanted = &centre->wanted;
  acd_definition *definition = NULL;
  char name[32];
  int status = acd_definition_new(NULL, &definition);
  if (status) return bench_failed("definition", status);
  for (size_t i = 0; i < wanted->skills; i++) {
    snprintf(name, sizeof name, "skill%zu", i);
    acd_definition_add(definition, ACD_NOUN_SKILL, 0, name);
  }
  int32_t elsewhere = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "elsewhere");
  if (wanted->reserve) acd_definition_set(definition, elsewhere, ACD_QUEUE_RESERVE, (int64_t)wanted->reserve);
  int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "work");
  acd_definition_set(definition, queue, ACD_QUEUE_WRAPUP_US, centre->wrapup_us);
  if (wanted->strategy) acd_definition_set(definition, queue, ACD_QUEUE_STRATEGY, wanted->strategy);
  for (size_t i = 0; i < wanted->steps; i++) {
    snprintf(name, sizeof name, "step%zu", i);
    int32_t step = acd_definition_add(definition, ACD_NOUN_STEP, queue, name);
    if (i + 1 < wanted->steps) acd_definition_set(definition, step, ACD_STEP_LASTS_US, STEP_US);
  }
  for (size_t i = 0; i < wanted->agents; i++) {
    bench_add_member(wanted, definition, queue, i);
    snprintf(name, sizeof name, "agent%zu", i);
    if (wanted->reserve) acd_definition_add(definition, ACD_NOUN_MEMBER, elsewhere, name);
    bench_add_agent(wanted, definition, i, 0);
  }
  status = bench_submit(centre, definition, ACD_DEFINE_WHOLE);
  acd_definition_free(definition);
  if (status) return -1;
  if ((status = acd_queue_find(centre->engine, "work", &centre->queue)) ||
      (status = acd_queue_find(centre->engine, "elsewhere", &centre->elsewhere)))
    return bench_failed("queue", status);
  return 0;
}

/* Calls need in turn each of the skills that some profile begins with. */
static int list_needs(scenario *centre)
{
  const setting *wanted = &centre->wanted;
  if (!wanted->skills) return 0;
  size_t profiles = profiles_count(wanted);
  centre->needs_count = wanted->skills < profiles ? wanted->skills : profiles;
  centre->needs = calloc(centre->needs_count, sizeof *centre->needs);
  if (!centre->needs) return bench_failed("skills", ACD_ERR_NOMEM);
  for (size_t i = 0; i < centre->needs_count; i++) {
    char name[32];
    snprintf(name, sizeof name, "skill%zu", i);
    centre->needs[i].level_min = 1;
    int status = acd_skill_find(centre->engine, name, &centre->needs[i].skill);
    if (status) return bench_failed(name, status);
  }
  return 0;
}

/* Agents log in one after the other: the order in which they idle is the order of memory, or a shuffled one. */
static int staff(scenario *centre)
{
  size_t count = centre->wanted.agents;
  uint32_t *order = malloc(count * sizeof *order);
  centre->agents = calloc(count, sizeof *centre->agents);
  acd_id *defined = calloc(count, sizeof *defined);
  if (!order || !centre->agents || !defined) {
    free(order);
    free(defined);
    return bench_failed("agents", ACD_ERR_NOMEM);
  }
  acd_id agent = 0;
  for (size_t i = 0; i < count; i++) defined[i] = agent = acd_agent_next(centre->engine, agent);
  bench_permutation(order, count, centre->wanted.shuffled, 3);
  int status = 0;
  for (size_t i = 0; i < count && !status; i++) {
    centre->agents[i] = defined[order[i]];
    status = acd_agent_login(centre->engine, ++centre->now, centre->agents[i], (int64_t)i);
    if (!status) status = acd_agent_ready(centre->engine, centre->now, centre->agents[i]);
  }
  free(order);
  free(defined);
  return status ? bench_failed("login", status) : 0;
}

/* Calls that wait in `queue`. Shuffled: they come, leave in random order and come again, so that what an engine uses again
 * is not in the order of memory. */
static int fill(scenario *centre, acd_id queue, size_t count)
{
  acd_id *calls = calloc(count, sizeof *calls);
  uint32_t *order = malloc(count * sizeof *order);
  int status = calls && order ? 0 : bench_failed("calls", ACD_ERR_NOMEM);
  if (!status) bench_permutation(order, count, centre->wanted.shuffled, 4);
  for (int pass = 0; pass < 1 + centre->wanted.shuffled && !status; pass++) {
    for (size_t i = 0; i < count && pass > 0 && !status; i++) {
      status = acd_call_hangup(centre->engine, ++centre->now, calls[order[i]]);
      if (!status && centre->wanted.reserve) status = bench_answer(centre); /* who had the call may get the next */
    }
    for (size_t i = 0; i < count && !status; i++) {
      centre->now++;
      status = bench_arrive(centre, queue, &calls[i]);
    }
    if (!status) status = bench_answer(centre);
  }
  free(calls);
  free(order);
  return status ? -1 : 0;
}

static void ignore(void *user, const acd_event *event)
{
  (void)user;
  (void)event;
}

static int prepare(scenario *centre)
{
  const setting *wanted = &centre->wanted;
  acd_options *options = NULL;
  int status = acd_options_new(NULL, &options);
  /* A round of decisions leaves one action for each call. */
  if (!status) status = acd_options_set(options, ACD_OPTION_ACTIONS_MAX, 1000000);
  if (!status && wanted->events == EVENTS_HISTORY) status = acd_history_new(NULL, NULL, &centre->history);
  if (wanted->events) acd_options_set_events(options, centre->history ? acd_history_event : ignore, centre->history);
  if (!status) status = acd_engine_new(options, &centre->engine);
  acd_options_free(options);
  if (status) return bench_failed("engine", status);
  if (define(centre) || list_needs(centre)) return -1;
  if (wanted->waiting != WAITING_SAME) {
    if (staff(centre)) return -1;
    if (wanted->calls_waiting && fill(centre, centre->elsewhere, wanted->calls_waiting)) return -1;
    return bench_answer(centre);
  }
  /* The calls come first, so that each agent who logs in takes one. */
  centre->talking = calloc(wanted->agents, sizeof *centre->talking);
  if (!centre->talking) return bench_failed("calls", ACD_ERR_NOMEM);
  if (fill(centre, centre->queue, wanted->agents + wanted->calls_waiting) || staff(centre)) return -1;
  return bench_answer(centre);
}

scenario *scenario_new(const setting *wanted)
{
  scenario *centre = calloc(1, sizeof *centre);
  if (!centre) return NULL;
  centre->wanted = *wanted;
  int64_t quicker = wanted->often ? 1000 : 1;
  centre->talk_us = TALK_US / quicker;
  centre->wrapup_us = WRAPUP_US / quicker;
  if (prepare(centre)) {
    scenario_free(centre);
    return NULL;
  }
  return centre;
}

/* Nobody logs in. */
int scenario_relaxation(size_t calls, clock_fn now_ns, int64_t *ns_out)
{
  scenario *centre = calloc(1, sizeof *centre);
  if (!centre) return bench_failed("relaxation", ACD_ERR_NOMEM);
  centre->wanted = (setting){.agents = 1000, .skills = 64, .profiles = 100, .steps = 2};
  centre->talk_us = TALK_US;
  centre->wrapup_us = WRAPUP_US;
  int status = acd_engine_new(NULL, &centre->engine);
  if (status) bench_failed("engine", status);
  if (!status) status = define(centre) || list_needs(centre) || fill(centre, centre->queue, calls);
  centre->now += STEP_US;
  int64_t begin = now_ns();
  if (!status) status = timed_steps(centre);
  *ns_out = now_ns() - begin;
  acd_engine_stats stats = {.size = sizeof stats};
  if (!status && !acd_engine_stats_get(centre->engine, &stats) && stats.timers < (int64_t)calls) {
    fprintf(stderr, "bench: %zu calls, but only %" PRId64 " timers\n", calls, stats.timers);
    status = -1;
  }
  scenario_free(centre);
  return status ? -1 : 0;
}

void scenario_free(scenario *centre)
{
  if (!centre) return;
  acd_engine_free(centre->engine);
  acd_history_free(centre->history);
  free(centre->needs);
  free(centre->agents);
  free(centre->talking);
  free(centre);
}

int64_t scenario_memory(const scenario *centre)
{
  acd_engine_stats stats = {.size = sizeof stats};
  return acd_engine_stats_get(centre->engine, &stats) ? 0 : stats.memory_bytes;
}
