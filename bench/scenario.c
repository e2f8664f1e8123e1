/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "null.h"

#define TALK_US   (60 * ACD_SECOND)
#define WRAPUP_US (10 * ACD_SECOND)

struct scenario {
  setting wanted;
  acd_engine *engine;
  acd_time now;
  acd_id queue;
  acd_id elsewhere;
  acd_id *agents;  /* in the order in which they get ready */
  acd_id *talking; /* WAITING_SAME: the call of each agent, by host reference */
  size_t next;     /* WAITING_SAME: whose call ends next */
  size_t lives;
};

static int failed(const char *what, int status)
{
  fprintf(stderr, "bench: %s: %s\n", what, acd_status_text(status));
  return -1;
}

/* The host: pulls all actions and answers each as if a device had done it. */
static int answer(scenario *centre)
{
  acd_action action = {.size = sizeof action};
  int status;
  while ((status = acd_action_next(centre->engine, &action)) == 1) {
    int64_t outcome = ACD_OUTCOME_DONE;
    if (action.kind == ACD_ACTION_RING) {
      outcome = centre->wanted.two_steps ? ACD_OUTCOME_ACCEPTED : ACD_OUTCOME_BRIDGED;
      if (centre->talking) centre->talking[action.agent_ref] = action.call;
    }
    status = acd_action_result(centre->engine, centre->now, action.id, outcome, NULL);
    if (status) return failed(acd_action_kind_str(action.kind), status);
  }
  return status ? failed("next action", status) : 0;
}

static int arrive(scenario *centre, acd_id queue, acd_id *call_out)
{
  acd_arrival arrival = {.size = sizeof arrival, .queue = queue, .number = "100", .caller = "+15550100"};
  int status = acd_call_arrive(centre->engine, centre->now, &arrival, call_out);
  return status ? failed("arrival", status) : 0;
}

static int tick(scenario *centre)
{
  int status;
  while ((status = acd_engine_tick(centre->engine, centre->now)) == ACD_AGAIN)
    if (answer(centre)) return -1;
  return status ? failed("tick", status) : 0;
}

static void add_agent(acd_definition *definition, int32_t queue, size_t i, int own_profile)
{
  char name[32];
  snprintf(name, sizeof name, "agent%zu", i);
  int32_t agent = acd_definition_add(definition, ACD_NOUN_AGENT, 0, name);
  acd_definition_set(definition, agent, ACD_AGENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT);
  acd_definition_add(definition, ACD_NOUN_MEMBER, queue, name);
  if (!own_profile) return;
  int32_t one = acd_definition_add(definition, ACD_NOUN_AGENT_SKILL, agent, "one");
  acd_definition_set(definition, one, ACD_AGENT_SKILL_LEVEL, (int64_t)(i % 1000) + 1);
  int32_t two = acd_definition_add(definition, ACD_NOUN_AGENT_SKILL, agent, "two");
  acd_definition_set(definition, two, ACD_AGENT_SKILL_LEVEL, (int64_t)(i / 1000) + 1);
}

static int define(scenario *centre)
{
  acd_definition *definition = NULL;
  int status = acd_definition_new(NULL, &definition);
  if (status) return failed("definition", status);
  acd_definition_add(definition, ACD_NOUN_SKILL, 0, "one");
  acd_definition_add(definition, ACD_NOUN_SKILL, 0, "two");
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "elsewhere");
  int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "work");
  acd_definition_set(definition, queue, ACD_QUEUE_WRAPUP_US, WRAPUP_US);
  for (size_t i = 0; i < centre->wanted.agents; i++) add_agent(definition, queue, i, centre->wanted.own_profiles);
  status = acd_definition_submit(definition, centre->engine, 0, ACD_DEFINE_WHOLE);
  acd_definition_free(definition);
  acd_error error = {.size = sizeof error, .text = "", .path = ""};
  if (status && !acd_engine_error_at(centre->engine, 0, &error))
    fprintf(stderr, "bench: %s: %s\n", error.path, error.text);
  if (status) return failed("definition", status);
  if ((status = acd_queue_find(centre->engine, "work", &centre->queue)) ||
      (status = acd_queue_find(centre->engine, "elsewhere", &centre->elsewhere)))
    return failed("queue", status);
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
    return failed("agents", ACD_ERR_NOMEM);
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
  return status ? failed("login", status) : 0;
}

/* Calls that wait in `queue`. Shuffled: they come, leave in random order and come again, so that what an engine uses again
 * is not in the order of memory. */
static int fill(scenario *centre, acd_id queue, size_t count)
{
  acd_id *calls = calloc(count, sizeof *calls);
  uint32_t *order = malloc(count * sizeof *order);
  int status = calls && order ? 0 : failed("calls", ACD_ERR_NOMEM);
  if (!status) bench_permutation(order, count, centre->wanted.shuffled, 4);
  for (int pass = 0; pass < 1 + centre->wanted.shuffled && !status; pass++) {
    for (size_t i = 0; i < count && pass > 0 && !status; i++)
      status = acd_call_hangup(centre->engine, ++centre->now, calls[order[i]]);
    for (size_t i = 0; i < count && !status; i++) {
      centre->now++;
      status = arrive(centre, queue, &calls[i]);
    }
    if (!status) status = answer(centre);
  }
  free(calls);
  free(order);
  return status ? -1 : 0;
}

