/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sort.h"

static int is_sorted(const acd__sort_item *items, size_t count)
{
  for (size_t i = 1; i < count; i++)
    if (items[i].sequence < items[i - 1].sequence) return 0;
  return 1;
}

/* A heap with the greatest first, of which only what is at `at` may be too small: that sinks. */
static void sink(acd__sort_item *items, size_t at, size_t count)
{
  acd__sort_item item = items[at];
  for (size_t below; (below = 2 * at + 1) < count; at = below) {
    if (below + 1 < count && items[below + 1].sequence > items[below].sequence) below++;
    if (items[below].sequence <= item.sequence) break;
    items[at] = items[below];
  }
  items[at] = item;
}

void acd__sort(acd__sort_item *items, size_t count)
{
  if (is_sorted(items, count)) return;
  for (size_t i = count / 2; i-- > 0;) sink(items, i, count);
  for (size_t last = count - 1; last > 0; last--) {
    acd__sort_item greatest = items[0];
    items[0] = items[last];
    items[last] = greatest;
    sink(items, 0, last);
  }
}
