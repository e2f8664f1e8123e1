/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* So many in all, those in use included. */
static int reserve_all(acd__pool *pool, size_t count)
{
  return (size_t)pool->live + pool->free >= count ? ACD_OK : acd__pool_grow(pool, count - pool->live);
}

int acd__sides_make(acd_engine *engine, const acd__world *world, const acd__provided *provided, size_t calls_more,
                    size_t proxies_more)
{
  size_t calls = engine->calls.live + calls_more;
  size_t proxies = provided->proxies + engine->proxies_asked + proxies_more;
  int status = reserve_all(&engine->proxies, proxies);
  if (!status) status = reserve_all(&engine->frames, provided->frames);
  if (!status && world->announces) status = reserve_all(&engine->tellings, calls + proxies);
  return !status && world->paces ? reserve_all(&engine->paces, calls + proxies) : status;
}

void acd__sides_take(acd_engine *engine, acd__call *call)
{
  if (engine->world.announces && !call->telling) {
    call->telling = acd__pool_take(&engine->tellings);
    call->telling->call = call;
    call->telling->timer.timer.kind = ACD__TIMER_TELLING;
  }
  if (engine->world.paces && !call->pace) {
    acd__pace *pace = acd__pool_take(&engine->paces);
    pace->call = call;
    pace->slice.kind = ACD__TIMER_CALL_SLICE;
    pace->more.kind = ACD__TIMER_CALL_MORE;
    pace->step.kind = ACD__TIMER_CALL_STEP;
    call->pace = pace;
  }
}

void acd__pace_rings(acd_engine *engine, acd__pace *pace)
{
  acd__timers_disarm(&engine->timers, &pace->slice);
  acd__timers_disarm(&engine->timers, &pace->more);
}

void acd__pace_stop(acd_engine *engine, acd__pace *pace)
{
  acd__pace_rings(engine, pace);
  acd__timers_disarm(&engine->timers, &pace->step);
  pace->more_count = 0;
}

void acd__call_segment_end(acd_engine *engine, acd__call *call)
{
  int talks = call->segment == ACD_SEGMENT_AGENT || call->segment == ACD_SEGMENT_CONSULTATION;
  acd__agent *agent = talks ? acd__call_agent(call) : NULL;
  acd__event(engine, ACD_EVENT_SEGMENT, call, call->segment == ACD_SEGMENT_QUEUE ? call->queue : NULL, agent,
             engine->now_us - call->segment_since_us, 0, call->segment,
             call->segment == ACD_SEGMENT_FLOW && call->flow ? call->flow->slot.id : 0);
}

int acd__call_attribute_limit(const acd_engine *engine, const acd__call *call, const acd__texts_pair *pair,
                              size_t value_size)
{
  const acd__texts *texts = &call->texts;
  if (value_size && !pair->at && texts->attributes_count >= engine->options[ACD_OPTION_ATTRIBUTES_MAX])
    return ACD_OPTION_ATTRIBUTES_MAX;
  int64_t growth = acd__texts_growth(texts, pair, value_size);
  return growth > 0 && texts->used + growth > engine->options[ACD_OPTION_TEXT_MAX] ? ACD_OPTION_TEXT_MAX : 0;
}

static void send_hangup(acd_engine *engine, acd__call *call, uint32_t reason)
{
  const acd__line *asks = call->is_consult ? call->consult->line : NULL;
  acd__action *action = acd__action_new(engine, ACD_ACTION_HANGUP, call, asks ? asks->agent : NULL);
  action->device_id = asks && asks->device ? asks->device->slot.id : 0;
  action->reason = (uint8_t)reason;
  acd__action_send(engine, action, engine->world.centre.request_lane);
}

void acd__call_end(acd_engine *engine, acd__call *call, uint32_t reason, int hangup)
{
  if (call->callback && call->callback->stage) acd__callback_over(engine, call, ACD_CALLBACK_CANCELLED);
  if (call->callback && !call->is_consult) acd__booking_release(engine, call->callback);
  acd__action_end(engine, call->media);
  acd__recording_drop(engine, call);
  if (hangup) send_hangup(engine, call, reason);
  acd__call_segment(engine, call, 0);
  int64_t length_us = engine->now_us - call->arrived_us;
  if (call->is_consult) {
    acd__call *parent = call->consult;
    parent->consult = NULL;
    acd__recording_mark(engine, parent);
    acd__event(engine, ACD_EVENT_CONSULTATION_ENDED, call, NULL, acd__call_agent(parent), length_us, parent->slot.id,
               reason, 0);
  } else {
    const acd__flow *flow = call->flow;
    acd__event(engine, ACD_EVENT_CALL_ENDED, call, NULL, NULL, length_us, flow ? call->flow_node : 0, reason,
               flow ? flow->slot.id : 0);
  }
  acd__flow_leave(engine, call);
  acd__provision_give(engine, call);
  acd__timers_disarm(&engine->timers, &call->timer);
  if (call->telling) acd__pool_give(&engine->tellings, call->telling);
  if (call->pace) acd__pool_give(&engine->paces, call->pace);
  acd__texts_release(&call->texts, &engine->memory);
  acd__call_channel(engine, call, 0);
  acd__needs_drop(&engine->needs, call->needs);
  acd__callback_free(engine, call);
  acd__call_preferred_free(engine, call);
  acd__pool_give(&engine->calls, call);
}

