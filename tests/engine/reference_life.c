/* SPDX-License-Identifier: Apache-2.0 */
/* Agents and calls through their lives: acd/agent.h, acd/call.h. */
#include <string.h>

#include "reference.h"

void ref_line_arm(ref_life *life, ref_line *line, int64_t delay_us)
{
  line->due = life->now + delay_us;
  line->armed = ++life->armed;
}

acd_time ref_agent_limited(const ref_life *life, const ref_agent *agent)
{
  if (!agent->rules.offers_max || agent->offers_count < agent->rules.offers_max) return 0;
  acd_time until = agent->offers[0] + agent->rules.offers_window_us;
  return until > life->now ? until : 0;
}

/* She would be ready: unless she has had too many offers. */
void ref_agent_limit(ref_life *life, ref_agent *agent)
{
  int ready = 0;
  agent->limit_until = 0;
  for (int c = 0; c <= life->rules.channels_count; c++) ready |= ref_is_ready(life, agent, c);
  agent->limit_until = ready ? ref_agent_limited(life, agent) : 0;
  agent->limit_armed = ++life->armed;
  life->tally.reached[REF_REACHED_LIMITED] += agent->limit_until > 0;
}

static int began_before(const ref_line *a, const ref_line *b)
{
  if (a->talk_since != b->talk_since) return a->talk_since < b->talk_since;
  return a->call->sequence < b->call->sequence;
}

/* Interrupted conversations go on as far as there is room, the one that began first first. */
static void resume(ref_life *life, ref_agent *agent)
{
  for (;;) {
    ref_line *first = NULL;
    int64_t left = agent->rules.capacity - ref_load(life, agent);
    for (int i = 0; i < REF_LINES; i++) {
      ref_line *line = &agent->lines[i];
      if (line->state != ACD_AGENT_STATE_BUSY || !line->interrupted) continue;
      if (life->rules.channel_weight[line->channel] <= left && (!first || began_before(line, first))) first = line;
    }
    if (!first) return;
    first->interrupted = 0;
    first->call->state = ACD_CALL_STATE_TALKING;
  }
}

/* As many conversations as must be, the one that began last first. */
static int interrupt(ref_life *life, ref_agent *agent, const ref_line *by)
{
  int count = 0;
  while (ref_load(life, agent) > agent->rules.capacity) {
    ref_line *last = NULL;
    for (int i = 0; i < REF_LINES; i++) {
      ref_line *line = &agent->lines[i];
      if (!ref_gives_way(line) || !life->rules.interrupts[by->channel][line->channel]) continue;
      if (!last || began_before(last, line)) last = line;
    }
    if (!last) break;
    last->interrupted = 1;
    last->call->state = ACD_CALL_STATE_HELD;
    count++;
  }
  if (count) resume(life, agent);
  life->tally.reached[REF_REACHED_INTERRUPTED] += count;
  return count;
}

/* There may be room for more now: for that she looks in this instant. */
static void shift(ref_life *life, ref_agent *agent, const int *before)
{
  ref_agent_limit(life, agent);
  for (int c = 0; c <= life->rules.channels_count; c++) {
    if (before[c] || !ref_is_ready(life, agent, c)) continue;
    agent->not_yet[c] = 1;
    ref_look_later(life, agent);
  }
}

static void ready_for(const ref_life *life, const ref_agent *agent, int *ready)
{
  for (int c = 0; c <= life->rules.channels_count; c++) ready[c] = ref_is_ready(life, agent, c);
}

/* What was done with her is finished. */
void ref_agent_free(ref_life *life, ref_agent *agent)
{
  agent->away = 0;
  memset(agent->not_yet, 0, sizeof agent->not_yet);
  resume(life, agent);
  agent->limit_until = 0;
  if (agent->presence != ACD_PRESENCE_AVAILABLE) {
    agent->rest_due = 0;
    ref_direct_leave(life, agent);
    if (agent->gone && !ref_lines_count(agent) && !agent->leave_due) agent->lives = 0;
    return;
  }
  ref_match(life, agent);
}

/* The device is busy with something else, or free again. */
void ref_agent_elsewhere(ref_life *life, ref_agent *agent, int busy)
{
  int was = agent->elsewhere, state = ref_state(agent);
  agent->elsewhere = busy;
  if (was == busy) return;
  if (state == ACD_AGENT_STATE_ELSEWHERE && life->rules.idle_elsewhere == ACD_IDLE_RESTART)
    agent->idle_since = life->now;
  if (agent->presence == ACD_PRESENCE_AVAILABLE) ref_agent_free(life, agent);
}

/* The memory, the count and the rest of an agent who missed, refused or lost a call; she is not free yet. */
void ref_agent_idle(ref_life *life, ref_agent *agent, const ref_queue *queue)
{
  if (queue || life->rules.idle_direct == ACD_IDLE_RESTART) agent->idle_since = life->now;
}

