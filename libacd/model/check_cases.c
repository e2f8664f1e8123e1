/* SPDX-License-Identifier: Apache-2.0 */
/* The cases of a node: each against the kind of its node, and all of them together. */
#include "model/check.h"

#include <string.h>

#include "model/pattern.h"

#define KIND(kind) (UINT64_C(1) << ACD_NODE_KIND_##kind)
#define WITH_CASES (KIND(MENU) | KIND(BRANCH) | KIND(SPLIT) | KIND(SUBFLOW) | KIND(HOST))

static void argument(acd__check *check, int32_t index, uint32_t property, const char *text, const char *expected)
{
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property, text, expected, NULL);
}

/* Kinds of nodes whose cases have a property. */
static uint64_t kinds_of(uint32_t property)
{
  switch (property) {
  case ACD_CASE_OPERATOR:
  case ACD_CASE_VALUE: return KIND(BRANCH) | KIND(SUBFLOW) | KIND(HOST);
  case ACD_CASE_KEYS:
  case ACD_CASE_SPEECH: return KIND(MENU);
  case ACD_CASE_PERCENTAGE: return KIND(SPLIT);
  default: return WITH_CASES;
  }
}

static void check_properties(acd__check *check, int32_t index, int64_t kind)
{
  size_t count, size;
  const acd_property *table = acd__properties_of(ACD_NOUN_CASE, &count);
  const char *name = acd__node_kind_name(kind, &size);
  for (size_t i = 0; i < count; i++) {
    if (kinds_of(table[i].property_id) >> kind & 1) continue;
    if (!acd__document_has(&check->document->objects[index], table[i].property_id)) continue;
    char buffer[200];
    acd__text text = acd__text_begin(buffer, sizeof buffer);
    acd__text_add(&text, "a case of a node of kind ");
    acd__text_add_size(&text, name, size);
    acd__text_add(&text, " has no ");
    acd__text_add(&text, table[i].name);
    argument(check, index, table[i].property_id, buffer, "");
  }
}

/* 1 if a caller can press all that the pattern takes. */
static int all_keys(const char *pattern, size_t size)
{
  for (size_t at = 0; at < size;) {
    acd__place place = acd__pattern_place(pattern + at, size - at);
    int keys = place.kind == ACD__PLACE_SOME || place.kind == ACD__PLACE_ANY;
    int others = 0;
    for (int c = 1; c < 256 && place.kind <= ACD__PLACE_SET; c++)
      if (acd__place_takes(&place, (char)(unsigned char)c)) (*(acd__key_valid((char)c) ? &keys : &others))++;
    if (!keys || others) return 0;
    at += place.size;
  }
  return 1;
}

int acd__check_pattern(acd__check *check, int32_t index, uint32_t property, size_t before, const char *pattern,
                       size_t size)
{
  char buffer[200];
  acd__place wrong;
  size_t at = acd__pattern_check(pattern, size, &wrong);
  if (at == size) return 1;
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "at character ");
  acd__text_add_int(&text, (int64_t)(before + at) + 1);
  acd__text_add(&text, ": ");
  acd__text_add(&text, wrong.wrong);
  argument(check, index, property, buffer, wrong.expected);
  return 0;
}

/* 1 if that key ends the input of a menu. */
static int has_terminator(acd__check *check, int32_t node, const char *pattern, size_t size)
{
  const acd__object *object = &check->document->objects[node];
  if (!acd__document_has(object, ACD_NODE_TERMINATORS)) return 0;
  const char *ends = acd__document_text(check->document, object, ACD_NODE_TERMINATORS);
  for (size_t i = 0; i < size; i++)
    if (strchr(ends, pattern[i])) return 1;
  return 0;
}

