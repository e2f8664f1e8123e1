/* SPDX-License-Identifier: Apache-2.0 */
#include "script_tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <acd/base.h>

#include "tool.h"

static int is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int set_error(script_error *error, size_t column, const char *text)
{
  error->column = column;
  snprintf(error->text, sizeof(error->text), "%s", text);
  return 0;
}

/* Where reading a line stands: bytes that continue a UTF-8 character make no column. */
typedef struct cursor {
  const char *at;
  size_t column;
} cursor;

static char advance(cursor *of)
{
  char c = *of->at++;
  if ((of->at[0] & 0xC0) != 0x80) of->column++;
  return c;
}

/* One word to `to`, which is moved on; 1, or 0 with an error. */
static int read_word(cursor *from, char **to, token *word, script_error *error)
{
  word->text = *to;
  word->column = from->column;
  word->is_quoted = 0;
  while (*from->at && !is_blank(*from->at)) {
    size_t column = from->column;
    char c = advance(from);
    if (c != '"') {
      *(*to)++ = c;
      continue;
    }
    word->is_quoted = 1;
    while (*from->at && *from->at != '"') {
      if (*from->at == '\\' && (from->at[1] == '"' || from->at[1] == '\\')) advance(from);
      *(*to)++ = advance(from);
    }
    if (!*from->at) return set_error(error, column, "this quote is never closed");
    advance(from);
  }
  *(*to)++ = '\0';
  return 1;
}

int tokens_read(tokens *of, const char *line, script_error *error_out)
{
  cursor from = {line, 1};
  char *to;
  memset(of, 0, sizeof(*of));
  of->error = error_out;
  of->end_column = 1;
  of->storage = to = grow(NULL, 2 * strlen(line) + 2);
  for (;;) {
    while (is_blank(*from.at)) advance(&from);
    if (!*from.at) return 1;
    if (*from.at == '#' && (of->count == 0 || from.at[1] == ' ' || from.at[1] == '\t')) return 1;
    if (of->count == TOKENS_MAX) return set_error(error_out, from.column, "too many words");
    if (!read_word(&from, &to, &of->items[of->count], error_out)) return 0;
    of->count++;
    of->end_column = from.column;
  }
}

void tokens_free(tokens *of)
{
  free(of->storage);
}

const char *tokens_peek(const tokens *of)
{
  return of->next < of->count ? of->items[of->next].text : NULL;
}

int tokens_accept(tokens *of, const char *word)
{
  const char *next = tokens_peek(of);
  if (!next || of->items[of->next].is_quoted || strcmp(next, word) != 0) return 0;
  of->next++;
  return 1;
}

const char *tokens_take(tokens *of, const char *expected)
{
  if (of->next < of->count) return of->items[of->next++].text;
  of->error->column = of->end_column;
  snprintf(of->error->text, sizeof(of->error->text), "found the end of the line, expected %s", expected);
  return NULL;
}

int tokens_refuse(tokens *of, const char *expected, const char *const *names, size_t names_count)
{
  const token *last = &of->items[of->next - 1];
  const char *near = nearest(last->text, names, names_count);
  of->error->column = last->column;
  snprintf(of->error->text, sizeof(of->error->text), "found \"%.60s\", expected %s%s%s%s", last->text, expected,
           near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
  return 0;
}

int tokens_end(tokens *of, const char *expected)
{
  if (of->next == of->count) return 1;
  of->next++;
  return tokens_refuse(of, expected, NULL, 0);
}

static int read_unit(const char **text, int64_t *unit_us_out)
{
  static const struct {
    const char *name;
    int64_t us;
  } units[] = {{"ms", 1000},      {"min", 60 * ACD_SECOND}, {"m", 60 * ACD_SECOND},
               {"s", ACD_SECOND}, {"h", 3600 * ACD_SECOND}, {"d", TOOL_DAY_US}};
  for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
    size_t size = strlen(units[i].name);
    if (strncmp(*text, units[i].name, size) != 0) continue;
    *text += size;
    *unit_us_out = units[i].us;
    return 1;
  }
  return 0;
}

int parse_duration(const char *text, int64_t *us_out)
{
  int64_t total_us = 0;
  if (!*text) return 0;
  while (*text) {
    char number[24];
    size_t size = strspn(text, "0123456789.");
    int64_t millionths, unit_us; /* seconds in microseconds: millionths of the unit */
    if (!size || size >= sizeof(number)) return 0;
    memcpy(number, text, size);
    number[size] = '\0';
    text += size;
    if (!parse_seconds(number, &millionths) || !read_unit(&text, &unit_us)) return 0;
    if (millionths > ACD_TIME_MAX / (unit_us / 1000) * 1000) return 0;
    if (unit_us >= ACD_SECOND)
      total_us += millionths * (unit_us / ACD_SECOND);
    else
      total_us += millionths / (ACD_SECOND / unit_us);
    if (total_us > ACD_TIME_MAX) return 0;
  }
  *us_out = total_us;
  return 1;
}
