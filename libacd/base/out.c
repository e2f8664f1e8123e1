/* SPDX-License-Identifier: Apache-2.0 */
#include "base/out.h"

#include <acd/base.h>

#include <string.h>

#include "base/text.h"

void acd__out_char(acd__out *out, char c)
{
  if (out->used < out->size) out->buffer[out->used] = c;
  out->used++;
}

void acd__out_bytes(acd__out *out, const char *bytes, size_t size)
{
  size_t left = out->used < out->size ? out->size - out->used : 0;
  if (left) memcpy(out->buffer + out->used, bytes, size < left ? size : left);
  out->used += size;
}

void acd__out_text(acd__out *out, const char *text)
{
  acd__out_bytes(out, text, strlen(text));
}

void acd__out_int(acd__out *out, int64_t value)
{
  char digits[ACD__TEXT_INT_MAX];
  size_t at = acd__text_digits(digits, value);
  acd__out_bytes(out, digits + at, sizeof digits - at);
}

void acd__out_digits(acd__out *out, int64_t value, int width)
{
  char digits[20];
  for (int i = width; i-- > 0; value /= 10) digits[i] = (char)('0' + value % 10);
  acd__out_bytes(out, digits, (size_t)width);
}

void acd__out_seconds(acd__out *out, int64_t us)
{
  int64_t rest = us % 1000000;
  if (us < 0 && us > -1000000) acd__out_char(out, '-');
  acd__out_int(out, us / 1000000);
  acd__out_char(out, '.');
  acd__out_digits(out, rest < 0 ? -rest : rest, 6);
}

int acd__out_end(acd__out *out, size_t *size_out)
{
  if (out->size) out->buffer[out->used < out->size ? out->used : out->size - 1] = '\0';
  if (size_out) *size_out = out->used;
  return out->used < out->size ? ACD_OK : ACD_ERR_LIMIT;
}
