/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "scenario_inside.h"

#define TIMED __attribute__((noinline))

int bench_answer(scenario *centre)
{
  acd_action action = {.size = sizeof action};
  int status;
  while ((status = acd_action_next(centre->engine, &action)) == 1) {
    int64_t outcome = ACD_OUTCOME_DONE;
    if (action.kind == ACD_ACTION_RING) {
      centre->rings++;
      outcome = centre->wanted.two_steps ? ACD_OUTCOME_ACCEPTED : ACD_OUTCOME_BRIDGED;
      if (centre->talking) centre->talking[action.agent_ref] = action.call;
    }
    status = acd_action_result(centre->engine, centre->now, action.id, outcome, NULL);
    if (status == ACD_ERR_STALE && centre->wanted.strategy == ACD_STRATEGY_RING_ALL) continue; /* another was faster */
    if (status) return bench_failed(acd_action_kind_str(action.kind), status);
  }
  return status ? bench_failed("next action", status) : 0;
}

int bench_arrive(scenario *centre, acd_id queue, acd_id *call_out)
{
  acd_arrival arrival = {.size = sizeof arrival, .queue = queue, .number = "100", .caller = "+15550100"};
  if (centre->needs_count) {
    arrival.requirements = &centre->needs[centre->need_next];
    arrival.requirements_count = 1;
    if (++centre->need_next == centre->needs_count) centre->need_next = 0;
  }
  int status = acd_call_arrive(centre->engine, centre->now, &arrival, call_out);
  return status ? bench_failed("arrival", status) : 0;
}

int bench_tick(scenario *centre)
{
  int status;
  while ((status = acd_engine_tick(centre->engine, centre->now)) == ACD_AGAIN)
    if (bench_answer(centre)) return -1;
  return status ? bench_failed("tick", status) : 0;
}

static int hang_up(scenario *centre, acd_id call)
{
  int status = acd_call_hangup(centre->engine, centre->now, call);
  if (status) return bench_failed("hang-up", status);
  return bench_answer(centre);
}

/* One life where agents idle: the agent idle for longest takes the call. */
static int life_idle(scenario *centre)
{
  acd_id call;
  if (bench_arrive(centre, centre->queue, &call) || bench_answer(centre)) return -1;
  while (acd_engine_deadline(centre->engine) <= centre->now) /* ring all: rings go on, and are stopped, in slices */
    if (bench_tick(centre) || bench_answer(centre)) return -1;
  centre->now += centre->talk_us;
  if (hang_up(centre, call)) return -1;
  centre->now += centre->wrapup_us;
  return bench_tick(centre);
}

/* One life where all are busy: a call ends, its agent gets ready and takes the first that waits, another call arrives. */
static int life_busy(scenario *centre)
{
  acd_id call = centre->talking[centre->next];
  centre->next = (centre->next + 1) % centre->wanted.agents;
  centre->now += centre->talk_us;
  if (centre->wanted.steps && bench_tick(centre))
    return -1; /* steps of waiting calls end: many at once, now and then */
  if (hang_up(centre, call)) return -1;
  centre->now += centre->wrapup_us;
  if (bench_tick(centre) || bench_answer(centre)) return -1;
  return bench_arrive(centre, centre->queue, &call);
}

int scenario_lives(scenario *centre, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (centre->wanted.waiting == WAITING_SAME ? life_busy(centre) : life_idle(centre)) return -1;
  centre->lives += count;
  return 0;
}

static int arrivals(scenario *centre, acd_id *calls, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (bench_arrive(centre, centre->queue, &calls[i])) return -1;
  return 0;
}

static int readies(scenario *centre, size_t count)
{
  size_t at = centre->next;
  for (size_t i = 0; i < count; i++) {
    int status = acd_agent_ready(centre->engine, centre->now, centre->agents[at]);
    if (status) return bench_failed("ready", status);
    if (++at == centre->wanted.agents) at = 0;
  }
  return 0;
}

/* Instructions are counted inside of these. */
TIMED int timed_lives(scenario *centre, size_t count)
{
  return scenario_lives(centre, count);
}

TIMED int timed_arrivals(scenario *centre, acd_id *calls, size_t count)
{
  return arrivals(centre, calls, count);
}

TIMED int timed_readies(scenario *centre, size_t count)
{
  return readies(centre, count);
}

TIMED int timed_steps(scenario *centre)
{
  return bench_tick(centre);
}

