/* SPDX-License-Identifier: Apache-2.0 */
#include "base/dictionary.h"

#include <string.h>

#include "base/hash.h"

/* uthash takes its memory from the `memory` in scope, and says by `out_of_memory` in scope that there was none. */
#define HASH_NONFATAL_OOM           1
#define uthash_malloc(size)         acd__memory_take(memory, size)
#define uthash_free(ptr, size)      acd__memory_give(memory, ptr, size)
#define uthash_nonfatal_oom(object) (out_of_memory = 1)
#include <uthash.h>

struct acd__dictionary_entry {
  void *value;
  size_t size;
  UT_hash_handle hh;
  char text[];
};

void acd__dictionary_init(acd__dictionary *dictionary, acd__memory *memory, uint64_t key)
{
  dictionary->memory = memory;
  dictionary->table = NULL;
  dictionary->key = key;
}

static size_t bytes_of(size_t size)
{
  return sizeof(acd__dictionary_entry) + size;
}

void acd__dictionary_release_all(acd__dictionary *dictionary)
{
  acd__memory *memory = dictionary->memory;
  acd__dictionary_entry *list = dictionary->table;
  HASH_CLEAR(hh, dictionary->table);
  while (list) { /* uthash keeps the order of insertion as a list, which clearing leaves alone */
    acd__dictionary_entry *next = list->hh.next;
    acd__memory_give(memory, list, bytes_of(list->size));
    list = next;
  }
}

static unsigned hash_of(const acd__dictionary *dictionary, const char *name, size_t size)
{
  return (unsigned)acd__hash_keyed(dictionary->key, name, size);
}

static acd__dictionary_entry *find(const acd__dictionary *dictionary, const char *name, size_t size)
{
  acd__dictionary_entry *found = NULL;
  HASH_FIND_BYHASHVALUE(hh, dictionary->table, name, size, hash_of(dictionary, name, size), found);
  return found;
}

void *acd__dictionary_find(const acd__dictionary *dictionary, const char *name, size_t size)
{
  acd__dictionary_entry *found = find(dictionary, name, size);
  return found ? found->value : NULL;
}

int acd__dictionary_add(acd__dictionary *dictionary, const char *name, size_t size, void *value)
{
  acd__memory *memory = dictionary->memory;
  int out_of_memory = 0;
  acd__dictionary_entry *entry = acd__memory_take(memory, bytes_of(size));
  if (!entry) return ACD_ERR_NOMEM;
  entry->value = value;
  entry->size = size;
  memcpy(entry->text, name, size);
  unsigned hash = hash_of(dictionary, name, size);
  HASH_ADD_KEYPTR_BYHASHVALUE(hh, dictionary->table, entry->text, (unsigned)size, hash, entry);
  if (!out_of_memory) return ACD_OK;
  acd__memory_give(memory, entry, bytes_of(size));
  return ACD_ERR_NOMEM;
}

int acd__dictionary_remove(acd__dictionary *dictionary, const char *name, size_t size)
{
  acd__memory *memory = dictionary->memory;
  acd__dictionary_entry *entry = find(dictionary, name, size);
  if (!entry) return ACD_ERR_NOT_FOUND;
  HASH_DELETE(hh, dictionary->table, entry);
  acd__memory_give(memory, entry, bytes_of(entry->size));
  return ACD_OK;
}

size_t acd__dictionary_count(const acd__dictionary *dictionary)
{
  return HASH_COUNT(dictionary->table);
}
