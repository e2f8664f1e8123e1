/* SPDX-License-Identifier: Apache-2.0 */
/* Callbacks and bookings: once for all, once for the callback's plan, its campaign and the plan of its slot. */
#include <acd/action.h>

#include "history/count.h"

#define PLACES(array) (sizeof(array) / sizeof *(array))

/* NULL: such rows are not kept, there is no such name, or no memory. */
static acd__history_row *row_of(acd_history *history, int kind, const char *name)
{
  if (!name[0] || !acd__history_keeps(history, acd__history_kinds[kind].keeps)) return NULL;
  return acd__history_row_take(history, kind, name, NULL);
}

/* One is over. 1: it was there before the first event. */
static int comes_late(int64_t *under_way)
{
  if (!*under_way) return 1;
  --*under_way;
  return 0;
}

/* ---- Callbacks */

static void count_all(const acd_event *event, acd__history_row *row, acd_kpi_calls *calls)
{
  switch (event->kind) {
  case ACD_EVENT_CALLBACK_TAKEN:
    calls->callbacks++;
    calls->callbacks_live++;
    row->under_way++;
    break;
  case ACD_EVENT_CALLBACK_ATTEMPT: acd__count_callback_attempt(calls, event->detail); break;
  default:
    if (comes_late(&row->under_way)) {
      calls->callbacks++;
      calls->callbacks_live++; /* until the next line */
    }
    acd__count_callback_ended(calls, event);
    break;
  }
}

static void taken(acd__history_row *row, acd_history_callbacks *to)
{
  to->taken++;
  to->live++;
  row->under_way++;
}

static void attempted(const acd_event *event, acd_history_callbacks *to)
{
  to->attempts++;
  to->attempts_by_outcome[acd__count_place(event->detail, PLACES(to->attempts_by_outcome))]++;
  to->dialled += event->value == 1;
  to->reached += event->detail == ACD_OUTCOME_ACCEPTED || event->detail == ACD_OUTCOME_BRIDGED;
}

static void ended(const acd_event *event, acd__history_row *row, acd_history_callbacks *to)
{
  int is_missed = event->detail == ACD_CALLBACK_EXHAUSTED || event->detail == ACD_CALLBACK_EXPIRED;
  if (comes_late(&row->under_way))
    to->taken++;
  else
    to->live--;
  to->by_outcome[acd__count_place(event->detail, PLACES(to->by_outcome))]++;
  to->unreached += is_missed && event->value > 0;
  if (event->detail == ACD_CALLBACK_COMPLETED) acd__kpi_lengthen(&to->completed_us, event->value_us);
}

static void count_callback(acd_history *history, const acd_event *event, acd__history_row *row)
{
  if (!row) return;
  acd_history_callbacks *to = acd__history_present(history, row);
  switch (event->kind) {
  case ACD_EVENT_CALLBACK_TAKEN: taken(row, to); break;
  case ACD_EVENT_CALLBACK_ATTEMPT: attempted(event, to); break;
  default: ended(event, row, to); break;
  }
}

void acd__history_callback(acd_history *history, const acd_event *event)
{
  count_all(event, history->calls, acd__history_calls(history));
  count_callback(history, event, row_of(history, ACD__ROW_PLAN, event->text));
  count_callback(history, event, row_of(history, ACD__ROW_CAMPAIGN, event->campaign_name));
  count_callback(history, event, row_of(history, ACD__ROW_SLOT_PLAN, event->slot_plan_name));
}

void acd__history_call_again(acd_history *history, const acd_event *event)
{
  acd__count_call_again(acd__history_calls(history), event->detail);
  acd__history_row *row = row_of(history, ACD__ROW_CAMPAIGN, event->campaign_name);
  if (!row) return;
  acd_history_callbacks *to = acd__history_present(history, row);
  to->call_again_by_outcome[acd__count_place(event->detail, PLACES(to->call_again_by_outcome))]++;
}

/* ---- Bookings */

static void count_change(int64_t change, acd__history_row *row, int64_t by_change[16], int64_t *live)
{
  int is_over = change == ACD_SLOT_KEPT || change == ACD_SLOT_BROKEN || change == ACD_SLOT_RELEASED;
  by_change[acd__count_place(change, 16)]++;
  if (change == ACD_SLOT_BOOKED) {
    ++*live;
    row->standing++;
  } else if (is_over && comes_late(&row->standing)) {
    by_change[ACD_SLOT_BOOKED]++;
  } else if (is_over) {
    --*live;
  }
}

static void count_booking(acd_history *history, const acd_event *event, acd__history_row *row)
{
  if (!row) return;
  acd_history_callbacks *to = acd__history_present(history, row);
  count_change(event->detail, row, to->slots_by_change, &to->slots_live);
  to->slots_confirmed += event->detail == ACD_SLOT_BOOKED && event->reason;
  to->slots_late += event->detail == ACD_SLOT_BROKEN && event->reason;
  if (row->kind == ACD__ROW_SLOT_PLAN && event->detail == ACD_SLOT_BOOKED) taken(row, to);
}

void acd__history_booking(acd_history *history, const acd_event *event)
{
  acd_kpi_calls *calls = acd__history_calls(history);
  count_change(event->detail, history->calls, calls->slots_by_change, &calls->slots_live);
  count_booking(history, event, row_of(history, ACD__ROW_PLAN, event->text));
  count_booking(history, event, row_of(history, ACD__ROW_SLOT_PLAN, event->slot_plan_name));
}
