/* SPDX-License-Identifier: Apache-2.0 */
/** @file Memory of one engine (or one definition): the host's allocator, with a count of what is held. */
#ifndef ACD__BASE_MEMORY_H
#define ACD__BASE_MEMORY_H

#include <acd/base.h>

typedef struct acd__memory {
  acd_memory_fn fn;
  void *user;
  size_t held; /* bytes */
} acd__memory;

/* From the host's allocator; NULL or a NULL function: libc's. */
void acd__memory_init(acd__memory *memory, const acd_allocator *allocator);
/* NULL when refused. Not zeroed. `size` > 0. */
void *acd__memory_take(acd__memory *memory, size_t size);
/* Zeroed array of `count` > 0; NULL when refused or when count × size overflows. */
void *acd__memory_array(acd__memory *memory, size_t count, size_t size);
/* As realloc; new part not zeroed. */
void *acd__memory_resize(acd__memory *memory, void *ptr, size_t old_size, size_t new_size);
/* NULL is fine. */
void acd__memory_give(acd__memory *memory, void *ptr, size_t size);
/* Grows *array (of `size`-byte elements, *capacity of them) to hold at least `count`. ACD_OK or ACD_ERR_NOMEM. */
int acd__memory_reserve(acd__memory *memory, void **array, size_t *capacity, size_t count, size_t size);

#endif
