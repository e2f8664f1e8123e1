/* SPDX-License-Identifier: Apache-2.0 */
#include "model/patterns.h"

#include <string.h>

void acd__patterns_init(acd__patterns *patterns, acd__memory *memory, uint64_t key)
{
  memset(patterns, 0, sizeof *patterns);
  patterns->memory = memory;
  acd__dictionary_init(&patterns->exact, memory, key);
}

void acd__patterns_release(acd__patterns *patterns)
{
  acd__memory *memory = patterns->memory;
  acd__dictionary_release_all(&patterns->exact);
  acd__memory_give(memory, patterns->texts, patterns->texts_capacity);
  acd__memory_give(memory, patterns->items, patterns->items_capacity * sizeof *patterns->items);
  acd__memory_give(memory, patterns->nodes, patterns->nodes_capacity * sizeof *patterns->nodes);
}

/* The one text that the pattern stands for: its size, SIZE_MAX if there are several. */
static size_t only_text(const char *pattern, size_t size, char *text)
{
  size_t count = 0;
  for (size_t at = 0; at < size; count++) {
    acd__place place = acd__pattern_place(pattern + at, size - at);
    if (acd__place_rank(&place) != 1) return SIZE_MAX;
    text[count] = place.text[place.kind == ACD__PLACE_SET];
    at += place.size;
  }
  return count;
}

int acd__patterns_add(acd__patterns *patterns, const char *pattern, size_t size, void *value)
{
  acd__memory *memory = patterns->memory;
  char text[ACD__PATTERN_SIZE_MAX];
  size_t text_size = only_text(pattern, size, text);
  if (text_size != SIZE_MAX) {
    if (acd__dictionary_find(&patterns->exact, text, text_size)) return ACD_OK; /* never reached */
    return acd__dictionary_add(&patterns->exact, text, text_size, value);
  }
  if (acd__memory_reserve(memory, (void **)&patterns->texts, &patterns->texts_capacity, patterns->texts_size + size,
                          1) ||
      acd__memory_reserve(memory, (void **)&patterns->items, &patterns->items_capacity, patterns->items_count + 1,
                          sizeof *patterns->items))
    return ACD_ERR_NOMEM;
  memcpy(patterns->texts + patterns->texts_size, pattern, size);
  patterns->items[patterns->items_count] = (acd__patterns_item){
      .at = patterns->texts_size, .size = (uint32_t)size, .number = (uint32_t)patterns->items_count, .value = value};
  patterns->texts_size += size;
  patterns->items_count++;
  return ACD_OK;
}

/* By their bytes: patterns that begin with the same places come together, and one before those it is the beginning of. */
static int compare_bytes(const acd__patterns *patterns, const acd__patterns_item *a, const acd__patterns_item *b)
{
  size_t size = a->size < b->size ? a->size : b->size;
  int order = memcmp(patterns->texts + a->at, patterns->texts + b->at, size);
  if (order) return order;
  return a->size < b->size ? -1 : a->size > b->size;
}

/* Merges two neighbouring runs; of equal ones that of the first comes first. */
static void merge_runs(const acd__patterns *patterns, const acd__patterns_item *from, size_t left, size_t middle,
                       size_t right, acd__patterns_item *to)
{
  size_t a = left, b = middle;
  for (size_t i = left; i < right; i++)
    to[i] = a < middle && (b >= right || compare_bytes(patterns, &from[a], &from[b]) <= 0) ? from[a++] : from[b++];
}

static int sort_items(acd__patterns *patterns)
{
  size_t count = patterns->items_count, bytes = count * sizeof *patterns->items;
  acd__patterns_item *spare = acd__memory_array(patterns->memory, count, sizeof *spare);
  if (!spare) return ACD_ERR_NOMEM;
  for (size_t run = 1; run < count; run *= 2) {
    for (size_t left = 0; left < count; left += 2 * run) {
      size_t middle = left + run < count ? left + run : count;
      size_t right = middle + run < count ? middle + run : count;
      merge_runs(patterns, patterns->items, left, middle, right, spare);
    }
    memcpy(patterns->items, spare, bytes);
  }
  acd__memory_give(patterns->memory, spare, bytes);
  return ACD_OK;
}

/* Of equal patterns the first added is kept: the others are never reached. */
static void drop_equal(acd__patterns *patterns)
{
  size_t kept = 0;
  for (size_t i = 0; i < patterns->items_count; i++)
    if (kept == 0 || compare_bytes(patterns, &patterns->items[kept - 1], &patterns->items[i]) != 0)
      patterns->items[kept++] = patterns->items[i];
  patterns->items_count = kept;
}

/* How many places a pattern has in common with another; all of its own if there is no other. */
static size_t common_places(const acd__patterns *patterns, const acd__patterns_item *item,
                            const acd__patterns_item *other)
{
  const char *text = patterns->texts + item->at;
  size_t count = 0;
  for (size_t at = 0; other && at < item->size; count++) {
    acd__place place = acd__pattern_place(text + at, item->size - at);
    if (at + place.size > other->size || memcmp(place.text, patterns->texts + other->at + at, place.size) != 0) break;
    at += place.size;
  }
  return count;
}

/* The branch of the item that was added last. */
typedef struct branch {
  uint32_t path[ACD__PATTERN_SIZE_MAX + 1]; /* nodes by depth, the root first: each the last child of the one before */
} branch;

