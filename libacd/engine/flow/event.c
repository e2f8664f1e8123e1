/* SPDX-License-Identifier: Apache-2.0 */
/* Flows that a queue gives its calls: while they wait, and after the conversation. The rules are written in acd/queue.h, "Flows of
 * a queue". Such a flow is walked as any other; where the call comes back to stands in a frame. */
#include "engine/flow/node.h"

static acd__flow *flow_named(const acd_engine *engine, const acd__string *name)
{
  return name ? acd__dictionary_find(&engine->world.flows, name->text, name->size) : NULL;
}

/* The frame of the innermost flow that a queue gave; NULL: there is none. */
static const acd__frame *event_frame(const acd__call *call)
{
  for (uint32_t i = call->frames ? call->frames->count : 0; i-- > 0;)
    if (call->frames->items[i].kind != ACD__FRAME_SUBFLOW) return &call->frames->items[i];
  return NULL;
}

/* Out of that flow, and of the subflows inside. */
static void unwind(acd_engine *engine, acd__call *call)
{
  while (acd__frames_pop(engine, call) == ACD__FRAME_SUBFLOW) continue;
}

int acd__waiting_speaks(const acd__call *call)
{
  const acd__action *media = call->media;
  if (!media || !call->frames || !call->frames->waiting) return 0;
  return media->kind == ACD_ACTION_COLLECT || media->kind == ACD_ACTION_HOST ||
         (media->kind == ACD_ACTION_PLAY && !media->says);
}

void acd__waiting_begin(acd_engine *engine, acd__call *call)
{
  const acd__queue_config *config = acd__wait_first(call)->queue->config;
  acd__flow *flow = call->is_consult ? NULL : flow_named(engine, config->wait_flow);
  if (!flow || (call->frames && call->frames->waiting)) return;
  acd__frames_push(engine, call, ACD__FRAME_WAITING, flow);
  call->frames->waiting = 1;
  call->frames->begun = 0;
  acd__timers_arm(&engine->timers, &call->frames->timer, engine->world.centre.waiting_lane, engine->now_us);
  if (!call->media) acd__call_music(engine, call, config->music);
}

void acd__waiting_end(acd_engine *engine, acd__call *call)
{
  if (!call->frames || !call->frames->waiting) return;
  if (acd__waiting_speaks(call)) acd__action_end(engine, call->media);
  acd__timers_disarm(&engine->timers, &call->frames->timer);
  call->frames->waiting = 0;
  unwind(engine, call);
}

void acd__waiting_due(acd_engine *engine, acd__frames *frames)
{
  acd__call *call = frames->call;
  if (frames->begun) {
    acd__flow_waited(engine, call);
    return;
  }
  frames->begun = 1;
  acd__flow_walk(engine, call);
}

int acd__after_begin(acd_engine *engine, acd__call *call)
{
  const acd__queue *queue = acd__queue_find(engine, call->origin);
  acd__flow *flow = queue && !call->is_consult ? flow_named(engine, queue->config->after_flow) : NULL;
  if (!flow || event_frame(call)) return 0;
  acd__frames_push(engine, call, ACD__FRAME_AFTER, flow);
  acd__flow_walk(engine, call);
  return 1;
}

uint32_t acd__event_reason(const acd__call *call, uint32_t reason)
{
  const acd__frame *frame = event_frame(call);
  return frame && frame->kind == ACD__FRAME_AFTER ? ACD_END_COMPLETED : reason;
}

int acd__event_over(acd_engine *engine, acd__call *call)
{
  const acd__frame *frame = event_frame(call);
  if (!frame) return 0;
  if (frame->kind == ACD__FRAME_WAITING) {
    acd__waiting_end(engine, call);
    acd__telling_spoken(engine, call);
    return 1;
  }
  unwind(engine, call);
  acd__call_exit(engine, call, ACD_EXIT_NEXT);
  return 1;
}

void acd__node_leave(acd_engine *engine, acd__call *call)
{
  if (!call->queue) {
    if (!acd__event_over(engine, call)) acd__call_end(engine, call, ACD_END_FLOW, 1);
    return;
  }
  acd__queue_leave(engine, call, ACD_LEAVE_KEY, NULL);
  acd__call_exit(engine, call, ACD_EXIT_KEY_PRESSED);
}

void acd__node_hangup(acd_engine *engine, acd__call *call)
{
  uint32_t reason = acd__event_reason(call, ACD_END_FLOW);
  if (call->queue) acd__queue_leave(engine, call, ACD_LEAVE_KEY, NULL);
  acd__call_end(engine, call, reason, 1);
}
