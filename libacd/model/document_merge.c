/* SPDX-License-Identifier: Apache-2.0 */
#include "model/document.h"
#include "model/encode.h"
#include "model/names.h"
#include "model/nearest.h"
#include "model/path.h"
#include "model/properties.h"

#include <string.h>

typedef struct merge {
  const acd__document *base; /* NULL: empty */
  const acd__document *change;
  acd__names base_names; /* top-level objects only */
  acd__names change_names;
  const acd__value *overlay[256]; /* the change's first value of each centre property, by number */
  uint8_t base_has[256];          /* 1: the base has a value of that centre property */
  int32_t *landed;                /* where an object of the tree being copied came to stand */
  uint8_t *bytes;                 /* NULL: measuring */
  int32_t *origins;
  size_t size;
  size_t count;
} merge;

static void put_object(merge *to, const acd__object *object, int32_t parent, uint32_t values_count, int32_t origin)
{
  if (to->origins) to->origins[to->count] = origin;
  to->count++;
  to->size += acd__encode_object(to->bytes ? to->bytes + to->size : NULL, object, parent, values_count);
}

static void put_value(merge *to, const acd__value *value)
{
  to->size += acd__encode_value(to->bytes ? to->bytes + to->size : NULL, value);
}

/* The object and its descendants, each after its parent. No recursion: a hostile document may be deep. */
static void put_tree(merge *to, const acd__document *from, int32_t root)
{
  int32_t at = root;
  for (;;) {
    const acd__object *object = &from->objects[at];
    int32_t parent = at == root ? 0 : to->landed[object->parent];
    to->landed[at] = (int32_t)to->count;
    put_object(to, object, parent, object->values_count, from == to->change ? object->origin : -1);
    for (uint32_t i = 0; i < object->values_count; i++) put_value(to, &object->values[i]);
    if (object->first_child >= 0) {
      at = object->first_child;
      continue;
    }
    while (at != root && from->objects[at].next < 0) at = from->objects[at].parent;
    if (at == root) return;
    at = from->objects[at].next;
  }
}

/* Index into overlay and base_has; 0, which no property has, for those that are not the centre's. */
static uint32_t centre_number(const acd__value *value)
{
  return value->property >> 8 == ACD_NOUN_CENTRE ? value->property & 0xff : 0;
}

static void prepare_centre(merge *to)
{
  const acd__object *base = to->base ? &to->base->objects[0] : NULL;
  const acd__object *change = &to->change->objects[0];
  for (uint32_t i = 0; base && i < base->values_count; i++) to->base_has[centre_number(&base->values[i])] = 1;
  for (uint32_t i = 0; i < change->values_count; i++) {
    const acd__value **first = &to->overlay[centre_number(&change->values[i])];
    if (!*first) *first = &change->values[i];
  }
  to->overlay[0] = NULL;
}

static int replaces_base(const merge *to, const acd__value *value)
{
  uint32_t number = centre_number(value);
  return to->base_has[number] && to->overlay[number] == value;
}

/* The base's values, each replaced by the change's; then what only the change has, and what it gives again. */
static void put_centre(merge *to)
{
  const acd__object *base = to->base ? &to->base->objects[0] : NULL;
  const acd__object *change = &to->change->objects[0];
  uint32_t count = base ? base->values_count : 0;
  for (uint32_t i = 0; i < change->values_count; i++) count += !replaces_base(to, &change->values[i]);
  put_object(to, change, -1, count, change->origin);
  for (uint32_t i = 0; base && i < base->values_count; i++) {
    const acd__value *changed = to->overlay[centre_number(&base->values[i])];
    put_value(to, changed ? changed : &base->values[i]);
  }
  for (uint32_t i = 0; i < change->values_count; i++) {
    if (!replaces_base(to, &change->values[i])) put_value(to, &change->values[i]);
  }
}

static int32_t find_same(const acd__names *names, const acd__object *object, uint32_t remove)
{
  return acd__names_find(names, 0, object->noun, remove, object->name, object->name_size);
}

static int32_t next_top(const acd__document *document, int32_t after)
{
  return after == 0 ? document->objects[0].first_child : document->objects[after].next;
}

