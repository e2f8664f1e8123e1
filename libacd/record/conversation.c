/* SPDX-License-Identifier: Apache-2.0 */
/* Who rings, who talks, and what follows: what events about agents add to the record of a call. */
#include <acd/action.h>
#include <acd/mark.h>

#include "record/collect.h"

/* ---- Offers */

static int64_t ring_at(const acd__record *record, acd_id call, acd_id agent)
{
  const acd__record_ring *rings = ACD__ROWS(acd__record_ring, &record->rings);
  for (size_t i = 0; i < record->rings.count; i++)
    if (rings[i].call == call && rings[i].agent == agent) return (int64_t)i;
  return -1;
}

void acd__record_offered(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record_visit *visit = acd__record_visit_of(record, event);
  if (visit) visit->offers++;
  record->record.offers++;
  int64_t at = ring_at(record, event->call, event->agent); /* one that came to nothing after it was accepted */
  acd__record_ring *ring = at < 0 ? acd__rows_add(&records->memory, &record->rings, sizeof *ring)
                                  : &ACD__ROWS(acd__record_ring, &record->rings)[at];
  if (!ring) return; /* the key to the explanation is lost, and said to be: offered_sequence 0 */
  *ring = (acd__record_ring){event->call, event->agent, event->sequence, event->time_us, 0, event->queue, NULL, 0};
  if (records->log) ring->agent_name = acd__record_keep(records, record, event->agent_name);
}

void acd__record_offer_ended(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record_visit *visit = acd__record_visit_of(record, event);
  int no_answer = event->detail == ACD_OFFER_NO_ANSWER;
  int refused =
      event->detail == ACD_OFFER_REJECTED || event->detail == ACD_OFFER_BUSY || event->detail == ACD_OFFER_FAILED;
  record->record.no_answers += no_answer;
  record->record.refusals += refused;
  if (visit) visit->no_answers += no_answer;
  if (visit) visit->refusals += refused;
  if (records->log && (no_answer || refused)) acd__queue_log_offer_ended(records, record, event);
  int64_t at = ring_at(record, event->call, event->agent);
  if (at < 0) return;
  acd__record_ring *ring = &ACD__ROWS(acd__record_ring, &record->rings)[at];
  if (event->detail == ACD_OFFER_ACCEPTED) {
    ring->ring_us = event->value_us;
    ring->accepted = 1;
  } else {
    acd__rows_remove(&record->rings, (size_t)at, sizeof *ring);
  }
}

/* ---- Conversations */

/* An agent is in one conversation of a record at a time, and in one wrap-up or several. */
static int64_t talk_at(const acd__rows *talks, acd_id agent)
{
  for (size_t i = 0; i < talks->count; i++)
    if (ACD__ROWS(acd__record_talk, talks)[i].agent == agent) return (int64_t)i;
  return -1;
}

static acd_record_conversation *conversation_of(const acd__record *record, const acd__record_talk *talk)
{
  return talk->conversation < 0 ? NULL
                                : &ACD__ROWS(acd_record_conversation, &record->conversations)[talk->conversation];
}

static acd__record_ring take_ring(acd__record *record, const acd_event *event)
{
  acd__record_ring ring = {.time_us = ACD_TIME_NEVER};
  int64_t at = ring_at(record, event->call, event->agent);
  if (at < 0) return ring;
  ring = ACD__ROWS(acd__record_ring, &record->rings)[at];
  acd__rows_remove(&record->rings, (size_t)at, sizeof ring);
  return ring;
}

static void first_answer(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record *of = &record->record;
  of->answered_at_us = event->time_us;
  of->answered_wall_us = event->wall_us;
  of->answer_us = event->value_us;
  of->queue = event->queue;
  of->agent = event->agent;
  of->queue_name = acd__record_keep(records, record, event->queue_name);
  of->agent_name = acd__record_keep(records, record, event->agent_name);
}

