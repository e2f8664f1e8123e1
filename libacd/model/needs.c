/* SPDX-License-Identifier: Apache-2.0 */
#include "model/needs.h"

#include <string.h>

static size_t bytes_of(size_t count)
{
  return sizeof(acd__needs) + count * sizeof(acd_requirement);
}

static int item_less(const acd_requirement *a, const acd_requirement *b)
{
  if (a->skill != b->skill) return a->skill < b->skill;
  return a->level_min > b->level_min; /* so that of equal skills the first has the higher level */
}

/* Heap sort: no memory, no recursion, bounded for any input. */
static void sift(acd_requirement *items, size_t at, size_t count)
{
  acd_requirement item = items[at];
  for (size_t below; (below = 2 * at + 1) < count; at = below) {
    if (below + 1 < count && item_less(&items[below], &items[below + 1])) below++;
    if (!item_less(&item, &items[below])) break;
    items[at] = items[below];
  }
  items[at] = item;
}

size_t acd__needs_normalize(acd_requirement *items, size_t count)
{
  if (count < 2) return count;
  for (size_t i = count / 2; i-- > 0;) sift(items, i, count);
  for (size_t i = count; i-- > 1;) {
    acd_requirement last = items[i];
    items[i] = items[0];
    items[0] = last;
    sift(items, 0, i);
  }
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || items[kept - 1].skill != items[i].skill) items[kept++] = items[i];
  return kept;
}

int acd__needs_intern(acd__dictionary *table, acd_requirement *items, size_t count, acd__needs **needs_out)
{
  count = acd__needs_normalize(items, count);
  if (count == 0) {
    *needs_out = NULL;
    return ACD_OK;
  }
  size_t size = count * sizeof *items;
  acd__needs *needs = acd__dictionary_find(table, (const char *)items, size);
  if (!needs) {
    needs = acd__memory_take(table->memory, bytes_of(count));
    if (!needs) return ACD_ERR_NOMEM;
    needs->holders = 0;
    needs->count = (uint32_t)count;
    needs->class_ = NULL;
    memcpy(needs->items, items, size);
    if (acd__dictionary_add(table, (const char *)items, size, needs)) {
      acd__memory_give(table->memory, needs, bytes_of(count));
      return ACD_ERR_NOMEM;
    }
  }
  *needs_out = acd__needs_hold(needs);
  return ACD_OK;
}

void acd__needs_drop(acd__dictionary *table, acd__needs *needs)
{
  if (!needs || --needs->holders > 0) return;
  acd__dictionary_remove(table, (const char *)needs->items, needs->count * sizeof *needs->items);
  acd__memory_give(table->memory, needs, bytes_of(needs->count));
}

int acd__needs_met(const acd__needs *needs, const acd_requirement *skills, size_t skills_count)
{
  if (!needs) return 1;
  size_t at = 0;
  for (uint32_t i = 0; i < needs->count; i++) {
    while (at < skills_count && skills[at].skill < needs->items[i].skill) at++;
    if (at == skills_count || skills[at].skill != needs->items[i].skill) return 0;
    if (skills[at].level_min < needs->items[i].level_min) return 0;
  }
  return 1;
}
