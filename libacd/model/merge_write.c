/* SPDX-License-Identifier: Apache-2.0 */
#include "model/encode.h"
#include "model/merge.h"

typedef struct writer {
  const acd__merge *of;
  int32_t *landed; /* where an object of the tree being copied came to stand */
  uint8_t *bytes;  /* NULL: measuring */
  int32_t *origins;
  size_t size;
  size_t count;
} writer;

static void put_object(writer *to, const acd__object *object, int32_t parent, uint32_t values_count, int32_t origin)
{
  if (to->origins) to->origins[to->count] = origin;
  to->count++;
  to->size += acd__encode_object(to->bytes ? to->bytes + to->size : NULL, object, parent, values_count);
}

static void put_value(writer *to, const acd__value *value)
{
  to->size += acd__encode_value(to->bytes ? to->bytes + to->size : NULL, value);
}

/* A membership that stood there before, of an agent who is removed. */
static int goes_along(const writer *to, const acd__document *from, const acd__object *object)
{
  return object->noun == ACD_NOUN_MEMBER && from != to->of->given && to->of->leavers.table &&
         acd__dictionary_find(&to->of->leavers, object->name, object->name_size);
}

/* The first of a row of siblings that is to be written, -1: none. */
static int32_t first_kept(const writer *to, const acd__document *from, int32_t at)
{
  while (at >= 0 && goes_along(to, from, &from->objects[at])) at = from->objects[at].next;
  return at;
}

/* The object and its descendants, each after its parent. No recursion: a hostile document may be deep. */
static void put_tree(writer *to, acd__piece piece, int32_t above)
{
  const acd__document *from = piece.from;
  int32_t at = piece.index;
  for (;;) {
    const acd__object *object = &from->objects[at];
    int32_t parent = at == piece.index ? above : to->landed[object->parent];
    to->landed[at] = (int32_t)to->count;
    put_object(to, object, parent, object->values_count, from == to->of->given ? object->origin : -1);
    for (uint32_t i = 0; i < object->values_count; i++) put_value(to, &object->values[i]);
    int32_t next = first_kept(to, from, object->first_child);
    while (next < 0 && at != piece.index) {
      next = first_kept(to, from, from->objects[at].next);
      if (next < 0) at = from->objects[at].parent;
    }
    if (next < 0) return;
    at = next;
  }
}

/* What was amended stood in the document in force, and so no deeper than nouns can. */
static void put_amended(writer *to, const acd__object *object, const acd__amended *amended, int32_t parent)
{
  int32_t landed = (int32_t)to->count;
  uint32_t values_count = 0;
  for (size_t i = 0; i < amended->values_count; i++) values_count += amended->values[i] != NULL;
  put_object(to, object, parent, values_count, amended->origin);
  for (size_t i = 0; i < amended->values_count; i++)
    if (amended->values[i]) put_value(to, amended->values[i]);
  for (size_t i = 0; i < amended->below_count; i++) {
    const acd__top *at = &amended->below[i];
    const acd__object *below = at->piece.from ? &at->piece.from->objects[at->piece.index] : NULL;
    if (!below || (at->amended_by != to->of->given && goes_along(to, at->piece.from, below))) continue;
    if (at->amended)
      put_amended(to, below, at->amended, landed);
    else
      put_tree(to, at->piece, landed);
  }
}

static void put_all(writer *to)
{
  const acd__merge *of = to->of;
  to->size = ACD__DOCUMENT_HEADER_SIZE;
  to->count = 0;
  put_amended(to, &of->given->objects[0], of->centre, -1);
  for (size_t i = 0; i < of->tops_count; i++) {
    const acd__top *top = &of->tops[i];
    if (top->amended)
      put_amended(to, &top->piece.from->objects[top->piece.index], top->amended, 0);
    else if (top->piece.from)
      put_tree(to, top->piece, 0);
  }
  if (to->bytes) acd__encode_header(to->bytes, (uint32_t)to->count, (uint32_t)to->size);
}

/* Of the documents that pieces are from. */
static size_t most_objects(const acd__top *tops, size_t count, size_t most)
{
  for (size_t i = 0; i < count; i++) {
    const acd__document *from = tops[i].piece.from;
    if (from && from->objects_count > most) most = from->objects_count;
    if (tops[i].amended) most = most_objects(tops[i].amended->below, tops[i].amended->below_count, most);
  }
  return most;
}

/* Measures, then writes into memory of exactly that size. */
int acd__merge_write(const acd__merge *merge, uint8_t **bytes_out, size_t *size_out, int32_t **origins_out,
                     size_t *origins_count_out)
{
  acd__memory *memory = merge->memory;
  writer to = {.of = merge};
  size_t landed_count = most_objects(merge->tops, merge->tops_count, merge->given->objects_count);
  to.landed = acd__memory_array(memory, landed_count, sizeof *to.landed);
  if (!to.landed) return ACD_ERR_NOMEM;
  put_all(&to);
  int status = to.size > UINT32_MAX ? ACD_ERR_LIMIT : ACD_OK;
  if (!status) {
    to.bytes = acd__memory_take(memory, to.size);
    to.origins = acd__memory_array(memory, to.count, sizeof *to.origins);
    status = to.bytes && to.origins ? ACD_OK : ACD_ERR_NOMEM;
  }
  if (status) {
    acd__memory_give(memory, to.bytes, to.size);
    acd__memory_give(memory, to.origins, to.count * sizeof *to.origins);
  } else {
    put_all(&to);
    *bytes_out = to.bytes;
    *size_out = to.size;
    *origins_out = to.origins;
    *origins_count_out = to.count;
  }
  acd__memory_give(memory, to.landed, landed_count * sizeof *to.landed);
  return status;
}
