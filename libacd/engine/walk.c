/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "engine/flow/node.h"
#include "model/kinds.h"

/* Steps a call through its flow. The semantics of nodes and exits are written in acd/flow.h. */

void acd__flow_drop(acd_engine *engine, acd__flow *flow)
{
  if (--flow->holders > 0) return;
  acd__flow_release(flow, &engine->memory, &engine->needs);
  acd__pool_give(&engine->flows, flow);
}

acd__flow *acd__flow_in_force(const acd_engine *engine, acd_id id, int *status_out)
{
  acd__flow *flow = acd__pool_find(&engine->flows, id, status_out);
  if (!flow || acd__dictionary_leads(&engine->world.flows, flow->name, flow)) return flow;
  *status_out = ACD_ERR_STALE;
  return NULL;
}

void acd__flow_leave(acd_engine *engine, acd__call *call)
{
  acd__flow *flow = call->flow;
  call->flow = NULL;
  call->flow_node = -1;
  acd__frames_drop(engine, call);
  if (flow) acd__flow_drop(engine, flow);
}

void acd__flow_switch(acd_engine *engine, acd__call *call, acd__flow *flow)
{
  flow->holders++;
  acd__flow_leave(engine, call);
  call->flow = flow;
  call->flow_node = flow->start;
}

void acd__node_stay(acd_engine *engine, acd__call *call)
{
  if (acd__call_beside(call)) return; /* it walks while it waits, or is on hold */
  if (call->segment != ACD_SEGMENT_FLOW) acd__call_segment(engine, call, ACD_SEGMENT_FLOW);
  acd__call_state(engine, call, ACD_CALL_STATE_FLOW);
}

void acd__node_ask(acd_engine *engine, acd__call *call, acd__action *action, acd__lane *lane)
{
  acd__node_stay(engine, call);
  if (acd__call_beside(call)) call->frames->spoken = 1;
  acd__recording_tell(engine, call);
  acd__action_send(engine, action, lane);
}

acd__action *acd__node_speak(acd_engine *engine, uint32_t kind, acd__call *call, acd__string *text)
{
  if (acd__call_beside(call) != ACD__FRAME_WHISPER) return acd__action_media(engine, kind, call, text);
  acd__action *action = acd__action_request(engine, kind, call->line);
  action->text = acd__string_hold(text);
  action->to = ACD_TO_AGENT;
  return action;
}

static void ask_to_play(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__action *action = acd__node_speak(engine, ACD_ACTION_PLAY, call, node->prompt);
  int says = node->says != ACD_SAYS_NOTHING && call->queue;
  const acd__call *wait = says && !call->line ? acd__wait_first(call) : call;
  if (says && node->says != ACD_SAYS_WAITED) acd__work_place(engine, wait);
  int64_t value = says ? acd__call_says(engine, wait, node->says) : -1;
  if (value >= 0) {
    action->says = (uint8_t)node->says;
    action->value = value;
  }
  acd__node_ask(engine, call, action, engine->world.centre.play_lane);
}

static int32_t step_agent(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  int status;
  acd__agent *agent = node->agent ? acd__pool_find(&engine->agents, node->agent, &status) : NULL;
  if (!node->agent) {
    const char *extension = node->attribute ? acd__node_attribute(engine, call, node->attribute) : NULL;
    if (extension) agent = acd__dictionary_find(&engine->world.extensions, extension, strlen(extension));
    if (!agent) return ACD_EXIT_NOT_FOUND;
  }
  return agent ? acd__direct_enter(engine, call, agent, node->lane, node->lane != NULL) : ACD_EXIT_UNREACHABLE;
}

static int32_t step_flow(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__flow *flow = acd__dictionary_find(&engine->world.flows, node->flow->text, node->flow->size);
  if (!flow) return ACD_EXIT_ERROR;
  flow->holders++;
  acd__flow_drop(engine, call->flow);
  call->flow = flow; /* comes back from there to where it would have come back from here */
  call->flow_node = flow->start;
  return ACD__NODE_MOVED;
}

static int32_t step_subflow(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  int32_t exit = acd__frames_enter(engine, call, node);
  return exit ? exit : ACD__NODE_MOVED;
}

