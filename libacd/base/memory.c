/* SPDX-License-Identifier: Apache-2.0 */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void *memory_libc(void *user, void *ptr, size_t old_size, size_t new_size)
{
  (void)user;
  (void)old_size;
  if (new_size == 0) {
    free(ptr);
    return NULL;
  }
  return realloc(ptr, new_size);
}

void acd__memory_init(acd__memory *memory, const acd_allocator *allocator)
{
  memory->fn = allocator && allocator->memory ? allocator->memory : memory_libc;
  memory->user = allocator ? allocator->user : NULL;
  memory->held = 0;
}

void *acd__memory_take(acd__memory *memory, size_t size)
{
  return acd__memory_resize(memory, NULL, 0, size);
}

void *acd__memory_array(acd__memory *memory, size_t count, size_t size)
{
  if (size && count > SIZE_MAX / size) return NULL;
  size_t bytes = count * size;
  void *ptr = acd__memory_take(memory, bytes);
  if (ptr) memset(ptr, 0, bytes);
  return ptr;
}

void *acd__memory_resize(acd__memory *memory, void *ptr, size_t old_size, size_t new_size)
{
  void *moved = memory->fn(memory->user, ptr, old_size, new_size);
  if (moved) memory->held += new_size - old_size;
  return moved;
}

void acd__memory_give(acd__memory *memory, void *ptr, size_t size)
{
  if (!ptr) return;
  memory->held -= size;
  memory->fn(memory->user, ptr, size, 0);
}

int acd__memory_reserve(acd__memory *memory, void **array, size_t *capacity, size_t count, size_t size)
{
  if (count <= *capacity) return ACD_OK;
  size_t wanted = *capacity + *capacity / 2 + 8;
  if (wanted < count) wanted = count;
  if (wanted > SIZE_MAX / size) return ACD_ERR_NOMEM;
  void *moved = acd__memory_resize(memory, *array, *capacity * size, wanted * size);
  if (!moved) return ACD_ERR_NOMEM;
  *array = moved;
  *capacity = wanted;
  return ACD_OK;
}
