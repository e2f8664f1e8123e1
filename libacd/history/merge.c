/* SPDX-License-Identifier: Apache-2.0 */
/* Histories added up. */
#include <string.h>

#include "history/store.h"

static int is_alike(const acd_history *a, const acd_history *b)
{
  const acd_history_options *x = &a->options, *y = &b->options;
  return x->keeps == y->keeps && x->interval_us == y->interval_us && x->repeat_us == y->repeat_us &&
         x->zone_bytes == y->zone_bytes && acd__history_levels_alike(a, b) &&
         (!x->zone_bytes || memcmp(a->zone_bytes, b->zone_bytes, (size_t)x->zone_bytes) == 0);
}

static int merge_store(acd_history *into, acd__history_row *row, const acd__history_row *from, int grain)
{
  acd__history_record record;
  for (size_t at = 0; acd__history_store_next(&from->stores[grain], &at, &record);) {
    int status = acd__history_store_add(into, &row->stores[grain], grain, record.from_us, record.bytes, record.size);
    if (status) return status;
  }
  return ACD_OK;
}

/* What is gathered of an open slot becomes a record of it. */
static int merge_open(acd_history *into, acd__history_row *row, int grain, int64_t from_us, const int64_t *figures,
                      const acd__histogram *distributions)
{
  size_t size = acd__history_write(into, row->kind, figures, distributions);
  if (!size) return ACD_ERR_NOMEM;
  return acd__history_store_add(into, &row->stores[grain], grain, from_us, into->scratch, size);
}

static int merge_distributions(acd__memory *memory, acd__histogram *into, const acd__histogram *from)
{
  int status = ACD_OK;
  for (int of = 0; !status && of < ACD__DISTRIBUTIONS; of++)
    status = acd__histogram_merge(memory, &into[of], &from[of]);
  return status;
}

/* The sums of a row so far, from fine to coarse. */
typedef struct sums {
  int64_t figures[ACD__WORDS_MAX];
  acd__histogram distributions[ACD__DISTRIBUTIONS];
} sums;

/* Adds the part that gathers for `grain` and writes both down there. */
static int merge_grain(acd_history *into, acd__history_row *row, const acd_history *history,
                       const acd__history_row *from, int grain, int part, sums *so_far)
{
  const acd__history_kind *kind = &acd__history_kinds[row->kind];
  const acd__history_slots *slots = &history->slots[grain];
  int status = ACD_OK;
  if (part != ACD__FIGURES_PRESENT) acd__history_sum(kind, so_far->figures, from->figures + (size_t)part * kind->words);
  if (from->distributions)
    status = merge_distributions(&into->memory, so_far->distributions, from->distributions->of[part]);
  int is_kept = slots->count && slots->present.to_us > INT64_MIN && slots->present.from_us >= slots->list[0].from_us;
  if (grain == ACD__GRAIN_MINUTE && !from->is_by_minute) is_kept = 0;
  if (!status && is_kept)
    status = merge_open(into, row, grain, slots->present.from_us, so_far->figures,
                        from->distributions && grain != ACD__GRAIN_MINUTE ? so_far->distributions : NULL);
  if (!status) status = merge_store(into, row, from, grain);
  return status ? status : acd__history_store_order(into, row, grain);
}

static int merge_sums(acd_history *into, acd__history_row *row, const acd_history *history,
                      const acd__history_row *from, sums *so_far)
{
  const acd__history_kind *kind = &acd__history_kinds[row->kind];
  static const uint8_t parts[] = {ACD__FIGURES_PRESENT, ACD__FIGURES_INTERVAL, ACD__FIGURES_DAY};
  memcpy(so_far->figures, from->figures, kind->words * sizeof so_far->figures[0]);
  acd__history_row_settle(from, history->time_us, so_far->figures);
  int64_t *mark = acd__history_figures(row, ACD__FIGURES_MARK);
  int64_t *all = acd__history_figures(row, ACD__FIGURES_ALL);
  acd__history_sum(kind, mark, so_far->figures);
  acd__history_sum(kind, mark, from->figures + (size_t)ACD__FIGURES_MARK * kind->words);
  int status = ACD_OK;
  for (int grain = 0; !status && grain < ACD__GRAINS; grain++)
    status = merge_grain(into, row, history, from, grain, parts[grain], so_far);
  if (status) return status;
  acd__history_sum(kind, all, so_far->figures);
  acd__history_sum(kind, all, from->figures + (size_t)ACD__FIGURES_ALL * kind->words);
  if (!from->distributions) return ACD_OK;
  acd__histogram *to = row->distributions->of[ACD__FIGURES_ALL];
  status = merge_distributions(&into->memory, to, so_far->distributions);
  if (!status) status = merge_distributions(&into->memory, to, from->distributions->of[ACD__FIGURES_ALL]);
  to = row->distributions->of[ACD__FIGURES_MARK];
  if (!status) status = merge_distributions(&into->memory, to, from->distributions->of[ACD__FIGURES_PRESENT]);
  return status ? status : merge_distributions(&into->memory, to, from->distributions->of[ACD__FIGURES_MARK]);
}

static int merge_row(acd_history *into, const acd_history *history, const acd__history_row *from)
{
  acd__history_row *row = acd__history_row_take(into, from->kind, from->name, from->second);
  if (!row) return ACD_ERR_NOMEM;
  sums so_far = {{0}, {{0, {NULL}}}};
  int status = merge_sums(into, row, history, from, &so_far);
  for (int of = 0; of < ACD__DISTRIBUTIONS; of++) acd__histogram_free(&into->memory, &so_far.distributions[of]);
  return status;
}

int acd_history_merge(acd_history *into, const acd_history *from)
{
  if (!into || !from || into == from || !is_alike(into, from)) return ACD_ERR_ARGUMENT;
  for (int grain = 0; grain < ACD__GRAINS; grain++)
    for (size_t i = 0; i < from->slots[grain].count; i++)
      (void)acd__history_slot_enter(&into->slots[grain], from->slots[grain].list[i]);
  int status = ACD_OK;
  for (const acd__history_row *row = from->first; row && !status; row = row->next) status = merge_row(into, from, row);
  into->events += acd__history_events(from);
  into->missed += from->missed;
  into->lost += from->lost;
  if (from->begun_wall_us < into->begun_wall_us) into->begun_wall_us = from->begun_wall_us;
  if (from->mark_wall_us < into->mark_wall_us) into->mark_wall_us = from->mark_wall_us;
  if (!into->is_begun && acd__history_wall(from) > acd__history_wall(into)) {
    into->time_us = from->time_us;
    into->offset_us = from->offset_us;
  }
  return status;
}
