/* SPDX-License-Identifier: Apache-2.0 */
/* What follows from the choices: offers, rounds, rings that widen, steps that begin and end. */
#include <string.h>

#include "reference.h"

void ref_mark(ref_queue *queue, ref_agent *agent, int how)
{
  const ref_seat *seat = ref_seat_of(queue, agent);
  if (!seat || queue->rules.strategy != ACD_STRATEGY_ROUND_ROBIN || queue->rules.moves != how) return;
  queue->marked = 1;
  queue->mark = agent;
  queue->mark_position = seat->rules.position;
  queue->mark_sequence = agent->sequence;
}

/* Counts from the first of the present offers. */
static void arm_more(ref_life *life, ref_call *call)
{
  const ref_queue_rules *rules = &call->queue->rules;
  int all = rules->strategy == ACD_STRATEGY_RING_ALL || !rules->ring_count;
  call->more_due = all || !rules->ring_more_us ? 0 : life->now + rules->ring_more_us;
  call->more_armed = ++life->armed;
}

static void begin_more(ref_call *call)
{
  if (call->rings_count) return;
  call->more_count = 0;
  call->more_due = 0;
}

static int64_t call_number(const ref_life *life, acd_id id)
{
  for (int c = 0; c < life->calls_count; c++)
    if (life->calls[c].id == id) return life->calls[c].sequence;
  return 0;
}

static int agent_slot(const ref_life *life, acd_id id)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++)
    if (life->agents[a].id == id) return life->agents[a].slot;
  return -1;
}

/* The engine has made this very offer, and made it now. */
static void expect_offer(ref_life *life, const ref_call *call, const ref_agent *agent)
{
  life->tally.decisions++;
  if (life->news_read >= life->news_count) {
    ref_fail(life, "c%lld rings a%d in the model, and nobody in the engine", (long long)call->sequence, agent->slot);
    return;
  }
  ref_offer made = life->news[life->news_read++];
  if (made.call != call->id || made.agent != agent->id)
    ref_fail(life, "c%lld rings a%d in the model; in the engine c%lld rings a%d", (long long)call->sequence,
             agent->slot, (long long)call_number(life, made.call), agent_slot(life, made.agent));
}

/* Of those before only the latest count. */
static void count_offer(const ref_life *life, ref_agent *agent)
{
  if (!agent->rules.offers_max) return;
  if (agent->offers_count == agent->rules.offers_max) {
    agent->offers_count--;
    for (int i = 0; i < agent->offers_count; i++) agent->offers[i] = agent->offers[i + 1];
  }
  agent->offers[agent->offers_count++] = life->now;
}

static void ring(ref_life *life, ref_call *call, ref_agent *agent, int64_t ring_us)
{
  expect_offer(life, call, agent);
  life->tally.reached[REF_REACHED_BESIDE] += ref_lines_count(agent) > 0;
  call->rings[call->rings_count++] = agent;
  ref_line *line = agent->lines;
  while (line->state) line++;
  *line = (ref_line){.state = ACD_AGENT_STATE_RESERVED, .channel = call->channel, .call = call, .call_id = call->id};
  line->queue = call->queue;
  count_offer(life, agent);
  if (life->rules.idle_offer == ACD_IDLE_RESTART) ref_agent_idle(life, agent, call->queue);
  ref_line_arm(life, line, agent->rules.ring_us >= 0 ? agent->rules.ring_us : ring_us);
  memset(agent->not_yet, 0, sizeof agent->not_yet);
  ref_agent_limit(life, agent); /* there may be room for more */
}

static void offer(ref_life *life, ref_call *call, ref_agent *agent, int call_side)
{
  ref_queue *queue = call->queue;
  ring(life, call, agent, queue->rules.ring_us);
  life->tally.reached[call_side ? REF_REACHED_STRATEGY + queue->rules.strategy : REF_REACHED_FREED]++;
  life->tally.reached[REF_REACHED_SEVERAL] += call->rings_count > 1;
  life->tally.reached[REF_REACHED_CLOSED] += queue->closed;
  ref_mark(queue, agent, ACD_MOVES_OFFERS);
  for (int i = 0; i < call->preferred_count && call_side; i++)
    life->tally.reached[REF_REACHED_PREFERRED] += call->preferred[i] == agent->id;
  if (call_side) ref_mark(queue, agent, ACD_MOVES_CHOICES);
  if (call->rings_count == 1) arm_more(life, call);
}

