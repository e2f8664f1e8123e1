/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of nouns and properties, and what they say about the keys of a document. */
#include "internal.h"

#include <string.h>

#define WORD_MAX 63 /* bytes of a key or a choice that are compared */

int acd__json_load_tables(acd_json *json)
{
  for (;; json->nouns.count++) {
    if (!acd__json_reserve(json, &json->nouns, 1, sizeof(acd_noun))) return ACD_ERR_NOMEM;
    acd_noun *noun = (acd_noun *)json->nouns.items + json->nouns.count;
    noun->size = sizeof *noun;
    if (acd_noun_next(json->nouns.count, noun) != 1) break;
  }
  for (;; json->properties.count++) {
    if (!acd__json_reserve(json, &json->properties, 1, sizeof(acd_property))) return ACD_ERR_NOMEM;
    acd_property *property = (acd_property *)json->properties.items + json->properties.count;
    property->size = sizeof *property;
    if (acd_property_next(json->properties.count, property) != 1) break;
  }
  return ACD_OK;
}

const acd_noun *acd__json_noun(const acd_json *json, uint32_t noun)
{
  const acd_noun *nouns = json->nouns.items;
  for (size_t i = 0; i < json->nouns.count; i++) {
    if (nouns[i].noun == noun) return &nouns[i];
  }
  return NULL;
}

const acd_property *acd__json_property(const acd_json *json, uint32_t property)
{
  const acd_property *properties = json->properties.items;
  for (size_t i = 0; i < json->properties.count; i++) {
    if (properties[i].property_id == property) return &properties[i];
  }
  return NULL;
}

const char *acd__json_key(const acd_property *property, char key[ACD__JSON_KEY_SIZE])
{
  snprintf(key, ACD__JSON_KEY_SIZE, "%s%s", property->name, property->type == ACD_TYPE_DURATION ? "_s" : "");
  return key;
}

const acd_property *acd__json_property_of_key(const acd_json *json, uint32_t noun, const char *key)
{
  const acd_property *properties = json->properties.items;
  for (size_t i = 0; i < json->properties.count; i++) {
    const acd_property *property = &properties[i];
    size_t size = strlen(property->name);
    if (property->noun != noun || strncmp(key, property->name, size) != 0) continue;
    if (strcmp(key + size, property->type == ACD_TYPE_DURATION ? "_s" : "") == 0) return property;
  }
  return NULL;
}

int acd__json_has_below(uint32_t noun, const acd_noun *below)
{
  return below->parent == noun && noun != ACD_NOUN_CENTRE;
}

const acd_noun *acd__json_noun_of_key(const acd_json *json, uint32_t noun, const char *key)
{
  const acd_noun *nouns = json->nouns.items;
  for (size_t i = 0; i < json->nouns.count; i++) {
    if (nouns[i].parent == noun && strcmp(nouns[i].plural, key) == 0) return &nouns[i];
  }
  return NULL;
}

typedef struct nearest_word {
  const char *wanted;
  size_t size;
  size_t distance;
  char *best;
} nearest_word;

static size_t least(size_t one, size_t other)
{
  return one < other ? one : other;
}

/* Letters to insert, delete or replace. One row of the table at a time is enough for that. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
  size_t row[WORD_MAX + 1];
  for (size_t j = 0; j <= b_size; j++) row[j] = j;
  for (size_t i = 1; i <= a_size; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b_size; j++) {
      size_t cost = least(diagonal + (a[i - 1] != b[j - 1]), least(row[j], row[j - 1]) + 1);
      diagonal = row[j];
      row[j] = cost;
    }
  }
  return row[b_size];
}

static nearest_word begin(const char *wanted, char nearest[ACD__JSON_KEY_SIZE])
{
  size_t size = strlen(wanted);
  nearest_word best = {wanted, size, (size / 3 > 2 ? size / 3 : 2) + 1, nearest};
  nearest[0] = '\0';
  return best;
}

static void try_word(nearest_word *best, const char *word, size_t size)
{
  if (best->size > WORD_MAX || size > WORD_MAX) return;
  size_t found = distance(best->wanted, best->size, word, size);
  /* What was only begun is near, too, if nothing is nearer. */
  if (best->size >= 3 && strncmp(word, best->wanted, best->size) == 0) found = least(found, best->size / 3 + 1);
  if (found >= best->distance || found >= best->size) return;
  best->distance = found;
  memcpy(best->best, word, size);
  best->best[size] = '\0';
}

