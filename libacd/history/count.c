/* SPDX-License-Identifier: Apache-2.0 */
/* What each event adds to the rows it is about, and which these are. */
#include <string.h>

#include "history/count.h"

/* ---- Rows by the ids of the engine */

acd__history_row *acd__history_row_of(acd_history *history, int64_t a, int64_t b, int kind, const char *name,
                                      const char *second)
{
  if (!acd__history_keeps(history, acd__history_kinds[kind].keeps)) return NULL;
  acd__history_recent *recent = &history->recent[kind]; /* one event after the other is about the same */
  if (recent->a == a && recent->b == b) return recent->row;
  acd__history_map_entry *entry = acd__history_map_find(&history->ids, a, b);
  acd__history_row *row = entry ? entry->row : acd__history_row_take(history, kind, name, second);
  if (!row) return NULL;
  if (!entry) entry = acd__history_map_put(&history->memory, &history->ids, a, b);
  if (entry) entry->row = row; /* otherwise by name again the next time */
  *recent = (acd__history_recent){a, b, row};
  return row;
}

void acd__history_forget_ids(acd_history *history)
{
  acd__history_map_clear(&history->ids);
  memset(history->recent, 0, sizeof history->recent);
}

void acd__history_count(acd_history *history, const acd_event *event)
{
  acd_kpi_calls *calls = acd__history_present(history, history->calls);
  switch (event->kind) {
  case ACD_EVENT_CALL_ARRIVED: acd__history_arrived(history, event, calls); break;
  case ACD_EVENT_CALL_ENDED: acd__history_ended(history, event, calls); break;
  case ACD_EVENT_QUEUE_ENTERED: acd__history_entered(history, event, acd__history_queue_of(history, event)); break;
  case ACD_EVENT_QUEUE_LEFT: acd__history_left(history, event, acd__history_queue_of(history, event)); break;
  case ACD_EVENT_OFFERED:
  case ACD_EVENT_OFFER_ENDED: acd__history_offered(history, event); break;
  case ACD_EVENT_ANSWERED: acd__history_answered(history, event, calls); break;
  case ACD_EVENT_CONVERSATION_ENDED: acd__history_conversation_ended(history, event); break;
  case ACD_EVENT_WRAPUP_ENDED: acd__history_wrapup_ended(history, event); break;
  case ACD_EVENT_AGENT_STATE: acd__history_agent_state(history, event); break;
  case ACD_EVENT_FLOW_EXIT: acd__history_flow_exit(history, event); break;
  case ACD_EVENT_ACTION_TIMEOUT: acd__count_action_timeout(calls, event->detail); break;
  case ACD_EVENT_DEFINED: acd__history_forget_ids(history); break;
  case ACD_EVENT_CONSULTATION_BEGUN: acd__history_consultation_begun(history, event, calls); break;
  case ACD_EVENT_CONSULTATION_ENDED: acd__history_consultation_ended(history, event, calls); break;
  case ACD_EVENT_PARKED: calls->parked++; break;
  case ACD_EVENT_PICKED_UP: calls->picked_up++; break;
  case ACD_EVENT_CALLBACK_TAKEN:
  case ACD_EVENT_CALLBACK_ATTEMPT:
  case ACD_EVENT_CALLBACK_ENDED: acd__history_callback(history, event, calls); break;
  case ACD_EVENT_SLOT: acd__history_booking(history, event, calls); break;
  case ACD_EVENT_CALL_AGAIN: acd__history_call_again(history, event, calls); break;
  default: break;
  }
}
