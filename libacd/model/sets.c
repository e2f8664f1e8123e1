/* SPDX-License-Identifier: Apache-2.0 */
#include "model/sets.h"

#include <string.h>

/* The number of a set; ACD__SETS_MAX: it is one too many. */
static uint32_t number_of(acd__sets *sets, const acd__set *set, uint32_t members)
{
  uint64_t hash = 0;
  for (int i = 0; i < 4; i++) hash = (hash ^ set->bits[i]) * UINT64_C(0x9e3779b97f4a7c15);
  uint32_t at = (uint32_t)(hash >> 32) % (2 * ACD__SETS_MAX);
  for (; sets->table[at]; at = (at + 1) % (2 * ACD__SETS_MAX))
    if (memcmp(&sets->items[sets->table[at] - 1], set, sizeof *set) == 0) return sets->table[at] - 1u;
  if (sets->count == ACD__SETS_MAX) return ACD__SETS_MAX;
  sets->items[sets->count] = *set;
  sets->members[sets->count] = members;
  sets->table[at] = (uint16_t)(sets->count + 1);
  return sets->count++;
}

/* The lowest character of a set that has one. */
static uint16_t first_of(const acd__set *set)
{
  int word = 0;
  while (!set->bits[word]) word++;
  return (uint16_t)(word * 64 + __builtin_ctzll(set->bits[word]));
}

int acd__sets_symbols(acd__sets *sets, const char *pattern, size_t size, uint16_t *symbols_out, size_t *count_out)
{
  size_t count = 0;
  for (size_t at = 0; at < size; count++) {
    acd__place place = acd__pattern_place(pattern + at, size - at);
    at += place.size;
    if (place.kind == ACD__PLACE_SOME || place.kind == ACD__PLACE_ANY) {
      symbols_out[count] = place.kind == ACD__PLACE_SOME ? ACD__SYMBOL_SOME : ACD__SYMBOL_ANY;
      continue;
    }
    acd__set set;
    uint32_t members = acd__place_set(&place, &set), number;
    if (members == 1) {
      symbols_out[count] = first_of(&set);
      continue;
    }
    number = number_of(sets, &set, members);
    if (number == ACD__SETS_MAX) return 0;
    symbols_out[count] = (uint16_t)(ACD__SYMBOL_SET + number);
  }
  *count_out = count;
  return 1;
}

uint32_t acd__sets_rank(const acd__sets *sets, uint16_t symbol)
{
  if (symbol < ACD__SYMBOL_SET) return 1;
  acd__place open = {symbol == ACD__SYMBOL_SOME ? ACD__PLACE_SOME : ACD__PLACE_ANY, 0, NULL, NULL, NULL};
  return symbol >= ACD__SYMBOL_SOME ? acd__place_rank(&open) : sets->members[symbol - ACD__SYMBOL_SET];
}
