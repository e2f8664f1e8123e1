/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Log-linear histograms of durations: 64 buckets to each power of two, in blocks that are made when something falls into them.
 * All zeros is an empty one. Counts of buckets stop at UINT32_MAX.
 */
#ifndef ACD__HISTORY_HISTOGRAM_H
#define ACD__HISTORY_HISTOGRAM_H

#include "base/memory.h"

enum {
  ACD__HISTOGRAM_BITS = 6,
  ACD__HISTOGRAM_BLOCK = 1 << ACD__HISTOGRAM_BITS,
  ACD__HISTOGRAM_BLOCKS = 48, /* up to 2^53 − 1 */
  ACD__HISTOGRAM_BUCKETS = ACD__HISTOGRAM_BLOCKS * ACD__HISTOGRAM_BLOCK
};

/* Which of its counts are not 0 is known, so that what is done with all of a histogram costs what is in it. */
typedef struct acd__histogram_block {
  uint64_t filled; /* bit by bucket */
  uint32_t counts[ACD__HISTOGRAM_BLOCK];
} acd__histogram_block;

typedef struct acd__histogram {
  uint64_t made; /* bit by block: those that there are */
  acd__histogram_block *blocks[ACD__HISTOGRAM_BLOCKS];
} acd__histogram;

/* The bucket of a duration, 0 … ACD_TIME_MAX; others go to the nearest. */
static inline int32_t acd__histogram_bucket(int64_t us)
{
  if (us < ACD__HISTOGRAM_BLOCK) return us < 0 ? 0 : (int32_t)us;
  int shift = 63 - ACD__HISTOGRAM_BITS - __builtin_clzll((unsigned long long)us);
  if (shift > ACD__HISTOGRAM_BLOCKS - 2) return ACD__HISTOGRAM_BUCKETS - 1;
  return shift * ACD__HISTOGRAM_BLOCK + (int32_t)(us >> shift);
}
/* The shortest duration of a bucket, and with + 1 the end of it. */
int64_t acd__histogram_from_us(int32_t bucket);
int64_t acd__histogram_middle_us(int32_t bucket);

void acd__histogram_free(acd__memory *memory, acd__histogram *histogram);
/* Keeps the blocks. */
void acd__histogram_clear(acd__histogram *histogram);
/* ACD_OK, or ACD_ERR_NOMEM, which changes nothing. */
int acd__histogram_add(acd__memory *memory, acd__histogram *histogram, int32_t bucket, uint32_t count);
/* The block of a bucket that one can be added to at once; NULL: not without acd__histogram_add(). */
static inline acd__histogram_block *acd__histogram_room(const acd__histogram *histogram, int32_t bucket)
{
  acd__histogram_block *block = histogram->blocks[(uint32_t)bucket / ACD__HISTOGRAM_BLOCK];
  return block && block->counts[(uint32_t)bucket % ACD__HISTOGRAM_BLOCK] < UINT32_MAX ? block : NULL;
}
static inline void acd__histogram_up(acd__histogram_block *block, int32_t bucket)
{
  block->counts[(uint32_t)bucket % ACD__HISTOGRAM_BLOCK]++;
  block->filled |= UINT64_C(1) << ((uint32_t)bucket % ACD__HISTOGRAM_BLOCK);
}
int acd__histogram_merge(acd__memory *memory, acd__histogram *into, const acd__histogram *from);
/* The first bucket that is not empty, from `bucket` on; −1: none. */
int32_t acd__histogram_next(const acd__histogram *histogram, int32_t bucket, uint32_t *count_out);
int64_t acd__histogram_count(const acd__histogram *histogram);
/* The bucket of acd_distribution_percentile_us(); −1: empty. */
int32_t acd__histogram_percentile(const acd__histogram *histogram, int64_t part_ppm);

#endif
