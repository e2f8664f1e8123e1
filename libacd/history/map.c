/* SPDX-License-Identifier: Apache-2.0 */
#include "history/map.h"

#include <string.h>

enum { BITS_MIN = 6 };

void acd__history_map_free(acd__memory *memory, acd__history_map *map)
{
  acd__memory_give(memory, map->entries, map->capacity * sizeof *map->entries);
  *map = (acd__history_map){0};
}

void acd__history_map_clear(acd__history_map *map)
{
  if (map->entries) memset(map->entries, 0, map->capacity * sizeof *map->entries);
  map->count = 0;
}

int acd__history_map_grow(acd__memory *memory, acd__history_map *map)
{
  acd__history_map larger = {.capacity = map->capacity ? map->capacity * 2 : (size_t)1 << BITS_MIN,
                             .count = map->count,
                             .shift = map->capacity ? map->shift - 1 : 64 - BITS_MIN};
  larger.count_max = larger.capacity / 4 * 3;
  larger.entries = acd__memory_array(memory, larger.capacity, sizeof *larger.entries);
  if (!larger.entries) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < map->capacity; i++)
    if (map->entries[i].a) *acd__history_map_seek(&larger, map->entries[i].a, map->entries[i].b) = map->entries[i];
  acd__history_map_free(memory, map);
  *map = larger;
  return ACD_OK;
}

/* What follows without a gap moves up, if its place is at the gap or before it. */
void acd__history_map_remove(acd__history_map *map, acd__history_map_entry *entry)
{
  size_t mask = map->capacity - 1;
  size_t gap = (size_t)(entry - map->entries);
  for (size_t at = (gap + 1) & mask; map->entries[at].a; at = (at + 1) & mask) {
    size_t wanted = acd__history_map_place(map, map->entries[at].a, map->entries[at].b);
    if (((at - wanted) & mask) < ((at - gap) & mask)) continue;
    map->entries[gap] = map->entries[at];
    gap = at;
  }
  map->entries[gap] = (acd__history_map_entry){0};
  map->count--;
}
