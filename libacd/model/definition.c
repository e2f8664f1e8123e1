/* SPDX-License-Identifier: Apache-2.0 */
/* The builder of definitions. Texts live in one arena and are known by their offset, because the arena moves as it grows.
 * Every add and set also reserves what the bytes of the document will need: writing them cannot fail. */
#include <acd/definition.h>

#include <string.h>

#include "model/builder.h"
#include "model/utf8.h"

#define NAME_SIZE_MAX 255

static int reserve(acd_definition *definition, size_t objects, size_t values, size_t texts, size_t bytes)
{
  acd__memory *memory = &definition->memory;
  void *moved = definition->objects;
  if (bytes > UINT32_MAX - definition->size) return ACD_ERR_LIMIT;
  int status = acd__memory_reserve(memory, &moved, &definition->objects_capacity, definition->objects_count + objects,
                                   sizeof *definition->objects);
  definition->objects = moved;
  if (status != ACD_OK) return status;
  moved = definition->values;
  status = acd__memory_reserve(memory, &moved, &definition->values_capacity, definition->values_count + values,
                               sizeof *definition->values);
  definition->values = moved;
  if (status != ACD_OK) return status;
  moved = definition->texts;
  status = acd__memory_reserve(memory, &moved, &definition->texts_capacity, definition->texts_size + texts, 1);
  definition->texts = moved;
  if (status != ACD_OK) return status;
  moved = definition->bytes;
  status = acd__memory_reserve(memory, &moved, &definition->bytes_capacity, definition->size + bytes, 1);
  definition->bytes = moved;
  return status;
}

static size_t keep_text(acd_definition *definition, const char *text, size_t size)
{
  size_t offset = definition->texts_size;
  if (text && size) memcpy(definition->texts + offset, text, size);
  definition->texts[offset + size] = '\0';
  definition->texts_size += size + 1;
  return offset;
}

/* An object's or a value's view as the encoder wants it. Texts are never NULL, also where there are none yet. */
static acd__object view_object(const acd_definition *definition, const acd__built_object *object)
{
  acd__object view;
  memset(&view, 0, sizeof view);
  view.noun = object->noun;
  view.remove = object->flags == ACD__DOCUMENT_REMOVE;
  view.amend = object->flags == ACD__DOCUMENT_AMEND;
  view.name = object->name_size ? definition->texts + object->name : "";
  view.name_size = object->name_size;
  return view;
}

static acd__value view_value(const acd_definition *definition, const acd__built_value *value)
{
  const char *text = value->is_text && value->text_size ? definition->texts + value->text : "";
  acd__value view = {value->property, value->text_size, value->value, value->is_text ? text : NULL};
  return view;
}

static void link_child(acd_definition *definition, int32_t parent, int32_t child)
{
  acd__built_object *above = &definition->objects[parent];
  if (above->last_child >= 0)
    definition->objects[above->last_child].next = child;
  else
    above->first_child = child;
  above->last_child = child;
}

static int32_t add_object(acd_definition *definition, uint32_t noun, uint32_t flags, int32_t parent, const char *name)
{
  size_t size = strlen(name);
  acd__built_object object = {noun, flags, parent, -1, -1, -1, (uint32_t)size, 0, 0, 0, 0};
  acd__object measured;
  memset(&measured, 0, sizeof measured);
  measured.name_size = (uint32_t)size;
  size_t bytes = acd__encode_object(NULL, &measured, parent, 0);
  int status = definition->objects_count < INT32_MAX ? ACD_OK : ACD_ERR_LIMIT;
  if (status == ACD_OK) status = reserve(definition, 1, 0, size + 1, bytes);
  if (status != ACD_OK) return status;
  object.name = keep_text(definition, name, size);
  definition->size += bytes;
  definition->bytes_valid = 0;
  int32_t index = (int32_t)definition->objects_count++;
  definition->objects[index] = object;
  if (parent >= 0) link_child(definition, parent, index);
  return index;
}

