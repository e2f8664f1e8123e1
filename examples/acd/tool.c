/* SPDX-License-Identifier: Apache-2.0 */
#include "tool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void complain(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("acd: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
}

void complain_at(const char *path, size_t line, size_t column, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s:", path);
  if (line) fprintf(stderr, "%zu:", line);
  if (line && column) fprintf(stderr, "%zu:", column);
  fputc(' ', stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
}

void *grow(void *ptr, size_t size)
{
  void *moved = realloc(ptr, size ? size : 1);
  if (moved) return moved;
  complain("out of memory");
  exit(EXIT_INTERNAL);
}

/* Edits (insert, delete, replace, swap neighbours) to get from `a` to `b`, both at most 64 bytes. */
static size_t distance(const char *a, const char *b)
{
  size_t rows[3][65], m = strlen(a), n = strlen(b);
  for (size_t j = 0; j <= n; j++) rows[0][j] = j;
  for (size_t i = 1; i <= m; i++) {
    size_t *before = rows[(i + 1) % 3], *above = rows[(i - 1) % 3], *row = rows[i % 3];
    row[0] = i;
    for (size_t j = 1; j <= n; j++) {
      size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
      if (above[j] + 1 < best) best = above[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
        best = before[j - 2] + 1;
      row[j] = best;
    }
  }
  return rows[m % 3][n];
}

const char *nearest(const char *text, const char *const *names, size_t count)
{
  size_t size = strlen(text);
  size_t best = size / 3 + 1;
  const char *found = NULL;
  if (size > 64) return NULL;
  for (size_t i = 0; i < count; i++) {
    size_t edits;
    if (strlen(names[i]) > 64) continue;
    edits = distance(text, names[i]);
    if (edits > best || (found && edits == best)) continue;
    best = edits;
    found = names[i];
  }
  return found;
}
