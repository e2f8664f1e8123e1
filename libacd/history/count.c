/* SPDX-License-Identifier: Apache-2.0 */
/* What each event adds to the rows it is about. */
#include <acd/flow.h>

#include <string.h>

#include "kpi/count.h"

#include "history/history.h"
#include "kpi/ratio.h"

enum { IS_QUEUED = 1, IS_ANSWERED = 2, IS_CONSULTATION = 4 };

/* ---- Rows by the ids of the engine: the second word says of what. */

#define OF_QUEUE (-1)
#define OF_AGENT (-2)
#define OF_NODE  (-3) /* and below, by node */

static acd__history_row *row_of(acd_history *history, int64_t a, int64_t b, int kind, const char *name,
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

/* Ids of what is gone. */
static void forget_ids(acd_history *history)
{
  acd__history_map_clear(&history->ids);
  memset(history->recent, 0, sizeof history->recent);
}

static acd__history_row *queue_of(acd_history *history, const acd_event *event)
{
  return event->queue ? row_of(history, event->queue, OF_QUEUE, ACD__ROW_QUEUE, event->queue_name, NULL) : NULL;
}

static acd__history_row *agent_of(acd_history *history, const acd_event *event)
{
  return event->agent ? row_of(history, event->agent, OF_AGENT, ACD__ROW_AGENT, event->agent_name, NULL) : NULL;
}

static acd_kpi_agent *member_of(acd_history *history, const acd_event *event)
{
  if (!event->agent) return NULL;
  acd__history_row *row =
      row_of(history, event->agent, event->queue, ACD__ROW_MEMBER, event->agent_name, event->queue_name);
  return row ? acd__history_present(history, row) : NULL;
}

static acd_history_node *node_of(acd_history *history, const acd_event *event)
{
  if (!event->flow) return NULL;
  acd__history_row *row =
      row_of(history, event->flow, OF_NODE - event->value, ACD__ROW_NODE, event->flow_name, event->text);
  return row ? acd__history_present(history, row) : NULL;
}

static acd__history_queue *counts_of(acd_history *history, acd__history_row *row)
{
  return row ? acd__history_present(history, row) : NULL;
}

/* ---- Distributions */

static void sample(acd_history *history, acd__history_row *queue, int of, int64_t us)
{
  if (!queue || !queue->distributions) return;
  int32_t bucket = acd__histogram_bucket(us);
  acd__histogram *interval = &queue->distributions->of[ACD__FIGURES_INTERVAL][of - 1];
  acd__histogram *mark = &queue->distributions->of[ACD__FIGURES_MARK][of - 1];
  acd__history_touch(history, queue);
  if (acd__histogram_add(&history->memory, interval, bucket, 1)) history->lost++;
  if (acd__histogram_add(&history->memory, mark, bucket, 1)) history->lost++;
}

void acd__history_handled(acd_history *history, acd__history_row *agent)
{
  for (uint32_t i = 0; i < agent->pending_count; i++)
    sample(history, agent->pending[i].queue, ACD_DISTRIBUTION_HANDLE, agent->pending[i].handle_us);
  agent->pending_count = 0;
}

static acd__history_pending pending_take(acd__history_row *agent, uint32_t at)
{
  acd__history_pending taken = agent->pending[at];
  agent->pending_count--;
  for (; at < agent->pending_count; at++) agent->pending[at] = agent->pending[at + 1];
  return taken;
}

/* A conversation is over; its wrap-up follows, or none does. */
static void handle(acd_history *history, const acd_event *event, acd__history_row *queue, acd__history_row *agent)
{
  if (!queue || !queue->distributions) return;
  int64_t handle_us = event->value_us + event->value;
  if (agent && event->reason && !agent->pending)
    agent->pending = acd__memory_array(&history->memory, ACD__PENDING_MAX, sizeof *agent->pending);
  if (!agent || !event->reason || !agent->pending) {
    sample(history, queue, ACD_DISTRIBUTION_HANDLE, handle_us);
    return;
  }
  if (agent->pending_count == ACD__PENDING_MAX) {
    acd__history_pending first = pending_take(agent, 0);
    sample(history, first.queue, ACD_DISTRIBUTION_HANDLE, first.handle_us);
  }
  agent->pending[agent->pending_count++] = (acd__history_pending){event->call, queue, handle_us};
}

static void wrapped_up(acd_history *history, const acd_event *event, acd__history_row *agent)
{
  for (uint32_t i = agent ? agent->pending_count : 0; i-- > 0;) {
    if (agent->pending[i].call != event->call) continue;
    acd__history_pending found = pending_take(agent, i);
    sample(history, found.queue, ACD_DISTRIBUTION_HANDLE, found.handle_us + event->value_us);
    return;
  }
}

/* ---- Calls and the numbers they came by */

static acd_history_number *number_of(acd_history *history, const acd__history_map_entry *call)
{
  return call && call->row ? acd__history_present(history, call->row) : NULL;
}

static void arrived(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
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

static void ended(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  acd_history_number *number = number_of(history, call);
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
  acd_history_node *node = node_of(history, event);
  if (node) node->ended++;
}

static void consultation_begun(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_map_entry *call = acd__history_map_put(&history->memory, &history->live, event->call, 0);
  if (!call) { /* as of calls: counted when it ends */
    history->lost++;
    return;
  }
  calls->consultations++;
  calls->consultations_live++;
  *call = (acd__history_map_entry){event->call, 0, NULL, event->time_us, IS_CONSULTATION, 0};
}

static void consultation_ended(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
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

/* ---- Queues */

static size_t level_of(const acd_history *history, int64_t wait_us)
{
  size_t level = 0;
  while (level < (size_t)history->options.levels_count && wait_us > history->levels_us[level]) level++;
  return level;
}

/* A wait counts in the first threshold that it is within; reading adds up. */
static void count_levels(const acd_history *history, acd__history_queue *queue, int64_t how, int64_t wait_us,
                         int64_t arrival_us)
{
  acd_history_wait *more = &queue->more;
  int64_t *within = how == ACD_LEAVE_ANSWERED   ? more->answered_within
                    : how == ACD_LEAVE_CALLBACK ? more->taken_within
                                                : more->abandoned_within;
  int64_t *arrival = how == ACD_LEAVE_ANSWERED   ? more->answered_arrival_within
                     : how == ACD_LEAVE_CALLBACK ? more->taken_arrival_within
                                                 : more->abandoned_arrival_within;
  size_t count = (size_t)history->options.levels_count;
  size_t level = level_of(history, wait_us);
  if (level < count) within[level]++;
  level = level_of(history, arrival_us);
  if (level < count) arrival[level]++;
}

/* What lasted until now is over: something else does from here on. */
static void lasts(const acd_history *history, acd__history_row *row, void *present, int64_t what)
{
  acd__history_row_settle(row, history->time_us, present);
  row->since_us = history->time_us;
  row->lasts = what;
}

static void entered(acd_history *history, const acd_event *event, acd__history_row *row)
{
  acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  acd_history_number *number = number_of(history, call);
  if (number && !(call->flags & IS_QUEUED)) {
    call->flags |= IS_QUEUED;
    number->queued++;
  }
  acd__history_queue *queue = counts_of(history, row);
  if (!queue) return;
  lasts(history, row, queue, row->lasts + 1);
  acd__count_queue_entered(&queue->kpi, event->detail);
  queue->more.waiting_start += event->detail == ACD_ENTER_ALSO;
}

static void left(acd_history *history, const acd_event *event, acd__history_row *row)
{
  acd__history_queue *queue = counts_of(history, row);
  if (!queue) return;
  if (row->lasts > 0)
    lasts(history, row, queue, row->lasts - 1);
  else
    acd__count_queue_entered(&queue->kpi, ACD_ENTER_OFFERED); /* it was there before the first event */
  acd__count_queue_left(&queue->kpi, event->detail, event->value_us, history->levels_us[0]);
  queue->more.waiting_start -= event->detail == ACD_LEAVE_ALSO;
  int is_answered = event->detail == ACD_LEAVE_ANSWERED;
  int is_abandoned = event->detail == ACD_LEAVE_ABANDONED || event->detail == ACD_LEAVE_ABANDONED_SHORT;
  if (!is_answered && !is_abandoned && event->detail != ACD_LEAVE_CALLBACK) return;
  const acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  count_levels(history, queue, event->detail, event->value_us, call ? event->time_us - call->time_us : event->value_us);
  if (is_answered) sample(history, row, ACD_DISTRIBUTION_WAIT, event->value_us);
  if (is_abandoned) sample(history, row, ACD_DISTRIBUTION_ABANDON, event->value_us);
}

static void answered(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  acd__history_row *queue_row = queue_of(history, event);
  acd__history_row *agent_row = agent_of(history, event);
  acd__history_queue *queue = counts_of(history, queue_row);
  acd_kpi_agent *agent = agent_row ? acd__history_present(history, agent_row) : NULL;
  acd_kpi_agent *member = member_of(history, event);
  if (agent) agent->answered++;
  if (member) member->answered++;
  if (!event->queue)
    calls->direct_answered++;
  else if (queue && !event->detail)
    acd__kpi_lengthen(&queue->kpi.wait_arrival_us, event->value);
  acd__history_map_entry *call = acd__history_map_find(&history->live, event->call, 0);
  if (!call || call->flags & IS_ANSWERED) return;
  call->flags |= IS_ANSWERED;
  acd_history_number *number = number_of(history, call);
  if (number) {
    number->answered++;
    acd__kpi_lengthen(&number->wait_us, event->value);
  }
  if (queue) acd__history_contact(history, call->caller, queue_row);
}

/* ---- Agents */

static void conversation_ended(acd_history *history, const acd_event *event)
{
  acd__history_row *queue_row = queue_of(history, event);
  acd__history_row *agent_row = agent_of(history, event);
  acd__history_queue *queue = counts_of(history, queue_row);
  acd__count_conversation_ended(event, queue ? &queue->kpi : NULL,
                                agent_row ? acd__history_present(history, agent_row) : NULL);
  acd__count_conversation_ended(event, NULL, member_of(history, event));
  sample(history, queue_row, ACD_DISTRIBUTION_TALK, event->value_us);
  sample(history, queue_row, ACD_DISTRIBUTION_HOLD, event->value);
  handle(history, event, queue_row, agent_row);
}

static void wrapup_ended(acd_history *history, const acd_event *event)
{
  acd__history_row *queue_row = queue_of(history, event);
  acd__history_row *agent_row = agent_of(history, event);
  acd__history_queue *queue = counts_of(history, queue_row);
  acd_kpi_agent *agent = agent_row ? acd__history_present(history, agent_row) : NULL;
  acd_kpi_agent *member = member_of(history, event);
  if (queue) queue->more.wrapups++;
  if (queue) acd__kpi_lengthen(&queue->kpi.wrapup_us, event->value_us);
  if (agent) acd__kpi_lengthen(&agent->wrapup_us, event->value_us);
  if (member) acd__kpi_lengthen(&member->wrapup_us, event->value_us);
  sample(history, queue_row, ACD_DISTRIBUTION_WRAPUP, event->value_us);
  wrapped_up(history, event, agent_row);
}

static void agent_state(acd_history *history, const acd_event *event)
{
  acd__history_row *row = agent_of(history, event);
  if (!row) return;
  int64_t before = event->value, state = event->detail, count = row->lasts;
  void *present = acd__history_present(history, row);
  lasts(history, row, present, count);
  if (before > ACD_AGENT_STATE_LOGGED_OUT && before < ACD__STATES && row->states[before]) {
    row->states[before]--;
    row->lasts--;
  }
  if (state > ACD_AGENT_STATE_LOGGED_OUT && state < ACD__STATES) {
    row->states[state]++;
    row->lasts++;
  }
}

static void offered(acd_history *history, const acd_event *event)
{
  acd__history_queue *queue = counts_of(history, queue_of(history, event));
  acd__history_row *agent_row = agent_of(history, event);
  acd_kpi_agent *agent = agent_row ? acd__history_present(history, agent_row) : NULL;
  acd_kpi_agent *member = member_of(history, event);
  if (event->kind == ACD_EVENT_OFFERED) {
    if (queue) queue->kpi.offers++;
    if (agent) agent->offers++;
    if (member) member->offers++;
    return;
  }
  acd__count_offer_ended(event, queue ? &queue->kpi : NULL, agent);
  acd__count_offer_ended(event, NULL, member);
}

/* ---- Callbacks: once for all, once for the plan. */

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

static void callback(acd_history *history, const acd_event *event, acd_kpi_calls *calls)
{
  count_callback(event, history->calls, calls);
  if (!acd__history_keeps(history, ACD_HISTORY_PLANS)) return;
  acd__history_row *row = acd__history_row_take(history, ACD__ROW_PLAN, event->text, NULL);
  if (row) count_callback(event, row, acd__history_present(history, row));
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

static void count_flow(acd_history *history, const acd_event *event)
{
  acd_history_node *node = node_of(history, event);
  if (node) count_exit(node, event->detail);
}

void acd__history_count(acd_history *history, const acd_event *event)
{
  acd_kpi_calls *calls = acd__history_present(history, history->calls);
  switch (event->kind) {
  case ACD_EVENT_CALL_ARRIVED: arrived(history, event, calls); break;
  case ACD_EVENT_CALL_ENDED: ended(history, event, calls); break;
  case ACD_EVENT_QUEUE_ENTERED: entered(history, event, queue_of(history, event)); break;
  case ACD_EVENT_QUEUE_LEFT: left(history, event, queue_of(history, event)); break;
  case ACD_EVENT_OFFERED:
  case ACD_EVENT_OFFER_ENDED: offered(history, event); break;
  case ACD_EVENT_ANSWERED: answered(history, event, calls); break;
  case ACD_EVENT_CONVERSATION_ENDED: conversation_ended(history, event); break;
  case ACD_EVENT_WRAPUP_ENDED: wrapup_ended(history, event); break;
  case ACD_EVENT_AGENT_STATE: agent_state(history, event); break;
  case ACD_EVENT_FLOW_EXIT: count_flow(history, event); break;
  case ACD_EVENT_ACTION_TIMEOUT: acd__count_action_timeout(calls, event->detail); break;
  case ACD_EVENT_DEFINED: forget_ids(history); break;
  case ACD_EVENT_CONSULTATION_BEGUN: consultation_begun(history, event, calls); break;
  case ACD_EVENT_CONSULTATION_ENDED: consultation_ended(history, event, calls); break;
  case ACD_EVENT_PARKED: calls->parked++; break;
  case ACD_EVENT_PICKED_UP: calls->picked_up++; break;
  case ACD_EVENT_CALLBACK_TAKEN:
  case ACD_EVENT_CALLBACK_ATTEMPT:
  case ACD_EVENT_CALLBACK_ENDED: callback(history, event, calls); break;
  case ACD_EVENT_SLOT: acd__count_slot(calls, event->detail); break;
  case ACD_EVENT_CALL_AGAIN: acd__count_call_again(calls, event->detail); break;
  default: break;
  }
}

/* ---- The engine is gone */

static void forget_length(acd_history *history, const acd__history_map_entry *call)
{
  int64_t length_us = history->time_us - call->time_us;
  acd_kpi_calls *calls = acd__history_present(history, history->calls);
  if (call->flags & IS_CONSULTATION) return;
  acd__kpi_lengthen(&calls->duration_us, length_us);
  if (call->row) acd__kpi_lengthen(&number_of(history, call)->duration_us, length_us);
}

/* What was loaded may say anything: so nothing wraps. */
static void forget_live(int64_t *live, int64_t *ended_count, int64_t *ends, int64_t count)
{
  *live = acd__kpi_minus(*live, count);
  *ended_count = acd__kpi_plus(*ended_count, count);
  ends[ACD_END_LOST_BY_HOST] = acd__kpi_plus(ends[ACD_END_LOST_BY_HOST], count);
}

static void forget_callbacks(acd__history_row *row, acd_kpi_calls *present, int64_t live)
{
  present->callbacks_live = acd__kpi_minus(present->callbacks_live, live);
  int64_t *cancelled = &present->callbacks_by_outcome[ACD_CALLBACK_CANCELLED];
  *cancelled = acd__kpi_plus(*cancelled, live);
  row->under_way = 0;
}

static void forget_all_calls(acd__history_row *row, acd_kpi_calls *present, const acd_kpi_calls *now)
{
  forget_live(&present->live, &present->ended, present->ends, now->live);
  present->consultations_live = acd__kpi_minus(present->consultations_live, now->consultations_live);
  forget_callbacks(row, present, now->callbacks_live);
  int64_t *released = &present->slots_by_change[ACD_SLOT_RELEASED];
  *released = acd__kpi_plus(*released, now->slots_live);
  present->slots_live = acd__kpi_minus(present->slots_live, now->slots_live);
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
  if (row->lasts) lasts(history, row, present, 0);
  memset(row->states, 0, sizeof row->states);
  switch (row->kind) {
  case ACD__ROW_CALLS: forget_all_calls(row, present, (const acd_kpi_calls *)now); break;
  case ACD__ROW_QUEUE: forget_queue(present, (const acd__history_queue *)now); break;
  case ACD__ROW_NUMBER: {
    acd_history_number *number = present;
    forget_live(&number->live, &number->ended, number->ends, ((const acd_history_number *)now)->live);
    break;
  }
  case ACD__ROW_PLAN: forget_callbacks(row, present, ((const acd_kpi_calls *)now)->callbacks_live); break;
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
  forget_ids(history);
}