static int32_t step_return(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  int32_t exit = acd__frames_return(engine, call, node);
  if (exit > 0) return exit;
  if (!acd__event_over(engine, call)) acd__call_end(engine, call, ACD_END_FLOW, 1);
  return ACD__NODE_ENDED;
}

static int32_t step_queue(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__queue *queue = acd__queue_find(engine, node->queue);
  int32_t exit = queue ? acd__queue_enter(engine, call, queue, node->lane, ACD_ENTER_OFFERED) : ACD_EXIT_CLOSED;
  for (uint32_t i = 0; !exit && i < node->also_count; i++) {
    acd__queue *also = acd__queue_find(engine, node->also[i]);
    if (also) acd__also_offer(engine, call, also);
  }
  return exit == ACD__EXIT_SWITCHED ? ACD__NODE_MOVED : exit;
}

static int32_t step_media(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  const acd__centre *centre = &engine->world.centre;
  acd__action *action;
  switch (node->kind) {
  case ACD_NODE_KIND_PLAY: ask_to_play(engine, call, node); break;
  case ACD_NODE_KIND_VOICEMAIL:
    action = acd__action_media(engine, ACD_ACTION_VOICEMAIL, call, node->mailbox);
    action->second = acd__string_hold(node->prompt);
    acd__node_ask(engine, call, action, centre->voicemail_lane);
    break;
  default:
    acd__node_ask(engine, call, acd__action_media(engine, ACD_ACTION_TRANSFER, call, node->number),
                  centre->transfer_lane);
    break;
  }
  return ACD__NODE_WAITS;
}

static int32_t step(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  switch (node->kind) {
  case ACD_NODE_KIND_MENU:
  case ACD_NODE_KIND_COLLECT: return acd__node_input(engine, call, node);
  case ACD_NODE_KIND_HOURS: return acd__node_hours(engine, call, node);
  case ACD_NODE_KIND_METRIC:
    return acd__flow_compare_int(node->operator_, acd__node_metric(engine, call, node->queue, node->metric),
                                 node->threshold)
               ? ACD_EXIT_MATCH
               : ACD_EXIT_NO_MATCH;
  case ACD_NODE_KIND_COMPARE:
    return acd__flow_compare(node->operator_, acd__node_attribute(engine, call, node->attribute), node->value)
               ? ACD_EXIT_MATCH
               : ACD_EXIT_NO_MATCH;
  case ACD_NODE_KIND_SET: return acd__node_assign(engine, call, node);
  case ACD_NODE_KIND_SKILLS:
    acd__needs_drop(&engine->needs, call->needs);
    call->needs = acd__needs_hold(node->needs);
    return ACD_EXIT_NEXT;
  case ACD_NODE_KIND_PRIORITY: call->priority = (int16_t)acd__node_priority(engine, call, node); return ACD_EXIT_NEXT;
  case ACD_NODE_KIND_QUEUE: return step_queue(engine, call, node);
  case ACD_NODE_KIND_AGENT: return step_agent(engine, call, node);
  case ACD_NODE_KIND_FLOW: return step_flow(engine, call, node);
  case ACD_NODE_KIND_BRANCH: return acd__node_branch(engine, call, node);
  case ACD_NODE_KIND_TEST: return acd__node_test(engine, call, node);
  case ACD_NODE_KIND_SPLIT: return acd__node_split(engine, node);
  case ACD_NODE_KIND_LOOP: return acd__node_loop(engine, call, node);
  case ACD_NODE_KIND_SUBFLOW: return step_subflow(engine, call, node);
  case ACD_NODE_KIND_RETURN: return step_return(engine, call, node);
  case ACD_NODE_KIND_WAIT: return acd__node_wait(engine, call, node);
  case ACD_NODE_KIND_HOST: return acd__node_host(engine, call, node);
  case ACD_NODE_KIND_TOGGLE: return acd__node_toggle(engine, node);
  case ACD_NODE_KIND_CALLBACK: return acd__node_callback(engine, call);
  case ACD_NODE_KIND_SLOTS: return acd__node_slots(engine, call, node);
  case ACD_NODE_KIND_HOLD_SLOT: return acd__node_hold_slot(engine, call, node);
  case ACD_NODE_KIND_RECORDING:
    call->recording = (uint8_t)node->recording;
    acd__recording_mark(engine, call);
    return ACD_EXIT_NEXT;
  case ACD_NODE_KIND_MARK: return acd__node_mark(engine, call, node);
  case ACD_NODE_KIND_LEAVE: acd__node_leave(engine, call); return ACD__NODE_ENDED;
  case ACD_NODE_KIND_HANGUP: acd__node_hangup(engine, call); return ACD__NODE_ENDED;
  default: return step_media(engine, call, node);
  }
}

