/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "model/merge.h"
#include "model/nearest.h"
#include "model/path.h"
#include "model/properties.h"

#define NAME_SIZE_MAX 255

/* What objects are found by: noun and name. 0: too long for a name, which the check will find. */
static size_t name_key(const acd__object *object, char key[2 + NAME_SIZE_MAX])
{
  if (object->name_size > NAME_SIZE_MAX) return 0;
  key[0] = (char)(object->noun & 0xff);
  key[1] = (char)(object->noun >> 8);
  memcpy(key + 2, object->name, object->name_size);
  return 2 + (size_t)object->name_size;
}

static size_t find_in(const acd__dictionary *names, const acd__object *object)
{
  char key[2 + NAME_SIZE_MAX];
  size_t size = name_key(object, key);
  return size ? (size_t)(uintptr_t)acd__dictionary_find(names, key, size) : 0;
}

static int add_to(acd__dictionary *names, const acd__object *object, size_t index)
{
  char key[2 + NAME_SIZE_MAX];
  size_t size = name_key(object, key);
  return size ? acd__dictionary_add(names, key, size, (void *)(uintptr_t)(index + 1)) : ACD_OK;
}

static void remove_from(acd__dictionary *names, const acd__object *object)
{
  char key[2 + NAME_SIZE_MAX];
  size_t size = name_key(object, key);
  if (size) (void)acd__dictionary_remove(names, key, size);
}

static const acd__object *object_of(acd__piece piece)
{
  return &piece.from->objects[piece.index];
}

/* The live object of that noun and name at the top, NULL: none. */
static acd__top *find_top(const acd__merge *merge, const acd__object *object)
{
  size_t appended = find_in(&merge->appended, object);
  if (appended) return &merge->tops[appended - 1];
  int32_t index = acd__names_find(&merge->base_names, 0, object->noun, 0, object->name, object->name_size);
  size_t low = 0, high = merge->base_count;
  if (index < 0) return NULL;
  while (low < high) { /* they stand in order of the base, and those that changed are known by their place */
    size_t middle = (low + high) / 2;
    if (merge->base_tops[middle] < index)
      low = middle + 1;
    else
      high = middle;
  }
  return merge->tops[low].piece.from ? &merge->tops[low] : NULL;
}

static int append_top(acd__merge *merge, acd__piece piece)
{
  if (acd__memory_reserve(merge->memory, (void **)&merge->tops, &merge->tops_capacity, merge->tops_count + 1,
                          sizeof *merge->tops))
    return ACD_ERR_NOMEM;
  merge->tops[merge->tops_count++] = (acd__top){piece, NULL, NULL};
  return ACD_OK;
}

static void free_amended(acd__memory *memory, acd__amended *amended)
{
  if (!amended) return;
  for (size_t i = 0; i < amended->below_count; i++) free_amended(memory, amended->below[i].amended);
  acd__dictionary_release_all(&amended->names);
  acd__memory_give(memory, amended->values, amended->values_capacity * sizeof *amended->values);
  acd__memory_give(memory, amended->below, amended->below_capacity * sizeof *amended->below);
  acd__memory_give(memory, amended, sizeof *amended);
}

/* Place among an object's values that are known by their number; 0, which no property has, for those of other nouns. */
static uint32_t number_of(const acd__object *object, const acd__value *value)
{
  return value->property >> 8 == object->noun ? value->property & 0xff : 0;
}

/* Lays the values of an object over those that are there: the first of each property takes the place of one from before, or
 * unsets it, what is given again is appended, for the check to find; so is what is unset where that makes no sense. */
static int lay_values(const acd__merge *merge, acd__amended *to, const acd__object *object)
{
  acd__memory *memory = merge->memory;
  size_t before = to->values_count;
  uint8_t seen[256] = {0}; /* by number */
  if (object->values_count && acd__memory_reserve(memory, (void **)(uintptr_t)&to->values, &to->values_capacity,
                                                  before + object->values_count, sizeof *to->values))
    return ACD_ERR_NOMEM;
  for (uint32_t i = 0; i < object->values_count; i++) {
    const acd__value *value = &object->values[i];
    uint32_t number = number_of(object, value), at = to->value_at[number];
    int is_first = !seen[number];
    seen[number] = 1;
    if (acd__value_unset(value) && merge->base && is_first && number && acd__property_at(value->property)) {
      if (at) to->values[at - 1] = NULL;
      to->value_at[number] = 0;
      continue;
    }
    if (number && at && is_first) {
      to->values[at - 1] = value;
      continue;
    }
    to->values[to->values_count++] = value;
    if (number && !at) to->value_at[number] = (uint32_t)to->values_count;
  }
  return ACD_OK;
}

