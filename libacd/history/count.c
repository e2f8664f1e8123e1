/* SPDX-License-Identifier: Apache-2.0 */
/* What each event adds to the rows it is about, and which these are. */
#include "history/count.h"

#include <string.h>

/* ---- Rows by the ids of the engine: the second word says of what. */

#define OF_QUEUE (-1)
#define OF_AGENT (-2)
#define OF_NODE  (-3) /* and below, by node */

/* By name, the first time; NULL: such rows are not kept, or no memory. */
__attribute__((noinline)) static acd__history_row *first(acd_history *history, int64_t a, int64_t b, int kind,
                                                         const char *name, const char *second)
{
  if (!acd__history_keeps(history, acd__history_kinds[kind].keeps)) return NULL;
  acd__history_row *row = acd__history_row_take(history, kind, name, second);
  acd__history_map_entry *entry = row ? acd__history_map_put(&history->memory, &history->ids, a, b) : NULL;
  if (entry) entry->row = row; /* otherwise by name again the next time */
  if (row) acd__history_touch(history, row);
  return row;
}

static inline acd__history_row *known(acd_history *history, int64_t a, int64_t b)
{
  const acd__history_map_entry *entry = acd__history_map_find(&history->ids, a, b);
  if (!entry) return NULL;
  acd__history_touch(history, entry->row);
  return entry->row;
}

static void remember_queue(acd_history *history, const acd_event *event)
{
  acd__history_row *row = known(history, event->queue, OF_QUEUE);
  if (!row && event->queue) row = first(history, event->queue, OF_QUEUE, ACD__ROW_QUEUE, event->queue_name, NULL);
  history->recent.queue = event->queue;
  history->recent.queue_row = row;
}

static void remember_agent(acd_history *history, const acd_event *event)
{
  acd__history_row *row = known(history, event->agent, OF_AGENT);
  if (!row && event->agent) row = first(history, event->agent, OF_AGENT, ACD__ROW_AGENT, event->agent_name, NULL);
  history->recent.agent = event->agent;
  history->recent.agent_row = row;
}

static acd__history_row *member(acd_history *history, const acd_event *event)
{
  acd__history_row *row = known(history, event->agent, event->queue);
  if (row || !event->agent) return row;
  return first(history, event->agent, event->queue, ACD__ROW_MEMBER, event->agent_name, event->queue_name);
}

void acd__history_seek_queue(acd_history *history, const acd_event *event)
{
  remember_queue(history, event);
  acd__history_count(history, event);
}

void acd__history_seek_agent(acd_history *history, const acd_event *event)
{
  remember_agent(history, event);
  acd__history_count(history, event);
}

void acd__history_seek_both(acd_history *history, const acd_event *event)
{
  acd__history_recent *recent = &history->recent;
  if (recent->queue != event->queue) remember_queue(history, event);
  if (recent->agent != event->agent) remember_agent(history, event);
  recent->both_agent = event->agent;
  recent->both_queue = event->queue;
  recent->both = (acd__history_about){recent->queue_row, recent->agent_row, member(history, event)};
  acd__history_count(history, event);
}

void acd__history_seek_node(acd_history *history, const acd_event *event)
{
  int64_t of = OF_NODE - event->value;
  acd__history_row *row = event->flow ? known(history, event->flow, of) : NULL;
  if (!row && event->flow) row = first(history, event->flow, of, ACD__ROW_NODE, event->flow_name, event->text);
  history->recent.flow = event->flow;
  history->recent.node = event->value;
  history->recent.node_row = row;
  acd__history_count(history, event);
}

void acd__history_seek_call(acd_history *history, const acd_event *event)
{
  history->call = event->call;
  history->call_live = acd__history_map_find(&history->live, event->call, 0);
  acd__history_count(history, event);
}

void acd__history_forget_ids(acd_history *history)
{
  acd__history_map_clear(&history->ids);
  history->recent = (acd__history_recent){0};
}

/* ---- By kind */

static void action_timeout(acd_history *history, const acd_event *event)
{
  acd__count_action_timeout(acd__history_calls(history), event->detail);
}

static void defined(acd_history *history, const acd_event *event)
{
  (void)event;
  acd__history_forget_ids(history);
}

static void parked(acd_history *history, const acd_event *event)
{
  (void)event;
  acd__history_calls(history)->parked++;
}

static void picked_up(acd_history *history, const acd_event *event)
{
  (void)event;
  acd__history_calls(history)->picked_up++;
}

const acd__history_counter acd__history_counters[ACD__HISTORY_KINDS] = {
    [ACD_EVENT_CALL_ARRIVED] = acd__history_arrived,
    [ACD_EVENT_CALL_ENDED] = acd__history_ended,
    [ACD_EVENT_QUEUE_ENTERED] = acd__history_entered,
    [ACD_EVENT_QUEUE_LEFT] = acd__history_left,
    [ACD_EVENT_OFFERED] = acd__history_offered,
    [ACD_EVENT_OFFER_ENDED] = acd__history_offer_ended,
    [ACD_EVENT_ANSWERED] = acd__history_answered,
    [ACD_EVENT_CONVERSATION_ENDED] = acd__history_conversation_ended,
    [ACD_EVENT_WRAPUP_ENDED] = acd__history_wrapup_ended,
    [ACD_EVENT_AGENT_STATE] = acd__history_agent_state,
    [ACD_EVENT_FLOW_EXIT] = acd__history_flow_exit,
    [ACD_EVENT_ACTION_TIMEOUT] = action_timeout,
    [ACD_EVENT_DEFINED] = defined,
    [ACD_EVENT_CONSULTATION_BEGUN] = acd__history_consultation_begun,
    [ACD_EVENT_CONSULTATION_ENDED] = acd__history_consultation_ended,
    [ACD_EVENT_PARKED] = parked,
    [ACD_EVENT_PICKED_UP] = picked_up,
    [ACD_EVENT_CALLBACK_TAKEN] = acd__history_callback,
    [ACD_EVENT_CALLBACK_ATTEMPT] = acd__history_callback,
    [ACD_EVENT_CALLBACK_ENDED] = acd__history_callback,
    [ACD_EVENT_SLOT] = acd__history_booking,
    [ACD_EVENT_CALL_AGAIN] = acd__history_call_again,
    [ACD_EVENT_ESTIMATED] = acd__history_estimated,
    [ACD_EVENT_STEP] = acd__history_step,
    [ACD_EVENT_RATED] = acd__history_mark,
    [ACD_EVENT_RESOLVED] = acd__history_mark,
    [ACD_EVENT_RESPONDED] = acd__history_mark,
};
