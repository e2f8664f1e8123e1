/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "engine/engine.h"
#include "engine/schedule.h"

static acd_id channel_id(const acd_engine *engine, uint32_t number)
{
  return number && engine->channels_at[number] ? engine->channels_at[number]->slot.id : 0;
}

/* What an agent has in hand is about a call that may be gone. */
static void about(const acd_engine *engine, acd_event *event, acd_id call, uint32_t channel)
{
  int status;
  const acd__call *found = acd__pool_find(&engine->calls, call, &status);
  event->call = call;
  event->call_ref = found ? found->host_ref : 0;
  event->channel = channel_id(engine, channel);
}

static void add_flow(const acd_engine *engine, acd_event *event)
{
  int status;
  const acd__flow *flow = acd__pool_find(&engine->flows, event->flow, &status);
  if (!flow) return;
  event->flow_name = acd__string_text(flow->name);
  if (event->kind != ACD_EVENT_SEGMENT && event->value >= 0 && event->value < flow->nodes_count)
    event->text = acd__string_text(flow->nodes[event->value].name);
}

static void add_text(const acd_engine *engine, const acd__call *call, acd_event *event)
{
  const acd__slot_plan *plan;
  const acd__toggle *toggle;
  int status;
  switch (event->kind) {
  case ACD_EVENT_CALL_ARRIVED: event->text = acd__texts_number(&call->texts); break;
  case ACD_EVENT_CALL_ENDED:
  case ACD_EVENT_SEGMENT:
  case ACD_EVENT_FLOW_EXIT: add_flow(engine, event); break;
  case ACD_EVENT_CALLBACK_TAKEN:
  case ACD_EVENT_CALLBACK_ATTEMPT:
  case ACD_EVENT_CALLBACK_ENDED: event->text = acd__string_text(call->callback->plan->name); break;
  case ACD_EVENT_SLOT:
    plan = acd__pool_find(&engine->slot_plans, event->value, &status);
    if (plan) event->text = acd__string_text(plan->name);
    break;
  case ACD_EVENT_TOGGLED:
    toggle = acd__pool_find(&engine->toggles, event->value, &status);
    if (toggle) event->text = acd__string_text(toggle->name);
    break;
  default: break;
  }
}

void acd__event_tell(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__queue *queue,
                     const acd__agent *agent, int64_t value_us, int64_t value, int64_t detail, int64_t more)
{
  int more_is_reason = kind == ACD_EVENT_AGENT_STATE || kind == ACD_EVENT_PRESENCE || kind == ACD_EVENT_QUEUE_ENTERED ||
                       kind == ACD_EVENT_CONVERSATION_ENDED;
  int is_wrapup = kind == ACD_EVENT_WRAPUP_ENDED;
  acd_event event = {
      .size = sizeof event,
      .kind = kind,
      .sequence = engine->event_sequence,
      .time_us = engine->now_us,
      .call = call ? acd__call_main(call)->slot.id : 0,
      .queue = queue ? queue->slot.id : 0,
      .agent = agent ? agent->slot.id : 0,
      .flow = more_is_reason || is_wrapup ? 0 : more,
      .value_us = value_us,
      .value = is_wrapup ? 0 : value,
      .reason = more_is_reason ? more : 0,
      .detail = detail,
      .call_ref = call ? call->host_ref : 0,
      .agent_ref = agent ? agent->host_ref : 0,
      .channel = call ? channel_id(engine, call->channel) : 0,
      .wall_us = acd__wall_now(engine),
      .queue_name = queue ? acd__string_text(queue->name) : "",
      .agent_name = agent ? acd__string_text(agent->name) : "",
      .flow_name = "",
      .caller = call ? acd__texts_caller(&acd__call_main(call)->texts) : "",
      .text = "",
  };
  const acd__line *engaged = kind == ACD_EVENT_AGENT_STATE ? acd__line_engaged(agent) : NULL;
  if (engaged) about(engine, &event, engaged->call_id, engaged->channel);
  if (is_wrapup) about(engine, &event, value, (uint32_t)more);
  add_text(engine, call, &event);
  engine->sink(engine->sink_user, &event);
}

void acd__log(acd_engine *engine, int level, const char *text, const char *name)
{
  if (!engine->log) return;
  char buffer[400];
  acd__text line = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&line, text);
  if (name) {
    acd__text_add(&line, " \"");
    acd__text_add(&line, name);
    acd__text_add(&line, "\"");
  }
  engine->log(engine->log_user, level, buffer);
}
