/* SPDX-License-Identifier: Apache-2.0 */
/* Callers who come back, by a hash of their number: acd_history_wait.contacts and repeats. */
#include <string.h>

#include "base/hash.h"
#include "history/history.h"

static acd__history_queue *present_of(acd_history *history, acd__history_row *row)
{
  return acd__history_present(history, row);
}

static int64_t hash_of(const acd_history *history, const char *caller)
{
  int64_t hash = (int64_t)acd__hash_keyed(history->key, caller, strlen(caller));
  return hash ? hash : 1;
}

void acd__history_contact(acd_history *history, int64_t caller, acd__history_row *queue)
{
  if (!caller) return;
  present_of(history, queue)->more.contacts++;
  acd__history_map_entry *entry = acd__history_map_put(&history->memory, &history->callers, caller, 0);
  if (!entry) {
    history->lost++;
    return;
  }
  entry->row = queue;
  entry->time_us = acd__history_wall(history);
}

static int is_over(const acd_history *history, const acd__history_map_entry *entry)
{
  return acd__history_wall(history) - entry->time_us > history->options.repeat_us;
}

int64_t acd__history_return(acd_history *history, const acd_event *event)
{
  if (!history->options.repeat_us || !event->caller[0]) return 0;
  int64_t caller = hash_of(history, event->caller);
  acd__history_map_entry *entry = acd__history_map_find(&history->callers, caller, 0);
  if (!entry) return caller;
  if (!is_over(history, entry)) present_of(history, entry->row)->more.repeats++;
  acd__history_map_remove(&history->callers, entry);
  return caller;
}

void acd__history_contacts_sweep(acd_history *history)
{
  acd__history_map *callers = &history->callers;
  for (size_t i = 0; i < callers->capacity; i++)
    while (callers->entries[i].a && is_over(history, &callers->entries[i])) /* the next may move here */
      acd__history_map_remove(callers, &callers->entries[i]);
}
