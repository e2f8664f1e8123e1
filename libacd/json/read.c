/* SPDX-License-Identifier: Apache-2.0 */
/* From a document to a definition: which keys an object has, and the shorter forms. What a key holds, the tables say. */
#include "internal.h"
#include "members.h"

#include <string.h>

#define NAME_SIZE_MAX 255
#define WORDS_SIZE    1000

static const acd__json_form forms[] = {
    {ACD_NOUN_SKILL, ACD__JSON_MAP | ACD__JSON_NAMES, 0},
    {ACD_NOUN_AGENT_SKILL, ACD__JSON_MAP | ACD__JSON_NAMES, ACD_AGENT_SKILL_LEVEL},
    {ACD_NOUN_QUEUE_SKILL, ACD__JSON_MAP | ACD__JSON_NAMES, ACD_QUEUE_SKILL_LEVEL},
    {ACD_NOUN_STEP_SKILL, ACD__JSON_MAP | ACD__JSON_NAMES, ACD_STEP_SKILL_LEVEL},
    {ACD_NOUN_NODE_SKILL, ACD__JSON_MAP | ACD__JSON_NAMES, ACD_NODE_SKILL_LEVEL},
    {ACD_NOUN_NODE_QUEUE, ACD__JSON_MAP | ACD__JSON_NAMES, 0},
    {ACD_NOUN_MEMBER, ACD__JSON_NAMES | ACD__JSON_NAMED, 0},
    {ACD_NOUN_CHANNEL, ACD__JSON_MAP | ACD__JSON_NAMES, ACD_CHANNEL_WEIGHT},
    {ACD_NOUN_INTERRUPT, ACD__JSON_MAP | ACD__JSON_NAMES, 0},
    {ACD_NOUN_AGENT_CHANNEL, ACD__JSON_MAP, ACD_AGENT_CHANNEL_MAX},
    {ACD_NOUN_HOURS, ACD__JSON_MAP | ACD__JSON_UNNAMED, 0},
    {ACD_NOUN_GROUP, ACD__JSON_MAP | ACD__JSON_NAMED, ACD_GROUP_PERCENTAGE},
    {ACD_NOUN_DEVICE, ACD__JSON_MAP | ACD__JSON_NAMES | ACD__JSON_NAMED, 0},
    {ACD_NOUN_STEP, ACD__JSON_MAP | ACD__JSON_NAMED, 0},
    {ACD_NOUN_ANNOUNCEMENT, ACD__JSON_MAP | ACD__JSON_NAMED, 0},
    {ACD_NOUN_NUMBER, ACD__JSON_MAP, ACD_NUMBER_FLOW},
    {ACD_NOUN_EXIT, ACD__JSON_MAP, ACD_EXIT_TO},
    {ACD_NOUN_CASE, ACD__JSON_MAP | ACD__JSON_NAMED, 0},
    {ACD_NOUN_TRY, ACD__JSON_UNNAMED, 0},
    {ACD_NOUN_PARAMETER, ACD__JSON_MAP, ACD_PARAMETER_VALUE},
    {ACD_NOUN_TOGGLE, ACD__JSON_MAP | ACD__JSON_NAMES, ACD_TOGGLE_ON},
    {ACD_NOUN_HOLIDAY, ACD__JSON_MAP | ACD__JSON_NAMED, ACD_HOLIDAY_DATE},
    {ACD_NOUN_EXCEPTION, ACD__JSON_MAP | ACD__JSON_NAMED, ACD_EXCEPTION_DATE},
    {ACD_NOUN_SITE, ACD__JSON_MAP | ACD__JSON_NAMED, ACD_SITE_SCHEDULE},
};

acd__json_form acd__json_form_of(uint32_t noun)
{
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    if (forms[i].noun == noun) return forms[i];
  }
  acd__json_form plain = {noun, ACD__JSON_MAP, 0};
  return plain;
}

const char *acd__json_name_key(const acd_json *json, const acd_noun *noun)
{
  return noun->reference ? acd__json_noun(json, noun->reference)->name : "name";
}

/* What is said of an object. */
enum { ADD = 0, REMOVE = 1, AMEND = 2 };

static void mark_broken(acd_json *json, int32_t object)
{
  ((acd__json_object *)json->objects.items)[object].broken = 1;
}

int acd__json_is_unread(const acd_json *json, int32_t object, uint32_t noun)
{
  const acd__json_unread *marks = json->unread.items;
  uint32_t at = ((const acd__json_object *)json->objects.items)[object].unread;
  while (at && marks[at - 1].noun != noun) at = marks[at - 1].next;
  return at != 0;
}

