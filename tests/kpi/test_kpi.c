/* SPDX-License-Identifier: Apache-2.0 */
/* Counters against a table of rules applied to the kept stream of events, and the laws between them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/action.h>
#include <acd/agent.h>

#include "kpi/kpi.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint64_t random_state;

static int64_t random_below(int64_t limit)
{
  random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (int64_t)((random_state >> 33) % (uint64_t)limit);
}

/* ---- one rule a counter: which events, which details, how much ---- */

/* OVER and UNDER: by how much an event's time is above its value, or below. */
enum { ONE, TIME, VALUE, MAXIMUM, TIME_WITHIN, LATER, OVER, UNDER };
enum { ANY = -1 };

typedef struct test_rule {
  size_t offset;
  uint32_t kind;
  int64_t detail; /* ANY, or one */
  int amount;     /* TIME_WITHIN: one if the time is within the threshold */
} test_rule;

#define Q(field, kind, detail, amount)                                                                                 \
  {                                                                                                                    \
    offsetof(acd_kpi_queue, field), ACD_EVENT_##kind, detail, amount                                                   \
  }
static const test_rule queue_rules[] = {
    Q(offered, QUEUE_ENTERED, ACD_ENTER_OFFERED, ONE),
    Q(transferred_in, QUEUE_ENTERED, ACD_ENTER_TRANSFERRED, ONE),
    Q(overflowed_in, QUEUE_ENTERED, ACD_ENTER_OVERFLOWED, ONE),
    Q(consulted_in, QUEUE_ENTERED, ACD_ENTER_CONSULTED, ONE),
    Q(cancelled, QUEUE_LEFT, ACD_LEAVE_CANCELLED, ONE),
    Q(moved_in, QUEUE_ENTERED, ACD_ENTER_MOVED, ONE),
    Q(also_in, QUEUE_ENTERED, ACD_ENTER_ALSO, ONE),
    Q(callbacks_in, QUEUE_ENTERED, ACD_ENTER_CALLBACK, ONE),
    Q(callbacks_taken, QUEUE_LEFT, ACD_LEAVE_CALLBACK, ONE),
    Q(callbacks_answered, QUEUE_LEFT, ACD_LEAVE_CALLED_BACK, ONE),
    Q(callbacks_out, QUEUE_LEFT, ACD_LEAVE_CALLBACK_OUT, ONE),
    Q(answered, QUEUE_LEFT, ACD_LEAVE_ANSWERED, ONE),
    Q(answered_within, QUEUE_LEFT, ACD_LEAVE_ANSWERED, TIME_WITHIN),
    Q(abandoned, QUEUE_LEFT, ACD_LEAVE_ABANDONED, ONE),
    Q(abandoned_short, QUEUE_LEFT, ACD_LEAVE_ABANDONED_SHORT, ONE),
    Q(abandoned_within, QUEUE_LEFT, ACD_LEAVE_ABANDONED, TIME_WITHIN),
    Q(abandoned_within, QUEUE_LEFT, ACD_LEAVE_ABANDONED_SHORT, TIME_WITHIN),
    Q(overflowed, QUEUE_LEFT, ACD_LEAVE_OVERFLOWED, ONE),
    Q(timed_out, QUEUE_LEFT, ACD_LEAVE_TIMEOUT, ONE),
    Q(left_by_key, QUEUE_LEFT, ACD_LEAVE_KEY, ONE),
    Q(rejected, QUEUE_LEFT, ACD_LEAVE_REJECTED, ONE),
    Q(disconnected, QUEUE_LEFT, ACD_LEAVE_DISCONNECTED, ONE),
    Q(moved, QUEUE_LEFT, ACD_LEAVE_MOVED, ONE),
    Q(no_agents, QUEUE_LEFT, ACD_LEAVE_NO_AGENTS, ONE),
    Q(cleared, QUEUE_LEFT, ACD_LEAVE_CLEARED, ONE),
    Q(diverted, QUEUE_LEFT, ACD_LEAVE_DIVERTED, ONE),
    Q(also_out, QUEUE_LEFT, ACD_LEAVE_ALSO, ONE),
    Q(wait_us, QUEUE_LEFT, ACD_LEAVE_ANSWERED, TIME),
    Q(wait_us_max, QUEUE_LEFT, ANY, MAXIMUM),
    Q(wait_arrival_us, ANSWERED, 0, VALUE),
    Q(abandon_us, QUEUE_LEFT, ACD_LEAVE_ABANDONED, TIME),
    Q(abandon_us, QUEUE_LEFT, ACD_LEAVE_ABANDONED_SHORT, TIME),
    Q(queued_us, QUEUE_LEFT, ANY, TIME),
    Q(handled, CONVERSATION_ENDED, ANY, ONE),
    Q(talk_us, CONVERSATION_ENDED, ANY, TIME),
    Q(hold_us, CONVERSATION_ENDED, ANY, VALUE),
    Q(wrapup_us, WRAPUP_ENDED, ANY, TIME),
    Q(transfers, CONVERSATION_ENDED, ACD_CONVERSATION_TRANSFERRED, ONE),
    Q(offers, OFFERED, ANY, ONE),
    Q(no_answers, OFFER_ENDED, ACD_OFFER_NO_ANSWER, ONE),
    Q(refusals, OFFER_ENDED, ACD_OFFER_REJECTED, ONE),
    Q(refusals, OFFER_ENDED, ACD_OFFER_BUSY, ONE),
    Q(refusals, OFFER_ENDED, ACD_OFFER_FAILED, ONE),
    Q(steps_joined, STEP, ACD_STEP_JOINED, ONE),
    Q(steps_relaxed, STEP, ACD_STEP_JOINED, LATER),
    Q(steps_expired, STEP, ACD_STEP_EXPIRED, ONE),
    Q(estimated, ESTIMATED, ACD_ESTIMATE_WORK, ONE),
    Q(estimate_over_us[ACD_ESTIMATE_WORK], ESTIMATED, ACD_ESTIMATE_WORK, OVER),
    Q(estimate_under_us[ACD_ESTIMATE_WORK], ESTIMATED, ACD_ESTIMATE_WORK, UNDER),
    Q(estimate_over_us[ACD_ESTIMATE_HANDLE], ESTIMATED, ACD_ESTIMATE_HANDLE, OVER),
    Q(estimate_under_us[ACD_ESTIMATE_HANDLE], ESTIMATED, ACD_ESTIMATE_HANDLE, UNDER),
    Q(estimate_over_us[ACD_ESTIMATE_RATE], ESTIMATED, ACD_ESTIMATE_RATE, OVER),
    Q(estimate_under_us[ACD_ESTIMATE_RATE], ESTIMATED, ACD_ESTIMATE_RATE, UNDER),
    Q(estimate_over_us[ACD_ESTIMATE_RECENT], ESTIMATED, ACD_ESTIMATE_RECENT, OVER),
    Q(estimate_under_us[ACD_ESTIMATE_RECENT], ESTIMATED, ACD_ESTIMATE_RECENT, UNDER),
    Q(ratings, RATED, ANY, ONE),
    Q(rating_sum, RATED, ANY, VALUE),
    Q(satisfied, RATED, 1, ONE),
    Q(resolved, RESOLVED, 1, ONE),
    Q(unresolved, RESOLVED, 0, ONE),
    Q(responses, RESPONDED, ANY, ONE),
    Q(response_us, RESPONDED, ANY, TIME),
};