static int prepare(scenario *centre)
{
  const setting *wanted = &centre->wanted;
  acd_options *options = NULL;
  int status = acd_options_new(NULL, &options);
  /* A round of decisions leaves one action for each call. */
  if (!status) status = acd_options_set(options, ACD_OPTION_ACTIONS_MAX, 1000000);
  if (!status) status = acd_engine_new(options, &centre->engine);
  acd_options_free(options);
  if (status) return failed("engine", status);
  if (define(centre)) return -1;
  if (wanted->waiting != WAITING_SAME) {
    if (staff(centre)) return -1;
    return wanted->calls_waiting ? fill(centre, centre->elsewhere, wanted->calls_waiting) : 0;
  }
  /* The calls come first, so that each agent who logs in takes one. */
  centre->talking = calloc(wanted->agents, sizeof *centre->talking);
  if (!centre->talking) return failed("calls", ACD_ERR_NOMEM);
  return fill(centre, centre->queue, wanted->agents + wanted->calls_waiting) || staff(centre) || answer(centre) ? -1
                                                                                                                : 0;
}

scenario *scenario_new(const setting *wanted)
{
  scenario *centre = calloc(1, sizeof *centre);
  if (!centre) return NULL;
  centre->wanted = *wanted;
  if (prepare(centre)) {
    scenario_free(centre);
    return NULL;
  }
  return centre;
}

void scenario_free(scenario *centre)
{
  if (!centre) return;
  acd_engine_free(centre->engine);
  free(centre->agents);
  free(centre->talking);
  free(centre);
}

static int hang_up(scenario *centre, acd_id call)
{
  int status = acd_call_hangup(centre->engine, centre->now, call);
  if (status) return failed("hang-up", status);
  return answer(centre);
}

/* One life where agents idle: the agent idle for longest takes the call. */
static int life_idle(scenario *centre)
{
  acd_id call;
  if (arrive(centre, centre->queue, &call) || answer(centre)) return -1;
  centre->now += TALK_US;
  if (hang_up(centre, call)) return -1;
  centre->now += WRAPUP_US;
  return tick(centre);
}

/* One life where all are busy: a call ends, its agent gets ready and takes the first that waits, another call arrives. */
static int life_busy(scenario *centre)
{
  acd_id call = centre->talking[centre->next];
  centre->next = (centre->next + 1) % centre->wanted.agents;
  centre->now += TALK_US;
  if (hang_up(centre, call)) return -1;
  centre->now += WRAPUP_US;
  if (tick(centre) || answer(centre)) return -1;
  return arrive(centre, centre->queue, &call);
}

int scenario_lives(scenario *centre, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (centre->wanted.waiting == WAITING_SAME ? life_busy(centre) : life_idle(centre)) return -1;
  centre->lives += count;
  return 0;
}

static int decisions_idle(scenario *centre, acd_id *calls, size_t count, int64_t (*now_ns)(void), int64_t *ns_out)
{
  int64_t begin = now_ns();
  for (size_t i = 0; i < count; i++)
    if (arrive(centre, centre->queue, &calls[i])) return -1;
  *ns_out = now_ns() - begin;
  if (answer(centre)) return -1;
  centre->now += TALK_US;
  for (size_t i = 0; i < count; i++)
    if (hang_up(centre, calls[i])) return -1;
  centre->now += WRAPUP_US;
  return tick(centre);
}

static int decisions_busy(scenario *centre, acd_id *calls, size_t count, int64_t (*now_ns)(void), int64_t *ns_out)
{
  size_t first = centre->next;
  centre->now += TALK_US;
  for (size_t i = 0; i < count; i++) {
    if (hang_up(centre, centre->talking[centre->next])) return -1;
    centre->next = (centre->next + 1) % centre->wanted.agents;
  }
  int64_t begin = now_ns();
  for (size_t i = 0; i < count; i++) {
    int status = acd_agent_ready(centre->engine, centre->now, centre->agents[(first + i) % centre->wanted.agents]);
    if (status) return failed("ready", status);
  }
  *ns_out = now_ns() - begin;
  if (answer(centre)) return -1;
  for (size_t i = 0; i < count; i++)
    if (arrive(centre, centre->queue, &calls[i])) return -1;
  return 0;
}

int scenario_decisions(scenario *centre, int64_t (*now_ns)(void), size_t *count, int64_t *ns_out)
{
  if (*count > centre->wanted.agents / 2) *count = centre->wanted.agents / 2;
  acd_id *calls = calloc(*count, sizeof *calls);
  if (!calls) return failed("calls", ACD_ERR_NOMEM);
  int status = centre->wanted.waiting == WAITING_SAME ? decisions_busy(centre, calls, *count, now_ns, ns_out)
                                                      : decisions_idle(centre, calls, *count, now_ns, ns_out);
  free(calls);
  centre->lives += *count;
  return status;
}

int scenario_check(const scenario *centre)
{
  int status = acd_engine_check(centre->engine, 1);
  if (status) return failed("the engine's laws", status);
  acd_kpi_queue kpi = {.size = sizeof kpi};
  status = acd_kpi_queue_get(centre->engine, centre->queue, &kpi);
  if (status) return failed("KPIs", status);
  if (kpi.handled != (int64_t)centre->lives || kpi.no_answers || kpi.refusals || kpi.timed_out) {
    fprintf(stderr, "bench: %zu lives, but %" PRId64 " conversations, %" PRId64 " unanswered offers\n", centre->lives,
            kpi.handled, kpi.no_answers + kpi.refusals);
    return -1;
  }
  return 0;
}
