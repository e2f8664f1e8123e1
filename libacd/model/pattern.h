/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Patterns of keys and numbers; the public words on them are in acd/flow.h, "Patterns". A pattern is read place by place:
 *
 *     X 0-9 · Z 1-9 · N 2-9 · [2-57] one of these · at the end: . one or more of anything · ! nothing or more · else itself
 */
#ifndef ACD__MODEL_PATTERN_H
#define ACD__MODEL_PATTERN_H

#include <stddef.h>
#include <stdint.h>

#define ACD__PATTERN_SIZE_MAX 255 /* bytes, of a number or a caller */

enum {
  ACD__PLACE_END = 0, /* no more */
  ACD__PLACE_ONE = 1,
  ACD__PLACE_SET = 2,
  ACD__PLACE_SOME = 3,
  ACD__PLACE_ANY = 4,
  ACD__PLACE_WRONG = 5
};

/* One place of a pattern. */
typedef struct acd__place {
  uint32_t kind; /* ACD__PLACE_… */
  uint32_t size; /* bytes of the pattern that say it */
  const char *text;
  const char *wrong;    /* what is wrong with it */
  const char *expected; /* and what was expected */
} acd__place;

/* What stands at the beginning of what is left of a pattern. */
acd__place acd__pattern_place(const char *pattern, size_t size);
/* 1 if the place takes the character. */
int acd__place_takes(const acd__place *place, char c);
/* A character each. */
typedef struct acd__set {
  uint64_t bits[4];
} acd__set;

/* All that a place takes which is one character or a set; returns how many. */
uint32_t acd__place_set(const acd__place *place, acd__set *set_out);
/* How specific it is, less is more: the end, then by how many characters it takes, then `.`, then `!`. */
uint32_t acd__place_rank(const acd__place *place);

/* Where it is wrong, with the reason; `size` if it is not. An empty pattern is right, and matches nothing but itself. */
size_t acd__pattern_check(const char *pattern, size_t size, acd__place *wrong_out);
/* 1 if all of the text matches. The pattern is a right one, here and below. */
int acd__pattern_match(const char *pattern, size_t size, const char *text, size_t text_size);
/* < 0: the first is the more specific, > 0: the second, 0: neither. */
int acd__pattern_compare(const char *pattern, size_t size, const char *other, size_t other_size);
/* The most characters that match it, SIZE_MAX: any number. */
size_t acd__pattern_longest(const char *pattern, size_t size);

#endif
