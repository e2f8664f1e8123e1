/* SPDX-License-Identifier: Apache-2.0 */
/* Agents and calls through their lives: acd/agent.h, acd/call.h. */
#include "reference.h"

void ref_agent_arm(ref_life *life, ref_agent *agent, int64_t delay_us)
{
  agent->due = life->now + delay_us;
  agent->armed = ++life->armed;
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
  int ready = agent->lives && agent->state == ACD_AGENT_STATE_READY && !agent->rests;
  agent->limit_until = ready ? ref_agent_limited(life, agent) : 0;
  agent->limit_armed = ++life->armed;
  life->tally.reached[REF_REACHED_LIMITED] += agent->limit_until > 0;
}

void ref_agent_free(ref_life *life, ref_agent *agent)
{
  agent->limit_until = 0;
  if (agent->presence != ACD_PRESENCE_AVAILABLE) {
    agent->rests = 0;
    agent->due = 0;
    agent->state = agent->presence == ACD_PRESENCE_NOT_READY ? ACD_AGENT_STATE_NOT_READY : ACD_AGENT_STATE_LOGGED_OUT;
    ref_direct_leave(life, agent);
    if (agent->gone && !agent->leave_due) agent->lives = 0;
    return;
  }
  agent->state = agent->elsewhere ? ACD_AGENT_STATE_ELSEWHERE : ACD_AGENT_STATE_READY;
  ref_match(life, agent);
}

/* The device is busy with something else, or free again. */
void ref_agent_elsewhere(ref_life *life, ref_agent *agent, int busy)
{
  int was = agent->elsewhere;
  agent->elsewhere = busy;
  if (was == busy) return;
  if (agent->state != ACD_AGENT_STATE_READY && agent->state != ACD_AGENT_STATE_ELSEWHERE) return;
  if (!busy && life->rules.idle_elsewhere == ACD_IDLE_RESTART) agent->idle_since = life->now;
  ref_agent_free(life, agent);
}

/* The memory, the count and the rest of an agent who missed, refused or lost a call; she is not free yet. */
void ref_agent_idle(ref_life *life, ref_agent *agent, const ref_queue *queue)
{
  if (queue || life->rules.idle_direct == ACD_IDLE_RESTART) agent->idle_since = life->now;
}

