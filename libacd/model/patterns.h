/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Many patterns, of which the most specific one that matches a text is wanted. Those that are one text only are in a
 * dictionary, the others in a tree by their symbols, which are the same for sets that are: what is looked at are those that
 * agree with the beginning of the text, however many patterns begin otherwise.
 */
#ifndef ACD__MODEL_PATTERNS_H
#define ACD__MODEL_PATTERNS_H

#include "base/dictionary.h"
#include "model/sets.h"

typedef struct acd__patterns_item {
  size_t at;       /* among the symbols */
  uint32_t size;   /* symbols */
  uint32_t number; /* in order of adding */
  void *value;
} acd__patterns_item;

/* A symbol that the patterns of an own branch have in common; 0 in place of an index is none. */
typedef struct acd__patterns_node {
  uint32_t symbol;
  uint32_t child;
  uint32_t next;
  uint32_t item; /* a pattern ends here, or is alone from here on: 1 + its index */
  uint32_t used; /* symbols of that pattern up to here */
} acd__patterns_node;

typedef struct acd__patterns {
  acd__memory *memory;
  acd__dictionary exact;
  acd__sets *sets;
  uint16_t *symbols;
  size_t symbols_count, symbols_capacity;
  acd__patterns_item *items; /* in order of their symbols, once built */
  size_t items_count, items_capacity;
  acd__patterns_node *nodes; /* the first is the root */
  size_t nodes_count, nodes_capacity;
} acd__patterns;

void acd__patterns_init(acd__patterns *patterns, acd__memory *memory, uint64_t key);
void acd__patterns_release(acd__patterns *patterns);
/* Adds a right pattern of 1 to ACD__PATTERN_SIZE_MAX bytes, which is copied. ACD_OK or ACD_ERR_NOMEM, here and below; and
 * ACD_ERR_LIMIT if it has one more set than there may be, which the check of a definition refuses. */
int acd__patterns_add(acd__patterns *patterns, const char *pattern, size_t size, void *value);
/* All are added. */
int acd__patterns_build(acd__patterns *patterns);
/* The value of the most specific pattern that matches, of several the first added; NULL: none matches. */
void *acd__patterns_find(const acd__patterns *patterns, const char *text, size_t size);
/* 1 if every pattern stands in the tree once, where its places lead. */
int acd__patterns_check(const acd__patterns *patterns);

#endif