#define A(field, kind, detail, amount)                                                                                 \
  {                                                                                                                    \
    offsetof(acd_kpi_agent, field), ACD_EVENT_##kind, detail, amount                                                   \
  }
static const test_rule agent_rules[] = {
    A(answered, ANSWERED, ANY, ONE),
    A(wait_us, ANSWERED, ANY, TIME),
    A(handled, CONVERSATION_ENDED, ANY, ONE),
    A(talk_us, CONVERSATION_ENDED, ANY, TIME),
    A(hold_us, CONVERSATION_ENDED, ANY, VALUE),
    A(wrapup_us, WRAPUP_ENDED, ANY, TIME),
    A(transfers, CONVERSATION_ENDED, ACD_CONVERSATION_TRANSFERRED, ONE),
    A(offers, OFFERED, ANY, ONE),
    A(no_answers, OFFER_ENDED, ACD_OFFER_NO_ANSWER, ONE),
    A(refusals, OFFER_ENDED, ACD_OFFER_REJECTED, ONE),
    A(refusals, OFFER_ENDED, ACD_OFFER_BUSY, ONE),
    A(refusals, OFFER_ENDED, ACD_OFFER_FAILED, ONE),
    A(ratings, RATED, ANY, ONE),
    A(rating_sum, RATED, ANY, VALUE),
    A(satisfied, RATED, 1, ONE),
    A(resolved, RESOLVED, 1, ONE),
    A(unresolved, RESOLVED, 0, ONE),
    A(responses, RESPONDED, ANY, ONE),
    A(response_us, RESPONDED, ANY, TIME),
};

