/* SPDX-License-Identifier: Apache-2.0 */
/** @file Inside of an acd_definition: what the files that build it and read it share. */
#ifndef ACD__MODEL_BUILDER_H
#define ACD__MODEL_BUILDER_H

#include <acd/definition.h>

#include "base/memory.h"
#include "model/document.h"
#include "model/encode.h"

typedef struct acd__built_object {
  uint32_t noun;
  uint32_t flags;      /* ACD__DOCUMENT_… */
  int32_t parent;      /* -1: the centre */
  int32_t first_child; /* -1: none; children in the order they were added */
  int32_t last_child;
  int32_t next; /* of the same parent */
  uint32_t name_size;
  size_t name;          /* offset in texts, where every text has a NUL */
  uint32_t first_value; /* index + 1, 0: none */
  uint32_t last_value;
  uint32_t values_count;
} acd__built_object;

typedef struct acd__built_value {
  uint32_t property;
  uint32_t next; /* of the same object: index + 1, 0: none */
  uint32_t is_text;
  uint32_t text_size;
  size_t text; /* offset in texts */
  int64_t value;
} acd__built_value;

struct acd_definition {
  acd__memory memory;
  acd__built_object *objects;
  size_t objects_count;
  size_t objects_capacity;
  acd__built_value *values;
  size_t values_count;
  size_t values_capacity;
  char *texts;
  size_t texts_size;
  size_t texts_capacity;
  uint8_t *bytes;
  size_t bytes_capacity;
  size_t size;     /* of the document */
  int bytes_valid; /* bytes are those of the present content */
  int status;      /* of the first add or set that failed */
};

/* definition.c: an object with flags; its index, or a negative status, which sticks. */
int32_t acd__definition_add(acd_definition *definition, uint32_t noun, uint32_t flags, int32_t parent,
                            const char *name);

/* The value of a property, NULL: it is not set. */
static inline acd__built_value *acd__built_find(const acd_definition *definition, const acd__built_object *object,
                                                uint32_t property)
{
  for (uint32_t at = object->first_value; at; at = definition->values[at - 1].next) {
    if (definition->values[at - 1].property == property) return &definition->values[at - 1];
  }
  return NULL;
}

#endif
