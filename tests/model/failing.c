/* SPDX-License-Identifier: Apache-2.0 */
#include "failing.h"

#include <stdio.h>
#include <stdlib.h>

static void *strict_memory(void *user, void *ptr, size_t old_size, size_t new_size)
{
  acd_testing_memory *self = user;
  acd_allocator kit;
  acd_testing_memory_allocator(self, &kit);
  void *given = kit.memory(kit.user, ptr, old_size, new_size);
  if (self->mistaken == 0) return given;
  fprintf(stderr, "a block was said to have %zu bytes, and has not\n", old_size);
  exit(1);
}

acd_allocator failing_allocator(acd_testing_memory *memory)
{
  acd_allocator allocator = {strict_memory, memory};
  return allocator;
}
