/* SPDX-License-Identifier: Apache-2.0 */
/* Options of menus, branches and splits against each other: which are never taken, which are in doubt. */
#include <string.h>

#include "flow/check.h"
#include "model/path.h"
#include "model/pattern.h"

#define WORK_MAX     3000000 /* pairs compared in all; those beyond are taken for good */
#define PATTERNS_MAX 600     /* of a menu that are looked at */

/* One pattern of an option of a menu. */
typedef struct pattern {
  const char *text;
  size_t size;
  int32_t option; /* object: an exit or a case */
} pattern;

typedef struct options {
  acd__finder *finder;
  pattern patterns[PATTERNS_MAX];
  size_t count;
  int64_t work;
} options;

/* ---- Patterns */

static int is_one(const acd__place *place)
{
  return place->kind == ACD__PLACE_ONE || place->kind == ACD__PLACE_SET;
}

/* Of what two places take: 0 nothing is the same, 1 something, 2 the first takes all that the second does. */
static int compare_places(const acd__place *first, const acd__place *second)
{
  int common = 0, missing = 0;
  for (int c = 1; c < 256; c++) {
    if (!acd__place_takes(second, (char)(unsigned char)c)) continue;
    if (acd__place_takes(first, (char)(unsigned char)c))
      common = 1;
    else
      missing = 1;
  }
  return common ? 2 - missing : 0;
}

enum { APART, OVERLAP, COVERS };

/* How much of what the second pattern matches the first one does. */
static int compare_patterns(const pattern *first, const pattern *second)
{
  size_t a = 0, b = 0;
  int covers = 1;
  for (;;) {
    acd__place one = acd__pattern_place(first->text + a, first->size - a);
    acd__place other = acd__pattern_place(second->text + b, second->size - b);
    if (one.kind == ACD__PLACE_WRONG || other.kind == ACD__PLACE_WRONG) return APART;
    if (one.kind == ACD__PLACE_ANY) return covers ? COVERS : OVERLAP;
    if (one.kind == ACD__PLACE_SOME) {
      if (other.kind == ACD__PLACE_END) return APART;
      return covers && other.kind != ACD__PLACE_ANY ? COVERS : OVERLAP;
    }
    if (one.kind == ACD__PLACE_END) {
      if (other.kind == ACD__PLACE_END) return covers ? COVERS : OVERLAP;
      return other.kind == ACD__PLACE_ANY ? OVERLAP : APART;
    }
    if (!is_one(&other)) return other.kind == ACD__PLACE_END ? APART : OVERLAP;
    int same = compare_places(&one, &other);
    if (!same) return APART;
    covers &= same == 2;
    a += one.size;
    b += other.size;
  }
}

/* 1 if something that the first one matches is the beginning of something longer that the second one matches. */
static int begins(const pattern *first, const pattern *second)
{
  size_t a = 0, b = 0;
  if (strchr(".!", first->text[first->size - 1])) return 0; /* it waits for more itself */
  for (;;) {
    acd__place one = acd__pattern_place(first->text + a, first->size - a);
    acd__place other = acd__pattern_place(second->text + b, second->size - b);
    if (one.kind == ACD__PLACE_END) return other.kind != ACD__PLACE_END && other.kind != ACD__PLACE_WRONG;
    if (!is_one(&one)) return 0;
    if (other.kind == ACD__PLACE_SOME || other.kind == ACD__PLACE_ANY) return 1;
    if (!is_one(&other) || !compare_places(&one, &other)) return 0;
    a += one.size;
    b += other.size;
  }
}

/* ---- Menus */

static void add_patterns(options *all, int32_t option, const char *text)
{
  for (size_t size; text += strspn(text, " "), (size = strcspn(text, " ")) > 0; text += size)
    if (all->count < PATTERNS_MAX) all->patterns[all->count++] = (pattern){text, size, option};
}

/* Keys that are exits go before cases, and these in their order. */
static void take_menu(options *all, const acd__graph_node *node)
{
  const acd__finder *finder = all->finder;
  all->count = 0;
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
    if (edge->exit < ACD_EXIT_KEY || edge->object < 0) continue;
    const acd__object *object = &finder->document.objects[edge->object];
    if (edge->exit < ACD_EXIT_CASE)
      add_patterns(all, edge->object, object->name);
    else
      add_patterns(all, edge->object, acd__document_text(&finder->document, object, ACD_CASE_KEYS));
  }
}

static void report(options *all, uint32_t kind, uint32_t severity, int32_t object, int32_t other, const char *before,
                   const char *advice)
{
  char buffer[ACD__FINDING_TEXT];
  const char *name = acd__find_name(all->finder, other);
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, before);
  acd__text_add_quoted(&text, name, strlen(name));
  acd__find(all->finder, kind, severity, object, name, buffer, advice);
}

/* The patterns of one option, from `first` to before `end`, against those of the options before it. 1 if some are left to
 * it. */
static int check_option(options *all, size_t first, size_t end)
{
  int32_t option = all->patterns[first].option, overlaps = -1, covers = -1;
  size_t covered = 0;
  for (size_t i = first; i < end; i++) {
    int best = APART;
    for (size_t k = 0; k < first && best != COVERS && all->work-- > 0; k++) {
      int same = compare_patterns(&all->patterns[k], &all->patterns[i]);
      if (same == COVERS) covers = all->patterns[k].option;
      if (same != APART && overlaps < 0) overlaps = all->patterns[k].option;
      if (same > best) best = same;
    }
    covered += best == COVERS;
  }
  int is_shadowed = covered == end - first;
  if (is_shadowed)
    report(all, ACD_FINDING_OPTION_SHADOWED, ACD_SEVERITY_WARNING, option, covers,
           "no key leads here: those of this option all belong to ", "put it before that one, or give it other keys");
  else if (overlaps >= 0)
    report(all, ACD_FINDING_OPTION_OVERLAP, ACD_SEVERITY_WARNING, option, overlaps,
           "some keys of this option belong to one before it: to ",
           "give it other keys, or put the narrower one first");
  return !is_shadowed;
}

