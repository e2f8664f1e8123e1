/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Closed periods of a row, as bytes: i64 begin, u32 size of the rest, then the figures that are not 0 as (words skipped + 1, value)
 * and 0, and the histograms that are not empty as (kind, (buckets skipped + 1, count)…, 0)… and 0. Numbers are LEB128, values
 * zigzag. Several records may be of the same period: they add up.
 */
#ifndef ACD__HISTORY_STORE_H
#define ACD__HISTORY_STORE_H

#include "history/history.h"

/* What a record says, of a kind. */
typedef struct acd__history_record {
  int64_t from_us;
  const uint8_t *bytes;
  size_t size;
} acd__history_record;

/* Writes the record's contents, whatever is in it, into the scratch; its size, 0: no memory. `distributions` NULL: none. */
size_t acd__history_write(acd_history *history, int kind, const int64_t *figures, const acd__histogram *distributions);
/* 1 and the record at `*at`, which moves on; 0: the end. */
int acd__history_store_next(const acd__history_store *store, size_t *at, acd__history_record *record_out);
/* Adds a record's figures, and to `distribution` (not NULL) what it has of distribution `of`; of < 0: to all, an array. ACD_OK,
 * ACD_ERR_NOMEM, ACD_ERR_ENCODING: not such bytes. `figures` NULL: only looked at. */
int acd__history_read(const acd__history_record *record, int kind, int64_t *figures, acd__memory *memory,
                      acd__histogram *distribution, int of);
/* Appends a record with contents from acd__history_write(), or others. ACD_OK or ACD_ERR_NOMEM. Records older than all that are kept
 * make room first. */
int acd__history_store_add(acd_history *history, acd__history_store *store, int grain, int64_t from_us,
                           const void *bytes, size_t size);
/* Writes figures as a record; what finds no memory is counted as lost. Nothing where all are 0. */
void acd__history_store_close(acd_history *history, acd__history_row *row, int grain, const int64_t *figures,
                              const acd__histogram *distributions);
/* One record for each period, in order, of kept periods alone. ACD_OK, or ACD_ERR_NOMEM, which changes nothing. */
int acd__history_store_order(acd_history *history, acd__history_row *row, int grain);

#endif
