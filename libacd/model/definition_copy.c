/* SPDX-License-Identifier: Apache-2.0 */
#include "model/builder.h"

/* Objects stand in the same order, and so have the same indexes. */
static int take_values(acd_definition *definition, int32_t index, const acd__object *object)
{
  for (uint32_t i = 0; i < object->values_count; i++) {
    const acd__value *value = &object->values[i];
    int status = acd__value_unset(value) ? acd_definition_unset(definition, index, value->property)
                 : value->text           ? acd_definition_set_text(definition, index, value->property, value->text)
                                         : acd_definition_set(definition, index, value->property, value->value);
    if (status) return status;
  }
  return ACD_OK;
}

int acd__definition_of(const acd__document *document, const acd_allocator *allocator, acd_definition **definition_out)
{
  acd_definition *definition;
  int status = acd_definition_new(allocator, &definition);
  if (status) return status;
  status = take_values(definition, 0, &document->objects[0]);
  for (size_t i = 1; i < document->objects_count && !status; i++) {
    const acd__object *object = &document->objects[i];
    uint32_t flags = object->remove ? ACD__DOCUMENT_REMOVE : object->amend ? ACD__DOCUMENT_AMEND : 0;
    int32_t index = acd__definition_add(definition, object->noun, flags, object->parent, object->name);
    status = index < 0 ? index : take_values(definition, index, object);
  }
  if (status)
    acd_definition_free(definition);
  else
    *definition_out = definition;
  return status;
}

int acd_definition_copy(const acd_definition *definition, const acd_allocator *allocator, acd_definition **copy_out)
{
  acd__memory memory;
  acd__document document;
  size_t size;
  if (!definition || !copy_out) return ACD_ERR_ARGUMENT;
  const void *bytes = acd_definition_bytes(definition, &size);
  if (!bytes) return acd_definition_status(definition);
  acd__memory_init(&memory, allocator);
  int status = acd__document_parse(&memory, bytes, size, &document);
  if (status) return status;
  status = acd__definition_of(&document, allocator, copy_out);
  acd__document_free(&memory, &document);
  return status;
}
