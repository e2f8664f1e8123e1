/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The first few of any number of records, in memory of the caller: a heap whose root is the last of those held. The order is the
 * caller's and total.
 */
#ifndef ACD__BASE_BEST_H
#define ACD__BASE_BEST_H

#include <stddef.h>
#include <stdint.h>

#define ACD__BEST_RECORD_MAX 128

/* 1 if record `a` comes before record `b`. */
typedef int (*acd__best_fn)(const void *a, const void *b);

typedef struct acd__best {
  char *items;
  size_t stride;
  size_t capacity;
  size_t size; /* of a record: at most ACD__BEST_RECORD_MAX, and the stride */
  size_t held;
  acd__best_fn before;
  int64_t count;  /* of all that were added */
  int64_t chosen; /* of those that counted */
} acd__best;

acd__best acd__best_begin(void *items, size_t stride, size_t capacity, size_t size, acd__best_fn before);
void acd__best_add(acd__best *to, const void *record, int counts);
/* Puts those held in order, with nothing but zeros behind each; nothing more can be added. */
void acd__best_finish(const acd__best *to);
static inline void *acd__best_at(const acd__best *of, size_t at)
{
  return of->items + at * of->stride;
}

#endif