void acd__call_preferred_free(acd_engine *engine, acd__call *call)
{
  acd__preferred *list = call->preferred;
  if (list) acd__memory_give(&engine->memory, list, sizeof *list + list->count * sizeof list->agents[0]);
  call->preferred = NULL;
}

void acd__line_let_go(acd_engine *engine, acd__call *call)
{
  acd__line *line = call->line;
  if (!line) return;
  call->line = NULL;
  acd__action_end(engine, line->request);
  acd__action_notice(engine, ACD_ACTION_RELEASE, call, line);
  line->call = NULL;
  line->accepted = 0;
  line->queue = NULL;
}

void acd__call_gone(acd_engine *engine, acd__call *call, int lost, int hangup)
{
  uint32_t reason = lost ? ACD_END_LOST_BY_HOST : ACD_END_IN_FLOW;
  acd__line *line = NULL;
  switch (call->state) {
  case ACD_CALL_STATE_CONNECTING:
  case ACD_CALL_STATE_WAITING: {
    line = call->line;
    int was_reached = call->callback && call->callback->stage;
    if (!lost) reason = was_reached ? ACD_END_CALLBACK : ACD_END_ABANDONED;
    if (line) acd__whisper_end(engine, call);
    acd__line_let_go(engine, call); /* as if it had not been asked */
    int64_t wait_us = engine->now_us - call->queued_us;
    int64_t left = wait_us <= engine->world.centre.short_abandon_us ? ACD_LEAVE_ABANDONED_SHORT : ACD_LEAVE_ABANDONED;
    if (call->is_consult) left = ACD_LEAVE_CANCELLED;
    if (was_reached) left = ACD_LEAVE_CALLBACK_OUT;
    if (call->direct)
      acd__direct_leave(engine, call);
    else
      acd__queue_leave(engine, call, lost ? ACD_LEAVE_DISCONNECTED : left, NULL);
    acd__call_end(engine, call, reason, hangup);
    if (line) acd__line_end(engine, line);
    return;
  }
  case ACD_CALL_STATE_TALKING:
  case ACD_CALL_STATE_HELD:
    if (!lost) reason = ACD_END_COMPLETED;
    line = acd__conversation_end(engine, call, lost ? ACD_CONVERSATION_LOST : ACD_CONVERSATION_CALLER, 1);
    break;
  case ACD_CALL_STATE_PARKED:
    if (!lost) reason = ACD_END_ABANDONED;
    break;
  case ACD_CALL_STATE_LEAVING:
    if (!lost) reason = ACD_END_COMPLETED;
    break;
  default: /* most callers end their message by hanging up */
    if (!lost) reason = acd__event_reason(call, reason);
    if (!lost && call->media && call->media->kind == ACD_ACTION_VOICEMAIL) reason = ACD_END_VOICEMAIL;
    break;
  }
  acd__call_end(engine, call, reason, hangup);
  if (line) acd__line_after(engine, line);
}

void acd__call_exit(acd_engine *engine, acd__call *call, int32_t exit)
{
  if (exit == ACD__EXIT_SWITCHED) {
    acd__flow_walk(engine, call);
    return;
  }
  if (call->flow) {
    acd__flow_continue(engine, call, exit);
    return;
  }
  static const struct {
    int32_t exit;
    uint32_t reason;
  } ends[] = {{ACD_EXIT_TIMEOUT, ACD_END_TIMEOUT},  {ACD_EXIT_AT_CAPACITY, ACD_END_REJECTED},
              {ACD_EXIT_CLOSED, ACD_END_REJECTED},  {ACD_EXIT_NO_AGENTS, ACD_END_NO_AGENTS},
              {ACD_EXIT_KEY_PRESSED, ACD_END_FLOW}, {ACD_EXIT_NEXT, ACD_END_COMPLETED}};
  uint32_t reason = ACD_END_FAILED;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (ends[i].exit == exit) reason = ends[i].reason;
  acd__call_end(engine, call, reason, 1);
}
