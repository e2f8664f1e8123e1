/* SPDX-License-Identifier: Apache-2.0 */
/* Definitions written as indented outlines, so that a test shows what it is about:
 *
 *     queue support strategy=ring_all ring_timeout=20000000
 *       member ann
 *     -agent bob
 *
 * A line is an object: noun, name, properties; two blanks deeper is a child; "-" before a noun removes (below one that is amended, or at the top),
 * "+" before one amends likewise. A value
 * of an integer property is a number or one of its choices. `key:text` sets a text and `key!1` a number whatever the
 * property's type is; a key of digits is a property's number. The centre's properties stand in a line "centre". "_" alone is the
 * empty text, and a noun of digits a noun's number. Names and values with blanks stand in single quotes: expression='a and b'.
 */
#ifndef ACD_TESTS_MODEL_OUTLINE_H
#define ACD_TESTS_MODEL_OUTLINE_H

#include <acd/definition.h>

/* The first failure of the builder is left in the definition. A mistake in the outline itself ends the test. */
acd_definition *outline_build(const acd_allocator *allocator, const char *outline);
/* Adds to a definition that may have failed already; returns the status of the first failure, or ACD_OK. */
int outline_add(acd_definition *definition, const char *outline);
/* The last kind of nodes in flows. */
#define NODE_KIND_LAST ACD_NODE_KIND_MARK
uint32_t outline_noun(const char *name);
uint32_t outline_property(uint32_t noun, const char *name);

#endif
