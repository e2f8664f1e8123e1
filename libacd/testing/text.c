/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void acd__testing_text_clear(acd__testing_text *text)
{
  text->size = 0;
  text->lost = 0;
  if (text->at) text->at[0] = '\0';
}

void acd__testing_text_free(acd__testing_text *text)
{
  free(text->at);
}

__attribute__((format(printf, 2, 0))) static void add_list(acd__testing_text *text, const char *format, va_list list)
{
  va_list again;
  va_copy(again, list);
  int size = vsnprintf(NULL, 0, format, again);
  va_end(again);
  size_t needed = text->size + (size_t)size + 1;
  if (size < 0 || text->lost) return;
  if (needed > text->capacity) {
    char *more = realloc(text->at, 2 * needed);
    if (!more) {
      text->lost = 1;
      return;
    }
    text->at = more;
    text->capacity = 2 * needed;
  }
  text->size += (size_t)vsnprintf(text->at + text->size, text->capacity - text->size, format, list);
}

void acd__testing_text_add(acd__testing_text *text, const char *format, ...)
{
  va_list list;
  va_start(list, format);
  add_list(text, format, list);
  va_end(list);
}

char *acd__testing_copy(const char *text)
{
  size_t size = text ? strlen(text) + 1 : 0;
  char *copy = text ? malloc(size) : NULL;
  return copy ? memcpy(copy, text, size) : NULL;
}

void *acd__testing_grown(void *items, size_t count, size_t size)
{
  if (count & (count - 1)) return items;
  return realloc(items, (count ? 2 * count : 1) * size);
}

int acd__testing_fail(acd_testing *of, int status, const char *format, ...)
{
  acd__testing_text_clear(&of->failure);
  va_list list;
  va_start(list, format);
  add_list(&of->failure, format, list);
  va_end(list);
  return status;
}

const char *acd_testing_failure(const acd_testing *testing)
{
  return testing && testing->failure.at ? testing->failure.at : "";
}

const char *acd_testing_failure_line(acd_testing *testing, const char *after)
{
  if (!testing || testing->failure.size == 0) return NULL;
  acd__testing_text *lines = &testing->failure_lines;
  if (!after) {
    acd__testing_text_clear(lines);
    acd__testing_text_add(lines, "%s", testing->failure.at);
    if (lines->lost) return testing->failure.at; /* then all of it is one line */
    for (char *at = lines->at; (at = strchr(at, '\n')) != NULL; at++) *at = '\0';
    return lines->at;
  }
  if (lines->lost) return NULL;
  const char *next = after + strlen(after) + 1;
  return next < lines->at + lines->size ? next : NULL;
}
