/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "record/record.h"

/* Most calls have one or two rows of each type: so they begin with two. */
static int grow(acd__memory *memory, acd__rows *rows, size_t size)
{
  size_t capacity = rows->capacity ? 2 * rows->capacity : 2;
  if (capacity > SIZE_MAX / size) return ACD_ERR_NOMEM;
  void *moved = acd__memory_resize(memory, rows->items, rows->capacity * size, capacity * size);
  if (!moved) return ACD_ERR_NOMEM;
  rows->items = moved;
  rows->capacity = capacity;
  return ACD_OK;
}

void *acd__rows_add(acd__memory *memory, acd__rows *rows, size_t size)
{
  if (rows->count == rows->capacity && grow(memory, rows, size)) return NULL;
  char *row = (char *)rows->items + rows->count++ * size;
  memset(row, 0, size);
  return row;
}

void acd__rows_remove(acd__rows *rows, size_t at, size_t size)
{
  char *row = (char *)rows->items + at * size;
  rows->count--;
  memmove(row, row + size, (rows->count - at) * size);
}

void acd__rows_release(acd__memory *memory, acd__rows *rows, size_t size)
{
  acd__memory_give(memory, rows->items, rows->capacity * size);
  memset(rows, 0, sizeof *rows);
}

/* What is kept of a text: whole characters, where it is UTF-8. */
static size_t cut(const char *text)
{
  size_t size = 0;
  while (size < 256 && text[size]) size++;
  if (size < 256) return size;
  size_t end = 255;
  for (int back = 0; back < 3 && ((unsigned char)text[end] & 0xc0) == 0x80; back++) end--;
  return ((unsigned char)text[end] & 0xc0) == 0x80 ? 255 : end;
}

static const char *find(const acd__record_texts *texts, const char *text, size_t size)
{
  for (; texts; texts = texts->next)
    for (size_t at = 0; at < texts->used; at += strlen(texts->bytes + at) + 1)
      if (strncmp(texts->bytes + at, text, size) == 0 && !texts->bytes[at + size]) return texts->bytes + at;
  return NULL;
}

const char *acd__record_text(acd__memory *memory, acd__record *record, const char *text)
{
  enum { BLOCK = 512 - sizeof(acd__record_texts) };
  if (!text || !text[0]) return "";
  size_t size = cut(text);
  const char *known = find(record->texts, text, size);
  if (known) return known;
  acd__record_texts *texts = record->texts;
  if (!texts || texts->capacity - texts->used <= size) {
    texts = acd__memory_take(memory, sizeof *texts + BLOCK);
    if (!texts) return "";
    texts->next = record->texts;
    texts->capacity = BLOCK;
    texts->used = 0;
    record->texts = texts;
  }
  char *copy = texts->bytes + texts->used;
  memcpy(copy, text, size);
  copy[size] = '\0';
  texts->used += size + 1;
  return copy;
}
