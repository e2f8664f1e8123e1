/* SPDX-License-Identifier: Apache-2.0 */
/** @file A table from names to pointers, hashed with the engine's key. Names are copied. */
#ifndef ACD__BASE_DICTIONARY_H
#define ACD__BASE_DICTIONARY_H

#include "base/memory.h"
#include "base/string.h"

typedef struct acd__dictionary_entry acd__dictionary_entry;

typedef struct acd__dictionary {
  acd__memory *memory;
  acd__dictionary_entry *table;
  uint64_t key;
} acd__dictionary;

void acd__dictionary_init(acd__dictionary *dictionary, acd__memory *memory, uint64_t key);
void acd__dictionary_release_all(acd__dictionary *dictionary);
/* NULL if there is none. */
void *acd__dictionary_find(const acd__dictionary *dictionary, const char *name, size_t size);
/* The name is not in the table yet. ACD_OK or ACD_ERR_NOMEM. */
int acd__dictionary_add(acd__dictionary *dictionary, const char *name, size_t size, void *value);
/* ACD_ERR_NOT_FOUND if there is none. */
int acd__dictionary_remove(acd__dictionary *dictionary, const char *name, size_t size);
/* As acd__dictionary_find(); NULL also for no name. */
static inline void *acd__dictionary_named(const acd__dictionary *dictionary, const acd__string *name)
{
  return name ? acd__dictionary_find(dictionary, name->text, name->size) : NULL;
}
/* 1 if this is what the name leads to. */
static inline int acd__dictionary_leads(const acd__dictionary *dictionary, const acd__string *name, const void *value)
{
  return acd__dictionary_named(dictionary, name) == value;
}
size_t acd__dictionary_count(const acd__dictionary *dictionary);

#endif
