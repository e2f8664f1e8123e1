/* SPDX-License-Identifier: Apache-2.0 */
/* Options of menus, branches and splits against each other: which are never taken, which are in doubt. */
#include <string.h>

#include "flow/check.h"
#include "model/path.h"
#include "model/pattern.h"

#define WORK_MAX 100000000 /* places of patterns and cases compared in all; where there are more, a finding says so */

/* One pattern of an option of a menu: so many places, each a set of characters, and an end. */
typedef struct pattern {
  size_t places; /* the first */
  uint32_t count;
  uint32_t end;   /* ACD__PLACE_END, …_SOME or …_ANY */
  int32_t option; /* object: an exit or a case */
} pattern;

typedef struct condition {
  int64_t operator_;
  const char *value;
  int64_t low, high; /* integers that it takes */
  int is_order;
  int32_t option; /* object: a case */
} condition;

typedef struct options {
  acd__finder *finder;
  pattern *patterns;
  size_t count, capacity;
  acd__set *places; /* of all patterns */
  size_t places_count, places_capacity;
  condition *conditions;
  size_t conditions_capacity;
  int64_t work;    /* left */
  int32_t skipped; /* the first option that is not compared with all others; -1: none */
} options;

/* 1 if so much more may be compared for an option. */
static int spend(options *all, int64_t work, int32_t option)
{
  all->work -= work;
  if (all->work < 0 && all->skipped < 0) all->skipped = option;
  return all->work >= 0;
}

/* ---- Patterns */

/* Of what two places take: 0 nothing is the same, 1 something, 2 the first takes all that the second does. */
static int compare_places(const acd__set *first, const acd__set *second)
{
  uint64_t common = 0, missing = 0;
  for (int i = 0; i < 4; i++) {
    common |= first->bits[i] & second->bits[i];
    missing |= second->bits[i] & ~first->bits[i];
  }
  return common ? 2 - (missing != 0) : 0;
}

/* What stands at a place, ACD__PLACE_…: a set, or how it ends there. */
static uint32_t kind_at(const pattern *of, uint32_t at)
{
  return at < of->count ? ACD__PLACE_SET : of->end;
}

enum { APART, OVERLAP, COVERS };

/* How much of what the second pattern matches the first one does. */
static int compare_patterns(const options *all, const pattern *first, const pattern *second)
{
  const acd__set *a = all->places + first->places, *b = all->places + second->places;
  int covers = 1;
  for (uint32_t i = 0;; i++) {
    uint32_t one = kind_at(first, i), other = kind_at(second, i);
    if (one == ACD__PLACE_ANY) return covers ? COVERS : OVERLAP;
    if (one == ACD__PLACE_SOME) {
      if (other == ACD__PLACE_END) return APART;
      return covers && other != ACD__PLACE_ANY ? COVERS : OVERLAP;
    }
    if (one == ACD__PLACE_END) {
      if (other == ACD__PLACE_END) return covers ? COVERS : OVERLAP;
      return other == ACD__PLACE_ANY ? OVERLAP : APART;
    }
    if (other != ACD__PLACE_SET) return other == ACD__PLACE_END ? APART : OVERLAP;
    int same = compare_places(&a[i], &b[i]);
    if (!same) return APART;
    covers &= same == 2;
  }
}

/* 1 if something that the first one matches is the beginning of something longer that the second one matches. */
static int begins(const options *all, const pattern *first, const pattern *second)
{
  const acd__set *a = all->places + first->places, *b = all->places + second->places;
  if (first->end != ACD__PLACE_END) return 0; /* it waits for more itself */
  for (uint32_t i = 0;; i++) {
    uint32_t one = kind_at(first, i), other = kind_at(second, i);
    if (one == ACD__PLACE_END) return other != ACD__PLACE_END;
    if (other == ACD__PLACE_SOME || other == ACD__PLACE_ANY) return 1;
    if (other == ACD__PLACE_END || !compare_places(&a[i], &b[i])) return 0;
  }
}

/* ---- Menus */

/* A wrong pattern is left out: it matches nothing. */
static int add_pattern(options *all, int32_t option, const char *text, size_t size)
{
  acd__memory *memory = all->finder->memory;
  pattern made = {all->places_count, 0, ACD__PLACE_END, option};
  if (acd__memory_reserve(memory, (void **)&all->places, &all->places_capacity, all->places_count + size,
                          sizeof *all->places) ||
      acd__memory_reserve(memory, (void **)&all->patterns, &all->capacity, all->count + 1, sizeof *all->patterns))
    return ACD_ERR_NOMEM;
  for (size_t at = 0; at < size && made.end == ACD__PLACE_END;) {
    acd__place place = acd__pattern_place(text + at, size - at);
    if (place.kind == ACD__PLACE_WRONG) return ACD_OK;
    if (place.kind == ACD__PLACE_SOME || place.kind == ACD__PLACE_ANY)
      made.end = place.kind;
    else
      (void)acd__place_set(&place, &all->places[made.places + made.count++]);
    at += place.size;
  }
  all->places_count += made.count;
  all->patterns[all->count++] = made;
  return ACD_OK;
}

