/* SPDX-License-Identifier: Apache-2.0 */
/* Agents: conversations, wrap-ups, states. */
#include "history/count.h"

/* Out of the way of what is usual. */
#define SELDOM __attribute__((noinline)) static void

static void handled(acd_history *history, const acd__history_pending *of, int64_t wrapup_us)
{
  acd__history_touch(history, of->queue);
  acd__history_sample(history, of->queue, ACD_DISTRIBUTION_HANDLE, of->handle_us + wrapup_us);
}

void acd__history_handled(acd_history *history, acd__history_row *agent)
{
  for (uint32_t i = 0; i < agent->pending_count; i++) handled(history, &agent->pending[i], 0);
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
static void pend(acd_history *history, const acd_event *event, acd__history_row *queue, acd__history_row *agent)
{
  acd__history_pending pending = {event->call, queue, event->value_us + event->value};
  if (agent && event->reason && !agent->pending)
    agent->pending = acd__memory_array(&history->memory, ACD__PENDING_MAX, sizeof *agent->pending);
  if (!agent || !event->reason || !agent->pending) {
    handled(history, &pending, 0);
    return;
  }
  if (agent->pending_count == ACD__PENDING_MAX) {
    acd__history_pending first = pending_take(agent, 0);
    handled(history, &first, 0);
  }
  agent->pending[agent->pending_count++] = pending;
}

SELDOM sample_conversation(acd_history *history, const acd_event *event)
{
  acd__history_about about = history->recent.both;
  acd__history_sample(history, about.queue, ACD_DISTRIBUTION_TALK, event->value_us);
  acd__history_sample(history, about.queue, ACD_DISTRIBUTION_HOLD, event->value);
  pend(history, event, about.queue, about.agent);
}

SELDOM sample_wrapup(acd_history *history, const acd_event *event)
{
  acd__history_about about = history->recent.both;
  if (about.queue) acd__history_sample(history, about.queue, ACD_DISTRIBUTION_WRAPUP, event->value_us);
  for (uint32_t i = about.agent ? about.agent->pending_count : 0; i-- > 0;) {
    if (about.agent->pending[i].call != event->call) continue;
    acd__history_pending found = pending_take(about.agent, i);
    handled(history, &found, event->value_us);
    return;
  }
}

void acd__history_conversation_ended(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_both(history, event)) return;
  acd__history_about about = history->recent.both;
  acd__history_queue *queue = acd__history_queue_figures(about.queue);
  if (queue) acd__count_conversation_ended(event, &queue->kpi, NULL);
  if (about.agent) acd__count_conversation_ended(event, NULL, (acd_kpi_agent *)about.agent->figures);
  if (about.member) acd__count_conversation_ended(event, NULL, (acd_kpi_agent *)about.member->figures);
  if (!queue || !about.queue->distributions) return;
  acd__history_row *agent = about.agent;
  acd__history_place talk = acd__history_place_of(about.queue, ACD_DISTRIBUTION_TALK, event->value_us);
  acd__history_place hold = acd__history_place_of(about.queue, ACD_DISTRIBUTION_HOLD, event->value);
  if (!talk.block || !hold.block || !event->reason || !agent || !agent->pending ||
      agent->pending_count == ACD__PENDING_MAX) {
    sample_conversation(history, event);
    return;
  }
  acd__histogram_up(talk.block, talk.bucket);
  acd__histogram_up(hold.block, hold.bucket);
  agent->pending[agent->pending_count++] =
      (acd__history_pending){event->call, about.queue, event->value_us + event->value};
}

void acd__history_wrapup_ended(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_both(history, event)) return;
  acd__history_about about = history->recent.both;
  acd__history_queue *queue = acd__history_queue_figures(about.queue);
  acd__history_row *agent = about.agent;
  if (agent) acd__kpi_lengthen(&acd__history_agent_figures(agent)->wrapup_us, event->value_us);
  if (about.member) acd__kpi_lengthen(&acd__history_agent_figures(about.member)->wrapup_us, event->value_us);
  if (queue) {
    queue->more.wrapups++;
    acd__kpi_lengthen(&queue->kpi.wrapup_us, event->value_us);
  }
  if (queue && about.queue->distributions && agent && agent->pending_count == 1) {
    const acd__history_pending *of = &agent->pending[0];
    acd__history_place wrapup = acd__history_place_of(about.queue, ACD_DISTRIBUTION_WRAPUP, event->value_us);
    acd__history_place handle =
        acd__history_place_of(about.queue, ACD_DISTRIBUTION_HANDLE, of->handle_us + event->value_us);
    if (wrapup.block && handle.block && of->queue == about.queue && of->call == event->call) {
      acd__histogram_up(wrapup.block, wrapup.bucket);
      acd__histogram_up(handle.block, handle.bucket);
      agent->pending_count = 0;
      return;
    }
  }
  sample_wrapup(history, event);
}

/* Several agents of one name, which is seldom, or none so far. */
SELDOM settled(acd_history *history, const acd_event *event)
{
  acd__history_row *row = history->recent.agent_row;
  acd__history_row_settle(row, history->time_us, row->figures);
  row->since_us = history->time_us;
  acd__history_agent_state(history, event);
}

void acd__history_agent_state(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_agent(history, event)) return;
  acd__history_row *row = history->recent.agent_row;
  if (!row) return;
  int64_t before = event->value, state = event->detail;
  int64_t length_us = history->time_us - row->since_us;
  if (length_us > 0) {
    if (row->lasts != 1 || !row->states[row->state]) {
      settled(history, event);
      return;
    }
    acd__count_state_lasted(acd__history_agent_figures(row), row->state, length_us);
    row->since_us = history->time_us;
  }
  if (before > ACD_AGENT_STATE_LOGGED_OUT && before < ACD__STATES && row->states[before]) {
    row->states[before]--;
    row->lasts--;
  }
  if (state > ACD_AGENT_STATE_LOGGED_OUT && state < ACD__STATES) {
    row->states[state]++;
    row->state = (uint32_t)state;
    row->lasts++;
  }
}

void acd__history_mark(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_both(history, event)) return;
  acd__history_about about = history->recent.both;
  acd__history_queue *queue = acd__history_queue_figures(about.queue);
  acd__count_mark(event, acd__kpi_queue_marks(queue ? &queue->kpi : NULL));
  acd__count_mark(event, acd__kpi_agent_marks(acd__history_agent_figures(about.agent)));
  acd__count_mark(event, acd__kpi_agent_marks(acd__history_agent_figures(about.member)));
}
