/* SPDX-License-Identifier: Apache-2.0 */
#include "numbers.h"

#include <inttypes.h>
#include <stdio.h>

const char *count_text(int64_t value, char text[32])
{
  char digits[24];
  int size = snprintf(digits, sizeof(digits), "%" PRId64, value), at = 0;
  for (int i = 0; i < size; i++) {
    if (i > 0 && (size - i) % 3 == 0 && digits[i - 1] != '-') text[at++] = ',';
    text[at++] = digits[i];
  }
  text[at] = '\0';
  return text;
}

const char *span_text(int64_t us, char text[32])
{
  int64_t s = (us + 500000) / 1000000;
  if (s < 3600)
    snprintf(text, 32, "%" PRId64 ":%02d", s / 60, (int)(s % 60));
  else
    snprintf(text, 32, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60), (int)(s % 60));
  return text;
}

const char *percent_text(int64_t ppm, char text[32])
{
  int64_t tenths = (ppm + 500) / 1000;
  snprintf(text, 32, "%" PRId64 ".%d", tenths / 10, (int)(tenths % 10));
  return text;
}
