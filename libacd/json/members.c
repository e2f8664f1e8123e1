/* SPDX-License-Identifier: Apache-2.0 */
/* jansson keeps the order of keys, so values and places can be walked side by side, unless a key is given twice: jansson
 * keeps its last value only. Then the values are taken from the text once more, so that mistakes in each are found. */
#include "members.h"

#include <string.h>

void acd__json_members_begin(acd__json_members *members, acd_json *json, json_t *object, uint32_t place, int32_t owner)
{
  memset(members, 0, sizeof *members);
  members->json = json;
  members->object = object;
  members->owner = owner;
  members->next_place = acd__json_place_first(json, place);
  if (json_object_size(object) == acd__json_place_at(json, place)->count) return;
  members->seen = json_object();
  if (!members->seen) json->nomem = 1;
}

static void drop_own(acd__json_members *members)
{
  json_decref(members->own_key);
  json_decref(members->own_value);
  members->own_key = NULL;
  members->own_value = NULL;
}

static int next_of_text(acd__json_members *members)
{
  acd_json *json = members->json;
  drop_own(members);
  if (members->next_place == ACD__JSON_NONE || json->nomem) return 0;
  members->place = members->next_place;
  members->next_place = acd__json_place_next(json, members->place);
  uint32_t at = acd__json_place_at(json, members->place)->at;
  members->own_key = acd__json_place_key(json, members->place);
  members->own_value = json_loadb((const char *)json->text.items + at, json->text.count - at,
                                  ACD__JSON_FLAGS | JSON_DISABLE_EOF_CHECK, NULL);
  members->key = json_string_value(members->own_key);
  members->value = members->own_value;
  if (!members->key || !members->value) {
    json->nomem = 1; /* the text is valid: there is no other reason */
    return 0;
  }
  if (json_object_get(members->seen, members->key)) {
    acd__json_key_error(json, members->place, members->owner, "this key is given twice", "each key once", NULL);
  }
  if (json_object_set_new(members->seen, members->key, json_true()) != 0) json->nomem = 1;
  return 1;
}

int acd__json_members_next(acd__json_members *members)
{
  if (members->json->nomem) return 0;
  if (members->seen) return next_of_text(members);
  members->iterator =
      members->key ? json_object_iter_next(members->object, members->iterator) : json_object_iter(members->object);
  if (!members->iterator) return 0;
  members->key = json_object_iter_key(members->iterator);
  members->value = json_object_iter_value(members->iterator);
  members->place = members->next_place;
  members->next_place = acd__json_place_next(members->json, members->place);
  return 1;
}

void acd__json_members_end(acd__json_members *members)
{
  drop_own(members);
  json_decref(members->seen);
}
