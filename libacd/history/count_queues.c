/* SPDX-License-Identifier: Apache-2.0 */
/* Queues: who comes and goes, how long they wait, who is offered and answers. */
#include "history/count.h"

void acd__history_sample_first(acd_history *history, acd__history_row *queue, int of, int64_t us)
{
  acd__histogram *histogram = &queue->distributions->of[ACD__FIGURES_PRESENT][of - 1];
  if (acd__histogram_add(&history->memory, histogram, acd__histogram_bucket(us), 1)) history->lost++;
}

/* So many wait from here on. */
static inline void waiting(const acd_history *history, acd__history_row *row, acd__history_queue *queue, int64_t count)
{
  int64_t length_us = history->time_us - row->since_us;
  if (length_us > 0) acd__history_waited(row, length_us, queue);
  row->since_us = history->time_us;
  row->lasts = count;
}

void acd__history_entered(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_queue(history, event)) return;
  if (acd__history_seeks_call(history, event)) return;
  acd__history_map_entry *call = history->call_live;
  acd__history_row *row = history->recent.queue_row;
  if (call && call->row && !(call->flags & ACD__CALL_QUEUED)) {
    call->flags |= ACD__CALL_QUEUED;
    acd__history_number_of(history, call)->queued++;
  }
  if (!row) return;
  acd__history_queue *queue = acd__history_queue_figures(row);
  waiting(history, row, queue, row->lasts + 1);
  acd__count_queue_entered(&queue->kpi, event->detail);
  queue->more.waiting_start += event->detail == ACD_ENTER_ALSO;
}

/* The wait that a service level goes by; since arrival as far as that is known. */
static int64_t wait_of(const acd__history_level *level, const acd__history_map_entry *call, const acd_event *event)
{
  return call && level->defined.wait_from == ACD_WAIT_FROM_ARRIVAL ? event->time_us - call->time_us : event->value_us;
}

/* Who was answered, gave up or took a callback, by each service level: what the figures of the queue do not count. */
static void count_levels(const acd_history *history, acd__history_queue *queue, const acd__history_map_entry *call,
                         const acd_event *event)
{
  for (size_t i = 0; i < history->levels_count; i++) {
    const acd__history_level *level = &history->levels[i];
    acd__history_within *counts = &queue->within[i];
    int64_t wait_us = wait_of(level, call, event);
    int is_within = wait_us <= level->within_us;
    switch (event->detail) {
    case ACD_LEAVE_ANSWERED: counts->answered += i && is_within; break;
    case ACD_LEAVE_CALLBACK: counts->taken += is_within; break;
    default:
      counts->abandoned += i && is_within;
      counts->abandoned_short += wait_us <= level->defined.short_us;
      break;
    }
  }
}

/* Such that the wait since entry is within it if the first service level's wait is within that one. */
static int64_t first_within_us(const acd_history *history, const acd__history_map_entry *call, const acd_event *event)
{
  const acd__history_level *first = &history->levels[0];
  if (first->defined.wait_from == ACD_WAIT_FROM_ENTRY) return first->within_us;
  return wait_of(first, call, event) <= first->within_us ? INT64_MAX : -1;
}

void acd__history_left(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_queue(history, event)) return;
  if (acd__history_seeks_call(history, event)) return;
  acd__history_row *row = history->recent.queue_row;
  if (!row) return;
  acd__history_queue *queue = acd__history_queue_figures(row);
  if (row->lasts > 0)
    waiting(history, row, queue, row->lasts - 1);
  else
    acd__count_queue_entered(&queue->kpi, ACD_ENTER_OFFERED); /* it was there before the first event */
  const acd__history_map_entry *call = history->call_live;
  acd__count_queue_left(&queue->kpi, event->detail, event->value_us, first_within_us(history, call, event));
  switch (event->detail) {
  case ACD_LEAVE_ANSWERED:
    count_levels(history, queue, call, event);
    acd__history_sample(history, row, ACD_DISTRIBUTION_WAIT, event->value_us);
    break;
  case ACD_LEAVE_ABANDONED:
  case ACD_LEAVE_ABANDONED_SHORT:
    count_levels(history, queue, call, event);
    acd__history_sample(history, row, ACD_DISTRIBUTION_ABANDON, event->value_us);
    break;
  case ACD_LEAVE_CALLBACK: count_levels(history, queue, call, event); break;
  case ACD_LEAVE_ALSO: queue->more.waiting_start--; break;
  default: break;
  }
}

static inline void count_answered(acd_kpi_agent *agent, const acd_event *event)
{
  if (!agent) return;
  agent->answered++;
  acd__kpi_lengthen(&agent->wait_us, event->value_us);
}

void acd__history_answered(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_both(history, event)) return;
  if (acd__history_seeks_call(history, event)) return;
  acd__history_about about = history->recent.both;
  acd__history_map_entry *call = history->call_live;
  count_answered(acd__history_agent_figures(about.agent), event);
  count_answered(acd__history_agent_figures(about.member), event);
  if (!event->queue)
    acd__history_calls(history)->direct_answered++;
  else if (about.queue && !event->detail)
    acd__kpi_lengthen(&acd__history_queue_figures(about.queue)->kpi.wait_arrival_us, event->value);
  if (!call || call->flags & ACD__CALL_ANSWERED) return;
  call->flags |= ACD__CALL_ANSWERED;
  acd_history_number *number = acd__history_number_of(history, call);
  if (number) {
    number->answered++;
    acd__kpi_lengthen(&number->wait_us, event->value);
  }
  if (about.queue && call->caller) acd__history_contact(history, call->caller, about.queue);
}

void acd__history_offered(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_both(history, event)) return;
  acd__history_about about = history->recent.both;
  if (about.queue) acd__history_queue_figures(about.queue)->kpi.offers++;
  if (about.agent) acd__history_agent_figures(about.agent)->offers++;
  if (about.member) acd__history_agent_figures(about.member)->offers++;
}

void acd__history_offer_ended(acd_history *history, const acd_event *event)
{
  if (event->detail == ACD_OFFER_ACCEPTED) return;
  if (acd__history_seeks_both(history, event)) return;
  acd__history_about about = history->recent.both;
  acd__history_queue *queue = acd__history_queue_figures(about.queue);
  acd__count_offer_ended(event, queue ? &queue->kpi : NULL, acd__history_agent_figures(about.agent));
  acd__count_offer_ended(event, NULL, acd__history_agent_figures(about.member));
}

void acd__history_estimated(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_queue(history, event)) return;
  acd__history_queue *queue = acd__history_queue_figures(history->recent.queue_row);
  if (queue) acd__count_estimated(event, &queue->kpi);
}

void acd__history_step(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_queue(history, event)) return;
  acd__history_queue *queue = acd__history_queue_figures(history->recent.queue_row);
  if (queue) acd__count_step(event, &queue->kpi);
}