static uint32_t add_node(acd__patterns *patterns, branch *to, size_t depth, const acd__place *place)
{
  uint32_t index = (uint32_t)patterns->nodes_count++;
  patterns->nodes[index] =
      (acd__patterns_node){.at = (size_t)(place->text - patterns->texts), .size = place->size, .kind = place->kind};
  uint32_t parent = to->path[depth], *link = &patterns->nodes[parent].child;
  if (*link) link = &patterns->nodes[to->path[depth + 1]].next; /* the path goes through the last child */
  *link = index;
  to->path[depth + 1] = index;
  return index;
}

static int add_item(acd__patterns *patterns, branch *to, size_t i)
{
  const acd__patterns_item *item = &patterns->items[i];
  const char *text = patterns->texts + item->at;
  size_t before = i > 0 ? common_places(patterns, item, item - 1) : 0;
  size_t behind = i + 1 < patterns->items_count ? common_places(patterns, item, item + 1) : 0;
  size_t wanted = (before > behind ? before : behind) + 1, at = 0, depth = 0;
  uint32_t node = 0;
  if (acd__memory_reserve(patterns->memory, (void **)&patterns->nodes, &patterns->nodes_capacity,
                          patterns->nodes_count + wanted, sizeof *patterns->nodes))
    return ACD_ERR_NOMEM;
  for (; depth < wanted && at < item->size; depth++) {
    acd__place place = acd__pattern_place(text + at, item->size - at);
    node = depth < before ? to->path[depth + 1] : add_node(patterns, to, depth, &place);
    at += place.size;
  }
  patterns->nodes[node].item = (uint32_t)i + 1;
  patterns->nodes[node].used = (uint32_t)at;
  return ACD_OK;
}

int acd__patterns_build(acd__patterns *patterns)
{
  branch to;
  if (patterns->items_count == 0) return ACD_OK;
  if (sort_items(patterns) || acd__memory_reserve(patterns->memory, (void **)&patterns->nodes,
                                                  &patterns->nodes_capacity, 1, sizeof *patterns->nodes))
    return ACD_ERR_NOMEM;
  drop_equal(patterns);
  memset(&patterns->nodes[0], 0, sizeof patterns->nodes[0]);
  patterns->nodes_count = 1;
  to.path[0] = 0;
  for (size_t i = 0; i < patterns->items_count; i++)
    if (add_item(patterns, &to, i)) return ACD_ERR_NOMEM;
  return ACD_OK;
}

static int takes(const acd__patterns *patterns, const acd__patterns_node *node, const char *text, size_t left)
{
  acd__place place = {node->kind, node->size, patterns->texts + node->at, NULL, NULL};
  if (node->kind == ACD__PLACE_ANY) return 1;
  return left > 0 && acd__place_takes(&place, *text);
}

/* 1 if a pattern takes all of the text, of which its node took the first character left. */
static int ends(const acd__patterns *patterns, const acd__patterns_node *node, const char *text, size_t left)
{
  if (!node->item) return 0;
  if (node->kind >= ACD__PLACE_SOME) return 1;
  const acd__patterns_item *item = &patterns->items[node->item - 1];
  return acd__pattern_match(patterns->texts + item->at + node->used, item->size - node->used, text + 1, left - 1);
}

static int is_better(const acd__patterns *patterns, const acd__patterns_item *a, const acd__patterns_item *b)
{
  if (!b) return 1;
  int order = acd__pattern_compare(patterns->texts + a->at, a->size, patterns->texts + b->at, b->size);
  return order < 0 || (order == 0 && a->number < b->number);
}

void *acd__patterns_find(const acd__patterns *patterns, const char *text, size_t size)
{
  if (size == 0) text = "";
  void *value = patterns->exact.table ? acd__dictionary_find(&patterns->exact, text, size) : NULL;
  if (value || patterns->nodes_count == 0) return value;
  const acd__patterns_item *best = NULL;
  uint32_t path[ACD__PATTERN_SIZE_MAX + 1]; /* the node that took each character */
  size_t depth = 0;
  for (uint32_t at = patterns->nodes[0].child; at || depth > 0;) {
    if (!at) {
      at = patterns->nodes[path[--depth]].next;
      continue;
    }
    const acd__patterns_node *node = &patterns->nodes[at];
    int goes_on = takes(patterns, node, text + depth, size - depth);
    if (goes_on && ends(patterns, node, text + depth, size - depth)) {
      const acd__patterns_item *item = &patterns->items[node->item - 1];
      if (is_better(patterns, item, best)) best = item;
    }
    if (goes_on && node->child) {
      path[depth++] = at;
      at = node->child;
    } else {
      at = node->next;
    }
  }
  return best ? best->value : NULL;
}

int acd__patterns_check(const acd__patterns *patterns)
{
  size_t items = 0;
  for (size_t i = 0; i < patterns->nodes_count; i++) {
    const acd__patterns_node *node = &patterns->nodes[i];
    if ((node->child && node->child <= i) || (node->next && node->next <= i)) return 0; /* made later, so no circle */
    if (!node->item) continue;
    const acd__patterns_item *item = &patterns->items[node->item - 1];
    if (node->used < node->size || node->used > item->size ||
        memcmp(patterns->texts + item->at + node->used - node->size, patterns->texts + node->at, node->size) != 0)
      return 0;
    items++;
  }
  return items == patterns->items_count;
}
