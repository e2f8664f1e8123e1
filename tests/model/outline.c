/* SPDX-License-Identifier: Apache-2.0 */
#include "outline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 8

static void broken(const char *what, const char *where)
{
  fprintf(stderr, "outline: %s: %s\n", what, where);
  exit(1);
}

uint32_t outline_noun(const char *name)
{
  acd_noun noun = {.size = sizeof noun};
  if (name[0] >= '0' && name[0] <= '9') return (uint32_t)strtoul(name, NULL, 10);
  for (size_t i = 0; acd_noun_next(i, &noun) == 1; i++) {
    if (strcmp(noun.name, name) == 0) return noun.noun;
  }
  broken("no such noun", name);
  return 0;
}

static acd_property find_property(uint32_t noun, const char *name)
{
  acd_property property = {.size = sizeof property};
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++) {
    if (property.noun == noun && strcmp(property.name, name) == 0) return property;
  }
  broken("no such property", name);
  return property;
}

uint32_t outline_property(uint32_t noun, const char *name)
{
  return find_property(noun, name).property_id;
}

static int64_t choice_of(const char *choices, const char *word)
{
  char padded[300], wanted[100];
  int64_t number = 1;
  snprintf(padded, sizeof padded, " %s ", choices);
  snprintf(wanted, sizeof wanted, " %s ", word);
  const char *found = strstr(padded, wanted);
  if (!found) broken("no such choice", word);
  for (const char *at = padded + 1; at < found + 1; at++) number += *at == ' ';
  return number;
}

/* Blanks inside of quotes are another character while a line is taken apart, and the quotes go. */
#define BLANK '\037'

static void hide_quoted(char *line)
{
  char *to = line;
  int quoted = 0;
  for (const char *at = line; *at; at++) {
    if (*at == '\'')
      quoted = !quoted;
    else
      *to++ = quoted && *at == ' ' ? BLANK : *at;
  }
  *to = '\0';
  if (quoted) broken("an open quote", line);
}

static void show_quoted(char *word)
{
  while ((word = strchr(word, BLANK))) *word = ' ';
}

static int set(acd_definition *definition, int32_t object, uint32_t noun, char *word)
{
  size_t key_size = strcspn(word, "=:!");
  char how = word[key_size];
  const char *value = word + key_size + 1;
  if (!how) broken("no value", word);
  word[key_size] = '\0';
  show_quoted(word + key_size + 1);
  if (strcmp(value, "_") == 0) value = "";
  if (word[0] >= '0' && word[0] <= '9') {
    uint32_t property = (uint32_t)strtoul(word, NULL, 10);
    return how == ':' ? acd_definition_set_text(definition, object, property, value)
                      : acd_definition_set(definition, object, property, strtoll(value, NULL, 10));
  }
  acd_property property = find_property(noun, word);
  if (how == '!' && !*value) return acd_definition_unset(definition, object, property.property_id);
  int is_text = property.type == ACD_TYPE_TEXT || property.type == ACD_TYPE_REFERENCE;
  if (how == ':' || (how == '=' && is_text)) {
    return acd_definition_set_text(definition, object, property.property_id, value);
  }
  int is_word = property.type == ACD_TYPE_ENUM && how == '=';
  int64_t number = is_word ? choice_of(property.choices, value) : strtoll(value, NULL, 10);
  return acd_definition_set(definition, object, property.property_id, number);
}

static int add_line(acd_definition *definition, char *line, int32_t parents[DEPTH_MAX])
{
  size_t depth = strspn(line, " ") / 2;
  char *rest = line + 2 * depth;
  int removes = *rest == '-', amends = *rest == '+';
  hide_quoted(rest);
  char *noun_word = strtok(rest + (removes || amends), " ");
  uint32_t noun = outline_noun(noun_word);
  int32_t object = 0;
  int status = ACD_OK;
  if (noun != ACD_NOUN_CENTRE) {
    char *name = strtok(NULL, " ");
    if (name) show_quoted(name);
    if (!name || depth + 1 >= DEPTH_MAX) broken("no name, or too deep", noun_word);
    if (removes)
      status = parents[depth] ? acd_definition_remove_below(definition, parents[depth], noun, name)
                              : acd_definition_remove(definition, noun, name);
    else if (amends)
      object = parents[depth] ? acd_definition_amend_below(definition, parents[depth], noun, name)
                              : acd_definition_amend(definition, noun, name);
    else
      object = acd_definition_add(definition, noun, parents[depth], name);
    if (removes) object = (int32_t)acd_definition_count(definition) - 1;
    if (object < 0) status = object;
    parents[depth + 1] = object;
  }
  for (char *word = strtok(NULL, " "); word; word = strtok(NULL, " ")) {
    int result = set(definition, object, noun, word);
    if (status == ACD_OK) status = result;
  }
  return status;
}

int outline_add(acd_definition *definition, const char *outline)
{
  int32_t parents[DEPTH_MAX] = {0};
  int status = ACD_OK;
  while (*outline) {
    char line[2000];
    size_t size = strcspn(outline, "\n");
    if (size >= sizeof line) broken("line too long", outline);
    memcpy(line, outline, size);
    line[size] = '\0';
    outline += size + (outline[size] == '\n');
    if (line[strspn(line, " ")] == '\0') continue;
    int result = add_line(definition, line, parents);
    if (status == ACD_OK) status = result;
  }
  return status;
}

acd_definition *outline_build(const acd_allocator *allocator, const char *outline)
{
  acd_definition *definition;
  if (acd_definition_new(allocator, &definition) != ACD_OK) return NULL;
  outline_add(definition, outline);
  return definition;
}