static void apply(void *record, const test_rule *rules, size_t count, const acd_event *event, int64_t within_us)
{
  for (size_t i = 0; i < count; i++) {
    if (rules[i].kind != event->kind || (rules[i].detail != ANY && rules[i].detail != event->detail)) continue;
    int64_t *field = (int64_t *)(void *)((char *)record + rules[i].offset);
    int64_t over_us = event->value_us - event->value;
    switch (rules[i].amount) {
    case ONE: *field += 1; break;
    case TIME: *field += event->value_us; break;
    case VALUE: *field += event->value; break;
    case LATER: *field += event->value > 0; break;
    case OVER: *field += over_us > 0 ? over_us : 0; break;
    case UNDER: *field += over_us < 0 ? -over_us : 0; break;
    case MAXIMUM: *field = event->value_us > *field ? event->value_us : *field; break;
    default: *field += event->value_us <= within_us ? 1 : 0; break;
    }
  }
}

/* ---- a small centre that makes plausible events ---- */

enum { QUEUES = 3, AGENTS = 4, CALLS = 40, STEPS = 4000, EVENTS_MAX = STEPS * 4 };
enum { FREE, QUEUED, OFFERED, TALKING };

typedef struct test_centre {
  acd_event *events;
  size_t count;
  acd_time now;
  struct {
    int at;
    int queue; /* 0: a direct call */
    int agent;
    acd_time arrived, entered, bridged;
  } calls[CALLS];
  struct {
    int64_t state;
    acd_time since;
    int queue; /* of the last call */
  } agents[AGENTS + 1];
  int64_t waiting[QUEUES + 1];
  int64_t live;
  acd__kpi kpi;
  acd__kpi_queue_row queue_rows[QUEUES + 1];
  acd__kpi_agent_row agent_rows[AGENTS + 1];
} test_centre;

static acd_event *emit(test_centre *centre, uint32_t kind, int queue, int agent)
{
  assert_true(centre->count < EVENTS_MAX);
  acd_event *event = &centre->events[centre->count++];
  memset(event, 0, sizeof *event);
  event->size = sizeof *event;
  event->kind = kind;
  event->time_us = centre->now;
  event->queue = queue;
  event->agent = agent;
  return event;
}

static void feed(test_centre *centre, const acd_event *event)
{
  acd__kpi_event(&centre->kpi, event, event->queue ? &centre->queue_rows[event->queue] : NULL,
                 event->agent ? &centre->agent_rows[event->agent] : NULL);
}

static void agent_state(test_centre *centre, int agent, int64_t state)
{
  acd_event *event = emit(centre, ACD_EVENT_AGENT_STATE, 0, agent);
  event->value = centre->agents[agent].state;
  event->value_us = event->value ? centre->now - centre->agents[agent].since : 0;
  event->detail = state;
  centre->agents[agent].state = state;
  centre->agents[agent].since = centre->now;
  feed(centre, event);
}

static void enter(test_centre *centre, int call, int queue, int64_t how)
{
  centre->calls[call].at = QUEUED;
  centre->calls[call].queue = queue;
  centre->calls[call].entered = centre->now;
  if (!queue) return;
  acd_event *event = emit(centre, ACD_EVENT_QUEUE_ENTERED, queue, 0);
  event->detail = how;
  event->value = ++centre->waiting[queue];
  feed(centre, event);
}

static void leave(test_centre *centre, int call, int64_t how)
{
  int queue = centre->calls[call].queue;
  if (!queue) return;
  centre->waiting[queue]--;
  acd_event *event = emit(centre, ACD_EVENT_QUEUE_LEFT, queue,
                          how == ACD_LEAVE_ANSWERED || how == ACD_LEAVE_CALLED_BACK ? centre->calls[call].agent : 0);
  event->detail = how;
  event->value_us = centre->now - centre->calls[call].entered;
  feed(centre, event);
}

static void end(test_centre *centre, int call, int64_t reason)
{
  acd_event *event = emit(centre, ACD_EVENT_CALL_ENDED, 0, 0);
  event->detail = reason;
  event->value_us = centre->now - centre->calls[call].arrived;
  centre->calls[call].at = FREE;
  centre->live--;
  feed(centre, event);
}

static void offer_over(test_centre *centre, int call, int64_t how)
{
  acd_event *event = emit(centre, ACD_EVENT_OFFER_ENDED, centre->calls[call].queue, centre->calls[call].agent);
  event->detail = how;
  feed(centre, event);
}