/* Names of that noun may be missing below the object: that is no further mistake. */
static void mark_unread(acd_json *json, int32_t object, const acd_noun *noun)
{
  acd__json_object *above = (acd__json_object *)json->objects.items + object;
  if (acd__json_is_unread(json, object, noun->noun)) return;
  if (!acd__json_reserve(json, &json->unread, 1, sizeof(acd__json_unread))) return;
  acd__json_unread mark = {noun->noun, above->unread};
  ((acd__json_unread *)json->unread.items)[json->unread.count++] = mark;
  above->unread = (uint32_t)json->unread.count;
}

/* Adds an object, under a name of our own where the given one cannot be: so the rest is read and its mistakes are found.
 * Returns its index, -1 if there is no memory. */
static int32_t add_object(acd_json *json, const acd_noun *noun, int32_t parent, const char *name, uint32_t place,
                          uint32_t name_place, int how)
{
  char own_name[24];
  size_t size = strlen(name);
  int good = size >= 1 && size <= NAME_SIZE_MAX;
  const acd__json_place *at = acd__json_place_at(json, name_place);
  if (!acd__json_reserve(json, &json->objects, 1, sizeof(acd__json_object))) return -1;
  if (!good) {
    uint32_t offset = name_place == place && at->key != ACD__JSON_NONE ? at->key : at->at;
    acd__json_report report = {
        ACD_ERR_ARGUMENT,           name_place, offset, -1, 0, size ? "the name is too long" : "no name", NULL,
        "a name of 1 to 255 bytes", NULL,       0};
    acd__json_add_error(json, &report);
    snprintf(own_name, sizeof own_name, "?%u", (unsigned)offset);
    name = own_name;
  }
  acd_definition *to = json->definition;
  int32_t object = how == AMEND && parent ? acd_definition_amend_below(to, parent, noun->noun, name)
                   : how == AMEND         ? acd_definition_amend(to, noun->noun, name)
                   : how != REMOVE        ? acd_definition_add(to, noun->noun, parent, name)
                   : parent               ? acd_definition_remove_below(to, parent, noun->noun, name)
                                          : acd_definition_remove(to, noun->noun, name);
  if (object < 0) {
    json->nomem = 1;
    return -1;
  }
  acd__json_object entry = {place, name_place, noun->noun, parent, 0, !good, how == AMEND};
  ((acd__json_object *)json->objects.items)[json->objects.count++] = entry;
  return (int32_t)json->objects.count - 1;
}

/* The keys of an object of a noun in words, for what was expected. */
static void list_keys(const acd_json *json, uint32_t noun, const char *name_key, char words[WORDS_SIZE])
{
  const acd_property *properties = json->properties.items;
  const acd_noun *nouns = json->nouns.items;
  char key[ACD__JSON_KEY_SIZE];
  size_t used = (size_t)snprintf(words, WORDS_SIZE, "one of %s%s", name_key ? name_key : "", name_key ? ", " : "");
  for (size_t i = 0; i < json->properties.count && used < WORDS_SIZE; i++) {
    if (properties[i].noun != noun) continue;
    used += (size_t)snprintf(words + used, WORDS_SIZE - used, "%s, ", acd__json_key(&properties[i], key));
  }
  for (size_t i = 0; i < json->nouns.count && used < WORDS_SIZE; i++) {
    if (!acd__json_has_below(noun, &nouns[i])) continue;
    used += (size_t)snprintf(words + used, WORDS_SIZE - used, "%s, ", nouns[i].plural);
  }
  if (used < WORDS_SIZE) snprintf(words + used, WORDS_SIZE - used, "comment");
}

static void unknown_key(acd_json *json, uint32_t noun, int32_t object, const char *name_key, const char *key,
                        uint32_t place)
{
  char words[WORDS_SIZE], nearest[ACD__JSON_KEY_SIZE];
  list_keys(json, noun, name_key, words);
  acd__json_nearest_key(json, noun, key, nearest);
  acd__json_key_error(json, place, object, "unknown key", words, nearest);
}

static void read_comment(acd_json *json, const json_t *value, uint32_t place, int32_t object)
{
  if (!json_is_string(value)) acd__json_value_error(json, place, object, 0, "not a string", "a string", NULL);
}

static void read_nouns(acd_json *json, const acd_noun *noun, int32_t parent, json_t *value, uint32_t place);
static void read_remove(acd_json *json, uint32_t above, int32_t parent, json_t *value, uint32_t place);
static void read_amend(acd_json *json, uint32_t above, int32_t parent, json_t *value, uint32_t place);