static int append_below(acd__memory *memory, acd__amended *to, acd__piece piece, int named)
{
  if (acd__memory_reserve(memory, (void **)&to->below, &to->below_capacity, to->below_count + 1, sizeof *to->below))
    return ACD_ERR_NOMEM;
  to->below[to->below_count++] = (acd__top){piece, NULL, NULL};
  return named ? add_to(&to->names, object_of(piece), to->below_count - 1) : ACD_OK;
}

/* An object taken apart, so that it can be amended; `piece.from` NULL: an empty one. */
static acd__amended *take_apart(const acd__merge *merge, acd__piece piece, int with_below)
{
  acd__amended *to = acd__memory_array(merge->memory, 1, sizeof *to);
  if (!to) return NULL;
  to->origin = -1;
  acd__dictionary_init(&to->names, merge->memory, merge->given->hash_key);
  if (!piece.from) return to;
  const acd__object *object = object_of(piece);
  int status = lay_values(merge, to, object);
  for (int32_t i = with_below ? object->first_child : -1; i >= 0 && !status; i = piece.from->objects[i].next)
    status = append_below(merge->memory, to, (acd__piece){piece.from, i}, 1);
  if (!status) return to;
  free_amended(merge->memory, to);
  return NULL;
}

static void report(acd__merge *merge, int32_t index, int32_t code, const char *what, const char *expected,
                   const char *nearest)
{
  char path[ACD__PATH_SIZE];
  if (acd__errors_full(merge->errors)) return;
  acd__path_write(path, merge->given, index);
  acd__errors_add(merge->errors, code, merge->given->objects[index].origin, 0, path, what, expected, nearest);
}

/* 1: an object that can stand at the top, where there is something; else that is said, and what it was to be: `done`. */
static int check_top(acd__merge *merge, const acd__document *change, int32_t index, const char *done)
{
  const acd_noun *noun = acd__noun_at(change->objects[index].noun);
  char text_buffer[100], expected_buffer[200];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text expected = acd__text_begin(expected_buffer, sizeof expected_buffer);
  if (!noun) {
    report(merge, index, ACD_ERR_ARGUMENT, "is of an unknown noun", "a noun of the table", NULL);
    return 0;
  }
  if (noun->parent != ACD_NOUN_CENTRE) {
    acd__text_add(&text, "does not stand at the top, and cannot be ");
    acd__text_add(&text, done);
    acd__text_add(&text, " there");
    acd__text_add(&expected, "the ");
    acd__text_add(&expected, acd__noun_at(noun->parent)->name);
    acd__text_add(&expected, " that it stands below ");
    acd__text_add(&expected, "to be amended");
    report(merge, index, ACD_ERR_ARGUMENT, text_buffer, expected_buffer, NULL);
    return 0;
  }
  if (merge->base) return 1;
  acd__text_add(&text, "is to be ");
  acd__text_add(&text, done);
  acd__text_add(&text, ", and nothing is there before");
  report(merge, index, ACD_ERR_NOT_FOUND, text_buffer, "a change of a definition that runs", NULL);
  return 0;
}

static void try_name(acd__nearest *nearest, acd__piece piece, uint32_t noun)
{
  if (!piece.from || object_of(piece)->noun != noun) return;
  acd__nearest_try(nearest, object_of(piece)->name, object_of(piece)->name_size);
}

/* There is no such object at the top (`in` NULL), or below one: with the nearest name there is. */
static void report_missing(acd__merge *merge, int32_t index, const acd__amended *in)
{
  const acd__object *object = &merge->given->objects[index];
  const acd_noun *noun = acd__noun_at(object->noun);
  char text_buffer[400];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  char name[NAME_SIZE_MAX + 1] = "";
  if (acd__errors_full(merge->errors)) return;
  acd__nearest nearest = acd__nearest_begin(object->name, object->name_size, &merge->work);
  for (size_t i = 0; in && i < in->below_count; i++) try_name(&nearest, in->below[i].piece, object->noun);
  for (size_t i = 0; !in && i < merge->tops_count; i++) try_name(&nearest, merge->tops[i].piece, object->noun);
  if (nearest.name) memcpy(name, nearest.name, nearest.name_size);
  acd__text_add(&text, "there is no ");
  acd__text_add(&text, noun ? noun->name : "object");
  acd__text_add(&text, " ");
  acd__text_add_quoted(&text, object->name, object->name_size);
  report(merge, index, ACD_ERR_NOT_FOUND, text_buffer, "", name);
}