static void offer_directly(ref_life *life, ref_call *call, ref_agent *agent)
{
  ring(life, call, agent, 20 * ACD_SECOND);
  call->wait_due = 0; /* it was for her to be free */
}

/* Chance decides: the engine's draw, which must be one of these. */
static ref_agent *drawn(ref_life *life, const ref_call *call, ref_agent **best, int count)
{
  for (int i = 0; i < count && life->news_read < life->news_count; i++)
    if (life->news[life->news_read].call == call->id && life->news[life->news_read].agent == best[i]->id)
      return best[i];
  return best[0];
}

/* All count as not having missed it. */
static void begin_round(ref_life *life, const ref_call *call, int again)
{
  life->tally.reached[REF_REACHED_ROUND] += again;
  for (int a = 0; again && a < REF_ALL_AGENTS; a++)
    if (life->agents[a].missed == call) life->agents[a].missed = NULL;
}

void ref_place(ref_life *life, ref_call *call)
{
  ref_agent *best[REF_AGENTS];
  int again, count;
  while (!life->failed && !life->adopts && (count = ref_choose_agents(life, call, best, &again)) > 0) {
    ref_agent *agent = count > 1 ? drawn(life, call, best, count) : best[0];
    begin_round(life, call, again);
    offer(life, call, agent, 1);
  }
}

void ref_adopt(ref_life *life, ref_call *call, acd_id agent)
{
  if (call->direct) { /* a limit was lifted */
    if (ref_is_ready(life, call->direct, call->channel) && ref_direct_first(life, call->direct, 1) == call)
      offer_directly(life, call, call->direct);
    else
      ref_fail(life, "a definition: c%lld rings out of turn", (long long)call->sequence);
    return;
  }
  ref_agent *awaited = call->awaited;
  if (awaited) { /* there is room for it now */
    if (awaited->id != agent || !ref_is_ready(life, awaited, call->channel) ||
        ref_direct_first(life, awaited, 1) != call)
      ref_fail(life, "a definition: c%lld rings before it is awaited no longer", (long long)call->sequence);
    else
      offer(life, call, awaited, 0);
    call->awaited = NULL;
    call->awaited_due = 0;
    return;
  }
  ref_agent *best[REF_AGENTS], *chosen = NULL;
  int again, count = ref_choose_agents(life, call, best, &again);
  for (int i = 0; i < count; i++)
    if (best[i]->id == agent) chosen = best[i];
  if (!chosen) {
    ref_fail(life, "a definition: c%lld rings a%d, the model would ring a%d", (long long)call->sequence,
             agent_slot(life, agent), count ? best[0]->slot : -1);
    return;
  }
  life->tally.reached[REF_REACHED_DEFINED]++;
  begin_round(life, call, again);
  offer(life, call, chosen, 1);
}

static ref_call *first_to_place(ref_life *life, const ref_queue *queue)
{
  ref_agent *best[REF_AGENTS];
  ref_call *first = NULL;
  int again;
  for (int c = 0; c < life->calls_count; c++) {
    ref_call *call = &life->calls[c];
    if (!call->lives || call->queue != queue || !ref_choose_agents(life, call, best, &again)) continue;
    if (!first || ref_comes_before(call, first, life->now)) first = call;
  }
  return first;
}

/* For calls of some channel. */
static int is_ready(const ref_life *life, const ref_agent *agent)
{
  int ready = 0;
  for (int c = 0; c <= life->rules.channels_count; c++) ready |= ref_is_ready(life, agent, c);
  return ready;
}

