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

/* The pair of a key: its first byte, or NULL. */
static char *find(const acd__texts *texts, const char *key, size_t key_size)
{
  if (!texts->block) return NULL;
  char *at = texts->block + first_attribute(texts);
  char *end = texts->block + texts->used;
  while (at < end) {
    if (at[0] == key[0] && (size_t)(end - at) > key_size && at[key_size] == '\0' && memcmp(at, key, key_size) == 0)
      return at;
    at += strlen(at) + 1;
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

acd__texts_pair acd__texts_find(const acd__texts *texts, const char *key, size_t key_size)
{
  acd__texts_pair pair = {key, key_size, find(texts, key, key_size), 0};
  if (pair.at) pair.value_size = strlen(pair.at + key_size + 1);
  return pair;
}

int64_t acd__texts_growth(const acd__texts *texts, const acd__texts_pair *pair, size_t value_size)
{
  if (value_size == 0) return 0;
  if (pair->at) return (int64_t)value_size - (int64_t)pair->value_size;
  return (int64_t)(pair->key_size + value_size + 2) + (texts->block ? 0 : 2);
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

/* The attribute set last is the last: another one moves there. */
int acd__texts_put(acd__texts *texts, const acd__texts_pair *pair, const char *value, size_t value_size)
{
  if (acd__texts_growth(texts, pair, value_size) > (int64_t)texts->capacity - (int64_t)texts->used)
    return ACD_ERR_LIMIT;
  if (!pair->at && value_size == 0) return ACD_OK;
  size_t key_size = pair->key_size, before = pair->at ? key_size + pair->value_size + 2 : 0;
  char *at = texts->block + texts->used - before; /* where it will stand */
  if (pair->at && pair->at != at) memmove(pair->at, pair->at + before, (size_t)(at - pair->at));
  texts->used -= (uint32_t)before;
  texts->attributes_count -= pair->at != NULL;
  if (value_size == 0) return ACD_OK;
  if (pair->at != at) memcpy(at, pair->key, key_size);
  at[key_size] = '\0';
  memcpy(at + key_size + 1, value, value_size);
  at[key_size + 1 + value_size] = '\0';
  texts->used += (uint32_t)(key_size + value_size + 2);
  texts->attributes_count++;
  return ACD_OK;
}
