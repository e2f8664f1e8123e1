/* SPDX-License-Identifier: Apache-2.0 */
/* The flows that calls went through: a box a node with its exits as rows, lines as broad as they were busy. */
#include <stdlib.h>
#include <string.h>

#include "layers.h"
#include "page_parts.h"
#include "picture.h"
#include "picture_text.h"
#include "tool.h"

enum { WIDTH = 176, ACROSS = 222, HEAD = 46, ROW = 22, FOOT = 5, GAP = 22, IN = 16, PAD = 8 };

typedef struct row {
  size_t node;              /* index in the picture */
  const picture_edge *edge; /* NULL: calls that ended here */
  const char *key;          /* in the report */
  const char *part;         /* likewise: "exits" or "ended" */
  int64_t count;
  int has_line;
} row;

typedef struct drawing {
  FILE *file;
  const page_source *of;
  const picture *picture;
  const picture_flow *flow;
  size_t *boxes; /* of nodes of the flow; PICTURE_NOWHERE: not drawn */
  row *rows;     /* in the order of their nodes */
  size_t rows_count;
  layers placed;
} drawing;

static const json_t *counts_of(const drawing *of, size_t node, const char *part)
{
  return page_figure(of->of, (const char *const[]){"flows", of->flow->name, of->picture->nodes[node].name, part, NULL});
}

static void add_row(drawing *of, row one)
{
  of->rows = grow(of->rows, (of->rows_count + 1) * sizeof(*of->rows));
  of->rows[of->rows_count++] = one;
}

/* Its exits that were taken, or are written down, and how calls ended in it, the most frequent first. */
static void add_rows(drawing *of, size_t index)
{
  const picture_node *node = &of->picture->nodes[index];
  const char *end;
  json_t *count;
  for (size_t i = 0; i < node->edges_count; i++) {
    const picture_edge *edge = &node->edges[i];
    if (edge->count <= 0 && (edge->is_catch || edge->to == PICTURE_NOWHERE)) continue;
    add_row(of, (row){index, edge, edge->exit, "exits", edge->count, edge->to != PICTURE_NOWHERE && !edge->is_back});
  }
  size_t first = of->rows_count;
  json_object_foreach((json_t *)counts_of(of, index, "ended"), end, count)
  {
    add_row(of, (row){index, NULL, end, "ended", json_integer_value(count), 0});
    for (size_t i = of->rows_count - 1; i > first && of->rows[i].count > of->rows[i - 1].count; i--) {
      row less = of->rows[i - 1];
      of->rows[i - 1] = of->rows[i];
      of->rows[i] = less;
    }
  }
}

/* Whether calls came to a node, or left it. */
static int is_node_used(const drawing *of, size_t index)
{
  for (size_t i = 0; i < of->rows_count; i++) {
    const row *one = &of->rows[i];
    if (one->count && (one->node == index || (one->edge && one->edge->to == index))) return 1;
  }
  return 0;
}

/* Nodes that calls came to, and those that they might have come to by a row: not those that a catch alone leads to, which is no
 * row as long as it catches nothing. Drops the rows of the others. */
static char *choose_nodes(drawing *of)
{
  const picture_flow *flow = of->flow;
  char *is_chosen = grow(NULL, flow->count + 1);
  size_t kept = 0;
  for (size_t i = 0; i < flow->count; i++)
    is_chosen[i] = (char)(flow->first + i == flow->start || is_node_used(of, flow->first + i));
  for (int is_done = 0; !is_done;) {
    is_done = 1;
    for (size_t i = 0; i < of->rows_count; i++) {
      const row *one = &of->rows[i];
      if (!one->edge || one->edge->to == PICTURE_NOWHERE || !is_chosen[one->node - flow->first]) continue;
      if (is_chosen[one->edge->to - flow->first]) continue;
      is_chosen[one->edge->to - flow->first] = 1;
      is_done = 0;
    }
  }
  for (size_t i = 0; i < of->rows_count; i++)
    if (is_chosen[of->rows[i].node - flow->first]) of->rows[kept++] = of->rows[i];
  of->rows_count = kept;
  return is_chosen;
}

static void add_boxes(drawing *of, const char *is_chosen)
{
  const picture_flow *flow = of->flow;
  layers *to = &of->placed;
  of->boxes = grow(NULL, (flow->count + 1) * sizeof(*of->boxes));
  to->boxes = grow(NULL, (flow->count + 1) * sizeof(*to->boxes));
  for (size_t i = 0; i < flow->count; i++) {
    of->boxes[i] = is_chosen[i] ? to->boxes_count : PICTURE_NOWHERE;
    if (is_chosen[i]) to->boxes[to->boxes_count++] = (layers_box){.height = HEAD + FOOT};
  }
  for (size_t i = 0; i < of->rows_count; i++) to->boxes[of->boxes[of->rows[i].node - flow->first]].height += ROW;
}

