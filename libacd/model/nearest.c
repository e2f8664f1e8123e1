/* SPDX-License-Identifier: Apache-2.0 */
#include "model/nearest.h"

#include <string.h>

#define SIZE_LIMIT 255 /* of a name */

acd__nearest acd__nearest_begin(const char *wanted, size_t size, int64_t *work)
{
  size_t reach = size / 3 > 1 ? size / 3 : 1;
  acd__nearest nearest = {wanted, size, reach + 1, NULL, 0, work};
  return nearest;
}

static unsigned char fold(char letter)
{
  return (unsigned char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

static size_t least(size_t one, size_t other)
{
  return one < other ? one : other;
}

/* One row of the distance table: from the two rows before, with a[i - 1] as the letter of the row. Returns its least entry. */
static size_t next_row(const char *a, size_t i, const char *b, size_t b_size, const uint16_t *before2,
                       const uint16_t *before, uint16_t *row)
{
  size_t lowest = i;
  row[0] = (uint16_t)i;
  for (size_t j = 1; j <= b_size; j++) {
    int same = fold(a[i - 1]) == fold(b[j - 1]);
    size_t cost = least(before[j - 1] + (same ? 0u : 1u), least(before[j], row[j - 1]) + 1u);
    if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1])) {
      cost = least(cost, before2[j - 2] + 1u);
    }
    row[j] = (uint16_t)cost;
    lowest = least(lowest, cost);
  }
  return lowest;
}

/* Distance of a and b, or `limit` as soon as it cannot be less. The steps it took are taken off the work. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size, size_t limit, int64_t *work)
{
  uint16_t rows[3][SIZE_LIMIT + 1];
  size_t lowest = 0;
  for (size_t j = 0; j <= b_size; j++) rows[0][j] = (uint16_t)j;
  for (size_t i = 1; i <= a_size; i++) {
    size_t before_lowest = lowest;
    *work -= (int64_t)b_size;
    lowest = next_row(a, i, b, b_size, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
    /* A swap reaches back two rows, so both must be out of reach. */
    if (lowest >= limit && before_lowest >= limit) return limit;
  }
  return least(rows[a_size % 3][b_size], limit);
}

void acd__nearest_try(acd__nearest *nearest, const char *name, size_t size)
{
  size_t wanted_size = nearest->wanted_size;
  size_t apart = size > wanted_size ? size - wanted_size : wanted_size - size;
  if (*nearest->work <= 0) return;
  *nearest->work -= 1;
  if (size > SIZE_LIMIT || wanted_size > SIZE_LIMIT || apart >= nearest->distance) return;
  size_t found = distance(nearest->wanted, wanted_size, name, size, nearest->distance, nearest->work);
  /* Nothing in common is no likeness, however short the names. */
  if (found >= nearest->distance || found >= (size > wanted_size ? size : wanted_size)) return;
  nearest->distance = found;
  nearest->name = name;
  nearest->name_size = size;
}
