/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/hash.h"
#include "record/record.h"

enum { TEXTS_FEW = 32 };

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

static int is(const char *known, const char *text, size_t size)
{
  return strncmp(known, text, size) == 0 && !known[size];
}

/* Its place among the known ones: with it, or empty. */
static size_t place_of(const acd__record *record, const char *text, size_t size)
{
  size_t at = (size_t)acd__mix(acd__digest_bytes(0, text, size)) & (record->known_size - 1);
  while (record->known[at] && !is(record->known[at], text, size)) at = (at + 1) & (record->known_size - 1);
  return at;
}

static const char *find(const acd__record *record, const char *text, size_t size)
{
  if (record->known) return record->known[place_of(record, text, size)];
  for (const acd__record_texts *texts = record->texts; texts; texts = texts->next)
    for (size_t at = 0; at < texts->used; at += strlen(texts->bytes + at) + 1)
      if (is(texts->bytes + at, text, size)) return texts->bytes + at;
  return NULL;
}

/* Most calls have few texts, and look through them. Without memory for the places that goes on, only slower. */
static void make_known(acd__memory *memory, acd__record *record)
{
  size_t size = record->known ? 2 * record->known_size : 4 * TEXTS_FEW;
  const char **known = acd__memory_array(memory, size, sizeof *known);
  acd__memory_give(memory, record->known, record->known_size * sizeof *record->known);
  record->known = known;
  record->known_size = known ? size : 0;
  for (const acd__record_texts *texts = record->texts; known && texts; texts = texts->next)
    for (size_t at = 0; at < texts->used; at += strlen(texts->bytes + at) + 1)
      known[place_of(record, texts->bytes + at, strlen(texts->bytes + at))] = texts->bytes + at;
}

const char *acd__record_text(acd__memory *memory, acd__record *record, const char *text)
{
  enum { BLOCK = 512 - sizeof(acd__record_texts) };
  if (!text || !text[0]) return "";
  size_t size = cut(text);
  const char *known = find(record, text, size);
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
  record->texts_count++;
  if (record->known) record->known[place_of(record, copy, size)] = copy;
  if (record->texts_count > (record->known ? record->known_size / 2 : TEXTS_FEW)) make_known(memory, record);
  return copy;
}

void acd__record_texts_release(acd__memory *memory, acd__record *record)
{
  for (acd__record_texts *texts = record->texts, *next; texts; texts = next) {
    next = texts->next;
    acd__memory_give(memory, texts, sizeof *texts + texts->capacity);
  }
  acd__memory_give(memory, record->known, record->known_size * sizeof *record->known);
}