/* What an exit that leads nowhere makes of the call. */
static uint32_t open_exit_reason(const acd__flow_node *node, int32_t exit)
{
  switch (exit) {
  case ACD_EXIT_NEXT:
    if (node->kind == ACD_NODE_KIND_QUEUE || node->kind == ACD_NODE_KIND_AGENT || node->kind == ACD_NODE_KIND_CALLBACK)
      return ACD_END_COMPLETED;
    return node->kind == ACD_NODE_KIND_VOICEMAIL ? ACD_END_VOICEMAIL : ACD_END_FLOW;
  case ACD_EXIT_TIMEOUT: return node->kind == ACD_NODE_KIND_HOST ? ACD_END_FAILED : ACD_END_TIMEOUT;
  case ACD_EXIT_AT_CAPACITY: return ACD_END_REJECTED;
  case ACD_EXIT_CLOSED: return node->kind == ACD_NODE_KIND_QUEUE ? ACD_END_REJECTED : ACD_END_FLOW; /* or the hours */
  case ACD_EXIT_NO_AGENTS: return ACD_END_NO_AGENTS;
  case ACD_EXIT_ERROR: return ACD_END_FAILED;
  default: return ACD_END_FLOW;
  }
}

/* Takes an exit of the present node. 1: the call stands at another node, 0: it has ended. */
static int take_exit(acd_engine *engine, acd__call *call, int32_t exit)
{
  const acd__flow *flow = call->flow;
  const acd__flow_node *node = &flow->nodes[call->flow_node];
  acd__event(engine, ACD_EVENT_FLOW_EXIT, call, NULL, NULL, 0, call->flow_node, exit, flow->slot.id);
  int32_t to = acd__flow_exit_to(node, exit);
  if (to < 0 && exit != ACD_EXIT_NEXT && call->flow_node != flow->catch_) to = flow->catch_;
  if (to < 0) {
    if (call->frames && acd__event_over(engine, call)) return 0;
    acd__call_end(engine, call, open_exit_reason(node, exit), 1);
    return 0;
  }
  call->flow_node = to;
  return 1;
}

/* As many pieces of work in a step count as a step more. */
#define WORK_STEP 64

/* Steps until the call waits for somebody or has ended. */
static void walk(acd_engine *engine, acd__call *call)
{
  uint64_t work;
  for (int64_t steps = 0; steps < engine->world.centre.steps_max;
       steps += 1 + (int64_t)((engine->work - work) / WORK_STEP)) {
    work = engine->work;
    if (acd__call_beside(call) && !acd__node_may_wait(call->flow->nodes[call->flow_node].kind)) {
      (void)acd__event_over(engine, call);
      return;
    }
    int32_t exit = step(engine, call, &call->flow->nodes[call->flow_node]);
    if (exit == ACD__NODE_WAITS || exit == ACD__NODE_ENDED) return;
    if (exit != ACD__NODE_MOVED && !take_exit(engine, call, exit)) return;
  }
  acd__log(engine, ACD_LOG_WARNING, "a call made too many steps without waiting in flow", call->flow->name->text);
  if (acd__call_beside(call))
    (void)acd__event_over(engine, call);
  else
    acd__call_end(engine, call, ACD_END_FAILED, 1);
}

/* The caller is with the flow from here on, unless a step leads elsewhere. */
void acd__flow_walk(acd_engine *engine, acd__call *call)
{
  acd__node_stay(engine, call);
  walk(engine, call);
}

void acd__flow_enter(acd_engine *engine, acd__call *call, acd__flow *flow)
{
  acd__flow_switch(engine, call, flow);
  acd__flow_walk(engine, call);
}

void acd__flow_continue(acd_engine *engine, acd__call *call, int32_t exit)
{
  if (take_exit(engine, call, exit)) acd__flow_walk(engine, call);
}
