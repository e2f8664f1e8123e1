/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "engine/engine.h"

void acd__event_tell(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__queue *queue,
                     const acd__agent *agent, int64_t value_us, int64_t value, int64_t detail, int64_t more)
{
  int more_is_reason = kind == ACD_EVENT_AGENT_STATE || kind == ACD_EVENT_PRESENCE;
  acd_event event = {
      .size = sizeof event,
      .kind = kind,
      .sequence = engine->event_sequence,
      .time_us = engine->now_us,
      .call = call ? acd__call_main(call)->slot.id : 0,
      .queue = queue ? queue->slot.id : 0,
      .agent = agent ? agent->slot.id : 0,
      .flow = more_is_reason ? 0 : more,
      .value_us = value_us,
      .value = value,
      .reason = more_is_reason ? more : 0,
      .detail = detail,
      .call_ref = call ? call->host_ref : 0,
      .agent_ref = agent ? agent->host_ref : 0,
  };
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
