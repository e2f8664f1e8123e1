/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The texts of one call: number, caller and attributes, in one block: number NUL caller NUL {key NUL value NUL}.
 * An engine-set attribute needs no memory as long as the space reserved for it lasts.
 */
#ifndef ACD__MODEL_TEXTS_H
#define ACD__MODEL_TEXTS_H

#include <string.h>

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

/* Space for the given texts and `spare` bytes more, in texts that are all zeros. `attributes` are key NUL value NUL pairs. ACD_OK
 * or ACD_ERR_NOMEM. */
static inline int acd__texts_init(acd__texts *texts, acd__memory *memory, const char *number, size_t number_size,
                                  const char *caller, size_t caller_size, const char *attributes,
                                  size_t attributes_size, size_t attributes_count, size_t spare)
{
  size_t used = number_size + caller_size + 2 + attributes_size;
  size_t capacity = used + spare;
  if (capacity == 2) return ACD_OK;
  char *at = texts->small;
  if (capacity <= ACD__TEXTS_SMALL)
    capacity = ACD__TEXTS_SMALL;
  else if (!(at = acd__memory_take(memory, capacity)))
    return ACD_ERR_NOMEM;
  texts->block = at;
  texts->used = (uint32_t)used;
  texts->capacity = (uint32_t)capacity;
  texts->number_size = (uint32_t)number_size;
  texts->caller_size = (uint32_t)caller_size;
  texts->attributes_count = (uint32_t)attributes_count;
  if (number_size) memcpy(at, number, number_size);
  at[number_size] = '\0';
  at += number_size + 1;
  if (caller_size) memcpy(at, caller, caller_size);
  at[caller_size] = '\0';
  if (attributes_size) memcpy(at + caller_size + 1, attributes, attributes_size);
  return ACD_OK;
}
void acd__texts_release(acd__texts *texts, acd__memory *memory);
static inline const char *acd__texts_number(const acd__texts *texts)
{
  return texts->block ? texts->block : "";
}
static inline const char *acd__texts_caller(const acd__texts *texts)
{
  return texts->block ? texts->block + texts->number_size + 1 : "";
}
/* NULL: not set. */
const char *acd__texts_get(const acd__texts *texts, const char *key, size_t key_size);
/* Key of the attribute behind that of a key, of the first behind NULL; NULL: there is none. */
const char *acd__texts_next(const acd__texts *texts, const char *key);
/* An attribute and where it stands, until texts are set or space is made. */
typedef struct acd__texts_pair {
  const char *key;
  size_t key_size;
  char *at; /* NULL: it is not set */
  size_t value_size;
} acd__texts_pair;

acd__texts_pair acd__texts_find(const acd__texts *texts, const char *key, size_t key_size);
/* Bytes that setting would take more than now; 0 or less: none. */
int64_t acd__texts_growth(const acd__texts *texts, const acd__texts_pair *pair, size_t value_size);
/* Makes room for `growth` bytes more. ACD_OK or ACD_ERR_NOMEM. */
int acd__texts_reserve(acd__texts *texts, acd__memory *memory, int64_t growth);
/* Sets a value, or removes the attribute (size 0). ACD_ERR_LIMIT if the space does not suffice. */
int acd__texts_put(acd__texts *texts, const acd__texts_pair *pair, const char *value, size_t value_size);
static inline int acd__texts_set(acd__texts *texts, const char *key, size_t key_size, const char *value,
                                 size_t value_size)
{
  acd__texts_pair pair = acd__texts_find(texts, key, key_size);
  return acd__texts_put(texts, &pair, value, value_size);
}

#endif