TIMED int timed_change(scenario *centre, const acd_definition *change)
{
  return bench_submit(centre, change, ACD_DEFINE_CHANGE);
}

static int decisions_idle(scenario *centre, acd_id *calls, size_t count, clock_fn now_ns, int64_t *ns_out)
{
  int64_t begin = now_ns ? now_ns() : 0;
  if (now_ns ? timed_arrivals(centre, calls, count) : arrivals(centre, calls, count)) return -1;
  *ns_out = now_ns ? now_ns() - begin : 0;
  if (bench_answer(centre)) return -1;
  centre->now += centre->talk_us;
  for (size_t i = 0; i < count; i++, centre->now++) /* each at a time of its own, as calls do end */
    if (hang_up(centre, calls[i])) return -1;
  centre->now += centre->wrapup_us;
  return bench_tick(centre);
}

static int decisions_busy(scenario *centre, acd_id *calls, size_t count, clock_fn now_ns, int64_t *ns_out)
{
  centre->now += centre->talk_us;
  if (centre->wanted.steps && bench_tick(centre)) return -1;
  for (size_t i = 0; i < count; i++, centre->now++)
    if (hang_up(centre, centre->talking[(centre->next + i) % centre->wanted.agents])) return -1;
  int64_t begin = now_ns ? now_ns() : 0;
  if (now_ns ? timed_readies(centre, count) : readies(centre, count)) return -1;
  *ns_out = now_ns ? now_ns() - begin : 0;
  centre->next = (centre->next + count) % centre->wanted.agents;
  if (bench_answer(centre)) return -1;
  for (size_t i = 0; i < count; i++)
    if (bench_arrive(centre, centre->queue, &calls[i])) return -1;
  return 0;
}

int scenario_decisions(scenario *centre, clock_fn now_ns, size_t *count, int64_t *ns_out)
{
  if (*count > centre->wanted.agents / 2) *count = centre->wanted.agents / 2;
  acd_id *calls = calloc(*count, sizeof *calls);
  if (!calls) return bench_failed("calls", ACD_ERR_NOMEM);
  int status = centre->wanted.waiting == WAITING_SAME ? decisions_busy(centre, calls, *count, now_ns, ns_out)
                                                      : decisions_idle(centre, calls, *count, now_ns, ns_out);
  free(calls);
  centre->lives += *count;
  return status;
}

int scenario_change(scenario *centre, size_t agents, clock_fn now_ns, int64_t *ns_out)
{
  acd_definition *change = NULL;
  int status = acd_definition_new(NULL, &change);
  if (status) return bench_failed("change", status);
  int64_t turn = (int64_t)(++centre->changes % 2);
  int32_t queue = acd_definition_amend(change, ACD_NOUN_QUEUE, "work");
  for (size_t i = 0; i < agents && i < centre->wanted.agents; i++) {
    int32_t agent = bench_add_agent(&centre->wanted, change, i, turn);
    acd_definition_set(change, agent, ACD_AGENT_WRAPUP_US, centre->wrapup_us + turn);
    acd_definition_set(change, bench_add_member(&centre->wanted, change, queue, i), ACD_MEMBER_RANK, turn);
  }
  int64_t begin = now_ns ? now_ns() : 0;
  status = now_ns ? timed_change(centre, change) : bench_submit(centre, change, ACD_DEFINE_CHANGE);
  *ns_out = now_ns ? now_ns() - begin : 0;
  acd_definition_free(change);
  return status || bench_tick(centre) || bench_answer(centre) ? -1 : 0;
}

int scenario_check(const scenario *centre)
{
  int status = acd_engine_check(centre->engine, 1);
  if (status) return bench_failed("the engine's laws", status);
  acd_kpi_queue kpi = {.size = sizeof kpi};
  status = acd_kpi_queue_get(centre->engine, centre->queue, &kpi);
  if (status) return bench_failed("KPIs", status);
  if (kpi.handled != (int64_t)centre->lives || kpi.no_answers || kpi.refusals || kpi.timed_out) {
    fprintf(stderr, "bench: %zu lives, but %" PRId64 " conversations, %" PRId64 " unanswered offers\n", centre->lives,
            kpi.handled, kpi.no_answers + kpi.refusals);
    return -1;
  }
  return 0;
}

size_t scenario_rings(const scenario *centre)
{
  return centre->rings;
}
