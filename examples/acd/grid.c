/* SPDX-License-Identifier: Apache-2.0 */
#include "grid.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* Characters, not the further bytes of one. */
static int width_of(const char *text)
{
  int width = 0;
  for (; *text; text++) width += ((unsigned char)*text & 0xc0) != 0x80;
  return width;
}

void grid_begin(grid *table, size_t columns, const int *widths, const char *const *titles)
{
  memset(table, 0, sizeof(*table));
  table->columns = columns;
  for (size_t i = 0; i < columns; i++) table->widths[i] = widths[i];
  for (size_t i = 0; i < columns; i++) grid_add(table, titles[i]);
}

void grid_add(grid *table, const char *text)
{
  size_t column = table->count % table->columns;
  int width = width_of(text) + (column > 0);
  if (width > table->widths[column]) table->widths[column] = width;
  if ((table->count & (table->count + 1)) == 0)
    table->cells = grow(table->cells, (table->count + 1) * 2 * sizeof(*table->cells));
  table->cells[table->count++] = strcpy(grow(NULL, strlen(text) + 1), text);
}

void grid_print(grid *table, FILE *file)
{
  for (size_t i = 0; i < table->count; i++) {
    size_t column = i % table->columns;
    int space = table->widths[column] - width_of(table->cells[i]);
    fprintf(file, "%*s%s%*s%s", column ? space : 0, "", table->cells[i], column ? 0 : space, "",
            column + 1 == table->columns ? "\n" : "");
    free(table->cells[i]);
  }
  free(table->cells);
  memset(table, 0, sizeof(*table));
}
