/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>

acd__text acd__text_begin(char *buffer, size_t size)
{
  buffer[0] = '\0';
  acd__text text = {buffer, size};
  return text;
}

void acd__text_add_size(acd__text *text, const char *string, size_t size)
{
  size_t take = size < text->left ? size : text->left - 1;
  memcpy(text->at, string, take);
  text->at += take;
  text->left -= take;
  *text->at = '\0';
}

void acd__text_add(acd__text *text, const char *string)
{
  acd__text_add_size(text, string, strlen(string));
}

size_t acd__text_digits(char to[ACD__TEXT_INT_MAX], int64_t value)
{
  size_t at = ACD__TEXT_INT_MAX;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do to[--at] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0) to[--at] = '-';
  return at;
}

void acd__text_add_int(acd__text *text, int64_t value)
{
  char digits[ACD__TEXT_INT_MAX];
  size_t at = acd__text_digits(digits, value);
  acd__text_add_size(text, digits + at, sizeof digits - at);
}

int acd__text_int(const char *string, size_t size, int64_t *value_out)
{
  size_t at = size > 0 && string[0] == '-';
  if (size - at < 1 || size - at > 18) return 0;
  int64_t value = 0;
  for (size_t i = at; i < size; i++) {
    if (string[i] < '0' || string[i] > '9') return 0;
    value = value * 10 + (string[i] - '0');
  }
  *value_out = at ? -value : value;
  return 1;
}
