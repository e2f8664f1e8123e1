/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that fails when it is told to, for tests of hosts: that of libacd-testing. */
#ifdef ACD_SWIG_TESTING
%{
#include <acd/testing.h>

/* Its owner may let go of it before the engine does: it lives until all is given back. */
typedef struct acd_memory {
  acd_testing_memory counts;
  acd_allocator of;
  int is_left;
} acd_memory;

static void *acd_memory_more(void *user, void *ptr, size_t old_size, size_t new_size)
{
  acd_memory *self = user;
  void *given = self->of.memory(self->of.user, ptr, old_size, new_size);
  if (self->is_left && !self->counts.blocks) free(self);
  return given;
}
%}
%rename(Memory) acd_memory;
%feature("docstring") acd_memory "The memory of an engine: libacd-testing's allocator, which counts, moves every block that grows, and refuses what it is told to.";
%feature("docstring") acd_memory::fail "From now on this request, from 1, is refused, and with `after` all that come behind it, too; 0: none.";
%feature("docstring") acd_memory::requests "For more memory, so far.";
%feature("docstring") acd_memory::failed "Of those: refused.";
%feature("docstring") acd_memory::bytes "Held now.";
%feature("docstring") acd_memory::bytes_max "Most held at once.";
%feature("docstring") acd_memory::mistaken "Blocks said to have another size than they were asked for with: 0, or a bug in the library.";
%handle(acd_memory)
%made(acd_memory)
%extend acd_memory {
  acd_memory(void) {
    acd_memory *memory = calloc(1, sizeof *memory);
    if (!memory) return NULL;
    memory->counts.size = sizeof memory->counts;
    acd_testing_memory_allocator(&memory->counts, &memory->of);
    return memory;
  }
  ~acd_memory() {
    $self->is_left = 1;
    if (!$self->counts.blocks) free($self);
  }
  void fail(int64_t request, int after) {
    $self->counts.fail_at = request > 0 ? $self->counts.requests + request : 0;
    $self->counts.fail_after = after != 0;
  }
  int64_t requests(void) { return $self->counts.requests; }
  int64_t failed(void) { return $self->counts.failed; }
  int64_t bytes(void) { return $self->counts.bytes; }
  int64_t bytes_max(void) { return $self->counts.bytes_max; }
  int64_t mistaken(void) { return $self->counts.mistaken; }
}
%newobject acd_memory_options;
%feature("docstring") acd_memory_options "Options whose engines take their memory from there.";
%exception acd_memory_options "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%inline %{
static acd_options *acd_memory_options(acd_memory *memory) {
  acd_allocator allocator = {acd_memory_more, memory};
  acd_options *options = NULL;
  acd_options_new(&allocator, &options);
  return options;
}
%}
#endif