int acd_definition_new(const acd_allocator *allocator, acd_definition **definition_out)
{
  acd__memory memory;
  if (!definition_out) return ACD_ERR_ARGUMENT;
  acd__memory_init(&memory, allocator);
  acd_definition *definition = acd__memory_array(&memory, 1, sizeof *definition);
  if (!definition) return ACD_ERR_NOMEM;
  definition->memory = memory;
  definition->size = ACD__DOCUMENT_HEADER_SIZE;
  int32_t centre = add_object(definition, ACD_NOUN_CENTRE, 0, -1, "");
  if (centre < 0) {
    acd_definition_free(definition);
    return centre;
  }
  *definition_out = definition;
  return ACD_OK;
}

void acd_definition_free(acd_definition *definition)
{
  if (!definition) return;
  acd__memory memory = definition->memory;
  acd__memory_give(&memory, definition->objects, definition->objects_capacity * sizeof *definition->objects);
  acd__memory_give(&memory, definition->values, definition->values_capacity * sizeof *definition->values);
  acd__memory_give(&memory, definition->texts, definition->texts_capacity);
  acd__memory_give(&memory, definition->bytes, definition->bytes_capacity);
  acd__memory_give(&memory, definition, sizeof *definition);
}

/* Remembers the first failure. */
static int32_t keep_status(acd_definition *definition, int32_t result)
{
  if (result < 0 && definition->status == ACD_OK) definition->status = result;
  return result;
}

/* Nouns and places are for the check on submission, which can say more; here only what bytes cannot carry. */
int32_t acd__definition_add(acd_definition *definition, uint32_t noun, uint32_t flags, int32_t parent, const char *name)
{
  if (!definition) return ACD_ERR_ARGUMENT;
  if (parent < 0) return keep_status(definition, parent);
  size_t size = name ? strlen(name) : 0;
  if ((size_t)parent >= definition->objects_count || noun == ACD_NOUN_CENTRE || noun > UINT16_MAX || size == 0 ||
      size > NAME_SIZE_MAX || !acd__utf8_valid(name, size)) {
    return keep_status(definition, ACD_ERR_ARGUMENT);
  }
  return keep_status(definition, add_object(definition, noun, flags, parent, name));
}

int32_t acd_definition_add(acd_definition *definition, uint32_t noun, int32_t parent, const char *name)
{
  return acd__definition_add(definition, noun, 0, parent, name);
}

int acd_definition_remove(acd_definition *definition, uint32_t noun, const char *name)
{
  int32_t index = acd__definition_add(definition, noun, ACD__DOCUMENT_REMOVE, 0, name);
  return index < 0 ? index : ACD_OK;
}

int32_t acd_definition_amend(acd_definition *definition, uint32_t noun, const char *name)
{
  return acd__definition_add(definition, noun, ACD__DOCUMENT_AMEND, 0, name);
}

int32_t acd_definition_amend_below(acd_definition *definition, int32_t object, uint32_t noun, const char *name)
{
  if (definition && object == 0) return keep_status(definition, ACD_ERR_ARGUMENT);
  return acd__definition_add(definition, noun, ACD__DOCUMENT_AMEND, object, name);
}

int acd_definition_remove_below(acd_definition *definition, int32_t object, uint32_t noun, const char *name)
{
  if (definition && object == 0) return keep_status(definition, ACD_ERR_ARGUMENT);
  int32_t index = acd__definition_add(definition, noun, ACD__DOCUMENT_REMOVE, object, name);
  return index < 0 ? index : ACD_OK;
}

static size_t size_of_value(const acd__built_value *value)
{
  acd__value measured = {value->property, value->text_size, value->value, value->is_text ? "" : NULL};
  return acd__encode_value(NULL, &measured);
}