static void remember_miss(ref_life *life, ref_agent *agent, ref_call *call, int connecting, int outcome)
{
  const ref_queue *queue = call->queue;
  int counts = !connecting || outcome == ACD_OUTCOME_REJECTED; /* a failed bridge is not her doing */
  agent->missed = call;
  agent->misses += counts;
  if (counts && life->rules.idle_miss == ACD_IDLE_RESTART) ref_agent_idle(life, agent, queue);
  if (!queue) return;
  int64_t most = queue->rules.misses_max, rest_us = queue->rules.rest_us[outcome];
  if (most && agent->misses >= most && agent->presence == ACD_PRESENCE_AVAILABLE)
    agent->presence = ACD_PRESENCE_NOT_READY;
  if (rest_us < 0) rest_us = queue->rules.retry_us;
  if (!rest_us) return;
  agent->rest_due = life->now + rest_us;
  agent->rest_armed = ++life->armed;
}

/* The call looks further first. */
static void goes_on(ref_life *life, ref_call *call)
{
  if (call->direct)
    ref_direct_fail(life, call);
  else if (call->expired)
    ref_call_waited(life, call);
  else
    ref_place(life, call);
}

static void line_end(ref_life *life, ref_agent *agent, ref_line *line)
{
  *line = (ref_line){0};
  ref_agent_free(life, agent);
}

void ref_agent_missed(ref_life *life, ref_agent *agent, ref_line *line, int outcome)
{
  ref_call *call = line->call;
  agent->away = 1;
  remember_miss(life, agent, call, 0, outcome);
  ref_offer_end(agent, line);
  goes_on(life, call);
  line_end(life, agent, line);
}

typedef struct ring_left {
  ref_agent *agent;
  ref_line *line;
} ring_left;

/* The others are told at the end of the command, the one who was rung last first. */
static void stop_rings(ref_life *life, ring_left *rings, int count)
{
  while (count-- > 0) {
    life->tally.reached[REF_REACHED_STOPPED]++;
    line_end(life, rings[count].agent, rings[count].line);
  }
}

static int take_rings(ref_call *call, ring_left *rings, const ref_agent *except)
{
  int count = 0;
  for (int i = 0; i < call->rings_count; i++) {
    ref_line *line = ref_line_of(call->rings[i], call);
    if (call->rings[i] == except) continue;
    line->due = 0;
    rings[count++] = (ring_left){call->rings[i], line};
  }
  call->rings_count = 0;
  call->more_count = 0;
  call->more_due = 0;
  return count;
}

void ref_agent_accepts(ref_life *life, ref_agent *agent, ref_line *line, int bridged)
{
  ring_left rings[REF_AGENTS];
  ref_call *call = line->call;
  int count = take_rings(call, rings, agent);
  call->state = ACD_CALL_STATE_CONNECTING;
  call->agent = agent;
  line->state = ACD_AGENT_STATE_BUSY;
  line->connecting = 1;
  ref_line_arm(life, line, 7777777);
  int interrupted = interrupt(life, agent, line);
  if (bridged) ref_agent_bridged(life, agent, line);
  if (interrupted) ref_agent_free(life, agent);
  stop_rings(life, rings, count);
}

static void count_group(ref_queue *queue, const ref_seat *seat)
{
  for (;;) {
    int64_t sum = 0;
    for (int g = 0; g < REF_GROUPS; g++) sum += queue->group_calls[g];
    if (sum < queue->rules.group_memory * 1000000) break;
    for (int g = 0; g < REF_GROUPS; g++) queue->group_calls[g] /= 2;
  }
  queue->group_calls[seat->rules.group % queue->rules.groups_count] += 1000000;
}

static void count_answer(ref_queue *queue, ref_agent *agent)
{
  ref_seat *seat = ref_seat_of(queue, agent);
  if (seat) seat->answered++;
  if (seat) count_group(queue, seat);
  ref_mark(queue, agent, ACD_MOVES_ANSWERS);
}

void ref_agent_bridged(ref_life *life, ref_agent *agent, ref_line *line)
{
  ref_call *call = line->call;
  int before[REF_CHANNELS + 1];
  ready_for(life, agent, before);
  line->connecting = 0;
  line->due = 0;
  agent->calls++;
  agent->misses = 0;
  line->talk_since = life->now;
  if (call->queue) {
    count_answer(call->queue, agent);
    call->origin = call->queue->id;
  }
  call->direct = NULL;
  ref_queue_leave(life, call);
  call->state = ACD_CALL_STATE_TALKING;
  shift(life, agent, before); /* it may give way from now on */
}

void ref_agent_bridge_failed(ref_life *life, ref_agent *agent, ref_line *line, int outcome)
{
  ref_call *call = line->call;
  agent->away = 1;
  remember_miss(life, agent, call, 1, outcome);
  life->tally.reached[REF_REACHED_LOST]++;
  call->agent = NULL;
  call->state = ACD_CALL_STATE_WAITING;
  line->call = NULL;
  line->queue = NULL;
  line->due = 0;
  goes_on(life, call);
  line_end(life, agent, line);
}

