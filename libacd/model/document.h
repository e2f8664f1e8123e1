/* SPDX-License-Identifier: Apache-2.0 */
/** @file A definition document: bytes from outside, parsed into objects with properties; merged; checked by the table.
 *
 * Bytes, little-endian (written by encode.c): "ACDD", u32 version 1, u32 objects, u32 size of the whole; then per object:
 * u16 noun, u16 flags (1: remove, 2: amend), i32 parent, u32 values, u32 name size, name, NUL, and right after it its values, each:
 * u32 property, u32 kind (0 integer, 1 text), and i64 value, or u32 size, text, NUL. Object 0 is the centre: no name, no
 * flags, parent -1. Parents come before children. Names and texts are UTF-8 without NUL.
 */
#ifndef ACD__MODEL_DOCUMENT_H
#define ACD__MODEL_DOCUMENT_H

#include <acd/definition.h>

#include "base/memory.h"
#include "model/errors.h"

#define ACD__NAME_SIZE_MAX 255
/* Queues that a call waits in besides the first. */
#define ACD__ALSO_MAX 4
/* Cases of a node, and keys that a caller presses at once. */
#define ACD__CASES_MAX  1000
#define ACD__DIGITS_MAX 64

typedef struct acd__value {
  uint32_t property;
  uint32_t text_size;
  int64_t value;
  const char *text; /* NULL: an integer. Points into the bytes, has a NUL */
} acd__value;

/* Without a text: the property is to have its default again. */
#define ACD__UNSET UINT32_MAX
static inline int acd__value_unset(const acd__value *value)
{
  return !value->text && value->text_size == ACD__UNSET;
}

typedef struct acd__object {
  uint32_t noun;
  uint32_t remove;
  uint32_t amend;
  int32_t parent;      /* index; -1 for the centre */
  int32_t origin;      /* index in the document the host submitted; -1: stood there before (merge) */
  int32_t first_child; /* -1: none; children in document order */
  int32_t next;        /* next sibling, -1: none */
  uint32_t name_size;
  uint32_t values_count;
  const char *name; /* NUL-terminated, in the bytes */
  const acd__value *values;
} acd__object;

typedef struct acd__document {
  const uint8_t *bytes; /* borrowed */
  size_t bytes_size;
  acd__object *objects;
  size_t objects_count;
  acd__value *values;
  size_t values_count;
  uint64_t hash_key; /* of the index of names that merge and check build; 0 after parsing */
} acd__document;

/* Parses bytes, which must outlive the document. ACD_ERR_ENCODING, ACD_ERR_VERSION, ACD_ERR_NOMEM; nothing is kept then. */
int acd__document_parse(acd__memory *memory, const void *bytes, size_t size, acd__document *document_out);
/* Size of the document that begins there, of bytes that were parsed before. */
size_t acd__document_size(const uint8_t *bytes);
void acd__document_free(acd__memory *memory, acd__document *document);
/* Says where the objects of a merged document come from: the origins that the merge gave. After parsing, an object is its
 * own origin. */
void acd__document_set_origins(acd__document *document, const int32_t *origins, size_t count);

/* New bytes for `base` (NULL: empty) with the changes `between` and then `change` applied, one after the other: top-level
 * objects of a change replace those of the same noun and name in place, new ones are appended, removals are taken out, centre
 * values are overlaid. What is amended has its values overlaid or unset, and what stands directly below it replaced, appended,
 * taken out or amended. Those between were accepted before: only `change` can have mistakes. Where it removes an agent, the memberships of that
 * name which it does not state itself go along. `*origins_out` has an entry per object of the result: index in `change`, or -1.
 * Both outputs are owned by the caller (sizes out). Removing or amending what is not there, as nothing is without a base
 * (ACD_ERR_NOT_FOUND), or what does not stand at the top, removing twice, or together with a new version of it, or with
 * anything below it, amending what is defined or amended as well (ACD_ERR_ARGUMENT), are errors in the list; such a
 * removal or amendment is skipped. What the change defines twice stays twice, and removals and amendments that stand
 * deeper stay, for the check to find. In the result every object is followed by its descendants. ACD_OK also where
 * errors were listed; ACD_ERR_NOMEM; ACD_ERR_LIMIT: more than 4 GiB. */
int acd__document_merge(acd__memory *memory, const acd__document *base, const acd__document *between,
                        size_t between_count, const acd__document *change, acd__errors *errors, uint8_t **bytes_out,
                        size_t *size_out, int32_t **origins_out, size_t *origins_count_out);

/* Checks against the tables: known nouns under the right parent, names present and unique among siblings of a noun,
 * properties of the noun (for nodes: of their kind), given once, right type, in range, required ones present, references and
 * reference-like names exist. All findings go to the list, each with the origin index, path, what was expected and the nearest
 * existing name. What is wrong between properties is found too: a number without an entry, exits that the node's kind has
 * not, an extension of two agents, more digits at least than at most. Codes: ACD_ERR_NOT_FOUND for names that lead
 * nowhere, ACD_ERR_ARGUMENT for the rest. Memory comes from that of the list. Returns ACD_OK only if the list is empty,
 * ACD_ERR_DEFINITION (also where it was not empty before), ACD_ERR_NOMEM. */
int acd__document_check(const acd__document *document, acd__errors *errors);
/* The same for what each object shows by itself: names and references, places and flags are left out. */
int acd__document_check_alone(const acd__document *document, acd__errors *errors);

/* A definition that says what the document does, objects at the same indexes. */
int acd__definition_of(const acd__document *document, const acd_allocator *allocator, acd_definition **definition_out);

/* What the document says, but for agents and who is a member where. */
uint64_t acd__document_digest(const acd__document *document);

/* Value of a property of an object, or its default from the table (0 and "" where it has none). The texts of defaults are
 * static. */
int64_t acd__document_int(const acd__document *document, const acd__object *object, uint32_t property);
const char *acd__document_text(const acd__document *document, const acd__object *object, uint32_t property);
/* 1 if the property is given. */
int acd__document_has(const acd__object *object, uint32_t property);

#endif