static int32_t find_same(const acd__names *names, const acd__object *object, uint32_t remove)
{
  return acd__names_find(names, 0, object->noun, remove, object->name, object->name_size);
}

/* 1: a removal that says no more than that, and one that stays quiet if it does. */
static int check_bare(acd__merge *merge, const acd__document *change, int32_t index)
{
  const acd__object *object = &change->objects[index];
  if (!object->values_count && object->first_child < 0) return 1;
  report(merge, index, ACD_ERR_ARGUMENT, "is removed and cannot have properties or objects below it",
         "no more than its name", NULL);
  return 0;
}

static int remove_top(acd__merge *merge, const acd__document *change, int32_t index)
{
  const acd__object *object = &change->objects[index];
  int32_t same = find_same(&merge->change_names, object, 0);
  int is_defined = same >= 0;
  acd__top *top = find_top(merge, object);
  if (!check_bare(merge, change, index) || !check_top(merge, change, index, "removed")) {
  } else if (find_same(&merge->change_names, object, 1) != index) {
    report(merge, index, ACD_ERR_ARGUMENT, "is removed twice", "one removal", NULL);
  } else if (is_defined) {
    int amends = change->objects[same].amend != 0;
    report(merge, index, ACD_ERR_ARGUMENT, amends ? "is both removed and amended" : "is both removed and defined",
           "only one of the two", NULL);
  } else if (!top) {
    report_missing(merge, index, NULL);
  }
  if (is_defined || !top) return ACD_OK;
  int leaves = change == merge->given && object->noun == ACD_NOUN_AGENT;
  if (leaves && acd__dictionary_add(&merge->leavers, object->name, object->name_size, top)) return ACD_ERR_NOMEM;
  if (top >= merge->tops + merge->base_count) remove_from(&merge->appended, object);
  top->piece.from = NULL;
  free_amended(merge->memory, top->amended);
  top->amended = NULL;
  return ACD_OK;
}

/* The first of its name takes the place of what is there; any other of that name is a mistake that the check will find. */
static int define_top(acd__merge *merge, const acd__document *change, int32_t index)
{
  const acd__object *object = &change->objects[index];
  acd__piece piece = {change, index};
  int32_t first = find_same(&merge->change_names, object, 0);
  int is_first = first == index;
  acd__top *top = is_first ? find_top(merge, object) : NULL;
  if (!is_first && change->objects[first].amend && find_top(merge, object)) {
    report(merge, index, ACD_ERR_ARGUMENT, "is both amended and defined", "only one of the two", NULL);
    return ACD_OK;
  }
  if (top) {
    free_amended(merge->memory, top->amended);
    *top = (acd__top){piece, NULL, NULL};
    return ACD_OK;
  }
  int status = append_top(merge, piece);
  return status || !is_first ? status : add_to(&merge->appended, object, merge->tops_count - 1);
}

static int amend_object(acd__merge *merge, acd__top *top, const acd__document *change, int32_t index);

static int amend_below(acd__merge *merge, acd__amended *to, const acd__document *change, int32_t index)
{
  const acd__object *object = &change->objects[index];
  size_t place = find_in(&to->names, object);
  acd__top *at = place ? &to->below[place - 1] : NULL;
  int is_amended = at && at->amended_by == change;
  if (is_amended && object->amend) {
    report(merge, index, ACD_ERR_ARGUMENT, "is amended twice", "one amendment with all that changes", NULL);
    return ACD_OK;
  }
  if (is_amended || (at && object->amend && at->piece.from == change)) {
    report(merge, index, ACD_ERR_ARGUMENT,
           object->remove ? "is both removed and amended" : "is both amended and defined", "only one of the two", NULL);
    return ACD_OK;
  }
  if (object->amend) {
    if (at) return amend_object(merge, at, change, index);
    report_missing(merge, index, to);
    return ACD_OK;
  }
  if (object->remove) {
    if (check_bare(merge, change, index) && !at) report_missing(merge, index, to);
    if (!at) return ACD_OK;
    free_amended(merge->memory, at->amended);
    *at = (acd__top){{NULL, 0}, NULL, NULL};
    remove_from(&to->names, object);
    return ACD_OK;
  }
  if (!at || at->piece.from == change) return append_below(merge->memory, to, (acd__piece){change, index}, !at);
  free_amended(merge->memory, at->amended);
  *at = (acd__top){{change, index}, NULL, NULL};
  return ACD_OK;
}

