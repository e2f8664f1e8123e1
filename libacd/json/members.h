/* SPDX-License-Identifier: Apache-2.0 */
/** @file The keys and values of an object, each with its place in the text. */
#ifndef ACD__JSON_MEMBERS_H
#define ACD__JSON_MEMBERS_H

#include "internal.h"

typedef struct acd__json_members {
  acd_json *json;
  json_t *object;
  void *iterator;
  uint32_t next_place;
  int32_t owner;
  json_t *seen; /* keys so far; only where a key is given twice, else NULL */
  json_t *own_key;
  json_t *own_value;
  const char *key;
  json_t *value;
  uint32_t place;
} acd__json_members;

/* In the order of the text. A key that was given before is listed as an error of `owner` (object of the definition, -1:
 * none), and given out again with its other value. */
void acd__json_members_begin(acd__json_members *members, acd_json *json, json_t *object, uint32_t place, int32_t owner);
/* 1 and the next key, value, place, valid until the next; 0: no more. */
int acd__json_members_next(acd__json_members *members);
void acd__json_members_end(acd__json_members *members);

#endif
