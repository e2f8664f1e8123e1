/* SPDX-License-Identifier: Apache-2.0 */
/* Flows that a queue gives its calls: while they wait, for the agent who accepts, on hold, and after the conversation. The rules are
 * written in acd/queue.h, "Flows of a queue". Such a flow is walked as any other; where the call comes back to stands in a frame. */
#include "engine/flow/node.h"

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

/* The action under way that may be of such a flow; NULL: none. */
static acd__action *speaks_by(const acd__call *call)
{
  switch (acd__call_beside(call)) {
  case 0: return NULL;
  case ACD__FRAME_WHISPER: return call->line ? call->line->request : NULL;
  default: return call->media;
  }
}

int acd__beside_speaks(const acd__call *call)
{
  const acd__action *asked = speaks_by(call);
  if (!asked) return 0;
  return asked->kind == ACD_ACTION_COLLECT || asked->kind == ACD_ACTION_HOST ||
         (asked->kind == ACD_ACTION_PLAY && !asked->announces);
}

static void stand_beside(acd_engine *engine, acd__call *call, uint32_t kind, acd__flow *flow)
{
  acd__frames_push(engine, call, kind, flow);
  call->frames->beside = (uint8_t)kind;
  call->frames->begun = 0;
  call->frames->spoken = 0;
}

/* It begins in earnest in a moment: no circle of commands or nodes goes on without time passing. */
static void begin_beside(acd_engine *engine, acd__call *call, uint32_t kind, acd__flow *flow)
{
  stand_beside(engine, call, kind, flow);
  acd__timers_arm(&engine->timers, &call->frames->timer, engine->world.centre.waiting_lane, engine->now_us);
}

static void end_beside(acd_engine *engine, acd__call *call, uint32_t kind)
{
  if (acd__call_beside(call) != kind) return;
  if (acd__beside_speaks(call)) acd__action_end(engine, speaks_by(call));
  acd__timers_disarm(&engine->timers, &call->frames->timer);
  acd__timers_disarm(&engine->timers, &call->frames->bound);
  call->frames->beside = 0;
  unwind(engine, call);
}

void acd__waiting_begin(acd_engine *engine, acd__call *call)
{
  const acd__queue_config *config = acd__wait_first(call)->queue->config;
  acd__flow *flow = call->is_consult ? NULL : acd__dictionary_named(&engine->world.flows, config->wait_flow);
  if (!flow || acd__call_beside(call) || acd__call_absent(call)) return;
  begin_beside(engine, call, ACD__FRAME_WAITING, flow);
  if (!call->media) acd__call_music(engine, call, config->music);
}

void acd__waiting_end(acd_engine *engine, acd__call *call)
{
  end_beside(engine, call, ACD__FRAME_WAITING);
}

void acd__hold_begin(acd_engine *engine, acd__call *call)
{
  const acd__queue *queue = acd__queue_find(engine, call->origin);
  acd__flow *flow = queue ? acd__dictionary_named(&engine->world.flows, queue->config->hold_flow) : NULL;
  if (flow) begin_beside(engine, call, ACD__FRAME_HOLD, flow);
}

void acd__hold_end(acd_engine *engine, acd__call *call)
{
  end_beside(engine, call, ACD__FRAME_HOLD);
}

/* The caller was in the flow for waiting, amid a prompt or a menu, of which nobody is to hear any more. */
static void play_on(acd_engine *engine, acd__call *call)
{
  acd__string *music = acd__wait_first(call)->queue->config->music;
  acd__action_send(engine, acd__action_media(engine, ACD_ACTION_MUSIC, call, music), engine->world.centre.request_lane);
}

/* It takes a command of the agent's: that makes circles take time. */
int acd__whisper_begin(acd_engine *engine, acd__call *call, int was_spoken)
{
  const acd__queue_config *config = call->queue && !call->is_consult ? call->queue->config : NULL;
  acd__flow *flow = config ? acd__dictionary_named(&engine->world.flows, config->whisper_flow) : NULL;
  if (!flow) return 0;
  stand_beside(engine, call, ACD__FRAME_WHISPER, flow);
  call->frames->begun = 1;
  acd__timers_arm(&engine->timers, &call->frames->bound, config->whisper_lane, engine->now_us);
  if (was_spoken) play_on(engine, call);
  return 1;
}

