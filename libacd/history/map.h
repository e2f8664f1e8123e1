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
  size_t count_max; /* more of them, and it grows */
  int shift;        /* of a hash, so that it is a place */
} acd__history_map;

void acd__history_map_free(acd__memory *memory, acd__history_map *map);
void acd__history_map_clear(acd__history_map *map);
/* Room for one more; ACD_OK or ACD_ERR_NOMEM. */
int acd__history_map_grow(acd__memory *memory, acd__history_map *map);
void acd__history_map_remove(acd__history_map *map, acd__history_map_entry *entry);

/* One multiplication spreads ids, which count up, and hashes are spread anyway. */
static inline size_t acd__history_map_place(const acd__history_map *map, int64_t a, int64_t b)
{
  return (size_t)(((uint64_t)a + (uint64_t)b * UINT64_C(0xbf58476d1ce4e5b9)) * UINT64_C(0x9e3779b97f4a7c15) >>
                  map->shift);
}

/* Where it is, or would be. There is always a free place. */
static inline acd__history_map_entry *acd__history_map_seek(const acd__history_map *map, int64_t a, int64_t b)
{
  size_t at = acd__history_map_place(map, a, b);
  while (map->entries[at].a && (map->entries[at].a != a || map->entries[at].b != b))
    at = (at + 1) & (map->capacity - 1);
  return &map->entries[at];
}

/* NULL: none. Valid until something is put or removed. */
static inline acd__history_map_entry *acd__history_map_find(const acd__history_map *map, int64_t a, int64_t b)
{
  if (!map->count || !a) return NULL;
  acd__history_map_entry *found = acd__history_map_seek(map, a, b);
  return found->a ? found : NULL;
}

/* The one there is, or a new one, zeros but for its words; NULL: no memory. */
static inline acd__history_map_entry *acd__history_map_put(acd__memory *memory, acd__history_map *map, int64_t a,
                                                           int64_t b)
{
  if (!a || (map->count == map->count_max && acd__history_map_grow(memory, map))) return NULL;
  acd__history_map_entry *found = acd__history_map_seek(map, a, b);
  if (found->a) return found;
  found->a = a;
  found->b = b;
  map->count++;
  return found;
}

#endif