/* One more ready member may let calls of queues out that keep some in reserve: to others, too. Queue by queue as defined. */
static void reserves_open(ref_life *life, const ref_agent *agent)
{
  for (int64_t after = 0;;) {
    ref_queue *next = NULL;
    for (int q = 0; q < REF_ALL_QUEUES; q++) {
      ref_queue *queue = &life->queues[q];
      if (!queue->lives || !queue->rules.reserve || queue->sequence <= after || !ref_seat_of(queue, agent)) continue;
      if (!next || queue->sequence < next->sequence) next = queue;
    }
    if (!next || !is_ready(life, agent)) return;
    ref_call *call = first_to_place(life, next);
    life->tally.reached[REF_REACHED_RESERVE] += call != NULL;
    if (call) ref_place(life, call);
    after = next->sequence;
  }
}

/* One call a command or timer; as long as there is room she looks again, in the same instant. */
void ref_look_later(ref_life *life, ref_agent *agent)
{
  if (agent->look_due) return;
  agent->look_due = life->now;
  agent->look_armed = ++life->armed;
}

void ref_match(ref_life *life, ref_agent *agent)
{
  ref_agent_limit(life, agent);
  if (!is_ready(life, agent) || life->adopts) return;
  ref_call *call = ref_direct_first(life, agent, 1);
  if (call && call->awaited) {
    offer(life, call, agent, 0);
    if (is_ready(life, agent)) ref_look_later(life, agent);
    life->tally.reached[REF_REACHED_AWAITED]++;
    ref_await_end(life, call);
    return;
  }
  if (call) {
    offer_directly(life, call, agent);
    if (is_ready(life, agent)) ref_look_later(life, agent);
    return;
  }
  call = ref_choose_call(life, agent);
  if (call) {
    life->tally.reached[REF_REACHED_LOOKED] += life->looks;
    offer(life, call, agent, 0);
    if (is_ready(life, agent)) ref_look_later(life, agent);
  } else {
    reserves_open(life, agent);
  }
}

void ref_offer_end(ref_agent *agent, ref_line *line)
{
  ref_call *call = line->call;
  int at = 0;
  while (call->rings[at] != agent) at++;
  call->rings_count--;
  for (; at < call->rings_count; at++) call->rings[at] = call->rings[at + 1];
  begin_more(call);
  line->call = NULL;
  line->queue = NULL;
  line->due = 0;
}

void ref_more_timer(ref_life *life, ref_call *call)
{
  life->tally.reached[REF_REACHED_WIDENED]++;
  call->more_count++;
  arm_more(life, call);
  ref_place(life, call);
}

/* Of one that is passed over the next takes the time too, where ages count: each ends at its age. A definition that has
 * moved the ages leaves the differences between them. */
void ref_step_begin(ref_life *life, ref_call *call, int step)
{
  const ref_queue_rules *rules = &call->queue->rules;
  int last = rules->steps_count - 1, by_age = rules->steps_clock == ACD_STEPS_CLOCK_WAIT;
  acd_time from = life->now - (by_age && step > 0 ? rules->steps[step - 1].lasts_us : 0);
  for (; step < last && ref_step_is_skipped(life, call, step); step++) life->tally.reached[REF_REACHED_SKIPPED]++;
  call->step = last < 0 ? 0 : step;
  call->step_due = step < last ? from + rules->steps[step].lasts_us : 0;
  call->step_armed = ++life->armed;
}

void ref_queue_enter(ref_life *life, ref_call *call, ref_queue *queue)
{
  call->queue = queue;
  call->channel = queue->rules.channel;
  call->state = ACD_CALL_STATE_WAITING;
  call->entered = life->now;
  call->entry = ++life->sequence;
  ref_step_begin(life, call, 0);
  call->expired = 0;
  call->wait_due = queue->rules.wait_max_us < 0 ? 0 : life->now + queue->rules.wait_max_us;
  call->wait_armed = ++life->armed;
  if (!ref_await_begin(life, call)) ref_place(life, call);
}

/* Rings that it leaves behind are stopped, and those agents set free, when all else is done: ref_stop(). */
void ref_queue_leave(ref_life *life, ref_call *call)
{
  (void)life;
  call->queue = NULL;
  call->step_due = call->more_due = call->wait_due = call->awaited_due = 0;
  call->awaited = NULL;
  call->more_count = 0;
}
