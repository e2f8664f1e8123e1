/* SPDX-License-Identifier: Apache-2.0 */
#include "model/document.h"
#include "model/encode.h"
#include "model/utf8.h"

#include <string.h>

/* What is left of the bytes. Every read is checked against it. */
typedef struct reader {
  const uint8_t *at;
  size_t left;
} reader;

static const uint8_t *read_bytes(reader *in, size_t size)
{
  if (in->left < size) return NULL;
  const uint8_t *at = in->at;
  in->at += size;
  in->left -= size;
  return at;
}

/* A text of `size` bytes and its NUL. */
static const char *read_text(reader *in, uint32_t size)
{
  if (size == UINT32_MAX) return NULL;
  const uint8_t *at = read_bytes(in, (size_t)size + 1);
  if (!at || at[size] != 0 || !acd__utf8_valid((const char *)at, size)) return NULL;
  return (const char *)at;
}

static int read_value(reader *in, acd__value *value)
{
  const uint8_t *at = read_bytes(in, ACD__VALUE_HEADER_SIZE);
  if (!at) return ACD_ERR_ENCODING;
  uint32_t kind = acd__decode_u32(at + 4);
  memset(value, 0, sizeof *value);
  value->property = acd__decode_u32(at);
  at = read_bytes(in, kind == ACD__VALUE_TEXT ? 4 : 8);
  if (!at || kind > ACD__VALUE_UNSET) return ACD_ERR_ENCODING;
  if (kind == ACD__VALUE_UNSET) {
    value->text_size = ACD__UNSET;
    return acd__decode_i64(at) == 0 ? ACD_OK : ACD_ERR_ENCODING;
  }
  if (kind == ACD__VALUE_INTEGER) {
    value->value = acd__decode_i64(at);
    return ACD_OK;
  }
  value->text_size = acd__decode_u32(at);
  value->text = read_text(in, value->text_size);
  return value->text ? ACD_OK : ACD_ERR_ENCODING;
}

static int read_object(reader *in, int32_t index, acd__object *object)
{
  const uint8_t *at = read_bytes(in, ACD__OBJECT_HEADER_SIZE);
  if (!at) return ACD_ERR_ENCODING;
  uint32_t noun_and_flags = acd__decode_u32(at);
  uint32_t parent = acd__decode_u32(at + 4);
  memset(object, 0, sizeof *object);
  object->noun = noun_and_flags & 0xffff;
  uint32_t flags = noun_and_flags >> 16;
  object->remove = flags == ACD__DOCUMENT_REMOVE;
  object->amend = flags == ACD__DOCUMENT_AMEND;
  object->parent = parent <= INT32_MAX ? (int32_t)parent : -1;
  object->origin = index;
  object->first_child = -1;
  object->next = -1;
  object->values_count = acd__decode_u32(at + 8);
  object->name_size = acd__decode_u32(at + 12);
  object->name = read_text(in, object->name_size);
  if (!object->name || flags > ACD__DOCUMENT_AMEND) return ACD_ERR_ENCODING;
  if (index == 0) {
    int centre = object->noun == ACD_NOUN_CENTRE && parent == UINT32_MAX && !flags && !object->name_size;
    return centre ? ACD_OK : ACD_ERR_ENCODING;
  }
  return object->noun != ACD_NOUN_CENTRE && parent < (uint32_t)index ? ACD_OK : ACD_ERR_ENCODING;
}

size_t acd__document_size(const uint8_t *bytes)
{
  return acd__decode_u32(bytes + 12);
}

static int read_header(reader *in, uint32_t *objects_count_out)
{
  size_t size = in->left;
  const uint8_t *at = read_bytes(in, ACD__DOCUMENT_HEADER_SIZE);
  if (!at || memcmp(at, ACD__DOCUMENT_MAGIC, 4) != 0) return ACD_ERR_ENCODING;
  uint32_t version = acd__decode_u32(at + 4);
  if (version > ACD__DOCUMENT_VERSION) return ACD_ERR_VERSION;
  *objects_count_out = acd__decode_u32(at + 8);
  int good = version == ACD__DOCUMENT_VERSION && acd__decode_u32(at + 12) == size && *objects_count_out >= 1 &&
             *objects_count_out <= INT32_MAX;
  return good ? ACD_OK : ACD_ERR_ENCODING;
}

/* Reads everything; stores it where there are arrays, only counts values where there are none. */
static int read_objects(reader in, uint32_t objects_count, acd__object *objects, acd__value *values,
                        size_t *values_count_out)
{
  size_t values_count = 0;
  for (uint32_t i = 0; i < objects_count; i++) {
    acd__object object;
    int status = read_object(&in, (int32_t)i, &object);
    if (values) object.values = &values[values_count];
    for (uint32_t k = 0; status == ACD_OK && k < object.values_count; k++) {
      acd__value value;
      status = read_value(&in, &value);
      if (status == ACD_OK && values) values[values_count] = value;
      values_count += status == ACD_OK;
    }
    if (status != ACD_OK) return status;
    if (objects) objects[i] = object;
  }
  *values_count_out = values_count;
  return in.left == 0 ? ACD_OK : ACD_ERR_ENCODING;
}

/* From the last to the first, so that children end up in document order. */
static void link_children(acd__document *document)
{
  for (size_t i = document->objects_count - 1; i > 0; i--) {
    acd__object *object = &document->objects[i];
    acd__object *parent = &document->objects[object->parent];
    object->next = parent->first_child;
    parent->first_child = (int32_t)i;
  }
}

int acd__document_parse(acd__memory *memory, const void *bytes, size_t size, acd__document *document_out)
{
  reader in = {bytes, size};
  uint32_t objects_count = 0;
  size_t values_count = 0;
  int status = bytes ? read_header(&in, &objects_count) : ACD_ERR_ENCODING;
  if (status == ACD_OK) status = read_objects(in, objects_count, NULL, NULL, &values_count);
  if (status != ACD_OK) return status;
  /* The counts are now known to be true: memory is in proportion to the bytes. */
  acd__document document = {bytes, size, NULL, objects_count, NULL, values_count, 0};
  document.objects = acd__memory_array(memory, objects_count, sizeof *document.objects);
  if (values_count) document.values = acd__memory_array(memory, values_count, sizeof *document.values);
  if (!document.objects || (values_count && !document.values)) {
    acd__document_free(memory, &document);
    return ACD_ERR_NOMEM;
  }
  status = read_objects(in, objects_count, document.objects, document.values, &values_count);
  link_children(&document);
  *document_out = document;
  return status;
}
