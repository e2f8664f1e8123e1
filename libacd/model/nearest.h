/* SPDX-License-Identifier: Apache-2.0 */
/** @file The nearest of many names to a misspelt one. */
#ifndef ACD__MODEL_NEAREST_H
#define ACD__MODEL_NEAREST_H

#include <stddef.h>
#include <stdint.h>

typedef struct acd__nearest {
  const char *wanted;
  size_t wanted_size;
  size_t distance;  /* of `name`; only nearer ones replace it */
  const char *name; /* NULL: none is near enough. Not terminated */
  size_t name_size;
  int64_t *work; /* steps left; nothing is compared when they are used up */
} acd__nearest;

/* Steps that the suggestions of one check may take together: about a tenth of a second. */
#define ACD__NEAREST_WORK INT64_C(20000000)

/* Near enough: at most max(1, size / 3) bytes inserted, deleted, replaced or swapped with their neighbour; capitals of ASCII
 * count as small letters. */
acd__nearest acd__nearest_begin(const char *wanted, size_t size, int64_t *work);
void acd__nearest_try(acd__nearest *nearest, const char *name, size_t size);

#endif
