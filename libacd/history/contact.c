/* SPDX-License-Identifier: Apache-2.0 */
/* Callers who come back, by a hash of their number: acd_history_wait.contacts and repeats. */
#include <string.h>

#include "base/hash.h"
#include "history/history.h"

static acd__history_queue *present_of(acd_history *history, acd__history_row *row)
{
  return acd__history_present(history, row);
}

static inline uint64_t word_at(const char *at)
{
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

/* Fewer than eight bytes, but one at least; with their number they are told from all others. */
static inline uint64_t word_of(const char *at, size_t size)
{
  uint32_t first, last;
  if (size < sizeof first)
    return (uint64_t)(uint8_t)at[0] | (uint64_t)(uint8_t)at[size / 2] << 8 | (uint64_t)(uint8_t)at[size - 1] << 16;
  memcpy(&first, at, sizeof first);
  memcpy(&last, at + size - sizeof last, sizeof last);
  return first | (uint64_t)last << 32;
}

/* Of a text that is not empty, by words, of which the last may overlap the one before. It is only ever compared within this history, so
 * who does not know the key cannot choose a number that passes for another's. */
static inline int64_t hash_of(const acd_history *history, const char *caller)
{
  size_t size = strlen(caller);
  uint64_t hash = history->key + size;
  if (size < 8) {
    hash = acd__mix(hash ^ word_of(caller, size));
  } else {
    const char *last = caller + size - 8;
    for (; caller < last; caller += 8) hash = acd__mix(hash ^ word_at(caller));
    hash = acd__mix(hash ^ word_at(last));
  }
  return hash ? (int64_t)hash : 1;
}

void acd__history_contact(acd_history *history, int64_t caller, acd__history_row *queue)
{
  present_of(history, queue)->more.contacts++;
  acd__history_map_entry *entry = acd__history_map_put(&history->memory, &history->callers, caller, 0);
  if (!entry) {
    history->lost++;
    return;
  }
  entry->row = queue;
  entry->time_us = acd__history_wall(history);
}

/* Too long ago, or looked for since: such an entry may be the next talk's. */
static int is_over(const acd_history *history, const acd__history_map_entry *entry)
{
  return !entry->row || acd__history_wall(history) - entry->time_us > history->options.repeat_us;
}

int64_t acd__history_return(acd_history *history, const acd_event *event)
{
  if (!history->options.repeat_us || !event->caller[0]) return 0;
  int64_t caller = hash_of(history, event->caller);
  acd__history_map_entry *entry = acd__history_map_find(&history->callers, caller, 0);
  if (!entry) return caller;
  if (!is_over(history, entry)) present_of(history, entry->row)->more.repeats++;
  entry->row = NULL;
  return caller;
}

void acd__history_contacts_sweep(acd_history *history)
{
  acd__history_map *callers = &history->callers;
  for (size_t i = 0; i < callers->capacity; i++)
    while (callers->entries[i].a && is_over(history, &callers->entries[i])) /* the next may move here */
      acd__history_map_remove(callers, &callers->entries[i]);
}