static void check_keys(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  const char *keys = acd__document_text(check->document, object, ACD_CASE_KEYS), *at = keys;
  size_t size;
  int count = 0;
  for (at += strspn(at, " "); (size = strcspn(at, " ")) > 0; at += size, at += strspn(at, " "), count++) {
    if (!acd__check_pattern(check, index, ACD_CASE_KEYS, (size_t)(at - keys), at, size)) return;
    if (!all_keys(at, size)) {
      argument(check, index, ACD_CASE_KEYS, "contains what is no key",
               "keys (0-9 * # A-D), X, Z, N, sets as [2-57], at the end . or !");
      return;
    }
    if (has_terminator(check, object->parent, at, size)) {
      argument(check, index, ACD_CASE_KEYS, "contains a key that ends the input", "keys that are no terminators");
      return;
    }
  }
  int has_speech = acd__document_has(object, ACD_CASE_SPEECH);
  if (!count && (!has_speech || acd__document_has(object, ACD_CASE_KEYS)))
    argument(check, index, ACD_CASE_KEYS, "has no keys", "keys, or patterns with blanks between; or speech");
  const char *speech = acd__document_text(check->document, object, ACD_CASE_SPEECH);
  if (has_speech && !speech[strspn(speech, " |")])
    argument(check, index, ACD_CASE_SPEECH, "has no phrase", "phrases with | between");
}

static void check_value(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  int64_t operator_ = acd__document_int(check->document, object, ACD_CASE_OPERATOR), number;
  const char *value = acd__document_text(check->document, object, ACD_CASE_VALUE);
  if (operator_ < ACD_OPERATOR_LESS || operator_ > ACD_OPERATOR_GREATER_EQUAL) return;
  if (!acd__text_int(value, strlen(value), &number))
    argument(check, index, ACD_CASE_VALUE, "an order is asked for, and the value is no integer",
             "an integer of at most 18 digits");
}

void acd__check_case(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  int64_t kind = acd__check_node_kind(check, object->parent);
  if (!kind) return; /* the node's kind was reported */
  if (!(WITH_CASES >> kind & 1)) {
    argument(check, index, 0, "only a node of kind menu, branch, split, subflow or host has cases", "");
    return;
  }
  check_properties(check, index, kind);
  if (acd__word_find(acd_node_exits(kind), object->name, object->name_size))
    argument(check, index, 0, "is named as an exit of its node", "a name that is not that of an exit");
  if (kind == ACD_NODE_KIND_MENU) check_keys(check, index);
  if (kind == ACD_NODE_KIND_BRANCH || kind == ACD_NODE_KIND_SUBFLOW || kind == ACD_NODE_KIND_HOST)
    check_value(check, index);
}

void acd__check_try(acd__check *check, int32_t index)
{
  const acd__object *all = check->document->objects, *object = &all[index];
  int64_t kind = acd__check_node_kind(check, object->parent), before = 0;
  if (!kind) return;
  if (kind != ACD_NODE_KIND_MENU && kind != ACD_NODE_KIND_COLLECT) {
    argument(check, index, 0, "only a node of kind menu or collect has tries", "");
    return;
  }
  for (int32_t i = all[object->parent].first_child; i != index; i = all[i].next) before += all[i].noun == ACD_NOUN_TRY;
  if (before + 1 == acd__document_int(check->document, &all[object->parent], ACD_NODE_ATTEMPTS))
    argument(check, index, 0, "is a try too many", "fewer tries than attempts: the first has the node's prompt");
  if (!acd__document_text(check->document, object, ACD_TRY_PROMPT_NO_INPUT)[0] &&
      !acd__document_text(check->document, object, ACD_TRY_PROMPT_NO_MATCH)[0])
    argument(check, index, 0, "has no prompt", "prompt_no_input, prompt_no_match or both");
}

void acd__check_cases(acd__check *check, int32_t node)
{
  const acd__object *all = check->document->objects;
  const acd_property *table = acd__property_at(ACD_CASE_PERCENTAGE);
  int64_t kind = acd__check_node_kind(check, node), sum = 0;
  int32_t count = 0, broken = 0;
  for (int32_t i = all[node].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_CASE) continue;
    if (++count == ACD__CASES_MAX + 1) argument(check, i, 0, "is a case too many", "at most 1000 cases");
    int64_t percentage = acd__document_int(check->document, &all[i], ACD_CASE_PERCENTAGE);
    broken |= percentage < table->min || percentage > table->max;
    if (!broken) sum += percentage;
  }
  if (kind != ACD_NODE_KIND_BRANCH && kind != ACD_NODE_KIND_SPLIT) return;
  if (!count) argument(check, node, 0, "has no cases", "a case at least");
  if (!count || broken || sum == 100 || kind == ACD_NODE_KIND_BRANCH) return;
  char buffer[100];
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "the percentages of its cases add up to ");
  acd__text_add_int(&text, sum);
  argument(check, node, 0, buffer, "100 in all");
}
