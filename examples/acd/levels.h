/* SPDX-License-Identifier: Apache-2.0 */
/** @file Service levels that a run is asked for; a history counts them from its events. */
#ifndef TOOL_LEVELS_H
#define TOOL_LEVELS_H

#include <acd/history.h>

#define LEVELS_EXPECTED "FORMULA [TIME] [from arrival] [short TIME] [as NAME], such as \"cisco_negative <20s short 5s\""

typedef struct levels {
  acd_service_level asked[ACD_SERVICE_LEVELS_MAX];
  char names[ACD_SERVICE_LEVELS_MAX][ACD_SERVICE_LEVEL_NAME_MAX + 1]; /* as asked for, or given */
  size_t count;
} levels;

/* Adds one, of a `levels`: 1, or -1 after a complaint, and nothing has changed. */
int levels_take(void *setting, const char *value);
/* From now on a history that keeps queues counts them; a status. */
int levels_add(const levels *of, acd_history *to);
/* Of a queue (NULL: all), over the whole run. */
acd_service_level_counts levels_of(const acd_history *history, const char *queue, size_t index);

#endif
