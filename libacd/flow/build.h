/* SPDX-License-Identifier: Apache-2.0 */
/** @file Inside of acd__flow_build(): what its files share. */
#ifndef ACD__FLOW_BUILD_H
#define ACD__FLOW_BUILD_H

#include "flow/flow.h"

/* A text property as a string of its own; absent or empty: NULL. */
int acd__flow_take_text(const acd__document *document, const acd__object *object, uint32_t property,
                        acd__memory *memory, acd__string **string_out);
/* A node by name, of an index that has them as index + 1 in place of pointers; -1: none. */
int32_t acd__flow_node_named(const acd__dictionary *nodes, const char *name);

/* Fills the cases and tries of a node, from where its own begin; a menu's cases say how many keys it takes. ACD_OK or
 * ACD_ERR_NOMEM. */
int acd__flow_build_cases(acd__flow_node *node, const acd__document *document, const acd__object *object,
                          const acd__flow_links *links, const acd__dictionary *nodes);
int acd__flow_build_tries(acd__flow_node *node, const acd__document *document, const acd__object *object,
                          const acd__flow_links *links);
void acd__flow_release_cases(acd__flow *flow, acd__memory *memory);

/* summary.c */
int acd__flow_summarise(acd__flow *flow, acd__memory *memory, uint64_t key);
void acd__flow_release_summary(acd__flow *flow, acd__memory *memory);

#endif
