/* SPDX-License-Identifier: Apache-2.0 */
#include "history/store.h"

#include <string.h>

#include "base/bytes.h"
#include "base/sort.h"

enum { HEAD = 12, NUMBER_MAX = 10 };

static uint8_t *put_number(uint8_t *at, uint64_t value)
{
  for (; value >= 128; value >>= 7) *at++ = (uint8_t)(value | 128);
  *at++ = (uint8_t)value;
  return at;
}

/* NULL: the bytes end, or it is none. */
static const uint8_t *get_number(const uint8_t *at, const uint8_t *end, uint64_t *value_out)
{
  uint64_t value = 0;
  for (int shift = 0; at && at < end && shift < 64; shift += 7) {
    uint8_t byte = *at++;
    if (shift == 63 && byte > 1) return NULL;
    value |= (uint64_t)(byte & 127) << shift;
    if (byte < 128) {
      *value_out = value;
      return at;
    }
  }
  return NULL;
}

static uint64_t zigzag(int64_t value)
{
  return (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
}

static int64_t unzigzag(uint64_t word)
{
  return (int64_t)(word >> 1 ^ (word & 1 ? UINT64_MAX : 0));
}

static void put_size(uint8_t *at, size_t size)
{
  for (int i = 0; i < 4; i++) at[i] = (uint8_t)(size >> 8 * i);
}

static size_t get_size(const uint8_t *at)
{
  return (size_t)at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16 | (size_t)at[3] << 24;
}

/* ---- Contents */

static int reserve(acd_history *history, size_t size)
{
  return acd__memory_reserve(&history->memory, &history->scratch, &history->scratch_capacity, size, 1);
}

/* Written behind `size` bytes of scratch; the new size, 0: no memory. */
static size_t write_histogram(acd_history *history, size_t size, int of, const acd__histogram *histogram)
{
  uint32_t count;
  int32_t last = -1;
  for (int32_t at = 0; (at = acd__histogram_next(histogram, at, &count)) >= 0; at++) {
    if (reserve(history, size + 5 * NUMBER_MAX)) return 0;
    uint8_t *to = (uint8_t *)history->scratch + size;
    if (last < 0) to = put_number(to, (uint64_t)of);
    to = put_number(to, (uint64_t)(at - last));
    to = put_number(to, count);
    size = (size_t)(to - (uint8_t *)history->scratch);
    last = at;
  }
  if (last >= 0) ((uint8_t *)history->scratch)[size++] = 0;
  return size;
}

size_t acd__history_write(acd_history *history, int kind, const int64_t *figures, const acd__histogram *distributions)
{
  size_t words = acd__history_kinds[kind].words;
  if (reserve(history, words * (NUMBER_MAX + 2) + 5 * NUMBER_MAX)) return 0;
  uint8_t *to = history->scratch;
  size_t last = 0;
  for (size_t i = 1; i < words; i++) {
    if (!figures[i]) continue;
    to = put_number(to, i - last);
    to = put_number(to, zigzag(figures[i]));
    last = i;
  }
  *to++ = 0;
  size_t size = (size_t)(to - (uint8_t *)history->scratch);
  for (int of = 0; distributions && of < ACD__DISTRIBUTIONS; of++)
    if (!(size = write_histogram(history, size, of + 1, &distributions[of]))) return 0;
  if (reserve(history, size + 1)) return 0;
  ((uint8_t *)history->scratch)[size++] = 0;
  return size;
}

static const uint8_t *read_histogram(const uint8_t *at, const uint8_t *end, acd__memory *memory, acd__histogram *into,
                                     int *status)
{
  int32_t bucket = -1;
  uint64_t gap, count;
  while ((at = get_number(at, end, &gap)) && gap) {
    at = get_number(at, end, &count);
    if (!at || gap >= ACD__HISTOGRAM_BUCKETS || !count || count > UINT32_MAX) return NULL;
    bucket += (int32_t)gap;
    if (bucket >= ACD__HISTOGRAM_BUCKETS) return NULL;
    if (into && acd__histogram_add(memory, into, bucket, (uint32_t)count)) *status = ACD_ERR_NOMEM;
  }
  return bucket >= 0 ? at : NULL;
}

static const uint8_t *read_figures(const uint8_t *at, const uint8_t *end, int kind_of, int64_t *figures)
{
  const acd__history_kind *kind = &acd__history_kinds[kind_of];
  uint64_t word = 0, gap, value;
  while ((at = get_number(at, end, &gap)) && gap) {
    at = get_number(at, end, &value);
    if (!at || !value || gap >= kind->words || (word += gap) >= kind->words || word == kind->second) return NULL;
    if (!figures) continue;
    int64_t *sum = &figures[word];
    int64_t more = unzigzag(value);
    if (word == kind->maximum) {
      if (more > *sum) *sum = more;
    } else if (__builtin_add_overflow(*sum, more, sum)) {
      *sum = more > 0 ? INT64_MAX : INT64_MIN;
    }
  }
  return at;
}

int acd__history_read(const acd__history_record *record, int kind, int64_t *figures, acd__memory *memory,
                      acd__histogram *distribution, int of)
{
  const uint8_t *end = record->bytes + record->size;
  const uint8_t *at = read_figures(record->bytes, end, kind, figures);
  int status = ACD_OK;
  uint64_t which, before = 0;
  while ((at = get_number(at, end, &which)) && which) {
    if (which > ACD__DISTRIBUTIONS || which <= before || kind != ACD__ROW_QUEUE) return ACD_ERR_ENCODING;
    acd__histogram *into = distribution && of < 0 ? distribution + which - 1 : distribution;
    at = read_histogram(at, end, memory, of < 0 || (int)which == of ? into : NULL, &status);
    before = which;
  }
  return at == end ? status : ACD_ERR_ENCODING;
}

/* ---- Records */

int acd__history_store_next(const acd__history_store *store, size_t *at, acd__history_record *record_out)
{
  if (*at >= store->size) return 0;
  const uint8_t *bytes = (const uint8_t *)store->bytes + *at;
  *record_out = (acd__history_record){acd__bytes_get(bytes), bytes + HEAD, get_size(bytes + 8)};
  *at += HEAD + record_out->size;
  return 1;
}

/* Records older than all that are kept. */
static void prune(const acd_history *history, acd__history_store *store, int grain)
{
  const acd__history_slots *slots = &history->slots[grain];
  int64_t oldest_us = slots->count ? slots->list[0].from_us : INT64_MIN;
  acd__history_record record;
  size_t kept = 0;
  for (size_t at = 0, from = 0; acd__history_store_next(store, &at, &record); from = at) {
    if (record.from_us < oldest_us) continue;
    if (kept < from) memmove((uint8_t *)store->bytes + kept, (uint8_t *)store->bytes + from, at - from);
    kept += at - from;
  }
  store->size = kept;
}

int acd__history_store_add(acd_history *history, acd__history_store *store, int grain, int64_t from_us,
                           const void *bytes, size_t size)
{
  if (size > UINT32_MAX) return ACD_ERR_NOMEM;
  if (store->size + HEAD + size > store->capacity) {
    prune(history, store, grain);
    if (store->size + HEAD + size > store->capacity / 4 * 3 &&
        acd__memory_reserve(&history->memory, &store->bytes, &store->capacity, store->size + HEAD + size, 1))
      return ACD_ERR_NOMEM;
  }
  uint8_t *to = (uint8_t *)store->bytes + store->size;
  acd__bytes_put(to, from_us);
  put_size(to + 8, size);
  memcpy(to + HEAD, bytes, size);
  store->size += HEAD + size;
  return ACD_OK;
}

static int is_zero(int kind, const int64_t *figures)
{
  for (size_t i = 1; i < acd__history_kinds[kind].words; i++)
    if (figures[i]) return 0;
  return 1;
}

void acd__history_store_close(acd_history *history, acd__history_row *row, int grain, const int64_t *figures,
                              const acd__histogram *distributions)
{
  const acd__history_slots *slots = &history->slots[grain];
  int64_t from_us = slots->present.from_us;
  if (slots->count && from_us < slots->list[0].from_us) return; /* older than all that are kept */
  if (!distributions && is_zero(row->kind, figures)) return;
  size_t size = acd__history_write(history, row->kind, figures, distributions);
  if (!size || acd__history_store_add(history, &row->stores[grain], grain, from_us, history->scratch, size))
    history->lost++;
}

/* ---- In order */

static int merge_records(acd_history *history, int kind, const acd__history_store *store, const acd__sort_item *items,
                         size_t count, int64_t *figures, acd__histogram *distributions)
{
  memset(figures, 0, acd__history_kinds[kind].words * sizeof *figures);
  for (int i = 0; distributions && i < ACD__DISTRIBUTIONS; i++) acd__histogram_clear(&distributions[i]);
  for (size_t i = 0; i < count; i++) {
    size_t at = (size_t)items[i].value;
    acd__history_record record;
    acd__history_store_next(store, &at, &record);
    int status = acd__history_read(&record, kind, figures, &history->memory, distributions, -1);
    if (status) return status;
  }
  return ACD_OK;
}

static int order(acd_history *history, acd__history_row *row, int grain, acd__sort_item *items, size_t count,
                 acd__history_store *into, int64_t *figures, acd__histogram *distributions)
{
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && items[end].sequence == items[i].sequence;) end++;
    int status = merge_records(history, row->kind, &row->stores[grain], items + i, end - i, figures, distributions);
    if (status) return status;
    size_t size = acd__history_write(history, row->kind, figures, distributions);
    if (!size) return ACD_ERR_NOMEM;
    status = acd__history_store_add(history, into, grain, (int64_t)(items[i].sequence ^ UINT64_C(1) << 63),
                                    history->scratch, size);
    if (status) return status;
  }
  return ACD_OK;
}

