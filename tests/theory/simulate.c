/* SPDX-License-Identifier: Apache-2.0 */
#include "simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <acd/acd.h>
#include <acd/sim.h>

#include "table.h"

#define AGENTS_MAX    1024
#define AGENTS_BUCKET 4096 /* a power of two */
#define AHEAD         4    /* more callers than a source is ever asked for ahead */

typedef struct theory_simulation {
  const theory_system *system;
  acd_sim *sim;
  acd_sim_stream arrivals, types, talks, patience;
  acd_id queues[TYPES_MAX], flows[TYPES_MAX]; /* flows 0: straight to the queue */
  acd_requirement needs[TYPES_MAX];
  acd_time next_us;
  int64_t interval_us, talk_us;
  int64_t calls_made, calls_max, batch_calls, calls_asked; /* for a callback */
  double rate_sum;

  struct {
    acd_id id;
    int pool, busy;
  } agents[AGENTS_BUCKET]; /* hashed by id; id 0: unused */
  int agents_count, agents_busy, waiting[TYPES_MAX + 1], busy[POOLS_MAX];
  int64_t calls_arrived;
  uint8_t types_ahead[AHEAD]; /* of callers given who have not arrived yet, by number */
  uint8_t *types_of;          /* by reference of the live call */
  size_t types_of_count;
  acd_time since_us;           /* integrals are complete up to here */
  theory_batch *batches, idle; /* `idle` takes what counts in no batch */
  theory_batch *present;
} theory_simulation;

static void check(const theory_simulation *simulation, int status, const char *what)
{
  if (status < 0) give_up("%s: %s: %s", simulation->system->name, what, acd_status_text(status));
}

static int agent_place(const theory_simulation *simulation, acd_id id)
{
  size_t at = (size_t)(((uint64_t)id * UINT64_C(0x9e3779b97f4a7c15)) >> 40) & (AGENTS_BUCKET - 1);
  while (simulation->agents[at].id && simulation->agents[at].id != id) at = (at + 1) & (AGENTS_BUCKET - 1);
  return (int)at;
}

/* A batch, by the number of the call in it. */
static theory_batch *batch_of(theory_simulation *simulation, int64_t call)
{
  int64_t number = call / simulation->batch_calls - 1;
  return number < 0 || number >= BATCHES ? &simulation->idle : &simulation->batches[number];
}

/* Brings the integrals over time up to date. */
static void integrate(theory_simulation *simulation, acd_time now_us)
{
  double passed_s = (double)(now_us - simulation->since_us) * 1e-6;
  double *sums = simulation->present->sums;
  if (now_us == simulation->since_us) return;
  simulation->since_us = now_us;
  for (int type = 0; type < simulation->system->types_count; type++)
    sums[of_type(type, QUEUE)] += passed_s * simulation->waiting[type];
  sums[of_type(ALL_TYPES, QUEUE)] += passed_s * simulation->waiting[ALL_TYPES];
  for (int i = 0; i < simulation->system->pools_count; i++) sums[of_pool(i, BUSY)] += passed_s * simulation->busy[i];
  sums[of_system(TIME)] += passed_s;
  if (simulation->agents_busy == simulation->agents_count) sums[of_system(ALL_BUSY)] += passed_s;
  if (!simulation->waiting[ALL_TYPES]) sums[of_system(NONE_WAITING)] += passed_s;
}

/* The simulation refers to live calls by small numbers. */
static void on_arrived(theory_simulation *simulation, const acd_event *event)
{
  size_t reference = (size_t)event->call_ref;
  integrate(simulation, event->time_us);
  if (reference >= simulation->types_of_count) {
    simulation->types_of_count = reference * 2;
    simulation->types_of = realloc(simulation->types_of, simulation->types_of_count);
    if (!simulation->types_of) give_up("out of memory");
  }
  simulation->types_of[reference] = simulation->types_ahead[simulation->calls_arrived % AHEAD];
  simulation->present = batch_of(simulation, simulation->calls_arrived++);
}

