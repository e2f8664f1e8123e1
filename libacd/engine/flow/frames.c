/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/flow/node.h"

/* Subflows, as acd/flow.h describes them: where calls come back to. There is room for the frames of every live call. */

int32_t acd__frames_enter(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__flow *flow = acd__dictionary_find(&engine->world.flows, node->flow->text, node->flow->size);
  if (!flow) return ACD_EXIT_ERROR;
  if (call->frames && call->frames->count == ACD_FLOW_DEPTH_MAX) return ACD_EXIT_LIMIT;
  for (uint32_t i = 0; i < node->parameters_count; i++) {
    const acd__string *value = node->parameters[i].value;
    size_t size = value ? value->size : 0;
    if (acd__node_set(engine, call, node->parameters[i].name, acd__string_text(value), size) == ACD_EXIT_LIMIT)
      return ACD_EXIT_LIMIT;
  }
  if (!call->frames) call->frames = acd__pool_take(&engine->frames);
  acd__frame *frame = &call->frames->items[call->frames->count++];
  frame->flow = call->flow;
  frame->node = call->flow_node;
  flow->holders++;
  call->flow = flow;
  call->flow_node = flow->start;
  return 0;
}

int32_t acd__frames_return(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__frames *frames = call->frames;
  if (!frames) return -1;
  acd__flow *from = call->flow; /* its text is needed yet */
  const acd__frame *frame = &frames->items[--frames->count];
  call->flow = frame->flow;
  call->flow_node = frame->node;
  if (frames->count == 0) {
    acd__pool_give(&engine->frames, frames);
    call->frames = NULL;
  }
  const acd__string *value = node->value;
  const acd__flow_node *to = &call->flow->nodes[call->flow_node];
  int32_t exit = acd__node_case(to, value ? value->text : NULL);
  if (!exit) exit = ACD_EXIT_NEXT;
  if (to->attribute &&
      acd__node_set(engine, call, to->attribute, acd__string_text(value), value ? value->size : 0) == ACD_EXIT_LIMIT)
    exit = ACD_EXIT_LIMIT;
  acd__flow_drop(engine, from);
  return exit;
}

void acd__frames_drop(acd_engine *engine, acd__call *call)
{
  acd__frames *frames = call->frames;
  if (!frames) return;
  for (uint32_t i = frames->count; i-- > 0;) acd__flow_drop(engine, frames->items[i].flow);
  acd__pool_give(&engine->frames, frames);
  call->frames = NULL;
}
