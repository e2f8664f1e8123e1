/* SPDX-License-Identifier: Apache-2.0 */
/* Time that passes from border to border, and where the borders are. */
#include <string.h>

#include "history/store.h"

#define MINUTE_US   (INT64_C(60) * 1000000)
#define DAY_LONG_US (26 * 60 * MINUTE_US) /* no day is longer */

/* ---- Slots */

static int64_t midnight(const acd_history *history, int64_t day)
{
  return acd__zone_instant(history->zone, (acd__civil){day, 0});
}

static acd__history_slot day_at(const acd_history *history, int64_t wall_us)
{
  int64_t day = acd__zone_local(history->zone, wall_us).day;
  while (midnight(history, day) > wall_us) day--;
  while (midnight(history, day + 1) <= wall_us) day++; /* where clocks are put back over midnight */
  return (acd__history_slot){midnight(history, day), midnight(history, day + 1)};
}

static acd__history_slot interval_at(const acd_history *history, int64_t wall_us)
{
  int64_t until_us;
  int64_t length_us = history->options.interval_us;
  int64_t clock_us = acd__zone_local(history->zone, wall_us).clock_us;
  acd__history_slot day = day_at(history, wall_us);
  acd__history_slot slot = {wall_us - clock_us % length_us, 0};
  slot.to_us = slot.from_us + length_us;
  for (int64_t at_us = slot.from_us; acd__zone_offset(history->zone, at_us, &until_us), until_us < slot.to_us;) {
    if (until_us <= wall_us)
      slot.from_us = until_us;
    else
      slot.to_us = until_us;
    at_us = until_us;
  }
  if (slot.from_us < day.from_us) slot.from_us = day.from_us;
  if (slot.to_us > day.to_us) slot.to_us = day.to_us;
  return slot;
}

acd__history_slot acd__history_slot_at(const acd_history *history, int grain, int64_t wall_us)
{
  if (grain == ACD__GRAIN_DAY) return day_at(history, wall_us);
  if (grain == ACD__GRAIN_INTERVAL) return interval_at(history, wall_us);
  int64_t from_us = acd__civil_floor(wall_us, MINUTE_US) * MINUTE_US;
  return (acd__history_slot){from_us, from_us + MINUTE_US};
}

int acd__history_slot_enter(acd__history_slots *slots, acd__history_slot slot)
{
  size_t at = slots->count;
  while (at && slots->list[at - 1].from_us > slot.from_us) at--;
  if (at && slots->list[at - 1].from_us == slot.from_us) return 1;
  if (slots->count == slots->max) { /* the oldest goes */
    if (!at) return 0;
    memmove(slots->list, slots->list + 1, --at * sizeof slot);
    slots->list[at] = slot;
    return 1;
  }
  memmove(slots->list + at + 1, slots->list + at, (slots->count - at) * sizeof slot);
  slots->list[at] = slot;
  slots->count++;
  return 1;
}

/* ---- Borders */

static void fold_row(acd_history *history, acd__history_row *row, int grain)
{
  const acd__history_kind *kind = &acd__history_kinds[row->kind];
  int64_t *present = acd__history_figures(row, ACD__FIGURES_PRESENT);
  acd__history_row_settle(row, history->time_us, present);
  row->since_us = history->time_us;
  if (grain == ACD__GRAIN_MINUTE && row->is_by_minute)
    acd__history_store_close(history, row, ACD__GRAIN_MINUTE, present, NULL);
  static const uint8_t into[] = {ACD__FIGURES_INTERVAL, ACD__FIGURES_INTERVAL, ACD__FIGURES_DAY, ACD__FIGURES_ALL};
  acd__history_sum(kind, acd__history_figures(row, into[grain]), present);
  acd__history_sum(kind, acd__history_figures(row, ACD__FIGURES_MARK), present);
  memset(present, 0, kind->words * sizeof *present);
  if (grain <= ACD__GRAIN_INTERVAL) row->is_in_interval = 1;
  if (grain == ACD__GRAIN_DAY) row->is_in_day = 1;
}

void acd__history_fold(acd_history *history, int grain, int all)
{
  history->recent = (acd__history_recent){0}; /* whose rows are touched no longer */
  for (int by_minute = !all; by_minute < 2; by_minute++) {
    acd__history_row *touched = history->touched[by_minute];
    history->touched[by_minute] = NULL;
    for (acd__history_row *row = touched, *next; row; row = next) {
      next = row->touched;
      row->is_touched = 0;
      fold_row(history, row, grain);
      if (row->lasts) acd__history_touch(history, row);
    }
  }
}