static void on_waiting(theory_simulation *simulation, const acd_event *event, int by)
{
  integrate(simulation, event->time_us);
  simulation->waiting[simulation->types_of[event->call_ref]] += by;
  simulation->waiting[ALL_TYPES] += by;
}

static void on_agent(theory_simulation *simulation, const acd_event *event)
{
  int at = agent_place(simulation, event->agent);
  int busy = event->detail != ACD_AGENT_STATE_READY, pool = simulation->agents[at].pool;
  if (!simulation->agents[at].id || busy == simulation->agents[at].busy) return;
  integrate(simulation, event->time_us);
  simulation->agents[at].busy = busy;
  simulation->busy[pool] += busy ? 1 : -1;
  simulation->agents_busy += busy ? 1 : -1;
}

static void on_event(void *user, const acd_event *event)
{
  theory_simulation *simulation = user;
  switch (event->kind) {
  case ACD_EVENT_CALL_ARRIVED: on_arrived(simulation, event); break;
  case ACD_EVENT_QUEUE_ENTERED: on_waiting(simulation, event, 1); break;
  case ACD_EVENT_QUEUE_LEFT: on_waiting(simulation, event, -1); break;
  case ACD_EVENT_AGENT_STATE: on_agent(simulation, event); break;
  default: break;
  }
}

static void add_outcome(double *sums, const acd_sim_outcome *outcome)
{
  double wait_s = (double)outcome->wait_us * 1e-6;
  int served = outcome->answered_at_us != ACD_TIME_NEVER, abandoned = outcome->end == ACD_END_ABANDONED;
  int blocked = outcome->end == ACD_END_REJECTED;
  sums[CALLS]++;
  sums[WAITED] += outcome->wait_us > 0;
  sums[WAIT] += wait_s;
  sums[SERVED] += served;
  sums[WAIT_SERVED] += served ? wait_s : 0;
  sums[ABANDONED] += abandoned;
  sums[WAIT_ABANDONED] += abandoned ? wait_s : 0;
  sums[TIMED_OUT] += outcome->end == ACD_END_TIMEOUT;
  sums[BLOCKED] += blocked;
  sums[ACCEPTED] += !blocked;
  for (int i = 0; i < LIMITS_COUNT; i++) {
    int within = outcome->wait_us <= limits_s[i] * ACD_SECOND;
    sums[SERVED_LE + i] += served && within;
    sums[ABANDONED_LE + i] += abandoned && within;
    sums[NOT_ABANDONED_LE + i] += !(abandoned && within);
  }
}

static int on_outcome(void *user, const acd_sim_outcome *outcome)
{
  theory_simulation *simulation = user;
  theory_batch *batch = batch_of(simulation, outcome->ref / TYPES_MAX);
  if (outcome->status != ACD_OK) return outcome->status;
  add_outcome(&batch->sums[of_type((int)(outcome->ref % TYPES_MAX), 0)], outcome);
  add_outcome(&batch->sums[of_type(ALL_TYPES, 0)], outcome);
  if (outcome->agent) {
    int pool = simulation->agents[agent_place(simulation, outcome->agent)].pool;
    batch->sums[of_pool(pool, ANSWERED)]++;
  }
  return 0;
}

static int64_t millionths(double number)
{
  return (int64_t)(number * 1e6 + 0.5);
}

