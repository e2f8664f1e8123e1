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

/* The lowest bit that is set; it is taken away. */
static int take_bit(uint64_t *bits)
{
  int bit = __builtin_ctzll(*bits);
  *bits &= *bits - 1;
  return bit;
}

void acd__histogram_free(acd__memory *memory, acd__histogram *histogram)
{
  while (histogram->made) {
    acd__histogram_block **block = &histogram->blocks[take_bit(&histogram->made)];
    acd__memory_give(memory, *block, sizeof **block);
    *block = NULL;
  }
}

void acd__histogram_clear(acd__histogram *histogram)
{
  for (uint64_t made = histogram->made; made;) {
    acd__histogram_block *block = histogram->blocks[take_bit(&made)];
    if (block->filled) *block = (acd__histogram_block){0};
  }
}

static acd__histogram_block *take_block(acd__memory *memory, acd__histogram *histogram, int at)
{
  if (histogram->made >> at & 1) return histogram->blocks[at];
  acd__histogram_block *block = acd__memory_array(memory, 1, sizeof *block);
  if (!block) return NULL;
  histogram->made |= UINT64_C(1) << at;
  return histogram->blocks[at] = block;
}

static void add(acd__histogram_block *block, int place, uint32_t more)
{
  if (!more) return;
  if (__builtin_add_overflow(block->counts[place], more, &block->counts[place])) block->counts[place] = UINT32_MAX;
  block->filled |= UINT64_C(1) << place;
}

int acd__histogram_add(acd__memory *memory, acd__histogram *histogram, int32_t bucket, uint32_t count)
{
  acd__histogram_block *block = take_block(memory, histogram, bucket / ACD__HISTOGRAM_BLOCK);
  if (!block) return ACD_ERR_NOMEM;
  add(block, bucket % ACD__HISTOGRAM_BLOCK, count);
  return ACD_OK;
}

int acd__histogram_merge(acd__memory *memory, acd__histogram *into, const acd__histogram *from)
{
  for (uint64_t made = from->made; made;) {
    int at = take_bit(&made);
    if (from->blocks[at]->filled && !take_block(memory, into, at)) return ACD_ERR_NOMEM;
  }
  for (uint64_t made = from->made; made;) {
    int at = take_bit(&made);
    const acd__histogram_block *more = from->blocks[at];
    for (uint64_t filled = more->filled; filled;) {
      int place = take_bit(&filled);
      add(into->blocks[at], place, more->counts[place]);
    }
  }
  return ACD_OK;
}

int32_t acd__histogram_next(const acd__histogram *histogram, int32_t bucket, uint32_t *count_out)
{
  for (; bucket < ACD__HISTOGRAM_BUCKETS; bucket += ACD__HISTOGRAM_BLOCK - bucket % ACD__HISTOGRAM_BLOCK) {
    const acd__histogram_block *block = histogram->blocks[bucket / ACD__HISTOGRAM_BLOCK];
    uint64_t filled = block ? block->filled >> bucket % ACD__HISTOGRAM_BLOCK : 0;
    if (!filled) continue;
    bucket += __builtin_ctzll(filled);
    *count_out = block->counts[bucket % ACD__HISTOGRAM_BLOCK];
    return bucket;
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
