/* SPDX-License-Identifier: Apache-2.0 */
/* A picture as Graphviz DOT. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "picture.h"
#include "tool.h"

#define WIDTH_MAX     40 /* tenths of a point by which the edge that is taken most is thicker than others */

#define DOWNWARDS_MAX 20 /* nodes of a picture that is drawn from above to below */

typedef struct look {
  const char *kind, *shape, *fill;
} look;

/* Callers choose in blue, the core decides in yellow, people and queues are green, ends red, the host's systems grey. */
static const look looks[] = {
    {"play", "box", "#f7f7f7"},          {"menu", "house", "#cfe2f3"},        {"collect", "invhouse", "#cfe2f3"},
    {"hours", "hexagon", "#fff2cc"},     {"metric", "hexagon", "#fff2cc"},    {"compare", "hexagon", "#fff2cc"},
    {"branch", "hexagon", "#fff2cc"},    {"test", "hexagon", "#fff2cc"},      {"toggle", "hexagon", "#fff2cc"},
    {"split", "hexagon", "#ffe599"},     {"loop", "ellipse", "#fff2cc"},      {"wait", "ellipse", "#f7f7f7"},
    {"queue", "cylinder", "#d9ead3"},    {"agent", "box3d", "#d9ead3"},       {"voicemail", "note", "#d9ead3"},
    {"transfer", "cds", "#f4cccc"},      {"hangup", "octagon", "#f4cccc"},    {"return", "octagon", "#ead1dc"},
    {"flow", "folder", "#ead1dc"},       {"subflow", "folder", "#ead1dc"},    {"host", "component", "#e6e6e6"},
    {"recording", "ellipse", "#e6e6e6"}, {"leave", "octagon", "#d9ead3"},     {"callback", "cylinder", "#d9ead3"},
    {"slots", "hexagon", "#fff2cc"},     {"hold_slot", "ellipse", "#d9ead3"}, {"mark", "ellipse", "#cfe2f3"},
};

static const look *look_of(const char *kind)
{
  static const look other = {"", "box", "#ffffff"};
  for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
    if (strcmp(looks[i].kind, kind) == 0) return &looks[i];
  return &other;
}

static void write_quoted(const char *text, FILE *file)
{
  fputc('"', file);
  for (; *text; text++) {
    if (*text == '"' || *text == '\\') fputc('\\', file);
    if (*text == '\n')
      fputs("\\n", file);
    else
      fputc(*text, file);
  }
  fputc('"', file);
}

static void write_html(const char *text, FILE *file)
{
  for (; *text; text++) switch (*text) {
    case '&': fputs("&amp;", file); break;
    case '<': fputs("&lt;", file); break;
    case '>': fputs("&gt;", file); break;
    case '"': fputs("&quot;", file); break;
    default: fputc(*text, file); break;
    }
}

static void write_node(const picture *of, size_t index, FILE *file)
{
  const picture_node *node = &of->nodes[index];
  const look *as = look_of(node->kind);
  fprintf(file, "    n%zu [shape=%s, fillcolor=\"%s\"%s, tooltip=", index, as->shape,
          node->is_reached ? as->fill : "#ffffff",
          node->is_reached ? "" : ", color=\"#b0b0b0\", fontcolor=\"#b0b0b0\"");
  write_quoted(node->kind, file);
  fputs(", label=<<b>", file);
  write_html(node->name, file);
  fputs("</b><br/><font point-size=\"9\">", file);
  fputs(node->kind, file);
  if (node->detail) {
    fputs(": ", file);
    write_html(node->detail, file);
  }
  if (!node->is_reached) fputs("<br/>never reached", file);
  fputs("</font>", file);
  if (node->hung_up > 0)
    fprintf(file, "<br/><font point-size=\"9\" color=\"#cc0000\">%" PRId64 " hung up</font>", node->hung_up);
  fputs(">];\n", file);
}

/* In tenths of a point, from 10 to 10 + WIDTH_MAX, by the square root: a tenth of the calls is a third of the width. */
static int width_of(const picture *of, int64_t count)
{
  int width = 0;
  if (count <= 0 || of->count_max <= 0) return 10;
  while (width < WIDTH_MAX && (width + 1) * (width + 1) * of->count_max <= WIDTH_MAX * WIDTH_MAX * count) width++;
  return 10 + width;
}