static int is_amended(const acd_json *json, int32_t object)
{
  return ((const acd__json_object *)json->objects.items)[object].amended;
}

/* Properties of an object and the nouns below it. `name_key`: the key that gave its name, NULL: none. */
static void read_keys(acd_json *json, uint32_t noun, int32_t object, const char *name_key, json_t *value,
                      uint32_t place)
{
  acd__json_members members;
  acd__json_members_begin(&members, json, value, place, object);
  while (acd__json_members_next(&members)) {
    const acd_property *property = acd__json_property_of_key(json, noun, members.key);
    const acd_noun *below = object > 0 ? acd__json_noun_of_key(json, noun, members.key) : NULL;
    if (property && json_is_null(members.value) && (object == 0 || is_amended(json, object)))
      acd_definition_unset(json->definition, object, property->property_id);
    else if (property)
      acd__json_read_value(json, object, property, members.value, members.place);
    else if (below)
      read_nouns(json, below, object, members.value, members.place);
    else if (strcmp(members.key, "comment") == 0)
      read_comment(json, members.value, members.place, object);
    else if (is_amended(json, object) && strcmp(members.key, "remove") == 0)
      read_remove(json, noun, object, members.value, members.place);
    else if (is_amended(json, object) && strcmp(members.key, "amend") == 0)
      read_amend(json, noun, object, members.value, members.place);
    else if (!name_key || strcmp(members.key, name_key) != 0) {
      unknown_key(json, noun, object, name_key, members.key, members.place);
    }
  }
  acd__json_members_end(&members);
}

static void read_object(acd_json *json, const acd_noun *noun, int32_t parent, const char *name, json_t *value,
                        uint32_t place)
{
  uint32_t shorthand = acd__json_form_of(noun->noun).shorthand;
  int32_t object = add_object(json, noun, parent, name, place, place, ADD);
  if (object < 0) return;
  if (json_is_object(value)) {
    read_keys(json, noun->noun, object, NULL, value, place);
  } else if (shorthand && !json_is_array(value)) {
    acd__json_read_value(json, object, acd__json_property(json, shorthand), value, place);
  } else {
    mark_broken(json, object);
    acd__json_value_error(json, place, object, 0, "not an object", "an object", NULL);
  }
}

/* An object in a list, named by one of its keys. */
static void read_named(acd_json *json, const acd_noun *noun, int32_t parent, json_t *value, uint32_t place)
{
  const char *name_key = acd__json_name_key(json, noun);
  const json_t *name = json_object_get(value, name_key);
  uint32_t name_place = name ? acd__json_place_find(json, place, name_key) : place;
  if (json->nomem) return;
  const char *text = json_is_string(name) ? json_string_value(name) : "?";
  int32_t object = add_object(json, noun, parent, text, place, name_place, ADD);
  if (object < 0) return;
  if (!json_is_string(name)) {
    char expected[100];
    mark_broken(json, object);
    snprintf(expected, sizeof expected, "the key \"%s\" with a name", name_key);
    acd__json_value_error(json, name_place, object, 0, name ? "not a string" : "no name", expected, NULL);
  }
  read_keys(json, noun->noun, object, name_key, value, place);
}

static void read_item(acd_json *json, const acd_noun *noun, int32_t parent, size_t index, json_t *value, uint32_t place)
{
  int allowed = acd__json_form_of(noun->noun).forms;
  char own_name[24];
  if (json_is_string(value) && (allowed & ACD__JSON_NAMES)) {
    add_object(json, noun, parent, json_string_value(value), place, place, ADD);
  } else if (json_is_object(value) && (allowed & ACD__JSON_NAMED)) {
    read_named(json, noun, parent, value, place);
  } else if (allowed & ACD__JSON_UNNAMED) {
    snprintf(own_name, sizeof own_name, "%zu", index + 1);
    read_object(json, noun, parent, own_name, value, place);
  } else {
    const char *expected = !(allowed & ACD__JSON_NAMED) ? "a name"
                           : allowed & ACD__JSON_NAMES  ? "a name or an object"
                                                        : "an object with the key \"name\"";
    acd__json_value_error(json, place, parent, 0, allowed & ACD__JSON_NAMES ? "not a name" : "not an object", expected,
                          NULL);
  }
}

