/* SPDX-License-Identifier: Apache-2.0 */
/** @file Texts that are shared and counted: prompts, music, numbers, held by definitions and by actions under way. */
#ifndef ACD__BASE_STRING_H
#define ACD__BASE_STRING_H

#include "base/memory.h"

typedef struct acd__string {
  uint32_t holders;
  uint32_t size; /* without the NUL */
  uint64_t digest;
  char text[];
} acd__string;

/* Held once. NULL: no memory. */
acd__string *acd__string_new(acd__memory *memory, const char *text, size_t size);
/* NULL is the empty text, for all three. */
static inline acd__string *acd__string_hold(acd__string *string)
{
  if (string) string->holders++;
  return string;
}
void acd__string_drop(acd__memory *memory, acd__string *string);
static inline const char *acd__string_text(const acd__string *string)
{
  return string ? string->text : "";
}

#endif
