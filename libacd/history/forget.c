/* SPDX-License-Identifier: Apache-2.0 */
/* The engine is gone. */
#include <string.h>

#include "history/count.h"
#include "kpi/ratio.h"

static void forget_length(acd_history *history, const acd__history_map_entry *call)
{
  int64_t length_us = history->time_us - call->time_us;
  acd_kpi_calls *calls = acd__history_present(history, history->calls);
  if (call->flags & ACD__CALL_CONSULTATION) return;
  acd__kpi_lengthen(&calls->duration_us, length_us);
  if (call->row) acd__kpi_lengthen(&acd__history_number_of(history, call)->duration_us, length_us);
}

/* What was loaded may say anything: so nothing wraps. */
static void forget_live(int64_t *live, int64_t *ended_count, int64_t *ends, int64_t count)
{
  *live = acd__kpi_minus(*live, count);
  *ended_count = acd__kpi_plus(*ended_count, count);
  ends[ACD_END_LOST_BY_HOST] = acd__kpi_plus(ends[ACD_END_LOST_BY_HOST], count);
}

static void forget_some(int64_t *live, int64_t *over, int64_t count)
{
  *live = acd__kpi_minus(*live, count);
  *over = acd__kpi_plus(*over, count);
}

static void forget_callbacks(acd_history_callbacks *present, const acd_history_callbacks *now)
{
  forget_some(&present->live, &present->by_outcome[ACD_CALLBACK_CANCELLED], now->live);
  forget_some(&present->slots_live, &present->slots_by_change[ACD_SLOT_RELEASED], now->slots_live);
}

static void forget_all_calls(acd_kpi_calls *present, const acd_kpi_calls *now)
{
  forget_live(&present->live, &present->ended, present->ends, now->live);
  present->consultations_live = acd__kpi_minus(present->consultations_live, now->consultations_live);
  forget_some(&present->callbacks_live, &present->callbacks_by_outcome[ACD_CALLBACK_CANCELLED], now->callbacks_live);
  forget_some(&present->slots_live, &present->slots_by_change[ACD_SLOT_RELEASED], now->slots_live);
}

static void forget_queue(acd__history_queue *present, const acd__history_queue *now)
{
  int64_t also = now->more.waiting_start;
  present->kpi.waiting = acd__kpi_minus(present->kpi.waiting, now->kpi.waiting);
  present->kpi.disconnected = acd__kpi_plus(present->kpi.disconnected, acd__kpi_minus(now->kpi.waiting, also));
  present->kpi.also_out = acd__kpi_plus(present->kpi.also_out, also);
  present->more.waiting_start = acd__kpi_minus(present->more.waiting_start, also);
}

static void forget_row(acd_history *history, acd__history_row *row)
{
  int64_t now[ACD__WORDS_MAX];
  void *present = acd__history_present(history, row);
  acd__history_row_now(row, now);
  acd__history_row_settle(row, history->time_us, present);
  row->since_us = history->time_us;
  row->lasts = 0;
  memset(row->states, 0, sizeof row->states);
  row->under_way = row->standing = 0;
  switch (row->kind) {
  case ACD__ROW_CALLS: forget_all_calls(present, (const acd_kpi_calls *)now); break;
  case ACD__ROW_QUEUE: forget_queue(present, (const acd__history_queue *)now); break;
  case ACD__ROW_NUMBER: {
    acd_history_number *number = present;
    forget_live(&number->live, &number->ended, number->ends, ((const acd_history_number *)now)->live);
    break;
  }
  case ACD__ROW_PLAN:
  case ACD__ROW_CAMPAIGN:
  case ACD__ROW_SLOT_PLAN: forget_callbacks(present, (const acd_history_callbacks *)now); break;
  case ACD__ROW_AGENT: acd__history_handled(history, row); break;
  default: break;
  }
}

void acd__history_forget(acd_history *history)
{
  for (size_t i = 0; i < history->live.capacity; i++)
    if (history->live.entries[i].a) forget_length(history, &history->live.entries[i]);
  for (acd__history_row *row = history->first; row; row = row->next) forget_row(history, row);
  acd__history_map_clear(&history->live);
  history->call = 0;
  history->call_live = NULL;
  acd__history_forget_ids(history);
}
