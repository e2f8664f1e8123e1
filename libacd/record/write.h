/* SPDX-License-Identifier: Apache-2.0 */
/** @file The values that stand in texts of events and records. */
#ifndef ACD__RECORD_WRITE_H
#define ACD__RECORD_WRITE_H

#include "base/out.h"

/* Wall time as ISO 8601 in UTC; 0 and nothing written for a year that has not four digits. */
int acd__out_time(acd__out *out, int64_t wall_us);
/* A local time to the second, of a date as a number (year × 10000 + month × 100 + day). */
void acd__out_local(acd__out *out, int64_t number, int64_t clock_us);
/* A string of JSON with its quotes. */
void acd__out_json(acd__out *out, const char *text);
/* A name of the library's own, and the colon behind it. */
void acd__out_name(acd__out *out, const char *name);
/* A field of CSV, harmless to spreadsheets. */
void acd__out_csv(acd__out *out, const char *text);

#endif
