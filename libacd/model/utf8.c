/* SPDX-License-Identifier: Apache-2.0 */
#include "model/utf8.h"

#include <stdint.h>

/* Bytes of the character that begins at `at`, 0: none does. */
static size_t character_size(const uint8_t *at, size_t left)
{
  static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (at[0] < 0x80) return at[0] != 0;
  size_t size = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
  if (at[0] < 0xc0 || at[0] >= 0xf8 || size > left) return 0;
  uint32_t point = at[0] & (0x7fu >> size);
  for (size_t i = 1; i < size; i++) {
    if ((at[i] & 0xc0) != 0x80) return 0;
    point = point << 6 | (at[i] & 0x3fu);
  }
  return point >= smallest[size] && point <= 0x10ffff && (point & ~0x7ffu) != 0xd800 ? size : 0;
}

int acd__utf8_valid(const char *text, size_t size)
{
  const uint8_t *at = (const uint8_t *)text;
  while (size) {
    size_t step = character_size(at, size);
    if (!step) return 0;
    at += step;
    size -= step;
  }
  return 1;
}

size_t acd__utf8_cut(const char *text, size_t size, size_t limit)
{
  if (size <= limit) return size;
  while (limit > 0 && ((uint8_t)text[limit] & 0xc0) == 0x80) limit--;
  return limit;
}
