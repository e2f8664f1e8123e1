/* SPDX-License-Identifier: Apache-2.0 */
#include "history/map.h"

#include <string.h>

#include "base/hash.h"

static size_t place(const acd__history_map *map, int64_t a, int64_t b)
{
  return (size_t)acd__mix((uint64_t)a ^ (uint64_t)b * UINT64_C(0x9e3779b97f4a7c15)) & (map->capacity - 1);
}

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

/* Where it is, or would be. There is always a free place. */
static acd__history_map_entry *seek(const acd__history_map *map, int64_t a, int64_t b)
{
  size_t at = place(map, a, b);
  while (map->entries[at].a && (map->entries[at].a != a || map->entries[at].b != b))
    at = (at + 1) & (map->capacity - 1);
  return &map->entries[at];
}

acd__history_map_entry *acd__history_map_find(const acd__history_map *map, int64_t a, int64_t b)
{
  if (!map->count || !a) return NULL;
  acd__history_map_entry *found = seek(map, a, b);
  return found->a ? found : NULL;
}

static int grow(acd__memory *memory, acd__history_map *map)
{
  acd__history_map larger = {.capacity = map->capacity ? map->capacity * 2 : 64, .count = map->count};
  larger.entries = acd__memory_array(memory, larger.capacity, sizeof *larger.entries);
  if (!larger.entries) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < map->capacity; i++)
    if (map->entries[i].a) *seek(&larger, map->entries[i].a, map->entries[i].b) = map->entries[i];
  acd__history_map_free(memory, map);
  *map = larger;
  return ACD_OK;
}

acd__history_map_entry *acd__history_map_put(acd__memory *memory, acd__history_map *map, int64_t a, int64_t b)
{
  acd__history_map_entry *found = acd__history_map_find(map, a, b);
  if (found || !a) return found;
  if (map->count >= map->capacity / 4 * 3 && grow(memory, map)) return NULL;
  found = seek(map, a, b);
  *found = (acd__history_map_entry){.a = a, .b = b};
  map->count++;
  return found;
}

/* What follows without a gap moves up, if its place is at the gap or before it. */
void acd__history_map_remove(acd__history_map *map, acd__history_map_entry *entry)
{
  size_t mask = map->capacity - 1;
  size_t gap = (size_t)(entry - map->entries);
  for (size_t at = (gap + 1) & mask; map->entries[at].a; at = (at + 1) & mask) {
    size_t wanted = place(map, map->entries[at].a, map->entries[at].b);
    if (((at - wanted) & mask) < ((at - gap) & mask)) continue;
    map->entries[gap] = map->entries[at];
    gap = at;
  }
  map->entries[gap] = (acd__history_map_entry){0};
  map->count--;
}
