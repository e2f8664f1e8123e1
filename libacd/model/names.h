/* SPDX-License-Identifier: Apache-2.0 */
/** @file A hashed index over the objects of a document: by name, or by the value of one text property. */
#ifndef ACD__MODEL_NAMES_H
#define ACD__MODEL_NAMES_H

#include "model/document.h"

typedef struct acd__names_slot {
  uint32_t hash;
  int32_t object; /* -1: free */
} acd__names_slot;

typedef struct acd__names {
  acd__memory *memory;
  const acd__document *document;
  uint32_t property; /* 0: by name */
  acd__names_slot *slots;
  size_t capacity; /* a power of two, at most half full; 0: nothing is indexed */
} acd__names;

enum {
  ACD__NAMES_ALL = 0, /* every object, within its parent */
  ACD__NAMES_TOP = 1  /* children of the centre only */
};

/* Of several objects alike (parent, noun, whether it is a removal, name) the first is indexed. The document must stay.
 * ACD_ERR_NOMEM: nothing is held. */
int acd__names_build(acd__names *names, acd__memory *memory, const acd__document *document, int which);
/* Objects that have the text property, by its value; empty values are left out. */
int acd__names_build_values(acd__names *names, acd__memory *memory, const acd__document *document, uint32_t property);
void acd__names_free(acd__names *names);

/* Index of the object, -1: there is none. */
int32_t acd__names_find(const acd__names *names, int32_t parent, uint32_t noun, uint32_t remove, const char *name,
                        size_t size);
int32_t acd__names_find_value(const acd__names *names, const char *text, size_t size);

#endif