static void write_width(const picture *of, int64_t count, FILE *file)
{
  int width = width_of(of, count);
  fprintf(file, "penwidth=%d.%d", width / 10, width % 10);
}

/* What goes wrong with the host, not with callers or agents: drawn thinly. */
static int is_trouble(const picture_edge *edge)
{
  static const char *const exits[] = {"error", "limit"};
  for (size_t i = 0; i < sizeof(exits) / sizeof(exits[0]); i++)
    if (strcmp(edge->exit, exits[i]) == 0) return 1;
  return 0;
}

/* The ways of a node to the same place are one edge, whose label names them all. */
static void write_edge(const picture *of, size_t from, size_t first, FILE *file)
{
  const picture_node *node = &of->nodes[from];
  const picture_edge *edge = &node->edges[first];
  int64_t count = 0;
  const char *between = "";
  int is_never = of->has_run, is_grey = !node->is_reached, is_thin = !of->has_run;
  fprintf(file, "  n%zu -> n%zu [label=<", from, edge->to);
  for (size_t i = first; i < node->edges_count; i++) {
    const picture_edge *one = &node->edges[i];
    if (one->to != edge->to || one->is_catch != edge->is_catch || (edge->is_catch && one->count <= 0)) continue;
    fputs(between, file);
    fputs("&#160;", file); /* away from the line */
    write_html(one->label, file);
    if (one->count > 0) fprintf(file, ": <b>%" PRId64 "×</b>", one->count);
    if (one->count > 0) {
      count += one->count;
      is_never = 0;
    }
    is_thin &= edge->is_catch || is_trouble(one);
    between = "<br/>";
  }
  fputc('>', file);
  if (edge->is_catch) fputs(", color=\"#888888\"", file);
  if (edge->is_catch || edge->is_back) fputs(", constraint=false", file);
  if (is_never)
    fputs(", style=dashed, color=\"#999999\", fontcolor=\"#999999\", fontsize=8", file);
  else if (is_grey)
    fputs(", color=\"#b0b0b0\", fontcolor=\"#b0b0b0\"", file);
  if (of->has_run && !is_never) {
    fputs(", ", file);
    write_width(of, count, file);
  }
  if (is_thin) fputs(", penwidth=0.5", file);
  fputs("];\n", file);
}

/* Is it the first of the ways to its place? */
static int is_first(const picture_node *node, size_t index)
{
  for (size_t i = 0; i < index; i++)
    if (node->edges[i].to == node->edges[index].to && node->edges[i].is_catch == node->edges[index].is_catch) return 0;
  return 1;
}

static int64_t caught(const picture_node *node)
{
  int64_t count = 0;
  for (size_t i = 0; i < node->edges_count; i++)
    if (node->edges[i].is_catch && node->edges[i].count > 0) count += node->edges[i].count;
  return count;
}

static void write_edges(const picture *of, size_t from, FILE *file)
{
  const picture_node *node = &of->nodes[from];
  for (size_t i = 0; i < node->edges_count; i++) {
    const picture_edge *edge = &node->edges[i];
    if (edge->to == PICTURE_NOWHERE || !is_first(node, i)) continue;
    /* of what the catch node takes only what it took in the run is drawn one by one: it takes it from everywhere */
    if (!edge->is_catch || caught(node)) write_edge(of, from, i, file);
  }
}

/* Exits that are left open and were taken all the same: where calls ended. */
static void write_open(const picture *of, size_t from, FILE *file)
{
  const picture_node *node = &of->nodes[from];
  const char *between = "";
  int64_t count = 0;
  for (size_t i = 0; i < node->edges_count; i++)
    if (node->edges[i].to == PICTURE_NOWHERE && node->edges[i].count > 0) count += node->edges[i].count;
  if (!count) return;
  fprintf(file, "  e%zu [shape=point, width=0.08];\n  n%zu -> e%zu [", from, from, from);
  write_width(of, count, file);
  fputs(", label=<", file);
  for (size_t i = 0; i < node->edges_count; i++) {
    const picture_edge *edge = &node->edges[i];
    if (edge->to != PICTURE_NOWHERE || edge->count <= 0) continue;
    fputs(between, file);
    fputs("&#160;", file);
    write_html(edge->label, file);
    fprintf(file, ": <b>%" PRId64 "×</b>", edge->count);
    between = "<br/>";
  }
  fputs(">];\n", file);
}

