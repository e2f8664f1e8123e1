/* SPDX-License-Identifier: Apache-2.0 */
#include "base/pool.h"

#include <string.h>

#define CHUNK_BITS     5
#define CHUNK_ITEMS    ((uint32_t)1 << CHUNK_BITS)
#define GENERATION_MAX (((acd_id)1 << ACD__POOL_GENERATION_BITS) - 1)

static acd__slot *item_at(const acd__pool *pool, uint32_t slot)
{
  char *chunk = pool->chunks[slot >> CHUNK_BITS];
  return (acd__slot *)(void *)(chunk + (size_t)(slot & (CHUNK_ITEMS - 1)) * pool->item_size);
}

static acd_id id_generation(acd_id id)
{
  return id >> ACD__POOL_SLOT_BITS & GENERATION_MAX;
}

void acd__pool_init(acd__pool *pool, acd__memory *memory, uint32_t kind, size_t item_size)
{
  memset(pool, 0, sizeof *pool);
  pool->memory = memory;
  pool->kind = kind;
  pool->item_size = (uint32_t)item_size;
}

void acd__pool_release_all(acd__pool *pool)
{
  for (uint32_t i = 0; i < pool->slots >> CHUNK_BITS; i++)
    acd__memory_give(pool->memory, pool->chunks[i], (size_t)CHUNK_ITEMS * pool->item_size);
  acd__memory_give(pool->memory, pool->chunks, pool->chunks_capacity * sizeof *pool->chunks);
  acd__pool_init(pool, pool->memory, pool->kind, pool->item_size);
}

int acd__pool_grow(acd__pool *pool, size_t count)
{
  while (pool->free < count) {
    if (pool->slots + CHUNK_ITEMS > ACD__POOL_SLOTS_MAX) return ACD_ERR_LIMIT;
    size_t chunks = pool->slots >> CHUNK_BITS;
    if (acd__memory_reserve(pool->memory, (void **)&pool->chunks, &pool->chunks_capacity, chunks + 1,
                            sizeof *pool->chunks))
      return ACD_ERR_NOMEM;
    void *chunk = acd__memory_array(pool->memory, CHUNK_ITEMS, pool->item_size);
    if (!chunk) return ACD_ERR_NOMEM;
    pool->chunks[chunks] = chunk;
    uint32_t first = pool->slots;
    pool->slots += CHUNK_ITEMS;
    /* The free list is a stack; behind what is free already, so that growing early or late takes the same slots. */
    for (uint32_t slot = first; slot < pool->slots; slot++) {
      acd__slot *item = item_at(pool, slot);
      item->id = (acd_id)pool->kind << (ACD__POOL_SLOT_BITS + ACD__POOL_GENERATION_BITS) |
                 (acd_id)1 << ACD__POOL_SLOT_BITS | slot;
      item->next_free = slot + 1 < pool->slots ? slot + 2 : 0;
    }
    if (pool->free_head)
      item_at(pool, pool->free_tail - 1)->next_free = first + 1;
    else
      pool->free_head = first + 1;
    pool->free_tail = pool->slots;
    pool->free += CHUNK_ITEMS;
  }
  return ACD_OK;
}

void *acd__pool_take(acd__pool *pool)
{
  acd__slot *item = item_at(pool, pool->free_head - 1);
  pool->free_head = item->next_free;
  pool->free--;
  pool->live++;
  item->live = 1;
  memset(item + 1, 0, pool->item_size - sizeof *item);
  return item;
}

static void push(acd__pool *pool, acd__slot *item)
{
  item->next_free = pool->free_head;
  pool->free_head = acd__pool_slot(item->id) + 1;
  if (!item->next_free) pool->free_tail = pool->free_head;
  pool->free++;
}

void acd__pool_give(acd__pool *pool, void *item)
{
  acd__slot *slot = item;
  slot->live = 0;
  pool->live--;
  acd_id generation = id_generation(slot->id);
  slot->id += (acd_id)1 << ACD__POOL_SLOT_BITS;
  if (generation < GENERATION_MAX) push(pool, slot);
}

void acd__pool_untake(acd__pool *pool, void *item)
{
  acd__slot *slot = item;
  slot->live = 0;
  pool->live--;
  push(pool, slot);
}

void *acd__pool_find(const acd__pool *pool, acd_id id, int *status_out)
{
  uint32_t slot = acd__pool_slot(id);
  if (id > 0 && (uint32_t)(id >> (ACD__POOL_SLOT_BITS + ACD__POOL_GENERATION_BITS)) == pool->kind &&
      slot < pool->slots) {
    acd__slot *item = item_at(pool, slot);
    if (item->live && item->id == id) return item;
    *status_out = id_generation(id) && id < item->id ? ACD_ERR_STALE : ACD_ERR_NOT_FOUND;
    return NULL;
  }
  *status_out = ACD_ERR_NOT_FOUND;
  return NULL;
}

void *acd__pool_next(const acd__pool *pool, uint32_t slot)
{
  for (; slot < pool->slots; slot++) {
    acd__slot *item = item_at(pool, slot);
    if (item->live) return item;
  }
  return NULL;
}
