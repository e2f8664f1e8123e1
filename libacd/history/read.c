/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of periods. */
#include <string.h>

#include "history/store.h"
#include "kpi/ratio.h"
#include "model/record.h"

_Static_assert(sizeof(acd__history_queue) <= ACD__WORDS_MAX * sizeof(int64_t), "");
_Static_assert(sizeof(acd_kpi_calls) <= ACD__WORDS_MAX * sizeof(int64_t), "");
_Static_assert(sizeof(acd_history_node) <= ACD__WORDS_MAX * sizeof(int64_t), "");

/* ---- Periods */

/* −1: none of those. */
static int grain_of(const acd_history *history, int64_t kind)
{
  switch (kind) {
  case ACD_PERIOD_INTERVALS: return ACD__GRAIN_INTERVAL;
  case ACD_PERIOD_DAYS: return ACD__GRAIN_DAY;
  case ACD_PERIOD_MINUTES: return acd__history_keeps(history, ACD_HISTORY_MINUTES) ? ACD__GRAIN_MINUTE : -1;
  default: return -1;
  }
}

static int is_whole(int64_t kind)
{
  return kind == ACD_PERIOD_MARK || kind == ACD_PERIOD_ALL;
}

static int period_put(acd_history_period *period_out, int64_t kind, acd__history_slot slot)
{
  acd_history_period period = {sizeof period, (uint32_t)kind, slot.from_us, slot.to_us};
  return acd__record_put(period_out, &period, sizeof period, sizeof period);
}