static void put_all(merge *to)
{
  to->size = ACD__DOCUMENT_HEADER_SIZE;
  to->count = 0;
  put_centre(to);
  for (int32_t i = to->base ? next_top(to->base, 0) : -1; i >= 0; i = next_top(to->base, i)) {
    const acd__object *object = &to->base->objects[i];
    int32_t changed = find_same(&to->change_names, object, 0);
    if (changed >= 0)
      put_tree(to, to->change, changed);
    else if (find_same(&to->change_names, object, 1) < 0)
      put_tree(to, to->base, i);
  }
  for (int32_t i = next_top(to->change, 0); i >= 0; i = next_top(to->change, i)) {
    const acd__object *object = &to->change->objects[i];
    /* The first of its name took the place of the base's; any other of that name is a mistake that the check will find. */
    int placed = find_same(&to->base_names, object, 0) >= 0 && find_same(&to->change_names, object, 0) == i;
    if (!object->remove && !placed) put_tree(to, to->change, i);
  }
  if (to->bytes) acd__encode_header(to->bytes, (uint32_t)to->count, (uint32_t)to->size);
}

static void report(const merge *of, acd__errors *errors, int32_t index, int32_t code, const char *what, int64_t *work)
{
  const acd__object *object = &of->change->objects[index];
  const acd_noun *noun = acd__noun_at(object->noun);
  char path[ACD__PATH_SIZE], text_buffer[400], nearest[256] = "";
  if (acd__errors_full(errors)) return;
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__path_write(path, of->change, index);
  acd__text_add(&text, what);
  if (code == ACD_ERR_NOT_FOUND) {
    acd__text_add(&text, noun ? noun->name : "object");
    acd__text_add(&text, " ");
    acd__text_add_quoted(&text, object->name, object->name_size);
    if (of->base) acd__nearest_object(of->base, 0, object->noun, object->name, object->name_size, work, nearest);
  }
  acd__errors_add(errors, code, object->origin, 0, path, text_buffer, "", nearest);
}

static void check_removals(const merge *of, acd__errors *errors)
{
  int64_t work = ACD__NEAREST_WORK;
  for (int32_t i = next_top(of->change, 0); i >= 0; i = next_top(of->change, i)) {
    const acd__object *object = &of->change->objects[i];
    if (!object->remove) continue;
    if (object->values_count || object->first_child >= 0) {
      report(of, errors, i, ACD_ERR_ARGUMENT, "is removed and cannot have properties or objects below it", &work);
    } else if (find_same(&of->change_names, object, 1) != i) {
      report(of, errors, i, ACD_ERR_ARGUMENT, "is removed twice", &work);
    } else if (find_same(&of->change_names, object, 0) >= 0) {
      report(of, errors, i, ACD_ERR_ARGUMENT, "is both removed and defined", &work);
    } else if (find_same(&of->base_names, object, 0) < 0) {
      const char *what = of->base ? "there is no " : "a definition from nothing removes nothing, not even ";
      report(of, errors, i, ACD_ERR_NOT_FOUND, what, &work);
    }
  }
}

/* Measures, then writes into memory of exactly that size. */
static int write_out(merge *to, acd__memory *memory)
{
  put_all(to);
  if (to->size > UINT32_MAX) return ACD_ERR_LIMIT;
  uint8_t *bytes = acd__memory_take(memory, to->size);
  int32_t *origins = acd__memory_array(memory, to->count, sizeof *origins);
  if (!bytes || !origins) {
    acd__memory_give(memory, bytes, to->size);
    acd__memory_give(memory, origins, to->count * sizeof *origins);
    return ACD_ERR_NOMEM;
  }
  to->bytes = bytes;
  to->origins = origins;
  put_all(to);
  return ACD_OK;
}

int acd__document_merge(acd__memory *memory, const acd__document *base, const acd__document *change,
                        acd__errors *errors, uint8_t **bytes_out, size_t *size_out, int32_t **origins_out,
                        size_t *origins_count_out)
{
  merge to;
  memset(&to, 0, sizeof to); /* an index that is all zero finds nothing */
  to.base = base;
  to.change = change;
  size_t landed_count =
      base && base->objects_count > change->objects_count ? base->objects_count : change->objects_count;
  to.landed = acd__memory_array(memory, landed_count, sizeof *to.landed);
  int status = to.landed ? ACD_OK : ACD_ERR_NOMEM;
  if (status == ACD_OK && base) status = acd__names_build(&to.base_names, memory, base, ACD__NAMES_TOP);
  if (status == ACD_OK) status = acd__names_build(&to.change_names, memory, change, ACD__NAMES_TOP);
  if (status == ACD_OK) {
    prepare_centre(&to);
    check_removals(&to, errors);
    status = errors->nomem ? ACD_ERR_NOMEM : write_out(&to, memory);
  }
  acd__names_free(&to.base_names);
  acd__names_free(&to.change_names);
  acd__memory_give(memory, to.landed, landed_count * sizeof *to.landed);
  if (status != ACD_OK) return status;
  *bytes_out = to.bytes;
  *size_out = to.size;
  *origins_out = to.origins;
  *origins_count_out = to.count;
  return ACD_OK;
}
