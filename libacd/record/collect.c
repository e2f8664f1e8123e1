/* SPDX-License-Identifier: Apache-2.0 */
/* What each event adds to the record of its call. */
#include "record/collect.h"

#include <acd/action.h>
#include <acd/slot.h>

int64_t acd__record_wall(const acd__record *record, acd_id call)
{
  const acd__record_consult *consults = ACD__ROWS(acd__record_consult, &record->consults);
  for (size_t i = 0; i < record->consults.count; i++)
    if (consults[i].call == call) return consults[i].wall_us;
  return record->record.arrived_wall_us;
}
/* ---- The call */

static void on_arrived(acd_records *records, const acd_event *event)
{
  if (acd__records_find(records, event->call)) return; /* told twice */
  records->stats.arrived++;
  acd__record *record = acd__records_open(records, event->call);
  if (!record) {
    records->stats.lost++;
    return;
  }
  acd_record *of = &record->record;
  of->size = sizeof *of;
  of->call_ref = event->call_ref;
  of->number = acd__record_keep(records, record, event->text);
  of->caller = acd__record_keep(records, record, event->caller);
  of->queue_name = of->agent_name = of->flow_name = of->node_name = of->callback_plan = "";
  of->campaign_name = of->slot_plan_name = "";
  of->arrived_at_us = event->time_us;
  of->queued_at_us = of->answered_at_us = of->ended_at_us = ACD_TIME_NEVER;
  of->arrived_wall_us = event->wall_us;
  of->answered_wall_us = of->ended_wall_us = of->slot_wall_us = ACD_TIME_NEVER;
  of->node = -1;
}

static int64_t disposition_of(const acd_record *of)
{
  if (of->answered_at_us != ACD_TIME_NEVER) return ACD_DISPOSITION_ANSWERED;
  switch (of->end) {
  case ACD_END_COMPLETED: return ACD_DISPOSITION_ANSWERED;
  case ACD_END_ABANDONED: return ACD_DISPOSITION_ABANDONED;
  case ACD_END_VOICEMAIL: return ACD_DISPOSITION_VOICEMAIL;
  case ACD_END_TRANSFERRED: return ACD_DISPOSITION_TRANSFERRED;
  case ACD_END_IN_FLOW:
  case ACD_END_FLOW: return ACD_DISPOSITION_SELF_SERVED;
  case ACD_END_TIMEOUT:
  case ACD_END_REJECTED:
  case ACD_END_NO_AGENTS: return ACD_DISPOSITION_TURNED_AWAY;
  case ACD_END_CALLBACK: return ACD_DISPOSITION_NOT_REACHED;
  default: return ACD_DISPOSITION_FAILED;
  }
}

void acd__records_settle(acd_records *records, acd__record *record)
{
  if (record->ended && (!record->waits_wrapup || record->wraps.count == 0)) acd__records_give(records, record);
}

static void on_ended(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record *of = &record->record;
  record->ended = 1;
  of->ended_at_us = event->time_us;
  of->ended_wall_us = event->wall_us;
  of->channel = event->channel;
  of->end = event->detail;
  of->disposition = disposition_of(of);
  if (event->flow) {
    of->flow = event->flow;
    of->node = event->value;
    of->flow_name = acd__record_keep(records, record, event->flow_name);
    of->node_name = acd__record_keep(records, record, event->text);
  }
  acd__records_settle(records, record);
}

/* ---- Queues */

static int64_t wait_at(const acd__record *record, acd_id call, acd_id queue)
{
  const acd__record_wait *waits = ACD__ROWS(acd__record_wait, &record->waits);
  for (size_t i = 0; i < record->waits.count; i++)
    if (waits[i].call == call && waits[i].queue == queue) return (int64_t)i;
  return -1;
}

acd_record_visit *acd__record_visit_of(const acd__record *record, const acd_event *event)
{
  int64_t at = event->queue ? wait_at(record, event->call, event->queue) : -1;
  int64_t visit = at < 0 ? -1 : ACD__ROWS(acd__record_wait, &record->waits)[at].visit;
  return visit < 0 ? NULL : &ACD__ROWS(acd_record_visit, &record->visits)[visit];
}