/* She is not free yet. */
static void close_wrapup(ref_life *life, ref_agent *agent, ref_line *line)
{
  if (life->rules.idle_from == ACD_IDLE_FROM_WRAPUP_END) ref_agent_idle(life, agent, line->queue);
  *line = (ref_line){0};
}

void ref_agent_wrapup_end(ref_life *life, ref_agent *agent, ref_line *line)
{
  close_wrapup(life, agent, line);
  ref_agent_free(life, agent);
}

void ref_agent_after(ref_life *life, ref_agent *agent, ref_line *line)
{
  int64_t wrapup_us = agent->rules.wrapup_us;
  if (wrapup_us < 0) wrapup_us = line->queue ? line->queue->rules.wrapup_us : 0;
  if (life->rules.idle_from == ACD_IDLE_FROM_CONVERSATION_END) ref_agent_idle(life, agent, line->queue);
  if (wrapup_us > 0 && agent->presence != ACD_PRESENCE_LOGGED_OUT) {
    line->state = ACD_AGENT_STATE_WRAPUP;
    ref_line_arm(life, line, wrapup_us);
    ref_agent_free(life, agent); /* for what there is room for beside it */
    return;
  }
  ref_agent_wrapup_end(life, agent, line);
}

/* Logs in, out, or is not ready; ref_agent_ready() is the way back. */
void ref_agent_presence(ref_life *life, ref_agent *agent, int presence)
{
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT && presence != ACD_PRESENCE_LOGGED_OUT) { /* logs in */
    agent->misses = 0;
    agent->idle_since = life->now;
  }
  agent->presence = presence;
  agent->away = 1;
  for (int i = 0; i < REF_LINES; i++) {
    ref_line *line = &agent->lines[i];
    if (line->state == ACD_AGENT_STATE_WRAPUP) close_wrapup(life, agent, line);
    if (line->state != ACD_AGENT_STATE_RESERVED) continue;
    ref_call *call = line->call; /* no miss */
    life->tally.reached[REF_REACHED_CANCELLED]++;
    ref_offer_end(agent, line);
    goes_on(life, call);
    *line = (ref_line){0};
  }
  ref_agent_free(life, agent);
}

void ref_agent_ready(ref_life *life, ref_agent *agent)
{
  if (agent->presence != ACD_PRESENCE_AVAILABLE) agent->misses = 0;
  if (ref_state(agent) == ACD_AGENT_STATE_NOT_READY && life->rules.idle_not_ready == ACD_IDLE_RESTART)
    agent->idle_since = life->now;
  agent->presence = ACD_PRESENCE_AVAILABLE;
  for (int i = 0; i < REF_LINES; i++)
    if (agent->lines[i].state == ACD_AGENT_STATE_WRAPUP) close_wrapup(life, agent, &agent->lines[i]);
  agent->rest_due = 0;
  ref_agent_free(life, agent);
}

/* The line is left to what comes after. */
ref_line *ref_talk_ends(ref_life *life, ref_call *call)
{
  ref_agent *agent = call->agent;
  ref_line *line = ref_line_of(agent, call);
  agent->talk += life->now - line->talk_since;
  agent->away = 1;
  line->call = NULL;
  call->agent = NULL;
  return line;
}

void ref_call_hangs_up(ref_life *life, ref_call *call)
{
  ring_left rings[REF_AGENTS];
  ref_agent *agent = call->agent;
  ref_line *line = agent ? ref_line_of(agent, call) : NULL;
  int count = take_rings(call, rings, NULL), talks = line && !line->connecting;
  if (talks) ref_talk_ends(life, call);
  call->lives = 0;
  call->state = 0;
  call->direct = NULL;
  ref_queue_leave(life, call);
  if (talks) {
    ref_agent_after(life, agent, line);
  } else if (agent) { /* accepted: free at once, as if she had not been asked */
    line_end(life, agent, line);
  }
  stop_rings(life, rings, count);
}

/* As long as it may: to the overflow queue, or it ends. */
void ref_call_waited(ref_life *life, ref_call *call)
{
  ring_left rings[REF_AGENTS];
  call->wait_due = 0;
  if (call->direct) {
    ref_direct_fail(life, call);
    return;
  }
  call->expired = call->state == ACD_CALL_STATE_CONNECTING;
  if (call->expired) return;
  int count = take_rings(call, rings, NULL), slot = call->queue->rules.overflow;
  ref_queue *next = call->queue->closed || call->overflows >= 8 ? NULL : ref_queue_at(life, slot);
  ref_queue_leave(life, call);
  if (next) {
    life->tally.reached[REF_REACHED_OVERFLOWED]++;
    call->overflows++;
    ref_queue_enter(life, call, next);
  } else {
    call->lives = 0;
    call->state = 0;
  }
  stop_rings(life, rings, count);
}

void ref_call_transfers(ref_life *life, ref_call *call, ref_queue *to)
{
  ref_agent *agent = call->agent;
  ref_line *line = ref_talk_ends(life, call);
  call->overflows = 0;
  ref_queue_enter(life, call, to);
  ref_agent_after(life, agent, line);
}
