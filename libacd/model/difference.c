/* SPDX-License-Identifier: Apache-2.0 */
#include <acd/difference.h>

#include <string.h>

#include "model/names.h"
#include "model/path.h"
#include "model/properties.h"
#include "model/record.h"

#define NOUN_LAST ACD_NOUN_CALLER /* of those whose order counts */
#define VALUE_MAX 1100            /* of a value in words; a longer text is cut */

struct acd_difference {
  acd__memory memory;
  acd_edit *edits; /* texts owned, one allocation an edit that begins with `path` */
  size_t *sizes;
  size_t edits_count;
  size_t edits_capacity;
  size_t sizes_capacity;
};

typedef struct side {
  acd__document document;
  acd__names names;
  int32_t *twin; /* by object: the same one on the other side, -1: none */
} side;

typedef struct comparison {
  acd_difference *difference;
  acd__memory *memory;
  side before;
  side after;
  int status;
} comparison;

static const char *append(char **at, const char *string)
{
  size_t size = strlen(string) + 1;
  char *start = *at;
  memcpy(start, string, size);
  *at += size;
  return start;
}

static int reserve(acd_difference *difference)
{
  void *moved = difference->edits;
  size_t count = difference->edits_count + 1;
  int status =
      acd__memory_reserve(&difference->memory, &moved, &difference->edits_capacity, count, sizeof *difference->edits);
  difference->edits = moved;
  if (status) return status;
  moved = difference->sizes;
  status =
      acd__memory_reserve(&difference->memory, &moved, &difference->sizes_capacity, count, sizeof *difference->sizes);
  difference->sizes = moved;
  return status;
}

static void keep(comparison *all, const acd_edit *edit)
{
  acd_difference *difference = all->difference;
  size_t size = strlen(edit->path) + strlen(edit->before) + strlen(edit->after) + 3;
  if (all->status) return;
  char *at = reserve(difference) == ACD_OK ? acd__memory_take(all->memory, size) : NULL;
  if (!at) {
    all->status = ACD_ERR_NOMEM;
    return;
  }
  acd_edit *kept = &difference->edits[difference->edits_count];
  difference->sizes[difference->edits_count++] = size;
  *kept = *edit;
  kept->path = append(&at, edit->path);
  kept->before = append(&at, edit->before);
  kept->after = append(&at, edit->after);
}

static void add(comparison *all, uint32_t kind, int32_t before, int32_t after)
{
  char path[ACD__PATH_SIZE];
  const side *at = after >= 0 ? &all->after : &all->before;
  int32_t object = after >= 0 ? after : before;
  acd__path_write(path, &at->document, object);
  acd_edit edit = {sizeof edit, kind, at->document.objects[object].noun, 0, before, after, path, "", "", ""};
  keep(all, &edit);
}

/* A value in words. */
static void write_value(char buffer[VALUE_MAX], const acd__document *document, const acd__object *object,
                        const acd_property *property)
{
  acd__text text = acd__text_begin(buffer, VALUE_MAX);
  if (acd__property_is_text(property)) {
    const char *value = acd__document_text(document, object, property->property_id);
    acd__text_add_quoted(&text, value, strlen(value));
    return;
  }
  int64_t value = acd__document_int(document, object, property->property_id);
  if (property->type == ACD_TYPE_DURATION && property->min == -1 && value == -1)
    acd__text_add(&text, "unset");
  else
    acd__text_add_value(&text, property, value);
}

static int is_same(const comparison *all, int32_t before, int32_t after, const acd_property *property)
{
  const acd__object *one = &all->before.document.objects[before], *other = &all->after.document.objects[after];
  uint32_t id = property->property_id;
  if (acd__property_is_text(property))
    return strcmp(acd__document_text(&all->before.document, one, id),
                  acd__document_text(&all->after.document, other, id)) == 0;
  return acd__document_int(&all->before.document, one, id) == acd__document_int(&all->after.document, other, id);
}

static void compare_values(comparison *all, int32_t before, int32_t after)
{
  size_t count;
  const acd_property *table = acd__properties_of(all->after.document.objects[after].noun, &count);
  for (size_t i = 0; i < count; i++) {
    char path[ACD__PATH_SIZE], old_value[VALUE_MAX], new_value[VALUE_MAX];
    if (is_same(all, before, after, &table[i])) continue;
    acd__path_write(path, &all->after.document, after);
    write_value(old_value, &all->before.document, &all->before.document.objects[before], &table[i]);
    write_value(new_value, &all->after.document, &all->after.document.objects[after], &table[i]);
    int leads = table[i].type == ACD_TYPE_REFERENCE && table[i].reference == ACD_NOUN_NODE;
    acd_edit edit = {sizeof edit,   leads ? ACD_EDIT_REWIRED : ACD_EDIT_CHANGED,
                     table[i].noun, table[i].property_id,
                     before,        after,
                     path,          table[i].name,
                     old_value,     new_value};
    keep(all, &edit);
  }
}

static int order_counts(uint32_t noun)
{
  switch (noun) {
  case ACD_NOUN_STEP:
  case ACD_NOUN_ANNOUNCEMENT:
  case ACD_NOUN_NODE_QUEUE:
  case ACD_NOUN_DEVICE:
  case ACD_NOUN_NUMBER:
  case ACD_NOUN_CALLER:
  case ACD_NOUN_TRY:
  case ACD_NOUN_CASE: return 1;
  default: return 0;
  }
}