static void on_queue_entered(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record *of = &record->record;
  int is_own = event->call == of->call;
  acd__record_wait *wait = acd__rows_add(&records->memory, &record->waits, sizeof *wait);
  if (!wait) { /* without it nobody knows when the visit ends */
    of->visits_lost++;
    return;
  }
  acd_record_visit *visit = acd__record_list_add(records, record, &record->visits, sizeof *visit, &of->visits_lost);
  wait->call = event->call;
  wait->queue = event->queue;
  wait->entered_us = event->time_us;
  wait->sequence = event->sequence;
  wait->refused = event->reason != 0;
  wait->visit = visit ? (int64_t)record->visits.count - 1 : -1;
  if (is_own && of->queued_at_us == ACD_TIME_NEVER) of->queued_at_us = event->time_us;
  if (is_own && of->answered_at_us == ACD_TIME_NEVER) {
    of->queue = event->queue;
    of->queue_name = acd__record_keep(records, record, event->queue_name);
  }
  if (visit) {
    visit->size = sizeof *visit;
    visit->call = event->call;
    visit->queue = event->queue;
    visit->entered_at_us = event->time_us;
    visit->left_at_us = ACD_TIME_NEVER;
    visit->entered = event->detail;
    visit->exit = event->reason;
    visit->position = event->value;
    visit->queue_name = acd__record_keep(records, record, event->queue_name);
  }
  if (records->log) acd__queue_log_entered(records, record, wait, event);
}

static void on_queue_left(acd_records *records, acd__record *record, const acd_event *event)
{
  int64_t at = wait_at(record, event->call, event->queue);
  if (at < 0) return;
  acd__record_wait *wait = &ACD__ROWS(acd__record_wait, &record->waits)[at];
  acd_record_visit *visit = acd__record_visit_of(record, event);
  if (visit) {
    visit->left_at_us = event->time_us;
    visit->left = event->detail;
    visit->wait_us = event->value_us;
  }
  if (records->log) acd__queue_log_left(records, record, wait, event);
  record->left = *wait;
  record->left_how = event->detail;
  acd__rows_remove(&record->waits, (size_t)at, sizeof *wait);
}

/* ---- Segments and the path */

/* Behind all that began before or with it. */
static acd_record_segment *segment_add(acd_records *records, acd__record *record, acd_time begun_us)
{
  acd_record_segment *segment =
      acd__record_list_add(records, record, &record->segments, sizeof *segment, &record->record.segments_lost);
  if (!segment) return NULL;
  acd_record_segment *segments = ACD__ROWS(acd_record_segment, &record->segments);
  size_t at = record->segments.count - 1;
  for (; at > 0 && segments[at - 1].begun_at_us > begun_us; at--) segments[at] = segments[at - 1];
  segments[at] = (acd_record_segment){.size = sizeof *segment, .begun_at_us = begun_us};
  return &segments[at];
}

static int64_t segment_ended(const acd__record *record, const acd_event *event)
{
  const acd__record_wait *left = &record->left;
  switch (event->detail) {
  case ACD_SEGMENT_QUEUE: return left->call == event->call && left->queue == event->queue ? record->left_how : 0;
  case ACD_SEGMENT_AGENT:
  case ACD_SEGMENT_CONSULTATION:
    return record->over == event->agent && record->over_us == event->time_us ? record->over_how : 0;
  default: return 0;
  }
}

static void on_segment(acd_records *records, acd__record *record, const acd_event *event)
{
  int waits = event->detail == ACD_SEGMENT_QUEUE || event->detail == ACD_SEGMENT_DIRECT;
  if (waits && event->call == record->record.call) acd__record_lengthen(&record->record.wait_us, event->value_us);
  acd_record_segment *segment = segment_add(records, record, event->time_us - event->value_us);
  if (!segment) return;
  segment->kind = (uint32_t)event->detail;
  segment->call = event->call;
  segment->queue = event->queue;
  segment->agent = event->agent;
  segment->flow = event->flow;
  segment->ended_at_us = event->time_us;
  segment->ended = segment_ended(record, event);
  segment->queue_name = acd__record_keep(records, record, event->queue_name);
  segment->agent_name = acd__record_keep(records, record, event->agent_name);
  segment->flow_name = acd__record_keep(records, record, event->flow_name);
}

