/* SPDX-License-Identifier: Apache-2.0 */
/* What a definition changes in a life: acd/definition.h, "Submitting". */
#include <stdio.h>
#include <string.h>

#include "reference.h"

static ref_agent *agent_at(ref_life *life, int slot)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++)
    if (life->agents[a].lives && !life->agents[a].gone && life->agents[a].slot == slot) return &life->agents[a];
  return NULL;
}

ref_queue *ref_queue_at(ref_life *life, int slot)
{
  for (int q = 0; q < REF_ALL_QUEUES; q++)
    if (life->queues[q].lives && !life->queues[q].closed && life->queues[q].slot == slot) return &life->queues[q];
  return NULL;
}

/* Lines that come to be stand behind the first. */
static void add_lines(const ref_life *life, ref_agent *agent)
{
  int more = ref_lines_max(life, agent) - agent->lines_room;
  if (more <= 0) return;
  memmove(agent->lines + 1 + more, agent->lines + 1, (size_t)(REF_LINES - 1 - more) * sizeof(ref_line));
  memset(agent->lines + 1, 0, (size_t)more * sizeof(ref_line));
  agent->lines_room += more;
}

static void add_agent(ref_life *life, int slot)
{
  int at = 0;
  while (at < REF_ALL_AGENTS && life->agents[at].lives) at++;
  if (at == REF_ALL_AGENTS) {
    ref_fail(life, "too many agents for the model");
    return;
  }
  const ref_agent_rules *rules = &life->rules.agents[slot];
  ref_agent *agent = &life->agents[at];
  char name[8];
  snprintf(name, sizeof name, "a%d", slot);
  *agent =
      (ref_agent){.lives = 1, .lines_room = 1, .slot = slot, .sequence = ++life->sequence, .presence = rules->presence};
  agent->idle_since = life->now;
  agent->rules = *rules;
  add_lines(life, agent);
  if (acd_agent_find(life->engine, name, &agent->id)) ref_fail(life, "%s is not in the engine", name);
}

/* Goes from every queue, closed ones too; is turned away later. */
static void take_seats(ref_life *life, ref_agent *agent)
{
  for (int q = 0; q < REF_ALL_QUEUES; q++) {
    ref_queue *queue = &life->queues[q];
    ref_seat *seat = ref_seat_of(queue, agent);
    if (seat) *seat = queue->seats[--queue->seats_count];
  }
}

static int goes(const ref_life *life, const ref_agent *agent)
{
  return agent->lives && !agent->gone && !life->rules.agents[agent->slot].is;
}

/* A new limit of offers counts for the latest of those that counted so far. */
static void change_agent(ref_life *life, ref_agent *agent)
{
  agent->rules = life->rules.agents[agent->slot];
  add_lines(life, agent);
  int gone = agent->offers_count - (int)agent->rules.offers_max;
  if (gone > 0) {
    agent->offers_count -= gone;
    for (int i = 0; i < agent->offers_count; i++) agent->offers[i] = agent->offers[i + gone];
  }
}

static void define_agents(ref_life *life)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++) {
    ref_agent *agent = &life->agents[a];
    if (goes(life, agent))
      take_seats(life, agent);
    else if (agent->lives && !agent->gone)
      change_agent(life, agent);
  }
  for (int i = 0; i < REF_AGENTS; i++) {
    int slot = life->rules.order[i];
    if (life->rules.agents[slot].is && !agent_at(life, slot)) add_agent(life, slot);
  }
}

/* In the order of their creation, when all else is as the definition says. */
static void turn_away(ref_life *life)
{
  for (;;) {
    ref_agent *next = NULL;
    for (int a = 0; a < REF_ALL_AGENTS; a++)
      if (goes(life, &life->agents[a]) && (!next || life->agents[a].sequence < next->sequence)) next = &life->agents[a];
    if (!next || life->failed) return;
    next->gone = 1;
    ref_agent_presence(life, next, ACD_PRESENCE_LOGGED_OUT);
  }
}

/* Who stays a member keeps what she has answered; the mark follows the member, else the place stays. */
static void define_seats(ref_life *life, ref_queue *queue)
{
  ref_seat old[REF_AGENTS];
  int old_count = queue->seats_count;
  memcpy(old, queue->seats, sizeof old);
  queue->seats_count = 0;
  for (int slot = 0; slot < REF_AGENTS; slot++) {
    ref_agent *agent = agent_at(life, slot);
    if (!agent || !queue->rules.member[slot].is) continue;
    ref_seat *seat = &queue->seats[queue->seats_count++];
    *seat = (ref_seat){.agent = agent, .rules = queue->rules.member[slot]};
    for (int i = 0; i < old_count; i++)
      if (old[i].agent == agent) seat->answered = old[i].answered;
    if (queue->marked && queue->mark == agent) queue->mark_position = seat->rules.position;
  }
}

