/* SPDX-License-Identifier: Apache-2.0 */
/* Agents: conversations, wrap-ups, states. */
#include "history/count.h"

void acd__history_handled(acd_history *history, acd__history_row *agent)
{
  for (uint32_t i = 0; i < agent->pending_count; i++)
    acd__history_sample(history, agent->pending[i].queue, ACD_DISTRIBUTION_HANDLE, agent->pending[i].handle_us);
  agent->pending_count = 0;
}

static acd__history_pending pending_take(acd__history_row *agent, uint32_t at)
{
  acd__history_pending taken = agent->pending[at];
  agent->pending_count--;
  for (; at < agent->pending_count; at++) agent->pending[at] = agent->pending[at + 1];
  return taken;
}

/* A conversation is over; its wrap-up follows, or none does. */
static void handle(acd_history *history, const acd_event *event, acd__history_row *queue, acd__history_row *agent)
{
  if (!queue || !queue->distributions) return;
  int64_t handle_us = event->value_us + event->value;
  if (agent && event->reason && !agent->pending)
    agent->pending = acd__memory_array(&history->memory, ACD__PENDING_MAX, sizeof *agent->pending);
  if (!agent || !event->reason || !agent->pending) {
    acd__history_sample(history, queue, ACD_DISTRIBUTION_HANDLE, handle_us);
    return;
  }
  if (agent->pending_count == ACD__PENDING_MAX) {
    acd__history_pending first = pending_take(agent, 0);
    acd__history_sample(history, first.queue, ACD_DISTRIBUTION_HANDLE, first.handle_us);
  }
  agent->pending[agent->pending_count++] = (acd__history_pending){event->call, queue, handle_us};
}

static void wrapped_up(acd_history *history, const acd_event *event, acd__history_row *agent)
{
  for (uint32_t i = agent ? agent->pending_count : 0; i-- > 0;) {
    if (agent->pending[i].call != event->call) continue;
    acd__history_pending found = pending_take(agent, i);
    acd__history_sample(history, found.queue, ACD_DISTRIBUTION_HANDLE, found.handle_us + event->value_us);
    return;
  }
}

void acd__history_conversation_ended(acd_history *history, const acd_event *event)
{
  acd__history_row *queue_row = acd__history_queue_of(history, event);
  acd__history_row *agent_row = acd__history_agent_of(history, event);
  acd__history_queue *queue = acd__history_counts_of(history, queue_row);
  acd__count_conversation_ended(event, queue ? &queue->kpi : NULL,
                                agent_row ? acd__history_present(history, agent_row) : NULL);
  acd__count_conversation_ended(event, NULL, acd__history_member_of(history, event));
  acd__history_sample(history, queue_row, ACD_DISTRIBUTION_TALK, event->value_us);
  acd__history_sample(history, queue_row, ACD_DISTRIBUTION_HOLD, event->value);
  handle(history, event, queue_row, agent_row);
}

void acd__history_wrapup_ended(acd_history *history, const acd_event *event)
{
  acd__history_row *queue_row = acd__history_queue_of(history, event);
  acd__history_row *agent_row = acd__history_agent_of(history, event);
  acd__history_queue *queue = acd__history_counts_of(history, queue_row);
  acd_kpi_agent *agent = agent_row ? acd__history_present(history, agent_row) : NULL;
  acd_kpi_agent *member = acd__history_member_of(history, event);
  if (queue) queue->more.wrapups++;
  if (queue) acd__kpi_lengthen(&queue->kpi.wrapup_us, event->value_us);
  if (agent) acd__kpi_lengthen(&agent->wrapup_us, event->value_us);
  if (member) acd__kpi_lengthen(&member->wrapup_us, event->value_us);
  acd__history_sample(history, queue_row, ACD_DISTRIBUTION_WRAPUP, event->value_us);
  wrapped_up(history, event, agent_row);
}

void acd__history_agent_state(acd_history *history, const acd_event *event)
{
  acd__history_row *row = acd__history_agent_of(history, event);
  if (!row) return;
  int64_t before = event->value, state = event->detail, count = row->lasts;
  void *present = acd__history_present(history, row);
  acd__history_lasts(history, row, present, count);
  if (before > ACD_AGENT_STATE_LOGGED_OUT && before < ACD__STATES && row->states[before]) {
    row->states[before]--;
    row->lasts--;
  }
  if (state > ACD_AGENT_STATE_LOGGED_OUT && state < ACD__STATES) {
    row->states[state]++;
    row->lasts++;
  }
}