static void on_flow_exit(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record_step *step = acd__record_list_add(records, record, &record->path, sizeof *step, &record->record.path_lost);
  if (!step) return;
  step->size = sizeof *step;
  step->flow = event->flow;
  step->node = event->value;
  step->exit = event->detail;
  step->left_at_us = event->time_us;
  step->flow_name = acd__record_keep(records, record, event->flow_name);
  step->node_name = acd__record_keep(records, record, event->text);
}

/* ---- Callbacks */

static void on_callback_taken(acd_records *records, acd__record *record, const acd_event *event)
{
  record->record.callback = 1;
  record->record.callback_plan = acd__record_keep(records, record, event->text);
  record->record.campaign = event->detail;
  record->record.campaign_name = acd__record_keep(records, record, event->campaign_name);
}

static void on_callback_attempt(acd_record *of, const acd_event *event)
{
  of->callback_attempts++;
  if (event->detail == ACD_OUTCOME_ACCEPTED || event->detail == ACD_OUTCOME_BRIDGED) of->callback_reached = 1;
}

/* A booking that is over stands: a call is booked once. */
static void on_slot(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record *of = &record->record;
  if (of->slot == ACD_SLOT_KEPT || of->slot == ACD_SLOT_BROKEN || of->slot == ACD_SLOT_RELEASED) return;
  of->slot = event->detail;
  of->slot_plan = event->value;
  of->slot_plan_name = acd__record_keep(records, record, event->slot_plan_name);
  of->slot_date = event->local_date;
  of->slot_clock_us = event->local_clock_us;
  of->slot_wall_us = event->value_us;
}

static void on_call_again(acd_record *of, const acd_event *event)
{
  of->call_again = event->detail;
  of->call_again_task = event->value;
}

static void of_call(acd_records *records, acd__record *record, const acd_event *event)
{
  switch (event->kind) {
  case ACD_EVENT_CALL_ENDED: on_ended(records, record, event); break;
  case ACD_EVENT_QUEUE_ENTERED: on_queue_entered(records, record, event); break;
  case ACD_EVENT_QUEUE_LEFT: on_queue_left(records, record, event); break;
  case ACD_EVENT_OFFERED: acd__record_offered(records, record, event); break;
  case ACD_EVENT_OFFER_ENDED: acd__record_offer_ended(records, record, event); break;
  case ACD_EVENT_ANSWERED: acd__record_answered(records, record, event); break;
  case ACD_EVENT_HELD: acd__record_held(record, event); break;
  case ACD_EVENT_CONVERSATION_ENDED: acd__record_conversation_ended(records, record, event); break;
  case ACD_EVENT_WRAPUP_ENDED: acd__record_wrapup_ended(records, record, event); break;
  case ACD_EVENT_SEGMENT: on_segment(records, record, event); break;
  case ACD_EVENT_FLOW_EXIT: on_flow_exit(records, record, event); break;
  case ACD_EVENT_CONSULTATION_ENDED: acd__record_consultation_ended(records, record, event); break;
  case ACD_EVENT_RATED:
  case ACD_EVENT_RESOLVED:
  case ACD_EVENT_RESPONDED: acd__record_marked(record, event); break;
  case ACD_EVENT_JOINED: record->joined = 0; break;
  case ACD_EVENT_PARKED: record->record.parked++; break;
  case ACD_EVENT_CALLBACK_TAKEN: on_callback_taken(records, record, event); break;
  case ACD_EVENT_CALLBACK_ATTEMPT: on_callback_attempt(&record->record, event); break;
  case ACD_EVENT_CALLBACK_ENDED: record->record.callback_outcome = event->detail; break;
  case ACD_EVENT_SLOT: on_slot(records, record, event); break;
  case ACD_EVENT_CALL_AGAIN: on_call_again(&record->record, event); break;
  default: break;
  }
}

void acd__records_collect(acd_records *records, const acd_event *event)
{
  if (event->kind == ACD_EVENT_CALL_ARRIVED) {
    on_arrived(records, event);
    return;
  }
  if (event->kind == ACD_EVENT_CONSULTATION_BEGUN) {
    acd__record_consultation_begun(records, event);
    return;
  }
  if (records->log) acd__queue_log_other(records, event);
  acd__record *record = acd__records_find(records, event->call);
  if (record) of_call(records, record, event);
}