/* Of what stands directly below a pair: what is gone, and what stands behind one that it stood before. */
static void compare_below(comparison *all, int32_t before, int32_t after)
{
  const acd__object *ones = all->before.document.objects, *others = all->after.document.objects;
  for (int32_t i = ones[before].first_child; i >= 0; i = ones[i].next)
    if (all->before.twin[i] < 0) add(all, ACD_EDIT_REMOVED, i, -1);
  int32_t last[NOUN_LAST + 1]; /* by noun: the furthest one so far, where it stood */
  for (size_t i = 0; i <= NOUN_LAST; i++) last[i] = -1;
  for (int32_t i = others[after].first_child; i >= 0; i = others[i].next) {
    int32_t twin = all->after.twin[i];
    if (twin < 0 || !order_counts(others[i].noun)) continue;
    if (twin < last[others[i].noun])
      add(all, ACD_EDIT_MOVED, twin, i);
    else
      last[others[i].noun] = twin;
  }
}

/* Parents come before their children, in both. */
static void find_twins(comparison *all)
{
  const acd__document *document = &all->after.document;
  for (size_t i = 0; i < all->before.document.objects_count; i++) all->before.twin[i] = -1;
  for (size_t i = 0; i < document->objects_count; i++) {
    const acd__object *object = &document->objects[i];
    int32_t parent = i ? all->after.twin[object->parent] : -1, twin = i ? -1 : 0;
    if (parent >= 0)
      twin = acd__names_find(&all->before.names, parent, object->noun, object->remove, object->name, object->name_size);
    if (twin >= 0 && all->before.twin[twin] >= 0) twin = -1; /* of several alike, the first */
    all->after.twin[i] = twin;
    if (twin >= 0) all->before.twin[twin] = (int32_t)i;
  }
}

static void compare(comparison *all)
{
  const acd__document *document = &all->after.document;
  find_twins(all);
  for (size_t i = 0; i < document->objects_count && !all->status; i++) {
    int32_t twin = all->after.twin[i];
    if (twin >= 0) {
      compare_values(all, twin, (int32_t)i);
      compare_below(all, twin, (int32_t)i);
    } else if (all->after.twin[document->objects[i].parent] >= 0) {
      add(all, ACD_EDIT_ADDED, -1, (int32_t)i);
    }
  }
}

static int open_side(comparison *all, side *at, const acd_definition *definition)
{
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  if (!bytes) return acd_definition_status(definition);
  int status = acd__document_parse(all->memory, bytes, size, &at->document);
  if (status) return status;
  status = acd__names_build(&at->names, all->memory, &at->document, ACD__NAMES_ALL);
  if (status) return status;
  at->twin = acd__memory_array(all->memory, at->document.objects_count, sizeof *at->twin);
  return at->twin ? ACD_OK : ACD_ERR_NOMEM;
}

static void close_side(comparison *all, side *at)
{
  acd__memory_give(all->memory, at->twin, at->document.objects_count * sizeof *at->twin);
  if (at->names.memory) acd__names_free(&at->names);
  acd__document_free(all->memory, &at->document);
}

int acd_difference_new(const acd_definition *before, const acd_definition *after, const acd_allocator *allocator,
                       acd_difference **difference_out)
{
  acd__memory memory;
  comparison all;
  if (!before || !after || !difference_out) return ACD_ERR_ARGUMENT;
  acd__memory_init(&memory, allocator);
  acd_difference *difference = acd__memory_array(&memory, 1, sizeof *difference);
  if (!difference) return ACD_ERR_NOMEM;
  difference->memory = memory;
  memset(&all, 0, sizeof all);
  all.difference = difference;
  all.memory = &difference->memory;
  all.status = open_side(&all, &all.before, before);
  if (!all.status) all.status = open_side(&all, &all.after, after);
  if (!all.status) compare(&all);
  close_side(&all, &all.before);
  close_side(&all, &all.after);
  if (all.status) {
    acd_difference_free(difference);
    return all.status;
  }
  *difference_out = difference;
  return ACD_OK;
}

void acd_difference_free(acd_difference *difference)
{
  if (!difference) return;
  acd__memory memory = difference->memory;
  for (size_t i = 0; i < difference->edits_count; i++)
    acd__memory_give(&memory, (void *)(uintptr_t)difference->edits[i].path, difference->sizes[i]);
  acd__memory_give(&memory, difference->edits, difference->edits_capacity * sizeof *difference->edits);
  acd__memory_give(&memory, difference->sizes, difference->sizes_capacity * sizeof *difference->sizes);
  acd__memory_give(&memory, difference, sizeof *difference);
}

size_t acd_difference_edits_count(const acd_difference *difference)
{
  return difference ? difference->edits_count : 0;
}

int acd_difference_edit_at(const acd_difference *difference, size_t index, acd_edit *edit_out)
{
  if (!difference) return ACD_ERR_ARGUMENT;
  if (index >= difference->edits_count) return ACD_ERR_NOT_FOUND;
  return acd__record_put(edit_out, &difference->edits[index], sizeof *edit_out, sizeof *edit_out);
}

const char *acd_edit_kind_str(uint32_t kind)
{
  static const char *const names[] = {"?", "added", "removed", "changed", "rewired", "moved"};
  return names[kind < sizeof names / sizeof *names ? kind : 0];
}
