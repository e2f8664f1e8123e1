/* SPDX-License-Identifier: Apache-2.0 */
/** @file Skills: a name and an id. Agents and needs refer to the id, so a skill that is gone simply matches nobody. */
#ifndef ACD__MODEL_SKILL_H
#define ACD__MODEL_SKILL_H

#include "base/pool.h"
#include "base/string.h"
#include "model/needs.h"

typedef struct acd__skill {
  acd__slot slot;
  acd__string *name;
  acd__needs *needs; /* of the latest arrival that named this skill first, held; NULL: none */
} acd__skill;

#endif
