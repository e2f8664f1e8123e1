/* SPDX-License-Identifier: Apache-2.0 */
/** @file Texts of events and records: a writer that counts what it has no room for, and the values that stand in them. */
#ifndef ACD__RECORD_WRITE_H
#define ACD__RECORD_WRITE_H

#include <stddef.h>
#include <stdint.h>

typedef struct acd__out {
  char *buffer; /* NULL: only counts */
  size_t size;
  size_t used; /* of the whole text */
} acd__out;

void acd__out_char(acd__out *out, char c);
void acd__out_text(acd__out *out, const char *text);
void acd__out_int(acd__out *out, int64_t value);
/* Microseconds as seconds with six decimals. */
void acd__out_seconds(acd__out *out, int64_t us);
/* Wall time as ISO 8601 in UTC; 0 and nothing written for a year that has not four digits. */
int acd__out_time(acd__out *out, int64_t wall_us);
/* Ends the text with a NUL, if there is room for one byte; how many bytes it has. */
int64_t acd__out_end(acd__out *out);

/* A string of JSON with its quotes. */
void acd__out_json(acd__out *out, const char *text);
/* A name of the library's own, and the colon behind it. */
void acd__out_name(acd__out *out, const char *name);
/* A field of CSV, harmless to spreadsheets. */
void acd__out_csv(acd__out *out, const char *text);

#endif