static int add_patterns(options *all, int32_t option, const char *text)
{
  int status = ACD_OK;
  for (size_t size; !status && (text += strspn(text, " "), (size = strcspn(text, " ")) > 0); text += size)
    status = add_pattern(all, option, text, size);
  return status;
}

/* Keys that are exits go before cases, and these in their order. */
static int take_menu(options *all, const acd__graph_node *node)
{
  const acd__finder *finder = all->finder;
  int status = ACD_OK;
  all->count = all->places_count = 0;
  for (uint32_t i = 0; !status && i < node->edges_count; i++) {
    const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
    if (edge->exit < ACD_EXIT_KEY || edge->object < 0) continue;
    const acd__object *object = &finder->document.objects[edge->object];
    status = add_patterns(all, edge->object,
                          edge->exit < ACD_EXIT_CASE ? object->name
                                                     : acd__document_text(&finder->document, object, ACD_CASE_KEYS));
  }
  return status;
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
    for (size_t k = 0; k < first && best != COVERS && spend(all, all->patterns[i].count + 1, option); k++) {
      int same = compare_patterns(all, &all->patterns[k], &all->patterns[i]);
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
    for (size_t k = 0; k < all->count && spend(all, all->patterns[i].count + 1, all->patterns[i].option); k++) {
      if (all->patterns[k].option == all->patterns[i].option || !begins(all, &all->patterns[i], &all->patterns[k]))
        continue;
      report(all, ACD_FINDING_OPTION_PREFIX, ACD_SEVERITY_ADVICE, all->patterns[i].option, all->patterns[k].option,
             "who presses these keys waits for more, as they may begin ",
             "shorten digit_timeout, or give it other keys");
      return;
    }
  }
}

static void check_menu(options *all, const acd__graph_node *node)
{
  if (take_menu(all, node)) {
    all->finder->status = ACD_ERR_NOMEM;
    return;
  }
  for (size_t first = 0, end; first < all->count; first = end) {
    for (end = first + 1; end < all->count && all->patterns[end].option == all->patterns[first].option;) end++;
    if (check_option(all, first, end)) check_prefix(all, first, end);
  }
}

/* ---- Branches */

static condition condition_of(const acd__document *document, int32_t option)
{
  const acd__object *object = &document->objects[option];
  condition is = {acd__document_int(document, object, ACD_CASE_OPERATOR),
                  acd__document_text(document, object, ACD_CASE_VALUE),
                  INT64_MIN,
                  INT64_MAX,
                  0,
                  option};
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
  acd__finder *finder = all->finder;
  size_t count = 0;
  if (acd__memory_reserve(finder->memory, (void **)&all->conditions, &all->conditions_capacity, node->edges_count,
                          sizeof *all->conditions)) {
    finder->status = ACD_ERR_NOMEM;
    return;
  }
  for (uint32_t i = 0; i < node->edges_count; i++) {
    const acd__graph_edge *edge = &finder->graph.edges[node->edges + i];
    if (edge->exit < ACD_EXIT_CASE) continue;
    condition is = all->conditions[count++] = condition_of(&finder->document, edge->object);
    for (size_t k = 0; k + 1 < count && spend(all, 4, edge->object); k++) {
      if (!holds_with(&all->conditions[k], &is)) continue;
      report(all, ACD_FINDING_OPTION_SHADOWED, ACD_SEVERITY_WARNING, edge->object, all->conditions[k].option,
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
  options all = {.finder = finder, .work = WORK_MAX, .skipped = -1};
  for (size_t i = 0; i < finder->graph.nodes_count && !finder->status; i++) {
    const acd__graph_node *node = &finder->graph.nodes[i];
    if (!finder->reached[i]) continue;
    switch (node->kind) {
    case ACD_NODE_KIND_MENU: check_menu(&all, node); break;
    case ACD_NODE_KIND_SPLIT: check_split(&all, node); break;
    default:
      if (node->flags & ACD__KIND_COMPARES) check_branch(&all, node);
      break;
    }
  }
  if (all.skipped >= 0)
    acd__find(finder, ACD_FINDING_MORE, ACD_SEVERITY_WARNING, all.skipped, NULL,
              "options are so many that from here on not all are compared with each other", "look at them yourself");
  acd__memory_give(finder->memory, all.patterns, all.capacity * sizeof *all.patterns);
  acd__memory_give(finder->memory, all.places, all.places_capacity * sizeof *all.places);
  acd__memory_give(finder->memory, all.conditions, all.conditions_capacity * sizeof *all.conditions);
}
