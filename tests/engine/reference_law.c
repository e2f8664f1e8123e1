/* SPDX-License-Identifier: Apache-2.0 */
/* Laws that hold whatever the rules are, checked from events, actions and questions. Of the model they take what the host
 * has said (definition, needs, priorities) and who may serve whom. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "reference.h"

enum { PEOPLE = 400, CALLS = REF_CALLS + 1, RINGS = 1024 };

typedef struct law_agent {
  acd_id id;
  acd_id rung[REF_LINES];    /* calls; 0: none */
  int64_t ring[REF_LINES];   /* number of the ring */
  int64_t offers, stops_due; /* by the events */
  int64_t rings, stops;      /* by the actions */
  acd_time deadlines[RINGS]; /* of the latest rings, by number */
} law_agent;

typedef struct law_call {
  acd_id id, queue;
  acd_id engaged; /* the agent who accepted it */
  int entered;    /* so manieth entry of all; 0: in no queue */
  int offered;    /* since it entered */
  int defined;    /* definitions before it entered */
  int talks, ended;
} law_call;

struct ref_law {
  law_agent agents[PEOPLE];
  law_call calls[CALLS];
  acd_event *events;
  size_t count, room;
  acd_time latest;
  int entries, defined;
};

ref_law *ref_law_new(void)
{
  return calloc(1, sizeof(ref_law));
}

void ref_law_free(ref_law *law)
{
  if (law) free(law->events);
  free(law);
}

/* Place of the call among those she is rung for, or of none (0); REF_LINES: it is not there. */
static int rung_at(const law_agent *agent, acd_id call)
{
  int at = 0;
  while (at < REF_LINES && agent->rung[at] != call) at++;
  return at;
}

static law_agent *agent_of(ref_law *law, acd_id id)
{
  int at = 0;
  while (law->agents[at].id && law->agents[at].id != id) at++;
  if (at == PEOPLE - 1) abort();
  law->agents[at].id = id;
  return &law->agents[at];
}

static law_call *call_of(ref_law *law, acd_id id)
{
  int at = 0;
  while (law->calls[at].id && law->calls[at].id != id) at++;
  if (at == CALLS - 1) abort();
  law->calls[at].id = id;
  return &law->calls[at];
}

void ref_law_event(ref_law *law, const acd_event *event)
{
  if (law->count == law->room) {
    law->room = law->room ? 2 * law->room : 64;
    law->events = realloc(law->events, law->room * sizeof *event);
    if (!law->events) abort();
  }
  law->events[law->count++] = *event;
}

void ref_law_action(ref_law *law, const acd_action *action)
{
  if (!action->agent) return;
  law_agent *agent = agent_of(law, action->agent);
  if (action->kind == ACD_ACTION_RING) agent->deadlines[++agent->rings % RINGS] = action->deadline_us;
  if (action->kind == ACD_ACTION_RING_STOP) agent->stops++;
}

static const ref_call *known(const ref_life *life, acd_id id)
{
  for (int c = life->calls_count; c-- > 0;)
    if (life->calls[c].id == id) return &life->calls[c];
  return NULL;
}

/* The host asked the same for both, needs, priority and credit for an earlier wait; a came first in every sense. */
static int comes_first(const ref_call *a, const ref_call *b)
{
  int alike = !a->preferred_count && !b->preferred_count && a->priority == b->priority &&
              a->entry_priority == b->entry_priority && a->waited_us == b->waited_us && a->entered < b->entered &&
              a->sequence < b->sequence;
  for (int s = 0; s < REF_SKILLS; s++) alike &= a->need[s] == b->need[s];
  return alike;
}

/* First come, first served among calls that are alike. Steps may part them, and definitions between their entries. */
static void first_come(ref_life *life, const law_call *offered)
{
  const ref_law *law = life->law;
  const ref_call *later = known(life, offered->id);
  if (!later || !later->queue || later->queue->rules.steps_count) return;
  for (int c = 0; law->calls[c].id; c++) {
    const law_call *other = &law->calls[c];
    if (other->queue != offered->queue || !other->entered || other->entered >= offered->entered) continue;
    if (other->offered || other->defined != offered->defined) continue;
    const ref_call *earlier = known(life, other->id);
    if (earlier && comes_first(earlier, later))
      ref_fail(life, "c%" PRId64 " is offered before c%" PRId64 ", which came first", later->sequence,
               earlier->sequence);
  }
}

static void law(ref_life *life, int holds, const char *what, const acd_event *event)
{
  if (!holds)
    ref_fail(life, "%s: %s, call %" PRId64 ", agent %" PRId64 " at %" PRId64, what, acd_event_kind_str(event->kind),
             event->call, event->agent, event->time_us);
}

static void let_go(ref_law *of, acd_id call)
{
  law_call *known_call = call_of(of, call);
  known_call->engaged = 0;
  known_call->talks = 0;
}

