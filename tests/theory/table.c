/* SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void give_up(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  exit(2);
}

static char *read_all(FILE *file)
{
  size_t size = 0, capacity = 1 << 16, got;
  char *text = malloc(capacity);
  while (text && (got = fread(text + size, 1, capacity - size - 1, file)) > 0) {
    size += got;
    if (capacity - size < 2) text = realloc(text, capacity *= 2);
  }
  if (!text) give_up("out of memory");
  text[size] = '\0';
  return text;
}

/* Takes the quotes off the cell at *at, ends it with a NUL, goes on to the next. 1: it was the last of its line. */
static int cut(char **at, char **cell_out)
{
  char *to;
  if (**at == '"') {
    *cell_out = *at + 1;
    to = strchr(*cell_out, '"');
    if (to) *to++ = '\0';
    if (!to || !strchr(",\r\n", *to)) return -1;
  } else {
    *cell_out = *at;
    to = *at + strcspn(*at, ",\r\n");
  }
  if (*to == ',') {
    *to = '\0';
    *at = to + 1;
    return 0;
  }
  *at = to + strspn(to, "\r\n");
  *to = '\0';
  return 1;
}

void table_read(theory_table *table, FILE *file, const char *name)
{
  size_t count = 0, capacity = 0, width = 0;
  char *at;
  memset(table, 0, sizeof(*table));
  table->name = name;
  table->text = at = read_all(file);
  while (*at) {
    char *cell;
    int last = cut(&at, &cell);
    if (last < 0) give_up("%s: a quote is not closed in row %zu", name, table->rows);
    if (count == capacity) {
      capacity = capacity ? capacity * 2 : 256;
      table->cells = realloc(table->cells, capacity * sizeof(*table->cells));
      if (!table->cells) give_up("out of memory");
    }
    table->cells[count++] = cell;
    width++;
    if (!last) continue;
    if (!table->columns) table->columns = width;
    if (width != table->columns) give_up("%s: row %zu has %zu cells", name, table->rows, width);
    width = 0;
    table->rows++;
  }
  if (table->rows < 2 || width) give_up("%s: no rows, or the last one is not ended", name);
  table->rows--;
}

void table_free(theory_table *table)
{
  free(table->cells);
  free(table->text);
}

const char *table_text(const theory_table *table, size_t row, const char *column)
{
  for (size_t i = 0; i < table->columns; i++)
    if (strcmp(table->cells[i], column) == 0) return table->cells[(row + 1) * table->columns + i];
  give_up("%s has no column %s", table->name, column);
  return NULL;
}

double number_at(const char *text, const char **end_out)
{
  char *end;
  double number = strtod(text, &end);
  if (end == text) give_up("\"%s\" does not begin with a number", text);
  if (end_out) *end_out = end;
  return number;
}

double table_number(const theory_table *table, size_t row, const char *column)
{
  const char *end;
  double number = number_at(table_text(table, row, column), &end);
  if (*end) give_up("%s: row %zu: %s is not a number", table->name, row + 1, column);
  return number;
}

int table_numbers(const theory_table *table, size_t row, const char *column, double *numbers_out, int max)
{
  const char *at = table_text(table, row, column);
  int count = 0;
  for (;; at++) {
    if (count == max) give_up("%s: row %zu: %s has more than %d numbers", table->name, row + 1, column, max);
    numbers_out[count++] = number_at(at, &at);
    if (*at != '|') return count;
  }
}

int table_rows_equal(const theory_table *table, size_t a, size_t b, const char *const *columns)
{
  for (; *columns; columns++)
    if (strcmp(table_text(table, a, *columns), table_text(table, b, *columns)) != 0) return 0;
  return 1;
}