static int is_caught(const picture *of, const picture_flow *flow)
{
  for (size_t i = 0; i < flow->count; i++)
    for (size_t j = 0; j < of->nodes[flow->first + i].edges_count; j++)
      if (of->nodes[flow->first + i].edges[j].is_catch) return 1;
  return 0;
}

static void write_flow(const picture *of, size_t index, FILE *file)
{
  const picture_flow *flow = &of->flows[index];
  fprintf(file, "  subgraph cluster_%zu {\n    label=<<b>", index);
  write_html(flow->name, file);
  fputs("</b>>;\n", file);
  for (size_t i = 0; i < flow->count; i++) write_node(of, flow->first + i, file);
  if (is_caught(of, flow))
    fprintf(file, "    c%zu [shape=plaintext, style=\"\", fontcolor=\"#888888\", label=\"all other exits\"];\n", index);
  fputs("  }\n", file);
  if (is_caught(of, flow))
    fprintf(file, "  c%zu -> n%zu [style=dotted, color=\"#888888\", penwidth=0.5];\n", index, flow->catch_);
  if (flow->numbers && flow->start != PICTURE_NOWHERE) {
    fprintf(file, "  s%zu [shape=plaintext, style=\"\", label=", index);
    write_quoted(flow->numbers, file);
    fprintf(file, "];\n  s%zu -> n%zu [penwidth=1.5];\n", index, flow->start);
  }
}

/* The start of a flow that is drawn; PICTURE_NOWHERE: there is none. */
static size_t start_of(const picture *of, const char *name)
{
  for (size_t i = 0; i < of->flows_count; i++)
    if (strcmp(of->flows[i].name, name) == 0) return of->flows[i].is_drawn ? of->flows[i].start : PICTURE_NOWHERE;
  return PICTURE_NOWHERE;
}

/* From a node that leads into other flows to where they begin. */
static void write_jumps(const picture *of, size_t from, FILE *file)
{
  const picture_node *node = &of->nodes[from];
  size_t to = start_of(of, node->goes_to);
  if (to != PICTURE_NOWHERE)
    fprintf(file, "  n%zu -> n%zu [style=bold, color=\"#a64d79\"%s];\n", from, to,
            strcmp(node->kind, "subflow") == 0 ? ", dir=both, arrowtail=odiamond" : "");
  for (size_t i = 0; i < node->links_count; i++) {
    to = start_of(of, node->links[i].flow);
    if (to == PICTURE_NOWHERE) continue;
    fprintf(file, "  n%zu -> n%zu [style=dotted, color=\"#a64d79\", fontcolor=\"#a64d79\", label=", from, to);
    write_quoted(node->links[i].label, file);
    fputs("];\n", file);
  }
}

int picture_write(const picture *of, const char *title, FILE *file)
{
  size_t drawn = 0;
  for (size_t i = 0; i < of->flows_count; i++)
    if (of->flows[i].is_drawn) drawn += of->flows[i].count;
  fputs("digraph ", file);
  write_quoted(title, file);
  fputs(" {\n"
        "  graph [fontname=\"Helvetica\", fontsize=13, nodesep=0.25, style=rounded, color=\"#999999\", newrank=true];\n"
        "  node [fontname=\"Helvetica\", fontsize=10, style=filled, margin=\"0.08,0.04\", height=0.3];\n"
        "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];\n",
        file);
  /* labels of edges are wide: what is large is better read from left to right */
  fputs(drawn > DOWNWARDS_MAX ? "  rankdir=LR; ranksep=0.8;\n" : "  rankdir=TB; ranksep=0.45;\n", file);
  for (size_t i = 0; i < of->flows_count; i++)
    if (of->flows[i].is_drawn) write_flow(of, i, file);
  for (size_t i = 0; i < of->nodes_count; i++) {
    if (!of->flows[of->nodes[i].flow].is_drawn) continue;
    write_edges(of, i, file);
    write_open(of, i, file);
    write_jumps(of, i, file);
  }
  fputs("}\n", file);
  return ferror(file) ? -1 : 0;
}
