/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "engine/engine.h"
#include "engine/schedule.h"

#define ALWAYS_INLINE __attribute__((always_inline)) static inline
/* Out of the way of what is usual. */
#define SELDOM __attribute__((noinline)) static void

ALWAYS_INLINE acd_id channel_id(const acd_engine *engine, uint32_t number)
{
  const acd__channel *channel = number ? engine->channels_at[number] : NULL;
  return channel ? channel->slot.id : 0;
}

/* What every event has. What few have, flow, texts and dates, is none but while an event is told that has it. */
ALWAYS_INLINE acd_event *begin(acd_engine *engine)
{
  acd_event *told = &engine->told;
  told->time_us = engine->now_us;
  told->wall_us = acd__wall_now(engine);
  told->reason = 0;
  return told;
}

ALWAYS_INLINE void add_call(acd_engine *engine, acd_event *told, const acd__call *call)
{
  if (!call) {
    told->call = told->call_ref = told->channel = 0;
    told->caller = "";
    return;
  }
  const acd__call *self = acd__call_main(call);
  told->call = self->slot.id;
  told->caller = acd__texts_caller(&self->texts);
  told->call_ref = call->host_ref;
  told->channel = channel_id(engine, call->channel);
}

ALWAYS_INLINE void add_queue(acd_event *told, const acd__queue *queue)
{
  told->queue = queue ? queue->slot.id : 0;
  told->queue_name = queue ? queue->name->text : "";
}

ALWAYS_INLINE void add_agent(acd_event *told, const acd__agent *agent)
{
  if (!agent) {
    told->agent = told->agent_ref = 0;
    told->agent_name = "";
    return;
  }
  told->agent = agent->slot.id;
  told->agent_ref = agent->host_ref;
  told->agent_name = agent->name->text;
}

ALWAYS_INLINE acd_event *fill(acd_engine *engine, const acd__call *call, const acd__queue *queue,
                              const acd__agent *agent)
{
  acd_event *told = begin(engine);
  add_call(engine, told, call);
  add_queue(told, queue);
  add_agent(told, agent);
  return told;
}

void acd__event_tell(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent)
{
  engine->sink(engine->sink_user, fill(engine, call, queue, agent));
}

void acd__event_tell_reason(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                            int64_t reason)
{
  acd_event *told = fill(engine, call, queue, agent);
  told->reason = reason;
  engine->sink(engine->sink_user, told);
}

SELDOM tell_in_flow(acd_engine *engine, acd_id flow)
{
  acd_event *told = &engine->told;
  int status;
  const acd__flow *found = acd__pool_find(&engine->flows, flow, &status);
  told->flow = flow;
  if (found) {
    told->flow_name = found->name->text;
    if (told->kind != ACD_EVENT_SEGMENT && told->value >= 0 && told->value < found->nodes_count)
      told->text = acd__string_text(found->nodes[told->value].name);
  }
  engine->sink(engine->sink_user, told);
  told->flow = 0;
  told->flow_name = "";
  told->text = "";
}

void acd__event_tell_flow(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                          acd_id flow)
{
  acd_event *told = fill(engine, call, queue, agent);
  if (flow)
    tell_in_flow(engine, flow);
  else
    engine->sink(engine->sink_user, told);
}

static const char *text_of(const acd_engine *engine, const acd__call *call, const acd_event *told)
{
  int status;
  if (told->kind == ACD_EVENT_CALL_ARRIVED) return acd__texts_number(&call->texts);
  const acd__toggle *toggle = acd__pool_find(&engine->toggles, told->value, &status);
  return toggle ? toggle->name->text : "";
}

void acd__event_tell_text(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent)
{
  acd_event *told = fill(engine, call, queue, agent);
  told->text = text_of(engine, call, told);
  engine->sink(engine->sink_user, told);
  told->text = "";
}

/* What is only held is not booked. */
static void add_callback(acd_event *told, const acd__callback *callback)
{
  int is_booked = told->kind != ACD_EVENT_CALLBACK_TAKEN && !callback->booking.held;
  const acd__slot_plan *plan = is_booked ? callback->booking.plan : NULL;
  told->text = callback->plan->name->text;
  if (callback->campaign) told->campaign_name = callback->campaign->name->text;
  if (plan) told->slot_plan_name = plan->name->text;
}

static void add_booking(acd_event *told, const acd__callback *callback)
{
  const acd__booking *booking = &callback->booking;
  if (callback->plan) told->text = callback->plan->name->text;
  told->slot_plan_name = booking->plan->name->text;
  told->local_date = acd__civil_number(booking->local.day);
  told->local_clock_us = booking->local.clock_us;
}

void acd__event_tell_plan(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                          int64_t reason)
{
  acd_event *told = fill(engine, call, queue, agent);
  switch (told->kind) {
  case ACD_EVENT_SLOT: add_booking(told, call->callback); break;
  case ACD_EVENT_CALL_AGAIN: told->campaign_name = call->queue->config->call_again->name->text; break;
  default: add_callback(told, call->callback); break;
  }
  told->reason = reason;
  engine->sink(engine->sink_user, told);
  told->text = told->campaign_name = told->slot_plan_name = "";
  told->local_date = told->local_clock_us = 0;
}

void acd__event_tell_mark(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                          acd_id ended)
{
  acd_event *told = fill(engine, call, queue, agent);
  if (!call) told->call = ended;
  engine->sink(engine->sink_user, told);
}

/* What an agent has in hand is about a call that may be gone. */
static inline void about(acd_engine *engine, acd_event *told, const acd__call *found, acd_id call, uint32_t channel)
{
  int status;
  if (!found || found->is_proxy) found = acd__pool_find(&engine->calls, call, &status);
  told->call = call;
  told->caller = "";
  told->call_ref = found ? found->host_ref : 0;
  told->channel = channel_id(engine, channel);
}

/* `engaged` NULL: it is about nothing. */
ALWAYS_INLINE void tell_state(acd_engine *engine, const acd__agent *agent, int64_t reason, const acd__line *engaged)
{
  acd_event *told = begin(engine);
  add_agent(told, agent);
  add_queue(told, NULL);
  told->reason = reason;
  if (engaged)
    about(engine, told, engaged->call, engaged->call_id, engaged->channel);
  else
    add_call(engine, told, NULL);
  engine->sink(engine->sink_user, told);
}

SELDOM tell_state_of_lines(acd_engine *engine, const acd__agent *agent, int64_t reason)
{
  tell_state(engine, agent, reason, acd__line_engaged(agent));
}

void acd__event_tell_state(acd_engine *engine, const acd__agent *agent, int64_t reason)
{
  if (agent->line.next)
    tell_state_of_lines(engine, agent, reason);
  else
    tell_state(engine, agent, reason, agent->line.state && agent->line.state == agent->state ? &agent->line : NULL);
}

void acd__event_tell_wrapup(acd_engine *engine, const acd__queue *queue, const acd__agent *agent, int64_t channel)
{
  acd_event *told = begin(engine);
  add_queue(told, queue);
  add_agent(told, agent);
  about(engine, told, NULL, told->value, (uint32_t)channel);
  told->value = 0;
  engine->sink(engine->sink_user, told);
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
