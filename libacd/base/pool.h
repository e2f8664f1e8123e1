/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Pools of equal objects with addresses that never move and ids that never come true again.
 *
 * An id is kind (3 bits), generation (28) and slot (22). A slot whose generations are used up is never used again, so a
 * stale id stays an error for ever; that costs one object for every 268 million uses of a slot.
 */
#ifndef ACD__BASE_POOL_H
#define ACD__BASE_POOL_H

#include "base/memory.h"

#define ACD__POOL_SLOT_BITS       22
#define ACD__POOL_GENERATION_BITS 28
#define ACD__POOL_SLOTS_MAX       ((uint32_t)1 << ACD__POOL_SLOT_BITS)

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

/* `kind` 1 to 7; `item_size` of a type that begins with acd__slot. */
void acd__pool_init(acd__pool *pool, acd__memory *memory, uint32_t kind, size_t item_size);
void acd__pool_release_all(acd__pool *pool);
int acd__pool_grow(acd__pool *pool, size_t count);
/* Makes sure that `count` takes succeed. ACD_OK, ACD_ERR_NOMEM, ACD_ERR_LIMIT. */
static inline int acd__pool_reserve(acd__pool *pool, size_t count)
{
  return pool->free >= count ? ACD_OK : acd__pool_grow(pool, count);
}
/* A live object, zeroed behind its slot; there must be a free one (reserve). */
void *acd__pool_take(acd__pool *pool);
/* Ends this use of the object. */
void acd__pool_give(acd__pool *pool, void *item);
/* Undoes the latest take that was not undone, as if it had never been. */
void acd__pool_untake(acd__pool *pool, void *item);
/* The live object of an id, or NULL and *status_out ACD_ERR_STALE or ACD_ERR_NOT_FOUND. */
void *acd__pool_find(const acd__pool *pool, acd_id id, int *status_out);
/* The live object in the first slot from `slot` on, NULL: none. */
void *acd__pool_next(const acd__pool *pool, uint32_t slot);

static inline uint32_t acd__pool_slot(acd_id id)
{
  return (uint32_t)id & (ACD__POOL_SLOTS_MAX - 1);
}

#endif
