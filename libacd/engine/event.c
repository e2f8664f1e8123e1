/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "engine/engine.h"

/* Names and references are for readers outside: the KPIs are told by the rows. */
static void tell_outside(acd_engine *engine, acd__fact *fact)
{
  acd_event *event = &fact->event;
  event->size = sizeof *event;
  event->sequence = engine->event_sequence;
  if (fact->call) {
    event->call = fact->call->slot.id;
    event->call_ref = fact->call->host_ref;
  }
  if (fact->agent) {
    event->agent = fact->agent->slot.id;
    event->agent_ref = fact->agent->host_ref;
  }
  if (fact->queue) event->queue = fact->queue->slot.id;
  engine->sink(engine->sink_user, event);
}

void acd__event(acd_engine *engine, acd__fact *fact)
{
  engine->event_sequence++;
  fact->event.time_us = engine->now_us;
  acd__kpi_event(&engine->kpi, &fact->event, fact->queue ? &fact->queue->kpi : NULL,
                 fact->agent ? &fact->agent->kpi : NULL);
  if (engine->sink) tell_outside(engine, fact);
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
