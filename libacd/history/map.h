/* SPDX-License-Identifier: Apache-2.0 */
/** @file A table from two words to a row and what is known besides: open addressing, for look-ups on every event. */
#ifndef ACD__HISTORY_MAP_H
#define ACD__HISTORY_MAP_H

#include "base/memory.h"

typedef struct acd__history_map_entry {
  int64_t a; /* never 0; 0: free */
  int64_t b;
  void *row;
  int64_t time_us;
  int64_t flags;
  int64_t caller; /* hash; 0: unknown, or none */
} acd__history_map_entry;

typedef struct acd__history_map {
  acd__history_map_entry *entries;
  size_t capacity; /* 0, or a power of two */
  size_t count;
} acd__history_map;

void acd__history_map_free(acd__memory *memory, acd__history_map *map);
void acd__history_map_clear(acd__history_map *map);
/* NULL: none. Valid until something is put or removed. */
acd__history_map_entry *acd__history_map_find(const acd__history_map *map, int64_t a, int64_t b);
/* The one there is, or a new one of zeros; NULL: no memory. */
acd__history_map_entry *acd__history_map_put(acd__memory *memory, acd__history_map *map, int64_t a, int64_t b);
void acd__history_map_remove(acd__history_map *map, acd__history_map_entry *entry);

#endif