/* Sets a value, in the place of an earlier one of the same property. */
static int put_value(acd_definition *definition, int32_t index, acd__built_value value, const char *text)
{
  if (!definition) return ACD_ERR_ARGUMENT;
  if (index < 0) return keep_status(definition, index);
  if ((size_t)index >= definition->objects_count) return keep_status(definition, ACD_ERR_ARGUMENT);
  size_t size = size_of_value(&value);
  int status = definition->values_count < UINT32_MAX ? ACD_OK : ACD_ERR_LIMIT;
  size_t text_size = value.is_text ? value.text_size : 0;
  if (status == ACD_OK) status = reserve(definition, 0, 1, text_size + 1, size);
  if (status != ACD_OK) return keep_status(definition, status);
  value.text = keep_text(definition, text, text_size);
  definition->bytes_valid = 0;
  acd__built_object *object = &definition->objects[index];
  acd__built_value *old = acd__built_find(definition, object, value.property);
  definition->size += size;
  if (old) {
    definition->size -= size_of_value(old);
    value.next = old->next;
    *old = value;
    return ACD_OK;
  }
  definition->values[definition->values_count++] = value;
  uint32_t link = (uint32_t)definition->values_count;
  if (object->last_value)
    definition->values[object->last_value - 1].next = link;
  else
    object->first_value = link;
  object->last_value = link;
  object->values_count++;
  return ACD_OK;
}

int acd_definition_set(acd_definition *definition, int32_t object, uint32_t property, int64_t value)
{
  acd__built_value built = {property, 0, 0, 0, 0, value};
  return put_value(definition, object, built, NULL);
}

int acd_definition_set_text(acd_definition *definition, int32_t object, uint32_t property, const char *text)
{
  if (!definition) return ACD_ERR_ARGUMENT;
  size_t size = text ? strlen(text) : 0;
  if (!text || size >= UINT32_MAX || !acd__utf8_valid(text, size)) {
    return keep_status(definition, object < 0 ? object : ACD_ERR_ARGUMENT);
  }
  acd__built_value built = {property, 0, 1, (uint32_t)size, 0, 0};
  return put_value(definition, object, built, text);
}

int acd_definition_unset(acd_definition *definition, int32_t object, uint32_t property)
{
  acd__built_value built = {property, 0, 0, ACD__UNSET, 0, 0};
  return put_value(definition, object, built, NULL);
}

size_t acd_definition_count(const acd_definition *definition)
{
  return definition ? definition->objects_count : 0;
}

static void write_bytes(acd_definition *definition)
{
  uint8_t *at = definition->bytes;
  at += acd__encode_header(at, (uint32_t)definition->objects_count, (uint32_t)definition->size);
  for (size_t i = 0; i < definition->objects_count; i++) {
    const acd__built_object *object = &definition->objects[i];
    acd__object view = view_object(definition, object);
    at += acd__encode_object(at, &view, object->parent, object->values_count);
    for (uint32_t k = object->first_value; k; k = definition->values[k - 1].next) {
      acd__value value = view_value(definition, &definition->values[k - 1]);
      at += acd__encode_value(at, &value);
    }
  }
  definition->bytes_valid = 1;
}

const void *acd_definition_bytes(const acd_definition *definition, size_t *size_out)
{
  if (!definition || definition->status != ACD_OK) return NULL;
  /* The bytes are a cache in memory of the builder's own; what the definition says does not change. */
  if (!definition->bytes_valid) write_bytes((acd_definition *)(uintptr_t)definition);
  if (size_out) *size_out = definition->size;
  return definition->bytes;
}

int acd_definition_status(const acd_definition *definition)
{
  return definition ? definition->status : ACD_ERR_ARGUMENT;
}

int acd_definition_submit(const acd_definition *definition, acd_engine *engine, acd_time time_us, int mode)
{
  if (!definition || !engine || (mode != ACD_DEFINE_WHOLE && mode != ACD_DEFINE_CHANGE)) return ACD_ERR_ARGUMENT;
  if (definition->status != ACD_OK) return definition->status;
  acd_command command;
  uint32_t kind = mode == ACD_DEFINE_WHOLE ? ACD_COMMAND_DEFINE : ACD_COMMAND_CHANGE;
  const void *bytes = acd_definition_bytes(definition, NULL);
  acd_command_init(&command, kind, time_us, 0);
  command.body.define.document.size = (uint32_t)definition->size;
  return acd_engine_submit(engine, &command, bytes, definition->size, NULL);
}
