/* SPDX-License-Identifier: Apache-2.0 */
#include "model/texts.h"

#include <string.h>

static size_t first_attribute(const acd__texts *texts)
{
  return (size_t)texts->number_size + texts->caller_size + 2;
}

void acd__texts_release(acd__texts *texts, acd__memory *memory)
{
  if (texts->block != texts->small) acd__memory_give(memory, texts->block, texts->capacity);
  texts->block = NULL;
  texts->used = texts->capacity = texts->number_size = texts->caller_size = texts->attributes_count = 0;
}

const char *acd__texts_number(const acd__texts *texts)
{
  return texts->block ? texts->block : "";
}

const char *acd__texts_caller(const acd__texts *texts)
{
  return texts->block ? texts->block + texts->number_size + 1 : "";
}

/* The pair of a key: its first byte, or NULL. */
static char *find(const acd__texts *texts, const char *key, size_t key_size)
{
  if (!texts->block) return NULL;
  char *at = texts->block + first_attribute(texts);
  char *end = texts->block + texts->used;
  while (at < end) {
    size_t size = strlen(at);
    if (size == key_size && memcmp(at, key, size) == 0) return at;
    at += size + 1;
    at += strlen(at) + 1;
  }
  return NULL;
}

const char *acd__texts_get(const acd__texts *texts, const char *key, size_t key_size)
{
  const char *pair = find(texts, key, key_size);
  return pair ? pair + key_size + 1 : NULL;
}

const char *acd__texts_next(const acd__texts *texts, const char *key)
{
  if (!texts->block) return NULL;
  const char *at = key ? acd__texts_get(texts, key, strlen(key)) : texts->block + first_attribute(texts);
  if (!at) return NULL;
  if (key) at += strlen(at) + 1;
  return at < texts->block + texts->used ? at : NULL;
}

int64_t acd__texts_growth(const acd__texts *texts, const char *key, size_t key_size, size_t value_size)
{
  const char *old = acd__texts_get(texts, key, key_size);
  if (value_size == 0) return 0;
  if (old) return (int64_t)value_size - (int64_t)strlen(old);
  return (int64_t)(key_size + value_size + 2) + (texts->block ? 0 : 2);
}

int acd__texts_reserve(acd__texts *texts, acd__memory *memory, int64_t growth)
{
  if (growth > 0 && !texts->block) growth += 2; /* the two empty texts that every block begins with */
  if (growth <= (int64_t)texts->capacity - (int64_t)texts->used) return ACD_OK;
  size_t capacity = texts->used + (size_t)growth;
  int moves_out = texts->block == texts->small;
  char *block = acd__memory_resize(memory, moves_out ? NULL : texts->block, moves_out ? 0 : texts->capacity, capacity);
  if (!block) return ACD_ERR_NOMEM;
  if (moves_out) memcpy(block, texts->small, texts->used);
  if (!texts->block) {
    block[0] = block[1] = '\0';
    texts->used = 2;
  }
  texts->block = block;
  texts->capacity = (uint32_t)capacity;
  return ACD_OK;
}

int acd__texts_set(acd__texts *texts, const char *key, size_t key_size, const char *value, size_t value_size)
{
  if (acd__texts_growth(texts, key, key_size, value_size) > (int64_t)texts->capacity - (int64_t)texts->used)
    return ACD_ERR_LIMIT;
  char *pair = find(texts, key, key_size);
  if (pair) {
    size_t pair_size = key_size + strlen(pair + key_size + 1) + 2;
    char *end = texts->block + texts->used;
    memmove(pair, pair + pair_size, (size_t)(end - (pair + pair_size)));
    texts->used -= (uint32_t)pair_size;
    texts->attributes_count--;
  }
  if (value_size == 0) return ACD_OK;
  char *at = texts->block + texts->used;
  memcpy(at, key, key_size);
  at[key_size] = '\0';
  memcpy(at + key_size + 1, value, value_size);
  at[key_size + 1 + value_size] = '\0';
  texts->used += (uint32_t)(key_size + value_size + 2);
  texts->attributes_count++;
  return ACD_OK;
}
