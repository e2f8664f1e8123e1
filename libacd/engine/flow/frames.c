/* SPDX-License-Identifier: Apache-2.0 */
/* Subflows, as acd/flow.h describes them, and where calls come back to. There is room for the frames of every live call. */
#include "engine/flow/node.h"

void acd__frames_push(acd_engine *engine, acd__call *call, uint32_t kind, acd__flow *flow)
{
  if (!call->frames) {
    call->frames = acd__pool_take(&engine->frames);
    call->frames->call = call;
    call->frames->timer.kind = ACD__TIMER_WAITING;
    call->frames->bound.kind = ACD__TIMER_WHISPER;
  }
  acd__frame *frame = &call->frames->items[call->frames->count++];
  frame->flow = call->flow;
  frame->node = call->flow_node;
  frame->kind = kind;
  flow->holders++;
  call->flow = flow;
  call->flow_node = flow->start;
}

uint32_t acd__frames_pop(acd_engine *engine, acd__call *call)
{
  acd__frames *frames = call->frames;
  const acd__frame *frame = &frames->items[--frames->count];
  uint32_t kind = frame->kind;
  acd__flow_drop(engine, call->flow);
  call->flow = frame->flow;
  call->flow_node = frame->node;
  if (frames->count > 0) return kind;
  acd__timers_disarm(&engine->timers, &frames->timer);
  acd__timers_disarm(&engine->timers, &frames->bound);
  acd__pool_give(&engine->frames, frames);
  call->frames = NULL;
  return kind;
}

static uint32_t depth(const acd__call *call)
{
  uint32_t count = 0;
  for (uint32_t i = 0; call->frames && i < call->frames->count; i++)
    count += call->frames->items[i].kind == ACD__FRAME_SUBFLOW;
  return count;
}

int32_t acd__frames_enter(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__flow *flow = acd__dictionary_find(&engine->world.flows, node->flow->text, node->flow->size);
  if (!flow) return ACD_EXIT_ERROR;
  if (depth(call) == ACD_FLOW_DEPTH_MAX) return ACD_EXIT_LIMIT;
  for (uint32_t i = 0; i < node->parameters_count; i++) {
    const acd__flow_parameter *one = &node->parameters[i];
    acd__formula_value room;
    const char *text;
    size_t size = acd__node_value(engine, call, one->expression, one->value, &room, &text);
    if (acd__node_set(engine, call, one->name, text, size) == ACD_EXIT_LIMIT) return ACD_EXIT_LIMIT;
  }
  acd__frames_push(engine, call, ACD__FRAME_SUBFLOW, flow);
  return 0;
}

int32_t acd__frames_return(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  const acd__frames *frames = call->frames;
  if (!frames || frames->items[frames->count - 1].kind != ACD__FRAME_SUBFLOW) return -1;
  acd__string *value = acd__string_hold(node->value); /* whose flow may go */
  acd__formula_value room;
  const char *text;
  size_t size = acd__node_value(engine, call, node->expression, node->value, &room, &text);
  (void)acd__frames_pop(engine, call);
  const acd__flow_node *to = &call->flow->nodes[call->flow_node];
  int32_t exit = acd__node_case(engine, to, size ? text : NULL);
  if (!exit) exit = ACD_EXIT_NEXT;
  if (to->attribute && acd__node_set(engine, call, to->attribute, text, size) == ACD_EXIT_LIMIT) exit = ACD_EXIT_LIMIT;
  acd__string_drop(&engine->memory, value);
  return exit;
}

void acd__frames_drop(acd_engine *engine, acd__call *call)
{
  acd__frames *frames = call->frames;
  if (!frames) return;
  for (uint32_t i = frames->count; i-- > 0;)
    if (frames->items[i].flow) acd__flow_drop(engine, frames->items[i].flow);
  acd__timers_disarm(&engine->timers, &frames->timer);
  acd__timers_disarm(&engine->timers, &frames->bound);
  acd__pool_give(&engine->frames, frames);
  call->frames = NULL;
}
