/* SPDX-License-Identifier: Apache-2.0 */
#include "internal.h"

void *acd__json_resize(acd_json *json, void *ptr, size_t old_size, size_t new_size)
{
  void *moved;
  if (json->allocator.memory) {
    moved = json->allocator.memory(json->allocator.user, ptr, old_size, new_size);
  } else if (new_size == 0) {
    free(ptr);
    moved = NULL;
  } else {
    moved = realloc(ptr, new_size);
  }
  if (new_size && !moved) json->nomem = 1;
  return moved;
}

int acd__json_reserve(acd_json *json, acd__json_buffer *buffer, size_t more, size_t size)
{
  if (more <= buffer->capacity - buffer->count) return 1;
  size_t wanted = buffer->capacity + buffer->capacity / 2 + 16;
  if (wanted - buffer->count < more) wanted = buffer->count + more;
  if (wanted < more || wanted > SIZE_MAX / size) {
    json->nomem = 1;
    return 0;
  }
  void *moved = acd__json_resize(json, buffer->items, buffer->capacity * size, wanted * size);
  if (!moved) return 0;
  buffer->items = moved;
  buffer->capacity = wanted;
  return 1;
}

void acd__json_release(acd_json *json, acd__json_buffer *buffer, size_t size)
{
  if (buffer->items) acd__json_resize(json, buffer->items, buffer->capacity * size, 0);
  buffer->items = NULL;
  buffer->count = 0;
  buffer->capacity = 0;
}
