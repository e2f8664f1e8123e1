/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Queues that are shut by command, and queues that nobody serves any more. The rules are written in acd/queue.h. */

/* Calls that leave in one slice. Each may enter a queue that rings all, with ACD__SLICE actions and a few more. */
#define CLEAR_CALLS 2
/* Calls looked at in one slice: those that are connecting stay. */
#define CLEAR_VISITS 64

static void start_clearing(acd_engine *engine, acd__queue *queue)
{
  queue->clear_next = queue->head;
  if (queue->head && !queue->clear_timer.lane)
    acd__timers_arm(&engine->timers, &queue->clear_timer, engine->now_lane, engine->now_us);
}

/* Unless there is another reason to go on. */
static void stop_clearing(acd_engine *engine, acd__queue *queue)
{
  if (queue->gate == ACD_GATE_CLEAR || queue->deserted) return;
  queue->clear_next = NULL;
  acd__timers_disarm(&engine->timers, &queue->clear_timer);
}

void acd__queue_clear_slice(acd_engine *engine, acd__queue *queue)
{
  int32_t exit = queue->gate == ACD_GATE_CLEAR ? ACD_EXIT_CLOSED : ACD_EXIT_NO_AGENTS;
  queue->holders++; /* it may be closed, and lose its last call */
  for (int left = 0, visited = 0; queue->clear_next && left < CLEAR_CALLS && visited < CLEAR_VISITS; visited++) {
    acd__call *call = queue->clear_next;
    queue->clear_next = call->queue_next;
    if (acd__call_main(call)->state != ACD_CALL_STATE_WAITING) continue;
    if (exit == ACD_EXIT_NO_AGENTS && acd__call_absent(call)) continue; /* waits for better times */
    acd__queue_put_out(engine, call, exit);
    left++;
  }
  if (queue->clear_next) acd__timers_arm(&engine->timers, &queue->clear_timer, engine->now_lane, engine->now_us);
  queue->holders--;
  acd__queue_release(engine, queue);
}

int acd__queue_is_deserted(const acd__queue *queue)
{
  switch (queue->config->leave_when) {
  case ACD_LEAVE_WHEN_UNSTAFFED: return queue->route->staffed == 0;
  case ACD_LEAVE_WHEN_UNAVAILABLE: return queue->route->available == 0;
  default: return 0;
  }
}

void acd__queue_staffing(acd_engine *engine, acd__queue *queue)
{
  if (!acd__queue_is_deserted(queue)) {
    acd__timers_disarm(&engine->timers, &queue->deserted_timer);
    queue->deserted = 0;
    stop_clearing(engine, queue);
    return;
  }
  acd__lane *lane = queue->config->leave_lane;
  if (queue->deserted || queue->deserted_timer.lane == lane->number) return;
  acd__timers_disarm(&engine->timers, &queue->deserted_timer);
  acd__timers_arm(&engine->timers, &queue->deserted_timer, lane, engine->now_us);
}

void acd__queue_deserted(acd_engine *engine, acd__queue *queue)
{
  queue->deserted = 1;
  start_clearing(engine, queue);
}

int acd__do_queue_gate(acd_engine *engine, acd__apply *apply)
{
  int64_t gate = apply->command->body.queue_gate.gate;
  int status;
  acd__queue *queue = acd__pool_find(&engine->queues, apply->command->subject, &status);
  if (!queue) return acd__refuse(apply, status, ACD_FAULT_SUBJECT, 0);
  if (gate < ACD_GATE_OPEN || gate > ACD_GATE_CLEAR) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  if (queue->closed && gate != ACD_GATE_CLEAR) return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, 0);
  if (queue->gate == gate) return ACD_OK;
  queue->gate = (uint32_t)gate;
  acd__event(engine, ACD_EVENT_QUEUE_GATE, NULL, queue, NULL, 0, 0, gate, 0);
  if (gate == ACD_GATE_CLEAR)
    start_clearing(engine, queue);
  else
    stop_clearing(engine, queue);
  return ACD_OK;
}
