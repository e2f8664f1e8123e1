/* SPDX-License-Identifier: Apache-2.0 */
/* Service levels: definitions, and what they make of counts. What they count is count_queues.c's. */
#include <string.h>

#include <acd/slot.h>

#include "history/history.h"
#include "kpi/ratio.h"
#include "model/record.h"
#include "model/utf8.h"

static const char *const names[] = {
    [ACD_SERVICE_LEVEL_CISCO_NEGATIVE] = "cisco_negative",
    [ACD_SERVICE_LEVEL_CISCO_IGNORED] = "cisco_ignored",
    [ACD_SERVICE_LEVEL_CISCO_POSITIVE] = "cisco_positive",
    [ACD_SERVICE_LEVEL_CMS_ANSWERED] = "cms_answered",
    [ACD_SERVICE_LEVEL_GENESYS] = "genesys",
    [ACD_SERVICE_LEVEL_AMAZON_CONNECT] = "amazon_connect",
    [ACD_SERVICE_LEVEL_LIBACD] = "libacd",
};

enum { NAMES = sizeof names / sizeof *names };

int64_t acd_service_level_find(const char *name)
{
  for (int64_t i = 1; name && i < NAMES; i++)
    if (strcmp(name, names[i]) == 0) return i;
  return 0;
}

const char *acd_service_level_str(int64_t formula)
{
  return formula > 0 && formula < NAMES ? names[formula] : "?";
}

void acd_service_level_init(acd_service_level *level, int64_t formula)
{
  if (!level) return;
  *level = (acd_service_level){
      .size = sizeof *level,
      .formula = formula > 0 && formula < NAMES ? (uint32_t)formula : 0,
      .name = acd_service_level_str(formula),
      .threshold_us = 20 * ACD_SECOND,
      .wait_from = ACD_WAIT_FROM_ENTRY,
      .short_us = -1,
  };
}

/* ---- Formulas */

typedef struct fraction {
  int64_t met, counted;
} fraction;

static fraction apply(const acd_service_level_counts *of, int64_t formula)
{
  int64_t within = of->answered_within;
  switch (formula) {
  case ACD_SERVICE_LEVEL_CISCO_NEGATIVE: return (fraction){within, of->offered};
  case ACD_SERVICE_LEVEL_CISCO_IGNORED: return (fraction){within, acd__kpi_minus(of->offered, of->abandoned_within)};
  case ACD_SERVICE_LEVEL_CISCO_POSITIVE: return (fraction){acd__kpi_plus(within, of->abandoned_within), of->offered};
  case ACD_SERVICE_LEVEL_CMS_ANSWERED: return (fraction){within, of->answered};
  case ACD_SERVICE_LEVEL_GENESYS:
    return (fraction){within, acd__kpi_minus(acd__kpi_plus(of->answered, of->abandoned), of->abandoned_short)};
  case ACD_SERVICE_LEVEL_AMAZON_CONNECT:
    return (fraction){acd__kpi_plus(acd__kpi_plus(within, of->abandoned_within), of->taken_within), of->offered};
  case ACD_SERVICE_LEVEL_LIBACD: return (fraction){within, acd__kpi_minus(of->offered, of->abandoned_short)};
  default: return (fraction){0, 0};
  }
}

int64_t acd_service_level_ppm(const acd_service_level_counts *counts, int64_t formula)
{
  if (!counts) return 0;
  fraction found = apply(counts, formula);
  return acd__kpi_ppm(found.met, found.counted);
}

/* ---- Definitions of a history */

static int is_right(const acd_service_level *level)
{
  return level->formula > 0 && level->formula < NAMES && level->name && level->name[0] && level->threshold_us > 0 &&
         level->threshold_us <= ACD_TIME_MAX && level->compare >= ACD_COMPARE_AT_MOST &&
         level->compare <= ACD_COMPARE_BELOW && level->wait_from >= ACD_WAIT_FROM_ENTRY &&
         level->wait_from <= ACD_WAIT_FROM_ARRIVAL && level->short_us >= -1 && level->short_us <= ACD_TIME_MAX;
}

static void put(acd_history *history, const acd_service_level *level, size_t name_size)
{
  acd__history_level *to = &history->levels[history->levels_count++];
  to->defined = *level;
  to->defined.size = sizeof to->defined;
  memcpy(to->name, level->name, name_size + 1);
  to->defined.name = to->name;
  to->within_us = level->threshold_us - (level->compare == ACD_COMPARE_BELOW);
}

void acd__history_levels_init(acd_history *history)
{
  acd_service_level level;
  acd_service_level_init(&level, ACD_SERVICE_LEVEL_LIBACD);
  put(history, &level, strlen(level.name));
}