/* What stands there is taken apart, and changed. An object that was there before stands no deeper than nouns can. */
static int amend_object(acd__merge *merge, acd__top *top, const acd__document *change, int32_t index)
{
  const acd__object *object = &change->objects[index];
  if (!top->amended) top->amended = take_apart(merge, top->piece, 1);
  if (!top->amended) return ACD_ERR_NOMEM;
  top->amended->origin = change == merge->given ? object->origin : -1;
  top->amended_by = change;
  int status = lay_values(merge, top->amended, object);
  for (int32_t i = object->first_child; i >= 0 && !status; i = change->objects[i].next)
    status = amend_below(merge, top->amended, change, i);
  return status;
}

static int amend_top(acd__merge *merge, const acd__document *change, int32_t index)
{
  const acd__object *object = &change->objects[index];
  acd__top *top = find_top(merge, object);
  int32_t first = find_same(&merge->change_names, object, 0);
  if (!check_top(merge, change, index, "amended")) return ACD_OK;
  if (first != index && change->objects[first].amend) {
    report(merge, index, ACD_ERR_ARGUMENT, "is amended twice", "one amendment with all that changes", NULL);
    return ACD_OK;
  }
  if (first != index) {
    report(merge, index, ACD_ERR_ARGUMENT, "is both amended and defined", "only one of the two", NULL);
    return ACD_OK;
  }
  if (!top) {
    report_missing(merge, index, NULL);
    return ACD_OK;
  }
  return amend_object(merge, top, change, index);
}

static int lay_over(acd__merge *merge, const acd__document *change)
{
  const acd__object *all = change->objects;
  int status = acd__names_build(&merge->change_names, merge->memory, change, ACD__NAMES_TOP);
  if (!status) status = lay_values(merge, merge->centre, &all[0]);
  for (int32_t i = all[0].first_child; i >= 0 && !status; i = all[i].next)
    if (all[i].remove) status = remove_top(merge, change, i);
  for (int32_t i = all[0].first_child; i >= 0 && !status; i = all[i].next) {
    if (all[i].remove) continue;
    status = all[i].amend ? amend_top(merge, change, i) : define_top(merge, change, i);
  }
  acd__names_free(&merge->change_names);
  return status ? status : merge->errors->nomem ? ACD_ERR_NOMEM : ACD_OK;
}

static int begin(acd__merge *merge)
{
  const acd__document *base = merge->base;
  merge->centre = take_apart(merge, (acd__piece){base, 0}, 0);
  if (!merge->centre) return ACD_ERR_NOMEM;
  merge->centre->origin = merge->given->objects[0].origin;
  if (!base) return ACD_OK;
  int status = acd__names_build(&merge->base_names, merge->memory, base, ACD__NAMES_TOP);
  for (int32_t i = base->objects[0].first_child; i >= 0 && !status; i = base->objects[i].next)
    status = append_top(merge, (acd__piece){base, i});
  merge->base_count = merge->tops_count;
  if (status || merge->base_count == 0) return status;
  merge->base_tops = acd__memory_array(merge->memory, merge->base_count, sizeof *merge->base_tops);
  if (!merge->base_tops) return ACD_ERR_NOMEM;
  for (size_t i = 0; i < merge->base_count; i++) merge->base_tops[i] = merge->tops[i].piece.index;
  return ACD_OK;
}

static void end(acd__merge *merge)
{
  acd__names_free(&merge->base_names);
  free_amended(merge->memory, merge->centre);
  for (size_t i = 0; i < merge->tops_count; i++) free_amended(merge->memory, merge->tops[i].amended);
  acd__memory_give(merge->memory, merge->tops, merge->tops_capacity * sizeof *merge->tops);
  acd__memory_give(merge->memory, merge->base_tops, merge->base_count * sizeof *merge->base_tops);
  acd__dictionary_release_all(&merge->appended);
  acd__dictionary_release_all(&merge->leavers);
}

int acd__document_merge(acd__memory *memory, const acd__document *base, const acd__document *between,
                        size_t between_count, const acd__document *change, acd__errors *errors, uint8_t **bytes_out,
                        size_t *size_out, int32_t **origins_out, size_t *origins_count_out)
{
  acd__merge merge;
  memset(&merge, 0, sizeof merge); /* an index that is all zero finds nothing */
  merge.memory = memory;
  merge.errors = errors;
  merge.base = base;
  merge.given = change;
  merge.work = ACD__NEAREST_WORK;
  acd__dictionary_init(&merge.appended, memory, change->hash_key);
  acd__dictionary_init(&merge.leavers, memory, change->hash_key);
  int status = begin(&merge);
  for (size_t i = 0; i < between_count && !status; i++) status = lay_over(&merge, &between[i]);
  if (!status) status = lay_over(&merge, change);
  if (!status) status = acd__merge_write(&merge, bytes_out, size_out, origins_out, origins_count_out);
  end(&merge);
  return status;
}
