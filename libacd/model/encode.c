/* SPDX-License-Identifier: Apache-2.0 */
#include "model/encode.h"

#include <string.h>

static uint8_t *put(uint8_t *at, uint64_t word, size_t size)
{
  for (size_t i = 0; i < size; i++) at[i] = (uint8_t)(word >> (8 * i));
  return at + size;
}

static void put_text(uint8_t *at, const char *text, size_t size)
{
  if (size) memcpy(at, text, size);
  at[size] = 0;
}

size_t acd__encode_header(uint8_t *at, uint32_t objects_count, uint32_t size)
{
  if (at) {
    memcpy(at, ACD__DOCUMENT_MAGIC, 4);
    at = put(at + 4, ACD__DOCUMENT_VERSION, 4);
    at = put(at, objects_count, 4);
    put(at, size, 4);
  }
  return ACD__DOCUMENT_HEADER_SIZE;
}

size_t acd__encode_object(uint8_t *at, const acd__object *object, int32_t parent, uint32_t values_count)
{
  if (at) {
    at = put(at, object->noun, 2);
    at = put(at, object->remove ? ACD__DOCUMENT_REMOVE : object->amend ? ACD__DOCUMENT_AMEND : 0, 2);
    at = put(at, (uint32_t)parent, 4);
    at = put(at, values_count, 4);
    at = put(at, object->name_size, 4);
    put_text(at, object->name, object->name_size);
  }
  return ACD__OBJECT_HEADER_SIZE + (size_t)object->name_size + 1;
}

size_t acd__encode_value(uint8_t *at, const acd__value *value)
{
  if (at) {
    at = put(at, value->property, 4);
    at = put(at, value->text ? ACD__VALUE_TEXT : acd__value_unset(value) ? ACD__VALUE_UNSET : ACD__VALUE_INTEGER, 4);
    at = value->text ? put(at, value->text_size, 4) : put(at, (uint64_t)value->value, 8);
    if (value->text) put_text(at, value->text, value->text_size);
  }
  return ACD__VALUE_HEADER_SIZE + (value->text ? 4 + (size_t)value->text_size + 1 : 8);
}

uint32_t acd__decode_u32(const uint8_t *at)
{
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

int64_t acd__decode_i64(const uint8_t *at)
{
  uint64_t word = (uint64_t)acd__decode_u32(at + 4) << 32 | acd__decode_u32(at);
  /* Two's complement without relying on how the compiler converts. */
  return word <= INT64_MAX ? (int64_t)word : -(int64_t)(UINT64_MAX - word) - 1;
}
