/* SPDX-License-Identifier: Apache-2.0 */
/* What has no null dispatcher to compare with: changes, loading, memory. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "scenario_inside.h"

enum { CHANGED = 10, TENANTS = 2000 };

static int print_change(const setting *wanted, size_t rounds)
{
  double values[ROUNDS_MAX];
  int64_t ns = 0;
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
  printf("%7zu %8zu %8zu %9.0f us\n", wanted->agents, wanted->profiles, wanted->calls_waiting,
         median(values, rounds) / 1000);
  fflush(stdout);
  return 0;
}

int print_changes(size_t rounds)
{
  static const size_t agents[] = {100, 1000, 10000}, calls[] = {0, 1000, 100000};
  printf("\na change of ten agents (wrap-up, levels of their skills); 64 skills, 100 profiles\n"
         " agents profiles  waiting    a change\n");
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

int print_loading(size_t rounds)
{
  double built[ROUNDS_MAX], loaded[ROUNDS_MAX];
  int64_t bytes = 0;
  for (size_t i = 0; i < rounds; i++) {
    acd_engine *engine = NULL;
    int64_t begin = now_ns();
    acd_definition *definition = large_centre();
    int64_t middle = now_ns();
    int status = definition ? acd_engine_new(NULL, &engine) : ACD_ERR_NOMEM;
    if (!status) status = acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE);
    loaded[i] = (double)(now_ns() - middle) / 1e6;
    built[i] = (double)(middle - begin) / 1e6;
    acd_engine_stats stats = {.size = sizeof stats};
    if (!status) status = acd_engine_stats_get(engine, &stats);
    bytes = stats.memory_bytes;
    acd_engine_free(engine);
    acd_definition_free(definition);
    if (status) return bench_failed("loading", status);
  }
  printf("\nloading 20,000 agents, 200 profiles, 2,000 queues with 200,000 memberships:\n"
         "  build the definition %.0f ms, submit it %.0f ms; the engine then holds %.1f MB\n",
         median(built, rounds), median(loaded, rounds), (double)bytes / 1e6);
  return 0;
}

static int memory_of(const setting *wanted, int64_t *bytes_out)
{
  scenario *centre = scenario_new(wanted);
  if (!centre) return -1;
  *bytes_out = scenario_memory(centre);
  scenario_free(centre);
  return 0;
}

/* Bytes a call that waits takes, from the difference between two numbers of them: without texts, and with the scenario's. */
static int print_waiting(void)
{
  setting few = {.agents = 10, .calls_waiting = 10000, .waiting = WAITING_SAME}, many = few;
  many.calls_waiting = 110000;
  int64_t bytes[2];
  if (memory_of(&few, &bytes[0]) || memory_of(&many, &bytes[1])) return -1;
  printf("  a waiting call %8.0f bytes, with its number and caller, and the actions reserved for it\n",
         (double)(bytes[1] - bytes[0]) / 100000);
  return 0;
}

static int print_agent(void)
{
  setting few = {.agents = 1000, .skills = 64, .profiles = 100}, many = few;
  many.agents = 11000;
  int64_t bytes[2];
  if (memory_of(&few, &bytes[0]) || memory_of(&many, &bytes[1])) return -1;
  printf("  an agent       %8.0f bytes, with four skills, one queue, the actions reserved and the definition's bytes\n",
         (double)(bytes[1] - bytes[0]) / 10000);
  return 0;
}

static int print_tenants(void)
{
  static acd_engine *engines[TENANTS];
  acd_engine_stats empty = {.size = sizeof empty};
  int64_t bytes = 0;
  int status = 0;
  int64_t begin = now_ns();
  for (size_t i = 0; i < TENANTS && !status; i++) {
    status = acd_engine_new(NULL, &engines[i]);
    if (!status) status = acd_engine_stats_get(engines[i], &empty);
    bytes += empty.memory_bytes;
  }
  double us = (double)(now_ns() - begin) / 1e3 / TENANTS;
  for (size_t i = 0; i < TENANTS; i++) acd_engine_free(engines[i]);
  if (status) return bench_failed("tenants", status);
  printf("  an empty engine %7" PRId64 " bytes; %d of them %.1f MB, made in %.1f us each\n", empty.memory_bytes,
         TENANTS, (double)bytes / 1e6, us);
  setting small = {.agents = 10, .skills = 2, .profiles = 2};
  if (memory_of(&small, &bytes)) return -1;
  printf("  a small centre %8" PRId64 " bytes: 10 agents, 2 skills, 2 queues\n", bytes);
  return 0;
}

int print_memory(void)
{
  printf("\nmemory from the allocator\n");
  return print_waiting() || print_agent() || print_tenants() ? -1 : 0;
}
