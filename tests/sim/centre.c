/* SPDX-License-Identifier: Apache-2.0 */
#include "centre.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int keep_outcome(void *user, const acd_sim_outcome *outcome)
{
  outcomes *kept = user;
  if (kept->count == kept->capacity) {
    kept->capacity = kept->capacity ? kept->capacity * 2 : 64;
    kept->items = realloc(kept->items, kept->capacity * sizeof(*kept->items));
    if (!kept->items) abort();
  }
  kept->items[kept->count++] = *outcome;
  return 0;
}

const acd_sim_outcome *outcome_of(const outcomes *kept, int64_t ref)
{
  const acd_sim_outcome *found = NULL;
  for (size_t i = 0; i < kept->count; i++) {
    if (kept->items[i].ref != ref) continue;
    assert_null(found);
    found = &kept->items[i];
  }
  assert_non_null(found);
  return found;
}

void outcomes_free(outcomes *kept)
{
  free(kept->items);
  memset(kept, 0, sizeof(*kept));
}

static void print_log(void *user, int level, const char *text)
{
  (void)user;
  if (level >= ACD_LOG_WARNING) print_message("engine: %s\n", text);
}

acd_sim *new_sim(outcomes *kept)
{
  acd_options *options = NULL;
  acd_sim *sim = NULL;
  memset(kept, 0, sizeof(*kept));
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  assert_int_equal(acd_options_set_log(options, print_log, NULL), ACD_OK);
  assert_int_equal(acd_sim_new(options, NULL, &sim), ACD_OK);
  acd_options_free(options);
  assert_int_equal(acd_sim_set(sim, ACD_SIM_OPTION_CHECK, 2), ACD_OK);
  assert_int_equal(acd_sim_set_outcome(sim, keep_outcome, kept), ACD_OK);
  return sim;
}

acd_definition *new_definition(void)
{
  acd_definition *definition = NULL;
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  return definition;
}

void submit(acd_sim *sim, acd_definition *definition)
{
  acd_engine *engine = acd_sim_engine(sim);
  int status = acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE);
  for (size_t i = 0; i < acd_engine_errors_count(engine); i++) {
    acd_error error = {.size = sizeof(error)};
    acd_engine_error_at(engine, i, &error);
    print_message("%s: %s, expected %s\n", error.path, error.text, error.expected);
  }
  assert_int_equal(status, ACD_OK);
  acd_definition_free(definition);
}

int32_t add_team(acd_definition *definition, const char *queue, int agents)
{
  int32_t team = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, queue);
  for (int i = 1; i <= agents; i++) {
    char name[32];
    snprintf(name, sizeof(name), "agent-%d", i);
    acd_definition_add(definition, ACD_NOUN_AGENT, 0, name);
    acd_definition_add(definition, ACD_NOUN_MEMBER, team, name);
  }
  return team;
}

acd_id find_queue(acd_sim *sim, const char *name)
{
  acd_id queue = 0;
  assert_int_equal(acd_queue_find(acd_sim_engine(sim), name, &queue), ACD_OK);
  return queue;
}

acd_id find_agent(acd_sim *sim, const char *name)
{
  acd_id agent = 0;
  assert_int_equal(acd_agent_find(acd_sim_engine(sim), name, &agent), ACD_OK);
  return agent;
}

int agent_number(acd_sim *sim, acd_id agent)
{
  acd_agent_info info = {.size = sizeof(info)};
  if (!agent) return 0;
  assert_int_equal(acd_agent_get(acd_sim_engine(sim), agent, &info), ACD_OK);
  return atoi(info.name + strlen("agent-"));
}

acd_sim_caller caller_to(acd_id queue, acd_time arrival_us, int64_t talk_us, int64_t ref)
{
  acd_sim_caller caller;
  acd_sim_caller_init(&caller);
  caller.queue = queue;
  caller.arrives_at_us = arrival_us;
  caller.talk_us = talk_us;
  caller.ref = ref;
  return caller;
}

FILE *open_shared(const char *path, const char *source)
{
  const char *shared = getenv("ACD_SHARED"), *root = getenv("ACD_SOURCE_ROOT");
  char full[4096];
  FILE *file;
  if (shared)
    snprintf(full, sizeof(full), "%s/%s", shared, path);
  else
    snprintf(full, sizeof(full), "%s/../shared/%s", root ? root : ".", path);
  file = fopen(full, "r");
  if (!file) printf("SKIP: %s is not there: %s\n", full, source);
  return file;
}
