/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the JSON Schema of definitions, made from the tables that the loader goes by: acd-definition.schema.json is its
 * output, and a test compares the two. Draft 7, because editors know it best. */
#include "internal.h"

#include <string.h>

#define NAME_SIZE_MAX 255
#define DAY           "(mon|tue|wed|thu|fri|sat|sun)"

static acd_json *tables;

static json_t *must(json_t *value)
{
  if (value) return value;
  fprintf(stderr, "schema_generate: out of memory\n");
  exit(1);
}

/* Adds a key and gives the value's reference to the object. */
static void put(json_t *object, const char *key, json_t *value)
{
  if (json_object_set_new(object, key, must(value)) != 0) must(NULL);
}

static json_t *string_schema(int64_t min, int64_t max)
{
  json_t *schema = must(json_object());
  put(schema, "type", json_string("string"));
  if (min > 0) put(schema, "minLength", json_integer(min));
  put(schema, "maxLength", json_integer(max));
  return schema;
}

static json_t *reference_to(const char *definition)
{
  return must(json_pack("{s:s+}", "$ref", "#/definitions/", definition));
}

static json_t *seconds(int64_t value_us)
{
  return value_us % ACD_SECOND ? json_real((double)value_us / (double)ACD_SECOND) : json_integer(value_us / ACD_SECOND);
}

/* Words of a list as strings, without those of `except`. */
static json_t *strings_of(const char *words, const char *except)
{
  json_t *list = must(json_array());
  while (*words) {
    size_t size = strcspn(words, " ");
    char word[ACD__JSON_KEY_SIZE];
    snprintf(word, sizeof word, "%.*s", (int)size, words);
    if (!strstr(except, word)) json_array_append_new(list, must(json_string(word)));
    words += size;
    words += strspn(words, " ");
  }
  return list;
}

static json_t *days_schema(void)
{
  json_t *day = must(json_pack("{s:s, s:s}", "type", "string", "pattern", "^" DAY "(-" DAY ")?$"));
  json_t *list = must(json_pack("{s:s, s:i, s:O}", "type", "array", "minItems", 1, "items", day));
  return must(json_pack("{s:[o,o]}", "anyOf", day, list));
}

static json_t *clock_schema(const acd_property *property)
{
  const char *whole = property->max >= 86400 * ACD_SECOND
                          ? "^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?)$"
                          : "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";
  return must(json_pack("{s:s, s:s}", "type", "string", "pattern", whole));
}

static json_t *text_schema(const acd_property *property)
{
  json_t *schema = string_schema(property->min, property->max);
  int is_keys = property->property_id == ACD_QUEUE_EXIT_KEY || property->property_id == ACD_NODE_TERMINATORS;
  if (is_keys) put(schema, "pattern", json_string("^[0-9A-D*#]*$"));
  if (property->default_text[0]) put(schema, "default", json_string(property->default_text));
  return schema;
}

static json_t *number_schema(const acd_property *property)
{
  int is_duration = property->type == ACD_TYPE_DURATION;
  int unset = is_duration && property->min == -1; /* -1 µs stands for a key that is left out */
  int64_t min = unset ? 0 : property->min;
  json_t *schema = must(json_object());
  if (!is_duration && property->min == 0 && property->max == 1)
    put(schema, "type", strings_of("integer boolean", " "));
  else
    put(schema, "type", json_string(is_duration ? "number" : "integer"));
  put(schema, "minimum", is_duration ? seconds(min) : json_integer(min));
  put(schema, "maximum", is_duration ? seconds(property->max) : json_integer(property->max));
  if (!property->required && !property->kinds_required && !unset) {
    put(schema, "default", is_duration ? seconds(property->default_value) : json_integer(property->default_value));
  }
  return schema;
}

static json_t *choice_schema(const acd_property *property)
{
  json_t *schema = must(json_object());
  json_t *choices = strings_of(property->choices, " ");
  if (property->default_value > 0) {
    put(schema, "default", json_incref(json_array_get(choices, (size_t)property->default_value - 1)));
  }
  put(schema, "enum", choices);
  return schema;
}

