/* SPDX-License-Identifier: Apache-2.0 */
/** @file Inside of acd__document_check(): what its files share. */
#ifndef ACD__MODEL_CHECK_H
#define ACD__MODEL_CHECK_H

#include "model/document.h"
#include "model/formula.h"
#include "model/names.h"
#include "model/path.h"
#include "model/properties.h"
#include "model/sets.h"

#define ACD__ANNOUNCEMENTS_MAX 32 /* they are bits of a word */

/* What stands below a schedule. */
typedef struct acd__below_schedule {
  uint32_t rules;     /* hours, holidays and exceptions */
  int32_t first_site; /* 0: there is none */
} acd__below_schedule;

typedef struct acd__check {
  const acd__document *document;
  acd__errors *errors;
  acd__names names;
  acd__names extensions;
  int64_t work;            /* steps left for suggestions */
  int alone;               /* 1: references are not looked at */
  acd__sets *sets_numbers; /* of the patterns of all numbers; NULL: none yet */
  acd__sets *sets_callers;
  acd__below_schedule *below; /* by object; NULL: not looked at yet */
} acd__check;

/* What is wrong with an object or one of its properties. `expected` NULL: as the property's table says, "" without one. */
void acd__check_report(acd__check *check, int32_t object, int32_t code, uint32_t property, const char *text,
                       const char *expected, const char *nearest);
/* There is no object of that noun and name below `parent`: with the nearest one there is. */
void acd__check_report_missing(acd__check *check, int32_t object, uint32_t property, int32_t parent, uint32_t noun,
                               const char *name, size_t size);

/* The values of one object against the table of its noun. */
void acd__check_values(acd__check *check, int32_t object);
/* What the table cannot say: properties that belong together. */
void acd__check_together(acd__check *check, int32_t object);
/* An exit's name against the kind of its node; a skill, queue or parameter below a node that takes none. */
void acd__check_below_node(acd__check *check, int32_t object);

/* What is wrong with a pattern that begins so many bytes into a text property. 1 if it is right. */
int acd__check_pattern(acd__check *check, int32_t index, uint32_t property, size_t before, const char *pattern,
                       size_t size);

/* Gives back what was needed to look at all of them together. */
void acd__check_free_sets(acd__check *check);

/* A case against the kind of its node, and the cases of a node together. */
void acd__check_case(acd__check *check, int32_t index);
void acd__check_cases(acd__check *check, int32_t node);
/* A try against its node and those before it. */
void acd__check_try(acd__check *check, int32_t index);

/* The expression of a node, or of a parameter, if it has one. */
void acd__check_formula(acd__check *check, int32_t index);
void acd__check_parameter_formula(acd__check *check, int32_t index);
/* What is wrong in an expression, and where. */
void acd__check_report_error(acd__check *check, int32_t index, uint32_t property, const acd__formula_error *error);

/* A schedule, and what stands below one. */
void acd__check_schedule(acd__check *check, int32_t index);
/* Gives back what was needed to look at schedules together. */
void acd__check_free_schedules(acd__check *check);

/* A plan of slots, and the capacities below it. */
void acd__check_slot_plan(acd__check *check, int32_t index);

/* The groups of a queue together, and its members in them. */
void acd__check_groups(acd__check *check, int32_t queue);

/* The steps of a queue together, and each by itself. */
void acd__check_steps(acd__check *check, int32_t queue);
void acd__check_step(acd__check *check, int32_t index);

/* Kind of a node, 0: none or unknown. */
int64_t acd__check_node_kind(const acd__check *check, int32_t node);
/* The flow that an object stands in, or is; -1: none. */
int32_t acd__check_flow_of(const acd__check *check, int32_t object);

#endif
