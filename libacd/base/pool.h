/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Pools of equal objects with addresses that never move and ids that never come true again.
 *
 * An id is kind (4 bits), generation (27) and slot (22). A slot whose generations are used up is never used again, so a
 * stale id stays an error for ever; that costs one object for every 134 million uses of a slot.
 */
#ifndef ACD__BASE_POOL_H
#define ACD__BASE_POOL_H

#include <string.h>

#include "base/memory.h"

#define ACD__POOL_SLOT_BITS       22
#define ACD__POOL_GENERATION_BITS 27
#define ACD__POOL_SLOTS_MAX       ((uint32_t)1 << ACD__POOL_SLOT_BITS)
#define ACD__POOL_GENERATION_MAX  (((acd_id)1 << ACD__POOL_GENERATION_BITS) - 1)
#define ACD__POOL_CHUNK_BITS      5
#define ACD__POOL_CHUNK_ITEMS     ((uint32_t)1 << ACD__POOL_CHUNK_BITS)

/* First member of every pooled object. */
typedef struct acd__slot {
  acd_id id; /* of the present or, when free, of the next use */
  uint32_t live;
  uint32_t next_free; /* slot + 1, 0: none */
} acd__slot;

typedef struct acd__pool {
  acd__memory *memory;
  void **chunks;
  size_t chunks_capacity;
  uint32_t item_size;
  uint32_t kind;
  uint32_t slots; /* in all chunks */
  uint32_t live;
  uint32_t free;      /* in the free list */
  uint32_t free_head; /* slot + 1 */
  uint32_t free_tail;
} acd__pool;

/* `kind` 1 to 15, or 0 where nobody looks up by id; `item_size` of a type that begins with acd__slot. */
void acd__pool_init(acd__pool *pool, acd__memory *memory, uint32_t kind, size_t item_size);
void acd__pool_release_all(acd__pool *pool);
int acd__pool_grow(acd__pool *pool, size_t count);
/* Makes sure that `count` takes succeed. ACD_OK, ACD_ERR_NOMEM, ACD_ERR_LIMIT. */
static inline int acd__pool_reserve(acd__pool *pool, size_t count)
{
  return pool->free >= count ? ACD_OK : acd__pool_grow(pool, count);
}
/* Undoes the latest take that was not undone, as if it had never been. */
void acd__pool_untake(acd__pool *pool, void *item);
/* The live object in the first slot from `slot` on, NULL: none. */
void *acd__pool_next(const acd__pool *pool, uint32_t slot);

static inline uint32_t acd__pool_slot(acd_id id)
{
  return (uint32_t)id & (ACD__POOL_SLOTS_MAX - 1);
}

static inline acd_id acd__pool_generation(acd_id id)
{
  return id >> ACD__POOL_SLOT_BITS & ACD__POOL_GENERATION_MAX;
}

static inline acd__slot *acd__pool_item(const acd__pool *pool, uint32_t slot)
{
  char *chunk = pool->chunks[slot >> ACD__POOL_CHUNK_BITS];
  return (acd__slot *)(void *)(chunk + (size_t)(slot & (ACD__POOL_CHUNK_ITEMS - 1)) * pool->item_size);
}

/* A live object whose members are the caller's to set; there must be a free one (reserve). */
static inline void *acd__pool_take_raw(acd__pool *pool)
{
  acd__slot *item = acd__pool_item(pool, pool->free_head - 1);
  pool->free_head = item->next_free;
  pool->free--;
  pool->live++;
  item->live = 1;
  return item;
}

/* The same, zeroed behind its slot. */
static inline void *acd__pool_take(acd__pool *pool)
{
  acd__slot *item = acd__pool_take_raw(pool);
  memset(item + 1, 0, pool->item_size - sizeof *item);
  return item;
}

static inline void acd__pool_push(acd__pool *pool, acd__slot *item)
{
  item->next_free = pool->free_head;
  pool->free_head = acd__pool_slot(item->id) + 1;
  if (!item->next_free) pool->free_tail = pool->free_head;
  pool->free++;
}

/* Ends this use of the object. */
static inline void acd__pool_give(acd__pool *pool, void *item)
{
  acd__slot *slot = item;
  acd_id generation = acd__pool_generation(slot->id);
  slot->live = 0;
  pool->live--;
  slot->id += (acd_id)1 << ACD__POOL_SLOT_BITS;
  if (generation < ACD__POOL_GENERATION_MAX) acd__pool_push(pool, slot);
}

/* The live object of an id, or NULL and *status_out ACD_ERR_STALE or ACD_ERR_NOT_FOUND. */
static inline void *acd__pool_find(const acd__pool *pool, acd_id id, int *status_out)
{
  uint32_t slot = acd__pool_slot(id);
  *status_out = ACD_ERR_NOT_FOUND;
  if (id <= 0 || (uint32_t)(id >> (ACD__POOL_SLOT_BITS + ACD__POOL_GENERATION_BITS)) != pool->kind ||
      slot >= pool->slots)
    return NULL;
  acd__slot *item = acd__pool_item(pool, slot);
  if (item->live && item->id == id) return item;
  if (acd__pool_generation(id) && id < item->id) *status_out = ACD_ERR_STALE;
  return NULL;
}

/* Walks the live objects by slot: the first with `item` NULL, NULL at the end. `item` may have been given back meanwhile. */
static inline void *acd__pool_after(const acd__pool *pool, const void *item)
{
  return acd__pool_next(pool, item ? acd__pool_slot(((const acd__slot *)item)->id) + 1 : 0);
}

#endif
