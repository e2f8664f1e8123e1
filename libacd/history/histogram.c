/* SPDX-License-Identifier: Apache-2.0 */
#include "history/histogram.h"

#include <string.h>

int64_t acd__histogram_from_us(int32_t bucket)
{
  if (bucket < ACD__HISTOGRAM_BLOCK) return bucket;
  int shift = bucket / ACD__HISTOGRAM_BLOCK - 1;
  return (int64_t)(ACD__HISTOGRAM_BLOCK + bucket % ACD__HISTOGRAM_BLOCK) << shift;
}

int64_t acd__histogram_middle_us(int32_t bucket)
{
  int64_t from_us = acd__histogram_from_us(bucket);
  return from_us + (acd__histogram_from_us(bucket + 1) - 1 - from_us) / 2;
}

void acd__histogram_free(acd__memory *memory, acd__histogram *histogram)
{
  for (int i = 0; i < ACD__HISTOGRAM_BLOCKS; i++) {
    acd__memory_give(memory, histogram->blocks[i], ACD__HISTOGRAM_BLOCK * sizeof(uint32_t));
    histogram->blocks[i] = NULL;
  }
}

void acd__histogram_clear(acd__histogram *histogram)
{
  for (int i = 0; i < ACD__HISTOGRAM_BLOCKS; i++)
    if (histogram->blocks[i]) memset(histogram->blocks[i], 0, ACD__HISTOGRAM_BLOCK * sizeof(uint32_t));
}

static uint32_t *block(acd__memory *memory, acd__histogram *histogram, int at)
{
  uint32_t **found = &histogram->blocks[at];
  if (!*found) *found = acd__memory_array(memory, ACD__HISTOGRAM_BLOCK, sizeof **found);
  return *found;
}

static void count_up(uint32_t *count, uint32_t more)
{
  if (__builtin_add_overflow(*count, more, count)) *count = UINT32_MAX;
}

int acd__histogram_add(acd__memory *memory, acd__histogram *histogram, int32_t bucket, uint32_t count)
{
  uint32_t *counts = block(memory, histogram, bucket / ACD__HISTOGRAM_BLOCK);
  if (!counts) return ACD_ERR_NOMEM;
  count_up(&counts[bucket % ACD__HISTOGRAM_BLOCK], count);
  return ACD_OK;
}

int acd__histogram_merge(acd__memory *memory, acd__histogram *into, const acd__histogram *from)
{
  for (int i = 0; i < ACD__HISTOGRAM_BLOCKS; i++)
    if (from->blocks[i] && !block(memory, into, i)) return ACD_ERR_NOMEM;
  for (int i = 0; i < ACD__HISTOGRAM_BLOCKS; i++)
    for (int j = 0; from->blocks[i] && j < ACD__HISTOGRAM_BLOCK; j++) count_up(&into->blocks[i][j], from->blocks[i][j]);
  return ACD_OK;
}

int32_t acd__histogram_next(const acd__histogram *histogram, int32_t bucket, uint32_t *count_out)
{
  while (bucket < ACD__HISTOGRAM_BUCKETS) {
    const uint32_t *counts = histogram->blocks[bucket / ACD__HISTOGRAM_BLOCK];
    if (!counts) {
      bucket += ACD__HISTOGRAM_BLOCK - bucket % ACD__HISTOGRAM_BLOCK;
      continue;
    }
    *count_out = counts[bucket % ACD__HISTOGRAM_BLOCK];
    if (*count_out) return bucket;
    bucket++;
  }
  return -1;
}

int64_t acd__histogram_count(const acd__histogram *histogram)
{
  int64_t all = 0;
  uint32_t count;
  for (int32_t at = 0; (at = acd__histogram_next(histogram, at, &count)) >= 0; at++) all += count;
  return all;
}

int32_t acd__histogram_percentile(const acd__histogram *histogram, int64_t part_ppm)
{
  int64_t all = acd__histogram_count(histogram);
  /* The rank, rounded up, without a product that could be too large. */
  int64_t rank = all / 1000000 * part_ppm + (all % 1000000 * part_ppm + 999999) / 1000000;
  int32_t last = -1;
  uint32_t count;
  if (rank < 1) rank = 1;
  for (int32_t at = 0; (at = acd__histogram_next(histogram, at, &count)) >= 0; at++) {
    last = at;
    rank -= count;
    if (rank <= 0) break;
  }
  return last;
}
