/* SPDX-License-Identifier: Apache-2.0 */
/** @file Service levels that a run is asked for, counted by a history from its events. */
#ifndef TOOL_LEVELS_H
#define TOOL_LEVELS_H

#include <acd/history.h>

#define LEVELS_EXPECTED "FORMULA [TIME] [from arrival] [short TIME] [as NAME], such as \"cisco_negative <20s short 5s\""

typedef struct levels {
  acd_service_level asked[ACD_SERVICE_LEVELS_MAX];
  char names[ACD_SERVICE_LEVELS_MAX][ACD_SERVICE_LEVEL_NAME_MAX + 1]; /* as asked for, or given */
  size_t count;
  acd_history *history; /* NULL: none are asked for */
} levels;

/* Adds one, of a `levels`: 1, or -1 after a complaint, and nothing has changed. */
int levels_take(void *setting, const char *value);
/* Makes the history; a status. */
int levels_begin(levels *of);
void levels_event(levels *of, const acd_event *event);
/* Of a queue (NULL: all), over the whole run. */
acd_service_level_counts levels_of(const levels *of, const char *queue, size_t index);
void levels_free(levels *of);

#endif
