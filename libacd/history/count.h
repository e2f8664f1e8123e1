/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What events add to rows: a file for each noun (count_calls.c, count_queues.c, …), below the switch over kinds in count.c; and the rows
 * that an event is about.
 *
 * Each event of a centre comes here, so what most of them need is inline and short: rows are remembered from one event to the next, and
 * those remembered are touched.
 */
#ifndef ACD__HISTORY_COUNT_H
#define ACD__HISTORY_COUNT_H

#include "history/history.h"
#include "kpi/count.h"

/* Of a call under way: flags of its entry in `live`. */
enum { ACD__CALL_QUEUED = 1, ACD__CALL_ANSWERED = 2, ACD__CALL_CONSULTATION = 4 };

/* ---- count.c: what an event is about. What is not remembered from the events before is looked for, remembered, and the event counted
 * anew: so what counts begins with these, and needs no more of a call's frame than it uses itself. */

void acd__history_seek_queue(acd_history *history, const acd_event *event);
void acd__history_seek_agent(acd_history *history, const acd_event *event);
void acd__history_seek_both(acd_history *history, const acd_event *event);
void acd__history_seek_node(acd_history *history, const acd_event *event);
void acd__history_seek_call(acd_history *history, const acd_event *event);
/* Ids of what is gone. */
void acd__history_forget_ids(acd_history *history);

/* 1: it was another, and the event is counted. */
static inline int acd__history_seeks_queue(acd_history *history, const acd_event *event)
{
  if (history->recent.queue == event->queue) return 0;
  acd__history_seek_queue(history, event);
  return 1;
}

static inline int acd__history_seeks_agent(acd_history *history, const acd_event *event)
{
  if (history->recent.agent == event->agent) return 0;
  acd__history_seek_agent(history, event);
  return 1;
}

/* The queue and the agent. */
static inline int acd__history_seeks_both(acd_history *history, const acd_event *event)
{
  if (history->recent.both_agent == event->agent && history->recent.both_queue == event->queue) return 0;
  acd__history_seek_both(history, event);
  return 1;
}

static inline int acd__history_seeks_node(acd_history *history, const acd_event *event)
{
  if (history->recent.flow == event->flow && history->recent.node == event->value) return 0;
  acd__history_seek_node(history, event);
  return 1;
}

static inline int acd__history_seeks_call(acd_history *history, const acd_event *event)
{
  if (history->call == event->call) return 0;
  acd__history_seek_call(history, event);
  return 1;
}

/* The figures of the present of a row that was touched; NULL: of none. */
static inline acd__history_queue *acd__history_queue_figures(acd__history_row *row)
{
  return row ? (acd__history_queue *)row->figures : NULL;
}

static inline acd_kpi_agent *acd__history_agent_figures(acd__history_row *row)
{
  return row ? (acd_kpi_agent *)row->figures : NULL;
}

static inline acd_kpi_calls *acd__history_calls(acd_history *history)
{
  return acd__history_present(history, history->calls);
}

static inline acd_history_number *acd__history_number_of(acd_history *history, const acd__history_map_entry *call)
{
  return call && call->row ? acd__history_present(history, call->row) : NULL;
}

/* ---- count_calls.c */

void acd__history_arrived(acd_history *history, const acd_event *event);
void acd__history_ended(acd_history *history, const acd_event *event);
void acd__history_consultation_begun(acd_history *history, const acd_event *event);
void acd__history_consultation_ended(acd_history *history, const acd_event *event);
void acd__history_flow_exit(acd_history *history, const acd_event *event);

/* ---- count_queues.c */

void acd__history_entered(acd_history *history, const acd_event *event);
void acd__history_left(acd_history *history, const acd_event *event);
void acd__history_sample_first(acd_history *history, acd__history_row *queue, int of, int64_t us);
void acd__history_answered(acd_history *history, const acd_event *event);
void acd__history_estimated(acd_history *history, const acd_event *event);
void acd__history_step(acd_history *history, const acd_event *event);
void acd__history_offered(acd_history *history, const acd_event *event);
void acd__history_offer_ended(acd_history *history, const acd_event *event);

/* ---- count_agents.c */

void acd__history_conversation_ended(acd_history *history, const acd_event *event);
void acd__history_wrapup_ended(acd_history *history, const acd_event *event);
void acd__history_mark(acd_history *history, const acd_event *event);
void acd__history_agent_state(acd_history *history, const acd_event *event);

/* ---- count_callbacks.c */

void acd__history_callback(acd_history *history, const acd_event *event);
void acd__history_call_again(acd_history *history, const acd_event *event);
void acd__history_booking(acd_history *history, const acd_event *event);

/* ---- Samples, of queues that were touched */

typedef struct acd__history_place {
  acd__histogram_block *block; /* NULL: there is no room yet, or no higher number */
  int32_t bucket;
} acd__history_place;

/* Where a duration is counted, in a queue with distributions. */
static inline acd__history_place acd__history_place_of(const acd__history_row *queue, int of, int64_t us)
{
  int32_t bucket = acd__histogram_bucket(us);
  return (acd__history_place){acd__histogram_room(&queue->distributions->of[ACD__FIGURES_PRESENT][of - 1], bucket),
                              bucket};
}

/* In any queue. */
static inline void acd__history_sample(acd_history *history, acd__history_row *queue, int of, int64_t us)
{
  if (!queue->distributions) return;
  acd__history_place place = acd__history_place_of(queue, of, us);
  if (place.block)
    acd__histogram_up(place.block, place.bucket);
  else
    acd__history_sample_first(history, queue, of, us);
}

#endif
