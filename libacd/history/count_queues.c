/* SPDX-License-Identifier: Apache-2.0 */
/* Queues: who comes and goes, how long they wait, who is offered and answers; their distributions. */
#include "history/count.h"

void acd__history_sample(acd_history *history, acd__history_row *queue, int of, int64_t us)
{
  if (!queue || !queue->distributions) return;
  int32_t bucket = acd__histogram_bucket(us);
  acd__histogram *interval = &queue->distributions->of[ACD__FIGURES_INTERVAL][of - 1];
  acd__histogram *mark = &queue->distributions->of[ACD__FIGURES_MARK][of - 1];
  acd__history_touch(history, queue);
  if (acd__histogram_add(&history->memory, interval, bucket, 1)) history->lost++;
  if (acd__histogram_add(&history->memory, mark, bucket, 1)) history->lost++;
}

void acd__history_entered(acd_history *history, const acd_event *event, acd__history_row *row)
{
  acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  acd_history_number *number = acd__history_number_of(history, call);
  if (number && !(call->flags & ACD__CALL_QUEUED)) {
    call->flags |= ACD__CALL_QUEUED;
    number->queued++;
  }
  acd__history_queue *queue = acd__history_counts_of(history, row);
  if (!queue) return;
  acd__history_lasts(history, row, queue, row->lasts + 1);
  acd__count_queue_entered(&queue->kpi, event->detail);
  queue->more.waiting_start += event->detail == ACD_ENTER_ALSO;
}

/* The wait that a service level goes by; since arrival as far as that is known. */
static int64_t wait_of(const acd__history_level *level, const acd__history_map_entry *call, const acd_event *event)
{
  return call && level->defined.since == ACD_WAIT_SINCE_ARRIVAL ? event->time_us - call->time_us : event->value_us;
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
  if (first->defined.since == ACD_WAIT_SINCE_ENTRY) return first->within_us;
  return wait_of(first, call, event) <= first->within_us ? INT64_MAX : -1;
}

void acd__history_left(acd_history *history, const acd_event *event, acd__history_row *row)
{
  acd__history_queue *queue = acd__history_counts_of(history, row);
  if (!queue) return;
  if (row->lasts > 0)
    acd__history_lasts(history, row, queue, row->lasts - 1);
  else
    acd__count_queue_entered(&queue->kpi, ACD_ENTER_OFFERED); /* it was there before the first event */
  const acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  acd__count_queue_left(&queue->kpi, event->detail, event->value_us, first_within_us(history, call, event));
  queue->more.waiting_start -= event->detail == ACD_LEAVE_ALSO;
  int is_answered = event->detail == ACD_LEAVE_ANSWERED;
  int is_abandoned = event->detail == ACD_LEAVE_ABANDONED || event->detail == ACD_LEAVE_ABANDONED_SHORT;
  if (!is_answered && !is_abandoned && event->detail != ACD_LEAVE_CALLBACK) return;
  count_levels(history, queue, call, event);
  if (is_answered) acd__history_sample(history, row, ACD_DISTRIBUTION_WAIT, event->value_us);
  if (is_abandoned) acd__history_sample(history, row, ACD_DISTRIBUTION_ABANDON, event->value_us);
}

void acd__history_answered(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_row *queue_row = acd__history_queue_of(history, event);
  acd__history_row *agent_row = acd__history_agent_of(history, event);
  acd__history_queue *queue = acd__history_counts_of(history, queue_row);
  acd_kpi_agent *agent = agent_row ? acd__history_present(history, agent_row) : NULL;
  acd_kpi_agent *member = acd__history_member_of(history, event);
  if (agent) agent->answered++;
  if (member) member->answered++;
  if (!event->queue)
    calls->direct_answered++;
  else if (queue && !event->detail)
    acd__kpi_lengthen(&queue->kpi.wait_arrival_us, event->value);
  acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  if (!call || call->flags & ACD__CALL_ANSWERED) return;
  call->flags |= ACD__CALL_ANSWERED;
  acd_history_number *number = acd__history_number_of(history, call);
  if (number) {
    number->answered++;
    acd__kpi_lengthen(&number->wait_us, event->value);
  }
  if (queue) acd__history_contact(history, call->caller, queue_row);
}

void acd__history_offered(acd_history *history, const acd_event *event)
{
  acd__history_queue *queue = acd__history_counts_of(history, acd__history_queue_of(history, event));
  acd__history_row *agent_row = acd__history_agent_of(history, event);
  acd_kpi_agent *agent = agent_row ? acd__history_present(history, agent_row) : NULL;
  acd_kpi_agent *member = acd__history_member_of(history, event);
  if (event->kind == ACD_EVENT_OFFERED) {
    if (queue) queue->kpi.offers++;
    if (agent) agent->offers++;
    if (member) member->offers++;
    return;
  }
  acd__count_offer_ended(event, queue ? &queue->kpi : NULL, agent);
  acd__count_offer_ended(event, NULL, member);
}
