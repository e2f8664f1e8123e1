/* SPDX-License-Identifier: Apache-2.0 */
/* Distributions: copies of what a history has gathered, and what is asked of them. */
#include "history/store.h"
#include "model/record.h"

struct acd_distribution {
  acd__memory memory;
  acd__histogram histogram;
};

int acd_distribution_new(const acd_allocator *allocator, acd_distribution **distribution_out)
{
  acd__memory memory;
  if (!distribution_out) return ACD_ERR_ARGUMENT;
  acd__memory_init(&memory, allocator);
  acd_distribution *distribution = acd__memory_array(&memory, 1, sizeof *distribution);
  if (!distribution) return ACD_ERR_NOMEM;
  distribution->memory = memory;
  *distribution_out = distribution;
  return ACD_OK;
}

void acd_distribution_free(acd_distribution *distribution)
{
  if (!distribution) return;
  acd__memory memory = distribution->memory;
  acd__histogram_free(&memory, &distribution->histogram);
  acd__memory_give(&memory, distribution, sizeof *distribution);
}

/* What is open of a period. */
static int add_open(const acd__history_row *row, int kind, int of, acd__memory *memory, acd__histogram *into)
{
  static const uint8_t parts[][3] = {
      [ACD_PERIOD_INTERVALS] = {ACD__FIGURES_INTERVAL},
      [ACD_PERIOD_DAYS] = {ACD__FIGURES_INTERVAL, ACD__FIGURES_DAY},
      [ACD_PERIOD_MARK] = {ACD__FIGURES_MARK},
      [ACD_PERIOD_ALL] = {ACD__FIGURES_INTERVAL, ACD__FIGURES_DAY, ACD__FIGURES_ALL},
  };
  int status = acd__histogram_merge(memory, into, &row->distributions->of[ACD__FIGURES_PRESENT][of - 1]);
  for (int i = 0; !status && i < 3 && parts[kind][i]; i++)
    status = acd__histogram_merge(memory, into, &row->distributions->of[parts[kind][i]][of - 1]);
  return status;
}

static int add_row(const acd__history_row *row, const acd__history_span *span, int of, acd__memory *memory,
                   acd__histogram *into)
{
  if (span->grain < 0) return add_open(row, span->kind, of, memory, into);
  int status = span->has_present ? add_open(row, span->kind, of, memory, into) : ACD_OK;
  acd__history_record record;
  for (size_t at = 0; !status && acd__history_store_next(&row->stores[span->grain], &at, &record);)
    if (record.from_us >= span->first_us && record.from_us <= span->last_us)
      status = acd__history_read(&record, row->kind, NULL, memory, into, of);
  return status;
}

int acd_history_distribution_add(const acd_history *history, const acd_history_period *period, const char *queue,
                                 int64_t of, acd_distribution *distribution)
{
  acd__history_span span;
  acd__histogram found = {0};
  if (!distribution || of < ACD_DISTRIBUTION_WAIT || of > ACD__DISTRIBUTIONS) return ACD_ERR_ARGUMENT;
  int status = acd__history_span_of(history, period, &span);
  if (!status && span.grain == ACD__GRAIN_MINUTE) status = ACD_ERR_ARGUMENT;
  if (status) return status;
  if (!acd__history_keeps(history, ACD_HISTORY_DISTRIBUTIONS | ACD_HISTORY_QUEUES)) return ACD_ERR_STATE;
  const acd__history_row *one = queue ? acd__history_row_find(history, ACD__ROW_QUEUE, queue, NULL) : NULL;
  if (queue && !one) return ACD_ERR_NOT_FOUND;
  for (const acd__history_row *row = one ? one : history->first; row && !status; row = one ? NULL : row->next)
    if (row->kind == ACD__ROW_QUEUE) status = add_row(row, &span, (int)of, &distribution->memory, &found);
  if (!status) status = acd__histogram_merge(&distribution->memory, &distribution->histogram, &found);
  acd__histogram_free(&distribution->memory, &found);
  return status;
}

int acd_distribution_add(acd_distribution *distribution, int64_t duration_us)
{
  if (!distribution || duration_us < 0 || duration_us > ACD_TIME_MAX) return ACD_ERR_ARGUMENT;
  return acd__histogram_add(&distribution->memory, &distribution->histogram, acd__histogram_bucket(duration_us), 1);
}

int acd_distribution_merge(acd_distribution *into, const acd_distribution *from)
{
  if (!into || !from) return ACD_ERR_ARGUMENT;
  return acd__histogram_merge(&into->memory, &into->histogram, &from->histogram);
}

int64_t acd_distribution_count(const acd_distribution *distribution)
{
  return distribution ? acd__histogram_count(&distribution->histogram) : 0;
}

int64_t acd_distribution_percentile_us(const acd_distribution *distribution, int64_t part_ppm)
{
  if (!distribution || part_ppm < 0 || part_ppm > 1000000) return 0;
  int32_t bucket = acd__histogram_percentile(&distribution->histogram, part_ppm);
  return bucket < 0 ? 0 : acd__histogram_middle_us(bucket);
}

int acd_distribution_bucket_next(const acd_distribution *distribution, int64_t from_us, acd_bucket *bucket_out)
{
  uint32_t count;
  if (!distribution || from_us < 0) return ACD_ERR_ARGUMENT;
  int32_t at = acd__histogram_bucket(from_us);
  if (acd__histogram_from_us(at) < from_us) at++;
  at = acd__histogram_next(&distribution->histogram, at, &count);
  if (at < 0) return ACD_ERR_NOT_FOUND;
  acd_bucket bucket = {sizeof bucket, 0, acd__histogram_from_us(at), acd__histogram_from_us(at + 1) - 1, count};
  return acd__record_put(bucket_out, &bucket, sizeof bucket, sizeof bucket);
}
