/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Events: to the KPIs, and to the sink if there is one. Every event of a life costs what is done here, so the record is the
 * engine's and is written once, field by field; what only some kinds carry has a function of its own.
 */
#ifndef ACD__ENGINE_EVENT_H
#define ACD__ENGINE_EVENT_H

#include "kpi/count.h"

/* event.c: these complete `told`, whose kind and values are set, and tell the sink. */
void acd__event_tell(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent);
void acd__event_tell_reason(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                            int64_t reason);
void acd__event_tell_flow(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                          acd_id flow);
/* With the text that is of its kind. */
void acd__event_tell_text(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent);
/* Of a callback, a booking, a task: these kinds alone name campaigns and plans of slots. */
void acd__event_tell_plan(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                          int64_t reason);
/* With what the agent's new state is about. */
void acd__event_tell_state(acd_engine *engine, const acd__agent *agent, int64_t reason);
/* `value` is the call that it followed, and not told. */
void acd__event_tell_wrapup(acd_engine *engine, const acd__queue *queue, const acd__agent *agent, int64_t channel);

/* Of a conversation, whose call may have ended. */
void acd__event_tell_mark(acd_engine *engine, const acd__call *call, const acd__queue *queue, const acd__agent *agent,
                          acd_id ended);

/* Tells an event. `more` is the not-ready reason of an agent's state or presence, the reason of QUEUE_ENTERED,
 * CONVERSATION_ENDED, SLOT and ESTIMATED, the flow of CALL_ENDED, SEGMENT and FLOW_EXIT; of a mark the
 * call; of a wrap-up the number of its channel, and `value` the call.
 * Inline with a constant kind, and with single values instead of a record, so that without a sink only the KPIs' additions remain. */
__attribute__((always_inline)) static inline void acd__event(acd_engine *engine, uint32_t kind, acd__call *call,
                                                             acd__queue *queue, acd__agent *agent, int64_t value_us,
                                                             int64_t value, int64_t detail, int64_t more)
{
  acd_event event = {
      .kind = kind, .time_us = engine->now_us, .value_us = value_us, .value = value, .reason = more, .detail = detail};
  engine->told.sequence++;
  acd__kpi_event(&engine->kpi, &event, queue ? &queue->kpi : NULL, agent ? &agent->kpi : NULL);
  if (!engine->sink) return;
  engine->told.kind = kind;
  engine->told.value_us = value_us;
  engine->told.value = value;
  engine->told.detail = detail;
  switch (kind) {
  case ACD_EVENT_AGENT_STATE: acd__event_tell_state(engine, agent, more); break;
  case ACD_EVENT_QUEUE_ENTERED:
  case ACD_EVENT_CONVERSATION_ENDED:
  case ACD_EVENT_ESTIMATED:
  case ACD_EVENT_PRESENCE: acd__event_tell_reason(engine, call, queue, agent, more); break;
  case ACD_EVENT_CALL_ENDED:
  case ACD_EVENT_SEGMENT:
  case ACD_EVENT_FLOW_EXIT: acd__event_tell_flow(engine, call, queue, agent, more); break;
  case ACD_EVENT_CALL_ARRIVED:
  case ACD_EVENT_TOGGLED: acd__event_tell_text(engine, call, queue, agent); break;
  case ACD_EVENT_CALLBACK_TAKEN:
  case ACD_EVENT_CALLBACK_ATTEMPT:
  case ACD_EVENT_CALLBACK_ENDED:
  case ACD_EVENT_SLOT:
  case ACD_EVENT_CALL_AGAIN: acd__event_tell_plan(engine, call, queue, agent, more); break;
  case ACD_EVENT_WRAPUP_ENDED: acd__event_tell_wrapup(engine, queue, agent, more); break;
  case ACD_EVENT_RATED:
  case ACD_EVENT_RESOLVED: acd__event_tell_mark(engine, call, queue, agent, more); break;
  default: acd__event_tell(engine, call, queue, agent); break;
  }
}

#endif
