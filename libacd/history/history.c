/* SPDX-License-Identifier: Apache-2.0 */
/* A history from birth to death, and what it is told. */
#include <acd/history.h>
#include <acd/zone.h>

#include <string.h>

#include "base/hash.h"
#include "history/history.h"
#include "model/record.h"

#define MINUTE_US (INT64_C(60) * 1000000)

enum { KEEPS_ALL = 2047, INTERVALS_MAX = 100000, DAYS_MAX = 10000, MINUTES = 61 };

void acd_history_options_init(acd_history_options *options)
{
  if (!options) return;
  *options = (acd_history_options){
      .size = sizeof *options,
      .keeps = KEEPS_ALL - ACD_HISTORY_AGENT_MINUTES,
      .interval_us = 15 * MINUTE_US,
      .intervals_max = INT64_C(31) * 24 * 4,
      .days_max = 400,
      .bytes_max = INT64_C(256) << 20,
      .repeat_us = INT64_C(7) * 24 * 60 * MINUTE_US,
  };
}

static int is_interval(int64_t us)
{
  static const uint8_t minutes[] = {5, 10, 15, 20, 30, 60};
  for (size_t i = 0; i < sizeof minutes; i++)
    if (us == minutes[i] * MINUTE_US) return 1;
  return 0;
}

static int options_check(const acd_history_options *options)
{
  if (options->keeps > KEEPS_ALL || !is_interval(options->interval_us) || options->intervals_max < 1 ||
      options->intervals_max > INTERVALS_MAX || options->days_max < 1 || options->days_max > DAYS_MAX ||
      options->bytes_max < ACD__HISTORY_BYTES_MIN || options->zone_bytes < 0 ||
      (options->zone_bytes > 0 && !options->zone) || options->repeat_us < 0 ||
      options->repeat_us > INT64_C(366) * 24 * 60 * MINUTE_US)
    return ACD_ERR_ARGUMENT;
  return ACD_OK;
}

/* The host's allocator, up to the limit of bytes. */
static void *limited(void *user, void *ptr, size_t old_size, size_t new_size)
{
  acd_history *history = user;
  if (new_size > old_size) {
    uint64_t room = (uint64_t)history->options.bytes_max;
    uint64_t held = history->memory.held + sizeof *history;
    if (held > room || new_size - old_size > room - held) return NULL;
  }
  return history->fn(history->user, ptr, old_size, new_size);
}

static int set_zone(acd_history *history, const acd_history_options *options)
{
  if (!options->zone || !options->zone_bytes) {
    history->options.zone = NULL;
    history->options.zone_bytes = 0;
    return ACD_OK;
  }
  if (options->zone_bytes > ACD_TZIF_BYTES_MAX) return ACD_ERR_LIMIT;
  size_t size = (size_t)options->zone_bytes;
  int status = acd__zone_build(&history->memory, options->zone, size, &history->zone);
  if (status) return status;
  history->zone_bytes = acd__memory_take(&history->memory, size);
  if (!history->zone_bytes) return ACD_ERR_NOMEM;
  memcpy(history->zone_bytes, options->zone, size);
  history->options.zone = history->zone_bytes;
  return ACD_OK;
}

static int set_slots(acd_history *history)
{
  const int64_t max[ACD__GRAINS] = {MINUTES, history->options.intervals_max, history->options.days_max};
  for (int grain = 0; grain < ACD__GRAINS; grain++) {
    acd__history_slots *slots = &history->slots[grain];
    slots->max = (size_t)max[grain];
    slots->present.to_us = INT64_MIN;
    slots->list = acd__memory_array(&history->memory, slots->max, sizeof *slots->list);
    if (!slots->list) return ACD_ERR_NOMEM;
  }
  return ACD_OK;
}

int acd_history_new(const acd_allocator *allocator, const acd_history_options *options, acd_history **history_out)
{
  acd_history_options given;
  acd__memory memory;
  acd_history_options_init(&given);
  if (!history_out) return ACD_ERR_ARGUMENT;
  int status = options ? acd__record_check(options, sizeof given) : ACD_OK;
  if (status) return status;
  if (options) memcpy(&given, options, sizeof given);
  given.size = sizeof given;
  status = options_check(&given);
  if (status) return status;
  acd__memory_init(&memory, allocator);
  acd_history *history = acd__memory_array(&memory, 1, sizeof *history);
  if (!history) return ACD_ERR_NOMEM;
  history->fn = memory.fn;
  history->user = memory.user;
  history->memory = (acd__memory){limited, history, 0};
  history->options = given;
  history->key = acd__mix((uint64_t)(uintptr_t)history);
  history->begun_wall_us = history->mark_wall_us = INT64_MAX;
  acd__history_levels_init(history);
  history->told_us = INT64_MIN;
  acd__history_expect(history, 1);
  acd__dictionary_init(&history->names, &history->memory, history->key);
  status = set_zone(history, &given);
  if (!status) status = set_slots(history);
  if (!status && !(history->calls = acd__history_row_take(history, ACD__ROW_CALLS, "", NULL))) status = ACD_ERR_NOMEM;
  if (status)
    acd_history_free(history);
  else
    *history_out = history;
  return status;
}

