/* SPDX-License-Identifier: Apache-2.0 */
/* A history as bytes, in words of eight: the mark, a digest of all that follows it, the options, what is known of the whole, slots, rows.
 * What is open is written as what is over: acd__history_close() of a copy. */
#include <string.h>

#include "base/bytes.h"
#include "base/hash.h"
#include "history/store.h"

#define MARK    INT64_C(0x3173696864636101) /* "\x01acdhis1" */
#define VERSION 2

enum { HEAD = 3 * 8 };

/* ---- Writing: a writer without a buffer counts. */

typedef struct writer {
  uint8_t *bytes;
  size_t capacity;
  size_t size;
} writer;

static void put_bytes(writer *to, const void *bytes, size_t size)
{
  if (size && to->size + size <= to->capacity) memcpy(to->bytes + to->size, bytes, size);
  to->size += size;
}

static void put(writer *to, int64_t value)
{
  uint8_t bytes[8];
  acd__bytes_put(bytes, value);
  put_bytes(to, bytes, sizeof bytes);
}

static void put_block(writer *to, const void *bytes, size_t size)
{
  put(to, (int64_t)size);
  put_bytes(to, bytes, size);
}

/* None that is there without being added. */
static void put_levels(writer *to, const acd_history *history)
{
  size_t count = history->has_own_levels ? history->levels_count : 0;
  put(to, (int64_t)count);
  for (size_t i = 0; i < count; i++) {
    const acd_service_level *level = &history->levels[i].defined;
    const int64_t words[] = {level->formula, level->threshold_us, level->compare, level->wait_from, level->short_us};
    for (size_t j = 0; j < sizeof words / sizeof *words; j++) put(to, words[j]);
    put_block(to, level->name, strlen(level->name));
  }
}

static void put_head(writer *to, const acd_history *history)
{
  const acd_history_options *options = &history->options;
  const int64_t words[] = {
      options->keeps,         options->interval_us,         options->intervals_max, options->days_max,
      options->bytes_max,     options->repeat_us,           history->time_us,       history->offset_us,
      history->is_begun,      acd__history_events(history), history->missed,        history->lost,
      history->begun_wall_us, history->mark_wall_us};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) put(to, words[i]);
  put_block(to, options->zone, (size_t)options->zone_bytes);
  put_levels(to, history);
  for (int grain = 0; grain < ACD__GRAINS; grain++) {
    const acd__history_slots *slots = &history->slots[grain];
    put(to, (int64_t)slots->count);
    for (size_t i = 0; i < slots->count; i++) {
      put(to, slots->list[i].from_us);
      put(to, slots->list[i].to_us);
    }
  }
}

static int put_figures(writer *to, acd_history *history, const acd__history_row *row, int part)
{
  size_t size =
      acd__history_write(history, row->kind, row->figures + (size_t)part * acd__history_kinds[row->kind].words,
                         row->distributions ? row->distributions->of[part] : NULL);
  if (size) put_block(to, history->scratch, size);
  return size ? ACD_OK : ACD_ERR_NOMEM;
}

static int put_row(writer *to, acd_history *history, const acd__history_row *row)
{
  put(to, row->kind);
  put_block(to, row->name, strlen(row->name));
  put_block(to, row->second, strlen(row->second));
  int status = put_figures(to, history, row, ACD__FIGURES_MARK);
  if (!status) status = put_figures(to, history, row, ACD__FIGURES_ALL);
  for (int grain = 0; grain < ACD__GRAINS; grain++) put_block(to, row->stores[grain].bytes, row->stores[grain].size);
  return status;
}

/* `history` is all closed. */
static int write_all(writer *to, acd_history *history)
{
  int status = ACD_OK;
  put(to, MARK);
  put(to, VERSION);
  put(to, 0); /* the digest's place */
  put_head(to, history);
  put(to, history->rows);
  for (const acd__history_row *row = history->first; row && !status; row = row->next)
    status = put_row(to, history, row);
  return status;
}

static int64_t digest_of(const void *bytes, size_t size)
{
  return (int64_t)acd__digest_bytes(0, (const uint8_t *)bytes + HEAD, size - HEAD);
}

