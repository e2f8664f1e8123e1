/* SPDX-License-Identifier: Apache-2.0 */
#include "model/pattern.h"

#include <string.h>

static acd__place wrong(const char *at, size_t size, const char *text, const char *expected)
{
  return (acd__place){ACD__PLACE_WRONG, (uint32_t)size, at, text, expected};
}

static int in_range(const char *at, const char *end, size_t *size_out)
{
  *size_out = end - at > 2 && at[1] == '-' ? 3 : 1;
  return *size_out == 1 || (unsigned char)at[0] <= (unsigned char)at[2];
}

/* 1 if the character is between the brackets, which are right. */
static int in_set(const char *at, const char *end, unsigned char c)
{
  for (size_t size; at < end; at += size) {
    (void)in_range(at, end, &size);
    if (c >= (unsigned char)at[0] && c <= (unsigned char)at[size - 1]) return 1;
  }
  return 0;
}

static acd__place set_place(const char *pattern, size_t size)
{
  const char *end = memchr(pattern, ']', size);
  if (!end) return wrong(pattern, size, "a bracket is not closed", "`]`");
  size_t whole = (size_t)(end - pattern) + 1, step;
  if (whole == 2) return wrong(pattern, whole, "the brackets are empty", "characters between the brackets");
  for (const char *at = pattern + 1; at < end; at += step)
    if (!in_range(at, end, &step))
      return wrong(at, step, "the range runs backwards", "a range as 2-5, the lower end first");
  return (acd__place){ACD__PLACE_SET, (uint32_t)whole, pattern, NULL, NULL};
}

acd__place acd__pattern_place(const char *pattern, size_t size)
{
  uint32_t kind = ACD__PLACE_ONE;
  if (size == 0) return (acd__place){ACD__PLACE_END, 0, pattern, NULL, NULL};
  switch (pattern[0]) {
  case 'X':
  case 'Z':
  case 'N': kind = ACD__PLACE_SET; break;
  case '[': return set_place(pattern, size);
  case ']': return wrong(pattern, 1, "a bracket is closed that is not open", "`[` before it");
  case '.':
  case '!':
    if (size > 1) return wrong(pattern, 1, "`.` and `!` stand at the end only", "the end of the pattern after it");
    kind = pattern[0] == '.' ? ACD__PLACE_SOME : ACD__PLACE_ANY;
    break;
  default: break;
  }
  return (acd__place){kind, 1, pattern, NULL, NULL};
}

int acd__place_takes(const acd__place *place, char c)
{
  switch (place->text[0]) {
  case 'X': return c >= '0' && c <= '9';
  case 'Z': return c >= '1' && c <= '9';
  case 'N': return c >= '2' && c <= '9';
  case '[': return in_set(place->text + 1, place->text + place->size - 1, (unsigned char)c);
  case '.':
  case '!': return 1;
  default: return c == place->text[0];
  }
}

/* Returns how many of them are new. */
static uint32_t add_range(acd__set *set, unsigned char from, unsigned char to)
{
  uint32_t count = 0;
  for (int c = from; c <= to; c++) {
    uint64_t bit = UINT64_C(1) << (c % 64);
    count += !(set->bits[c / 64] & bit);
    set->bits[c / 64] |= bit;
  }
  return count;
}

uint32_t acd__place_set(const acd__place *place, acd__set *set_out)
{
  memset(set_out, 0, sizeof *set_out);
  switch (place->text[0]) {
  case 'X': return add_range(set_out, '0', '9');
  case 'Z': return add_range(set_out, '1', '9');
  case 'N': return add_range(set_out, '2', '9');
  case '[': break;
  default: return add_range(set_out, (unsigned char)place->text[0], (unsigned char)place->text[0]);
  }
  uint32_t members = 0;
  size_t size;
  const char *end = place->text + place->size - 1;
  for (const char *at = place->text + 1; at < end; at += size) {
    (void)in_range(at, end, &size);
    members += add_range(set_out, (unsigned char)at[0], (unsigned char)at[size - 1]);
  }
  return members;
}

uint32_t acd__place_rank(const acd__place *place)
{
  acd__set set;
  switch (place->kind) {
  case ACD__PLACE_SET: return acd__place_set(place, &set);
  case ACD__PLACE_SOME: return 256;
  case ACD__PLACE_ANY: return 257;
  default: return place->kind;
  }
}

size_t acd__pattern_check(const char *pattern, size_t size, acd__place *wrong_out)
{
  for (size_t at = 0; at < size;) {
    acd__place place = acd__pattern_place(pattern + at, size - at);
    if (place.kind == ACD__PLACE_WRONG) {
      *wrong_out = place;
      return (size_t)(place.text - pattern);
    }
    at += place.size;
  }
  return size;
}

int acd__pattern_match(const char *pattern, size_t size, const char *text, size_t text_size)
{
  for (;;) {
    acd__place place = acd__pattern_place(pattern, size);
    if (place.kind == ACD__PLACE_END) return text_size == 0;
    if (place.kind == ACD__PLACE_ANY) return 1;
    if (text_size == 0) return 0;
    if (place.kind == ACD__PLACE_SOME) return 1;
    if (!acd__place_takes(&place, *text)) return 0;
    pattern += place.size;
    size -= place.size;
    text++;
    text_size--;
  }
}

int acd__pattern_compare(const char *pattern, size_t size, const char *other, size_t other_size)
{
  for (;;) {
    acd__place a = acd__pattern_place(pattern, size), b = acd__pattern_place(other, other_size);
    uint32_t rank = acd__place_rank(&a), other_rank = acd__place_rank(&b);
    if (rank != other_rank) return rank < other_rank ? -1 : 1;
    if (a.kind == ACD__PLACE_END) return 0;
    pattern += a.size;
    size -= a.size;
    other += b.size;
    other_size -= b.size;
  }
}

size_t acd__pattern_longest(const char *pattern, size_t size)
{
  size_t count = 0;
  for (size_t at = 0; at < size; count++) {
    acd__place place = acd__pattern_place(pattern + at, size - at);
    if (place.kind == ACD__PLACE_SOME || place.kind == ACD__PLACE_ANY) return SIZE_MAX;
    at += place.size;
  }
  return count;
}