static void on_offer(ref_life *life, const acd_event *event)
{
  law_agent *agent = agent_of(life->law, event->agent);
  law_call *call = call_of(life->law, event->call);
  int at = rung_at(agent, 0);
  law(life, at < REF_LINES && rung_at(agent, event->call) == REF_LINES, "rung once for a call", event);
  law(life, !call->talks, "no offer of a call that is answered", event);
  let_go(life->law, event->call); /* a bridge has failed: the agent's state follows, or the questions find out */
  law(life, call->queue == event->queue, "offered from its queue", event);
  first_come(life, call);
  call->offered = 1;
  agent->offers++;
  if (life->failed) return;
  agent->rung[at] = event->call;
  agent->ring[at] = agent->offers;
}

/* A caller who has hung up is named no more. */
static int ended(ref_law *of, acd_id call)
{
  return call && call_of(of, call)->ended;
}

static void on_offer_ended(ref_life *life, const acd_event *event)
{
  law_agent *agent = agent_of(life->law, event->agent);
  int at = 0;
  while (at < REF_LINES && !ended(life->law, agent->rung[at])) at++;
  if (event->call) at = rung_at(agent, event->call);
  law(life, at < REF_LINES, "an offer ends once", event);
  if (at == REF_LINES) return;
  agent->rung[at] = 0;
  acd_time deadline = agent->deadlines[agent->ring[at] % RINGS];
  int by_deadline = event->detail == ACD_OFFER_NO_ANSWER && event->time_us >= deadline;
  law(life, event->time_us <= deadline, "a ring ends at its deadline", event);
  agent->stops_due += event->detail == ACD_OFFER_CANCELLED || by_deadline;
}

static void on_accepted(ref_life *life, const acd_event *event)
{
  law_call *call = call_of(life->law, event->call);
  law(life, !call->engaged, "one accepts, once", event);
  call->engaged = event->agent;
}

static void on_queue(ref_law *of, const acd_event *event)
{
  law_call *call = call_of(of, event->call);
  int enters = event->kind == ACD_EVENT_QUEUE_ENTERED;
  call->queue = enters ? event->queue : 0;
  call->entered = enters ? ++of->entries : 0;
  call->defined = of->defined;
  call->offered = 0;
}

static void hear(ref_life *life, const acd_event *event)
{
  ref_law *of = life->law;
  law(life, event->time_us >= of->latest && event->time_us <= life->now, "time goes on", event);
  of->latest = event->time_us;
  int is_about_agent = event->kind == ACD_EVENT_AGENT_STATE || event->kind == ACD_EVENT_WRAPUP_ENDED;
  if (event->call && !is_about_agent) law(life, !call_of(of, event->call)->ended, "nothing after the end", event);
  switch (event->kind) {
  case ACD_EVENT_OFFERED: on_offer(life, event); break;
  case ACD_EVENT_OFFER_ENDED: on_offer_ended(life, event); break;
  case ACD_EVENT_ACCEPTED: on_accepted(life, event); break;
  case ACD_EVENT_ANSWERED: call_of(of, event->call)->talks = 1; break;
  case ACD_EVENT_CONVERSATION_ENDED: let_go(of, event->call); break;
  case ACD_EVENT_QUEUE_ENTERED:
  case ACD_EVENT_QUEUE_LEFT: on_queue(of, event); break;
  case ACD_EVENT_CALL_ENDED:
    let_go(of, event->call);
    call_of(of, event->call)->ended = 1;
    break;
  case ACD_EVENT_DEFINED: of->defined++; break;
  default: break;
  }
}

/* Every ring that was cancelled or ran out is stopped once, no other is. */
static void losers_are_told_once(ref_life *life)
{
  for (int a = 0; life->law->agents[a].id; a++) {
    const law_agent *agent = &life->law->agents[a];
    if (agent->rings != agent->offers || agent->stops != agent->stops_due)
      ref_fail(life,
               "agent %" PRId64 ": %" PRId64 " offers and %" PRId64 " rings; %" PRId64 " to stop, %" PRId64 " stopped",
               agent->id, agent->offers, agent->rings, agent->stops_due, agent->stops);
  }
}

/* A bridge may have failed: no event tells it. */
static void forget_failed_bridge(ref_life *life, law_call *call)
{
  acd_call_info info = {.size = sizeof info};
  if (!call->engaged || call->talks || call->ended || acd_call_get(life->engine, call->id, &info)) return;
  if (info.state == ACD_CALL_STATE_WAITING) call->engaged = 0;
}

/* Then rings may be too much. */
static int may_interrupt(const ref_life *life)
{
  int may = 0;
  for (int c = 1; c <= REF_CHANNELS; c++)
    for (int other = 1; other <= REF_CHANNELS; other++) may |= life->rules.interrupts[c][other];
  return may;
}

