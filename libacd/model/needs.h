/* SPDX-License-Identifier: Apache-2.0 */
/** @file What a call needs of an agent: sets of (skill, least level), each distinct set kept once and counted. */
#ifndef ACD__MODEL_NEEDS_H
#define ACD__MODEL_NEEDS_H

#include <acd/command.h>

#include "base/dictionary.h"

struct acd__class;

typedef struct acd__needs {
  uint32_t holders;
  uint32_t count;
  struct acd__class *class_; /* found for it last (route/class.c), or NULL; a class that goes takes itself off */
  acd_requirement items[];   /* by skill, each once */
} acd__needs;

/* The set of `count` requirements in any order (a skill named twice counts with its higher level), held once more.
 * NULL and count 0: *needs_out is NULL, the empty set. `items` is put in order. ACD_OK or ACD_ERR_NOMEM. */
int acd__needs_intern(acd__dictionary *table, acd_requirement *items, size_t count, acd__needs **needs_out);
static inline acd__needs *acd__needs_hold(acd__needs *needs)
{
  if (needs) needs->holders++;
  return needs;
}
void acd__needs_drop(acd__dictionary *table, acd__needs *needs);
/* 1 if `skills` (in order of skill, `level_min` being the level held) satisfies the needs. */
int acd__needs_met(const acd__needs *needs, const acd_requirement *skills, size_t skills_count);
/* Puts requirements in order, each skill once; returns how many remain. */
size_t acd__needs_normalize(acd_requirement *items, size_t count);

#endif
