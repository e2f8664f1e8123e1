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
  acd__memory_give(memory, patterns->sets, sizeof *patterns->sets);
  acd__memory_give(memory, patterns->symbols, patterns->symbols_capacity * sizeof *patterns->symbols);
  acd__memory_give(memory, patterns->items, patterns->items_capacity * sizeof *patterns->items);
  acd__memory_give(memory, patterns->nodes, patterns->nodes_capacity * sizeof *patterns->nodes);
}

/* The one text that symbols stand for; 0: there are several. */
static int only_text(const uint16_t *symbols, size_t count, char *text)
{
  for (size_t i = 0; i < count; i++) {
    if (symbols[i] >= ACD__SYMBOL_SET) return 0;
    text[i] = (char)(unsigned char)symbols[i];
  }
  return 1;
}

int acd__patterns_add(acd__patterns *patterns, const char *pattern, size_t size, void *value)
{
  acd__memory *memory = patterns->memory;
  uint16_t symbols[ACD__PATTERN_SIZE_MAX];
  char text[ACD__PATTERN_SIZE_MAX];
  size_t count;
  if (!patterns->sets && !(patterns->sets = acd__memory_array(memory, 1, sizeof *patterns->sets))) return ACD_ERR_NOMEM;
  if (!acd__sets_symbols(patterns->sets, pattern, size, symbols, &count)) return ACD_ERR_LIMIT;
  if (only_text(symbols, count, text)) {
    if (acd__dictionary_find(&patterns->exact, text, count)) return ACD_OK; /* never reached */
    return acd__dictionary_add(&patterns->exact, text, count, value);
  }
  if (acd__memory_reserve(memory, (void **)&patterns->symbols, &patterns->symbols_capacity,
                          patterns->symbols_count + count, sizeof *symbols) ||
      acd__memory_reserve(memory, (void **)&patterns->items, &patterns->items_capacity, patterns->items_count + 1,
                          sizeof *patterns->items))
    return ACD_ERR_NOMEM;
  memcpy(patterns->symbols + patterns->symbols_count, symbols, count * sizeof *symbols);
  patterns->items[patterns->items_count] = (acd__patterns_item){.at = patterns->symbols_count,
                                                                .size = (uint32_t)count,
                                                                .number = (uint32_t)patterns->items_count,
                                                                .value = value};
  patterns->symbols_count += count;
  patterns->items_count++;
  return ACD_OK;
}

static const uint16_t *symbols_of(const acd__patterns *patterns, const acd__patterns_item *item)
{
  return patterns->symbols + item->at;
}

/* Symbols that two patterns begin with in common. */
static size_t common(const acd__patterns *patterns, const acd__patterns_item *a, const acd__patterns_item *b)
{
  const uint16_t *x = symbols_of(patterns, a), *y = symbols_of(patterns, b);
  size_t size = a->size < b->size ? a->size : b->size, count = 0;
  while (count < size && x[count] == y[count]) count++;
  return count;
}

/* Patterns that begin with the same symbols come together, and one before those it is the beginning of. */
static int compare_symbols(const acd__patterns *patterns, const acd__patterns_item *a, const acd__patterns_item *b)
{
  size_t same = common(patterns, a, b);
  if (same == a->size || same == b->size) return a->size < b->size ? -1 : a->size > b->size;
  return symbols_of(patterns, a)[same] < symbols_of(patterns, b)[same] ? -1 : 1;
}

/* Merges two neighbouring runs; of equal ones that of the first comes first. */
static void merge_runs(const acd__patterns *patterns, const acd__patterns_item *from, size_t left, size_t middle,
                       size_t right, acd__patterns_item *to)
{
  size_t a = left, b = middle;
  for (size_t i = left; i < right; i++)
    to[i] = a < middle && (b >= right || compare_symbols(patterns, &from[a], &from[b]) <= 0) ? from[a++] : from[b++];
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
    if (kept == 0 || compare_symbols(patterns, &patterns->items[kept - 1], &patterns->items[i]) != 0)
      patterns->items[kept++] = patterns->items[i];
  patterns->items_count = kept;
}

/* The branch of the item that was added last. */
typedef struct branch {
  uint32_t path[ACD__PATTERN_SIZE_MAX + 1]; /* nodes by depth, the root first: each the last child of the one before */
} branch;

static uint32_t add_node(acd__patterns *patterns, branch *to, size_t depth, uint16_t symbol)
{
  uint32_t index = (uint32_t)patterns->nodes_count++;
  patterns->nodes[index] = (acd__patterns_node){.symbol = symbol};
  uint32_t parent = to->path[depth], *link = &patterns->nodes[parent].child;
  if (*link) link = &patterns->nodes[to->path[depth + 1]].next; /* the path goes through the last child */
  *link = index;
  to->path[depth + 1] = index;
  return index;
}

static int add_item(acd__patterns *patterns, branch *to, size_t i)
{
  const acd__patterns_item *item = &patterns->items[i];
  size_t before = i > 0 ? common(patterns, item, item - 1) : 0;
  size_t behind = i + 1 < patterns->items_count ? common(patterns, item, item + 1) : 0;
  size_t wanted = (before > behind ? before : behind) + 1, depth = 0;
  uint32_t node = 0;
  if (acd__memory_reserve(patterns->memory, (void **)&patterns->nodes, &patterns->nodes_capacity,
                          patterns->nodes_count + wanted, sizeof *patterns->nodes))
    return ACD_ERR_NOMEM;
  for (; depth < wanted && depth < item->size; depth++)
    node = depth < before ? to->path[depth + 1] : add_node(patterns, to, depth, symbols_of(patterns, item)[depth]);
  patterns->nodes[node].item = (uint32_t)i + 1;
  patterns->nodes[node].used = (uint32_t)depth;
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
  if (node->symbol == ACD__SYMBOL_ANY) return 1;
  if (left == 0) return 0;
  return node->symbol == ACD__SYMBOL_SOME ||
         acd__sets_take(patterns->sets, (uint16_t)node->symbol, (unsigned char)*text);
}

/* 1 if a pattern takes all of the text, of which its node took the first character left. */
static int ends(const acd__patterns *patterns, const acd__patterns_node *node, const char *text, size_t left)
{
  if (!node->item) return 0;
  if (node->symbol >= ACD__SYMBOL_SOME) return 1;
  const acd__patterns_item *item = &patterns->items[node->item - 1];
  const uint16_t *symbols = symbols_of(patterns, item);
  size_t at = 1;
  for (size_t i = node->used; i < item->size; i++, at++) {
    if (symbols[i] == ACD__SYMBOL_ANY) return 1;
    if (at >= left) return 0;
    if (symbols[i] == ACD__SYMBOL_SOME) return 1;
    if (!acd__sets_take(patterns->sets, symbols[i], (unsigned char)text[at])) return 0;
  }
  return at == left;
}

static int is_better(const acd__patterns *patterns, const acd__patterns_item *a, const acd__patterns_item *b)
{
  if (!b) return 1;
  for (size_t i = 0; i < a->size || i < b->size; i++) {
    uint32_t x = i < a->size ? acd__sets_rank(patterns->sets, symbols_of(patterns, a)[i]) : 0;
    uint32_t y = i < b->size ? acd__sets_rank(patterns->sets, symbols_of(patterns, b)[i]) : 0;
    if (x != y) return x < y;
  }
  return a->number < b->number;
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
    if (node->used < 1 || node->used > item->size || symbols_of(patterns, item)[node->used - 1] != node->symbol)
      return 0;
    items++;
  }
  return items == patterns->items_count;
}
