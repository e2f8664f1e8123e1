/* SPDX-License-Identifier: Apache-2.0 */
/** @file Puts things in the order of their creation. */
#ifndef ACD__BASE_SORT_H
#define ACD__BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

typedef struct acd__sort_item {
  int64_t value;     /* what is sorted: an id, a place in a list */
  uint64_t sequence; /* by this */
} acd__sort_item;

/* In place, without memory or recursion, in n log n steps whatever the order; in n where it is in order already. */
void acd__sort(acd__sort_item *items, size_t count);

#endif
