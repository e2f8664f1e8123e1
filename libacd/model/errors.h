/* SPDX-License-Identifier: Apache-2.0 */
/** @file The list of what is wrong with a definition (acd_engine_error_at()). */
#ifndef ACD__MODEL_ERRORS_H
#define ACD__MODEL_ERRORS_H

#include <acd/engine.h>

#include "base/memory.h"

typedef struct acd__errors {
  acd__memory *memory;
  acd_error *items; /* texts owned, one allocation an item */
  size_t *sizes;    /* bytes of each item's allocation */
  size_t count;
  size_t capacity;
  size_t sizes_capacity;
  size_t limit; /* further ones are dropped: one item more, the last, says so (ACD_ERR_LIMIT) */
  int nomem;    /* 1: an entry could not be kept */
} acd__errors;

void acd__errors_init(acd__errors *errors, acd__memory *memory, size_t limit);
/* Empty again, memory given back; memory and limit stay. */
void acd__errors_clear(acd__errors *errors);
/* Texts are copied; any may be NULL (""). */
void acd__errors_add(acd__errors *errors, int32_t code, int32_t object, uint32_t property, const char *path,
                     const char *text, const char *expected, const char *nearest);
/* 1: whatever is added now is dropped. */
int acd__errors_full(const acd__errors *errors);

#endif
