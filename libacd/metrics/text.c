/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "metrics/metrics.h"

static void add_size(acd__metrics_text *text, const char *string, size_t size)
{
  if (text->needed < text->capacity && size <= text->capacity - text->needed)
    memcpy(text->at + text->needed, string, size);
  text->needed += size;
}

void acd__metrics_add(acd__metrics_text *text, const char *string)
{
  add_size(text, string, strlen(string));
}

void acd__metrics_add_label(acd__metrics_text *text, const char *value)
{
  add_size(text, "\"", 1);
  for (; *value; value++) {
    if (*value == '\n') {
      add_size(text, "\\n", 2);
      continue;
    }
    if (*value == '"' || *value == '\\') add_size(text, "\\", 1);
    add_size(text, value, 1);
  }
  add_size(text, "\"", 1);
}

void acd__metrics_add_int(acd__metrics_text *text, int64_t value)
{
  char digits[20];
  size_t at = sizeof digits;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do digits[--at] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0) add_size(text, "-", 1);
  add_size(text, digits + at, sizeof digits - at);
}

void acd__metrics_add_millionths(acd__metrics_text *text, int64_t value)
{
  char digits[7] = ".";
  int64_t part = value % 1000000;
  size_t size = 7;
  if (value < 0) {
    add_size(text, "-", 1);
    part = -part;
  }
  acd__metrics_add_int(text, value / 1000000 < 0 ? -(value / 1000000) : value / 1000000);
  for (size_t i = 6; i > 0; i--, part /= 10) digits[i] = (char)('0' + part % 10);
  while (size > 1 && digits[size - 1] == '0') size--;
  if (size > 1) add_size(text, digits, size);
}