/* All types together arrive as one Poisson stream; each call's type is drawn. */
static int next_caller(void *user, acd_sim_caller *caller)
{
  theory_simulation *simulation = user;
  const theory_system *system = simulation->system;
  double at = (double)acd_sim_stream_below(&simulation->types, INT64_C(1) << 52) * 0x1p-52 * simulation->rate_sum;
  int type = 0;
  if (simulation->calls_made == simulation->calls_max) return 0;
  while (type < system->types_count - 1 && at >= system->types[type].rate) at -= system->types[type++].rate;
  simulation->next_us += acd_sim_stream_exponential(&simulation->arrivals, simulation->interval_us);
  caller->arrives_at_us = simulation->next_us;
  simulation->types_ahead[simulation->calls_made % AHEAD] = (uint8_t)type;
  caller->ref = simulation->calls_made++ * TYPES_MAX + type;
  caller->talk_us = acd_sim_stream_exponential(&simulation->talks, simulation->talk_us);
  if (system->types[type].patience_s > 0)
    caller->patience_us = acd_sim_stream_exponential(&simulation->patience, millionths(system->types[type].patience_s));
  if (system->form == FORM_QUEUES) {
    caller->flow = simulation->flows[type];
    simulation->calls_asked += caller->flow != 0;
    if (!caller->flow) caller->queue = simulation->queues[type];
    if (system->types[type].calls_back) caller->caller = "1";
    return 1;
  }
  caller->queue = simulation->queues[0];
  caller->priority = system->types[type].priority;
  caller->requirements = &simulation->needs[type];
  caller->requirements_count = 1;
  return 1;
}

/* "queue-1" for the first type; in `buffer`. */
static const char *name_of(char buffer[32], const char *noun, int type)
{
  snprintf(buffer, 32, "%s-%d", noun, type + 1);
  return buffer;
}

static int32_t add_queue(acd_definition *definition, const theory_system *system, int type)
{
  char buffer[32];
  int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, name_of(buffer, "queue", type));
  acd_definition_set(definition, queue, ACD_QUEUE_STRATEGY, system->strategy);
  acd_definition_set(definition, queue, ACD_QUEUE_LENGTH_MAX, system->length_max);
  acd_definition_set(definition, queue, ACD_QUEUE_WAIT_MAX_US, millionths(system->timeout_s));
  if (system->round_robin_moves)
    acd_definition_set(definition, queue, ACD_QUEUE_ROUND_ROBIN_MOVES, system->round_robin_moves);
  if (system->form == FORM_CALLS) return queue;
  acd_definition_set(definition, queue, ACD_QUEUE_PRIORITY, system->types[type].priority);
  acd_definition_set(definition, queue, ACD_QUEUE_ACCELERATION, system->types[type].acceleration);
  acd_definition_set(definition, queue, ACD_QUEUE_RESERVE, system->types[type].reserve);
  acd_definition_set(definition, queue, ACD_QUEUE_WEIGHT, system->types[type].weight);
  if (system->types[type].surge_weight) {
    acd_definition_set(definition, queue, ACD_QUEUE_SURGE_LENGTH, system->types[type].surge_length);
    acd_definition_set(definition, queue, ACD_QUEUE_SURGE_WEIGHT, system->types[type].surge_weight);
  }
  if (system->types[type].calls_back == CALLS_BACK_WAITING)
    acd_definition_set_text(definition, queue, ACD_QUEUE_WAIT_FLOW, name_of(buffer, "back", type));
  return queue;
}

/* The flow in which callers of a type take a callback: those who wait a tenth of a second after they came, else at once. Nobody else
 * has the number, and they are reached at once. */
static void add_callbacks(acd_definition *definition, int type)
{
  char buffer[32];
  int32_t flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, name_of(buffer, "back", type));
  int32_t plan = acd_definition_add(definition, ACD_NOUN_CALLBACK, 0, name_of(buffer, "plan", type));
  int32_t node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "callback");
  acd_definition_set_text(definition, flow, ACD_FLOW_START, "callback");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_CALLBACK);
  acd_definition_set_text(definition, node, ACD_NODE_PLAN, name_of(buffer, "plan", type));
  acd_definition_set_text(definition, node, ACD_NODE_QUEUE, name_of(buffer, "queue", type));
  acd_definition_set(definition, plan, ACD_CALLBACK_DUPLICATE, ACD_DUPLICATE_ALLOW);
  acd_definition_set(definition, plan, ACD_CALLBACK_REJOIN, 0);
  acd_definition_set(definition, plan, ACD_CALLBACK_EXPIRES_US, 0);
}