static void queued_step(test_centre *centre, int call)
{
  int agent = (int)random_below(AGENTS) + 1;
  if (random_below(3) && centre->agents[agent].state == ACD_AGENT_STATE_READY) {
    agent_state(centre, agent, ACD_AGENT_STATE_RESERVED);
    centre->calls[call].agent = agent;
    centre->calls[call].at = OFFERED;
    feed(centre, emit(centre, ACD_EVENT_OFFERED, centre->calls[call].queue, agent));
    return;
  }
  if (centre->calls[call].queue && random_below(3) == 0) {
    acd_event *step = emit(centre, ACD_EVENT_STEP, centre->calls[call].queue, 0);
    step->detail = ACD_STEP_EXPIRED;
    feed(centre, step);
  }
  if (random_below(4)) return;
  static const int64_t ways[] = {
      ACD_LEAVE_ABANDONED, ACD_LEAVE_ABANDONED_SHORT, ACD_LEAVE_OVERFLOWED, ACD_LEAVE_TIMEOUT,  ACD_LEAVE_KEY,
      ACD_LEAVE_REJECTED,  ACD_LEAVE_DISCONNECTED,    ACD_LEAVE_CANCELLED,  ACD_LEAVE_MOVED,    ACD_LEAVE_NO_AGENTS,
      ACD_LEAVE_CLEARED,   ACD_LEAVE_DIVERTED,        ACD_LEAVE_ALSO,       ACD_LEAVE_CALLBACK, ACD_LEAVE_CALLBACK_OUT};
  int64_t how = ways[random_below(COUNT(ways))];
  leave(centre, call, how);
  if (how == ACD_LEAVE_OVERFLOWED)
    enter(centre, call, (int)random_below(QUEUES) + 1, ACD_ENTER_OVERFLOWED);
  else if (how == ACD_LEAVE_MOVED)
    enter(centre, call, (int)random_below(QUEUES) + 1, ACD_ENTER_MOVED);
  else if (how == ACD_LEAVE_ALSO)
    enter(centre, call, (int)random_below(QUEUES) + 1, ACD_ENTER_ALSO);
  else if (how == ACD_LEAVE_CALLBACK || (how == ACD_LEAVE_CALLBACK_OUT && random_below(2)))
    enter(centre, call, centre->calls[call].queue, ACD_ENTER_CALLBACK);
  else
    end(centre, call, random_below(ACD_END_CALLBACK + 1));
}

static void offered_step(test_centre *centre, int call)
{
  int agent = centre->calls[call].agent;
  if (random_below(3) == 0) {
    offer_over(centre, call, ACD_OFFER_REJECTED + random_below(ACD_OFFER_CANCELLED - ACD_OFFER_REJECTED + 1));
    agent_state(centre, agent, random_below(2) ? ACD_AGENT_STATE_READY : ACD_AGENT_STATE_NOT_READY);
    centre->calls[call].at = QUEUED;
    return;
  }
  offer_over(centre, call, ACD_OFFER_ACCEPTED);
  agent_state(centre, agent, ACD_AGENT_STATE_BUSY);
  int called_back = random_below(5) == 0;
  leave(centre, call, called_back ? ACD_LEAVE_CALLED_BACK : ACD_LEAVE_ANSWERED);
  if (centre->calls[call].queue) {
    acd_event *step = emit(centre, ACD_EVENT_STEP, centre->calls[call].queue, centre->calls[call].agent);
    step->value = random_below(3);
    step->detail = ACD_STEP_JOINED;
    feed(centre, step);
  }
  if (!called_back && centre->calls[call].queue && random_below(2)) {
    for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++) {
      acd_event *estimated = emit(centre, ACD_EVENT_ESTIMATED, centre->calls[call].queue, centre->calls[call].agent);
      estimated->value_us = random_below(100 * ACD_SECOND);
      estimated->value = random_below(100 * ACD_SECOND);
      estimated->detail = by;
      feed(centre, estimated);
    }
  }
  acd_event *event = emit(centre, ACD_EVENT_ANSWERED, centre->calls[call].queue, agent);
  event->value_us = centre->now - centre->calls[call].entered;
  event->value = centre->now - centre->calls[call].arrived;
  event->detail = called_back;
  feed(centre, event);
  centre->calls[call].at = TALKING;
  centre->calls[call].bridged = centre->now;
}

