/* SPDX-License-Identifier: Apache-2.0 */
/* Calls transferred to one agent, who wait for her alone: acd/call.h, acd/agent.h. */
#include "reference.h"

enum { TRANSFER_US = 9090901 }; /* as reference_write.c has it */

static int is_before(const ref_call *a, const ref_call *b)
{
  int64_t pa = a->priority + a->entry_priority, pb = b->priority + b->entry_priority;
  if (pa != pb) return pa > pb;
  return a->entered != b->entered ? a->entered < b->entered : a->sequence < b->sequence;
}

ref_call *ref_direct_first(ref_life *life, const ref_agent *agent)
{
  ref_call *first = NULL;
  for (int c = 0; c < life->calls_count; c++) {
    ref_call *call = &life->calls[c];
    if (!call->lives || call->direct != agent || call->state != ACD_CALL_STATE_WAITING || call->rings_count) continue;
    if (!first || is_before(call, first)) first = call;
  }
  return first;
}

void ref_direct_transfers(ref_life *life, ref_call *call, ref_agent *to)
{
  ref_agent *agent = ref_talk_ends(life, call);
  life->tally.reached[REF_REACHED_DIRECT]++;
  call->direct = to;
  call->state = ACD_CALL_STATE_WAITING;
  call->entered = life->now;
  call->wait_due = life->now + TRANSFER_US;
  call->wait_armed = ++life->armed;
  ref_match(life, to);
  ref_agent_after(life, agent);
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

void ref_direct_leave(ref_life *life, const ref_agent *agent)
{
  ref_call *call;
  while (!life->failed && (call = ref_direct_first(life, agent)) != NULL) ref_direct_fail(life, call);
}
