/* SPDX-License-Identifier: Apache-2.0 */
#include "tzif.h"

#include <string.h>

static uint8_t *put(uint8_t *at, int64_t value, size_t width)
{
  for (size_t i = width; i-- > 0;) *at++ = (uint8_t)((uint64_t)value >> (8 * i));
  return at;
}

/* One header and block, with times of so many bytes; `from` the first time that fits. */
static uint8_t *write_block(uint8_t *at, const tzif *file, size_t width, size_t from)
{
  char version = file->footer ? file->version ? file->version : '2' : '\0';
  size_t times = file->times_count - from;
  memcpy(at, "TZif", 4);
  at[4] = (uint8_t)version;
  memset(at + 5, 0, 15);
  at += 20;
  const int64_t counts[] = {
      0, 0, file->leaps != 0, (int64_t)times, (int64_t)file->types_count, (int64_t)file->types_count * 4};
  for (size_t i = 0; i < 6; i++) at = put(at, counts[i], 4);
  for (size_t i = 0; i < times; i++) at = put(at, file->times[from + i], width);
  for (size_t i = 0; i < times; i++) *at++ = file->types[from + i];
  for (size_t i = 0; i < file->types_count; i++) {
    at = put(at, file->offsets[i], 4);
    *at++ = 0;
    *at++ = (uint8_t)(4 * i);
  }
  for (size_t i = 0; i < file->types_count; i++) {
    memset(at, 'A' + (int)i % 26, 3);
    at[3] = '\0';
    at += 4;
  }
  if (file->leaps) at = put(put(at, 78796800, width), 1, 4);
  return at;
}

size_t tzif_write(uint8_t *bytes, const tzif *file)
{
  size_t from = 0;
  tzif empty = *file;
  while (from < file->times_count && file->times[from] < INT32_MIN) from++;
  empty.times_count = 0;
  if (!file->footer) return (size_t)(write_block(bytes, file, 4, from) - bytes);
  uint8_t *at = file->fat ? write_block(bytes, file, 4, from) : write_block(bytes, &empty, 4, 0);
  at = write_block(at, file, 8, 0);
  *at++ = '\n';
  memcpy(at, file->footer, strlen(file->footer));
  at += strlen(file->footer);
  *at++ = '\n';
  return (size_t)(at - bytes);
}

size_t tzif_write_footer(uint8_t bytes[TZIF_FOOTER_SIZE], const char *footer)
{
  static const int32_t utc[] = {0};
  return tzif_write(bytes, &(tzif){.offsets = utc, .types_count = 1, .footer = footer, .version = '3'});
}
