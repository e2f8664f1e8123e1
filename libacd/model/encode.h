/* SPDX-License-Identifier: Apache-2.0 */
/** @file Writing the bytes of a definition document (document.h has the layout). */
#ifndef ACD__MODEL_ENCODE_H
#define ACD__MODEL_ENCODE_H

#include "model/document.h"

#define ACD__DOCUMENT_MAGIC       "ACDD"
#define ACD__DOCUMENT_VERSION     1
#define ACD__DOCUMENT_HEADER_SIZE 16
#define ACD__DOCUMENT_REMOVE      1 /* flags of an object, one of them */
#define ACD__DOCUMENT_AMEND       2
#define ACD__OBJECT_HEADER_SIZE   16
#define ACD__VALUE_HEADER_SIZE    8

enum { ACD__VALUE_INTEGER = 0, ACD__VALUE_TEXT = 1, ACD__VALUE_UNSET = 2 /* and a word of 0 */ };

/* Each writes at `at`, which may be NULL to measure, and returns how many bytes it takes. */
size_t acd__encode_header(uint8_t *at, uint32_t objects_count, uint32_t size);
/* The object with its name, without its values; `parent` and `values_count` are those given. */
size_t acd__encode_object(uint8_t *at, const acd__object *object, int32_t parent, uint32_t values_count);
size_t acd__encode_value(uint8_t *at, const acd__value *value);

uint32_t acd__decode_u32(const uint8_t *at);
int64_t acd__decode_i64(const uint8_t *at);

#endif