static int64_t remember_miss(ref_life *life, ref_agent *agent, const ref_queue *queue, int outcome)
{
  int counts = !agent->connecting || outcome == ACD_OUTCOME_REJECTED; /* a failed bridge is not her doing */
  agent->missed = agent->call;
  agent->misses += counts;
  if (counts && life->rules.idle_miss == ACD_IDLE_RESTART) ref_agent_idle(life, agent, queue);
  if (!queue) return 0;
  int64_t most = queue->rules.misses_max, rest_us = queue->rules.rest_us[outcome];
  if (most && agent->misses >= most && agent->presence == ACD_PRESENCE_AVAILABLE)
    agent->presence = ACD_PRESENCE_NOT_READY;
  if (rest_us < 0) rest_us = queue->rules.retry_us;
  agent->rests = rest_us > 0;
  return rest_us;
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

void ref_agent_missed(ref_life *life, ref_agent *agent, int outcome)
{
  ref_call *call = agent->call;
  int64_t rest_us = remember_miss(life, agent, call->queue, outcome);
  ref_offer_end(life, agent);
  if (rest_us) ref_agent_arm(life, agent, rest_us);
  goes_on(life, call);
  ref_agent_free(life, agent);
}

/* The others are told at the end of the command, the one who was rung last first. */
static void stop_rings(ref_life *life, ref_agent **rings, int count)
{
  while (count-- > 0) {
    life->tally.reached[REF_REACHED_STOPPED]++;
    ref_agent *agent = rings[count];
    agent->call = NULL;
    agent->queue = NULL;
    agent->due = 0;
    ref_agent_free(life, agent);
  }
}

static int take_rings(ref_call *call, ref_agent **rings, const ref_agent *except)
{
  int count = 0;
  for (int i = 0; i < call->rings_count; i++)
    if (call->rings[i] != except) rings[count++] = call->rings[i];
  call->rings_count = 0;
  call->more_count = 0;
  call->more_due = 0;
  return count;
}

void ref_agent_accepts(ref_life *life, ref_agent *agent, int bridged)
{
  ref_agent *rings[REF_AGENTS];
  ref_call *call = agent->call;
  int count = take_rings(call, rings, agent);
  call->state = ACD_CALL_STATE_CONNECTING;
  call->agent = agent;
  agent->state = ACD_AGENT_STATE_BUSY;
  agent->connecting = 1;
  ref_agent_arm(life, agent, 7777777);
  if (bridged) ref_agent_bridged(life, agent);
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

void ref_agent_bridged(ref_life *life, ref_agent *agent)
{
  ref_call *call = agent->call;
  agent->connecting = 0;
  agent->due = 0;
  agent->calls++;
  agent->misses = 0;
  agent->talk_since = life->now;
  if (call->queue) {
    count_answer(call->queue, agent);
    call->origin = call->queue->id;
  }
  call->direct = NULL;
  ref_queue_leave(life, call);
  call->state = ACD_CALL_STATE_TALKING;
}

void ref_agent_bridge_failed(ref_life *life, ref_agent *agent, int outcome)
{
  ref_call *call = agent->call;
  int64_t rest_us = remember_miss(life, agent, call->queue, outcome);
  life->tally.reached[REF_REACHED_LOST]++;
  agent->due = 0;
  call->agent = NULL;
  call->state = ACD_CALL_STATE_WAITING;
  agent->call = NULL;
  agent->queue = NULL;
  agent->connecting = 0;
  if (rest_us) ref_agent_arm(life, agent, rest_us);
  goes_on(life, call);
  ref_agent_free(life, agent);
}

void ref_agent_wrapup_end(ref_life *life, ref_agent *agent)
{
  agent->due = 0;
  if (life->rules.idle_from == ACD_IDLE_FROM_WRAPUP_END) ref_agent_idle(life, agent, agent->queue);
  agent->queue = NULL;
  ref_agent_free(life, agent);
}

void ref_agent_after(ref_life *life, ref_agent *agent)
{
  int64_t wrapup_us = agent->rules.wrapup_us;
  if (wrapup_us < 0) wrapup_us = agent->queue ? agent->queue->rules.wrapup_us : 0;
  if (life->rules.idle_from == ACD_IDLE_FROM_CONVERSATION_END) ref_agent_idle(life, agent, agent->queue);
  if (wrapup_us > 0 && agent->presence != ACD_PRESENCE_LOGGED_OUT) {
    agent->state = ACD_AGENT_STATE_WRAPUP;
    ref_agent_arm(life, agent, wrapup_us);
    return;
  }
  ref_agent_wrapup_end(life, agent);
}

/* Logs in, out, or is not ready; ref_agent_ready() is the way back. */
void ref_agent_presence(ref_life *life, ref_agent *agent, int presence)
{
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT && presence != ACD_PRESENCE_LOGGED_OUT) { /* logs in */
    agent->misses = 0;
    agent->idle_since = life->now;
  }
  agent->presence = presence;
  if (agent->state == ACD_AGENT_STATE_BUSY) {
    ref_direct_leave(life, agent);
    return;
  }
  if (agent->state == ACD_AGENT_STATE_RESERVED) { /* no miss */
    ref_call *call = agent->call;
    life->tally.reached[REF_REACHED_CANCELLED]++;
    ref_offer_end(life, agent);
    goes_on(life, call);
  }
  if (agent->state == ACD_AGENT_STATE_WRAPUP)
    ref_agent_wrapup_end(life, agent);
  else
    ref_agent_free(life, agent);
}

void ref_agent_ready(ref_life *life, ref_agent *agent)
{
  if (agent->presence != ACD_PRESENCE_AVAILABLE) agent->misses = 0;
  agent->presence = ACD_PRESENCE_AVAILABLE;
  if (agent->state == ACD_AGENT_STATE_WRAPUP) {
    ref_agent_wrapup_end(life, agent);
  } else if (agent->state == ACD_AGENT_STATE_READY || agent->state == ACD_AGENT_STATE_ELSEWHERE) {
    agent->rests = 0;
    agent->due = 0;
    ref_match(life, agent);
  } else if (agent->state == ACD_AGENT_STATE_NOT_READY) {
    if (life->rules.idle_not_ready == ACD_IDLE_RESTART) agent->idle_since = life->now;
    ref_agent_free(life, agent);
  }
}

ref_agent *ref_talk_ends(ref_life *life, ref_call *call)
{
  ref_agent *agent = call->agent;
  agent->talk += life->now - agent->talk_since;
  agent->call = NULL;
  call->agent = NULL;
  return agent;
}

void ref_call_hangs_up(ref_life *life, ref_call *call)
{
  ref_agent *rings[REF_AGENTS], *agent = call->agent;
  int count = take_rings(call, rings, NULL), talks = call->state == ACD_CALL_STATE_TALKING;
  if (talks) ref_talk_ends(life, call);
  call->lives = 0;
  call->state = 0;
  call->direct = NULL;
  ref_queue_leave(life, call);
  if (talks) {
    ref_agent_after(life, agent);
  } else if (agent) { /* accepted: free at once, as if she had not been asked */
    agent->call = NULL;
    agent->queue = NULL;
    agent->connecting = 0;
    agent->due = 0;
    ref_agent_free(life, agent);
  }
  stop_rings(life, rings, count);
}

/* As long as it may: to the overflow queue, or it ends. */
void ref_call_waited(ref_life *life, ref_call *call)
{
  ref_agent *rings[REF_AGENTS];
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
  ref_agent *agent = ref_talk_ends(life, call);
  call->overflows = 0;
  ref_queue_enter(life, call, to);
  ref_agent_after(life, agent);
}
