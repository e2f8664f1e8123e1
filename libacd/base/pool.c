/* SPDX-License-Identifier: Apache-2.0 */
#include "base/pool.h"

#include <string.h>

void acd__pool_init(acd__pool *pool, acd__memory *memory, uint32_t kind, size_t item_size)
{
  memset(pool, 0, sizeof *pool);
  pool->memory = memory;
  pool->kind = kind;
  pool->item_size = (uint32_t)item_size;
}

void acd__pool_release_all(acd__pool *pool)
{
  for (uint32_t i = 0; i < pool->slots >> ACD__POOL_CHUNK_BITS; i++)
    acd__memory_give(pool->memory, pool->chunks[i], (size_t)ACD__POOL_CHUNK_ITEMS * pool->item_size);
  acd__memory_give(pool->memory, pool->chunks, pool->chunks_capacity * sizeof *pool->chunks);
  acd__pool_init(pool, pool->memory, pool->kind, pool->item_size);
}

int acd__pool_grow(acd__pool *pool, size_t count)
{
  while (pool->free < count) {
    if (pool->slots + ACD__POOL_CHUNK_ITEMS > ACD__POOL_SLOTS_MAX) return ACD_ERR_LIMIT;
    size_t chunks = pool->slots >> ACD__POOL_CHUNK_BITS;
    if (acd__memory_reserve(pool->memory, (void **)&pool->chunks, &pool->chunks_capacity, chunks + 1,
                            sizeof *pool->chunks))
      return ACD_ERR_NOMEM;
    void *chunk = acd__memory_array(pool->memory, ACD__POOL_CHUNK_ITEMS, pool->item_size);
    if (!chunk) return ACD_ERR_NOMEM;
    pool->chunks[chunks] = chunk;
    uint32_t first = pool->slots;
    pool->slots += ACD__POOL_CHUNK_ITEMS;
    /* The free list is a stack; behind what is free already, so that growing early or late takes the same slots. */
    for (uint32_t slot = first; slot < pool->slots; slot++) {
      acd__slot *item = acd__pool_item(pool, slot);
      item->id = (acd_id)pool->kind << (ACD__POOL_SLOT_BITS + ACD__POOL_GENERATION_BITS) |
                 (acd_id)1 << ACD__POOL_SLOT_BITS | slot;
      item->next_free = slot + 1 < pool->slots ? slot + 2 : 0;
    }
    if (pool->free_head)
      acd__pool_item(pool, pool->free_tail - 1)->next_free = first + 1;
    else
      pool->free_head = first + 1;
    pool->free_tail = pool->slots;
    pool->free += ACD__POOL_CHUNK_ITEMS;
  }
  return ACD_OK;
}

void acd__pool_untake(acd__pool *pool, void *item)
{
  acd__slot *slot = item;
  slot->live = 0;
  pool->live--;
  acd__pool_push(pool, slot);
}

void *acd__pool_next(const acd__pool *pool, uint32_t slot)
{
  for (; slot < pool->slots; slot++) {
    acd__slot *item = acd__pool_item(pool, slot);
    if (item->live) return item;
  }
  return NULL;
}