static void check_prefix(options *all, size_t first, size_t end)
{
  for (size_t i = first; i < end; i++) {
    for (size_t k = 0; k < all->count && all->work-- > 0; k++) {
      if (all->patterns[k].option == all->patterns[i].option || !begins(&all->patterns[i], &all->patterns[k])) continue;
      report(all, ACD_FINDING_OPTION_PREFIX, ACD_SEVERITY_ADVICE, all->patterns[i].option, all->patterns[k].option,
             "who presses these keys waits for more, as they may begin ",
             "shorten digit_timeout, or give it other keys");
      return;
    }
  }
}

static void check_menu(options *all, const acd__graph_node *node)
{
  take_menu(all, node);
  for (size_t first = 0, end; first < all->count; first = end) {
    for (end = first + 1; end < all->count && all->patterns[end].option == all->patterns[first].option;) end++;
    if (check_option(all, first, end)) check_prefix(all, first, end);
  }
}

/* ---- Branches */

typedef struct condition {
  int64_t operator_;
  const char *value;
  int64_t low, high; /* integers that it takes */
  int is_order;
} condition;

static condition condition_of(const acd__document *document, const acd__object *object)
{
  condition is = {acd__document_int(document, object, ACD_CASE_OPERATOR),
                  acd__document_text(document, object, ACD_CASE_VALUE), INT64_MIN, INT64_MAX, 0};
  int64_t number;
  if (!acd__text_int(is.value, strlen(is.value), &number)) return is;
  is.is_order = is.operator_ >= ACD_OPERATOR_LESS && is.operator_ <= ACD_OPERATOR_GREATER_EQUAL;
  switch (is.operator_) {
  case ACD_OPERATOR_LESS: is.high = number - 1; break;
  case ACD_OPERATOR_LESS_EQUAL: is.high = number; break;
  case ACD_OPERATOR_GREATER: is.low = number + 1; break;
  case ACD_OPERATOR_GREATER_EQUAL: is.low = number; break;
  case ACD_OPERATOR_EQUAL: is.low = is.high = number; break;
  default: break;
  }
  return is;
}

/* 1 if the first holds whenever the second does. */
static int holds_with(const condition *first, const condition *second)
{
  size_t size = strlen(first->value);
  int is_text = second->operator_ == ACD_OPERATOR_EQUAL || second->operator_ == ACD_OPERATOR_PREFIX;
  if (first->operator_ == second->operator_ && strcmp(first->value, second->value) == 0) return 1;
  if (first->is_order)
    return (second->is_order || (second->operator_ == ACD_OPERATOR_EQUAL && second->low == second->high)) &&
           second->low >= first->low && second->high <= first->high;
  switch (first->operator_) {
  case ACD_OPERATOR_IS_SET:
    return second->operator_ == ACD_OPERATOR_IS_SET || second->is_order || (is_text && second->value[0]);
  case ACD_OPERATOR_PREFIX: return is_text && second->value[0] && strncmp(first->value, second->value, size) == 0;
  case ACD_OPERATOR_NOT_EQUAL:
    return second->operator_ == ACD_OPERATOR_EQUAL && strcmp(first->value, second->value) != 0;
  default: return 0;
  }
}

static void check_branch(options *all, const acd__graph_node *node)
{
  const acd__finder *finder = all->finder;
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
    if (edge->exit < ACD_EXIT_CASE) continue;
    condition is = condition_of(&finder->document, &finder->document.objects[edge->object]);
    for (uint32_t k = 0; k < i && all->work-- > 0; k++) {
      const acd__graph_edge *before = &finder->graph.edges[node->edges + k];
      if (before->exit < ACD_EXIT_CASE) continue;
      condition first = condition_of(&finder->document, &finder->document.objects[before->object]);
      if (!holds_with(&first, &is)) continue;
      report(all, ACD_FINDING_OPTION_SHADOWED, ACD_SEVERITY_WARNING, edge->object, before->object,
             "no value leads here: those of this case all belong to ", "put it before that one, or change its value");
      break;
    }
  }
}

static void check_split(options *all, const acd__graph_node *node)
{
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &all->finder->graph.edges[node->edges + i];
    if (edge->exit >= ACD_EXIT_CASE && edge->flags & ACD__EDGE_NEVER)
      acd__find(all->finder, ACD_FINDING_PERCENTAGE_ZERO, ACD_SEVERITY_ADVICE, edge->object,
                acd__find_name(all->finder, edge->object), "no call goes this way: its percentage is 0",
                "give it a share, or leave it out");
  }
}

void acd__find_options(acd__finder *finder)
{
  options *all = finder->status ? NULL : acd__memory_array(finder->memory, 1, sizeof *all);
  if (!all) {
    if (!finder->status) finder->status = ACD_ERR_NOMEM;
    return;
  }
  all->finder = finder;
  all->work = WORK_MAX;
  for (size_t i = 0; i < finder->graph.nodes_count; i++) {
    const acd__graph_node *node = &finder->graph.nodes[i];
    if (!finder->reached[i]) continue;
    switch (node->kind) {
    case ACD_NODE_KIND_MENU: check_menu(all, node); break;
    case ACD_NODE_KIND_SPLIT: check_split(all, node); break;
    default:
      if (node->flags & ACD__KIND_COMPARES) check_branch(all, node);
      break;
    }
  }
  acd__memory_give(finder->memory, all, sizeof *all);
}
