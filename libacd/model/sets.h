/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Patterns as symbols: characters, and sets of characters that are the same however they are written ([2-9], N). There are
 * only so many different sets among the patterns that are looked through together, so that few of them can take a character.
 */
#ifndef ACD__MODEL_SETS_H
#define ACD__MODEL_SETS_H

#include "model/pattern.h"

#define ACD__SETS_MAX 256

/* What a symbol is: below ACD__SYMBOL_SET that character, from there on a set by its number, or one of the others. */
enum { ACD__SYMBOL_SET = 256, ACD__SYMBOL_SOME = 0xfffe, ACD__SYMBOL_ANY = 0xffff };

typedef struct acd__sets {
  acd__set items[ACD__SETS_MAX];
  uint32_t members[ACD__SETS_MAX];
  uint32_t count;
  uint16_t table[2 * ACD__SETS_MAX]; /* by hash: 1 + the number, 0: free */
} acd__sets;

/* A right pattern as symbols, of which there are no more than its bytes; its sets are added. 0: there would be one too many. */
int acd__sets_symbols(acd__sets *sets, const char *pattern, size_t size, uint16_t *symbols_out, size_t *count_out);
/* 1 if the symbol, one of a character or a set, takes the character. */
static inline int acd__sets_take(const acd__sets *sets, uint16_t symbol, unsigned char c)
{
  if (symbol < ACD__SYMBOL_SET) return symbol == c;
  return (int)(sets->items[symbol - ACD__SYMBOL_SET].bits[c / 64] >> (c % 64) & 1);
}
/* How specific it is, as acd__place_rank(). */
uint32_t acd__sets_rank(const acd__sets *sets, uint16_t symbol);

#endif