static const char *expected_form(int allowed)
{
  switch (allowed) {
  case ACD__JSON_MAP: return "an object from names to objects";
  case ACD__JSON_MAP | ACD__JSON_NAMES: return "a list of names, or an object from names";
  case ACD__JSON_MAP | ACD__JSON_NAMED: return "an object from names to objects, or a list of objects";
  case ACD__JSON_MAP | ACD__JSON_NAMES | ACD__JSON_NAMED:
    return "an object from names to objects, or a list of names or objects";
  case ACD__JSON_UNNAMED: return "a list of objects";
  case ACD__JSON_MAP | ACD__JSON_UNNAMED: return "a list of objects, or an object from names to objects";
  default: return "a list of names or objects";
  }
}

/* All objects of a noun below one parent: the value of the noun's plural. */
static void read_nouns(acd_json *json, const acd_noun *noun, int32_t parent, json_t *value, uint32_t place)
{
  int allowed = acd__json_form_of(noun->noun).forms;
  acd__json_members members;
  if (json_is_object(value) && (allowed & ACD__JSON_MAP)) {
    acd__json_members_begin(&members, json, value, place, parent);
    while (acd__json_members_next(&members)) {
      read_object(json, noun, parent, members.key, members.value, members.place);
    }
    acd__json_members_end(&members);
  } else if (json_is_array(value) && (allowed & ~ACD__JSON_MAP)) {
    uint32_t at = acd__json_place_first(json, place);
    for (size_t i = 0; i < json_array_size(value) && !json->nomem; i++, at = acd__json_place_next(json, at)) {
      read_item(json, noun, parent, i, json_array_get(value, i), at);
    }
  } else {
    const char *text = json_is_array(value) || json_is_object(value) ? "the wrong form" : "not a list or an object";
    mark_unread(json, parent, noun);
    acd__json_value_error(json, place, parent, 0, text, expected_form(allowed), NULL);
  }
}

static void read_removals(acd_json *json, const acd_noun *noun, int32_t parent, json_t *value, uint32_t place)
{
  if (!json_is_array(value)) {
    acd__json_value_error(json, place, -1, 0, "not a list", "a list of names", NULL);
    return;
  }
  uint32_t at = acd__json_place_first(json, place);
  for (size_t i = 0; i < json_array_size(value) && !json->nomem; i++, at = acd__json_place_next(json, at)) {
    const char *name = json_string_value(json_array_get(value, i));
    if (name)
      add_object(json, noun, parent, name, at, at, REMOVE);
    else
      acd__json_value_error(json, at, -1, 0, "not a name", "a name", NULL);
  }
}

/* Plurals of the nouns below another one, as a list of words. */
static void list_plurals(const acd_json *json, uint32_t above, const char *before, const char *between,
                         char words[WORDS_SIZE])
{
  const acd_noun *nouns = json->nouns.items;
  size_t used = (size_t)snprintf(words, WORDS_SIZE, "%s", before);
  for (size_t i = 0; i < json->nouns.count && used < WORDS_SIZE; i++) {
    if (above == ACD_NOUN_CENTRE ? nouns[i].parent != above : !acd__json_has_below(above, &nouns[i])) continue;
    used += (size_t)snprintf(words + used, WORDS_SIZE - used, "%s%s", between, nouns[i].plural);
  }
}

static void unknown_top_key(acd_json *json, const char *key, uint32_t place)
{
  char words[WORDS_SIZE], expected[WORDS_SIZE], nearest[ACD__JSON_KEY_SIZE];
  list_plurals(json, ACD_NOUN_CENTRE, "centre remove amend $schema comment", " ", words);
  list_plurals(json, ACD_NOUN_CENTRE, "one of centre, remove, amend, $schema, comment", ", ", expected);
  acd__json_nearest_word(words, key, nearest);
  int of_centre = acd__json_property_of_key(json, ACD_NOUN_CENTRE, key) != NULL;
  const acd_noun *meant = of_centre ? NULL : acd__json_noun_of_key(json, ACD_NOUN_CENTRE, nearest);
  if (meant) mark_unread(json, 0, meant);
  acd__json_key_error(json, place, -1, "unknown key", of_centre ? "it in \"centre\"" : expected,
                      of_centre ? NULL : nearest);
}

/* Where plurals of nouns are the only keys. */
static void unknown_plural(acd_json *json, uint32_t above, int32_t object, const char *key, uint32_t place)
{
  char words[WORDS_SIZE], plurals[WORDS_SIZE], expected[WORDS_SIZE + 8], nearest[ACD__JSON_KEY_SIZE];
  list_plurals(json, above, "", " ", words);
  list_plurals(json, above, "", ", ", plurals);
  if (*plurals)
    snprintf(expected, sizeof expected, "one of %s", plurals + strlen(", "));
  else
    snprintf(expected, sizeof expected, "nothing");
  acd__json_nearest_word(words, key, nearest);
  acd__json_key_error(json, place, object, "unknown key", expected, nearest);
}