/* What she has in hand is what she is rung for and what she has accepted, and wrap-ups. */
static void lines_fit(ref_life *life, acd_id at, const acd_agent_info *info)
{
  const law_agent *agent = agent_of(life->law, at);
  int64_t rung = 0, engaged = 0, lines = 0;
  for (int i = 0; i < REF_LINES; i++) rung -= agent->rung[i] != 0;
  for (int c = 0; life->law->calls[c].id; c++) engaged -= life->law->calls[c].engaged == at;
  acd_line_info line = {.size = sizeof line};
  for (; !acd_agent_line(life->engine, at, (size_t)lines, &line); lines++) {
    int is_rung = line.state == ACD_AGENT_STATE_RESERVED, is_engaged = line.state == ACD_AGENT_STATE_BUSY;
    rung += is_rung;
    engaged += is_engaged;
    if (is_rung && rung_at(agent, line.call) == REF_LINES) ref_fail(life, "%s is rung for a strange call", info->name);
    if (is_engaged && call_of(life->law, line.call)->engaged != at)
      ref_fail(life, "%s has a strange call in hand", info->name);
  }
  if (rung || engaged || lines != info->lines_count)
    ref_fail(life, "%s has %" PRId64 " lines; %" PRId64 " more are rung and %" PRId64 " more talk than by events",
             info->name, lines, rung, engaged);
  if (life->law->defined == 1 && !may_interrupt(life) && info->load > info->capacity)
    ref_fail(life, "%s has too much in hand", info->name);
}

/* Each agent in one state that fits the calls, each call likewise. */
static void one_state_each(ref_life *life)
{
  for (int c = 0; life->law->calls[c].id; c++) forget_failed_bridge(life, &life->law->calls[c]);
  for (acd_id at = 0; (at = acd_agent_next(life->engine, at)) != 0;) {
    acd_agent_info info = {.size = sizeof info};
    if (acd_agent_get(life->engine, at, &info)) ref_fail(life, "an agent that cannot be asked");
    lines_fit(life, at, &info);
  }
  for (acd_id at = 0; (at = acd_call_next(life->engine, at)) != 0;) {
    acd_call_info info = {.size = sizeof info};
    if (acd_call_get(life->engine, at, &info)) ref_fail(life, "a call that cannot be asked");
    const law_call *call = call_of(life->law, at);
    int waits = info.state == ACD_CALL_STATE_WAITING || info.state == ACD_CALL_STATE_CONNECTING;
    int64_t rings = 0;
    for (int a = 0; life->law->agents[a].id; a++) rings += rung_at(&life->law->agents[a], at) < REF_LINES;
    if (info.agent != call->engaged || info.offers_count != rings || (waits ? info.queue : 0) != call->queue)
      ref_fail(life, "call %" PRId64 ": agent %" PRId64 ", %" PRId64 " rings; by events %" PRId64 " and %" PRId64, at,
               info.agent, info.offers_count, call->engaged, rings);
  }
}

/* No ready agent and waiting call could serve each other, but for a named reason: the call rings as many as it may, the
 * queue keeps its members in reserve, she is at the limit of her offers, the call waits for a preferred agent, or she has missed it while it still rings. */
static void work_conserving(ref_life *life)
{
  for (int c = 0; c < life->calls_count; c++) {
    const ref_call *call = &life->calls[c];
    acd_call_info asked = {.size = sizeof asked};
    if (!call->lives || !call->queue || acd_call_get(life->engine, call->id, &asked)) continue;
    if (asked.state != ACD_CALL_STATE_WAITING || call->awaited || asked.offers_count >= ref_allowed(call)) continue;
    for (int i = 0; i < call->queue->seats_count && ref_reserve_open(life, call->queue); i++) {
      const ref_agent *agent = call->queue->seats[i].agent;
      acd_agent_info info = {.size = sizeof info};
      if (acd_agent_get(life->engine, agent->id, &info)) continue;
      if (info.presence != ACD_PRESENCE_AVAILABLE || info.elsewhere || info.rest_until_us || info.limit_until_us)
        continue;
      if (!ref_has_room(life, agent, call->channel) || ref_line_of(agent, call)) continue;
      if (asked.offers_count && agent->missed == call) continue;
      if (ref_is_eligible(call, call->step, agent))
        ref_fail(life, "c%" PRId64 " waits and a%d is ready for it", call->sequence, agent->slot);
    }
  }
}

void ref_law_check(ref_life *life)
{
  for (size_t i = 0; i < life->law->count && !life->failed; i++) hear(life, &life->law->events[i]);
  life->law->count = 0;
  if (!life->failed) losers_are_told_once(life);
  if (!life->failed) one_state_each(life);
  if (!life->failed) work_conserving(life);
}
