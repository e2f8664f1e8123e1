/* SPDX-License-Identifier: Apache-2.0 */
#include "page_parts.h"

#include <inttypes.h>
#include <string.h>

#include "numbers.h"

/* Where there is little room, longer names may be cut. */
#define CUT_FROM 12

void page_text(FILE *file, const char *text)
{
  for (; *text; text++) switch (*text) {
    case '<': fputs("&lt;", file); break;
    case '>': fputs("&gt;", file); break;
    case '&': fputs("&amp;", file); break;
    case '"': fputs("&quot;", file); break;
    case '\'': fputs("&#39;", file); break;
    default: fputc(*text, file);
    }
}

const char *page_number(int form, int64_t value, char text[40])
{
  switch (form) {
  case PAGE_COUNT: count_text(value, text); break;
  case PAGE_SPAN: span_text(value, text); break;
  case PAGE_PERCENT:
    percent_text(value, text);
    strcat(text, "\xc2\xa0%");
    break;
  case PAGE_WHOLE_PERCENT: snprintf(text, 40, "%" PRId64 "\xc2\xa0%%", (value + 5000) / 10000); break;
  case PAGE_OF_100: snprintf(text, 40, "%" PRId64, (value + 5000) / 10000); break;
  case PAGE_TENTHS: snprintf(text, 40, "%" PRId64 ".%d", (value + 50) / 1000, (int)((value + 50) / 100 % 10)); break;
  default: strcpy(text, NO_FIGURE);
  }
  return text;
}

void page_data(FILE *file, int form, int64_t value)
{
  char text[40];
  page_number(form, value, text);
  if (form == PAGE_NONE)
    fputs(text, file);
  else
    fprintf(file, "<data value=\"%" PRId64 "\">%s</data>", value, text);
}

const json_t *page_figure(const page_source *of, const char *const *keys)
{
  const json_t *at = of->figures;
  for (; *keys; keys++) at = json_object_get(at, *keys);
  return at;
}

/* A key of a JSON pointer (RFC 6901). */
static void print_key(FILE *file, const char *key)
{
  char one[2] = "";
  fputc('/', file);
  for (; *key; key++) switch (*key) {
    case '~': fputs("~0", file); break;
    case '/': fputs("~1", file); break;
    default: one[0] = *key; page_text(file, one);
    }
}

void page_reported(FILE *file, const page_source *of, int form, const char *const *keys)
{
  const json_t *figure = page_figure(of, keys);
  char text[40];
  fputs("<data data-of=\"", file);
  for (; *keys; keys++) print_key(file, *keys);
  if (json_is_integer(figure)) {
    int64_t value = json_integer_value(figure);
    fprintf(file, "\" value=\"%" PRId64 "\">%s</data>", value, page_number(form, value, text));
  } else {
    fprintf(file, "\" value=\"\">%s</data>", page_number(PAGE_NONE, 0, text));
  }
}

void page_section(FILE *file, const char *id, const char *title, const char *lead)
{
  fprintf(file, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">", id, id, id);
  page_text(file, title);
  fputs("</h2>\n", file);
  if (!lead) return;
  fputs("<p class=\"lead\">", file);
  page_text(file, lead);
  fputs("</p>\n", file);
}

void page_section_end(FILE *file)
{
  fputs("</section>\n", file);
}

void page_table(FILE *file, const char *caption, const char *const *columns, size_t count, int sorts)
{
  fputs("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"", file);
  page_text(file, caption);
  fprintf(file, "\"><table%s><caption>", sorts ? " class=\"sorts\"" : "");
  page_text(file, caption);
  fputs("</caption>\n<thead><tr>", file);
  for (size_t i = 0; i < count; i++) {
    fputs("<th scope=\"col\">", file);
    page_text(file, columns[i]);
    fputs("</th>", file);
  }
  fputs("</tr></thead>\n<tbody>\n", file);
}

void page_row(FILE *file, const char *head)
{
  fputs("<tr><th scope=\"row\"", file);
  if (strlen(head) > CUT_FROM) {
    fputs(" title=\"", file);
    page_text(file, head);
    fputs("\"", file);
  }
  fputs(">", file);
  page_text(file, head);
  fputs("</th>", file);
}

void page_cell(FILE *file, int form, int64_t value)
{
  fputs("<td>", file);
  page_data(file, form, value);
  fputs("</td>", file);
}

void page_row_end(FILE *file)
{
  fputs("</tr>\n", file);
}

void page_table_foot(FILE *file)
{
  fputs("</tbody>\n<tbody class=\"foot\">\n", file);
}

void page_table_end(FILE *file)
{
  fputs("</tbody></table></div>\n", file);
}