static void merge_into(acd_history *history, acd__histogram *into, const acd__histogram *from)
{
  if (acd__histogram_merge(&history->memory, into, from)) history->lost++;
}

void acd__history_distributions_mark(acd_history *history, acd__history_distributions *all)
{
  for (int of = 0; of < ACD__DISTRIBUTIONS; of++) {
    merge_into(history, &all->of[ACD__FIGURES_INTERVAL][of], &all->of[ACD__FIGURES_PRESENT][of]);
    acd__histogram_clear(&all->of[ACD__FIGURES_PRESENT][of]);
    acd__histogram_clear(&all->of[ACD__FIGURES_MARK][of]);
  }
}

/* All of the interval, where the present is. */
static const acd__histogram *gather(acd_history *history, acd__history_distributions *all)
{
  for (int of = 0; of < ACD__DISTRIBUTIONS; of++) {
    merge_into(history, &all->of[ACD__FIGURES_MARK][of], &all->of[ACD__FIGURES_PRESENT][of]);
    merge_into(history, &all->of[ACD__FIGURES_PRESENT][of], &all->of[ACD__FIGURES_INTERVAL][of]);
    acd__histogram_clear(&all->of[ACD__FIGURES_INTERVAL][of]);
  }
  return all->of[ACD__FIGURES_PRESENT];
}

static void widen(acd__history_row *row, int from, int to)
{
  const acd__history_kind *kind = &acd__history_kinds[row->kind];
  int64_t *figures = acd__history_figures(row, from);
  acd__history_sum(kind, acd__history_figures(row, to), figures);
  memset(figures, 0, kind->words * sizeof *figures);
}

static void widen_distributions(acd_history *history, acd__history_row *row, int from, int to)
{
  for (int of = 0; row->distributions && of < ACD__DISTRIBUTIONS; of++) {
    merge_into(history, &row->distributions->of[to][of], &row->distributions->of[from][of]);
    acd__histogram_clear(&row->distributions->of[from][of]);
  }
}

static void close_interval(acd_history *history)
{
  for (acd__history_row *row = history->first; row; row = row->next) {
    if (!row->is_in_interval) continue;
    acd__history_store_close(history, row, ACD__GRAIN_INTERVAL, acd__history_figures(row, ACD__FIGURES_INTERVAL),
                             row->distributions ? gather(history, row->distributions) : NULL);
    widen(row, ACD__FIGURES_INTERVAL, ACD__FIGURES_DAY);
    widen_distributions(history, row, ACD__FIGURES_PRESENT, ACD__FIGURES_DAY);
    row->is_in_interval = 0;
    row->is_in_day = 1;
  }
  acd__history_contacts_sweep(history);
}

static void close_day(acd_history *history)
{
  for (acd__history_row *row = history->first; row; row = row->next) {
    if (!row->is_in_day) continue;
    acd__history_store_close(history, row, ACD__GRAIN_DAY, acd__history_figures(row, ACD__FIGURES_DAY),
                             row->distributions ? row->distributions->of[ACD__FIGURES_DAY] : NULL);
    widen(row, ACD__FIGURES_DAY, ACD__FIGURES_ALL);
    widen_distributions(history, row, ACD__FIGURES_DAY, ACD__FIGURES_ALL);
    row->is_in_day = 0;
  }
}

static int is_open(const acd_history *history, int grain)
{
  return history->slots[grain].present.to_us > INT64_MIN;
}

/* The finest slot that is open: of this the step that ends now is. */
static int finest_open(const acd_history *history)
{
  int grain = ACD__GRAIN_MINUTE;
  while (grain < ACD__GRAINS && !is_open(history, grain)) grain++;
  return grain;
}

/* Closes what ends at `wall_us`, and with a slot the finer ones in it; whatever is open for INT64_MAX. */
static void close_until(acd_history *history, int64_t wall_us)
{
  int ends[ACD__GRAINS + 1] = {0};
  int grain = finest_open(history);
  int any = 0;
  for (int i = ACD__GRAIN_DAY; i >= 0; i--) {
    ends[i] = is_open(history, i) && (ends[i + 1] || history->slots[i].present.to_us <= wall_us);
    any |= ends[i];
  }
  if (!any) return;
  acd__history_fold(history, grain, grain != ACD__GRAIN_MINUTE || ends[ACD__GRAIN_INTERVAL]);
  if (ends[ACD__GRAIN_INTERVAL]) close_interval(history);
  if (ends[ACD__GRAIN_DAY]) close_day(history);
  for (int i = 0; i < ACD__GRAINS; i++)
    if (ends[i]) history->slots[i].present.to_us = INT64_MIN;
  history->within = (acd__history_slot){0, 0};
}

