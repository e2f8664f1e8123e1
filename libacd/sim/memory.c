/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "sim.h"

void *acd__sim_resize(acd_sim *sim, void *ptr, size_t old_size, size_t new_size)
{
  return sim->memory ? sim->memory(sim->memory_user, ptr, old_size, new_size) : realloc(ptr, new_size);
}

void acd__sim_give(acd_sim *sim, void *ptr, size_t size)
{
  if (!ptr) return;
  if (sim->memory)
    sim->memory(sim->memory_user, ptr, size, 0);
  else
    free(ptr);
}

int acd__sim_reserve(acd_sim *sim, void **array, size_t *capacity, size_t count, size_t size)
{
  size_t more = *capacity ? *capacity : 8;
  void *moved;
  if (count <= *capacity) return ACD_OK;
  while (more < count) {
    if (more > SIZE_MAX / 2) return ACD_ERR_NOMEM;
    more *= 2;
  }
  if (more > SIZE_MAX / size) return ACD_ERR_NOMEM;
  moved = acd__sim_resize(sim, *array, *capacity * size, more * size);
  if (!moved) return ACD_ERR_NOMEM;
  memset((char *)moved + *capacity * size, 0, (more - *capacity) * size);
  *array = moved;
  *capacity = more;
  return ACD_OK;
}

static size_t place(const acd__sim_map *map, acd_id id)
{
  uint64_t x = (uint64_t)id * UINT64_C(0x9e3779b97f4a7c15);
  return (size_t)(x ^ (x >> 29)) & (map->capacity - 1);
}

static size_t find(const acd__sim_map *map, acd_id id)
{
  size_t at = place(map, id);
  while (map->entries[at].id && map->entries[at].id != id) at = (at + 1) & (map->capacity - 1);
  return at;
}

int acd__sim_map_set(acd_sim *sim, acd__sim_map *map, acd_id id, uint32_t index)
{
  size_t at;
  if (map->count * 2 >= map->capacity) {
    acd__sim_map wider = {NULL, map->capacity ? map->capacity * 2 : 64, map->count};
    size_t bytes = wider.capacity * sizeof(*wider.entries);
    wider.entries = acd__sim_resize(sim, NULL, 0, bytes);
    if (!wider.entries) return ACD_ERR_NOMEM;
    memset(wider.entries, 0, bytes);
    for (at = 0; at < map->capacity; at++)
      if (map->entries[at].id) wider.entries[find(&wider, map->entries[at].id)] = map->entries[at];
    acd__sim_give(sim, map->entries, map->capacity * sizeof(*map->entries));
    *map = wider;
  }
  at = find(map, id);
  if (!map->entries[at].id) map->count++;
  map->entries[at].id = id;
  map->entries[at].index = index;
  return ACD_OK;
}

uint32_t acd__sim_map_get(const acd__sim_map *map, acd_id id)
{
  size_t at;
  if (!map->capacity || !id) return ACD__SIM_NONE;
  at = find(map, id);
  return map->entries[at].id ? map->entries[at].index : ACD__SIM_NONE;
}

/* Those behind it that would be found no more move up. */
void acd__sim_map_remove(acd__sim_map *map, acd_id id)
{
  size_t mask = map->capacity - 1, hole, at;
  if (!map->capacity || !id || !map->entries[hole = find(map, id)].id) return;
  for (at = (hole + 1) & mask; map->entries[at].id; at = (at + 1) & mask) {
    if (((at - place(map, map->entries[at].id)) & mask) < ((at - hole) & mask)) continue;
    map->entries[hole] = map->entries[at];
    hole = at;
  }
  map->entries[hole].id = 0;
  map->count--;
}
