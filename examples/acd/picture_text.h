/* SPDX-License-Identifier: Apache-2.0 */
/** @file The texts in a picture. */
#ifndef TOOL_PICTURE_TEXT_H
#define TOOL_PICTURE_TEXT_H

#include "picture.h"

#define PICTURE_TEXT_MAX 28 /* characters of a text in a node */

char *picture_copy(const char *text);
/* Appends to a text of its own, with `between` if it has one already. */
void picture_append(char **to, const char *between, const char *text);
/* The text cut to so many characters; `text_out` holds 4 bytes for each of them and four more. */
const char *picture_cut(const char *text, size_t characters, char *text_out);
/* The property of nodes with this name: 1, or 0. */
int picture_property(const char *name, acd_property *property_out);
/* The word at this place, from 1, of a list with blanks between. */
void picture_choice(const char *choices, int64_t place, char text_out[32]);
/* What a node is about: of its properties those that say it, in the order of a sentence. An attribute that takes a result
 * comes last. */
void picture_detail(const acd_definition *definition, int32_t object, picture_node *node);

#endif
