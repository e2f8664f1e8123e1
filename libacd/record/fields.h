/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the fields of records are called where they are written, and how each is. One table serves JSON and CSV. */
#ifndef ACD__RECORD_FIELDS_H
#define ACD__RECORD_FIELDS_H

#include <acd/mark.h>
#include <acd/record.h>

#include "record/write.h"

enum {
  ACD__FIELD_END = 0,
  ACD__FIELD_TEXT,    /* const char * */
  ACD__FIELD_ID,      /* an id: 0 is left out */
  ACD__FIELD_COUNT,   /* int64_t */
  ACD__FIELD_SECONDS, /* int64_t, microseconds */
  ACD__FIELD_LENGTH,  /* a time, of which the seconds since the one before it in the record are written */
  ACD__FIELD_ENGINE,  /* acd_time, -1: never */
  ACD__FIELD_AT,      /* the same as wall time, by that of the record's arrival */
  ACD__FIELD_WALL,    /* int64_t, ACD_TIME_NEVER: never */
  ACD__FIELD_LOCAL,   /* a date as a number, 0: none, and the clock */
  ACD__FIELD_KIND,    /* uint32_t, and others below: `of` says of which event it is a detail. 0 is left out */
  ACD__FIELD_DETAIL,
  ACD__FIELD_EXIT,
  ACD__FIELD_DISPOSITION,
  ACD__FIELD_MARK,   /* int64_t: left out unless `marks`, at `offset_2`, has the bit `of` */
  ACD__FIELD_MARK_US /* likewise, microseconds */
};

typedef struct acd__field {
  const char *name;
  uint32_t type;
  uint32_t of;     /* ACD_EVENT_… of a detail, ACD_MARK_… */
  size_t offset;   /* in the row */
  size_t offset_2; /* of the time before, of the clock, of the marks */
} acd__field;

extern const acd__field acd__record_fields[];

/* Writes `"name":value` with a comma before, unless there is nothing to say. `first` is 1 until something was. */
void acd__field_json(acd__out *out, const acd__field *field, const void *row, const acd_record *record, int *first);
void acd__field_csv(acd__out *out, const acd__field *field, const void *row, const acd_record *record);

#endif