static void place(drawing *of)
{
  layers *to = &of->placed;
  const picture_flow *flow = of->flow;
  char *is_chosen;
  for (size_t i = 0; i < flow->count; i++)
    if (of->picture->nodes[flow->first + i].is_reached) add_rows(of, flow->first + i);
  is_chosen = choose_nodes(of);
  add_boxes(of, is_chosen);
  free(is_chosen);
  for (size_t i = 0, nth = 0; i < of->rows_count; i++) {
    const row *one = &of->rows[i];
    nth = i && of->rows[i - 1].node == one->node ? nth + 1 : 0;
    if (!one->has_line) continue;
    to->links = grow(to->links, (to->links_count + 1) * sizeof(*to->links));
    to->links[to->links_count++] = (layers_link){.from = of->boxes[one->node - flow->first],
                                                 .to = of->boxes[one->edge->to - flow->first],
                                                 .out = HEAD + (double)nth * ROW + ROW / 2,
                                                 .in = IN};
  }
  layers_place(to, GAP);
}

static double left_of(const layers_box *box)
{
  return PAD + (double)box->layer * ACROSS;
}

static void draw_line(const drawing *of, const row *one, const layers_link *link)
{
  const layers_box *boxes = of->placed.boxes;
  double x = left_of(&boxes[link->from]) + WIDTH, y = PAD + boxes[link->from].top + link->out;
  double width = 1.2 + (of->picture->count_max ? 7 * (double)one->count / (double)of->picture->count_max : 0);
  fprintf(of->file, "<path class=\"%s\" stroke-width=\"%.2f\" d=\"M%.1f %.1f", one->count ? "way" : "way unused",
          one->count ? width : 1.2, x, y);
  for (size_t i = 0; i <= link->bends_count; i++) {
    const layers_box *next = &boxes[i < link->bends_count ? link->bends[i] : link->to];
    double to_x = left_of(next), to_y = PAD + next->top + (i < link->bends_count ? LAYERS_BEND / 2 : link->in);
    double middle = (x + to_x) / 2;
    fprintf(of->file, "C%.1f %.1f %.1f %.1f %.1f %.1f", middle, y, middle, to_y, to_x, to_y);
    x = to_x;
    y = to_y;
    if (i == link->bends_count) break;
    x += WIDTH;
    fprintf(of->file, "H%.1f", x);
  }
  fputs("\"/>\n", of->file);
}

static void print_count(const drawing *of, const row *one)
{
  const char *node = of->picture->nodes[one->node].name;
  const char *const keys[] = {"flows", of->flow->name, node, one->part, one->key, NULL};
  if (json_is_integer(page_figure(of->of, keys)))
    page_reported(of->file, of->of, PAGE_COUNT, keys);
  else /* what never happened is not in the report */
    page_data(of->file, PAGE_COUNT, 0);
}

static const char *label_of(const row *one)
{
  return one->edge ? one->edge->label : one->key;
}

static void draw_row(const drawing *of, const row *one, int64_t all)
{
  FILE *file = of->file;
  fprintf(file, "<li class=\"%s\" style=\"--part:%.1f%%\"><span title=\"",
          one->edge ? one->count ? "" : "none" : "over", all > 0 ? 100 * (double)one->count / (double)all : 0.0);
  page_text(file, label_of(one));
  fputs("\">", file);
  page_text(file, label_of(one));
  if (one->edge && one->edge->is_back) {
    fputs(" \xe2\x86\xa9 ", file);
    page_text(file, of->picture->nodes[one->edge->to].name);
  }
  fputs("</span>", file);
  print_count(of, one);
  fputs("</li>", file);
}

static void draw_box(const drawing *of, size_t index)
{
  const picture_node *node = &of->picture->nodes[index];
  const layers_box *box = &of->placed.boxes[of->boxes[index - of->flow->first]];
  FILE *file = of->file;
  int64_t all = 0;
  for (size_t i = 0; i < of->rows_count; i++)
    if (of->rows[i].node == index) all += of->rows[i].count;
  fprintf(file, "<div class=\"node%s\" style=\"left:%.0fpx;top:%.1fpx;height:%.0fpx\"><b title=\"",
          is_node_used(of, index) ? "" : " unused", left_of(box), PAD + box->top, box->height);
  page_text(file, node->name);
  fputs("\">", file);
  page_text(file, node->name);
  fputs("</b><i title=\"", file);
  page_text(file, node->kind);
  fputs(" ", file);
  page_text(file, node->detail ? node->detail : "");
  fputs("\">", file);
  page_text(file, node->kind);
  fputs(" ", file);
  page_text(file, node->detail ? node->detail : "");
  fputs("</i><ul>", file);
  for (size_t i = 0; i < of->rows_count; i++)
    if (of->rows[i].node == index) draw_row(of, &of->rows[i], all);
  fputs("</ul></div>\n", file);
}

