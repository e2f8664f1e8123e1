/* SPDX-License-Identifier: Apache-2.0 */
/* The handle of acd/record.h: its open calls, and how they leave it. */
#include "model/record.h"
#include "record/record.h"

int acd_records_new(const acd_allocator *allocator, acd_records **records_out)
{
  acd__memory memory;
  if (!records_out) return ACD_ERR_ARGUMENT;
  acd__memory_init(&memory, allocator);
  acd_records *records = acd__memory_array(&memory, 1, sizeof *records);
  if (!records) return ACD_ERR_NOMEM;
  records->memory = memory;
  acd__dictionary_init(&records->calls, &records->memory, 0);
  records->list_max = 100;
  records->wait_wrapup = 1;
  *records_out = records;
  return ACD_OK;
}

static void drop(acd_records *records, acd__record *record)
{
  acd__memory *memory = &records->memory;
  for (size_t i = 0; i < record->consults.count; i++)
    acd__records_forget(records, ACD__ROWS(acd__record_consult, &record->consults)[i].call);
  acd__records_forget(records, record->record.call);
  *(record->prev ? &record->prev->next : &records->first) = record->next;
  *(record->next ? &record->next->prev : &records->last) = record->prev;
  acd__rows_release(memory, &record->segments, sizeof(acd_record_segment));
  acd__rows_release(memory, &record->visits, sizeof(acd_record_visit));
  acd__rows_release(memory, &record->conversations, sizeof(acd_record_conversation));
  acd__rows_release(memory, &record->path, sizeof(acd_record_step));
  acd__rows_release(memory, &record->waits, sizeof(acd__record_wait));
  acd__rows_release(memory, &record->rings, sizeof(acd__record_ring));
  acd__rows_release(memory, &record->talks, sizeof(acd__record_talk));
  acd__rows_release(memory, &record->wraps, sizeof(acd__record_talk));
  acd__rows_release(memory, &record->consults, sizeof(acd__record_consult));
  acd__record_texts_release(memory, record);
  acd__memory_give(memory, record, sizeof *record);
  records->stats.open--;
}

void acd_records_free(acd_records *records)
{
  if (!records) return;
  while (records->first) drop(records, records->first);
  acd__dictionary_release_all(&records->calls);
  acd__queue_log_free(records);
  acd__memory memory = records->memory;
  acd__memory_give(&memory, records, sizeof *records);
}

int acd_records_set(acd_records *records, int option, int64_t value)
{
  if (!records || value < 0) return ACD_ERR_ARGUMENT;
  switch (option) {
  case ACD_RECORDS_WAIT_WRAPUP:
    if (value > 1) return ACD_ERR_ARGUMENT;
    records->wait_wrapup = value;
    return ACD_OK;
  case ACD_RECORDS_LIST_MAX:
    if (value > 100000) return ACD_ERR_ARGUMENT;
    records->list_max = value;
    return ACD_OK;
  case ACD_RECORDS_REFUSED_LINES:
    if (value > 1) return ACD_ERR_ARGUMENT;
    records->refused_lines = value;
    return ACD_OK;
  default: return ACD_ERR_ARGUMENT;
  }
}

int acd_records_set_hook(acd_records *records, acd_record_fn hook, void *user)
{
  if (!records) return ACD_ERR_ARGUMENT;
  records->hook = hook;
  records->hook_user = user;
  return ACD_OK;
}

int acd_records_stats_get(const acd_records *records, acd_records_stats *stats_out)
{
  if (!records) return ACD_ERR_ARGUMENT;
  acd_records_stats stats = records->stats;
  stats.memory_bytes = (int64_t)records->memory.held;
  return acd__record_put(stats_out, &stats, sizeof stats, sizeof stats);
}

acd__record *acd__records_find(acd_records *records, acd_id call)
{
  if (!call) return NULL;
  if (call != records->latest_call) { /* most events are of the call that the one before was of */
    records->latest = acd__dictionary_find(&records->calls, (const char *)&call, sizeof call);
    records->latest_call = call;
  }
  return records->latest;
}

int acd__records_also(acd_records *records, acd__record *record, acd_id call)
{
  records->latest_call = 0;
  return acd__dictionary_add(&records->calls, (const char *)&call, sizeof call, record);
}

void acd__records_forget(acd_records *records, acd_id call)
{
  records->latest_call = 0;
  acd__dictionary_remove(&records->calls, (const char *)&call, sizeof call);
}

acd__record *acd__records_open(acd_records *records, acd_id call)
{
  acd__record *record = acd__memory_array(&records->memory, 1, sizeof *record);
  if (!record) return NULL;
  if (acd__records_also(records, record, call)) {
    acd__memory_give(&records->memory, record, sizeof *record);
    return NULL;
  }
  record->record.call = call;
  record->list_max = (size_t)records->list_max;
  record->waits_wrapup = records->wait_wrapup != 0;
  record->prev = records->last;
  *(records->last ? &records->last->next : &records->first) = record;
  records->last = record;
  records->stats.open++;
  return record;
}

void acd__records_give(acd_records *records, acd__record *record)
{
  acd_record *given = &record->record;
  given->segments = record->segments.items;
  given->visits = record->visits.items;
  given->conversations = record->conversations.items;
  given->path = record->path.items;
  given->segments_count = (int64_t)record->segments.count;
  given->visits_count = (int64_t)record->visits.count;
  given->conversations_count = (int64_t)record->conversations.count;
  given->path_count = (int64_t)record->path.count;
  records->stats.given++;
  records->stats.entries_lost +=
      given->segments_lost + given->visits_lost + given->conversations_lost + given->path_lost;
  if (records->hook) records->hook(records->hook_user, given);
  drop(records, record);
}

void acd_records_flush(acd_records *records)
{
  if (!records) return;
  while (records->first) acd__records_give(records, records->first);
}

void acd_records_event(void *records, const acd_event *event)
{
  if (records && event) acd__records_collect(records, event);
}