void acd__whisper_end(acd_engine *engine, acd__call *call)
{
  end_beside(engine, call, ACD__FRAME_WHISPER);
}

void acd__whisper_due(acd_engine *engine, acd__frames *frames)
{
  (void)acd__event_over(engine, frames->call);
}

void acd__beside_due(acd_engine *engine, acd__frames *frames)
{
  acd__call *call = frames->call;
  if (frames->begun) {
    acd__flow_waited(engine, call);
    return;
  }
  frames->begun = 1;
  acd__flow_walk(engine, call);
}

/* The music that the hold began with, unless it plays still. */
static void hold_music(acd_engine *engine, acd__call *call)
{
  const acd__queue *queue = call->line->queue;
  if (queue) acd__call_music(engine, call, queue->config->music);
}

void acd__beside_pause(acd_engine *engine, acd__call *call)
{
  switch (acd__call_beside(call)) {
  case ACD__FRAME_WAITING: acd__telling_spoken(engine, call); break;
  case ACD__FRAME_HOLD:
    if (call->frames->spoken) hold_music(engine, call);
    break;
  default: break;
  }
}

int acd__after_begin(acd_engine *engine, acd__call *call)
{
  const acd__queue *queue = acd__queue_find(engine, call->origin);
  acd__flow *flow =
      queue && !call->is_consult ? acd__dictionary_named(&engine->world.flows, queue->config->after_flow) : NULL;
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

static void over_on_hold(acd_engine *engine, acd__call *call)
{
  int spoken = call->frames->spoken;
  acd__hold_end(engine, call);
  if (spoken) hold_music(engine, call);
}

int acd__event_over(acd_engine *engine, acd__call *call)
{
  const acd__frame *frame = event_frame(call);
  if (!frame) return 0;
  switch (frame->kind) {
  case ACD__FRAME_WAITING:
    acd__waiting_end(engine, call);
    acd__telling_spoken(engine, call);
    return 1;
  case ACD__FRAME_HOLD: over_on_hold(engine, call); return 1;
  case ACD__FRAME_WHISPER:
    acd__whisper_end(engine, call);
    acd__bridge_ask(engine, call->line);
    return 1;
  default:
    unwind(engine, call);
    acd__call_exit(engine, call, ACD_EXIT_NEXT);
    return 1;
  }
}

/* The caller leaves the conversation, as by hanging up, and goes on. */
static void leave_agent(acd_engine *engine, acd__call *call)
{
  acd__line *line = acd__conversation_end(engine, call, ACD_CONVERSATION_CALLER, 1);
  const acd__flow *flow = call->flow;
  int from_queue = flow && flow->nodes[call->flow_node].kind == ACD_NODE_KIND_QUEUE;
  acd__call_exit(engine, call, from_queue ? ACD_EXIT_KEY_PRESSED : ACD_EXIT_NEXT);
  acd__line_after(engine, line);
}

/* As if the agent had hung up, who is told to. */
static void refuse(acd_engine *engine, acd__call *call)
{
  acd__whisper_end(engine, call);
  acd__action_notice(engine, ACD_ACTION_RELEASE, call, call->line);
  acd__bridge_failed(engine, call->line, ACD_OFFER_REJECTED);
}

void acd__node_leave(acd_engine *engine, acd__call *call)
{
  switch (acd__call_beside(call)) {
  case ACD__FRAME_WAITING:
    acd__queue_leave(engine, call, ACD_LEAVE_KEY, NULL);
    acd__call_exit(engine, call, ACD_EXIT_KEY_PRESSED);
    break;
  case ACD__FRAME_HOLD: leave_agent(engine, call); break;
  case ACD__FRAME_WHISPER: refuse(engine, call); break;
  default:
    if (!acd__event_over(engine, call)) acd__call_end(engine, call, ACD_END_FLOW, 1);
    break;
  }
}

void acd__node_hangup(acd_engine *engine, acd__call *call)
{
  uint32_t reason = acd__event_reason(call, ACD_END_FLOW);
  switch (acd__call_beside(call)) {
  case ACD__FRAME_WAITING: acd__queue_leave(engine, call, ACD_LEAVE_KEY, NULL); break;
  case ACD__FRAME_HOLD: acd__call_gone(engine, call, 0, 1); return;
  case ACD__FRAME_WHISPER: refuse(engine, call); return;
  default: break;
  }
  acd__call_end(engine, call, reason, 1);
}