static void add_agent(acd_definition *definition, const theory_system *system, const theory_pool *pool,
                      const char *name, const int32_t *queues)
{
  int32_t agent = acd_definition_add(definition, ACD_NOUN_AGENT, 0, name);
  if (system->form == FORM_CALLS) acd_definition_add(definition, ACD_NOUN_MEMBER, queues[0], name);
  for (int type = 0; type < system->types_count; type++) {
    char skill[32];
    int32_t member;
    if (pool->speed[type] == 0) continue;
    if (system->form == FORM_CALLS) {
      acd_definition_add(definition, ACD_NOUN_AGENT_SKILL, agent, name_of(skill, "skill", type));
      continue;
    }
    member = acd_definition_add(definition, ACD_NOUN_MEMBER, queues[type], name);
    acd_definition_set(definition, member, ACD_MEMBER_TIER, pool->tier[type]);
    acd_definition_set(definition, member, ACD_MEMBER_RANK, pool->rank[type]);
  }
}

static void agent_name(char name[32], int pool, int agent)
{
  snprintf(name, 32, "agent-%d-%d", pool + 1, agent + 1);
}

static void define(theory_simulation *simulation)
{
  const theory_system *system = simulation->system;
  acd_engine *engine = acd_sim_engine(simulation->sim);
  acd_definition *definition = NULL;
  int32_t queues[TYPES_MAX] = {0};
  char name[32];
  check(simulation, acd_definition_new(NULL, &definition), "definition");
  for (int type = 0; type < system->types_count; type++) {
    if (system->types[type].calls_back) add_callbacks(definition, type);
    if (system->form == FORM_CALLS) acd_definition_add(definition, ACD_NOUN_SKILL, 0, name_of(name, "skill", type));
    if (system->form == FORM_QUEUES || type == 0) queues[type] = add_queue(definition, system, type);
  }
  for (int i = 0; i < system->pools_count; i++)
    for (int agent = 0; agent < system->pools[i].agents; agent++) {
      agent_name(name, i, agent);
      add_agent(definition, system, &system->pools[i], name, queues);
    }
  check(simulation, acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE), "definition");
  acd_definition_free(definition);
}

static void find_names(theory_simulation *simulation)
{
  const theory_system *system = simulation->system;
  acd_engine *engine = acd_sim_engine(simulation->sim);
  char name[32];
  for (int type = 0; type < system->types_count; type++) {
    if (system->form == FORM_QUEUES || type == 0)
      check(simulation, acd_queue_find(engine, name_of(name, "queue", type), &simulation->queues[type]), name);
    if (system->types[type].calls_back == CALLS_BACK_ALL)
      check(simulation, acd_flow_find(engine, name_of(name, "back", type), &simulation->flows[type]), name);
    simulation->needs[type].level_min = 1;
    if (system->form == FORM_CALLS)
      check(simulation, acd_skill_find(engine, name_of(name, "skill", type), &simulation->needs[type].skill), name);
  }
  for (int i = 0; i < system->pools_count; i++)
    for (int agent = 0; agent < system->pools[i].agents; agent++) {
      acd_id id;
      int at;
      if (++simulation->agents_count > AGENTS_MAX) give_up("%s: too many agents", system->name);
      agent_name(name, i, agent);
      check(simulation, acd_agent_find(engine, name, &id), name);
      at = agent_place(simulation, id);
      simulation->agents[at].id = id;
      simulation->agents[at].pool = i;
    }
}