static void talking_step(test_centre *centre, int call)
{
  int agent = centre->calls[call].agent;
  acd_event *event = emit(centre, ACD_EVENT_CONVERSATION_ENDED, centre->calls[call].queue, agent);
  int64_t length = centre->now - centre->calls[call].bridged;
  event->value = length ? random_below(length) : 0;
  event->value_us = length - event->value;
  event->detail = ACD_CONVERSATION_CALLER + random_below(ACD_CONVERSATION_LOST);
  int64_t how = event->detail;
  feed(centre, event);
  centre->agents[agent].queue = centre->calls[call].queue;
  agent_state(centre, agent, ACD_AGENT_STATE_WRAPUP);
  if (how == ACD_CONVERSATION_TRANSFERRED)
    enter(centre, call, (int)random_below(QUEUES) + 1, ACD_ENTER_TRANSFERRED);
  else
    end(centre, call, ACD_END_COMPLETED);
}

static void agent_step(test_centre *centre, int agent)
{
  int64_t state = centre->agents[agent].state;
  if (state == ACD_AGENT_STATE_WRAPUP) {
    acd_event *event = emit(centre, ACD_EVENT_WRAPUP_ENDED, centre->agents[agent].queue, agent);
    event->value_us = centre->now - centre->agents[agent].since;
    feed(centre, event);
  }
  if (state == ACD_AGENT_STATE_RESERVED || state == ACD_AGENT_STATE_BUSY) return;
  static const int64_t next[] = {ACD_AGENT_STATE_READY,     ACD_AGENT_STATE_READY,      ACD_AGENT_STATE_READY,
                                 ACD_AGENT_STATE_NOT_READY, ACD_AGENT_STATE_LOGGED_OUT, ACD_AGENT_STATE_ELSEWHERE};
  agent_state(centre, agent, next[random_below(COUNT(next))]);
}

static void step(test_centre *centre)
{
  centre->now += random_below(3) ? random_below(30 * ACD_SECOND) : 0;
  if (random_below(20) == 0) { /* somebody says something of a conversation */
    acd_event *event = emit(centre, ACD_EVENT_RATED + (uint32_t)random_below(3), (int)random_below(QUEUES + 1),
                            (int)random_below(AGENTS + 1));
    event->value = event->kind == ACD_EVENT_RATED ? 1 + random_below(5) : 0;
    event->detail = event->kind == ACD_EVENT_RESPONDED ? 0 : random_below(2);
    event->value_us = event->kind == ACD_EVENT_RESPONDED ? random_below(90 * ACD_SECOND) : 0;
    feed(centre, event);
  }
  if (random_below(4) == 0) {
    agent_step(centre, (int)random_below(AGENTS) + 1);
    return;
  }
  if (random_below(40) == 0) {
    acd_event *event = emit(centre, ACD_EVENT_ACTION_TIMEOUT, 0, 0);
    event->detail = ACD_ACTION_RING + random_below(ACD_ACTION_HANGUP);
    feed(centre, event);
    return;
  }
  int call = (int)random_below(CALLS);
  switch (centre->calls[call].at) {
  case FREE:
    centre->calls[call].arrived = centre->now;
    centre->live++;
    feed(centre, emit(centre, ACD_EVENT_CALL_ARRIVED, 0, 0));
    enter(centre, call, (int)random_below(QUEUES + 1), random_below(8) ? ACD_ENTER_OFFERED : ACD_ENTER_CONSULTED);
    break;
  case QUEUED: queued_step(centre, call); break;
  case OFFERED: offered_step(centre, call); break;
  default: talking_step(centre, call); break;
  }
}

static void centre_begin(test_centre *centre, uint64_t seed)
{
  memset(centre, 0, sizeof *centre);
  random_state = seed;
  centre->events = calloc(EVENTS_MAX, sizeof *centre->events);
  assert_non_null(centre->events);
  for (int queue = 1; queue <= QUEUES; queue++) centre->queue_rows[queue].service_level_us = queue * 400 * ACD_SECOND;
  for (int agent = 1; agent <= AGENTS; agent++) agent_state(centre, agent, ACD_AGENT_STATE_LOGGED_OUT);
}

/* ---- the laws ---- */

static acd_kpi_queue queue_recount(const test_centre *centre, int queue)
{
  acd_kpi_queue sums;
  memset(&sums, 0, sizeof sums);
  for (size_t i = 0; i < centre->count; i++)
    if (centre->events[i].queue == queue)
      apply(&sums, queue_rules, COUNT(queue_rules), &centre->events[i], centre->queue_rows[queue].service_level_us);
  sums.waiting = centre->waiting[queue];
  return sums;
}

