/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Log-linear histograms of durations: 64 buckets to each power of two, in blocks that are made when something falls into them.
 * All zeros is an empty one. Counts of buckets stop at UINT32_MAX.
 */
#ifndef ACD__HISTORY_HISTOGRAM_H
#define ACD__HISTORY_HISTOGRAM_H

#include "base/memory.h"

enum {
  ACD__HISTOGRAM_BLOCK = 64,
  ACD__HISTOGRAM_BLOCKS = 48, /* up to 2^53 − 1 */
  ACD__HISTOGRAM_BUCKETS = ACD__HISTOGRAM_BLOCKS * ACD__HISTOGRAM_BLOCK
};

typedef struct acd__histogram {
  uint32_t *blocks[ACD__HISTOGRAM_BLOCKS];
} acd__histogram;

/* The bucket of a duration, 0 … ACD_TIME_MAX; others go to the nearest. */
int32_t acd__histogram_bucket(int64_t us);
/* The shortest duration of a bucket, and with + 1 the end of it. */
int64_t acd__histogram_from_us(int32_t bucket);
int64_t acd__histogram_middle_us(int32_t bucket);

void acd__histogram_free(acd__memory *memory, acd__histogram *histogram);
/* Keeps the blocks. */
void acd__histogram_clear(acd__histogram *histogram);
/* ACD_OK, or ACD_ERR_NOMEM, which changes nothing. */
int acd__histogram_add(acd__memory *memory, acd__histogram *histogram, int32_t bucket, uint32_t count);
int acd__histogram_merge(acd__memory *memory, acd__histogram *into, const acd__histogram *from);
/* The first bucket that is not empty, from `bucket` on; −1: none. */
int32_t acd__histogram_next(const acd__histogram *histogram, int32_t bucket, uint32_t *count_out);
int64_t acd__histogram_count(const acd__histogram *histogram);
/* The bucket of acd_distribution_percentile_us(); −1: empty. */
int32_t acd__histogram_percentile(const acd__histogram *histogram, int64_t part_ppm);

#endif
