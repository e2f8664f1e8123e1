/* SPDX-License-Identifier: Apache-2.0 */
/* Calls that wait for one agent alone: transferred to her (acd/call.h), or in a queue for one they prefer (acd/route.h). */
#include "reference.h"

enum { TRANSFER_US = 9090901 }; /* as reference_write.c has it */

static int64_t points(const ref_call *call)
{
  return call->queue ? ref_points(call) : call->priority + call->entry_priority;
}

static acd_time wait_clock(const ref_call *call)
{
  return call->queue ? ref_wait_clock(call) : call->entered;
}

static int is_before(const ref_call *a, const ref_call *b)
{
  int64_t pa = points(a), pb = points(b);
  if (pa != pb) return pa > pb;
  acd_time ca = wait_clock(a), cb = wait_clock(b);
  return ca != cb ? ca < cb : a->sequence < b->sequence;
}

ref_call *ref_direct_first(ref_life *life, const ref_agent *agent, int room)
{
  ref_call *first = NULL;
  for (int c = 0; c < life->calls_count; c++) {
    ref_call *call = &life->calls[c];
    if (!call->lives || (call->direct != agent && call->awaited != agent) || call->state != ACD_CALL_STATE_WAITING ||
        call->rings_count)
      continue;
    if (room && !ref_has_room(life, agent, call->channel)) continue;
    if (!first || is_before(call, first)) first = call;
  }
  return first;
}

void ref_direct_transfers(ref_life *life, ref_call *call, ref_agent *to)
{
  ref_agent *agent = call->agent;
  ref_line *line = ref_talk_ends(life, call);
  life->tally.reached[REF_REACHED_DIRECT]++;
  call->direct = to;
  call->state = ACD_CALL_STATE_WAITING;
  call->entered = life->now;
  call->wait_due = life->now + TRANSFER_US;
  call->wait_armed = ++life->armed;
  if (ref_is_ready(life, to, call->channel)) ref_match(life, to);
  ref_agent_after(life, agent, line);
}

void ref_direct_fail(ref_life *life, ref_call *call)
{
  life->tally.reached[REF_REACHED_RETURNED]++;
  call->direct = NULL;
  call->wait_due = 0;
  for (int q = 0; q < REF_ALL_QUEUES; q++) {
    ref_queue *queue = &life->queues[q];
    if (!queue->lives || queue->closed || queue->id != call->origin) continue;
    call->overflows = 0;
    ref_queue_enter(life, call, queue);
    return;
  }
  call->lives = 0;
  call->state = 0;
}

static void leave_one(ref_life *life, ref_call *call)
{
  if (call->direct)
    ref_direct_fail(life, call);
  else
    ref_await_end(life, call);
}

/* The others follow when all is done that is due at this instant by now. */
static void leave_later(ref_life *life, ref_agent *agent)
{
  if (agent->leave_due || !ref_direct_first(life, agent, 0)) return;
  agent->leave_due = life->now;
  agent->leave_armed = ++life->armed;
}

void ref_direct_leave(ref_life *life, ref_agent *agent)
{
  ref_call *call = ref_direct_first(life, agent, 0);
  if (call && !life->in_timer) leave_one(life, call);
  leave_later(life, agent);
}

void ref_direct_go_on(ref_life *life, ref_agent *agent)
{
  ref_call *call;
  agent->leave_due = 0;
  if (agent->presence == ACD_PRESENCE_AVAILABLE) return;
  for (int i = 0; i < 2 && (call = ref_direct_first(life, agent, 0)) != NULL; i++) leave_one(life, call);
  leave_later(life, agent);
  if (!agent->leave_due && agent->gone && !ref_lines_count(agent)) agent->lives = 0;
}

static ref_agent *agent_of(ref_life *life, acd_id id)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++)
    if (life->agents[a].lives && !life->agents[a].gone && life->agents[a].id == id) return &life->agents[a];
  return NULL;
}

int ref_await_begin(ref_life *life, ref_call *call)
{
  ref_agent *first = NULL;
  if (!call->queue->rules.preferred_us) return 0;
  for (int i = 0; i < call->preferred_count; i++) {
    ref_agent *agent = agent_of(life, call->preferred[i]);
    if (!agent || agent->presence != ACD_PRESENCE_AVAILABLE || !ref_is_eligible(call, call->step, agent)) continue;
    if (ref_is_ready_for(life, agent, call->queue)) return 0;
    if (!first) first = agent;
  }
  call->awaited = first;
  call->awaited_due = first ? life->now + call->queue->rules.preferred_us : 0;
  call->awaited_armed = ++life->armed;
  return first != NULL;
}

void ref_await_end(ref_life *life, ref_call *call)
{
  call->awaited = NULL;
  call->awaited_due = 0;
  ref_place(life, call);
}