void acd__record_answered(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record *of = &record->record;
  acd__record_ring ring = take_ring(record, event);
  of->answers++;
  if (of->answered_at_us == ACD_TIME_NEVER && event->call == of->call) first_answer(records, record, event);
  acd__record_talk *talk = acd__rows_add(&records->memory, &record->talks, sizeof *talk);
  if (!talk) {
    of->conversations_lost++;
    return;
  }
  acd_record_conversation *row =
      acd__record_list_add(records, record, &record->conversations, sizeof *row, &of->conversations_lost);
  const acd__record_wait *left = &record->left;
  int is_from = event->queue && left->call == event->call && left->queue == event->queue;
  *talk = (acd__record_talk){.call = event->call,
                             .agent = event->agent,
                             .queue = event->queue,
                             .call_wall_us = acd__record_wall(record, event->call),
                             .wait_us = event->value_us,
                             .position = is_from ? left->position : 0,
                             .conversation = row ? (int64_t)record->conversations.count - 1 : -1};
  if (records->log) acd__queue_log_answered(records, talk, ring.ring_us, event);
  if (!row) return;
  row->size = sizeof *row;
  row->call = event->call;
  row->agent = event->agent;
  row->queue = event->queue;
  row->offered_sequence = ring.sequence;
  row->offered_at_us = ring.time_us;
  row->ring_us = ring.ring_us;
  row->answered_at_us = event->time_us;
  row->ended_at_us = ACD_TIME_NEVER;
  row->wait_us = event->value_us;
  row->called_back = event->detail;
  row->agent_name = acd__record_keep(records, record, event->agent_name);
  row->queue_name = acd__record_keep(records, record, event->queue_name);
}

void acd__record_held(acd__record *record, const acd_event *event)
{
  int64_t at = talk_at(&record->talks, event->agent);
  acd_record_conversation *row =
      at < 0 ? NULL : conversation_of(record, &ACD__ROWS(acd__record_talk, &record->talks)[at]);
  if (row) row->holds++;
}

/* The latest conversation of an agent that counts in the queue; NULL: it is not known. */
static acd_record_conversation *marked(const acd__record *record, const acd_event *event)
{
  acd_record_conversation *rows = ACD__ROWS(acd_record_conversation, &record->conversations);
  for (size_t i = record->conversations.count; i-- > 0;)
    if (rows[i].agent == event->agent && rows[i].queue == event->queue) return &rows[i];
  return NULL;
}

void acd__record_marked(acd__record *record, const acd_event *event)
{
  acd_record *of = &record->record;
  acd_record_conversation *row = marked(record, event);
  switch (event->kind) {
  case ACD_EVENT_RATED:
    of->marks |= ACD_MARK_RATING;
    of->rating = event->value;
    of->satisfied = event->detail;
    if (!row) break;
    row->marks |= ACD_MARK_RATING;
    row->rating = event->value;
    row->satisfied = event->detail;
    break;
  case ACD_EVENT_RESOLVED:
    of->marks |= ACD_MARK_RESOLVED;
    of->resolved = event->detail;
    if (!row) break;
    row->marks |= ACD_MARK_RESOLVED;
    row->resolved = event->detail;
    break;
  default:
    of->marks |= ACD_MARK_RESPONSE;
    of->response_us = event->value_us;
    break;
  }
}

static acd__record_consult *consult_of(const acd__record *record, acd_id call)
{
  acd__record_consult *consults = ACD__ROWS(acd__record_consult, &record->consults);
  for (size_t i = 0; i < record->consults.count; i++)
    if (consults[i].call == call) return &consults[i];
  return NULL;
}

/* Wrap-up begins after a conversation. */
static void await_wrapup(acd_records *records, acd__record *record, const acd__record_talk *talk, acd_id call)
{
  acd__record_talk *wrap = acd__rows_add(&records->memory, &record->wraps, sizeof *wrap);
  if (!wrap) { /* it is not waited for, and not counted */
    record->record.conversations_lost++;
    return;
  }
  *wrap = *talk;
  wrap->call = call;
  acd__record_consult *consult = consult_of(record, call);
  if (consult) consult->wraps++;
}

/* The agent's segment in a conference ends before the conversation does. */
static void end_party(const acd__record *record, const acd_event *event)
{
  acd_record_segment *segments = ACD__ROWS(acd_record_segment, &record->segments);
  for (size_t i = record->segments.count; i-- > 0;)
    if (segments[i].kind == ACD_SEGMENT_PARTY && segments[i].agent == event->agent) {
      if (segments[i].ended_at_us == event->time_us && !segments[i].ended) segments[i].ended = event->detail;
      return;
    }
}

