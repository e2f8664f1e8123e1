/* SPDX-License-Identifier: Apache-2.0 */
/* Calls, the numbers they came by, the nodes they stand in. */
#include <acd/flow.h>

#include <string.h>

#include "history/count.h"

void acd__history_arrived(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_row *row = NULL;
  if (acd__history_keeps(history, ACD_HISTORY_NUMBERS)) {
    row = history->number;
    if (!row || strcmp(row->name, event->text) != 0)
      row = acd__history_row_take(history, ACD__ROW_NUMBER, event->text, NULL);
    history->number = row;
  }
  int64_t caller = acd__history_return(history, event);
  acd__history_map_entry *call = acd__history_map_put(&history->memory, &history->live, event->call, 0);
  if (!call) { /* counted when it ends, as one that was there before the first event */
    history->lost++;
    return;
  }
  calls->arrived++;
  calls->live++;
  if (row) {
    acd_history_number *number = acd__history_present(history, row);
    number->arrived++;
    number->live++;
  }
  *call = (acd__history_map_entry){event->call, 0, row, event->time_us, 0, caller};
}

void acd__history_ended(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  acd_history_number *number = acd__history_number_of(history, call);
  acd__count_call_ended(calls, event);
  if (number) {
    number->live--;
    number->ended++;
    number->ends[acd__count_place(event->detail, sizeof number->ends / sizeof *number->ends)]++;
    acd__kpi_lengthen(&number->duration_us, event->value_us);
  }
  if (call) {
    acd__history_map_remove(&history->live, call);
  } else { /* it was there before the first event */
    calls->arrived++;
    calls->live++;
  }
  acd_history_node *node = acd__history_node_of(history, event);
  if (node) node->ended++;
}

void acd__history_consultation_begun(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_map_entry *call = acd__history_map_put(&history->memory, &history->live, event->call, 0);
  if (!call) { /* as of calls: counted when it ends */
    history->lost++;
    return;
  }
  calls->consultations++;
  calls->consultations_live++;
  *call = (acd__history_map_entry){event->call, 0, NULL, event->time_us, ACD__CALL_CONSULTATION, 0};
}

void acd__history_consultation_ended(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  calls->joined += event->detail == ACD_END_JOINED;
  if (call) {
    calls->consultations_live--;
    acd__history_map_remove(&history->live, call);
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
  acd_history_node *node = acd__history_node_of(history, event);
  if (node) count_exit(node, event->detail);
}
