/* SPDX-License-Identifier: Apache-2.0 */
#include "base/string.h"

#include <string.h>

#include "base/hash.h"

acd__string *acd__string_new(acd__memory *memory, const char *text, size_t size)
{
  acd__string *string = acd__memory_take(memory, sizeof *string + size + 1);
  if (!string) return NULL;
  string->holders = 1;
  string->size = (uint32_t)size;
  string->digest = acd__digest_bytes(0, text, size);
  memcpy(string->text, text, size);
  string->text[size] = '\0';
  return string;
}

void acd__string_drop(acd__memory *memory, acd__string *string)
{
  if (string && --string->holders == 0) acd__memory_give(memory, string, sizeof *string + string->size + 1);
}
