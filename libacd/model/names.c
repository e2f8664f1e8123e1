/* SPDX-License-Identifier: Apache-2.0 */
#include "model/names.h"

#include <string.h>

#include "base/hash.h"

typedef struct name_key {
  int32_t parent;
  uint32_t noun;
  uint32_t remove;
  const char *text;
  size_t size;
} name_key;

/* Key of an object; 0: it has none. Values of a property are one name space, whatever the parent. */
static int key_of(const acd__names *names, int32_t index, name_key *key_out)
{
  const acd__object *object = &names->document->objects[index];
  if (names->property == 0) {
    name_key key = {object->parent, object->noun, object->remove, object->name, object->name_size};
    *key_out = key;
    return 1;
  }
  for (uint32_t i = 0; i < object->values_count; i++) {
    const acd__value *value = &object->values[i];
    if (value->property != names->property || !value->text || value->text_size == 0) continue;
    name_key key = {0, 0, 0, value->text, value->text_size};
    *key_out = key;
    return 1;
  }
  return 0;
}

static uint32_t hash_of(const acd__names *names, const name_key *key)
{
  uint64_t place = (uint64_t)(uint32_t)key->parent << 32 | (uint64_t)(key->noun & 0x7fffffff) << 1 | key->remove;
  return (uint32_t)acd__hash_keyed(names->document->hash_key ^ acd__mix(place + 1), key->text, key->size);
}

static int same(const name_key *one, const name_key *other)
{
  return one->parent == other->parent && one->noun == other->noun && one->remove == other->remove &&
         one->size == other->size && memcmp(one->text, other->text, one->size) == 0;
}

/* The slot that holds the key, or the free one where it belongs. */
static acd__names_slot *slot_of(const acd__names *names, const name_key *key, uint32_t hash)
{
  for (size_t at = hash & (names->capacity - 1);; at = (at + 1) & (names->capacity - 1)) {
    acd__names_slot *slot = &names->slots[at];
    if (slot->object < 0) return slot;
    name_key there;
    if (slot->hash == hash && key_of(names, slot->object, &there) && same(&there, key)) return slot;
  }
}

static void insert(acd__names *names, int32_t object, const name_key *key)
{
  uint32_t hash = hash_of(names, key);
  acd__names_slot *slot = slot_of(names, key, hash);
  if (slot->object >= 0) return;
  slot->hash = hash;
  slot->object = object;
}

static int wanted(const acd__names *names, int32_t index, int which, name_key *key_out)
{
  if (which == ACD__NAMES_TOP && names->document->objects[index].parent != 0) return 0;
  return key_of(names, index, key_out);
}

static int build(acd__names *names, acd__memory *memory, const acd__document *document, int which, uint32_t property)
{
  size_t count = 0, capacity = 16;
  int32_t objects = (int32_t)document->objects_count;
  name_key key;
  memset(names, 0, sizeof *names);
  names->memory = memory;
  names->document = document;
  names->property = property;
  for (int32_t i = 0; i < objects; i++) count += (size_t)wanted(names, i, which, &key);
  if (count == 0) return ACD_OK;
  while (capacity < 2 * count) capacity *= 2;
  names->slots = acd__memory_array(memory, capacity, sizeof *names->slots);
  if (!names->slots) return ACD_ERR_NOMEM;
  names->capacity = capacity;
  for (size_t i = 0; i < capacity; i++) names->slots[i].object = -1;
  for (int32_t i = 0; i < objects; i++) {
    if (wanted(names, i, which, &key)) insert(names, i, &key);
  }
  return ACD_OK;
}

int acd__names_build(acd__names *names, acd__memory *memory, const acd__document *document, int which)
{
  return build(names, memory, document, which, 0);
}

int acd__names_build_values(acd__names *names, acd__memory *memory, const acd__document *document, uint32_t property)
{
  return build(names, memory, document, ACD__NAMES_ALL, property);
}

void acd__names_free(acd__names *names)
{
  acd__memory_give(names->memory, names->slots, names->capacity * sizeof *names->slots);
  names->slots = NULL;
  names->capacity = 0;
}

static int32_t find(const acd__names *names, const name_key *key)
{
  return names->capacity ? slot_of(names, key, hash_of(names, key))->object : -1;
}

int32_t acd__names_find(const acd__names *names, int32_t parent, uint32_t noun, uint32_t remove, const char *name,
                        size_t size)
{
  name_key key = {parent, noun, remove, name, size};
  return find(names, &key);
}

int32_t acd__names_find_value(const acd__names *names, const char *text, size_t size)
{
  name_key key = {0, 0, 0, text, size};
  return find(names, &key);
}