static int is_ordered(const acd__history_store *store, size_t *count_out)
{
  acd__history_record record;
  int64_t before_us = INT64_MIN;
  int ordered = 1;
  *count_out = 0;
  for (size_t at = 0; acd__history_store_next(store, &at, &record); (*count_out)++) {
    if (*count_out && record.from_us <= before_us) ordered = 0;
    before_us = record.from_us;
  }
  return ordered;
}

int acd__history_store_order(acd_history *history, acd__history_row *row, int grain)
{
  acd__history_store *store = &row->stores[grain];
  size_t count = 0;
  prune(history, store, grain);
  if (is_ordered(store, &count)) return ACD_OK;
  size_t words = acd__history_kinds[row->kind].words;
  acd__histogram distributions[ACD__DISTRIBUTIONS] = {0};
  acd__history_store into = {0};
  acd__sort_item *items = acd__memory_array(&history->memory, count, sizeof *items);
  int64_t *figures = acd__memory_array(&history->memory, words, sizeof *figures);
  int status = items && figures ? ACD_OK : ACD_ERR_NOMEM;
  if (!status) {
    acd__history_record record;
    size_t i = 0;
    for (size_t at = 0, from = 0; acd__history_store_next(store, &at, &record); from = at)
      items[i++] = (acd__sort_item){(int64_t)from, (uint64_t)record.from_us ^ UINT64_C(1) << 63};
    acd__sort(items, count);
    status = order(history, row, grain, items, count, &into, figures, row->distributions ? distributions : NULL);
  }
  for (int i = 0; i < ACD__DISTRIBUTIONS; i++) acd__histogram_free(&history->memory, &distributions[i]);
  acd__memory_give(&history->memory, items, count * sizeof *items);
  acd__memory_give(&history->memory, figures, words * sizeof *figures);
  acd__history_store *old = status ? &into : store;
  acd__memory_give(&history->memory, old->bytes, old->capacity);
  if (!status) *store = into;
  return status;
}
