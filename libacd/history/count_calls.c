/* SPDX-License-Identifier: Apache-2.0 */
/* Calls, the numbers they came by, the nodes they stand in. */
#include <acd/flow.h>

#include <string.h>

#include "history/count.h"

/* A call under way; NULL: no memory. */
static inline acd__history_map_entry *begin(acd_history *history, const acd_event *event)
{
  acd__history_map_entry *call = acd__history_map_put(&history->memory, &history->live, event->call, 0);
  history->call = call ? event->call : 0;
  history->call_live = call;
  if (!call) {
    history->lost++;
    return NULL;
  }
  call->row = NULL;
  call->time_us = event->time_us;
  call->flags = 0;
  call->caller = 0;
  return call;
}

/* Others may move into its place. */
static void end(acd_history *history, acd__history_map_entry *call)
{
  history->call = 0;
  history->call_live = NULL;
  acd__history_map_remove(&history->live, call);
}

void acd__history_arrived(acd_history *history, const acd_event *event)
{
  acd__history_row *row = NULL;
  if (acd__history_keeps(history, ACD_HISTORY_NUMBERS)) {
    row = history->number;
    if (!row || strcmp(row->name, event->text) != 0)
      row = acd__history_row_take(history, ACD__ROW_NUMBER, event->text, NULL);
    history->number = row;
  }
  int64_t caller = acd__history_return(history, event);
  acd__history_map_entry *call = begin(history, event);
  if (!call) return; /* counted when it ends, as one that was there before the first event */
  acd_kpi_calls *calls = acd__history_calls(history);
  calls->arrived++;
  calls->live++;
  call->row = row;
  call->caller = caller;
  if (row) {
    acd_history_number *number = acd__history_present(history, row);
    number->arrived++;
    number->live++;
  }
}

void acd__history_ended(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_call(history, event)) return;
  if (acd__history_seeks_node(history, event)) return;
  acd__history_map_entry *call = history->call_live;
  acd_history_number *number = acd__history_number_of(history, call);
  acd_kpi_calls *calls = acd__history_calls(history);
  acd__count_call_ended(calls, event);
  if (number) {
    number->live--;
    number->ended++;
    number->ends[acd__count_place(event->detail, sizeof number->ends / sizeof *number->ends)]++;
    acd__kpi_lengthen(&number->duration_us, event->value_us);
  }
  if (history->recent.node_row) ((acd_history_node *)history->recent.node_row->figures)->ended++;
  if (call) {
    end(history, call);
  } else { /* it was there before the first event */
    calls->arrived++;
    calls->live++;
  }
}

void acd__history_consultation_begun(acd_history *history, const acd_event *event)
{
  acd__history_map_entry *call = begin(history, event);
  if (!call) return; /* as of calls: counted when it ends */
  acd_kpi_calls *calls = acd__history_calls(history);
  calls->consultations++;
  calls->consultations_live++;
  call->flags = ACD__CALL_CONSULTATION;
}

void acd__history_consultation_ended(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_call(history, event)) return;
  acd__history_map_entry *call = history->call_live;
  acd_kpi_calls *calls = acd__history_calls(history);
  calls->joined += event->detail == ACD_END_JOINED;
  if (call) {
    calls->consultations_live--;
    end(history, call);
  } else {
    calls->consultations++;
  }
}

static void count_exit(acd_history_node *node, int64_t exit)
{
  static const char keys[] = "0123456789*#ABCD";
  node->left++;
  node->exits[acd__count_place(exit, sizeof node->exits / sizeof *node->exits)]++;
  if (exit >= ACD_EXIT_CASE) {
    if (exit - ACD_EXIT_CASE < (int64_t)(sizeof node->cases / sizeof *node->cases)) node->cases[exit - ACD_EXIT_CASE]++;
    return;
  }
  for (size_t i = 0; i < sizeof node->keys / sizeof *node->keys; i++)
    if (exit == ACD_EXIT_KEY + keys[i]) node->keys[i]++;
}

void acd__history_flow_exit(acd_history *history, const acd_event *event)
{
  if (acd__history_seeks_node(history, event)) return;
  if (history->recent.node_row) count_exit((acd_history_node *)history->recent.node_row->figures, event->detail);
}
