/* SPDX-License-Identifier: Apache-2.0 */
/* Callbacks: once for all, once for the plan. */
#include "history/count.h"

static void count_callback(const acd_event *event, acd__history_row *row, acd_kpi_calls *calls)
{
  switch (event->kind) {
  case ACD_EVENT_CALLBACK_TAKEN:
    calls->callbacks++;
    calls->callbacks_live++;
    row->under_way++;
    break;
  case ACD_EVENT_CALLBACK_ATTEMPT: acd__count_callback_attempt(calls, event->detail); break;
  default:
    if (row->under_way) {
      row->under_way--;
    } else { /* it was there before the first event */
      calls->callbacks++;
      calls->callbacks_live++;
    }
    acd__count_callback_ended(calls, event);
    break;
  }
}

void acd__history_callback(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  count_callback(event, history->calls, calls);
  if (!acd__history_keeps(history, ACD_HISTORY_PLANS)) return;
  acd__history_row *row = acd__history_row_take(history, ACD__ROW_PLAN, event->text, NULL);
  if (row) count_callback(event, row, acd__history_present(history, row));
}