/* The first slot that begins at `from_us` or later. */
static size_t slot_from(const acd__history_slots *slots, int64_t from_us)
{
  size_t low = 0, high = slots->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (slots->list[middle].from_us < from_us)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int acd_history_period_next(const acd_history *history, int64_t kind, int64_t from_us, acd_history_period *period_out)
{
  int grain = history ? grain_of(history, kind) : -1;
  if (grain < 0) return ACD_ERR_ARGUMENT;
  const acd__history_slots *slots = &history->slots[grain];
  size_t at = slot_from(slots, from_us);
  return at < slots->count ? period_put(period_out, kind, slots->list[at]) : ACD_ERR_NOT_FOUND;
}

int acd_history_period_at(const acd_history *history, int64_t kind, int64_t wall_us, acd_history_period *period_out)
{
  int grain = history ? grain_of(history, kind) : -1;
  if (history && is_whole(kind)) return period_put(period_out, kind, (acd__history_slot){0, 0});
  if (grain < 0 || wall_us < ACD__WALL_MIN_US || wall_us > ACD__WALL_MAX_US) return ACD_ERR_ARGUMENT;
  return period_put(period_out, kind, acd__history_slot_at(history, grain, wall_us));
}

int acd_history_period_last(const acd_history *history, int64_t minutes_count, acd_history_period *period_out)
{
  if (!history || grain_of(history, ACD_PERIOD_MINUTES) < 0 || minutes_count < 1 || minutes_count > 60)
    return ACD_ERR_ARGUMENT;
  acd__history_slot slot = acd__history_slot_at(history, ACD__GRAIN_MINUTE, acd__history_wall(history));
  slot.from_us -= minutes_count * 60 * ACD_SECOND;
  return period_put(period_out, ACD_PERIOD_MINUTES, slot);
}

int acd__history_span_of(const acd_history *history, const acd_history_period *period, acd__history_span *span_out)
{
  acd__history_span span = {0};
  if (!history || !period || acd__record_check(period, sizeof *period)) return ACD_ERR_ARGUMENT;
  span.kind = (int)period->kind;
  span.grain = grain_of(history, period->kind);
  if (span.grain < 0 && !is_whole(period->kind)) return ACD_ERR_ARGUMENT;
  span.last_us = INT64_MIN;
  span.first_us = INT64_MAX;
  if (span.grain >= 0) {
    const acd__history_slots *slots = &history->slots[span.grain];
    size_t first = slot_from(slots, period->from_wall_us), end = slot_from(slots, period->to_wall_us);
    while (end > first && slots->list[end - 1].to_us > period->to_wall_us) end--;
    if (end > first) {
      span.first_us = slots->list[first].from_us;
      span.last_us = slots->list[end - 1].from_us;
    }
    int is_open = slots->present.to_us > INT64_MIN;
    span.has_present = is_open && slots->present.from_us >= span.first_us && slots->present.from_us <= span.last_us;
    span.is_past = is_open && slots->present.from_us > span.last_us;
  }
  *span_out = span;
  return ACD_OK;
}

/* ---- Rows */

/* What is open of a grain: the present, settled, and what that grain's slots have gathered. */
static void read_open(const acd_history *history, const acd__history_row *row, int kind_of_period, int64_t *out)
{
  const acd__history_kind *kind = &acd__history_kinds[row->kind];
  const int64_t *figures = row->figures;
  int64_t present[ACD__WORDS_MAX];
  memcpy(present, figures, kind->words * sizeof *present);
  acd__history_row_settle(row, history->time_us, present);
  acd__history_sum(kind, out, present);
  if (kind_of_period == ACD_PERIOD_MARK) acd__history_sum(kind, out, figures + ACD__FIGURES_MARK * kind->words);
  if (kind_of_period == ACD_PERIOD_MARK || kind_of_period == ACD_PERIOD_MINUTES) return;
  acd__history_sum(kind, out, figures + ACD__FIGURES_INTERVAL * kind->words);
  if (kind_of_period == ACD_PERIOD_INTERVALS) return;
  acd__history_sum(kind, out, figures + ACD__FIGURES_DAY * kind->words);
  if (kind_of_period == ACD_PERIOD_ALL) acd__history_sum(kind, out, figures + ACD__FIGURES_ALL * kind->words);
}

/* What has changed since the span, of which levels are told. */
static void read_after(const acd_history *history, const acd__history_row *row, const acd__history_span *span,
                       int64_t *after)
{
  acd__history_record record;
  memset(after, 0, acd__history_kinds[row->kind].words * sizeof *after);
  if (span->grain < 0) return;
  for (size_t at = 0; acd__history_store_next(&row->stores[span->grain], &at, &record);)
    if (record.from_us > span->last_us) (void)acd__history_read(&record, row->kind, after, NULL, NULL, 0);
  if (span->is_past) read_open(history, row, span->kind, after);
}

static void read_levels(const acd_history *history, const acd__history_row *row, const acd__history_span *span,
                        int64_t *out)
{
  int64_t now[ACD__WORDS_MAX], after[ACD__WORDS_MAX];
  const acd__history_kind *kind = &acd__history_kinds[row->kind];
  if (!kind->levels[0]) return;
  acd__history_row_now(row, now);
  read_after(history, row, span, after);
  for (int i = 0; i < ACD__LEVELS && kind->levels[i]; i++)
    out[kind->levels[i]] = acd__kpi_minus(now[kind->levels[i]], after[kind->levels[i]]);
}

void acd__history_row_read(const acd_history *history, const acd__history_row *row, const acd__history_span *span,
                           int64_t *figures_out)
{
  memset(figures_out, 0, acd__history_kinds[row->kind].words * sizeof *figures_out);
  if (span->grain >= 0 && span->last_us < span->first_us) return;
  acd__history_record record;
  for (size_t at = 0; span->grain >= 0 && acd__history_store_next(&row->stores[span->grain], &at, &record);)
    if (record.from_us >= span->first_us && record.from_us <= span->last_us)
      (void)acd__history_read(&record, row->kind, figures_out, NULL, NULL, 0);
  if (span->grain < 0 || span->has_present) read_open(history, row, span->kind, figures_out);
  read_levels(history, row, span, figures_out);
}

/* From one queue to another is neither into the whole nor out of it, and who waits in several waits once. */
static void make_total(acd__history_queue *all)
{
  acd_kpi_queue *kpi = &all->kpi;
  kpi->overflowed_in = kpi->overflowed = kpi->moved_in = kpi->moved = 0;
  kpi->waiting = acd__kpi_minus(kpi->waiting, all->more.waiting_start);
  kpi->also_in = kpi->also_out = 0;
}

/* A row's, or those of all of its kind. */
static int read_rows(const acd_history *history, const acd_history_period *period, int kind_of, const char *name,
                     const char *second, int64_t *figures)
{
  const acd__history_kind *kind = &acd__history_kinds[kind_of];
  acd__history_span span;
  int status = acd__history_span_of(history, period, &span);
  if (status) return status;
  if (!acd__history_keeps(history, kind->keeps)) return ACD_ERR_STATE;
  if (span.grain == ACD__GRAIN_MINUTE && !acd__history_by_minute(history, kind_of)) return ACD_ERR_ARGUMENT;
  memset(figures, 0, kind->words * sizeof *figures);
  if (name) {
    const acd__history_row *row = acd__history_row_find(history, kind_of, name, second);
    if (!row) return ACD_ERR_NOT_FOUND;
    acd__history_row_read(history, row, &span, figures);
    return ACD_OK;
  }
  for (const acd__history_row *row = history->first; row; row = row->next) {
    int64_t one[ACD__WORDS_MAX];
    if (row->kind != kind_of) continue;
    acd__history_row_read(history, row, &span, one);
    acd__history_sum(kind, figures, one);
  }
  if (kind_of == ACD__ROW_QUEUE) make_total((acd__history_queue *)figures);
  return ACD_OK;
}

/* Into the record of the caller: the words are its fields, the first its size, which the caller knows. */
static int figures_put(void *out, const int64_t *figures, size_t size)
{
  return acd__record_put(out, figures, size, size);
}

static int get(const acd_history *history, const acd_history_period *period, int kind, const char *name,
               const char *second, void *out, size_t size)
{
  int64_t figures[ACD__WORDS_MAX];
  if (!out) return ACD_ERR_ARGUMENT;
  int status = read_rows(history, period, kind, name, second, figures);
  return status ? status : figures_put(out, figures, size);
}

int acd_history_queue_get(const acd_history *history, const acd_history_period *period, const char *queue,
                          acd_kpi_queue *kpi_out)
{
  return get(history, period, ACD__ROW_QUEUE, queue, NULL, kpi_out, sizeof *kpi_out);
}

int acd_history_agent_get(const acd_history *history, const acd_history_period *period, const char *agent,
                          acd_kpi_agent *kpi_out)
{
  return get(history, period, ACD__ROW_AGENT, agent, NULL, kpi_out, sizeof *kpi_out);
}

int acd_history_member_get(const acd_history *history, const acd_history_period *period, const char *agent,
                           const char *queue, acd_kpi_agent *kpi_out)
{
  if (!agent || !queue) return ACD_ERR_ARGUMENT;
  return get(history, period, ACD__ROW_MEMBER, agent, queue, kpi_out, sizeof *kpi_out);
}

int acd_history_calls_get(const acd_history *history, const acd_history_period *period, acd_kpi_calls *kpi_out)
{
  return get(history, period, ACD__ROW_CALLS, "", NULL, kpi_out, sizeof *kpi_out);
}

int acd_history_plan_get(const acd_history *history, const acd_history_period *period, const char *plan,
                         acd_history_callbacks *callbacks_out)
{
  return get(history, period, ACD__ROW_PLAN, plan, NULL, callbacks_out, sizeof *callbacks_out);
}

int acd_history_campaign_get(const acd_history *history, const acd_history_period *period, const char *campaign,
                             acd_history_callbacks *callbacks_out)
{
  return get(history, period, ACD__ROW_CAMPAIGN, campaign, NULL, callbacks_out, sizeof *callbacks_out);
}

int acd_history_slot_plan_get(const acd_history *history, const acd_history_period *period, const char *slot_plan,
                              acd_history_callbacks *callbacks_out)
{
  return get(history, period, ACD__ROW_SLOT_PLAN, slot_plan, NULL, callbacks_out, sizeof *callbacks_out);
}

int acd_history_number_get(const acd_history *history, const acd_history_period *period, const char *number,
                           acd_history_number *number_out)
{
  return get(history, period, ACD__ROW_NUMBER, number, NULL, number_out, sizeof *number_out);
}

int acd_history_node_get(const acd_history *history, const acd_history_period *period, const char *flow,
                         const char *node, acd_history_node *node_out)
{
  if (!flow != !node) return ACD_ERR_ARGUMENT;
  return get(history, period, ACD__ROW_NODE, flow, node, node_out, sizeof *node_out);
}

int acd__history_queue_read(const acd_history *history, const acd_history_period *period, const char *queue,
                            acd__history_queue *out)
{
  int64_t figures[ACD__WORDS_MAX];
  int status = read_rows(history, period, ACD__ROW_QUEUE, queue, NULL, figures);
  if (!status) memcpy(out, figures, sizeof *out);
  return status;
}

int acd_history_wait_get(const acd_history *history, const acd_history_period *period, const char *queue,
                         acd_history_wait *wait_out)
{
  acd__history_queue found;
  if (!wait_out) return ACD_ERR_ARGUMENT;
  int status = acd__history_queue_read(history, period, queue, &found);
  if (status) return status;
  found.more.waiting_start =
      acd__kpi_plus(acd__kpi_minus(found.kpi.waiting, acd__kpi_queue_in(&found.kpi)), acd__kpi_queue_out(&found.kpi));
  return acd__record_put(wait_out, &found.more, sizeof found.more, sizeof found.more);
}

/* ---- Names */

int64_t acd_history_row_next(const acd_history *history, int64_t kind, int64_t after, const char **name_out,
                             const char **second_out)
{
  if (!history || kind <= 0 || after < 0) return 0;
  for (; after < history->rows; after++) {
    const acd__history_row *row = history->by_number[after];
    if ((int64_t)acd__history_kinds[row->kind].keeps != kind) continue;
    if (name_out) *name_out = row->name;
    if (second_out) *second_out = row->second;
    return row->number;
  }
  return 0;
}