static void add_queue(ref_life *life, int slot)
{
  int at = 0;
  while (at < REF_ALL_QUEUES && life->queues[at].lives) at++;
  if (at == REF_ALL_QUEUES) {
    ref_fail(life, "too many queues for the model");
    return;
  }
  ref_queue *queue = &life->queues[at];
  char name[8];
  snprintf(name, sizeof name, "q%d", slot);
  *queue = (ref_queue){.lives = 1, .slot = slot, .sequence = ++life->sequence, .rules = life->rules.queues[slot]};
  if (acd_queue_find(life->engine, name, &queue->id)) ref_fail(life, "%s is not in the engine", name);
}

/* Other groups, or the same with other percentages, begin anew. */
static void define_groups(ref_queue *queue, const ref_queue_rules *rules)
{
  int same = queue->rules.groups_count == rules->groups_count;
  for (int g = 0; g < rules->groups_count; g++) same &= queue->rules.percentage[g] == rules->percentage[g];
  if (!same) memset(queue->group_calls, 0, sizeof queue->group_calls);
}

static void define_queues(ref_life *life)
{
  for (int q = 0; q < REF_ALL_QUEUES; q++) {
    ref_queue *queue = &life->queues[q];
    if (!queue->lives || queue->closed) continue;
    const ref_queue_rules *rules = &life->rules.queues[queue->slot];
    if (!rules->is) {
      queue->closed = 1;
      continue;
    }
    define_groups(queue, rules);
    queue->rules = *rules;
  }
  for (int slot = 0; slot < REF_QUEUES; slot++)
    if (life->rules.queues[slot].is && !ref_queue_at(life, slot)) add_queue(life, slot);
}

/* Waiting calls stay in the step of the same number, or the last one, and its time runs on. */
static void move_steps(ref_life *life, ref_call *call, int had_steps)
{
  int count = call->queue->rules.steps_count;
  if (!count || !had_steps) {
    ref_step_begin(life, call, 0);
    return;
  }
  if (call->step < count - 1) return;
  call->step = count - 1;
  call->step_due = 0; /* the last one does not end */
}

/* Rings that widen go on as they began, but for queues that widen no more. */
static void move_more(ref_call *call)
{
  const ref_queue_rules *rules = &call->queue->rules;
  if (!rules->ring_more_us || !rules->ring_count || rules->strategy == ACD_STRATEGY_RING_ALL) call->more_due = 0;
}

/* The wait for one agent goes on where she may still serve the call, and the queue still waits for anybody. */
static void move_await(ref_call *call)
{
  if (call->awaited && call->queue->rules.preferred_us > 0 && ref_is_eligible(call, call->step, call->awaited)) return;
  call->awaited = NULL;
  call->awaited_due = 0;
}

static int is_later(const ref_call *call, int64_t queue, int64_t entry)
{
  return call->queue->sequence > queue || (call->queue->sequence == queue && call->entry > entry);
}

/* Queue by queue, in the order of their entry: steps that begin together end in this order. */
static void move_calls(ref_life *life, const int *had_steps)
{
  for (int64_t queue = 0, entry = 0;;) {
    ref_call *next = NULL;
    for (int c = 0; c < life->calls_count; c++) {
      ref_call *call = &life->calls[c];
      if (!call->lives || !call->queue || !is_later(call, queue, entry)) continue;
      if (!next || !is_later(call, next->queue->sequence, next->entry)) next = call;
    }
    if (!next) return;
    next->channel = next->queue->rules.channel; /* what is offered already keeps its own */
    move_steps(life, next, had_steps[next - life->calls]);
    move_more(next);
    move_await(next);
    queue = next->queue->sequence;
    entry = next->entry;
  }
}

void ref_adopt_all(ref_life *life)
{
  while (life->news_read < life->news_count && !life->failed) {
    ref_offer made = life->news[life->news_read];
    ref_call *call = NULL;
    for (int c = 0; c < life->calls_count; c++)
      if (life->calls[c].lives && life->calls[c].id == made.call) call = &life->calls[c];
    if (!call) {
      ref_fail(life, "a call that the model does not know is offered");
      return;
    }
    ref_adopt(life, call, made.agent);
  }
}

/* There may be room for them now. */
static void look_for_interrupted(ref_life *life)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++)
    for (int i = 0; i < REF_LINES && life->agents[a].lives; i++)
      if (life->agents[a].lines[i].interrupted) ref_look_later(life, &life->agents[a]);
}

void ref_define(ref_life *life, const ref_rules *rules)
{
  int had_steps[REF_CALLS];
  for (int c = 0; c < life->calls_count; c++) {
    const ref_call *call = &life->calls[c];
    had_steps[c] = call->lives && call->queue && call->queue->rules.steps_count > 0;
  }
  life->rules_before = life->rules;
  life->rules = *rules;
  if (rules->occupancy_window_us != life->rules_before.occupancy_window_us) ref_occupancy_begin(life);
  define_queues(life);
  define_agents(life);
  for (int q = 0; q < REF_ALL_QUEUES; q++)
    if (life->queues[q].lives && !life->queues[q].closed) define_seats(life, &life->queues[q]);
  for (int a = 0; a < REF_ALL_AGENTS; a++)
    ref_agent_limit(life, &life->agents[a]); /* before steps begin, which ask who is ready */
  move_calls(life, had_steps);
  life->adopts = 1;
  turn_away(life);
  look_for_interrupted(life);
  life->adopts = 0;
  ref_adopt_all(life);
}