static json_t *property_schema(const acd_property *property)
{
  json_t *schema;
  switch (property->type) {
  case ACD_TYPE_INT:
  case ACD_TYPE_DURATION: schema = number_schema(property); break;
  case ACD_TYPE_ENUM: schema = choice_schema(property); break;
  case ACD_TYPE_DAYS: schema = days_schema(); break;
  case ACD_TYPE_CLOCK: schema = clock_schema(property); break;
  case ACD_TYPE_DATE:
    schema = must(
        json_pack("{s:s, s:s}", "type", "string", "pattern", "^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
    break;
  case ACD_TYPE_REFERENCE: schema = string_schema(1, NAME_SIZE_MAX); break;
  default: schema = text_schema(property); break;
  }
  char description[400];
  snprintf(description, sizeof description, "%s%s", property->text,
           property->type == ACD_TYPE_DURATION ? " In seconds, with at most 6 decimals." : "");
  put(schema, "description", json_string(description));
  return schema;
}

/* One object of a noun, as it may stand behind its name: the whole, or its shorthand. */
static json_t *entry_schema(const acd_noun *noun)
{
  uint32_t shorthand = acd__json_form_of(noun->noun).shorthand;
  if (!shorthand) return reference_to(noun->name);
  json_t *value = property_schema(acd__json_property(tables, shorthand));
  return must(json_pack("{s:[o,o]}", "anyOf", value, reference_to(noun->name)));
}

/* What an object of the noun is called where it stands in a list and has its name inside. */
static const char *definition_in_list(const acd_noun *noun, char buffer[ACD__JSON_KEY_SIZE])
{
  int allowed = acd__json_form_of(noun->noun).forms;
  int is_both = allowed & ACD__JSON_MAP && allowed & ACD__JSON_NAMED;
  snprintf(buffer, ACD__JSON_KEY_SIZE, "%s%s", is_both ? "listed_" : "", noun->name);
  return buffer;
}

/* All objects of a noun below one parent, in each form that it may have. */
static json_t *nouns_schema(const acd_noun *noun)
{
  int allowed = acd__json_form_of(noun->noun).forms;
  json_t *forms = must(json_array());
  if (allowed & ACD__JSON_MAP) {
    json_array_append_new(forms, must(json_pack("{s:s, s:o, s:o}", "type", "object", "propertyNames",
                                                reference_to("name"), "additionalProperties", entry_schema(noun))));
  }
  if (allowed & ~ACD__JSON_MAP) {
    json_t *items = must(json_array());
    if (allowed & ACD__JSON_NAMES) json_array_append_new(items, reference_to("name"));
    char name[ACD__JSON_KEY_SIZE];
    if (allowed & (ACD__JSON_NAMED | ACD__JSON_UNNAMED))
      json_array_append_new(items, reference_to(definition_in_list(noun, name)));
    json_t *item =
        json_array_size(items) == 1 ? json_incref(json_array_get(items, 0)) : json_pack("{s:O}", "anyOf", items);
    json_array_append_new(forms, must(json_pack("{s:s, s:o}", "type", "array", "items", must(item))));
    json_decref(items);
  }
  json_t *schema =
      json_array_size(forms) == 1 ? json_incref(json_array_get(forms, 0)) : json_pack("{s:O}", "anyOf", forms);
  json_decref(forms);
  put(must(schema), "description", json_string(noun->text));
  return schema;
}

/* What holds for a node of one kind besides what holds for all. */
static json_t *kind_rule(const char *kind, int64_t number)
{
  const acd_property *properties = tables->properties.items;
  const char *exits = acd_node_exits(number);
  char key[ACD__JSON_KEY_SIZE];
  json_t *names = must(json_pack("[s,s,s,s]", "kind", "comment", "exits", "skills")), *required = must(json_array());
  json_t *rules = must(json_object()), *then = must(json_object());
  for (size_t i = 0; i < tables->properties.count; i++) {
    if (properties[i].kinds >> number & 1)
      json_array_append_new(names, json_string(acd__json_key(&properties[i], key)));
    if (properties[i].kinds_required >> number & 1) {
      json_array_append_new(required, json_string(acd__json_key(&properties[i], key)));
    }
  }
  if (number == ACD_NODE_KIND_QUEUE) json_array_append_new(names, json_string("also"));
  if (number == ACD_NODE_KIND_MENU || number == ACD_NODE_KIND_BRANCH || number == ACD_NODE_KIND_SPLIT ||
      number == ACD_NODE_KIND_SUBFLOW || number == ACD_NODE_KIND_HOST)
    json_array_append_new(names, json_string("cases"));
  if (number == ACD_NODE_KIND_MENU || number == ACD_NODE_KIND_COLLECT)
    json_array_append_new(names, json_string("tries"));
  if (number == ACD_NODE_KIND_BRANCH || number == ACD_NODE_KIND_SPLIT)
    json_array_append_new(required, json_string("cases"));
  json_t *exit_names = must(json_pack("{s:o}", "enum", strings_of(exits, "\n")));
  if (number == ACD_NODE_KIND_MENU) {
    json_t *a_key = must(json_pack("{s:s}", "pattern", "^[0-9A-D*#]$"));
    exit_names = must(json_pack("{s:[o,o]}", "anyOf", a_key, exit_names));
  }
  if (number == ACD_NODE_KIND_SUBFLOW || number == ACD_NODE_KIND_HOST)
    json_array_append_new(names, json_string("parameters"));
  put(rules, "exits",
      *exits ? json_pack("{s:O}", "propertyNames", exit_names) : json_pack("{s:i}", "maxProperties", 0));
  json_decref(exit_names);
  if (number != ACD_NODE_KIND_SKILLS) put(rules, "skills", json_pack("{s:i, s:i}", "maxProperties", 0, "maxItems", 0));
  if (number == ACD_NODE_KIND_METRIC) {
    json_t *operators = strings_of(acd__json_property(tables, ACD_NODE_OPERATOR)->choices, "prefix is_set");
    put(rules, "operator", json_pack("{s:o}", "enum", operators));
  }
  const char *other = number == ACD_NODE_KIND_BRANCH     ? "attribute"
                      : number == ACD_NODE_KIND_PRIORITY ? "priority"
                                                         : NULL;
  if (other) put(then, "oneOf", json_pack("[{s:[s]}, {s:[s]}]", "required", other, "required", "expression"));
  if (number == ACD_NODE_KIND_SET) put(then, "not", json_pack("{s:[s,s]}", "required", "value", "expression"));
  if (number == ACD_NODE_KIND_AGENT) put(then, "not", json_pack("{s:[s,s]}", "required", "agent", "attribute"));
  if (json_array_size(required)) put(then, "required", json_incref(required));
  json_decref(required);
  put(then, "propertyNames", json_pack("{s:o}", "enum", names));
  put(then, "properties", rules);
  return must(json_pack("{s:{s:{s:{s:s}}, s:[s]}, s:o}", "if", "properties", "kind", "const", kind, "required", "kind",
                        "then", then));
}

static json_t *kind_rules(void)
{
  json_t *rules = must(json_array());
  json_t *kinds = strings_of(acd__json_property(tables, ACD_NODE_KIND)->choices, "\n");
  for (size_t i = 0; i < json_array_size(kinds); i++) {
    json_array_append_new(rules, kind_rule(json_string_value(json_array_get(kinds, i)), (int64_t)i + 1));
  }
  json_decref(kinds);
  return rules;
}

/* `has_name`: one of its keys is its name. */
static json_t *object_schema(const acd_noun *noun, int has_name)
{
  const acd_property *properties = tables->properties.items;
  const acd_noun *nouns = tables->nouns.items;
  char key[ACD__JSON_KEY_SIZE];
  json_t *schema = must(json_object()), *keys = must(json_object()), *required = must(json_array());
  if (has_name) {
    const char *name_key = acd__json_name_key(tables, noun);
    put(keys, name_key, reference_to("name"));
    json_array_append_new(required, json_string(name_key));
  }
  for (size_t i = 0; i < tables->properties.count; i++) {
    if (properties[i].noun != noun->noun) continue;
    put(keys, acd__json_key(&properties[i], key), property_schema(&properties[i]));
    if (properties[i].required) json_array_append_new(required, json_string(key));
  }
  for (size_t i = 0; i < tables->nouns.count; i++) {
    if (acd__json_has_below(noun->noun, &nouns[i])) put(keys, nouns[i].plural, nouns_schema(&nouns[i]));
  }
  put(keys, "comment", reference_to("comment"));
  put(schema, "description", json_string(noun->text));
  put(schema, "type", json_string("object"));
  put(schema, "properties", keys);
  put(schema, "additionalProperties", json_false());
  if (json_array_size(required)) put(schema, "required", json_incref(required));
  json_decref(required);
  if (noun->noun == ACD_NOUN_NUMBER) {
    put(schema, "oneOf", json_pack("[{s:[s]}, {s:[s]}]", "required", "flow", "required", "queue"));
  }
  if (noun->noun == ACD_NOUN_NODE) put(schema, "allOf", kind_rules());
  return schema;
}

/* Each property may be null, which unsets it. */
static void allow_null(const acd_noun *noun, json_t *schema)
{
  const acd_property *properties = tables->properties.items;
  json_t *keys = json_object_get(schema, "properties");
  char key[ACD__JSON_KEY_SIZE];
  for (size_t i = 0; i < tables->properties.count; i++) {
    if (properties[i].noun != noun->noun) continue;
    json_t *set = json_object_get(keys, acd__json_key(&properties[i], key));
    put(keys, key, json_pack("{s:[O, {s:s}]}", "anyOf", set, "type", "null"));
  }
}

static const char *amended_definition(const acd_noun *noun, char name[ACD__JSON_KEY_SIZE])
{
  snprintf(name, ACD__JSON_KEY_SIZE, "amended_%s", noun->name);
  return name;
}

/* Amended objects of a noun by their names. */
static json_t *amendments_schema(const acd_noun *noun)
{
  char name[ACD__JSON_KEY_SIZE];
  return json_pack("{s:s, s:o, s:o}", "type", "object", "propertyNames", reference_to("name"), "additionalProperties",
                   reference_to(amended_definition(noun, name)));
}

/* The part of an object that is amended: nothing is required, and what stands below it may be taken out, or amended too. */
static json_t *amended_schema(const acd_noun *noun)
{
  const acd_noun *nouns = tables->nouns.items;
  json_t *schema = object_schema(noun, 0), *removed = must(json_object()), *amended = must(json_object());
  json_object_del(schema, "required");
  json_object_del(schema, "oneOf");
  json_object_del(schema, "allOf"); /* what kind of node it is need not be said */
  allow_null(noun, schema);
  for (size_t i = 0; i < tables->nouns.count; i++) {
    if (!acd__json_has_below(noun->noun, &nouns[i])) continue;
    put(removed, nouns[i].plural, json_pack("{s:s, s:o}", "type", "array", "items", reference_to("name")));
    put(amended, nouns[i].plural, amendments_schema(&nouns[i]));
  }
  put(json_object_get(schema, "properties"), "remove",
      json_pack("{s:s, s:o, s:b}", "type", "object", "properties", removed, "additionalProperties", 0));
  put(json_object_get(schema, "properties"), "amend",
      json_pack("{s:s, s:o, s:b}", "type", "object", "properties", amended, "additionalProperties", 0));
  return schema;
}

static json_t *whole_schema(void)
{
  const acd_noun *nouns = tables->nouns.items;
  json_t *schema = must(json_object()), *keys = must(json_object()), *removed = must(json_object());
  json_t *amended = must(json_object());
  json_t *definitions = must(json_object());
  put(keys, "$schema", json_pack("{s:s}", "type", "string"));
  put(keys, "comment", reference_to("comment"));
  put(definitions, "name", string_schema(1, NAME_SIZE_MAX));
  put(definitions, "comment", json_pack("{s:s, s:s}", "type", "string", "description", "Ignored."));
  for (size_t i = 0; i < tables->nouns.count; i++) {
    const acd_noun *noun = &nouns[i];
    int allowed = acd__json_form_of(noun->noun).forms;
    char name[ACD__JSON_KEY_SIZE];
    if (allowed & ACD__JSON_NAMED) put(definitions, definition_in_list(noun, name), object_schema(noun, 1));
    if (!(allowed & ACD__JSON_NAMED) || allowed & ACD__JSON_MAP) put(definitions, noun->name, object_schema(noun, 0));
    if (noun->noun == ACD_NOUN_CENTRE) allow_null(noun, json_object_get(definitions, noun->name));
    if (noun->noun != ACD_NOUN_CENTRE) put(definitions, amended_definition(noun, name), amended_schema(noun));
    if (noun->noun == ACD_NOUN_CENTRE) put(keys, noun->plural, reference_to(noun->name));
    if (noun->parent != ACD_NOUN_CENTRE) continue;
    put(keys, noun->plural, nouns_schema(noun));
    put(removed, noun->plural, json_pack("{s:s, s:o}", "type", "array", "items", reference_to("name")));
    put(amended, noun->plural, amendments_schema(noun));
  }
  put(keys, "amend",
      json_pack("{s:s, s:s, s:o, s:b}", "description", "What a change says of parts of objects.", "type", "object",
                "properties", amended, "additionalProperties", 0));
  put(keys, "remove",
      json_pack("{s:s, s:s, s:o, s:b}", "description", "Names of what a change takes away.", "type", "object",
                "properties", removed, "additionalProperties", 0));
  put(schema, "$schema", json_string("http://json-schema.org/draft-07/schema#"));
  put(schema, "title", json_string("libacd definition"));
  put(schema, "description", json_string("A contact centre, or a change of one, for libacd (acd/json.h)."));
  put(schema, "type", json_string("object"));
  put(schema, "properties", keys);
  put(schema, "additionalProperties", json_false());
  put(schema, "definitions", definitions);
  return schema;
}

int main(void)
{
  if (acd_json_new(NULL, &tables) != ACD_OK) must(NULL);
  json_t *schema = whole_schema();
  int failed = json_dumpf(schema, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) != 0 || putchar('\n') == EOF;
  json_decref(schema);
  acd_json_free(tables);
  return failed || fflush(stdout) != 0;
}
