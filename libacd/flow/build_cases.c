/* SPDX-License-Identifier: Apache-2.0 */
/* The cases of nodes, as they are built into a flow, and looked through. */
#include "flow/build.h"

#include <string.h>

#include "model/pattern.h"

/* Patterns with blanks between: the next one's size, 0 at the end. */
static size_t next_pattern(const char **at)
{
  *at += strspn(*at, " ");
  return strcspn(*at, " ");
}

int acd__flow_case_takes(const acd__flow_case *at, const char *digits, size_t size)
{
  const char *text = acd__string_text(at->keys);
  for (size_t length; (length = next_pattern(&text)) > 0; text += length)
    if (acd__pattern_match(text, length, digits, size)) return 1;
  return 0;
}

static char small(char c)
{
  return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Without the blanks around it. */
static size_t trim(const char **at, size_t size)
{
  for (; size > 0 && **at == ' '; size--) ++*at;
  while (size > 0 && (*at)[size - 1] == ' ') size--;
  return size;
}

int acd__flow_case_hears(const acd__flow_case *at, const char *said, size_t size)
{
  size = trim(&said, size);
  for (const char *text = acd__string_text(at->speech); *text;) {
    size_t all = strcspn(text, "|"), same = 0;
    const char *phrase = text;
    size_t length = trim(&phrase, all);
    while (same < length && same < size && small(phrase[same]) == small(said[same])) same++;
    if (length > 0 && same == length && same == size) return 1;
    text += all + (text[all] == '|');
  }
  return 0;
}

/* As many keys as the longest pattern takes. */
static size_t longest(const acd__flow_node *node)
{
  size_t most = 1;
  for (uint32_t i = 0; i < node->cases_count; i++) {
    const char *text = acd__string_text(node->cases[i].keys);
    for (size_t length; (length = next_pattern(&text)) > 0; text += length) {
      size_t keys = acd__pattern_longest(text, length);
      if (keys > most) most = keys;
    }
  }
  return most < ACD__DIGITS_MAX ? most : ACD__DIGITS_MAX;
}

int acd__flow_build_cases(acd__flow_node *node, const acd__document *document, const acd__object *object,
                          const acd__flow_links *links, const acd__dictionary *nodes)
{
  const acd__object *all = document->objects;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_CASE) continue;
    acd__flow_case *to = &node->cases[node->cases_count++];
    to->to = acd__flow_node_named(nodes, acd__document_text(document, &all[i], ACD_CASE_TO));
    to->operator_ = acd__document_int(document, &all[i], ACD_CASE_OPERATOR);
    to->percentage = acd__document_int(document, &all[i], ACD_CASE_PERCENTAGE);
    to->name = acd__string_new(links->memory, all[i].name, all[i].name_size);
    if (!to->name) return ACD_ERR_NOMEM;
    int status = acd__flow_take_text(document, &all[i], ACD_CASE_VALUE, links->memory, &to->value);
    if (!status) status = acd__flow_take_text(document, &all[i], ACD_CASE_KEYS, links->memory, &to->keys);
    if (!status) status = acd__flow_take_text(document, &all[i], ACD_CASE_SPEECH, links->memory, &to->speech);
    if (status) return status;
    if (to->speech) node->speech = 1;
  }
  if (node->kind == ACD_NODE_KIND_MENU) node->digits_max = (int64_t)longest(node);
  return ACD_OK;
}

int acd__flow_build_tries(acd__flow_node *node, const acd__document *document, const acd__object *object,
                          const acd__flow_links *links)
{
  const acd__object *all = document->objects;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_TRY) continue;
    acd__flow_try *to = &node->tries[node->tries_count++];
    int status = acd__flow_take_text(document, &all[i], ACD_TRY_PROMPT_NO_INPUT, links->memory, &to->prompt_no_input);
    if (!status)
      status = acd__flow_take_text(document, &all[i], ACD_TRY_PROMPT_NO_MATCH, links->memory, &to->prompt_no_match);
    if (status) return status;
  }
  return ACD_OK;
}

void acd__flow_release_cases(acd__flow *flow, acd__memory *memory)
{
  for (int32_t i = 0; flow->cases && i < flow->cases_count; i++) {
    acd__string_drop(memory, flow->cases[i].name);
    acd__string_drop(memory, flow->cases[i].value);
    acd__string_drop(memory, flow->cases[i].keys);
    acd__string_drop(memory, flow->cases[i].speech);
  }
  for (int32_t i = 0; flow->tries && i < flow->tries_count; i++) {
    acd__string_drop(memory, flow->tries[i].prompt_no_input);
    acd__string_drop(memory, flow->tries[i].prompt_no_match);
  }
  acd__memory_give(memory, flow->tries, (size_t)flow->tries_count * sizeof *flow->tries);
  acd__memory_give(memory, flow->cases, (size_t)flow->cases_count * sizeof *flow->cases);
}
