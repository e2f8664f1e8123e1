/* SPDX-License-Identifier: Apache-2.0 */
/* What has no null dispatcher to compare with: changes, loading, memory. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "scenario_inside.h"

enum { CHANGED = 10, TENANTS = 2000 };

/* Ratios are to the null dispatcher of the same size: how many of its cycles pass meanwhile. */
static int print_change(const setting *wanted, size_t rounds)
{
  double values[ROUNDS_MAX], null_ns;
  int64_t ns = 0;
  if (measure_null(wanted, rounds, &null_ns)) return -1;
  scenario *centre = scenario_new(wanted);
  if (!centre) return -1;
  int status = scenario_change(centre, CHANGED, NULL, &ns);
  for (size_t i = 0; i < rounds && !status; i++) {
    status = scenario_change(centre, CHANGED, now_ns, &ns);
    values[i] = (double)ns;
  }
  if (!status) status = scenario_check(centre);
  scenario_free(centre);
  if (status) return -1;
  double change_ns = median(values, rounds);
  printf("%7zu %8zu %8zu %9.0f us %9.0f\n", wanted->agents, wanted->profiles, wanted->calls_waiting, change_ns / 1000,
         change_ns / null_ns);
  fflush(stdout);
  return 0;
}

int print_changes(size_t rounds)
{
  static const size_t agents[] = {1000, 10000, 20000}, calls[] = {0, 1000, 100000};
  printf("\na change of ten agents (wrap-up, levels of their skills, ranks in their queue); 64 skills, 100 profiles\n"
         " agents profiles  waiting     a change     ratio\n");
  for (size_t i = 0; i < 3; i++)
    for (size_t k = 0; k < 3; k++) {
      setting wanted = {.agents = agents[i], .skills = 64, .profiles = 100, .calls_waiting = calls[k]};
      wanted.waiting = calls[k] ? WAITING_SAME : WAITING_NONE;
      if (print_change(&wanted, rounds)) return -1;
    }
  return 0;
}

/* 20,000 agents in 200 profiles, 2,000 queues of 100 members each, 200 skills. */
static acd_definition *large_centre(void)
{
  const setting wanted = {.agents = 20000, .skills = 200, .profiles = 200};
  acd_definition *definition = NULL;
  char name[32];
  if (acd_definition_new(NULL, &definition)) return NULL;
  for (size_t i = 0; i < wanted.skills; i++) {
    snprintf(name, sizeof name, "skill%zu", i);
    acd_definition_add(definition, ACD_NOUN_SKILL, 0, name);
  }
  for (size_t i = 0; i < wanted.agents; i++) bench_add_agent(&wanted, definition, i, 0);
  for (size_t i = 0; i < 2000; i++) {
    snprintf(name, sizeof name, "queue%zu", i);
    int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, name);
    /* All agents of profile i % 200, so that the profiles stay 200. */
    for (size_t k = 0; k < 100; k++) {
      snprintf(name, sizeof name, "agent%zu", i % 200 + 200 * k);
      acd_definition_add(definition, ACD_NOUN_MEMBER, queue, name);
    }
  }
  return definition;
}

/* Apart, so that instructions can be counted inside of it. */
__attribute__((noinline)) static int timed_loading(const acd_definition *definition, acd_engine *engine)
{
  return acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE);
}

static int load(double *built_ms_out, double *loaded_ms_out, int64_t *bytes_out)
{
  acd_engine *engine = NULL;
  int64_t begin = now_ns();
  acd_definition *definition = large_centre();
  int64_t middle = now_ns();
  int status = definition ? acd_engine_new(NULL, &engine) : ACD_ERR_NOMEM;
  if (!status) status = timed_loading(definition, engine);
  *loaded_ms_out = (double)(now_ns() - middle) / 1e6;
  *built_ms_out = (double)(middle - begin) / 1e6;
  acd_engine_stats stats = {.size = sizeof stats};
  if (!status) status = acd_engine_stats_get(engine, &stats);
  *bytes_out = stats.memory_bytes;
  acd_engine_free(engine);
  acd_definition_free(definition);
  return status ? bench_failed("loading", status) : 0;
}

int print_loading(size_t rounds)
{
  double built[ROUNDS_MAX], loaded[ROUNDS_MAX];
  int64_t bytes = 0;
  for (size_t i = 0; i < rounds; i++)
    if (load(&built[i], &loaded[i], &bytes)) return -1;
  printf("\nloading 20,000 agents, 200 profiles, 2,000 queues with 200,000 memberships:\n"
         "  build the definition %.0f ms, submit it %.0f ms; the engine then holds %.1f MB\n",
         median(built, rounds), median(loaded, rounds), (double)bytes / 1e6);
  return 0;
}

