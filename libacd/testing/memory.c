/* SPDX-License-Identifier: Apache-2.0 */
#include <acd/testing.h>

#include <stdlib.h>

typedef union block {
  size_t size;
  max_align_t align;
} block;

/* 1: this request is the one, or one of those. */
static int is_refused(acd_testing_memory *self)
{
  if (self->fail_at && (self->requests == self->fail_at || (self->fail_after && self->requests > self->fail_at)))
    return 1;
  if (!self->fail_ppm) return 0;
  uint64_t state = (uint64_t)self->seed + UINT64_C(0x9e3779b97f4a7c15);
  self->seed = (int64_t)state;
  state = (state ^ state >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  state = (state ^ state >> 27) * UINT64_C(0x94d049bb133111eb);
  return (int64_t)((state ^ state >> 31) % 1000000) < self->fail_ppm;
}

static void *memory(void *user, void *ptr, size_t old_size, size_t new_size)
{
  acd_testing_memory *self = user;
  block *old = ptr ? (block *)ptr - 1 : NULL;
  size_t had = old ? old->size : 0;
  self->mistaken += had != old_size;
  if (new_size == 0) {
    self->bytes -= (int64_t)had;
    self->blocks -= old != NULL;
    free(old);
    return NULL;
  }
  self->requests++;
  block *moved = is_refused(self) ? NULL : malloc(sizeof(block) + new_size);
  if (!moved) {
    self->failed++;
    return NULL;
  }
  moved->size = new_size;
  for (size_t i = 0; i < new_size; i++) ((unsigned char *)(moved + 1))[i] = i < had ? ((unsigned char *)ptr)[i] : 0xa5;
  free(old);
  self->bytes += (int64_t)new_size - (int64_t)had;
  self->blocks += old == NULL;
  if (self->bytes > self->bytes_max) self->bytes_max = self->bytes;
  return moved + 1;
}

void acd_testing_memory_allocator(acd_testing_memory *to, acd_allocator *allocator_out)
{
  *allocator_out = (acd_allocator){memory, to};
}
