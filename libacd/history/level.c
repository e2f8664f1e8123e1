/* SPDX-License-Identifier: Apache-2.0 */
/* Service levels by formula. */
#include <string.h>

#include <acd/history.h>
#include <acd/slot.h>

#include "kpi/ratio.h"

static const char *const names[] = {
    [ACD_LEVEL_OF_OFFERED] = "cisco_negative",
    [ACD_LEVEL_WITHOUT_ABANDONED] = "cisco_ignored",
    [ACD_LEVEL_ABANDONED_MET] = "cisco_positive",
    [ACD_LEVEL_OF_ANSWERED] = "cms_answered",
    [ACD_LEVEL_WITHOUT_SHORT] = "genesys",
    [ACD_LEVEL_REMOVED] = "amazon_connect",
    [ACD_LEVEL_LIBACD] = "libacd",
};

enum { NAMES = sizeof names / sizeof *names };

int64_t acd_level_ppm(const acd_level *level, int64_t formula)
{
  if (!level) return 0;
  int64_t within = level->answered_within;
  switch (formula) {
  case ACD_LEVEL_OF_OFFERED: return acd__kpi_ppm(within, level->offered);
  case ACD_LEVEL_WITHOUT_ABANDONED:
    return acd__kpi_ppm(within, acd__kpi_minus(level->offered, level->abandoned_within));
  case ACD_LEVEL_ABANDONED_MET: return acd__kpi_ppm(acd__kpi_plus(within, level->abandoned_within), level->offered);
  case ACD_LEVEL_OF_ANSWERED: return acd__kpi_ppm(within, level->answered);
  case ACD_LEVEL_WITHOUT_SHORT:
    return acd__kpi_ppm(within,
                        acd__kpi_minus(acd__kpi_plus(level->answered, level->abandoned), level->abandoned_short));
  case ACD_LEVEL_REMOVED:
    return acd__kpi_ppm(acd__kpi_plus(acd__kpi_plus(within, level->abandoned_within), level->taken_within),
                        level->offered);
  case ACD_LEVEL_LIBACD: return acd__kpi_ppm(within, acd__kpi_minus(level->offered, level->abandoned_short));
  default: return 0;
  }
}

const char *acd_level_str(int64_t formula)
{
  return formula > 0 && formula < NAMES ? names[formula] : "?";
}

int64_t acd_level_find(const char *name)
{
  for (int64_t i = 1; name && i < NAMES; i++)
    if (strcmp(name, names[i]) == 0) return i;
  return 0;
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