static void draw(const drawing *of)
{
  const layers *placed = &of->placed;
  double width = 2 * PAD + (double)(placed->layers_count - 1) * ACROSS + WIDTH, height = 2 * PAD + placed->height;
  fputs("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Drawing of flow ", of->file);
  page_text(of->file, of->flow->name);
  fprintf(of->file, "\"><div class=\"flow\" style=\"--width:%.0f;width:%.0fpx;height:%.0fpx\">\n", width, width,
          height);
  fprintf(of->file, "<svg width=\"%.0f\" height=\"%.0f\" aria-hidden=\"true\">\n", width, height);
  for (size_t i = 0, link = 0; i < of->rows_count; i++)
    if (of->rows[i].has_line) draw_line(of, &of->rows[i], &placed->links[link++]);
  fputs("</svg>\n", of->file);
  for (size_t i = 0; i < of->flow->count; i++)
    if (of->boxes[i] != PICTURE_NOWHERE) draw_box(of, of->flow->first + i);
  fputs("</div></div>\n", of->file);
}

static void print_numbers(const drawing *of)
{
  static const char *const columns[] = {"Node", "Exit or end", "Leads to", "Calls"};
  char *caption = picture_copy("Flow ");
  picture_append(&caption, "", of->flow->name);
  fputs("<details><summary>Numbers</summary>\n", of->file);
  page_table(of->file, caption, columns, sizeof(columns) / sizeof(columns[0]), 0);
  for (size_t i = 0; i < of->rows_count; i++) {
    const row *one = &of->rows[i];
    page_row(of->file, of->picture->nodes[one->node].name);
    fputs("<td class=\"text\">", of->file);
    page_text(of->file, label_of(one));
    fputs("</td><td class=\"text\">", of->file);
    page_text(of->file,
              one->edge && one->edge->to != PICTURE_NOWHERE ? of->picture->nodes[one->edge->to].name : "\xe2\x80\x93");
    fputs("</td><td>", of->file);
    print_count(of, one);
    fputs("</td>", of->file);
    page_row_end(of->file);
  }
  page_table_end(of->file);
  fputs("</details>\n", of->file);
  free(caption);
}

static int is_used(const picture *of, const picture_flow *flow, const page_source *source)
{
  for (size_t i = 0; i < flow->count; i++) {
    const picture_node *node = &of->nodes[flow->first + i];
    const char *const keys[] = {"flows", flow->name, node->name, "ended", NULL};
    if (json_object_size(page_figure(source, keys))) return 1;
    for (size_t k = 0; k < node->edges_count; k++)
      if (node->edges[k].count > 0) return 1;
  }
  return 0;
}

static void print_flow(FILE *file, const page_source *source, const picture *of, const picture_flow *flow)
{
  drawing one = {.file = file, .of = source, .picture = of, .flow = flow};
  place(&one);
  if (one.placed.boxes_count) {
    fputs("<figure><figcaption><h3>", file);
    page_text(file, flow->name);
    fputs("</h3>", file);
    if (flow->numbers && flow->numbers[0]) {
      fputs("<p>", file);
      page_text(file, flow->numbers);
      fputs("</p>", file);
    }
    fputs("</figcaption>\n", file);
    draw(&one);
    print_numbers(&one);
    fputs("</figure>\n", file);
  }
  layers_free(&one.placed);
  free(one.boxes);
  free(one.rows);
}

void page_flows(FILE *file, const page_source *of)
{
  picture drawn;
  size_t unused = 0;
  if (!json_object_size(page_figure(of, (const char *const[]){"flows", NULL}))) return;
  if (picture_read(&drawn, of->report->definition, of->report->definition_read, NULL, 0) == EXIT_OK) {
    picture_count_report(&drawn, of->figures);
    page_section(
        file, "flows", "Ways of the calls",
        "Each box is a node of a flow, each row a way out of it and how many calls took it; \xe2\x86\xa9 leads back.");
    for (size_t i = 0; i < drawn.flows_count; i++) {
      if (is_used(&drawn, &drawn.flows[i], of))
        print_flow(file, of, &drawn, &drawn.flows[i]);
      else
        unused++;
    }
    if (unused)
      fprintf(file, "<p class=\"note\">No call went through %zu of %zu flows.</p>\n", unused, drawn.flows_count);
    page_section_end(file);
  }
  picture_free(&drawn);
}
