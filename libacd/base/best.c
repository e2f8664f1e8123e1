/* SPDX-License-Identifier: Apache-2.0 */
#include "base/best.h"

#include <string.h>

acd__best acd__best_begin(void *items, size_t stride, size_t capacity, size_t size, acd__best_fn before)
{
  return (acd__best){.items = items, .stride = stride, .capacity = capacity, .size = size, .before = before};
}

static void swap(const acd__best *to, size_t a, size_t b)
{
  char kept[ACD__BEST_RECORD_MAX];
  memcpy(kept, acd__best_at(to, a), to->size);
  memcpy(acd__best_at(to, a), acd__best_at(to, b), to->size);
  memcpy(acd__best_at(to, b), kept, to->size);
}

static void sift_up(const acd__best *to, size_t at)
{
  for (size_t above; at > 0 && to->before(acd__best_at(to, above = (at - 1) / 2), acd__best_at(to, at)); at = above)
    swap(to, at, above);
}

static void sift_down(const acd__best *to, size_t count)
{
  for (size_t at = 0, child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && to->before(acd__best_at(to, child), acd__best_at(to, child + 1))) child++;
    if (!to->before(acd__best_at(to, at), acd__best_at(to, child))) return;
    swap(to, at, child);
  }
}

void acd__best_add(acd__best *to, const void *record, int counts)
{
  to->count++;
  to->chosen += counts;
  if (to->held < to->capacity) {
    memcpy(acd__best_at(to, to->held), record, to->size);
    sift_up(to, to->held++);
  } else if (to->held > 0 && to->before(record, to->items)) {
    memcpy(to->items, record, to->size);
    sift_down(to, to->held);
  }
}

void acd__best_finish(const acd__best *to)
{
  for (size_t left = to->held; left > 1; left--) {
    swap(to, 0, left - 1);
    sift_down(to, left - 1);
  }
  for (size_t i = 0; i < to->held; i++) memset(to->items + i * to->stride + to->size, 0, to->stride - to->size);
}
