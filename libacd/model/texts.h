/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The texts of one call: number, caller and attributes, in one block: number NUL caller NUL {key NUL value NUL}.
 * An engine-set attribute needs no memory as long as the space reserved for it lasts.
 */
#ifndef ACD__MODEL_TEXTS_H
#define ACD__MODEL_TEXTS_H

#include "base/memory.h"

#ifndef ACD__TEXTS_SMALL
#define ACD__TEXTS_SMALL 40
#endif

/* Stays where it is, once begun: the block may lie inside. */
typedef struct acd__texts {
  char *block; /* NULL: all empty, no space */
  uint32_t used;
  uint32_t capacity;
  uint32_t number_size;
  uint32_t caller_size;
  uint32_t attributes_count;
  uint32_t reserved;
  char small[ACD__TEXTS_SMALL]; /* the block of most calls: their number and caller */
} acd__texts;

/* Space for texts of these sizes (the attributes as pairs) and `spare` bytes more; returns where the caller writes them, number NUL
 * caller NUL attributes. NULL: no memory. */
static inline char *acd__texts_begin(acd__texts *texts, acd__memory *memory, size_t number_size, size_t caller_size,
                                     size_t attributes_size, size_t attributes_count, size_t spare)
{
  size_t used = number_size + caller_size + 2 + attributes_size;
  size_t capacity = used + spare;
  char *block = texts->small;
  if (capacity <= ACD__TEXTS_SMALL)
    capacity = ACD__TEXTS_SMALL;
  else if (!(block = acd__memory_take(memory, capacity)))
    return NULL;
  texts->block = block;
  texts->used = (uint32_t)used;
  texts->capacity = (uint32_t)capacity;
  texts->number_size = (uint32_t)number_size;
  texts->caller_size = (uint32_t)caller_size;
  texts->attributes_count = (uint32_t)attributes_count;
  texts->reserved = 0;
  return block;
}
/* Space for the given texts and `spare` bytes more. `attributes` are key NUL value NUL pairs. ACD_OK or ACD_ERR_NOMEM. */
int acd__texts_init(acd__texts *texts, acd__memory *memory, const char *number, size_t number_size, const char *caller,
                    size_t caller_size, const char *attributes, size_t attributes_size, size_t attributes_count,
                    size_t spare);
void acd__texts_release(acd__texts *texts, acd__memory *memory);
const char *acd__texts_number(const acd__texts *texts);
const char *acd__texts_caller(const acd__texts *texts);
/* NULL: not set. */
const char *acd__texts_get(const acd__texts *texts, const char *key, size_t key_size);
/* Bytes that setting would take more than now; 0 or less: none. */
int64_t acd__texts_growth(const acd__texts *texts, const char *key, size_t key_size, size_t value_size);
/* Makes room for `growth` bytes more. ACD_OK or ACD_ERR_NOMEM. */
int acd__texts_reserve(acd__texts *texts, acd__memory *memory, int64_t growth);
/* Sets a value, or removes the attribute (size 0). ACD_ERR_LIMIT if the space does not suffice. */
int acd__texts_set(acd__texts *texts, const char *key, size_t key_size, const char *value, size_t value_size);

#endif