/* UTF-8 without control characters: it is printed. */
static int is_text(const char *name, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if ((unsigned char)name[i] < ' ' || name[i] == 127) return 0;
  return acd__utf8_valid(name, size);
}

int acd_history_service_level_add(acd_history *history, const acd_service_level *level)
{
  acd_service_level given = {0};
  if (!history || !level) return ACD_ERR_ARGUMENT;
  int status = acd__record_check(level, sizeof given);
  if (status) return status;
  memcpy(&given, level, sizeof given);
  if (!is_right(&given)) return ACD_ERR_ARGUMENT;
  if (history->has_own_levels && acd_history_service_level_find(history, given.name) >= 0) return ACD_ERR_ARGUMENT;
  size_t name_size = strlen(given.name);
  if (name_size > ACD_SERVICE_LEVEL_NAME_MAX) return ACD_ERR_LIMIT;
  if (!is_text(given.name, name_size)) return ACD_ERR_ARGUMENT;
  if (history->events || history->rows > 1) return ACD_ERR_STATE;
  if (history->levels_count == ACD_SERVICE_LEVELS_MAX) return ACD_ERR_LIMIT;
  if (!history->has_own_levels) history->levels_count = 0;
  history->has_own_levels = 1;
  put(history, &given, name_size);
  return ACD_OK;
}

int acd_history_service_level_at(const acd_history *history, int64_t index, acd_service_level *level_out)
{
  if (!history || !level_out) return ACD_ERR_ARGUMENT;
  if (index < 0 || (uint64_t)index >= history->levels_count) return ACD_ERR_NOT_FOUND;
  const acd_service_level *level = &history->levels[index].defined;
  return acd__record_put(level_out, level, sizeof *level, sizeof *level);
}

int64_t acd_history_service_level_find(const acd_history *history, const char *name)
{
  for (size_t i = 0; history && name && i < history->levels_count; i++)
    if (strcmp(history->levels[i].name, name) == 0) return (int64_t)i;
  return -1;
}

void acd__history_levels_copy(acd_history *to, const acd_history *from)
{
  to->levels_count = 0;
  to->has_own_levels = from->has_own_levels;
  for (size_t i = 0; i < from->levels_count; i++) put(to, &from->levels[i].defined, strlen(from->levels[i].name));
}

int acd__history_levels_alike(const acd_history *a, const acd_history *b)
{
  if (a->levels_count != b->levels_count) return 0;
  for (size_t i = 0; i < a->levels_count; i++) {
    const acd_service_level *x = &a->levels[i].defined, *y = &b->levels[i].defined;
    if (x->formula != y->formula || x->threshold_us != y->threshold_us || x->compare != y->compare ||
        x->wait_from != y->wait_from || x->short_us != y->short_us || strcmp(x->name, y->name) != 0)
      return 0;
  }
  return 1;
}

/* ---- Reading */

int acd_history_service_level_get(const acd_history *history, const acd_history_period *period, const char *queue,
                                  int64_t index, acd_service_level_counts *counts_out)
{
  acd__history_queue found;
  if (!history || !counts_out) return ACD_ERR_ARGUMENT;
  if (index < 0 || (uint64_t)index >= history->levels_count) return ACD_ERR_NOT_FOUND;
  int status = acd__history_queue_read(history, period, queue, &found);
  if (status) return status;
  const acd_service_level *level = &history->levels[index].defined;
  const acd__history_within *within = &found.within[index];
  acd_service_level_counts counts = {
      .formula = level->formula,
      .offered = acd__kpi_queue_decided(&found.kpi),
      .answered = found.kpi.answered,
      .answered_within = index ? within->answered : found.kpi.answered_within,
      .abandoned = acd__kpi_plus(found.kpi.abandoned, found.kpi.abandoned_short),
      .abandoned_within = index ? within->abandoned : found.kpi.abandoned_within,
      .abandoned_short = level->short_us < 0 ? found.kpi.abandoned_short : within->abandoned_short,
      .taken_within = within->taken,
  };
  fraction by = apply(&counts, level->formula);
  counts.met = by.met;
  counts.counted = by.counted;
  counts.ppm = acd__kpi_ppm(by.met, by.counted);
  return acd__record_put(counts_out, &counts, sizeof counts, sizeof counts);
}

int64_t acd_history_resolution_ppm(const acd_history_wait *queue)
{
  if (!queue || queue->contacts <= 0) return 0;
  return acd__kpi_ppm(acd__kpi_minus(queue->contacts, queue->repeats), queue->contacts);
}

int64_t acd_history_promise_ppm(const acd_history_callbacks *callbacks)
{
  if (!callbacks) return 0;
  int64_t kept = callbacks->slots_by_change[ACD_SLOT_KEPT];
  return acd__kpi_ppm(kept, acd__kpi_plus(kept, callbacks->slots_by_change[ACD_SLOT_BROKEN]));
}
