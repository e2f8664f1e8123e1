/* SPDX-License-Identifier: Apache-2.0 */
/** @file What an event adds to a record, and what those who add share. */
#ifndef ACD__RECORD_COLLECT_H
#define ACD__RECORD_COLLECT_H

#include "record/record.h"

/* Adds a duration, up to the largest number. */
static inline void acd__record_lengthen(int64_t *sum, int64_t more)
{
  if (__builtin_add_overflow(*sum, more, sum)) *sum = INT64_MAX;
}

/* A new row of one of the record's lists, or NULL, counted as lost. */
static inline void *acd__record_list_add(acd_records *records, const acd__record *record, acd__rows *rows, size_t size,
                                         int64_t *lost)
{
  void *row = rows->count < record->list_max ? acd__rows_add(&records->memory, rows, size) : NULL;
  *lost += row == NULL;
  return row;
}

static inline const char *acd__record_keep(acd_records *records, acd__record *record, const char *text)
{
  return acd__record_text(&records->memory, record, text);
}
/* collect.c: the visit of a queue that the call waits in; NULL: it does not, or the row is lost. */
acd_record_visit *acd__record_visit_of(const acd__record *record, const acd_event *event);
/* Gives the record if it is complete. */
void acd__records_settle(acd_records *records, acd__record *record);

/* conversation.c: events about agents. */
void acd__record_offered(acd_records *records, acd__record *record, const acd_event *event);
void acd__record_offer_ended(acd_records *records, acd__record *record, const acd_event *event);
void acd__record_answered(acd_records *records, acd__record *record, const acd_event *event);
void acd__record_marked(acd__record *record, const acd_event *event);
void acd__record_held(acd__record *record, const acd_event *event);
void acd__record_conversation_ended(acd_records *records, acd__record *record, const acd_event *event);
void acd__record_wrapup_ended(acd_records *records, acd__record *record, const acd_event *event);
void acd__record_consultation_begun(acd_records *records, const acd_event *event);
void acd__record_consultation_ended(acd_records *records, acd__record *record, const acd_event *event);

#endif