int acd_history_save(const acd_history *history, void *buffer, size_t capacity, size_t *size_out)
{
  acd_history *copy = NULL;
  if (!history || !size_out || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  const acd_allocator allocator = {history->fn, history->user};
  int status = acd_history_new(&allocator, &history->options, &copy);
  if (!status) acd__history_levels_copy(copy, history);
  if (!status) status = acd_history_merge(copy, history);
  if (status) {
    acd_history_free(copy);
    return status;
  }
  copy->time_us = history->time_us;
  copy->offset_us = history->offset_us;
  copy->is_begun = history->is_begun;
  writer to = {buffer, capacity, 0};
  status = write_all(&to, copy);
  acd_history_free(copy);
  if (status) return status;
  *size_out = to.size;
  if (to.size > capacity) return ACD_ERR_LIMIT;
  acd__bytes_put(to.bytes + HEAD - 8, digest_of(buffer, to.size));
  return ACD_OK;
}

/* ---- Reading: past the end all is 0, and `failed` says so. */

typedef struct reader {
  const uint8_t *bytes;
  size_t left;
  int failed;
} reader;

static const uint8_t *take_bytes(reader *from, size_t size)
{
  if (size > from->left) {
    from->failed = 1;
    return NULL;
  }
  const uint8_t *taken = from->bytes;
  from->bytes += size;
  from->left -= size;
  return taken;
}

static int64_t take(reader *from)
{
  const uint8_t *bytes = take_bytes(from, 8);
  return bytes ? acd__bytes_get(bytes) : 0;
}

static const uint8_t *take_block(reader *from, size_t *size_out)
{
  int64_t size = take(from);
  const uint8_t *bytes = size < 0 || (uint64_t)size > from->left ? NULL : take_bytes(from, (size_t)size);
  if (!bytes) from->failed = 1;
  *size_out = bytes ? (size_t)size : 0;
  return bytes;
}

static int take_slots(reader *from, acd__history_slots *slots)
{
  int64_t count = take(from);
  int64_t before_us = INT64_MIN;
  if (count < 0 || (uint64_t)count > slots->max) return ACD_ERR_ENCODING;
  for (int64_t i = 0; i < count; i++) {
    acd__history_slot slot = {take(from), 0};
    slot.to_us = take(from);
    if (from->failed || slot.from_us < before_us || slot.to_us <= slot.from_us) return ACD_ERR_ENCODING;
    slots->list[slots->count++] = slot;
    before_us = slot.to_us;
  }
  return ACD_OK;
}

/* A name: no NUL in it. Taken memory of `*size_out` + 1. */
static int take_name(reader *from, acd__memory *memory, char **name_out, size_t *size_out)
{
  const uint8_t *bytes = take_block(from, size_out);
  if (!bytes || (*size_out && memchr(bytes, 0, *size_out))) return ACD_ERR_ENCODING;
  *name_out = acd__memory_take(memory, *size_out + 1);
  if (!*name_out) return ACD_ERR_NOMEM;
  if (*size_out) memcpy(*name_out, bytes, *size_out);
  (*name_out)[*size_out] = '\0';
  return ACD_OK;
}

static int take_level(reader *from, acd_history *history)
{
  int64_t formula = take(from);
  acd_service_level level = {.size = sizeof level};
  char *name = NULL;
  size_t name_size = 0;
  level.formula = formula < 0 || formula > UINT32_MAX ? 0 : (uint32_t)formula;
  level.threshold_us = take(from);
  level.compare = take(from);
  level.wait_from = take(from);
  level.short_us = take(from);
  int status = take_name(from, &history->memory, &name, &name_size);
  level.name = name;
  if (!status && acd_history_service_level_add(history, &level)) status = ACD_ERR_ENCODING;
  acd__memory_give(&history->memory, name, name_size + 1);
  return status;
}

static int take_levels(reader *from, acd_history *history)
{
  int status = ACD_OK;
  int64_t count = take(from);
  if (count < 0 || count > ACD_SERVICE_LEVELS_MAX) return ACD_ERR_ENCODING;
  for (int64_t i = 0; i < count && !status; i++) status = take_level(from, history);
  return status;
}

static int take_figures(reader *from, acd_history *history, acd__history_row *row, int part)
{
  acd__history_record record = {0};
  record.bytes = take_block(from, &record.size);
  if (!record.bytes) return ACD_ERR_ENCODING;
  int status = acd__history_read(&record, row->kind, NULL, NULL, NULL, -1);
  if (status) return status;
  return acd__history_read(&record, row->kind, acd__history_figures(row, part), &history->memory,
                           row->distributions ? row->distributions->of[part] : NULL, -1);
}

static int take_store(reader *from, acd_history *history, acd__history_row *row, int grain)
{
  reader records = {0};
  records.bytes = take_block(from, &records.left);
  while (records.bytes && records.left) {
    acd__history_record record = {.from_us = take(&records)};
    const uint8_t *size = take_bytes(&records, 4);
    if (!size) return ACD_ERR_ENCODING;
    record.size = (size_t)size[0] | (size_t)size[1] << 8 | (size_t)size[2] << 16 | (size_t)size[3] << 24;
    record.bytes = take_bytes(&records, record.size);
    int status = record.bytes ? acd__history_read(&record, row->kind, NULL, NULL, NULL, -1) : ACD_ERR_ENCODING;
    if (!status)
      status = acd__history_store_add(history, &row->stores[grain], grain, record.from_us, record.bytes, record.size);
    if (status) return status;
  }
  return records.bytes ? ACD_OK : ACD_ERR_ENCODING;
}

static int take_named(reader *from, acd_history *history, int kind, const char *name, const char *second)
{
  if (kind < 0 || kind >= ACD__ROW_KINDS || (kind == ACD__ROW_CALLS && (*name || *second)) ||
      (kind != ACD__ROW_CALLS && acd__history_row_find(history, kind, name, second)))
    return ACD_ERR_ENCODING;
  acd__history_row *row = acd__history_row_take(history, kind, name, second);
  if (!row) return ACD_ERR_NOMEM;
  int status = take_figures(from, history, row, ACD__FIGURES_MARK);
  if (!status) status = take_figures(from, history, row, ACD__FIGURES_ALL);
  for (int grain = 0; grain < ACD__GRAINS && !status; grain++) status = take_store(from, history, row, grain);
  return status;
}

static int take_row(reader *from, acd_history *history)
{
  int64_t kind = take(from);
  char *name = NULL, *second = NULL;
  size_t name_size = 0, second_size = 0;
  int status = take_name(from, &history->memory, &name, &name_size);
  if (!status) status = take_name(from, &history->memory, &second, &second_size);
  if (!status) status = take_named(from, history, kind < 0 || kind > ACD__ROW_KINDS ? -1 : (int)kind, name, second);
  acd__memory_give(&history->memory, name, name_size + 1);
  acd__memory_give(&history->memory, second, second_size + 1);
  return status;
}

static int take_rest(reader *from, acd_history *history)
{
  int status = ACD_OK;
  for (int grain = 0; grain < ACD__GRAINS && !status; grain++) status = take_slots(from, &history->slots[grain]);
  int64_t rows = take(from);
  for (int64_t i = 0; i < rows && !status; i++) status = from->failed ? ACD_ERR_ENCODING : take_row(from, history);
  if (!status && (from->failed || from->left || rows != history->rows)) status = ACD_ERR_ENCODING;
  return status;
}

/* What is known of the whole, as it was written; clocks within their range. */
static int take_whole(reader *from, acd_history *to)
{
  to->time_us = take(from);
  to->offset_us = take(from);
  to->is_begun = take(from) != 0;
  to->events = take(from);
  to->missed = take(from);
  to->lost = take(from);
  to->begun_wall_us = take(from);
  to->mark_wall_us = take(from);
  if (to->time_us < 0 || to->time_us > ACD_TIME_MAX || to->offset_us < ACD__WALL_MIN_US - ACD_TIME_MAX ||
      to->offset_us > ACD__WALL_MAX_US)
    return ACD_ERR_ENCODING;
  int64_t wall_us = to->time_us + to->offset_us;
  int is_right = wall_us >= ACD__WALL_MIN_US && wall_us <= ACD__WALL_MAX_US && to->events >= 0 &&
                 to->events <= ACD_TIME_MAX && to->missed >= 0 && to->missed <= ACD_TIME_MAX && to->lost >= 0 &&
                 to->lost <= ACD_TIME_MAX;
  return is_right ? ACD_OK : ACD_ERR_ENCODING;
}

static int load(const acd_allocator *allocator, reader *from, int64_t bytes_max, acd_history **history_out)
{
  acd_history_options options;
  acd_history whole;
  acd_history_options_init(&options);
  int64_t keeps = take(from);
  options.keeps = keeps < 0 || keeps > UINT32_MAX ? UINT32_MAX : (uint32_t)keeps;
  options.interval_us = take(from);
  options.intervals_max = take(from);
  options.days_max = take(from);
  options.bytes_max = take(from);
  options.repeat_us = take(from);
  int status = take_whole(from, &whole);
  size_t zone_size = 0;
  options.zone = take_block(from, &zone_size);
  options.zone_bytes = (int64_t)zone_size;
  if (from->failed || status) return ACD_ERR_ENCODING;
  if (bytes_max) options.bytes_max = bytes_max;
  acd_history *history = NULL;
  status = acd_history_new(allocator, &options, &history);
  if (status) return status == ACD_ERR_NOMEM ? status : ACD_ERR_ENCODING;
  status = take_levels(from, history);
  history->time_us = whole.time_us;
  history->offset_us = whole.offset_us;
  history->is_begun = whole.is_begun;
  history->events = whole.events;
  history->missed = whole.missed;
  history->lost = whole.lost;
  history->begun_wall_us = whole.begun_wall_us;
  history->mark_wall_us = whole.mark_wall_us;
  if (!status) status = take_rest(from, history);
  if (status)
    acd_history_free(history);
  else
    *history_out = history;
  return status;
}

int acd_history_load(const acd_allocator *allocator, const void *bytes, size_t size, int64_t bytes_max,
                     acd_history **history_out)
{
  if (!bytes || !history_out || (bytes_max && bytes_max < ACD__HISTORY_BYTES_MIN)) return ACD_ERR_ARGUMENT;
  reader from = {bytes, size, 0};
  int64_t mark = take(&from), version = take(&from), digest = take(&from);
  if (from.failed || mark != MARK) return ACD_ERR_ENCODING;
  if (version > VERSION) return ACD_ERR_VERSION;
  if (version != VERSION || digest != digest_of(bytes, size)) return ACD_ERR_ENCODING;
  return load(allocator, &from, bytes_max, history_out);
}
