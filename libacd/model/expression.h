/* SPDX-License-Identifier: Apache-2.0 */
/** @file Conditions on an agent's skills, as `spanish >= 3 and not trainee`: the grammar is in acd/route.h. */
#ifndef ACD__MODEL_EXPRESSION_H
#define ACD__MODEL_EXPRESSION_H

#include <acd/command.h>

#include "base/memory.h"

#define ACD__EXPRESSION_TERMS_MAX 64
#define ACD__EXPRESSION_DEPTH_MAX 16

enum {
  ACD__OP_GREATER_EQUAL = 1,
  ACD__OP_GREATER = 2,
  ACD__OP_LESS_EQUAL = 3,
  ACD__OP_LESS = 4,
  ACD__OP_EQUAL = 5,
  ACD__OP_NOT_EQUAL = 6,
  ACD__OP_NOT = 7,
  ACD__OP_AND = 8,
  ACD__OP_OR = 9
};

typedef struct acd__expression_op {
  acd_id skill; /* of a comparison */
  int32_t level;
  int32_t op;
} acd__expression_op;

/* Operands come before their operators. */
typedef struct acd__expression {
  uint32_t count;
  acd__expression_op ops[];
} acd__expression;

/* What is wrong with a text, and where. */
typedef struct acd__expression_error {
  size_t at; /* byte of the text */
  const char *text;
  const char *expected; /* "" where the text says it */
  const char *name;     /* of a skill that there is not, in the text; NULL: something else is wrong */
  size_t name_size;
} acd__expression_error;

/* The skill of a name: 1 and its id, or 0. */
typedef int (*acd__expression_skill_fn)(void *user, const char *name, size_t size, acd_id *skill_out);

/* ACD_OK and the expression, ACD_ERR_ARGUMENT and the error, or ACD_ERR_NOMEM. `memory` NULL: the text is only checked. */
int acd__expression_parse(acd__memory *memory, const char *text, acd__expression_skill_fn find, void *user,
                          acd__expression **expression_out, acd__expression_error *error_out);
/* NULL is fine. */
void acd__expression_free(acd__memory *memory, acd__expression *expression);
/* 1 if the skills (in order of skill) meet it. NULL: nothing is asked for. */
int acd__expression_met(const acd__expression *expression, const acd_requirement *skills, size_t skills_count);
/* Level held, 0: none. */
int64_t acd__skills_level(const acd_requirement *skills, size_t count, acd_id skill);

#endif