/* Who comes into the conversation in this instant; NULL: nobody. */
static const char *heir_of(const acd__record *record)
{
  const acd__record_talk *talks = ACD__ROWS(acd__record_talk, &record->talks);
  for (size_t i = 0; record->joined && i < record->talks.count; i++)
    if (talks[i].call == record->joined) {
      const acd_record_conversation *row = conversation_of(record, &talks[i]);
      return row ? row->agent_name : "";
    }
  return NULL;
}

void acd__record_conversation_ended(acd_records *records, acd__record *record, const acd_event *event)
{
  acd_record *of = &record->record;
  acd__record_lengthen(&of->talk_us, event->value_us);
  acd__record_lengthen(&of->hold_us, event->value);
  of->transfers += event->detail == ACD_CONVERSATION_TRANSFERRED;
  record->over = event->agent;
  record->over_us = event->time_us;
  record->over_how = event->detail;
  end_party(record, event);
  int64_t at = talk_at(&record->talks, event->agent);
  acd__record_talk talk = {.call = event->call, .agent = event->agent, .queue = event->queue, .conversation = -1};
  if (at >= 0) {
    talk = ACD__ROWS(acd__record_talk, &record->talks)[at];
    if (records->log) acd__queue_log_conversation_ended(records, &talk, heir_of(record), event);
    acd__rows_remove(&record->talks, (size_t)at, sizeof talk);
  }
  acd_record_conversation *row = conversation_of(record, &talk);
  if (row) {
    row->ended_at_us = event->time_us;
    row->talk_us = event->value_us;
    row->hold_us = event->value;
    row->ended = event->detail;
  }
  if (event->reason) await_wrapup(records, record, &talk, event->call);
}

static void drop_consult(acd_records *records, acd__record *record, acd__record_consult *consult)
{
  acd__records_forget(records, consult->call);
  size_t at = (size_t)(consult - ACD__ROWS(acd__record_consult, &record->consults));
  acd__rows_remove(&record->consults, at, sizeof *consult);
}

void acd__record_wrapup_ended(acd_records *records, acd__record *record, const acd_event *event)
{
  const acd__record_talk *wraps = ACD__ROWS(acd__record_talk, &record->wraps);
  size_t at = 0;
  while (at < record->wraps.count &&
         !(wraps[at].call == event->call && wraps[at].agent == event->agent && wraps[at].queue == event->queue))
    at++;
  if (at == record->wraps.count) return;
  acd_record_conversation *row = conversation_of(record, &wraps[at]);
  if (row) row->wrapup_us = event->value_us;
  acd__record_lengthen(&record->record.wrapup_us, event->value_us);
  acd__rows_remove(&record->wraps, at, sizeof *wraps);
  acd__record_consult *consult = consult_of(record, event->call);
  if (consult && --consult->wraps == 0 && consult->ended) drop_consult(records, record, consult);
  acd__records_settle(records, record);
}

/* ---- Consultations */

void acd__record_consultation_begun(acd_records *records, const acd_event *event)
{
  acd__record *record = acd__records_find(records, event->value);
  if (!record || acd__records_find(records, event->call)) return;
  record->record.consultations++;
  acd__record_consult *consult = acd__rows_add(&records->memory, &record->consults, sizeof *consult);
  if (consult && acd__records_also(records, record, event->call)) {
    record->consults.count--;
    consult = NULL;
  }
  if (!consult) { /* nothing of it will be known */
    record->record.visits_lost++;
    record->record.conversations_lost++;
    return;
  }
  consult->call = event->call;
  consult->wall_us = event->wall_us;
}

void acd__record_consultation_ended(acd_records *records, acd__record *record, const acd_event *event)
{
  acd__record_consult *consult = consult_of(record, event->call);
  record->joined = event->detail == ACD_END_JOINED ? event->call : 0;
  if (!consult) return;
  consult->ended = 1;
  if (consult->wraps == 0) drop_consult(records, record, consult);
}
