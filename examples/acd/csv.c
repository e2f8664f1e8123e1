/* SPDX-License-Identifier: Apache-2.0 */
#include "csv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

int csv_open(csv_file *csv, const char *path, char separator)
{
  static const char mark[] = "\xef\xbb\xbf"; /* UTF-8's byte order mark, which some spreadsheets write */
  memset(csv, 0, sizeof(*csv));
  csv->path = path;
  csv->separator = separator;
  csv->line = csv->column = 1;
  csv->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
  if (!csv->file) {
    complain_at(path, 0, 0, "cannot be read: %s", strerror(errno));
    return EXIT_FILE;
  }
  if (csv->file != stdin && fseek(csv->file, 0, SEEK_END) == 0) {
    csv->size = ftell(csv->file);
    rewind(csv->file);
  }
  for (size_t i = 0; i < 3 && csv->file != stdin; i++) {
    int c = getc(csv->file);
    if (c == (unsigned char)mark[i]) continue;
    ungetc(c, csv->file);
    if (i > 0) rewind(csv->file);
    break;
  }
  return EXIT_OK;
}

void csv_close(csv_file *csv)
{
  if (csv->file && csv->file != stdin) fclose(csv->file);
  free(csv->text);
  free(csv->fields);
  memset(csv, 0, sizeof(*csv));
}

static int get(csv_file *csv)
{
  int c = getc(csv->file);
  if (c == EOF) return EOF;
  csv->bytes++;
  if (c == '\n') {
    csv->line++;
    csv->column = 1;
  } else if ((c & 0xc0) != 0x80) {
    csv->column++; /* columns count characters, not the further bytes of one */
  }
  return c;
}

static int peek(csv_file *csv)
{
  int c = getc(csv->file);
  ungetc(c, csv->file);
  return c;
}

static void put(csv_file *csv, int c)
{
  if (csv->text_size == csv->text_capacity) {
    csv->text_capacity = csv->text_capacity ? csv->text_capacity * 2 : 256;
    csv->text = grow(csv->text, csv->text_capacity);
  }
  csv->text[csv->text_size++] = (char)c;
}

static void begin_field(csv_file *csv)
{
  if (csv->count == csv->fields_capacity) {
    csv->fields_capacity = csv->fields_capacity ? csv->fields_capacity * 2 : 32;
    csv->fields = grow(csv->fields, csv->fields_capacity * sizeof(*csv->fields));
  }
  csv->fields[csv->count].at = csv->text_size;
  csv->fields[csv->count].line = csv->line;
  csv->fields[csv->count++].column = csv->column;
}

static int fail(csv_file *csv, size_t line, size_t column, const char *text)
{
  int c;
  complain_at(csv->path, line, column, "%s", text);
  while ((c = get(csv)) != EOF && c != '\n') continue;
  return -1;
}

/* The quoted part of a field, behind its first quote. */
static int read_quoted(csv_file *csv)
{
  size_t line = csv->line, column = csv->column - 1;
  for (;;) {
    int c = get(csv);
    if (c == EOF) return fail(csv, line, column, "this quote is never closed");
    if (c == '\0') return fail(csv, csv->line, csv->column - 1, "found a NUL byte, expected text");
    if (c != '"') {
      put(csv, c);
    } else if (peek(csv) == '"') {
      put(csv, get(csv));
    } else {
      return 1;
    }
  }
}

static int is_field_end(const csv_file *csv, int c)
{
  return c == EOF || c == '\n' || c == '\r' || c == csv->separator;
}

/* One field, and what ends it: 1 separator, 0 end of record, -1 after a complaint. */
static int read_field(csv_file *csv)
{
  int c;
  begin_field(csv);
  if (peek(csv) == '"') {
    get(csv);
    if (read_quoted(csv) < 0) return -1;
    if (!is_field_end(csv, peek(csv)))
      return fail(csv, csv->line, csv->column, "found text behind a closing quote, expected a separator");
  }
  for (;;) {
    c = get(csv);
    if (c == '\r' && (peek(csv) == '\n' || peek(csv) == EOF)) continue;
    if (c == EOF || c == '\n' || c == csv->separator) break;
    if (c == '\0') return fail(csv, csv->line, csv->column - 1, "found a NUL byte, expected text");
    put(csv, c);
  }
  put(csv, '\0');
  return c == csv->separator;
}

int csv_next(csv_file *csv)
{
  int more;
  for (;;) {
    int c = peek(csv);
    if (c != '\n' && c != '\r') break;
    get(csv);
  }
  csv->count = csv->text_size = 0;
  if (peek(csv) == EOF) {
    if (!ferror(csv->file)) return 0;
    complain_at(csv->path, csv->line, 0, "cannot be read: %s", strerror(errno));
    return -2;
  }
  do {
    more = read_field(csv);
  } while (more > 0);
  return more < 0 ? -1 : 1;
}

int csv_complain_count(const csv_file *csv, size_t expected)
{
  const csv_field *at = &csv->fields[csv->count > expected ? expected : csv->count - 1];
  complain_at(csv->path, at->line, at->column, "found %zu field%s, expected %zu as in the header", csv->count,
              csv->count == 1 ? "" : "s", expected);
  return EXIT_REFUSED;
}

const char *csv_text(const csv_file *csv, size_t index)
{
  return index < csv->count ? csv->text + csv->fields[index].at : "";
}