/* Speeds that differ by type are those of the queues, so they need one for each type. */
static void set_speeds(theory_simulation *simulation)
{
  const theory_system *system = simulation->system;
  for (size_t at = 0; at < AGENTS_BUCKET; at++) {
    const theory_pool *pool = &system->pools[simulation->agents[at].pool];
    double first = 0;
    if (!simulation->agents[at].id) continue;
    for (int type = 0; type < system->types_count; type++) {
      double speed = pool->speed[type];
      acd_id queue = system->form == FORM_QUEUES ? simulation->queues[type] : 0;
      if (speed == 0) continue;
      if (first == 0) first = speed;
      if (system->form == FORM_CALLS && first != speed) give_up("%s: needs a queue for each type", system->name);
      check(simulation, acd_sim_set_speed(simulation->sim, simulation->agents[at].id, queue, millionths(speed)),
            "speed");
    }
  }
}

static void start(theory_simulation *simulation, int64_t seed)
{
  static const char *const names[] = {"arrivals", "types", "talks", "patience", "engine"};
  acd_sim_stream *streams[] = {&simulation->arrivals, &simulation->types, &simulation->talks, &simulation->patience,
                               &(acd_sim_stream){{0}}};
  acd_options *options = NULL;
  for (size_t i = 0; i < 5; i++) {
    char name[160];
    snprintf(name, sizeof(name), "%s.%s", simulation->system->name, names[i]);
    acd_sim_stream_init(streams[i], seed, name);
  }
  check(simulation, acd_options_new(NULL, &options), "options");
  check(simulation, acd_options_set(options, ACD_OPTION_SEED, acd_sim_stream_below(streams[4], INT64_C(1) << 53)),
        "seed");
  check(simulation, acd_sim_new(options, NULL, &simulation->sim), "simulation");
  acd_options_free(options);
}

/* Everybody who asks for a callback was called back, and of those who wait some were. */
static void check_callbacks(const theory_simulation *simulation)
{
  acd_kpi_calls calls = {.size = sizeof(calls)};
  int64_t least = simulation->calls_asked;
  check(simulation, acd_kpi_calls_get(acd_sim_engine(simulation->sim), &calls), "figures");
  for (int type = 0; type < simulation->system->types_count; type++)
    if (simulation->system->types[type].calls_back && least == 0) least = 1;
  if (calls.callbacks_by_outcome[ACD_CALLBACK_COMPLETED] < least)
    give_up("%s: callers were not called back", simulation->system->name);
}

void simulate(const theory_system *system, int64_t batch_calls, int64_t seed, theory_batch batches_out[BATCHES])
{
  theory_simulation *simulation = calloc(1, sizeof(*simulation));
  if (!simulation) give_up("out of memory");
  simulation->system = system;
  simulation->batches = batches_out;
  simulation->present = &simulation->idle;
  simulation->batch_calls = batch_calls;
  simulation->calls_max = batch_calls * (1 + BATCHES) + batch_calls / 2;
  simulation->rate_sum = system_rate(system);
  if ((double)simulation->calls_max / simulation->rate_sum * 1e6 > (double)ACD_TIME_MAX / 2)
    give_up("%s: too long for the engine's clock", system->name);
  simulation->interval_us = millionths(1 / simulation->rate_sum);
  simulation->talk_us = millionths(system->talk_s);
  memset(batches_out, 0, BATCHES * sizeof(*batches_out));
  start(simulation, seed);
  define(simulation);
  find_names(simulation);
  set_speeds(simulation);
  check(simulation, acd_sim_set_outcome(simulation->sim, on_outcome, simulation), "outcomes");
  check(simulation, acd_sim_set_events(simulation->sim, on_event, simulation), "events");
  check(simulation, acd_sim_add_source(simulation->sim, next_caller, simulation), "source");
  check(simulation, acd_sim_run(simulation->sim, ACD_TIME_NEVER), "run");
  if (simulation->calls_arrived != simulation->calls_max) give_up("%s: calls are missing", system->name);
  check_callbacks(simulation);
  acd_sim_free(simulation->sim);
  free(simulation->types_of);
  free(simulation);
}
