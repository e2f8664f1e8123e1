/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What events add to rows: a file for each noun (count_calls.c, count_queues.c, …), below the switch over kinds in count.c; and the rows
 * that an event is about.
 */
#ifndef ACD__HISTORY_COUNT_H
#define ACD__HISTORY_COUNT_H

#include "history/history.h"
#include "kpi/count.h"

/* Of a call under way: flags of its entry in `live`. */
enum { ACD__CALL_QUEUED = 1, ACD__CALL_ANSWERED = 2, ACD__CALL_CONSULTATION = 4 };

/* ---- count.c: rows by the ids of the engine: the second word says of what. */

#define ACD__OF_QUEUE (-1)
#define ACD__OF_AGENT (-2)
#define ACD__OF_NODE  (-3) /* and below, by node */

/* NULL: such rows are not kept, or no memory. */
acd__history_row *acd__history_row_of(acd_history *history, int64_t a, int64_t b, int kind, const char *name,
                                      const char *second);
/* Ids of what is gone. */
void acd__history_forget_ids(acd_history *history);

static inline acd__history_row *acd__history_queue_of(acd_history *history, const acd_event *event)
{
  return event->queue
             ? acd__history_row_of(history, event->queue, ACD__OF_QUEUE, ACD__ROW_QUEUE, event->queue_name, NULL)
             : NULL;
}

static inline acd__history_row *acd__history_agent_of(acd_history *history, const acd_event *event)
{
  return event->agent
             ? acd__history_row_of(history, event->agent, ACD__OF_AGENT, ACD__ROW_AGENT, event->agent_name, NULL)
             : NULL;
}

static inline acd__history_queue *acd__history_counts_of(acd_history *history, acd__history_row *row)
{
  return row ? acd__history_present(history, row) : NULL;
}

static inline acd_kpi_agent *acd__history_member_of(acd_history *history, const acd_event *event)
{
  if (!event->agent) return NULL;
  acd__history_row *row =
      acd__history_row_of(history, event->agent, event->queue, ACD__ROW_MEMBER, event->agent_name, event->queue_name);
  return row ? acd__history_present(history, row) : NULL;
}

static inline acd_history_node *acd__history_node_of(acd_history *history, const acd_event *event)
{
  if (!event->flow) return NULL;
  acd__history_row *row = acd__history_row_of(history, event->flow, ACD__OF_NODE - event->value, ACD__ROW_NODE,
                                              event->flow_name, event->text);
  return row ? acd__history_present(history, row) : NULL;
}

static inline acd_history_number *acd__history_number_of(acd_history *history, const acd__history_map_entry *call)
{
  return call && call->row ? acd__history_present(history, call->row) : NULL;
}

/* What lasted until now is over: something else does from here on. */
static inline void acd__history_lasts(const acd_history *history, acd__history_row *row, void *present, int64_t what)
{
  acd__history_row_settle(row, history->time_us, present);
  row->since_us = history->time_us;
  row->lasts = what;
}

/* ---- count_calls.c */

void acd__history_arrived(acd_history *history, const acd_event *event, acd_kpi_calls *calls);
void acd__history_ended(acd_history *history, const acd_event *event, acd_kpi_calls *calls);
void acd__history_consultation_begun(acd_history *history, const acd_event *event, acd_kpi_calls *calls);
void acd__history_consultation_ended(acd_history *history, const acd_event *event, acd_kpi_calls *calls);
void acd__history_flow_exit(acd_history *history, const acd_event *event);

/* ---- count_queues.c */

void acd__history_sample(acd_history *history, acd__history_row *queue, int of, int64_t us);
void acd__history_entered(acd_history *history, const acd_event *event, acd__history_row *row);
void acd__history_left(acd_history *history, const acd_event *event, acd__history_row *row);
void acd__history_answered(acd_history *history, const acd_event *event, acd_kpi_calls *calls);
void acd__history_offered(acd_history *history, const acd_event *event);

/* ---- count_agents.c */

void acd__history_conversation_ended(acd_history *history, const acd_event *event);
void acd__history_wrapup_ended(acd_history *history, const acd_event *event);
void acd__history_agent_state(acd_history *history, const acd_event *event);

/* ---- count_callbacks.c */

void acd__history_callback(acd_history *history, const acd_event *event, acd_kpi_calls *calls);
void acd__history_call_again(acd_history *history, const acd_event *event, acd_kpi_calls *calls);
void acd__history_booking(acd_history *history, const acd_event *event, acd_kpi_calls *calls);

#endif
