/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"
#include "model/document.h"
#include "model/properties.h"

#include <string.h>

void acd__document_free(acd__memory *memory, acd__document *document)
{
  acd__memory_give(memory, document->objects, document->objects_count * sizeof *document->objects);
  acd__memory_give(memory, document->values, document->values_count * sizeof *document->values);
  memset(document, 0, sizeof *document);
}

void acd__document_set_origins(acd__document *document, const int32_t *origins, size_t count)
{
  for (size_t i = 0; i < document->objects_count && i < count; i++) document->objects[i].origin = origins[i];
}

static const acd__value *value_of(const acd__object *object, uint32_t property)
{
  for (uint32_t i = 0; i < object->values_count; i++) {
    if (object->values[i].property == property) return &object->values[i];
  }
  return NULL;
}

int64_t acd__document_int(const acd__document *document, const acd__object *object, uint32_t property)
{
  (void)document;
  const acd__value *value = value_of(object, property);
  if (value && !value->text) return value->value;
  const acd_property *entry = acd__property_at(property);
  return entry ? entry->default_value : 0;
}

const char *acd__document_text(const acd__document *document, const acd__object *object, uint32_t property)
{
  (void)document;
  const acd__value *value = value_of(object, property);
  if (value && value->text) return value->text;
  const acd_property *entry = acd__property_at(property);
  return entry ? entry->default_text : "";
}

int acd__document_has(const acd__object *object, uint32_t property)
{
  return value_of(object, property) != NULL;
}

uint64_t acd__document_digest(const acd__document *document)
{
  uint64_t digest = 0;
  for (size_t i = 0; i < document->objects_count; i++) {
    const acd__object *object = &document->objects[i];
    uint32_t noun = object->noun;
    if (noun == ACD_NOUN_AGENT || noun == ACD_NOUN_AGENT_SKILL || noun == ACD_NOUN_AGENT_CHANNEL ||
        noun == ACD_NOUN_MEMBER || noun == ACD_NOUN_DEVICE)
      continue;
    digest = acd__digest(digest, noun);
    digest = acd__digest(digest, object->parent >= 0 ? document->objects[object->parent].noun : 0);
    digest = acd__digest_bytes(digest, object->name, object->name_size);
    for (uint32_t k = 0; k < object->values_count; k++) {
      const acd__value *value = &object->values[k];
      digest = acd__digest(digest, value->property);
      digest = value->text ? acd__digest_bytes(digest, value->text, value->text_size)
                           : acd__digest(digest, (uint64_t)value->value);
    }
  }
  return digest;
}