void acd__history_close(acd_history *history)
{
  close_until(history, INT64_MAX);
}

static void enter(acd_history *history, int grain, int64_t wall_us)
{
  acd__history_slots *slots = &history->slots[grain];
  if (grain == ACD__GRAIN_MINUTE && !acd__history_keeps(history, ACD_HISTORY_MINUTES)) {
    slots->present = history->slots[ACD__GRAIN_INTERVAL].present;
    return;
  }
  slots->present = acd__history_slot_at(history, grain, wall_us);
  (void)acd__history_slot_enter(slots, slots->present);
}

/* So long before the end of a long time its slots need not be told apart; the finer the shorter. */
static int64_t reach_us(const acd_history *history, int grain)
{
  int64_t days_us = ((int64_t)history->slots[ACD__GRAIN_DAY].max + 1) * DAY_LONG_US;
  int64_t intervals_us = ((int64_t)history->slots[ACD__GRAIN_INTERVAL].max + 1) * history->options.interval_us;
  int64_t minutes_us = ((int64_t)history->slots[ACD__GRAIN_MINUTE].max + 1) * MINUTE_US;
  if (grain == ACD__GRAIN_MINUTE) return minutes_us;
  if (intervals_us < minutes_us) intervals_us = minutes_us;
  if (grain == ACD__GRAIN_INTERVAL || days_us < intervals_us) return intervals_us;
  return days_us;
}

/* Enters the slots of now, as far as they need be told apart, and goes on to the next border, `wall_us` at most. */
static void step(acd_history *history, int64_t wall_us)
{
  int64_t now_us = acd__history_wall(history);
  int64_t border_us = wall_us;
  for (int grain = ACD__GRAIN_DAY; grain >= 0; grain--) {
    int64_t near_us = wall_us - reach_us(history, grain);
    if (!is_open(history, grain) && now_us < near_us) {
      if (near_us < border_us) border_us = near_us;
      break;
    }
    if (!is_open(history, grain)) enter(history, grain, now_us);
    if (history->slots[grain].present.to_us < border_us) border_us = history->slots[grain].present.to_us;
  }
  int grain = finest_open(history);
  history->time_us += border_us - now_us;
  if (grain != ACD__GRAIN_MINUTE) acd__history_fold(history, grain, 1); /* finer slots may follow, which it is not of */
  close_until(history, border_us);
}

/* All is open. */
static void find_within(acd_history *history)
{
  acd__history_slot within = history->slots[ACD__GRAIN_MINUTE].present;
  for (int grain = ACD__GRAIN_INTERVAL; grain < ACD__GRAINS; grain++) {
    acd__history_slot slot = history->slots[grain].present;
    if (slot.from_us > within.from_us) within.from_us = slot.from_us;
    if (slot.to_us < within.to_us) within.to_us = slot.to_us;
  }
  history->within = within;
}

void acd__history_pass(acd_history *history, acd_time time_us)
{
  if (time_us < history->time_us) time_us = history->time_us;
  int64_t wall_us = time_us + history->offset_us;
  if (acd__history_is_within(history, wall_us)) {
    history->time_us = time_us;
    return;
  }
  do step(history, wall_us);
  while (history->time_us < time_us || !is_open(history, ACD__GRAIN_MINUTE));
  find_within(history);
}

void acd__history_now(acd_history *history, acd_time time_us, int64_t wall_us)
{
  if (time_us < 0) time_us = 0;
  if (time_us > ACD_TIME_MAX) time_us = ACD_TIME_MAX;
  if (wall_us < ACD__WALL_MIN_US) wall_us = ACD__WALL_MIN_US;
  if (wall_us > ACD__WALL_MAX_US) wall_us = ACD__WALL_MAX_US;
  int64_t offset_us = wall_us - time_us;
  if (!history->is_begun) {
    history->is_begun = 1;
    history->time_us = time_us;
    history->offset_us = offset_us;
    if (wall_us < history->begun_wall_us) history->begun_wall_us = wall_us;
    if (history->mark_wall_us == INT64_MAX) history->mark_wall_us = wall_us;
  }
  acd__history_pass(history, time_us);
  if (offset_us == history->offset_us) return;
  if (!acd__history_is_within(history, history->time_us + offset_us)) acd__history_close(history);
  history->offset_us = offset_us;
  acd__history_pass(history, history->time_us);
}
