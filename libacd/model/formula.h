/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Expressions of flows: parsed, checked for types and kept as operations on a stack; evaluated without memory. What they mean is
 * written in acd/flow.h, "Expressions".
 */
#ifndef ACD__MODEL_FORMULA_H
#define ACD__MODEL_FORMULA_H

#include <acd/definition.h>

#include "base/memory.h"

#define ACD__FORMULA_SIZE_MAX  1000 /* bytes of an expression */
#define ACD__FORMULA_TERMS_MAX 64
#define ACD__FORMULA_DEPTH_MAX 16
#define ACD__FORMULA_TEXT_MAX  1000 /* bytes of a text */
#define ACD__FORMULA_MADE_MAX  8    /* texts put together that are in hand at once */

enum { ACD__FORMULA_INTEGER = 1, ACD__FORMULA_TEXT = 2, ACD__FORMULA_TRUTH = 3 };

/* Operands come before what is done with them. */
typedef struct acd__formula_op {
  int32_t op;
  uint32_t at; /* of a text: where in that of the formula */
  uint32_t size;
  uint32_t reserved;
  int64_t value; /* integer, truth, id of a queue or a toggle */
} acd__formula_op;

typedef struct acd__formula {
  uint32_t count;
  uint32_t type;     /* of its value */
  uint32_t size_max; /* of its value as a text */
  uint32_t text_size;
  const char *text; /* behind the operations */
  acd__formula_op ops[];
} acd__formula;

typedef struct acd__formula_error {
  size_t at; /* byte of the text */
  const char *text;
  const char *expected; /* "" where the text says it */
  uint32_t noun;        /* of a name that there is not, 0: something else is wrong */
  const char *name;     /* in the text */
  size_t name_size;
} acd__formula_error;

/* The object of a noun and name: 1 and its id, or 0. */
typedef int (*acd__formula_find_fn)(void *user, uint32_t noun, const char *name, size_t size, acd_id *id_out);

/* ACD_OK and the formula, ACD_ERR_ARGUMENT and the error, or ACD_ERR_NOMEM. `memory` NULL: the text is only checked, and
 * only `type` and `size_max` of `*checked_out` are set. */
int acd__formula_parse(acd__memory *memory, const char *text, acd__formula_find_fn find, void *user,
                       acd__formula **formula_out, acd__formula *checked_out, acd__formula_error *error_out);
/* NULL is fine. */
void acd__formula_free(acd__memory *memory, acd__formula *formula);

/* What a formula asks for when it is evaluated. */
typedef struct acd__formula_world {
  /* Of the call; NULL: not set. */
  const char *(*attribute)(const void *user, const char *name, size_t size);
  /* ACD_METRIC_… of a queue; 0: of the one in which the call waits. */
  int64_t (*metric)(const void *user, acd_id queue, int64_t metric);
  /* 1: the toggle is on. */
  int64_t (*toggle)(const void *user, acd_id toggle);
  const void *user;
} acd__formula_world;

typedef struct acd__formula_value {
  uint32_t type;
  uint32_t size; /* of the text */
  int64_t value; /* integer, truth */
  char text[ACD__FORMULA_TEXT_MAX + 1];
} acd__formula_value;

/* The value, and what it is as a text whatever its type. Returns pieces of work: one for each value and operation, and for
 * each ACD__FORMULA_WORK_BYTES of text that one gives. */
#define ACD__FORMULA_WORK_BYTES 64
uint32_t acd__formula_evaluate(const acd__formula *formula, const acd__formula_world *world,
                               acd__formula_value *value_out);
/* The value as an integer: of a text that it spells, 0 if it spells none. */
int64_t acd__formula_integer(const acd__formula_value *value);

/* The operations, shared by the parser and the evaluator. */
enum {
  ACD__FORMULA_PUSH_INTEGER = 1,
  ACD__FORMULA_PUSH_TEXT,
  ACD__FORMULA_PUSH_TRUTH,
  ACD__FORMULA_PUSH_ATTRIBUTE,
  ACD__FORMULA_PUSH_IS_SET,
  ACD__FORMULA_PUSH_TOGGLE,
  ACD__FORMULA_PUSH_METRIC, /* `size`: which */
  ACD__FORMULA_NOT,
  ACD__FORMULA_AND,
  ACD__FORMULA_OR,
  ACD__FORMULA_EQUAL, /* the six in the order of ACD_OPERATOR_… */
  ACD__FORMULA_NOT_EQUAL,
  ACD__FORMULA_LESS,
  ACD__FORMULA_LESS_EQUAL,
  ACD__FORMULA_GREATER,
  ACD__FORMULA_GREATER_EQUAL,
  ACD__FORMULA_NEGATE,
  ACD__FORMULA_ADD,
  ACD__FORMULA_SUBTRACT,
  ACD__FORMULA_MULTIPLY,
  ACD__FORMULA_DIVIDE,
  ACD__FORMULA_REST,
  ACD__FORMULA_MIN,
  ACD__FORMULA_MAX,
  ACD__FORMULA_JOIN,
  ACD__FORMULA_LENGTH,
  ACD__FORMULA_TO_INTEGER,
  ACD__FORMULA_TO_TEXT,
  ACD__FORMULA_STARTS,
  ACD__FORMULA_ENDS,
  ACD__FORMULA_CONTAINS,
  ACD__FORMULA_PART,
  ACD__FORMULA_LOWER,
  ACD__FORMULA_UPPER,
  ACD__FORMULA_IF /* `value` 1: what is chosen becomes a text */
};

#endif