int64_t count_loading(void)
{
  double built, loaded;
  int64_t bytes;
  return load(&built, &loaded, &bytes) ? -1 : 1;
}

enum { RELAXED = 100000 };

int print_relaxation(size_t rounds)
{
  setting wanted = {.agents = 1000, .calls_waiting = RELAXED, .waiting = WAITING_SAME};
  double null_ns, best = 0;
  if (measure_null(&wanted, rounds, &null_ns)) return -1;
  for (size_t i = 0; i < 3; i++) {
    int64_t ns;
    if (scenario_relaxation(RELAXED, now_ns, &ns)) return -1;
    double each = (double)ns / RELAXED;
    if (i == 0 || each < best) best = each;
  }
  printf("\n%d waiting calls go to their second step, a timer each: %.0f ns a call, ratio %.1f\n", RELAXED, best,
         best / null_ns);
  return 0;
}

int64_t count_relaxation(void)
{
  int64_t ns;
  return scenario_relaxation(RELAXED, now_ns, &ns) ? -1 : RELAXED;
}

static int memory_of(const setting *wanted, int64_t *bytes_out)
{
  scenario *centre = scenario_new(wanted);
  if (!centre) return -1;
  *bytes_out = scenario_memory(centre);
  scenario_free(centre);
  return 0;
}

/* Bytes for each one more, from the difference between two numbers of them. */
static int64_t memory_each(const setting *few, const setting *many, int64_t more)
{
  int64_t bytes[2];
  return memory_of(few, &bytes[0]) || memory_of(many, &bytes[1]) ? -1 : (bytes[1] - bytes[0]) / more;
}

static int64_t memory_waiting(void)
{
  setting few = {.agents = 10, .calls_waiting = 10000, .waiting = WAITING_SAME}, many = few;
  many.calls_waiting = 110000;
  return memory_each(&few, &many, 100000);
}

static int64_t memory_agent(void)
{
  setting few = {.agents = 1000, .skills = 64, .profiles = 100}, many = few;
  many.agents = 11000;
  return memory_each(&few, &many, 10000);
}

static int64_t memory_empty(void)
{
  acd_engine *engine = NULL;
  acd_engine_stats stats = {.size = sizeof stats};
  int status = acd_engine_new(NULL, &engine);
  if (!status) status = acd_engine_stats_get(engine, &stats);
  acd_engine_free(engine);
  return status ? bench_failed("empty engine", status) : stats.memory_bytes;
}

static int64_t memory_small(void)
{
  setting small = {.agents = 10, .skills = 2, .profiles = 2};
  int64_t bytes;
  return memory_of(&small, &bytes) ? -1 : bytes;
}

static const struct {
  const char *name;
  const char *text;
  int64_t (*bytes)(void);
} memories[] = {
    {"waiting-call", "a waiting call, with its number and caller, and the actions reserved for it", memory_waiting},
    {"agent", "an agent, with four skills, one queue, the actions reserved and the definition's bytes", memory_agent},
    {"empty-engine", "an empty engine", memory_empty},
    {"small-centre", "a small centre: 10 agents, 2 skills, 2 queues", memory_small},
};

const char *memory_name(size_t index)
{
  return index < sizeof memories / sizeof *memories ? memories[index].name : NULL;
}

int64_t memory_bytes(size_t index)
{
  return memories[index].bytes();
}

static int print_tenants(void)
{
  static acd_engine *engines[TENANTS];
  int64_t bytes = 0;
  int status = 0;
  int64_t begin = now_ns();
  for (size_t i = 0; i < TENANTS && !status; i++) {
    acd_engine_stats empty = {.size = sizeof empty};
    status = acd_engine_new(NULL, &engines[i]);
    if (!status) status = acd_engine_stats_get(engines[i], &empty);
    bytes += empty.memory_bytes;
  }
  double us = (double)(now_ns() - begin) / 1e3 / TENANTS;
  for (size_t i = 0; i < TENANTS; i++) acd_engine_free(engines[i]);
  if (status) return bench_failed("tenants", status);
  printf("  %9.1f MB %d empty engines in one process, made in %.1f us each\n", (double)bytes / 1e6, TENANTS, us);
  return 0;
}

int print_memory(void)
{
  printf("\nmemory from the allocator\n");
  for (size_t i = 0; memory_name(i); i++) {
    int64_t bytes = memory_bytes(i);
    if (bytes < 0) return -1;
    printf("  %9" PRId64 " bytes  %s\n", bytes, memories[i].text);
  }
  return print_tenants();
}