/* Durations from when states began, not from what the events say they lasted. */
static acd_kpi_agent agent_recount(const test_centre *centre, int agent)
{
  acd_kpi_agent sums;
  memset(&sums, 0, sizeof sums);
  sums.size = sizeof sums;
  int64_t lasted[ACD_AGENT_STATE_ELSEWHERE + 1] = {0};
  int64_t state = 0;
  acd_time since = 0;
  for (size_t i = 0; i < centre->count; i++) {
    const acd_event *event = &centre->events[i];
    if (event->agent != agent) continue;
    apply(&sums, agent_rules, COUNT(agent_rules), event, 0);
    if (event->kind != ACD_EVENT_AGENT_STATE) continue;
    lasted[state] += event->time_us - since;
    state = event->detail;
    since = event->time_us;
  }
  lasted[state] += centre->now - since;
  sums.not_ready_us = lasted[ACD_AGENT_STATE_NOT_READY];
  sums.ready_us = lasted[ACD_AGENT_STATE_READY];
  sums.reserved_us = lasted[ACD_AGENT_STATE_RESERVED];
  sums.busy_us = lasted[ACD_AGENT_STATE_BUSY];
  sums.in_wrapup_us = lasted[ACD_AGENT_STATE_WRAPUP];
  sums.elsewhere_us = lasted[ACD_AGENT_STATE_ELSEWHERE];
  sums.login_us = centre->now - lasted[0] - lasted[ACD_AGENT_STATE_LOGGED_OUT];
  return sums;
}

/* A place of an estimator that there is not. */
static int is_spare(size_t word)
{
  size_t over = offsetof(acd_kpi_queue, estimate_over_us) / 8, under = offsetof(acd_kpi_queue, estimate_under_us) / 8;
  if (word < over || word >= offsetof(acd_kpi_queue, steps_joined) / 8) return 0;
  size_t estimator = word - (word < under ? over : under);
  return estimator < ACD_ESTIMATE_WORK || estimator > ACD_ESTIMATE_RECENT;
}

static void laws_hold_after_every_event_and_sums_are_recounted(void **state)
{
  (void)state;
  int64_t direct = 0;
  acd_kpi_queue every;
  memset(&every, 0, sizeof every);
  for (uint64_t seed = 1; seed <= 20; seed++) {
    test_centre centre;
    centre_begin(&centre, seed);
    for (int i = 0; i < STEPS; i++) {
      step(&centre);
      for (int queue = 1; queue <= QUEUES; queue++)
        assert_true(acd__kpi_queue_check(&centre.queue_rows[queue], centre.waiting[queue]));
      for (int agent = 1; agent <= AGENTS; agent++) assert_true(acd__kpi_agent_check(&centre.agent_rows[agent]));
      assert_true(acd__kpi_calls_check(&centre.kpi.calls, centre.live));
    }

    acd_kpi_queue queues;
    acd_kpi_agent agents;
    memset(&queues, 0, sizeof queues);
    memset(&agents, 0, sizeof agents);
    for (int queue = 1; queue <= QUEUES; queue++) {
      acd_kpi_queue recount = queue_recount(&centre, queue);
      assert_memory_equal(&centre.queue_rows[queue].sums, &recount, sizeof recount);
      acd__kpi_queue_add(&queues, &recount);
    }
    for (int agent = 1; agent <= AGENTS; agent++) {
      acd_kpi_agent recount = agent_recount(&centre, agent);
      acd_kpi_agent now;
      acd__kpi_agent_read(&centre.agent_rows[agent], centre.now, &now);
      assert_memory_equal(&now, &recount, sizeof recount);
      acd__kpi_agent_add(&agents, &recount);
    }
    assert_true(acd__kpi_totals_check(&centre.kpi.calls, &queues, &agents));
    direct += centre.kpi.calls.direct_answered;
    acd__kpi_queue_add(&every, &queues);
    free(centre.events);
  }
  /* The streams reach every counter. */
  int64_t fields[sizeof every / 8];
  memcpy(fields, &every, sizeof every);
  for (size_t i = 1; i < COUNT(fields); i++)
    if (i != offsetof(acd_kpi_queue, waiting) / 8 && !is_spare(i)) assert_in_range(fields[i], 10, INT64_MAX);
  assert_in_range(direct, 10, INT64_MAX);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(laws_hold_after_every_event_and_sums_are_recounted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