/* Names of what goes from the top, or from an object that is amended. */
static void read_remove(acd_json *json, uint32_t above, int32_t parent, json_t *value, uint32_t place)
{
  acd__json_members members;
  int32_t object = parent ? parent : -1;
  if (!json_is_object(value)) {
    acd__json_value_error(json, place, object, 0, "not an object", "an object of lists of names", NULL);
    return;
  }
  acd__json_members_begin(&members, json, value, place, object);
  while (acd__json_members_next(&members)) {
    const acd_noun *noun = acd__json_noun_of_key(json, above, members.key);
    if (noun)
      read_removals(json, noun, parent, members.value, members.place);
    else
      unknown_plural(json, above, object, members.key, members.place);
  }
  acd__json_members_end(&members);
}

static void read_amended(acd_json *json, const acd_noun *noun, int32_t parent, json_t *value, uint32_t place)
{
  acd__json_members members;
  if (!json_is_object(value)) {
    acd__json_value_error(json, place, -1, 0, "not an object", "an object from names to objects", NULL);
    return;
  }
  acd__json_members_begin(&members, json, value, place, -1);
  while (acd__json_members_next(&members)) {
    int32_t object = add_object(json, noun, parent, members.key, members.place, members.place, AMEND);
    if (object < 0) break;
    if (json_is_object(members.value)) {
      read_keys(json, noun->noun, object, NULL, members.value, members.place);
      continue;
    }
    mark_broken(json, object);
    acd__json_value_error(json, members.place, object, 0, "not an object", "an object", NULL);
  }
  acd__json_members_end(&members);
}

/* What a change says of parts of objects, at the top or below one that is amended. */
static void read_amend(acd_json *json, uint32_t above, int32_t parent, json_t *value, uint32_t place)
{
  int32_t amended = parent ? parent : -1;
  acd__json_members members;
  if (!json_is_object(value)) {
    acd__json_value_error(json, place, amended, 0, "not an object", "an object of objects from names to objects", NULL);
    return;
  }
  acd__json_members_begin(&members, json, value, place, amended);
  while (acd__json_members_next(&members)) {
    const acd_noun *noun = acd__json_noun_of_key(json, above, members.key);
    if (noun)
      read_amended(json, noun, parent, members.value, members.place);
    else
      unknown_plural(json, above, amended, members.key, members.place);
  }
  acd__json_members_end(&members);
}

static void read_centre(acd_json *json, json_t *value, uint32_t place)
{
  acd__json_object *centre = json->objects.items;
  centre->place = centre->name_place = place;
  if (json_is_object(value))
    read_keys(json, ACD_NOUN_CENTRE, 0, NULL, value, place);
  else
    acd__json_value_error(json, place, 0, 0, "not an object", "an object", NULL);
}

static void read_top(acd_json *json, const char *key, json_t *value, uint32_t place)
{
  const acd_noun *noun = acd__json_noun_of_key(json, ACD_NOUN_CENTRE, key);
  if (noun)
    read_nouns(json, noun, 0, value, place);
  else if (strcmp(key, acd__json_noun(json, ACD_NOUN_CENTRE)->plural) == 0)
    read_centre(json, value, place);
  else if (strcmp(key, "remove") == 0)
    read_remove(json, ACD_NOUN_CENTRE, 0, value, place);
  else if (strcmp(key, "amend") == 0)
    read_amend(json, ACD_NOUN_CENTRE, 0, value, place);
  else if (strcmp(key, "comment") == 0 || strcmp(key, "$schema") == 0)
    read_comment(json, value, place, -1);
  else
    unknown_top_key(json, key, place);
}

void acd__json_read(acd_json *json, json_t *root)
{
  acd__json_members members;
  acd__json_object centre = {0, 0, ACD_NOUN_CENTRE, 0, 0, 0, 0};
  if (!acd__json_reserve(json, &json->objects, 1, sizeof centre)) return;
  ((acd__json_object *)json->objects.items)[json->objects.count++] = centre;
  if (!json_is_object(root)) {
    acd__json_value_error(json, 0, -1, 0, "not an object", "an object", NULL);
    return;
  }
  acd__json_members_begin(&members, json, root, 0, -1);
  while (acd__json_members_next(&members)) read_top(json, members.key, members.value, members.place);
  acd__json_members_end(&members);
}
