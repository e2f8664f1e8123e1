/* SPDX-License-Identifier: Apache-2.0 */
/** @file Inside of acd_check_new(): what its files share. Each looks for a few kinds of findings. */
#ifndef ACD__FLOW_CHECK_H
#define ACD__FLOW_CHECK_H

#include <acd/check.h>

#include "base/text.h"
#include "flow/graph.h"

#define ACD__FINDING_TEXT 1000

typedef struct acd__finder {
  acd__memory *memory;
  acd_check *check;
  acd__document document;
  acd__names names;
  acd__graph graph;
  uint8_t *comes_back; /* by node: a return can be reached */
  uint8_t *reached;    /* by node: from the start of its flow */
  uint8_t *live;       /* by node: calls come here */
  int64_t work; /* looks at rules of schedules that are left: a hostile definition must not keep the check busy */
  int status;   /* of the first failure, which ends the check */
} acd__finder;

/* Keeps a finding. `other` may be NULL; all texts are copied. */
void acd__find(acd__finder *finder, uint32_t kind, uint32_t severity, int32_t object, const char *other,
               const char *text, const char *advice);
void acd__find_way(acd__finder *finder, const acd_way *way);

/* Scratch memory by node, all zeros; NULL: the finder's status says so. */
void *acd__find_take(acd__finder *finder, size_t size);
void acd__find_give(acd__finder *finder, void *array, size_t size);
/* Names of an object and of a node's, for texts. */
const char *acd__find_name(const acd__finder *finder, int32_t object);
const char *acd__find_node_name(const acd__finder *finder, int32_t node);
/* Adds a word to a list with blanks between; "…" in place of all after the twelfth. */
void acd__find_add_word(acd__text *text, const char *word, size_t size, int *count);

/* An attribute (noun 0) or an object that an expression names. */
typedef void (*acd__named_fn)(void *user, uint32_t noun, const char *name, size_t size);
/* In place of the noun: an attribute of which the expression asks, besides, whether it is set. */
#define ACD__NAMED_ASKED UINT32_MAX
/* All that the expressions of a node and its parameters name; nothing if there is none, or a wrong one. */
void acd__find_named(acd__finder *finder, int32_t node, acd__named_fn fn, void *user);
/* The bit of an attribute; 0: it has none. */
typedef uint64_t (*acd__bit_fn)(void *user, const char *name, size_t size);
/* Attributes that are set behind the exits of a test, as bits. */
void acd__find_proofs(acd__finder *finder, int32_t node, acd__bit_fn bit, void *user, uint64_t *match_out,
                      uint64_t *no_match_out);
/* Marks the exits of set nodes that make a new value of the attribute's own: they count. */
void acd__find_counters(acd__finder *finder);

void acd__find_dangling(acd__finder *finder);
void acd__find_ways(acd__finder *finder);
void acd__find_circles(acd__finder *finder);
void acd__find_hours(acd__finder *finder);
void acd__find_rules(acd__finder *finder);
void acd__find_options(acd__finder *finder);
void acd__find_people(acd__finder *finder);
void acd__find_lengths(acd__finder *finder);
void acd__find_attributes(acd__finder *finder);

#endif