void acd_history_free(acd_history *history)
{
  if (!history) return;
  acd__memory *memory = &history->memory;
  acd__history_rows_free(history);
  acd__dictionary_release_all(&history->names);
  acd__memory_give(memory, history->by_number, history->by_number_capacity * sizeof(acd__history_row *));
  acd__history_map_free(memory, &history->ids);
  acd__history_map_free(memory, &history->live);
  acd__history_map_free(memory, &history->callers);
  for (int grain = 0; grain < ACD__GRAINS; grain++)
    acd__memory_give(memory, history->slots[grain].list, history->slots[grain].max * sizeof(acd__history_slot));
  acd__memory_give(memory, history->scratch, history->scratch_capacity);
  if (history->zone) acd__zone_drop(memory, history->zone);
  acd__memory_give(memory, history->zone_bytes, (size_t)history->options.zone_bytes);
  history->fn(history->user, history, sizeof *history, 0);
}

__attribute__((noinline)) static void set_clock(acd_history *history, const acd_event *event)
{
  acd__history_now(history, event->time_us, event->wall_us);
  acd__history_count(history, event);
}

/* The first event of a moment: most are of the present minute, by the same clock. */
__attribute__((noinline)) static void moment(acd_history *history, const acd_event *event)
{
  history->told_us = event->time_us;
  history->told_wall_us = event->wall_us;
  if (!history->is_begun || event->wall_us - event->time_us != history->offset_us ||
      event->time_us < history->time_us || !acd__history_is_within(history, event->wall_us)) {
    set_clock(history, event);
    return;
  }
  history->time_us = event->time_us;
  acd__history_count(history, event);
}

void acd_history_event(void *history_of, const acd_event *event)
{
  acd_history *history = history_of;
  if (!history || !event) return;
  if (event->sequence != history->next) {
    if (event->sequence < history->next) return;
    if (history->next > 1) history->missed += event->sequence - history->next;
    acd__history_expect(history, event->sequence);
  }
  history->next++;
  if (event->time_us == history->told_us && event->wall_us == history->told_wall_us)
    acd__history_count(history, event);
  else
    moment(history, event);
}

int acd_history_advance(acd_history *history, acd_time time_us)
{
  if (!history || time_us < 0 || time_us > ACD_TIME_MAX) return ACD_ERR_ARGUMENT;
  if (history->is_begun && time_us > history->time_us) acd__history_pass(history, time_us);
  return ACD_OK;
}

int acd_history_restart(acd_history *history)
{
  if (!history) return ACD_ERR_ARGUMENT;
  if (!history->is_begun) return ACD_OK;
  acd__history_pass(history, history->time_us); /* what was loaded has no present */
  acd__history_forget(history);
  acd__history_close(history);
  history->is_begun = 0;
  history->told_us = INT64_MIN;
  history->next = history->next_before = 1;
  return ACD_OK;
}

int acd_history_mark(acd_history *history)
{
  if (!history) return ACD_ERR_ARGUMENT;
  if (history->is_begun) acd__history_fold(history, ACD__GRAIN_MINUTE, 1);
  for (acd__history_row *row = history->first; row; row = row->next) {
    memset(acd__history_figures(row, ACD__FIGURES_MARK), 0,
           acd__history_kinds[row->kind].words * sizeof row->figures[0]);
    if (row->distributions) acd__history_distributions_mark(history, row->distributions);
  }
  history->mark_wall_us = history->is_begun ? acd__history_wall(history) : INT64_MAX;
  return ACD_OK;
}

int acd_history_get(const acd_history *history, acd_history_info *info_out)
{
  if (!history) return ACD_ERR_ARGUMENT;
  acd_history_info info = {
      .keeps = history->options.keeps,
      .time_us = history->time_us,
      .wall_us = acd__history_wall(history),
      .events = acd__history_events(history),
      .missed = history->missed,
      .lost = history->lost,
      .rows = history->rows,
      .bytes = (int64_t)(history->memory.held + sizeof *history),
      .interval_us = history->options.interval_us,
      .service_levels_count = (int64_t)history->levels_count,
      .begun_wall_us = history->begun_wall_us,
      .mark_wall_us = history->mark_wall_us,
  };
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}