void acd__json_nearest_word(const char *words, const char *wanted, char nearest[ACD__JSON_KEY_SIZE])
{
  nearest_word best = begin(wanted, nearest);
  while (*words) {
    size_t size = strcspn(words, " ");
    try_word(&best, words, size);
    words += size;
    words += strspn(words, " ");
  }
}

void acd__json_nearest_key(const acd_json *json, uint32_t noun, const char *wanted, char nearest[ACD__JSON_KEY_SIZE])
{
  nearest_word best = begin(wanted, nearest);
  const acd_property *properties = json->properties.items;
  const acd_noun *nouns = json->nouns.items;
  char key[ACD__JSON_KEY_SIZE];
  for (size_t i = 0; i < json->properties.count; i++) {
    if (properties[i].noun != noun) continue;
    acd__json_key(&properties[i], key);
    try_word(&best, key, strlen(key));
  }
  for (size_t i = 0; i < json->nouns.count; i++) {
    if (acd__json_has_below(noun, &nouns[i])) try_word(&best, nouns[i].plural, strlen(nouns[i].plural));
  }
  try_word(&best, "comment", strlen("comment"));
}

static void expected_choices(const acd_property *property, char *buffer, size_t size)
{
  const char *words = property->choices;
  size_t used = (size_t)snprintf(buffer, size, "one of");
  while (*words && used < size) {
    size_t word = strcspn(words, " ");
    used += (size_t)snprintf(buffer + used, size - used, " \"%.*s\"%s", (int)word, words, words[word] ? "," : "");
    words += word;
    words += strspn(words, " ");
  }
}

/* Seconds with as many decimals as it takes. */
static void print_seconds(int64_t value_us, char *buffer, size_t size)
{
  int64_t whole = value_us / ACD_SECOND, rest = value_us % ACD_SECOND;
  const char *sign = value_us < 0 ? "-" : "";
  snprintf(buffer, size, "%s%lld.%06lld", sign, (long long)(whole < 0 ? -whole : whole),
           (long long)(rest < 0 ? -rest : rest));
  size_t length = strlen(buffer);
  while (buffer[length - 1] == '0') buffer[--length] = '\0';
  if (buffer[length - 1] == '.') buffer[--length] = '\0';
}

void acd__json_expected(const acd_property *property, char *buffer, size_t size)
{
  char from[32], to[32];
  switch (property->type) {
  case ACD_TYPE_INT:
    snprintf(buffer, size, "an integer from %lld to %lld", (long long)property->min, (long long)property->max);
    break;
  case ACD_TYPE_DURATION:
    /* A minimum of -1 µs stands for "unset", which is said by leaving the key out. */
    print_seconds(property->min == -1 ? 0 : property->min, from, sizeof from);
    print_seconds(property->max, to, sizeof to);
    snprintf(buffer, size, "seconds from %s to %s with at most 6 decimals", from, to);
    break;
  case ACD_TYPE_ENUM: expected_choices(property, buffer, size); break;
  case ACD_TYPE_DAYS: snprintf(buffer, size, "days such as \"mon\", \"mon-fri\" or [\"sat\", \"sun\"]"); break;
  case ACD_TYPE_CLOCK: snprintf(buffer, size, "a time of day such as \"09:00\", \"17:30:15\" or \"24:00\""); break;
  case ACD_TYPE_DATE: snprintf(buffer, size, "a date such as \"2026-12-24\", or \"12-24\" for every year"); break;
  default: snprintf(buffer, size, "a string"); break;
  }
}
