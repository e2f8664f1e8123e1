/* SPDX-License-Identifier: Apache-2.0 */
/* Content lines (RFC 5545, 3.1): unfolded, taken apart, and where each byte of them stands in the text. Lines may end with LF
 * alone, and empty ones are passed over, as calendars have both. */
#include "internal.h"

#include <string.h>

void acd__ics_lines_begin(acd__ics_lines *lines, acd_ics *ics, const char *text, size_t size)
{
  memset(lines, 0, sizeof *lines);
  lines->ics = ics;
  if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* a byte order mark */
    text += 3;
    size -= 3;
  }
  lines->text = lines->at = lines->start = text;
  lines->end = text + size;
  lines->line = lines->start_line = 1;
}

static const char *line_end(const char *at, const char *end)
{
  const char *found = memchr(at, '\n', (size_t)(end - at));
  return found ? found : end;
}

/* Bytes of a physical line without its end. */
static size_t content(const char *at, const char *stop)
{
  size_t size = (size_t)(stop - at);
  return size && at[size - 1] == '\r' ? size - 1 : size;
}

static int wrong(acd__ics_lines *lines, size_t at, const char *expected)
{
  lines->wrong_at = at;
  lines->wrong = expected;
  return -1;
}

/* The physical lines up to the one that is no continuation; what is beyond the limit is left away. */
static int unfold(acd__ics_lines *lines)
{
  int first = 1;
  lines->unfolded.count = 0;
  lines->cut = 0;
  lines->start = lines->at;
  lines->start_line = lines->line;
  while (lines->at < lines->end && (first || *lines->at == ' ' || *lines->at == '\t')) {
    const char *stop = line_end(lines->at, lines->end), *from = lines->at + !first;
    size_t size = content(lines->at, stop), room = ACD__ICS_LINE_MAX - lines->unfolded.count;
    size = size > (size_t)!first ? size - (size_t)!first : 0;
    if (size > room) {
      size = room;
      lines->cut = 1;
    }
    if (!acd__ics_append(lines->ics, &lines->unfolded, from, size)) return 0;
    lines->at = stop < lines->end ? stop + 1 : stop;
    lines->line += stop < lines->end;
    first = 0;
  }
  return 1;
}

static int is_name(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

static size_t name_end(const char *text, size_t at)
{
  while (is_name(text[at])) at++;
  return at;
}

/* ;NAME=value,"value"… */
static int parameters_end(acd__ics_lines *lines, const char *text, size_t *at)
{
  while (text[*at] == ';') {
    size_t stop = name_end(text, *at + 1);
    if (stop == *at + 1 || text[stop] != '=') return wrong(lines, stop, "expected a parameter, ;NAME=value");
    do {
      stop++;
      if (text[stop] == '"') {
        size_t opened = stop;
        stop += 1 + strcspn(text + stop + 1, "\"");
        if (text[stop] != '"') return wrong(lines, opened, "expected a second quote in this line");
        stop++;
      } else {
        stop += strcspn(text + stop, "\",;:");
      }
    } while (text[stop] == ',');
    *at = stop;
  }
  return 1;
}

static int take_apart(acd__ics_lines *lines)
{
  char *text = lines->unfolded.items;
  size_t size = lines->unfolded.count, at = name_end(text, 0), colon = at;
  const char *nul = memchr(text, '\0', size);
  if (nul) return wrong(lines, (size_t)(nul - text), "expected a text without NUL");
  if (at == 0 || (text[at] != ';' && text[at] != ':')) return wrong(lines, at, "expected a property, NAME:value");
  if (parameters_end(lines, text, &colon) < 0) return -1;
  if (text[colon] != ':')
    return wrong(lines, colon,
                 lines->cut && colon == size ? "expected a line that is shorter" : "expected ':' and a value");
  size_t kept = at < sizeof lines->name - 1 ? at : sizeof lines->name - 1; /* none that is longer is of interest */
  for (size_t i = 0; i < kept; i++)
    lines->name[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
  lines->name[kept] = '\0';
  text[colon] = '\0';
  lines->parameters = text + at;
  lines->value = text + colon + 1;
  return 1;
}

int acd__ics_lines_next(acd__ics_lines *lines)
{
  lines->wrong = NULL;
  do {
    if (lines->at >= lines->end) {
      lines->start = lines->end;
      lines->start_line = lines->line;
      lines->unfolded.count = 0;
      return 0;
    }
    if (!unfold(lines)) return -1;
  } while (lines->unfolded.count == 0);
  return take_apart(lines);
}

void acd__ics_lines_place(const acd__ics_lines *lines, size_t offset, int64_t *line, int64_t *column)
{
  const char *at = lines->start, *stop = line_end(at, lines->end), *from = at;
  size_t size = content(at, stop);
  int at_end = offset >= lines->unfolded.count;
  *line = lines->start_line;
  /* The end of the line belongs to its last piece. */
  while (offset > size || (offset == size && !at_end)) {
    offset -= size;
    if (stop >= lines->end) break;
    at = stop + 1;
    (*line)++;
    stop = line_end(at, lines->end);
    from = at + 1;
    size = content(at, stop);
    if (size == 0 || (*at != ' ' && *at != '\t')) break;
    size--;
  }
  *column = 1;
  for (const char *byte = at; byte < from + offset && byte < lines->end; byte++)
    *column += ((unsigned char)*byte & 0xc0) != 0x80;
}

int acd__ics_same(const char *one, const char *other)
{
  for (;; one++, other++) {
    char a = *one, b = *other;
    if (a >= 'a' && a <= 'z') a = (char)(a - 'a' + 'A');
    if (b >= 'a' && b <= 'z') b = (char)(b - 'a' + 'A');
    if (a != b) return 0;
    if (!a) return 1;
  }
}

void acd__ics_lines_parameter(const acd__ics_lines *lines, const char *name, char *value, size_t size)
{
  const char *at = lines->parameters;
  value[0] = '\0';
  while (*at == ';') {
    char found[32];
    size_t length = strcspn(at + 1, "="), kept = length < sizeof found - 1 ? length : sizeof found - 1;
    memcpy(found, at + 1, kept);
    found[kept] = '\0';
    at += 1 + length + 1;
    int quoted = *at == '"';
    size_t stop = quoted ? strcspn(at + 1, "\"") : strcspn(at, ",;");
    if (acd__ics_same(found, name)) {
      kept = stop < size - 1 ? stop : size - 1;
      memcpy(value, at + quoted, kept);
      value[kept] = '\0';
      return;
    }
    at += stop + (quoted ? 2 : 0);
    while (*at == ',') { /* further values */
      at++;
      at += *at == '"' ? strcspn(at + 1, "\"") + 2 : strcspn(at, ",;");
    }
  }
}
