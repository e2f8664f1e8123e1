/* SPDX-License-Identifier: Apache-2.0 */
#include "failing.h"

#include <stdio.h>
#include <stdlib.h>

typedef union block {
  size_t size;
  max_align_t align;
} block;

static void *failing_memory(void *user, void *ptr, size_t old_size, size_t new_size)
{
  failing_state *self = user;
  block *old = ptr ? (block *)ptr - 1 : NULL;
  if ((old ? old->size : 0) != old_size) {
    fprintf(stderr, "a block of %zu bytes was said to have %zu\n", old ? old->size : 0, old_size);
    exit(1);
  }
  if (new_size == 0) {
    self->held -= old_size;
    self->blocks -= old != NULL;
    free(old);
    return NULL;
  }
  self->calls++;
  if (self->fail_at && (self->calls == self->fail_at || (self->fail_after && self->calls > self->fail_at))) return NULL;
  /* Always moved, so that an address kept too long is found. */
  block *moved = malloc(sizeof(block) + new_size);
  if (!moved) return NULL;
  moved->size = new_size;
  for (size_t i = 0; i < new_size; i++) {
    ((unsigned char *)(moved + 1))[i] = i < old_size ? ((unsigned char *)ptr)[i] : 0xa5;
  }
  free(old);
  self->held += new_size - old_size;
  self->blocks += old == NULL;
  return moved + 1;
}

acd_allocator failing_allocator(failing_state *failing)
{
  acd_allocator allocator = {failing_memory, failing};
  return allocator;
}
